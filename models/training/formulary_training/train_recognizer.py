"""Trains stage 2 from the pool: the recognizer itself, or the out-of-fold copies that feed the aligner."""

from __future__ import annotations

from pathlib import Path

import torch

from .constants import FOLDS
from .loop import Average, Budget, autocast, load, optimiser, save, say, set_rate
from .photometric import degrade
from .pool import Batch, PoolReader
from .recognizer import Recognizer, class_weights, crops, cross_entropy, geometry, jitter


def formula_statistics(boxes: torch.Tensor, valid: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    """Mean symbol size and mean vertical centre [B] of padded boxes [B, S, 4]; as recognizer.formula_scale."""
    weight = valid.to(boxes.dtype)
    total = weight.sum(1).clamp(min=1)
    size = ((boxes[..., 2:] - boxes[..., :2]).mean(-1) * weight).sum(1) / total
    middle = ((boxes[..., 1] + boxes[..., 3]) / 2 * weight).sum(1) / total
    return size, middle


def choose(batch: Batch, count: int, none: int, junk_share: float = 0.15) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """`count` random boxes of a batch: image number [count], boxes [count, 4], class [count] (`none` for junk)."""
    symbols, junk = batch.valid.nonzero(), batch.junk_valid.nonzero()
    rubbish = int(count * junk_share) if len(junk) else 0
    first = symbols[torch.randint(len(symbols), (count - rubbish,), device=symbols.device)]
    number, place = first[:, 0], first[:, 1]
    boxes, names = batch.boxes[number, place], batch.classes[number, place]
    if rubbish:
        second = junk[torch.randint(len(junk), (rubbish,), device=junk.device)]
        number = torch.cat([number, second[:, 0]])
        boxes = torch.cat([boxes, batch.junk[second[:, 0], second[:, 1]]])
        names = torch.cat([names, torch.full((rubbish,), none, device=names.device)])
    return number, boxes, names


def train_recognizer(
    pool: Path, checkpoint: Path, classes: list[str], counts: list[int], seconds: float, limit: float, device: torch.device, seed: int, folds: bool = False,
    formulas: int = 64, boxes: int = 768, rate: float = 2.5e-3, compiled: bool = False,
) -> None:
    """One recognizer, or (folds) FOLDS of them, copy k never seeing fold k. counts: symbols per class of the export.

    Trains for `limit` seconds of a plan of `seconds`, from `checkpoint` if it exists; saves every 60 s."""
    torch.manual_seed(seed)
    number = FOLDS if folds else 1
    models = [Recognizer(len(classes)).to(device, memory_format=torch.channels_last) for _ in range(number)]
    before = load(checkpoint)
    if before:
        for model, state in zip(models, before["raw"]):
            model.load_state_dict(state)
    averages = [Average(model, 0.999) for model in models]
    if before:
        for average, state in zip(averages, before["models"]):
            average.model.load_state_dict(state)
            average.steps = before["steps"]
    optimizers = [optimiser(model, rate) for model in models]
    if before and before.get("optimizers"):
        for optimizer, state in zip(optimizers, before["optimizers"]):
            optimizer.load_state_dict(state)
    weight = class_weights(torch.tensor(counts)).to(device)
    reader = PoolReader(pool, device, seed)
    budget = Budget(seconds, limit, before["spent"] if before else 0.0)
    step = before["steps"] if before else 0
    calls = [torch.compile(model) if compiled else model for model in models]
    saved = budget.here
    name = "folds" if folds else "recognizer"

    def keep() -> None:
        save(
            checkpoint, models=[a.model.state_dict() for a in averages], raw=[m.state_dict() for m in models], optimizers=[o.state_dict() for o in optimizers],
            steps=step, spent=budget.spent, classes=classes,
        )

    while not budget.done:
        batch = reader.batch(formulas)
        image = degrade(batch.image)
        mean, middle = formula_statistics(batch.boxes, batch.valid)
        mean = mean * torch.exp(0.08 * torch.randn_like(mean))
        for copy in range(number):
            part = batch
            if folds:
                seen = batch.fold != copy
                part = Batch(**{**vars(batch), "valid": batch.valid & seen[:, None], "junk_valid": batch.junk_valid & seen[:, None]})
                if not bool(part.valid.any()):
                    continue
            which, chosen, goal = choose(part, boxes, len(classes))
            chosen = jitter(chosen, 0.035)
            with torch.no_grad():
                crop = crops(image, which.float(), chosen, mean[which]).contiguous(memory_format=torch.channels_last)
                scalars = geometry(chosen, mean[which], middle[which])
            with autocast(device):
                logits = calls[copy](crop, scalars)
            value = cross_entropy(logits, goal, weight)
            set_rate(optimizers[copy], rate * budget.rate())
            optimizers[copy].zero_grad(set_to_none=True)
            value.backward()
            optimizers[copy].step()
            averages[copy].update(models[copy])
        reader.refresh()
        step += 1
        if step % 500 == 0 or step in (1, 20, 100):
            hit = (logits.argmax(1) == goal).float().mean().item()
            say(name, step=step, seconds=budget.spent, loss=value.item(), hit=hit)
        if budget.here - saved > 60:
            keep()
            saved = budget.here
    keep()
    say(name, step=step, seconds=budget.spent, done=1)
