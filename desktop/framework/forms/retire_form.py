"""Removing a part from a draft: own lines at once, what the previous edition has with a reason."""

from functools import partial

from PySide6.QtWidgets import QWidget

from db.framework import editions
from desktop.context import Context
from desktop.data import Data
from desktop.framework import words as say
from desktop.framework.model import FrameworkModel
from desktop.kit.form.form_dialog import ReasonDialog
from domain.framework import edition_edit as edit
from domain.framework import retirement
from domain.framework.edition_faults import Part
from domain.progress import Progress
from resources.i18n import _


class RetireForm(ReasonDialog):
    """Shows what depends on the part and asks for the reason."""

    help_page = "framework"

    def __init__(
        self, context: Context, model: FrameworkModel, part: Part, code: str, name: str, parent: QWidget
    ) -> None:
        self._model, self._part, self._code = model, part, code
        view = model.view
        assert view is not None
        about = _("It is removed with the next edition; edition {number} keeps it.").format(
            number=view.base_number
        )
        super().__init__(
            context.theme,
            _("Remove {name} from the framework?").format(name=name),
            about,
            _("Reason"),
            _("Remove"),
            self._retire,
            parent,
            subject=("retire", part.value, code),
            danger=True,
        )
        if part is Part.ITEM:
            key = model.content.item(code).key
            context.jobs.run(partial(_uses, context.data, key), self._on_uses, "")

    def _on_uses(self, uses: editions.Uses) -> None:
        self.about.setText(f"{self.about.text()} {say.uses(uses)}")
        self.grow()

    def _retire(self, reason: str) -> None:
        view = self._model.view
        assert view is not None
        self._model.put(retirement.retire(view.content, view.base, self._part, self._code, reason))


def _uses(data: Data, key: str, _progress: Progress) -> editions.Uses:
    return data.read(editions.uses, key)


def retire(
    context: Context, model: FrameworkModel, part: Part, code: str, name: str, parent: QWidget
) -> None:
    """Remove a part from the draft at once, or ask for the reason first.

    Raises:
        Holds: if a function still has items or duties.
    """
    view = model.view
    assert view is not None
    if part is Part.FUNCTION:
        edit.drop_function(view.content, code)  # raises at once if something still belongs to it
    if retirement.needs_reason(view.content, view.base, part, code):
        RetireForm(context, model, part, code, name, parent).open()
    else:
        model.put(retirement.retire(view.content, view.base, part, code))
        model.dropped.emit(_("Removed from the draft: {name}.").format(name=name))
