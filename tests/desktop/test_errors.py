"""Whatever goes wrong becomes a sentence, and a report says nothing about people."""

import errno
import os
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QTimer
from pytestqt.qtbot import QtBot

import resources
from db.file import store
from db.file.copies import Why as WhyCopied
from db.file.errors import Holder, OnNetwork, OpenElsewhere, OtherKeys, PasswordGone, UnsoundCopy
from db.wire import faults
from db.wire import refusals as wire
from desktop.errors import ErrorBoundary, Failure, failure, report, sentence
from desktop.kit.form.form_dialog import refused_words
from desktop.office.not_kept import NotKept
from desktop.office.not_made import NotMade
from desktop.office.sentences import sentences
from domain import errors
from domain.assessing import answer_form
from domain.assessing.sheet_number import NotANumber
from domain.development.adaptation import MentorsByJob
from domain.errors import Refused
from domain.exchange.draft_merge import Unsettled
from domain.exchange.key import OtherGroups
from domain.exchange.merging import NotMerged
from domain.exchange.merging import Why as WhyNotMerged
from domain.exchange.refusal import (
    AlreadySealed,
    Away,
    DecidedElsewhere,
    Invited,
    NoKeys,
    NotAccepted,
    SealedHere,
    SharesMissing,
    SubmittedThere,
    TakenAlong,
    TooManySeats,
)
from domain.exchange.refusal import Why as WhyRefused
from domain.framework.edition_faults import Fault, Faulty, Flaw, Part
from domain.framework.fairness import ARTICLE, Discriminates, Ground, Unfair
from domain.framework.framework import FrameworkNotNamed, SeveralFrameworks
from domain.framework.version_acts import MapFaulty, MapFlaw, Unconfirmed
from domain.hiring.decision import SettledLevel, SettledMeanwhile
from domain.login import Ended, LastAdministrator, OwnAccount
from domain.mark import Mark, Overtaken
from domain.months import NotMonths, WhyNot
from domain.password import PasswordTooShort, WaitFirst
from domain.people import erasure
from domain.people.declined import Renamed
from domain.people.issued import Registered
from domain.people.roster import Moved, NotReady
from domain.people.twins import CannotMerge, Conflict, Hindrance
from domain.progress import Cancelled
from domain.team.level_import import NoLevels
from reports.intake.refusal import NotTaken, Unreadable, Why
from reports.paper.atomic import HeldOpen, Unwritable
from reports.paper.undrawn import DrawerLost, Undrawn
from resources import NotShipped, i18n
from tests import prepared

NINE = datetime(2026, 11, 24, 9, tzinfo=UTC)
SECRET = "Lebedeva Irina"

REFUSALS: tuple[Refused, ...] = (
    errors.OnlyDraft(),
    Registered("4", date(2026, 11, 24)),
    Renamed("Lebedeva I. P., manager"),
    errors.OffScale(7),
    errors.Submitted(),
    *(
        answer_form.NotSent(),
        answer_form.Altered((3,)),
        answer_form.SeveralForms(),
        answer_form.OlderEdition(),
    ),
    *(answer_form.NobodyLeft(), answer_form.NoLongerAsked("Gromov M. S."), answer_form.NothingSaid()),
    *(answer_form.NotBegun(), answer_form.Answered(), answer_form.HavePackets(("Gromov M. S.",))),
    errors.NotSubmitted(),
    errors.Closed(),
    errors.StillBlind(("Gromov M. S.",)),
    errors.NotYours(),
    errors.KeptApart(),
    errors.NothingSubmitted(),
    errors.NotRecomputed(None),
    errors.NotRecomputed("2"),
    errors.NotRecomputed("2", moved=True),
    errors.NoMarks(),
    errors.NotRecounted(),
    errors.NotRecounted("Сводка!B2"),
    errors.NoGoals(),
    errors.NoLogo(),
    errors.NoCandidate(),
    errors.NoMentor(),
    MentorsByJob("clause 2.4"),
    errors.NotFailed(),
    errors.NoTopics(),
    errors.NoTopics(removed=True),
    errors.TooLong("comment", 10_000, 5_000),
    errors.TooLittleSpace(41_000_000),
    errors.Missing("surname"),
    errors.Impossible("left_on"),
    errors.Taken("code", "C-0001"),
    errors.Unknown("person", "C-9999"),
    errors.NoAdaptation("E-0401", in_post=True, unknown=6),
    errors.NeedsReason(),
    errors.Published(),
    errors.Withdrawn(),
    errors.NotAssigned(("Gromov M. S.",)),
    errors.Begun(),
    errors.AlreadyOpen(),
    errors.NobodyWaits(),
    errors.AllHandedIn(),
    errors.FrozenRequirements(),
    errors.Unsettled(("K27", "S31")),
    errors.NotRecommended(),
    errors.NotRefused(hiring=True),
    errors.NotRefused(hiring=False),
    errors.RefusedAlready(),
    errors.NamesAnother("Orlov"),
    errors.Hired(),
    errors.NoPlaces(2),
    errors.SheetsOut((("Lebedeva I. P.", "Gromov M. S."),)),
    errors.SheetsOut((), ("Lebedeva I. P.", "Gromov M. S.")),
    errors.Overlaps((("Lebedeva I. P.", "Q3", "Q4"),)),
    errors.HasLeft(("Orlov V. S.",)),
    errors.HadLeft("Orlov V. S.", date(2026, 9, 1)),
    errors.NoteUsed(),
    errors.NothingChanged(),
    errors.BasisWithdrawn(),
    errors.FloorAboveTarget(3, 2),
    errors.EndsBeforeStart(),
    errors.DayOff(date(2027, 1, 1), date(2027, 1, 11)),
    *(errors.NotWithdrawn(why, ("Orlov V. S.",)) for why in errors.Rests),
    errors.NeedsPaper(),
    errors.NotConsent(),
    errors.Rewritten("another text"),
    Overtaken(Mark.rated(2), None, None),
    SettledMeanwhile("K10", SettledLevel("K10", 1, "heard the record", "Chernova Olga", date(2026, 11, 30))),
    SettledMeanwhile("K10", SettledLevel("K10", None, "no such work", "Chernova Olga", date(2026, 11, 30))),
    SettledMeanwhile("K10", None),
    errors.LastEdition(),
    FrameworkNotNamed("Кассир", ("Менеджер",)),
    SeveralFrameworks("Кассир", ("Кассир-8f14", "Кассир-1a2b")),
    errors.Holds("F2", ("K08", "D2.1")),
    Faulty((Fault(Flaw.EMPTY_TEXT, Part.ITEM, "K05", place="Items!C14"),)),
    Unconfirmed(3),
    MapFaulty(MapFlaw.MANY_TO_MANY, ("K03", "K10")),
    NotReady((14,)),
    errors.InUse(3, 1, 0),
    Moved(),
    NoLevels(),
    CannotMerge((Conflict(Hindrance.AT_WORK),)),
    Unreadable(Why.DAMAGED),
    *(NotMerged(why, 2) for why in WhyNotMerged),
    NotAccepted(WhyRefused.DAMAGED),
    SharesMissing(2),
    Away(date(2026, 11, 24)),
    SubmittedThere(),
    TakenAlong(("Gromov M. S.",)),
    Invited(),
    SealedHere(date(2026, 11, 24)),
    Unsettled(()),
    NoKeys(("Gromov M. S.",)),
    AlreadySealed(),
    DecidedElsewhere("Orlov P."),
    TooManySeats(65),
    OtherGroups(),
    NotTaken("люди.csv", Unreadable(Why.DAMAGED)),
    errors.OutsidePlan(date(2026, 12, 1), date(2027, 3, 26)),
    errors.ZeroHours(),
    errors.OwnerLeft("Gromov M. S.", date(2026, 12, 1)),
    errors.TooManyGoals(5),
    errors.TooManySteps(40),
    errors.Covered("K03"),
    errors.PlanClosed(),
    errors.NotActive(),
    errors.Approved(),
    errors.NoConsent("Gromov M. S."),
    errors.NothingPlanned(("K03",)),
    errors.Unreported(2),
    errors.ActionsOutside(3),
    errors.Numbered(2027),
    errors.NoTarget("K03"),
    errors.ShippedAction(),
    errors.SameAction(retired=True),
    errors.SameAction(retired=False),
    errors.InPlans(3),
    errors.NotInForce("K40"),
    Discriminates((Unfair(Ground.AGE, "under 35"),)),
    PasswordTooShort(),
    WaitFirst(8),
    *map(erasure.CannotErase, erasure.Hindrance),
    erasure.Undecided(3),
    erasure.ReasonNames(),
    *(OwnAccount(), LastAdministrator()),
    NotANumber("L-1"),
    NotMonths("about a year", WhyNot.BOUND),
)


def stored() -> tuple[store.StoreError, ...]:
    path = Path("folder") / "North.merilo"
    return (
        store.NotOurs(path),
        store.KeysMissing(path, path.with_suffix(".merilo.keys")),
        store.WrongPassword(path),
        store.WrongRecoveryCode(path),
        PasswordGone(path),
        OtherKeys(path),
        store.Damaged(path),
        UnsoundCopy(path),
        store.Replaced(path),
        store.Newer(path, 9, 1),
        store.ReadOnly(path),
        store.Unwritable(path),
        store.DiskFull(path),
        store.Busy(path),
        OpenElsewhere(path, Holder("sokolova", "laptop", NINE, mine=True)),
        OpenElsewhere(path, Holder("petrova", "office-7", NINE)),
        store.Strange(path),
        OnNetwork(path),
        store.Exists(path),
        store.Unencrypted(path),
        *(faults.Unanswered(), faults.NotTrusted(), faults.NotTheService(), faults.NoAuthority(path)),
        *(faults.MayBeDone(), faults.NameUnknown(), faults.NobodyListens(), faults.NotInTime()),
        *(faults.NoRoute(), faults.NotEncrypted(), faults.NotInDate(), faults.OfAnotherName()),
    )


SERVED: tuple[wire.NotServed, ...] = (
    *(wire.NotServed(), wire.Malformed("arguments"), wire.TooLarge("bytes"), wire.NotAllowed("name")),
    *(
        wire.NeedsFile(),
        wire.NotSentYet(),
        wire.OutOfReach(),
        wire.AnothersName(),
        wire.NeedsNumber(),
        wire.AnotherAct(),
    ),
    *(
        wire.AnswerErased(),
        wire.WrongLogin(),
        wire.Locked(),
        wire.LoggedOut(),
        wire.LoggedOut(Ended.CLOSED),
        wire.ChangeFirst(),
    ),
    *(wire.NameInPassword(), wire.PasswordTooLong(1_000), wire.LoggedOut(Ended.RIGHTS)),
    *(wire.SamePassword(), wire.OtherVersion("0.2.0"), wire.TooMany(3), wire.Fault("5f0c")),
    *(wire.NoDatabase(), wire.Stopping()),
)


class Heard(QObject):
    def __init__(self) -> None:
        super().__init__()
        self.failures: list[Failure] = []

    def hear(self, failure: Failure) -> None:
        self.failures.append(failure)


@pytest.fixture
def heard(qapp: QObject) -> Iterator[Heard]:
    boundary, ear = ErrorBoundary(), Heard()
    boundary.raised.connect(ear.hear)
    boundary.install()
    yield ear
    boundary.remove()


def _kinds(parent: type[Exception]) -> set[type[Exception]]:
    return {kind for sub in parent.__subclasses__() for kind in ({sub} | _kinds(sub))}


def test_no_kind_of_refusal_and_of_store_error_is_forgotten_here() -> None:
    assert {type(error) for error in REFUSALS} == _kinds(Refused)
    assert {type(error) for error in stored()} == _kinds(store.StoreError)
    assert {type(error) for error in SERVED} == {wire.NotServed, *_kinds(wire.NotServed)}


def test_a_wrong_password_is_told_without_the_words_of_plans_and_results() -> None:
    code = """
import sys
from db.file.errors import WrongPassword
from desktop.office.sentences import sentence
from resources.i18n import words
print(sentence(WrongPassword(), words("en")).what)
print([one for one in sys.modules if one.startswith("reports.words.phrases")])
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=600)
    assert done.stdout.splitlines() == ["Wrong password.", "[]"], done.stderr


def test_every_kind_has_an_entry_of_its_own_in_the_table_of_sentences() -> None:
    kinds = {Refused, store.StoreError, *_kinds(Refused), *_kinds(store.StoreError)}
    kinds |= {wire.NotServed, *_kinds(wire.NotServed)}
    assert kinds - sentences().keys() == set()
    spare = {OSError, NotShipped, HeldOpen, BaseException, NotKept, NotMade, Undrawn, DrawerLost}
    assert sentences().keys() - kinds == spare, "and nothing is told of what cannot happen"


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_every_error_has_its_own_sentence_in_both_languages(language: str) -> None:
    i18n.use(language)
    told = [sentence(error) for error in (*REFUSALS, *stored(), *SERVED)]
    assert not any(one.bug for one in told)
    assert len({one.what for one in told}) == len(told)
    assert all(one.what.endswith(".") and "{" not in one.what + one.safe + one.todo for one in told)


def others() -> Iterator[BaseException]:
    """Yield the refusals again with all the reasons that they have, and what fails without a refusal."""
    yield from map(Unreadable, Why)
    yield from map(NotAccepted, WhyRefused)
    yield from (NotMonths("?", why) for why in WhyNot)
    yield from (CannotMerge((Conflict(one, ("Q3",)),)) for one in Hindrance)
    yield from (errors.Withdrawn(cycle=True), errors.Impossible("grade"), NotReady(()))
    yield errors.StillBlind(("Gromov M. S.",), nameless=True)
    yield SettledMeanwhile("K10", None, undoes=True)
    numbers = (errno.ENOENT, errno.EACCES, errno.ENOSPC, errno.EISDIR, errno.EIO)
    yield from (OSError(number, os.strerror(number), "North.merilo") for number in numbers)
    yield from (HeldOpen(Path("a.pdf"), Path("a (2).pdf")), DrawerLost(), Undrawn("drawing.py:7"), KeyError())
    for cause in stored():
        kept, made = NotKept(), NotMade("a.pdf")
        kept.__cause__ = made.__cause__ = cause
        yield from (kept, made)


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_whatever_happens_is_told_with_what_is_safe_and_what_to_do(language: str) -> None:
    i18n.use(language)
    told = [sentence(error) for error in (*REFUSALS, *stored(), *others())]
    assert [one for one in told if not (one.what and one.safe and one.todo)] == []
    assert not any(re.search("тригг|trigger|схем|schema", str(one), re.IGNORECASE) for one in told)


def test_at_a_field_stands_what_to_do_and_not_that_what_was_typed_stays() -> None:
    i18n.use("en")
    assert (
        refused_words(errors.Taken("code", "C-0001"))
        == "Code “C-0001” is already in use. Enter another value."
    )
    assert refused_words(errors.Missing("surname")) == "A required field is empty: Surname."


def test_facts_of_the_error_stand_in_the_sentence() -> None:
    assert "Gromov M. S." in sentence(errors.StillBlind(("Gromov M. S.",))).what
    assert "10,000" in sentence(errors.TooLong("comment", 10_000, 5_000)).what
    assert "C-9999" in sentence(errors.Unknown("person", "C-9999")).what
    out = sentence(errors.SheetsOut((("Lebedeva I. P.", "Gromov M. S."),))).what
    assert "Lebedeva I. P." in out and "Gromov M. S." in out
    assert "Lebedeva I. P.: Q3" in sentence(errors.Overlaps((("Lebedeva I. P.", "Q3", "Q4"),))).what
    assert "K27, S31" in sentence(errors.Unsettled(("K27", "S31"))).what
    unfair = sentence(Discriminates((Unfair(Ground.AGE, "under 35"), Unfair(Ground.SEX, "a man")))).what
    assert unfair.count(ARTICLE) == 1 and "under 35" in unfair and "a man" in unfair
    assert "North.merilo.keys" in sentence(store.KeysMissing(Path("a"), Path("North.merilo.keys"))).what


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_every_reason_why_experience_is_not_understood_has_its_own_words(language: str) -> None:
    i18n.use(language)
    told = {sentence(NotMonths("?", why)).what for why in WhyNot}
    assert len(told) == len(WhyNot)


@pytest.mark.parametrize("number", [errno.EEXIST, errno.EISDIR, errno.EROFS, errno.ENAMETOOLONG, errno.EIO])
def test_what_the_system_says_comes_in_the_language_of_the_screens(number: int) -> None:
    i18n.use("ru")
    told = sentence(OSError(number, os.strerror(number), "42"))
    assert not re.search("[A-Za-z]", told.what), told.what
    assert "42" in told.what


@pytest.mark.parametrize("number", [errno.EACCES, errno.EPERM])
def test_a_paper_in_a_folder_without_rights_is_told_like_any_other_file(number: int) -> None:
    told = sentence(Unwritable(Path("42"), OSError(number, os.strerror(number))))
    assert told == sentence(PermissionError(number, os.strerror(number), "42"))
    assert "no permission" in told.what


def test_an_error_in_a_slot_is_heard(heard: Heard, qtbot: QtBot) -> None:
    QTimer.singleShot(0, _refuse)
    qtbot.waitUntil(lambda: bool(heard.failures))
    assert heard.failures[0].sentence.what == "The sheet has been submitted and is read-only."
    assert heard.failures[0].report == ""


def _refuse() -> None:
    raise errors.Submitted


def test_our_bug_comes_with_a_report_that_names_no_person(
    heard: Heard, qtbot: QtBot, capsys: pytest.CaptureFixture[str]
) -> None:
    QTimer.singleShot(0, _fail)
    qtbot.waitUntil(lambda: bool(heard.failures))
    failure = heard.failures[0]
    assert failure.sentence.bug
    assert "ValueError" in failure.report
    assert "test_errors.py" in failure.report
    assert "_fail" in failure.report
    for told in (failure.report, str(failure.sentence), capsys.readouterr().err):
        assert SECRET not in told
        assert str(Path(__file__).parent) not in told


def _fail() -> None:
    try:
        {}[SECRET]
    except KeyError as error:
        raise ValueError(SECRET) from error


def test_the_report_follows_the_causes() -> None:
    try:
        _fail()
    except ValueError as error:
        told = report(error)
    assert told.index("ValueError") < told.index("KeyError")


def test_an_error_in_another_thread_is_heard(heard: Heard, qtbot: QtBot) -> None:
    thread = threading.Thread(target=_refuse)
    thread.start()
    thread.join(5)
    qtbot.waitUntil(lambda: bool(heard.failures))


def test_being_cancelled_is_no_error(heard: Heard, qtbot: QtBot) -> None:
    QTimer.singleShot(0, _cancel)
    qtbot.wait(5)
    assert heard.failures == []


def _cancel() -> None:
    raise Cancelled


def test_a_file_that_is_gone_names_its_newest_copy(tmp_path: Path) -> None:
    path = prepared.empty(tmp_path / "Север.merilo")
    opened = store.Store.open(path)
    error = FileNotFoundError(errno.ENOENT, "", str(path))
    assert sentence(error).todo == "Check the name and the folder."
    made = opened.copies.take(WhyCopied.BY_HAND).copy
    opened.close()
    assert f"“{made.path.name}” in the folder “Север-backups”" in sentence(error).todo


def test_an_error_in_telling_of_another_ends_with_whoever_heard_errors_before(
    qapp: QObject, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = list[type[BaseException]]()

    def hear(kind: type[BaseException], _error: object, _trace: object) -> None:
        before.append(kind)

    monkeypatch.setattr(sys, "excepthook", hear)
    boundary, deaf = ErrorBoundary(), Deaf()
    boundary.raised.connect(deaf.hear)
    boundary.install()
    boundary.tell(errors.Submitted())
    boundary.tell(errors.Submitted())
    boundary.remove()
    assert deaf.asked == 2
    assert before == [RuntimeError, RuntimeError]


class Deaf(QObject):
    def __init__(self) -> None:
        super().__init__()
        self.asked = 0

    def hear(self, _failure: Failure) -> None:
        self.asked += 1
        raise RuntimeError


def test_a_missing_part_of_the_program_is_told_as_what_it_is() -> None:
    with pytest.raises(FileNotFoundError) as caught:
        resources.path("fonts/Nothing.ttf")
    told = failure(caught.value)
    assert told.sentence.whole == (
        "A part of the program is missing: fonts/Nothing.ttf. Your files are not affected. "
        "Install the program again."
    )
    assert (told.help, told.report) == ("troubles#parts", "")
