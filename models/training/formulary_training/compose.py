"""New formulas from old ones: symbol swaps and recombination, always within one writer fold."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from .constants import MAX_SYMBOLS, RELATION_INDEX
from .ink import Ink, symbol_extents

RIGHT, SUB, SUP = (RELATION_INDEX[name] for name in ("Right", "Sub", "Sup"))
ABOVE, BELOW, INSIDE = (RELATION_INDEX[name] for name in ("Above", "Below", "Inside"))

# Symbols that stand at the same height in the same role, so that one may be drawn in the other's place.
SWAP_GROUPS = (
    "a c e m n o r s u v w x z \\alpha \\pi \\sigma \\infty",
    "0 1 2 3 4 5 6 7 8 9 b d f h k l t A B C E F G H I L M N P R S T V X Y \\Delta \\theta \\lambda \\forall \\exists",
    "g j p q y \\mu \\gamma \\beta \\phi",
    "+ = \\lt \\gt \\leq \\geq \\neq \\times \\div \\pm \\rightarrow \\in",
    "( [ \\{ |",
    ") ] \\} |",
    "\\sin \\cos \\tan \\log",
)

Part = tuple[np.ndarray, np.ndarray]
"""A symbol's points [P, 2] and the lengths of its strokes [K]."""


def take(ink: Ink) -> list[Part]:
    """The ink symbol by symbol."""
    lengths = np.diff(ink.starts)
    parts: list[Part] = []
    for symbol in range(ink.symbols):
        strokes = np.flatnonzero(ink.stroke_symbol == symbol)
        points = np.concatenate([ink.points[ink.starts[k] : ink.starts[k + 1]] for k in strokes])
        parts.append((points, lengths[strokes]))
    return parts


def build(parts: list[Part], classes: np.ndarray, parents: np.ndarray, relations: np.ndarray) -> Ink:
    """The reverse of `take`."""
    lengths = np.concatenate([part[1] for part in parts])
    return Ink(
        points=np.concatenate([part[0] for part in parts]).astype(np.float32),
        starts=np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64),
        stroke_symbol=np.repeat(np.arange(len(parts)), [len(part[1]) for part in parts]),
        classes=classes,
        parents=parents,
        relations=relations,
    )


class Bank:
    """Donor symbols by class, all of one fold."""

    def __init__(self, inks: list[Ink], class_names: list[str]) -> None:
        self.inks = inks
        self.parts: list[list[Part] | None] = [None] * len(inks)
        where: dict[int, list[tuple[int, int]]] = {}
        for number, ink in enumerate(inks):
            for symbol, name in enumerate(ink.classes):
                where.setdefault(int(name), []).append((number, symbol))
        self.where = where
        index = {name: position for position, name in enumerate(class_names)}
        self.sqrt = index.get("\\sqrt", -2)
        self.bar = index.get("-", -2)
        self.alternatives: dict[int, tuple[np.ndarray, np.ndarray]] = {}
        for group in SWAP_GROUPS:
            members = np.asarray([index[name] for name in group.split() if index.get(name, -1) in where])
            if len(members) < 2:
                continue
            weight = np.asarray([len(where[int(member)]) for member in members], dtype=np.float64) ** -0.5
            for member in members:
                self.alternatives.setdefault(int(member), (members, weight / weight.sum()))

    def of(self, number: int) -> list[Part]:
        """The symbols of formula `number`, cut once and kept."""
        parts = self.parts[number]
        if parts is None:
            parts = self.parts[number] = take(self.inks[number])
        return parts

    def donor(self, name: int, rng: np.random.Generator) -> Part | None:
        """A random sample of a class, or None where the fold has none."""
        places = self.where.get(name)
        if not places:
            return None
        number, symbol = places[int(rng.integers(len(places)))]
        return self.of(number)[symbol]


def _bounds(points: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    low, high = points.min(axis=0), points.max(axis=0)
    return (low + high) / 2, high - low


def place_like(donor: Part, target: np.ndarray) -> Part | None:
    """The donor moved and scaled onto the target's extent, its aspect mostly kept; None if the shapes differ too much."""
    centre, size = _bounds(donor[0])
    target_centre, target_size = _bounds(target)
    floor = 0.15 * max(float(target_size.max()), 1e-3)
    donor_floor = 0.15 * max(float(size.max()), 1e-3)
    ratio = np.maximum(target_size, floor) / np.maximum(size, donor_floor)
    if ratio.max() / ratio.min() > 2.5:
        return None
    mean = float(np.sqrt(ratio[0] * ratio[1]))
    scale = mean * (ratio / mean) ** 0.5
    return ((donor[0] - centre) * scale + target_centre).astype(np.float32), donor[1]


def swap(ink: Ink, bank: Bank, rng: np.random.Generator, rate: float, change: float) -> Ink:
    """Replaces a share `rate` of the symbols by other samples; a share `change` of those also change class."""
    parts = take(ink)
    classes = ink.classes.copy()
    structural = set(ink.parents[np.isin(ink.relations, (ABOVE, BELOW, INSIDE))].tolist())
    for symbol in range(ink.symbols):
        name = int(classes[symbol])
        if rng.random() >= rate or name == bank.sqrt:
            continue
        if symbol not in structural and rng.random() < change and name in bank.alternatives:
            members, weight = bank.alternatives[name]
            name = int(rng.choice(members, p=weight))
        donor = bank.donor(name, rng)
        placed = place_like(donor, parts[symbol][0]) if donor is not None else None
        if placed is not None:
            parts[symbol] = placed
            classes[symbol] = name
    return build(parts, classes, ink.parents, ink.relations)


def _mean_size(ink: Ink) -> float:
    extent = symbol_extents(ink)
    return max(float((extent[:, 2:] - extent[:, :2]).max(axis=1).mean()), 1e-3)


def _join(first: Ink, second: Ink) -> Ink:
    """Both inks in one, without a relation between their roots yet."""
    offset = first.symbols
    return Ink(
        points=np.concatenate([first.points, second.points]),
        starts=np.concatenate([first.starts, second.starts[1:] + first.starts[-1]]),
        stroke_symbol=np.concatenate([first.stroke_symbol, second.stroke_symbol + offset]),
        classes=np.concatenate([first.classes, second.classes]),
        parents=np.concatenate([first.parents, np.where(second.parents < 0, -1, second.parents + offset)]),
        relations=np.concatenate([first.relations, second.relations]),
    )


def _row_end(ink: Ink) -> int:
    """Last symbol of the main row."""
    current = int(np.flatnonzero(ink.parents < 0)[0])
    while True:
        following = np.flatnonzero((ink.parents == current) & (ink.relations == RIGHT))
        if len(following) == 0:
            return current
        current = int(following[0])


def _attach(joined: Ink, root: int, parent: int, relation: int) -> Ink:
    parents, relations = joined.parents.copy(), joined.relations.copy()
    parents[root], relations[root] = parent, relation
    return replace(joined, parents=parents, relations=relations)


def recombine(first: Ink, second: Ink, bank: Bank, rng: np.random.Generator) -> Ink:
    """`second` appended to `first`, attached as a script, or stacked under it as a fraction; `first` alone if they
    do not go together. Both trees must have one root."""
    if first.symbols + second.symbols + 1 > MAX_SYMBOLS:
        return first
    unit = _mean_size(first)
    mode = rng.choice(3, p=(0.45, 0.3, 0.25))
    scale = unit / _mean_size(second) * rng.uniform(0.85, 1.15)
    if mode == 1:
        scale *= rng.uniform(0.5, 0.75)
    low, high = first.points.min(axis=0), first.points.max(axis=0)
    root = first.symbols + int(np.flatnonzero(second.parents < 0)[0])
    points = second.points * scale
    other_low, other_high = points.min(axis=0), points.max(axis=0)
    other_centre, width = (other_low + other_high) / 2, other_high - other_low
    end = _row_end(first)
    if mode == 0:
        centre = (low + high) / 2
        shift = np.asarray([high[0] + rng.uniform(0.15, 0.7) * unit - other_low[0], centre[1] - other_centre[1] + rng.normal(0, 0.1) * unit])
        return _attach(_join(first, replace(second, points=(points + shift).astype(np.float32))), root, end, RIGHT)
    if mode == 1:
        relation = SUP if rng.random() < 0.6 else SUB
        limits = np.isin(first.relations, (SUB, SUP, ABOVE, BELOW, INSIDE)) & (first.parents == end)
        if limits.any() or second.symbols > 8 or first.classes[end] == bank.bar:
            return first
        box = symbol_extents(first)[end]
        left = box[2] + rng.uniform(0.02, 0.3) * unit
        edge = box[1] if relation == SUP else box[3]
        middle = edge + (-1 if relation == SUP else 1) * rng.uniform(-0.15, 0.25) * width[1]
        shift = np.asarray([left - other_low[0], middle - other_centre[1]])
        return _attach(_join(first, replace(second, points=(points + shift).astype(np.float32))), root, end, relation)
    bar = bank.donor(bank.bar, rng)
    if bar is None or first.symbols > 24 or second.symbols > 24:
        return first
    span = max(high[0] - low[0], width[0]) * rng.uniform(1.0, 1.25)
    bar_centre, bar_size = _bounds(bar[0])
    if bar_size[0] < 3 * bar_size[1]:
        return first
    gap = rng.uniform(0.12, 0.45, size=2) * unit
    middle_x = (low[0] + high[0]) / 2
    bar_y = high[1] + gap[0]
    bar_points = ((bar[0] - bar_centre) * (span / max(bar_size[0], 1e-3)) * np.asarray([1, 0.5]) + [middle_x, bar_y]).astype(np.float32)
    shift = np.asarray([middle_x - other_centre[0] + rng.normal(0, 0.1) * unit, bar_y + gap[1] - other_low[1]])
    joined = _join(first, replace(second, points=(points + shift).astype(np.float32)))
    rule = build([(bar_points, bar[1])], np.asarray([bank.bar]), np.asarray([-1]), np.asarray([-1]))
    number = joined.symbols
    top = int(np.flatnonzero(first.parents < 0)[0])
    return _attach(_attach(_join(joined, rule), top, number, ABOVE), root, number, BELOW)
