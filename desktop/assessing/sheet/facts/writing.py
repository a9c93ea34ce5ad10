"""The acts on texts beside a mark: open a fact or comment, set for or against, attach a file."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from desktop.actions import Actions
from desktop.assessing.sheet import keys
from desktop.assessing.sheet.facts.attachment import Attachments
from desktop.assessing.sheet.facts.editor import Words
from desktop.assessing.sheet.facts.texts import Texts
from desktop.assessing.sheet.rating import Rating
from desktop.assessing.sheet.stage import Stage
from domain.assessing.evidence import Polarity, fact_of_field

SPEAKS = {
    "fact_for": Polarity.FOR,
    "fact_against": Polarity.AGAINST,
    "fact_neutral": Polarity.NEUTRAL,
}


class Writing(QObject):
    """The acts on texts of the current row; ``Texts`` holds the texts themselves."""

    def __init__(self, stage: Stage, texts: Texts, rating: Rating) -> None:
        super().__init__(stage.screen)
        self._model, self._table = stage.model, stage.table
        self._texts = texts
        self._rating = rating
        self.attachments = Attachments(stage.context.jobs, stage.context.settings.folders, stage.screen)
        texts.use_names(self.attachments.names)
        self.attachments.hashed.connect(self._on_hashed)
        texts.file_wanted.connect(self.attach)

    def bind(self, actions: Actions, screen: QWidget, *rows: QWidget) -> None:
        """Give the acts their keys: some work everywhere, some only where digits are marks."""
        for owner in rows:
            keys.bind(actions, "fact", owner, self.write_fact)
            keys.bind(actions, "comment", owner, self.write_comment)
        actions.make("another_fact", screen, self.write_another)
        for name in SPEAKS:
            actions.make(name, screen, self._speak)
        for name, slot in (("attach", self.attach), ("detach", self.detach)):
            actions.make(name, screen, slot).setAutoRepeat(False)

    def write_fact(self) -> None:
        """Open the fact of the current row, or of the row just marked if that needs a fact."""
        code = self._rating.fact_row
        if code and code != self._table.code:
            self._texts.write(code)
            self._rating.await_fact(code)
        elif code:
            self._texts.write(code)

    def write_comment(self) -> None:
        """Open the comment of the current row."""
        if self._table.code:
            self._texts.write(self._table.code, Words.COMMENT)

    def write_another(self) -> None:
        """Open a new fact of the current row."""
        if self._table.code and not self._texts.read_only:
            self._texts.write(self._table.code, fact_id=0)

    def open_fact(self, fact_id: int) -> None:
        """Open one fact of the current row."""
        self._texts.write(self._table.code, fact_id=fact_id)

    def go_on(self) -> None:
        """Open the first unsaved text."""
        for code, field in self._model.half_typed:
            fact_id = fact_of_field(field)
            self._texts.write(code, Words.COMMENT if fact_id is None else Words.FACT, fact_id=fact_id)
            break

    def attach(self) -> None:
        """Choose a file for the fact: to attach, or to compare with the attached one."""
        if not self._texts.fact.is_open:
            self.write_fact()
        form = self._texts.fact.form
        if form is not None and (form.file.sha256 is not None or not self._texts.read_only):
            self.attachments.choose()

    def detach(self) -> None:
        """Remove the file of the open fact."""
        if self._texts.fact.is_open and self._texts.fact.form is not None:
            self._texts.fact.form.drop_file()

    def _speak(self) -> None:
        """Set the open fact for or against, depending on the key of the act."""
        form = self._texts.fact.form
        if self._texts.fact.is_open and form is not None and not self._texts.read_only:
            form.choose(SPEAKS[self.sender().objectName()])

    def _on_hashed(self, sha256: str) -> None:
        if self._texts.fact.is_open and self._texts.fact.form is not None:
            self._texts.fact.form.take_file(sha256)
