"""What each of our text documents has: its properties, no picture of another document, repeatable bytes."""

# The stubs of the library leave elements untyped.
# pyright: reportUnknownMemberType=false

import zipfile
from datetime import UTC, date, datetime, time
from io import BytesIO
from typing import Any

from reports.paper.page import PRODUCT


def packed(document: Any, title: str, language: str, on: date) -> bytes:
    """Return the document as a file of this day; it names no author but the program."""
    package = document.part.package
    for key, link in tuple(package.rels.items()):
        if link.reltype.endswith("/thumbnail"):  # of the library's template, which shows another document
            del package.rels[key]
    about = document.core_properties
    about.author = about.last_modified_by = PRODUCT
    about.title, about.comments, about.language = title, "", language
    about.created = about.modified = datetime.combine(on, time(), UTC)
    written = BytesIO()
    document.save(written)
    return _same_bytes(written, on)


def _same_bytes(written: BytesIO, on: date) -> bytes:
    """Return the archive with the day of the paper on every part, instead of the moment of writing."""
    again = BytesIO()
    with zipfile.ZipFile(written) as old, zipfile.ZipFile(again, "w", zipfile.ZIP_DEFLATED) as new:
        for one in old.infolist():
            part = zipfile.ZipInfo(one.filename, (on.year, on.month, on.day, 0, 0, 0))
            part.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(part, old.read(one.filename))
    return again.getvalue()
