"""Stroke augmentation and the making of one training image from a formula."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .bank import Bank
from .compose import rename, rewrite
from .constants import FRAME_HEIGHT, FRAME_WIDTH, MARGIN, MAX_JUNK, MAX_SYMBOLS, PEN_WIDTH
from .ink import Ink, draw, extents, pen_boxes, symbol_extents, union_by
from .recombine import recombine


@dataclass
class Sample:
    """image uint8 [256, 768]; boxes [S, 4] and junk [J, 4] in frame pixels; classes, parents, relations [S]."""

    image: np.ndarray
    boxes: np.ndarray
    junk: np.ndarray
    classes: np.ndarray
    parents: np.ndarray
    relations: np.ndarray
    tree: bool


def _affine(rng: np.random.Generator, rotation: float, shear: float, aspect: float, count: int) -> np.ndarray:
    """Random matrices [count, 2, 2]: rotation, shear (radians-like sigmas) and log-aspect sigma."""
    angle = rng.normal(0, rotation, count)
    lean = rng.normal(0, shear, count)
    ratio = np.exp(rng.normal(0, aspect, count) / 2)
    cos, sin = np.cos(angle), np.sin(angle)
    rotate = np.stack([np.stack([cos, -sin], -1), np.stack([sin, cos], -1)], -2)
    skew = np.zeros((count, 2, 2))
    skew[:, 0, 0], skew[:, 0, 1], skew[:, 1, 1] = ratio, lean, 1 / ratio
    return rotate @ skew


def jitter_symbols(points: np.ndarray, owner: np.ndarray, extent: np.ndarray, rng: np.random.Generator, wild: float) -> np.ndarray:
    """Every symbol turned, sheared, scaled and shifted a little about its own centre.

    wild scales turning and shearing; scaling stays small, because size decides letter case."""
    count = len(extent)
    centre = (extent[:, :2] + extent[:, 2:]) / 2
    size = (extent[:, 2:] - extent[:, :2]).max(axis=1, keepdims=True)
    matrix = _affine(rng, 0.07 * wild, 0.08 * wild, 0.05 * wild, count) * np.exp(rng.normal(0, 0.04, (count, 1, 1)))
    # A long bar turned by 4 degrees would cross its neighbours, so that long symbols turn less.
    calm = np.minimum(1.0, 2.0 * np.median(size) / np.maximum(size, 1e-3))[:, :, None]
    matrix = np.eye(2) + (matrix - np.eye(2)) * calm
    shift = rng.normal(0, 0.025, (count, 2)) * np.minimum(size, 2 * np.median(size))
    moved = np.einsum("pij,pj->pi", matrix[owner], points - centre[owner])
    return moved + centre[owner] + shift[owner]


def warp(points: np.ndarray, unit: float, rng: np.random.Generator) -> np.ndarray:
    """Low-frequency sine displacement of up to a tenth of a symbol."""
    amplitude = rng.uniform(0, 0.1, size=2) * unit
    wave = unit * rng.uniform(2.0, 6.0, size=2)
    phase = rng.uniform(0, 2 * np.pi, size=4)
    x, y = points[:, 0], points[:, 1]
    dx = amplitude[0] * np.sin(2 * np.pi * y / wave[0] + phase[0] + 0.5 * np.sin(x / wave[0] + phase[1]))
    dy = amplitude[1] * np.sin(2 * np.pi * x / wave[1] + phase[2] + 0.5 * np.sin(y / wave[1] + phase[3]))
    return points + np.stack([dx, dy], axis=1)


def settle(points: np.ndarray, rng: np.random.Generator, plain: bool) -> np.ndarray:
    """Points fitted into the frame: as the importer does where `plain`, else often smaller and anywhere."""
    low, high = points.min(axis=0), points.max(axis=0)
    size = np.maximum(high - low, 1e-6)
    content = np.asarray([FRAME_WIDTH - 2 * MARGIN, FRAME_HEIGHT - 2 * MARGIN])
    scale = float((content / size).min())
    if plain or rng.random() < 0.45:
        return (points - low) * scale + MARGIN
    scale *= rng.uniform(0.4, 1.0)
    margin = 4
    room = np.maximum(np.asarray([FRAME_WIDTH, FRAME_HEIGHT]) - 2 * margin - size * scale, 0)
    return (points - low) * scale + margin + room * rng.random(2)


def iou(first: np.ndarray, second: np.ndarray) -> np.ndarray:
    """Intersection over union of boxes [A, 4] and [B, 4], [A, B]."""
    low = np.maximum(first[:, None, :2], second[None, :, :2])
    high = np.minimum(first[:, None, 2:], second[None, :, 2:])
    both = np.prod(np.maximum(high - low, 0), axis=2)
    area = [np.prod(boxes[:, 2:] - boxes[:, :2], axis=1) for boxes in (first, second)]
    return both / np.maximum(area[0][:, None] + area[1][None] - both, 1e-6)


def junk_boxes(ink: Ink, boxes: np.ndarray, pen: float, rng: np.random.Generator) -> np.ndarray:
    """Boxes of no symbol [J, 4]: single strokes of a symbol, merged neighbours, cut, shifted and random boxes."""
    stroke = pen_boxes(extents(ink.points, ink.starts), pen)
    sizes = np.bincount(ink.stroke_symbol, minlength=ink.symbols)
    found = [stroke[sizes[ink.stroke_symbol] > 1]]
    many = np.flatnonzero(sizes > 2)
    for symbol in many[:4]:
        own = np.flatnonzero(ink.stroke_symbol == symbol)
        kept = own[own != rng.choice(own)]
        found.append(union_by(stroke[kept], np.zeros(len(kept), np.int64), 1))
    centre = (boxes[:, :2] + boxes[:, 2:]) / 2
    if ink.symbols > 1:
        apart = np.linalg.norm(centre[:, None] - centre[None], axis=2)
        np.fill_diagonal(apart, np.inf)
        near = apart.argmin(axis=1)
        found.append(np.concatenate([np.minimum(boxes[:, :2], boxes[near, :2]), np.maximum(boxes[:, 2:], boxes[near, 2:])], axis=1))
    size = boxes[:, 2:] - boxes[:, :2]
    cut = boxes.copy()
    axis, side = rng.integers(2, size=ink.symbols), rng.integers(2, size=ink.symbols)
    rows = np.arange(ink.symbols)
    amount = rng.uniform(0.45, 0.7, ink.symbols) * size[rows, axis]
    cut[rows, axis + 2 * side] += np.where(side == 0, amount, -amount)
    shifted = boxes + np.tile(rng.uniform(-0.8, 0.8, (ink.symbols, 2)) * size, 2)
    found += [cut, shifted]
    corner = rng.uniform(0, [FRAME_WIDTH - 80, FRAME_HEIGHT - 60], (2, 2))
    found.append(np.concatenate([corner, corner + rng.uniform(12, 80, (2, 2))], axis=1))
    junk = np.concatenate(found).astype(np.float32)
    junk = junk[iou(junk, boxes).max(axis=1) < 0.5]
    rng.shuffle(junk)
    return junk[:MAX_JUNK]


def make_sample(number: int, bank: Bank, agrees: np.ndarray, rng: np.random.Generator) -> Sample | None:
    """One augmented training image of formula `number` of the bank's fold; None if it came out too long."""
    ink = bank.inks[number]
    tree = bool(agrees[number])
    if tree and rng.random() < 0.3:
        other = int(rng.integers(len(bank.inks)))
        if agrees[other]:
            ink = recombine(number, other, bank, rng)
    # First other hands, then other names: what is renamed is drawn anew anyway.
    if rng.random() < 0.5:
        ink = rewrite(ink, bank, rng, rng.uniform(0.4, 1.0), 0.3 if rng.random() < 1 / 3 else 0.0)
    if rng.random() < 0.45:
        ink = rename(ink, bank, rng, rng.uniform(0.2, 0.9))
    if ink.symbols > MAX_SYMBOLS:
        return None
    plain = rng.random() < 0.15
    extent = symbol_extents(ink)
    unit = max(float((extent[:, 2:] - extent[:, :2]).max(axis=1).mean()), 1e-3)
    points = ink.points.astype(np.float64)
    if not plain:
        points = jitter_symbols(points, ink.point_symbol(), extent, rng, rng.uniform(0.5, 1.7))
        points = points @ _affine(rng, 0.03, 0.12, 0.2, 1)[0].T
        points = warp(points, unit, rng)
    points = settle(points, rng, plain).astype(np.float32)
    ink = Ink(points, ink.starts, ink.stroke_symbol, ink.classes, ink.parents, ink.relations)
    extent = symbol_extents(ink)
    unit = float((extent[:, 2:] - extent[:, :2]).max(axis=1).mean())
    pen = PEN_WIDTH if plain else float(np.clip(min(rng.uniform(1.5, 5.0), 0.13 * unit), 1.0, 5.0))
    boxes = pen_boxes(extent, pen)
    image = draw(points, ink.starts, pen, FRAME_WIDTH, FRAME_HEIGHT)
    return Sample(image, boxes, junk_boxes(ink, boxes, pen, rng), ink.classes, ink.parents, ink.relations, tree)
