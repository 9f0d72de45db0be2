"""Stage 3, line ordering: a graph transformer over the symbols of one formula.

Every symbol scores every other as its parent (column 0 is the root), with the relation it would have, and revises its
own class in context. Arc scoring follows Dozat & Manning, Deep Biaffine Attention (2017)."""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import nn

WIDTH, LAYERS, HEADS, HIDDEN = 192, 5, 6, 512
PAIR_FEATURES, PAIR, PAIR_HIDDEN = 22, 64, 128
NODE_GEOMETRY = 6
FAR = -1e4
LOG_FLOOR = 1e-4


def _signed_log(x: torch.Tensor) -> torch.Tensor:
    return torch.sign(x) * torch.log1p(torch.abs(x))


def masked_mean(values: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
    """Mean of values [B, N] where mask [B, N] is 1, [B, 1]; 0 for a row without symbols."""
    return (values * mask).sum(1, keepdim=True) / mask.sum(1, keepdim=True).clamp(min=1.0)


def node_geometry(boxes: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
    """[B, N, 6]: log width and height over the mean size, log aspect, centre from the mean centre in mean sizes
    (signed log for x, clamped for y), share of the reading order."""
    size = (boxes[..., 2:] - boxes[..., :2]).clamp(min=1.0)
    centre = (boxes[..., 2:] + boxes[..., :2]) / 2
    mean = masked_mean(size.mean(-1), mask).clamp(min=1.0)
    ratio = torch.log(size / mean[..., None])
    dx = _signed_log((centre[..., 0] - masked_mean(centre[..., 0], mask)) / mean)
    dy = ((centre[..., 1] - masked_mean(centre[..., 1], mask)) / mean).clamp(-6.0, 6.0)
    across = centre[..., 0]
    before = ((across[:, None, :] < across[:, :, None]).to(boxes.dtype) * mask[:, None, :]).sum(-1)
    order = before / mask.sum(1, keepdim=True).clamp(min=1.0)
    return torch.stack([ratio[..., 0], ratio[..., 1], ratio[..., 0] - ratio[..., 1], dx, dy, order], -1)


def pair_features(boxes: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
    """[B, N, N, 22] of child i (dim 1) and possible parent j (dim 2): offsets in mean sizes and in the parent's size,
    size ratios, overlaps, containment, and how much nearer other symbols of the same row are."""
    size = (boxes[..., 2:] - boxes[..., :2]).clamp(min=1.0)
    mean = masked_mean(size.mean(-1), mask).clamp(min=1.0)[..., None]
    x1, y1, x2, y2 = boxes.unbind(-1)
    cx, cy = (x1 + x2) / 2, (y1 + y2) / 2
    w, h = size[..., 0], size[..., 1]
    longest = torch.maximum(w, h)

    def gap(child: torch.Tensor, parent: torch.Tensor) -> torch.Tensor:
        return child[:, :, None] - parent[:, None, :]

    dx, dy = gap(cx, cx), gap(cy, cy)
    wide = torch.minimum(x2[:, :, None], x2[:, None]) - torch.maximum(x1[:, :, None], x1[:, None])
    tall = torch.minimum(y2[:, :, None], y2[:, None]) - torch.maximum(y1[:, :, None], y1[:, None])
    least_w = torch.minimum(w[:, :, None], w[:, None])
    least_h = torch.minimum(h[:, :, None], h[:, None])
    both = wide.clamp(min=0.0) * tall.clamp(min=0.0)
    area = w * h
    before = ((cx[:, None, :] < cx[:, :, None]).to(boxes.dtype) * mask[:, None, :]).sum(-1)
    step = before[:, :, None] - before[:, None, :]
    # Free way leftwards to j in the same row: 0 for the nearest such j, positive for those behind it.
    level = (tall > 0).to(boxes.dtype) * (dx > 0).to(boxes.dtype) * mask[:, None, :]
    lead = torch.where(level > 0, dx, torch.full_like(dx, 1e5))
    behind = torch.where(level > 0, lead - lead.min(dim=2, keepdim=True)[0], 4 * mean.expand_as(dx))
    apart = torch.sqrt(dx * dx + dy * dy + 1e-6)
    other = 1e5 * (1 - mask[:, None, :]) + 1e5 * torch.eye(boxes.shape[1], device=boxes.device, dtype=boxes.dtype)
    nearest = (apart + other).min(dim=2, keepdim=True)[0]
    parent_size = longest[:, None, :]
    features = [
        _signed_log(dx / mean), (dy / mean).clamp(-6.0, 6.0),
        _signed_log(gap(x1, x2) / mean), _signed_log(gap(x1, x1) / mean), _signed_log(gap(x2, x2) / mean),
        _signed_log(gap(y1, y1) / mean), _signed_log(gap(y2, y2) / mean), _signed_log(gap(y1, y2) / mean), _signed_log(gap(y2, y1) / mean),
        _signed_log(dx / parent_size), (dy / h[:, None, :]).clamp(-4.0, 4.0),
        torch.log(w[:, :, None] / w[:, None]), torch.log(h[:, :, None] / h[:, None]), torch.log(longest[:, :, None] / parent_size),
        (wide / least_w).clamp(-2.0, 1.0), (tall / least_h).clamp(-2.0, 1.0),
        both / area[:, :, None], both / area[:, None, :],
        _signed_log(step), _signed_log(behind / mean), _signed_log((apart - nearest).clamp(max=1e4) / mean), torch.sign(dx),
    ]
    return torch.stack(features, -1)


class Layer(nn.Module):
    """Pre-norm self-attention with a bias from the pairs, then a feed-forward block."""

    def __init__(self) -> None:
        super().__init__()
        self.before, self.between = nn.LayerNorm(WIDTH), nn.LayerNorm(WIDTH)
        self.mixed, self.out = nn.Linear(WIDTH, 3 * WIDTH), nn.Linear(WIDTH, WIDTH)
        self.bias = nn.Linear(PAIR, HEADS)
        self.feed = nn.Sequential(nn.Linear(WIDTH, HIDDEN), nn.GELU(), nn.Dropout(0.1), nn.Linear(HIDDEN, WIDTH))
        self.drop = nn.Dropout(0.1)

    def forward(self, x: torch.Tensor, pair: torch.Tensor, block: torch.Tensor) -> torch.Tensor:
        size, count, _ = x.shape
        parts = self.mixed(self.before(x)).reshape(size, count, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4)
        score = parts[0] @ parts[1].transpose(-1, -2) * (WIDTH // HEADS) ** -0.5
        weight = torch.softmax(score + self.bias(pair).permute(0, 3, 1, 2) + block, -1)
        seen = (weight @ parts[2]).permute(0, 2, 1, 3).reshape(size, count, WIDTH)
        x = x + self.drop(self.out(seen))
        return x + self.drop(self.feed(self.between(x)))


class Aligner(nn.Module):
    """probs [B, N, C+1], boxes [B, N, 4], mask [B, N] (1 for a symbol) to parent log-scores [B, N, N+1] (column 0 the
    root), relation log-scores [B, N, N, 6] and class logits [B, N, C+1] (last: reject)."""

    def __init__(self, classes: int) -> None:
        super().__init__()
        self.node = nn.Linear(2 * (classes + 1) + NODE_GEOMETRY, WIDTH)
        self.pair = nn.Sequential(nn.Linear(PAIR_FEATURES, PAIR), nn.ReLU(), nn.Linear(PAIR, PAIR), nn.ReLU())
        self.layers = nn.ModuleList([Layer() for _ in range(LAYERS)])
        self.norm = nn.LayerNorm(WIDTH)
        self.child, self.parent = nn.Linear(WIDTH, WIDTH), nn.Linear(WIDTH, WIDTH)
        self.pair_child, self.pair_parent = nn.Linear(WIDTH, PAIR_HIDDEN), nn.Linear(WIDTH, PAIR_HIDDEN)
        self.pair_own = nn.Linear(PAIR, PAIR_HIDDEN)
        self.pair_out = nn.Linear(PAIR_HIDDEN, 7)
        self.root = nn.Linear(WIDTH, 1)
        self.revise = nn.Linear(WIDTH, classes + 1)
        nn.init.zeros_(self.revise.weight)
        nn.init.zeros_(self.revise.bias)

    def forward(self, probs: torch.Tensor, boxes: torch.Tensor, mask: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        logs = torch.log(probs.clamp(min=LOG_FLOOR))
        x = self.node(torch.cat([probs, logs / 4, node_geometry(boxes, mask)], -1))
        pair = self.pair(pair_features(boxes, mask))
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


def _mean_loss(scores: torch.Tensor, goal: torch.Tensor) -> torch.Tensor:
    """Mean negative log-likelihood where goal is not -100; 0, not NaN, where a batch teaches nothing."""
    total = F.nll_loss(scores.flatten(0, 1), goal.flatten(), ignore_index=-100, reduction="sum")
    return total / (goal != -100).sum().clamp(min=1)


def loss(
    outputs: tuple[torch.Tensor, torch.Tensor, torch.Tensor], parent: torch.Tensor, relation: torch.Tensor, names: torch.Tensor, mask: torch.Tensor, weight: torch.Tensor
) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """Parent, relation and class cross entropies.

    parent [B, N]: column (0 root), -100 where unknown; relation [B, N]: -100 where unknown; names [B, N]: class."""
    arcs, relations, classes = outputs
    parent_loss = _mean_loss(arcs, parent)
    place = (parent - 1).clamp(min=0)[..., None, None].expand(-1, -1, 1, 6)
    own = relations.gather(2, place)[:, :, 0]
    relation_loss = _mean_loss(own, relation)
    goal = torch.where(mask > 0, names, torch.full_like(names, -100))
    class_loss = F.cross_entropy(classes.float().flatten(0, 1), goal.flatten(), weight=weight, ignore_index=-100, label_smoothing=0.02)
    return parent_loss, relation_loss, class_loss
