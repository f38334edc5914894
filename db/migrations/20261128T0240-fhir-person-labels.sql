-- What belongs to a person is never easier to see than the person.
CREATE FUNCTION fhir.person_labels(p_patient uuid) RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$ SELECT coalesce((SELECT p.labels FROM patients.patient p WHERE p.id = p_patient), 0) $$;
COMMENT ON FUNCTION fhir.person_labels IS 'The labels of a person as such, for a resource that is being written. As the owner: a feed may write what it may not see.';
REVOKE ALL ON FUNCTION fhir.person_labels FROM PUBLIC;
GRANT EXECUTE ON FUNCTION fhir.person_labels TO chartkeeper_app, chartkeeper_jobs;
GRANT UPDATE (labels) ON fhir.history TO chartkeeper_app, chartkeeper_jobs;
UPDATE fhir.resource r SET labels = r.labels | p.labels FROM patients.patient p WHERE p.id = r.patient_id AND p.labels <> 0;
UPDATE fhir.history h SET labels = h.labels | p.labels FROM patients.patient p WHERE p.id = h.patient_id AND p.labels <> 0;
