-- Composite parameters and identifiers by their type are searched by: what may have one is indexed anew by the job fhir.index-stored.
UPDATE fhir.resource SET index_version = 0 WHERE type IN ('Observation', 'DocumentReference') OR content ~ '"identifier":\[\{[^]]*"type"';
COMMENT ON COLUMN fhir.search_key.parameter IS 'Code of the SearchParameter; code:text for the words of a token, code:identifier for a reference by number, code:of-type for an identifier by its type, code:code|system for what a composite parameter says under a code.';
COMMENT ON COLUMN fhir.search_range.parameter IS 'Code of the SearchParameter; code:code|system for what a composite parameter says under a code.';
