"""Annotate, export, train elsewhere, and back: what each kind of model learned is what it suggests."""

import json
import os
import subprocess
import sys
import tempfile
import time
import unittest
from pathlib import Path

from project import project

ROOT = Path(__file__).parent.parent.parent
POSTIL = os.environ["POSTIL"]


def run(*command, **options):
    """The output of a command that must succeed."""
    command = [str(part) for part in command]
    done = subprocess.run(command, check=False, capture_output=True, encoding="utf-8", **options)
    assert done.returncode == 0, f"{' '.join(command)}\n{done.stdout}\n{done.stderr}"
    return done.stdout


class Loop(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        temporary = tempfile.TemporaryDirectory(prefix="postil-loop-")
        cls.addClassCleanup(temporary.cleanup)
        cls.folder = Path(temporary.name)
        cls.project, cls.held_out = cls.folder / "shipping.postil.json", cls.folder / "later.postil.json"
        cls.project.write_text(project(120, seed=1), "utf-8")
        cls.held_out.write_text(project(30, seed=2), "utf-8")

    def score(self, model):
        """F1 of what Postil suggests with a model for articles that it has not seen, over its own labels."""
        texts = self.folder / "texts.jsonl"
        lines = run(POSTIL, "convert", "--to", "spacy", self.held_out).splitlines()
        texts.write_text("".join(json.dumps({**json.loads(line), "entities": []}) + "\n" for line in lines))
        predicted = self.folder / "predicted.jsonl"
        tagged = map(json.loads, run(POSTIL, "tag", "--model", model, texts).splitlines())
        # The grammar's dates and numbers are suggested beside any model.
        ours = [{**line, "entities": [it for it in line["entities"] if it[2] in ("SHIP", "PORT", "SKIPPER")]} for line in tagged]
        predicted.write_text("".join(json.dumps(line) + "\n" for line in ours))
        return json.loads(run(POSTIL, "eval", "--gold", self.held_out, "--predicted", predicted, "--json"))["micro"]["f1"]

    def test_hugging_face(self):
        """Exported for `datasets`, learned by a network, exported to ONNX, and back: in the command line and the page."""
        data, base, model = self.folder / "data", self.folder / "base", self.folder / "model"
        run(POSTIL, "split", "--seed", "1", "--to", "hf", self.project, data)
        texts = [article["text"] for article in json.loads(self.project.read_text("utf-8"))["articles"]]
        make = "import json, sys, tiny; tiny.make(sys.argv[1], json.load(sys.stdin))"
        run(sys.executable, "-c", make, base, input=json.dumps(texts))
        fine_tune = ROOT / "docs" / "jobs" / "fine_tune.py"
        said = run(sys.executable, fine_tune, "--base", base, "--epochs", 30, "--rate", "2e-3", data, model)
        print(said.splitlines()[-1])
        score = self.score(model)
        print(f"a BERT of two layers, in Postil: F1 {score:.3f}")
        self.assertGreater(score, 0.95)
        self.in_page(model)

    def in_page(self, model):
        if not (ROOT / "dist" / "index.html").exists():
            self.skipTest("the page is not built: scripts/test page")
        text = json.loads(self.held_out.read_text("utf-8"))["articles"][0]["text"]
        [line] = run(POSTIL, "tag", "--model", model, "-", input=text).splitlines()
        environment = {**os.environ, "MODEL": str(model), "EXPECTED": line}
        run("node", "--test", Path(__file__).parent / "page.test.mjs", env=environment)

    def test_spacy(self):
        """What `spacy train` makes of a .spacy file finds the entities of another."""
        data, later, config = self.folder / "train.spacy", self.folder / "later.spacy", self.folder / "config.cfg"
        run(POSTIL, "convert", "--to", "docbin", self.project, data)
        run(POSTIL, "convert", "--to", "docbin", self.held_out, later)
        spacy = [sys.executable, "-m", "spacy"]
        run(*spacy, "init", "config", config, "--lang", "en", "--pipeline", "ner")
        paths = ["--paths.train", data, "--paths.dev", later, "--output", self.folder / "spacy"]
        said = run(*spacy, "train", config, *paths, "--training.max_steps", 120, "--training.eval_frequency", 40)
        self.assertNotIn("W030", said)
        scores = self.folder / "scores.json"
        run(*spacy, "evaluate", self.folder / "spacy" / "model-best", later, "--output", scores)
        score = json.loads(scores.read_text())["ents_f"]
        print(f"spaCy: F1 {score:.3f}")
        self.assertGreater(score, 0.95)

    def test_postil_train(self):
        """Without Python, in less than a minute."""
        model = self.folder / "shipping.postil"
        begun = time.perf_counter()
        run(POSTIL, "train", "--out", model, self.project)
        seconds = time.perf_counter() - begun
        score = self.score(model)
        print(f"postil train: {seconds:.1f} s, F1 {score:.3f}")
        self.assertLess(seconds, 60)
        self.assertGreater(score, 0.95)


if __name__ == "__main__":
    unittest.main()
