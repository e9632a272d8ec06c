"""The program from outside: what it prints where, how it ends, and what it never imports."""

from __future__ import annotations

import json
import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from offbook import __version__
from offbook.cli import main

SOUND = '[[cards]]\nclaim = "So."\nholds = true\n'


class Program:
    """Runs the program in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.home = folder / "home"

    def __call__(self, *args: str, **more: str) -> subprocess.CompletedProcess[str]:
        env = {**os.environ, "OFFBOOK_HOME": str(self.home), "PYTHONWARNINGS": "error", **more}
        command = [sys.executable, "-m", "offbook", *args]
        return subprocess.run(
            command, cwd=self.folder, env=env, capture_output=True, text=True, check=False, encoding="utf-8"
        )

    def shell(self, line: str) -> subprocess.CompletedProcess[str]:
        """Run the program with a line of shell after its name."""
        command = ["bash", "-c", f"{shlex.quote(sys.executable)} -m offbook {line}"]
        return subprocess.run(command, cwd=self.folder, capture_output=True, text=True, check=False)

    def write(self, name: str, text: str) -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path


@pytest.fixture
def program(tmp_path: Path) -> Program:
    return Program(tmp_path)


def test_the_version_is_told_on_standard_output(program: Program) -> None:
    done = program("--version")
    assert (done.returncode, done.stdout, done.stderr) == (0, f"offbook {__version__}\n", "")


@pytest.mark.parametrize("args", [["frobnicate"], ["check", "--frobnicate"], ["new"], ["--decks"]])
def test_a_wrong_call_ends_with_2(program: Program, args: list[str]) -> None:
    done = program(*args)
    assert (done.returncode, done.stdout) == (2, "")
    assert "usage: offbook" in done.stderr


@pytest.mark.parametrize(
    ("args", "absent"),
    [
        (["--version"], {"textual", "rich", "pydantic", "tomli", "platformdirs", "sqlite3", "json"}),
        (["--help"], {"textual", "rich", "pydantic", "tomli", "platformdirs", "sqlite3"}),
        (["check", "deck.toml"], {"textual", "rich", "sqlite3"}),
        (["schema"], {"textual", "rich", "sqlite3"}),
        (["new", "other.toml"], {"textual", "rich", "sqlite3", "pydantic"}),
    ],
)
def test_a_command_imports_only_what_it_needs(program: Program, args: list[str], absent: set[str]) -> None:
    program.write("deck.toml", f'title = "x"\n{SOUND}')
    script = (
        "import sys, atexit, offbook.cli\n"
        "atexit.register(lambda: sys.stderr.write('|' + ' '.join(sys.modules)))\n"
        "sys.exit(offbook.cli.main(sys.argv[1:]))\n"
    )
    env = {**os.environ, "OFFBOOK_HOME": str(program.home)}
    command = [sys.executable, "-c", script, *args]
    done = subprocess.run(command, cwd=program.folder, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert not absent & set(done.stderr.rpartition("|")[2].split())


def test_an_error_is_a_sentence_and_1(program: Program) -> None:
    program.write("mine.toml", "")
    done = program("new", "mine.toml")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "offbook: mine.toml is there already, and was left as it is; choose another name\n"


def test_output_that_nobody_reads_is_no_crash(program: Program) -> None:
    script = f"{sys.executable} -m offbook schema | true; exit ${{PIPESTATUS[0]}}"
    done = subprocess.run(
        ["bash", "-c", script], cwd=program.folder, capture_output=True, text=True, check=False
    )
    assert done.stderr == ""
    assert done.returncode in {0, 1}


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no full device here")
def test_a_full_disk_is_a_sentence(program: Program) -> None:
    script = f"{sys.executable} -m offbook schema > /dev/full"
    done = subprocess.run(
        ["bash", "-c", script], cwd=program.folder, capture_output=True, text=True, check=False
    )
    assert done.stderr == "offbook: the output cannot be written: no space left on device\n"
    assert done.returncode == 1


def test_an_interruption_is_a_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted(*_args: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr("offbook.cli.schema.run", interrupted)
    assert main(["schema"]) == 1
    assert capsys.readouterr().err == "offbook: stopped\n"


def test_a_plain_terminal_gets_every_sign(program: Program) -> None:
    program.write("déck.toml", 'title = "日本"\n[[cards]]\nclaim = "é"\nholds = "ü"\nwrnog = 1\n')
    ascii_only = {"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0", "LC_ALL": "C.UTF-8"}
    done = program("check", "déck.toml", **ascii_only)
    assert done.returncode == 1
    assert done.stdout.startswith("d\\xe9ck.toml:4:9: error: ")
    as_json = program("check", "--json", "déck.toml", **ascii_only)
    assert json.loads(as_json.stdout)["decks"][0]["title"] == "日本"
