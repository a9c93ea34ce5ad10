-- 35 cc08a16ec0f7951609daa1ef2141fb1a89fb99ab5cf7e4778dd85e7082777b27
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);

CREATE TABLE organisation (
	id INTEGER NOT NULL, 
	uid CHAR(32) NOT NULL, 
	full_name VARCHAR NOT NULL, 
	short_name VARCHAR NOT NULL, 
	city VARCHAR NOT NULL, 
	approver_post VARCHAR NOT NULL, 
	approver_name VARCHAR NOT NULL, 
	language VARCHAR NOT NULL, 
	CONSTRAINT ck_organisation_one CHECK (id = 1), 
	CONSTRAINT pk_organisation PRIMARY KEY (id), 
	CONSTRAINT uq_organisation_uid UNIQUE (uid)
);

CREATE TABLE policy (
	id INTEGER NOT NULL, 
	number INTEGER NOT NULL, 
	content TEXT NOT NULL, 
	content_hash VARCHAR NOT NULL, 
	CONSTRAINT pk_policy PRIMARY KEY (id), 
	CONSTRAINT uq_policy_content_hash UNIQUE (content_hash), 
	CONSTRAINT uq_policy_number UNIQUE (number)
);

CREATE TABLE scale (
	id INTEGER NOT NULL, 
	"key" VARCHAR NOT NULL, 
	number INTEGER NOT NULL, 
	state VARCHAR(24) NOT NULL, 
	content_hash VARCHAR NOT NULL, 
	published_at DATETIME, 
	CONSTRAINT ck_scale_editionstate CHECK (state IN ('draft', 'published', 'retired')), 
	CONSTRAINT pk_scale PRIMARY KEY (id), 
	CONSTRAINT uq_scale_key_number UNIQUE ("key", number)
);

CREATE TABLE setting (
	name VARCHAR NOT NULL, 
	value VARCHAR NOT NULL, 
	CONSTRAINT pk_setting PRIMARY KEY (name)
);

CREATE TABLE unit (
	id INTEGER NOT NULL, 
	uid CHAR(32) NOT NULL, 
	name VARCHAR NOT NULL, 
	parent_id INTEGER, 
	CONSTRAINT fk_unit_parent_id FOREIGN KEY(parent_id) REFERENCES unit (id), 
	CONSTRAINT pk_unit PRIMARY KEY (id), 
	CONSTRAINT uq_unit_uid UNIQUE (uid)
);

CREATE TABLE scale_level (
	scale_id INTEGER NOT NULL, 
	value INTEGER NOT NULL, 
	name_ru VARCHAR NOT NULL, 
	name_en VARCHAR, 
	short_ru VARCHAR NOT NULL, 
	short_en VARCHAR, 
	knowledge_ru VARCHAR NOT NULL, 
	knowledge_en VARCHAR, 
	skill_ru VARCHAR NOT NULL, 
	skill_en VARCHAR, 
	CONSTRAINT ck_scale_level_value CHECK (value IN (0, 1, 2, 3, 4)), 
	CONSTRAINT fk_scale_level_scale_id FOREIGN KEY(scale_id) REFERENCES scale (id), 
	CONSTRAINT pk_scale_level PRIMARY KEY (scale_id, value)
)
 WITHOUT ROWID

;

CREATE TABLE education (
	id INTEGER NOT NULL, 
	person_id INTEGER NOT NULL, 
	level VARCHAR NOT NULL, 
	document VARCHAR NOT NULL, 
	confirmed_on DATE, 
	CONSTRAINT fk_education_person_id FOREIGN KEY(person_id) REFERENCES person (id), 
	CONSTRAINT pk_education PRIMARY KEY (id)
);

CREATE INDEX ix_education_person_id ON education (person_id);

CREATE TABLE erasure (
	person_uid CHAR(32) NOT NULL, 
	reason VARCHAR NOT NULL, 
	at DATETIME NOT NULL, 
	actor_id INTEGER, 
	CONSTRAINT fk_erasure_actor_id FOREIGN KEY(actor_id) REFERENCES person (id), 
	CONSTRAINT pk_erasure PRIMARY KEY (person_uid)
);

CREATE TABLE evidence (
	id INTEGER NOT NULL, 
	uid CHAR(32) NOT NULL, 
	person_id INTEGER NOT NULL, 
	author_id INTEGER NOT NULL, 
	observed_on DATE NOT NULL, 
	recorded_on DATE NOT NULL, 
	recorded_at DATETIME NOT NULL, 
	polarity VARCHAR(24) NOT NULL, 
	text VARCHAR NOT NULL, 
	file_sha256 VARCHAR, 
	sheet_id INTEGER, 
	retired_at DATETIME, 
	note_uid CHAR(32), 
	CONSTRAINT ck_evidence_observed CHECK (observed_on <= recorded_on), 
	CONSTRAINT ck_evidence_polarity CHECK (polarity IN ('for', 'against', 'neutral')), 
	CONSTRAINT fk_evidence_author_id FOREIGN KEY(author_id) REFERENCES person (id), 
	CONSTRAINT fk_evidence_person_id FOREIGN KEY(person_id) REFERENCES person (id), 
	CONSTRAINT fk_evidence_sheet_id FOREIGN KEY(sheet_id) REFERENCES sheet (id), 
	CONSTRAINT pk_evidence PRIMARY KEY (id), 
	CONSTRAINT uq_evidence_uid UNIQUE (uid)
);

CREATE INDEX ix_evidence_note_uid ON evidence (note_uid);

CREATE INDEX ix_evidence_person_id ON evidence (person_id);

CREATE TABLE experience (
	id INTEGER NOT NULL, 
	person_id INTEGER NOT NULL, 
	area VARCHAR NOT NULL, 
	from_on DATE, 
	to_on DATE, 
	months INTEGER, 
	document VARCHAR NOT NULL, 
	confirmed_on DATE, 
	CONSTRAINT ck_experience_dated CHECK ((from_on IS NOT NULL) <> (months IS NOT NULL)), 
	CONSTRAINT fk_experience_person_id FOREIGN KEY(person_id) REFERENCES person (id), 
	CONSTRAINT pk_experience PRIMARY KEY (id)
);

CREATE INDEX ix_experience_person_id ON experience (person_id);

CREATE TABLE medical (
	id INTEGER NOT NULL, 
	person_id INTEGER NOT NULL, 
	kind VARCHAR NOT NULL, 
	concluded_on DATE, 
	admitted VARCHAR(24) NOT NULL, 
	valid_until DATE, 
	CONSTRAINT ck_medical_admission CHECK (admitted IN ('admitted', 'not_admitted', 'pending', 'not_required')), 
	CONSTRAINT fk_medical_person_id FOREIGN KEY(person_id) REFERENCES person (id), 
	CONSTRAINT pk_medical PRIMARY KEY (id)
);

CREATE INDEX ix_medical_person_id ON medical (person_id);

CREATE TABLE function (
	id INTEGER NOT NULL, 
	framework_id INTEGER NOT NULL, 
	code VARCHAR NOT NULL, 
	clause VARCHAR NOT NULL, 
	ru VARCHAR NOT NULL, 
	en VARCHAR, 
	short_ru VARCHAR NOT NULL, 
	short_en VARCHAR, 
	origin VARCHAR(24) NOT NULL, 
	position INTEGER NOT NULL, 
	CONSTRAINT ck_function_origin CHECK (origin IN ('source', 'own')), 
	CONSTRAINT fk_function_framework_id FOREIGN KEY(framework_id) REFERENCES framework (id), 
	CONSTRAINT pk_function PRIMARY KEY (id), 
	CONSTRAINT uq_function_framework_id_code UNIQUE (framework_id, code)
);

CREATE TABLE profile (
	id INTEGER NOT NULL, 
	uid CHAR(32) NOT NULL, 
	"key" VARCHAR NOT NULL, 
	number INTEGER NOT NULL, 
	framework_id INTEGER NOT NULL, 
	post_ru VARCHAR NOT NULL, 
	post_en VARCHAR, 
	phase VARCHAR(24) NOT NULL, 
	requirements TEXT NOT NULL, 
	pass_attainment VARCHAR, 
	state VARCHAR(24) NOT NULL, 
	content_hash VARCHAR NOT NULL, 
	for_cycle_id INTEGER, 
	CONSTRAINT ck_profile_editionstate CHECK (state IN ('draft', 'published', 'retired')), 
	CONSTRAINT ck_profile_phase CHECK (phase IN ('hire', 'post')), 
	CONSTRAINT fk_profile_for_cycle_id FOREIGN KEY(for_cycle_id) REFERENCES cycle (id), 
	CONSTRAINT fk_profile_framework_id FOREIGN KEY(framework_id) REFERENCES framework (id), 
	CONSTRAINT pk_profile PRIMARY KEY (id), 
	CONSTRAINT uq_profile_key_number UNIQUE ("key", number), 
	CONSTRAINT uq_profile_uid UNIQUE (uid)
);

CREATE INDEX ix_profile_for_cycle_id ON profile (for_cycle_id);

CREATE TABLE duty (
	id INTEGER NOT NULL, 
	framework_id INTEGER NOT NULL, 
	function_id INTEGER NOT NULL, 
	code VARCHAR NOT NULL, 
	clause VARCHAR NOT NULL, 
	ru VARCHAR NOT NULL, 
	en VARCHAR, 
	origin VARCHAR(24) NOT NULL, 
	position INTEGER NOT NULL, 
	CONSTRAINT ck_duty_origin CHECK (origin IN ('source', 'own')), 
	CONSTRAINT fk_duty_framework_id FOREIGN KEY(framework_id) REFERENCES framework (id), 
	CONSTRAINT fk_duty_function_id FOREIGN KEY(function_id) REFERENCES function (id), 
	CONSTRAINT pk_duty PRIMARY KEY (id), 
	CONSTRAINT uq_duty_framework_id_code UNIQUE (framework_id, code)
);

CREATE TABLE item (
	id INTEGER NOT NULL, 
	"key" CHAR(32) NOT NULL, 
	framework_id INTEGER NOT NULL, 
	function_id INTEGER NOT NULL, 
	kind VARCHAR(24) NOT NULL, 
	code VARCHAR NOT NULL, 
	clause VARCHAR NOT NULL, 
	ru VARCHAR NOT NULL, 
	en VARCHAR, 
	label_ru VARCHAR NOT NULL, 
	label_en VARCHAR, 
	origin VARCHAR(24) NOT NULL, 
	org_specific BOOLEAN NOT NULL, 
	position INTEGER NOT NULL, 
	CONSTRAINT ck_item_kind CHECK (kind IN ('knowledge', 'skill')), 
	CONSTRAINT ck_item_origin CHECK (origin IN ('source', 'own')), 
	CONSTRAINT fk_item_framework_id FOREIGN KEY(framework_id) REFERENCES framework (id), 
	CONSTRAINT fk_item_function_id FOREIGN KEY(function_id) REFERENCES function (id), 
	CONSTRAINT pk_item PRIMARY KEY (id), 
	CONSTRAINT uq_item_framework_id_code UNIQUE (framework_id, code), 
	CONSTRAINT uq_item_framework_id_key UNIQUE (framework_id, "key")
);

CREATE INDEX ix_item_key ON item ("key");

CREATE TABLE "case" (
	id INTEGER NOT NULL, 
	uid CHAR(32) NOT NULL, 
	cycle_id INTEGER NOT NULL, 
	person_id INTEGER NOT NULL, 
	profile_id INTEGER NOT NULL, 
	opened_on DATE NOT NULL, 
	state VARCHAR(24) NOT NULL, 
	CONSTRAINT ck_case_state CHECK (state IN ('open', 'sealed', 'closed', 'withdrawn')), 
	CONSTRAINT fk_case_cycle_id FOREIGN KEY(cycle_id) REFERENCES cycle (id), 
	CONSTRAINT fk_case_person_id FOREIGN KEY(person_id) REFERENCES person (id), 
	CONSTRAINT fk_case_profile_id FOREIGN KEY(profile_id) REFERENCES profile (id), 
	CONSTRAINT pk_case PRIMARY KEY (id), 
	CONSTRAINT uq_case_cycle_id_person_id UNIQUE (cycle_id, person_id), 
	CONSTRAINT uq_case_uid UNIQUE (uid)
);

CREATE INDEX ix_case_person_id_opened_on_id ON "case" (person_id, opened_on, id);

CREATE TABLE duty_item (
	duty_id INTEGER NOT NULL, 
	item_id INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	CONSTRAINT fk_duty_item_duty_id FOREIGN KEY(duty_id) REFERENCES duty (id), 
	CONSTRAINT fk_duty_item_item_id FOREIGN KEY(item_id) REFERENCES item (id), 
	CONSTRAINT pk_duty_item PRIMARY KEY (duty_id, item_id)
)
 WITHOUT ROWID

;

CREATE TABLE evidence_item (
	evidence_id INTEGER NOT NULL, 
	item_id INTEGER NOT NULL, 
	CONSTRAINT fk_evidence_item_evidence_id FOREIGN KEY(evidence_id) REFERENCES evidence (id), 
	CONSTRAINT fk_evidence_item_item_id FOREIGN KEY(item_id) REFERENCES item (id), 
	CONSTRAINT pk_evidence_item PRIMARY KEY (evidence_id, item_id)
)
 WITHOUT ROWID

;

CREATE TABLE item_function (
	item_id INTEGER NOT NULL, 
	function_id INTEGER NOT NULL, 
	CONSTRAINT fk_item_function_function_id FOREIGN KEY(function_id) REFERENCES function (id), 
	CONSTRAINT fk_item_function_item_id FOREIGN KEY(item_id) REFERENCES item (id), 
	CONSTRAINT pk_item_function PRIMARY KEY (item_id, function_id)
)
 WITHOUT ROWID

;

CREATE TABLE item_group (
	framework_id INTEGER NOT NULL, 
	kind VARCHAR(24) NOT NULL, 
	number INTEGER NOT NULL, 
	item_id INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	CONSTRAINT ck_item_group_kind CHECK (kind IN ('alias', 'similar')), 
	CONSTRAINT fk_item_group_framework_id FOREIGN KEY(framework_id) REFERENCES framework (id), 
	CONSTRAINT fk_item_group_item_id FOREIGN KEY(item_id) REFERENCES item (id), 
	CONSTRAINT pk_item_group PRIMARY KEY (framework_id, kind, number, item_id)
)
 WITHOUT ROWID

;

CREATE TABLE question_set_item (
	set_id INTEGER NOT NULL, 
	item_id INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	CONSTRAINT fk_question_set_item_item_id FOREIGN KEY(item_id) REFERENCES item (id), 
	CONSTRAINT fk_question_set_item_set_id FOREIGN KEY(set_id) REFERENCES question_set (id), 
	CONSTRAINT pk_question_set_item PRIMARY KEY (set_id, item_id)
)
 WITHOUT ROWID

;

CREATE TABLE case_item (
	case_id INTEGER NOT NULL, 
	item_id INTEGER NOT NULL, 
	in_scope BOOLEAN NOT NULL, 
	reason VARCHAR NOT NULL, 
	CONSTRAINT fk_case_item_case_id FOREIGN KEY(case_id) REFERENCES "case" (id), 
	CONSTRAINT fk_case_item_item_id FOREIGN KEY(item_id) REFERENCES item (id), 
	CONSTRAINT pk_case_item PRIMARY KEY (case_id, item_id)
)
 WITHOUT ROWID

;

CREATE INDEX ix_case_item_outside ON case_item (case_id) WHERE in_scope = 0;

CREATE TABLE conclusion (
	id INTEGER NOT NULL, 
	case_id INTEGER NOT NULL, 
	outcome VARCHAR NOT NULL, 
	reasons VARCHAR NOT NULL, 
	conditions VARCHAR NOT NULL, 
	person_id INTEGER NOT NULL, 
	post VARCHAR NOT NULL, 
	"on" DATE NOT NULL, 
	CONSTRAINT fk_conclusion_case_id FOREIGN KEY(case_id) REFERENCES "case" (id), 
	CONSTRAINT fk_conclusion_person_id FOREIGN KEY(person_id) REFERENCES person (id), 
	CONSTRAINT pk_conclusion PRIMARY KEY (id)
);

CREATE INDEX ix_conclusion_case_id ON conclusion (case_id);

CREATE TABLE check_meeting (
	id INTEGER NOT NULL, 
	plan_id INTEGER NOT NULL, 
	"on" DATE NOT NULL, 
	result VARCHAR NOT NULL, 
	retired_at DATETIME, 
	CONSTRAINT fk_check_meeting_plan_id FOREIGN KEY(plan_id) REFERENCES "plan" (id), 
	CONSTRAINT pk_check_meeting PRIMARY KEY (id)
);

CREATE INDEX ix_check_meeting_plan_id ON check_meeting (plan_id);

CREATE TABLE case_draft (
	case_id INTEGER NOT NULL, 
	person_id INTEGER NOT NULL, 
	field VARCHAR NOT NULL, 
	text VARCHAR NOT NULL, 
	saved_at DATETIME NOT NULL, 
	CONSTRAINT fk_case_draft_case_id FOREIGN KEY(case_id) REFERENCES "case" (id), 
	CONSTRAINT fk_case_draft_person_id FOREIGN KEY(person_id) REFERENCES person (id), 
	CONSTRAINT pk_case_draft PRIMARY KEY (case_id, person_id, field)
);

CREATE TABLE training_draft (
	id INTEGER NOT NULL, 
	cycle_id INTEGER NOT NULL, 
	unit_id INTEGER, 
	content TEXT NOT NULL, 
	saved_at DATETIME NOT NULL, 
	CONSTRAINT fk_training_draft_cycle_id FOREIGN KEY(cycle_id) REFERENCES cycle (id), 
	CONSTRAINT fk_training_draft_unit_id FOREIGN KEY(unit_id) REFERENCES unit (id), 
	CONSTRAINT pk_training_draft PRIMARY KEY (id)
);

CREATE INDEX ix_training_draft_cycle_id ON training_draft (cycle_id);

CREATE TABLE note_draft (
	author_id INTEGER NOT NULL, 
	person_id INTEGER, 
	text VARCHAR NOT NULL, 
	form VARCHAR NOT NULL, 
	saved_at DATETIME NOT NULL, 
	CONSTRAINT fk_note_draft_author_id FOREIGN KEY(author_id) REFERENCES person (id), 
	CONSTRAINT fk_note_draft_person_id FOREIGN KEY(person_id) REFERENCES person (id), 
	CONSTRAINT pk_note_draft PRIMARY KEY (author_id)
);

CREATE TABLE draft_text (
	sheet_id INTEGER NOT NULL, 
	item_id INTEGER NOT NULL, 
	field VARCHAR NOT NULL, 
	text VARCHAR NOT NULL, 
	saved_at DATETIME NOT NULL, 
	CONSTRAINT fk_draft_text_item_id FOREIGN KEY(item_id) REFERENCES item (id), 
	CONSTRAINT fk_draft_text_sheet_id FOREIGN KEY(sheet_id) REFERENCES sheet (id), 
	CONSTRAINT pk_draft_text PRIMARY KEY (sheet_id, item_id, field)
);

CREATE TABLE goal (
	id INTEGER NOT NULL, 
	plan_id INTEGER NOT NULL, 
	item_id INTEGER NOT NULL, 
	level_from VARCHAR, 
	level_to INTEGER NOT NULL, 
	asked INTEGER, 
	critical BOOLEAN NOT NULL, 
	weight INTEGER NOT NULL, 
	criterion VARCHAR NOT NULL, 
	position INTEGER NOT NULL, 
	assess_only BOOLEAN NOT NULL, 
	by_hand BOOLEAN NOT NULL, 
	level_after VARCHAR, 
	after_case_id INTEGER, 
	outcome VARCHAR NOT NULL, 
	retired_at DATETIME, 
	CONSTRAINT ck_goal_asked CHECK (asked IN (0, 1, 2, 3, 4)), 
	CONSTRAINT ck_goal_level_to CHECK (level_to IN (0, 1, 2, 3, 4)), 
	CONSTRAINT ck_goal_weight CHECK (weight IN (1, 2, 3)), 
	CONSTRAINT fk_goal_after_case_id FOREIGN KEY(after_case_id) REFERENCES "case" (id), 
	CONSTRAINT fk_goal_item_id FOREIGN KEY(item_id) REFERENCES item (id), 
	CONSTRAINT fk_goal_plan_id FOREIGN KEY(plan_id) REFERENCES "plan" (id), 
	CONSTRAINT pk_goal PRIMARY KEY (id)
);

CREATE INDEX ix_goal_plan_id ON goal (plan_id);

CREATE TABLE mark (
	sheet_id INTEGER NOT NULL, 
	item_id INTEGER NOT NULL, 
	state VARCHAR(24) NOT NULL, 
	level INTEGER, 
	origin VARCHAR(24) NOT NULL, 
	rated_at DATETIME NOT NULL, 
	CONSTRAINT ck_mark_level CHECK (level IN (0, 1, 2, 3, 4)), 
	CONSTRAINT ck_mark_origin CHECK (origin IN ('typed', 'twin', 'confirmed', 'submit')), 
	CONSTRAINT ck_mark_rated CHECK ((state = 'rated') = (level IS NOT NULL)), 
	CONSTRAINT ck_mark_state CHECK (state IN ('rated', 'not_asked', 'no_evidence', 'not_observed', 'not_applicable', 'recused')), 
	CONSTRAINT fk_mark_item_id FOREIGN KEY(item_id) REFERENCES item (id), 
	CONSTRAINT fk_mark_sheet_id FOREIGN KEY(sheet_id) REFERENCES sheet (id), 
	CONSTRAINT pk_mark PRIMARY KEY (sheet_id, item_id)
)
 WITHOUT ROWID

;

CREATE TABLE mark_text (
	sheet_id INTEGER NOT NULL, 
	item_id INTEGER NOT NULL, 
	comment VARCHAR NOT NULL, 
	CONSTRAINT fk_mark_text_item_id FOREIGN KEY(item_id) REFERENCES item (id), 
	CONSTRAINT fk_mark_text_sheet_id FOREIGN KEY(sheet_id) REFERENCES sheet (id), 
	CONSTRAINT pk_mark_text PRIMARY KEY (sheet_id, item_id)
);

CREATE TABLE action (
	id INTEGER NOT NULL, 
	uid CHAR(32) NOT NULL, 
	goal_id INTEGER NOT NULL, 
	library_action_id INTEGER, 
	kind VARCHAR(24) NOT NULL, 
	text_ru VARCHAR NOT NULL, 
	text_en VARCHAR, 
	evidence_ru VARCHAR NOT NULL, 
	evidence_en VARCHAR, 
	starts_on DATE NOT NULL, 
	ends_on DATE NOT NULL, 
	owner_id INTEGER, 
	mentor_id INTEGER, 
	hours INTEGER, 
	state VARCHAR(24) NOT NULL, 
	result VARCHAR NOT NULL, 
	done_on DATE, 
	position INTEGER NOT NULL, 
	retired_at DATETIME, 
	CONSTRAINT ck_action_actionkind CHECK (kind IN ('experience', 'social', 'formal', 'assess')), 
	CONSTRAINT ck_action_actionstate CHECK (state IN ('planned', 'done', 'cancelled')), 
	CONSTRAINT ck_action_period CHECK (starts_on <= ends_on), 
	CONSTRAINT fk_action_goal_id FOREIGN KEY(goal_id) REFERENCES goal (id), 
	CONSTRAINT fk_action_library_action_id FOREIGN KEY(library_action_id) REFERENCES library_action (id), 
	CONSTRAINT fk_action_mentor_id FOREIGN KEY(mentor_id) REFERENCES person (id), 
	CONSTRAINT fk_action_owner_id FOREIGN KEY(owner_id) REFERENCES person (id), 
	CONSTRAINT pk_action PRIMARY KEY (id), 
	CONSTRAINT uq_action_uid UNIQUE (uid)
);

CREATE INDEX ix_action_goal_id ON action (goal_id);

CREATE TABLE action_move (
	id INTEGER NOT NULL, 
	action_id INTEGER NOT NULL, 
	starts_was DATE NOT NULL, 
	ends_was DATE NOT NULL, 
	starts_on DATE NOT NULL, 
	ends_on DATE NOT NULL, 
	reason VARCHAR NOT NULL, 
	"on" DATE NOT NULL, 
	CONSTRAINT fk_action_move_action_id FOREIGN KEY(action_id) REFERENCES action (id), 
	CONSTRAINT pk_action_move PRIMARY KEY (id)
);

CREATE INDEX ix_action_move_action_id ON action_move (action_id);

CREATE TABLE indicator (
	id INTEGER NOT NULL, 
	plan_id INTEGER NOT NULL, 
	name VARCHAR NOT NULL, 
	norm VARCHAR NOT NULL, 
	position INTEGER NOT NULL, 
	CONSTRAINT fk_indicator_plan_id FOREIGN KEY(plan_id) REFERENCES "plan" (id), 
	CONSTRAINT pk_indicator PRIMARY KEY (id)
);

CREATE INDEX ix_indicator_plan_id ON indicator (plan_id);

CREATE TABLE indicator_week (
	indicator_id INTEGER NOT NULL, 
	week INTEGER NOT NULL, 
	planned VARCHAR, 
	fact VARCHAR, 
	note VARCHAR NOT NULL, 
	CONSTRAINT ck_indicator_week_week CHECK (week BETWEEN 1 AND 26), 
	CONSTRAINT fk_indicator_week_indicator_id FOREIGN KEY(indicator_id) REFERENCES indicator (id), 
	CONSTRAINT pk_indicator_week PRIMARY KEY (indicator_id, week)
)
 WITHOUT ROWID

;

CREATE TABLE probation_end (
	id INTEGER NOT NULL, 
	plan_id INTEGER NOT NULL, 
	outcome VARCHAR(24) NOT NULL, 
	reasons VARCHAR NOT NULL, 
	documents VARCHAR NOT NULL, 
	ends_on DATE NOT NULL, 
	absence VARCHAR NOT NULL, 
	notice_on DATE, 
	person_id INTEGER NOT NULL, 
	post VARCHAR NOT NULL, 
	"on" DATE NOT NULL, 
	CONSTRAINT ck_probation_end_outcome CHECK (outcome IN ('passed', 'not_passed', 'go_on')), 
	CONSTRAINT ck_probation_end_reasons CHECK (reasons <> ''), 
	CONSTRAINT fk_probation_end_person_id FOREIGN KEY(person_id) REFERENCES person (id), 
	CONSTRAINT fk_probation_end_plan_id FOREIGN KEY(plan_id) REFERENCES "plan" (id), 
	CONSTRAINT pk_probation_end PRIMARY KEY (id)
);

CREATE INDEX ix_probation_end_plan_id ON probation_end (plan_id);

CREATE TABLE probation_level (
	end_id INTEGER NOT NULL, 
	goal_id INTEGER NOT NULL, 
	case_id INTEGER NOT NULL, 
	level VARCHAR NOT NULL, 
	CONSTRAINT fk_probation_level_case_id FOREIGN KEY(case_id) REFERENCES "case" (id), 
	CONSTRAINT fk_probation_level_end_id FOREIGN KEY(end_id) REFERENCES probation_end (id), 
	CONSTRAINT fk_probation_level_goal_id FOREIGN KEY(goal_id) REFERENCES goal (id), 
	CONSTRAINT pk_probation_level PRIMARY KEY (end_id, goal_id)
)
 WITHOUT ROWID

;

CREATE TABLE goal_alias (
	goal_id INTEGER NOT NULL, 
	item_id INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	CONSTRAINT fk_goal_alias_goal_id FOREIGN KEY(goal_id) REFERENCES goal (id), 
	CONSTRAINT fk_goal_alias_item_id FOREIGN KEY(item_id) REFERENCES item (id), 
	CONSTRAINT pk_goal_alias PRIMARY KEY (goal_id, item_id)
)
 WITHOUT ROWID

;

CREATE TABLE goal_duty (
	goal_id INTEGER NOT NULL, 
	duty_id INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	CONSTRAINT fk_goal_duty_duty_id FOREIGN KEY(duty_id) REFERENCES duty (id), 
	CONSTRAINT fk_goal_duty_goal_id FOREIGN KEY(goal_id) REFERENCES goal (id), 
	CONSTRAINT pk_goal_duty PRIMARY KEY (goal_id, duty_id)
)
 WITHOUT ROWID

;

CREATE TABLE campaign_panel (
	cycle_id INTEGER NOT NULL, 
	person_id INTEGER NOT NULL, 
	role VARCHAR(24) NOT NULL, 
	position INTEGER NOT NULL, 
	CONSTRAINT ck_campaign_panel_role CHECK (role IN ('self', 'manager', 'hr', 'peer', 'subordinate', 'expert')), 
	CONSTRAINT fk_campaign_panel_cycle_id FOREIGN KEY(cycle_id) REFERENCES cycle (id), 
	CONSTRAINT fk_campaign_panel_person_id FOREIGN KEY(person_id) REFERENCES person (id), 
	CONSTRAINT pk_campaign_panel PRIMARY KEY (cycle_id, person_id)
)
 WITHOUT ROWID

;

CREATE TABLE case_assessor (
	case_id INTEGER NOT NULL, 
	person_id INTEGER NOT NULL, 
	role VARCHAR(24) NOT NULL, 
	position INTEGER NOT NULL, 
	CONSTRAINT ck_case_assessor_role CHECK (role IN ('self', 'manager', 'hr', 'peer', 'subordinate', 'expert')), 
	CONSTRAINT fk_case_assessor_case_id FOREIGN KEY(case_id) REFERENCES "case" (id), 
	CONSTRAINT fk_case_assessor_person_id FOREIGN KEY(person_id) REFERENCES person (id), 
	CONSTRAINT pk_case_assessor PRIMARY KEY (case_id, person_id)
)
 WITHOUT ROWID

;

CREATE INDEX ix_case_assessor_person_id ON case_assessor (person_id);

CREATE TABLE withdrawal (
	case_id INTEGER NOT NULL, 
	"on" DATE NOT NULL, 
	reason VARCHAR NOT NULL, 
	actor_id INTEGER, 
	CONSTRAINT fk_withdrawal_actor_id FOREIGN KEY(actor_id) REFERENCES person (id), 
	CONSTRAINT fk_withdrawal_case_id FOREIGN KEY(case_id) REFERENCES "case" (id), 
	CONSTRAINT pk_withdrawal PRIMARY KEY (case_id)
);

CREATE TABLE conclusion_signer (
	conclusion_id INTEGER NOT NULL, 
	person_id INTEGER NOT NULL, 
	post VARCHAR NOT NULL, 
	position INTEGER NOT NULL, 
	CONSTRAINT fk_conclusion_signer_conclusion_id FOREIGN KEY(conclusion_id) REFERENCES conclusion (id), 
	CONSTRAINT fk_conclusion_signer_person_id FOREIGN KEY(person_id) REFERENCES person (id), 
	CONSTRAINT pk_conclusion_signer PRIMARY KEY (conclusion_id, person_id)
)
 WITHOUT ROWID

;

CREATE TABLE refusal (
	id INTEGER NOT NULL, 
	case_id INTEGER NOT NULL, 
	text VARCHAR NOT NULL, 
	person_id INTEGER NOT NULL, 
	"on" DATE NOT NULL, 
	CONSTRAINT fk_refusal_case_id FOREIGN KEY(case_id) REFERENCES "case" (id), 
	CONSTRAINT fk_refusal_person_id FOREIGN KEY(person_id) REFERENCES person (id), 
	CONSTRAINT pk_refusal PRIMARY KEY (id)
);

CREATE INDEX ix_refusal_case_id ON refusal (case_id);

CREATE TABLE hire (
	case_id INTEGER NOT NULL, 
	person_id INTEGER NOT NULL, 
	hired_on DATE NOT NULL, 
	probation_ends_on DATE, 
	plan_id INTEGER, 
	actor_id INTEGER, 
	CONSTRAINT fk_hire_actor_id FOREIGN KEY(actor_id) REFERENCES person (id), 
	CONSTRAINT fk_hire_case_id FOREIGN KEY(case_id) REFERENCES "case" (id), 
	CONSTRAINT fk_hire_person_id FOREIGN KEY(person_id) REFERENCES person (id), 
	CONSTRAINT fk_hire_plan_id FOREIGN KEY(plan_id) REFERENCES "plan" (id), 
	CONSTRAINT pk_hire PRIMARY KEY (case_id)
);

CREATE INDEX ix_hire_person_id ON hire (person_id);

CREATE TABLE not_chosen (
	case_id INTEGER NOT NULL, 
	reason VARCHAR NOT NULL, 
	person_id INTEGER NOT NULL, 
	post VARCHAR NOT NULL, 
	"on" DATE NOT NULL, 
	CONSTRAINT ck_not_chosen_reason CHECK (reason <> ''), 
	CONSTRAINT fk_not_chosen_case_id FOREIGN KEY(case_id) REFERENCES "case" (id), 
	CONSTRAINT fk_not_chosen_person_id FOREIGN KEY(person_id) REFERENCES person (id), 
	CONSTRAINT pk_not_chosen PRIMARY KEY (case_id)
);

CREATE TABLE "settled" (
	case_id INTEGER NOT NULL, 
	item_id INTEGER NOT NULL, 
	level INTEGER, 
	reason VARCHAR NOT NULL, 
	actor_id INTEGER NOT NULL, 
	at DATETIME NOT NULL, 
	"on" DATE NOT NULL, 
	CONSTRAINT ck_settled_level CHECK (level IN (0, 1, 2, 3, 4)), 
	CONSTRAINT fk_settled_actor_id FOREIGN KEY(actor_id) REFERENCES person (id), 
	CONSTRAINT fk_settled_case_id FOREIGN KEY(case_id) REFERENCES "case" (id), 
	CONSTRAINT fk_settled_item_id FOREIGN KEY(item_id) REFERENCES item (id), 
	CONSTRAINT pk_settled PRIMARY KEY (case_id, item_id)
);

CREATE TABLE "case_opening" (
	case_id INTEGER NOT NULL, 
	actor_id INTEGER NOT NULL, 
	reason VARCHAR NOT NULL, 
	at DATETIME NOT NULL, 
	waiting TEXT NOT NULL, 
	"on" DATE NOT NULL, 
	CONSTRAINT fk_case_opening_actor_id FOREIGN KEY(actor_id) REFERENCES person (id), 
	CONSTRAINT fk_case_opening_case_id FOREIGN KEY(case_id) REFERENCES "case" (id), 
	CONSTRAINT pk_case_opening PRIMARY KEY (case_id)
);

CREATE TABLE "campaign_change" (
	id INTEGER NOT NULL, 
	cycle_id INTEGER NOT NULL, 
	at DATETIME NOT NULL, 
	actor_id INTEGER NOT NULL, 
	text VARCHAR NOT NULL, 
	assessed TEXT NOT NULL, 
	"on" DATE NOT NULL, 
	CONSTRAINT fk_campaign_change_actor_id FOREIGN KEY(actor_id) REFERENCES person (id), 
	CONSTRAINT fk_campaign_change_cycle_id FOREIGN KEY(cycle_id) REFERENCES cycle (id), 
	CONSTRAINT pk_campaign_change PRIMARY KEY (id)
);

CREATE INDEX ix_campaign_change_cycle_id ON campaign_change (cycle_id);

CREATE TABLE "cycle_end" (
	id INTEGER NOT NULL, 
	cycle_id INTEGER NOT NULL, 
	state VARCHAR(24) NOT NULL, 
	at DATETIME NOT NULL, 
	actor_id INTEGER, 
	reason VARCHAR NOT NULL, 
	waiting TEXT NOT NULL, 
	"on" DATE NOT NULL, 
	CONSTRAINT ck_cycle_end_reason CHECK (waiting = '[]' OR reason <> ''), 
	CONSTRAINT ck_cycle_end_state CHECK (state IN ('open', 'sealed', 'closed', 'withdrawn')), 
	CONSTRAINT fk_cycle_end_actor_id FOREIGN KEY(actor_id) REFERENCES person (id), 
	CONSTRAINT fk_cycle_end_cycle_id FOREIGN KEY(cycle_id) REFERENCES cycle (id), 
	CONSTRAINT pk_cycle_end PRIMARY KEY (id)
);

CREATE INDEX ix_cycle_end_cycle_id ON cycle_end (cycle_id);

CREATE TABLE "framework" (
	id INTEGER NOT NULL, 
	uid CHAR(32) NOT NULL, 
	"key" VARCHAR NOT NULL, 
	number INTEGER NOT NULL, 
	scale_id INTEGER NOT NULL, 
	title_ru VARCHAR NOT NULL, 
	title_en VARCHAR, 
	state VARCHAR(24) NOT NULL, 
	based_on INTEGER, 
	note VARCHAR NOT NULL, 
	content_hash VARCHAR NOT NULL, 
	published_at DATETIME, 
	published_by INTEGER, 
	retired_at DATETIME, 
	retired_by INTEGER, 
	retire_note VARCHAR NOT NULL, 
	retirements TEXT, 
	review_on DATE, 
	published_on DATE, 
	retired_on DATE, 
	CONSTRAINT ck_framework_editionstate CHECK (state IN ('draft', 'published', 'retired')), 
	CONSTRAINT fk_framework_based_on FOREIGN KEY(based_on) REFERENCES framework (id), 
	CONSTRAINT fk_framework_published_by FOREIGN KEY(published_by) REFERENCES person (id), 
	CONSTRAINT fk_framework_retired_by FOREIGN KEY(retired_by) REFERENCES person (id), 
	CONSTRAINT fk_framework_scale_id FOREIGN KEY(scale_id) REFERENCES scale (id), 
	CONSTRAINT pk_framework PRIMARY KEY (id), 
	CONSTRAINT uq_framework_key_number UNIQUE ("key", number), 
	CONSTRAINT uq_framework_uid UNIQUE (uid)
);

CREATE UNIQUE INDEX uq_framework_draft ON framework ("key") WHERE state = 'draft';

CREATE TABLE "library_action" (
	id INTEGER NOT NULL, 
	uid CHAR(32) NOT NULL, 
	item_key CHAR(32), 
	code VARCHAR NOT NULL, 
	kind VARCHAR(24) NOT NULL, 
	weeks INTEGER NOT NULL, 
	hours INTEGER, 
	text_ru VARCHAR NOT NULL, 
	text_en VARCHAR, 
	evidence_ru VARCHAR NOT NULL, 
	evidence_en VARCHAR, 
	origin VARCHAR(24) NOT NULL, 
	retired_at DATETIME, 
	retired_reason VARCHAR NOT NULL, 
	retired_on DATE, 
	CONSTRAINT ck_library_action_actionkind CHECK (kind IN ('experience', 'social', 'formal', 'assess')), 
	CONSTRAINT ck_library_action_item CHECK ((item_key IS NULL) = (kind = 'assess')), 
	CONSTRAINT ck_library_action_origin CHECK (origin IN ('source', 'own')), 
	CONSTRAINT pk_library_action PRIMARY KEY (id), 
	CONSTRAINT uq_library_action_uid UNIQUE (uid)
);

CREATE INDEX ix_library_action_item_key ON library_action (item_key);

CREATE TABLE "version_link" (
	id INTEGER NOT NULL, 
	framework_id INTEGER NOT NULL, 
	kind VARCHAR(24) NOT NULL, 
	from_key CHAR(32), 
	to_key CHAR(32), 
	actor_id INTEGER, 
	at DATETIME NOT NULL, 
	"on" DATE NOT NULL, 
	CONSTRAINT ck_version_link_dropped CHECK ((kind = 'dropped') = (to_key IS NULL)), 
	CONSTRAINT ck_version_link_kind CHECK (kind IN ('same', 'reworded', 'split', 'merged', 'new', 'dropped')), 
	CONSTRAINT ck_version_link_new CHECK ((kind = 'new') = (from_key IS NULL)), 
	CONSTRAINT ck_version_link_one CHECK (from_key IS NOT NULL OR to_key IS NOT NULL), 
	CONSTRAINT fk_version_link_actor_id FOREIGN KEY(actor_id) REFERENCES person (id), 
	CONSTRAINT fk_version_link_framework_id FOREIGN KEY(framework_id) REFERENCES framework (id), 
	CONSTRAINT pk_version_link PRIMARY KEY (id)
);

CREATE INDEX ix_version_link_framework_id ON version_link (framework_id);

CREATE INDEX ix_version_link_from_key ON version_link (from_key);

CREATE TABLE "grouping_check" (
	function_id INTEGER NOT NULL, 
	item_id INTEGER NOT NULL, 
	actor_id INTEGER, 
	at DATETIME NOT NULL, 
	"on" DATE NOT NULL, 
	CONSTRAINT fk_grouping_check_actor_id FOREIGN KEY(actor_id) REFERENCES person (id), 
	CONSTRAINT fk_grouping_check_function_id FOREIGN KEY(function_id) REFERENCES function (id), 
	CONSTRAINT fk_grouping_check_item_id FOREIGN KEY(item_id) REFERENCES item (id), 
	CONSTRAINT pk_grouping_check PRIMARY KEY (function_id, item_id)
);

CREATE TABLE "cycle" (
	id INTEGER NOT NULL, 
	uid CHAR(32) NOT NULL, 
	code VARCHAR NOT NULL, 
	kind VARCHAR(24) NOT NULL, 
	title VARCHAR NOT NULL, 
	unit_id INTEGER, 
	places INTEGER, 
	starts_on DATE, 
	ends_on DATE, 
	framework_id INTEGER NOT NULL, 
	scale_id INTEGER NOT NULL, 
	policy_id INTEGER NOT NULL, 
	question_set_id INTEGER, 
	state VARCHAR(24) NOT NULL, 
	opened_on DATE NOT NULL, 
	CONSTRAINT ck_cycle_cyclekind CHECK (kind IN ('hiring', 'quarterly', 'probation', 'ad_hoc')), 
	CONSTRAINT ck_cycle_state CHECK (state IN ('open', 'sealed', 'closed', 'withdrawn')), 
	CONSTRAINT fk_cycle_framework_id FOREIGN KEY(framework_id) REFERENCES framework (id), 
	CONSTRAINT fk_cycle_policy_id FOREIGN KEY(policy_id) REFERENCES policy (id), 
	CONSTRAINT fk_cycle_question_set_id FOREIGN KEY(question_set_id) REFERENCES question_set (id), 
	CONSTRAINT fk_cycle_scale_id FOREIGN KEY(scale_id) REFERENCES scale (id), 
	CONSTRAINT fk_cycle_unit_id FOREIGN KEY(unit_id) REFERENCES unit (id), 
	CONSTRAINT pk_cycle PRIMARY KEY (id), 
	CONSTRAINT uq_cycle_code UNIQUE (code), 
	CONSTRAINT uq_cycle_uid UNIQUE (uid)
);

CREATE TABLE "target" (
	profile_id INTEGER NOT NULL, 
	item_id INTEGER NOT NULL, 
	level INTEGER NOT NULL, 
	weight INTEGER NOT NULL, 
	critical BOOLEAN NOT NULL, 
	weight_reason_ru VARCHAR, 
	weight_reason_en VARCHAR, 
	critical_reason_ru VARCHAR, 
	critical_reason_en VARCHAR, 
	floor INTEGER, 
	floor_reason_ru VARCHAR, 
	floor_reason_en VARCHAR, 
	CONSTRAINT ck_target_floor CHECK (floor IS NULL OR (critical AND floor BETWEEN 0 AND level)), 
	CONSTRAINT ck_target_level CHECK (level IN (0, 1, 2, 3, 4)), 
	CONSTRAINT ck_target_weight CHECK (weight IN (1, 2, 3)), 
	CONSTRAINT fk_target_item_id FOREIGN KEY(item_id) REFERENCES item (id), 
	CONSTRAINT fk_target_profile_id FOREIGN KEY(profile_id) REFERENCES profile (id), 
	CONSTRAINT pk_target PRIMARY KEY (profile_id, item_id)
)
 WITHOUT ROWID

;

CREATE TABLE "question" (
	item_id INTEGER NOT NULL, 
	kind VARCHAR NOT NULL, 
	minutes INTEGER NOT NULL, 
	question_ru VARCHAR NOT NULL, 
	question_en VARCHAR, 
	weak_ru VARCHAR NOT NULL, 
	weak_en VARCHAR, 
	adequate_ru VARCHAR NOT NULL, 
	adequate_en VARCHAR, 
	strong_ru VARCHAR NOT NULL, 
	strong_en VARCHAR, 
	probes TEXT, 
	twin TEXT, 
	CONSTRAINT fk_question_item_id FOREIGN KEY(item_id) REFERENCES item (id), 
	CONSTRAINT pk_question PRIMARY KEY (item_id)
);

CREATE TABLE "question_set" (
	id INTEGER NOT NULL, 
	framework_id INTEGER NOT NULL, 
	code VARCHAR NOT NULL, 
	name_ru VARCHAR NOT NULL, 
	name_en VARCHAR, 
	origin VARCHAR(24) NOT NULL, 
	lead VARCHAR(24) NOT NULL, 
	CONSTRAINT ck_question_set_lead CHECK (lead IN ('experience', 'situation')), 
	CONSTRAINT ck_question_set_origin CHECK (origin IN ('source', 'own')), 
	CONSTRAINT fk_question_set_framework_id FOREIGN KEY(framework_id) REFERENCES framework (id), 
	CONSTRAINT pk_question_set PRIMARY KEY (id), 
	CONSTRAINT uq_question_set_framework_id_code UNIQUE (framework_id, code)
);

CREATE TABLE "campaign" (
	cycle_id INTEGER NOT NULL, 
	profile_id INTEGER NOT NULL, 
	wanted INTEGER NOT NULL, 
	reason VARCHAR NOT NULL, 
	own_requirements TEXT NOT NULL, 
	lead VARCHAR(24) NOT NULL, 
	CONSTRAINT ck_campaign_lead CHECK (lead IN ('experience', 'situation')), 
	CONSTRAINT ck_campaign_wanted CHECK (wanted BETWEEN 1 AND 9), 
	CONSTRAINT fk_campaign_cycle_id FOREIGN KEY(cycle_id) REFERENCES cycle (id), 
	CONSTRAINT fk_campaign_profile_id FOREIGN KEY(profile_id) REFERENCES profile (id), 
	CONSTRAINT pk_campaign PRIMARY KEY (cycle_id)
);

CREATE TABLE form_draft (
	person_id INTEGER NOT NULL, 
	form VARCHAR NOT NULL, 
	about VARCHAR NOT NULL, 
	words TEXT NOT NULL, 
	saved_at DATETIME NOT NULL, 
	CONSTRAINT fk_form_draft_person_id FOREIGN KEY(person_id) REFERENCES person (id), 
	CONSTRAINT pk_form_draft PRIMARY KEY (person_id, form, about)
);

CREATE TABLE "plan" (
	id INTEGER NOT NULL, 
	uid CHAR(32) NOT NULL, 
	person_id INTEGER NOT NULL, 
	case_id INTEGER, 
	kind VARCHAR(24) NOT NULL, 
	starts_on DATE NOT NULL, 
	ends_on DATE NOT NULL, 
	state VARCHAR(24) NOT NULL, 
	aim VARCHAR NOT NULL, 
	follows_id INTEGER, 
	hours_budget INTEGER, 
	approved_on DATE, 
	closed_on DATE, 
	made_on DATE NOT NULL, 
	number INTEGER, 
	CONSTRAINT ck_plan_period CHECK (starts_on <= ends_on), 
	CONSTRAINT ck_plan_plankind CHECK (kind IN ('idp', 'adaptation', 'training')), 
	CONSTRAINT ck_plan_planstate CHECK (state IN ('draft', 'active', 'closed')), 
	CONSTRAINT fk_plan_case_id FOREIGN KEY(case_id) REFERENCES "case" (id), 
	CONSTRAINT fk_plan_follows_id FOREIGN KEY(follows_id) REFERENCES "plan" (id), 
	CONSTRAINT fk_plan_person_id FOREIGN KEY(person_id) REFERENCES person (id), 
	CONSTRAINT pk_plan PRIMARY KEY (id), 
	CONSTRAINT uq_plan_uid UNIQUE (uid)
);

CREATE INDEX ix_plan_person_id ON "plan" (person_id);

CREATE UNIQUE INDEX uq_plan_first ON "plan" (case_id, kind) WHERE follows_id IS NULL;

CREATE TABLE induction_step (
	plan_id INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	day INTEGER NOT NULL, 
	"by" VARCHAR(24) NOT NULL, 
	text_ru VARCHAR NOT NULL, 
	text_en VARCHAR, 
	CONSTRAINT ck_induction_step_guide CHECK ("by" IN ('manager', 'mentor', 'hr', 'safety', 'it')), 
	CONSTRAINT fk_induction_step_plan_id FOREIGN KEY(plan_id) REFERENCES "plan" (id), 
	CONSTRAINT pk_induction_step PRIMARY KEY (plan_id, position)
)
 WITHOUT ROWID

;

CREATE TABLE journal (
	seq INTEGER NOT NULL, 
	at DATETIME NOT NULL, 
	actor_id INTEGER, 
	act VARCHAR NOT NULL, 
	subject_kind VARCHAR NOT NULL, 
	subject_id INTEGER, 
	data TEXT NOT NULL, 
	mac BLOB NOT NULL, 
	CONSTRAINT fk_journal_actor_id FOREIGN KEY(actor_id) REFERENCES person (id), 
	CONSTRAINT pk_journal PRIMARY KEY (seq)
);

CREATE TABLE snapshot_part (
	id INTEGER NOT NULL, 
	content BLOB NOT NULL, 
	content_hash BLOB NOT NULL, 
	CONSTRAINT pk_snapshot_part PRIMARY KEY (id), 
	CONSTRAINT uq_snapshot_part_content_hash UNIQUE (content_hash)
);

CREATE TABLE snapshot (
	id INTEGER NOT NULL, 
	uid CHAR(32) NOT NULL, 
	case_id INTEGER NOT NULL, 
	engine VARCHAR NOT NULL, 
	made_at DATETIME NOT NULL, 
	items_id INTEGER NOT NULL, 
	duties_id INTEGER NOT NULL, 
	policy_id INTEGER NOT NULL, 
	content BLOB NOT NULL, 
	content_hash BLOB NOT NULL, 
	CONSTRAINT fk_snapshot_case_id FOREIGN KEY(case_id) REFERENCES "case" (id), 
	CONSTRAINT fk_snapshot_duties_id FOREIGN KEY(duties_id) REFERENCES snapshot_part (id), 
	CONSTRAINT fk_snapshot_items_id FOREIGN KEY(items_id) REFERENCES snapshot_part (id), 
	CONSTRAINT fk_snapshot_policy_id FOREIGN KEY(policy_id) REFERENCES snapshot_part (id), 
	CONSTRAINT pk_snapshot PRIMARY KEY (id), 
	CONSTRAINT uq_snapshot_uid UNIQUE (uid)
);

CREATE INDEX ix_snapshot_case_id ON snapshot (case_id);

CREATE TABLE "sheet" (
	id INTEGER NOT NULL, 
	uid CHAR(32) NOT NULL, 
	case_id INTEGER NOT NULL, 
	assessor_id INTEGER NOT NULL, 
	role VARCHAR(24) NOT NULL, 
	revision INTEGER NOT NULL, 
	reason VARCHAR NOT NULL, 
	state VARCHAR(24) NOT NULL, 
	origin VARCHAR(24) NOT NULL, 
	started_at DATETIME NOT NULL, 
	submitted_at DATETIME, 
	content_hash BLOB, 
	submitted_on DATE, 
	CONSTRAINT ck_sheet_dated CHECK ((submitted_at IS NULL) = (submitted_on IS NULL)), 
	CONSTRAINT ck_sheet_hashed CHECK ((state = 'submitted') = (content_hash IS NOT NULL)), 
	CONSTRAINT ck_sheet_origin CHECK (origin IN ('screen', 'paper', 'package')), 
	CONSTRAINT ck_sheet_reason CHECK (revision = 1 OR reason <> ''), 
	CONSTRAINT ck_sheet_role CHECK (role IN ('self', 'manager', 'hr', 'peer', 'subordinate', 'expert')), 
	CONSTRAINT ck_sheet_state CHECK (state IN ('draft', 'submitted')), 
	CONSTRAINT ck_sheet_submitted CHECK ((state = 'submitted') = (submitted_at IS NOT NULL)), 
	CONSTRAINT fk_sheet_assessor_id FOREIGN KEY(assessor_id) REFERENCES person (id), 
	CONSTRAINT fk_sheet_case_id FOREIGN KEY(case_id) REFERENCES "case" (id), 
	CONSTRAINT pk_sheet PRIMARY KEY (id), 
	CONSTRAINT uq_sheet_case_id_assessor_id_revision UNIQUE (case_id, assessor_id, revision), 
	CONSTRAINT uq_sheet_uid UNIQUE (uid)
);

CREATE INDEX ix_journal_subject ON journal (subject_kind, subject_id) WHERE act <> 'rate';

CREATE INDEX ix_sheet_assessor_id ON sheet (assessor_id);

CREATE UNIQUE INDEX uq_sheet_draft ON sheet (case_id, assessor_id) WHERE state = 'draft';

CREATE TABLE "basis_paper" (
	id INTEGER NOT NULL, 
	person_id INTEGER NOT NULL, 
	text VARCHAR NOT NULL, 
	paper_on DATE, 
	until DATE, 
	entered_at DATETIME, 
	entered_on DATE, 
	actor_id INTEGER, 
	purpose VARCHAR(24), 
	ground VARCHAR(24), 
	withdrawn_on DATE, 
	hold_until DATE, 
	number VARCHAR NOT NULL, 
	kept_at VARCHAR NOT NULL, 
	sha256 VARCHAR NOT NULL, 
	reason VARCHAR NOT NULL, 
	CONSTRAINT ck_basis_paper_ground CHECK (ground IN ('consent', 'contract', 'law')), 
	CONSTRAINT ck_basis_paper_purpose CHECK (purpose IN ('candidate', 'staff', 'reserve')), 
	CONSTRAINT fk_basis_paper_actor_id FOREIGN KEY(actor_id) REFERENCES person (id), 
	CONSTRAINT fk_basis_paper_person_id FOREIGN KEY(person_id) REFERENCES person (id), 
	CONSTRAINT pk_basis_paper PRIMARY KEY (id)
);

CREATE INDEX ix_basis_paper_person_id ON basis_paper (person_id);

CREATE TABLE provision (
	framework_id INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	topic VARCHAR(24) NOT NULL, 
	title VARCHAR NOT NULL, 
	clause VARCHAR NOT NULL, 
	text VARCHAR NOT NULL, 
	whole BOOLEAN NOT NULL, 
	CONSTRAINT ck_provision_topic CHECK (topic IN ('head', 'know', 'can', 'both', 'functions', 'duties', 'general', 'rights', 'liability', 'signing', 'other')), 
	CONSTRAINT fk_provision_framework_id FOREIGN KEY(framework_id) REFERENCES framework (id), 
	CONSTRAINT pk_provision PRIMARY KEY (framework_id, position)
)
 WITHOUT ROWID

;

CREATE TABLE level_import (
	cycle_id INTEGER NOT NULL, 
	act CHAR(32) NOT NULL, 
	file VARCHAR NOT NULL, 
	sheet VARCHAR NOT NULL, 
	"on" DATE NOT NULL, 
	assessor_id INTEGER, 
	actor_id INTEGER, 
	imported_on DATE NOT NULL, 
	places TEXT NOT NULL, 
	CONSTRAINT fk_level_import_actor_id FOREIGN KEY(actor_id) REFERENCES person (id), 
	CONSTRAINT fk_level_import_assessor_id FOREIGN KEY(assessor_id) REFERENCES person (id), 
	CONSTRAINT fk_level_import_cycle_id FOREIGN KEY(cycle_id) REFERENCES cycle (id), 
	CONSTRAINT pk_level_import PRIMARY KEY (cycle_id)
);

CREATE TABLE imported_level (
	case_id INTEGER NOT NULL, 
	item_id INTEGER NOT NULL, 
	level INTEGER NOT NULL, 
	CONSTRAINT ck_imported_level_level CHECK (level IN (0, 1, 2, 3, 4)), 
	CONSTRAINT fk_imported_level_case_id FOREIGN KEY(case_id) REFERENCES "case" (id), 
	CONSTRAINT fk_imported_level_item_id FOREIGN KEY(item_id) REFERENCES item (id), 
	CONSTRAINT pk_imported_level PRIMARY KEY (case_id, item_id)
)
 WITHOUT ROWID

;

CREATE TABLE job_description (
	id INTEGER NOT NULL, 
	uid CHAR(32) NOT NULL, 
	framework_id INTEGER NOT NULL, 
	number INTEGER NOT NULL, 
	state VARCHAR(24) NOT NULL, 
	content TEXT NOT NULL, 
	lines TEXT, 
	paper_number VARCHAR NOT NULL, 
	dated_on DATE, 
	content_hash VARCHAR NOT NULL, 
	published_at DATETIME, 
	published_on DATE, 
	CONSTRAINT ck_job_description_editionstate CHECK (state IN ('draft', 'published', 'retired')), 
	CONSTRAINT fk_job_description_framework_id FOREIGN KEY(framework_id) REFERENCES framework (id), 
	CONSTRAINT pk_job_description PRIMARY KEY (id), 
	CONSTRAINT uq_job_description_framework_id_number UNIQUE (framework_id, number), 
	CONSTRAINT uq_job_description_uid UNIQUE (uid)
);

CREATE INDEX ix_journal_actor ON journal (actor_id) WHERE act <> 'rate';

CREATE INDEX ix_journal_at ON journal (at) WHERE act <> 'rate';

CREATE UNIQUE INDEX uq_job_description_draft ON job_description (framework_id) WHERE state = 'draft';

CREATE TABLE familiarisation (
	id INTEGER NOT NULL, 
	person_id INTEGER NOT NULL, 
	read VARCHAR(24) NOT NULL, 
	job_description_id INTEGER, 
	framework_id INTEGER, 
	case_id INTEGER, 
	document VARCHAR NOT NULL, 
	reply VARCHAR(24) NOT NULL, 
	way VARCHAR(24) NOT NULL, 
	"on" DATE NOT NULL, 
	reason VARCHAR NOT NULL, 
	scan VARCHAR NOT NULL, 
	sha256 VARCHAR NOT NULL, 
	entered_at DATETIME NOT NULL, 
	entered_on DATE NOT NULL, 
	actor_id INTEGER, 
	CONSTRAINT ck_familiarisation_read CHECK (read IN ('job_description', 'framework', 'regulation', 'results')), 
	CONSTRAINT ck_familiarisation_reply CHECK (reply IN ('signed', 'refused', 'taken_back')), 
	CONSTRAINT ck_familiarisation_way CHECK (way IN ('sheet', 'journal', 'copy', 'other')), 
	CONSTRAINT fk_familiarisation_actor_id FOREIGN KEY(actor_id) REFERENCES person (id), 
	CONSTRAINT fk_familiarisation_case_id FOREIGN KEY(case_id) REFERENCES "case" (id), 
	CONSTRAINT fk_familiarisation_framework_id FOREIGN KEY(framework_id) REFERENCES framework (id), 
	CONSTRAINT fk_familiarisation_job_description_id FOREIGN KEY(job_description_id) REFERENCES job_description (id), 
	CONSTRAINT fk_familiarisation_person_id FOREIGN KEY(person_id) REFERENCES person (id), 
	CONSTRAINT pk_familiarisation PRIMARY KEY (id)
);

CREATE INDEX ix_evidence_note ON evidence (observed_on, recorded_at, id, person_id, author_id) WHERE sheet_id IS NULL AND retired_at IS NULL;

CREATE INDEX ix_evidence_sheet_id ON evidence (sheet_id) WHERE sheet_id IS NOT NULL;

CREATE INDEX ix_familiarisation_job_description_id ON familiarisation (job_description_id);

CREATE INDEX ix_familiarisation_person_id ON familiarisation (person_id);

CREATE TABLE issued_paper (
	id INTEGER NOT NULL, 
	document VARCHAR NOT NULL, 
	year INTEGER NOT NULL, 
	number INTEGER NOT NULL, 
	code VARCHAR NOT NULL, 
	"on" DATE NOT NULL, 
	subject_id INTEGER NOT NULL, 
	unit_id INTEGER NOT NULL, 
	person_id INTEGER, 
	about VARCHAR NOT NULL, 
	copies INTEGER NOT NULL, 
	recipients VARCHAR NOT NULL, 
	signed_by VARCHAR NOT NULL, 
	entered_at DATETIME NOT NULL, 
	entered_on DATE NOT NULL, 
	actor_id INTEGER, 
	CONSTRAINT ck_issued_paper_counted CHECK (number > 0 AND copies > 0), 
	CONSTRAINT fk_issued_paper_actor_id FOREIGN KEY(actor_id) REFERENCES person (id), 
	CONSTRAINT fk_issued_paper_person_id FOREIGN KEY(person_id) REFERENCES person (id), 
	CONSTRAINT pk_issued_paper PRIMARY KEY (id), 
	CONSTRAINT uq_issued_paper_document_subject_id_unit_id UNIQUE (document, subject_id, unit_id), 
	CONSTRAINT uq_issued_paper_document_year_number UNIQUE (document, year, number)
);

CREATE INDEX ix_issued_paper_person_id ON issued_paper (person_id);

CREATE TABLE "person" (
	id INTEGER NOT NULL, 
	uid CHAR(32) NOT NULL, 
	code VARCHAR NOT NULL, 
	kind VARCHAR(24) NOT NULL, 
	surname VARCHAR NOT NULL, 
	given VARCHAR NOT NULL, 
	patronymic VARCHAR NOT NULL, 
	folded VARCHAR NOT NULL, 
	contact VARCHAR NOT NULL, 
	post VARCHAR NOT NULL, 
	unit_id INTEGER, 
	manager_id INTEGER, 
	personnel_no VARCHAR, 
	hired_on DATE, 
	left_on DATE, 
	basis VARCHAR NOT NULL, 
	basis_until DATE, 
	is_actor BOOLEAN NOT NULL, 
	merged_into INTEGER, 
	merged_at DATETIME, 
	erased_at DATETIME, 
	merged_on DATE, 
	left_reason VARCHAR, 
	basis_on DATE, 
	purpose VARCHAR(24), 
	ground VARCHAR(24), 
	withdrawn_on DATE, 
	hold_until DATE, 
	declined VARCHAR, 
	CONSTRAINT ck_person_ground CHECK (ground IN ('consent', 'contract', 'law')), 
	CONSTRAINT ck_person_personkind CHECK (kind IN ('candidate', 'employee', 'external')), 
	CONSTRAINT ck_person_purpose CHECK (purpose IN ('candidate', 'staff', 'reserve')), 
	CONSTRAINT fk_person_manager_id FOREIGN KEY(manager_id) REFERENCES person (id), 
	CONSTRAINT fk_person_merged_into FOREIGN KEY(merged_into) REFERENCES person (id), 
	CONSTRAINT fk_person_unit_id FOREIGN KEY(unit_id) REFERENCES unit (id), 
	CONSTRAINT pk_person PRIMARY KEY (id), 
	CONSTRAINT uq_person_code UNIQUE (code), 
	CONSTRAINT uq_person_personnel_no UNIQUE (personnel_no), 
	CONSTRAINT uq_person_uid UNIQUE (uid)
);

CREATE INDEX ix_journal_many ON journal (subject_kind, act, data) WHERE act IN ('export', 'load', 'merge', 'sign', 'refuse', 'take_back');

CREATE INDEX ix_person_folded ON person (folded);

CREATE INDEX ix_person_merged_into ON person (merged_into) WHERE merged_into IS NOT NULL;

CREATE TABLE asked_probe (
	sheet_id INTEGER NOT NULL, 
	item_id INTEGER NOT NULL, 
	probe VARCHAR NOT NULL, 
	asked_at DATETIME NOT NULL, 
	CONSTRAINT fk_asked_probe_item_id FOREIGN KEY(item_id) REFERENCES item (id), 
	CONSTRAINT fk_asked_probe_sheet_id FOREIGN KEY(sheet_id) REFERENCES sheet (id), 
	CONSTRAINT pk_asked_probe PRIMARY KEY (sheet_id, item_id, probe)
)
 WITHOUT ROWID

;

CREATE TABLE "mentoring" (
	plan_id INTEGER NOT NULL, 
	mentor_id INTEGER NOT NULL, 
	consent_on DATE, 
	agreement_no VARCHAR NOT NULL, 
	agreement_on DATE, 
	content VARCHAR NOT NULL, 
	form VARCHAR NOT NULL, 
	pay VARCHAR NOT NULL, 
	until DATE, 
	clause VARCHAR NOT NULL, 
	CONSTRAINT fk_mentoring_mentor_id FOREIGN KEY(mentor_id) REFERENCES person (id), 
	CONSTRAINT fk_mentoring_plan_id FOREIGN KEY(plan_id) REFERENCES "plan" (id), 
	CONSTRAINT pk_mentoring PRIMARY KEY (plan_id)
);

CREATE INDEX ix_person_listed ON person (kind, left_on, folded) WHERE erased_at IS NULL AND merged_into IS NULL;

CREATE TABLE own_key (
	id INTEGER NOT NULL, 
	signing BLOB NOT NULL, 
	sealing VARCHAR NOT NULL, 
	signing_public BLOB NOT NULL, 
	sealing_public VARCHAR NOT NULL, 
	made_at DATETIME NOT NULL, 
	CONSTRAINT ck_own_key_one CHECK (id = 1), 
	CONSTRAINT pk_own_key PRIMARY KEY (id)
);

CREATE TABLE known_key (
	id INTEGER NOT NULL, 
	signing BLOB NOT NULL, 
	sealing VARCHAR NOT NULL, 
	person_id INTEGER NOT NULL, 
	organisation CHAR(32) NOT NULL, 
	known_on DATE NOT NULL, 
	actor_id INTEGER, 
	withdrawn_on DATE, 
	CONSTRAINT fk_known_key_actor_id FOREIGN KEY(actor_id) REFERENCES person (id), 
	CONSTRAINT fk_known_key_person_id FOREIGN KEY(person_id) REFERENCES person (id), 
	CONSTRAINT pk_known_key PRIMARY KEY (id), 
	CONSTRAINT uq_known_key_signing UNIQUE (signing)
);

CREATE INDEX ix_known_key_person_id ON known_key (person_id);

CREATE TABLE case_key (
	case_id INTEGER NOT NULL, 
	recipient VARCHAR NOT NULL, 
	dealt INTEGER NOT NULL, 
	keeper_id INTEGER, 
	made_at DATETIME NOT NULL, 
	made_on DATE NOT NULL, 
	CONSTRAINT ck_case_key_dealt CHECK (dealt > 0), 
	CONSTRAINT fk_case_key_case_id FOREIGN KEY(case_id) REFERENCES "case" (id), 
	CONSTRAINT fk_case_key_keeper_id FOREIGN KEY(keeper_id) REFERENCES person (id), 
	CONSTRAINT pk_case_key PRIMARY KEY (case_id)
);

CREATE TABLE "packet" (
	id INTEGER NOT NULL, 
	uid CHAR(32) NOT NULL, 
	way VARCHAR(24) NOT NULL, 
	kind VARCHAR(24) NOT NULL, 
	"key" BLOB NOT NULL, 
	sequence INTEGER NOT NULL, 
	content_hash BLOB NOT NULL, 
	case_id INTEGER, 
	assessor_id INTEGER, 
	share_number INTEGER, 
	share BLOB, 
	body BLOB, 
	at DATETIME NOT NULL, 
	"on" DATE NOT NULL, 
	actor_id INTEGER, 
	opened_on DATE, 
	commitment BLOB, 
	CONSTRAINT ck_packet_kind CHECK (kind IN ('invitation', 'sealed_sheet', 'sheet', 'kept_shares', 'given_share', 'model', 'case_to_go', 'case_back', 'result')), 
	CONSTRAINT ck_packet_way CHECK (way IN ('sent', 'received')), 
	CONSTRAINT fk_packet_actor_id FOREIGN KEY(actor_id) REFERENCES person (id), 
	CONSTRAINT fk_packet_assessor_id FOREIGN KEY(assessor_id) REFERENCES person (id), 
	CONSTRAINT fk_packet_case_id FOREIGN KEY(case_id) REFERENCES "case" (id), 
	CONSTRAINT pk_packet PRIMARY KEY (id), 
	CONSTRAINT uq_packet_uid UNIQUE (uid), 
	CONSTRAINT uq_packet_way_key_sequence UNIQUE (way, "key", sequence)
);

CREATE INDEX ix_packet_case_id ON packet (case_id);

CREATE TABLE kept_share (
	packet_id INTEGER NOT NULL, 
	number INTEGER NOT NULL, 
	share BLOB NOT NULL, 
	given_on DATE, 
	CONSTRAINT fk_kept_share_packet_id FOREIGN KEY(packet_id) REFERENCES packet (id), 
	CONSTRAINT pk_kept_share PRIMARY KEY (packet_id, number)
)
 WITHOUT ROWID

;

CREATE TABLE first_answer (
	id INTEGER NOT NULL, 
	person_id INTEGER NOT NULL, 
	number CHAR(32) NOT NULL, 
	asked BLOB, 
	answer BLOB, 
	at DATETIME NOT NULL, 
	CONSTRAINT fk_first_answer_person_id FOREIGN KEY(person_id) REFERENCES person (id), 
	CONSTRAINT pk_first_answer PRIMARY KEY (id), 
	CONSTRAINT uq_first_answer_person_id_number UNIQUE (person_id, number)
);

CREATE TABLE account (
	id INTEGER NOT NULL, 
	name VARCHAR NOT NULL, 
	person_id INTEGER NOT NULL, 
	role VARCHAR(24) NOT NULL, 
	password VARCHAR NOT NULL, 
	change_first BOOLEAN NOT NULL, 
	made_at DATETIME NOT NULL, 
	wrong INTEGER NOT NULL, 
	wait_until DATETIME, 
	locked_at DATETIME, 
	closed_at DATETIME, 
	CONSTRAINT ck_account_loginrole CHECK (role IN ('hr', 'manager', 'assessor', 'auditor', 'administrator')), 
	CONSTRAINT ck_account_wrong CHECK (wrong >= 0), 
	CONSTRAINT fk_account_person_id FOREIGN KEY(person_id) REFERENCES person (id), 
	CONSTRAINT pk_account PRIMARY KEY (id), 
	CONSTRAINT uq_account_name UNIQUE (name)
);

CREATE INDEX ix_account_person_id ON account (person_id);

CREATE TABLE account_unit (
	account_id INTEGER NOT NULL, 
	unit_id INTEGER NOT NULL, 
	CONSTRAINT fk_account_unit_account_id FOREIGN KEY(account_id) REFERENCES account (id), 
	CONSTRAINT fk_account_unit_unit_id FOREIGN KEY(unit_id) REFERENCES unit (id), 
	CONSTRAINT pk_account_unit PRIMARY KEY (account_id, unit_id)
)
 WITHOUT ROWID

;

CREATE TABLE login (
	id INTEGER NOT NULL, 
	account_id INTEGER NOT NULL, 
	token BLOB NOT NULL, 
	at DATETIME NOT NULL, 
	until DATETIME NOT NULL, 
	ended_at DATETIME, 
	CONSTRAINT fk_login_account_id FOREIGN KEY(account_id) REFERENCES account (id), 
	CONSTRAINT pk_login PRIMARY KEY (id), 
	CONSTRAINT uq_login_token UNIQUE (token)
);

CREATE INDEX ix_login_account_id ON login (account_id);

CREATE TABLE "outstanding" (
	id INTEGER NOT NULL, 
	task VARCHAR(24) NOT NULL, 
	place VARCHAR NOT NULL, 
	event INTEGER NOT NULL, 
	content BLOB, 
	CONSTRAINT ck_outstanding_task CHECK (task IN ('paper', 'file', 'copy', 'folder', 'old_key', 'due_papers')), 
	CONSTRAINT pk_outstanding PRIMARY KEY (id)
);

INSERT INTO alembic_version VALUES ('0035')
