"""Shapes that a trial with public documents showed, English ones among them; the words are made up."""

import pytest

from domain.framework.framework import Kind
from domain.progress import Progress
from reports.intake.model import job_description
from reports.intake.model.job_description import About

type Lists = tuple[list[str], list[str], list[str]]

CASES: dict[str, tuple[str, Lists]] = {
    "knowledge in sentences": (
        """\
§ 12. Настройщик ткацких станков 2 разряда
Характеристика работ. Смена нитей. Чистка станка.
Должен знать: виды нитей. Устройство станка. Основные узлы. Правила чистки.
Примеры работ. Замена челнока.""",
        (
            ["виды нитей", "Устройство станка", "Основные узлы", "Правила чистки"],
            [],
            ["Смена нитей", "Чистка станка"],
        ),
    ),
    "one list of all that is asked for": (
        """\
Должностная инструкция флориста
Требования к кандидату:
— Среднее образование в области дизайна.
— Опыт работы от 1 года.
— Хорошее знание сортов цветов.
— Понимание сезонности.
— Уверенные навыки составления букетов.
— Владение кассой.
Должностные обязанности:
— Составление букетов.
— Уход за цветами.""",
        (
            ["Хорошее знание сортов цветов", "Понимание сезонности"],
            ["Уверенные навыки составления букетов", "Владение кассой"],
            ["Составление букетов", "Уход за цветами"],
        ),
    ),
    "must do": (
        """\
Машинист крана подчиняется мастеру.
Машинист крана (крановщик) должен:
- осматривать кран перед сменой;
- не оставлять груз на весу.
Права
Машинист вправе отказаться от подъема.""",
        ([], [], ["осматривать кран перед сменой", "не оставлять груз на весу"]),
    ),
    "must, and then know and be able to": (
        """\
Повар должен:
- знать: рецептуры; сроки хранения;
- уметь: резать; варить.
Повар обязан:
1. Готовить по меню.""",
        (["рецептуры", "сроки хранения"], ["резать", "варить"], ["Готовить по меню"]),
    ),
    "what their duties are": (
        """\
Служащие архива хранят дела.
В их обязанности входит:
- прием дел;
- выдача дел.""",
        ([], [], ["прием дел", "выдача дел"]),
    ),
    "numbers that go on from the list above": (
        """\
Сторож должен знать:
1. План склада.
2. Телефоны смены.
Сторож обязан:
3. Обходить склад.
4. Запирать ворота.""",
        (["План склада", "Телефоны смены"], [], ["Обходить склад", "Запирать ворота"]),
    ),
    "education below the last duty": (
        """\
Санитар обязан:
мыть палаты;
менять белье
Среднее общее образование, опыт работы не требуется""",
        ([], [], ["мыть палаты", "менять белье"]),
    ),
    "English, numbered": (
        """\
JOB DESCRIPTION
of a cellar keeper
I. General provisions
1. The cellar keeper belongs to the category of specialists.
2. A person with secondary education is appointed to the position of cellar keeper.
3. The cellar keeper must know:
3.1. Kinds of cheese.
3.2. Rules of storage (temperature, humidity, etc.).
3.3. ______________.
4. The cellar keeper should be able to:
1) turn the wheels;
2) taste without looking;
3) ……… (other skills)
5. The cellar keeper reports directly to the owner.
II. Job responsibilities of the cellar keeper
Cellar keeper:
1. Washes the shelves.
2. Records the weight.
III. Rights
The cellar keeper has the right to:
1. Demand a warm coat.
IV. Responsibility
The cellar keeper is liable for:
1. Lost cheese.""",
        (
            ["Kinds of cheese", "Rules of storage (temperature, humidity, etc.)"],
            ["turn the wheels", "taste without looking"],
            ["Washes the shelves", "Records the weight"],
        ),
    ),
    "English, titles and bullets": (
        """\
Beekeeper Job Description
Roles and Responsibilities
Tasks performed by a beekeeper:
• Opening the hives.
• Feeding in winter.
Qualifications
Education/Training:
• A school diploma.
Knowledge:
• Plants that give nectar.
Skills required:
• Lifting forty kilograms.
• Staying calm.
Working conditions
• Outdoors.""",
        (
            ["Plants that give nectar"],
            ["Lifting forty kilograms", "Staying calm"],
            ["Opening the hives", "Feeding in winter"],
        ),
    ),
    "English, plain lines": (
        """\
1.5. In his work, the ferryman is guided by:
the charter of the port;
this job description.
1.6. The ferryman should know:
tides of the bay; names of the buoys;
signals of other ships;
2. Duties
The ferryman is obliged:
1. Check the ropes,
2. Count the passengers.
During the absence of the ferryman, his duties are performed by the mate.""",
        (
            ["tides of the bay", "names of the buoys", "signals of other ships"],
            [],
            ["Check the ropes", "Count the passengers"],
        ),
    ),
    "English, titles that name the post": (
        """\
Florist job description
I. List of florist duties:
1. Cut stems.
2. Water pots.
II. Florist skills and qualifications
Here are some examples of florist qualifications:
- A school diploma
- Good knowledge of plants
- Ability to smile
Florist salary expectations
A florist earns little.""",
        (["Good knowledge of plants"], ["Ability to smile"], ["Cut stems", "Water pots"]),
    ),
    "English, a post with a word of heads, and items that begin like them": (
        """\
Basic skills teacher job description
I. List of Basic skills teacher duties:
1. Telling stories.
2. Counting heads.
II. Basic skills teacher requirements
1. A degree.
2. Knowledge of games.
3. Ability to sing.
Working conditions
1. Indoors.""",
        (["Knowledge of games"], ["Ability to sing"], ["Telling stories", "Counting heads"]),
    ),
    "a post before the title": (
        """\
Водитель: должностные обязанности
- возит грузы;
- моет кабину.
Водитель: права
- отдыхать.""",
        ([], [], ["возит грузы", "моет кабину"]),
    ),
    "English, other verbs": (
        """\
1.4. The stoker is responsible for:
• order in the boiler room;
1.5. The stoker must be familiar with:
• kinds of coal;
• rules of ventilation.
1.6. The stoker must have:
• skills in lighting fires;
• ability to wake early.""",
        (
            ["kinds of coal", "rules of ventilation"],
            ["skills in lighting fires", "ability to wake early"],
            [],
        ),
    ),
    "English, one list of all that is asked for": (
        """\
Glassblower
Requirements:
- At least two years of experience.
- Good knowledge of glass.
- Understanding of furnaces.
- Ability to work at night.
- Excellent communication skills.
Responsibilities:
- Blow vases.
- Sweep the floor.""",
        (
            ["Good knowledge of glass", "Understanding of furnaces"],
            ["Ability to work at night", "Excellent communication skills"],
            ["Blow vases", "Sweep the floor"],
        ),
    ),
    "what only sounds like a licence, a degree or schooling": (
        """\
Job description of the registrar
Must know:
- Knowledge of fishing licence rules;
- Education law;
- Fishing grounds;
- Driving licence.
Skills:
- A high degree of accuracy;
- Writing;
- Degree in law;
- 3-5 years in an office.
Duties:
- Keep the register.
- Answer letters.""",
        (
            ["Knowledge of fishing licence rules", "Education law", "Fishing grounds"],
            ["A high degree of accuracy", "Writing"],
            ["Keep the register", "Answer letters"],
        ),
    ),
    "what only sounds like something that one has": (
        """\
Должностная инструкция кладовщика
Должен знать:
- наличие товаров на складе;
- сроки хранения;
- наличие водительских прав.
Должен уметь:
- наличие навыков работы с кассой;
- укладывать товар.
Обязанности:
- Принимать товар.
- Вести учёт.""",
        (
            ["наличие товаров на складе", "сроки хранения"],
            ["наличие навыков работы с кассой", "укладывать товар"],
            ["Принимать товар", "Вести учёт"],
        ),
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_the_lists_come_in_and_nothing_else(name: str) -> None:
    text, (know, can, do) = CASES[name]
    reading = job_description.read(text.encode(), "d.txt", Progress())
    found = reading.instruction
    assert [one.text for one in found.knowledge] == know
    assert [one.text for one in found.skills if not found.proposed] == can
    assert [one.text for one in found.duties] == do


def test_what_is_sorted_by_its_words_is_said_to_be() -> None:
    text, (know, can, _do) = CASES["one list of all that is asked for"]
    reading = job_description.read(text.encode(), "d.txt", Progress())
    assert About.BY_WORDS in [one.about for one in reading.notes]
    assert len(reading.proposed) == len(know) + len(can)
    kinds = {one.text.ru: one.kind for one in reading.edition.items}
    assert kinds["Понимание сезонности"] is Kind.KNOWLEDGE and kinds["Владение кассой"] is Kind.SKILL
    left = [one.value for one in reading.notes if one.about is About.LEFT]
    assert left  # education and years of experience are told to be no items


def test_an_english_job_description_names_its_post() -> None:
    for name, post in (("English, numbered", "Cellar keeper"), ("English, titles and bullets", "Beekeeper")):
        reading = job_description.read(CASES[name][0].encode(), "d.txt", Progress())
        assert reading.edition.title.ru == post
