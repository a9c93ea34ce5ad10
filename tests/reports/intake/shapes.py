"""An instruction in the shapes and the files that people have it in."""

from collections.abc import Callable
from io import BytesIO
from xml.sax.saxutils import escape
from zipfile import ZipFile

from domain.framework.edition import Edition
from domain.framework.framework import Kind
from domain.progress import Progress
from reports.intake.model import job_description, model_file
from reports.intake.model.job_description import Reading
from reports.intake.model.model_file import Form
from tests.reports.intake.models import document

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


def rtf(lines: list[str], body: str = "") -> bytes:
    """Return an RTF as Word writes it: one byte a letter, and what a byte cannot say as \\u."""

    def coded(text: str) -> str:
        text = text.replace("\\", "\\\\").replace("{", "\\{").replace("}", "\\}").replace("\t", "\\tab ")
        out = ""
        for char in text:
            byte = char.encode("cp1251", "replace")
            if byte == b"?" != char.encode():
                out += f"\\u{ord(char)}?"
            else:
                out += char if char.isascii() else f"\\'{byte[0]:02x}"
        return out

    head = r"{\rtf1\ansi\ansicpg1251\deff0{\fonttbl{\f0\fcharset204 Arial;}{\f3\fcharset2 Symbol;}}"
    head += r"{\*\generator Word;}{\info{\title \'cf}}{\header \'cf\par}"
    return (head + "\r\n" + "".join(rf"\pard {coded(one)}\par" for one in lines) + body + "}").encode()


OASIS = "urn:oasis:names:tc:opendocument:xmlns"


def odt(lines: list[str], styles: str = "", body: str = "") -> bytes:
    """Return an ODT with these paragraphs; *styles* and *body* are put in as they are."""

    def coded(text: str) -> str:
        return escape(text).replace("\t", "<text:tab/>")

    paragraphs = "".join(
        f"<text:p>{coded(one[:9])}<text:span>{coded(one[9:])}</text:span></text:p>" for one in lines
    )
    out = BytesIO()
    with ZipFile(out, "w") as made:
        made.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        made.writestr(
            "content.xml",
            f"<office:document-content xmlns:office='{OASIS}:office:1.0' xmlns:text='{OASIS}:text:1.0'"
            f" xmlns:style='{OASIS}:style:1.0' xmlns:table='{OASIS}:table:1.0'>"
            f"<office:automatic-styles>{styles}</office:automatic-styles>"
            f"<office:body><office:text>{paragraphs}{body}</office:text></office:body>"
            "</office:document-content>",
        )
    return out.getvalue()


FORMATS: dict[str, Callable[[list[str]], bytes]] = {
    "txt": lambda lines: "\n".join(lines).encode(),
    "docx": document,
    "rtf": rtf,
    "odt": odt,
}


def read(lines: list[str], made: Callable[[list[str]], bytes] = FORMATS["txt"]) -> Reading:
    data = made(lines)
    assert model_file.form_of(data, "пекарь", Progress()) is Form.JOB_DESCRIPTION
    return job_description.read(data, "пекарь", Progress())


def texts(edition: Edition, kind: Kind) -> list[str]:
    return [one.text.ru for one in edition.items if one.kind is kind]
