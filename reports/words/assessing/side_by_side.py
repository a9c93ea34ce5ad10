"""The marks of a case's assessors side by side: who is shown, in which column, in which words."""

from dataclasses import dataclass

from reportlab.platypus import Flowable

from domain.assessing.engine import ENGINE, Engine
from domain.assessing.entry import Row
from domain.assessing.result import Assessor, CaseResult
from reports.paper.style import styles
from reports.paper.text import Markup, bold, join, para
from reports.words import phrases
from reports.words.names import name_of
from resources.i18n import Words, nb


@dataclass(frozen=True, slots=True)
class Panel:
    """The assessors whose marks may be shown, in order; ``named`` False makes them «Оценщик 1»."""

    shown: tuple[Assessor, ...]
    hidden: bool
    named: bool = True
    engine: Engine = ENGINE

    def name(self, place: int, words: Words) -> str:
        """Return the name of the assessor at this place, from 0, and in which capacity they assess."""
        one = self.shown[place]
        if not self.named:
            return words.gettext("Assessor {number}").format(number=place + 1)
        parts = phrases.shown_name(one, words), phrases.capacity(one, words)
        return ", ".join(dict.fromkeys(parts))

    def brief(self, place: int, words: Words) -> str:
        """Return only the name."""
        if not self.named:
            return self.name(place, words)
        return phrases.shown_name(self.shown[place], words)


def panel(result: CaseResult, *, named: bool = True) -> Panel:
    """Return the assessors to show; none where marks would give a shy role away (law 15)."""
    hidden = result.kept_apart
    return Panel(() if hidden else result.assessors, hidden, named, result.engine)


def legend(one: Panel, words: Words, *, brief: bool = False) -> list[Flowable]:
    """Return which assessor is in which column, *brief* without posts; empty if names are withheld."""
    look = styles()
    if one.hidden:
        return [para(phrases.kept_back(one.engine, words), look.caption)]
    if not one.named:
        return []
    name = one.brief if brief else one.name
    parts = [join(bold(str(place + 1)), nb(f"\u00a0{name(place, words)}")) for place in range(len(one.shown))]
    if not parts:
        return []
    return [para(join(f"{words.gettext('Assessors')}: ", join(*parts, glue="; ")), look.dense)]


def open_note(result: CaseResult, words: Words, *, named: bool = True) -> list[Flowable]:
    """Return the line about open answers for a paper, empty if there is none."""
    told = phrases.open_line(result.assessors, words, named=named)
    return [para(nb(told), styles().body)] if told else []


def sealed_note(result: CaseResult, words: Words, *, named: bool = True) -> list[Flowable]:
    """Return the footnote about sheets that came in sealed packets, empty if there is none."""
    told = phrases.sealed_line(result.assessors, words, named=named)
    return [para(nb(told), styles().caption)] if told else []


def marks(row: Row, one: Panel, words: Words) -> list[str]:
    """Return the mark of each assessor shown, in short; empty if there is none."""
    given = {each.assessor_id: each.mark for each in row.entry.marks}
    said: list[str] = []
    for assessor in one.shown:
        mark = given.get(assessor.id)
        if mark is None:
            said.append("")
        else:
            said.append(words.pgettext("sheet", "NR") if mark.level is None else str(mark.level))
    return said


def mark_in_words(row: Row, assessor: Assessor, words: Words) -> str:
    """Return the mark of one assessor: a level, or why there is none."""
    for given in row.entry.marks:
        if given.assessor_id == assessor.id:
            mark = given.mark
            return name_of(mark.state, words) if mark.level is None else str(mark.level)
    return "—"


def told(result: CaseResult, code: str, assessor: Assessor, words: Words) -> str:
    """Return what one assessor wrote about an item: facts ordered by day, then the comment."""
    facts = [fact.text for fact in reversed(result.facts_on(code)) if fact.author_id == assessor.id]
    notes = [one.text for one in result.comments_on(code) if one.assessor_id == assessor.id]
    return "\n".join(phrases.written(said, words).strip() for said in (*facts, *notes) if said.strip())


def title(row: Row, result: CaseResult, words: Words) -> Markup:
    """Return «S08 Анализ ситуации», bold."""
    label = words.text(result.framework.item(row.code).on_paper)
    return bold(f"{row.code}\u00a0{nb(label)}")
