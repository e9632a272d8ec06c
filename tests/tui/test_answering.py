"""Answering on the screen: every form by its keys and by the mouse, and one answer a card whatever comes."""

from __future__ import annotations

import re

import pytest
from harness import House, rehearsing, wait_for

from fakes import CHOICE, CLAIM, CLASSIFY, CLOZE, RECALL, SEVERAL, TWO_GAPS, TYPED, World
from offbook.learning.memory import Rating
from offbook.learning.sitting import Asking, Judged, Revealed

RATINGS = ("1 again", "2 hard", "3 good", "4 easy")


def number_of(house: House, option: str) -> str:
    """The key of an option, wherever the shuffle has put it."""
    found = re.search(rf"(\d)  (?:\[.\] )?{option}$", house.text, re.MULTILINE)
    assert found, house.text
    return found[1]


async def answer(house: House, keys: str) -> None:
    """Press keys apart by blanks; what is no key is an option, or words to be typed."""
    for word in keys.split():
        if word.startswith("#"):
            await house.press(number_of(house, word[1:]))
        elif word.startswith('"'):
            await house.type(word.strip('"'))
        else:
            await house.press(word)


JUDGED = {
    "classify": (
        CLASSIFY,
        [
            ("l", True, "✔ Right."),
            ("L", True, "✔ Right."),
            ("r", False, "✘ Not quite. It is Left, not Right."),
        ],
    ),
    "claim": (CLAIM, [("t", True, "✔ Right."), ("f", False, "✘ Not quite. The claim holds.")]),
    "choice": (CHOICE, [("#Lima", True, "✔ Right."), ("#Cusco", False, "It was the seat of the Incas.")]),
    "several": (
        SEVERAL,
        [
            ("#two #three enter", True, "✔ Right."),
            ("#two #six #six #three enter", True, "✔ Right."),
            ("#two #six enter", False, "✘ Not quite."),
        ],
    ),
    "typed": (
        TYPED,
        [
            ('"Tiber" enter', True, "✔ Right."),
            ('"tibr" enter', True, "✔ Right. Mind the spelling."),
            ('"Arno" enter', False, "You wrote Arno Answer Tiber"),
            ("enter", False, "You wrote nothing"),
        ],
    ),
    "gaps": (
        TWO_GAPS,
        [
            ('"north" enter "south" enter', True, "From north to south."),
            ('"north" enter "east" enter', False, "◐ Partly right."),
        ],
    ),
}


@pytest.mark.parametrize("form", JUDGED)
async def test_a_judged_form_by_its_keys(world: World, form: str) -> None:
    card, answers = JUDGED[form]
    world.deal(card)
    async with rehearsing(world) as house:
        for keys, right, told in answers:
            house.hides("✔", "✘", "◐", *RATINGS)
            await answer(house, keys)
            house.shows(told, *RATINGS, "enter go on")
            assert isinstance(house.rehearsal._state.turn, Judged)
            (review,) = world.reviews()
            assert review.correct is right
            assert (review.rating is Rating.AGAIN) is not right
            await house.press("u")
            if form in {"typed", "gaps"}:
                await house.press("enter")


@pytest.mark.parametrize(
    ("card", "asked", "hidden"),
    [
        (RECALL, "What is the capital of France?", ("Paris", "Since Clovis.")),
        (CLOZE, "The quick brown", ("fox", "It is a pangram.")),
    ],
)
async def test_a_thought_answer_is_revealed_and_rated(
    world: World, card: str, asked: str, hidden: tuple[str, ...]
) -> None:
    world.deal(card)
    async with rehearsing(world) as house:
        for way in ("space", "enter", "click"):
            house.hides(*hidden, *RATINGS)
            await (house.click("show the answer") if way == "click" else house.press(way))
            house.shows(asked, *hidden, *RATINGS)
            assert isinstance(house.rehearsal._state.turn, Revealed)
            assert world.reviews() == ()
            await house.press("4")
            (review,) = world.reviews()
            assert (review.rating, review.correct, review.self_rated) == (Rating.EASY, None, True)
            house.shows("That was the rehearsal.")
            await house.press("u")


CLICKS = {
    "side": (["Left"], "✔ Right."),
    "claim": (["f  False"], "✘ Not quite. The claim holds."),
    "choice": (["Lima"], "✔ Right."),
    "several": (["[ ] two", "[ ] three", "hand in"], "✔ Right."),
}


async def test_every_form_that_shows_its_answers_by_the_mouse(world: World) -> None:
    world.deal(CLASSIFY, CLAIM, CHOICE, SEVERAL)
    async with rehearsing(world) as house:
        for _ in CLICKS:
            clicks, told = CLICKS[house.shown]
            world.clock.advance(60_000)  # a wrong answer that took its time is not asked again at the end
            for words in clicks:
                await house.click(words)
            house.shows(told)
            await house.click("4 easy")
        house.shows("That was the rehearsal.")
        assert {review.key.card: review.correct for review in world.reviews()} == {
            "side": True,
            "claim": False,
            "choice": True,
            "several": True,
        }


async def test_a_tick_shows_and_goes_again(world: World) -> None:
    world.deal(SEVERAL)
    async with rehearsing(world) as house:
        await house.click("[ ] two")
        house.shows("[x] two", "[ ] three")
        await house.click("[x] two")
        house.hides("[x]")
        await house.press("enter")
        assert isinstance(house.rehearsal._state.turn, Asking)  # nothing is ticked, nothing is handed in


async def test_another_rating_stands_in_for_the_proposed_one(world: World) -> None:
    world.deal(CLAIM)
    async with rehearsing(world) as house:
        for rating in Rating:
            await house.press("t")
            house.shows("[3 good")
            await house.press(str(rating.value))
            (review,) = world.reviews()
            assert review.rating is rating
            assert review.self_rated is (rating is not Rating.GOOD)
            await house.press("u")
            assert world.reviews() == ()


async def test_enter_takes_the_proposed_rating_and_goes_on(world: World) -> None:
    world.deal(CLAIM, CLASSIFY)
    async with rehearsing(world) as house:
        first = house.text
        await house.press("t" if "Water" in first else "l", "enter")
        house.shows("The heart beats here." if "Water" in first else "Water is wet.")
        assert [review.rating for review in world.reviews()] == [Rating.GOOD]


async def test_the_intervals_on_the_keys_are_those_that_are_given(world: World) -> None:
    world.deal(CLAIM)
    async with rehearsing(world) as house:
        await house.press("t")
        shown = re.search(r"4 easy  (\d+) d", house.text)
        assert shown
        await house.press("4")
        due = world.trainer.outlook(world.trainer.library.entries()[0], world.clock()).next_at
        assert due
        assert due.day(4) - world.clock().day(4) == int(shown[1])


# --- keys that come faster than the screen


@pytest.mark.parametrize(
    ("cards", "keys", "reviews"),
    [
        ((CLAIM, CLASSIFY), ["t", "enter", "l", "enter", "t"], 1),
        ((CLAIM, CLASSIFY), ["l", "4", "t", "4"], 1),
        ((RECALL, CLOZE), ["space", "3", "space", "3"], 0),
        ((CLAIM, CLASSIFY), ["x", "x", "x", "x"], 0),
    ],
)
async def test_keys_pressed_before_the_paint_are_meant_for_nothing(
    world: World, cards: tuple[str, ...], keys: list[str], reviews: int
) -> None:
    world.deal(*cards)
    async with rehearsing(world) as house:
        before = house.rehearsal._state
        house.burst(keys)
        await wait_for(house.pilot, lambda: house.rehearsal._state is not before, "the first key")
        await house.settle()
        assert len(world.reviews()) == reviews
        assert house.rehearsal._state.left >= len(cards) - 1


async def test_what_is_typed_in_a_burst_keeps_its_order(world: World) -> None:
    world.deal(TYPED)
    async with rehearsing(world) as house:
        house.burst(
            [*"Tixx", "backspace", "backspace", *"eb", "left", "backspace", "b", "end", "backspace", *"er"]
        )
        house.burst(["enter"])
        await house.until("You wrote: " if house.sees("You wrote") else "✔ Right.")
        (review,) = world.reviews()
        assert review.response == "Tiber"


async def test_enter_in_a_burst_takes_exactly_one_answer(world: World) -> None:
    other = TYPED.replace('"typed"', '"other"').replace("Rome", "Florence").replace("Tiber", "Arno")
    world.deal(TYPED, other)
    async with rehearsing(world) as house:
        first = "Tiber" if "Rome" in house.text else "Arno"
        house.burst([*first, "enter", *"Volga", "enter", *"Rhine", "enter"])
        await house.until("✔ Right.")
        await house.settle()
        assert [review.response for review in world.reviews()] == [first]
        await house.press("enter")
        house.hides("Volga", "Rhine")
        second = "Arno" if first == "Tiber" else "Tiber"
        await house.type(second)
        await house.press("enter")
        assert [review.response for review in world.reviews()] == [first, second]


async def test_enter_in_a_burst_never_hands_in_the_field_behind(world: World) -> None:
    world.deal(TWO_GAPS)
    async with rehearsing(world) as house:
        house.burst([*"north", "enter", *"so", "enter"])
        await house.settle()
        assert world.reviews() == ()
        house.shows("north")
        assert isinstance(house.rehearsal._state.turn, Asking)


async def test_a_paste_of_many_lines_enters_nothing(world: World) -> None:
    from textual.events import Paste

    world.deal(TYPED)
    async with rehearsing(world) as house:
        driver = house.app._driver
        assert driver
        driver.send_message(Paste("Tiber\nArno\n"))
        await house.until("Tiber")
        house.hides("Arno")
        assert world.reviews() == ()
        await house.press("enter")
        assert [review.response for review in world.reviews()] == ["Tiber"]


async def test_an_answer_is_bounded(world: World) -> None:
    from textual.events import Paste

    from offbook.deck.answers import LONGEST

    world.deal(TYPED)
    async with rehearsing(world) as house:
        driver = house.app._driver
        assert driver
        driver.send_message(Paste("x" * 100_000))
        await house.press("y", "enter")
        assert len(world.reviews()[0].response) == LONGEST


async def test_escape_gives_the_keys_back_and_enter_takes_up_typing(world: World) -> None:
    world.deal(TYPED)
    async with rehearsing(world) as house:
        await house.type("Ti")
        await house.press("escape")
        house.shows("enter type", "q leave")
        await house.press("asterisk")
        house.shows("⚑ flagged", "Ti")
        await house.press("enter")
        await house.type("ber")
        await house.press("enter")
        assert world.reviews()[0].response == "Tiber"


async def test_letters_are_letters_while_an_answer_is_typed(world: World) -> None:
    world.deal(TYPED)
    async with rehearsing(world) as house:
        await house.type("quzhie?*")
        house.shows("quzhie?*")
        assert isinstance(house.rehearsal._state.turn, Asking)
