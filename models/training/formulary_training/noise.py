"""Doubt for the aligner's training: classes hidden, left open between rivals, or said wrongly, as recognizers do it.

Out-of-fold recognizers know the writers' styles and the texts of the training set better than those of new people.
What is added here keeps the aligner from trusting them more than new people's symbols deserve."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F


class Confusions:
    """What is said for what: table [C+1, C+1] of probability mass, truth by row, forgetting slowly."""

    def __init__(self, classes: int, device: torch.device, keep: float = 0.999) -> None:
        self.table = torch.zeros((classes + 1, classes + 1), device=device)
        self.keep = keep

    def update(self, probs: torch.Tensor, names: torch.Tensor, mask: torch.Tensor) -> None:
        """probs [B, N, C+1] of symbols with class names [B, N] where mask [B, N] is true."""
        self.table *= self.keep
        self.table.index_add_(0, names[mask], probs[mask].float())

    def rivals(self) -> torch.Tensor:
        """For each class the classes it is mistaken for, [C+1, C+1], rows summing to 1; a little of everything so
        that a class never seen wrong has rivals too."""
        table = self.table / self.table.sum(1, keepdim=True).clamp(min=1e-6) + 1e-5
        table = table * (1 - torch.eye(len(table), device=table.device))
        table[:, -1] *= 0.2
        return table / table.sum(1, keepdim=True)


def save_table(path: Path, table: np.ndarray) -> None:
    """Writes a table so that whoever reads it meanwhile sees the old or the new one."""
    draft = path.with_suffix(".draft.npy")
    np.save(draft, table)
    os.replace(draft, path)


def doubt(probs: torch.Tensor, names: torch.Tensor, known: torch.Tensor, confusions: Confusions, share: float = 0.08) -> torch.Tensor:
    """probs [B, N, C+1] with some rows of true symbols (known [B, N]) replaced.

    In a third of the formulas 5 to 40 % of the classes are hidden: half of them wholly, half left open among rivals.
    Elsewhere a share of the symbols is said half or wholly as a rival."""
    size, count, width = probs.shape
    device = probs.device

    def chance(*shape: int) -> torch.Tensor:
        return torch.rand(shape, device=device)

    rivals = confusions.rivals()[names.clamp(max=width - 1)]
    truth = F.one_hot(names, width).to(probs.dtype)
    hides = (chance(size, 1) < 0.33) & (chance(size, count) < chance(size, 1) * 0.35 + 0.05) & known
    even = torch.full_like(probs, 1.0 / (width - 1))
    even[..., -1] = 0.0
    part = chance(size, count, 1)
    unsure = part * truth + (1 - part) * rivals
    probs = torch.where(hides[..., None], torch.where(chance(size, count, 1) < 0.5, even, unsure), probs)
    other = F.one_hot(torch.multinomial(rivals.flatten(0, 1), 1)[:, 0], width).view(size, count, width).to(probs.dtype)
    much = chance(size, count, 1) * 0.75 + 0.2
    wrong = 0.9 * (much * other + (1 - much) * truth) + 0.1 * probs
    errs = (chance(size, count) < share) & known & ~hides
    return torch.where(errs[..., None], wrong, probs)
