-- Preflight: before a release is approved every page that would leave is gone over, and a person settles what was found.

CREATE TABLE release.preflight (
  patient_id uuid NOT NULL REFERENCES patients.patient (id),
  id uuid NOT NULL,
  facility_id uuid NOT NULL REFERENCES directory.facility (id),
  labels bigint NOT NULL DEFAULT 0,
  request_id uuid NOT NULL REFERENCES release.request (id),
  scope_id uuid NOT NULL,
  members text[] NOT NULL,
  documents integer NOT NULL CONSTRAINT preflight_documents_not_negative CHECK (documents >= 0),
  pages integer NOT NULL CONSTRAINT preflight_pages_not_negative CHECK (pages >= 0),
  documents_done integer NOT NULL DEFAULT 0,
  pages_done integer NOT NULL DEFAULT 0,
  finished_at timestamptz,
  failed_at timestamptz,
  failed_code text,
  recorded_at timestamptz NOT NULL,
  recorded_by text NOT NULL,
  PRIMARY KEY (patient_id, id),
  FOREIGN KEY (patient_id, scope_id) REFERENCES release.scope (patient_id, id),
  CONSTRAINT preflight_ends_one_way CHECK (finished_at IS NULL OR failed_at IS NULL),
  CONSTRAINT preflight_failure_has_a_code CHECK ((failed_at IS NULL) = (failed_code IS NULL)),
  CONSTRAINT preflight_goes_no_further_than_its_end CHECK (documents_done BETWEEN 0 AND documents)
);
COMMENT ON TABLE release.preflight IS 'One going over the pages of a scope. The newest of a request counts, for the scope and the registrations it was begun with.';
COMMENT ON COLUMN release.preflight.patient_id IS 'Whose records are to be released.';
COMMENT ON COLUMN release.preflight.id IS 'UUID v7.';
COMMENT ON COLUMN release.preflight.facility_id IS 'As the request''s.';
COMMENT ON COLUMN release.preflight.labels IS 'As the request''s; kept by release.relabel_preflight.';
COMMENT ON COLUMN release.preflight.request_id IS 'The request.';
COMMENT ON COLUMN release.preflight.scope_id IS 'The choice of records that was gone over; another choice makes it stale.';
COMMENT ON COLUMN release.preflight.members IS 'Registrations of the patient then, each with the count of its changes: a merge, an unmerge or another name makes it stale.';
COMMENT ON COLUMN release.preflight.documents IS 'Documents to go over; told anew by the job, which sees all of them.';
COMMENT ON COLUMN release.preflight.pages IS 'Pages to go over, as the record counts them.';
COMMENT ON COLUMN release.preflight.documents_done IS 'Documents gone over: a job that died goes on behind them.';
COMMENT ON COLUMN release.preflight.pages_done IS 'Pages gone over.';
COMMENT ON COLUMN release.preflight.finished_at IS 'When all of it was gone over.';
COMMENT ON COLUMN release.preflight.failed_at IS 'When it was given up.';
COMMENT ON COLUMN release.preflight.failed_code IS 'Code of the problem.';
COMMENT ON COLUMN release.preflight.recorded_at IS 'When it was begun.';
COMMENT ON COLUMN release.preflight.recorded_by IS 'Actor id.';
CREATE INDEX preflight_of_request ON release.preflight (patient_id, request_id, recorded_at DESC, id DESC);
SELECT platform.protect('release.preflight');
GRANT SELECT, INSERT ON release.preflight TO chartkeeper_app, chartkeeper_jobs;
GRANT UPDATE (documents, pages, documents_done, pages_done, finished_at, failed_at, failed_code) ON release.preflight TO chartkeeper_app, chartkeeper_jobs;
GRANT SELECT ON release.preflight TO chartkeeper_report, chartkeeper_backup;

CREATE TABLE release.preflight_page (
  patient_id uuid NOT NULL,
  preflight_id uuid NOT NULL,
  facility_id uuid NOT NULL REFERENCES directory.facility (id),
  labels bigint NOT NULL DEFAULT 0,
  document_patient_id uuid NOT NULL,
  document_id uuid NOT NULL,
  version_id uuid NOT NULL,
  page integer NOT NULL CONSTRAINT preflight_pages_count_from_one CHECK (page >= 1),
  position integer NOT NULL,
  words integer NOT NULL,
  exact bigint NOT NULL,
  least bigint[] NOT NULL,
  PRIMARY KEY (patient_id, preflight_id, document_id, page),
  FOREIGN KEY (patient_id, preflight_id) REFERENCES release.preflight (patient_id, id)
);
COMMENT ON TABLE release.preflight_page IS 'Of a going over that is not finished: what each page says, as keyed digests that tell how alike two pages are and nothing else. Removed when it is finished.';
COMMENT ON COLUMN release.preflight_page.patient_id IS 'Whose records are to be released.';
COMMENT ON COLUMN release.preflight_page.preflight_id IS 'The going over.';
COMMENT ON COLUMN release.preflight_page.facility_id IS 'As the request''s.';
COMMENT ON COLUMN release.preflight_page.labels IS 'Of the patient as such, and of the document.';
COMMENT ON COLUMN release.preflight_page.document_patient_id IS 'Registration of the document.';
COMMENT ON COLUMN release.preflight_page.document_id IS 'The document.';
COMMENT ON COLUMN release.preflight_page.version_id IS 'The version that would leave.';
COMMENT ON COLUMN release.preflight_page.page IS 'Page of the document, from 1.';
COMMENT ON COLUMN release.preflight_page.position IS 'Place of the document in the release.';
COMMENT ON COLUMN release.preflight_page.words IS 'Words that stand on it.';
COMMENT ON COLUMN release.preflight_page.exact IS 'Keyed digest of all its words: the same only where every word is.';
COMMENT ON COLUMN release.preflight_page.least IS 'Least keyed digests of its runs of three words under several orders (MinHash). The key is this going over''s own.';
SELECT platform.protect('release.preflight_page');
GRANT SELECT, INSERT, DELETE ON release.preflight_page TO chartkeeper_app, chartkeeper_jobs;
GRANT SELECT ON release.preflight_page TO chartkeeper_report, chartkeeper_backup;

CREATE TABLE release.preflight_finding (
  patient_id uuid NOT NULL REFERENCES patients.patient (id),
  id uuid NOT NULL,
  facility_id uuid NOT NULL REFERENCES directory.facility (id),
  labels bigint NOT NULL DEFAULT 0,
  request_id uuid NOT NULL REFERENCES release.request (id),
  preflight_id uuid NOT NULL,
  document_patient_id uuid NOT NULL,
  document_id uuid NOT NULL,
  version_id uuid NOT NULL,
  page integer CONSTRAINT findings_count_pages_from_one CHECK (page >= 1),
  kind text NOT NULL CONSTRAINT finding_kind_is_known CHECK (kind IN ('another-person', 'another-number', 'birth-date-differs',
    'no-identity', 'outside-dates', 'sensitive', 'unsigned', 'missing-page', 'duplicate')),
  what text NOT NULL DEFAULT '',
  weight text NOT NULL CONSTRAINT finding_weight_is_known CHECK (weight IN ('asks', 'notes')),
  mark text NOT NULL,
  box jsonb CONSTRAINT finding_box_is_a_place CHECK (jsonb_typeof(box) = 'object'),
  about_patient_id uuid REFERENCES patients.patient (id),
  same_document_id uuid,
  same_page integer,
  rule_id text,
  detail jsonb NOT NULL DEFAULT '{}',
  recorded_at timestamptz NOT NULL,
  PRIMARY KEY (patient_id, id),
  FOREIGN KEY (patient_id, preflight_id) REFERENCES release.preflight (patient_id, id),
  FOREIGN KEY (document_patient_id, document_id) REFERENCES documents.document (patient_id, id),
  CONSTRAINT duplicate_names_its_like CHECK ((kind = 'duplicate') = (same_document_id IS NOT NULL)),
  CONSTRAINT found_once UNIQUE (patient_id, preflight_id, mark)
);
COMMENT ON TABLE release.preflight_finding IS 'Something on a page that would leave, which a person should see before it does. Never what stands there.';
COMMENT ON COLUMN release.preflight_finding.patient_id IS 'Whose records are to be released.';
COMMENT ON COLUMN release.preflight_finding.id IS 'UUID v7.';
COMMENT ON COLUMN release.preflight_finding.facility_id IS 'As the request''s.';
COMMENT ON COLUMN release.preflight_finding.labels IS 'Of the patient as such, and of the document; kept by release.relabel_preflight.';
COMMENT ON COLUMN release.preflight_finding.request_id IS 'The request.';
COMMENT ON COLUMN release.preflight_finding.preflight_id IS 'The going over that found it.';
COMMENT ON COLUMN release.preflight_finding.document_patient_id IS 'Registration of the document.';
COMMENT ON COLUMN release.preflight_finding.document_id IS 'The document.';
COMMENT ON COLUMN release.preflight_finding.version_id IS 'The version that would leave.';
COMMENT ON COLUMN release.preflight_finding.page IS 'The page; none where it is of the document as a whole.';
COMMENT ON COLUMN release.preflight_finding.kind IS 'What is wrong with it.';
COMMENT ON COLUMN release.preflight_finding.what IS 'What more tells it apart: the class of sensitive content, how somebody else was known.';
COMMENT ON COLUMN release.preflight_finding.weight IS 'asks: a person settles it before the approval. notes: shown, and asks nothing.';
COMMENT ON COLUMN release.preflight_finding.mark IS 'Kind, version, page and what else makes it this finding: what was settled once holds for the same finding of a later going over.';
COMMENT ON COLUMN release.preflight_finding.box IS 'Where on the page: x, y, w, h as fractions of its sides from the upper left.';
COMMENT ON COLUMN release.preflight_finding.about_patient_id IS 'The other patient, where one is registered here. Named only to those who may read that chart.';
COMMENT ON COLUMN release.preflight_finding.same_document_id IS 'Of a duplicate: the document that says the same and comes earlier in the release.';
COMMENT ON COLUMN release.preflight_finding.same_page IS 'Of a duplicate: its page.';
COMMENT ON COLUMN release.preflight_finding.rule_id IS 'The rule of law or policy on which it rests, where there is one.';
COMMENT ON COLUMN release.preflight_finding.detail IS 'Counts and page numbers; never words of the page.';
COMMENT ON COLUMN release.preflight_finding.recorded_at IS 'When it was found.';
CREATE INDEX preflight_finding_of_one ON release.preflight_finding (patient_id, preflight_id, kind);
SELECT platform.protect('release.preflight_finding');
GRANT SELECT, INSERT ON release.preflight_finding TO chartkeeper_app, chartkeeper_jobs;
GRANT SELECT ON release.preflight_finding TO chartkeeper_report, chartkeeper_backup;

CREATE TABLE release.preflight_settlement (
  patient_id uuid NOT NULL REFERENCES patients.patient (id),
  id uuid NOT NULL,
  facility_id uuid NOT NULL REFERENCES directory.facility (id),
  labels bigint NOT NULL DEFAULT 0,
  request_id uuid NOT NULL REFERENCES release.request (id),
  finding_id uuid NOT NULL,
  mark text NOT NULL,
  decision text NOT NULL CONSTRAINT finding_decision_is_known CHECK (decision IN ('keep', 'take-out-page', 'take-out-document', 'correct')),
  reason text NOT NULL CONSTRAINT finding_is_settled_with_a_reason CHECK (reason <> ''),
  redaction_id uuid,
  recorded_at timestamptz NOT NULL,
  recorded_by text NOT NULL,
  PRIMARY KEY (patient_id, id),
  FOREIGN KEY (patient_id, finding_id) REFERENCES release.preflight_finding (patient_id, id),
  FOREIGN KEY (patient_id, redaction_id) REFERENCES release.redaction (patient_id, id)
);
COMMENT ON TABLE release.preflight_settlement IS 'What a person made of a finding. The newest of a mark counts.';
COMMENT ON COLUMN release.preflight_settlement.patient_id IS 'Whose records are to be released.';
COMMENT ON COLUMN release.preflight_settlement.id IS 'UUID v7.';
COMMENT ON COLUMN release.preflight_settlement.facility_id IS 'As the request''s.';
COMMENT ON COLUMN release.preflight_settlement.labels IS 'As the finding''s.';
COMMENT ON COLUMN release.preflight_settlement.request_id IS 'The request.';
COMMENT ON COLUMN release.preflight_settlement.finding_id IS 'The finding as it was seen.';
COMMENT ON COLUMN release.preflight_settlement.mark IS 'As the finding''s.';
COMMENT ON COLUMN release.preflight_settlement.decision IS 'It may leave; the page stays behind; the document stays behind; it stays behind and the record is corrected.';
COMMENT ON COLUMN release.preflight_settlement.reason IS 'Why.';
COMMENT ON COLUMN release.preflight_settlement.redaction_id IS 'The redaction of the page that was made for it.';
COMMENT ON COLUMN release.preflight_settlement.recorded_at IS 'When.';
COMMENT ON COLUMN release.preflight_settlement.recorded_by IS 'Actor id.';
CREATE INDEX preflight_settlement_of_request ON release.preflight_settlement (patient_id, request_id, mark, recorded_at DESC);
SELECT platform.protect('release.preflight_settlement');
GRANT SELECT, INSERT ON release.preflight_settlement TO chartkeeper_app, chartkeeper_jobs;
GRANT SELECT ON release.preflight_settlement TO chartkeeper_report, chartkeeper_backup;

CREATE FUNCTION release.relabel_preflight(whose uuid) RETURNS void
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  mask bigint := coalesce((SELECT p.labels FROM patients.patient p WHERE p.id = whose), 0);
BEGIN
  UPDATE release.preflight SET labels = mask WHERE patient_id = whose AND labels <> mask;
  UPDATE release.preflight_page x SET labels = mask | d.labels FROM documents.document d
    WHERE x.patient_id = whose AND d.patient_id = x.document_patient_id AND d.id = x.document_id AND x.labels <> (mask | d.labels);
  UPDATE release.preflight_finding x SET labels = mask | d.labels FROM documents.document d
    WHERE x.patient_id = whose AND d.patient_id = x.document_patient_id AND d.id = x.document_id AND x.labels <> (mask | d.labels);
  UPDATE release.preflight_settlement x SET labels = f.labels FROM release.preflight_finding f
    WHERE x.patient_id = whose AND f.patient_id = x.patient_id AND f.id = x.finding_id AND x.labels <> f.labels;
END $$;
COMMENT ON FUNCTION release.relabel_preflight(uuid) IS 'Gives the preflights of a patient''s requests the labels that patient and documents have now. SECURITY DEFINER: the rows are insert-only for everybody else.';
REVOKE ALL ON FUNCTION release.relabel_preflight(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION release.relabel_preflight(uuid) TO chartkeeper_app, chartkeeper_jobs;
