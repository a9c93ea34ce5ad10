"""Drafts of editions: begun, changed, published or discarded; a published edition is never touched again."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date

from sqlmodel import Session, col, delete, select

from db import models
from db.framework import (
    edition_rows,
    editions,
    frameworks,
    job_descriptions,
    profile_rows,
    starter_shelf,
    version_links,
)
from db.journal import journal, reasons
from db.models.table import existing
from db.models.types import actor_id, new_uid, now, today
from domain.errors import Impossible, LastEdition, NeedsReason, NothingChanged, Published, Taken, Unknown
from domain.framework import retirement, version_merge
from domain.framework.edition import Edition, with_requirements
from domain.framework.edition_difference import differences
from domain.framework.edition_edit import identify
from domain.framework.edition_faults import Faulty, faults, hindrances
from domain.framework.framework import EditionState
from domain.framework.provision import Provision
from domain.framework.version_acts import Unconfirmed, check, identities
from domain.framework.version_map import KEEPING, Link
from domain.text import Text

_TOLD = 200  # maximum number of changes listed in one event of the journal


def begin(session: Session, framework_id: int) -> int:
    """Begin a draft of a published edition and return its id; if the model has a draft, return that.

    Raises:
        Unknown: if there is no such edition.
        Impossible: if the edition is a draft itself.
    """
    base = existing(session, models.Framework, framework_id)
    if base.state is EditionState.DRAFT:
        raise Impossible("framework_id")
    there = _draft_of(session, base.key)
    if there is not None:
        return there
    content = replace(editions.content(session, framework_id), retired={})
    row = _new(session, content, base.scale_id, framework_id)
    edition_rows.write(session, row, replace(_empty(content), levels=content.levels), content)
    _same_requirements(session, framework_id, row.id)
    job_descriptions.keep(session, row.id, job_descriptions.provisions(session, framework_id))
    journal.record(session, "begin", "framework", row.id, {"from": framework_id, "number": row.number})
    return row.id


def begin_from(
    session: Session,
    content: Edition,
    based_on: int | None = None,
    links: Sequence[Link] = (),
    provisions: Sequence[Provision] = (),
) -> int:
    """Begin a draft with the content of an imported or new model and return its id.

    With *based_on* it is the next edition of that model, and *links* propose what became of its items;
    otherwise it is a separate model. If the content has no levels, the file's are used; missing requirements
    come from the profiles before, provisions from the edition before unless *provisions* are given.

    Raises:
        Taken: if the model already has a draft.
        Unknown: if there is no such edition.
        MapFaulty: if a link does not fit its fate.
        Faulty: if the content has faults; then nothing is written.
    """
    scale = frameworks.scale(session)
    base: Edition | None = None
    if based_on is not None:
        row = existing(session, models.Framework, based_on)
        scale = frameworks.scale(session, row.scale_id)
        base = editions.content(session, based_on)
        content = with_requirements(replace(content, key=row.key), base)
        check(links)
    if not content.levels:
        content = replace(content, levels=scale.levels)
    if _draft_of(session, content.key) is not None:
        raise Taken("draft", content.title.ru)
    if found := faults(content, base):
        raise Faulty(found)
    row = _new(session, content, scale.id, based_on)
    edition_rows.write(session, row, replace(_empty(content), levels=scale.levels), content)
    if based_on is not None and base is not None:
        _same_requirements(session, based_on, row.id)
        version_links.keep(session, row.id, base, content, links, ())
        provisions = provisions or job_descriptions.provisions(session, based_on)
    job_descriptions.keep(session, row.id, provisions)
    data = {"from": based_on, "number": row.number, "items": len(content.items)}
    journal.record(session, "import", "framework", row.id, data)
    return row.id


def put(session: Session, framework_id: int, content: Edition) -> int:
    """Replace the content of a draft; return the number of changes. Putting the old content undoes it.

    Raises:
        Unknown: if there is no such edition.
        Published: if it is not a draft.
        Faulty: if the content has faults, such as a weight changed without a reason (law 11).
    """
    row = _draft(session, framework_id)
    old = editions.content(session, framework_id)
    base = None if row.based_on is None else editions.content(session, row.based_on)
    content = replace(content, key=row.key, retired=retirement.kept(content, base))
    if found := faults(content, base):
        raise Faulty(found)
    changes = differences(old, content)
    if old == content:
        return 0
    edition_rows.write(session, row, old, content)
    told = [[one.part.value, one.change.value, one.code] for one in changes[:_TOLD]]
    journal.record(session, "edit", "framework", framework_id, {"changes": told, "number": len(changes)})
    return len(changes)


def relate(
    session: Session, framework_id: int, links: Sequence[Link], confirmed: Collection[Link] | None = None
) -> None:
    """Set what became of items: the map records who confirmed which line, and when.

    *confirmed* are the lines that the actor confirms, all if None; the others remain proposed. Same and
    reworded items get the identity of the old ones, so that their history continues. Whatever is
    said to be merged gets the duties of all that were merged into it.

    Raises:
        Unknown: if an item does not exist.
        Published: if the edition is not a draft.
        MapFaulty: if a link does not fit its fate, or one item has two fates.
    """
    row = _draft(session, framework_id)
    if row.based_on is None:
        raise Unknown("framework", row.based_on)
    base, old = editions.content(session, row.based_on), editions.content(session, framework_id)
    check(links)
    keys = identities(links, base)
    known = {one.key for one in base.items}
    for code in (code for one in links if one.fate not in KEEPING for code in one.new):
        if old.item(code).key in known:
            keys[code] = new_uid(session)  # from now on it is a different item
    # What was said before stays as people left it.
    before = {one.link.said for one in version_links.lines(session, framework_id, base, old)}
    fresh = [one for one in links if one.said not in before]
    new = version_merge.with_duties_of_all(base, identify(old, keys), fresh)
    if found := faults(new):
        raise Faulty(found)
    _identify(session, row, base, old, new, links, links if confirmed is None else confirmed)


def relate_again(
    session: Session, framework_id: int, was: Edition, links: Sequence[Link], confirmed: Collection[Link]
) -> None:
    """Restore an earlier map and the item identities of *was*; everything else in the draft stays.

    Raises:
        Unknown, Published: as for ``relate``.
    """
    row = _draft(session, framework_id)
    if row.based_on is None:
        raise Unknown("framework", row.based_on)
    base, old = editions.content(session, row.based_on), editions.content(session, framework_id)
    keys = {one.code: one.key for one in was.items}
    said = [one.link for one in version_links.lines(session, framework_id, base, old)]
    back = version_merge.with_duties_of(identify(old, keys), was, [one for one in said if one not in links])
    _identify(session, row, base, old, back, links, confirmed)


def publish(session: Session, framework_id: int, note: str, shown: editions.Impact | None = None) -> str:
    """Publish a draft with its profiles and scale; from now on it never changes. Return its content hash.

    Open cycles, sheets and plans keep the edition they were opened with. What it affects is not counted here;
    the journal keeps what was *shown* of it, if anything was.

    Raises:
        Unknown: if there is no such edition.
        Published: if it is not a draft.
        NeedsReason: if the note is empty, and there is an edition before it from which it differs.
        Faulty: if something prevents it.
        NothingChanged: if it equals the edition before.
        Unconfirmed: if lines of the map are only proposed.
    """
    row = _draft(session, framework_id)
    why = reasons.words("note", note)
    if not why and row.based_on is not None:
        raise NeedsReason
    content = editions.content(session, framework_id)
    base = None if row.based_on is None else editions.content(session, row.based_on)
    if found := hindrances(content, base):
        raise Faulty(found)
    changes = () if base is None else differences(base, content)
    if base is not None and not changes:
        raise NothingChanged
    lines = version_links.lines(session, framework_id, base, content)
    if waiting := sum(one.waits for one in lines):
        raise Unconfirmed(waiting)
    if base is not None:
        links = [one.link for one in lines]
        settled = [one.link for one in lines if not one.waits]
        version_links.keep(session, framework_id, base, content, links, settled)
        _carry_groupings(session, row.based_on or 0, framework_id)
    profile_rows.publish(session, framework_id)
    scale = session.get_one(models.Scale, row.scale_id)
    if scale.state is EditionState.DRAFT:
        scale.state, scale.published_at = EditionState.PUBLISHED, now(session)
        session.add(scale)
    row.note, row.content_hash = why, content.hash
    row.published_at, row.published_on = now(session), today(session)
    row.published_by = actor_id(session)
    row.state = EditionState.PUBLISHED
    session.add(row)
    session.flush()
    starter_shelf.shelve(session, {one.key for one in content.items})
    data: journal.Told = {"number": row.number, "hash": row.content_hash, "changes": len(changes)}
    if shown is not None:
        data |= {"targets": shown.targets, "marks": shown.marks, "plans": shown.plans}
    journal.record(session, "publish", "framework", framework_id, data)
    return row.content_hash


def retire(session: Session, framework_id: int, reason: str) -> None:
    """Stop offering a published edition; what was made with it stays as it is.

    Raises:
        Unknown: if there is no such edition.
        NeedsReason: if the reason is empty.
        TooLong: if the reason is too long.
        Impossible: if the edition is not published, or is already retired.
        LastEdition: if it is the last published one of the file's first model.
    """
    row = existing(session, models.Framework, framework_id)
    why = reasons.reason(reason)
    if row.state is not EditionState.PUBLISHED:
        raise Impossible("state")
    first = session.exec(select(models.Framework.key).order_by(col(models.Framework.id))).first()
    others = session.exec(
        select(models.Framework.id).where(
            models.Framework.key == row.key,
            models.Framework.state == EditionState.PUBLISHED,
            models.Framework.id != framework_id,
        )
    ).first()
    if row.key == first and others is None:
        raise LastEdition
    row.state, row.retired_by = EditionState.RETIRED, actor_id(session)
    row.retired_at, row.retired_on = now(session), today(session)
    row.retire_note = why
    session.add(row)
    session.flush()
    session.info.get("cache", {}).pop(("framework", framework_id), None)
    journal.record(session, "retire", "framework", framework_id, {"number": row.number})


def review(session: Session, framework_id: int, on: date | None) -> None:
    """Set the day on which people want to review an edition; None removes it.

    Raises:
        Unknown: if there is no such edition.
    """
    row = existing(session, models.Framework, framework_id)
    row.review_on = on
    session.add(row)
    day = None if on is None else on.isoformat()
    journal.record(session, "review", "framework", framework_id, {"on": day})


def discard(session: Session, framework_id: int) -> None:
    """Discard a draft completely.

    Raises:
        Unknown: if there is no such edition.
        Published: if it is not a draft.
    """
    row = _draft(session, framework_id)
    content = editions.content(session, framework_id)
    session.exec(delete(models.VersionLink).where(col(models.VersionLink.framework_id) == framework_id))
    job_descriptions.drop(session, framework_id)
    nothing = replace(_empty(content), title=content.title, levels=content.levels)
    edition_rows.write(session, row, content, nothing)
    scale_id, number = row.scale_id, row.number
    session.delete(row)
    session.flush()
    edition_rows.drop_own_scale(session, scale_id)
    journal.record(session, "discard", "framework", framework_id, {"number": number})


def confirm_grouping(session: Session, framework_id: int, codes: Sequence[str]) -> None:
    """Confirm that items belong to their functions; the edition itself does not change.

    Raises:
        Unknown: if there is no such edition or item.
    """
    found = frameworks.framework(session, framework_id)
    functions = {one.code: one.id for one in found.functions}
    for code in codes:
        item = found.item(code)
        session.merge(
            models.GroupingCheck(
                function_id=functions[item.function],
                item_id=item.id,
                actor_id=actor_id(session),
                at=now(session),
                on=today(session),
            )
        )
    session.flush()
    journal.record(session, "confirm", "framework", framework_id, {"items": list(codes)[:_TOLD]})


def _identify(
    session: Session,
    row: models.Framework,
    base: Edition,
    old: Edition,
    new: Edition,
    links: Sequence[Link],
    confirmed: Collection[Link],
) -> None:
    if new != old:
        edition_rows.write(session, row, old, new)
    framework_id = row.id
    version_links.keep(session, framework_id, base, new, links, confirmed)
    told = [[one.fate.value, list(one.old), list(one.new)] for one in links[:_TOLD]]
    data = {"links": told, "number": len(links), "confirmed": len(confirmed)}
    journal.record(session, "relate", "framework", framework_id, data)


def _carry_groupings(session: Session, base_id: int, framework_id: int) -> None:
    """Carry confirmed groupings over where item and function are the same as before."""
    confirmed = session.exec(
        select(models.GroupingCheck, models.Item.key, models.Function.code)
        .join(models.Item, col(models.Item.id) == models.GroupingCheck.item_id)
        .join(models.Function, col(models.Function.id) == models.GroupingCheck.function_id)
        .where(models.Item.framework_id == base_id)
    ).all()
    places = {
        (key, code): (item_id, function_id)
        for item_id, key, function_id, code in session.exec(
            select(models.Item.id, models.Item.key, models.Function.id, models.Function.code)
            .join(models.Function, col(models.Function.id) == models.Item.function_id)
            .where(models.Item.framework_id == framework_id)
        )
    }
    for row, key, code in confirmed:
        if (key, code) in places:
            item_id, function_id = places[key, code]
            session.merge(
                models.GroupingCheck(
                    function_id=function_id or 0,
                    item_id=item_id or 0,
                    actor_id=row.actor_id,
                    at=row.at,
                    on=row.on,
                )
            )
    session.flush()


def _new(session: Session, content: Edition, scale_id: int, based_on: int | None) -> models.Framework:
    last = session.exec(
        select(models.Framework.number)
        .where(models.Framework.key == content.key)
        .order_by(col(models.Framework.number).desc())
    ).first()
    row = models.Framework(
        uid=new_uid(session),
        key=content.key,
        number=(last or 0) + 1,
        scale_id=scale_id,
        title_ru=content.title.ru,
        title_en=content.title.en,
        state=EditionState.DRAFT,
        based_on=based_on,
        content_hash="",
    )
    session.add(row)
    session.flush()
    return row


def _empty(content: Edition) -> Edition:
    return Edition(content.key, Text(""))


def _same_requirements(session: Session, base_id: int, framework_id: int) -> None:
    """Copy unchanged requirements in their raw form: the file stores more of them than the record has."""
    raw = {
        one.key: one.requirements
        for one in session.exec(
            select(models.Profile).where(
                models.Profile.framework_id == base_id, col(models.Profile.for_cycle_id).is_(None)
            )
        )
    }
    read = {one.key: one.requirements for one in frameworks.profiles_of(session, base_id)}
    for one in frameworks.profiles_of(session, framework_id):
        if read.get(one.key) == one.requirements:
            row = session.get_one(models.Profile, one.id)
            row.requirements = raw[one.key]
            session.add(row)
    session.flush()


def _draft_of(session: Session, key: str) -> int | None:
    return session.exec(
        select(models.Framework.id).where(
            models.Framework.key == key, models.Framework.state == EditionState.DRAFT
        )
    ).first()


def _draft(session: Session, framework_id: int) -> models.Framework:
    row = existing(session, models.Framework, framework_id)
    if row.state is not EditionState.DRAFT:
        raise Published
    return row
