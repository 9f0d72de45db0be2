"""Stage by stage and end to end scores on formulas whose truth is known; no formula is skipped."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import numpy as np
import torch

from .augment import iou
from .ink import clean_frame, ink_of
from .predict import Models, Prediction, align, detect, predict
from .read import Formula
from .tree import serialise

Found = tuple[torch.Tensor, torch.Tensor]


def matched(boxes: np.ndarray, gold: np.ndarray, least: float) -> np.ndarray:
    """Gold index of each box or -1: one-to-one, greedily by overlap, IoU at least `least`."""
    result = np.full(len(boxes), -1)
    if len(boxes) == 0 or len(gold) == 0:
        return result
    overlap = iou(boxes, gold)
    for flat in np.argsort(-overlap, axis=None):
        box, symbol = np.unravel_index(flat, overlap.shape)
        if overlap[box, symbol] < least:
            break
        if result[box] < 0 and symbol not in result:
            result[box] = symbol
    return result


def frames_of(formulas: list[Formula], classes: list[str]) -> list[tuple[np.ndarray, np.ndarray]]:
    """Evaluation drawing and gold boxes of each formula."""
    index = {name: place for place, name in enumerate(classes)}
    return [clean_frame(ink_of(formula, index)) for formula in formulas]


CHOICES = (0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.6)


@dataclass(frozen=True)
class Thresholds:
    """Of the detector's scores. propose: the boxes that the aligner gets, to keep or to reject; sure: those that the
    detector stands for by itself."""

    propose: float
    sure: float


def best_thresholds(models: Models, formulas: list[Formula], choices: tuple[float, ...] = CHOICES) -> tuple[Thresholds, dict[str, float]]:
    """The thresholds that `pick` finds on these formulas, and the share of whole expressions right when proposing from each on."""
    frames = frames_of(formulas, models.classes)
    found = [detect(models, torch.from_numpy(frame).to(models.device)) for frame, _ in frames]
    scores = {choice: end_to_end(models, formulas, frames, found, Thresholds(choice, choice)) for choice in choices}
    return pick(scores), {str(choice): score["exprate"] for choice, score in scores.items()}


def pick(scores: dict[float, dict[str, float]]) -> Thresholds:
    """From scores at each threshold: proposed are the boxes with the most whole expressions right, then the fewest
    corrections; sure are those with the best F1 at IoU .5, from `propose` on."""
    propose = max(scores, key=lambda choice: (scores[choice]["exprate"], -scores[choice]["corrections"]))
    return Thresholds(propose, max((choice for choice in scores if choice >= propose), key=lambda choice: scores[choice]["f1_50"]))


def corrections(formula: Formula, guess: Prediction | None, link: np.ndarray) -> int:
    """What a person would have to do: boxes added and deleted, symbols relabelled, places changed. link: gold index of
    each predicted symbol, -1 for none. A relation is not counted where its gold parent was not found."""
    if guess is None:
        return len(formula.classes)
    found = {int(gold): place for place, gold in enumerate(link) if gold >= 0}
    actions = len(formula.classes) + len(link) - 2 * len(found)
    for gold, place in found.items():
        actions += formula.classes[gold] != guess.names[place]
        up = int(formula.parents[gold])
        if up >= 0 and up not in found:
            continue
        wanted = found[up] if up >= 0 else -1
        actions += int(guess.parents[place]) != wanted or (up >= 0 and guess.relations[place] != formula.relations[gold])
    return actions


def end_to_end(models: Models, formulas: list[Formula], frames: list[tuple[np.ndarray, np.ndarray]], found: list[Found], thresholds: Thresholds) -> dict[str, float]:
    """Scores of the boxes that the detector is sure of, at IoU .5 and .75, and of whole expressions (percent)."""
    tally: Counter[str] = Counter()
    for formula, (frame, gold), detected in zip(formulas, frames, found):
        guess = predict(models, frame, thresholds.propose, detected)
        before = detected[0][detected[1] > thresholds.sure].cpu().numpy()
        after = guess.boxes if guess else np.zeros((0, 4), np.float32)
        tally["gold"] += len(gold)
        tally["boxes"] += len(before)
        hits = int((matched(before, gold, 0.5) >= 0).sum())
        tally["hit50"] += hits
        tally["hit75"] += int((matched(before, gold, 0.75) >= 0).sum())
        tally["all"] += hits == len(gold) == len(before)
        link = matched(after, gold, 0.5)
        complete = len(after) == len(gold) and bool((link >= 0).all())
        tally["allAfter"] += complete
        if guess and complete:
            tally["classes"] += all(formula.classes[place] == name for place, name in zip(link, guess.names))
        tally["actions"] += corrections(formula, guess, link)
        truth = serialise(formula.classes, formula.parents, formula.relations)
        tally["right"] += guess is not None and serialise(guess.names, guess.parents, guess.relations) == truth
    total = len(formulas)
    return {
        "precision50": 100 * tally["hit50"] / max(1, tally["boxes"]),
        "recall50": 100 * tally["hit50"] / tally["gold"],
        "f1_50": 200 * tally["hit50"] / (tally["boxes"] + tally["gold"]),
        "f1_75": 200 * tally["hit75"] / (tally["boxes"] + tally["gold"]),
        "allFound": 100 * tally["all"] / total,
        "allFoundAfterRejection": 100 * tally["allAfter"] / total,
        "allBoxesAndClasses": 100 * tally["classes"] / total,
        "exprate": 100 * tally["right"] / total,
        "corrections": tally["actions"] / total,
    }


@torch.no_grad()
def on_gold(models: Models, formulas: list[Formula], frames: list[tuple[np.ndarray, np.ndarray]]) -> tuple[dict[str, float], dict[str, float]]:
    """Recognizer on gold boxes, aligner on gold boxes with gold and with predicted classes (percent); and temperatures."""
    index = {name: place for place, name in enumerate(models.classes)}
    logits_all, context_all, goals = [], [], []
    tally: Counter[str] = Counter()
    for formula, (frame, gold) in zip(formulas, frames):
        image = torch.from_numpy(frame).to(models.device)[None, None]
        boxes = torch.from_numpy(gold).to(models.device)
        goal = torch.tensor([index.get(name, -1) for name in formula.classes], device=models.device)
        logits = models.recognizer(image, boxes)
        logits_all.append(logits)
        goals.append(goal)
        context_all.append(torch.log(models_context(models, torch.softmax(logits, -1), boxes)))
        sure = torch.nn.functional.one_hot(goal.clamp(min=0), logits.shape[1]).float()
        _, _, parents, relations, _ = align(models, sure, boxes, False)
        right = parents == formula.parents
        both = right & ((relations == formula.relations) | (formula.parents < 0))
        tally.update(symbols=len(goal), parent=int(right.sum()), both=int(both.sum()), tree=int(both.all()))
    logits, context, goal = torch.cat(logits_all), torch.cat(context_all), torch.cat(goals)
    top = logits[:, :-1].topk(5, 1)[1] == goal[:, None]
    scores = {
        "top1": 100 * top[:, 0].float().mean().item(),
        "top5": 100 * top.any(1).float().mean().item(),
        "macroRecall": 100 * macro_recall(logits[:, :-1].argmax(1), goal),
        "top1Context": 100 * (context[:, :-1].argmax(1) == goal).float().mean().item(),
        "macroRecallContext": 100 * macro_recall(context[:, :-1].argmax(1), goal),
        "parent": 100 * tally["parent"] / tally["symbols"],
        "parentAndRelation": 100 * tally["both"] / tally["symbols"],
        "treeExact": 100 * tally["tree"] / len(formulas),
    }
    return scores, {"recognizer": temperature(logits, goal), "aligner": temperature(context, goal)}


@torch.no_grad()
def models_context(models: Models, probs: torch.Tensor, boxes: torch.Tensor) -> torch.Tensor:
    """Class probabilities in context [N, C+1]."""
    return torch.softmax(models.aligner(probs, boxes)[2], -1).clamp(min=1e-8)


def macro_recall(said: torch.Tensor, goal: torch.Tensor) -> float:
    """Mean recall over the classes that occur."""
    return float(np.mean([(said[goal == name] == name).float().mean().item() for name in goal.unique().tolist() if name >= 0]))


def temperature(logits: torch.Tensor, goal: torch.Tensor) -> float:
    """The softmax temperature with the least negative log-likelihood (Guo et al., 2017), on a grid of .02."""
    known = goal >= 0
    grid = [0.4 + 0.02 * step for step in range(81)]
    losses = [torch.nn.functional.cross_entropy(logits[known] / value, goal[known]).item() for value in grid]
    return round(grid[int(np.argmin(losses))], 2)
