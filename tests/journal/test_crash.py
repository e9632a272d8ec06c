"""Processes that are killed or that write at once lose nothing that was accepted."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

from journal_samples import derived, integrity
from offbook.journal.journal import Journal
from offbook.learning.events import Reviewed

HERE = Path(__file__).parent

WRITER = """
import os, sys
from pathlib import Path
from journal_samples import key, review, START
from offbook.clock import Stamp
from offbook.ids import Ids
from offbook.journal.journal import Journal
from offbook.learning.memory import Rating

path, name, count = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
ids = Ids(os.urandom)
journal = Journal.open(path, patience=30.0)
print("ready", flush=True)
sys.stdin.readline()
for number in range(count):
    at = START.plus(number * 60_000)
    event = review(key(f"card {number % 7}"), Rating(1 + number % 4), sitting=name.encode() * 16)
    (kept,) = journal.append([event], Stamp(at, ids.make(at.ms)))
    print(kept.id.hex(), flush=True)
journal.close()
"""


def start(path: Path, name: str, count: int) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", WRITER, str(path), name, str(count)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=HERE,
        env={"PYTHONPATH": os.pathsep.join([str(HERE), *sys.path])},
    )


def go(writer: subprocess.Popen[str]) -> None:
    assert writer.stdin is not None
    writer.stdin.write("\n")
    writer.stdin.flush()


def test_what_was_accepted_before_a_kill_is_there(tmp_path: Path) -> None:
    path, accepted = tmp_path / "journal.db", []
    for run in range(5):
        with start(path, "k", 100_000) as writer:
            assert writer.stdout is not None
            assert writer.stdout.readline() == "ready\n"
            go(writer)
            accepted += [writer.stdout.readline().strip() for _ in range(3 + run * 17)]
            writer.send_signal(signal.SIGKILL)
            accepted += [line.strip() for line in writer.stdout if line.endswith("\n")]

        with Journal.open(path) as journal:
            events = list(journal.events())
            assert [one.seq for one in events] == list(range(1, len(events) + 1))
            assert {one.id.hex() for one in events} >= set(accepted)
            # At most one answer a run was on the disk and not yet acknowledged.
            assert len(events) <= len(accepted) + run + 1
            kept = derived(journal)
            journal.rebuild()
            assert derived(journal) == kept
        assert integrity(path) == "ok"


def test_two_that_write_at_once_lose_nothing(tmp_path: Path) -> None:
    path, count = tmp_path / "new" / "journal.db", 60
    with start(path, "a", count) as one, start(path, "b", count) as other:
        for writer in (one, other):
            assert writer.stdout is not None
            assert writer.stdout.readline() == "ready\n"
        assert not path.exists()
        go(one)
        go(other)
        assert one.wait(60) == 0
        assert other.wait(60) == 0

    with Journal.open(path) as journal:
        events = [one.event for one in journal.events()]
        by = [event.sitting[:1] for event in events if isinstance(event, Reviewed)]
        assert (by.count(b"a"), by.count(b"b")) == (count, count)
        kept = derived(journal)
        journal.rebuild()
        assert derived(journal) == kept
    assert integrity(path) == "ok"
    assert [one.name for one in path.parent.iterdir()] == ["journal.db"]
