"""The filters of the accounts: words, role, state."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QComboBox, QWidget

from desktop.kit.chip_bar import ChipBar
from desktop.kit.form.choice import Choice
from desktop.kit.search_field import SearchField
from desktop.people.accounts.tables import AccountLine
from desktop.people.accounts.words import role_words, state_words
from desktop.theme import Theme
from domain.login import AccountState, LoginRole
from domain.text import fold
from resources.i18n import _

ROLES, STATES = tuple(LoginRole), tuple(AccountState)


@dataclass(frozen=True, slots=True)
class Wish:
    """What is typed and chosen; None is any role, and any state but closed."""

    words: str = ""
    role: LoginRole | None = None
    state: AccountState | None = None

    def takes(self, line: AccountLine) -> bool:
        """Whether the account is shown."""
        role, state = line.account.login.role, line.account.state
        return (
            self.role in (None, role)
            and (state is not AccountState.CLOSED if self.state is None else state is self.state)
            and fold(self.words) in line.words
        )


class FilterBar(ChipBar):
    """Closed accounts are shown only if they are asked for."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self.search = SearchField(theme, _("Name, code, account, unit"), self)
        self.roles = self._box(_("Role"), (_("All roles"), *map(role_words, ROLES)))
        self.states = self._box(_("State"), (_("All but closed"), *map(state_words, STATES)))
        self.put(self.search, self.roles, self.states)
        self.search.textChanged.connect(self.narrowed)
        for one in (self.roles, self.states):
            one.currentIndexChanged.connect(self.narrowed)

    @property
    def wish(self) -> Wish:
        """The current filter."""
        return Wish(self.search.text().strip(), _at(self.roles, ROLES), _at(self.states, STATES))

    def restore(self, wish: Wish) -> None:
        """Set this filter."""
        self.search.setText(wish.words)
        self.roles.setCurrentIndex(0 if wish.role is None else ROLES.index(wish.role) + 1)
        self.states.setCurrentIndex(0 if wish.state is None else STATES.index(wish.state) + 1)

    def _box(self, name: str, texts: Iterable[str]) -> Choice:
        box = Choice(self._theme, name, self)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        box.addItems([*texts])
        return box


def _at[T](box: Choice, values: Sequence[T]) -> T | None:
    number = box.currentIndex() - 1
    return values[number] if number >= 0 else None
