"""One vacancy in three windows: three programs, each on a display of its own, and a colleague with a form.

HR opens the vacancy, assesses too and invites three others; two of them assess by keys alone and send sealed
packets, the third answers in the form. HR rates last, which opens what is sealed. Whatever is pressed is on
the screen by then, as somebody hears it who cannot see it. Pictures lie in ``build/walk/exchange-*``
afterwards.
"""

import shutil
from collections.abc import Generator, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from domain.people.person import PersonKind
from resources.i18n import words as words_of
from tests.db import sample
from tests.desktop import aloud, hands
from tests.desktop.aloud import Heard, Listener
from tests.desktop.exchange.computers import SECRET, Computer, code_of, computer, filled, meet, readable
from tests.desktop.hands import Program
from tests.desktop.walker import PICTURES
from tests.reports.reading import whole

CANDIDATE, POST = "Лебедева", "руководитель смены"
LEVELS = ("32" * 11 + "3", "23" * 11 + "2")
says = words_of("ru").gettext
CONCLUDE, TABLE, COMMENT, SAVE, QUIT, IMPORT = (
    "ctrl+Cyrillic_ve",
    "ctrl+Cyrillic_softsign",
    "Cyrillic_es",
    "ctrl+Cyrillic_u",
    "ctrl+Cyrillic_shorti",
    "ctrl+shift+Cyrillic_shcha",
)


@dataclass
class Desk:
    """Somebody before the window of a file, with a keyboard, who hears what is on the screen."""

    program: Program
    listener: Listener
    title: str

    def open(self, keys: str, window: str, heard: str) -> None:
        """Press keys, and wait for the window that they open and for what is in it."""
        self.program.press(*keys.split())
        self.turn_to(window, heard)

    def turn_to(self, window: str, heard: str) -> None:
        """Wait for a window and for what is in it, and give it the focus."""
        self.listener.wait(lambda tree: within(tree, window, heard), f"{heard} in {window}")
        self.program.turn_to(window)

    def back(self, *heard: str) -> None:
        """Wait until no dialog is open, and the window shows what is heard."""
        self.listener.wait(lambda tree: len(fronts(tree)) == 1, "the window alone")
        self.program.turn_to(self.title)
        for one in heard:
            self.listener.find(one)

    def answer(self, *keys: str) -> None:
        """Press keys in a window that is at rest."""
        self.program.at_rest()
        if keys:
            self.program.press(*keys)

    def leave(self) -> None:
        """End the program, which never complained."""
        self.program.press(QUIT)
        assert self.program.ended() == 0
        said = self.program.complaints.splitlines()
        assert [line for line in said if "Could not find accessible on path" not in line] == []


def fronts(tree: Heard) -> list[Heard]:
    """Return the windows that are on the screen."""
    return [one for one in tree.within if "showing" in one.states]


def within(tree: Heard, window: str, name: str) -> bool:
    """Return whether a window in sight holds something with exactly this name."""
    inside = (one for front in fronts(tree) if front.name == window for one in front.all())
    return any(one.name == name and {"showing", "enabled"} <= one.states for one in inside)


@contextmanager
def sitting(at: Computer, display: hands.Display, pictures: str) -> Generator[Desk]:
    """Start the program on a computer for somebody who works there."""
    with (
        TemporaryDirectory() as short,  # the name of a socket has at most 107 bytes
        aloud.listening(Path(short), display.name) as (listener, environment),
        hands.program(
            display, at.home, PICTURES / pictures, "ru_RU.UTF-8", str(at.file), **environment
        ) as program,
    ):
        desk = Desk(program, listener, f"{at.file.stem} — {says('Merilo')}")
        desk.back("Оценка")
        yield desk


@pytest.fixture
def displays(tmp_path: Path) -> Iterator[list[hands.Display]]:
    with ExitStack() as stack:
        made = [stack.enter_context(hands.display(tmp_path / f"x{number}")) for number in range(3)]
        for one in made:
            one.lay_out("ru")
        yield made


def test_three_windows_and_a_workbook_come_to_one_decision(
    displays: list[hands.Display], tmp_path: Path
) -> None:
    hr = computer(tmp_path, "hr", "Соколова")
    first, second = assessors = computer(tmp_path, "first", "Громов"), computer(tmp_path, "second", "Орлов")
    stick = tmp_path / "stick"
    stick.mkdir()
    introduce(hr, assessors, stick)

    with sitting(hr, displays[0], "exchange-hr-invites") as desk:
        open_a_vacancy(desk)
        invite_by_packets(desk)
        send_the_form(desk)
        desk.leave()
    invitations = sorted(hr.home.glob("*.merilo-packet"))
    (form,) = hr.home.glob("*.xlsx")
    assert len(invitations) == len(assessors)
    for one, packet in zip(assessors, invitations, strict=True):
        shutil.copyfile(packet, one.home / "1")  # what it is called, nobody asks

    with (
        sitting(first, displays[1], "exchange-first") as gromov,
        sitting(second, displays[2], "exchange-second") as orlov,
    ):
        for desk, levels, words in zip((gromov, orlov), LEVELS, SECRET, strict=True):
            assess(desk, levels, words)
            seal(desk)
            desk.leave()
    for number, one in enumerate(assessors, start=1):
        (sealed,) = one.home.glob("*.merilo-packet")
        shutil.copyfile(sealed, hr.home / str(number))
    shutil.copyfile(filled(form, tmp_path), hr.home / "3")

    with sitting(hr, displays[0], "exchange-hr-waits") as desk:
        accept_the_form(desk)
        take(desk, "1", "Он останется закрытым, пока не сдан последний лист.")
        desk.leave()
    assert readable(hr) == set()

    with sitting(hr, displays[0], "exchange-hr-decides") as desk:
        take(desk, "2", "Он останется закрытым, пока не сдан последний лист.")
        rate(desk, "2" * 12, last="Этот лист последний: с ним откроются 2 запечатанных листа")
        decide(desk)
        desk.leave()
    assert readable(hr) == set(SECRET)
    (record,) = hr.home.glob("*.pdf")
    told = " ".join(whole(record).replace("\u00a0", " ").split())
    assert CANDIDATE in told and "Открытый ответ: Зимина И." in told
    assert "Лист пришёл запечатанным пакетом: Громов И., Орлов И." in told


def introduce(hr: Computer, assessors: tuple[Computer, ...], stick: Path) -> None:
    """Let HR know three people by name and post, and the files of two of them know HR's, and be known."""
    store = hr.opened()
    people_of = [
        sample.add(store, one, PersonKind.EMPLOYEE, given="Иван", post=POST)
        for one in ("Громов", "Орлов", "Зимина")
    ]
    codes = [store.read(code_of, one) for one in people_of]
    store.close()
    meet(hr, dict(zip(codes, assessors, strict=False)), stick)


def open_a_vacancy(desk: Desk) -> None:
    """Open a vacancy with three assessors and HR, and add a candidate."""
    program, listener = desk.program, desk.listener
    program.press("ctrl+3")
    listener.find("Новая вакансия…")
    program.press("Insert")
    listener.find("Название вакансии")
    desk.answer()
    program.type("Оператор второй линии")
    program.press(*["Tab"] * 6)
    program.type("открывается вторая линия")
    program.press("ctrl+Next", "ctrl+Next")
    listener.press("Убрать: Соколова")
    desk.answer("shift+Tab", "Down", "Down", "Tab")
    listener.find("4 оценщика")
    for name in ("Громов", "Орлов", "Зимина"):
        desk.answer()
        program.type(f"{name} Иван")
        desk.answer("Return")
        listener.find(f"Убрать: {name}")
    desk.answer()
    program.type("Соколова")
    desk.answer("Return")  # of whom the list knows, it offers the line
    listener.find("Соколова · ")
    desk.answer("Return")
    listener.find("Должность")
    desk.answer()
    program.type("специалист")
    desk.answer("Return")
    listener.find("Убрать: Соколова")
    desk.answer("ctrl+Return")
    listener.find("Добавить кандидата…")
    desk.answer()
    desk.open("Return", says("Add a candidate"), "Пригласить")
    program.type(f"{CANDIDATE} Ирина")
    desk.answer("Return")
    desk.back("Пригласить пакетами…")


def invite_by_packets(desk: Desk) -> None:
    """Make packets for the two whose keys are known."""
    desk.listener.press("Пригласить пакетами…")
    desk.turn_to(says("Invite by packets"), "Сохранить пакеты…")
    desk.program.press("Return")
    save_here(desk, says("Folder for the packets"))


def save_here(desk: Desk, window: str) -> None:
    """Choose the folder in which the dialog begins: that of one's own."""
    desk.turn_to(window, "Выбрать")
    desk.program.type(".")
    desk.answer("Return")
    desk.back()


def send_the_form(desk: Desk) -> None:
    """Save the form for the one who has no Merilo."""
    desk.listener.press("Форма для оценщика…")
    desk.listener.find("Открыть папку")
    desk.answer(SAVE)
    desk.program.wait(lambda: list(desk.program.home.glob("*.xlsx")), "the form")


def to_exchange(desk: Desk) -> None:
    """Go to the third list of assessment, by keys."""
    desk.program.press("ctrl+3")
    left = ["Новая вакансия…", "Новый цикл…", "Ключи…"]  # one of what only that list has
    while left:
        tree = desk.listener.wait(partial(shows_one, left), left[0])
        here = next(one for one in left if tree.usable(one))
        left = left[left.index(here) + 1 :]
        if left:
            desk.answer("ctrl+Next")


def shows_one(names: Sequence[str], tree: Heard) -> bool:
    return any(tree.usable(one) for one in names)


def take(desk: Desk, name: str, told: str) -> None:
    """Choose a packet that lies in one's own folder, read the question, and agree."""
    to_exchange(desk)
    desk.answer()
    desk.open("Insert", says("Take packet or form"), "Отмена")
    desk.program.type(name)
    desk.answer("Return")
    desk.turn_to(says("Take packet"), "Принять")
    assert told in desk.listener.read().dump()
    desk.answer("Return")
    desk.back()


def assess(desk: Desk, levels: str, words: str) -> None:
    """Take the invitation, rate, write a comment, and submit."""
    take(desk, "1", CANDIDATE)
    rate(desk, levels, words)
    desk.back("Запечатать и сохранить пакет…")


def rate(desk: Desk, levels: str, words: str = "", last: str = "") -> None:
    """Rate from the list, write a comment, and submit; *last* is what is told if sheets open with it."""
    program = desk.program
    desk.listener.find("Оценить")
    desk.answer("Return")
    desk.listener.find("Вид: Таблица")
    desk.answer(TABLE)
    desk.listener.find("Компетенции")
    desk.answer(*levels)
    if words:
        desk.answer("Home", "Down", COMMENT)
        desk.answer()
        program.type(words)
        desk.answer("ctrl+Return")
    desk.answer()
    desk.open("ctrl+shift+Return", says("Submit the sheet?"), "Сдать")
    assert last in desk.listener.read().dump()
    desk.answer("Tab", "Return")


def seal(desk: Desk) -> None:
    """Save the sealed sheet, from the list."""
    to_exchange(desk)
    desk.listener.find("Запечатать и сохранить пакет…")
    desk.answer("Return")
    save_here(desk, says("Folder for the packet to {name}").format(name="Соколова"))


def accept_the_form(desk: Desk) -> None:
    """Bring the workbook, look at what it says, and submit its sheet."""
    desk.open(IMPORT, says("Import files"), "Отмена")
    desk.program.type("3")
    desk.answer("Return")
    desk.turn_to(says("Accept a form?"), "Принять")
    desk.listener.press("Принять")
    desk.turn_to(says("Submit the sheet of {name}?").format(name="Зимина И."), "Сдать")
    desk.answer("Tab", "Return")
    desk.back()


def decide(desk: Desk) -> None:
    """Read who answered openly, conclude, sign, and save the record."""
    title = says("Sign: {outcome}?").format(outcome="Не рекомендовать")
    desk.back("К заключению")
    desk.answer(CONCLUDE)
    desk.listener.wait(lambda tree: "открытый ответ: Зимина И." in tree.dump(), "the open answer")
    desk.answer("ctrl+Right")
    desk.listener.find("Подписать заключение…")
    desk.answer("Down", "Down", "space")
    desk.answer("Tab")
    desk.program.type("по фактам интервью")
    desk.answer()
    desk.open("ctrl+Return", title, "Подписать")
    desk.answer("Tab", "Return")
    desk.back("Документы…")
    desk.answer(SAVE)
    desk.listener.find("Сохранить 1 файл")
    desk.answer(SAVE)
    desk.program.wait(lambda: list(desk.program.home.glob("*.pdf")), "the record")
