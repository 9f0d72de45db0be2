"""What boxes say about symbols and pairs of symbols; sizes are relative to the formula's mean symbol size."""

from __future__ import annotations

import torch

PAIR_FEATURES = 22
NODE_GEOMETRY = 6
LINE_FEATURES = 3


def signed_log(x: torch.Tensor) -> torch.Tensor:
    """Sign times log(1 + size): keeps small distances exact and far ones finite."""
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
    dx = signed_log((centre[..., 0] - masked_mean(centre[..., 0], mask)) / mean)
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
        signed_log(dx / mean), (dy / mean).clamp(-6.0, 6.0),
        signed_log(gap(x1, x2) / mean), signed_log(gap(x1, x1) / mean), signed_log(gap(x2, x2) / mean),
        signed_log(gap(y1, y1) / mean), signed_log(gap(y2, y2) / mean), signed_log(gap(y1, y2) / mean), signed_log(gap(y2, y1) / mean),
        signed_log(dx / parent_size), (dy / h[:, None, :]).clamp(-4.0, 4.0),
        torch.log(w[:, :, None] / w[:, None]), torch.log(h[:, :, None] / h[:, None]), torch.log(longest[:, :, None] / parent_size),
        (wide / least_w).clamp(-2.0, 1.0), (tall / least_h).clamp(-2.0, 1.0),
        both / area[:, :, None], both / area[:, None, :],
        signed_log(step), signed_log(behind / mean), signed_log((apart - nearest).clamp(max=1e4) / mean), torch.sign(dx),
    ]
    return torch.stack(features, -1)


def line_features(probs: torch.Tensor, boxes: torch.Tensor, stature: torch.Tensor) -> torch.Tensor:
    """[B, N, N, 3] of child i and parent j: how much larger i is written than j, and how far apart their baselines are
    in units of j and of i. A capital and the small letter after it stand on one baseline though their boxes do not.

    probs [B, N, C]; stature [C, 2]: reach above and below the baseline, in units, of each class."""
    reach = (probs @ stature).clamp(min=0.0) + probs.new_tensor([0.1, 0.0])
    unit = (boxes[..., 3] - boxes[..., 1]).clamp(min=1.0) / (reach[..., 0] + reach[..., 1])
    base = boxes[..., 3] - reach[..., 1] * unit
    fall = base[:, :, None] - base[:, None, :]
    ratio = torch.log(unit[:, :, None] / unit[:, None, :])
    return torch.stack([ratio, (fall / unit[:, None, :]).clamp(-4.0, 4.0), (fall / unit[:, :, None]).clamp(-4.0, 4.0)], -1)
