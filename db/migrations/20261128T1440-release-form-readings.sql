-- What the reader of signed forms proposed, and what a person made of each of it.

CREATE TABLE release.form_reading (
  patient_id uuid NOT NULL REFERENCES patients.patient (id),
  id uuid NOT NULL,
  facility_id uuid NOT NULL REFERENCES directory.facility (id),
  labels bigint NOT NULL DEFAULT 0,
  request_id uuid NOT NULL REFERENCES release.request (id),
  authority_id uuid NOT NULL,
  item_id uuid,
  document_patient_id uuid,
  document_id uuid,
  pages integer[] NOT NULL CONSTRAINT a_form_has_pages CHECK (cardinality(pages) BETWEEN 1 AND 100),
  reader_version text NOT NULL,
  changed integer NOT NULL CONSTRAINT changed_is_counted CHECK (changed >= 0),
  recorded_at timestamptz NOT NULL,
  recorded_by text NOT NULL,
  PRIMARY KEY (patient_id, id),
  FOREIGN KEY (patient_id, authority_id) REFERENCES release.authority (patient_id, id),
  FOREIGN KEY (document_patient_id, document_id) REFERENCES documents.document (patient_id, id),
  CONSTRAINT a_form_comes_from_one_place CHECK ((item_id IS NULL) <> (document_id IS NULL)),
  CONSTRAINT a_document_is_named_whole CHECK ((document_id IS NULL) = (document_patient_id IS NULL))
);
COMMENT ON TABLE release.form_reading IS 'A signed form that was read and that a person went through: what was recorded as authority rests on it.';
COMMENT ON COLUMN release.form_reading.patient_id IS 'Whose records are asked for.';
COMMENT ON COLUMN release.form_reading.id IS 'UUID v7.';
COMMENT ON COLUMN release.form_reading.facility_id IS 'As the request''s.';
COMMENT ON COLUMN release.form_reading.labels IS 'As the request''s.';
COMMENT ON COLUMN release.form_reading.request_id IS 'The request it came with.';
COMMENT ON COLUMN release.form_reading.authority_id IS 'What was recorded in the same act.';
COMMENT ON COLUMN release.form_reading.item_id IS 'The intake file of its first page.';
COMMENT ON COLUMN release.form_reading.document_patient_id IS 'Registration of the document that it is.';
COMMENT ON COLUMN release.form_reading.document_id IS 'The document that it is.';
COMMENT ON COLUMN release.form_reading.pages IS 'Which of the given pages are the form, counted from 1.';
COMMENT ON COLUMN release.form_reading.reader_version IS 'Of the reader that proposed.';
COMMENT ON COLUMN release.form_reading.changed IS 'Of how many things the person decided otherwise than was proposed.';
COMMENT ON COLUMN release.form_reading.recorded_at IS 'When the person was through.';
COMMENT ON COLUMN release.form_reading.recorded_by IS 'Actor id.';
CREATE INDEX form_reading_of_request ON release.form_reading (request_id, recorded_at);
SELECT platform.protect('release.form_reading');
GRANT SELECT, INSERT ON release.form_reading TO chartkeeper_app, chartkeeper_jobs;
GRANT SELECT ON release.form_reading TO chartkeeper_report, chartkeeper_backup;

CREATE TABLE release.form_reading_item (
  patient_id uuid NOT NULL REFERENCES patients.patient (id),
  id uuid NOT NULL,
  facility_id uuid NOT NULL REFERENCES directory.facility (id),
  labels bigint NOT NULL DEFAULT 0,
  reading_id uuid NOT NULL,
  kind text NOT NULL CONSTRAINT read_kind_is_known CHECK (kind IN ('element', 'check', 'defect', 'value')),
  field text NOT NULL,
  proposed text,
  confidence real CONSTRAINT confidence_is_a_share CHECK (confidence BETWEEN 0 AND 1),
  why text,
  place jsonb,
  decided text,
  PRIMARY KEY (patient_id, id),
  FOREIGN KEY (patient_id, reading_id) REFERENCES release.form_reading (patient_id, id),
  CONSTRAINT a_field_is_decided_once UNIQUE (patient_id, reading_id, kind, field)
);
COMMENT ON TABLE release.form_reading_item IS 'One thing of a form: what the reader proposed, and what the person decided. No words of the page.';
COMMENT ON COLUMN release.form_reading_item.patient_id IS 'As the reading''s.';
COMMENT ON COLUMN release.form_reading_item.id IS 'UUID v7.';
COMMENT ON COLUMN release.form_reading_item.facility_id IS 'As the reading''s.';
COMMENT ON COLUMN release.form_reading_item.labels IS 'As the reading''s.';
COMMENT ON COLUMN release.form_reading_item.reading_id IS 'The reading.';
COMMENT ON COLUMN release.form_reading_item.kind IS 'An element of the checklists, a comparison with the case, something that spoils the form, or a day.';
COMMENT ON COLUMN release.form_reading_item.field IS 'Which.';
COMMENT ON COLUMN release.form_reading_item.proposed IS 'Coded, or a day; none: no day was read.';
COMMENT ON COLUMN release.form_reading_item.confidence IS 'Of the reader, 0 to 1.';
COMMENT ON COLUMN release.form_reading_item.why IS 'Coded reason of the reader.';
COMMENT ON COLUMN release.form_reading_item.place IS 'Page, and box in fractions of its sides.';
COMMENT ON COLUMN release.form_reading_item.decided IS 'What the person made of it, in the same words.';
CREATE INDEX item_of_form_reading ON release.form_reading_item (patient_id, reading_id);
SELECT platform.protect('release.form_reading_item');
GRANT SELECT, INSERT ON release.form_reading_item TO chartkeeper_app, chartkeeper_jobs;
GRANT SELECT ON release.form_reading_item TO chartkeeper_report, chartkeeper_backup;
