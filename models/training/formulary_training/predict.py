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
    """boxes [N, 4] kept after rejection, kept [N] which of detected [M, 4] they are; names [N]; parents, relations [N];
    sure: product of the confidences of all classes and places."""

    boxes: np.ndarray
    kept: np.ndarray
    detected: np.ndarray
    names: list[str]
    parents: np.ndarray
    relations: np.ndarray
    sure: float


@torch.no_grad()
def detect(models: Models, frame: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    """Boxes and scores at a low threshold, frame [H, W] on the models' device."""
    heat, reach = models.detector(frame[None, None])
    boxes, score = decode(heat, reach, LOWEST)
    return boxes[0][score[0] > 0], score[0][score[0] > 0]


def normal(scores: np.ndarray) -> np.ndarray:
    """Log-probabilities over the last dimension."""
    return scores - np.logaddexp.reduce(scores, axis=-1, keepdims=True)


def certainty(arcs: np.ndarray, kinds: np.ndarray, parents: np.ndarray, relations: np.ndarray) -> float:
    """Product of the probabilities of all places, as the runtime has them: parents are normalised over what was kept.

    arcs [K, K+1] with column 0 the root, kinds [K, K, 6], parents, relations [K] (-1 for a root)."""
    arcs, kinds = arcs.copy(), normal(kinds)
    arcs[np.arange(len(arcs)), np.arange(len(arcs)) + 1] = -1e4
    total = normal(arcs)[np.arange(len(arcs)), parents + 1].sum()
    below = np.flatnonzero(parents >= 0)
    return float(np.exp(total + kinds[below, parents[below], relations[below]].sum()))


@torch.no_grad()
def align(
    models: Models, probs: torch.Tensor, boxes: torch.Tensor, reject: bool, temperature: float = 1.0
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray, float]:
    """kept index [K], names [K] (class index), parents [K], relations [K], product of the confidences of classes and places.

    A box is rejected where `<none>` is its likeliest class; its row and columns leave the scores before decoding."""
    parent, relation, logits = models.aligner(probs, boxes)
    share = torch.softmax(logits / temperature, -1).cpu().numpy()
    none = share.shape[1] - 1
    keep = np.flatnonzero(share.argmax(1) != none) if reject else np.arange(len(share))
    if len(keep) == 0:
        keep = np.asarray([int(share[:, none].argmin())])
    arcs, kinds = parent.cpu().numpy(), relation.cpu().numpy()
    columns = np.concatenate([[0], keep + 1])
    arcs, kinds = arcs[np.ix_(keep, columns)].astype(np.float64), kinds[np.ix_(keep, keep)].astype(np.float64)
    parents, relations = decode_tree(arcs, kinds)
    sure = float(np.prod(share[keep, :none].max(1))) * certainty(arcs, kinds, parents, relations)
    return keep, share[keep, :none].argmax(1), parents, relations, sure


@torch.no_grad()
def predict(
    models: Models, frame: np.ndarray, threshold: float, found: tuple[torch.Tensor, torch.Tensor] | None = None, temperature: float = 1.0
) -> Prediction | None:
    """All stages on a frame [H, W]; None where nothing is detected. found: boxes and scores of `detect`, if known;
    temperature: of the classes in context, for how sure they are."""
    image = torch.from_numpy(frame).to(models.device)
    boxes, score = found if found is not None else detect(models, image)
    boxes = boxes[score > threshold]
    if len(boxes) == 0:
        return None
    probs = torch.softmax(models.recognizer(image[None, None], boxes), -1)
    keep, names, parents, relations, sure = align(models, probs, boxes, True, temperature)
    every = boxes.cpu().numpy()
    return Prediction(every[keep], keep, every, [models.classes[name] for name in names], parents, relations, sure)
