"""The export read once and kept small: 8,800 formulas with their ink in about 6 MB, to carry to where the GPUs are."""

from __future__ import annotations

import json
import lzma
import os
from pathlib import Path
from typing import Any

import numpy as np

from .read import ExportError, Formula

STEPS = 6144
"""Positions along a formula's longer side: an eighth of a frame pixel."""


Packed = tuple[dict[str, Any], bytes]
"""What JSON can hold, and the ink: all horizontal moves, then all vertical ones, as little-endian int16."""


def _shrink(formulas: list[Formula]) -> Packed:
    """Strokes as moves from point to point, everything else as it is."""
    moves: list[np.ndarray] = []
    lengths: list[int] = []
    rows = []
    for formula in formulas:
        strokes = [stroke for symbol in formula.strokes for stroke in symbol]
        points = np.concatenate(strokes)
        low = points.min(axis=0)
        scale = STEPS / max(float((points.max(axis=0) - low).max()), 1e-9)
        previous = np.zeros(2, np.int16)
        for stroke in strokes:
            fixed = np.round((stroke - low) * scale).astype(np.int16)
            fixed = fixed[np.append(True, np.any(fixed[1:] != fixed[:-1], axis=1))]
            moves.append(np.diff(fixed, axis=0, prepend=previous[None]))
            previous = fixed[-1]
            lengths.append(len(fixed))
        plain = {"strokes": [len(symbol) for symbol in formula.strokes], "parents": formula.parents.tolist(), "relations": formula.relations.tolist()}
        rows.append({**vars(formula), **plain})
    whole = np.concatenate(moves) if moves else np.zeros((0, 2), np.int16)
    return {"lengths": lengths, "formulas": rows}, whole.T.astype("<i2").tobytes()


def _grow(table: dict[str, Any], ink: bytes) -> list[Formula]:
    """The reverse of `_shrink`, to an eighth of a pixel."""
    moves = np.frombuffer(ink, "<i2").reshape(2, -1).T.astype(np.int64)
    edges = np.concatenate([[0], np.cumsum(np.asarray(table["lengths"], np.int64))])
    formulas, stroke = [], 0
    for row in table["formulas"]:
        count = sum(row["strokes"])
        first = edges[stroke]
        points = np.cumsum(moves[first : edges[stroke + count]], axis=0).astype(np.float32)
        own = [points[edges[k] - first : edges[k + 1] - first] for k in range(stroke, stroke + count)]
        stroke += count
        parts = [own[end - size : end] for end, size in zip(np.cumsum(row["strokes"]), row["strokes"])]
        places = {name: np.asarray(row[name], np.int64) for name in ("parents", "relations")}
        formulas.append(Formula(**{**row, **places, "strokes": parts}))
    return formulas


def save_pack(formulas: list[Formula], classes: list[str], fingerprint: str, path: Path, test: list[Formula] | None = None, snapshot: dict[str, str] | None = None) -> None:
    """Keeps what was read, so that no trainer parses the export again. test: formulas to score at the end; snapshot: what
    the export was made from."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(".draft")
    (own, ink), (other, more) = _shrink(formulas), _shrink(test or [])
    head = json.dumps({"classes": classes, "fingerprint": fingerprint, "formulas": own, "test": other, "snapshot": snapshot, "ink": len(ink)}).encode()
    draft.write_bytes(lzma.compress(len(head).to_bytes(8, "little") + head + ink + more, preset=4))
    os.replace(draft, path)


def _open(path: Path) -> tuple[dict[str, Any], bytes]:
    """The table and the ink behind it. Raises ExportError for a file that `save_pack` did not write."""
    try:
        whole = lzma.decompress(path.read_bytes())
        end = 8 + int.from_bytes(whole[:8], "little")
        return json.loads(whole[8:end]), whole[end:]
    except (lzma.LZMAError, ValueError) as error:
        raise ExportError(f"{path} is no pack of this version; run `pack` again") from error


def load_pack(path: Path) -> tuple[list[Formula], list[str], str]:
    """Formulas, classes and the export's fingerprint."""
    head, ink = _open(path)
    return _grow(head["formulas"], ink[: head["ink"]]), head["classes"], head["fingerprint"]


def load_test(path: Path) -> list[Formula]:
    """The formulas to score at the end that were packed along, if any."""
    head, ink = _open(path)
    return _grow(head["test"], ink[head["ink"] :])


def load_snapshot(path: Path) -> dict[str, str] | None:
    """The snapshot that the packed formulas came from, if the export named it."""
    return _open(path)[0].get("snapshot")
