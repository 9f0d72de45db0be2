"""Trains stage 2 from the pool: the recognizer itself, or the out-of-fold copies that feed the aligner."""

from __future__ import annotations

from collections.abc import Callable

import torch

from .candidates import Boxes, mean_size, propose
from .constants import FOLDS
from .detector import Detector
from .loop import Run, autocast, say
from .photometric import degrade
from .pool import PoolReader
from .recognizer import WIDTH, Recognizer, class_weights, crops, jitter
from .task import Task
from .teachers import Teacher

Eye = Callable[[torch.Tensor, torch.Tensor], torch.Tensor]
COVERED = 0.3
"""Loss of a symbol that has to be guessed from the others, beside 1 for one that is seen."""


def weighted(logits: torch.Tensor, goal: torch.Tensor, weight: torch.Tensor, share: torch.Tensor, smoothing: float = 0.05) -> torch.Tensor:
    """Mean cross entropy of logits [M, C] and goal [M], by class weight [C] times share [M]; 0 where nothing counts."""
    # Cross entropy weighs each value by its class already; the sum of those weights is what makes it a mean.
    value = torch.nn.functional.cross_entropy(logits.float(), goal, weight=weight, label_smoothing=smoothing, reduction="none")
    return (value * share).sum() / (weight[goal] * share).sum().clamp(min=1e-6)


def step_loss(model: Recognizer, eye: Eye, image: torch.Tensor, given: Boxes, weight: torch.Tensor, most: int) -> tuple[torch.Tensor, torch.Tensor]:
    """Loss of one batch of boxes, and the share of seen symbols named rightly.

    Exactly `most` crops go through the network, some of them twice, so that its shapes never change."""
    device = image.device
    row, slot = given.alive.nonzero(as_tuple=True)
    count = len(row)
    fill = torch.arange(most, device=device) % count
    number, place = row[fill], slot[fill]
    boxes = jitter(given.boxes, 0.02)
    with torch.no_grad():
        mean = mean_size(boxes, given.alive) * torch.exp(0.06 * torch.randn(len(boxes), device=device))
        crop, far = crops(image, number.float(), boxes[number, place], mean[number])
    size, slots = given.alive.shape
    rate = (torch.rand((size, 1), device=device) < 0.35) * (torch.rand((size, 1), device=device) * 0.3 + 0.1)
    cover = ((torch.rand((size, slots), device=device) < rate) & given.alive).float()
    # Some are shown only part of the others, or none: texts of the training set must not be known by heart.
    few = (torch.rand((size, 1, 1), device=device) < 0.3) * torch.rand((size, 1, 1), device=device)
    blind = ((torch.rand((size, slots, slots), device=device) < few) & ~torch.eye(slots, dtype=torch.bool, device=device)).float()
    with autocast(device):
        seen = eye(crop.contiguous(memory_format=torch.channels_last), far)
        alone = model.alone(seen[:count])
        padded = torch.zeros((size, slots, WIDTH), device=device).index_put((row, slot), seen[:count].float())
        logits = model(padded, boxes, given.alive.float(), cover, blind)
    goal, named, hidden = given.names[row, slot], logits[row, slot], cover[row, slot]
    total = weighted(named, goal, weight, 1 - hidden) + COVERED * weighted(named, goal, weight, hidden) + 0.4 * weighted(alone, goal, weight, torch.ones_like(hidden))
    hit = ((named.argmax(1) == goal) * (1 - hidden)).sum() / (1 - hidden).sum().clamp(min=1)
    return total, hit


def train_recognizer(task: Task, folds: bool = False, formulas: int = 80, boxes: int = 1024, rate: float = 2e-3, after: int = 1000) -> None:
    """One recognizer, or (folds) FOLDS copies, copy k never seeing fold k, until the task's budget ends.

    Once the detector has made `after` steps, part of the boxes are its own finds."""
    device, classes = task.device, task.classes
    name = "folds" if folds else "recognizer"
    files = [f"fold-{copy}" for copy in range(FOLDS)] if folds else ["recognizer"]
    budget = task.budget(name, task.checkpoint(files[-1]))
    runs, eyes = [], []
    for file in files:
        model = Recognizer(len(classes)).to(device)
        model.eye.to(memory_format=torch.channels_last)
        runs.append(Run(file, model, task.checkpoint(file), budget, classes, rate, 0.999, 2.0, linear=0.5))
        eyes.append(torch.compile(model.eye) if task.compiled else model.eye)
    weight = class_weights(torch.tensor(task.counts)).to(device)
    detector = Teacher(Detector(), task.checkpoint("detector"), after, device)
    reader = PoolReader(task.pool, device, task.seed + 1, every=4)
    while all([run.due() for run in runs]):
        batch = reader.batch(formulas)
        for copy, (run, eye) in enumerate(zip(runs, eyes)):
            part = batch.where(batch.fold != copy) if folds else batch
            if not bool(part.valid.any()):
                continue
            image = degrade(part.image)
            given = propose(part, image, detector.look(), len(classes), 0.35, boxes)
            if not bool(given.alive.any()):
                continue
            loss, hit = step_loss(run.model, eye, image, given, weight, boxes)
            run.update(loss)
            if run.speaks():
                say(run.name, step=run.step, seconds=budget.spent, loss=loss.item(), hit=hit.item(), boxes=int(given.alive.sum()))
        reader.refresh()
