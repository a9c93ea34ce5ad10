"""The time of an interview: it runs while the card is in sight, and never hurries anybody."""

import re
from collections.abc import Callable
from time import monotonic

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QLabel, QWidget

from desktop.kit import labels, layout
from desktop.kit.buttons import button
from desktop.kit.tips import set_tip
from desktop.settings import Settings
from desktop.theme import Theme
from domain.assessing.talk.pace import Pace
from resources.i18n import _, nb, ngettext

KEEP_EVERY = 15  # seconds; that much is lost in a power cut
ROOM = 52  # px of the header that two lines may take
TICK = 1000  # ms
ENOUGH = 3  # marks needed for a projection
MINUTE = 60  # seconds
BEFORE = 60  # seconds of interview needed for one: earlier marks from elsewhere took no time here


class TalkClock(QObject):
    """Counts the seconds of the interview for one sheet; they survive the end of the program.

    Signals:
        ticked: another second has passed, or the clock was stopped or started.
    """

    ticked = Signal()

    def __init__(self, settings: Settings, parent: QObject, clock: Callable[[], float] = monotonic) -> None:
        super().__init__(parent)
        self._settings = settings
        self._clock = clock
        self._sheet = ""
        self._before = 0.0  # seconds counted before the last start
        self._since: float | None = None
        self._kept = 0
        self.paused = False  # by the user
        self._timer = QTimer(self, interval=TICK)
        self._timer.timeout.connect(self._on_tick)

    @property
    def spent(self) -> int:
        """The seconds counted so far."""
        running = self._clock() - self._since if self._since is not None else 0.0
        return int(self._before + running)

    @property
    def runs(self) -> bool:
        """Whether seconds are being counted."""
        return self._since is not None

    @property
    def counts(self) -> bool:
        """Whether there is an interview to time."""
        return bool(self._sheet)

    def begin(self, sheet: str) -> None:
        """Take the sheet with this uid; an empty one has no interview."""
        if sheet != self._sheet:
            self.rest()
            self._sheet = sheet
            self._kept = self._settings.spent(sheet) if sheet else 0
            self._before = float(self._kept)
            self.paused = False

    def go(self) -> None:
        """Start counting, unless the user has paused it."""
        if self._sheet and not self.paused and self._since is None:
            self._since = self._clock()
            self._timer.start()
            self.ticked.emit()

    def rest(self) -> None:
        """Stop counting, for instance when the sheet is left; the time is stored."""
        if self._since is not None:
            self._before += self._clock() - self._since
            self._since = None
            self._timer.stop()
            self._keep()
            self.ticked.emit()

    def toggle(self) -> None:
        """Pause or resume."""
        if self._sheet:
            self.paused = not self.paused
            (self.rest if self.paused else self.go)()
            self.ticked.emit()

    def forget(self) -> None:
        """Delete the time: the sheet was handed in."""
        self.rest()
        if self._sheet:
            self._settings.keep_spent(self._sheet, 0)
            self._sheet = ""

    def _on_tick(self) -> None:
        if self.spent - self._kept >= KEEP_EVERY:
            self._keep()
        self.ticked.emit()

    def _keep(self) -> None:
        if self._sheet and self.spent != self._kept:
            self._kept = self.spent
            self._settings.keep_spent(self._sheet, self._kept)


class TalkTime(QWidget):
    """«18:42 из 50:00», the projection below, the pause button beside.

    Signals:
        toggled: the button was pressed.
    """

    toggled = Signal()

    def __init__(self, theme: Theme, cap: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._cap = cap
        self._paused: tuple[bool, bool] | None = None
        self._icon = QLabel(self, pixmap=theme.icon("timer", "muted").pixmap(16, 16))
        self.time = labels.plain("", self, "strong")
        self.pace = labels.plain("", self, "caption", "muted")
        both = layout.column(layout.STRETCH, self.time, self.pace, layout.STRETCH)
        self.button = button(_("Pause"), self, icon=theme.icon("pause"), do=self.toggled)
        self.button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        layout.row(self._icon, both, self.button, gap="s", of=self)

    def show_pace(self, pace: Pace, *, paused: bool, brief: bool) -> None:
        """Show the time; *brief* omits the label of the button."""
        spent = _clock(pace.spent)
        told = _("{spent} of {planned}").format(spent=spent, planned=_clock(pace.budget))
        _say(self.time, told if pace.planned else spent)
        ahead = _told(pace)
        where, more = _where(pace, ahead), "\n".join(filter(None, (_projected(pace), _usual(pace))))
        _say(self.pace, where, *map(_ahead, (600, -600) if ahead else ()))
        labels.recolour(self.pace, "ok" if ahead > 0 else "muted")
        lines = self._theme.line_height("strong") + self._theme.line_height("caption")
        self.pace.setVisible(bool(where) and lines <= ROOM)
        set_tip(self.time, where, more)  # very large text leaves room for one line
        set_tip(self.pace, more)
        self.time.setAccessibleDescription("\n".join(part for part in (where, more) if part))
        said = _("Interview time: {time}").format(time=self.time.text())
        if self.time.accessibleName() != said:
            self.time.setAccessibleName(said)
        if (paused, brief) != self._paused:
            self._paused = (paused, brief)
            words = _("Continue") if paused else _("Pause")
            self.button.setText("" if brief else words)
            self.button.setIcon(self._theme.icon("play" if paused else "pause"))
            self.button.setAccessibleName(words)
            set_tip(self.button, f"{words} ({self._cap})")


def _clock(seconds: int) -> str:
    """Return «18:42», from an hour on «1:18:42»."""
    minutes, rest = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def _told(pace: Pace) -> int:
    """Return the seconds ahead of the plan if they are worth a word, else 0."""
    if pace.ahead is None or pace.spent < BEFORE or abs(pace.ahead) < MINUTE:
        return 0
    return pace.ahead


def _where(pace: Pace, ahead: int) -> str:
    """Return the pace in a word or two, without any reproach."""
    if ahead:
        return _ahead(ahead)
    if pace.planned_per_item is not None:
        return nb(_("{item} planned per question").format(item=_clock(round(pace.planned_per_item))))
    return ""


def _ahead(seconds: int) -> str:
    """Return how far the marks are ahead of the plan, or with a minus behind it, in whole minutes."""
    minutes = abs(seconds) // MINUTE
    if seconds > 0:
        told = ngettext("{n} min ahead of the plan", "{n} min ahead of the plan", minutes)
    else:
        told = ngettext("{n} min longer than planned", "{n} min longer than planned", minutes)
    return nb(told.format(n=minutes))


def _projected(pace: Pace) -> str:
    """Return where the pace leads; empty while there is too little to tell."""
    if pace.projected is None or pace.per_item is None or pace.marked < ENOUGH or pace.spent < BEFORE:
        return ""
    told = _("{item} per question · about {minutes} min in total")
    return nb(told.format(item=_clock(round(pace.per_item)), minutes=_minutes(pace.projected)))


def _usual(pace: Pace) -> str:
    """Return what a competency without a question counts; empty if each has one."""
    if not pace.usual:
        return ""
    told = ngettext("without a question: {n} minute", "without a question: {n} minutes", pace.usual // MINUTE)
    return nb(told.format(n=pace.usual // MINUTE))


def _minutes(seconds: int) -> int:
    return max(round(seconds / 60), 1)


def _say(label: QLabel, text: str, *others: str) -> None:
    """Show the text, with room for the *others* that may follow as time passes."""
    if label.text() != text:
        label.setText(text)
        label.ensurePolished()
        # No digit is wider than 0: nothing moves or is cut as time passes.
        wide = (label.fontMetrics().horizontalAdvance(re.sub(r"\d", "0", one)) for one in (text, *others))
        label.setMinimumWidth(max(wide))
