"""The keys of documents, and which of them get a number of the register when they are made for signing."""

from collections.abc import Mapping

PROFILE, PLAN, RESULT = "profile", "plan", "result"
SHEET, KEYS, FILLED, ANSWER_FORM = "sheet", "sheet-keys", "sheet-filled", "answer-form"
DECISION, SUMMARY, UNNAMED, REFUSAL = "decision", "summary", "summary-unnamed", "refusal"
CONSENT, RESERVE = "consent", "consent-reserve"
REQUIREMENTS, COMPARISON, FORM = "requirements", "comparison", "form"
TEAM, TRAINING, REQUEST = "team", "training", "request"
LEVELS, CANDIDATE_LEVELS = "levels", "candidate-levels"
IDP, ADAPTATION = "idp", "adaptation"
SUBJECT_COPY = "subject-copy"
JOB_DESCRIPTION, FAMILIARISATION = "job-description", "familiarisation"
FAMILIARISATION_JOURNAL, REFUSAL_TO_SIGN = "familiarisation-journal", "refusal-to-sign"
FEEDBACK, AGENDA = "feedback", "agenda"
INVITATION, REJECTION = "invitation", "rejection"
QUESTIONS, MINUTES, SELECTION = "questions", "minutes", "selection"
ORDER, STAFF_ORDER, QUARTER = "order", "order-staff", "quarter"
MEETING, CHECK_DAY, NOTICE = "meeting", "meeting-probation", "notice"
MENTOR_CONSENT, MENTOR_ORDER, MENTOR_REPORT = "mentor-consent", "mentor-order", "mentor-report"
REGULATION, MODEL_ORDER = "regulation", "order-model"

# Meetings share one sheet, which their days tell apart; a consent is the paper of whoever gives it, and a job
# description has its number with its edition.
NUMBERED: Mapping[str, str] = {
    **dict.fromkeys((DECISION, REFUSAL, REJECTION, INVITATION, FEEDBACK), "case"),
    **dict.fromkeys((REQUIREMENTS, MINUTES, ORDER, STAFF_ORDER), "cycle"),
    **dict.fromkeys((IDP, ADAPTATION, NOTICE, MENTOR_ORDER, MENTOR_REPORT), "plan"),
    REFUSAL_TO_SIGN: "person",
    **dict.fromkeys((REGULATION, MODEL_ORDER), "framework"),
}
"""What each of them is asked for by."""
