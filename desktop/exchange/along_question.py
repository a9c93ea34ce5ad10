"""The question before an own sheet is taken along; another one where the own other file is not known."""

from PySide6.QtWidgets import QWidget

from desktop.kit.form.dialog import Question
from domain.exchange.key import Introduction
from resources.i18n import _, pgettext


class AlongQuestion(Question):
    """Until the sheet is back it is only read here, so that is said before."""

    help_page = "sheet#along"

    def __init__(self, about: str, parent: QWidget, groups: str = "") -> None:
        """*about* names who is assessed and in which cycle, *groups* are those of the server's key."""
        words = _(
            "{about}. Only your other file opens the packet. Until it is back, the sheet is only read here."
        ).format(about=about)
        if groups:
            self.help_page = "sheet#offline"
            words += " " + _(
                "The key of the server is saved beside it. The first time your file asks for that key and "
                "its six groups, so note them down: {groups}."
            ).format(groups=groups)
        title = _("Take the sheet along?")
        super().__init__(title, words, _("Cancel"), _("Save packet…"), parent)
        self.act.setDefault(True)
        self.act.setFocus()


class NoOtherFile(Question):
    """Leads to the keys, where the own other file is made known."""

    help_page = "exchange#keys"

    def __init__(self, parent: QWidget) -> None:
        words = _(
            "Save the key file in your file on the other computer, add it here under your own name, and "
            "do the same the other way round."
        )
        title = _("No other file of yours is known here.")
        super().__init__(title, words, _("Cancel"), pgettext("exchange", "Keys…"), parent)
        self.act.setDefault(True)
        self.act.setFocus()


class OwnFileQuestion(Question):
    """At the server: leads to the key of the own file, which it has to know once."""

    help_page = "sheet#offline"

    def __init__(self, parent: QWidget) -> None:
        words = _(
            "In your own file open “Exchange”, “Keys…”, “Save key file…”. Then choose that key file here. "
            "The server asks for it once."
        )
        title = _("The server does not know your own file yet.")
        super().__init__(title, words, _("Cancel"), _("Choose key file…"), parent)
        self.act.setDefault(True)
        self.act.setFocus()


class OwnKeyQuestion(Question):
    """At the server: whoever brings the key of the own file compares its groups with those shown there."""

    help_page = "sheet#offline"

    def __init__(self, told: Introduction, parent: QWidget) -> None:
        whose = ", ".join(part for part in (told.name, told.organisation_name) if part) or _("no name")
        words = _(
            "The file says: {whose}. Its six groups: {groups}. “Keys…” in your file shows the same ones. "
            "An earlier key of yours is no longer valid then."
        ).format(whose=whose, groups=told.keys.groups)
        title = _("Is this the key of your own file?")
        super().__init__(title, words, _("Cancel"), _("It is mine"), parent)
        self.act.setDefault(True)
        self.act.setFocus()
