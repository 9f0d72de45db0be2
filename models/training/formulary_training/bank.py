"""Donor symbols by class and writer, and how tall each class stands on its line; all of one writer fold."""

from __future__ import annotations

import re

import numpy as np

from .constants import RELATION_INDEX
from .ink import Ink, symbol_extents

RIGHT, SUB, SUP = (RELATION_INDEX[name] for name in ("Right", "Sub", "Sup"))
ABOVE, BELOW, INSIDE = (RELATION_INDEX[name] for name in ("Above", "Below", "Inside"))

GREEK = "alpha beta gamma delta epsilon theta lambda mu pi rho sigma tau phi psi omega Delta Gamma Theta Lambda Sigma Phi Psi Omega".split()
LETTER = re.compile(rf"^([A-Za-z0-9]|\\({'|'.join(GREEK)}))$")

# Other symbols that stand at the same height in the same role, so that one may be drawn in the other's place.
SWAP_GROUPS = (
    "+ = \\lt \\gt \\leq \\geq \\neq \\times \\div \\pm \\rightarrow \\in",
    "( [ \\{ |",
    ") ] \\} |",
    "\\sin \\cos \\tan \\log",
    "\\forall \\exists \\infty \\Delta",
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


def rows_of(ink: Ink) -> np.ndarray:
    """Number of the row (symbols chained by Right) that each symbol stands in, [S]."""
    head = np.where((ink.relations == RIGHT) & (ink.parents >= 0), ink.parents, np.arange(ink.symbols))
    for _ in range(ink.symbols):
        further = head[head]
        if (further == head).all():
            break
        head = further
    return head


def _group_median(values: np.ndarray, groups: np.ndarray, count: int) -> np.ndarray:
    """Median of values per group, [count]; NaN for an empty group."""
    result = np.full(count, np.nan)
    order = np.lexsort((values, groups))
    sorted_groups = groups[order]
    first = np.searchsorted(sorted_groups, np.arange(count))
    size = np.searchsorted(sorted_groups, np.arange(count), side="right") - first
    some = size > 0
    result[some] = (values[order][first[some] + (size[some] - 1) // 2] + values[order][first[some] + size[some] // 2]) / 2
    return result


def statures(inks: list[Ink], letters: np.ndarray, rounds: int = 5) -> tuple[np.ndarray, np.ndarray]:
    """How far each class reaches above and below the baseline, in units of its row, [C, 2] (NaN where it never stands
    in a row with others), and each formula's unit, [formulas] (NaN where nothing tells).

    letters [C] bool: the classes that stand on a baseline. Alternates between the rows' units and baselines and the
    classes' statures, all by medians; nothing is assumed about any alphabet."""
    tops, bottoms, classes, rows, formulas = [], [], [], [], []
    row_count = 0
    for number, ink in enumerate(inks):
        some = np.flatnonzero(letters[np.maximum(ink.classes, 0)] & (ink.classes >= 0))
        if len(some) == 0:
            continue
        extent = symbol_extents(ink)[some]
        named, place = np.unique(rows_of(ink)[some], return_inverse=True)
        tops.append(extent[:, 1])
        bottoms.append(extent[:, 3])
        classes.append(ink.classes[some])
        rows.append(place + row_count)
        formulas.append(np.full(len(some), number))
        row_count += len(named)
    stature = np.full((len(letters), 2), np.nan)
    units = np.full(len(inks), np.nan)
    if not tops:
        return stature, units
    top, bottom, name, row, formula = (np.concatenate(part) for part in (tops, bottoms, classes, rows, formulas))
    height = np.maximum(bottom - top, 1e-3)
    shared = np.bincount(row, minlength=row_count)[row] > 1
    above, below = np.ones(len(letters)), np.zeros(len(letters))
    for _ in range(rounds):
        unit = _group_median(height / np.maximum(above[name] + below[name], 0.1), row, row_count)
        base = _group_median(bottom - below[name] * unit[row], row, row_count)
        for values, store in (((base[row] - top) / unit[row], above), ((bottom - base[row]) / unit[row], below)):
            found = _group_median(values[shared], name[shared], len(letters))
            store[:] = np.where(np.isnan(found), store, found)
        scale = np.nanmedian(above[np.unique(name)])
        above, below = above / scale, below / scale
    seen = np.unique(name[shared])
    stature[seen] = np.stack([above, below], 1)[seen]
    units[:] = _group_median(height / np.maximum(above[name] + below[name], 0.1), formula, len(inks))
    return stature, units


class Bank:
    """Donor symbols of one fold. writers: who wrote each ink; without them every ink is a writer of its own."""

    def __init__(self, inks: list[Ink], class_names: list[str], writers: list[str] | None = None) -> None:
        self.inks = inks
        self.writers = writers or [str(number) for number in range(len(inks))]
        self.parts: list[list[Part] | None] = [None] * len(inks)
        self.where: dict[int, dict[str, list[tuple[int, int]]]] = {}
        self.counts = np.zeros(len(class_names))
        for number, ink in enumerate(inks):
            for symbol, name in enumerate(ink.classes.tolist()):
                self.where.setdefault(name, {}).setdefault(self.writers[number], []).append((number, symbol))
                self.counts[name] += name >= 0
        self.owners = {name: sorted(writers) for name, writers in self.where.items()}
        index = {name: position for position, name in enumerate(class_names)}
        self.sqrt = index.get("\\sqrt", -2)
        self.bar = index.get("-", -2)
        self.letters = np.asarray([bool(LETTER.match(name)) for name in class_names])
        self.digits = np.asarray([len(name) == 1 and name.isdigit() for name in class_names])
        self.stature, self.units = statures(inks, self.letters)
        self.rivals: dict[int, np.ndarray] = {}
        self.can_name = known = self.letters & (self.counts > 0) & ~np.isnan(self.stature[:, 0])
        self.nameable = np.flatnonzero(known)
        # Near uniform: what is rare in the data is what goes wrong.
        self.name_weight = self.counts[self.nameable] ** 0.25
        self.partner = np.asarray([index.get(name.swapcase(), -1) if len(name) == 1 and name.isalpha() else -1 for name in class_names])
        self.partner = np.where((self.partner >= 0) & known[np.maximum(self.partner, 0)], self.partner, -1)
        self.alternatives: dict[int, tuple[np.ndarray, np.ndarray]] = {}
        for group in SWAP_GROUPS:
            members = np.asarray([index[name] for name in group.split() if index.get(name, -1) in self.where])
            if len(members) < 2:
                continue
            weight = self.counts[members] ** -0.5
            for member in members:
                self.alternatives.setdefault(int(member), (members, weight / weight.sum()))

    def draw_weights(self) -> np.ndarray:
        """How often each formula should be drawn, [formulas], summing to 1: up to six times more for rare classes."""
        rarity = np.maximum(self.counts, 1.0) ** -0.35
        rarity /= np.average(rarity, weights=np.maximum(self.counts, 1e-9))
        weight = np.asarray([rarity[np.maximum(ink.classes, 0)].max() for ink in self.inks])
        weight = np.clip(weight / np.median(weight), 0.5, 6.0)
        return weight / weight.sum()

    def learn_rivals(self, table: np.ndarray) -> None:
        """Takes over which letter is mistaken for which: table [C+1, C+1], truth by row."""
        size = len(self.letters)
        mass = np.where(self.can_name[None] & self.can_name[:, None] & ~np.eye(size, dtype=bool), table[:size, :size], 0.0)
        total = mass.sum(axis=1, keepdims=True)
        self.rivals = {name: mass[name] / total[name] for name in np.flatnonzero(total[:, 0] > 1e-6).tolist()}

    def rival(self, name: int, rng: np.random.Generator) -> int:
        """A letter that `name` is mistaken for: by the table, if one is known, else the same letter in the other
        case; -1 where there is none."""
        if name in self.rivals and rng.random() < 0.7:
            return int(rng.choice(len(self.letters), p=self.rivals[name]))
        return int(self.partner[name])

    def of(self, number: int) -> list[Part]:
        """The symbols of formula `number`, cut once and kept."""
        parts = self.parts[number]
        if parts is None:
            parts = self.parts[number] = take(self.inks[number])
        return parts

    def guest(self, rng: np.random.Generator) -> str:
        """A random writer, in proportion to what each wrote."""
        return self.writers[int(rng.integers(len(self.writers)))]

    def samples(self, name: int, writer: str, rng: np.random.Generator) -> list[tuple[int, int]]:
        """Where `writer` wrote the class, else where one other random writer did; empty where the fold has none."""
        places = self.where.get(name)
        if not places:
            return []
        owners = self.owners[name]
        return places.get(writer) or places[owners[int(rng.integers(len(owners)))]]

    def donor(self, places: list[tuple[int, int]], rng: np.random.Generator) -> Part:
        """One of the samples."""
        number, symbol = places[int(rng.integers(len(places)))]
        return self.of(number)[symbol]
