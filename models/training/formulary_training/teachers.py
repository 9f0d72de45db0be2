"""Networks that other trainers are training at this moment, taken in as they get better."""

from __future__ import annotations

import time
from pathlib import Path

import torch
from torch import nn

from .loop import load

EVERY = 60.0
"""Seconds between looks at the checkpoint."""


class Teacher:
    """One network of another trainer: `ready` is the network once its checkpoint has `after` steps, else None."""

    def __init__(self, model: nn.Module, checkpoint: Path, after: int, device: torch.device) -> None:
        self.model = model.to(device, memory_format=torch.channels_last).eval()
        self.checkpoint, self.after = checkpoint, after
        self.stamp, self.looked, self.taken = 0.0, float("-inf"), False

    def look(self) -> nn.Module | None:
        """The network as last saved; looks at the file at most once in EVERY seconds."""
        now = time.monotonic()
        if now - self.looked >= EVERY and self.checkpoint.exists():
            self.looked = now
            stamp = self.checkpoint.stat().st_mtime
            found = load(self.checkpoint) if stamp != self.stamp else None
            if found and found["steps"] >= self.after:
                self.model.load_state_dict(found["model"])
                self.stamp, self.taken = stamp, True
        return self.model if self.taken else None


def wait(teachers: list[Teacher], until: float) -> bool:
    """Waits until all teachers are ready; False when the clock (time.time) passes `until` first."""
    while True:
        for teacher in teachers:
            teacher.looked = float("-inf") if not teacher.taken else teacher.looked
        if all(teacher.look() is not None for teacher in teachers):
            return True
        if time.time() > until:
            return False
        time.sleep(2)
