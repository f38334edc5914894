-- Not registered yet: documents to be that wait for the registration of the person they name, and files sent here by mistake.

CREATE TABLE intake.pending (
  id uuid PRIMARY KEY,
  part_id uuid NOT NULL,
  facility_id uuid NOT NULL,
  labels bigint NOT NULL DEFAULT 0,
  key_slot text NOT NULL,
  identifiers_address text NOT NULL REFERENCES platform.blob (address),
  reason text NOT NULL,
  pended_at timestamptz NOT NULL,
  pended_by text NOT NULL,
  due_at timestamptz NOT NULL,
  ended_at timestamptz,
  ended_by text,
  ended_how text CONSTRAINT pending_end_is_known CHECK (ended_how IN ('registered', 'returned', 'settled')),
  CONSTRAINT pending_ends_with_who_and_how CHECK ((ended_at IS NULL) = (ended_by IS NULL) AND (ended_at IS NULL) = (ended_how IS NULL))
);
COMMENT ON TABLE intake.pending IS 'A document to be whose patient is not registered yet. It waits apart and comes back to the index queue when somebody of these identifiers is registered.';
COMMENT ON COLUMN intake.pending.id IS 'UUID v7.';
COMMENT ON COLUMN intake.pending.part_id IS 'The document to be. No foreign key: a batch may be cut anew.';
COMMENT ON COLUMN intake.pending.facility_id IS 'As the part''s.';
COMMENT ON COLUMN intake.pending.labels IS 'As the part''s.';
COMMENT ON COLUMN intake.pending.key_slot IS 'Slot under which the identifiers are encrypted.';
COMMENT ON COLUMN intake.pending.identifiers_address IS 'Encrypted blob with the identifiers as a person read them: name, birth date, record and visit number.';
COMMENT ON COLUMN intake.pending.reason IS 'Why it waits, in words.';
COMMENT ON COLUMN intake.pending.pended_at IS 'When.';
COMMENT ON COLUMN intake.pending.pended_by IS 'Actor id.';
COMMENT ON COLUMN intake.pending.due_at IS 'From then on it is reported: not registered for 24 hours.';
COMMENT ON COLUMN intake.pending.ended_at IS 'When the waiting ended.';
COMMENT ON COLUMN intake.pending.ended_by IS 'Actor id.';
COMMENT ON COLUMN intake.pending.ended_how IS 'registered: somebody who may be meant was registered; returned: a person took it back; settled: it was filed or set aside.';
CREATE UNIQUE INDEX pending_once ON intake.pending (part_id) WHERE ended_at IS NULL;
CREATE INDEX pending_of_part ON intake.pending (part_id, pended_at DESC);
SELECT platform.protect('intake.pending');

CREATE TABLE intake.pending_key (
  pending_id uuid NOT NULL REFERENCES intake.pending (id),
  facility_id uuid NOT NULL,
  labels bigint NOT NULL DEFAULT 0,
  kind text NOT NULL CONSTRAINT pending_key_kind_is_known CHECK (kind IN ('mrn', 'visit', 'name-birth')),
  key text NOT NULL,
  PRIMARY KEY (pending_id, kind, key)
);
COMMENT ON TABLE intake.pending_key IS 'What a waiting document to be is found by when somebody is registered. Deleted when the waiting ends.';
COMMENT ON COLUMN intake.pending_key.pending_id IS 'The waiting.';
COMMENT ON COLUMN intake.pending_key.facility_id IS 'As the waiting''s.';
COMMENT ON COLUMN intake.pending_key.labels IS 'As the waiting''s.';
COMMENT ON COLUMN intake.pending_key.kind IS 'mrn, visit, or the sound of a name with a birth date.';
COMMENT ON COLUMN intake.pending_key.key IS 'Keyed digest (HMAC-SHA-256): equal identifiers give equal keys, and nobody reads them back.';
CREATE INDEX pending_by_key ON intake.pending_key (kind, key);
SELECT platform.protect('intake.pending_key');

CREATE TABLE intake.pending_match (
  patient_id uuid NOT NULL,
  pending_id uuid NOT NULL REFERENCES intake.pending (id),
  part_id uuid NOT NULL,
  facility_id uuid NOT NULL,
  labels bigint NOT NULL DEFAULT 0,
  agrees text[] NOT NULL,
  matched_at timestamptz NOT NULL,
  PRIMARY KEY (patient_id, pending_id),
  FOREIGN KEY (patient_id) REFERENCES patients.patient (id)
);
COMMENT ON TABLE intake.pending_match IS 'A person registered after a document to be began to wait, with the identifiers that agree. Only a candidate: a person decides.';
COMMENT ON COLUMN intake.pending_match.pending_id IS 'The waiting.';
COMMENT ON COLUMN intake.pending_match.patient_id IS 'Who was registered or got the identifier.';
COMMENT ON COLUMN intake.pending_match.part_id IS 'The document to be.';
COMMENT ON COLUMN intake.pending_match.facility_id IS 'As the waiting''s.';
COMMENT ON COLUMN intake.pending_match.labels IS 'As the waiting''s and the patient''s together.';
COMMENT ON COLUMN intake.pending_match.agrees IS 'Kinds of the keys that agree.';
COMMENT ON COLUMN intake.pending_match.matched_at IS 'When.';
CREATE INDEX pending_match_of_part ON intake.pending_match (part_id, matched_at DESC);
SELECT platform.protect('intake.pending_match');

CREATE TABLE intake.misdirected (
  id uuid PRIMARY KEY,
  item_id uuid NOT NULL REFERENCES intake.item (id),
  facility_id uuid NOT NULL,
  labels bigint NOT NULL DEFAULT 0,
  pages integer NOT NULL CONSTRAINT misdirected_has_pages CHECK (pages > 0),
  digest text NOT NULL,
  bytes bigint NOT NULL,
  sender text NOT NULL,
  how_known text NOT NULL,
  letter_id uuid REFERENCES correspondence.letter (id),
  told_how text CONSTRAINT telling_is_known CHECK (told_how IN ('print', 'mail', 'phone')),
  decided_at timestamptz NOT NULL,
  decided_by text NOT NULL,
  destroyed_at timestamptz,
  CONSTRAINT letter_was_printed_or_mailed CHECK (letter_id IS NULL OR told_how IN ('print', 'mail'))
);
COMMENT ON TABLE intake.misdirected IS 'A file that was sent here by mistake: its sender was told and its copy destroyed. What remains of it is this row: digest, size, pages, when and by whom.';
COMMENT ON COLUMN intake.misdirected.id IS 'UUID v7; certificate in the destruction register.';
COMMENT ON COLUMN intake.misdirected.item_id IS 'The file.';
COMMENT ON COLUMN intake.misdirected.facility_id IS 'As the file''s.';
COMMENT ON COLUMN intake.misdirected.labels IS 'As the file''s.';
COMMENT ON COLUMN intake.misdirected.pages IS 'Pages of it, all of them.';
COMMENT ON COLUMN intake.misdirected.digest IS 'As the file''s, so that one can show which file it was.';
COMMENT ON COLUMN intake.misdirected.bytes IS 'Size of the file.';
COMMENT ON COLUMN intake.misdirected.sender IS 'Who sent it and was told.';
COMMENT ON COLUMN intake.misdirected.how_known IS 'How one knows that it is not for this facility.';
COMMENT ON COLUMN intake.misdirected.letter_id IS 'The letter to the sender; empty where told by telephone.';
COMMENT ON COLUMN intake.misdirected.told_how IS 'How the sender was told.';
COMMENT ON COLUMN intake.misdirected.decided_at IS 'When.';
COMMENT ON COLUMN intake.misdirected.decided_by IS 'Actor id.';
COMMENT ON COLUMN intake.misdirected.destroyed_at IS 'When the key of the copy was destroyed: from then on nobody can read it.';
CREATE UNIQUE INDEX misdirected_once ON intake.misdirected (item_id);
SELECT platform.protect('intake.misdirected');

ALTER TABLE intake.part ADD COLUMN lane_by text, ADD COLUMN lane_at timestamptz;
COMMENT ON COLUMN intake.part.lane_by IS 'Actor id of the person who chose the lane; empty where a rule did.';
COMMENT ON COLUMN intake.part.lane_at IS 'When a person chose it.';

CREATE TABLE intake.lane_rule (
  id uuid PRIMARY KEY,
  facility_id uuid REFERENCES directory.facility (id),
  what text NOT NULL CONSTRAINT lane_rule_is_about CHECK (what IN ('type', 'source')),
  code text NOT NULL,
  lane text NOT NULL CONSTRAINT lane_rule_lane_is_known CHECK (lane IN ('routine', 'stat')),
  lane_reason text NOT NULL,
  reason text NOT NULL,
  set_at timestamptz NOT NULL,
  set_by text NOT NULL
);
COMMENT ON TABLE intake.lane_rule IS 'What goes to the STAT lane by its type or source. Rows are never changed: the newest of a facility and code is in force, that of all facilities where it has none.';
COMMENT ON COLUMN intake.lane_rule.id IS 'UUID v7.';
COMMENT ON COLUMN intake.lane_rule.facility_id IS 'Where; empty: everywhere that has no row of its own.';
COMMENT ON COLUMN intake.lane_rule.what IS 'type: code of a document type; source: source of an item.';
COMMENT ON COLUMN intake.lane_rule.code IS 'That code.';
COMMENT ON COLUMN intake.lane_rule.lane IS 'stat, or routine where it no longer is.';
COMMENT ON COLUMN intake.lane_rule.lane_reason IS 'Coded reason that a part of it carries.';
COMMENT ON COLUMN intake.lane_rule.reason IS 'Why it was set so.';
COMMENT ON COLUMN intake.lane_rule.set_at IS 'When.';
COMMENT ON COLUMN intake.lane_rule.set_by IS 'Actor id; seed for those that came with the product.';
CREATE INDEX lane_rule_in_force ON intake.lane_rule (facility_id, what, code, set_at DESC);

GRANT SELECT, INSERT ON intake.pending, intake.pending_key, intake.pending_match, intake.misdirected, intake.lane_rule TO chartkeeper_app, chartkeeper_jobs;
GRANT UPDATE (ended_at, ended_by, ended_how) ON intake.pending TO chartkeeper_app, chartkeeper_jobs;
GRANT DELETE ON intake.pending_key TO chartkeeper_app, chartkeeper_jobs;
GRANT UPDATE (destroyed_at) ON intake.misdirected TO chartkeeper_app, chartkeeper_jobs;
GRANT UPDATE (lane_by, lane_at) ON intake.part TO chartkeeper_app, chartkeeper_jobs;
GRANT SELECT ON intake.pending, intake.pending_key, intake.pending_match, intake.misdirected, intake.lane_rule TO chartkeeper_report, chartkeeper_backup;

INSERT INTO intake.lane_rule (id, what, code, lane, lane_reason, reason, set_at, set_by)
SELECT ('01900000-0000-7000-8000-0000000007' || lpad(n::text, 2, '0'))::uuid, 'type', code, 'stat', lane_reason,
  'Whoever treats the patient must see it before the next decision.', timestamptz '2026-11-28 06:00Z', 'seed'
FROM (VALUES (1, 'living-will', 'advance-directive'), (2, 'health-care-poa', 'advance-directive'), (3, 'poa-and-living-will', 'advance-directive'),
  (4, 'advance-care-plan', 'advance-directive'), (5, 'portable-medical-order', 'advance-directive'), (6, 'dnr-order', 'advance-directive'),
  (7, 'mental-health-directive', 'advance-directive'), (8, 'emtala-transfer', 'transfer-packet'), (9, 'transfer-summary', 'transfer-packet')
) AS seed (n, code, lane_reason);
