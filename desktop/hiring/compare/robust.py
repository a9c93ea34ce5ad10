"""Whether the order of the candidates holds, in words."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QWidget

from desktop.kit import labels, layout
from desktop.kit.chips import tag
from domain.hiring.comparison import Comparison
from domain.hiring.robustness import PLACES
from reports.words.hiring import phrases_robustness as say
from resources.i18n import _, current


class RobustPage(QScrollArea):
    """Each of the first candidates and the next: what the order rests on, and what would end it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(_("Does the order hold?"))

    def show_comparison(self, comparison: Comparison) -> None:
        """Show a panel for each pair of neighbours, or why there is none."""
        page = QWidget(self)
        column = layout.column(gap="l", around=(16, 12, 16, 16), of=page)
        words = current()
        for one in comparison.robustness:
            head = labels.plain(say.who(comparison, one, words), page, "strong")
            verdict = say.verdict(one, words)
            mark = [tag(verdict, page, "ok" if one.holds else "warn")] if verdict else []
            told = [labels.paragraph(text, page) for text in say.sentences(comparison, one, words)]
            column.addLayout(layout.column(layout.row(head, *mark, layout.STRETCH, gap="s"), *told, gap="xs"))
        if not comparison.robustness:
            column.addWidget(labels.paragraph(_("An order needs two candidates with a rank."), page))
        ranked = sum(one.rank is not None for one in comparison.contenders)
        if ranked > PLACES:
            said = _("The first {n} candidates are examined.").format(n=PLACES)
            column.addWidget(labels.paragraph(said, page, "small", "muted"))
        column.addStretch(1)
        self.setWidget(page)
