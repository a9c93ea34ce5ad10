"""Settings: the organisation's details, who assesses, language, look."""

from dataclasses import dataclass, replace
from typing import override

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from db.assessing import people
from db.development import calendars
from db.people import organisation, requisites, retention
from desktop.context import Context
from desktop.folders import Use, readable
from desktop.kit import labels, layout
from desktop.kit.buttons import button
from desktop.kit.form import form
from desktop.kit.form.choice import Choice
from desktop.kit.form.form import Field
from desktop.kit.form.keeper import FormKeeper, drafts_above
from desktop.kit.form.restored import Restored
from desktop.kit.off import allow, read_only_reason
from desktop.kit.page import files
from desktop.kit.page.header import Header
from desktop.kit.page.screen import Screen
from desktop.kit.segments import Segments
from desktop.places import DOCUMENTS, ROADS
from desktop.preferences.calendar import CalendarPanel
from desktop.preferences.panel import Panel
from desktop.preferences.password import PasswordPanel
from desktop.preferences.recovery import RecoveryPanel
from desktop.preferences.requisites import RequisitesPanel
from desktop.preferences.retention import RetentionPanel
from desktop.settings import FONT_STEPS, LOCK_AFTER, THEMES
from domain.people.person import Person
from resources.i18n import LANGUAGES, NATIVE, _, pgettext

SIDE = 20  # px beside the panels
WIDEST = 1280  # px at the usual text size: wider fields would only be emptier
BESIDE = 640  # px at the usual text size; in less room the panels are stacked
FIELDS = ("full_name", "short_name", "city", "approver_post", "approver_name")


@dataclass(frozen=True, slots=True)
class Remembered:
    """The name of the focused field ("" if none), and the scroll position, px."""

    focused: str
    scrolled: int


class PreferencesScreen(Screen):
    """One page; the organisation's details are saved by their button, everything else takes effect at once.

    Signals:
        language_chosen, theme_chosen: the window must be rebuilt.
        font_step_chosen: pixels added to every text size.
        still_chosen: whether nothing on the screens may move.
        actor_wanted: id of the person who is to assess from now on.
        saved: the organisation's details are in the file.
        password_changed: the file has a new password.
        code_wanted: show the recovery code, which is given.
        key_wanted: give the file a new key; its present password or code, and the new password.
    """

    language_chosen = Signal(str)
    theme_chosen = Signal(str)
    font_step_chosen = Signal(int)
    still_chosen = Signal(bool)
    actor_wanted = Signal(int)
    saved = Signal()
    password_changed = Signal()
    code_wanted = Signal(str)
    key_wanted = Signal(str, str)

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(context, parent)
        self.add_header(Header(context.theme, _("Settings"), self))
        area = self._area = QScrollArea(self, widgetResizable=True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        page = QWidget(area)
        row = self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, page)
        row.setContentsMargins(SIDE, 16, SIDE, 16)
        row.setSpacing(12)
        allows = context.data.allows
        self._describes = allows(organisation.describe)
        left = layout.column(self._organisation_panel(page), gap="m")
        self._organisation.setVisible(self._describes)
        self.requisites = RequisitesPanel(context, page)
        left.addWidget(self.requisites)
        self.calendar = CalendarPanel(context, page)
        left.addWidget(self.calendar)
        self.retention = RetentionPanel(context, page)
        kept = (
            (self.requisites, requisites.keep),
            (self.calendar, calendars.keep),
            (self.retention, retention.keep_policy),
        )
        self._kept = tuple(panel for panel, keep in kept if allows(keep))
        for panel, keep in kept:
            panel.setVisible(allows(keep))
        right = layout.column(gap="m")
        # Whoever keeps nothing of the organisation's has the own settings in both columns.
        (right if self._describes else left).addWidget(self._look_panel(page))
        left.addStretch(1)
        row.addLayout(left, 3)
        self.password = PasswordPanel(context, page)
        self.password.changed.connect(self._on_password_changed)
        self.password.key_wanted.connect(self.key_wanted)
        right.addWidget(self.password)
        self.recovery = RecoveryPanel(context, page)
        self.recovery.proved.connect(self.code_wanted)
        right.addWidget(self.recovery)
        right.addWidget(self.retention)
        right.addStretch(1)
        row.addLayout(right, 2)
        area.setWidget(page)
        self.lay(layout.grow(area))
        self._keeper = FormKeeper(self._organisation, "Organisation", "", None)
        self._actors: tuple[Person, ...] = ()
        self._scrolled: int | None = None  # where to scroll to
        area.verticalScrollBar().rangeChanged.connect(self._scroll_back)
        area.verticalScrollBar().actionTriggered.connect(self._on_scrolled)

    @property
    def keys(self) -> tuple[tuple[str, str], ...]:
        """The keys and what they do, for the status line."""
        return (("Tab", _("next field")), ("Enter", _("save")), ("← →", _("choose")))

    def open(self) -> None:
        """Reread and focus the first field."""
        context = self._context
        self._keeper.now()
        if self._describes:
            self._show_organisation()
        for panel in self._kept:
            panel.open()
        self._fill_actors()
        settings = context.settings
        self.languages.choose(LANGUAGES.index(settings.language) if settings.language in LANGUAGES else 0)
        self.themes.choose(THEMES.index(settings.theme))
        self.sizes.choose(FONT_STEPS.index(settings.font_step))
        self.motion.choose(int(settings.still))
        self._show_lock_after()
        self._show_folder()
        (self._edits["full_name"] if self._describes else self.languages).setFocus()

    def _show_organisation(self) -> None:
        data = self._context.data
        stored = data.read(organisation.organisation)
        for name, edit in self._edits.items():
            edit.setText(getattr(stored, name))
            edit.setCursorPosition(0)  # a long name is seen from its beginning
            edit.setReadOnly(data.read_only)
        self._keeper.begin("", drafts_above(self))
        self.restored.setVisible(self._keeper.restored)
        allow(self.save, read_only_reason() if data.read_only else "")

    def point(self, name: str) -> None:
        """Focus the field of one setting and scroll to it."""
        field: QWidget = {
            "organisation": self._edits["full_name"],
            "password": self.password.present
            if self.password.present.isVisibleTo(self)
            else self.password.password,
            "theme": self.themes,
            "text_size": self.sizes,
            "motion": self.motion,
            "language": self.languages,
            "working_as": self.actors,
            "lock_after": self.lock_after,
            "recovery": self.recovery.first,
            "folder": self.folder_button,
            "calendar": self.calendar.off,
            "requisites": self.requisites.document,
            "retention": self.retention.edits["candidate_days"],
        }[name]
        if not field.isVisibleTo(self):
            return  # nobody could see where the keys go
        field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._area.ensureWidgetVisible(field)

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        self._leave()
        super().hideEvent(event)

    def _leave(self) -> None:
        """Keep what is typed and not saved."""
        self._keeper.now()
        for panel in self._kept:
            panel.leave()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        ways, room = QBoxLayout.Direction, self._context.theme.usual(event.size().width())
        self._row.setDirection(ways.LeftToRight if room >= BESIDE else ways.TopToBottom)
        # The area still has its old width: a page made anew would stand in one column beside room for two.
        inside = event.size().width() - self._area.verticalScrollBar().sizeHint().width()
        if self._row.minimumSize().width() > inside:  # large letters in a small window
            self._row.setDirection(ways.TopToBottom)
        spare = max(event.size().width() - self._context.theme.scaled(WIDEST), 0)
        self._row.setContentsMargins(SIDE, 16, SIDE + spare, 16)
        super().resizeEvent(event)

    def memory(self) -> object:
        """Return the focused field; what is typed and not saved is kept in the file."""
        self._leave()
        held: dict[str, QWidget] = {**self._edits, **self._looks}
        focused = next((name for name, one in held.items() if one.hasFocus()), "")
        return Remembered(focused, self._area.verticalScrollBar().value())

    def recall(self, memory: object) -> None:
        """Focus that field again."""
        if isinstance(memory, Remembered):
            held: dict[str, QWidget] = {**self._edits, **self._looks}
            if memory.focused:
                held[memory.focused].setFocus()
            self._scrolled = memory.scrolled
            self._scroll_back()

    @property
    def _looks(self) -> dict[str, Segments]:
        return {
            "language": self.languages,
            "theme": self.themes,
            "text_size": self.sizes,
            "motion": self.motion,
        }

    def _scroll_back(self) -> None:
        """Scroll to where it was; a page that is not laid out yet goes on when it is."""
        bar = self._area.verticalScrollBar()
        if self._scrolled is not None:
            bar.setValue(self._scrolled)
            if bar.value() == self._scrolled:
                self._scrolled = None

    def _on_scrolled(self) -> None:
        self._scrolled = None  # somebody is elsewhere now

    def _typed(self) -> dict[str, str]:
        return {name: edit.text().strip() for name, edit in self._edits.items()}

    def _organisation_panel(self, page: QWidget) -> QFrame:
        text = _("Documents print these details. An empty field becomes a line to fill in by hand.")
        panel = self._organisation = Panel(_("Organisation"), text, page)
        self.restored = Restored(panel, _("What you had entered but not saved has been restored."))
        self.restored.given_up.connect(self._on_given_up)
        panel.column.addWidget(self.restored)
        self._edits: dict[str, QLineEdit] = {}
        names = {
            "full_name": _("Full name of the organisation"),
            "short_name": _("Short name"),
            "city": _("City"),
            "approver_post": _("Approver's position"),
            "approver_name": _("Approver's name"),
        }
        for key in FIELDS:
            field, edit = form.line(names[key], panel)
            edit.setObjectName(key)
            if key == "full_name":
                edit.setMaxLength(300)
            edit.returnPressed.connect(self._on_save)
            self._edits[key] = edit
            panel.column.addWidget(field)
        self.save = button(_("Save organisation"), panel, "primary", do=self._on_save)
        panel.put_act(self.save)
        return panel

    def _look_panel(self, page: QWidget) -> QFrame:
        panel = QFrame(page)
        panel.setObjectName("panel")
        column = layout.column(gap="m", around=layout.AROUND_DIALOG, of=panel)
        column.addWidget(labels.plain(_("This computer"), panel, "section"))
        self.actors = Choice(self._context.theme, _("Working as"), panel)
        actors = Field(_("Working as"), self.actors, panel)
        actors.setVisible(not self._context.data.is_remote)  # where everybody works in one's own name
        column.addWidget(actors)
        self.languages = Segments(tuple(NATIVE[code] for code in LANGUAGES), panel, _("Language"))
        looks = {"light": _("Light"), "dark": _("Dark"), "contrast": _("Contrast")}
        self.themes = Segments(tuple(looks[name] for name in THEMES), panel, _("Theme"))
        steps = tuple(_("Default") if step == 0 else f"+{step}" for step in FONT_STEPS)
        self.sizes = Segments(steps, panel, _("Text size"))
        self.motion = Segments((_("As in the system"), pgettext("animation", "None")), panel, _("Animation"))
        for segments in (self.languages, self.themes, self.sizes, self.motion):
            name = labels.plain(segments.accessibleName(), panel, "small")
            group = layout.column(name, layout.left(segments), gap="xs")
            column.addLayout(group)
        column.addLayout(self._lock_row(panel))
        folder = self._folder_row(panel)
        folder.setVisible(ROADS[self._context.data.role].leads_to(DOCUMENTS))
        column.addWidget(folder)
        self.actors.activated.connect(self._on_actor)
        self.languages.chosen.connect(self._on_language)
        self.themes.chosen.connect(self._on_theme)
        self.sizes.chosen.connect(self._on_size)
        self.motion.chosen.connect(self._on_motion)
        return panel

    def _lock_row(self, panel: QWidget) -> QVBoxLayout:
        name = _("Lock the window after") if self._context.data.is_remote else _("Lock the file after")
        steps = tuple(_("{n} min").format(n=minutes) for minutes in LOCK_AFTER)
        self.lock_after = Segments(steps, panel, name)
        self.lock_after.chosen.connect(self._on_lock_after)
        self._never = labels.paragraph("", panel, "small", "muted")
        return layout.column(
            labels.plain(name, panel, "small"), layout.left(self.lock_after), self._never, gap="xs"
        )

    def _show_lock_after(self) -> None:
        """Show after how long the file is locked; without a password nothing would open it again."""
        context = self._context
        self.lock_after.choose(LOCK_AFTER.index(context.settings.lock_after))
        never = "" if context.data.has_password else _("A file without a password is never locked.")
        self.lock_after.allow(never)
        told = _("When neither keyboard nor mouse is used. While an interview is timed, after 30 minutes.")
        self._never.setText(never or told)

    def _folder_row(self, panel: QWidget) -> QWidget:
        group = QWidget(panel)
        column = layout.column(labels.plain(_("Folder for documents"), group, "small"), gap="xs", of=group)
        self.folder_label = labels.elided("", group)
        self.folder_button = button(_("Choose…"), group, do=self._on_folder)
        self.folder_button.setAccessibleName(_("Choose a folder"))
        column.addLayout(layout.row(layout.grow(self.folder_label), self.folder_button, gap="s"))
        return group

    def _show_folder(self) -> None:
        self.folder_label.setText(readable(self._context.settings.folders.last(Use.DOCUMENTS)))
        self.folder_button.setAccessibleDescription(self.folder_label.text())

    def _on_folder(self) -> None:
        folders = self._context.settings.folders
        if files.choose_folder(self, _("Folder for the documents"), folders, Use.DOCUMENTS) is not None:
            self._show_folder()

    def _fill_actors(self) -> None:
        context = self._context
        remote = context.data.is_remote  # where everybody works in one's own name
        self._actors = (context.me,) if remote else context.data.read(people.actors, context.me.id)
        self.actors.clear()
        for person in self._actors:
            post = f", {person.post}" if person.post else ""
            self.actors.addItem(f"{person.short_name}{post}")
        ids = [person.id for person in self._actors]
        self.actors.setCurrentIndex(ids.index(context.me.id) if context.me.id in ids else -1)

    def _on_save(self) -> None:
        data = self._context.data
        if data.read_only:
            return
        stored = data.read(organisation.organisation)
        data.write(organisation.describe, replace(stored, **self._typed()))
        self._keeper.forget()
        self.restored.hide()
        self.saved.emit()

    def _on_given_up(self) -> None:
        self._keeper.start_over()
        self.restored.hide()

    def _on_actor(self, number: int) -> None:
        chosen = self._actors[number].id
        if chosen != (me := self._context.me.id):
            ids = [person.id for person in self._actors]
            self.actors.setCurrentIndex(ids.index(me) if me in ids else -1)  # until it is agreed
            self.actor_wanted.emit(chosen)

    def _on_language(self, number: int) -> None:
        self.language_chosen.emit(LANGUAGES[number])

    def _on_size(self, number: int) -> None:
        self.font_step_chosen.emit(FONT_STEPS[number])

    def _on_motion(self, number: int) -> None:
        self.still_chosen.emit(bool(number))

    def _on_lock_after(self, number: int) -> None:
        self._context.settings.lock_after = LOCK_AFTER[number]

    def _on_password_changed(self) -> None:
        self.recovery.password_changed()
        self._show_lock_after()  # the file may have had no password until now
        self.password_changed.emit()

    def _on_theme(self, number: int) -> None:
        self.theme_chosen.emit(THEMES[number])
