"""Gates: the mandatory requirements of a profile, each met, not met or to be confirmed."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import StrEnum

from domain.people.person import Admission, Education, Experience, Medical, Person
from domain.text import Text


class Verdict(StrEnum):
    """*To confirm* covers both «no document seen yet» and «nothing known»."""

    MET = "met"
    NOT_MET = "not_met"
    TO_CONFIRM = "to_confirm"


class GateKind(StrEnum):
    """The three gates in the order of the source."""

    EDUCATION = "education"
    EXPERIENCE = "experience"
    MEDICAL = "medical"


@dataclass(frozen=True, slots=True)
class EducationLevel:
    """A level of education; a higher rank includes the lower ones."""

    id: str
    rank: int
    name: Text


@dataclass(frozen=True, slots=True)
class Alternative:
    """One way to meet the experience gate: months in all ``areas`` together."""

    id: str
    areas: tuple[str, ...]
    min_months: int


@dataclass(frozen=True, slots=True)
class Requirements:
    """What a profile requires: education AND any one of the alternatives; medical admission.

    Education is required if ``min_education`` is known, experience if there are alternatives, medical
    admission if it has a text (law 20). ``clauses`` are those of the document the texts come from, as it
    prints them; a model of the organisation's own may have none. ``in_document`` means that the job
    description asks for education or experience, whether or not anybody confirmed it.
    """

    education: Text
    education_levels: tuple[EducationLevel, ...]
    min_education: str
    experience: Text
    areas: dict[str, Text]
    alternatives: tuple[Alternative, ...]
    medical: Text
    examinations: dict[str, Text]
    clauses: dict[GateKind, str] = field(default_factory=dict[GateKind, str], compare=False)
    in_document: bool = field(default=False, compare=False)

    @property
    def asked(self) -> tuple[GateKind, ...]:
        """What is required, in the order of the source."""
        there = {
            GateKind.EDUCATION: self.min_education in {level.id for level in self.education_levels},
            GateKind.EXPERIENCE: bool(self.alternatives),
            GateKind.MEDICAL: bool(self.medical.ru),
        }
        return tuple(kind for kind in GateKind if there[kind])

    @property
    def unconfirmed(self) -> bool:
        """Whether nobody is checked only because what the job description asks was never confirmed."""
        return self.in_document and not self.asked


@dataclass(frozen=True, slots=True)
class Months:
    """Experience that counts towards one alternative: ``total`` whole months, ``undated`` of them typed."""

    alternative: Alternative
    total: int
    undated: int


@dataclass(frozen=True, slots=True)
class Gate:
    """The verdict on one gate and the facts it rests on; fields of the other gates are empty.

    ``clause`` is the place in this profile's document, empty if it has none.
    """

    kind: GateKind
    verdict: Verdict
    education: Education | None = None
    months: tuple[Months, ...] = ()
    medical: Medical | None = None
    clause: str = ""

    @property
    def unknown(self) -> bool:
        """Whether no document for it was entered at all."""
        return (
            self.verdict is Verdict.TO_CONFIRM
            and self.education is None
            and self.medical is None
            and not any(one.total for one in self.months)
        )


def check_gates(person: Person, requirements: Requirements, on: date) -> tuple[Gate, ...]:
    """Return the gates of a person as of the day *on*, in the order of the source.

    Documents of a later day change nothing for that day (law 19): what was confirmed later was not yet
    confirmed. What the profile does not require has no gate, since no one can meet or miss it (law 20). Of
    who was erased there is none either: the documents went too.
    """
    if person.erased:
        return ()
    education = tuple(_as_of(one, on) for one in person.education)
    experience = tuple(_as_of(one, on) for one in person.experience)
    medical = tuple(one for one in person.medical if (one.concluded_on or on) <= on)
    checks = {
        GateKind.EDUCATION: lambda: _education(education, requirements),
        GateKind.EXPERIENCE: lambda: _experience(experience, requirements, on),
        GateKind.MEDICAL: lambda: _medical(medical, on),
    }
    return tuple(
        replace(checks[kind](), clause=requirements.clauses.get(kind, "")) for kind in requirements.asked
    )


def count_months(periods: Iterable[Experience], on: date) -> tuple[int, int]:
    """Return whole months of experience, and how many of them were typed without dates.

    Overlapping periods count once; thirty leftover days make a month (methods.md section 9). A period without
    an end, or with a later one, runs until *on*.
    """
    records = tuple(periods)
    undated = sum(record.months for record in records if record.months is not None)
    months = days = 0
    for start, end in _union(records, on):
        whole, rest = _months_between(start, end)
        months += whole
        days += rest
    return months + days // 30 + undated, undated


def _as_of[Paper: (Education, Experience)](paper: Paper, on: date) -> Paper:
    """Return a paper as it was known on that day."""
    if paper.confirmed_on is None or paper.confirmed_on <= on:
        return paper
    return replace(paper, confirmed_on=None)


def _education(documents: tuple[Education, ...], requirements: Requirements) -> Gate:
    rank = {level.id: level.rank for level in requirements.education_levels}
    needed = rank[requirements.min_education]
    known = sorted((d for d in documents if d.level in rank), key=lambda d: rank[d.level], reverse=True)
    enough = [d for d in known if rank[d.level] >= needed]
    confirmed = [d for d in enough if d.confirmed_on is not None]
    if confirmed:
        return Gate(GateKind.EDUCATION, Verdict.MET, education=confirmed[0])
    if enough or not known:
        return Gate(GateKind.EDUCATION, Verdict.TO_CONFIRM, education=enough[0] if enough else None)
    return Gate(GateKind.EDUCATION, Verdict.NOT_MET, education=known[0])


def _experience(records: tuple[Experience, ...], requirements: Requirements, on: date) -> Gate:
    counted: list[Months] = []
    met = promised = False
    for way in requirements.alternatives:
        mine = tuple(record for record in records if record.area in way.areas)
        total, undated = count_months(mine, on)
        counted.append(Months(way, total, undated))
        seen, _ = count_months((record for record in mine if record.confirmed_on is not None), on)
        met = met or seen >= way.min_months
        promised = promised or total >= way.min_months
    unmet = Verdict.TO_CONFIRM if promised or not records else Verdict.NOT_MET
    verdict = Verdict.MET if met else unmet
    return Gate(GateKind.EXPERIENCE, verdict, months=tuple(counted))


def _medical(conclusions: tuple[Medical, ...], on: date) -> Gate:
    if not conclusions:
        return Gate(GateKind.MEDICAL, Verdict.TO_CONFIRM)
    last = max(conclusions, key=lambda one: one.concluded_on or date.min)
    expired = last.valid_until is not None and last.valid_until < on
    match last.admitted:
        case Admission.NOT_REQUIRED:
            verdict = Verdict.MET
        case Admission.ADMITTED:
            verdict = Verdict.TO_CONFIRM if expired else Verdict.MET
        case Admission.PENDING:
            verdict = Verdict.TO_CONFIRM
        case Admission.NOT_ADMITTED:
            verdict = Verdict.NOT_MET
    return Gate(GateKind.MEDICAL, verdict, medical=last)


def _union(records: tuple[Experience, ...], on: date) -> list[tuple[date, date]]:
    """Return the dated periods merged, each as first day and the day after the last."""
    spans = sorted(
        (record.from_on, min(record.to_on or on, on) + timedelta(days=1))
        for record in records
        if record.from_on is not None and record.from_on <= min(record.to_on or on, on)
    )
    merged: list[tuple[date, date]] = []
    for start, end in spans:
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((start, end))
    return merged


def _months_between(start: date, end: date) -> tuple[int, int]:
    """Return whole calendar months from *start* to *end* (not included) and the days left over."""
    months = (end.year - start.year) * 12 + end.month - start.month
    if _shift(start, months) > end:
        months -= 1
    return months, (end - _shift(start, months)).days


def _shift(day: date, months: int) -> date:
    """Return the same day of the month, *months* later, or the last day of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    first_after = date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1)
    last = (first_after - timedelta(days=1)).day
    return date(year, month + 1, min(day.day, last))
