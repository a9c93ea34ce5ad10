"""The training page: what people lack by function, and the groups and mentors for it, to be edited."""

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction, QUndoStack
from PySide6.QtWidgets import (
    QFrame,
    QMenu,
    QPushButton,
    QSizePolicy,
    QWidget,
)

from db.team import training_drafts
from desktop.context import Context
from desktop.kit import labels, layout
from desktop.kit.buttons import button
from desktop.kit.form.reopening import reopens
from desktop.kit.off import allow, read_only_reason
from desktop.kit.tips import set_tip
from desktop.team.loading import Loaded
from desktop.team.terms_form import TermsForm
from desktop.team.training.commands import change
from desktop.team.training.rows import (
    draft_rows,
    group_title,
    names_of,
    need_rows,
    subject,
    sum_words,
)
from desktop.team.training.tables import DraftTable, NeedTable
from domain.team.training import DraftGroup, TrainingDraft
from domain.team.training_terms import UNKNOWN, Terms
from resources.i18n import _

LARGE = 4  # steps of text size from which the acts have no room for labels


class TrainingPage(QWidget):
    """Needs left, groups and pairs right. Del removes, Ins adds, F2 sets terms, Ctrl+Z undoes.

    Signals:
        removed: what was removed, to be said with a way to undo it.
    """

    removed = Signal(str)

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        theme, make = context.theme, context.actions.make
        self.loaded: Loaded | None = None
        self.draft = TrainingDraft((), ())
        self._kept = False
        self._asked = 0
        self.undo = QUndoStack(self)
        row = layout.row(gap="m", around=(18, 8, 18, 12), of=self)
        self.needs = NeedTable(context, self)
        self.groups = DraftTable(context, self)
        self.nothing = labels.paragraph("", self, "body", "muted")
        self.nothing.setContentsMargins(16, 0, 16, 8)
        row.addWidget(_panel(_("What is missing"), _("weight × gap"), self.needs, self.nothing, self), 55)
        box = QFrame(self)
        box.setObjectName("panel")
        box.setAccessibleName(_("Groups and mentors"))
        column = layout.column(gap=6, around=(0, 10, 0, 2), of=box)
        named = labels.elided(_("Groups and mentors"), box, "section")
        named.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self.state = labels.elided("", box, "small", "muted")
        column.addLayout(layout.row(named, layout.grow(self.state), gap="s", around=(16, 0, 12, 0)))
        bar = layout.row(gap="s", around=(16, 0, 12, 0))
        large = theme.font_step >= LARGE
        acts = (
            (_("Remove"), "user-round-x"),
            (_("Add…"), "user-plus"),
            (_("Terms…"), "calendar"),
            (_("As proposed"), "undo-2"),
        )
        made: list[QPushButton] = []
        for text, icon in acts:
            act = button("" if large else text, box, icon=theme.icon(icon), small=True)
            act.setAccessibleName(text)
            set_tip(act, text if large else "")
            made.append(act)
            bar.addWidget(act)
        self.remove_button, self.add_button, self.terms_button, self.reset_button = made
        bar.addStretch(1)
        column.addLayout(bar)
        self.groups.setParent(box)
        column.addWidget(self.groups, 1)
        self.sums = labels.paragraph("", box, "small", "muted")
        self.sums.setContentsMargins(16, 0, 16, 8)
        column.addWidget(self.sums)
        self.no_groups = labels.paragraph(
            _("No topic is needed by three people, and nobody needs a mentor."), box, "body", "muted"
        )
        self.no_groups.setContentsMargins(16, 0, 16, 12)
        column.addWidget(self.no_groups)
        row.addWidget(box, 45)
        make("unmark", self.groups, self.take_out, Qt.ShortcutContext.WidgetShortcut)
        make("add", self.groups, self._on_add, Qt.ShortcutContext.WidgetShortcut)
        make("edit", self.groups, self.edit_terms, Qt.ShortcutContext.WidgetShortcut)
        make("open", self.groups, self.edit_terms, Qt.ShortcutContext.WidgetShortcut)
        make("undo", self, self.undo.undo)
        make("redo", self, self.undo.redo)
        self.remove_button.clicked.connect(self.take_out)
        self.add_button.clicked.connect(self._on_add)
        self.terms_button.clicked.connect(self.edit_terms)
        self.reset_button.clicked.connect(self.reset)
        self.groups.doubleClicked.connect(self.edit_terms)
        self.groups.selectionModel().currentChanged.connect(self._on_current)

    @property
    def working(self) -> QWidget:
        """The widget focused when the page opens."""
        return self.groups if self.groups.list_model.lines() else self.needs

    def show_team(self, loaded: Loaded) -> None:
        """Show what this team lacks and the training drafted for it."""
        if self.loaded is None or (self.loaded.cycle_id, self.loaded.unit_id) != (
            loaded.cycle_id,
            loaded.unit_id,
        ):
            self.undo.clear()
        self.loaded = loaded
        rows = need_rows(loaded.board)
        self.needs.list_model.show(rows)
        self.needs.go_to(self.needs.list_model.first())
        known = loaded.board.whole().known
        nothing = _("No gaps: everything assessed meets its target") if known else _("Nothing is known yet")
        self.nothing.setText("" if rows else nothing)
        self.nothing.setVisible(not rows)
        self._read()

    def take_out(self) -> None:
        """Remove the current line: a person in a group, its terms, a whole group, or a pair."""
        row = self.groups.current_line
        if row is None or self._context.data.read_only:
            return
        if row.pair is not None:
            changed = self.draft.without_pair(row.pair)
        elif row.terms:
            changed = self.draft.with_terms(row.number, UNKNOWN)
        elif row.person_id:
            changed = self.draft.without_person(row.number, row.person_id)
        else:
            changed = self.draft.without_group(row.number)
        if changed != self.draft:  # terms that nobody has set are not removed: undoing would undo another act
            self._change(changed)
            self.removed.emit(_("Removed: {name}.").format(name=row.texts[0].strip()))

    @reopens
    def edit_terms(self) -> None:
        """Ask for the days, trainer, hours and cost of the current group."""
        group = self._group()
        if group is None or self.loaded is None or self._context.data.read_only:
            return
        place = self.draft.groups.index(group) + 1
        named = f"{group_title(place, group)}. {subject(self.loaded.board, group.codes)}"
        self._asked = group.number
        about = self.loaded.cycle_id or 0, self.loaded.unit_id or 0, group.number
        TermsForm(self._context.theme, named, group.terms, self._on_terms, self, subject=about).open()

    def offer(self) -> QMenu | None:
        """Return a menu of people who lack the group's subject and are not in it; None if there are none."""
        group = self._group()
        if group is None or self.loaded is None:
            return None
        names = names_of(self.loaded.board)
        wanted = [
            person_id
            for need in self.loaded.board.lacking.items
            if need.code in group.codes
            for person_id, _gap in need.people
            if person_id not in group.people
        ]
        if not wanted:
            return None
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for person_id in dict.fromkeys(wanted):
            action = menu.addAction(names[person_id].replace("&", "&&"))
            action.setData((group.number, person_id))
        menu.triggered.connect(self._on_chosen)
        return menu

    def reset(self) -> None:
        """Return to the proposal; it can be undone."""
        if self._kept:
            self._push(None)

    def _on_add(self) -> None:
        menu = None if self._context.data.read_only else self.offer()
        if menu is not None:
            menu.popup(self.add_button.mapToGlobal(QPoint(0, self.add_button.height() + 2)))

    def _on_chosen(self, action: QAction) -> None:
        number, person_id = action.data()
        self._change(self.draft.with_person(number, person_id))

    def _on_terms(self, terms: Terms) -> None:
        self._change(self.draft.with_terms(self._asked, terms))

    def _group(self) -> DraftGroup | None:
        row = self.groups.current_line
        if row is None or row.pair is not None:
            return None
        return next((one for one in self.draft.groups if one.number == row.number), None)

    def _change(self, changed: TrainingDraft) -> None:
        if changed != self.draft:
            self._push(changed)

    def _push(self, new: TrainingDraft | None) -> None:
        assert self.loaded is not None
        where = self.loaded.cycle_id, self.loaded.unit_id
        old = self.draft if self._kept else None
        self.undo.push(change(self._context.data, where, old, new, self._read))

    def _read(self) -> None:
        """Read the stored draft, else propose one; stay on the same line or its neighbour."""
        loaded = self.loaded
        assert loaded is not None
        read, me = self._context.data.read, self._context.me.id
        kept = read(training_drafts.kept, loaded.cycle_id, me, loaded.unit_id)
        self._kept = kept is not None
        self.draft = loaded.board.proposal() if kept is None else kept
        before = self.groups.currentIndex().row()
        self.groups.list_model.show(draft_rows(self.draft, loaded.board))
        lines = self.groups.list_model.rowCount()
        self.groups.go_to(self.groups.list_model.nearest(max(min(before, lines - 1), 0)))
        self.groups.setVisible(bool(lines))
        self.no_groups.setVisible(not lines)
        self.sums.setText(sum_words(self.draft, loaded.board))
        self.sums.setVisible(bool(self.sums.text()))
        self.state.setText(_("changed, kept for the training plan") if self._kept else _("as proposed"))
        self._on_current()

    def _on_current(self) -> None:
        read_only = read_only_reason() if self._context.data.read_only else ""
        row = self.groups.current_line
        nobody = _("Select a group or a person first.")
        allow(self.remove_button, read_only or ("" if row is not None else nobody))
        group = self._group()
        full = _("Everyone who needs it is already in the group.")
        menu_there = group is not None and self._others(group)
        allow(self.add_button, read_only or (nobody if group is None else "" if menu_there else full))
        allow(self.terms_button, read_only or (nobody if group is None else ""))
        allow(self.reset_button, read_only or ("" if self._kept else _("Nothing has been changed yet.")))

    def _others(self, group: DraftGroup) -> bool:
        assert self.loaded is not None
        lacking = {
            person_id
            for need in self.loaded.board.lacking.items
            if need.code in group.codes
            for gap in need.gaps
            for person_id in gap.people
        }
        return bool(lacking - set(group.people))


def _panel(title: str, note: str, table: QWidget, below: QWidget, parent: QWidget) -> QFrame:
    box = QFrame(parent)
    box.setObjectName("panel")
    box.setAccessibleName(title)
    head = layout.row(gap="s", around=(16, 0, 16, 0))
    head.addWidget(labels.plain(title, box, "section"))
    head.addWidget(labels.elided(note, box, "small", "muted"), 1)
    for one in (below, table):
        one.setParent(box)
    layout.column(head, below, layout.grow(table), gap=6, around=(0, 10, 0, 2), of=box)
    return box
