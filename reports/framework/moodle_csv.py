"""A model as a competency file for Moodle: its 14 columns, one language, names of at most 100 characters.

A competency with a target has the scale with its own configuration: from the target on it counts as achieved.
Rules stay empty, since nothing is concluded automatically (law 14). The export id is the item's identity.
"""

import csv
import json
from io import StringIO
from pathlib import Path

from domain.formulas import guard
from domain.framework.edition import Edition
from domain.framework.profile import Phase, Profile
from domain.progress import Progress
from domain.text import Text
from reports.paper.atomic import replacing
from resources.i18n import Words

HEADS = (
    *("Parent ID number", "ID number", "Short name", "Description", "Description format"),
    *("Scale values", "Scale configuration", "Rule type (optional)", "Rule outcome (optional)"),
    *("Rule config (optional)", "Cross-referenced competency ID numbers", "Exported ID (optional)"),
    *("Is framework", "Taxonomy"),
)
NAME_LIMIT = 100  # characters; Moodle refuses longer ones
_PLAIN = "2"
_TAXONOMIES = "domain,competency,competency,competency"
_PROFICIENT = 2  # the level from which Moodle counts a competency without a target as achieved


def write(
    edition: Edition, target: Path, progress: Progress, words: Words, targets: str = ""
) -> tuple[str, ...]:
    """Write the file to *target*; return the codes of names cut at 100 characters and of guarded cells.

    *targets* is the key of the profile whose targets count, see ``achieved_by``.

    Raises:
        Cancelled: if asked to stop.
        Unwritable: if the disk or the folder refuses.
    """
    progress.step(0, 1)
    lines, cut = rows(edition, words, targets)
    guarded = [[guard(cell) for cell in line] for line in lines]
    told = StringIO(newline="")
    csv.writer(told, lineterminator="\n").writerows([HEADS, *guarded])
    with replacing(target) as part:
        part.write_text(told.getvalue(), encoding="utf-8", newline="")
    progress.step(1, 1)
    changed = [line[1] for line, safe in zip(lines, guarded, strict=True) if line != safe]
    return tuple(dict.fromkeys((*cut, *changed)))


def rows(edition: Edition, words: Words, targets: str = "") -> tuple[list[list[str]], tuple[str, ...]]:
    """Return the rows below the heads, and the codes whose names had to be cut."""
    cut: list[str] = []

    def row(parent: str, code: str, name: Text, text: Text, *more: str) -> list[str]:
        shown = _said(name, words)
        if len(shown) > NAME_LIMIT:
            cut.append(code)
            shown = shown[: NAME_LIMIT - 1].rstrip() + "…"
        return [parent, code, shown, _said(text, words), _PLAIN, *(more or ("",) * 9)]

    names = scale_values(edition, words)
    profile = achieved_by(edition, targets)
    related = {
        code: ",".join(other.replace(",", "%2C") for other in group if other != code)
        for group in edition.alias_groups
        for code in group
    }
    lines = [
        row(
            *("", edition.key, edition.title, edition.title),
            *(names, _configured(edition, _PROFICIENT), "", "", "", "", "", "1", _TAXONOMIES),
        )
    ]
    for function in edition.functions:
        lines.append(row("", function.code, function.short, function.text))
        for item in edition.items_of(function.code):
            target = None if profile is None else profile.targets.get(item.code)
            scale = ("", "") if target is None else (names, _configured(edition, target.level))
            more = (*scale, "", "", "", related.get(item.code, ""), item.key, "", "")
            lines.append(row(function.code, item.code, item.label, item.text, *more))
    return lines, tuple(cut)


def achieved_by(edition: Edition, key: str = "") -> Profile | None:
    """Return the profile whose targets say what counts as achieved, else the first ``offered``."""
    profiles = offered(edition)
    return next((one for one in profiles if one.key == key), profiles[0] if profiles else None)


def offered(edition: Edition) -> tuple[Profile, ...]:
    """Return the profiles whose targets can count: those in post, before those at hire."""
    return tuple(sorted(edition.profiles, key=lambda one: one.phase is not Phase.POST))


def is_open(edition: Edition) -> bool:
    """Tell whether a person should say whose targets count: there are several profiles in post."""
    return sum(one.phase is Phase.POST for one in edition.profiles) > 1


def scale_values(edition: Edition, words: Words) -> str:
    """Return the names of the levels as Moodle lists them; a comma would divide a name."""
    return ",".join(_said(level.name, words).replace(",", ";") for level in edition.levels)


def _configured(edition: Edition, achieved: int) -> str:
    """Return Moodle's configuration of the scale; its values are counted from 1. Empty without a scale.

    The first entry is for the id of the scale in Moodle, which its importer fills in.
    """
    values = [
        {"id": at, "scaledefault": int(at == 1), "proficient": int(level.value >= achieved)}
        for at, level in enumerate(edition.levels, start=1)
    ]
    return json.dumps([{"scaleid": "1"}, *values]) if values else ""


def _said(text: Text, words: Words) -> str:
    return text.en if words.language == "en" and text.en else text.ru
