-- Documents that came after a release whose scope covered them: does the recipient need a supplement?

CREATE TABLE release.supplement (
  patient_id uuid NOT NULL REFERENCES patients.patient (id),
  id uuid NOT NULL,
  facility_id uuid NOT NULL REFERENCES directory.facility (id),
  labels bigint NOT NULL DEFAULT 0,
  request_id uuid NOT NULL REFERENCES release.request (id),
  document_patient_id uuid NOT NULL,
  document_id uuid NOT NULL,
  version_id uuid NOT NULL,
  why text NOT NULL CONSTRAINT supplement_cause_is_known CHECK (why IN ('late-document', 'new-version')),
  decision text CONSTRAINT supplement_decision_is_known CHECK (decision IN ('send', 'not-needed')),
  reason text,
  sent_request_id uuid REFERENCES release.request (id),
  decided_at timestamptz,
  decided_by text,
  recorded_at timestamptz NOT NULL,
  recorded_by text NOT NULL,
  PRIMARY KEY (patient_id, id),
  FOREIGN KEY (document_patient_id, document_id) REFERENCES documents.document (patient_id, id),
  CONSTRAINT asked_once_for_each_version UNIQUE (patient_id, request_id, document_id, version_id),
  CONSTRAINT supplement_is_decided_by_somebody CHECK ((decision IS NULL) = (decided_at IS NULL) AND (decision IS NULL) = (decided_by IS NULL) AND (decision IS NULL) = (reason IS NULL)),
  CONSTRAINT sending_opens_a_case CHECK ((decision IS NOT DISTINCT FROM 'send') = (sent_request_id IS NOT NULL))
);
COMMENT ON TABLE release.supplement IS 'A document that came, or changed, after a release of the last twelve months whose scope covered it, and what was decided.';
COMMENT ON COLUMN release.supplement.patient_id IS 'Whose records were released.';
COMMENT ON COLUMN release.supplement.id IS 'UUID v7.';
COMMENT ON COLUMN release.supplement.facility_id IS 'As the request''s.';
COMMENT ON COLUMN release.supplement.labels IS 'Of the patient as such, and of the document, when it was recorded.';
COMMENT ON COLUMN release.supplement.request_id IS 'The request that was answered without it.';
COMMENT ON COLUMN release.supplement.document_patient_id IS 'Registration of the document.';
COMMENT ON COLUMN release.supplement.document_id IS 'The document.';
COMMENT ON COLUMN release.supplement.version_id IS 'The version that came.';
COMMENT ON COLUMN release.supplement.why IS 'A document that was not there, or a newer version of one that was.';
COMMENT ON COLUMN release.supplement.decision IS 'Send a supplement, or none is needed; none while nobody decided.';
COMMENT ON COLUMN release.supplement.reason IS 'Why.';
COMMENT ON COLUMN release.supplement.sent_request_id IS 'The new case that sends it.';
COMMENT ON COLUMN release.supplement.decided_at IS 'When.';
COMMENT ON COLUMN release.supplement.decided_by IS 'Actor id.';
COMMENT ON COLUMN release.supplement.recorded_at IS 'When the question arose.';
COMMENT ON COLUMN release.supplement.recorded_by IS 'Actor id.';
CREATE INDEX supplement_of_request ON release.supplement (request_id, recorded_at);
SELECT platform.protect('release.supplement');
GRANT SELECT, INSERT ON release.supplement TO chartkeeper_app, chartkeeper_jobs;
GRANT UPDATE (decision, reason, sent_request_id, decided_at, decided_by) ON release.supplement TO chartkeeper_app, chartkeeper_jobs;
GRANT SELECT ON release.supplement TO chartkeeper_report, chartkeeper_backup;
