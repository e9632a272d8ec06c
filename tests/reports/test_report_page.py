"""A report as a page: whole, safe from whatever a deck holds, and readable without its pictures."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from report_samples import BARE, TABLE, panel, report, tabs
from test_report_element import SIGNS, read

from offbook.deck.clean import clean
from offbook.evidence import MODEL_MARK
from offbook.panels.drawing import Estimate, Estimates, Gauge, Gauges, Matrix
from offbook.panels.panel import Glass, Panel, Tab
from offbook.reports.page import page
from offbook.reports.report import READING, SIMULATED
from offbook.reports.style import STYLE
from offbook.statistics import Interval

hostile = st.one_of(SIGNS, st.just("</style></title><script>alert(1)</script>"), st.text(max_size=20))


def parsed(text: str) -> ET.Element:
    """The page as XML, to which its doctype and its void elements are all that is missing."""
    body = re.sub(r"<(meta[^>]*)>", r"<\1/>", text.removeprefix("<!DOCTYPE html>\n"))
    return ET.fromstring(body)  # noqa: S314 - it was written a line ago


def written(word: str) -> Tab:
    """A tab in which every text that can come from elsewhere is this one."""
    rows = Estimates((Estimate(word, 0.5, Interval(0.2, 0.8), word),))
    full = Panel(
        "one",
        word,
        word,
        word,
        ((word, word),),
        rows,
        word,
        glass=Glass(word, word, 3, word, (word,), ((word, word),)),
    )
    gauges = replace(full, drawing=Gauges((Gauge(word, 1, 2, 3),), word, word))
    matrix = replace(full, drawing=Matrix(TABLE, (word, word, word)))
    return Tab("learning", word, word, (full, gauges, matrix))


def test_every_element_is_closed_and_every_name_is_there_once() -> None:
    root = parsed(page(report()))
    ids = [one.attrib["id"] for one in root.iter() if "id" in one.attrib]
    assert len(ids) == len(set(ids))
    named = {one.attrib[key] for one in root.iter() for key in ("aria-labelledby",) if key in one.attrib}
    assert named <= set(ids)
    links = {one.attrib["href"] for one in root.iter("a")}
    assert links == {"#learning", "#performance", "#together"}


def test_nothing_is_fetched_and_nothing_runs() -> None:
    text = page(report())
    found = read(text)
    assert not {tag for tag, _ in found.tags} & {"script", "link", "img", "iframe", "object", "base", "form"}
    assert not [name for _, attributes in found.tags for name, _ in attributes if name.startswith("on")]
    policy = dict(
        next(
            attributes
            for tag, attributes in found.tags
            if ("http-equiv", "Content-Security-Policy") in attributes
        )
    )
    assert policy["content"] == "default-src 'none'; style-src 'unsafe-inline'"
    assert "url(" not in STYLE
    assert "@import" not in STYLE
    assert "://" not in text


def test_the_style_stands_as_it_was_written() -> None:
    assert not set("<>&") & set(STYLE)
    assert clean(STYLE) == STYLE
    assert STYLE in page(report())
    for scheme in ("prefers-color-scheme: dark", "@media print"):
        assert scheme in STYLE


@pytest.mark.parametrize("drawn", [one for tab in tabs() for one in tab.panels if one.drawing])
def test_every_picture_has_its_words_beside_it(drawn: Panel) -> None:
    root = parsed(page(report((Tab("learning", "Learning", "", (drawn,)),))))
    figure = root.find(".//figure")
    assert figure is not None
    picture, caption = figure.find("div/*"), figure.find("figcaption")
    assert picture is not None
    assert caption is not None
    assert caption.text == drawn.drawn
    assert picture.attrib["aria-labelledby"] == caption.attrib["id"]


def test_a_panel_says_all_it_has_to_say() -> None:
    one = replace(panel(), model=True)
    found = read(page(report((Tab("learning", "Learning", "All is well.", (one, BARE)),)))).text
    for text in (
        "All is well.", one.title, one.value, one.told, "9 of 12  ~75%  (47-91)", one.drawn, MODEL_MARK,
        one.glass.formula, "24 answers", "2 repeats: practice", "guess-corrected", "~55%", BARE.value,
    ):  # fmt: skip
        assert text in found


def test_the_head_says_whose_figures_these_are() -> None:
    found = read(page(report())).text
    for text in (
        "Learning and performance, 23-29 Nov 2026", "not over when this was made", "Capitals",
        "312 reviews on 5 days", "2026-11-25 09:05 by Offbook 0.1.0", SIMULATED, READING,
    ):  # fmt: skip
        assert text in found
    assert SIMULATED not in page(report(simulated=False))


def test_without_tabs_and_decks_there_is_still_a_page() -> None:
    told = read(page(replace(report(()), decks=(), within=()))).text
    assert "Decksnone" in told


@settings(max_examples=40, deadline=None)
@given(hostile)
def test_no_text_becomes_an_element(word: str) -> None:
    def shape(text: str) -> Counter[str]:
        return Counter(tag for tag, _ in read(text).tags)

    made = replace(report((written(word),)), decks=(word,), period=word)
    plain = replace(report((written("plain"),)), decks=("plain",), period="plain")
    found = page(made)
    if word.strip():
        # What is empty is left out; all else leaves the page as it is.
        assert shape(found) == shape(page(plain))
    for sign in ("\x1b", "\x9b", "\u202e"):
        assert sign not in found
    assert "<script" not in found
