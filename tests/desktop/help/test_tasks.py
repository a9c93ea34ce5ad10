"""What is done by help alone: the words of each way stand on its page, and a control says them."""

import re
from functools import cache
from pathlib import Path

import pytest

from desktop.office.acts import Act, groups
from desktop.office.help.filled import every, filled
from installer import texts
from resources.help_pages import Block, Heading, lines, names
from resources.i18n import LANGUAGES, words
from tests.desktop.help.readers import EVERYBODY

ROOT = Path(__file__).parents[3]
LEADS = {"Главное действие", "The main thing"}  # begin a paragraph

# Where the way of each task of docs/help-tasks.md is told, and what one presses or looks for, in this order.
WAYS: dict[int, dict[str, tuple[str, ...]]] = {
    1: {"quick#candidate": ("New assessment", "Save", "Start", "Submit")},
    2: {"sheet#no-level": ("Not asked", "Not enough evidence"), "numbers#bounds": (), "numbers#coverage": ()},
    3: {
        "exchange#keys": ("Assessment", "Exchange", "Keys…", "Save key file…", "Add key…", "Add key"),
        "exchange#invite": ("Assessors…", "Invite by packets…", "Save packets…"),
        "exchange#invited": ("Assess", "Seal and save packet…"),
        "exchange#open": ("Open sheets", "Give share…"),
    },
    4: {
        "levels_import": (
            *("Assessment", "Staff cycles", "Import levels…", "Choose a file…", "Levels of the day"),
            *("Who assessed", "Scale", "People", "Competencies", "Import"),
        )
    },
    5: {"cycle#close": ("Stop accepting sheets…", "Close cycle…")},
    6: {"numbers#attainment": (), "numbers#bounds": ()},
    7: {"numbers#floor": (), "decision": ("Sign conclusion…",)},
    8: {
        "plan": ("Development plan…", "Add an action…", "Approve the plan…", "Documents…", "Print…"),
        "plan#follow": ("Record outcome…", "Hold the meeting…"),
    },
    9: {"troubles#printed": ("Forms of the name…",), "register": ("Register", "Give a number…")},
    10: {
        "troubles#password": ("Enter the recovery code", "Set password"),
        "start#open": ("Enter the recovery code",),
    },
    11: {"start#new": ("New file…", "Create file", "I have written down the code", "Continue")},
    12: {"people_import": ("People", "Import…", "Choose a file…", "Import")},
    13: {"framework#import": ("Import…", "Create draft", "New profile…", "Publish…")},
    14: {
        "campaigns": ("Assessment", "Vacancies", "New vacancy…"),
        "vacancy": ("Open vacancy", "Add assessor"),
    },
    15: {
        "exchange#form": (
            *("Invite by packets…", "Assessor's form…", "Save", "Take packet or form…", "Accept", "Submit"),
        )
    },
    16: {
        "campaign": ("Documents…", "Sheet to fill in by hand", "Enter from paper…"),
        "sheet#paper": ("Enter from paper…", "Go to sheet"),
    },
    17: {"decision": ("Discuss and decide", "Decision…", "Record decision", "Sign conclusion…")},
    18: {
        "home#menu": ("Copies",),
        "copies": ("Copies", "Second folder", "Choose…", "Restore to a new file…", "Restore"),
    },
    19: {"people#erase": ("Erase personal data…",)},
    20: {
        "home#menu": ("Merge files…",),
        "exchange#merge": (
            *("Merge files…", "Look through", "This file's", "The other file's", "Different people"),
            *("One person", "Merge", "Put back as it was…"),
        ),
    },
}


def test_each_task_names_the_pages_of_its_way() -> None:
    told = (ROOT / "docs" / "help-tasks.md").read_text(encoding="utf-8")
    found = re.findall(r"^(\d+)\. .+ \*\((.+)\)\*$", told, re.MULTILINE)
    pages = {int(number): set(named.split(", ")) for number, named in found}
    assert sorted(pages) == sorted(WAYS) == list(range(1, 21))
    for number, way in WAYS.items():
        assert pages[number] <= set(names("ru")), number
        assert {place.partition("#")[0] for place in way} <= pages[number], number


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("task", WAYS)
def test_the_words_of_the_way_stand_on_the_page_in_this_order(task: int, language: str) -> None:
    for place, labels in WAYS[task].items():
        section = in_section(place, language)
        assert section, place
        rest = iter(bold(section))
        for label in labels:
            said = told_as(label, language)
            assert any(one in said for one in rest), (place, label)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_bold_is_said_by_a_control_and_not_in_the_jump_box_alone(language: str) -> None:
    silent = [
        (page.name, one)
        for page in every(language, EVERYBODY)
        if page.name not in ("glossary", "keys")
        for one in bold(page.blocks)
        if one not in LEADS and not any(is_shown(label) for label in labels_of(one, language))
    ]
    assert silent == []


def in_section(place: str, language: str) -> tuple[Block, ...]:
    """Return what stands below the heading, or before the first one."""
    name, _hash, mark = place.partition("#")
    found: list[Block] = []
    current = ""
    for block in filled(name, language).blocks:
        if isinstance(block, Heading):
            current = block.mark
        elif current == mark:
            found.append(block)
    return tuple(found)


def bold(blocks: tuple[Block, ...]) -> list[str]:
    return [
        span.text
        for block in blocks
        if not isinstance(block, Heading)
        for line in lines(block)
        for span in line
        if span.bold
    ]


@cache
def told_as(label: str, language: str) -> set[str]:
    if language == "en":
        return {label}
    return {text for one in catalogue() if label in texts.texts(one.id) for text in texts.texts(one.string)}


@cache
def labels_of(text: str, language: str) -> set[str]:
    if language == "en":
        return {text}
    return {label for one in catalogue() if text in texts.texts(one.string) for label in texts.texts(one.id)}


@cache
def catalogue() -> tuple[texts.Message, ...]:
    return tuple(texts.messages(texts.load(texts.RUSSIAN)).values())


@cache
def is_shown(label: str) -> bool:
    """Whether a control says so; an act without a key has to be on a button or in a menu."""
    acts: dict[str, Act] = {}
    for group in groups(words("en")):
        acts |= {name: act for name, act in group.acts.items() if act.text == label}
    return (
        any(act.keys for act in acts.values())
        or f'"{label}"' in sources()
        or any(f'text("{name}")' in sources() or f'"{name}"' in row_menus() for name in acts)
    )


@cache
def sources() -> str:
    """Return the sources of the window and of the names of documents, without the table of acts."""
    away = ROOT / "desktop" / "jump", ROOT / "desktop" / "office" / "acts.py"
    found = [
        one.read_text(encoding="utf-8")
        for one in sorted((ROOT / "desktop").rglob("*.py"))
        if not any(one.is_relative_to(each) for each in away)
    ]
    return "\n".join(found)


@cache
def row_menus() -> str:
    return "\n".join(re.findall(r"\.around = \((?:[^()]|\([^()]*\))*\)", sources()))
