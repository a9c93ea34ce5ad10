"""The notice of an open file from the beginning: why it is only read, or who copies its folder."""

from db.file.place import sync_service
from desktop.data import Data
from desktop.kit.page.banner import Banner
from resources.i18n import _, current


def tell(data: Data, notice: Banner) -> None:
    """Say it in *notice*; nothing about a file that can be written in a folder of its own."""
    if data.read_only:
        fact = _("This file is read-only here.")
        rest = _("You can view and print. To assess, copy it with its key file to a folder of your own.")
        if data.cause is not None:
            from db.file.errors import OnNetwork
            from desktop.office.sentences import sentence

            told = sentence(data.cause, current())
            fact = _("The file was opened for reading only. {what}").format(what=told.what)
            rest = _("It was tried twice. Put that right, then open the file again.")
            if isinstance(data.cause, OnNetwork):
                rest = told.todo
        notice.show_fact(fact, rest, "warn")
    elif service := sync_service(data.path):
        fact = _("{service} copies the folder of this file.").format(service=service)
        rest = _(
            "Never open it on two computers at once, and close it before it is copied. A folder that is "
            "not copied is safer."
        )
        notice.show_fact(fact, rest, "warn")
