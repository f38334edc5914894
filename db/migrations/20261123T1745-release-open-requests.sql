-- The open requests in the order in which they are due, so that the list never works out the state of answered ones.

CREATE TABLE release.open_request (
  id uuid PRIMARY KEY REFERENCES release.request (id),
  facility_id uuid NOT NULL REFERENCES directory.facility (id),
  labels bigint NOT NULL DEFAULT 0,
  due_at timestamptz,
  priority smallint NOT NULL,
  received_at timestamptz NOT NULL
);
COMMENT ON TABLE release.open_request IS 'Requests that still need somebody: neither delivered, closed nor cancelled. Follows from the rows of the request; refresh-worklist.ts keeps it in the transaction of each step.';
COMMENT ON COLUMN release.open_request.id IS 'The request.';
COMMENT ON COLUMN release.open_request.facility_id IS 'As the request''s.';
COMMENT ON COLUMN release.open_request.labels IS 'As the request''s.';
COMMENT ON COLUMN release.open_request.due_at IS 'The earliest of its running clocks.';
COMMENT ON COLUMN release.open_request.priority IS 'As the request''s.';
COMMENT ON COLUMN release.open_request.received_at IS 'As the request''s.';
CREATE INDEX open_request_in_order ON release.open_request (due_at, priority, received_at, id);
SELECT platform.protect('release.open_request');
GRANT SELECT, INSERT, DELETE ON release.open_request TO chartkeeper_app, chartkeeper_jobs;
GRANT UPDATE (labels, due_at, priority) ON release.open_request TO chartkeeper_app, chartkeeper_jobs;
GRANT SELECT ON release.open_request TO chartkeeper_report, chartkeeper_backup;

-- Prefix search is a range on a COLLATE "C" column: the only kind that uses an index under row-level security.

ALTER TABLE release.request
  ADD COLUMN name_key text COLLATE "C" GENERATED ALWAYS AS (lower(requester_name)) STORED,
  ADD COLUMN organisation_key text COLLATE "C" GENERATED ALWAYS AS (lower(requester_organisation)) STORED,
  ADD COLUMN number_key text COLLATE "C" GENERATED ALWAYS AS (lower(number)) STORED;
COMMENT ON COLUMN release.request.name_key IS 'The requester''s name to search by its beginning.';
COMMENT ON COLUMN release.request.organisation_key IS 'The requester''s organisation to search by its beginning.';
COMMENT ON COLUMN release.request.number_key IS 'The number to search by its beginning.';
CREATE INDEX request_by_name ON release.request (name_key) WHERE name_key IS NOT NULL;
CREATE INDEX request_by_organisation ON release.request (organisation_key) WHERE organisation_key IS NOT NULL;
CREATE INDEX request_by_number ON release.request (number_key);

-- Labels of the open list follow those of the request, whatever act changes them.

CREATE FUNCTION release.open_request_follows() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  UPDATE release.open_request SET labels = NEW.labels WHERE id = NEW.id;
  RETURN NULL;
END $$;
COMMENT ON FUNCTION release.open_request_follows() IS 'Keeps the labels of release.open_request equal to those of the request. SECURITY DEFINER, since relabelling may hide the row from whoever causes it.';
REVOKE ALL ON FUNCTION release.open_request_follows() FROM PUBLIC;
CREATE TRIGGER open_request_follows AFTER UPDATE OF labels ON release.request
  FOR EACH ROW WHEN (OLD.labels IS DISTINCT FROM NEW.labels) EXECUTE FUNCTION release.open_request_follows();

INSERT INTO release.open_request (id, facility_id, labels, due_at, priority, received_at)
SELECT r.id, r.facility_id, r.labels,
       (SELECT min(d.due_at) FROM regulations.deadline_state d WHERE d.module = 'release' AND d.subject_id = r.id AND d.outcome IS NULL),
       r.priority, r.received_at
FROM release.request r JOIN release.request_facts f ON f.request_id = r.id
WHERE NOT f.cancelled AND NOT f.closed AND f.hand_over <> 'confirmed';
