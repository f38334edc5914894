-- What other systems are told: destinations, and what goes to each in the order in which it happened.

CREATE TABLE hl7v2.destination (
  id uuid PRIMARY KEY,
  facility_id uuid NOT NULL REFERENCES directory.facility (id),
  name text NOT NULL,
  host text NOT NULL,
  port integer NOT NULL CONSTRAINT destination_port_is_one CHECK (port BETWEEN 1 AND 65535),
  tls boolean NOT NULL,
  ca text,
  application text NOT NULL,
  facility text NOT NULL,
  tells text[] NOT NULL CONSTRAINT destination_tells_something CHECK (tells <@ ARRAY['identity', 'documents'] AND cardinality(tells) > 0),
  stopped_at timestamptz,
  set_at timestamptz NOT NULL,
  set_by text NOT NULL,
  CONSTRAINT destination_is_short CHECK (length(name) <= 200 AND length(host) <= 255 AND length(application) <= 227 AND length(facility) <= 227)
);
COMMENT ON TABLE hl7v2.destination IS 'A system that is told over MLLP what changed here.';
COMMENT ON COLUMN hl7v2.destination.id IS 'UUID v7.';
COMMENT ON COLUMN hl7v2.destination.facility_id IS 'The facility that tells.';
COMMENT ON COLUMN hl7v2.destination.name IS 'As the desk calls it.';
COMMENT ON COLUMN hl7v2.destination.host IS 'Name or address.';
COMMENT ON COLUMN hl7v2.destination.port IS 'Its MLLP port.';
COMMENT ON COLUMN hl7v2.destination.tls IS 'Whether it is spoken to over TLS.';
COMMENT ON COLUMN hl7v2.destination.ca IS 'PEM of the authority of its certificate; empty: those the machine trusts.';
COMMENT ON COLUMN hl7v2.destination.application IS 'MSH-5.';
COMMENT ON COLUMN hl7v2.destination.facility IS 'MSH-6.';
COMMENT ON COLUMN hl7v2.destination.tells IS 'identity: registrations, changes, merges (ADT); documents: new, changed and withdrawn ones (MDM).';
COMMENT ON COLUMN hl7v2.destination.stopped_at IS 'Since when nothing is queued for it nor sent; what waits stays.';
COMMENT ON COLUMN hl7v2.destination.set_at IS 'When it was last set.';
COMMENT ON COLUMN hl7v2.destination.set_by IS 'Actor id.';
CREATE UNIQUE INDEX destination_by_name ON hl7v2.destination (name);

CREATE TABLE hl7v2.outbound (
  id uuid PRIMARY KEY,
  n bigint GENERATED ALWAYS AS IDENTITY,
  destination_id uuid NOT NULL REFERENCES hl7v2.destination (id),
  cause uuid NOT NULL,
  event text NOT NULL,
  subject_id uuid NOT NULL,
  other_id uuid,
  version_id uuid,
  queued_at timestamptz NOT NULL,
  volume_id uuid REFERENCES hl7v2.volume (id),
  sealed bytea,
  state text NOT NULL CONSTRAINT outbound_state_is_known CHECK (state IN ('waiting', 'sent', 'failed', 'set-aside')),
  attempts integer NOT NULL DEFAULT 0,
  next_at timestamptz,
  reason text,
  done_at timestamptz,
  done_by text,
  CONSTRAINT outbound_written_whole CHECK ((volume_id IS NULL) = (sealed IS NULL)),
  CONSTRAINT outbound_failed_with_a_reason CHECK (state NOT IN ('failed', 'set-aside') OR reason IS NOT NULL),
  CONSTRAINT outbound_done_has_who_and_when CHECK ((state = 'waiting') = (done_at IS NULL) AND (done_at IS NULL) = (done_by IS NULL))
);
COMMENT ON TABLE hl7v2.outbound IS 'One message to one destination, queued in the transaction of what it tells.';
COMMENT ON COLUMN hl7v2.outbound.id IS 'UUID v7; its last 20 digits are MSH-10, the same on every attempt.';
COMMENT ON COLUMN hl7v2.outbound.n IS 'Order: the next goes when the one before it was answered.';
COMMENT ON COLUMN hl7v2.outbound.destination_id IS 'To whom.';
COMMENT ON COLUMN hl7v2.outbound.cause IS 'The event that it tells; once for each destination.';
COMMENT ON COLUMN hl7v2.outbound.event IS 'A28, A31, A40; T02, T08, T11.';
COMMENT ON COLUMN hl7v2.outbound.subject_id IS 'Of whom; of a merge the one that survives.';
COMMENT ON COLUMN hl7v2.outbound.other_id IS 'The registration merged away, or the document.';
COMMENT ON COLUMN hl7v2.outbound.version_id IS 'The version of the document.';
COMMENT ON COLUMN hl7v2.outbound.queued_at IS 'When.';
COMMENT ON COLUMN hl7v2.outbound.volume_id IS 'Whose key opens it; empty until it is written.';
COMMENT ON COLUMN hl7v2.outbound.sealed IS 'The bytes as they go, written before the first attempt: AES-256-GCM, bound to the id.';
COMMENT ON COLUMN hl7v2.outbound.state IS 'waiting its turn or its next attempt; sent: the other side took it; failed: a person decides; set-aside by a person.';
COMMENT ON COLUMN hl7v2.outbound.attempts IS 'How often it went out.';
COMMENT ON COLUMN hl7v2.outbound.next_at IS 'Not before.';
COMMENT ON COLUMN hl7v2.outbound.reason IS 'What the other side said, or why it could not be reached; without content.';
COMMENT ON COLUMN hl7v2.outbound.done_at IS 'When it came to its end.';
COMMENT ON COLUMN hl7v2.outbound.done_by IS 'Actor id.';
CREATE UNIQUE INDEX outbound_once ON hl7v2.outbound (destination_id, cause);
CREATE INDEX outbound_of_document ON hl7v2.outbound (other_id) WHERE other_id IS NOT NULL;
CREATE INDEX outbound_waiting ON hl7v2.outbound (destination_id, n) WHERE state = 'waiting';
CREATE INDEX outbound_failed ON hl7v2.outbound (destination_id, n) WHERE state = 'failed';
CREATE INDEX outbound_sent ON hl7v2.outbound (destination_id, done_at DESC) WHERE state = 'sent';

GRANT SELECT, INSERT, UPDATE ON hl7v2.destination, hl7v2.outbound TO chartkeeper_app, chartkeeper_jobs;
GRANT SELECT ON hl7v2.destination, hl7v2.outbound TO chartkeeper_report, chartkeeper_backup;
