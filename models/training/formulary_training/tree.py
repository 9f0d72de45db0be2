"""From the aligner's scores to a symbol layout tree, and trees as comparable strings."""

from __future__ import annotations

import numpy as np

from .constants import RELATION_INDEX, RELATIONS

ABOVE, BELOW, SUB, SUP = (RELATION_INDEX[name] for name in ("Above", "Below", "Sub", "Sup"))
IMPOSSIBLE = -1e9


def _cycle(head: np.ndarray) -> list[int]:
    """A cycle among head[1:], or an empty list; node 0 is the root and has no head."""
    colour = np.zeros(len(head), dtype=np.int64)
    for start in range(1, len(head)):
        node, path = start, []
        while node > 0 and colour[node] == 0:
            colour[node] = start
            path.append(node)
            node = int(head[node])
        if node > 0 and colour[node] == start:
            return path[path.index(node) :]
    return []


def arborescence(score: np.ndarray) -> np.ndarray:
    """Best spanning arborescence by Chu-Liu-Edmonds. score [n, n]: score[child, parent], node 0 is the root.

    Returns head [n] (head[0] = 0)."""
    count = len(score)
    score = score.copy()
    np.fill_diagonal(score, IMPOSSIBLE)
    head = score.argmax(axis=1)
    head[0] = 0
    cycle = _cycle(head)
    if not cycle:
        return head
    inside = np.zeros(count, dtype=bool)
    inside[cycle] = True
    rest = np.flatnonzero(~inside)
    position = {int(node): place for place, node in enumerate(rest)}
    merged = len(rest)
    small = np.full((merged + 1, merged + 1), IMPOSSIBLE)
    small[:merged, :merged] = score[np.ix_(rest, rest)]
    ring = np.asarray(cycle)
    best_in = score[np.ix_(rest, ring)]
    small[:merged, merged] = best_in.max(axis=1)
    gain = score[np.ix_(ring, rest)] - score[ring, head[ring]][:, None]
    small[merged, :merged] = gain.max(axis=0)
    solved = arborescence(small)
    result = head.copy()
    for node in rest[1:]:
        parent = int(solved[position[int(node)]])
        result[node] = int(ring[best_in[position[int(node)]].argmax()]) if parent == merged else int(rest[parent])
    entry = int(rest[solved[merged]])
    broken = int(ring[gain[:, solved[merged]].argmax()])
    result[broken] = entry
    return result


def decode_tree(parent: np.ndarray, relation: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """One-rooted tree in which no two children share parent and relation.

    parent [N, N+1] log-scores (column 0 root), relation [N, N, 6] log-scores. Returns parents [N] (-1 root) and
    relations [N] (-1 for the root)."""
    count = len(parent)
    score = np.full((count + 1, count + 1), IMPOSSIBLE)
    score[1:] = parent
    best, heads = -np.inf, np.zeros(count + 1, dtype=np.int64)
    for root in np.argsort(-parent[:, 0])[:3]:
        single = score.copy()
        single[1:, 0] = IMPOSSIBLE / 2
        single[root + 1, 0] = parent[root, 0]
        found = arborescence(single)
        value = float(single[np.arange(1, count + 1), found[1:]].sum())
        if value > best:
            best, heads = value, found
    parents = heads[1:] - 1
    relations = np.where(parents < 0, -1, relation[np.arange(count), np.maximum(parents, 0)].argmax(axis=1))
    return _part_rivals(parents, relations, parent, relation)


def _below(parents: np.ndarray, node: int) -> set[int]:
    """The node and everything under it."""
    found, fresh = {node}, [node]
    while fresh:
        fresh = [int(child) for parent in fresh for child in np.flatnonzero(parents == parent)]
        found.update(fresh)
    return found


def _part_rivals(parents: np.ndarray, relations: np.ndarray, parent: np.ndarray, relation: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Where two children share parent and relation, the weaker takes its best free place."""
    count = len(parents)
    for _ in range(count):
        taken: dict[tuple[int, int], int] = {}
        weaker = -1
        for child in range(count):
            if parents[child] < 0:
                continue
            place = (int(parents[child]), int(relations[child]))
            rival = taken.get(place)
            if rival is None:
                taken[place] = child
                continue
            worth = [parent[c, place[0] + 1] + relation[c, place[0], place[1]] for c in (rival, child)]
            weaker = rival if worth[0] < worth[1] else child
            break
        if weaker < 0:
            break
        used = {(int(parents[c]), int(relations[c])) for c in range(count) if c != weaker and parents[c] >= 0}
        under = _below(parents, weaker)
        free = [
            (float(parent[weaker, p + 1] + relation[weaker, p, r]), p, r)
            for p in range(count) if p not in under for r in range(len(RELATIONS)) if (p, r) not in used
        ]
        _, parents[weaker], relations[weaker] = max(free)
    return parents, relations


def serialise(classes: list[str], parents: np.ndarray, relations: np.ndarray) -> str:
    """The tree as one string; limits of \\sum and \\lim as Below/Above, of \\int as Sub/Sup, as the labels write them."""
    children: dict[int, list[tuple[int, int]]] = {}
    for node, (up, kind) in enumerate(zip(parents.tolist(), relations.tolist())):
        if up >= 0 and classes[up] in ("\\sum", "\\lim"):
            kind = {SUB: BELOW, SUP: ABOVE}.get(kind, kind)
        elif up >= 0 and classes[up] == "\\int":
            kind = {BELOW: SUB, ABOVE: SUP}.get(kind, kind)
        children.setdefault(up, []).append((kind, node))

    def write(node: int) -> str:
        inner = "".join(f"<{RELATIONS[kind]}{write(child)}>" for kind, child in sorted(children.get(node, [])) if kind)
        row = "".join(write(child) for kind, child in sorted(children.get(node, [])) if not kind)
        return f" {classes[node]}{inner}{row}"

    return "|".join(write(node) for _, node in sorted(children.get(-1, [])))
