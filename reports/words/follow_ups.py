"""Follow-ups of a question as lines of one text: in a cell of a workbook and in a field of the window."""

from collections.abc import Sequence

from domain.text import Text

NOTHING = "—"  # the English of a follow-up that has none yet, so that the lines stay beside one another


def lines(probes: Sequence[Text]) -> Text:
    """Return one line for each follow-up, in both languages; no English at all where none has any."""
    english = [one.en or NOTHING for one in probes]
    told = any(one.en for one in probes)
    return Text("\n".join(one.ru for one in probes), "\n".join(english) if told else None)


def told(typed: Text) -> tuple[Text, ...]:
    """Return the follow-ups of the lines; an English line belongs to the Russian one of its number."""
    english = [line.strip() for line in (typed.en or "").splitlines()]
    russian = [line.strip() for line in typed.ru.splitlines()]
    paired = zip(russian, english + [""] * len(russian), strict=False)
    return tuple(Text(ru, en if en not in ("", NOTHING) else None) for ru, en in paired if ru)
