-- A feed moves visits and accounts to other patients (HL7 A44, A45). A message said before the move that comes after it speaks
-- of the former patient: it is applied where the visit is now. And one that contradicts may be explained by a move that has not come.

CREATE TABLE hl7v2.moved (
  id uuid PRIMARY KEY,
  facility_id uuid NOT NULL REFERENCES directory.facility (id),
  kind text NOT NULL CONSTRAINT moved_kind_is_known CHECK (kind IN ('visit', 'account')),
  number text NOT NULL,
  from_number text NOT NULL,
  to_patient_id uuid NOT NULL REFERENCES patients.patient (id),
  at timestamptz NOT NULL,
  control_id text NOT NULL
);
COMMENT ON TABLE hl7v2.moved IS 'What a feed said of visits and accounts that are another patient''s since a moment.';
COMMENT ON COLUMN hl7v2.moved.id IS 'UUID v7.';
COMMENT ON COLUMN hl7v2.moved.facility_id IS 'Whose numbers these are.';
COMMENT ON COLUMN hl7v2.moved.kind IS 'What moved.';
COMMENT ON COLUMN hl7v2.moved.number IS 'Keyed digest of the visit or account number.';
COMMENT ON COLUMN hl7v2.moved.from_number IS 'Keyed digest of a number of the patient of whom it was.';
COMMENT ON COLUMN hl7v2.moved.to_patient_id IS 'Of whom it is.';
COMMENT ON COLUMN hl7v2.moved.at IS 'EVN-2, else MSH-7.';
COMMENT ON COLUMN hl7v2.moved.control_id IS 'MSH-10: decides between two of the same moment.';
CREATE UNIQUE INDEX moved_said_once ON hl7v2.moved (facility_id, kind, number, from_number, at, control_id);
GRANT SELECT, INSERT ON hl7v2.moved TO chartkeeper_app, chartkeeper_jobs;
GRANT SELECT ON hl7v2.moved TO chartkeeper_report, chartkeeper_backup;

-- A document that moves with its visit keeps its number at the sender.
GRANT UPDATE (document_id) ON hl7v2.document TO chartkeeper_app, chartkeeper_jobs;

ALTER TABLE hl7v2.work DROP CONSTRAINT held_for_something;
ALTER TABLE hl7v2.work ADD CONSTRAINT held_for_something
  CHECK ((state <> 'held' OR waits_for IS NOT NULL) AND (waits_for IS NULL OR state IN ('held', 'failed')));
COMMENT ON COLUMN hl7v2.work.waits_for IS 'Keyed digest of the number it waits for. Of one that failed: what would explain it; then it is tried again.';
DROP INDEX hl7v2.work_held;
CREATE INDEX work_held ON hl7v2.work (waits_for) WHERE waits_for IS NOT NULL;
