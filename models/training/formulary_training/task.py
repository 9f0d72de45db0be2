"""What a trainer is asked to do: data, device, time and where its checkpoints lie."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path

import torch

from .loop import Budget, spent

TRAINERS = ("detector", "recognizer", "folds", "aligner")
SHARE = {"detector": 0.7, "recognizer": 1.0, "folds": 0.6, "aligner": 0.9}
"""Share of the planned minutes that each trainer trains; they run side by side."""


@dataclass
class Task:
    """classes in index order; counts: symbols of each in the export. minutes: the whole plan; until: the clock
    (time.time) at which this run stops; last: this run ends the plan, even if it is shorter than planned."""

    pool: Path
    work: Path
    classes: list[str]
    counts: list[int]
    device: torch.device
    seed: int
    minutes: float
    until: float
    last: bool
    compiled: bool

    def checkpoint(self, name: str) -> Path:
        """Where the trainer, or the fold copy, of that name keeps its state."""
        return self.work / f"{name}.pt"

    @property
    def confusions(self) -> Path:
        """What out-of-fold recognizers mistake for what, kept by the aligner's trainer."""
        return self.work / "confusions.npy"

    def budget(self, name: str, checkpoint: Path | None = None) -> Budget:
        """The time of trainer `name`, from now; `checkpoint` says where what it has spent is written down."""
        before = spent(checkpoint or self.checkpoint(name))
        limit = max(0.0, self.until - time.time())
        total = 60 * self.minutes * SHARE[name]
        return Budget(min(total, before + limit) if self.last else total, limit, before)
