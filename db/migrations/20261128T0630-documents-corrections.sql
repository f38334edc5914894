-- Corrections told apart: what kind each was, a page that cannot be read, one that is here twice, pages that went back to be indexed.

ALTER TABLE documents.change ADD COLUMN kind text
  CONSTRAINT change_kind_is_known CHECK (kind IN ('wrong-type', 'wrong-encounter', 'wrong-date'));
COMMENT ON COLUMN documents.change.kind IS 'Which mistake was corrected, as the person said; empty where the index was edited at large.';
CREATE INDEX change_by_kind ON documents.change (kind, recorded_at) WHERE kind IS NOT NULL;

ALTER TABLE documents.link DROP CONSTRAINT link_kind_is_known;
ALTER TABLE documents.link ADD CONSTRAINT link_kind_is_known
  CHECK (kind IN ('moved-to', 'moved-from', 'appends', 'appended-by', 'replaces', 'replaced-by', 'duplicate-of', 'has-duplicate'));

ALTER TABLE documents.entered_in_error ADD COLUMN pages_returned_at timestamptz
  CONSTRAINT only_pages_of_another_patient_return CHECK (pages_returned_at IS NULL OR cause = 'wrong-patient');
COMMENT ON COLUMN documents.entered_in_error.pages_returned_at IS 'When its pages went back to the desk they came from, to be filed anew; then it neither moves nor stands again.';
GRANT UPDATE (pages_returned_at) ON documents.entered_in_error TO chartkeeper_app, chartkeeper_jobs;

CREATE TABLE documents.unreadable (
  patient_id uuid NOT NULL,
  id uuid NOT NULL,
  facility_id uuid NOT NULL,
  labels bigint NOT NULL DEFAULT 0,
  document_id uuid NOT NULL,
  version_id uuid NOT NULL,
  reason text NOT NULL,
  ended_at timestamptz,
  ended_by text,
  recorded_at timestamptz NOT NULL,
  recorded_by text NOT NULL,
  PRIMARY KEY (patient_id, id),
  CONSTRAINT unreadable_document_exists FOREIGN KEY (patient_id, document_id) REFERENCES documents.document (patient_id, id),
  CONSTRAINT unreadable_version_exists FOREIGN KEY (patient_id, version_id) REFERENCES documents.version (patient_id, id),
  CONSTRAINT unreadable_is_ended_by_somebody CHECK ((ended_at IS NULL) = (ended_by IS NULL))
);
COMMENT ON TABLE documents.unreadable IS 'That the copy of a document cannot be read and a better one is looked for. The document stays in the chart; its next version ends the mark.';
COMMENT ON COLUMN documents.unreadable.patient_id IS 'Whose.';
COMMENT ON COLUMN documents.unreadable.id IS 'UUID v7.';
COMMENT ON COLUMN documents.unreadable.facility_id IS 'As the document''s.';
COMMENT ON COLUMN documents.unreadable.labels IS 'As the document''s.';
COMMENT ON COLUMN documents.unreadable.document_id IS 'Which document.';
COMMENT ON COLUMN documents.unreadable.version_id IS 'The version that cannot be read.';
COMMENT ON COLUMN documents.unreadable.reason IS 'What cannot be read, in words.';
COMMENT ON COLUMN documents.unreadable.ended_at IS 'When a better copy came, or the document left the chart.';
COMMENT ON COLUMN documents.unreadable.ended_by IS 'Actor id.';
COMMENT ON COLUMN documents.unreadable.recorded_at IS 'When entered here.';
COMMENT ON COLUMN documents.unreadable.recorded_by IS 'Actor id.';
CREATE UNIQUE INDEX unreadable_in_force_once ON documents.unreadable (patient_id, document_id) WHERE ended_at IS NULL;
SELECT platform.protect('documents.unreadable');
GRANT SELECT, INSERT ON documents.unreadable TO chartkeeper_app, chartkeeper_jobs;
GRANT UPDATE (ended_at, ended_by) ON documents.unreadable TO chartkeeper_app, chartkeeper_jobs;
GRANT SELECT ON documents.unreadable TO chartkeeper_report, chartkeeper_backup;

CREATE OR REPLACE FUNCTION documents.relabel(of_patient uuid, of_document uuid) RETURNS bigint
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE mask bigint;
BEGIN
  SELECT p.labels | coalesce((SELECT bit_or(l.bit) FROM documents.label l
                              WHERE l.patient_id = of_patient AND l.document_id = of_document AND l.lifted_at IS NULL), 0)
    INTO mask FROM patients.patient p WHERE p.id = of_patient;
  UPDATE documents.unit u SET labels = mask FROM documents.document d
    WHERE d.patient_id = of_patient AND d.id = of_document AND u.patient_id = of_patient AND u.id = d.unit_id AND u.labels <> mask;
  UPDATE documents.document SET labels = mask WHERE patient_id = of_patient AND id = of_document AND labels <> mask;
  UPDATE documents.version SET labels = mask WHERE patient_id = of_patient AND document_id = of_document AND labels <> mask;
  UPDATE documents.page SET labels = mask FROM documents.version v
    WHERE page.patient_id = of_patient AND page.version_id = v.id AND v.patient_id = of_patient AND v.document_id = of_document AND page.labels <> mask;
  UPDATE documents.rendition SET labels = mask FROM documents.version v
    WHERE rendition.patient_id = of_patient AND rendition.version_id = v.id AND v.patient_id = of_patient AND v.document_id = of_document AND rendition.labels <> mask;
  UPDATE documents.signature SET labels = mask WHERE patient_id = of_patient AND document_id = of_document AND labels <> mask;
  UPDATE documents.label SET labels = mask WHERE patient_id = of_patient AND document_id = of_document AND labels <> mask;
  UPDATE documents.entered_in_error SET labels = mask WHERE patient_id = of_patient AND document_id = of_document AND labels <> mask;
  UPDATE documents.link SET labels = mask WHERE patient_id = of_patient AND document_id = of_document AND labels <> mask;
  UPDATE documents.amendment SET labels = mask WHERE patient_id = of_patient AND document_id = of_document AND labels <> mask;
  UPDATE documents.change SET labels = mask WHERE patient_id = of_patient AND document_id = of_document AND labels <> mask;
  UPDATE documents.words SET labels = mask WHERE patient_id = of_patient AND document_id = of_document AND labels <> mask;
  UPDATE documents.unreadable SET labels = mask WHERE patient_id = of_patient AND document_id = of_document AND labels <> mask;
  RETURN mask;
END $$;
