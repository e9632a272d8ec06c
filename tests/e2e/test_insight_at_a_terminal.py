"""The figures in a real terminal: worked out beside the screen, opened, and left in order."""

from __future__ import annotations

from pathlib import Path

from learner import Learner, leave
from terminal import ESCAPE


def test_a_beginner_is_told_what_is_missing_and_nothing_is_made_up(tmp_path: Path) -> None:
    learner = Learner(tmp_path)
    learner.has_deck()
    with learner.starts("insight", rows=30) as terminal:
        terminal.wait_for("Nothing was studied yet")
        terminal.press("2", "no quiz yet")
        terminal.press("3", "Integration map")
        terminal.press("\r", "formula")
        terminal.press(ESCAPE, "[3 Together]")
        terminal.press(ESCAPE, "Every form")
        leave(terminal)
    assert not (learner.home / "journal.db").exists(), "looking writes nothing"
    learner.assert_no_mishap()
