"""A pool of augmented samples in shared memory: CPU workers keep renewing it, trainers copy it to their device.

Every row carries a stamp that is odd while the row is being written, so that a reader can tell a torn row.
"""

from __future__ import annotations

import json
import multiprocessing
import queue
import threading
import time
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
import torch

from .augment import Sample, make_sample
from .bank import Bank
from .constants import FOLDS, FRAME_HEIGHT, FRAME_WIDTH, MAX_JUNK, MAX_SYMBOLS
from .ink import ink_of
from .read import ExportError, Formula

S, J = MAX_SYMBOLS, MAX_JUNK
ROW = 4 * S + 4 * J + 3 * S + 4
"""floats of a row: boxes, junk, classes, parents, relations, then symbols, junk boxes, tree, fold."""
LOOK = 5000
"""Samples after which a worker looks for a newer table of confusions."""


@dataclass
class Batch:
    """image uint8 [B, 256, 768]; boxes [B, S, 4]; valid [B, S]; classes, parents (-1 root), relations [B, S];
    junk [B, J, 4]; junk_valid [B, J]; tree [B] bool; fold [B]."""

    image: torch.Tensor
    boxes: torch.Tensor
    valid: torch.Tensor
    classes: torch.Tensor
    parents: torch.Tensor
    relations: torch.Tensor
    junk: torch.Tensor
    junk_valid: torch.Tensor
    tree: torch.Tensor
    fold: torch.Tensor

    def where(self, chosen: torch.Tensor) -> Batch:
        """The formulas that `chosen` (numbers or a mask) names."""
        return Batch(**{name: value[chosen] for name, value in vars(self).items()})

    def head(self, count: int) -> Batch:
        """The first `count` formulas."""
        return Batch(**{name: value[:count] for name, value in vars(self).items()})


def pack_row(sample: Sample, fold: int) -> np.ndarray:
    """A sample's labels as one float32 row."""
    row = np.zeros(ROW, dtype=np.float32)
    count, junk = len(sample.classes), len(sample.junk)
    row[: 4 * count] = sample.boxes.ravel()
    row[4 * S : 4 * S + 4 * junk] = sample.junk.ravel()
    base = 4 * S + 4 * J
    for offset, values in enumerate((sample.classes, sample.parents, sample.relations)):
        row[base + offset * S : base + offset * S + count] = values
    row[-4:] = (count, junk, sample.tree, fold)
    return row


def unpack(image: torch.Tensor, rows: torch.Tensor) -> Batch:
    """Rows [B, ROW] back to named tensors."""
    size = len(rows)
    base = 4 * S + 4 * J
    labels = rows[:, base : base + 3 * S].reshape(size, 3, S).long()
    places = torch.arange(max(S, J), device=rows.device)[None]
    return Batch(
        image=image,
        boxes=rows[:, : 4 * S].reshape(size, S, 4),
        valid=places[:, :S] < rows[:, -4:-3],
        classes=labels[:, 0],
        parents=labels[:, 1],
        relations=labels[:, 2],
        junk=rows[:, 4 * S : base].reshape(size, J, 4),
        junk_valid=places[:, :J] < rows[:, -3:-2],
        tree=rows[:, -2] > 0.5,
        fold=rows[:, -1].long(),
    )


def _arrays(folder: Path, rows: int, mode: str) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    return (
        np.memmap(folder / "image", np.uint8, mode, shape=(rows, FRAME_HEIGHT, FRAME_WIDTH)),
        np.memmap(folder / "row", np.float32, mode, shape=(rows, ROW)),
        np.memmap(folder / "stamp", np.int64, mode, shape=(rows,)),
    )


def _work(folder: Path, rows: int, first: int, last: int, banks: list[Bank], agrees: list[np.ndarray], seed: int, confusions: Path) -> None:
    cv2.setNumThreads(1)
    drawn = 0
    rng = np.random.default_rng(seed)
    images, labels, stamps = _arrays(folder, rows, "r+")
    sizes = np.asarray([len(bank.inks) for bank in banks], dtype=np.float64)
    share = sizes / sizes.sum()
    ladders = [np.cumsum(bank.draw_weights()) if bank.inks else np.zeros(0) for bank in banks]
    place = first
    while not (folder / "stop").exists():
        fold = int(rng.choice(len(banks), p=share))
        if drawn % LOOK == 0 and confusions.exists():
            table = np.load(confusions)
            for bank in banks:
                bank.learn_rivals(table)
        drawn += 1
        number = min(int(np.searchsorted(ladders[fold], rng.random())), len(ladders[fold]) - 1)
        sample = make_sample(number, banks[fold], agrees[fold], rng)
        if sample is None:
            continue
        stamps[place] += 1
        images[place] = sample.image
        labels[place] = pack_row(sample, fold)
        stamps[place] += 1
        place = place + 1 if place + 1 < last else first


def serve(formulas: list[Formula], classes: list[str], folder: Path, rows: int, workers: int, seed: int, until: float, confusions: Path) -> None:
    """Keeps `rows` samples of the training folds in `folder` fresh until the file `stop` appears or the clock
    (time.time) says `until`. confusions: a table that, once it exists, says which letters to rename into which."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "stop").unlink(missing_ok=True)
    index = {name: position for position, name in enumerate(classes)}
    short = [formula for formula in formulas if len(formula.classes) <= MAX_SYMBOLS]
    parts = [[formula for formula in short if formula.fold == fold] for fold in range(FOLDS)]
    if not any(parts):
        raise ExportError(f"no formula of at most {MAX_SYMBOLS} symbols to train on")
    banks = [Bank([ink_of(formula, index) for formula in part], classes, [formula.writer for formula in part]) for part in parts]
    agrees = [np.asarray([formula.agrees for formula in part]) for part in parts]
    _arrays(folder, rows, "w+")
    context = multiprocessing.get_context("fork")
    edges = np.linspace(0, rows, workers + 1).astype(int)
    team = [
        context.Process(target=_work, args=(folder, rows, int(edges[k]), int(edges[k + 1]), banks, agrees, seed * 1000 + k, confusions), daemon=True)
        for k in range(workers)
    ]
    for member in team:
        member.start()
    (folder / "pool.json").write_text(json.dumps({"rows": rows}))
    while time.time() < until and not (folder / "stop").exists():
        time.sleep(0.5)
    (folder / "stop").touch()
    for member in team:
        member.join(timeout=10)


class PoolReader:
    """A trainer's copy of the pool on its device, renewed chunk by chunk by a background thread."""

    def __init__(self, folder: Path, device: torch.device, seed: int, every: int = 8, chunk: int = 256, wait: float = 240.0) -> None:
        deadline = time.monotonic() + wait
        while not (folder / "pool.json").exists():
            if time.monotonic() > deadline:
                raise TimeoutError(f"no pool in {folder}")
            time.sleep(0.2)
        rows = int(json.loads((folder / "pool.json").read_text())["rows"])
        self.images, self.labels, self.stamps = _arrays(folder, rows, "r")
        while int(self.stamps.min()) < 2:
            if time.monotonic() > deadline:
                raise TimeoutError(f"the pool in {folder} did not fill")
            time.sleep(0.2)
        self.rows, self.chunk, self.device = rows, min(chunk, rows), device
        self.every, self.calls = every, 0
        self.generator = torch.Generator(device="cpu").manual_seed(seed)
        self.rng = np.random.default_rng(seed)
        self.image = torch.zeros((rows, FRAME_HEIGHT, FRAME_WIDTH), dtype=torch.uint8, device=device)
        self.row = torch.zeros((rows, ROW), device=device)
        self.ready: queue.Queue[tuple[torch.Tensor, torch.Tensor, torch.Tensor]] = queue.Queue(maxsize=2)
        filled = torch.zeros(rows, dtype=torch.bool)
        while not bool(filled.all()):
            first = int((~filled).nonzero()[0])
            self._put(*self._copy(first), filled)
        threading.Thread(target=self._follow, daemon=True).start()

    def _copy(self, first: int) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        """Whole rows only, of one chunk: their numbers, images and labels."""
        part = slice(first, min(first + self.chunk, self.rows))
        before = np.array(self.stamps[part])
        images, labels = np.array(self.images[part]), np.array(self.labels[part])
        whole = (before == np.array(self.stamps[part])) & (before % 2 == 0)
        numbers = torch.from_numpy(np.flatnonzero(whole) + first)
        tensors = (numbers, torch.from_numpy(images[whole]), torch.from_numpy(labels[whole]))
        return tuple(t.pin_memory() for t in tensors) if self.device.type == "cuda" else tensors

    def _put(self, numbers: torch.Tensor, images: torch.Tensor, labels: torch.Tensor, filled: torch.Tensor | None = None) -> None:
        place = numbers.to(self.device, non_blocking=True)
        self.image.index_copy_(0, place, images.to(self.device, non_blocking=True))
        self.row.index_copy_(0, place, labels.to(self.device, non_blocking=True))
        if filled is not None:
            filled[numbers] = True

    def _follow(self) -> None:
        while True:
            self.ready.put(self._copy(int(self.rng.integers(max(1, self.rows - self.chunk + 1)))))

    def refresh(self) -> None:
        """Takes in one renewed chunk, if there is one, at every `every`-th call."""
        self.calls += 1
        if self.calls % self.every:
            return
        try:
            self._put(*self.ready.get_nowait())
        except queue.Empty:
            return

    def batch(self, size: int) -> Batch:
        """A random batch of the pool."""
        chosen = torch.randint(self.rows, (size,), generator=self.generator).to(self.device)
        return unpack(self.image[chosen], self.row[chosen])
