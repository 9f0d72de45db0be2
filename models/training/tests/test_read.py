"""From an export folder to formulas."""

import json
import lzma
import tempfile
import unittest
from pathlib import Path

from tests.support import FRACTION, MISSING, SUM, WHY, write_export

if not MISSING:
    import numpy as np

    from formulary_training.finish import ENOUGH, HELD, held_out
    from formulary_training.ink import clean_frame, ink_of
    from formulary_training.pack import load_pack, load_snapshot, load_test, save_pack
    from formulary_training.read import FOLDS, VALIDATION_FOLD, ExportError, Formula, class_list, fold_of, read_export, snapshot_of, writer_group


@unittest.skipIf(MISSING, WHY)
class ReadingAnExport(unittest.TestCase):
    def setUp(self) -> None:
        self.scratch = tempfile.TemporaryDirectory()
        self.folder = Path(self.scratch.name)

    def tearDown(self) -> None:
        self.scratch.cleanup()

    def test_joins_strokes_classes_and_tree(self) -> None:
        write_export(self.folder, {"one": ("ann", FRACTION), "two": ("bob", SUM)})
        formulas, problems = read_export(self.folder, 1)
        self.assertEqual(problems, [])
        fraction = formulas[0]
        self.assertEqual(fraction.classes, ["x", "2", "-", "2"])
        self.assertEqual(fraction.parents.tolist(), [2, 0, -1, 2])
        self.assertEqual(fraction.relations.tolist(), [3, 2, -1, 4])
        self.assertEqual([len(strokes) for strokes in fraction.strokes], [2, 1, 1, 1])
        self.assertEqual(fraction.strokes[2][0].tolist(), [[5, 60], [75, 60]])
        self.assertTrue(fraction.agrees)
        self.assertEqual(class_list(formulas), ["+", "-", "2", "x"])

    def test_a_broken_file_is_named_and_the_others_are_read(self) -> None:
        write_export(self.folder, {"good": ("ann", SUM), "bad": ("ann", SUM)})
        (self.folder / "inkml" / "train" / "bad.inkml").write_text("<ink><trace", encoding="utf-8")
        with (self.folder / "aligner" / "train.jsonl").open("a", encoding="utf-8") as table:
            table.write('{"formula": "cut off\n')
        formulas, problems = read_export(self.folder, 1)
        self.assertEqual([formula.id for formula in formulas], ["good"])
        self.assertEqual(len(problems), 2)
        self.assertTrue(problems[0].startswith("bad: ParseError"))

    def test_a_tree_that_disagrees_with_its_label_is_not_learnt(self) -> None:
        write_export(self.folder, {"one": ("ann", SUM)}, agrees=False)
        self.assertFalse(read_export(self.folder, 1)[0][0].agrees)

    def test_an_empty_folder_is_refused_in_words(self) -> None:
        with self.assertRaisesRegex(ExportError, "no rows"):
            read_export(self.folder, 1)


@unittest.skipIf(MISSING, WHY)
class Folds(unittest.TestCase):
    def test_a_writer_stays_in_one_fold_and_all_folds_are_used(self) -> None:
        folds = [fold_of(f"writer {number}") for number in range(2000)]
        self.assertEqual(folds[7], fold_of("writer 7"))
        self.assertEqual(set(folds), {VALIDATION_FOLD, *range(FOLDS)})
        self.assertTrue(50 < folds.count(VALIDATION_FOLD) < 160)

    def test_without_a_writer_the_capture_session_counts(self) -> None:
        first = writer_group(None, '"200924-1331-195.ink"', "a")
        self.assertEqual(first, writer_group(None, '"200924-1331-7.ink"', "b"))
        self.assertNotEqual(first, writer_group(None, '"200924-1332-195.ink"', "c"))
        self.assertEqual(writer_group("ann", "x-1", "d"), "ann")
        self.assertEqual(writer_group(None, "", "e"), "formula:e")

    def test_validation_prefers_texts_that_training_does_not_know(self) -> None:
        def formula(text: str, fold: int) -> "Formula":
            return Formula(text, "w", [], [], np.zeros(0), np.zeros(0), True, text, fold)

        known = [formula(f"t{number}", 0) for number in range(50)]
        copied = [formula(f"t{number % 50}", VALIDATION_FOLD) for number in range(300)]
        fresh = [formula(f"n{number}", VALIDATION_FOLD) for number in range(2 * HELD)]
        self.assertTrue(all(chosen.latex.startswith("n") for chosen in held_out(known + copied + fresh[:ENOUGH])))
        self.assertEqual(len(held_out(known + copied + fresh[: ENOUGH - 1])), 300 + ENOUGH - 1)
        self.assertEqual(len(held_out(known + fresh)), HELD)
        with self.assertRaisesRegex(ExportError, "too few writers"):
            held_out(known)


@unittest.skipIf(MISSING, WHY)
class Packing(unittest.TestCase):
    def test_a_pack_gives_back_formulas_to_an_eighth_of_a_pixel(self) -> None:
        with tempfile.TemporaryDirectory() as scratch:
            formulas, _ = read_export(write_export(Path(scratch) / "a", {"one": ("ann", FRACTION), "two": ("bob", SUM)}), 1)
            unseen, _ = read_export(write_export(Path(scratch) / "b", {"three": ("cy", SUM)}), 1)
            path = Path(scratch) / "pack.xz"
            self.assertIsNone(snapshot_of(Path(scratch) / "a"))
            named = {"name": "spring", "contentHash": "c0ffee"}
            (Path(scratch) / "a" / "aligner" / "manifest.json").write_text(json.dumps({"snapshot": {**named, "project": "p"}}))
            self.assertEqual(snapshot_of(Path(scratch) / "a"), named)
            save_pack(formulas, ["x"], "f00d", path, unseen, named)
            self.assertEqual(load_snapshot(path), named)
            again, classes, fingerprint = load_pack(path)
            self.assertEqual((classes, fingerprint, [f.id for f in load_test(path)]), (["x"], "f00d", ["three"]))
            for foreign in (b"no pack", lzma.compress(b"\x10\x00\x00\x00\x00\x00\x00\x00\xff\xfe not a table")):
                path.write_bytes(foreign)
                with self.assertRaisesRegex(ExportError, "run `pack` again"):
                    load_pack(path)
        index = {name: place for place, name in enumerate(class_list(formulas))}
        for before, after in zip(formulas, again):
            self.assertEqual((before.id, before.writer, before.classes, before.fold), (after.id, after.writer, after.classes, after.fold))
            self.assertEqual((before.parents.tolist(), before.agrees), (after.parents.tolist(), after.agrees))
            np.testing.assert_allclose(clean_frame(ink_of(before, index))[1], clean_frame(ink_of(after, index))[1], atol=0.13)
