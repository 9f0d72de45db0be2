"""Two formulas in one: appended on the same line, attached as a script, or stacked as a fraction."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from .bank import ABOVE, BELOW, INSIDE, RIGHT, SUB, SUP, Bank, build
from .compose import bounds
from .constants import MAX_SYMBOLS
from .ink import Ink, symbol_extents


def unit_of(bank: Bank, number: int) -> float:
    """Size of a formula's writing: the unit of its letters, else its mean symbol size."""
    known = float(bank.units[number])
    if np.isfinite(known) and known > 1e-3:
        return known
    extent = symbol_extents(bank.inks[number])
    return max(float((extent[:, 2:] - extent[:, :2]).max(axis=1).mean()), 1e-3)


def axis_of(ink: Ink, symbol: int, unit: float, bank: Bank) -> float:
    """Height of the line's axis at a symbol: a third of a unit over a letter's baseline, else the symbol's middle."""
    _, top, _, bottom = symbol_extents(ink)[symbol]
    stature = bank.stature[max(int(ink.classes[symbol]), 0)]
    if ink.classes[symbol] >= 0 and np.isfinite(stature[0]):
        return float(bottom - (stature[1] + 0.35) * unit)
    return float(top + bottom) / 2


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


def _root(ink: Ink) -> int:
    return int(np.flatnonzero(ink.parents < 0)[0])


def _row_end(ink: Ink) -> int:
    """Last symbol of the main row."""
    current = _root(ink)
    while True:
        following = np.flatnonzero((ink.parents == current) & (ink.relations == RIGHT))
        if len(following) == 0:
            return current
        current = int(following[0])


def _attach(joined: Ink, root: int, parent: int, relation: int) -> Ink:
    parents, relations = joined.parents.copy(), joined.relations.copy()
    parents[root], relations[root] = parent, relation
    return replace(joined, parents=parents, relations=relations)


def recombine(one: int, two: int, bank: Bank, rng: np.random.Generator) -> Ink:
    """Formula `two` of the bank joined to formula `one` at the same size of writing; `one` alone if they do not go
    together. Both trees must have one root."""
    first, second = bank.inks[one], bank.inks[two]
    if first.symbols + second.symbols + 1 > MAX_SYMBOLS:
        return first
    mode = int(rng.choice(3, p=(0.5, 0.3, 0.2)))
    unit = unit_of(bank, one)
    scale = unit / unit_of(bank, two) * rng.uniform(0.92, 1.08)
    if mode == 1:
        scale *= rng.uniform(0.5, 0.78)
    second = replace(second, points=(second.points * scale).astype(np.float32))
    if mode == 0:
        return _append(first, second, unit, bank, rng)
    return _script(first, second, unit, bank, rng) if mode == 1 else _fraction(first, second, unit, bank, rng)


def _moved(ink: Ink, shift: np.ndarray) -> Ink:
    return replace(ink, points=(ink.points + shift).astype(np.float32))


def _append(first: Ink, second: Ink, unit: float, bank: Bank, rng: np.random.Generator) -> Ink:
    end = _row_end(first)
    root = _root(second)
    rise = axis_of(first, end, unit, bank) - axis_of(second, root, unit, bank) + rng.normal(0, 0.06) * unit
    over = first.points[:, 0].max() + rng.uniform(0.1, 0.7) * unit - second.points[:, 0].min()
    return _attach(_join(first, _moved(second, np.asarray([over, rise]))), first.symbols + root, end, RIGHT)


def _script(first: Ink, second: Ink, unit: float, bank: Bank, rng: np.random.Generator) -> Ink:
    relation = SUP if rng.random() < 0.5 else SUB
    end = _row_end(first)
    limits = np.isin(first.relations, (SUB, SUP, ABOVE, BELOW, INSIDE)) & (first.parents == end)
    if limits.any() or second.symbols > 8 or first.classes[end] == bank.bar:
        return first
    box = symbol_extents(first)[end]
    centre, size = bounds(second.points)
    left = box[2] + rng.uniform(0.02, 0.3) * unit
    edge = box[1] if relation == SUP else box[3]
    middle = edge + (-1 if relation == SUP else 1) * rng.uniform(-0.15, 0.25) * size[1]
    shift = np.asarray([left - (centre[0] - size[0] / 2), middle - centre[1]])
    return _attach(_join(first, _moved(second, shift)), first.symbols + _root(second), end, relation)


def _fraction(first: Ink, second: Ink, unit: float, bank: Bank, rng: np.random.Generator) -> Ink:
    places = bank.samples(bank.bar, bank.guest(rng), rng)
    if not places or first.symbols > 24 or second.symbols > 24:
        return first
    bar = bank.donor(places, rng)
    bar_centre, bar_size = bounds(bar[0])
    if bar_size[0] < 3 * bar_size[1]:
        return first
    centre, size = bounds(first.points)
    other_centre, other_size = bounds(second.points)
    span = max(size[0], other_size[0]) * rng.uniform(1.0, 1.25)
    gap = rng.uniform(0.12, 0.6, size=2) * unit
    bar_y = centre[1] + size[1] / 2 + gap[0]
    rule_points = (bar[0] - bar_centre) * (span / max(bar_size[0], 1e-3)) * np.asarray([1, 0.5]) + [centre[0], bar_y]
    shift = np.asarray([centre[0] - other_centre[0] + rng.normal(0, 0.1) * unit, bar_y + gap[1] - (other_centre[1] - other_size[1] / 2)])
    joined = _join(first, _moved(second, shift))
    rule = build([(rule_points.astype(np.float32), bar[1])], np.asarray([bank.bar]), np.asarray([-1]), np.asarray([-1]))
    number = joined.symbols
    whole = _attach(_join(joined, rule), _root(first), number, ABOVE)
    return _attach(whole, first.symbols + _root(second), number, BELOW)
