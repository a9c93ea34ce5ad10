"""What a text says by itself that it is: knowledge or a skill."""

import re

from domain.framework.framework import Kind
from domain.framework.provision import Topic
from domain.text import fold

NO_END = re.compile(r"(?<![.\w])(?<!т\. )(?:[А-ЯЁ]|г|им|ул|стр|пп?|ст)\.$")  # before a name or a number
LISTED = 3  # things that commas part in a sentence; fewer are one thing and what is said of it
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[А-ЯЁA-Z«\"])|(?<=[а-яё]{5}\.)(?=[А-ЯЁ][а-яё]{2})")
_ADVERBS = r"(?:(?:\w{3,}(?<!ств)о|всегда)(?: и)? ){0,2}"  # «грамотно и четко говорить»
_INFINITIVE = re.compile(_ADVERBS + r"(?:\w+(?:[аеиоуыяё]ть|сти|зти|чь)(?:ся)?\b|\w{3,}тись\b)")
_DOES = re.compile(  # «ведет учёт», «не допускает потерь»
    r"(?:не |\w+о )?(?!бюджет|комитет|отчет|учет|кредит|аудит|дефицит|лимит|авторитет|совет|пакет|билет)"
    r"\w{2,}(?:[еёи]т|[ую]т|[ая]т)(?:ся)?\b"
)
_ACTS = re.compile(  # «follow the order of entry»
    r"(?:to )?(?:accept|act|answer|arrange|assist|attend|avoid|calculate|carry|check|clean|collect|comply"
    r"|conduct|coordinate|deliver|develop|draw up|ensure|execute|fill|follow|fulfill?|give|handle|help|hold"
    r"|improve|inform|inspect|issue|keep|lead|maintain|make|manage|monitor|notify|observe|obey|operate"
    r"|organi[sz]e|pack|participate|perform|plan|prepare|protect|provide|put|receive|record|repair|report"
    r"|respect|sell|send|serve|store|submit|supervise|take|teach|train|treat|undergo|use|wash|wear|write)"
    r" (?!of\b|and\b)"
)
_DEEDS = re.compile(  # «Supervises staff», «Clean and restore the site», «Responsible for the branch»
    r"(?:may |also )?(?:accept|act|advise|analy[sz]e|answer|appl(?:y|ie)|appraise|arrange|assess|assign"
    r"|assist|attend|build|calculate|carr(?:y|ie)|check|classif(?:y|ie)|clean|coach|collect|communicate|compile|comply"
    r"|complie|conduct|contact|coordinate|count|create|cut|deliver|design|determine|develop|direct|distribute"
    r"|document|draw|enforce|ensure|enter|establish|evaluate|examine|execute|file|fill|follow|gather|give|greet"
    r"|guide|handle|help|hold|identif(?:y|ie)|implement|inspect|install|interpret|issue|keep|lead|learn|load"
    r"|maintain|make|manage|monitor|notif(?:y|ie)|obey|observe|offer|open|operate|order|organi[sz]e|oversee|pack"
    r"|participate|perform|plan|post|prepare|present|process|produce|promote|provide|purchase|receive|recommend"
    r"|record|repair|report|represent|resolve|respond|review|schedule|secure|select|sell|send|serve|set|sort"
    r"|stock|store|suggest|supervise|support|take|teach|test|train|transport|update|use|verif(?:y|ie)|wash|work"
    r"|write)(?:s|es)?\b(?! of\b)|responsible for\b"
)
_NOUN = re.compile(
    r"\w+(?:ость|ости|есть)\b|(?:суть|сеть|смерть|нить|нефть|печать|кровать|тетрадь|речь|помощь|мать|память)\b"
)
_QUALITY = r"(?:\w+(?:ое|ее|ие|ые|ий|ый|ая|яя|ых|их) ){0,2}"  # «уверенные навыки», «отличное знание»
_WELL = r"(?:вы |который |кто )?(?:хорошо |уверенно |отлично |свободно |глубоко )?"
_TONGUE = (
    r"(?:english|french|german|dutch|spanish|italian|portuguese|polish|irish|welsh|russian|chinese|mandarin"
    r"|arabic|swedish|norwegian|danish|finnish|japanese|language)\b"
)
_SKILLED = re.compile(
    _QUALITY + r"(?:навык|умени|владени|способност)\w*|(?:работа с|работы с|опыт)\w*\b"
    rf"|{_WELL}(?:уме(?:ете|ешь|ет)|може(?:те|шь|т)|владе(?:ете|ешь|ет)|способны|способен|пиш(?:ете|ет)"
    r"|рису(?:ете|ет))\b"
    r"|(?:грамотн|делов)\w+ (?:\w+ ){0,3}(?:речь|переписк\w+)"
    r"|уверенн\w+ пользовател\w+"
    r"|(?:[\w-]+ ){0,5}(?:ability|abilities|skills?|able to|aptitude|proficiency|proficient|fluent|fluency)\b"
    r"|(?:you |i |to |who )?(?:can|could)\b"
    r"|(?:you |i )?(?:speak|write|read|communicate|explain|manage|handle|lead)\b"
    r"|(?:an? )?(?:\w+ )?(?:knack|eye|flair|talent|gift|feel) for\b|numeracy\b|literacy\b"
    r"|(?:[\w-]+ ){0,3}(?:command of|capacity (?:to|for)|attention to detail|way of working|communicator"
    r"|listener)\b"
    r"|(?:handy|competent|confident|comfortable|proficient|adept|capable|good) (?:with|on|at|in|of)\b"
    r"|be (?:able to|capable of)\b|being skilled in\b"
    r"|(?:[\w-]+ ){0,3}communication$|(?:flexibility|adaptability)\b"
    r"|(?:programming|scripting|coding) in\b|(?:someone|somebody) able to\b|confidence in \w+ing\b"
    r"|(?:confident|competent|effective|skilled|safe|accurate|clear|good|strong|excellent) (?:[\w-]+ ){0,2}"
    r"(?:use|user|handling|communication|operation|listening|speaking|writing|organi[sz]ation)\b"
    rf"|(?:good |very good |spoken |written |fluent |fluency in |business |basic "
    rf"|conversational |native )+{_TONGUE}"
    r"|(?:strong|solid|advanced) (?!background|record|experience|track|academic|work ethic|interest)"
)
_THING = re.compile(  # what one knows, and what it is of
    r"(?:\w+(?:ые|ие|ую|ое|ий|ый) )?(?:правила|порядок|основы|принципы|виды|методы|способы|приемы|структуру"
    r"|технологи[юи]|устройство|ассортимент|назначение|свойства|условия|нормы|стандарты|признаки|сроки|особенности)\b"
)
_ABLE = re.compile(r"(?:the )?(?:skills? in|ability to|able to)\b|(?:уме|владе)(?:ть|ние|ете)\b")
_DOING = re.compile(  # «clear writing»
    r"(?:(?!in\b|of\b|for\b)[\w-]+ ){0,1}(?!engineering|accounting|marketing|training|building"
    r"|banking)\w{2,}ing\b"
)
_KNOWN = re.compile(
    _QUALITY + r"(?:знани|понимани|представлени)[еяй]\b"
    rf"|знакомство с\b|{_WELL}(?:зна(?:ть|ете|ешь|ет)|понима(?:ть|ете|ешь|ет)|знаком(?:ы|а)? с"
    r"|разбира(?:ться|етесь|ешься|ется)"
    r"|ориентиру(?:етесь|ешься))\b"
    r"|(?:[\w-]+ ){0,4}(?:(?:knowledge|understanding|awareness|grasp) of|knowledge in|familiarity with"
    r"|insights? into)\b"
    r"|(?:[\w-]+ ){0,2}knowledge$"
    r"|(?:you |i |who )?(?:know|knows|understands|understand(?!(?:,| and| &) \w+(?<!ing)\b))\b"
    r"|(?:a )?strong grasp of\b"
    r"|you(?: are|['’]re) familiar with\b|familiar with\b"
)
_SHARED = re.compile(  # «Knowledge of traffic laws; hazards of the work»
    r"((?:the )?(?:(?:[\w-]+ ){0,2}(?:knowledge|understanding) of|skills? in|abilit(?:y|ies) to|able to))"
    r" (.+)",
    re.IGNORECASE,
)


def kind_of(text: str) -> Kind:
    """Return what an item probably is: a skill if it begins with a verb, else knowledge."""
    first = _first(text)
    if _KNOWN.match(first):
        return Kind.KNOWLEDGE
    if _SKILLED.match(first) or _DOING.match(first):
        return Kind.SKILL
    return Kind.SKILL if _INFINITIVE.match(first) and not _NOUN.match(first) else Kind.KNOWLEDGE


def is_knowledge(text: str) -> bool:
    """Tell whether a text says by itself that it is knowledge, even in a list of skills."""
    return _KNOWN.match(_first(text)) is not None


def is_skill(text: str) -> bool:
    """Tell whether a text says by itself that it is a skill, even in a list of knowledge."""
    return _ABLE.match(_first(text)) is not None


def is_action(text: str) -> bool:
    """Tell whether a text says what somebody does: «соблюдать порядок»; «знать порядок» does not."""
    first = _first(text)
    return (
        bool(_INFINITIVE.match(first) or _ACTS.match(first))
        and not _NOUN.match(first)
        and not _KNOWN.match(first)
    )


def does(text: str) -> bool:
    """Tell whether a text says what somebody does, in the third person: «ведет учёт»."""
    return _DOES.match(_first(text)) is not None


def acts(text: str) -> bool:
    """Tell whether a line without a heading says by its first word that it is a duty."""
    return does(text) or _DEEDS.match(_first(text)) is not None


def says(text: str) -> bool:
    """Tell whether a text says by itself that it is knowledge or a skill: «знание программ»."""
    first = _first(text)
    if first.startswith(("опыт", "работ")):
        return False
    return bool(_SKILLED.match(first) or _KNOWN.match(first) or _ABLE.match(first))


def commas(topic: Topic, text: str) -> list[str]:
    """Return what commas part in a sentence, if each part says by its first word that it is one thing.

    «правила торговли, порядок учёта и виды товаров»; «правила охраны труда, санитарии» is one thing.
    """
    if topic is Topic.DUTIES:
        return _infinitives(text)
    if topic is Topic.KNOW:
        return _things(text)
    parts = [one.strip(" .") for one in re.split(r", | и (?=\w)", text)]
    begins = {Topic.CAN: _INFINITIVE}.get(topic)
    if begins is None or len(parts) < 2:
        return [text]
    whole = [
        len(one.split()) > 1 and begins.match(_first(one)) and not _NOUN.match(_first(one)) for one in parts
    ]
    return parts if all(whole) else [text]


def _things(text: str) -> list[str]:
    """Return what commas part in a sentence of things known: «правила А, Б, порядок В и виды Г»."""
    parts: list[str] = []
    for one in text.split(", "):
        if parts and not _is_whole(one):
            parts[-1] = f"{parts[-1]}, {one}"
            continue
        first, _sign, last = one.rpartition(" и ")
        parts += (first, last) if _is_whole(first) and _is_whole(last) else (one,)
    return [one.strip(" .") for one in parts] if len(parts) >= LISTED and is_thing(parts[0]) else [text]


def _is_whole(text: str) -> bool:
    return len(text.split()) > 1 and is_thing(text)


def _infinitives(text: str) -> list[str]:
    """Return what commas part in a sentence of duties: «мыть полы (в холле, на лестнице), выносить мусор»."""
    parts: list[str] = []
    for one in re.split(r", (?![^(]*\))", text):
        if parts and (not _INFINITIVE.match(_first(one)) or _NOUN.match(_first(one))):
            parts[-1] = f"{parts[-1]}, {one}"
        else:
            parts.append(one)
    told = len(parts) >= LISTED and all(is_action(one) and len(one.split()) > 1 for one in parts)
    return [one.strip(" .") for one in parts] if told else [text]


def is_thing(text: str) -> bool:
    """Tell whether a text says by its first word that it is one thing known: «стандарты обслуживания»."""
    return _THING.match(_first(text)) is not None


def shared(text: str) -> tuple[str, tuple[str, ...]]:
    """Return the words that several things of one sentence share, and these; no words if it has only one."""
    match = _SHARED.match(text)
    parts = tuple(one.strip(" .") for one in match[2].split(";") if one.strip(" .")) if match else ()
    if match is None or len(parts) < 2 or any(_SHARED.match(one) or is_knowledge(one) for one in parts):
        return "", (text,)
    return match[1], parts


def _first(text: str) -> str:
    return fold(text).lstrip('«"( ')


def sentences_of(text: str) -> list[str]:
    """Return the sentences; a point after an initial or «им.» ends none."""
    parts: list[list[str]] = []
    for one in _SENTENCE.split(text):
        if parts and NO_END.search(parts[-1][-1]):
            parts[-1].append(one)
        else:
            parts.append([one])
    return [" ".join(one) for one in parts]
