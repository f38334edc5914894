-- The structured part of a record beside the pages of a packet: entries that feeds brought (FHIR), chosen with the scope,
-- approved with it, and attached to the first volume as a FHIR Bundle and as CSV.

CREATE TABLE release.structured_part (
  patient_id uuid NOT NULL REFERENCES patients.patient (id),
  id uuid NOT NULL,
  facility_id uuid NOT NULL REFERENCES directory.facility (id),
  labels bigint NOT NULL DEFAULT 0,
  request_id uuid NOT NULL REFERENCES release.request (id),
  scope_id uuid NOT NULL,
  wanted boolean NOT NULL,
  kinds integer NOT NULL CONSTRAINT structured_kinds_are_counted CHECK (kinds >= 0 AND (wanted OR kinds = 0)),
  recorded_at timestamptz NOT NULL,
  recorded_by text NOT NULL,
  PRIMARY KEY (patient_id, id),
  FOREIGN KEY (patient_id, scope_id) REFERENCES release.scope (patient_id, id)
);
COMMENT ON TABLE release.structured_part IS 'Whether the structured part of the record goes with a scope; the newest row of the scope counts.';
COMMENT ON COLUMN release.structured_part.patient_id IS 'Whose records.';
COMMENT ON COLUMN release.structured_part.id IS 'UUID v7.';
COMMENT ON COLUMN release.structured_part.facility_id IS 'As the request''s.';
COMMENT ON COLUMN release.structured_part.labels IS 'Of the patient as such; kept by release.relabel_structured.';
COMMENT ON COLUMN release.structured_part.request_id IS 'The request.';
COMMENT ON COLUMN release.structured_part.scope_id IS 'The scope it was chosen with: dates, kinds and authority are the scope''s.';
COMMENT ON COLUMN release.structured_part.wanted IS 'It goes along; false: it was taken out again.';
COMMENT ON COLUMN release.structured_part.kinds IS 'How many rows of release.structured_kind it has: whoever sees fewer does not see all of it.';
COMMENT ON COLUMN release.structured_part.recorded_at IS 'When.';
COMMENT ON COLUMN release.structured_part.recorded_by IS 'Actor id.';
CREATE INDEX structured_part_of_scope ON release.structured_part (patient_id, scope_id, recorded_at DESC);
SELECT platform.protect('release.structured_part');
GRANT SELECT, INSERT ON release.structured_part TO chartkeeper_app, chartkeeper_jobs;
GRANT SELECT ON release.structured_part TO chartkeeper_report, chartkeeper_backup;

CREATE TABLE release.structured_kind (
  patient_id uuid NOT NULL REFERENCES patients.patient (id),
  id uuid NOT NULL,
  facility_id uuid NOT NULL REFERENCES directory.facility (id),
  labels bigint NOT NULL DEFAULT 0,
  own_labels bigint NOT NULL,
  part_id uuid NOT NULL,
  type text NOT NULL CONSTRAINT structured_kind_is_a_type CHECK (type ~ '^[A-Z][A-Za-z]+$'),
  entries text[] NOT NULL,
  withheld integer NOT NULL CONSTRAINT structured_kind_withholds_some CHECK (withheld >= 0),
  reasons jsonb NOT NULL,
  PRIMARY KEY (patient_id, id),
  FOREIGN KEY (patient_id, part_id) REFERENCES release.structured_part (patient_id, id)
);
COMMENT ON TABLE release.structured_kind IS 'What was decided on the entries of one FHIR type: these go, so many stay, and why.';
COMMENT ON COLUMN release.structured_kind.patient_id IS 'Whose records.';
COMMENT ON COLUMN release.structured_kind.id IS 'UUID v7.';
COMMENT ON COLUMN release.structured_kind.facility_id IS 'As the request''s.';
COMMENT ON COLUMN release.structured_kind.labels IS 'Of the patient as such and of its entries; kept by release.relabel_structured.';
COMMENT ON COLUMN release.structured_kind.own_labels IS 'Of its entries together, as they were when it was decided.';
COMMENT ON COLUMN release.structured_kind.part_id IS 'The choice.';
COMMENT ON COLUMN release.structured_kind.type IS 'resourceType (HL7 FHIR R4).';
COMMENT ON COLUMN release.structured_kind.entries IS 'What goes, as `registration/id/version`; the packet takes these and no others.';
COMMENT ON COLUMN release.structured_kind.withheld IS 'Entries that stay behind.';
COMMENT ON COLUMN release.structured_kind.reasons IS 'Why they stay: [{ruleId, version?, cite?, text, count}].';
CREATE INDEX structured_kind_of_part ON release.structured_kind (patient_id, part_id);
SELECT platform.protect('release.structured_kind');
GRANT SELECT, INSERT ON release.structured_kind TO chartkeeper_app, chartkeeper_jobs;
GRANT SELECT ON release.structured_kind TO chartkeeper_report, chartkeeper_backup;

CREATE FUNCTION release.relabel_structured(whose uuid) RETURNS void
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  mask bigint := coalesce((SELECT p.labels FROM patients.patient p WHERE p.id = whose), 0);
BEGIN
  UPDATE release.structured_part SET labels = mask WHERE patient_id = whose AND labels <> mask;
  UPDATE release.structured_kind SET labels = mask | own_labels WHERE patient_id = whose AND labels <> (mask | own_labels);
END $$;
COMMENT ON FUNCTION release.relabel_structured(uuid) IS 'Gives what was decided on structured parts the labels of the patient. SECURITY DEFINER: the column is nobody else''s to change.';
REVOKE ALL ON FUNCTION release.relabel_structured(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION release.relabel_structured(uuid) TO chartkeeper_app, chartkeeper_jobs;
