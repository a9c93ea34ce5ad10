"""Which licences may ship: an SPDX expression is read, and the choice that it leaves is made here."""

import re

ALLOWED = frozenset(
    {
        "0BSD",
        "Apache-2.0",
        "Apache-2.0 WITH LLVM-exception",
        "Bitstream-Vera",
        "blessing",
        "BSD-Attribution-HPND-disclaimer",
        "BSD-1-Clause",
        "BSD-2-Clause",
        "BSD-3-Clause",
        "BSL-1.0",
        "bzip2-1.0.6",
        "CC0-1.0",
        "CC-BY-SA-3.0",  # data only: the dictionary of Russian
        "FTL",
        # PyInstaller's start of the program: its exception permits any licence for what is started.
        "GPL-2.0-or-later WITH Bootloader-exception",
        "IJG",
        "ISC",
        "LGPL-2.1-only",  # iconv, inside of lxml for Windows
        "LGPL-2.1-or-later",  # in files of their own, inside of psycopg
        "LGPL-3.0-only",  # Qt and psycopg, in files of their own that anybody may replace
        "libpng-2.0",
        "libtiff",
        # May be passed on by whoever built with Microsoft's compiler, as Python and Qt did.
        "LicenseRef-Microsoft-Visual-C-Runtime",
        "MIT",
        "MIT-0",
        "MIT-CMU",
        "OFL-1.1",
        "OLDAP-2.8",
        "PostgreSQL",
        "PSF-2.0",
        "Unicode-3.0",
        "Unicode-DFS-2016",
        "Unlicense",
        "X11",
        "Zlib",
    }
)
"""By the names of SPDX."""

_TOKEN = re.compile(r"\s*(\(|\)|[A-Za-z0-9.+-]+)")
_EXCEPTION = " WITH "


class NotShippable(Exception):
    """A part has a licence that must not ship, or none that is known."""

    def __init__(self, name: str, licence: str) -> None:
        super().__init__(f"{name}: {licence or 'no licence is known'}")
        self.name, self.licence = name, licence


def chosen(name: str, expression: str) -> str:
    """Return the expression with every choice made: the first of its alternatives that may ship.

    Raises:
        NotShippable: if none of them may, or if it is no expression of SPDX.
    """
    tokens = _TOKEN.findall(expression)
    if not tokens or _TOKEN.sub("", expression).strip():
        raise NotShippable(name, expression)
    try:
        found = _either(tokens)
    except IndexError:
        raise NotShippable(name, expression) from None
    if found is None or tokens:
        raise NotShippable(name, expression)
    return found


def _either(tokens: list[str]) -> str | None:
    options = [_both(tokens)]
    while tokens and tokens[0].upper() == "OR":
        tokens.pop(0)
        options.append(_both(tokens))
    return next((one for one in options if one is not None), None)


def _both(tokens: list[str]) -> str | None:
    parts = [_one(tokens)]
    while tokens and tokens[0].upper() == "AND":
        tokens.pop(0)
        parts.append(_one(tokens))
    known = [one for one in parts if one is not None]
    return " AND ".join(dict.fromkeys(known)) if len(known) == len(parts) else None


def _one(tokens: list[str]) -> str | None:
    token = tokens.pop(0)
    if token == "(":
        inside = _either(tokens)
        if tokens.pop(0) != ")":
            raise IndexError
        return inside
    if tokens and tokens[0].upper() == "WITH":
        tokens.pop(0)
        token = token + _EXCEPTION + tokens.pop(0)
    return token if token in ALLOWED else None
