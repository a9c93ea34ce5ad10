"""Comparisons and refusals in words, the same on papers, in workbooks and on screens."""

from domain.assessing.scoring import Status, Totals
from domain.assessing.talk.focus import talk
from domain.hiring.comparison import Comparison, Contender
from domain.hiring.decision import NotChosen
from domain.hiring.refusal import Refusal, RefusalPoint
from domain.people.gates import Gate, GateKind
from reports.paper import phrases_opening
from reports.words import cases, phrases
from reports.words.assessing import phrases_known
from reports.words.names import name_of
from resources.i18n import NBSP, Words, nb
from resources.meetings import rules


def common(comparison: Comparison, words: Words) -> str:
    """Return how many items count in a comparison, and their share of those required."""
    _ = words.gettext
    union = len(comparison.rows) + len(comparison.others)
    said = _("Compared on what was assessed for {whom}: {part} of {whole} competencies, {share} in common.")
    return said.format(
        whom=whom(comparison, words),
        part=len(comparison.common),
        whole=union,
        share=words.percent(comparison.overlap),
    )


def whom(comparison: Comparison, words: Words) -> str:
    """Return for whom the common items were all assessed, as part of a sentence."""
    if comparison.everyone:
        return words.pgettext("assessed for", "everyone")
    said = words.gettext("everyone whose result is final ({part} of {whole})")
    return said.format(part=comparison.final, whole=len(comparison.contenders))


def nothing_common(comparison: Comparison, words: Words) -> str:
    """Return the sentence that no item is common."""
    said = words.gettext("No competency was assessed for {whom}.")
    return said.format(whom=whom(comparison, words))


def out(comparison: Comparison, words: Words) -> str:
    """Return which items do not count; empty if all do."""
    if not comparison.others:
        return ""
    said = words.gettext("Left out, not assessed for {whom}: {codes}.")
    codes = ", ".join(row.code for row in comparison.others)
    return said.format(whom=whom(comparison, words), codes=codes)


def concluded(one: Contender, words: Words) -> str:
    """Return what was concluded about a candidate and when; empty before that."""
    told = one.concluded
    if told is None:
        return ""
    said = words.gettext("conclusion of {date}: {outcome}")
    return said.format(date=words.date(told.on), outcome=name_of(told.outcome, words))


def talk_time(minutes: int, words: Words) -> str:
    """Return the length of an interview: of its questions, and of the meetings with everything included.

    Without a minute of questions it says that the framework has none.
    """
    _, ngettext = words.gettext, words.ngettext
    if not minutes:
        return _("the framework has no questions for them")
    whole = talk(minutes, *rules())
    asked = ngettext("questions {n} minute", "questions {n} minutes", minutes).format(n=minutes)
    meetings = ngettext("{n} meeting", "{n} meetings", whole.meetings).format(n=whole.meetings)
    told = _("{questions}; {meetings}, {total} min in total including opening, notes and closing")
    return nb(told.format(questions=asked, meetings=meetings, total=whole.total))


def gates_as_of(comparison: Comparison, words: Words) -> str:
    """Return the date as of which the mandatory requirements are shown, or that there are none."""
    if not comparison.contenders:
        return ""
    if comparison.profile.requirements.unconfirmed:
        return words.gettext("The requirements in the job description are not confirmed and not checked.")
    if not comparison.gates:
        return words.gettext("The position profile sets no mandatory requirements.")
    return words.gettext("Mandatory requirements as of {date}.").format(date=words.date(comparison.made_on))


def little_common(words: Words) -> str:
    """Return the warning that the overlap is below the policy."""
    return words.gettext("Little is in common: different things were asked, so the ranking says little.")


def ties(comparison: Comparison, words: Words) -> list[str]:
    """Return a sentence for each candidate not distinguishable from others, in the order of the table."""
    said = words.gettext("{one}: on these data not distinguishable from {others}.")
    names = {one.case_id: f"{one.person.short_name} ({one.person.code})" for one in comparison.contenders}
    others: dict[int, list[str]] = {}
    for one, other in comparison.ties:
        others.setdefault(one, []).append(names[other])
    return [said.format(one=names[one], others=", ".join(found)) for one, found in others.items()]


def placeless(one: Contender, words: Words) -> str:
    """Return why a candidate has no place: the status with its codes; empty for one who has a place."""
    _ = words.gettext
    if one.rank is not None:
        return ""
    said = [phrases.total_status(one.whole, words)]
    if one.whole.status is Status.FINAL:
        said.append(final_placeless(one, words))
    if one.whole.status is Status.PROVISIONAL:
        if one.unsettled:
            said[0] = _("provisional, not agreed: {codes}").format(
                codes=phrases.listing(one.unsettled, 12, words)
            )
        if one.unknown:
            said.append(phrases_known.no_level(one.unknown, words))
    return "; ".join(said)


def final_placeless(one: Contender, words: Words) -> str:
    """Return why a final result has no place: nothing in common, or nobody to compare with."""
    if one.attainment is None:
        return words.gettext("nothing in common with the others")
    return words.gettext("the only final result, so there is no rank")


def span(totals: Totals, words: Words) -> str:
    """Return the interval of the mean level, or a word for why there is none; empty without a level."""
    interval = totals.interval
    if not phrases.has_number(totals) or totals.mean is None:
        return ""
    if interval.lower is None or interval.upper is None:
        return words.gettext("precision unknown")
    if not interval.seen:
        return words.gettext("no spread visible")
    return phrases.interval_span(interval, words)


def refusal_text(refusal: Refusal, words: Words) -> str:
    """Return the draft of a refusal to edit and sign: requirement, level, fact; a paragraph per line.

    It says nothing about other people and judges nobody. A competency without a fact against it is left out.
    If somebody else was chosen it says what was decisive, and nothing else.
    """
    _ = words.gettext
    if isinstance(refusal.ground, NotChosen):
        return _decisive(refusal, refusal.ground, words)
    head = _(
        "We have considered your application for the position of “{post}”. Following the "
        "conclusion of {date}, we are unable to employ you for reasons relating to "
        "professional qualities (Labour Code, Article 64)."
    )
    lines = [
        head.format(post=cases.in_a_sentence(words.text(refusal.post)), date=words.date(refusal.ground.on))
    ]
    if refusal.gates:
        lines.append(_("Mandatory requirements that are not met:"))
        lines += [f"{place}. {_unmet(gate, words)}" for place, gate in enumerate(refusal.gates, start=1)]
    points = refusal.grounded
    if points:
        lines.append(_("The assessment found these below the required level (scale 0 to 4):"))
        lines += [f"{place}. {_short_of(point, words)}" for place, point in enumerate(points, start=1)]
    if not refusal.gates and not points:
        lines.append(_("Requirement, level and fact: ________________"))
    lines.append(_("A refusal may be appealed in court (Labour Code, Article 64)."))
    return "\n".join(lines)


def _decisive(refusal: Refusal, ground: NotChosen, words: Words) -> str:
    _ = words.gettext
    head = _(
        "We have considered your application for the position of “{post}”. By the "
        "decision of {date} another candidate was chosen; professional qualities were "
        "decisive (Labour Code, Article 64): {reason}"
    )
    reason = " ".join(ground.reason.split())
    lines = [
        head.format(
            post=cases.in_a_sentence(words.text(refusal.post)),
            date=words.date(ground.on),
            reason=reason if reason.endswith((".", "!", "?", "…")) else f"{reason}.",
        ),
        _("A refusal may be appealed in court (Labour Code, Article 64)."),
    ]
    return "\n".join(lines)


def left_out(refusal: Refusal, words: Words) -> str:
    """Say which competencies below target the draft leaves out; empty if it has all of them."""
    if isinstance(refusal.ground, NotChosen) or not refusal.bare:
        return ""
    critical = words.gettext(" (critical)")
    return words.gettext(
        "In the draft: {part} of {whole}. Left out for lack of a fact against: {codes}."
    ).format(
        part=len(refusal.grounded),
        whole=len(refusal.points),
        codes=", ".join(f"{point.code}{critical if point.critical else ''}" for point in refusal.bare),
    )


def _unmet(gate: Gate, words: Words) -> str:
    """Return a gate that is not met; for the medical one only the admission."""
    _ = words.gettext
    match gate.kind:
        case GateKind.EDUCATION:
            said = _("{name}: the documents shown do not confirm the required level.")
            return said.format(name=_placed(_("Education"), gate.clause, words))
        case GateKind.EXPERIENCE:
            told = _("{name}: the documents shown do not confirm the required one")
            said = told.format(name=_placed(_("Work experience"), gate.clause, words))
            ways = [
                _("counted {months} mo., required {least}").format(
                    months=one.total, least=one.alternative.min_months
                )
                for one in gate.months
            ]
            return f"{said} ({'; '.join(ways)})." if ways else f"{said}."
        case GateKind.MEDICAL:
            said = _("{name}: there is no clearance for the work.")
            return said.format(name=_placed(_("Medical examination"), gate.clause, words))


def _placed(name: str, clause: str, words: Words) -> str:
    """Return the requirement with its clause in brackets, if a document numbers it."""
    return words.gettext("{name} (clause {clause})").format(name=name, clause=clause) if clause else name


def _short_of(point: RefusalPoint, words: Words) -> str:
    _ = words.gettext
    said = _("{requirement}: {target} required, {level} assessed.")
    facts = "; ".join(
        f"{words.date(fact.observed_on)} — {phrases.written(fact.text, words).strip().rstrip('.')}"
        for fact in point.facts
    )
    told = _("Fact: {facts}.") if len(point.facts) < 2 else _("Facts: {facts}.")
    head = said.format(
        requirement=_placed(
            words.text(point.requirement).strip(" ;."), point.clause.replace(" ", NBSP), words
        ),
        target=point.target,
        level=words.number(point.level),
    )
    flat = " ".join(facts.split())
    return f"{head} {told.format(facts=flat)}"


def open_answers(comparison: Comparison, words: Words) -> list[str]:
    """Return a sentence for each candidate of whom marks came in a form."""
    return [
        f"{one.person.short_name} ({one.person.code}). {phrases.open_line(one.open_answers, words)}"
        for one in comparison.contenders
        if one.open_answers
    ]


def not_shown(comparison: Comparison, words: Words) -> list[str]:
    """Return a sentence on the candidates of whom sheets are to come, and one on those with sealed ones."""
    _ = words.gettext
    texts: list[str] = []
    if comparison.pending:
        names = ", ".join(comparison.pending)
        texts.append(_("Not shown, sheets pending: {names}.").format(names=names))
    if comparison.unopened:
        names = ", ".join(comparison.unopened)
        texts.append(_("Not shown, sealed sheets are not opened yet: {names}.").format(names=names))
    return texts


def opened_early(comparison: Comparison, words: Words) -> list[str]:
    """Return a sentence for each candidate whose sheets somebody looked at before all were in."""
    head = phrases_opening.head(words)
    return [
        f"{one.person.short_name} ({one.person.code}). {head}: {phrases_opening.said(one.opening, words)}"
        for one in comparison.contenders
        if one.opening is not None
    ]
