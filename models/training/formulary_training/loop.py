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


def optimiser(model: nn.Module, rate: float, linear: float = 1.0, decay: float = 0.02) -> torch.optim.Optimizer:
    """AdamW; biases and normalisation weights are not decayed. linear: rate of everything but convolutions, as a share."""
    filters = [p for p in model.parameters() if p.ndim > 2]
    matrices = [p for p in model.parameters() if p.ndim == 2]
    vectors = [p for p in model.parameters() if p.ndim < 2]
    groups = [
        {"params": filters, "weight_decay": decay, "share": 1.0},
        {"params": matrices, "weight_decay": decay, "share": linear},
        {"params": vectors, "weight_decay": 0.0, "share": 1.0},
    ]
    fused = next(model.parameters()).is_cuda
    return torch.optim.AdamW([group for group in groups if group["params"]], lr=rate, betas=(0.9, 0.99), **({"fused": True} if fused else {}))


def set_rate(optimizer: torch.optim.Optimizer, rate: float) -> None:
    """Sets the learning rate of every group to its share of `rate`."""
    for group in optimizer.param_groups:
        group["lr"] = rate * group["share"]


def save(path: Path, **values: Any) -> None:
    """Writes a checkpoint so that a kill at any moment leaves the old or the new one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(".draft")
    torch.save(values, draft)
    os.replace(draft, path)


def load(path: Path) -> dict[str, Any] | None:
    """A checkpoint of this program, or None where there is none yet. Weights in 8 bits are read back into floats."""
    found = torch.load(path, map_location="cpu") if path.exists() else None
    for part in ("model", "raw") if found else ():
        if part in found:
            found[part] = {name: value[0].float() * value[1] if isinstance(value, tuple) else value for name, value in found[part].items()}
    return found


def half(state: dict[str, torch.Tensor]) -> dict[str, torch.Tensor]:
    """Matrices at half precision: small checkpoints for carrying between machines. Vectors (biases, batch statistics,
    which may be too small or large for it) stay as they are."""
    return {name: value.half() if value.is_floating_point() and value.ndim > 1 else value for name, value in state.items()}


def eighth(state: dict[str, torch.Tensor]) -> dict[str, torch.Tensor | tuple[torch.Tensor, torch.Tensor]]:
    """Matrices in 8 bits with a scale for each output: (whole numbers, scales [outputs, 1, ...]). A quarter of the size;
    for networks that are trained on and only teach."""

    def whole(value: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        scale = value.float().abs().flatten(1).max(1)[0].clamp(min=1e-12).view(-1, *[1] * (value.ndim - 1)) / 127
        return (value / scale).round().to(torch.int8), scale

    return {name: whole(value) if value.is_floating_point() and value.ndim > 1 else value for name, value in state.items()}


def spent(path: Path) -> float:
    """Seconds of training behind a checkpoint, 0 where there is none."""
    found = load(path)
    return float(found["spent"]) if found else 0.0


def say(stage: str, **values: Any) -> None:
    """One progress line."""
    print(stage, " ".join(f"{name}={value:.4f}" if isinstance(value, float) else f"{name}={value}" for name, value in values.items()), flush=True)


def autocast(device: torch.device) -> torch.autocast:
    """bfloat16 on an accelerator, full precision on a CPU."""
    return torch.autocast(device.type, dtype=torch.bfloat16, enabled=device.type == "cuda")


class Run:
    """One network in training: its average, optimiser, budget and checkpoint, resumed from `checkpoint` if it exists.

    update(loss) is one step; due() says whether it goes on and saves once a minute."""

    def __init__(self, name: str, model: nn.Module, checkpoint: Path, budget: Budget, classes: list[str], rate: float, decay: float, clip: float, linear: float = 1.0) -> None:
        self.name, self.model, self.checkpoint, self.budget, self.classes = name, model, checkpoint, budget, classes
        self.rate, self.clip = rate, clip
        before = load(checkpoint)
        if before:
            model.load_state_dict(before["raw"])
        self.average = Average(model, decay)
        self.optimizer = optimiser(model, rate, linear)
        self.step = 0
        if before:
            self.average.model.load_state_dict(before["model"])
            self.average.steps = self.step = before["steps"]
            if before.get("optimizer"):
                self.optimizer.load_state_dict(before["optimizer"])
        self.saved = budget.here

    def update(self, loss: torch.Tensor) -> None:
        """One step down the gradient of a scalar loss, and its share of the average."""
        set_rate(self.optimizer, self.rate * self.budget.rate())
        self.optimizer.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), self.clip)
        self.optimizer.step()
        self.average.update(self.model)
        self.step += 1

    def speaks(self) -> bool:
        """Whether this step is one to report."""
        return self.step % 500 == 0 or self.step in (1, 20, 100)

    def due(self) -> bool:
        """False when the time is up (all is saved then); saves every minute on the way."""
        if self.budget.done:
            self.keep()
            say(self.name, step=self.step, seconds=self.budget.spent, perSecond=self.step / max(1.0, self.budget.spent), done=1)
            return False
        if self.budget.here - self.saved > 60:
            self.keep()
            self.saved = self.budget.here
        return True

    def keep(self) -> None:
        """Saves. Raises FloatingPointError, and leaves the last good checkpoint, when training has diverged."""
        if not all(bool(torch.isfinite(value).all()) for value in self.average.model.state_dict().values()):
            raise FloatingPointError(f"{self.name} diverged at step {self.step}")
        save(
            self.checkpoint, model=self.average.model.state_dict(), raw=self.model.state_dict(), optimizer=self.optimizer.state_dict(), steps=self.step,
            spent=self.budget.spent, classes=self.classes,
        )
