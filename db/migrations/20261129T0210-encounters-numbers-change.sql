-- What a source says of numbers and of whose a visit is (HL7 A35, A41, A42, A44, A45, A49, A50): accounts and visits that became
-- one, have another number, or are another patient's. Nothing is rewritten: what was said stands in rows, and reading follows them.
-- And where a visit takes place and who answers for it, as the source writes it (PV1-3, PV1-7 to PV1-9).

ALTER TABLE encounters.change DROP CONSTRAINT change_kind_is_known;
ALTER TABLE encounters.change ADD CONSTRAINT change_kind_is_known
  CHECK (kind IN ('class-changed', 'transferred', 'cancelled', 'left-without-being-seen', 'discharged', 'discharge-cancelled', 'reinstated', 'coded', 'coding-reopened', 'merged', 'moved'));
ALTER TABLE encounters.change ADD COLUMN other_patient_id uuid, ADD COLUMN other_encounter_id uuid;
ALTER TABLE encounters.change ADD CONSTRAINT change_into_an_encounter
  FOREIGN KEY (other_patient_id, other_encounter_id) REFERENCES encounters.encounter (patient_id, id);
ALTER TABLE encounters.change ADD CONSTRAINT change_names_the_other
  CHECK ((kind IN ('merged', 'moved')) = (other_encounter_id IS NOT NULL) AND (other_patient_id IS NULL) = (other_encounter_id IS NULL));
COMMENT ON COLUMN encounters.change.kind IS 'What happened. merged: it is the other encounter of this patient. moved: it was of another patient, where it stands as the other encounter.';
COMMENT ON COLUMN encounters.change.other_patient_id IS 'Whose the other encounter is.';
COMMENT ON COLUMN encounters.change.other_encounter_id IS 'The encounter that stands for this one.';
CREATE INDEX change_into ON encounters.change (other_patient_id, other_encounter_id) WHERE other_encounter_id IS NOT NULL;

CREATE TABLE encounters.former_number (
  patient_id uuid NOT NULL,
  id uuid NOT NULL,
  facility_id uuid NOT NULL REFERENCES directory.facility (id),
  labels bigint NOT NULL DEFAULT 0,
  encounter_id uuid NOT NULL,
  number text NOT NULL,
  recorded_at timestamptz NOT NULL,
  recorded_by text NOT NULL,
  PRIMARY KEY (patient_id, id),
  FOREIGN KEY (patient_id, encounter_id) REFERENCES encounters.encounter (patient_id, id)
);
COMMENT ON TABLE encounters.former_number IS 'Visit numbers that an encounter had before: they go on finding it, on labels and in messages that come late.';
COMMENT ON COLUMN encounters.former_number.patient_id IS 'Whose.';
COMMENT ON COLUMN encounters.former_number.id IS 'UUID v7.';
COMMENT ON COLUMN encounters.former_number.facility_id IS 'As the encounter''s.';
COMMENT ON COLUMN encounters.former_number.labels IS 'As the encounter''s.';
COMMENT ON COLUMN encounters.former_number.encounter_id IS 'Which encounter.';
COMMENT ON COLUMN encounters.former_number.number IS 'HL7 MRG-5 of A50.';
COMMENT ON COLUMN encounters.former_number.recorded_at IS 'When entered here.';
COMMENT ON COLUMN encounters.former_number.recorded_by IS 'Actor id.';
CREATE UNIQUE INDEX former_number_is_of_one ON encounters.former_number (facility_id, number);
CREATE INDEX former_number_by_number ON encounters.former_number (number);
CREATE INDEX former_number_of_encounter ON encounters.former_number (patient_id, encounter_id);
SELECT platform.protect('encounters.former_number');
GRANT SELECT, INSERT ON encounters.former_number TO chartkeeper_app, chartkeeper_jobs;
GRANT UPDATE (labels) ON encounters.former_number TO chartkeeper_app, chartkeeper_jobs;
GRANT SELECT ON encounters.former_number TO chartkeeper_report, chartkeeper_backup;

CREATE TABLE encounters.account_number (
  patient_id uuid NOT NULL REFERENCES patients.patient (id),
  id uuid NOT NULL,
  facility_id uuid NOT NULL REFERENCES directory.facility (id),
  labels bigint NOT NULL DEFAULT 0,
  number text NOT NULL,
  into_number text NOT NULL,
  origin text NOT NULL,
  said_at timestamptz NOT NULL,
  said_as text NOT NULL,
  recorded_at timestamptz NOT NULL,
  recorded_by text NOT NULL,
  PRIMARY KEY (patient_id, id),
  CONSTRAINT account_number_changes CHECK (number <> into_number)
);
COMMENT ON TABLE encounters.account_number IS 'A source says that an account goes by another number, or is one with the account of that number (HL7 A35, A41, A49).';
COMMENT ON COLUMN encounters.account_number.patient_id IS 'Whose.';
COMMENT ON COLUMN encounters.account_number.id IS 'UUID v7.';
COMMENT ON COLUMN encounters.account_number.facility_id IS 'Whose numbers these are.';
COMMENT ON COLUMN encounters.account_number.labels IS 'As the patient''s.';
COMMENT ON COLUMN encounters.account_number.number IS 'HL7 MRG-3.';
COMMENT ON COLUMN encounters.account_number.into_number IS 'HL7 PID-18.';
COMMENT ON COLUMN encounters.account_number.origin IS 'Who says so.';
COMMENT ON COLUMN encounters.account_number.said_at IS 'When its source said so; where two contradict, the latest counts.';
COMMENT ON COLUMN encounters.account_number.said_as IS 'Number of the message (MSH-10); puts two of one moment in order.';
COMMENT ON COLUMN encounters.account_number.recorded_at IS 'When entered here.';
COMMENT ON COLUMN encounters.account_number.recorded_by IS 'Actor id.';
CREATE INDEX account_number_by_number ON encounters.account_number (number);
CREATE INDEX account_number_by_into ON encounters.account_number (into_number);
CREATE UNIQUE INDEX account_number_said_once ON encounters.account_number (patient_id, facility_id, number, into_number);
SELECT platform.protect('encounters.account_number');
GRANT SELECT, INSERT, UPDATE ON encounters.account_number TO chartkeeper_app, chartkeeper_jobs;
GRANT SELECT ON encounters.account_number TO chartkeeper_report, chartkeeper_backup;

-- A charge of a visit that moves is recorded anew for the patient to whom it moves.
DROP INDEX encounters.charge_said_once;
CREATE UNIQUE INDEX charge_said_once ON encounters.charge (facility_id, origin, said_as, line, patient_id);
DROP INDEX encounters.account_event_said_once;
CREATE UNIQUE INDEX account_event_said_once ON encounters.account_event (facility_id, origin, said_as, line, patient_id);

-- A label or a page names a visit without its facility.
CREATE INDEX encounter_by_visit_number ON encounters.encounter (visit_number) WHERE visit_number IS NOT NULL;

ALTER TABLE encounters.encounter ADD COLUMN location text, ADD COLUMN attending_name text, ADD COLUMN referring_name text,
  ADD COLUMN consulting_names text[] NOT NULL DEFAULT '{}';
COMMENT ON COLUMN encounters.encounter.location IS 'Where the patient is or was last, as the source writes it: HL7 PV1-3, point of care, room, bed.';
COMMENT ON COLUMN encounters.encounter.attending_name IS 'HL7 PV1-7, as the source writes it, where the practitioner is not in the directory.';
COMMENT ON COLUMN encounters.encounter.referring_name IS 'HL7 PV1-8.';
COMMENT ON COLUMN encounters.encounter.consulting_names IS 'HL7 PV1-9.';
