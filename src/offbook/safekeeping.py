"""The use cases of a journal's safety: to keep copies of it, to tell of them, and to go back to one.

Copies lie in the folder "backups" beside the journal. Which of them stay is the rule of
``journal/rotation.py``; nothing ever leaves that row while the journal lacks an event that the last copy has.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from offbook.clock import Moment
from offbook.errors import JournalError
from offbook.journal import contents, copies, disk, files, restoring
from offbook.journal.backup import GoOn, Source, always, fill, folder
from offbook.journal.contents import Contents, Mark, Part
from offbook.journal.copies import Copy
from offbook.journal.rotation import Dated, Kind, file_name, latest, order
from offbook.journal.trouble import Telling

_ROW = (Kind.USUAL, Kind.RESTORED)
"""The copies that the journal is compared with: it should have every event of the last of them."""


@dataclass(frozen=True, slots=True)
class Made:
    """A copy was made."""

    copy: Copy


@dataclass(frozen=True, slots=True)
class Nothing:
    """No copy was made, and none was due: the last one holds all there is, or there is no journal yet."""


@dataclass(frozen=True, slots=True)
class Doubted:
    """The journal lacks events that the last copy has; no copy was deleted."""

    lacks: Part
    last: Copy
    """The copy that has them."""
    copy: Copy | None
    """One of the journal as it is; None if there is no journal."""

    @property
    def told(self) -> str:
        """What is the matter and what can be done, in sentences."""
        taken = f" of {self.last.name.taken:%Y-%m-%d %H:%M}" if isinstance(self.last.name, Dated) else ""
        if self.copy is None:
            return (
                f"There is no journal, though a copy{taken} holds {_events(self.lacks.events)}."
                " No copy was deleted. `offbook restore` puts it in the journal's place."
            )
        return (
            f"The journal lacks {_events(self.lacks.events)} that its copy{taken} has; no copy was deleted."
            f" `offbook restore` goes back to that copy; `offbook import --journal {self.last.path}` brings"
            " only what is missing; `offbook backup --force` goes on without it."
        )


Outcome = Made | Nothing | Doubted


@dataclass(frozen=True, slots=True)
class Change:
    """What putting a copy back would change."""

    here: Contents | None
    """Of the journal; None if there is none, or none that is sound."""
    there: Contents
    """Of the copy."""
    lost: Part | None
    """What the journal has and the copy lacks; None if there is no sound journal."""
    won: Part | None
    """What the copy has and the journal lacks; likewise."""
    damaged: bool = False
    """Whether there is something in the journal's place that is no sound journal; it will be set aside."""

    @property
    def is_none(self) -> bool:
        """Whether journal and copy hold the same."""
        return self.lost is not None and self.won is not None and not self.lost.events + self.won.events


@dataclass(frozen=True, slots=True)
class PutBack:
    """A copy was put in the journal's place."""

    kept: Path | None
    """The journal that was replaced, as a copy; None if there was none that is sound."""
    aside: Path | None
    """The file that was replaced, whole, where it was no sound journal."""


class Safe:
    """Where the copies of one person's journal are. Every method raises JournalError if the disk fails it."""

    def __init__(self, journal: Path, rollover: int) -> None:
        """``rollover`` is the hour at which study days begin."""
        self.journal = journal
        self.folder = folder(journal)
        self._rollover = rollover

    def copies(self) -> list[Copy]:
        """Every copy, the last one first."""
        with self._telling():
            return copies.kept(self.folder)

    def keep(
        self,
        now: Moment,
        *,
        daily: bool = False,
        thorough: bool = False,
        accept: bool = False,
        go_on: GoOn = always,
    ) -> Outcome:
        """Make a copy if the last one does not hold all there is, and delete those that need not be kept.

        ``daily`` makes none where there is one of the same study day; ``thorough`` reads the last one
        through before it is relied on; ``accept`` takes the journal as it is, whatever it lacks. Raises
        BrokenOffError once ``go_on`` says so, and DamagedError if the journal is not sound; then no
        copy was made and none deleted.
        """
        row = self._latest(now, *_ROW)
        with self._telling(self.journal):
            is_there = files.is_there(self.journal)
        if not is_there:
            return Doubted(_all(contents.look(row[0].path)), row[0], None) if row else Nothing()
        mark = contents.mark(self.journal)
        if row and _holds(row[0], mark) and not (thorough and not contents.is_sound(row[0].path)):
            return Nothing()
        if row and daily and self._is_of_today(row[0], now):
            return Nothing()
        doubted = None if accept else self._doubt(row)
        if doubted is None:
            # An empty journal is no reason to begin a row of copies.
            return Made(self._make(Kind.USUAL, now, go_on)) if mark.events or row else Nothing()
        beside = self._latest(now, Kind.DOUBTED)
        if beside and _holds(beside[0], mark):
            return replace(doubted, copy=beside[0])
        return replace(doubted, copy=self._make(Kind.DOUBTED, now, go_on))

    def keep_before_import(self, now: Moment) -> Copy:
        """Make a copy of the journal as it is before another one is brought in, beside the row of copies.

        Raises DamagedError if the journal is not sound; then none was made.
        """
        return self._make(Kind.JOINED, now, always)

    def keep_at(self, target: Path, *, over: bool = False) -> Path:
        """Make a copy at ``target``, which is made a file; ``over`` writes over the one that is there."""
        with self._telling(target):
            self._need_journal()
            disk.make_folder(target.parent)
            with disk.draft(target) as made:
                fill(self.journal, made)
                if over:
                    made.replace(target)
                elif not disk.claim(made, target):
                    raise JournalError(f"{target} is there already. Name another file, or add --force.")
            disk.sync_folder(target.parent)
        return target

    def name(self, now: Moment) -> str:
        """What a copy of the journal is called that is made now. Raises JournalError if there is none."""
        self._need_journal()
        return file_name(self._name(Kind.USUAL, now, self.journal))

    def change(self, copy: Path) -> Change:
        """What putting a copy back would change. Raises JournalError if the copy cannot be put back."""
        there = contents.look(copy)
        if not contents.is_sound(copy):
            raise JournalError(
                f"{copy} is damaged, so it is not put in the journal's place. Choose another copy:"
                " `offbook backup --list` says which are sound."
            )
        if not contents.is_sound(self.journal):
            return Change(None, there, None, None, damaged=self.journal.exists())
        here = contents.look(self.journal)
        lost = contents.lacking(copy, self.journal)
        return Change(here, there, lost, contents.lacking(self.journal, copy))

    def put_back(self, copy: Path, now: Moment) -> PutBack:
        """Put a copy in the journal's place; the journal that is there is kept as another copy first.

        Raises JournalError, with nothing changed, if another Offbook has it open or the disk refuses.
        """
        kept: list[Copy] = []

        def keep(db: Source) -> None:
            kept.append(self._publish(Kind.REPLACED, now, number, db))

        with self._telling():
            disk.make_folder(self.folder)
            number = self._free(now)
            # The row goes on with what is put back, which may hold less than the last copy.
            restored = self._repeat(copy, now, number)
        try:
            aside = restoring.put_back(copy, self.journal, keep, _taken(now))
        except BaseException:
            restored.path.unlink(missing_ok=True)
            raise
        # What is left over is deleted the next time.
        with suppress(OSError):
            copies.rotate(self.folder, now, self._rollover)
            copies.sweep(self.journal.parent, now)
        return PutBack(kept[0].path if kept else None, aside)

    def last(self, now: Moment) -> Copy:
        """The last copy that is sound. Raises JournalError if there is none."""
        for copy in self._latest(now, *_ROW):
            if contents.is_sound(copy.path):
                return copy
        raise JournalError(f"There is no sound copy of the journal in {self.folder}.")

    def replaced(self, now: Moment) -> Copy:
        """The journal that the last restore replaced. Raises JournalError if there is none to go back to."""
        restored = self._latest(now, Kind.RESTORED)
        if not restored:
            raise JournalError("No copy was put back so far, so there is nothing to undo.")
        last = restored[0].name
        for one in self._latest(now, Kind.REPLACED):
            if isinstance(last, Dated) and order(one.name)[:2] == order(last)[:2]:
                return one
        raise JournalError(
            "The last restore found no sound journal that it could have kept, so there is nothing to go"
            f" back to. What it found, if anything, lies in {self.journal.parent}, and its name says"
            " “damaged”."
        )

    def _doubt(self, row: list[Copy]) -> Doubted | None:
        """What the journal lacks of the last copy that can be read."""
        for copy in row:
            try:
                lacks = contents.lacking(self.journal, copy.path)
            except JournalError:
                if contents.is_sound(copy.path):
                    raise
                # A copy that went bad tells nothing; the one before it does.
                continue
            return Doubted(lacks, copy, None) if lacks.events else None
        return None

    def _make(self, kind: Kind, now: Moment, go_on: GoOn) -> Copy:
        with self._telling(self.journal):
            disk.make_folder(self.folder)
            # Of two copies of one second, the number says which came later.
            copy = self._publish(kind, now, self._free(now), self.journal, go_on)
            # While events are missing, or may be, nothing leaves the row.
            only = None if kind is Kind.USUAL else kind
            # What cannot be deleted now is deleted the next time.
            with suppress(OSError):
                copies.rotate(self.folder, now, self._rollover, only)
            return copy

    def _publish(self, kind: Kind, now: Moment, number: int, source: Source, go_on: GoOn = always) -> Copy:
        with disk.draft(self.folder / self.journal.name) as made:
            fill(source, made, go_on)
            return copies.publish(made, self.folder, replace(self._name(kind, now, made), number=number))

    def _repeat(self, copy: Path, now: Moment, number: int) -> Copy:
        """The copy once more, as what was put back."""
        if copy.parent == self.folder:
            name = replace(self._name(Kind.RESTORED, now, copy), number=number)
            if repeated := copies.repeat(copy, self.folder, name):
                return repeated
        return self._publish(Kind.RESTORED, now, number, copy)

    def _name(self, kind: Kind, now: Moment, path: Path) -> Dated:
        found = contents.look(path)
        return Dated(_taken(now), found.version, found.events, kind)

    def _free(self, now: Moment) -> int:
        """A number that no copy of this second has, for two that belong together."""
        names = [one.name for one in copies.kept(self.folder)]
        own = [one.number for one in names if isinstance(one, Dated) and one.taken == _taken(now)]
        return max(own, default=0) + 1

    def _latest(self, now: Moment, *kinds: Kind) -> list[Copy]:
        paths = {one.name: one for one in self.copies()}
        return [paths[name] for name in latest(paths, now.day(self._rollover), self._rollover, *kinds)]

    def _is_of_today(self, copy: Copy, now: Moment) -> bool:
        name = copy.name
        return isinstance(name, Dated) and name.day(self._rollover) == now.day(self._rollover)

    def _need_journal(self) -> None:
        if not files.is_there(self.journal):
            raise JournalError(
                f"There is no journal at {self.journal} yet: it begins with the first answer."
                " `offbook restore` puts a copy there."
            )

    def _telling(self, where: Path | None = None) -> Telling:
        return Telling(str(where or self.folder))


def _holds(copy: Copy, mark: Mark) -> bool:
    """Whether a copy holds the journal that has come so far; one that cannot be read does not."""
    try:
        return contents.mark(copy.path) == mark
    except JournalError:
        return False


def _all(found: Contents) -> Part:
    return Part(found.events, found.reviews, found.answers, None, found.last)


def _events(number: int) -> str:
    return f"{number:,} event{'' if number == 1 else 's'}"


def _taken(now: Moment) -> datetime:
    return now.local().replace(microsecond=0)
