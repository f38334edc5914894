-- The redaction layer of a release: places on pages that leave blacked out. The document itself is never touched.

CREATE TABLE release.redaction (
  patient_id uuid NOT NULL REFERENCES patients.patient (id),
  id uuid NOT NULL,
  facility_id uuid NOT NULL REFERENCES directory.facility (id),
  labels bigint NOT NULL DEFAULT 0,
  request_id uuid NOT NULL REFERENCES release.request (id),
  document_patient_id uuid NOT NULL,
  document_id uuid NOT NULL,
  version_id uuid NOT NULL,
  kind text NOT NULL CONSTRAINT redaction_kind_is_known CHECK (kind IN ('boxes', 'words', 'pages', 'pattern')),
  reason text NOT NULL CONSTRAINT redaction_reason_is_known CHECK (reason IN ('another-person', 'identifier', 'not-covered',
    'minimum-necessary', 'confidential-source', 'professional-judgement', 'privileged', 'court-order', 'other-record', 'other')),
  note text,
  drawn_on text NOT NULL CONSTRAINT redaction_is_drawn_on_a_picture CHECK (drawn_on IN ('page-images', 'original') OR drawn_on ~ '^typeset:[0-9a-f]{16}$'),
  places jsonb NOT NULL CONSTRAINT redaction_has_places CHECK (jsonb_typeof(places) = 'array' AND jsonb_array_length(places) BETWEEN 1 AND 2000),
  recorded_at timestamptz NOT NULL,
  recorded_by text NOT NULL,
  PRIMARY KEY (patient_id, id),
  FOREIGN KEY (document_patient_id, document_id) REFERENCES documents.document (patient_id, id),
  CONSTRAINT another_reason_is_said CHECK (reason <> 'other' OR coalesce(note, '') <> '')
);
COMMENT ON TABLE release.redaction IS 'Places of a document that leave blacked out in the packets of one request. Undone by a row of release.redaction_undoing; never changed. What stands under a place is not kept here.';
COMMENT ON COLUMN release.redaction.patient_id IS 'Whose records are released.';
COMMENT ON COLUMN release.redaction.id IS 'UUID v7.';
COMMENT ON COLUMN release.redaction.facility_id IS 'As the request''s.';
COMMENT ON COLUMN release.redaction.labels IS 'Of the patient as such, and of the document; kept by release.relabel_redactions.';
COMMENT ON COLUMN release.redaction.request_id IS 'The request it is for; another request begins without redactions.';
COMMENT ON COLUMN release.redaction.document_patient_id IS 'Registration of the document.';
COMMENT ON COLUMN release.redaction.document_id IS 'The document.';
COMMENT ON COLUMN release.redaction.version_id IS 'The version it was drawn on. On another one it blocks the release until it is undone or drawn anew.';
COMMENT ON COLUMN release.redaction.kind IS 'How the places were found: drawn, looked for by words or by a pattern, or whole pages.';
COMMENT ON COLUMN release.redaction.reason IS 'Word of the vocabulary redaction/reasons.ts; its code is printed on each place.';
COMMENT ON COLUMN release.redaction.note IS 'For the desk; never printed.';
COMMENT ON COLUMN release.redaction.drawn_on IS 'Which picture of the pages it was drawn on: the page images, the original as drawn here, or words set in type here under a heading with this digest.';
COMMENT ON COLUMN release.redaction.places IS 'Each page (from 1) with x, y, w, h as fractions of its sides from the upper left.';
COMMENT ON COLUMN release.redaction.recorded_at IS 'When.';
COMMENT ON COLUMN release.redaction.recorded_by IS 'Actor id.';
CREATE INDEX redaction_of_request ON release.redaction (patient_id, request_id, recorded_at);
SELECT platform.protect('release.redaction');
GRANT SELECT, INSERT ON release.redaction TO chartkeeper_app, chartkeeper_jobs;
GRANT SELECT ON release.redaction TO chartkeeper_report, chartkeeper_backup;

CREATE TABLE release.redaction_undoing (
  patient_id uuid NOT NULL REFERENCES patients.patient (id),
  redaction_id uuid NOT NULL,
  facility_id uuid NOT NULL REFERENCES directory.facility (id),
  labels bigint NOT NULL DEFAULT 0,
  request_id uuid NOT NULL REFERENCES release.request (id),
  reason text NOT NULL CONSTRAINT undone_with_a_reason CHECK (reason <> ''),
  recorded_at timestamptz NOT NULL,
  recorded_by text NOT NULL,
  PRIMARY KEY (patient_id, redaction_id),
  FOREIGN KEY (patient_id, redaction_id) REFERENCES release.redaction (patient_id, id)
);
COMMENT ON TABLE release.redaction_undoing IS 'That a redaction no longer counts. The redaction stays to be seen.';
COMMENT ON COLUMN release.redaction_undoing.patient_id IS 'Whose records are released.';
COMMENT ON COLUMN release.redaction_undoing.redaction_id IS 'The redaction.';
COMMENT ON COLUMN release.redaction_undoing.facility_id IS 'As the request''s.';
COMMENT ON COLUMN release.redaction_undoing.labels IS 'As the redaction''s.';
COMMENT ON COLUMN release.redaction_undoing.request_id IS 'The request.';
COMMENT ON COLUMN release.redaction_undoing.reason IS 'Why.';
COMMENT ON COLUMN release.redaction_undoing.recorded_at IS 'When.';
COMMENT ON COLUMN release.redaction_undoing.recorded_by IS 'Actor id.';
CREATE INDEX redaction_undoing_of_request ON release.redaction_undoing (patient_id, request_id);
SELECT platform.protect('release.redaction_undoing');
GRANT SELECT, INSERT ON release.redaction_undoing TO chartkeeper_app, chartkeeper_jobs;
GRANT SELECT ON release.redaction_undoing TO chartkeeper_report, chartkeeper_backup;

CREATE FUNCTION release.relabel_redactions(whose uuid) RETURNS void
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  mask bigint := coalesce((SELECT p.labels FROM patients.patient p WHERE p.id = whose), 0);
BEGIN
  UPDATE release.redaction x SET labels = mask | d.labels FROM documents.document d
    WHERE x.patient_id = whose AND d.patient_id = x.document_patient_id AND d.id = x.document_id AND x.labels <> (mask | d.labels);
  UPDATE release.redaction_undoing x SET labels = r.labels FROM release.redaction r
    WHERE x.patient_id = whose AND r.patient_id = x.patient_id AND r.id = x.redaction_id AND x.labels <> r.labels;
END $$;
COMMENT ON FUNCTION release.relabel_redactions(uuid) IS 'Gives the redactions of a patient''s requests the labels that patient and documents have now. SECURITY DEFINER: the rows are insert-only for everybody else.';
REVOKE ALL ON FUNCTION release.relabel_redactions(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION release.relabel_redactions(uuid) TO chartkeeper_app, chartkeeper_jobs;
