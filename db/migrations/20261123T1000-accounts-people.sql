-- Who may sign in and what each is asked to do: people, their proofs, sessions, roles, machine clients.
-- No row-level security here: these tables decide who is who before any scope exists. Grants are kept small instead.

CREATE SCHEMA accounts;
COMMENT ON SCHEMA accounts IS 'People and machines that may sign in: their proofs, sessions and roles. Holds no patient data.';
GRANT USAGE ON SCHEMA accounts TO chartkeeper_app, chartkeeper_jobs, chartkeeper_report, chartkeeper_backup;

CREATE TABLE accounts.role (
  name text PRIMARY KEY CONSTRAINT role_name_is_lower_case CHECK (name ~ '^[a-z][a-z0-9-]{1,40}$'),
  description text NOT NULL
);
COMMENT ON TABLE accounts.role IS 'The roles that can be assigned. What each may do is said by the policies of the access module.';
COMMENT ON COLUMN accounts.role.name IS 'As policies name it.';
COMMENT ON COLUMN accounts.role.description IS 'The duty in one sentence, as the screen shows it.';

INSERT INTO accounts.role (name, description) VALUES
  ('administrator', 'Manages accounts, facilities and settings; sees no records by this role'),
  ('coordinator', 'Runs the records desk: assigns work, sees every queue'),
  ('scan-clerk', 'Receives and scans paper'),
  ('index-clerk', 'Files documents to patient, encounter and type'),
  ('verifier', 'Checks what others filed'),
  ('chart-room-clerk', 'Keeps the file room: charge-out, return, search'),
  ('completeness-analyst', 'Finds missing documents and signatures and asks for them'),
  ('release-specialist', 'Works requests for information'),
  ('release-approver', 'Approves what leaves the house'),
  ('clinician', 'Treats patients, signs and amends entries'),
  ('coder', 'Codes encounters'),
  ('privacy-officer', 'Watches over access, restrictions and disclosures'),
  ('auditor', 'Reads the log and proves it'),
  ('integration-client', 'A machine that sends and fetches records within its scopes');

CREATE TABLE accounts.person (
  id uuid PRIMARY KEY,
  username text NOT NULL,
  username_key text NOT NULL,
  display_name text NOT NULL CONSTRAINT person_has_a_name CHECK (display_name <> ''),
  email text,
  practitioner_id uuid,
  created_at timestamptz NOT NULL,
  created_by text NOT NULL,
  CONSTRAINT username_is_its_own UNIQUE (username_key)
);
COMMENT ON TABLE accounts.person IS 'A member of staff who may sign in. Never deleted: what they did stays under their name.';
COMMENT ON COLUMN accounts.person.id IS 'UUID v7.';
COMMENT ON COLUMN accounts.person.username IS 'As typed when the account was made.';
COMMENT ON COLUMN accounts.person.username_key IS 'The same, normalised and in lower case: two spellings are one account.';
COMMENT ON COLUMN accounts.person.display_name IS 'As colleagues read it.';
COMMENT ON COLUMN accounts.person.email IS 'Where messages for this person go.';
COMMENT ON COLUMN accounts.person.practitioner_id IS 'The practitioner in the directory that this person is, for those who sign entries.';
COMMENT ON COLUMN accounts.person.created_at IS 'When the account was made.';
COMMENT ON COLUMN accounts.person.created_by IS 'Actor id.';

CREATE TABLE accounts.person_patient (
  id uuid PRIMARY KEY,
  person_id uuid NOT NULL REFERENCES accounts.person (id),
  patient_id uuid NOT NULL,
  linked_at timestamptz NOT NULL,
  linked_by text NOT NULL
);
COMMENT ON TABLE accounts.person_patient IS 'Staff who are patients too: their own record is refused to them. No foreign key, since accounts lies below patients.';
COMMENT ON COLUMN accounts.person_patient.id IS 'UUID v7.';
COMMENT ON COLUMN accounts.person_patient.person_id IS 'The member of staff.';
COMMENT ON COLUMN accounts.person_patient.patient_id IS 'The same person as a patient.';
COMMENT ON COLUMN accounts.person_patient.linked_at IS 'When.';
COMMENT ON COLUMN accounts.person_patient.linked_by IS 'Actor id.';
CREATE INDEX person_patient_of_person ON accounts.person_patient (person_id);

CREATE TABLE accounts.person_patient_end (
  link_id uuid PRIMARY KEY REFERENCES accounts.person_patient (id),
  at timestamptz NOT NULL,
  by text NOT NULL,
  reason text NOT NULL CONSTRAINT unlinking_has_a_reason CHECK (reason <> '')
);
COMMENT ON TABLE accounts.person_patient_end IS 'A link to a patient record that was wrong.';
COMMENT ON COLUMN accounts.person_patient_end.link_id IS 'The link.';
COMMENT ON COLUMN accounts.person_patient_end.at IS 'When.';
COMMENT ON COLUMN accounts.person_patient_end.by IS 'Actor id.';
COMMENT ON COLUMN accounts.person_patient_end.reason IS 'Why.';

CREATE TABLE accounts.deactivation (
  id uuid PRIMARY KEY,
  person_id uuid NOT NULL REFERENCES accounts.person (id),
  at timestamptz NOT NULL,
  by text NOT NULL,
  reason text NOT NULL CONSTRAINT deactivation_has_a_reason CHECK (reason <> '')
);
COMMENT ON TABLE accounts.deactivation IS 'The person may not sign in from then on. Written with the end of all their sessions.';
COMMENT ON COLUMN accounts.deactivation.id IS 'UUID v7.';
COMMENT ON COLUMN accounts.deactivation.person_id IS 'Who.';
COMMENT ON COLUMN accounts.deactivation.at IS 'When.';
COMMENT ON COLUMN accounts.deactivation.by IS 'Actor id.';
COMMENT ON COLUMN accounts.deactivation.reason IS 'Why.';
CREATE INDEX deactivation_of_person ON accounts.deactivation (person_id);

CREATE TABLE accounts.reinstatement (
  deactivation_id uuid PRIMARY KEY REFERENCES accounts.deactivation (id),
  at timestamptz NOT NULL,
  by text NOT NULL,
  reason text NOT NULL CONSTRAINT reinstatement_has_a_reason CHECK (reason <> '')
);
COMMENT ON TABLE accounts.reinstatement IS 'A deactivation that was taken back. Sessions stay ended; the person signs in anew.';
COMMENT ON COLUMN accounts.reinstatement.deactivation_id IS 'The deactivation.';
COMMENT ON COLUMN accounts.reinstatement.at IS 'When.';
COMMENT ON COLUMN accounts.reinstatement.by IS 'Actor id.';
COMMENT ON COLUMN accounts.reinstatement.reason IS 'Why.';

-- Proofs. They are credentials, not facts: an old hash is worth nothing but risk, so it is replaced, and the log says when.

CREATE TABLE accounts.password (
  person_id uuid PRIMARY KEY REFERENCES accounts.person (id),
  hash text NOT NULL CONSTRAINT password_is_argon2id CHECK (hash LIKE '$argon2id$%'),
  set_at timestamptz NOT NULL
);
COMMENT ON TABLE accounts.password IS 'First factor.';
COMMENT ON COLUMN accounts.password.person_id IS 'Whose.';
COMMENT ON COLUMN accounts.password.hash IS 'argon2id with its parameters and salt, in PHC form.';
COMMENT ON COLUMN accounts.password.set_at IS 'When it was chosen.';

CREATE TABLE accounts.totp (
  person_id uuid PRIMARY KEY REFERENCES accounts.person (id),
  sealed_secret bytea NOT NULL,
  last_step bigint NOT NULL,
  confirmed_at timestamptz NOT NULL
);
COMMENT ON TABLE accounts.totp IS 'Second factor: an authenticator app (RFC 6238). Only written once a code has proved it.';
COMMENT ON COLUMN accounts.totp.person_id IS 'Whose.';
COMMENT ON COLUMN accounts.totp.sealed_secret IS 'The shared secret, AES-256-GCM under a key outside the database, bound to the person.';
COMMENT ON COLUMN accounts.totp.last_step IS 'Time step of the last code accepted: no code counts twice (RFC 6238 section 5.2).';
COMMENT ON COLUMN accounts.totp.confirmed_at IS 'When the first code proved it.';

CREATE TABLE accounts.passkey (
  id uuid PRIMARY KEY,
  person_id uuid NOT NULL REFERENCES accounts.person (id),
  credential_id text NOT NULL CONSTRAINT passkey_is_its_own UNIQUE,
  public_key bytea NOT NULL,
  counter bigint NOT NULL,
  transports text[] NOT NULL,
  label text NOT NULL,
  registered_at timestamptz NOT NULL,
  last_used_at timestamptz
);
COMMENT ON TABLE accounts.passkey IS 'Second factor: a passkey (WebAuthn).';
COMMENT ON COLUMN accounts.passkey.id IS 'UUID v7.';
COMMENT ON COLUMN accounts.passkey.person_id IS 'Whose.';
COMMENT ON COLUMN accounts.passkey.credential_id IS 'As the authenticator names it, base64url.';
COMMENT ON COLUMN accounts.passkey.public_key IS 'COSE key.';
COMMENT ON COLUMN accounts.passkey.counter IS 'Signature counter last seen; one that goes back means a copy.';
COMMENT ON COLUMN accounts.passkey.transports IS 'Hints for the browser.';
COMMENT ON COLUMN accounts.passkey.label IS 'What its owner calls it.';
COMMENT ON COLUMN accounts.passkey.registered_at IS 'When.';
COMMENT ON COLUMN accounts.passkey.last_used_at IS 'When it last proved its owner.';
CREATE INDEX passkey_of_person ON accounts.passkey (person_id);

CREATE TABLE accounts.recovery_code (
  id uuid PRIMARY KEY,
  person_id uuid NOT NULL REFERENCES accounts.person (id),
  hash bytea NOT NULL,
  created_at timestamptz NOT NULL,
  used_at timestamptz,
  CONSTRAINT recovery_code_is_its_own UNIQUE (person_id, hash)
);
COMMENT ON TABLE accounts.recovery_code IS 'Codes for the day the authenticator is lost. Each works once.';
COMMENT ON COLUMN accounts.recovery_code.id IS 'UUID v7.';
COMMENT ON COLUMN accounts.recovery_code.person_id IS 'Whose.';
COMMENT ON COLUMN accounts.recovery_code.hash IS 'SHA-256 of 80 random bits.';
COMMENT ON COLUMN accounts.recovery_code.created_at IS 'When it was shown.';
COMMENT ON COLUMN accounts.recovery_code.used_at IS 'When it was used up.';

-- Links handed over: the first administrator's, an invitation, a new second factor.

CREATE TABLE accounts.setup_link (
  id uuid PRIMARY KEY,
  token_hash bytea NOT NULL CONSTRAINT setup_link_token_is_its_own UNIQUE,
  purpose text NOT NULL CONSTRAINT setup_link_purpose_is_known CHECK (purpose IN ('first-administrator', 'invitation', 'second-factor')),
  person_id uuid REFERENCES accounts.person (id),
  created_at timestamptz NOT NULL,
  created_by text NOT NULL,
  expires_at timestamptz NOT NULL,
  used_at timestamptz,
  superseded_at timestamptz,
  CONSTRAINT only_the_first_administrator_is_nobody_yet CHECK ((purpose = 'first-administrator') = (person_id IS NULL))
);
COMMENT ON TABLE accounts.setup_link IS 'A one-time link by which a person sets password and second factor. A newer one for the same purpose supersedes it.';
COMMENT ON COLUMN accounts.setup_link.id IS 'UUID v7.';
COMMENT ON COLUMN accounts.setup_link.token_hash IS 'SHA-256 of 256 random bits.';
COMMENT ON COLUMN accounts.setup_link.purpose IS 'first-administrator, invitation or second-factor (after a reset).';
COMMENT ON COLUMN accounts.setup_link.person_id IS 'For whom; empty for the first administrator.';
COMMENT ON COLUMN accounts.setup_link.created_at IS 'When.';
COMMENT ON COLUMN accounts.setup_link.created_by IS 'Actor id.';
COMMENT ON COLUMN accounts.setup_link.expires_at IS 'Not usable from then on.';
COMMENT ON COLUMN accounts.setup_link.used_at IS 'When it was used up.';
COMMENT ON COLUMN accounts.setup_link.superseded_at IS 'When a newer link took its place, or the person was deactivated.';
CREATE INDEX setup_link_of_person ON accounts.setup_link (person_id);

CREATE TABLE accounts.enrolment (
  link_id uuid PRIMARY KEY REFERENCES accounts.setup_link (id),
  username text,
  display_name text,
  email text,
  password_hash text NOT NULL,
  sealed_secret bytea NOT NULL,
  begun_at timestamptz NOT NULL
);
COMMENT ON TABLE accounts.enrolment IS 'What somebody with a link has chosen so far; becomes password and second factor when a code proves the authenticator, and is then deleted.';
COMMENT ON COLUMN accounts.enrolment.link_id IS 'The link.';
COMMENT ON COLUMN accounts.enrolment.username IS 'Chosen by the first administrator.';
COMMENT ON COLUMN accounts.enrolment.display_name IS 'Given by the first administrator.';
COMMENT ON COLUMN accounts.enrolment.email IS 'Given by the first administrator.';
COMMENT ON COLUMN accounts.enrolment.password_hash IS 'argon2id.';
COMMENT ON COLUMN accounts.enrolment.sealed_secret IS 'TOTP secret, sealed, bound to the link.';
COMMENT ON COLUMN accounts.enrolment.begun_at IS 'When the password was chosen.';

CREATE TABLE accounts.setup_closure (
  once boolean PRIMARY KEY DEFAULT true CONSTRAINT setup_is_closed_once CHECK (once),
  closed_at timestamptz NOT NULL,
  person_id uuid NOT NULL REFERENCES accounts.person (id)
);
COMMENT ON TABLE accounts.setup_closure IS 'Set-up was closed for good by the first administrator. At most one row; the application can neither change nor remove it.';
COMMENT ON COLUMN accounts.setup_closure.once IS 'Always true: there is one closure.';
COMMENT ON COLUMN accounts.setup_closure.closed_at IS 'When.';
COMMENT ON COLUMN accounts.setup_closure.person_id IS 'The first administrator.';

-- Signing in.

CREATE TABLE accounts.sign_in_attempt (
  kind text NOT NULL CONSTRAINT attempt_kind_is_known CHECK (kind IN ('username', 'address')),
  digest bytea NOT NULL,
  person_id uuid REFERENCES accounts.person (id),
  failures integer NOT NULL CONSTRAINT failures_are_counted CHECK (failures > 0),
  last_failed_at timestamptz NOT NULL,
  PRIMARY KEY (kind, digest)
);
COMMENT ON TABLE accounts.sign_in_attempt IS 'Failed tries in a row by username and by network address; the growing delay derives from it. Known and unknown usernames alike.';
COMMENT ON COLUMN accounts.sign_in_attempt.kind IS 'username or address.';
COMMENT ON COLUMN accounts.sign_in_attempt.digest IS 'Keyed digest: people type passwords into the username field.';
COMMENT ON COLUMN accounts.sign_in_attempt.person_id IS 'The person of that username, if there is one: an administrator lifts the stop by person.';
COMMENT ON COLUMN accounts.sign_in_attempt.failures IS 'In a row, since the last complete sign-in.';
COMMENT ON COLUMN accounts.sign_in_attempt.last_failed_at IS 'When the last one failed.';
CREATE INDEX sign_in_attempt_of_person ON accounts.sign_in_attempt (person_id);
CREATE INDEX sign_in_attempt_by_age ON accounts.sign_in_attempt (last_failed_at);

CREATE TABLE accounts.pending_sign_in (
  ticket_hash bytea PRIMARY KEY,
  person_id uuid NOT NULL REFERENCES accounts.person (id),
  challenge text NOT NULL,
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL
);
COMMENT ON TABLE accounts.pending_sign_in IS 'The password was right, the second factor is still to come. Deleted when it came.';
COMMENT ON COLUMN accounts.pending_sign_in.ticket_hash IS 'SHA-256 of 256 random bits.';
COMMENT ON COLUMN accounts.pending_sign_in.person_id IS 'Who.';
COMMENT ON COLUMN accounts.pending_sign_in.challenge IS 'What a passkey has to sign.';
COMMENT ON COLUMN accounts.pending_sign_in.created_at IS 'When.';
COMMENT ON COLUMN accounts.pending_sign_in.expires_at IS 'Five minutes later.';
CREATE INDEX pending_sign_in_by_age ON accounts.pending_sign_in (expires_at);

CREATE TABLE accounts.session (
  id uuid PRIMARY KEY,
  token_hash bytea NOT NULL CONSTRAINT session_token_is_its_own UNIQUE,
  person_id uuid NOT NULL REFERENCES accounts.person (id),
  factor text NOT NULL CONSTRAINT session_factor_is_known CHECK (factor IN ('totp', 'passkey', 'recovery-code')),
  created_at timestamptz NOT NULL,
  last_seen_at timestamptz NOT NULL,
  step_up_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  agent_digest bytea NOT NULL
);
COMMENT ON TABLE accounts.session IS 'A person signed in at one browser. Ends by a row in session_end, by 15 minutes without a request, or at expires_at.';
COMMENT ON COLUMN accounts.session.id IS 'UUID v7. Not secret.';
COMMENT ON COLUMN accounts.session.token_hash IS 'SHA-256 of the 256 random bits in the cookie; a new one at every step-up.';
COMMENT ON COLUMN accounts.session.person_id IS 'Who.';
COMMENT ON COLUMN accounts.session.factor IS 'The second factor that opened it.';
COMMENT ON COLUMN accounts.session.created_at IS 'When.';
COMMENT ON COLUMN accounts.session.last_seen_at IS 'Last request, to the minute.';
COMMENT ON COLUMN accounts.session.step_up_at IS 'When the person last proved the second factor in it.';
COMMENT ON COLUMN accounts.session.expires_at IS 'Twelve hours after it began, whatever happens.';
COMMENT ON COLUMN accounts.session.agent_digest IS 'Digest of the browser''s name, so that a list of sessions can tell browsers apart.';
CREATE INDEX session_of_person ON accounts.session (person_id, expires_at);

CREATE TABLE accounts.session_end (
  session_id uuid PRIMARY KEY REFERENCES accounts.session (id),
  at timestamptz NOT NULL,
  by text NOT NULL,
  reason text NOT NULL CONSTRAINT session_end_reason_is_known
    CHECK (reason IN ('signed-out', 'ended-elsewhere', 'deactivated', 'second-factor-reset', 'password-changed', 'replaced'))
);
COMMENT ON TABLE accounts.session_end IS 'A session that was ended before its time.';
COMMENT ON COLUMN accounts.session_end.session_id IS 'The session.';
COMMENT ON COLUMN accounts.session_end.at IS 'When.';
COMMENT ON COLUMN accounts.session_end.by IS 'Actor id.';
COMMENT ON COLUMN accounts.session_end.reason IS 'Why.';

CREATE TABLE accounts.challenge (
  session_id uuid NOT NULL REFERENCES accounts.session (id),
  purpose text NOT NULL CONSTRAINT challenge_purpose_is_known CHECK (purpose IN ('register-passkey', 'step-up')),
  challenge text NOT NULL,
  expires_at timestamptz NOT NULL,
  PRIMARY KEY (session_id, purpose)
);
COMMENT ON TABLE accounts.challenge IS 'What a passkey has to sign next in a session. Deleted when it did.';
COMMENT ON COLUMN accounts.challenge.session_id IS 'The session.';
COMMENT ON COLUMN accounts.challenge.purpose IS 'register-passkey or step-up.';
COMMENT ON COLUMN accounts.challenge.challenge IS 'Random, base64url.';
COMMENT ON COLUMN accounts.challenge.expires_at IS 'Five minutes later.';

-- Machines.

CREATE TABLE accounts.machine_client (
  id uuid PRIMARY KEY,
  name text NOT NULL CONSTRAINT machine_client_name_is_its_own UNIQUE,
  secret_hash bytea,
  scopes text[] NOT NULL,
  created_at timestamptz NOT NULL,
  created_by text NOT NULL
);
COMMENT ON TABLE accounts.machine_client IS 'Another system: an EHR, a scanner, a script.';
COMMENT ON COLUMN accounts.machine_client.id IS 'UUID v7.';
COMMENT ON COLUMN accounts.machine_client.name IS 'As the operator calls it.';
COMMENT ON COLUMN accounts.machine_client.secret_hash IS 'SHA-256 of the client secret, for clients that fetch their own tokens; empty for those that are handed tokens.';
COMMENT ON COLUMN accounts.machine_client.scopes IS 'SMART system scopes that its tokens may carry.';
COMMENT ON COLUMN accounts.machine_client.created_at IS 'When.';
COMMENT ON COLUMN accounts.machine_client.created_by IS 'Actor id.';

CREATE TABLE accounts.machine_client_revocation (
  client_id uuid PRIMARY KEY REFERENCES accounts.machine_client (id),
  at timestamptz NOT NULL,
  by text NOT NULL,
  reason text NOT NULL CONSTRAINT client_revocation_has_a_reason CHECK (reason <> '')
);
COMMENT ON TABLE accounts.machine_client_revocation IS 'A client that is done with: all its tokens are dead.';
COMMENT ON COLUMN accounts.machine_client_revocation.client_id IS 'The client.';
COMMENT ON COLUMN accounts.machine_client_revocation.at IS 'When.';
COMMENT ON COLUMN accounts.machine_client_revocation.by IS 'Actor id.';
COMMENT ON COLUMN accounts.machine_client_revocation.reason IS 'Why.';

CREATE TABLE accounts.access_token (
  id uuid PRIMARY KEY,
  token_hash bytea NOT NULL CONSTRAINT access_token_is_its_own UNIQUE,
  client_id uuid NOT NULL REFERENCES accounts.machine_client (id),
  scopes text[] NOT NULL,
  created_at timestamptz NOT NULL,
  created_by text NOT NULL,
  expires_at timestamptz NOT NULL
);
COMMENT ON TABLE accounts.access_token IS 'A bearer token of a client.';
COMMENT ON COLUMN accounts.access_token.id IS 'UUID v7. Not secret.';
COMMENT ON COLUMN accounts.access_token.token_hash IS 'SHA-256 of 256 random bits.';
COMMENT ON COLUMN accounts.access_token.client_id IS 'Whose.';
COMMENT ON COLUMN accounts.access_token.scopes IS 'SMART system scopes it carries.';
COMMENT ON COLUMN accounts.access_token.created_at IS 'When.';
COMMENT ON COLUMN accounts.access_token.created_by IS 'Actor id.';
COMMENT ON COLUMN accounts.access_token.expires_at IS 'Dead from then on.';
CREATE INDEX access_token_of_client ON accounts.access_token (client_id);

CREATE TABLE accounts.access_token_revocation (
  token_id uuid PRIMARY KEY REFERENCES accounts.access_token (id),
  at timestamptz NOT NULL,
  by text NOT NULL,
  reason text NOT NULL CONSTRAINT token_revocation_has_a_reason CHECK (reason <> '')
);
COMMENT ON TABLE accounts.access_token_revocation IS 'A token that was called back before it expired.';
COMMENT ON COLUMN accounts.access_token_revocation.token_id IS 'The token.';
COMMENT ON COLUMN accounts.access_token_revocation.at IS 'When.';
COMMENT ON COLUMN accounts.access_token_revocation.by IS 'Actor id.';
COMMENT ON COLUMN accounts.access_token_revocation.reason IS 'Why.';

-- Roles held.

CREATE TABLE accounts.role_assignment (
  id uuid PRIMARY KEY,
  person_id uuid REFERENCES accounts.person (id),
  client_id uuid REFERENCES accounts.machine_client (id),
  role text NOT NULL REFERENCES accounts.role (name),
  facility_id uuid REFERENCES directory.facility (id),
  granted_at timestamptz NOT NULL,
  granted_by text NOT NULL,
  CONSTRAINT role_is_held_by_one_person_or_client CHECK ((person_id IS NULL) <> (client_id IS NULL)),
  CONSTRAINT nobody_grants_a_role_to_himself CHECK (person_id IS NULL OR granted_by <> person_id::text)
);
COMMENT ON TABLE accounts.role_assignment IS 'A role held from granted_at on, until a row in role_assignment_end.';
COMMENT ON COLUMN accounts.role_assignment.id IS 'UUID v7.';
COMMENT ON COLUMN accounts.role_assignment.person_id IS 'The person who holds it; empty for a client.';
COMMENT ON COLUMN accounts.role_assignment.client_id IS 'The client that holds it; empty for a person.';
COMMENT ON COLUMN accounts.role_assignment.role IS 'Which role.';
COMMENT ON COLUMN accounts.role_assignment.facility_id IS 'Where; empty: at every facility.';
COMMENT ON COLUMN accounts.role_assignment.granted_at IS 'From when.';
COMMENT ON COLUMN accounts.role_assignment.granted_by IS 'Actor id.';
CREATE INDEX role_assignment_of_person ON accounts.role_assignment (person_id) WHERE person_id IS NOT NULL;
CREATE INDEX role_assignment_of_client ON accounts.role_assignment (client_id) WHERE client_id IS NOT NULL;
CREATE INDEX role_assignment_by_role ON accounts.role_assignment (role);

CREATE TABLE accounts.role_assignment_end (
  assignment_id uuid PRIMARY KEY REFERENCES accounts.role_assignment (id),
  at timestamptz NOT NULL,
  by text NOT NULL,
  reason text NOT NULL CONSTRAINT role_end_has_a_reason CHECK (reason <> '')
);
COMMENT ON TABLE accounts.role_assignment_end IS 'A role that is held no more.';
COMMENT ON COLUMN accounts.role_assignment_end.assignment_id IS 'The assignment.';
COMMENT ON COLUMN accounts.role_assignment_end.at IS 'From when.';
COMMENT ON COLUMN accounts.role_assignment_end.by IS 'Actor id.';
COMMENT ON COLUMN accounts.role_assignment_end.reason IS 'Why.';

-- Small grants: facts are inserted, credentials replaced, nothing else changed.

GRANT SELECT ON ALL TABLES IN SCHEMA accounts TO chartkeeper_app, chartkeeper_backup;
GRANT INSERT ON ALL TABLES IN SCHEMA accounts TO chartkeeper_app;
REVOKE INSERT ON accounts.role FROM chartkeeper_app;
GRANT UPDATE ON accounts.password, accounts.enrolment, accounts.sign_in_attempt, accounts.challenge TO chartkeeper_app;
GRANT UPDATE (last_step) ON accounts.totp TO chartkeeper_app;
GRANT UPDATE (counter, last_used_at) ON accounts.passkey TO chartkeeper_app;
GRANT UPDATE (used_at) ON accounts.recovery_code TO chartkeeper_app;
GRANT UPDATE (used_at, superseded_at) ON accounts.setup_link TO chartkeeper_app;
GRANT UPDATE (token_hash, last_seen_at, step_up_at) ON accounts.session TO chartkeeper_app;
GRANT UPDATE (scopes) ON accounts.machine_client TO chartkeeper_app;
GRANT DELETE ON accounts.totp, accounts.passkey, accounts.recovery_code, accounts.enrolment, accounts.sign_in_attempt,
  accounts.pending_sign_in, accounts.challenge TO chartkeeper_app;

-- Jobs tidy up what has expired; reports name people and their roles. Neither reads a proof.
GRANT SELECT ON accounts.person, accounts.role, accounts.deactivation, accounts.reinstatement, accounts.role_assignment,
  accounts.role_assignment_end TO chartkeeper_jobs, chartkeeper_report;
GRANT SELECT, DELETE ON accounts.pending_sign_in, accounts.sign_in_attempt, accounts.challenge TO chartkeeper_jobs;
