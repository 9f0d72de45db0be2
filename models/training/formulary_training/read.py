"""Reads a Formulary export: `aligner/*.jsonl` (classes and trees) joined with `inkml/<split>/*.inkml` (strokes)."""

from __future__ import annotations

import hashlib
import json
import re
import xml.etree.ElementTree as ElementTree
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from .constants import FOLDS, RELATION_INDEX, VALIDATION_SHARE

XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
VALIDATION_FOLD = -1


class ExportError(ValueError):
    """The export folder is missing or does not hold what it should."""


@dataclass
class Formula:
    """One formula: strokes per symbol and its symbol layout tree.

    strokes: per symbol, arrays [points, 2] (raw ink units, y down). classes: class names. parents: index of the
    parent symbol, -1 for a root. relations: index into RELATIONS, -1 for a root. agrees: tree and LaTeX agree, so
    the tree may be learnt. fold: VALIDATION_FOLD or 0..FOLDS-1, the same for everything of one writer.
    """

    id: str
    writer: str
    strokes: list[list[np.ndarray]]
    classes: list[str]
    parents: np.ndarray
    relations: np.ndarray
    agrees: bool
    latex: str
    fold: int = 0


def _local(tag: str) -> str:
    return tag.rsplit("}", 1)[-1]


def _points(text: str) -> np.ndarray:
    """`x y[ extra], x y, ...` to float32 [points, 2]; points that are not two finite numbers are dropped."""
    points = []
    for chunk in text.split(","):
        fields = chunk.split()
        if len(fields) >= 2:
            points.append((float(fields[0]), float(fields[1])))
    array = np.asarray(points, dtype=np.float64).reshape(-1, 2)
    return array[np.isfinite(array).all(axis=1)]


def read_inkml(path: Path) -> tuple[dict[str, list[np.ndarray]], str]:
    """Strokes of each symbol by symbol id, and the file's own name for it (annotation `UI`, may be empty).

    Raises ElementTree.ParseError for malformed XML, KeyError for a reference to a missing trace.
    """
    root = ElementTree.parse(path).getroot()
    traces: dict[str, np.ndarray] = {}
    symbols: dict[str, list[np.ndarray]] = {}
    name = ""
    for element in root.iter():
        tag = _local(element.tag)
        if tag == "trace":
            traces[element.get("id") or element.get(XML_ID) or ""] = _points(element.text or "")
        elif tag == "annotation" and element.get("type") == "UI":
            name = (element.text or "").strip()
    for group in root.iter():
        if _local(group.tag) != "traceGroup":
            continue
        views = [child for child in group if _local(child.tag) == "traceView"]
        symbol = group.get(XML_ID)
        if views and symbol:
            strokes = [traces[(view.get("traceDataRef") or "").lstrip("#")] for view in views]
            symbols[symbol] = [stroke for stroke in strokes if len(stroke)]
    return symbols, name


def writer_group(writer: str | None, name: str, formula: str) -> str:
    """Who wrote it, as well as is known: the writer, else the capture session in the file's name, else the formula."""
    if writer:
        return writer
    session = re.match(r"^\W*(.+?)[-_]\d+\W*(\.ink(ml)?)?\W*$", name)
    return f"session:{session.group(1)}" if session else f"formula:{formula}"


def fold_of(group: str) -> int:
    """A stable fold for a writer group: VALIDATION_FOLD for about VALIDATION_SHARE of them, else 0..FOLDS-1."""
    value = int.from_bytes(hashlib.sha256(group.encode()).digest()[:6], "big")
    if (value % 10_000) / 10_000 < VALIDATION_SHARE:
        return VALIDATION_FOLD
    return (value // 10_000) % FOLDS


def _tree(row: dict[str, Any], ids: list[str]) -> tuple[np.ndarray, np.ndarray, bool]:
    """Parents and relations by symbol index (-1 for a root), and whether they are one whole tree."""
    index = {identifier: position for position, identifier in enumerate(ids)}
    parents = np.full(len(ids), -1, dtype=np.int64)
    relations = np.full(len(ids), -1, dtype=np.int64)
    entries = [entry for ordering in row["lines"] for entry in ordering]
    for entry in entries:
        if entry["parent"] is not None:
            parents[index[entry["symbol"]]] = index[entry["parent"]]
            relations[index[entry["symbol"]]] = RELATION_INDEX[entry["relation"]]
    return parents, relations, len(row["lines"]) == 1 and len(entries) == len(ids) and int((parents < 0).sum()) == 1


def _formula(job: tuple[str, Path]) -> Formula | str:
    """The formula of one row, or in one line why there is none."""
    line, folder = job
    name = line[:60].strip()
    try:
        row = json.loads(line)
        name = str(row["formula"])
        ink, title = read_inkml(folder / f"{name}.inkml")
        ids = [symbol["id"] for symbol in row["symbols"]]
        strokes = [ink[identifier] for identifier in ids]
        if not ids or any(len(symbol) == 0 for symbol in strokes):
            return f"{name}: no symbols, or a symbol without ink"
        parents, relations, whole = _tree(row, ids)
        group = writer_group(row.get("writer"), title or Path(row.get("source") or "").name, name)
        return Formula(
            id=name,
            writer=group,
            strokes=strokes,
            classes=[symbol["class"] for symbol in row["symbols"]],
            parents=parents,
            relations=relations,
            agrees=bool(row.get("treeAgrees", True)) and whole,
            latex=row.get("latex") or "",
            fold=fold_of(group),
        )
    except (OSError, KeyError, TypeError, ValueError, ElementTree.ParseError) as error:
        return f"{name}: {type(error).__name__} {error}"


def read_export(folder: Path, workers: int = 4) -> tuple[list[Formula], list[str]]:
    """All formulas of an export, every split together, and one line for each that could not be read.

    Raises ExportError when the folder holds no readable formula.
    """
    jobs: list[tuple[str, Path]] = []
    for table in sorted((folder / "aligner").glob("*.jsonl")):
        ink = folder / "inkml" / table.stem
        with table.open(encoding="utf-8") as lines:
            jobs += [(line, ink) for line in lines if line.strip()]
    if not jobs:
        raise ExportError(f"no rows in {folder / 'aligner'}/*.jsonl")
    with ProcessPoolExecutor(workers) as executor:
        results = list(executor.map(_formula, jobs, chunksize=64))
    formulas = [result for result in results if isinstance(result, Formula)]
    problems = [result for result in results if isinstance(result, str)]
    if not formulas:
        raise ExportError(f"no readable formula in {folder}; first problem: {problems[0]}")
    return formulas, problems


def class_list(formulas: list[Formula]) -> list[str]:
    """The classes of the export in code point order: the index order of every model's outputs."""
    return sorted({name for formula in formulas for name in formula.classes})


def digest(folder: Path) -> str:
    """sha256 over the export's tables, the fingerprint that a card names."""
    value = hashlib.sha256()
    for table in sorted((folder / "aligner").glob("*.jsonl")):
        value.update(table.name.encode())
        value.update(table.read_bytes())
    return value.hexdigest()


def snapshot_of(folder: Path) -> dict[str, str] | None:
    """Name and content hash of the snapshot that an export was made from, so that a card can say what it was trained
    on; None for tables without a manifest."""
    manifest = folder / "aligner" / "manifest.json"
    if not manifest.is_file():
        return None
    snapshot = json.loads(manifest.read_text(encoding="utf-8")).get("snapshot", {})
    return {key: str(snapshot[key]) for key in ("name", "contentHash") if key in snapshot} or None
