"""The screen that imports levels: choose a file, answer what is not clear, see what stays out, import."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from db.framework import drafts
from desktop.context import Context
from desktop.export.job import unrecorded_words
from desktop.folders import Use
from desktop.jobs import Job, under_way
from desktop.kit import labels, layout
from desktop.kit.buttons import button
from desktop.kit.form.choice import Check
from desktop.kit.form.dates import typed_date
from desktop.kit.form.fields import ChoiceField, DateField, LookUpField
from desktop.kit.off import allow, read_only_reason
from desktop.kit.page import files
from desktop.kit.page.empty import Empty
from desktop.kit.page.header import Header
from desktop.kit.page.screen import Screen
from desktop.office.intake.levels import Answers
from desktop.office.intake.readings import Levels, Said, WhichEncoding
from desktop.office.papers.documents import Exported
from desktop.shared.encoding_dialog import EncodingDialog
from desktop.team.levels import words
from desktop.team.levels.new_model import NewModel
from desktop.team.levels.questions import OPEN, Questions
from desktop.team.levels.work import (
    Looked,
    Remembered,
    importing,
    model_of,
    reading,
    saving_template,
    weighing,
)
from domain.errors import Impossible
from domain.framework.framework import Kind
from domain.people.roster import Decision
from reports.intake.matrix.layout import Form
from reports.intake.roster import phrases as of_lists
from reports.intake.roster.days import DayOrder
from resources.i18n import _, current, ngettext

WHOLE_DAY = len("31.12.2025")
WIDTH = 860  # px at the usual text size, at most


class LevelsScreen(Screen):
    """Nothing is written before the act; one act writes everything.

    Signals:
        opened: id of the closed cycle that the levels became.
        framework_wanted: id of a draft and the code of its first item.
    """

    opened = Signal(int)
    framework_wanted = Signal(int, str)

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(context, parent)
        self._looked: Looked | None = None
        self._answers = Answers()
        self._loading: Job | None = None
        self._reading: Job | None = None
        self._weighing: Job | None = None
        self._anew: bool = False  # whether that one asks other questions
        self._targets_anew = False  # whether targets are asked of other competencies
        self._asked_about = Path(), Said()  # the file whose encoding is asked
        self._keys = (("Ctrl+I", _("file")), ("Ctrl+Enter", _("import")), ("Esc", _("back")))
        theme = context.theme
        self.header = self.add_header(Header(theme, _("Import levels"), self, back=_("Back")))
        self.template_button = self.header.act(_("Template…"), "file-spreadsheet", self.save_template)
        self.choose_button = self.header.act(_("Choose a file…"), "folder-open", self.choose)
        self.load_button = self.header.act(_("Import"), "download", self.load)
        self.header.lead(self.load_button)
        self.banner = self.add_banner()
        self.why = labels.paragraph("", self, "small", "warn")
        self.why.setContentsMargins(20, 8, 20, 2)
        self.lay(self.why)
        self.nothing = Empty(
            theme.icon("file-spreadsheet", "muted", 22),
            _("Choose a skill matrix with levels: XLSX, XLS, ODS or CSV"),
            self,
            rest=_(
                "It may have people in rows or columns, or a row for each level. Nothing is written until "
                "you agree."
            ),
            act=_("Choose a file…"),
        )
        self.area = layout.scroll(self)
        self._page = QWidget(self.area)
        self._build()
        self.area.setWidget(self._page)
        self._stack = self.add_stack(self.nothing, self.area)
        context.actions.make("load_people", self, self.choose)
        context.actions.make("save_template", self, self.save_template)
        context.actions.make("load", self, self.load)
        self.nothing.acted.connect(self.choose)
        self._show_acts()

    def _build(self) -> None:
        theme, page = self._context.theme, self._page
        self.file = labels.elided("", page, "strong")
        self.form = ChoiceField(theme, _("How it is drawn"), page, "form", words.forms())
        self.model = ChoiceField(theme, _("Framework"), page, "framework", ())
        self.on = DateField(_("Levels of the day"), page, "on")
        self.on.be_narrow()
        self.assessor = LookUpField(theme, _("Who assessed"), page, "assessor", (), None)
        self.assessor.say(_("Leave empty if the file does not say: the levels then belong to the file."))
        self.sheet = ChoiceField(theme, _("Sheet"), page, "sheet", ())
        self.order = ChoiceField(theme, _("What comes first in dates"), page, "order", ())
        self.open_button = button(_("Open the draft"), page, do=self._open_draft)
        self.scale = Questions(theme, _("Scale"), page)
        self.founding = NewModel(theme, page)
        self.people = Questions(theme, _("People"), page)
        self.items = Questions(theme, _("Competencies"), page)
        self.left_heading = labels.paragraph(_("What stays out"), page, "section")
        self.left = labels.paragraph("", page, "small", "muted")
        self.partly = Check(theme, _("Import only what is clear"), page)
        fields = layout.grid(across="m", down="s", wide=(0, 1))
        for number, one in enumerate((self.form, self.model, self.on, self.assessor, self.sheet, self.order)):
            fields.addWidget(one, number // 2, number % 2, Qt.AlignmentFlag.AlignTop)
        layout.column(
            self.file,
            fields,
            layout.row(self.open_button, layout.STRETCH),
            self.scale,
            self.people,
            self.items,
            self.founding,
            layout.column(self.left_heading, self.left, self.partly, gap="s"),
            layout.STRETCH,
            gap="l",
            around=(20, 16, 20, 20),
            of=page,
        )
        page.setMaximumWidth(WIDTH + WIDTH * theme.font_step // 18)
        self.sheet.box.activated.connect(self._on_sheet)
        self.form.box.activated.connect(self._on_form)
        self.order.box.activated.connect(self._on_order)
        self.model.box.activated.connect(self._on_model)
        self.assessor.box.currentTextChanged.connect(self._on_assessor)
        self.on.line.editingFinished.connect(self._on_day)
        self.on.line.textEdited.connect(self._on_typed)
        self.scale.answered.connect(self._on_word)
        self.people.answered.connect(self._on_person)
        self.items.answered.connect(self._on_item)
        self.people.all_answered.connect(self._on_all_people)
        self.items.all_answered.connect(self._say_items)
        self.scale.all_answered.connect(self._on_all_words)
        self.founding.titled.connect(self._on_title)
        self.founding.targets.answered.connect(self._on_target)
        self.founding.targets.all_answered.connect(self._on_all_targets)
        self.founding.kept.connect(self._keep)
        self.partly.toggled.connect(self._show_acts)

    @property
    def looked(self) -> Looked | None:
        """The file being considered; None before one is chosen and after it is imported."""
        return self._looked

    def open(self) -> None:
        """Show the file with the frameworks as they are now, or ask for one."""
        if self._looked is not None:
            self._weigh(self._answers, anew=True)
        self._show_acts()
        page = self._stack.currentWidget()
        wanted = self.nothing.act if page is self.nothing else self.form.box
        wanted.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def unsaved(self) -> str:
        """What would be lost by leaving the file now, as a sentence."""
        if self._looked is None:
            return ""
        told = _("The skill matrix “{file}” was previewed but not imported.")
        return told.format(file=self._looked.path.name)

    def memory(self) -> object:
        """Return the file and the answers about it."""
        if self._looked is None:
            return None
        return Remembered(self._looked, self._answers, self.assessor.text, self.partly.isChecked())

    def recall(self, memory: object) -> None:
        """Show the same file with the same answers in the current language."""
        if isinstance(memory, Remembered):
            self._answers = memory.answers
            self.on.line.setText(typed_date(memory.answers.on))
            self._show(replace(memory.looked, answers=memory.answers, anew=True))
            self.assessor.box.setEditText(memory.assessor)
            self.partly.setChecked(memory.partly)
            self._weigh(self._answers, anew=True)
            self.form.box.setFocus(Qt.FocusReason.OtherFocusReason)

    def choose(self) -> None:
        """Ask for a file and read it."""
        kinds = _("Skill matrices (*.xlsx *.xls *.ods *.csv *.txt)")
        folders = self._context.settings.folders
        path = files.choose(self, _("Choose a skill matrix"), kinds, folders, Use.INTAKE)
        if path is not None:
            self.load_file(path)

    def load_file(self, path: Path, said: Said | None = None, found: Levels | None = None) -> None:
        """Read this file; what is shown stays until that is done.

        *found* is what it was already read as; then it is not read again.
        """
        said = said or Said()
        self._asked_about = path, said
        looked, kept = self._looked, self._answers
        answers = Answers(on=kept.on, assessor_id=kept.assessor_id)
        if looked is not None and (looked.path, looked.incoming.table.sheet) == (path, said.sheet or ""):
            answers = replace(answers, framework_id=kept.framework_id, title=kept.title)
        work = reading(self._context.data.read, path, said, answers, found)
        run = self._context.jobs.run
        self._reading = run(work, self._on_read, _("Reading the levels"), ended=self._show_acts)
        self._show_acts()

    def save_template(self) -> None:
        """Ask where to save an empty matrix of the people and the framework of the file, and write it."""
        context = self._context
        kinds, folders = _("Workbook (*.xlsx)"), context.settings.folders
        name = f"{_('Skill matrix')}.xlsx"
        target = files.target(self, _("Save the template"), name, kinds, folders, Use.DOCUMENTS)
        if target is not None:
            work = saving_template(context.data, target, context.today(), current())
            context.jobs.run(work, self._on_template, _("Saving the template"))

    def _on_template(self, done: Exported) -> None:
        if done.written:
            self.exported.emit(done.written)
        else:
            self.told.emit(_("Publish a framework first: the matrix names its competencies."))
        if silent := unrecorded_words(done):
            self.banner.show_fact(silent, "", "warn")

    def load(self) -> None:
        """Write all levels in one transaction, off the UI thread."""
        if self._looked is None or not self.load_button.isEnabled() or under_way(self._loading):
            return
        title = _("Imported from “{file}”").format(file=self._looked.path.name)
        work = importing(self._context.data, self._looked, title)
        run = self._context.jobs.run
        self._loading = run(work, self._on_loaded, _("Importing levels"), ended=self._show_acts)
        self._show_acts()

    def _on_read(self, looked: Looked | WhichEncoding) -> None:
        if isinstance(looked, WhichEncoding):
            dialog = EncodingDialog(self._context, self._asked_about[0].name, looked.candidates, self)
            dialog.chosen.connect(self._on_encoding)
            dialog.open()
            return
        kept = self._answers  # what was said meanwhile
        self._answers = replace(
            looked.answers,
            framework_id=model_of(looked.incoming),
            on=kept.on,
            assessor_id=kept.assessor_id,
            places=looked.incoming.places,
            proposals=False,
        )
        self._leave_weighing()  # it is of what was shown before
        self.banner.hide()
        self.partly.setChecked(False)
        self._show(replace(looked, answers=self._answers))
        if kept.on != looked.answers.on:
            self._weigh(self._answers)
        self.form.box.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_weighed(self, looked: Looked) -> None:
        self._weighing = None
        if looked.answers.proposals:
            self._answers = replace(self._answers, places=looked.incoming.places, proposals=False)
        self._answers = replace(self._answers, framework_id=model_of(looked.incoming))
        self._show(replace(looked, answers=self._answers))

    def _leave_weighing(self) -> None:
        if self._weighing is not None:
            self._weighing.drop()
            self._weighing = None

    def _on_loaded(self, done: tuple[int, ...] | Looked) -> None:
        if isinstance(done, Looked):
            self._show(done)
            self.banner.show_fact(
                _("The people in the file have changed since the preview."),
                _("Nothing was written. Look through the people and import again."),
                "warn",
            )
            return
        assert self._looked is not None
        count = self._looked.incoming.count
        self._looked, self._answers = None, Answers()
        self.on.line.clear()
        self.assessor.box.setEditText("")
        self._stack.setCurrentWidget(self.nothing)
        self._show_acts()
        self.told.emit(ngettext("{n} level imported", "{n} levels imported", count).format(n=count))
        self.opened.emit(done[-1])

    def _show(self, looked: Looked) -> None:
        self._looked = looked
        self._stack.setCurrentWidget(self.area)
        incoming = looked.incoming
        if looked.anew:
            self._show_source(looked)
            lines = words.people_lines(incoming)
            self.people.ask(words.people_about(incoming, len(lines)), lines)
            lines = words.item_lines(incoming)
            self.items.ask(words.items_about(incoming, len(lines)), lines)
            about = _("Say which level each word of the file means. An empty cell is no level.")
            self.scale.ask(about, words.scale_lines(incoming, looked.scale))
            self._show_new(looked)
        if self._targets_anew and not looked.anew:
            self._targets_anew = False
            self._show_new(looked)
        self.left.setText(words.left_out(incoming))
        self.partly.setVisible(incoming.undecided > 0)
        self._show_acts()

    def _show_source(self, looked: Looked) -> None:
        table = looked.incoming.table
        self.file.setText(looked.path.name)
        self.file.set_more(str(looked.path))
        self.sheet.offer([(one, one) for one in looked.sheets], table.sheet)
        self.sheet.setVisible(len(looked.sheets) > 1)
        self.form.offer(words.forms(), table.layout.form)
        self.model.offer(words.models(looked.models), model_of(looked.incoming))
        draft = looked.incoming.publishes and looked.incoming.founded is None
        self.open_button.setVisible(draft)
        self.assessor.offer([(one.id, one.line) for one in self._context.names.roll.assessors])
        self._on_assessor()  # the name may have been typed before the list was read
        self.on.setVisible(not looked.dated)
        choices: list[tuple[object, str]] = [(None, _("Dates: choose…"))] if table.doubtful_day else []
        choices += [(one, of_lists.order(one, current())) for one in DayOrder]
        self.order.offer(choices, table.written)
        self.order.setVisible(len(choices) > len(DayOrder) or table.written is not None)

    def _show_new(self, looked: Looked) -> None:
        founded = looked.incoming.founded
        self.founding.setVisible(founded is not None)
        if founded is not None:
            lines = words.target_lines(looked.incoming, founded, looked.scale)
            self.founding.ask(words.new_model_about(founded), words.targets_about(founded), lines)
            self.founding.put_title(looked.answers.title)

    def _show_acts(self) -> None:
        incoming = None if self._looked is None else self._looked.incoming
        self.header.set_title(_("Import levels"), "" if incoming is None else words.facts(incoming))
        count = 0 if incoming is None else incoming.count
        told = ngettext("Import {n} level", "Import {n} levels", count).format(n=count)
        self.load_button.setText(told if count else _("Import"))
        hindrance = self._hindrance()
        allow(self.load_button, hindrance)
        self.why.setText(hindrance)
        self.why.setVisible(bool(hindrance) and self._looked is not None)

    def _hindrance(self) -> str:
        """Return why nothing can be imported now, empty if it can."""
        if self._context.data.read_only:
            return read_only_reason()
        if self._looked is None:
            return _("Choose a file first.")
        if under_way(self._loading):
            return _("The levels are being imported.")
        if under_way(self._weighing) or under_way(self._reading):
            return _("The file is being considered.")
        if day := self._looked.incoming.table.doubtful_day:
            return of_lists.doubtful(day, current())
        if not self._looked.dated and self._answers.on is None:
            return _("Enter the day the levels are of.")
        if self.assessor.text and self.assessor.named is None:
            return _("Choose who assessed from the list, or leave it empty.")
        return words.hindrance(self._looked.incoming, self._answers.title, partly=self.partly.isChecked())

    def _weigh(self, answers: Answers, *, anew: bool = False) -> None:
        if self._looked is None or under_way(self._loading):
            return
        anew = anew or (self._anew and under_way(self._weighing))
        self._leave_weighing()  # only the last one is worth computing
        self._answers, self._anew = answers, anew
        work = weighing(self._context.data.read, self._looked, answers, anew=anew)
        # No title, so no cancelling: half an answer could not be shown.
        self._weighing = self._context.jobs.run(work, self._on_weighed, "", ended=self._show_acts)
        self._show_acts()

    def _on_encoding(self, encoding: str) -> None:
        path, said = self._asked_about
        self.load_file(path, replace(said, encoding=encoding))

    def _on_sheet(self) -> None:
        sheet = self.sheet.value
        if self._looked is not None and sheet != self._looked.incoming.table.sheet:
            self.load_file(self._looked.path, replace(self._looked.said, sheet=str(sheet), form=None))

    def _on_form(self) -> None:
        form = self.form.value
        if self._looked is not None and form != self._looked.incoming.table.layout.form:
            table = self._looked.incoming.table
            said = replace(self._looked.said, sheet=table.sheet or None, form=Form(str(form)))
            self.load_file(self._looked.path, replace(said, written=table.written))

    def _on_order(self) -> None:
        order = self.order.value
        if self._looked is not None and isinstance(order, DayOrder):
            table = self._looked.incoming.table
            said = replace(self._looked.said, sheet=table.sheet or None, form=table.layout.form)
            self.load_file(self._looked.path, replace(said, written=order))

    def _on_model(self) -> None:
        model = self.model.value
        if isinstance(model, int):
            # Another framework may ask for words that were not proposed before: those of the targets.
            chosen = replace(self._answers, framework_id=model, proposals=True)
            self._weigh(replace(chosen, items={}, kinds={}, targets={}), anew=True)

    def _on_assessor(self) -> None:
        if (chosen := self.assessor.named) != self._answers.assessor_id:
            self._answers = replace(self._answers, assessor_id=chosen)
            if self._looked is not None:
                self._looked = replace(self._looked, answers=self._answers)
            self._show_acts()

    def _on_typed(self, text: str) -> None:
        if len(text.strip()) == WHOLE_DAY:  # nobody should have to leave the field to be allowed to import
            self._on_day()

    def _on_day(self) -> None:
        try:
            day: date | None = self.on.read()
        except Impossible:
            day = None
        if day != self._answers.on:
            self._weigh(replace(self._answers, on=day))

    def _on_word(self, word: object, value: object) -> None:
        places = {one: to for one, to in self._answers.places.items() if one != word}
        if value == words.NO_LEVEL:
            places[str(word)] = None
        elif isinstance(value, int):
            places[str(word)] = value
        self._weigh(replace(self._answers, places=places))

    def _on_person(self, row: object, value: object) -> None:
        assert isinstance(row, int)
        people = {one: to for one, to in self._answers.people.items() if one != row}
        if isinstance(value, Decision):
            people[row] = value
        self._weigh(replace(self._answers, people=people))

    def _on_item(self, position: object, value: object) -> None:
        self._say_items((position,), value)

    def _say_items(self, positions: Iterable[object], value: object) -> None:
        there = {one for one in positions if isinstance(one, int)}
        items = {one: to for one, to in self._answers.items.items() if one not in there}
        kinds = {one: to for one, to in self._answers.kinds.items() if one not in there}
        if isinstance(value, Kind):
            kinds |= dict.fromkeys(there, value)
        elif value != OPEN:
            items |= dict.fromkeys(there, str(value))
        founded = self._looked is not None and self._looked.incoming.founded is not None
        self._weigh(replace(self._answers, items=items, kinds=kinds))
        self._targets_anew = founded

    def _on_all_people(self, rows: Iterable[object], value: object) -> None:
        if isinstance(value, Decision):
            there = {one: value for one in rows if isinstance(one, int)}
            self._weigh(replace(self._answers, people={**self._answers.people, **there}))

    def _on_all_words(self, told: Iterable[object], value: object) -> None:
        level = None if value == words.NO_LEVEL else value
        if level is None or isinstance(level, int):
            self._weigh(
                replace(self._answers, places={**self._answers.places, **{str(one): level for one in told}})
            )

    def _on_title(self, title: str) -> None:
        if title != self._answers.title:
            self._weigh(replace(self._answers, title=title))

    def _on_target(self, position: object, value: object) -> None:
        self._on_all_targets((position,), value)

    def _on_all_targets(self, positions: Iterable[object], value: object) -> None:
        there = {one for one in positions if isinstance(one, int)}
        targets = {one: to for one, to in self._answers.targets.items() if one not in there}
        if isinstance(value, int):
            targets |= dict.fromkeys(there, value)
        self._weigh(replace(self._answers, targets=targets))

    def _keep(self) -> None:
        """Write the framework as a draft; the file stays here, and its levels wait for the draft."""
        founded = None if self._looked is None else self._looked.incoming.founded
        if (
            founded is None
            or under_way(self._loading)
            or under_way(self._weighing)
            or not self._answers.title
        ):
            return
        draft = self._context.data.write(drafts.begin_from, founded.content)
        self.told.emit(
            _("Draft “{title}” kept; the levels of the file wait for it here.").format(
                title=self._answers.title
            )
        )
        self._weigh(replace(self._answers, framework_id=draft, items={}, kinds={}, targets={}), anew=True)

    def _open_draft(self) -> None:
        if self._looked is not None and self._looked.incoming.framework.items:
            framework = self._looked.incoming.framework
            self.framework_wanted.emit(framework.id, framework.items[0].code)
