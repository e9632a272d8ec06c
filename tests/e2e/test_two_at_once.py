"""Two Offbooks share one journal."""

from __future__ import annotations

from pathlib import Path

from learner import Learner, leave, rehearse


def test_two_at_once_both_record_every_answer(tmp_path: Path) -> None:
    learner = Learner(tmp_path)
    learner.has_deck()
    with learner.studies() as one, learner.studies() as other:
        done = [rehearse(terminal).id for _ in range(3) for terminal in (one, other)]
        leave(one)
        done.append(rehearse(other).id)
        leave(other)
    assert [review.key.card for review in learner.reviews()] == done
    learner.assert_no_mishap()
