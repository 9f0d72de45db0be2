"""Self-made formulas: an export folder as the tool writes it, and the reason why a test needs torch."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path

NEEDED = ("torch", "torchvision", "cv2", "numpy")
MISSING = [name for name in NEEDED if importlib.util.find_spec(name) is None]
WHY = f"needs {', '.join(MISSING)} (see models/training/requirements.txt)"

# x squared over 2: class, parent, relation, strokes
FRACTION = [
    ("x", "bar", "Above", [[(20, 10), (40, 40)], [(40, 10), (20, 40)]]),
    ("2", "x", "Sup", [[(48, 2), (58, 2), (48, 14), (58, 14)]]),
    ("-", None, None, [[(5, 60), (75, 60)]]),
    ("2", "bar", "Below", [[(30, 75), (50, 75), (30, 105), (50, 105)]]),
]
# x + 2
SUM = [
    ("x", None, None, [[(0, 10), (20, 40)], [(20, 10), (0, 40)]]),
    ("+", "x", "Right", [[(35, 25), (60, 25)], [(47, 12), (47, 38)]]),
    ("2", "+", "Right", [[(75, 5), (95, 5), (75, 40), (95, 40)]]),
]


def _ids(symbols: list) -> list[str]:
    seen: set[str] = set()
    ids = []
    for place, (name, _, _, _) in enumerate(symbols):
        key = "bar" if name == "-" else name
        ids.append(key if key not in seen else f"s{place}")
        seen.add(key)
    return ids


def write_export(folder: Path, formulas: dict[str, tuple[str, list]], split: str = "train", agrees: bool = True) -> Path:
    """formulas: id to (writer, symbols). The same layout as the tool's export."""
    (folder / "aligner").mkdir(parents=True, exist_ok=True)
    ink = folder / "inkml" / split
    ink.mkdir(parents=True, exist_ok=True)
    lines = []
    for formula, (writer, symbols) in formulas.items():
        ids = _ids(symbols)
        ordering = [{"symbol": own, "parent": parent, "relation": relation} for own, (_, parent, relation, _) in zip(ids, symbols)]
        rows = [{"id": own, "class": name} for own, (name, _, _, _) in zip(ids, symbols)]
        lines.append(json.dumps({"formula": formula, "writer": writer, "source": f"{formula}.inkml", "symbols": rows, "lines": [ordering], "latex": "", "treeAgrees": agrees}))
        traces, groups = [], []
        for own, (name, _, _, strokes) in zip(ids, symbols):
            views = []
            for stroke in strokes:
                views.append(f'<traceView traceDataRef="{len(traces)}"/>')
                traces.append(f'<trace id="{len(traces)}">{", ".join(f"{x} {y}" for x, y in stroke)}</trace>')
            groups.append(f'<traceGroup xml:id="{own}"><annotation type="truth">{name}</annotation>{"".join(views)}</traceGroup>')
        (ink / f"{formula}.inkml").write_text(
            f'<ink xmlns="http://www.w3.org/2003/InkML">{"".join(traces)}<traceGroup xml:id="all">{"".join(groups)}</traceGroup></ink>', encoding="utf-8"
        )
    (folder / "aligner" / f"{split}.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder
