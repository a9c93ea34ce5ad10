"""How ``merilo-server`` tells what a command takes and what is wrong with one, in the reader's language."""

import argparse
import re
from collections.abc import Iterable
from typing import Any, NoReturn, override

from resources.i18n import of_environment, words
from resources.msgids import _

USAGE = 2


class Parser(argparse.ArgumentParser):
    """One whose own words are in the reader's language too; those of commands are of the same kind."""

    def __init__(self, *args: Any, add_help: bool = True, **more: Any) -> None:
        super().__init__(*args, add_help=False, formatter_class=_Format, **more)
        if add_help:
            self.add_argument("-h", "--help", action="help", help=said(_("show this help")))

    @override
    def error(self, message: str) -> NoReturn:
        what = explained(message).rstrip(".")
        told = _text(_("{command}: {what} (more: {command} --help)"))
        self.exit(USAGE, told.format(command=self.prog, what=what) + "\n")


def command(
    commands: Any, name: str, text: str, parents: Iterable[argparse.ArgumentParser] = ()
) -> argparse.ArgumentParser:
    """Add a command that its own help describes as the list of commands does."""
    return commands.add_parser(
        name, parents=list(parents), help=text, description=f"{text[:1].upper()}{text[1:]}."
    )


def said(message: str) -> str:
    """Return the text in the reader's language; ``%`` is doubled, since argparse substitutes fields."""
    return _text(message).replace("%", "%%")


def explained(message: str) -> str:
    """Return what argparse says of a wrong command in the reader's language; what is new to us, unchanged."""
    name, _colon, rest = message.partition(": ")
    argument = name.removeprefix("argument ") if name.startswith("argument ") else ""
    for pattern, text in _WRONG:
        if found := re.fullmatch(pattern, rest if argument else message, re.DOTALL):
            facts = {key: value.replace("'", "") for key, value in found.groupdict().items()}
            return _text(text).format(argument=argument, **facts)
    return f"{argument}: {rest}" if argument else message


def _text(message: str) -> str:
    return words(of_environment()).gettext(message)


class _Format(argparse.HelpFormatter):
    @override
    def start_section(self, heading: str | None) -> None:
        super().start_section(heading and said(heading))

    @override
    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[Any],
        prefix: str | None = None,
    ) -> None:
        super().add_usage(usage, actions, groups, said(_("usage: ")) if prefix is None else prefix)


# What argparse of Python 3.11–3.14 says, and what is said instead.
_WRONG = (
    (r"the following arguments are required: (?P<names>.*)", _("not given: {names}")),
    (r"one of the arguments (?P<names>.*) is required", _("one of these is missing: {names}")),
    (r"unrecognized arguments: (?P<names>.*)", _("there is no such argument: {names}")),
    (r"ambiguous option: (?P<name>.*) could match (?P<names>.*)", _("{name} may mean {names}")),
    (r"expected (at least )?(one|\d+) arguments?", _("{argument} needs a value")),
    (r"invalid int value: (?P<value>.*)", _("{argument} has to be a whole number, and {value} is none")),
    (r"ignored explicit argument (?P<value>.*)", _("{argument} takes no value, and was given {value}")),
    (r"not allowed with argument (?P<other>.*)", _("{argument} and {other} exclude each other")),
    (
        r"invalid choice: (?P<value>.*?) \(choose from (?P<names>.*)\)",
        _("there is no {value} here; there are: {names}"),
    ),
)
# argparse's own headings.
_("positional arguments")
_("options")
