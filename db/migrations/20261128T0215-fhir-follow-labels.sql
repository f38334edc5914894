-- The resource of a document is never easier to see than the document.

CREATE FUNCTION fhir.follow_labels(p_patient uuid, p_document uuid) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  WITH now_is AS (
    SELECT d.id, d.labels, ARRAY(SELECT v.origin_id FROM documents.version v
      WHERE v.patient_id = d.patient_id AND v.document_id = d.id AND v.origin_id IS NOT NULL) AS others
    FROM documents.document d WHERE d.patient_id = p_patient AND d.id = p_document
  ), same_person AS (
    SELECT m.patient_id FROM patients.member asked JOIN patients.member m ON m.survivor_id = asked.survivor_id
    WHERE asked.patient_id = p_patient
  ), current_ones AS (
    UPDATE fhir.resource r SET labels = n.labels FROM now_is n
    WHERE r.patient_id IN (SELECT s.patient_id FROM same_person s) AND r.type = 'DocumentReference'
      AND (r.id = n.id OR r.id::text = ANY (n.others))
  )
  UPDATE fhir.history h SET labels = n.labels FROM now_is n
  WHERE h.patient_id IN (SELECT s.patient_id FROM same_person s) AND h.type = 'DocumentReference'
    AND (h.id = n.id OR h.id::text = ANY (n.others));
$$;
COMMENT ON FUNCTION fhir.follow_labels IS 'Puts the labels of a document on its DocumentReferences. As the owner, since whoever labels a document may lose sight of it with that act.';
REVOKE ALL ON FUNCTION fhir.follow_labels FROM PUBLIC;
GRANT EXECUTE ON FUNCTION fhir.follow_labels TO chartkeeper_app, chartkeeper_jobs;
