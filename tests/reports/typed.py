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


FORMULAS = (
    *("=1+1", "+7", "-1", "@SUM(A1)", "=cmd|'/C calc'!A0", "-cmd|' /C calc'!A0", "+cmd|' /C calc'!A0"),
    *('=HYPERLINK("http://x.example/","нажмите")', "=WEBSERVICE(A1)", "=IMPORTXML(A1,A2)", "=INDIRECT(A1)"),
    *("=DDE(A1;A2;A3)", "@=1", "=@A1", "{=1+1}", "=A1#", "#N/A", "#REF!", "'=1+1"),
    *("  =1+1", "\t=1+1", "\r=1+1", "=1\n=2", "＝1+1", "＠SUM(A1)"),
)
"""25 texts that a spreadsheet would compute, call, fetch or take for a value of its own."""

_DIRECTIONS = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c"
_UNSEEN = "\u200b\u200c\u200d\u2060\ufeff\u00ad\u180e\u034f"
NAMES = (
    *(f"Ив{sign}анов" for sign in _DIRECTIONS),
    *(f"Сид{sign}орова" for sign in _UNSEEN),
    *(
        "Пeтрова",
        "Aнна",
        "Cоколова",
        "Іванов",
        "Ηикитин",
        "Ѕидоров",
    ),  # alike
    *("漢字", "木村", "김민수", "محمد", "אברהם", "ประยุทธ", "𝔘льрих", "Смирнова 🙂", "Ꙋстинов", "ﷺ"),
    *("и\u0306огов", "Re\u0301nard", "З\u0335\u032c\u0351лов"),
    *("О'Коннор", "Д’Артаньян", "фон дер Ляйен", "Мамин-Сибиряк", "Ё", "Кожемяко–Бородатов", "Ы" * 120),
    *("Ге", "Не-Помню", "\u00a0Ли", "Ли\u3000Вэй", "О\u2028К", "Ма\u0000ша", "Ма\x1bша"),
    *("CON", "nul.", "..Я", "a/b\\c", "{name}", "%s", "<b>Имя</b>"),
)
"""60 names that hide a sign, turn the line round, pass for another name, or have no glyph."""

NAMELESS = (
    "\u200b",
    "\u00ad",
    "\ufeff\u2060",
    "\u200d",
    "\u3164",
    "\u115f\u1160",
    "\u2800",
    "\u0301",
    "\ue000",
)
"""Texts that are not empty, and of which nothing is seen."""
