"""What figures read of what was studied: what the standings say, also where only news is read."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule
from test_journal_property import KEYS, Actions

from journal_samples import DECK, START, TODAY, action, key, review, stamp
from makers import deck, recall
from offbook.analyst import Analyst, View
from offbook.clock import DAY, HOUR
from offbook.deck.cards import CardId, Deck, DeckId
from offbook.journal.journal import Journal
from offbook.learning.account import Account, Day, Material, account
from offbook.learning.events import Carried, Reset, Suspended, Undone
from offbook.learning.memory import Rating
from offbook.learning.schedule import Scheduler
from offbook.learning.studied import Studied, studied
from offbook.performance.windows import Calendar

DECKS = tuple(
    deck(*(recall(one.card, deck=name) for one in KEYS if one.deck == name), name=name)
    for name in dict.fromkeys(one.deck for one in KEYS)
)
"""Decks of the cards that are acted on, but for one that its deck has lost."""
AT_HAND = (replace(DECKS[0], cards=DECKS[0].cards[:1]), *DECKS[1:])
NAMES = [one.id for one in DECKS]


def by_the_standings(journal: Journal, view: View) -> Account:
    """The account of learning from all that is kept, deck by deck."""
    material = [
        Material(
            one,
            journal.standings(one.id),
            [Day(*day) for day in journal.study_days(one.id)],
            journal.retrievals(one.id),
            journal.stabilities(one.id),
        )
        for one in view.decks
    ]
    return account(material, view.now, view.today, view.scheduler)


class Looks(Actions):
    """Whatever a person may do, with a look at it now and then by somebody who goes on from the last one."""

    def __init__(self) -> None:
        super().__init__()
        self.analyst = Analyst(self.journal)
        self.place = 0
        self.studied: dict[DeckId, dict[CardId, Studied | None]] | None = None

    @rule(decks=st.sampled_from([AT_HAND, AT_HAND[:1], AT_HAND[1:], ()]), ahead=st.integers(0, 30))
    def look(self, decks: tuple[Deck, ...], ahead: int) -> None:
        now = self.now.plus(ahead * 6 * HOUR)
        view = View(decks, now, Calendar(), Scheduler())
        found = self.analyst.learning(view)
        assert found == Analyst(self.journal).learning(view)
        wanted = by_the_standings(self.journal, view)
        # Sums of floats in another order may differ in the last place.
        assert replace(found, knowledge=None) == replace(wanted, knowledge=None)
        assert (found.knowledge is None) == (wanted.knowledge is None)
        if found.knowledge and wanted.knowledge:
            pairs = zip(found.knowledge.by_days, wanted.knowledge.by_days, strict=True)
            assert all(abs(one.cards - other.cards) < 1e-9 for one, other in pairs)

    @rule()
    def follow(self) -> None:
        moved = self.journal.moved(self.place) if self.studied is not None else None
        self.place = self.journal.position
        if self.studied is None or moved is None:
            self.studied = {
                name: {one[0]: one for one in self.journal.studied([name])[name]} for name in NAMES
            }
        else:
            for name, cards in moved.cards.items():
                self.studied[name].update(cards)
        kept = {name: {one for one in cards.values() if one} for name, cards in self.studied.items()}
        assert kept == {name: {*studied(self.journal.standings(name))} for name in NAMES}

    @invariant()
    def what_is_kept_is_what_the_events_say(self) -> None:
        """Shown by the machine this one goes on from."""

    @invariant()
    def derived_tables_equal_their_rebuilding(self) -> None:
        """Likewise."""

    @invariant()
    def readiness_is_the_schedule_s(self) -> None:
        """Likewise."""


TestLooks: Any = Looks.TestCase
TestLooks.settings = settings(stateful_step_count=24)


def test_what_has_moved_is_told_with_the_day_from_which_sums_may_have() -> None:
    with Journal.in_memory() as journal:
        for number in range(3):
            later = START.plus(number * 10 * DAY)
            cards = [key("france"), key("peru")] if number < 2 else [key("peru")]
            events = [review(card, Rating.EASY, day=TODAY + number * 10) for card in cards]
            journal.append(events, stamp(number + 1, later))
        place = journal.position
        assert journal.moved(place) == journal.moved(place + 5)
        nothing = journal.moved(place)
        assert nothing
        assert (nothing.cards, nothing.since) == ({}, None)

        journal.append([Suspended(key("france"))], stamp(7, START.plus(30 * DAY)))
        aside = journal.moved(place)
        assert aside
        assert aside.since is None, "no sum knows of it"
        assert aside.cards[DECK].keys() == {"france"}

        # Without its second review the third one of the card follows upon the first.
        journal.append([Undone(action(2))], stamp(8, START.plus(30 * DAY)))
        undone = journal.moved(place)
        assert undone
        assert undone.since == TODAY + 10
        assert undone.cards[DECK].keys() == {"france", "peru"}

        journal.append([Reset(key("peru"))], stamp(9, START.plus(40 * DAY)))
        new = journal.moved(journal.position - 1)
        assert new
        assert (new.cards, new.since) == ({DECK: {"peru": None}}, TODAY + 40)


def test_whatever_is_carried_over_moves_everything() -> None:
    with Journal.in_memory() as journal:
        journal.append([review(key("france"))], stamp(1))
        journal.append([Carried(key("france"), key("peru"))], stamp(2))
        assert journal.moved(1) is None
        place = journal.position
        journal.append([Undone(action(2))], stamp(3))
        assert journal.moved(place) is None, "given back"
        journal.append([Undone(action(3))], stamp(4))
        assert journal.moved(place + 1) is None, "and carried over once more"


def test_decks_that_the_journal_does_not_know_have_nothing() -> None:
    with Journal.in_memory() as journal:
        journal.append([review(key("france"))], stamp(1))
        assert journal.studied([DeckId("unknown")]) == {"unknown": []}
        assert journal.studied([]) == {}


def test_to_undo_a_replacement_moves_what_it_had_replaced() -> None:
    with Journal.in_memory() as journal:
        journal.append([review(key("france"))], stamp(1))
        journal.append([review(key("peru"), replaces=action(1))], stamp(2))
        place = journal.position
        journal.append([Undone(action(2))], stamp(3))
        moved = journal.moved(place)
        assert moved
        assert {card: one is not None for card, one in moved.cards[DECK].items()} == {
            "france": True,
            "peru": False,
        }
        assert moved.since == TODAY


def test_what_is_done_to_a_card_that_was_carried_over_moves_its_heir() -> None:
    with Journal.in_memory() as journal:
        journal.append([review(key("france"))], stamp(1))
        journal.append([Carried(key("france"), key("peru"))], stamp(2))
        place = journal.position
        journal.append([review(key("france"), Rating.EASY, day=TODAY + 3)], stamp(3, START.plus(3 * DAY)))
        moved = journal.moved(place)
        assert moved
        assert [*moved.cards[DECK].values()] == journal.studied([DECK])[DECK]
        assert moved.cards[DECK].keys() == {"peru"}
        assert moved.since == TODAY + 3
        journal.append([Undone(action(1))], stamp(4, START.plus(3 * DAY)))
        before = journal.moved(place + 1)
        assert before
        assert before.since == TODAY, "the day of a review that the card had before it was carried over"
