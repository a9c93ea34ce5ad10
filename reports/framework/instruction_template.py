"""The job description to write over, as a text and as a document; Russian, as such documents are."""

# The stubs of the library leave elements untyped.
# pyright: reportUnknownMemberType=false

from datetime import date
from pathlib import Path

from reports.paper.atomic import replacing
from reports.paper.text_papers.text_document import blank, packed
from resources import text

_SOURCE = "catalogue/job_description_template.txt"


def write(plain: Path, document: Path, on: date) -> None:
    """Write both, the document as one of this day; every list in it is read when the file is imported.

    Raises:
        Unwritable: if the disk or the folder refuses.
    """
    with replacing(plain) as part:
        part.write_text(text(_SOURCE), "utf-8")
    write_document(document, on)


def write_document(target: Path, on: date) -> None:
    """Write the document alone.

    Raises:
        Unwritable: if the disk or the folder refuses.
    """
    lines = text(_SOURCE)
    made = blank()
    for line in lines.splitlines():
        made.add_paragraph(line)
    content = packed(made, lines.partition("\n")[0], "ru", on)
    with replacing(target) as part:
        part.write_bytes(content)
