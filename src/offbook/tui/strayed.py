"""Cards that were reworded or moved, as they are shown: what they asked beside what they ask."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from textual.content import Content

from offbook.author import Carrying, History
from offbook.clock import Moment
from offbook.deck.cards import CardKey, DeckId
from offbook.deck.rewording import MOST_WORDS, Rewording
from offbook.tui import words
from offbook.tui.faces import hanging, titled
from offbook.tui.text import clean, plain
from offbook.tui.widgets.keyline import Hint

REMOVED, ADDED = "−", "+"
"""Signs at both ends of words that are gone, and of words that are new: colour alone tells nothing."""
LONGEST_WORD = 60
"""Characters of a word that are shown; what has no spaces is one word."""
KEPT = 6
"""Words beside a difference that are shown; of longer stretches the middle is left out."""

_PROMISE = "Nothing is carried over unless you say so."

Titles = Mapping[DeckId, str]
"""What decks are called; one that is gone goes by its id."""


@dataclass(frozen=True, slots=True)
class _Run:
    """Words in a row that are the same in both texts, or in one of them only."""

    words: tuple[str, ...]
    sign: str
    """Empty for words that both have."""


def greeting(strays: Sequence[Rewording], carried: Sequence[Carrying], told: str = "") -> Content:
    """What there is to decide, in a sentence or two; behind what was done just now, how much is left."""
    if told:
        left = f"{words.count(len(strays), 'card')} {'is' if len(strays) == 1 else 'are'} left to decide."
        return Content.assemble((told, "bold"), " ", left if strays else "Nothing is left to decide.")
    if len(strays) == 1:
        return Content(f"1 card looks like one that you studied. Is it the same? {_PROMISE}")
    if strays:
        return Content(
            f"{len(strays):,} cards look like ones that you studied. Are they the same? {_PROMISE}"
        )
    more = " What was carried over lately can be given back." if carried else ""
    return Content(f"Every history has its card; there is nothing to decide.{more}")


def hints(chosen: Rewording | Carrying | None, *, moved: bool) -> tuple[Hint, ...]:
    """What can be done with the highlighted card; ``moved`` says whether any card of its deck only moved."""
    stray, carried = isinstance(chosen, Rewording), isinstance(chosen, Carrying)
    offers = {
        Hint("enter", "the same card", "carry"): stray,
        Hint("n", "not the same", "part"): stray,
        Hint("u", "give back", "give_back"): carried,
        Hint("a", "all that moved", "carry_all"): moved,
        Hint("esc", "back", "dismiss"): True,
        Hint("?", "keys", "help"): True,
    }
    return tuple(hint for hint, offered in offers.items() if offered)


def row(found: Rewording, history: History, width: int) -> Content:
    """A card on one line, with how much history waits for it and how like it is."""
    alike = "moved" if found.is_move else f"{words.percent(found.likeness)} alike"
    tail = Content.styled(f"{words.count(history.reviews, 'review')} · {alike}", "$quiet")
    return titled(_line(found.now.prompt), tail, width)


def past_row(carrying: Carrying, now: Moment, rollover: int, width: int) -> Content:
    """What was carried over, on one line, with when that was."""
    tail = Content.styled(f"carried over {_ago(carrying.at, now, rollover)}", "$quiet")
    return titled(_line(carrying.asks or carrying.now.card), tail, width)


def page(found: Rewording, history: History, titles: Titles, width: int) -> Content:
    """A card as it was and as it is, with its answer, and what its history holds."""
    was, now = found.was, found.now
    lines = list(_asked(was.prompt, now.prompt))
    if found.same_answer:
        lines.append(("answer", plain(_line(now.answer))))
    else:
        lines += [("answer was", plain(_line(was.answer))), ("answer is", plain(_line(now.answer)))]
    lines.append(("deck", _places(was.key, now.key, titles)))
    lines.append(("history", Content(_told(history))))
    return _table(lines, width)


def past_page(carrying: Carrying, titles: Titles, width: int) -> Content:
    """What was carried over: the card as it was and as it is."""
    asked, asks = carrying.asked or f"({carrying.was.card})", carrying.asks or f"({carrying.now.card})"
    lines = [*_asked(asked, asks), ("deck", _places(carrying.was, carrying.now, titles))]
    return _table(lines, width)


def difference(was: str, now: str) -> tuple[Content, Content]:
    """Two texts word by word: what is gone from the first, and what is new in the second.

    Of each ``MOST_WORDS`` are compared and shown.
    """
    before, after = _words(was), _words(now)
    upper: list[_Run] = []
    lower: list[_Run] = []
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for tag, i, j, k, m in matcher.get_opcodes():
        if i < j:
            upper.append(_Run(before[i:j], "" if tag == "equal" else REMOVED))
        if k < m:
            lower.append(_Run(after[k:m], "" if tag == "equal" else ADDED))
    return _joined(upper), _joined(lower)


def _asked(was: str, now: str) -> Iterator[tuple[str, Content]]:
    """What was asked and what is; once where both are the same."""
    if was == now:
        yield "asks", _joined([_Run(_words(now), "")])
    else:
        upper, lower = difference(was, now)
        yield "was", upper
        yield "is", lower


def _joined(runs: Sequence[_Run]) -> Content:
    shown = [_shown(run, first=not at, last=at == len(runs) - 1) for at, run in enumerate(runs)]
    return Content(" ").join(shown)


def _shown(run: _Run, *, first: bool, last: bool) -> Content:
    text = " ".join(run.words)
    if run.sign == REMOVED:
        return Content.assemble((REMOVED, "bold"), plain(text, "strike $text-error"), (REMOVED, "bold"))
    if run.sign == ADDED:
        return Content.assemble((ADDED, "bold"), plain(text, "bold underline $text-success"), (ADDED, "bold"))
    head, tail = (0 if first else KEPT), (0 if last else KEPT)
    if (first and last) or len(run.words) <= head + tail + KEPT:
        return plain(text)
    cut = [*run.words[:head], "…", *run.words[len(run.words) - tail :]]
    return plain(" ".join(cut))


def _words(text: str) -> tuple[str, ...]:
    """The first words of a text, each cut short if it has no end."""
    found = clean(text).split()
    kept = tuple(
        word if len(word) <= LONGEST_WORD else f"{word[: LONGEST_WORD - 1]}…" for word in found[:MOST_WORDS]
    )
    return (*kept, "…") if len(found) > MOST_WORDS else kept


def _places(was: CardKey, now: CardKey, titles: Titles) -> Content:
    here = plain(_line(titles.get(now.deck, now.deck)))
    if was.deck == now.deck:
        return here
    return plain(_line(titles.get(was.deck, was.deck))) + Content(" → ") + here


def _told(history: History) -> str:
    last = f", last on {history.last.local():%d %b %Y}" if history.last else ""
    return words.count(history.reviews, "review") + last


def _ago(at: Moment, now: Moment, rollover: int) -> str:
    days = now.day(rollover) - at.day(rollover)
    return "today" if days <= 0 else "yesterday" if days == 1 else f"on {at.local():%d %b %Y}"


def _table(lines: Sequence[tuple[str, Content]], width: int) -> Content:
    margin = max(len(name) for name, _ in lines) + 2
    return Content("\n").join(
        hanging(Content.styled(name.ljust(margin), "$quiet"), text, width) for name, text in lines
    )


def _line(text: str) -> str:
    """A foreign text on one line, long enough for any screen."""
    return " ".join(_words(text))
