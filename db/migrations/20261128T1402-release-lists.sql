-- Lists of requests, as insurers and attorneys send them: one file, each row of which becomes a case or says why not.

CREATE TABLE release.request_list (
  id uuid PRIMARY KEY,
  facility_id uuid NOT NULL REFERENCES directory.facility (id),
  labels bigint NOT NULL DEFAULT 0,
  file_name text NOT NULL CONSTRAINT list_has_a_file_name CHECK (file_name <> ''),
  digest text NOT NULL,
  headings text[] NOT NULL,
  rows integer NOT NULL CONSTRAINT list_has_rows CHECK (rows BETWEEN 1 AND 5000),
  settings jsonb,
  created integer NOT NULL DEFAULT 0,
  known integer NOT NULL DEFAULT 0,
  refused integer NOT NULL DEFAULT 0,
  started_at timestamptz,
  started_by text,
  finished_at timestamptz,
  recorded_at timestamptz NOT NULL,
  recorded_by text NOT NULL,
  CONSTRAINT started_by_somebody CHECK ((started_at IS NULL) = (started_by IS NULL)),
  CONSTRAINT finished_after_it_was_started CHECK (finished_at IS NULL OR started_at IS NOT NULL),
  CONSTRAINT started_with_settings CHECK (started_at IS NULL OR settings IS NOT NULL)
);
COMMENT ON TABLE release.request_list IS 'A list of requests as a requester sent it.';
COMMENT ON COLUMN release.request_list.id IS 'UUID v7.';
COMMENT ON COLUMN release.request_list.facility_id IS 'Facility that works its requests.';
COMMENT ON COLUMN release.request_list.labels IS 'None: whose records are asked for is said row by row, and a row is no record.';
COMMENT ON COLUMN release.request_list.file_name IS 'As it came.';
COMMENT ON COLUMN release.request_list.digest IS 'SHA-256 of the file.';
COMMENT ON COLUMN release.request_list.headings IS 'Its first row.';
COMMENT ON COLUMN release.request_list.rows IS 'How many rows stand below it.';
COMMENT ON COLUMN release.request_list.settings IS 'Who asks, for what, when it was received, and which column says what; empty until somebody said it.';
COMMENT ON COLUMN release.request_list.created IS 'Rows that opened a case, counted as they were taken in.';
COMMENT ON COLUMN release.request_list.known IS 'Rows that had a case.';
COMMENT ON COLUMN release.request_list.refused IS 'Rows that were refused.';
COMMENT ON COLUMN release.request_list.started_at IS 'When its rows were last begun to be taken in.';
COMMENT ON COLUMN release.request_list.started_by IS 'Actor id.';
COMMENT ON COLUMN release.request_list.finished_at IS 'When every row had its outcome.';
COMMENT ON COLUMN release.request_list.recorded_at IS 'When.';
COMMENT ON COLUMN release.request_list.recorded_by IS 'Actor id.';
CREATE INDEX request_list_newest ON release.request_list (recorded_at DESC, id DESC);
SELECT platform.protect('release.request_list');

CREATE TABLE release.request_list_row (
  list_id uuid NOT NULL REFERENCES release.request_list (id),
  number integer NOT NULL CONSTRAINT rows_count_from_one CHECK (number >= 1),
  facility_id uuid NOT NULL REFERENCES directory.facility (id),
  labels bigint NOT NULL DEFAULT 0,
  cells text[] NOT NULL,
  outcome text CONSTRAINT row_outcome_is_known CHECK (outcome IN ('created', 'known', 'refused')),
  reasons text[] NOT NULL DEFAULT '{}',
  request_id uuid REFERENCES release.request (id),
  decided_at timestamptz,
  PRIMARY KEY (list_id, number),
  CONSTRAINT taken_rows_have_a_case CHECK ((request_id IS NOT NULL) = (outcome IS NOT NULL AND outcome <> 'refused')),
  CONSTRAINT row_is_decided_at_a_time CHECK ((outcome IS NULL) = (decided_at IS NULL))
);
COMMENT ON TABLE release.request_list_row IS 'One row of a list with what became of it.';
COMMENT ON COLUMN release.request_list_row.list_id IS 'The list.';
COMMENT ON COLUMN release.request_list_row.number IS 'From 1, the headings not counted.';
COMMENT ON COLUMN release.request_list_row.facility_id IS 'As the list''s.';
COMMENT ON COLUMN release.request_list_row.labels IS 'As the list''s.';
COMMENT ON COLUMN release.request_list_row.cells IS 'As they came, in the order of the headings.';
COMMENT ON COLUMN release.request_list_row.outcome IS 'created: a case was opened; known: the same row had opened one before; refused: see the reasons. Empty until taken in.';
COMMENT ON COLUMN release.request_list_row.reasons IS 'Words for what is wrong with it, or to be looked at.';
COMMENT ON COLUMN release.request_list_row.request_id IS 'Its case.';
COMMENT ON COLUMN release.request_list_row.decided_at IS 'When.';
CREATE INDEX request_list_row_undecided ON release.request_list_row (list_id, number) WHERE outcome IS NULL;
SELECT platform.protect('release.request_list_row');

CREATE TABLE release.request_list_map (
  facility_id uuid NOT NULL REFERENCES directory.facility (id),
  labels bigint NOT NULL DEFAULT 0,
  requester_key text NOT NULL CONSTRAINT map_is_somebodys CHECK (requester_key <> ''),
  settings jsonb NOT NULL,
  recorded_at timestamptz NOT NULL,
  recorded_by text NOT NULL,
  PRIMARY KEY (facility_id, requester_key)
);
COMMENT ON TABLE release.request_list_map IS 'Which columns the lists of one requester have, so that the next one is read at once.';
COMMENT ON COLUMN release.request_list_map.facility_id IS 'Where.';
COMMENT ON COLUMN release.request_list_map.labels IS 'None.';
COMMENT ON COLUMN release.request_list_map.requester_key IS 'Organisation or name of the requester in small letters.';
COMMENT ON COLUMN release.request_list_map.settings IS 'As of the last list that was taken in.';
COMMENT ON COLUMN release.request_list_map.recorded_at IS 'When.';
COMMENT ON COLUMN release.request_list_map.recorded_by IS 'Actor id.';
SELECT platform.protect('release.request_list_map');

GRANT SELECT, INSERT ON release.request_list, release.request_list_row, release.request_list_map TO chartkeeper_app, chartkeeper_jobs;
GRANT UPDATE (settings, created, known, refused, started_at, started_by, finished_at) ON release.request_list TO chartkeeper_app, chartkeeper_jobs;
GRANT UPDATE (outcome, reasons, request_id, decided_at) ON release.request_list_row TO chartkeeper_app, chartkeeper_jobs;
GRANT UPDATE (settings, recorded_at, recorded_by) ON release.request_list_map TO chartkeeper_app, chartkeeper_jobs;
GRANT SELECT ON release.request_list, release.request_list_row, release.request_list_map TO chartkeeper_report, chartkeeper_backup;
