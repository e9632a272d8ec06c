"""Every key and value of a TOML file is found where it stands."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import dedent

import pytest
import tomli
import tomli_w
import tree_sitter_toml
from hypothesis import given, settings
from hypothesis import strategies as st
from tree_sitter import Language, Node, Parser

from offbook.deck.findings import Trail
from offbook.deck.places import Places, scan
from offbook.deck.read import card_line

SAMPLE = (
    dedent(
        '''\
    title = "x"   # a comment with = and [[cards]]
    "quoted key" . 'sub' = 1
    [sides]
    left.name = "Left"
    right = { name = "Right", key.deep = 1 }
      [[cards]]
    text = """
    [[cards]]
    back = "not a key"
    """
    list = [ 1,
      { a = "]", b = [2, 3] }, # comment ]
      "three",
    ]
    when = 2026-11-24 10:00:00
    after = 1
    [cards.extra]
    more = true
    [[cards.inner]]
    x = 1
    [[cards.inner]]
    x = 2
    [[cards]]
    über = 1
    "k\\u0065y" = "ß😀", last = 1
    '''
    )
    .replace(", last = 1", "")
    .replace("über", '"über"')
)


@pytest.mark.parametrize(
    ("trail", "part", "place"),
    [
        (("title",), "key", (1, 1)),
        (("title",), "value", (1, 9)),
        (("quoted key",), "key", (2, 1)),
        (("quoted key", "sub"), "key", (2, 16)),
        (("quoted key", "sub"), "value", (2, 24)),
        (("sides",), "key", (3, 2)),
        (("sides",), "value", (3, 1)),
        (("sides", "left"), "key", (4, 1)),
        (("sides", "left", "name"), "key", (4, 6)),
        (("sides", "left", "name"), "value", (4, 13)),
        (("sides", "right"), "value", (5, 9)),
        (("sides", "right", "name"), "value", (5, 18)),
        (("sides", "right", "key", "deep"), "key", (5, 31)),
        (("cards", 0), "value", (6, 3)),
        (("cards", 0, "text"), "value", (7, 8)),
        (("cards", 0, "list"), "value", (11, 8)),
        (("cards", 0, "list", 0), "value", (11, 10)),
        (("cards", 0, "list", 1), "value", (12, 3)),
        (("cards", 0, "list", 1, "b"), "key", (12, 14)),
        (("cards", 0, "list", 1, "b", 1), "value", (12, 22)),
        (("cards", 0, "list", 2), "value", (13, 3)),
        (("cards", 0, "when"), "value", (15, 8)),
        (("cards", 0, "after"), "key", (16, 1)),
        (("cards", 0, "extra"), "key", (17, 8)),
        (("cards", 0, "extra", "more"), "value", (18, 8)),
        (("cards", 0, "inner", 0), "value", (19, 1)),
        (("cards", 0, "inner", 1), "value", (21, 1)),
        (("cards", 0, "inner", 1, "x"), "key", (22, 1)),
        (("cards", 1), "value", (23, 1)),
        (("cards", 1, "über"), "key", (24, 1)),
        (("cards", 1, "key"), "value", (25, 14)),
        (("cards", 1, "key", "not", "there"), "key", (25, 14)),
        (("nothing",), "key", (1, 1)),
    ],
)
def test_a_trail_leads_to_its_line_and_column(trail: Trail, part: str, place: tuple[int, int]) -> None:
    tomli.loads(SAMPLE)
    assert Places(SAMPLE).find(trail, on_key=part == "key") == place


def test_columns_count_characters_whatever_their_width() -> None:
    assert Places('a = ["😀é", 5]').find(("a", 1)) == (1, 12)


@pytest.mark.parametrize(
    "text",
    [
        'a = "\\e[0m \\x41"\nb = 2\n',
        'a = [{ text = "x",\n  why = "y",\n}, "z",]\nb = 2\n',
        "a = 07:32\nb = 2\n",
        'a = """x"""""\nb = 2\n',
        "a = '''x'''''\nb = 2\n",
        'a = "\\\\"\nb = 2\n',
        "a = [ ]\nb = 2\n",
        "a = {}\nb = 2\n",
    ],
)
def test_what_tomli_reads_beyond_toml_1_0_is_followed(text: str) -> None:
    assert tomli.loads(text)["b"] == 2
    places = Places(text)
    assert places.find(("b",)) == (text.count("\n"), 5)


def test_the_line_of_a_card_is_found_in_any_text() -> None:
    text = 'title = "x"\r\n\r\n[[cards]]\r\nfront = """\r\n[[cards]]\r\n"""\r\n[[ cards ]]\r\n'
    assert [card_line(text, index) for index in range(3)] == [3, 7, None]
    broken = '[[cards]]\nfront = "open\n[[cards]]\nfront = "x"\n'
    assert [card_line(broken, index) for index in range(3)] == [1, 3, None]
    assert card_line("not toml", 0) is None


KEYS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=6)
TEXTS = st.text(st.sampled_from("ab\"'\\\n#[]{}=,. é😀\t"), max_size=12)
VALUES = st.recursive(
    TEXTS | st.integers(-9, 9) | st.booleans() | st.floats(allow_nan=False, width=16) | st.dates(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=12,
)
FILES = st.builds(tomli_w.dumps, st.dictionaries(KEYS, VALUES, max_size=5), multiline_strings=st.booleans())


@given(FILES)
def test_every_value_of_any_file_is_found(text: str) -> None:
    spots = dict(scan(text))
    assert set(_trails(tomli.loads(text))) == set(spots)
    assert all(text[spot.value] not in " \t\n=#" for spot in spots.values())


@given(FILES)
def test_a_grammar_for_editors_finds_the_same_places(text: str) -> None:
    tree = Parser(Language(tree_sitter_toml.language())).parse(text.encode())
    if tree.root_node.has_error:
        return
    # The judge counts bytes; both name the same characters.
    pairs = {(offset, value) for offset, value in _judged(tree.root_node)}
    ours = {
        (len(text[: spot.key].encode()), len(text[: spot.value].encode()))
        for spot in dict(scan(text)).values()
        if text[spot.value] != "[" or spot.key < spot.value
    }
    assert pairs <= ours


@given(st.text(st.sampled_from("ab\"'\\\n#[]{}=,. é\t\r\x00"), max_size=60))
@settings(max_examples=150)
def test_what_is_not_toml_ends_a_scan_and_no_more(text: str) -> None:
    assert all(0 <= spot.key <= len(text) for _, spot in scan(text))


def _trails(value: object, at: Trail = ()) -> Iterator[Trail]:
    if at:
        yield at
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _trails(inner, (*at, key))
    elif isinstance(value, list):
        for place, inner in enumerate(value):
            yield from _trails(inner, (*at, place))


def _judged(node: Node) -> Iterator[tuple[int, int]]:
    """The offsets of the key and the value of every pair."""
    if node.type == "pair":
        key = node.named_children[0]
        parts = [key]
        while parts[0].type == "dotted_key":
            parts = [*parts[0].named_children, *parts[1:]]
        yield parts[-1].start_byte, node.named_children[1].start_byte
    for child in node.children:
        yield from _judged(child)
