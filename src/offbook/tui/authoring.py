"""What the author screen shows: a card as learners see it, what is wrong, and how two texts differ."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import assert_never

from textual.content import Content

from offbook.deck.cards import Card, Choice, Concept, Deck, arranged, form, opposite
from offbook.deck.counting import Count
from offbook.deck.draft import Changed, Draft, Gone, Look, Refused, Same
from offbook.deck.layout import Block
from offbook.deck.problems import Level, Problem
from offbook.deck.survey import Survey, survey
from offbook.learning.sitting import REVEAL
from offbook.tui import faces, feedback
from offbook.tui.press import press
from offbook.tui.text import plain, rich

MOST_COMPARED = 1_000
"""Lines that differ up to which two texts are compared line by line."""
MOST_SHOWN = 400
"""Lines of a comparison that are shown."""
AROUND = 2
"""Lines shown above and below what differs."""
_REVEALED = faces.Outcome(REVEAL.answer, None)
_RULE = Content.styled("─" * 24, "$faint")


def head(draft: Draft, known: Survey | None, place: str, width: int, *, unsaved: bool) -> Content:
    """The deck, the place of the cursor, what is wrong, and whether anything is unsaved."""
    title = known.reading.deck.title if known and known.reading.deck else draft.path.name
    state = ("● unsaved", "bold $text-warning") if unsaved else ("saved", "$quiet")
    told = [Content.styled(place, "$quiet"), *([_counted(known)] if known else []), Content.styled(*state)]
    tail = Content("")
    for parts in (told, told[1:], told[-1:]):
        tail = Content.styled(" · ", "$faint").join(parts)
        if tail.cell_length + 12 <= width:
            break
    return faces.titled(title, tail, width)


def saved(told: str, known: Survey) -> str:
    """What to say of a text that was saved; that much of it cannot be read is said at once."""
    if known.slip is None:
        return told
    return f"{told.removesuffix('.')}, and it cannot be read: line {known.slip.line}, {known.slip.message}"


def told_of_file(found: Look, name: str, *, dirty: bool) -> str:
    """What to say of what another program did to the deck's file; nothing where it says what it said."""
    match found:
        case Same():
            return ""
        case Changed() if dirty:
            return f"{name} was changed by another program. Yours is not saved; ctrl+s shows both."
        case Changed():
            return f"{name} was changed by another program; this is how it is now."
        case Gone(now):
            where = f"is called {now.name} now" if now else "is gone"
            return f"{name} {where}. Your text is here; ctrl+s writes it as {name} again."
        case Refused(reason):
            return f"{name} cannot be read any more: {reason}. Your text is here."
        case other:
            assert_never(other)


def problem_row(problem: Problem) -> Content:
    """A problem of the text, with its line; an error by its sign as well as its colour."""
    error = problem.level is Level.ERROR
    sign = Content.styled(*(("✘ ", "bold $text-error") if error else ("· ", "bold $text-warning")))
    return sign + Content.styled(f"{problem.line}:{problem.column}  ", "$quiet") + plain(problem.message)


def preview(known: Survey, line: int, width: int, *, brief: bool = False) -> Content:
    """The card at a line, from 0, as learners see it asked and answered; the deck where none stands.

    A ``brief`` one shows no options twice.
    """
    deck, block = known.reading.deck, known.block_at(line)
    if block is None:
        return _overview(deck, known, width) if deck else _unreadable(known.reading.problems)
    cards = known.cards_of(block)
    if not cards and known.slip is None:
        deck, cards = _alone(known, block)
    if not cards or deck is None:
        return _unreadable(known.problems_of(block) or known.reading.problems)
    above = [_heading(card, place, len(cards), deck) for place, card in enumerate(cards, 1)]
    shown = [
        _lines(title, _asked(card, deck, width, brief=brief), _answered(card, deck, width))
        for title, card in zip(above, cards, strict=True)
    ]
    return Content("\n\n\n").join(shown)


def _alone(known: Survey, block: Block) -> tuple[Deck | None, tuple[Card, ...]]:
    """A card as it were if the deck had no other: sound, if it is only wrong by asking the same as one."""
    others = {line for one in known.blocks if one != block for line in range(one.first, one.end)}
    lines = known.text.split("\n")
    deck = survey("\n".join(line for at, line in enumerate(lines) if at not in others), "", "").reading.deck
    return deck, deck.cards if deck else ()


def differences(theirs: str, mine: str) -> tuple[Content, ...]:
    """Where two texts differ, line by line: what only the first has begins with -, the second with +."""
    old, new = theirs.split("\n"), mine.split("\n")
    first, last = _same_ends(old, new)
    if max(len(old), len(new)) - first - last > MOST_COMPARED:
        many = max(len(old), len(new)) - first - last
        return (Content.styled(f"They differ within {many:,} lines, from line {first + 1} on.", "$quiet"),)
    begin, end = max(0, first - AROUND), max(0, last - AROUND)
    compared = list(_compared(old[begin : len(old) - end], new[begin : len(new) - end], begin))
    if len(compared) > MOST_SHOWN:
        rest = Content.styled(f"… and {len(compared) - MOST_SHOWN} lines more", "$quiet")
        return (*compared[:MOST_SHOWN], rest)
    return tuple(compared)


def _counted(known: Survey) -> Content:
    errors, warnings = known.reading.errors, known.reading.warnings
    words = [
        f"{number} {word if number == 1 else word + 's'}"
        for number, word in ((errors, "error"), (warnings, "warning"))
        if number
    ]
    if not words:
        return Content.styled("no problems", "$quiet")
    text = Content.styled(", ".join(words), "bold $text-error" if errors else "$text-warning")
    return text.stylize(press("problems"))


def _unreadable(problems: Sequence[Problem]) -> Content:
    if not problems:
        return Content.styled("Nothing stands here yet.", "$quiet")
    told = Content.styled("This cannot be shown yet:", "$quiet")
    return _lines(told, Content("\n").join(problem_row(one) for one in problems[:5]))


def _overview(deck: Deck, known: Survey, width: int) -> Content:
    """The deck itself: what it is about, and what is in it."""
    sides = ", ".join(f"{side.name} ({side.key})" for side in deck.sides)
    facts = (
        ("holds", str(Count.of(known.reading)) if known.blocks else ""),
        ("concepts", f"{len(deck.concepts):,}"),
        ("sides", sides),
        ("quizzes", ", ".join(quiz.name for quiz in deck.quizzes)),
        ("source", deck.source),
    )
    rows = [
        faces.hanging(Content.styled(f"{name:<10}", "$quiet"), plain(text), width)
        for name, text in facts
        if text and text != "0"
    ]
    return _lines(plain(deck.title, "bold"), rich(deck.summary, width), Content("\n").join(rows))


def _heading(card: Card, place: int, count: int, deck: Deck) -> Content:
    concept = _concept(card, deck)
    # A card that is its own concept would only be named after itself.
    named = concept.name if concept and not card.facts.key.card.startswith(concept.id) else ""
    parts = [form(card), f"gap {place} of {count}" if count > 1 else "", named]
    parts += ["quiz only" if card.facts.quiz_only else "", "typed" if faces.fields(card) else ""]
    return plain(" · ".join(filter(None, parts)), "$quiet")


def _asked(card: Card, deck: Deck, width: int, *, brief: bool) -> Content:
    """The question with what answers it, and the line below; options that come once more are left out."""
    keys = _keys(card, deck)
    if keys and brief:
        return _lines(faces.question(card, shown=False, width=width), faces.hint(card, width))
    options = faces.options(keys, width, card, frozenset(), None) if keys else Content("")
    fields = Content("\n").join(Content.styled(f"[ {label} ]", "$quiet") for label in faces.fields(card))
    question = faces.question(card, shown=False, width=width)
    return _lines(question, options, fields, faces.hint(card, width), _RULE)


def _answered(card: Card, deck: Deck, width: int) -> Content:
    keys = _keys(card, deck)
    concept = _concept(card, deck)
    return _lines(
        faces.question(card, shown=True, width=width) if form(card) == "cloze" else Content(""),
        faces.options(keys, width, card, frozenset(), _REVEALED) if keys else Content(""),
        feedback.answer(card, _REVEALED, width),
        feedback.reason(card, width),
        feedback.contrast(concept, opposite(deck.concepts, concept.id) if concept else None, width),
    )


def _keys(card: Card, deck: Deck) -> tuple[faces.Key, ...]:
    options = arranged(card, card.facts.index) if isinstance(card, Choice) else ()
    return faces.choices(card, deck.sides, options)


def _concept(card: Card, deck: Deck) -> Concept | None:
    return next((one for one in deck.concepts if one.id == card.facts.concept), None)


def _lines(*parts: Content) -> Content:
    return Content("\n\n").join(part for part in parts if part)


def _same_ends(old: Sequence[str], new: Sequence[str]) -> tuple[int, int]:
    """How many lines are the same at the beginning, and at the end."""
    least = min(len(old), len(new))
    first = next((at for at in range(least) if old[at] != new[at]), least)
    last = next((at for at in range(least - first) if old[-1 - at] != new[-1 - at]), least - first)
    return first, last


def _compared(old: Sequence[str], new: Sequence[str], before: int) -> Iterator[Content]:
    """The lines of both, in groups; each group begins with the number of its line in the second."""
    for group in SequenceMatcher(None, old, new, autojunk=False).get_grouped_opcodes(AROUND):
        if group[0][0] == "equal" and len(group) == 1:
            continue
        yield Content.styled(f"line {before + group[0][3] + 1}", "$faint")
        for tag, a, b, c, d in group:
            if tag == "equal":
                yield from (plain(f"  {line}", "$quiet") for line in new[c:d])
                continue
            yield from (plain(f"- {line}", "$text-error") for line in old[a:b])
            yield from (plain(f"+ {line}", "$text-success") for line in new[c:d])
