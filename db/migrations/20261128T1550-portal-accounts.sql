-- The portal: a realm of accounts of its own beside the staff, never mixed with it, and what its people did there.

CREATE SCHEMA portal;
COMMENT ON SCHEMA portal IS 'The portal: accounts of patients and of who acts for them, how the desk knew them, what they asked, sent in and wrote.';
GRANT USAGE ON SCHEMA portal TO chartkeeper_app, chartkeeper_jobs, chartkeeper_report, chartkeeper_backup;

CREATE TABLE portal.account (
  id uuid PRIMARY KEY,
  name_key text NOT NULL CONSTRAINT portal_name_is_its_own UNIQUE,
  sign_in_name text NOT NULL CONSTRAINT portal_sign_in_name_is_said CHECK (sign_in_name <> ''),
  display_name text NOT NULL CONSTRAINT portal_account_has_a_name CHECK (display_name <> ''),
  language text NOT NULL CONSTRAINT portal_language_is_spoken CHECK (language IN ('en', 'es')),
  passphrase_hash text NOT NULL,
  totp_sealed bytea,
  totp_confirmed_at timestamptz,
  totp_last_step bigint,
  created_at timestamptz NOT NULL
);
COMMENT ON TABLE portal.account IS 'Somebody who signs in to the portal: a patient or who acts for one. Never a member of staff''s account; holds no patient data.';
COMMENT ON COLUMN portal.account.id IS 'UUID v7.';
COMMENT ON COLUMN portal.account.name_key IS 'The sign-in name in small letters: what is looked up.';
COMMENT ON COLUMN portal.account.sign_in_name IS 'User name or e-mail address, as typed.';
COMMENT ON COLUMN portal.account.display_name IS 'Name of the person as the desk recorded it at the proof; what is signed with.';
COMMENT ON COLUMN portal.account.language IS 'Language of the screens.';
COMMENT ON COLUMN portal.account.passphrase_hash IS 'argon2id.';
COMMENT ON COLUMN portal.account.totp_sealed IS 'Secret of the authenticator, sealed under a key outside the database and bound to the account.';
COMMENT ON COLUMN portal.account.totp_confirmed_at IS 'When a first code proved that the authenticator works; before that it is not asked for.';
COMMENT ON COLUMN portal.account.totp_last_step IS 'Time step of the last code taken: none counts twice.';
COMMENT ON COLUMN portal.account.created_at IS 'When the invitation was accepted.';
GRANT SELECT, INSERT ON portal.account TO chartkeeper_app, chartkeeper_jobs;
GRANT UPDATE (language, passphrase_hash, totp_sealed, totp_confirmed_at, totp_last_step) ON portal.account TO chartkeeper_app, chartkeeper_jobs;
GRANT SELECT ON portal.account TO chartkeeper_backup;

CREATE TABLE portal.session (
  id uuid PRIMARY KEY,
  token_hash bytea NOT NULL CONSTRAINT portal_session_token_is_its_own UNIQUE,
  account_id uuid NOT NULL REFERENCES portal.account (id),
  created_at timestamptz NOT NULL,
  last_seen_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  ended_at timestamptz,
  end_reason text CONSTRAINT portal_session_ends_for_a_reason CHECK (end_reason IN ('signed-out', 'everywhere', 'passphrase-changed', 'ended-by-desk', 'replaced')),
  CONSTRAINT portal_session_end_has_a_reason CHECK ((ended_at IS NULL) = (end_reason IS NULL))
);
COMMENT ON TABLE portal.session IS 'One browser signed in to the portal.';
COMMENT ON COLUMN portal.session.id IS 'UUID v7.';
COMMENT ON COLUMN portal.session.token_hash IS 'SHA-256 of the cookie, which is kept nowhere.';
COMMENT ON COLUMN portal.session.account_id IS 'Whose.';
COMMENT ON COLUMN portal.session.created_at IS 'Signed in.';
COMMENT ON COLUMN portal.session.last_seen_at IS 'Last request, to the minute.';
COMMENT ON COLUMN portal.session.expires_at IS 'Ends then whatever happens.';
COMMENT ON COLUMN portal.session.ended_at IS 'Ended before its time.';
COMMENT ON COLUMN portal.session.end_reason IS 'Why.';
CREATE INDEX portal_session_of_account ON portal.session (account_id, expires_at) WHERE ended_at IS NULL;
CREATE INDEX portal_session_newest ON portal.session (account_id, created_at);
GRANT SELECT, INSERT ON portal.session TO chartkeeper_app, chartkeeper_jobs;
GRANT UPDATE (last_seen_at, ended_at, end_reason) ON portal.session TO chartkeeper_app, chartkeeper_jobs;
GRANT SELECT ON portal.session TO chartkeeper_backup;

CREATE TABLE portal.attempt (
  kind text NOT NULL CONSTRAINT portal_attempt_is_known CHECK (kind IN ('name', 'address', 'proof', 'proof-address')),
  digest bytea NOT NULL,
  failures integer NOT NULL CONSTRAINT portal_failures_are_counted CHECK (failures >= 0),
  last_failed_at timestamptz NOT NULL,
  PRIMARY KEY (kind, digest)
);
COMMENT ON TABLE portal.attempt IS 'Tries at the door of the portal, charged before anything is compared and given back when they were right. Housekeeping, not a record.';
COMMENT ON COLUMN portal.attempt.kind IS 'name and address: signing in; proof and proof-address: invitations, of one day.';
COMMENT ON COLUMN portal.attempt.digest IS 'Keyed digest of what is counted.';
COMMENT ON COLUMN portal.attempt.failures IS 'Tries that were not right, in a row or on the day.';
COMMENT ON COLUMN portal.attempt.last_failed_at IS 'The last one.';
GRANT SELECT, INSERT, UPDATE ON portal.attempt TO chartkeeper_app, chartkeeper_jobs;
GRANT SELECT ON portal.attempt TO chartkeeper_backup;

CREATE TABLE portal.proof (
  patient_id uuid NOT NULL REFERENCES patients.patient (id),
  id uuid NOT NULL,
  facility_id uuid NOT NULL REFERENCES directory.facility (id),
  labels bigint NOT NULL DEFAULT 0,
  representative_id uuid,
  how text NOT NULL CONSTRAINT portal_proof_is_known CHECK (how IN ('at-counter', 'letter')),
  person_name text NOT NULL CONSTRAINT portal_proof_names_somebody CHECK (person_name <> ''),
  id_kind text CONSTRAINT portal_id_kind_is_known CHECK (id_kind IN ('driving-licence', 'state-id', 'passport', 'military-id', 'tribal-id', 'other')),
  id_last_four text CONSTRAINT portal_id_keeps_four CHECK (id_last_four ~ '^[0-9A-Za-z]{1,4}$'),
  recorded_at timestamptz NOT NULL,
  recorded_by text NOT NULL,
  PRIMARY KEY (patient_id, id),
  CONSTRAINT portal_counter_saw_an_id CHECK (how <> 'at-counter' OR (id_kind IS NOT NULL AND id_last_four IS NOT NULL))
);
COMMENT ON TABLE portal.proof IS 'How the desk knew who is invited to the portal (45 CFR 164.514(h)). Insert-only.';
COMMENT ON COLUMN portal.proof.patient_id IS 'Whose record.';
COMMENT ON COLUMN portal.proof.id IS 'UUID v7.';
COMMENT ON COLUMN portal.proof.facility_id IS 'As the patient''s.';
COMMENT ON COLUMN portal.proof.labels IS 'Of the patient as such; kept by portal.relabel.';
COMMENT ON COLUMN portal.proof.representative_id IS 'Who acts for the patient, where it is not the patient in person.';
COMMENT ON COLUMN portal.proof.how IS 'at-counter: an identity document was seen; letter: sent to the address on record.';
COMMENT ON COLUMN portal.proof.person_name IS 'Who is invited, as on the document or the record.';
COMMENT ON COLUMN portal.proof.id_kind IS 'Which document was seen.';
COMMENT ON COLUMN portal.proof.id_last_four IS 'The last four of its number; no more is kept.';
COMMENT ON COLUMN portal.proof.recorded_at IS 'When.';
COMMENT ON COLUMN portal.proof.recorded_by IS 'Actor id.';
SELECT platform.protect('portal.proof');
GRANT SELECT, INSERT ON portal.proof TO chartkeeper_app, chartkeeper_jobs;
GRANT SELECT ON portal.proof TO chartkeeper_report, chartkeeper_backup;

CREATE TABLE portal.invitation (
  patient_id uuid NOT NULL REFERENCES patients.patient (id),
  id uuid NOT NULL,
  facility_id uuid NOT NULL REFERENCES directory.facility (id),
  labels bigint NOT NULL DEFAULT 0,
  proof_id uuid NOT NULL,
  representative_id uuid,
  code_hash bytea NOT NULL CONSTRAINT portal_code_is_its_own UNIQUE,
  letter_id uuid REFERENCES correspondence.letter (id),
  expires_at timestamptz NOT NULL,
  used_at timestamptz,
  withdrawn_at timestamptz,
  withdrawn_by text,
  recorded_at timestamptz NOT NULL,
  recorded_by text NOT NULL,
  PRIMARY KEY (patient_id, id),
  FOREIGN KEY (patient_id, proof_id) REFERENCES portal.proof (patient_id, id),
  CONSTRAINT portal_invitation_is_withdrawn_by_somebody CHECK ((withdrawn_at IS NULL) = (withdrawn_by IS NULL))
);
COMMENT ON TABLE portal.invitation IS 'A code that opens an account for one record, once.';
COMMENT ON COLUMN portal.invitation.patient_id IS 'Whose record.';
COMMENT ON COLUMN portal.invitation.id IS 'UUID v7.';
COMMENT ON COLUMN portal.invitation.facility_id IS 'As the patient''s.';
COMMENT ON COLUMN portal.invitation.labels IS 'Of the patient as such; kept by portal.relabel.';
COMMENT ON COLUMN portal.invitation.proof_id IS 'How the desk knew who it is.';
COMMENT ON COLUMN portal.invitation.representative_id IS 'Who acts for the patient, where it is not the patient in person.';
COMMENT ON COLUMN portal.invitation.code_hash IS 'SHA-256 of the code of 130 random bits.';
COMMENT ON COLUMN portal.invitation.letter_id IS 'The letter that carries it, where one does.';
COMMENT ON COLUMN portal.invitation.expires_at IS 'Not after this.';
COMMENT ON COLUMN portal.invitation.used_at IS 'When it opened an account.';
COMMENT ON COLUMN portal.invitation.withdrawn_at IS 'Taken back, or replaced by a newer one.';
COMMENT ON COLUMN portal.invitation.withdrawn_by IS 'Actor id.';
COMMENT ON COLUMN portal.invitation.recorded_at IS 'When made.';
COMMENT ON COLUMN portal.invitation.recorded_by IS 'Actor id.';
SELECT platform.protect('portal.invitation');
GRANT SELECT, INSERT ON portal.invitation TO chartkeeper_app, chartkeeper_jobs;
GRANT UPDATE (used_at, withdrawn_at, withdrawn_by) ON portal.invitation TO chartkeeper_app, chartkeeper_jobs;
GRANT SELECT ON portal.invitation TO chartkeeper_report, chartkeeper_backup;

CREATE TABLE portal.access (
  patient_id uuid NOT NULL REFERENCES patients.patient (id),
  id uuid NOT NULL,
  facility_id uuid NOT NULL REFERENCES directory.facility (id),
  labels bigint NOT NULL DEFAULT 0,
  account_id uuid NOT NULL REFERENCES portal.account (id),
  invitation_id uuid NOT NULL,
  representative_id uuid,
  began_at timestamptz NOT NULL,
  ended_at timestamptz,
  ended_by text,
  end_reason text,
  PRIMARY KEY (patient_id, id),
  FOREIGN KEY (patient_id, invitation_id) REFERENCES portal.invitation (patient_id, id),
  CONSTRAINT portal_access_is_ended_by_somebody CHECK ((ended_at IS NULL) = (ended_by IS NULL) AND (ended_at IS NULL) = (end_reason IS NULL))
);
COMMENT ON TABLE portal.access IS 'Which account reaches which record. Whether it may is asked anew at every request: a power that ended, majority and death close it at once.';
COMMENT ON COLUMN portal.access.patient_id IS 'Whose record.';
COMMENT ON COLUMN portal.access.id IS 'UUID v7.';
COMMENT ON COLUMN portal.access.facility_id IS 'As the patient''s.';
COMMENT ON COLUMN portal.access.labels IS 'Of the patient as such; kept by portal.relabel.';
COMMENT ON COLUMN portal.access.account_id IS 'Who.';
COMMENT ON COLUMN portal.access.invitation_id IS 'What opened it.';
COMMENT ON COLUMN portal.access.representative_id IS 'By which power; empty: the patient in person.';
COMMENT ON COLUMN portal.access.began_at IS 'Since.';
COMMENT ON COLUMN portal.access.ended_at IS 'Until, where the desk ended it.';
COMMENT ON COLUMN portal.access.ended_by IS 'Actor id.';
COMMENT ON COLUMN portal.access.end_reason IS 'Why, in words.';
CREATE UNIQUE INDEX portal_access_stands_once ON portal.access (account_id, patient_id) WHERE ended_at IS NULL;
CREATE INDEX portal_access_by_id ON portal.access (id);
SELECT platform.protect('portal.access');
GRANT SELECT, INSERT ON portal.access TO chartkeeper_app, chartkeeper_jobs;
GRANT UPDATE (ended_at, ended_by, end_reason) ON portal.access TO chartkeeper_app, chartkeeper_jobs;
GRANT SELECT ON portal.access TO chartkeeper_report, chartkeeper_backup;

CREATE FUNCTION portal.reached_by(account uuid) RETURNS SETOF uuid LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
  AS $$ SELECT patient_id FROM portal.access WHERE account_id = account AND ended_at IS NULL ORDER BY patient_id LIMIT 50 $$;
COMMENT ON FUNCTION portal.reached_by(uuid) IS 'The registrations an account reaches, asked before there is a scope: what it answers becomes the scope. SECURITY DEFINER because record tables answer nothing there.';
REVOKE ALL ON FUNCTION portal.reached_by(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION portal.reached_by(uuid) TO chartkeeper_app, chartkeeper_jobs;

CREATE TABLE portal.ask (
  patient_id uuid NOT NULL REFERENCES patients.patient (id),
  id uuid NOT NULL,
  facility_id uuid NOT NULL REFERENCES directory.facility (id),
  labels bigint NOT NULL DEFAULT 0,
  account_id uuid NOT NULL REFERENCES portal.account (id),
  representative_id uuid,
  request_id uuid NOT NULL REFERENCES release.request (id) CONSTRAINT portal_ask_is_one_request UNIQUE,
  goes_to text NOT NULL CONSTRAINT portal_ask_goes_somewhere CHECK (goes_to IN ('me', 'named')),
  delivery text NOT NULL CONSTRAINT portal_delivery_is_known CHECK (delivery IN ('portal', 'mail', 'pick-up')),
  statement text NOT NULL,
  statement_sha256 text NOT NULL CONSTRAINT portal_statement_has_its_digest CHECK (statement_sha256 ~ '^[0-9a-f]{64}$'),
  language text NOT NULL,
  signed_name text NOT NULL,
  signed_at timestamptz NOT NULL,
  PRIMARY KEY (patient_id, id)
);
COMMENT ON TABLE portal.ask IS 'A request for records made in the portal, with the statement as it was read and signed. Insert-only.';
COMMENT ON COLUMN portal.ask.patient_id IS 'Whose records.';
COMMENT ON COLUMN portal.ask.id IS 'UUID v7.';
COMMENT ON COLUMN portal.ask.facility_id IS 'As the request''s.';
COMMENT ON COLUMN portal.ask.labels IS 'Of the patient as such; kept by portal.relabel.';
COMMENT ON COLUMN portal.ask.account_id IS 'Who asked.';
COMMENT ON COLUMN portal.ask.representative_id IS 'By which power; empty: the patient in person.';
COMMENT ON COLUMN portal.ask.request_id IS 'The request it became.';
COMMENT ON COLUMN portal.ask.goes_to IS 'me, or a person or organisation named in the statement.';
COMMENT ON COLUMN portal.ask.delivery IS 'How they want it.';
COMMENT ON COLUMN portal.ask.statement IS 'The text that was signed, letter by letter.';
COMMENT ON COLUMN portal.ask.statement_sha256 IS 'SHA-256 of the text in UTF-8.';
COMMENT ON COLUMN portal.ask.language IS 'In which it was read.';
COMMENT ON COLUMN portal.ask.signed_name IS 'The name as typed.';
COMMENT ON COLUMN portal.ask.signed_at IS 'When.';
CREATE INDEX portal_ask_of_account ON portal.ask (account_id, patient_id, signed_at);
SELECT platform.protect('portal.ask');
GRANT SELECT, INSERT ON portal.ask TO chartkeeper_app, chartkeeper_jobs;
GRANT SELECT ON portal.ask TO chartkeeper_report, chartkeeper_backup;

CREATE TABLE portal.paper (
  patient_id uuid NOT NULL REFERENCES patients.patient (id),
  id uuid NOT NULL,
  facility_id uuid NOT NULL REFERENCES directory.facility (id),
  labels bigint NOT NULL DEFAULT 0,
  account_id uuid NOT NULL REFERENCES portal.account (id),
  request_id uuid REFERENCES release.request (id),
  item_id uuid NOT NULL REFERENCES intake.item (id) CONSTRAINT portal_paper_is_one_item UNIQUE,
  file_name text NOT NULL,
  sent_at timestamptz NOT NULL,
  PRIMARY KEY (patient_id, id)
);
COMMENT ON TABLE portal.paper IS 'A file sent in by the portal; its bytes are an intake item like any other. Insert-only.';
COMMENT ON COLUMN portal.paper.patient_id IS 'For whose record it was sent; where it is filed a person decides.';
COMMENT ON COLUMN portal.paper.id IS 'UUID v7.';
COMMENT ON COLUMN portal.paper.facility_id IS 'As the patient''s.';
COMMENT ON COLUMN portal.paper.labels IS 'Of the patient as such; kept by portal.relabel.';
COMMENT ON COLUMN portal.paper.account_id IS 'Who sent it.';
COMMENT ON COLUMN portal.paper.request_id IS 'The request it belongs to, where said.';
COMMENT ON COLUMN portal.paper.item_id IS 'The intake item.';
COMMENT ON COLUMN portal.paper.file_name IS 'As the sender called it.';
COMMENT ON COLUMN portal.paper.sent_at IS 'When.';
CREATE INDEX portal_paper_of_account ON portal.paper (account_id, patient_id, sent_at);
CREATE INDEX portal_paper_of_request ON portal.paper (request_id) WHERE request_id IS NOT NULL;
SELECT platform.protect('portal.paper');
GRANT SELECT, INSERT ON portal.paper TO chartkeeper_app, chartkeeper_jobs;
GRANT SELECT ON portal.paper TO chartkeeper_report, chartkeeper_backup;

CREATE TABLE portal.note (
  patient_id uuid NOT NULL REFERENCES patients.patient (id),
  id uuid NOT NULL,
  facility_id uuid NOT NULL REFERENCES directory.facility (id),
  labels bigint NOT NULL DEFAULT 0,
  access_id uuid NOT NULL,
  from_desk boolean NOT NULL,
  text text NOT NULL CONSTRAINT portal_note_says_something CHECK (text <> ''),
  written_at timestamptz NOT NULL,
  written_by text NOT NULL,
  PRIMARY KEY (patient_id, id),
  FOREIGN KEY (patient_id, access_id) REFERENCES portal.access (patient_id, id)
);
COMMENT ON TABLE portal.note IS 'Notes between a person in the portal and the desk, one thread for each account and record. Insert-only.';
COMMENT ON COLUMN portal.note.patient_id IS 'About whose record.';
COMMENT ON COLUMN portal.note.id IS 'UUID v7.';
COMMENT ON COLUMN portal.note.facility_id IS 'As the patient''s.';
COMMENT ON COLUMN portal.note.labels IS 'Of the patient as such; kept by portal.relabel.';
COMMENT ON COLUMN portal.note.access_id IS 'The thread.';
COMMENT ON COLUMN portal.note.from_desk IS 'Written by the desk; else by the person.';
COMMENT ON COLUMN portal.note.text IS 'What was written.';
COMMENT ON COLUMN portal.note.written_at IS 'When.';
COMMENT ON COLUMN portal.note.written_by IS 'Actor id.';
CREATE INDEX portal_note_of_thread ON portal.note (patient_id, access_id, written_at);
SELECT platform.protect('portal.note');
GRANT SELECT, INSERT ON portal.note TO chartkeeper_app, chartkeeper_jobs;
GRANT SELECT ON portal.note TO chartkeeper_report, chartkeeper_backup;

CREATE FUNCTION portal.relabel(whose uuid) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  mask bigint := (SELECT p.labels FROM patients.patient p WHERE p.id = whose);
BEGIN
  UPDATE portal.proof SET labels = mask WHERE patient_id = whose AND labels <> mask;
  UPDATE portal.invitation SET labels = mask WHERE patient_id = whose AND labels <> mask;
  UPDATE portal.access SET labels = mask WHERE patient_id = whose AND labels <> mask;
  UPDATE portal.ask SET labels = mask WHERE patient_id = whose AND labels <> mask;
  UPDATE portal.paper SET labels = mask WHERE patient_id = whose AND labels <> mask;
  UPDATE portal.note SET labels = mask WHERE patient_id = whose AND labels <> mask;
END $$;
COMMENT ON FUNCTION portal.relabel(uuid) IS 'All rows of a patient in the portal follow the labels of the person. SECURITY DEFINER because labels are nobody''s to update.';
REVOKE ALL ON FUNCTION portal.relabel(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION portal.relabel(uuid) TO chartkeeper_app, chartkeeper_jobs;
