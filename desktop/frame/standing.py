"""What is shown about an open file from the start: why it is read-only, or who copies its folder."""

from PySide6.QtWidgets import QWidget

from db.file.place import sync_service
from desktop.context import Context
from desktop.data import Data
from desktop.kit.page.banner import Banner
from desktop.kit.page.status_line import StatusLine
from resources.i18n import _, current


def tell(data: Data, notice: Banner, status: StatusLine) -> None:
    """Say it in *notice*, and in a word in *status*; nothing about a file in a folder of its own."""
    if data.save_failed:
        status.set_unsaved()
    if data.read_only:
        status.set_read_only()
        fact = _("This file is read-only here.")
        rest = _("You can view and print. To assess, copy it with its key file to a folder of your own.")
        page = "troubles#second"
        if data.cause is not None:
            from db.file.errors import OnNetwork
            from desktop.office.sentences import sentence

            told = sentence(data.cause, current())
            fact = _("The file was opened for reading only. {what}").format(what=told.what)
            page = told.help
            rest = _("It was tried twice. Put that right, then open the file again.")
            if isinstance(data.cause, OnNetwork):
                rest = told.todo
        notice.show_fact(fact, rest, "warn", page=page)
    elif data.is_remote:
        return
    elif service := sync_service(data.path):
        fact = _("{service} copies the folder of this file.").format(service=service)
        rest = _(
            "Never open it on two computers at once, and close it before it is copied. A folder that is "
            "not copied is safer."
        )
        notice.show_fact(fact, rest, "warn")


def link(context: Context, parent: QWidget) -> tuple[Banner, ...]:
    """Return the strip that says whether the server answers; none over a file."""
    data = context.data
    if not data.is_remote:
        return ()
    from desktop.frame.link import Link
    from desktop.remote_data import RemoteData

    assert isinstance(data, RemoteData)
    return (Link(data, context.me.id, context.theme, parent),)
