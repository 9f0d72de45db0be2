"""Reads InkML files by logic of its own and prints what is in them, one JSON object a line.

Standard library only. It shares no code and no data with the importer in TypeScript: the two are compared by
tests/unit/import/independent-check.test.ts. Usage: check_inkml.py FILE...

A line: {"file", "width", "height", "symbols": [{"key", "class", "box": [x1, y1, x2, y2]}],
"relations": [[parent key, child key, relation]], "roots": [key], "latex": canonical string or null}
or {"file", "error"}. Boxes are pixels of the drawing; a key is the sorted trace ids of a symbol.
"""

import json
import math
import re
import sys
import xml.etree.ElementTree as ET

XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
ALIASES = {
    "<": "\\lt", ">": "\\gt", "\\le": "\\leq", "\\ge": "\\geq", "\\ne": "\\neq", "\\to": "\\rightarrow",
    "\\dots": "\\ldots", "\\cdots": "\\ldots", "\\cdot": ".", "\\vert": "|", "\\mid": "|", "\\parallel": "|",
    "\\lbrack": "[", "\\rbrack": "]",
}
IGNORED = {"\\limits", "\\left", "\\right", "\\Big", "\\big", "\\Bigg", "\\bigg", "\\,", "\\;", "\\:", "\\!", "\\ "}
PLAIN = {"\\mbox", "\\mathrm", "\\hbox", "\\text"}
KNOWN = set(
    "\\times \\div \\pm \\leq \\geq \\neq \\in \\exists \\forall \\rightarrow \\infty \\ldots \\int \\sum \\sin \\cos "
    "\\tan \\log \\lim \\alpha \\beta \\gamma \\theta \\lambda \\mu \\pi \\sigma \\phi \\Delta \\prime \\lt \\gt \\{ \\} \\\\"
    .split()
)


def local(element):
    return element.tag.split("}")[-1]


class Unreadable(Exception):
    """The LaTeX is not of the kind that this script understands."""


class Normaliser:
    """Canonical LaTeX as nested lists: a row is a list of [tokens, subscript row or None, superscript row or None]."""

    def __init__(self, text):
        text = text.strip()
        if len(text) > 1 and text[0] == "$" and text[-1] == "$":
            text = text[1:-1]
        self.todo = re.findall(r"\\[A-Za-z]+|\\.|\S", text)[::-1]

    def row(self, end=None):
        out = []
        while True:
            if not self.todo:
                if end is None:
                    return out
                raise Unreadable("ends early")
            token = self.todo.pop()
            if token == end:
                return out
            token = ALIASES.get(token, token)
            if token in IGNORED:
                continue
            if token in ("_", "^"):
                if not out:
                    raise Unreadable("script on nothing")
                slot = 1 if token == "_" else 2
                value = self.argument()
                if out[-1][slot] is None:
                    out[-1][slot] = value
                elif slot == 2 and all(item[0] == ["\\prime"] for item in out[-1][2]):
                    out[-1][2] = out[-1][2] + value
                else:
                    raise Unreadable("two scripts")
            elif token == "'":
                if not out:
                    out.append([["\\prime"], None, None])
                else:
                    out[-1][2] = (out[-1][2] or []) + [[["\\prime"], None, None]]
            else:
                out.extend(self.nucleus(token))

    def nucleus(self, token):
        if token == "{":
            return self.row("}")
        if token == "\\frac":
            above, below = self.argument(), self.argument()
            return [[["\\frac", "{"] + emit(above) + ["}", "{"] + emit(below) + ["}"], None, None]]
        if token == "\\sqrt":
            index = []
            if self.todo and self.todo[-1] == "[":
                self.todo.pop()
                index = ["["] + emit(self.row("]")) + ["]"]
            return [[["\\sqrt"] + index + ["{"] + emit(self.argument()) + ["}"], None, None]]
        if token in PLAIN:
            return self.argument()
        if token.startswith("\\") and token not in KNOWN or token in "}$":
            raise Unreadable(token)
        return [[[token], None, None]]

    def argument(self):
        while self.todo and self.todo[-1] in IGNORED:
            self.todo.pop()
        if not self.todo:
            raise Unreadable("argument missing")
        token = self.todo.pop()
        if token in ("_", "^", "}"):
            raise Unreadable("argument missing")
        if token == "'":
            return [[["\\prime"], None, None]]
        return self.nucleus(ALIASES.get(token, token))


def emit(row):
    out = []
    for tokens, low, high in row:
        out += tokens
        if low is not None:
            out += ["_", "{"] + emit(low) + ["}"]
        if high is not None:
            out += ["^", "{"] + emit(high) + ["}"]
    return out


def canonical(text):
    try:
        return " ".join(emit(Normaliser(text).row()))
    except Unreadable:
        return None


class Layout:
    """Parent and relation of each MathML id, collected while going down the markup."""

    def __init__(self, names, swap):
        self.names, self.swap = names, swap
        self.parent = {}

    def flat(self, element):
        if local(element) in ("mrow", "math", "mtd", "mtr"):
            return [leaf for child in element for leaf in self.flat(child)]
        return [element]

    def row(self, elements):
        """Returns (first id, last id) of the row, or None."""
        first = last = None
        for element in [leaf for given in elements for leaf in self.flat(given)]:
            ends = self.one(element)
            if ends is None:
                continue
            if last is not None:
                self.parent[ends[0]] = (last, "Right")
            first, last = first or ends[0], ends[1]
        return first and (first, last)

    def hang(self, ends, parent, relation):
        if ends:
            self.parent[ends[0]] = (parent, relation)

    def one(self, element):
        kind, parts, me = local(element), list(element), element.get(XML_ID)
        if kind in ("mi", "mn", "mo"):
            if me in self.parent:  # one file has the same id twice: the first counts
                return None
            self.parent[me] = None
            return me, me
        if kind in ("mfrac", "msqrt", "mroot"):
            self.parent.setdefault(me, None)
            if kind == "mfrac":
                rows = [([parts[0]], "Above"), ([parts[1]], "Below")]
            elif kind == "msqrt":
                rows = [(parts, "Inside")]
            else:
                body, index = (parts[1], parts[0]) if self.swap else (parts[0], parts[1])
                rows = [([body], "Inside"), ([index], "Above")]
            for elements, relation in rows:
                self.hang(self.row(elements), me, relation)
            return me, me
        low, high = {
            "msub": (1, None), "msup": (None, 1), "msubsup": (1, 2),
            "munder": (1, None), "mover": (None, 1), "munderover": (1, 2),
        }[kind]
        ends = self.row([parts[0]])
        name = self.names.get(ends[1])
        stacked = kind.startswith(("mu", "mo"))
        if name in ("\\sum", "\\lim"):
            stacked = True
        elif name == "\\int":
            stacked = False
        for position, relation in ((low, "Below" if stacked else "Sub"), (high, "Above" if stacked else "Sup")):
            if position is not None:
                self.hang(self.row([parts[position]]), ends[1], relation)
        return ends


def write(layout, names):
    """The tree as LaTeX, to see whether an index stands where MathML wants it."""
    children = {}
    for child, place in layout.parent.items():
        if place:
            children.setdefault(place[0], {})[place[1]] = child

    def row(node):
        out = []
        while node:
            mine, name = children.get(node, {}), names.get(node)
            part = lambda relation: row(mine.get(relation))
            low, high = mine.get("Below") or mine.get("Sub"), mine.get("Above") or mine.get("Sup")
            if name == "-" and ("Above" in mine or "Below" in mine):
                out += ["\\frac", "{"] + part("Above") + ["}", "{"] + part("Below") + ["}"]
                low, high = mine.get("Sub"), mine.get("Sup")
            elif name == "\\sqrt":
                out += ["\\sqrt"] + (["["] + part("Above") + ["]"] if "Above" in mine else [])
                out += ["{"] + part("Inside") + ["}"]
                low, high = mine.get("Sub"), mine.get("Sup")
            else:
                out.append(name or "?")
            out += ["_", "{"] + row(low) + ["}"] if low else []
            out += ["^", "{"] + row(high) + ["}"] if high else []
            node = mine.get("Right")
        return out

    return " \\\\ ".join(" ".join(row(node)) for node, place in layout.parent.items() if place is None)


def points_of(trace):
    out = []
    for chunk in (trace.text or "").split(","):
        numbers = chunk.split()
        if len(numbers) >= 2:
            out.append((float(numbers[0]), float(numbers[1])))
    return out


def read(path):
    data = open(path, "rb").read()
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:  # one file has a byte of Latin-1 in it
        data = data.decode("latin-1")
    root = ET.fromstring(data)
    traces = {element.get("id"): points_of(element) for element in root.iter() if local(element) == "trace"}
    symbols, names, keys = [], {}, {}
    for group in root.iter():
        if local(group) != "traceGroup":
            continue
        strokes = [view.get("traceDataRef") for view in group if local(view) == "traceView"]
        label = next(((c.text or "").strip() for c in group if local(c) == "annotation"), "")
        if not strokes:
            continue
        label = ALIASES.get(label, label) if label in ("<", ">") else label
        key = " ".join(sorted(strokes))
        symbols.append((key, label, strokes))
        for child in group:
            if local(child) == "annotationXML" and child.get("href") not in names:
                names[child.get("href")] = label
                keys[child.get("href")] = key
    drawn = [stroke for _, _, strokes in symbols for stroke in strokes] or list(traces)
    xs = [x for stroke in drawn for x, _ in traces[stroke]]
    ys = [y for stroke in drawn for _, y in traces[stroke]]
    left, top, wide, high = min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys)
    scale = min(736 / wide if wide else math.inf, 224 / high if high else math.inf)
    scale = 1.0 if math.isinf(scale) else scale
    rows = []
    for key, label, strokes in symbols:
        px = [((x - left) * scale + 16, (y - top) * scale + 16) for stroke in strokes for x, y in traces[stroke]]
        low = [min(p[axis] for p in px) - 1.25 for axis in (0, 1)]
        far = [max(p[axis] for p in px) + 1.25 for axis in (0, 1)]
        for axis in (0, 1):
            missing = max(0.0, 9 - (far[axis] - low[axis])) / 2
            low[axis], far[axis] = low[axis] - missing, far[axis] + missing
        rows.append({"key": key, "class": label, "box": low + far})
    truth = next(
        ((e.text or "") for e in root if local(e) == "annotation" and "truth" in (e.get("type"), e.get("typx"))), ""
    )
    latex = canonical(truth)
    layout = tree(root, names, latex)
    relations = [
        [keys.get(place[0]), keys.get(child), place[1]] for child, place in layout.parent.items() if place
    ]
    return {
        "file": path,
        "width": min(736, math.ceil(wide * scale)) + 32,
        "height": min(224, math.ceil(high * scale)) + 32,
        "symbols": rows,
        "relations": sorted(relations, key=str),
        "roots": sorted(keys.get(child, "") for child, place in layout.parent.items() if place is None),
        "latex": latex,
    }


def tree(root, names, latex):
    maths = [element for element in root.iter() if local(element) == "math"]

    def lay(swap):
        layout = Layout(names, swap)
        for element in maths[:1]:
            tables = [child for child in element if local(child) == "mtable"]
            for line in list(tables[0]) if tables else [element]:
                layout.row([line])
        return layout

    as_written = lay(False)
    if maths and any(local(element) == "mroot" for element in maths[0].iter()) and write(as_written, names) != latex:
        swapped = lay(True)
        if write(swapped, names) == latex:
            return swapped
    return as_written


for name in sys.argv[1:]:
    try:
        print(json.dumps(read(name)))
    except Exception as error:
        print(json.dumps({"file": name, "error": f"{type(error).__name__}: {error}"}))
