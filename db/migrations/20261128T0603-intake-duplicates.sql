-- Files that seem to be the same as an earlier one: by their bytes, or by what stands on their pages.

CREATE TABLE intake.content_digest (
  item_id uuid PRIMARY KEY REFERENCES intake.item (id),
  facility_id uuid NOT NULL,
  labels bigint NOT NULL DEFAULT 0,
  pages integer NOT NULL,
  words integer NOT NULL,
  least bigint[] NOT NULL
);
COMMENT ON TABLE intake.content_digest IS 'What stands on the pages of a file, as keyed digests that tell how alike two files are and nothing else.';
COMMENT ON COLUMN intake.content_digest.item_id IS 'The file.';
COMMENT ON COLUMN intake.content_digest.facility_id IS 'As the file''s.';
COMMENT ON COLUMN intake.content_digest.labels IS 'As the file''s.';
COMMENT ON COLUMN intake.content_digest.pages IS 'Its pages.';
COMMENT ON COLUMN intake.content_digest.words IS 'Words that were read.';
COMMENT ON COLUMN intake.content_digest.least IS 'Least keyed digests of its runs of three words under several orders (MinHash): the share that two files have in common estimates how alike they are.';
SELECT platform.protect('intake.content_digest');

CREATE TABLE intake.content_band (
  item_id uuid NOT NULL REFERENCES intake.item (id),
  band smallint NOT NULL,
  facility_id uuid NOT NULL,
  labels bigint NOT NULL DEFAULT 0,
  value bigint NOT NULL,
  PRIMARY KEY (item_id, band)
);
COMMENT ON TABLE intake.content_band IS 'By what alike files are found: two that are alike share at least one of these values.';
COMMENT ON COLUMN intake.content_band.item_id IS 'The file.';
COMMENT ON COLUMN intake.content_band.band IS 'Which of them.';
COMMENT ON COLUMN intake.content_band.facility_id IS 'As the file''s.';
COMMENT ON COLUMN intake.content_band.labels IS 'As the file''s.';
COMMENT ON COLUMN intake.content_band.value IS 'Several of its least digests together.';
CREATE INDEX content_by_band ON intake.content_band (facility_id, band, value);
SELECT platform.protect('intake.content_band');

CREATE TABLE intake.duplicate (
  item_id uuid NOT NULL REFERENCES intake.item (id),
  of_item_id uuid NOT NULL REFERENCES intake.item (id),
  facility_id uuid NOT NULL,
  labels bigint NOT NULL DEFAULT 0,
  how text NOT NULL CONSTRAINT duplicate_how_is_known CHECK (how IN ('bytes', 'content')),
  alike real NOT NULL CONSTRAINT alike_is_a_share CHECK (alike >= 0 AND alike <= 1),
  found_at timestamptz NOT NULL,
  confirmed_at timestamptz,
  confirmed_by text,
  PRIMARY KEY (item_id, of_item_id),
  CONSTRAINT nothing_duplicates_itself CHECK (item_id <> of_item_id),
  CONSTRAINT duplicate_is_confirmed_by_somebody CHECK ((confirmed_at IS NULL) = (confirmed_by IS NULL))
);
COMMENT ON TABLE intake.duplicate IS 'A file seems to be the same as an earlier one. Shown, never acted on by itself; the link stays whatever a person decides.';
COMMENT ON COLUMN intake.duplicate.item_id IS 'The later file.';
COMMENT ON COLUMN intake.duplicate.of_item_id IS 'The earlier one.';
COMMENT ON COLUMN intake.duplicate.facility_id IS 'As the file''s.';
COMMENT ON COLUMN intake.duplicate.labels IS 'Of both together.';
COMMENT ON COLUMN intake.duplicate.how IS 'bytes: the same file; content: pages that say the same.';
COMMENT ON COLUMN intake.duplicate.alike IS '1: the same bytes; else the estimated share of what stands on both.';
COMMENT ON COLUMN intake.duplicate.found_at IS 'When.';
COMMENT ON COLUMN intake.duplicate.confirmed_at IS 'When a person said so and discarded its pages.';
COMMENT ON COLUMN intake.duplicate.confirmed_by IS 'Actor id.';
CREATE INDEX duplicate_of ON intake.duplicate (of_item_id);
SELECT platform.protect('intake.duplicate');

GRANT SELECT, INSERT ON intake.content_digest, intake.content_band, intake.duplicate TO chartkeeper_app, chartkeeper_jobs;
GRANT UPDATE (confirmed_at, confirmed_by) ON intake.duplicate TO chartkeeper_app, chartkeeper_jobs;
GRANT SELECT ON intake.content_digest, intake.content_band, intake.duplicate TO chartkeeper_report, chartkeeper_backup;
