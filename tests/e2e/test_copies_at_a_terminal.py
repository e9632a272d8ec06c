"""Whoever leaves Offbook leaves a copy of the journal, and hears of it only where something is wrong."""

from __future__ import annotations

from pathlib import Path

from learner import Learner, asked, leave, rehearse
from offbook.journal.journal import Journal


def copies(learner: Learner) -> list[Path]:
    return sorted((learner.home / "backups").glob("journal-*.db"))


def test_leaving_makes_a_copy_of_what_was_studied_and_says_nothing(tmp_path: Path) -> None:
    learner = Learner(tmp_path)
    learner.has_deck()
    with learner.studies() as terminal:
        rehearse(terminal)
        asked(terminal)
        leave(terminal)
        assert terminal.afterwards.strip() == ""
    (copy,) = copies(learner)
    with Journal.open(copy) as kept, Journal.open(learner.home / "journal.db") as journal:
        assert list(kept.events()) == list(journal.events())
    assert [one.name for one in (learner.home / "backups").iterdir()] == [copy.name]


def test_a_journal_that_was_lost_is_told_of_on_leaving(tmp_path: Path) -> None:
    learner = Learner(tmp_path)
    learner.has_deck()
    with learner.studies() as terminal:
        rehearse(terminal)
        leave(terminal)
    (learner.home / "journal.db").unlink()
    with learner.studies() as terminal:
        rehearse(terminal)
        leave(terminal)
        told = " ".join(terminal.afterwards.split())
        assert told.startswith("offbook: The journal lacks ")
        assert "`offbook restore` goes back to that copy" in told
        assert terminal.what_is_wrong() == []
    assert len(copies(learner)) == 2
    learner.assert_no_mishap()
