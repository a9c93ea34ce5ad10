"""The card at the top: exactly where one stopped, and one button to continue from there."""

from datetime import date

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QMenu, QWidget

from db.home.overview_records import Draft, Overview
from desktop.form_drafts import Form
from desktop.home.offers import Offer, offer, offer_words
from desktop.home.words import (
    count_words,
    draft_act,
    draft_choice,
    draft_title,
    due_by,
    due_words,
    stop_words,
)
from desktop.kit import labels, layout
from desktop.kit.buttons import button
from desktop.kit.page.steps import Steps
from desktop.theme import Theme
from domain.home.due import Due, Kind, next_of
from resources.i18n import _

SHEETS = (Kind.DRAFT, Kind.INTERVIEW, Kind.OWED)
NAME = 60  # characters of a name in the menu; more would make it wider than the window


class NextStep(QFrame):
    """One thing to continue with: a draft, else what is due first, else what was begun or is left to do.

    Signals:
        sheet_wanted: id of the sheet to continue.
        due_wanted: the Due to open.
        offered: the Offer to take up.
    """

    sheet_wanted = Signal(int)
    due_wanted = Signal(object)
    offered = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self._draft: Draft | None = None
        self._due: Due | None = None
        self._offer = Offer.NEW
        self._others: tuple[Draft, ...] = ()
        words = layout.column(labels.plain(_("Next step"), self, "small", "muted"), gap="xs")
        self._title = labels.elided("", self, "title")
        words.addWidget(self._title)
        self._detail = labels.paragraph("", self, "body", "muted")
        words.addWidget(self._detail)
        self._when = labels.plain("", self, "small", "muted")
        words.addWidget(self._when)
        self._count = QWidget(self)
        count = layout.row(gap="m", around=(0, 10, 0, 4), of=self._count)
        self.steps = Steps(theme, self._count)
        self._done = labels.plain("", self._count, "small", "muted")
        count.addWidget(self.steps, 3)
        count.addWidget(self._done)
        count.addStretch(1)
        words.addWidget(self._count)
        icon = theme.icon("arrow-right", "on_primary")
        self.go = button(_("Continue"), self, "primary", icon, trailing=True, do=self._on_go)
        self.other = button(_("Another sheet"), self, "quiet", do=self._on_other)
        buttons = layout.column(
            self.go, layout.Placed(self.other, 0, Qt.AlignmentFlag.AlignHCenter), layout.STRETCH, gap="s"
        )
        layout.row(layout.grow(words), buttons, gap="l", around=(16, 14, 16, 16), of=self)

    def show_step(self, seen: Overview, on: date, begun: Form | None = None, *, starts: bool = True) -> None:
        """Show what comes next in this file; *begun* is a form that was left half filled in.

        *starts*: whoever works here starts assessments.
        """
        self._draft = seen.drafts[0] if seen.drafts and not seen.drafts[0].stopped else None
        self._due = None if self._draft is not None else next_of(seen.due)
        self._others = seen.drafts[1:] if self._draft is not None else seen.drafts
        if self._draft is not None:
            self._show_draft(self._draft, seen, on)
        elif self._due is not None:
            words = due_words(self._due, on)
            self._show(words.title, words.detail, words.act)
        else:
            self._offer = offer(seen.figures, begun, starts=starts)
            self._show(*offer_words(self._offer, seen.figures))
        self._show_when(on)
        self._count.setVisible(self._draft is not None)
        self.other.setVisible(bool(self._others))

    @property
    def due(self) -> Due | None:
        """What is offered, None if that is a draft or nothing."""
        return self._due

    def menu(self) -> QMenu:
        """Return the menu of the other drafts."""
        menu = QMenu(self.other)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for draft in self._others:
            words = draft_choice(draft)
            whole = words if len(draft.name) <= NAME else words.replace(draft.name, f"{draft.name[:NAME]}…")
            action = menu.addAction(whole.replace("&", "&&"))
            action.setData(draft.sheet_id)
        menu.triggered.connect(self._on_chosen)
        return menu

    def _show_draft(self, draft: Draft, seen: Overview, on: date) -> None:
        detail = stop_words(seen.stop, on) if seen.stop is not None else ""
        begun = draft.done > 0
        self._show(draft_title(draft.cycle_kind, draft.name, begun=begun), detail, draft_act(begun=begun))
        self.steps.show_count(draft.done, draft.total)
        self._done.setText(count_words(draft.done, draft.total))

    def _show(self, title: str, detail: str, act: str) -> None:
        self._title.setText(title)
        self._title.setAccessibleName(title)
        self._detail.setText(detail)
        self.go.setText(act)
        self.go.setVisible(bool(act))
        self.go.setAccessibleDescription(title)

    def _show_when(self, on: date) -> None:
        """Show by when a sheet is due; other things say their day themselves."""
        day = None if self._draft is None else self._draft.ends_on
        if self._due is not None and self._due.kind in SHEETS:
            day = self._due.day
        told, late = due_by(day, on)
        self._when.setText(told)
        self._when.setVisible(bool(told))
        labels.recolour(self._when, "warn" if late else "muted")

    def _on_go(self) -> None:
        if self._draft is not None:
            self.sheet_wanted.emit(self._draft.sheet_id)
        elif self._due is not None:
            self.due_wanted.emit(self._due)
        else:
            self.offered.emit(self._offer)

    def _on_other(self) -> None:
        self.menu().popup(self.other.mapToGlobal(QPoint(0, self.other.height())))

    def _on_chosen(self, action: QAction) -> None:
        self.sheet_wanted.emit(action.data())
