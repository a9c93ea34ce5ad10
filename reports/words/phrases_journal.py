"""Each kind of act in words; whom it is about has a column of its own."""

from collections.abc import Mapping
from datetime import timedelta

from domain.event import PRINTED, Event, HandedOut, Topic
from domain.people.familiarisation import Read
from reports.words.framework.familiarity import KINDS
from resources.i18n import Words
from resources.msgids import _

ACTS: Mapping[tuple[str, str], str] = {
    ("add", "account"): _("Server account created"),
    ("change", "account"): _("Role or units of a server account changed"),
    ("close", "account"): _("Server account closed"),
    ("end_login", "account"): _("Login ended by an administrator"),
    ("give_password", "account"): _("Temporary password issued"),
    ("log_in", "account"): _("Logged in to the server"),
    ("log_out", "account"): _("Logged out of the server"),
    ("password", "account"): _("Password of a server account changed"),
    ("refuse_login", "account"): _("Login to the server refused"),
    ("unlock", "account"): _("Server account unlocked"),
    ("add", "person"): _("Person added"),
    ("add", "unit"): _("Unit added"),
    ("add", "plan"): _("Added to the plan"),
    ("add", "library_action"): _("Action added to the library"),
    ("appoint", "plan"): _("Mentor appointed or released"),
    ("approve", "plan"): _("Plan approved"),
    ("assign", "case"): _("Assessor added"),
    ("basis", "person"): _("Basis for processing the data renewed"),
    ("begin", "case"): _("Sheets prepared for printing"),
    ("begin", "framework"): _("Draft of a new edition begun"),
    ("begin", "plan"): _("Plan begun"),
    ("carry", "plan"): _("What was left carried over to a new plan"),
    ("change", "campaign"): _("Requirements of the vacancy changed"),
    ("change", "evidence"): _("Fact or note changed"),
    ("change", "person"): _("Personal data changed"),
    ("change", "unit"): _("Unit changed"),
    ("change", "plan"): _("Plan changed"),
    ("change", "library_action"): _("Action of the library changed"),
    ("choose", "plan"): _("Goal chosen for the plan"),
    ("choose_another", "case"): _("Another candidate chosen"),
    ("close", "cycle"): _("Assessments closed"),
    ("close", "plan"): _("Plan closed"),
    ("comment", "sheet"): _("Comment written"),
    ("conclude", "case"): _("Conclusion made"),
    ("conclude", "plan"): _("Outcome of the probation recorded"),
    ("confirm", "framework"): _("Competencies confirmed in their functions"),
    ("count", "plan"): _("Weekly indicators set"),
    ("delete", "case"): _("Assessment deleted"),
    ("describe", "organisation"): _("Details of the organisation changed"),
    ("describe", "plan"): _("Purpose or term of the plan changed"),
    ("discard", "job_description"): _("Draft of a job description discarded"),
    ("discard", "framework"): _("Draft of an edition discarded"),
    ("dismiss", "person"): _("Dismissal recorded"),
    ("drop", "training_draft"): _("Training plan reset to the proposal"),
    ("drop", "plan"): _("Removed from the plan"),
    ("drop", "library_action"): _("Action removed from the library"),
    ("edit", "framework"): _("Draft of an edition changed"),
    ("enter", "sheet"): _("Marks entered"),
    ("erase", "person"): _("Person erased"),
    ("export", "document"): _("Documents exported"),
    ("fill", "job_description"): _("Draft of a job description changed"),
    ("accept_form", "sheet"): _("Assessor's form accepted"),
    ("send_forms", "case"): _("Assessors' forms handed out"),
    ("withdraw_form", "case"): _("Assessor's form withdrawn"),
    ("look_at_form", "sheet"): _("Looked at what an assessor's form says, own sheet not submitted"),
    ("take_form_back", "sheet"): _("Acceptance of a form undone"),
    ("from_paper", "sheet"): _("Sheet entered from paper"),
    ("give_up", "file"): _("Copies out of reach no longer counted"),
    ("hire", "person"): _("Candidate hired"),
    ("hold", "plan"): _("Result of a meeting recorded"),
    ("hours", "library_action"): _("Hours of an action changed"),
    ("deal", "case"): _("Assessors invited by packets"),
    ("receive", "case"): _("Packet taken"),
    ("bring_home", "case"): _("Own sheet returned without a packet"),
    ("merge", "sheet"): _("Marks taken from another file of the assessor"),
    ("receive", "person"): _("Result taken from a packet"),
    ("drop", "packet"): _("Result from a packet erased"),
    ("receive", "framework"): _("Framework taken from a packet"),
    ("seal", "case"): _("Sealed sheet made"),
    ("receive_share", "case"): _("Share of a key taken"),
    ("give_share", "exchange_key"): _("Share of a key given"),
    ("keep_shares", "exchange_key"): _("Shares of a key kept"),
    ("set_aside", "case"): _("Sealed sheets set aside"),
    ("unseal", "case"): _("Sealed sheets opened together"),
    ("know", "exchange_key"): _("Key of another file added"),
    ("make", "exchange_key"): _("Key of this file made"),
    ("withdraw", "exchange_key"): _("Key of another file withdrawn"),
    ("import", "framework"): _("Edition imported as a draft"),
    ("import_levels", "cycle"): _("Levels of a skill matrix imported"),
    ("induct", "plan"): _("Steps of the induction changed"),
    ("install", "framework"): _("Framework installed with the file"),
    ("invite", "case"): _("Candidate invited"),
    ("keep", "training_draft"): _("Training plan changed"),
    ("load", "person"): _("List of people imported"),
    ("make", "plan"): _("Plan created from an assessment"),
    ("meet", "plan"): _("Meeting moved and its result recorded"),
    ("merge", "person"): _("Two cards of one person merged"),
    ("merge_file", "file"): _("Another file of the organisation merged into this one"),
    ("merge", "unit"): _("Two units merged"),
    ("migrate", "file"): _("File updated by a newer version of the program"),
    ("move", "plan"): _("Order in the plan changed"),
    ("new_key", "key"): _("New key given to the file"),
    ("adopt", "key"): _("File moved to the server’s database"),
    ("give_back", "key"): _("File made from the server’s database"),
    ("give_back", "file"): _("Whole database exported to a file"),
    ("note", "evidence"): _("Fact or note recorded"),
    ("open", "campaign"): _("Vacancy opened"),
    ("open", "case"): _("Assessment begun"),
    ("open", "cycle"): _("Cycle opened"),
    ("open", "sheet"): _("Sheet begun"),
    ("open_early", "case"): _("Marks opened before all sheets were submitted"),
    ("password", "file"): _("Password of the file changed"),
    ("postpone", "plan"): _("Action postponed"),
    ("prolong", "person"): _("Term of keeping the data prolonged"),
    ("publish", "framework"): _("Edition published"),
    ("publish", "job_description"): _("Job description published"),
    ("publish_both", "framework"): _("Edition and job description published together"),
    ("issue", "issued_paper"): _("Document registered"),
    ("issue", "document"): _("Documents registered"),
    ("decline", "person"): _("Forms of the name confirmed"),
    ("rate", "sheet"): _("Mark set or cleared"),
    ("probe", "sheet"): _("Follow-up question ticked or cleared"),
    ("refuse", "case"): _("Reasons for the refusal written"),
    ("relate", "framework"): _("Links between editions changed"),
    ("release", "case"): _("Assessor removed"),
    ("remove", "unit"): _("Unit deleted"),
    ("replay", "erasure"): _("Erasures carried out again in a restored file"),
    ("report", "plan"): _("Progress of an action recorded"),
    ("restore", "evidence"): _("Fact or note restored"),
    ("restore", "file"): _("File restored from a copy"),
    ("restore", "plan"): _("Restored in the plan"),
    ("retire", "framework"): _("Edition retired"),
    ("retire", "library_action"): _("Action of the library retired"),
    ("review", "framework"): _("Day of the next review set"),
    ("refuse", "familiarisation"): _("Refusal to sign recorded"),
    ("revise", "sheet"): _("Correction of a sheet begun"),
    ("salvage", "file"): _("What was whole of a damaged file saved into this one"),
    ("seal", "cycle"): _("Marks of the cycle opened"),
    ("set", "setting"): _("Setting of the file changed"),
    ("settle", "case"): _("Level agreed"),
    ("sign", "familiarisation"): _("Familiarisation recorded"),
    ("start", "sheet"): _("Assessment begun"),
    ("submit", "sheet"): _("Sheet submitted"),
    ("take", "evidence"): _("Note used as a fact in a sheet"),
    ("take_back", "familiarisation"): _("Record of familiarisation withdrawn"),
    ("take_back", "library_action"): _("Action of the library restored"),
    ("take_import_back", "cycle"): _("Import of levels withdrawn"),
    ("take_dismissal_back", "person"): _("Dismissal cancelled"),
    ("take_over", "person"): _("Work in the file taken over"),
    ("unsettle", "case"): _("Agreed level withdrawn"),
    ("withdraw", "case"): _("Candidate withdrawn"),
    ("withdraw", "cycle"): _("Cycle withdrawn"),
    ("withdraw_consent", "person"): _("Consent withdrawn"),
    ("withdraw", "evidence"): _("Fact or note removed"),
}
"""Act and kind of subject -> what happened."""

TOPICS: Mapping[Topic, str] = {
    Topic.ASSESSING: _("Assessments and decisions"),
    Topic.PLANS: _("Plans and training"),
    Topic.PEOPLE: _("People and units"),
    Topic.FRAMEWORK: _("Framework editions"),
    Topic.EXPORTS: _("Exported documents"),
    Topic.FILE: _("The file itself"),
    Topic.DATABASE: _("The database itself"),
    Topic.LOGINS: _("Logins, passwords and accounts"),
    Topic.MARKS: _("Single marks"),
}


def act(event: Event, words: Words) -> str:
    """Return what happened; an act that only a newer program knows is named as it is stored."""
    text = ACTS.get((event.act, event.kind))
    if text is None:
        return words.gettext("Another act: {act}").format(act=event.act)
    return words.gettext(text)


def by(event: Event, words: Words) -> str:
    """Return who did it."""
    return event.by or nobody(words)


def nobody(words: Words) -> str:
    """Return who acted where nobody was named: a command, or the program itself."""
    return words.gettext("Command or program")


def subject(event: Event, words: Words) -> str:
    """Return what it is about besides a person: code or name of it, empty if there is none."""
    if event.kind == "plan" and event.of:
        return words.gettext("plan No. {number}").format(number=event.of)
    if event.model is not None:
        return words.gettext("{title}, edition {number}").format(
            title=words.text(event.model), number=event.of
        )
    return event.of


def detail(event: Event, title: str, words: Words) -> str:
    """Return what an export was, by the *title* of its document, and that the clock had been put back."""
    what = exported(event, title, words) if event.document else ""
    if event.kind == "familiarisation":
        what = words.gettext(KINDS[Read(event.document)]) if event.document in set(Read) else event.document
    told = (what, clock(event, words))
    return " · ".join(filter(None, told))


def exported(event: Event | HandedOut, title: str, words: Words) -> str:
    """Return which documents an export made; *title* is that of the document."""
    count = words.ngettext("{n} file", "{n} files", event.files).format(n=event.files)
    if event.formats == (PRINTED,):
        return words.gettext("{title}: printed").format(title=title)
    formats = (words.gettext("printed") if one == PRINTED else one.upper() for one in event.formats)
    return f"{title}: {', '.join(formats)}, {count}"


def clock(event: Event, words: Words) -> str:
    """Return that the clock of the computer had been put back, and by how much; empty if it had not."""
    if event.clock_back is None:
        return ""
    return words.gettext("The computer's clock was put back by {time}").format(
        time=_duration(event.clock_back, words)
    )


def _duration(time: timedelta, words: Words) -> str:
    if time.days:
        return words.ngettext("{n} day", "{n} days", time.days).format(n=time.days)
    minutes = max(1, round(time.total_seconds() / 60))
    if minutes >= 120:
        return words.ngettext("{n} h", "{n} h", minutes // 60).format(n=minutes // 60)
    return words.gettext("{n} min").format(n=minutes)
