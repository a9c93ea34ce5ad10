"""The model of competencies: as published, as a draft with changes, and its dialogs."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtGui import QTextCursor

from db.framework import drafts, editions, job_description_editions
from desktop.framework.familiarisation.screen import EVERYBODY, FamiliarisationScreen
from desktop.framework.forms.marks_form import MarksForm
from desktop.framework.inspector import TARGET
from desktop.framework.screen import DUTIES, ITEMS, JOB_DESCRIPTION, PROFILES, FrameworkScreen
from desktop.office.intake.models import Incoming, Unmapped, Unmarked, read_from_window
from domain.framework import edition_edit as edit
from domain.framework.framework import EditionState, Kind
from domain.framework.profile import Phase
from domain.framework.provision import Topic
from domain.progress import Progress
from domain.text import Text
from resources import text
from tests.screens.scene import AS_HR, Scene
from tests.screens.stage import Stage

_KEY = "0e7a1b52-9d1c-4d55-8f3e-1f6a3c2b9a10"
_WHY = Text("Вводим почасовое планирование: менеджер сам задаёт методику группе", None)


def framework_screen(stage: Stage) -> FrameworkScreen:
    assert isinstance(stage.space.shown, FrameworkScreen)
    return stage.space.shown


def _published(stage: Stage) -> None:
    _without_draft(stage)
    stage.space.go("framework")
    framework_screen(stage).show_page(ITEMS)
    framework_screen(stage).inspector.show_part(TARGET)
    framework_screen(stage).clear_filter()
    framework_screen(stage).table.stand_on("K06")


def _without_draft(stage: Stage) -> None:
    data = stage.app.data
    assert data is not None
    for line in data.read(editions.editions):
        if line.state is EditionState.DRAFT:
            data.write(drafts.discard, line.id)


def _drafted(stage: Stage) -> None:
    """A draft with six changes, on K06."""
    _without_draft(stage)
    data = stage.app.data
    assert data is not None
    in_force = next(one.id for one in data.read(editions.editions) if one.in_force)
    draft = data.write(drafts.begin, in_force)
    base = content = data.read(editions.content, draft)
    post = next(one.key for one in content.profiles if one.phase is Phase.POST)
    label = Text("База знаний для операторов", "Knowledge base for agents")
    text = Text("порядок ведения базы знаний для операторов", "how the knowledge base for agents is kept")
    content = edit.add_item(content, _KEY, Kind.KNOWLEDGE, "F1", text, label)
    for code, level, weight in (("K06", 4, 3), ("S03", 3, 2), ("S06", 4, 2)):
        old = content.profile(post).targets[code]
        why = None if weight == old.weight else _WHY
        target = replace(old, level=level, weight=weight, weight_reason=why)
        content = edit.set_target(content, base, post, code, target)
    data.write(drafts.put, draft, content)
    stage.space.go("framework")
    screen = framework_screen(stage)
    screen.show_page(ITEMS)
    screen.inspector.show_part(TARGET)
    screen.clear_filter()
    screen.model.show(draft)
    screen.table.stand_on("K06")


def _own_item(stage: Stage) -> None:
    _drafted(stage)
    framework_screen(stage).editing.add_item()


def _targets(stage: Stage) -> None:
    _drafted(stage)
    framework_screen(stage).editing.aim()


def _question(stage: Stage) -> None:
    _drafted(stage)
    framework_screen(stage).editing.ask()


def _links(stage: Stage) -> None:
    _drafted(stage)
    framework_screen(stage).editing.link()


def _levels(stage: Stage) -> None:
    _drafted(stage)
    framework_screen(stage).editing.word_levels()


def _part_question(stage: Stage) -> None:
    _published(stage)
    framework_screen(stage).editing.ask()


def _part_links(stage: Stage) -> None:
    _published(stage)
    framework_screen(stage).editing.link()


def _duties(stage: Stage) -> None:
    """A draft with an added duty and one with other links."""
    _drafted(stage)
    data, screen = stage.app.data, framework_screen(stage)
    assert data is not None
    content = screen.model.content
    text = Text("следит за ответами чат-бота и правит их", "watches and mends the answers of the chatbot")
    content = edit.add_duty(content, "F1", text, ("K40", "S05"))
    content = edit.link_duty(content, "D1.2", ("S01", "K05"))
    data.write(drafts.put, screen.model.shown, content)
    screen.show_page(DUTIES)
    screen.duties.table.stand_on("D1.10")


def _duty(stage: Stage) -> None:
    _duties(stage)
    framework_screen(stage).edit()


def _own_duty(stage: Stage) -> None:
    _duties(stage)
    framework_screen(stage).add()


def _profiles(stage: Stage) -> None:
    """A draft with a profile for a third post."""
    _drafted(stage)
    data, screen = stage.app.data, framework_screen(stage)
    assert data is not None
    content = screen.model.content
    like = next(one.key for one in content.profiles if one.phase is Phase.POST)
    post = Text("Старший менеджер смены", "Senior shift manager")
    content = edit.add_profile(content, "senior", post, Phase.POST, like)
    data.write(drafts.put, screen.model.shown, content)
    screen.show_page(PROFILES)
    screen.profiles.table.stand_on("senior")


def _profile(stage: Stage) -> None:
    _profiles(stage)
    framework_screen(stage).add()


def _requirements(stage: Stage) -> None:
    _profiles(stage)
    framework_screen(stage).link()


def _retire_item(stage: Stage) -> None:
    _drafted(stage)
    framework_screen(stage).editing.drop_item()


def _retire_edition(stage: Stage) -> None:
    _published(stage)
    framework_screen(stage).acts.retire()


def _differences(stage: Stage) -> None:
    _drafted(stage)
    framework_screen(stage).acts.compare()


def _publish(stage: Stage) -> None:
    _drafted(stage)
    framework_screen(stage).acts.publish()


def _load(stage: Stage) -> None:
    """The next edition of the job description, with three lines changed."""
    told = text("catalogue/source.txt").replace("6) методики", "6) современные методики")
    told = told.replace("40) ____________________ ___________ ______________________.", "40) чат-бот.")
    _previewed(stage, "инструкция 2027.txt", told)


def _load_other(stage: Stage) -> None:
    """The job description of another post."""
    told = """1.1. Оператор справочной службы относится к категории специалистов.
1.4. Оператор должен знать:
1) перечень услуг организации и порядок их предоставления;
2) порядок приёма и учёта звонка.
1.5. Оператор должен уметь:
1) слушать абонента и уточнять вопрос.
2.1. Трудовые функции:
2.1.1. приём звонков и предоставление справок об услугах;
2.1.2. учёт обращений.
"""
    _previewed(stage, "оператор.txt", told)


def _load_english(stage: Stage) -> None:
    """An English table over the Russian model: two better translations, one line too many."""
    _published(stage)
    content = framework_screen(stage).model.content
    better = {"K06": "How the load is spread among operators", "S04": "Writing reports for the manager"}
    rows = [(one.code, better.get(one.code, one.text.en or "")) for one in content.items[:-3]]
    told = "\n".join(["Code;Text", *(f'{code};"{text}"' for code, text in rows), 'K99;"Company history"'])
    _previewed(stage, "manager_en.csv", told)


def _previewed(stage: Stage, name: str, told: str) -> None:
    _published(stage)
    path = _written(stage, name, told)
    assert stage.app.data is not None
    screen = framework_screen(stage)
    found = read_from_window(stage.app.data.read, path, Progress(), screen.model.content.key)
    assert isinstance(found, Incoming)
    screen.acts.transfer.show(found)


def _columns(stage: Stage) -> None:
    """A table whose heads are in German."""
    _published(stage)
    told = "Nummer;Beschreibung;Art\nK01;план смены;знание\nS01;ставить задачи;умение\n"
    path = _written(stage, "Meister.csv", told)
    assert stage.app.data is not None
    found = read_from_window(stage.app.data.read, path, Progress(), "")
    assert isinstance(found, Unmapped)
    framework_screen(stage).acts.transfer.show(found)


def _marks(stage: Stage) -> None:
    """A letter in which nothing tells where its lists begin: two are marked by hand."""
    _published(stage)
    told = """О работе кладовщика
приёмка товара по накладной
размещение по адресам хранения
принять и пересчитать товар
оформить возврат поставщику
сдать смену
"""
    path = _written(stage, "Кладовщик, письмо.txt", told)
    assert stage.app.data is not None
    found = read_from_window(stage.app.data.read, path, Progress(), "")
    assert isinstance(found, Unmarked)
    framework_screen(stage).acts.transfer.show(found)
    asked = stage.dialog()
    assert isinstance(asked, MarksForm)
    if asked.restored.over.isVisible():  # what another look has marked
        asked.restored.over.click()
    for topic, line in ((Topic.KNOW, 1), (Topic.CAN, 4)):  # the first mark is a line of its own
        asked.text.area.setTextCursor(QTextCursor(asked.text.area.document().findBlockByLineNumber(line)))
        asked.buttons[topic].click()


def _written(stage: Stage, name: str, told: str) -> Path:
    assert stage.app.data is not None
    path = stage.app.data.path.parent / name
    path.write_text(told, encoding="utf-8")
    return path


def _nothing(stage: Stage) -> None:
    _published(stage)
    framework_screen(stage).search.setText("ничего такого нет")


def _job_description(stage: Stage) -> None:
    """The second edition, with lines filled in, reworded and left out."""
    _without_draft(stage)
    data = stage.app.data
    assert data is not None
    stage.space.go("framework")
    screen = framework_screen(stage)
    screen.model.show(next(one.id for one in data.read(editions.editions) if one.in_force))
    shown = screen.model.shown
    if not data.read(job_description_editions.view, shown).before:
        data.write(job_description_editions.fill, shown, "1.7", "начальнику контактного центра")
        data.write(job_description_editions.publish, shown, "15", None)
    data.write(job_description_editions.fill, shown, "1.7", "начальнику смены контактного центра")
    data.write(job_description_editions.fill, shown, "4.9", "Предлагать изменения графика смен.")
    data.write(job_description_editions.fill, shown, "1.8", None)
    screen.show_page(JOB_DESCRIPTION)
    record = screen.job_description.record
    assert record is not None
    screen.job_description.table.stand_on(
        next(at for at, one in enumerate(record.clauses) if one.number == "1.7")
    )


def _clause(stage: Stage) -> None:
    _job_description(stage)
    framework_screen(stage).job_description.fill_in()


def _clause_changes(stage: Stage) -> None:
    _job_description(stage)
    framework_screen(stage).job_description.compare()


def _publish_job_description(stage: Stage) -> None:
    _job_description(stage)
    framework_screen(stage).job_description.publish()


def _post(stage: Stage) -> None:
    _job_description(stage)
    framework_screen(stage).job_description.name_post()


def _no_clause(stage: Stage) -> None:
    _job_description(stage)
    framework_screen(stage).job_description.search.setText("ничего такого нет")


def _familiarisation(stage: Stage) -> None:
    """Who has signed the job description: two have not."""
    stage.space.to_familiarisation()
    screen = stage.space.shown
    assert isinstance(screen, FamiliarisationScreen)
    screen.show_part(EVERYBODY)


def _signatures(stage: Stage) -> None:
    _familiarisation(stage)
    screen = stage.space.shown
    assert isinstance(screen, FamiliarisationScreen)
    screen.table.selectAll()
    screen.sign()


def _refusal_to_sign(stage: Stage) -> None:
    _familiarisation(stage)
    screen = stage.space.shown
    assert isinstance(screen, FamiliarisationScreen)
    screen.table.go_to(0)
    screen.refuse()


def _local_act(stage: Stage) -> None:
    _familiarisation(stage)
    screen = stage.space.shown
    assert isinstance(screen, FamiliarisationScreen)
    screen.add_regulation()


def _own_function(stage: Stage) -> None:
    _drafted(stage)
    framework_screen(stage).editing.add_function()


def _review(stage: Stage) -> None:
    _published(stage)
    framework_screen(stage).acts.review()


def _moodle(stage: Stage) -> None:
    _published(stage)
    data, screen = stage.app.data, framework_screen(stage)
    assert data is not None
    line = next(one for one in data.read(editions.editions) if one.in_force)
    screen.acts.transfer.export(line, data.read(editions.content, line.id).profiles)


SCENES = (
    Scene("framework-own-function", AS_HR, _own_function),
    Scene("framework-review", AS_HR, _review),
    Scene("framework-moodle", AS_HR, _moodle),
    Scene("framework", AS_HR, _drafted, main=True),
    Scene("framework-published", AS_HR, _published),
    Scene("framework-nothing", AS_HR, _nothing),
    Scene("framework-item", AS_HR, _own_item),
    Scene("framework-targets", AS_HR, _targets),
    Scene("framework-question", AS_HR, _question),
    Scene("framework-links", AS_HR, _links),
    Scene("framework-levels", AS_HR, _levels),
    Scene("framework-part-question", AS_HR, _part_question),
    Scene("framework-part-links", AS_HR, _part_links),
    Scene("framework-duties", AS_HR, _duties),
    Scene("framework-duty", AS_HR, _duty),
    Scene("framework-own-duty", AS_HR, _own_duty),
    Scene("framework-profiles", AS_HR, _profiles),
    Scene("framework-profile", AS_HR, _profile),
    Scene("framework-requirements", AS_HR, _requirements),
    Scene("framework-retire-item", AS_HR, _retire_item),
    Scene("framework-retire-edition", AS_HR, _retire_edition),
    Scene("framework-differences", AS_HR, _differences),
    Scene("framework-publish", AS_HR, _publish),
    Scene("framework-load", AS_HR, _load),
    Scene("framework-load-other", AS_HR, _load_other, main=True),
    Scene("framework-load-english", AS_HR, _load_english),
    Scene("framework-columns", AS_HR, _columns),
    Scene("framework-marks", AS_HR, _marks, main=True),
    Scene("framework-job-description", AS_HR, _job_description, main=True),
    Scene("framework-clause", AS_HR, _clause),
    Scene("framework-clause-changes", AS_HR, _clause_changes),
    Scene("framework-post", AS_HR, _post),
    Scene("framework-no-clause", AS_HR, _no_clause),
    Scene("framework-publish-job-description", AS_HR, _publish_job_description),
    Scene("familiarisation", AS_HR, _familiarisation, main=True),
    Scene("familiarisation-signatures", AS_HR, _signatures),
    Scene("familiarisation-refusal", AS_HR, _refusal_to_sign),
    Scene("familiarisation-local-act", AS_HR, _local_act),
)
