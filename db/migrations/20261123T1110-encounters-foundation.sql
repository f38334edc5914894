-- Encounters: visit and account numbers, class and its changes, cancelled, left without being seen.

CREATE SCHEMA encounters;
COMMENT ON SCHEMA encounters IS 'Visits, stays and other contacts that documents belong to.';
GRANT USAGE ON SCHEMA encounters TO chartkeeper_app, chartkeeper_jobs, chartkeeper_report, chartkeeper_backup;

CREATE TABLE encounters.encounter (
  patient_id uuid NOT NULL REFERENCES patients.patient (id),
  id uuid NOT NULL,
  facility_id uuid NOT NULL REFERENCES directory.facility (id),
  labels bigint NOT NULL DEFAULT 0,
  visit_number text,
  account_number text,
  class text NOT NULL,
  type_text text,
  series_parent_id uuid,
  started_at timestamptz,
  ended_at timestamptz,
  unit_id uuid REFERENCES directory.unit (id),
  attending_practitioner_id uuid REFERENCES directory.practitioner (id),
  origin text NOT NULL,
  version integer NOT NULL DEFAULT 1,
  recorded_at timestamptz NOT NULL,
  recorded_by text NOT NULL,
  PRIMARY KEY (patient_id, id),
  FOREIGN KEY (patient_id, series_parent_id) REFERENCES encounters.encounter (patient_id, id),
  CONSTRAINT encounter_ends_after_it_starts CHECK (ended_at IS NULL OR started_at IS NULL OR ended_at >= started_at)
);
COMMENT ON TABLE encounters.encounter IS 'One contact of a patient with a facility. Never guessed for a document: chosen by number or by a person.';
COMMENT ON COLUMN encounters.encounter.patient_id IS 'Whose.';
COMMENT ON COLUMN encounters.encounter.id IS 'UUID v7.';
COMMENT ON COLUMN encounters.encounter.facility_id IS 'Where.';
COMMENT ON COLUMN encounters.encounter.labels IS 'Sensitivity, registry in access/labels.ts.';
COMMENT ON COLUMN encounters.encounter.visit_number IS 'HL7 PV1-19.';
COMMENT ON COLUMN encounters.encounter.account_number IS 'HL7 PID-18.';
COMMENT ON COLUMN encounters.encounter.class IS 'HL7 ActCode: AMB, IMP, EMER, OBSENC, HH, VR, SS ...';
COMMENT ON COLUMN encounters.encounter.type_text IS 'What kind of visit, in words.';
COMMENT ON COLUMN encounters.encounter.series_parent_id IS 'The first encounter of a recurring series.';
COMMENT ON COLUMN encounters.encounter.started_at IS 'Arrival or admission.';
COMMENT ON COLUMN encounters.encounter.ended_at IS 'Departure or discharge.';
COMMENT ON COLUMN encounters.encounter.unit_id IS 'Current or last unit.';
COMMENT ON COLUMN encounters.encounter.attending_practitioner_id IS 'Responsible practitioner.';
COMMENT ON COLUMN encounters.encounter.origin IS 'desk, fhir, hl7v2 or the name of the feed.';
COMMENT ON COLUMN encounters.encounter.version IS 'Counts changes; If-Match.';
COMMENT ON COLUMN encounters.encounter.recorded_at IS 'When entered here.';
COMMENT ON COLUMN encounters.encounter.recorded_by IS 'Actor id.';
CREATE UNIQUE INDEX visit_number_is_unique ON encounters.encounter (facility_id, visit_number) WHERE visit_number IS NOT NULL;
CREATE INDEX encounter_by_account ON encounters.encounter (account_number) WHERE account_number IS NOT NULL;
CREATE INDEX encounter_by_start ON encounters.encounter (patient_id, started_at DESC);
SELECT platform.protect('encounters.encounter');

CREATE TABLE encounters.change (
  patient_id uuid NOT NULL,
  id uuid NOT NULL,
  encounter_id uuid NOT NULL,
  facility_id uuid NOT NULL,
  labels bigint NOT NULL DEFAULT 0,
  kind text NOT NULL CONSTRAINT change_kind_is_known CHECK (kind IN ('class-changed', 'transferred', 'cancelled', 'left-without-being-seen', 'discharged', 'discharge-cancelled', 'reinstated')),
  class text,
  unit_id uuid REFERENCES directory.unit (id),
  reason text,
  happened_at timestamptz NOT NULL,
  recorded_at timestamptz NOT NULL,
  recorded_by text NOT NULL,
  PRIMARY KEY (patient_id, id),
  FOREIGN KEY (patient_id, encounter_id) REFERENCES encounters.encounter (patient_id, id)
);
COMMENT ON TABLE encounters.change IS 'What happened to an encounter, in order. Its state is derived from these rows.';
COMMENT ON COLUMN encounters.change.patient_id IS 'Whose.';
COMMENT ON COLUMN encounters.change.id IS 'UUID v7.';
COMMENT ON COLUMN encounters.change.encounter_id IS 'Which encounter.';
COMMENT ON COLUMN encounters.change.facility_id IS 'As the encounter''s.';
COMMENT ON COLUMN encounters.change.labels IS 'As the encounter''s.';
COMMENT ON COLUMN encounters.change.kind IS 'What happened.';
COMMENT ON COLUMN encounters.change.class IS 'New class, where it changed.';
COMMENT ON COLUMN encounters.change.unit_id IS 'New unit, where it changed.';
COMMENT ON COLUMN encounters.change.reason IS 'Why, where a person said so.';
COMMENT ON COLUMN encounters.change.happened_at IS 'When it happened.';
COMMENT ON COLUMN encounters.change.recorded_at IS 'When entered here.';
COMMENT ON COLUMN encounters.change.recorded_by IS 'Actor id.';
CREATE INDEX change_of_encounter ON encounters.change (patient_id, encounter_id, recorded_at);
SELECT platform.protect('encounters.change');

GRANT SELECT, INSERT, UPDATE ON encounters.encounter TO chartkeeper_app, chartkeeper_jobs;
GRANT SELECT, INSERT ON encounters.change TO chartkeeper_app, chartkeeper_jobs;
GRANT SELECT ON ALL TABLES IN SCHEMA encounters TO chartkeeper_report, chartkeeper_backup;
