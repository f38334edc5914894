-- A packet may hold a page that was withdrawn after it was made. Who hands it over may no longer see that page, so the owner looks.

CREATE FUNCTION release.withdrawn_documents(of_patient uuid, of_scope uuid) RETURNS integer
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT count(*)::int FROM release.scope_document s
  WHERE s.patient_id = of_patient AND s.scope_id = of_scope
    AND coalesce((SELECT w.decision FROM release.settlement w
                  WHERE w.patient_id = s.patient_id AND w.scope_id = s.scope_id AND w.document_id = s.document_id
                  ORDER BY w.recorded_at DESC, w.id DESC LIMIT 1), s.decision) = 'include'
    AND EXISTS (SELECT FROM documents.entered_in_error e
                WHERE e.patient_id = s.document_patient_id AND e.document_id = s.document_id AND e.withdrawn_at IS NULL)
$$;
COMMENT ON FUNCTION release.withdrawn_documents(uuid, uuid) IS 'How many documents that a scope includes are entered in error by now. SECURITY DEFINER, because a page of another patient is hidden from whoever hands the packet over; it tells a number and nothing else.';
REVOKE ALL ON FUNCTION release.withdrawn_documents(uuid, uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION release.withdrawn_documents(uuid, uuid) TO chartkeeper_app, chartkeeper_jobs;
