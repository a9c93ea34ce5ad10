"""How English job descriptions say what stands below a line; each pattern is for folded text."""

from domain.framework.provision import Topic

_MUST = r"\b(?:must|should|shall|(?:has|have|needs?|is (?:required|expected|obliged)) to)\b.{0,60}?"
_SKILLS = r"(?:skills|abilities|competenc(?:es|ies))"
_BEFORE = (
    r"(?:(?:required|professional|necessary|essential|key|technical|special|practical|specific|minimum|core"
    r"|preferred|desired|desirable|personal|hard|soft|transferable|interpersonal) ){0,2}"
)
_ASSET = (
    r"(?:skills|abilit(?:y|ies)|competenc(?:es?|ies|y)|capabilities|knowledge|understanding"
    r"|experience|attributes"
    r"|qualities|behaviou?rs|attitudes?|qualifications|education|training|expertise|aptitudes?)"
)
_AND = r"(?:, and |, | and | & | ?/ ?)"
_END = r"(?: required| requirements)?"

PHRASES = (
    (
        Topic.BOTH,
        _MUST + r"\b(?:know and be able to|be able to and know|(?:have|possess) knowledge and skills)\b"
        r"|\b(?:must|should|shall|will) have(?=\s*$)|\byou(?:'ll|’ll| will)? (?:need"
        r"|have)(?: to have)?(?=\s*$)",
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
        r"(?:,? but (?:are )?not limited to)?"
        r"(?: \w+ following)?(?=\s*$)|\b(?:is|are) responsible for the following(?: \w+)?(?=\s*$)"
        r"|\byou\b.{0,12} responsible for(?=\s*$)|\b(?:is|are) obliged(?: to)?(?=\s*$)|\b(?:must"
        r"|should|shall)(?=\s*$)",
    ),
    (Topic.KNOW, r"^you know(?=\s*$)"),
    (Topic.CAN, r"^you can(?=\s*$)"),
    (Topic.DUTIES, r"\byou(?:'ll|’ll| will)(?=\s*$)"),
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
WHOSE = (  # «Head cook duties»
    r"(?:list of )?(?:(?!and\b|or\b|summary\b|overview\b|purpose\b)[\w’'-]+ ){1,3}?"
)
TITLES = (
    (Topic.BOTH, rf"(?=.*\bknowledge\b)(?=.*\b{_SKILLS})(?:{_BEFORE}{_ASSET}{_AND})+{_BEFORE}{_ASSET}{_END}"),
    (
        Topic.KNOW,
        rf"{_BEFORE}knowledge(?:{_AND}(?:understanding|experience|expertise))?(?: required"
        rf"| requirements| of)?"
        r"|(?:must|should) know",
    ),
    (
        Topic.CAN,
        rf"{_BEFORE}{_SKILLS}(?! (?:and|&) qualif)(?:(?:,| and| &) {_SKILLS})?(?: required| requirements)?"
        rf"|(?=.*\b{_SKILLS})(?:{_BEFORE}(?:{_SKILLS}|behaviou?rs|attributes|qualities|attitudes){_AND}?)+"
        r"|(?:must|should) be able to|(?:the )?ability to|skills? in",
    ),
    (Topic.DUTIES, r"(?:essential|primary|principal)(?: job)? functions"),
    (Topic.FUNCTIONS, r"(?:(?:job|main|key) )?functions"),
    (
        Topic.DUTIES,
        r"(?:(?:main|key|general|job|essential|primary|core|principal|official|functional) ){0,2}"
        r"(?:(?:(?:roles?|duties|tasks)(?: and| &|/) )?responsibilities"
        r"|(?:responsibilities(?: and| &) )?duties|tasks)"
        rf"{_OF}|what you(?:'|’)?(?:ll| will) (?:do|be doing)"
        r"|(?:key result|(?:key )?responsibility) areas|(?:(?:main|key|typical|work) )?activities"
        r"|(?:(?:key|main) )?accountabilities|(?:typical|representative) (?:tasks|duties)"
        r"|(?:illustrative )?examples? of (?:duties|work)",
    ),
    (Topic.GENERAL, r"general (?:provisions|information|part)"),
    (Topic.RIGHTS, r"rights(?: and (?:powers|authority))?|powers"),
    (Topic.LIABILITY, r"responsibility|liability|accountability"),
    (
        Topic.OTHER,
        r"(?:(?:minimum|required|preferred|desired|job|special|other) )?(?:qualifications?|requirements)"
        r"(?: requirements)?(?: and (?:skills|experience|training)(?: required)?)?|employment standards"
        r"|(?:person|job) specification|(?:candidate|person|applicant) profile|physical demands"
        r"|(?:(?:key|essential|desirable) )?(?:selection )?criteria|behaviou?rs|(?:our "
        r"|organi[sz]ational )?values"
        r"|your (?:role|profile)|dimensions"
        r"|disclaimer|others?"
        r"|experience and training|education(?:(?:/| and | & )(?:training|experience))?"
        r"|experience|(?:essential |key )?skills(?: and| &) qualifications"
        r"|(?:working|work) (?:conditions|environment)|conditions of work|benefits"
        r"|salary(?: expectations)?|compensation"
        r"|(?:job |overall )?(?:purpose|summary|overview|objective)|about (?:us|the \w+)|how to apply"
        r"|(?:professional )?relationships?|personal qualities|performance (?:criteria|indicators)"
        r"|final provisions"
        r"|professional growth|career (?:growth|path)|physical requirements|certifications?|licen[cs]es?",
    ),
)
SIGNING = r"approved?(?: by\b.{0,60})?\W*$|agreed\W*$|(?:i )?have read\b|read and understood\b|signature\b"
ASKED = (
    r"requirement|qualification|criteria|your profile|bring|need|looking for|who you are|^you are\b"
    r"|skills? and experience"
    r"|about you\b|nice to have|bonus"
    r"|must[- ]haves?|candidate|employment standards|person specification|ideal candidate|\bplus\b"
)
PARTS = r"(?:essential|desirable|preferred|required|must[- ]have|nice[- ]to[- ]have)(?: criteria)?"
CAPTIONS = (  # words of a short line above a list of marks
    (
        Topic.OTHER,
        r"\b(?:benefits?|offer|perks|salary|pay|apply|employers?|values|equal|education(?:al)?"
        r"|career|purpose"
        r"|summary|overview|about (?!you\b)|conditions|hours|location|reward|entry|advancement"
        r"|lateral|fields"
        r"|growth|why|not|in it for you|stack|hiring|process|disclaimer|dimensions|checks?"
        r"|contacts?|provide|get"
        r"|schedule|uniform|interested|good to know|diversity|others?|demands)\b",
    ),
    (Topic.OTHER, rf"\b(?:{ASKED}|experience)"),
    (
        Topic.DUTIES,
        r"\b(?:duties|responsibilities|accountabilities|tasks|day[- ]to[- ]day|you(?:'|’)?ll do)\b",
    ),
    (Topic.DUTIES, r"\bhow you\b|\bimpact\b|^job description$"),
    (Topic.BOTH, r"\bknowledge\b.*\b(?:skills?|abilit)|\bskills?\b.*\bknowledge\b"),
    (Topic.KNOW, r"\bknowledge\b"),
    (Topic.CAN, r"\b(?:skills?|abilities|competenc(?:es|ies)|capabilities)\b"),
)
FORMAL = (  # what a person has, and neither knows nor does
    r"(?:an? |at least |minimum(?: of)? |over |valid |current |full |clean |relevant |good )*"
    r"(?:\d{1,2} ?(?:\+|-|–|or more)? ?(?:\d{1,2} ?)?(?:\+ )?years?\b|(?:one|two|three|four|five) years?\b"
    r"|(?:[\w'’]+ ){0,3}licen[cs]e\b"
    r"|bachelor|master['’]?s|(?:[\w'’]+ ){0,2}degree\b(?! of\b)|(?:[\w'’]+ ){0,3}(?:card|certificate"
    r"|certification)$|diploma|high school|secondary school|gcses?\b"
    r"|(?:prior |previous |proven |some |hands-on )?(?:work(?:ing)? )?experience\b"
    r"|(?:general )?education\b(?! (?:law|legislation|polic|system|management|standards|program|theory))"
    r"|(?:u\.?s\.? )?citizen)"
)
