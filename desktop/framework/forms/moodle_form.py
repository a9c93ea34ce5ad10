"""Which targets to export to Moodle, if a framework has those of several positions."""

from typing import override

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.context import Context
from desktop.kit.form.fields import ChoiceField
from desktop.kit.form.form_dialog import Form
from domain.framework.profile import Profile
from reports.words.names import name_of
from resources.i18n import _, current


class MoodleForm(Form):
    """One of the position profiles.

    Signals:
        chosen: the key of the profile.
    """

    help_page = "framework"

    chosen = Signal(str)

    def __init__(self, context: Context, profiles: tuple[Profile, ...], parent: QWidget) -> None:
        about = _(
            "In the Moodle file a competency counts as achieved from its target on. Choose whose targets."
        )
        super().__init__(
            context.theme, _("Exporting the framework"), about, _("Export…"), parent, subject=("moodle",)
        )
        words = current()
        told = [(one.key, f"{words.text(one.post)}, {name_of(one.phase, words)}") for one in profiles]
        field = ChoiceField(context.theme, _("Position profile"), self, "profile", told, profiles[0].key)
        self.profile = self.put(field)

    @override
    def send(self) -> None:
        self.chosen.emit(str(self.profile.value))
