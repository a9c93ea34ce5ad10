"""The foot of each page: the code of the paper, the edition it speaks of, the day it was made."""

from datetime import date

from domain.framework.framework import Framework
from reports.paper.seen import elide
from resources.i18n import Words

_NAMED = 44  # characters of the name of a framework; the paper beside it has no more room


def foot(code: str, framework: Framework | None, made_on: date, words: Words, *, policy: int = 0) -> str:
    """Return the foot of a paper that is printed in one copy.

    *framework* is None where it speaks of none; *policy* 0 where nothing was computed by it.
    """
    _ = words.gettext
    parts = [code]
    if framework is not None:
        parts.append(edition(framework, words))
    if policy:
        parts.append(_("policy {number}").format(number=policy))
    parts += [_("generated {date}").format(date=words.date(made_on)), _("copy 1")]
    return " · ".join(parts)


def edition(framework: Framework, words: Words) -> str:
    """Return the framework by its name, and its edition; keys are for machines."""
    title = elide(words.text(framework.title), _NAMED)
    return words.gettext("framework: {title}, edition {number}").format(title=title, number=framework.number)
