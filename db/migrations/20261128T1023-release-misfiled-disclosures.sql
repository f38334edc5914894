-- What was handed over as one patient's and was another's: the accounting of whom it was (45 CFR 164.528) lists it.

CREATE TABLE release.misfiled_disclosure (
  patient_id uuid NOT NULL REFERENCES patients.patient (id),
  id uuid NOT NULL,
  facility_id uuid NOT NULL REFERENCES directory.facility (id),
  labels bigint NOT NULL DEFAULT 0,
  side text NOT NULL CONSTRAINT misfiled_side_is_known CHECK (side IN ('wrong-patient', 'right-patient')),
  disclosure_id uuid NOT NULL,
  misfiling_id uuid NOT NULL,
  wrong_disclosure_id uuid NOT NULL,
  incident_number text,
  reason text NOT NULL CONSTRAINT misfiled_disclosure_has_a_reason CHECK (reason <> ''),
  pages integer NOT NULL CONSTRAINT misfiled_pages_are_counted CHECK (pages >= 0),
  recorded_at timestamptz NOT NULL,
  recorded_by text NOT NULL,
  PRIMARY KEY (patient_id, id),
  CONSTRAINT misfiled_disclosure_exists FOREIGN KEY (patient_id, disclosure_id) REFERENCES release.disclosure (patient_id, id),
  CONSTRAINT misfiled_disclosure_is_told_once UNIQUE (patient_id, misfiling_id, wrong_disclosure_id, side)
);
COMMENT ON TABLE release.misfiled_disclosure IS 'A hand-over that contained a page of another patient. Two rows of the disclosure log belong together: the one that was written then, under the wrong patient, and the one under the patient whose information it was.';
COMMENT ON COLUMN release.misfiled_disclosure.patient_id IS 'Whose record this row is in: side says which of the two.';
COMMENT ON COLUMN release.misfiled_disclosure.id IS 'UUID v7.';
COMMENT ON COLUMN release.misfiled_disclosure.facility_id IS 'As the disclosure''s.';
COMMENT ON COLUMN release.misfiled_disclosure.labels IS 'As the disclosure''s; kept by release.relabel_misfiled.';
COMMENT ON COLUMN release.misfiled_disclosure.side IS 'Whether the disclosure stands under the patient the page was taken for, or under the one whose it was.';
COMMENT ON COLUMN release.misfiled_disclosure.disclosure_id IS 'The disclosure in this record.';
COMMENT ON COLUMN release.misfiled_disclosure.misfiling_id IS 'The misfiling, as privacy numbers it.';
COMMENT ON COLUMN release.misfiled_disclosure.wrong_disclosure_id IS 'The disclosure of the wrong patient that this is about; of the wrong patient''s row the same as disclosure_id. It names no chart.';
COMMENT ON COLUMN release.misfiled_disclosure.incident_number IS 'The privacy incident, where one was opened.';
COMMENT ON COLUMN release.misfiled_disclosure.reason IS 'What happened, in words that name nobody; those of whoever withdrew it are in the incident.';
COMMENT ON COLUMN release.misfiled_disclosure.pages IS 'How many pages were the other patient''s.';
COMMENT ON COLUMN release.misfiled_disclosure.recorded_at IS 'When entered here.';
COMMENT ON COLUMN release.misfiled_disclosure.recorded_by IS 'Actor id.';
CREATE INDEX misfiled_by_disclosure ON release.misfiled_disclosure (patient_id, disclosure_id);
CREATE INDEX misfiled_by_wrong_disclosure ON release.misfiled_disclosure (wrong_disclosure_id) WHERE side = 'right-patient';
SELECT platform.protect('release.misfiled_disclosure');
GRANT SELECT, INSERT ON release.misfiled_disclosure TO chartkeeper_app, chartkeeper_jobs;
GRANT SELECT ON release.misfiled_disclosure TO chartkeeper_report, chartkeeper_backup;

CREATE FUNCTION release.relabel_misfiled(whose uuid) RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  UPDATE release.misfiled_disclosure m SET labels = p.labels FROM patients.patient p
    WHERE p.id = whose AND m.patient_id = whose AND m.labels <> p.labels
$$;
COMMENT ON FUNCTION release.relabel_misfiled(uuid) IS 'Gives misfiled disclosures the labels of their patient; called after release.relabel. SECURITY DEFINER, because whoever labels may lose sight of the rows.';
REVOKE ALL ON FUNCTION release.relabel_misfiled(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION release.relabel_misfiled(uuid) TO chartkeeper_app, chartkeeper_jobs;
