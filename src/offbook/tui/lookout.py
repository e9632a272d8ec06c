"""The head of the insight screen: which tab, which decks, which window, and what it all says."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from offbook.deck.cards import ConceptKey, Deck
from offbook.opening import TABS
from offbook.performance.windows import Span
from offbook.tui.looks import PERFORMANCE, Sight
from offbook.tui.press import press
from offbook.tui.screens.pick import Item
from offbook.tui.text import plain

LOOKING = "looking…"
SIMULATED = "simulated"
"""Said wherever nobody lived what the figures tell."""


def masthead(tab: str, width: int, *, simulated: bool) -> Content:
    """The tabs, the one that is shown in brackets; each can be clicked."""
    tabs = Content("  ").join(_tab(place, name, here=name == tab) for place, name in enumerate(TABS, 1))
    tail = Content.styled(SIMULATED, "bold $text-warning") if simulated else Content("")
    name = Content.styled("Insight   ", "bold $text-primary")
    room = width - tail.cell_length - 2
    head = name + tabs if name.cell_length + tabs.cell_length <= room else tabs
    return head + " " * max(2, width - head.cell_length - tail.cell_length) + tail


def where(sight: Sight, decks: str, days: str, width: int, *, looking: bool) -> Content:
    """Whose figures these are: of which decks and, of performance, of which days.

    Where room is short the spans go by their letters, and what is still being worked out is not told.
    """
    whose = plain(decks, "$quiet").stylize(press("filter"))
    told = Content("")
    for short in (False, True):
        parts = [_spans(sight.span, short=short), _window(sight, days)] if sight.tab == PERFORMANCE else []
        told = Content("   ").join([whose, *parts])
        if told.cell_length <= width:
            break
    tail = Content.styled(f"   {LOOKING}", "$text-accent")
    return told + tail if looking and told.cell_length + tail.cell_length <= width else told


def whose(titles: Sequence[str]) -> str:
    """The decks that are looked at: the only one by its title, several by their number."""
    return titles[0] if len(titles) == 1 else f"{len(titles)} decks" if titles else "no deck"


def concepts(decks: Sequence[Deck]) -> list[Item[ConceptKey]]:
    """The concepts that have a card, each with its topic and, where there are several, its deck."""
    return [
        Item(
            (deck.id, concept.id),
            concept.name,
            " · ".join(filter(None, (concept.topic, deck.title if len(decks) > 1 else ""))),
        )
        for deck in decks
        for concept in deck.concepts
        if any(card.facts.concept == concept.id for card in deck.cards)
    ]


def _tab(place: int, name: str, *, here: bool) -> Content:
    text = f"{place} {name.title()}"
    shown = Content.styled(f"[{text}]", "bold") if here else Content.styled(text, "$quiet")
    return shown.stylize(press(f"tab({name!r})"))


def _spans(chosen: Span, *, short: bool) -> Content:
    """The spans, the chosen one in brackets."""
    return Content(" ").join(_span(span, here=span is chosen, short=short) for span in Span)


def _span(span: Span, *, here: bool, short: bool) -> Content:
    name = span[:1] if short else span.value
    shown = Content.styled(f"[{name}]", "bold") if here else Content.styled(name, "$quiet")
    return shown.stylize(press(f"span({span.value!r})"))


def _window(sight: Sight, days: str) -> Content:
    """The window between the ways to those beside it."""
    before = Content.styled("‹ ", "$text-accent").stylize(press("move_window(-1)"))
    after = Content.styled(" ›", "$text-accent").stylize(press("move_window(1)"))
    return before + days + (after if sight.back else Content(""))
