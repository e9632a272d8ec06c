"""What a card looks like: its question, its answer and its ratings, as pieces of text.

Every state is told by a sign and a word, never by a colour alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from typing import assert_never

from textual.content import Content

from offbook.deck.answers import (
    Answer,
    Held,
    Picked,
    Sided,
    Verdict,
    expected,
)
from offbook.deck.cards import (
    Card,
    Choice,
    Claim,
    Classify,
    Cloze,
    Gap,
    Option,
    Recall,
    Side,
)
from offbook.deck.plain import without_ticks
from offbook.learning.memory import Rating
from offbook.learning.sitting import Asking, Rehearsal, Revealed
from offbook.tui import words
from offbook.tui.lines import UNBROKEN
from offbook.tui.press import press
from offbook.tui.text import plain, rich

RIGHT = "✔"
WRONG = "✘"
HOLE = "▁"
"""A gap is a row of these; its width says nothing about its answer."""

_PRIVATE = 0xF0000
"""First of the code points that stand for gaps while a cloze is rendered; few texts mean anything by them."""


@dataclass(frozen=True, slots=True)
class Key:
    """An answer that one key gives."""

    key: str
    label: str
    answer: Answer


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was answered and what it was worth; no verdict where only the learner can tell."""

    answer: Answer | None
    """None where time ran out."""
    verdict: Verdict | None
    overruled: bool = False


def choices(card: Card, sides: Sequence[Side], options: Sequence[Option]) -> tuple[Key, ...]:
    """The keys that answer a card at once; none where it is thought or typed."""
    match card:
        case Classify():
            return tuple(Key(side.key, side.name, Sided(side.id)) for side in sides)
        case Claim():
            return (Key("t", "True", Held(holds=True)), Key("f", "False", Held(holds=False)))
        case Choice():
            return tuple(
                Key(str(place), option.text, Picked(frozenset([option.text])))
                for place, option in enumerate(options, 1)
            )
        case Recall() | Cloze():
            return ()
        case other:
            assert_never(other)


def question(card: Card, *, shown: bool, width: int = UNBROKEN) -> Content:
    """What the card asks; a cloze with its answers in place once they are ``shown``."""
    match card:
        case Recall(front=text) | Choice(ask=text) | Claim(claim=text) | Classify(statement=text):
            return rich(text, width)
        case Cloze():
            return _cloze(card, shown=shown, width=width)
        case other:
            assert_never(other)


def options(
    keys: Sequence[Key], width: int, card: Card, ticked: frozenset[str], outcome: Outcome | None
) -> Content:
    """The answers to choose from: in a row where they are short, else one below the other."""
    cells = [_option(key, card, ticked, outcome, width) for key in keys]
    asked = Content.styled(_asking(card), "$quiet") if outcome is None else Content("")
    row = Content("    ").join(mark + text for mark, text in cells)
    if not isinstance(card, Choice) and row.cell_length <= width:
        return _under(asked, [row])
    lines = [hanging(mark, text, width) for mark, text in cells]
    if outcome and isinstance(card, Choice):
        reasons = {option.text: option.why for option in (*card.right, *card.wrong)}
        lines = [
            _with_reason(line, reasons[key.label], mark.cell_length, width)
            if _is_right(key, card) or _was_chosen(key, outcome)
            else line
            for line, key, (mark, _) in zip(lines, keys, cells, strict=True)
        ]
    return _under(asked, lines)


def _asking(card: Card) -> str:
    """What is to be done with the answers to choose from, where the question alone does not say it."""
    match card:
        case Choice(several=True):
            return "Tick every right one, then press Enter."
        case Claim():
            return "True or false?"
        case Classify():
            return "Which side?"
        case _:
            return ""


def _under(asked: Content, lines: list[Content]) -> Content:
    return Content("\n").join([asked, *lines] if asked else lines)


def hint(card: Card, width: int = UNBROKEN) -> Content:
    """The card's hint."""
    told = card.facts.hint
    return beside(Content.styled("Hint: ", "$quiet"), told, width) if told else Content("")


def fields(card: Card) -> tuple[str, ...]:
    """Labels of the fields that a typed answer needs; none where nothing is typed."""
    match card:
        case Recall(typed=True, parts=parts) if len(parts) > 1:
            return (f"{len(parts)} parts, set apart by commas",)
        case Recall(typed=True):
            return ("your answer",)
        case Cloze(typed=True):
            places = len(card.gaps)
            return tuple(f"gap {place}" if places > 1 else "the gap" for place in range(1, places + 1))
        case _:
            return ()


def ratings(previews: Mapping[Rating, int], proposed: Rating, width: int) -> Content:
    """The rating keys, each with the interval it gives; Enter takes the one in brackets."""
    row = Content("")
    for gap, apart, short in (("  ", "    ", False), (" ", "  ", False), (" ", " ", True)):
        cells = [
            _rating(rating, gap, words.interval(wait, short=short), proposed=rating is proposed)
            for rating, wait in previews.items()
        ]
        row = Content(apart).join(cells)
        if row.cell_length <= width:
            break
    return row


def progress(title: str, state: Rehearsal, width: int) -> Content:
    """Where the sitting is: what is done and what is to come, with no clock and no score."""
    flagged = state.key is not None and state.standings[state.key].flagged
    asking = isinstance(state.turn, Asking | Revealed)
    counts = [f"{len(state.log)} done", f"{len(state.queue) + asking} to come"]
    if back := len({*state.waiting, *state.encore}):
        counts.append(f"{back} back later")
    tail = Content.styled("⚑ flagged   ", "bold $text-warning") if flagged else Content("")
    tail += Content.styled(" · ", "$faint").join(Content.styled(count, "$quiet") for count in counts)
    return titled(title, tail, width)


def titled(title: str, tail: Content, width: int) -> Content:
    """A line with a title to its left, cut short if need be, and the ``tail`` to its right."""
    name = plain(title, "bold")
    room = max(0, width - tail.cell_length - 2)
    return name.truncate(room, ellipsis=True).extend_right(max(0, room - name.cell_length)) + "  " + tail


def _rating(rating: Rating, gap: str, wait: str, *, proposed: bool) -> Content:
    text = f"{rating.value} {rating.name.lower()}{gap}{wait}"
    shown = Content.styled(f"[{text}]", "bold reverse") if proposed else Content(text)
    return shown.stylize(press(f"rate({rating.value})"))


def _option(
    key: Key, card: Card, ticked: frozenset[str], outcome: Outcome | None, width: int
) -> tuple[Content, Content]:
    """The mark and the text of an option."""
    if outcome is None:
        several = isinstance(card, Choice) and card.several
        box = ("[x] " if key.label in ticked else "[ ] ") if several else ""
        gap = " ▸" if key.label in ticked and not several else "  "
        mark = Content.assemble((f"{key.key}{gap}", "bold $text-accent"), box)
        click = press(f"choose({key.key!r})")
        return mark.stylize(click), _label(key, card, width - mark.cell_length).stylize(click)
    right = _is_right(key, card)
    chosen = _was_chosen(key, outcome)
    sign = RIGHT if right else WRONG if chosen else " "
    style = "bold $text-success" if right else "bold $text-error" if chosen else "$quiet"
    number = f"{key.key}  " if isinstance(card, Choice) else " "
    mark = Content.styled(f"{sign} {number}", style)
    return mark, _label(key, card, width - mark.cell_length).stylize(style)


def _label(key: Key, card: Card, width: int) -> Content:
    return rich(key.label, width) if isinstance(card, Choice) else plain(key.label)


def _is_right(key: Key, card: Card) -> bool:
    match key.answer:
        case Sided(side):
            return isinstance(card, Classify) and card.side == side
        case Held(holds):
            return isinstance(card, Claim) and card.holds == holds
        case Picked():
            return key.label in expected(card)
        case _:
            return False


def _was_chosen(key: Key, outcome: Outcome) -> bool:
    given = outcome.answer
    return key.label in given.texts if isinstance(given, Picked) else key.answer == given


def _with_reason(line: Content, why: str, indent: int, width: int) -> Content:
    """An option with its reason beneath its text, ``indent`` cells set in."""
    if not why:
        return line
    return line + "\n" + hanging(Content(" " * indent), rich(why, width - indent).stylize("$quiet"), width)


def _cloze(card: Cloze, *, shown: bool, width: int) -> Content:
    """The text as Markdown, each open gap a row of marks or, once ``shown``, its answer."""
    own = {char for segment in card.segments if isinstance(segment, str) for char in segment}
    marks = (mark for code in count(_PRIVATE) if (mark := chr(code)) not in own)
    gaps: dict[str, Content] = {}
    written = ""
    for segment in card.segments:
        if isinstance(segment, str):
            written += segment
            continue
        asked = len(gaps) in card.asked
        mark = next(marks)
        gaps[mark] = _gap(segment, shown=shown) if asked else plain(without_ticks(segment.answer))
        written += mark
    return rich(written, width, gaps)


def _gap(gap: Gap, *, shown: bool) -> Content:
    if shown:
        return plain(without_ticks(gap.answer), "bold underline $text-success")
    return plain(f"{HOLE * 6} ({gap.hint})" if gap.hint else HOLE * 6, "bold $text-accent")


def hanging(mark: Content, text: Content, width: int) -> Content:
    """A mark with its text beside it, further lines set in as far; ``width`` is in cells."""
    indent = mark.cell_length
    lines = text.wrap(max(width - indent, 8))
    rest = [Content(" " * indent) + line for line in lines[1:]]
    return Content("\n").join([mark + (lines[0] if lines else Content("")), *rest])


def beside(mark: Content, text: str, width: int) -> Content:
    """A mark with a Markdown text beside it; ``width`` is in cells."""
    return hanging(mark, rich(text, width - mark.cell_length), width)
