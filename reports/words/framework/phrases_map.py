"""The map of versions in words: who answers for a line, and why a line is refused."""

from domain.framework.version_acts import MapFaulty, MapFlaw, Unconfirmed
from domain.framework.version_map import Fate, MapLine, Word
from reports.words.framework import phrases_framework
from reports.words.refusals import Refusals, Sentence, counted
from resources.i18n import Words
from resources.msgids import _, ngettext


def fate(line: MapLine, words: Words) -> str:
    """Return what became of the items, with «предложено» while nobody has confirmed it."""
    told = phrases_framework.fate(line.link.fate, words)
    if line.waits:
        return words.gettext("{fate}, proposed").format(fate=told)
    return told


def confirmed(line: MapLine, words: Words) -> str:
    """Return who confirmed a line and when, or why no confirmation was needed."""
    _ = words.gettext
    if line.word is Word.CONFIRMED:
        day = "" if line.on is None else words.date(line.on)
        return ", ".join(told for told in (line.actor, day) if told)
    if line.waits:
        return _("not confirmed")
    told = line.word is Word.IMPLIED and line.link.fate is not Fate.SAME
    return _("from the changes in the draft") if told else ""


def _faulty(error: MapFaulty, words: Words) -> Sentence:
    _ = words.gettext
    told = {
        MapFlaw.FEW: _("Select two rows or more."),
        MapFlaw.OLD_TWICE: _("{codes} of the previous edition would be in two rows of the map."),
        MapFlaw.NEW_TWICE: _("{codes} of the new edition would be in two rows of the map."),
        MapFlaw.MANY_TO_MANY: _("Several old competencies cannot become several new ones: {codes}."),
        MapFlaw.SHAPE: _("A row needs competencies of both editions: {codes}."),
        MapFlaw.TWO_KINDS: _("Knowledge cannot become a skill, nor a skill knowledge: {codes}."),
    }[error.flaw]
    return Sentence(
        told.format(codes=", ".join(error.codes)),
        _("The map is unchanged."),
        _("Select one previous competency with its new ones, or one new with its previous ones."),
    )


REFUSALS: Refusals = {
    Unconfirmed: counted(
        ngettext(
            "{n} row of the edition map is not confirmed.",
            "{n} rows of the edition map are not confirmed.",
        ),
        _("Open the edition map, confirm the rows or change them, and publish again."),
        _("Nothing was published."),
    ),
    MapFaulty: _faulty,
}
