-- Registrations that must never become one person; sealed identities; what a merge took over, so that it can be given back exactly.

ALTER TABLE patients.flag DROP CONSTRAINT flag_kind_is_known;
ALTER TABLE patients.flag ADD CONSTRAINT flag_kind_is_known
  CHECK (kind IN ('vip', 'restricted', 'legal-hold', 'test-patient', 'same-name', 'identity-in-question', 'sealed-identity'));

CREATE TABLE patients.kept_apart (
  patient_id uuid NOT NULL REFERENCES patients.patient (id),
  id uuid NOT NULL,
  facility_id uuid NOT NULL,
  labels bigint NOT NULL DEFAULT 0,
  other_id uuid NOT NULL REFERENCES patients.patient (id),
  reason text NOT NULL CONSTRAINT keeping_apart_has_a_reason CHECK (reason <> ''),
  kept_at timestamptz NOT NULL,
  kept_by text NOT NULL,
  lifted_at timestamptz,
  lifted_by text,
  lift_reason text,
  PRIMARY KEY (patient_id, id),
  CONSTRAINT nobody_is_kept_apart_from_himself CHECK (patient_id <> other_id),
  CONSTRAINT lifting_has_a_reason CHECK ((lifted_at IS NULL) = (lift_reason IS NULL))
);
COMMENT ON TABLE patients.kept_apart IS 'Two registrations that are two people and must never be merged, by a desk or a feed, until somebody lifts it.';
COMMENT ON COLUMN patients.kept_apart.patient_id IS 'One of the two.';
COMMENT ON COLUMN patients.kept_apart.id IS 'UUID v7.';
COMMENT ON COLUMN patients.kept_apart.facility_id IS 'As the patient''s.';
COMMENT ON COLUMN patients.kept_apart.labels IS 'As the patient''s.';
COMMENT ON COLUMN patients.kept_apart.other_id IS 'The other.';
COMMENT ON COLUMN patients.kept_apart.reason IS 'How it is known.';
COMMENT ON COLUMN patients.kept_apart.kept_at IS 'When it was said.';
COMMENT ON COLUMN patients.kept_apart.kept_by IS 'Actor id.';
COMMENT ON COLUMN patients.kept_apart.lifted_at IS 'When it was taken back.';
COMMENT ON COLUMN patients.kept_apart.lifted_by IS 'Actor id.';
COMMENT ON COLUMN patients.kept_apart.lift_reason IS 'Why it was taken back.';
CREATE INDEX kept_apart_from ON patients.kept_apart (other_id);
SELECT platform.protect('patients.kept_apart');
GRANT SELECT, INSERT ON patients.kept_apart TO chartkeeper_app, chartkeeper_jobs;
GRANT UPDATE (labels, lifted_at, lifted_by, lift_reason) ON patients.kept_apart TO chartkeeper_app, chartkeeper_jobs;
GRANT SELECT ON patients.kept_apart TO chartkeeper_report, chartkeeper_backup;

CREATE FUNCTION patients.must_stay_apart(these uuid[], those uuid[]) RETURNS text
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
  AS $$ SELECT CASE
          WHEN EXISTS (SELECT FROM patients.kept_apart k WHERE k.lifted_at IS NULL
            AND ((k.patient_id = ANY (these) AND k.other_id = ANY (those)) OR (k.patient_id = ANY (those) AND k.other_id = ANY (these)))) THEN 'kept-apart'
          WHEN EXISTS (SELECT FROM patients.flag f WHERE f.patient_id = ANY (these || those) AND f.kind = 'sealed-identity' AND f.lowered_at IS NULL) THEN 'sealed'
        END $$;
COMMENT ON FUNCTION patients.must_stay_apart(uuid[], uuid[]) IS 'Why two groups of registrations must not become one person, asked of all rows whatever the actor may see: kept-apart, sealed, or null.';
REVOKE ALL ON FUNCTION patients.must_stay_apart(uuid[], uuid[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION patients.must_stay_apart(uuid[], uuid[]) TO chartkeeper_app, chartkeeper_jobs;

CREATE TABLE patients.merge_change (
  patient_id uuid NOT NULL REFERENCES patients.patient (id),
  id uuid NOT NULL,
  facility_id uuid NOT NULL,
  labels bigint NOT NULL DEFAULT 0,
  merge_id uuid NOT NULL,
  what text NOT NULL CONSTRAINT merge_change_is_known CHECK (what IN ('name-added', 'name-ended', 'contact-added', 'contact-ended', 'death-added', 'death-withdrawn', 'flag-raised', 'birth-date', 'birth-date-precision', 'sex', 'language')),
  row_id uuid,
  before text,
  after text,
  PRIMARY KEY (patient_id, id)
);
COMMENT ON TABLE patients.merge_change IS 'What a merge changed on the surviving registration, step by step: undoing the merge goes back over it and leaves alone what was changed since.';
COMMENT ON COLUMN patients.merge_change.patient_id IS 'The surviving registration.';
COMMENT ON COLUMN patients.merge_change.id IS 'UUID v7.';
COMMENT ON COLUMN patients.merge_change.facility_id IS 'As the patient''s.';
COMMENT ON COLUMN patients.merge_change.labels IS 'As the patient''s.';
COMMENT ON COLUMN patients.merge_change.merge_id IS 'The merge.';
COMMENT ON COLUMN patients.merge_change.what IS 'Which kind of step.';
COMMENT ON COLUMN patients.merge_change.row_id IS 'The name, contact, death or flag it is about; a copy that was added is a copy of a row of the retired registration.';
COMMENT ON COLUMN patients.merge_change.before IS 'Value of the field, or use of the name, before.';
COMMENT ON COLUMN patients.merge_change.after IS 'The same after.';
CREATE INDEX merge_change_of_merge ON patients.merge_change (merge_id);
SELECT platform.protect('patients.merge_change');
GRANT SELECT, INSERT ON patients.merge_change TO chartkeeper_app, chartkeeper_jobs;
GRANT UPDATE (labels) ON patients.merge_change TO chartkeeper_app, chartkeeper_jobs;
GRANT SELECT ON patients.merge_change TO chartkeeper_report, chartkeeper_backup;

CREATE FUNCTION patients.take_back_copies(undone uuid) RETURNS void
  LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
  AS $$ DELETE FROM patients.name n USING patients.merge_change c, patients.unmerge u
          WHERE u.merge_id = undone AND c.merge_id = undone AND c.what = 'name-added' AND n.patient_id = c.patient_id AND n.id = c.row_id;
        DELETE FROM patients.contact n USING patients.merge_change c, patients.unmerge u
          WHERE u.merge_id = undone AND c.merge_id = undone AND c.what = 'contact-added' AND n.patient_id = c.patient_id AND n.id = c.row_id;
        DELETE FROM patients.death n USING patients.merge_change c, patients.unmerge u
          WHERE u.merge_id = undone AND c.merge_id = undone AND c.what = 'death-added' AND n.patient_id = c.patient_id AND n.id = c.row_id; $$;
COMMENT ON FUNCTION patients.take_back_copies(uuid) IS 'Removes from a surviving registration the copies that a merge took from the retired one, once that merge is undone: another person''s name must not stay among its former names. The rows they were copied from are untouched.';
REVOKE ALL ON FUNCTION patients.take_back_copies(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION patients.take_back_copies(uuid) TO chartkeeper_app, chartkeeper_jobs;

CREATE INDEX merge_by_id ON patients.merge (id);
CREATE INDEX unmerge_of_merge ON patients.unmerge (merge_id);
