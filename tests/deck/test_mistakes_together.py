"""No mistake hides another: what is told of two at once is what is told of each."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mistakes import CLAIM, CONTENT, EMPTY, HEAD, KEYS, LAST, RECALL, REFERENCES, TYPES, problems

from offbook.deck.cards import Side, SideId
from offbook.deck.problems import Code, Level
from offbook.deck.read import parse
from offbook.deck.templates import FORMS, template

ON_CARDS = [body for body, *_ in (*KEYS, *TYPES, *EMPTY, *CONTENT, *REFERENCES)]
ANEW = (
    ("What?", "What now?"),
    ("It is", "It was"),
    ("Which?", "Which now?"),
    ("So it is", "So it was"),
    ("It turns", "It turned"),
)


def asked_anew(body: str) -> str:
    """The same cards with other questions, so that they are not those of another table."""
    for old, new in ANEW:
        body = body.replace(old, new)
    return body.replace("'x'", "'y'").replace('id = "a"', 'id = "b"')


def errors(body: str) -> list[tuple[int, int, str]]:
    # What two cards lack together is none of their mistakes.
    return [one for one in problems(HEAD + body + LAST) if one[2].startswith("error")]


@given(st.sampled_from(ON_CARDS), st.sampled_from(ON_CARDS))
@settings(max_examples=150)
def test_two_cards_with_mistakes_are_told_as_each_alone(first: str, second: str) -> None:
    first, second = first + "\n", asked_anew(second) + "\n"
    apart = errors(first) + errors("\n" * first.count("\n") + second)
    assert errors(first + second) == sorted(apart)


TABLES = {
    "[[cards]] # recall": {
        'front = "When?"': ('front = ""', 'front = "What?"', "front = 1"),
        'back = "Then"': ("back = 3", "bakc = 'Then'", ""),
        'parts = ["a", "b"]': ("parts = ['a', '']", "parst = ['a', 'b']"),
        'accept = [["c"], ["d"]]': ("accept = [['c']]", "accpet = [['c']]"),
        'concept = "turn"': ("concept = 'trun'", "concept = ['turn', 2]", "concpt = 'trun'"),
        'tags = ["x"]': ("tags = 'x'",),
        "typed = true": ('typed = "true"',),
        "": ("zzz = 1", "hnit = 3", "holds = true"),
    },
    "[[cards]] # choice": {
        'ask = "Where?"': ("ask = ' '",),
        'right = "Here"': ("right = { text = 'Here', wy = 'x' }", "rihgt = 'Here'"),
        'wrong = ["There", "Nowhere"]': (
            "wrong = ['There', 3, 'There']",
            "wrong = [{ text = 'There', wy = 'x' }, 'There']",
            "wrong = ['There', { why = 'x' }]",
            "wrnog = ['There', 'There']",
        ),
        'id = "c"': ("id = 'taken'", "id = ' c'"),
        'concepts = ["turn"]': ("concepts = ['turn', 'trun']", "concepts = []"),
    },
    "[[cards]] # classify": {
        'statement = "It flies."': ("statement = 1",),
        'side = "left"': ("side = 'lfet'", "sdie = 'left'", "side = 3", ""),
        'id = "s"': ("id = 'taken'",),
        'concept = "turn"': ("concept = 'trun'",),
        "quiz_only = false": ("quiz_only = 'no'",),
    },
    "[[cards]] # two forms": {
        'claim = "It swims."': ('claim = "It swims."\nfront = "Does it swim?"',),
        "holds = true": ("holds = true",),
        'concept = "turn"': ("concept = 'trun'", "concept = ''"),
        'id = "t"': ("id = 'taken'",),
        "pair = 'x'": ("pair = ' x'",),
    },
    "[[concepts]]": {
        'id = "walk"': ("id = 'turn'", "", "id = 4"),
        'side = "left"': ("side = 'lfet'", "sdie = 'lfet'"),
        'contrast = "run"': ("contrast = 'trun'", "contrast = 1"),
        'topic = "Legs"': ("topik = 'Legs'",),
    },
    "[[quizzes]]": {
        'name = "Some"': ("name = 'All'", "", "nmae = 'Some'"),
        "target = 0.8": ("target = 80",),
        'sides = ["left"]': ("sides = ['lfet']", "sides = ['lfet', 3]"),
        'topics = ["Turns"]': ("topics = ['Trns']", "topisc = ['Trns']"),
    },
}
"""Tables whose lines are sound, and for each line what can be wrong in its place."""

AROUND = (
    '[[concepts]]\nid = "run"\n[[quizzes]]\nname = "All"\n'
    + RECALL
    + CLAIM
    + 'id = "taken"\npair = "x"\n'
    + LAST
    + 'pair = "x"\n'
)


def told(header: str, lines: dict[str, str]) -> list[tuple[int, str]]:
    body = "\n".join(lines.values())
    return sorted((column, message) for _, column, message in problems(f"{HEAD}{AROUND}{header}\n{body}\n"))


@pytest.mark.parametrize("header", TABLES)
def test_two_mistakes_of_one_table_are_told_as_each_alone(header: str) -> None:
    sound = {line: line for line in TABLES[header]}
    assert told(header, sound) == []
    single = [(line, wrong) for line, every in TABLES[header].items() for wrong in every]
    alone = {edit: told(header, {**sound, **dict([edit])}) for edit in single}
    for one, two in combinations(single, 2):
        if one[0] != two[0]:
            assert told(header, {**sound, **dict([one, two])}) == sorted([*alone[one], *alone[two]]), (
                one,
                two,
            )


@pytest.mark.parametrize("header", TABLES)
def test_all_mistakes_of_one_table_are_told_as_each_alone(header: str) -> None:
    sound = {line: line for line in TABLES[header]}
    first = {line: every[0] for line, every in TABLES[header].items()}
    alone = [one for edit in first.items() for one in told(header, {**sound, **dict([edit])})]
    assert told(header, first) == sorted(alone)


def lines_of(text: str) -> list[tuple[int, str]]:
    return [(one.line, one.message.split(";")[0]) for one in parse(text, "x", "x", thorough=True).problems]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # What cannot be used is declared all the same.
        (
            "[sides.'']\n[sides.left]\n[sides.up]\n" + "[[cards]]\nstatement = 'a'\nside = ''\n",
            [(2, 'a side cannot be called ""'), (7, '"side" is empty')],
        ),
        (
            "sides = ['left', 'right']\n[[cards]]\nstatement = 'a'\nside = 'left'\n",
            [(2, "sides are tables, as in [sides.left], not a list")],
        ),
        (
            "".join(f"[sides.s{n}]\nkey = '{chr(97 + n)}'\n" for n in range(21))
            + "[[cards]]\nstatement = 'a'\nside = 's20'\n",
            [(2, "a deck has 20 sides at most")],
        ),
        ("[sides.left]\n[sides.last]\nkey = 1\n", [(1, "this deck has no cards yet"), (4, '"key" must be')]),
        # A section that is misspelt is read as the one that was meant.
        (
            "[side.left]\n[side.right]\n"
            + "".join(f"[[card]]\nstatement = '{side}'\nside = '{side}'\n" for side in ("left", "lfet")),
            [
                (2, 'unknown key "side" on a deck'),
                (4, 'unknown key "card" on a deck'),
                (9, 'side "lfet" is not declared'),
            ],
        ),
        (
            "[[concept]]\nid = 'turn'\n[[cards]]\nclaim = 'a'\nholds = true\nconcept = 'trun'\n",
            [(2, 'unknown key "concept" on a deck'), (7, 'concept "trun" is not declared')],
        ),
        # A concept whose id is misspelt is declared.
        (
            "[[concepts]]\nidd = 'turn'\n[[cards]]\nclaim = 'a'\nholds = true\nconcept = 'turn'\n",
            [(3, 'unknown key "idd" on a concept')],
        ),
        # A topic that cannot be read may be the one that a quiz names.
        (
            "[[concepts]]\nid = 'turn'\ntopic = 1\n[[quizzes]]\nname = 'q'\ntopics = ['Turns']\ncards = 1\n",
            [
                (1, "this deck has no cards yet"),
                (4, '"topic" must be text'),
                (8, 'unknown key "cards" on a quiz'),
            ],
        ),
    ],
)
def test_one_mistake_has_one_message(text: str, expected: list[tuple[int, str]]) -> None:
    found = lines_of(f"title = 'x'\n{text}")
    assert [line for line, _ in found] == [line for line, _ in expected], found
    assert all(said.startswith(words) for (_, said), (_, words) in zip(found, expected, strict=True)), found


def test_tables_under_a_misspelt_name_are_read_and_not_used() -> None:
    reading = parse("title = 'x'\n[[card]]\nclaim = 'a'\nholds = true\n", "x", "x")
    assert reading.deck is not None
    assert reading.deck.cards == ()
    assert reading.errors == 1


def test_a_card_of_which_another_is_told_by_its_id_may_be_wrong_itself() -> None:
    broken = "[[cards]]\nid = 'a'\nclaim = 'x'\nholds = 1\n"
    found = lines_of(f"title = 'x'\n{broken}{broken.replace('1', 'true')}")
    assert found == [
        (5, '"holds" must be true or false, without quotes, not a whole number'),
        (7, 'id "a" is already taken by the card on line 2'),
    ]


def test_a_card_with_a_mistake_is_reviewed_as_it_was_meant() -> None:
    long = "[[cards]]\nfront = '" + "word " * 40 + "'\nback = 'x'\nzzz = 1\n"
    twins = "[[cards]]\nfront = 'What is the goal of learning?'\nback = 'To know'\n"
    other = twins.replace("What is the goal", "What was the goal") + "zzz = 1\n"
    reading = parse(f"title = 'x'\n{long}{twins}{other}", "x", "x", thorough=True)
    assert sorted({one.code for one in reading.problems}) == ["", Code.LONG_QUESTION, Code.TWIN_CARDS]


def test_an_objection_to_a_misspelt_key_stands_at_it() -> None:
    card = "[[card]]\nask = 'Which?'\nright = 'a'\nwrnog = [{ text = 'b', why = 'c' }, 'd']\nwhy = 'e'\n"
    warnings = [one for one in parse(f"title = 'x'\n{card}", "x", "x").problems if one.code]
    assert [(one.line, one.column, one.code) for one in warnings] == [(5, 37, Code.MISSING_REASON)]


def test_two_copies_of_a_template_are_told_what_they_are() -> None:
    for form in FORMS:
        text = "title = 'x'\n[sides.a]\n[sides.b]\n" + template(form, (Side(SideId("a"), "A", "a"),)) * 2
        errors = [one for one in parse(text, "x", "x").problems if one.level is Level.ERROR]
        assert [one.message for one in errors] == [
            "this card still asks what its template does, and so does the card on line 4; type over it"
        ]
