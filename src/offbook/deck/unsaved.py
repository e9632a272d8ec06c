"""Texts that an author wrote and did not save, kept until they are saved or dropped.

They are kept in a folder of Offbook's own, for the owner alone: beside the deck they would turn up
in repositories, and in a folder that cannot be written there would be no place for them. Each
running Offbook writes a file of its own, so that two that edit one deck never lose each other's text.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from hashlib import blake2b
from pathlib import Path

from offbook.deck.clean import defuse
from offbook.deck.draft import Draft
from offbook.deck.source import LARGEST, content
from offbook.errors import DeckError
from offbook.files import write_whole

_HEAD = "# Text of a deck that was not saved. Offbook offers it when the deck is edited again.\n# "
_ROOM = 10_000
"""Bytes that the head may take."""


@dataclass(frozen=True, slots=True)
class Leftover:
    """A text that was never saved."""

    place: Path
    """The file it is kept in."""
    text: str
    base: str
    """See ``Draft.base``."""

    def taken_up(self, draft: Draft) -> Draft:
        """The text as an unsaved edit; if the file was changed since, saving will tell."""
        return replace(draft, text=self.text, base=self.base)


class Unsaved:
    """The unsaved texts of one running Offbook, and those that others left behind."""

    def __init__(self, folder: Path, session: int, is_alive: Callable[[int], bool]) -> None:
        """``session`` names this process, and ``is_alive`` says whether another one still runs."""
        self._folder = folder
        self._session = session
        self._is_alive = is_alive

    def keep(self, draft: Draft) -> None:
        """Put the text on the disk. Raises DeckError if that cannot be."""
        told = json.dumps({"path": str(draft.path.absolute()), "base": draft.base})
        try:
            write_whole(self._own(draft.path), f"{_HEAD}{told}\n{draft.text}", private=True)
        except (OSError, UnicodeEncodeError) as error:
            reason = error.strerror if isinstance(error, OSError) else None
            raise DeckError(
                f"The text cannot be kept in {defuse(str(self._folder))}: {reason or error}. Save it soon."
            ) from error

    def drop(self, path: Path) -> None:
        """Forget the text of this Offbook for a deck."""
        # One that stays says no more than the deck does, and is found out by that.
        with suppress(OSError):
            self._own(path).unlink(missing_ok=True)

    def put_by(self, left: Leftover) -> None:
        """Leave a text for another time, where nothing that is kept from now on takes its name."""
        session = left.place.stem.rpartition("-")[2]
        if session == str(self._session):
            other = left.place.stem.removesuffix(session) + str(_time(left.place))
            with suppress(OSError):
                left.place.replace(left.place.with_stem(other))

    def forget(self, left: Leftover) -> None:
        """Throw away a text that was left behind. Raises DeckError if it cannot be removed."""
        try:
            left.place.unlink(missing_ok=True)
        except OSError as error:
            raise DeckError(f"{defuse(str(left.place))} cannot be removed: {error.strerror}") from error

    def find(self, draft: Draft) -> Leftover | None:
        """The latest text that an Offbook that runs no more left behind, if it is not in the file by now."""
        places = self._folder.glob(f"*-{_name(draft.path)}-*.toml")
        left = [place for place in places if not self._is_in_use(place)]
        for place in sorted(left, key=_time, reverse=True):
            found = _read(place)
            if found and found.text != draft.saved:
                return found
            if found:
                with suppress(OSError):
                    place.unlink(missing_ok=True)
        return None

    def adopt(self, left: Leftover, path: Path) -> None:
        """Let a text that was left behind be this Offbook's own."""
        # One that stays where it is will be found once more.
        with suppress(OSError):
            left.place.replace(self._own(path))

    def _own(self, path: Path) -> Path:
        stem = defuse(path.stem)[:60]
        return self._folder / f"{stem}-{_name(path)}-{self._session}.toml"

    def _is_in_use(self, place: Path) -> bool:
        session = place.stem.rpartition("-")[2]
        return not session.isdecimal() or (int(session) != self._session and self._is_alive(int(session)))


def _name(path: Path) -> str:
    return blake2b(str(path.absolute()).encode("utf-8", "surrogateescape"), digest_size=8).hexdigest()


def _time(place: Path) -> int:
    try:
        return place.stat().st_mtime_ns
    except OSError:
        return 0


def _read(place: Path) -> Leftover | None:
    """What a file keeps; None if it is not one of these."""
    try:
        whole = content(place, LARGEST + _ROOM).data.decode("utf-8")
        told, _, text = whole.removeprefix(_HEAD).partition("\n")
        return Leftover(place, text, str(json.loads(told)["base"]))
    except (DeckError, ValueError, KeyError, TypeError):
        return None
