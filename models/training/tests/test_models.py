"""Targets, decoding, crops, padding: the parts of the networks that can be wrong without a shape error."""

import tempfile
import unittest
from pathlib import Path

from tests.support import MISSING, WHY

if not MISSING:
    import numpy as np
    import torch

    from formulary_training.aligner import Aligner, AlignerExport, loss as aligner_loss
    from formulary_training.augment import Sample
    from formulary_training.candidates import match
    from formulary_training.detector import Detector, DetectorExport, decode, targets
    from formulary_training.evaluate import matched, temperature
    from formulary_training.loop import Average, Budget, load, save
    from formulary_training.pool import pack_row, unpack
    from formulary_training.recognizer import WIDTH, Recognizer, RecognizerExport, box_mask, class_weights, crops, squares


def perfect_maps(boxes: "torch.Tensor", group: "torch.Tensor") -> "tuple[torch.Tensor, torch.Tensor]":
    """Heat and distances that say exactly these boxes [S, 4]."""
    heat, owner = targets(boxes[None], torch.ones((1, len(boxes)), dtype=torch.bool), group[None], 64, 192)
    y, x = torch.meshgrid(torch.arange(64), torch.arange(192), indexing="ij")
    middle = torch.stack([x, y], -1) * 4 + 2.0
    reach = torch.stack([torch.cat([middle - boxes[owner[0, c]][..., :2], boxes[owner[0, c]][..., 2:] - middle], -1).permute(2, 0, 1) for c in range(3)])
    return heat, reach.reshape(1, 12, 64, 192)


@unittest.skipIf(MISSING, WHY)
class Detection(unittest.TestCase):
    def test_what_the_targets_say_is_what_decoding_reads(self) -> None:
        boxes = torch.tensor([[10.0, 10, 200, 120], [60, 40, 100, 90], [50, 62, 160, 71], [300, 20, 330, 60]])
        heat, reach = perfect_maps(boxes, torch.tensor([0, 2, 1, 2]))
        found, score = decode(heat, reach, 0.35)
        found = found[0][score[0] > 0]
        self.assertEqual(len(found), 4)
        np.testing.assert_array_equal(np.sort(matched(found.numpy(), boxes.numpy(), 0.999)), [0, 1, 2, 3])

    def test_of_two_boxes_for_one_symbol_the_stronger_stays(self) -> None:
        heat, reach = torch.zeros(1, 3, 16, 16), torch.full((1, 12, 16, 16), 20.0)
        heat[0, 2, 5, 5], heat[0, 2, 5, 7] = 0.9, 0.8
        _, score = decode(heat, reach, 0.3)
        self.assertEqual([round(float(value), 1) for value in score[0] if value > 0], [0.9])

    def test_a_padded_frame_keeps_its_shape(self) -> None:
        heat, reach = DetectorExport(Detector()).eval()(torch.zeros(2, 1, 128, 192))
        self.assertEqual((heat.shape, reach.shape), ((2, 3, 32, 48), (2, 12, 32, 48)))
        self.assertGreater(float(reach.min()), 0)


@unittest.skipIf(MISSING, WHY)
class Recognition(unittest.TestCase):
    def test_the_crop_shows_the_box(self) -> None:
        image = torch.zeros(1, 1, 128, 192)
        image[0, 0, 40:60, 100:110] = 1
        boxes = torch.tensor([[100.0, 40, 110, 60]])
        crop, far = crops(image, torch.zeros(1), boxes, torch.tensor([30.0]))
        self.assertEqual((crop.shape, far.shape), ((1, 3, 64, 64), (1, 1, 32, 32)))
        # The close square is 28 pixels a side, the far one 200; ink and mask both cover 10 x 20 of them.
        for channel in (0, 2):
            self.assertAlmostEqual(float(crop[0, channel].mean()), 200 / 28**2, delta=0.02)
        self.assertAlmostEqual(float(far.mean()), 200 / 200**2, delta=0.001)
        # Bilinear sampling softens the edges by half a pixel, the mask does not.
        self.assertGreater(float((crop[0, 0] * crop[0, 2]).sum()), 0.93 * float(crop[0, 0].sum()))

    def test_the_mask_measures_area(self) -> None:
        boxes = torch.tensor([[0.0, 0, 40, 10]])
        self.assertAlmostEqual(float(box_mask(boxes, squares(boxes, torch.tensor([20.0]))[0]).mean()), 400 / 52**2, places=4)

    def test_empty_slots_change_nothing(self) -> None:
        model = Recognizer(7).eval()
        seen = torch.randn(1, 3, WIDTH)
        boxes = torch.tensor([[[5.0, 5, 30, 40], [50, 10, 60, 20], [64, 8, 90, 44]]])
        alone = model(seen, boxes, torch.ones(1, 3))
        padded = model(
            torch.cat([seen, torch.randn(1, 4, WIDTH)], 1), torch.cat([boxes, torch.tensor([[[0.0, 0, 10, 10]] * 4])], 1), torch.tensor([[1.0, 1, 1, 0, 0, 0, 0]])
        )
        torch.testing.assert_close(alone, padded[:, :3], atol=1e-4, rtol=1e-4)

    def test_a_hidden_symbol_is_not_looked_at_but_the_others_are(self) -> None:
        model = Recognizer(7).eval()
        boxes = torch.tensor([[[5.0, 5, 30, 40], [50, 10, 60, 20]]])
        one, two = torch.randn(2, 1, 2, WIDTH)
        cover = torch.tensor([[1.0, 0]])
        changed = torch.cat([two[:, :1], one[:, 1:]], 1)
        torch.testing.assert_close(model(one, boxes, torch.ones(1, 2), cover), model(changed, boxes, torch.ones(1, 2), cover))
        self.assertGreater(float((model(one, boxes, torch.ones(1, 2)) - model(changed, boxes, torch.ones(1, 2)))[0, 1].abs().max()), 1e-4)

    def test_one_model_call_per_formula(self) -> None:
        logits = RecognizerExport(Recognizer(7)).eval()(torch.rand(1, 1, 64, 128), torch.tensor([[5.0, 5, 30, 40], [50, 10, 60, 20]]))
        self.assertEqual(logits.shape, (2, 8))

    def test_the_same_box_reads_differently_beside_larger_ones(self) -> None:
        model = RecognizerExport(Recognizer(7)).eval()
        image = torch.zeros(1, 1, 128, 256)
        one = torch.tensor([[5.0, 5, 30, 40], [150, 10, 160, 20]])
        two = torch.tensor([[5.0, 5, 30, 40], [150, 10, 240, 120]])
        self.assertGreater(float((model(image, one)[0] - model(image, two)[0]).abs().max()), 1e-4)

    def test_rare_classes_weigh_more(self) -> None:
        weight = class_weights(torch.tensor([1000, 10]))
        self.assertGreater(float(weight[1]), float(weight[0]))
        self.assertEqual(len(weight), 3)


@unittest.skipIf(MISSING, WHY)
class Alignment(unittest.TestCase):
    def setUp(self) -> None:
        torch.manual_seed(1)
        self.model = Aligner(5).eval()
        self.probs = torch.softmax(torch.randn(4, 6), -1)
        self.boxes = torch.tensor([[0.0, 0, 20, 30], [25, 0, 40, 10], [45, 12, 60, 14], [65, 5, 80, 30]])

    def test_padding_changes_nothing(self) -> None:
        alone = AlignerExport(self.model)(self.probs, self.boxes)
        probs = torch.cat([self.probs, torch.zeros(3, 6)])[None]
        boxes = torch.cat([self.boxes, torch.tensor([[0.0, 0, 10, 10]] * 3)])[None]
        padded = self.model(probs, boxes, torch.tensor([[1.0, 1, 1, 1, 0, 0, 0]]))
        torch.testing.assert_close(alone[0][:, :5].clamp(min=-50), padded[0][0, :4, :5].clamp(min=-50), atol=1e-4, rtol=1e-4)
        torch.testing.assert_close(alone[1], padded[1][0, :4, :4], atol=1e-4, rtol=1e-4)
        torch.testing.assert_close(alone[2], padded[2][0, :4], atol=1e-4, rtol=1e-4)

    def test_an_empty_row_and_an_untaught_batch_are_no_nan(self) -> None:
        outputs = self.model(torch.zeros(1, 3, 6), torch.tensor([[[0.0, 0, 10, 10]] * 3]), torch.zeros(1, 3))
        unknown = torch.full((1, 3), -100)
        parent, relation, _ = aligner_loss(outputs, unknown, unknown, torch.zeros(1, 3).long(), torch.ones(1, 3), torch.ones(6), torch.ones(1, 3))
        self.assertTrue(all(bool(torch.isfinite(value).all()) for value in (*outputs, parent, relation)))

    def test_a_box_matches_at_most_one_symbol(self) -> None:
        found = torch.tensor([[[0.0, 0, 20, 30], [1, 0, 20, 28], [90, 0, 99, 9]]])
        alive = torch.ones(1, 3, dtype=torch.bool)
        self.assertEqual(match(found, alive, self.boxes[None], torch.ones(1, 4, dtype=torch.bool)).tolist(), [[0, -1, -1]])


@unittest.skipIf(MISSING, WHY)
class Bookkeeping(unittest.TestCase):
    def test_a_pool_row_holds_all_labels(self) -> None:
        sample = Sample(
            np.zeros((256, 768), np.uint8), np.asarray([[1, 2, 3, 4], [5, 6, 7, 8]], np.float32), np.asarray([[9, 9, 19, 19]], np.float32),
            np.asarray([4, 100]), np.asarray([-1, 0]), np.asarray([-1, 5]), True,
        )
        batch = unpack(torch.zeros(1, 256, 768), torch.from_numpy(pack_row(sample, 2))[None])
        self.assertEqual(batch.valid[0].nonzero().ravel().tolist(), [0, 1])
        self.assertEqual(batch.boxes[0, 1].tolist(), [5, 6, 7, 8])
        self.assertEqual(batch.classes[0, :2].tolist(), [4, 100])
        self.assertEqual((batch.parents[0, :2].tolist(), batch.relations[0, :2].tolist()), ([-1, 0], [-1, 5]))
        self.assertEqual((int(batch.junk_valid.sum()), bool(batch.tree[0]), int(batch.fold[0])), (1, True, 2))

    def test_a_resumed_budget_goes_on_with_the_same_cosine(self) -> None:
        self.assertAlmostEqual(Budget(100, 10, 50).progress, 0.5, places=2)
        self.assertTrue(Budget(100, 10, 100).done)
        self.assertFalse(Budget(100, 10, 50).done)

    def test_the_average_moves_towards_the_model(self) -> None:
        model = torch.nn.Linear(1, 1, bias=False)
        torch.nn.init.zeros_(model.weight)
        average = Average(model, 0.9)
        torch.nn.init.ones_(model.weight)
        for _ in range(100):
            average.update(model)
        self.assertTrue(0.9 < float(average.model.weight) <= 1)

    def test_checkpoints_round_trip_and_may_be_absent(self) -> None:
        with tempfile.TemporaryDirectory() as scratch:
            path = Path(scratch) / "a.pt"
            self.assertIsNone(load(path))
            save(path, model={"w": torch.ones(2)}, steps=3)
            self.assertEqual(load(path)["steps"], 3)

    def test_overconfident_logits_get_a_higher_temperature(self) -> None:
        goal = torch.tensor([0, 1] * 50)
        logits = torch.nn.functional.one_hot(torch.tensor([0, 1, 0, 1, 0, 1, 0, 1, 1, 0] * 10), 2).float() * 8
        self.assertGreater(temperature(logits, goal), 1.5)
