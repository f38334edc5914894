-- Two registrations that a source says are one person, and that both stay (HL7 A24, taken back by A37). Nothing is merged by it.

CREATE TABLE patients.link (
  patient_id uuid NOT NULL REFERENCES patients.patient (id),
  id uuid NOT NULL,
  facility_id uuid NOT NULL,
  labels bigint NOT NULL DEFAULT 0,
  other_id uuid NOT NULL REFERENCES patients.patient (id),
  origin text NOT NULL,
  linked_at timestamptz NOT NULL,
  linked_by text NOT NULL,
  ended_at timestamptz,
  ended_by text,
  PRIMARY KEY (patient_id, id),
  CONSTRAINT nobody_is_linked_with_himself CHECK (patient_id <> other_id),
  CONSTRAINT link_ended_by_somebody CHECK ((ended_at IS NULL) = (ended_by IS NULL))
);
COMMENT ON TABLE patients.link IS 'A source says that two registrations are one person; both stay. A person compares and merges them, or not.';
COMMENT ON COLUMN patients.link.patient_id IS 'One of the two.';
COMMENT ON COLUMN patients.link.id IS 'UUID v7.';
COMMENT ON COLUMN patients.link.facility_id IS 'As the patient''s.';
COMMENT ON COLUMN patients.link.labels IS 'As the patient''s.';
COMMENT ON COLUMN patients.link.other_id IS 'The other.';
COMMENT ON COLUMN patients.link.origin IS 'Who says so: name of the feed.';
COMMENT ON COLUMN patients.link.linked_at IS 'When it was said.';
COMMENT ON COLUMN patients.link.linked_by IS 'Actor id.';
COMMENT ON COLUMN patients.link.ended_at IS 'When it was taken back.';
COMMENT ON COLUMN patients.link.ended_by IS 'Actor id.';
CREATE UNIQUE INDEX link_stands_once ON patients.link (patient_id, other_id) WHERE ended_at IS NULL;
CREATE INDEX link_with ON patients.link (other_id);
SELECT platform.protect('patients.link');
GRANT SELECT, INSERT ON patients.link TO chartkeeper_app, chartkeeper_jobs;
GRANT UPDATE (labels, ended_at, ended_by) ON patients.link TO chartkeeper_app, chartkeeper_jobs;
GRANT SELECT ON patients.link TO chartkeeper_report, chartkeeper_backup;

-- Such a pair comes to the identity desk whatever the comparison says.
ALTER TABLE identity.pair DROP CONSTRAINT pair_found_how_is_known;
ALTER TABLE identity.pair ADD CONSTRAINT pair_found_how_is_known CHECK (found_how IN ('news', 'whole', 'person', 'feed'));
COMMENT ON COLUMN identity.pair.found_how IS 'By the news of a registration or change, by going through the whole register, by a person, by a feed that links the two.';
