-- Where and by what way a patient wants to be reached steers what goes to that patient (45 CFR 164.522(b)).

ALTER TABLE release.restriction
  ADD COLUMN reach_by text CONSTRAINT reach_is_known CHECK (reach_by IN ('mail', 'fax', 'email', 'link', 'in-person')),
  ADD COLUMN reach_to text,
  ADD CONSTRAINT only_a_confidential_communication_reaches CHECK (reach_by IS NULL OR kind = 'confidential-communication'),
  ADD CONSTRAINT reach_names_a_place CHECK (
    CASE WHEN reach_by IN ('mail', 'fax', 'email') THEN coalesce(reach_to, '') <> '' ELSE reach_to IS NULL END);
COMMENT ON COLUMN release.restriction.reach_by IS 'The way by which the patient is reached; none: only told in words, so that a person judges each time.';
COMMENT ON COLUMN release.restriction.reach_to IS 'Postal address line by line, fax number or mail address.';

CREATE TABLE release.reached_as_asked (
  patient_id uuid NOT NULL REFERENCES patients.patient (id),
  disclosure_id uuid NOT NULL,
  facility_id uuid NOT NULL REFERENCES directory.facility (id),
  labels bigint NOT NULL DEFAULT 0,
  how text NOT NULL CONSTRAINT reached_is_told CHECK (how <> ''),
  recorded_at timestamptz NOT NULL,
  recorded_by text NOT NULL,
  PRIMARY KEY (patient_id, disclosure_id),
  FOREIGN KEY (patient_id, disclosure_id) REFERENCES release.disclosure (patient_id, id)
);
COMMENT ON TABLE release.reached_as_asked IS 'What a person said of a hand-over to the patient of which the way alone does not tell whether it reaches the patient as asked (45 CFR 164.522(b)).';
COMMENT ON COLUMN release.reached_as_asked.patient_id IS 'Who is reached.';
COMMENT ON COLUMN release.reached_as_asked.disclosure_id IS 'The hand-over.';
COMMENT ON COLUMN release.reached_as_asked.facility_id IS 'As the hand-over''s.';
COMMENT ON COLUMN release.reached_as_asked.labels IS 'Of the patient as such; kept by release.relabel_restrictions.';
COMMENT ON COLUMN release.reached_as_asked.how IS 'How it reaches the patient as asked.';
COMMENT ON COLUMN release.reached_as_asked.recorded_at IS 'When.';
COMMENT ON COLUMN release.reached_as_asked.recorded_by IS 'Actor id.';
SELECT platform.protect('release.reached_as_asked');
GRANT SELECT, INSERT ON release.reached_as_asked TO chartkeeper_app, chartkeeper_jobs;
GRANT SELECT ON release.reached_as_asked TO chartkeeper_report, chartkeeper_backup;

CREATE OR REPLACE FUNCTION release.relabel_restrictions(whose uuid) RETURNS void
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  mask bigint := coalesce((SELECT p.labels FROM patients.patient p WHERE p.id = whose), 0);
BEGIN
  UPDATE release.restriction SET labels = mask WHERE patient_id = whose AND labels <> mask;
  UPDATE release.restriction_answer SET labels = mask WHERE patient_id = whose AND labels <> mask;
  UPDATE release.restriction_end SET labels = mask WHERE patient_id = whose AND labels <> mask;
  UPDATE release.basis_statement SET labels = mask WHERE patient_id = whose AND labels <> mask;
  UPDATE release.scope_width SET labels = mask WHERE patient_id = whose AND labels <> mask;
  UPDATE release.reached_as_asked SET labels = mask WHERE patient_id = whose AND labels <> mask;
END $$;

-- A letter to the patient in person goes as the patient asked to be reached.
ALTER TABLE correspondence.letter ADD COLUMN to_patient boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN correspondence.letter.to_patient IS 'The patient in person gets it.';
ALTER TABLE correspondence.delivery ADD COLUMN as_asked text
  CONSTRAINT as_asked_says_how CHECK (as_asked <> '');
COMMENT ON COLUMN correspondence.delivery.as_asked IS 'How it reaches the patient as the patient asked, where the way alone does not tell (45 CFR 164.522(b)).';
