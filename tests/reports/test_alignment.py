"""The next edition of a job description finds its items again: people edit it as people do."""

import random
from dataclasses import dataclass, field, replace

import pytest

from domain.framework.edition import Edition
from domain.framework.edition_edit import labelled
from domain.framework.edition_faults import faults
from domain.framework.framework import Item
from domain.framework.version_map import Fate, Link
from domain.framework.version_merge import carried
from domain.text import Text
from reports.intake.likeness import alike, percent
from reports.intake.model.alignment import propose
from reports.intake.model.model_book import item_key

WORDS = {
    "методы": "приёмы",
    "способы": "пути",
    "основные": "главные",
    "специалистов": "сотрудников",
    "показатели": "индикаторы",
    "формировать": "составлять",
    "организовывать": "проводить",
    "анализировать": "изучать",
    "правила": "нормы",
    "принципы": "начала",
    "качества": "уровня",
    "клиентов": "абонентов",
    "предоставляемых": "оказываемых",
}
OTHERS = (
    "порядок работы с голосовым помощником и чат-ботом",
    "требования законодательства о персональных данных",
    "пользоваться системой записи разговоров",
    "рассчитывать численность смены по прогнозу нагрузки",
)


@dataclass(slots=True)
class Edits:
    """Twenty edits of a source, and the truth about each."""

    items: list[Item]
    truth: list[tuple[Fate, tuple[str, ...], tuple[str, ...]]] = field(
        default_factory=list[tuple[Fate, tuple[str, ...], tuple[str, ...]]]
    )


def reworded(text: str, dice: random.Random) -> str:
    """Return the text as somebody would word it anew: other words, one more, one less, or another order."""
    words = text.split()
    known = [at for at, one in enumerate(words) if one.strip(",;").lower() in WORDS]
    for at in known[:2]:
        bare = words[at].strip(",;").lower()
        words[at] = words[at].lower().replace(bare, WORDS[bare])
    if not known or dice.random() < 0.5:
        words.insert(dice.randrange(1, len(words) + 1), dice.choice(("современные", "также", "действующие")))
    if len(words) > 7 and dice.random() < 0.4:
        words.pop(dice.randrange(1, len(words) - 1))
    return " ".join(words)


def halves(text: str) -> tuple[str, str] | None:
    """Return two parts of a text that lists two things."""
    for sign in ("; ", ", ", " и "):
        at = text.find(sign, len(text) // 3)
        if 0 < at < 2 * len(text) // 3:
            return text[:at], text[at + len(sign) :]
    return None


def edited(shipped: Edition, seed: int) -> tuple[Edition, Edits]:
    """Return the next edition as a reader of plain text would give it, with twenty edits."""
    dice = random.Random(seed)
    chosen = list(shipped.items)
    dice.shuffle(chosen)
    splittable = [one for one in chosen if halves(one.text.ru) and len(one.text.ru) > 60][:4]
    rest = [one for one in chosen if one not in splittable]
    words, dropped, moved = rest[:8], rest[8:11], rest[11:14]
    told: list[tuple[Item, str, Fate, str]] = []
    for one in shipped.items:
        if one in dropped or one in moved:
            continue
        if one in splittable:
            parts = halves(one.text.ru)
            assert parts is not None
            told += [(one, part, Fate.SPLIT, one.code) for part in parts]
        elif one in words:
            told.append((one, reworded(one.text.ru, dice), Fate.REWORDED, one.code))
        else:
            told.append((one, one.text.ru, Fate.SAME, one.code))
    for one in moved:  # to another place of the list of its kind
        told.insert(dice.randrange(len(told)), (one, one.text.ru, Fate.SAME, one.code))
    added = dice.sample(OTHERS, 2)
    told += [
        (shipped.items[0] if at else shipped.items[-1], text, Fate.NEW, "") for at, text in enumerate(added)
    ]
    numbers = {"K": 0, "S": 0}
    items: list[Item] = []
    code_of: dict[str, list[str]] = {}
    edits = Edits(items)
    for one, text, fate, old in told:
        letter = one.code[0]
        numbers[letter] += 1
        code = f"{letter}{numbers[letter]:02d}"
        code_of.setdefault(old, []).append(code)
        key, said = item_key("next", code), Text(text)
        items.append(replace(one, code=code, key=key, text=said, label=labelled(said), function="F1"))
        if fate is Fate.NEW:
            edits.truth.append((fate, (), (code,)))
    for one in splittable:
        edits.truth.append((Fate.SPLIT, (one.code,), tuple(code_of[one.code])))
    for one in words:
        edits.truth.append((Fate.REWORDED, (one.code,), tuple(code_of[one.code])))
    for one in moved:
        edits.truth.append((Fate.SAME, (one.code,), tuple(code_of[one.code])))
    for one in dropped:
        edits.truth.append((Fate.DROPPED, (one.code,), ()))
    new = replace(shipped, key="next", items=tuple(items), questions={}, sets=(), profiles=(), levels=())
    return new, edits


@pytest.mark.parametrize("seed", range(12))
def test_of_twenty_edits_at_least_nineteen_are_proposed_right(shipped: Edition, seed: int) -> None:
    new, edits = edited(shipped, seed)
    assert len(edits.truth) == 20
    proposed = {(one.fate, one.old, one.new) for one in propose(shipped, new)}
    missed = [one for one in edits.truth if one not in proposed]
    assert len(missed) <= 1, missed


def test_nothing_that_stayed_is_said_to_have_changed(shipped: Edition) -> None:
    links = propose(shipped, shipped)
    assert {one.fate for one in links} == {Fate.SAME}
    assert [one.old for one in links] == [one.new for one in links] == [(one.code,) for one in shipped.items]


def test_two_items_that_become_one_are_proposed_as_merged(shipped: Edition) -> None:
    first, second = shipped.item("K35"), shipped.item("K37")
    both = replace(first, key=item_key("next", "K35"), text=Text(f"{first.text.ru} и {second.text.ru}"))
    items = tuple(both if one is first else one for one in shipped.items if one is not second)
    links = propose(shipped, replace(shipped, items=items))
    assert [one for one in links if one.fate is not Fate.SAME] == [
        Link(
            Fate.MERGED, ("K35", "K37"), ("K35",), links[[one.fate for one in links].index(Fate.MERGED)].alike
        )
    ]


def test_what_people_had_made_of_an_item_goes_on_with_it(shipped: Edition) -> None:
    new, _edits = edited(shipped, 3)
    links = propose(shipped, new)
    draft = carried(shipped, new, links, guessed=True)
    assert not faults(draft, shipped)
    back = {one.new[0]: one.old[0] for one in links if one.fate in (Fate.SAME, Fate.REWORDED)}
    assert len(back) > 50
    for code, old in back.items():
        now, was = draft.item(code), shipped.item(old)
        assert (now.key, now.label, now.function, now.secondary) == (
            was.key,
            was.label,
            was.function,
            was.secondary,
        )
        for one in shipped.profiles:
            assert draft.profile(one.key).targets[code] == one.targets[old]
        assert draft.questions[code].question == shipped.questions[old].question
    for one in links:
        if one.fate is Fate.SAME:
            assert draft.item(one.new[0]).text.en
        if one.fate in (Fate.NEW, Fate.SPLIT):
            assert all(code in profile.targets for code in one.new for profile in draft.profiles)
    assert draft.duties[0].items


def test_how_alike_texts_are_is_one_number_however_it_is_asked_for() -> None:
    first, second = "ведёт график смен оператора", "ведёт график смен операторов центра"
    share = percent([first], [second])
    assert share == percent([second], [first])
    assert share == min(round(alike(first, second)), 99)
    assert percent(["один", "два"], ["два один"]) == 99, "the order of the parts does not matter"
    assert percent([first], [first]) == 100


def test_what_a_document_adds_to_the_source_is_the_organisations_own(shipped: Edition) -> None:
    added = replace(
        shipped.items[0], key="of this document", code="K40", text=Text(OTHERS[0], None), own=False
    )
    new = replace(shipped, items=(*shipped.items, added))
    merged = carried(shipped, new, propose(shipped, new))
    assert [one.code for one in merged.items if one.own] == ["K40"]
