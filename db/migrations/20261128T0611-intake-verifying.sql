-- Blind second entry of filed documents: which, what both entered, who was right.

CREATE TABLE intake.verify_rule (
  id uuid PRIMARY KEY,
  facility_id uuid NOT NULL REFERENCES directory.facility (id),
  labels bigint NOT NULL DEFAULT 0,
  type_code text REFERENCES documents.type (code),
  share real CONSTRAINT verified_share_is_a_share CHECK (share BETWEEN 0 AND 1),
  reason text NOT NULL CONSTRAINT verify_rule_has_a_reason CHECK (reason <> ''),
  set_at timestamptz NOT NULL,
  set_by text NOT NULL
);
COMMENT ON TABLE intake.verify_rule IS 'How many filed documents are entered a second time, by type. Rows are only added: the newest of a type counts, the older ones are its history.';
COMMENT ON COLUMN intake.verify_rule.id IS 'UUID v7.';
COMMENT ON COLUMN intake.verify_rule.facility_id IS 'Whose rule.';
COMMENT ON COLUMN intake.verify_rule.labels IS 'None.';
COMMENT ON COLUMN intake.verify_rule.type_code IS 'The type; none means every type without a rule of its own.';
COMMENT ON COLUMN intake.verify_rule.share IS '1 is always, 0 never; none takes the rule of this type back.';
COMMENT ON COLUMN intake.verify_rule.reason IS 'Why.';
COMMENT ON COLUMN intake.verify_rule.set_at IS 'When.';
COMMENT ON COLUMN intake.verify_rule.set_by IS 'Actor id.';
CREATE INDEX verify_rule_newest ON intake.verify_rule (facility_id, type_code, set_at DESC);
SELECT platform.protect('intake.verify_rule');

CREATE TABLE intake.verification (
  id uuid PRIMARY KEY,
  facility_id uuid NOT NULL,
  labels bigint NOT NULL DEFAULT 0,
  document_id uuid NOT NULL,
  filed_patient_id uuid NOT NULL,
  filed_encounter_id uuid,
  filed_type_code text NOT NULL REFERENCES documents.type (code),
  filed_date date,
  filed_by text NOT NULL,
  filed_at timestamptz NOT NULL,
  source text NOT NULL,
  share real NOT NULL,
  proposed_type_code text,
  proposed_confidence real,
  proposed_learned boolean NOT NULL DEFAULT false,
  entered_patient_id uuid,
  entered_encounter_id uuid,
  entered_type_code text REFERENCES documents.type (code),
  entered_date date,
  entered_by text,
  entered_at timestamptz,
  differs text[] NOT NULL DEFAULT '{}',
  settled_by text,
  settled_at timestamptz,
  filed_wrong text[] NOT NULL DEFAULT '{}',
  entered_wrong text[] NOT NULL DEFAULT '{}',
  closed_at timestamptz,
  outcome text CONSTRAINT verification_outcome_is_known CHECK (outcome IN ('agreed', 'settled', 'withdrawn')),
  CONSTRAINT one_verification_of_a_document UNIQUE (document_id),
  CONSTRAINT closed_with_an_outcome CHECK ((closed_at IS NULL) = (outcome IS NULL)),
  CONSTRAINT entry_says_who_when_and_what CHECK ((entered_by IS NULL) = (entered_at IS NULL) AND (entered_by IS NULL) = (entered_type_code IS NULL) AND (entered_by IS NULL) = (entered_patient_id IS NULL)),
  CONSTRAINT nobody_verifies_own_filing CHECK (entered_by <> filed_by),
  CONSTRAINT third_person_settles CHECK (settled_by <> filed_by AND settled_by <> entered_by)
);
COMMENT ON TABLE intake.verification IS 'A filed document drawn to be entered a second time without sight of the first entry, and what came of it.';
COMMENT ON COLUMN intake.verification.id IS 'UUID v7.';
COMMENT ON COLUMN intake.verification.facility_id IS 'As the item''s.';
COMMENT ON COLUMN intake.verification.labels IS 'As the item''s.';
COMMENT ON COLUMN intake.verification.document_id IS 'The document.';
COMMENT ON COLUMN intake.verification.filed_patient_id IS 'Registration it was filed under.';
COMMENT ON COLUMN intake.verification.filed_encounter_id IS 'First entry: the encounter.';
COMMENT ON COLUMN intake.verification.filed_type_code IS 'First entry: the type.';
COMMENT ON COLUMN intake.verification.filed_date IS 'First entry: the date.';
COMMENT ON COLUMN intake.verification.filed_by IS 'Actor id; system:auto-file where it filed itself.';
COMMENT ON COLUMN intake.verification.filed_at IS 'When.';
COMMENT ON COLUMN intake.verification.source IS 'Way in, as the item''s.';
COMMENT ON COLUMN intake.verification.share IS 'Share by which it was drawn.';
COMMENT ON COLUMN intake.verification.proposed_type_code IS 'Best proposal of the type at filing.';
COMMENT ON COLUMN intake.verification.proposed_confidence IS 'How sure it was.';
COMMENT ON COLUMN intake.verification.proposed_learned IS 'It came from what the site filed before.';
COMMENT ON COLUMN intake.verification.entered_patient_id IS 'Second entry: the patient.';
COMMENT ON COLUMN intake.verification.entered_encounter_id IS 'Second entry: the encounter.';
COMMENT ON COLUMN intake.verification.entered_type_code IS 'Second entry: the type.';
COMMENT ON COLUMN intake.verification.entered_date IS 'Second entry: the date.';
COMMENT ON COLUMN intake.verification.entered_by IS 'Actor id; never who filed it.';
COMMENT ON COLUMN intake.verification.entered_at IS 'When.';
COMMENT ON COLUMN intake.verification.differs IS 'Fields in which the two entries differ: patient, encounter, type, date.';
COMMENT ON COLUMN intake.verification.settled_by IS 'Actor id of the third person.';
COMMENT ON COLUMN intake.verification.settled_at IS 'When.';
COMMENT ON COLUMN intake.verification.filed_wrong IS 'Fields in which the first entry was wrong.';
COMMENT ON COLUMN intake.verification.entered_wrong IS 'Fields in which the second was.';
COMMENT ON COLUMN intake.verification.closed_at IS 'When both agreed or the difference was settled.';
COMMENT ON COLUMN intake.verification.outcome IS 'agreed, settled, or withdrawn where the filing was taken back first.';
CREATE INDEX verification_by_operator ON intake.verification (facility_id, filed_by, closed_at DESC) WHERE closed_at IS NOT NULL AND outcome <> 'withdrawn';
CREATE INDEX verification_by_type ON intake.verification (facility_id, filed_type_code, closed_at DESC) WHERE closed_at IS NOT NULL AND outcome <> 'withdrawn';
CREATE INDEX verification_closed ON intake.verification (facility_id, closed_at DESC) WHERE closed_at IS NOT NULL AND outcome <> 'withdrawn';
CREATE INDEX verification_of_learned ON intake.verification (facility_id, proposed_type_code, closed_at DESC) WHERE proposed_learned AND closed_at IS NOT NULL AND outcome <> 'withdrawn';
SELECT platform.protect('intake.verification');

GRANT SELECT, INSERT ON intake.verify_rule TO chartkeeper_app, chartkeeper_jobs;
GRANT SELECT, INSERT, UPDATE ON intake.verification TO chartkeeper_app, chartkeeper_jobs;
GRANT SELECT ON intake.verify_rule, intake.verification TO chartkeeper_report, chartkeeper_backup;
