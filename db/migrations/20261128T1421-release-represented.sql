-- On whose power an authority rests, where a representative signed or asked; and links that were taken back by themselves.

ALTER TABLE release.authority ADD COLUMN representative_id uuid;
COMMENT ON COLUMN release.authority.representative_id IS 'The representative who signed or asks, as recorded with the patient; asked again each day. No foreign key: after a merge it may stand under another registration of the person.';

CREATE TABLE release.suspension (
  patient_id uuid NOT NULL REFERENCES patients.patient (id),
  id uuid NOT NULL,
  facility_id uuid NOT NULL REFERENCES directory.facility (id),
  labels bigint NOT NULL DEFAULT 0,
  request_id uuid NOT NULL REFERENCES release.request (id),
  link_id uuid NOT NULL,
  why text NOT NULL CONSTRAINT suspension_why_is_known CHECK (why IN ('power-ended', 'patient-died', 'document-withdrawn')),
  recorded_at timestamptz NOT NULL,
  recorded_by text NOT NULL,
  answer text,
  answered_at timestamptz,
  answered_by text,
  PRIMARY KEY (patient_id, id),
  FOREIGN KEY (patient_id, link_id) REFERENCES release.link (patient_id, id),
  CONSTRAINT link_is_suspended_once UNIQUE (patient_id, link_id),
  CONSTRAINT suspension_is_answered_by_somebody CHECK ((answered_at IS NULL) = (answered_by IS NULL) AND (answered_at IS NULL) = (answer IS NULL))
);
COMMENT ON TABLE release.suspension IS 'That an open link was taken back without a person: the patient died and the power it rested on ended, or a document behind it was withdrawn. Waits until somebody says what follows.';
COMMENT ON COLUMN release.suspension.patient_id IS 'Whose records.';
COMMENT ON COLUMN release.suspension.id IS 'UUID v7.';
COMMENT ON COLUMN release.suspension.facility_id IS 'As the link''s.';
COMMENT ON COLUMN release.suspension.labels IS 'Of the patient as such; kept by the reaction release.suspensions-follow-labels.';
COMMENT ON COLUMN release.suspension.request_id IS 'The request.';
COMMENT ON COLUMN release.suspension.link_id IS 'The link, which is revoked in the same act.';
COMMENT ON COLUMN release.suspension.why IS 'Why.';
COMMENT ON COLUMN release.suspension.recorded_at IS 'When.';
COMMENT ON COLUMN release.suspension.recorded_by IS 'Actor id: the reaction.';
COMMENT ON COLUMN release.suspension.answer IS 'What a person made of it.';
COMMENT ON COLUMN release.suspension.answered_at IS 'When.';
COMMENT ON COLUMN release.suspension.answered_by IS 'Actor id.';
CREATE INDEX suspension_of_request ON release.suspension (request_id, recorded_at DESC, id DESC);
SELECT platform.protect('release.suspension');
GRANT SELECT, INSERT ON release.suspension TO chartkeeper_app, chartkeeper_jobs;
GRANT UPDATE (labels, answer, answered_at, answered_by) ON release.suspension TO chartkeeper_app, chartkeeper_jobs;
GRANT SELECT ON release.suspension TO chartkeeper_report, chartkeeper_backup;

CREATE INDEX link_not_revoked_by_end ON release.link (expires_at) WHERE revoked_at IS NULL;
CREATE INDEX link_of_patient_not_revoked ON release.link (patient_id) WHERE revoked_at IS NULL;

CREATE FUNCTION release.links_with_withdrawn(of_document_patient uuid, of_document uuid) RETURNS TABLE (patient_id uuid, link_id uuid)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT l.patient_id, l.id FROM release.link l
  JOIN release.disclosure_document d ON d.patient_id = l.patient_id AND d.disclosure_id = l.disclosure_id
  JOIN release.packet p ON p.patient_id = l.patient_id AND p.id = l.packet_id
  JOIN release.approval a ON a.patient_id = p.patient_id AND a.id = p.approval_id
  WHERE d.document_patient_id = of_document_patient AND d.document_id = of_document AND l.revoked_at IS NULL
    AND release.withdrawn_documents(l.patient_id, a.scope_id) > 0
$$;
COMMENT ON FUNCTION release.links_with_withdrawn(uuid, uuid) IS 'Links not taken back whose packet holds this document, while its scope holds something withdrawn. SECURITY DEFINER, because a withdrawn page is hidden; it tells ids of links and nothing else.';
REVOKE ALL ON FUNCTION release.links_with_withdrawn(uuid, uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION release.links_with_withdrawn(uuid, uuid) TO chartkeeper_app, chartkeeper_jobs;
