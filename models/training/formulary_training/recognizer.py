"""Stage 2, class of each box: crops cut inside the graph, network.

A crop set per box has three channels of 48x48: the box in a tight square, the box in its surroundings, and the box's
own area within the tight square (a neighbour may reach into it)."""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import nn
from torchvision.ops import roi_align

from .detector import Residual, convolution

CROP = 48
GEOMETRY = 5
CHANNELS = (24, 48, 96, 160)


def formula_scale(boxes: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    """Mean symbol size and mean vertical centre of one formula's boxes [N, 4], both [1] in pixels."""
    size = (boxes[:, 2:] - boxes[:, :2]).mean()
    return size.reshape(1), ((boxes[:, 1] + boxes[:, 3]) / 2).mean().reshape(1)


def squares(boxes: torch.Tensor, mean: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    """Tight and context squares [N, 4] around boxes [N, 4]; mean [N] or [1] is the formula's mean symbol size."""
    centre = (boxes[:, :2] + boxes[:, 2:]) / 2
    side = (boxes[:, 2:] - boxes[:, :2]).max(dim=1, keepdim=True)[0]
    tight = (1.2 * side + 4) / 2
    wide = (1.6 * side + 1.6 * mean.reshape(-1, 1)) / 2
    return torch.cat([centre - tight, centre + tight], 1), torch.cat([centre - wide, centre + wide], 1)


def geometry(boxes: torch.Tensor, mean: torch.Tensor, middle: torch.Tensor) -> torch.Tensor:
    """Five scalars per box [N, 5]: log width, height and longest side over the mean size, log aspect, height above the
    formula's middle in mean sizes."""
    size = (boxes[:, 2:] - boxes[:, :2]).clamp(min=1.0)
    ratio = torch.log(size / mean.reshape(-1, 1))
    longest = ratio.max(dim=1, keepdim=True)[0]
    up = ((boxes[:, 1:2] + boxes[:, 3:4]) / 2 - middle.reshape(-1, 1)) / mean.reshape(-1, 1)
    return torch.cat([ratio, longest, ratio[:, :1] - ratio[:, 1:], up.clamp(-3.0, 3.0)], 1)


def box_mask(boxes: torch.Tensor, square: torch.Tensor) -> torch.Tensor:
    """Coverage of each cell of the square by the box, [N, 1, 48, 48] in 0..1."""
    grid = torch.arange(CROP, device=boxes.device, dtype=boxes.dtype)
    cell = (square[:, 2:3] - square[:, 0:1]) / CROP

    def cover(low: int, high: int) -> torch.Tensor:
        first = (boxes[:, low : low + 1] - square[:, low : low + 1]) / cell
        last = (boxes[:, high : high + 1] - square[:, low : low + 1]) / cell
        return (torch.minimum(last, grid + 1) - torch.maximum(first, grid)).clamp(0.0, 1.0)

    return (cover(1, 3)[:, :, None] * cover(0, 2)[:, None, :])[:, None]


def crops(image: torch.Tensor, number: torch.Tensor, boxes: torch.Tensor, mean: torch.Tensor) -> torch.Tensor:
    """Crop sets [N, 3, 48, 48] from image [B, 1, H, W]; number [N] float is each box's image; adaptive RoIAlign."""
    tight, wide = squares(boxes, mean)
    near = roi_align(image, torch.cat([number[:, None], tight], 1), CROP, 1.0, -1, True)
    far = roi_align(image, torch.cat([number[:, None], wide], 1), CROP, 1.0, -1, True)
    return torch.cat([near, far, box_mask(boxes, tight)], 1)


class Recognizer(nn.Module):
    """Crop sets [N, 3, 48, 48] and geometry [N, 5] to logits [N, classes + 1]; the last is `<none>`."""

    def __init__(self, classes: int) -> None:
        super().__init__()
        c1, c2, c3, c4 = CHANNELS
        self.body = nn.Sequential(
            convolution(3, c1),
            Residual(c1, c1),
            Residual(c1, c2, 2),
            Residual(c2, c2),
            Residual(c2, c3, 2),
            Residual(c3, c3),
            Residual(c3, c4, 2),
            convolution(c4, c4),
        )
        self.mix = nn.Sequential(nn.Linear(c4 * 2 + 32, 256), nn.ReLU(), nn.Dropout(0.15))
        self.place = nn.Sequential(nn.Linear(GEOMETRY, 32), nn.ReLU(), nn.Linear(32, 32), nn.ReLU())
        self.out = nn.Linear(256, classes + 1)

    def forward(self, crop: torch.Tensor, scalars: torch.Tensor) -> torch.Tensor:
        x = self.body(crop)
        # max over a dimension, not amax: compiled in bfloat16, the gradient of amax can divide by no maxima at all.
        pooled = torch.cat([x.mean(dim=(2, 3)), x.flatten(2).max(dim=2)[0], self.place(scalars)], 1)
        return self.out(self.mix(pooled))


class RecognizerExport(nn.Module):
    """image [1, 1, H, W] and boxes [N, 4] of one formula to logits [N, classes + 1]."""

    def __init__(self, model: Recognizer) -> None:
        super().__init__()
        self.model = model

    def forward(self, image: torch.Tensor, boxes: torch.Tensor) -> torch.Tensor:
        mean, middle = formula_scale(boxes)
        number = torch.zeros_like(boxes[:, 0])
        return self.model(crops(image, number, boxes, mean), geometry(boxes, mean, middle))


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
    """Weighted mean cross entropy with label smoothing."""
    return F.cross_entropy(logits.float(), goal, weight=weight, label_smoothing=smoothing)
