"""The texts for what is wrong with a file as a whole or with its disk, and the copy that leads on. No Qt."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.office import copied
from domain import errors
from reports.words.refusals import NOTHING, Refusals, Sentence, said
from resources.i18n import Words
from resources.msgids import _

if TYPE_CHECKING:
    from db.file.errors import KeysMissing, Newer, OpenElsewhere, StoreError


def refusals() -> Refusals:
    """Return the texts for what the file as a whole refuses."""
    # The store imports SQLAlchemy: not before the first paint, and by then it is imported anyway.
    from db.file import errors as store

    unchanged, saved = _("The file is unchanged."), _("Everything saved before is safe.")
    return {
        store.StoreError: said(
            _("The file cannot be used."), _("Open it again; if that fails, restore its newest copy."), saved
        ),
        store.NotOurs: _named(_("“{name}” is not a Merilo file."), _("Choose another file.")),
        store.KeysMissing: _keys_missing,
        store.WrongPassword: said(
            _("Wrong password."), _("Check the keyboard layout and Caps Lock."), unchanged
        ),
        store.WrongRecoveryCode: said(
            _("Wrong recovery code."), _("Compare it with the paper, group by group."), unchanged
        ),
        store.PasswordGone: _named(
            _("“{name}” had a password and now opens without one: it may be another file in its place."),
            _("Ask who changed it. To open it all the same, choose it again."),
        ),
        store.OtherKeys: _named(
            _("The key file “{name}” belongs to another file, so it is not replaced."),
            _("Move it to the file it belongs to, then set the password again."),
        ),
        store.Damaged: damaged,
        store.UnsoundCopy: _named(
            _("The copy “{name}” is damaged or has another key."), _("Choose another copy.")
        ),
        store.Replaced: _named(
            _("“{name}” has got a new key meanwhile."),
            _("Open it again with the new password, and repeat the last action: it was not saved."),
            saved,
        ),
        store.Newer: _newer,
        store.ReadOnly: said(
            _("The file is read-only here."),
            _("Copy it with its key file to a folder you can write to."),
            unchanged,
        ),
        store.Unwritable: _named(
            _("“{name}” cannot be opened or written."),
            _("Check its disk and the rights on its folder, or choose another folder."),
        ),
        store.DiskFull: said(
            _("The disk is full."),
            _("Free some space and repeat the last action: it was not saved."),
            saved,
        ),
        store.Busy: said(_("Another program is writing to the file."), _("Try again in a moment."), saved),
        store.OpenElsewhere: _open_elsewhere,
        store.Strange: strange,
        store.OnNetwork: _named(
            _("“{name}” is on a network drive, where two programs at once can damage it."),
            _("Copy it with its key file to a folder of this computer, and work there."),
        ),
        store.Exists: _named(_("“{name}” already exists."), _("Choose another name.")),
        store.Unencrypted: said(
            _("File encryption is missing from this program."),
            _("Reinstall the program."),
            _("Nothing was written."),
        ),
    }


def _named(
    what: str, todo: str, safe: str = _("The file is unchanged.")
) -> Callable[["StoreError", Words], Sentence]:
    """Return a text function that inserts the file's name unchanged."""

    def tell(error: "StoreError", words: Words) -> Sentence:
        name = error.path.name if error.path is not None else ""
        _ = words.gettext
        return Sentence(_(what).format(name=name), _(safe), _(todo))

    return tell


def _keys_missing(error: "KeysMissing", words: Words) -> Sentence:
    _ = words.gettext
    return Sentence(
        _("The key file “{name}” is missing.").format(name=error.keys_path.name),
        _("The file is unchanged."),
        _("Put it in the same folder, or enter the recovery code."),
    )


def _open_elsewhere(error: "OpenElsewhere", words: Words) -> Sentence:
    _ = words.gettext
    holder, name = error.holder, error.path.name if error.path is not None else ""
    unchanged = _("The file is unchanged.")
    if holder.mine or not holder.host:
        what = _("“{name}” is open in another window.").format(name=name)
        return Sentence(what, unchanged, _("Go on in that window, or close it first."))
    since = holder.since.astimezone() if holder.since is not None else None
    what = _("“{name}” is in use: user {user}, computer {host}, since {since}.").format(
        name=name,
        user=holder.user,
        host=holder.host,
        since="—" if since is None else f"{words.date(since)}, {words.time(since)}",
    )
    return Sentence(what, unchanged, _("Close it there first."))


def _newer(error: "Newer", words: Words) -> Sentence:
    _ = words.gettext
    what = _(
        "“{name}” was written by a newer version of Merilo (file {file_version}, program {program_version})."
    ).format(
        name=error.path.name if error.path is not None else "",
        file_version=error.file_version,
        program_version=error.program_version,
    )
    return Sentence(what, _("The file is unchanged."), _("Install the newer version."))


def damaged(error: "StoreError", words: Words) -> Sentence:
    """Say that a file is damaged, and which copy leads on, if there is one."""
    _ = words.gettext
    name = error.path.name if error.path is not None else ""
    return Sentence(
        _("“{name}” is damaged.").format(name=name), _("It stays as it is."), _way_on(error, words)
    )


def strange(error: "StoreError", words: Words) -> Sentence:
    """Say that a file holds a strange trigger, and which copy leads on, if there is one."""
    _ = words.gettext
    name = error.path.name if error.path is not None else ""
    what = _("“{name}” holds a command that Merilo did not put there, and it could change what is saved.")
    return Sentence(what.format(name=name), _("The file is unchanged."), _way_on(error, words))


def lost(name: str, words: Words) -> Sentence:
    """Say that a file is not there, and which copy leads on, if there is one."""
    _ = words.gettext
    copy = _newest_copy(Path(name), words) if name else ""
    what = _("“{name}” was not found.").format(name=name)
    return Sentence(
        what, _(NOTHING), " ".join(part for part in (_("Check the name and the folder."), copy) if part)
    )


def _way_on(error: "StoreError", words: Words) -> str:
    """Return what to do: a copy is only spoken of where one can be seen."""
    _ = words.gettext
    copy = "" if error.path is None else _newest_copy(error.path, words)
    return copy or _(
        "There is no copy beside it: look for one elsewhere, for example on a USB stick, and open that one."
    )


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
