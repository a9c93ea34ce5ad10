"""The texts of the overview: what is pending, by when, and the act."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from desktop.shared.cycle_words import kind_words, not_opened_words
from domain.assessing.case import CycleKind
from domain.home.due import Due, Group, Kind, Opens
from domain.people.retention import Why
from resources.i18n import _, current, ngettext, pgettext

if TYPE_CHECKING:
    from collections.abc import Sequence

    from db.home.overview_records import CaseRow, Dot, Draft, Stop


@dataclass(frozen=True, slots=True)
class DueWords:
    """One thing to do as text: ``urgent`` paints icon and day as a warning."""

    icon: str
    title: str
    detail: str
    when: str
    act: str
    urgent: bool

    @property
    def spoken(self) -> str:
        """What a screen reader says for it."""
        return ", ".join(part for part in (self.title, self.detail, self.when, self.act) if part)


ICONS = {
    Kind.INTERVIEW: "clipboard-pen",
    Kind.OWED: "clipboard-pen",
    Kind.DRAFT: "clipboard-pen",
    Kind.DECISION: "scale",
    Kind.HIRE: "user-round-check",
    Kind.AWAITED: "share",
    Kind.CYCLE: "clipboard-list",
    Kind.MEETING: "calendar-check",
    Kind.ACTIONS: "timer",
    Kind.PROBATION: "hourglass",
    Kind.CONSENT: "triangle-alert",
    Kind.RETENTION: "triangle-alert",
    Kind.OUTSTANDING: "archive",
    Kind.FAMILIARISATION: "file-pen-line",
}
MERGED = (Kind.MEETING, Kind.ACTIONS, Kind.CONSENT)  # several of a kind in a group are one row
NAMED = 3  # people named in such a row
WARNING = (Kind.ACTIONS, Kind.PROBATION, Kind.CONSENT, Kind.RETENTION, Kind.OUTSTANDING)


def due_words(due: Due, on: date) -> DueWords:
    """Return what is to be done and by when."""
    title, detail, act = _what(due, on)
    if due.stopped:
        ended = _("consent withdrawn or ended")
        detail = f"{detail}; {ended}" if detail else ended
    late = due.group(on) is Group.OVERDUE
    return DueWords(ICONS[due.kind], title, detail, _when(due, on), act, late or due.kind in WARNING)


def merged_words(dues: "Sequence[Due]", on: date) -> DueWords:
    """Return what several like things are: whose, and the first of them by day."""
    first, n = dues[0], len(dues)
    names = ", ".join(one.name for one in dues[:NAMED])
    if n > NAMED:
        names = _("{names} and {n} more").format(names=names, n=n - NAMED)
    titles = {
        Kind.MEETING: ngettext("{n} plan review meeting: {names}", "{n} plan review meetings: {names}", n),
        Kind.ACTIONS: ngettext("Overdue in {n} plan: {names}", "Overdue in {n} plans: {names}", n),
        Kind.CONSENT: ngettext("{n} consent ends: {names}", "{n} consents end: {names}", n),
    }
    detail = _("The first: {name}, {day}").format(name=first.name, day=current().day_of_month(first.day))
    if first.kind is Kind.ACTIONS:
        late = sum(one.done for one in dues)
        told = ngettext("{n} action is not marked as done", "{n} actions are not marked as done", late)
        detail = told.format(n=late)
    words = [due_words(one, on) for one in dues]
    urgent = any(one.urgent for one in words)
    title = titles[first.kind].format(n=n, names=names)
    return DueWords(words[0].icon, title, detail, words[0].when, pgettext("due", "Choose"), urgent)


def dot_words(dot: "Dot") -> str:
    """Return what a dot of the calendar stands for, «2 встречи по планам»."""
    n = dot.number
    told = {
        Kind.MEETING: ngettext("{n} plan review meeting", "{n} plan review meetings", n),
        Kind.PROBATION: ngettext("{n} probation ends", "{n} probations end", n),
        Kind.CONSENT: ngettext("{n} consent ends", "{n} consents end", n),
        Kind.RETENTION: ngettext("{n} person’s data to erase", "data of {n} people to erase", n),
        Kind.CYCLE: ngettext("last day of {n} cycle", "last day of {n} cycles", n),
    }
    return told[dot.kind].format(n=n)


def group_words(group: Group, on: date) -> str:
    """Return the heading of a group."""
    match group:
        case Group.OVERDUE:
            return pgettext("due", "Overdue")
        case Group.TODAY:
            return _("Today, {day}").format(day=current().day_of_month(on))
        case Group.WEEK:
            return _("Within a week")
        case Group.LATER:
            return pgettext("due", "Later")


def cycle_words(kind: CycleKind | None, title: str) -> str:
    """Return the title of an assessment, or its kind if it has no title."""
    return title or kind_words(kind or CycleKind.AD_HOC)


def about_words(due: Due) -> str:
    """Return which assessment it is: its title, with the number if one person may have several."""
    title = cycle_words(due.cycle_kind, due.cycle_title)
    several = due.cycle_kind in (CycleKind.HIRING, CycleKind.AD_HOC)
    return f"{title}, {due.cycle_code}" if several and due.cycle_code else title


def draft_title(kind: CycleKind | None, name: str, *, begun: bool) -> str:
    """Return whose assessment to start or continue; with a candidate it is an interview."""
    hiring = kind is CycleKind.HIRING
    if not begun:
        title = _("Start the interview: {name}") if hiring else _("Start the assessment: {name}")
    elif hiring:
        title = _("Continue the interview: {name}")
    else:
        title = _("Continue the assessment: {name}")
    return title.format(name=name)


def draft_act(*, begun: bool) -> str:
    """Return the act on a sheet of one's own; one that was only opened or printed has no mark yet."""
    return _("Continue") if begun else _("Start")


def due_by(day: date | None, on: date) -> tuple[str, bool]:
    """Return by when a sheet is due, and whether that day is over."""
    if day is None:
        return "", False
    if day < on:
        late = ngettext("{n} day overdue", "{n} days overdue", (on - day).days).format(n=(on - day).days)
        return _("{due}: it was due on {day}").format(due=late, day=current().day_of_month(day)), True
    return _("Due by {day}").format(day=current().day_of_month(day)), False


def draft_choice(draft: "Draft") -> str:
    """Return the text of a draft in the list of other sheets."""
    counted = count_words(draft.done, draft.total)
    return _("{name}, {done}").format(name=draft.name, done=counted)


def count_words(done: int, total: int) -> str:
    """Return «9 из 23»."""
    return _("{done} of {total}").format(done=done, total=total)


def stop_words(stop: "Stop", on: date) -> str:
    """Return where one stopped, and when the last mark was saved."""
    if stop.label is None:
        where = _("All competencies have a mark: the sheet can be submitted.")
        if stop.short:
            where = _("All competencies of the short set have a mark: the sheet can be submitted.")
    else:
        label = current().text(stop.label)
        where = (
            _("Start at {code} “{label}”.")
            if stop.marked_at is None
            else _("The first without a mark: {code} “{label}”.")
        ).format(code=stop.code, label=label)
    if stop.marked_at is None:
        return where
    local = stop.marked_at.astimezone()
    time = current().time(stop.marked_at)
    if local.date() == on:
        saved = _("The last mark was saved at {time}.").format(time=time)
    else:
        day = current().day_of_month(local.date())
        saved = _("The last mark was saved on {day} at {time}.").format(day=day, time=time)
    return f"{where} {saved}"


def case_words(row: "CaseRow") -> str:
    """Return the progress of a case in a cycle, without anybody's mark."""
    if not row.done and not row.sheets_in:
        return pgettext("sheet", "not started")
    if row.sheets_in == row.sheets:
        return pgettext("sheet", "submitted")
    if row.sheets > 1:
        return _("{done} of {total} submitted").format(done=row.sheets_in, total=row.sheets)
    return count_words(row.done, row.total)


def moment_words(moment: datetime, on: date) -> str:
    """Return the time if the moment is today, else «вчера» or its day."""
    day = moment.astimezone().date()
    if day == on:
        return current().time(moment)
    if day == on - timedelta(days=1):
        return _("yesterday")
    return current().day_month(day)


def copy_words(moment: datetime, on: date) -> str:
    """Return «сегодня, 09:02», or the day of an older copy."""
    day = moment.astimezone().date()
    if day == on:
        return _("today, {time}").format(time=current().time(moment))
    return current().date(day)


def size_words(size: int) -> str:
    """Return the size of a file, «4,2 МБ»."""
    if size < 1_000_000:
        return _("file {n} KB").format(n=current().number(size / 1000, 0))
    return _("file {n} MB").format(n=current().number(size / 1_000_000))


def _what(due: Due, on: date) -> tuple[str, str, str]:
    """Return title, detail and act."""
    day = current().day_of_month(due.day)
    match due.kind:
        case Kind.DRAFT:
            about = about_words(due)
            marked = _("marked: {done} of {total}").format(done=due.done, total=due.total)
            begun = bool(due.done)
            title = draft_title(due.cycle_kind, due.name, begun=begun)
            return title, f"{about}; {marked}" if begun else about, draft_act(begun=begun)
        case Kind.INTERVIEW:
            title = draft_title(due.cycle_kind, due.name, begun=False)
            return title, about_words(due), draft_act(begun=False)
        case Kind.OWED:
            about = cycle_words(due.cycle_kind, due.cycle_title)
            mine = due.done + due.total  # as the cycle counts them
            title = ngettext("{cycle}: {n} sheet of yours", "{cycle}: {n} sheets of yours", mine)
            first = _("Not started yet, the first one: {name}").format(name=due.name)
            if due.done:
                first = _("Started: {begun}, not started: {rest}, the first one: {name}").format(
                    begun=due.done, rest=due.total, name=due.name
                )
            return title.format(cycle=about, n=mine), first, _("Start")
        case Kind.DECISION:
            title = (
                _("Probation decision: {name}")
                if due.cycle_kind is CycleKind.PROBATION
                else _("Candidate decision: {name}")
            ).format(name=due.name)
            told = f"{about_words(due)}; {_decision(due)}"
            return title, told, _("Discuss") if due.spread else pgettext("due", "Decide")
        case Kind.HIRE:
            return _("Hire: {name}").format(name=due.name), about_words(due), _("Hire")
        case Kind.CYCLE:
            left = due.total - due.done - due.sealed
            title = ngettext("{cycle}: {n} sheet is pending", "{cycle}: {n} sheets are pending", left)
            detail = _("{done} of {total} submitted, due {day}")
            if due.opens is Opens.CAMPAIGN:  # the list of campaigns counts them too
                detail = _("{done} of {total} submitted, excluding decided candidates, due {day}")
            told = detail.format(done=due.done + due.sealed, total=due.total, day=day)
            if due.sealed:
                told = f"{told}; {not_opened_words(due.sealed)}"
            return (
                title.format(cycle=cycle_words(due.cycle_kind, due.cycle_title), n=left),
                told,
                _("To the vacancy") if due.opens is Opens.CAMPAIGN else _("To the cycle"),
            )
        case Kind.AWAITED:
            return *_awaited(due, day), _("To the exchange")
        case Kind.MEETING:
            title = _("Plan review meeting: {name}").format(name=due.name)
            detail = _("Meeting {n} of {total}, {day}").format(n=due.done, total=due.total, day=day)
            return title, detail, _("Record the meeting")
        case Kind.ACTIONS:
            title = _("Overdue plan actions: {name}").format(name=due.name)
            detail = ngettext(
                "{n} action is not marked as done, the first was due on {day}",
                "{n} actions are not marked as done, the first was due on {day}",
                due.done,
            ).format(n=due.done, day=day)
            return title, detail, _("Mark the results")
        case Kind.PROBATION:
            return _("Probation: {name}").format(name=due.name), _probation(due, on), _("Assess")
        case Kind.CONSENT:
            title = _("Consent to keep the data: {name}").format(name=due.name)
            past = due.day is not None and due.day < on
            detail = (
                _("Ended on {day}. Do not use the data until a new consent is signed and entered on the card")
                if past
                else _(
                    "Ends on {day}. If the data are still needed, have a new consent signed and enter it "
                    "on the card"
                )
            ).format(day=day)
            return title, detail, _("Extend or erase")
        case Kind.RETENTION:
            return *_retention(due, day, on), _("Erase or keep")
        case Kind.OUTSTANDING:
            title = ngettext(
                "Not finished outside the file: {n} place",
                "Not finished outside the file: {n} places",
                due.total,
            )
            detail = _("An erasure or a new key has still to reach copies or documents")
            return title.format(n=due.total), detail, pgettext("due", "Finish")
        case Kind.FAMILIARISATION:
            return *_familiarisation(due), _("Collect signatures")


def _awaited(due: Due, day: str) -> tuple[str, str]:
    late = ngettext("{n} sheet sent out is late", "{n} sheets sent out are late", due.done)
    out = ngettext("{n} sheet sent out is awaited", "{n} sheets sent out are awaited", due.total)
    title = late.format(n=due.done) if due.done else out.format(n=due.total)
    if due.day is None:
        return title, _("the first one: {name}").format(name=due.name)
    told = _("In packets and forms: {n}. The first one: {name}, due {day}")
    return title, told.format(n=due.total, name=due.name, day=day)


def _familiarisation(due: Due) -> tuple[str, str]:
    title = ngettext(
        "{n} person has not signed edition {number} of the job description",
        "{n} people have not signed edition {number} of the job description",
        due.total,
    ).format(n=due.total, number=due.number)
    post = "" if due.title is None else current().text(due.title)
    first = _("the first one: {name}").format(name=due.name)
    changed = ngettext("{n} clause changes", "{n} clauses change", due.changes).format(n=due.changes)
    return title, "; ".join(filter(None, (post, changed if due.changes else "", first)))


def _retention(due: Due, day: str, on: date) -> tuple[str, str]:
    if due.total > 1:
        title = ngettext(
            "The term for keeping the data of {n} person is over",
            "The term for keeping the data of {n} people is over",
            due.total,
        )
        first = _("The first was {name}, until {day}. They are listed with what can be done")
        return title.format(n=due.total), first.format(day=day, name=due.name)
    over = due.day is not None and due.day < on
    title = _("The term for keeping the data is over: {name}") if over else _("Erase the data: {name}")
    ended = {
        Why.WITHDRAWN: _("The consent was withdrawn; the law gives until {day}"),
        Why.LEFT: _("The employment ended; the data may be kept until {day}"),
        Why.HELD: _("The keeping was prolonged until {day}"),
    }
    refused = _("The candidate was not taken; the data may be kept until {day}")
    detail = refused if due.why is None else ended.get(due.why, refused)
    return title.format(name=due.name), detail.format(day=day)


def _decision(due: Due) -> str:
    told = ngettext("{n} sheet submitted", "{n} sheets submitted", due.total).format(n=due.total)
    if due.total < 2 or not (due.compared or due.spread):  # a single assessor has nobody to be compared with
        return told
    if not due.spread:
        return _("{sheets}, no differences of two levels").format(sheets=told)
    apart = ngettext(
        "{sheets}, {n} difference of two levels or more",
        "{sheets}, {n} differences of two levels or more",
        due.spread,
    )
    return apart.format(sheets=told, n=due.spread)


def _probation(due: Due, on: date) -> str:
    day, warn = current().day_of_month(due.day), current().day_of_month(due.warn_by)
    if due.day is not None and due.day < on:
        return _("Ended on {day}, and there is no conclusion").format(day=day)
    if due.warn_by is not None and due.warn_by < on:
        return _("Ends on {day}; the last day for a written notice was {warn}").format(day=day, warn=warn)
    return _("Until {day}; written notice no later than {warn}").format(day=day, warn=warn)


def _when(due: Due, on: date) -> str:
    if due.day is None:
        return ""
    left = (due.day - on).days
    if left == 0:
        return _("today")
    if left == 1:
        return _("tomorrow")
    if left < 0:
        return ngettext("{n} day ago", "{n} days ago", -left).format(n=-left)
    if due.kind in (Kind.DRAFT, Kind.INTERVIEW, Kind.OWED, Kind.AWAITED, Kind.CYCLE):
        return _("until {day}").format(day=current().day_month(due.day))
    if due.kind is Kind.MEETING:
        return current().day_month(due.day)
    return ngettext("{n} day", "{n} days", left).format(n=left)
