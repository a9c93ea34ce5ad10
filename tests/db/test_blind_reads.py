"""Every read function there is, tried by assessors who have not handed in: no mark of others comes out.

The functions are found, not listed: a new one without a case here fails the first test.
"""

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Collection, Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import pytest

import db
from db import models
from db.assessing.sheet import sheets
from db.file.store import Store
from db.framework import editions
from domain.assessing.answer_form import Answers
from domain.assessing.case import CycleKind
from domain.assessing.entry import Entry, Row
from domain.assessing.result import Comment
from domain.assessing.scoring import Score, Totals
from domain.assessing.trend import Linked
from domain.assessing.trend_steps import OwnLevel
from domain.development.plan import Goal
from domain.errors import NoGoals, NothingSubmitted, NotRecomputed, NotYours, StillBlind, Submitted
from domain.event import EventChoice, Topic
from domain.hiring.comparison import Contender
from domain.hiring.decision import Conclusion, Outcome, SettledLevel
from domain.hiring.refusal import RefusalPoint
from domain.mark import GivenMark, Mark
from domain.people.person import Person, PersonKind
from domain.team.matrix import NO_LEVEL, TeamMatrix
from domain.team.quarterly import CyclePlan
from tests.db.interview import HERS, HIS, ON, PERIOD, SECRET, Interview


def plan_of(at: Interview) -> CyclePlan:
    """Return a cycle that the person would be in twice."""
    return CyclePlan(CycleKind.HIRING, "", PERIOD.starts_on, PERIOD.ends_on, (at.person,))


type Given = tuple[object, ...]


# module.function -> what it is asked by this viewer.
READS: dict[str, Callable[[Interview, int], Given]] = {
    "answer_forms.compared": lambda at, me: (at.form, Answers(), me),
    "answer_forms.expected": lambda at, me: (ON,),
    "answer_forms.returned": lambda at, me: (at.form,),
    "answer_forms.sent": lambda at, me: (at.case,),
    "sent_forms.recipients": lambda at, me: ((at.case,),),
    "sent_forms.with_form": lambda at, me: ((at.case,), (me,)),
    "sent_forms.withdrawable": lambda at, me: (at.case,),
    "assessments.last_role": lambda at, me: (me, PersonKind.CANDIDATE),
    "assessments.likely_profile": lambda at, me: (at.person,),
    "assessments.profile_of_post": lambda at, me: (at.person,),
    "campaigns.campaign": lambda at, me: (at.cycle,),
    "campaigns.campaigns": lambda at, me: (),
    **dict.fromkeys(("campaigns.candidates", "cycles.apart"), lambda at, me: (at.cycle, me)),
    "campaigns.outside": lambda at, me: (),
    "case_drafts.drafts": lambda at, me: (at.case, me),
    "form_drafts.kept": lambda at, me: ("Refusal", "case", me),
    "next_sheets.next_sheet": lambda at, me: (me, at.cycle),
    "cases.case_of": lambda at, me: (at.person, None),
    "cases.cases_in": lambda at, me: ("2026-H-001",),
    "cases.code_of": lambda at, me: (at.case,),
    "cases.recomputed": lambda at, me: (at.case, me),
    "cases.result": lambda at, me: (at.case, me, ON),
    "comparisons.comparison": lambda at, me: (at.cycle, me, ON),
    "basis.of_person": lambda at, me: (at.person,),
    "long_table.long_part": lambda at, me: (at.cycle, me),
    "cycles.rated": lambda at, me: (),
    "cycles.still_open": lambda at, me: (ON, CycleKind.QUARTERLY),
    "cycles.why_not_withdrawn": lambda at, me: (at.cycle,),
    "cycles.by_code": lambda at, me: ("2026-H-001",),
    "cycles.cycle": lambda at, me: (at.cycle,),
    **dict.fromkeys(("cycles.cycles", "cycles.vacancies"), lambda at, me: ()),
    "cycles.last_day": lambda at, me: (at.cycle,),
    "cycles.ends": lambda at, me: (at.cycle,),
    "cycles.sizes": lambda at, me: (),
    "decisions.decision": lambda at, me: (at.case, me, ON),
    "decisions.with_follow_ups": lambda at, me: (at.case, me, ON),
    "diary.framework_for": lambda at, me: (at.person,),
    "diary.half": lambda at, me: (me,),
    "diary.notes": lambda at, me: (me,),
    "diary.page": lambda at, me: (me,),
    "diary.notes_of": lambda at, me: (at.person, me),
    "cases.early_openings": lambda at, me: ((at.case,),),
    "exports.handed_out": lambda at, me: (at.person,),
    "exports.recent": lambda at, me: (("profile", "result"), 10),
    "events.page": lambda at, me: (EventChoice(),),
    "events.counted": lambda at, me: (EventChoice(people=(at.person,)),),
    "events.older": lambda at, me: (EventChoice(topic=Topic.MARKS), None, 1_000),
    "events.cases_of": lambda at, me: (at.person,),
    "events.by_groups": lambda at, me: ("0000 0000 0000 0000 0000 0000",),
    "events.value_of": lambda at, me: ("submit", "sheet", 1),
    "due.due": lambda at, me: (me, ON),
    "editions.called": lambda at, me: (1,),
    "editions.editions": lambda at, me: (),
    "editions.uses": lambda at, me: (at.key,),
    "editions.view": lambda at, me: (1,),
    "cycle_counts.counts_where": lambda at, me: (me, models.Cycle.id > 0, models.Case.id == at.case),
    "cycle_counts.open_cycles": lambda at, me: (me,),
    "cycle_counts.sheets_of": lambda at, me: (at.cycle, me),
    "evidence.beside": lambda at, me: (at.hers, me),
    "evidence.of_person": lambda at, me: (at.person, me),
    "forms.blanks": lambda at, me: (at.case,),
    "forms.person_of": lambda at, me: (at.case,),
    "hiring.hired": lambda at, me: (at.case, me),
    "hiring.hire_of": lambda at, me: (at.person,),
    "hiring.unplanned": lambda at, me: (at.case,),
    "last_levels.before": lambda at, me: (at.hers, me),
    "level_imports.of_cycle": lambda at, me: (at.cycle,),
    "level_imports.scales": lambda at, me: (1,),
    "level_imports.sources": lambda at, me: (),
    "merging.doubles": lambda at, me: (at.person,),
    "merging.preview": lambda at, me: (at.person, at.hr),
    "matrix.team_matrix": lambda at, me: (at.cycle, me),
    "mirrors.mirror": lambda at, me: (at.hers, me),
    "glance.actors": lambda at, me: (),
    "glance.next_step": lambda at, me: (me, ON),
    "overview.overview": lambda at, me: (me, ON),
    "calendar.of_day": lambda at, me: (me, ON, ON),
    "figures.figures": lambda at, me: ((), ON),
    "first_week.first_week": lambda at, me: (ON,),
    "calendar.dots": lambda at, me: ((), (), ON),
    "paper_sheets.found": lambda at, me: (at.number,),
    "names.names": lambda at, me: (),
    "person_rows.actors": lambda at, me: (),
    "person_rows.namesakes": lambda at, me: (Person(surname="Тарасов", given="Кирилл"),),
    "person_rows.rows_of": lambda at, me: ((at.person, at.hr),),
    "person_rows.rows_where": lambda at, me: (models.Person.id == at.person,),
    "people.brief": lambda at, me: ((at.person, at.hr),),
    "people.by_code": lambda at, me: ("C-0041",),
    "people.everybody": lambda at, me: (),
    "people.card": lambda at, me: (at.person, me, ON),
    "people.people": lambda at, me: (me,),
    "people.page": lambda at, me: (me, ON, 1, at.person),
    "people.person": lambda at, me: (at.person,),
    "people.several": lambda at, me: ((at.person, at.hr),),
    "plan_board.board": lambda at, me: (at.plan, me, ON),
    "plan_board.ids": lambda at, me: (ON,),
    "plan_board.page": lambda at, me: (ON,),
    "plan_board.rows": lambda at, me: (ON,),
    "plan_steps.plan_steps": lambda at, me: (),
    "probation_rows.ends": lambda at, me: (at.plan, me),
    "plan_followup.after": lambda at, me: (at.plan, me, ON),
    "plans.code_of": lambda at, me: (at.plan,),
    "plans.for_case": lambda at, me: (at.case, me, PERIOD, ON),
    "plans.plan": lambda at, me: (at.plan, me, ON),
    "progress.lines_of_one": lambda at, me: (at.case,),
    "progress.lines_where": lambda at, me: (models.Case.id == at.case,),
    "progress.plans_of": lambda at, me: (at.person,),
    "refusals.draft": lambda at, me: (at.case, me, ON),
    "refusals.refused": lambda at, me: (),
    "refusals.kept": lambda at, me: (at.case, me),
    "seats.profile_of": lambda at, me: (at.case,),
    "seats.seat": lambda at, me: (at.hers,),
    "quarterly.overlaps": lambda at, me: (plan_of(at),),
    "quarterly.template": lambda at, me: (ON,),
    "rosters.known": lambda at, me: (),
    "rosters.prepared": lambda at, me: ((), {}),
    "staff_cycles.editions": lambda at, me: (),
    "staff_cycles.employees": lambda at, me: (CycleKind.QUARTERLY, ON, ON),
    "staff_cycles.page": lambda at, me: (at.cycle,),
    "staff_cycles.staff_cycles": lambda at, me: (me,),
    "open_drafts.open_drafts": lambda at, me: (me,),
    "sheets.handed_in": lambda at, me: (at.case, me),
    "retention.ending": lambda at, me: (ON,),
    "retention.of_person": lambda at, me: (at.person, ON),
    "revisions.of_person": lambda at, me: (at.person,),
    "revisions.revisions": lambda at, me: (at.hers, me),
    "sheets.drafts_of": lambda at, me: (at.hers,),
    "sheets.mark_now": lambda at, me: (at.his, 1),
    "cases.line": lambda at, me: (at.case,),
    "cases.lines_of": lambda at, me: ((at.case,),),
    "one_offs.mistake": lambda at, me: (at.other,),
    "one_offs.withdrawn_of": lambda at, me: (at.person,),
    "sheets.sheet": lambda at, me: (at.hers, me),
    "sheet_words.count": lambda at, me: (200,),
    "sheet_words.words": lambda at, me: (me,),
    "standings.of_person": lambda at, me: (at.person, me),
    "standings.standings": lambda at, me: (me,),
    "person_pages.course": lambda at, me: (at.person, me),
    "person_pages.page": lambda at, me: (at.person, me, ON),
    "subject_rows.of_case": lambda at, me: (at.case, me),
    "subject_rows.of_person": lambda at, me: (at.person, me),
    "subject_rows.removed_of": lambda at, me: (at.plan,),
    "two_cases.two_cases": lambda at, me: (at.case, at.other, me),
    "trainings.plan": lambda at, me: (at.cycle, me, ON),
    "traces.traces": lambda at, me: (at.person,),
    "training_drafts.kept": lambda at, me: (at.cycle, me),
    "trends.of_person": lambda at, me: (at.person, me, ON),
    "trends.of_team": lambda at, me: (at.cycle, me),
}


# Of these the open case shows marks, words or indexes: the search below finds what there is to find.
TELLING = {
    *("cases.result", "comparisons.comparison", "decisions.decision", "evidence.beside"),
    *("evidence.of_person", "plans.for_case", "plans.plan", "refusals.draft", "refusals.kept"),
    *("plan_board.board", "person_pages.page", "standings.of_person"),
    *("diary.notes", "diary.notes_of", "diary.page", "last_levels.before", "standings.standings"),
    "sheet_words.words",
    *("sheets.sheet", "campaigns.candidates", "due.due", "matrix.team_matrix", "overview.overview"),
    *("long_table.long_part", "decisions.with_follow_ups"),
}
OF_PLAN = ("plans.plan", "plans.code_of", "plan_board.board", "plan_followup.after")  # once there is one


# What writes shows at most an id; that each asks who is at work is tested with it.
WRITES = {
    *("assessments.start", "familiarisations.enter", "starter_shelf.shelve", "requisites.keep"),
    *("library.take_back", "people.ensure", "answer_forms.hand_in", "answer_forms.handing_in"),
    *("answer_forms.accept", "answer_forms.send", "answer_forms.take_back"),
    *("answer_forms.note_look", "sent_forms.withdraw"),
    *("declensions.confirm", "register.issue"),
    *("campaigns.assign", "campaigns.change_requirements", "campaigns.invite", "campaigns.open"),
    *(
        "campaigns.release",
        "campaigns.withdraw",
        "case_drafts.keep",
        "form_drafts.keep",
        "cases.open_case",
    ),
    *("calendars.keep", "catalogue.install", "refusals.choose_another"),
    "sent_parts.cycle_of",
    *("shares.count_opened", "shares.given", "shares.open_early", "shares.receive_given", "shares.take_kept"),
    *("basis.note", "cycles.withdraw_cycle", "one_offs.take_back", "people.dismiss", "people.renew_basis"),
    *("erasing.erase", "erasing.replay", "erasing.carry_out", "mentions.rewrite"),
    *("basis.hold", "basis.withdraw", "retention.keep_policy", "shift_minimums.keep"),
    *("people.take_dismissal_back", "sealed_sheets.receive"),
    *("drafts.begin", "drafts.begin_from", "drafts.confirm_grouping", "drafts.discard", "drafts.publish"),
    *("drafts.put", "drafts.relate", "drafts.relate_again", "drafts.retire", "drafts.review"),
    *("edition_rows.drop_own_scale", "edition_rows.put_levels", "edition_rows.write"),
    *("profile_rows.publish", "profile_rows.write", "starter.begin"),
    *("job_description_editions.discard", "job_description_editions.fill"),
    *("job_description_editions.publish", "job_description_editions.publish_both"),
    *("cycles.close_cycle", "cycles.open_cycle"),
    *("diary.change", "diary.keep_half", "diary.take", "diary.write"),
    *("decisions.conclude", "decisions.settle", "decisions.unsettle", "entries.close"),
    *("evidence.change", "evidence.copied", "evidence.copy", "sheets.copy"),
    *("evidence.drop_withdrawn", "evidence.note", "evidence.restore"),
    *("evidence.tell", "evidence.withdraw", "hiring.hire", "cases.open_early"),
    *("journal.act", "journal.record", "exports.record"),
    *("keys.keep", "keys.know", "keys.know_whose", "keys.withdraw", "invitations.accept", "invitations.deal"),
    *("packets.received", "packets.sent", "sealed_sheets.handed_over", "sealed_sheets.open_together"),
    *(
        "opening.hand_in",
        "opening.open_early",
        "opening.submit",
        "opening.take",
        "opening.unseal",
        "opening.with_act",
    ),
    *("away.back", "away.end", "exports.handing_out", "invitations.take"),
    *(
        "sent_models.accept",
        "sent_models.bring",
        "sent_models.handed_out",
        "received_editions.receive",
        "sent_parts.person_of",
    ),
    *("travels.accept", "travels.accept_back", "travels.handed_back", "travels.handed_out", "travels.take"),
    *("own_drafts.write", "sent_results.drop", "sent_results.handed_out", "sent_results.take"),
    *("outstanding.drop_papers", "outstanding.give_up", "outstanding.settle", "outstanding.write_down"),
    *("merging.merge", "rosters.load", "level_imports.load", "level_imports.withdraw"),
    *("cycles.seal_cycle", "paper_sheets.begin", "paper_sheets.begin_all", "quarterly.open_quarterly"),
    *("adaptations.appoint", "adaptations.begin", "indicators.put", "probations.conclude"),
    *("induction.keep", "induction.put"),
    *("library.add", "library.change", "library.drop", "library.retire", "library.set_hours"),
    *("plan_edit.add_action", "plan_edit.add_meeting", "plan_edit.begin", "plan_edit.change_action"),
    *("plan_edit.change_goal", "plan_edit.choose_goal", "plan_edit.describe", "plan_edit.drop_action"),
    *("plan_edit.drop_goal", "plan_edit.drop_meeting", "plan_edit.move_action", "plan_edit.move_goal"),
    *("plan_edit.move_meeting", "plan_edit.restore_action", "plan_edit.restore_goal"),
    *("plan_edit.restore_meeting", "plan_followup.approve", "plan_followup.carry_over"),
    *("plan_followup.close", "plan_followup.hold", "plan_followup.meet", "plan_followup.postpone"),
    *("plan_followup.report", "talks.hold", "taking_in.take_in"),
    *("plans.keep", "plans.keep_action", "plans.keep_goal", "plan_rows.record"),
    *("organisation.add_unit", "organisation.describe", "organisation.keep_setting"),
    *("units.change", "units.merge", "units.remove", "logins.refuse", "logins.refuse_strangers"),
    *("accounts.add", "accounts.change", "accounts.close", "accounts.give_password", "accounts.unlock"),
    *("accounts.end_login", "accounts.end_logins", "logins.begin", "logins.change_password", "logins.end"),
    *("accounts.after_restoring", "logins.come_in", "logins.refuse_forged"),
    *("own_editions.own_profile", "own_editions.own_set", "people.add", "people.change"),
    *("people.take_over", "people.write", "plans.adapt", "plans.begin", "plans.make", "refusals.keep"),
    *("sheets.comment", "sheets.enter", "sheets.keep_draft", "sheets.open_sheet", "sheets.rate"),
    *("probes.copy", "probes.tick", "sheets.rate_all"),
    *("sheets.revise", "sheets.submit", "training_drafts.drop", "training_drafts.keep"),
}


# Parts of other functions, which have asked before who may see: nobody above db calls them.
INNER = {
    *(
        *("cases.asked_in", "cases.check_open", "cases.results", "cases.running"),
        "decisions.of_result",
        "probes.of_result",
        "decisions.newest_conclusions",
        "sheet_access.check_running",
        "differences.unsettled",
        "awaited.awaited",
        "due.first_due",
        "exports.about_many",  # numbers of events, which are shown as far as they may be seen
        "snapshots.engines",
        "snapshots.keep",
        "snapshots.snapshot",
        "entries.known",
        "newest.open_to",
        "newest.shown",
    ),
    *("entries.known_all", "evidence.notes", "fact_rows.facts_where", "evidence.of_sheets"),
    *("evidence.shown", "evidence.used"),
    *("diary.check_there", "sheet_access.check_visible", "sheet_access.may_write"),
    *("sheet_access.mine", "sheet_access.role_in", "sheet_access.writable", "sheet_access.writable_item"),
    *("sheet_access.with_case", "sheet_access.opened", "scope.check"),
    *("own_drafts.check", "own_drafts.draft", "own_drafts.items", "own_drafts.newest"),
    *("levels.imported", "levels.outside", "levels.settled", "levels.told", "matrix.matrix_of"),
    *("plan_rows.action_row", "plan_rows.actions_of", "plan_rows.check_there", "plan_rows.checked"),
    *("plan_rows.goal_row", "plan_rows.goals_of", "plan_rows.meeting_row", "plan_rows.meetings_of"),
    *("plan_rows.running_plan", "plan_targets.in_force", "plans.again"),
    *("job_descriptions.drop", "job_descriptions.keep"),
    *("table.existing", "by_hand.of_the_file", "by_hand.rows"),
    *("types.acting", "types.actor_id", "types.need_space", "types.new_uid", "types.now"),
    *("types.today", "version_links.keep"),
    *("plan_making.done_lately", "plan_making.offered", "plan_making.owners", "plan_making.to_post"),
}


# They go on from what has been shown to the viewer, and read nothing of a case anew.
SHOWN = {"plan_board.again"}


# Nothing of a case is in them.
ELSEWHERE = {
    *("accounts.accounts", "accounts.at_work", "accounts.open_logins", "logins.held", "logins.known"),
    *("erasing.ledger", "erasing.gone", "erasing.erased_since", "erasing.next_number"),
    *("erasing.news", "erasing.joined", "erasing.stricter"),
    *("erasure_rows.cards", "erasure_rows.counts"),
    # Whoever erases somebody decides about the words of others that name the person, also those still out.
    *("erasing.counted", "erasing.preview", "erasure_rows.scope", "mentions.mentions"),
    "familiarisations.documents",
    "familiarisations.in_position",
    "familiarisations.newest_of",
    "familiarisations.of_person",
    "familiarisations.owing",
    "familiarisations.readers",
    "familiarisations.readers_of",
    "familiarisations.refused",
    "familiarisations.results_of",
    "held.held",  # whether there is any
    "holders.employees",
    "holders.holding",
    *("job_description_editions.both", "job_description_editions.chain_value"),
    *("job_description_editions.edition", "job_description_editions.ids"),
    *("job_description_editions.newest", "job_description_editions.to_read"),
    *("job_description_editions.view", "job_descriptions.provisions"),
    "snapshots.recount",  # tells which cases differ, and no mark
    *("editions.content", "editions.groupings", "editions.impact"),
    *("editions.impact_of", "version_links.lines"),
    *("cases.newest_shown", "plan_making.post_of", "induction.steps", "plan_making.edition_for"),
    *("mentors.clauses", "mentors.mentoring", "mentors.probation_end"),
    "indicators.indicators",
    *("asked.lead", "asked.questions", "probes.of_cycle", "declensions.confirmed"),
    *("calendars.calendar", "calendars.own"),
    *("plan_making.at_hire", "plan_making.in_post"),
    *("heirs.heirs", "library.shelf", "what_worked.adapted", "what_worked.by_action"),
    *("answer_forms.papers", "exports.names_of", "signed.signed", "sittings.in_anothers"),
    *("content.existing", "content.hashes", "proving.proof", "proving.proven", "reconcile.reconcile"),
    *("checkup.anchor", "checkup.check", "checkup.pages", "checkup.since", "journal.head"),
    *("journal.mac_at", "journal.verify"),
    *("organisation.organisation", "organisation.setting", "organisation.units", "codes.next_codes"),
    *("requisites.entered", "requisites.of_document"),
    *("retention.policy", "retention.stopped", "third_persons.named_in", "units.outline"),
    *("shift_minimums.beside", "shift_minimums.minimums"),
    *("organisation.units_below", "overview.identity", "overview.names", "paper_sheets.by_number"),
    *("register.of_person", "register.proposed", "register.register", "register.registration"),
    "register.years",
    *("keys.known", "keys.own", "keys.introduction", "keys.valid", "invitations.keeper"),
    *("invitations.kept", "invitations.seats", "packets.head", "packets.packets", "packets.sender"),
    *("holdings.holdings", "holdings.of_case", "merge_base.base", "merge_codes.recode", "other_file.attach"),
    "sealed_sheets.own_sheet",  # the actor's own
    "sealed_sheets.closed_sheets",  # bytes that nobody can read yet
    *("closed.closed", "closed.ready"),
    *("opening.opens_by", "opening.packet_opens", "opening.sheet_opens"),  # as they are closed
    *("travels.coming_back", "travels.is_own", "travels.outgoing", "travels.road"),  # the actor's own
    *("settling.subject", "sent_results.readers_of"),  # names of items, and whose sheet it is
    *("sent_results.kept", "sent_results.outgoing", "sent_results.readers"),  # what was drawn for its viewer
    *("away.elsewhere", "away.gone", "away.since", "away.sealed", "sent_forms.withdrawn"),
    *("sent_forms.able", "sent_forms.by_packet", "sent_forms.days", "sent_forms.panel"),
    *("typed_drafts.holds_something", "typed_drafts.taken_out", "typed_drafts.kept"),
    *("keys.by_signing", "packets.day", "packets.worker", "packets.is_here", "packets.taken"),
    *("received_editions.same", "sent_models.along", "sent_models.outgoing"),
    "sent_models.told",
    *("sent_parts.model_of", "sent_parts.profile_hash_of", "sent_parts.sent_person", "sent_parts.targets_of"),
    *("carrying.rows", "store.checked"),  # whole tables, for the administrator's own commands
    *("shares.check", "shares.dropouts", "shares.here", "shares.kept_cases", "shares.rows", "shares.to_give"),
    "packets.open_case",
    *("former_keys.ages", "former_keys.data_keys", "former_keys.wrapped"),
    *("outstanding.content", "outstanding.outstanding", "outstanding.places"),
    "trends.quarters_of_team",
    *("debts.debts", "glance.file_identity", "glance.last_actor", "glance.last_event"),
    *("glance.model", "news.since"),
}


def found_functions() -> dict[str, Callable[..., Any]]:
    """Return every public function of db that reads or writes, but for the editions that all may read."""
    found: dict[str, Callable[..., Any]] = {}
    for module in pkgutil.walk_packages(db.__path__, "db."):
        if module.name.startswith(("db.migrations", "db.service.web")):  # what speaks HTTP asks no tables
            continue
        loaded = importlib.import_module(module.name)
        room = module.name.rpartition(".")[2]
        for name, function in inspect.getmembers(loaded, inspect.isfunction):
            first = next(iter(inspect.signature(function).parameters), "")
            taken = "connection" if room == "glance" else "session"
            if function.__module__ == loaded.__name__ and not name.startswith("_") and first == taken:
                found[f"{room}.{name}"] = function
    return {name: one for name, one in found.items() if not name.startswith("frameworks.")}


FUNCTIONS = found_functions()
_INDEXES = (Score, Totals, Contender, Comment, Conclusion, SettledLevel, Entry, Row, Goal, RefusalPoint)


def leaks(told: object, levels: Collection[int]) -> list[str]:
    """Return what of others is in an answer: their words, their marks, and what is computed of them."""
    found: list[str] = []
    for part in parts(told):
        match part:
            case str() if SECRET in part:
                found.append("words")
            case Mark() if part.level in levels:
                found.append("mark")
            case TeamMatrix() if any(index != NO_LEVEL for index in (*part.indexes, *part.before)):
                found.append("levels")
            case GivenMark() | OwnLevel() | Outcome() | Linked():
                found.append(type(part).__name__)
            case _ if isinstance(part, _INDEXES):
                found.append(type(part).__name__)
            case _ if getattr(part, "spread", None):
                found.append("spread")
            case _:
                pass
    return found


def parts(told: object) -> Iterator[object]:
    """Yield a record and all that is in it."""
    yield told
    if is_dataclass(told) and not isinstance(told, type):
        for field in fields(told):
            yield from parts(getattr(told, field.name))
    elif isinstance(told, dict):
        for key, value in told.items():  # pyright: ignore[reportUnknownVariableType]
            yield from parts(key)  # pyright: ignore[reportUnknownArgumentType]
            yield from parts(value)  # pyright: ignore[reportUnknownArgumentType]
    elif isinstance(told, tuple | list | set | frozenset):
        for one in told:  # pyright: ignore[reportUnknownVariableType]
            yield from parts(one)  # pyright: ignore[reportUnknownArgumentType]


def answer(store: Store, name: str, at: Interview, viewer: int) -> object:
    """Ask as the viewer, who is at work too; nothing is told where that is refused for being blind."""
    store.act_as(viewer)
    if name.startswith("glance.") and not isinstance(store, Store):
        return None  # a server has no first paint to wait for

    def read(source: Any) -> object:
        return FUNCTIONS[name](source, *READS[name](at, viewer))

    try:
        return store.glance(read) if name.startswith("glance.") else store.read(read)
    except (StillBlind, NotYours, NothingSubmitted, NoGoals, Submitted, NotRecomputed):
        return None


def test_every_function_of_db_that_takes_a_session_has_its_place_here() -> None:
    placed = [*READS, *WRITES, *INNER, *SHOWN, *ELSEWHERE]
    assert len(placed) == len(set(placed))
    assert sorted(FUNCTIONS) == sorted(placed)


@pytest.mark.parametrize("opened", [False, True], ids=["blind", "opened early"])
@pytest.mark.parametrize("who", ["manager", "expert"])
def test_who_has_not_handed_in_sees_nothing_of_others(store: Store, opened: bool, who: str) -> None:
    at = Interview(store, opened=opened)
    if who == "expert":  # then it is only somebody who has not begun whom the case waits for
        store.act_as(at.manager)
        store.write(sheets.submit, at.his)
    viewer: int = getattr(at, who)
    own = {HIS} if who == "manager" else set[int]()
    asked = [name for name in READS if name not in OF_PLAN or at.plan]
    told = {name: leaks(answer(store, name, at, viewer), {HERS, HIS} - own) for name in asked}
    assert {name: found for name, found in told.items() if found} == {}


def test_the_search_finds_what_there_is_to_find_when_all_are_in(store: Store) -> None:
    at = Interview(store, opened=False)
    at.hand_in(store)
    waiting = {"due.due", "overview.overview"}  # they tell of what waits for a conclusion
    telling = {name for name in waiting if leaks(answer(store, name, at, at.manager), {HERS})}
    at.decide(store)
    telling |= {name for name in READS if leaks(answer(store, name, at, at.manager), {HERS})}
    assert telling == TELLING
    assert store.read(editions.uses, at.key).marks == 3, "the item that is asked about is there"


def test_nothing_above_db_calls_what_asks_nobody() -> None:
    root = Path(db.__file__).parent.parent
    for package in ("desktop", "reports"):
        for path in (root / package).rglob("*.py"):
            source = path.read_text("utf-8")
            for name in INNER - {"types.actor_id", "types.new_uid", "types.now", "types.today"}:
                assert name not in source, f"{path.name} calls {name}"
