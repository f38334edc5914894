-- A number that was one patient's is another's (HL7 A43). The number itself goes, so that it finds one patient only; that it went,
-- when and on whose word stays here.

CREATE TABLE patients.number_move (
  patient_id uuid NOT NULL REFERENCES patients.patient (id),
  id uuid NOT NULL,
  facility_id uuid NOT NULL,
  labels bigint NOT NULL DEFAULT 0,
  to_patient_id uuid NOT NULL REFERENCES patients.patient (id),
  system text NOT NULL,
  value text NOT NULL,
  origin text NOT NULL,
  moved_at timestamptz NOT NULL,
  moved_by text NOT NULL,
  PRIMARY KEY (patient_id, id),
  CONSTRAINT no_number_moves_to_its_own_patient CHECK (patient_id <> to_patient_id)
);
COMMENT ON TABLE patients.number_move IS 'A number that went from one patient to another. Never changed, never removed: taking it back is another move.';
COMMENT ON COLUMN patients.number_move.patient_id IS 'Whose it was.';
COMMENT ON COLUMN patients.number_move.id IS 'UUID v7.';
COMMENT ON COLUMN patients.number_move.facility_id IS 'As the patient''s.';
COMMENT ON COLUMN patients.number_move.labels IS 'As the patient''s.';
COMMENT ON COLUMN patients.number_move.to_patient_id IS 'Whose it is since.';
COMMENT ON COLUMN patients.number_move.system IS 'URI of the assigning system.';
COMMENT ON COLUMN patients.number_move.value IS 'As assigned.';
COMMENT ON COLUMN patients.number_move.origin IS 'Who said so: name of the feed.';
COMMENT ON COLUMN patients.number_move.moved_at IS 'When it was applied.';
COMMENT ON COLUMN patients.number_move.moved_by IS 'Actor id.';
CREATE INDEX number_move_of ON patients.number_move (value, system);
CREATE INDEX number_move_to ON patients.number_move (to_patient_id);
SELECT platform.protect('patients.number_move');
GRANT SELECT, INSERT ON patients.number_move TO chartkeeper_app, chartkeeper_jobs;
GRANT UPDATE (labels) ON patients.number_move TO chartkeeper_app, chartkeeper_jobs;
GRANT SELECT ON patients.number_move TO chartkeeper_report, chartkeeper_backup;
