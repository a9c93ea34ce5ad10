"""The merging of two files in words: what it brings, what people must decide, and why it is refused."""

from collections.abc import Iterator, Mapping

from domain.exchange.merging import About, Conflict, Count, Kind, Merged, NotMerged, Recoded, Why
from reports.words.refusals import NOTHING, Refusals, Sentence
from resources.i18n import Words
from resources.msgids import _, ngettext


def kind(one: Kind, words: Words) -> str:
    """Return what is counted, with a capital letter."""
    return words.gettext(_KINDS[one])


def count(one: Count, words: Words) -> str:
    """Return the numbers of one kind, those that are none left out."""
    numbers = (
        (one.new, _("new {n}")),
        (one.changed, _("changed {n}")),
        (one.same, _("the same {n}")),
        (one.conflicting, _("in two versions {n}")),
    )
    told = [words.gettext(text).format(n=number) for number, text in numbers if number]
    return f"{kind(one.kind, words)}: {', '.join(told)}"


def conflict(one: Conflict, words: Words) -> str:
    """Return which record is in two versions."""
    told = f"{kind(one.kind, words)}: {place(one, words)}"
    return f"{told} ({words.gettext(_('only the version here can stay'))})" if one.fixed else told


def place(one: Conflict, words: Words) -> str:
    """Return by what people know a record: name and code, whose sheet of when, or the name of a setting."""
    about = one.about
    if not about.name:
        return words.gettext(_SETTINGS[one.place]) if one.place in _SETTINGS else one.place
    parts = [f"{about.name} ({about.code})", about.cycle]
    if about.assessor:
        whose = words.gettext(_("sheet of {assessor}")).format(assessor=about.assessor)
        parts.append(f"{whose}, {words.date(about.on)}" if about.on is not None else whose)
    return " · ".join(filter(None, parts))


def recoded(one: Recoded, words: Words) -> str:
    """Return which code stands instead of which, with the name of the person."""
    told = words.gettext(_("{there} is {here} here")).format(there=one.there, here=one.here)
    return f"{one.name}: {told}" if one.name else told


def released(one: About, words: Words) -> str:
    """Return who is awaited no longer, and for whom."""
    told = words.gettext(_("{assessor} (assessment of {person}, {code}, {cycle})"))
    return told.format(assessor=one.assessor, person=one.name, code=one.code, cycle=one.cycle)


def lines(merged: Merged, words: Words) -> Iterator[str]:
    """Yield what a merge does, or has done, but for possible doubles."""
    for one in merged.counts:
        yield count(one, words)
    if merged.conflicts:
        yield words.gettext(_("In two versions:"))
    for each in merged.conflicts:
        yield f"  {conflict(each, words)}"
    for code in merged.recoded:
        yield recoded(code, words)
    for number in merged.twice:
        yield words.gettext(_("Two documents have the number {number}; both keep it.")).format(number=number)
    for seat in merged.released:
        text = words.gettext(_("Removed in the other file, and no longer awaited here: {seats}"))
        yield text.format(seats=released(seat, words))
    if merged.erased:
        text = _("Erased in the other file, and in this one too: {codes}")
        yield words.gettext(text).format(codes=", ".join(merged.erased))


def _not_merged(error: NotMerged, words: Words) -> Sentence:
    one, many, todo = _WHY[error.why]
    what = words.ngettext(one, many, error.n) if many else words.gettext(one)
    return Sentence(what.format(n=error.n), words.gettext(NOTHING), words.gettext(todo))


_KINDS: Mapping[Kind, str] = {
    Kind.ORGANISATION: _("Organisation and settings"),
    Kind.UNITS: _("Units"),
    Kind.PEOPLE: _("People"),
    Kind.MODELS: _("Frameworks and profiles"),
    Kind.CYCLES: _("Cycles"),
    Kind.CASES: _("Assessments"),
    Kind.SHEETS: _("Sheets"),
    Kind.MARKS: _("Marks"),
    Kind.FACTS: _("Facts and notes"),
    Kind.DECISIONS: _("Decisions"),
    Kind.PLANS: _("Plans"),
    Kind.PAPERS: _("Documents and signatures"),
    Kind.PACKETS: _("Packets and keys"),
    Kind.DRAFTS: _("Drafts"),
}
_SETTINGS: Mapping[str, str] = {
    "shift_minimums": _("Minimum for a shift"),
    "days_of_work": _("Own working days"),
    "people_columns": _("Columns of the list"),
    "requisites": _("Document details"),
    "logo": _("Logo"),
    "retention": _("Retention periods"),
}
_UNDECIDED = ngettext(
    "Both files have {n} record in versions of their own.",
    "Both files have {n} records in versions of their own.",
)
_FIXED = ngettext(
    "{n} record is signed or decided in both files, so this file's version cannot be replaced.",
    "{n} records are signed or decided in both files, so this file's versions cannot be replaced.",
)
_NOT_SOUND = ngettext(
    "The check of the other file found {n} problem.", "The check of the other file found {n} problems."
)
_WHY: Mapping[Why, tuple[str, str, str]] = {
    Why.SAME_FILE: (_("This is the same file."), "", _("Choose the other file.")),
    Why.OTHER_ORGANISATION: (
        _("The two files were begun apart."),
        "",
        _("Only files that were once one can be merged: a branch begins with a copy of this file."),
    ),
    Why.OLDER: (
        _("The other file was last opened by an older version of Merilo."),
        "",
        _("Open it once in this version, then merge."),
    ),
    Why.UNDECIDED: (*_UNDECIDED, _("Look through them and decide whose versions stay.")),
    Why.FIXED: (
        *_FIXED,
        _("Keep the versions of this file, or merge the other way round: this file into the other one."),
    ),
    Why.NOT_SOUND: (*_NOT_SOUND, _("Check that file; if it is damaged, merge a copy of it.")),
    Why.LOST: (
        _("The numbers after the merge are not those expected; this is an error in the program."),
        "",
        _("Tell whoever supports Merilo; both files are as they were."),
    ),
}
REFUSALS: Refusals = {NotMerged: _not_merged}
