"""A new card of each form as an author would write it, with texts to be typed over."""

from __future__ import annotations

import json
from collections.abc import Sequence

from offbook.deck.blanks import QUOTED
from offbook.deck.cards import Side

FORMS: dict[str, str] = {
    "recall": "a question and its answer",
    "cloze": "a text with gaps",
    "choice": "a question with options",
    "claim": "a sentence that holds or does not",
    "classify": "a statement that belongs to a side",
}
"""The forms, in the order they are offered, and what a card of each is."""

_BODIES = {
    "recall": 'front = "What is asked?"\nback = "The answer"',
    "cloze": 'cloze = "A text with a {{gap::a hint}} in it."',
    "choice": """\
ask = "What is asked?"
right = "The right one"
wrong = [
    { text = "A believable one", why = "Why it is wrong." },
    { text = "Another", why = "Why it is wrong." },
]""",
    "claim": 'claim = "A sentence that is true, or is not."\nholds = true',
    "classify": 'statement = "Something that happens."\nside = {side}',
}
_WHY = 'why = "Why it is so."'


def template(form: str, sides: Sequence[Side], concept: str = "") -> str:
    """A whole ``[[cards]]`` table of a form; a classify card takes the first of the deck's sides.

    ``concept`` is what it shall drill, empty for a concept of its own. Raises KeyError for another form.
    """
    body = _BODIES[form]
    if form == "classify":
        body = body.replace("{side}", _text(sides[0].id if sides else ""))
    drills = [f"concept = {_text(concept)}"] if concept else []
    return "\n".join(["[[cards]]", body, *drills, _WHY]) + "\n"


def blanks(form: str) -> tuple[str, ...]:
    """The texts of a form's template that are there to be typed over. Raises KeyError for another form."""
    return tuple(QUOTED.findall(f"{_BODIES[form]}\n{_WHY}"))


def first_text(line: str) -> tuple[int, int]:
    """The columns between which the first text in quotes stands on a line; 0, 0 if none does."""
    found = QUOTED.search(line)
    return found.span(1) if found else (0, 0)


def _text(value: str) -> str:
    # JSON's way of quoting is TOML's as well, for names that a deck was read with.
    return json.dumps(value, ensure_ascii=False)
