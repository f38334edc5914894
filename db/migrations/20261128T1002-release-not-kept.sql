-- What of an outside record was not kept after the packet was made counts as withdrawn from it too.

CREATE OR REPLACE FUNCTION release.withdrawn_documents(of_patient uuid, of_scope uuid) RETURNS integer
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT count(*)::int FROM release.scope_document s
  WHERE s.patient_id = of_patient AND s.scope_id = of_scope
    AND coalesce((SELECT w.decision FROM release.settlement w
                  WHERE w.patient_id = s.patient_id AND w.scope_id = s.scope_id AND w.document_id = s.document_id
                  ORDER BY w.recorded_at DESC, w.id DESC LIMIT 1), s.decision) = 'include'
    AND (EXISTS (SELECT FROM documents.entered_in_error e
                 WHERE e.patient_id = s.document_patient_id AND e.document_id = s.document_id AND e.withdrawn_at IS NULL)
      OR EXISTS (SELECT FROM documents.outside_review r
                 WHERE r.patient_id = s.document_patient_id AND r.document_id = s.document_id AND r.superseded_at IS NULL
                   AND r.recorded_at > (SELECT c.recorded_at FROM release.scope c WHERE c.patient_id = s.patient_id AND c.id = s.scope_id)
                   AND (r.decision = 'do-not-keep' OR (r.decision = 'keep-part' AND r.kept_version_id <> s.version_id))))
$$;
COMMENT ON FUNCTION release.withdrawn_documents(uuid, uuid) IS 'How many documents that a scope includes are entered in error by now, or were kept in part or not at all since. SECURITY DEFINER, because such pages are hidden from whoever hands the packet over; it tells a number and nothing else.';
