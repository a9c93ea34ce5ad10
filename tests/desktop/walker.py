"""Somebody who works with the keyboard alone: what every walk through the real window begins with."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from resources.i18n import words
from tests.desktop import hands
from tests.desktop.hands import Program
from tests.reports.reading import whole

LEVELS = "3241032" * 10 + "2"
CODES = {f"K{n:02d}" for n in range(1, 40)} | {f"S{n:02d}" for n in range(1, 33)}
PICTURES = hands.ROOT / "build" / "walk"
CARD_HEAD = 280  # px from the top: the title of a card, and nothing that takes the focus
NEW_CARD = 0.3  # share of the rows of the picture that change when another card is shown


@dataclass(frozen=True)
class Walker:
    """Somebody at the keyboard, with what they type and read in their language."""

    program: Program
    language: str
    name: tuple[str, str, str, str]
    candidate: tuple[str, str]
    password: str
    facts: tuple[str, str]
    fact_key: str
    comment_key: str
    undo_key: str
    export_key: str
    quit_key: str

    @property
    def file(self) -> Path:
        """The file that was made."""
        return self.program.home / "Documents" / f"{self.says('Assessment')}.merilo"

    @property
    def papers(self) -> list[Path]:
        """The documents that are on the disk."""
        return sorted(one for one in self.file.parent.iterdir() if one.suffix in (".pdf", ".xlsx"))

    def make_a_file(self) -> None:
        """Say who assesses, think of a password, write down the recovery code."""
        program = self.program
        surname, given, patronymic, post = self.name
        for text in (surname, given, patronymic):
            program.type(text)
            program.press("Tab")
        program.type(post)
        program.see("who")
        program.press("Return")
        program.type(self.password)
        program.press("Return")
        program.type(self.password)
        before = program.see("password")
        program.press("Return")
        program.wait(self.file.exists, "the file")
        head = CARD_HEAD * hands.SIZE[0] * 4  # below it the fields turn grey while the file is made
        program.wait(lambda: before[:head] != program.display.pixels()[:head], "the recovery code")
        program.see("recovery code")
        program.press("Return", "space")
        program.see("code is written down")
        program.press("Return")
        program.turn_to(self.title)
        program.see("overview")

    def begin(self) -> None:
        """Enter a candidate and come to the sheet."""
        program = self.program
        program.press("Return")
        program.turn_to(self.says("New person"))
        program.type(self.candidate[0])
        program.press("Tab")
        program.type(self.candidate[1])
        program.see("candidate")
        program.press("Return")
        program.turn_to(self.says("New assessment"), gone=self.says("New person"))
        program.see("assessment")
        program.press("shift+Tab", "shift+Tab", "shift+Tab", "End", "Return")  # all, and not the short set
        program.turn_to(self.title, gone=self.says("New assessment"))
        program.see("empty sheet")

    @property
    def table_key(self) -> str:
        """The key that shows the sheet as a table, where no mark waits for its fact."""
        return "ctrl+m" if self.language == "en" else "ctrl+Cyrillic_softsign"

    def rate(self) -> None:
        """Give 71 levels, one of them wrong at first, and write down a fact and a comment."""
        program = self.program
        program.press(self.table_key)  # a card would stay for each fact that is needed
        program.see("table")
        wrong = "0" if LEVELS[2] != "0" else "1"
        program.press(*LEVELS[:2], wrong, self.undo_key)
        program.see("third mark is taken back")
        program.press(*LEVELS[2:])
        program.see("71 marks")
        for place, (key, fact) in enumerate(
            zip((self.fact_key, self.comment_key), self.facts, strict=True), start=2
        ):
            program.press("Home", *["Down"] * place, key)
            program.type(fact)
            program.see(f"fact {place}")
            program.press("ctrl+Return")
        program.see("facts")

    def submit(self) -> None:
        """Hand the sheet in, though other facts are missing."""
        program = self.program
        program.press("ctrl+shift+Return")
        program.turn_to(self.says("Submit the sheet?"))
        program.see("question")
        program.press("Tab", "Return")
        program.turn_to(self.title, gone=self.says("Submit the sheet?"))
        program.press("Down")
        program.see("result")

    def export(self) -> None:
        """Save profile and plan in both formats, and come back."""
        program = self.program
        program.press(self.export_key)
        program.see("documents")
        self.save(1)
        program.press(*["Tab"] * 4, "Down")  # past search, people and language to the format
        self.save(2)
        program.press(*["shift+Tab"] * 4, "Down")  # to the kinds, the next of which is the plan
        self.save(3)
        program.press(*["Tab"] * 4, "Down", "Down")  # a plan comes as DOCX too
        self.save(4)
        program.press("Escape")
        program.see("back")

    def save(self, count: int) -> None:
        """Save what is shown, which is so many documents in all."""
        self.program.see(f"document {count}")
        self.program.press(self.export_key)
        self.program.wait(lambda: len(self.papers) == count, f"{count} documents")

    def quit(self) -> None:
        """End the program, which never complained."""
        self.program.press(self.quit_key)
        assert self.program.ended() == 0
        assert self.program.complaints == ""

    @property
    def title(self) -> str:
        """What the window of the file is called."""
        return f"{self.file.stem} — {self.says('Merilo')}"

    def says(self, text: str) -> str:
        """Return a text of the program in the walker's language."""
        return words(self.language).gettext(text)


def russian(program: Program) -> Walker:
    """Return an HR specialist who has a Russian layout alone."""
    return Walker(
        program,
        language="ru",
        name=("Соколова", "Анна", "Викторовна", "специалист по персоналу"),
        candidate=("Орлова", "Дарья"),
        password="верная лошадь батарея",
        facts=("Назвала норму и два исключения", "Перехватила звонок и успокоила клиента"),
        fact_key="Cyrillic_u",
        comment_key="Cyrillic_es",
        undo_key="ctrl+Cyrillic_ya",
        export_key="ctrl+Cyrillic_u",
        quit_key="ctrl+Cyrillic_shorti",
    )


def merilo(walker: Walker, *arguments: str) -> str:
    """Run the command line on the walker's file and return what it prints."""
    run = subprocess.run(
        [sys.executable, "-m", "desktop", *arguments],
        env=os.environ | {"MERILO_PASSWORD": walker.password, "LC_ALL": "en_GB.UTF-8"},
        capture_output=True,
        encoding="utf-8",
        cwd=hands.ROOT,
        check=False,
    )
    assert run.returncode == 0, run.stdout + run.stderr
    return run.stdout


def result_of(walker: Walker, folder: Path) -> dict[str, Any]:
    """Return the result as the file holds it."""
    path = merilo(
        walker, "export", "result", str(walker.file), "--person", "C-0001", "--out", str(folder)
    ).strip()
    return json.loads(Path(path).read_text("utf-8"))


def all_is_there(walker: Walker, folder: Path) -> None:
    """Assert that the papers and the file hold what was typed."""
    profile, plan = _parted(walker, ".pdf")
    text = whole(profile)
    assert {code for code in CODES if code in text} == CODES
    for paper in (text, whole(plan)):
        assert " ".join(walker.candidate) in paper
    profile, plan = _parted(walker, ".xlsx")
    assert _cells(profile) >= CODES
    assert _cells(plan) & CODES

    assert "sound" in merilo(walker, "check", str(walker.file))
    items = result_of(walker, folder)["items"]
    by_row = sorted(items, key=lambda item: (item["function"], item["code"]))
    assert "".join(str(item["marks"][0]["level"]) for item in by_row) == LEVELS
    fact, comment = walker.facts
    given = [item["marks"][0] for item in items]
    assert [one["text"] for mark in given for one in mark["facts"]] == [fact]
    assert {mark["comment"] for mark in given} - {"", None} == {comment}


def _parted(walker: Walker, suffix: str) -> tuple[Path, Path]:
    """Return profile and plan in a format."""
    papers = [one for one in walker.papers if one.suffix == suffix]
    profiles = [one for one in papers if one.name.startswith(walker.says("Assessment profile"))]
    assert (len(papers), len(profiles)) == (2, 1), papers
    return profiles[0], next(one for one in papers if one not in profiles)


def _cells(workbook: Path) -> set[str]:
    sheets = load_workbook(workbook).worksheets
    return {str(value) for sheet in sheets for row in sheet.iter_rows(values_only=True) for value in row}
