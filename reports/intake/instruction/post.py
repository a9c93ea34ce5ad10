"""Whose job description it is."""

import re
from collections.abc import Sequence

from domain.framework.provision import Topic
from domain.text import fold
from reports.intake.instruction.heads import head_of
from reports.intake.instruction.lines import Line, Sign

_POST = re.compile(
    r"(?!настоящ|(?:на |данная |эта )?должность|для |лицо|работник\b)(\S.{2,90}?)\s+"
    r"(?:относится к|является|назначается на|должен|должна|обязан)\b",
    re.IGNORECASE,
)
_ENGLISH = re.compile(
    r"(?:the |an? )?(?!person\b|this\b|in\b|to\b|employees\b|your?\b|we\b|applicants?\b"
    r"|candidates?\b|he\b|she\b|they\b)(\S.{2,60}?)\s+"
    r"(?:(?:belongs|refers) to the|reports (?:directly )?to|is (?:appointed|obliged|hired)|must|should)\b",
    re.IGNORECASE,
)
_NAMED = re.compile(
    r"(?:(?:наименование )?должност[ьи]|(?:(?:job|post|position|class|role) title|position|post"
    r"|role)):\s*(\S.{1,90})",
    re.IGNORECASE,
)
_TITLE = re.compile(
    r"(?:профиль должности|(?:типовая )?(?:должностная |рабочая "
    r"|производственная )?инструкция)\s+(?!№|N\b|\d|\("
    r"|разработан|составлен|утвержден|согласован|определя|регламент|устанавлива|является|вступа"
    r"|распростран)(\S.{1,110})",
    re.IGNORECASE,
)
_TITLE_OF = re.compile(
    r"(?:(?:job description|role profile)(?: of| for|:| [–-])? (?:the |an? )?)(?!is\b|gives\b|has\b"
    r"|template)(\S.{1,80})",
    re.IGNORECASE,
)
_UNNAMED = re.compile(
    r"должностная инструкция(?: (?:№|N\b|\().*)?|(?:job|position|role) (?:description|specification"
    r"|profile)|person specification",
    re.IGNORECASE,
)
_NAMES = re.compile(r"(.{2,60}?)\s+job description", re.IGNORECASE)


def is_heading(line: Line) -> bool:
    """Tell whether a line only says whose job description this is: «Должностная инструкция повара»."""
    text = fold(line.text)
    begins = text.startswith(("должностная инструкция", "job description of", "job description for"))
    return begins and line.sign is Sign.NONE and not text.endswith((".", ";", ":"))


def named(lines: Sequence[Line]) -> str:
    """Return the post in the nominative if a sentence is about it, else as the head names it."""
    for line in lines:
        if named := _NAMED.match(line.text):
            return _capital(named[1])
    for line in lines:
        if (
            line.sign in (Sign.NONE, Sign.CLAUSE)
            and (post := _POST.match(line.text) or _ENGLISH.match(line.text))
            and not re.search(r"\. |_{3}|:", post[1])
        ):
            return _capital(post[1])
    for at, line in enumerate(lines):
        if names := _NAMES.fullmatch(line.text):
            return _capital(names[1])
        if titled := _TITLE.match(line.text) or _TITLE_OF.match(line.text):
            if "___" not in titled[1]:
                return _capital(titled[1])
        elif not _UNNAMED.fullmatch(line.text):
            continue
        below = next((one for one in lines[at + 1 : at + 6] if one.sign is Sign.NONE and _is_post(one)), None)
        if below is not None:
            return _capital(below.text)
    return ""


def above(lines: Sequence[Line]) -> str:
    """Return the first line that may name the post, of those above the first head; empty if none may."""
    return next((_capital(one.text) for one in lines[:5] if one.sign is Sign.NONE and _is_post(one)), "")


def _is_post(line: Line) -> bool:
    text = line.text
    plain = 3 <= len(text) <= 100 and text[0].isalpha() and not line.blank
    return (
        plain
        and head_of(line, Topic.HEAD) is None
        and not re.search(
            r"[:;\d]|утвержд"
            r"|инструкци",
            text.lower(),
        )
    )


def _capital(text: str) -> str:
    text = text.strip(' .,;:«»"–-')
    text += "»" * (text.count("«") - text.count("»")) + '"' * (text.count('"') % 2)
    return text.capitalize() if text.isupper() else text[:1].upper() + text[1:]
