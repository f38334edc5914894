-- Test pages: sent the way of a source to see whether it arrives, and never filed.

CREATE TABLE intake.source_test (
  id uuid PRIMARY KEY,
  source_id uuid NOT NULL REFERENCES intake.source (id),
  facility_id uuid NOT NULL REFERENCES directory.facility (id),
  labels bigint NOT NULL DEFAULT 0,
  token text NOT NULL CONSTRAINT test_token_is_plain CHECK (token ~ '^[0-9A-Z]{16}$'),
  asked_at timestamptz NOT NULL,
  asked_by text NOT NULL,
  sent_at timestamptz,
  hindrance text,
  item_id uuid REFERENCES intake.item (id),
  arrived_at timestamptz,
  read_at timestamptz,
  CONSTRAINT test_arrives_as_an_item CHECK ((item_id IS NULL) = (arrived_at IS NULL) AND (item_id IS NULL) = (read_at IS NULL))
);
COMMENT ON TABLE intake.source_test IS 'A test page that was sent the way of a source and what became of it. Its page is discarded by itself, never filed.';
COMMENT ON COLUMN intake.source_test.id IS 'UUID v7.';
COMMENT ON COLUMN intake.source_test.source_id IS 'The source.';
COMMENT ON COLUMN intake.source_test.facility_id IS 'As the source''s.';
COMMENT ON COLUMN intake.source_test.labels IS 'None.';
COMMENT ON COLUMN intake.source_test.token IS 'Stands in the code of the page and in its name: by it the page is known.';
COMMENT ON COLUMN intake.source_test.asked_at IS 'When somebody asked for it.';
COMMENT ON COLUMN intake.source_test.asked_by IS 'Actor id.';
COMMENT ON COLUMN intake.source_test.sent_at IS 'When it was put into the folder, given to the mail server or stored.';
COMMENT ON COLUMN intake.source_test.hindrance IS 'Why it could not be sent: a sentence for the desk.';
COMMENT ON COLUMN intake.source_test.item_id IS 'The item it arrived as.';
COMMENT ON COLUMN intake.source_test.arrived_at IS 'When that item was received.';
COMMENT ON COLUMN intake.source_test.read_at IS 'When its code was read.';
CREATE UNIQUE INDEX each_test_token_once ON intake.source_test (token);
CREATE INDEX source_test_of_item ON intake.source_test (item_id) WHERE item_id IS NOT NULL;
CREATE INDEX source_test_of_source ON intake.source_test (source_id, asked_at DESC);
SELECT platform.protect('intake.source_test');

ALTER TABLE intake.page DROP CONSTRAINT own_sheet_is_known;
ALTER TABLE intake.page ADD CONSTRAINT own_sheet_is_known CHECK (own_sheet IN ('separator', 'cover', 'batch', 'test'));
ALTER TABLE intake.part_page DROP CONSTRAINT bin_reason_is_known;
ALTER TABLE intake.part_page ADD CONSTRAINT bin_reason_is_known CHECK (bin_reason IN ('blank', 'separator', 'test', 'replaced', 'duplicate', 'not-a-record', 'other'));

GRANT SELECT, INSERT ON intake.source_test TO chartkeeper_app, chartkeeper_jobs;
GRANT UPDATE (sent_at, hindrance, item_id, arrived_at, read_at) ON intake.source_test TO chartkeeper_app, chartkeeper_jobs;
GRANT SELECT ON intake.source_test TO chartkeeper_report, chartkeeper_backup;
