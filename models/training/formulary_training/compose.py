"""New formulas from old ones: other hands in the same layout, other letters at their own size, always within one fold.

Sizes are kept or changed as a writer would: letter case is decided by size, so that nothing here may blur it."""

from __future__ import annotations

import numpy as np

from .bank import ABOVE, BELOW, INSIDE, Bank, Part, build, take
from .ink import Ink


def bounds(points: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Centre and size of points, [2] each."""
    low, high = points.min(axis=0), points.max(axis=0)
    return (low + high) / 2, high - low


def place_like(donor: Part, target: np.ndarray) -> Part | None:
    """The donor moved and scaled onto the target's extent, its aspect mostly kept; None if the shapes differ too much."""
    centre, size = bounds(donor[0])
    target_centre, target_size = bounds(target)
    floor = 0.15 * max(float(target_size.max()), 1e-3)
    donor_floor = 0.15 * max(float(size.max()), 1e-3)
    ratio = np.maximum(target_size, floor) / np.maximum(size, donor_floor)
    if ratio.max() / ratio.min() > 2.5:
        return None
    mean = float(np.sqrt(ratio[0] * ratio[1]))
    # The height is kept nearly as it was, the width follows the donor's hand: height is what tells case.
    scale = np.asarray([mean * (ratio[0] / mean) ** 0.5, mean * (ratio[1] / mean) ** 0.8])
    return ((donor[0] - centre) * scale + target_centre).astype(np.float32), donor[1]


def rewrite(ink: Ink, bank: Bank, rng: np.random.Generator, rate: float, change: float = 0.0) -> Ink:
    """A share `rate` of the classes is drawn anew, every instance of a class by one writer, mostly the same one for
    all; a share `change` of the operators and brackets among them also change class."""
    parts = take(ink)
    classes = ink.classes.copy()
    guest = bank.guest(rng)
    structural = set(ink.parents[np.isin(ink.relations, (ABOVE, BELOW, INSIDE))].tolist())
    for name in np.unique(ink.classes).tolist():
        if name < 0 or name == bank.sqrt or rng.random() >= rate:
            continue
        places = bank.samples(name, guest, rng)
        for symbol in np.flatnonzero(ink.classes == name).tolist():
            own, donors = name, places
            if symbol not in structural and name in bank.alternatives and rng.random() < change:
                members, weight = bank.alternatives[name]
                own = int(rng.choice(members, p=weight))
                donors = bank.samples(own, guest, rng)
            placed = place_like(bank.donor(donors, rng), parts[symbol][0]) if donors else None
            if placed is not None:
                parts[symbol], classes[symbol] = placed, own
    return build(parts, classes, ink.parents, ink.relations)


def new_names(ink: Ink, bank: Bank, rng: np.random.Generator, rate: float) -> dict[int, int]:
    """Which letters and digits of the formula get which other names. Look-alikes are favoured."""
    mapping: dict[int, int] = {}
    if len(bank.nameable) < 2:
        return mapping
    share = bank.name_weight / bank.name_weight.sum()
    for name in np.unique(ink.classes).tolist():
        if name < 0 or not bank.letters[name] or np.isnan(bank.stature[name, 0]) or rng.random() >= rate:
            continue
        rival = bank.rival(name, rng) if rng.random() < 0.35 else -1
        if rival >= 0:
            mapping[name] = rival
            continue
        wanted = int(rng.choice(bank.nameable, p=share))
        # A number stays one more often than not.
        if bank.digits[name] and not bank.digits[wanted] and rng.random() < 0.6:
            wanted = int(rng.choice(bank.nameable[bank.digits[bank.nameable]]))
        mapping[name] = wanted
    return mapping


def stand(donor: Part, target: np.ndarray, old: np.ndarray, new: np.ndarray) -> Part:
    """The donor on the target's baseline, at the size that its class has beside the target's.

    old, new: statures [2] of the two classes."""
    centre, size = bounds(donor[0])
    target_centre, target_size = bounds(target)
    unit = max(float(target_size[1]), 1e-3) / max(float(old.sum()), 0.1)
    base = target_centre[1] + target_size[1] / 2 - old[1] * unit
    scale = unit * float(new.sum()) / max(float(size[1]), 0.3 * float(size[0]), 1e-3)
    middle = np.asarray([target_centre[0], base + (new[1] - new[0]) / 2 * unit])
    return ((donor[0] - centre) * scale + middle).astype(np.float32), donor[1]


def rename(ink: Ink, bank: Bank, rng: np.random.Generator, rate: float) -> Ink:
    """Letters and digits renamed throughout the formula, drawn by one writer a class, at the height and on the
    baseline that the new class has; what stands further right moves by the change of width."""
    mapping = new_names(ink, bank, rng, rate)
    if not mapping:
        return ink
    parts = take(ink)
    classes = ink.classes.copy()
    guest = bank.guest(rng)
    edges: list[tuple[float, float, float]] = []
    for name, wanted in mapping.items():
        places = bank.samples(wanted, guest, rng)
        if not places:
            continue
        for symbol in np.flatnonzero(ink.classes == name).tolist():
            target = parts[symbol][0]
            placed = stand(bank.donor(places, rng), target, bank.stature[name], bank.stature[wanted])
            left, right = float(target[:, 0].min()), float(target[:, 0].max())
            change = float(np.ptp(placed[0][:, 0])) - (right - left)
            edges.append((left, max(right, left + 1e-3), change))
            parts[symbol], classes[symbol] = placed, wanted
    return build(_make_room(parts, classes, edges, bank), classes, ink.parents, ink.relations)


def _make_room(parts: list[Part], classes: np.ndarray, edges: list[tuple[float, float, float]], bank: Bank) -> list[Part]:
    """Moves symbols sideways so that spans [left, right] may grow by `change` each; bars and radicals stretch."""
    left, right, change = np.asarray(edges).T

    def moved(x: np.ndarray) -> np.ndarray:
        return (np.clip((x[:, None] - left) / (right - left), 0.0, 1.0) * change).sum(axis=1)

    centres = np.asarray([(part[0][:, 0].min() + part[0][:, 0].max()) / 2 for part in parts])
    shifts = moved(centres)
    result: list[Part] = []
    for part, name, shift in zip(parts, classes.tolist(), shifts.tolist()):
        points = part[0].copy()
        points[:, 0] += moved(points[:, 0]) if name in (bank.sqrt, bank.bar) else shift
        result.append((points, part[1]))
    return result
