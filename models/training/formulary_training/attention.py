"""Self-attention over the symbols of a formula, biased by the geometry of every pair."""

from __future__ import annotations

import torch
from torch import nn

from .geometry import PAIR_FEATURES

PAIR = 64
FAR = -1e4
"""Added to the score of what may not be attended to."""


class PairEncoder(nn.Sequential):
    """Pair features [B, N, N, features] to [B, N, N, 64], shared by all layers."""

    def __init__(self, features: int = PAIR_FEATURES) -> None:
        super().__init__(nn.Linear(features, PAIR), nn.ReLU(), nn.Linear(PAIR, PAIR), nn.ReLU())


class Layer(nn.Module):
    """Pre-norm self-attention with a bias from the pairs, then a feed-forward block; [B, N, width] both ways."""

    def __init__(self, width: int, heads: int, hidden: int, drop: float = 0.1) -> None:
        super().__init__()
        self.width, self.heads = width, heads
        self.before, self.between = nn.LayerNorm(width), nn.LayerNorm(width)
        self.mixed, self.out = nn.Linear(width, 3 * width), nn.Linear(width, width)
        self.bias = nn.Linear(PAIR, heads)
        self.feed = nn.Sequential(nn.Linear(width, hidden), nn.GELU(), nn.Dropout(drop), nn.Linear(hidden, width))
        self.drop = nn.Dropout(drop)

    def forward(self, x: torch.Tensor, pair: torch.Tensor, block: torch.Tensor) -> torch.Tensor:
        """pair [B, N, N, 64]; block broadcastable to [B, heads, N, N], 0 or FAR."""
        size, count, _ = x.shape
        parts = self.mixed(self.before(x)).reshape(size, count, 3, self.heads, self.width // self.heads).permute(2, 0, 3, 1, 4)
        score = parts[0] @ parts[1].transpose(-1, -2) * (self.width // self.heads) ** -0.5
        weight = torch.softmax(score + self.bias(pair).permute(0, 3, 1, 2) + block, -1)
        seen = (weight.to(x.dtype) @ parts[2].to(x.dtype)).permute(0, 2, 1, 3).reshape(size, count, self.width)
        x = x + self.drop(self.out(seen))
        return x + self.drop(self.feed(self.between(x)))
