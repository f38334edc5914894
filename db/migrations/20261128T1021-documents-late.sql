-- What each version of a document is, documents that came late, and documents not verified yet.

CREATE TABLE documents.version_status (
  patient_id uuid NOT NULL,
  id uuid NOT NULL,
  facility_id uuid NOT NULL,
  labels bigint NOT NULL DEFAULT 0,
  document_id uuid NOT NULL,
  version_id uuid NOT NULL,
  status text NOT NULL CONSTRAINT version_status_is_known CHECK (status IN ('preliminary', 'final', 'corrected', 'amended')),
  basis text NOT NULL CONSTRAINT version_status_basis_is_known CHECK (basis IN ('source', 'person')),
  reason text,
  raised_at timestamptz,
  ended_at timestamptz,
  ended_by text,
  recorded_at timestamptz NOT NULL,
  recorded_by text NOT NULL,
  PRIMARY KEY (patient_id, id),
  CONSTRAINT version_status_document_exists FOREIGN KEY (patient_id, document_id) REFERENCES documents.document (patient_id, id),
  CONSTRAINT version_status_version_exists FOREIGN KEY (patient_id, version_id) REFERENCES documents.version (patient_id, id),
  CONSTRAINT version_status_is_ended_by_somebody CHECK ((ended_at IS NULL) = (ended_by IS NULL)),
  CONSTRAINT only_a_preliminary_is_waited_for CHECK (status = 'preliminary' OR (raised_at IS NULL AND ended_at IS NULL))
);
COMMENT ON TABLE documents.version_status IS 'What a version of a document is, as its source or a person said: preliminary, final, corrected, amended. The newest row of a version counts; the former are its history.';
COMMENT ON COLUMN documents.version_status.patient_id IS 'Whose.';
COMMENT ON COLUMN documents.version_status.id IS 'UUID v7.';
COMMENT ON COLUMN documents.version_status.facility_id IS 'As the document''s.';
COMMENT ON COLUMN documents.version_status.labels IS 'As the document''s; kept by documents.relabel_marks.';
COMMENT ON COLUMN documents.version_status.document_id IS 'Which document.';
COMMENT ON COLUMN documents.version_status.version_id IS 'Which version.';
COMMENT ON COLUMN documents.version_status.status IS 'In words: preliminary waits for a final one; corrected and amended follow a final one.';
COMMENT ON COLUMN documents.version_status.basis IS 'Whether it came with the document or a person at the desk said it.';
COMMENT ON COLUMN documents.version_status.reason IS 'Why, where a person said it of a version that was here already.';
COMMENT ON COLUMN documents.version_status.raised_at IS 'Of a preliminary one: when its queue was told that no final one came in time.';
COMMENT ON COLUMN documents.version_status.ended_at IS 'Of a preliminary one: when it was no longer waited for, because a final one came or the document left the chart.';
COMMENT ON COLUMN documents.version_status.ended_by IS 'Actor id.';
COMMENT ON COLUMN documents.version_status.recorded_at IS 'When entered here.';
COMMENT ON COLUMN documents.version_status.recorded_by IS 'Actor id.';
CREATE INDEX version_status_of_document ON documents.version_status (patient_id, document_id);
CREATE INDEX version_status_awaits_final ON documents.version_status (facility_id, recorded_at) WHERE status = 'preliminary' AND ended_at IS NULL AND raised_at IS NULL;
SELECT platform.protect('documents.version_status');
GRANT SELECT, INSERT ON documents.version_status TO chartkeeper_app, chartkeeper_jobs;
GRANT UPDATE (raised_at, ended_at, ended_by) ON documents.version_status TO chartkeeper_app, chartkeeper_jobs;
GRANT SELECT ON documents.version_status TO chartkeeper_report, chartkeeper_backup;

CREATE TABLE documents.late (
  patient_id uuid NOT NULL,
  id uuid NOT NULL,
  facility_id uuid NOT NULL,
  labels bigint NOT NULL DEFAULT 0,
  document_id uuid NOT NULL,
  version_id uuid NOT NULL,
  amendment_id uuid,
  encounter_id uuid NOT NULL,
  what text NOT NULL CONSTRAINT late_thing_is_known CHECK (what IN ('document', 'version', 'addition', 'encounter')),
  why text NOT NULL CONSTRAINT late_cause_is_known CHECK (why IN ('coded', 'closed')),
  since timestamptz NOT NULL,
  days_after integer NOT NULL CONSTRAINT late_is_after CHECK (days_after >= 0),
  answer text CONSTRAINT late_answer_is_known CHECK (answer IN ('unaffected', 'recode', 'reopened', 'no-longer')),
  note text,
  answered_at timestamptz,
  answered_by text,
  recorded_at timestamptz NOT NULL,
  recorded_by text NOT NULL,
  PRIMARY KEY (patient_id, id),
  CONSTRAINT late_document_exists FOREIGN KEY (patient_id, document_id) REFERENCES documents.document (patient_id, id),
  CONSTRAINT late_version_exists FOREIGN KEY (patient_id, version_id) REFERENCES documents.version (patient_id, id),
  CONSTRAINT late_encounter_exists FOREIGN KEY (patient_id, encounter_id) REFERENCES encounters.encounter (patient_id, id),
  CONSTRAINT late_is_raised_once UNIQUE NULLS NOT DISTINCT (patient_id, document_id, version_id, amendment_id, encounter_id),
  CONSTRAINT late_is_answered_by_somebody CHECK ((answer IS NULL) = (answered_at IS NULL) AND (answer IS NULL) = (answered_by IS NULL))
);
COMMENT ON TABLE documents.late IS 'That something was filed to an encounter after it was coded or closed, and what became of it. Raised once for each version or addition and encounter.';
COMMENT ON COLUMN documents.late.patient_id IS 'Whose.';
COMMENT ON COLUMN documents.late.id IS 'UUID v7.';
COMMENT ON COLUMN documents.late.facility_id IS 'As the document''s.';
COMMENT ON COLUMN documents.late.labels IS 'As the document''s; kept by documents.relabel_marks.';
COMMENT ON COLUMN documents.late.document_id IS 'Which document.';
COMMENT ON COLUMN documents.late.version_id IS 'The version that stood, or came, then.';
COMMENT ON COLUMN documents.late.amendment_id IS 'The addition that came late; empty where the document or a version did.';
COMMENT ON COLUMN documents.late.encounter_id IS 'The encounter it was filed to.';
COMMENT ON COLUMN documents.late.what IS 'What came: the document, a version, an addition, or a document that another encounter had before.';
COMMENT ON COLUMN documents.late.why IS 'After the encounter was coded, or after the days the site gives.';
COMMENT ON COLUMN documents.late.since IS 'When it was coded, or when it ended.';
COMMENT ON COLUMN documents.late.days_after IS 'Whole days from then.';
COMMENT ON COLUMN documents.late.answer IS 'What follows for the coding; no-longer where it left the encounter before anybody answered.';
COMMENT ON COLUMN documents.late.note IS 'In words, where the person said more.';
COMMENT ON COLUMN documents.late.answered_at IS 'When.';
COMMENT ON COLUMN documents.late.answered_by IS 'Actor id.';
COMMENT ON COLUMN documents.late.recorded_at IS 'When entered here.';
COMMENT ON COLUMN documents.late.recorded_by IS 'Actor id.';
SELECT platform.protect('documents.late');
GRANT SELECT, INSERT ON documents.late TO chartkeeper_app, chartkeeper_jobs;
GRANT UPDATE (answer, note, answered_at, answered_by) ON documents.late TO chartkeeper_app, chartkeeper_jobs;
GRANT SELECT ON documents.late TO chartkeeper_report, chartkeeper_backup;

CREATE TABLE documents.late_rule (
  id uuid PRIMARY KEY,
  facility_id uuid NOT NULL REFERENCES directory.facility (id),
  labels bigint NOT NULL DEFAULT 0,
  late_days integer NOT NULL CONSTRAINT late_days_are_days CHECK (late_days BETWEEN 0 AND 3650),
  preliminary_days integer NOT NULL CONSTRAINT preliminary_days_are_days CHECK (preliminary_days BETWEEN 0 AND 3650),
  never_late text[] NOT NULL DEFAULT '{}',
  reason text NOT NULL CONSTRAINT late_rule_has_a_reason CHECK (reason <> ''),
  set_at timestamptz NOT NULL,
  set_by text NOT NULL
);
COMMENT ON TABLE documents.late_rule IS 'When a document counts as late at a facility, and how long a preliminary one may wait for its final one. Rows are only added: the newest counts, the older ones are its history.';
COMMENT ON COLUMN documents.late_rule.id IS 'UUID v7.';
COMMENT ON COLUMN documents.late_rule.facility_id IS 'Whose rule.';
COMMENT ON COLUMN documents.late_rule.labels IS 'None.';
COMMENT ON COLUMN documents.late_rule.late_days IS 'Days after discharge from which a filing is late although nobody coded the encounter.';
COMMENT ON COLUMN documents.late_rule.preliminary_days IS 'Days a preliminary document may wait for its final one.';
COMMENT ON COLUMN documents.late_rule.never_late IS 'Codes of document types that coding never needs.';
COMMENT ON COLUMN documents.late_rule.reason IS 'Why.';
COMMENT ON COLUMN documents.late_rule.set_at IS 'When.';
COMMENT ON COLUMN documents.late_rule.set_by IS 'Actor id.';
CREATE INDEX late_rule_newest ON documents.late_rule (facility_id, set_at DESC, id DESC);
SELECT platform.protect('documents.late_rule');
GRANT SELECT, INSERT ON documents.late_rule TO chartkeeper_app, chartkeeper_jobs;
GRANT SELECT ON documents.late_rule TO chartkeeper_report, chartkeeper_backup;

CREATE TABLE documents.unverified (
  patient_id uuid NOT NULL,
  id uuid NOT NULL,
  facility_id uuid NOT NULL,
  labels bigint NOT NULL DEFAULT 0,
  document_id uuid NOT NULL,
  ended_at timestamptz,
  ended_by text,
  recorded_at timestamptz NOT NULL,
  recorded_by text NOT NULL,
  PRIMARY KEY (patient_id, id),
  CONSTRAINT unverified_document_exists FOREIGN KEY (patient_id, document_id) REFERENCES documents.document (patient_id, id),
  CONSTRAINT unverified_is_ended_by_somebody CHECK ((ended_at IS NULL) = (ended_by IS NULL))
);
COMMENT ON TABLE documents.unverified IS 'That a filed document was drawn to be entered a second time and nobody has yet. Set and ended by intake; a mark in the chart meanwhile.';
COMMENT ON COLUMN documents.unverified.patient_id IS 'Whose.';
COMMENT ON COLUMN documents.unverified.id IS 'UUID v7.';
COMMENT ON COLUMN documents.unverified.facility_id IS 'As the document''s.';
COMMENT ON COLUMN documents.unverified.labels IS 'As the document''s; kept by documents.relabel_marks.';
COMMENT ON COLUMN documents.unverified.document_id IS 'Which document.';
COMMENT ON COLUMN documents.unverified.ended_at IS 'When it was verified, settled, or no longer needed.';
COMMENT ON COLUMN documents.unverified.ended_by IS 'Actor id.';
COMMENT ON COLUMN documents.unverified.recorded_at IS 'When entered here.';
COMMENT ON COLUMN documents.unverified.recorded_by IS 'Actor id.';
CREATE UNIQUE INDEX unverified_in_force_once ON documents.unverified (patient_id, document_id) WHERE ended_at IS NULL;
SELECT platform.protect('documents.unverified');
GRANT SELECT, INSERT ON documents.unverified TO chartkeeper_app, chartkeeper_jobs;
GRANT UPDATE (ended_at, ended_by) ON documents.unverified TO chartkeeper_app, chartkeeper_jobs;
GRANT SELECT ON documents.unverified TO chartkeeper_report, chartkeeper_backup;

CREATE FUNCTION documents.relabel_marks(of_patient uuid, of_document uuid) RETURNS void
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE mask bigint;
BEGIN
  SELECT d.labels INTO mask FROM documents.document d WHERE d.patient_id = of_patient AND d.id = of_document;
  UPDATE documents.version_status SET labels = mask WHERE patient_id = of_patient AND document_id = of_document AND labels <> mask;
  UPDATE documents.late SET labels = mask WHERE patient_id = of_patient AND document_id = of_document AND labels <> mask;
  UPDATE documents.unverified SET labels = mask WHERE patient_id = of_patient AND document_id = of_document AND labels <> mask;
END $$;
COMMENT ON FUNCTION documents.relabel_marks(uuid, uuid) IS 'Gives the rows of status, late and not verified the labels of their document; called after documents.relabel. SECURITY DEFINER, because whoever labels may lose sight of the rows.';
REVOKE ALL ON FUNCTION documents.relabel_marks(uuid, uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION documents.relabel_marks(uuid, uuid) TO chartkeeper_app, chartkeeper_jobs;
