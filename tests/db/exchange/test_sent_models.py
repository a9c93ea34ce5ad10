"""A framework goes to another file and is there word for word, published by whom and when as here."""

import hashlib
from dataclasses import replace
from fractions import Fraction

import pytest
from sqlmodel import Session, SQLModel, select

from db import models
from db.exchange import envelope, keys, sent_models
from db.file.store import Store
from db.framework import drafts, editions, frameworks
from db.journal import exports, reconcile
from db.models.types import now
from domain.canonical import canonical
from domain.errors import Impossible
from domain.exchange import strict
from domain.exchange.packet import Packet, PacketKind, SentModel
from domain.exchange.refusal import NotAccepted, Why
from domain.framework.edition import Edition
from domain.framework.framework import EditionState
from domain.framework.provision import Provision, Topic
from domain.text import Text
from tests.db import sample
from tests.db.conftest import Another
from tests.db.exchange.test_sealed_sheets import Place, acquaint, place


@pytest.fixture
def here(store: Store) -> Place:
    return place(store, "Соколова")


@pytest.fixture
def there(here: Place, another: Another) -> Place:
    other = place(another(), "Громов")
    acquaint(here, other, sample.add(here.store, "Громов"))
    acquaint(other, here, sample.add(other.store, "Соколова"))
    return other


def newest(at: Place) -> int:
    return at.store.read(lambda session: frameworks.newest(session).id)


def changed(at: Place, word: str) -> int:
    """Publish a next edition of the first model, which differs in everything that may differ."""
    store = at.store
    number = store.write(drafts.begin, newest(at))
    old = content(at, number)
    one, two, *rest = old.items
    question = replace(old.questions[one.code], twin=replace(old.questions[two.code], twin=None).of(one.code))
    profile, *profiles = old.profiles
    new = replace(
        old,
        title=Text(f"Модель {word}", None),
        items=(replace(one, text=Text(f"Знание {word}", "Knowledge")), two, *rest),
        questions={**old.questions, one.code: question},
        levels=(*old.levels[:4], replace(old.levels[4], short=Text(f"мастер {word}", None))),
        profiles=(replace(profile, pass_attainment=Fraction(7, 10)), *profiles),
    )
    store.write(drafts.put, number, new)
    store.write(drafts.publish, number, f"так решили: {word}")
    return number


def sent(here: Place, there: Place, framework_id: int) -> bytes:
    known = next(one for one in here.store.read(keys.known) if one.keys.signing == there.keys.public.signing)
    top, content = here.store.write(sent_models.outgoing, framework_id, known)
    data = envelope.sealed(top, content, here.keys)
    file_hash = hashlib.sha256(data).hexdigest()
    here.store.write(sent_models.handed_out, top, known, file_hash, framework_id)
    return data


def opened(at: Place, data: bytes) -> Packet:
    signers = {one.keys.signing for one in at.store.read(keys.known)}
    return envelope.opened(data, at.keys.sealing, at.keys.public.sealing, signers)


def take(at: Place, data: bytes) -> int | None:
    return at.store.write(sent_models.accept, opened(at, data), hashlib.sha256(data).hexdigest())


def content(at: Place, framework_id: int) -> Edition:
    return at.store.read(editions.content, framework_id)


def edition_row(session: Session, framework_id: int) -> models.Framework:
    return session.get_one(models.Framework, framework_id)


def profile_marks(session: Session, framework_id: int) -> list[tuple[str, str]]:
    of = models.Profile
    return sorted(session.exec(select(of.content_hash, of.uid).where(of.framework_id == framework_id)).all())


def links_of(session: Session, framework_id: int) -> list[tuple[str, str | None, str | None]]:
    of = models.VersionLink
    wanted = select(of.kind, of.from_key, of.to_key).where(of.framework_id == framework_id)
    return list(session.exec(wanted).all())


def count(session: Session, table: type[SQLModel]) -> int:
    return len(session.exec(select(table)).all())


def rows(at: Place) -> tuple[int, ...]:
    tables = models.Journal, models.Framework, models.Profile, models.Packet, models.Person, models.Scale
    return tuple(at.store.read(count, of) for of in tables)


def test_the_other_file_has_the_edition_word_for_word_by_whom_and_when(here: Place, there: Place) -> None:
    number = changed(here, "новая")
    found = take(there, sent(here, there, number))
    assert found is not None and content(there, found) == content(here, number)
    mine, other = here.store.read(edition_row, number), there.store.read(edition_row, found)
    for name in ("uid", "key", "number", "note", "content_hash", "published_at", "published_on"):
        assert getattr(mine, name) == getattr(other, name), name
    assert other.based_on == 1, "it joins its line of editions"
    author = there.store.read(lambda s: s.get_one(models.Person, other.published_by or 0))
    assert author.surname == "Соколова"
    assert there.store.read(profile_marks, found) == here.store.read(profile_marks, number)
    links = there.store.read(links_of, found)
    assert links == here.store.read(links_of, number) and links
    assert newest(there) == found
    assert there.store.read(reconcile.reconcile).problems == ()
    assert here.store.read(reconcile.reconcile).problems == ()


def test_the_same_again_changes_nothing(here: Place, there: Place) -> None:
    number = changed(here, "новая")
    data = sent(here, there, number)
    found = take(there, data)
    before = rows(there)
    assert take(there, data) is None
    assert rows(there) == before
    assert take(there, sent(here, there, number)) == found, "another packet with the same edition"
    assert rows(there)[1:3] == before[1:3]
    assert take(there, sent(here, there, 1)) == 1, "the shipped one is in every file"


def test_a_draft_of_the_same_model_stays_and_a_taken_number_becomes_the_next(
    here: Place, there: Place
) -> None:
    mine = changed(there, "своя")
    draft = there.store.write(drafts.begin, mine)
    found = take(there, sent(here, there, changed(here, "чужая")))
    assert found is not None
    lines = there.store.read(editions.editions)
    assert {one.id: (one.number, one.state) for one in lines} == {
        1: (1, EditionState.PUBLISHED),
        mine: (2, EditionState.PUBLISHED),
        draft: (3, EditionState.DRAFT),
        found: (4, EditionState.PUBLISHED),
    }
    there.store.write(drafts.discard, draft)


def test_sources_go_along_and_another_model_stands_beside_those_here(here: Place, there: Place) -> None:
    base = content(here, 1)
    lines = (Provision(Topic.RIGHTS, "Права", "4.1", "Сотрудник вправе", whole=True),)
    own = replace(
        base,
        key="8f14e45f-ceea-467a-9575-1234567890ab",
        title=Text("Своя модель"),
        profiles=tuple(replace(one, key=f"own-{one.phase}") for one in base.profiles),
    )
    number = here.store.write(drafts.begin_from, own, None, (), lines)
    here.store.write(drafts.publish, number, "первая")
    found = take(there, sent(here, there, number))
    assert found is not None
    assert there.store.read(editions.view, found).provisions == lines
    assert len(there.store.read(frameworks.current)) == 2


def test_only_an_edition_in_force_goes_out_and_it_is_listed_among_what_was_handed_out(
    here: Place, there: Place
) -> None:
    draft = here.store.write(drafts.begin, 1)
    with pytest.raises(Impossible):
        sent(here, there, draft)
    sent(here, there, 1)
    (last,) = here.store.read(exports.recent, ("packet",), 3)
    assert (last.document, last.ids) == ("packet", (1,))


def test_an_author_who_was_erased_is_left_out(here: Place, there: Place) -> None:
    number = changed(here, "новая")
    uid = here.store.read(lambda s: s.get_one(models.Person, here.me).uid)
    data = sent(here, there, number)

    def erased(session: Session) -> None:
        session.info["unjournaled"] = True
        session.add(models.Erasure(person_uid=uid, reason="по просьбе", at=now(session)))

    there.store.write(erased)
    people = rows(there)[4]
    found = take(there, data)
    assert found is not None and rows(there)[4] == people
    assert there.store.read(lambda s: s.get_one(models.Framework, found).published_by) is None


@pytest.mark.parametrize("how", ["hash", "profile", "faulty", "key", "uid"])
def test_a_model_that_is_not_what_it_says_is_refused_and_nothing_is_written(
    here: Place, there: Place, how: str
) -> None:
    packet = opened(there, sent(here, there, changed(here, "новая")))
    told = packet.content
    assert isinstance(told, SentModel)
    plain = strict.plain(told)
    match how:
        case "hash":
            plain["hashes"][0] = "ab" * 32
        case "profile":
            plain["edition"]["profiles"][0]["pass_attainment"] = "1/2"
        case "faulty":
            plain["edition"]["items"][0]["text"]["ru"] = ""
        case "key":
            plain["edition"]["items"][0]["key"] = "x"
        case _:
            plain["uids"][0] = there.store.read(lambda s: s.get_one(models.Framework, 1).uid)
            told = strict.record(SentModel, plain)
            before = rows(there)
            with pytest.raises(NotAccepted) as refused:
                there.store.write(sent_models.accept, replace(packet, content=told), "ab" * 32)
            assert refused.value.why is Why.OTHER_CONTENT and rows(there) == before
            return
    with pytest.raises(strict.NotStrict):
        strict.record(SentModel, strict.parsed(canonical(plain)))


def test_a_packet_with_the_shipped_model_is_small_and_read_back(here: Place, there: Place) -> None:
    data = sent(here, there, 1)
    assert len(data) < 100_000
    assert opened(there, data).head.kind is PacketKind.MODEL
