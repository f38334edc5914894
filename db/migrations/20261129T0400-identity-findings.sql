-- Quality of the register: what of a registration cannot be right, and the rates of duplicates day by day.

CREATE TABLE identity.finding (
  patient_id uuid NOT NULL REFERENCES patients.patient (id),
  id uuid NOT NULL,
  facility_id uuid NOT NULL REFERENCES directory.facility (id),
  labels bigint NOT NULL DEFAULT 0,
  rule text NOT NULL CONSTRAINT finding_rule_is_named CHECK (rule <> ''),
  field text NOT NULL CONSTRAINT finding_field_is_known CHECK (field IN ('names', 'birthDate', 'death', 'identifiers', 'contacts', 'encounters', 'documents')),
  why text NOT NULL CONSTRAINT finding_says_why CHECK (why <> ''),
  subject_id uuid,
  other_ids uuid[] NOT NULL DEFAULT '{}',
  fingerprint text NOT NULL,
  found_at timestamptz NOT NULL,
  ended_at timestamptz,
  ended_how text CONSTRAINT finding_end_is_known CHECK (ended_how IN ('mended', 'dismissed', 'left-out')),
  ended_by text,
  reason text,
  PRIMARY KEY (patient_id, id),
  CONSTRAINT a_finding_is_kept_once UNIQUE (patient_id, rule, fingerprint),
  CONSTRAINT an_ended_finding_says_how CHECK ((ended_at IS NULL) = (ended_how IS NULL) AND (ended_at IS NULL) = (ended_by IS NULL)),
  CONSTRAINT only_a_dismissal_has_a_reason CHECK ((ended_how IS NOT DISTINCT FROM 'dismissed') = (reason IS NOT NULL))
);
COMMENT ON TABLE identity.finding IS 'Something of a registration that cannot be right, or hardly: by which rule, of which field, since when. Holds no value: what stands there is read where it stands.';
COMMENT ON COLUMN identity.finding.patient_id IS 'The registration.';
COMMENT ON COLUMN identity.finding.id IS 'UUID v7.';
COMMENT ON COLUMN identity.finding.facility_id IS 'As the patient''s.';
COMMENT ON COLUMN identity.finding.labels IS 'Of the patient, and of the document where it is about one; kept by identity.relabel_findings.';
COMMENT ON COLUMN identity.finding.rule IS 'Which rule found it: the list is in identity/quality/rules.ts.';
COMMENT ON COLUMN identity.finding.field IS 'Where it is mended.';
COMMENT ON COLUMN identity.finding.why IS 'What the rule met, as a word of that list.';
COMMENT ON COLUMN identity.finding.subject_id IS 'The document or encounter, where it is about one.';
COMMENT ON COLUMN identity.finding.other_ids IS 'Other registrations with the same number, five at most.';
COMMENT ON COLUMN identity.finding.fingerprint IS 'Digest of what stands there, salted with the registration: the same as long as it is the same, so that a dismissal is remembered until it changes.';
COMMENT ON COLUMN identity.finding.found_at IS 'Since when it is open.';
COMMENT ON COLUMN identity.finding.ended_at IS 'When it was mended or dismissed.';
COMMENT ON COLUMN identity.finding.ended_how IS 'The data no longer shows it; a person said it is right; the registration takes no part any more (merged, sealed, test patient).';
COMMENT ON COLUMN identity.finding.ended_by IS 'Actor id.';
COMMENT ON COLUMN identity.finding.reason IS 'Why it was dismissed.';
CREATE INDEX finding_by_id ON identity.finding (id);
CREATE INDEX finding_open ON identity.finding (found_at, id) WHERE ended_at IS NULL;
CREATE INDEX finding_open_by_rule ON identity.finding (rule, facility_id, found_at, id) WHERE ended_at IS NULL;
SELECT platform.protect('identity.finding');
GRANT SELECT, INSERT ON identity.finding TO chartkeeper_app, chartkeeper_jobs;
GRANT UPDATE (labels, facility_id, why, other_ids, found_at, ended_at, ended_how, ended_by, reason) ON identity.finding TO chartkeeper_app, chartkeeper_jobs;
GRANT SELECT ON identity.finding TO chartkeeper_report, chartkeeper_backup;

CREATE FUNCTION identity.relabel_findings(whose uuid) RETURNS void
  LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
  AS $$ UPDATE identity.finding f SET labels = p.labels | d.labels FROM patients.patient p, documents.document d
          WHERE f.patient_id = whose AND p.id = whose AND d.patient_id = whose AND d.id = f.subject_id AND f.field = 'documents' AND f.labels <> p.labels | d.labels;
        UPDATE identity.finding f SET labels = p.labels FROM patients.patient p
          WHERE p.id = whose AND f.patient_id = whose AND f.field <> 'documents' AND f.labels <> p.labels $$;
COMMENT ON FUNCTION identity.relabel_findings(uuid) IS 'Gives the findings about a patient the labels that the patient and the document have now.';
REVOKE ALL ON FUNCTION identity.relabel_findings(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION identity.relabel_findings(uuid) TO chartkeeper_app, chartkeeper_jobs;

COMMENT ON COLUMN identity.progress.name IS 'news or whole: pairs; quality-news or quality-whole: findings.';
COMMENT ON TABLE identity.progress IS 'How far the search for pairs and for findings has come: in the news, and through the whole register.';
