"""Where things are in the tree."""

import pathlib

BENCH = pathlib.Path(__file__).resolve().parent.parent
ROOT = BENCH.parent.parent
BUILD = ROOT / "build/release"
NODE = ROOT / "build/npm/bench"
