"""The words of an erasure in the window."""

from desktop.office.erasure import Done
from resources.i18n import _


def aftermath(done: Done) -> tuple[str, ...]:
    """Return where the papers are, and what nobody but people can reach."""
    names = ", ".join(one.name for one in done.papers)
    return (
        _("Saved in {folder}: {names}. They name the person: keep them outside the file.").format(
            folder=done.papers[0].parent, names=names
        ),
        _("Copies on sticks and on other computers are not reached from here: find and delete them."),
    )
