"""What is typed to find cards, and what it means."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from offbook.browsing.query import Filter, Kind, Query, Word, folded, misnamed, parse, replaced, term
from offbook.deck.spelling import normal


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("", Query()),
        ("   ", Query()),
        ("Paris capital", Query((Word("paris"), Word("capital")))),
        ("PERÚ perù", Query((Word("peru"),))),
        ('"Daily  Standup"', Query((Word("daily standup"),))),
        ('"still open', Query((Word("still open"),))),
        ("-old", Query((Word("old", without=True),))),
        ("-", Query()),
        ('""', Query()),
        ("10:30", Query((Word("10:30"),))),
        ("http://a.b", Query((Word("http://a.b"),))),
        ("froms:cloze", Query((Word("froms:cloze"),))),
        ("is:due", Query((), (Filter(Kind.IS, ("due",)),))),
        ("IS:Due", Query((), (Filter(Kind.IS, ("due",)),))),
        ("is:", Query()),
        ("form:choice,cloze", Query((), (Filter(Kind.FORM, ("choice", "cloze")),))),
        ("form:choice,", Query((), (Filter(Kind.FORM, ("choice",)),))),
        ('topic:"Europe, west",asia', Query((), (Filter(Kind.TOPIC, ("europe, west", "asia")),))),
        ("-is:suspended x", Query((Word("x"),), (Filter(Kind.IS, ("suspended",), without=True),))),
        ("a is:new a is:new", Query((Word("a"),), (Filter(Kind.IS, ("new",)),))),
    ],
)
def test_what_is_typed_is_read(text: str, meant: Query) -> None:
    assert parse(text) == meant


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=60))
def test_any_text_asks_for_something_and_its_words_are_folded(text: str) -> None:
    query = parse(text)
    assert all(word.text == folded(word.text) != "" for word in query.words)
    assert all(one.values and "" not in one.values for one in query.filters)


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(Kind), st.lists(st.text(min_size=1, max_size=12), min_size=1, max_size=3, unique=True))
def test_a_filter_is_typed_as_it_is_read(kind: Kind, values: list[str]) -> None:
    wanted = tuple(dict.fromkeys(value for value in (folded(v.replace('"', " ")) for v in values) if value))
    assert parse(term(kind, *values)).filters == ((Filter(kind, wanted),) if wanted else ())


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=40))
def test_words_are_folded_as_answers_are_compared(text: str) -> None:
    assert folded(text) == " ".join(filter(None, (normal(word) for word in text.split()))) or "  " in folded(
        text
    )


def test_filters_of_some_kinds_are_replaced_and_all_else_is_kept() -> None:
    text = 'paris is:due -is:new "the left" form:cloze'
    assert replaced(text, [Kind.IS], ["is:gap"]) == 'paris -is:new "the left" form:cloze is:gap'
    assert replaced(text, [Kind.IS, Kind.FORM]) == 'paris -is:new "the left"'
    assert replaced("", [Kind.IS], ["is:gap"]) == "is:gap"


@pytest.mark.parametrize(
    ("text", "kind"), [("form:a", ""), ("frm:a", "frm"), ("10:30 a", ""), ("-side:a", "")]
)
def test_a_filter_of_no_kind_is_noticed(text: str, kind: str) -> None:
    assert misnamed(text) == kind


@pytest.mark.parametrize(
    ("text", "other", "narrows"),
    [
        ("paris", "par", True),
        ("par", "paris", False),
        ("par is", "is", True),
        ("is:due a", "a", True),
        ("a", "is:due a", False),
        ("-a", "-ab", True),
        ("-ab", "-a", False),
        ("-a", "a", False),
        ("form:cl", "form:c", False),
    ],
)
def test_what_narrows_what(text: str, other: str, *, narrows: bool) -> None:
    assert parse(text).narrows(parse(other)) is narrows


def test_a_state_is_asked_for_by_its_beginning_too() -> None:
    assert parse("is:trou").asks_for("trouble")
    assert not parse("-is:trouble").asks_for("trouble")
    assert not parse("trouble").asks_for("trouble")
