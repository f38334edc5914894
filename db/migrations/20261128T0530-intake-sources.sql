-- Where things come from: the registry of sources, what happened to each message or file of one, and what a source said of it.

CREATE TABLE intake.source (
  id uuid PRIMARY KEY,
  facility_id uuid NOT NULL REFERENCES directory.facility (id),
  labels bigint NOT NULL DEFAULT 0,
  kind text NOT NULL CONSTRAINT source_kind_is_known CHECK (kind IN ('folder', 'mailbox', 'smtp', 'fax', 'upload', 'rest', 'scanner')),
  name text NOT NULL CONSTRAINT source_has_a_name CHECK (name <> ''),
  key text CONSTRAINT source_key_is_plain CHECK (key ~ '^[a-z0-9][a-z0-9._-]{0,63}$'),
  settings jsonb NOT NULL DEFAULT '{}',
  sealed_secret bytea,
  type_code text,
  lane text NOT NULL DEFAULT 'routine' CONSTRAINT source_lane_is_known CHECK (lane IN ('routine', 'stat')),
  version integer NOT NULL DEFAULT 1,
  disabled_at timestamptz,
  recorded_at timestamptz NOT NULL,
  recorded_by text NOT NULL
);
COMMENT ON TABLE intake.source IS 'Where files come from: a subfolder, a scanner, a mail address, a mailbox, a fax line, a program. What it was before a change stands in intake.source_change.';
COMMENT ON COLUMN intake.source.id IS 'UUID v7.';
COMMENT ON COLUMN intake.source.facility_id IS 'Facility that receives what comes from it.';
COMMENT ON COLUMN intake.source.labels IS 'None: a source is no record.';
COMMENT ON COLUMN intake.source.kind IS 'How it comes.';
COMMENT ON COLUMN intake.source.name IS 'As people at the desk call it.';
COMMENT ON COLUMN intake.source.key IS 'Name of the subfolder, or the part of the mail address before the @, or what a program names.';
COMMENT ON COLUMN intake.source.settings IS 'Host, folder, pattern ...; never a secret.';
COMMENT ON COLUMN intake.source.sealed_secret IS 'Password of a mailbox, sealed under the key ring.';
COMMENT ON COLUMN intake.source.type_code IS 'Document type that is proposed for what comes from it.';
COMMENT ON COLUMN intake.source.lane IS 'routine or stat.';
COMMENT ON COLUMN intake.source.version IS 'Counts changes.';
COMMENT ON COLUMN intake.source.disabled_at IS 'Since when nothing is taken from it.';
COMMENT ON COLUMN intake.source.recorded_at IS 'When it was entered.';
COMMENT ON COLUMN intake.source.recorded_by IS 'Actor id.';
CREATE UNIQUE INDEX one_living_source_for_each_key ON intake.source (key) WHERE key IS NOT NULL AND disabled_at IS NULL;
SELECT platform.protect('intake.source');

CREATE TABLE intake.source_change (
  id uuid PRIMARY KEY,
  source_id uuid NOT NULL REFERENCES intake.source (id),
  facility_id uuid NOT NULL,
  labels bigint NOT NULL DEFAULT 0,
  version integer NOT NULL,
  was jsonb NOT NULL,
  secret_changed boolean NOT NULL,
  at timestamptz NOT NULL,
  by_actor text NOT NULL,
  CONSTRAINT each_version_of_a_source_once UNIQUE (source_id, version)
);
COMMENT ON TABLE intake.source_change IS 'What a source was before each change. Append-only.';
COMMENT ON COLUMN intake.source_change.id IS 'UUID v7.';
COMMENT ON COLUMN intake.source_change.source_id IS 'The source.';
COMMENT ON COLUMN intake.source_change.facility_id IS 'As the source''s.';
COMMENT ON COLUMN intake.source_change.labels IS 'None.';
COMMENT ON COLUMN intake.source_change.version IS 'The version that was replaced.';
COMMENT ON COLUMN intake.source_change.was IS 'Name, key, settings, type, lane, disabled as they were.';
COMMENT ON COLUMN intake.source_change.secret_changed IS 'The password was replaced; the old one is not kept.';
COMMENT ON COLUMN intake.source_change.at IS 'When.';
COMMENT ON COLUMN intake.source_change.by_actor IS 'Actor id.';
SELECT platform.protect('intake.source_change');

CREATE TABLE intake.source_trouble (
  id uuid PRIMARY KEY,
  source_id uuid NOT NULL REFERENCES intake.source (id),
  facility_id uuid NOT NULL,
  labels bigint NOT NULL DEFAULT 0,
  reason text NOT NULL,
  since timestamptz NOT NULL,
  until timestamptz
);
COMMENT ON TABLE intake.source_trouble IS 'When a source could not be looked into, why, and until when.';
COMMENT ON COLUMN intake.source_trouble.id IS 'UUID v7.';
COMMENT ON COLUMN intake.source_trouble.source_id IS 'The source.';
COMMENT ON COLUMN intake.source_trouble.facility_id IS 'As the source''s.';
COMMENT ON COLUMN intake.source_trouble.labels IS 'None.';
COMMENT ON COLUMN intake.source_trouble.reason IS 'A sentence for the desk.';
COMMENT ON COLUMN intake.source_trouble.since IS 'First time it failed.';
COMMENT ON COLUMN intake.source_trouble.until IS 'When it worked again.';
CREATE UNIQUE INDEX one_trouble_of_a_source_at_a_time ON intake.source_trouble (source_id) WHERE until IS NULL;
SELECT platform.protect('intake.source_trouble');

CREATE TABLE intake.arrival (
  id uuid PRIMARY KEY,
  source_id uuid REFERENCES intake.source (id),
  facility_id uuid NOT NULL REFERENCES directory.facility (id),
  labels bigint NOT NULL DEFAULT 0,
  external_id text NOT NULL,
  digest text NOT NULL,
  sender text,
  outcome text NOT NULL CONSTRAINT arrival_outcome_is_known CHECK (outcome IN ('taken', 'repeated', 'refused')),
  reason text,
  item_ids uuid[] NOT NULL DEFAULT '{}',
  at timestamptz NOT NULL,
  CONSTRAINT refusal_says_why CHECK (outcome <> 'refused' OR coalesce(reason, '') <> '')
);
COMMENT ON TABLE intake.arrival IS 'Every message and file that a source brought and what became of it. Append-only.';
COMMENT ON COLUMN intake.arrival.id IS 'UUID v7.';
COMMENT ON COLUMN intake.arrival.source_id IS 'The source; none where nobody has registered one.';
COMMENT ON COLUMN intake.arrival.facility_id IS 'Facility that received it.';
COMMENT ON COLUMN intake.arrival.labels IS 'None.';
COMMENT ON COLUMN intake.arrival.external_id IS 'Message-ID, or path, size and time of a file.';
COMMENT ON COLUMN intake.arrival.digest IS 'Keyed digest of the content.';
COMMENT ON COLUMN intake.arrival.sender IS 'Address or fax number it came from.';
COMMENT ON COLUMN intake.arrival.outcome IS 'taken, repeated (was here before), refused.';
COMMENT ON COLUMN intake.arrival.reason IS 'Why it was refused, or what else to know: a sentence without content of the message.';
COMMENT ON COLUMN intake.arrival.item_ids IS 'The items made of it.';
COMMENT ON COLUMN intake.arrival.at IS 'When.';
CREATE UNIQUE INDEX taken_once ON intake.arrival (facility_id, external_id, digest) WHERE outcome = 'taken';
CREATE INDEX arrival_of_source ON intake.arrival (source_id, at DESC, id DESC);
SELECT platform.protect('intake.arrival');

CREATE TABLE intake.index_entry (
  item_id uuid PRIMARY KEY REFERENCES intake.item (id),
  facility_id uuid NOT NULL,
  labels bigint NOT NULL DEFAULT 0,
  mrn text,
  visit_number text,
  type_text text,
  dated_on date,
  pages integer,
  batch_name text,
  sheets integer,
  complaint text,
  recorded_at timestamptz NOT NULL
);
COMMENT ON TABLE intake.index_entry IS 'What the index file beside a scan said of it. Proposals with evidence, never filed unseen.';
COMMENT ON COLUMN intake.index_entry.item_id IS 'The item.';
COMMENT ON COLUMN intake.index_entry.facility_id IS 'As the item''s.';
COMMENT ON COLUMN intake.index_entry.labels IS 'As the item''s.';
COMMENT ON COLUMN intake.index_entry.mrn IS 'Medical record number.';
COMMENT ON COLUMN intake.index_entry.visit_number IS 'Visit or account number.';
COMMENT ON COLUMN intake.index_entry.type_text IS 'Document type in the words of the scanning system.';
COMMENT ON COLUMN intake.index_entry.dated_on IS 'Date of the document.';
COMMENT ON COLUMN intake.index_entry.pages IS 'Pages that the file should have.';
COMMENT ON COLUMN intake.index_entry.batch_name IS 'Batch as the scanning system names it.';
COMMENT ON COLUMN intake.index_entry.sheets IS 'Sheets of the batch.';
COMMENT ON COLUMN intake.index_entry.complaint IS 'What does not fit: a sentence for the desk.';
COMMENT ON COLUMN intake.index_entry.recorded_at IS 'When.';
SELECT platform.protect('intake.index_entry');

ALTER TABLE intake.item DROP CONSTRAINT source_is_known;
ALTER TABLE intake.item ADD CONSTRAINT source_is_known CHECK (source IN ('upload', 'cli', 'folder', 'demo', 'mail', 'fax', 'rest'));
ALTER TABLE intake.item ADD COLUMN source_id uuid REFERENCES intake.source (id);
ALTER TABLE intake.item ADD COLUMN malware text CONSTRAINT malware_verdict_is_known CHECK (malware IN ('clean', 'found', 'not-scanned'));
COMMENT ON COLUMN intake.item.source_id IS 'The registered source, where there is one.';
COMMENT ON COLUMN intake.item.malware IS 'clean, found, or not-scanned (no scanner, or it did not answer); empty until looked at.';

GRANT SELECT, INSERT ON intake.source, intake.source_change, intake.source_trouble, intake.arrival, intake.index_entry TO chartkeeper_app, chartkeeper_jobs;
GRANT UPDATE (name, key, settings, sealed_secret, type_code, lane, version, disabled_at, facility_id) ON intake.source TO chartkeeper_app, chartkeeper_jobs;
GRANT UPDATE (until) ON intake.source_trouble TO chartkeeper_app, chartkeeper_jobs;
GRANT UPDATE (malware) ON intake.item TO chartkeeper_app, chartkeeper_jobs;
GRANT SELECT ON intake.source, intake.source_change, intake.source_trouble, intake.arrival, intake.index_entry TO chartkeeper_report, chartkeeper_backup;

-- The folder that is there from the start; its subfolders are registered by name.
INSERT INTO intake.source (id, facility_id, kind, name, recorded_at, recorded_by)
VALUES ('01900000-0000-7000-8000-0000000000a1', '01900000-0000-7000-8000-000000000002', 'folder', 'Watched folder', '2026-11-28T05:30:00Z', 'system:migration');
