"""The texts for what is wrong with a file as a whole or with its disk, and the copy that leads on. No Qt."""

from pathlib import Path
from typing import TYPE_CHECKING

from desktop.office import copied
from domain import errors
from reports.words.refusals import Sentence
from resources.i18n import Words

if TYPE_CHECKING:
    from db.file.errors import StoreError


def damaged(error: "StoreError", words: Words) -> Sentence:
    """Say that a file is damaged, and which copy leads on, if there is one."""
    _ = words.gettext
    name = error.path.name if error.path is not None else ""
    return Sentence(
        _("“{name}” is damaged.").format(name=name), _("It stays as it is."), _way_on(error, words)
    )


def strange(error: "StoreError", words: Words) -> Sentence:
    """Say that a file holds a trigger of somebody else, and which copy leads on, if there is one."""
    _ = words.gettext
    name = error.path.name if error.path is not None else ""
    what = _("“{name}” holds a trigger that Merilo did not put there, and it could change what is saved.")
    return Sentence(what.format(name=name), _("The file is unchanged."), _way_on(error, words))


def lost(name: str, words: Words) -> Sentence:
    """Say that a file is not there, and which copy leads on, if there is one."""
    _ = words.gettext
    copy = _newest_copy(Path(name), words) if name else ""
    what = _("“{name}” was not found.").format(name=name)
    return Sentence(what, "", " ".join(part for part in (_("Check the name and the folder."), copy) if part))


def _way_on(error: "StoreError", words: Words) -> str:
    """Return what to do: a copy is only spoken of where one can be seen."""
    _ = words.gettext
    copy = "" if error.path is None else _newest_copy(error.path, words)
    return copy or _("No copy lies beside it: look for one elsewhere, as on a stick, and open that.")


def _newest_copy(path: Path, words: Words) -> str:
    """Return the sentence that names the newest copy of a file, empty if none can be seen."""
    from db.file import copies

    _ = words.gettext
    newest = copies.newest(path)
    if newest is None or newest.taken is None:
        return ""
    return _("Open its newest copy, of {moment}, to restore it: “{name}” in the folder “{folder}”.").format(
        moment=copied.moment(newest.taken, words), name=newest.path.name, folder=newest.path.parent.name
    )


def too_little_space(error: errors.TooLittleSpace, words: Words) -> Sentence:
    """Say that nothing new is begun, and that what is begun goes on."""
    _ = words.gettext
    what = _("The file's disk has {n} MB left, too little to begin something new.")
    return Sentence(
        what.format(n=words.number(error.free / 1_000_000, 0)),
        _("Marks in open sheets are still saved."),
        _("Free some space, then try again."),
    )
