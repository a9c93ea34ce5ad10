"""The first step of a new cycle: kind, title, days, and the last cycle as a template."""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QScrollArea, QWidget

from db.assessing import cycles
from desktop.context import Context
from desktop.data import Data
from desktop.kit import labels, layout
from desktop.kit.buttons import button
from desktop.kit.form.dates import parse_date
from desktop.kit.form.fields import DateField, Field, TextField
from desktop.kit.segments import Segments
from desktop.shared.cycle_words import kind_words
from desktop.team.cycle.plan import KINDS, CycleForm, propose_days, usual_title
from desktop.team.cycle.words import title_words
from domain.assessing.case import Cycle, CycleKind
from domain.errors import Impossible
from resources.i18n import _, ngettext

WIDE = 720

type Still = tuple[tuple[Cycle, int], ...]


class PeriodPage(QScrollArea):
    """Fields; each writes into the form at every keystroke.

    Signals:
        changed: something was typed or chosen.
        template_wanted: fill the form from the last quarterly cycle.
    """

    changed = Signal()
    template_wanted = Signal()

    def __init__(self, context: Context, form: CycleForm, last: str, parent: QWidget) -> None:
        """*last* is the title of the last quarterly cycle, empty if there was none."""
        super().__init__(parent)
        self.form, self._context, self._last = form, context, last
        # what was read for a first day and a kind; before the people are read, nothing
        self.known: tuple[tuple[date | None, CycleKind], Still] = ((form.days()[0], form.kind), ())
        theme = context.theme
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside = QWidget(self)
        box = QWidget(inside, maximumWidth=WIDE + 40 * theme.font_step)
        grid = layout.grid(across="m", down=14, of=box)
        for place in range(2):
            grid.setColumnStretch(place, 1)
        self.kinds = Segments(tuple(_kind(one) for one in KINDS), box, _("Type of assessment"))
        self.about = labels.paragraph("", box, "small", "muted")
        self.title = TextField(_("Title"), box, "title", "", _("for example: Quarter IV, 2026"))
        self.starts = DateField(_("Sheets accepted from"), box, "starts_on")
        self.ends = DateField(_("Sheets due by"), box, "ends_on")
        self.template_button = button("", box, icon=theme.icon("copy"), do=self.template_wanted)
        self.told = labels.paragraph("", box, "small", "muted")
        self.earlier = labels.paragraph("", box, "small", "warn")
        top = Qt.AlignmentFlag.AlignTop
        grid.addWidget(labels.plain(_("Type of assessment"), box, "small"), 0, 0, 1, 2, top)
        grid.addWidget(self.kinds, 1, 0, 1, 2, Qt.AlignmentFlag.AlignLeft)
        grid.addWidget(self.about, 2, 0, 1, 2, top)
        grid.addWidget(self.title, 3, 0, 1, 2, top)
        grid.addWidget(self.starts, 4, 0, top)
        grid.addWidget(self.ends, 4, 1, top)
        grid.addWidget(self.earlier, 5, 0, 1, 2, top)
        grid.addWidget(self.template_button, 6, 0, 1, 2, Qt.AlignmentFlag.AlignLeft)
        grid.addWidget(self.told, 7, 0, 1, 2, top)
        layout.column(box, layout.STRETCH, around=(24, 20, 24, 20), of=inside)
        self.setWidget(inside)
        self.show_form(form)
        for line in (self.title.line, self.starts.line, self.ends.line):
            line.textChanged.connect(self._on_typed)
        self.kinds.chosen.connect(self._on_kind)

    @property
    def fields(self) -> tuple[Field, ...]:
        """The fields in reading order."""
        return (self.title, self.starts, self.ends)

    def show_form(self, form: CycleForm) -> None:
        """Show the typed values."""
        self.form = form
        for line, text in (
            (self.title.line, form.title),
            (self.starts.line, form.starts),
            (self.ends.line, form.ends),
        ):
            line.blockSignals(True)
            line.setText(text)
            line.blockSignals(False)
        for one in self.fields:
            one.settle()
        self.kinds.choose(KINDS.index(form.kind))
        self._say()

    def set_last(self, last: str) -> None:
        """Offer this cycle as a template."""
        self._last = last

    def point_at(self, name: str, text: str) -> None:
        """Show what is wrong with a field and focus it."""
        for one in self.fields:
            if one.name == name:
                one.complain(text)
                one.edit.setFocus(Qt.FocusReason.OtherFocusReason)
                self.ensureWidgetVisible(one)

    def focus(self) -> None:
        """Focus the kind."""
        self.kinds.setFocus(Qt.FocusReason.OtherFocusReason)

    def _say(self) -> None:
        form = self.form
        self.about.setText(
            {
                CycleKind.QUARTERLY: _("The whole team, every quarter, against the position profile."),
                CycleKind.PROBATION: _("A new employee, against the position profile by the last day."),
                CycleKind.AD_HOC: _("Ad hoc: for a transfer, the reserve or a correction."),
            }.get(form.kind, "")
        )
        self.template_button.setText(_("Fill in as in “{title}”").format(title=self._last))
        usable = bool(self._last) and form.kind is CycleKind.QUARTERLY
        self.template_button.setVisible(usable and form.source != self._last)
        filled = _("Filled in as in “{title}”: the same people and assessors, without those who have left.")
        self.told.setText(filled.format(title=form.source) if form.source else "")
        self.told.setVisible(bool(form.source))
        self._say_earlier()

    def _say_earlier(self) -> None:
        """Say which cycle of the kind is still open before another is opened."""
        starts, _ends = self.form.days()
        asked = starts, self.form.kind
        still = self.known[1] if self.known[0] == asked else still_open(self._context.data, *asked)
        lines: list[str] = []
        for cycle, out in still:
            told = ngettext(
                "“{title}” is still open, {n} sheet is pending. Close it first, or open another one "
                "beside it.",
                "“{title}” is still open, {n} sheets are pending. Close it first, or open another "
                "one beside it.",
                out,
            )
            lines.append(told.format(title=title_words(cycle), n=out))
        self.earlier.setText("\n".join(lines))
        self.earlier.setVisible(bool(lines))

    def _on_kind(self, number: int) -> None:
        form = self.form
        if form.source:  # they come from the last quarterly cycle
            form.people, form.unit_id = (), None
            form.panels.clear()
        form.kind, form.source = KINDS[number], ""
        propose_days(form, self._context.today())
        form.touched = True
        self.show_form(form)
        self.changed.emit()

    def _on_typed(self) -> None:
        form, before = self.form, self._usual()
        form.starts, form.ends = self.starts.line.text(), self.ends.line.text()
        usual = self._usual()
        if usual and self.title.line.text() == before and before != usual:  # nobody has changed the title
            self.title.line.blockSignals(True)
            self.title.line.setText(usual)
            self.title.line.blockSignals(False)
        form.title = self.title.line.text()
        form.touched = True
        self._say_earlier()
        self.changed.emit()

    def _usual(self) -> str:
        """Return the default title for the first day, empty for other kinds or without a day."""
        if self.form.kind is not CycleKind.QUARTERLY:
            return ""
        try:
            day = parse_date(self.form.starts, "starts_on")
        except Impossible:
            return ""
        return usual_title(self.form.kind, day) if day is not None else ""


def _kind(kind: CycleKind) -> str:
    return {
        CycleKind.QUARTERLY: _("Quarterly"),
        CycleKind.PROBATION: _("Probation"),
        CycleKind.AD_HOC: _("Ad hoc"),
    }.get(kind, kind_words(kind))


def still_open(data: Data, starts: date | None, kind: CycleKind) -> Still:
    """Return the cycles of this kind begun earlier that are still open, with their missing sheets."""
    return data.read(cycles.still_open, starts, kind) if starts is not None else ()
