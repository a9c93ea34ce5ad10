"""The status line: the screen's keys on the left; on the right what is saved, who works, in which file."""

from datetime import datetime

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QWidget

from desktop.key_press import sequence_of
from desktop.kit import chips, labels, layout
from desktop.theme import Theme
from resources.i18n import _, current

LONGEST = 160  # pixels of a name: the keys need room


class StatusLine(QFrame):
    """28 px high; keys that do not fit are left out, because F1 lists them all.

    Signals:
        pressed: the cap of the key whose hint was clicked.
        actor_clicked, file_clicked: the actor's or the file's name was clicked.
    """

    pressed = Signal(str)
    actor_clicked = Signal()
    file_clicked = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("status")
        self.setFixedHeight(theme.high("status"))
        self._keys = QWidget(self, minimumWidth=1)
        self._keys.installEventFilter(self)
        self._fitting = False
        self._moment: datetime | None = None
        self._unsaved = self._read_only = self._full = False
        self._hints: tuple[tuple[str, str], ...] = ()
        self._pairs: list[QWidget] = []
        self._known: dict[tuple[str, str], QWidget] = {}
        self._key_row = layout.row(gap=5, of=self._keys)
        row = self._row = layout.row(layout.grow(self._keys), gap="l", around=(16, 0, 16, 0), of=self)
        self._theme = theme
        self._saved = labels.plain("", self, "caption", "muted")
        self._actor = labels.elided("", self, "caption", "muted")
        self._file = labels.elided("", self, "caption", "muted")
        for label in (self._actor, self._file):
            label.setMaximumWidth(LONGEST + 10 * theme.font_step)
            label.setCursor(Qt.CursorShape.PointingHandCursor)
            label.installEventFilter(self)
        for icon, label in (("check", self._saved), ("user-round", self._actor), ("lock", self._file)):
            picture = QLabel(self, pixmap=theme.icon(icon, "muted", 12).pixmap(12, 12))
            if label is self._saved:
                self._sign = picture
            row.addLayout(layout.row(picture, label, gap=5))
        self.set_saved(None)

    def keep_actor(self) -> None:
        """Let the actor's name be a fact from now on: nobody else can work here."""
        self._actor.removeEventFilter(self)
        self._actor.unsetCursor()

    @property
    def hints(self) -> QWidget:
        """The area of the key hints; a message may cover it, because F1 lists them too."""
        return self._keys

    @property
    def saved(self) -> str:
        """The text about saving."""
        return self._saved.text()

    def set_keys(self, keys: tuple[tuple[str, str], ...]) -> None:
        """Show key caps and what they do, in this order."""
        if keys == self._hints:
            return  # screens report their keys with each step of the focus
        while self._key_row.takeAt(0) is not None:
            pass
        pairs = [self._pair(*one) for one in keys]
        for gone in self._pairs:
            if gone not in pairs:
                gone.hide()
        for pair in pairs:
            self._key_row.addWidget(pair)
        self._key_row.addStretch(1)
        self._hints, self._pairs = keys, pairs
        self._fit()

    def _pair(self, cap: str, words: str) -> QWidget:
        """Return the cap with its words; kept, since screens have many keys in common."""
        if (known := self._known.get((cap, words))) is not None:
            return known
        pair = self._known[cap, words] = QWidget(self._keys)
        if sequence_of(cap) is not None:  # «0–4» and «↑↓» are several keys
            pair.setObjectName(cap)
            pair.setCursor(Qt.CursorShape.PointingHandCursor)
            pair.installEventFilter(self)
        row = layout.row(gap=5, around=(0, 0, 8, 0), of=pair)
        row.addWidget(chips.key_cap(cap, pair), 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(labels.plain(words, pair, "caption", "muted"))
        for label in pair.findChildren(QLabel):
            label.ensurePolished()  # otherwise it is measured in another font size
        return pair

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Fit the keys to the new room, and report what was clicked."""
        if "_pairs" not in self.__dict__:
            return False  # Qt still reports children while the line is being destroyed
        if watched is self._keys and event.type() == QEvent.Type.Resize:
            self._fit()
        elif event.type() == QEvent.Type.MouseButtonRelease:
            if watched is self._actor:
                self.actor_clicked.emit()
            elif watched is self._file:
                self.file_clicked.emit()
            elif watched in self._pairs:
                self.pressed.emit(watched.objectName())
        return False

    def _fit(self) -> None:
        """Leave out the pairs that would be cut; the last one is the help and always stays."""
        if self._fitting:
            return  # what is shown or left out below resizes the area once more
        self._fitting = True
        width = -1
        while width != self._keys.width():
            width = self._keys.width()
            room = width - sum(pair.sizeHint().width() + 5 for pair in self._pairs[-1:])
            for pair in self._pairs[:-1]:
                room -= pair.sizeHint().width() + 5
                pair.setVisible(room >= 0)
            for pair in self._pairs[-1:]:
                pair.show()
            self._key_row.activate()  # at once: nothing is cut, not even for a moment
        self._fitting = False

    def set_saved(self, moment: datetime | None) -> None:
        """Show when something was last saved; None, if nothing was written yet, shows nothing.

        Words restored into a form may stand there unsent: it could not be said that all is saved.
        """
        self._moment, self._unsaved = moment, False
        self._show_saving()

    def set_unsaved(self) -> None:
        """Say that the last act was not saved, until one is."""
        self._unsaved = True
        self._show_saving()

    def set_read_only(self) -> None:
        """Say from now on that nothing is saved here: the file is only read."""
        self._read_only = True
        self._show_saving()

    def set_full(self, full: bool) -> None:
        """Say that there is no room to save anything, or that there is some again."""
        self._full = full
        self._show_saving()

    def _show_saving(self) -> None:
        icon, token = "octagon-alert", "danger"
        if self._read_only:
            text, icon, token = _("Read only"), "eye", "warn"
        elif self._unsaved:
            text = _("Not saved")
        elif self._full:
            text = _("Disk full")
        else:
            icon, token, text = "check", "muted", ""
            if self._moment is not None:
                text = _("Saved {time}").format(time=current().time(self._moment, seconds=True))
        self._saved.setText(text)
        self._saved.setVisible(bool(text))
        self._sign.setVisible(bool(text))
        self._look(icon, token)

    def _look(self, icon: str, token: str) -> None:
        labels.recolour(self._saved, token)
        self._sign.setPixmap(self._theme.icon(icon, token, 12).pixmap(12, 12))
        self._row.activate()

    def set_people(self, actor: str, file: str, where: str) -> None:
        """Show who works in which file; *where* is the full path, for the tooltip."""
        self._actor.setText(actor)
        self._actor.setAccessibleName(_("Assessing: {name}").format(name=actor))
        self._file.setText(file)
        self._file.setAccessibleName(_("File: {name}").format(name=file))
        self._file.set_more(where)
