"""The tables of the file: what SQL itself must guarantee, in one place that only ``db`` sees.

Rules live in ``domain``; what is here must hold whoever writes. Rows that may not change once published or
handed in are guarded by ``db.file.triggers``.

A table is built when it is first named. Building all of them takes 0.1 s, a fifth of the time until the
overview is painted, which needs only a third of them. Foreign keys lead from module to module, so code that
needs the whole schema, or writes, calls ``load`` first.
"""

# pyright: reportUnusedImport=false

from functools import cache
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from db.models.acts import (
        CampaignChange,
        CampaignPanel,
        ConclusionSigner,
        CycleEnd,
        Hire,
        NotChosen,
        Refusal,
        Settled,
        Snapshot,
        SnapshotPart,
        Withdrawal,
    )
    from db.models.cases import Case, CaseItem, Cycle, ImportedLevel, LevelImport
    from db.models.documents import Familiarisation, JobDescription, Provision
    from db.models.editions import (
        Duty,
        DutyItem,
        Framework,
        GroupingCheck,
        GroupKind,
        ItemFunction,
        ItemGroup,
        LibraryAction,
        Policy,
        Profile,
        Question,
        QuestionSet,
        QuestionSetItem,
        Scale,
        ScaleLevel,
        Target,
        VersionLink,
    )
    from db.models.evidence import Evidence, EvidenceItem
    from db.models.exchange import CaseKey, KeptShare, KnownKey, OwnKey, Packet
    from db.models.facts import (
        Education,
        Erasure,
        Experience,
        Medical,
    )
    from db.models.file import Journal, Outstanding
    from db.models.followed import (
        ActionMove,
        GoalAlias,
        GoalDuty,
        InductionStep,
        Mentoring,
    )
    from db.models.items import Function, Item, Source
    from db.models.organisation import Organisation, Setting
    from db.models.panels import Campaign, CaseAssessor, CaseOpening, Conclusion
    from db.models.people import BasisPaper, Person, Unit
    from db.models.plans import Action, CheckMeeting, Goal, Plan
    from db.models.probation import Indicator, IndicatorWeek, ProbationEnd, ProbationLevel
    from db.models.server import Account, AccountUnit, FirstAnswer, Login
    from db.models.sheets import AskedProbe, DraftText, Mark, Sheet
    from db.models.table import Table
    from db.models.typed import (
        CaseDraft,
        FormDraft,
        MarkText,
        NoteDraft,
        TrainingDraft,
    )

_PARTS: dict[str, tuple[str, ...]] = {
    "table": ("Table",),
    "organisation": ("Organisation", "Setting"),
    "people": ("Unit", "Person", "BasisPaper"),
    "facts": ("Education", "Experience", "Medical", "Erasure"),
    "items": ("Source", "Function", "Item"),
    "editions": (
        "GroupKind",
        "ItemFunction",
        "ItemGroup",
        "Scale",
        "ScaleLevel",
        "Framework",
        "Duty",
        "DutyItem",
        "Question",
        "QuestionSet",
        "QuestionSetItem",
        "VersionLink",
        "GroupingCheck",
        "LibraryAction",
        "Profile",
        "Target",
        "Policy",
    ),
    "documents": ("Provision", "JobDescription", "Familiarisation", "IssuedPaper"),
    "cases": ("Cycle", "Case", "LevelImport", "ImportedLevel", "CaseItem"),
    "panels": ("Campaign", "CaseAssessor", "CaseOpening", "Conclusion"),
    "sheets": ("Sheet", "Mark", "AskedProbe", "DraftText"),
    "typed": ("MarkText", "CaseDraft", "TrainingDraft", "FormDraft", "NoteDraft"),
    "acts": (
        "CycleEnd",
        "CampaignPanel",
        "CampaignChange",
        "Withdrawal",
        "Settled",
        "ConclusionSigner",
        "Refusal",
        "NotChosen",
        "Hire",
        "SnapshotPart",
        "Snapshot",
    ),
    "evidence": ("Evidence", "EvidenceItem"),
    "plans": ("Plan", "Goal", "Action", "CheckMeeting"),
    "probation": ("Indicator", "IndicatorWeek", "ProbationEnd", "ProbationLevel"),
    "followed": ("GoalDuty", "GoalAlias", "ActionMove", "Mentoring", "InductionStep"),
    "file": ("Journal", "Outstanding"),
    "exchange": ("OwnKey", "KnownKey", "CaseKey", "Packet", "KeptShare"),
    "server": ("FirstAnswer", "Account", "AccountUnit", "Login"),
}
_PART_OF = {name: part for part, names in _PARTS.items() for name in names}


def __getattr__(name: str) -> Any:
    if name not in _PART_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = globals()[name] = getattr(_part(_PART_OF[name]), name)
    return found


@cache
def load() -> None:
    """Build all tables, from any thread; those already built cost nothing."""
    for part in _PARTS:
        _part(part)


def _part(name: str) -> ModuleType:
    # Before compiling a statement SQLAlchemy walks through the tables built so far, under this lock of its
    # own; a table built meanwhile on another thread would change what it walks through. The lock comes with
    # the ORM, so it is imported here. SQLModel takes it too while it is imported, which another thread may be
    # doing: what all tables share is imported before the lock is taken, or each would wait for the other.
    from sqlalchemy.orm.mapper import _CONFIGURE_MUTEX  # pyright: ignore[reportPrivateUsage]

    import_module(f"{__name__}.table")

    with _CONFIGURE_MUTEX:
        return import_module(f"{__name__}.{name}")
