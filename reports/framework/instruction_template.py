"""The job description to write over, as a text and as a document; Russian, as such documents are."""

# The stubs of the library leave elements untyped.
# pyright: reportUnknownMemberType=false

from io import BytesIO
from pathlib import Path

from docx import Document

from reports.paper.atomic import replacing
from resources import text


def write(plain: Path, document: Path) -> None:
    """Write both; every list in it is read when the file is imported as it is.

    Raises:
        Unwritable: if the disk or the folder refuses.
    """
    lines = text("catalogue/job_description_template.txt")
    with replacing(plain) as part:
        part.write_text(lines, "utf-8")
    made = Document()
    for line in lines.splitlines():
        made.add_paragraph(line)
    packed = BytesIO()
    made.save(packed)
    with replacing(document) as part:
        part.write_bytes(packed.getvalue())
