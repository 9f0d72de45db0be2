"""Flat ink of one formula, its fit into the frame, its drawing and its symbol boxes."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from .constants import FRAME_HEIGHT, FRAME_WIDTH, MARGIN, MIN_BOX_SIDE, PAD_MULTIPLE, PEN_WIDTH
from .read import Formula

SUBPIXEL_BITS = 4


@dataclass
class Ink:
    """points [P, 2]; starts [K+1]: stroke k is points[starts[k]:starts[k+1]]; stroke_symbol [K]; classes per symbol
    (index); parents, relations [S] (-1 for a root). Values that may be replaced, never changed in place."""

    points: np.ndarray
    starts: np.ndarray
    stroke_symbol: np.ndarray
    classes: np.ndarray
    parents: np.ndarray
    relations: np.ndarray

    @property
    def symbols(self) -> int:
        return len(self.classes)

    def point_symbol(self) -> np.ndarray:
        """Symbol of every point, [P]."""
        return np.repeat(self.stroke_symbol, np.diff(self.starts))


def ink_of(formula: Formula, class_index: dict[str, int]) -> Ink:
    """The formula's strokes as flat arrays, scaled so that the drawing is about one frame wide (float32 is enough)."""
    strokes = [(stroke, symbol) for symbol, parts in enumerate(formula.strokes) for stroke in parts]
    points = np.concatenate([stroke for stroke, _ in strokes])
    low = points.min(axis=0)
    size = max(float((points.max(axis=0) - low).max()), 1e-9)
    return Ink(
        points=((points - low) * (FRAME_WIDTH / size)).astype(np.float32),
        starts=np.concatenate([[0], np.cumsum([len(stroke) for stroke, _ in strokes])]).astype(np.int64),
        stroke_symbol=np.asarray([symbol for _, symbol in strokes], dtype=np.int64),
        classes=np.asarray([class_index.get(name, -1) for name in formula.classes], dtype=np.int64),
        parents=formula.parents.copy(),
        relations=formula.relations.copy(),
    )


def extents(points: np.ndarray, starts: np.ndarray) -> np.ndarray:
    """Extent of every stroke, [K, 4] as x1, y1, x2, y2."""
    low = np.minimum.reduceat(points, starts[:-1], axis=0)
    high = np.maximum.reduceat(points, starts[:-1], axis=0)
    return np.concatenate([low, high], axis=1)


def union_by(values: np.ndarray, groups: np.ndarray, count: int) -> np.ndarray:
    """Union of extents [K, 4] per group, [count, 4]."""
    result = np.empty((count, 4), dtype=np.float32)
    result[:, :2] = np.inf
    result[:, 2:] = -np.inf
    np.minimum.at(result[:, :2], groups, values[:, :2])
    np.maximum.at(result[:, 2:], groups, values[:, 2:])
    return result


def symbol_extents(ink: Ink) -> np.ndarray:
    """Extent of each symbol's points, [S, 4]."""
    return union_by(extents(ink.points, ink.starts), ink.stroke_symbol, ink.symbols)


def pen_boxes(extent: np.ndarray, pen: float) -> np.ndarray:
    """Boxes as the importer makes them: extent plus half a pen on each side, each side at least MIN_BOX_SIDE."""
    centre = (extent[:, :2] + extent[:, 2:]) / 2
    half = np.maximum((extent[:, 2:] - extent[:, :2]) / 2 + pen / 2, MIN_BOX_SIDE / 2)
    return np.concatenate([centre - half, centre + half], axis=1).astype(np.float32)


def fit(points: np.ndarray) -> tuple[np.ndarray, int, int]:
    """Points fitted into the frame as the importer does: content 736x224, margin 16, aspect kept.

    Returns the points and the frame's width and height in pixels (at most 768x256)."""
    low, high = points.min(axis=0), points.max(axis=0)
    size = np.maximum(high - low, 1e-6)
    scale = min((FRAME_WIDTH - 2 * MARGIN) / size[0], (FRAME_HEIGHT - 2 * MARGIN) / size[1])
    width, height = (int(np.ceil(side * scale)) + 2 * MARGIN for side in size)
    return ((points - low) * scale + MARGIN).astype(np.float32), min(width, FRAME_WIDTH), min(height, FRAME_HEIGHT)


def draw(points: np.ndarray, starts: np.ndarray, pen: float, width: int, height: int) -> np.ndarray:
    """Antialiased strokes with round caps as uint8 [height, width], ink = 255. Drawn at 2x, shrunk by area."""
    canvas = np.zeros((height * 2, width * 2), dtype=np.uint8)
    # Frame coordinates name pixel corners, OpenCV's name pixel centres: x becomes 2x - .5 on the doubled grid.
    fixed = np.round((points * 2 - 0.5) * (1 << SUBPIXEL_BITS)).astype(np.int32)
    lines = [fixed[starts[k] : starts[k + 1]] for k in range(len(starts) - 1)]
    lines = [np.repeat(line, 2, axis=0) if len(line) == 1 else line for line in lines]
    thickness = max(1, int(round(pen * 2)))
    cv2.polylines(canvas, lines, False, 255, thickness, cv2.LINE_AA, SUBPIXEL_BITS)
    return cv2.resize(canvas, (width, height), interpolation=cv2.INTER_AREA)


def pad(image: np.ndarray) -> np.ndarray:
    """Zero-pads right and bottom to multiples of 64, float32 0..1 [H, W]."""
    height, width = image.shape
    padded = np.zeros((-(-height // PAD_MULTIPLE) * PAD_MULTIPLE, -(-width // PAD_MULTIPLE) * PAD_MULTIPLE), np.float32)
    padded[:height, :width] = image.astype(np.float32) / 255
    return padded


def clean_frame(ink: Ink) -> tuple[np.ndarray, np.ndarray]:
    """The evaluation drawing: padded frame float32 [H, W] and symbol boxes [S, 4] in frame pixels."""
    points, width, height = fit(ink.points)
    boxes = pen_boxes(symbol_extents(Ink(points, ink.starts, ink.stroke_symbol, ink.classes, ink.parents, ink.relations)), PEN_WIDTH)
    return pad(draw(points, ink.starts, PEN_WIDTH, width, height)), boxes
