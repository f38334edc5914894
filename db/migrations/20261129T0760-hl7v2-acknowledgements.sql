-- Enhanced mode of HL7: the application's answer is a message of its own, after the message was applied.

CREATE TABLE hl7v2.acknowledgement (
  id uuid PRIMARY KEY,
  message_id uuid NOT NULL REFERENCES hl7v2.message (id),
  decided_by_id uuid NOT NULL REFERENCES hl7v2.message (id),
  sender_id uuid NOT NULL REFERENCES hl7v2.sender (id),
  n bigint NOT NULL,
  wish text NOT NULL CONSTRAINT acknowledgement_wish_is_known CHECK (wish IN ('AL', 'ER', 'SU')),
  state text NOT NULL CONSTRAINT acknowledgement_state_is_known CHECK (state IN ('awaited', 'unwanted', 'waiting', 'sent', 'failed', 'set-aside')),
  code text CONSTRAINT acknowledgement_code_is_known CHECK (code IN ('AA', 'AE')),
  words text,
  decided_at timestamptz,
  attempts integer NOT NULL DEFAULT 0,
  next_at timestamptz,
  reason text,
  done_at timestamptz,
  done_by text,
  CONSTRAINT acknowledgement_decided_whole CHECK ((state = 'awaited') = (code IS NULL) AND (code IS NULL) = (decided_at IS NULL)),
  CONSTRAINT acknowledgement_failed_with_a_reason CHECK (state NOT IN ('failed', 'set-aside') OR reason IS NOT NULL),
  CONSTRAINT acknowledgement_done_has_who_and_when CHECK ((state IN ('sent', 'failed', 'set-aside')) = (done_at IS NOT NULL) AND (done_at IS NULL) = (done_by IS NULL))
);
COMMENT ON TABLE hl7v2.acknowledgement IS 'The application acknowledgement that a sender asked for by MSH-16, one for each message: written with the message, decided with what became of it, and sent after that.';
COMMENT ON COLUMN hl7v2.acknowledgement.id IS 'UUID v7; its last 20 digits are MSH-10, the same on every attempt.';
COMMENT ON COLUMN hl7v2.acknowledgement.message_id IS 'What is answered: MSA-2 is its MSH-10.';
COMMENT ON COLUMN hl7v2.acknowledgement.decided_by_id IS 'The message whose fate is told: the same, or its corrected copy.';
COMMENT ON COLUMN hl7v2.acknowledgement.sender_id IS 'As the message''s.';
COMMENT ON COLUMN hl7v2.acknowledgement.n IS 'As the message''s: of those that wait the first goes first.';
COMMENT ON COLUMN hl7v2.acknowledgement.wish IS 'MSH-16, HL7 table 0155: AL always, ER where it failed, SU where it was applied.';
COMMENT ON COLUMN hl7v2.acknowledgement.state IS 'awaited: the message is not applied yet; unwanted: of an end that the sender does not want to hear of; waiting to be sent; sent; failed: a person decides; set-aside by a person.';
COMMENT ON COLUMN hl7v2.acknowledgement.code IS 'MSA-1.';
COMMENT ON COLUMN hl7v2.acknowledgement.words IS 'Why the message waits in the error queue; without content.';
COMMENT ON COLUMN hl7v2.acknowledgement.decided_at IS 'When the message was applied or failed; MSH-7.';
COMMENT ON COLUMN hl7v2.acknowledgement.attempts IS 'How often it went out.';
COMMENT ON COLUMN hl7v2.acknowledgement.next_at IS 'Not before.';
COMMENT ON COLUMN hl7v2.acknowledgement.reason IS 'What the other side said to it, or why it could not be reached; without content.';
COMMENT ON COLUMN hl7v2.acknowledgement.done_at IS 'When it came to its end.';
COMMENT ON COLUMN hl7v2.acknowledgement.done_by IS 'Actor id.';
CREATE UNIQUE INDEX acknowledgement_once ON hl7v2.acknowledgement (message_id);
CREATE INDEX acknowledgement_awaited ON hl7v2.acknowledgement (decided_by_id) WHERE state = 'awaited';
CREATE INDEX acknowledgement_waiting ON hl7v2.acknowledgement (sender_id, n) WHERE state = 'waiting';
CREATE INDEX acknowledgement_failed ON hl7v2.acknowledgement (n) WHERE state = 'failed';

ALTER TABLE hl7v2.sender ADD COLUMN answers_to uuid REFERENCES hl7v2.destination (id);
COMMENT ON COLUMN hl7v2.sender.answers_to IS 'Where its application acknowledgements go; empty: back on a connection of its own.';

-- A port that hears answers and nothing else.
ALTER TABLE hl7v2.destination DROP CONSTRAINT destination_tells_something;
ALTER TABLE hl7v2.destination ADD CONSTRAINT destination_tells_what_is_known CHECK (tells <@ ARRAY['identity', 'documents']);
COMMENT ON COLUMN hl7v2.destination.tells IS 'identity: registrations, changes, merges (ADT); documents: new, changed and withdrawn ones (MDM); neither: it hears answers to its own messages only.';

GRANT SELECT, INSERT, UPDATE ON hl7v2.acknowledgement TO chartkeeper_app, chartkeeper_jobs;
GRANT SELECT ON hl7v2.acknowledgement TO chartkeeper_report, chartkeeper_backup;
