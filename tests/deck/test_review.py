"""A second reader's objections, and only those."""

from __future__ import annotations

import pytest

from offbook.deck.problems import Code, Level, Problem
from offbook.deck.read import parse

HEAD = 'title = "x"\n[sides.learning]\n[sides.performance]\n[[concepts]]\nid = "turn"\n'
FIRST = HEAD.count("\n") + 2


def problems(body: str) -> tuple[Problem, ...]:
    reading = parse(HEAD + body, "x.toml", "x", thorough=True)
    assert {one.level for one in reading.problems} <= {Level.WARNING}, reading.problems
    assert all(one.code in set(Code) for one in reading.problems)
    return reading.problems


def warnings(body: str) -> list[tuple[int, int, str]]:
    return [(one.line, one.column, one.message) for one in problems(body)]


def card(*lines: str) -> str:
    return "\n".join(["[[cards]]", *lines, ""])


def choice(ask: str, right: str, *wrong: str) -> str:
    return card(f'ask = "{ask}"', f'right = "{right}"', f"wrong = {list(wrong)}")


LONG = " ".join(["word"] * 36)


@pytest.mark.parametrize(
    ("body", "line", "message"),
    [
        (
            choice("Which?", "a right answer of thirty-four sign", "this has twenty signs", "short"),
            1,
            "the right answer is longer than every wrong one by over a quarter: learners will pick it unread",
        ),
        (
            choice(
                "Which?",
                "a short one here",
                "another that is very much longer",
                "this one is by far the longest",
            ),
            1,
            "the right answer is shorter than every wrong one by over a quarter",
        ),
        (
            choice(
                "Which?", "one between the two others", "short", "this one is far longer than any other is"
            ),
            1,
            "the right answer is of another length than every wrong one, by over a quarter",
        ),
        (
            card('ask = "Which?"', 'right = "r"', 'wrong = [{ text = "a", why = "x" }, "b"]', 'why = "y"'),
            2,
            'the option "b" does not say why it is wrong, and others of this card do',
        ),
        (
            card('ask = "Which?"', 'right = "r"', 'wrong = [{ text = "a", why = "x" }, "b", "c"]'),
            2,
            "3 options of this card do not say why, and others do: b, c, r",
        ),
        (card(f'front = "{LONG}"', 'back = "x"'), 0, "this asks in 36 words"),
        (card(f'cloze = "{LONG} {{{{x}}}}"'), 0, "this asks in 37 words"),
        (choice(LONG, "a", "b", "c"), 0, "this asks in 36 words"),
        (card(f'claim = "{LONG}"', "holds = true"), 0, "this asks in 36 words"),
        (card(f'statement = "{LONG}"', 'side = "learning"'), 0, "this asks in 36 words"),
        (
            card('front = "Is planning, executing all?"', 'back = "planning, Executing"'),
            0,
            "the answer stands in the question",
        ),
        (
            card('cloze = "Theory is {{theory}}."'),
            0,
            'the answer "theory" also stands outside its gap',
        ),
        (
            card('statement = "Learning is fun."', 'side = "learning"'),
            0,
            'the statement names its side, "learning"',
        ),
        (choice("Which?", "a", "b"), 2, "one wrong option is a coin to toss"),
        (
            choice("Which?", "a right answer of forty signs and more now", "short", "also short"),
            1,
            "the right answer is the longest option by far: learners will pick it unread",
        ),
        (
            choice("What states the objective?", "Meet an objective", "Build skills", "Plan work"),
            1,
            'the word "objective" stands in the question and only in the right answer',
        ),
        (
            card('claim = "a"', "holds = true", 'pair = "audits"'),
            2,
            'no other card carries the pair "audits"',
        ),
    ],
)
def test_an_objection_is_told_at_its_key(body: str, line: int, message: str) -> None:
    ((found, column, said),) = warnings(body)
    assert found == FIRST + line
    assert column == 1 or "option" in said
    assert said.startswith(message)


@pytest.mark.parametrize(
    "body",
    [
        card(f'front = "{LONG[:-5]}"', 'back = "x"'),
        card('front = "Is it on or off?"', 'back = "on"'),
        card('front = "A theoretical question?"', 'back = "theory"'),
        card('cloze = "Theories are {{theory}}, {{planning}} is not."'),
        card('statement = "She unlearning."', 'side = "learning"'),
        choice("Which?", "twenty signs and more", "a shorter one", "short"),
        choice("Which?", "a right answer of thirty signs", "one of much the same length", "short"),
        choice("Which?", "Oslo", "Copenhagen", "Stockholm"),
        card('ask = "Which?"', 'right = { text = "r", why = "x" }', 'wrong = ["a", "b"]'),
        choice("Which objective is it?", "An objective", "No objective", "Plan work"),
        card('ask = "Which?"', 'right = ["a long right answer here it is", "b"]', 'wrong = ["c", "d"]'),
        card('claim = "a"', "holds = true", 'pair = "x"') + card('claim = "b"', "holds = true", 'pair = "x"'),
        "",
    ],
)
def test_what_is_well_written_is_left_alone(body: str) -> None:
    assert warnings(body + card('claim = "Last."', "holds = false")) == []


def statements(learning: int, performance: int) -> str:
    sides = ["learning"] * learning + ["performance"] * performance
    return "".join(card(f'statement = "S{n}."', f'side = "{side}"') for n, side in enumerate(sides))


def test_a_side_that_is_nearly_always_right_is_told() -> None:
    ((line, column, message),) = warnings(statements(8, 2))
    assert (line, column) == (2, 8)
    assert message == 'side "learning" answers 8 of 10 classify cards: learners will guess it'
    assert warnings(statements(6, 4)) == []
    assert warnings(statements(8, 1)) == []


def claims(holding: int, others: int) -> str:
    words = ["rain", "snow", "hail", "fog", "dew", "ice", "sun", "wind", "mist", "heat", "frost"]
    holds = ["true"] * holding + ["false"] * others
    return "".join(
        card(f'claim = "{word}."', f"holds = {one}") for word, one in zip(words, holds, strict=False)
    )


def test_a_claim_that_nearly_always_holds_is_told() -> None:
    (problem,) = problems(claims(7, 3))
    assert (problem.line, problem.column, problem.code) == (FIRST + 1, 1, Code.LOPSIDED_CLAIMS)
    assert problem.message == (
        "7 of 10 claims hold: learners will guess it; turn some into claims that do not"
    )
    ((line, _, message),) = warnings(claims(2, 9))
    assert (line, message.split(":")[0]) == (FIRST + 2 * 3 + 1, "9 of 11 claims do not hold")
    assert warnings(claims(6, 4)) == []
    assert warnings(claims(8, 1)) == []


def test_a_lonely_side_is_told() -> None:
    reading = parse('title = "x"\n[sides.only]\n' + card('claim = "a"', "holds = true"), "x.toml", "x")
    assert [(one.line, one.message.split(",")[0]) for one in reading.problems] == [
        (2, "there is one side only")
    ]


def test_a_concept_that_is_asked_in_one_form_only_is_told() -> None:
    claims = [card(f'claim = "{n}"', "holds = true", 'concept = "turn"') for n in range(2)]
    ((line, column, message),) = warnings("".join(claims))
    assert (line, column) == (5, 6)
    assert message == 'concept "turn" has claim cards only; ask it in another form, too'
    assert warnings(claims[0]) == []
    assert warnings("".join(claims) + card('cloze = "{{a}} or {{b}}"', 'concept = "turn"')) == []
    assert warnings(card('cloze = "{{a}} or {{b}}"', 'concept = "turn"')) == []


def test_a_deck_without_cards_is_told() -> None:
    assert [one.message for one in parse('title = "x"', "x", "x").problems] == [
        "this deck has no cards yet; add one under [[cards]]"
    ]


BROKEN_CLAIM = card('claim = "a"', "holds = 1")
BROKEN_STATEMENT = card('statement = "a"', 'side = "lerning"')
LONELY = card('claim = "So."', "holds = true", 'pair = "audits"')
ONE_FORM = "".join(card(f'claim = "{n}"', "holds = true", 'concept = "turn"') for n in range(2))


@pytest.mark.parametrize(
    ("body", "broken", "codes"),
    [
        (statements(10, 0), BROKEN_CLAIM, [Code.LOPSIDED_SIDES]),
        (statements(8, 2), BROKEN_STATEMENT, [Code.LOPSIDED_SIDES]),
        (statements(7, 3), BROKEN_STATEMENT, []),
        (claims(7, 3), BROKEN_STATEMENT, [Code.LOPSIDED_CLAIMS]),
        (claims(7, 3), BROKEN_CLAIM, []),
        (claims(7, 3), card('why = "It asks nothing."'), []),
        (LONELY, BROKEN_CLAIM, [Code.LONELY_PAIR]),
        (LONELY, BROKEN_CLAIM + 'pair = "audits"\n', []),
        (LONELY, card('claim = "a"', "holds = true", "zzz = 1", 'pair = "audits"'), []),
        (ONE_FORM, BROKEN_CLAIM, [Code.ONE_FORM]),
        (ONE_FORM, card('front = "a"', 'back = "b"', 'concept = "trun"'), []),
        (ONE_FORM, card('front = "a"', 'back = "b"', 'concept = "turn"', "zzz = 1"), []),
        # Of a table that is no TOML, anything could be set right.
        (statements(8, 2) + LONELY + ONE_FORM, card("front = "), [Code.LOPSIDED_SIDES]),
        (statements(7, 3) + LONELY + ONE_FORM, card("front = "), []),
    ],
)
def test_what_mending_a_card_could_set_right_is_not_told_before(
    body: str, broken: str, codes: list[Code]
) -> None:
    reading = parse(HEAD + body + broken, "x.toml", "x", thorough=True)
    assert reading.errors == 1
    assert [one.code for one in reading.problems if one.level is Level.WARNING] == codes


def test_a_side_that_could_not_be_read_may_be_what_the_only_one_is_told_from() -> None:
    sides = 'title = "x"\n[sides.only]\n[sides.""]\n'
    reading = parse(sides + card('claim = "a"', "holds = true"), "x.toml", "x")
    assert [one.level for one in reading.problems] == [Level.ERROR]
