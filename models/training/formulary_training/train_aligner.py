"""Trains stage 3 on out-of-fold recognizer outputs and real detector outputs, both reloaded as they get better."""

from __future__ import annotations

import numpy as np
import torch

from .aligner import Aligner, loss
from .bank import LETTER, statures
from .candidates import candidates
from .constants import FOLDS
from .detector import Detector
from .ink import ink_of
from .loop import Run, say
from .noise import Confusions, save_table
from .photometric import degrade
from .pool import PoolReader
from .read import Formula
from .recognizer import Recognizer, class_weights
from .task import Task
from .teachers import Teacher, wait

CLASS_SHARE = 0.7
"""Weight of the class loss beside those of parent and relation."""


def known_statures(formulas: list[Formula], classes: list[str]) -> torch.Tensor:
    """How far each class reaches above and below its baseline, [C, 2], measured on the export."""
    index = {name: place for place, name in enumerate(classes)}
    letters = torch.tensor([bool(LETTER.match(name)) for name in classes]).numpy()
    return torch.from_numpy(statures([ink_of(formula, index) for formula in formulas], letters)[0]).float()


def pair_stress(relation: torch.Tensor, shift: torch.Tensor) -> torch.Tensor:
    """Weight of each symbol's relation loss [B, N]: scripts, and what stands off its parent's height, are where the
    four ways Right, Sub, Sup and Below are confused. shift [B, N]: vertical offset to the parent in its heights."""
    script = ((relation == 1) | (relation == 2)).float()
    near = ((shift.abs() > 0.15) & (shift.abs() < 0.75)).float()
    return 1.0 + 0.5 * script + 0.5 * near


def offsets(boxes: torch.Tensor, parent: torch.Tensor) -> torch.Tensor:
    """Vertical distance of centres from each box to its parent (column, 0 and below: none) in the parent's heights, [B, N]."""
    middle = (boxes[..., 1] + boxes[..., 3]) / 2
    place = (parent - 1).clamp(min=0)
    tall = (boxes[..., 3] - boxes[..., 1]).clamp(min=1.0).gather(1, place)
    return torch.where(parent > 0, (middle - middle.gather(1, place)) / tall, torch.zeros_like(middle))


def train_aligner(task: Task, formulas: list[Formula], batch: int = 96, rate: float = 1e-3, after: int = 1000) -> None:
    """Waits until folds and detector have `after` steps, then trains until the task's budget ends."""
    device, classes = task.device, task.classes
    detector = Teacher(Detector(), task.checkpoint("detector"), after, device)
    folds = [Teacher(Recognizer(len(classes)), task.checkpoint(f"fold-{copy}"), after, device) for copy in range(FOLDS)]
    if not wait([detector, *folds], task.until):
        say("aligner", waited=1)
        return
    model = Aligner(len(classes))
    model.know(known_statures(formulas, classes))
    model.to(device)
    weight = class_weights(torch.tensor(task.counts)).to(device) ** 0.5
    confusions = Confusions(len(classes), device)
    if task.confusions.exists():
        confusions.table.copy_(torch.from_numpy(np.load(task.confusions)))
    reader = PoolReader(task.pool, device, task.seed + 2, every=2)
    run = Run("aligner", model, task.checkpoint("aligner"), task.budget("aligner"), classes, rate, 0.9985, 1.0)
    while run.due():
        sample = reader.batch(batch)
        image = degrade(sample.image)
        given = candidates(sample, image, detector.look() or detector.model, [fold.look() or fold.model for fold in folds], len(classes), confusions)
        confusions.update(given.said, given.names, given.mask > 0)
        outputs = model(given.probs, given.boxes, given.mask)
        stress = pair_stress(given.relation, offsets(given.boxes, given.parent))
        arcs, relations, names = loss(outputs, given.parent, given.relation, given.names, given.mask, weight, stress)
        run.update(arcs + relations + CLASS_SHARE * names)
        reader.refresh()
        if run.step % 500 == 0:
            save_table(task.confusions, confusions.table.cpu().numpy())
        if run.speaks():
            live = given.mask > 0
            right = (outputs[2].argmax(-1) == given.names)[live].float().mean().item()
            said = (given.said.argmax(-1) == given.names)[live].float().mean().item()
            say("aligner", step=run.step, seconds=run.budget.spent, parent=arcs.item(), relation=relations.item(), names=names.item(), hit=right, given=said)
