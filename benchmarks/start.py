"""From process start to a usable Home, with 10,000 cards known, beside a bare Textual app's first frame.

Run from the root of the project: ``python benchmarks/start.py [STARTS]``. Home is usable once the true
count of ready cards stands on it. Both take turns, so that a busy machine slows them alike; compare
within one run only. ``python -X importtime -c "import offbook.tui.app"`` tells what imports cost.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from stage import BARE, CARDS, Program, environment, furnish, summary

GOAL = 1.35


def main(starts: int) -> None:
    """Print a table of what each start took."""
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        ready = f"{furnish(home):,} ready".encode()
        ways = {
            "a bare Textual app, first frame": ([sys.executable, "-c", BARE], b"bare 0"),
            f"Offbook, Home, {CARDS:,} cards known": ([sys.executable, "-m", "offbook"], ready),
        }
        took: dict[str, list[float]] = {way: [] for way in ways}
        for _ in range(starts):
            for way, (argv, sign) in ways.items():
                with Program(argv, environment(home)) as program:
                    took[way].append(program.wait_for(sign) - program.began)
    print(f"Python {sys.version.split()[0]}, {starts} starts each, milliseconds\n")
    print(f"{'':42}{'median':>8}{'p95':>8}")
    medians = []
    for way, seconds in took.items():
        median, late = summary(seconds)
        medians.append(median)
        print(f"{way:42}{median:8.0f}{late:8.0f}")
    print(f"\nratio of medians {medians[1] / medians[0]:.2f}, goal at most {GOAL}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 15)
