"""The tables of which the overview shows something."""

TABLES = frozenset(
    {
        *("action", "campaign", "case", "case_assessor", "case_item", "case_key", "case_opening"),
        "check_meeting",
        *("conclusion", "cycle", "cycle_end", "draft_text", "familiarisation", "framework", "function"),
        *(
            "goal",
            "hire",
            "item",
            "job_description",
            "known_key",
            "level_import",
            "mark",
            "not_chosen",
            "organisation",
        ),
        *(
            "outstanding",
            "packet",
            "person",
            "plan",
            "policy",
            "probation_end",
            "profile",
            "setting framework_kept",
            "setting retention",
        ),
        *("settled", "sheet", "withdrawal"),
    }
)
