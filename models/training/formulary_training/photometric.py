"""Photometric augmentation of ink frames on the training device."""

from __future__ import annotations

import torch
import torch.nn.functional as F


def _smooth_noise(size: int, height: int, width: int, cells: tuple[int, int], like: torch.Tensor) -> torch.Tensor:
    """Noise in -1..1 that varies over about frame/cells pixels, [size, 1, height, width]."""
    coarse = torch.rand((size, 1, *cells), device=like.device) * 2 - 1
    return F.interpolate(coarse, (height, width), mode="bilinear", align_corners=False)


def degrade(image: torch.Tensor, clean: float = 0.35) -> torch.Tensor:
    """uint8 [B, H, W] (ink 255) to float [B, 1, H, W] in 0..1, a share `clean` of the images left as drawn.

    The others get some of: blur, pencil texture, gamma, fainter ink, uneven paper, noise."""
    frame = image[:, None].float() / 255
    size, _, height, width = frame.shape

    def draw(low: float, high: float) -> torch.Tensor:
        return torch.rand((size, 1, 1, 1), device=frame.device) * (high - low) + low

    def some(rate: float) -> torch.Tensor:
        return (torch.rand((size, 1, 1, 1), device=frame.device) < rate).float()

    blurred = F.avg_pool2d(F.pad(frame, (1, 1, 1, 1)), 3, 1)
    weight = draw(0, 1) * some(0.5)
    result = frame * (1 - weight) + blurred * weight
    texture = 1 - some(0.3) * draw(0.1, 0.5) * torch.rand_like(frame)
    shade = 1 + some(0.4) * draw(0, 0.3) * _smooth_noise(size, height, width, (3, 8), frame)
    result = result.clamp(1e-4, 1) ** draw(0.6, 1.5) * draw(0.45, 1.0) * texture * shade
    paper = some(0.3) * draw(0, 0.08) * (_smooth_noise(size, height, width, (4, 12), frame) + 1) / 2
    noise = some(0.4) * draw(0, 0.05) * torch.randn_like(frame)
    result = (result + paper + noise).clamp(0, 1)
    untouched = (torch.rand((size, 1, 1, 1), device=frame.device) < clean).float()
    return frame * untouched + result * (1 - untouched)
