"""`merilo import people` with lists as firms have them: what is asked, what is said, what is not guessed."""

from pathlib import Path

import pytest
from openpyxl import Workbook

from db.assessing import people
from db.file.store import Store
from desktop.office.cli.cli import main
from domain.people.person import Person, PersonKind
from tests import prepared
from tests.reports.intake.matrix.drawn import ods, row

RUSSIAN = "ФИО;Должность\nПримерова Анна Львовна;инженер\nШагалов Юрий Львович;слесарь\n"


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    monkeypatch.delenv("MERILO_PASSWORD", raising=False)
    path = prepared.empty(tmp_path / "North.merilo")
    store = Store.open(path)
    store.act_as(store.write(people.add, Person(kind=PersonKind.EMPLOYEE, surname="Соколова", is_actor=True)))
    store.close()
    return path


def staff(file: Path) -> dict[str, Person]:
    store = Store.open(file)
    try:
        return {one.surname: one for one in store.read(people.everybody)}
    finally:
        store.close()


def load(file: Path, source: Path, *more: str) -> int:
    return main(["import", "people", str(file), str(source), *more])


def refused(file: Path, capsys: pytest.CaptureFixture[str], text: str) -> str:
    """Write ``list.csv`` beside the file; return what is said as it is refused."""
    source = file.with_name("list.csv")
    source.write_text(text, "utf-8")
    assert load(file, source) == 1
    return capsys.readouterr().err


@pytest.mark.parametrize("encoding", ["cp1251", "utf-8-sig", "utf-16", "utf-16-le"])
def test_russian_letters_of_windows_and_unicode_are_read_without_a_question(
    file: Path, tmp_path: Path, encoding: str
) -> None:
    source = tmp_path / "list.csv"
    source.write_bytes(RUSSIAN.encode(encoding))
    assert load(file, source) == 0
    assert {"Примерова", "Шагалов"} <= set(staff(file))


@pytest.mark.parametrize("encoding", ["koi8_r", "cp866", "mac_cyrillic", "cp1252", "mac_roman"])
def test_other_letters_are_asked_and_never_become_gibberish(
    file: Path, tmp_path: Path, encoding: str, capsys: pytest.CaptureFixture[str]
) -> None:
    western = encoding in ("cp1252", "mac_roman")
    text = "Name;Title\nJosé Núñez;clerk\nBjörk Sample;aide\n" if western else RUSSIAN
    source = tmp_path / "list.csv"
    source.write_bytes(text.encode(encoding))
    assert load(file, source) == 1
    told = capsys.readouterr().err
    assert f"--encoding {encoding}: " in told and ("José, Núñez" if western else "Примерова, Анна") in told
    assert set(staff(file)) == {"Соколова"}
    assert load(file, source, "--encoding", encoding) == 0
    assert set(staff(file)) == {"Соколова", *(("Núñez", "Sample") if western else ("Примерова", "Шагалов"))}


def test_dates_that_can_be_read_in_two_ways_are_asked_once(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = refused(file, capsys, "Name,Hire date\nAnna Sample,01/02/2025\nBoris Sampleton,03/04/2025\n")
    assert "“01/02/2025” can be read in two ways" in told
    assert set(staff(file)) == {"Соколова"}
    assert load(file, file.with_name("list.csv"), "--dates", "month-first") == 0
    assert [str(staff(file)[name].hired_on) for name in ("Sample", "Sampleton")] == [
        "2025-01-02",
        "2025-03-04",
    ]


def book(path: Path) -> Path:
    made = Workbook()
    assert made.active is not None
    made.active.title = "Титул"
    made.active.append(("ООО «Образец»",))
    staff_sheet, other = made.create_sheet("Штат"), made.create_sheet("Архив")
    for cells in (
        ("Таб. №", "ФИО работника", "Оклад", "Должность"),
        (None, "Цех сборки", None, None),
        ("1", "Примерова Анна Львовна", 1, "мастер"),
        ("Итого", None, 1, None),
    ):
        staff_sheet.append(cells)
    other.append(("ФИО",))
    other.append(("Образцов Борис",))
    made.save(path)
    return path


def test_what_of_a_workbook_is_not_read_is_said_and_the_sheet_with_heads_is_found(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = book(tmp_path / "staff.xlsx")
    assert load(file, source, "--dry-run") == 0
    assert capsys.readouterr().out.splitlines() == [
        "staff.xlsx: 1 new",
        "staff.xlsx: Columns not read: C Оклад.",
        "staff.xlsx: Sheets not read: Титул, Архив.",
        "staff.xlsx: Rows that name the unit of those below: 2 “Цех сборки”.",
        "staff.xlsx: Rows that are no people: 4 “Итого”.",
    ]
    assert load(file, source) == 0
    assert staff(file)["Примерова"].unit == "Цех сборки"


def test_a_workbook_of_libreoffice_is_read_by_its_content(file: Path, tmp_path: Path) -> None:
    source = tmp_path / "staff.xlsx"
    source.write_bytes(ods("Штат", row("ФИО", "Должность") + row("Примерова Анна", "мастер")))
    assert load(file, source) == 0
    assert staff(file)["Примерова"].post == "мастер"
    assert load(file, source, "--sheet", "Архив") == 1


@pytest.mark.parametrize("kind", ["people", "framework"])
def test_a_sheet_that_is_not_there_is_refused_for_any_kind(
    file: Path, tmp_path: Path, kind: str, capsys: pytest.CaptureFixture[str]
) -> None:
    source = book(tmp_path / "staff.xlsx")
    assert main(["import", kind, str(file), str(source), "--sheet", "Nowhere"]) == 1
    assert "There is no such sheet. Place: Nowhere." in capsys.readouterr().err
    plain = tmp_path / "list.csv"
    plain.write_text(
        "Код;Текст;Вид\nK01;план;знание\nS01;люди;умение\n" if kind == "framework" else RUSSIAN, "utf-8"
    )
    assert main(["import", kind, str(file), str(plain), "--sheet", "Nowhere"]) == 1
    assert "The file has no sheets: it is a text." in capsys.readouterr().err


def test_columns_are_named_where_the_heads_are_unknown(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = tmp_path / "list.csv"
    source.write_text("x;2026;y\n\nWer;Was;Seit\nПримерова Анна;мастер;01.02.2025\n", "utf-8")
    assert load(file, source) == 1
    assert "--columns" in capsys.readouterr().err
    for wrong in ("name=A", "full_name", "head=-1,full_name=A", "full_name=7"):
        with pytest.raises(SystemExit) as left:
            load(file, source, "--columns", wrong)
        assert left.value.code == 2
    assert load(file, source, "--columns", "head=3,full_name=A,post=b,hired_on=C") == 0
    assert (staff(file)["Примерова"].post, str(staff(file)["Примерова"].hired_on)) == ("мастер", "2025-02-01")
    source.write_text("Образцов Пётр;сторож\nМакетов Иван;повар\n", "utf-8")
    assert load(file, source, "--columns", "head=0,full_name=A,post=B") == 0
    assert (staff(file)["Образцов"].post, staff(file)["Макетов"].post) == ("сторож", "повар")


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("a.csv", b"{\\rtf1 text}", "This is a text document, not a list."),
        ("a.xlsx", b"%PDF-1.7 text", "This is a PDF"),
        ("a.xlsx", b"\x89PNG\r\n\x1a\n" + b"x" * 40, "This is a picture."),
        ("a.csv", b"<!DOCTYPE html><table><tr><td>x</td></tr></table>", "This is a web page."),
        (
            "a.xls",
            b"\xd0\xcf\x11\xe0" + bytes(508) + "WordDocument".encode("utf-16-le"),
            "This is a Word document of the old format (DOC).",
        ),
        (
            "a.xlsx",
            b"\xd0\xcf\x11\xe0" + bytes(508),
            "This is a workbook of the old format (XLS)",
        ),
    ],
)
def test_a_file_at_the_wrong_door_is_told_what_it_is_by_its_content(
    file: Path, tmp_path: Path, name: str, content: bytes, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    source = tmp_path / name
    source.write_bytes(content)
    assert load(file, source) == 1
    assert f"{name}: {told}" in capsys.readouterr().err
    assert set(staff(file)) == {"Соколова"}


def test_the_number_of_a_row_is_said_once(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = refused(file, capsys, "ФИО;Должность\nПримерова Анна;инженер\n;слесарь\n")
    assert "list.csv: row 3: there is no surname\n" in told


def test_what_of_a_table_of_competencies_is_not_read_is_said_too(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = tmp_path / "model.xlsx"
    made = Workbook()
    assert made.active is not None
    for cells in (
        ("Код", "Вид", "Текст", "Цена"),
        ("K01", "знание", "план", 1),
        ("S01", "умение", "люди", 2),
    ):
        made.active.append(cells)
    made.create_sheet("Черновик").append(("x",))
    made.save(source)
    assert main(["import", "framework", str(file), str(source), "--next-of", "", "--dry-run"]) == 0
    told = capsys.readouterr().out
    assert "Columns not read: D Цена." in told and "Sheets not read: Черновик." in told
