"""The question before an own sheet is taken along; another one where the own other file is not known."""

from PySide6.QtWidgets import QWidget

from desktop.kit.form.dialog import Question
from resources.i18n import _, pgettext


class AlongQuestion(Question):
    """Until the sheet is back it is only read here, so that is said before."""

    help_page = "sheet#along"

    def __init__(self, about: str, parent: QWidget) -> None:
        """*about* names who is assessed and in which cycle."""
        words = _(
            "{about}. Only your other file opens the packet. Until it is back, the sheet is only read here."
        )
        title = _("Take the sheet along?")
        super().__init__(title, words.format(about=about), _("Cancel"), _("Save packet…"), parent)
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
