"""``make trial``: a day of an HR department with the package in a clean Debian, told in a report."""

import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

import resources
from installer import house
from installer.package.__main__ import TARGET
from tests.desktop import hands
from tests.package import inside, window
from tests.package.clean import BASE, HOME, RELEASE, Debian

REPORT = (house.ROOT / "build" / "trial" / "report").with_suffix(".md")  # no page of ours to cite
PICTURES = REPORT.with_name("pictures")
DAY = f"{HOME}/День"
FILE, SECOND, AGAIN = f"{DAY}/demo.merilo", f"{DAY}/второй.merilo", f"{DAY}/после стирания.merilo"
PAPERS = f"{DAY}/бумаги"
LIST = (
    "Фамилия;Имя;Подразделение;Должность\nОзёрная;Вера;Смена В;Специалист\nПолевой;Глеб;Смена В;Специалист\n"
)
COLLEAGUE = "Фамилия;Имя;Отчество;Должность\nГромов;Максим;Сергеевич;Руководитель\n"
HR, HEAD = "E-0101", "E-0102"  # in the example: Соколова, who is sent to; Громов, who works there
SAID = 6  # lines of what a command said that the report quotes


@dataclass(frozen=True, slots=True)
class Step:
    """What was done, what was typed, how it ended, what was said; what was looked up afterwards."""

    title: str
    typed: str
    right: bool
    seconds: float
    said: str
    proof: str


@dataclass
class Day:
    """The person's day: each command of the program is a step of the report."""

    debian: Debian
    steps: list[Step] = field(default_factory=list[Step])

    def merilo(
        self,
        title: str,
        *arguments: str,
        ends: int = 0,
        proof: str = "",
        holds: Callable[[], bool] | None = None,
        password: str = "",
    ) -> str:
        """Run the program without a network, as a person who is no administrator; return what it said.

        The step is right if it *ends* so, and if afterwards what *proof* says *holds*.
        """
        begin = time.monotonic()
        told = {"MERILO_LANG": "ru", **({"MERILO_PASSWORD": password} if password else {})}
        done = self.debian.run("merilo", *arguments, person=True, network=False, environment=told)
        took = time.monotonic() - begin
        said = (done.stdout + done.stderr).strip()
        typed = " ".join(f'"{one}"' if " " in one else one for one in ("merilo", *arguments))
        right = done.returncode == ends and (holds is None or holds())
        self.steps.append(Step(title, typed, right, took, said, proof))
        return done.stdout

    def does(self, title: str, typed: str, act: Callable[[], bool], proof: str = "") -> None:
        """Do what is not a command of the program."""
        begin = time.monotonic()
        right = act()
        self.steps.append(Step(title, typed, right, time.monotonic() - begin, "", proof))

    def found(self, file: str, asked: str, password: str = "") -> list[Any]:
        """Look something up in a file of the person's."""
        return inside.found(self.debian.at(file), asked, password or None)


def main() -> int:
    """Play the day, write the report, and return 1 if a step went wrong."""
    folder = BASE.with_name("trial")
    shutil.rmtree(folder, ignore_errors=True)
    debian = Debian(folder)
    debian.must("apt-get", "-qq", "update")
    package = next(TARGET.glob("merilo_*_amd64.deb"))
    day = Day(debian)
    line = f"apt install ./{package.name}"
    day.does("The package is installed", line, lambda: debian.install(package).returncode == 0)
    play(day)
    shutil.rmtree(REPORT.parent, ignore_errors=True)
    REPORT.parent.mkdir(parents=True)
    PICTURES.mkdir()
    for picture in window.pictures(STORY):
        shutil.copy(picture, PICTURES / picture.name.replace(" ", "-"))
    REPORT.write_text(report(day.steps, package), "utf-8")
    shutil.rmtree(folder)
    wrong = [step.title for step in day.steps if not step.right]
    print(f"{REPORT.relative_to(house.ROOT)}: {len(day.steps)} steps, {len(wrong)} went wrong {wrong or ''}")
    return int(bool(wrong))


def play(day: Day) -> None:
    """Go through the day in the order in which an HR department would."""
    debian = day.debian
    day.merilo("The program tells its version", "--version")
    own = first_file(day)
    day.merilo(
        "An example is written, with an organisation in it and all its papers",
        *("demo", DAY),
        proof="more than 50 papers can be read to their last page",
        holds=lambda: inside.papers(debian.at(DAY), "*.pdf") > MANY,
    )
    write(debian, "список.csv", LIST)
    day.merilo(
        "A list of people comes in",
        *("import", "people", FILE, f"{DAY}/список.csv"),
        proof="both people of the list are in the file",
        holds=lambda: {"Озёрная", "Полевой"} <= set(day.found(FILE, inside.SURNAMES)),
    )
    write(debian, "инструкция.txt", resources.text("catalogue/job_description_template.txt"))
    day.merilo(
        "A job description becomes a draft of a framework",
        *("import", "framework", FILE, f"{DAY}/инструкция.txt", "--next-of", "first"),
        proof="the file has one draft",
        holds=lambda: day.found(FILE, inside.DRAFTS) == [1],
    )
    interview(day)
    before = day.found(FILE, inside.ROWS)
    day.merilo("A copy is made and checked", "backup", FILE, "--to", f"{DAY}/копии")
    copies = sorted(debian.at(f"{DAY}/копии").glob("*.merilo-backup"))
    copy = f"{DAY}/копии/{copies[0].name}" if copies else f"{DAY}/копии/none"
    day.merilo(
        "The copy becomes a second file",
        *("restore", copy, SECOND),
        proof="it has as many people, marks, cases and actions as the first",
        holds=lambda: day.found(SECOND, inside.ROWS) == before,
    )
    packets(day, *own)
    for title, kind, whose in (
        ("The decision on a candidate is printed, as it was made in the example", "decision", "C-0042"),
        ("The candidates are compared", "comparison", ""),
        ("The plans of all are printed", "idp", ""),
    ):
        about = ("--person", whose) if whose else ("--all",)
        day.merilo(
            title,
            *("export", kind, FILE, *about, "--out", PAPERS),
            proof="what was printed can be read to its last page",
            holds=lambda kind=kind: inside.papers(debian.at(PAPERS), f"{kind}_*.pdf") > 0,
        )
    erasing = ["--reason", "отозвано согласие", "--others", "remove", "--out", PAPERS]
    named = inside.where(debian.at(FILE), "Мельник")
    day.merilo(
        "A candidate's data are erased",
        *("erase", FILE, "--person", "C-0041", *erasing),
        proof="the surname stood in the file, and stands in none of its tables",
        holds=lambda: bool(named) and inside.where(debian.at(FILE), "Мельник") == [],
    )
    day.merilo(
        "The copy of this morning, kept elsewhere, becomes a file once more; whose copy it is, is said",
        *("restore", copy, AGAIN, "--original", FILE),
        proof="who was erased since is not in it either",
        holds=lambda: inside.where(debian.at(AGAIN), "Мельник") == [],
    )
    day.merilo("The file is checked", "check", FILE)
    day.merilo("Whose data may not be kept any longer (it ends with 1: there is somebody)", *DUE, ends=1)


STORY = "a day"
MANY = 50
DUE = ("privacy", "due", FILE)


def first_file(day: Day) -> tuple[str, str]:
    """Begin in the window, by keys, without a network; return the file that was made, and its password."""
    made: list[tuple[str, str]] = []

    def by_keys() -> bool:
        with (
            tempfile.TemporaryDirectory() as name,
            hands.display(Path(name) / "screen") as display,
            window.opened(day.debian, display, STORY) as program,
        ):
            display.lay_out("ru")
            walker = window.first_mark(program)
        place = f"{HOME}/{walker.file.relative_to(day.debian.at(HOME)).as_posix()}"
        made.append((place, walker.password))
        return day.found(place, "SELECT level FROM mark", walker.password) == [int(window.LEVEL)]

    typed = "keys alone: who assesses, a password, the recovery code, a candidate, an assessment, a level"
    proof = "the file has this one mark"
    day.does("The window: from the first start to the first mark of a candidate", typed, by_keys, proof)
    return made[0]


def interview(day: Day) -> None:
    """Hold an interview in a workbook: it goes out, is filled in, and comes back."""
    debian = day.debian
    day.merilo("A candidate's form goes to the assessor", *paper("answer-form", "C-0043"))
    filled = "the form is filled in with a spreadsheet: level 2 in every line"
    day.does("The interview is held", filled, lambda: fill(debian))
    given = inside.LEVELS.format("C-0043", HEAD)
    day.merilo(
        "The filled form comes back",
        *("import", "form", FILE, f"{DAY}/форма.xlsx"),
        proof="every mark of this assessor is 2 now",
        holds=lambda: set(day.found(FILE, given)) == {2},
    )


def packets(day: Day, own: str, password: str) -> None:
    """Let the example and the file of this morning know each other's keys; send a framework over."""
    write(day.debian, "коллега.csv", COLLEAGUE)
    day.merilo(
        "The colleague at the other computer is entered by a list",
        *("import", "people", own, f"{DAY}/коллега.csv"),
        password=password,
        proof="he is in the file",
        holds=lambda: "Громов" in day.found(own, inside.SURNAMES, password),
    )
    codes = dict(day.found(own, "SELECT surname, code FROM person", password))
    me, colleague = codes["Соколова"], codes["Громов"]
    known: list[tuple[str, str]] = []
    for file, code, whose, secret in ((FILE, HEAD, "the example", ""), (own, me, "the new file", password)):
        typed = ("packet", "key", file, "--as", code, "--to", DAY)
        said = day.merilo(f"The key of {whose} is written", *typed, password=secret).splitlines()
        known.append((said[0], said[-1]) if said else ("none", ""))
    for file, as_whom, person, (path, groups), secret in (
        (FILE, HEAD, HR, known[1], ""),
        (own, me, colleague, known[0], password),
    ):
        compared = ("--person", person, "--groups", groups, "--as", as_whom)
        day.merilo(
            "The other's key is known by its six groups, as read over the telephone",
            *("packet", "know", file, path, *compared),
            password=secret,
        )
    day.merilo(
        "A framework goes as a packet",
        *("packet", "make", FILE, "framework", "--person", HR, "--as", HEAD, "--to", DAY),
    )
    before = day.found(own, inside.EDITIONS, password)[0]
    day.merilo(
        "The new file takes the packet",
        *("packet", "read", own, f"{DAY}/Модель-компетенций.merilo-packet", "--as", me),
        password=password,
        proof="it has a framework more than before",
        holds=lambda: day.found(own, inside.EDITIONS, password)[0] > before,
    )


def paper(kind: str, person: str) -> list[str]:
    return ["export", kind, FILE, "--person", person, "--out", PAPERS]


def write(debian: Debian, name: str, text: str) -> None:
    """Lay a file where the person can read it."""
    debian.at(f"{DAY}/{name}").write_text(text, "utf-8")


def fill(debian: Debian) -> bool:
    """Fill in the form as somebody would in a spreadsheet; False if it is not there."""
    forms = sorted(debian.at(PAPERS).glob("answer-form_*_ru.xlsx"))
    if not forms:
        return False
    book = load_workbook(forms[0])
    page = book.worksheets[0]
    columns = {cell.value: number for number, cell in enumerate(page[1], start=1)}
    for row in range(3, page.max_row + 1):
        page.cell(row, columns["merilo:mark"], 2)
    book.save(debian.at(f"{DAY}/форма.xlsx"))
    return True


def report(steps: list[Step], package: Path) -> str:
    """Return the report: a table of the steps, then what each said and what was looked up after it."""
    today = datetime.now(UTC).date().isoformat()
    lines = [
        f"# A day with {package.name} in a clean Debian ({RELEASE}), {today}",
        "",
        "All but the installation ran without a network, as a person who is no administrator. A step is",
        "right if the program ended as it should and if what was looked up afterwards holds: past the",
        "program, in a copy of the file or in the papers. What has no command is played in the window by",
        "`tests/desktop`: who decides, how a sheet is handed in. Seconds are those of this machine, busy as",
        "it was.",
        "",
        "| | step | looked up afterwards | seconds | ended |",
        "|---|---|---|---:|---|",
    ]
    for number, step in enumerate(steps, start=1):
        ended = "as it should" if step.right else "**WRONG**"
        lines.append(f"| {number} | {step.title} | {step.proof} | {step.seconds:.1f} | {ended} |")
    for number, step in enumerate(steps, start=1):
        lines += ["", f"## {number}. {step.title}", "", f"`{step.typed}`"]
        if step.said:
            said = step.said.splitlines()
            shown = said if len(said) <= SAID else [*said[: SAID // 2], "…", *said[-SAID // 2 :]]
            lines += ["", "```", *shown, "```"]
        if step.proof:
            lines += ["", f"{'Looked up' if step.right else '**Not so**'}: {step.proof}."]
    lines += ["", "## The window, step by step", ""]
    lines += [f"![{one.stem}](pictures/{one.name})" for one in sorted(PICTURES.glob("*.png"))]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.exit(main())
