-- Discharge reconciliation: what paper is expected of a day's encounters, and what a person said about it.

CREATE TABLE intake.paper_rule (
  id uuid PRIMARY KEY,
  facility_id uuid REFERENCES directory.facility (id),
  encounter_class text NOT NULL,
  expected jsonb NOT NULL CONSTRAINT expected_is_a_list CHECK (jsonb_typeof(expected) = 'array'),
  reason text NOT NULL,
  set_at timestamptz NOT NULL,
  set_by text NOT NULL
);
COMMENT ON TABLE intake.paper_rule IS 'Which documents a class of encounters is expected to leave on paper. Rows are never changed: the newest of a facility and class is in force, that of all facilities where it has none; the older ones are the history.';
COMMENT ON COLUMN intake.paper_rule.id IS 'UUID v7.';
COMMENT ON COLUMN intake.paper_rule.facility_id IS 'Where; empty: everywhere that has no row of its own.';
COMMENT ON COLUMN intake.paper_rule.encounter_class IS 'HL7 ActCode of the encounters: IMP, SS, EMER, AMB ...';
COMMENT ON COLUMN intake.paper_rule.expected IS 'List of {name, types}: each is received when a document of one of its types is filed. Empty: no paper is expected.';
COMMENT ON COLUMN intake.paper_rule.reason IS 'Why it was set so.';
COMMENT ON COLUMN intake.paper_rule.set_at IS 'When.';
COMMENT ON COLUMN intake.paper_rule.set_by IS 'Actor id; seed for those that came with the product.';
CREATE INDEX paper_rule_in_force ON intake.paper_rule (facility_id, encounter_class, set_at DESC);

INSERT INTO intake.paper_rule (id, encounter_class, expected, reason, set_at, set_by)
SELECT ('01900000-0000-7000-8000-0000000006' || lpad(n::text, 2, '0'))::uuid, class, expected::jsonb,
  'A place to start: change it to what your units send on paper.', timestamptz '2026-11-28 06:00Z', 'seed'
FROM (VALUES
  (1, 'IMP', '[{"name":"Discharge summary","types":["discharge-summary","death-summary","transfer-summary"]},{"name":"Nursing record","types":["nursing-note","nursing-admission","nursing-discharge","critical-care-record"]},{"name":"Consent to treatment","types":["consent-to-treat"]}]'),
  (2, 'ACUTE', '[{"name":"Discharge summary","types":["discharge-summary","death-summary","transfer-summary"]},{"name":"Nursing record","types":["nursing-note","nursing-admission","nursing-discharge","critical-care-record"]},{"name":"Consent to treatment","types":["consent-to-treat"]}]'),
  (3, 'OBSENC', '[{"name":"Discharge summary or short-stay note","types":["discharge-summary","short-stay-note","transfer-summary"]},{"name":"Nursing record","types":["nursing-note","nursing-admission","nursing-discharge"]}]'),
  (4, 'SS', '[{"name":"Operative note","types":["operative-report","brief-operative-note"]},{"name":"Anesthesia record","types":["anesthesia-record"]},{"name":"Consent to operation","types":["consent-surgery","consent-procedure"]}]'),
  (5, 'EMER', '[{"name":"Emergency record","types":["ed-note","ed-nursing","trauma-flow-sheet"]}]')
) AS seed (n, class, expected);

CREATE TABLE intake.paper_mark (
  patient_id uuid NOT NULL,
  id uuid NOT NULL,
  encounter_id uuid NOT NULL,
  facility_id uuid NOT NULL,
  labels bigint NOT NULL DEFAULT 0,
  kind text NOT NULL CONSTRAINT paper_mark_is_known CHECK (kind IN ('no-paper', 'at-desk')),
  reason text,
  marked_at timestamptz NOT NULL,
  marked_by text NOT NULL,
  withdrawn_at timestamptz,
  withdrawn_by text,
  FOREIGN KEY (patient_id, encounter_id) REFERENCES encounters.encounter (patient_id, id),
  CONSTRAINT no_paper_says_why CHECK (kind <> 'no-paper' OR reason IS NOT NULL),
  CONSTRAINT paper_mark_is_withdrawn_by_somebody CHECK ((withdrawn_at IS NULL) = (withdrawn_by IS NULL)),
  PRIMARY KEY (patient_id, id)
);
COMMENT ON TABLE intake.paper_mark IS 'What a person said about the paper of an encounter: none is coming, or it lies at the desk and is not scanned yet.';
COMMENT ON COLUMN intake.paper_mark.id IS 'UUID v7.';
COMMENT ON COLUMN intake.paper_mark.patient_id IS 'Whose.';
COMMENT ON COLUMN intake.paper_mark.encounter_id IS 'Which encounter.';
COMMENT ON COLUMN intake.paper_mark.facility_id IS 'As the encounter''s.';
COMMENT ON COLUMN intake.paper_mark.labels IS 'As the encounter''s.';
COMMENT ON COLUMN intake.paper_mark.kind IS 'no-paper or at-desk.';
COMMENT ON COLUMN intake.paper_mark.reason IS 'Why none is coming.';
COMMENT ON COLUMN intake.paper_mark.marked_at IS 'When.';
COMMENT ON COLUMN intake.paper_mark.marked_by IS 'Actor id.';
COMMENT ON COLUMN intake.paper_mark.withdrawn_at IS 'Set when the mark was wrong.';
COMMENT ON COLUMN intake.paper_mark.withdrawn_by IS 'Actor id.';
CREATE UNIQUE INDEX paper_mark_in_force_once ON intake.paper_mark (patient_id, encounter_id, kind) WHERE withdrawn_at IS NULL;
SELECT platform.protect('intake.paper_mark');

CREATE TABLE intake.paper_reminder (
  patient_id uuid NOT NULL,
  id uuid NOT NULL,
  encounter_id uuid NOT NULL,
  facility_id uuid NOT NULL,
  labels bigint NOT NULL DEFAULT 0,
  unit_id uuid,
  letter_id uuid NOT NULL,
  channel text NOT NULL CONSTRAINT reminder_channel_is_known CHECK (channel IN ('print', 'mail')),
  mail_address text,
  missing text[] NOT NULL,
  reminded_at timestamptz NOT NULL,
  reminded_by text NOT NULL,
  FOREIGN KEY (patient_id, encounter_id) REFERENCES encounters.encounter (patient_id, id),
  FOREIGN KEY (letter_id) REFERENCES correspondence.letter (id),
  FOREIGN KEY (unit_id) REFERENCES directory.unit (id),
  CONSTRAINT mailed_reminder_has_an_address CHECK ((channel = 'mail') = (mail_address IS NOT NULL)),
  PRIMARY KEY (patient_id, id)
);
COMMENT ON TABLE intake.paper_reminder IS 'A unit was asked for the paper of an encounter; one row for each encounter that a letter names.';
COMMENT ON COLUMN intake.paper_reminder.id IS 'UUID v7.';
COMMENT ON COLUMN intake.paper_reminder.patient_id IS 'Whose.';
COMMENT ON COLUMN intake.paper_reminder.encounter_id IS 'Which encounter.';
COMMENT ON COLUMN intake.paper_reminder.facility_id IS 'As the encounter''s.';
COMMENT ON COLUMN intake.paper_reminder.labels IS 'As the encounter''s.';
COMMENT ON COLUMN intake.paper_reminder.unit_id IS 'Unit that was asked, where the encounter names one.';
COMMENT ON COLUMN intake.paper_reminder.letter_id IS 'The letter; its deliveries tell what became of it.';
COMMENT ON COLUMN intake.paper_reminder.channel IS 'How it went.';
COMMENT ON COLUMN intake.paper_reminder.mail_address IS 'Where it was mailed to; offered the next time.';
COMMENT ON COLUMN intake.paper_reminder.missing IS 'What was missing then.';
COMMENT ON COLUMN intake.paper_reminder.reminded_at IS 'When.';
COMMENT ON COLUMN intake.paper_reminder.reminded_by IS 'Actor id.';
CREATE INDEX paper_reminder_of_encounter ON intake.paper_reminder (patient_id, encounter_id, reminded_at DESC);
CREATE INDEX paper_reminder_of_unit ON intake.paper_reminder (unit_id, reminded_at DESC) WHERE mail_address IS NOT NULL;
SELECT platform.protect('intake.paper_reminder');

CREATE TABLE intake.reconciled_day (
  id uuid PRIMARY KEY,
  facility_id uuid NOT NULL REFERENCES directory.facility (id),
  labels bigint NOT NULL DEFAULT 0,
  day date NOT NULL,
  encounters integer NOT NULL,
  received integer NOT NULL,
  partial integer NOT NULL,
  not_received integer NOT NULL,
  no_paper integer NOT NULL,
  reconciled_at timestamptz NOT NULL,
  reconciled_by text NOT NULL,
  CONSTRAINT reconciled_day_adds_up CHECK (encounters = received + partial + not_received + no_paper)
);
COMMENT ON TABLE intake.reconciled_day IS 'A person went through the discharges and visits of a day; the next look begins with the day after. Again where somebody did it again.';
COMMENT ON COLUMN intake.reconciled_day.id IS 'UUID v7.';
COMMENT ON COLUMN intake.reconciled_day.facility_id IS 'Where.';
COMMENT ON COLUMN intake.reconciled_day.labels IS 'Always 0: counts name nobody.';
COMMENT ON COLUMN intake.reconciled_day.day IS 'The day, in the facility''s time zone.';
COMMENT ON COLUMN intake.reconciled_day.encounters IS 'Encounters that ended that day, as that person saw them.';
COMMENT ON COLUMN intake.reconciled_day.received IS 'Of those, all expected paper was filed.';
COMMENT ON COLUMN intake.reconciled_day.partial IS 'Of those, some was.';
COMMENT ON COLUMN intake.reconciled_day.not_received IS 'Of those, none was.';
COMMENT ON COLUMN intake.reconciled_day.no_paper IS 'Of those, none is expected.';
COMMENT ON COLUMN intake.reconciled_day.reconciled_at IS 'When.';
COMMENT ON COLUMN intake.reconciled_day.reconciled_by IS 'Actor id.';
CREATE INDEX reconciled_day_last ON intake.reconciled_day (facility_id, day DESC);
SELECT platform.protect('intake.reconciled_day');

CREATE INDEX proposal_naming ON intake.proposal (value, field) WHERE field IN ('encounter', 'patient');

GRANT SELECT, INSERT ON intake.paper_rule, intake.paper_mark, intake.paper_reminder, intake.reconciled_day TO chartkeeper_app, chartkeeper_jobs;
GRANT UPDATE (withdrawn_at, withdrawn_by) ON intake.paper_mark TO chartkeeper_app, chartkeeper_jobs;
GRANT SELECT ON intake.paper_rule, intake.paper_mark, intake.paper_reminder, intake.reconciled_day TO chartkeeper_report, chartkeeper_backup;
