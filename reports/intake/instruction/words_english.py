"""How English job descriptions announce what follows below a line; each pattern is for folded text."""

from domain.framework.provision import Topic

_MUST = r"\b(?:must|should|shall|(?:has|have|needs?|is (?:required|expected|obliged)) to)\b.{0,60}?"
_SKILLS = r"(?:skills|abilities|competenc(?:es|ies))"
_BEFORE = (
    r"(?:(?:required|professional|necessary|essential|key|technical|special|practical|specific|minimum|core"
    r"|preferred|desired|desirable|personal|hard|soft|transferable|interpersonal|full performance|entry"
    r"|basic|other) ){0,2}"
)
_ASSET = (
    r"(?:skills|abilit(?:y|ies)|competenc(?:es?|ies|y)|capabilities|knowledges?|understanding"
    r"|experience|attributes"
    r"|qualities|characteristics|behaviou?rs|attitudes?|qualifications|education|training|expertise|aptitudes?)"
)
_AND = r"(?:, and |, | and | & | ?/ ?)"
_END = r"(?: required| requirements)?"
_NEEDED = r"(?: \([^()]*\) of| (?:required|needed)\b.{0,80} includes?)"  # «Skills required to … include»

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
        r"|^(?:the )?(?:essential )?functions include(?:,? but (?:are )?not limited to)?"
        r"(?: \w+ following)?(?=\s*$)"
        r"|^(?:the |your |this )?(?:role|job|work|position)\b.{0,60}? (?:consists of|involves"
        r"|includes)(?=\s*$)"
        r"|\byou(?:'ll|’ll| will) be(?=\s*$)|\bfunctions are(?=\s*$)"
        r"|\byou\b.{0,12} responsible for(?=\s*$)|\b(?:is|are) obliged(?: to)?(?=\s*$)|\b(?:must"
        r"|should|shall)(?=\s*$)",
    ),
    (Topic.KNOW, r"\bknows?(?: and (?:applies|uses|understands))?(?=\s*$)"),
    (Topic.KNOW, rf"^(?:[\w-]+ ){{0,3}}knowledge(?: of|{_NEEDED})(?=\s*$)"),
    (
        Topic.CAN,
        rf"^(?:[\w-]+ ){{0,3}}(?:skills? (?:in|to)|(?:skills and )?abilit(?:y|ies)(?: \([^()]*\))? to"
        rf"|(?:skills|abilities){_NEEDED})(?=\s*$)|^able to(?=\s*$)",
    ),
    (Topic.KNOW, r"^you know(?=\s*$)|\b(?:demonstrate|have|possess) knowledge of(?=\s*$)"),
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
_OF = r"(?: (?:of|for) (?![^.:;]*\b(?:is|are|was|were|depends?)\b)[^.:;]{1,110})?"  # «… of the seller»
WHOSE = (  # «Head cook duties»
    r"(?!(?:while|when|during|by|to|with|other|general statement)\b)"
    r"(?:list of )?(?:(?!and\b|or\b|summary\b|overview\b|purpose\b)[\w’'-]+ ){1,3}?"
)
TITLES = (
    (
        Topic.BOTH,
        rf"(?=.*\bknowledges?\b)(?=.*\b{_SKILLS})(?:{_BEFORE}{_ASSET}{_AND})+{_BEFORE}{_ASSET}{_END}",
    ),
    (
        Topic.KNOW,
        rf"{_BEFORE}knowledge(?:{_AND}(?:understanding|experience|expertise))?(?: required(?: by the \w+)?"
        rf"| requirements| of)?"
        r"|(?:must|should) know|knows|(?:technical |professional )?know-how",
    ),
    (
        Topic.CAN,
        rf"{_BEFORE}{_SKILLS}(?! (?:and|&) qualif)(?:(?:,| and| &) {_SKILLS})?(?: required| requirements)?"
        rf"|(?=.*\b{_SKILLS})(?:{_BEFORE}(?:{_SKILLS}|behaviou?rs|attributes|qualities|attitudes|aptitudes){_AND}?)+"
        r"|(?:must|should) be able to|can|(?:the )?ability to|skills? in",
    ),
    (Topic.DUTIES, r"(?:essential|primary|principal)(?: job)? functions"),
    (Topic.FUNCTIONS, r"(?:(?:job|main|key) )?functions"),
    (
        Topic.DUTIES,
        r"(?:(?:main|key|general|job|essential|primary|core|principal|official|functional) ){0,2}"
        r"(?:(?:(?:roles?|duties|tasks)(?: and| &|/) )?responsibilities"
        r"|(?:responsibilities(?: and| &) )?duties|tasks)"
        rf"{_OF}|what you(?:'|’)?(?:ll| will) (?:do|be doing)"
        r"|(?:key result|(?:key )?responsibility) areas"
        r"|(?:(?:main|key|your) )?areas? of (?:responsibility|accountability|work)"
        r"|tasks in detail|(?:typical )?duties performed"
        r"|description of work,? tasks and (?:job )?(?:responsibilities|duties)|characteristics of works?"
        r"|(?:(?:main|key|typical|work) )?activities"
        r"|(?:(?:key|main) )?accountabilities|(?:typical|representative) (?:tasks|duties|work)"
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
        r"|disclaimer|others?|(?:key )?challenges|good to know"
        r"|things you (?:need to|should) know"
        r"|experience and training|education(?:(?:/| and | & )(?:training|experience))?"
        r"|experience|(?:essential |key )?skills(?: and| &) qualifications"
        r"|(?:working|work) (?:conditions|environment)|conditions of work|benefits"
        r"|salary(?: expectations)?|compensation"
        r"|(?:job |overall )?(?:purpose|summary|overview|objective)|about (?:us|the \w+)|how to apply"
        r"|(?:professional )?relationships?|personal qualities|performance (?:criteria|indicators)"
        r"|final provisions|(?:qualification|recruiting) (?:guidelines|standards)|representation unit"
        r"|supplemental information|(?:desirable |personal )?traits|(?:capacity and )?ability requirements"
        r"|special notes|salary range"
        r"|remuneration|rewards?|extras?|travel|location|where|when|contract|timeline|(?:key )?facts"
        r"|at a glance|next steps|(?:the )?(?:company|offer|process|package|perks|small print|good stuff)"
        r"|(?:selection|interview|hiring|application) process|safeguarding|privacy|diversity"
        r"|reporting(?: lines?| to)?|reports to|training|development|environment|to apply|applications?"
        r"|(?:good )?reasons to .{1,40}|(?:other )?significant facts|ksbs?|brings|special conditions"
        r"|join us|life at .{1,40}|look forward to|what you can expect(?: from us)?|the company"
        r"|(?:the |our )?promise|perks and benefits|perks|pay|hours|contact"
        r"|professional growth|career (?:growth|path)|physical requirements|certifications?|licen[cs]es?",
    ),
)
SIGNING = r"approved?(?: by\b.{0,60})?\W*$|agreed\W*$|(?:i )?have read\b|read and understood\b|signature\b"
ASKED = (
    r"(?<!physical )requirement|qualification|criteria|(?:your|desired|candidate|applicant) profile|bring"
    r"|\b(?:you )?need(?:ed)?\b(?! you to\b)|look(?:ing)? for"
    r"|the person\b|knowledge, (?:training|qualifications)|who you are|^you are\b"
    r"|skills? (?:and|&|/) experience|experience (?:and|&|/) skills?"
    r"|about you\b|nice to have|bonus"
    r"|\byou(?:'ll|’ll| will| should| must| already)? (?:have|know|come with)\b"
    r"|must[- ]haves?|candidate|applicant|employment standards|person specification|\bplus\b"
    r"|job specification$|^characteristics of\b"
    r"|we (?:ask|require|expect)\b|(?:what )?you offer|ideally|\b(?:great |good |right )?fit\b"
    r"|background|strengths|talents|toolkit|expertise|attributes|eligib|what it takes|succeed|thrive"
    r"|sets? you apart"
    r"|not essential|(?:we(?: are|\'re)?|are we) (?:after|seeking|want)|someone who"
    r"|advantage|\basset\b|^(?:preferred|desired|desirable|essential)\b|wonderful"
    r"|if you\b|stand out|\b(?:are|is this|do) you\b|what counts|our ideal|\bksas?\b"
)
ADDRESSED = (  # how a title speaks to the reader: «What you bring», «Who we are»
    r"(?:what|who|why|how|where|your?|our|about|we|ideally|do|are|is|to|in return"
    r"|it would)\b(?:[ '’-][\w'’&/,-]+){0,9}\W*$"
    r"|(?:must[- ]haves?|nice[- ]to[- ]haves?|ksas?|attributes|eligibility|skills (?:&|and) experience"
    r"|experience (?:&|and) skills|(?:[\w-]+ )?(?:requirements|qualifications|criteria|profile))\W*$"
    r"|(?:the|our) (?:ideal|successful|right) [\w ]+\W*$"
)
ROLE = (  # what the work is, in a title whose list may hold the duties
    r"\b(?:role|job|position|work(?:ing)?(?! environment| conditions)|day|mission|challenge|contribution"
    r"|week|assignments?|(?:you|i|they)(?:'ll|’ll| will)? (?:do|be doing)|will i be doing"
    r"|responsib\w+|involve[sd]|deliverables|await|does an? \w+ do|success looks like)\b"
)
REMARK = (  # what a document says of its list: «The duties listed below do not describe any one position.»
    r"(?:the |these |this )?(?:(?:typical|listed|following|above|essential) )*"
    r"(?:work activities|examples|duties|functions|tasks|statements|list|descriptions?)\b.{0,60}?"
    r" (?:listed below|are (?:representative|intended|examples|not)|(?:may|is|are|do|does) not\b)"
    r"|reasonable accommodations?\b|incumbents? (?:in this|of this|may)\b|management (?:is|may|reserves)\b"
)
INCLUDE = (  # «Duties include loading trailers, scanning pallets and keeping the bays clean»
    r"(?:(?:\w+ ){0,4}(?:duties|responsibilities|tasks) (?:will )?include:?"
    r"|(?:.{1,600}?\. )?(?:duties|responsibilities): (?:[\w-]+ ){1,4}(?:is|are) responsible for)"
    r" (\w+ing\b.*,.*\w+ing\b.*)"
)
PARTS = r"(?:essential|desirable|desired|preferred|required|must[- ]have|nice[- ]to[- ]have)(?: criteria)?"
CAPTIONS = (  # words of a short line above a list of marks
    (Topic.OTHER, r"\b(?:statement|summary|overview) of\b"),
    (Topic.CAN, r"^(?:\w+ )?(?:skills|abilities) (?:needed|required)\b"),
    (
        Topic.DUTIES,
        r"\b(?:duties|responsibilities|accountabilities|tasks)\b|\bareas? of responsibility|\bneed you to\b",
    ),
    (
        Topic.OTHER,
        r"\b(?:benefits?|offer|perks|salary|pay|apply|employers?|values|equal|education(?:al)?|courses"
        r"|career|purpose"
        r"|summary|overview|about (?!you\b|(?:the|this|your) (?:role|job|position|work)\b)"
        r"|conditions|hours|location|reward|entry|advancement"
        r"|lateral|fields"
        r"|growth|why|not|in it for you|story|history|who we are|we (?:are|do|give|believe)|our(?! ideal\b)"
        r"|culture|package|extras|terms|in return|stack|hiring|process|disclaimer|dimensions|checks?"
        r"|contacts?|provide|get"
        r"|schedule|uniform|interested|good to know|diversity|others?|demands)\b",
    ),
    (Topic.OTHER, rf"\b(?:{ASKED}|experience)"),
    (
        Topic.DUTIES,
        r"\b(?:day[- ]to[- ]day|you(?:'|’)?ll (?:do|be|spend)|await"
        r"|how you(?:(?:'|’)?ll| will) (?:help|spend|make|contribute)|impact)\b|^job description$",
    ),
    (Topic.BOTH, r"\bknowledge\b.*\b(?:skills?|abilit)|\bskills?\b.*\bknowledge\b"),
    (Topic.KNOW, r"\bknowledge\b"),
    (Topic.CAN, r"\b(?:skills?|abilities|competenc(?:es|ies)|capabilities)\b"),
)
FORMAL = (  # what a person has, and neither knows nor does
    r"(?:an? |at least |minimum(?: of)? |must (?:have |hold )?|over |valid |current |full |clean |relevant "
    r"|good )*"
    r"(?:\d{1,2} ?(?:\+|-|–|or more)? ?(?:\d{1,2} ?)?(?:\+ )?years?\b"
    r"|(?:one|two|three|four|five|six|eight|ten|twelve) (?:years?|months?)\b"
    r"|\d{1,2} months?\b|\d{1,2} ?\+ \w+|(?:[\w-]+ ){0,3}level \d|have (?:held|worked)\b"
    r"|be legally\b|aged?\b|class [a-z]\b|no (?:more|less|fewer) than\b|nvq|level \d"
    r"|(?:(?!ability|skill)[\w'’]+ ){0,4}(?:be )?able to (?:obtain|pass|travel)\b"
    r"|may be required\b|this is an? \b|obtain\b"
    r"|(?:[\w'’-]+ ){0,2}(?:certificate|certification|qualification|registration (?:with|as)|membership of"
    r"|(?:\([a-z]{1,4}\) )?clearance)\b"
    r"|(?:[\w'’]+ ){0,3}licen[cs]e\b"
    r"|bachelor|master['’]?s|(?:[\w'’]+ ){0,2}degree\b(?! of\b)|(?:[\w'’]+ ){0,3}(?:card|certificate"
    r"|certification)$|diploma|high school|secondary school|gcses?\b"
    r"|(?:prior |previous |proven |some |hands-on )?(?:work(?:ing)? )?experience\b"
    r"|(?:general )?education\b(?! (?:law|legislation|polic|system|management|standards|program|theory))"
    r"|(?:u\.?s\.? )?citizen)"
)
