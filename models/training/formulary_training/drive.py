"""All trainers side by side on the GPUs there are, in a run that may be cut at any moment and go on elsewhere.

The state is small: half-precision or 8-bit checkpoints, one file a network, and the table of confusions. It is written to a
folder of its own once a minute while the trainers work, and read back by the next run, on this machine or another."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import torch

from .constants import FOLDS
from .loop import eighth, half, load, save, say
from .task import TRAINERS

NETWORKS = ("detector", "recognizer", *(f"fold-{copy}" for copy in range(FOLDS)), "aligner")
CONFUSIONS = "confusions.npy"
PACK = "pack.xz"
MIRROR_EVERY = 60.0
MOST_RESTARTS = 3


def lighten(work: Path, state: Path) -> list[str]:
    """The averaged weights in half precision, those of the fold copies in 8 bits, and the table of confusions; the names
    of what was copied. Optimisers stay: theirs would be four times as much, and Adam finds its steps again in seconds."""
    state.mkdir(parents=True, exist_ok=True)
    done = []
    for name in NETWORKS:
        found = load(work / f"{name}.pt")
        if found:
            weights = eighth(found["model"]) if name.startswith("fold-") else half(found["model"])
            save(state / f"{name}.pt", model=weights, raw=weights, steps=found["steps"], spent=found["spent"], classes=found["classes"])
            done.append(name)
    if (work / CONFUSIONS).exists():
        draft = state / "confusions.draft"
        shutil.copyfile(work / CONFUSIONS, draft)
        os.replace(draft, state / CONFUSIONS)
        done.append(CONFUSIONS)
    return done


def resume(state: Path, work: Path) -> list[str]:
    """Takes in what `lighten` wrote, where `work` has nothing of its own; the names of what was taken."""
    work.mkdir(parents=True, exist_ok=True)
    taken = []
    for name in (*(f"{network}.pt" for network in NETWORKS), CONFUSIONS, PACK):
        if (state / name).exists() and not (work / name).exists():
            shutil.copyfile(state / name, work / name)
            taken.append(name)
    return taken


def spread(names: list[str], gpus: int) -> dict[str, int]:
    """Which GPU each trainer gets. Of two, one has detector and recognizer, the other folds and aligner, which begins
    late and asks them all: what a trainer reads of another's crosses by file anyway."""
    home = {"detector": 0, "recognizer": 0, "folds": 1, "aligner": 1}
    return {name: home[name] % max(1, gpus) for name in names}


@dataclass
class Trainer:
    """A trainer's process, started again from its last checkpoint when it fails."""

    name: str
    command: list[str]
    gpu: int | None
    restarts: int = 0
    process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Starts the process, which sees its own GPU only."""
        settings = dict(os.environ)
        if self.gpu is not None:
            seen = settings.get("CUDA_VISIBLE_DEVICES", "")
            listed = seen.split(",") if seen else []
            settings["CUDA_VISIBLE_DEVICES"] = listed[self.gpu] if self.gpu < len(listed) else str(self.gpu)
        self.process = subprocess.Popen(self.command, env=settings)

    def tend(self) -> int | None:
        """None while it works, else its exit status; a failed one is started again MOST_RESTARTS times, uncompiled, since
        compilers fail more often than what they compile."""
        assert self.process is not None
        code = self.process.poll()
        if code and self.restarts < MOST_RESTARTS:
            self.restarts += 1
            say(self.name, failed=code, restart=self.restarts)
            self.command = [part for part in self.command if part != "--compile"]
            self.start()
            return None
        return code


def run_all(argv: list[str], work: Path, pool: Path, state: Path | None, names: list[str], gpus: int, until: float) -> dict[str, int]:
    """Pool and trainers as processes side by side until all have ended; their exit statuses.

    argv: the command line to hand on, without the command. SIGTERM ends them, and what is saved by then is mirrored."""
    pool.mkdir(parents=True, exist_ok=True)
    (pool / "pool.json").unlink(missing_ok=True)
    start = time.monotonic()
    base = [sys.executable, "-m", __package__]
    rest = [*argv, "--until", str(until)]
    source = Trainer("pool", [*base, "pool", *rest], None)
    homes = spread(names, gpus)
    trainers = [Trainer(name, [*base, name, *rest], homes[name] if gpus else None) for name in names]
    for trainer in (source, *trainers):
        trainer.start()

    def stop(*_: object) -> None:
        for trainer in trainers:
            trainer.restarts = MOST_RESTARTS
            if trainer.process is not None:
                trainer.process.terminate()

    before = signal.signal(signal.SIGTERM, stop)
    try:
        codes = _tend(source, trainers, work, state)
    finally:
        signal.signal(signal.SIGTERM, before)
        (pool / "stop").touch()
        if source.process is not None:
            source.process.wait()
    if state is not None:
        say("state", kept=" ".join(lighten(work, state)))
    say("trained", seconds=time.monotonic() - start, **codes)
    return codes


def _tend(source: Trainer, trainers: list[Trainer], work: Path, state: Path | None) -> dict[str, int]:
    codes: dict[str, int] = {}
    mirrored = time.monotonic()
    while len(codes) < len(trainers):
        time.sleep(0.5)
        source.tend()
        for trainer in trainers:
            if trainer.name not in codes:
                code = trainer.tend()
                if code is not None:
                    codes[trainer.name] = code
        if state is not None and time.monotonic() - mirrored > MIRROR_EVERY:
            lighten(work, state)
            mirrored = time.monotonic()
    return codes


def gpus_there(device: str) -> int:
    """How many GPUs the trainers may share; 0 for training on the CPU."""
    return torch.cuda.device_count() if device.startswith("cuda") else 0


def check_names(names: list[str]) -> list[str]:
    """The trainers in their usual order."""
    return [name for name in TRAINERS if name in names]
