"""HTML as values: what stands in it as text never becomes anything else."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from offbook.deck.clean import clean, defuse
from offbook.reports.element import make, number

SIGNS = st.text(st.sampled_from("<>&\"'/=! -ax\n\x1b\x9b\u202e"))


class Reader(HTMLParser):
    """What a browser makes of a text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, list[tuple[str, str | None]]]] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, attrs))

    def handle_data(self, data: str) -> None:
        self.text += data


def read(text: str) -> Reader:
    reader = Reader()
    reader.feed(text)
    reader.close()
    return reader


@given(st.one_of(st.text(), SIGNS), st.one_of(st.text(), SIGNS))
def test_text_and_attributes_come_back_as_they_were_but_harmless(text: str, attribute: str) -> None:
    found = read(str(make("p", text, title=attribute)))
    assert found.tags == [("p", [("title", defuse(attribute))])]
    assert found.text == clean(text)


def test_children_stand_in_order_and_none_is_nothing() -> None:
    told = make("p", "a ", make("b", "<b>"), None, " c", class_="x", aria_label="y", hidden=True, id=None)
    assert str(told) == '<p class="x" aria-label="y" hidden>a <b>&lt;b&gt;</b> c</p>'


def test_only_void_elements_have_no_end() -> None:
    assert str(make("meta", charset="utf-8")) == '<meta charset="utf-8">'
    assert str(make("path", d="M0 0")) == '<path d="M0 0"></path>'


@pytest.mark.parametrize(
    ("value", "told"), [(0, "0"), (-0.001, "0"), (1.5, "1.5"), (1 / 3, "0.33"), (100, "100"), (640.0, "640")]
)
def test_numbers_are_short(value: float, told: str) -> None:
    assert number(value) == told
