"""The page that imports levels: a matrix, what of it is not clear, what stays out, and one act."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import override

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from db.framework import drafts
from desktop.context import Context
from desktop.jobs import Job, under_way
from desktop.kit import labels, layout
from desktop.kit.buttons import button
from desktop.kit.form.choice import Check
from desktop.office.intake.arrivals import Arrival
from desktop.office.intake.levels import Answers, unposted
from desktop.office.intake.readings import Levels, Said
from desktop.office.intake.recognising import Meaning, Thing
from desktop.office.papers.documents import Exported
from desktop.shared.import_page import About, ImportPage, Wanted
from desktop.team.levels import answering, words
from desktop.team.levels.answering import Chosen
from desktop.team.levels.new_model import NewModel
from desktop.team.levels.questions import OPEN, Questions
from desktop.team.levels.source import Source
from desktop.team.levels.work import (
    Looked,
    Remembered,
    importing,
    model_of,
    reading,
    saving_template,
    weighing,
)
from domain.progress import Progress
from reports.intake.matrix.layout import Form
from reports.intake.roster import phrases
from reports.intake.roster.days import DayOrder
from resources.i18n import _, current, ngettext

WIDTH = 860  # px at the usual text size, at most


class LevelsScreen(ImportPage):
    """Where a matrix comes from, questions about it, what it becomes and what not.

    Signals:
        opened: id of the closed cycle that the levels became.
        framework_wanted: id of a draft and the code of its first item.
    """

    opened = Signal(int)
    framework_wanted = Signal(int, str)

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(context, parent, _about())
        self._looked: Looked | None = None
        self._answers = Answers()
        self._reading: Job | None = None
        self._weighing: Job | None = None
        self._anew: bool = False  # whether that one asks other questions
        self._late = False  # whether something was answered during an import
        self._targets_anew = False  # whether targets are asked of other competencies
        self._keys = (
            ("Ctrl+I", _("file")),
            ("Ctrl+V", _("paste")),
            ("Ctrl+Enter", _("import")),
            ("Esc", _("back")),
        )
        self.area = layout.scroll(self)
        self._page = QWidget(self.area)
        self._build()
        self.area.setWidget(self._page)
        self._stack = self.add_stack(self.nothing, self.area)
        self.show_acts()

    def _build(self) -> None:
        theme, page = self._context.theme, self._page
        self.source = Source(self._context, page)
        self.form, self.model, self.on = self.source.form, self.source.model, self.source.on
        self.assessor, self.sheet, self.order = self.source.assessor, self.source.sheet, self.source.order
        self.open_button = button(_("Open the draft"), page, do=self._open_draft)
        self.scale = Questions(theme, _("Scale"), page)
        self.founding = NewModel(theme, page)
        self.people = Questions(theme, _("People"), page, _("the one who was found"))
        self.posts = Check(theme, "", page)
        self.items = Questions(theme, _("Competencies"), page)
        self.left_heading = labels.paragraph(_("What stays out"), page, "section")
        self.left = labels.paragraph("", page, "small", "muted")
        self.partly = Check(theme, _("Import only what is clear"), page)
        layout.column(
            self.source,
            layout.row(self.open_button, layout.STRETCH),
            self.scale,
            layout.column(self.people, self.posts, gap="s"),
            self.items,
            self.founding,
            layout.column(self.left_heading, self.left, self.partly, gap="s"),
            layout.STRETCH,
            gap="l",
            around=(20, 16, 20, 20),
            of=page,
        )
        page.setMaximumWidth(WIDTH + WIDTH * theme.font_step // 18)
        self.source.sheet_chosen.connect(self._on_sheet)
        self.source.form_chosen.connect(self._on_form)
        self.source.order_chosen.connect(self._on_order)
        self.source.model_chosen.connect(self._on_model)
        self.source.assessor_typed.connect(self._on_assessor)
        self.source.day_typed.connect(self._on_day)
        self.scale.answered.connect(self._on_words)
        self.people.answered.connect(self._on_people)
        self.items.answered.connect(self._on_items)
        self.founding.targets.answered.connect(self._on_targets)
        self.founding.titled.connect(self._on_title)
        self.founding.kept.connect(self._keep)
        self.partly.toggled.connect(self.show_acts)
        self.posts.clicked.connect(self._on_posts)

    @property
    @override
    def looked(self) -> Looked | None:
        return self._looked

    def open(self) -> None:
        """Show the file with the frameworks as they are now, or ask for one."""
        if self._looked is not None:
            self._weigh(self._answers, anew=True)
        self.show_acts()
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
            self.source.put(memory.answers.on, "")
            self._show(replace(memory.looked, answers=memory.answers, anew=True))
            self.source.put(memory.answers.on, memory.assessor)
            self.partly.setChecked(memory.partly)
            self._weigh(self._answers, anew=True)
            self.form.box.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def bring(self, one: Arrival, meaning: Meaning) -> None:
        assert isinstance(meaning.found, Levels)
        self.load_file(one.path, Said(encoding=one.encoding, text=one.text), meaning.found)

    def load_file(self, path: Path, said: Said | None = None, found: Levels | None = None) -> None:
        """Read this file; what is shown stays until that is done.

        *found* is what it was already read as; then it is not read again.
        """
        said = said or Said()
        looked, kept = self._looked, self._answers
        answers = Answers(on=kept.on, assessor_id=kept.assessor_id)
        if looked is not None and (looked.path, looked.incoming.table.sheet) == (path, said.sheet or ""):
            answers = replace(answers, framework_id=kept.framework_id, title=kept.title)
        work = reading(self._context.data.read, path, said, answers, found)
        run = self._context.jobs.run
        self._reading = run(work, self._on_read, _("Reading the levels"), ended=self.show_acts)
        self.show_acts()

    @override
    def template(self, target: Path) -> Callable[[Progress], Exported]:
        return saving_template(self._context.data, target, self._context.today(), current())

    @override
    def on_exported(self, done: Exported) -> None:
        super().on_exported(done)
        if not done.written:
            self.told.emit(_("Publish a framework first: the matrix names its competencies."))

    @override
    def writing(self) -> Callable[[Progress], tuple[int, ...] | Looked]:
        assert self._looked is not None
        title = _("Imported from “{file}”").format(file=self._looked.path.name)
        return importing(self._context.data, self._looked, title)

    def _on_read(self, looked: Looked) -> None:
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

    @override
    def on_written(self, done: tuple[int, ...] | Looked) -> None:
        if isinstance(done, Looked):
            self._show(done)
            self.banner.show_fact(
                _("The people in the file have changed since the preview."),
                _("Nothing was written. Look through the people and import again."),
                "warn",
            )
            return
        assert self._looked is not None
        self._leave_weighing()
        count = self._looked.incoming.count
        self._looked, self._answers = None, Answers()
        self.source.put(None, "")
        self._stack.setCurrentWidget(self.nothing)
        self.show_acts()
        self.told.emit(ngettext("{n} level imported", "{n} levels imported", count).format(n=count))
        self.opened.emit(done[-1])

    def _show(self, looked: Looked) -> None:
        self._looked = looked
        self._stack.setCurrentWidget(self.area)
        incoming = looked.incoming
        if looked.anew:
            self.source.show_file(looked)
            self.open_button.setVisible(incoming.publishes and incoming.founded is None)
            self._on_assessor()  # the name may have been typed before the list was read
            lines = words.people_lines(incoming)
            asked = sum(line.chosen == OPEN for line in lines)
            self.people.ask(words.people_about(incoming, asked), lines)
            lines = words.item_lines(incoming)
            self.items.ask(words.items_about(incoming, len(lines)), lines)
            self.scale.ask(words.scale_about(incoming), words.scale_lines(incoming, looked.scale))
            self._show_new(looked)
        if self._targets_anew and not looked.anew:
            self._targets_anew = False
            self._show_new(looked)
        self.posts.setText(words.post_of_new(looked))
        self.posts.setVisible(looked.answers.posts or bool(unposted(incoming.roster)))
        self.posts.setChecked(looked.answers.posts)
        self.left.setText(words.left_out(incoming))
        self.partly.setVisible(incoming.undecided > 0)
        self.show_acts()

    def _show_new(self, looked: Looked) -> None:
        founded = looked.incoming.founded
        self.founding.setVisible(founded is not None)
        if founded is not None:
            lines = words.target_lines(looked.incoming, founded, looked.scale)
            self.founding.ask(words.new_model_about(founded), words.targets_about(founded), lines)
            self.founding.put_title(looked.answers.title)

    @property
    @override
    def facts(self) -> str:
        return "" if self._looked is None else words.facts(self._looked.incoming)

    @property
    @override
    def act_words(self) -> str:
        count = 0 if self._looked is None else self._looked.incoming.count
        told = ngettext("Import {n} level", "Import {n} levels", count).format(n=count)
        return told if count else ""

    @property
    @override
    def hindrance(self) -> str:
        assert self._looked is not None
        if under_way(self._weighing) or under_way(self._reading):
            return _("The file is being considered.")
        if day := self._looked.incoming.table.doubtful_day:
            return phrases.doubtful(day, current())
        if not self._looked.dated and self._answers.on is None:
            return _("Enter the day the levels are of.")
        if self.assessor.text and self.assessor.named is None:
            return _("Choose who assessed from the list, or leave it empty.")
        return words.hindrance(self._looked.incoming, self._answers.title, partly=self.partly.isChecked())

    @override
    def show_acts(self) -> None:
        if self._late and not self.importing:
            self._late = False
            self._weigh(self._answers, anew=True)
        super().show_acts()

    def _weigh(self, answers: Answers, *, anew: bool = False) -> None:
        if self._looked is None:
            return
        if self.importing:  # what is shown must be what the next import writes, if this one fails
            self._answers, self._late = answers, True
            return
        anew = anew or (self._anew and under_way(self._weighing))
        self._leave_weighing()  # only the last one is worth computing
        self._answers, self._anew = answers, anew
        work = weighing(self._context.data.read, self._looked, answers, anew=anew)
        # No title, so no cancelling: half an answer could not be shown.
        self._weighing = self._context.jobs.run(work, self._on_weighed, "", ended=self.show_acts)
        self.show_acts()

    def _read_as(self, *, sheet: str | None = None, form: Form | None, written: DayOrder | None) -> None:
        """Read the file again as a person says; without a *sheet* the one shown."""
        looked = self._looked
        if looked is not None:
            said = replace(looked.said, sheet=sheet or looked.incoming.table.sheet or None, form=form)
            self.load_file(looked.path, replace(said, written=written))

    def _on_sheet(self, sheet: str) -> None:
        if self._looked is not None:
            self._read_as(sheet=sheet, form=None, written=self._looked.said.written)

    def _on_form(self, form: Form) -> None:
        if self._looked is not None:
            self._read_as(form=form, written=self._looked.incoming.table.written)

    def _on_order(self, written: DayOrder) -> None:
        if self._looked is not None:
            self._read_as(form=self._looked.incoming.table.layout.form, written=written)

    def _on_model(self, model: int) -> None:
        # Another framework may ask for words that were not proposed before: those of the targets.
        chosen = replace(self._answers, framework_id=model, proposals=True)
        self._weigh(replace(chosen, items={}, kinds={}, targets={}), anew=True)

    def _on_assessor(self) -> None:
        if (chosen := self.assessor.named) != self._answers.assessor_id:
            self._answers = replace(self._answers, assessor_id=chosen)
            if self._looked is not None:
                self._looked = replace(self._looked, answers=self._answers)
            self.show_acts()

    def _on_day(self) -> None:
        if (day := self.source.day) != self._answers.on:
            self._weigh(replace(self._answers, on=day))

    def _on_words(self, said: Chosen) -> None:
        self._weigh(answering.words(self._answers, said))

    def _on_people(self, said: Chosen) -> None:
        self._weigh(answering.people(self._answers, said))

    def _on_items(self, said: Chosen) -> None:
        self._weigh(answering.items(self._answers, said))
        self._targets_anew = self._looked is not None and self._looked.incoming.founded is not None

    def _on_posts(self, posts: bool) -> None:
        self._weigh(replace(self._answers, posts=posts))

    def _on_targets(self, said: Chosen) -> None:
        self._weigh(answering.targets(self._answers, said))

    def _on_title(self, title: str) -> None:
        if title != self._answers.title:
            self._weigh(replace(self._answers, title=title))

    def _keep(self) -> None:
        """Write the framework as a draft; the file stays here, and its levels wait for the draft."""
        founded = None if self._looked is None else self._looked.incoming.founded
        if founded is None or self.importing or under_way(self._weighing) or not self._answers.title:
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


def _about() -> About:
    wanted = Wanted(
        frozenset((Thing.LEVELS,)),
        _("Choose a skill matrix"),
        _("Skill matrices (*.xlsx *.xls *.ods *.csv *.txt)"),
    )
    rest = _(
        "It may have people in rows or columns, or a row for each level. Nothing is written until you agree."
    )
    return About(
        _("Import levels"),
        wanted,
        _("Choose a skill matrix with levels: XLSX, XLS, ODS or CSV"),
        rest,
        _("Skill matrix"),
        _("Importing levels"),
    )
