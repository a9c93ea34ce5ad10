"""Notes from any screen: opens the panel, keeps unfinished text, suggests items."""

from collections.abc import Mapping

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from db.framework import frameworks
from db.people import form_drafts
from db.team import diary
from desktop.context import Context
from desktop.kit.form.form_dialog import refused_words
from desktop.office.help.refusals import help_page
from desktop.team.diary.panel import NotePanel, half_of, new_half
from domain.assessing.evidence import Polarity
from domain.assessing.talk.suggesting import Suggester
from domain.errors import HadLeft, NoteUsed, Unknown
from domain.framework.framework import Framework
from domain.team.diary import HalfNote, Note
from resources.i18n import _

SUGGESTED = 5
FORM = "NotePanel"  # the key under which an unfinished change to a note is stored


class NoteDesk(QObject):
    """One panel at a time, created with the first note.

    Signals:
        written: what was done, as a message.
        all_wanted: show the diary.
    """

    written = Signal(str)
    all_wanted = Signal()

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self._window = parent
        self._framework: Framework | None = None
        self._suggester: Suggester | None = None
        self._saved = HalfNote()  # the note as stored, while it is being changed
        self.panel: NotePanel | None = None

    def write(self, person_id: int = 0) -> None:
        """Open the panel for a new note; an unfinished note is continued, whoever it is about."""
        if self.panel is not None and self.panel.isVisible():
            self._come()
            return
        half = self._context.data.read(diary.half, self._context.me.id)
        if half.is_empty:
            half = new_half(person_id or half.person_id)
        self._open(half)

    def change(self, note: Note) -> None:
        """Open the panel to change a note."""
        self.keep()
        data, me = self._context.data, self._context.me.id
        self._saved = half_of(note)
        kept = data.read(form_drafts.kept, FORM, str(note.fact.id), me)
        self._open(_half(self._saved, kept), note.fact.id)

    @property
    def open_note(self) -> int | None:
        """The id of the note in the panel, 0 for a new one; None while the panel is closed."""
        return self.panel.note_id if self.panel is not None and self.panel.isVisible() else None

    def resume(self, note_id: int) -> None:
        """Open the panel again as ``open_note`` described it, with its text."""
        if self.panel is not None:  # it was only put away, perhaps with words that could not be stored
            self._come()
            return
        notes = self._context.data.read(diary.notes, self._context.me.id) if note_id else ()
        note = next((one for one in notes if one.fact.id == note_id), None)
        if note is not None:
            self.change(note)
        elif not note_id:
            self.write()

    def keep(self) -> None:
        """Store the unfinished text, for instance before the file closes."""
        if self.panel is not None and self.panel.isVisible():
            self._keep(self.panel)

    def close(self) -> None:
        """Close the panel; the unfinished text is in the file."""
        if self.panel is not None:
            self.keep()
            self.panel.close()

    def _open(self, half: HalfNote, note_id: int = 0) -> None:
        context = self._context
        if self.panel is None:
            panel = self.panel = NotePanel(context.theme, context.actions, context.today, self._window)
            panel.paused.connect(self._on_paused)
            panel.agreed.connect(self._on_agreed)
            panel.all_wanted.connect(self._on_all)
            panel.person_chosen.connect(self._on_person)
        self.panel.offer(context.names.roll)
        self._use(half.person_id)
        self.panel.show_half(half, note_id)
        self._suggest()
        self._come()
        self.panel.begin()

    def _come(self) -> None:
        assert self.panel is not None
        self.panel.show()
        self.panel.activateWindow()

    def _use(self, person_id: int | None) -> None:
        """Use the items of the model that the person is rated by."""
        assert self.panel is not None
        read = self._context.data.read
        # About nobody, or somebody who is in no own unit any more, the items are those of the newest model.
        nobody = person_id is None or not self._context.names.reaches(person_id)
        framework = read(frameworks.newest) if nobody else read(diary.framework_for, person_id)
        if framework != self._framework:
            self._framework, self._suggester = framework, None
        self.panel.offer_items(framework.items)

    def _on_person(self, person_id: int) -> None:
        self._use(person_id)
        self._suggest()

    def _suggest(self) -> None:
        panel, framework = self.panel, self._framework
        assert panel is not None and framework is not None
        text = panel.words.toPlainText()
        if not text.strip():
            panel.suggest(())
            return
        if self._suggester is None:
            from resources.stems import Stems  # only those who write notes pay for this import

            self._suggester = Suggester(framework, Stems().stem)
        panel.suggest(self._suggester.suggest(text, SUGGESTED))

    def _on_paused(self) -> None:
        panel = self.panel
        assert panel is not None
        self._keep(panel)
        if panel.isVisible():
            self._suggest()

    def _keep(self, panel: NotePanel) -> None:
        data, half = self._context.data, panel.half
        if not panel.note_id:
            data.keep(diary.keep_half, half)
        else:
            told = _told(half)
            self._keep_change(panel.note_id, {} if told == _told(self._saved) else told)

    def _keep_change(self, note_id: int, words: dict[str, str]) -> None:
        data, me = self._context.data, self._context.me.id
        if words != data.read(form_drafts.kept, FORM, str(note_id), me):
            data.keep(form_drafts.keep, FORM, str(note_id), words)

    def _on_agreed(self) -> None:
        panel, framework = self.panel, self._framework
        assert panel is not None and framework is not None
        told, half = panel.told(), panel.half
        if told is None:
            return
        assert half.person_id is not None
        items = tuple(framework.item(code).id for code in half.codes)
        said = items, told.text, told.polarity, told.observed_on
        write = self._context.data.write
        try:
            if panel.note_id:
                write(diary.change, panel.note_id, *said)
            else:
                write(diary.write, half.person_id, *said)
        except (HadLeft, NoteUsed) as refusal:
            panel.help_page = help_page(refusal)
            panel.complain(refused_words(refusal))
            return
        except Unknown:
            panel.complain(_("This person is no longer in the file. The text is kept; choose someone else."))
            return
        if panel.note_id:
            self._keep_change(panel.note_id, {})
        panel.show_half(new_half(None))
        panel.close()
        self.written.emit(_("The note is saved to the diary"))

    def _on_all(self) -> None:
        self.close()
        self.all_wanted.emit()


def _told(half: HalfNote) -> dict[str, str]:
    """Return the editable fields of a note as strings of a form."""
    return {
        "text": half.text,
        "polarity": half.polarity.value,
        "day": half.day,
        "codes": " ".join(sorted(half.codes)),
    }


def _half(saved: HalfNote, kept: Mapping[str, str]) -> HalfNote:
    """Return the unfinished change to a note; without one the note as *saved*."""
    if not kept:
        return saved
    polarity, codes = Polarity(kept["polarity"]), tuple(kept["codes"].split())
    return HalfNote(saved.person_id, kept["text"], polarity, kept["day"], codes)
