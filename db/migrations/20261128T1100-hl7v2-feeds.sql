-- HL7 version 2: who sends, what came byte for byte, and what became of each message.

CREATE SCHEMA hl7v2;
COMMENT ON SCHEMA hl7v2 IS 'Feeds in HL7 version 2: senders, the archive of messages as they came, and the work on them.';
GRANT USAGE ON SCHEMA hl7v2 TO chartkeeper_app, chartkeeper_jobs, chartkeeper_report, chartkeeper_backup;

CREATE TABLE hl7v2.sender (
  id uuid PRIMARY KEY,
  application text NOT NULL,
  facility text NOT NULL,
  facility_id uuid NOT NULL REFERENCES directory.facility (id),
  state text NOT NULL CONSTRAINT sender_state_is_known CHECK (state IN ('waiting', 'allowed', 'refused')),
  first_seen_at timestamptz NOT NULL,
  first_address text NOT NULL,
  decided_at timestamptz,
  decided_by text,
  CONSTRAINT sender_decision_has_who_and_when CHECK ((decided_at IS NULL) = (decided_by IS NULL) AND (state = 'waiting') = (decided_at IS NULL)),
  CONSTRAINT sender_is_short CHECK (length(application) <= 227 AND length(facility) <= 227)
);
COMMENT ON TABLE hl7v2.sender IS 'A system that sends, by the two names it gives itself. What an unknown one sends is refused until a person allows it.';
COMMENT ON COLUMN hl7v2.sender.id IS 'UUID v7.';
COMMENT ON COLUMN hl7v2.sender.application IS 'MSH-3.1.';
COMMENT ON COLUMN hl7v2.sender.facility IS 'MSH-4.1.';
COMMENT ON COLUMN hl7v2.sender.facility_id IS 'The facility of ours whose record it feeds.';
COMMENT ON COLUMN hl7v2.sender.state IS 'waiting for a person, allowed or refused.';
COMMENT ON COLUMN hl7v2.sender.first_seen_at IS 'When it first knocked.';
COMMENT ON COLUMN hl7v2.sender.first_address IS 'From which address; import for a file.';
COMMENT ON COLUMN hl7v2.sender.decided_at IS 'When it was allowed or refused.';
COMMENT ON COLUMN hl7v2.sender.decided_by IS 'Actor id; a sender on this machine is allowed by the product.';
CREATE UNIQUE INDEX sender_by_name ON hl7v2.sender (application, facility);

CREATE TABLE hl7v2.mapping (
  id uuid PRIMARY KEY,
  sender_id uuid REFERENCES hl7v2.sender (id),
  kind text NOT NULL CONSTRAINT mapping_kind_is_known CHECK (kind IN ('authority', 'document-type', 'class')),
  said text NOT NULL,
  meant text NOT NULL,
  set_at timestamptz NOT NULL,
  set_by text NOT NULL
);
COMMENT ON TABLE hl7v2.mapping IS 'What a code of a sender means here. Rows are never changed: the newest of a sender and code is in force, that of all senders where it has none.';
COMMENT ON COLUMN hl7v2.mapping.id IS 'UUID v7.';
COMMENT ON COLUMN hl7v2.mapping.sender_id IS 'Whose code; empty: of every sender that has no row of its own.';
COMMENT ON COLUMN hl7v2.mapping.kind IS 'authority: CX.4.1 to the URI of an identifier system; document-type: TXA-2 or OBR-4 to a type of the catalogue; class: PV1-2 to an encounter class.';
COMMENT ON COLUMN hl7v2.mapping.said IS 'As the sender says it.';
COMMENT ON COLUMN hl7v2.mapping.meant IS 'As we say it.';
COMMENT ON COLUMN hl7v2.mapping.set_at IS 'When.';
COMMENT ON COLUMN hl7v2.mapping.set_by IS 'Actor id; seed for those that came with the product.';
CREATE INDEX mapping_in_force ON hl7v2.mapping (kind, said, set_at DESC);

CREATE TABLE hl7v2.volume (
  id uuid PRIMARY KEY,
  key_slot text NOT NULL,
  opened_at timestamptz NOT NULL
);
COMMENT ON TABLE hl7v2.volume IS 'Messages that are encrypted under one key and so can be made unreadable together: those of one day and process.';
COMMENT ON COLUMN hl7v2.volume.id IS 'UUID v7.';
COMMENT ON COLUMN hl7v2.volume.key_slot IS 'The slot of its key; outside the database.';
COMMENT ON COLUMN hl7v2.volume.opened_at IS 'When.';
CREATE UNIQUE INDEX volume_by_slot ON hl7v2.volume (key_slot);

CREATE TABLE hl7v2.message (
  id uuid PRIMARY KEY,
  n bigint GENERATED ALWAYS AS IDENTITY,
  sender_id uuid REFERENCES hl7v2.sender (id),
  control_id text NOT NULL,
  type text NOT NULL,
  digest text NOT NULL,
  bytes integer NOT NULL,
  volume_id uuid NOT NULL REFERENCES hl7v2.volume (id),
  sealed bytea NOT NULL,
  received_at timestamptz NOT NULL,
  received_via text NOT NULL CONSTRAINT received_via_is_known CHECK (received_via IN ('mllp', 'import', 'edit')),
  taken boolean NOT NULL,
  code text NOT NULL,
  refusal text,
  edited_from uuid REFERENCES hl7v2.message (id),
  CONSTRAINT taken_or_refused_with_a_reason CHECK (taken = (refusal IS NULL)),
  CONSTRAINT an_edit_says_of_what CHECK ((received_via = 'edit') = (edited_from IS NOT NULL))
);
COMMENT ON TABLE hl7v2.message IS 'Every message as it came, those that were refused included; insert only. It is acknowledged after the commit of its row and not before.';
COMMENT ON COLUMN hl7v2.message.id IS 'UUID v7; MSH-10 of the acknowledgement.';
COMMENT ON COLUMN hl7v2.message.n IS 'Order of arrival: a sender''s messages are applied in it.';
COMMENT ON COLUMN hl7v2.message.sender_id IS 'Who; empty where the message does not say so readably.';
COMMENT ON COLUMN hl7v2.message.control_id IS 'MSH-10; empty where it has none.';
COMMENT ON COLUMN hl7v2.message.type IS 'MSH-9, as ADT^A01; empty where it cannot be read.';
COMMENT ON COLUMN hl7v2.message.digest IS 'Keyed digest of the bytes: tells the same message again from another one of the same number.';
COMMENT ON COLUMN hl7v2.message.bytes IS 'How many.';
COMMENT ON COLUMN hl7v2.message.volume_id IS 'Whose key opens it.';
COMMENT ON COLUMN hl7v2.message.sealed IS 'The bytes, AES-256-GCM, bound to the id.';
COMMENT ON COLUMN hl7v2.message.received_at IS 'When.';
COMMENT ON COLUMN hl7v2.message.received_via IS 'mllp; import of a file; edit: a corrected copy of one in error.';
COMMENT ON COLUMN hl7v2.message.taken IS 'Accepted, and to be applied.';
COMMENT ON COLUMN hl7v2.message.code IS 'MSA-1 of the answer.';
COMMENT ON COLUMN hl7v2.message.refusal IS 'Why it was not taken, in words without content.';
COMMENT ON COLUMN hl7v2.message.edited_from IS 'The message of which this is the corrected copy.';
CREATE UNIQUE INDEX message_once ON hl7v2.message (sender_id, control_id) WHERE taken AND edited_from IS NULL;
CREATE INDEX message_refused ON hl7v2.message (received_at DESC) WHERE NOT taken;
CREATE INDEX message_of_sender ON hl7v2.message (sender_id, n DESC);

CREATE TABLE hl7v2.work (
  message_id uuid PRIMARY KEY REFERENCES hl7v2.message (id),
  sender_id uuid NOT NULL REFERENCES hl7v2.sender (id),
  n bigint NOT NULL,
  state text NOT NULL CONSTRAINT work_state_is_known CHECK (state IN ('waiting', 'held', 'applied', 'kept', 'failed', 'set-aside', 'replaced')),
  reason text,
  waits_for text,
  done_at timestamptz,
  done_by text,
  CONSTRAINT held_for_something CHECK ((state = 'held') = (waits_for IS NOT NULL)),
  CONSTRAINT failed_with_a_reason CHECK (state NOT IN ('failed', 'set-aside', 'kept') OR reason IS NOT NULL)
);
COMMENT ON TABLE hl7v2.work IS 'What became of each message that was taken.';
COMMENT ON COLUMN hl7v2.work.message_id IS 'The message.';
COMMENT ON COLUMN hl7v2.work.sender_id IS 'As the message''s.';
COMMENT ON COLUMN hl7v2.work.n IS 'As the message''s.';
COMMENT ON COLUMN hl7v2.work.state IS 'waiting its turn; held until something it speaks of comes; applied; kept in the archive only, since nothing here follows from it; failed: a person decides; set-aside by a person; replaced by its corrected copy.';
COMMENT ON COLUMN hl7v2.work.reason IS 'Why it is so, in words without content.';
COMMENT ON COLUMN hl7v2.work.waits_for IS 'Keyed digest of the number it waits for.';
COMMENT ON COLUMN hl7v2.work.done_at IS 'When it came to this state.';
COMMENT ON COLUMN hl7v2.work.done_by IS 'Actor id.';
CREATE INDEX work_waiting ON hl7v2.work (sender_id, n) WHERE state = 'waiting';
CREATE INDEX work_held ON hl7v2.work (waits_for) WHERE state = 'held';
CREATE INDEX work_to_decide ON hl7v2.work (n DESC) WHERE state IN ('failed', 'held');

CREATE TABLE hl7v2.latest (
  subject_id uuid NOT NULL,
  aspect text NOT NULL,
  at timestamptz NOT NULL,
  control_id text NOT NULL,
  PRIMARY KEY (subject_id, aspect)
);
COMMENT ON TABLE hl7v2.latest IS 'When each part of a person or visit was last said by a feed: what happened earlier and comes later changes nothing, so the order of arrival does not matter.';
COMMENT ON COLUMN hl7v2.latest.subject_id IS 'Patient or encounter.';
COMMENT ON COLUMN hl7v2.latest.aspect IS 'name, birth, start, end, cancelled ...';
COMMENT ON COLUMN hl7v2.latest.at IS 'EVN-2, else MSH-7: when it happened or was entered there.';
COMMENT ON COLUMN hl7v2.latest.control_id IS 'MSH-10: decides between two of the same moment.';

CREATE TABLE hl7v2.document (
  sender_id uuid NOT NULL REFERENCES hl7v2.sender (id),
  number text NOT NULL,
  document_id uuid NOT NULL,
  PRIMARY KEY (sender_id, number)
);
COMMENT ON TABLE hl7v2.document IS 'Which document of the record a number of the sender became.';
COMMENT ON COLUMN hl7v2.document.sender_id IS 'Whose number.';
COMMENT ON COLUMN hl7v2.document.number IS 'Keyed digest of TXA-12, or of order and observation for a result.';
COMMENT ON COLUMN hl7v2.document.document_id IS 'Ours.';

GRANT SELECT, INSERT ON hl7v2.mapping, hl7v2.volume, hl7v2.message, hl7v2.document TO chartkeeper_app, chartkeeper_jobs;
GRANT SELECT, INSERT, UPDATE ON hl7v2.sender, hl7v2.work, hl7v2.latest TO chartkeeper_app, chartkeeper_jobs;
GRANT SELECT ON ALL TABLES IN SCHEMA hl7v2 TO chartkeeper_report, chartkeeper_backup;

INSERT INTO hl7v2.mapping (id, kind, said, meant, set_at, set_by)
SELECT ('01900000-0000-7000-8000-0000000011' || lpad(n::text, 2, '0'))::uuid, kind, said, meant, timestamptz '2026-11-28 11:00Z', 'seed'
FROM (VALUES
  -- HL7 table 0004 to HL7 ActCode.
  (1, 'class', 'I', 'IMP'), (2, 'class', 'O', 'AMB'), (3, 'class', 'E', 'EMER'), (4, 'class', 'P', 'PRENC'), (5, 'class', 'R', 'AMB'), (6, 'class', 'B', 'IMP'),
  (7, 'authority', 'SSA', 'http://hl7.org/fhir/sid/us-ssn'), (8, 'authority', 'USSSA', 'http://hl7.org/fhir/sid/us-ssn'),
  -- HL7 table 0270 to the catalogue.
  (11, 'document-type', 'AR', 'autopsy-report'), (12, 'document-type', 'CN', 'consultation'), (13, 'document-type', 'DI', 'imaging-report'),
  (14, 'document-type', 'DS', 'discharge-summary'), (15, 'document-type', 'ED', 'ed-note'), (16, 'document-type', 'HP', 'history-and-physical'),
  (17, 'document-type', 'OP', 'operative-report'), (18, 'document-type', 'PC', 'psychiatry-consult'), (19, 'document-type', 'PH', 'psychiatric-evaluation'),
  (20, 'document-type', 'PN', 'procedure-note'), (21, 'document-type', 'PR', 'progress-note'), (22, 'document-type', 'SP', 'surgical-pathology'),
  (23, 'document-type', 'TS', 'transfer-summary')
) AS seed (n, kind, said, meant);
