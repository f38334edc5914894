-- Understanding: form numbers, what was learnt from filed documents with its measure, and which documents may file themselves.

CREATE TABLE intake.form (
  number_key text PRIMARY KEY CONSTRAINT form_key_is_plain CHECK (number_key ~ '^[A-Z0-9]+$'),
  number text NOT NULL,
  title text NOT NULL,
  type_code text NOT NULL REFERENCES documents.type (code),
  citation text,
  added_at timestamptz,
  added_by text
);
COMMENT ON TABLE intake.form IS 'Numbers printed on forms and the type that such a form is filed as: public ones with their citation, and the site''s own.';
COMMENT ON COLUMN intake.form.number_key IS 'The number in capitals without signs: CMS1500.';
COMMENT ON COLUMN intake.form.number IS 'As printed: CMS-1500.';
COMMENT ON COLUMN intake.form.title IS 'What the form is called.';
COMMENT ON COLUMN intake.form.type_code IS 'What it is filed as.';
COMMENT ON COLUMN intake.form.citation IS 'Where a public form is prescribed; none for the site''s own.';
COMMENT ON COLUMN intake.form.added_at IS 'When the site added or changed it; none for the public ones as delivered.';
COMMENT ON COLUMN intake.form.added_by IS 'Actor id.';
GRANT SELECT, INSERT, UPDATE, DELETE ON intake.form TO chartkeeper_app;
GRANT SELECT ON intake.form TO chartkeeper_jobs, chartkeeper_report, chartkeeper_backup;

INSERT INTO intake.form (number_key, number, title, type_code, citation) VALUES
  ('CMS10065', 'CMS-10065', 'Important Message from Medicare', 'important-message-medicare', '42 CFR 405.1205, 422.620'),
  ('CMSR193', 'CMS-R-193', 'Important Message from Medicare', 'important-message-medicare', '42 CFR 405.1205, 422.620; former number of CMS-10065'),
  ('CMS1500', 'CMS-1500', 'Health insurance claim form', 'insurance-form', '42 CFR 424.32(b)'),
  ('CMS1450', 'CMS-1450', 'Uniform institutional provider bill (UB-04)', 'insurance-form', '42 CFR 424.32(b)'),
  ('SSA827', 'SSA-827', 'Authorization to disclose information to the Social Security Administration', 'release-authorization', '45 CFR 164.508(c); SSA POMS DI 11005.055'),
  ('UB04', 'UB-04', 'Uniform institutional provider bill', 'insurance-form', '42 CFR 424.32(b); CMS-1450');

CREATE TABLE intake.type_model (
  id uuid PRIMARY KEY,
  facility_id uuid NOT NULL REFERENCES directory.facility (id),
  labels bigint NOT NULL DEFAULT 0,
  trained_at timestamptz NOT NULL,
  engine text NOT NULL,
  examples integer NOT NULL CONSTRAINT examples_are_some CHECK (examples > 0),
  seconds real NOT NULL,
  accuracy real NOT NULL CONSTRAINT accuracy_is_a_share CHECK (accuracy BETWEEN 0 AND 1),
  macro_f1 real NOT NULL CONSTRAINT macro_f1_is_a_share CHECK (macro_f1 BETWEEN 0 AND 1),
  slope real NOT NULL,
  offset_at_none real NOT NULL,
  content bytea NOT NULL
);
COMMENT ON TABLE intake.type_model IS 'What was learnt of document types from this facility''s filed documents. Documents with a sensitivity label are left out.';
COMMENT ON COLUMN intake.type_model.id IS 'UUID v7.';
COMMENT ON COLUMN intake.type_model.facility_id IS 'Whose documents taught it, and who is served by it.';
COMMENT ON COLUMN intake.type_model.labels IS 'None: labelled documents do not teach.';
COMMENT ON COLUMN intake.type_model.trained_at IS 'When.';
COMMENT ON COLUMN intake.type_model.engine IS 'Name and version of the method.';
COMMENT ON COLUMN intake.type_model.examples IS 'From how many documents.';
COMMENT ON COLUMN intake.type_model.seconds IS 'How long it took.';
COMMENT ON COLUMN intake.type_model.accuracy IS 'Share of right answers in cross-validation, the documents of one patient on one side.';
COMMENT ON COLUMN intake.type_model.macro_f1 IS 'Mean F1 of the types in the same.';
COMMENT ON COLUMN intake.type_model.slope IS 'Of the sigmoid that makes the margin a probability.';
COMMENT ON COLUMN intake.type_model.offset_at_none IS 'Of the same, at a margin of nothing.';
COMMENT ON COLUMN intake.type_model.content IS 'Weights by hashes of words and headings that documents of at least three patients share. No words; a word one guesses could be looked up in it.';
CREATE INDEX type_model_newest ON intake.type_model (facility_id, trained_at DESC);
SELECT platform.protect('intake.type_model');

CREATE TABLE intake.type_measure (
  model_id uuid NOT NULL REFERENCES intake.type_model (id) ON DELETE CASCADE,
  type_code text NOT NULL REFERENCES documents.type (code),
  facility_id uuid NOT NULL,
  labels bigint NOT NULL DEFAULT 0,
  examples integer NOT NULL,
  precision_share real NOT NULL,
  recall_share real NOT NULL,
  f1 real NOT NULL,
  PRIMARY KEY (model_id, type_code)
);
COMMENT ON TABLE intake.type_measure IS 'How each type of a model fared in cross-validation.';
COMMENT ON COLUMN intake.type_measure.model_id IS 'The model.';
COMMENT ON COLUMN intake.type_measure.type_code IS 'The type.';
COMMENT ON COLUMN intake.type_measure.facility_id IS 'As the model''s.';
COMMENT ON COLUMN intake.type_measure.labels IS 'As the model''s.';
COMMENT ON COLUMN intake.type_measure.examples IS 'Documents of the type.';
COMMENT ON COLUMN intake.type_measure.precision_share IS 'Of those it called so, the share that are.';
COMMENT ON COLUMN intake.type_measure.recall_share IS 'Of those that are, the share it called so.';
COMMENT ON COLUMN intake.type_measure.f1 IS 'Harmonic mean of both.';
SELECT platform.protect('intake.type_measure');

CREATE TABLE intake.auto_file_policy (
  id uuid PRIMARY KEY,
  facility_id uuid NOT NULL REFERENCES directory.facility (id),
  labels bigint NOT NULL DEFAULT 0,
  source text,
  type_code text REFERENCES documents.type (code),
  enabled boolean NOT NULL,
  threshold real NOT NULL CONSTRAINT threshold_is_a_high_share CHECK (threshold BETWEEN 0.5 AND 1),
  target real NOT NULL CONSTRAINT target_is_a_small_share CHECK (target > 0 AND target <= 0.05),
  reason text NOT NULL CONSTRAINT policy_has_a_reason CHECK (reason <> ''),
  set_at timestamptz NOT NULL,
  set_by text NOT NULL,
  CONSTRAINT one_policy_for_source_and_type UNIQUE NULLS NOT DISTINCT (facility_id, source, type_code)
);
COMMENT ON TABLE intake.auto_file_policy IS 'Which documents may file themselves: by source and type, the most particular row decides. Without a row only what lies behind a checked cover sheet that the page agrees with.';
COMMENT ON COLUMN intake.auto_file_policy.id IS 'UUID v7.';
COMMENT ON COLUMN intake.auto_file_policy.facility_id IS 'Whose rule.';
COMMENT ON COLUMN intake.auto_file_policy.labels IS 'None.';
COMMENT ON COLUMN intake.auto_file_policy.source IS 'As an item''s source; none means all.';
COMMENT ON COLUMN intake.auto_file_policy.type_code IS 'The type; none means all.';
COMMENT ON COLUMN intake.auto_file_policy.enabled IS 'May they?';
COMMENT ON COLUMN intake.auto_file_policy.threshold IS 'How sure the type must be where a heading, a form number or a code tells it.';
COMMENT ON COLUMN intake.auto_file_policy.target IS 'Largest share of errors allowed where the type was learnt; blind verification sets the threshold by it.';
COMMENT ON COLUMN intake.auto_file_policy.reason IS 'Why the site decided so.';
COMMENT ON COLUMN intake.auto_file_policy.set_at IS 'When.';
COMMENT ON COLUMN intake.auto_file_policy.set_by IS 'Actor id.';
SELECT platform.protect('intake.auto_file_policy');

GRANT SELECT, INSERT, DELETE ON intake.type_model, intake.type_measure TO chartkeeper_app, chartkeeper_jobs;
GRANT SELECT, INSERT, UPDATE, DELETE ON intake.auto_file_policy TO chartkeeper_app, chartkeeper_jobs;
GRANT SELECT ON intake.type_model, intake.type_measure, intake.auto_file_policy TO chartkeeper_report, chartkeeper_backup;

-- What people decided, newest first: how many since the last training, and which proposals they changed.
CREATE INDEX decision_newest ON intake.decision (facility_id, field, decided_at DESC);
CREATE INDEX outcome_filed_newest ON intake.outcome (facility_id, decided_at DESC) WHERE kind = 'filed' AND reversed_at IS NULL;
