"""An attempt as the stage shows it: its questions, its progress, its keys."""

from __future__ import annotations

from typing import assert_never

from textual.content import Content

from offbook.deck.answers import Picked, Typed, from_words, judge
from offbook.deck.cards import Choice
from offbook.performance.asked import Asked
from offbook.performance.attempt import Answering, Attempt, Confiding, Over, Shown
from offbook.performance.events import Answered
from offbook.tui import faces
from offbook.tui.press import press
from offbook.tui.widgets.keyline import Hint
from offbook.tui.widgets.stage import Scene

CONFIDENCES = ("below 67%", "67 to 80%", "above 80%")
"""What each level of confidence says."""


def keys_of(asked: Asked, order: int) -> tuple[faces.Key, ...]:
    """The answers that one key gives, in the order of this paper."""
    return faces.choices(asked.card, asked.sides, asked.options(order))


def choice_of(state: Attempt, key: str) -> faces.Key | None:
    """The answer that a key gives to the present question."""
    keys = keys_of(state.asked[state.place], state.question.order)
    return next((one for one in keys if one.key == key), None)


def is_typed(state: Attempt) -> bool:
    """Whether the present question is answered by typing."""
    return bool(faces.fields(state.asked[state.place].card))


def ticked(state: Attempt) -> frozenset[str]:
    """The options that are selected, or were given before."""
    if isinstance(state.selected, Picked):
        return state.selected.texts
    kept = state.answers.get(state.place)
    asked = state.asked[state.place]
    given = from_words(asked.card, kept.response) if kept else None
    if isinstance(state.phase, Confiding):
        given = state.phase.answer
    if isinstance(given, Picked):
        return given.texts
    keys = keys_of(asked, state.question.order)
    return frozenset(key.label for key in keys if given is not None and key.answer == given)


def scene_of(state: Attempt) -> Scene:
    """What the stage shows of the present question."""
    asked = state.asked[state.place]
    if isinstance(state.phase, Shown):
        return answered_scene(asked, state.answers[state.place], state.question.order)
    kept = state.answers.get(state.place)
    given = from_words(asked.card, kept.response) if kept else None
    typing = isinstance(state.phase, Answering)
    return Scene(
        card=asked.card,
        keys=keys_of(asked, state.question.order),
        sides=asked.sides,
        ticked=ticked(state),
        fields=faces.fields(asked.card) if typing else (),
        values=given.texts if isinstance(given, Typed) else (),
    )


def answered_scene(asked: Asked, answer: Answered, order: int) -> Scene:
    """A question with what was answered, the right answer, why, and the contrast."""
    given = from_words(asked.card, answer.response)
    verdict = judge(asked.card, given) if given is not None else None
    return Scene(
        card=asked.card,
        keys=keys_of(asked, order),
        sides=asked.sides,
        outcome=faces.Outcome(given, verdict),
        own=asked.own,
        opposite=asked.opposite,
    )


def progress(state: Attempt, width: int) -> Content:
    """Which quiz, which question, how many are open."""
    place = f"{state.place + 1} of {len(state.asked)}"
    still = len(state.open)
    parts = [Content.styled(place, "bold")]
    if not state.is_forward_only:
        parts.append(Content.styled(f"{still} open" if still else "all answered", "$quiet"))
    flag = Content.styled("⚑ flagged   ", "bold $text-warning") if state.place in state.flags else Content("")
    if state.flags and state.place not in state.flags:
        flag = Content.styled(f"⚑ {len(state.flags)}   ", "$quiet")
    tail = flag + Content.styled(" · ", "$faint").join(parts)
    return faces.titled(state.began.quiz or "Quiz", tail, width)


def confidences() -> Content:
    """The keys that say how sure an answer is."""
    levels = [
        Content.assemble((str(level), "bold $text-accent"), f" {words}").stylize(press(f"confide({level})"))
        for level, words in enumerate(CONFIDENCES, 1)
    ]
    return Content.styled("How sure are you?   ", "$quiet") + Content("   ").join(levels)


def hints(state: Attempt, *, typing: bool) -> tuple[Hint, ...]:
    """The keys of the present phase, help last."""
    walk = () if state.is_forward_only else (Hint("←→", "questions", "go(1)"),)
    hand_in = Hint("ctrl+s", "hand in", "submit")
    common = (
        *walk,
        Hint("*", "flag", "flag"),
        hand_in,
        Hint("esc", "leave", "leave"),
        Hint("?", "keys", "help"),
    )
    match state.phase:
        case Answering() if typing:
            move = () if state.is_forward_only else (Hint("pgup pgdn", "questions", ""),)
            return Hint("enter", "answer", ""), *move, hand_in, Hint("esc", "other keys", "")
        case Answering():
            return (*_answer_hints(state), *common)
        case Confiding():
            return (
                Hint("1-3", "how sure", ""),
                hand_in,
                Hint("esc", "leave", "leave"),
                Hint("?", "keys", "help"),
            )
        case Shown():
            return (Hint("enter", "go on", "forward"), *common)
        case Over():
            return ()
        case other:
            assert_never(other)


def keys_in_full(state: Attempt) -> tuple[tuple[str, str], ...]:
    """The answers to the present question, for the help screen."""
    if isinstance(state.phase, Confiding):
        return tuple((str(level), words) for level, words in enumerate(CONFIDENCES, 1))
    return tuple((key.key, key.label) for key in keys_of(state.asked[state.place], state.question.order))


def _answer_hints(state: Attempt) -> tuple[Hint, ...]:
    asked = state.asked[state.place]
    keys = keys_of(asked, state.question.order)
    if not keys:
        return (Hint("enter", "type", "forward"),)
    if isinstance(asked.card, Choice):
        numbers = f"1-{len(keys)}"
        if asked.card.several:
            return Hint(numbers, "tick", ""), Hint("enter", "answer", "forward")
        return (Hint(numbers, "answer", ""),)
    return (Hint(" ".join(key.key for key in keys), "answer", ""),)
