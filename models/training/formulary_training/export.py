"""ONNX files and cards from trained networks, each checked against PyTorch in ONNX Runtime."""

from __future__ import annotations

import hashlib
import inspect
import json
import warnings
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import nn

from .constants import FRAME_HEIGHT, FRAME_WIDTH, MARGIN, PAD_MULTIPLE, PEN_WIDTH, RELATIONS

OPSET = 17
TOLERANCE = 2e-3
"""Largest difference between PyTorch and ONNX Runtime, relative to the output's largest value (at least 1)."""

FRAME = {
    "frame": "grayscale ink image, float32 0..1, ink 1, paper 0",
    "width": FRAME_WIDTH,
    "height": FRAME_HEIGHT,
    "margin": MARGIN,
    "padMultiple": PAD_MULTIPLE,
    "penWidth": PEN_WIDTH,
}


class ParityError(RuntimeError):
    """The exported graph does not compute what the network computes."""


SPECS: dict[str, dict[str, Any]] = {
    "detector": {
        "inputs": ["image"], "outputs": ["heat", "ltrb"], "dependsOn": [],
        "axes": {"image": {0: "B", 2: "H", 3: "W"}, "heat": {0: "B", 2: "h", 3: "w"}, "ltrb": {0: "B", 2: "h", 3: "w"}},
        "input": {**FRAME, "image": "[B,1,H,W]", "heat": "[B,3,H/4,W/4] after sigmoid; groups \\sqrt, -, rest", "ltrb": "[B,12,H/4,W/4] group-major, pixels from the cell centre"},
    },
    "recognizer": {
        "inputs": ["image", "boxes"], "outputs": ["logits"], "dependsOn": ["detector"],
        "axes": {"image": {2: "H", 3: "W"}, "boxes": {0: "N"}, "logits": {0: "N"}},
        "input": {**FRAME, "image": "[1,1,H,W]", "boxes": "[N,4] x1,y1,x2,y2 in frame pixels, all boxes of the formula together", "logits": "[N,C+1], last is <none>"},
    },
    "aligner": {
        "inputs": ["probs", "boxes"], "outputs": ["parent", "relation", "classes"], "dependsOn": ["detector", "recognizer"],
        "axes": {"probs": {0: "N"}, "boxes": {0: "N"}, "parent": {0: "N", 1: "M"}, "relation": {0: "N", 1: "N"}, "classes": {0: "N"}},
        "input": {
            "probs": "[N,C+1] softmax of the recognizer's logits at temperature 1; one-hot where a person confirmed",
            "boxes": "[N,4] x1,y1,x2,y2 in frame pixels",
            "parent": "[N,N+1] log-scores, column 0 root", "relation": "[N,N,6] log-scores, child then parent", "classes": "[N,C+1] logits, last is reject",
        },
    },
}


def example(stage: str, classes: int, boxes: int, width: int, seed: int) -> tuple[torch.Tensor, ...]:
    """Inputs of the stage's graph made up from a seed."""
    generator = torch.Generator().manual_seed(seed)
    image = (torch.rand((1, 1, 128, width), generator=generator) > 0.9).float()
    corner = torch.rand((boxes, 2), generator=generator) * torch.tensor([width - 70.0, 60.0])
    box = torch.cat([corner, corner + 10 + 50 * torch.rand((boxes, 2), generator=generator)], 1)
    if stage == "detector":
        return (image,)
    if stage == "recognizer":
        return image, box
    return torch.softmax(3 * torch.randn((boxes, classes + 1), generator=generator), -1), box


def export_onnx(stage: str, model: nn.Module, classes: int, path: Path) -> None:
    """Writes the graph by the TorchScript exporter, opset 17, with dynamic axes."""
    spec = SPECS[stage]
    path.parent.mkdir(parents=True, exist_ok=True)
    legacy = {"dynamo": False} if "dynamo" in inspect.signature(torch.onnx.export).parameters else {}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            model.cpu().eval(), example(stage, classes, 7, 256, 1), str(path), opset_version=OPSET, input_names=spec["inputs"],
            output_names=spec["outputs"], dynamic_axes=spec["axes"], do_constant_folding=True, **legacy,
        )


def check_parity(stage: str, model: nn.Module, classes: int, path: Path) -> float:
    """Largest relative difference to ONNX Runtime over several sizes; raises ParityError above TOLERANCE."""
    import onnxruntime

    session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    worst = 0.0
    for seed, (boxes, width) in enumerate(((1, 128), (2, 192), (9, 768), (30, 512))):
        inputs = example(stage, classes, boxes, width, seed + 2)
        with torch.no_grad():
            wanted = model.cpu().eval()(*inputs)
        wanted = wanted if isinstance(wanted, tuple) else (wanted,)
        got = session.run(SPECS[stage]["outputs"], {name: value.numpy() for name, value in zip(SPECS[stage]["inputs"], inputs)})
        for want, have in zip(wanted, got):
            # Masked scores (-1e4) are compared too, but do not set the scale.
            scale = max(1.0, float(want[want > -1e3].abs().max()))
            worst = max(worst, float(np.abs(want.numpy() - have).max()) / scale)
    if not worst <= TOLERANCE:
        raise ParityError(f"{stage}: ONNX Runtime differs from PyTorch by {worst:.2e}")
    return worst


def write_candidate(stage: str, model: nn.Module, classes: list[str], folder: Path, card: dict[str, Any]) -> dict[str, Any]:
    """model.onnx and card.json of one candidate in `folder`; returns the card."""
    path = folder / "model.onnx"
    export_onnx(stage, model, len(classes), path)
    worst = check_parity(stage, model, len(classes), path)
    spec = SPECS[stage]
    full = {
        "stage": stage,
        "name": card["name"],
        "version": card["version"],
        "kind": "onnx",
        "dependsOn": spec["dependsOn"],
        "classes": classes,
        "relations": list(RELATIONS),
        "input": spec["input"],
        "thresholds": card["thresholds"],
        "calibration": card["calibration"],
        "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
        "licence": card["licence"],
        "data": card["data"],
        "parameters": sum(parameter.numel() for parameter in model.parameters()),
        "seed": card["seed"],
        "minutes": card["minutes"],
        "metrics": {**card["metrics"], "onnxParity": worst},
        "trainedAt": datetime.now(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ"),
    }
    (folder / "card.json").write_text(json.dumps(full, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    return full
