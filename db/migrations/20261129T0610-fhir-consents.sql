-- Authorizations and restrictions are served as FHIR Consent.

ALTER TABLE fhir.to_project DROP CONSTRAINT projected_type_is_known;
ALTER TABLE fhir.to_project ADD CONSTRAINT projected_type_is_known CHECK (type IN ('DocumentReference', 'Encounter', 'Consent'));
COMMENT ON COLUMN fhir.to_project.resource_id IS 'Id of the document or encounter; of a Consent the request whose authorizations it is about, or the restriction.';

INSERT INTO fhir.to_project (type, subject_id, resource_id)
SELECT DISTINCT 'Consent', a.patient_id, a.request_id FROM release.authority a WHERE a.basis IN ('authorization', 'part2-consent');
INSERT INTO fhir.to_project (type, subject_id, resource_id)
SELECT 'Consent', r.patient_id, r.id FROM release.restriction r WHERE r.kind <> 'confidential-communication';
