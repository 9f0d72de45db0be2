"""The three trained stages end to end on one frame, as the runtime does it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch

from .aligner import Aligner, AlignerExport
from .detector import Detector, DetectorExport, decode
from .recognizer import Recognizer, RecognizerExport
from .tree import decode_tree

LOWEST = 0.08
"""Detection scores below this are never looked at."""


@dataclass
class Models:
    """The stages in evaluation mode on one device, and the classes of their outputs."""

    detector: DetectorExport
    recognizer: RecognizerExport
    aligner: AlignerExport
    classes: list[str]
    device: torch.device


def make_models(detector: Detector, recognizer: Recognizer, aligner: Aligner, classes: list[str], device: torch.device) -> Models:
    """Wraps the networks as they are exported."""
    wrapped = (DetectorExport(detector), RecognizerExport(recognizer), AlignerExport(aligner))
    first, second, third = (model.to(device).eval().float() for model in wrapped)
    return Models(first, second, third, classes, device)


@dataclass
class Prediction:
    """boxes [N, 4] kept after rejection; detected [M, 4] before it; names [N]; parents, relations [N]."""

    boxes: np.ndarray
    detected: np.ndarray
    names: list[str]
    parents: np.ndarray
    relations: np.ndarray


@torch.no_grad()
def detect(models: Models, frame: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    """Boxes and scores at a low threshold, frame [H, W] on the models' device."""
    heat, reach = models.detector(frame[None, None])
    boxes, score = decode(heat, reach, LOWEST)
    return boxes[0][score[0] > 0], score[0][score[0] > 0]


@torch.no_grad()
def align(models: Models, probs: torch.Tensor, boxes: torch.Tensor, reject: bool) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """kept index [K], names [K] (class index), parents [K], relations [K], class probabilities [N, C+1].

    A box is rejected where `<none>` is its likeliest class; its row and columns leave the scores before decoding."""
    parent, relation, logits = models.aligner(probs, boxes)
    share = torch.softmax(logits, -1).cpu().numpy()
    none = share.shape[1] - 1
    keep = np.flatnonzero(share.argmax(1) != none) if reject else np.arange(len(share))
    if len(keep) == 0:
        keep = np.asarray([int(share[:, none].argmin())])
    arcs, kinds = parent.cpu().numpy(), relation.cpu().numpy()
    columns = np.concatenate([[0], keep + 1])
    parents, relations = decode_tree(arcs[np.ix_(keep, columns)].astype(np.float64), kinds[np.ix_(keep, keep)].astype(np.float64))
    return keep, share[keep, :none].argmax(1), parents, relations, share


@torch.no_grad()
def predict(models: Models, frame: np.ndarray, threshold: float, found: tuple[torch.Tensor, torch.Tensor] | None = None) -> Prediction | None:
    """All stages on a frame [H, W]; None where nothing is detected. found: boxes and scores of `detect`, if known."""
    image = torch.from_numpy(frame).to(models.device)
    boxes, score = found if found is not None else detect(models, image)
    boxes = boxes[score > threshold]
    if len(boxes) == 0:
        return None
    probs = torch.softmax(models.recognizer(image[None, None], boxes), -1)
    keep, names, parents, relations, _ = align(models, probs, boxes, True)
    every = boxes.cpu().numpy()
    return Prediction(every[keep], every, [models.classes[name] for name in names], parents, relations)
