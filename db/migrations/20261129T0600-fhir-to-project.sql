-- Documents and encounters that the desk or another feed made or changed, to be served as FHIR soon after.

CREATE TABLE fhir.to_project (
  n bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  type text COLLATE "C" NOT NULL,
  subject_id uuid NOT NULL,
  resource_id uuid NOT NULL,
  tries integer NOT NULL DEFAULT 0,
  CONSTRAINT projected_type_is_known CHECK (type IN ('DocumentReference', 'Encounter'))
);
COMMENT ON TABLE fhir.to_project IS 'What the job fhir.project brings up to date in fhir.resource: a row for each change, written in the transaction of the change and taken away in the one that follows it.';
COMMENT ON COLUMN fhir.to_project.n IS 'Order.';
COMMENT ON COLUMN fhir.to_project.type IS 'Type of the resource.';
COMMENT ON COLUMN fhir.to_project.subject_id IS 'Registration it is filed under.';
COMMENT ON COLUMN fhir.to_project.resource_id IS 'Id of the document or encounter.';
COMMENT ON COLUMN fhir.to_project.tries IS 'How often it failed; what failed waits behind the others, and after some tries for somebody to look.';
GRANT SELECT, INSERT, UPDATE, DELETE ON fhir.to_project TO chartkeeper_app, chartkeeper_jobs;
GRANT SELECT ON fhir.to_project TO chartkeeper_backup;

-- What is here already and was never served.
INSERT INTO fhir.to_project (type, subject_id, resource_id)
SELECT 'Encounter', e.patient_id, e.id FROM encounters.encounter e
WHERE NOT EXISTS (SELECT FROM fhir.resource r WHERE r.type = 'Encounter' AND r.id = e.id);
INSERT INTO fhir.to_project (type, subject_id, resource_id)
SELECT 'DocumentReference', d.patient_id, d.id FROM documents.document d
WHERE NOT EXISTS (SELECT FROM fhir.resource r WHERE r.type = 'DocumentReference' AND r.id = d.id);

-- What a source said last is told from what the desk made of it.
ALTER TABLE fhir.history ADD COLUMN origin text;
COMMENT ON COLUMN fhir.history.origin IS 'As the resource''s was then; empty for versions from before it was kept.';
