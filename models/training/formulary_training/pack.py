"""The export read once and kept small: 8,800 formulas with their ink in about 6 MB, to carry to where the GPUs are."""

from __future__ import annotations

import lzma
import os
import pickle
from pathlib import Path

import numpy as np

from .read import Formula

STEPS = 6144
"""Positions along a formula's longer side: an eighth of a frame pixel."""


def _shrink(formulas: list[Formula]) -> dict[str, object]:
    """Strokes as differences of int16, everything else as it is."""
    moves, lengths, counts = [], [], []
    for formula in formulas:
        strokes = [stroke for symbol in formula.strokes for stroke in symbol]
        points = np.concatenate(strokes)
        low = points.min(axis=0)
        scale = STEPS / max(float((points.max(axis=0) - low).max()), 1e-9)
        previous = np.zeros(2, np.int16)
        for stroke in strokes:
            fixed = np.round((stroke - low) * scale).astype(np.int16)
            fresh = np.append(True, np.any(fixed[1:] != fixed[:-1], axis=1))
            fixed = fixed[fresh]
            moves.append(np.diff(fixed, axis=0, prepend=previous[None]))
            previous = fixed[-1]
            lengths.append(len(fixed))
        counts.append([len(symbol) for symbol in formula.strokes])
    whole = np.concatenate(moves) if moves else np.zeros((0, 2), np.int16)
    rest = [{**vars(formula), "strokes": count} for formula, count in zip(formulas, counts)]
    return {"x": whole[:, 0].tobytes(), "y": whole[:, 1].tobytes(), "lengths": np.asarray(lengths, np.int32), "formulas": rest}


def _grow(packed: dict[str, object]) -> list[Formula]:
    """The reverse of `_shrink`, to an eighth of a pixel."""
    x, y = (np.frombuffer(packed[axis], np.int16) for axis in ("x", "y"))
    moves = np.stack([x, y], axis=1).astype(np.int64)
    edges = np.concatenate([[0], np.cumsum(packed["lengths"])])
    formulas, stroke = [], 0
    for row in packed["formulas"]:
        count = sum(row["strokes"])
        first = edges[stroke]
        points = np.cumsum(moves[first : edges[stroke + count]], axis=0).astype(np.float32)
        own = [points[edges[k] - first : edges[k + 1] - first] for k in range(stroke, stroke + count)]
        stroke += count
        ends = np.cumsum(row["strokes"])
        parts = [own[end - size : end] for end, size in zip(ends, row["strokes"])]
        formulas.append(Formula(**{**row, "strokes": parts}))
    return formulas


def save_pack(formulas: list[Formula], classes: list[str], fingerprint: str, path: Path, test: list[Formula] | None = None, snapshot: dict[str, str] | None = None) -> None:
    """Keeps what was read, so that no trainer parses the export again. test: formulas to score at the end; snapshot: what
    the export was made from."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(".draft")
    whole = {"formulas": _shrink(formulas), "test": _shrink(test or []), "classes": classes, "fingerprint": fingerprint, "snapshot": snapshot}
    draft.write_bytes(lzma.compress(pickle.dumps(whole, protocol=4), preset=4))
    os.replace(draft, path)


def load_pack(path: Path) -> tuple[list[Formula], list[str], str]:
    """Formulas, classes and the export's fingerprint. Only for files that this program wrote itself."""
    whole = pickle.loads(lzma.decompress(path.read_bytes()))
    return _grow(whole["formulas"]), whole["classes"], whole["fingerprint"]


def load_test(path: Path) -> list[Formula]:
    """The formulas to score at the end that were packed along, if any."""
    return _grow(pickle.loads(lzma.decompress(path.read_bytes()))["test"])


def load_snapshot(path: Path) -> dict[str, str] | None:
    """The snapshot that the packed formulas came from, if the export named it."""
    return pickle.loads(lzma.decompress(path.read_bytes())).get("snapshot")
