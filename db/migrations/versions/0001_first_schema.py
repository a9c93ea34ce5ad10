"""The first schema."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make every table."""
    op.create_table(
        "library_action",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("item_key", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("kind", _choice("actionkind", "experience", "social", "formal", "assess"), nullable=False),
        sa.Column("weeks", sa.Integer(), nullable=False),
        sa.Column("hours", sa.Integer(), nullable=True),
        sa.Column("text_ru", sa.String(), nullable=False),
        sa.Column("text_en", sa.String(), nullable=True),
        sa.Column("evidence_ru", sa.String(), nullable=False),
        sa.Column("evidence_en", sa.String(), nullable=True),
        sa.Column("origin", _choice("origin", "source", "own"), nullable=False),
        sa.Column("retired_at", sa.DateTime(), nullable=True),
        sa.Column("retired_reason", sa.String(), nullable=False),
        sa.CheckConstraint("(item_key IS NULL) = (kind = 'assess')", name=op.f("ck_library_action_item")),
        sa.PrimaryKeyConstraint("id", name="pk_library_action"),
        sa.UniqueConstraint("uid", name="uq_library_action_uid"),
    )
    op.create_index("ix_library_action_item_key", "library_action", ["item_key"])
    op.create_table(
        "organisation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("full_name", sa.String(), nullable=False),
        sa.Column("short_name", sa.String(), nullable=False),
        sa.Column("city", sa.String(), nullable=False),
        sa.Column("approver_post", sa.String(), nullable=False),
        sa.Column("approver_name", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_organisation_one")),
        sa.PrimaryKeyConstraint("id", name="pk_organisation"),
        sa.UniqueConstraint("uid", name="uq_organisation_uid"),
    )
    op.create_table(
        "policy",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("content_hash", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_policy"),
        sa.UniqueConstraint("content_hash", name="uq_policy_content_hash"),
        sa.UniqueConstraint("number", name="uq_policy_number"),
    )
    op.create_table(
        "scale",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("state", _choice("editionstate", "draft", "published", "retired"), nullable=False),
        sa.Column("content_hash", sa.String(), nullable=False),
        sa.Column("published_at", sa.DateTime(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_scale"),
        sa.UniqueConstraint("key", "number", name="uq_scale_key_number"),
    )
    op.create_table(
        "setting",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_setting"),
    )
    op.create_table(
        "unit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["parent_id"], ["unit.id"], name="fk_unit_parent_id"),
        sa.PrimaryKeyConstraint("id", name="pk_unit"),
        sa.UniqueConstraint("uid", name="uq_unit_uid"),
    )
    op.create_table(
        "person",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("kind", _choice("personkind", "candidate", "employee", "external"), nullable=False),
        sa.Column("surname", sa.String(), nullable=False),
        sa.Column("given", sa.String(), nullable=False),
        sa.Column("patronymic", sa.String(), nullable=False),
        sa.Column("folded", sa.String(), nullable=False),
        sa.Column("contact", sa.String(), nullable=False),
        sa.Column("post", sa.String(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("manager_id", sa.Integer(), nullable=True),
        sa.Column("personnel_no", sa.String(), nullable=True),
        sa.Column("hired_on", sa.Date(), nullable=True),
        sa.Column("left_on", sa.Date(), nullable=True),
        sa.Column("basis", sa.String(), nullable=False),
        sa.Column("basis_until", sa.Date(), nullable=True),
        sa.Column("is_actor", sa.Boolean(), nullable=False),
        sa.Column("merged_into", sa.Integer(), nullable=True),
        sa.Column("merged_at", sa.DateTime(), nullable=True),
        sa.Column("erased_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["manager_id"], ["person.id"], name="fk_person_manager_id"),
        sa.ForeignKeyConstraint(["merged_into"], ["person.id"], name="fk_person_merged_into"),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name="fk_person_unit_id"),
        sa.PrimaryKeyConstraint("id", name="pk_person"),
        sa.UniqueConstraint("code", name="uq_person_code"),
        sa.UniqueConstraint("personnel_no", name="uq_person_personnel_no"),
        sa.UniqueConstraint("uid", name="uq_person_uid"),
    )
    op.create_index("ix_person_folded", "person", ["folded"])
    op.create_index(
        "ix_person_merged_into",
        "person",
        ["merged_into"],
        sqlite_where=sa.text("merged_into IS NOT NULL"),
    )
    op.create_table(
        "scale_level",
        sa.Column("scale_id", sa.Integer(), nullable=False),
        sa.Column("value", sa.Integer(), nullable=False),
        sa.Column("name_ru", sa.String(), nullable=False),
        sa.Column("name_en", sa.String(), nullable=True),
        sa.Column("short_ru", sa.String(), nullable=False),
        sa.Column("short_en", sa.String(), nullable=True),
        sa.Column("knowledge_ru", sa.String(), nullable=False),
        sa.Column("knowledge_en", sa.String(), nullable=True),
        sa.Column("skill_ru", sa.String(), nullable=False),
        sa.Column("skill_en", sa.String(), nullable=True),
        sa.CheckConstraint("value IN (0, 1, 2, 3, 4)", name=op.f("ck_scale_level_value")),
        sa.ForeignKeyConstraint(["scale_id"], ["scale.id"], name="fk_scale_level_scale_id"),
        sa.PrimaryKeyConstraint("scale_id", "value", name="pk_scale_level"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "education",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("level", sa.String(), nullable=False),
        sa.Column("document", sa.String(), nullable=False),
        sa.Column("confirmed_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_education_person_id"),
        sa.PrimaryKeyConstraint("id", name="pk_education"),
    )
    op.create_index("ix_education_person_id", "education", ["person_id"])
    op.create_table(
        "erasure",
        sa.Column("person_uid", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["actor_id"], ["person.id"], name="fk_erasure_actor_id"),
        sa.PrimaryKeyConstraint("person_uid", name="pk_erasure"),
    )
    op.create_table(
        "evidence",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("observed_on", sa.Date(), nullable=False),
        sa.Column("recorded_on", sa.Date(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.Column("polarity", _choice("polarity", "for", "against", "neutral"), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("file_sha256", sa.String(), nullable=True),
        sa.Column("sheet_id", sa.Integer(), nullable=True),
        sa.Column("retired_at", sa.DateTime(), nullable=True),
        sa.Column("note_uid", sa.Uuid(as_uuid=False), nullable=True),
        sa.CheckConstraint("observed_on <= recorded_on", name=op.f("ck_evidence_observed")),
        sa.ForeignKeyConstraint(["author_id"], ["person.id"], name="fk_evidence_author_id"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_evidence_person_id"),
        sa.ForeignKeyConstraint(["sheet_id"], ["sheet.id"], name="fk_evidence_sheet_id"),
        sa.PrimaryKeyConstraint("id", name="pk_evidence"),
        sa.UniqueConstraint("uid", name="uq_evidence_uid"),
    )
    op.create_index("ix_evidence_note_uid", "evidence", ["note_uid"])
    op.create_index("ix_evidence_person_id", "evidence", ["person_id"])
    op.create_index("ix_evidence_sheet_id", "evidence", ["sheet_id"])
    op.create_table(
        "experience",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("area", sa.String(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=True),
        sa.Column("to_on", sa.Date(), nullable=True),
        sa.Column("months", sa.Integer(), nullable=True),
        sa.Column("document", sa.String(), nullable=False),
        sa.Column("confirmed_on", sa.Date(), nullable=True),
        sa.CheckConstraint("(from_on IS NOT NULL) <> (months IS NOT NULL)", name=op.f("ck_experience_dated")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_experience_person_id"),
        sa.PrimaryKeyConstraint("id", name="pk_experience"),
    )
    op.create_index("ix_experience_person_id", "experience", ["person_id"])
    op.create_table(
        "framework",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("scale_id", sa.Integer(), nullable=False),
        sa.Column("title_ru", sa.String(), nullable=False),
        sa.Column("title_en", sa.String(), nullable=True),
        sa.Column("state", _choice("editionstate", "draft", "published", "retired"), nullable=False),
        sa.Column("based_on", sa.Integer(), nullable=True),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("content_hash", sa.String(), nullable=False),
        sa.Column("published_at", sa.DateTime(), nullable=True),
        sa.Column("published_by", sa.Integer(), nullable=True),
        sa.Column("retired_at", sa.DateTime(), nullable=True),
        sa.Column("retired_by", sa.Integer(), nullable=True),
        sa.Column("retire_note", sa.String(), nullable=False),
        sa.Column("retirements", sa.Text(), nullable=True),
        sa.Column("review_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["based_on"], ["framework.id"], name="fk_framework_based_on"),
        sa.ForeignKeyConstraint(["published_by"], ["person.id"], name="fk_framework_published_by"),
        sa.ForeignKeyConstraint(["retired_by"], ["person.id"], name="fk_framework_retired_by"),
        sa.ForeignKeyConstraint(["scale_id"], ["scale.id"], name="fk_framework_scale_id"),
        sa.PrimaryKeyConstraint("id", name="pk_framework"),
        sa.UniqueConstraint("key", "number", name="uq_framework_key_number"),
        sa.UniqueConstraint("uid", name="uq_framework_uid"),
    )
    op.create_index(
        "uq_framework_draft",
        "framework",
        ["key"],
        unique=True,
        sqlite_where=sa.text("state = 'draft'"),
        postgresql_where=sa.text("state = 'draft'"),
    )
    op.create_table(
        "version_link",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("framework_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind", _choice("kind", "same", "reworded", "split", "merged", "new", "dropped"), nullable=False
        ),
        sa.Column("from_key", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("to_key", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.CheckConstraint("from_key IS NOT NULL OR to_key IS NOT NULL", name=op.f("ck_version_link_one")),
        sa.CheckConstraint("(kind = 'new') = (from_key IS NULL)", name=op.f("ck_version_link_new")),
        sa.CheckConstraint("(kind = 'dropped') = (to_key IS NULL)", name=op.f("ck_version_link_dropped")),
        sa.ForeignKeyConstraint(["actor_id"], ["person.id"], name="fk_version_link_actor_id"),
        sa.ForeignKeyConstraint(["framework_id"], ["framework.id"], name="fk_version_link_framework_id"),
        sa.PrimaryKeyConstraint("id", name="pk_version_link"),
    )
    op.create_index("ix_version_link_framework_id", "version_link", ["framework_id"])
    op.create_index("ix_version_link_from_key", "version_link", ["from_key"])
    op.create_table(
        "journal",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("act", sa.String(), nullable=False),
        sa.Column("subject_kind", sa.String(), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=True),
        sa.Column("data", sa.Text(), nullable=False),
        sa.Column("previous_mac", sa.String(), nullable=False),
        sa.Column("mac", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["actor_id"], ["person.id"], name="fk_journal_actor_id"),
        sa.PrimaryKeyConstraint("seq", name="pk_journal"),
    )
    op.create_table(
        "medical",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("concluded_on", sa.Date(), nullable=True),
        sa.Column(
            "admitted",
            _choice("admission", "admitted", "not_admitted", "pending", "not_required"),
            nullable=False,
        ),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_medical_person_id"),
        sa.PrimaryKeyConstraint("id", name="pk_medical"),
    )
    op.create_index("ix_medical_person_id", "medical", ["person_id"])
    op.create_table(
        "function",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("framework_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("clause", sa.String(), nullable=False),
        sa.Column("ru", sa.String(), nullable=False),
        sa.Column("en", sa.String(), nullable=True),
        sa.Column("short_ru", sa.String(), nullable=False),
        sa.Column("short_en", sa.String(), nullable=True),
        sa.Column("origin", _choice("origin", "source", "own"), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["framework_id"], ["framework.id"], name="fk_function_framework_id"),
        sa.PrimaryKeyConstraint("id", name="pk_function"),
        sa.UniqueConstraint("framework_id", "code", name="uq_function_framework_id_code"),
    )
    op.create_table(
        "profile",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("framework_id", sa.Integer(), nullable=False),
        sa.Column("post_ru", sa.String(), nullable=False),
        sa.Column("post_en", sa.String(), nullable=True),
        sa.Column("phase", _choice("phase", "hire", "post"), nullable=False),
        sa.Column("requirements", sa.Text(), nullable=False),
        sa.Column("pass_attainment", sa.String(), nullable=True),
        sa.Column("state", _choice("editionstate", "draft", "published", "retired"), nullable=False),
        sa.Column("content_hash", sa.String(), nullable=False),
        sa.Column("for_cycle_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["for_cycle_id"], ["cycle.id"], name="fk_profile_for_cycle_id"),
        sa.ForeignKeyConstraint(["framework_id"], ["framework.id"], name="fk_profile_framework_id"),
        sa.PrimaryKeyConstraint("id", name="pk_profile"),
        sa.UniqueConstraint("key", "number", name="uq_profile_key_number"),
        sa.UniqueConstraint("uid", name="uq_profile_uid"),
    )
    op.create_index("ix_profile_for_cycle_id", "profile", ["for_cycle_id"])
    op.create_table(
        "question_set",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("framework_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("name_ru", sa.String(), nullable=False),
        sa.Column("name_en", sa.String(), nullable=True),
        sa.Column("origin", _choice("origin", "source", "own"), nullable=False),
        sa.ForeignKeyConstraint(["framework_id"], ["framework.id"], name="fk_question_set_framework_id"),
        sa.PrimaryKeyConstraint("id", name="pk_question_set"),
        sa.UniqueConstraint("framework_id", "code", name="uq_question_set_framework_id_code"),
    )
    op.create_table(
        "cycle",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("kind", _choice("cyclekind", "hiring", "quarterly", "probation", "ad_hoc"), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("places", sa.Integer(), nullable=True),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("framework_id", sa.Integer(), nullable=False),
        sa.Column("scale_id", sa.Integer(), nullable=False),
        sa.Column("policy_id", sa.Integer(), nullable=False),
        sa.Column("question_set_id", sa.Integer(), nullable=True),
        sa.Column("state", _choice("state", "open", "sealed", "closed", "withdrawn"), nullable=False),
        sa.ForeignKeyConstraint(["framework_id"], ["framework.id"], name="fk_cycle_framework_id"),
        sa.ForeignKeyConstraint(["policy_id"], ["policy.id"], name="fk_cycle_policy_id"),
        sa.ForeignKeyConstraint(["question_set_id"], ["question_set.id"], name="fk_cycle_question_set_id"),
        sa.ForeignKeyConstraint(["scale_id"], ["scale.id"], name="fk_cycle_scale_id"),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name="fk_cycle_unit_id"),
        sa.PrimaryKeyConstraint("id", name="pk_cycle"),
        sa.UniqueConstraint("code", name="uq_cycle_code"),
        sa.UniqueConstraint("uid", name="uq_cycle_uid"),
    )
    op.create_table(
        "duty",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("framework_id", sa.Integer(), nullable=False),
        sa.Column("function_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("clause", sa.String(), nullable=False),
        sa.Column("ru", sa.String(), nullable=False),
        sa.Column("en", sa.String(), nullable=True),
        sa.Column("origin", _choice("origin", "source", "own"), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["framework_id"], ["framework.id"], name="fk_duty_framework_id"),
        sa.ForeignKeyConstraint(["function_id"], ["function.id"], name="fk_duty_function_id"),
        sa.PrimaryKeyConstraint("id", name="pk_duty"),
        sa.UniqueConstraint("framework_id", "code", name="uq_duty_framework_id_code"),
    )
    op.create_table(
        "item",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("framework_id", sa.Integer(), nullable=False),
        sa.Column("function_id", sa.Integer(), nullable=False),
        sa.Column("kind", _choice("kind", "knowledge", "skill"), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("clause", sa.String(), nullable=False),
        sa.Column("ru", sa.String(), nullable=False),
        sa.Column("en", sa.String(), nullable=True),
        sa.Column("label_ru", sa.String(), nullable=False),
        sa.Column("label_en", sa.String(), nullable=True),
        sa.Column("origin", _choice("origin", "source", "own"), nullable=False),
        sa.Column("org_specific", sa.Boolean(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["framework_id"], ["framework.id"], name="fk_item_framework_id"),
        sa.ForeignKeyConstraint(["function_id"], ["function.id"], name="fk_item_function_id"),
        sa.PrimaryKeyConstraint("id", name="pk_item"),
        sa.UniqueConstraint("framework_id", "code", name="uq_item_framework_id_code"),
        sa.UniqueConstraint("framework_id", "key", name="uq_item_framework_id_key"),
    )
    op.create_index("ix_item_key", "item", ["key"])
    op.create_table(
        "case",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("cycle_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("profile_id", sa.Integer(), nullable=False),
        sa.Column("opened_on", sa.Date(), nullable=False),
        sa.Column("state", _choice("state", "open", "sealed", "closed", "withdrawn"), nullable=False),
        sa.ForeignKeyConstraint(["cycle_id"], ["cycle.id"], name="fk_case_cycle_id"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_case_person_id"),
        sa.ForeignKeyConstraint(["profile_id"], ["profile.id"], name="fk_case_profile_id"),
        sa.PrimaryKeyConstraint("id", name="pk_case"),
        sa.UniqueConstraint("cycle_id", "person_id", name="uq_case_cycle_id_person_id"),
        sa.UniqueConstraint("uid", name="uq_case_uid"),
    )
    op.create_index("ix_case_person_id_opened_on_id", "case", ["person_id", "opened_on", "id"])
    op.create_table(
        "duty_item",
        sa.Column("duty_id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["duty_id"], ["duty.id"], name="fk_duty_item_duty_id"),
        sa.ForeignKeyConstraint(["item_id"], ["item.id"], name="fk_duty_item_item_id"),
        sa.PrimaryKeyConstraint("duty_id", "item_id", name="pk_duty_item"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "evidence_item",
        sa.Column("evidence_id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["evidence_id"], ["evidence.id"], name="fk_evidence_item_evidence_id"),
        sa.ForeignKeyConstraint(["item_id"], ["item.id"], name="fk_evidence_item_item_id"),
        sa.PrimaryKeyConstraint("evidence_id", "item_id", name="pk_evidence_item"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "grouping_check",
        sa.Column("function_id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["actor_id"], ["person.id"], name="fk_grouping_check_actor_id"),
        sa.ForeignKeyConstraint(["function_id"], ["function.id"], name="fk_grouping_check_function_id"),
        sa.ForeignKeyConstraint(["item_id"], ["item.id"], name="fk_grouping_check_item_id"),
        sa.PrimaryKeyConstraint("function_id", "item_id", name="pk_grouping_check"),
    )
    op.create_table(
        "item_function",
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("function_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["function_id"], ["function.id"], name="fk_item_function_function_id"),
        sa.ForeignKeyConstraint(["item_id"], ["item.id"], name="fk_item_function_item_id"),
        sa.PrimaryKeyConstraint("item_id", "function_id", name="pk_item_function"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "item_group",
        sa.Column("framework_id", sa.Integer(), nullable=False),
        sa.Column("kind", _choice("kind", "alias", "similar"), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["framework_id"], ["framework.id"], name="fk_item_group_framework_id"),
        sa.ForeignKeyConstraint(["item_id"], ["item.id"], name="fk_item_group_item_id"),
        sa.PrimaryKeyConstraint("framework_id", "kind", "number", "item_id", name="pk_item_group"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "question",
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("question_ru", sa.String(), nullable=False),
        sa.Column("question_en", sa.String(), nullable=True),
        sa.Column("weak_ru", sa.String(), nullable=False),
        sa.Column("weak_en", sa.String(), nullable=True),
        sa.Column("adequate_ru", sa.String(), nullable=False),
        sa.Column("adequate_en", sa.String(), nullable=True),
        sa.Column("strong_ru", sa.String(), nullable=False),
        sa.Column("strong_en", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["item_id"], ["item.id"], name="fk_question_item_id"),
        sa.PrimaryKeyConstraint("item_id", name="pk_question"),
    )
    op.create_table(
        "question_set_item",
        sa.Column("set_id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["item_id"], ["item.id"], name="fk_question_set_item_item_id"),
        sa.ForeignKeyConstraint(["set_id"], ["question_set.id"], name="fk_question_set_item_set_id"),
        sa.PrimaryKeyConstraint("set_id", "item_id", name="pk_question_set_item"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "target",
        sa.Column("profile_id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("weight", sa.Integer(), nullable=False),
        sa.Column("critical", sa.Boolean(), nullable=False),
        sa.Column("weight_reason_ru", sa.String(), nullable=True),
        sa.Column("weight_reason_en", sa.String(), nullable=True),
        sa.Column("critical_reason_ru", sa.String(), nullable=True),
        sa.Column("critical_reason_en", sa.String(), nullable=True),
        sa.CheckConstraint("level IN (0, 1, 2, 3, 4)", name=op.f("ck_target_level")),
        sa.CheckConstraint("weight IN (1, 2, 3)", name=op.f("ck_target_weight")),
        sa.ForeignKeyConstraint(["item_id"], ["item.id"], name="fk_target_item_id"),
        sa.ForeignKeyConstraint(["profile_id"], ["profile.id"], name="fk_target_profile_id"),
        sa.PrimaryKeyConstraint("profile_id", "item_id", name="pk_target"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "case_item",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("in_scope", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name="fk_case_item_case_id"),
        sa.ForeignKeyConstraint(["item_id"], ["item.id"], name="fk_case_item_item_id"),
        sa.PrimaryKeyConstraint("case_id", "item_id", name="pk_case_item"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_case_item_outside", "case_item", ["case_id"], sqlite_where=sa.text("in_scope = 0"))
    op.create_table(
        "conclusion",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("reasons", sa.String(), nullable=False),
        sa.Column("conditions", sa.String(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("post", sa.String(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name="fk_conclusion_case_id"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_conclusion_person_id"),
        sa.PrimaryKeyConstraint("id", name="pk_conclusion"),
    )
    op.create_index("ix_conclusion_case_id", "conclusion", ["case_id"])
    op.create_table(
        "plan",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=True),
        sa.Column("kind", _choice("plankind", "idp", "adaptation", "training"), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("state", _choice("planstate", "draft", "active", "closed"), nullable=False),
        sa.Column("aim", sa.String(), nullable=False),
        sa.Column("follows_id", sa.Integer(), nullable=True),
        sa.Column("hours_budget", sa.Integer(), nullable=True),
        sa.Column("approved_on", sa.Date(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.CheckConstraint("starts_on <= ends_on", name=op.f("ck_plan_period")),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name="fk_plan_case_id"),
        sa.ForeignKeyConstraint(["follows_id"], ["plan.id"], name="fk_plan_follows_id"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_plan_person_id"),
        sa.PrimaryKeyConstraint("id", name="pk_plan"),
        sa.UniqueConstraint("uid", name="uq_plan_uid"),
    )
    op.create_index("ix_plan_person_id", "plan", ["person_id"])
    op.create_index(
        "uq_plan_first",
        "plan",
        ["case_id", "kind"],
        unique=True,
        sqlite_where=sa.text("follows_id IS NULL"),
        postgresql_where=sa.text("follows_id IS NULL"),
    )
    op.create_table(
        "settled",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("level", sa.Integer(), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.CheckConstraint("level IN (0, 1, 2, 3, 4)", name=op.f("ck_settled_level")),
        sa.ForeignKeyConstraint(["actor_id"], ["person.id"], name="fk_settled_actor_id"),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name="fk_settled_case_id"),
        sa.ForeignKeyConstraint(["item_id"], ["item.id"], name="fk_settled_item_id"),
        sa.PrimaryKeyConstraint("case_id", "item_id", name="pk_settled"),
    )
    op.create_table(
        "sheet",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("assessor_id", sa.Integer(), nullable=False),
        sa.Column(
            "role", _choice("role", "self", "manager", "hr", "peer", "subordinate", "expert"), nullable=False
        ),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("state", _choice("state", "draft", "submitted"), nullable=False),
        sa.Column("origin", _choice("origin", "screen", "paper", "package"), nullable=False),
        sa.Column("started_at", sa.DateTime(), nullable=False),
        sa.Column("submitted_at", sa.DateTime(), nullable=True),
        sa.Column("content_hash", sa.String(), nullable=True),
        sa.CheckConstraint(
            "(state = 'submitted') = (content_hash IS NOT NULL)", name=op.f("ck_sheet_hashed")
        ),
        sa.CheckConstraint(
            "(state = 'submitted') = (submitted_at IS NOT NULL)", name=op.f("ck_sheet_submitted")
        ),
        sa.CheckConstraint("revision = 1 OR reason <> ''", name=op.f("ck_sheet_reason")),
        sa.ForeignKeyConstraint(["assessor_id"], ["person.id"], name="fk_sheet_assessor_id"),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name="fk_sheet_case_id"),
        sa.PrimaryKeyConstraint("id", name="pk_sheet"),
        sa.UniqueConstraint(
            "case_id", "assessor_id", "revision", name="uq_sheet_case_id_assessor_id_revision"
        ),
        sa.UniqueConstraint("uid", name="uq_sheet_uid"),
    )
    op.create_index("ix_sheet_assessor_id", "sheet", ["assessor_id"])
    op.create_index(
        "uq_sheet_draft",
        "sheet",
        ["case_id", "assessor_id"],
        unique=True,
        sqlite_where=sa.text("state = 'draft'"),
        postgresql_where=sa.text("state = 'draft'"),
    )
    op.create_table(
        "snapshot",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("engine", sa.String(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("inputs", sa.Text(), nullable=False),
        sa.Column("results", sa.Text(), nullable=False),
        sa.Column("content_hash", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name="fk_snapshot_case_id"),
        sa.PrimaryKeyConstraint("id", name="pk_snapshot"),
        sa.UniqueConstraint("uid", name="uq_snapshot_uid"),
    )
    op.create_index("ix_snapshot_case_id", "snapshot", ["case_id"])
    op.create_table(
        "check_meeting",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("result", sa.String(), nullable=False),
        sa.Column("retired_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name="fk_check_meeting_plan_id"),
        sa.PrimaryKeyConstraint("id", name="pk_check_meeting"),
    )
    op.create_index("ix_check_meeting_plan_id", "check_meeting", ["plan_id"])
    op.create_table(
        "case_draft",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("field", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("saved_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name="fk_case_draft_case_id"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_case_draft_person_id"),
        sa.PrimaryKeyConstraint("case_id", "person_id", "field", name="pk_case_draft"),
    )
    op.create_table(
        "training_draft",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("cycle_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("saved_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["cycle_id"], ["cycle.id"], name="fk_training_draft_cycle_id"),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name="fk_training_draft_unit_id"),
        sa.PrimaryKeyConstraint("id", name="pk_training_draft"),
    )
    op.create_index("ix_training_draft_cycle_id", "training_draft", ["cycle_id"], unique=False)
    op.create_table(
        "note_draft",
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("form", sa.String(), nullable=False),
        sa.Column("saved_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["author_id"], ["person.id"], name="fk_note_draft_author_id"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_note_draft_person_id"),
        sa.PrimaryKeyConstraint("author_id", name="pk_note_draft"),
    )
    op.create_table(
        "draft_text",
        sa.Column("sheet_id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("field", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("saved_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["item_id"], ["item.id"], name="fk_draft_text_item_id"),
        sa.ForeignKeyConstraint(["sheet_id"], ["sheet.id"], name="fk_draft_text_sheet_id"),
        sa.PrimaryKeyConstraint("sheet_id", "item_id", "field", name="pk_draft_text"),
    )
    op.create_table(
        "goal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("level_from", sa.String(), nullable=True),
        sa.Column("level_to", sa.Integer(), nullable=False),
        sa.Column("asked", sa.Integer(), nullable=True),
        sa.Column("critical", sa.Boolean(), nullable=False),
        sa.Column("weight", sa.Integer(), nullable=False),
        sa.Column("criterion", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("assess_only", sa.Boolean(), nullable=False),
        sa.Column("by_hand", sa.Boolean(), nullable=False),
        sa.Column("level_after", sa.String(), nullable=True),
        sa.Column("after_case_id", sa.Integer(), nullable=True),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("retired_at", sa.DateTime(), nullable=True),
        sa.CheckConstraint("level_to IN (0, 1, 2, 3, 4)", name=op.f("ck_goal_level_to")),
        sa.CheckConstraint("asked IN (0, 1, 2, 3, 4)", name=op.f("ck_goal_asked")),
        sa.CheckConstraint("weight IN (1, 2, 3)", name=op.f("ck_goal_weight")),
        sa.ForeignKeyConstraint(["after_case_id"], ["case.id"], name="fk_goal_after_case_id"),
        sa.ForeignKeyConstraint(["item_id"], ["item.id"], name="fk_goal_item_id"),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name="fk_goal_plan_id"),
        sa.PrimaryKeyConstraint("id", name="pk_goal"),
    )
    op.create_index("ix_goal_plan_id", "goal", ["plan_id"])
    op.create_table(
        "mark",
        sa.Column("sheet_id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            _choice(
                "state", "rated", "not_asked", "no_evidence", "not_observed", "not_applicable", "recused"
            ),
            nullable=False,
        ),
        sa.Column("level", sa.Integer(), nullable=True),
        sa.Column("origin", _choice("origin", "typed", "twin", "confirmed", "submit"), nullable=False),
        sa.Column("rated_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint("(state = 'rated') = (level IS NOT NULL)", name=op.f("ck_mark_rated")),
        sa.CheckConstraint("level IN (0, 1, 2, 3, 4)", name=op.f("ck_mark_level")),
        sa.ForeignKeyConstraint(["item_id"], ["item.id"], name="fk_mark_item_id"),
        sa.ForeignKeyConstraint(["sheet_id"], ["sheet.id"], name="fk_mark_sheet_id"),
        sa.PrimaryKeyConstraint("sheet_id", "item_id", name="pk_mark"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "mark_text",
        sa.Column("sheet_id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("comment", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["item_id"], ["item.id"], name="fk_mark_text_item_id"),
        sa.ForeignKeyConstraint(["sheet_id"], ["sheet.id"], name="fk_mark_text_sheet_id"),
        sa.PrimaryKeyConstraint("sheet_id", "item_id", name="pk_mark_text"),
    )
    op.create_table(
        "action",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("goal_id", sa.Integer(), nullable=False),
        sa.Column("library_action_id", sa.Integer(), nullable=True),
        sa.Column("kind", _choice("actionkind", "experience", "social", "formal", "assess"), nullable=False),
        sa.Column("text_ru", sa.String(), nullable=False),
        sa.Column("text_en", sa.String(), nullable=True),
        sa.Column("evidence_ru", sa.String(), nullable=False),
        sa.Column("evidence_en", sa.String(), nullable=True),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=True),
        sa.Column("mentor_id", sa.Integer(), nullable=True),
        sa.Column("hours", sa.Integer(), nullable=True),
        sa.Column("state", _choice("actionstate", "planned", "done", "cancelled"), nullable=False),
        sa.Column("result", sa.String(), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("retired_at", sa.DateTime(), nullable=True),
        sa.CheckConstraint("starts_on <= ends_on", name=op.f("ck_action_period")),
        sa.ForeignKeyConstraint(["goal_id"], ["goal.id"], name="fk_action_goal_id"),
        sa.ForeignKeyConstraint(
            ["library_action_id"], ["library_action.id"], name="fk_action_library_action_id"
        ),
        sa.ForeignKeyConstraint(["mentor_id"], ["person.id"], name="fk_action_mentor_id"),
        sa.ForeignKeyConstraint(["owner_id"], ["person.id"], name="fk_action_owner_id"),
        sa.PrimaryKeyConstraint("id", name="pk_action"),
        sa.UniqueConstraint("uid", name="uq_action_uid"),
    )
    op.create_index("ix_action_goal_id", "action", ["goal_id"])
    op.create_table(
        "action_move",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("action_id", sa.Integer(), nullable=False),
        sa.Column("starts_was", sa.Date(), nullable=False),
        sa.Column("ends_was", sa.Date(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["action_id"], ["action.id"], name="fk_action_move_action_id"),
        sa.PrimaryKeyConstraint("id", name="pk_action_move"),
    )
    op.create_index("ix_action_move_action_id", "action_move", ["action_id"])
    op.create_table(
        "mentoring",
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("mentor_id", sa.Integer(), nullable=False),
        sa.Column("consent_on", sa.Date(), nullable=True),
        sa.Column("agreement_no", sa.String(), nullable=False),
        sa.Column("agreement_on", sa.Date(), nullable=True),
        sa.Column("content", sa.String(), nullable=False),
        sa.Column("form", sa.String(), nullable=False),
        sa.Column("pay", sa.String(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["mentor_id"], ["person.id"], name="fk_mentoring_mentor_id"),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name="fk_mentoring_plan_id"),
        sa.PrimaryKeyConstraint("plan_id", name="pk_mentoring"),
    )
    op.create_table(
        "indicator",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("norm", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name="fk_indicator_plan_id"),
        sa.PrimaryKeyConstraint("id", name="pk_indicator"),
    )
    op.create_index("ix_indicator_plan_id", "indicator", ["plan_id"])
    op.create_table(
        "indicator_week",
        sa.Column("indicator_id", sa.Integer(), nullable=False),
        sa.Column("week", sa.Integer(), nullable=False),
        sa.Column("planned", sa.String(), nullable=True),
        sa.Column("fact", sa.String(), nullable=True),
        sa.Column("note", sa.String(), nullable=False),
        sa.CheckConstraint("week BETWEEN 1 AND 26", name=op.f("ck_indicator_week_week")),
        sa.ForeignKeyConstraint(["indicator_id"], ["indicator.id"], name="fk_indicator_week_indicator_id"),
        sa.PrimaryKeyConstraint("indicator_id", "week", name="pk_indicator_week"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "probation_end",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("outcome", _choice("outcome", "passed", "not_passed", "go_on"), nullable=False),
        sa.Column("reasons", sa.String(), nullable=False),
        sa.Column("documents", sa.String(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("absence", sa.String(), nullable=False),
        sa.Column("notice_on", sa.Date(), nullable=True),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("post", sa.String(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.CheckConstraint("reasons <> ''", name=op.f("ck_probation_end_reasons")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_probation_end_person_id"),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name="fk_probation_end_plan_id"),
        sa.PrimaryKeyConstraint("id", name="pk_probation_end"),
    )
    op.create_index("ix_probation_end_plan_id", "probation_end", ["plan_id"])
    op.create_table(
        "probation_level",
        sa.Column("end_id", sa.Integer(), nullable=False),
        sa.Column("goal_id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("level", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name="fk_probation_level_case_id"),
        sa.ForeignKeyConstraint(["end_id"], ["probation_end.id"], name="fk_probation_level_end_id"),
        sa.ForeignKeyConstraint(["goal_id"], ["goal.id"], name="fk_probation_level_goal_id"),
        sa.PrimaryKeyConstraint("end_id", "goal_id", name="pk_probation_level"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "goal_alias",
        sa.Column("goal_id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["goal_id"], ["goal.id"], name="fk_goal_alias_goal_id"),
        sa.ForeignKeyConstraint(["item_id"], ["item.id"], name="fk_goal_alias_item_id"),
        sa.PrimaryKeyConstraint("goal_id", "item_id", name="pk_goal_alias"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "goal_duty",
        sa.Column("goal_id", sa.Integer(), nullable=False),
        sa.Column("duty_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["duty_id"], ["duty.id"], name="fk_goal_duty_duty_id"),
        sa.ForeignKeyConstraint(["goal_id"], ["goal.id"], name="fk_goal_duty_goal_id"),
        sa.PrimaryKeyConstraint("goal_id", "duty_id", name="pk_goal_duty"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "campaign",
        sa.Column("cycle_id", sa.Integer(), nullable=False),
        sa.Column("profile_id", sa.Integer(), nullable=False),
        sa.Column("wanted", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("own_requirements", sa.Text(), nullable=False),
        sa.CheckConstraint("wanted BETWEEN 1 AND 9", name=op.f("ck_campaign_wanted")),
        sa.ForeignKeyConstraint(["cycle_id"], ["cycle.id"], name="fk_campaign_cycle_id"),
        sa.ForeignKeyConstraint(["profile_id"], ["profile.id"], name="fk_campaign_profile_id"),
        sa.PrimaryKeyConstraint("cycle_id", name="pk_campaign"),
    )
    op.create_table(
        "campaign_panel",
        sa.Column("cycle_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column(
            "role", _choice("role", "self", "manager", "hr", "peer", "subordinate", "expert"), nullable=False
        ),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["cycle_id"], ["cycle.id"], name="fk_campaign_panel_cycle_id"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_campaign_panel_person_id"),
        sa.PrimaryKeyConstraint("cycle_id", "person_id", name="pk_campaign_panel"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "campaign_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("cycle_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("assessed", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["actor_id"], ["person.id"], name="fk_campaign_change_actor_id"),
        sa.ForeignKeyConstraint(["cycle_id"], ["cycle.id"], name="fk_campaign_change_cycle_id"),
        sa.PrimaryKeyConstraint("id", name="pk_campaign_change"),
    )
    op.create_index("ix_campaign_change_cycle_id", "campaign_change", ["cycle_id"])
    op.create_table(
        "cycle_end",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("cycle_id", sa.Integer(), nullable=False),
        sa.Column("state", _choice("state", "open", "sealed", "closed", "withdrawn"), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("waiting", sa.Text(), nullable=False),
        sa.CheckConstraint("waiting = '[]' OR reason <> ''", name=op.f("ck_cycle_end_reason")),
        sa.ForeignKeyConstraint(["actor_id"], ["person.id"], name="fk_cycle_end_actor_id"),
        sa.ForeignKeyConstraint(["cycle_id"], ["cycle.id"], name="fk_cycle_end_cycle_id"),
        sa.PrimaryKeyConstraint("id", name="pk_cycle_end"),
    )
    op.create_index("ix_cycle_end_cycle_id", "cycle_end", ["cycle_id"])
    op.create_table(
        "case_assessor",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column(
            "role", _choice("role", "self", "manager", "hr", "peer", "subordinate", "expert"), nullable=False
        ),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name="fk_case_assessor_case_id"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_case_assessor_person_id"),
        sa.PrimaryKeyConstraint("case_id", "person_id", name="pk_case_assessor"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_case_assessor_person_id", "case_assessor", ["person_id"])
    op.create_table(
        "case_opening",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("waiting", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["actor_id"], ["person.id"], name="fk_case_opening_actor_id"),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name="fk_case_opening_case_id"),
        sa.PrimaryKeyConstraint("case_id", name="pk_case_opening"),
    )
    op.create_table(
        "withdrawal",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["actor_id"], ["person.id"], name="fk_withdrawal_actor_id"),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name="fk_withdrawal_case_id"),
        sa.PrimaryKeyConstraint("case_id", name="pk_withdrawal"),
    )
    op.create_table(
        "conclusion_signer",
        sa.Column("conclusion_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("post", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["conclusion_id"], ["conclusion.id"], name="fk_conclusion_signer_conclusion_id"
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_conclusion_signer_person_id"),
        sa.PrimaryKeyConstraint("conclusion_id", "person_id", name="pk_conclusion_signer"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "refusal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name="fk_refusal_case_id"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_refusal_person_id"),
        sa.PrimaryKeyConstraint("id", name="pk_refusal"),
    )
    op.create_index("ix_refusal_case_id", "refusal", ["case_id"])
    op.create_table(
        "hire",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("hired_on", sa.Date(), nullable=False),
        sa.Column("probation_ends_on", sa.Date(), nullable=True),
        sa.Column("plan_id", sa.Integer(), nullable=True),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["actor_id"], ["person.id"], name="fk_hire_actor_id"),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name="fk_hire_case_id"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_hire_person_id"),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name="fk_hire_plan_id"),
        sa.PrimaryKeyConstraint("case_id", name="pk_hire"),
    )
    op.create_index("ix_hire_person_id", "hire", ["person_id"])


def _choice(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=24)
