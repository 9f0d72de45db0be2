"""Stage 2, class of each box in sight of the whole formula.

Each box is seen three times: close up, in its surroundings, and small in a wide view of the line; a convolutional
network makes an embedding of that. A transformer over all boxes of the formula, told the relative sizes and places of
every pair, then decides the classes: letter case shows beside the writer's other symbols, not in a crop alone."""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import nn
from torchvision.ops import roi_align

from .attention import FAR, Layer, PairEncoder
from .detector import Residual, convolution
from .geometry import NODE_GEOMETRY, node_geometry, pair_features

CROP = 64
WIDE_SCALE, FAR_SCALE = 2, 4
"""The wider views are cut from the frame averaged over 2x2 and 4x4 pixels."""
CHANNELS = (32, 48, 96, 160, 224)
DEPTHS = (2, 2, 2, 2)
"""Residual blocks at 32, 16, 8 and 4 cells a side."""
WIDTH, LAYERS, HEADS, HIDDEN = 224, 4, 7, 640


def squares(boxes: torch.Tensor, mean: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """Close, wide and far squares [N, 4] around boxes [N, 4]; mean [N] is their formula's mean symbol size, pixels."""
    centre = (boxes[:, :2] + boxes[:, 2:]) / 2
    side = (boxes[:, 2:] - boxes[:, :2]).max(dim=1, keepdim=True)[0]
    mean = mean.reshape(-1, 1)
    halves = (0.6 * side + 2, 0.8 * side + 0.8 * mean, 0.5 * side + 3.0 * mean)
    close, wide, far = (torch.cat([centre - half, centre + half], 1) for half in halves)
    return close, wide, far


def box_mask(boxes: torch.Tensor, square: torch.Tensor) -> torch.Tensor:
    """Coverage of each cell of the square by the box, [N, 1, CROP, CROP] in 0..1."""
    grid = torch.arange(CROP, device=boxes.device, dtype=boxes.dtype)
    cell = (square[:, 2:3] - square[:, 0:1]) / CROP

    def cover(low: int, high: int) -> torch.Tensor:
        first = (boxes[:, low : low + 1] - square[:, low : low + 1]) / cell
        last = (boxes[:, high : high + 1] - square[:, low : low + 1]) / cell
        return (torch.minimum(last, grid + 1) - torch.maximum(first, grid)).clamp(0.0, 1.0)

    return (cover(1, 3)[:, :, None] * cover(0, 2)[:, None, :])[:, None]


def crops(image: torch.Tensor, number: torch.Tensor, boxes: torch.Tensor, mean: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    """Close view, wide view and box mask [N, 3, 64, 64], and far view [N, 1, 32, 32], from image [B, 1, H, W].

    number [N] float is each box's image. RoIAlign with adaptive sampling, so that thin strokes survive shrinking."""
    close, wide, far = squares(boxes, mean)
    half = F.avg_pool2d(image, WIDE_SCALE)
    quarter = F.avg_pool2d(half, FAR_SCALE // WIDE_SCALE)
    near = roi_align(image, torch.cat([number[:, None], close], 1), CROP, 1.0, -1, True)
    around = roi_align(half, torch.cat([number[:, None], wide], 1), CROP, 1.0 / WIDE_SCALE, -1, True)
    line = roi_align(quarter, torch.cat([number[:, None], far], 1), CROP // 2, 1.0 / FAR_SCALE, -1, True)
    return torch.cat([near, around, box_mask(boxes, close)], 1), line


class Eye(nn.Module):
    """Crops [N, 3, 64, 64] and far views [N, 1, 32, 32] to embeddings [N, WIDTH]."""

    def __init__(self) -> None:
        super().__init__()
        self.stem = convolution(3, CHANNELS[0], 3, 2, act=False)
        self.line = convolution(1, CHANNELS[0], act=False)
        blocks: list[nn.Module] = []
        for level, (inputs, outputs, depth) in enumerate(zip(CHANNELS[:-1], CHANNELS[1:], DEPTHS)):
            blocks += [Residual(inputs, outputs, 2 if level else 1), *[Residual(outputs, outputs) for _ in range(depth - 1)]]
        self.body = nn.Sequential(*blocks)
        self.out = nn.Sequential(nn.Linear(2 * CHANNELS[-1], WIDTH), nn.ReLU(), nn.Dropout(0.1))

    def forward(self, crop: torch.Tensor, far: torch.Tensor) -> torch.Tensor:
        # A sum, not a concatenation: all that lies between two convolutions then stays in integers in the 8-bit version.
        x = self.body(F.relu(self.stem(crop) + self.line(far)))
        # max over a dimension, not amax: compiled in bfloat16, the gradient of amax can divide by no maxima at all.
        return self.out(torch.cat([x.mean(dim=(2, 3)), x.flatten(2).max(dim=2)[0]], 1))


class Recognizer(nn.Module):
    """`eye` makes embeddings of crops; `forward` reads the whole formula. The last class is `<none>`."""

    def __init__(self, classes: int) -> None:
        super().__init__()
        self.eye = Eye()
        self.alone = nn.Linear(WIDTH, classes + 1)
        self.hidden = nn.Parameter(torch.zeros(WIDTH))
        self.place = nn.Sequential(nn.Linear(NODE_GEOMETRY, 64), nn.ReLU(), nn.Linear(64, WIDTH))
        self.pair = PairEncoder()
        self.layers = nn.ModuleList([Layer(WIDTH, HEADS, HIDDEN) for _ in range(LAYERS)])
        self.norm = nn.LayerNorm(WIDTH)
        self.named = nn.Linear(WIDTH, classes + 1)
        nn.init.normal_(self.hidden, 0, 0.02)

    def forward(
        self, seen: torch.Tensor, boxes: torch.Tensor, mask: torch.Tensor, cover: torch.Tensor | None = None, blind: torch.Tensor | None = None
    ) -> torch.Tensor:
        """seen [B, N, WIDTH] embeddings, boxes [B, N, 4], mask [B, N] (1: a box) to logits [B, N, classes + 1].

        For training: cover [B, N] (1: the embedding is hidden and the class has to follow from the others), blind
        [B, N, N] (1: the first box is not shown the second)."""
        x = seen if cover is None else seen + cover[..., None] * (self.hidden.to(seen.dtype) - seen)
        x = x + self.place(node_geometry(boxes, mask))
        pair = self.pair(pair_features(boxes, mask))
        block = (1 - mask)[:, None, None, :] * FAR
        if blind is not None:
            block = block + blind[:, None] * FAR
        for layer in self.layers:
            x = layer(x, pair, block)
        return self.named(self.norm(x))


class RecognizerExport(nn.Module):
    """image [1, 1, H, W] and all boxes [N, 4] of one formula to logits [N, classes + 1]."""

    def __init__(self, model: Recognizer) -> None:
        super().__init__()
        self.model = model

    def forward(self, image: torch.Tensor, boxes: torch.Tensor) -> torch.Tensor:
        mean = (boxes[:, 2:] - boxes[:, :2]).mean().reshape(1)
        crop, far = crops(image, torch.zeros_like(boxes[:, 0]), boxes, mean)
        return self.model(self.model.eye(crop, far)[None], boxes[None], torch.ones_like(boxes[:, 0])[None])[0]


def class_weights(counts: torch.Tensor) -> torch.Tensor:
    """Loss weight of each class [classes + 1], (1/frequency)^.25 scaled to mean 1 over symbols; `<none>` weighs 1."""
    share = counts.float().clamp(min=1) / counts.sum()
    weight = share**-0.25
    weight = weight / (weight * share).sum()
    return torch.cat([weight, torch.ones(1)]).clamp(max=6.0)


def jitter(boxes: torch.Tensor, amount: float) -> torch.Tensor:
    """Boxes [..., 4] with every side moved by a normal share `amount` of the box's side."""
    size = boxes[..., 2:] - boxes[..., :2]
    noise = torch.randn_like(boxes) * amount * torch.cat([size, size], -1)
    moved = boxes + noise
    low = torch.minimum(moved[..., :2], moved[..., 2:] - 2)
    return torch.cat([low, torch.maximum(moved[..., 2:], low + 2)], -1)


def cross_entropy(logits: torch.Tensor, goal: torch.Tensor, weight: torch.Tensor, smoothing: float = 0.05) -> torch.Tensor:
    """Weighted mean cross entropy with label smoothing; goals of -100 do not count."""
    return F.cross_entropy(logits.float(), goal, weight=weight, label_smoothing=smoothing, ignore_index=-100)
