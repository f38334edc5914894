-- A representative's power ends, and where the rules leave it open a person decides; both are rows with who, when, why.

ALTER TABLE patients.representative DROP CONSTRAINT representative_kind_is_known;
ALTER TABLE patients.representative ADD CONSTRAINT representative_kind_is_known
  CHECK (kind IN ('parent', 'guardian', 'health-care-poa', 'executor', 'administrator', 'surrogate', 'next-of-kin', 'other'));
ALTER TABLE patients.representative ADD COLUMN proof_document_id uuid;
ALTER TABLE patients.representative ADD COLUMN minor_control text
  CONSTRAINT minor_control_is_known CHECK (minor_control IN ('parent', 'consented-alone', 'may-obtain-alone', 'parent-agreed'));
ALTER TABLE patients.representative ADD COLUMN custody text
  CONSTRAINT custody_is_known CHECK (custody IN ('no-order', 'order-gives', 'order-denies'));
COMMENT ON COLUMN patients.representative.proof_document_id IS 'The proof, where it is filed in the patient''s record. No foreign key: documents lie above patients; whoever records it chooses it there.';
COMMENT ON COLUMN patients.representative.minor_control IS 'Of an unemancipated minor: who controls this information (45 CFR 164.502(g)(3)(i)). Empty: not known, so a person decides.';
COMMENT ON COLUMN patients.representative.custody IS 'Of a parent: whether a custody order gives this parent authority over health care, denies it, or there is none. Empty: not known.';

CREATE TABLE patients.representative_end (
  patient_id uuid NOT NULL,
  id uuid NOT NULL,
  facility_id uuid NOT NULL REFERENCES directory.facility (id),
  labels bigint NOT NULL DEFAULT 0,
  representative_id uuid NOT NULL,
  ended_on date NOT NULL,
  cause text NOT NULL CONSTRAINT end_cause_is_known CHECK (cause IN ('revoked', 'majority', 'emancipation', 'order-ended', 'death-of-representative', 'replaced', 'entered-in-error', 'other')),
  reason text NOT NULL CONSTRAINT end_says_why CHECK (reason <> ''),
  recorded_at timestamptz NOT NULL,
  recorded_by text NOT NULL,
  PRIMARY KEY (patient_id, id),
  FOREIGN KEY (patient_id, representative_id) REFERENCES patients.representative (patient_id, id),
  CONSTRAINT power_ends_once UNIQUE (patient_id, representative_id)
);
COMMENT ON TABLE patients.representative_end IS 'That a representative''s power ended, as a person knows it. What follows from dates and from the patient''s death is derived and has no row.';
COMMENT ON COLUMN patients.representative_end.patient_id IS 'Whose representative.';
COMMENT ON COLUMN patients.representative_end.id IS 'UUID v7.';
COMMENT ON COLUMN patients.representative_end.facility_id IS 'As the patient''s.';
COMMENT ON COLUMN patients.representative_end.labels IS 'As the patient''s.';
COMMENT ON COLUMN patients.representative_end.representative_id IS 'Which representative.';
COMMENT ON COLUMN patients.representative_end.ended_on IS 'First day without the power.';
COMMENT ON COLUMN patients.representative_end.cause IS 'By what it ended.';
COMMENT ON COLUMN patients.representative_end.reason IS 'In words.';
COMMENT ON COLUMN patients.representative_end.recorded_at IS 'When entered here.';
COMMENT ON COLUMN patients.representative_end.recorded_by IS 'Actor id.';
SELECT platform.protect('patients.representative_end');

CREATE TABLE patients.representative_judgement (
  patient_id uuid NOT NULL,
  id uuid NOT NULL,
  facility_id uuid NOT NULL REFERENCES directory.facility (id),
  labels bigint NOT NULL DEFAULT 0,
  representative_id uuid NOT NULL,
  decision text NOT NULL CONSTRAINT judgement_is_known CHECK (decision IN ('may-act', 'may-not-act')),
  question text NOT NULL,
  reason text NOT NULL CONSTRAINT judgement_says_why CHECK (reason <> ''),
  professional text,
  recorded_at timestamptz NOT NULL,
  recorded_by text NOT NULL,
  PRIMARY KEY (patient_id, id),
  FOREIGN KEY (patient_id, representative_id) REFERENCES patients.representative (patient_id, id)
);
COMMENT ON TABLE patients.representative_judgement IS 'What a person made of a representative whose power the rules leave open, or refused (45 CFR 164.502(g)(5)). Insert-only; the newest counts.';
COMMENT ON COLUMN patients.representative_judgement.patient_id IS 'Whose representative.';
COMMENT ON COLUMN patients.representative_judgement.id IS 'UUID v7.';
COMMENT ON COLUMN patients.representative_judgement.facility_id IS 'As the patient''s.';
COMMENT ON COLUMN patients.representative_judgement.labels IS 'As the patient''s.';
COMMENT ON COLUMN patients.representative_judgement.representative_id IS 'Which representative.';
COMMENT ON COLUMN patients.representative_judgement.decision IS 'Whether this person may act for the patient.';
COMMENT ON COLUMN patients.representative_judgement.question IS 'What was open when it was judged: ids of the rules. A yes counts only for the same question.';
COMMENT ON COLUMN patients.representative_judgement.reason IS 'Why.';
COMMENT ON COLUMN patients.representative_judgement.professional IS 'Licensed professional whose judgement it is, where one is needed.';
COMMENT ON COLUMN patients.representative_judgement.recorded_at IS 'When.';
COMMENT ON COLUMN patients.representative_judgement.recorded_by IS 'Actor id.';
CREATE INDEX judgement_of_representative ON patients.representative_judgement (patient_id, representative_id, recorded_at DESC, id DESC);
SELECT platform.protect('patients.representative_judgement');

GRANT SELECT, INSERT ON patients.representative_end, patients.representative_judgement TO chartkeeper_app, chartkeeper_jobs;
GRANT UPDATE (labels) ON patients.representative_end, patients.representative_judgement TO chartkeeper_app, chartkeeper_jobs;
GRANT SELECT ON patients.representative_end, patients.representative_judgement TO chartkeeper_report, chartkeeper_backup;
