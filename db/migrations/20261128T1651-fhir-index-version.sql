-- Resources stored before there was an index, or under an older set of parameters, are indexed by a job.
ALTER TABLE fhir.resource ADD COLUMN index_version integer NOT NULL DEFAULT 0;
COMMENT ON COLUMN fhir.resource.index_version IS 'Set of search parameters by which it stands in the index; 0: not yet. A migration that changes the set puts it back to 0.';
CREATE INDEX resource_to_index ON fhir.resource (id) WHERE index_version = 0;
