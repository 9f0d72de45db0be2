"""What the last step says about the networks: lines over log-odds, certainty, drawn frames for parity."""

import json
import tempfile
import unittest
from pathlib import Path
from unittest.mock import patch

from tests.support import MISSING, WHY

if not MISSING:
    import numpy as np
    import torch

    from formulary_training.aligner import Aligner
    from formulary_training.calibrate import Line, calibration_error, fit_line
    from formulary_training.detector import Detector
    from formulary_training.evaluate import Thresholds, pick
    from formulary_training.lean import SHARES, lean, offsets
    from formulary_training.parity import FORMULAS, frame, write_parity
    from formulary_training.predict import align, certainty, make_models
    from formulary_training.read import Formula
    from formulary_training.recognizer import Recognizer


@unittest.skipIf(MISSING, WHY)
class Calibration(unittest.TestCase):
    def test_the_line_that_made_the_answers_is_found(self) -> None:
        rng = np.random.default_rng(3)
        share = rng.uniform(0.02, 0.98, 20000)
        truth = Line(1.6, 0.7)
        right = rng.uniform(size=len(share)) < truth(share)
        line = fit_line(share, right)
        self.assertAlmostEqual(line.slope, truth.slope, delta=0.06)
        self.assertAlmostEqual(line.bias, truth.bias, delta=0.06)
        self.assertGreater(calibration_error(share, right), 8)
        self.assertLess(calibration_error(line(share), right), 2)

    def test_too_few_answers_and_a_falling_line_change_nothing(self) -> None:
        share = np.linspace(0.1, 0.9, 100)
        self.assertEqual(fit_line(share, np.arange(100) >= 10), Line())
        self.assertEqual(fit_line(share, share < 0.5), Line())
        np.testing.assert_allclose(Line()(share), share, rtol=1e-12)

    def test_what_is_certain_stays_and_the_numbers_are_the_runtimes(self) -> None:
        np.testing.assert_allclose(Line(2.0, 0.0)(np.asarray([0.0, 0.25, 1.0])), [0.0, 0.1, 1.0], atol=1e-12)
        self.assertEqual(Line(1.23456, -0.5).card("score"), {"scoreSlope": 1.2346, "scoreBias": -0.5})

    def test_answers_all_right_and_nearly_separable_have_a_finite_line(self) -> None:
        share = np.concatenate([np.full(200, 0.999), np.full(60, 0.01)])
        line = fit_line(share, share > 0.5)
        self.assertTrue(np.isfinite([line.slope, line.bias]).all() and line.slope > 0)


@unittest.skipIf(MISSING, WHY)
class Threshold(unittest.TestCase):
    def test_proposed_is_what_serves_expressions_and_sure_what_serves_boxes(self) -> None:
        scores = {0.1: (82.7, 0.31, 97.1), 0.2: (82.8, 0.30, 98.2), 0.4: (82.8, 0.31, 99.4), 0.5: (82.1, 0.30, 99.5), 0.6: (81.0, 0.35, 99.3)}
        names = ("exprate", "corrections", "f1_50")
        self.assertEqual(pick({choice: dict(zip(names, row)) for choice, row in scores.items()}), Thresholds(0.2, 0.5))

    def test_the_detector_stands_for_nothing_that_it_does_not_propose(self) -> None:
        scores = {0.2: {"exprate": 50.0, "corrections": 1.0, "f1_50": 99.0}, 0.4: {"exprate": 60.0, "corrections": 1.0, "f1_50": 98.0}}
        self.assertEqual(pick(scores), Thresholds(0.4, 0.4))


@unittest.skipIf(MISSING, WHY)
class Leaning(unittest.TestCase):
    def setUp(self) -> None:
        places = np.zeros(4)
        self.formulas = [Formula("1", "w", [], ["x", "x", "x", "y"], places, places, True, "x x x y", 0)]

    def test_even_classes_stay_and_rare_ones_gain(self) -> None:
        self.assertEqual(offsets(self.formulas, ["x"]).tolist(), [0.0, 0.0])
        common, rare, none = offsets(self.formulas, ["x", "y"]).tolist()
        self.assertAlmostEqual(common, float(np.log(1.5)), places=6)
        self.assertAlmostEqual(rare, float(np.log(0.5)), places=6)
        self.assertEqual(none, 0.0)

    def test_the_smallest_share_with_the_best_scores_is_taken_off_the_aligners_bias(self) -> None:
        models = make_models(Detector(), Recognizer(2), Aligner(2), ["x", "y"], torch.device("cpu"))
        rows = dict(zip(SHARES, [(82.0, 0.3), (83.0, 0.4), (83.0, 0.2), (83.0, 0.2), (81.0, 0.1), (80.0, 0.1)]))
        answers = [{"exprate": rate, "corrections": actions} for rate, actions in rows.values()]
        with patch("formulary_training.lean.end_to_end", side_effect=answers), patch("formulary_training.lean.frames_of", return_value=[]):
            share, rates = lean(models, self.formulas, [], Thresholds(0.2, 0.5))
        self.assertEqual(share, 0.1)
        self.assertEqual(rates["0.05"], 83.0)
        wanted = -0.1 * offsets(self.formulas, ["x", "y"])
        torch.testing.assert_close(models.aligner.model.revise.bias.detach(), wanted)


@unittest.skipIf(MISSING, WHY)
class Certainty(unittest.TestCase):
    def test_places_are_normalised_over_what_is_kept(self) -> None:
        # Two symbols: the first a root with odds 3 : 1, the second below it for certain, its relation 1 of 6.
        arcs = np.log(np.asarray([[0.3, 0.5, 0.1], [1e-9, 0.6, 0.4]]))
        kinds = np.zeros((2, 2, 6))
        self.assertAlmostEqual(certainty(arcs, kinds, np.asarray([-1, 0]), np.asarray([-1, 2])), 0.75 / 6, places=6)

    def test_colder_classes_are_surer(self) -> None:
        torch.manual_seed(1)
        models = make_models(Detector(), Recognizer(5), Aligner(5), list("abcde"), torch.device("cpu"))
        probs, boxes = torch.softmax(torch.randn(2, 6), -1), torch.tensor([[0.0, 0, 20, 30], [25, 0, 40, 10]])
        warm, cold = (align(models, probs, boxes, False, temperature)[4] for temperature in (1.0, 0.5))
        self.assertTrue(0 < warm < cold < 1)


@unittest.skipIf(MISSING, WHY)
class Parity(unittest.TestCase):
    def test_every_box_holds_its_ink(self) -> None:
        for formula in FORMULAS:
            image, boxes = frame(formula)
            self.assertEqual([side % 64 for side in image.shape], [0, 0])
            covered = np.zeros_like(image)
            for x1, y1, x2, y2 in boxes:
                area = (slice(int(y1), int(np.ceil(y2))), slice(int(x1), int(np.ceil(x2))))
                self.assertGreater(float(image[area].sum()), 50)
                covered[area] = 1
            self.assertLess(float((image * (1 - covered)).sum()), 0.02 * float(image.sum()))

    def test_the_files_are_small_and_say_whose_they_are(self) -> None:
        models = make_models(Detector(), Recognizer(101), Aligner(101), [f"c{k}" for k in range(101)], torch.device("cpu"))
        with tempfile.TemporaryDirectory() as scratch:
            folder = Path(scratch) / "parity"
            write_parity(models, folder, {"detector": "00"})
            self.assertLess(sum(path.stat().st_size for path in folder.iterdir()), 300_000)
            self.assertEqual(json.loads((folder / "weights.json").read_text()), {"detector": "00"})
            image, probs = np.load(folder / "1-frame.npy"), np.load(folder / "1-probs.npy")
            self.assertEqual((image.dtype, probs.dtype, probs.shape), (np.uint8, np.float16, (5, 102)))
            logits = models.recognizer(torch.from_numpy(image)[None, None] / 255, torch.from_numpy(np.load(folder / "1-boxes.npy")).float())
            np.testing.assert_allclose(logits.detach().numpy(), np.load(folder / "1-logits.npy"), atol=2e-3)
