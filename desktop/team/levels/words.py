"""The words of an import of levels."""

from collections import Counter
from collections.abc import Sequence

from db.framework.editions import EditionLine
from desktop.office.intake.levels import LEAVE_OUT, NEW, Incoming
from desktop.team.levels.questions import OPEN, Line
from desktop.team.levels.work import Looked
from domain.framework.framework import EditionState, Kind
from domain.people.person import Person
from domain.people.roster import LEAVE_OUT as SKIPPED
from domain.people.roster import Decision, Fate
from domain.scale import Scale
from domain.text import elide, fold
from reports.intake.matrix import phrases
from reports.intake.matrix.founding import Founded
from reports.intake.matrix.layout import Form
from reports.words.framework import phrases_framework
from reports.words.names import name_of
from resources.i18n import _, current, ngettext

NO_LEVEL = "-"  # the choice for a word that says only that there is no level
SHOWN = 12  # competencies of the model offered beside those that are alike
LEFT = 200  # lines of what does not come in
POST = 40  # characters of a position in one line
NAMED = 5  # new people said by name; the rest are counted


def forms() -> tuple[tuple[Form, str], ...]:
    """Return how a sheet may be drawn."""
    return (
        (Form.PEOPLE_DOWN, _("A row for each person")),
        (Form.PEOPLE_ACROSS, _("A column for each person")),
        (Form.LONG, _("A row for each level")),
    )


def facts(one: Incoming) -> str:
    """Return what comes in, in a line."""
    new = sum(entry.fate is Fate.NEW for entry in one.people)
    parts = [
        ngettext("{n} level", "{n} levels", one.count).format(n=one.count),
        ngettext("{n} person", "{n} people", len(one.people)).format(n=len(one.people)),
        ngettext("{n} competency", "{n} competencies", len(one.codes)).format(n=len(one.codes)),
    ]
    if new:
        parts.insert(2, _("of whom new {n}").format(n=new))
    return " · ".join(parts)


def hindrance(one: Incoming, title: str, *, partly: bool) -> str:
    """Return what of the file itself keeps it from being imported, empty if nothing does.

    *title* is that of a framework still to be made; *partly*: what is not decided may stay out.
    """
    if one.founded is not None and not title:
        return _("Give the framework a title.")
    if one.faults:
        fault = phrases_framework.fault(one.faults[0], current())
        return _("The framework cannot be published. {fault}.").format(fault=fault)
    if one.founded is not None and (waiting := len(one.founded.open_targets)):
        told = ngettext("{n} competency has no target.", "{n} competencies have no target.", waiting)
        return told.format(n=waiting)
    if one.undecided and not partly:
        told = ngettext("{n} question is not decided.", "{n} questions are not decided.", one.undecided)
        return told.format(n=one.undecided)
    return "" if one.count else _("Nothing in this table can be imported.")


def left_out(one: Incoming) -> str:
    """Return what does not come in, a line each, or that everything does."""
    told = [phrases.left_out(each, current()) for each in one.left_out[:LEFT]]
    if more := len(one.left_out) - len(told):
        told.append(_("and {count} more").format(count=more))
    return "\n".join(told) or _("Everything in the table is imported.")


def scale_about(one: Incoming) -> str:
    """Return what is asked about the words of the file, or by which file they were answered before."""
    if one.answered_before:
        told = _("The words mean what they meant in “{file}”. An empty cell is no level.")
        return told.format(file=one.answered_before)
    return _("Say which level each word of the file means. An empty cell is no level.")


def scale_lines(one: Incoming, scale: Scale) -> tuple[Line, ...]:
    """Return a question for each word of the file's scale."""
    choices = [*_levels(scale), (NO_LEVEL, _("no level"))]
    lines: list[Line] = []
    for word in one.words:
        level = one.places.get(fold(word.text), OPEN)
        perhaps = one.perhaps.get(fold(word.text))
        first = _("not decided") if perhaps is None else _("not decided, perhaps {n}").format(n=perhaps)
        times = ngettext("{n} time, first in {place}", "{n} times, first in {place}", word.count)
        told = times.format(n=word.count, place=word.place)
        offered = [(OPEN, first), *choices]
        lines.append(Line(fold(word.text), word.text, told, offered, NO_LEVEL if level is None else level))
    return tuple(lines)


def people_lines(one: Incoming) -> tuple[Line, ...]:
    """Return a question for each person about whom the file is not clear."""
    places = {someone.row: someone.place for someone in one.table.people}
    lines: list[Line] = []
    asked = one.roster.of(Fate.ASK, Fate.WRONG)
    some = len(asked) + len(new := one.roster.of(Fate.NEW)) < len(one.roster.entries)
    alone = Counter(entry.maybe[0].id for entry in asked if len(entry.maybe) == 1)
    for entry in asked:
        choices: list[tuple[object, str]] = [(OPEN, _("not decided"))]
        choices += [(Decision(person_id=person.id), _named(person)) for person in entry.maybe]
        if entry.fate is Fate.ASK and entry.may_be_new:
            choices.append((Decision(), _("new person")))
        choices.append((SKIPPED, _("leave out")))
        clear = len(entry.maybe) == 1 and alone[entry.maybe[0].id] == 1  # two rows are never one person
        found = Decision(person_id=entry.maybe[0].id) if clear else OPEN
        place = places.get(entry.row.number, "")
        lines.append(Line(entry.row.number, entry.name, place, choices, found=found))
    for entry in new if some else ():  # where others are known, a new name may be of another team
        choices = [(Decision(), _("new person")), (SKIPPED, _("leave out"))]
        place = places.get(entry.row.number, "")
        lines.append(Line(entry.row.number, entry.name, place, choices, Decision()))
    return tuple(lines)


def post_of_new(looked: Looked) -> str:
    """Return the offer to give new people the position of the framework."""
    one = looked.incoming
    post = looked.answers.title if one.founded is not None else current().text(one.framework.title)
    return _("New people without a position work as “{post}”").format(post=elide(post, POST))


def item_lines(one: Incoming) -> tuple[Line, ...]:
    """Return a question for each competency that is not clearly one of the framework, or of a new one."""
    if one.founded is not None:
        return _kind_lines(one, one.founded)
    titles = {item.code: f"{item.code} · {current().text(item.label)}" for item in one.framework.items}
    lines: list[Line] = []
    for pair in one.pairs:
        if pair.code is not None:
            continue
        item = one.table.items[pair.position]
        choices: list[tuple[object, str]] = [(OPEN, _("not decided"))]
        choices += [(code, titles[code]) for code in pair.maybe]
        choices.append((LEAVE_OUT, _("leave out")))
        choices += [(code, title) for code, title in titles.items() if code not in pair.maybe]
        lines.append(Line(pair.position, item.text, item.place, choices))
    return tuple(lines)


def _kind_lines(one: Incoming, founded: Founded) -> tuple[Line, ...]:
    choices: list[tuple[object, str]] = [(kind, name_of(kind, current())) for kind in Kind]
    choices.append((LEAVE_OUT, _("leave out")))
    lines: list[Line] = []
    for at, item in enumerate(one.table.items):
        code = founded.codes.get(at)
        chosen: object = LEAVE_OUT if code is None else founded.content.item(code).kind
        place = item.place if item.stated else _("{place}, kind by its words").format(place=item.place)
        text = item.text if code is None else f"{code} · {item.text}"
        lines.append(Line(at, text, place, choices, chosen))
    return tuple(lines)


def target_lines(one: Incoming, founded: Founded, scale: Scale) -> tuple[Line, ...]:
    """Return a question for the target of each competency of a new framework; those without one first."""
    choices = [(OPEN, _("not decided")), *_levels(scale)]
    targets = founded.content.profiles[0].targets
    open_first = sorted(founded.codes, key=lambda at: (at not in founded.open_targets, at))
    return tuple(
        Line(
            at,
            f"{code} · {one.table.items[at].text}",
            one.table.items[at].place,
            choices,
            targets[code].level if code in targets else OPEN,
        )
        for at in open_first
        if (code := founded.codes[at])
    )


def targets_about(founded: Founded) -> str:
    """Return how many targets the file names."""
    told = _("What the position requires. Known: {n} of {total}; nothing is made up.")
    total = len(founded.codes)
    return told.format(n=total - len(founded.open_targets), total=total)


def new_model_about(founded: Founded) -> str:
    """Return what the new framework would have."""
    items = founded.content.items
    knowledge = sum(one.kind is Kind.KNOWLEDGE for one in items)
    told = _(
        "Made from the competencies of this matrix: knowledge {knowledge}, skills {skills}, functions "
        "{functions}. It is published together with the levels, by one act."
    )
    functions = len(founded.content.functions)
    return told.format(knowledge=knowledge, skills=len(items) - knowledge, functions=functions)


def models(looked: Sequence[EditionLine]) -> list[tuple[object, str]]:
    """Return the frameworks that the levels may belong to, and the one that may be made."""
    offered: list[tuple[object, str]] = [(NEW, _("New framework from this matrix"))]
    for one in looked:
        title, draft = current().text(one.title), one.state is EditionState.DRAFT
        told = _("{title}, draft: is published") if draft else _("{title}, edition {number}")
        offered.append((one.id, told.format(title=title, number=one.number)))
    return offered


def _levels(scale: Scale) -> list[tuple[object, str]]:
    return [(level.value, f"{level.value} · {current().text(level.name)}") for level in scale.levels]


def people_about(one: Incoming, asked: int) -> str:
    """Return how the people of the file were found."""
    fates = [entry.fate for entry in one.roster.entries]
    known = sum(fate in (Fate.SAME, Fate.CHANGED) for fate in fates)
    new = [entry.name for entry in one.roster.of(Fate.NEW)]
    more = "…" if len(new) > NAMED else ""
    named = f"{len(new)} ({', '.join(new[:NAMED])}{more})" if new else "0"
    told = _("In the file already: {known}. New: {new}.").format(known=known, new=named)
    return f"{told} {_('Say who the others are.')}" if asked else told


def items_about(one: Incoming, asked: int) -> str:
    """Return how the competencies of the file were found."""
    if one.founded is not None:
        return _("Say of each whether it is knowledge or a skill; what is proposed follows from its words.")
    told = _("Found in the framework: {n} of {total}.")
    found = told.format(n=sum(bool(pair.code) for pair in one.pairs), total=len(one.pairs))
    return f"{found} {_('Say which competency the others are.')}" if asked else found


def _named(person: Person) -> str:
    return ", ".join(part for part in (person.full_name, person.code, person.post) if part)
