"""From a key press to the painted next card, with 10,000 cards known, beside the least Textual can do.

Run from the root of the project: ``python benchmarks/keypress.py [CARDS]``. Every rating is committed
before its card gives way. Both programs run at once and take turns, so that a busy machine slows them
alike; compare within one run only. What is Offbook's own is the difference to the bare app. Work is the
time on a processor until the program is at rest again, where the system tells it.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from stage import BARE, CARDS, DECK, Program, environment, furnish, summary

GOAL = 16
"""Milliseconds of our own."""


def main(cards: int) -> None:
    """Print a table of what each kind of key took."""
    took: dict[str, list[tuple[float, float]]] = {"bare": [], "reveal": [], "rate": []}
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        furnish(home)
        study = [sys.executable, "-m", "offbook", "study", DECK]
        with (
            Program([sys.executable, "-c", BARE], environment(home)) as bare,
            Program(study, environment(home)) as offbook,
        ):
            bare.wait_for(b"bare 0")
            offbook.wait_for(b"which number")
            for program in (bare, offbook):
                program.settle()
            for _ in range(cards):
                took["bare"].append(_timed(bare, "x", b"bare"))
                took["reveal"].append(_timed(offbook, " ", b"again"))
                took["rate"].append(_timed(offbook, "3", b"Q"))
    _print(took)


def _timed(program: Program, key: str, sign: bytes) -> tuple[float, float]:
    seconds, worked, frame = program.press(key)
    if sign not in frame:
        raise SystemExit(f"{key!r} did not bring {sign!r}: {frame[-300:]!r}")
    return seconds, worked


def _print(took: dict[str, list[tuple[float, float]]]) -> None:
    names = {
        "bare": "bare Textual: a key changes a text",
        "reveal": f"Offbook: reveal, {CARDS:,} cards known",
        "rate": "Offbook: rate, commit, next card",
    }
    print(f"Python {sys.version.split()[0]}, {len(took['bare'])} presses each, milliseconds\n")
    print(f"{'':42}{'median':>8}{'p95':>8}{'work':>8}{'p95':>8}")
    figures = {
        way: (*summary([t for t, _ in each]), *summary([w for _, w in each])) for way, each in took.items()
    }
    for way, row in figures.items():
        print(f"{names[way]:42}" + "".join(f"{figure:8.1f}" for figure in row))
    own = [ours - bare for ours, bare in zip(figures["rate"], figures["bare"], strict=True)]
    print(f"{'of our own, to the next card':42}" + "".join(f"{figure:8.1f}" for figure in own))
    print(f"\ngoal: less than {GOAL} ms of our own")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100)
