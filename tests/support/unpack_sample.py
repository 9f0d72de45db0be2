"""Unpacks InkML files of a .tar.xz, drawn at random, and prints their paths. Standard library only.

Usage: unpack_sample.py ARCHIVE FOLDER SEED COUNT
"""

import random
import sys
import tarfile
from pathlib import Path

archive, folder, seed, count = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4])
with tarfile.open(archive, "r:xz") as tar:
    members = sorted((member for member in tar if member.isfile() and member.name.endswith(".inkml")), key=lambda m: m.name)
    chosen = random.Random(seed).sample(members, min(count, len(members)))
    for number, member in enumerate(sorted(chosen, key=lambda m: m.offset)):
        # Names come from the archive; only their last part is used.
        target = folder / f"{number:03d}-{Path(member.name).name}"
        target.write_bytes(tar.extractfile(member).read())
        print(target)
