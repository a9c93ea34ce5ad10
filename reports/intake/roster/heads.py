"""What people and programs write above the columns of a list, and where the heads of a table are."""

import re
from collections.abc import Mapping

from domain.people.roster import Field
from domain.text import fold
from reports.intake.table import Box, Table, text_of

LOOKED_FOR = 30  # rows from the top; titles of lists are above the heads
_IN_RUSSIAN = re.compile(r"[\s,(]+(?:ru|rus|рус)\.?\)?\s*$", re.IGNORECASE)  # «ФИО RU» beside «ФИО KZ»
_ABOVE = ("вышестоящий", "родительский", "головной", "parent")
_BOXES = 2_000  # merged cells looked at near the heads

_WORDS: dict[Field, tuple[str, ...]] = {
    Field.SURNAME: (
        "фамилия",
        "фамилия работника",
        "фамилия сотрудника",
        "surname",
        "last name",
        "family name",
    ),
    Field.GIVEN: ("имя", "имя работника", "имя сотрудника", "given name", "first name", "forename"),
    Field.PATRONYMIC: ("отчество", "отчество при наличии", "patronymic", "middle name"),
    Field.FULL_NAME: (
        *("фио", "фамилия имя отчество", "фамилия имя отчество при наличии", "фамилия инициалы", "fio"),
        *("фамилия и о", "фамилия инициалы должность специальность профессия", "полное фио", "фио полностью"),
        "фамилия инициалы должность",
        *("сотрудник", "работник", "физическое лицо", "физлицо", "фио сотрудника", "фио работника"),
        *("фамилия имя отчество работника", "фамилия имя отчество сотрудника", "имя сотрудника фио"),
        *("full name", "employee", "employee name", "employee full name", "worker", "worker name"),
        *("staff name", "staff member", "person", "person name", "display name", "name of employee"),
    ),
    Field.PERSONNEL_NO: (
        *(
            "табельный номер",
            "таб номер",
            "табельный №",
            "таб №",
            "табельный",
            "таб n",
            "таб ном",
            "табномер",
        ),
        *("табельный номер сотрудника", "табельный номер работника", "номер сотрудника"),
        *(
            "personnel number",
            "personnel no",
            "personnel id",
            "employee id",
            "employee number",
            "employee no",
        ),
        *(
            "employee code",
            "emp id",
            "emp no",
            "emp code",
            "staff number",
            "staff no",
            "staff id",
            "worker id",
        ),
        *("payroll number", "payroll no"),
    ),
    Field.CODE: ("код", "код в мерило", "code", "merilo code"),
    Field.KIND: ("кто", "вид", "категория", "kind", "who"),
    Field.POST: (
        *("должность", "профессия", "должность профессия", "должность специальность профессия"),
        *("должность по штатному расписанию", "штатная должность", "наименование должности"),
        *("должность сотрудника", "должность работника", "текущая должность", "post", "position", "title"),
        *("job title", "job", "job role", "role", "designation", "position title", "job position"),
    ),
    Field.UNIT: (
        *("подразделение", "отдел", "структурное подразделение", "служба", "участок", "цех", "управление"),
        *(
            "наименование подразделения",
            "название подразделения",
            "подразделение организации",
            "наименование отдела",
            "бригада",
        ),
        *("unit", "department", "division", "dept", "department name", "business unit", "team", "org unit"),
    ),
    Field.MANAGER: (
        *("табельный номер руководителя", "таб № руководителя", "таб номер руководителя", "руководитель"),
        *("табельный номер или фио руководителя", "фио руководителя", "начальник", "фио начальника"),
        *("непосредственный руководитель", "непосредственный начальник", "руководитель фио"),
        *("manager", "manager's personnel number", "manager personnel number", "manager id"),
        *("manager's personnel number or full name", "manager name", "manager's name", "line manager"),
        *(
            "supervisor",
            "supervisor name",
            "leader",
            "team leader",
            "team lead",
            "reports to",
            "reporting manager",
            "manager employee id",
        ),
    ),
    Field.HIRED_ON: (
        *("дата приема", "дата приема на работу", "принят", "принята", "принят а", "прием", "дата найма"),
        *("дата начала работы", "дата поступления", "дата поступления на работу", "дата трудоустройства"),
        *("принят на работу", "дата принятия", "дата принятия на работу", "работает с"),
        *("hired on", "hire date", "start date", "date of hire", "date hired", "join date", "joining date"),
        *("date joined", "date of joining", "joined on", "employment date", "employment start date", "doj"),
    ),
    Field.LEFT_ON: (
        *("дата увольнения", "уволен", "уволена", "уволен а", "увольнение", "дата расторжения"),
        *("дата прекращения", "дата расторжения договора", "дата прекращения трудового договора"),
        *("left on", "dismissal date", "date of dismissal", "termination date", "end date", "last day"),
        *("leave date", "exit date", "date left"),
    ),
    Field.LEFT_REASON: (
        *("причина увольнения", "основание увольнения", "статья увольнения"),
        *("reason for leaving", "reason of dismissal", "dismissal reason", "termination reason"),
    ),
    Field.CONTACT: (
        *("контакт", "контакты", "телефон", "почта", "email", "электронная почта", "рабочая почта"),
        *("рабочий телефон", "мобильный телефон", "contact", "phone", "work email", "email address"),
        *("mobile", "work phone", "phone number"),
    ),
    Field.BASIS: (
        *("основание обработки", "основание обработки данных", "основание"),
        *("legal basis for processing", "basis of processing", "basis"),
    ),
    Field.BASIS_ON: (
        *("дата согласия", "согласие подписано", "согласие от", "дата подписания согласия", "дата основания"),
        *("consent signed on", "consent date", "date of the paper", "paper of", "basis dated"),
    ),
    Field.BASIS_UNTIL: (
        *("согласие до", "срок согласия", "согласие действует до", "основание до", "срок действия согласия"),
        *("consent until", "consent valid until", "valid until", "basis until", "basis ends on"),
    ),
    Field.PURPOSE: (
        *("цель обработки", "цель обработки данных", "цель обработки персональных данных"),
        *("purpose of processing", "processing purpose", "purpose"),
    ),
    Field.GROUND: (
        *("правовое основание", "правовое основание обработки", "основание по закону"),
        *("legal basis", "legal ground", "lawful basis"),
    ),
    Field.CONSENT: (
        *("согласие", "согласие на обработку", "согласие на обработку пдн", "согласие пдн", "согласие опд"),
        *("согласие на обработку персональных данных", "согласие на обработку пд", "согласие получено"),
        *("согласие на пдн", "наличие согласия", "consent", "consent given", "consent to processing"),
        *("data consent", "personal data consent", "gdpr consent", "consent to data processing"),
    ),
}


def squeezed(head: str) -> str:
    """Return a head without case and signs: «Employee_ID», «employeeId» and «EMPLOYEE-ID» are one."""
    return "".join(char for char in fold(head) if char.isalnum() or char == "№")


_FIELD_OF = {squeezed(word): of for of, words in _WORDS.items() for word in words}
_NAME = squeezed("name")
_VOCABULARY = frozenset(word for words in _WORDS.values() for head in words for word in fold(head).split())


def field_of(head: str) -> Field | None:
    """Return what a column with this head holds; None if the words are not known."""
    key = squeezed(_IN_RUSSIAN.sub("", head))
    return Field.GIVEN if key == _NAME else _FIELD_OF.get(key)


def names_field(text: str) -> bool:
    """Whether a word in the text is one that headings are made of: «Дата Рождения», «Worker Names»."""
    words = fold(text).split()
    return any(word in _VOCABULARY or word.removesuffix("s") in _VOCABULARY for word in words)


def texts(table: Table, index: int) -> tuple[str, ...]:
    """Return the head of each column if the heads end in this line; empty where there is none.

    A cell merged with those above it has their text. A list without heads has -1 for their line.
    """
    if index < 0:
        return ("",) * table.width
    line = table.lines[index]
    above = {
        column: box
        for box in _over(table, line.number)
        for column in range(box.left, min(box.right + 1, table.width))
    }
    made: list[str] = []
    for column in range(table.width):
        box = above.get(column)
        made.append(
            text_of(line.at(column)) if box is None or box.left != column else _at(table, box.top, box.left)
        )
    return tuple(made)


def found(table: Table, index: int, remembered: Mapping[str, str]) -> dict[Field, int]:
    """Return the fields whose heads end in this line, by column.

    *remembered* are a person's choices: folded head -> field, empty for none. A head of two rows may be said
    by both: «Дата» over «приёма». A lone «Name» is a full name.
    """
    made: dict[Field, int] = {}
    heads = texts(table, index)
    spans = _spans(table, index)
    lone = False
    for column, head in enumerate(heads):
        key = fold(head)
        if key in remembered:
            of = _named(remembered[key])
        else:
            of = field_of(head) or (field_of(f"{spans[column]} {head}") if head and column in spans else None)
            lone = lone or (of is Field.GIVEN and squeezed(head) == _NAME and of not in made)
        if of is not None:
            made.setdefault(of, column)
    if Field.CODE in made and any(squeezed(one).startswith(_ABOVE) for one in heads):
        made.pop(Field.CODE)  # a tree of units, and «Код» is that of a unit
    if lone and Field.SURNAME not in made and Field.FULL_NAME not in made:
        made[Field.FULL_NAME] = made.pop(Field.GIVEN)
    if Field.SURNAME in made and Field.GIVEN in made:
        made.pop(Field.FULL_NAME, None)  # else words would come twice
    return made


def holds_post(head: str) -> bool:
    """Tell whether the column of full names also holds the post, as in the form Т-13."""
    key = squeezed(head)
    return "фамилия" in key and ("должность" in key or "профессия" in key)


def _over(table: Table, row: int) -> list[Box]:
    """Return the merged cells that begin above a row and reach into it."""
    return [box for box in table.merged[:_BOXES] if box.top < row <= box.bottom]


def _spans(table: Table, index: int) -> dict[int, str]:
    """Return column -> the text of the merged cell right above several columns."""
    if not index:
        return {}
    row = table.lines[index - 1].number
    return {
        column: _at(table, box.top, box.left)
        for box in table.merged[:_BOXES]
        if box.top <= row <= box.bottom < table.lines[index].number and box.right > box.left
        for column in range(box.left, min(box.right + 1, table.width))
    }


def _at(table: Table, row: int, column: int) -> str:
    line = next((one for one in table.lines[: LOOKED_FOR * 2] if one.number == row), None)
    return "" if line is None else text_of(line.at(column))


def _named(field: str) -> Field | None:
    return Field(field) if field in {of.value for of in Field} else None
