"""Stage 1, symbol boxes: network, targets, loss and decoding.

Centre heat maps after Zhou et al., Objects as Points (2019), with left/top/right/bottom distances after Tian et al.,
FCOS (2019), and the GIoU loss of Rezatofighi et al. (2019)."""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import nn

from .constants import HEAT_STRIDE

GROUPS = 3
CHANNELS = (24, 48, 96, 160, 192, 224)
DEPTHS = (0, 3, 3, 2, 2, 1)
NECK = 80
FINE = 64
"""Channels of the neck at stride 4, where three quarters of all cells are."""


def convolution(inputs: int, outputs: int, size: int = 3, stride: int = 1, act: bool = True) -> nn.Sequential:
    """Convolution, batch norm and (where `act`) ReLU; no bias, the norm has one."""
    layers: list[nn.Module] = [nn.Conv2d(inputs, outputs, size, stride, size // 2, bias=False), nn.BatchNorm2d(outputs)]
    return nn.Sequential(*layers, *([nn.ReLU(inplace=True)] if act else []))


class Residual(nn.Module):
    """Two 3x3 convolutions and a shortcut, [B, inputs, H, W] to [B, outputs, H/stride, W/stride]."""

    def __init__(self, inputs: int, outputs: int, stride: int = 1) -> None:
        super().__init__()
        self.first = convolution(inputs, outputs, 3, stride)
        self.second = convolution(outputs, outputs, act=False)
        self.short = convolution(inputs, outputs, 1, stride, act=False) if stride > 1 or inputs != outputs else nn.Identity()

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return F.relu(self.second(self.first(x)) + self.short(x))


class Detector(nn.Module):
    """image [B, 1, H, W] to heat logits [B, 3, H/4, W/4] and log-distances [B, 12, H/4, W/4]; H, W multiples of 64."""

    def __init__(self) -> None:
        super().__init__()
        self.stem = convolution(1, CHANNELS[0], 3, 2)
        self.stages = nn.ModuleList()
        for inputs, outputs, depth in zip(CHANNELS[:-1], CHANNELS[1:], DEPTHS[1:]):
            self.stages.append(nn.Sequential(Residual(inputs, outputs, 2), *[Residual(outputs, outputs) for _ in range(depth - 1)]))
        widths = (FINE, *[NECK] * (len(CHANNELS) - 2))
        self.lateral = nn.ModuleList([nn.Conv2d(channels, width, 1) for channels, width in zip(CHANNELS[1:], widths)])
        self.smooth = nn.ModuleList([convolution(width, width) for width in widths])
        self.narrow = nn.Conv2d(NECK, FINE, 1)
        self.head = convolution(FINE, FINE)
        self.heat = nn.Conv2d(FINE, GROUPS, 1)
        self.reach = nn.Conv2d(FINE, GROUPS * 4, 1)
        nn.init.constant_(self.heat.bias, -5.0)
        nn.init.zeros_(self.reach.weight)
        nn.init.constant_(self.reach.bias, 3.0)

    def forward(self, image: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        x = self.stem(image)
        features = []
        for stage in self.stages:
            x = stage(x)
            features.append(x)
        top = self.smooth[-1](self.lateral[-1](features[-1]))
        for level in range(len(features) - 2, -1, -1):
            top = F.interpolate(self.narrow(top) if level == 0 else top, scale_factor=2.0, mode="nearest")
            top = self.smooth[level](self.lateral[level](features[level]) + top)
        top = self.head(top)
        return self.heat(top), self.reach(top)


class DetectorExport(nn.Module):
    """The network as the runtime calls it: heat after the sigmoid, distances in input pixels (group-major ltrb)."""

    def __init__(self, model: Detector) -> None:
        super().__init__()
        self.model = model

    def forward(self, image: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        heat, reach = self.model(image)
        return torch.sigmoid(heat), torch.exp(reach.clamp(-3.0, 7.0))


def targets(boxes: torch.Tensor, valid: torch.Tensor, group: torch.Tensor, height: int, width: int) -> tuple[torch.Tensor, torch.Tensor]:
    """Gaussian heat [B, 3, height, width] and the symbol behind each cell [B, 3, height, width].

    boxes [B, S, 4] in pixels, valid [B, S], group [B, S]; height and width in cells."""
    centre = (boxes[..., :2] + boxes[..., 2:]) / 2 / HEAT_STRIDE
    cell = centre.floor()
    sigma = (0.11 * (boxes[..., 2:] - boxes[..., :2]) / HEAT_STRIDE).clamp(0.55, 3.0)
    xs = torch.arange(width, device=boxes.device)
    ys = torch.arange(height, device=boxes.device)
    gx = torch.exp(-0.5 * ((xs - cell[..., :1]) / sigma[..., :1]) ** 2)
    gy = torch.exp(-0.5 * ((ys - cell[..., 1:]) / sigma[..., 1:]) ** 2)
    heat, owner = [], []
    for number in range(GROUPS):
        mine = (valid & (group == number)).to(gx.dtype)
        value, symbol = ((gy * mine[..., None])[..., :, None] * gx[..., None, :]).max(dim=1)
        heat.append(value)
        owner.append(symbol)
    return torch.stack(heat, 1), torch.stack(owner, 1)


def _giou(first: torch.Tensor, second: torch.Tensor) -> torch.Tensor:
    """Generalised IoU of ltrb distances [N, 4] around the same cell."""
    overlap = torch.minimum(first, second)
    cover = torch.maximum(first, second)
    both = (overlap[:, 0] + overlap[:, 2]) * (overlap[:, 1] + overlap[:, 3])
    hull = (cover[:, 0] + cover[:, 2]) * (cover[:, 1] + cover[:, 3])
    area = [(x[:, 0] + x[:, 2]) * (x[:, 1] + x[:, 3]) for x in (first, second)]
    union = (area[0] + area[1] - both).clamp(min=1e-6)
    return both / union - (hull - union) / hull.clamp(min=1e-6)


def loss(
    heat: torch.Tensor, reach: torch.Tensor, boxes: torch.Tensor, valid: torch.Tensor, group: torch.Tensor, stress: torch.Tensor
) -> tuple[torch.Tensor, torch.Tensor]:
    """Focal heat loss and box loss (1 - GIoU + 2 x relative L1 on cells above .5), each a scalar.

    stress [B, S]: how much each symbol's peak counts."""
    heat, reach = heat.float(), reach.float()
    size, _, height, width = heat.shape
    want, owner = targets(boxes, valid, group, height, width)
    score = torch.sigmoid(heat).clamp(1e-5, 1 - 1e-5)
    peak = want > 0.999
    weigh = torch.gather(stress, 1, owner.flatten(1)).view_as(score)
    focal = torch.where(peak, -weigh * ((1 - score) ** 2) * score.log(), -((1 - want) ** 4) * score**2 * (1 - score).log())
    heat_loss = focal.sum() / peak.sum().clamp(min=1)
    batch, channel, y, x = (want > 0.5).nonzero(as_tuple=True)
    box = boxes[batch, owner[batch, channel, y, x]]
    middle = torch.stack([x, y], 1) * HEAT_STRIDE + HEAT_STRIDE / 2
    goal = torch.cat([middle - box[:, :2], box[:, 2:] - middle], 1).clamp(min=0.3)
    raw = reach.view(size, GROUPS, 4, height, width)[batch, channel, :, y, x]
    got = torch.exp(raw.clamp(-3.0, 7.0))
    sides = (box[:, 2:] - box[:, :2]).repeat(1, 2).clamp(min=8.0)
    relative = ((got - goal).abs() / sides).sum(1) / 2
    weight = want[batch, channel, y, x]
    box_loss = (weight * (1 - _giou(got, goal) + 2 * relative)).sum() / weight.sum().clamp(min=1)
    return heat_loss, box_loss


def pair_iou(first: torch.Tensor, second: torch.Tensor) -> torch.Tensor:
    """IoU of boxes [..., A, 4] and [..., B, 4], [..., A, B]."""
    low = torch.maximum(first[..., :, None, :2], second[..., None, :, :2])
    high = torch.minimum(first[..., :, None, 2:], second[..., None, :, 2:])
    both = (high - low).clamp(min=0).prod(-1)
    area = [(boxes[..., 2:] - boxes[..., :2]).clamp(min=0).prod(-1) for boxes in (first, second)]
    return both / (area[0][..., :, None] + area[1][..., None, :] - both).clamp(min=1e-6)


@torch.no_grad()
def decode(heat: torch.Tensor, reach: torch.Tensor, threshold: float | torch.Tensor, limit: int = 96) -> tuple[torch.Tensor, torch.Tensor]:
    """Boxes [B, limit, 4] in pixels by falling score, and their scores [B, limit] (0 where there is no box).

    heat after the sigmoid, reach in pixels; threshold a number or [B, 1]. 3x3 peaks, then NMS at IoU .5 within a
    group and .8 across groups."""
    size, groups, height, width = heat.shape
    peak = heat * (heat == F.max_pool2d(heat, 3, 1, 1)).to(heat.dtype)
    score, index = peak.flatten(1).topk(min(limit, groups * height * width))
    group = index // (height * width)
    y, x = (index // width) % height, index % width
    flat = reach.view(size, groups, 4, height * width).permute(0, 1, 3, 2).reshape(size, -1, 4)
    distance = torch.gather(flat, 1, index[..., None].expand(-1, -1, 4))
    middle = torch.stack([x, y], -1) * HEAT_STRIDE + HEAT_STRIDE / 2
    boxes = torch.cat([middle - distance[..., :2], middle + distance[..., 2:]], -1)
    alive = score > threshold
    allowed = torch.where(group[:, :, None] == group[:, None, :], 0.5, 0.8)
    beats = torch.triu((pair_iou(boxes, boxes) > allowed), 1) & alive[:, :, None]
    keep = alive
    # Greedy suppression as a fixed point: a box falls to a kept box before it. Chains are short.
    for _ in range(8):
        keep = alive & ~(beats & keep[:, :, None]).any(1)
    return boxes, score * keep
