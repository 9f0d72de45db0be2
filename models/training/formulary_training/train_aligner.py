"""Trains stage 3 on out-of-fold recognizer outputs and real detector outputs, both reloaded as they get better."""

from __future__ import annotations

import time
from pathlib import Path

import torch

from .aligner import Aligner, loss
from .candidates import candidates
from .constants import FOLDS
from .detector import Detector
from .loop import Average, Budget, load, optimiser, save, say, set_rate
from .pool import PoolReader
from .recognizer import Recognizer, class_weights


class Teachers:
    """The fold recognizers and the detector as their own trainers last saved them."""

    def __init__(self, folds: Path, detector: Path, classes: int, device: torch.device) -> None:
        self.paths = (folds, detector)
        self.stamps = (0.0, 0.0)
        self.folds = [Recognizer(classes).to(device, memory_format=torch.channels_last).eval() for _ in range(FOLDS)]
        self.detector = Detector().to(device, memory_format=torch.channels_last).eval()

    def ready(self, steps: int) -> bool:
        """Whether both have been trained for at least `steps` steps."""
        found = [load(path) for path in self.paths]
        return all(value is not None and value["steps"] >= steps for value in found)

    def reload(self) -> bool:
        """Takes in newer checkpoints, if there are any."""
        stamps = tuple(path.stat().st_mtime for path in self.paths)
        if stamps == self.stamps:
            return False
        self.stamps = stamps
        folds, detector = (load(path) for path in self.paths)
        if folds is None or detector is None:
            raise FileNotFoundError("the fold recognizers and the detector come first")
        for model, state in zip(self.folds, folds["models"]):
            model.load_state_dict(state)
        self.detector.load_state_dict(detector["model"])
        return True


def train_aligner(
    pool: Path, checkpoint: Path, folds: Path, detector: Path, classes: list[str], counts: list[int], seconds: float, limit: float, device: torch.device, seed: int,
    batch: int = 64, rate: float = 1e-3, after: int = 1500,
) -> None:
    """Waits until folds and detector have `after` steps, then trains as the other stages do (limit counts the wait)."""
    torch.manual_seed(seed)
    start = time.monotonic()
    teachers = Teachers(folds, detector, len(classes), device)
    while not teachers.ready(after):
        if time.monotonic() - start > limit:
            say("aligner", waited=limit)
            return
        time.sleep(2)
    model = Aligner(len(classes)).to(device)
    before = load(checkpoint)
    if before:
        model.load_state_dict(before["raw"])
    average = Average(model, 0.9985)
    if before:
        average.model.load_state_dict(before["model"])
        average.steps = before["steps"]
    optimizer = optimiser(model, rate)
    if before and before.get("optimizer"):
        optimizer.load_state_dict(before["optimizer"])
    weight = class_weights(torch.tensor(counts)).to(device) ** 0.5
    reader = PoolReader(pool, device, seed, every=2)
    budget = Budget(seconds, limit - (time.monotonic() - start), before["spent"] if before else 0.0)
    step = before["steps"] if before else 0
    saved = budget.here

    def keep() -> None:
        save(checkpoint, model=average.model.state_dict(), raw=model.state_dict(), optimizer=optimizer.state_dict(), steps=step, spent=budget.spent, classes=classes)

    teachers.reload()
    while not budget.done:
        given = candidates(reader.batch(batch), teachers.detector, teachers.folds, len(classes))
        outputs = model(given.probs, given.boxes, given.mask)
        arcs, relations, names = loss(outputs, given.parent, given.relation, given.names, given.mask, weight)
        total = arcs + relations + 0.5 * names
        set_rate(optimizer, rate * budget.rate())
        optimizer.zero_grad(set_to_none=True)
        total.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        average.update(model)
        reader.refresh()
        step += 1
        if step % 500 == 0 or step in (1, 20, 100):
            right = (outputs[2].argmax(-1) == given.names)[given.mask > 0].float().mean().item()
            said = (given.probs.argmax(-1) == given.names)[given.mask > 0].float().mean().item()
            say("aligner", step=step, seconds=budget.spent, parent=arcs.item(), relation=relations.item(), names=names.item(), hit=right, given=said)
        if budget.here - saved > 60:
            keep()
            teachers.reload()
            saved = budget.here
    keep()
    say("aligner", step=step, seconds=budget.spent, done=1)
