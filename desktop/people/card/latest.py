"""The newest assessment in the card: its figures once they may be seen, else how far each assessor is."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from db.assessing.people import CaseLine
from desktop.kit import labels, layout
from desktop.people.state import case_title, last_day, state_words
from desktop.shared.bounds_bar import BoundsBar
from desktop.theme import Theme
from domain.assessing.case import CaseState
from domain.assessing.result import CaseResult
from domain.assessing.sheet import SheetState
from reports.words import phrases
from reports.words.names import name_of
from resources.i18n import _, current, ngettext

SHOWN = 6  # codes below minimum before «и ещё N»


class Latest(QWidget):
    """Without a *result* it shows nothing from which a mark could be guessed, and says *hidden*."""

    def __init__(
        self, theme: Theme, case: CaseLine, result: CaseResult | None, parent: QWidget, hidden: str = ""
    ) -> None:
        super().__init__(parent)
        self._column = layout.column(gap=6, of=self)
        if result is None:
            self._column.addWidget(labels.paragraph(case_title(case), self))
            self._add_sheets(case)
            if hidden:
                self._say(hidden)
        else:
            self._add_numbers(theme, case, result)

    def _add_sheets(self, case: CaseLine) -> None:
        if not case.sheets or case.spent:
            self._say(state_words(case).text)
        for sheet in case.sheets:
            done = _("draft {done} of {total}").format(done=sheet.marked, total=sheet.in_scope)
            told = _("submitted") if sheet.state is SheetState.SUBMITTED else done
            if sheet.is_sealed:
                told = _("sheet is closed")
            elif not sheet.handed_in and case.state is not CaseState.OPEN:
                told = _("not submitted")
            self._pair(f"{sheet.assessor_name}, {name_of(sheet.role, current())}", told)
        for one in case.assigned:
            told = _("sheet is closed") if one.is_sealed else _("not started")
            self._pair(f"{one.assessor_name}, {name_of(one.role, current())}", told)

    def _add_numbers(self, theme: Theme, case: CaseLine, result: CaseResult) -> None:
        totals, words = result.score.totals, current()
        raters = ngettext("{n} assessor", "{n} assessors", len(result.assessors))
        self._pair(case.cycle_title or case.cycle_code, raters.format(n=len(result.assessors)), loud=True)
        shown = phrases.attainment(totals, words)
        line = layout.row(labels.share(shown, self, "section", final=phrases.is_final(totals)), gap="s")
        bounds = phrases.bounds(totals, words) if totals.lower is not None else ""
        line.addWidget(labels.plain(bounds, self), 0, Qt.AlignmentFlag.AlignBottom)
        line.addStretch(1)
        self._column.addLayout(line)
        bar = BoundsBar(theme, self)
        value = totals.attainment if phrases.has_number(totals) else None
        bar.show_share(_float(value), _float(totals.lower), _float(totals.upper))
        self._column.addWidget(bar)
        self._pair(phrases.assessed(totals, words), words.date(last_day(case)))
        stops = [row.code for row in result.score.stops]
        if stops:
            told = _("Below minimum: {codes}")
            self._say("◆ " + told.format(codes=phrases.listing(stops, SHOWN, words)), "danger")

    def _say(self, text: str, token: str = "muted") -> None:
        self._column.addWidget(labels.paragraph(text, self, "small", token))

    def _pair(self, left: str, right: str, *, loud: bool = False) -> None:
        line = layout.row(gap="s")
        line.addWidget(
            labels.paragraph(left, self, "body" if loud else "small", "text" if loud else "muted"), 1
        )
        line.addWidget(labels.plain(right, self, "small", "muted"), 0, Qt.AlignmentFlag.AlignTop)
        self._column.addLayout(line)


def _float(share: object) -> float | None:
    return None if share is None else float(share)  # pyright: ignore[reportArgumentType]
