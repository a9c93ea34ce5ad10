"""The model of competencies: functions and editions left, items in the middle, one item right."""

from dataclasses import dataclass
from typing import override

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from db import drafts
from desktop.context import Context
from desktop.framework import words as say
from desktop.framework.bars import Foot
from desktop.framework.dialogs import Differences, PublishForm
from desktop.framework.editing import Editing
from desktop.framework.inspector import Inspector
from desktop.framework.items_page import ItemsPage
from desktop.framework.model import FrameworkModel
from desktop.framework.side import Side
from desktop.framework.transfer import Transfer
from desktop.widgets import labels
from desktop.widgets.banner import Banner
from desktop.widgets.buttons import button
from desktop.widgets.dialog import Question
from desktop.widgets.header import Header
from desktop.widgets.off import allow, read_only_reason
from desktop.widgets.segments import Segments
from resources.i18n import _, pgettext

COMPETENCY = 1  # the place of the inspector, where only one of two is shown
BOTH = 840  # px of letters of the usual size that functions, items and the inspector need beside one another


@dataclass(frozen=True, slots=True)
class Remembered:
    """Which edition was shown, which function, which item, what was looked for."""

    framework_id: int
    function: str
    code: str
    text: str
    segment: int


class FrameworkScreen(QWidget):
    """Editions are looked at; a draft is changed, compared and published.

    Signals:
        exported: the files written.
        told: something to say in a toast.
    """

    exported = Signal(object)
    told = Signal(str)

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        theme = context.theme
        self.keys = (
            ("↑ ↓", _("competency")),
            ("0–4", _("target")),
            ("Enter", _("targets")),
            ("F2", _("text")),
            ("F3", pgettext("key", "question")),
            ("F4", pgettext("key", "links")),
            ("Ins", _("add")),
            ("Ctrl+Z", _("undo")),
            ("Ctrl+Shift+D", _("compare editions")),
        )
        self.model = FrameworkModel(context, self)
        self.transfer = Transfer(context, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.header = Header(_("Model of competencies"), self)
        self.load_button = button(_("Load…"), self.header, icon=theme.icon("file-down"))
        self.export_button = button(_("Save as files…"), self.header, icon=theme.icon("file-up"))
        self.main_button = button("", self.header, "primary")
        for one in (self.load_button, self.export_button, self.main_button):
            self.header.add(one)
        column.addWidget(self.header)
        body = QHBoxLayout()
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(0)
        self.side = Side(context, self.model, self)
        body.addWidget(self.side)
        self._edges = (_line(self), _line(self))
        body.addWidget(self._edges[0])
        body.addLayout(self._middle(), 1)
        body.addWidget(self._edges[1])
        self.inspector = Inspector(context, self.model, self)
        body.addWidget(self.inspector)
        column.addLayout(body, 1)
        self.editing = Editing(context, self.model, self.page, self.inspector, self)
        self._make_acts()
        self.model.changed.connect(self._on_read)
        self.side.function_chosen.connect(self._on_function)
        self.side.edition_chosen.connect(self._on_edition)
        self.table.selectionModel().currentRowChanged.connect(self._on_row)
        self.page.filled.connect(self._on_row)
        self.table.doubleClicked.connect(self.editing.aim)
        self.turn.chosen.connect(self._fit)
        self.banner.acted.connect(self.compare)
        self.nothing.acted.connect(self.clear_filter)
        self.load_button.clicked.connect(self.load)
        self.export_button.clicked.connect(self.export)
        self.main_button.clicked.connect(self.go_on)
        self.add_button.clicked.connect(self.editing.add_item)
        self.function_button.clicked.connect(self.editing.add_function)
        self.discard_button.clicked.connect(self.discard)
        self.side.starter_wanted.connect(self.begin_starter)
        self.transfer.loaded.connect(self._on_loaded)
        self.transfer.exported.connect(self.exported)
        self.transfer.told.connect(self.told)

    def open(self) -> None:
        """Read everything anew and stand where one stood."""
        self.model.open()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def memory(self) -> object:
        """Return where one stands."""
        row = self.table.current_line
        code = "" if row is None else row.item.code
        return Remembered(
            self.model.shown, self.page.function, code, self.search.text(), self.segments.current
        )

    def recall(self, memory: object) -> None:
        """Stand there again."""
        if isinstance(memory, Remembered) and memory.framework_id in [one.id for one in self.model.lines]:
            self.page.function = memory.function
            self.search.setText(memory.text)
            self.segments.choose(memory.segment)
            self.model.show(memory.framework_id)
            self.page.fill()
            self.table.stand_on(memory.code)

    def go_on(self) -> None:
        """Publish the draft that is shown, show the one there is, or begin one."""
        draft = self.model.draft
        if self._context.data.read_only or self.model.view is None:
            return
        if self.model.is_draft:
            self.publish()
        elif draft is not None:
            self.model.show(draft.id)
        else:
            self.model.show(self._context.data.write(drafts.begin, self.model.shown))

    def publish(self) -> None:
        """Ask for a note and publish."""
        if self.model.is_draft:
            PublishForm(self._context, self.model, self._on_published, self).open()

    def discard(self) -> None:
        """Ask before the draft is thrown away."""
        if not self.model.is_draft or self.model.view is None:
            return
        told = _("Throw the draft of edition {number} away?").format(number=self.model.view.line.number)
        rest = _("All its changes are lost; published editions stay as they are.")
        asked = Question(told, rest, _("Keep the draft"), _("Throw away"), self, danger=True)
        asked.accepted.connect(self._on_discarded)
        asked.open()

    def compare(self) -> None:
        """Show all that the edition changes."""
        if self.model.view is not None and self.model.view.base is not None:
            Differences(self._context, self.model, self).open()

    def load(self) -> None:
        """Read a model out of a file."""
        if self.model.view is not None and not self._context.data.read_only:
            self.transfer.load(self.model.view.line.key)

    def begin_starter(self) -> None:
        """Make a draft of the starter model for the operator's post, unless there is one."""
        if not self._context.data.read_only and not self.side.starter_button.isHidden():
            from db import starter  # it reads YAML, which no start should pay for

            self._on_loaded(self._context.data.write(starter.begin))

    def export(self) -> None:
        """Write the edition that is shown as files."""
        if self.model.view is not None:
            self.transfer.export(self.model.view.line)

    def clear_filter(self) -> None:
        """Show all items again."""
        self.side.fill("")
        self.page.clear()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Show one of what stands beside the items, where there is no room for both."""
        narrow = self._context.theme.usual(self.width()) < BOTH
        self.turn.setVisible(narrow)
        self.inspector.fit(self.width() * 45 // 100 if narrow else self.width())
        for place, one in enumerate((self.side, self.inspector)):
            one.setVisible(not narrow or self.turn.current == place)
            self._edges[place].setVisible(not narrow or self.turn.current == place)

    def _middle(self) -> QVBoxLayout:
        theme = self._context.theme
        middle = QVBoxLayout()
        middle.setContentsMargins(0, 0, 0, 0)
        middle.setSpacing(0)
        top = QVBoxLayout()
        top.setContentsMargins(16, 12, 16, 8)
        top.setSpacing(10)
        self.banner = Banner(theme, self)
        top.addWidget(self.banner)
        self.turn = Segments((_("Functions"), _("Competency")), self, _("Show"))
        self.turn.choose(COMPETENCY)
        self.turn.hide()
        top.addWidget(self.turn, 0, Qt.AlignmentFlag.AlignLeft)
        middle.addLayout(top)
        self.page = ItemsPage(self._context, self.model, self)
        self.filters, self.search, self.segments = self.page.filters, self.page.search, self.page.segments
        self.table, self.nothing = self.page.table, self.page.nothing
        middle.addWidget(self.page, 1)
        foot = Foot(self)
        self.add_button = button(_("Own competency…"), foot, icon=theme.icon("plus"), small=True)
        self.function_button = button(_("Own function…"), foot, icon=theme.icon("plus"), small=True)
        self.discard_button = button(_("Discard the draft…"), foot, "danger", small=True)
        foot.put(self.add_button, self.function_button, self.discard_button)
        middle.addWidget(foot)
        return middle

    def _make_acts(self) -> None:
        make, stack = self._context.actions.make, self.model.stack
        own = Qt.ShortcutContext.WidgetShortcut
        self.editing.make_acts(self)
        make("find", self, self.search.setFocus)
        make("undo", self, stack.undo)
        make("redo", self, stack.redo)
        make("differences", self, self.compare)
        make("publish", self, self.go_on)
        make("discard_draft", self, self.discard)
        make("load_model", self, self.load)
        make("starter_model", self, self.begin_starter)
        make("export", self, self.export)
        make("open", self.table, self.editing.aim, own)
        make("take_out", self.table, self.editing.drop_item, own)
        make("copy", self.table, self.table.copy, own)
        self._levels: tuple[QAction, ...] = tuple(
            make(f"level_{value}", self.table, self._on_level, own) for value in range(5)
        )

    def _on_level(self) -> None:
        self.editing.set_level(int(self.sender().objectName().rpartition("_")[2]))

    def _on_read(self) -> None:
        view = self.model.view
        assert view is not None
        read_only = read_only_reason() if self._context.data.read_only else ""
        draft, shown = self.model.draft, self.model.is_draft
        self.header.set_title(_("Model of competencies"), say.facts(view.line))
        if shown:
            self.main_button.setText(_("Publish…"))
        elif draft is not None:
            self.main_button.setText(_("To the draft"))
        else:
            self.main_button.setText(_("Begin a draft"))
        allow(self.main_button, read_only)
        allow(self.load_button, read_only)
        allow(self.side.starter_button, read_only)
        closed = "" if shown else read_only or say.closed_reason(view.line)
        for one in (self.add_button, self.function_button):
            allow(one, closed)
        self.discard_button.setVisible(shown)
        if shown:
            fact, rest = say.banner(view)
            told = _("Show all") if view.differences else ""
            self.banner.show_fact(fact, rest, act=told, closable=False)
        else:
            self.banner.hide()
        codes = [one.code for one in view.content.functions]
        if self.page.function not in codes:
            self.page.function = ""
        self.side.fill(self.page.function)
        self.page.fill()

    def _on_row(self) -> None:
        self.inspector.show_row(self.table.current_line)

    def _on_function(self, code: str) -> None:
        self.page.function = code
        self.page.fill()

    def _on_edition(self, framework_id: int) -> None:
        self.model.show(framework_id)

    def _on_loaded(self, framework_id: int) -> None:
        self.model.open()
        self.model.show(framework_id)
        self.told.emit(_("The draft is made. Nothing changes until it is published."))

    def _on_published(self, digest: str) -> None:
        self.model.stack.clear()
        self.told.emit(_("Published. Its content hash begins with {hash}.").format(hash=digest[:12]))

    def _on_discarded(self) -> None:
        gone = self.model.shown
        self.model.stack.clear()
        self._context.data.write(drafts.discard, gone)
        self.told.emit(_("The draft is gone."))


def _line(parent: QWidget) -> QWidget:
    line = labels.rule(parent)
    line.setFixedHeight(16777215)
    line.setFixedWidth(1)
    return line
