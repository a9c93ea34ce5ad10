"""The copy of somebody's own data as a paper (152-ФЗ, article 14): everything held on the person."""

from collections.abc import Iterator, Sequence
from datetime import date
from fractions import Fraction

from reportlab.lib.units import mm
from reportlab.platypus import CondPageBreak, Flowable, Paragraph

from domain.papers.subject_copy import AssessmentCopy, Concluded, PlanCopy, Rated, SubjectCopy
from domain.papers.subject_copy import Words as Told
from domain.people.declined import Case
from reports.paper import footers, letterhead
from reports.paper.grid import gap, grid, heads
from reports.paper.page import PORTRAIT, Pages, printed
from reports.paper.style import styles
from reports.paper.text import para
from reports.people import subject_rest
from reports.people.named_kinds import named
from reports.words import phrases
from reports.words.framework import familiarity
from reports.words.names import name_of
from reports.words.people import keeping
from resources.i18n import Words, nb

WIDTH = PORTRAIT.width
_NAME = 52 * mm
_DAY = 24 * mm
_FIGURE = 24 * mm
_TOP = ("VALIGN", (0, 1), (-1, -1), "TOP")
_WITH_HEAD = ("NOSPLIT", (0, 0), (-1, 1))
_LONG, _LINES = 900, 12  # characters, and line breaks that people made


@printed
def write(copy: SubjectCopy, words: Words) -> Pages:
    """Print the copy."""
    _ = words.gettext
    return Pages(
        PORTRAIT,
        title=_("Copy of personal data"),
        made_on=copy.made_on,
        foot=footers.foot(_("DC-{code}").format(code=copy.person.code), None, copy.made_on, words),
        story=story(copy, words),
        organisation=copy.organisation,
    )


def story(copy: SubjectCopy, words: Words) -> list[Flowable]:
    """Return all flowables of the paper."""
    _ = words.gettext
    look = styles()
    intro = _(
        "All data that the controller holds on the person, given at their request (152-FZ, article 14). "
        "Assessors are named by role; the names of other people are left out: […]."
    )
    return [
        *letterhead.of_organisation(copy.organisation, "", words),
        gap(8),
        para(_("Copy of personal data").upper(), look.title),
        para(copy.person.full_name, look.subtitle),
        gap(4),
        para(nb(intro), look.body),
        *_part(_("Person"), [_pairs(_who(copy, words))]),
        *_part(_("Purpose and retention period"), [*_processing(copy, words)]),
        *_part(_("Assessments"), [flow for one in copy.assessments for flow in _assessment(one, words)]),
        *_part(_("Plans"), [flow for one in copy.plans for flow in _plan(one, words)]),
        *_part(_("Notes"), [*_notes(copy, words)]),
        *_part(_("Familiarisation"), [*_pairs_of([*familiarity.of_person(copy.rest.familiarised, words)])]),
        *_part(_("Work with other people's data"), [*_pairs_of([*subject_rest.of_person(copy.rest, words)])]),
        *_part(_("Issued documents"), [*_issued(copy, words)]),
        *_part(_("Documents about the person that were exported"), [*_handed_out(copy, words)]),
        *_part(
            _("Held but not copied"),
            [para(nb(text), look.body) for text in subject_rest.not_quoted(copy.rest, words)],
        ),
    ]


def _part(title: str, content: list[Flowable]) -> list[Flowable]:
    look = styles()
    nothing: list[Flowable] = [para("—", look.body)]
    return [CondPageBreak(30 * mm), gap(10), para(title, look.heading), gap(3), *(content or nothing)]


def _pairs_of(rows: list[tuple[str, str]]) -> Iterator[Flowable]:
    if any(said for _name, said in rows):
        yield _pairs(rows)


def _pairs(rows: list[tuple[str, str]]) -> Flowable:
    look = styles()
    cells = [[para(name, look.caption), para(nb(said), look.body)] for name, said in rows if said]
    return grid(cells, [_NAME, WIDTH - _NAME], ("VALIGN", (0, 0), (-1, -1), "TOP"), head=0, flows=True)


def _who(copy: SubjectCopy, words: Words) -> list[tuple[str, str]]:
    _ = words.gettext
    person = copy.person
    return [
        (_("Surname, given name, patronymic"), person.full_name),
        (_("Code"), person.code),
        (_("Kind"), name_of(person.kind, words)),
        (_("Position"), person.post),
        (_("Forms of the name"), "; ".join(filter(None, (person.named(case) for case in Case)))),
        (_("Forms of the position"), "; ".join(filter(None, (person.in_post(case) for case in Case)))),
        (_("Unit"), person.unit),
        (_("Contact"), person.contact),
        (_("Personnel number"), person.personnel_no or ""),
        (_("Hired on"), _day(person.hired_on, words)),
        (_("Left on"), _day(person.left_on, words)),
        (_("Reason for leaving"), person.left_reason),
        *((_("Education"), said) for said in _education(copy, words)),
        *((_("Work experience"), said) for said in _experience(copy, words)),
        *((_("Medical certificate"), said) for said in _medical(copy, words)),
        *((_("Earlier card"), f"{name}, {code}") for name, code in copy.former),
    ]


def _education(copy: SubjectCopy, words: Words) -> Iterator[str]:
    for one in copy.person.education:
        level = named(copy.names, one.level, words)
        yield ", ".join(part for part in (level, one.document, _day(one.confirmed_on, words)) if part)


def _experience(copy: SubjectCopy, words: Words) -> Iterator[str]:
    _ = words.gettext
    for one in copy.person.experience:
        days = " – ".join(part for part in (_day(one.from_on, words), _day(one.to_on, words)) if part)
        months = "" if one.months is None else _("{n} mo.").format(n=one.months)
        parts = (
            named(copy.names, one.area, words),
            days,
            months,
            one.document,
            _day(one.confirmed_on, words),
        )
        yield ", ".join(part for part in parts if part)


def _medical(copy: SubjectCopy, words: Words) -> Iterator[str]:
    _ = words.gettext
    for one in copy.person.medical:
        until = (
            "" if one.valid_until is None else _("valid until {day}").format(day=words.date(one.valid_until))
        )
        kind = named(copy.names, one.kind, words)
        parts = (kind, name_of(one.admitted, words), _day(one.concluded_on, words), until)
        yield ", ".join(part for part in parts if part)


def _processing(copy: SubjectCopy, words: Words) -> Iterator[Flowable]:
    _ = words.gettext
    look, person = styles(), copy.person
    withdrawn = "" if person.withdrawn_on is None else words.date(person.withdrawn_on)
    # In words, as most enter it, it stands below.
    in_words = person.ground is None and bool(copy.papers or person.basis)
    ground = "" if in_words else keeping.ground(person.ground, words)
    yield _pairs(
        [
            (_("Operator"), copy.organisation.full_name or copy.organisation.short_name),
            (_("Purpose"), keeping.purpose(copy.purpose, words)),
            (_("Legal basis"), ground),
            (_("Term"), keeping.term(copy.term, words)),
            (_("Consent withdrawn"), withdrawn),
            (_("As it was entered"), person.basis if not copy.papers else ""),
        ]
    )
    if not copy.papers:
        return
    names = heads(_("Document"), _("Number"), _("Signed on"), _("Valid until"), _("Where it is kept"))
    rows = [
        [
            para(nb("; ".join(part for part in (one.text, one.reason) if part)) or "—", look.cell),
            para(nb(one.number), look.cell),
            para(_day(one.paper_on, words), look.cell),
            para(_day(one.until, words), look.cell),
            para(nb(one.kept_at), look.cell),
        ]
        for one in copy.papers
    ]
    yield gap(4)
    rest = WIDTH - 2 * _DAY - 24 * mm - 40 * mm
    yield grid([names, *rows], [rest, 24 * mm, _DAY, _DAY, 40 * mm], flows=True)


def _assessment(one: AssessmentCopy, words: Words) -> Iterator[Flowable]:
    _ = words.gettext
    look = styles()
    name = f"{one.title or name_of(one.kind, words)}, {one.code}, {words.date(one.opened_on)}"
    yield CondPageBreak(24 * mm)
    yield gap(4)
    yield para(nb(name), look.strong)
    who = ", ".join(f"{name_of(role, words)} {words.date(on)}" for role, on in one.sheets)
    if who:
        yield para(nb(_("Sheets submitted: {who}").format(who=who)), look.body)
    if one.totals is None:
        if one.rest.brought_in is None:
            yield para(nb(_("Not all sheets are submitted: nobody sees marks before that.")), look.body)
        yield from _pairs_of([*subject_rest.of_assessment(one, words)])
        return
    attained = phrases.attainment(one.totals, words)
    yield para(nb(_("Profile attainment: {share}").format(share=attained)), look.body)
    names = heads(_("Code"), _("Competency"), _("Level"), _("Target"), figures=(2, 3))
    rows = [
        [
            para(row.code, look.cell),
            para(nb(words.text(row.label)), look.cell),
            para(_rated(row, words), look.cell_right),
            para("—" if row.target is None else str(row.target), look.cell_right),
        ]
        for row in one.rows
    ]
    if rows:
        yield gap(2)
        yield grid([names, *rows], [18 * mm, WIDTH - 18 * mm - 2 * _FIGURE, _FIGURE, _FIGURE])
    if one.kept_back:
        kept = _("Single marks and words are left out: too few answered, they would tell who wrote them.")
        yield para(nb(kept), look.caption)
    elif len(one.sheets) > 1:
        together = _("A level is that of all assessors together: who gave which mark is not copied.")
        yield para(nb(together), look.caption)
    if one.words:
        yield gap(3)
        yield _told(one.words, words)
    yield from _concluded(one.conclusions, words)
    told = [
        (_("Reasons for refusal"), one.refusal),
        (_("Another candidate was chosen"), one.not_chosen),
        (_("Reason for withdrawing"), one.withdrawn),
    ]
    yield from _pairs_of([*told, *subject_rest.of_assessment(one, words)])


def _plan(one: PlanCopy, words: Words) -> Iterator[Flowable]:
    _ = words.gettext
    look = styles()
    days = f"{words.date(one.starts_on)} – {words.date(one.ends_on)}"
    yield CondPageBreak(24 * mm)
    yield gap(4)
    yield para(nb(f"{name_of(one.kind, words)}, {days}, {name_of(one.state, words)}"), look.strong)
    if one.hidden:
        yield para(nb(_("It rests on an assessment whose sheets are not all in.")), look.body)
        return
    if one.aim:
        yield para(nb(one.aim), look.body)
    names = heads(_("Competency"), _("Action"), _("Until"), _("Result"))
    rows: list[list[Flowable]] = []
    for goal in one.goals:
        levels = f"{_level(goal.level_from, words)} → {goal.level_to}"
        about = subject_rest.of_goal(goal, words)
        rows.append(_cells(f"{goal.code} {words.text(goal.label)}, {levels}", about, "", goal.outcome))
        for action in goal.actions:
            result = action.result or name_of(action.state, words)
            text = subject_rest.of_action(action, words)
            rows.append(_cells("", text, words.date(action.ends_on), result))
    if rows:
        rest = WIDTH - _DAY
        widths = [rest * 0.25, rest * 0.5, _DAY, rest * 0.25]
        yield grid([names, *rows], widths, _TOP, _WITH_HEAD, flows=_tall(rows))
    title = _("Review meeting")
    met = [(f"{title}, {words.date(on)}", said or _("not held yet")) for on, said in one.meetings]
    if met:
        yield _pairs(met)
    yield from _concluded(one.conclusions, words)
    yield from _pairs_of([*subject_rest.of_plan(one, words)])


def _tall(rows: Sequence[Sequence[Flowable]]) -> bool:
    """Return whether a row may be taller than a page, as what people write may be."""
    texts = (cell.text for row in rows for cell in row if isinstance(cell, Paragraph))
    return any(len(text) > _LONG or text.count("<br/>") > _LINES for text in texts)


def _cells(*texts: str) -> list[Flowable]:
    return [para(nb(text), styles().cell) for text in texts]


def _concluded(conclusions: tuple[Concluded, ...], words: Words) -> Iterator[Flowable]:
    if conclusions:
        title = words.gettext("Conclusion")
        yield _pairs(
            [
                (
                    f"{title}, {words.date(one.on)}",
                    ". ".join(
                        part.strip().rstrip(".")
                        for part in (
                            name_of(one.outcome, words),
                            one.reasons,
                            one.conditions,
                            subject_rest.of_probation(one, words),
                        )
                        if part.strip()
                    )
                    + ".",
                )
                for one in conclusions
            ]
        )


def _told(said: tuple[Told, ...], words: Words) -> Flowable:
    _ = words.gettext
    look = styles()
    rows = [
        [
            para(", ".join(one.items), look.cell),
            para("" if one.by is None else name_of(one.by, words), look.cell),
            para(_day(one.on, words), look.cell),
            para(
                nb(one.text if one.speaks is None else f"{one.text} ({name_of(one.speaks, words)})"),
                look.cell,
            ),
        ]
        for one in said
    ]
    names = heads(_("Competencies"), _("Who"), _("Date"), _("What was written"))
    return grid(
        [names, *rows],
        [26 * mm, 42 * mm, 20 * mm, WIDTH - 88 * mm],
        _TOP,
        _WITH_HEAD,
        flows=_tall(rows),
    )


def _notes(copy: SubjectCopy, words: Words) -> Iterator[Flowable]:
    if copy.notes_hidden:
        hidden = words.gettext("Not all sheets are submitted: notes, if there are any, are not shown yet.")
        yield para(nb(hidden), styles().body)
    if copy.notes:
        yield _told(copy.notes, words)


def _issued(copy: SubjectCopy, words: Words) -> Iterator[Flowable]:
    if copy.rest.issued:
        _, look = words.gettext, styles()
        rows = [
            [
                para(words.date(one.issue.on), look.cell),
                para(named(copy.titles, one.document, words), look.cell),
                para(one.code, look.cell),
                para(nb("; ".join(filter(None, (one.issue.signed_by, one.issue.recipients)))), look.cell),
            ]
            for one in copy.rest.issued
        ]
        names = heads(_("Date"), _("Document"), _("Number"), _("Who signs; recipients"))
        rest = (WIDTH - 2 * _DAY) / 2
        yield grid([names, *rows], [_DAY, rest, _DAY, rest])


def _handed_out(copy: SubjectCopy, words: Words) -> Iterator[Flowable]:
    if copy.handed_out:
        _ = words.gettext
        look = styles()
        rows = [
            [
                para(words.date(one.at.astimezone().date()), look.cell),
                para(named(copy.titles, one.document, words), look.cell),
                para(", ".join(one.formats), look.cell),
            ]
            for one in copy.handed_out
        ]
        names = heads(_("Date"), _("Document"), _("Formats"))
        yield grid([names, *rows], [_DAY, WIDTH - 2 * _DAY, _DAY])


def _rated(row: Rated, words: Words) -> str:
    said = "—" if row.level is None else words.number(float(row.level))  # in a column: digits on decimals
    return f"{said} ({words.gettext('imported')})" if row.imported else said


def _level(level: Fraction | None, words: Words) -> str:
    return "—" if level is None else words.number(float(level), 1 if level.denominator != 1 else 0)


def _day(day: date | None, words: Words) -> str:
    return "" if day is None else words.date(day)
