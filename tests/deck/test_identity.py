"""History belongs to what a card asks, not to how it is answered."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from offbook.deck.cards import CardId
from offbook.deck.identity import composed, fingerprint
from offbook.deck.read import parse

TEXT = st.text(st.sampled_from("abc é\n`*"), min_size=1, max_size=20).filter(str.strip)


def ids(text: str) -> list[CardId]:
    deck = parse(text, "deck.toml", "deck").deck
    assert deck is not None
    return [card.facts.key.card for card in deck.cards]


BASE = """
[sides.a]
[sides.b]
[[cards]]
front = "What is it?"
back = "This"
[[cards]]
cloze = "It is {{this}} and {{that::hint}}."
[[cards]]
ask = "Which?"
right = "One"
wrong = ["Two", "Three"]
[[cards]]
claim = "It is so."
holds = true
[[cards]]
statement = "It is here."
side = "a"
"""


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('back = "This"', 'back = "That"\nwhy = "Because."'),
        ("{{this}}", "{{these}}"),
        ("{{that::hint}}", "{{that::another hint}}"),
        ('right = "One"', 'right = ["One", "Ten"]'),
        ('"Two", "Three"', '"Four"'),
        ("holds = true", "holds = false"),
        ('side = "a"', 'side = "b"'),
        ("What is it?", "What   is\\nit?"),
        ("[[cards]]\nfront", '[[cards]]\ntags = ["x"]\nhint = "h"\nquiz_only = true\nconcept = "c"\nfront'),
    ],
)
def test_answers_reasons_and_white_space_leave_the_identity(before: str, after: str) -> None:
    assert before in BASE
    assert ids(BASE.replace(before, after)) == ids(BASE)


@pytest.mark.parametrize(
    ("before", "after"),
    [("What is", "What was"), ("It is {{", "It was {{"), ("Which?", "Which one?"), ("is so.", "is not so.")],
)
def test_what_is_asked_makes_the_identity(before: str, after: str) -> None:
    changed = zip(ids(BASE.replace(before, after)), ids(BASE), strict=True)
    assert sum(new != old for new, old in changed) in {1, 2}


def test_a_written_id_is_the_identity_whatever_is_asked() -> None:
    named = BASE.replace("[[cards]]\n", '[[cards]]\nid = "x"\n', 1).replace("What is it?", "Something else?")
    assert ids(named)[0] == "x"
    assert ids(BASE.replace("[[cards]]\ncloze", '[[cards]]\nid = "gaps"\ncloze'))[1:3] == ["gaps.1", "gaps.2"]
    together = BASE.replace("[[cards]]\ncloze", '[[cards]]\nid = "gaps"\ntogether = true\ncloze')
    assert ids(together)[1] == "gaps"


def test_an_identity_never_changes_between_versions() -> None:
    # Journals hold these for ever.
    assert ids(BASE) == [
        "fp-732c49c61de8a35986c1",
        "fp-02d16a6ef0ba21df5d29.1",
        "fp-02d16a6ef0ba21df5d29.2",
        "fp-f230e303cc41f702e6d4",
        "fp-de70418612506e55e498",
        "fp-fb03740c1f2eff3ef945",
    ]


@given(TEXT, TEXT)
def test_prompts_differ_as_their_words_do(left: str, right: str) -> None:
    assert (fingerprint("recall", left) == fingerprint("recall", right)) == (left.split() == right.split())
    assert fingerprint("recall", left) != fingerprint("claim", left)


def test_composition_does_not_matter_and_takes_no_time() -> None:
    assert fingerprint("recall", "caf\u00e9") == fingerprint("recall", "cafe\u0301")
    began = time.process_time()
    composed("a" + "\u0301\u0323\u0327\u0345" * 16_000)
    assert time.process_time() - began < 1
