-- Patients: identifiers per facility, names as history, contacts, representatives, death, flags, merges, search keys.

CREATE SCHEMA patients;
COMMENT ON SCHEMA patients IS 'Who the records are about. A fact''s patient never changes; merging is a row, and reading a patient reads its members.';
GRANT USAGE ON SCHEMA patients TO chartkeeper_app, chartkeeper_jobs, chartkeeper_report, chartkeeper_backup;

CREATE TABLE patients.patient (
  id uuid PRIMARY KEY,
  facility_id uuid NOT NULL REFERENCES directory.facility (id),
  labels bigint NOT NULL DEFAULT 0,
  birth_date date,
  birth_date_precision text NOT NULL DEFAULT 'day' CONSTRAINT birth_date_precision_is_known CHECK (birth_date_precision IN ('day', 'month', 'year')),
  sex text NOT NULL DEFAULT 'unknown' CONSTRAINT sex_is_administrative_gender CHECK (sex IN ('male', 'female', 'other', 'unknown')),
  language text,
  version integer NOT NULL DEFAULT 1,
  registered_at timestamptz NOT NULL,
  registered_by text NOT NULL,
  origin text NOT NULL,
  CONSTRAINT birth_date_after_1850 CHECK (birth_date > '1850-01-01')
);
COMMENT ON TABLE patients.patient IS 'One row for each registration. Two registrations of one person are joined by patients.merge, never by rewriting.';
COMMENT ON COLUMN patients.patient.id IS 'UUID v7.';
COMMENT ON COLUMN patients.patient.facility_id IS 'Facility that registered the patient first.';
COMMENT ON COLUMN patients.patient.labels IS 'Sensitivity of the person as such (VIP, restricted): registry in access/labels.ts.';
COMMENT ON COLUMN patients.patient.birth_date IS 'As registered.';
COMMENT ON COLUMN patients.patient.birth_date_precision IS 'What of the birth date is known; unknown parts are 01.';
COMMENT ON COLUMN patients.patient.sex IS 'FHIR administrative gender.';
COMMENT ON COLUMN patients.patient.language IS 'BCP 47: letters go out in it.';
COMMENT ON COLUMN patients.patient.version IS 'Counts changes of the patient and its names, identifiers, contacts; If-Match.';
COMMENT ON COLUMN patients.patient.registered_at IS 'When registered here.';
COMMENT ON COLUMN patients.patient.registered_by IS 'Actor id.';
COMMENT ON COLUMN patients.patient.origin IS 'desk, fhir, hl7v2, csv, or the name of the feed.';
SELECT platform.protect('patients.patient');

CREATE TABLE patients.name (
  patient_id uuid NOT NULL REFERENCES patients.patient (id),
  id uuid NOT NULL,
  facility_id uuid NOT NULL,
  labels bigint NOT NULL DEFAULT 0,
  use text NOT NULL CONSTRAINT name_use_is_known CHECK (use IN ('legal', 'previous', 'maiden', 'name-used', 'alias', 'newborn-placeholder', 'unknown-placeholder')),
  family text,
  given text[] NOT NULL DEFAULT '{}',
  prefix text[] NOT NULL DEFAULT '{}',
  suffix text[] NOT NULL DEFAULT '{}',
  from_on date,
  to_on date,
  source text NOT NULL,
  recorded_at timestamptz NOT NULL,
  recorded_by text NOT NULL,
  PRIMARY KEY (patient_id, id),
  CONSTRAINT name_is_not_empty CHECK (coalesce(family, '') <> '' OR cardinality(given) > 0)
);
COMMENT ON TABLE patients.name IS 'Every name a person ever had. Search, OCR matching and the release preflight use all of them.';
COMMENT ON COLUMN patients.name.patient_id IS 'Whose.';
COMMENT ON COLUMN patients.name.id IS 'UUID v7.';
COMMENT ON COLUMN patients.name.facility_id IS 'As the patient''s.';
COMMENT ON COLUMN patients.name.labels IS 'As the patient''s.';
COMMENT ON COLUMN patients.name.use IS 'The current legal name is the legal one without to_on.';
COMMENT ON COLUMN patients.name.family IS 'Family name as written.';
COMMENT ON COLUMN patients.name.given IS 'Given and middle names in order.';
COMMENT ON COLUMN patients.name.prefix IS 'Dr, Ms ...';
COMMENT ON COLUMN patients.name.suffix IS 'Jr, III ...';
COMMENT ON COLUMN patients.name.from_on IS 'In use from, where known.';
COMMENT ON COLUMN patients.name.to_on IS 'In use until, where known or superseded.';
COMMENT ON COLUMN patients.name.source IS 'Where it was learnt.';
COMMENT ON COLUMN patients.name.recorded_at IS 'When.';
COMMENT ON COLUMN patients.name.recorded_by IS 'Actor id.';
SELECT platform.protect('patients.name');

CREATE TABLE patients.identifier (
  patient_id uuid NOT NULL REFERENCES patients.patient (id),
  id uuid NOT NULL,
  facility_id uuid NOT NULL,
  labels bigint NOT NULL DEFAULT 0,
  system text NOT NULL,
  value text NOT NULL CONSTRAINT identifier_has_a_value CHECK (value <> ''),
  kind text NOT NULL CONSTRAINT identifier_kind_is_known CHECK (kind IN ('mrn', 'ssn', 'drivers-licence', 'passport', 'insurance', 'national', 'other')),
  assigned_here boolean NOT NULL,
  retired_at timestamptz,
  recorded_at timestamptz NOT NULL,
  recorded_by text NOT NULL,
  PRIMARY KEY (patient_id, id)
);
COMMENT ON TABLE patients.identifier IS 'Numbers of a patient. Medical record numbers are per facility; a person has many.';
COMMENT ON COLUMN patients.identifier.patient_id IS 'Whose.';
COMMENT ON COLUMN patients.identifier.id IS 'UUID v7.';
COMMENT ON COLUMN patients.identifier.facility_id IS 'Facility that assigned it, or registered it.';
COMMENT ON COLUMN patients.identifier.labels IS 'As the patient''s.';
COMMENT ON COLUMN patients.identifier.system IS 'URI of the assigning system.';
COMMENT ON COLUMN patients.identifier.value IS 'As assigned.';
COMMENT ON COLUMN patients.identifier.kind IS 'HL7 table 0203 in our words: MR, SS, DL, PPN, MB, NI.';
COMMENT ON COLUMN patients.identifier.assigned_here IS 'The system is one that a facility of ours assigns: then it is unique.';
COMMENT ON COLUMN patients.identifier.retired_at IS 'Retired MRN: kept for search, not for filing.';
COMMENT ON COLUMN patients.identifier.recorded_at IS 'When.';
COMMENT ON COLUMN patients.identifier.recorded_by IS 'Actor id.';
CREATE UNIQUE INDEX identifier_of_ours_is_unique ON patients.identifier (system, value) WHERE assigned_here;
CREATE INDEX identifier_by_value ON patients.identifier (value, system);
SELECT platform.protect('patients.identifier');

CREATE TABLE patients.contact (
  patient_id uuid NOT NULL REFERENCES patients.patient (id),
  id uuid NOT NULL,
  facility_id uuid NOT NULL,
  labels bigint NOT NULL DEFAULT 0,
  kind text NOT NULL CONSTRAINT contact_kind_is_known CHECK (kind IN ('phone', 'email', 'address')),
  use text,
  value text,
  lines text[] NOT NULL DEFAULT '{}',
  city text,
  state text,
  postal_code text,
  country text,
  from_on date,
  to_on date,
  recorded_at timestamptz NOT NULL,
  recorded_by text NOT NULL,
  PRIMARY KEY (patient_id, id),
  CONSTRAINT contact_says_something CHECK (value IS NOT NULL OR kind = 'address')
);
COMMENT ON TABLE patients.contact IS 'Phones, e-mail and postal addresses with their history.';
COMMENT ON COLUMN patients.contact.patient_id IS 'Whose.';
COMMENT ON COLUMN patients.contact.id IS 'UUID v7.';
COMMENT ON COLUMN patients.contact.facility_id IS 'As the patient''s.';
COMMENT ON COLUMN patients.contact.labels IS 'As the patient''s.';
COMMENT ON COLUMN patients.contact.kind IS 'phone, email or address.';
COMMENT ON COLUMN patients.contact.use IS 'home, work, mobile, old, confidential ...';
COMMENT ON COLUMN patients.contact.value IS 'Phone number or e-mail address.';
COMMENT ON COLUMN patients.contact.lines IS 'Street lines.';
COMMENT ON COLUMN patients.contact.city IS 'City.';
COMMENT ON COLUMN patients.contact.state IS 'State or province.';
COMMENT ON COLUMN patients.contact.postal_code IS 'Postal code.';
COMMENT ON COLUMN patients.contact.country IS 'Country as written.';
COMMENT ON COLUMN patients.contact.from_on IS 'From.';
COMMENT ON COLUMN patients.contact.to_on IS 'Until.';
COMMENT ON COLUMN patients.contact.recorded_at IS 'When.';
COMMENT ON COLUMN patients.contact.recorded_by IS 'Actor id.';
SELECT platform.protect('patients.contact');

CREATE TABLE patients.representative (
  patient_id uuid NOT NULL REFERENCES patients.patient (id),
  id uuid NOT NULL,
  facility_id uuid NOT NULL,
  labels bigint NOT NULL DEFAULT 0,
  standing text NOT NULL CONSTRAINT representative_standing_is_known CHECK (standing IN ('personal-representative', 'designee', 'proxy')),
  kind text NOT NULL CONSTRAINT representative_kind_is_known CHECK (kind IN ('parent', 'guardian', 'health-care-poa', 'executor', 'surrogate', 'next-of-kin', 'other')),
  name text NOT NULL,
  phone text,
  proof text NOT NULL,
  scope text NOT NULL,
  from_on date NOT NULL,
  to_on date,
  verified_at timestamptz,
  verified_by text,
  recorded_at timestamptz NOT NULL,
  recorded_by text NOT NULL,
  PRIMARY KEY (patient_id, id),
  CONSTRAINT representative_is_verified_by_somebody CHECK ((verified_at IS NULL) = (verified_by IS NULL))
);
COMMENT ON TABLE patients.representative IS 'Three different things told apart: a personal representative acts in law (45 CFR 164.502(g)), a designee may pick up, a proxy uses the portal.';
COMMENT ON COLUMN patients.representative.patient_id IS 'Whose.';
COMMENT ON COLUMN patients.representative.id IS 'UUID v7.';
COMMENT ON COLUMN patients.representative.facility_id IS 'As the patient''s.';
COMMENT ON COLUMN patients.representative.labels IS 'As the patient''s.';
COMMENT ON COLUMN patients.representative.standing IS 'Which of the three.';
COMMENT ON COLUMN patients.representative.kind IS 'On what ground.';
COMMENT ON COLUMN patients.representative.name IS 'The representative''s name.';
COMMENT ON COLUMN patients.representative.phone IS 'How to reach the representative.';
COMMENT ON COLUMN patients.representative.proof IS 'What was shown: order, letters testamentary, form.';
COMMENT ON COLUMN patients.representative.scope IS 'What it covers, in words.';
COMMENT ON COLUMN patients.representative.from_on IS 'From.';
COMMENT ON COLUMN patients.representative.to_on IS 'Until: a power of attorney ends at death, a parent''s authority at majority.';
COMMENT ON COLUMN patients.representative.verified_at IS 'When the proof was checked.';
COMMENT ON COLUMN patients.representative.verified_by IS 'Actor id.';
COMMENT ON COLUMN patients.representative.recorded_at IS 'When.';
COMMENT ON COLUMN patients.representative.recorded_by IS 'Actor id.';
SELECT platform.protect('patients.representative');

CREATE TABLE patients.death (
  patient_id uuid NOT NULL REFERENCES patients.patient (id),
  id uuid NOT NULL,
  facility_id uuid NOT NULL,
  labels bigint NOT NULL DEFAULT 0,
  died_on date,
  source text NOT NULL,
  recorded_at timestamptz NOT NULL,
  recorded_by text NOT NULL,
  withdrawn_at timestamptz,
  withdrawn_by text,
  PRIMARY KEY (patient_id, id)
);
COMMENT ON TABLE patients.death IS 'That a patient died, by whom reported; withdrawn when it was an error.';
COMMENT ON COLUMN patients.death.patient_id IS 'Whose.';
COMMENT ON COLUMN patients.death.id IS 'UUID v7.';
COMMENT ON COLUMN patients.death.facility_id IS 'As the patient''s.';
COMMENT ON COLUMN patients.death.labels IS 'As the patient''s.';
COMMENT ON COLUMN patients.death.died_on IS 'Date of death, where known.';
COMMENT ON COLUMN patients.death.source IS 'Who reported it.';
COMMENT ON COLUMN patients.death.recorded_at IS 'When.';
COMMENT ON COLUMN patients.death.recorded_by IS 'Actor id.';
COMMENT ON COLUMN patients.death.withdrawn_at IS 'When found wrong.';
COMMENT ON COLUMN patients.death.withdrawn_by IS 'Actor id.';
SELECT platform.protect('patients.death');

CREATE TABLE patients.flag (
  patient_id uuid NOT NULL REFERENCES patients.patient (id),
  id uuid NOT NULL,
  facility_id uuid NOT NULL,
  labels bigint NOT NULL DEFAULT 0,
  kind text NOT NULL CONSTRAINT flag_kind_is_known CHECK (kind IN ('vip', 'restricted', 'legal-hold', 'test-patient', 'same-name', 'identity-in-question')),
  reason text NOT NULL,
  raised_at timestamptz NOT NULL,
  raised_by text NOT NULL,
  lowered_at timestamptz,
  lowered_by text,
  PRIMARY KEY (patient_id, id)
);
COMMENT ON TABLE patients.flag IS 'What everybody who opens the record must see first.';
COMMENT ON COLUMN patients.flag.patient_id IS 'Whose.';
COMMENT ON COLUMN patients.flag.id IS 'UUID v7.';
COMMENT ON COLUMN patients.flag.facility_id IS 'As the patient''s.';
COMMENT ON COLUMN patients.flag.labels IS 'As the patient''s.';
COMMENT ON COLUMN patients.flag.kind IS 'Which flag.';
COMMENT ON COLUMN patients.flag.reason IS 'Why, in a sentence.';
COMMENT ON COLUMN patients.flag.raised_at IS 'When.';
COMMENT ON COLUMN patients.flag.raised_by IS 'Actor id.';
COMMENT ON COLUMN patients.flag.lowered_at IS 'When it ended.';
COMMENT ON COLUMN patients.flag.lowered_by IS 'Actor id.';
SELECT platform.protect('patients.flag');

-- Merging: rows and their closure. O(1), reversible.

CREATE TABLE patients.merge (
  patient_id uuid NOT NULL REFERENCES patients.patient (id),
  id uuid NOT NULL,
  facility_id uuid NOT NULL,
  labels bigint NOT NULL DEFAULT 0,
  survivor_id uuid NOT NULL REFERENCES patients.patient (id),
  reason text NOT NULL,
  merged_at timestamptz NOT NULL,
  merged_by text NOT NULL,
  PRIMARY KEY (patient_id, id),
  CONSTRAINT nobody_is_merged_into_himself CHECK (patient_id <> survivor_id)
);
COMMENT ON TABLE patients.merge IS 'The registration patient_id is the same person as survivor_id. Facts keep their own patient_id.';
COMMENT ON COLUMN patients.merge.patient_id IS 'The retired registration.';
COMMENT ON COLUMN patients.merge.id IS 'UUID v7.';
COMMENT ON COLUMN patients.merge.facility_id IS 'As the retired registration''s.';
COMMENT ON COLUMN patients.merge.labels IS 'As the retired registration''s.';
COMMENT ON COLUMN patients.merge.survivor_id IS 'The registration that new facts carry.';
COMMENT ON COLUMN patients.merge.reason IS 'Why they are one person.';
COMMENT ON COLUMN patients.merge.merged_at IS 'When.';
COMMENT ON COLUMN patients.merge.merged_by IS 'Actor id.';
SELECT platform.protect('patients.merge');

CREATE TABLE patients.unmerge (
  patient_id uuid NOT NULL,
  id uuid NOT NULL,
  facility_id uuid NOT NULL,
  labels bigint NOT NULL DEFAULT 0,
  merge_id uuid NOT NULL,
  reason text NOT NULL,
  unmerged_at timestamptz NOT NULL,
  unmerged_by text NOT NULL,
  PRIMARY KEY (patient_id, id),
  CONSTRAINT merge_is_undone_once UNIQUE (patient_id, merge_id),
  FOREIGN KEY (patient_id, merge_id) REFERENCES patients.merge (patient_id, id)
);
COMMENT ON TABLE patients.unmerge IS 'A merge that was undone.';
COMMENT ON COLUMN patients.unmerge.patient_id IS 'The registration that stands on its own again.';
COMMENT ON COLUMN patients.unmerge.id IS 'UUID v7.';
COMMENT ON COLUMN patients.unmerge.facility_id IS 'As the merge''s.';
COMMENT ON COLUMN patients.unmerge.labels IS 'As the merge''s.';
COMMENT ON COLUMN patients.unmerge.merge_id IS 'The merge undone.';
COMMENT ON COLUMN patients.unmerge.reason IS 'Why.';
COMMENT ON COLUMN patients.unmerge.unmerged_at IS 'When.';
COMMENT ON COLUMN patients.unmerge.unmerged_by IS 'Actor id.';
SELECT platform.protect('patients.unmerge');

CREATE TABLE patients.member (
  patient_id uuid PRIMARY KEY REFERENCES patients.patient (id),
  survivor_id uuid NOT NULL REFERENCES patients.patient (id),
  facility_id uuid NOT NULL,
  labels bigint NOT NULL DEFAULT 0
);
COMMENT ON TABLE patients.member IS 'Closure of the merges in force: each registration and the one that stands for it (itself when not merged). Rewritten for the few registrations of one person by merge and unmerge.';
COMMENT ON COLUMN patients.member.patient_id IS 'A registration.';
COMMENT ON COLUMN patients.member.survivor_id IS 'The registration that stands for it.';
COMMENT ON COLUMN patients.member.facility_id IS 'As the registration''s.';
COMMENT ON COLUMN patients.member.labels IS 'As the registration''s.';
CREATE INDEX member_by_survivor ON patients.member (survivor_id);
SELECT platform.protect('patients.member');

-- Search: narrow keys in the C collation, so that a prefix is a range that row-level security lets use an index.

CREATE TABLE patients.search_key (
  patient_id uuid NOT NULL REFERENCES patients.patient (id) ON DELETE CASCADE,
  kind text NOT NULL,
  key text COLLATE "C" NOT NULL,
  weight real NOT NULL,
  facility_id uuid NOT NULL,
  labels bigint NOT NULL DEFAULT 0,
  PRIMARY KEY (kind, key, patient_id)
);
COMMENT ON TABLE patients.search_key IS 'What a patient can be found by: name, sound, nickname, deletion neighbourhood, birth date, phone, number, address. Derived by packages/linkage; rebuilt when names or contacts change.';
COMMENT ON COLUMN patients.search_key.patient_id IS 'Whose.';
COMMENT ON COLUMN patients.search_key.kind IS 'name, sound, nickname, deletion, birth, phone, mrn, address.';
COMMENT ON COLUMN patients.search_key.key IS 'Normalised; bytes compare, so a prefix is a range.';
COMMENT ON COLUMN patients.search_key.weight IS 'How much a hit speaks for the patient, 0 to 1.';
COMMENT ON COLUMN patients.search_key.facility_id IS 'As the patient''s.';
COMMENT ON COLUMN patients.search_key.labels IS 'As the patient''s.';
CREATE INDEX search_key_of_patient ON patients.search_key (patient_id);
SELECT platform.protect('patients.search_key');

CREATE SEQUENCE patients.mrn_number START 100001;
COMMENT ON SEQUENCE patients.mrn_number IS 'Medical record numbers that we assign where the source brings none. One row of numbers for all facilities, so that none is ever ambiguous to the ear.';
GRANT USAGE ON SEQUENCE patients.mrn_number TO chartkeeper_app, chartkeeper_jobs;

GRANT SELECT, INSERT, UPDATE ON ALL TABLES IN SCHEMA patients TO chartkeeper_app, chartkeeper_jobs;
GRANT DELETE ON patients.search_key TO chartkeeper_app, chartkeeper_jobs;
REVOKE UPDATE ON patients.merge, patients.unmerge FROM chartkeeper_app, chartkeeper_jobs;
GRANT UPDATE (labels) ON patients.merge, patients.unmerge TO chartkeeper_app, chartkeeper_jobs;
GRANT SELECT ON ALL TABLES IN SCHEMA patients TO chartkeeper_report, chartkeeper_backup;

CREATE FUNCTION patients.find_for_glass(wanted_mrn text) RETURNS TABLE (patient_id uuid, facility_id uuid, labels bigint)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
  AS $$ SELECT p.id, p.facility_id, p.labels FROM patients.identifier i JOIN patients.patient p ON p.id = i.patient_id
        WHERE i.value = wanted_mrn AND i.assigned_here LIMIT 2 $$;
COMMENT ON FUNCTION patients.find_for_glass(text) IS 'The one way to a restricted patient: by typing the whole medical record number. Called only by breaking the glass, which is recorded.';
REVOKE ALL ON FUNCTION patients.find_for_glass(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION patients.find_for_glass(text) TO chartkeeper_app;
