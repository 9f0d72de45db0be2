"""Scores to trees, trees to strings."""

import itertools
import unittest

from tests.support import MISSING, WHY

if not MISSING:
    import numpy as np

    from formulary_training.tree import arborescence, decode_tree, serialise


def reaches_root(heads: tuple[int, ...]) -> bool:
    for node in range(1, len(heads) + 1):
        seen = set()
        while node and node not in seen:
            seen.add(node)
            node = heads[node - 1]
        if node:
            return False
    return True


@unittest.skipIf(MISSING, WHY)
class Trees(unittest.TestCase):
    def test_the_arborescence_is_the_best_of_all(self) -> None:
        rng = np.random.default_rng(3)
        for _ in range(60):
            score = rng.normal(size=(5, 5))
            every = (heads for heads in itertools.product(range(5), repeat=4) if reaches_root(heads))
            best = max(sum(score[child + 1, head] for child, head in enumerate(heads)) for heads in every)
            found = arborescence(score)
            self.assertAlmostEqual(float(score[np.arange(1, 5), found[1:]].sum()), best)

    def test_any_scores_give_one_root_and_unique_places(self) -> None:
        rng = np.random.default_rng(4)
        for count in (1, 2, 6, 12):
            parents, relations = decode_tree(rng.normal(size=(count, count + 1)), rng.normal(size=(count, count, 6)))
            self.assertEqual(int((parents < 0).sum()), 1)
            places = [(up, kind) for up, kind in zip(parents.tolist(), relations.tolist()) if up >= 0]
            self.assertEqual(len(places), len(set(places)))
            self.assertTrue(reaches_root(tuple((parents + 1).tolist())))

    def test_clear_scores_are_followed(self) -> None:
        parents, relations = np.asarray([2, 0, -1, 2]), np.asarray([3, 2, -1, 4])
        arcs, kinds = np.full((4, 5), -9.0), np.full((4, 4, 6), -9.0)
        for child, (up, kind) in enumerate(zip(parents, relations)):
            arcs[child, up + 1] = 0
            if up >= 0:
                kinds[child, up, kind] = 0
        found = decode_tree(arcs, kinds)
        np.testing.assert_array_equal(found[0], parents)
        np.testing.assert_array_equal(found[1], relations)

    def test_limits_read_the_same_under_or_beside(self) -> None:
        beside = serialise(["\\sum", "i", "x"], np.asarray([-1, 0, 0]), np.asarray([-1, 1, 0]))
        under = serialise(["\\sum", "i", "x"], np.asarray([-1, 0, 0]), np.asarray([-1, 4, 0]))
        self.assertEqual(beside, under)
        self.assertEqual(under, " \\sum<Below i> x")

    def test_order_of_symbols_does_not_matter_but_structure_does(self) -> None:
        first = serialise(["x", "2", "y"], np.asarray([-1, 0, 0]), np.asarray([-1, 2, 0]))
        second = serialise(["y", "x", "2"], np.asarray([1, -1, 1]), np.asarray([0, -1, 2]))
        other = serialise(["x", "2", "y"], np.asarray([-1, 0, 1]), np.asarray([-1, 2, 0]))
        self.assertEqual(first, second)
        self.assertNotEqual(first, other)
