"""The mandatory requirements as text: the verdict, its basis, what is missing."""

from dataclasses import dataclass

from PySide6.QtWidgets import QLabel, QWidget

from desktop.kit import labels, layout
from desktop.kit.tips import set_tip
from desktop.theme import Theme
from domain.people.gates import Gate, GateKind, Requirements, Verdict
from domain.people.person import Admission
from reports.words import phrases, phrases_erased
from resources.i18n import NBSP, _, current, ngettext

ICONS = {
    Verdict.MET: ("circle-check", "ok"),
    Verdict.NOT_MET: ("circle-x", "danger"),
    Verdict.TO_CONFIRM: ("circle-dashed", "warn"),
}


@dataclass(frozen=True, slots=True)
class GateWords:
    """One gate as text; ``clause`` as the document prints it, empty if it has none."""

    title: str
    clause: str
    verdict: str
    fact: str


def gate_words(gate: Gate, requirements: Requirements) -> GateWords:
    """Return the text of a gate's verdict and its basis."""
    verdict = phrases.verdict(gate, current())
    if gate.verdict is Verdict.TO_CONFIRM and (gate.kind is not GateKind.MEDICAL or gate.medical is None):
        verdict = _("not confirmed")  # a state: «подтвердить» in bold would look like a button
    match gate.kind:
        case GateKind.EDUCATION:
            title, fact = _("Education"), _education(gate, requirements)
        case GateKind.EXPERIENCE:
            title, fact = _("Experience"), _experience(gate, requirements)
        case GateKind.MEDICAL:
            title, fact = _("Medical check"), _medical(gate)
    clause = _("cl. {number}").format(number=gate.clause) if gate.clause else ""
    return GateWords(title, clause, verdict, fact)


class GateList(QWidget):
    """The gates, one below another."""

    def __init__(self, theme: Theme, parent: QWidget, *, brief: bool = False) -> None:
        """*brief* shows one line each, without the clause."""
        super().__init__(parent)
        self._theme, self._brief = theme, brief
        self._column = layout.column(gap="s", of=self)

    def show_gates(
        self,
        gates: tuple[Gate, ...],
        requirements: Requirements | None,
        *,
        hiring: bool,
        erased: bool = False,
    ) -> None:
        """Show these gates instead; one grey line if there is nothing to show.

        *requirements* is None while no profile that could require anything is known; *erased*: the person
        was.
        """
        while (item := self._column.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        nothing = _("Known once a position profile is chosen.")
        if requirements is not None:
            gone = phrases_erased.erased(current()) if erased else ""
            nothing = gone or phrases.no_gates(gates, requirements, current(), hiring=hiring)
        if nothing or requirements is None:
            self._column.addWidget(labels.paragraph(nothing, self, "small", "muted"))
            return
        for number, gate in enumerate(gates):
            words = gate_words(gate, requirements)
            if self._brief:
                self._column.addWidget(self._line(gate, words))
                continue
            if number:
                self._column.addWidget(labels.rule(self))
            self._column.addWidget(self._row(gate, words))

    def _line(self, gate: Gate, words: GateWords) -> QWidget:
        row = QWidget(self)
        name, token = ICONS[gate.verdict] if not gate.unknown else ("circle-dashed", "muted")
        picture = QLabel(row, pixmap=self._theme.icon(name, token).pixmap(16, 16))
        verdict = labels.plain(words.verdict, row, "small", token)
        layout.row(picture, layout.grow(labels.plain(words.title, row)), verdict, gap="s", of=row)
        set_tip(row, words.fact, words.clause)
        return row

    def _row(self, gate: Gate, words: GateWords) -> QWidget:
        row = QWidget(self)
        name, token = ICONS[gate.verdict]
        picture = QLabel(row, pixmap=self._theme.icon(name, token).pixmap(16, 16))
        head = layout.row(labels.elided(words.title, row), gap="s")
        if words.clause:
            head.addWidget(labels.plain(words.clause, row, "caption", "muted"))
        head.addStretch(1)
        head.addWidget(labels.plain(words.verdict, row, "strong", token))
        column = layout.column(head, gap=1)
        if words.fact:
            column.addWidget(labels.paragraph(words.fact, row, "small", "muted"))
        layout.row(layout.top(picture), layout.grow(column), gap=10, of=row)
        return row


def months_words(months: int) -> str:
    """Return «14 месяцев»."""
    return ngettext("{n} month", "{n} months", months).format(n=months).replace(" ", NBSP, 1)


def _education(gate: Gate, requirements: Requirements) -> str:
    names = {level.id: current().text(level.name) for level in requirements.education_levels}
    if gate.education is None:
        return _("Nothing is known yet.")
    level = names[gate.education.level]
    if gate.verdict is Verdict.NOT_MET:
        return _("{level}; needed: {needed}").format(level=level, needed=names[requirements.min_education])
    told = f"{level}, {gate.education.document}" if gate.education.document else level
    if gate.verdict is Verdict.TO_CONFIRM:
        return _("{fact}. The document has not been seen.").format(fact=told)
    return told


def _experience(gate: Gate, requirements: Requirements) -> str:
    if not any(months.total for months in gate.months):
        return _("Nothing is known yet.") if gate.verdict is Verdict.TO_CONFIRM else _("Less than a month.")
    enough = [one for one in gate.months if one.total >= one.alternative.min_months]
    parts: list[str] = []
    for one in enough[:1] or [one for one in gate.months if one.total]:
        areas = ", ".join(current().text(requirements.areas[area]) for area in one.alternative.areas)
        told = _("{months}, needed {needed}: {areas}").format(
            months=months_words(one.total), needed=one.alternative.min_months, areas=areas
        )
        if one.undated:
            told = _("{fact} ({months} without dates)").format(fact=told, months=months_words(one.undated))
        parts.append(told)
    fact = "; ".join(parts)
    if gate.verdict is Verdict.TO_CONFIRM:
        return _("{fact}. The documents have not been seen.").format(fact=fact)
    return fact


def _medical(gate: Gate) -> str:
    if gate.medical is None:
        return _("There is no certificate yet.")
    concluded, until = gate.medical.concluded_on, gate.medical.valid_until
    if gate.medical.admitted is Admission.ADMITTED and gate.verdict is Verdict.TO_CONFIRM:
        return _("The certificate expired on {day}.").format(day=current().date(until))
    if gate.medical.admitted is Admission.PENDING:
        return _("Referral of {day}").format(day=current().date(concluded)) if concluded else ""
    if until is not None:
        return _("Certificate of {day}, valid until {until}").format(
            day=current().date(concluded), until=current().date(until)
        )
    if concluded is not None:
        return _("Certificate of {day}").format(day=current().date(concluded))
    return ""
