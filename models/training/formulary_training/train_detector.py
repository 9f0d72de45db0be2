"""Trains stage 1 from the pool."""

from __future__ import annotations

from pathlib import Path

import torch

from .constants import heat_group
from .detector import Detector, loss
from .loop import Average, Budget, autocast, load, optimiser, save, say, set_rate
from .photometric import degrade
from .pool import PoolReader


def train_detector(
    pool: Path, checkpoint: Path, classes: list[str], seconds: float, limit: float, device: torch.device, seed: int, batch: int = 32, rate: float = 2e-3, compiled: bool = False
) -> None:
    """Trains for `limit` seconds of a plan of `seconds`, from `checkpoint` if it exists, and writes it there.

    Saves every 60 s, so that a kill loses little."""
    torch.manual_seed(seed)
    model = Detector().to(device, memory_format=torch.channels_last)
    before = load(checkpoint)
    if before:
        model.load_state_dict(before["raw"])
    average = Average(model, 0.999)
    if before:
        average.model.load_state_dict(before["model"])
        average.steps = before["steps"]
    optimizer = optimiser(model, rate)
    if before and before.get("optimizer"):
        optimizer.load_state_dict(before["optimizer"])
    groups = torch.tensor([heat_group(name) for name in classes], device=device)
    reader = PoolReader(pool, device, seed)
    budget = Budget(seconds, limit, before["spent"] if before else 0.0)
    step = before["steps"] if before else 0
    call = torch.compile(model) if compiled else model
    saved = budget.here

    def keep() -> None:
        save(checkpoint, model=average.model.state_dict(), raw=model.state_dict(), optimizer=optimizer.state_dict(), steps=step, spent=budget.spent, classes=classes)

    while not budget.done:
        sample = reader.batch(batch)
        image = degrade(sample.image).contiguous(memory_format=torch.channels_last)
        with autocast(device):
            heat, reach = call(image)
        heat_loss, box_loss = loss(heat, reach, sample.boxes, sample.valid, groups[sample.classes])
        total = heat_loss + box_loss
        set_rate(optimizer, rate * budget.rate())
        optimizer.zero_grad(set_to_none=True)
        total.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 5.0)
        optimizer.step()
        average.update(model)
        reader.refresh()
        step += 1
        if step % 500 == 0 or step in (1, 20, 100):
            say("detector", step=step, seconds=budget.spent, heat=heat_loss.item(), box=box_loss.item())
        if budget.here - saved > 60:
            keep()
            saved = budget.here
    keep()
    say("detector", step=step, seconds=budget.spent, done=1)
