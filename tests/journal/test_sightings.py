"""Answers read straight from their rows are those that folding the events gives."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from makers import NOON, choice, claim, classify, recall
from offbook.clock import Stamp
from offbook.journal.journal import Journal
from offbook.performance.attempt import Abandon, Action, Flag, Give, Submit, Visit
from offbook.performance.events import QuizEvent, Remarked
from offbook.performance.record import counted, fold
from quizzes import Sitting, paper, right, wrong

CARDS = (claim("c0"), classify("s"), choice("o"), replace(recall("r"), typed=True), claim("c1"))
RIGHTLY, WRONGLY = "answer rightly", "answer wrongly"
steps = st.sampled_from((RIGHTLY, WRONGLY, *(Visit(place) for place in range(5)), Flag()))
marks = st.tuples(st.integers(0, 4), st.sampled_from((0.0, 0.5, 1.0)))
plays = st.tuples(
    st.lists(steps, max_size=12), st.sampled_from((Submit(), Abandon(), None)), st.lists(marks, max_size=2)
)
Play = tuple[list[Action | str], Action | None, list[tuple[int, float]]]


def played(number: int, play: Play) -> Sitting:
    """A sitting, and what was marked again afterwards."""
    actions, end, corrections = play
    name = number.to_bytes(16)
    sitting = Sitting(paper(*CARDS, attempt=name), wall=NOON.plus(number * 3_600_000))
    for wanted in actions:
        card = sitting.state.asked[sitting.state.place].card
        answer = right(card) if wanted == RIGHTLY else wrong(card)
        sitting.take(Give(answer) if isinstance(wanted, str) else wanted)
    if end:
        sitting.take(end)
        sitting.events += [Remarked(name, place, score, "corrected") for place, score in corrections]
    return sitting


@given(st.lists(plays, max_size=3), st.data())
def test_rows_say_what_the_events_say(drawn: list[Play], data: st.DataObject) -> None:
    sittings = [played(number, play) for number, play in enumerate(drawn)]
    events: list[tuple[QuizEvent, Sitting]] = [(event, one) for one in sittings for event in one.events]
    cut = data.draw(st.integers(0, len(events)))
    with Journal.in_memory() as journal:
        seen: dict[bytes, object] = {}
        upto = 0
        for part in (events[:cut], events[cut:]):
            for event, sitting in part:
                journal.append([event], Stamp(sitting.wall, (len(seen) + 1).to_bytes(16)))
            upto, fresh = journal.observations(upto)
            seen |= fresh
        records = fold({}, ((event, sitting.wall) for event, sitting in events))
        wanted = {name: counted(record) for name, record in records.items() if not record.is_open}
        assert seen == wanted
        assert journal.heads() == tuple(record.head for record in records.values())
        assert list(journal.observations()[1]) == list(wanted), "they stand in the order they began"
        assert journal.observations(upto) == (upto, {})
