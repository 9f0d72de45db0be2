"""Rare classes are said a little more often than training had them, as far as validation formulas bear it out.

Writers of other places have other letters. Menon et al., Long-tail learning via logit adjustment (2021): the share tau of
a class's log-frequency in training is taken off its logit; here of the aligner's, whose last word it is."""

from __future__ import annotations

from collections import Counter

import torch

from .evaluate import Thresholds, end_to_end, frames_of
from .predict import Models, detect
from .read import Formula

SHARES = (0.0, 0.05, 0.1, 0.15, 0.2, 0.3)


def offsets(formulas: list[Formula], classes: list[str]) -> torch.Tensor:
    """Log of each class's frequency in training over the even one, [C + 1]; 0 for `<none>`."""
    tally = Counter(name for formula in formulas for name in formula.classes)
    count = torch.tensor([float(max(1, tally[name])) for name in classes])
    return torch.cat([torch.log(count / count.sum() * len(classes)), torch.zeros(1)])


@torch.no_grad()
def lean(models: Models, formulas: list[Formula], held: list[Formula], thresholds: Thresholds) -> tuple[float, dict[str, float]]:
    """Changes the aligner's class bias by the share with the most whole expressions right on `held`, then the fewest
    corrections, then the smallest; that share, and the rate at each."""
    bias = models.aligner.model.revise.bias
    before, step = bias.clone(), offsets(formulas, models.classes).to(bias)
    frames = frames_of(held, models.classes)
    found = [detect(models, torch.from_numpy(frame).to(models.device)) for frame, _ in frames]
    scores = {}
    for share in SHARES:
        bias.copy_(before - share * step)
        scores[share] = end_to_end(models, held, frames, found, thresholds)
    best = max(SHARES, key=lambda share: (scores[share]["exprate"], -scores[share]["corrections"], -share))
    bias.copy_(before - best * step)
    return best, {str(share): score["exprate"] for share, score in scores.items()}
