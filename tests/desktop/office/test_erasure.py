"""Erasing from beginning to end: the papers first, then the file, its log and copies without the person."""

import contextlib
import os
import shutil
import stat
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from sqlalchemy import insert, update
from sqlmodel import Session, select

from db import models
from db.assessing import people
from db.assessing.facts import evidence
from db.file import keys, lock
from db.file.container import unpack
from db.file.copies import State, Why, listed
from db.file.store import Store
from db.file.triggers import TRIGGERS
from db.journal import exports, journal, outstanding
from db.people.erasure_map import WORDS
from db.people.erasure_rows import cards, going, left, scope
from desktop.office import copied, erasure
from desktop.office.cli.cli import main
from domain.assessing.evidence import Polarity
from domain.event import PRINTED
from domain.outstanding import Task
from domain.people.erasure import Choice, Order
from domain.people.person import Admission, Person, PersonKind
from domain.progress import Progress
from resources import i18n
from tests import prepared
from tests.faults.sizes import size
from tests.killing import killed_at
from tests.reports import reading

WHY = "отзыв согласия от 20.11.2026"
PAGE, RESERVE, SALT = 4096, 80, 16


@pytest.fixture(autouse=True)
def russian(monkeypatch: pytest.MonkeyPatch) -> None:
    """Speak Russian, whatever the computer speaks, in a wide terminal."""
    monkeypatch.setenv("MERILO_LANG", "ru")
    monkeypatch.setenv("COLUMNS", "160")
    monkeypatch.delenv("MERILO_PASSWORD", raising=False)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A file with a candidate, and a note about another one that names her."""
    path = prepared.empty(tmp_path / "Север.merilo")
    store = Store.open(path)
    store.act_as(store.write(people.add, Person(kind=PersonKind.EMPLOYEE, surname="Соколова", is_actor=True)))
    she, other = (
        store.write(people.add, Person(kind=PersonKind.CANDIDATE, surname=one, given="Ольга"))
        for one in ("Мельник", "Лебедева")
    )
    today = store.read(models.types.today)
    store.write(evidence.note, she, [1], "отвечала уверенно", Polarity.FOR, today)
    store.write(evidence.note, other, [1], "сменяла Мельник", Polarity.FOR, today)
    store.close()
    return path


def run(file: Path, *arguments: str, code: str = "C-0001") -> int:
    return main(
        ["erase", str(file), "--person", code, "--reason", WHY, "--out", str(file.parent), *arguments]
    )


def names(file: Path) -> list[str]:
    with contextlib.closing(Store.open(file)) as store:
        return [one.surname for one in store.read(people.everybody)]


def test_a_trial_run_tells_what_goes_and_changes_nothing(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(file, "--dry-run") == 0
    told = capsys.readouterr().out
    assert "Мельник Ольга, код C-0001" in told
    assert "Факты и заметки: 1" in told
    assert "сменяла Мельник" in told
    assert "Мельник" in names(file)
    assert list(file.parent.glob("*.pdf")) == []
    assert listed(file) == ()


def test_nobody_is_erased_while_words_of_others_wait_for_a_decision(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(file) == 1
    assert "--others remove" in capsys.readouterr().err
    assert "Мельник" in names(file)
    assert listed(file) == (), "nothing was begun"
    assert list(file.parent.glob("*.pdf")) == []


def test_the_two_papers_name_the_person_and_nothing_else_does(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with contextlib.closing(Store.open(file)) as store:
        store.copies.take(Why.BY_HAND)
    assert run(file, "--others", "remove") == 0
    assert "2 копии переписаны" in capsys.readouterr().out
    with contextlib.closing(Store.open(file)) as store:
        found = store.copies.listed()
        assert [one.why for one in found] == [Why.ERASURE, Why.BY_HAND], "one was made before the act"
        told = [copied.occasion(one, i18n.words("ru")) for one in found]
        assert told == ["перед удалением данных, переписана", "вручную, переписана"]
        assert in_copies(store) == set()
        assert all(store.copies.check(one).state is State.SOUND for one in found)
    act, extract = sorted(file.parent.glob("*.pdf"))
    for paper in (act, extract):
        assert "Мельник" not in paper.name
        for words in ("Мельник Ольга", "C-0001", WHY, "№ 179"):
            assert words in reading.whole(paper)
    assert names(file) == ["Лебедева", "Соколова"]
    assert main(["check", str(file)]) == 0
    assert run(file) == 1, "erased already"


def test_the_act_lists_what_was_handed_out_and_only_its_owner_may_read_it(file: Path) -> None:
    out = file.parent / "документы"
    assert main(["export", "subject-copy", str(file), "--person", "C-0001", "--out", str(out)]) == 0
    with contextlib.closing(Store.open(file)) as store:
        handed = (PRINTED,)
        store.write(exports.record, "consent", exports.Of.PERSON, (2,), handed, 1)
    acts = file.parent / "акты"
    acts.mkdir()
    acts.chmod(0o755)
    assert run(file, "--others", "remove", "--out", str(acts)) == 0
    act, extract = sorted(acts.glob("*.pdf"))
    text = reading.whole(act)
    assert "Копия персональных данных" in text
    assert "JSON, PDF" in text
    assert "напечатан" in text
    assert "Копия персональных данных" not in reading.whole(extract)
    if sys.platform != "win32":
        assert {stat.S_IMODE(one.stat().st_mode) for one in (act, extract)} == {0o600}


def test_a_copy_that_cannot_be_made_is_told_and_keeps_nobody_from_erasing(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file.with_name("Север-backups").write_text("in the way")
    assert run(file, "--others", "remove") == 0
    assert capsys.readouterr().err.startswith(
        "Копию файла сделать не удалось, стирание продолжается без неё."
    )
    assert "Мельник" not in names(file)


def test_an_act_without_documents_handed_out_says_so(file: Path) -> None:
    assert run(file, "--others", "remove") == 0
    act, _extract = sorted(file.parent.glob("*.pdf"))
    assert "не выгружался" in reading.whole(act)


def test_kept_words_of_others_stay_as_they_are(file: Path) -> None:
    assert run(file, "--others", "keep") == 0
    with contextlib.closing(Store.open(file)) as store:
        texts = store.read(lambda session: session.exec(select(models.Evidence.text)).all())
        assert texts == ["сменяла Мельник"]
        assert store.checkup() == ()


def test_a_folder_that_takes_no_paper_keeps_the_person(file: Path, tmp_path: Path) -> None:
    nowhere = tmp_path / "нет такой"
    arguments = ("--person", "C-0001", "--reason", WHY, "--others", "remove", "--out", str(nowhere))
    assert main(["erase", str(file), *arguments]) == 1
    assert "Мельник" in names(file)


def test_a_window_that_has_the_file_open_is_named(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with contextlib.closing(Store.open(file)) as store:
        held = lock.take(file, store.read(lambda session: session.info["clock"]))
        try:
            assert run(file, "--others", "remove") == 1
        finally:
            held.release()
    assert capsys.readouterr().err
    assert "Мельник" in names(file)


def test_copies_on_a_stick_that_is_away_are_named_and_rewritten_once_it_is_back(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    stick, drawer = tmp_path / "флешка", tmp_path / "ящик стола"
    stick.mkdir()
    with contextlib.closing(Store.open(file)) as store:
        store.copies.take(Why.BY_HAND, where=stick)
        stick.rename(drawer)
        done = erasure.erase(store, Order(2, WHY, "", others=Choice.REMOVE), file.parent, second=stick)
        assert done.left == (stick,)
        assert tasks(store) == [(Task.FOLDER, stick)]
    assert main(["finish", str(file)]) == 1
    assert str(stick) in capsys.readouterr().err
    drawer.rename(stick)
    assert main(["finish", str(file)]) == 0
    assert "1 копия переписана" in capsys.readouterr().out
    with contextlib.closing(Store.open(file)) as store:
        assert tasks(store) == []
        assert in_copies(store, stick) == set()
        assert store.checkup() == ()


def test_an_empty_mount_point_settles_no_copy_of_the_stick_that_is_away(file: Path, tmp_path: Path) -> None:
    stick, drawer = tmp_path / "флешка", tmp_path / "ящик стола"
    stick.mkdir()
    with contextlib.closing(Store.open(file)) as store:
        copies = [store.copies.take(Why.BY_HAND, where=stick).copy.path for _ in range(2)]
        stopped = Progress()
        stopped.cancel()
        order = Order(2, WHY, "", others=Choice.REMOVE)
        erasure.erase(store, order, file.parent, stopped, second=stick)
        stick.rename(drawer)
        stick.mkdir()
        found = erasure.finish(store)
        assert set(found.left) == set(copies)
        assert {one for _task, one in tasks(store)} == set(copies)
        stick.rmdir()
        drawer.rename(stick)
        copies[0].unlink()
        assert erasure.finish(store).whole, "the folder is there, and one copy was removed by somebody"
        assert tasks(store) == []
        assert in_copies(store, stick) == set()


def test_an_erasure_beside_an_empty_mount_point_names_the_folder_of_the_stick(
    file: Path, tmp_path: Path
) -> None:
    stick, drawer = tmp_path / "флешка", tmp_path / "ящик стола"
    stick.mkdir()
    with contextlib.closing(Store.open(file)) as store:
        store.copies.take(Why.BY_HAND, where=stick)
        stick.rename(drawer)
        stick.mkdir()
        done = erasure.erase(store, Order(2, WHY, "", others=Choice.REMOVE), file.parent, second=stick)
        assert done.left == (stick,)
        assert tasks(store) == [(Task.FOLDER, stick)]
        stick.rmdir()
        drawer.rename(stick)
        assert erasure.finish(store).whole
        assert in_copies(store, stick) == set()


def test_copies_in_a_folder_that_nobody_knew_are_rewritten_by_command(file: Path, tmp_path: Path) -> None:
    stick = tmp_path / "флешка"
    stick.mkdir()
    with contextlib.closing(Store.open(file)) as store:
        store.copies.take(Why.BY_HAND, where=stick)
    assert run(file, "--others", "remove") == 0
    assert main(["finish", str(file), "--copies", str(stick)]) == 0
    with contextlib.closing(Store.open(file)) as store:
        assert in_copies(store, stick) == set()


def test_copies_not_reached_after_the_act_are_named_and_the_papers_stay(file: Path) -> None:
    with contextlib.closing(Store.open(file)) as store:
        copy = store.copies.take(Why.BY_HAND).copy
        stopped = Progress()
        stopped.cancel()
        done = erasure.erase(store, Order(2, WHY, "", others=Choice.REMOVE), file.parent, stopped)
        assert done.left == (copy.path,)
        assert all(one.exists() for one in done.papers)
        assert in_copies(store) == {copy.path.name}
        assert tasks(store) == [(Task.COPY, copy.path)]
        assert erasure.finish(store).whole
        assert in_copies(store) == set()
        assert tasks(store) == []


def test_a_copy_that_is_lost_is_no_longer_counted_once_somebody_says_so(file: Path, tmp_path: Path) -> None:
    stick = tmp_path / "флешка"
    stick.mkdir()
    with contextlib.closing(Store.open(file)) as store:
        store.copies.take(Why.BY_HAND, where=stick)
        stick.rename(tmp_path / "пропала")
        erasure.erase(store, Order(2, WHY, "", others=Choice.REMOVE), file.parent, second=stick)
        (task,) = store.read(outstanding.outstanding)
        store.write(outstanding.give_up, [task.id])
        last = store.read(lambda session: session.get_one(models.Journal, journal.head(session)[0]))
        assert (last.act, last.data) == ("give_up", {"places": [[task.event, "folder"]]})
        assert erasure.finish(store).whole
        assert store.checkup() == ()


def test_documents_whose_folder_went_after_the_act_are_kept_in_the_file_until_they_are_saved(
    file: Path, tmp_path: Path
) -> None:
    stick = tmp_path / "флешка"
    stick.mkdir()
    papers = {"act.pdf": b"%PDF act", "extract.pdf": b"%PDF extract"}
    with contextlib.closing(Store.open(file)) as store:
        new = [(Task.PAPER, stick / name, content) for name, content in papers.items()]

        def act(session: Session) -> None:
            session.info["unjournaled"] = True
            outstanding.write_down(session, new, 1)

        store.write(act)
        copy = store.copies.take(Why.BY_HAND).copy
        stick.rmdir()
        assert set(erasure.finish(store).unsaved) == {stick / name for name in papers}
        stick.mkdir()
        (stick / "act.pdf").write_bytes(b"another act of that name")
        part, other = (stick / f".merilo-{letter * 16}.part" for letter in "ab")
        part.write_bytes(papers["act.pdf"])
        other.write_bytes(b"%PDF of a job")
        saved = erasure.finish(store).papers
        assert [one.name for one in saved] == ["act (2).pdf", "extract.pdf"]
        assert [one.read_bytes() for one in saved] == list(papers.values())
        assert not part.exists(), "it names the person"
        assert other.exists()
        assert tasks(store) == []
        part = tmp_path / "copy.out"
        unpack(copy.path, part)
        assert b"%PDF" not in decrypted(part, dek(file)), "the copy made meanwhile holds the papers no more"


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_a_kill_at_any_step_of_an_erasure_leaves_nothing_or_something_that_is_named(
    file: Path, tmp_path: Path
) -> None:
    with contextlib.closing(Store.open(file)) as store:
        store.copies.take(Why.BY_HAND)
    outcomes: list[str] = []
    every = size("erasure_steps")
    for step in range(0, 1000, every):
        room = tmp_path / f"kill-{step}"
        (room / "out").mkdir(parents=True)
        for one in file.parent.glob("Север*"):
            (shutil.copytree if one.is_dir() else shutil.copy)(one, room / one.name)
        ended = killed_at(step, room, partial(erasing, room / file.name, room / "out"))
        outcomes.append(looked_at(room / file.name, room / "out"))
        shutil.rmtree(room)
        if ended:
            break
    assert len(outcomes) * every > 20, "each file that is written, named or removed is a step"
    assert list(dict.fromkeys(outcomes)) == ["not erased", "copied", "to be finished", "finished"]


def erasing(file: Path, out: Path) -> Callable[[], object]:
    """Return the command that erases the person."""
    return partial(run, file, "--others", "remove", "--out", str(out))


def looked_at(file: Path, out: Path) -> str:
    """Return what became of the erasure; whatever is left must be named, and is finished by an opening."""
    with contextlib.closing(Store.open(file)) as store:
        assert store.checkup() == ()
        if any(one.surname == "Мельник" for one in store.read(people.everybody)):
            assert list(out.glob("*.pdf")) == [], "no act of destruction of what was not destroyed"
            assert tasks(store) == []
            made = store.copies.listed()
            assert all(store.copies.check(one).state is State.SOUND for one in made)
            return "copied" if made[0].why is Why.ERASURE else "not erased"
        waiting = tasks(store)
        if in_copies(store):
            assert (Task.COPY, store.copies.listed()[0].path) in waiting
        named = [place for task, place in waiting if task is Task.PAPER]
        assert len(set(named) | set(out.glob("*.pdf"))) == 2
        assert erasure.finish(store).whole
        assert tasks(store) == []
        assert in_copies(store) == set()
        papers = sorted(out.glob("*.pdf"))
        assert len(papers) == 2
        assert all("Мельник Ольга" in reading.whole(one) for one in papers)
        assert b"%PDF" not in decrypted(file, dek(file))
        return "to be finished" if waiting else "finished"


def tasks(store: Store) -> list[tuple[Task, Path]]:
    return [(one.task, one.place) for one in store.read(outstanding.outstanding)]


def in_copies(store: Store, second: Path | None = None) -> set[str]:
    """Return the copies in which the surname is still to be read."""
    found: set[str] = set()
    for copy in store.copies.listed(second):
        part = copy.path.with_suffix(".out")
        unpack(copy.path, part)
        if "Мельник".encode() in decrypted(part, dek(store.path)):
            found.add(copy.path.name)
        part.unlink()
    return found


def dek(path: Path) -> bytes:
    (slot,) = keys.load(path).slots
    assert isinstance(slot, keys.OpenSlot)
    return slot.dek


def decrypted(path: Path, key: bytes) -> bytes:
    """Return every page as it is under its encryption, also pages that no table uses any more."""
    raw, made = path.read_bytes(), bytearray()
    for at in range(0, len(raw), PAGE):
        page = raw[at : at + PAGE]
        head = SALT if at == 0 else 0
        seal = modes.CBC(page[PAGE - RESERVE : PAGE - RESERVE + 16])
        plain = Cipher(algorithms.AES(key), seal).decryptor()
        made += plain.update(page[head : PAGE - RESERVE]) + plain.finalize()
    return bytes(made)


# The gate of a release: a marker in every text about the person, and the surname in the words of others.


@pytest.fixture
def marked(tmp_path: Path) -> Iterator[tuple[Store, int, list[str]]]:
    store = Store.open(prepared.demo(tmp_path / "d.merilo"))
    person = store.read(people.by_code, "E-0337")
    markers = store.write(_mark, person.id)
    yield store, person.id, markers
    store.close()


def _mark(session: Session, person_id: int) -> list[str]:
    """Write a marker into each text of each row about the person, and the surname into a text of others."""
    session.info["unjournaled"] = True
    run = session.connection().exec_driver_sql
    for (name,) in run("SELECT name FROM sqlite_master WHERE type = 'trigger'").all():
        run(f'DROP TRIGGER "{name}"')
    of = scope(session, cards(session, person_id))
    gone = {one.table: one.where for one in going(of, marks_kept=False)}
    markers: list[str] = []

    def marker() -> str:
        markers.append(f"метка{len(markers):03}клеймо")
        return markers[-1]

    row = session.get_one(models.Person, person_id)
    row.surname = "Клеймёнов"
    for field in ("given", "patronymic", "contact", "post", "basis", "left_reason", "personnel_no", "code"):
        setattr(row, field, marker())
    row.left_on = models.types.today(session)
    session.flush()
    for table in (models.Education, models.Experience, models.Medical, models.BasisPaper, models.NoteDraft):
        _give_a_row(session, table, person_id)
    for words in WORDS:
        table = getattr(models, words.table)
        column = getattr(table, words.column)
        plain = words.column not in ("content", "own_requirements")
        if table in gone and plain:
            session.exec(update(table).where(gone[table]).values({words.column: marker()}))
        if plain and words.table not in ("Person", "Erasure", "Organisation"):
            others = update(table).where(left(of, table), column.is_not(None), column != "")
            session.exec(others.values({words.column: "спросить у Клеймёнова"}))
    for trigger in TRIGGERS:
        run(trigger)
    return markers


def _give_a_row(session: Session, table: type[models.Table], person_id: int) -> None:
    now = models.types.now(session)
    known: dict[str, object] = {"person_id": person_id, "level": "-", "area": "-", "months": 1, "kind": "-"}
    known |= {
        "text": "-",
        "form": "-",
        "admitted": Admission.PENDING,
        "author_id": person_id,
        "saved_at": now,
    }
    columns = {one.name for one in table.__table__.columns}  # type: ignore[attr-defined]
    values = {name: value for name, value in known.items() if name in columns}
    session.exec(insert(table).values(values))


def test_no_marker_of_an_erased_person_is_left_anywhere_but_in_the_act_and_its_extract(
    marked: tuple[Store, int, list[str]], tmp_path: Path
) -> None:
    store, person_id, markers = marked
    assert len(markers) >= 50
    store.copies.take(Why.BY_HAND)
    out = tmp_path / "акты"
    out.mkdir()
    cut_short = store.path.with_name(".merilo-0123456789abcdef.part")
    cut_short.write_text("Клеймёнов", "utf-8")
    os.utime(cut_short, (0, 0))
    order = Order(person_id, WHY, "", marks_kept=False, others=Choice.REMOVE)
    done = erasure.erase(store, order, out)
    assert done.compact
    assert (done.rewritten, done.left) == (1, ())
    log = store.path.with_name(store.path.name + "-wal")
    assert not log.exists() or log.stat().st_size == 0
    plain = decrypted(store.path, dek(store.path))
    assert [words for words in (*markers, "Клеймён", "клеймён") if words.encode() in plain] == []
    for copy in store.copies.listed():
        part = tmp_path / "copy.out"
        unpack(copy.path, part)
        plain = decrypted(part, dek(store.path))
        assert [words for words in (*markers, "Клеймён", "клеймён") if words.encode() in plain] == []
        part.unlink()
    assert list(tmp_path.rglob(".merilo-*")) == []
    for paper in done.papers:
        assert "Клеймёнов" in reading.whole(paper)
