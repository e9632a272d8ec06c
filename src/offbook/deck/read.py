"""A deck's file into a deck and all that is wrong with it, each problem at its line and column."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from offbook.deck.clean import MARK, clean, defuse, may_need_cleaning
from offbook.deck.findings import Finding, Slip, Trail, did_you_mean
from offbook.deck.problems import Code, Level, Problem
from offbook.deck.source import Content, Footprint, content
from offbook.errors import DeckError

if TYPE_CHECKING:
    from offbook.deck.build import Built
    from offbook.deck.cards import Deck
    from offbook.deck.toml import Loaded

MOST_PROBLEMS = 500
"""Problems of one file that are told in full; the rest are counted."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of reading a deck."""

    deck: Deck | None
    """All that is sound in it; None if nothing can be used."""
    problems: tuple[Problem, ...] = ()
    """In the order of the file."""
    footprint: Footprint | None = None
    """The file as it was read; None if it could not be, or if there was none."""
    entries: int = 0
    """How many ``[[cards]]`` tables the file has, those with mistakes too; 0 if it cannot be read."""

    @property
    def errors(self) -> int:
        """How many problems keep a card, or the file, from being used."""
        return sum(problem.level is Level.ERROR for problem in self.problems)

    @property
    def warnings(self) -> int:
        """How many problems a second reader would object to."""
        return len(self.problems) - self.errors


def read(path: Path, shown_as: str | None = None, *, thorough: bool = False) -> Reading:
    """Read a deck's file; problems name it as ``shown_as``, or by its path. Never raises, never waits.

    With ``thorough``, cards are held against each other, too: what an author asks for.
    """
    shown = shown_as or str(path)
    try:
        found = content(path)
    except DeckError as error:
        return unreadable(shown, str(error))
    return parse_bytes(found, shown, path.stem, thorough=thorough)


def stem_of(path: Path) -> str:
    """What a deck without an id is called: its file's name, fit to be shown."""
    return _named(path.stem)


def _named(stem: str) -> str:
    return defuse(stem).strip() or "deck"


def unreadable(shown_as: str, reason: str) -> Reading:
    """The reading of a file that cannot be read at all."""
    return Reading(None, (Problem(defuse(shown_as), 1, 1, Level.ERROR, reason),))


def parse_bytes(found: Content, shown_as: str, stem: str, *, thorough: bool = False) -> Reading:
    """Read the bytes of a deck's file, UTF-8 with or without a byte order mark; see ``read``."""
    try:
        text = found.data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        # The offset counts without the mark where there is one.
        data = error.object
        before = data[: error.start].decode("utf-8")
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        message = f"byte 0x{data[error.start]:02x} is not UTF-8; save the file as UTF-8"
        return Reading(
            None, (Problem(defuse(shown_as), line, column, Level.ERROR, message),), found.footprint
        )
    reading = parse(text, shown_as, stem, thorough=thorough)
    return replace(reading, footprint=found.footprint)


def parse(text: str, path_as_shown: str, stem: str, *, thorough: bool = False) -> Reading:
    """Read the text of a deck; see ``read``. ``stem`` is its id unless it has one. Never raises."""
    from offbook.deck import toml

    return judged(toml.load(text), path_as_shown, stem, thorough=thorough)


def judged(loaded: Loaded, path_as_shown: str, stem: str, *, thorough: bool = False) -> Reading:
    """Read what was loaded of a deck, cleaning its values; see ``parse``. Never raises."""
    shown = defuse(path_as_shown)
    slips = [_problem(shown, slip) for slip in loaded.slips]
    if loaded.data is None:
        return Reading(None, tuple(slips))
    findings = list(_clean(loaded.data)) if may_need_cleaning(loaded.text) else []
    built, found = _judge(loaded.data, defuse(stem).strip() or "deck", whole=not slips, thorough=thorough)
    findings += found
    problems = [*slips, *_place(findings, loaded.text, shown)] if findings else slips
    return Reading(built.deck, tuple(sorted(problems)), entries=built.entries)


def card_line(text: str, index: int) -> int | None:
    """The line, from 1, of the ``index``-th ``[[cards]]`` table, from 0; None if there is none."""
    from offbook.deck import toml
    from offbook.deck.places import Places

    places = Places(toml.load(text).text)
    return places.find(("cards", index))[0] if places.has(("cards", index)) else None


def _judge(data: dict[str, Any], stem: str, *, whole: bool, thorough: bool) -> tuple[Built, list[Finding]]:
    """Build and review."""
    from offbook.deck.balance import imbalances
    from offbook.deck.build import build
    from offbook.deck.review import review_cards, review_thoroughly

    built = build(data, stem, partial=not whole)
    findings = list(built.findings)
    if built.deck:
        meant = replace(built.deck, cards=built.meant)
        objections = [*review_cards(meant), *imbalances(meant, built.declared, built.doubts)]
        objections += review_thoroughly(meant) if thorough else ()
        findings += map(built.spelt, objections)
    return built, findings


def _clean(data: dict[str, Any]) -> Iterator[Finding]:
    """Clean every text, in place. A loop with a stack: depth is the author's to choose."""
    todo: list[tuple[Trail, Any]] = [((), data)]
    while todo:
        at, holder = todo.pop()
        for key, value in tuple(holder.items() if isinstance(holder, dict) else enumerate(holder)):
            if isinstance(value, dict | list):
                todo.append(((*at, key), value))
            elif isinstance(value, str) and (cleaned := clean(value)) != value:
                holder[key] = cleaned
                message = f"this text holds signs that a terminal would obey; each is shown as {MARK}"
                yield Finding((*at, key), message, Level.WARNING, code=Code.HIDDEN_SIGNS)


def _place(findings: Sequence[Finding], text: str, shown: str) -> Iterator[Problem]:
    """The findings with their places, in the order of the file; the rest of very many are counted."""
    from offbook.deck.places import Places

    places = Places(text)
    placed = sorted(
        ((places.find(one.at, on_key=one.on_key), one) for one in findings), key=lambda pair: pair[0]
    )
    for (line, column), finding in placed[:MOST_PROBLEMS]:
        message = finding.message
        if finding.other is not None:
            message += f" on line {places.find(finding.other)[0]}"
        near = did_you_mean(finding.word, finding.known) if finding.word else ""
        words = "; ".join(part for part in (message, near, finding.advice) if part)
        yield Problem(shown, line, column, finding.level, words, finding.code)
    if rest := placed[MOST_PROBLEMS:]:
        (line, column), _ = rest[0]
        level = Level.ERROR if any(one.level is Level.ERROR for _, one in rest) else Level.WARNING
        code = Code.MANY_PROBLEMS if level is Level.WARNING else ""
        words = f"{len(rest)} more problems from here on are not listed"
        yield Problem(shown, line, column, level, words, code)


def _problem(shown: str, slip: Slip) -> Problem:
    return Problem(shown, slip.line, slip.column, Level.ERROR, slip.message)
