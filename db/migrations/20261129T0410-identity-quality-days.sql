-- What the rates of duplicates, overlaps and overlays are made of, kept for each facility and day so that they have a trend.

CREATE TABLE identity.quality_day (
  facility_id uuid NOT NULL REFERENCES directory.facility (id),
  day date NOT NULL,
  labels bigint NOT NULL DEFAULT 0,
  registrations integer NOT NULL,
  merged integer NOT NULL,
  duplicates_waiting integer NOT NULL,
  duplicates_confirmed integer NOT NULL,
  overlaps_waiting integer NOT NULL,
  overlaps_confirmed integer NOT NULL,
  overlays_open integer NOT NULL,
  overlays_confirmed integer NOT NULL,
  findings_open integer NOT NULL,
  least real NOT NULL,
  counted_at timestamptz NOT NULL,
  PRIMARY KEY (facility_id, day)
);
COMMENT ON TABLE identity.quality_day IS 'The register of a facility counted once a day: numerators and denominators of its rates. Counts only; no patient is named.';
COMMENT ON COLUMN identity.quality_day.facility_id IS 'Whose registrations.';
COMMENT ON COLUMN identity.quality_day.day IS 'Day at the facility.';
COMMENT ON COLUMN identity.quality_day.labels IS 'None.';
COMMENT ON COLUMN identity.quality_day.registrations IS 'All registrations of the facility, merged ones included.';
COMMENT ON COLUMN identity.quality_day.merged IS 'Of these, those that are merged into another one.';
COMMENT ON COLUMN identity.quality_day.duplicates_waiting IS 'Pairs within the facility that wait for a decision, from the cut-off on.';
COMMENT ON COLUMN identity.quality_day.duplicates_confirmed IS 'Registrations merged into one of the same facility, the merge in force.';
COMMENT ON COLUMN identity.quality_day.overlaps_waiting IS 'Pairs with a registration of another facility that wait for a decision, from the cut-off on.';
COMMENT ON COLUMN identity.quality_day.overlaps_confirmed IS 'Merges in force between a registration of the facility and one of another.';
COMMENT ON COLUMN identity.quality_day.overlays_open IS 'Registrations reported to hold two people.';
COMMENT ON COLUMN identity.quality_day.overlays_confirmed IS 'Registrations that held two people and were divided.';
COMMENT ON COLUMN identity.quality_day.findings_open IS 'Findings of the register that are open.';
COMMENT ON COLUMN identity.quality_day.least IS 'The cut-off in force.';
COMMENT ON COLUMN identity.quality_day.counted_at IS 'When it was counted; the last count of a day stands.';
SELECT platform.protect('identity.quality_day');
GRANT SELECT, INSERT ON identity.quality_day TO chartkeeper_app, chartkeeper_jobs;
GRANT UPDATE (registrations, merged, duplicates_waiting, duplicates_confirmed, overlaps_waiting, overlaps_confirmed, overlays_open, overlays_confirmed, findings_open, least, counted_at) ON identity.quality_day TO chartkeeper_app, chartkeeper_jobs;
GRANT SELECT ON identity.quality_day TO chartkeeper_report, chartkeeper_backup;
