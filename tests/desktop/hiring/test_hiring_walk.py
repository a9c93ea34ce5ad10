"""A hiring campaign by keys alone, from the vacancy to the reasons of a refusal: a real window, no mouse.

Pictures of each step lie in ``build/walk/hiring/`` afterwards.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.desktop import hands
from tests.desktop.hands import Display
from tests.desktop.walker import NEW_CARD, PICTURES, Walker, merilo
from tests.reports.reading import fonts, squeezed, whole

HERS = "32" * 11 + "3"  # what HR hears, item by item
HIS = "12" + "32" * 9 + "301"  # what the second assessor wrote on paper: three of them far from hers
REASON = "Прослушали запись ответа вместе"
WORDS = "Готовы ответить на вопросы."
SECOND = "Белов"  # the other candidate
VACANCY, OTHER = "Менеджер второй линии", "Громов Максим"


@pytest.fixture
def display(tmp_path: Path) -> Iterator[Display]:
    with hands.display(tmp_path / "x") as shown:
        shown.lay_out("ru")
        yield shown


@dataclass(frozen=True)
class Recruiter(Walker):
    """The HR specialist of the issue, who has no mouse."""

    paper_key: str = "Cyrillic_i"

    def open_a_campaign(self) -> None:
        """Fix what is asked before the first talk: title, unit, reason, questions, two assessors."""
        program = self.program
        program.press("ctrl+3")
        program.see("no campaign yet")
        program.press("Insert")
        program.see("new vacancy")
        program.type(VACANCY)
        program.press("Tab")
        program.type("Чат")
        program.press(*["Tab"] * 5)
        program.type("открывается вторая линия")
        program.see("vacancy")
        program.press("ctrl+Next", "ctrl+Next", "ctrl+Return")
        program.see("an assessor is missing")
        program.type(OTHER)
        program.press("Tab")
        program.type("руководитель")
        program.press("Return")
        program.see("two assessors")
        program.press("ctrl+Return")
        program.see("campaign without candidates")

    def invite(self, name: str, key: str) -> None:
        """Add a candidate by name alone; the key is that of the page, or Enter while nobody is there."""
        program = self.program
        program.press(key)
        program.turn_to(self.says("Add a candidate"))
        program.type(name)
        program.see(f"candidate {name}")
        program.press("Return")
        program.turn_to(self.title, gone=self.says("Add a candidate"))
        program.see("campaign")

    def interview(self, levels: str) -> None:
        """Rate the set of questions while one talks, note a fact, hand the sheet in."""
        program = self.program
        program.press("Return")
        before = program.see(
            "once more"
        )  # with whom one has only just added, the first Enter starts no clock
        self._go(before, "the interview", "Return")
        program.see("interview")
        program.press("F2")
        program.see("answers")
        program.press("F2", self.table_key)
        program.see("as a table")
        program.press(*levels[:3], "Up", self.fact_key)
        program.type(self.facts[0])
        program.see("fact")
        program.press("ctrl+Return", "Down", *levels[3:])
        program.see("all is rated")
        self.hand_in("mirror")

    def hand_in(self, step: str) -> None:
        """Agree to what the question tells."""
        program = self.program
        program.press("ctrl+shift+Return")
        program.turn_to(self.says("Submit the sheet?"))
        program.see(step)
        program.press("Tab", "Return")
        program.turn_to(self.title, gone=self.says("Submit the sheet?"))
        program.see(f"{step} handed in")

    def type_the_paper(self, levels: str) -> None:
        """Type what the second assessor wrote, twice, and hand it in; then work in the own name again."""
        program = self.program
        program.press(f"ctrl+{self.paper_key}")
        program.turn_to(self.says("Enter a sheet from paper"))
        before = program.see("whose paper")
        program.press("Return")
        program.wait_for_change(before, NEW_CARD, "the sheet")
        program.turn_to(self.title, gone=self.says("Enter a sheet from paper"))
        program.see("paper")
        program.press(*levels)
        program.see("typed once")
        program.press("F4", *levels)
        program.see("typed twice")
        self.hand_in("mirror of the other")
        program.press("F9")
        program.turn_to(self.says("Work under another name"))
        before = program.see("who assesses")
        program.press("Return")
        program.wait_for_change(before, NEW_CARD, "the own name")
        program.turn_to(self.title, gone=self.says("Work under another name"))
        self._go(program.see("own name again"), "the campaign", "alt+Left")

    def decide(self) -> None:
        """Settle what lies apart, conclude, sign, and make the record."""
        program = self.program
        self._go(program.see("all are in"), "the decision", "Return")
        program.see("decision")
        for number in range(3):
            program.press("1")
            program.type(REASON)
            program.see(f"settled {number}")
            program.press("ctrl+Return")
        self._go(program.see("nothing lies apart"), "the conclusion", "ctrl+Right")
        program.press("Down", "Down", "space")
        program.see("conclusion")
        program.press("Tab")
        program.type("По фактам интервью и документам")
        program.see("reasons")
        program.press("ctrl+Return")
        question = self.says("Sign: {outcome}?").format(outcome="Не рекомендовать")
        program.turn_to(question)
        program.see("question")
        program.press("Tab", "Return")
        program.turn_to(self.title, gone=question)
        program.see("signed")
        self._go(program.see("to the record"), "the documents", self.export_key)
        self.save(1)
        self._go(program.see("record saved"), "the decision", "Escape")

    def compare(self) -> None:
        """Look at the candidates side by side and make the paper of it."""
        program = self.program
        self._go(program.see("refused"), "the campaign", "alt+Left")
        self._go(program.see("campaign again"), "the comparison", "ctrl+Next", "ctrl+Next")
        self._go(program.see("comparison"), "the documents", self.export_key)
        self.save(3)

    def refuse(self) -> None:
        """Read the draft of the reasons, add a word, make the paper to be signed."""
        program = self.program
        self._go(program.see("decided for all"), "the candidates", "alt+Left")
        self._go(program.see("to the candidate"), "the decision", "Return")
        program.see("conclusion again")  # a concluded decision opens there
        program.press("Return")
        title = self.says("Reasons for the refusal: {name}").format(name="C-0002")
        program.turn_to(title)
        program.see("draft of the refusal")
        program.press("ctrl+End", "Return")
        program.type(WORDS)
        program.see("own words")
        program.press(*["Tab"] * 4, "Return")
        program.turn_to(self.title, gone=title)
        self.save(2)
        self._go(program.see("refusal saved"), "the decision", "Escape")

    def _go(self, before: bytes, what: str, *keys: str) -> None:
        """Press keys and wait until another page is there."""
        self.program.press(*keys)
        self.program.wait_for_change(before, NEW_CARD, what)


def test_a_campaign_by_keys_alone_from_the_vacancy_to_the_refusal(display: Display, tmp_path: Path) -> None:
    with hands.program(display, tmp_path / "home", PICTURES / "hiring", "ru_RU.UTF-8") as program:
        recruiter = Recruiter(
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
        program.turn_to("Мерило")
        recruiter.make_a_file()
        recruiter.open_a_campaign()
        recruiter.invite(SECOND, "Return")
        recruiter.interview(HERS)
        recruiter.type_the_paper(HERS)
        recruiter.invite(" ".join(recruiter.candidate), "Insert")
        recruiter.interview(HERS)
        recruiter.type_the_paper(HIS)
        recruiter.decide()
        recruiter.refuse()
        recruiter.compare()
        recruiter.quit()
    assert_papers(recruiter)


def assert_papers(recruiter: Recruiter) -> None:
    """Look into the file and into the papers, which are whole and hold what was typed."""
    assert "sound" in merilo(recruiter, "check", str(recruiter.file))
    names = {"decision": "Заключение", "comparison": "Сравнение", "refusal": "Обоснование отказа"}
    papers = {
        kind: whole(one)
        for kind, name in names.items()
        for one in recruiter.papers
        if one.name.startswith(name)
    }
    assert set(papers) == set(names), recruiter.papers
    assert all(all(fonts(one).values()) for one in recruiter.papers), "every font is inside"
    for text in papers.values():
        assert recruiter.candidate[0] in text, text
    for told in (REASON, "По фактам интервью и документам", "Громов М.", recruiter.facts[0]):
        assert squeezed(told) in squeezed(papers["decision"]), papers["decision"]
    assert SECOND in papers["comparison"]
    assert WORDS in papers["refusal"]
    assert "Громов" not in papers["refusal"], "nobody else is named"
    assert "64" in papers["refusal"]
