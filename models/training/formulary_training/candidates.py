"""What the aligner is trained on: gold or detected boxes of pool samples, classes said by out-of-fold recognizers."""

from __future__ import annotations

from dataclasses import dataclass

import torch
import torch.nn.functional as F

from .detector import Detector, DetectorExport, decode, pair_iou
from .loop import autocast
from .photometric import degrade
from .pool import Batch
from .recognizer import Recognizer, crops, geometry, jitter
from .train_recognizer import formula_statistics

EXTRA = 6
"""Junk boxes that may be added to gold boxes."""
UNKNOWN = -100


@dataclass
class Candidates:
    """probs [B, N, C+1]; boxes [B, N, 4]; mask [B, N] float; names [B, N] (last class: junk); parent [B, N] column or
    UNKNOWN; relation [B, N] or UNKNOWN."""

    probs: torch.Tensor
    boxes: torch.Tensor
    mask: torch.Tensor
    names: torch.Tensor
    parent: torch.Tensor
    relation: torch.Tensor


def match(boxes: torch.Tensor, alive: torch.Tensor, gold: torch.Tensor, valid: torch.Tensor) -> torch.Tensor:
    """Gold symbol of each box [B, N], -1 for none: mutual best overlap of at least .5."""
    overlap = pair_iou(boxes, gold) * alive[:, :, None] * valid[:, None]
    value, best = overlap.max(2)
    back = overlap.max(1)[1]
    mutual = back.gather(1, best) == torch.arange(boxes.shape[1], device=boxes.device)[None]
    return torch.where(mutual & (value >= 0.5), best, torch.full_like(best, -1))


def _gold_boxes(batch: Batch) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """Jittered gold boxes, some dropped, some junk added: boxes [B, M, 4], alive [B, M], gold index [B, M]."""
    size, symbols = batch.valid.shape
    device = batch.boxes.device
    row = torch.rand((size, 1), device=device)
    drop = torch.rand((size, symbols), device=device) < 0.15 * (row < 0.35)
    some = torch.rand((size, 1), device=device) < 0.4
    junk = batch.junk_valid[:, :EXTRA] & some & (torch.rand((size, EXTRA), device=device) < 0.3)
    boxes = torch.cat([jitter(batch.boxes, 0.03), batch.junk[:, :EXTRA]], 1)
    index = torch.cat([torch.arange(symbols, device=device).expand(size, -1), torch.full((size, EXTRA), -1, device=device)], 1)
    return boxes, torch.cat([batch.valid & ~drop, junk], 1), index


def _detected(image: torch.Tensor, batch: Batch, detector: Detector, slots: int) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """The detector's boxes at a random threshold, in the same form."""
    with autocast(image.device):
        heat, reach = DetectorExport(detector)(image.contiguous(memory_format=torch.channels_last))
    threshold = torch.rand((len(image), 1), device=image.device) * 0.3 + 0.2
    boxes, score = decode(heat.float(), reach.float(), threshold, slots)
    alive = score > 0
    return boxes, alive, match(boxes, alive, batch.boxes, batch.valid)


@torch.no_grad()
def recognise(image: torch.Tensor, boxes: torch.Tensor, alive: torch.Tensor, which: torch.Tensor, models: list[Recognizer], classes: int) -> torch.Tensor:
    """Softmax of the recognizer `which[b]` for every live box, [B, N, C+1]; 0 elsewhere."""
    mean, middle = formula_statistics(boxes, alive)
    result = torch.zeros((*alive.shape, classes + 1), device=image.device)
    for copy, model in enumerate(models):
        row, slot = (alive & (which == copy)[:, None]).nonzero(as_tuple=True)
        if len(row) == 0:
            continue
        chosen = boxes[row, slot]
        crop = crops(image, row.float(), chosen, mean[row]).contiguous(memory_format=torch.channels_last)
        with autocast(image.device):
            logits = model(crop, geometry(chosen, mean[row], middle[row]))
        result[row, slot] = F.softmax(logits.float(), -1)
    return result


@torch.no_grad()
def candidates(batch: Batch, detector: Detector | None, models: list[Recognizer], classes: int, detected: float = 0.5) -> Candidates:
    """A training batch for the aligner; a share `detected` of the formulas uses the detector's boxes."""
    device = batch.boxes.device
    image = degrade(batch.image)
    boxes, alive, gold = _gold_boxes(batch)
    if detector is not None:
        found = _detected(image, batch, detector, boxes.shape[1])
        use = torch.rand(len(boxes), device=device) < detected
        boxes = torch.where(use[:, None, None], found[0], boxes)
        alive = torch.where(use[:, None], found[1], alive)
        gold = torch.where(use[:, None], found[2], gold)
    order = torch.argsort((~alive).to(torch.uint8), dim=1, stable=True)[:, : max(1, int(alive.sum(1).max()))]
    boxes = boxes.gather(1, order[..., None].expand(-1, -1, 4))
    alive, gold = alive.gather(1, order), gold.gather(1, order)
    gold = torch.where(alive, gold, torch.full_like(gold, -1))
    known = gold >= 0
    safe = gold.clamp(min=0)
    names = torch.where(known, batch.classes.gather(1, safe), torch.full_like(gold, classes))
    size, count = gold.shape
    slot = torch.full((size, batch.valid.shape[1] + 1), -1, device=device)
    place = torch.where(known, gold, torch.full_like(gold, batch.valid.shape[1]))
    slot.scatter_(1, place, torch.arange(count, device=device).expand(size, -1))
    up = batch.parents.gather(1, safe)
    parent = torch.where(up < 0, torch.zeros_like(up), slot.gather(1, up.clamp(min=0)) + 1)
    lost = (up >= 0) & (parent == 0)
    teach = known & ~lost & batch.tree[:, None]
    parent = torch.where(teach, parent, torch.full_like(parent, UNKNOWN))
    relation = torch.where(teach & (up >= 0), batch.relations.gather(1, safe), torch.full_like(parent, UNKNOWN))
    boxes = torch.where(alive[..., None], boxes, torch.tensor([0.0, 0.0, 10.0, 10.0], device=device))
    probs = recognise(image, boxes, alive, batch.fold, models, classes)
    rate = torch.rand((size, 1), device=device) * 0.97 + 0.03
    told = known & (torch.rand((size, count), device=device) < rate) & (torch.rand((size, 1), device=device) < 0.35)
    probs = torch.where(told[..., None], F.one_hot(names, classes + 1).float(), probs)
    return Candidates(probs, boxes, alive.float(), names, parent, relation)
