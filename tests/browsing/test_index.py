"""Cards are found by their words and by what they are, whatever was asked before."""

from __future__ import annotations

from dataclasses import replace

import pytest
from browsing_samples import CARDS, DECKS, PARTS, PLACES, glance, index, names, parts
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from makers import DAY_ONE, NOON
from offbook.browsing.index import Index, Verdicts
from offbook.browsing.query import STATES, Kind, parse
from offbook.clock import MINUTE
from offbook.deck.cards import CardId, CardKey, DeckId
from offbook.insight.trouble import Lapsed

ALL = [card.facts.key.card for card in (*CARDS, *PARTS)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", ALL),
        ("paris", ["france"]),
        ("france capital", ["france"]),  # in any order
        ("PERU", ["peru"]),
        ("lima", ["peru"]),  # what fills a gap
        ('"capital of per"', ["peru"]),
        ("oslo", ["oslo"]),
        ("bergen", []),  # a wrong option is no way to a card
        ("the heart", ["heart", "liver"]),  # by the name of any of its concepts
        ("capital -france", ["peru", "bonn"]),
        ("europe", ["france", "bonn"]),  # by a tag
        ("deck:body", ["heart", "liver", "unseen"]),
        ("deck:world", ["france", "peru", "oslo", "bonn"]),
        ("topic:europe", ["france", "oslo"]),
        ('topic:"europe, west"', ["france"]),
        ("concept:heart", ["heart", "liver"]),
        ("concept:germany", ["bonn"]),  # one that no deck declares
        ("side:left", ["heart"]),
        ("side:r", ["liver", "unseen"]),  # of the concept, where the card has none of its own
        ("form:c", ["peru", "oslo", "bonn", "heart", "liver"]),
        ("form:choice,recall", ["france", "oslo", "unseen"]),
        ("form:laim", []),
        ('tag:"old news"', ["bonn"]),
        ("-form:recall -tag:europe", ["peru", "oslo", "heart", "liver"]),
        ("deck:capitals form:recall", ["france"]),
        ("deck:nowhere", []),
        ("is:quiz-only", ["unseen"]),
        ("is:new form:recall", ["france"]),
        ("is:nonsense", []),
    ],
)
def test_what_a_query_finds(text: str, found: list[str]) -> None:
    assert names(index(), text) == found


def test_a_name_in_full_is_not_a_part_of_another() -> None:
    assert names(index(), "deck:body") == names(index(), "deck:body-parts")
    assert names(index(), "side:r,left") == ["heart", "liver", "unseen"]


GLANCES = {
    "france": glance("france", due=DAY_ONE),
    "peru": glance("peru", due=NOON.ms + MINUTE, stepping=True),
    "oslo": glance("oslo", due=DAY_ONE, suspended=True, flagged=True),
    "bonn": glance("bonn", due=DAY_ONE, buried=DAY_ONE + 1),
    "heart": glance("heart", stability=0.0, due=0, pulled=True),
    "liver": glance("liver"),
}


@pytest.mark.parametrize(
    ("state", "found"),
    [
        ("due", ["france", "heart"]),
        ("new", ["heart"]),
        ("learning", ["peru"]),
        ("known", ["france", "oslo", "bonn", "liver"]),
        ("suspended", ["oslo"]),
        ("buried", ["bonn"]),
        ("flagged", ["oslo"]),
        ("reported", ["bonn"]),
        ("gap", ["france"]),
        ("trouble", ["unseen", "france"]),
        ("quiz-only", ["unseen"]),
    ],
)
def test_the_states_of_cards(state: str, found: list[str]) -> None:
    known = index(GLANCES, {"bonn": "it moved"})
    known.learn(Verdicts(frozenset([0]), {6: (Lapsed(9),), 0: (Lapsed(4),)}))
    assert names(known, f"is:{state}") == found
    assert known.counts(Kind.IS)[state] == len(found)
    assert {*known.counts(Kind.IS)} == {*STATES}


def test_a_card_that_was_changed_is_found_by_what_it_is_now() -> None:
    known = index(GLANCES)
    known.learn(Verdicts(frozenset([0]), {0: (Lapsed(4),)}))
    assert names(known, "is:due") == ["france", "heart"]
    place = PLACES[CardId("france")]
    known.update(place, GLANCES["france"]._replace(suspended=True), "wrong", NOON, DAY_ONE)
    assert names(known, "is:due") == ["heart"]
    assert names(known, "is:suspended") == ["france", "oslo"]
    assert names(known, "is:reported") == ["france"]
    assert names(known, "is:gap is:trouble") == ["france"]
    assert known.found(place).report == "wrong"

    known.update(place, None, None, NOON, DAY_ONE)
    assert names(known, "is:new -is:due") == ["france"]
    assert known.found(place).report is None


def test_a_card_is_found_again_with_all_that_is_known_of_it() -> None:
    known = index(GLANCES, {"france": "a typo"})
    known.learn(Verdicts(frozenset([0]), {0: (Lapsed(4),)}))
    found = known.found(0)
    assert (found.card, found.deck, found.concept) == (CARDS[0], DECKS[0].title, "France")
    assert (found.glance, found.report, found.reasons) == (GLANCES["france"], "a typo", (Lapsed(4),))
    assert found.is_gap
    assert known.found(3).concept == "germany"
    for place, card in enumerate(ALL):
        assert known.key(place).card == card
        assert known.place(known.key(place)) == place
    assert known.place(CardKey(DeckId("capitals"), CardId("heart"))) is None


def test_decks_without_cards_and_no_decks() -> None:
    empty = Index()
    assert (len(empty), list(empty.find(parse("a is:due")))) == (0, [])
    padded = Index(parts(decks=(replace(DECKS[0], cards=()), *DECKS)))
    assert names(padded, "deck:body") == ["heart", "liver", "unseen"]


words = st.sampled_from(["c", "ca", "cap", "a", "e", "it", "beats", "lima", "the", "-a", "-it", "zz"])
filters = st.sampled_from(
    ["is:due", "is:new", "is:n", "-is:new", "form:c", "form:cl", "deck:body", "deck:b", "-deck:body", "tag:e"]
)
queries = st.lists(words | filters, max_size=4).map(" ".join)


@settings(max_examples=80, deadline=None)
@given(st.lists(queries, min_size=1, max_size=8))
def test_what_was_asked_before_changes_nothing(asked: list[str]) -> None:
    known = index(GLANCES)
    for text in asked:
        assert names(known, text) == names(index(GLANCES), text)


@settings(max_examples=60, deadline=None)
@given(queries, queries)
def test_more_terms_find_what_both_find(one: str, other: str) -> None:
    both = set(names(index(GLANCES), f"{one} {other}"))
    assert both == set(names(index(GLANCES), one)) & set(names(index(GLANCES), other))


@pytest.fixture
def short_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("offbook.browsing.section.FIRST", 1)
    monkeypatch.setattr("offbook.browsing.section.RUN", 2)


@pytest.mark.usefixtures("short_runs")
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(queries, st.booleans()), max_size=12))
def test_an_index_that_grows_finds_what_is_there_as_one_that_is_made_at_once(
    asked: list[tuple[str, bool]],
) -> None:
    left = parts(GLANCES)
    assert len(left) == 5
    growing, here = Index(), []
    for text, grows in asked:
        if grows and left:
            here.append(left.pop(0))
            growing.add(here[-1])
        assert names(growing, text) == names(Index(here), text)
    for one in left:
        growing.add(one)
    for text, _ in asked:
        assert names(growing, text) == names(index(GLANCES), text)
    assert [growing.key(place).card for place in range(len(growing))] == ALL


def test_a_name_in_a_later_deck_changes_what_a_filter_means_in_an_earlier_one() -> None:
    other = replace(DECKS[1], id=DeckId("bo"), title="bo")
    first, second = parts(decks=DECKS[1:]), parts(decks=(other,))
    growing = Index(first)
    assert names(growing, "deck:bo") == ["heart", "liver", "unseen"]
    growing.add(second[0])
    assert [growing.found(place).deck for place in growing.find(parse("deck:bo"))] == ["bo"] * 3


def test_a_card_is_found_by_its_id() -> None:
    assert names(index(), "unseen") == ["unseen"]
    card = CARDS[0]
    name = CardId("fp-0123456789abcdef0123")
    nameless = replace(card, facts=replace(card.facts, key=CardKey(DeckId("capitals"), name)))
    known = Index(parts(decks=(replace(DECKS[0], cards=(nameless, *CARDS[1:])),)))
    # A fingerprint is no word: only who types it from the beginning means it.
    assert names(known, "0123") == names(known, "fp") == []
    assert names(known, "fp-0123") == names(known, f"capital {name}") == [name]
    assert names(known, "-fp-0123") == ["peru", "oslo", "bonn"]


def test_a_long_search_goes_on_slice_by_slice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("offbook.browsing.index._SLICE", 2)
    known = index(GLANCES)
    steps = [len(found) for found in (list(found) for found in known.search(parse("capital")))]
    assert steps == [2, 3, 3, 3]
    assert [len(found) for found in known.search(parse("capital"))] == [3]
    # One that is given up leaves nothing half found.
    next(known.search(parse("it")))
    assert names(known, "it") == names(index(GLANCES), "it")
