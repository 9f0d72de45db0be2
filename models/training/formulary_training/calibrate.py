"""Confidences that mean what they say: lines over log-odds fitted on held-out formulas.

The runtime reads them from the cards: score' = sigmoid(slope x logit(score) + bias), and the same for the product of all
confidences of a formula. Platt, Probabilistic outputs for support vector machines (1999), whose targets are used too."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch

from .evaluate import Found, corrections, matched
from .predict import Models, predict
from .read import Formula

FEWEST = 20
"""With fewer answers of either kind there is no line to be found, and confidences stay as they are."""
PRIOR = 1.0
"""Weight of the pull towards slope 1 and bias 0, in answers."""


@dataclass(frozen=True)
class Line:
    """slope and bias over log-odds; Line() changes nothing."""

    slope: float = 1.0
    bias: float = 0.0

    def __call__(self, share: np.ndarray) -> np.ndarray:
        """Calibrated shares; 0 and 1 are certain and stay."""
        share = np.asarray(share, np.float64)
        inside = (share > 0) & (share < 1)
        odds = np.where(inside, share, 0.5)
        moved = 1 / (1 + np.exp(-self.slope * np.log(odds / (1 - odds)) - self.bias))
        return np.where(inside, moved, share)

    def card(self, name: str) -> dict[str, float]:
        """As a card's calibration holds it."""
        return {f"{name}Slope": round(self.slope, 4), f"{name}Bias": round(self.bias, 4)}


def fit_line(share: np.ndarray, right: np.ndarray) -> Line:
    """The line of the largest likelihood, by Newton's method; Line() where too few are right or too few are wrong, or
    where the line would fall (a surer answer must not become a less sure one)."""
    share, right = np.asarray(share, np.float64), np.asarray(right, bool)
    good, bad = int(right.sum()), int((~right).sum())
    if min(good, bad) < FEWEST:
        return Line()
    edge = np.clip(share, 1e-12, 1 - 1e-12)
    columns = np.stack([np.log(edge / (1 - edge)), np.ones(len(edge))], 1)
    goal = np.where(right, (good + 1) / (good + 2), 1 / (bad + 2))
    start = np.asarray([1.0, 0.0])

    def cost(at: np.ndarray) -> float:
        score = columns @ at
        return float((np.logaddexp(0, score) - goal * score).sum() + PRIOR / 2 * ((at - start) ** 2).sum())

    at = start.copy()
    for _ in range(100):
        said = 1 / (1 + np.exp(-columns @ at))
        slope = columns.T @ (said - goal) + PRIOR * (at - start)
        curve = (columns * (said * (1 - said))[:, None]).T @ columns + PRIOR * np.eye(2)
        step, size = np.linalg.solve(curve, slope), 1.0
        while size > 1e-6 and cost(at - size * step) > cost(at):
            size /= 2
        at = at - size * step
        if float(np.abs(size * step).max()) < 1e-9:
            break
    return Line(float(at[0]), float(at[1])) if at[0] > 0 else Line()


def calibration_error(share: np.ndarray, right: np.ndarray, bins: int = 10) -> float:
    """Expected calibration error in percent over bins of equal width (Guo et al., 2017); 0 without answers."""
    share, right = np.asarray(share, np.float64), np.asarray(right, np.float64)
    place = np.minimum((share * bins).astype(int), bins - 1)
    gaps = [abs(float((right - share)[place == bin_].sum())) for bin_ in range(bins)]
    return 100 * sum(gaps) / max(1, len(share))


@dataclass
class Sure:
    """How sure the stages were of some formulas. Detector: share, right [M], all boxes of all formulas. Formula: share,
    right [F]: whether nothing needed correction."""

    boxes: tuple[np.ndarray, np.ndarray]
    formulas: tuple[np.ndarray, np.ndarray]


def how_sure(
    models: Models, formulas: list[Formula], frames: list[tuple[np.ndarray, np.ndarray]], found: list[Found], threshold: float, line: Line, temperature: float
) -> Sure:
    """line: of the detector's scores; temperature: of the classes in context. A formula in which nothing is found is left out."""
    shares, hits, sure, right = [], [], [], []
    for formula, (frame, gold), (boxes, score) in zip(formulas, frames, found):
        kept = (score > threshold).cpu().numpy()
        own = line(score.cpu().numpy()[kept])
        shares.append(own)
        hits.append(matched(boxes.cpu().numpy()[kept], gold, 0.5) >= 0)
        guess = predict(models, frame, threshold, (boxes, score), temperature)
        if guess is not None:
            sure.append(float(np.prod(own[guess.kept])) * guess.sure)
            right.append(corrections(formula, guess, matched(guess.boxes, gold, 0.5)) == 0)
    return Sure((np.concatenate(shares), np.concatenate(hits)), (np.asarray(sure), np.asarray(right)))


@torch.no_grad()
def lines(
    models: Models, formulas: list[Formula], frames: list[tuple[np.ndarray, np.ndarray]], found: list[Found], threshold: float, temperature: float
) -> tuple[Line, Line, dict[str, float]]:
    """The detector's line, the formula's (on top of it), and calibration errors in percent before and after."""
    before = how_sure(models, formulas, frames, found, threshold, Line(), temperature)
    score = fit_line(*before.boxes)
    after = how_sure(models, formulas, frames, found, threshold, score, temperature)
    whole = fit_line(*after.formulas)
    errors = {
        "eceScore": calibration_error(*before.boxes),
        "eceScoreCalibrated": calibration_error(*after.boxes),
        "eceFormula": calibration_error(*before.formulas),
        "eceFormulaCalibrated": calibration_error(whole(after.formulas[0]), after.formulas[1]),
    }
    return score, whole, errors
