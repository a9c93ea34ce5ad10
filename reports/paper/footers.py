"""The mark at the top of each page, and its foot: the code of the paper, the edition, the day it was made."""

from datetime import date

from domain.event import grouped
from domain.framework.framework import Framework
from domain.people.organisation import Organisation
from reports.paper.seen import elide
from resources.i18n import Words

_NAMED = 44  # characters of a framework's name; there is no room for more beside the code


def foot(code: str, framework: Framework | None, made_on: date, words: Words, *, policy: int = 0) -> str:
    """Return the foot of a paper that is printed in one copy.

    *framework* is None if the paper refers to none; *policy* is 0 if none was used to compute it.
    """
    _ = words.gettext
    parts = [code]
    if framework is not None:
        parts.append(edition(framework, words))
    if policy:
        parts.append(_("policy {number}").format(number=policy))
    parts += [_("generated {date}").format(date=words.date(made_on)), _("copy 1")]
    return " · ".join(parts)


def journal(value: str, words: Words) -> str:
    """Return the line with the code by which the journal finds the event; empty without a *value*."""
    return words.gettext("Journal code: {code}").format(code=grouped(value)) if value else ""


def edition(framework: Framework, words: Words) -> str:
    """Return the framework's name and edition; keys are for machines."""
    title = elide(words.text(framework.title), _NAMED)
    return words.gettext("framework: {title}, edition {number}").format(title=title, number=framework.number)


def confidential(organisation: Organisation, words: Words) -> str:
    """Return the mark of what tells about people, in the words of the organisation if it has some."""
    mark = organisation.more.confidentiality
    if not mark:
        return words.gettext("Confidential. Copy No. 1")
    return words.gettext("{mark}. Copy No. 1").format(mark=mark)
