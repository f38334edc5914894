-- FHIR R4: the current JSON of every resource of every type, as text, streamed without parsing; older versions apart.

CREATE SCHEMA fhir;
COMMENT ON SCHEMA fhir IS 'What the outside sends and reads as FHIR R4. For types that a module owns, the module''s tables are the truth and this is their projection with what our columns do not model.';
GRANT USAGE ON SCHEMA fhir TO chartkeeper_app, chartkeeper_jobs, chartkeeper_backup;

CREATE TABLE fhir.resource (
  patient_id uuid NOT NULL,
  type text COLLATE "C" NOT NULL,
  id uuid NOT NULL,
  version integer NOT NULL,
  at timestamptz NOT NULL,
  origin text NOT NULL,
  content text NOT NULL,
  hash bytea NOT NULL,
  facility_id uuid NOT NULL REFERENCES directory.facility (id),
  labels bigint NOT NULL DEFAULT 0,
  PRIMARY KEY (patient_id, type, id)
);
COMMENT ON TABLE fhir.resource IS 'Current version of each resource.';
COMMENT ON COLUMN fhir.resource.patient_id IS 'Whose compartment; the zero UUID for what belongs to nobody (organisations, practitioners).';
COMMENT ON COLUMN fhir.resource.type IS 'resourceType.';
COMMENT ON COLUMN fhir.resource.id IS 'Logical id; for module types the module''s own id.';
COMMENT ON COLUMN fhir.resource.version IS 'meta.versionId.';
COMMENT ON COLUMN fhir.resource.at IS 'meta.lastUpdated.';
COMMENT ON COLUMN fhir.resource.origin IS 'fhir (HTTP), fhir-import, desk, or the name of the feed.';
COMMENT ON COLUMN fhir.resource.content IS 'The JSON as served.';
COMMENT ON COLUMN fhir.resource.hash IS 'SHA-256 of the content with sorted keys, without meta: equal means unchanged.';
COMMENT ON COLUMN fhir.resource.facility_id IS 'Facility that received it.';
COMMENT ON COLUMN fhir.resource.labels IS 'Sensitivity from meta.security and from the patient.';
CREATE INDEX resource_by_id ON fhir.resource (type, id);
SELECT platform.protect('fhir.resource');

CREATE TABLE fhir.history (
  patient_id uuid NOT NULL,
  type text COLLATE "C" NOT NULL,
  id uuid NOT NULL,
  version integer NOT NULL,
  at timestamptz NOT NULL,
  content text NOT NULL,
  facility_id uuid NOT NULL,
  labels bigint NOT NULL DEFAULT 0,
  PRIMARY KEY (patient_id, type, id, version)
);
COMMENT ON TABLE fhir.history IS 'Superseded versions.';
COMMENT ON COLUMN fhir.history.patient_id IS 'As the resource''s.';
COMMENT ON COLUMN fhir.history.type IS 'As the resource''s.';
COMMENT ON COLUMN fhir.history.id IS 'As the resource''s.';
COMMENT ON COLUMN fhir.history.version IS 'The version it was.';
COMMENT ON COLUMN fhir.history.at IS 'When that version was written.';
COMMENT ON COLUMN fhir.history.content IS 'As it was served.';
COMMENT ON COLUMN fhir.history.facility_id IS 'As the resource''s.';
COMMENT ON COLUMN fhir.history.labels IS 'As the resource''s.';
SELECT platform.protect('fhir.history');

CREATE TABLE fhir.source (
  origin text NOT NULL,
  type text COLLATE "C" NOT NULL,
  source_id text NOT NULL,
  id uuid NOT NULL,
  PRIMARY KEY (origin, type, source_id)
);
COMMENT ON TABLE fhir.source IS 'Which of our resources a source''s own id became: importing it again updates instead of doubling.';
COMMENT ON COLUMN fhir.source.origin IS 'The source.';
COMMENT ON COLUMN fhir.source.type IS 'resourceType.';
COMMENT ON COLUMN fhir.source.source_id IS 'The source''s id.';
COMMENT ON COLUMN fhir.source.id IS 'Ours.';

GRANT SELECT, INSERT, UPDATE ON fhir.resource, fhir.source TO chartkeeper_app, chartkeeper_jobs;
GRANT SELECT, INSERT ON fhir.history TO chartkeeper_app, chartkeeper_jobs;
GRANT SELECT ON ALL TABLES IN SCHEMA fhir TO chartkeeper_backup;
