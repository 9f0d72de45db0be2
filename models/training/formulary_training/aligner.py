"""Stage 3, line ordering: a graph transformer over the symbols of one formula.

Every symbol scores every other as its parent (column 0 is the root), with the relation it would have, and revises its
own class in context. Arc scoring follows Dozat & Manning, Deep Biaffine Attention (2017)."""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import nn

from .attention import FAR, PAIR, Layer, PairEncoder
from .geometry import LINE_FEATURES, NODE_GEOMETRY, PAIR_FEATURES, line_features, node_geometry, pair_features

WIDTH, LAYERS, HEADS, HIDDEN = 256, 6, 8, 704
PAIR_HIDDEN = 128
LOG_FLOOR = 1e-4


class Aligner(nn.Module):
    """probs [B, N, C+1], boxes [B, N, 4], mask [B, N] (1 for a symbol) to parent log-scores [B, N, N+1] (column 0 the
    root), relation log-scores [B, N, N, 6] and class logits [B, N, C+1] (last: reject)."""

    def __init__(self, classes: int) -> None:
        super().__init__()
        self.node = nn.Linear(2 * (classes + 1) + NODE_GEOMETRY, WIDTH)
        self.pair = PairEncoder(PAIR_FEATURES + LINE_FEATURES)
        self.stature = nn.Parameter(torch.tensor([[0.8, 0.0]]).repeat(classes + 1, 1))
        self.layers = nn.ModuleList([Layer(WIDTH, HEADS, HIDDEN) for _ in range(LAYERS)])
        self.norm = nn.LayerNorm(WIDTH)
        self.child, self.parent = nn.Linear(WIDTH, WIDTH), nn.Linear(WIDTH, WIDTH)
        self.pair_child, self.pair_parent = nn.Linear(WIDTH, PAIR_HIDDEN), nn.Linear(WIDTH, PAIR_HIDDEN)
        self.pair_own = nn.Linear(PAIR, PAIR_HIDDEN)
        self.pair_out = nn.Linear(PAIR_HIDDEN, 7)
        self.root = nn.Linear(WIDTH, 1)
        self.revise = nn.Linear(WIDTH, classes + 1)
        nn.init.zeros_(self.revise.weight)
        nn.init.zeros_(self.revise.bias)

    @torch.no_grad()
    def know(self, stature: torch.Tensor) -> None:
        """Starts from statures [C, 2] measured on the data (NaN: unknown) instead of from nothing."""
        known = torch.isfinite(stature).all(1)
        self.stature[: len(stature)][known] = stature[known].to(self.stature)

    def forward(self, probs: torch.Tensor, boxes: torch.Tensor, mask: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        logs = torch.log(probs.clamp(min=LOG_FLOOR))
        x = self.node(torch.cat([probs, logs / 4, node_geometry(boxes, mask)], -1))
        places = torch.cat([pair_features(boxes, mask), line_features(probs, boxes, self.stature)], -1)
        pair = self.pair(places)
        block = (1 - mask)[:, None, None, :] * FAR
        for layer in self.layers:
            x = layer(x, pair, block)
        x = self.norm(x)
        hidden = torch.relu(self.pair_child(x)[:, :, None] + self.pair_parent(x)[:, None] + self.pair_own(pair))
        heads = self.pair_out(hidden)
        arc = self.child(x) @ self.parent(x).transpose(1, 2) * WIDTH**-0.5 + heads[..., 0]
        own = torch.eye(boxes.shape[1], device=boxes.device, dtype=boxes.dtype) * FAR
        parent = torch.cat([self.root(x), arc + own + (1 - mask)[:, None, :] * FAR], -1)
        return F.log_softmax(parent.float(), -1), F.log_softmax(heads[..., 1:].float(), -1), logs + self.revise(x)


class AlignerExport(nn.Module):
    """One formula: probs [N, C+1], boxes [N, 4] to parent [N, N+1], relation [N, N, 6], classes [N, C+1]."""

    def __init__(self, model: Aligner) -> None:
        super().__init__()
        self.model = model

    def forward(self, probs: torch.Tensor, boxes: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        mask = torch.ones_like(boxes[:, 0])
        parent, relation, classes = self.model(probs[None], boxes[None], mask[None])
        return parent[0], relation[0], classes[0]


def _mean_loss(scores: torch.Tensor, goal: torch.Tensor, stress: torch.Tensor) -> torch.Tensor:
    """Negative log-likelihood where goal is not -100, averaged by stress; 0, not NaN, where a batch teaches nothing."""
    each = F.nll_loss(scores.flatten(0, 1), goal.flatten(), ignore_index=-100, reduction="none")
    share = stress.flatten() * (goal.flatten() != -100)
    return (each * share).sum() / share.sum().clamp(min=1)


def loss(
    outputs: tuple[torch.Tensor, torch.Tensor, torch.Tensor], parent: torch.Tensor, relation: torch.Tensor, names: torch.Tensor, mask: torch.Tensor,
    weight: torch.Tensor, stress: torch.Tensor,
) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """Parent, relation and class cross entropies.

    parent [B, N]: column (0 root), -100 where unknown; relation [B, N]: -100 where unknown; names [B, N]: class;
    weight [C+1]: of the classes; stress [B, N]: of each symbol's place."""
    arcs, relations, classes = outputs
    parent_loss = _mean_loss(arcs, parent, stress)
    place = (parent - 1).clamp(min=0)[..., None, None].expand(-1, -1, 1, 6)
    own = relations.gather(2, place)[:, :, 0]
    relation_loss = _mean_loss(own, relation, stress)
    goal = torch.where(mask > 0, names, torch.full_like(names, -100))
    class_loss = F.cross_entropy(classes.float().flatten(0, 1), goal.flatten(), weight=weight, ignore_index=-100, label_smoothing=0.02)
    return parent_loss, relation_loss, class_loss
