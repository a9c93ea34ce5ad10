"""What people may type: ten strings that have broken papers elsewhere, and any number at random."""

import random
from collections.abc import Iterator

HOSTILE = (
    "<b>&amp;</para>",
    "=1+1",
    "\x00\x07\u202eabc",
    "я" * 5_000,
    "{name} %s \\n",
    "«»“”—№ё",
    "🙂 字 𝔘",
    "\ufeff\u200b",
    "a\u00a0b\tc\nd\r\ne",
    "ﷺ" * 40,
)

_PARTS = (
    *HOSTILE[:3],
    *HOSTILE[4:],
    *(
        "=cmd|'/C calc'!A0",
        "+7",
        "-1",
        "@SUM(A1)",
        "http://x.example/",
        "javascript:0",
        "file:///x",
        "\\\\x\\y",
    ),
    *("</w:t>", "]]>", "<!--", "<a href='x'>", "<img src='x'/>", "{0}", "%(x)s", ";", '"', "'", "\r\n", "\t"),
    *("слово", "длинноесловобезпробелов" * 8, "е\u0301", "\ud800", "\uffff", "\U0010fffd", "№\u00a05", "—"),
)


def at_random(count: int, seed: int = 18) -> Iterator[str]:
    """Yield strings put together of one to six parts, the same for a seed."""
    choice = random.Random(seed)
    for _each in range(count):
        yield "".join(choice.choice(_PARTS) for _part in range(choice.randint(1, 6)))
