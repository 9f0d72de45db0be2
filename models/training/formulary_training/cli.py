"""Command line: one command per stage and one for all. `python3 -m formulary_training --help`."""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import torch

from .finish import Naming, finish
from .loop import half, load, save, say
from .pool import load_pack, save_pack, serve
from .read import ExportError, class_list, digest, read_export
from .train_aligner import train_aligner
from .train_detector import train_detector
from .train_recognizer import train_recognizer

TRAINERS = ("detector", "recognizer", "folds", "aligner")
SHARE = {"detector": 1.0, "recognizer": 0.8, "folds": 0.45, "aligner": 1.0}
"""Share of --minutes that each trainer plans for; they run side by side."""


def parser() -> argparse.ArgumentParser:
    """All commands and their options."""
    top = argparse.ArgumentParser(prog="formulary_training", description="Trains detector, recognizer and aligner from an export.")
    top.add_argument("command", choices=("pack", "pool", *TRAINERS, "lighten", "finish", "all"))
    top.add_argument("--export", type=Path, help="export folder: aligner/*.jsonl and inkml/<split>/*.inkml")
    top.add_argument("--work", type=Path, default=Path(".train/work"), help="checkpoints and the packed export")
    top.add_argument("--pool", type=Path, help="folder of the sample pool, best in memory (default: <work>/pool)")
    top.add_argument("--out", type=Path, help="where the candidates go, e.g. models/weights")
    top.add_argument("--test", type=Path, help="export folder of unseen formulas to score at the end")
    top.add_argument("--samples", type=Path, help="folder for frames and outputs to check another runtime with")
    top.add_argument("--minutes", type=float, default=25.0, help="planned length of the whole training")
    top.add_argument("--limit", type=float, help="minutes after which this run stops; run again to go on")
    top.add_argument("--last", action="store_true", help="this run ends the training, even if it is shorter than planned")
    top.add_argument("--workers", type=int, default=8, help="processes that draw samples")
    top.add_argument("--rows", type=int, default=8192, help="samples in the pool (220 kB each)")
    top.add_argument("--only", nargs="+", choices=TRAINERS, default=list(TRAINERS), help="trainers that `all` runs")
    top.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    top.add_argument("--batch", type=int, help="formulas (detector, aligner) per step")
    top.add_argument("--boxes", type=int, default=768, help="crops per recognizer step")
    top.add_argument("--after", type=int, default=1500, help="steps of folds and detector that the aligner waits for")
    top.add_argument("--compile", action="store_true", help="compile the networks (a minute to start, then faster)")
    top.add_argument("--seed", type=int, default=1)
    top.add_argument("--name", default="crohme-1", help="name of the candidates")
    top.add_argument("--release-version", default="1.0.0")
    top.add_argument("--data-name", default="crohme-train")
    top.add_argument("--licence", default="CC BY-NC-SA 3.0", help="licence of the data, which the weights carry")
    return top


def pack(options: argparse.Namespace) -> None:
    """Reads the export once."""
    formulas, problems = read_export(options.export, max(1, options.workers))
    for problem in problems:
        say("unread", what=problem)
    classes = class_list(formulas)
    save_pack(formulas, classes, digest(options.export), options.work / "pack.pickle")
    folds = Counter(formula.fold for formula in formulas)
    say("pack", formulas=len(formulas), unread=len(problems), classes=len(classes), writers=len({f.writer for f in formulas}), folds=dict(sorted(folds.items())))


def train(options: argparse.Namespace) -> None:
    """One trainer, until its limit or the end of its plan."""
    torch.backends.cuda.matmul.allow_tf32 = True
    torch.backends.cudnn.allow_tf32 = True
    device = torch.device(options.device)
    formulas, classes, _ = load_pack(options.work / "pack.pickle")
    tally = Counter(name for formula in formulas for name in formula.classes)
    counts = [tally[name] for name in classes]
    checkpoint = options.work / f"{options.command}.pt"
    limit = 60 * (options.limit or options.minutes)
    seconds = 60 * options.minutes * SHARE[options.command]
    before = load(checkpoint)
    spent = before["spent"] if before else 0.0
    if spent >= seconds:
        say(options.command, already=spent)
        return
    if options.last:
        seconds = min(seconds, spent + limit)
    if options.command == "detector":
        # The shape of its batches never changes; the recognizer's crop counts do not either, the aligner's do.
        torch.backends.cudnn.benchmark = device.type == "cuda"
        train_detector(options.pool, checkpoint, classes, seconds, limit, device, options.seed, options.batch or 32, compiled=options.compile)
    elif options.command == "aligner":
        train_aligner(
            options.pool, checkpoint, options.work / "folds.pt", options.work / "detector.pt", classes, counts, seconds, limit, device, options.seed, options.batch or 64, after=options.after,
        )
    else:
        torch.backends.cudnn.benchmark = device.type == "cuda"
        train_recognizer(
            options.pool, checkpoint, classes, counts, seconds, limit, device, options.seed, folds=options.command == "folds", boxes=options.boxes, compiled=options.compile
        )


def lighten(options: argparse.Namespace) -> None:
    """Half-precision copies of the averaged weights in --out, enough to go on with on another machine."""
    for stage in TRAINERS:
        found = load(options.work / f"{stage}.pt")
        if not found:
            continue
        common = {"steps": found["steps"], "spent": found["spent"], "classes": found["classes"]}
        if "models" in found:
            weights = [half(state) for state in found["models"]]
            save(options.out / f"{stage}.pt", models=weights, raw=weights, **common)
        else:
            weights = half(found["model"])
            save(options.out / f"{stage}.pt", model=weights, raw=weights, **common)


def everything(argv: list[str], options: argparse.Namespace) -> int:
    """Pool and trainers as processes side by side; then the candidates, if --out says where. 0 if all went well."""
    if options.export:
        pack(options)
    (options.pool / "pool.json").unlink(missing_ok=True)
    start = time.monotonic()
    base = [sys.executable, "-m", __package__]
    rest = argv[1:]
    source = subprocess.Popen([*base, "pool", *rest])
    trainers = {name: subprocess.Popen([*base, name, *rest]) for name in options.only}
    codes = {name: process.wait() for name, process in trainers.items()}
    options.pool.mkdir(parents=True, exist_ok=True)
    (options.pool / "stop").touch()
    source.wait()
    say("trained", seconds=time.monotonic() - start, **codes)
    if any(codes.values()):
        return 1
    if options.out:
        close(options)
    return 0


def close(options: argparse.Namespace) -> None:
    """Candidates from the checkpoints."""
    torch.backends.cuda.matmul.allow_tf32 = False
    torch.backends.cudnn.allow_tf32 = False
    naming = Naming(options.name, options.release_version, options.data_name, options.licence, options.seed)
    finish(options.work, options.out, torch.device(options.device), naming, options.test, options.samples)


def dispatch(options: argparse.Namespace, argv: list[str]) -> int:
    """Runs the chosen command; returns the exit status."""
    if options.command == "all":
        return everything(argv, options)
    if options.command == "pack":
        pack(options)
    elif options.command == "pool":
        formulas, classes, _ = load_pack(options.work / "pack.pickle")
        serve(formulas, classes, options.pool, options.rows, options.workers, options.seed, (options.limit or options.minutes) + 5)
    elif options.command == "lighten":
        lighten(options)
    elif options.command == "finish":
        close(options)
    else:
        train(options)
    return 0


def main(argv: list[str] | None = None) -> int:
    """Runs one command; returns 0 when done, 1 when it failed, 2 for wrong usage."""
    argv = list(sys.argv[1:] if argv is None else argv)
    commands = parser()
    options = commands.parse_args(argv)
    options.pool = options.pool or options.work / "pool"
    if options.command == "pack" and not options.export:
        commands.error("pack needs --export")
    if options.command in ("lighten", "finish") and not options.out:
        commands.error(f"{options.command} needs --out")
    try:
        return dispatch(options, argv)
    except (ExportError, FileNotFoundError, TimeoutError) as error:
        print(f"{options.command}: {error}", file=sys.stderr)
        return 1
