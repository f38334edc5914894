-- What patients asked to be kept from somebody, and how they want to be reached (45 CFR 164.522); what a person states of a
-- disclosure that no paper of the record says; why a scope is wider than what its purpose needs.

CREATE TABLE release.restriction (
  patient_id uuid NOT NULL REFERENCES patients.patient (id),
  id uuid NOT NULL,
  facility_id uuid NOT NULL REFERENCES directory.facility (id),
  labels bigint NOT NULL DEFAULT 0,
  kind text NOT NULL CONSTRAINT restriction_kind_is_known CHECK (kind IN ('agreed', 'paid-in-full', 'confidential-communication')),
  asked_on date NOT NULL,
  asked_how text NOT NULL CONSTRAINT restriction_was_asked_somehow CHECK (asked_how IN ('in-writing', 'orally')),
  words text NOT NULL CONSTRAINT restriction_is_told CHECK (words <> ''),
  recipients text[],
  recipient_name text,
  type_codes text[],
  encounter_ids uuid[],
  document_ids uuid[],
  service_from date,
  service_to date,
  holds_from date NOT NULL,
  holds_to date,
  means text,
  recorded_at timestamptz NOT NULL,
  recorded_by text NOT NULL,
  PRIMARY KEY (patient_id, id),
  CONSTRAINT restriction_ends_after_it_begins CHECK (holds_to IS NULL OR holds_to >= holds_from),
  CONSTRAINT restricted_dates_are_in_order CHECK (service_from IS NULL OR service_to IS NULL OR service_to >= service_from),
  CONSTRAINT restricted_lists_are_not_empty CHECK (cardinality(recipients) > 0 AND cardinality(type_codes) > 0
    AND cardinality(encounter_ids) > 0 AND cardinality(document_ids) > 0),
  CONSTRAINT confidential_communication_says_how CHECK ((kind = 'confidential-communication') = (coalesce(means, '') <> ''))
);
COMMENT ON TABLE release.restriction IS 'What a patient asked: to keep records from somebody (45 CFR 164.522(a)), or to be reached another way (164.522(b)). Answered and ended by rows of their own.';
COMMENT ON COLUMN release.restriction.patient_id IS 'Who asked.';
COMMENT ON COLUMN release.restriction.id IS 'UUID v7.';
COMMENT ON COLUMN release.restriction.facility_id IS 'As the patient''s.';
COMMENT ON COLUMN release.restriction.labels IS 'Of the patient as such; kept by release.relabel_restrictions.';
COMMENT ON COLUMN release.restriction.kind IS 'One that may be refused, one for what was paid in full without the plan, which must be granted, or another way to be reached.';
COMMENT ON COLUMN release.restriction.asked_on IS 'The day it was asked.';
COMMENT ON COLUMN release.restriction.asked_how IS 'In writing or by word of mouth.';
COMMENT ON COLUMN release.restriction.words IS 'What was asked, in words.';
COMMENT ON COLUMN release.restriction.recipients IS 'Classes of requester it is kept from; none: from everybody. Of what was paid in full always health plans.';
COMMENT ON COLUMN release.restriction.recipient_name IS 'Name or organisation it is kept from, where one was named.';
COMMENT ON COLUMN release.restriction.type_codes IS 'Kinds of document; none: every kind.';
COMMENT ON COLUMN release.restriction.encounter_ids IS 'Encounters whose documents it covers; none: not by encounter.';
COMMENT ON COLUMN release.restriction.document_ids IS 'Documents it covers; none: not by document.';
COMMENT ON COLUMN release.restriction.service_from IS 'First day of the care it covers.';
COMMENT ON COLUMN release.restriction.service_to IS 'Last day of the care it covers.';
COMMENT ON COLUMN release.restriction.holds_from IS 'From this day on it is obeyed.';
COMMENT ON COLUMN release.restriction.holds_to IS 'Last day on which it is obeyed; none: until it is ended.';
COMMENT ON COLUMN release.restriction.means IS 'Address, number or means by which the patient wants to be reached.';
COMMENT ON COLUMN release.restriction.recorded_at IS 'When.';
COMMENT ON COLUMN release.restriction.recorded_by IS 'Actor id.';
SELECT platform.protect('release.restriction');
GRANT SELECT, INSERT ON release.restriction TO chartkeeper_app, chartkeeper_jobs;
GRANT SELECT ON release.restriction TO chartkeeper_report, chartkeeper_backup;

CREATE TABLE release.restriction_answer (
  patient_id uuid NOT NULL REFERENCES patients.patient (id),
  restriction_id uuid NOT NULL,
  facility_id uuid NOT NULL REFERENCES directory.facility (id),
  labels bigint NOT NULL DEFAULT 0,
  answer text NOT NULL CONSTRAINT restriction_answer_is_known CHECK (answer IN ('agreed', 'refused')),
  reason text,
  rule_id text NOT NULL,
  rule_version text NOT NULL,
  recorded_at timestamptz NOT NULL,
  recorded_by text NOT NULL,
  PRIMARY KEY (patient_id, restriction_id),
  FOREIGN KEY (patient_id, restriction_id) REFERENCES release.restriction (patient_id, id),
  CONSTRAINT refused_with_a_reason CHECK (answer = 'agreed' OR coalesce(reason, '') <> '')
);
COMMENT ON TABLE release.restriction_answer IS 'What the facility answered, once.';
COMMENT ON COLUMN release.restriction_answer.patient_id IS 'Who asked.';
COMMENT ON COLUMN release.restriction_answer.restriction_id IS 'What was asked.';
COMMENT ON COLUMN release.restriction_answer.facility_id IS 'As the patient''s.';
COMMENT ON COLUMN release.restriction_answer.labels IS 'Of the patient as such; kept by release.relabel_restrictions.';
COMMENT ON COLUMN release.restriction_answer.answer IS 'Agreed or refused.';
COMMENT ON COLUMN release.restriction_answer.reason IS 'Why; always where it was refused.';
COMMENT ON COLUMN release.restriction_answer.rule_id IS 'The rule asked whether it may be refused.';
COMMENT ON COLUMN release.restriction_answer.rule_version IS 'Its text on that day.';
COMMENT ON COLUMN release.restriction_answer.recorded_at IS 'When.';
COMMENT ON COLUMN release.restriction_answer.recorded_by IS 'Actor id.';
SELECT platform.protect('release.restriction_answer');
GRANT SELECT, INSERT ON release.restriction_answer TO chartkeeper_app, chartkeeper_jobs;
GRANT SELECT ON release.restriction_answer TO chartkeeper_report, chartkeeper_backup;

CREATE TABLE release.restriction_end (
  patient_id uuid NOT NULL REFERENCES patients.patient (id),
  restriction_id uuid NOT NULL,
  facility_id uuid NOT NULL REFERENCES directory.facility (id),
  labels bigint NOT NULL DEFAULT 0,
  ended_by text NOT NULL CONSTRAINT restriction_is_ended_by_somebody CHECK (ended_by IN ('individual', 'custodian')),
  notified_on date,
  reason text NOT NULL CONSTRAINT restriction_ends_with_a_reason CHECK (reason <> ''),
  rule_id text NOT NULL,
  rule_version text NOT NULL,
  recorded_at timestamptz NOT NULL,
  recorded_by text NOT NULL,
  PRIMARY KEY (patient_id, restriction_id),
  FOREIGN KEY (patient_id, restriction_id) REFERENCES release.restriction (patient_id, id),
  CONSTRAINT custodian_gives_notice CHECK (ended_by = 'individual' OR notified_on IS NOT NULL)
);
COMMENT ON TABLE release.restriction_end IS 'That a restriction was ended, by whom. Ended by the facility it still covers what was filed before the notice.';
COMMENT ON COLUMN release.restriction_end.patient_id IS 'Who asked.';
COMMENT ON COLUMN release.restriction_end.restriction_id IS 'What ends.';
COMMENT ON COLUMN release.restriction_end.facility_id IS 'As the patient''s.';
COMMENT ON COLUMN release.restriction_end.labels IS 'Of the patient as such; kept by release.relabel_restrictions.';
COMMENT ON COLUMN release.restriction_end.ended_by IS 'By the patient, or by the facility with notice.';
COMMENT ON COLUMN release.restriction_end.notified_on IS 'The day the patient was told.';
COMMENT ON COLUMN release.restriction_end.reason IS 'Why, or how the patient said so.';
COMMENT ON COLUMN release.restriction_end.rule_id IS 'The rule asked whether it may end.';
COMMENT ON COLUMN release.restriction_end.rule_version IS 'Its text on that day.';
COMMENT ON COLUMN release.restriction_end.recorded_at IS 'When.';
COMMENT ON COLUMN release.restriction_end.recorded_by IS 'Actor id.';
SELECT platform.protect('release.restriction_end');
GRANT SELECT, INSERT ON release.restriction_end TO chartkeeper_app, chartkeeper_jobs;
GRANT SELECT ON release.restriction_end TO chartkeeper_report, chartkeeper_backup;

CREATE TABLE release.basis_statement (
  patient_id uuid NOT NULL REFERENCES patients.patient (id),
  id uuid NOT NULL,
  facility_id uuid NOT NULL REFERENCES directory.facility (id),
  labels bigint NOT NULL DEFAULT 0,
  request_id uuid NOT NULL REFERENCES release.request (id),
  facts jsonb NOT NULL CONSTRAINT stated_facts_are_named CHECK (jsonb_typeof(facts) = 'object'),
  reason text NOT NULL CONSTRAINT stated_with_a_reason CHECK (reason <> ''),
  recorded_at timestamptz NOT NULL,
  recorded_by text NOT NULL,
  PRIMARY KEY (patient_id, id)
);
COMMENT ON TABLE release.basis_statement IS 'Facts of a disclosure that no paper of the record says and that the law asks for: stated by a person, the newest row counts.';
COMMENT ON COLUMN release.basis_statement.patient_id IS 'Whose records are asked for.';
COMMENT ON COLUMN release.basis_statement.id IS 'UUID v7.';
COMMENT ON COLUMN release.basis_statement.facility_id IS 'As the request''s.';
COMMENT ON COLUMN release.basis_statement.labels IS 'Of the patient as such; kept by release.relabel_restrictions.';
COMMENT ON COLUMN release.basis_statement.request_id IS 'The request.';
COMMENT ON COLUMN release.basis_statement.facts IS 'Names and values of the vocabulary of rules.';
COMMENT ON COLUMN release.basis_statement.reason IS 'How the person knows.';
COMMENT ON COLUMN release.basis_statement.recorded_at IS 'When.';
COMMENT ON COLUMN release.basis_statement.recorded_by IS 'Actor id.';
CREATE INDEX basis_statement_of_request ON release.basis_statement (patient_id, request_id, recorded_at DESC);
SELECT platform.protect('release.basis_statement');
GRANT SELECT, INSERT ON release.basis_statement TO chartkeeper_app, chartkeeper_jobs;
GRANT SELECT ON release.basis_statement TO chartkeeper_report, chartkeeper_backup;

CREATE TABLE release.scope_width (
  patient_id uuid NOT NULL REFERENCES patients.patient (id),
  scope_id uuid NOT NULL,
  facility_id uuid NOT NULL REFERENCES directory.facility (id),
  labels bigint NOT NULL DEFAULT 0,
  usual text NOT NULL,
  encounter_id uuid,
  injury_on date,
  wider text[] NOT NULL,
  reason text,
  rule_id text NOT NULL,
  rule_version text NOT NULL,
  recorded_at timestamptz NOT NULL,
  recorded_by text NOT NULL,
  PRIMARY KEY (patient_id, scope_id),
  FOREIGN KEY (patient_id, scope_id) REFERENCES release.scope (patient_id, id),
  CONSTRAINT wider_with_a_reason CHECK (cardinality(wider) = 0 OR coalesce(reason, '') <> '')
);
COMMENT ON TABLE release.scope_width IS 'Of a scope to which the minimum necessary applies: what is usual for its purpose, in what it goes beyond, and why (45 CFR 164.502(b), 164.514(d)).';
COMMENT ON COLUMN release.scope_width.patient_id IS 'Whose records are asked for.';
COMMENT ON COLUMN release.scope_width.scope_id IS 'The scope.';
COMMENT ON COLUMN release.scope_width.facility_id IS 'As the request''s.';
COMMENT ON COLUMN release.scope_width.labels IS 'Of the patient as such; kept by release.relabel_restrictions.';
COMMENT ON COLUMN release.scope_width.usual IS 'Which usual scope (basis/usual-scopes.ts).';
COMMENT ON COLUMN release.scope_width.encounter_id IS 'The billed encounter, where the usual scope is one.';
COMMENT ON COLUMN release.scope_width.injury_on IS 'The day of the injury, where the usual scope begins there.';
COMMENT ON COLUMN release.scope_width.wider IS 'In what it goes beyond the usual; empty: nowhere.';
COMMENT ON COLUMN release.scope_width.reason IS 'Why it is wider.';
COMMENT ON COLUMN release.scope_width.rule_id IS 'The rule that says that the minimum necessary applies.';
COMMENT ON COLUMN release.scope_width.rule_version IS 'Its text on that day.';
COMMENT ON COLUMN release.scope_width.recorded_at IS 'When.';
COMMENT ON COLUMN release.scope_width.recorded_by IS 'Actor id.';
SELECT platform.protect('release.scope_width');
GRANT SELECT, INSERT ON release.scope_width TO chartkeeper_app, chartkeeper_jobs;
GRANT SELECT ON release.scope_width TO chartkeeper_report, chartkeeper_backup;

CREATE FUNCTION release.relabel_restrictions(whose uuid) RETURNS void
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  mask bigint := coalesce((SELECT p.labels FROM patients.patient p WHERE p.id = whose), 0);
BEGIN
  UPDATE release.restriction SET labels = mask WHERE patient_id = whose AND labels <> mask;
  UPDATE release.restriction_answer SET labels = mask WHERE patient_id = whose AND labels <> mask;
  UPDATE release.restriction_end SET labels = mask WHERE patient_id = whose AND labels <> mask;
  UPDATE release.basis_statement SET labels = mask WHERE patient_id = whose AND labels <> mask;
  UPDATE release.scope_width SET labels = mask WHERE patient_id = whose AND labels <> mask;
END $$;
COMMENT ON FUNCTION release.relabel_restrictions(uuid) IS 'Gives restrictions, statements and widths of a patient the labels that the patient has now. SECURITY DEFINER: the rows are insert-only for everybody else.';
REVOKE ALL ON FUNCTION release.relabel_restrictions(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION release.relabel_restrictions(uuid) TO chartkeeper_app, chartkeeper_jobs;
