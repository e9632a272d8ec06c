"""The deck that ``offbook new`` writes: one card of each form, with what there is to know beside it."""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from offbook.deck.clean import defuse, one_line
from offbook.errors import DeckError
from offbook.files import write_new

SUFFIX = ".toml"
LANGUAGE = "en"


@dataclass(frozen=True, slots=True)
class Wishes:
    """What an author said about the new deck; whatever is left out is as the starter has it."""

    title: str = ""
    """Empty for the name of the file."""
    language: str = LANGUAGE
    sides: tuple[str, ...] | None = None
    """The names of the sides that classify cards choose between; empty for a deck without any."""
    comments: bool = True
    """Whether everything is explained where it stands."""


SUMMARY = "What this deck teaches, in a sentence."

_HEAD = """\
# A deck for Offbook, with a card of each form as an example. Put your own
# in their place. What starts with # is for you, and no learner sees it.
#
#   offbook edit {file}     opens it with its cards beside it
#   offbook check {file}    tells every mistake at its line
#   offbook study {file}    rehearses it
#
# Where its cards stand beside it, ctrl+n adds a card, ctrl+r takes one out.
#
# In your deck folder (`offbook decks` says where that is) a deck stands on
# the first page of Offbook, and is known by its name wherever you are. One
# that you keep elsewhere is known by its path.
#
# For completion in another editor, save the output of `offbook schema` as
# deck.schema.json beside this file, and make this the first line:
#   #:schema ./deck.schema.json

title = {title}
summary = {summary}
language = {language}
format = 1
"""

_SIDES = """\
# Sides are what classify cards choose between. The first letter of a side
# is the key that answers with it.
"""

_CARDS = """\
# Concepts are optional. They give names, and say what stands opposite.
# Several cards can drill one concept, best in several forms.

[[concepts]]
id = "window"
name = "The window of performance"
summary = "Performance is looked at within a day, a week, a month or a year."

# A recall card has a front and a back. With `typed = true` its answer is
# typed.

[[cards]]
concept = "window"
front = "Within which four windows is performance looked at?"
back = "daily, weekly, monthly and annual"
parts = ["daily", "weekly", "monthly", "annual"]
why = "A figure means something only beside the time it took."

# A cloze card has gaps, with a hint after :: if you like. Each gap becomes
# a card of its own, unless you say `together = true`.

[[cards]]
concept = "window"
cloze = "A target says what is {{measured::which figure}}, how much of it, and by {{when}}."

# A choice card has one right answer, or several, and wrong ones that are
# believable. Each option may say why it is right or wrong.

[[cards]]
ask = "Which of these can only be said together with a span of time?"
right = "Eleven orders were packed"
wrong = [
    { text = "Orders are packed by hand", why = "By hand says how, whatever the time." },
    { text = "An order is packed in two boxes", why = "It is so whenever one is packed." },
    { text = "Orders come in by letter", why = "By letter says how, whatever the time." },
]
why = "Eleven in an hour and eleven in a month are two different things."

# A claim holds, or it does not.

[[cards]]
claim = "Whoever learns must be done by a fixed day."
holds = false
why = "Learning can go on for life; it is performance that has a window."
"""

_PAIR = """\
# A classify card gives a statement to one of the sides. Two that differ in
# one thing make a pair: in study they follow each other.
"""

_STATEMENTS = """\
[[cards]]
statement = "A trainee tries the new till and asks what each key does."
side = "learning"
why = "She takes in what she could not do before."
pair = "till"

[[cards]]
statement = "A cashier serves forty customers an hour, against a goal of thirty-five."
side = "performance"
why = "There is a figure, a span of time and a goal."
pair = "till"
"""

_MORE = """\
# Any card may also have: hint, tags = ["…"], and quiz_only = true (asked in
# quizzes, never in study). An id keeps a card's history when you reword it;
# `offbook check --fix {file}` gives one to every card.
"""

_EXAMPLE = ("Learning", "Performance")
_ORDINALS = ("one", "another")
_KEYS = "123456789abcdefghijklmnopqrstuvwxyz"
"""Keys for sides whose letters are all taken."""


def starter(file: str, stem: str, wishes: Wishes | None = None) -> str:
    """The text of a starter deck, called after its file unless it was given a title.

    Raises DeckError, with what to do, for sides that no deck can have.
    """
    wishes = wishes or Wishes()
    title = one_line(defuse(wishes.title)) or defuse(stem).strip() or "New deck"
    language = one_line(defuse(wishes.language))
    name = shlex.quote(defuse(file))
    more = _MORE.format(file=name)
    head = _HEAD.format(file=name, title=_text(title), summary=_text(SUMMARY), language=_text(language))
    if wishes.sides is None:
        parts = [head, _SIDES, *_sides(_EXAMPLE), _CARDS, _PAIR, _STATEMENTS, more]
    elif wishes.sides:
        sides = _named(wishes.sides)
        parts = [head, _SIDES, *_sides(sides), _CARDS, _PAIR, *_statements(sides), more]
    else:
        parts = [head, _CARDS, more]
    whole = "\n".join(parts)
    return whole if wishes.comments else _bare(whole)


def examples() -> str:
    """The cards of every starter deck there can be."""
    return "\n".join([_CARDS, _STATEMENTS, *_statements(_EXAMPLE)])


def write_starter(path: Path, wishes: Wishes | None = None) -> Path:
    """Write a starter deck and return where it is; a name without ``.toml`` gets it.

    Raises DeckError if there is a file of that name already, or it cannot be written.
    """
    if path.is_dir():
        inside = defuse(str(path / "mine.toml"))
        raise DeckError(f"{defuse(str(path))} is a folder; give the new deck a name in it, as in {inside}")
    place = path if path.suffix == SUFFIX else path.with_name(path.name + SUFFIX)
    shown = defuse(str(place))
    text = starter(place.name, place.stem, wishes)
    try:
        write_new(place, text)
    except FileExistsError:
        raise DeckError(f"{shown} is there already, and was left as it is; choose another name") from None
    except (OSError, ValueError) as error:
        raise DeckError(_unwritable(shown, error)) from error
    return place


def _text(text: str) -> str:
    """A text as TOML: JSON's way of quoting is TOML's as well, once control characters are out."""
    return json.dumps(text, ensure_ascii=False)


def _named(sides: Sequence[str]) -> tuple[str, ...]:
    """The names of sides as a deck can have them. Raises DeckError."""
    # Only who says what the sides are pays for this import.
    from offbook.deck.sections import MOST_SIDES

    names = tuple(one_line(defuse(side)) for side in sides)
    if not 2 <= len(names) <= MOST_SIDES:
        raise DeckError(f"a deck has 2 to {MOST_SIDES} sides, or none; write them as in --sides cause,effect")
    slugs = {_slug(name) for name in names}
    if "" in slugs or len(slugs) < len(names):
        raise DeckError(
            "sides need names that differ in their letters; write them as in --sides cause,effect"
        )
    return names


def _sides(names: Sequence[str]) -> Iterator[str]:
    """The tables of some sides; a key is written where the first letter is taken."""
    taken: set[str] = set()
    for name in names:
        slug = _slug(name)
        letters = [sign for sign in f"{name}{slug}".lower() if sign.isalnum()]
        plain = [sign for sign in letters if sign.isascii()]
        first = letters[0] if letters[0].isascii() else slug[0] if slug[0].isascii() else letters[0]
        key = next(sign for sign in (first, *plain, *_KEYS) if sign not in taken)
        taken.add(key)
        header = slug if re.fullmatch(r"[a-z0-9_-]+", slug) else _text(slug)
        written = f"key = {_text(key)}\n" if key != first else ""
        yield f"[sides.{header}]\nname = {_text(name)}\n{written}"


def _statements(names: Sequence[str]) -> Iterator[str]:
    """Two cards that show where statements about the first two sides go."""
    for name, which in zip(names[:2], _ORDINALS, strict=True):
        statement = f"Something that is true of {which} of the sides, and of no other."
        yield (
            f"[[cards]]\nstatement = {_text(statement)}\nside = {_text(_slug(name))}\n"
            'why = "Say what in the statement settles it."\npair = "first"\n'
        )


def _slug(name: str) -> str:
    """What cards call a side of that name."""
    return re.sub(r"[^\w]+", "-", name.casefold()).strip("-_")


def _bare(text: str) -> str:
    """The text without comments, tables one blank line apart."""
    lines = "\n".join(line for line in text.split("\n") if not line.startswith("#"))
    return re.sub(r"\n{3,}", "\n\n", lines).strip("\n") + "\n"


def _unwritable(shown: str, error: OSError | ValueError) -> str:
    if isinstance(error, FileNotFoundError):
        return f"{shown} cannot be written: its folder is not there; make the folder first"
    reason = (error.strerror if isinstance(error, OSError) else None) or "no file can have this name"
    return f"{shown} cannot be written: {reason}"
