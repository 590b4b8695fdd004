"""Fine-tunes a token classifier on a dataset from Postil, and writes the three files that Postil takes back.

    pip install torch transformers datasets onnx onnxscript
    postil split --seed 1 --to hf project.postil.json data
    python docs/jobs/fine_tune.py --base distilbert-base-cased data model
    postil tag --model model article.txt                  # or drop the three files on the page together

The base is any encoder of the hub, or a folder with one. A GPU is used if there is one.
"""

import argparse
import random
from itertools import groupby
from pathlib import Path

import torch
from datasets import load_dataset
from torch.nn.utils.rnn import pad_sequence
from transformers import AutoModelForTokenClassification, AutoTokenizer

# Where the loss is not asked for.
IGNORED = -100
# Sentences of an article are learned together, up to so many words: Postil, too, reads a text in long parts.
WORDS = 150


def texts(rows):
    """Tokens and tags of parts of articles."""
    for _, sentences in groupby(rows, key=lambda row: row["id"]):
        tokens, tags = [], []
        for sentence in sentences:
            if tokens and len(tokens) + len(sentence["tokens"]) > WORDS:
                yield tokens, tags
                tokens, tags = [], []
            tokens, tags = tokens + sentence["tokens"], tags + sentence["ner_tags"]
        yield tokens, tags


def encoded(tokenizer, tokens, tags):
    """The pieces of a text; the first of each word has its tag, as Postil asks the first."""
    pieces = tokenizer(tokens, is_split_into_words=True, truncation=True, max_length=512)
    words = pieces.word_ids()
    firsts = [word is not None and word != before for before, word in zip([None, *words], words)]
    labels = [tags[word] if first else IGNORED for first, word in zip(firsts, words)]
    return torch.tensor(pieces["input_ids"]), torch.tensor(labels)


def train(model, examples, epochs, rate, pad):
    device = "cuda" if torch.cuda.is_available() else "cpu"
    model.to(device).train()
    optimizer = torch.optim.AdamW(model.parameters(), lr=rate)
    for epoch in range(epochs):
        random.shuffle(examples)
        total = 0
        for start in range(0, len(examples), 16):
            batch = examples[start : start + 16]
            ids, labels = zip(*batch)
            inputs = {
                "input_ids": pad_sequence(ids, batch_first=True, padding_value=pad),
                "attention_mask": pad_sequence([torch.ones_like(it) for it in ids], batch_first=True),
                "labels": pad_sequence(labels, batch_first=True, padding_value=IGNORED),
            }
            loss = model(**{name: value.to(device) for name, value in inputs.items()}).loss
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            total += loss.item() * len(batch)
        print(f"epoch {epoch + 1} of {epochs}: loss {total / len(examples):.3f}", flush=True)
    model.to("cpu").eval()


class Scores(torch.nn.Module):
    """The network as Postil calls it."""

    def __init__(self, model):
        super().__init__()
        self.model = model

    def forward(self, input_ids, attention_mask):
        return self.model(input_ids=input_ids, attention_mask=attention_mask).logits


def export(model, tokenizer, folder):
    folder.mkdir(parents=True, exist_ok=True)
    model.config.save_pretrained(folder)
    tokenizer.backend_tokenizer.save(str(folder / "tokenizer.json"))
    ids = torch.tensor([[1, 2, 3, 4, 5]] * 2)
    size = {0: torch.export.Dim("batch"), 1: torch.export.Dim("sequence")}
    names = ["input_ids", "attention_mask"]
    torch.onnx.export(Scores(model), (ids, torch.ones_like(ids)), str(folder / "model.onnx"), input_names=names,
                      output_names=["logits"], dynamic_shapes={name: size for name in names}, dynamo=True,
                      external_data=False)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--base", required=True)
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--rate", type=float, default=5e-5)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("data", type=Path)
    parser.add_argument("out", type=Path)
    arguments = parser.parse_args()
    random.seed(arguments.seed)
    torch.manual_seed(arguments.seed)

    rows = load_dataset(str(arguments.data))["train"]
    labels = dict(enumerate(rows.features["ner_tags"].feature.names))
    tokenizer = AutoTokenizer.from_pretrained(arguments.base)
    model = AutoModelForTokenClassification.from_pretrained(
        arguments.base, id2label=labels, label2id={label: number for number, label in labels.items()},
        attn_implementation="eager", ignore_mismatched_sizes=True)
    examples = [encoded(tokenizer, *text) for text in texts(rows)]
    train(model, examples, arguments.epochs, arguments.rate, tokenizer.pad_token_id)
    export(model, tokenizer, arguments.out)


if __name__ == "__main__":
    main()
