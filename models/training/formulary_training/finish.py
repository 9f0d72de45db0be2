"""The last step: averaged weights to candidates, with thresholds from the validation fold and scores on a test set."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch

from .aligner import Aligner
from .calibrate import lines
from .detector import Detector
from .evaluate import Thresholds, best_thresholds, end_to_end, frames_of, on_gold
from .export import write_candidate
from .lean import lean
from .loop import load, say
from .pack import load_pack, load_snapshot, load_test
from .parity import write_parity
from .predict import Models, detect, make_models
from .read import VALIDATION_FOLD, ExportError, Formula, read_export
from .recognizer import Recognizer

STAGES = ("detector", "recognizer", "aligner")
HELD = 400
"""Most validation formulas that are scored: enough for a threshold, and quick."""
ENOUGH = 100
"""So many validation formulas with a text of their own are enough to do without the others."""


@dataclass
class Naming:
    """What the cards say about the candidates: their name, version, data set, licence and seed."""

    name: str
    version: str
    data: str
    licence: str
    seed: int


def load_models(work: Path, classes: list[str], device: torch.device) -> tuple[Models, Mapping[str, float]]:
    """The averaged weights of the three stages and the minutes that each was trained."""
    found = {stage: load(work / f"{stage}.pt") for stage in STAGES}
    missing = [stage for stage, value in found.items() if value is None]
    if missing:
        raise FileNotFoundError(f"not trained yet: {', '.join(missing)}")
    detector, recognizer, aligner = Detector(), Recognizer(len(classes)), Aligner(len(classes))
    detector.load_state_dict(found["detector"]["model"])
    recognizer.load_state_dict(found["recognizer"]["model"])
    aligner.load_state_dict(found["aligner"]["model"])
    minutes = {stage: round(found[stage]["spent"] / 60, 1) for stage in STAGES}
    return make_models(detector, recognizer, aligner, classes, device), minutes


def score(models: Models, formulas: list[Formula], thresholds: Thresholds) -> tuple[dict[str, float], dict[str, dict[str, float]]]:
    """All scores of `evaluate` on some formulas, and each stage's calibration fitted on them."""
    frames = frames_of(formulas, models.classes)
    found = [detect(models, torch.from_numpy(frame).to(models.device)) for frame, _ in frames]
    scores = end_to_end(models, formulas, frames, found, thresholds)
    gold, temperatures = on_gold(models, formulas, frames)
    box, whole, errors = lines(models, formulas, frames, found, thresholds.propose, temperatures["aligner"])
    calibration = {
        "detector": box.card("score"),
        "recognizer": {"temperature": temperatures["recognizer"]},
        "aligner": {"temperature": temperatures["aligner"], **whole.card("formula")},
    }
    return {**scores, **gold, **errors}, calibration


def held_out(formulas: list[Formula]) -> list[Formula]:
    """The validation formulas that are scored: by writers, and if there are enough with texts, that training does not
    know; a text that many writers copied says little about new ones. Raises ExportError when there are none."""
    held = [formula for formula in formulas if formula.fold == VALIDATION_FOLD and formula.agrees]
    if not held:
        raise ExportError("no formula of the export falls into the validation fold: too few writers")
    known = {formula.latex for formula in formulas if formula.fold != VALIDATION_FOLD}
    fresh = [formula for formula in held if formula.latex not in known]
    chosen = fresh if len(fresh) >= ENOUGH else held
    return chosen[:: -(-len(chosen) // HELD)]


def unseen_formulas(work: Path, test: Path | None) -> list[Formula]:
    """The formulas of a test export, else those packed along, else none."""
    return read_export(test)[0] if test is not None else load_test(work / "pack.xz")


def report(work: Path, device: torch.device, test: Path | None) -> None:
    """Prints the scores of the checkpoints as `finish` would make candidates of them, on the validation fold and on a test export."""
    formulas, classes, _ = load_pack(work / "pack.xz")
    models, minutes = load_models(work, classes, device)
    held = held_out(formulas)
    chosen, rates = best_thresholds(models, held)
    say("minutes", **minutes)
    say("thresholds", **rounded(rates))
    say("lean", share=lean(models, formulas, held, chosen)[0])
    say("validation", **vars(chosen), **rounded(score(models, held, chosen)[0]))
    unseen = unseen_formulas(work, test)
    if unseen:
        say("test", formulas=len(unseen), **rounded(score(models, unseen, chosen)[0]))


def rounded(values: Mapping[str, float]) -> dict[str, float]:
    """Percentages to two places."""
    return {name: round(value, 2) for name, value in values.items()}


def finish(work: Path, out: Path, device: torch.device, naming: Naming, test: Path | None, parity: Path | None) -> None:
    """Writes <out>/<stage>/<name>/{model.onnx, card.json} and <out>/release.json; and to `parity` drawn frames with what
    the networks say about them."""
    formulas, classes, fingerprint = load_pack(work / "pack.xz")
    models, minutes = load_models(work, classes, device)
    held = held_out(formulas)
    chosen, rates = best_thresholds(models, held)
    share, leaning = lean(models, formulas, held, chosen)
    say("lean", share=share, **rounded(leaning))
    own, calibration = score(models, held, chosen)
    say("validation", **vars(chosen), **own)
    metrics: dict[str, Any] = {"validation": {"formulas": len(held), **rounded(own)}, "exprateByThreshold": rounded(rates), "exprateByLean": rounded(leaning), "lean": share}
    unseen = unseen_formulas(work, test)
    if unseen:
        result, _ = score(models, unseen, chosen)
        metrics["test"] = {"formulas": len(unseen), **rounded(result)}
        say("test", **result)
    data: dict[str, Any] = {"name": naming.data, "sha256": fingerprint, "formulas": len(formulas)}
    snapshot = load_snapshot(work / "pack.xz")
    if snapshot:
        # An evaluation on formulas of the same snapshot can then say which of them were trained on.
        data["snapshot"] = snapshot
    networks = {"detector": models.detector, "recognizer": models.recognizer, "aligner": models.aligner}
    thresholds = {
        "detector": {"score": chosen.propose, "sure": chosen.sure, "nmsWithinGroup": 0.5, "nmsAcrossGroups": 0.8},
        "recognizer": {},
        "aligner": {"rejectWhenLikeliest": 1},
    }
    weights = {}
    for stage in STAGES:
        card = write_candidate(
            stage, networks[stage], classes, out / stage / naming.name,
            {**vars(naming), "thresholds": thresholds[stage], "calibration": calibration[stage], "data": data, "minutes": minutes[stage], "metrics": metrics},
        )
        say("candidate", of=stage, parameters=card["parameters"], parity=float(card["metrics"]["onnxParity"]))
        weights[stage] = card["sha256"]
    if parity is not None:
        write_parity(models, parity, weights)
    release = {**{stage: naming.name for stage in STAGES}, "converter": "rules-1"}
    (out / "release.json").write_text(json.dumps(release, indent=2) + "\n", encoding="utf-8")
