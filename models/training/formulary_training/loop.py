"""What every trainer shares: the time budget, the averaged weights, checkpoints, the optimiser."""

from __future__ import annotations

import copy
import math
import os
import time
from pathlib import Path
from typing import Any

import torch
from torch import nn


class Budget:
    """Time-boxed training that can go on in a later run: cosine learning rate over `total` seconds of training,
    of which `spent` were used by earlier runs; this run ends after `limit` seconds or when the total is used."""

    def __init__(self, total: float, limit: float, spent: float = 0.0) -> None:
        self.total, self.limit, self.before = total, limit, spent
        self.start = time.monotonic()

    @property
    def here(self) -> float:
        return time.monotonic() - self.start

    @property
    def spent(self) -> float:
        return self.before + self.here

    @property
    def progress(self) -> float:
        """Share of the whole training that is done, 0..1."""
        return min(1.0, self.spent / self.total)

    @property
    def done(self) -> bool:
        return self.here >= self.limit or self.spent >= self.total

    def rate(self) -> float:
        """Factor of the base learning rate: 3 % warm-up, then cosine to 1 %."""
        warm = min(1.0, (self.here + 0.2) / max(1.0, min(0.03 * self.total, 12.0)))
        return warm * (0.01 + 0.99 * 0.5 * (1 + math.cos(math.pi * self.progress)))


class Average:
    """Exponential moving average of a model's weights; buffers (batch statistics) are copied."""

    def __init__(self, model: nn.Module, decay: float) -> None:
        self.decay, self.steps = decay, 0
        self.model = copy.deepcopy(model).eval()
        for parameter in self.model.parameters():
            parameter.requires_grad_(False)

    @torch.no_grad()
    def update(self, model: nn.Module) -> None:
        """One step's share of `model` goes into the average."""
        self.steps += 1
        weight = 1 - min(self.decay, (1 + self.steps) / (10 + self.steps))
        kept = list(self.model.parameters())
        torch._foreach_mul_(kept, 1 - weight)
        torch._foreach_add_(kept, list(model.parameters()), alpha=weight)
        for own, current in zip(self.model.buffers(), model.buffers()):
            own.copy_(current)


def optimiser(model: nn.Module, rate: float, decay: float = 0.02) -> torch.optim.Optimizer:
    """AdamW; biases and normalisation weights are not decayed."""
    matrices = [p for p in model.parameters() if p.ndim > 1]
    vectors = [p for p in model.parameters() if p.ndim <= 1]
    groups = [{"params": matrices, "weight_decay": decay}, {"params": vectors, "weight_decay": 0.0}]
    fused = next(model.parameters()).is_cuda
    return torch.optim.AdamW(groups, lr=rate, betas=(0.9, 0.99), **({"fused": True} if fused else {}))


def set_rate(optimizer: torch.optim.Optimizer, rate: float) -> None:
    """Sets the learning rate of every group."""
    for group in optimizer.param_groups:
        group["lr"] = rate


def save(path: Path, **values: Any) -> None:
    """Writes a checkpoint so that a kill at any moment leaves the old or the new one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(".draft")
    torch.save(values, draft)
    os.replace(draft, path)


def load(path: Path) -> dict[str, Any] | None:
    """A checkpoint of this program, or None where there is none yet."""
    return torch.load(path, map_location="cpu") if path.exists() else None


def half(state: dict[str, torch.Tensor]) -> dict[str, torch.Tensor]:
    """Floating tensors at half precision: small checkpoints for carrying between machines."""
    return {name: value.half() if value.is_floating_point() else value for name, value in state.items()}


def say(stage: str, **values: Any) -> None:
    """One progress line."""
    print(stage, " ".join(f"{name}={value:.4f}" if isinstance(value, float) else f"{name}={value}" for name, value in values.items()), flush=True)


def autocast(device: torch.device) -> torch.autocast:
    """bfloat16 on an accelerator, full precision on a CPU."""
    return torch.autocast(device.type, dtype=torch.bfloat16, enabled=device.type == "cuda")
