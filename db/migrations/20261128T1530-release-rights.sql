-- Requests of a patient about the record itself: to amend it (45 CFR 164.526) and to be told who got it (164.528). What was
-- done about each is a row of its own.

CREATE SEQUENCE release.rights_number;
COMMENT ON SEQUENCE release.rights_number IS 'Running number of requests for amendment and accounting; gaps are harmless.';
GRANT USAGE ON SEQUENCE release.rights_number TO chartkeeper_app, chartkeeper_jobs;

CREATE TABLE release.rights_request (
  patient_id uuid NOT NULL REFERENCES patients.patient (id),
  id uuid NOT NULL,
  facility_id uuid NOT NULL REFERENCES directory.facility (id),
  labels bigint NOT NULL DEFAULT 0,
  number text NOT NULL CONSTRAINT rights_number_is_used_once UNIQUE,
  kind text NOT NULL CONSTRAINT rights_kind_is_known CHECK (kind IN ('amendment', 'accounting')),
  received_at timestamptz NOT NULL,
  received_on date NOT NULL,
  in_writing boolean NOT NULL,
  asker_name text NOT NULL CONSTRAINT somebody_asks CHECK (asker_name <> ''),
  asker_is_patient boolean NOT NULL,
  asker_address text[] NOT NULL,
  wrong text,
  should_say text,
  reason text,
  named jsonb NOT NULL DEFAULT '[]' CONSTRAINT named_is_a_list CHECK (jsonb_typeof(named) = 'array'),
  period_from date,
  period_to date,
  recorded_at timestamptz NOT NULL,
  recorded_by text NOT NULL,
  PRIMARY KEY (patient_id, id),
  CONSTRAINT amendment_says_what_and_why CHECK (kind <> 'amendment' OR (coalesce(wrong, '') <> '' AND coalesce(should_say, '') <> '' AND coalesce(reason, '') <> '')),
  CONSTRAINT accounting_has_a_period CHECK ((kind = 'accounting') = (period_from IS NOT NULL) AND (period_from IS NULL) = (period_to IS NULL)),
  CONSTRAINT accounting_period_is_in_order CHECK (period_to >= period_from)
);
COMMENT ON TABLE release.rights_request IS 'What a patient asked of the record itself: to amend it, or who got it. Its state follows from its steps.';
COMMENT ON COLUMN release.rights_request.patient_id IS 'Whose record.';
COMMENT ON COLUMN release.rights_request.id IS 'UUID v7.';
COMMENT ON COLUMN release.rights_request.facility_id IS 'As the patient''s.';
COMMENT ON COLUMN release.rights_request.labels IS 'Of the patient as such; kept by release.relabel_rights.';
COMMENT ON COLUMN release.rights_request.number IS 'As people name it.';
COMMENT ON COLUMN release.rights_request.kind IS 'To amend the record (45 CFR 164.526), or an accounting of disclosures (164.528).';
COMMENT ON COLUMN release.rights_request.received_at IS 'Receipt date-stamp; it starts the clock.';
COMMENT ON COLUMN release.rights_request.received_on IS 'Its day at the facility.';
COMMENT ON COLUMN release.rights_request.in_writing IS 'It was made in writing.';
COMMENT ON COLUMN release.rights_request.asker_name IS 'Who asked: the patient or who acts for the patient.';
COMMENT ON COLUMN release.rights_request.asker_is_patient IS 'It was the patient in person.';
COMMENT ON COLUMN release.rights_request.asker_address IS 'Where the answer goes.';
COMMENT ON COLUMN release.rights_request.wrong IS 'Of an amendment: what is wrong.';
COMMENT ON COLUMN release.rights_request.should_say IS 'Of an amendment: what it should say.';
COMMENT ON COLUMN release.rights_request.reason IS 'Of an amendment: why.';
COMMENT ON COLUMN release.rights_request.named IS 'Of an amendment: whom the patient wants told, name, organisation and address.';
COMMENT ON COLUMN release.rights_request.period_from IS 'Of an accounting: first day asked for.';
COMMENT ON COLUMN release.rights_request.period_to IS 'Of an accounting: last day asked for.';
COMMENT ON COLUMN release.rights_request.recorded_at IS 'When entered here.';
COMMENT ON COLUMN release.rights_request.recorded_by IS 'Actor id.';
CREATE INDEX rights_of_facility ON release.rights_request (facility_id, received_at DESC, id);
CREATE INDEX rights_by_id ON release.rights_request (id);
SELECT platform.protect('release.rights_request');
GRANT SELECT, INSERT ON release.rights_request TO chartkeeper_app, chartkeeper_jobs;
GRANT SELECT ON release.rights_request TO chartkeeper_report, chartkeeper_backup;

CREATE TABLE release.rights_document (
  patient_id uuid NOT NULL,
  request_id uuid NOT NULL,
  document_id uuid NOT NULL,
  facility_id uuid NOT NULL REFERENCES directory.facility (id),
  labels bigint NOT NULL DEFAULT 0,
  document_patient_id uuid NOT NULL,
  version_id uuid NOT NULL,
  role text NOT NULL CONSTRAINT rights_document_role_is_known CHECK (role IN ('affected', 'paper')),
  PRIMARY KEY (patient_id, request_id, document_id),
  FOREIGN KEY (patient_id, request_id) REFERENCES release.rights_request (patient_id, id),
  FOREIGN KEY (document_patient_id, document_id) REFERENCES documents.document (patient_id, id)
);
COMMENT ON TABLE release.rights_document IS 'The documents an amendment is asked for, and the paper on which it was asked.';
COMMENT ON COLUMN release.rights_document.patient_id IS 'Whose record.';
COMMENT ON COLUMN release.rights_document.request_id IS 'The request.';
COMMENT ON COLUMN release.rights_document.document_id IS 'The document.';
COMMENT ON COLUMN release.rights_document.facility_id IS 'As the request''s.';
COMMENT ON COLUMN release.rights_document.labels IS 'Of the patient as such; kept by release.relabel_rights.';
COMMENT ON COLUMN release.rights_document.document_patient_id IS 'The registration it is filed under.';
COMMENT ON COLUMN release.rights_document.version_id IS 'The version that stood when it was asked.';
COMMENT ON COLUMN release.rights_document.role IS 'The entry that is to be amended, or the paper of the request.';
CREATE INDEX rights_of_document ON release.rights_document (document_patient_id, document_id);
SELECT platform.protect('release.rights_document');
GRANT SELECT, INSERT ON release.rights_document TO chartkeeper_app, chartkeeper_jobs;
GRANT SELECT ON release.rights_document TO chartkeeper_report, chartkeeper_backup;

CREATE TABLE release.rights_step (
  patient_id uuid NOT NULL,
  id uuid NOT NULL,
  facility_id uuid NOT NULL REFERENCES directory.facility (id),
  labels bigint NOT NULL DEFAULT 0,
  request_id uuid NOT NULL,
  kind text NOT NULL CONSTRAINT rights_step_is_known CHECK (kind IN ('author-asked', 'author-answered', 'accepted', 'denied', 'told', 'not-told', 'disagreed', 'rebutted', 'rides-along', 'priced', 'price-agreed', 'accounted', 'extended', 'withdrawn')),
  facts jsonb NOT NULL DEFAULT '{}' CONSTRAINT rights_step_facts_are_named CHECK (jsonb_typeof(facts) = 'object'),
  recipient_key text,
  promised_on date,
  letter_id uuid,
  letter_left_at timestamptz,
  effect text,
  recorded_at timestamptz NOT NULL,
  recorded_by text NOT NULL,
  PRIMARY KEY (patient_id, id),
  FOREIGN KEY (patient_id, request_id) REFERENCES release.rights_request (patient_id, id),
  CONSTRAINT rights_step_is_told_by_letter CHECK (letter_id IS NOT NULL OR kind NOT IN ('accepted', 'denied', 'told', 'rebutted', 'priced', 'accounted', 'extended')),
  CONSTRAINT rights_extension_promises_a_day CHECK ((kind = 'extended') = (promised_on IS NOT NULL)),
  CONSTRAINT told_names_whom CHECK ((kind IN ('told', 'not-told')) = (recipient_key IS NOT NULL))
);
COMMENT ON TABLE release.rights_step IS 'What was done about a request for amendment or accounting, by whom, when, with its letter.';
COMMENT ON COLUMN release.rights_step.patient_id IS 'Whose record.';
COMMENT ON COLUMN release.rights_step.id IS 'UUID v7.';
COMMENT ON COLUMN release.rights_step.facility_id IS 'As the request''s.';
COMMENT ON COLUMN release.rights_step.labels IS 'Of the patient as such; kept by release.relabel_rights.';
COMMENT ON COLUMN release.rights_step.request_id IS 'The request.';
COMMENT ON COLUMN release.rights_step.kind IS 'What was done.';
COMMENT ON COLUMN release.rights_step.facts IS 'What belongs to it: grounds, words, days, amounts; rights/step.ts says which.';
COMMENT ON COLUMN release.rights_step.recipient_key IS 'Whom an amendment was told, so that nobody is told twice: a disclosure, or a place in the list of those named.';
COMMENT ON COLUMN release.rights_step.promised_on IS 'Of an extension: the new day.';
COMMENT ON COLUMN release.rights_step.letter_id IS 'The letter that tells it.';
COMMENT ON COLUMN release.rights_step.letter_left_at IS 'When the letter left the house; the clock is answered or moved then.';
COMMENT ON COLUMN release.rights_step.effect IS 'What that did to the clock: met, extended; or the code of the problem that kept it.';
COMMENT ON COLUMN release.rights_step.recorded_at IS 'When.';
COMMENT ON COLUMN release.rights_step.recorded_by IS 'Actor id.';
CREATE INDEX rights_step_of_request ON release.rights_step (patient_id, request_id, recorded_at, id);
CREATE INDEX rights_step_of_letter ON release.rights_step (letter_id) WHERE letter_id IS NOT NULL;
CREATE UNIQUE INDEX rights_step_happens_once ON release.rights_step (patient_id, request_id, kind)
  WHERE kind IN ('author-answered', 'accepted', 'denied', 'disagreed', 'rebutted', 'rides-along', 'price-agreed', 'accounted', 'extended', 'withdrawn');
CREATE UNIQUE INDEX nobody_is_told_twice ON release.rights_step (patient_id, request_id, recipient_key) WHERE recipient_key IS NOT NULL;
SELECT platform.protect('release.rights_step');
GRANT SELECT, INSERT ON release.rights_step TO chartkeeper_app, chartkeeper_jobs;
GRANT UPDATE (letter_left_at, effect) ON release.rights_step TO chartkeeper_app, chartkeeper_jobs;
GRANT SELECT ON release.rights_step TO chartkeeper_report, chartkeeper_backup;

CREATE TABLE release.accounting_suspension (
  patient_id uuid NOT NULL REFERENCES patients.patient (id),
  id uuid NOT NULL,
  facility_id uuid NOT NULL REFERENCES directory.facility (id),
  labels bigint NOT NULL DEFAULT 0,
  agency text NOT NULL CONSTRAINT suspension_names_the_agency CHECK (agency <> ''),
  official text NOT NULL CONSTRAINT suspension_names_the_official CHECK (official <> ''),
  form text NOT NULL CONSTRAINT suspension_was_stated_somehow CHECK (form IN ('written', 'oral')),
  stated_on date NOT NULL,
  until date NOT NULL,
  reason text NOT NULL CONSTRAINT suspension_has_a_reason CHECK (reason <> ''),
  rule_id text,
  rule_version text,
  recorded_at timestamptz NOT NULL,
  recorded_by text NOT NULL,
  PRIMARY KEY (patient_id, id),
  CONSTRAINT suspension_ends_after_it_begins CHECK (until >= stated_on)
);
COMMENT ON TABLE release.accounting_suspension IS 'An oversight agency or police stated that an accounting of what it got would impede it (45 CFR 164.528(a)(2)). Until its day an accounting leaves those disclosures out.';
COMMENT ON COLUMN release.accounting_suspension.patient_id IS 'Whose accounting.';
COMMENT ON COLUMN release.accounting_suspension.id IS 'UUID v7.';
COMMENT ON COLUMN release.accounting_suspension.facility_id IS 'As the patient''s.';
COMMENT ON COLUMN release.accounting_suspension.labels IS 'Of the patient as such; kept by release.relabel_rights.';
COMMENT ON COLUMN release.accounting_suspension.agency IS 'As the disclosure log names the recipient.';
COMMENT ON COLUMN release.accounting_suspension.official IS 'Who stated it, name and office.';
COMMENT ON COLUMN release.accounting_suspension.form IS 'In writing, or orally: then for 30 days at most.';
COMMENT ON COLUMN release.accounting_suspension.stated_on IS 'The day of the statement.';
COMMENT ON COLUMN release.accounting_suspension.until IS 'Last day on which it is obeyed.';
COMMENT ON COLUMN release.accounting_suspension.reason IS 'What was stated.';
COMMENT ON COLUMN release.accounting_suspension.rule_id IS 'The rule that set the last day of an oral statement.';
COMMENT ON COLUMN release.accounting_suspension.rule_version IS 'Its text on that day.';
COMMENT ON COLUMN release.accounting_suspension.recorded_at IS 'When.';
COMMENT ON COLUMN release.accounting_suspension.recorded_by IS 'Actor id.';
SELECT platform.protect('release.accounting_suspension');
GRANT SELECT, INSERT ON release.accounting_suspension TO chartkeeper_app, chartkeeper_jobs;
GRANT SELECT ON release.accounting_suspension TO chartkeeper_report, chartkeeper_backup;

CREATE FUNCTION release.relabel_rights(whose uuid) RETURNS void
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  mask bigint := coalesce((SELECT p.labels FROM patients.patient p WHERE p.id = whose), 0);
BEGIN
  UPDATE release.rights_request SET labels = mask WHERE patient_id = whose AND labels <> mask;
  UPDATE release.rights_document SET labels = mask WHERE patient_id = whose AND labels <> mask;
  UPDATE release.rights_step SET labels = mask WHERE patient_id = whose AND labels <> mask;
  UPDATE release.accounting_suspension SET labels = mask WHERE patient_id = whose AND labels <> mask;
END $$;
COMMENT ON FUNCTION release.relabel_rights(uuid) IS 'Gives the requests of a patient about the record the labels that the patient has now. SECURITY DEFINER: the rows are insert-only for everybody else.';
REVOKE ALL ON FUNCTION release.relabel_rights(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION release.relabel_rights(uuid) TO chartkeeper_app, chartkeeper_jobs;

CREATE TABLE release.rights_setting (
  id uuid PRIMARY KEY,
  facility_id uuid NOT NULL REFERENCES directory.facility (id),
  statement_chars integer NOT NULL CONSTRAINT statement_limit_is_reasonable CHECK (statement_chars BETWEEN 1000 AND 50000),
  accounting_cents integer NOT NULL CONSTRAINT accounting_price_is_known CHECK (accounting_cents BETWEEN 0 AND 100000),
  staff_names boolean NOT NULL,
  recorded_at timestamptz NOT NULL,
  recorded_by text NOT NULL
);
COMMENT ON TABLE release.rights_setting IS 'What a facility set for the rights of its patients; the newest row counts.';
COMMENT ON COLUMN release.rights_setting.id IS 'UUID v7.';
COMMENT ON COLUMN release.rights_setting.facility_id IS 'The facility.';
COMMENT ON COLUMN release.rights_setting.statement_chars IS 'How long a statement of disagreement may be (45 CFR 164.526(d)(2)).';
COMMENT ON COLUMN release.rights_setting.accounting_cents IS 'What a second accounting within twelve months costs (45 CFR 164.528(c)(2)).';
COMMENT ON COLUMN release.rights_setting.staff_names IS 'A patient who asks who looked is told names, not roles only.';
COMMENT ON COLUMN release.rights_setting.recorded_at IS 'When.';
COMMENT ON COLUMN release.rights_setting.recorded_by IS 'Actor id.';
CREATE INDEX rights_setting_of_facility ON release.rights_setting (facility_id, recorded_at DESC, id DESC);
GRANT SELECT, INSERT ON release.rights_setting TO chartkeeper_app, chartkeeper_jobs;
GRANT SELECT ON release.rights_setting TO chartkeeper_report, chartkeeper_backup;
