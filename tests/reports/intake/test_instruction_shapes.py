"""Job descriptions in every shape that people write: each item comes in, word for word, and nothing else."""

from collections.abc import Callable

import pytest

from domain.framework.framework import Kind
from domain.progress import Progress
from reports.intake import file, phrases_unreadable
from reports.intake.document.rtf import lines as rtf_lines
from reports.intake.model import model_file
from reports.intake.model.job_description import About
from reports.intake.refusal import Unreadable, Why
from resources.i18n import words
from tests.reports.intake.models import document
from tests.reports.intake.shapes import CAN, FORMATS, HEAD, KNOW, SHAPES, odt, read, rtf, texts


@pytest.mark.parametrize("made", FORMATS)
@pytest.mark.parametrize("shape", SHAPES)
def test_every_item_of_every_shape_comes_in(shape: str, made: str) -> None:
    edition = read(SHAPES[shape], FORMATS[made]).edition
    know = [one.replace("; сроки", " и сроки") for one in KNOW] if shape == "one sentence" else KNOW
    assert (texts(edition, Kind.KNOWLEDGE), texts(edition, Kind.SKILL)) == (know, CAN)
    assert all(one.label.ru == one.text.ru[:1].upper() + one.text.ru[1:] for one in edition.items)


def test_a_head_after_another_head_in_one_line_and_tasks_and_duties_are_heads() -> None:
    lines = [
        *HEAD,
        "1.2. Базовые квалификационные требования: пекарь должен обладать знаниями:",
        *(f"{at}) {one};" for at, one in enumerate(KNOW, start=1)),
        "Задачи и обязанности",
        "● печёт хлеб",
        "● моет печь",
    ]
    edition = read(lines).edition
    assert texts(edition, Kind.KNOWLEDGE) == KNOW
    assert [one.text.ru for one in edition.duties] == ["печёт хлеб", "моет печь"]
    assert edition.title.ru == "Пекарь"


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"{\\rtf1" + b"{" * 300, Why.TOO_DEEP),
        (b"{\\rtf1 " + b"a" * 200_000 + b"}", Why.LONG_TEXT),
        (b"{\\rtf1 " + b"\\par" * 30_000 + b"}", Why.TOO_MUCH),
    ],
)
def test_an_endless_rtf_is_refused(data: bytes, why: Why) -> None:
    with pytest.raises(Unreadable) as caught:
        rtf_lines(data, Progress())
    assert caught.value.why is why


@pytest.mark.parametrize("cut", [6, 60, 200, 400, -1])
def test_a_cut_off_rtf_gives_what_there_is(cut: int) -> None:
    rtf_lines(rtf(SHAPES["1)"])[:cut], Progress())


WORD = "WordDocument".encode("utf-16-le")


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"\xd0\xcf\x11\xe0" + b"\0" * 500 + WORD, Why.OLD_WORD),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 500 + b"Workbook", Why.OLD_OR_LOCKED),
        (b"%PDF-1.7\n1 0 obj", Why.PDF),
        (b"\x89PNG\r\n\x1a\n" + b"\1" * 90, Why.PICTURE),
        (b"\xff\xd8\xff\xe0" + b"\1" * 90, Why.PICTURE),
        (b"GIF89a" + b"\1" * 90, Why.PICTURE),
        (b"\n<!DOCTYPE html><html></html>", Why.WEB_PAGE),
        (b"<HTML><body>", Why.WEB_PAGE),
        (odt([]).replace(b"opendocument.text", b"opendocument.spreadsheet"), Why.OPEN_SHEET),
    ],
)
def test_a_file_of_another_kind_is_known_by_its_content(data: bytes, why: Why) -> None:
    for read_as in (
        lambda: model_file.parse(data, "и.docx", Progress()),
        lambda: file.parse(data, "и.xlsx", Progress()),
    ):
        with pytest.raises(Unreadable) as caught:
            read_as()
        assert caught.value.why is why
        for language in ("ru", "en"):
            assert all(phrases_unreadable.unreadable(caught.value, words(language)))


@pytest.mark.parametrize("made", [rtf, odt, document])
def test_a_text_document_is_no_list_of_people(made: Callable[[list[str]], bytes]) -> None:
    with pytest.raises(Unreadable) as caught:
        file.parse(made(["Фамилия"]), "люди.xlsx", Progress())
    assert caught.value.why is Why.TEXT_DOCUMENT


def test_the_old_handbook_gives_duties_as_proposed_skills() -> None:
    reading = read(
        [
            "Пекарь",
            "Должностные обязанности. Месит тесто. Следит за печью, формами и т.п. Учит новых пекарей.",
            "Должен знать: устройство печи; санитарные правила.",
            "Требования к квалификации. Среднее профессиональное образование.",
        ]
    )
    assert reading.edition.title.ru == "Пекарь"
    assert texts(reading.edition, Kind.KNOWLEDGE) == ["устройство печи", "санитарные правила"]
    skills = ["Месит тесто", "Следит за печью, формами и т.п.", "Учит новых пекарей"]
    assert texts(reading.edition, Kind.SKILL) == skills
    assert [(one.text.ru, one.items) for one in reading.edition.duties] == [
        (text, (f"S{at:02d}",)) for at, text in enumerate(skills, start=1)
    ]
    assert reading.proposed == {"S01", "S02", "S03"}
    assert About.DUTIES_AS_SKILLS in [one.about for one in reading.notes]


def test_a_list_of_both_is_sorted_by_the_words() -> None:
    mixed = [
        "1.4. Пекарь должен знать и уметь:",
        *(f"{at}) {one};" for at, one in enumerate([*KNOW, *CAN], 1)),
    ]
    reading = read(mixed)
    assert (texts(reading.edition, Kind.KNOWLEDGE), texts(reading.edition, Kind.SKILL)) == (KNOW, CAN)
    assert len(reading.proposed) == 6 and [one.about for one in reading.notes] == [About.BY_WORDS]


def test_a_missing_list_and_a_gap_are_notes() -> None:
    lines = [one for one in SHAPES["1)"] if not one.startswith("2) виды")]
    first = read(lines).notes[0]
    assert (first.about, first.value, first.place) == (About.GAP, "2", 7)
    only = [one for one in SHAPES["1)"] if "знать" not in one]
    assert About.NO_KNOWLEDGE in [one.about for one in read(only).notes]


def test_a_section_whose_lists_were_taken_is_not_said_to_be_left_out() -> None:
    reading = read(
        [
            "1. Общие положения",
            "Пекарь относится к категории рабочих.",
            "2. Квалификационные требования",
            "На должность назначается лицо, имеющее образование по специальности.",
            "Пекарь должен знать:",
            "устройство весов;",
            "санитарные правила.",
        ]
    )
    assert texts(reading.edition, Kind.KNOWLEDGE) == ["устройство весов", "санитарные правила"]
    (left,) = (one.value for one in reading.notes if one.about is About.LEFT)
    whole, of_lists = left.split("; ")
    assert whole == "1. Общие положения"
    assert of_lists == "2. Квалификационные требования: «На должность назначается лицо, имеющее…»"


def test_captions_of_blanks_are_never_text_and_a_plain_duty_is_never_lost() -> None:
    reading = read(
        [
            "ДОЛЖНОСТНАЯ ИНСТРУКЦИЯ Пекаря",
            "(наименование должности)",
            "1.5. Пекарь должен уметь:",
            "1) месить тесто;",
            "2) вести публичные выступления.",
            "(другие требования к необходимым умениям)",
            "2. Трудовые функции",
            "2.1. Производство хлеба:",
            "2.1.1. Выпечка.",
            "2.1.2. Упаковка.",
            "2.2. Управление сменой.",
            "(другие функции)",
            "3. Должностные обязанности",
            "3.1. Пекарь исполняет следующие обязанности:",
            "3.1.1. В рамках трудовой функции, указанной в пп. 2.1.2 настоящей инструкции:",
            "1) взвешивает;",
            "2) упаковывает.",
            "3.1.7. Передает смену.",
            "(другие обязанности)",
            "3.2. Работает и ночью.",
            "(другие положения о должностных",
            "обязанностях)",
            "4. Права",
            "Пекарь имеет право:",
            "4.1. Отдыхать.",
        ]
    )
    edition = reading.edition
    assert texts(edition, Kind.SKILL) == ["месить тесто", "вести публичные выступления"]
    assert [one.text.ru for one in edition.functions] == ["Выпечка", "Упаковка", "Управление сменой"]
    assert [(one.code, one.clause, one.text.ru) for one in edition.duties] == [
        ("D2.1", "3.1.1 1)", "взвешивает"),
        ("D2.2", "3.1.1 2)", "упаковывает"),
        ("D1.1", "3.1.7", "Передает смену"),
    ]
    notes = {one.about: one.value for one in reading.notes}
    assert notes[About.NO_FUNCTION_NAMED] == "3.1.7"
    assert notes[About.LEFT] == "3. Должностные обязанности: 3.2; 4. Права"
    kept = [(one.title, one.clause, one.text) for one in reading.instruction.provisions if one.clause]
    assert kept == [
        ("3. Должностные обязанности", "3.2", "Работает и ночью."),
        ("4. Права", "4.1", "Отдыхать."),
    ]


@pytest.mark.parametrize(
    "item",
    [
        "порядок, которым руководствуется пекарь",
        "цели: выпечка и продажа",
        "кто подчиняется пекарю; кому он подчиняется",
        "права покупателей",
        "что пекарь обязан знать о тесте",
    ],
)
@pytest.mark.parametrize("shape", ["1)", "clauses", "letters", "dashes", "plain lines"])
def test_an_item_that_reads_like_a_head_is_an_item(shape: str, item: str) -> None:
    lines = [one.replace(KNOW[1], item) for one in SHAPES[shape]]
    edition = read(lines).edition
    assert texts(edition, Kind.KNOWLEDGE) == [KNOW[0], item, KNOW[2]]
    assert texts(edition, Kind.SKILL) == CAN


def test_an_item_may_begin_with_a_figure() -> None:
    lines = ["4. Пекарь должен знать:", "4.1. Печь.", "4.2. 2 вида теста.", "4.3. 1С:Склад.", "5. Прочее."]
    assert texts(read(lines).edition, Kind.KNOWLEDGE) == ["Печь", "2 вида теста", "1С:Склад"]


def test_captions_inside_a_list_are_no_items() -> None:
    reading = read(
        [
            "1.4. Пекарь должен знать:",
            "1) законы:",
            "а) трудовой;",
            "б) налоговый;",
            "2) план.",
            "1.5. Пекарь должен уметь:",
            "- у печи:",
            *(f"{at}) печь хлеб номер {at};" for at in range(1, 7)),
            "- в цехе:",
            "1) месить.",
        ]
    )
    assert texts(reading.edition, Kind.KNOWLEDGE) == ["законы: трудовой; налоговый", "план"]
    assert texts(reading.edition, Kind.SKILL) == [*(f"печь хлеб номер {at}" for at in range(1, 7)), "месить"]
    assert About.GAP not in [one.about for one in reading.notes]


def test_unmarked_lines_go_on_with_an_unfinished_list_only() -> None:
    lines = ["Пекарь должен знать:", "- печь;", "санитарные правила;", "план.", "Это конец перечня."]
    reading = read(lines)
    assert texts(reading.edition, Kind.KNOWLEDGE) == ["печь", "санитарные правила", "план"]
    assert [one.value for one in reading.notes if one.about is About.LEFT] == ["Это конец перечня"]


def test_nearly_equal_items_and_an_open_blank_are_noted() -> None:
    reading = read(
        [
            "1.4. Пекарь должен знать:",
            "1) должностные обязанности сменных помощников пекаря и их компетенции;",
            "2) основные обязанности сменных помощников пекаря и их компетенции;",
            "3) порядок приемки муки, установленный в ________ (наименование организации);",
            "4) ____________________.",
        ]
    )
    notes = [(one.about, one.place) for one in reading.notes]
    assert (About.ALIKE, 3) in notes and (About.BLANK, 4) in notes
    twins = next(one.value for one in reading.notes if one.about is About.ALIKE)
    assert twins == "1.4 1) ~ 1.4 2): основные обязанности сменных помощников пекаря…"  # cut at a word
    assert texts(reading.edition, Kind.KNOWLEDGE)[2:] == ["порядок приемки муки, установленный в ____"]


def test_lines_broken_by_the_page_are_joined() -> None:
    reading = read(
        [
            "Пекарь должен знать:",
            "- порядок приемки, хранения и расходования муки, воды, соли, дрожжей, товарно-",
            "материальных и других ценностей пекарни, правила их списания и уче\u00ad",
            "та;",
            "- санитарные правила.",
        ]
    )
    assert texts(reading.edition, Kind.KNOWLEDGE) == [
        "порядок приемки, хранения и расходования муки, воды, соли, дрожжей, товарно-материальных и других "
        "ценностей пекарни, правила их списания и учета",
        "санитарные правила",
    ]


def test_a_person_may_say_what_is_what() -> None:
    from domain.framework.provision import Topic
    from reports.intake.instruction.reading import marked

    lines = ["Пекарь", "печь", "тесто", "Что делать:", "месить", "печь хлеб"]
    found = marked(lines, [(2, Topic.KNOW), (4, Topic.CAN)])
    assert [one.text for one in found.knowledge] == ["печь", "тесто"]
    assert [one.text for one in found.skills] == ["месить", "печь хлеб"]
    assert found.title == "Пекарь"
