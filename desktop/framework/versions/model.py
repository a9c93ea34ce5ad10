"""The map between two editions as it is edited: ticking, joining, cutting, confirming lines, with undo."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoStack

from db.framework import drafts, editions
from db.framework.editions import DraftView
from desktop.context import Context
from desktop.data import Data
from desktop.kit.undo import Step
from domain.framework.edition import Edition
from domain.framework.framework import EditionState
from domain.framework.version_acts import cut, joined
from domain.framework.version_map import Fate, Link, MapLine, Word
from domain.text import fold
from resources.i18n import current

HIGH = 90  # per cent: lines this similar can be confirmed together
TABLES = frozenset({"framework", "item", "function", "version_link", "profile"})


@dataclass(frozen=True, slots=True)
class MapRow:
    """One line of the map; ``old`` and ``new`` are codes and short titles, ``alike`` is 0..100."""

    line: MapLine
    old: tuple[str, str]
    new: tuple[str, str]
    searched: str
    alike: int | None
    ticked: bool = False

    @property
    def changed(self) -> bool:
        """Return whether the fate is any but «same»: reworded, split, merged, dropped or new."""
        return self.line.link.fate is not Fate.SAME

    @property
    def key(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """What identifies the line."""
        return self.line.link.old, self.line.link.new


class MapModel(QObject):
    """The map of one edition.

    Signals:
        changed: the map was reread, or lines were ticked.
    """

    changed = Signal()

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self.view: DraftView | None = None
        self.rows: tuple[MapRow, ...] = ()
        self.stack = QUndoStack(self)
        self._ticked: frozenset[Link] = frozenset()
        context.data.changed.connect(self._on_changed)

    @property
    def is_draft(self) -> bool:
        """Whether the map can be changed."""
        view = self.view
        return view is not None and view.line.state is EditionState.DRAFT and not self._context.data.read_only

    @property
    def waiting(self) -> int:
        """How many lines await confirmation."""
        return sum(one.line.waits for one in self.rows)

    @property
    def ticked(self) -> tuple[Link, ...]:
        """The ticked lines, to be joined."""
        return tuple(one.line.link for one in self.rows if one.ticked)

    def open(self, framework_id: int) -> None:
        """Read the map of an edition; clears the undo stack, because the draft may be another one."""
        self.stack.clear()
        self._ticked = frozenset()
        self._read(framework_id)

    def tick(self, rows: Collection[MapRow]) -> None:
        """Tick these lines, or untick them if all are ticked."""
        links = {one.line.link for one in rows}
        taken = links <= self._ticked
        self._ticked = self._ticked - links if taken else self._ticked | links
        self._lay_out()

    def join(self) -> None:
        """Join the ticked lines into one.

        Raises:
            MapFaulty: if they cannot form one line.
        """
        view = self._between()
        links = [one.line.link for one in self.rows]
        made = joined(links, self.ticked, view[0], view[1])
        self._ticked = frozenset()
        self._put(made)

    def cut(self, rows: Collection[MapRow]) -> None:
        """Split these lines into dropped and new items."""
        chosen = {one.line.link for one in rows if one.line.link.old and one.line.link.new}
        if chosen:
            self._ticked -= chosen
            self._put(cut([one.line.link for one in self.rows], chosen))

    def confirm(self, rows: Collection[MapRow]) -> None:
        """Confirm these lines in the actor's name."""
        waiting = [one.line.link for one in rows if one.line.waits]
        if waiting:
            self._put([one.line.link for one in self.rows], waiting)

    def confirm_alike(self) -> int:
        """Confirm all proposed lines whose sides are very similar; return their number."""
        alike = [one for one in self.rows if one.line.waits and (one.alike or 0) >= HIGH]
        self.confirm(alike)
        return len(alike)

    def _between(self) -> tuple[Edition, Edition]:
        assert self.view is not None and self.view.base is not None
        return self.view.base, self.view.content

    def _put(self, links: Sequence[Link], confirmed: Sequence[Link] = ()) -> None:
        """Make these the lines of the map; new lines count as confirmed by the actor, as do *confirmed*."""
        assert self.view is not None
        old = {one.link: one.word for one in self.view.links}
        said = [one for one in links if one not in old or old[one] is Word.CONFIRMED or one in confirmed]
        # What the draft itself implies needs no line; repeating it would count as somebody's word.
        told = [one for one in links if old.get(one) is not Word.IMPLIED or one in confirmed]
        self.stack.push(_relate(self._context.data, self.view, told, said))

    def _read(self, framework_id: int) -> None:
        self.view = self._context.data.read(editions.view, framework_id)
        self._lay_out()

    def _lay_out(self) -> None:
        view = self.view
        if view is None or view.base is None:
            self.rows = ()
        else:
            base, content = view.base, view.content
            self._ticked &= {one.link for one in view.links}
            self.rows = tuple(
                sorted(
                    (_row(base, content, one, ticked=one.link in self._ticked) for one in view.links),
                    key=_order(base, content),
                )
            )
        self.changed.emit()

    def _on_changed(self, tables: frozenset[str]) -> None:
        view = self.view
        if view is None or not tables & TABLES:
            return
        lines = self._context.data.read(editions.editions)
        if any(one.id == view.line.id for one in lines):  # a draft may have been discarded
            self._read(view.line.id)
        else:
            self.view, self.rows = None, ()
            self.stack.clear()


def _relate(data: Data, view: DraftView, links: Sequence[Link], confirmed: Sequence[Link]) -> Step:
    """Change the map; undo also restores the items' identities."""
    spoken = [one for one in view.links if one.word is not Word.IMPLIED]
    links_before = tuple(one.link for one in spoken)
    confirmed_before = tuple(one.link for one in spoken if one.word is Word.CONFIRMED)
    return Step(
        lambda: data.write(drafts.relate, view.line.id, tuple(links), tuple(confirmed)),
        lambda: data.write(drafts.relate_again, view.line.id, view.content, links_before, confirmed_before),
    )


def _row(base: Edition, content: Edition, line: MapLine, *, ticked: bool) -> MapRow:
    link = line.link
    old, new = _side(base, link.old), _side(content, link.new)
    texts = [
        fold(edition.item(code).text.ru)
        for edition, codes in ((base, link.old), (content, link.new))
        for code in codes
    ]
    return MapRow(
        line=line,
        old=old,
        new=new,
        searched=fold(" ".join((*old, *new, *texts))),
        alike=_alike(base, content, link),
        ticked=ticked,
    )


def _side(edition: Edition, codes: Sequence[str]) -> tuple[str, str]:
    """Return the codes on one side and the short titles of its items; «—» if there is none."""
    if not codes:
        return "—", ""
    return ", ".join(codes), "; ".join(current().text(edition.item(code).label) for code in codes)


def _alike(base: Edition, content: Edition, link: Link) -> int | None:
    from reports.intake import likeness  # needs a library that only this map uses

    if not link.old or not link.new:
        return None
    old, new = (
        [fold(edition.item(code).text.ru) for code in codes]
        for edition, codes in ((base, link.old), (content, link.new))
    )
    return likeness.percent(old, new)


def _order(base: Edition, content: Edition) -> Callable[[MapRow], tuple[int, int]]:
    """Return the sort key: the order of the new edition, with dropped items at their old places."""
    places = {one.code: at for at, one in enumerate(content.items)}
    before = [one.code for one in base.items]

    def place(row: MapRow) -> tuple[int, int]:
        if row.line.link.new:
            return min(places[code] for code in row.line.link.new), 0
        at = before.index(row.line.link.old[0])
        near = next((places[code] for code in reversed(before[:at]) if code in places), -1)
        return near, 1 + at

    return place
