"""The question before a sheet is handed in."""

from collections.abc import Collection

from PySide6.QtCore import QMargins, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from desktop.assessing.sheet import words
from desktop.assessing.sheet.handing_in.mirror_panel import MirrorPanel
from desktop.kit import labels
from desktop.kit.buttons import button, set_kind
from desktop.kit.flow import Flow
from desktop.kit.form.dialog import Question, fit, keep_on_screen
from desktop.theme import Theme
from domain.assessing.mirror import Mirror
from domain.assessing.sheet import Sheet, reason_at_submit
from domain.mark import State
from reports.words.assessing.lacking_facts import lacking_facts
from resources.i18n import _, current, ngettext

NAMED = 8  # codes listed by name at most


class SubmitQuestion(Question):
    """The question before handing in, with the mirror folded inside.

    Signals:
        wanted: code of the item to return to.
        rows_wanted: show all rows whose fact is missing.
    """

    help_page = "sheet#submit"

    wanted = Signal(str)
    rows_wanted = Signal()

    def __init__(
        self,
        sheet: Sheet,
        seen: Sheet,
        half_typed: tuple[str, ...],
        typed_facts: Collection[str],
        mirror: Mirror,
        theme: Theme,
        parent: QWidget,
        *,
        opens: int = 0,
    ) -> None:
        """*seen* has the rows shown, *half_typed* the codes with unsaved text, *typed_facts* with a fact.

        *opens* is how many sealed sheets open with this one.
        """
        first = words.critical_unmarked(seen)
        told = consequences(sheet, seen, half_typed, typed_facts, opens)
        super().__init__(
            _("Submit the sheet?"),
            "\n".join(told[1:] if first else told),
            _("Back to the sheet"),
            _("Submit"),
            parent,
        )
        self.setAccessibleDescription("\n".join(told))
        self.mirror = MirrorPanel(theme, mirror, self)
        column = self.layout()
        assert isinstance(column, QVBoxLayout)
        self.links: list[QPushButton] = []
        self.critical: list[QPushButton] = []
        lacking = _lacking(sheet, typed_facts)
        if first:
            set_kind(self.act, "secondary")
            column.insertWidget(1, self._linked(first, self.critical))
            column.insertWidget(1, labels.paragraph(words.critical_words(first), self, "strong", "warn"))
        if lacking:
            column.insertWidget(column.count() - 1, self._linked(lacking, self.links, every=True))
        column.insertWidget(column.count() - 1, self.mirror)
        self.mirror.opened.connect(self._on_opened)
        self.mirror.wanted.connect(self._on_wanted)

    def _linked(self, codes: tuple[str, ...], links: list[QPushButton], *, every: bool = False) -> QWidget:
        """Return a button for each of the first items; with *every* one for all too, if there are many."""
        line = QWidget(self)
        row = Flow(QMargins(0, 0, 0, 0), gap=4, between=4)
        line.setLayout(row)
        for code in codes[:NAMED]:
            link = button(code, line, "quiet", small=True, do=self._on_link)
            link.setAccessibleName(_("Go to {code}").format(code=code))
            links.append(link)
        if every and len(codes) > NAMED:
            text = _("Show all {n}").format(n=len(codes))
            links.append(button(text, line, "quiet", small=True, do=self._on_every))
        for link in links:
            row.addWidget(link)
        return line

    def _on_link(self) -> None:
        link = self.sender()
        assert isinstance(link, QPushButton)
        self._on_wanted(link.text())

    def _on_every(self) -> None:
        self.reject()
        self.rows_wanted.emit()

    def _on_opened(self) -> None:
        fit(self)
        layout, owner = self.layout(), self.parentWidget()
        assert layout is not None
        margins = layout.contentsMargins()
        room = self.width() - margins.left() - margins.right()
        self.mirror.take(room)
        fit(self)
        over = self.height() - owner.window().height() if owner is not None else 0
        if over > 0 and not self.mirror.inside.isHidden():
            self.mirror.take(room, over)
            fit(self)
        keep_on_screen(self)

    def _on_wanted(self, code: str) -> None:
        self.reject()
        self.wanted.emit(code)


def consequences(
    sheet: Sheet, seen: Sheet, half_typed: tuple[str, ...], typed_facts: Collection[str], opens: int = 0
) -> list[str]:
    """Return what handing in will do and what is missing, one sentence each."""
    first = words.critical_unmarked(seen)
    said = [f"{words.critical_words(first)} {_listed(first)}."] if first else []
    said += _unmarked(sheet, seen)
    if lacking := _lacking(sheet, typed_facts):
        said.append(lacking_facts(lacking, current()))
    if half_typed:
        said.append(_("Text typed but not saved will be saved: {codes}.").format(codes=_listed(half_typed)))
    said.append(_("After that the sheet is read-only."))
    if opens:
        last = ngettext(
            "It is the last one: {n} sealed sheet opens with it, and all who may see the result do.",
            "It is the last one: {n} sealed sheets open with it, and all who may see the result do.",
            opens,
        )
        said.append(last.format(n=opens))
    return said


def _lacking(sheet: Sheet, typed_facts: Collection[str]) -> tuple[str, ...]:
    """Return the codes that need a fact and will have none: what is typed is saved with the sheet."""
    return tuple(row.item.code for row in sheet.without_fact if row.item.code not in typed_facts)


def _unmarked(sheet: Sheet, seen: Sheet) -> list[str]:
    """Say what happens to unmarked items; an assessor who rated only the focus never saw the others."""
    total, shown = len(sheet.unmarked), len(seen.unmarked)
    if not total:
        return []
    kind = reason_at_submit(sheet.cycle.kind)
    reason, hidden = words.reason(kind), total - shown
    if not hidden:
        told = ngettext(
            "{n} competency without a mark will be recorded as “{reason}”.",
            "{n} competencies without a mark will be recorded as “{reason}”.",
            total,
        )
        said = [told.format(n=total, reason=reason)]
    else:
        focus = ngettext("{n} outside the short set", "{n} outside the short set", hidden)
        other = ngettext("{n} not shown", "{n} not shown", hidden)
        groups = (focus if kind is State.NOT_OBSERVED else other).format(n=hidden)
        if shown:
            first = ngettext("{n} shown", "{n} shown", shown).format(n=shown)
            groups = _("{first} and {second}").format(first=first, second=groups)
        told = _("Without a mark: {groups}. Each will be recorded as “{reason}”.")
        said = [told.format(groups=groups, reason=reason)]
    if kind is State.NOT_OBSERVED:  # law 8b
        said.append(
            _("A level from an earlier quarter, if there is one and it has not expired, stays in force.")
        )
    return said


def _listed(codes: tuple[str, ...]) -> str:
    if len(codes) <= NAMED:
        return ", ".join(codes)
    rest = len(codes) - NAMED
    return _("{codes} and {n} more").format(codes=", ".join(codes[:NAMED]), n=rest)
