-- Who asks for an account without having been invited, and codes by mail.

ALTER TABLE portal.account
  ADD COLUMN mail_address text,
  ADD COLUMN mail_proved_at timestamptz,
  ADD CONSTRAINT portal_mail_step_has_its_address CHECK ((mail_address IS NULL) = (mail_proved_at IS NULL));
COMMENT ON COLUMN portal.account.mail_address IS 'Where a code goes at each sign-in, where no authenticator is set up. Empty: no code by mail.';
COMMENT ON COLUMN portal.account.mail_proved_at IS 'When a code proved that mail arrives there.';
GRANT UPDATE (mail_address, mail_proved_at) ON portal.account TO chartkeeper_app, chartkeeper_jobs;

ALTER TABLE portal.attempt DROP CONSTRAINT portal_attempt_is_known;
ALTER TABLE portal.attempt ADD CONSTRAINT portal_attempt_is_known
  CHECK (kind IN ('name', 'address', 'proof', 'proof-address', 'code', 'code-address', 'application-address'));
COMMENT ON COLUMN portal.attempt.kind IS 'name and address: signing in; proof and proof-address: invitations, of one day; code and code-address: codes sent by mail on one day; application-address: applications of one day.';

ALTER TABLE portal.proof DROP CONSTRAINT portal_proof_is_known;
ALTER TABLE portal.proof ADD CONSTRAINT portal_proof_is_known CHECK (how IN ('at-counter', 'letter', 'document-sent'));
ALTER TABLE portal.proof DROP CONSTRAINT portal_counter_saw_an_id;
ALTER TABLE portal.proof ADD CONSTRAINT portal_counter_saw_an_id CHECK (how = 'letter' OR (id_kind IS NOT NULL AND id_last_four IS NOT NULL));
COMMENT ON COLUMN portal.proof.how IS 'at-counter: an identity document was seen; letter: sent to the address on record; document-sent: its photo came with an application and was compared with the record.';

CREATE TABLE portal.mail_code (
  subject bytea PRIMARY KEY,
  code_hash bytea NOT NULL,
  sent_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  tries integer NOT NULL DEFAULT 0 CONSTRAINT portal_code_tries_are_counted CHECK (tries >= 0),
  used_at timestamptz
);
COMMENT ON TABLE portal.mail_code IS 'The newest code sent by mail for one purpose of one account or address. Housekeeping, not a record: neither address nor code can be read from it.';
COMMENT ON COLUMN portal.mail_code.subject IS 'Keyed digest of purpose, account and address.';
COMMENT ON COLUMN portal.mail_code.code_hash IS 'Keyed digest of the code.';
COMMENT ON COLUMN portal.mail_code.sent_at IS 'When it was sent.';
COMMENT ON COLUMN portal.mail_code.expires_at IS 'Not after this.';
COMMENT ON COLUMN portal.mail_code.tries IS 'Codes typed, counted before they are compared.';
COMMENT ON COLUMN portal.mail_code.used_at IS 'It was right, once.';
GRANT SELECT, INSERT, UPDATE ON portal.mail_code TO chartkeeper_app, chartkeeper_jobs;
GRANT SELECT ON portal.mail_code TO chartkeeper_backup;

CREATE TABLE portal.application (
  id uuid PRIMARY KEY,
  facility_id uuid NOT NULL REFERENCES directory.facility (id),
  labels bigint NOT NULL DEFAULT 0,
  kind text NOT NULL CONSTRAINT portal_application_kind_is_known CHECK (kind IN ('patient', 'requester')),
  language text NOT NULL CONSTRAINT portal_application_language_is_spoken CHECK (language IN ('en', 'es')),
  person_name text NOT NULL CONSTRAINT portal_applicant_has_a_name CHECK (person_name <> ''),
  birth_date date,
  organisation text,
  requester_class text CONSTRAINT portal_applicant_class_is_known CHECK (requester_class IN ('attorney', 'government-agency', 'insurer', 'other', 'provider')),
  mail_address text NOT NULL,
  phone text,
  address text,
  paper_token_hash bytea NOT NULL CONSTRAINT portal_paper_token_is_its_own UNIQUE,
  applied_at timestamptz NOT NULL,
  outcome text CONSTRAINT portal_application_outcome_is_known CHECK (outcome IN ('invited', 'refused')),
  reason text,
  invitation_id uuid,
  decided_at timestamptz,
  decided_by text,
  CONSTRAINT portal_patient_applies_with_a_birth_date CHECK (kind <> 'patient' OR birth_date IS NOT NULL),
  CONSTRAINT portal_office_applies_with_its_class CHECK (kind <> 'requester' OR (requester_class IS NOT NULL AND organisation IS NOT NULL)),
  CONSTRAINT portal_application_is_decided_by_somebody CHECK ((outcome IS NULL) = (decided_at IS NULL) AND (outcome IS NULL) = (decided_by IS NULL)),
  CONSTRAINT portal_application_has_its_invitation CHECK ((outcome IS NOT DISTINCT FROM 'invited') = (invitation_id IS NOT NULL)),
  CONSTRAINT portal_refusal_has_a_reason CHECK (outcome IS DISTINCT FROM 'refused' OR reason IS NOT NULL)
);
COMMENT ON TABLE portal.application IS 'Somebody asked for an account without an invitation. A person compares it with the index or the directory; nothing is matched by itself.';
COMMENT ON COLUMN portal.application.id IS 'UUID v7.';
COMMENT ON COLUMN portal.application.facility_id IS 'Where they say they are known, or ask.';
COMMENT ON COLUMN portal.application.labels IS 'None: nobody knows yet whom it is about.';
COMMENT ON COLUMN portal.application.kind IS 'patient: for the own records; requester: for an office that asks for those of others.';
COMMENT ON COLUMN portal.application.language IS 'In which it was written, and mail goes out.';
COMMENT ON COLUMN portal.application.person_name IS 'As they write it.';
COMMENT ON COLUMN portal.application.birth_date IS 'Of a patient.';
COMMENT ON COLUMN portal.application.organisation IS 'For which office.';
COMMENT ON COLUMN portal.application.requester_class IS 'What kind of office, in the vocabulary of the rules.';
COMMENT ON COLUMN portal.application.mail_address IS 'Proved by a code before the application was taken.';
COMMENT ON COLUMN portal.application.phone IS 'As they write it; nobody verified it.';
COMMENT ON COLUMN portal.application.address IS 'As they write it; nobody verified it.';
COMMENT ON COLUMN portal.application.paper_token_hash IS 'SHA-256 of what lets the same browser send the document in, for an hour.';
COMMENT ON COLUMN portal.application.applied_at IS 'When.';
COMMENT ON COLUMN portal.application.outcome IS 'What a person decided.';
COMMENT ON COLUMN portal.application.reason IS 'Why it was refused; never told to the applicant.';
COMMENT ON COLUMN portal.application.invitation_id IS 'The invitation of the record, or of the entry of the directory, that followed.';
COMMENT ON COLUMN portal.application.decided_at IS 'When.';
COMMENT ON COLUMN portal.application.decided_by IS 'Actor id.';
SELECT platform.protect('portal.application');
GRANT SELECT, INSERT ON portal.application TO chartkeeper_app, chartkeeper_jobs;
GRANT UPDATE (outcome, reason, invitation_id, decided_at, decided_by) ON portal.application TO chartkeeper_app, chartkeeper_jobs;
GRANT SELECT ON portal.application TO chartkeeper_report, chartkeeper_backup;

CREATE TABLE portal.application_paper (
  id uuid PRIMARY KEY,
  facility_id uuid NOT NULL REFERENCES directory.facility (id),
  labels bigint NOT NULL DEFAULT 0,
  application_id uuid NOT NULL REFERENCES portal.application (id),
  item_id uuid NOT NULL REFERENCES intake.item (id) CONSTRAINT portal_application_paper_is_one_item UNIQUE,
  sent_at timestamptz NOT NULL
);
COMMENT ON TABLE portal.application_paper IS 'The photo of an identity document or of a credential that came with an application; its bytes are an intake item like any other. Insert-only.';
COMMENT ON COLUMN portal.application_paper.id IS 'Named by the sending and the place in it: the same sending twice is one.';
COMMENT ON COLUMN portal.application_paper.facility_id IS 'As the application''s.';
COMMENT ON COLUMN portal.application_paper.labels IS 'As the application''s.';
COMMENT ON COLUMN portal.application_paper.application_id IS 'With which application.';
COMMENT ON COLUMN portal.application_paper.item_id IS 'The intake item.';
COMMENT ON COLUMN portal.application_paper.sent_at IS 'When.';
CREATE INDEX portal_application_paper_of ON portal.application_paper (application_id, sent_at);
SELECT platform.protect('portal.application_paper');
GRANT SELECT, INSERT ON portal.application_paper TO chartkeeper_app, chartkeeper_jobs;
GRANT SELECT ON portal.application_paper TO chartkeeper_report, chartkeeper_backup;
