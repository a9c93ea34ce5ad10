"""The meaning of the signs in a table, only for those that occur in it."""

from collections.abc import Iterable, Sequence

from domain.assessing.entry import Row
from domain.scale import Band
from reports.words import phrases
from reports.words.assessing.side_by_side import Panel
from resources.i18n import Words


def of_gaps(rows: Sequence[Row], words: Words, *, spread: bool) -> str:
    """Return the legend beside a table of gaps with rulers; *spread* says that assessors differ in it."""
    _ = words.gettext
    said = [*_critical(rows, words), _("vertical tick: target")]
    if spread:
        said.append(_("thin line: spread of assessors"))
    return _joined([*said, *_imported(rows, words)])


def of_levels(rows: Sequence[Row], words: Words) -> str:
    """Return the legend beside a table of levels."""
    return _joined([*_critical(rows, words), words.gettext("levels 0 to 4"), *_imported(rows, words)])


def of_marks(rows: Sequence[Row], panel: Panel, words: Words) -> str:
    """Return the meaning of the signs beside marks, without brackets."""
    _ = words.gettext
    said = [*_critical(rows, words), _("figures are levels")]
    shown = {one.id for one in panel.shown}
    given = [one for row in rows for one in row.entry.marks if one.assessor_id in shown]
    if any(one.mark.level is None for one in given):
        said.append(_("NR: not rated"))
    said += _imported(rows, words)
    return "; ".join(said)


def of_candidates(bands: Iterable[Band | None], words: Words, *, critical: bool, stops: bool) -> str:
    """Return the legend beside the levels of several people; *critical* and *stops* say what occurs."""
    _ = words.gettext
    there = set(bands)
    said = [_diamond(words, stops=stops)] if critical else []
    if Band.SMALL in there:
        said.append(_("▽ small gap"))
    if Band.LARGE in there:
        said.append(_("▼ large gap"))
    said.append(_("levels 0 to 4, weight 1 to 3"))
    return _joined(said)


def _critical(rows: Sequence[Row], words: Words) -> list[str]:
    said: list[str] = []
    if any(row.critical and not row.watch for row in rows):
        said.append(_diamond(words, stops=any(row.stop for row in rows)))
    if any(row.critical and row.watch for row in rows):
        said.append(words.gettext("◇ critical with an assessor below the target"))
    return said


def _imported(rows: Sequence[Row], words: Words) -> list[str]:
    if not any(row.imported for row in rows):
        return []
    return [words.gettext("{sign}: imported from a file").format(sign=phrases.imported_sign(words))]


def _diamond(words: Words, *, stops: bool) -> str:
    _ = words.gettext
    return _("◆ critical, in bold below minimum") if stops else _("◆ critical")


def _joined(said: Sequence[str]) -> str:
    return f"({'; '.join(said)})"
