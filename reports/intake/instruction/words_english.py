"""How English job descriptions say what stands below a line; each pattern is for folded text."""

from domain.framework.provision import Topic

_MUST = r"\b(?:must|should|shall|(?:has|have|needs?|is (?:required|expected|obliged)) to)\b.{0,60}?"
_SKILLS = r"(?:skills|abilities|competenc(?:es|ies))"
_BEFORE = r"(?:(?:required|professional|necessary|essential|key|technical|special|practical|specific) )?"

PHRASES = (
    (
        Topic.BOTH,
        _MUST + r"\b(?:know and be able to|be able to and know|(?:have|possess) knowledge and skills)\b"
        r"|\b(?:must|should|shall) have(?=\s*$)",
    ),
    (
        Topic.KNOW,
        _MUST + r"\b(?:know(?! and (?:comply|observe|follow))|be (?:familiar with|aware of)"
        r"|(?:have|possess)(?: \w+){0,2} knowledge(?: of)?)\b",
    ),
    (Topic.CAN, _MUST + rf"\b(?:be able to|(?:have|possess)(?: \w+){{0,3}} {_SKILLS})\b"),
    (Topic.FUNCTIONS, r"\b(?:performs|carries out|has|fulfils)(?: \w+){0,3} functions\b(?=\s*$)"),
    (
        Topic.DUTIES,
        r"\b(?:performs?|carr(?:y|ies) out|has|have|fulfils?|do)(?: \w+){0,4}"
        r" (?:duties|responsibilities|tasks)(?=\s*$)"
        r"|\b(?:duties|responsibilities|tasks)(?: \w+){0,6} (?:include|are|performed by(?: \w+){1,4})"
        r"(?: \w+ following)?(?=\s*$)|\b(?:is|are) responsible for the following(?: \w+)?(?=\s*$)"
        r"|\b(?:is|are) obliged(?: to)?(?=\s*$)|\b(?:must|should|shall)(?=\s*$)",
    ),
    (Topic.RIGHTS, r"\b(?:ha(?:s|ve) the right|(?:is|are) entitled)\b"),
    (
        Topic.LIABILITY,
        r"\b(?:bears?(?: \w+)? (?:responsibility|liability)|(?:is|are)(?: \w+)? (?:liable|accountable))\b",
    ),
    (
        Topic.GENERAL,
        r"\b(?:is guided\b.{0,40}\bby|reports (?:directly )?to|(?:belongs|refers) to the\b.{0,40}\bcategory"
        r"|is (?:appointed|accepted|hired|subordinate|directly subordinate|dismissed)"
        r"|appointment to\b.{0,80}\b(?:is|are) (?:made|carried out)|during the absence)\b",
    ),
)
_OF = r"(?: (?:of|for) [^.:;]{1,110})?"  # «Job responsibilities of the seller»
WHOSE = r"(?:list of )?(?:(?!and\b|or\b)[\w’'-]+ ){1,3}?"  # «Head cook duties»
TITLES = (
    (
        Topic.BOTH,
        rf"{_BEFORE}(?:knowledge(?:,| and| &) (?:{_SKILLS}|experience)|skills(?:,| and| &) knowledge)"
        rf"(?:(?:,|,? and| &) {_SKILLS})?(?: required| requirements)?",
    ),
    (Topic.KNOW, rf"{_BEFORE}knowledge(?: required| requirements)?|(?:must|should) know"),
    (
        Topic.CAN,
        rf"{_BEFORE}{_SKILLS}(?! (?:and|&) qualif)(?:(?:,| and| &) {_SKILLS})?(?: required| requirements)?"
        r"|(?:must|should) be able to",
    ),
    (Topic.FUNCTIONS, r"(?:(?:job|main|key) )?functions"),
    (
        Topic.DUTIES,
        r"(?:(?:main|key|general|job|essential|primary|core|principal|official|functional) ){0,2}"
        r"(?:(?:(?:roles?|duties|tasks)(?: and| &|/) )?responsibilities"
        r"|(?:responsibilities(?: and| &) )?duties|tasks)"
        rf"{_OF}|what you(?:'|’)?(?:ll| will) do|what you will be doing",
    ),
    (Topic.GENERAL, r"general (?:provisions|information|part)"),
    (Topic.RIGHTS, r"rights(?: and (?:powers|authority))?|powers"),
    (Topic.LIABILITY, r"responsibility|liability|accountability"),
    (
        Topic.OTHER,
        r"(?:(?:minimum|required|preferred|desired|job) )?(?:qualifications?|requirements)(?: requirements)?"
        r"(?: and (?:skills|experience)(?: required)?)?|education(?:(?:/| and | & )(?:training|experience))?"
        r"|experience|skills(?: and| &) qualifications"
        r"|(?:working|work) (?:conditions|environment)|conditions of work|benefits"
        r"|salary(?: expectations)?|compensation"
        r"|(?:job |overall )?(?:purpose|summary|overview|objective)|about (?:us|the \w+)|how to apply"
        r"|(?:professional )?relationships?|personal qualities|performance (?:criteria|indicators)"
        r"|final provisions"
        r"|professional growth|career (?:growth|path)|physical requirements|certifications?|licen[cs]es?",
    ),
)
SIGNING = r"approved?(?: by\b.{0,60})?\W*$|agreed\W*$|(?:i )?have read\b|read and understood\b|signature\b"
