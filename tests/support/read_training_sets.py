"""Read exported training sets with torchvision's own loaders and print what was found as JSON.

    python3 read_training_sets.py EXPORT_FOLDER

EXPORT_FOLDER holds `detector/` (COCO) and `recognizer/` (class folders). Prints, per split, how many images
and boxes `CocoDetection` yields (and per class), and how many crops `ImageFolder` yields (and per class).
Exits 3 when torchvision is not installed.

torchvision asks pycocotools for the index of a COCO file. Debian has no such package, so where it is missing
an index of the same face stands in; the images and targets are still loaded by torchvision.
"""

import collections
import json
import pathlib
import sys
import types


class CocoIndex:
    """The part of pycocotools.coco.COCO that torchvision's CocoDetection calls."""

    def __init__(self, annotation_file):
        with open(annotation_file, encoding="utf-8") as file:
            self.dataset = json.load(file)
        self.imgs = {image["id"]: image for image in self.dataset["images"]}
        self.anns = {one["id"]: one for one in self.dataset["annotations"]}
        self.cats = {one["id"]: one for one in self.dataset["categories"]}
        self.by_image = collections.defaultdict(list)
        for one in self.dataset["annotations"]:
            self.by_image[one["image_id"]].append(one["id"])

    def getAnnIds(self, image_id):  # noqa: N802 - pycocotools' name
        return self.by_image[image_id]

    def loadAnns(self, ids):  # noqa: N802 - pycocotools' name
        return [self.anns[one] for one in ids]

    def loadImgs(self, image_id):  # noqa: N802 - pycocotools' name
        return [self.imgs[image_id]]


def provide_pycocotools():
    try:
        import pycocotools.coco  # noqa: F401
    except ImportError:
        package = types.ModuleType("pycocotools")
        package.coco = types.ModuleType("pycocotools.coco")
        package.coco.COCO = CocoIndex
        sys.modules["pycocotools"] = package
        sys.modules["pycocotools.coco"] = package.coco


def read_detector(folder, datasets):
    """{split: {images, boxes, classes: {name: count}}}; every image is decoded, every box lies on it."""
    found = {}
    for file in sorted((folder / "annotations").glob("instances_*.json")):
        split = file.stem.removeprefix("instances_")
        dataset = datasets.CocoDetection(str(folder / "images" / split), str(file))
        classes = collections.Counter()
        for image, target in dataset:
            for box in target:
                x, y, width, height = box["bbox"]
                if x < 0 or y < 0 or x + width > image.width + 0.01 or y + height > image.height + 0.01:
                    raise ValueError(f"{file.name}: box {box['id']} leaves its image")
                classes[dataset.coco.cats[box["category_id"]]["name"]] += 1
        found[split] = {"images": len(dataset), "boxes": sum(classes.values()), "classes": dict(classes)}
    return found


def read_recognizer(folder, datasets):
    """{split: {crops, folders: {folder: count}}}; every crop is decoded."""
    found = {}
    for split in sorted(path for path in folder.iterdir() if path.is_dir()):
        dataset = datasets.ImageFolder(str(split))
        folders = collections.Counter()
        for image, target in dataset:
            image.load()
            folders[dataset.classes[target]] += 1
        found[split.name] = {"crops": len(dataset), "folders": dict(folders)}
    return found


def main():
    try:
        from torchvision import datasets
    except ImportError as error:
        print(f"torchvision is not installed: {error}", file=sys.stderr)
        sys.exit(3)
    provide_pycocotools()
    root = pathlib.Path(sys.argv[1])
    print(
        json.dumps(
            {
                "detector": read_detector(root / "detector", datasets),
                "recognizer": read_recognizer(root / "recognizer", datasets),
            }
        )
    )


if __name__ == "__main__":
    main()
