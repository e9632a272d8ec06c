"""A learner with a home of their own, who starts Offbook and knows the answers to one deck."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from offbook.journal.journal import Journal
from offbook.learning.events import Began, Reviewed
from terminal import ENTER, QUIT, Terminal

DECK = """
title = "Every form~"
id = "every-form"
summary = "One card of each form~, and more."

[sides.day]
name = "Day~"
[sides.night]
name = "Night~"

[[concepts]]
id = "sun"
name = "The sun~"
summary = "It is up by day~."
side = "day"
contrast = "moon"
[[concepts]]
id = "moon"
name = "The moon~"
summary = "It is seen by night~."
side = "night"
contrast = "sun"
[[concepts]]
id = "place"
name = "A place~"

[[cards]]
id = "revealed"
concept = "place"
front = "Which river flows through Vienna?~"
back = "the Danube~"
hint = "It is blue in a waltz.~"
why = "It comes from the Black Forest.~"
[[cards]]
id = "typed"
front = "Which peak of the Alps is the highest?~"
back = "Mont Blanc"
typed = true
why = "4,806 metres.~"
[[cards]]
id = "listed"
front = "Which three primary colours does a painter mix?~"
back = "red, yellow, blue~"
parts = ["red", "yellow", "blue"]
typed = true
[[cards]]
id = "cloze"
cloze = "A triangle has {{three}} corners.~"
[[cards]]
id = "cloze-typed"
cloze = "Water boils at a {{hundred}} degrees and {{freezes}} at nought.~"
together = true
typed = true
[[cards]]
id = "choice"
ask = "What do bees make?~"
right = "honey~"
wrong = [{ text = "milk~", why = "That is from cows.~" }, "silk~"]
[[cards]]
id = "several"
ask = "Which of these are even?~"
right = ["two~", "four~"]
wrong = ["three~", "five~"]
[[cards]]
id = "holds"
claim = "Ice floats on water.~"
holds = true
[[cards]]
id = "fails"
claim = "Spiders have six legs.~"
holds = false
why = "They have eight.~"
[[cards]]
id = "noon"
concept = "sun"
statement = "The shadows are at their shortest.~"
side = "day"
pair = "shadows"
[[cards]]
id = "stars"
concept = "moon"
statement = "The Milky Way is to be seen.~"
side = "night"
pair = "shadows"
"""
"""Two cards of each form, and a third to recall. ``~`` ends every text that may be anything."""


@dataclass(frozen=True, slots=True)
class Known:
    """A card whose answer the learner knows."""

    id: str
    asks: str
    """Words that stand on the screen when this card asks, and when no other does."""
    answer: Callable[[Terminal], object]
    """Does what it takes to see the feedback."""
    onward: str = ENTER
    """The key that leads from the feedback to the next card."""


def _reveal(terminal: Terminal) -> None:
    terminal.press(" ", "3 good")


def _type(*texts: str) -> Callable[[Terminal], None]:
    def answer(terminal: Terminal) -> None:
        for text in texts[:-1]:
            terminal.press(text, text)
            terminal.send(ENTER)
        terminal.press(texts[-1], texts[-1])
        terminal.press(ENTER, "Right.")

    return answer


def _press(key: str) -> Callable[[Terminal], object]:
    return lambda terminal: terminal.press(key, "Right.")


def _choose(option: str) -> Callable[[Terminal], object]:
    return lambda terminal: terminal.press(_key_of(terminal, option), "Right.")


def _tick(*options: str) -> Callable[[Terminal], None]:
    def answer(terminal: Terminal) -> None:
        for option in options:
            terminal.press(_key_of(terminal, option), f"[x] {option}")
        terminal.press(ENTER, "Right.")

    return answer


def _key_of(terminal: Terminal, option: str) -> str:
    """The number that stands before an option on the screen."""
    found = re.search(rf"(\d) +(?:\[.\] )?{option}", "\n".join(terminal.lines))
    assert found, terminal.picture()
    return found[1]


CARDS = (
    Known("revealed", "flows through Vienna?", _reveal, onward="3"),
    Known("typed", "the Alps is the highest?", _type("mont blanc")),
    Known("listed", "does a painter mix?", _type("blue, red, yellow")),
    Known("cloze", "A triangle has", _reveal, onward="4"),
    Known("cloze-typed", "Water boils at", _type("hundred", "freezes")),
    Known("choice", "What do bees make?", _choose("honey")),
    Known("several", "Which of these are even?", _tick("two", "four")),
    Known("holds", "Ice floats on water.", _press("t")),
    Known("fails", "Spiders have six legs.", _press("f")),
    Known("noon", "shadows are at their shortest.", _press("d")),
    Known("stars", "Milky Way is to be seen.", _press("n")),
)
"""In the order of the file, which is not the order of a rehearsal."""


class Learner:
    """A person with a folder that Offbook keeps everything in."""

    def __init__(self, folder: Path) -> None:
        self.home = folder / "offbook"
        self.decks = self.home / "decks"
        self.env = {
            "PATH": os.environ["PATH"],
            "HOME": str(folder),
            "OFFBOOK_HOME": str(self.home),
            "TERM": "xterm-256color",
            "LANG": "C.UTF-8",
            "TZ": _where_it_is_noon(),
        }

    def has_deck(self, text: str = DECK, name: str = "every-form.toml", ending: str = "") -> None:
        """Put a deck into the learner's own folder; its texts end in ``ending``, written as in TOML."""
        self.decks.mkdir(parents=True, exist_ok=True)
        (self.decks / name).write_text(text.replace("~", ending), encoding="utf-8")

    def starts(self, *arguments: str, columns: int = 80, rows: int = 24, **env: str) -> Terminal:
        """A terminal with Offbook in it; ``env`` goes before what is usual."""
        return Terminal(_offbook(*arguments), {**self.env, **env}, columns=columns, rows=rows)

    def studies(self, *decks: str, **env: str) -> Terminal:
        """A terminal with a rehearsal in it, at a card."""
        terminal = Terminal(_offbook("study", *(decks or ("every-form",))), {**self.env, **env})
        terminal.wait_for(" done")
        return terminal

    def reviews(self) -> list[Reviewed]:
        """The reviews that stand in the journal, in order; what is kept beside them must agree."""
        with Journal.open(self.home / "journal.db") as journal:
            sittings = [one.event for one in journal.events() if isinstance(one.event, Began)]
            for key, standing in journal.replay().items():
                assert journal.standing(key) == standing
            names = dict.fromkeys(sitting.sitting for sitting in sittings)
            return [review for name in names for review in journal.reviews_of(name)]

    def assert_no_mishap(self) -> None:
        """Offbook has met no error of its own."""
        mishap = self.home / "mishap.txt"
        assert not mishap.exists(), mishap.read_text("utf-8")


def asked(terminal: Terminal) -> Known:
    """The card on the screen."""
    while True:
        terminal.wait_for(lambda text: any(card.asks in text for card in CARDS))
        terminal.settle()
        # What stood there may have been wiped meanwhile, to be painted anew.
        if there := [card for card in CARDS if card.asks in terminal.text]:
            return there[0]


def rehearse(terminal: Terminal, onward: str = "") -> Known:
    """Answer the card on the screen, go on with ``onward`` or its usual key, and say which card it was."""
    card = asked(terminal)
    card.answer(terminal)
    terminal.press(onward or card.onward, lambda text: card.asks not in text and " done" in text)
    return card


def leave(terminal: Terminal) -> None:
    """Quit from wherever Offbook is, and find the terminal as it was before."""
    terminal.settle()
    terminal.send(QUIT)
    assert terminal.wait_for_end() == 0
    assert terminal.what_is_wrong() == []


def _offbook(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "offbook", *arguments]


def _where_it_is_noon() -> str:
    """A time zone in which no study day ends while the tests run."""
    ahead = 12 - datetime.now(UTC).hour
    return f"NOON{-ahead:+d}"
