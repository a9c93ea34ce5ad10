"""The accounts of the server: the table of who may log in, and of the sessions that last now."""

from collections import Counter
from dataclasses import dataclass
from functools import partial
from typing import override

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from db.people import accounts, organisation
from db.wire.passwords import First
from desktop.context import Context
from desktop.kit import layout
from desktop.kit.form.dialog import Question
from desktop.kit.off import allow
from desktop.kit.page.empty import Empty
from desktop.kit.page.header import Header
from desktop.kit.page.screen import Keys, Screen
from desktop.kit.segments import Segments
from desktop.people.accounts.dialogs import (
    ChangeAccountDialog,
    FirstPasswordDialog,
    NewAccountDialog,
    first_password,
)
from desktop.people.accounts.filter_bar import FilterBar, Wish
from desktop.people.accounts.tables import (
    AccountLine,
    SessionLine,
    account_line,
    accounts_table,
    sessions_table,
)
from domain.login import Account, AccountState
from resources.i18n import _, current, ngettext

ACCOUNTS, SESSIONS = 0, 1


@dataclass(frozen=True, slots=True)
class Remembered:
    """What was shown, by which filter, and where one stood."""

    view: int
    wish: Wish
    standing: object


class AccountsScreen(Screen):
    """Each act is written at once, and ends the sessions that had other rights."""

    TABLES = frozenset({"account", "account_unit", "login", "person", "unit", "erasure"})

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(context, parent)
        theme, make = context.theme, context.actions.make
        self._lines: tuple[AccountLine, ...] = ()
        self._sessions: tuple[SessionLine, ...] = ()
        self.header = self.add_header(Header(theme, _("Accounts"), self))
        act = self.header.act
        self.new_button = act(_("New account…"), "user-round-plus", self.add, tip="Ins")
        self.change_button = act(_("Role and units…"), "pencil", self.change, tip="F2")
        self.password_button = act(_("New password…"), "key-round", self.ask_for_password, tip="F4")
        self.unlock_button = act(_("Unlock"), "lock-open", self.unlock)
        self.close_button = act(_("Close account…"), "user-round-x", self.ask_to_close)
        self.end_button = act(_("End session"), "circle-x", self.end_session, tip="Del")
        self.header.lead(self.new_button)
        self.views = Segments(("", ""), self, _("Show"))
        self.bar = FilterBar(theme, self)
        self.lay(layout.row(self.views, layout.grow(self.bar), around=(16, 0, 0, 0)))
        self.table = accounts_table(context, self)
        self.session_table = sessions_table(context, self)
        self.nothing = Empty(theme.icon("key-round", "muted", 22), "", self)
        self._stack = self.add_stack(self.table, self.session_table, self.nothing)
        self._of_account = (
            make("add", self, self.add),
            make("edit", self, self.change),
            make("new_password", self, self.ask_for_password),
            make("unlock_account", self, self.unlock),
            make("close_account", self, self.ask_to_close),
        )
        self.table.around = ("edit", "new_password", "unlock_account", "close_account")
        make("end_session", self.session_table, self.end_session, Qt.ShortcutContext.WidgetShortcut)
        make("find", self, self.look_up)
        self.views.chosen.connect(self._on_view)
        self.bar.narrowed.connect(self._show)
        self.table.doubleClicked.connect(self.change)
        for one in (self.table, self.session_table):
            one.selectionModel().currentRowChanged.connect(self._show_acts)

    @property
    def keys(self) -> Keys:
        """The keys that work now."""
        if self._at_sessions:
            able = (("Del", _("end session")),) if self.end_button.isEnabled() else ()
            return (("↑ ↓", _("session")), *able, ("Ctrl+F", _("find")), ("Ctrl+C", _("copy")))
        able = (("F2", _("role and units")), ("F4", _("password"))) if self.change_button.isEnabled() else ()
        return (("↑ ↓", _("account")), ("Ins", _("new account")), *able, ("Ctrl+F", _("find")))

    def open(self) -> None:
        """Read who may log in."""
        self.refresh()
        self._shown_table.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def refresh(self) -> None:
        read = self._context.data.read
        names = {one.id: one.name for one in read(organisation.units)}
        known = {one.id: one for one in read(accounts.accounts)}
        logins = [one for one in read(accounts.open_logins) if one.account_id in known]
        count = Counter(one.account_id for one in logins)
        self._lines = tuple(account_line(one, names, count[one.id]) for one in known.values())
        self._sessions = tuple(SessionLine(one, known[one.account_id]) for one in logins)
        self._show()

    def memory(self) -> object:
        """Return what is shown."""
        stood = self.session_table.current_key if self._at_sessions else self.table.current_key
        return Remembered(self.views.current, self.bar.wish, stood)

    def recall(self, memory: object) -> None:
        """Show that again."""
        if isinstance(memory, Remembered):
            self.bar.restore(memory.wish)
            self.views.choose(memory.view)
            self._show()
            if self._at_sessions:
                self.session_table.stand_on(memory.standing)
            else:
                self.table.stand_on(memory.standing)

    def look_up(self) -> None:
        """Go to the search field."""
        self.bar.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.bar.search.selectAll()

    def add(self) -> None:
        """Ask for a new account."""
        dialog = NewAccountDialog(self._context, self)
        dialog.made.connect(self._on_made)
        dialog.open()

    def change(self) -> None:
        """Ask for another role or other units of the current account."""
        account = self._account
        if account is not None and self.change_button.isEnabled():
            dialog = ChangeAccountDialog(self._context, account, self)
            dialog.changed.connect(self._on_changed)
            dialog.open()

    def ask_for_password(self) -> None:
        """Ask before the current account gets another first password."""
        if self._account is not None and self.password_button.isEnabled():
            self._ask(
                _("Give the account “{name}” a new first password?"),
                _("The present password opens nothing any more, and the sessions of the account end."),
                (_("Leave it"), _("New password")),
                self._make_password,
            )

    def unlock(self) -> None:
        """Let the current account log in again after too many wrong passwords."""
        account = self._account
        if account is not None and self.unlock_button.isEnabled():
            self._context.data.write(accounts.unlock, account.id)
            self.told.emit(_("The account “{name}” is unlocked").format(name=account.name))

    def ask_to_close(self) -> None:
        """Ask before the current account is closed."""
        if self._account is not None and self.close_button.isEnabled():
            self._ask(
                _("Close the account “{name}”?"),
                _("Its sessions end at once. A closed account is not opened again; its name stays taken."),
                (_("Leave it open"), _("Close account")),
                self._close,
                danger=True,
            )

    def end_session(self) -> None:
        """End the current session at once; one of one's own only if that is meant."""
        line = self.session_table.current_line
        if not self._at_sessions or line is None:
            return
        if line.account.login.person_id != self._context.me.id:
            self._end(line)
            return
        asked = Question(
            _("End a session of your own?"),
            _("If it is that of this window, the window is locked, and the password leads back."),
            _("Leave it"),
            _("End session"),
            self,
        )
        asked.accepted.connect(partial(self._end, line))
        asked.open()

    def _end(self, line: SessionLine) -> None:
        self._context.data.write(accounts.end_login, line.login.id)
        self.told.emit(_("The session of {name} has ended").format(name=line.account.person))

    def _ask(
        self, question: str, told: str, answers: tuple[str, str], then: object, *, danger: bool = False
    ) -> None:
        account = self._account
        assert account is not None and callable(then)
        asked = Question(question.format(name=account.name), told, *answers, self, danger=danger)
        asked.setProperty("account_id", account.id)
        asked.accepted.connect(then)
        asked.open()

    def _make_password(self) -> None:
        work = first_password
        account = self._asked_about()
        if account is not None:
            self._context.jobs.run(work, partial(self._give_password, account), "")

    def _give_password(self, account: Account, first: First) -> None:
        self._context.data.write(accounts.give_password, account.id, first.derived)
        self._hand_over(account.name, first.password)

    def _close(self) -> None:
        account = self._asked_about()
        if account is not None:
            self._context.data.write(accounts.close, account.id)
            self.told.emit(_("The account “{name}” is closed").format(name=account.name))

    def _asked_about(self) -> Account | None:
        account_id = self.sender().property("account_id")
        return next((one.account for one in self._lines if one.account.id == account_id), None)

    def _on_made(self, account_id: int, name: str, first: First | None) -> None:
        self._on_view(ACCOUNTS)
        self.table.stand_on(account_id)
        if first is None:
            self.told.emit(_("The account “{name}” is made").format(name=name))
        else:
            self._hand_over(name, first.password)

    def _on_changed(self) -> None:
        self.told.emit(_("The account has other rights; its sessions have ended"))

    def _hand_over(self, name: str, password: str) -> None:
        FirstPasswordDialog(self._context.theme, name, password, self).open()

    @property
    def _at_sessions(self) -> bool:
        return self.views.current == SESSIONS

    @property
    def _account(self) -> Account | None:
        line = None if self._at_sessions else self.table.current_line
        return None if line is None else line.account

    @property
    def _shown_table(self) -> QWidget:
        return self.session_table if self._at_sessions else self.table

    def _on_view(self, view: int) -> None:
        self.views.choose(view)
        self._show()
        self._shown_table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self) -> None:
        wish, sessions = self.bar.wish, self._at_sessions
        by_id = {one.account.id: one for one in self._lines}
        lines = tuple(one for one in self._lines if wish.takes(one))
        going = tuple(one for one in self._sessions if wish.takes(by_id[one.account.id]))
        stood, stood_session = self.table.current_key, self.session_table.current_key
        self.table.list_model.show(lines)
        self.table.stand_on(stood)
        self.session_table.list_model.show(going)
        self.session_table.stand_on(stood_session)
        none = sessions and not self._sessions
        self.nothing.set_texts(_("Nobody is logged in") if none else _("Nothing found"))
        self._stack.setCurrentWidget(self._shown_table if (going if sessions else lines) else self.nothing)
        able = sum(one.account.state is not AccountState.CLOSED for one in self._lines)
        texts = _("Accounts {n}"), _("Sessions {n}")
        for number, (text, count) in enumerate(zip(texts, (able, len(self._sessions)), strict=True)):
            self.views.set_text(number, text.format(n=current().number(count, 0)))
        locked = sum(one.account.state is AccountState.LOCKED for one in lines)
        facts = [ngettext("{n} account", "{n} accounts", len(lines)).format(n=len(lines))]
        if sessions:
            facts = [ngettext("{n} session", "{n} sessions", len(going)).format(n=len(going))]
        elif locked:
            facts.append(ngettext("{n} locked", "{n} locked", locked).format(n=locked))
        self.header.set_title(_("Accounts"), " · ".join(facts))
        self._show_acts()

    def _show_acts(self) -> None:
        sessions, account = self._at_sessions, self._account
        of_account = (
            *(self.new_button, self.change_button, self.password_button),
            *(self.unlock_button, self.close_button),
        )
        for one in of_account[1:]:
            one.setVisible(not sessions)
        self.end_button.setVisible(sessions)
        none = _("Choose an account first.")
        if account is not None:
            none = _("The account is closed.") if account.state is AccountState.CLOSED else ""
        own = account is not None and account.login.person_id == self._context.me.id
        theirs = none or (_("It is your own: another administrator does this.") if own else "")
        locked = account is not None and account.state is AccountState.LOCKED
        allow(self.change_button, theirs)
        allow(self.password_button, theirs)
        allow(self.close_button, theirs)
        allow(self.unlock_button, none or ("" if locked else _("The account is not locked.")))
        allow(self.end_button, "" if self.session_table.current_line else _("Choose a session first."))
        for action, one in zip(self._of_account, of_account, strict=True):
            action.setEnabled((one is self.new_button or not sessions) and one.isEnabled())
        self.keys_changed.emit()
