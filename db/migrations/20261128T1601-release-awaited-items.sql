-- Papers that another system sends with a request for records: intake reads them, and once read they join the case.

CREATE TABLE release.awaited_item (
  item_id uuid PRIMARY KEY,
  request_id uuid NOT NULL REFERENCES release.request (id),
  facility_id uuid NOT NULL REFERENCES directory.facility (id),
  labels bigint NOT NULL DEFAULT 0,
  recorded_at timestamptz NOT NULL,
  recorded_by text NOT NULL
);
COMMENT ON TABLE release.awaited_item IS 'A file that came with a request of another system, such as the signed authorization. Its pages join the case in the act that reads them; a file that cannot be read waits for a person in intake.';
COMMENT ON COLUMN release.awaited_item.item_id IS 'The file at intake.';
COMMENT ON COLUMN release.awaited_item.request_id IS 'The case it came with.';
COMMENT ON COLUMN release.awaited_item.facility_id IS 'As the request''s.';
COMMENT ON COLUMN release.awaited_item.labels IS 'None: it says nothing of a patient.';
COMMENT ON COLUMN release.awaited_item.recorded_at IS 'When it came.';
COMMENT ON COLUMN release.awaited_item.recorded_by IS 'Actor id of the system.';
CREATE INDEX awaited_item_of_request ON release.awaited_item (request_id);
SELECT platform.protect('release.awaited_item');
GRANT SELECT, INSERT ON release.awaited_item TO chartkeeper_app, chartkeeper_jobs;
GRANT SELECT ON release.awaited_item TO chartkeeper_report, chartkeeper_backup;
