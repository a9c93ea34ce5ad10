"""Job descriptions in every shape that people write: each item comes in, word for word, and nothing else."""

from collections.abc import Callable

import pytest

from domain.framework.edition import Edition
from domain.framework.framework import Kind
from domain.progress import Progress
from reports.intake import job_description, model_file
from reports.intake.job_description import About, Reading
from reports.intake.model_file import Form
from tests.reports.intake.test_model_files import document

KNOW = ["устройство печи", "виды теста; сроки его подъема", "санитарные правила"]
CAN = ["месить тесто", "формовать батоны", "вести журнал смены"]
HEAD = [
    "ДОЛЖНОСТНАЯ ИНСТРУКЦИЯ",
    "пекаря",
    "1. Общие положения",
    "1.1. Пекарь относится к категории рабочих.",
]
AFTER = ["1.6. Пекарь подчиняется начальнику смены.", "2. Права", "2.1. Пекарь имеет право:", "1) отдыхать."]


def listed(mark: Callable[[int], str], end: str = ";", last: str = ".") -> list[str]:
    """Return both lists below their usual heads, each line with its mark."""

    def rows(texts: list[str]) -> list[str]:
        return [f"{mark(at)}{one}{end if at < len(texts) else last}" for at, one in enumerate(texts, start=1)]

    return [
        *HEAD,
        "1.4. Пекарь должен знать:",
        *rows(KNOW),
        "1.5. Пекарь должен уметь:",
        *rows(CAN),
        *AFTER,
    ]


def below(heads: tuple[str, str], mark: str = "- ") -> list[str]:
    """Return both lists below these heads."""
    return [heads[0], *(f"{mark}{one};" for one in KNOW), heads[1], *(f"{mark}{one};" for one in CAN)]


SHAPES: dict[str, list[str]] = {
    "1)": listed(lambda at: f"{at}) "),
    "1.": listed(lambda at: f"{at}. "),
    "clauses": [
        *HEAD,
        "4. Пекарь должен знать:",
        *(f"4.{at}. {one}." for at, one in enumerate(KNOW, start=1)),
        "4.4. ____________________.",
        "5. Пекарь должен уметь:",
        *(f"5.{at}. {one}." for at, one in enumerate(CAN, start=1)),
        "6. Пекарь подчиняется начальнику смены.",
    ],
    "letters": listed(lambda at: f"{'абв'[at - 1]}) "),
    "dashes": listed(lambda at: "- " if at < 3 else "– "),
    "bullets": listed(lambda at: "•\t"),
    "plain lines": listed(lambda at: "", end="", last=""),
    "one sentence": [
        *HEAD,
        "1.4. Пекарь должен знать: устройство печи; виды теста и сроки его подъема; санитарные правила.",
        "1.5. Пекарь должен уметь: месить тесто; формовать батоны; вести журнал смены.",
        *AFTER,
    ],
    "no numbers": below(("Пекарь должен знать:", "Пекарь должен уметь:")),
    "necessary": below(("Необходимые знания:", "Необходимые умения:"), "1. "),
    "short heads": below(("Знания", "Навыки"), "• "),
    "obliged": below(("Пекарь обязан владеть знаниями:", "Пекарь должен обладать умениями:")),
    "Roman": [
        "I. Общие положения",
        "1. Пекарь относится к категории рабочих.",
        "II. Должен знать",
        *(f"{at}. {one}" for at, one in enumerate(KNOW, start=1)),
        "III. Должен уметь",
        *(f"{at}. {one}" for at, one in enumerate(CAN, start=1)),
        "IV. Ответственность",
        "1. Пекарь несет ответственность за порчу теста.",
    ],
}

FORMATS: dict[str, Callable[[list[str]], bytes]] = {
    "txt": lambda lines: "\n".join(lines).encode(),
    "docx": document,
}


def read(lines: list[str], made: Callable[[list[str]], bytes] = FORMATS["txt"]) -> Reading:
    data = made(lines)
    assert model_file.form_of(data, "пекарь", Progress()) is Form.JOB_DESCRIPTION
    return job_description.read(data, "пекарь", Progress())


def texts(edition: Edition, kind: Kind) -> list[str]:
    return [one.text.ru for one in edition.items if one.kind is kind]


@pytest.mark.parametrize("made", FORMATS)
@pytest.mark.parametrize("shape", SHAPES)
def test_every_item_of_every_shape_comes_in(shape: str, made: str) -> None:
    edition = read(SHAPES[shape], FORMATS[made]).edition
    know = [one.replace("; сроки", " и сроки") for one in KNOW] if shape == "one sentence" else KNOW
    assert (texts(edition, Kind.KNOWLEDGE), texts(edition, Kind.SKILL)) == (know, CAN)
    assert all(one.label.ru == one.text.ru[:1].upper() + one.text.ru[1:] for one in edition.items)


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


def test_nearly_equal_items_and_an_open_blank_are_noted() -> None:
    reading = read(
        [
            "1.4. Пекарь должен знать:",
            "1) должностные обязанности помощников пекаря и их компетенции;",
            "2) основные обязанности помощников пекаря и их компетенции;",
            "3) порядок приемки муки, установленный в ________ (наименование организации);",
            "4) ____________________.",
        ]
    )
    notes = [(one.about, one.place) for one in reading.notes]
    assert (About.ALIKE, 3) in notes and (About.BLANK, 4) in notes
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
    from reports.intake.instruction.heads import Topic
    from reports.intake.instruction.reading import marked

    lines = ["Пекарь", "печь", "тесто", "Что делать:", "месить", "печь хлеб"]
    found = marked(lines, [(2, Topic.KNOW), (4, Topic.CAN)])
    assert [one.text for one in found.knowledge] == ["печь", "тесто"]
    assert [one.text for one in found.skills] == ["месить", "печь хлеб"]
    assert found.title == "Пекарь"
