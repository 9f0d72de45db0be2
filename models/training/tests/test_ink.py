"""Drawing and boxes, swaps, recombination, junk."""

import tempfile
import unittest
from pathlib import Path

from tests.support import FRACTION, MISSING, SUM, WHY, write_export

if not MISSING:
    import numpy as np

    from formulary_training.augment import iou, junk_boxes, make_sample
    from formulary_training.bank import Bank, build, take
    from formulary_training.compose import rewrite
    from formulary_training.constants import MIN_BOX_SIDE
    from formulary_training.ink import clean_frame, ink_of
    from formulary_training.read import class_list, read_export
    from formulary_training.recombine import recombine


@unittest.skipIf(MISSING, WHY)
class Drawing(unittest.TestCase):
    def setUp(self) -> None:
        with tempfile.TemporaryDirectory() as scratch:
            formulas, _ = read_export(write_export(Path(scratch), {"one": ("ann", FRACTION), "two": ("ann", SUM)}), 1)
        self.classes = class_list(formulas)
        index = {name: place for place, name in enumerate(self.classes)}
        self.inks = [ink_of(formula, index) for formula in formulas]
        self.bank = Bank(self.inks, self.classes)
        self.rng = np.random.default_rng(5)

    def test_the_frame_is_the_importers(self) -> None:
        frame, boxes = clean_frame(self.inks[0])
        # 70 x 103 ink units fit 224 pixels high: 153 wide with margins 185, padded to 192.
        self.assertEqual(frame.shape, (256, 192))
        self.assertEqual((frame.min(), frame.max()), (0, 1))
        scale = 224 / 103
        np.testing.assert_allclose(boxes[2], [16 - 1.25, 16 + 58 * scale - 4.5, 16 + 70 * scale + 1.25, 16 + 58 * scale + 4.5], atol=1e-3)
        self.assertEqual(round(float(boxes[2, 3] - boxes[2, 1]), 3), MIN_BOX_SIDE)

    def test_all_ink_lies_in_the_boxes(self) -> None:
        frame, boxes = clean_frame(self.inks[1])
        outside = frame.copy()
        for x1, y1, x2, y2 in boxes:
            outside[int(y1) : int(np.ceil(y2)) + 1, int(x1) : int(np.ceil(x2)) + 1] = 0
        self.assertLess(float(outside.max()), 0.1)

    def test_taking_apart_and_building_changes_nothing(self) -> None:
        ink = self.inks[0]
        again = build(take(ink), ink.classes, ink.parents, ink.relations)
        np.testing.assert_array_equal(again.points, ink.points)
        np.testing.assert_array_equal(again.stroke_symbol, ink.stroke_symbol)

    def test_another_hand_keeps_places_classes_and_tree(self) -> None:
        swapped = rewrite(self.inks[0], self.bank, self.rng, 1.0)
        np.testing.assert_array_equal(swapped.classes, self.inks[0].classes)
        np.testing.assert_array_equal(swapped.parents, self.inks[0].parents)
        self.assertGreater(iou(clean_frame(swapped)[1], clean_frame(self.inks[0])[1]).diagonal().min(), 0.3)

    def test_recombined_formulas_have_one_root_and_unique_places(self) -> None:
        grown = set()
        for _ in range(60):
            ink = recombine(1, 0, self.bank, self.rng)
            grown.add(ink.symbols)
            self.assertEqual(int((ink.parents < 0).sum()), 1)
            places = [place for place in zip(ink.parents.tolist(), ink.relations.tolist()) if place[0] >= 0]
            self.assertEqual(len(places), len(set(places)))
        self.assertTrue({7, 8} <= grown)

    def test_junk_is_never_nearly_a_symbol(self) -> None:
        _, boxes = clean_frame(self.inks[0])
        junk = junk_boxes(self.inks[0], boxes, 2.5, self.rng)
        self.assertGreater(len(junk), 3)
        self.assertLess(iou(junk, boxes).max(), 0.5)

    def test_samples_stay_in_the_frame(self) -> None:
        for number in range(40):
            sample = make_sample(number % 2, self.bank, np.asarray([True, True]), self.rng)
            self.assertEqual(sample.image.shape, (256, 768))
            self.assertGreater(int(sample.image.max()), 100)
            self.assertGreaterEqual(float(sample.boxes.min()), -5)
            self.assertLessEqual(float(sample.boxes[:, 2].max()), 773)
