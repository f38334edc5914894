-- Which number a source gives as the mother's (HL7 PID-21): a newborn finds its mother, and she her children, in whatever order the
-- two are registered.

CREATE TABLE patients.mother (
  patient_id uuid NOT NULL REFERENCES patients.patient (id),
  id uuid NOT NULL,
  facility_id uuid NOT NULL,
  labels bigint NOT NULL DEFAULT 0,
  system text NOT NULL,
  value text NOT NULL,
  origin text NOT NULL,
  recorded_at timestamptz NOT NULL,
  recorded_by text NOT NULL,
  PRIMARY KEY (patient_id, id)
);
COMMENT ON TABLE patients.mother IS 'The mother of a patient, by her number, as a source says it; the newest row counts. An empty value: it was taken back.';
COMMENT ON COLUMN patients.mother.patient_id IS 'The child.';
COMMENT ON COLUMN patients.mother.id IS 'UUID v7.';
COMMENT ON COLUMN patients.mother.facility_id IS 'As the patient''s.';
COMMENT ON COLUMN patients.mother.labels IS 'As the patient''s.';
COMMENT ON COLUMN patients.mother.system IS 'URI of the system that assigned her number.';
COMMENT ON COLUMN patients.mother.value IS 'Her number.';
COMMENT ON COLUMN patients.mother.origin IS 'Who says so: name of the feed.';
COMMENT ON COLUMN patients.mother.recorded_at IS 'When.';
COMMENT ON COLUMN patients.mother.recorded_by IS 'Actor id.';
CREATE INDEX mother_by_number ON patients.mother (value, system);
SELECT platform.protect('patients.mother');
GRANT SELECT, INSERT ON patients.mother TO chartkeeper_app, chartkeeper_jobs;
GRANT UPDATE (labels) ON patients.mother TO chartkeeper_app, chartkeeper_jobs;
GRANT SELECT ON patients.mother TO chartkeeper_report, chartkeeper_backup;
