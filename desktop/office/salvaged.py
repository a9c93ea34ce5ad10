"""The texts for what was read of a damaged file, and what was not. No Qt."""

from typing import TYPE_CHECKING

from resources.i18n import Words

if TYPE_CHECKING:
    from db.file.damaged.salvage import Salvaged, TableSaved


def saved(result: "Salvaged", words: Words) -> str:
    """Return how many rows are in the new file."""
    return words.ngettext("{n} row was saved.", "{n} rows were saved.", result.saved).format(n=result.saved)


def not_saved(result: "Salvaged", words: Words) -> list[str]:
    """Return what was lost of what people know by a name, of all the rest together, and the links."""
    _ = words.gettext
    names = {
        "person": _("People"),
        "unit": _("Units"),
        "cycle": _("Vacancies and quarters"),
        "case": _("Assessments"),
        "sheet": _("Sheets"),
        "mark": _("Marks"),
        "mark_text": _("Comments"),
        "asked_probe": _("Follow-up questions asked"),
        "evidence": _("Facts"),
        "conclusion": _("Conclusions"),
        "plan": _("Plans"),
        "journal": _("Journal"),
    }
    tables = result.not_saved
    lines = [_line(names[one.table], one.saved, _lost(one), words) for one in tables if one.table in names]
    if rest := [one for one in tables if one.table not in names]:
        lost = [_lost(one) for one in rest]
        known = None if None in lost else sum(one or 0 for one in lost)
        lines.append(_line(_("Other records"), sum(one.saved for one in rest), known, words))
    if result.loosened:
        links = words.ngettext(
            "{n} link led to a row that is lost, and is empty now.",
            "{n} links led to rows that are lost, and are empty now.",
            result.loosened,
        )
        lines.append(links.format(n=result.loosened))
    return lines


def _lost(one: "TableSaved") -> int | None:
    return None if one.lost is None else one.lost + one.orphans


def _line(name: str, saved: int, lost: int | None, words: Words) -> str:
    _ = words.gettext
    if lost is None:
        return _("{name}: {saved} saved; how many are lost is not known").format(name=name, saved=saved)
    return _("{name}: {saved} saved, {lost} lost").format(name=name, saved=saved, lost=lost)
