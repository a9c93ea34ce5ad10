"""Follow-ups of a question as the lines of one text: for a workbook cell and for a text field."""

from collections.abc import Sequence

from domain.text import Text

NOTHING = "—"  # the English of a follow-up that has none yet, so that the lines stay paired


def lines(probes: Sequence[Text]) -> Text:
    """Return the follow-ups, one a line, in both languages; the English is empty if none has any."""
    english = [one.en or NOTHING for one in probes]
    told = any(one.en for one in probes)
    return Text("\n".join(one.ru for one in probes), "\n".join(english) if told else None)


def told(typed: Text) -> tuple[Text, ...]:
    """Return the follow-ups in the lines; an English line belongs to the Russian one with the same number."""
    english = [line.strip() for line in (typed.en or "").splitlines()]
    russian = [line.strip() for line in typed.ru.splitlines()]
    paired = zip(russian, english + [""] * len(russian), strict=False)
    return tuple(Text(ru, en if en not in ("", NOTHING) else None) for ru, en in paired if ru)
