"""Where the sheets of a case are that went out in packets and forms, in words for a card of the case."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from db.assessing.progress import CaseLine
from db.assessing.sheet import answer_forms
from db.exchange import holdings
from desktop.context import Context
from desktop.shared.cycle_words import short
from desktop.shared.item_words import sentence
from desktop.shared.seats import pending_words
from domain.assessing.answer_form import Expected
from domain.errors import StillBlind
from domain.exchange.holding import Holding, Stand
from reports.words import phrases
from resources.i18n import ENDS, _, current, sentences

NAMED = 3  # people for whom a closed sheet waits


@dataclass(frozen=True, slots=True)
class Sent:
    """What was sent for one case: the forms by assessor, and packets."""

    forms: Mapping[int, Expected]
    packets: Sequence[Holding]


def read_sent(context: Context, case: CaseLine) -> Sent:
    """Return what was sent for a case."""
    data, case_id = context.data, case.case_id
    forms = _expected(context, case_id) if case.waiting else ()
    packets = data.read(holdings.of_case, case_id) if data.allows(holdings.of_case) else ()
    return Sent({one.assessor_id: one for one in forms}, packets)


def _expected(context: Context, case_id: int | None) -> Sequence[Expected]:
    """Return the forms that are expected back, of one case or of all; none where they are not told of."""
    data = context.data
    may = data.allows(answer_forms.expected)
    return data.read(answer_forms.expected, context.today(), case_id) if may else ()


def awaiting(names: Sequence[str]) -> str:
    """Return that sealed sheets stay closed, and whose are awaited."""
    if not names:
        return _("closed")
    shown = ", ".join(names[:NAMED])
    more = len(names) - NAMED
    if more > 0:
        shown = _("{names} and {n} more").format(names=shown, n=more)
    return _("closed until all are in: {names} to come").format(names=shown)


def open_answers(sent: Sent, viewer_id: int) -> str:
    """Return whose answers are in forms, which whoever has the workbook can read; empty if nobody else's."""
    return _in_forms(sent.forms.values(), viewer_id)


def waiting_words(blind: StillBlind) -> str:
    """Return whose sheets a hidden result waits for, by name, and whose answers are open all the same."""
    opened = open_to_holders(blind.open_answers)
    return "\n".join(filter(None, (pending_words(blind.waiting), opened)))


def hidden_words(context: Context, case: CaseLine | None) -> str:
    """Return that the marks of a case are hidden here, and whose answers are open; empty if not."""
    if case is None or not (case.waiting and case.submitted) or case.open_to(context.me.id):
        return ""
    told = _("Marks are hidden until all sheets are submitted.")
    return sentences(*filter(None, (told, open_answers_of(context, case.case_id))))


def open_answers_of(context: Context, *case_ids: int) -> str:
    """Return whose answers are in forms, of cases whose marks are hidden; only the forms are read."""
    one = case_ids[0] if len(case_ids) == 1 else None
    forms = _expected(context, one) if case_ids else ()
    return _in_forms([form for form in forms if form.case_id in case_ids], context.me.id)


def _in_forms(forms: Iterable[Expected], viewer_id: int) -> str:
    return open_to_holders([one.assessor for one in forms if one.assessor_id != viewer_id])


def open_to_holders(names: Iterable[str]) -> str:
    """Return that the answers of these people are in forms; empty if of nobody."""
    return phrases.open_to_holders([short(one) for one in names], current())


def ready(lines: Sequence[Holding]) -> bool:
    """Return whether the sealed sheets of a case wait for nobody, and can be opened."""
    return any(one.stand is Stand.READY for one in lines)


def ready_words() -> str:
    """Return that they can be opened."""
    return _("Nobody is awaited any more: all sealed sheets of the assessment open together.")


def closed_words(lines: Sequence[Holding]) -> str:
    """Return for whom the closed sheets of a case wait; empty if none is closed."""
    closed = next((one for one in lines if one.stand is Stand.CLOSED), None)
    if closed is None:
        return ""
    words = sentence(awaiting(closed.awaited))
    return words if words.endswith(ENDS) else f"{words}."
