"""Numbers shared by every stage; the runtime's contract (frame, relations, heat groups) lives here.

Frame: float32 [H, W], ink = 1, paper = 0, content fitted into 736x224 inside a 768x256 frame.
"""

FRAME_WIDTH = 768
FRAME_HEIGHT = 256
MARGIN = 16
PAD_MULTIPLE = 64
PEN_WIDTH = 2.5
"""Stroke width of the importer's drawing, frame pixels."""
MIN_BOX_SIDE = 9.0
"""Smallest side of a symbol box, frame pixels."""

RELATIONS = ("Right", "Sub", "Sup", "Above", "Below", "Inside")
RELATION_INDEX = {name: index for index, name in enumerate(RELATIONS)}

HEAT_STRIDE = 4
GROUP_SQRT, GROUP_BAR, GROUP_REST = 0, 1, 2
"""Detector heat maps: a radical's or a fraction bar's centre often falls on another symbol's."""

MAX_SYMBOLS = 64
"""Longest training formula; CROHME's longest has 49 symbols. Longer ones are left out of training only."""
MAX_JUNK = 24
FOLDS = 3
"""Writer-disjoint folds for the out-of-fold recognizers that feed the aligner."""
VALIDATION_SHARE = 0.05
"""Share of writers kept out of training to choose thresholds and temperature."""


def heat_group(name: str) -> int:
    """Index of the detector heat map that holds symbols of class `name`."""
    if name == "\\sqrt":
        return GROUP_SQRT
    if name == "-":
        return GROUP_BAR
    return GROUP_REST
