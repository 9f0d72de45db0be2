"""What trainers are given and what they leave behind: boxes, doubt, teachers, state, restarts, time."""

import sys
import tempfile
import time
import unittest
from pathlib import Path

from tests.support import MISSING, WHY

if not MISSING:
    import numpy as np
    import torch

    from formulary_training.aligner import Aligner
    from formulary_training.augment import Sample
    from formulary_training.candidates import places, propose
    from formulary_training.detector import Detector
    from formulary_training.drive import Trainer, lighten, resume, spread
    from formulary_training.loop import Budget, Run, load, save
    from formulary_training.noise import Confusions, doubt, save_table
    from formulary_training.pool import pack_row, unpack
    from formulary_training.recognizer import Recognizer
    from formulary_training.task import SHARE, Task
    from formulary_training.teachers import Teacher
    from formulary_training.train_aligner import offsets, pair_stress
    from formulary_training.train_recognizer import weighted

C = 4


def two_formulas() -> "tuple":
    """A batch of two: three symbols in a row with a subscript, and one symbol alone."""
    image = np.zeros((256, 768), np.uint8)
    first = Sample(
        image, np.asarray([[0, 0, 20, 20], [30, 0, 50, 20], [52, 15, 60, 25]], np.float32), np.asarray([[100, 100, 120, 120]], np.float32),
        np.asarray([0, 1, 2]), np.asarray([-1, 0, 1]), np.asarray([-1, 0, 1]), True,
    )
    second = Sample(image, np.asarray([[0, 0, 20, 20]], np.float32), np.zeros((0, 4), np.float32), np.asarray([3]), np.asarray([-1]), np.asarray([-1]), True)
    rows = torch.from_numpy(np.stack([pack_row(first, 0), pack_row(second, 1)]))
    return unpack(torch.zeros(2, 256, 768), rows)


@unittest.skipIf(MISSING, WHY)
class Boxes(unittest.TestCase):
    def test_live_boxes_come_first_and_places_follow_them(self) -> None:
        torch.manual_seed(2)
        batch = two_formulas()
        whole = lost = 0
        for _ in range(60):
            given = propose(batch, torch.zeros(2, 1, 256, 768), None, C, 0.5)
            alive = given.alive.int()
            self.assertTrue(bool((alive[:, 1:] <= alive[:, :-1]).all()))
            self.assertTrue(bool((given.names[given.gold < 0] == C).all()))
            parent, relation = places(batch, given)
            for formula, box in given.alive.nonzero().tolist():
                gold, column = int(given.gold[formula, box]), int(parent[formula, box])
                if gold < 0:
                    self.assertEqual((column, int(relation[formula, box])), (-100, -100))
                elif column > 0:
                    self.assertEqual(int(given.gold[formula, column - 1]), int(batch.parents[formula, gold]))
                    self.assertEqual(int(relation[formula, box]), int(batch.relations[formula, gold]))
                    whole += 1
                else:
                    lost += column == -100
        self.assertGreater(whole, 60)
        self.assertGreater(lost, 0)

    def test_a_limit_leaves_whole_formulas_out(self) -> None:
        given = propose(two_formulas(), torch.zeros(2, 1, 256, 768), None, C, 0.0, most=3)
        self.assertLessEqual(int(given.alive.sum()), 3)

    def test_only_what_counts_is_averaged(self) -> None:
        logits, goal = torch.tensor([[9.0, 0], [0, 9.0]]), torch.tensor([0, 0])
        weight = torch.tensor([2.0, 1.0])
        self.assertLess(float(weighted(logits, goal, weight, torch.tensor([1.0, 0]), 0.0)), 0.01)
        self.assertAlmostEqual(float(weighted(logits, goal, weight, torch.ones(2), 0.0)), 4.5, places=2)
        self.assertEqual(float(weighted(logits, goal, weight, torch.zeros(2))), 0.0)


@unittest.skipIf(MISSING, WHY)
class Doubt(unittest.TestCase):
    def setUp(self) -> None:
        torch.manual_seed(4)
        self.names = torch.zeros(400, 6, dtype=torch.long)
        self.probs = torch.nn.functional.one_hot(self.names, C + 1).float()
        self.confusions = Confusions(C, torch.device("cpu"))
        self.confusions.update(torch.tensor([[[0.7, 0.3, 0, 0, 0]]]).expand(9, 1, 5), torch.zeros(9, 1).long(), torch.ones(9, 1).bool())

    def test_rivals_are_those_of_the_table(self) -> None:
        rivals = self.confusions.rivals()
        torch.testing.assert_close(rivals.sum(1), torch.ones(C + 1))
        self.assertEqual((int(rivals[0].argmax()), float(rivals[0, 0])), (1, 0.0))
        self.assertGreater(float(rivals[0, 1]), 0.99)

    def test_some_are_hidden_some_said_wrongly_the_rest_is_left(self) -> None:
        known = torch.ones(400, 6, dtype=torch.bool)
        known[:, 5] = False
        said = doubt(self.probs, self.names, known, self.confusions)
        torch.testing.assert_close(said.sum(-1), torch.ones(400, 6), atol=1e-4, rtol=0)
        torch.testing.assert_close(said[:, 5], self.probs[:, 5])
        changed = (said != self.probs).any(-1)[:, :5].float().mean()
        self.assertTrue(0.06 < float(changed) < 0.25)
        even = (said[:, :5].max(-1)[0] < 0.26).float().mean()
        self.assertTrue(0.01 < float(even) < 0.1)
        wrong = (said[:, :5].argmax(-1) == 1).float().mean()
        self.assertTrue(0.01 < float(wrong) < 0.2)

    def test_scripts_and_half_raised_symbols_count_more(self) -> None:
        boxes = torch.tensor([[[0.0, 0, 20, 20], [30, 10, 50, 30], [60, 10, 80, 30]]])
        shift = offsets(boxes, torch.tensor([[0, 1, 2]]))
        self.assertEqual(shift.tolist(), [[0.0, 0.5, 0.0]])
        self.assertEqual(pair_stress(torch.tensor([[-100, 1, 0]]), shift).tolist(), [[1.0, 2.0, 1.0]])


@unittest.skipIf(MISSING, WHY)
class State(unittest.TestCase):
    def setUp(self) -> None:
        self.scratch = tempfile.TemporaryDirectory()
        self.work = Path(self.scratch.name) / "work"
        self.state = Path(self.scratch.name) / "state"

    def tearDown(self) -> None:
        self.scratch.cleanup()

    def test_the_state_goes_out_small_and_comes_back(self) -> None:
        weights = {"w": torch.full((4, 4), 1 / 3), "running_var": torch.full((4,), 1e-7)}
        save(self.work / "detector.pt", model=weights, raw=weights, optimizer={"big": torch.ones(9)}, steps=7, spent=2.5, classes=["x"])
        save(self.work / "fold-1.pt", model=weights, raw=weights, steps=8, spent=2.5, classes=["x"])
        save_table(self.work / "confusions.npy", np.eye(3))
        self.assertEqual(lighten(self.work, self.state), ["detector", "fold-1", "confusions.npy"])
        fresh = Path(self.scratch.name) / "fresh"
        self.assertEqual(set(resume(self.state, fresh)), {"detector.pt", "fold-1.pt", "confusions.npy"})
        found = load(fresh / "detector.pt")
        self.assertEqual((found["steps"], found["spent"], found["model"]["w"].dtype), (7, 2.5, torch.float16))
        torch.testing.assert_close(found["model"]["running_var"], weights["running_var"])
        self.assertNotIn("optimizer", found)
        taught = load(fresh / "fold-1.pt")["raw"]
        torch.testing.assert_close(taught["w"], weights["w"])
        torch.testing.assert_close(taught["running_var"], weights["running_var"])
        # What is there already is newer.
        self.assertEqual(resume(self.state, self.work), [])

    def test_the_networks_of_this_round_fit_the_way(self) -> None:
        networks = {"detector": Detector(), "recognizer": Recognizer(101), "aligner": Aligner(101), **{f"fold-{k}": Recognizer(101) for k in range(3)}}
        for name, network in networks.items():
            save(self.work / f"{name}.pt", model=network.state_dict(), steps=1, spent=1.0, classes=[])
        lighten(self.work, self.state)
        sizes = {path.stem: path.stat().st_size for path in self.state.iterdir()}
        self.assertEqual(set(sizes), set(networks))
        self.assertLess(max(sizes.values()), 12 << 20)
        self.assertLess(sum(sizes.values()), 45 << 20)
        network = Recognizer(101)
        network.load_state_dict(load(self.state / "fold-2.pt")["model"])
        gap = max(float((own - theirs).abs().max() / theirs.abs().max()) for own, theirs in zip(network.parameters(), networks["fold-2"].parameters()) if own.ndim > 1)
        self.assertLess(gap, 0.005)

    def test_a_run_goes_on_where_it_stopped(self) -> None:
        path = self.work / "net.pt"
        for steps, spent in ((1, 0.0), (2, 5.0)):
            run = Run("net", torch.nn.Linear(2, 1), path, Budget(100, 10, spent), ["x"], 1e-2, 0.9, 1.0)
            before = run.model.weight.detach().clone()
            run.update(run.model(torch.ones(1, 2)).sum())
            self.assertEqual(run.step, steps)
            self.assertFalse(torch.equal(before, run.model.weight))
            run.budget.limit = 0.0
            self.assertFalse(run.due())
        self.assertGreaterEqual(load(path)["spent"], 5.0)

    def test_a_diverged_run_does_not_overwrite_its_checkpoint(self) -> None:
        path = self.work / "net.pt"
        run = Run("net", torch.nn.Linear(2, 1), path, Budget(100, 10), ["x"], 1e-2, 0.9, 1.0)
        run.keep()
        run.average.model.weight.fill_(float("nan"))
        with self.assertRaisesRegex(FloatingPointError, "net diverged"):
            run.keep()
        self.assertTrue(bool(torch.isfinite(load(path)["model"]["weight"]).all()))

    def test_a_teacher_is_taken_once_it_has_learnt_enough(self) -> None:
        path = self.work / "net.pt"
        teacher = Teacher(torch.nn.Linear(2, 1), path, 10, torch.device("cpu"))
        self.assertIsNone(teacher.look())
        model = torch.nn.Linear(2, 1)
        for steps, ready in ((5, False), (10, True)):
            save(path, model=model.state_dict(), steps=steps)
            teacher.looked, teacher.stamp = float("-inf"), 0.0
            self.assertEqual(teacher.look() is not None, ready)
        torch.testing.assert_close(teacher.model.weight, model.weight)

    def test_a_run_stops_by_the_clock_and_the_last_one_ends_the_plan(self) -> None:
        def task(last: bool) -> "Task":
            return Task(self.work, self.work, [], [], torch.device("cpu"), 1, 10.0, time.time() + 60, last, False)

        save(self.work / "folds.pt", spent=100.0)
        ordinary, final = task(False).budget("folds"), task(True).budget("folds")
        self.assertAlmostEqual(ordinary.total, 600 * SHARE["folds"])
        self.assertAlmostEqual(final.total, 160, delta=1)
        self.assertTrue(all(55 < budget.limit <= 60 and budget.before == 100 for budget in (ordinary, final)))


@unittest.skipIf(MISSING, WHY)
class Driving(unittest.TestCase):
    def test_two_gpus_share_the_trainers_one_takes_all(self) -> None:
        names = ["detector", "recognizer", "folds", "aligner"]
        self.assertEqual(sorted(spread(names, 2).values()), [0, 0, 1, 1])
        self.assertEqual(set(spread(names, 1).values()), {0})

    def test_a_failed_trainer_is_started_again_a_few_times(self) -> None:
        with tempfile.TemporaryDirectory() as scratch:
            count = Path(scratch) / "count"
            script = f"import pathlib, sys; p = pathlib.Path({str(count)!r}); n = len(p.read_text()) if p.exists() else 0; p.write_text('x' * (n + 1)); sys.exit(n < 2)"
            trainer = Trainer("tried", [sys.executable, "-c", script, "--compile"], None)
            trainer.start()
            while (code := trainer.tend()) is None:
                trainer.process.wait()
            self.assertEqual((code, trainer.restarts, len(count.read_text())), (0, 2, 3))
            self.assertNotIn("--compile", trainer.command)
