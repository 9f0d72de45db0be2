"""What recognizers and aligner are trained on: gold or detected boxes of pool samples, and classes said for them."""

from __future__ import annotations

from dataclasses import dataclass

import torch
import torch.nn.functional as F

from .detector import Detector, DetectorExport, decode, pair_iou
from .loop import autocast
from .noise import Confusions, doubt
from .pool import Batch
from .recognizer import WIDTH, Recognizer, crops, jitter

EXTRA = 6
"""Junk boxes that may be added to gold boxes."""
UNKNOWN = -100
IDLE = (0.0, 0.0, 10.0, 10.0)
"""Box of an empty slot."""


@dataclass
class Boxes:
    """boxes [B, N, 4]; alive [B, N] bool, live boxes first; gold [B, N] index of the symbol, -1 for none; names [B, N]
    class, the last one for none."""

    boxes: torch.Tensor
    alive: torch.Tensor
    gold: torch.Tensor
    names: torch.Tensor


@dataclass
class Candidates:
    """probs [B, N, C+1]; boxes [B, N, 4]; mask [B, N] float; names [B, N] (last class: junk); parent [B, N] column or
    UNKNOWN; relation [B, N] or UNKNOWN; said [B, N, C+1]: what the recognizer said before any noise."""

    probs: torch.Tensor
    boxes: torch.Tensor
    mask: torch.Tensor
    names: torch.Tensor
    parent: torch.Tensor
    relation: torch.Tensor
    said: torch.Tensor


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
    drop = torch.rand((size, symbols), device=device) < 0.15 * (row < 0.3)
    some = torch.rand((size, 1), device=device) < 0.4
    junk = batch.junk_valid[:, :EXTRA] & some & (torch.rand((size, EXTRA), device=device) < 0.4)
    boxes = torch.cat([jitter(batch.boxes, 0.03), batch.junk[:, :EXTRA]], 1)
    index = torch.cat([torch.arange(symbols, device=device).expand(size, -1), torch.full((size, EXTRA), -1, device=device)], 1)
    return boxes, torch.cat([batch.valid & ~drop, junk], 1), index


def _detected(image: torch.Tensor, batch: Batch, detector: Detector, slots: int) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """The detector's boxes at a random threshold, in the same form."""
    with autocast(image.device):
        heat, reach = DetectorExport(detector)(image.contiguous(memory_format=torch.channels_last))
    threshold = torch.rand((len(image), 1), device=image.device) * 0.35 + 0.08
    boxes, score = decode(heat.float(), reach.float(), threshold, slots)
    alive = score > 0
    return boxes, alive, match(boxes, alive, batch.boxes, batch.valid)


@torch.no_grad()
def propose(batch: Batch, image: torch.Tensor, detector: Detector | None, classes: int, detected: float, most: int | None = None) -> Boxes:
    """Boxes for a batch; a share `detected` of the formulas uses the detector's. At most `most` live boxes in all:
    formulas beyond that are left empty. Trimmed to the longest formula."""
    boxes, alive, gold = _gold_boxes(batch)
    some = round(detected * len(boxes)) if detector is not None else 0
    if some:
        # The batch is in random order, so that its first rows are as good as any.
        found = _detected(image[:some], batch.head(some), detector, boxes.shape[1])
        boxes, alive, gold = (torch.cat([new, old[some:]]) for new, old in zip(found, (boxes, alive, gold)))
    if most is not None:
        alive = alive & (alive.sum(1).cumsum(0) <= most)[:, None]
    order = torch.argsort((~alive).to(torch.uint8), dim=1, stable=True)[:, : max(1, int(alive.sum(1).max()))]
    boxes = boxes.gather(1, order[..., None].expand(-1, -1, 4))
    alive, gold = alive.gather(1, order), gold.gather(1, order)
    gold = torch.where(alive, gold, torch.full_like(gold, -1))
    names = torch.where(gold >= 0, batch.classes.gather(1, gold.clamp(min=0)), torch.full_like(gold, classes))
    boxes = torch.where(alive[..., None], boxes, boxes.new_tensor(IDLE))
    return Boxes(boxes, alive, gold, names)


def mean_size(boxes: torch.Tensor, alive: torch.Tensor) -> torch.Tensor:
    """Mean symbol size [B] of padded boxes [B, N, 4]; as RecognizerExport has it for one formula."""
    weight = alive.to(boxes.dtype)
    return ((boxes[..., 2:] - boxes[..., :2]).mean(-1) * weight).sum(1) / weight.sum(1).clamp(min=1)


@torch.no_grad()
def recognise(image: torch.Tensor, boxes: torch.Tensor, alive: torch.Tensor, which: torch.Tensor, models: list[Recognizer], classes: int) -> torch.Tensor:
    """Softmax of the recognizer `which[b]` for every live box, [B, N, C+1]; 0 elsewhere."""
    mean = mean_size(boxes, alive)
    result = torch.zeros((*alive.shape, classes + 1), device=image.device)
    for copy, model in enumerate(models):
        rows = (which == copy).nonzero()[:, 0]
        row, slot = alive[rows].nonzero(as_tuple=True)
        if len(row) == 0:
            continue
        number = rows[row]
        crop, far = crops(image, number.float(), boxes[number, slot], mean[number])
        with autocast(image.device):
            seen = model.eye(crop.contiguous(memory_format=torch.channels_last), far)
            padded = torch.zeros((len(rows), alive.shape[1], WIDTH), device=image.device)
            padded[row, slot] = seen.float()
            logits = model(padded, boxes[rows], alive[rows].float())
        result[rows] = F.softmax(logits.float(), -1) * alive[rows][..., None]
    return result


def places(batch: Batch, given: Boxes) -> tuple[torch.Tensor, torch.Tensor]:
    """Parent column (0: root) and relation of each box [B, N], UNKNOWN where the tree or the parent's box is lost."""
    size, count = given.gold.shape
    device = given.gold.device
    known, safe = given.gold >= 0, given.gold.clamp(min=0)
    slot = torch.full((size, batch.valid.shape[1] + 1), -1, device=device)
    place = torch.where(known, given.gold, torch.full_like(given.gold, batch.valid.shape[1]))
    slot.scatter_(1, place, torch.arange(count, device=device).expand(size, -1))
    up = batch.parents.gather(1, safe)
    parent = torch.where(up < 0, torch.zeros_like(up), slot.gather(1, up.clamp(min=0)) + 1)
    lost = (up >= 0) & (parent == 0)
    teach = known & ~lost & batch.tree[:, None]
    unknown = torch.full_like(parent, UNKNOWN)
    relation = torch.where(teach & (up >= 0), batch.relations.gather(1, safe), unknown)
    return torch.where(teach, parent, unknown), relation


@torch.no_grad()
def candidates(
    batch: Batch, image: torch.Tensor, detector: Detector | None, models: list[Recognizer], classes: int, confusions: Confusions, detected: float = 0.5
) -> Candidates:
    """A training batch for the aligner; a share `detected` of the formulas uses the detector's boxes."""
    given = propose(batch, image, detector, classes, detected)
    parent, relation = places(batch, given)
    known = given.gold >= 0
    said = recognise(image, given.boxes, given.alive, batch.fold, models, classes)
    probs = doubt(said, given.names, known, confusions)
    size, count = given.gold.shape
    device = image.device
    rate = torch.rand((size, 1), device=device) * 0.97 + 0.03
    told = known & (torch.rand((size, count), device=device) < rate) & (torch.rand((size, 1), device=device) < 0.35)
    probs = torch.where(told[..., None], F.one_hot(given.names, classes + 1).float(), probs)
    return Candidates(probs, given.boxes, given.alive.float(), given.names, parent, relation, said)
