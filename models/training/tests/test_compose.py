"""Other hands and other letters: what may change and what has to stay, size above all."""

import unittest

from tests.support import MISSING, WHY

if not MISSING:
    import numpy as np

    from formulary_training.bank import Bank, rows_of, statures
    from formulary_training.compose import rename, rewrite
    from formulary_training.ink import Ink, symbol_extents
    from formulary_training.recombine import recombine

CLASSES = ["+", "-", "X", "\\sqrt", "p", "x"]
PLUS, BAR, BIG, ROOT, LONG, SMALL = range(6)
REACH = {PLUS: (0.6, -0.1), BIG: (1.0, 0.0), LONG: (0.7, 0.4), SMALL: (0.7, 0.0), BAR: (0.3, -0.27)}


def write(names: "list[int]", unit: float, base: float = 0.0, relation: int = 0) -> "Ink":
    """One line of crosses as tall as their class stands, in a row or (relation 1) as a chain of subscripts."""
    points, strokes = [], []
    for place, name in enumerate(names):
        above, below = REACH[name]
        left, top, bottom = place * 1.3 * unit, base - above * unit, base + below * unit
        points += [[left, top], [left + unit, bottom], [left + unit, top], [left, bottom]]
        strokes += [place, place]
    count = len(names)
    return Ink(
        np.asarray(points, np.float32), np.arange(0, 4 * count + 1, 2), np.asarray(strokes), np.asarray(names),
        np.arange(-1, count - 1), np.asarray([-1] + [relation] * (count - 1)),
    )


@unittest.skipIf(MISSING, WHY)
class Statures(unittest.TestCase):
    def test_reach_and_unit_are_found_at_any_scale(self) -> None:
        inks = [write([BIG, SMALL, LONG, PLUS], 10), write([SMALL, BIG, SMALL], 40, 100), write([LONG, BIG, SMALL], 25)]
        letters = np.asarray([False, False, True, False, True, True])
        reach, units = statures(inks, letters)
        self.assertTrue(np.isnan(reach[[PLUS, BAR, ROOT]]).all())
        np.testing.assert_allclose(reach[BIG] / reach[SMALL, 0], [1 / 0.7, 0], atol=0.02)
        np.testing.assert_allclose(reach[LONG] / reach[SMALL, 0], [1, 0.4 / 0.7], atol=0.02)
        np.testing.assert_allclose(units / units[0], [1, 4, 2.5], rtol=0.02)

    def test_a_script_is_a_row_of_its_own(self) -> None:
        self.assertEqual(len(set(rows_of(write([BIG, SMALL, SMALL], 10, relation=1)).tolist())), 3)
        self.assertEqual(len(set(rows_of(write([BIG, SMALL, SMALL], 10)).tolist())), 1)


@unittest.skipIf(MISSING, WHY)
class Composing(unittest.TestCase):
    def setUp(self) -> None:
        self.inks = [write([SMALL, BIG, LONG, SMALL], 20), write([BIG, PLUS, SMALL], 30), write([SMALL, LONG, BIG], 10)]
        self.bank = Bank(self.inks, CLASSES, ["ann", "bob", "cy"])
        self.rng = np.random.default_rng(3)

    def test_a_renamed_letter_has_the_height_and_baseline_of_its_new_class(self) -> None:
        seen = set()
        for _ in range(40):
            ink = rename(self.inks[0], self.bank, self.rng, 0.8)
            np.testing.assert_array_equal(ink.parents, self.inks[0].parents)
            # The same letter keeps one name throughout a formula.
            self.assertEqual(ink.classes[0], ink.classes[3])
            extent = symbol_extents(ink)
            for symbol, name in enumerate(ink.classes.tolist()):
                above, below = REACH[name]
                np.testing.assert_allclose(extent[symbol, [1, 3]], [-20 * above, 20 * below], atol=0.5)
                seen.add((int(self.inks[0].classes[symbol]), name))
        self.assertTrue({(SMALL, BIG), (BIG, SMALL), (LONG, SMALL)} <= seen)

    def test_what_grows_pushes_what_follows(self) -> None:
        self.bank.partner = np.asarray([-1, -1, -1, -1, -1, BIG])
        self.bank.can_name[:] = False
        self.bank.nameable, self.bank.name_weight = np.asarray([BIG, LONG]), np.ones(2)
        wide = [ink.points.copy() for ink in self.inks]
        self.bank.parts = [None] * 3
        wide[0][4:8, 0] = wide[0][4:6, 0].mean() + (wide[0][4:8, 0] - wide[0][4:6, 0].mean()) * 3
        for ink, points in zip(self.inks, wide):
            ink.points = points
        grown = [rename(self.inks[2], self.bank, self.rng, 1.0) for _ in range(30)]
        for ink in grown:
            extent = symbol_extents(ink)
            self.assertTrue((extent[1:, 0] > extent[:-1, 0]).all())

    def test_the_table_of_confusions_says_which_names_to_try(self) -> None:
        table = np.zeros((7, 7))
        table[SMALL, LONG], table[SMALL, SMALL], table[SMALL, PLUS] = 3, 100, 50
        self.bank.learn_rivals(table)
        drawn = {self.bank.rival(SMALL, self.rng) for _ in range(60)}
        self.assertEqual(drawn, {LONG, BIG})
        self.assertEqual({self.bank.rival(PLUS, self.rng) for _ in range(20)}, {-1})

    def test_one_class_in_one_formula_is_of_one_hand(self) -> None:
        for number, ink in enumerate(self.inks):
            ink.points[:, 1] += np.tile([0, 0, 0.1, 0.1], len(ink.points) // 4) * (number + 1) * 10
        bank = Bank(self.inks, CLASSES, ["ann", "bob", "cy"])
        for _ in range(20):
            parts = rewrite(self.inks[0], bank, self.rng, 1.0)
            first, last = parts.points[0:4], parts.points[12:16]
            np.testing.assert_allclose(first - first[0], last - last[0], atol=0.5)

    def test_rare_classes_are_drawn_more_often(self) -> None:
        inks = [write([SMALL, SMALL, SMALL], 10) for _ in range(30)] + [write([SMALL, BIG], 10)]
        weight = Bank(inks, CLASSES).draw_weights()
        self.assertGreater(weight[-1], 1.5 * weight[0])
        self.assertAlmostEqual(float(weight.sum()), 1.0)

    def test_formulas_are_joined_at_one_size_and_on_one_line(self) -> None:
        units, falls = [], []
        for _ in range(60):
            ink = recombine(0, 2, self.bank, self.rng)
            root = int(np.flatnonzero(ink.parents == 3)[0]) if (ink.parents == 3).any() else -1
            if ink.symbols == 7 and ink.relations[root] == 0:
                extent = symbol_extents(ink)
                units.append((extent[6, 3] - extent[6, 1]) / (extent[1, 3] - extent[1, 1]))
                falls.append((extent[6, 3] - extent[1, 3]) / 20)
        self.assertGreater(len(units), 10)
        self.assertTrue(all(0.9 < value < 1.1 for value in units))
        self.assertTrue(all(abs(value) < 0.35 for value in falls))


if __name__ == "__main__":
    unittest.main()
