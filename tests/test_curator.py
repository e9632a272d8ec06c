"""Looking after cards: every decision is one action that can be undone, and reports follow their card."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from fakes import FULL_DISK, World
from makers import key
from offbook.clock import DAY, Stamp
from offbook.curator import LONGEST, Curator
from offbook.deck.cards import CardKey
from offbook.errors import JournalError
from offbook.learning.events import Carried, Reset, Reviewed, Undone
from offbook.learning.memory import Rating
from offbook.learning.sitting import REVEAL, Rate
from offbook.learning.standing import Standing

CARDS = (key("recall"), key("claim"))


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World(tmp_path)


def rehearsed(world: World) -> None:
    """Answer the one card that there is."""
    from fakes import RECALL

    state = world.begin(RECALL)
    state = world.trainer.act(state, REVEAL, world.clock())
    world.trainer.act(state, Rate(Rating.EASY), world.clock())


def standings(world: World) -> list[Standing]:
    return [world.journal.standing(card) for card in CARDS]


DECISIONS: dict[str, Callable[[World, Curator], bytes]] = {
    "suspend": lambda world, curator: curator.suspend(CARDS, world.clock()),
    "bury": lambda world, curator: curator.bury(CARDS, world.clock().day(4) + 1, world.clock()),
    "flag": lambda world, curator: curator.flag(CARDS, world.clock(), on=True),
    "reset": lambda world, curator: curator.reset(CARDS, world.clock()),
}
LOOKS: dict[str, Callable[[Standing, int], bool]] = {
    "suspend": lambda standing, day: standing.suspended and standing.is_away(day),
    "bury": lambda standing, day: standing.is_away(day) and not standing.is_away(day + 1),
    "flag": lambda standing, _: standing.flagged,
    "reset": lambda standing, _: standing.is_new,
}


@pytest.mark.parametrize("name", DECISIONS)
def test_a_decision_is_one_action_for_all_its_cards_and_an_undo_leaves_no_trace(
    world: World, name: str
) -> None:
    rehearsed(world)
    before, curator, day = standings(world), world.trainer.curator, world.clock().day(4)

    action = DECISIONS[name](world, curator)
    assert all(LOOKS[name](standing, day) for standing in standings(world))
    assert standings(world) != before

    curator.undo(action, world.clock())
    assert standings(world) == before


def test_what_was_decided_is_taken_back(world: World) -> None:
    curator, now = world.trainer.curator, world.clock()
    day = now.day(4)
    curator.suspend(CARDS, now)
    curator.bury(CARDS, day + 1, now)
    curator.flag(CARDS, now, on=True)
    assert [one.is_away(day) for one in standings(world)] == [True, True]

    curator.resume(CARDS, now)
    curator.bury(CARDS, day, now)
    curator.flag(CARDS, now, on=False)
    assert [(one.is_away(day), one.flagged) for one in standings(world)] == [(False, False)] * 2


def test_a_glance_tells_of_one_card_what_it_tells_of_all(world: World) -> None:
    rehearsed(world)
    curator = world.trainer.curator
    curator.suspend(CARDS[:1], world.clock())

    (of_all,) = world.journal.glances(CARDS[0].deck)
    assert curator.glance(CARDS[0]) == of_all
    assert of_all.suspended
    assert curator.glance(CARDS[1]) is None
    assert curator.glance(key("nowhere", "nothing")) is None


def test_the_history_of_a_card_tells_where_it_was_made_new(world: World) -> None:
    rehearsed(world)
    curator, care = world.trainer.curator, world.journal.care
    action = curator.reset(CARDS[:1], world.clock())

    assert [type(one.event) for one in care.history(CARDS[0])] == [Reviewed, Reset]
    curator.undo(action, world.clock())
    assert [type(one.event) for one in care.history(CARDS[0])] == [Reviewed]
    assert care.history(CARDS[1]) == ()


def test_a_report_keeps_the_latest_words_until_it_is_taken_back(world: World) -> None:
    curator = world.trainer.curator
    curator.say_wrong(CARDS[0], "  It moved\nto Bonn. ", world.clock())
    curator.say_wrong(CARDS[1], "", world.clock())
    world.clock.advance(DAY)
    curator.say_wrong(CARDS[0], "It moved to Berlin.", world.clock())

    found = world.journal.care.reports()
    assert [(card, kept.text, at.ms) for card, (kept, at) in found.items()] == [
        (CARDS[1], "", world.clock().ms - DAY),
        (CARDS[0], "It moved to Berlin.", world.clock().ms),
    ]
    curator.unsay(CARDS, world.clock())
    assert world.journal.care.reports() == {}
    assert curator.report(CARDS[0]) is None


def test_a_report_is_undone_and_leaves_where_the_card_stands(world: World) -> None:
    rehearsed(world)
    before, curator = standings(world), world.trainer.curator
    curator.say_wrong(CARDS[0], "first", world.clock())
    action = curator.say_wrong(CARDS[0], "second", world.clock())
    assert standings(world) == before

    curator.undo(action, world.clock())
    assert curator.report(CARDS[0]) == "first"


def test_a_report_follows_the_history_of_its_card(world: World) -> None:
    curator, heir = world.trainer.curator, key("heir")
    curator.say_wrong(CARDS[0], "a typo", world.clock())
    action = bytes(15) + b"c"
    world.journal.append([Carried(CARDS[0], heir)], Stamp(world.clock(), action))
    assert (curator.report(heir), curator.report(CARDS[0])) == ("a typo", None)

    world.journal.append([Undone(action)], Stamp(world.clock(), bytes(15) + b"d"))
    assert (curator.report(heir), curator.report(CARDS[0])) == (None, "a typo")


def test_a_report_is_bounded_and_a_full_disk_says_so(world: World) -> None:
    curator = world.trainer.curator
    curator.say_wrong(CARDS[0], "x" * 10_000, world.clock())
    assert curator.report(CARDS[0]) == "x" * LONGEST

    world.journal.full = True
    with pytest.raises(JournalError, match=FULL_DISK):
        curator.unsay(CARDS, world.clock())
    assert curator.report(CARDS[0])


def test_the_cards_that_lapsed_often_enough_are_counted(world: World) -> None:
    care = world.journal.care
    rehearsed(world)
    assert care.lapses(CARDS[0].deck, 0) == {CARDS[0].card: 0}
    assert care.lapses(CARDS[0].deck, 1) == {}
    state = world.journal.reviews(CARDS[0])[0].event
    assert isinstance(state, Reviewed)
    lapse(world, CARDS[0], state)
    assert care.lapses(CARDS[0].deck, 1) == {CARDS[0].card: 1}


def lapse(world: World, card: CardKey, like: Reviewed) -> None:
    """Forget a card that was known."""
    from dataclasses import replace

    world.clock.advance(30 * DAY)
    forgotten = replace(like, key=card, rating=Rating.AGAIN, day=world.clock().day(4))
    world.journal.append([forgotten], Stamp(world.clock(), world.ids.make(world.clock().ms)))
