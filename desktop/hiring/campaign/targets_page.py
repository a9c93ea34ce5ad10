"""The second part of a new vacancy: targets, weights and criticals unlike the profile; own requirements."""

from dataclasses import dataclass, replace

from PySide6.QtCore import QRect, Qt, QTimer, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from desktop.context import Context
from desktop.hiring.campaign.requirements_tab import changed_cell, write_code
from desktop.hiring.campaign.vacancy import Catalogue, Change, Vacancy, wanted_target
from desktop.hiring.campaign.words import restricted_fact, restricted_rest, unfair_fact, unfair_rest
from desktop.kit import labels, layout
from desktop.kit.buttons import button
from desktop.kit.form.choice import Check
from desktop.kit.form.fields import Field
from desktop.kit.form.text_area import TextArea
from desktop.kit.page.banner import Banner
from desktop.kit.segments import Segments
from desktop.kit.table.column_table import LABELS, Cell, Column, ColumnTable
from desktop.kit.table.list_model import Index, grouped
from desktop.kit.table.list_table import LineDelegate
from desktop.kit.turn import Turn
from desktop.shared.item_words import clause_words
from domain.framework.fairness import restricted, unfair
from domain.framework.framework import Item
from domain.framework.profile import Target
from resources.i18n import _, current, ngettext, pgettext

PAUSE = 600  # ms
WIDTH = 336
LEAST = 330  # px of the table beside the chosen item


@dataclass(frozen=True, slots=True)
class Wanted:
    """An item with what the profile requires and what this vacancy requires."""

    item: Item
    base: Target
    now: Change
    explained: bool

    @property
    def differs(self) -> bool:
        """Whether the vacancy differs from the profile."""
        now, base = self.now, self.base
        return (now.level, now.weight, now.critical) != (base.level, base.weight, base.critical)


class TargetsPage(QWidget):
    """Table left, where a digit sets the target; the current item right, own requirements below it.

    Signals:
        changed: something was chosen or typed.
    """

    changed = Signal()

    def __init__(self, context: Context, catalogue: Catalogue, vacancy: Vacancy, parent: QWidget) -> None:
        super().__init__(parent)
        self.vacancy, self._catalogue, self._context = vacancy, catalogue, context
        theme = context.theme
        self.banner = Banner(theme, self)
        self.banner.setProperty("apart", True)
        whole = layout.column(self.banner, of=self)
        main = QWidget(self)
        self.show_only = Segments(_filters(), self, _("Show"))
        hint = labels.elided(_("A digit sets the target, Del undoes the change"), self, "small", "muted")
        hint.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        bar = layout.row(self.show_only, layout.grow(hint), gap="m", around=(16, 6, 16, 6))
        columns: tuple[Column[Wanted], ...] = (
            Column("code", _("Code"), _code, None, 72, paint=_paint_code),
            Column("label", _("Competency"), _label, None, None, least=200, most=LABELS),
            Column("target", pgettext("column", "Target"), _target, None, 64, figures=True),
            Column("weight", _("Weight"), _weight, None, 60, figures=True),
        )
        high = theme.size("row_dense")
        self.table = ColumnTable(context, "targets", _("Targets"), columns, _key, self, row=high)
        self.model = self.table.list_model
        layout.column(bar, labels.rule(self), layout.grow(self.table), of=main)
        self._width = WIDTH + 24 * theme.font_step
        names = pgettext("part of a screen", "List"), _("Selected competency and your own conditions")
        least = LEAST + 20 * theme.font_step
        self.turn = Turn(main, self._side(), names, self, least=least, wide=self._wide)
        whole.addWidget(self.turn, 1)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self.check_fair)
        self._join()
        self.show_vacancy(vacancy)

    def _side(self) -> QWidget:
        theme = self._context.theme
        scroll = layout.scroll(self)
        side = QWidget(scroll)
        column = layout.column(gap="s", around=(16, 12, 16, 16), of=side)
        self._code = labels.plain("", side, "small", "muted")
        self._label = labels.paragraph("", side, "section")
        column.addWidget(self._code)
        column.addWidget(self._label)
        column.addWidget(labels.plain(_("Target level"), side, "small"))
        self.level = Segments(("0", "1", "2", "3", "4"), side, _("Target level"))
        column.addWidget(self.level)
        column.addWidget(labels.plain(_("Weight"), side, "small"))
        self.weight = Segments(("1", "2", "3"), side, _("Weight"))
        column.addWidget(self.weight)
        self.critical = Check(theme, _("Critical"), side)
        column.addWidget(self.critical)
        self._least = labels.paragraph("", side, "small", "muted")
        column.addWidget(self._least)
        self.why_text = TextArea(_("Basis, printed on documents"), side, 2)
        self.why = Field(_("Basis, printed on documents"), self.why_text, side, "weight_reason")
        column.addWidget(self.why)
        self.back_button = button(_("As in the profile"), side, small=True)
        column.addWidget(self.back_button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addSpacing(4)
        column.addWidget(labels.rule(side))
        column.addSpacing(4)
        self.own_text = TextArea(_("Own conditions, one per line"), side, 5)
        self.own = Field(_("Own conditions, one per line"), self.own_text, side, "own_requirements")
        column.addWidget(self.own)
        note = _("They are printed and discussed but not rated.")
        column.addWidget(labels.paragraph(note, side, "small", "muted"))
        column.addStretch(1)
        scroll.setWidget(side)
        return scroll

    def _wide(self, _both: int) -> int:
        return self._width

    def _join(self) -> None:
        make, here = self._context.actions.make, Qt.ShortcutContext.WidgetShortcut
        for level in range(5):
            make(f"level_{level}", self.table, self._on_digit, here)
        make("unmark", self.table, self.take_back, here)
        make("comment", self.table, self._on_why, here)
        self.show_only.chosen.connect(self._on_shown)
        self.table.selectionModel().currentRowChanged.connect(self._show_item)
        self.level.chosen.connect(self._on_level)
        self.weight.chosen.connect(self._on_weight)
        self.critical.clicked.connect(self._on_critical)
        self.why_text.textChanged.connect(self._on_reason)
        self.back_button.clicked.connect(self.take_back)
        self.own_text.textChanged.connect(self._on_own)

    def show_vacancy(self, vacancy: Vacancy) -> None:
        """Show earlier choices and texts."""
        self.vacancy = vacancy
        self.own_text.blockSignals(True)
        self.own_text.setPlainText(vacancy.own)
        self.own_text.blockSignals(False)
        self.check_fair()
        self._read()

    def renew(self) -> None:
        """Read the targets again, for instance after a change of profile."""
        self._read()

    def point_at(self, name: str, text: str) -> None:
        """Show what is wrong and focus it: the own requirements, or the reason of an item."""
        if name == "own_requirements":
            self.check_fair()
            self.turn.reveal(self.own_text)
            self.own_text.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.show_only.choose(0)
        self._read()
        self.table.stand_on(name)
        self.why.complain(text)
        self.turn.reveal(self.why)
        self.why_text.setFocus(Qt.FocusReason.OtherFocusReason)

    def check_fair(self) -> None:
        """Say which grounds a requirement must not rest on; the typed text stays."""
        found = unfair(self.vacancy.own)
        if found:
            fact, rest, page = unfair_fact(found), unfair_rest(found), "vacancy#conditions"
            self.banner.show_fact(fact, rest, "danger", closable=False, page=page)
        elif some := restricted(self.vacancy.own):
            self.banner.show_fact(restricted_fact(some), restricted_rest(), "warn", closable=False)
        else:
            self.banner.hide()

    def take_back(self) -> None:
        """Reset the item to what the profile requires."""
        line = self.table.current_line
        if line is not None:
            self.vacancy.targets.pop(line.item.code, None)
            self.vacancy.touched = True
            self._renew(line.item.code)

    def _read(self) -> None:
        stood = self.table.current_key
        catalogue, vacancy = self._catalogue, self.vacancy
        only = self.show_only.current
        every = [
            self._wanted(item) for item in catalogue.framework(vacancy).items if item.code in self._targets()
        ]
        kept = [one for one in every if only == 0 or (one.now.critical if only == 1 else one.differs)]
        groups = [
            (current().text(function.short), [one for one in kept if one.item.function == function.code])
            for function in catalogue.framework(vacancy).functions
        ]
        critical = len(catalogue.critical(vacancy))
        differing = sum(one.differs for one in every)
        counts = len(every), critical, differing
        for number, (text, count) in enumerate(zip(_filters(), counts, strict=True)):
            self.show_only.set_text(number, f"{text} {count}")
        self.model.show(grouped(groups))
        self.table.stand_on(stood)
        self._show_item()

    def _targets(self) -> dict[str, Target]:
        return self._catalogue.profile(self.vacancy).targets

    def _wanted(self, item: Item) -> Wanted:
        now = self._catalogue.change(self.vacancy, item.code)
        explained = bool(now.reason.strip()) or not self._catalogue.needs_reason(self.vacancy, item.code)
        return Wanted(item, self._targets()[item.code], now, explained)

    def _show_item(self) -> None:
        line = self.table.current_line
        for one in (self.level, self.weight, self.critical, self._least, self.why, self.back_button):
            one.setVisible(line is not None)
        if line is None:
            self._code.setText("")
            self._label.setText(_("No changes"))
            return
        clause = clause_words(line.item.clause)
        self._code.setText(f"{line.item.code}, {clause}" if clause else line.item.code)
        self._label.setText(current().text(line.item.label))
        self.level.choose(line.now.level)
        self.weight.choose(line.now.weight - 1)
        self.critical.setChecked(line.now.critical)
        floor = wanted_target(line.base, line.now).floor
        self._least.setVisible(floor is not None)
        self._least.setText(
            _("Minimum {level}: strengths elsewhere do not make up for a lower level.").format(level=floor)
        )
        if self.why_text.toPlainText() != line.now.reason:
            self.why_text.blockSignals(True)
            self.why_text.setPlainText(line.now.reason)
            self.why_text.blockSignals(False)
        self._ask_why(line)
        self.back_button.setVisible(line.differs)

    def _ask_why(self, line: Wanted) -> None:
        needed = self._catalogue.needs_reason(self.vacancy, line.item.code)
        self.why.setVisible(needed)
        self.why.say("" if line.explained else _("A different weight or criticality needs a basis."))

    def _put(
        self, *, level: int | None = None, weight: int | None = None, critical: bool | None = None
    ) -> None:
        line = self.table.current_line
        if line is None:
            return
        now = line.now
        change = replace(
            now,
            level=now.level if level is None else level,
            weight=now.weight if weight is None else weight,
            critical=now.critical if critical is None else critical,
        )
        self._catalogue.put(self.vacancy, line.item.code, change)
        self._renew(line.item.code)

    def _renew(self, code: str) -> None:
        """Redraw the item in its place, and the counts."""
        self.model.renew(self._wanted(self._catalogue.framework(self.vacancy).item(code)))
        differing = sum(self._catalogue.differs(self.vacancy, one) for one in self.vacancy.targets)
        self.show_only.set_text(1, f"{_('Critical')} {len(self._catalogue.critical(self.vacancy))}")
        self.show_only.set_text(2, f"{_('Changed')} {differing}")
        self._show_item()
        self.changed.emit()

    def _on_level(self, level: int) -> None:
        self._put(level=level)

    def _on_weight(self, number: int) -> None:
        self._put(weight=number + 1)

    def _on_critical(self, on: bool) -> None:
        self._put(critical=on)

    def _on_digit(self) -> None:
        self._put(level=int(self.sender().objectName().rpartition("_")[2]))
        row = self.table.currentIndex().row()
        following = next(
            (n for n in range(row + 1, self.model.rowCount()) if self.model.line(n) is not None), row
        )
        self.table.go_to(following)

    def _on_why(self) -> None:
        if not self.why.isHidden():
            self.turn.reveal(self.why)
            self.why_text.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _on_shown(self, _number: int) -> None:
        self._read()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_reason(self) -> None:
        line = self.table.current_line
        if line is not None:
            change = replace(line.now, reason=self.why_text.toPlainText())
            self._catalogue.put(self.vacancy, line.item.code, change)
            self._renew(line.item.code)

    def _on_own(self) -> None:
        self.vacancy.own = self.own_text.toPlainText()
        self.vacancy.touched = True
        self._pause.start()
        self.changed.emit()


def _paint_code(on: LineDelegate, painter: QPainter, rect: QRect, line: Wanted, _index: Index) -> None:
    known = "critical" if line.base.critical else _ink(line)
    write_code(on, painter, rect, line.item.code, known if line.now.critical else "")


def count_words(vacancy: Vacancy, catalogue: Catalogue) -> str:
    """Return in a few words how the vacancy differs from the profile."""
    differing = sum(catalogue.differs(vacancy, code) for code in vacancy.targets)
    own = len(vacancy.own_requirements)
    parts: list[str] = []
    if differing:
        parts.append(ngettext("{n} change", "{n} changes", differing).format(n=differing))
    if own:
        parts.append(ngettext("{n} own", "{n} own", own).format(n=own))
    return ", ".join(parts) or _("as in the profile")


def _filters() -> tuple[str, str, str]:
    """Return the names of the filters; the check box beside them is of one competency."""
    return (
        pgettext("filter of competencies", "All"),
        pgettext("filter of competencies", "Critical"),
        pgettext("filter of competencies", "Changed"),
    )


def _key(line: Wanted) -> object:
    return line.item.code


def _code(line: Wanted) -> str:
    return f"{line.item.code} ◆" if line.now.critical else line.item.code


def _label(line: Wanted) -> str:
    return current().text(line.item.label)


def _target(line: Wanted) -> Cell:
    return changed_cell(line.now.level, line.base.level)


def _weight(line: Wanted) -> Cell:
    return changed_cell(line.now.weight, line.base.weight, _ink(line))


def _ink(line: Wanted) -> str:
    """Return the colour of a change; without a reason it is the warning colour."""
    return "accent" if line.explained else "warn"
