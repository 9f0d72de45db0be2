"""Trains stage 1 from the pool."""

from __future__ import annotations

import torch

from .constants import heat_group
from .detector import Detector, loss
from .loop import Run, autocast, say
from .photometric import degrade
from .pool import PoolReader
from .task import Task

SPLIT = ("\\ldots", "\\sin", "\\cos", "\\tan", "\\log", "\\lim", "=", "\\div", "\\leq", "\\geq", "\\neq", "\\pm", "!", "i", "j")
"""Classes that are written in several parts and found as several symbols when found wrongly."""


def train_detector(task: Task, batch: int = 32, rate: float = 2e-3) -> None:
    """Trains until the task's budget ends, from its checkpoint if there is one."""
    device, classes = task.device, task.classes
    model = Detector().to(device, memory_format=torch.channels_last)
    groups = torch.tensor([heat_group(name) for name in classes], device=device)
    stress = torch.tensor([2.0 if name in SPLIT else 1.0 for name in classes], device=device)
    reader = PoolReader(task.pool, device, task.seed, every=8)
    run = Run("detector", model, task.checkpoint("detector"), task.budget("detector"), classes, rate, 0.999, 5.0)
    call = torch.compile(model) if task.compiled else model
    while run.due():
        sample = reader.batch(batch)
        image = degrade(sample.image).contiguous(memory_format=torch.channels_last)
        with autocast(device):
            heat, reach = call(image)
        heat_loss, box_loss = loss(heat, reach, sample.boxes, sample.valid, groups[sample.classes], stress[sample.classes])
        run.update(heat_loss + box_loss)
        reader.refresh()
        if run.speaks():
            say("detector", step=run.step, seconds=run.budget.spent, heat=heat_loss.item(), box=box_loss.item())
