"""What was accepted is on disk: a rehearsal that is killed goes on where it was."""

from __future__ import annotations

from pathlib import Path

from learner import Learner, asked, leave, rehearse
from offbook.deck.cards import FORMS
from terminal import ENTER


def test_a_killed_rehearsal_goes_on_at_the_card_that_was_on_the_screen(tmp_path: Path) -> None:
    learner = Learner(tmp_path)
    learner.has_deck()

    with learner.starts() as terminal:
        terminal.wait_for("Every form")
        terminal.press(ENTER, "0 done")
        done = [rehearse(terminal) for _ in range(10)]
        assert len(set(done)) == 10
        eleventh = asked(terminal)
        for card in reversed(done[8:]):
            terminal.press("u", card.asks)
        assert rehearse(terminal, onward="2") == done[8]
        assert asked(terminal) == done[9]
        terminal.kill()

    reviews = learner.reviews()
    assert [review.key.card for review in reviews] == [card.id for card in done[:9]]

    with learner.starts() as terminal:
        terminal.wait_for("Every form")
        terminal.press(ENTER, "9 done")
        assert asked(terminal) == done[9]
        assert rehearse(terminal) == done[9]
        assert asked(terminal) == eleventh
        leave(terminal)

    reviews = learner.reviews()
    assert [review.key.card for review in reviews] == [card.id for card in done]
    assert {review.form for review in reviews} == set(FORMS)
    learner.assert_no_mishap()
