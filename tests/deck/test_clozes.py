"""Gaps are found in the words of a text, and nowhere else."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from offbook.deck.cards import Gap
from offbook.deck.clozes import ClozeError, Segments, segments


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain", ("plain",)),
        ("{{a}}", (Gap("a"),)),
        ("x {{a}} y {{b::hint}}", ("x ", Gap("a"), " y ", Gap("b", "hint"))),
        ("{{ a }}{{b}}", (Gap("a"), Gap("b"))),
        ("{{std::string::a type}}", (Gap("std::string", "a type"),)),
        ("{a} and }", ("{a} and }",)),
        ("write `{{x}}` as {{text}}", ("write `{{x}}` as ", Gap("text"))),
        ("``a ` {{x}}`` {{b}}", ("``a ` {{x}}`` ", Gap("b"))),
        ("```\n{{x}}\n```\n{{b}}", ("```\n{{x}}\n```\n", Gap("b"))),
        ("one ` alone {{b}}", ("one ` alone ", Gap("b"))),
        (r"\` {{b}} `", (r"\` ", Gap("b"), " `")),
        ("{{`}}`}}", (Gap("`}}`"),)),
        (r"{{\frac{a}{b}}} x", (Gap(r"\frac{a}{b}"), " x")),
        ("{{a } b}}", (Gap("a } b"),)),
        ("{{a { b}}", (Gap("a { b"),)),
        ("{{ {a} }}", (Gap("{a}"),)),
        ("{{two\nlines}}", (Gap("two\nlines"),)),
    ],
)
def test_a_text_comes_apart_into_words_and_gaps(text: str, expected: Segments) -> None:
    assert segments(text) == expected


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{{}}", "nothing in it"),
        ("{{  }}", "nothing in it"),
        ("{{::hint}}", "nothing in it"),
        ("a {{b", "never closes"),
        ("a {{b}", "never closes"),
        ("a {{b `}}`", "never closes"),
        ("{{a {{b}} c}}", "inside a gap"),
        ("a}} b", "closes no gap"),
    ],
)
def test_a_gap_that_makes_no_sense_is_told(text: str, said: str) -> None:
    with pytest.raises(ClozeError, match=said):
        segments(text)


@given(st.text(st.sampled_from("a:`{}\\ \n"), max_size=40))
def test_any_text_comes_apart_without_loss_or_is_refused(text: str) -> None:
    try:
        found = segments(text)
    except ClozeError:
        return
    words = "".join(one for one in found if isinstance(one, str))
    answers = "".join(one.answer + one.hint for one in found if isinstance(one, Gap))
    assert all(isinstance(one, str) or one.answer.strip() for one in found)
    assert Counter("".join((words + answers).split())) <= Counter("".join(text.split()))
    assert all("{{" not in one or "`" in one for one in found if isinstance(one, str))


@given(st.lists(st.text(st.sampled_from("ab é"), min_size=1).filter(str.strip), min_size=1, max_size=5))
def test_what_is_put_into_gaps_comes_out(answers: list[str]) -> None:
    found = segments(" + ".join(f"{{{{{answer}}}}}" for answer in answers))
    assert [one.answer for one in found if isinstance(one, Gap)] == [answer.strip() for answer in answers]
