"""Faults that can be measured: cut text, overlapping widgets, no name to read aloud, pale ink."""

from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from itertools import combinations
from re import split, sub

from PySide6.QtCore import QCoreApplication, QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QColor, QFont, QFontMetrics
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QCheckBox,
    QComboBox,
    QDialog,
    QHeaderView,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QPushButton,
    QStyle,
    QStyleOptionButton,
    QStyleOptionComboBox,
    QStyleOptionFrame,
    QTableView,
    QTextEdit,
    QToolButton,
    QWidget,
)

from desktop.assessing.sheet.facts.editor import WordsEditor
from desktop.help.panel import HelpPanel
from desktop.jump.box import JumpBox
from desktop.kit.labels import Elided
from desktop.kit.page.corner import Corner
from desktop.kit.page.empty import Empty
from desktop.kit.page.header import Header
from desktop.kit.page.screen import Screen
from desktop.theme import Theme
from tests.screens.painted import CUT, hovered, written

CLIPPED, OVERLAP, NAMELESS, PALE, ELIDED = "cut text", "overlap", "no name", "pale", "elided"
SILENT, SMALL, BROKEN, UNLED, BLANK = "no reason", "too small", "broken", "not one primary", "blank"
FAULTS = (CLIPPED, OVERLAP, NAMELESS, PALE, SILENT, SMALL, BROKEN, UNLED)
NOTES = (ELIDED, BLANK)  # the whole text is in the tooltip, a list is short: worth a look, but no fault

# These overlap others on purpose: messages in the corner, the text editor over its row, the jump box.
OVER = (Corner, WordsEditor, JumpBox)
WORDED = (QLabel, QAbstractButton, QLineEdit, QComboBox, QAbstractScrollArea)
# What is inside these is Qt's own business.
WHOLE = (QAbstractScrollArea, QComboBox, QAbstractSpinBox, QLineEdit, QAbstractButton)

# The text of these is measured elsewhere, or scrolled by Qt.
NOT_BY_HAND = (
    *(QLabel, QAbstractButton, QComboBox, QAbstractSpinBox, QLineEdit, QTextEdit, QPlainTextEdit),
    QMenu,  # as wide as its longest entry, many of which end with «…» of their own
)
CLEAR = "_q_qlineeditclearaction"  # Qt's own name for it
CONTROLS = (QAbstractButton, QComboBox, QAbstractSpinBox, QLineEdit, QPlainTextEdit, QTextEdit)

GROUNDS = ("window", "raised", "sunken", "rail", "selection", "accent_soft")
PAIRS = (
    *(("text", ground) for ground in (*GROUNDS, "warn_soft", "danger_soft", "ok_soft")),
    *(("muted", ground) for ground in GROUNDS),
    *(("accent", ground) for ground in ("window", "raised", "selection", "accent_soft")),
    *(("danger", ground) for ground in ("window", "raised", "danger_soft")),
    *(("warn", ground) for ground in ("window", "raised", "warn_soft", "selection")),
    *(("ok", ground) for ground in ("window", "raised", "ok_soft")),
    *(("gap_small", ground) for ground in ("raised", "window", "selection")),
    *(("gap_large", ground) for ground in ("raised", "window", "selection")),
    *(("on_primary", ground) for ground in ("primary", "primary_hover", "primary_press")),
)
TOKENS = tuple(dict.fromkeys(token for pair in PAIRS for token in pair))
LEVELS = 5
ENOUGH = 4.5
DATE = 11  # signs of «24 Nov 2026»
HIT = (QAbstractButton, QComboBox, QLineEdit, QAbstractSpinBox)
TARGET = 24  # pixels in each direction, by WCAG 2.2


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault (or note): its kind, the widget by class and name, and what is wrong with it."""

    kind: str
    widget: str
    told: str


def examine(root: QWidget) -> tuple[Finding, ...]:
    """Return what is wrong with the window or dialog as it is shown now."""
    QCoreApplication.sendPostedEvents()  # what a timer has changed last is not yet laid out
    root.grab()  # a text that is cut gets its tooltip when it is painted, which may not have happened yet
    within = (one for one in root.findChildren(QWidget) if one.isVisibleTo(root))
    shown = [root, *(one for one in within if one.windowType() is not Qt.WindowType.ToolTip)]
    findings = [*_too_large(root)]
    for widget in shown:
        findings += _texts(widget)
        findings += _sticks_out(widget)
        findings += _overlaps(widget)
        findings += _nameless(widget)
        findings += _silent(widget)
        findings += _small(widget)
        findings += _unled(widget)
    return tuple(findings)


def pale(theme: Theme) -> tuple[Finding, ...]:
    """Return the pairs of ink and ground in this theme that are hard to read."""
    pairs = [(f"{ink} on {ground}", theme.color(ink), theme.color(ground)) for ink, ground in PAIRS]
    inks, grounds = theme.colors("level_text"), theme.colors("level")
    pairs += [(f"digit on level {n}", inks[n], grounds[n]) for n in range(LEVELS)]
    return tuple(
        Finding(PALE, theme.name, f"{name}: {contrast(ink, ground):.2f} < {ENOUGH}")
        for name, ink, ground in pairs
        if contrast(ink, ground) < ENOUGH
    )


def contrast(ink: QColor, ground: QColor) -> float:
    """Return the contrast ratio by WCAG 2."""
    light, dark = sorted((_luminance(ink), _luminance(ground)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(color: QColor) -> float:
    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF())


# The primary act

UNLED_AT_TIMES = {
    "SheetScreen": "rating comes first, by the keys; handing in is primary when nothing is missing",
    "PlanScreen": "in the middle of its term what came of an action comes first, by a key",
    "CycleScreen": "to end a cycle, or to type from paper, is never what comes next",
}


def _unled(widget: QWidget) -> Iterator[Finding]:
    """A screen whose header has acts must have exactly one primary button, or an act in an empty list."""
    if not isinstance(widget, Screen):
        return
    buttons = [one for one in widget.findChildren(QPushButton) if one.isVisibleTo(widget)]
    primary = [one.text() for one in buttons if one.property("kind") == "primary"]
    header = widget.findChild(Header)
    acts = () if header is None else [one.text() for one in header.acts if one in buttons]
    helped = any(one.act in buttons for one in widget.findChildren(Empty))
    excused = helped or type(widget).__name__ in UNLED_AT_TIMES
    if len(primary) > 1 or (acts and not primary and not excused):
        yield Finding(UNLED, type(widget).__name__, f"primary: {primary}, acts: {acts}")


# Cut text


def _texts(widget: QWidget) -> Iterator[Finding]:
    match widget:
        case Elided():
            yield from _elided(widget)
        case QLabel():
            yield from _label(widget)
        case QAbstractButton():
            yield from _button(widget)
        case QComboBox():
            yield from _choice(widget)
        case QLineEdit():
            yield from _line(widget)
        case QHeaderView():
            yield from _heads(widget)
        case QAbstractItemView():
            yield from _cells(widget)
        case _:
            pass
    yield from _painted(widget)
    if widget.hasHeightForWidth() and widget.layout() is None and not isinstance(widget, QLabel):
        needed = widget.heightForWidth(widget.width())
        if needed > widget.height() > 0:
            yield _cut(widget, widget.accessibleName(), needed, widget.height(), CLIPPED, "high")


def _elided(label: Elided) -> Iterator[Finding]:
    wanted = label.fontMetrics().horizontalAdvance(label.text())
    if label.text() and wanted > label.width() and _seen(label):
        first, _break, _more = label.toolTip().partition("<br>")  # what else it says comes after the text
        whole = _plain(first) == _plain(label.text())
        yield _cut(label, label.text(), wanted, label.width(), ELIDED if whole else CLIPPED)
    yield from _low(label)


def _seen(widget: QWidget) -> bool:
    """Tell whether it is painted; while scrolled out of view it has not yet set its tooltip."""
    return not widget.visibleRegion().isEmpty()


def _label(label: QLabel) -> Iterator[Finding]:
    text = label.text()
    if not text:
        return
    wanted = label.sizeHint()
    if label.wordWrap():
        inner = label.contentsRect()
        needed = label.heightForWidth(label.width())
        if needed > label.height():
            yield _cut(label, text, needed, label.height(), CLIPPED, "high")
        words = split(r"[\s\u200b]|(?<=-)", QLabel.text(label))  # ours hides its line breaks
        longest = max(label.fontMetrics().horizontalAdvance(word) for word in words)
        if longest > inner.width():
            yield _cut(label, text, longest, inner.width())
    elif wanted.width() > label.width():
        yield _cut(label, text, wanted.width(), label.width())
    else:
        yield from _low(label)


def _low(label: QLabel) -> Iterator[Finding]:
    lines = 1 + label.text().count("\n")
    needed = label.fontMetrics().height() * lines
    if label.text() and needed > label.contentsRect().height():
        yield _cut(label, label.text(), needed, label.contentsRect().height(), CLIPPED, "high")


def _button(button: QAbstractButton) -> Iterator[Finding]:
    text = button.text()
    if not text or isinstance(button, QToolButton):  # our tool buttons show only an icon
        return
    if isinstance(button, QPushButton):
        option = QStyleOptionButton()
        button.initStyleOption(option)
        element = QStyle.SubElement.SE_PushButtonContents
        room = button.style().subElementRect(element, option, button).size()
        icon = 0 if button.icon().isNull() else button.iconSize().width() + 4
    elif isinstance(button, QCheckBox):
        room, icon = button.size(), 24
    else:
        room, icon = button.size(), 0
    wanted = icon + button.fontMetrics().size(int(Qt.TextFlag.TextShowMnemonic), text).width()
    if wanted > room.width() and not button.hasHeightForWidth():  # what wraps is checked for its height
        # Qt's own buttons cut a text in the middle of a letter; ours set the tooltip when they paint «…».
        short = not isinstance(button, QPushButton) or any(_short(one.text, text) for one in written(button))
        whole = short and text in _plain(button.toolTip())
        yield _cut(button, text, wanted, room.width(), ELIDED if whole else CLIPPED)
    if button.fontMetrics().height() > button.height():
        yield _cut(button, text, button.fontMetrics().height(), button.height(), CLIPPED, "high")


def _short(shown: str, text: str) -> bool:
    """Tell whether *shown* is the beginning of the text with «…», and no figure is cut."""
    begin = shown.removesuffix(CUT)
    rest = text.removeprefix(begin)
    return begin != shown and rest != text and not (begin[-1:].isdigit() and rest[:1].isdigit())


def _choice(choice: QComboBox) -> Iterator[Finding]:
    option = QStyleOptionComboBox()
    choice.initStyleOption(option)
    room = choice.style().subControlRect(
        QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, choice
    )
    wanted = choice.fontMetrics().horizontalAdvance(choice.currentText())
    if wanted > room.width() and _seen(choice):
        whole = choice.currentText() in _plain(choice.toolTip())
        yield _cut(choice, choice.currentText(), wanted, room.width(), ELIDED if whole else CLIPPED)


def _line(edit: QLineEdit) -> Iterator[Finding]:
    text = edit.displayText() or edit.placeholderText()
    option = QStyleOptionFrame()
    edit.initStyleOption(option)
    inner = edit.style().subElementRect(QStyle.SubElement.SE_LineEditContents, option, edit)
    buttons = [one for one in edit.findChildren(QToolButton) if one.isVisibleTo(edit)]
    if not edit.text():  # the clear button is about to disappear
        buttons = [one for one in buttons if one.defaultAction().objectName() != CLEAR]
    room = inner.width() - sum(one.width() for one in buttons) - 4  # Qt's own 2 px on each side
    wanted = edit.fontMetrics().horizontalAdvance(text)
    if wanted > room and not edit.hasFocus():
        whole = _plain(text) in _plain(hovered(edit, edit.rect().center()))
        yield _cut(edit, text, wanted, room, ELIDED if whole else CLIPPED)


def _heads(head: QHeaderView) -> Iterator[Finding]:
    model = head.model()
    if model is None or head.orientation() is Qt.Orientation.Vertical:
        return
    for section in range(head.count()):
        text = str(model.headerData(section, head.orientation()) or "")
        if not text or head.isSectionHidden(section):
            continue
        font = QFont(head.font())
        font.setPixelSize(font.pixelSize() - 2)  # the style sheet shows it at caption size
        wanted, room = QFontMetrics(font).horizontalAdvance(text), head.sectionSize(section) - 8
        if wanted > room:
            tip = model.headerData(section, head.orientation(), Qt.ItemDataRole.ToolTipRole)
            whole = text.rstrip(" ↑↓") in _plain(str(tip or ""))  # the rows show the direction
            yield _cut(head, text, wanted, room, ELIDED if whole else CLIPPED)


def _cells(view: QAbstractItemView) -> Iterator[Finding]:
    if isinstance(view, QTableView) and not view.isColumnHidden(0):
        wanted, room = view.horizontalHeader().length(), view.viewport().width()
        if wanted > room and view.horizontalScrollBarPolicy() is Qt.ScrollBarPolicy.ScrollBarAlwaysOff:
            yield _cut(view, view.accessibleName(), wanted, room)
    model = view.model()
    columns = view.horizontalHeader().count() if isinstance(view, QTableView) else 1
    for row in range(model.rowCount() if model is not None else 0):
        for column in range(columns):
            index = model.index(row, column)
            rect = view.visualRect(index)
            span = isinstance(view, QTableView) and view.columnSpan(row, column) > 1
            if span or not view.viewport().rect().contains(rect) or rect.isEmpty():
                continue
            text = str(index.data() or "")
            if len(text) < 2:
                continue  # a sign, drawn to measure
            kept = index.data(Qt.ItemDataRole.FontRole)
            metrics = QFontMetrics(kept if isinstance(kept, QFont) else view.font())
            lines = max(rect.height() // metrics.height(), 1)
            wanted = metrics.horizontalAdvance(text)
            if wanted > lines * (rect.width() - 8):
                tip = _plain(str(index.data(Qt.ItemDataRole.ToolTipRole) or ""))
                whole = _plain(text) in tip or len(tip) > len(text)  # a short reason is given in full
                yield _cut(view, text, wanted, rect.width() - 8, ELIDED if whole else CLIPPED)


def _painted(widget: QWidget) -> Iterator[Finding]:
    """Hand-painted text, in cells too, may end with «…» only if the tooltip there has the rest."""
    view = widget if isinstance(widget, QAbstractItemView) else None
    ground = widget if view is None else view.viewport()
    inside = view is None and isinstance(widget.parentWidget(), (QAbstractItemView, *NOT_BY_HAND))
    if not _seen(ground) or inside or isinstance(widget, NOT_BY_HAND):
        return
    for one in written(ground):
        begin = one.text.removesuffix(CUT)
        if begin == one.text or not ground.rect().contains(one.at):
            continue
        data = "" if view is None else _plain(str(view.indexAt(one.at).data() or ""))
        if data.endswith(_plain(one.text)):
            continue  # the text itself ends with «…»
        told = _plain(hovered(ground, one.at))
        whole = _plain(data or begin) in told or len(told) > len(data or begin)
        # half a figure would be a different figure
        figure = any(map(str.isdigit, begin)) and not any(map(str.isalpha, begin)) and begin.count(".") < 2
        figure |= len(data) <= DATE and any(map(str.isdigit, data))
        kind = ELIDED if whole and not figure else CLIPPED
        yield Finding(kind, who(widget), f"ends with «{one.text}»")


def _too_large(root: QWidget) -> Iterator[Finding]:
    """A dialog must not be larger than its window."""
    owner = root.parentWidget()
    if isinstance(root, QDialog) and owner is not None:
        size, room = root.size(), owner.window().size()
        if size.width() > room.width() or size.height() > room.height():
            told = f"is {size.width()}×{size.height()}, the window {room.width()}×{room.height()}"
            yield Finding(CLIPPED, who(root), told)


def _sticks_out(widget: QWidget) -> Iterator[Finding]:
    """A widget with words must lie within its container; in a scroll area it may be longer, not wider."""
    if not isinstance(widget, WORDED) or widget.isWindow():
        return
    parent = widget.parentWidget()
    while parent is not None and not isinstance(parent, QAbstractScrollArea):
        within = QRect(widget.mapTo(parent, QPoint()), widget.size())
        room = parent.rect()
        if isinstance(parent.parentWidget(), QAbstractScrollArea):
            room.setTop(min(within.top(), room.top()))
            room.setBottom(max(within.bottom(), room.bottom()))
        if not room.contains(within):
            yield Finding(
                CLIPPED,
                who(widget),
                f"sticks out of {who(parent)}: {_box(within)} in {_box(parent.rect())}",
            )
            return
        if parent.isWindow():
            return
        parent = parent.parentWidget()


# Overlapping, nameless


def _overlaps(parent: QWidget) -> Iterator[Finding]:
    if isinstance(parent, WHOLE):
        return
    children = [
        one
        for one in parent.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
        if one.isVisibleTo(parent)
        and not one.isWindow()
        and not isinstance(one, OVER)
        and not (isinstance(one, HelpPanel) and one.over)
        and not one.testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        and not one.geometry().isEmpty()
    ]
    for one, other in combinations(children, 2):
        common = one.geometry().intersected(other.geometry())
        if not common.isEmpty():
            yield Finding(OVERLAP, f"{who(one)} and {who(other)}", f"share {_box(common)}")


def _nameless(widget: QWidget) -> Iterator[Finding]:
    if widget.focusPolicy() is Qt.FocusPolicy.NoFocus or not widget.isEnabled() or widget.isWindow():
        return
    if isinstance(widget.parentWidget(), WHOLE):
        return
    spoken = QAccessible.queryAccessibleInterface(widget)
    name = widget.accessibleName() or (spoken.text(QAccessible.Text.Name) if spoken else "")
    if not name.strip():
        yield Finding(NAMELESS, who(widget), "takes the focus and has no accessible name")


def _silent(widget: QWidget) -> Iterator[Finding]:
    """A disabled control must say why: in its tooltip and to a screen reader."""
    if widget.isEnabled() or not isinstance(widget, CONTROLS) or isinstance(widget.parentWidget(), WHOLE):
        return
    if not (widget.toolTip() and widget.accessibleDescription()):
        yield Finding(SILENT, who(widget), "is off and does not say why")


def _small(widget: QWidget) -> Iterator[Finding]:
    """Anything to be clicked must be large enough, rows of a list included."""
    if isinstance(widget, HIT) and widget.isEnabled() and not widget.geometry().isEmpty():
        size = widget.size()
        if min(size.width(), size.height()) < TARGET:
            yield Finding(SMALL, who(widget), f"{size.width()}×{size.height()} px to hit, not {TARGET}")
    elif isinstance(widget, QAbstractItemView) and widget.isEnabled():
        model = widget.model()
        for row in range(model.rowCount()):
            box = widget.visualRect(model.index(row, 0))
            if not box.isEmpty() and box.height() < TARGET:
                yield Finding(SMALL, who(widget), f"row {row} is {box.height()} px high, not {TARGET}")


# Words


def _cut(
    widget: QWidget, text: str, wanted: int, room: int, kind: str = CLIPPED, way: str = "wide"
) -> Finding:
    return Finding(kind, who(widget), f"«{text}» wants {wanted} px, is {room} px {way}")


def who(widget: QWidget) -> str:
    """Return how findings name the widget: class, name, and its container."""
    named = widget.objectName() or widget.accessibleName()
    owner = widget.parentWidget()
    inside = f" in {type(owner).__name__}" if owner is not None else ""
    return f"{type(widget).__name__}{f' “{named}”' if named else ''}{inside}"


def _box(rect: QRect) -> str:
    return f"{rect.width()}×{rect.height()} at {rect.x()},{rect.y()}"


def _plain(text: str) -> str:
    """Return the words of a tooltip without markup, separated by single spaces."""
    return " ".join(unescape(sub(r"<[^<>]*>", "", text)).split())
