"""Opening a deck in the person's own editor: which command, and what is said where it fails."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from offbook.errors import OffbookError
from offbook.tui import editing

OR = "or press E to edit here, in Offbook."
"""The way that is told beside."""
PATH = Path("/decks/my deck.toml")


def make_tool(path: Path) -> None:
    path.write_text("#!/bin/sh\n")
    path.chmod(0o755)


@pytest.mark.parametrize(
    ("editor", "command"),
    [
        ("vim", ["vim", "+41", str(PATH)]),
        ("nano", ["nano", "+41", str(PATH)]),
        ("/usr/bin/nvim -p", ["/usr/bin/nvim", "-p", "+41", str(PATH)]),
        ("emacsclient -t", ["emacsclient", "-t", "+41", str(PATH)]),
        ("micro", ["micro", "+41", str(PATH)]),
        ("hx", ["hx", f"{PATH}:41"]),
        ("zed", ["zed", "--wait", f"{PATH}:41"]),
        ("subl -w", ["subl", "-w", f"{PATH}:41"]),
        ("code", ["code", "--wait", "--goto", f"{PATH}:41"]),
        ("code --wait", ["code", "--wait", "--goto", f"{PATH}:41"]),
        ("codium -w --new-window", ["codium", "-w", "--new-window", "--goto", f"{PATH}:41"]),
        ("notepad", ["notepad", str(PATH)]),
        ("'/my tools/edit' --fast", ["/my tools/edit", "--fast", str(PATH)]),
    ],
)
def test_the_command_opens_the_file_at_the_line(editor: str, command: list[str]) -> None:
    assert editing.command(editor, PATH, 41) == command


@pytest.mark.parametrize(
    ("editor", "told"),
    [
        ("vim '", f'$EDITOR is "vim \'", which is not a command: No closing quotation. Set it anew, {OR}'),
        ("", f"$EDITOR is empty. Set it to the command of your editor, {OR}"),
        ("   ", f"$EDITOR is empty. Set it to the command of your editor, {OR}"),
    ],
)
def test_an_editor_that_is_no_command_is_said(editor: str, told: str) -> None:
    with pytest.raises(OffbookError) as caught:
        editing.command(editor, PATH, 1)
    assert str(caught.value) == told


@pytest.mark.parametrize(
    ("environ", "chosen"),
    [
        ({"VISUAL": "hx", "EDITOR": "vi"}, "hx"),
        ({"EDITOR": "vi"}, "vi"),
        ({"VISUAL": "", "EDITOR": "vi"}, "vi"),
    ],
)
def test_visual_goes_before_editor(
    environ: dict[str, str], chosen: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for name in ("VISUAL", "EDITOR"):
        monkeypatch.setenv(name, environ.get(name, ""))
    for name in ("vi", "hx"):
        make_tool(tmp_path / name)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert editing.chosen() == chosen


def test_the_first_usual_editor_serves_where_none_is_named(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for name in ("VISUAL", "EDITOR"):
        monkeypatch.delenv(name, raising=False)
    for name in ("vi", "vim"):
        make_tool(tmp_path / name)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert editing.chosen() == "vim"


@pytest.mark.parametrize(
    ("editor", "told"),
    [
        (
            "no-such-editor --fast",
            f"no-such-editor cannot be started. Set EDITOR to the command of yours, {OR}",
        ),
        ("   ", f"The editor cannot be started. Set EDITOR to the command of yours, {OR}"),
        ("'", f'$EDITOR is "\'", which is not a command: No closing quotation. Set it anew, {OR}'),
    ],
)
def test_an_editor_is_looked_for_before_anything_is_touched(
    editor: str, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", editor)
    with pytest.raises(OffbookError) as caught:
        editing.chosen()
    assert str(caught.value) == told


def test_no_editor_at_all_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("VISUAL", "EDITOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(OffbookError, match=r"No editor was found\. Set EDITOR .*, or press E to edit here"):
        editing.chosen()


def test_an_editor_runs_to_its_end(tmp_path: Path) -> None:
    note = tmp_path / "note"
    editing.run([sys.executable, "-c", f"open({str(note)!r}, 'w').close()"])
    assert note.exists()


def test_an_editor_that_fails_is_said() -> None:
    with pytest.raises(OffbookError, match="ended with code 3; the deck is read as it stands"):
        editing.run([sys.executable, "-c", "raise SystemExit(3)"])


def test_an_editor_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(OffbookError, match=r"cannot be started: No such file or directory\. Set EDITOR"):
        editing.run([str(tmp_path / "no-editor")])
