"""Models from the command line: into a draft, after a preview; out of the file in every format."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from db.assessing import people
from db.file.store import Store
from db.framework import catalogue, drafts, editions
from db.framework.catalogue import shipped_edition
from db.people import organisation
from desktop.office.cli.cli import main
from domain.framework import edition_edit as edit
from domain.framework.edition_difference import Change
from domain.framework.edition_faults import Part
from domain.framework.framework import EditionState, Kind
from domain.framework.profile import Phase
from domain.framework.version_acts import Unconfirmed
from domain.people.person import Person
from domain.progress import Progress
from domain.text import Text
from reports.framework import model_pdf
from resources import text
from resources.i18n import words
from tests import prepared
from tests.db.sample import new_uid
from tests.reports import sample
from tests.reports.reading import pages, squeezed

SOURCE = text("catalogue/source.txt")


@pytest.fixture(autouse=True)
def russian(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "ru_RU.UTF-8")
    monkeypatch.delenv("MERILO_PASSWORD", raising=False)


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """A new file that opens without a password."""
    return prepared.empty(tmp_path / "завод.merilo")


def opened(path: Path) -> Store:
    return Store.open(path)


def lines(path: Path) -> tuple[editions.EditionLine, ...]:
    store = opened(path)
    found = store.read(editions.editions)
    store.close()
    return found


def edited_source() -> str:
    """Return the next edition of the job description: one line reworded, one gone, K40 filled in."""
    told = SOURCE.replace(
        "6) методики распределения нагрузки", "6) современные методики распределения нагрузки"
    )
    told = told.replace("40) ____________________ ___________ ______________________.", "40) чат-бот.")
    gone = "32) организовывать работу по сбору"
    at = told.index(gone)
    told = told[:at] + told[told.index("\n", at) + 1 :]
    return told.replace("33) ____________________", "32) ____________________")


def test_a_dry_run_says_what_would_come_and_writes_nothing(
    database: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = tmp_path / "инструкция.txt"
    source.write_text(SOURCE, encoding="utf-8")
    before = lines(database)
    assert main(["import", "framework", str(database), str(source), "--dry-run"]) == 0
    told = capsys.readouterr().out
    assert "знаний 39, умений 32, функций 5, обязанностей 45" in told
    assert lines(database) == before


def test_the_next_edition_of_the_job_description_becomes_a_draft_with_its_history(
    database: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = tmp_path / "инструкция.txt"
    source.write_text(edited_source(), encoding="utf-8")
    assert main(["import", "framework", str(database), str(source), "--next-of", "first"]) == 0
    told = capsys.readouterr().out
    assert "K06 → K06: другая формулировка" in told and "S32 → —: исключена" in told
    assert "Черновик редакции 2 создан" in told
    draft = next(one for one in lines(database) if one.state is EditionState.DRAFT)
    store = opened(database)
    view = store.read(editions.view, draft.id)
    changed = {(one.part, one.change, one.code) for one in view.differences if one.part is Part.ITEM}
    assert changed == {
        (Part.ITEM, Change.REWORDED, "K06"),
        (Part.ITEM, Change.ADDED, "K40"),
        (Part.ITEM, Change.DROPPED, "S32"),
    }
    base = store.read(editions.content, 1)
    assert view.content.item("K06").key == base.item("K06").key
    assert view.content.item("K07") == base.item("K07")
    assert not view.faults
    with pytest.raises(Unconfirmed):  # a person has the last word on what became of the items
        store.write(drafts.publish, draft.id, "Новая редакция инструкции")
    store.act_as(store.write(people.add, Person(surname="Соколова", is_actor=True)))
    store.write(drafts.relate, draft.id, tuple(one.link for one in view.links))
    store.write(drafts.publish, draft.id, "Новая редакция инструкции")
    assert store.read(editions.content, 1) == base
    assert store.checkup() == ()
    store.close()
    assert main(["import", "framework", str(database), str(source), "--next-of", "first"]) == 0


def test_a_second_draft_and_a_broken_file_are_refused_with_reason_and_place(
    database: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source, broken = tmp_path / "инструкция.txt", tmp_path / "модель.csv"
    source.write_text(edited_source(), encoding="utf-8")
    broken.write_text("Код;Текст\nK01;план\nK01;\n", encoding="utf-8")
    assert main(["import", "framework", str(database), str(source), "--next-of", "first"]) == 0
    before = lines(database)
    capsys.readouterr()
    arguments = ["import", "framework", str(database), str(source), str(broken), "--next-of", "first"]
    assert main(arguments) == 1
    told = capsys.readouterr().err
    assert "Черновик модели" in told
    assert "A3" in told and "B3" in told and "Ничего не записано" in told
    assert lines(database) == before
    assert main(["import", "framework", str(database), str(source), "--next-of", "нет"]) == 1


def test_a_model_of_another_post_comes_in_as_one_of_its_own(database: Path, tmp_path: Path) -> None:
    source = tmp_path / "оператор.csv"
    source.write_text("Код;Вид;Функция;Текст\nK01;знание;Приём;услуги\nS01;умение;Приём;слушать\n", "cp1251")
    assert main(["import", "framework", str(database), str(source)]) == 0
    draft = next(one for one in lines(database) if one.state is EditionState.DRAFT)
    assert (draft.number, draft.based_on, draft.title.ru, draft.items) == (1, None, "оператор", 2)


def test_the_model_goes_out_in_every_format_and_comes_back_without_a_change(
    database: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    arguments = ["export", "framework", str(database), "--out", str(out), "--lang", "ru,en"]
    assert main([*arguments, "--today", "2026-11-24"]) == 0
    written = [Path(one) for one in capsys.readouterr().out.split("\n") if one]
    assert sorted(one.suffix for one in written) == [
        ".csv",
        ".csv",
        ".json",
        ".pdf",
        ".pdf",
        ".xlsx",
        ".xlsx",
    ]
    assert all(one.is_file() for one in written)
    first = {one.name: one.read_bytes() for one in written}
    assert main([*arguments, "--today", "2026-11-24"]) == 0
    assert {one.name: one.read_bytes() for one in written} == first
    capsys.readouterr()
    for path in written:
        if path.suffix in (".xlsx", ".json"):
            assert main(["import", "framework", str(database), str(path), "--dry-run"]) == 0
            told = capsys.readouterr().out
            assert "Следует за редакцией 1; изменений: 0." in told, path.name


def test_papers_of_the_model_hold_every_item_level_and_target(database: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert main(["export", "framework", str(database), "--out", str(out), "--format", "pdf,xlsx"]) == 0
    (paper,) = out.glob("*.pdf")
    told = " ".join(page.extract_text() for page in PdfReader(paper).pages)
    store = opened(database)
    content = store.read(editions.content, 1)
    store.close()
    for item in content.items:
        assert item.code in told
        assert item.text.ru.split()[0] in told
    (book,) = out.glob("*.xlsx")
    page = load_workbook(book)["Матрица"]
    rows = {row[1].value: row for row in page.iter_rows(min_row=5)}
    assert set(rows) == {item.code for item in content.items}
    assert [cell.value for cell in rows["S01"][6:11]] == [None, None, "○", None, "●"]
    assert rows["S01"][13].value == "да"


WHO = {"ru": ("УТВЕРЖДАЮ", "ПРОЕКТ"), "en": ("APPROVED", "DRAFT")}


@pytest.mark.parametrize("language", ["ru", "en"])
def test_the_paper_of_the_model_says_whose_it_is_who_approves_it_and_what_it_rests_on(
    database: Path, tmp_path: Path, language: str
) -> None:
    store = opened(database)
    whose = replace(
        store.read(organisation.organisation),
        full_name="Общество «Северный контакт»",
        approver_post="генеральный директор",
        approver_name="Е.П. Фомина",
    )
    store.write(organisation.describe, whose)
    draft = store.write(drafts.begin, 1)
    store.write(drafts.put, draft, replace(store.read(editions.content, draft), title=Text("Своя", "Own")))
    store.close()
    approved, unfinished = WHO[language]
    basis = catalogue.citation("contact-centre-manager-163n")
    assert basis is not None
    for number in (1, 2):
        out = tmp_path / str(number)
        asked = ["--format", "pdf", "--lang", language, "--edition", str(number)]
        assert main(["export", "framework", str(database), "--out", str(out), *asked]) == 0
        (paper,) = out.iterdir()
        first = squeezed(pages(paper)[0])
        for part in (approved, whose.full_name, whose.approver_post, whose.approver_name):
            assert squeezed(part) in first
        assert squeezed(words(language).text(basis)) in first
        assert "<" not in first, "no markup is printed"
        assert (unfinished in first) == (number == 2), "a draft is no model that somebody approved"
        assert (squeezed(words(language).dated(None)) in first) == (number == 2), "nor has it a day"


def test_a_model_of_ones_own_names_no_standard(tmp_path: Path) -> None:
    out = tmp_path / "paper.pdf"
    own = replace(shipped_edition(), key="own", profiles=())
    model_pdf.write(own, out, Progress(), words("ru"), 1, sample.ORGANISATION, None, None, sample.TODAY)
    assert "профстандарт" not in pages(out)[0].casefold()


def test_an_edition_is_chosen_by_its_number_and_long_names_are_told(
    database: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store = opened(database)
    draft = store.write(drafts.begin, 1)
    content = store.read(editions.content, draft)
    content = edit.add_item(content, str(new_uid()), Kind.SKILL, "F1", Text("новое"), Text("новое"))
    store.write(drafts.put, draft, replace(content, title=Text("м" * 150)))
    store.write(drafts.publish, draft, "Название длиннее")
    store.close()
    out = tmp_path / "out"
    arguments = ["export", "framework", str(database), "--out", str(out)]
    assert main([*arguments, "--format", "moodle"]) == 0
    assert "сокращены" in capsys.readouterr().err
    assert main([*arguments, "--format", "case", "--edition", "1"]) == 0
    (package,) = out.glob("*_v1.case.json")
    assert len(json.loads(package.read_text("utf-8"))["CFItems"]) == 5 + 71 + 45
    assert main([*arguments, "--format", "changes", "--edition", "2"]) == 0
    assert len(list(out.glob("*_v2*.changes.pdf"))) == 1
    assert main([*arguments, "--edition", "9"]) == 1
    with pytest.raises(SystemExit) as left:
        main([*arguments, "--format", "json"])
    assert left.value.code == 2


def test_the_targets_for_moodle_are_those_of_the_profile_that_is_named(
    database: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store = opened(database)
    draft = store.write(drafts.begin, 1)
    content = store.read(editions.content, draft)
    first = next(one for one in content.profiles if one.phase is Phase.POST)
    code = next(iter(first.targets))
    only = {code: replace(first.targets[code], level=1, own_floor=None)}
    other = replace(first, key="foreman", uid=str(new_uid()), post=Text("Мастер"), targets=only)
    store.write(drafts.put, draft, replace(content, profiles=(*content.profiles, other)))
    store.close()
    asked = ["export", "framework", str(database), "--format", "moodle", "--edition", "2", "--out"]
    assert main([*asked, str(tmp_path / "a")]) == 0
    assert "--targets foreman  Мастер" in capsys.readouterr().err
    assert main([*asked, str(tmp_path / "b"), "--targets", "foreman"]) == 0
    assert "--targets" not in capsys.readouterr().err
    one, two = (next((tmp_path / folder).iterdir()).read_text("utf-8") for folder in "ab")
    assert one.count("scaleid") > two.count("scaleid") == 2
    assert main([*asked, str(tmp_path / "c"), "--targets", "nobody"]) == 1


@pytest.mark.parametrize("language", ["ru", "en"])
def test_the_template_is_filled_in_and_becomes_a_draft(database: Path, tmp_path: Path, language: str) -> None:
    out = tmp_path / "out"
    arguments = ["export", "framework", str(database), "--out", str(out), "--lang", language]
    assert main([*arguments, "--format", "template"]) == 0
    (path,) = out.iterdir()
    assert main(["import", "framework", str(database), str(path)]) == 1  # it is empty yet
    book = load_workbook(path)
    pages = book.worksheets
    pages[0].append([None, "Мастер" if language == "ru" else "Foreman"])
    pages[2].append(["F1", None, "ведёт смену"])
    pages[3].append(["K01", None, "F1", None, None, "план смены"])
    assert pages[3].data_validations.dataValidation
    book.save(path)
    assert main(["import", "framework", str(database), str(path)]) == 0
    draft = next(one for one in lines(database) if one.state is EditionState.DRAFT)
    assert draft.items == 1


def test_a_table_with_heads_of_its_own_is_read_by_columns_that_are_named(
    database: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = tmp_path / "Meister.csv"
    source.write_text("Liste;2026;x\n\nNummer;Art;Was\nK01;знание;план\nS01;умение;люди\n", encoding="utf-8")
    arguments = ["import", "framework", str(database), str(source)]
    before = lines(database)
    assert main(arguments) == 1
    told = capsys.readouterr().err
    assert "A1: нет столбца «Код»" in told and "нет столбца «Текст»" in told and "Ничего не записано" in told
    for wrong in ("code=A", "code=A,text", "head=none,code=A,text=C", "name=A,code=A,text=C"):
        with pytest.raises(SystemExit) as left:
            main([*arguments, "--columns", wrong])
        assert left.value.code == 2
    assert lines(database) == before
    assert main([*arguments, "--columns", "head=3,code=A,kind=B,text=c"]) == 0
    draft = next(one for one in lines(database) if one.state is EditionState.DRAFT)
    store = opened(database)
    items = store.read(editions.content, draft.id).items
    store.close()
    assert [(one.code, one.kind, one.text.ru) for one in items] == [
        ("K01", Kind.KNOWLEDGE, "план"),
        ("S01", Kind.SKILL, "люди"),
    ]
    source.write_text("K01;знание;план\nS01;умение;люди\n", encoding="utf-8")
    capsys.readouterr()
    assert main([*arguments, "--columns", "head=0,code=A,text=C", "--dry-run"]) == 0
    assert "знаний 1, умений 1" in (told := capsys.readouterr().out) and "B" in told


def standards(path: Path, *each: tuple[str, list[str], list[str]]) -> Path:
    """Write an XML file with these professional standards: title, skills, knowledge."""

    def listed(name: str, texts: list[str]) -> str:
        return "".join(f"<{name}>{one}</{name}>" for one in texts)

    inside = "".join(
        f"""<ProfessionalStandart><NameProfessionalStandart>{title}</NameProfessionalStandart>
        <GeneralizedWorkFunction><CodeOTF>A</CodeOTF><NameOTF>Работа</NameOTF><ParticularWorkFunction>
        <CodeTF>A/01.4</CodeTF><NameTF>Работа с обращениями</NameTF>
        {listed("RequiredSkill", skills)}{listed("NecessaryKnowledge", knowledge)}
        </ParticularWorkFunction></GeneralizedWorkFunction></ProfessionalStandart>"""
        for title, skills, knowledge in each
    )
    path.write_text(f'<?xml version="1.0" encoding="UTF-8"?><XMLCardInfo>{inside}</XMLCardInfo>', "utf-8")
    return path


def test_of_several_standards_one_is_chosen_by_its_title_and_no_other_is_taken_for_it(
    database: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = standards(
        tmp_path / "два.xml",
        ("Оператор", ["говорить ясно"], ["этикет"]),
        ("Бухгалтер", ["считать налоги", "вести учёт"], ["право"]),
    )
    asked = ["import", "framework", str(database), str(source), "--dry-run"]
    for title in ("", "Бухгалтр"):
        assert main([*asked, "--standard", title]) == 1
        said = capsys.readouterr().err
        assert '--standard "Оператор"' in said and '--standard "Бухгалтер"' in said
    assert main([*asked, "--standard", "Бухгалтер"]) == 0
    assert "знаний 1, умений 2" in capsys.readouterr().out


def test_what_is_said_of_standards_is_refused_where_it_says_nothing(
    database: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = standards(tmp_path / "один.xml", ("Оператор", ["говорить ясно"], ["этикет"]))
    asked = ["import", "framework", str(database), str(source), "--dry-run"]
    assert main([*asked, "--standard", "Бухгалтер"]) == 1
    assert 'нет стандарта «Бухгалтер»:\n  --standard "Оператор"' in capsys.readouterr().err
    assert main([*asked, "--standard", "Оператор"]) == 0
    other = tmp_path / "инструкция.txt"
    other.write_text(SOURCE, encoding="utf-8")
    asked = ["import", "framework", str(database), str(other), "--dry-run"]
    for argument in (("--standard", "Оператор"), ("--swap", "no")):
        assert main([*asked, *argument]) == 1
        assert f"уберите {argument[0]}." in capsys.readouterr().err


def test_exchanged_knowledge_and_skills_of_a_standard_are_asked_and_put_right_as_said(
    database: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    verbs = ["ставить задачи", "вести учёт", "говорить ясно"]
    nouns = ["право", "этикет", "порядок учёта", "основы экономики"]
    source = standards(tmp_path / "наоборот.xml", ("Оператор", nouns, verbs))
    asked = ["import", "framework", str(database), str(source), "--dry-run"]
    assert main(asked) == 1
    assert "--swap yes, --swap no" in capsys.readouterr().err
    assert main([*asked, "--swap", "yes"]) == 0
    assert "знаний 4, умений 3" in capsys.readouterr().out
    assert main([*asked, "--swap", "no"]) == 0
    assert "знаний 3, умений 4" in capsys.readouterr().out


def test_a_job_description_of_an_old_program_is_read_in_the_encoding_that_is_named(
    database: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = tmp_path / "инструкция.txt"
    source.write_text(
        "Должностная инструкция кладовщика\n1.4. Кладовщик должен знать:\n1) правила приёмки товара;\n"
        "2) порядок учёта остатков.\n1.5. Кладовщик должен уметь:\n1) принимать товар по накладной.\n",
        "cp866",
    )
    asked = ["import", "framework", str(database), str(source)]
    before = len(lines(database))
    assert main(asked) == 1
    assert "--encoding cp866: " in capsys.readouterr().err
    assert len(lines(database)) == before
    assert main([*asked, "--encoding", "cp866"]) == 0
    assert "знаний 2, умений 1" in capsys.readouterr().out
    store = opened(database)
    texts = [one.text.ru for one in store.read(editions.content, lines(database)[-1].id).items]
    store.close()
    assert "правила приёмки товара" in texts


def test_a_text_without_lists_is_refused_in_one_sentence(
    database: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = tmp_path / "письмо.txt"
    source.write_text("Просто письмо.\nБез перечней.\n", "utf-8")
    assert main(["import", "framework", str(database), str(source)]) == 1
    told = "В модели ошибки: нет перечня «должен знать»; нет перечня «должен уметь». Ничего не записано."
    assert told in capsys.readouterr().err
