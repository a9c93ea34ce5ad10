"""Any two assessments of one person: levels then and now by function, and the changes in words."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStackedWidget, QWidget

from db.assessing.progress import CaseLine
from db.team import two_cases
from db.team.two_cases import TwoCases
from desktop.context import Context
from desktop.kit import labels, layout
from desktop.kit.buttons import button
from desktop.kit.chips import paint_mark
from desktop.kit.form.dialog import Dialog
from desktop.kit.form.fields import ChoiceField
from desktop.kit.page.empty import Empty
from desktop.kit.segments import Segments
from desktop.kit.table.column_table import Cell, Column, ColumnTable
from desktop.kit.table.list_model import Heading, Index
from desktop.kit.table.list_table import LineDelegate
from desktop.kit.tips import set_tip
from desktop.people.state import case_title
from domain.assessing.then_now import Change, Moved
from domain.framework.framework import Item
from domain.ratios import Exact
from resources.i18n import _, current, ngettext, pgettext

WIDE, HIGH = 860, 640


class ChangesDialog(Dialog):
    """Two lists choose the assessments; below are the items that both have, by function."""

    help_page = "person"

    def __init__(self, context: Context, name: str, lines: Sequence[CaseLine], parent: QWidget) -> None:
        """*lines* are the cases to choose from, at least two, newest first."""
        super().__init__(parent)
        self._context = context
        self.two: TwoCases | None = None
        theme = context.theme
        room = parent.window().size()
        step = theme.font_step
        self.resize(min(WIDE + 40 * step, room.width() - 40), min(HIGH + 20 * step, room.height() - 40))
        column = self.lay_out(_("Two assessments"), _("Two assessments: {name}").format(name=name))
        offered: list[tuple[object, str]] = [(one.case_id, case_title(one)) for one in lines]
        self.one = ChoiceField(theme, _("Compare"), self, "then", offered, lines[1].case_id)
        self.other = ChoiceField(theme, _("with"), self, "now", offered, lines[0].case_id)
        column.addLayout(layout.row(layout.top(self.one, 1), layout.top(self.other, 1), gap="m"))
        self.which = Segments((_("All"), _("Changed")), self, _("Show"))
        self.told = labels.paragraph("", self, "small", "muted")
        column.addLayout(layout.row(self.which, layout.grow(self.told), gap="m"))
        declared = self._columns()
        ends = Column("then", _("Target then"), _target_then), Column("now", _("Target now"), _target_now)
        self.table = ColumnTable(
            context,
            "changes",
            _("Levels then and now"),
            declared,
            _key,
            self,
            fixed=True,
            copied=(Column("function", _("Function"), self._function), *declared[:-1], *ends),
        )
        self.model = self.table.list_model
        self.nothing = Empty(theme.icon("search-x", "muted", 22), "", self)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.nothing)
        column.addWidget(self._stack, 1)
        self.copy_button = button(_("Copy the table"), self, icon=theme.icon("copy"), do=self.table.copy_all)
        set_tip(self.copy_button, "Ctrl+C")
        self.close_button = button(_("Close"), self, "primary", do=self.accept)
        column.addLayout(layout.row(layout.STRETCH, self.copy_button, self.close_button, gap="s"))
        self.which.chosen.connect(self._show)
        for field in (self.one, self.other):
            field.box.currentIndexChanged.connect(self._read)
        self._read()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _read(self) -> None:
        one, other = self.one.value, self.other.value
        assert isinstance(one, int) and isinstance(other, int)
        if one == other:
            self.two = None
            self.other.complain(_("Both are the same assessment. Choose another one."))
            self._show()
            return
        self.other.settle()
        self.two = self._context.data.read(two_cases.two_cases, one, other, self._context.me.id)
        self._show()

    def _show(self, _chosen: object = None) -> None:
        two = self.two
        changed = 0 if two is None else sum(one.changed for one in two.difference.changes)
        count = 0 if two is None else len(two.difference.changes)
        self.which.set_text(0, _("All {n}").format(n=count))
        self.which.set_text(1, _("Changed {n}").format(n=changed))
        self.told.setText("" if two is None else summary(two))
        self.model.show([] if two is None else lines_of(two, only_changed=bool(self.which.current)))
        self.table.stand_on(None)
        found = bool(self.model.lines())
        self._stack.setCurrentWidget(self.table if found else self.nothing)
        if two is not None:
            self.nothing.set_texts(
                _("Nothing changed by a level or more") if count else _("Nothing was rated both times")
            )
        else:
            self.nothing.set_texts(_("Choose two assessments"))

    def _columns(self) -> tuple[Column[Change], ...]:
        return (
            Column("code", _("Code"), self._code, widest="K000"),
            Column("item", _("Competency"), self._label, widest=None, least=180),
            Column("then", pgettext("column", "Then"), _then, widest=76, centred=True, paint=_paint_then),
            Column("now", pgettext("column", "Now"), _now, widest=76, centred=True, paint=_paint_now),
            Column("change", pgettext("column", "Change"), _change, widest=168),
            Column("target", _("Target"), _target, widest=112, spare=1),
        )

    def _item(self, line: Change) -> Item:
        assert self.two is not None
        return next(item for item in self.two.framework.items if item.key == line.key)

    def _code(self, line: Change) -> Cell:
        return Cell(self._item(line).code, ink="muted")

    def _label(self, line: Change) -> str:
        return current().text(self._item(line).label)

    def _function(self, line: Change) -> str:
        assert self.two is not None
        functions = self.two.framework.functions
        return current().text(next(one.short for one in functions if one.code == line.now.function))


def lines_of(two: TwoCases, *, only_changed: bool) -> list[Heading | Change]:
    """Return the items in both under their current functions; with *only_changed* just the changed ones."""
    lines: list[Heading | Change] = []
    for function in two.framework.functions:
        mine = [
            one
            for one in two.difference.changes
            if one.now.function == function.code and (one.changed or not only_changed)
        ]
        if mine:
            note = moved_words(two.difference.functions[function.code])
            lines += [Heading(current().text(function.short), note), *mine]
    return lines


def change_words(line: Change) -> str:
    """Say what changed, «выше на 1,5»; less than a level is no change."""
    by = current().number(abs(line.by), _places(line.by))
    if line.changed:
        return (_("up by {n}") if line.by > 0 else _("down by {n}")).format(n=by)
    if not line.by:
        return pgettext("level", "unchanged")
    return (_("no change, +{n}") if line.by > 0 else _("no change, −{n}")).format(n=by)


def target_words(line: Change) -> str:
    """Return the target, or the old and the new one if it changed."""
    if line.retargeted:
        return _("{then}, now {now}").format(then=line.then.target, now=line.now.target)
    return str(line.now.target)


def moved_words(moved: Moved) -> str:
    """Return «средний уровень 2,1, сейчас 2,6; выше 3, ниже 1 из 12»."""
    words = current()
    told = _("mean {then}, now {now}; up {up}, down {down} of {n}")
    return told.format(
        then=words.number(moved.then),
        now=words.number(moved.now),
        up=moved.up,
        down=moved.down,
        n=moved.items,
    )


def summary(two: TwoCases) -> str:
    """Say how much is comparable and what is not."""
    difference = two.difference
    told: list[str] = []
    if difference.whole is not None:
        told.append(moved_words(difference.whole))
    once = difference.only_then + difference.only_now
    if once:
        text = ngettext("{n} rated only once", "{n} rated only once", once)
        told.append(text.format(n=once))
    if two.then.edition != two.now.edition:
        told.append(_("another edition of the framework"))
    return " · ".join(told)


def _key(line: Change) -> object:
    return line.key


def _level(level: Exact) -> str:
    return current().number(level, _places(level))


def _places(level: Exact) -> int:
    return 0 if level == int(level) else 1


def _then(line: Change) -> str:
    return _level(line.then.level)


def _now(line: Change) -> str:
    return _level(line.now.level)


def _change(line: Change) -> Cell:
    ink, role = ("text", "strong") if line.changed else ("muted", "body")
    return Cell(change_words(line), role=role, ink=ink)


def _target(line: Change) -> Cell:
    return Cell(target_words(line), ink="muted")


def _target_then(line: Change) -> str:
    return str(line.then.target)


def _target_now(line: Change) -> str:
    return str(line.now.target)


def _paint_then(on: LineDelegate, painter: QPainter, rect: QRect, line: Change, _index: Index) -> None:
    _paint_chip(on, painter, rect, line.then.level)


def _paint_now(on: LineDelegate, painter: QPainter, rect: QRect, line: Change, _index: Index) -> None:
    _paint_chip(on, painter, rect, line.now.level)


def _paint_chip(on: LineDelegate, painter: QPainter, rect: QRect, level: Exact) -> None:
    size = on.theme.pair("mark_chip")
    box = QRectF(0, 0, size.width() + 6, size.height())
    box.moveCenter(QRectF(rect).center())
    paint_mark(painter, box, on.theme, min(int(float(level) + 0.5), 4), text=_level(level))
