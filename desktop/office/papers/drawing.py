"""One record written as one file, in whichever process: neither the database nor Qt comes with this."""

from dataclasses import dataclass
from pathlib import Path

from domain.assessing.result import CaseResult
from domain.development.plan_sheet import PlanSheet
from domain.hiring.comparison import Comparison
from domain.hiring.decision import Decision
from domain.hiring.refusal import Refusal
from domain.progress import Progress
from domain.team.training_plan import TrainingPlan
from reports.paper.papers import ConsentPaper, RequirementsPaper, SheetPaper
from reports.paper.team_paper import TeamPaper
from resources.i18n import Words

type Record = (
    CaseResult
    | PlanSheet
    | SheetPaper
    | Decision
    | Refusal
    | ConsentPaper
    | RequirementsPaper
    | Comparison
    | TeamPaper
    | TrainingPlan
)


@dataclass(frozen=True, slots=True)
class Paper:
    """What one file shows: its record, the code that names it, and words that people put to it."""

    code: str
    record: Record
    text: str | None = None


@dataclass(frozen=True, slots=True)
class Task:
    """A file to be written. ``number`` is its place in the export; ``id`` is what was asked for, as there."""

    number: int
    id: int
    kind: str
    paper: Paper
    name: str
    language: str
    target: Path


def write(kind: str, paper: Paper, name: str, target: Path, progress: Progress, language: Words) -> None:
    """Write the paper of this kind in the format of this name to *target*.

    Raises:
        Cancelled: if asked to stop.
        Unwritable: if the disk or the folder refuses.
    """
    # Paper libraries cost 0.3 s to import: they come with the first document, not with the window.
    match paper.record, kind, name:
        case Decision() as record, "profile", "pdf":
            from reports.assessing import candidate_pdf

            candidate_pdf.write(record.result, target, progress, language, record)
        case Decision() as record, "profile", "xlsx":
            from reports.assessing import candidate_xlsx

            candidate_xlsx.write(record.result, target, progress, language, record)
        case CaseResult() as record, "result", "json":
            from reports.assessing import result_json

            result_json.write(record, target, progress, language)
        case PlanSheet() as record, _, "ics":
            from reports.development import plan_ics

            plan_ics.write(record, target, progress, language)
        case PlanSheet() as record, "adaptation", "pdf":
            from reports.development import adaptation_pdf

            adaptation_pdf.write(record, target, progress, language)
        case PlanSheet() as record, _, "pdf":
            from reports.development import plan_pdf

            plan_pdf.write(record, target, progress, language)
        case PlanSheet() as record, "adaptation", "xlsx":
            from reports.development import adaptation_xlsx

            adaptation_xlsx.write(record, target, progress, language)
        case PlanSheet() as record, _, "xlsx":
            from reports.development import plan_xlsx

            plan_xlsx.write(record, target, progress, language)
        case SheetPaper() as record, _, "pdf":
            from reports.assessing import sheet_pdf

            sheet_pdf.write(record, target, progress, language)
        case Decision() as record, "decision", "pdf":
            from reports.hiring import decision_pdf

            decision_pdf.write(record, target, progress, language)
        case Decision() as record, "summary" | "summary-unnamed", "pdf":
            from reports.assessing import summary_pdf

            named = kind == "summary"
            summary_pdf.write(record, target, progress, language, named=named, expert=named)
        case Refusal() as record, _, "pdf":
            from reports.hiring import refusal_pdf

            refusal_pdf.write(record, target, progress, language, text=paper.text)
        case ConsentPaper() as record, _, "pdf":
            from reports.people import consent_pdf

            consent_pdf.write(record, target, progress, language)
        case RequirementsPaper() as record, _, "pdf":
            from reports.hiring import requirements_pdf

            requirements_pdf.write(record, target, progress, language)
        case Comparison() as record, _, "pdf":
            from reports.hiring import comparison_pdf

            comparison_pdf.write(record, target, progress, language)
        case Comparison() as record, _, "xlsx":
            from reports.hiring import comparison_xlsx

            comparison_xlsx.write(record, target, progress, language)
        case TrainingPlan() as record, "training", "pdf":
            from reports.team import training_pdf

            training_pdf.write(record, target, progress, language)
        case TrainingPlan() as record, "training", "xlsx":
            from reports.team import training_xlsx

            training_xlsx.write(record, target, progress, language)
        case TrainingPlan() as record, "request", "pdf":
            from reports.team import training_pdf

            training_pdf.write_requests(record, target, progress, language)
        case TrainingPlan() as record, "request", "xlsx":
            from reports.team import training_request_xlsx

            training_request_xlsx.write(record, target, progress, language)
        case TeamPaper() as record, _, "pdf":
            from reports.team import team_pdf

            team_pdf.write(record, target, progress, language)
        case TeamPaper() as record, _, "xlsx":
            from reports.team import team_xlsx

            team_xlsx.write(record, target, progress, language)
        case _:
            raise AssertionError((kind, name))
