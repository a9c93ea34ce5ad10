"""A dialog that saves its text while it is typed: neither leaving it nor a power cut loses any."""

from dataclasses import dataclass, field
from typing import override

from PySide6.QtCore import QObject
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QWidget

from desktop.kit import reading_order
from desktop.kit.form.dialog import Dialog, Question
from desktop.kit.form.keeper import FormKeeper, Spot, drafts_above, type_on
from desktop.kit.form.restored import Restored
from resources.i18n import _


@dataclass(frozen=True, slots=True)
class Asked:
    """How a form was opened: by which method of which object, and what kind of form for which subject.

    ``spot`` is where in it one was typing, None for nowhere.
    """

    owner: type[QObject]
    method: str
    form: str
    about: str
    spot: Spot | None = field(default=None, compare=False)


class KeptDialog(Dialog):
    """Saves what is filled in every second and restores it when next opened; sending forgets it.

    ``restored`` is the line that says so: the subclass's layout puts it below the title.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._keeper: FormKeeper | None = None  # created when shown: by then all fields are there
        self.asked: Asked | None = None  # how it can be opened again, if it can
        self.restored = Restored(self)
        self.restored.given_up.connect(self._on_start_over)

    @property
    def is_filled(self) -> bool:
        """Whether something is filled in that waits for the next time."""
        return self._keeper is not None and bool(self._keeper.changed)

    @property
    def spot(self) -> Spot | None:
        """Where one is typing; None if that is in no field that is kept."""
        return None if self._keeper is None else self._keeper.spot_of(self.focusWidget())

    def go_on_at(self, spot: Spot) -> None:
        """Let one type on there, after the last letter."""
        edit = None if self._keeper is None else self._keeper.widget_at(spot)
        if edit is None:
            return
        before = self.focusWidget()
        reading_order.focus(edit)
        for one in (before, edit):  # Qt selects what has the focus first
            type_on(one)

    def keep_now(self) -> None:
        """Save what is filled in before work that takes a while."""
        if self._keeper is not None:
            self._keeper.now()

    def forget(self) -> None:
        """Forget what was filled in: it was sent, and the dialog stays to tell what came of it."""
        if self._keeper is not None:
            self._keeper.forget()
        self._keeper = None
        self.restored.hide()

    def filled_for(self) -> str:
        """Return the subject of the form: each person or case has a draft of its own."""
        raise NotImplementedError

    @override
    def done(self, arg__1: int) -> None:
        """Close; what was filled in and not sent waits for the next time, or is asked about."""
        if self._keeper is not None and arg__1 == QDialog.DialogCode.Accepted:
            self._keeper.forget()
        elif self._keeper is not None and not self._keeper.now():
            self._ask_to_lose()
            return
        super().done(arg__1)

    @override
    def showEvent(self, arg__1: QShowEvent) -> None:
        drafts = drafts_above(self.parentWidget())
        if self._keeper is None and drafts is not None:
            self._keeper = FormKeeper(self, type(self).__name__, self.filled_for(), drafts)
            self.restored.setVisible(self._keeper.restored)
        super().showEvent(arg__1)

    def _ask_to_lose(self) -> None:
        question = Question(
            _("Close without keeping what you typed?"),
            _("The file cannot be written now, so what you typed would be lost. The file is unchanged."),
            _("Back to the form"),
            _("Close"),
            self,
            danger=True,
        )
        question.accepted.connect(self._lose)
        question.open()

    def _lose(self) -> None:
        if self._keeper is not None:
            self._keeper.stop()
        self._keeper = None
        self.reject()

    def _on_start_over(self) -> None:
        assert self._keeper is not None
        self._keeper.start_over()
        self.restored.hide()
