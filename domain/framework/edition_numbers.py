"""Codes and clauses of an organisation's own entries: they continue where the document leaves blanks."""

import re
from collections.abc import Iterable
from uuid import NAMESPACE_URL, UUID, uuid5

from domain.framework.edition import Edition
from domain.framework.framework import Kind

_LETTER = {Kind.KNOWLEDGE: "K", Kind.SKILL: "S"}
_SOURCE = re.compile(r"1\.[45] \d{1,3}\)")  # where the source lists what one must know and be able to do
OWN_FUNCTIONS, OWN_DUTIES, OTHER_DUTIES = "2.", "3.1.", "3."


def identity(text: str) -> str:
    """Return the UUID for a key: the key itself if it is one, else always the same UUID for the same text."""
    try:
        return str(UUID(text))
    except ValueError:
        return str(uuid5(NAMESPACE_URL, f"merilo/{text}"))


def leaves_blanks(edition: Edition) -> bool:
    """Tell whether a model has the numbers of the source, which leaves blanks for what is one's own.

    No other document has a place for it, so there an own entry has no clause.
    """
    return any(_SOURCE.fullmatch(one.clause) for one in edition.items)


def next_item(edition: Edition, kind: Kind) -> tuple[str, str]:
    """Return code and clause of the next item of this kind: («K40», «1.4 40)»), («K40», «») elsewhere."""
    mine = [one for one in edition.items if one.kind is kind]
    code = _next((one.code for one in mine), _LETTER[kind] + "00", {one.code for one in edition.items})
    clauses = [one.clause for one in mine if one.clause]
    if not clauses or not leaves_blanks(edition):
        return code, ""
    return code, _next(clauses, "", set(clauses))


def next_function(edition: Edition) -> tuple[str, str]:
    """Return code and clause of the next own function: («F6», «2.2»)."""
    code = _next((one.code for one in edition.functions), "F0", {one.code for one in edition.functions})
    if not leaves_blanks(edition):
        return code, ""
    return code, _first_free(OWN_FUNCTIONS, {one.clause for one in edition.functions}, start=2)


def next_duty(edition: Edition, function: str) -> tuple[str, str]:
    """Return code and clause of the next duty in a function's list: («D1.10», «3.1.1 10)»).

    A function without a list of duties starts one where the source leaves a blank: («D6.1», «3.1.7 1)»).
    """
    taken = {one.code for one in edition.duties}
    if not leaves_blanks(edition):
        own = [one.code for one in edition.duties if one.function == function]
        return (_next(own, own[-1], taken) if own else _free(f"D{_digits(function)}.", taken, 1)), ""
    mine = [one for one in edition.duties if one.function == function and one.clause.endswith(")")]
    if mine:
        return (
            _next((one.code for one in mine), mine[-1].code, taken),
            _next((one.clause for one in mine), mine[-1].clause, set()),
        )
    head = _first_free(OWN_DUTIES, _heads(edition), start=7)
    return _free(f"D{_digits(function)}.", taken, 1), f"{head} 1)"


def next_other_duty(edition: Edition) -> tuple[str, str]:
    """Return code and clause of the next duty outside the lists: («D0.1», «3.1.7»)."""
    taken = {one.code for one in edition.duties}
    clause = _first_free(OWN_DUTIES, _heads(edition), start=7) if leaves_blanks(edition) else ""
    return _free("D0.", taken, 1), clause


def next_provision(edition: Edition) -> tuple[str, str]:
    """Return code and clause of the next other provision on duties: («D0.2», «3.2»)."""
    taken = {one.code for one in edition.duties}
    clause = _first_free(OTHER_DUTIES, _heads(edition), start=2) if leaves_blanks(edition) else ""
    return _free("D0.", taken, 1), clause


def _digits(function: str) -> str:
    return re.sub(r"\D", "", function) or "0"


def _heads(edition: Edition) -> set[str]:
    return {one.clause.partition(" ")[0] for one in edition.duties}


def _first_free(prefix: str, taken: Iterable[str], start: int) -> str:
    return _free(prefix, set(taken), start)


def _free(prefix: str, taken: set[str], start: int) -> str:
    number = start
    while f"{prefix}{number}" in taken:
        number += 1
    return f"{prefix}{number}"


def _next(codes: Iterable[str], pattern: str, taken: set[str]) -> str:
    """Return the code after the highest number that ends the codes, in the form of that highest one."""
    highest, form = -1, pattern
    for code in codes:
        found = _last_number(code)
        if found is not None and found[1] > highest:
            highest, form = found[1], code
    found = _last_number(form)
    before, number, width, after = found or ("", 0, 1, "")
    number = max(number, highest)
    while True:
        number += 1
        made = f"{before}{number:0{width}}{after}"
        if made not in taken:
            return made


def _last_number(code: str) -> tuple[str, int, int, str] | None:
    digits = list(re.finditer(r"[0-9]{1,9}", code))
    if not digits:
        return None
    last = digits[-1]
    return code[: last.start()], int(last[0]), len(last[0]), code[last.end() :]
