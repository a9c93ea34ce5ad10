"""What a file with a model contains and would become; agreeing makes it a draft."""

from collections.abc import Sequence
from dataclasses import replace
from typing import override

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.context import Context
from desktop.framework import words as say
from desktop.kit.form.fields import ChoiceField
from desktop.kit.form.form_dialog import Form
from desktop.kit.form.text_area import TextAreaField
from desktop.kit.off import allow
from desktop.office.intake import translation
from desktop.office.intake.models import OWN, How, Incoming
from domain.errors import Refused
from domain.framework.framework import Kind
from domain.framework.version_map import Fate
from reports.intake import phrases_instruction
from reports.intake.model import job_description
from reports.intake.model.professional_standard import Part
from reports.words.framework import phrases_framework
from resources.i18n import _, current

ROWS = 12  # visible lines of the list
NONE = [("", "")]  # of a choice that a file does not leave
TRANSLATION = "translation of "  # before the key of the model whose English a file is


class Preview(Form):
    """The changes, and the choices a person can make; the opener reads and writes in jobs.

    *models* are key and title of the models that the file may continue.

    Signals:
        wanted: how to read the file instead.
        agreed: the Incoming to turn into a draft.
    """

    help_page = "framework#import"

    wanted = Signal(object)
    agreed = Signal(object)

    def __init__(
        self, context: Context, incoming: Incoming, models: Sequence[tuple[str, str]], parent: QWidget
    ) -> None:
        title = _("Framework in {file}").format(file=incoming.path.name)
        about = (incoming.path.name,)
        super().__init__(context.theme, title, " ", _("Create draft"), parent, subject=about)
        theme = context.theme
        self.incoming: Incoming | None = incoming
        self._how: How = incoming.how
        told = _("the next edition of “{title}”")
        becomes = [(key, told.format(title=name)) for key, name in models]
        if incoming.translated is not None and incoming.base is not None:
            in_english = _("the English translation of “{title}”")
            key = incoming.base.key
            becomes[:0] = [(TRANSLATION + key, in_english.format(title=dict(models).get(key, key)))]
        self._offered = {key for key, _name in becomes}
        self.becomes = ChoiceField(
            theme,
            _("It will be"),
            self,
            "after",
            [*becomes, (OWN, _("a separate framework"))],
            _after(incoming),
        )
        self.put(self.becomes)
        sheets = [(one, one) for one in incoming.sheets] or NONE
        self.sheet = ChoiceField(theme, _("Sheet"), self, "sheet", sheets, incoming.sheet)
        self.standard = ChoiceField(theme, _("Standard"), self, "standard", ())
        self.general = ChoiceField(theme, _("Generalised function"), self, "general", ())
        self.swapped = ChoiceField(theme, _("Knowledge and skills"), self, "swapped", ())
        choices = self.sheet, self.standard, self.general, self.swapped
        self._choices = (self.becomes, *choices)
        for one in choices:
            self.put(one)
        self.changes = self.put(TextAreaField(_("Contents"), self, "changes", "", ROWS))
        self.changes.area.setReadOnly(True)
        self.show_incoming(incoming)
        self.act_button.setFocus()
        for one in self._choices:
            one.box.activated.connect(self._on_chosen)

    def show_incoming(self, incoming: Incoming) -> None:
        """Show the file as just read."""
        self.incoming, self._how = incoming, incoming.how
        content, kinds = incoming.content, [one.kind for one in incoming.content.items]
        counted = _(
            "“{title}”: knowledge {knowledge}, skills {skills}, functions {functions}, duties {duties}"
        )
        told = counted.format(
            title=content.title.ru,
            knowledge=kinds.count(Kind.KNOWLEDGE),
            skills=kinds.count(Kind.SKILL),
            functions=len(content.functions),
            duties=len(content.duties),
        )
        if incoming.base is None:
            what = _("It is a separate framework.")
        elif incoming.translated is not None:
            what = _("It translates edition {number}; changes: {count}.").format(
                number=incoming.base.number, count=len(incoming.differences)
            )
        else:
            what = _("It follows edition {number}; changes: {count}.").format(
                number=incoming.base.number, count=len(incoming.differences)
            )
        self.about.setText(f"{told}. {what}")
        self.about.show()
        self.changes.area.setPlainText("\n".join(lines(incoming)))
        self._offer(incoming)
        self.fault.hide()
        self.release()

    def _offer(self, incoming: Incoming) -> None:
        """Offer what the file leaves to choose; what a person has to say is open until it is said."""
        part, outline = incoming.how.part, incoming.outline
        self.sheet.setVisible(len(incoming.sheets) > 1)
        standards = [(one, one) for one in (outline.standards if outline else ())]
        named = outline.generals if outline else ()
        generals = [(code, f"{code} {name}".strip()) for code, name in named]
        self.standard.setVisible(len(standards) > 1)
        self.general.setVisible(len(generals) > 1)
        self.swapped.setVisible(outline is not None and outline.swapped)
        unsaid = [("", _("Choose…"))]
        offered = [*(unsaid if incoming.asks_standard else []), *standards]
        self.standard.offer(offered if len(standards) > 1 else NONE, part.standard)
        self.general.offer([("", _("the whole standard")), *generals], part.general)
        answers: list[tuple[object, str]] = [(None, _("Choose…"))]
        if outline is not None and outline.swapped:
            said = (
                (True, _("exchanged in the file: its skills are knowledge")),
                (False, _("as the file says")),
            )
            answers = [*(answers if incoming.asks_swapped else []), *said]
        self.swapped.offer(answers, part.swapped)

    def refuse(self, refused: Refused) -> None:
        """Say why the file cannot become what was chosen; another choice is still possible."""
        self.incoming = None
        self.changes.area.clear()
        self.complain(refused)
        self.release()

    def hold(self) -> None:
        """Disable choosing and agreeing while a job works."""
        for one in (self.act_button, *self._choices):
            one.setEnabled(False)

    def release(self) -> None:
        """Enable the answer again; a file that could not be read cannot be agreed to."""
        for one in self._choices:
            one.setEnabled(True)
        allow(self.act_button, self._hindrance())

    def _hindrance(self) -> str:
        """Return why no draft can be made of it yet, empty if one can."""
        if self.incoming is None:
            return _("This cannot become a draft: choose something else above.")
        if self.incoming.asks_standard:
            return _("The file holds several standards: choose one.")
        if self.incoming.asks_swapped:
            return _("Knowledge and skills look exchanged in the file: say whether they are.")
        return ""

    @override
    def take(self) -> None:
        if self.act_button.isEnabled() and self.incoming is not None:
            self.hold()
            self.agreed.emit(self.incoming)

    def _on_chosen(self) -> None:
        after, part = str(self.becomes.value), self._how.part
        swapped = self.swapped.value
        part = Part(str(self.standard.value or ""), str(self.general.value or ""), swapped=part.swapped)
        if isinstance(swapped, bool):
            part = replace(part, swapped=swapped)
        if part.standard != self._how.part.standard:
            part = Part(part.standard)  # another standard has other functions and its own lists
        sheet = self.sheet.value if self.sheet.isVisible() else None
        as_english = after.startswith(TRANSLATION)
        self._how = replace(
            self._how,
            after=after.removeprefix(TRANSLATION),
            part=part,
            sheet=str(sheet) if sheet else self._how.sheet,
            translation=as_english or (False if TRANSLATION + after in self._offered else None),
        )
        self.hold()
        self.wanted.emit(self._how)


def lines(incoming: Incoming) -> list[str]:
    """Return the notes, then the changes line by line, or the items and duties of a model of its own."""
    words, content = current(), incoming.content
    notes = [phrases_instruction.note(one, words) for one in incoming.notes]
    if incoming.translated is None and (blanks := phrases_instruction.blanks(content, words)):
        notes.append(blanks)
    if incoming.translated is not None:
        notes = [*translation.said(incoming.translated, words), *notes]
    notes += [""] if notes else []
    if incoming.base is None:
        return [*notes, *_contents(incoming)]
    fates = [phrases_framework.link(one, words) for one in incoming.links if one.fate is not Fate.SAME]
    known = content.profiles
    changes = [phrases_framework.difference(one, words, known) for one in incoming.differences]
    return [*notes, *([*fates, *changes] or [say.changes(0)])]


def _contents(incoming: Incoming) -> list[str]:
    words, content = current(), incoming.content
    mark = f" ({phrases_instruction.proposed(words)})"
    told = any(one.about is job_description.About.NOMINATIVE for one in incoming.notes)
    listed: list[str] = []
    for function in content.functions:
        listed.append(f"{function.code}  {words.text(function.short)}")
        for one in content.items_of(function.code):
            named = one.label.ru if told and job_description.renamed(one) else one.text.ru
            listed.append(f"    {one.code}  {named}{mark if one.code in incoming.proposed else ''}")
        duties = (one for one in content.duties if one.function == function.code)
        listed += [f"    {one.code}  {one.text.ru}" for one in duties]
    return listed


def _after(incoming: Incoming) -> str:
    if incoming.base is None:
        return OWN
    return (TRANSLATION if incoming.translated is not None else "") + incoming.base.key
