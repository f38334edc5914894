-- Charges and accounts as billing says them (HL7 DFT, BAR). They name an account or a visit and find their encounter when
-- they are read, so it does not matter which of the two came first. Nothing is overwritten: the latest that was said counts.

CREATE TABLE encounters.charge (
  patient_id uuid NOT NULL REFERENCES patients.patient (id),
  id uuid NOT NULL,
  facility_id uuid NOT NULL REFERENCES directory.facility (id),
  labels bigint NOT NULL DEFAULT 0,
  account_number text,
  visit_number text,
  number text,
  kind text NOT NULL,
  code text,
  code_system text,
  code_text text,
  quantity numeric,
  amount numeric,
  unit_amount numeric,
  currency text,
  department text,
  diagnoses text[] NOT NULL DEFAULT '{}',
  procedure_code text,
  charged_at timestamptz,
  posted_at timestamptz,
  origin text NOT NULL,
  said_at timestamptz NOT NULL,
  said_as text NOT NULL,
  line integer NOT NULL,
  recorded_at timestamptz NOT NULL,
  recorded_by text NOT NULL,
  PRIMARY KEY (patient_id, id),
  CONSTRAINT charge_is_of_an_account_or_visit CHECK (account_number IS NOT NULL OR visit_number IS NOT NULL)
);
COMMENT ON TABLE encounters.charge IS 'One financial transaction as billing said it (HL7 FT1). Of several with one number the latest counts.';
COMMENT ON COLUMN encounters.charge.patient_id IS 'Whose.';
COMMENT ON COLUMN encounters.charge.id IS 'UUID v7.';
COMMENT ON COLUMN encounters.charge.facility_id IS 'Whose account and visit numbers these are.';
COMMENT ON COLUMN encounters.charge.labels IS 'Sensitivity, registry in access/labels.ts.';
COMMENT ON COLUMN encounters.charge.account_number IS 'HL7 PID-18.';
COMMENT ON COLUMN encounters.charge.visit_number IS 'HL7 PV1-19.';
COMMENT ON COLUMN encounters.charge.number IS 'FT1-2, where the source numbers its transactions.';
COMMENT ON COLUMN encounters.charge.kind IS 'FT1-6, HL7 table 0017: CG charge, CD credit, PY payment, AJ adjustment, CO co-payment.';
COMMENT ON COLUMN encounters.charge.code IS 'FT1-7: what was done or given.';
COMMENT ON COLUMN encounters.charge.code_system IS 'FT1-7.3.';
COMMENT ON COLUMN encounters.charge.code_text IS 'FT1-7.2, else FT1-8.';
COMMENT ON COLUMN encounters.charge.quantity IS 'FT1-10.';
COMMENT ON COLUMN encounters.charge.amount IS 'FT1-11: of the whole quantity.';
COMMENT ON COLUMN encounters.charge.unit_amount IS 'FT1-12.';
COMMENT ON COLUMN encounters.charge.currency IS 'ISO 4217, where it is said.';
COMMENT ON COLUMN encounters.charge.department IS 'FT1-13.';
COMMENT ON COLUMN encounters.charge.diagnoses IS 'FT1-19.';
COMMENT ON COLUMN encounters.charge.procedure_code IS 'FT1-25.';
COMMENT ON COLUMN encounters.charge.charged_at IS 'FT1-4.';
COMMENT ON COLUMN encounters.charge.posted_at IS 'FT1-5.';
COMMENT ON COLUMN encounters.charge.origin IS 'Interface and sender; numbers are unique within one.';
COMMENT ON COLUMN encounters.charge.said_at IS 'When its source said so; the latest counts.';
COMMENT ON COLUMN encounters.charge.said_as IS 'Number of the message (MSH-10); puts two of one moment in order.';
COMMENT ON COLUMN encounters.charge.line IS 'Where it stands in the message.';
COMMENT ON COLUMN encounters.charge.recorded_at IS 'When entered here.';
COMMENT ON COLUMN encounters.charge.recorded_by IS 'Actor id.';
CREATE UNIQUE INDEX charge_said_once ON encounters.charge (facility_id, origin, said_as, line);
SELECT platform.protect('encounters.charge');

CREATE TABLE encounters.account_event (
  patient_id uuid NOT NULL REFERENCES patients.patient (id),
  id uuid NOT NULL,
  facility_id uuid NOT NULL REFERENCES directory.facility (id),
  labels bigint NOT NULL DEFAULT 0,
  account_number text,
  visit_number text,
  kind text NOT NULL CONSTRAINT account_event_is_known CHECK (kind IN ('opened', 'updated', 'ended', 'purged', 'coded')),
  codes jsonb NOT NULL DEFAULT '[]' CONSTRAINT account_codes_are_a_list CHECK (jsonb_typeof(codes) = 'array'),
  origin text NOT NULL,
  said_at timestamptz NOT NULL,
  said_as text NOT NULL,
  line integer NOT NULL,
  recorded_at timestamptz NOT NULL,
  recorded_by text NOT NULL,
  PRIMARY KEY (patient_id, id),
  CONSTRAINT account_event_is_of_an_account_or_visit CHECK (account_number IS NOT NULL OR visit_number IS NOT NULL)
);
COMMENT ON TABLE encounters.account_event IS 'What billing said of an account (HL7 BAR). Its state and codes are those of the latest rows.';
COMMENT ON COLUMN encounters.account_event.patient_id IS 'Whose.';
COMMENT ON COLUMN encounters.account_event.id IS 'UUID v7.';
COMMENT ON COLUMN encounters.account_event.facility_id IS 'Whose account and visit numbers these are.';
COMMENT ON COLUMN encounters.account_event.labels IS 'Sensitivity, registry in access/labels.ts.';
COMMENT ON COLUMN encounters.account_event.account_number IS 'HL7 PID-18.';
COMMENT ON COLUMN encounters.account_event.visit_number IS 'HL7 PV1-19.';
COMMENT ON COLUMN encounters.account_event.kind IS 'opened P01, purged P02, updated P05, ended P06; coded P12, or codes beside charges.';
COMMENT ON COLUMN encounters.account_event.codes IS 'Diagnoses (DG1) and procedures (PR1): kind, code, system, text, at. Empty: none were said.';
COMMENT ON COLUMN encounters.account_event.origin IS 'Interface and sender; numbers are unique within one.';
COMMENT ON COLUMN encounters.account_event.said_at IS 'When its source said so; the latest counts.';
COMMENT ON COLUMN encounters.account_event.said_as IS 'Number of the message (MSH-10); puts two of one moment in order.';
COMMENT ON COLUMN encounters.account_event.line IS 'Which account of the message, from 1.';
COMMENT ON COLUMN encounters.account_event.recorded_at IS 'When entered here.';
COMMENT ON COLUMN encounters.account_event.recorded_by IS 'Actor id.';
CREATE UNIQUE INDEX account_event_said_once ON encounters.account_event (facility_id, origin, said_as, line);
SELECT platform.protect('encounters.account_event');

-- UPDATE: the labels follow those of the patient.
GRANT SELECT, INSERT, UPDATE ON encounters.charge, encounters.account_event TO chartkeeper_app, chartkeeper_jobs;
GRANT SELECT ON encounters.charge, encounters.account_event TO chartkeeper_report, chartkeeper_backup;
