-- Archives of other systems: an index (CSV) and its files, taken in row by row, each row with what became of it.

-- Other sources may have been added meanwhile, so the list is read before it is made longer.
DO $$
DECLARE def text := (SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = 'source_is_known' AND conrelid = 'intake.item'::regclass);
BEGIN
  ALTER TABLE intake.item DROP CONSTRAINT source_is_known;
  EXECUTE 'ALTER TABLE intake.item ADD CONSTRAINT source_is_known ' || replace(def, '''demo''::text', '''demo''::text, ''legacy''::text');
END $$;

CREATE TABLE intake.legacy_index (
  id uuid PRIMARY KEY,
  facility_id uuid NOT NULL REFERENCES directory.facility (id),
  labels bigint NOT NULL DEFAULT 0,
  file_name text NOT NULL,
  bytes bigint NOT NULL,
  digest text NOT NULL,
  key_slot text NOT NULL,
  original_address text NOT NULL REFERENCES platform.blob (address),
  received_at timestamptz NOT NULL,
  received_by text NOT NULL
);
COMMENT ON TABLE intake.legacy_index IS 'The index of an archive as it came: a table (CSV) with a row for each document. It names patients, so it is an encrypted blob.';
COMMENT ON COLUMN intake.legacy_index.id IS 'UUID v7.';
COMMENT ON COLUMN intake.legacy_index.facility_id IS 'Facility that the archive is of.';
COMMENT ON COLUMN intake.legacy_index.labels IS 'None; for the protection of the row.';
COMMENT ON COLUMN intake.legacy_index.file_name IS 'Name it came with.';
COMMENT ON COLUMN intake.legacy_index.bytes IS 'Length.';
COMMENT ON COLUMN intake.legacy_index.digest IS 'Keyed digest of the content.';
COMMENT ON COLUMN intake.legacy_index.key_slot IS 'Its own key slot.';
COMMENT ON COLUMN intake.legacy_index.original_address IS 'The bytes as they came.';
COMMENT ON COLUMN intake.legacy_index.received_at IS 'When.';
COMMENT ON COLUMN intake.legacy_index.received_by IS 'Actor id.';
SELECT platform.protect('intake.legacy_index');

CREATE TABLE intake.legacy_map (
  id uuid PRIMARY KEY,
  facility_id uuid NOT NULL REFERENCES directory.facility (id),
  labels bigint NOT NULL DEFAULT 0,
  name text NOT NULL CONSTRAINT map_has_a_name CHECK (name <> ''),
  map jsonb NOT NULL,
  saved_at timestamptz NOT NULL,
  saved_by text NOT NULL,
  CONSTRAINT one_map_of_a_name UNIQUE (facility_id, name)
);
COMMENT ON TABLE intake.legacy_map IS 'Which column of an index means what, kept by name for the next index of the same system.';
COMMENT ON COLUMN intake.legacy_map.id IS 'UUID v7.';
COMMENT ON COLUMN intake.legacy_map.facility_id IS 'Facility.';
COMMENT ON COLUMN intake.legacy_map.labels IS 'None; for the protection of the row.';
COMMENT ON COLUMN intake.legacy_map.name IS 'As the coordinator called it; saving under the same name replaces it.';
COMMENT ON COLUMN intake.legacy_map.map IS 'Columns, values of types, order of dates.';
COMMENT ON COLUMN intake.legacy_map.saved_at IS 'When.';
COMMENT ON COLUMN intake.legacy_map.saved_by IS 'Actor id.';
SELECT platform.protect('intake.legacy_map');

CREATE TABLE intake.legacy_run (
  id uuid PRIMARY KEY,
  index_id uuid NOT NULL REFERENCES intake.legacy_index (id),
  facility_id uuid NOT NULL,
  labels bigint NOT NULL DEFAULT 0,
  archive text NOT NULL CONSTRAINT archive_has_a_name CHECK (archive <> ''),
  dry boolean NOT NULL,
  map jsonb NOT NULL,
  folder text NOT NULL,
  started_at timestamptz NOT NULL,
  started_by text NOT NULL,
  finished_at timestamptz,
  rows_read integer,
  files_without_row integer,
  stopped_reason text,
  CONSTRAINT finished_run_counted CHECK ((finished_at IS NULL) = (rows_read IS NULL))
);
COMMENT ON TABLE intake.legacy_run IS 'One pass through an index: dry (nothing is stored) or real.';
COMMENT ON COLUMN intake.legacy_run.id IS 'UUID v7.';
COMMENT ON COLUMN intake.legacy_run.index_id IS 'The index.';
COMMENT ON COLUMN intake.legacy_run.facility_id IS 'As the index''s.';
COMMENT ON COLUMN intake.legacy_run.labels IS 'None; for the protection of the row.';
COMMENT ON COLUMN intake.legacy_run.archive IS 'Name of the archive: the same row of the same archive is taken in once.';
COMMENT ON COLUMN intake.legacy_run.dry IS 'Nothing is stored; only the counts.';
COMMENT ON COLUMN intake.legacy_run.map IS 'The map as it was used.';
COMMENT ON COLUMN intake.legacy_run.folder IS 'Folder of the files.';
COMMENT ON COLUMN intake.legacy_run.started_at IS 'When.';
COMMENT ON COLUMN intake.legacy_run.started_by IS 'Actor id.';
COMMENT ON COLUMN intake.legacy_run.finished_at IS 'When the last row had been looked at.';
COMMENT ON COLUMN intake.legacy_run.rows_read IS 'Rows of the index, counted by reading it.';
COMMENT ON COLUMN intake.legacy_run.files_without_row IS 'Files in the folder that no row names.';
COMMENT ON COLUMN intake.legacy_run.stopped_reason IS 'Why it ended before the last row: the index itself is damaged there.';
CREATE UNIQUE INDEX one_real_run_of_an_archive ON intake.legacy_run (facility_id, archive) WHERE NOT dry AND finished_at IS NULL;
CREATE INDEX legacy_run_newest ON intake.legacy_run (started_at DESC, id DESC);
SELECT platform.protect('intake.legacy_run');

CREATE TABLE intake.legacy_row (
  run_id uuid NOT NULL REFERENCES intake.legacy_run (id),
  number integer NOT NULL CONSTRAINT rows_count_from_one CHECK (number >= 1),
  facility_id uuid NOT NULL,
  labels bigint NOT NULL DEFAULT 0,
  archive text NOT NULL,
  dry boolean NOT NULL,
  row_key text NOT NULL,
  content_key text NOT NULL,
  path text,
  file_key text,
  first_page integer,
  last_page integer,
  patient_match text NOT NULL CONSTRAINT match_is_known CHECK (patient_match IN ('matched', 'contradicted', 'one-identifier', 'ambiguous', 'unknown', 'not-named')),
  findings text[] NOT NULL,
  outcome text NOT NULL CONSTRAINT legacy_outcome_is_known CHECK (outcome IN ('reading', 'filed', 'queued', 'refused', 'unchanged')),
  reason text,
  candidates jsonb NOT NULL,
  matched_patient_id uuid,
  encounter_id uuid,
  type_code text,
  dated_on date,
  title text,
  author text,
  original_id text,
  item_id uuid REFERENCES intake.item (id),
  document_id uuid,
  recorded_at timestamptz NOT NULL,
  settled_at timestamptz,
  PRIMARY KEY (run_id, number),
  CONSTRAINT only_filing_and_reading_need_no_reason CHECK (outcome IN ('filed', 'reading') OR reason IS NOT NULL),
  CONSTRAINT dry_rows_store_nothing CHECK (NOT dry OR (item_id IS NULL AND document_id IS NULL AND outcome <> 'reading')),
  CONSTRAINT filed_rows_name_their_document CHECK (dry OR (outcome = 'filed') = (document_id IS NOT NULL)),
  CONSTRAINT pages_run_forward CHECK (first_page >= 1 AND last_page >= first_page)
);
COMMENT ON TABLE intake.legacy_row IS 'What became of each row of an index in a run. Rows read = filed + queued + refused + unchanged + still being read.';
COMMENT ON COLUMN intake.legacy_row.run_id IS 'The run.';
COMMENT ON COLUMN intake.legacy_row.number IS 'Row of the index, headings not counted.';
COMMENT ON COLUMN intake.legacy_row.facility_id IS 'As the run''s.';
COMMENT ON COLUMN intake.legacy_row.labels IS 'None; for the protection of the row.';
COMMENT ON COLUMN intake.legacy_row.archive IS 'As the run''s.';
COMMENT ON COLUMN intake.legacy_row.dry IS 'As the run''s.';
COMMENT ON COLUMN intake.legacy_row.row_key IS 'Keyed digest of what makes it this row: facility, archive and its original id, else its file and pages.';
COMMENT ON COLUMN intake.legacy_row.content_key IS 'Keyed digest of all that it says and of its file: differs when the row was changed.';
COMMENT ON COLUMN intake.legacy_row.path IS 'File below the folder.';
COMMENT ON COLUMN intake.legacy_row.file_key IS 'Keyed digest of the file.';
COMMENT ON COLUMN intake.legacy_row.first_page IS 'Of the pages that the row means; empty for the whole file.';
COMMENT ON COLUMN intake.legacy_row.last_page IS 'Last of them.';
COMMENT ON COLUMN intake.legacy_row.patient_match IS 'matched: the record number is one person''s and name or birth date agree.';
COMMENT ON COLUMN intake.legacy_row.findings IS 'All that was found wrong, coded; the reason is the first of them that decides.';
COMMENT ON COLUMN intake.legacy_row.outcome IS 'In a dry run what it would be.';
COMMENT ON COLUMN intake.legacy_row.reason IS 'Coded.';
COMMENT ON COLUMN intake.legacy_row.candidates IS 'Patients to propose in the index queue, with confidence: ids only.';
COMMENT ON COLUMN intake.legacy_row.matched_patient_id IS 'Whose chart, where that is certain.';
COMMENT ON COLUMN intake.legacy_row.encounter_id IS 'Which encounter, where that is certain.';
COMMENT ON COLUMN intake.legacy_row.type_code IS 'Our type.';
COMMENT ON COLUMN intake.legacy_row.dated_on IS 'Date of the document.';
COMMENT ON COLUMN intake.legacy_row.title IS 'Title.';
COMMENT ON COLUMN intake.legacy_row.author IS 'Author as the index says.';
COMMENT ON COLUMN intake.legacy_row.original_id IS 'Number of the document in the other system.';
COMMENT ON COLUMN intake.legacy_row.item_id IS 'The file as it was taken in; several rows may mean pages of one.';
COMMENT ON COLUMN intake.legacy_row.document_id IS 'The document it became.';
COMMENT ON COLUMN intake.legacy_row.recorded_at IS 'When the row was looked at.';
COMMENT ON COLUMN intake.legacy_row.settled_at IS 'When it was filed or queued.';
CREATE INDEX legacy_row_key ON intake.legacy_row (row_key) WHERE NOT dry;
CREATE INDEX legacy_row_path ON intake.legacy_row (facility_id, archive, path) WHERE item_id IS NOT NULL;
CREATE INDEX legacy_row_of_item ON intake.legacy_row (item_id) WHERE item_id IS NOT NULL;
CREATE INDEX legacy_row_file ON intake.legacy_row (run_id, file_key);
CREATE INDEX legacy_row_key_of_run ON intake.legacy_row (run_id, row_key);
SELECT platform.protect('intake.legacy_row');

GRANT SELECT, INSERT ON intake.legacy_index, intake.legacy_map, intake.legacy_run, intake.legacy_row TO chartkeeper_app, chartkeeper_jobs;
GRANT UPDATE (map, saved_at, saved_by) ON intake.legacy_map TO chartkeeper_app, chartkeeper_jobs;
GRANT UPDATE (finished_at, rows_read, files_without_row, stopped_reason) ON intake.legacy_run TO chartkeeper_app, chartkeeper_jobs;
GRANT UPDATE (outcome, reason, findings, document_id, settled_at) ON intake.legacy_row TO chartkeeper_app, chartkeeper_jobs;
GRANT SELECT ON intake.legacy_index, intake.legacy_map, intake.legacy_run, intake.legacy_row TO chartkeeper_report, chartkeeper_backup;
