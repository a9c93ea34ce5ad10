"""``make trial``: a day of an HR department with the package in a clean Debian, told in a report."""

import shutil
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from openpyxl import load_workbook

import resources
from installer import house
from installer.package.__main__ import TARGET
from tests.package.clean import BASE, HOME, RELEASE, Debian

REPORT = (house.ROOT / "build" / "trial" / "report").with_suffix(".md")  # no page of ours to cite
DAY = f"{HOME}/День"
FILE, BRANCH = f"{DAY}/demo.merilo", f"{DAY}/филиал.merilo"
PAPERS = f"{DAY}/бумаги"
LIST = (
    "Фамилия;Имя;Подразделение;Должность\nОзёрная;Вера;Смена В;Специалист\nПолевой;Глеб;Смена В;Специалист\n"
)
SAID = 6  # lines of what a command said that the report quotes


@dataclass(frozen=True, slots=True)
class Step:
    """What was done, what was typed, how it ended and what was said."""

    title: str
    typed: str
    right: bool
    seconds: float
    said: str


@dataclass
class Day:
    """The person's day: each command of the program is a step of the report."""

    debian: Debian
    steps: list[Step] = field(default_factory=list[Step])

    def merilo(self, title: str, *arguments: str, ends: int = 0) -> str:
        """Run the program without a network, as a person who is no administrator; return what it said."""
        begin = time.monotonic()
        done = self.debian.run(
            "merilo", *arguments, person=True, network=False, environment={"MERILO_LANG": "ru"}
        )
        said = (done.stdout + done.stderr).strip()
        typed = " ".join(f'"{one}"' if " " in one else one for one in ("merilo", *arguments))
        self.steps.append(Step(title, typed, done.returncode == ends, time.monotonic() - begin, said))
        return done.stdout

    def does(self, title: str, typed: str, act: Callable[[], bool]) -> None:
        """Do what is not a command of the program."""
        begin = time.monotonic()
        right = act()
        self.steps.append(Step(title, typed, right, time.monotonic() - begin, ""))


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
    REPORT.parent.mkdir(parents=True, exist_ok=True)
    REPORT.write_text(report(day.steps, package), "utf-8")
    shutil.rmtree(folder)
    wrong = [step.title for step in day.steps if not step.right]
    print(f"{REPORT.relative_to(house.ROOT)}: {len(day.steps)} steps, {len(wrong)} went wrong {wrong or ''}")
    return int(bool(wrong))


def play(day: Day) -> None:
    """Go through the day in the order in which an HR department would."""
    debian = day.debian
    day.merilo("The program tells its version", "--version")
    day.merilo("A file is made, with an organisation in it and all its papers", "demo", DAY)
    write(debian, "список.csv", LIST)
    day.merilo("A list of people comes in", "import", "people", FILE, f"{DAY}/список.csv")
    write(debian, "инструкция.txt", resources.text("catalogue/job_description_template.txt"))
    instruction = ["import", "framework", FILE, f"{DAY}/инструкция.txt", "--next-of", "first"]
    day.merilo("A job description becomes a draft of a framework", *instruction)
    day.merilo("A candidate's form goes to the assessor", *paper("answer-form", "C-0043"))
    filled = "the form is filled in with a spreadsheet: level 2 in every line"
    day.does("The interview is held", filled, lambda: fill(debian))
    day.merilo("The filled form comes back", "import", "form", FILE, f"{DAY}/форма.xlsx")
    day.merilo("A copy is made and checked", "backup", FILE, "--to", f"{DAY}/копии")
    copies = sorted(debian.at(f"{DAY}/копии").glob("*.merilo-backup"))
    copy = f"{DAY}/копии/{copies[0].name}" if copies else f"{DAY}/копии/none"
    day.merilo("The copy becomes a second file, for a branch", "restore", copy, BRANCH)
    packets(day)
    day.merilo("The decision on a candidate is printed", *paper("decision", "C-0042"))
    day.merilo("The candidates are compared", "export", "comparison", FILE, "--all", "--out", PAPERS)
    day.merilo("The plans of all are printed", "export", "idp", FILE, "--all", "--out", PAPERS)
    erasing = ["--reason", "отозвано согласие", "--others", "remove", "--out", PAPERS]
    day.merilo("A candidate's data are erased", "erase", FILE, "--person", "C-0041", *erasing)
    day.merilo("The file is checked", "check", FILE)
    day.merilo("Whose data may not be kept any longer", "privacy", "due", FILE, ends=1)


def packets(day: Day) -> None:
    """Let two files know each other's keys, and send a framework from one to the other."""
    known: list[tuple[str, str, str]] = []
    for file, code, name in ((FILE, "E-0102", "demo"), (BRANCH, "E-0101", "филиал")):
        said = day.merilo("A key is written", "packet", "key", file, "--as", code, "--to", DAY).splitlines()
        known.append((code, f"{DAY}/{name}.merilo-key", said[-1] if said else ""))
    for file, own, (code, path, groups) in ((FILE, "E-0102", known[1]), (BRANCH, "E-0101", known[0])):
        compared = ["--person", code, "--groups", groups, "--as", own]
        day.merilo(
            "The key of the other file is known by its six groups", "packet", "know", file, path, *compared
        )
    sent = ["packet", "make", FILE, "framework", "--person", "E-0101", "--as", "E-0102", "--to", DAY]
    day.merilo("A framework goes as a packet", *sent)
    packet = f"{DAY}/Модель-компетенций.merilo-packet"
    day.merilo("The branch takes the packet", "packet", "read", BRANCH, packet, "--as", "E-0101")


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
    """Return the report: a table of the steps, then what each of them said."""
    today = datetime.now(UTC).date().isoformat()
    lines = [
        f"# A day with {package.name} in a clean Debian ({RELEASE}), {today}",
        "",
        "All but the installation ran without a network, as a person who is no administrator. What has no",
        "command was left out: a new empty file, marks in the window, who decides. Those are played in the",
        "window by `tests/desktop`.",
        "",
        "| | step | seconds | ended |",
        "|---|---|---:|---|",
    ]
    for number, step in enumerate(steps, start=1):
        ended = "as it should" if step.right else "**WRONG**"
        lines.append(f"| {number} | {step.title} | {step.seconds:.1f} | {ended} |")
    for number, step in enumerate(steps, start=1):
        lines += ["", f"## {number}. {step.title}", "", f"`{step.typed}`"]
        if step.said:
            said = step.said.splitlines()
            shown = said if len(said) <= SAID else [*said[: SAID // 2], "…", *said[-SAID // 2 :]]
            lines += ["", "```", *shown, "```"]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.exit(main())
