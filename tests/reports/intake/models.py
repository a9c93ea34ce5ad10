"""Files of models as others write them."""

from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from openpyxl import Workbook

from domain.framework.edition import Edition
from domain.framework.edition_faults import Faulty, Flaw
from domain.progress import Progress
from reports.intake.model import model_file
from resources import text

SOURCE = text("catalogue/source.txt")
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def read(data: bytes, name: str = "модель", general: str = "") -> Edition:
    return model_file.parse(data, name, Progress(), general)[1]


def faults(data: bytes, name: str = "модель") -> list[tuple[Flaw, str, str]]:
    """Return reason, place and value of every fault."""
    with pytest.raises(Faulty) as caught:
        read(data, name)
    return [(one.flaw, one.place, one.value) for one in caught.value.faults]


def document(lines: list[str], extra: str = "", numbering: str = "") -> bytes:
    """Return a DOCX with these paragraphs; *extra* is put into the body as it is."""
    from xml.sax.saxutils import escape

    paragraphs = "".join(
        f"<w:p><w:r><w:t xml:space='preserve'>{escape(one[:9])}</w:t></w:r>"
        f"<w:r><w:t xml:space='preserve'>{escape(one[9:])}</w:t></w:r></w:p>"
        for one in lines
    )
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    out = BytesIO()
    with ZipFile(out, "w") as made:
        made.writestr("[Content_Types].xml", "<Types/>")
        made.writestr(
            "_rels/.rels",
            f"<Relationships><Relationship Id='r' Type='{kind}' Target='word/document.xml'/></Relationships>",
        )
        if numbering:
            made.writestr("word/numbering.xml", numbering)
        made.writestr(
            "word/document.xml",
            f"<w:document xmlns:w='{W}'><w:body>{paragraphs}{extra}</w:body></w:document>",
        )
    return out.getvalue()


def book(**sheets: list[list[Any]]) -> Workbook:
    made = Workbook()
    made.remove(made.worksheets[0])
    for title, rows in sheets.items():
        page = made.create_sheet(title)
        for row in rows:
            page.append(row)
    return made


def saved(made: Workbook) -> bytes:
    out = BytesIO()
    made.save(out)
    return out.getvalue()


def whole() -> dict[str, list[list[Any]]]:
    return {
        "Модель": [["Ключ модели", "Должность или название"], ["m", "Мастер"]],
        "Функции": [["Код", "Текст"], ["F1", "ведёт смену"]],
        "Компетенции": [["Код", "Функция", "Текст"], ["K01", "F1", "план"], ["S01", "F1", "задачи"]],
        "Профили": [["Профиль", "Должность", "Этап"], ["p", "Мастер", "в должности"]],
        "Цели": [
            ["Профиль", "Компетенция", "Уровень", "Вес", "Критичная", "Не ниже, если не обычное"],
            ["p", "K01", 3, 2],
        ],
    }


def levels(count: int) -> list[list[Any]]:
    heads = ["Уровень", "Название", "Коротко", "Для знания", "Для умения"]
    return [heads, *([n, f"у{n}", f"у{n}", "знает", "умеет"] for n in range(count))]


def standard(*functions: str, head: str = "") -> bytes:
    return f"""<?xml version="1.0" encoding="UTF-8"?>{head}
        <XMLCardInfo><ProfessionalStandarts><ProfessionalStandart>
        <NameProfessionalStandart>Специалист по обслуживанию</NameProfessionalStandart>
        <ThirdSection><WorkFunctions><GeneralizedWorkFunctions>{"".join(functions)}
        </GeneralizedWorkFunctions></WorkFunctions></ThirdSection>
        </ProfessionalStandart></ProfessionalStandarts></XMLCardInfo>""".encode()


def general(code: str, *works: str) -> str:
    return f"""<GeneralizedWorkFunction><CodeOTF>{code}</CodeOTF><NameOTF>общая</NameOTF>
        <ParticularWorkFunctions>{"".join(works)}</ParticularWorkFunctions></GeneralizedWorkFunction>"""


def work(code: str, actions: list[str], skills: list[str], knowledge: list[str]) -> str:
    def each(name: str, said: list[str]) -> str:
        return "".join(f"<{name}>{one}</{name}>" for one in said)

    return f"""<ParticularWorkFunction><CodeTF>{code}</CodeTF><NameTF>работа {code}</NameTF>
        <LaborActions>{each("LaborAction", actions)}</LaborActions>
        <RequiredSkills>{each("RequiredSkill", skills)}</RequiredSkills>
        <NecessaryKnowledges>{each("NecessaryKnowledge", knowledge)}</NecessaryKnowledges>
        </ParticularWorkFunction>"""
