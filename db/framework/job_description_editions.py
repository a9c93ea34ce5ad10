"""The editions of a job description: filled in, published with the model or apart; then never changed."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any, cast

from sqlalchemy import select as select_columns
from sqlmodel import Session, col, select

import resources
from db import models
from db.framework import catalogue, drafts, editions, frameworks, holders, job_descriptions
from db.journal import events, journal
from db.models.table import existing
from db.models.types import new_uid, now, today
from domain.assessing.case import CaseState
from domain.canonical import content_hash
from domain.errors import Impossible, NothingChanged, TooLong, Unknown
from domain.framework.edition import Edition
from domain.framework.framework import EditionState
from domain.framework.job_description import (
    LIMIT,
    POST,
    Clause,
    EditionToRead,
    Feed,
    FeedKind,
    Holder,
    JobDescription,
    LineKind,
    SourceLine,
    Standing,
    Values,
)
from domain.framework.job_description_lines import OF_MODEL, assembled, source_lines, without_wording
from domain.people.person import NAME_LIMIT, PersonKind, full_name
from domain.text import Text, clean, fold

_HEAD = "head"


def view(session: Session, framework_id: int) -> JobDescription:
    """Return the job description of an edition of a model: its draft, else its newest published edition.

    Where it has neither, it is what would be begun, with what was filled in for the edition before.

    Raises:
        Unknown: if there is no such edition of a model.
    """
    framework = existing(session, models.Framework, framework_id)
    mine, others = _rows(session, framework)
    shown = mine[0] if mine else None
    published = [one for one in (*mine, *others) if one.state is not EditionState.DRAFT]
    before = next((one for one in published if one is not shown), None)
    edition = editions.content(session, framework_id)
    values = _values(session, framework)
    if shown is None or shown.lines is None:
        lines = _lines(session, framework_id, edition, values)
    else:
        lines = _clauses(shown.lines)
    return JobDescription(
        id=0 if shown is None else shown.id,
        framework_id=framework_id,
        key=framework.key,
        title=edition.title,
        framework_number=framework.number,
        framework_state=framework.state,
        number=shown.number if shown is not None else _next_number(mine, others),
        state=EditionState.DRAFT if shown is None else shown.state,
        post=_post(edition, values),
        paper_number="" if shown is None else shown.paper_number,
        dated_on=None if shown is None else shown.dated_on,
        published_on=None if shown is None else shown.published_on,
        values=values,
        clauses=lines,
        before=clauses_of(before),
        before_number=0 if before is None else before.number,
        holders=_holders(session, framework.key, edition),
        follows=bool(published)
        and framework.state is EditionState.PUBLISHED
        and all(one.state is EditionState.DRAFT for one in mine),
    )


def fill(session: Session, framework_id: int, place: str, text: str | None) -> None:
    """Put a text into a line of the draft, begun if there is none; empty restores the document's own.

    None leaves the line out of the paper. Putting back what was there undoes it: a draft that says the same
    as what would be there without it is dropped.

    Raises:
        Unknown: if there is no such edition or line.
        Impossible: if only the model fills that line, or the edition of the model is retired.
        TooLong: if the text is longer than its place allows.
    """
    framework = existing(session, models.Framework, framework_id)
    if framework.state is EditionState.RETIRED:
        raise Impossible("framework_id")
    values = dict(_values(session, framework))
    put = None if text is None else clean(text).strip()
    limit = NAME_LIMIT if place == POST else LIMIT
    if put and len(put) > limit:
        raise TooLong("text", len(put), limit)
    if place != POST:
        lines = _lines(session, framework_id, editions.content(session, framework_id), values)
        if place not in {one.place for one in lines if one.place}:
            raise Unknown("clause", place)
        if put and place in OF_MODEL:
            raise Impossible("text")
    elif put is None:
        raise Impossible("text")
    if put == "":
        values.pop(place, None)
    else:
        values[place] = put
    row = _draft(session, framework)
    row.content = values
    session.add(row)
    session.flush()
    row_id, number = row.id, row.number
    if _says_nothing_new(session, framework, row):
        session.delete(row)
        session.flush()
    journal.record(session, "fill", "job_description", row_id, {"place": place, "number": number})


def publish(session: Session, framework_id: int, paper_number: str, dated_on: date | None) -> str:
    """Publish the job description of a published edition of the model and return its content hash.

    An empty *paper_number* and *dated_on* None are lines to fill by hand.

    Raises:
        Unknown: if there is no such edition of the model.
        Impossible: if the edition of the model is a draft or retired.
        NothingChanged: if the edition of the job description before says the same.
        TooLong: if the number is too long.
    """
    framework = existing(session, models.Framework, framework_id)
    if framework.state is not EditionState.PUBLISHED:
        raise Impossible("framework_id")
    number = clean(paper_number).strip()
    if len(number) > NAME_LIMIT:
        raise TooLong("paper_number", len(number), NAME_LIMIT)
    mine, _others = _rows(session, framework)
    edition, values = editions.content(session, framework_id), _values(session, framework)
    lines = [_plain(one) for one in _lines(session, framework_id, edition, values)]
    last = next((one for one in mine if one.state is not EditionState.DRAFT), None)
    if last is not None and (
        _said(last.lines),
        last.content.get(POST),
        last.paper_number,
        last.dated_on,
    ) == (_said(lines), values.get(POST), number, dated_on):
        raise NothingChanged
    row = _draft(session, framework)
    row.lines, row.paper_number, row.dated_on = lines, number, dated_on
    head = [_pair(_post(edition, values)), number, None if dated_on is None else dated_on.isoformat()]
    row.content_hash = content_hash([head, lines])
    row.published_at, row.published_on = now(session), today(session)
    row.state = EditionState.PUBLISHED
    session.add(row)
    session.flush()
    data = {"number": row.number, "framework": framework_id, "hash": row.content_hash}
    journal.record(session, "publish", "job_description", row.id, data)
    return row.content_hash


def publish_both(
    session: Session,
    framework_id: int,
    note: str,
    paper_number: str,
    dated_on: date | None,
    shown: editions.Impact | None = None,
) -> str:
    """Publish a draft of the model and its job description in one act; return the model's hash.

    *shown* is what the user was shown of what it affects.

    Raises:
        Refused: as ``drafts.publish`` and ``publish`` do; then neither is published.
    """
    with journal.act(session, "publish_both", "framework", framework_id):
        digest = drafts.publish(session, framework_id, note, shown)
        publish(session, framework_id, paper_number, dated_on)
    return digest


def discard(session: Session, framework_id: int) -> None:
    """Discard what was put in since the job description was last published.

    Raises:
        Unknown: if there is no such edition of the model, or no draft.
    """
    framework = existing(session, models.Framework, framework_id)
    row = next((one for one in _rows(session, framework)[0] if one.state is EditionState.DRAFT), None)
    if row is None:
        raise Unknown("job_description", framework_id)
    row_id, number = row.id, row.number
    session.delete(row)
    session.flush()
    journal.record(session, "discard", "job_description", row_id, {"number": number})


def chain_value(session: Session, document: JobDescription) -> str:
    """Return the journal's value of the event that published it; empty for a draft."""
    if document.state is EditionState.DRAFT:
        return ""
    alone = events.value_of(session, "publish", "job_description", document.id)
    return alone or events.value_of(session, "publish_both", "framework", document.framework_id)


def to_read(session: Session, person_id: int) -> EditionToRead | None:
    """Return the newest published edition for the position somebody has or is assessed for; None if none is.

    Of several models that of an employee's position comes first, even if another one is being assessed, and
    for a candidate that of the assessment.

    Raises:
        Unknown: if there is no such person.
    """
    person = existing(session, models.Person, person_id)
    last = session.exec(
        select(models.Framework.key)
        .join(models.Profile, col(models.Profile.framework_id) == models.Framework.id)
        .join(models.Case, col(models.Case.profile_id) == models.Profile.id)
        .where(models.Case.person_id == person_id, col(models.Case.state) != CaseState.WITHDRAWN)
        .order_by(col(models.Case.id).desc())
        .limit(1)
    ).first()
    fits: list[tuple[int, models.Framework]] = []
    for framework_id in frameworks.current(session):
        framework = existing(session, models.Framework, framework_id)
        assessed = framework.key == last
        held = fold(person.post) in holders.posts(frameworks.profiles_of(session, framework_id))
        first, second = (held, assessed) if person.kind is PersonKind.EMPLOYEE else (assessed, held)
        if first or second:
            fits.append((2 * first + second, framework))
    for _fit, framework in sorted(fits, key=lambda one: -one[0]):
        edition = newest(session, framework.id)
        if edition is not None:
            return edition
    return None


def newest(session: Session, framework_id: int) -> EditionToRead | None:
    """Return the newest published edition for an edition of a model or one before it; None if there is none.

    Raises:
        Unknown: if there is no such edition of a model.
    """
    rows = [one for part in _rows(session, existing(session, models.Framework, framework_id)) for one in part]
    published = [one for one in rows if one.state is not EditionState.DRAFT]
    if not published:
        return None
    return _edition(session, published[0], published[1:2])


def edition(session: Session, job_description_id: int) -> EditionToRead:
    """Return one edition of a job description, whether or not there are newer ones.

    Raises:
        Unknown: if there is no such edition.
    """
    row = existing(session, models.JobDescription, job_description_id)
    return _edition(session, row, _earlier(session, row))


def _edition(
    session: Session, row: models.JobDescription, before: Sequence[models.JobDescription]
) -> EditionToRead:
    content, values = editions.content(session, row.framework_id), cast("Values", row.content)
    post = _post(content, values)
    named = {fold(content.title.ru), fold(content.title.en or ""), *holders.posts(content.profiles)}
    return EditionToRead(
        row.id,
        row.number,
        post,
        row.paper_number,
        row.dated_on,
        clauses_of(row),
        clauses_of(before[0] if before else None),
        nominative=fold(post.ru) in named,
    )


def _earlier(session: Session, row: models.JobDescription) -> Sequence[models.JobDescription]:
    """Return the published editions before one, the newest first."""
    mine, others = _rows(session, existing(session, models.Framework, row.framework_id))
    published = [one for one in (*mine, *others) if one.state is not EditionState.DRAFT]
    return published[published.index(row) + 1 :] if row in published else []


def both(session: Session, job_description_id: int) -> tuple[tuple[Clause, ...], tuple[Clause, ...]]:
    """Return the lines of the published edition before one, and its own; none before the first.

    Raises:
        Unknown: if there is no such edition.
    """
    row = existing(session, models.JobDescription, job_description_id)
    earlier = _earlier(session, row)
    return clauses_of(earlier[0] if earlier else None), clauses_of(row)


def clauses_of(row: models.JobDescription | None) -> tuple[Clause, ...]:
    """Return the lines of a published edition; none of a draft, and none where there is no edition."""
    return () if row is None else _clauses(row.lines or ())


def ids(session: Session) -> tuple[int, ...]:
    """Return the edition in force of each model, the file's first model first."""
    return frameworks.current(session)


def _rows(
    session: Session, framework: models.Framework
) -> tuple[list[models.JobDescription], list[models.JobDescription]]:
    """Return the rows of this edition of the model and those of its earlier ones, the newest first."""
    rows = session.exec(
        select(models.JobDescription, models.Framework.number)
        .join(models.Framework, col(models.Framework.id) == models.JobDescription.framework_id)
        .where(models.Framework.key == framework.key)
        .order_by(col(models.Framework.number).desc(), col(models.JobDescription.number).desc())
    ).all()
    mine = [row for row, _number in rows if row.framework_id == framework.id]
    return mine, [row for row, number in rows if number < framework.number]


def _values(session: Session, framework: models.Framework) -> Values:
    return _latest_values(*_rows(session, framework))


def _latest_values(mine: list[models.JobDescription], others: list[models.JobDescription]) -> Values:
    latest = mine[:1] or [one for one in others if one.state is not EditionState.DRAFT][:1] or others[:1]
    return cast("Values", latest[0].content) if latest else {}


def _says_nothing_new(session: Session, framework: models.Framework, row: models.JobDescription) -> bool:
    """Return whether a draft could be begun again as it is.

    It could not if the program has another document since the edition before it: then that is news.
    """
    mine, others = _rows(session, framework)
    mine.remove(row)
    values = cast("Values", row.content)
    if values != _latest_values(mine, others):
        return False
    if not mine:
        return True
    edition = editions.content(session, framework.id)
    return _said(mine[0].lines) == _said(
        _plain(one) for one in _lines(session, framework.id, edition, values)
    )


def _next_number(mine: Iterable[models.JobDescription], others: Iterable[models.JobDescription]) -> int:
    return 1 + max((one.number for one in (*mine, *others)), default=0)


def _draft(session: Session, framework: models.Framework) -> models.JobDescription:
    """Return the draft, begun with the values before if there is none."""
    mine, others = _rows(session, framework)
    row = next((one for one in mine if one.state is EditionState.DRAFT), None)
    if row is not None:
        return row
    row = models.JobDescription(
        uid=new_uid(session),
        framework_id=framework.id,
        number=_next_number(mine, others),
        state=EditionState.DRAFT,
        content=dict(_values(session, framework)),
    )
    session.add(row)
    session.flush()
    return row


def _lines(session: Session, framework_id: int, edition: Edition, values: Values) -> tuple[Clause, ...]:
    provisions = job_descriptions.provisions(session, framework_id)
    lines = source() if edition.key == catalogue.shipped_key() else without_wording(source())
    return assembled(edition, lines, provisions, values)


@cache
def source() -> tuple[SourceLine, ...]:
    """Return the lines of the shipped document."""
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    content: Any = yaml.load(resources.data("catalogue/job_description.yaml"), Loader=loader)
    return source_lines(content["lines"])


def _post(edition: Edition, values: Values) -> Text:
    """Return the name of the post in the head: as people put it, else as the document or the model has it."""
    typed = values.get(POST)
    if typed:
        return Text(typed)
    if edition.key == catalogue.shipped_key():
        return next(one.text for one in reversed(source()) if one.kind == _HEAD)
    return edition.title


def _holders(session: Session, key: str, edition: Edition) -> tuple[Holder, ...]:
    """Return who works here in a post of the model, or was last assessed by it."""
    condition = holders.holding(session, key, holders.posts(edition.profiles))
    people = session.connection().execute(
        select_columns(
            col(models.Person.id),
            col(models.Person.surname),
            col(models.Person.given),
            col(models.Person.patronymic),
            col(models.Person.code),
        )
        .where(condition)
        .order_by(col(models.Person.folded), col(models.Person.id))
    )
    return tuple(
        Holder(one, full_name(surname, given, patronymic), code)
        for one, surname, given, patronymic, code in people
    )


def _plain(one: Clause) -> dict[str, Any]:
    """Return a line as it is kept with a published edition."""
    return {
        "place": one.place,
        "number": one.number,
        "kind": one.kind.value,
        "text": _pair(one.text),
        "standing": one.standing.value,
        "source": _pair(one.source),
        "caption": None if one.caption is None else _pair(one.caption),
        "feeds": [[feed.kind.value, feed.code, feed.key] for feed in one.feeds],
    }


def _said(lines: Iterable[Mapping[str, Any]] | None) -> list[dict[str, Any]]:
    """Return the lines without the names the program gives them: a new name changes nothing signed."""
    return [{name: value for name, value in one.items() if name != "standing"} for one in lines or ()]


def _clauses(lines: Iterable[Mapping[str, Any]]) -> tuple[Clause, ...]:
    return tuple(
        Clause(
            one["place"],
            one["number"],
            LineKind(one["kind"]),
            Text(*one["text"]),
            Standing(one["standing"]),
            Text(*one["source"]),
            None if one["caption"] is None else Text(*one["caption"]),
            tuple(Feed(FeedKind(kind), code, key) for kind, code, key in one["feeds"]),
        )
        for one in lines
    )


def _pair(text: Text) -> list[str | None]:
    return [text.ru, text.en]
