-- A document that had been handed over was corrected or struck through: who has the former one is told, each once.

CREATE TABLE release.recall (
  patient_id uuid NOT NULL REFERENCES patients.patient (id),
  id uuid NOT NULL,
  facility_id uuid NOT NULL REFERENCES directory.facility (id),
  labels bigint NOT NULL DEFAULT 0,
  document_id uuid NOT NULL,
  version_id uuid NOT NULL,
  why text NOT NULL CONSTRAINT recall_reason_is_known CHECK (why IN ('corrected', 'retracted')),
  closed_at timestamptz,
  closed_why text CONSTRAINT recall_ends_somehow CHECK (closed_why IN ('answered', 'superseded', 'stands-again')),
  recorded_at timestamptz NOT NULL,
  recorded_by text NOT NULL,
  PRIMARY KEY (patient_id, id),
  FOREIGN KEY (patient_id, document_id) REFERENCES documents.document (patient_id, id),
  CONSTRAINT recall_ends_at_a_time CHECK ((closed_at IS NULL) = (closed_why IS NULL))
);
COMMENT ON TABLE release.recall IS 'That a document which had been handed over was corrected or struck through, so that each recipient is to be told.';
COMMENT ON COLUMN release.recall.patient_id IS 'The registration the document is filed under.';
COMMENT ON COLUMN release.recall.id IS 'UUID v7.';
COMMENT ON COLUMN release.recall.facility_id IS 'As the document''s.';
COMMENT ON COLUMN release.recall.labels IS 'Of the patient as such; kept by release.relabel_recalls.';
COMMENT ON COLUMN release.recall.document_id IS 'The document.';
COMMENT ON COLUMN release.recall.version_id IS 'The version that stands now, or stood when it was struck through.';
COMMENT ON COLUMN release.recall.why IS 'A corrected or amended version came, or it was struck through.';
COMMENT ON COLUMN release.recall.closed_at IS 'Since when nobody is to be told any more.';
COMMENT ON COLUMN release.recall.closed_why IS 'Everybody was told or left out; a newer correction took its place; the document stands again.';
COMMENT ON COLUMN release.recall.recorded_at IS 'When.';
COMMENT ON COLUMN release.recall.recorded_by IS 'Actor id.';
CREATE INDEX recall_of_document ON release.recall (patient_id, document_id, recorded_at);
CREATE INDEX recall_by_id ON release.recall (id);
CREATE UNIQUE INDEX one_recall_is_open_for_a_version ON release.recall (patient_id, document_id, version_id, why) WHERE closed_at IS NULL;
SELECT platform.protect('release.recall');
GRANT SELECT, INSERT ON release.recall TO chartkeeper_app, chartkeeper_jobs;
GRANT UPDATE (closed_at, closed_why) ON release.recall TO chartkeeper_app, chartkeeper_jobs;
GRANT SELECT ON release.recall TO chartkeeper_report, chartkeeper_backup;

CREATE TABLE release.recall_answer (
  patient_id uuid NOT NULL,
  id uuid NOT NULL,
  facility_id uuid NOT NULL REFERENCES directory.facility (id),
  labels bigint NOT NULL DEFAULT 0,
  recall_id uuid NOT NULL,
  recipient_key text NOT NULL,
  recipient_name text NOT NULL,
  answer text NOT NULL CONSTRAINT recall_answer_is_known CHECK (answer IN ('told', 'left-out')),
  reason text,
  letter_id uuid,
  disclosure_id uuid,
  letter_left_at timestamptz,
  recorded_at timestamptz NOT NULL,
  recorded_by text NOT NULL,
  PRIMARY KEY (patient_id, id),
  FOREIGN KEY (patient_id, recall_id) REFERENCES release.recall (patient_id, id),
  FOREIGN KEY (patient_id, disclosure_id) REFERENCES release.disclosure (patient_id, id),
  CONSTRAINT recall_is_told_by_letter_and_logged CHECK ((answer = 'told') = (letter_id IS NOT NULL) AND (answer = 'told') = (disclosure_id IS NOT NULL)),
  CONSTRAINT left_out_with_a_reason CHECK (answer = 'told' OR coalesce(reason, '') <> '')
);
COMMENT ON TABLE release.recall_answer IS 'What was done about one recipient of a document that was recalled.';
COMMENT ON COLUMN release.recall_answer.patient_id IS 'As the recall''s.';
COMMENT ON COLUMN release.recall_answer.id IS 'UUID v7.';
COMMENT ON COLUMN release.recall_answer.facility_id IS 'As the recall''s.';
COMMENT ON COLUMN release.recall_answer.labels IS 'As the recall''s; kept by release.relabel_recalls.';
COMMENT ON COLUMN release.recall_answer.recall_id IS 'The recall.';
COMMENT ON COLUMN release.recall_answer.recipient_key IS 'The hand-over by which the recipient is known: nobody is told twice.';
COMMENT ON COLUMN release.recall_answer.recipient_name IS 'Who.';
COMMENT ON COLUMN release.recall_answer.answer IS 'Told by letter, or left out.';
COMMENT ON COLUMN release.recall_answer.reason IS 'Why left out.';
COMMENT ON COLUMN release.recall_answer.letter_id IS 'The letter.';
COMMENT ON COLUMN release.recall_answer.disclosure_id IS 'Its row of the disclosure log.';
COMMENT ON COLUMN release.recall_answer.letter_left_at IS 'When the letter left.';
COMMENT ON COLUMN release.recall_answer.recorded_at IS 'When.';
COMMENT ON COLUMN release.recall_answer.recorded_by IS 'Actor id.';
CREATE UNIQUE INDEX nobody_is_recalled_twice ON release.recall_answer (patient_id, recall_id, recipient_key);
CREATE INDEX recall_answer_of_letter ON release.recall_answer (letter_id) WHERE letter_id IS NOT NULL;
SELECT platform.protect('release.recall_answer');
GRANT SELECT, INSERT ON release.recall_answer TO chartkeeper_app, chartkeeper_jobs;
GRANT UPDATE (letter_left_at) ON release.recall_answer TO chartkeeper_app, chartkeeper_jobs;
GRANT SELECT ON release.recall_answer TO chartkeeper_report, chartkeeper_backup;

CREATE FUNCTION release.relabel_recalls(whose uuid) RETURNS void
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  mask bigint := coalesce((SELECT p.labels FROM patients.patient p WHERE p.id = whose), 0);
BEGIN
  UPDATE release.recall SET labels = mask WHERE patient_id = whose AND labels <> mask;
  UPDATE release.recall_answer SET labels = mask WHERE patient_id = whose AND labels <> mask;
END $$;
COMMENT ON FUNCTION release.relabel_recalls(uuid) IS 'Gives the recalls of a patient the labels that the patient has now. SECURITY DEFINER: the rows are insert-only for everybody else.';
REVOKE ALL ON FUNCTION release.relabel_recalls(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION release.relabel_recalls(uuid) TO chartkeeper_app, chartkeeper_jobs;
