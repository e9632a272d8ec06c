"""Mistakes in a deck, one at a time: the text, the place and the words of its problem."""

from __future__ import annotations

from offbook.deck.read import parse

HEAD = """\
title = "Turns"
[sides.left]
[sides.right]
[[concepts]]
id = "turn"
topic = "Turns"
"""
CARD = "[[cards]]\n"
RECALL = CARD + 'front = "What?"\nback = "This"\n'
CLOZE = CARD + 'cloze = "It is {{this}}."\n'
CHOICE = CARD + 'ask = "Which?"\nright = "This"\nwrong = ["That", "Those"]\n'
CLAIM = CARD + 'claim = "So it is."\nholds = true\n'
CLASSIFY = CARD + 'statement = "It turns."\nside = "left"\n'
OPTION = CHOICE.split(", ")[0].replace('"That"', "{ text = 'a', ")
LAST = CARD + 'claim = "A sound card at the end."\nholds = false\n'
QUIZ = '[[quizzes]]\nname = "All"\n'
FIRST = HEAD.count("\n") + 1
"""The line that follows the head."""


def problems(text: str) -> list[tuple[int, int, str]]:
    return [
        (one.line, one.column, f"{one.level}: {one.message}") for one in parse(text, "x.toml", "x").problems
    ]


UNDECLARED = "is not declared; this deck has left, right"

KEYS = [
    (RECALL + "hnit = 'x'", 3, 1, 'unknown key "hnit" on a recall card; did you mean "hint"?'),
    (CHOICE.replace("wrong", "wrnog"), 3, 1, 'unknown key "wrnog" on a choice card; did you mean "wrong"?'),
    (RECALL.replace("front", "fornt"), 1, 1, 'unknown key "fornt" on a recall card; did you mean "front"?'),
    (RECALL + "holds = true", 3, 1, 'unknown key "holds" on a recall card; it belongs on a claim card'),
    (CLAIM + "parts = []", 3, 1, 'unknown key "parts" on a claim card; it belongs on a recall card'),
    (RECALL + "zzz = 1", 3, 1, 'unknown key "zzz" on a recall card'),
    (RECALL + '"\\u001b[2J" = 1', 3, 1, 'unknown key "�[2J" on a recall card'),
    (CHOICE + "[cards.extra]\nx = 1", 4, 8, 'unknown key "extra" on a choice card'),
    (OPTION + "wy = 'b' }]", 3, 24, 'unknown key "wy" on an option; did you mean "why"?'),
    (CARD + "back = 'x'", 0, 1, 'a recall card needs "front"; write front = "…"'),
    (CARD + "front = 'x'", 0, 1, 'a recall card needs "back"; write back = "…"'),
    (CARD + "wrong = ['a', 'b']\nask = 'Which?'", 0, 1, 'a choice card needs "right"; write right = "…"'),
    (CARD + "claim = 'x'", 0, 1, 'a claim card needs "holds"; write holds = true, or false'),
    (CARD + "why = 'x'", 0, 1, "this card asks nothing; give it one of front, cloze, ask, claim, statement"),
    (RECALL + "claim = 'x'", 3, 1, 'this card asks twice, with "front" and with "claim"; make it two cards'),
]

IN_QUOTES = 'must be text in quotes, as in "…", not'
IN_BRACKETS = 'must be a list, as in ["…", "…"], not'

AN_OPTION = 'must be text, or a table as in { text = "…", why = "…" }'

TYPES = [
    (RECALL.replace('"This"', "12"), 2, 8, f'"back" {IN_QUOTES} a whole number'),
    (RECALL.replace('"This"', "1.5"), 2, 8, f'"back" {IN_QUOTES} a number'),
    (RECALL.replace('"This"', "2026-11-24"), 2, 8, f'"back" {IN_QUOTES} a date or time'),
    (RECALL.replace('"This"', "12:00:00"), 2, 8, f'"back" {IN_QUOTES} a date or time'),
    (RECALL.replace('"This"', "{}"), 2, 8, f'"back" {IN_QUOTES} a table'),
    (RECALL.replace('"This"', "true"), 2, 8, f'"back" {IN_QUOTES} true or false'),
    (CLAIM.replace("true", '"true"'), 2, 9, '"holds" must be true or false, without quotes, not text'),
    (CLAIM.replace("true", "1"), 2, 9, '"holds" must be true or false, without quotes, not a whole number'),
    (RECALL + "tags = 'x'", 3, 8, f'"tags" {IN_BRACKETS} text'),
    (RECALL + "tags = ['x', 1]", 3, 14, f'item 2 of "tags" {IN_QUOTES} a whole number'),
    (RECALL + "parts = 3", 3, 9, f'"parts" {IN_BRACKETS} a whole number'),
    (
        OPTION + "}, 3]",
        3,
        27,
        'item 2 of "wrong" must be text, or a table as in { text = "…", why = "…" }, not a whole number',
    ),
    (CHOICE.replace('"Those"', "{ why = 'x' }"), 3, 18, 'an option needs "text"; write text = "…"'),
]

EMPTY = [
    (RECALL.replace("What?", " "), 1, 9, '"front" is empty'),
    (RECALL.replace("This", ""), 2, 8, '"back" is empty'),
    (CHOICE.replace('["That", "Those"]', "[]"), 3, 9, '"wrong" is empty; it needs one item at least'),
    (CHOICE.replace("Those", ""), 3, 18, 'item 2 of "wrong" is empty'),
    (CHOICE.replace('"This"', "''"), 2, 9, '"right" is empty'),
    (CHOICE.replace('"Those"', "{ text = ' ' }"), 3, 27, '"text" is empty'),
    (RECALL + "concept = ''", 3, 11, '"concept" is empty'),
    (RECALL + "accept = [['a', '']]", 3, 17, 'item 2 of "accept" is empty'),
    (RECALL + "id = ' x'", 3, 6, '"id" must be one line, without spaces at its ends'),
]

CONTENT = [
    (CLOZE.replace("{{this}}", "this"), 1, 9, "this text has no gap; write what is asked as {{answer}}"),
    (CLOZE.replace("this", ""), 1, 9, "a gap has nothing in it; write its answer between {{ and }}"),
    (CLOZE.replace("}}", ""), 1, 9, "a gap opens with {{ and never closes; end it with }}"),
    (CLOZE.replace("{{this}}", "this}}"), 1, 9, "a }} here closes no gap; a gap is written {{answer}}"),
    (CLOZE + "accept = [['a'], []]", 2, 10, '"accept" has 2 lists for 1 gap; write one list for each gap'),
    (
        RECALL + "parts = ['a', 'b']\naccept = ['c']",
        4,
        10,
        '"accept" has one list for 2 parts; write one list for each part',
    ),
    (
        CHOICE.replace("Those", "This "),
        3,
        18,
        'the option "This" is a right answer, too; change one of the two',
    ),
    (CHOICE.replace("Those", "That"), 3, 18, 'the option "That" is there twice; change one of the two'),
    (RECALL.replace("This", "x" * 64_001), 2, 8, '"back" is longer than 64,000 characters: 64,001'),
    (RECALL + f"tags = {['x'] * 101}", 3, 8, '"tags" has more than 100 items'),
]

REFERENCES = [
    (CLASSIFY.replace("left", "rihgt"), 2, 8, f'side "rihgt" {UNDECLARED}; did you mean "right"?'),
    (RECALL + "concept = 'trun'", 3, 11, 'concept "trun" is not declared; did you mean "turn"?'),
    (RECALL + "concepts = ['walk']", 3, 13, 'concept "walk" is not declared; add it under [[concepts]]'),
    (
        RECALL + "concept = 'turn'\nconcepts = ['turn']",
        4,
        1,
        'this card has "concept" and "concepts"; put all into one of them',
    ),
    (
        RECALL + RECALL,
        4,
        9,
        f"this card asks the same as the card on line {FIRST}; give one of them an id",
    ),
    (
        RECALL + 'id = "a"\n' + CLAIM + 'id = "a"',
        7,
        6,
        f'id "a" is already taken by the card on line {FIRST}',
    ),
]

SAME_KEY = 'answer to the same key "l"; give one of them another key'

SECTIONS = [
    ("[[concepts]]\nid = 'turn'", 1, 6, 'concept "turn" is already declared on line 5'),
    ("[[concepts]]\nid = 'x'\ncontrast = 'x'", 2, 12, 'concept "x" cannot stand opposite itself'),
    (
        "[[concepts]]\nid = 'x'\ncontrast = 'trn'",
        2,
        12,
        'concept "trn" is not declared; did you mean "turn"?',
    ),
    ("[[concepts]]\nid = 'x'\nside = 'lef'", 2, 8, f'side "lef" {UNDECLARED}; did you mean "left"?'),
    ("[[concepts]]\nname = 'x'", 0, 1, 'a concept needs "id"'),
    ("[sides.last]", 0, 8, f'the sides "left" and "last" {SAME_KEY}'),
    ("[sides.up]\nkey = 'L'", 1, 7, f'the sides "left" and "up" {SAME_KEY}'),
    ("[sides.up]\nkey = 'up'", 1, 7, '"key" must be a single sign'),
    ("[sides.up]\nnmae = 'x'", 1, 1, 'unknown key "nmae" on a side; did you mean "name"?'),
    ("[sides]\nup = 1", 1, 6, "a side is a table, not a whole number"),
]

ONE_OF_FORMS = "it is one of recall, cloze, choice, claim, classify"

QUIZZES = [
    (QUIZ + "target = 80", 2, 10, '"target" is a share, from 0 to 1; 80 % is written 0.8'),
    (QUIZ + "target = -0.5", 2, 10, '"target" must be 0 or more'),
    (QUIZ + "target = nan", 2, 10, '"target" must be a number that ends'),
    (QUIZ + "questions = 0", 2, 13, '"questions" must be 1 or more'),
    (QUIZ + "questions = 2.5", 2, 13, '"questions" must be a whole number, not a number'),
    (QUIZ + "questions = 5000", 2, 13, '"questions" must be 1000 or less'),
    (QUIZ + "minutes = 0", 2, 11, '"minutes" must be more than 0'),
    (QUIZ + "minutes = '5'", 2, 11, '"minutes" must be a number, not text'),
    (QUIZ + "feedback = 1", 2, 12, '"feedback" must be one of end, each, not a whole number'),
    (
        QUIZ + "feedback = 'ech'",
        2,
        12,
        '"feedback" cannot be "ech"; it is one of end, each; did you mean "each"?',
    ),
    (
        QUIZ + "forms = ['clam']",
        2,
        10,
        f'item 1 of "forms" cannot be "clam"; {ONE_OF_FORMS}; did you mean "claim"?',
    ),
    (QUIZ + "sides = ['lft']", 2, 10, f'side "lft" {UNDECLARED}; did you mean "left"?'),
    (
        QUIZ + "topics = ['Trns']",
        2,
        11,
        'no concept has the topic "Trns"; this deck has Turns; did you mean "Turns"?',
    ),
    (QUIZ + QUIZ, 3, 8, 'there is a quiz "All" already; rename one of the two'),
    (QUIZ.replace("name", "nam"), 1, 1, 'unknown key "nam" on a quiz; did you mean "name"?'),
]

MISTAKES = [*KEYS, *TYPES, *EMPTY, *CONTENT, *REFERENCES, *SECTIONS, *QUIZZES]
