-- Directory of requesters: who asks often, how they are reached, who verified each way, and how they are billed. Shared by all
-- facilities and about no patient, so without row-level security, as the directory of organisations.

CREATE TABLE release.requester (
  id uuid PRIMARY KEY,
  kind text NOT NULL CONSTRAINT requester_kind_is_known CHECK (kind IN ('organisation', 'person')),
  class text NOT NULL CONSTRAINT directory_class_is_known CHECK (class IN ('attorney', 'government-agency', 'individual', 'insurer', 'other', 'personal-representative', 'provider', 'third-party-directive')),
  name text NOT NULL CONSTRAINT requester_has_a_name CHECK (name <> ''),
  organisation text,
  address text[] NOT NULL DEFAULT '{}',
  relationship text,
  reference text,
  billing_address text[] NOT NULL DEFAULT '{}',
  billing_terms text,
  notes text,
  version integer NOT NULL DEFAULT 1,
  merged_into uuid REFERENCES release.requester (id),
  merged_at timestamptz,
  merged_by text,
  merge_reason text,
  recorded_at timestamptz NOT NULL,
  recorded_by text NOT NULL,
  changed_at timestamptz NOT NULL,
  changed_by text NOT NULL,
  CONSTRAINT merged_by_somebody_into_another CHECK ((merged_into IS NULL) = (merged_at IS NULL) AND (merged_into IS NULL) = (merged_by IS NULL) AND (merged_into IS NULL) = (merge_reason IS NULL) AND merged_into <> id)
);
COMMENT ON TABLE release.requester IS 'An organisation or a person who asks for records. Never deleted; two that are one are merged, and the merged one points to what stands.';
COMMENT ON COLUMN release.requester.id IS 'UUID v7.';
COMMENT ON COLUMN release.requester.kind IS 'organisation or person.';
COMMENT ON COLUMN release.requester.class IS 'Who asks, in the vocabulary of the rules.';
COMMENT ON COLUMN release.requester.name IS 'Whom one speaks to, or the organisation itself.';
COMMENT ON COLUMN release.requester.organisation IS 'For whom a person asks.';
COMMENT ON COLUMN release.requester.address IS 'Postal address in lines.';
COMMENT ON COLUMN release.requester.relationship IS 'What binds them to this custodian: contract, copy service of, referring practice.';
COMMENT ON COLUMN release.requester.reference IS 'How they usually write their own reference.';
COMMENT ON COLUMN release.requester.billing_address IS 'Where invoices go, in lines; empty: as the address.';
COMMENT ON COLUMN release.requester.billing_terms IS 'Terms agreed, in words.';
COMMENT ON COLUMN release.requester.notes IS 'What a colleague should know. Nothing of patients.';
COMMENT ON COLUMN release.requester.version IS 'Counts changes.';
COMMENT ON COLUMN release.requester.merged_into IS 'The entry that stands in its place.';
COMMENT ON COLUMN release.requester.merged_at IS 'When merged.';
COMMENT ON COLUMN release.requester.merged_by IS 'Actor id.';
COMMENT ON COLUMN release.requester.merge_reason IS 'Why they are one.';
COMMENT ON COLUMN release.requester.recorded_at IS 'When entered here.';
COMMENT ON COLUMN release.requester.recorded_by IS 'Actor id.';
COMMENT ON COLUMN release.requester.changed_at IS 'When last changed.';
COMMENT ON COLUMN release.requester.changed_by IS 'Actor id.';
CREATE INDEX requester_merged_into ON release.requester (merged_into) WHERE merged_into IS NOT NULL;

CREATE TABLE release.requester_channel (
  id uuid PRIMARY KEY,
  requester_id uuid NOT NULL REFERENCES release.requester (id),
  kind text NOT NULL CONSTRAINT channel_kind_is_known CHECK (kind IN ('fax', 'mail', 'secure-address', 'phone')),
  value text NOT NULL CONSTRAINT channel_leads_somewhere CHECK (value <> ''),
  value_key text NOT NULL,
  verified_at timestamptz,
  verified_by text,
  verified_how text,
  ended_at timestamptz,
  ended_by text,
  recorded_at timestamptz NOT NULL,
  recorded_by text NOT NULL,
  CONSTRAINT channel_is_verified_by_somebody CHECK ((verified_at IS NULL) = (verified_by IS NULL) AND (verified_at IS NULL) = (verified_how IS NULL)),
  CONSTRAINT channel_is_ended_by_somebody CHECK ((ended_at IS NULL) = (ended_by IS NULL))
);
COMMENT ON TABLE release.requester_channel IS 'A way to reach a requester. Its value never changes: a new number is a new row, which nobody has verified.';
COMMENT ON COLUMN release.requester_channel.id IS 'UUID v7.';
COMMENT ON COLUMN release.requester_channel.requester_id IS 'Whose.';
COMMENT ON COLUMN release.requester_channel.kind IS 'fax, mail (postal address), secure-address, phone.';
COMMENT ON COLUMN release.requester_channel.value IS 'Number or address as written; lines of a postal address are parted by line breaks.';
COMMENT ON COLUMN release.requester_channel.value_key IS 'Without what people write differently: digits of a number, small letters of an address.';
COMMENT ON COLUMN release.requester_channel.verified_at IS 'When somebody made sure that it is theirs.';
COMMENT ON COLUMN release.requester_channel.verified_by IS 'Actor id.';
COMMENT ON COLUMN release.requester_channel.verified_how IS 'How: call back to which number from where, letterhead, contract.';
COMMENT ON COLUMN release.requester_channel.ended_at IS 'When it stopped being used.';
COMMENT ON COLUMN release.requester_channel.ended_by IS 'Actor id.';
COMMENT ON COLUMN release.requester_channel.recorded_at IS 'When entered here.';
COMMENT ON COLUMN release.requester_channel.recorded_by IS 'Actor id.';
CREATE UNIQUE INDEX channel_stands_once ON release.requester_channel (requester_id, kind, value_key) WHERE ended_at IS NULL;
CREATE INDEX channel_of_requester ON release.requester_channel (requester_id, recorded_at);

CREATE TABLE release.requester_key (
  requester_id uuid NOT NULL REFERENCES release.requester (id),
  key text COLLATE "C" NOT NULL,
  PRIMARY KEY (key, requester_id)
);
COMMENT ON TABLE release.requester_key IS 'What an entry is found by: its words from each word on, and the digits of its numbers. Rebuilt when it changes; none for merged entries.';
COMMENT ON COLUMN release.requester_key.requester_id IS 'Whose.';
COMMENT ON COLUMN release.requester_key.key IS 'In small letters without marks; found by its beginning.';
CREATE INDEX key_of_requester ON release.requester_key (requester_id, key);

ALTER TABLE release.request ADD COLUMN requester_id uuid CONSTRAINT requester_is_in_the_directory REFERENCES release.requester (id);
COMMENT ON COLUMN release.request.requester_id IS 'The entry of the directory, where the requester has one. What the request says of the requester stands beside it and stays as it was.';
CREATE INDEX request_of_requester ON release.request (requester_id, received_at DESC) WHERE requester_id IS NOT NULL;
GRANT UPDATE (requester_id) ON release.request TO chartkeeper_app, chartkeeper_jobs;

CREATE TABLE release.call_back (
  patient_id uuid NOT NULL REFERENCES patients.patient (id),
  id uuid NOT NULL,
  facility_id uuid NOT NULL REFERENCES directory.facility (id),
  labels bigint NOT NULL DEFAULT 0,
  request_id uuid NOT NULL REFERENCES release.request (id),
  disclosure_id uuid NOT NULL,
  channel text NOT NULL CONSTRAINT call_back_channel_is_known CHECK (channel IN ('fax', 'mail')),
  address text NOT NULL,
  spoke_to text NOT NULL CONSTRAINT call_back_names_somebody CHECK (spoke_to <> ''),
  number text NOT NULL CONSTRAINT call_back_says_the_number CHECK (number <> ''),
  number_from text NOT NULL CONSTRAINT call_back_says_where_from CHECK (number_from <> ''),
  recorded_at timestamptz NOT NULL,
  recorded_by text NOT NULL,
  PRIMARY KEY (patient_id, id),
  FOREIGN KEY (patient_id, disclosure_id) REFERENCES release.disclosure (patient_id, id)
);
COMMENT ON TABLE release.call_back IS 'The call that made sure of an address nobody had verified, before the hand-over began. Insert-only.';
COMMENT ON COLUMN release.call_back.patient_id IS 'Whose records.';
COMMENT ON COLUMN release.call_back.id IS 'UUID v7.';
COMMENT ON COLUMN release.call_back.facility_id IS 'As the request''s.';
COMMENT ON COLUMN release.call_back.labels IS 'Of the patient as such; kept by the reaction release.suspensions-follow-labels.';
COMMENT ON COLUMN release.call_back.request_id IS 'The request.';
COMMENT ON COLUMN release.call_back.disclosure_id IS 'The hand-over.';
COMMENT ON COLUMN release.call_back.channel IS 'fax or mail.';
COMMENT ON COLUMN release.call_back.address IS 'The number or address it went to.';
COMMENT ON COLUMN release.call_back.spoke_to IS 'With whom one spoke.';
COMMENT ON COLUMN release.call_back.number IS 'The number that was called.';
COMMENT ON COLUMN release.call_back.number_from IS 'Where that number comes from: never from the request itself.';
COMMENT ON COLUMN release.call_back.recorded_at IS 'When.';
COMMENT ON COLUMN release.call_back.recorded_by IS 'Actor id.';
CREATE INDEX call_back_of_request ON release.call_back (request_id, recorded_at DESC);
SELECT platform.protect('release.call_back');

GRANT SELECT, INSERT ON release.requester, release.requester_channel, release.requester_key, release.call_back TO chartkeeper_app, chartkeeper_jobs;
GRANT UPDATE (kind, class, name, organisation, address, relationship, reference, billing_address, billing_terms, notes, version,
  merged_into, merged_at, merged_by, merge_reason, changed_at, changed_by) ON release.requester TO chartkeeper_app, chartkeeper_jobs;
GRANT UPDATE (requester_id, verified_at, verified_by, verified_how, ended_at, ended_by) ON release.requester_channel TO chartkeeper_app, chartkeeper_jobs;
GRANT DELETE ON release.requester_key TO chartkeeper_app, chartkeeper_jobs;
GRANT UPDATE (labels) ON release.call_back TO chartkeeper_app, chartkeeper_jobs;
GRANT SELECT ON release.requester, release.requester_channel, release.requester_key, release.call_back TO chartkeeper_report, chartkeeper_backup;
