"""What the copy of somebody's own data says beside results and goals, as pairs of a name and its content."""

from collections.abc import Iterator
from datetime import date

from domain.papers.subject_copy import ActionCopy, AssessmentCopy, Concluded, GoalCopy, PlanCopy
from domain.people.subject import CaseRest, Did, OwnMark, Part, PersonRest, Unquoted
from domain.sheet_kinds import State
from reports.words.development import phrases_plans
from reports.words.names import name_of
from resources.i18n import Words

type Pair = tuple[str, str]


def of_assessment(one: AssessmentCopy, words: Words) -> Iterator[Pair]:
    """Yield what is held about an assessment beside its levels, words and conclusions."""
    _, rest = words.gettext, one.rest
    if rest.assigned:
        yield _("Assigned to rate"), ", ".join(name_of(role, words) for role in rest.assigned)
    yield from _own(rest, words)
    for said in one.agreed:
        level = _("not applicable") if said.level is None else str(said.level)
        yield _("Agreed level"), f"{said.code}: {level}, {words.date(said.on)}. {said.reason}"
    if rest.left_out:
        yield _("Not covered"), "; ".join(": ".join(part for part in one if part) for one in rest.left_out)
    if one.opened_early is not None:
        reason, on = one.opened_early
        yield _("Opened early"), f"{words.date(on)}. {reason}"
    if rest.asked:
        yield _("Follow-up questions asked"), " ".join(f"{code}: {probe}" for code, probe in rest.asked)
    for again in rest.corrections:
        role = name_of(again.role, words)
        yield _("Reason for a correction"), f"{role}, {again.revision}: {again.reason}"
    for text, on in rest.refusals:
        yield _("Earlier text of the refusal"), f"{words.date(on)}. {text}"
    if rest.brought_in is not None:
        source = rest.brought_in
        levels = ", ".join(f"{code}: {level}" for code, level in source.levels)
        named = ", ".join(part for part in (source.file, source.sheet) if part)
        yield _("Imported levels"), f"{named}, {words.date(source.on)}. {levels}"
    if rest.employed is not None:
        days = _day(rest.employed.probation_ends_on, words)
        until = _("probation until {day}").format(day=days) if days else ""
        yield _("Hired on"), ", ".join(part for part in (words.date(rest.employed.hired_on), until) if part)


def _own(rest: CaseRest, words: Words) -> Iterator[Pair]:
    _ = words.gettext
    for sheet in rest.own:
        day = _day(sheet.submitted_on, words) or _("not submitted")
        said = "; ".join(_mark(one, words) for one in sheet.marks)
        yield _("Own marks"), f"{day}. {said}" if said else day


def _mark(one: OwnMark, words: Words) -> str:
    said = str(one.level) if one.state is State.RATED else name_of(one.state, words)
    return f"{one.item}: {said}" + (f" ({one.comment})" if one.comment else "")


def of_plan(one: PlanCopy, words: Words) -> Iterator[Pair]:
    """Yield what is held about a plan beside goals, actions, meetings and conclusions."""
    _ = words.gettext
    if one.number is not None:
        yield _("Number"), str(one.number)
    yield _("Approved on"), _day(one.approved_on, words)
    yield _("Closed on"), _day(one.closed_on, words)
    if one.hours_budget is not None:
        yield _("Hours limit"), str(one.hours_budget)
    if one.mentoring is not None:
        agreed = one.mentoring
        yield _("Mentor's consent"), _day(agreed.consent_on, words)
        yield _("Agreement No."), agreed.agreement_no
        yield _("Agreement dated"), _day(agreed.agreement_on, words)
        for text in (agreed.content, agreed.form, agreed.pay):
            yield _("Mentoring agreement"), text
        yield _("Mentoring until"), _day(agreed.until, words)
        yield _("Part of the mentor's job (clause)"), agreed.clause
    for step in one.induction:
        day = _("day {number}").format(number=step.day)
        said = f"{day}, {phrases_plans.guide(step.by, words)}. {words.text(step.text)}"
        yield _("Induction"), said
    for counted in one.indicators:
        figures = "; ".join(
            ", ".join(
                part
                for part in (
                    _("week {number}: {planned} / {fact}").format(
                        number=week.number, planned=_figure(week.planned), fact=_figure(week.fact)
                    ),
                    week.note,
                )
                if part
            )
            for week in counted.weeks
        )
        parts = (counted.name, counted.norm, figures)
        yield _("Indicator"), ". ".join(part for part in parts if part)
    for text in one.removed:
        yield _("Removed from the plan"), text


def _figure(value: object) -> str:
    return "—" if value is None else str(value)


def of_goal(goal: GoalCopy, words: Words) -> str:
    """Return what a goal says beside its levels: criterion, duties and twins."""
    _ = words.gettext
    served = _("duties: {codes}").format(codes=", ".join(goal.duties)) if goal.duties else ""
    twins = _("also covers {codes}").format(codes=", ".join(goal.aliases)) if goal.aliases else ""
    critical = _("critical") if goal.critical else ""
    return "; ".join(part for part in (critical, goal.criterion, served, twins) if part)


def of_action(action: ActionCopy, words: Words) -> str:
    """Return an action with its evidence, and why its dates were changed."""
    _ = words.gettext
    evidence = words.text(action.evidence)
    hours = words.ngettext("{n} h", "{n} h", action.hours).format(n=action.hours) if action.hours else ""
    moved = (
        _("moved on {day}: {reason}").format(day=words.date(one.on), reason=one.reason)
        for one in action.moved
    )
    removed = _("removed") if action.removed else ""
    return "; ".join(part for part in (words.text(action.text), evidence, hours, *moved, removed) if part)


def of_probation(one: Concluded, words: Words) -> str:
    """Return what a conclusion on a probation rests on; empty for one on an assessment."""
    _ = words.gettext
    ends = "" if one.ends_on is None else _("probation until {day}").format(day=words.date(one.ends_on))
    notice = "" if one.notice_on is None else _("notice on {day}").format(day=words.date(one.notice_on))
    levels = ", ".join(f"{code}: {words.number(float(level), 1)}" for code, level in one.levels)
    return "; ".join(part for part in (ends, notice, one.documents, one.absence, levels) if part)


def of_person(rest: PersonRest, words: Words) -> Iterator[Pair]:
    """Yield places in training and what the person did in the file."""
    _ = words.gettext
    parts = {
        Part.GROUP: _("in a group"),
        Part.TEACHES: _("teaches"),
        Part.LEARNS: _("learns"),
    }
    for place in rest.training:
        yield _("Proposed training"), f"{place.cycle}, {', '.join(place.items)}: {parts[place.part]}"
    names = {
        Did.RATED: _("Submitted a sheet about someone else"),
        Did.NOTED: _("Wrote a note about someone else"),
        Did.CONCLUDED: _("Concluded about someone else"),
        Did.SIGNED: _("Signed a conclusion"),
        Did.MENTORS: _("Mentors someone else"),
    }
    for did, name in names.items():
        days = [f"{words.date(one.on)} {one.where}".strip() for one in reversed(rest.deeds) if one.did is did]
        if days:
            yield name, ", ".join(days)


def not_quoted(rest: PersonRest, words: Words) -> Iterator[str]:
    """Yield what is held and not quoted, a sentence each with its reason."""
    _ = words.gettext
    sentences = {
        Unquoted.DRAFTS: _("Half-typed texts: {n}. Nobody has said that yet."),
        Unquoted.CALCULATIONS: _("Stored calculations: {n}. They follow from what is copied here."),
        Unquoted.ABOUT_OTHERS: _(
            "Comments and facts about other people: {n}. They are data of those people."
        ),
        Unquoted.EVENTS: _("Events of the journal: what the person did in the program, without content."),
    }
    for kind, records in rest.unquoted:
        yield sentences[kind].format(n=records)


def _day(day: date | None, words: Words) -> str:
    return "" if day is None else words.date(day)
