"""What the key line of a rehearsal offers, turn by turn."""

from __future__ import annotations

from collections.abc import Sequence
from typing import assert_never

from offbook.deck.answers import Typed
from offbook.deck.cards import Choice, Cloze, Recall
from offbook.learning.sitting import Asking, Done, Judged, Rehearsal, Resting, Revealed
from offbook.tui import faces
from offbook.tui.widgets.keyline import Hint

_HELP = Hint("?", "keys", "help")
_UNDO = Hint("u", "undo", "undo")
_LEAVE = Hint("q", "leave", "leave")
_EDIT_HERE = Hint("E", "edit", "author")
_EDIT_ELSEWHERE = Hint("e", "your editor", "edit")
_ASIDE = (Hint("*", "flag", "flag"), Hint("x", "suspend", "suspend"), Hint("z", "bury", "bury"))


def for_turn(state: Rehearsal, keys: Sequence[faces.Key], *, typing: bool) -> tuple[Hint, ...]:
    """The hints of the present turn, the most useful first and help last."""
    undo = (_UNDO,) if state.past else ()
    match state.turn:
        case Asking() if typing:
            return Hint("enter", "hand in", ""), Hint("esc", "hint, undo and the other keys", "")
        case Asking():
            facts, hinted = state.cards[state.turn.slot.key].facts, state.turn.hinted
            hint = (Hint("h", "hint", "hint"),) if facts.hint and not hinted else ()
            return *_ways_to_answer(state, keys), *hint, *undo, *_ASIDE, _LEAVE, _HELP
        case Revealed():
            return (
                Hint("1-4", "how it went", ""),
                Hint("enter", "good", "forward"),
                *undo,
                *_ASIDE,
                _LEAVE,
                _HELP,
            )
        case Judged(verdict=verdict, answer=answer):
            mine = "I was right" if isinstance(answer, Typed) else "overrule"
            right = () if verdict.right else (Hint("i", mine, "right"),)
            return (
                Hint("enter", "go on", "forward"),
                *right,
                *undo,
                *_ASIDE,
                _EDIT_HERE,
                _LEAVE,
                _EDIT_ELSEWHERE,
                _HELP,
            )
        case Resting():
            return Hint("enter", "take them now", "forward"), *undo, _LEAVE, _HELP
        case Done():
            return Hint("enter", "home", "leave"), Hint("n", "ten more new cards", "more"), *undo, _HELP
        case other:
            assert_never(other)


def instead(hints: Sequence[Hint]) -> str:
    """What to say of a key that does nothing here: the ones that go on from here, and help."""
    usual = {_UNDO, *_ASIDE, _EDIT_HERE, _LEAVE, _EDIT_ELSEWHERE, _HELP}
    ways = [f"{hint.key}: {hint.words}" for hint in hints if hint not in usual]
    return f"That key does nothing here. {', '.join([*ways, '?: all keys'])}"


def in_full(hints: Sequence[Hint], keys: Sequence[faces.Key]) -> tuple[tuple[str, str], ...]:
    """The answers and the ways forward of the present turn, for the help screen."""
    answers = [(key.key, key.label) for key in keys]
    forward = [(hint.key, hint.words) for hint in hints if hint.action in {"forward", ""}]
    return *answers, *forward


def _ways_to_answer(state: Rehearsal, keys: Sequence[faces.Key]) -> tuple[Hint, ...]:
    match state.cards[state.turn.slot.key] if isinstance(state.turn, Asking) else None:
        case Choice(several=True):
            return Hint(f"1-{len(keys)}", "tick", ""), Hint("enter", "hand in", "forward")
        case Choice():
            return (Hint(f"1-{len(keys)}", "choose", ""),)
        case (Recall() | Cloze()) as card if not card.typed:
            return (Hint("space", "show the answer", "forward"),)
        case Recall() | Cloze():
            return (Hint("enter", "type", "forward"),)
        case _:
            return (Hint(" ".join(key.key for key in keys), "answer", ""),)
