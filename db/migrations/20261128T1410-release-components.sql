-- What a case is made of beside the chart, and who keeps each part: a case is not whole while one is owed.

CREATE TABLE release.component (
  id uuid PRIMARY KEY,
  facility_id uuid NOT NULL REFERENCES directory.facility (id),
  labels bigint NOT NULL DEFAULT 0,
  request_id uuid NOT NULL REFERENCES release.request (id),
  kind text NOT NULL CONSTRAINT component_kind_is_known CHECK (kind IN ('abstract', 'full-chart', 'itemised-bill', 'images', 'slides', 'outside-records', 'other-facility', 'other')),
  what text,
  custodian text NOT NULL CONSTRAINT component_has_a_custodian CHECK (btrim(custodian) <> ''),
  held_by text NOT NULL CONSTRAINT holder_is_known CHECK (held_by IN ('desk', 'department', 'organisation')),
  custodian_kind text,
  state text NOT NULL CONSTRAINT component_state_is_known CHECK (state IN ('asked', 'waiting', 'received', 'not-held', 'sent', 'declined', 'not-wanted')),
  wanted_on date,
  rule_id text,
  rule_on date,
  rule_acts boolean NOT NULL DEFAULT false,
  due_on date GENERATED ALWAYS AS (LEAST(wanted_on, CASE WHEN rule_acts THEN rule_on END)) STORED,
  recorded_at timestamptz NOT NULL,
  recorded_by text NOT NULL,
  CONSTRAINT component_rule_gives_a_day CHECK ((rule_id IS NULL) = (rule_on IS NULL))
);
COMMENT ON TABLE release.component IS 'One part of what was asked for, with who keeps it and where it stands. How it came there: release.component_step.';
COMMENT ON COLUMN release.component.id IS 'UUID v7.';
COMMENT ON COLUMN release.component.facility_id IS 'As the request''s.';
COMMENT ON COLUMN release.component.labels IS 'Of the patient as such; kept by release.relabel_answers.';
COMMENT ON COLUMN release.component.request_id IS 'The request.';
COMMENT ON COLUMN release.component.kind IS 'Which of the usual parts, or another one that `what` names.';
COMMENT ON COLUMN release.component.what IS 'Which one exactly: the CT of March, the bill of 2025.';
COMMENT ON COLUMN release.component.custodian IS 'Who keeps it, by name.';
COMMENT ON COLUMN release.component.held_by IS 'The desk itself, another department of the house, or another organisation.';
COMMENT ON COLUMN release.component.custodian_kind IS 'Word of the rules for the kind of provider, where its own clock depends on it.';
COMMENT ON COLUMN release.component.state IS 'As the newest step says.';
COMMENT ON COLUMN release.component.wanted_on IS 'The day that a person set.';
COMMENT ON COLUMN release.component.rule_id IS 'The rule that sets a day for this kind of custodian.';
COMMENT ON COLUMN release.component.rule_on IS 'That day.';
COMMENT ON COLUMN release.component.rule_acts IS 'False: the rule is not verified and its day only warns.';
COMMENT ON COLUMN release.component.due_on IS 'The earlier of both days; after it the component is late.';
COMMENT ON COLUMN release.component.recorded_at IS 'When it was added to the case.';
COMMENT ON COLUMN release.component.recorded_by IS 'Actor id.';
CREATE INDEX component_of_request ON release.component (request_id, recorded_at, id);
CREATE INDEX component_due ON release.component (due_on, id) WHERE due_on IS NOT NULL AND state IN ('asked', 'waiting', 'received');
SELECT platform.protect('release.component');

CREATE TABLE release.component_step (
  id uuid PRIMARY KEY,
  facility_id uuid NOT NULL REFERENCES directory.facility (id),
  labels bigint NOT NULL DEFAULT 0,
  request_id uuid NOT NULL REFERENCES release.request (id),
  component_id uuid NOT NULL REFERENCES release.component (id),
  state text NOT NULL CONSTRAINT step_state_is_known CHECK (state IN ('asked', 'waiting', 'received', 'not-held', 'sent', 'declined', 'not-wanted')),
  reason text,
  wanted_on date,
  disclosure_patient_id uuid,
  disclosure_id uuid,
  recorded_at timestamptz NOT NULL,
  recorded_by text NOT NULL,
  FOREIGN KEY (disclosure_patient_id, disclosure_id) REFERENCES release.disclosure (patient_id, id),
  CONSTRAINT what_does_not_go_is_explained CHECK (state NOT IN ('not-held', 'declined', 'not-wanted') OR length(btrim(coalesce(reason, ''))) >= 3),
  CONSTRAINT what_was_sent_is_logged CHECK ((state = 'sent') = (disclosure_id IS NOT NULL) AND (disclosure_id IS NULL) = (disclosure_patient_id IS NULL))
);
COMMENT ON TABLE release.component_step IS 'What happened to a component, one row for each change, with who and when. Insert-only.';
COMMENT ON COLUMN release.component_step.id IS 'UUID v7.';
COMMENT ON COLUMN release.component_step.facility_id IS 'As the request''s.';
COMMENT ON COLUMN release.component_step.labels IS 'As the component''s.';
COMMENT ON COLUMN release.component_step.request_id IS 'The request.';
COMMENT ON COLUMN release.component_step.component_id IS 'The component.';
COMMENT ON COLUMN release.component_step.state IS 'Where it stands since.';
COMMENT ON COLUMN release.component_step.reason IS 'Why; demanded where it will not go out.';
COMMENT ON COLUMN release.component_step.wanted_on IS 'The day a person set with it.';
COMMENT ON COLUMN release.component_step.disclosure_patient_id IS 'Whose log holds the hand-over.';
COMMENT ON COLUMN release.component_step.disclosure_id IS 'The row of the disclosure log with which it went out.';
COMMENT ON COLUMN release.component_step.recorded_at IS 'When.';
COMMENT ON COLUMN release.component_step.recorded_by IS 'Actor id.';
CREATE INDEX component_step_of_component ON release.component_step (component_id, recorded_at, id);
CREATE INDEX component_step_of_request ON release.component_step (request_id);
CREATE INDEX component_step_of_disclosure ON release.component_step (disclosure_id) WHERE disclosure_id IS NOT NULL;
SELECT platform.protect('release.component_step');

GRANT SELECT, INSERT ON release.component, release.component_step TO chartkeeper_app, chartkeeper_jobs;
GRANT UPDATE (state, wanted_on) ON release.component TO chartkeeper_app, chartkeeper_jobs;
GRANT SELECT ON release.component, release.component_step TO chartkeeper_report, chartkeeper_backup;
