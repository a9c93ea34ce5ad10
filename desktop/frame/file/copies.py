"""Copies of the open file by themselves: the first of a day, each half hour of work, and one at the end."""

import contextlib
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.data import Data
from desktop.jobs import Job, Jobs, under_way
from desktop.kit.page.banner import Banner
from desktop.settings import Settings
from domain.progress import Cancelled, Progress
from resources.i18n import _, current, ngettext

if TYPE_CHECKING:
    from db.file.copies import Copy, Taken, Why
    from db.file.errors import StoreError
    from desktop.copying import Known, Outcome

AGAIN = 60_000  # milliseconds between two questions whether a copy is due
LATER = timedelta(minutes=10)  # after one that failed
AT_ONCE = 20_000_000  # bytes of a file that is copied while somebody waits for it to be closed
OLD = timedelta(days=1)  # after which a larger one is too
AWAY = timedelta(days=7)  # after which one is reminded of the second folder


class FileCopies(QObject):
    """Copies one file after another; any other job comes first.

    Signals:
        changed: what is to be said about the copies has changed; ``tell`` says it.
    """

    changed = Signal()

    def __init__(
        self, jobs: Jobs, settings: Settings, parent: QObject, now: Callable[[], datetime] | None = None
    ) -> None:
        super().__init__(parent)
        self._jobs, self._settings, self._now = jobs, settings, now or _utc_now
        self._data: Data | None = None
        self._file = ""
        self.known: Known | None = None  # None until the copies were looked at
        self._behind = False  # it was found to hold something that no copy has
        self._not_before = datetime.min.replace(tzinfo=UTC)
        self._copying: Job | None = None
        self.at_once = AT_ONCE
        self.fault: StoreError | None = None  # why the last copy failed
        self.second_fault: StoreError | None = None  # the same of the second folder
        self._again = QTimer(self, interval=AGAIN)
        self._again.timeout.connect(self.copy_if_due)

    def begin(self, data: Data, file: str) -> None:
        """Look after the copies of this file; *file* is its key on this computer, "" for the example.

        Neither the example nor what can only be read is copied.
        """
        if self._data is data:
            return
        self.leave()
        if file and not data.read_only:
            self._data, self._file = data, file
            data.keeps_copies = True
            data.news.connect(self._on_news)
            data.copy_failed.connect(self._on_failed)
            data.copied.connect(self._on_copied)
            self._look()

    def leave(self) -> None:
        """Forget the file, because it is being closed."""
        self._again.stop()
        if self._data is not None:  # it may be the next one too, if only the lock page was there
            self._data.news.disconnect(self._on_news)
            self._data.copy_failed.disconnect(self._on_failed)
            self._data.copied.disconnect(self._on_copied)
        self._data, self.known, self._file = None, None, ""
        self._behind, self._copying = False, None
        self.fault = self.second_fault = None
        self._not_before = datetime.min.replace(tzinfo=UTC)

    @property
    def damaged(self) -> bool:
        """Whether the last copy failed because the file itself is not sound."""
        from db.file.errors import Damaged

        return isinstance(self.fault, Damaged)

    def copy_if_due(self) -> None:
        """Make the first copy of a day, or one of what was done for half an hour and longer."""
        if (
            self._data is None
            or self.known is None
            or under_way(self._copying)
            or self._now() < self._not_before
        ):
            return
        why = self._due(self.known.newest)
        if why is not None:
            from desktop import copying

            second, apart = self._second
            work = partial(copying.copy, self._data, why, second, apart=apart)
            self._copying = self._jobs.run(work, self._on_done, "", gives_way=True)

    def copy_at_end(self) -> None:
        """Copy what no copy has once the window is gone, if that takes only a moment.

        A large file is copied then only if its newest copy is older than a day. What fails is not told:
        nobody looks any more, and the next opening copies first of all.
        """
        self._copy_now(old_too=True)

    def copy_if_small(self) -> None:
        """Copy the same while the window waits for another file; a large one waits for its next opening."""
        self._copy_now(old_too=False)

    def _copy_now(self, *, old_too: bool) -> None:
        data = self._data
        if data is None or data.read_only or not self._lacking:
            return
        newest = self.known.newest if self.known is not None else None
        old = newest is None or newest.taken is None or self._now() - newest.taken > OLD
        try:
            small = data.path.stat().st_size <= self.at_once
        except OSError:
            return
        if small or (old and old_too):
            from db.file.copies import Why
            from desktop import copying

            with contextlib.suppress(Cancelled, OSError):
                second, apart = self._second
                self._note_second(copying.copy(data, Why.EXIT, second, Progress(), apart=apart))

    def tell(self, banner: Banner) -> None:
        """Say in *banner* what keeps copies from being made, or that the second folder is due."""
        if self.fault is not None:
            what = _what(self.fault)
            banner.show_fact(
                _("The file could not be copied. {what}").format(what=what),
                _("Everything in the file is saved. It is tried again every ten minutes."),
                "warn",
                act=_("Copies"),
            )
        elif self.second_fault is not None:
            what = _what(self.second_fault)
            banner.show_fact(
                _("The copy could not be put into the second folder. {what}").format(what=what),
                _("The copy beside the file was made."),
                "warn",
                act=_("Copies"),
            )
        elif (days := self._days_away()) is not None:
            folder = self._settings.second_folder(self._file)
            fact = ngettext(
                "No copy has been put into the second folder for {n} day.",
                "No copy has been put into the second folder for {n} days.",
                days,
            )
            rest = _("Connect “{folder}”: the next copy goes there too.").format(folder=folder)
            banner.show_fact(fact.format(n=days), rest, "info", act=_("Copies"))
        else:
            banner.hide()

    def _look(self) -> None:
        from desktop import copying

        if self._data is not None:
            second, apart = self._second
            work = partial(copying.look, self._data, second, apart=apart)
            self._jobs.run(work, self._on_known, "", self._look, gives_way=True)

    def _on_known(self, known: "Known") -> None:
        if self._data is None:
            return
        self._behind = known.behind
        self._know(known)
        self.changed.emit()  # the second folder may be due
        self._again.start()
        self.copy_if_due()

    def _know(self, known: "Known") -> None:
        """Keep what is known; that there is no copy yet is told once the first has failed."""
        from desktop import copying

        self.known = known
        if self._data is not None and (known.newest is not None or self.fault is not None):
            copying.note(self._data, self._settings, self._file, known)

    def _due(self, newest: "Copy | None") -> "Why | None":
        from db.file import copies
        from db.file.copies import Why

        now = self._now()
        if newest is None or newest.taken is None:
            return Why.DAY
        if not self._lacking:
            return None
        if newest.taken.astimezone().date() != now.astimezone().date():
            return Why.DAY
        return Why.HALF_HOUR if copies.next_due(newest, now) <= now else None

    @property
    def _lacking(self) -> bool:
        """Whether the newest copy lacks something."""
        return self._data is not None and (self._behind or self._data.copies.behind)

    def _on_news(self) -> None:
        self._behind = True  # another program has written
        if self._data is not None:
            self._data.copy_behind = True

    def _on_failed(self, fault: "StoreError") -> None:
        """Hear that no copy could be made before an act."""
        if self._data is not None:
            from desktop.copying import Outcome

            self._on_done(Outcome(fault=fault))

    def _on_copied(self, taken: "Taken") -> None:
        """Hear of any new copy, also of one made by hand or before an act."""
        if self._data is None:
            return
        from desktop.copying import Known

        self._behind, had = False, self.fault
        self.fault = None
        self._settings.keep_copies_tight(self._file, tight=taken.tight)
        known = self.known or Known()
        self._know(Known((taken.copy, *known.copies), second_away=known.second_away))
        if had is not None:
            self.changed.emit()

    def _on_done(self, outcome: "Outcome") -> None:
        if self._data is None:
            return
        self._note_second(outcome)
        faults = (outcome.fault, outcome.second_fault)
        if outcome.fault is not None:
            self._not_before = self._now() + LATER
        # Said once, however often it is tried again.
        news = [type(one) for one in faults] != [type(one) for one in (self.fault, self.second_fault)]
        self.fault, self.second_fault = faults
        if self.known is not None:
            self._know(self.known)
        if news:
            self.changed.emit()

    def _note_second(self, outcome: "Outcome") -> None:
        if outcome.second is not None and self._data is not None:
            from desktop import copying

            apart = copying.is_apart(self._data.path, outcome.second.copy.path.parent)
            self._settings.keep_second_copied(self._file, self._now(), apart=apart)

    @property
    def _second(self) -> tuple[Path | None, bool]:
        """The second folder, and whether it was on another disk than the file."""
        return self._settings.second_folder(self._file), self._settings.second_apart(self._file)

    def _days_away(self) -> int | None:
        """Return for how many days the second folder has got no copy, once that is too long."""
        if self._data is None or self._settings.second_folder(self._file) is None:
            return None
        last = self._settings.second_copied(self._file)
        passed = self._now() - last if last is not None else timedelta(0)
        return passed.days if passed >= AWAY else None


def _utc_now() -> datetime:
    return datetime.now(UTC)


def _what(fault: "StoreError") -> str:
    from desktop.office.sentences import sentence  # not before the first paint

    return sentence(fault, current()).what
