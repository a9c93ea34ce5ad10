"""The message about documents that could not be made."""

from collections.abc import Mapping

from desktop.office.help.refusals import help_page
from desktop.office.not_recorded import not_recorded
from desktop.office.papers.documents import Exported, Failure
from desktop.office.papers.registry import DOCUMENTS
from desktop.office.sentences import sentence
from reports.paper.atomic import HeldOpen, Unwritable
from resources.i18n import _, current, ngettext

SHOWN = 3  # documents named per reason


def failed_words(done: Exported) -> tuple[str, str]:
    """Return fact and details of the message about documents that failed, both empty if none did."""
    if not done.failed:
        return "", ""
    told = " ".join(_failed(failure) for failure in done.failed)
    kept = _("The others are saved.") if done.written and not done.left else ""
    return _("Not all documents could be made."), " ".join(filter(None, (told, _not_begun(done), kept)))


def failed_page(done: Exported) -> str:
    """Return the place of the help about the first document that failed; empty if none did."""
    return help_page(done.failed[0].error) if done.failed else ""


def missing_words(done: Exported, names: Mapping[int, str]) -> tuple[str, str]:
    """Return the same for many documents: how many were written, and the others by reason.

    *names* are those of subjects that could not even be read, by the id asked for. Both texts are empty if
    nothing is missing.
    """
    count = len(done.written)
    if not done.failed and not done.left:
        return "", ""
    fact = ngettext("{n} file of {total} is saved.", "{n} files of {total} are saved.", count).format(
        n=count, total=count + len(done.failed) + done.left
    )
    return fact, " ".join(filter(None, (*_reasons(done, names), _not_begun(done))))


def unrecorded_words(done: Exported) -> str:
    """Return that the journal does not tell of this export, and why; empty if it does."""
    return "" if done.unrecorded is None else not_recorded(done.unrecorded, current())


def _not_begun(done: Exported) -> str:
    if not done.left:
        return ""
    return ngettext("{n} file was not started.", "{n} files were not started.", done.left).format(n=done.left)


def _reasons(done: Exported, names: Mapping[int, str]) -> list[str]:
    """Return each reason once, after the names of the documents it concerns."""
    named: dict[object, list[str]] = {}
    first: dict[object, str] = {}
    for failure in done.failed:
        error = failure.error
        told = sentence(error, current())
        what = told.what
        if isinstance(error, Unwritable):
            what = what.replace(str(error.path), error.path.name)  # whoever chose the folder knows it
        # One that is held open says where each file went.
        key = what if isinstance(error, HeldOpen) or not isinstance(error, OSError) else error.errno
        first.setdefault(key, f"{what} {told.todo}".strip())
        name = failure.path.name if failure.path is not None else names.get(failure.case_id, failure.code)
        named.setdefault(key, []).append(name)
    return [
        first[key] if len(mine) == 1 and mine[0] in first[key] else f"{_listed(mine)}: {first[key]}"
        for key, mine in named.items()
    ]


def _listed(named: list[str]) -> str:
    more = len(named) - SHOWN
    if more <= 0:
        return ", ".join(named)
    last = ngettext("and {n} more", "and {n} more", more).format(n=more)
    return f"{', '.join(named[:SHOWN])} {last}"


def _failed(failure: Failure) -> str:
    """Say which document is missing and why; one that failed before it had a file name goes by its title."""
    told = sentence(failure.error, current())
    name = failure.path.name if failure.path is not None else DOCUMENTS[failure.kind].name(current())
    return f"{name}: {told.brief}"
