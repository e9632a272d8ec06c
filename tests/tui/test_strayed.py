"""Cards that were reworded or moved, as they are shown."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from makers import NOON, key
from offbook.author import Carrying, History
from offbook.clock import DAY
from offbook.deck.cards import DeckId
from offbook.deck.rewording import MOST_WORDS, Rewording, Wording
from offbook.tui import decklist, strayed

FRANCE = Wording(key("old"), "recall", "Which city is the capital of France?", "Paris")
ASKED_ANEW = Wording(key("new"), "recall", "What is the capital city of France?", "Paris")
REWORDED = Rewording(FRANCE, ASKED_ANEW, 0.714, same_answer=True)
MENDED = Rewording(FRANCE, Wording(key("new"), "recall", "And Peru?", "Lima"), 0.6, same_answer=False)
MOVED = Rewording(
    FRANCE, Wording(key("old", "other"), "recall", FRANCE.prompt, "Paris"), 1.0, same_answer=True
)
STUDIED = History(4, NOON)
TITLES = {DeckId("sample"): "Capitals", DeckId("other"): "[b]Other[/b]"}


def page(found: Rewording, width: int = 72) -> list[str]:
    return strayed.page(found, STUDIED, TITLES, width).plain.split("\n")


def test_what_is_gone_and_what_is_new_is_told_by_signs() -> None:
    assert page(REWORDED) == [
        "was      −Which city− is the capital of France?",
        "is       +What+ is the capital +city+ of France?",
        "answer   Paris",
        "deck     Capitals",
        "history  4 reviews, last on 29 Jul 2021",
    ]


def test_a_card_that_only_moved_is_told_once_with_both_its_decks() -> None:
    assert page(MOVED)[0] == "asks     Which city is the capital of France?"
    assert page(MOVED)[2] == "deck     Capitals → [b]Other[/b]"


def test_an_answer_that_was_mended_too_is_told_as_it_was_and_as_it_is() -> None:
    assert [line.split(maxsplit=2) for line in page(MENDED)[2:4]] == [
        ["answer", "was", "Paris"],
        ["answer", "is", "Lima"],
    ]


def test_a_deck_that_is_gone_goes_by_its_id() -> None:
    told = strayed.page(MOVED, STUDIED, {DeckId("other"): "Other"}, 72).plain
    assert "sample → Other" in told


def test_of_a_long_stretch_that_stayed_the_middle_is_left_out() -> None:
    middle = " ".join(f"w{number}" for number in range(40))
    was, now = strayed.difference(f"old {middle} end here", f"new {middle} ends here")
    assert was.plain == "−old− w0 w1 w2 w3 w4 w5 … w34 w35 w36 w37 w38 w39 −end− here"
    assert now.plain == "+new+ w0 w1 w2 w3 w4 w5 … w34 w35 w36 w37 w38 w39 +ends+ here"


some = st.lists(st.sampled_from(["which", "what", "city", "of", "the"]), max_size=12)


@given(some, some)
def test_without_the_signs_both_texts_stand_there_as_they_are(was: list[str], now: list[str]) -> None:
    upper, lower = strayed.difference(" ".join(was), " ".join(now))
    assert upper.plain.replace("−", "").split() == was
    assert lower.plain.replace("+", "").split() == now
    assert upper.plain.count("−") % 2 == lower.plain.count("+") % 2 == 0
    assert (was == now) == (not set("−+") & set(upper.plain + lower.plain))


@given(st.text(max_size=300), st.text(max_size=300), st.integers(40, 120))
def test_foreign_texts_keep_to_the_width(was: str, now: str, width: int) -> None:
    found = Rewording(
        Wording(key("a"), "recall", was, now), Wording(key("b"), "recall", now, was), 0.5, same_answer=False
    )
    for told in (
        strayed.page(found, STUDIED, TITLES, width),
        strayed.row(found, STUDIED, width),
        strayed.past_page(Carrying(b"", NOON, key("a"), key("b"), was, now), TITLES, width),
    ):
        assert max(line.cell_length for line in told.split("\n", allow_blank=True)) <= width
        assert not {"\x1b", "\x00", "\u202e"} & set(told.plain)


def test_a_text_without_end_is_cut_short() -> None:
    was, now = strayed.difference("x" * 60_000, "word " * 60_000)
    assert len(was.plain) < 100
    assert len(now.plain.split()) == MOST_WORDS + 1
    assert now.plain.strip("+").endswith("…")


@pytest.mark.parametrize(
    ("found", "tail"),
    [(REWORDED, "4 reviews · 71% alike"), (MOVED, "4 reviews · moved")],
)
def test_a_row_says_how_much_history_waits(found: Rewording, tail: str) -> None:
    told = strayed.row(found, STUDIED, 60).plain
    assert told.startswith(found.now.prompt[:20])
    assert told.endswith(tail)


@pytest.mark.parametrize(
    ("days", "told"), [(0, "today"), (1, "yesterday"), (9, "on 20 Jul 2021"), (-1, "today")]
)
def test_a_row_says_when_a_history_was_carried_over(days: int, told: str) -> None:
    carrying = Carrying(b"", NOON.plus(-days * DAY), key("old"), key("new"))
    assert strayed.past_row(carrying, NOON, 4, 60).plain.split("  ")[0] == "new"
    assert strayed.past_row(carrying, NOON, 4, 60).plain.endswith(f"carried over {told}")


def test_what_was_not_kept_goes_by_its_name() -> None:
    told = strayed.past_page(Carrying(b"", NOON, key("old"), key("new"), "", "What?"), TITLES, 60).plain
    assert told.split("\n")[0] == "was   −(old)−"


def test_what_there_is_to_decide() -> None:
    carried = (Carrying(b"", NOON, key("old"), key("new")),)
    told = strayed.greeting((REWORDED,), ()).plain
    assert told.startswith("1 card looks like one that you studied. Is it the same?")
    assert strayed.greeting((REWORDED, MOVED), carried).plain.startswith("2 cards look like ones")
    assert strayed.greeting((), carried).plain.endswith("can be given back.")
    assert strayed.greeting((), ()).plain.endswith("nothing to decide.")


@pytest.mark.parametrize(
    ("strays", "left"),
    [
        ((), "Nothing is left to decide."),
        ((MOVED,), "1 card is left to decide."),
        ((MOVED, MENDED), "2 cards are left to decide."),
    ],
)
def test_behind_what_was_done_stands_how_much_is_left(strays: tuple[Rewording, ...], left: str) -> None:
    assert strayed.greeting(strays, (), "Kept apart.").plain == f"Kept apart. {left}"


@pytest.mark.parametrize(
    ("strays", "told"),
    [
        (0, ""),
        (1, "\n1 card was reworded or moved; its history waits: w"),
        (1_200, "\n1,200 cards were reworded or moved; their history waits: w"),
    ],
)
def test_home_tells_of_them(strays: int, told: str) -> None:
    assert decklist.errands(decklist.Errands(strays=strays)).plain == told
