"""Pages of papers: formats, page numbers, the discreet footer, clean metadata (forms.md section 1)."""

# The stubs of the library leave parameters and attributes untyped.
# pyright: reportUnknownMemberType=false

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import wraps
from io import BytesIO
from pathlib import Path
from typing import Any, Concatenate, cast, final

from reportlab import rl_config
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate, Paragraph

from domain.people.organisation import Organisation
from domain.progress import Progress
from reports.paper import text
from reports.paper.atomic import placed
from reports.paper.style import BOLD, REGULAR, faces, inks
from resources.i18n import Words
from resources.i18n import words as words_of

PRODUCT = "Merilo"
# Text encoding of compressed streams only helps old mail; without it files are a fifth smaller.
rl_config.useA85 = 0


@dataclass(frozen=True, slots=True)
class Format:
    """A page and its margins, in points."""

    size: tuple[float, float]
    left: float
    right: float
    top: float
    bottom: float
    later: float = 0  # the margin at the bottom from page 2 on, if it is another

    @property
    def width(self) -> float:
        """The width available to text."""
        return self.size[0] - self.left - self.right

    @property
    def height(self) -> float:
        """The height available to text."""
        return self.size[1] - self.top - self.bottom


PORTRAIT = Format(A4, left=30 * mm, right=10 * mm, top=20 * mm, bottom=20 * mm)
LANDSCAPE = Format(landscape(A4), left=12 * mm, right=12 * mm, top=20 * mm, bottom=16 * mm)
# Room for the square code with the document's number at the bottom right of page 1.
LANDSCAPE_NUMBERED = replace(LANDSCAPE, bottom=24 * mm, later=LANDSCAPE.bottom)
_CODE = 17 * mm


@dataclass(frozen=True, slots=True)
class Pages:
    """A paper laid out: ``story`` on pages of ``form``, and the metadata of the document, without names.

    ``title`` and ``made_on`` go into the metadata, ``foot`` is on every page, ``statement`` at the foot of
    the first one. ``goes_on`` is «Продолжение на листе {page}: {what}». ``mark`` is at the top of every page.
    ``number`` is printed as a square code on page 1 for machines to read; it says nothing about people.
    ``journal`` is printed below the foot of every page: the code of the event that the paper reports.
    ``organisation`` says who drew the paper up, and whether its code is printed for machines to read.
    """

    form: Format
    title: str
    made_on: date
    foot: str
    story: list[Flowable]
    statement: str = ""
    goes_on: str = ""
    mark: str = ""
    number: str = ""
    journal: str = ""
    organisation: Organisation | None = None

    @property
    def executor(self) -> str:
        """Who drew the paper up, for the end of its last page; empty if nobody is named."""
        more = self.organisation.more if self.organisation is not None else None
        return (
            "" if more is None or not more.executor else "  ".join(filter(None, (more.executor, more.phone)))
        )

    @property
    def coded(self) -> str:
        """What the square code on page 1 says: the number of a sheet, or the code of the paper if asked."""
        more = self.organisation.more if self.organisation is not None else None
        return self.number or (self.foot.partition(" · ")[0] if more is not None and more.coded else "")


def printed[R, **P](
    lay: Callable[Concatenate[R, Words, P], Pages],
) -> Callable[Concatenate[R, Path, Progress, Words, P], None]:
    """Return a function that writes a record as the paper of *lay*: (record, target, progress, words, …).

    A cancelled or failed run leaves no file behind; the same record gives the same bytes.

    Raises:
        Cancelled: if asked to stop, by the function returned.
        Unwritable: if the disk or the folder refuses, likewise.
    """

    @wraps(lay)
    def write(
        record: R, target: Path, progress: Progress, words: Words, *more: P.args, **named: P.kwargs
    ) -> None:
        with placed(target) as part:
            faces()
            pages = lay(record, words, *more, **named)
            _Document(part, pages, words.language, progress).print(pages.story)

    return write


def announce[F: Flowable](flowable: F, what: str) -> F:
    """Mark the flowable for the foot of the page before it to name."""
    flowable.announced = what  # pyright: ignore[reportAttributeAccessIssue]
    return flowable


def _frame(form: Format, bottom: float) -> Frame:
    height = form.size[1] - form.top - bottom
    return Frame(form.left, bottom, form.width, height, 0, 0, 0, 0)  # no padding


@final
class _Document(BaseDocTemplate):
    def __init__(self, target: Path | BytesIO, pages: Pages, language: str, progress: Progress) -> None:
        form = pages.form
        super().__init__(
            str(target) if isinstance(target, Path) else target,
            pagesize=form.size,
            title=pages.title,
            author=PRODUCT,
            creator=PRODUCT,
            producer=PRODUCT,
            subject="",
            lang="ru-RU" if language == "ru" else language,
            invariant=1,
            pageCompression=1,
            initialFontName=REGULAR,
            initialFontSize=10,
        )
        self._pages, self._language, self._progress = pages, language, progress
        self._story: list[Flowable] = []
        self._total = 1
        self._headings: list[str] = []
        first, later = [_frame(form, form.bottom)], [_frame(form, form.later or form.bottom)]
        self.addPageTemplates(
            [
                PageTemplate("first", first, onPageEnd=self._finish, autoNextPageTemplate="later"),
                PageTemplate("later", later, onPageEnd=self._finish),
            ]
        )

    def print(self, flowables: list[Flowable]) -> None:
        """Build the document, with progress from 0 to the total."""
        self._story, self._total = flowables, max(1, len(flowables))
        self._progress.step(0, self._total)
        self.build(flowables)
        self._progress.step(self._total, self._total)

    def beforeDocument(self) -> None:  # noqa: N802 the library's name
        # The library's invariant stamp is a fixed day; the document's day is as repeatable, and true.
        day = self._pages.made_on
        document: Any = self.canv
        document._doc._timeStamp.YMDhms = (day.year, day.month, day.day, 0, 0, 0)

    def afterFlowable(self, flowable: Flowable) -> None:  # noqa: N802 the library's name
        # Splitting puts parts back on the list, so more may be left than there was at first.
        self._progress.step(max(0, self._total - len(self._story)), self._total)
        if isinstance(flowable, Paragraph) and flowable.style.name == "heading":
            self._bookmark(flowable)

    def _bookmark(self, heading: Paragraph) -> None:
        """Let a viewer lead to the heading: by its own words, without the legend beside them."""
        said = heading.getPlainText().partition("(")[0].strip().rstrip(":")
        if said:
            canvas, frame = self.canv, cast(Any, self.frame)
            key = f"heading-{len(self._headings)}"
            self._headings.append(said)
            canvas.bookmarkHorizontalAbsolute(key, frame._y + heading.height)
            canvas.addOutlineEntry(said, key, 0, closed=0)

    def _finish(self, canvas: Canvas, document: BaseDocTemplate) -> None:
        pages, form = self._pages, self._pages.form
        page = canvas.getPageNumber()
        canvas.saveState()
        # Two lines of the statement fit below the last line of a full page without touching it.
        foot = max(9 * mm, (form.bottom if page == 1 else form.later or form.bottom) - 11 * mm)
        if page == 1 and pages.statement:
            canvas.setFillColor(inks().text)
            room = form.width - (_CODE + 2 * mm if pages.coded else 0)
            lines = text.lines_in(pages.statement, room, REGULAR, 8.5)
            for above, said in enumerate(reversed(lines)):
                text.draw(canvas, form.left, foot + 3.6 * mm + 9.5 * above, said, REGULAR, 8.5)
        canvas.setFillColor(inks().muted)
        text.draw(canvas, form.left, foot, pages.foot, REGULAR, 8)
        if pages.journal:
            text.draw(canvas, form.left, foot - 3.2 * mm, pages.journal, REGULAR, 8)
        if pages.mark:
            canvas.setFillColor(inks().text)
            text.draw(canvas, form.left, form.size[1] - 13 * mm, pages.mark, BOLD, 10)
            canvas.setFillColor(inks().muted)
        if pages.coded and page == 1:
            self._draw_code(canvas, foot)
        if pages.executor and not self._story:  # nothing is left: the last page
            above = 0.0
            if page == 1 and pages.statement:
                above = 9.5 * len(text.lines_in(pages.statement, form.width - _CODE, REGULAR, 8.5))
            canvas.setFillColor(inks().text)
            shown = text.one_line(pages.executor, form.width - _CODE - 2 * mm, REGULAR, 8.5)
            text.draw(canvas, form.left, foot + 3.6 * mm + above, shown, REGULAR, 8.5)
            canvas.setFillColor(inks().muted)
        coming = list(dict.fromkeys(_announced(self._story)))
        if pages.goes_on and coming:
            edge = form.width - (_CODE + 2 * mm if page == 1 and pages.coded and not pages.number else 0)
            beside = edge - text.width(pages.foot, REGULAR, 8) - 8 * mm
            said, above = self._goes_on(page + 1, coming, beside), 0.0
            if said is None:  # on a line of its own if the first page has no other continuation line
                room = 0 if page == 1 and pages.statement else edge
                above = 3.6 * mm if room else 0.0
                said = self._goes_on(page + 1, coming, room or beside, shorten=True)
            text.draw(canvas, form.left + edge, foot + above, said or "", REGULAR, 8, align=1)
        if page > 1:
            canvas.setFillColor(inks().text)
            text.draw(canvas, form.size[0] / 2, form.size[1] - 13 * mm, str(page), REGULAR, 10, align=0.5)
        canvas.restoreState()

    def _draw_code(self, canvas: Canvas, foot: float) -> None:
        from reportlab.graphics.barcode.qr import QrCode  # a tenth of a second, saved on other papers

        pages, form = self._pages, self._pages.form
        size = min(_CODE, form.bottom - 7 * mm)
        canvas.setFillColor(inks().text)
        code: Any = QrCode(pages.coded, width=size, height=size, qrBorder=1, qrLevel="M")
        code.drawOn(canvas, form.left + form.width - size, 6 * mm)
        if pages.number:  # the foot begins with the code of any other paper
            beside = form.left + form.width - size - 2 * mm
            text.draw(canvas, beside, foot, pages.number, BOLD, 10, align=1)
        canvas.setFillColor(inks().muted)

    def _goes_on(self, page: int, coming: list[str], room: float, *, shorten: bool = False) -> str | None:
        """Return what comes on the next page, as far as there is room: whole names, then how many more.

        None if it does not all fit, unless *shorten*.
        """
        reader = words_of(self._language)
        for count in range(len(coming), 0, -1):
            what = ", ".join(coming[:count])
            if count < len(coming):
                more = reader.gettext("{shown} and {count} more")
                what = more.format(shown=what, count=len(coming) - count)
            said = self._pages.goes_on.format(page=page, what=what)
            if text.width(said, REGULAR, 8) <= room:
                return said
            if not shorten:
                return None
        return reader.gettext("Continued on sheet {page}").format(page=page)


def _announced(flowables: Iterable[Flowable]) -> Iterable[str]:
    for flowable in flowables:
        what: str | None = getattr(flowable, "announced", None)
        if what is not None:
            yield what
        # Containers keep their contents under these names: KeepTogether, and the cells of a table.
        yield from _announced(getattr(flowable, "_content", ()))
        rows: Iterable[Iterable[object]] = getattr(flowable, "_cellvalues", ())
        for row in rows:
            for cell in row:
                if isinstance(cell, list | tuple):
                    yield from _announced(cast(Iterable[Flowable], cell))
