-- Correspondence: letters, and how each of them left the house.

CREATE SCHEMA correspondence;
COMMENT ON SCHEMA correspondence IS 'Letters made from templates, and the one outbound port: mail and print, each delivery with a minute in which it can be taken back.';
GRANT USAGE ON SCHEMA correspondence TO chartkeeper_app, chartkeeper_jobs, chartkeeper_report, chartkeeper_backup;

CREATE SEQUENCE correspondence.letter_number;
COMMENT ON SEQUENCE correspondence.letter_number IS 'Running number of letters; gaps are harmless.';
GRANT USAGE ON SEQUENCE correspondence.letter_number TO chartkeeper_app, chartkeeper_jobs;

CREATE TABLE correspondence.letter (
  id uuid PRIMARY KEY,
  patient_id uuid REFERENCES patients.patient (id),
  facility_id uuid NOT NULL REFERENCES directory.facility (id),
  labels bigint NOT NULL DEFAULT 0,
  number text NOT NULL CONSTRAINT letter_number_is_its_own UNIQUE,
  case_module text,
  case_id uuid,
  template text NOT NULL,
  template_version integer NOT NULL CONSTRAINT template_versions_count_from_one CHECK (template_version >= 1),
  template_digest text NOT NULL CONSTRAINT template_digest_is_sha256 CHECK (template_digest ~ '^[0-9a-f]{64}$'),
  language text NOT NULL CONSTRAINT letter_language_is_known CHECK (language IN ('en', 'es')),
  recipient_name text NOT NULL CONSTRAINT recipient_has_a_name CHECK (recipient_name <> ''),
  recipient_lines text[] NOT NULL DEFAULT '{}',
  dated_on date NOT NULL,
  unit_id uuid,
  key_slot text NOT NULL CONSTRAINT letter_slot_names_chunk_and_index CHECK (key_slot ~ '^[0-9a-f]{16}:[0-9]{1,4}$'),
  facts_address text NOT NULL REFERENCES platform.blob (address),
  pdf_address text NOT NULL REFERENCES platform.blob (address),
  pages integer NOT NULL CONSTRAINT letter_has_pages CHECK (pages >= 1),
  drafted_at timestamptz NOT NULL,
  drafted_by text NOT NULL,
  withdrawn_at timestamptz,
  withdrawn_by text,
  withdraw_reason text,
  FOREIGN KEY (patient_id, unit_id) REFERENCES documents.unit (patient_id, id),
  CONSTRAINT letter_of_a_patient_is_a_unit CHECK ((patient_id IS NULL) = (unit_id IS NULL)),
  CONSTRAINT case_is_named_with_its_module CHECK ((case_module IS NULL) = (case_id IS NULL)),
  CONSTRAINT letter_is_withdrawn_by_somebody CHECK ((withdrawn_at IS NULL) = (withdrawn_by IS NULL) AND (withdrawn_at IS NULL) = (withdraw_reason IS NULL))
);
COMMENT ON TABLE correspondence.letter IS 'One letter as it was made: the PDF that people see is the one that leaves. It may concern a case before its patient is known, so it is keyed by its id. Never changed; a wrong draft is withdrawn and made anew.';
COMMENT ON COLUMN correspondence.letter.id IS 'UUID v7.';
COMMENT ON COLUMN correspondence.letter.patient_id IS 'Whom it concerns, where known; the surviving registration on the day it was made.';
COMMENT ON COLUMN correspondence.letter.facility_id IS 'Facility whose letterhead it has.';
COMMENT ON COLUMN correspondence.letter.labels IS 'The labels of the patient as such; follows them.';
COMMENT ON COLUMN correspondence.letter.number IS 'What people call it, L-2026-000123; printed on every page and quoted in mail notices.';
COMMENT ON COLUMN correspondence.letter.case_module IS 'Module whose case it belongs to.';
COMMENT ON COLUMN correspondence.letter.case_id IS 'The case in that module; no foreign key, since correspondence stands below it.';
COMMENT ON COLUMN correspondence.letter.template IS 'Template it was made from.';
COMMENT ON COLUMN correspondence.letter.template_version IS 'Version of that template.';
COMMENT ON COLUMN correspondence.letter.template_digest IS 'SHA-256 of the template file as it was: a text changed without a new version shows.';
COMMENT ON COLUMN correspondence.letter.language IS 'Language of the person who gets it.';
COMMENT ON COLUMN correspondence.letter.recipient_name IS 'Who gets it.';
COMMENT ON COLUMN correspondence.letter.recipient_lines IS 'Postal address in lines; none for a letter that is handed over or mailed.';
COMMENT ON COLUMN correspondence.letter.dated_on IS 'The date on it: the day at the facility.';
COMMENT ON COLUMN correspondence.letter.unit_id IS 'The unit it is kept, held and destroyed as; none while no patient is known.';
COMMENT ON COLUMN correspondence.letter.key_slot IS 'Key slot of its own.';
COMMENT ON COLUMN correspondence.letter.facts_address IS 'The merged facts as JSON, encrypted.';
COMMENT ON COLUMN correspondence.letter.pdf_address IS 'The letter as rendered.';
COMMENT ON COLUMN correspondence.letter.pages IS 'Pages of the PDF.';
COMMENT ON COLUMN correspondence.letter.drafted_at IS 'When it was made.';
COMMENT ON COLUMN correspondence.letter.drafted_by IS 'Actor id.';
COMMENT ON COLUMN correspondence.letter.withdrawn_at IS 'Set when it shall not be sent.';
COMMENT ON COLUMN correspondence.letter.withdrawn_by IS 'Actor id.';
COMMENT ON COLUMN correspondence.letter.withdraw_reason IS 'Why.';
CREATE INDEX letter_of_patient ON correspondence.letter (patient_id, drafted_at DESC) WHERE patient_id IS NOT NULL;
CREATE INDEX letter_of_case ON correspondence.letter (case_module, case_id, drafted_at DESC) WHERE case_id IS NOT NULL;
SELECT platform.protect('correspondence.letter');

CREATE TABLE correspondence.delivery (
  id uuid PRIMARY KEY,
  letter_id uuid NOT NULL REFERENCES correspondence.letter (id),
  channel text NOT NULL CONSTRAINT channel_is_known CHECK (channel IN ('mail', 'print')),
  mail_address text CONSTRAINT mail_has_no_line_breaks CHECK (mail_address !~ '[[:cntrl:][:space:]]'),
  verified_how text,
  carries text NOT NULL CONSTRAINT what_leaves_is_known CHECK (carries IN ('letter', 'link', 'notice')),
  link_address text REFERENCES platform.blob (address),
  message_id text NOT NULL CONSTRAINT one_message_id_for_each_delivery UNIQUE,
  queued_at timestamptz NOT NULL,
  queued_by text NOT NULL,
  not_before timestamptz NOT NULL,
  outcome text CONSTRAINT outcome_is_known CHECK (outcome IN ('sent', 'printed', 'failed', 'cancelled')),
  settled_at timestamptz,
  settled_by text,
  settled_why text,
  CONSTRAINT a_minute_to_take_it_back CHECK (not_before >= queued_at + interval '60 seconds'),
  CONSTRAINT mail_has_an_address CHECK ((channel = 'mail') = (mail_address IS NOT NULL)),
  CONSTRAINT letter_is_attached_for_verified_addresses_only CHECK (channel = 'print' OR carries <> 'letter' OR coalesce(verified_how, '') <> ''),
  CONSTRAINT link_is_there_where_it_is_carried CHECK ((carries = 'link') = (link_address IS NOT NULL)),
  CONSTRAINT print_carries_the_letter CHECK (channel <> 'print' OR carries = 'letter'),
  CONSTRAINT outcome_fits_the_channel CHECK ((outcome <> 'sent' OR channel = 'mail') AND (outcome <> 'printed' OR channel = 'print')),
  CONSTRAINT outcome_has_who_and_when CHECK ((outcome IS NULL) = (settled_at IS NULL) AND (outcome IS NULL) = (settled_by IS NULL)),
  CONSTRAINT cancelled_and_failed_say_why CHECK (outcome IS NULL OR outcome IN ('sent', 'printed') OR coalesce(settled_why, '') <> '')
);
COMMENT ON TABLE correspondence.delivery IS 'One way on which a letter leaves. It ends once: sent, printed, failed or cancelled. What is open is the outbox; its partial index stays small however much was sent.';
COMMENT ON COLUMN correspondence.delivery.id IS 'UUID v7.';
COMMENT ON COLUMN correspondence.delivery.letter_id IS 'The letter.';
COMMENT ON COLUMN correspondence.delivery.channel IS 'mail: electronic mail by SMTP. print: on paper, by a person.';
COMMENT ON COLUMN correspondence.delivery.mail_address IS 'One address, checked.';
COMMENT ON COLUMN correspondence.delivery.verified_how IS 'How the person at the desk knows that this address is the recipient''s.';
COMMENT ON COLUMN correspondence.delivery.carries IS 'letter: the PDF itself. link: a short notice with a link. notice: a short notice that says how to get the letter.';
COMMENT ON COLUMN correspondence.delivery.link_address IS 'The link, encrypted under the letter''s slot: whoever holds it may open what it leads to.';
COMMENT ON COLUMN correspondence.delivery.message_id IS 'The same in every try, so that the far end and its logs can tell one message from two.';
COMMENT ON COLUMN correspondence.delivery.queued_at IS 'When a person approved it and sent it on its way.';
COMMENT ON COLUMN correspondence.delivery.queued_by IS 'Actor id.';
COMMENT ON COLUMN correspondence.delivery.not_before IS 'Nothing leaves before; until then it can be taken back without a trace outside.';
COMMENT ON COLUMN correspondence.delivery.outcome IS 'How it ended; NULL while it is in the outbox.';
COMMENT ON COLUMN correspondence.delivery.settled_at IS 'When it ended.';
COMMENT ON COLUMN correspondence.delivery.settled_by IS 'Actor id.';
COMMENT ON COLUMN correspondence.delivery.settled_why IS 'Reason of a cancellation, code of a failure, what a person found out.';
CREATE INDEX delivery_of_letter ON correspondence.delivery (letter_id);
CREATE INDEX delivery_in_outbox ON correspondence.delivery (not_before, id) WHERE settled_at IS NULL;
CREATE UNIQUE INDEX one_open_delivery_for_each_way ON correspondence.delivery (letter_id, channel, coalesce(mail_address, '')) WHERE settled_at IS NULL;

CREATE TABLE correspondence.attempt (
  delivery_id uuid NOT NULL REFERENCES correspondence.delivery (id),
  number smallint NOT NULL CONSTRAINT attempts_count_from_one CHECK (number >= 1),
  begun_at timestamptz NOT NULL,
  ended_at timestamptz,
  result text CONSTRAINT result_is_known CHECK (result IN ('handed-over', 'not-now', 'refused', 'unknown')),
  code text,
  again_at timestamptz,
  ended_by text,
  PRIMARY KEY (delivery_id, number),
  CONSTRAINT ended_attempts_have_a_result CHECK ((ended_at IS NULL) = (result IS NULL) AND (ended_at IS NULL) = (ended_by IS NULL)),
  CONSTRAINT only_what_did_not_go_goes_again CHECK (again_at IS NULL OR result = 'not-now')
);
COMMENT ON TABLE correspondence.attempt IS 'One try to hand a mail to the server. Its beginning commits before the server is called: an attempt without an end means that nobody knows, and a person is asked before anything is sent again.';
COMMENT ON COLUMN correspondence.attempt.delivery_id IS 'The delivery.';
COMMENT ON COLUMN correspondence.attempt.number IS 'From 1.';
COMMENT ON COLUMN correspondence.attempt.begun_at IS 'Before the server was called.';
COMMENT ON COLUMN correspondence.attempt.ended_at IS 'When its end was known.';
COMMENT ON COLUMN correspondence.attempt.result IS 'handed-over: the server took it. not-now: it did not, another try may. refused: it never will. unknown: the connection broke after the last byte and before the answer.';
COMMENT ON COLUMN correspondence.attempt.code IS 'SMTP status or error code; never the server''s words, which may quote the address.';
COMMENT ON COLUMN correspondence.attempt.again_at IS 'Not before this.';
COMMENT ON COLUMN correspondence.attempt.ended_by IS 'Actor id: the job, or the person who found out.';

-- What happened to a letter is seen by whoever sees the letter.
ALTER TABLE correspondence.delivery ENABLE ROW LEVEL SECURITY;
CREATE POLICY scope ON correspondence.delivery TO chartkeeper_app, chartkeeper_jobs, chartkeeper_report
  USING (EXISTS (SELECT 1 FROM correspondence.letter l WHERE l.id = letter_id));
CREATE POLICY whole ON correspondence.delivery FOR SELECT TO chartkeeper_backup USING (true);
ALTER TABLE correspondence.attempt ENABLE ROW LEVEL SECURITY;
CREATE POLICY scope ON correspondence.attempt TO chartkeeper_app, chartkeeper_jobs, chartkeeper_report
  USING (EXISTS (SELECT 1 FROM correspondence.delivery d WHERE d.id = delivery_id));
CREATE POLICY whole ON correspondence.attempt FOR SELECT TO chartkeeper_backup USING (true);

-- Letters and attempts are kept; nothing is ever deleted here at run time.
GRANT SELECT, INSERT ON ALL TABLES IN SCHEMA correspondence TO chartkeeper_app, chartkeeper_jobs;
GRANT UPDATE (labels, withdrawn_at, withdrawn_by, withdraw_reason) ON correspondence.letter TO chartkeeper_app, chartkeeper_jobs;
GRANT UPDATE (outcome, settled_at, settled_by, settled_why) ON correspondence.delivery TO chartkeeper_app, chartkeeper_jobs;
GRANT UPDATE (ended_at, result, code, again_at, ended_by) ON correspondence.attempt TO chartkeeper_app, chartkeeper_jobs;
GRANT SELECT ON ALL TABLES IN SCHEMA correspondence TO chartkeeper_report, chartkeeper_backup;
