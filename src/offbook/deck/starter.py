"""The deck that ``offbook new`` writes: one card of each form, with what there is to know beside it."""

from __future__ import annotations

import json
import shlex
from pathlib import Path

from offbook.deck.clean import defuse
from offbook.errors import DeckError
from offbook.files import write_whole

SUFFIX = ".toml"

_STARTER = """\
# A deck for Offbook. Change everything here; what starts with # is for you and no learner sees it.
#
#   offbook check {file}         tells every mistake at its line
#   offbook study {file}         rehearses it
#
# For completion in your editor, save the output of `offbook schema` as deck.schema.json beside
# this file, and make this the first line:   #:schema ./deck.schema.json

title = {title}
summary = "What this deck teaches, in a sentence."
language = "en"
format = 1

# Sides are what classify cards choose between. The first letter is the key that answers.

[sides.learning]
name = "Learning"

[sides.performance]
name = "Performance"

# Concepts are optional. They give names, and say what stands opposite.
# Several cards can drill one concept, best in several forms.

[[concepts]]
id = "window"
name = "The window of performance"
summary = "Performance is looked at within a day, a week, a month or a year."

# A recall card has a front and a back. With `typed = true` the answer is typed.

[[cards]]
front = "Within which four windows is performance looked at?"
back = "daily, weekly, monthly and annual"
parts = ["daily", "weekly", "monthly", "annual"]
concept = "window"
why = "A figure means something only beside the time it took."

# A cloze card has gaps, with a hint after :: if you like. Each gap becomes a card of its own,
# unless you say `together = true`.

[[cards]]
cloze = "A target says what is {{{{measured::which figure}}}}, how much of it, and by {{{{when}}}}."
concept = "window"

# A choice card has one right answer, or several, and wrong ones that are believable.
# A wrong one may say why it is wrong.

[[cards]]
ask = "Which of these can only be said together with a span of time?"
right = "Eleven orders were packed"
wrong = [
    "Orders are packed by hand",
    {{ text = "An order is packed in two boxes", why = "It is so whenever one is packed." }},
    "Orders come in by letter",
]
why = "Eleven in an hour and eleven in a month are two different things."

# A claim holds, or it does not.

[[cards]]
claim = "Whoever learns must be done by a fixed day."
holds = false
why = "Learning can go on for life; it is performance that has a window."

# A classify card gives a statement to one of the sides. Two that differ in one thing make a pair:
# in study they follow each other.

[[cards]]
statement = "A trainee tries the new till and asks what each key does."
side = "learning"
pair = "till"
why = "She takes in what she could not do before."

[[cards]]
statement = "A cashier serves forty customers an hour, against a goal of thirty-five."
side = "performance"
pair = "till"
why = "There is a figure, a span of time and a goal."

# Any card may also have: hint, tags = ["…"], id = "…" (keeps its history when you reword it),
# and quiz_only = true (asked in quizzes, never in study).
"""


def starter(file: str, stem: str) -> str:
    """The text of a starter deck that is called after its file."""
    # JSON's way of quoting is TOML's as well, once control characters are out.
    title = json.dumps(defuse(stem).strip() or "New deck", ensure_ascii=False)
    return _STARTER.format(file=shlex.quote(defuse(file)), title=title)


def write_starter(path: Path) -> Path:
    """Write a starter deck and return where it is; a name without ``.toml`` gets it.

    Raises DeckError if there is a file of that name already, or it cannot be written.
    """
    if path.is_dir():
        inside = defuse(str(path / "mine.toml"))
        raise DeckError(f"{defuse(str(path))} is a folder; give the new deck a name in it, as in {inside}")
    place = path if path.suffix == SUFFIX else path.with_name(path.name + SUFFIX)
    shown = defuse(str(place))
    try:
        # Claims the name, so that no other program's file is ever written over.
        place.open("x").close()
    except FileExistsError:
        raise DeckError(f"{shown} is there already, and was left as it is; choose another name") from None
    except (OSError, ValueError) as error:
        raise DeckError(_unwritable(shown, error)) from error
    try:
        write_whole(place, starter(place.name, place.stem))
    except OSError as error:
        place.unlink(missing_ok=True)
        raise DeckError(_unwritable(shown, error)) from error
    return place


def _unwritable(shown: str, error: OSError | ValueError) -> str:
    if isinstance(error, FileNotFoundError):
        return f"{shown} cannot be written: its folder is not there; make the folder first"
    reason = (error.strerror if isinstance(error, OSError) else None) or "no file can have this name"
    return f"{shown} cannot be written: {reason}"
