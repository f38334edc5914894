-- Records that another organisation made and sent here: where they come from, and what a clinician of ours decided to keep.

CREATE TABLE documents.outside_origin (
  patient_id uuid NOT NULL,
  id uuid NOT NULL,
  facility_id uuid NOT NULL,
  labels bigint NOT NULL DEFAULT 0,
  document_id uuid NOT NULL,
  organisation text NOT NULL CONSTRAINT outside_organisation_has_a_name CHECK (organisation <> ''),
  organisation_id uuid CONSTRAINT outside_organisation_exists REFERENCES directory.organisation (id),
  received_on date NOT NULL,
  how_received text NOT NULL CONSTRAINT outside_way_is_known
    CHECK (how_received IN ('fax', 'mail', 'email', 'electronic', 'disc', 'patient', 'courier', 'other')),
  reviewer_id uuid CONSTRAINT outside_reviewer_exists REFERENCES accounts.person (id),
  withdrawn_at timestamptz,
  withdrawn_by text,
  withdraw_reason text,
  recorded_at timestamptz NOT NULL,
  recorded_by text NOT NULL,
  PRIMARY KEY (patient_id, id),
  CONSTRAINT outside_document_exists FOREIGN KEY (patient_id, document_id) REFERENCES documents.document (patient_id, id),
  CONSTRAINT outside_origin_is_withdrawn_by_somebody
    CHECK ((withdrawn_at IS NULL) = (withdrawn_by IS NULL) AND (withdrawn_at IS NULL) = (withdraw_reason IS NULL))
);
COMMENT ON TABLE documents.outside_origin IS 'That another organisation made a document and sent it here. Its original date and its author are the document''s own date and author; what stood here before a change is a row of documents.change.';
COMMENT ON COLUMN documents.outside_origin.patient_id IS 'Whose.';
COMMENT ON COLUMN documents.outside_origin.id IS 'UUID v7.';
COMMENT ON COLUMN documents.outside_origin.facility_id IS 'As the document''s.';
COMMENT ON COLUMN documents.outside_origin.labels IS 'As the document''s.';
COMMENT ON COLUMN documents.outside_origin.document_id IS 'Which document.';
COMMENT ON COLUMN documents.outside_origin.organisation IS 'Who made it, in words: as the directory spells it where it has one.';
COMMENT ON COLUMN documents.outside_origin.organisation_id IS 'The organisation of the directory that goes by that name; empty where it has none, or two.';
COMMENT ON COLUMN documents.outside_origin.received_on IS 'The day it came, where the facility stands.';
COMMENT ON COLUMN documents.outside_origin.how_received IS 'fax, mail (paper by post), email, electronic (another system), disc (CD, stick), patient (brought along), courier, other.';
COMMENT ON COLUMN documents.outside_origin.reviewer_id IS 'Who of our people decides what is kept of it; empty until somebody is named.';
COMMENT ON COLUMN documents.outside_origin.withdrawn_at IS 'When it turned out to be made here after all.';
COMMENT ON COLUMN documents.outside_origin.withdrawn_by IS 'Actor id.';
COMMENT ON COLUMN documents.outside_origin.withdraw_reason IS 'Why, in words.';
COMMENT ON COLUMN documents.outside_origin.recorded_at IS 'When entered here.';
COMMENT ON COLUMN documents.outside_origin.recorded_by IS 'Actor id.';
CREATE UNIQUE INDEX outside_origin_in_force_once ON documents.outside_origin (patient_id, document_id) WHERE withdrawn_at IS NULL;
SELECT platform.protect('documents.outside_origin');
GRANT SELECT, INSERT ON documents.outside_origin TO chartkeeper_app, chartkeeper_jobs;
GRANT UPDATE (organisation, organisation_id, received_on, how_received, reviewer_id, withdrawn_at, withdrawn_by, withdraw_reason)
  ON documents.outside_origin TO chartkeeper_app, chartkeeper_jobs;
GRANT SELECT ON documents.outside_origin TO chartkeeper_report, chartkeeper_backup;

CREATE TABLE documents.outside_review (
  patient_id uuid NOT NULL,
  id uuid NOT NULL,
  facility_id uuid NOT NULL,
  labels bigint NOT NULL DEFAULT 0,
  document_id uuid NOT NULL,
  decision text NOT NULL CONSTRAINT outside_decision_is_known CHECK (decision IN ('keep', 'keep-part', 'do-not-keep')),
  kept_pages integer[] CONSTRAINT outside_pages_are_named CHECK (kept_pages IS NULL OR cardinality(kept_pages) > 0),
  reason text NOT NULL CONSTRAINT outside_decision_has_a_reason CHECK (reason <> ''),
  whole_version_id uuid NOT NULL,
  kept_version_id uuid,
  roles text[] NOT NULL,
  superseded_at timestamptz,
  recorded_at timestamptz NOT NULL,
  recorded_by text NOT NULL,
  PRIMARY KEY (patient_id, id),
  CONSTRAINT outside_review_document_exists FOREIGN KEY (patient_id, document_id) REFERENCES documents.document (patient_id, id),
  CONSTRAINT outside_review_whole_exists FOREIGN KEY (patient_id, whole_version_id) REFERENCES documents.version (patient_id, id),
  CONSTRAINT outside_review_kept_exists FOREIGN KEY (patient_id, kept_version_id) REFERENCES documents.version (patient_id, id),
  CONSTRAINT a_part_names_its_pages CHECK ((decision = 'keep-part') = (kept_pages IS NOT NULL)),
  CONSTRAINT a_part_is_a_version CHECK (decision <> 'keep-part' OR kept_version_id IS NOT NULL)
);
COMMENT ON TABLE documents.outside_review IS 'What was decided to keep of an outside record, by whom and why. Never changed: another decision supersedes it, and all of them stay.';
COMMENT ON COLUMN documents.outside_review.patient_id IS 'Whose.';
COMMENT ON COLUMN documents.outside_review.id IS 'UUID v7.';
COMMENT ON COLUMN documents.outside_review.facility_id IS 'As the document''s.';
COMMENT ON COLUMN documents.outside_review.labels IS 'As the document''s.';
COMMENT ON COLUMN documents.outside_review.document_id IS 'Which document.';
COMMENT ON COLUMN documents.outside_review.decision IS 'keep, keep-part (the pages named), do-not-keep (withdrawn from ordinary sight).';
COMMENT ON COLUMN documents.outside_review.kept_pages IS 'Pages of the whole version that stay in sight, in their order; only of keep-part.';
COMMENT ON COLUMN documents.outside_review.reason IS 'Why, in words.';
COMMENT ON COLUMN documents.outside_review.whole_version_id IS 'The version that was judged: all pages as they came.';
COMMENT ON COLUMN documents.outside_review.kept_version_id IS 'The version made by the decision: of the kept pages, or of all where a former decision had kept a part. Empty where none was needed.';
COMMENT ON COLUMN documents.outside_review.roles IS 'The roles in which the person decided.';
COMMENT ON COLUMN documents.outside_review.superseded_at IS 'When another decision took its place.';
COMMENT ON COLUMN documents.outside_review.recorded_at IS 'When it was decided.';
COMMENT ON COLUMN documents.outside_review.recorded_by IS 'Actor id.';
CREATE UNIQUE INDEX outside_review_in_force_once ON documents.outside_review (patient_id, document_id) WHERE superseded_at IS NULL;
CREATE INDEX outside_review_of_document ON documents.outside_review (patient_id, document_id, recorded_at);
SELECT platform.protect('documents.outside_review');
GRANT SELECT, INSERT ON documents.outside_review TO chartkeeper_app, chartkeeper_jobs;
GRANT UPDATE (superseded_at) ON documents.outside_review TO chartkeeper_app, chartkeeper_jobs;
GRANT SELECT ON documents.outside_review TO chartkeeper_report, chartkeeper_backup;

-- As before, and: what lies in versions from before the kept pages carries the class not-kept (bit 11 of access/labels.ts)
-- beside the mask, so that those pages are out of sight while the document stands. Amendments are of the document: they stay.
CREATE OR REPLACE FUNCTION documents.relabel(of_patient uuid, of_document uuid) RETURNS bigint
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  mask bigint;
  not_kept bigint := 2048;
  kept_from integer := coalesce((SELECT v.number FROM documents.outside_review r
    JOIN documents.version v ON v.patient_id = r.patient_id AND v.id = r.kept_version_id
    WHERE r.patient_id = of_patient AND r.document_id = of_document AND r.superseded_at IS NULL AND r.decision = 'keep-part'), 0);
BEGIN
  SELECT p.labels | coalesce((SELECT bit_or(l.bit) FROM documents.label l
                              WHERE l.patient_id = of_patient AND l.document_id = of_document AND l.lifted_at IS NULL), 0)
    INTO mask FROM patients.patient p WHERE p.id = of_patient;
  UPDATE documents.unit u SET labels = mask FROM documents.document d
    WHERE d.patient_id = of_patient AND d.id = of_document AND u.patient_id = of_patient AND u.id = d.unit_id AND u.labels <> mask;
  UPDATE documents.document SET labels = mask WHERE patient_id = of_patient AND id = of_document AND labels <> mask;
  UPDATE documents.version SET labels = mask WHERE patient_id = of_patient AND document_id = of_document AND labels <> mask;
  UPDATE documents.page SET labels = new.labels
    FROM (SELECT id, mask | CASE WHEN number < kept_from THEN not_kept ELSE 0 END AS labels FROM documents.version
          WHERE patient_id = of_patient AND document_id = of_document) new
    WHERE page.patient_id = of_patient AND page.version_id = new.id AND page.labels <> new.labels;
  UPDATE documents.rendition SET labels = new.labels
    FROM (SELECT v.id, r.id AS rendition_id, mask | CASE WHEN v.number < kept_from AND r.kind <> 'amendment' THEN not_kept ELSE 0 END AS labels
          FROM documents.version v JOIN documents.rendition r ON r.patient_id = v.patient_id AND r.version_id = v.id
          WHERE v.patient_id = of_patient AND v.document_id = of_document) new
    WHERE rendition.patient_id = of_patient AND rendition.id = new.rendition_id AND rendition.labels <> new.labels;
  UPDATE documents.words SET labels = new.labels
    FROM (SELECT v.id, mask | CASE WHEN v.number < kept_from THEN not_kept ELSE 0 END AS labels FROM documents.version v
          WHERE v.patient_id = of_patient AND v.document_id = of_document) new
    WHERE words.patient_id = of_patient AND words.document_id = of_document AND words.version_id = new.id
      AND words.page_numbers <> '{0}' AND words.labels <> new.labels;
  UPDATE documents.words SET labels = mask
    WHERE patient_id = of_patient AND document_id = of_document AND page_numbers = '{0}' AND labels <> mask;
  UPDATE documents.signature SET labels = mask WHERE patient_id = of_patient AND document_id = of_document AND labels <> mask;
  UPDATE documents.label SET labels = mask WHERE patient_id = of_patient AND document_id = of_document AND labels <> mask;
  UPDATE documents.entered_in_error SET labels = mask WHERE patient_id = of_patient AND document_id = of_document AND labels <> mask;
  UPDATE documents.link SET labels = mask WHERE patient_id = of_patient AND document_id = of_document AND labels <> mask;
  UPDATE documents.amendment SET labels = mask WHERE patient_id = of_patient AND document_id = of_document AND labels <> mask;
  UPDATE documents.change SET labels = mask WHERE patient_id = of_patient AND document_id = of_document AND labels <> mask;
  UPDATE documents.unreadable SET labels = mask WHERE patient_id = of_patient AND document_id = of_document AND labels <> mask;
  UPDATE documents.outside_origin SET labels = mask WHERE patient_id = of_patient AND document_id = of_document AND labels <> mask;
  UPDATE documents.outside_review SET labels = mask WHERE patient_id = of_patient AND document_id = of_document AND labels <> mask;
  RETURN mask;
END $$;
