"""What this computer remembers between two starts; nothing of the file's content."""

import contextlib
import json
import os
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QByteArray, QSettings

from desktop.folders import Folders, Use
from desktop.office import own_folder
from resources.i18n import LANGUAGES, PSEUDO

if TYPE_CHECKING:  # imported after the first paint
    from desktop.seal import Seal

THEMES = ("light", "dark", "contrast")
FONT_STEPS = (0, 1, 2, 3, 4, 7, 10, 14)  # the last step makes text 20 points high
SHEET_MODES = ("table", "card")
LOCK_AFTER = (5, 10, 30)  # minutes
WIDEST = 9999  # px of a column
RECENT = 8  # files to remember


class Settings:
    """Typed settings in an ini file; every read names its type, because an ini file knows only text."""

    def __init__(self, path: Path | None = None) -> None:
        """Use the file at *path*, or the user's own. A damaged one is set aside: Qt would write over it."""
        where = path if path is not None else own_folder.settings_folder() / own_folder.SETTINGS
        self.set_aside = _set_aside(where)
        self._ini = QSettings(str(where), QSettings.Format.IniFormat)
        self._seal: Seal | None = None
        self._unsealed: dict[str, str] = {}
        self._unwritten: dict[str, str] = {}
        self.folders = Folders(self._text, self._keep)
        with contextlib.suppress(OSError):
            where = Path(self._ini.fileName())
            where.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            where.touch(mode=0o600)  # Qt keeps the mode of a file that is there
            where.chmod(0o600)
        for told in ("actors", "places", "visits", "talks", "sets"):  # once written in the clear
            if any(name.startswith(f"{told}/") for name in self._ini.allKeys()):
                self._ini.remove(told)

    def seal(self, seal: "Seal") -> None:
        """Keep what is about people and sheets under this seal; without one it is forgotten at the end."""
        if self._seal is not None:
            self.write()  # what is of the file before is sealed by its own key
        self._seal = seal
        for name, text in self._unsealed.items():
            self._keep_sealed(name, text)
        self._unsealed.clear()

    def unseal(self) -> None:
        """Let go of the key: the file is locked."""
        self.write()
        self._seal = None

    def write(self) -> None:
        """Write where one is and has been; each step would wait for the disk."""
        waiting, self._unwritten = self._unwritten, {}
        for name, text in waiting.items():
            self._keep_sealed(name, text)

    @property
    def lock_after(self) -> int:
        """Minutes without key or mouse after which the file is locked."""
        minutes = self._ini.value("lock_after", LOCK_AFTER[1], int)
        return minutes if isinstance(minutes, int) and minutes in LOCK_AFTER else LOCK_AFTER[1]

    @lock_after.setter
    def lock_after(self, minutes: int) -> None:
        self._keep("lock_after", minutes)

    @property
    def folder(self) -> Path:
        """The folder of the settings; the demo file is put there too."""
        return Path(self._ini.fileName()).parent

    @property
    def language(self) -> str | None:
        """Language of the screens; None until one is chosen."""
        chosen = self._text("language")
        return chosen if chosen in (*LANGUAGES, PSEUDO) else None

    @language.setter
    def language(self, language: str) -> None:
        self._keep("language", language)

    @property
    def theme(self) -> str:
        """light, dark or contrast."""
        chosen = self._text("theme")
        return chosen if chosen in THEMES else THEMES[0]

    @theme.setter
    def theme(self, theme: str) -> None:
        self._keep("theme", theme)

    @property
    def font_step(self) -> int:
        """Pixels added to every text size, one of the steps."""
        step = self._ini.value("font_step", 0, int)
        return step if isinstance(step, int) and step in FONT_STEPS else 0

    @font_step.setter
    def font_step(self, step: int) -> None:
        self._keep("font_step", step)

    @property
    def still(self) -> bool:
        """Whether nothing on the screens moves by itself, whatever the system wants."""
        return self._text("still") == "1"

    @still.setter
    def still(self, still: bool) -> None:
        self._keep("still", "1" if still else "")

    @property
    def last_file(self) -> Path | None:
        """The file opened last; it may be gone."""
        stored = self._text("last_file")
        return Path(stored) if stored else None

    @last_file.setter
    def last_file(self, path: Path) -> None:
        self._keep("last_file", str(path))

    @property
    def recent(self) -> tuple[Path, ...]:
        """The files opened before, newest first; only their paths, as the system writes them."""
        try:
            stored = json.loads(self._text("recent") or "[]")
        except (ValueError, RecursionError):
            return ()
        kept = cast("list[object]", stored) if isinstance(stored, list) else []
        return tuple(Path(one) for one in kept if isinstance(one, str) and one)[:RECENT]

    @recent.setter
    def recent(self, paths: tuple[Path, ...]) -> None:
        # Stored as one text: an ini file turns a list of one into a text, and an empty list into nothing.
        self._keep("recent", json.dumps([str(path) for path in paths[:RECENT]]))

    @property
    def server(self) -> "tuple[str, Path | None]":
        """Address of the organisation's server, "" if there is none, and the file of its authority.

        Who logs in there is not remembered.
        """
        authority = self._text("server/authority")
        return self._text("server/address"), Path(authority) if authority else None

    @server.setter
    def server(self, server: "tuple[str, Path | None]") -> None:
        address, authority = server
        self._keep("server/address", address)
        self._keep("server/authority", "" if authority is None else str(authority))

    @property
    def at_server(self) -> bool:
        """Whether one last worked at the server, and not in a file."""
        return self._text("server/last") == "1"

    @at_server.setter
    def at_server(self, at_server: bool) -> None:
        self._keep("server/last", "1" if at_server else "")

    @property
    def newest_file(self) -> Path | None:
        """The file opened last of those that still exist."""
        last = self.last_file
        return next((path for path in (last, *self.recent) if path is not None and path.exists()), None)

    @property
    def last_folder(self) -> Path | None:
        """Where documents were last saved, if that folder still exists."""
        stored = self._text("last_folder")
        return Path(stored) if stored and Path(stored).is_dir() else None

    @last_folder.setter
    def last_folder(self, folder: Path) -> None:
        self.folders.keep(Use.DOCUMENTS, folder)

    @property
    def sheet_mode(self) -> str:
        """How sheets are shown, as last chosen: table or card; empty if never chosen."""
        chosen = self._text("sheet_mode")
        return chosen if chosen in SHEET_MODES else ""

    @sheet_mode.setter
    def sheet_mode(self, mode: str) -> None:
        self._keep("sheet_mode", mode)

    def file_opened(self, path: Path, has_password: bool, key: bytes) -> None:
        """Remember whether the file has a password; *key* seals what is about its people and sheets."""
        from desktop.seal import Seal

        self._keep(_locked(path), "1" if has_password else "0")
        self.seal(Seal(key))

    def check_password_gone(self, path: Path) -> None:
        """Complain once if the file had a password when it was last opened here.

        Raises:
            PasswordGone: if it had one.
        """
        from db.file.errors import PasswordGone

        if self._text(_locked(path)) == "1":
            self._keep(_locked(path), "0")
            raise PasswordGone(path)

    def second_folder(self, file: str) -> Path | None:
        """Return the second folder for the copies of this file; None if there is none."""
        stored = self._text(f"copies/{file}/folder")
        return Path(stored) if stored else None

    def keep_second_folder(self, file: str, folder: Path | None) -> None:
        """Remember the second folder, and forget when it was last copied to."""
        self._keep(f"copies/{file}/folder", "" if folder is None else str(folder))
        self._keep(f"copies/{file}/at", "")
        self._keep(f"copies/{file}/apart", "")

    def second_apart(self, file: str) -> bool:
        """Return whether the second folder was on another disk than the file when it was last copied to."""
        return self._text(f"copies/{file}/apart") == "1"

    def second_copied(self, file: str) -> datetime | None:
        """Return when a copy was last put into the second folder, or when that was chosen."""
        try:
            return datetime.fromisoformat(self._text(f"copies/{file}/at")).astimezone(UTC)
        except ValueError:
            return None

    def keep_second_copied(self, file: str, at: datetime, *, apart: bool) -> None:
        """Remember when a copy was last put there, and whether that is on another disk than the file."""
        self._keep(f"copies/{file}/at", at.isoformat())
        self._keep(f"copies/{file}/apart", "1" if apart else "")

    def copy_asked_for(self, file: str) -> bool:
        """Return whether somebody ever made a copy of this file, or chose a second folder for them."""
        return self._text(f"copies/{file}/asked") == "1"

    def keep_copy_asked_for(self, file: str) -> None:
        """Remember that somebody did: the copy itself makes room for later ones."""
        self._keep(f"copies/{file}/asked", "1")

    def copies_tight(self, file: str) -> bool:
        """Return whether old copies had to go for want of space, the last time one was made."""
        return self._text(f"copies/{file}/tight") == "1"

    def keep_copies_tight(self, file: str, *, tight: bool) -> None:
        """Remember whether they had to."""
        self._keep(f"copies/{file}/tight", "1" if tight else "0")

    def actor(self, file: str) -> str:
        """Return the uid of who opened this file last; "" if another went on. Names stay in the file."""
        return self._sealed(f"actors/{file}")

    def keep_actor(self, file: str, uid: str) -> None:
        """Remember who has opened the file; "" forgets it."""
        self._keep_sealed(f"actors/{file}", uid)

    def place(self, file: str) -> tuple[str, int]:
        """The place last shown in this file: name of the screen, number of what it showed; "" if unknown."""
        name, _colon, number = self._sealed(f"places/{file}").partition(":")
        return (name, int(number)) if number.isdecimal() else ("", 0)

    def keep_place(self, file: str, place: tuple[str, int]) -> None:
        """Remember the place shown in this file, on the disk at the next ``write``."""
        self._unwritten[f"places/{file}"] = f"{place[0]}:{place[1]}"

    def visits(self, file: str) -> str:
        """What was last open in this file, in the format of ``desktop.home.visits``."""
        return self._sealed(f"visits/{file}")

    def keep_visits(self, file: str, visits: str) -> None:
        """Remember what was last open, on the disk at the next ``write``; only ids are kept."""
        self._unwritten[f"visits/{file}"] = visits

    def spent(self, sheet: str) -> int:
        """Return how many seconds the interview for this sheet has taken so far."""
        kept = self._sealed(f"talks/{sheet}")
        return int(kept) if kept.isascii() and kept.isdecimal() and len(kept) < 8 else 0

    def keep_spent(self, sheet: str, seconds: int) -> None:
        """Remember how long the interview has taken; 0 forgets it."""
        self._keep_sealed(f"talks/{sheet}", str(seconds) if seconds else "")

    def shown_set(self, sheet: str) -> str:
        """Which items of this sheet were last shown: "short", "whole", or "" if never chosen."""
        kept = self._sealed(f"sets/{sheet}")
        return kept if kept in ("short", "whole") else ""

    def keep_shown_set(self, sheet: str, shown: str) -> None:
        """Remember which items are shown; "" forgets it."""
        self._keep_sealed(f"sets/{sheet}", shown)

    def short_set(self, sheet: str) -> frozenset[str]:
        """Codes of the items that a sheet shows while the others are folded away; empty if none are."""
        return frozenset(self._sealed(f"short/{sheet}").split())

    def keep_short_set(self, sheet: str, codes: Iterable[str] = ()) -> None:
        """Remember which items a sheet shows; without any it shows all."""
        self._keep_sealed(f"short/{sheet}", " ".join(sorted(codes)))

    def geometry(self, file: str = "") -> QByteArray:
        """Place and size of the window when this file (or, for "", any file) was left; empty if never."""
        stored = self._ini.value(f"windows/{file}" if file else "geometry", QByteArray(), QByteArray)
        return stored if isinstance(stored, QByteArray) else QByteArray()

    def keep_geometry(self, geometry: QByteArray, file: str = "") -> None:
        """Remember the window's place and size, also for this file unless it is ""."""
        self._keep("geometry", geometry)
        if file:
            self._keep(f"windows/{file}", geometry)

    def widths(self, table: str) -> dict[str, int]:
        """Return the widths of a table's columns, px; only of columns that were dragged."""
        found: dict[str, int] = {}
        for part in self._text(f"tables/{table}/widths").split(";"):
            key, _colon, width = part.rpartition(":")
            if key and width.isascii() and width.isdecimal() and 0 < int(width[:5]) <= WIDEST:
                found[key] = int(width)
        return found

    def keep_widths(self, table: str, widths: dict[str, int]) -> None:
        """Remember the widths of a table's columns."""
        told = ";".join(f"{key}:{width}" for key, width in widths.items())
        self._keep(f"tables/{table}/widths", told)

    def order(self, table: str) -> tuple[str, bool]:
        """Return the key of the column the table is sorted by ("" if none), and whether it descends."""
        key, _colon, way = self._text(f"tables/{table}/order").partition(":")
        return key, way == "falling"

    def keep_order(self, table: str, key: str, *, falling: bool) -> None:
        """Remember the column the table is sorted by."""
        self._keep(f"tables/{table}/order", f"{key}:{'falling' if falling else 'rising'}")

    def _sealed(self, name: str) -> str:
        if name in self._unwritten:
            return self._unwritten[name]
        if self._seal is None:
            return self._unsealed.get(name, "")
        return self._seal.open(name, self._text(f"sealed/{self._seal.name(name)}"))

    def _keep_sealed(self, name: str, text: str) -> None:
        if self._sealed(name) == text:
            return
        if self._seal is None:
            self._unsealed[name] = text
        elif text:
            self._keep(f"sealed/{self._seal.name(name)}", self._seal.close(name, text))
        else:
            self._ini.remove(f"sealed/{self._seal.name(name)}")
            self._ini.sync()

    def _text(self, key: str) -> str:
        return str(self._ini.value(key, "", str))

    def _keep(self, key: str, value: str | int | QByteArray) -> None:
        if self._ini.contains(key) and self._ini.value(key, None, type(value)) == value:
            return  # each write waits for the disk, and a start stores what it has just read
        self._ini.setValue(key, value)
        self._ini.sync()


def _locked(path: Path) -> str:
    import hashlib  # OpenSSL: the first window needs none of it

    return f"locked/{hashlib.sha256(os.fsencode(path.absolute())).hexdigest()[:32]}"


def _set_aside(where: Path) -> Path | None:
    """Rename damaged settings; return their new path, None if they are sound or cannot be read or renamed."""
    aside = where.with_name(f"{where.name}.damaged")
    try:
        if own_folder.is_sound(where.read_bytes()):
            return None
        where.replace(aside)
    except OSError:
        return None
    return aside
