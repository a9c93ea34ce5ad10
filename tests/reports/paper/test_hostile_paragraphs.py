"""Whatever people typed is printed as it is seen: no markup acts, no file is opened, no character is lost."""

import contextlib
import sys
from collections.abc import Generator
from io import BytesIO

from pypdf import PdfReader
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate

from reports.paper.style import styles
from reports.paper.text import para, runs
from tests.faults.sizes import size
from tests.reports.reading import squeezed
from tests.reports.typed import at_random

_MARK = "\u2116"
_listening: list[list[str]] = []
_installed: list[bool] = []


@contextlib.contextmanager
def opened() -> Generator[list[str]]:
    """Collect the files and addresses that Python opens inside the block, and the programs it starts."""
    if not _installed:
        sys.addaudithook(_on_event)  # stays as long as the process
        _installed.append(True)
    found: list[str] = []
    _listening.append(found)
    try:
        yield found
    finally:
        _listening.remove(found)


def _on_event(name: str, arguments: tuple[object, ...]) -> None:
    if _listening and name in (
        "open",
        "socket.connect",
        "socket.getaddrinfo",
        "subprocess.Popen",
        "os.listdir",
    ):
        for found in _listening:
            found.append(f"{name} {arguments[0]}")


def test_any_text_is_printed_as_it_is_seen_and_opens_nothing() -> None:
    look = styles().cell
    printed([para("обычный текст → 漢", look)])  # faces are read once
    with opened() as heard, contextlib.suppress(Exception):
        printed([Paragraph('<img src="/canary.png" width="9" height="9"/>', look)])
    assert any("canary" in one for one in heard), "what markup opens is heard"

    texts = list(at_random(size("paragraphs"), 46))
    with opened() as heard:
        paper = printed([para(f"{_MARK}{number}: {text}", look) for number, text in enumerate(texts)])
    assert heard == []
    text = squeezed("".join(page.extract_text() for page in PdfReader(BytesIO(paper)).pages))
    at = 0
    for number, typed in enumerate(texts):
        shown = squeezed("".join(run for _face, run in runs(f"{_MARK}{number}: {typed}", look.fontName)))
        assert text.startswith(shown, at), (ascii(typed), ascii(text[at : at + len(shown)]))
        at += len(shown)
    assert at == len(text)


def printed(flowables: list[Paragraph]) -> bytes:
    buffer, story = BytesIO(), list[Flowable](flowables)
    SimpleDocTemplate(buffer).build(story)
    return buffer.getvalue()
