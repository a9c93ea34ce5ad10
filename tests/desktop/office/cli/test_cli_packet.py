"""``merilo packet``: keys, invitations and sealed sheets between files, by the commands alone."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlmodel import Session, select

from db import models
from db.assessing import people
from db.assessing.sheet import sheets
from db.exchange import packets
from db.file.store import Store
from db.framework import drafts, editions
from db.hiring import campaigns
from desktop.office.cli.cli import main
from desktop.office.exchange import carrying, sending
from domain.mark import Mark, Role
from domain.text import Text
from tests.db import sample
from tests.desktop.office.exchange.places import ASSESSORS, Exchange, place

_OPENED: tuple[tuple[str, ...], ...] = (), ("Открыты 2 запечатанных листа.",)


def said(capsys: pytest.CaptureFixture[str]) -> list[str]:
    out = capsys.readouterr()
    assert out.err == ""
    return out.out.splitlines()


def code_of(session: Session, person_id: int) -> str:
    return session.get_one(models.Person, person_id).code


def rate(file: Path, role: Role) -> str:
    """Hand in the sheet of the only case in the file, and return the code of who is rated."""
    store = Store.open(file)
    case = store.read(lambda session: session.exec(select(models.Case)).one())
    wanted = select(models.Person.id).where(models.Person.is_actor == True)  # noqa: E712
    me = store.read(lambda session: session.exec(wanted).one())
    store.act_as(me)
    sample.sheet(store, case.id, me, role, 3)
    code = store.read(code_of, case.person_id)
    store.close()
    return code


def key(capsys: pytest.CaptureFixture[str], file: Path) -> tuple[str, str]:
    """Return the key file and the six groups."""
    assert main(["packet", "key", str(file), "--to", str(file.parent)]) == 0
    path, groups = said(capsys)
    return path, groups


def test_sheets_for_which_nobody_is_awaited_any_more_are_opened_by_a_command(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    at = Exchange(tmp_path)
    store = at.hr.store
    other = sample.add(store, "Белов", is_actor=True)
    store.write(campaigns.assign, at.case, other, Role.EXPERT)
    made = sending.invite(store, at.case, None, (other,))
    first, second = sending.write(store, at.folder, *made)
    at.hr.take(at.rated(0, first, 4))
    opens = ["packet", "open", str(store.path), "--case", store.read(code_of, at.person)]
    opens += ["--as", store.read(code_of, at.hr.me)]
    assert main(opens) != 0
    assert "не хватает" in capsys.readouterr().err
    at.hr.take(at.rated(1, second, 1))
    assert main(opens) == 0
    assert said(capsys) == ["Открывать пока нечего: посмотрите, кого ещё ждём."]
    store.write(people.dismiss, other, store.read(packets.day) - timedelta(days=40), "уволился")
    assert main(opens) == 0
    assert said(capsys) == ["Открыты 2 запечатанных листа."]
    assert set(at.levels()) == {4, 1}
    at.close()


def test_two_files_exchange_an_invitation_and_a_sheet(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    at = Exchange(tmp_path)
    people = at.person, *at.seats, at.hr.me
    rated, *invited, sender = (at.hr.store.read(code_of, one) for one in people)
    at.close()
    hr, *others = (str(tmp_path / f"{one}.merilo") for one in ("hr", *(name for name, _role in ASSESSORS)))
    sent = tmp_path / "отправить"
    sent.mkdir()
    work = ["--as", sender]
    assert main(["packet", "make", hr, "invitation", "--case", rated, "--to", str(sent), *work]) == 0
    paths = [one.split(": ")[0] for one in said(capsys)]
    assert [Path(one).name for one in paths] == [
        f"Приглашение-к-оценке-{rated}-{code}.merilo-packet" for code in invited
    ]
    assert main(["packet", "read", others[0], paths[0], "--dry-run", "--keep", "here"]) == 0
    (line,) = said(capsys)
    assert "Приглашение к оценке" in line and "Лебедева" in line and "Соколова" in line
    sheet = ""
    for file, path, (_name, role), opened in zip(others, paths, ASSESSORS, _OPENED, strict=True):
        assert main(["packet", "read", file, path]) == 0
        assert said(capsys)[1] == "Пакет принят."
        person = rate(Path(file), role)
        assert main(["packet", "make", file, "sheet", "--case", person, "--to", str(sent)]) == 0
        sheet = said(capsys)[0].split(": ")[0]
        assert main(["packet", "read", hr, sheet, *work]) == 0
        assert said(capsys)[1:] == ["Пакет принят.", *opened]
    assert main(["packet", "read", hr, sheet, *work]) == 0
    assert said(capsys)[-1] == "Этот пакет уже принят: ничего не меняется."
    assert main(["packet", "list", hr]) == 0
    assert [one.split(" · ")[1] for one in said(capsys)] == ["получен", "получен", "отправлен", "отправлен"]


def test_a_key_is_known_only_by_its_six_groups(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    at = Exchange(tmp_path)
    code = at.hr.store.read(code_of, at.seats[0])
    at.close()
    path, groups = key(capsys, tmp_path / "Громов.merilo")
    assert len(groups.split()) == 6 and Path(path).name == "Ключ Громов.merilo-key"
    know = ["packet", "know", str(tmp_path / "hr.merilo"), path, "--person", code, "--groups"]
    assert main([*know, "1111 2222 3333 4444 5555 6666"]) == 1
    assert "Шесть групп не совпадают" in capsys.readouterr().err
    assert main([*know, groups.lower()]) == 0
    assert said(capsys) == ["Ключ известен: Громов."]
    assert main(["packet", "read", str(tmp_path / "hr.merilo"), path]) == 1
    assert "не пакет" in capsys.readouterr().err


def test_a_framework_goes_along_and_a_case_goes_and_comes_back(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    at = Exchange(tmp_path)
    code, rated = (at.hr.store.read(code_of, one) for one in (at.seats[0], at.person))
    at.close()
    home, laptop = str(tmp_path / "hr.merilo"), str(tmp_path / "Громов.merilo")

    def made(file: str, *more: str) -> str:
        assert main(["packet", "make", file, *more, "--to", str(tmp_path)]) == 0
        return said(capsys)[0].split(": ")[0]

    framework = made(home, "framework", "--person", code, "--as", code)
    assert main(["packet", "read", laptop, framework]) == 0
    assert said(capsys)[-1] == "Пакет принят."
    case = ("case", "--case", rated, "--as", code)
    packet = made(home, *case)
    assert Path(packet).name == f"Взятая-с-собой-оценка-{rated}.merilo-packet"
    assert main(["packet", "make", home, *case]) == 1
    assert "взяли этот лист с собой" in capsys.readouterr().err
    assert main(["packet", "read", laptop, packet]) == 0
    assert "Лебедева" in said(capsys)[0]
    person = rate(Path(laptop), Role.MANAGER)
    back = made(laptop, "back", "--case", person)
    assert main(["packet", "read", home, back, "--as", code, "--keep", "brought"]) == 0
    assert "Оценка возвращена" in said(capsys)[0]
    store = Store.open(Path(home))
    assert store.read(lambda session: session.exec(select(models.Sheet.state)).all()) == ["submitted"]
    store.close()


def test_a_result_goes_to_who_may_see_it_is_kept_printed_and_erased(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    at = Exchange(tmp_path)
    gromov, orlov, rated, sender = (
        at.hr.store.read(code_of, one) for one in (*at.seats, at.person, at.hr.me)
    )
    home, other = tmp_path / "hr.merilo", tmp_path / "Громов.merilo"
    make = ["packet", "make", str(home), "result", "--case", rated, "--as", sender, "--to", str(tmp_path)]
    for seat, code, (_name, role) in zip(at.seats, (gromov, orlov), ASSESSORS, strict=True):
        assert main([*make, "--person", code]) == 1
        assert "Отметки скрыты" in capsys.readouterr().err, "blind until all are in"
        at.hr.store.act_as(seat)
        sample.sheet(at.hr.store, at.case, seat, role, 3)
    at.close()
    assert main([*make, "--person", gromov]) == 0
    packet = said(capsys)[0].split(": ")[0]
    assert main(["packet", "read", str(other), packet]) == 0
    line, taken = said(capsys)
    assert "Результат оценки" in line and "Лебедева" in line and taken == "Пакет принят."
    paper = ["packet", "paper", str(other), packet, "--to", str(tmp_path)]
    assert main(paper) == 0
    (path,) = said(capsys)
    assert Path(path).read_bytes().startswith(b"%PDF-")
    assert main([*paper, "--erase"]) == 0
    assert said(capsys) == ["Документ стёрт."]
    assert main(paper) == 1
    capsys.readouterr()
    store = Store.open(other)
    assert store.read(lambda session: session.exec(select(models.Packet.body)).all()) == [None]
    store.close()


def test_what_both_files_changed_is_shown_with_both_sides_and_settled(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    at = Exchange(tmp_path)
    me, home = at.seats[0], at.hr.store
    code, rated, hr = (home.read(code_of, one) for one in (me, at.person, at.hr.me))
    home.act_as(me)
    laptop = at.assessors[0]
    (path,) = sending.write(home, tmp_path, carrying.take_along(home, at.case))
    there = laptop.take(path).case_id
    assert there is not None
    carrying.take_back(home, at.case)
    for store, case_id, who, level in ((home, at.case, me, 1), (laptop.store, there, laptop.me, 4)):
        sheet = store.write(sheets.open_sheet, case_id, who, Role.MANAGER)
        store.write(sheets.rate, sheet, 1, Mark.rated(level))
    (back,) = sending.write(laptop.store, tmp_path, carrying.bring_back(laptop.store, there))
    at.close()
    *read, _whose = "packet", "read", str(tmp_path / "hr.merilo"), str(back), "--as", ""
    assert main([*read, hr]) == 1
    assert len(capsys.readouterr().out.split()) == 1, "whose sheet it is not sees no mark of it"
    read = [*read, code]
    assert main(read) == 1
    out = capsys.readouterr()
    assert out.out.strip().endswith("здесь 1, принесли 4") and "--keep here" in out.err
    assert main([*read, "--keep", "brought"]) == 0
    assert rated in back.name and said(capsys)[-1] == "Пакет принят."
    again = Store.open(tmp_path / "hr.merilo")
    assert again.read(lambda session: session.exec(select(models.Mark.level)).all()) == [4]
    again.close()


def test_a_framework_is_named_by_its_title_as_a_person_knows_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    at = Exchange(tmp_path)
    store, code = at.hr.store, at.hr.store.read(code_of, at.seats[0])
    base = store.read(editions.content, 1)
    for key in ("8f14e45f-ceea-467a-9575-1234567890ab", "1a2b3c4d-ceea-467a-9575-1234567890ab"):
        number = store.write(drafts.begin_from, replace(base, key=key, title=Text("Кассир", "Cashier")), None)
        store.write(drafts.publish, number, "первая")
    second = store.write(drafts.begin, number)
    store.write(drafts.put, second, replace(store.read(editions.content, second), title=Text("Оператор")))
    store.write(drafts.publish, second, "иначе названа")
    shipped = base.title.ru
    at.close()

    def make(*named: str) -> int:
        file = str(tmp_path / "hr.merilo")
        to = "--person", code, "--to", str(tmp_path)
        return main(["packet", "make", file, "framework", *named, *to])

    for named in (("--model", shipped[:12].upper()), ("--model", "cashier"), ("--model", "опер")):
        assert make(*named) == 0
        assert len(said(capsys)) == 1
    assert make("--model", "оператор", "--edition", "1") == 0
    said(capsys)
    assert make("--model", "Повар") == 1
    error = capsys.readouterr().err
    assert "Модели «Повар» нет" in error and "Кассир, Оператор" in error and shipped in error
    assert make("--model", "") == 1
    capsys.readouterr()


def test_a_title_of_two_frameworks_is_refused_with_names_that_tell_them_apart(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    at = Exchange(tmp_path)
    store, code = at.hr.store, at.hr.store.read(code_of, at.seats[0])
    base = store.read(editions.content, 1)
    for key in ("8f14e45f-ceea-467a-9575-1234567890ab", "1a2b3c4d-ceea-467a-9575-1234567890ab"):
        number = store.write(drafts.begin_from, replace(base, key=key, title=Text("Кассир")), None)
        store.write(drafts.publish, number, "первая")
    at.close()
    make = ["packet", "make", str(tmp_path / "hr.merilo"), "framework", "--person", code]
    make += ["--to", str(tmp_path), "--model"]
    assert main([*make, "Кассир"]) == 1
    assert "Кассир-8f14, Кассир-1a2b" in capsys.readouterr().err
    assert main([*make, "Кассир-1a2b"]) == 0


def test_what_is_missing_in_the_command_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for what, asked in (("framework", "--person"), ("case", "--case"), ("invitation", "--case")):
        with pytest.raises(SystemExit):
            main(["packet", "make", str(tmp_path / "hr.merilo"), what])
        assert f"packet make {what}: {asked}" in capsys.readouterr().err


def test_the_second_named_person_gives_the_share_of_whoever_dropped_out(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    at = Exchange(tmp_path)
    keeper = place(tmp_path / "Зимина.merilo", "Зимина")
    seat = sample.add(at.hr.store, "Зимина")
    at.hr.knows(keeper, seat)
    keeper.knows(at.hr, sample.add(keeper.store, "Соколова"))
    first, _second, kept = at.invited(seat)
    assert at.hr.take(at.rated(0, first, 4)).opened == 0
    people = at.person, at.seats[1], at.hr.me
    rated, out, sender = (at.hr.store.read(code_of, one) for one in people)
    keeper.store.close()
    at.close()
    file = str(tmp_path / "Зимина.merilo")
    assert main(["packet", "read", file, str(kept)]) == 0
    give = ["packet", "give", file, "--case", rated, "--to", str(tmp_path), "--reason", "уволился"]
    capsys.readouterr()
    assert main([*give, "--assessor", "нет такого"]) == 1
    assert main([*give, "--assessor", out]) == 0
    path = capsys.readouterr().out.splitlines()[-1].split(": ")[0]
    assert main(["packet", "list", file]) == 0
    assert f"{out} (отдана)" in said(capsys)[-1]
    assert main(["packet", "read", str(tmp_path / "hr.merilo"), path, "--as", sender]) == 0
    assert said(capsys)[-1] == "Открыт 1 запечатанный лист."


def test_a_form_for_people_who_have_packets_is_refused_with_who_has_what_and_what_to_do(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    at = Exchange(tmp_path)
    at.invited()
    file, case = at.hr.store.path, at.hr.store.read(code_of, at.person)
    names = "; ".join(at.hr.store.read(people.person, seat).full_name for seat in at.seats)
    at.close()
    export = ["export", "answer-form", str(file), "--person", case, "--out", str(tmp_path)]
    assert main(export) != 0
    told = " ".join(capsys.readouterr().err.split())
    assert f"Приглашены пакетом и оценивают в своём файле: {names}." in told
    assert "Дождитесь пакетов или передайте приглашения ещё раз" in told
    assert not list(tmp_path.glob("*.xlsx"))
