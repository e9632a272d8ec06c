"""A card is edited in the learner's own editor, and comes back as it was left there."""

from __future__ import annotations

import sys
from pathlib import Path

from learner import Learner, asked, leave, rehearse

# Editors of this name are told the line as +N; this one puts a word before the text it finds there.
_EDITOR = """#!{python}
import pathlib, re, sys
line, path = sys.argv[1:]
deck = pathlib.Path(path)
lines = deck.read_text("utf-8").splitlines(keepends=True)
for place in range(int(line[1:]) - 1, len(lines)):
    changed = re.sub('^(front|cloze|ask|claim|statement) = "', r'\\g<0>Reworded: ', lines[place])
    if changed != lines[place]:
        lines[place] = changed
        break
deck.write_text("".join(lines), "utf-8")
print("the editor was here")
"""


def _editor(folder: Path) -> str:
    path = folder / "nano"
    path.write_text(_EDITOR.format(python=sys.executable))
    path.chmod(0o755)
    return str(path)


def test_an_edited_card_shows_its_new_text_at_once(tmp_path: Path) -> None:
    learner = Learner(tmp_path)
    learner.has_deck()
    with learner.studies(EDITOR=_editor(tmp_path)) as terminal:
        card = asked(terminal)
        card.answer(terminal)
        terminal.press("e", "Reworded: ")
        assert b"the editor was here" in terminal.stream
        terminal.press(card.onward, lambda text: card.asks not in text)
        rehearse(terminal)
        leave(terminal)
    assert (learner.decks / "every-form.toml").read_text("utf-8").count("Reworded: ") == 1
    assert len(learner.reviews()) == 2


def test_a_deck_that_ships_is_copied_before_it_is_edited(tmp_path: Path) -> None:
    learner = Learner(tmp_path)
    with learner.studies("offbook-tour", EDITOR=_editor(tmp_path)) as terminal:
        terminal.press("e", "Reworded: ")
        own = learner.decks / "offbook-tour.toml"
        assert own.read_text("utf-8").count("Reworded: ") == 1
        leave(terminal)


def test_an_editor_that_is_not_there_is_named(tmp_path: Path) -> None:
    learner = Learner(tmp_path)
    learner.has_deck()
    with learner.studies(EDITOR="/nowhere/to/be/found") as terminal:
        asked(terminal).answer(terminal)
        terminal.press("e", "/nowhere/to/be/found")
        assert "Which river" in terminal.text, "the card stays"
        leave(terminal)
    learner.assert_no_mishap()
