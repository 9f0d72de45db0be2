"""Command line: one command per stage and one for all. `python3 -m formulary_training --help`."""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from pathlib import Path

import torch

from .drive import check_names, gpus_there, lighten, resume, run_all
from .finish import Naming, finish, report
from .loop import say
from .pack import load_pack, save_pack
from .pool import serve
from .read import ExportError, class_list, digest, read_export, snapshot_of
from .task import TRAINERS, Task
from .train_aligner import train_aligner
from .train_detector import train_detector
from .train_recognizer import train_recognizer

COMMANDS = ("pack", "pool", *TRAINERS, "lighten", "score", "finish", "all")


def parser() -> argparse.ArgumentParser:
    """All commands and their options."""
    top = argparse.ArgumentParser(prog="formulary_training", description="Trains detector, recognizer and aligner from an export.")
    top.add_argument("command", choices=COMMANDS)
    top.add_argument("--export", type=Path, help="export folder: aligner/*.jsonl and inkml/<split>/*.inkml")
    top.add_argument("--work", type=Path, default=Path(".train/work"), help="checkpoints and the packed export")
    top.add_argument("--pool", type=Path, help="folder of the sample pool, best in memory (default: <work>/pool)")
    top.add_argument("--state", type=Path, help="folder that `all` mirrors the state to once a minute, small enough to carry")
    top.add_argument("--resume", type=Path, help="folder with such a state, to go on from")
    top.add_argument("--out", type=Path, help="where the candidates go, e.g. models/weights")
    top.add_argument("--test", type=Path, help="export folder of unseen formulas to score at the end; `pack` keeps them too")
    top.add_argument("--parity", type=Path, help="folder for drawn frames and outputs by which another runtime is checked")
    top.add_argument("--minutes", type=float, default=25.0, help="planned length of the whole training")
    top.add_argument("--limit", type=float, help="minutes after which this run stops, start included; run again to go on")
    top.add_argument("--until", type=float, help="the same as a time of the clock (seconds); `all` sets it for its trainers")
    top.add_argument("--last", action="store_true", help="this run ends the training, even if it is shorter than planned")
    top.add_argument("--workers", type=int, default=8, help="processes that draw samples")
    top.add_argument("--rows", type=int, default=8192, help="samples in the pool (220 kB each)")
    top.add_argument("--only", nargs="+", choices=TRAINERS, default=list(TRAINERS), help="trainers that `all` runs")
    top.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    top.add_argument("--batch", type=int, help="formulas per step")
    top.add_argument("--boxes", type=int, default=1024, help="crops per recognizer step")
    top.add_argument("--after", type=int, default=1000, help="steps of folds and detector that the others wait for")
    top.add_argument("--compile", action="store_true", help="compile the networks (a minute to start, then faster)")
    top.add_argument("--seed", type=int, default=1)
    top.add_argument("--name", default="crohme-2", help="name of the candidates")
    top.add_argument("--release-version", default="2.0.0")
    top.add_argument("--data-name", default="crohme-train")
    top.add_argument("--licence", default="CC BY-NC-SA 3.0", help="licence of the data, which the weights carry")
    return top


def pack(options: argparse.Namespace) -> None:
    """Reads the export once."""
    formulas, problems = read_export(options.export, max(1, options.workers))
    for problem in problems:
        say("unread", what=problem)
    classes = class_list(formulas)
    test = read_export(options.test, max(1, options.workers))[0] if options.test else []
    save_pack(formulas, classes, digest(options.export), options.work / "pack.xz", test, snapshot_of(options.export))
    folds = Counter(formula.fold for formula in formulas)
    say("pack", formulas=len(formulas), test=len(test), unread=len(problems), classes=len(classes), writers=len({f.writer for f in formulas}), folds=dict(sorted(folds.items())))


def train(options: argparse.Namespace) -> None:
    """One trainer, until its limit or the end of its plan."""
    torch.manual_seed(options.seed)
    torch.backends.cuda.matmul.allow_tf32 = True
    torch.backends.cudnn.allow_tf32 = True
    device = torch.device(options.device)
    formulas, classes, _ = load_pack(options.work / "pack.xz")
    tally = Counter(name for formula in formulas for name in formula.classes)
    task = Task(
        options.pool, options.work, classes, [tally[name] for name in classes], device, options.seed, options.minutes, options.until, options.last, options.compile,
    )
    # Image sizes and crop counts never change in these two; the teachers of the others see batches of any size.
    torch.backends.cudnn.benchmark = device.type == "cuda" and options.command in ("detector", "recognizer")
    if options.command == "detector":
        train_detector(task, options.batch or 32)
    elif options.command == "aligner":
        train_aligner(task, formulas, options.batch or 96, after=options.after)
    else:
        # Three copies a step: each gets half of the boxes, from the two thirds of the formulas that it may see.
        folds = options.command == "folds"
        formulas, boxes = options.batch or 80, options.boxes
        train_recognizer(task, folds, formulas * 3 // 4 if folds else formulas, boxes // 2 if folds else boxes, after=options.after)


def everything(argv: list[str], options: argparse.Namespace) -> int:
    """Pool and trainers side by side; then the candidates, if --out says where. 0 if all went well."""
    if options.resume:
        say("resumed", taken=" ".join(resume(options.resume, options.work)))
    if options.export:
        pack(options)
    codes = run_all(argv[1:], options.work, options.pool, options.state, check_names(options.only), gpus_there(options.device), options.until)
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
    finish(options.work, options.out, torch.device(options.device), naming, options.test, options.parity)


def dispatch(options: argparse.Namespace, argv: list[str]) -> int:
    """Runs the chosen command; returns the exit status."""
    if options.command == "all":
        return everything(argv, options)
    if options.command == "pack":
        pack(options)
    elif options.command == "pool":
        formulas, classes, _ = load_pack(options.work / "pack.xz")
        serve(formulas, classes, options.pool, options.rows, options.workers, options.seed, options.until, options.work / "confusions.npy")
    elif options.command == "lighten":
        say("state", kept=" ".join(lighten(options.work, options.out)))
    elif options.command == "score":
        report(options.work, torch.device(options.device), options.test)
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
    options.until = options.until or time.time() + 60 * (options.limit or options.minutes)
    if options.command == "pack" and not options.export:
        commands.error("pack needs --export")
    if options.command in ("lighten", "finish") and not options.out:
        commands.error(f"{options.command} needs --out")
    try:
        if options.resume and options.command != "all":
            resume(options.resume, options.work)
        return dispatch(options, argv)
    except (ExportError, FileNotFoundError, FloatingPointError, TimeoutError) as error:
        print(f"{options.command}: {error}", file=sys.stderr)
        return 1
