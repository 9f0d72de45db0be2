"""Drawn frames and what every stage says about them, for checking another runtime against PyTorch.

The frames are drawn from strokes that are made up here, so that they may be given away. They are small, and numbers are
half precision (relative error 2^-11, so that 1e-3 of the largest value is a fair tolerance)."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import torch

from .constants import MARGIN, PEN_WIDTH
from .ink import draw, extents, pad, pen_boxes, union_by
from .predict import Models

Stroke = list[tuple[float, float]]


def arc(x: float, y: float, wide: float, tall: float, first: float, last: float) -> Stroke:
    """Part of an ellipse around (x, y), from `first` to `last` in turns."""
    turns = np.linspace(first, last, 24) * 2 * np.pi
    return [(x + wide * float(np.cos(turn)), y + tall * float(np.sin(turn))) for turn in turns]


CROSS: list[Stroke] = [[(0, 0), (30, 36)], [(30, 0), (0, 36)]]
PLUS: list[Stroke] = [[(0, 16), (32, 16)], [(16, 0), (16, 32)]]
TWO: list[Stroke] = [[*arc(9, 8, 9, 8, 0.5, 1.1), (0, 26), (20, 26)]]
RING: list[Stroke] = [arc(12, 16, 12, 16, 0, 1)]
BAR: list[Stroke] = [[(0, 0), (88, 0)]]
ROOT: list[Stroke] = [[(0, 24), (8, 20), (16, 44), (30, 0), (76, 0)]]

FORMULAS: list[list[tuple[list[Stroke], float, float]]] = [
    # x^2 + 0: strokes, and where their origin lies
    [(CROSS, 0, 26), (TWO, 34, 0), (PLUS, 66, 28), (RING, 112, 28)],
    # a fraction of 2 + 2 and x
    [(TWO, 4, 0), (PLUS, 32, 0), (TWO, 70, 0), (BAR, 0, 44), (CROSS, 30, 56)],
    # a root
    [(ROOT, 0, 0), (CROSS, 34, 8)],
]


def frame(formula: list[tuple[list[Stroke], float, float]]) -> tuple[np.ndarray, np.ndarray]:
    """The padded frame, float32 [H, W] at a whole number of 255ths, and the symbol boxes [S, 4]."""
    strokes = [(np.asarray(stroke, np.float32) + np.asarray([x, y], np.float32) + MARGIN, symbol) for symbol, (parts, x, y) in enumerate(formula) for stroke in parts]
    points = np.concatenate([stroke for stroke, _ in strokes])
    starts = np.concatenate([[0], np.cumsum([len(stroke) for stroke, _ in strokes])]).astype(np.int64)
    width, height = (int(np.ceil(side)) + MARGIN for side in points.max(axis=0))
    owner = np.asarray([symbol for _, symbol in strokes])
    return pad(draw(points, starts, PEN_WIDTH, width, height)), pen_boxes(union_by(extents(points, starts), owner, len(formula)), PEN_WIDTH)


@torch.no_grad()
def answers(models: Models, image: np.ndarray, places: np.ndarray) -> dict[str, torch.Tensor]:
    """Every input and output of the three stages on one frame. Inputs of the aligner are rounded before it is asked."""
    device = models.device
    # What is stored is what is asked about: rounding the inputs must not be taken for a difference of runtimes.
    shown = torch.from_numpy(np.round(image * 255)).to(device)[None, None] / 255
    boxes = torch.from_numpy(places).half().float().to(device)
    heat, ltrb = models.detector(shown)
    logits = models.recognizer(shown, boxes)
    probs = torch.softmax(logits, -1).half().float()
    parent, relation, classes = models.aligner(probs, boxes)
    return {"heat": heat, "ltrb": ltrb, "boxes": boxes, "logits": logits, "probs": probs, "parent": parent, "relation": relation, "classes": classes}


def write_parity(models: Models, folder: Path, weights: dict[str, str]) -> None:
    """<number>-<name>.npy: the frame in 255ths (uint8), all else in half precision; weights.json: the sha256 of each
    stage's model.onnx, so that nothing is compared with other weights."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "weights.json").write_text(json.dumps(weights, indent=2) + "\n", encoding="utf-8")
    for number, formula in enumerate(FORMULAS):
        image, places = frame(formula)
        arrays = {name: value.cpu().numpy().astype(np.float16) for name, value in answers(models, image, places).items()}
        for name, value in {"frame": np.round(image * 255).astype(np.uint8), **arrays}.items():
            np.save(folder / f"{number}-{name}.npy", value)
