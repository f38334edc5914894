-- Corrections asked for: a document that stands under the wrong patient, visit, date or type, as whoever reads it reports.

CREATE TABLE identity.correction (
  patient_id uuid NOT NULL REFERENCES patients.patient (id),
  id uuid NOT NULL,
  facility_id uuid NOT NULL REFERENCES directory.facility (id),
  labels bigint NOT NULL DEFAULT 0,
  document_id uuid NOT NULL,
  wrong text NOT NULL CONSTRAINT correction_of_what_is_known CHECK (wrong IN ('patient', 'encounter', 'date', 'type')),
  note text NOT NULL CONSTRAINT correction_says_what CHECK (note <> ''),
  reported_at timestamptz NOT NULL,
  reported_by text NOT NULL,
  settled_at timestamptz,
  settled_by text,
  outcome text CONSTRAINT correction_outcome_is_known CHECK (outcome IN ('corrected', 'stands')),
  answer text,
  seen_at timestamptz,
  PRIMARY KEY (patient_id, id),
  FOREIGN KEY (patient_id, document_id) REFERENCES documents.document (patient_id, id),
  CONSTRAINT a_settled_correction_is_answered CHECK ((settled_at IS NULL) = (outcome IS NULL) AND (settled_at IS NULL) = (answer IS NULL) AND (settled_at IS NULL) = (settled_by IS NULL)),
  CONSTRAINT only_an_answer_is_seen CHECK (seen_at IS NULL OR settled_at IS NOT NULL)
);
COMMENT ON TABLE identity.correction IS 'That somebody who reads a document says it stands wrongly, what the records desk answered, and that the reporter saw it.';
COMMENT ON COLUMN identity.correction.patient_id IS 'In whose chart the document stands.';
COMMENT ON COLUMN identity.correction.id IS 'UUID v7.';
COMMENT ON COLUMN identity.correction.facility_id IS 'As the document''s.';
COMMENT ON COLUMN identity.correction.labels IS 'Of the document when it was reported, and of the patient; kept by identity.relabel_corrections.';
COMMENT ON COLUMN identity.correction.document_id IS 'Which document.';
COMMENT ON COLUMN identity.correction.wrong IS 'What is wrong: the patient, the visit, the date, or the type (template).';
COMMENT ON COLUMN identity.correction.note IS 'In words, and what it should be.';
COMMENT ON COLUMN identity.correction.reported_at IS 'When.';
COMMENT ON COLUMN identity.correction.reported_by IS 'Actor id.';
COMMENT ON COLUMN identity.correction.settled_at IS 'When the desk answered.';
COMMENT ON COLUMN identity.correction.settled_by IS 'Actor id.';
COMMENT ON COLUMN identity.correction.outcome IS 'Corrected, or it stands as it was.';
COMMENT ON COLUMN identity.correction.answer IS 'What the reporter is told.';
COMMENT ON COLUMN identity.correction.seen_at IS 'When the reporter saw the answer.';
CREATE INDEX correction_by_id ON identity.correction (id);
CREATE INDEX correction_waiting ON identity.correction (reported_at, id) WHERE settled_at IS NULL;
SELECT platform.protect('identity.correction');
GRANT SELECT, INSERT ON identity.correction TO chartkeeper_app, chartkeeper_jobs;
GRANT UPDATE (labels, settled_at, settled_by, outcome, answer, seen_at) ON identity.correction TO chartkeeper_app, chartkeeper_jobs;
GRANT SELECT ON identity.correction TO chartkeeper_report, chartkeeper_backup;

CREATE FUNCTION identity.relabel_corrections(whose uuid) RETURNS void
  LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
  AS $$ UPDATE identity.correction c SET labels = d.labels | p.labels FROM documents.document d, patients.patient p
          WHERE c.patient_id = whose AND p.id = whose AND d.patient_id = whose AND d.id = c.document_id AND c.labels <> d.labels | p.labels $$;
COMMENT ON FUNCTION identity.relabel_corrections(uuid) IS 'Gives corrections asked for the labels that their document and patient have now.';
REVOKE ALL ON FUNCTION identity.relabel_corrections(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION identity.relabel_corrections(uuid) TO chartkeeper_app, chartkeeper_jobs;
