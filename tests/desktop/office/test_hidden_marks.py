"""One colleague among three assessors, or two: no document has their marks, nor lets them be worked out.

Law 15, also of an item that nobody rated but them, or one other. The documents are those that
``desktop/office/papers/documents`` declares, so that a new one is tried without being named here.
"""

import json
import re
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import cache
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

import docx
import pytest
from openpyxl import load_workbook

from db.assessing.facts import evidence
from db.assessing.sheet import sheets
from db.development import plan_followup, plans
from db.file.store import Store
from db.hiring import campaigns, decisions
from domain.assessing.case import CycleKind
from domain.assessing.evidence import Polarity
from domain.hiring.decision import Outcome
from domain.mark import Role
from domain.period import quarter_of
from tests.db import sample
from tests.desktop import every_document
from tests.desktop.conftest import PASSWORD, new_file
from tests.reports.reading import pages

type Vector = dict[str, float]  # code of an item -> a number that stands beside it

ON = sample.TODAY
CODE = re.compile(r"(?<![\w.])([KS]\d\d)(?!\d)")
NUMBER = re.compile(r"(?<![\w.,/)])\d(?:[.,]\d+)?(?![\w.,%)])")
ENOUGH = 12  # items that must agree, so that chance cannot
CLOSE = 0.26  # papers round
LEVELS = range(5)


class Colleagues:
    """An employee and a candidate, rated by HR, the manager and so many colleagues; all wrote facts.

    Of three items in turn all rate the first, the colleagues alone the second, and HR with them the third.
    With *turned* the colleagues give the opposite levels, with *all_of_all* everybody rates everything.
    """

    def __init__(self, store: Store, count: int, *, turned: bool = False, all_of_all: bool = False) -> None:
        self.turned, self.all_of_all = turned, all_of_all
        self.hr = sample.add(store, "Соколова", is_actor=True)
        self.boss = sample.add(store, "Громов", is_actor=True)
        self.peers = [sample.add(store, f"Тихонов{n}") for n in range(count)]
        self.panel = (
            (self.hr, Role.HR),
            (self.boss, Role.MANAGER),
            *((one, Role.PEER) for one in self.peers),
        )
        self.marks: dict[int, dict[int, Vector]] = {}  # case -> assessor -> what was marked
        store.act_as(self.hr)
        employee = sample.add(store, "Ким", code="E-0301")
        quarter = quarter_of(ON)
        cycle = sample.cycle(
            store, CycleKind.QUARTERLY, code="2026-IV", starts_on=quarter.starts_on, ends_on=quarter.ends_on
        )
        self.staff = sample.case(store, employee, cycle)
        campaign = sample.campaign(store, *self.panel)
        candidate = sample.candidate(store, code="C-0041")
        self.hiring = store.write(campaigns.invite, campaign, candidate)
        for case, person in ((self.staff, employee), (self.hiring, candidate)):
            self._rate(store, case, person)
        store.act_as(self.hr)
        for row in store.read(decisions.decision, self.hiring, self.hr, ON).result.unsettled:
            store.write(decisions.settle, self.hiring, row.code, 2, "обсудили")
        store.write(decisions.conclude, self.hiring, Outcome.NOT_RECOMMEND, "не хватает опыта", on=ON)
        plan = store.write(plans.make, self.staff, self.hr, quarter, ON)
        store.write(plan_followup.approve, plan, ON)

    def _rate(self, store: Store, case: int, person: int) -> None:
        chance = Random(case)
        mine = self.marks[case] = {}
        for who, role in self.panel:
            store.act_as(who)
            said = {one.code: chance.randrange(5) for one in sample.framework(store).items}
            if role is Role.PEER:
                said = {code: 4 - level if self.turned else level for code, level in said.items()}
            elif not self.all_of_all:
                places = {0, 2} if role is Role.HR else {0}
                said = {code: level for n, (code, level) in enumerate(said.items()) if n % 3 in places}
            mine[who] = {code: float(level) for code, level in said.items()}
            sheet = sample.sheet(store, case, who, role, said, submit=False)
            told = f"слова {'коллеги' if role is Role.PEER else role} дословно"
            store.write(sheets.comment, sheet, sample.item(store, "K01"), told)
            store.write(evidence.note, person, [1], told, Polarity.AGAINST, sample.SEEN_ON, sheet_id=sheet)
            store.write(sheets.submit, sheet)


@cache
def texts(path: Path) -> str:
    """Return all that a document says; read once, since nobody writes it again."""
    match path.suffix:
        case ".pdf":
            return "\n".join(pages(path))
        case ".xlsx":
            with path.open("rb") as file:
                book = load_workbook(file)
                said = [str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row]
                book.close()
            return "\n".join(said)
        case ".docx":
            return "\n".join(one.text for one in docx.Document(str(path)).paragraphs)
        case _:
            return path.read_text("utf-8")


@cache
def vectors(path: Path) -> tuple[Vector, ...]:
    """Return the columns of numbers that a document has beside codes of items, whatever they mean."""
    match path.suffix:
        case ".pdf":
            return tuple(_of_paper(pages(path)))
        case ".xlsx":
            return tuple(_of_workbook(path))
        case ".json":
            return tuple(_of_record(json.loads(path.read_text("utf-8"))))
        case _:
            return ()


def _of_paper(told: list[str]) -> Iterator[Vector]:
    columns: dict[int, Vector] = {}
    for page in told:
        places = [*CODE.finditer(page)]
        ends = [*(one.start() for one in places[1:]), len(page)]
        for here, end in zip(places, ends, strict=False):
            said = page[here.end() : end]
            numbers = [float(one.replace(",", ".")) for one in NUMBER.findall(said)][:10]
            for place, number in enumerate(numbers):
                columns.setdefault(place, {}).setdefault(here[1], number)
                columns.setdefault(place - len(numbers), {}).setdefault(here[1], number)
    yield from columns.values()


def _of_workbook(path: Path) -> Iterator[Vector]:
    with path.open("rb") as file:
        book = load_workbook(file, data_only=True)
        for sheet in book.worksheets:
            down: dict[int, Vector] = {}
            heads: dict[int, str] = {}  # items across, as in the matrix of a team
            for row in sheet.iter_rows(values_only=True):
                codes = {place: str(one) for place, one in enumerate(row) if CODE.fullmatch(str(one))}
                if len(codes) > 1:
                    heads = codes
                    continue
                numbers = {place: float(one) for place, one in enumerate(row) if isinstance(one, int | float)}
                if 0 in codes:
                    for place, number in numbers.items():
                        down.setdefault(place, {}).setdefault(codes[0], number)
                elif heads:
                    yield {heads[place]: number for place, number in numbers.items() if place in heads}
            yield from down.values()
        book.close()


def _of_record(record: object) -> Iterator[Vector]:
    """Yield the numbers of every list of items by their codes, wherever in the record the list is."""
    columns: dict[object, Vector] = {}

    def put(item: object, code: str, path: tuple[object, ...]) -> None:
        if isinstance(item, int | float):
            columns.setdefault(path, {})[code] = float(item)
        elif isinstance(item, dict | list):
            for name, one in item.items() if isinstance(item, dict) else enumerate(item):
                put(one, code, (*path, name))

    def walk(value: Any, path: tuple[object, ...]) -> None:
        if isinstance(value, dict | list):
            for name, one in value.items() if isinstance(value, dict) else enumerate(value):
                code = one.get("code") if isinstance(one, dict) and isinstance(value, list) else None
                if isinstance(code, str) and CODE.fullmatch(code):
                    put(one, code, path)
                else:
                    walk(one, (*path, name))

    walk(record, ())
    yield from columns.values()


def worked_out(written: list[Vector], secret: Vector, *, levels: int) -> str:
    """Return how the secret marks come out of what is written: as they are, or by subtraction; empty if not.

    *levels* is how many voices the level that counts is the mean of, by roles: that times the level, less the
    marks of others, is tried for each two columns.
    """
    long = [one for one in written if len(one) >= ENOUGH]
    if any(_fits(one, secret) for one in long):
        return "written"
    means = [one for one in long if any(number % 1 for number in one.values())]
    marks = {_Marks.of(one, secret) for one in long if all(number in LEVELS for number in one.values())}
    enough = sorted((one for one in marks if one.present.bit_count() >= ENOUGH), key=lambda one: one.at)
    for whole in means:
        rest = {code: levels * whole[code] - mark for code, mark in secret.items() if code in whole}
        if _among(enough, rest, secret):
            return "by subtraction of 1"
        if any(_among(enough[place:], rest, secret, one) for place, one in enumerate(enough)):
            return "by subtraction of 2"
    return ""


class _Marks(NamedTuple):
    """Marks of the items of a secret as bits, so that thousands of pairs are tried at once."""

    present: int  # a bit for each item
    at: int  # a bit for each item and level

    @classmethod
    def of(cls, marks: Vector, secret: Vector) -> "_Marks":
        present = at = 0
        for place, code in enumerate(secret):
            if code in marks:
                present |= 1 << place
                at |= 1 << (place * len(LEVELS) + int(marks[code]))
        return cls(present, at)

    def level(self, place: int) -> int:
        """Return the mark of an item that is present."""
        return (self.at >> (place * len(LEVELS)) & (1 << len(LEVELS)) - 1).bit_length() - 1


def _among(marks: list[_Marks], rest: Vector, secret: Vector, beside: _Marks | None = None) -> bool:
    """Tell whether marks, alone or with those *beside* them, are the rest of a whole without the secret."""
    known = wanted = 0
    for place, code in enumerate(secret):
        if code not in rest or (beside is not None and not beside.present >> place & 1):
            continue
        known |= 1 << place
        level = round(rest[code])
        if abs(rest[code] - level) >= CLOSE:
            continue
        level -= 0 if beside is None else beside.level(place)
        if level in LEVELS:
            wanted |= 1 << (place * len(LEVELS) + level)
    for one in marks:
        alike = (one.at & wanted).bit_count()
        if alike >= ENOUGH and _convinces(alike, (one.present & known).bit_count() - alike):
            return True
    return False


def turns(marks: Vector) -> list[Vector]:
    """Return the marks of the items that all rated, the colleagues alone, and HR with them."""
    codes = list(marks)
    return [{code: marks[code] for code in codes[first::3]} for first in range(3)]


def _fits(written: Vector, secret: Vector) -> bool:
    """Tell whether what is written is the secret, but for what papers round and misread."""
    both = [abs(written[code] - mark) < CLOSE for code, mark in secret.items() if code in written]
    return _convinces(sum(both), len(both) - sum(both))


def _convinces(alike: int, apart: int) -> bool:
    return alike >= ENOUGH and alike >= 9 * apart and apart <= 7


class World(NamedTuple):
    """What the program wrote of a file where so many colleagues answered."""

    at: Colleagues
    paths: tuple[Path, ...]


type Worlds = Callable[..., World]


@pytest.fixture(scope="module")
def worlds(tmp_path_factory: pytest.TempPathFactory) -> Worlds:
    """Make each world once, however many tests look at its documents."""

    @cache
    def made(count: int, turned: bool, all_of_all: bool) -> World:
        folder = tmp_path_factory.mktemp("world")
        with closing(Store.open(new_file(folder / "North.merilo"), PASSWORD)) as store:
            at = Colleagues(store, count, turned=turned, all_of_all=all_of_all)
            written = every_document.written(store, folder / "made", ON, at.hr)
        return World(at, tuple(path for one in written.values() for path in one.written))

    def world(count: int, *, turned: bool = False, all_of_all: bool = False) -> World:
        return made(count, turned, all_of_all)

    return world


@pytest.mark.parametrize("count", [1, 2])
def test_no_document_has_the_marks_of_one_or_two_colleagues(worlds: Worlds, count: int) -> None:
    at, paths = worlds(count)
    kinds = {path.parent.name for path in paths}
    assert {"profile", "result", "decision", "summary", "comparison", "team", "idp", "refusal"} <= kinds
    written: list[Vector] = []
    for path in paths:
        said = texts(path)
        assert "слова коллеги дословно" not in said, path.name
        assert "слова manager дословно" not in said, path.name
        written += vectors(path)
    distinct = list({json.dumps(one, sort_keys=True): one for one in written}.values())
    for case in at.marks.values():
        known = [*distinct, case[at.hr], case[at.boss]]  # everybody knows the own ones
        for peer in at.peers:
            every, alone, beside_hr = turns(case[peer])
            assert worked_out(known, every, levels=3) == ""
            assert worked_out(known, alone, levels=1) == ""
            assert worked_out(known, beside_hr, levels=2) == ""


@pytest.mark.parametrize("count", [1, 2])
def test_other_marks_of_one_or_two_colleagues_make_the_same_documents(worlds: Worlds, count: int) -> None:
    told = [
        {
            f"{path.parent.name}/{path.name}": [*vectors(path)]
            for path in worlds(count, turned=turned).paths
            if path.parent.name != "sheet-filled"  # the own marks, and a number that chance made
        }
        for turned in (False, True)
    ]
    assert told[0] == told[1]
    assert any(len(one) >= ENOUGH for written in told[0].values() for one in written)


def test_where_three_colleagues_answered_the_search_finds_their_marks(worlds: Worlds) -> None:
    at, paths = worlds(3, all_of_all=True)
    found = {
        path.parent.name + path.suffix
        for path in paths
        for case in at.marks.values()
        if worked_out([*vectors(path)], case[at.peers[0]], levels=3) == "written"
    }
    assert {"summary.pdf", "decision.pdf", "profile.xlsx", "result.json"} <= found
    for path in (one for one in paths if one.parent.name == "result"):
        items = json.loads(path.read_text("utf-8"))["items"]
        named = {mark["assessor"] for one in items for mark in one["marks"] if mark["role"] == "peer"}
        assert named == {None}, "a colleague goes by the role"
