"""Who has what: in HR's file, in an assessor's, with nothing yet; the keys, an invitation, a packet."""

from base64 import b64encode
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from db.assessing import cases
from db.exchange import pairing
from db.exchange.settling import Subject
from db.framework import frameworks
from db.team import staff_cycles
from desktop.assessing.result.screen import ResultScreen
from desktop.exchange.add_key_form import AddKeyForm
from desktop.exchange.along_question import AlongQuestion, NoOtherFile, OwnFileQuestion, OwnKeyQuestion
from desktop.exchange.give_share_form import GiveShareForm
from desktop.exchange.paper_dialog import PaperDialog
from desktop.exchange.screen import ExchangeScreen
from desktop.exchange.send_dialog import SendDialog
from desktop.exchange.settle_dialog import SettleDialog
from desktop.exchange.take_question import NoKeyOfSender, TakeQuestion
from desktop.framework.screen import FrameworkScreen
from desktop.hiring.decision.screen import DecisionScreen
from desktop.office.intake.recognising import Thing
from desktop.office.papers.preview import Asking, previewing
from desktop.office.papers.registry import PROFILE
from desktop.places import FRAMEWORK
from domain.assessing.evidence import Polarity
from domain.exchange.draft_merge import Clash
from domain.exchange.holding import Holding, SentEdition, Stand
from domain.exchange.key import Introduction, PublicKeys
from domain.exchange.ledger import Announced, KeptCase, KnownKey, Taken
from domain.exchange.packet import PacketKind, SentFact, SentPerson, SentResult, SentRow
from domain.exchange.refusal import NotAccepted, Why
from domain.mark import State
from domain.people.person import PersonKind
from domain.progress import Progress
from domain.sheet_kinds import Origin
from domain.text import Text
from resources.i18n import _, current
from tests.screens import merged_files
from tests.screens.scene import (
    AS_HR,
    AS_MANAGER,
    CANDIDATE,
    EMPTY,
    Scene,
    awaited,
    case,
    context_of,
    form_out,
    painted,
)
from tests.screens.stage import TODAY, Stage, settle, wait

INVITATION, SEALED, KEPT = PacketKind.INVITATION, PacketKind.SEALED_SHEET, PacketKind.KEPT_SHARES
UID = "00000000-0000-0000-0000-000000000009"
VACANCY, QUARTER = "Менеджер по информационному обслуживанию", "2026-IV"
ALYOSHINA = "Алёшина В. П."
LEBEDEVA, GROMOV, ORLOV, SOKOLOVA = "Лебедева И. О.", "Громов М. С.", "Орлов П. Н.", "Соколова А. В."
BACK = PacketKind.CASE_BACK
HERE = "Порог отмены сценария не назвала, пересчёта потребности не было."
BROUGHT = "На разборе в пятницу сама пересчитала потребность и назвала порог отмены сценария."
ON, LATE, DUE = TODAY - timedelta(9), TODAY - timedelta(4), TODAY + timedelta(6)
HR = (
    Holding("1", Stand.OUT, INVITATION, 1, LEBEDEVA, VACANCY, ORLOV, ON, DUE),
    Holding("2", Stand.OUT, INVITATION, 1, LEBEDEVA, VACANCY, SOKOLOVA, ON, DUE),
    Holding("0", Stand.RATED_HERE, None, 1, LEBEDEVA, VACANCY, "Зимина О. Л.", ON, DUE),
    Holding("7", Stand.TO_INVITE, None, 2, "Белова Н. С.", QUARTER, ORLOV, ON, DUE),
    Holding("8", Stand.TO_INVITE, None, 2, "Белова Н. С.", QUARTER, "Юдин К. Л.", ON, DUE, withdrawn=True),
    Holding("3", Stand.OUT, None, 2, "Белова Н. С.", QUARTER, GROMOV, ON, LATE),
    Holding(
        *("4", Stand.CLOSED, SEALED, 1, LEBEDEVA, VACANCY, GROMOV, ON, DUE, TODAY),
        awaited=(ORLOV, SOKOLOVA),
    ),
    Holding("5", Stand.DONE, SEALED, 3, "Ким А. Р.", VACANCY, GROMOV, ON, LATE, LATE),
    Holding("9", Stand.KEPT, KEPT, None, "C-0042", "2026-H-003", "Тимофеева Н. Р.", ON),
    Holding("6", Stand.DONE, KEPT, 1, LEBEDEVA, VACANCY, "Дорохова Е. В.", ON),
)
ASSESSOR = (
    Holding("1", Stand.TO_SEAL, INVITATION, 1, LEBEDEVA, VACANCY, SOKOLOVA, ON, DUE, is_mine=True),
    Holding("2", Stand.TO_ASSESS, INVITATION, 1, "Ким А. Р.", VACANCY, SOKOLOVA, ON, DUE, is_mine=True),
    Holding("3", Stand.DONE, SEALED, 1, "Белова Н. С.", QUARTER, SOKOLOVA, ON, LATE, LATE, is_mine=True),
    Holding("4", Stand.OTHERS, INVITATION, 1, LEBEDEVA, VACANCY, SOKOLOVA, ON, DUE, guest=ORLOV),
)


def _screen(stage: Stage) -> ExchangeScreen:
    stage.space.to_exchange()
    screen = stage.space.shown
    assert isinstance(screen, ExchangeScreen)
    return screen


def _list(stage: Stage) -> None:
    screen = _screen(stage)
    screen.show_lines(HR)
    screen.table.stand_on("4")
    screen.table.setFocus()


def _assessor(stage: Stage) -> None:
    screen = _screen(stage)
    screen.show_lines(ASSESSOR)
    screen.table.stand_on("1")
    screen.table.setFocus()


def _ready(stage: Stage) -> None:
    """Who was awaited last has left: the sealed sheets can be opened."""
    screen = _screen(stage)
    ready = (replace(one, stand=Stand.READY, awaited=()) if one.stand is Stand.CLOSED else one for one in HR)
    screen.show_lines(tuple(one for one in ready if one.key not in ("1", "2")))
    screen.table.stand_on("4")
    screen.table.setFocus()


def _one_of_several(stage: Stage) -> None:
    """The own sheet in the file of somebody who was invited."""
    stage.space.to_result(case(stage, "E-0301").case_id)
    screen = stage.space.shown
    assert isinstance(screen, ResultScreen)
    screen.show_elsewhere(SOKOLOVA)


def _decided_elsewhere(stage: Stage) -> None:
    found = case(stage, CANDIDATE).case_id
    stage.space.to_decision(found)
    screen = stage.space.shown
    assert isinstance(screen, DecisionScreen)
    screen.early.show_elsewhere(found, SOKOLOVA)
    screen.decision = None  # nothing is decided here, and no key of that works
    screen.record_button.hide()
    screen.header.set_title(screen.early.name, _("Decision"))
    screen.pages.setCurrentWidget(screen.early)
    screen.keys_changed.emit()


def _nothing(stage: Stage) -> None:
    _screen(stage)


def _keys(stage: Stage) -> None:
    _screen(stage).open_keys()


def _add_key(stage: Stage) -> None:
    """A key file was dropped on the window, and other groups were typed."""
    _screen(stage)
    told = Introduction(pairing.new().public, "Громов Михаил Сергеевич", "ООО «Северный контакт»", UID)
    stage.space.exchange.bring(Thing.KEY, pairing.written(told))
    form = stage.dialog()
    assert isinstance(form, AddKeyForm)
    form.groups.line.setText("1234 5678 9abc def0 1234 0000")
    form.take()
    settle()


def _invite(stage: Stage) -> None:
    _screen(stage)
    stage.space.exchange.invite(awaited(stage).case_id)


def _invite_form(stage: Stage) -> None:
    """One assessor has a form, in which nothing is answered yet."""
    _screen(stage)
    stage.space.exchange.invite(form_out(stage))


def _invite_own(stage: Stage) -> None:
    """Whoever invites assesses as well."""
    assert stage.app.data is not None
    assert stage.app.me is not None
    _screen(stage)
    read, me = stage.app.data.read, stage.app.me.id
    every = (
        line
        for one in read(staff_cycles.staff_cycles, me)
        for line in read(cases.cases_in, one.cycle.code)
        if any(seat.assessor_id == me for seat in line.assigned)
    )
    stage.space.exchange.invite(max(every, key=lambda one: len(one.assigned)).case_id)


def _send_model(stage: Stage) -> None:
    """Two colleagues gave their keys."""
    stage.space.go(FRAMEWORK)
    screen = stage.space.shown
    assert isinstance(screen, FrameworkScreen)
    screen.side.send_button.click()
    dialog = stage.dialog()
    assert isinstance(dialog, SendDialog)
    both = enumerate(("Громов Михаил Сергеевич", "Орлов Павел Николаевич"), 1)
    dialog.show_known([KnownKey(at, pairing.new().public, at, name, UID, ON, None) for at, name in both])
    settle()


def _send_result(stage: Stage) -> None:
    """Two who had a part gave their keys, and so did others."""
    stage.space.to_result(case(stage, "E-0301").case_id)
    stage.space.exchange.send_result(case(stage, "E-0301").case_id)
    dialog = stage.dialog()
    assert isinstance(dialog, SendDialog)
    both = enumerate(("Громов Михаил Сергеевич", "Орлов Павел Николаевич"), 1)
    dialog.show_known(
        [KnownKey(at, pairing.new().public, at, name, UID, ON, None) for at, name in both], more=True
    )
    settle()


def _no_result_to_send(stage: Stage) -> None:
    """Nobody's key is known yet."""
    stage.space.to_result(case(stage, "E-0301").case_id)
    stage.space.exchange.send_result(case(stage, "E-0301").case_id)
    settle()


def _kept_shares(stage: Stage) -> None:
    """Shares that came from another file, whose people are codes here."""
    screen = _screen(stage)
    screen.show_lines(HR)
    screen.table.stand_on("9")


def _give_share(stage: Stage) -> None:
    """Somebody keeps the shares of a case, and one assessor has dropped out."""
    screen = _screen(stage)
    kept = KeptCase(UID, QUARTER, "C-0042", SOKOLOVA, ON, {1: "E-0101", 2: "E-0102", 3: "E-0301"}, (2,))
    GiveShareForm(context_of(stage), kept, screen).open()


def _take(stage: Stage) -> None:
    screen = _screen(stage)
    would = Taken(SEALED, 1, opened=3)
    TakeQuestion(Announced(SEALED, GROMOV, TODAY, VACANCY, "Лебедева Ирина Олеговна", would), screen).open()


def _no_key(stage: Stage) -> None:
    NoKeyOfSender(NotAccepted(Why.UNKNOWN_SIGNER), _screen(stage)).open()


def _paper(stage: Stage) -> None:
    """A profile that a colleague sent, and a framework that went out, in the list behind it."""
    app, screen = stage.app, _screen(stage)
    assert app.data is not None
    assert app.me is not None
    sent = SentEdition(Text("Менеджер по информационному обслуживанию", "Contact centre supervisor"), 2)
    model = Holding("7", Stand.DONE, PacketKind.MODEL, None, "", "", ORLOV, ON, edition=sent)
    screen.show_lines((Holding("8", Stand.KEPT, PacketKind.RESULT, None, ALYOSHINA, "", GROMOV, ON), model))
    asked = Asking(PROFILE, case(stage, "E-0301").case_id, app.me.id, TODAY, current().language)
    drawn = b64encode(previewing(app.data.read, asked)(Progress()).content).decode()
    whose = SentPerson(UID, "E-0301", PersonKind.EMPLOYEE, "Алёшина", "Вера", "Петровна")
    context = context_of(stage)
    dialog = PaperDialog(context, SentResult(UID, whose, QUARTER, PROFILE, ON, drawn), GROMOV, screen)
    dialog.open()
    wait(lambda: painted(dialog))  # pages are drawn in the background


def _settle(stage: Stage) -> None:
    """A mark with comments, one that is there only in one file, and a fact in two wordings."""
    app, screen = stage.app, _screen(stage)
    assert app.data is not None
    assert app.me is not None
    read = app.data.read
    context = context_of(stage)
    edition = read(frameworks.framework, read(frameworks.current)[0])
    first, second, *_rest = edition.items
    at = datetime(TODAY.year, TODAY.month, TODAY.day, 9, tzinfo=UTC)

    def row(item: str, level: int, comment: str = "") -> SentRow:
        return SentRow(item, State.RATED, level, Origin.TYPED, at, comment, ())

    def fact(text: str) -> SentFact:
        return SentFact(UID, (first.key,), Polarity.FOR, ON, ON, at, text)

    clashes = (
        Clash(first.key, first.key, row(first.key, 2, HERE), row(first.key, 3, BROUGHT)),
        Clash(UID, first.key, fact(HERE), fact(BROUGHT)),
        Clash(second.key, second.key, None, row(second.key, 1)),
    )
    items = {one.key: one for one in edition.items}
    subject = Subject("Громов Михаил Сергеевич", is_own=True, items=items, scale=read(frameworks.scale))
    told = Announced(BACK, GROMOV, TODAY, VACANCY, "Лебедева Ирина Олеговна", Taken(BACK, 1))
    shown = SettleDialog(context, told, clashes, subject, screen, was_submitted=True)
    shown.open()


def _along(stage: Stage) -> None:
    AlongQuestion("Лебедева Ирина Олеговна, " + VACANCY, _screen(stage)).open()


def _no_other_file(stage: Stage) -> None:
    NoOtherFile(_screen(stage)).open()


def _along_from_server(stage: Stage) -> None:
    """The first time the six groups of the server's key are to be noted down."""
    about, groups = "Лебедева Ирина Олеговна, " + VACANCY, PublicKeys("ab" * 32, "age1").groups
    AlongQuestion(about, _screen(stage), groups).open()


def _own_file(stage: Stage) -> None:
    OwnFileQuestion(_screen(stage)).open()


def _own_key(stage: Stage) -> None:
    told = Introduction(
        PublicKeys("cd" * 32, "age1"), "Громов Михаил Сергеевич", "ООО «Северный контакт»", UID
    )
    OwnKeyQuestion(told, _screen(stage)).open()


SCENES = (
    Scene("exchange-list", AS_HR, _list, main=True),
    Scene("exchange-assessor", AS_MANAGER, _assessor),
    Scene("exchange-ready", AS_HR, _ready),
    Scene("exchange-one-of-several", AS_HR, _one_of_several),
    Scene("exchange-decided-elsewhere", AS_HR, _decided_elsewhere),
    Scene("exchange-nothing", EMPTY, _nothing),
    Scene("exchange-keys", AS_HR, _keys),
    Scene("exchange-add-key", AS_HR, _add_key),
    Scene("exchange-invite", AS_HR, _invite),
    Scene("exchange-invite-form", AS_HR, _invite_form),
    Scene("exchange-invite-own", AS_MANAGER, _invite_own),
    Scene("exchange-send-framework", AS_HR, _send_model),
    Scene("exchange-send-result", AS_HR, _send_result),
    Scene("exchange-send-nobody", AS_HR, _no_result_to_send),
    Scene("exchange-kept", AS_HR, _kept_shares),
    Scene("exchange-give-share", AS_HR, _give_share),
    Scene("exchange-take", AS_HR, _take),
    Scene("exchange-no-key", AS_HR, _no_key),
    Scene("exchange-paper", AS_HR, _paper),
    Scene("exchange-settle", AS_MANAGER, _settle),
    Scene("exchange-along", AS_MANAGER, _along),
    Scene("exchange-no-other-file", AS_MANAGER, _no_other_file),
    Scene("exchange-along-server", AS_MANAGER, _along_from_server),
    Scene("exchange-own-file", AS_MANAGER, _own_file),
    Scene("exchange-own-key", AS_MANAGER, _own_key),
    *merged_files.SCENES,
)
