-- Printed by `npm run db:types` from the migrations; a test prints it again and demands no difference.

-- A restricted record opened in need: reason, end, and the review that follows. No row-level security by label: it is the way round the label.
TABLE access.glass_grant
  patient_id uuid NOT NULL  -- Whose record. No foreign key: access lies below patients, which finds the patient and asks for the grant.
  id uuid NOT NULL  -- UUID v7.
  facility_id uuid NOT NULL  -- As the patient's.
  labels bigint NOT NULL DEFAULT 0  -- As the patient's.
  actor_id text NOT NULL  -- Who opened it.
  reason_code text NOT NULL  -- Coded reason.
  reason text NOT NULL  -- In the person's own words.
  granted_at timestamp with time zone NOT NULL  -- From.
  until timestamp with time zone NOT NULL  -- Until.
  reviewed_at timestamp with time zone  -- When a privacy officer looked at it.
  reviewed_by text  -- Who.
  review_outcome text  -- What was found.
  CONSTRAINT glass_grant_pkey PRIMARY KEY (patient_id, id)
  CONSTRAINT glass_is_boxed_in_time CHECK (((until > granted_at) AND (until <= (granted_at + '04:00:00'::interval))))
  CONSTRAINT glass_reason_is_given CHECK ((length(reason) >= 10))
  CONSTRAINT glass_reason_is_known CHECK ((reason_code = ANY (ARRAY['emergency-treatment'::text, 'public-safety'::text, 'court-order'::text, 'patient-request'::text, 'other'::text])))
  CONSTRAINT nobody_reviews_himself CHECK ((reviewed_by <> actor_id))
  CONSTRAINT review_has_who_and_what CHECK ((((reviewed_at IS NULL) = (reviewed_by IS NULL)) AND ((reviewed_at IS NULL) = (review_outcome IS NULL))))
  CONSTRAINT review_outcome_is_known CHECK ((review_outcome = ANY (ARRAY['appropriate'::text, 'inappropriate'::text, 'unclear'::text])))
  INDEX glass_grant_in_force ON access.glass_grant USING btree (actor_id, until)
  INDEX glass_grant_to_review ON access.glass_grant USING btree (granted_at) WHERE (reviewed_at IS NULL)
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT

-- A bearer token of a client.
TABLE accounts.access_token
  id uuid NOT NULL  -- UUID v7. Not secret.
  token_hash bytea NOT NULL  -- SHA-256 of 256 random bits.
  client_id uuid NOT NULL  -- Whose.
  scopes text[] NOT NULL  -- SMART system scopes it carries.
  created_at timestamp with time zone NOT NULL  -- When.
  created_by text NOT NULL  -- Actor id.
  expires_at timestamp with time zone NOT NULL  -- Dead from then on.
  fetched boolean NOT NULL DEFAULT false  -- The client fetched it itself, for minutes; else somebody issued it and handed it over.
  grant_id uuid  -- The token of an app in the name of a person; empty where a machine acts in its own.
  CONSTRAINT access_token_is_its_own UNIQUE (token_hash)
  CONSTRAINT access_token_pkey PRIMARY KEY (id)
  CONSTRAINT access_token_client_id_fkey FOREIGN KEY (client_id) REFERENCES accounts.machine_client(id)
  CONSTRAINT access_token_grant_id_fkey FOREIGN KEY (grant_id) REFERENCES accounts.app_grant(id)
  INDEX access_token_fetched_by_end ON accounts.access_token USING btree (expires_at) WHERE fetched
  INDEX access_token_of_client ON accounts.access_token USING btree (client_id)
  UNIQUE INDEX access_token_is_its_own ON accounts.access_token USING btree (token_hash)
  GRANT chartkeeper_app: DELETE, INSERT, SELECT
  GRANT chartkeeper_backup: SELECT

-- A token that was called back before it expired.
TABLE accounts.access_token_revocation
  token_id uuid NOT NULL  -- The token.
  at timestamp with time zone NOT NULL  -- When.
  by text NOT NULL  -- Actor id.
  reason text NOT NULL  -- Why.
  CONSTRAINT access_token_revocation_pkey PRIMARY KEY (token_id)
  CONSTRAINT access_token_revocation_token_id_fkey FOREIGN KEY (token_id) REFERENCES accounts.access_token(id)
  CONSTRAINT token_revocation_has_a_reason CHECK ((reason <> ''::text))
  GRANT chartkeeper_app: DELETE, INSERT, SELECT
  GRANT chartkeeper_backup: SELECT

-- That a person allowed an app to read in the own name.
TABLE accounts.app_grant
  id uuid NOT NULL  -- UUID v7.
  client_id uuid NOT NULL  -- The app.
  person_id uuid NOT NULL  -- Who allowed it, and in whose name it reads.
  session_id uuid  -- It ends with this session of the person; empty where it goes on without (offline_access).
  scopes text[] NOT NULL  -- SMART scopes allowed.
  patient_id uuid  -- The patient chosen; with scopes that begin with patient/ nobody else is seen.
  at timestamp with time zone NOT NULL  -- When.
  expires_at timestamp with time zone NOT NULL  -- Over from then on, whatever is renewed.
  CONSTRAINT app_grant_pkey PRIMARY KEY (id)
  CONSTRAINT app_grant_client_id_fkey FOREIGN KEY (client_id) REFERENCES accounts.machine_client(id)
  CONSTRAINT app_grant_person_id_fkey FOREIGN KEY (person_id) REFERENCES accounts.person(id)
  CONSTRAINT app_grant_session_id_fkey FOREIGN KEY (session_id) REFERENCES accounts.session(id)
  CONSTRAINT app_grant_ends_later CHECK ((expires_at > at))
  CONSTRAINT app_grant_reads_something CHECK ((cardinality(scopes) > 0))
  INDEX app_grant_of_client ON accounts.app_grant USING btree (client_id, at DESC)
  INDEX app_grant_of_person ON accounts.app_grant USING btree (person_id, at DESC)
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT

-- That an app may not go on: its codes and tokens are dead from then on.
TABLE accounts.app_grant_end
  grant_id uuid NOT NULL  -- Which.
  at timestamp with time zone NOT NULL  -- When.
  by text NOT NULL  -- Actor id.
  cause text NOT NULL  -- by-person, by-administrator, given-back (by the app), used-twice (a code or a refresh token came a second time), access-ended (the password or second factor changed, or the account was closed).
  CONSTRAINT app_grant_end_pkey PRIMARY KEY (grant_id)
  CONSTRAINT app_grant_end_grant_id_fkey FOREIGN KEY (grant_id) REFERENCES accounts.app_grant(id)
  CONSTRAINT app_grant_end_cause_is_known CHECK ((cause = ANY (ARRAY['by-person'::text, 'by-administrator'::text, 'given-back'::text, 'used-twice'::text, 'access-ended'::text])))
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT

-- What an app holds on its way: a request that waits for a person, a code, a refresh token. Each counts once.
TABLE accounts.app_ticket
  digest bytea NOT NULL  -- SHA-256 of the kind and the ticket.
  kind text NOT NULL  -- request, code or refresh.
  grant_id uuid  -- What a code or refresh token stands for.
  payload jsonb NOT NULL  -- What the OAuth library knows of it, without the ticket itself.
  expires_at timestamp with time zone NOT NULL  -- Dead from then on, and the row may go.
  used_at timestamp with time zone  -- When it was used; a second time ends the grant.
  CONSTRAINT app_ticket_pkey PRIMARY KEY (digest)
  CONSTRAINT app_ticket_grant_id_fkey FOREIGN KEY (grant_id) REFERENCES accounts.app_grant(id)
  CONSTRAINT app_ticket_is_of_a_grant CHECK (((kind = 'request'::text) = (grant_id IS NULL)))
  CONSTRAINT app_ticket_kind_is_known CHECK ((kind = ANY (ARRAY['request'::text, 'code'::text, 'refresh'::text])))
  INDEX app_ticket_by_end ON accounts.app_ticket USING btree (expires_at)
  INDEX app_ticket_of_grant ON accounts.app_ticket USING btree (grant_id) WHERE (grant_id IS NOT NULL)
  GRANT chartkeeper_app: DELETE, INSERT, SELECT, UPDATE
  GRANT chartkeeper_backup: SELECT

-- What a passkey has to sign next in a session. Deleted when it did.
TABLE accounts.challenge
  session_id uuid NOT NULL  -- The session.
  purpose text NOT NULL  -- register-passkey or step-up.
  challenge text NOT NULL  -- Random, base64url.
  expires_at timestamp with time zone NOT NULL  -- Five minutes later.
  CONSTRAINT challenge_pkey PRIMARY KEY (session_id, purpose)
  CONSTRAINT challenge_session_id_fkey FOREIGN KEY (session_id) REFERENCES accounts.session(id)
  CONSTRAINT challenge_purpose_is_known CHECK ((purpose = ANY (ARRAY['register-passkey'::text, 'step-up'::text])))
  GRANT chartkeeper_app: DELETE, INSERT, SELECT, UPDATE
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: DELETE, SELECT

-- The public keys by which a client proves itself; the latest row of a client holds.
TABLE accounts.client_keys
  id uuid NOT NULL  -- UUID v7.
  client_id uuid NOT NULL  -- Whose.
  jwks jsonb  -- Public keys as a JSON Web Key Set (RFC 7517).
  jwks_url text  -- Where the client publishes them; its host is among those the operator allows.
  at timestamp with time zone NOT NULL  -- When they were registered.
  by text NOT NULL  -- Actor id.
  CONSTRAINT client_keys_pkey PRIMARY KEY (id)
  CONSTRAINT client_keys_client_id_fkey FOREIGN KEY (client_id) REFERENCES accounts.machine_client(id)
  CONSTRAINT client_keys_are_given_or_fetched CHECK (((jwks IS NULL) <> (jwks_url IS NULL)))
  INDEX client_keys_of_client ON accounts.client_keys USING btree (client_id, at DESC)
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT

-- The person may not sign in from then on. Written with the end of all their sessions.
TABLE accounts.deactivation
  id uuid NOT NULL  -- UUID v7.
  person_id uuid NOT NULL  -- Who.
  at timestamp with time zone NOT NULL  -- When.
  by text NOT NULL  -- Actor id.
  reason text NOT NULL  -- Why.
  CONSTRAINT deactivation_pkey PRIMARY KEY (id)
  CONSTRAINT deactivation_person_id_fkey FOREIGN KEY (person_id) REFERENCES accounts.person(id)
  CONSTRAINT deactivation_has_a_reason CHECK ((reason <> ''::text))
  INDEX deactivation_of_person ON accounts.deactivation USING btree (person_id)
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: SELECT
  GRANT chartkeeper_report: SELECT

-- What somebody with a link has chosen so far; becomes password and second factor when a code proves the authenticator, and is then deleted.
TABLE accounts.enrolment
  link_id uuid NOT NULL  -- The link.
  username text  -- Chosen by the first administrator.
  display_name text  -- Given by the first administrator.
  email text  -- Given by the first administrator.
  password_hash text NOT NULL  -- argon2id.
  sealed_secret bytea NOT NULL  -- TOTP secret, sealed, bound to the link.
  begun_at timestamp with time zone NOT NULL  -- When the password was chosen.
  CONSTRAINT enrolment_pkey PRIMARY KEY (link_id)
  CONSTRAINT enrolment_link_id_fkey FOREIGN KEY (link_id) REFERENCES accounts.setup_link(id)
  GRANT chartkeeper_app: DELETE, INSERT, SELECT, UPDATE
  GRANT chartkeeper_backup: SELECT

-- Another system: an EHR, a scanner, a script.
TABLE accounts.machine_client
  id uuid NOT NULL  -- UUID v7.
  name text NOT NULL  -- As the operator calls it.
  secret_hash bytea  -- SHA-256 of the client secret, for clients that fetch their own tokens; empty for those that are handed tokens.
  scopes text[] NOT NULL  -- SMART system scopes that its tokens may carry.
  created_at timestamp with time zone NOT NULL  -- When.
  created_by text NOT NULL  -- Actor id.
  redirect_uris text[] NOT NULL DEFAULT '{}'::text[]  -- Of an app: the exact addresses to which people come back with a code. Empty for a machine that acts in its own name.
  CONSTRAINT machine_client_name_is_its_own UNIQUE (name)
  CONSTRAINT machine_client_pkey PRIMARY KEY (id)
  UNIQUE INDEX machine_client_name_is_its_own ON accounts.machine_client USING btree (name)
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT

-- A client that is done with: all its tokens are dead.
TABLE accounts.machine_client_revocation
  client_id uuid NOT NULL  -- The client.
  at timestamp with time zone NOT NULL  -- When.
  by text NOT NULL  -- Actor id.
  reason text NOT NULL  -- Why.
  CONSTRAINT machine_client_revocation_pkey PRIMARY KEY (client_id)
  CONSTRAINT machine_client_revocation_client_id_fkey FOREIGN KEY (client_id) REFERENCES accounts.machine_client(id)
  CONSTRAINT client_revocation_has_a_reason CHECK ((reason <> ''::text))
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT

-- Second factor: a passkey (WebAuthn).
TABLE accounts.passkey
  id uuid NOT NULL  -- UUID v7.
  person_id uuid NOT NULL  -- Whose.
  credential_id text NOT NULL  -- As the authenticator names it, base64url.
  public_key bytea NOT NULL  -- COSE key.
  counter bigint NOT NULL  -- Signature counter last seen; one that goes back means a copy.
  transports text[] NOT NULL  -- Hints for the browser.
  label text NOT NULL  -- What its owner calls it.
  registered_at timestamp with time zone NOT NULL  -- When.
  last_used_at timestamp with time zone  -- When it last proved its owner.
  CONSTRAINT passkey_is_its_own UNIQUE (credential_id)
  CONSTRAINT passkey_pkey PRIMARY KEY (id)
  CONSTRAINT passkey_person_id_fkey FOREIGN KEY (person_id) REFERENCES accounts.person(id)
  INDEX passkey_of_person ON accounts.passkey USING btree (person_id)
  UNIQUE INDEX passkey_is_its_own ON accounts.passkey USING btree (credential_id)
  GRANT chartkeeper_app: DELETE, INSERT, SELECT
  GRANT chartkeeper_backup: SELECT

-- First factor.
TABLE accounts.password
  person_id uuid NOT NULL  -- Whose.
  hash text NOT NULL  -- argon2id with its parameters and salt, in PHC form.
  set_at timestamp with time zone NOT NULL  -- When it was chosen.
  CONSTRAINT password_pkey PRIMARY KEY (person_id)
  CONSTRAINT password_person_id_fkey FOREIGN KEY (person_id) REFERENCES accounts.person(id)
  CONSTRAINT password_is_argon2id CHECK ((hash ~~ '$argon2id$%'::text))
  GRANT chartkeeper_app: INSERT, SELECT, UPDATE
  GRANT chartkeeper_backup: SELECT

-- The password was right, the second factor is still to come. Deleted when it came.
TABLE accounts.pending_sign_in
  ticket_hash bytea NOT NULL  -- SHA-256 of 256 random bits.
  person_id uuid NOT NULL  -- Who.
  challenge text NOT NULL  -- What a passkey has to sign.
  created_at timestamp with time zone NOT NULL  -- When.
  expires_at timestamp with time zone NOT NULL  -- Five minutes later.
  CONSTRAINT pending_sign_in_pkey PRIMARY KEY (ticket_hash)
  CONSTRAINT pending_sign_in_person_id_fkey FOREIGN KEY (person_id) REFERENCES accounts.person(id)
  INDEX pending_sign_in_by_age ON accounts.pending_sign_in USING btree (expires_at)
  GRANT chartkeeper_app: DELETE, INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: DELETE, SELECT

-- A member of staff who may sign in. Never deleted: what they did stays under their name.
TABLE accounts.person
  id uuid NOT NULL  -- UUID v7.
  username text NOT NULL  -- As typed when the account was made.
  username_key text NOT NULL  -- The same, normalised and in lower case: two spellings are one account.
  display_name text NOT NULL  -- As colleagues read it.
  email text  -- Where messages for this person go.
  practitioner_id uuid  -- The practitioner in the directory that this person is, for those who sign entries.
  created_at timestamp with time zone NOT NULL  -- When the account was made.
  created_by text NOT NULL  -- Actor id.
  CONSTRAINT username_is_its_own UNIQUE (username_key)
  CONSTRAINT person_pkey PRIMARY KEY (id)
  CONSTRAINT person_has_a_name CHECK ((display_name <> ''::text))
  UNIQUE INDEX username_is_its_own ON accounts.person USING btree (username_key)
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: SELECT
  GRANT chartkeeper_report: SELECT

-- Staff who are patients too: their own record is refused to them. No foreign key, since accounts lies below patients.
TABLE accounts.person_patient
  id uuid NOT NULL  -- UUID v7.
  person_id uuid NOT NULL  -- The member of staff.
  patient_id uuid NOT NULL  -- The same person as a patient.
  linked_at timestamp with time zone NOT NULL  -- When.
  linked_by text NOT NULL  -- Actor id.
  CONSTRAINT person_patient_pkey PRIMARY KEY (id)
  CONSTRAINT person_patient_person_id_fkey FOREIGN KEY (person_id) REFERENCES accounts.person(id)
  INDEX person_patient_of_person ON accounts.person_patient USING btree (person_id)
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT

-- A link to a patient record that was wrong.
TABLE accounts.person_patient_end
  link_id uuid NOT NULL  -- The link.
  at timestamp with time zone NOT NULL  -- When.
  by text NOT NULL  -- Actor id.
  reason text NOT NULL  -- Why.
  CONSTRAINT person_patient_end_pkey PRIMARY KEY (link_id)
  CONSTRAINT person_patient_end_link_id_fkey FOREIGN KEY (link_id) REFERENCES accounts.person_patient(id)
  CONSTRAINT unlinking_has_a_reason CHECK ((reason <> ''::text))
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT

-- Codes for the day the authenticator is lost. Each works once.
TABLE accounts.recovery_code
  id uuid NOT NULL  -- UUID v7.
  person_id uuid NOT NULL  -- Whose.
  hash bytea NOT NULL  -- SHA-256 of 80 random bits.
  created_at timestamp with time zone NOT NULL  -- When it was shown.
  used_at timestamp with time zone  -- When it was used up.
  CONSTRAINT recovery_code_is_its_own UNIQUE (person_id, hash)
  CONSTRAINT recovery_code_pkey PRIMARY KEY (id)
  CONSTRAINT recovery_code_person_id_fkey FOREIGN KEY (person_id) REFERENCES accounts.person(id)
  UNIQUE INDEX recovery_code_is_its_own ON accounts.recovery_code USING btree (person_id, hash)
  GRANT chartkeeper_app: DELETE, INSERT, SELECT
  GRANT chartkeeper_backup: SELECT

-- A deactivation that was taken back. Sessions stay ended; the person signs in anew.
TABLE accounts.reinstatement
  deactivation_id uuid NOT NULL  -- The deactivation.
  at timestamp with time zone NOT NULL  -- When.
  by text NOT NULL  -- Actor id.
  reason text NOT NULL  -- Why.
  CONSTRAINT reinstatement_pkey PRIMARY KEY (deactivation_id)
  CONSTRAINT reinstatement_deactivation_id_fkey FOREIGN KEY (deactivation_id) REFERENCES accounts.deactivation(id)
  CONSTRAINT reinstatement_has_a_reason CHECK ((reason <> ''::text))
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: SELECT
  GRANT chartkeeper_report: SELECT

-- The roles that can be assigned. What each may do is said by the policies of the access module.
TABLE accounts.role
  name text NOT NULL  -- As policies name it.
  description text NOT NULL  -- The duty in one sentence, as the screen shows it.
  CONSTRAINT role_pkey PRIMARY KEY (name)
  CONSTRAINT role_name_is_lower_case CHECK ((name ~ '^[a-z][a-z0-9-]{1,40}$'::text))
  GRANT chartkeeper_app: SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: SELECT
  GRANT chartkeeper_report: SELECT

-- A role held from granted_at on, until a row in role_assignment_end.
TABLE accounts.role_assignment
  id uuid NOT NULL  -- UUID v7.
  person_id uuid  -- The person who holds it; empty for a client.
  client_id uuid  -- The client that holds it; empty for a person.
  role text NOT NULL  -- Which role.
  facility_id uuid  -- Where; empty: at every facility.
  granted_at timestamp with time zone NOT NULL  -- From when.
  granted_by text NOT NULL  -- Actor id.
  CONSTRAINT role_assignment_pkey PRIMARY KEY (id)
  CONSTRAINT role_assignment_client_id_fkey FOREIGN KEY (client_id) REFERENCES accounts.machine_client(id)
  CONSTRAINT role_assignment_facility_id_fkey FOREIGN KEY (facility_id) REFERENCES directory.facility(id)
  CONSTRAINT role_assignment_person_id_fkey FOREIGN KEY (person_id) REFERENCES accounts.person(id)
  CONSTRAINT role_assignment_role_fkey FOREIGN KEY (role) REFERENCES accounts.role(name)
  CONSTRAINT nobody_grants_a_role_to_himself CHECK (((person_id IS NULL) OR (granted_by <> (person_id)::text)))
  CONSTRAINT role_is_held_by_one_person_or_client CHECK (((person_id IS NULL) <> (client_id IS NULL)))
  INDEX role_assignment_by_role ON accounts.role_assignment USING btree (role)
  INDEX role_assignment_of_client ON accounts.role_assignment USING btree (client_id) WHERE (client_id IS NOT NULL)
  INDEX role_assignment_of_person ON accounts.role_assignment USING btree (person_id) WHERE (person_id IS NOT NULL)
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: SELECT
  GRANT chartkeeper_report: SELECT

-- A role that is held no more.
TABLE accounts.role_assignment_end
  assignment_id uuid NOT NULL  -- The assignment.
  at timestamp with time zone NOT NULL  -- From when.
  by text NOT NULL  -- Actor id.
  reason text NOT NULL  -- Why.
  CONSTRAINT role_assignment_end_pkey PRIMARY KEY (assignment_id)
  CONSTRAINT role_assignment_end_assignment_id_fkey FOREIGN KEY (assignment_id) REFERENCES accounts.role_assignment(id)
  CONSTRAINT role_end_has_a_reason CHECK ((reason <> ''::text))
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: SELECT
  GRANT chartkeeper_report: SELECT

-- A person signed in at one browser. Ends by a row in session_end, by 15 minutes without a request, or at expires_at.
TABLE accounts.session
  id uuid NOT NULL  -- UUID v7. Not secret.
  token_hash bytea NOT NULL  -- SHA-256 of the 256 random bits in the cookie; a new one at every step-up.
  person_id uuid NOT NULL  -- Who.
  factor text NOT NULL  -- The second factor that opened it.
  created_at timestamp with time zone NOT NULL  -- When.
  last_seen_at timestamp with time zone NOT NULL  -- Last request, to the minute.
  step_up_at timestamp with time zone NOT NULL  -- When the person last proved the second factor in it.
  expires_at timestamp with time zone NOT NULL  -- Twelve hours after it began, whatever happens.
  agent_digest bytea NOT NULL  -- Digest of the browser's name, so that a list of sessions can tell browsers apart.
  CONSTRAINT session_token_is_its_own UNIQUE (token_hash)
  CONSTRAINT session_pkey PRIMARY KEY (id)
  CONSTRAINT session_person_id_fkey FOREIGN KEY (person_id) REFERENCES accounts.person(id)
  CONSTRAINT session_factor_is_known CHECK ((factor = ANY (ARRAY['totp'::text, 'passkey'::text, 'recovery-code'::text])))
  INDEX session_of_person ON accounts.session USING btree (person_id, expires_at)
  UNIQUE INDEX session_token_is_its_own ON accounts.session USING btree (token_hash)
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT

-- A session that was ended before its time.
TABLE accounts.session_end
  session_id uuid NOT NULL  -- The session.
  at timestamp with time zone NOT NULL  -- When.
  by text NOT NULL  -- Actor id.
  reason text NOT NULL  -- Why.
  CONSTRAINT session_end_pkey PRIMARY KEY (session_id)
  CONSTRAINT session_end_session_id_fkey FOREIGN KEY (session_id) REFERENCES accounts.session(id)
  CONSTRAINT session_end_reason_is_known CHECK ((reason = ANY (ARRAY['signed-out'::text, 'ended-elsewhere'::text, 'deactivated'::text, 'second-factor-reset'::text, 'password-changed'::text, 'replaced'::text])))
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT

-- Set-up was closed for good by the first administrator. At most one row; the application can neither change nor remove it.
TABLE accounts.setup_closure
  once boolean NOT NULL DEFAULT true  -- Always true: there is one closure.
  closed_at timestamp with time zone NOT NULL  -- When.
  person_id uuid NOT NULL  -- The first administrator.
  CONSTRAINT setup_closure_pkey PRIMARY KEY (once)
  CONSTRAINT setup_closure_person_id_fkey FOREIGN KEY (person_id) REFERENCES accounts.person(id)
  CONSTRAINT setup_is_closed_once CHECK (once)
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT

-- A one-time link by which a person sets password and second factor. A newer one for the same purpose supersedes it.
TABLE accounts.setup_link
  id uuid NOT NULL  -- UUID v7.
  token_hash bytea NOT NULL  -- SHA-256 of 256 random bits.
  purpose text NOT NULL  -- first-administrator, invitation or second-factor (after a reset).
  person_id uuid  -- For whom; empty for the first administrator.
  created_at timestamp with time zone NOT NULL  -- When.
  created_by text NOT NULL  -- Actor id.
  expires_at timestamp with time zone NOT NULL  -- Not usable from then on.
  used_at timestamp with time zone  -- When it was used up.
  superseded_at timestamp with time zone  -- When a newer link took its place, or the person was deactivated.
  CONSTRAINT setup_link_token_is_its_own UNIQUE (token_hash)
  CONSTRAINT setup_link_pkey PRIMARY KEY (id)
  CONSTRAINT setup_link_person_id_fkey FOREIGN KEY (person_id) REFERENCES accounts.person(id)
  CONSTRAINT only_the_first_administrator_is_nobody_yet CHECK (((purpose = 'first-administrator'::text) = (person_id IS NULL)))
  CONSTRAINT setup_link_purpose_is_known CHECK ((purpose = ANY (ARRAY['first-administrator'::text, 'invitation'::text, 'second-factor'::text])))
  INDEX setup_link_of_person ON accounts.setup_link USING btree (person_id)
  UNIQUE INDEX setup_link_token_is_its_own ON accounts.setup_link USING btree (token_hash)
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT

-- Failed tries in a row by username and by network address; the growing delay derives from it. Known and unknown usernames alike.
TABLE accounts.sign_in_attempt
  kind text NOT NULL  -- username or address.
  digest bytea NOT NULL  -- Keyed digest: people type passwords into the username field.
  person_id uuid  -- The person of that username, if there is one: an administrator lifts the stop by person.
  failures integer NOT NULL  -- In a row, since the last complete sign-in.
  last_failed_at timestamp with time zone NOT NULL  -- When the last one failed.
  CONSTRAINT sign_in_attempt_pkey PRIMARY KEY (kind, digest)
  CONSTRAINT sign_in_attempt_person_id_fkey FOREIGN KEY (person_id) REFERENCES accounts.person(id)
  CONSTRAINT attempt_kind_is_known CHECK ((kind = ANY (ARRAY['username'::text, 'address'::text])))
  CONSTRAINT failures_are_counted CHECK ((failures > 0))
  INDEX sign_in_attempt_by_age ON accounts.sign_in_attempt USING btree (last_failed_at)
  INDEX sign_in_attempt_of_person ON accounts.sign_in_attempt USING btree (person_id)
  GRANT chartkeeper_app: DELETE, INSERT, SELECT, UPDATE
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: DELETE, SELECT

-- Proofs of clients that were used: none counts twice.
TABLE accounts.spent_assertion
  digest bytea NOT NULL  -- SHA-256 of the issuer and id (jti) of the proof.
  expires_at timestamp with time zone NOT NULL  -- The proof itself is dead from then on, and the row may go.
  CONSTRAINT spent_assertion_pkey PRIMARY KEY (digest)
  INDEX spent_assertion_by_end ON accounts.spent_assertion USING btree (expires_at)
  GRANT chartkeeper_app: DELETE, INSERT, SELECT
  GRANT chartkeeper_backup: SELECT

-- Second factor: an authenticator app (RFC 6238). Only written once a code has proved it.
TABLE accounts.totp
  person_id uuid NOT NULL  -- Whose.
  sealed_secret bytea NOT NULL  -- The shared secret, AES-256-GCM under a key outside the database, bound to the person.
  last_step bigint NOT NULL  -- Time step of the last code accepted: no code counts twice (RFC 6238 section 5.2).
  confirmed_at timestamp with time zone NOT NULL  -- When the first code proved it.
  CONSTRAINT totp_pkey PRIMARY KEY (person_id)
  CONSTRAINT totp_person_id_fkey FOREIGN KEY (person_id) REFERENCES accounts.person(id)
  GRANT chartkeeper_app: DELETE, INSERT, SELECT
  GRANT chartkeeper_backup: SELECT

-- Signed tree heads (C2SP note, Ed25519). The same notes are kept in a file outside the database.
TABLE audit.checkpoint
  size bigint NOT NULL  -- Entries covered.
  at timestamp with time zone NOT NULL  -- When it was signed.
  note text NOT NULL  -- The signed note.
  edge bytea[] NOT NULL  -- Right edge of the tree at that size, so that folding goes on without reading the log.
  CONSTRAINT checkpoint_pkey PRIMARY KEY (size)
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT

-- One row for each act, reads and refusals included. References and codes, never content.
TABLE audit.entry
  id uuid NOT NULL  -- UUID v7.
  xid xid8 NOT NULL DEFAULT pg_current_xact_id()  -- Transaction that wrote it: the log is folded in commit order.
  at timestamp with time zone NOT NULL  -- The act's now.
  actor_kind text NOT NULL  -- person, machine, system, operator or anonymous.
  actor_id text NOT NULL  -- Person, client, system:job or operator:account.
  on_behalf_of text  -- Whom the actor stood for.
  purpose text NOT NULL  -- HL7 PurposeOfUse in the words of the desk.
  verb text NOT NULL  -- module.verb as declared by the module.
  outcome text NOT NULL  -- done, denied (access), refused (rule), failed (fault).
  subject_ids uuid[] NOT NULL  -- What it was done to.
  patient_ids uuid[] NOT NULL  -- Whose records it touched; a search lists the patients shown.
  object_count integer NOT NULL  -- How many rows were shown or changed.
  detail jsonb NOT NULL  -- Codes, counts, digests. No content, no free text, no query text.
  reason_ids text[] NOT NULL  -- Policies and rules that decided.
  session_hash text  -- Digest of the session.
  CONSTRAINT entry_pkey PRIMARY KEY (id)
  CONSTRAINT outcome_is_known CHECK ((outcome = ANY (ARRAY['done'::text, 'denied'::text, 'refused'::text, 'failed'::text])))
  INDEX entry_by_actor ON audit.entry USING btree (actor_id, at DESC)
  INDEX entry_by_patient ON audit.entry USING gin (patient_ids)
  INDEX entry_by_time ON audit.entry USING btree (at DESC, id DESC)
  INDEX entry_by_verb ON audit.entry USING btree (verb, at DESC)
  INDEX entry_in_commit_order ON audit.entry USING btree (xid, id)
  INDEX entry_not_done ON audit.entry USING btree (outcome, at DESC) WHERE (outcome <> 'done'::text)
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT

-- The entries in commit order, numbered without gaps, with their RFC 6962 leaf hash. Written by the one folder.
TABLE audit.leaf
  n bigint NOT NULL  -- Position in the log.
  entry_id uuid NOT NULL  -- The entry.
  xid xid8 NOT NULL  -- The entry's transaction: where folding goes on.
  hash bytea NOT NULL  -- SHA-256 of 0x00 and the entry's columns, as packages/ledger encodes them.
  CONSTRAINT leaf_entry_id_key UNIQUE (entry_id)
  CONSTRAINT leaf_pkey PRIMARY KEY (n)
  CONSTRAINT leaf_counts_from_zero CHECK ((n >= 0))
  CONSTRAINT leaf_hash_is_sha256 CHECK ((length(hash) = 32))
  UNIQUE INDEX leaf_entry_id_key ON audit.leaf USING btree (entry_id)
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT

-- Which document of the record a CDA document became: how a repeat, a later version and a replacement are known. Insert only.
TABLE ccda.document
  number text NOT NULL  -- Keyed digest of ClinicalDocument/id; of the bytes where it has none.
  type_code text NOT NULL  -- Type of the catalogue as its source said it: systems give one id to documents of several types.
  set_number text  -- Keyed digest of setId: what all versions of one document share.
  set_version integer  -- versionNumber, where it was said.
  document_id uuid NOT NULL  -- Ours.
  recorded_at timestamp with time zone NOT NULL  -- When.
  recorded_by text NOT NULL  -- Actor id.
  CONSTRAINT document_pkey PRIMARY KEY (number, type_code)
  CONSTRAINT set_version_belongs_to_a_set CHECK (((set_version IS NULL) OR (set_number IS NOT NULL)))
  INDEX document_of_set ON ccda.document USING btree (set_number) WHERE (set_number IS NOT NULL)
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- One try to hand a mail to the server. Its beginning commits before the server is called: an attempt without an end means that nobody knows, and a person is asked before anything is sent again.
TABLE correspondence.attempt (row-level security)
  delivery_id uuid NOT NULL  -- The delivery.
  number smallint NOT NULL  -- From 1.
  begun_at timestamp with time zone NOT NULL  -- Before the server was called.
  ended_at timestamp with time zone  -- When its end was known.
  result text  -- handed-over: the server took it. not-now: it did not, another try may. refused: it never will. unknown: the connection broke after the last byte and before the answer.
  code text  -- SMTP status or error code; never the server's words, which may quote the address.
  again_at timestamp with time zone  -- Not before this.
  ended_by text  -- Actor id: the job, or the person who found out.
  CONSTRAINT attempt_pkey PRIMARY KEY (delivery_id, number)
  CONSTRAINT attempt_delivery_id_fkey FOREIGN KEY (delivery_id) REFERENCES correspondence.delivery(id)
  CONSTRAINT attempts_count_from_one CHECK ((number >= 1))
  CONSTRAINT ended_attempts_have_a_result CHECK ((((ended_at IS NULL) = (result IS NULL)) AND ((ended_at IS NULL) = (ended_by IS NULL))))
  CONSTRAINT only_what_did_not_go_goes_again CHECK (((again_at IS NULL) OR (result = 'not-now'::text)))
  CONSTRAINT result_is_known CHECK ((result = ANY (ARRAY['handed-over'::text, 'not-now'::text, 'refused'::text, 'unknown'::text])))
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- A call, visit or message of a case, noted by whoever spoke. Never changed; a wrong note is withdrawn with a reason.
TABLE correspondence.contact (row-level security)
  id uuid NOT NULL  -- UUID v7.
  patient_id uuid  -- Whom the case concerns, where known; the surviving registration on the day.
  facility_id uuid NOT NULL  -- Whose desk it was.
  labels bigint NOT NULL DEFAULT 0  -- The labels of the patient as such; follows them.
  case_module text NOT NULL  -- Module whose case it belongs to.
  case_id uuid NOT NULL  -- The case in that module; no foreign key, since correspondence stands below it.
  kind text NOT NULL  -- call, visit, message (electronic), post or fax that is not in the house as pages.
  direction text NOT NULL  -- in: they came to us. out: we went to them.
  with_whom text NOT NULL  -- With whom.
  at timestamp with time zone NOT NULL  -- When it happened.
  about text NOT NULL  -- What was said.
  answers_letter_id uuid  -- The letter it answers.
  answers_contact_id uuid  -- The earlier note it answers.
  next_by text  -- Who has to answer next: us or them; none where nothing is open.
  remind_on date  -- From this day it waits on the worklist.
  answered_at timestamp with time zone  -- When the answer was there.
  answered_by text  -- Actor id.
  answer_note text  -- What became of it.
  recorded_at timestamp with time zone NOT NULL  -- When it was noted.
  recorded_by text NOT NULL  -- Actor id.
  withdrawn_at timestamp with time zone  -- Set where it should not have been noted here.
  withdrawn_by text  -- Actor id.
  withdraw_reason text  -- Why.
  CONSTRAINT contact_pkey PRIMARY KEY (id)
  CONSTRAINT contact_answers_contact_id_fkey FOREIGN KEY (answers_contact_id) REFERENCES correspondence.contact(id)
  CONSTRAINT contact_answers_letter_id_fkey FOREIGN KEY (answers_letter_id) REFERENCES correspondence.letter(id)
  CONSTRAINT contact_facility_id_fkey FOREIGN KEY (facility_id) REFERENCES directory.facility(id)
  CONSTRAINT contact_patient_id_fkey FOREIGN KEY (patient_id) REFERENCES patients.patient(id)
  CONSTRAINT answered_by_somebody CHECK ((((answered_at IS NULL) = (answered_by IS NULL)) AND ((answered_at IS NULL) OR (next_by IS NOT NULL))))
  CONSTRAINT answers_one_thing CHECK (((answers_letter_id IS NULL) OR (answers_contact_id IS NULL)))
  CONSTRAINT contact_direction_is_known CHECK ((direction = ANY (ARRAY['in'::text, 'out'::text])))
  CONSTRAINT contact_is_about_something CHECK ((about <> ''::text))
  CONSTRAINT contact_is_with_somebody CHECK ((with_whom <> ''::text))
  CONSTRAINT contact_kind_is_known CHECK ((kind = ANY (ARRAY['call'::text, 'visit'::text, 'message'::text, 'post'::text, 'fax'::text])))
  CONSTRAINT contact_withdrawn_by_somebody CHECK ((((withdrawn_at IS NULL) = (withdrawn_by IS NULL)) AND ((withdrawn_at IS NULL) = (withdraw_reason IS NULL))))
  CONSTRAINT next_is_known CHECK ((next_by = ANY (ARRAY['us'::text, 'them'::text])))
  CONSTRAINT not_before_it_happened CHECK ((recorded_at >= at))
  CONSTRAINT reminded_of_an_answer CHECK (((remind_on IS NULL) OR (next_by IS NOT NULL)))
  INDEX contact_of_case ON correspondence.contact USING btree (case_module, case_id, at DESC)
  INDEX contact_of_patient ON correspondence.contact USING btree (patient_id) WHERE (patient_id IS NOT NULL)
  INDEX contact_to_remind ON correspondence.contact USING btree (remind_on) WHERE ((remind_on IS NOT NULL) AND (answered_at IS NULL) AND (withdrawn_at IS NULL))
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- One way on which a letter leaves. It ends once: sent, printed, failed or cancelled. What is open is the outbox; its partial index stays small however much was sent.
TABLE correspondence.delivery (row-level security)
  id uuid NOT NULL  -- UUID v7.
  letter_id uuid NOT NULL  -- The letter.
  channel text NOT NULL  -- mail: electronic mail by SMTP. print: on paper, by a person.
  mail_address text  -- One address, checked.
  verified_how text  -- How the person at the desk knows that this address is the recipient's.
  carries text NOT NULL  -- letter: the PDF itself. link: a short notice with a link. notice: a short notice that says how to get the letter.
  link_address text  -- The link, encrypted under the letter's slot: whoever holds it may open what it leads to.
  message_id text NOT NULL  -- The same in every try, so that the far end and its logs can tell one message from two.
  queued_at timestamp with time zone NOT NULL  -- When a person approved it and sent it on its way.
  queued_by text NOT NULL  -- Actor id.
  not_before timestamp with time zone NOT NULL  -- Nothing leaves before; until then it can be taken back without a trace outside.
  outcome text  -- How it ended; NULL while it is in the outbox.
  settled_at timestamp with time zone  -- When it ended.
  settled_by text  -- Actor id.
  settled_why text  -- Reason of a cancellation, code of a failure, what a person found out.
  as_asked text  -- How it reaches the patient as the patient asked, where the way alone does not tell (45 CFR 164.522(b)).
  CONSTRAINT one_message_id_for_each_delivery UNIQUE (message_id)
  CONSTRAINT delivery_pkey PRIMARY KEY (id)
  CONSTRAINT delivery_letter_id_fkey FOREIGN KEY (letter_id) REFERENCES correspondence.letter(id)
  CONSTRAINT delivery_link_address_fkey FOREIGN KEY (link_address) REFERENCES platform.blob(address)
  CONSTRAINT a_minute_to_take_it_back CHECK ((not_before >= (queued_at + '00:01:00'::interval)))
  CONSTRAINT as_asked_says_how CHECK ((as_asked <> ''::text))
  CONSTRAINT cancelled_and_failed_say_why CHECK (((outcome IS NULL) OR (outcome = ANY (ARRAY['sent'::text, 'printed'::text])) OR (COALESCE(settled_why, ''::text) <> ''::text)))
  CONSTRAINT channel_is_known CHECK ((channel = ANY (ARRAY['mail'::text, 'print'::text])))
  CONSTRAINT letter_is_attached_for_verified_addresses_only CHECK (((channel = 'print'::text) OR (carries <> 'letter'::text) OR (COALESCE(verified_how, ''::text) <> ''::text)))
  CONSTRAINT link_is_there_where_it_is_carried CHECK (((carries = 'link'::text) = (link_address IS NOT NULL)))
  CONSTRAINT mail_has_an_address CHECK (((channel = 'mail'::text) = (mail_address IS NOT NULL)))
  CONSTRAINT mail_has_no_line_breaks CHECK ((mail_address !~ '[[:cntrl:][:space:]]'::text))
  CONSTRAINT outcome_fits_the_channel CHECK ((((outcome <> 'sent'::text) OR (channel = 'mail'::text)) AND ((outcome <> 'printed'::text) OR (channel = 'print'::text))))
  CONSTRAINT outcome_has_who_and_when CHECK ((((outcome IS NULL) = (settled_at IS NULL)) AND ((outcome IS NULL) = (settled_by IS NULL))))
  CONSTRAINT outcome_is_known CHECK ((outcome = ANY (ARRAY['sent'::text, 'printed'::text, 'failed'::text, 'cancelled'::text])))
  CONSTRAINT print_carries_the_letter CHECK (((channel <> 'print'::text) OR (carries = 'letter'::text)))
  CONSTRAINT what_leaves_is_known CHECK ((carries = ANY (ARRAY['letter'::text, 'link'::text, 'notice'::text])))
  INDEX delivery_in_outbox ON correspondence.delivery USING btree (not_before, id) WHERE (settled_at IS NULL)
  INDEX delivery_of_letter ON correspondence.delivery USING btree (letter_id)
  UNIQUE INDEX one_message_id_for_each_delivery ON correspondence.delivery USING btree (message_id)
  UNIQUE INDEX one_open_delivery_for_each_way ON correspondence.delivery USING btree (letter_id, channel, COALESCE(mail_address, ''::text)) WHERE (settled_at IS NULL)
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- One version of a letter in the words of a facility, as a Word document was uploaded. Its content never changes; a change is a new version.
TABLE correspondence.house_template (row-level security)
  id uuid NOT NULL  -- UUID v7.
  facility_id uuid NOT NULL  -- Whose words they are.
  labels bigint NOT NULL DEFAULT 0  -- None: a template is about nobody.
  template text NOT NULL  -- The letter it is for: one of ours, or own.<name> for a letter that only the house has.
  language text NOT NULL  -- In which language.
  version integer NOT NULL  -- Counts for each facility, letter and language.
  name text NOT NULL  -- What people choose it by.
  file_name text NOT NULL  -- As it was uploaded.
  digest text NOT NULL  -- SHA-256 of the uploaded file; a letter keeps it.
  key_slot text NOT NULL  -- Key slot of its own.
  file_address text NOT NULL  -- The file as it was uploaded, for whoever changes it.
  kit_address text NOT NULL  -- What the confined reader let through of it: letters are made from this.
  facts jsonb NOT NULL  -- The facts a letter from it is told, with their kind.
  findings jsonb NOT NULL  -- What a person should know of it, as found at upload.
  uploaded_at timestamp with time zone NOT NULL  -- When.
  uploaded_by text NOT NULL  -- Actor id.
  tried_at timestamp with time zone  -- When somebody looked at a sample of it and found it good.
  tried_by text  -- Actor id.
  in_force_from date  -- Letters of this day and later are made from it, until a newer one is in force or it is retired.
  in_force_at timestamp with time zone  -- When that was said.
  in_force_by text  -- Actor id.
  retired_at timestamp with time zone  -- Set when no letter shall be made from it any more.
  retired_by text  -- Actor id.
  retire_reason text  -- Why.
  CONSTRAINT house_template_version_is_its_own UNIQUE (facility_id, template, language, version)
  CONSTRAINT house_template_pkey PRIMARY KEY (id)
  CONSTRAINT house_template_facility_id_fkey FOREIGN KEY (facility_id) REFERENCES directory.facility(id)
  CONSTRAINT house_template_file_address_fkey FOREIGN KEY (file_address) REFERENCES platform.blob(address)
  CONSTRAINT house_template_kit_address_fkey FOREIGN KEY (kit_address) REFERENCES platform.blob(address)
  CONSTRAINT house_template_digest_is_sha256 CHECK ((digest ~ '^[0-9a-f]{64}$'::text))
  CONSTRAINT house_template_has_a_name CHECK ((name <> ''::text))
  CONSTRAINT house_template_is_of_a_letter CHECK ((template ~ '^[a-z][a-z0-9.-]{1,79}$'::text))
  CONSTRAINT house_template_language_is_known CHECK ((language = ANY (ARRAY['en'::text, 'es'::text])))
  CONSTRAINT house_template_versions_count_from_one CHECK ((version >= 1))
  CONSTRAINT in_force_by_somebody CHECK ((((in_force_from IS NULL) = (in_force_at IS NULL)) AND ((in_force_from IS NULL) = (in_force_by IS NULL))))
  CONSTRAINT only_what_was_tried_is_in_force CHECK (((in_force_at IS NULL) OR (tried_at IS NOT NULL)))
  CONSTRAINT retired_by_somebody CHECK ((((retired_at IS NULL) = (retired_by IS NULL)) AND ((retired_at IS NULL) = (retire_reason IS NULL))))
  CONSTRAINT tried_by_somebody CHECK (((tried_at IS NULL) = (tried_by IS NULL)))
  INDEX house_template_in_force ON correspondence.house_template USING btree (facility_id, template, language, in_force_from DESC) WHERE ((in_force_from IS NOT NULL) AND (retired_at IS NULL))
  INDEX house_template_newest ON correspondence.house_template USING btree (uploaded_at DESC, id DESC)
  UNIQUE INDEX house_template_version_is_its_own ON correspondence.house_template USING btree (facility_id, template, language, version)
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- One letter as it was made: the PDF that people see is the one that leaves. It may concern a case before its patient is known, so it is keyed by its id. Never changed; a wrong draft is withdrawn and made anew.
TABLE correspondence.letter (row-level security)
  id uuid NOT NULL  -- UUID v7.
  patient_id uuid  -- Whom it concerns, where known; the surviving registration on the day it was made.
  facility_id uuid NOT NULL  -- Facility whose letterhead it has.
  labels bigint NOT NULL DEFAULT 0  -- The labels of the patient as such; follows them.
  number text NOT NULL  -- What people call it, L-2026-000123; printed on every page and quoted in mail notices.
  case_module text  -- Module whose case it belongs to.
  case_id uuid  -- The case in that module; no foreign key, since correspondence stands below it.
  template text NOT NULL  -- Template it was made from.
  template_version integer NOT NULL  -- Version of that template.
  template_digest text NOT NULL  -- SHA-256 of the template file as it was: a text changed without a new version shows.
  language text NOT NULL  -- Language of the person who gets it.
  recipient_name text NOT NULL  -- Who gets it.
  recipient_lines text[] NOT NULL DEFAULT '{}'::text[]  -- Postal address in lines; none for a letter that is handed over or mailed.
  dated_on date NOT NULL  -- The date on it: the day at the facility.
  unit_id uuid  -- The unit it is kept, held and destroyed as; none while no patient is known.
  key_slot text NOT NULL  -- Key slot of its own.
  facts_address text NOT NULL  -- The merged facts as JSON, encrypted.
  pdf_address text NOT NULL  -- The letter as rendered.
  pages integer NOT NULL  -- Pages of the PDF.
  drafted_at timestamp with time zone NOT NULL  -- When it was made.
  drafted_by text NOT NULL  -- Actor id.
  withdrawn_at timestamp with time zone  -- Set when it shall not be sent.
  withdrawn_by text  -- Actor id.
  withdraw_reason text  -- Why.
  house_template_id uuid  -- The version of the house's own template it was made from; none for a built-in one.
  working_copy_address text  -- The same letter as a Word document, marked as not the letter of record.
  to_patient boolean NOT NULL DEFAULT false  -- The patient in person gets it.
  CONSTRAINT letter_number_is_its_own UNIQUE (number)
  CONSTRAINT letter_pkey PRIMARY KEY (id)
  CONSTRAINT letter_facility_id_fkey FOREIGN KEY (facility_id) REFERENCES directory.facility(id)
  CONSTRAINT letter_facts_address_fkey FOREIGN KEY (facts_address) REFERENCES platform.blob(address)
  CONSTRAINT letter_house_template_id_fkey FOREIGN KEY (house_template_id) REFERENCES correspondence.house_template(id)
  CONSTRAINT letter_patient_id_fkey FOREIGN KEY (patient_id) REFERENCES patients.patient(id)
  CONSTRAINT letter_patient_id_unit_id_fkey FOREIGN KEY (patient_id, unit_id) REFERENCES documents.unit(patient_id, id)
  CONSTRAINT letter_pdf_address_fkey FOREIGN KEY (pdf_address) REFERENCES platform.blob(address)
  CONSTRAINT letter_working_copy_address_fkey FOREIGN KEY (working_copy_address) REFERENCES platform.blob(address)
  CONSTRAINT case_is_named_with_its_module CHECK (((case_module IS NULL) = (case_id IS NULL)))
  CONSTRAINT letter_has_pages CHECK ((pages >= 1))
  CONSTRAINT letter_is_withdrawn_by_somebody CHECK ((((withdrawn_at IS NULL) = (withdrawn_by IS NULL)) AND ((withdrawn_at IS NULL) = (withdraw_reason IS NULL))))
  CONSTRAINT letter_language_is_known CHECK ((language = ANY (ARRAY['en'::text, 'es'::text])))
  CONSTRAINT letter_of_a_patient_is_a_unit CHECK (((patient_id IS NULL) = (unit_id IS NULL)))
  CONSTRAINT letter_slot_names_chunk_and_index CHECK ((key_slot ~ '^[0-9a-f]{16}:[0-9]{1,4}$'::text))
  CONSTRAINT recipient_has_a_name CHECK ((recipient_name <> ''::text))
  CONSTRAINT template_digest_is_sha256 CHECK ((template_digest ~ '^[0-9a-f]{64}$'::text))
  CONSTRAINT template_versions_count_from_one CHECK ((template_version >= 1))
  CONSTRAINT working_copies_are_of_house_letters CHECK (((house_template_id IS NULL) = (working_copy_address IS NULL)))
  INDEX letter_of_case ON correspondence.letter USING btree (case_module, case_id, drafted_at DESC) WHERE (case_id IS NOT NULL)
  INDEX letter_of_patient ON correspondence.letter USING btree (patient_id, drafted_at DESC) WHERE (patient_id IS NOT NULL)
  UNIQUE INDEX letter_number_is_its_own ON correspondence.letter USING btree (number)
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- A hospital or clinic: has its own medical record numbers, time zone and jurisdiction.
TABLE directory.facility
  id uuid NOT NULL  -- UUID v7.
  legal_entity_id uuid NOT NULL  -- Custodian of its records.
  name text NOT NULL  -- As it stands on letters.
  time_zone text NOT NULL  -- IANA name. Legal clocks are computed in it.
  country text NOT NULL  -- ISO 3166-1 alpha-2.
  state text  -- ISO 3166-2 subdivision without the country.
  mrn_system text NOT NULL  -- URI of the identifier system in which this facility assigns medical record numbers.
  fictional boolean NOT NULL DEFAULT false  -- Demonstration: marked on every page and letter.
  version integer NOT NULL DEFAULT 1  -- Counts changes; If-Match.
  recorded_at timestamp with time zone NOT NULL  -- When it was entered here.
  CONSTRAINT facility_pkey PRIMARY KEY (id)
  CONSTRAINT facility_legal_entity_id_fkey FOREIGN KEY (legal_entity_id) REFERENCES directory.legal_entity(id)
  CONSTRAINT country_is_iso_3166 CHECK ((country ~ '^[A-Z]{2}$'::text))
  CONSTRAINT facility_has_a_name CHECK ((name <> ''::text))
  CONSTRAINT state_is_iso_3166_2 CHECK ((state ~ '^[A-Z0-9]{1,3}$'::text))
  UNIQUE INDEX facility_mrn_system_is_its_own ON directory.facility USING btree (mrn_system)
  GRANT chartkeeper_app: INSERT, SELECT, UPDATE
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT, UPDATE
  GRANT chartkeeper_report: SELECT

-- The custodian of records in law. An authorization names one and never reaches the records of another.
TABLE directory.legal_entity
  id uuid NOT NULL  -- UUID v7.
  name text NOT NULL  -- As registered.
  recorded_at timestamp with time zone NOT NULL  -- When it was entered here.
  CONSTRAINT legal_entity_pkey PRIMARY KEY (id)
  CONSTRAINT legal_entity_has_a_name CHECK ((name <> ''::text))
  GRANT chartkeeper_app: INSERT, SELECT, UPDATE
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT, UPDATE
  GRANT chartkeeper_report: SELECT

-- Other institutions: payers, other providers, law firms, agencies.
TABLE directory.organisation
  id uuid NOT NULL  -- UUID v7.
  name text NOT NULL  -- As it calls itself.
  kind text NOT NULL  -- provider, payer, law-firm, agency, court, employer or other.
  recorded_at timestamp with time zone NOT NULL  -- When it was entered here.
  CONSTRAINT organisation_pkey PRIMARY KEY (id)
  INDEX organisation_by_name ON directory.organisation USING btree (lower(name) COLLATE "C")
  GRANT chartkeeper_app: INSERT, SELECT, UPDATE
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT, UPDATE
  GRANT chartkeeper_report: SELECT

-- People who write and sign in records. They need not be users.
TABLE directory.practitioner
  id uuid NOT NULL  -- UUID v7.
  name text NOT NULL  -- As it stands on documents.
  npi text  -- US National Provider Identifier.
  recorded_at timestamp with time zone NOT NULL  -- When entered here.
  CONSTRAINT practitioner_pkey PRIMARY KEY (id)
  CONSTRAINT npi_has_ten_digits CHECK ((npi ~ '^[0-9]{10}$'::text))
  INDEX practitioner_by_name ON directory.practitioner USING btree (lower(name) COLLATE "C")
  GRANT chartkeeper_app: INSERT, SELECT, UPDATE
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT, UPDATE
  GRANT chartkeeper_report: SELECT

-- Ward, clinic, department or service of a facility.
TABLE directory.unit
  id uuid NOT NULL  -- UUID v7.
  facility_id uuid NOT NULL  -- The facility it belongs to.
  name text NOT NULL  -- As staff call it.
  recorded_at timestamp with time zone NOT NULL  -- When it was entered here.
  CONSTRAINT unit_name_is_its_own UNIQUE (facility_id, name)
  CONSTRAINT unit_pkey PRIMARY KEY (id)
  CONSTRAINT unit_facility_id_fkey FOREIGN KEY (facility_id) REFERENCES directory.facility(id)
  UNIQUE INDEX unit_name_is_its_own ON directory.unit USING btree (facility_id, name)
  GRANT chartkeeper_app: INSERT, SELECT, UPDATE
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT, UPDATE
  GRANT chartkeeper_report: SELECT

-- What was said about a document after it was made. Four things told apart: an amendment changes, an addendum adds, a correction puts right, a late entry tells late what was not told in time. The document itself stays as it was.
TABLE documents.amendment (row-level security)
  patient_id uuid NOT NULL  -- Whose.
  id uuid NOT NULL  -- UUID v7.
  facility_id uuid NOT NULL  -- As the document's.
  labels bigint NOT NULL DEFAULT 0  -- As the document's.
  document_id uuid NOT NULL  -- Which document.
  version_id uuid NOT NULL  -- The version it speaks of.
  kind text NOT NULL  -- Which of the four.
  rendition_id uuid NOT NULL  -- Its words, as an encrypted blob of the same unit.
  author_name text NOT NULL  -- Who says it.
  author_practitioner_id uuid  -- Who says it, where known as a practitioner.
  reason text NOT NULL  -- Why now.
  happened_at timestamp with time zone  -- When that happened which a late entry tells of.
  at_request_of text NOT NULL DEFAULT 'author'::text  -- The patient may ask for an amendment (45 CFR 164.526).
  recorded_at timestamp with time zone NOT NULL  -- When entered here.
  recorded_by text NOT NULL  -- Actor id.
  CONSTRAINT amendment_pkey PRIMARY KEY (patient_id, id)
  CONSTRAINT amendment_author_practitioner_id_fkey FOREIGN KEY (author_practitioner_id) REFERENCES directory.practitioner(id)
  CONSTRAINT amendment_patient_id_document_id_fkey FOREIGN KEY (patient_id, document_id) REFERENCES documents.document(patient_id, id)
  CONSTRAINT amendment_patient_id_rendition_id_fkey FOREIGN KEY (patient_id, rendition_id) REFERENCES documents.rendition(patient_id, id)
  CONSTRAINT amendment_patient_id_version_id_fkey FOREIGN KEY (patient_id, version_id) REFERENCES documents.version(patient_id, id)
  CONSTRAINT amendment_kind_is_known CHECK ((kind = ANY (ARRAY['amendment'::text, 'addendum'::text, 'correction'::text, 'late-entry'::text])))
  CONSTRAINT amendment_request_is_known CHECK ((at_request_of = ANY (ARRAY['author'::text, 'patient'::text, 'facility'::text])))
  CONSTRAINT late_entry_says_when CHECK (((kind <> 'late-entry'::text) OR (happened_at IS NOT NULL)))
  INDEX amendment_of_document ON documents.amendment USING btree (patient_id, document_id)
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- What was corrected in the index data of a document, with what it was before.
TABLE documents.change (row-level security)
  patient_id uuid NOT NULL  -- Whose.
  id uuid NOT NULL  -- UUID v7.
  facility_id uuid NOT NULL  -- As the document's.
  labels bigint NOT NULL DEFAULT 0  -- As the document's.
  document_id uuid NOT NULL  -- Which document.
  before jsonb NOT NULL  -- Type, encounter, date, title, author as they were.
  reason text NOT NULL  -- Why.
  recorded_at timestamp with time zone NOT NULL  -- When entered here.
  recorded_by text NOT NULL  -- Actor id.
  kind text  -- Which mistake was corrected, as the person said; empty where the index was edited at large.
  CONSTRAINT change_pkey PRIMARY KEY (patient_id, id)
  CONSTRAINT change_patient_id_document_id_fkey FOREIGN KEY (patient_id, document_id) REFERENCES documents.document(patient_id, id)
  CONSTRAINT change_kind_is_known CHECK ((kind = ANY (ARRAY['wrong-type'::text, 'wrong-encounter'::text, 'wrong-date'::text])))
  INDEX change_by_kind ON documents.change USING btree (kind, recorded_at) WHERE (kind IS NOT NULL)
  INDEX change_of_document ON documents.change USING btree (patient_id, document_id)
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- The tombstone of a unit: written before its key slot is overwritten, never taken back. A trigger refuses it under a hold.
TABLE documents.destruction (row-level security)
  patient_id uuid NOT NULL  -- Whose.
  id uuid NOT NULL  -- UUID v7.
  facility_id uuid NOT NULL  -- As the unit's.
  labels bigint NOT NULL DEFAULT 0  -- As the unit's.
  unit_id uuid NOT NULL  -- Which unit.
  basis text NOT NULL  -- Certificate or order under which it was destroyed.
  reason_ids text[] NOT NULL  -- Rules that made it eligible.
  ordered_at timestamp with time zone NOT NULL  -- When.
  ordered_by text NOT NULL  -- Actor id.
  CONSTRAINT unit_is_destroyed_once UNIQUE (patient_id, unit_id)
  CONSTRAINT destruction_pkey PRIMARY KEY (patient_id, id)
  CONSTRAINT destruction_patient_id_unit_id_fkey FOREIGN KEY (patient_id, unit_id) REFERENCES documents.unit(patient_id, id)
  UNIQUE INDEX unit_is_destroyed_once ON documents.destruction USING btree (patient_id, unit_id)
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- One document in a record. Its content is in versions and their renditions; its state is derived from rows, never kept as a flag.
TABLE documents.document (row-level security)
  patient_id uuid NOT NULL  -- Whose. Never changes: a misfiled document is filed anew and the first marked entered in error.
  id uuid NOT NULL  -- UUID v7.
  facility_id uuid NOT NULL  -- Whose business record it is: the custodian follows from it.
  labels bigint NOT NULL DEFAULT 0  -- The patient's labels and the document's own together; kept by documents.relabel.
  unit_id uuid NOT NULL  -- The unit it is kept and destroyed as.
  encounter_id uuid  -- The encounter, chosen by number or by a person, never guessed.
  type_code text NOT NULL  -- Type from the catalogue.
  in_record boolean NOT NULL DEFAULT true  -- Always true; with the foreign key it keeps incident reports, peer reviews and attorney letters out of charts.
  dated_on date  -- The date it carries, the one it is sorted by.
  title text  -- As the author named it; the type speaks where empty.
  author_name text  -- As it stands on the document.
  author_practitioner_id uuid  -- The author, where known as a practitioner.
  received_via text NOT NULL  -- How it came.
  origin text NOT NULL  -- Which source: a feed, a scanner, a person at the desk.
  origin_id text  -- Its number there (TXA-12, FHIR id, intake item).
  version integer NOT NULL DEFAULT 1  -- Counts changes of the index data and content; If-Match.
  recorded_at timestamp with time zone NOT NULL  -- When entered here.
  recorded_by text NOT NULL  -- Actor id.
  CONSTRAINT document_pkey PRIMARY KEY (patient_id, id)
  CONSTRAINT document_author_practitioner_id_fkey FOREIGN KEY (author_practitioner_id) REFERENCES directory.practitioner(id)
  CONSTRAINT document_facility_id_fkey FOREIGN KEY (facility_id) REFERENCES directory.facility(id)
  CONSTRAINT document_patient_id_encounter_id_fkey FOREIGN KEY (patient_id, encounter_id) REFERENCES encounters.encounter(patient_id, id)
  CONSTRAINT document_patient_id_fkey FOREIGN KEY (patient_id) REFERENCES patients.patient(id)
  CONSTRAINT document_patient_id_unit_id_fkey FOREIGN KEY (patient_id, unit_id) REFERENCES documents.unit(patient_id, id)
  CONSTRAINT document_type_code_in_record_fkey FOREIGN KEY (type_code, in_record) REFERENCES documents.type(code, in_record)
  CONSTRAINT only_papers_of_the_record_are_filed CHECK (in_record)
  CONSTRAINT received_via_is_known CHECK ((received_via = ANY (ARRAY['scan'::text, 'upload'::text, 'folder'::text, 'mail'::text, 'fax'::text, 'fhir'::text, 'hl7v2'::text, 'ccda'::text, 'dictation'::text, 'desk'::text, 'move'::text, 'demo'::text])))
  INDEX document_by_date ON documents.document USING btree (patient_id, dated_on DESC, id)
  INDEX document_by_origin ON documents.document USING btree (origin, origin_id) WHERE (origin_id IS NOT NULL)
  INDEX document_of_encounter ON documents.document USING btree (patient_id, encounter_id)
  INDEX document_of_unit ON documents.document USING btree (patient_id, unit_id)
  POLICY not_own FOR r
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- That a document should not stand where it stands. It stays readable to those who may, struck through, and is never released.
TABLE documents.entered_in_error (row-level security)
  patient_id uuid NOT NULL  -- Whose.
  id uuid NOT NULL  -- UUID v7.
  facility_id uuid NOT NULL  -- As the document's.
  labels bigint NOT NULL DEFAULT 0  -- As the document's.
  document_id uuid NOT NULL  -- Which document.
  cause text NOT NULL  -- What was wrong.
  reason text NOT NULL  -- In words.
  withdrawn_at timestamp with time zone  -- Set when the marking itself was wrong.
  withdrawn_by text  -- Actor id.
  withdraw_reason text  -- Why it was wrong.
  recorded_at timestamp with time zone NOT NULL  -- When entered here.
  recorded_by text NOT NULL  -- Actor id.
  pages_returned_at timestamp with time zone  -- When its pages went back to the desk they came from, to be filed anew; then it neither moves nor stands again.
  CONSTRAINT entered_in_error_pkey PRIMARY KEY (patient_id, id)
  CONSTRAINT entered_in_error_patient_id_document_id_fkey FOREIGN KEY (patient_id, document_id) REFERENCES documents.document(patient_id, id)
  CONSTRAINT error_cause_is_known CHECK ((cause = ANY (ARRAY['wrong-patient'::text, 'wrong-encounter'::text, 'wrong-type'::text, 'duplicate'::text, 'unreadable'::text, 'source-cancelled'::text, 'not-part-of-record'::text, 'other'::text])))
  CONSTRAINT error_is_withdrawn_by_somebody CHECK ((((withdrawn_at IS NULL) = (withdrawn_by IS NULL)) AND ((withdrawn_at IS NULL) = (withdraw_reason IS NULL))))
  CONSTRAINT only_pages_of_another_patient_return CHECK (((pages_returned_at IS NULL) OR (cause = 'wrong-patient'::text)))
  UNIQUE INDEX error_in_force_once ON documents.entered_in_error USING btree (patient_id, document_id) WHERE (withdrawn_at IS NULL)
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- Why a document is sensitive, one row a class. The mask in labels columns follows from the rows in force.
TABLE documents.label (row-level security)
  patient_id uuid NOT NULL  -- Whose.
  id uuid NOT NULL  -- UUID v7.
  facility_id uuid NOT NULL  -- As the document's.
  labels bigint NOT NULL DEFAULT 0  -- As the document's.
  document_id uuid NOT NULL  -- Which document.
  class text NOT NULL  -- Class of access/labels.ts.
  bit bigint NOT NULL  -- Its bit.
  basis text NOT NULL  -- Who said so: the catalogue, the sending system, a rule, a person.
  reason text  -- In words, where a person said so.
  lifted_at timestamp with time zone  -- When it ended.
  lifted_by text  -- Actor id.
  lift_reason text  -- Why it ended.
  recorded_at timestamp with time zone NOT NULL  -- When entered here.
  recorded_by text NOT NULL  -- Actor id.
  CONSTRAINT label_pkey PRIMARY KEY (patient_id, id)
  CONSTRAINT label_patient_id_document_id_fkey FOREIGN KEY (patient_id, document_id) REFERENCES documents.document(patient_id, id)
  CONSTRAINT label_basis_is_known CHECK ((basis = ANY (ARRAY['type'::text, 'source'::text, 'rule'::text, 'person'::text])))
  CONSTRAINT label_is_lifted_by_somebody CHECK ((((lifted_at IS NULL) = (lifted_by IS NULL)) AND ((lifted_at IS NULL) = (lift_reason IS NULL))))
  CONSTRAINT label_is_one_bit CHECK ((("bit" > 0) AND (("bit" & ("bit" - 1)) = 0)))
  UNIQUE INDEX label_in_force_once ON documents.label USING btree (patient_id, document_id, class) WHERE (lifted_at IS NULL)
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- That something was filed to an encounter after it was coded or closed, and what became of it. Raised once for each version or addition and encounter.
TABLE documents.late (row-level security)
  patient_id uuid NOT NULL  -- Whose.
  id uuid NOT NULL  -- UUID v7.
  facility_id uuid NOT NULL  -- As the document's.
  labels bigint NOT NULL DEFAULT 0  -- As the document's; kept by documents.relabel_marks.
  document_id uuid NOT NULL  -- Which document.
  version_id uuid NOT NULL  -- The version that stood, or came, then.
  amendment_id uuid  -- The addition that came late; empty where the document or a version did.
  encounter_id uuid NOT NULL  -- The encounter it was filed to.
  what text NOT NULL  -- What came: the document, a version, an addition, or a document that another encounter had before.
  why text NOT NULL  -- After the encounter was coded, or after the days the site gives.
  since timestamp with time zone NOT NULL  -- When it was coded, or when it ended.
  days_after integer NOT NULL  -- Whole days from then.
  answer text  -- What follows for the coding; no-longer where it left the encounter before anybody answered.
  note text  -- In words, where the person said more.
  answered_at timestamp with time zone  -- When.
  answered_by text  -- Actor id.
  recorded_at timestamp with time zone NOT NULL  -- When entered here.
  recorded_by text NOT NULL  -- Actor id.
  CONSTRAINT late_is_raised_once UNIQUE NULLS NOT DISTINCT (patient_id, document_id, version_id, amendment_id, encounter_id)
  CONSTRAINT late_pkey PRIMARY KEY (patient_id, id)
  CONSTRAINT late_document_exists FOREIGN KEY (patient_id, document_id) REFERENCES documents.document(patient_id, id)
  CONSTRAINT late_encounter_exists FOREIGN KEY (patient_id, encounter_id) REFERENCES encounters.encounter(patient_id, id)
  CONSTRAINT late_version_exists FOREIGN KEY (patient_id, version_id) REFERENCES documents.version(patient_id, id)
  CONSTRAINT late_answer_is_known CHECK ((answer = ANY (ARRAY['unaffected'::text, 'recode'::text, 'reopened'::text, 'no-longer'::text])))
  CONSTRAINT late_cause_is_known CHECK ((why = ANY (ARRAY['coded'::text, 'closed'::text])))
  CONSTRAINT late_is_after CHECK ((days_after >= 0))
  CONSTRAINT late_is_answered_by_somebody CHECK ((((answer IS NULL) = (answered_at IS NULL)) AND ((answer IS NULL) = (answered_by IS NULL))))
  CONSTRAINT late_thing_is_known CHECK ((what = ANY (ARRAY['document'::text, 'version'::text, 'addition'::text, 'encounter'::text])))
  UNIQUE INDEX late_is_raised_once ON documents.late USING btree (patient_id, document_id, version_id, amendment_id, encounter_id) NULLS NOT DISTINCT
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- When a document counts as late at a facility, and how long a preliminary one may wait for its final one. Rows are only added: the newest counts, the older ones are its history.
TABLE documents.late_rule (row-level security)
  id uuid NOT NULL  -- UUID v7.
  facility_id uuid NOT NULL  -- Whose rule.
  labels bigint NOT NULL DEFAULT 0  -- None.
  late_days integer NOT NULL  -- Days after discharge from which a filing is late although nobody coded the encounter.
  preliminary_days integer NOT NULL  -- Days a preliminary document may wait for its final one.
  never_late text[] NOT NULL DEFAULT '{}'::text[]  -- Codes of document types that coding never needs.
  reason text NOT NULL  -- Why.
  set_at timestamp with time zone NOT NULL  -- When.
  set_by text NOT NULL  -- Actor id.
  CONSTRAINT late_rule_pkey PRIMARY KEY (id)
  CONSTRAINT late_rule_facility_id_fkey FOREIGN KEY (facility_id) REFERENCES directory.facility(id)
  CONSTRAINT late_days_are_days CHECK (((late_days >= 0) AND (late_days <= 3650)))
  CONSTRAINT late_rule_has_a_reason CHECK ((reason <> ''::text))
  CONSTRAINT preliminary_days_are_days CHECK (((preliminary_days >= 0) AND (preliminary_days <= 3650)))
  INDEX late_rule_newest ON documents.late_rule USING btree (facility_id, set_at DESC, id DESC)
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- That something must survive. It names a patient (with everything merged), an encounter or a unit. Retention asks only: any hold?
TABLE documents.legal_hold (row-level security)
  patient_id uuid NOT NULL  -- Whose.
  id uuid NOT NULL  -- UUID v7.
  facility_id uuid NOT NULL  -- Who holds.
  labels bigint NOT NULL DEFAULT 0  -- As the patient's.
  encounter_id uuid  -- Holds one encounter.
  unit_id uuid  -- Holds one unit.
  matter text NOT NULL  -- What it is for: the case, audit or request.
  placed_at timestamp with time zone NOT NULL  -- When.
  placed_by text NOT NULL  -- Actor id.
  CONSTRAINT legal_hold_pkey PRIMARY KEY (patient_id, id)
  CONSTRAINT legal_hold_facility_id_fkey FOREIGN KEY (facility_id) REFERENCES directory.facility(id)
  CONSTRAINT legal_hold_patient_id_encounter_id_fkey FOREIGN KEY (patient_id, encounter_id) REFERENCES encounters.encounter(patient_id, id)
  CONSTRAINT legal_hold_patient_id_fkey FOREIGN KEY (patient_id) REFERENCES patients.patient(id)
  CONSTRAINT legal_hold_patient_id_unit_id_fkey FOREIGN KEY (patient_id, unit_id) REFERENCES documents.unit(patient_id, id)
  CONSTRAINT hold_names_one_thing CHECK (((encounter_id IS NULL) OR (unit_id IS NULL)))
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- That a hold ended.
TABLE documents.legal_hold_lift (row-level security)
  patient_id uuid NOT NULL  -- Whose.
  id uuid NOT NULL  -- UUID v7.
  facility_id uuid NOT NULL  -- As the hold's.
  labels bigint NOT NULL DEFAULT 0  -- As the hold's.
  hold_id uuid NOT NULL  -- Which hold.
  reason text NOT NULL  -- Why it ended.
  lifted_at timestamp with time zone NOT NULL  -- When.
  lifted_by text NOT NULL  -- Actor id.
  CONSTRAINT hold_is_lifted_once UNIQUE (patient_id, hold_id)
  CONSTRAINT legal_hold_lift_pkey PRIMARY KEY (patient_id, id)
  CONSTRAINT legal_hold_lift_patient_id_hold_id_fkey FOREIGN KEY (patient_id, hold_id) REFERENCES documents.legal_hold(patient_id, id)
  UNIQUE INDEX hold_is_lifted_once ON documents.legal_hold_lift USING btree (patient_id, hold_id)
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- How two documents hang together, one row on each side so that either record tells it.
TABLE documents.link (row-level security)
  patient_id uuid NOT NULL  -- Whose.
  id uuid NOT NULL  -- UUID v7.
  facility_id uuid NOT NULL  -- As the document's.
  labels bigint NOT NULL DEFAULT 0  -- As the document's.
  document_id uuid NOT NULL  -- This side.
  kind text NOT NULL  -- What the other is to this one.
  other_patient_id uuid NOT NULL  -- Record of the other side.
  other_document_id uuid NOT NULL  -- The other side.
  recorded_at timestamp with time zone NOT NULL  -- When entered here.
  recorded_by text NOT NULL  -- Actor id.
  CONSTRAINT link_pkey PRIMARY KEY (patient_id, id)
  CONSTRAINT link_other_patient_id_other_document_id_fkey FOREIGN KEY (other_patient_id, other_document_id) REFERENCES documents.document(patient_id, id)
  CONSTRAINT link_patient_id_document_id_fkey FOREIGN KEY (patient_id, document_id) REFERENCES documents.document(patient_id, id)
  CONSTRAINT link_kind_is_known CHECK ((kind = ANY (ARRAY['moved-to'::text, 'moved-from'::text, 'appends'::text, 'appended-by'::text, 'replaces'::text, 'replaced-by'::text, 'duplicate-of'::text, 'has-duplicate'::text])))
  INDEX link_of_document ON documents.link USING btree (patient_id, document_id)
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- That another organisation made a document and sent it here. Its original date and its author are the document's own date and author; what stood here before a change is a row of documents.change.
TABLE documents.outside_origin (row-level security)
  patient_id uuid NOT NULL  -- Whose.
  id uuid NOT NULL  -- UUID v7.
  facility_id uuid NOT NULL  -- As the document's.
  labels bigint NOT NULL DEFAULT 0  -- As the document's.
  document_id uuid NOT NULL  -- Which document.
  organisation text NOT NULL  -- Who made it, in words: as the directory spells it where it has one.
  organisation_id uuid  -- The organisation of the directory that goes by that name; empty where it has none, or two.
  received_on date NOT NULL  -- The day it came, where the facility stands.
  how_received text NOT NULL  -- fax, mail (paper by post), email, electronic (another system), disc (CD, stick), patient (brought along), courier, other.
  reviewer_id uuid  -- Who of our people decides what is kept of it; empty until somebody is named.
  withdrawn_at timestamp with time zone  -- When it turned out to be made here after all.
  withdrawn_by text  -- Actor id.
  withdraw_reason text  -- Why, in words.
  recorded_at timestamp with time zone NOT NULL  -- When entered here.
  recorded_by text NOT NULL  -- Actor id.
  CONSTRAINT outside_origin_pkey PRIMARY KEY (patient_id, id)
  CONSTRAINT outside_document_exists FOREIGN KEY (patient_id, document_id) REFERENCES documents.document(patient_id, id)
  CONSTRAINT outside_organisation_exists FOREIGN KEY (organisation_id) REFERENCES directory.organisation(id)
  CONSTRAINT outside_reviewer_exists FOREIGN KEY (reviewer_id) REFERENCES accounts.person(id)
  CONSTRAINT outside_organisation_has_a_name CHECK ((organisation <> ''::text))
  CONSTRAINT outside_origin_is_withdrawn_by_somebody CHECK ((((withdrawn_at IS NULL) = (withdrawn_by IS NULL)) AND ((withdrawn_at IS NULL) = (withdraw_reason IS NULL))))
  CONSTRAINT outside_way_is_known CHECK ((how_received = ANY (ARRAY['fax'::text, 'mail'::text, 'email'::text, 'electronic'::text, 'disc'::text, 'patient'::text, 'courier'::text, 'other'::text])))
  UNIQUE INDEX outside_origin_in_force_once ON documents.outside_origin USING btree (patient_id, document_id) WHERE (withdrawn_at IS NULL)
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- What was decided to keep of an outside record, by whom and why. Never changed: another decision supersedes it, and all of them stay.
TABLE documents.outside_review (row-level security)
  patient_id uuid NOT NULL  -- Whose.
  id uuid NOT NULL  -- UUID v7.
  facility_id uuid NOT NULL  -- As the document's.
  labels bigint NOT NULL DEFAULT 0  -- As the document's.
  document_id uuid NOT NULL  -- Which document.
  decision text NOT NULL  -- keep, keep-part (the pages named), do-not-keep (withdrawn from ordinary sight).
  kept_pages integer[]  -- Pages of the whole version that stay in sight, in their order; only of keep-part.
  reason text NOT NULL  -- Why, in words.
  whole_version_id uuid NOT NULL  -- The version that was judged: all pages as they came.
  kept_version_id uuid  -- The version made by the decision: of the kept pages, or of all where a former decision had kept a part. Empty where none was needed.
  roles text[] NOT NULL  -- The roles in which the person decided.
  superseded_at timestamp with time zone  -- When another decision took its place.
  recorded_at timestamp with time zone NOT NULL  -- When it was decided.
  recorded_by text NOT NULL  -- Actor id.
  CONSTRAINT outside_review_pkey PRIMARY KEY (patient_id, id)
  CONSTRAINT outside_review_document_exists FOREIGN KEY (patient_id, document_id) REFERENCES documents.document(patient_id, id)
  CONSTRAINT outside_review_kept_exists FOREIGN KEY (patient_id, kept_version_id) REFERENCES documents.version(patient_id, id)
  CONSTRAINT outside_review_whole_exists FOREIGN KEY (patient_id, whole_version_id) REFERENCES documents.version(patient_id, id)
  CONSTRAINT a_part_is_a_version CHECK (((decision <> 'keep-part'::text) OR (kept_version_id IS NOT NULL)))
  CONSTRAINT a_part_names_its_pages CHECK (((decision = 'keep-part'::text) = (kept_pages IS NOT NULL)))
  CONSTRAINT outside_decision_has_a_reason CHECK ((reason <> ''::text))
  CONSTRAINT outside_decision_is_known CHECK ((decision = ANY (ARRAY['keep'::text, 'keep-part'::text, 'do-not-keep'::text])))
  CONSTRAINT outside_pages_are_named CHECK (((kept_pages IS NULL) OR (cardinality(kept_pages) > 0)))
  INDEX outside_review_of_document ON documents.outside_review USING btree (patient_id, document_id, recorded_at)
  UNIQUE INDEX outside_review_in_force_once ON documents.outside_review USING btree (patient_id, document_id) WHERE (superseded_at IS NULL)
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- One page of a version.
TABLE documents.page (row-level security)
  patient_id uuid NOT NULL  -- Whose.
  id uuid NOT NULL  -- UUID v7.
  facility_id uuid NOT NULL  -- As the document's.
  labels bigint NOT NULL DEFAULT 0  -- As the document's.
  document_id uuid NOT NULL  -- Which document.
  version_id uuid NOT NULL  -- Which version.
  number integer NOT NULL  -- 1, 2, 3 ...
  width integer  -- Pixels of the page image.
  height integer  -- Pixels of the page image.
  confidence real  -- Mean confidence of the text as read; none where it came as text.
  CONSTRAINT page_number_is_its_own UNIQUE (patient_id, version_id, number)
  CONSTRAINT page_pkey PRIMARY KEY (patient_id, id)
  CONSTRAINT page_patient_id_document_id_fkey FOREIGN KEY (patient_id, document_id) REFERENCES documents.document(patient_id, id)
  CONSTRAINT page_patient_id_version_id_fkey FOREIGN KEY (patient_id, version_id) REFERENCES documents.version(patient_id, id)
  CONSTRAINT confidence_is_a_percentage CHECK (((confidence >= (0)::double precision) AND (confidence <= (100)::double precision)))
  CONSTRAINT pages_count_from_one CHECK ((number >= 1))
  UNIQUE INDEX page_number_is_its_own ON documents.page USING btree (patient_id, version_id, number)
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- One form of a version or page as an encrypted blob: the original as it came, what was made of it for reading, searching, showing, releasing.
TABLE documents.rendition (row-level security)
  patient_id uuid NOT NULL  -- Whose.
  id uuid NOT NULL  -- UUID v7.
  facility_id uuid NOT NULL  -- As the document's.
  labels bigint NOT NULL DEFAULT 0  -- As the document's.
  document_id uuid NOT NULL  -- Which document.
  version_id uuid NOT NULL  -- Which version.
  page_id uuid  -- Which page; none: of the whole version.
  kind text NOT NULL  -- Which form.
  media_type text NOT NULL  -- By content, not by the name it came with.
  file_name text  -- Name the original came with.
  blob_address text NOT NULL  -- Where the bytes lie.
  recorded_at timestamp with time zone NOT NULL  -- When entered here.
  recorded_by text NOT NULL  -- Actor id.
  CONSTRAINT rendition_pkey PRIMARY KEY (patient_id, id)
  CONSTRAINT rendition_blob_address_fkey FOREIGN KEY (blob_address) REFERENCES platform.blob(address)
  CONSTRAINT rendition_patient_id_document_id_fkey FOREIGN KEY (patient_id, document_id) REFERENCES documents.document(patient_id, id)
  CONSTRAINT rendition_patient_id_page_id_fkey FOREIGN KEY (patient_id, page_id) REFERENCES documents.page(patient_id, id)
  CONSTRAINT rendition_patient_id_version_id_fkey FOREIGN KEY (patient_id, version_id) REFERENCES documents.version(patient_id, id)
  CONSTRAINT rendition_kind_is_known CHECK ((kind = ANY (ARRAY['original'::text, 'searchable'::text, 'page-image'::text, 'thumbnail'::text, 'text'::text, 'words'::text, 'redacted'::text, 'amendment'::text])))
  INDEX rendition_of_blob ON documents.rendition USING btree (blob_address)
  INDEX rendition_of_version ON documents.rendition USING btree (patient_id, version_id, kind)
  UNIQUE INDEX page_has_one_of_a_kind ON documents.rendition USING btree (patient_id, page_id, kind) WHERE (kind = ANY (ARRAY['page-image'::text, 'thumbnail'::text, 'text'::text, 'words'::text]))
  UNIQUE INDEX version_has_one_searchable ON documents.rendition USING btree (patient_id, version_id) WHERE ((kind = 'searchable'::text) AND (page_id IS NULL))
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- Who signed which version, in what role, when and how. The authentication state is derived from these rows and the type.
TABLE documents.signature (row-level security)
  patient_id uuid NOT NULL  -- Whose.
  id uuid NOT NULL  -- UUID v7.
  facility_id uuid NOT NULL  -- As the document's.
  labels bigint NOT NULL DEFAULT 0  -- As the document's.
  document_id uuid NOT NULL  -- Which document.
  version_id uuid NOT NULL  -- The version that was signed.
  role text NOT NULL  -- As what.
  signer_name text NOT NULL  -- As signed.
  signer_practitioner_id uuid  -- The signer, where known as a practitioner.
  signed_at timestamp with time zone NOT NULL  -- When it was signed.
  how text NOT NULL  -- By act here, by ink or stamp seen on the page, or told by the source system.
  recorded_at timestamp with time zone NOT NULL  -- When entered here.
  recorded_by text NOT NULL  -- Actor id.
  CONSTRAINT signature_pkey PRIMARY KEY (patient_id, id)
  CONSTRAINT signature_patient_id_document_id_fkey FOREIGN KEY (patient_id, document_id) REFERENCES documents.document(patient_id, id)
  CONSTRAINT signature_patient_id_version_id_fkey FOREIGN KEY (patient_id, version_id) REFERENCES documents.version(patient_id, id)
  CONSTRAINT signature_signer_practitioner_id_fkey FOREIGN KEY (signer_practitioner_id) REFERENCES directory.practitioner(id)
  CONSTRAINT signer_role_is_known CHECK ((role = ANY (ARRAY['author'::text, 'co-author'::text, 'cosigner'::text, 'interpreter'::text, 'practitioner'::text, 'patient'::text, 'representative'::text, 'witness'::text, 'transcriptionist'::text, 'verifier'::text])))
  CONSTRAINT signing_is_known CHECK ((how = ANY (ARRAY['electronic'::text, 'ink'::text, 'stamp'::text, 'source-system'::text])))
  INDEX signature_of_document ON documents.signature USING btree (patient_id, document_id)
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- Leave to fetch one original within a short time, for one session. The address carries 256 random bits; only their digest is here.
TABLE documents.ticket (row-level security)
  patient_id uuid NOT NULL  -- Whose.
  id uuid NOT NULL  -- UUID v7.
  facility_id uuid NOT NULL  -- As the document's.
  labels bigint NOT NULL DEFAULT 0  -- As the document's.
  rendition_id uuid NOT NULL  -- What may be fetched.
  secret_hash bytea NOT NULL  -- SHA-256 of the secret in the address.
  actor_id text NOT NULL  -- Who may fetch it.
  session_hash text  -- From which session.
  issued_at timestamp with time zone NOT NULL  -- When.
  expires_at timestamp with time zone NOT NULL  -- Until when.
  CONSTRAINT ticket_pkey PRIMARY KEY (patient_id, id)
  CONSTRAINT ticket_patient_id_rendition_id_fkey FOREIGN KEY (patient_id, rendition_id) REFERENCES documents.rendition(patient_id, id)
  INDEX ticket_by_secret ON documents.ticket USING btree (secret_hash)
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: DELETE, INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: DELETE, INSERT, SELECT

-- The catalogue of document types as src/modules/documents/catalogue declares it; a test demands that both are equal.
TABLE documents.type
  code text NOT NULL  -- Stable slug.
  number integer NOT NULL  -- What the fingers learn; on separator sheets. Never reused.
  name text NOT NULL  -- As shown.
  aliases text[] NOT NULL  -- Other names and page headings.
  loinc text  -- LOINC document code, where one was verified.
  section text NOT NULL  -- Chart section.
  level text NOT NULL  -- What it belongs to: the patient, an encounter, an order.
  in_legal_health_record boolean NOT NULL  -- Part of the facility's business record.
  in_designated_record_set boolean NOT NULL  -- 45 CFR 164.501: what the patient has a right to.
  sensitivity text[] NOT NULL  -- Labels every document of the type gets.
  authentication text[] NOT NULL  -- Signer roles that authenticate it; empty: none needed.
  series text NOT NULL  -- Retention series.
  destination text  -- Desk that takes such papers when they are not part of the record (risk, legal, release ...).
  in_record boolean NOT NULL DEFAULT (destination IS NULL)  -- False: cannot be filed in a chart; the foreign key of documents.document demands true.
  CONSTRAINT type_in_or_out_of_the_record UNIQUE (code, in_record)
  CONSTRAINT type_number_is_its_own UNIQUE (number)
  CONSTRAINT type_pkey PRIMARY KEY (code)
  CONSTRAINT type_code_is_a_slug CHECK ((code ~ '^[a-z0-9-]+$'::text))
  CONSTRAINT type_level_is_known CHECK ((level = ANY (ARRAY['patient'::text, 'encounter'::text, 'order'::text])))
  UNIQUE INDEX type_in_or_out_of_the_record ON documents.type USING btree (code, in_record)
  UNIQUE INDEX type_number_is_its_own ON documents.type USING btree (number)
  GRANT chartkeeper_app: SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: SELECT
  GRANT chartkeeper_report: SELECT

-- What is retained, held and destroyed as one: a document, a paper volume, a raw message, a data set. Its key slot is its life: overwriting the slot makes every blob of it unreadable in every copy.
TABLE documents.unit (row-level security)
  patient_id uuid NOT NULL  -- Whose. Never changes: a misfiled document is filed anew and the first marked entered in error.
  id uuid NOT NULL  -- UUID v7.
  facility_id uuid NOT NULL  -- Whose business record it is: the custodian follows from it.
  labels bigint NOT NULL DEFAULT 0  -- The patient's labels and the document's own together; kept by documents.relabel.
  kind text NOT NULL  -- What it is.
  series text NOT NULL  -- Retention series; the period is a rule in regulations/.
  encounter_id uuid  -- The encounter it belongs to: a hold on the encounter holds it.
  service_from date  -- First day of service it tells of.
  service_to date  -- Last day of service it tells of.
  closed_on date  -- Set when nothing more is added: retention counts from the latest of these dates.
  key_slot text  -- Key slot outside the database; none where the unit is paper only.
  recorded_at timestamp with time zone NOT NULL  -- When entered here.
  recorded_by text NOT NULL  -- Actor id.
  CONSTRAINT unit_pkey PRIMARY KEY (patient_id, id)
  CONSTRAINT unit_facility_id_fkey FOREIGN KEY (facility_id) REFERENCES directory.facility(id)
  CONSTRAINT unit_patient_id_encounter_id_fkey FOREIGN KEY (patient_id, encounter_id) REFERENCES encounters.encounter(patient_id, id)
  CONSTRAINT unit_patient_id_fkey FOREIGN KEY (patient_id) REFERENCES patients.patient(id)
  CONSTRAINT service_ends_after_it_begins CHECK ((service_to >= service_from))
  CONSTRAINT unit_kind_is_known CHECK ((kind = ANY (ARRAY['document'::text, 'volume'::text, 'message'::text, 'dataset'::text])))
  CONSTRAINT unit_slot_names_chunk_and_index CHECK ((key_slot ~ '^[0-9a-f]{16}:[0-9]{1,4}$'::text))
  INDEX unit_by_series ON documents.unit USING btree (series, service_to)
  INDEX unit_of_encounter ON documents.unit USING btree (patient_id, encounter_id)
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- That the copy of a document cannot be read and a better one is looked for. The document stays in the chart; its next version ends the mark.
TABLE documents.unreadable (row-level security)
  patient_id uuid NOT NULL  -- Whose.
  id uuid NOT NULL  -- UUID v7.
  facility_id uuid NOT NULL  -- As the document's.
  labels bigint NOT NULL DEFAULT 0  -- As the document's.
  document_id uuid NOT NULL  -- Which document.
  version_id uuid NOT NULL  -- The version that cannot be read.
  reason text NOT NULL  -- What cannot be read, in words.
  ended_at timestamp with time zone  -- When a better copy came, or the document left the chart.
  ended_by text  -- Actor id.
  recorded_at timestamp with time zone NOT NULL  -- When entered here.
  recorded_by text NOT NULL  -- Actor id.
  CONSTRAINT unreadable_pkey PRIMARY KEY (patient_id, id)
  CONSTRAINT unreadable_document_exists FOREIGN KEY (patient_id, document_id) REFERENCES documents.document(patient_id, id)
  CONSTRAINT unreadable_version_exists FOREIGN KEY (patient_id, version_id) REFERENCES documents.version(patient_id, id)
  CONSTRAINT unreadable_is_ended_by_somebody CHECK (((ended_at IS NULL) = (ended_by IS NULL)))
  UNIQUE INDEX unreadable_in_force_once ON documents.unreadable USING btree (patient_id, document_id) WHERE (ended_at IS NULL)
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- That a filed document was drawn to be entered a second time and nobody has yet. Set and ended by intake; a mark in the chart meanwhile.
TABLE documents.unverified (row-level security)
  patient_id uuid NOT NULL  -- Whose.
  id uuid NOT NULL  -- UUID v7.
  facility_id uuid NOT NULL  -- As the document's.
  labels bigint NOT NULL DEFAULT 0  -- As the document's; kept by documents.relabel_marks.
  document_id uuid NOT NULL  -- Which document.
  ended_at timestamp with time zone  -- When it was verified, settled, or no longer needed.
  ended_by text  -- Actor id.
  recorded_at timestamp with time zone NOT NULL  -- When entered here.
  recorded_by text NOT NULL  -- Actor id.
  CONSTRAINT unverified_pkey PRIMARY KEY (patient_id, id)
  CONSTRAINT unverified_document_exists FOREIGN KEY (patient_id, document_id) REFERENCES documents.document(patient_id, id)
  CONSTRAINT unverified_is_ended_by_somebody CHECK (((ended_at IS NULL) = (ended_by IS NULL)))
  UNIQUE INDEX unverified_in_force_once ON documents.unverified USING btree (patient_id, document_id) WHERE (ended_at IS NULL)
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- Content as it was at one time. A later version replaces an earlier one in view; none is ever changed.
TABLE documents.version (row-level security)
  patient_id uuid NOT NULL  -- Whose.
  id uuid NOT NULL  -- UUID v7.
  facility_id uuid NOT NULL  -- As the document's.
  labels bigint NOT NULL DEFAULT 0  -- As the document's.
  document_id uuid NOT NULL  -- Which document.
  number integer NOT NULL  -- 1, 2, 3 ...
  page_count integer NOT NULL  -- Pages; 0 where the content has none (audio, data).
  reason text  -- Why it replaced the one before.
  origin_id text  -- The number that the source gave this version.
  recorded_at timestamp with time zone NOT NULL  -- When entered here.
  recorded_by text NOT NULL  -- Actor id.
  CONSTRAINT version_number_is_its_own UNIQUE (patient_id, document_id, number)
  CONSTRAINT version_pkey PRIMARY KEY (patient_id, id)
  CONSTRAINT version_patient_id_document_id_fkey FOREIGN KEY (patient_id, document_id) REFERENCES documents.document(patient_id, id)
  CONSTRAINT page_count_not_negative CHECK ((page_count >= 0))
  CONSTRAINT versions_count_from_one CHECK ((number >= 1))
  UNIQUE INDEX version_number_is_its_own ON documents.version USING btree (patient_id, document_id, number)
  POLICY not_own FOR r
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- What a version of a document is, as its source or a person said: preliminary, final, corrected, amended. The newest row of a version counts; the former are its history.
TABLE documents.version_status (row-level security)
  patient_id uuid NOT NULL  -- Whose.
  id uuid NOT NULL  -- UUID v7.
  facility_id uuid NOT NULL  -- As the document's.
  labels bigint NOT NULL DEFAULT 0  -- As the document's; kept by documents.relabel_marks.
  document_id uuid NOT NULL  -- Which document.
  version_id uuid NOT NULL  -- Which version.
  status text NOT NULL  -- In words: preliminary waits for a final one; corrected and amended follow a final one.
  basis text NOT NULL  -- Whether it came with the document or a person at the desk said it.
  reason text  -- Why, where a person said it of a version that was here already.
  raised_at timestamp with time zone  -- Of a preliminary one: when its queue was told that no final one came in time.
  ended_at timestamp with time zone  -- Of a preliminary one: when it was no longer waited for, because a final one came or the document left the chart.
  ended_by text  -- Actor id.
  recorded_at timestamp with time zone NOT NULL  -- When entered here.
  recorded_by text NOT NULL  -- Actor id.
  CONSTRAINT version_status_pkey PRIMARY KEY (patient_id, id)
  CONSTRAINT version_status_document_exists FOREIGN KEY (patient_id, document_id) REFERENCES documents.document(patient_id, id)
  CONSTRAINT version_status_version_exists FOREIGN KEY (patient_id, version_id) REFERENCES documents.version(patient_id, id)
  CONSTRAINT only_a_preliminary_is_waited_for CHECK (((status = 'preliminary'::text) OR ((raised_at IS NULL) AND (ended_at IS NULL))))
  CONSTRAINT version_status_basis_is_known CHECK ((basis = ANY (ARRAY['source'::text, 'person'::text])))
  CONSTRAINT version_status_is_ended_by_somebody CHECK (((ended_at IS NULL) = (ended_by IS NULL)))
  CONSTRAINT version_status_is_known CHECK ((status = ANY (ARRAY['preliminary'::text, 'final'::text, 'corrected'::text, 'amended'::text])))
  INDEX version_status_awaits_final ON documents.version_status USING btree (facility_id, recorded_at) WHERE ((status = 'preliminary'::text) AND (ended_at IS NULL) AND (raised_at IS NULL))
  INDEX version_status_of_document ON documents.version_status USING btree (patient_id, document_id)
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- What the current version of a document can be found by. A long document has several rows of at most 16,000 words each, because PostgreSQL counts positions to 16,383.
TABLE documents.words (row-level security)
  patient_id uuid NOT NULL  -- Whose.
  id uuid NOT NULL  -- UUID v7.
  facility_id uuid NOT NULL  -- As the document's.
  labels bigint NOT NULL DEFAULT 0  -- As the document's.
  document_id uuid NOT NULL  -- Which document.
  version_id uuid NOT NULL  -- Which version.
  vector tsvector NOT NULL  -- Lexemes with positions, English stems.
  page_numbers integer[] NOT NULL  -- Pages in this row, in order; 0 stands for amendments.
  page_starts integer[] NOT NULL  -- First position of each of them: a position names its page.
  CONSTRAINT words_pkey PRIMARY KEY (patient_id, id)
  CONSTRAINT words_patient_id_document_id_fkey FOREIGN KEY (patient_id, document_id) REFERENCES documents.document(patient_id, id)
  CONSTRAINT words_patient_id_version_id_fkey FOREIGN KEY (patient_id, version_id) REFERENCES documents.version(patient_id, id)
  CONSTRAINT words_name_their_pages CHECK ((cardinality(page_numbers) = cardinality(page_starts)))
  INDEX words_by_lexeme ON documents.words USING gin (vector)
  INDEX words_of_document ON documents.words USING btree (patient_id, document_id)
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: DELETE, INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: DELETE, INSERT, SELECT

-- What billing said of an account (HL7 BAR). Its state and codes are those of the latest rows.
TABLE encounters.account_event (row-level security)
  patient_id uuid NOT NULL  -- Whose.
  id uuid NOT NULL  -- UUID v7.
  facility_id uuid NOT NULL  -- Whose account and visit numbers these are.
  labels bigint NOT NULL DEFAULT 0  -- Sensitivity, registry in access/labels.ts.
  account_number text  -- HL7 PID-18.
  visit_number text  -- HL7 PV1-19.
  kind text NOT NULL  -- opened P01, purged P02, updated P05, ended P06; coded P12, or codes beside charges.
  codes jsonb NOT NULL DEFAULT '[]'::jsonb  -- Diagnoses (DG1) and procedures (PR1): kind, code, system, text, at. Empty: none were said.
  origin text NOT NULL  -- Interface and sender; numbers are unique within one.
  said_at timestamp with time zone NOT NULL  -- When its source said so; the latest counts.
  said_as text NOT NULL  -- Number of the message (MSH-10); puts two of one moment in order.
  line integer NOT NULL  -- Which account of the message, from 1.
  recorded_at timestamp with time zone NOT NULL  -- When entered here.
  recorded_by text NOT NULL  -- Actor id.
  CONSTRAINT account_event_pkey PRIMARY KEY (patient_id, id)
  CONSTRAINT account_event_facility_id_fkey FOREIGN KEY (facility_id) REFERENCES directory.facility(id)
  CONSTRAINT account_event_patient_id_fkey FOREIGN KEY (patient_id) REFERENCES patients.patient(id)
  CONSTRAINT account_codes_are_a_list CHECK ((jsonb_typeof(codes) = 'array'::text))
  CONSTRAINT account_event_is_known CHECK ((kind = ANY (ARRAY['opened'::text, 'updated'::text, 'ended'::text, 'purged'::text, 'coded'::text])))
  CONSTRAINT account_event_is_of_an_account_or_visit CHECK (((account_number IS NOT NULL) OR (visit_number IS NOT NULL)))
  UNIQUE INDEX account_event_said_once ON encounters.account_event USING btree (facility_id, origin, said_as, line, patient_id)
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: INSERT, SELECT, UPDATE
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT, UPDATE
  GRANT chartkeeper_report: SELECT

-- A source says that an account goes by another number, or is one with the account of that number (HL7 A35, A41, A49).
TABLE encounters.account_number (row-level security)
  patient_id uuid NOT NULL  -- Whose.
  id uuid NOT NULL  -- UUID v7.
  facility_id uuid NOT NULL  -- Whose numbers these are.
  labels bigint NOT NULL DEFAULT 0  -- As the patient's.
  number text NOT NULL  -- HL7 MRG-3.
  into_number text NOT NULL  -- HL7 PID-18.
  origin text NOT NULL  -- Who says so.
  said_at timestamp with time zone NOT NULL  -- When its source said so; where two contradict, the latest counts.
  said_as text NOT NULL  -- Number of the message (MSH-10); puts two of one moment in order.
  recorded_at timestamp with time zone NOT NULL  -- When entered here.
  recorded_by text NOT NULL  -- Actor id.
  CONSTRAINT account_number_pkey PRIMARY KEY (patient_id, id)
  CONSTRAINT account_number_facility_id_fkey FOREIGN KEY (facility_id) REFERENCES directory.facility(id)
  CONSTRAINT account_number_patient_id_fkey FOREIGN KEY (patient_id) REFERENCES patients.patient(id)
  CONSTRAINT account_number_changes CHECK ((number <> into_number))
  INDEX account_number_by_into ON encounters.account_number USING btree (into_number)
  INDEX account_number_by_number ON encounters.account_number USING btree (number)
  UNIQUE INDEX account_number_said_once ON encounters.account_number USING btree (patient_id, facility_id, number, into_number)
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: INSERT, SELECT, UPDATE
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT, UPDATE
  GRANT chartkeeper_report: SELECT

-- What happened to an encounter, in order. Its state is derived from these rows.
TABLE encounters.change (row-level security)
  patient_id uuid NOT NULL  -- Whose.
  id uuid NOT NULL  -- UUID v7.
  encounter_id uuid NOT NULL  -- Which encounter.
  facility_id uuid NOT NULL  -- As the encounter's.
  labels bigint NOT NULL DEFAULT 0  -- As the encounter's.
  kind text NOT NULL  -- What happened. merged: it is the other encounter of this patient. moved: it was of another patient, where it stands as the other encounter.
  class text  -- New class, where it changed.
  unit_id uuid  -- New unit, where it changed.
  reason text  -- Why, where a person said so.
  happened_at timestamp with time zone NOT NULL  -- When it happened.
  recorded_at timestamp with time zone NOT NULL  -- When entered here.
  recorded_by text NOT NULL  -- Actor id.
  other_patient_id uuid  -- Whose the other encounter is.
  other_encounter_id uuid  -- The encounter that stands for this one.
  CONSTRAINT change_pkey PRIMARY KEY (patient_id, id)
  CONSTRAINT change_into_an_encounter FOREIGN KEY (other_patient_id, other_encounter_id) REFERENCES encounters.encounter(patient_id, id)
  CONSTRAINT change_patient_id_encounter_id_fkey FOREIGN KEY (patient_id, encounter_id) REFERENCES encounters.encounter(patient_id, id)
  CONSTRAINT change_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES directory.unit(id)
  CONSTRAINT change_kind_is_known CHECK ((kind = ANY (ARRAY['class-changed'::text, 'transferred'::text, 'cancelled'::text, 'left-without-being-seen'::text, 'discharged'::text, 'discharge-cancelled'::text, 'reinstated'::text, 'coded'::text, 'coding-reopened'::text, 'merged'::text, 'moved'::text])))
  CONSTRAINT change_names_the_other CHECK ((((kind = ANY (ARRAY['merged'::text, 'moved'::text])) = (other_encounter_id IS NOT NULL)) AND ((other_patient_id IS NULL) = (other_encounter_id IS NULL))))
  INDEX change_into ON encounters.change USING btree (other_patient_id, other_encounter_id) WHERE (other_encounter_id IS NOT NULL)
  INDEX change_of_encounter ON encounters.change USING btree (patient_id, encounter_id, recorded_at)
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- One financial transaction as billing said it (HL7 FT1). Of several with one number the latest counts.
TABLE encounters.charge (row-level security)
  patient_id uuid NOT NULL  -- Whose.
  id uuid NOT NULL  -- UUID v7.
  facility_id uuid NOT NULL  -- Whose account and visit numbers these are.
  labels bigint NOT NULL DEFAULT 0  -- Sensitivity, registry in access/labels.ts.
  account_number text  -- HL7 PID-18.
  visit_number text  -- HL7 PV1-19.
  number text  -- FT1-2, where the source numbers its transactions.
  kind text NOT NULL  -- FT1-6, HL7 table 0017: CG charge, CD credit, PY payment, AJ adjustment, CO co-payment.
  code text  -- FT1-7: what was done or given.
  code_system text  -- FT1-7.3.
  code_text text  -- FT1-7.2, else FT1-8.
  quantity numeric  -- FT1-10.
  amount numeric  -- FT1-11: of the whole quantity.
  unit_amount numeric  -- FT1-12.
  currency text  -- ISO 4217, where it is said.
  department text  -- FT1-13.
  diagnoses text[] NOT NULL DEFAULT '{}'::text[]  -- FT1-19.
  procedure_code text  -- FT1-25.
  charged_at timestamp with time zone  -- FT1-4.
  posted_at timestamp with time zone  -- FT1-5.
  origin text NOT NULL  -- Interface and sender; numbers are unique within one.
  said_at timestamp with time zone NOT NULL  -- When its source said so; the latest counts.
  said_as text NOT NULL  -- Number of the message (MSH-10); puts two of one moment in order.
  line integer NOT NULL  -- Where it stands in the message.
  recorded_at timestamp with time zone NOT NULL  -- When entered here.
  recorded_by text NOT NULL  -- Actor id.
  CONSTRAINT charge_pkey PRIMARY KEY (patient_id, id)
  CONSTRAINT charge_facility_id_fkey FOREIGN KEY (facility_id) REFERENCES directory.facility(id)
  CONSTRAINT charge_patient_id_fkey FOREIGN KEY (patient_id) REFERENCES patients.patient(id)
  CONSTRAINT charge_is_of_an_account_or_visit CHECK (((account_number IS NOT NULL) OR (visit_number IS NOT NULL)))
  UNIQUE INDEX charge_said_once ON encounters.charge USING btree (facility_id, origin, said_as, line, patient_id)
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: INSERT, SELECT, UPDATE
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT, UPDATE
  GRANT chartkeeper_report: SELECT

-- One contact of a patient with a facility. Never guessed for a document: chosen by number or by a person.
TABLE encounters.encounter (row-level security)
  patient_id uuid NOT NULL  -- Whose.
  id uuid NOT NULL  -- UUID v7.
  facility_id uuid NOT NULL  -- Where.
  labels bigint NOT NULL DEFAULT 0  -- Sensitivity, registry in access/labels.ts.
  visit_number text  -- HL7 PV1-19.
  account_number text  -- HL7 PID-18.
  class text NOT NULL  -- HL7 ActCode: AMB, IMP, EMER, OBSENC, HH, VR, SS ...
  type_text text  -- What kind of visit, in words.
  series_parent_id uuid  -- The first encounter of a recurring series.
  started_at timestamp with time zone  -- Arrival or admission.
  ended_at timestamp with time zone  -- Departure or discharge.
  unit_id uuid  -- Current or last unit.
  attending_practitioner_id uuid  -- Responsible practitioner.
  origin text NOT NULL  -- desk, fhir, hl7v2 or the name of the feed.
  version integer NOT NULL DEFAULT 1  -- Counts changes; If-Match.
  recorded_at timestamp with time zone NOT NULL  -- When entered here.
  recorded_by text NOT NULL  -- Actor id.
  location text  -- Where the patient is or was last, as the source writes it: HL7 PV1-3, point of care, room, bed.
  attending_name text  -- HL7 PV1-7, as the source writes it, where the practitioner is not in the directory.
  referring_name text  -- HL7 PV1-8.
  consulting_names text[] NOT NULL DEFAULT '{}'::text[]  -- HL7 PV1-9.
  CONSTRAINT encounter_pkey PRIMARY KEY (patient_id, id)
  CONSTRAINT encounter_attending_practitioner_id_fkey FOREIGN KEY (attending_practitioner_id) REFERENCES directory.practitioner(id)
  CONSTRAINT encounter_facility_id_fkey FOREIGN KEY (facility_id) REFERENCES directory.facility(id)
  CONSTRAINT encounter_patient_id_fkey FOREIGN KEY (patient_id) REFERENCES patients.patient(id)
  CONSTRAINT encounter_patient_id_series_parent_id_fkey FOREIGN KEY (patient_id, series_parent_id) REFERENCES encounters.encounter(patient_id, id)
  CONSTRAINT encounter_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES directory.unit(id)
  CONSTRAINT encounter_ends_after_it_starts CHECK (((ended_at IS NULL) OR (started_at IS NULL) OR (ended_at >= started_at)))
  INDEX encounter_by_account ON encounters.encounter USING btree (account_number) WHERE (account_number IS NOT NULL)
  INDEX encounter_by_last_day ON encounters.encounter USING btree (facility_id, (
CASE
    WHEN (ended_at IS NOT NULL) THEN ended_at
    WHEN (class = ANY (ARRAY['AMB'::text, 'VR'::text, 'HH'::text])) THEN started_at
    ELSE NULL::timestamp with time zone
END)) WHERE (
CASE
    WHEN (ended_at IS NOT NULL) THEN ended_at
    WHEN (class = ANY (ARRAY['AMB'::text, 'VR'::text, 'HH'::text])) THEN started_at
    ELSE NULL::timestamp with time zone
END IS NOT NULL)
  INDEX encounter_by_start ON encounters.encounter USING btree (patient_id, started_at DESC)
  INDEX encounter_by_visit_number ON encounters.encounter USING btree (visit_number) WHERE (visit_number IS NOT NULL)
  UNIQUE INDEX visit_number_is_unique ON encounters.encounter USING btree (facility_id, visit_number) WHERE (visit_number IS NOT NULL)
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: INSERT, SELECT, UPDATE
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT, UPDATE
  GRANT chartkeeper_report: SELECT

-- Visit numbers that an encounter had before: they go on finding it, on labels and in messages that come late.
TABLE encounters.former_number (row-level security)
  patient_id uuid NOT NULL  -- Whose.
  id uuid NOT NULL  -- UUID v7.
  facility_id uuid NOT NULL  -- As the encounter's.
  labels bigint NOT NULL DEFAULT 0  -- As the encounter's.
  encounter_id uuid NOT NULL  -- Which encounter.
  number text NOT NULL  -- HL7 MRG-5 of A50.
  recorded_at timestamp with time zone NOT NULL  -- When entered here.
  recorded_by text NOT NULL  -- Actor id.
  CONSTRAINT former_number_pkey PRIMARY KEY (patient_id, id)
  CONSTRAINT former_number_facility_id_fkey FOREIGN KEY (facility_id) REFERENCES directory.facility(id)
  CONSTRAINT former_number_patient_id_encounter_id_fkey FOREIGN KEY (patient_id, encounter_id) REFERENCES encounters.encounter(patient_id, id)
  INDEX former_number_by_number ON encounters.former_number USING btree (number)
  INDEX former_number_of_encounter ON encounters.former_number USING btree (patient_id, encounter_id)
  UNIQUE INDEX former_number_is_of_one ON encounters.former_number USING btree (facility_id, number)
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- Superseded versions.
TABLE fhir.history (row-level security)
  patient_id uuid NOT NULL  -- As the resource's.
  type text NOT NULL  -- As the resource's.
  id uuid NOT NULL  -- As the resource's.
  version integer NOT NULL  -- The version it was.
  at timestamp with time zone NOT NULL  -- When that version was written.
  content text NOT NULL  -- As it was served.
  facility_id uuid NOT NULL  -- As the resource's.
  labels bigint NOT NULL DEFAULT 0  -- As the resource's.
  deleted boolean NOT NULL DEFAULT false  -- This version says that the resource was deleted; its content is that of the version before.
  origin text  -- As the resource's was then; empty for versions from before it was kept.
  CONSTRAINT history_pkey PRIMARY KEY (patient_id, type, id, version)
  INDEX history_by_time ON fhir.history USING btree (type, at, id, version)
  POLICY not_own FOR r
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT

-- Current version of each resource.
TABLE fhir.resource (row-level security)
  patient_id uuid NOT NULL  -- Whose compartment; the zero UUID for what belongs to nobody (organisations, practitioners).
  type text NOT NULL  -- resourceType.
  id uuid NOT NULL  -- Logical id; for module types the module's own id.
  version integer NOT NULL  -- meta.versionId.
  at timestamp with time zone NOT NULL  -- meta.lastUpdated.
  origin text NOT NULL  -- fhir (HTTP), fhir-import, desk, or the name of the feed.
  content text NOT NULL  -- The JSON as served.
  hash bytea NOT NULL  -- SHA-256 of the content with sorted keys, without meta: equal means unchanged.
  facility_id uuid NOT NULL  -- Facility that received it.
  labels bigint NOT NULL DEFAULT 0  -- Sensitivity from meta.security and from the patient.
  deleted_at timestamp with time zone  -- Deleted through FHIR: it is answered with 410 and found by nothing. Every version stays.
  index_version integer NOT NULL DEFAULT 0  -- Set of search parameters by which it stands in the index; 0: not yet. A migration that changes the set puts it back to 0.
  CONSTRAINT resource_pkey PRIMARY KEY (patient_id, type, id)
  CONSTRAINT resource_facility_id_fkey FOREIGN KEY (facility_id) REFERENCES directory.facility(id)
  INDEX resource_by_id ON fhir.resource USING btree (type, id)
  INDEX resource_by_time ON fhir.resource USING btree (type, at, id)
  INDEX resource_to_index ON fhir.resource USING btree (id) WHERE (index_version = 0)
  POLICY not_own FOR r
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: INSERT, SELECT, UPDATE
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT, UPDATE

-- Values of token, string, reference and uri parameters of the current versions.
TABLE fhir.search_key (row-level security)
  patient_id uuid NOT NULL  -- As the resource's.
  type text NOT NULL  -- As the resource's.
  id uuid NOT NULL  -- As the resource's.
  parameter text NOT NULL  -- Code of the SearchParameter; code:text for the words of a token, code:identifier for a reference by number, code:of-type for an identifier by its type, code:code|system for what a composite parameter says under a code.
  key text NOT NULL  -- code|system; folded words, U+0001, as written; Type/id; the URI.
  facility_id uuid NOT NULL  -- As the resource's.
  labels bigint NOT NULL DEFAULT 0  -- As the resource's.
  CONSTRAINT search_key_pkey PRIMARY KEY (patient_id, type, id, parameter, key)
  INDEX search_key_by_key ON fhir.search_key USING btree (type, parameter, key, id)
  POLICY not_own FOR r
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: DELETE, INSERT, SELECT, UPDATE
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: DELETE, INSERT, SELECT, UPDATE

-- Values of date, number and quantity parameters of the current versions; both ends belong to the range.
TABLE fhir.search_range (row-level security)
  patient_id uuid NOT NULL  -- As the resource's.
  type text NOT NULL  -- As the resource's.
  id uuid NOT NULL  -- As the resource's.
  parameter text NOT NULL  -- Code of the SearchParameter; code:code|system for what a composite parameter says under a code.
  low double precision NOT NULL  -- Milliseconds since 1970 for a date, else the number.
  high double precision NOT NULL  -- As low.
  unit text NOT NULL  -- code|system of the unit; empty for a date or number.
  facility_id uuid NOT NULL  -- As the resource's.
  labels bigint NOT NULL DEFAULT 0  -- As the resource's.
  CONSTRAINT search_range_pkey PRIMARY KEY (patient_id, type, id, parameter, low, high, unit)
  INDEX search_range_by_low ON fhir.search_range USING btree (type, parameter, low, high, id)
  POLICY not_own FOR r
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: DELETE, INSERT, SELECT, UPDATE
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: DELETE, INSERT, SELECT, UPDATE

-- Which of our resources a source's own id became: importing it again updates instead of doubling.
TABLE fhir.source
  origin text NOT NULL  -- The source.
  type text NOT NULL  -- resourceType.
  source_id text NOT NULL  -- The source's id.
  id uuid NOT NULL  -- Ours.
  CONSTRAINT source_pkey PRIMARY KEY (origin, type, source_id)
  GRANT chartkeeper_app: INSERT, SELECT, UPDATE
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT, UPDATE

-- What the job fhir.project brings up to date in fhir.resource: a row for each change, written in the transaction of the change and taken away in the one that follows it.
TABLE fhir.to_project
  n bigint NOT NULL  -- Order.
  type text NOT NULL  -- Type of the resource.
  subject_id uuid NOT NULL  -- Registration it is filed under.
  resource_id uuid NOT NULL  -- Id of the document or encounter; of a Consent the request whose authorizations it is about, or the restriction.
  tries integer NOT NULL DEFAULT 0  -- How often it failed; what failed waits behind the others, and after some tries for somebody to look.
  CONSTRAINT to_project_pkey PRIMARY KEY (n)
  CONSTRAINT projected_type_is_known CHECK ((type = ANY (ARRAY['DocumentReference'::text, 'Encounter'::text, 'Consent'::text])))
  INDEX to_project_given_up ON fhir.to_project USING btree (n DESC) WHERE (tries >= 5)
  GRANT chartkeeper_app: DELETE, INSERT, SELECT, UPDATE
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: DELETE, INSERT, SELECT, UPDATE

-- Patients of a server that are read, where not all are.
TABLE fhir_client.chosen_patient
  server_id uuid NOT NULL  -- Of which server.
  source_id text NOT NULL  -- Id of the Patient there.
  chosen_at timestamp with time zone NOT NULL  -- When.
  chosen_by text NOT NULL  -- Actor id.
  CONSTRAINT chosen_patient_pkey PRIMARY KEY (server_id, source_id)
  CONSTRAINT chosen_patient_server_id_fkey FOREIGN KEY (server_id) REFERENCES fhir_client.server(id)
  CONSTRAINT chosen_patient_is_an_id CHECK ((source_id ~ '^[A-Za-z0-9.-]{1,64}$'::text))
  GRANT chartkeeper_app: DELETE, INSERT, SELECT, UPDATE
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT, UPDATE
  GRANT chartkeeper_report: SELECT

-- One resource of a server and what became of its latest version. Without content: it is fetched again.
TABLE fhir_client.item
  id uuid NOT NULL  -- UUID v7.
  server_id uuid NOT NULL  -- Of which server.
  type text NOT NULL  -- Resource type.
  source_id text NOT NULL  -- Its id there.
  version text NOT NULL  -- meta.versionId there, else meta.lastUpdated, else a digest.
  patient text  -- Id of its Patient there.
  state text NOT NULL  -- filed; linked: a Patient who is registered here already; failed; asks: a person decides who it is; again: it is tried with the next run; set-aside by a person.
  reason text  -- Why, without content.
  candidates uuid[] NOT NULL DEFAULT '{}'::uuid[]  -- Patients of ours who may be this one.
  attempts integer NOT NULL DEFAULT 1  -- How often this version was tried.
  at timestamp with time zone NOT NULL  -- When it came to its state.
  decided_at timestamp with time zone  -- When a person decided.
  decided_by text  -- Actor id.
  CONSTRAINT item_pkey PRIMARY KEY (id)
  CONSTRAINT item_server_id_fkey FOREIGN KEY (server_id) REFERENCES fhir_client.server(id)
  CONSTRAINT item_decision_has_who_and_when CHECK (((decided_at IS NULL) = (decided_by IS NULL)))
  CONSTRAINT item_failed_with_a_reason CHECK (((state <> ALL (ARRAY['failed'::text, 'asks'::text, 'set-aside'::text])) OR (reason IS NOT NULL)))
  CONSTRAINT item_state_is_known CHECK ((state = ANY (ARRAY['filed'::text, 'linked'::text, 'failed'::text, 'asks'::text, 'again'::text, 'set-aside'::text])))
  INDEX item_open ON fhir_client.item USING btree (server_id, at) WHERE (state = ANY (ARRAY['failed'::text, 'asks'::text, 'again'::text]))
  UNIQUE INDEX item_once ON fhir_client.item USING btree (server_id, type, source_id)
  GRANT chartkeeper_app: INSERT, SELECT, UPDATE
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT, UPDATE
  GRANT chartkeeper_report: SELECT

-- How far a server was read: a run goes on here after a crash.
TABLE fhir_client.progress
  server_id uuid NOT NULL  -- Which server.
  type text NOT NULL  -- Resource type.
  patient text NOT NULL  -- Id of the Patient there; empty: of all.
  since text  -- All that changed before was read to its end: the instant as that server wrote it.
  next_url text  -- The next page of a search under way.
  highest text  -- Latest change met in the search under way; becomes since at its end.
  at timestamp with time zone NOT NULL  -- When it was written.
  CONSTRAINT progress_pkey PRIMARY KEY (server_id, type, patient)
  CONSTRAINT progress_server_id_fkey FOREIGN KEY (server_id) REFERENCES fhir_client.server(id)
  GRANT chartkeeper_app: INSERT, SELECT, UPDATE
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT, UPDATE
  GRANT chartkeeper_report: SELECT

-- A document of ours that goes to the other server, and what became of it. Without content.
TABLE fhir_client.sending
  id uuid NOT NULL  -- UUID v7.
  server_id uuid NOT NULL  -- Where to.
  document_id uuid NOT NULL  -- Which document of ours; who may see it is asked each time.
  state text NOT NULL  -- waiting, sent, failed: a person decides, set-aside by a person.
  reason text  -- Why it waits or failed, without content.
  remote_id text  -- Id of the DocumentReference there.
  attempts integer NOT NULL DEFAULT 0  -- Tries since a person last asked for it.
  not_before timestamp with time zone  -- It is not tried earlier.
  asked_at timestamp with time zone NOT NULL  -- When a person chose it.
  asked_by text NOT NULL  -- Actor id.
  at timestamp with time zone NOT NULL  -- When it came to its state.
  CONSTRAINT sending_pkey PRIMARY KEY (id)
  CONSTRAINT sending_server_id_fkey FOREIGN KEY (server_id) REFERENCES fhir_client.server(id)
  CONSTRAINT sending_failed_with_a_reason CHECK (((state <> ALL (ARRAY['failed'::text, 'set-aside'::text])) OR (reason IS NOT NULL)))
  CONSTRAINT sending_sent_is_named CHECK (((state <> 'sent'::text) OR (remote_id IS NOT NULL)))
  CONSTRAINT sending_state_is_known CHECK ((state = ANY (ARRAY['waiting'::text, 'sent'::text, 'failed'::text, 'set-aside'::text])))
  INDEX sending_open ON fhir_client.sending USING btree (at) WHERE (state = ANY (ARRAY['waiting'::text, 'failed'::text]))
  UNIQUE INDEX sending_once ON fhir_client.sending USING btree (server_id, document_id)
  GRANT chartkeeper_app: INSERT, SELECT, UPDATE
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT, UPDATE
  GRANT chartkeeper_report: SELECT

-- A FHIR server of somebody else that we read from as a SMART backend service.
TABLE fhir_client.server
  id uuid NOT NULL  -- UUID v7.
  name text NOT NULL  -- As the desk calls it.
  base_url text NOT NULL  -- FHIR base without a slash at its end; its host is among those the operator allows.
  client_id text NOT NULL  -- What that server calls us.
  scope text NOT NULL  -- SMART system scopes that are asked for.
  whose text NOT NULL  -- all patients it shows us, or the chosen ones.
  stopped_at timestamp with time zone  -- Since when it is not asked; what was read stays.
  set_at timestamp with time zone NOT NULL  -- When it was last set.
  set_by text NOT NULL  -- Actor id.
  not_before timestamp with time zone  -- It is not asked earlier: it said so (Retry-After), or it failed.
  failures integer NOT NULL DEFAULT 0  -- Runs in a row that could not go on.
  trouble text  -- Why the last run could not go on; without content. Empty: it went on.
  pulled_at timestamp with time zone  -- When the last run came to its end.
  algorithm text NOT NULL DEFAULT 'ES384'::text  -- With which of our two keys we prove there who we are (RFC 7518).
  CONSTRAINT server_pkey PRIMARY KEY (id)
  CONSTRAINT server_algorithm_is_known CHECK ((algorithm = ANY (ARRAY['ES384'::text, 'RS384'::text])))
  CONSTRAINT server_is_short CHECK (((length(name) <= 200) AND (length(base_url) <= 500) AND (length(client_id) <= 200) AND (length(scope) <= 1000)))
  CONSTRAINT server_whose_is_known CHECK ((whose = ANY (ARRAY['all'::text, 'chosen'::text])))
  UNIQUE INDEX server_by_name ON fhir_client.server USING btree (name)
  GRANT chartkeeper_app: INSERT, SELECT, UPDATE
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT, UPDATE
  GRANT chartkeeper_report: SELECT

-- The application acknowledgement that a sender asked for by MSH-16, one for each message: written with the message, decided with what became of it, and sent after that.
TABLE hl7v2.acknowledgement
  id uuid NOT NULL  -- UUID v7; its last 20 digits are MSH-10, the same on every attempt.
  message_id uuid NOT NULL  -- What is answered: MSA-2 is its MSH-10.
  decided_by_id uuid NOT NULL  -- The message whose fate is told: the same, or its corrected copy.
  sender_id uuid NOT NULL  -- As the message's.
  n bigint NOT NULL  -- As the message's: of those that wait the first goes first.
  wish text NOT NULL  -- MSH-16, HL7 table 0155: AL always, ER where it failed, SU where it was applied.
  state text NOT NULL  -- awaited: the message is not applied yet; unwanted: of an end that the sender does not want to hear of; waiting to be sent; sent; failed: a person decides; set-aside by a person.
  code text  -- MSA-1.
  words text  -- Why the message waits in the error queue; without content.
  decided_at timestamp with time zone  -- When the message was applied or failed; MSH-7.
  attempts integer NOT NULL DEFAULT 0  -- How often it went out.
  next_at timestamp with time zone  -- Not before.
  reason text  -- What the other side said to it, or why it could not be reached; without content.
  done_at timestamp with time zone  -- When it came to its end.
  done_by text  -- Actor id.
  CONSTRAINT acknowledgement_pkey PRIMARY KEY (id)
  CONSTRAINT acknowledgement_decided_by_id_fkey FOREIGN KEY (decided_by_id) REFERENCES hl7v2.message(id)
  CONSTRAINT acknowledgement_message_id_fkey FOREIGN KEY (message_id) REFERENCES hl7v2.message(id)
  CONSTRAINT acknowledgement_sender_id_fkey FOREIGN KEY (sender_id) REFERENCES hl7v2.sender(id)
  CONSTRAINT acknowledgement_code_is_known CHECK ((code = ANY (ARRAY['AA'::text, 'AE'::text])))
  CONSTRAINT acknowledgement_decided_whole CHECK ((((state = 'awaited'::text) = (code IS NULL)) AND ((code IS NULL) = (decided_at IS NULL))))
  CONSTRAINT acknowledgement_done_has_who_and_when CHECK ((((state = ANY (ARRAY['sent'::text, 'failed'::text, 'set-aside'::text])) = (done_at IS NOT NULL)) AND ((done_at IS NULL) = (done_by IS NULL))))
  CONSTRAINT acknowledgement_failed_with_a_reason CHECK (((state <> ALL (ARRAY['failed'::text, 'set-aside'::text])) OR (reason IS NOT NULL)))
  CONSTRAINT acknowledgement_state_is_known CHECK ((state = ANY (ARRAY['awaited'::text, 'unwanted'::text, 'waiting'::text, 'sent'::text, 'failed'::text, 'set-aside'::text])))
  CONSTRAINT acknowledgement_wish_is_known CHECK ((wish = ANY (ARRAY['AL'::text, 'ER'::text, 'SU'::text])))
  INDEX acknowledgement_awaited ON hl7v2.acknowledgement USING btree (decided_by_id) WHERE (state = 'awaited'::text)
  INDEX acknowledgement_failed ON hl7v2.acknowledgement USING btree (n) WHERE (state = 'failed'::text)
  INDEX acknowledgement_waiting ON hl7v2.acknowledgement USING btree (sender_id, n) WHERE (state = 'waiting'::text)
  UNIQUE INDEX acknowledgement_once ON hl7v2.acknowledgement USING btree (message_id)
  GRANT chartkeeper_app: INSERT, SELECT, UPDATE
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT, UPDATE
  GRANT chartkeeper_report: SELECT

-- A system that is told over MLLP what changed here.
TABLE hl7v2.destination
  id uuid NOT NULL  -- UUID v7.
  facility_id uuid NOT NULL  -- The facility that tells.
  name text NOT NULL  -- As the desk calls it.
  host text NOT NULL  -- Name or address.
  port integer NOT NULL  -- Its MLLP port.
  tls boolean NOT NULL  -- Whether it is spoken to over TLS.
  ca text  -- PEM of the authority of its certificate; empty: those the machine trusts.
  application text NOT NULL  -- MSH-5.
  facility text NOT NULL  -- MSH-6.
  tells text[] NOT NULL  -- identity: registrations, changes, merges (ADT); documents: new, changed and withdrawn ones (MDM); neither: it hears answers to its own messages only.
  stopped_at timestamp with time zone  -- Since when nothing is queued for it nor sent; what waits stays.
  set_at timestamp with time zone NOT NULL  -- When it was last set.
  set_by text NOT NULL  -- Actor id.
  alarm_minutes integer NOT NULL DEFAULT 30  -- How many minutes it may give no answer before somebody has to look.
  unanswered_since timestamp with time zone  -- Moment of the first attempt of a row of attempts that found nobody; empty: it answered last, or nothing was sent.
  downstream_ids uuid[] NOT NULL DEFAULT '{}'::uuid[]  -- Downstream systems of the identity desk (identity.downstream) that learn of merges by these messages.
  CONSTRAINT destination_pkey PRIMARY KEY (id)
  CONSTRAINT destination_facility_id_fkey FOREIGN KEY (facility_id) REFERENCES directory.facility(id)
  CONSTRAINT destination_alarm_within_a_week CHECK (((alarm_minutes >= 1) AND (alarm_minutes <= 10080)))
  CONSTRAINT destination_is_short CHECK (((length(name) <= 200) AND (length(host) <= 255) AND (length(application) <= 227) AND (length(facility) <= 227)))
  CONSTRAINT destination_port_is_one CHECK (((port >= 1) AND (port <= 65535)))
  CONSTRAINT destination_tells_what_is_known CHECK ((tells <@ ARRAY['identity'::text, 'documents'::text]))
  UNIQUE INDEX destination_by_name ON hl7v2.destination USING btree (name)
  GRANT chartkeeper_app: INSERT, SELECT, UPDATE
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT, UPDATE
  GRANT chartkeeper_report: SELECT

-- Which document of the record a number of the sender became.
TABLE hl7v2.document
  sender_id uuid NOT NULL  -- Whose number.
  number text NOT NULL  -- Keyed digest of TXA-12, or of order and observation for a result.
  document_id uuid NOT NULL  -- Ours.
  CONSTRAINT document_pkey PRIMARY KEY (sender_id, number)
  CONSTRAINT document_sender_id_fkey FOREIGN KEY (sender_id) REFERENCES hl7v2.sender(id)
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- When each part of a person or visit was last said by a feed: what happened earlier and comes later changes nothing, so the order of arrival does not matter.
TABLE hl7v2.latest
  subject_id uuid NOT NULL  -- Patient or encounter.
  aspect text NOT NULL  -- name, birth, start, end, cancelled ...
  at timestamp with time zone NOT NULL  -- EVN-2, else MSH-7: when it happened or was entered there.
  control_id text NOT NULL  -- MSH-10: decides between two of the same moment.
  CONSTRAINT latest_pkey PRIMARY KEY (subject_id, aspect)
  GRANT chartkeeper_app: INSERT, SELECT, UPDATE
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT, UPDATE
  GRANT chartkeeper_report: SELECT

-- What a code of a sender means here. Rows are never changed: the newest of a sender and code is in force, that of all senders where it has none.
TABLE hl7v2.mapping
  id uuid NOT NULL  -- UUID v7.
  sender_id uuid  -- Whose code; empty: of every sender that has no row of its own.
  kind text NOT NULL  -- authority: CX.4.1 to the URI of an identifier system; document-type: TXA-2 or OBR-4 to a type of the catalogue; class: PV1-2 to an encounter class.
  said text NOT NULL  -- As the sender says it.
  meant text NOT NULL  -- As we say it.
  set_at timestamp with time zone NOT NULL  -- When.
  set_by text NOT NULL  -- Actor id; seed for those that came with the product.
  CONSTRAINT mapping_pkey PRIMARY KEY (id)
  CONSTRAINT mapping_sender_id_fkey FOREIGN KEY (sender_id) REFERENCES hl7v2.sender(id)
  CONSTRAINT mapping_kind_is_known CHECK ((kind = ANY (ARRAY['authority'::text, 'document-type'::text, 'class'::text])))
  INDEX mapping_in_force ON hl7v2.mapping USING btree (kind, said, set_at DESC)
  INDEX mapping_of_sender ON hl7v2.mapping USING btree (sender_id, kind, said, set_at DESC)
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- Every message as it came, those that were refused included; insert only. It is acknowledged after the commit of its row and not before.
TABLE hl7v2.message
  id uuid NOT NULL  -- UUID v7; MSH-10 of the acknowledgement.
  n bigint NOT NULL  -- Order of arrival: a sender's messages are applied in it.
  sender_id uuid  -- Who; empty where the message does not say so readably.
  control_id text NOT NULL  -- MSH-10; empty where it has none.
  type text NOT NULL  -- MSH-9, as ADT^A01; empty where it cannot be read.
  digest text NOT NULL  -- Keyed digest of the bytes: tells the same message again from another one of the same number.
  bytes integer NOT NULL  -- How many.
  volume_id uuid NOT NULL  -- Whose key opens it.
  sealed bytea NOT NULL  -- The bytes, AES-256-GCM, bound to the id.
  received_at timestamp with time zone NOT NULL  -- When.
  received_via text NOT NULL  -- mllp; import of a file; edit: a corrected copy of one in error.
  taken boolean NOT NULL  -- Accepted, and to be applied.
  code text NOT NULL  -- MSA-1 of the answer.
  refusal text  -- Why it was not taken, in words without content.
  edited_from uuid  -- The message of which this is the corrected copy.
  CONSTRAINT message_pkey PRIMARY KEY (id)
  CONSTRAINT message_edited_from_fkey FOREIGN KEY (edited_from) REFERENCES hl7v2.message(id)
  CONSTRAINT message_sender_id_fkey FOREIGN KEY (sender_id) REFERENCES hl7v2.sender(id)
  CONSTRAINT message_volume_id_fkey FOREIGN KEY (volume_id) REFERENCES hl7v2.volume(id)
  CONSTRAINT an_edit_says_of_what CHECK (((received_via = 'edit'::text) = (edited_from IS NOT NULL)))
  CONSTRAINT received_via_is_known CHECK ((received_via = ANY (ARRAY['mllp'::text, 'import'::text, 'edit'::text])))
  CONSTRAINT taken_or_refused_with_a_reason CHECK ((taken = (refusal IS NULL)))
  INDEX message_corrected ON hl7v2.message USING btree (edited_from) WHERE (edited_from IS NOT NULL)
  INDEX message_of_sender ON hl7v2.message USING btree (sender_id, received_at DESC)
  INDEX message_refused ON hl7v2.message USING btree (received_at DESC) WHERE (NOT taken)
  UNIQUE INDEX message_once ON hl7v2.message USING btree (sender_id, control_id) WHERE (taken AND (edited_from IS NULL))
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- What a feed said of visits, accounts and numbers of patients that are another patient's since a moment.
TABLE hl7v2.moved
  id uuid NOT NULL  -- UUID v7.
  facility_id uuid NOT NULL  -- Whose numbers these are.
  kind text NOT NULL  -- What moved.
  number text NOT NULL  -- Keyed digest of the number of the visit, account or patient.
  from_number text NOT NULL  -- Keyed digest of a number of the patient of whom it was.
  to_patient_id uuid NOT NULL  -- Of whom it is.
  at timestamp with time zone NOT NULL  -- EVN-2, else MSH-7.
  control_id text NOT NULL  -- MSH-10: decides between two of the same moment.
  from_patient_id uuid  -- Of a number of a patient: whose it was.
  CONSTRAINT moved_pkey PRIMARY KEY (id)
  CONSTRAINT moved_facility_id_fkey FOREIGN KEY (facility_id) REFERENCES directory.facility(id)
  CONSTRAINT moved_from_patient_id_fkey FOREIGN KEY (from_patient_id) REFERENCES patients.patient(id)
  CONSTRAINT moved_to_patient_id_fkey FOREIGN KEY (to_patient_id) REFERENCES patients.patient(id)
  CONSTRAINT moved_kind_is_known CHECK ((kind = ANY (ARRAY['visit'::text, 'account'::text, 'number'::text])))
  CONSTRAINT moved_number_was_somebodys CHECK (((kind = 'number'::text) = (from_patient_id IS NOT NULL)))
  UNIQUE INDEX moved_said_once ON hl7v2.moved USING btree (facility_id, kind, number, from_number, at, control_id)
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- One message to one destination, queued in the transaction of what it tells.
TABLE hl7v2.outbound
  id uuid NOT NULL  -- UUID v7; its last 20 digits are MSH-10, the same on every attempt.
  n bigint NOT NULL  -- Order: the next goes when the one before it was answered.
  destination_id uuid NOT NULL  -- To whom.
  cause uuid NOT NULL  -- The event that it tells; once for each destination and patient.
  event text NOT NULL  -- A28, A31, A40; T02, T08, T11.
  subject_id uuid NOT NULL  -- Of whom; of a merge the one that survives.
  other_id uuid  -- The registration merged away, or the document.
  version_id uuid  -- The version of the document.
  queued_at timestamp with time zone NOT NULL  -- When.
  volume_id uuid  -- Whose key opens it; empty until it is written.
  sealed bytea  -- The bytes as they go, written before the first attempt: AES-256-GCM, bound to the id.
  state text NOT NULL  -- waiting its turn or its next attempt; sent: the other side took it; failed: a person decides; set-aside by a person.
  attempts integer NOT NULL DEFAULT 0  -- How often it went out.
  next_at timestamp with time zone  -- Not before.
  reason text  -- What the other side said, or why it could not be reached; without content.
  done_at timestamp with time zone  -- When it came to its end.
  done_by text  -- Actor id.
  merge_id uuid  -- The merge that it tells, or whose undoing, as patients numbers it.
  CONSTRAINT outbound_pkey PRIMARY KEY (id)
  CONSTRAINT outbound_destination_id_fkey FOREIGN KEY (destination_id) REFERENCES hl7v2.destination(id)
  CONSTRAINT outbound_volume_id_fkey FOREIGN KEY (volume_id) REFERENCES hl7v2.volume(id)
  CONSTRAINT outbound_done_has_who_and_when CHECK ((((state = 'waiting'::text) = (done_at IS NULL)) AND ((done_at IS NULL) = (done_by IS NULL))))
  CONSTRAINT outbound_failed_with_a_reason CHECK (((state <> ALL (ARRAY['failed'::text, 'set-aside'::text])) OR (reason IS NOT NULL)))
  CONSTRAINT outbound_state_is_known CHECK ((state = ANY (ARRAY['waiting'::text, 'sent'::text, 'failed'::text, 'set-aside'::text])))
  CONSTRAINT outbound_written_whole CHECK (((volume_id IS NULL) = (sealed IS NULL)))
  INDEX outbound_failed ON hl7v2.outbound USING btree (destination_id, n) WHERE (state = 'failed'::text)
  INDEX outbound_of_document ON hl7v2.outbound USING btree (other_id) WHERE (other_id IS NOT NULL)
  INDEX outbound_sent ON hl7v2.outbound USING btree (destination_id, done_at DESC) WHERE (state = 'sent'::text)
  INDEX outbound_waiting ON hl7v2.outbound USING btree (destination_id, n) WHERE (state = 'waiting'::text)
  UNIQUE INDEX outbound_once ON hl7v2.outbound USING btree (destination_id, cause, subject_id)
  GRANT chartkeeper_app: INSERT, SELECT, UPDATE
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT, UPDATE
  GRANT chartkeeper_report: SELECT

-- A system that sends, by the two names it gives itself. What an unknown one sends is refused until a person allows it.
TABLE hl7v2.sender
  id uuid NOT NULL  -- UUID v7.
  application text NOT NULL  -- MSH-3.1.
  facility text NOT NULL  -- MSH-4.1.
  facility_id uuid NOT NULL  -- The facility of ours whose record it feeds.
  state text NOT NULL  -- waiting for a person, allowed or refused.
  first_seen_at timestamp with time zone NOT NULL  -- When it first knocked.
  first_address text NOT NULL  -- From which address; import for a file.
  decided_at timestamp with time zone  -- When it was allowed or refused.
  decided_by text  -- Actor id; a sender on this machine is allowed by the product.
  expected_minutes integer  -- Silence of so many minutes is a fault of the feed; empty: nobody is told.
  expected_at timestamp with time zone  -- When that was set: silence before it does not count.
  expected_by text  -- Actor id.
  answers_to uuid  -- Where its application acknowledgements go; empty: back on a connection of its own.
  answers_alarm_minutes integer NOT NULL DEFAULT 60  -- An application acknowledgement that could not be sent for so many minutes waits for somebody.
  CONSTRAINT sender_pkey PRIMARY KEY (id)
  CONSTRAINT sender_answers_to_fkey FOREIGN KEY (answers_to) REFERENCES hl7v2.destination(id)
  CONSTRAINT sender_facility_id_fkey FOREIGN KEY (facility_id) REFERENCES directory.facility(id)
  CONSTRAINT sender_answers_alarm_is_sensible CHECK (((answers_alarm_minutes >= 1) AND (answers_alarm_minutes <= 20160)))
  CONSTRAINT sender_decision_has_who_and_when CHECK ((((decided_at IS NULL) = (decided_by IS NULL)) AND ((state = 'waiting'::text) = (decided_at IS NULL))))
  CONSTRAINT sender_expectation_has_who_and_when CHECK ((((expected_at IS NULL) = (expected_by IS NULL)) AND ((expected_minutes IS NULL) OR (expected_at IS NOT NULL))))
  CONSTRAINT sender_expectation_is_sensible CHECK (((expected_minutes >= 1) AND (expected_minutes <= 20160)))
  CONSTRAINT sender_is_short CHECK (((length(application) <= 227) AND (length(facility) <= 227)))
  CONSTRAINT sender_state_is_known CHECK ((state = ANY (ARRAY['waiting'::text, 'allowed'::text, 'refused'::text])))
  UNIQUE INDEX sender_by_name ON hl7v2.sender USING btree (application, facility)
  GRANT chartkeeper_app: INSERT, SELECT, UPDATE
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT, UPDATE
  GRANT chartkeeper_report: SELECT

-- Messages that are encrypted under one key and so can be made unreadable together: those of one day and process.
TABLE hl7v2.volume
  id uuid NOT NULL  -- UUID v7.
  key_slot text NOT NULL  -- The slot of its key; outside the database.
  opened_at timestamp with time zone NOT NULL  -- When.
  CONSTRAINT volume_pkey PRIMARY KEY (id)
  UNIQUE INDEX volume_by_slot ON hl7v2.volume USING btree (key_slot)
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- What became of each message that was taken.
TABLE hl7v2.work
  message_id uuid NOT NULL  -- The message.
  sender_id uuid NOT NULL  -- As the message's.
  n bigint NOT NULL  -- As the message's.
  state text NOT NULL  -- waiting its turn; held until something it speaks of comes; applied; kept in the archive only, since nothing here follows from it; failed: a person decides; set-aside by a person; replaced by its corrected copy.
  reason text  -- Why it is so, in words without content.
  waits_for text  -- Keyed digest of the number it waits for. Of one that failed: what would explain it; then it is tried again.
  done_at timestamp with time zone  -- When it came to this state.
  done_by text  -- Actor id.
  CONSTRAINT work_pkey PRIMARY KEY (message_id)
  CONSTRAINT work_message_id_fkey FOREIGN KEY (message_id) REFERENCES hl7v2.message(id)
  CONSTRAINT work_sender_id_fkey FOREIGN KEY (sender_id) REFERENCES hl7v2.sender(id)
  CONSTRAINT failed_with_a_reason CHECK (((state <> ALL (ARRAY['failed'::text, 'set-aside'::text, 'kept'::text])) OR (reason IS NOT NULL)))
  CONSTRAINT held_for_something CHECK ((((state <> 'held'::text) OR (waits_for IS NOT NULL)) AND ((waits_for IS NULL) OR (state = ANY (ARRAY['held'::text, 'failed'::text])))))
  CONSTRAINT work_state_is_known CHECK ((state = ANY (ARRAY['waiting'::text, 'held'::text, 'applied'::text, 'kept'::text, 'failed'::text, 'set-aside'::text, 'replaced'::text])))
  INDEX work_held ON hl7v2.work USING btree (waits_for) WHERE (waits_for IS NOT NULL)
  INDEX work_of_sender_to_decide ON hl7v2.work USING btree (sender_id, state) WHERE (state = ANY (ARRAY['failed'::text, 'held'::text]))
  INDEX work_to_decide ON hl7v2.work USING btree (n DESC) WHERE (state = ANY (ARRAY['failed'::text, 'held'::text]))
  INDEX work_waiting ON hl7v2.work USING btree (sender_id, n) WHERE (state = 'waiting'::text)
  GRANT chartkeeper_app: INSERT, SELECT, UPDATE
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT, UPDATE
  GRANT chartkeeper_report: SELECT

-- That somebody who reads a document says it stands wrongly, what the records desk answered, and that the reporter saw it.
TABLE identity.correction (row-level security)
  patient_id uuid NOT NULL  -- In whose chart the document stands.
  id uuid NOT NULL  -- UUID v7.
  facility_id uuid NOT NULL  -- As the document's.
  labels bigint NOT NULL DEFAULT 0  -- Of the document when it was reported, and of the patient; kept by identity.relabel_corrections.
  document_id uuid NOT NULL  -- Which document.
  wrong text NOT NULL  -- What is wrong: the patient, the visit, the date, or the type (template).
  note text NOT NULL  -- In words, and what it should be.
  reported_at timestamp with time zone NOT NULL  -- When.
  reported_by text NOT NULL  -- Actor id.
  settled_at timestamp with time zone  -- When the desk answered.
  settled_by text  -- Actor id.
  outcome text  -- Corrected, or it stands as it was.
  answer text  -- What the reporter is told.
  seen_at timestamp with time zone  -- When the reporter saw the answer.
  CONSTRAINT correction_pkey PRIMARY KEY (patient_id, id)
  CONSTRAINT correction_facility_id_fkey FOREIGN KEY (facility_id) REFERENCES directory.facility(id)
  CONSTRAINT correction_patient_id_document_id_fkey FOREIGN KEY (patient_id, document_id) REFERENCES documents.document(patient_id, id)
  CONSTRAINT correction_patient_id_fkey FOREIGN KEY (patient_id) REFERENCES patients.patient(id)
  CONSTRAINT a_settled_correction_is_answered CHECK ((((settled_at IS NULL) = (outcome IS NULL)) AND ((settled_at IS NULL) = (answer IS NULL)) AND ((settled_at IS NULL) = (settled_by IS NULL))))
  CONSTRAINT correction_of_what_is_known CHECK ((wrong = ANY (ARRAY['patient'::text, 'encounter'::text, 'date'::text, 'type'::text])))
  CONSTRAINT correction_outcome_is_known CHECK ((outcome = ANY (ARRAY['corrected'::text, 'stands'::text])))
  CONSTRAINT correction_says_what CHECK ((note <> ''::text))
  CONSTRAINT only_an_answer_is_seen CHECK (((seen_at IS NULL) OR (settled_at IS NOT NULL)))
  INDEX correction_by_id ON identity.correction USING btree (id)
  INDEX correction_waiting ON identity.correction USING btree (reported_at, id) WHERE (settled_at IS NULL)
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- From which probability on a pair is put before a person. Rows are only added: the newest of a facility counts.
TABLE identity.cutoff (row-level security)
  id uuid NOT NULL  -- UUID v7.
  facility_id uuid NOT NULL  -- Whose.
  labels bigint NOT NULL DEFAULT 0  -- None.
  least real NOT NULL  -- The probability.
  reason text NOT NULL  -- Why, with what was measured.
  set_at timestamp with time zone NOT NULL  -- When.
  set_by text NOT NULL  -- Actor id.
  CONSTRAINT cutoff_pkey PRIMARY KEY (id)
  CONSTRAINT cutoff_facility_id_fkey FOREIGN KEY (facility_id) REFERENCES directory.facility(id)
  CONSTRAINT cutoff_has_a_reason CHECK ((reason <> ''::text))
  CONSTRAINT cutoff_is_a_probability CHECK ((("least" >= (0.05)::double precision) AND ("least" <= (1)::double precision)))
  INDEX cutoff_newest ON identity.cutoff USING btree (facility_id, set_at DESC, id DESC)
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- Systems that keep the same people and must learn of a merge: the EHR, the laboratory, billing.
TABLE identity.downstream (row-level security)
  id uuid NOT NULL  -- UUID v7.
  facility_id uuid NOT NULL  -- Whose.
  labels bigint NOT NULL DEFAULT 0  -- None.
  name text NOT NULL  -- What the desk calls it.
  how text NOT NULL  -- By a message of the interface, or by a person who does it there.
  instructions text NOT NULL DEFAULT ''::text  -- How it is done there, for whoever ticks it off.
  recorded_at timestamp with time zone NOT NULL  -- When entered.
  recorded_by text NOT NULL  -- Actor id.
  ended_at timestamp with time zone  -- Not told any more from then on.
  ended_by text  -- Actor id.
  CONSTRAINT downstream_pkey PRIMARY KEY (id)
  CONSTRAINT downstream_facility_id_fkey FOREIGN KEY (facility_id) REFERENCES directory.facility(id)
  CONSTRAINT downstream_has_a_name CHECK ((name <> ''::text))
  CONSTRAINT downstream_way_is_known CHECK ((how = ANY (ARRAY['message'::text, 'task'::text])))
  INDEX downstream_of_facility ON identity.downstream USING btree (facility_id, name)
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- Something of a registration that cannot be right, or hardly: by which rule, of which field, since when. Holds no value: what stands there is read where it stands.
TABLE identity.finding (row-level security)
  patient_id uuid NOT NULL  -- The registration.
  id uuid NOT NULL  -- UUID v7.
  facility_id uuid NOT NULL  -- As the patient's.
  labels bigint NOT NULL DEFAULT 0  -- Of the patient, and of the document where it is about one; kept by identity.relabel_findings.
  rule text NOT NULL  -- Which rule found it: the list is in identity/quality/rules.ts.
  field text NOT NULL  -- Where it is mended.
  why text NOT NULL  -- What the rule met, as a word of that list.
  subject_id uuid  -- The document or encounter, where it is about one.
  other_ids uuid[] NOT NULL DEFAULT '{}'::uuid[]  -- Other registrations with the same number, five at most.
  fingerprint text NOT NULL  -- Digest of what stands there, salted with the registration: the same as long as it is the same, so that a dismissal is remembered until it changes.
  found_at timestamp with time zone NOT NULL  -- Since when it is open.
  ended_at timestamp with time zone  -- When it was mended or dismissed.
  ended_how text  -- The data no longer shows it; a person said it is right; the registration takes no part any more (merged, sealed, test patient).
  ended_by text  -- Actor id.
  reason text  -- Why it was dismissed.
  CONSTRAINT a_finding_is_kept_once UNIQUE (patient_id, rule, fingerprint)
  CONSTRAINT finding_pkey PRIMARY KEY (patient_id, id)
  CONSTRAINT finding_facility_id_fkey FOREIGN KEY (facility_id) REFERENCES directory.facility(id)
  CONSTRAINT finding_patient_id_fkey FOREIGN KEY (patient_id) REFERENCES patients.patient(id)
  CONSTRAINT an_ended_finding_says_how CHECK ((((ended_at IS NULL) = (ended_how IS NULL)) AND ((ended_at IS NULL) = (ended_by IS NULL))))
  CONSTRAINT finding_end_is_known CHECK ((ended_how = ANY (ARRAY['mended'::text, 'dismissed'::text, 'left-out'::text])))
  CONSTRAINT finding_field_is_known CHECK ((field = ANY (ARRAY['names'::text, 'birthDate'::text, 'death'::text, 'identifiers'::text, 'contacts'::text, 'encounters'::text, 'documents'::text])))
  CONSTRAINT finding_rule_is_named CHECK ((rule <> ''::text))
  CONSTRAINT finding_says_why CHECK ((why <> ''::text))
  CONSTRAINT only_a_dismissal_has_a_reason CHECK (((NOT (ended_how IS DISTINCT FROM 'dismissed'::text)) = (reason IS NOT NULL)))
  INDEX finding_by_id ON identity.finding USING btree (id)
  INDEX finding_open ON identity.finding USING btree (found_at, id) WHERE (ended_at IS NULL)
  INDEX finding_open_by_rule ON identity.finding USING btree (rule, facility_id, found_at, id) WHERE (ended_at IS NULL)
  UNIQUE INDEX a_finding_is_kept_once ON identity.finding USING btree (patient_id, rule, fingerprint)
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- A document or visit that was filed while two registrations were one, and has to be given to one of the two now that the merge is undone.
TABLE identity.loose_fact (row-level security)
  patient_id uuid NOT NULL  -- The registration it lies under.
  id uuid NOT NULL  -- UUID v7.
  facility_id uuid NOT NULL  -- As the patient's.
  labels bigint NOT NULL DEFAULT 0  -- As the patient's; kept by identity.relabel.
  merge_id uuid NOT NULL  -- The merge that was undone.
  other_id uuid NOT NULL  -- The other of the two.
  kind text NOT NULL  -- Kind of fact.
  fact_id uuid NOT NULL  -- The document or encounter.
  found_at timestamp with time zone NOT NULL  -- When the merge was undone.
  decision text  -- Belongs where it lies, or was moved to the other.
  decided_at timestamp with time zone  -- When.
  decided_by text  -- Actor id.
  flag_id uuid  -- The flag identity-in-question that was raised on the registration it lies under; lowered with the last fact of the merge.
  other_flag_id uuid  -- The same on the other of the two.
  CONSTRAINT loose_fact_once UNIQUE (patient_id, merge_id, fact_id)
  CONSTRAINT loose_fact_pkey PRIMARY KEY (patient_id, id)
  CONSTRAINT loose_fact_facility_id_fkey FOREIGN KEY (facility_id) REFERENCES directory.facility(id)
  CONSTRAINT loose_fact_other_id_fkey FOREIGN KEY (other_id) REFERENCES patients.patient(id)
  CONSTRAINT loose_fact_patient_id_fkey FOREIGN KEY (patient_id) REFERENCES patients.patient(id)
  CONSTRAINT a_decision_has_its_author CHECK ((((decision IS NULL) = (decided_at IS NULL)) AND ((decision IS NULL) = (decided_by IS NULL))))
  CONSTRAINT loose_decision_is_known CHECK ((decision = ANY (ARRAY['stays'::text, 'moved'::text])))
  CONSTRAINT loose_fact_is_known CHECK ((kind = ANY (ARRAY['document'::text, 'encounter'::text])))
  INDEX loose_fact_of_merge ON identity.loose_fact USING btree (merge_id)
  UNIQUE INDEX loose_fact_once ON identity.loose_fact USING btree (patient_id, merge_id, fact_id)
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- That one downstream system has to learn of one merge or its undoing, and that it did.
TABLE identity.notice (row-level security)
  patient_id uuid NOT NULL  -- The retired registration of the merge.
  id uuid NOT NULL  -- UUID v7.
  facility_id uuid NOT NULL  -- As the patient's.
  labels bigint NOT NULL DEFAULT 0  -- As the patient's; kept by identity.relabel.
  merge_id uuid NOT NULL  -- The merge, as patients numbers it.
  undone boolean NOT NULL  -- Of its undoing; else of the merge.
  downstream_id uuid NOT NULL  -- Who has to learn of it.
  opened_at timestamp with time zone NOT NULL  -- Since when.
  told_at timestamp with time zone  -- When it was done.
  told_by text  -- Actor id.
  told_how text  -- How.
  note text  -- In words.
  CONSTRAINT notice_is_written_once UNIQUE (patient_id, merge_id, undone, downstream_id)
  CONSTRAINT notice_pkey PRIMARY KEY (patient_id, id)
  CONSTRAINT notice_downstream_id_fkey FOREIGN KEY (downstream_id) REFERENCES identity.downstream(id)
  CONSTRAINT notice_facility_id_fkey FOREIGN KEY (facility_id) REFERENCES directory.facility(id)
  CONSTRAINT notice_patient_id_fkey FOREIGN KEY (patient_id) REFERENCES patients.patient(id)
  CONSTRAINT telling_is_known CHECK ((told_how = ANY (ARRAY['message'::text, 'in-the-system'::text, 'by-phone'::text, 'not-needed'::text])))
  CONSTRAINT who_is_told_is_told_somehow CHECK ((((told_at IS NULL) = (told_how IS NULL)) AND ((told_at IS NULL) = (told_by IS NULL))))
  INDEX notice_by_id ON identity.notice USING btree (id)
  INDEX notice_owed_of_merge ON identity.notice USING btree (merge_id) WHERE (told_at IS NULL)
  UNIQUE INDEX notice_is_written_once ON identity.notice USING btree (patient_id, merge_id, undone, downstream_id)
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- Two people seem to stand in one registration. Release of the record is frozen until it is settled.
TABLE identity.overlay (row-level security)
  patient_id uuid NOT NULL  -- The registration.
  id uuid NOT NULL  -- UUID v7.
  facility_id uuid NOT NULL  -- As the patient's.
  labels bigint NOT NULL DEFAULT 0  -- As the patient's; kept by identity.relabel.
  flag_id uuid NOT NULL  -- The flag of patients that freezes the release.
  what text NOT NULL  -- What shows that they are two.
  second_id uuid  -- The registration of the second person, once there is one.
  reported_at timestamp with time zone NOT NULL  -- When.
  reported_by text NOT NULL  -- Actor id.
  settled_at timestamp with time zone  -- When it was settled.
  settled_by text  -- Actor id.
  outcome text  -- Divided, or one person after all.
  settle_reason text  -- How it was known.
  CONSTRAINT overlay_pkey PRIMARY KEY (patient_id, id)
  CONSTRAINT overlay_facility_id_fkey FOREIGN KEY (facility_id) REFERENCES directory.facility(id)
  CONSTRAINT overlay_patient_id_fkey FOREIGN KEY (patient_id) REFERENCES patients.patient(id)
  CONSTRAINT overlay_second_id_fkey FOREIGN KEY (second_id) REFERENCES patients.patient(id)
  CONSTRAINT a_settled_overlay_says_how CHECK ((((settled_at IS NULL) = (outcome IS NULL)) AND ((settled_at IS NULL) = (settle_reason IS NULL)) AND ((settled_at IS NULL) = (settled_by IS NULL))))
  CONSTRAINT overlay_outcome_is_known CHECK ((outcome = ANY (ARRAY['split'::text, 'one-person'::text])))
  CONSTRAINT overlay_says_what CHECK ((what <> ''::text))
  INDEX overlay_by_id ON identity."overlay" USING btree (id)
  INDEX overlay_waiting ON identity."overlay" USING btree (reported_at, id) WHERE (settled_at IS NULL)
  UNIQUE INDEX overlay_open_once ON identity."overlay" USING btree (patient_id) WHERE (settled_at IS NULL)
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- Whose a document or visit is that stands in an overlaid registration, as a person said. The newest row of a fact counts.
TABLE identity.overlay_choice (row-level security)
  patient_id uuid NOT NULL  -- The overlaid registration.
  id uuid NOT NULL  -- UUID v7.
  facility_id uuid NOT NULL  -- As the patient's.
  labels bigint NOT NULL DEFAULT 0  -- As the patient's; kept by identity.relabel.
  overlay_id uuid NOT NULL  -- The overlay.
  kind text NOT NULL  -- Kind of fact.
  fact_id uuid NOT NULL  -- The document or encounter.
  whose text NOT NULL  -- Of the first person, who keeps the number, or of the second.
  moved_id uuid  -- The document in the other chart, once it was moved.
  chosen_at timestamp with time zone NOT NULL  -- When.
  chosen_by text NOT NULL  -- Actor id.
  CONSTRAINT overlay_choice_pkey PRIMARY KEY (patient_id, id)
  CONSTRAINT overlay_choice_facility_id_fkey FOREIGN KEY (facility_id) REFERENCES directory.facility(id)
  CONSTRAINT overlay_choice_patient_id_fkey FOREIGN KEY (patient_id) REFERENCES patients.patient(id)
  CONSTRAINT overlay_choice_patient_id_overlay_id_fkey FOREIGN KEY (patient_id, overlay_id) REFERENCES identity."overlay"(patient_id, id)
  CONSTRAINT overlay_fact_is_known CHECK ((kind = ANY (ARRAY['document'::text, 'encounter'::text])))
  CONSTRAINT overlay_whose_is_known CHECK ((whose = ANY (ARRAY['first'::text, 'second'::text])))
  INDEX overlay_choice_of ON identity.overlay_choice USING btree (patient_id, overlay_id, fact_id, chosen_at DESC, id DESC)
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- Two registrations that may be one person: a duplicate within a facility, an overlap between two. Compared by packages/linkage; what was compared is told field by field without any value.
TABLE identity.pair (row-level security)
  patient_id uuid NOT NULL  -- The registration with the smaller id.
  id uuid NOT NULL  -- UUID v7.
  facility_id uuid NOT NULL  -- As the patient's.
  labels bigint NOT NULL DEFAULT 0  -- Of both registrations together; kept by identity.relabel.
  other_id uuid NOT NULL  -- The other registration.
  kind text NOT NULL  -- Same facility, or two.
  probability real NOT NULL  -- That they are one person.
  fields jsonb NOT NULL  -- [{field, level, weight}], no values.
  found_how text NOT NULL  -- By the news of a registration or change, by going through the whole register, by a person, by a feed that links the two.
  found_at timestamp with time zone NOT NULL  -- When first found.
  compared_at timestamp with time zone NOT NULL  -- When last compared.
  settled_at timestamp with time zone  -- When it left the queue; the verdict, or the merge, says why.
  settled_how text  -- What became of it.
  CONSTRAINT a_pair_is_kept_once UNIQUE (patient_id, other_id)
  CONSTRAINT pair_pkey PRIMARY KEY (patient_id, id)
  CONSTRAINT pair_facility_id_fkey FOREIGN KEY (facility_id) REFERENCES directory.facility(id)
  CONSTRAINT pair_other_id_fkey FOREIGN KEY (other_id) REFERENCES patients.patient(id)
  CONSTRAINT pair_patient_id_fkey FOREIGN KEY (patient_id) REFERENCES patients.patient(id)
  CONSTRAINT a_pair_is_in_order CHECK ((patient_id < other_id))
  CONSTRAINT a_settled_pair_says_how CHECK (((settled_at IS NULL) = (settled_how IS NULL)))
  CONSTRAINT pair_found_how_is_known CHECK ((found_how = ANY (ARRAY['news'::text, 'whole'::text, 'person'::text, 'feed'::text])))
  CONSTRAINT pair_kind_is_known CHECK ((kind = ANY (ARRAY['duplicate'::text, 'overlap'::text])))
  CONSTRAINT pair_probability_is_one CHECK (((probability >= (0)::double precision) AND (probability <= (1)::double precision)))
  CONSTRAINT pair_settled_how_is_known CHECK ((settled_how = ANY (ARRAY['merged'::text, 'different'::text, 'kept-apart'::text, 'no-longer-alike'::text, 'sealed'::text])))
  INDEX pair_by_id ON identity.pair USING btree (id)
  INDEX pair_of_other ON identity.pair USING btree (other_id)
  INDEX pair_waiting ON identity.pair USING btree (kind, probability DESC, id) WHERE (settled_at IS NULL)
  INDEX pair_waiting_likeliest ON identity.pair USING btree (probability DESC, id) WHERE (settled_at IS NULL)
  UNIQUE INDEX a_pair_is_kept_once ON identity.pair USING btree (patient_id, other_id)
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- How far the search for pairs and for findings has come: in the news, and through the whole register.
TABLE identity.progress
  name text NOT NULL  -- news or whole: pairs; quality-news or quality-whole: findings.
  xid text  -- Transaction of the last piece of news that was looked at.
  event_id uuid  -- The last piece of news that was looked at.
  patient_seen uuid  -- The last registration that was looked at.
  begun_at timestamp with time zone  -- When the going through began.
  done integer NOT NULL DEFAULT 0  -- Registrations looked at since.
  finished_at timestamp with time zone  -- When it came to the end.
  CONSTRAINT progress_pkey PRIMARY KEY (name)
  GRANT chartkeeper_app: INSERT, SELECT, UPDATE
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT, UPDATE
  GRANT chartkeeper_report: SELECT

-- The register of a facility counted once a day: numerators and denominators of its rates. Counts only; no patient is named.
TABLE identity.quality_day (row-level security)
  facility_id uuid NOT NULL  -- Whose registrations.
  day date NOT NULL  -- Day at the facility.
  labels bigint NOT NULL DEFAULT 0  -- None.
  registrations integer NOT NULL  -- All registrations of the facility, merged ones included.
  merged integer NOT NULL  -- Of these, those that are merged into another one.
  duplicates_waiting integer NOT NULL  -- Pairs within the facility that wait for a decision, from the cut-off on.
  duplicates_confirmed integer NOT NULL  -- Registrations merged into one of the same facility, the merge in force.
  overlaps_waiting integer NOT NULL  -- Pairs with a registration of another facility that wait for a decision, from the cut-off on.
  overlaps_confirmed integer NOT NULL  -- Merges in force between a registration of the facility and one of another.
  overlays_open integer NOT NULL  -- Registrations reported to hold two people.
  overlays_confirmed integer NOT NULL  -- Registrations that held two people and were divided.
  findings_open integer NOT NULL  -- Findings of the register that are open.
  least real NOT NULL  -- The cut-off in force.
  counted_at timestamp with time zone NOT NULL  -- When it was counted; the last count of a day stands.
  CONSTRAINT quality_day_pkey PRIMARY KEY (facility_id, day)
  CONSTRAINT quality_day_facility_id_fkey FOREIGN KEY (facility_id) REFERENCES directory.facility(id)
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- What a person said of a pair, with the probability it had then: the labelled decisions from which precision is measured. Rows are only added; the newest counts.
TABLE identity.verdict (row-level security)
  patient_id uuid NOT NULL  -- As the pairs.
  id uuid NOT NULL  -- UUID v7.
  facility_id uuid NOT NULL  -- As the patient's.
  labels bigint NOT NULL DEFAULT 0  -- As the patient's; kept by identity.relabel.
  pair_id uuid NOT NULL  -- The pair.
  verdict text NOT NULL  -- One person; two; two for certain and never to be merged; not to be told; a former verdict was wrong.
  probability real NOT NULL  -- The probability that was shown.
  merge_id uuid  -- The merge, where it was one person.
  reason text NOT NULL  -- How it was known.
  decided_at timestamp with time zone NOT NULL  -- When.
  decided_by text NOT NULL  -- Actor id.
  CONSTRAINT verdict_pkey PRIMARY KEY (patient_id, id)
  CONSTRAINT verdict_facility_id_fkey FOREIGN KEY (facility_id) REFERENCES directory.facility(id)
  CONSTRAINT verdict_patient_id_fkey FOREIGN KEY (patient_id) REFERENCES patients.patient(id)
  CONSTRAINT verdict_patient_id_pair_id_fkey FOREIGN KEY (patient_id, pair_id) REFERENCES identity.pair(patient_id, id)
  CONSTRAINT verdict_has_a_reason CHECK ((reason <> ''::text))
  CONSTRAINT verdict_is_known CHECK ((verdict = ANY (ARRAY['same'::text, 'different'::text, 'kept-apart'::text, 'unsure'::text, 'withdrawn'::text])))
  INDEX verdict_by_facility ON identity.verdict USING btree (facility_id, decided_at DESC, id DESC)
  INDEX verdict_newest ON identity.verdict USING btree (decided_at DESC, id DESC)
  INDEX verdict_of_pair ON identity.verdict USING btree (patient_id, pair_id, decided_at DESC, id DESC)
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- Every message and file that a source brought and what became of it. Append-only.
TABLE intake.arrival (row-level security)
  id uuid NOT NULL  -- UUID v7.
  source_id uuid  -- The source; none where nobody has registered one.
  facility_id uuid NOT NULL  -- Facility that received it.
  labels bigint NOT NULL DEFAULT 0  -- None.
  external_id text NOT NULL  -- Message-ID, or path, size and time of a file.
  digest text NOT NULL  -- Keyed digest of the content.
  sender text  -- Address or fax number it came from.
  outcome text NOT NULL  -- taken, repeated (was here before), refused.
  reason text  -- Why it was refused, or what else to know: a sentence without content of the message.
  item_ids uuid[] NOT NULL DEFAULT '{}'::uuid[]  -- The items made of it.
  at timestamp with time zone NOT NULL  -- When.
  CONSTRAINT arrival_pkey PRIMARY KEY (id)
  CONSTRAINT arrival_facility_id_fkey FOREIGN KEY (facility_id) REFERENCES directory.facility(id)
  CONSTRAINT arrival_source_id_fkey FOREIGN KEY (source_id) REFERENCES intake.source(id)
  CONSTRAINT arrival_outcome_is_known CHECK ((outcome = ANY (ARRAY['taken'::text, 'repeated'::text, 'refused'::text])))
  CONSTRAINT refusal_says_why CHECK (((outcome <> 'refused'::text) OR (COALESCE(reason, ''::text) <> ''::text)))
  INDEX arrival_of_source ON intake.arrival USING btree (source_id, at DESC, id DESC)
  UNIQUE INDEX taken_once ON intake.arrival USING btree (facility_id, external_id, digest) WHERE (outcome = 'taken'::text)
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- One attempt at reading a file. Three refused ones set the file aside for a person; what the file cannot help (full disk, restart) uses none of them up.
TABLE intake.attempt (row-level security)
  id uuid NOT NULL  -- UUID v7: later attempts, and failures after them, have greater ones.
  item_id uuid NOT NULL  -- The file.
  facility_id uuid NOT NULL  -- As the file's.
  labels bigint NOT NULL DEFAULT 0  -- As the file's.
  began_at timestamp with time zone NOT NULL  -- When.
  step text NOT NULL DEFAULT 'scanning'::text  -- What it is at: scanning for viruses, splitting into pages, reading them, understanding what they say.
  pages integer  -- Pages of the file, once it is open.
  pages_done integer NOT NULL DEFAULT 0  -- Pages that are read; written at most once a second.
  moved_at timestamp with time zone NOT NULL  -- When step or pages last changed.
  seen_at timestamp with time zone NOT NULL  -- When whoever reads it last said that he does.
  ended_at timestamp with time zone  -- When it ended.
  ended text  -- read; refused: the file is at fault; waits: it is not, and comes again; fault: we are; lost: nobody wrote the end down.
  reason text  -- Coded: damaged, encrypted ..., no-space, stopped.
  CONSTRAINT attempt_pkey PRIMARY KEY (id)
  CONSTRAINT attempt_item_id_fkey FOREIGN KEY (item_id) REFERENCES intake.item(id)
  CONSTRAINT attempt_end_is_known CHECK ((ended = ANY (ARRAY['read'::text, 'refused'::text, 'waits'::text, 'fault'::text, 'lost'::text])))
  CONSTRAINT attempt_ends_somehow CHECK (((ended_at IS NULL) = (ended IS NULL)))
  CONSTRAINT attempt_has_pages CHECK ((pages > 0))
  CONSTRAINT attempt_step_is_known CHECK ((step = ANY (ARRAY['scanning'::text, 'splitting'::text, 'reading'::text, 'understanding'::text])))
  CONSTRAINT pages_done_are_counted CHECK (((pages_done >= 0) AND (pages_done <= COALESCE(pages, 0))))
  CONSTRAINT what_was_not_read_says_why CHECK (((ended IS NULL) OR (ended = ANY (ARRAY['read'::text, 'lost'::text, 'fault'::text])) OR (reason IS NOT NULL)))
  INDEX attempt_of_item ON intake.attempt USING btree (item_id, id DESC)
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- Which documents may file themselves: by source and type, the most particular row decides. Without a row only what lies behind a checked cover sheet that the page agrees with.
TABLE intake.auto_file_policy (row-level security)
  id uuid NOT NULL  -- UUID v7.
  facility_id uuid NOT NULL  -- Whose rule.
  labels bigint NOT NULL DEFAULT 0  -- None.
  source text  -- As an item's source; none means all.
  type_code text  -- The type; none means all.
  enabled boolean NOT NULL  -- May they?
  threshold real NOT NULL  -- How sure the type must be where a heading, a form number or a code tells it.
  target real NOT NULL  -- Largest share of errors allowed where the type was learnt; blind verification sets the threshold by it.
  reason text NOT NULL  -- Why the site decided so.
  set_at timestamp with time zone NOT NULL  -- When.
  set_by text NOT NULL  -- Actor id.
  CONSTRAINT one_policy_for_source_and_type UNIQUE NULLS NOT DISTINCT (facility_id, source, type_code)
  CONSTRAINT auto_file_policy_pkey PRIMARY KEY (id)
  CONSTRAINT auto_file_policy_facility_id_fkey FOREIGN KEY (facility_id) REFERENCES directory.facility(id)
  CONSTRAINT auto_file_policy_type_code_fkey FOREIGN KEY (type_code) REFERENCES documents.type(code)
  CONSTRAINT policy_has_a_reason CHECK ((reason <> ''::text))
  CONSTRAINT target_is_a_small_share CHECK (((target > (0)::double precision) AND (target <= (0.05)::double precision)))
  CONSTRAINT threshold_is_a_high_share CHECK (((threshold >= (0.5)::double precision) AND (threshold <= (1)::double precision)))
  UNIQUE INDEX one_policy_for_source_and_type ON intake.auto_file_policy USING btree (facility_id, source, type_code) NULLS NOT DISTINCT
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: DELETE, INSERT, SELECT, UPDATE
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: DELETE, INSERT, SELECT, UPDATE
  GRANT chartkeeper_report: SELECT

-- Each time a document to be was looked at for filing without a hand: filed or held, and why. The newest counts. Rows are only added.
TABLE intake.auto_filing (row-level security)
  id uuid NOT NULL  -- UUID v7.
  part_id uuid NOT NULL  -- The document to be.
  facility_id uuid NOT NULL  -- As the part's.
  labels bigint NOT NULL DEFAULT 0  -- As the part's.
  filed boolean NOT NULL  -- It filed itself; else it waits in the index queue.
  document_id uuid  -- What it became.
  reasons jsonb NOT NULL  -- Coded, with counts and page numbers; never words of a page.
  decided_at timestamp with time zone NOT NULL  -- When.
  CONSTRAINT auto_filing_pkey PRIMARY KEY (id)
  CONSTRAINT auto_filing_part_id_fkey FOREIGN KEY (part_id) REFERENCES intake.part(id) ON DELETE CASCADE
  CONSTRAINT filed_names_its_document CHECK ((filed = (document_id IS NOT NULL)))
  CONSTRAINT reasons_are_a_list CHECK ((jsonb_typeof(reasons) = 'array'::text))
  INDEX auto_filing_of_part ON intake.auto_filing USING btree (part_id, decided_at DESC)
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- What is cut into documents together: a prepared stack of sheets with its count, or one file that came by itself.
TABLE intake.batch (row-level security)
  id uuid NOT NULL  -- UUID v7; that of its file where a file came by itself.
  facility_id uuid NOT NULL  -- Facility that prepared or received it.
  labels bigint NOT NULL DEFAULT 0  -- As the items'.
  number bigint NOT NULL  -- What the batch sheet says; unique here.
  name text  -- As the clerk called it.
  box text  -- Box the paper is in.
  volume text  -- Volume of a chart the paper is of.
  sides text  -- simplex: one image a sheet; duplex: two.
  expected_sheets integer  -- Sheets counted by hand, our own separator, cover and batch sheets left out.
  note text  -- What the clerk wants known.
  prepared_at timestamp with time zone  -- When it was counted; empty where a file came by itself.
  prepared_by text  -- Actor id.
  revision integer NOT NULL DEFAULT 0  -- Of the layout: a change names the one it was made from.
  project_id uuid  -- Project that it is scanned for.
  box_id uuid  -- Box the sheets were taken from.
  volume_id uuid  -- Volume they were taken from.
  CONSTRAINT batch_pkey PRIMARY KEY (id)
  CONSTRAINT batch_box_id_fkey FOREIGN KEY (box_id) REFERENCES intake.box(id)
  CONSTRAINT batch_facility_id_fkey FOREIGN KEY (facility_id) REFERENCES directory.facility(id)
  CONSTRAINT batch_project_id_fkey FOREIGN KEY (project_id) REFERENCES intake.project(id)
  CONSTRAINT batch_volume_id_fkey FOREIGN KEY (volume_id) REFERENCES intake.volume(id)
  CONSTRAINT batch_of_a_box_is_of_its_project CHECK (((box_id IS NULL) OR (project_id IS NOT NULL)))
  CONSTRAINT batch_of_a_volume_is_of_its_box CHECK (((volume_id IS NULL) OR (box_id IS NOT NULL)))
  CONSTRAINT prepared_batch_has_name_who_and_when CHECK ((((prepared_at IS NULL) = (prepared_by IS NULL)) AND ((prepared_at IS NULL) OR (name IS NOT NULL))))
  CONSTRAINT sheets_are_expected_of_prepared_batches CHECK (((expected_sheets IS NULL) OR ((prepared_at IS NOT NULL) AND (sides IS NOT NULL))))
  CONSTRAINT sides_are_known CHECK ((sides = ANY (ARRAY['simplex'::text, 'duplex'::text])))
  CONSTRAINT some_sheets_are_expected CHECK ((expected_sheets > 0))
  INDEX batch_of_box ON intake.batch USING btree (box_id) WHERE (box_id IS NOT NULL)
  INDEX batch_of_project ON intake.batch USING btree (project_id) WHERE (project_id IS NOT NULL)
  INDEX batch_prepared ON intake.batch USING btree (prepared_at DESC, id DESC) WHERE (prepared_at IS NOT NULL)
  UNIQUE INDEX batch_number ON intake.batch USING btree (number)
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- A person looked at the paper: the page cannot be scanned better (best possible scan).
TABLE intake.best_scan (row-level security)
  item_id uuid NOT NULL  -- File of the page.
  number integer NOT NULL  -- Page of the file.
  facility_id uuid NOT NULL  -- As the batch's.
  labels bigint NOT NULL DEFAULT 0  -- As the batch's.
  reason text NOT NULL  -- Why: faded, carbon copy, torn ...
  marked_at timestamp with time zone NOT NULL  -- When.
  marked_by text NOT NULL  -- Actor id.
  CONSTRAINT best_scan_pkey PRIMARY KEY (item_id, number)
  CONSTRAINT best_scan_item_id_number_fkey FOREIGN KEY (item_id, number) REFERENCES intake.page(item_id, number)
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- A box of paper; where it is now says its chain of custody.
TABLE intake.box (row-level security)
  id uuid NOT NULL  -- UUID v7.
  project_id uuid NOT NULL  -- Its project.
  facility_id uuid NOT NULL  -- As the project's.
  labels bigint NOT NULL DEFAULT 0  -- None; for the protection of the row.
  label text NOT NULL  -- What its barcode says; unique in the facility.
  place text NOT NULL DEFAULT ''::text  -- Where it stood when it was registered.
  custodian text NOT NULL DEFAULT ''::text  -- Who answered for it then.
  registered_at timestamp with time zone NOT NULL  -- When.
  registered_by text NOT NULL  -- Actor id.
  CONSTRAINT one_box_of_a_label UNIQUE (facility_id, label)
  CONSTRAINT box_pkey PRIMARY KEY (id)
  CONSTRAINT box_project_id_fkey FOREIGN KEY (project_id) REFERENCES intake.project(id)
  CONSTRAINT box_has_a_label CHECK ((label <> ''::text))
  INDEX box_of_project ON intake.box USING btree (project_id, label)
  UNIQUE INDEX one_box_of_a_label ON intake.box USING btree (facility_id, label)
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- Chain of custody of a box and of what is in it: every step signed by the person, each row bound to the one before it. Never changed, never removed.
TABLE intake.custody (row-level security)
  id uuid NOT NULL  -- UUID v7.
  facility_id uuid NOT NULL  -- As the box's.
  labels bigint NOT NULL DEFAULT 0  -- None; for the protection of the row.
  box_id uuid NOT NULL  -- The box whose chain it is.
  volume_id uuid  -- Only this volume of it.
  batch_id uuid  -- Only this batch of it.
  number integer NOT NULL  -- Place in the chain of the box.
  step text NOT NULL  -- What was done with the paper.
  from_party text NOT NULL DEFAULT ''::text  -- Who handed it over.
  to_party text NOT NULL DEFAULT ''::text  -- Who has it now.
  place text NOT NULL DEFAULT ''::text  -- Where it is now.
  seal text  -- Number of the seal on the box.
  sheets integer  -- Sheets counted in this step.
  note text  -- What should be known.
  signed_at timestamp with time zone NOT NULL  -- When it was signed.
  signed_by text NOT NULL  -- Actor id of the person who signed.
  signed_name text NOT NULL  -- Name as signed.
  previous text NOT NULL  -- Digest of the row before it; zeros for the first.
  digest text NOT NULL  -- SHA-256 over all of the row and the digest before it.
  CONSTRAINT one_step_in_each_place UNIQUE (box_id, number)
  CONSTRAINT custody_pkey PRIMARY KEY (id)
  CONSTRAINT custody_batch_id_fkey FOREIGN KEY (batch_id) REFERENCES intake.batch(id)
  CONSTRAINT custody_box_id_fkey FOREIGN KEY (box_id) REFERENCES intake.box(id)
  CONSTRAINT custody_volume_id_fkey FOREIGN KEY (volume_id) REFERENCES intake.volume(id)
  CONSTRAINT custody_counts_from_one CHECK ((number >= 1))
  CONSTRAINT custody_is_of_one_thing CHECK (((volume_id IS NULL) OR (batch_id IS NULL)))
  CONSTRAINT sheets_are_counted CHECK ((sheets >= 0))
  CONSTRAINT step_is_known CHECK ((step = ANY (ARRAY['received'::text, 'counted'::text, 'prepared'::text, 'scanned'::text, 'quality-checked'::text, 'returned'::text, 'stored'::text, 'ready-to-destroy'::text])))
  UNIQUE INDEX one_step_in_each_place ON intake.custody USING btree (box_id, number)
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- What a person chose for each field, and which proposal stood against it.
TABLE intake.decision (row-level security)
  id uuid NOT NULL  -- UUID v7.
  item_id uuid NOT NULL  -- The item.
  facility_id uuid NOT NULL  -- As the item's.
  labels bigint NOT NULL DEFAULT 0  -- As the item's.
  field text NOT NULL  -- patient, encounter, type, date, or mismatch for a reason given against a warning.
  value text NOT NULL  -- As in proposal; for a mismatch the reason.
  proposal_id uuid  -- The best proposal at that moment.
  how text NOT NULL  -- accepted, changed or chosen (nothing was proposed) by a person; auto: filed without a hand.
  decided_at timestamp with time zone NOT NULL  -- When.
  decided_by text NOT NULL  -- Actor id.
  part_id uuid  -- The part it is about.
  CONSTRAINT decision_pkey PRIMARY KEY (id)
  CONSTRAINT decision_item_id_fkey FOREIGN KEY (item_id) REFERENCES intake.item(id)
  CONSTRAINT decision_proposal_id_fkey FOREIGN KEY (proposal_id) REFERENCES intake.proposal(id)
  INDEX decision_newest ON intake.decision USING btree (facility_id, field, decided_at DESC)
  INDEX decision_of_item ON intake.decision USING btree (item_id)
  INDEX decision_of_part ON intake.decision USING btree (part_id)
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- Why a file could not be read. The item stays visible until a person retries, returns or discards it.
TABLE intake.failure (row-level security)
  id uuid NOT NULL  -- UUID v7.
  item_id uuid NOT NULL  -- The item.
  facility_id uuid NOT NULL  -- As the item's.
  labels bigint NOT NULL DEFAULT 0  -- As the item's.
  reason text NOT NULL  -- encrypted, damaged, too-many-pages, timed-out ...
  detail text NOT NULL  -- A sentence for the desk, without content of the file.
  failed_at timestamp with time zone NOT NULL  -- When.
  retried_at timestamp with time zone  -- When a person had it read again.
  retried_by text  -- Actor id.
  CONSTRAINT failure_pkey PRIMARY KEY (id)
  CONSTRAINT failure_item_id_fkey FOREIGN KEY (item_id) REFERENCES intake.item(id)
  INDEX failure_of_item ON intake.failure USING btree (item_id, failed_at DESC)
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- Numbers printed on forms and the type that such a form is filed as: public ones with their citation, and the site's own.
TABLE intake.form
  number_key text NOT NULL  -- The number in capitals without signs: CMS1500.
  number text NOT NULL  -- As printed: CMS-1500.
  title text NOT NULL  -- What the form is called.
  type_code text NOT NULL  -- What it is filed as.
  citation text  -- Where a public form is prescribed; none for the site's own.
  added_at timestamp with time zone  -- When the site added or changed it; none for the public ones as delivered.
  added_by text  -- Actor id.
  CONSTRAINT form_pkey PRIMARY KEY (number_key)
  CONSTRAINT form_type_code_fkey FOREIGN KEY (type_code) REFERENCES documents.type(code)
  CONSTRAINT form_key_is_plain CHECK ((number_key ~ '^[A-Z0-9]+$'::text))
  GRANT chartkeeper_app: DELETE, INSERT, SELECT, UPDATE
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: SELECT
  GRANT chartkeeper_report: SELECT

-- The password of a locked file, from when a person gives it until the file is read or refused again; then the row is gone.
TABLE intake.given_password (row-level security)
  item_id uuid NOT NULL  -- The file.
  facility_id uuid NOT NULL  -- As the file's.
  labels bigint NOT NULL DEFAULT 0  -- As the file's.
  sealed bytea NOT NULL  -- AES-256-GCM under a key of the keyring, bound to the file.
  given_at timestamp with time zone NOT NULL  -- When.
  given_by text NOT NULL  -- Who.
  CONSTRAINT given_password_pkey PRIMARY KEY (item_id)
  CONSTRAINT given_password_item_id_fkey FOREIGN KEY (item_id) REFERENCES intake.item(id)
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: DELETE, INSERT, SELECT, UPDATE
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: DELETE, INSERT, SELECT, UPDATE
  GRANT chartkeeper_report: SELECT

-- How a facility's transcription service writes one field into the heading of its reports, tried before the usual ways.
TABLE intake.header_rule (row-level security)
  id uuid NOT NULL  -- UUID v7.
  facility_id uuid NOT NULL  -- The facility whose reports it reads.
  labels bigint NOT NULL DEFAULT 0  -- None.
  field text NOT NULL  -- type, author, dictated, transcribed, job, visit, status.
  pattern text  -- Regular expression of a rule from before labels; none is in force.
  recorded_at timestamp with time zone NOT NULL  -- When.
  recorded_by text NOT NULL  -- Actor id.
  ended_at timestamp with time zone  -- Since when it holds no more.
  label text  -- The words that stand before the value on its line.
  value_ends text NOT NULL DEFAULT 'gap'::text  -- Where the value ends: word (next space), gap (two spaces or the next label), line.
  reason text  -- Why it was set.
  ended_by text  -- Actor id of who ended it.
  ended_reason text  -- Why it was ended.
  CONSTRAINT header_rule_pkey PRIMARY KEY (id)
  CONSTRAINT header_rule_facility_id_fkey FOREIGN KEY (facility_id) REFERENCES directory.facility(id)
  CONSTRAINT header_field_is_known CHECK ((field = ANY (ARRAY['type'::text, 'author'::text, 'dictated'::text, 'transcribed'::text, 'job'::text, 'visit'::text, 'status'::text])))
  CONSTRAINT header_rule_is_ended_by_somebody CHECK (((ended_at IS NULL) = (ended_by IS NULL)))
  CONSTRAINT header_rule_says_a_label CHECK (((ended_at IS NOT NULL) OR ((label IS NOT NULL) AND (reason IS NOT NULL))))
  CONSTRAINT header_value_end_is_known CHECK ((value_ends = ANY (ARRAY['word'::text, 'gap'::text, 'line'::text])))
  INDEX header_rule_of_facility ON intake.header_rule USING btree (facility_id) WHERE (ended_at IS NULL)
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- What the index file beside a scan said of it. Proposals with evidence, never filed unseen.
TABLE intake.index_entry (row-level security)
  item_id uuid NOT NULL  -- The item.
  facility_id uuid NOT NULL  -- As the item's.
  labels bigint NOT NULL DEFAULT 0  -- As the item's.
  mrn text  -- Medical record number.
  visit_number text  -- Visit or account number.
  type_text text  -- Document type in the words of the scanning system.
  dated_on date  -- Date of the document.
  pages integer  -- Pages that the file should have.
  batch_name text  -- Batch as the scanning system names it.
  sheets integer  -- Sheets of the batch.
  complaint text  -- What does not fit: a sentence for the desk.
  recorded_at timestamp with time zone NOT NULL  -- When.
  CONSTRAINT index_entry_pkey PRIMARY KEY (item_id)
  CONSTRAINT index_entry_item_id_fkey FOREIGN KEY (item_id) REFERENCES intake.item(id)
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- One file as it arrived. Its bytes are encrypted under a key slot of its own, since a batch may hold many patients; filing writes each document's own copy under the document's slot.
TABLE intake.item (row-level security)
  id uuid NOT NULL  -- UUID v7.
  facility_id uuid NOT NULL  -- Facility that received it.
  labels bigint NOT NULL DEFAULT 0  -- Sensitivity, where known before filing.
  source text NOT NULL  -- How it came.
  source_detail text  -- Subfolder, station or feed.
  file_name text NOT NULL  -- As the sender called it; never used as a path.
  bytes bigint NOT NULL  -- Length.
  digest text NOT NULL  -- Keyed digest of the content: the same file arriving twice is found.
  key_slot text NOT NULL  -- Key slot of this source.
  original_address text NOT NULL  -- The bytes as they came, never changed.
  same_as uuid  -- An earlier item with the same bytes.
  received_at timestamp with time zone NOT NULL  -- Safe-stored and acknowledged.
  received_by text NOT NULL  -- Actor id.
  read_at timestamp with time zone  -- When its pages were read.
  media_kind text  -- By content: pdf, tiff, png, jpeg.
  pages integer  -- Pages in; 0 while it cannot be opened.
  engine text  -- What read it, with version.
  batch_id uuid NOT NULL  -- What it is cut together with.
  rescan_of_item_id uuid  -- File of the poor page that this file was scanned again for.
  rescan_of_number integer  -- That page: the first page of this file takes its place.
  source_id uuid  -- The registered source, where there is one.
  malware text  -- clean, found, or not-scanned (no scanner, or it did not answer); empty until looked at.
  unknown_batch text  -- Number on its batch sheet, where no prepared batch of the facility has it.
  CONSTRAINT item_pkey PRIMARY KEY (id)
  CONSTRAINT item_facility_id_fkey FOREIGN KEY (facility_id) REFERENCES directory.facility(id)
  CONSTRAINT item_is_in_a_batch FOREIGN KEY (batch_id) REFERENCES intake.batch(id)
  CONSTRAINT item_original_address_fkey FOREIGN KEY (original_address) REFERENCES platform.blob(address)
  CONSTRAINT item_same_as_fkey FOREIGN KEY (same_as) REFERENCES intake.item(id)
  CONSTRAINT item_source_id_fkey FOREIGN KEY (source_id) REFERENCES intake.source(id)
  CONSTRAINT rescan_is_of_a_page FOREIGN KEY (rescan_of_item_id, rescan_of_number) REFERENCES intake.page(item_id, number)
  CONSTRAINT malware_verdict_is_known CHECK ((malware = ANY (ARRAY['clean'::text, 'found'::text, 'not-scanned'::text])))
  CONSTRAINT pages_are_counted_once_read CHECK (((read_at IS NULL) = (pages IS NULL)))
  CONSTRAINT rescan_names_file_and_page CHECK (((rescan_of_item_id IS NULL) = (rescan_of_number IS NULL)))
  CONSTRAINT source_is_known CHECK ((source = ANY (ARRAY['upload'::text, 'cli'::text, 'folder'::text, 'demo'::text, 'legacy'::text, 'mail'::text, 'fax'::text, 'rest'::text])))
  CONSTRAINT unknown_batch_is_short CHECK (((length(unknown_batch) >= 1) AND (length(unknown_batch) <= 40)))
  INDEX item_newest ON intake.item USING btree (received_at DESC, id DESC)
  INDEX item_of_batch ON intake.item USING btree (batch_id)
  INDEX item_of_digest ON intake.item USING btree (digest)
  INDEX item_unread ON intake.item USING btree (received_at DESC, id DESC) WHERE (read_at IS NULL)
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- Where things that are not sheets are kept and who has them: shelves and cabinets, persons, units, other organisations. Recorded when first named, then offered.
TABLE intake.keeper (row-level security)
  id uuid NOT NULL  -- UUID v7.
  facility_id uuid NOT NULL  -- Facility that calls it so.
  labels bigint NOT NULL DEFAULT 0  -- None; for the protection of the row.
  kind text NOT NULL  -- place (shelf, cabinet, room), person, unit (department of ours), organisation (outside).
  name text NOT NULL  -- As staff call it; never a patient.
  recorded_at timestamp with time zone NOT NULL  -- When it was first named.
  recorded_by text NOT NULL  -- Actor id.
  CONSTRAINT keeper_pkey PRIMARY KEY (id)
  CONSTRAINT keeper_facility_id_fkey FOREIGN KEY (facility_id) REFERENCES directory.facility(id)
  CONSTRAINT keeper_has_a_name CHECK ((name <> ''::text))
  CONSTRAINT keeper_is_of_a_kind CHECK ((kind = ANY (ARRAY['place'::text, 'person'::text, 'unit'::text, 'organisation'::text])))
  UNIQUE INDEX keeper_of_a_name ON intake.keeper USING btree (facility_id, kind, lower(name))
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- How the labels that a site prints or receives are written and what they mean. Rows are never changed: the newest of a facility and pattern is in force, that of all facilities where it has none; the older ones are the history.
TABLE intake.label_pattern
  id uuid NOT NULL  -- UUID v7.
  pattern_id uuid NOT NULL  -- The same through all changes of a pattern.
  facility_id uuid  -- Where; empty: everywhere that has no row of its own.
  name text NOT NULL  -- As people at the desk call the label.
  means text NOT NULL  -- patient: its number is a record number; visit; account; type: the page is of type_code; ignore: known, says nothing.
  type_code text  -- Document type, of means type only.
  format text  -- Kind of code (Code128, QRCode ...); empty: any.
  before_texts text[] NOT NULL  -- Fixed texts, any one of which stands before the number; none: nothing does.
  separator text NOT NULL  -- Whether a colon, hash, hyphen or space stands between fixed text and number.
  form text NOT NULL  -- digits; letters-digits: up to three letters, then digits; mixed: letters, digits, hyphens; anything.
  shortest integer NOT NULL  -- Fewest characters of the number; of letters-digits, of its digits.
  longest integer NOT NULL  -- Most characters.
  after_text text NOT NULL  -- Fixed text behind the number; empty: nothing.
  check_rule text NOT NULL  -- How the last character of the number proves the others.
  check_dropped boolean NOT NULL  -- The check character is no part of the number.
  active boolean NOT NULL  -- False: retired by this row.
  reason text NOT NULL  -- Why it was set so.
  set_at timestamp with time zone NOT NULL  -- When.
  set_by text NOT NULL  -- Actor id; seed for those that came with the product.
  CONSTRAINT label_pattern_pkey PRIMARY KEY (id)
  CONSTRAINT label_pattern_facility_id_fkey FOREIGN KEY (facility_id) REFERENCES directory.facility(id)
  CONSTRAINT label_check_is_known CHECK ((check_rule = ANY (ARRAY['none'::text, 'luhn'::text, 'gs1'::text, 'mod-11'::text, 'mod-37-2'::text])))
  CONSTRAINT label_form_is_known CHECK ((form = ANY (ARRAY['digits'::text, 'letters-digits'::text, 'mixed'::text, 'anything'::text])))
  CONSTRAINT label_length_is_bounded CHECK ((((shortest >= 0) AND (shortest <= longest)) AND (longest <= 80)))
  CONSTRAINT label_means_is_known CHECK ((means = ANY (ARRAY['patient'::text, 'visit'::text, 'account'::text, 'type'::text, 'ignore'::text])))
  CONSTRAINT label_pattern_has_a_name CHECK ((name <> ''::text))
  CONSTRAINT label_separator_is_known CHECK ((separator = ANY (ARRAY['none'::text, 'optional'::text, 'required'::text])))
  CONSTRAINT label_type_is_said CHECK (((means = 'type'::text) = (type_code IS NOT NULL)))
  INDEX label_pattern_in_force ON intake.label_pattern USING btree (facility_id, pattern_id, set_at DESC)
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- What goes to the STAT lane by its type or source. Rows are never changed: the newest of a facility and code is in force, that of all facilities where it has none.
TABLE intake.lane_rule
  id uuid NOT NULL  -- UUID v7.
  facility_id uuid  -- Where; empty: everywhere that has no row of its own.
  what text NOT NULL  -- type: code of a document type; source: source of an item.
  code text NOT NULL  -- That code.
  lane text NOT NULL  -- stat, or routine where it no longer is.
  lane_reason text NOT NULL  -- Coded reason that a part of it carries.
  reason text NOT NULL  -- Why it was set so.
  set_at timestamp with time zone NOT NULL  -- When.
  set_by text NOT NULL  -- Actor id; seed for those that came with the product.
  CONSTRAINT lane_rule_pkey PRIMARY KEY (id)
  CONSTRAINT lane_rule_facility_id_fkey FOREIGN KEY (facility_id) REFERENCES directory.facility(id)
  CONSTRAINT lane_rule_is_about CHECK ((what = ANY (ARRAY['type'::text, 'source'::text])))
  CONSTRAINT lane_rule_lane_is_known CHECK ((lane = ANY (ARRAY['routine'::text, 'stat'::text])))
  INDEX lane_rule_in_force ON intake.lane_rule USING btree (facility_id, what, code, set_at DESC)
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- Every state the cutting of a batch went through, so that each change can be taken back.
TABLE intake.layout (row-level security)
  batch_id uuid NOT NULL  -- The batch.
  revision integer NOT NULL  -- From 1.
  facility_id uuid NOT NULL  -- As the batch's.
  labels bigint NOT NULL DEFAULT 0  -- As the batch's.
  layout jsonb NOT NULL  -- Parts with their pages and turns, and the bin with its reasons; ids only.
  changed_at timestamp with time zone NOT NULL  -- When.
  changed_by text NOT NULL  -- Actor id; the reading itself for the first.
  CONSTRAINT layout_pkey PRIMARY KEY (batch_id, revision)
  CONSTRAINT layout_batch_id_fkey FOREIGN KEY (batch_id) REFERENCES intake.batch(id)
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- The index of an archive as it came: a table (CSV) with a row for each document. It names patients, so it is an encrypted blob.
TABLE intake.legacy_index (row-level security)
  id uuid NOT NULL  -- UUID v7.
  facility_id uuid NOT NULL  -- Facility that the archive is of.
  labels bigint NOT NULL DEFAULT 0  -- None; for the protection of the row.
  file_name text NOT NULL  -- Name it came with.
  bytes bigint NOT NULL  -- Length.
  digest text NOT NULL  -- Keyed digest of the content.
  key_slot text NOT NULL  -- Its own key slot.
  original_address text NOT NULL  -- The bytes as they came.
  received_at timestamp with time zone NOT NULL  -- When.
  received_by text NOT NULL  -- Actor id.
  CONSTRAINT legacy_index_pkey PRIMARY KEY (id)
  CONSTRAINT legacy_index_facility_id_fkey FOREIGN KEY (facility_id) REFERENCES directory.facility(id)
  CONSTRAINT legacy_index_original_address_fkey FOREIGN KEY (original_address) REFERENCES platform.blob(address)
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- Which column of an index means what, kept by name for the next index of the same system.
TABLE intake.legacy_map (row-level security)
  id uuid NOT NULL  -- UUID v7.
  facility_id uuid NOT NULL  -- Facility.
  labels bigint NOT NULL DEFAULT 0  -- None; for the protection of the row.
  name text NOT NULL  -- As the coordinator called it; saving under the same name replaces it.
  map jsonb NOT NULL  -- Columns, values of types, order of dates.
  saved_at timestamp with time zone NOT NULL  -- When.
  saved_by text NOT NULL  -- Actor id.
  CONSTRAINT one_map_of_a_name UNIQUE (facility_id, name)
  CONSTRAINT legacy_map_pkey PRIMARY KEY (id)
  CONSTRAINT legacy_map_facility_id_fkey FOREIGN KEY (facility_id) REFERENCES directory.facility(id)
  CONSTRAINT map_has_a_name CHECK ((name <> ''::text))
  UNIQUE INDEX one_map_of_a_name ON intake.legacy_map USING btree (facility_id, name)
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- What became of each row of an index in a run. Rows read = filed + queued + refused + unchanged + still being read.
TABLE intake.legacy_row (row-level security)
  run_id uuid NOT NULL  -- The run.
  number integer NOT NULL  -- Row of the index, headings not counted.
  facility_id uuid NOT NULL  -- As the run's.
  labels bigint NOT NULL DEFAULT 0  -- None; for the protection of the row.
  archive text NOT NULL  -- As the run's.
  dry boolean NOT NULL  -- As the run's.
  row_key text NOT NULL  -- Keyed digest of what makes it this row: facility, archive and its original id, else its file and pages.
  content_key text NOT NULL  -- Keyed digest of all that it says and of its file: differs when the row was changed.
  path text  -- File below the folder.
  file_key text  -- Keyed digest of the file.
  first_page integer  -- Of the pages that the row means; empty for the whole file.
  last_page integer  -- Last of them.
  patient_match text NOT NULL  -- matched: the record number is one person's and name or birth date agree.
  findings text[] NOT NULL  -- All that was found wrong, coded; the reason is the first of them that decides.
  outcome text NOT NULL  -- In a dry run what it would be.
  reason text  -- Coded.
  candidates jsonb NOT NULL  -- Patients to propose in the index queue, with confidence: ids only.
  matched_patient_id uuid  -- Whose chart, where that is certain.
  encounter_id uuid  -- Which encounter, where that is certain.
  type_code text  -- Our type.
  dated_on date  -- Date of the document.
  title text  -- Title.
  author text  -- Author as the index says.
  original_id text  -- Number of the document in the other system.
  item_id uuid  -- The file as it was taken in; several rows may mean pages of one.
  document_id uuid  -- The document it became.
  recorded_at timestamp with time zone NOT NULL  -- When the row was looked at.
  settled_at timestamp with time zone  -- When it was filed or queued.
  CONSTRAINT legacy_row_pkey PRIMARY KEY (run_id, number)
  CONSTRAINT legacy_row_item_id_fkey FOREIGN KEY (item_id) REFERENCES intake.item(id)
  CONSTRAINT legacy_row_run_id_fkey FOREIGN KEY (run_id) REFERENCES intake.legacy_run(id)
  CONSTRAINT dry_rows_store_nothing CHECK (((NOT dry) OR ((item_id IS NULL) AND (document_id IS NULL) AND (outcome <> 'reading'::text))))
  CONSTRAINT filed_rows_name_their_document CHECK ((dry OR ((outcome = 'filed'::text) = (document_id IS NOT NULL))))
  CONSTRAINT legacy_outcome_is_known CHECK ((outcome = ANY (ARRAY['reading'::text, 'filed'::text, 'queued'::text, 'refused'::text, 'unchanged'::text])))
  CONSTRAINT match_is_known CHECK ((patient_match = ANY (ARRAY['matched'::text, 'contradicted'::text, 'one-identifier'::text, 'ambiguous'::text, 'unknown'::text, 'not-named'::text])))
  CONSTRAINT only_filing_and_reading_need_no_reason CHECK (((outcome = ANY (ARRAY['filed'::text, 'reading'::text])) OR (reason IS NOT NULL)))
  CONSTRAINT pages_run_forward CHECK (((first_page >= 1) AND (last_page >= first_page)))
  CONSTRAINT rows_count_from_one CHECK ((number >= 1))
  INDEX legacy_row_file ON intake.legacy_row USING btree (run_id, file_key)
  INDEX legacy_row_key ON intake.legacy_row USING btree (row_key) WHERE (NOT dry)
  INDEX legacy_row_key_of_run ON intake.legacy_row USING btree (run_id, row_key)
  INDEX legacy_row_of_item ON intake.legacy_row USING btree (item_id) WHERE (item_id IS NOT NULL)
  INDEX legacy_row_path ON intake.legacy_row USING btree (facility_id, archive, path) WHERE (item_id IS NOT NULL)
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- One pass through an index: dry (nothing is stored) or real.
TABLE intake.legacy_run (row-level security)
  id uuid NOT NULL  -- UUID v7.
  index_id uuid NOT NULL  -- The index.
  facility_id uuid NOT NULL  -- As the index's.
  labels bigint NOT NULL DEFAULT 0  -- None; for the protection of the row.
  archive text NOT NULL  -- Name of the archive: the same row of the same archive is taken in once.
  dry boolean NOT NULL  -- Nothing is stored; only the counts.
  map jsonb NOT NULL  -- The map as it was used.
  folder text NOT NULL  -- Folder of the files.
  started_at timestamp with time zone NOT NULL  -- When.
  started_by text NOT NULL  -- Actor id.
  finished_at timestamp with time zone  -- When the last row had been looked at.
  rows_read integer  -- Rows of the index, counted by reading it.
  files_without_row integer  -- Files in the folder that no row names.
  stopped_reason text  -- Why it ended before the last row: the index itself is damaged there.
  CONSTRAINT legacy_run_pkey PRIMARY KEY (id)
  CONSTRAINT legacy_run_index_id_fkey FOREIGN KEY (index_id) REFERENCES intake.legacy_index(id)
  CONSTRAINT archive_has_a_name CHECK ((archive <> ''::text))
  CONSTRAINT finished_run_counted CHECK (((finished_at IS NULL) = (rows_read IS NULL)))
  INDEX legacy_run_newest ON intake.legacy_run USING btree (started_at DESC, id DESC)
  UNIQUE INDEX one_real_run_of_an_archive ON intake.legacy_run USING btree (facility_id, archive) WHERE ((NOT dry) AND (finished_at IS NULL))
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- A file that was sent here by mistake: its sender was told and its copy destroyed. What remains of it is this row: digest, size, pages, when and by whom.
TABLE intake.misdirected (row-level security)
  id uuid NOT NULL  -- UUID v7; certificate in the destruction register.
  item_id uuid NOT NULL  -- The file.
  facility_id uuid NOT NULL  -- As the file's.
  labels bigint NOT NULL DEFAULT 0  -- As the file's.
  pages integer NOT NULL  -- Pages of it, all of them.
  digest text NOT NULL  -- As the file's, so that one can show which file it was.
  bytes bigint NOT NULL  -- Size of the file.
  sender text NOT NULL  -- Who sent it and was told.
  how_known text NOT NULL  -- How one knows that it is not for this facility.
  letter_id uuid  -- The letter to the sender; empty where told by telephone.
  told_how text  -- How the sender was told.
  decided_at timestamp with time zone NOT NULL  -- When.
  decided_by text NOT NULL  -- Actor id.
  destroyed_at timestamp with time zone  -- When the key of the copy was destroyed: from then on nobody can read it.
  CONSTRAINT misdirected_pkey PRIMARY KEY (id)
  CONSTRAINT misdirected_item_id_fkey FOREIGN KEY (item_id) REFERENCES intake.item(id)
  CONSTRAINT misdirected_letter_id_fkey FOREIGN KEY (letter_id) REFERENCES correspondence.letter(id)
  CONSTRAINT letter_was_printed_or_mailed CHECK (((letter_id IS NULL) OR (told_how = ANY (ARRAY['print'::text, 'mail'::text]))))
  CONSTRAINT misdirected_has_pages CHECK ((pages > 0))
  CONSTRAINT telling_is_known CHECK ((told_how = ANY (ARRAY['print'::text, 'mail'::text, 'phone'::text])))
  UNIQUE INDEX misdirected_once ON intake.misdirected USING btree (item_id)
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- A thing that is not a sheet: what it is, whose, and, as its movements tell, where it is. A group of films is one row each.
TABLE intake.object (row-level security)
  id uuid NOT NULL  -- UUID v7.
  facility_id uuid NOT NULL  -- Facility that keeps it.
  labels bigint NOT NULL DEFAULT 0  -- Of its patient and its encounter; none while nobody knows whose it is.
  number text NOT NULL  -- What its label and code say: given by the system, or of a label that was stuck on before.
  kind text NOT NULL  -- What sort of thing.
  patient_id uuid  -- Registration whose chart it joins; unknown until somebody assigns it.
  encounter_id uuid  -- Visit it belongs to.
  batch_id uuid  -- Stack of paper it was taken from.
  item_id uuid  -- File of intake it came with.
  description text NOT NULL  -- What a person reads on it or sees.
  maker text NOT NULL DEFAULT ''::text  -- Who made it: person or organisation.
  made_on date  -- When it was made.
  received_on date NOT NULL  -- When it reached the facility.
  received_how text NOT NULL  -- By what way.
  received_from text NOT NULL DEFAULT ''::text  -- Who brought or sent it.
  piece integer NOT NULL DEFAULT 1  -- Which of the pieces: film 1 of 4.
  pieces integer NOT NULL DEFAULT 1  -- How many pieces belong together.
  condition text NOT NULL  -- As it arrived.
  condition_note text NOT NULL DEFAULT ''::text  -- What is wrong with it.
  readable text NOT NULL  -- Whether somebody could open or view it.
  contains text NOT NULL DEFAULT ''::text  -- Studies on a disc, views on a film, as typed.
  disposition text NOT NULL  -- What is to become of it: kept with the chart, returned to its owner, destroyed once it is copied, kept until a day.
  disposition_on date  -- By or until when.
  return_to text NOT NULL DEFAULT ''::text  -- To whom it is to be returned.
  registered_at timestamp with time zone NOT NULL  -- When.
  registered_by text NOT NULL  -- Actor id.
  movements integer NOT NULL DEFAULT 0  -- Number of its last movement; who saw another number saw another state.
  state text NOT NULL  -- As deriveObjectState says of its movements; written with each of them.
  state_since timestamp with time zone NOT NULL  -- When that state began.
  place_id uuid  -- Where it lies, as its movements say.
  custodian_id uuid  -- Who has it or answers for it, as its movements say.
  copied_on date  -- Day it was last copied into the record.
  due_back_on date  -- Day a loan ends.
  due_on date  -- Day from which somebody has to do something with it, as deriveObjectDue says.
  CONSTRAINT one_object_of_a_number UNIQUE (number)
  CONSTRAINT object_pkey PRIMARY KEY (id)
  CONSTRAINT object_batch_id_fkey FOREIGN KEY (batch_id) REFERENCES intake.batch(id)
  CONSTRAINT object_custodian_id_fkey FOREIGN KEY (custodian_id) REFERENCES intake.keeper(id)
  CONSTRAINT object_facility_id_fkey FOREIGN KEY (facility_id) REFERENCES directory.facility(id)
  CONSTRAINT object_item_id_fkey FOREIGN KEY (item_id) REFERENCES intake.item(id)
  CONSTRAINT object_patient_id_encounter_id_fkey FOREIGN KEY (patient_id, encounter_id) REFERENCES encounters.encounter(patient_id, id)
  CONSTRAINT object_patient_id_fkey FOREIGN KEY (patient_id) REFERENCES patients.patient(id)
  CONSTRAINT object_place_id_fkey FOREIGN KEY (place_id) REFERENCES intake.keeper(id)
  CONSTRAINT condition_is_known CHECK ((condition = ANY (ARRAY['good'::text, 'worn'::text, 'damaged'::text, 'broken'::text])))
  CONSTRAINT day_of_making_is_before_receipt CHECK ((made_on <= received_on))
  CONSTRAINT disposition_is_known CHECK ((disposition = ANY (ARRAY['keep'::text, 'return'::text, 'destroy-after-copy'::text, 'keep-until'::text])))
  CONSTRAINT encounter_of_an_object_is_its_patients CHECK (((encounter_id IS NULL) OR (patient_id IS NOT NULL)))
  CONSTRAINT keep_until_has_a_day CHECK (((disposition <> 'keep-until'::text) OR (disposition_on IS NOT NULL)))
  CONSTRAINT object_is_described CHECK ((description <> ''::text))
  CONSTRAINT object_kind_is_known CHECK ((kind = ANY (ARRAY['cd'::text, 'dvd'::text, 'usb-stick'::text, 'film'::text, 'ecg-strip'::text, 'fetal-strip'::text, 'photo'::text, 'slides'::text, 'dental-cast'::text, 'video-tape'::text, 'other'::text])))
  CONSTRAINT object_number_can_be_printed CHECK (((number ~ '^[0-9A-Z]+(-[0-9A-Z]+)*$'::text) AND (length(number) <= 40)))
  CONSTRAINT object_state_is_known CHECK ((state = ANY (ARRAY['here'::text, 'on-loan'::text, 'handed-over'::text, 'sent'::text, 'lost'::text, 'destroyed'::text])))
  CONSTRAINT piece_is_one_of_the_pieces CHECK (((piece >= 1) AND (piece <= pieces) AND (pieces <= 1000)))
  CONSTRAINT readable_is_said CHECK ((readable = ANY (ARRAY['yes'::text, 'no'::text, 'not-tried'::text])))
  CONSTRAINT way_of_receipt_is_known CHECK ((received_how = ANY (ARRAY['mail'::text, 'courier'::text, 'patient'::text, 'staff'::text, 'unit'::text, 'with-paper'::text, 'other'::text])))
  INDEX object_at_a_place ON intake.object USING btree (place_id, registered_at DESC, id DESC) WHERE (place_id IS NOT NULL)
  INDEX object_due ON intake.object USING btree (due_on) WHERE (due_on IS NOT NULL)
  INDEX object_newest ON intake.object USING btree (registered_at DESC, id DESC)
  INDEX object_of_a_custodian ON intake.object USING btree (custodian_id, registered_at DESC, id DESC) WHERE (custodian_id IS NOT NULL)
  INDEX object_of_a_kind ON intake.object USING btree (kind, registered_at DESC, id DESC)
  INDEX object_of_a_patient ON intake.object USING btree (patient_id) WHERE (patient_id IS NOT NULL)
  INDEX object_of_a_state ON intake.object USING btree (state, registered_at DESC, id DESC)
  INDEX object_of_an_item ON intake.object USING btree (item_id) WHERE (item_id IS NOT NULL)
  INDEX object_of_nobody ON intake.object USING btree (registered_at DESC, id DESC) WHERE (patient_id IS NULL)
  UNIQUE INDEX one_object_of_a_number ON intake.object USING btree (number)
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- Everything that was done with a thing that is not a sheet. Never changed, never removed; where the thing is follows from it.
TABLE intake.object_movement (row-level security)
  id uuid NOT NULL  -- UUID v7.
  object_id uuid NOT NULL  -- The thing.
  facility_id uuid NOT NULL  -- As the thing's.
  labels bigint NOT NULL DEFAULT 0  -- As the thing's.
  number integer NOT NULL  -- Place in the life of the thing.
  kind text NOT NULL  -- What was done.
  place_id uuid  -- Where it was put.
  custodian_id uuid  -- Who has it or answers for it from then on; borrower of a loan, recipient of what was sent.
  recipient text  -- As what somebody took it: patient, personal representative, designee.
  recipient_name text NOT NULL DEFAULT ''::text  -- Who took it, where it was not the patient.
  identity_checked text NOT NULL DEFAULT ''::text  -- By what they proved who they are.
  due_on date  -- Day a loan ends; day of a disposition.
  of_patient_id uuid  -- Whose it is from then on, where that was said.
  document_patient_id uuid  -- Registration of the document it was copied into.
  document_id uuid  -- Document it was copied into.
  disposition text  -- What is to become of it from then on.
  method text NOT NULL DEFAULT ''::text  -- How it was destroyed; how it was sent.
  witness text NOT NULL DEFAULT ''::text  -- Second person who saw the destruction.
  note text NOT NULL DEFAULT ''::text  -- Why, or what should be known; of a destruction the rule relied on.
  moved_at timestamp with time zone NOT NULL  -- When it was recorded.
  moved_by text NOT NULL  -- Actor id.
  moved_name text NOT NULL  -- Name of that actor then.
  disclosure_basis text  -- What handing it over, or sending it, rests on, for the disclosure log; return: it goes back to whoever owns it, which discloses nothing they did not have. NULL for movements inside the house and for those before this column.
  purpose text NOT NULL DEFAULT ''::text  -- What for, as the disclosure log has it; empty where the basis says it.
  CONSTRAINT one_movement_of_a_number UNIQUE (object_id, number)
  CONSTRAINT object_movement_pkey PRIMARY KEY (id)
  CONSTRAINT object_movement_custodian_id_fkey FOREIGN KEY (custodian_id) REFERENCES intake.keeper(id)
  CONSTRAINT object_movement_document_patient_id_document_id_fkey FOREIGN KEY (document_patient_id, document_id) REFERENCES documents.document(patient_id, id)
  CONSTRAINT object_movement_object_id_fkey FOREIGN KEY (object_id) REFERENCES intake.object(id)
  CONSTRAINT object_movement_place_id_fkey FOREIGN KEY (place_id) REFERENCES intake.keeper(id)
  CONSTRAINT basis_is_of_what_leaves CHECK (((disclosure_basis IS NULL) OR (kind = ANY (ARRAY['handed-over'::text, 'sent'::text]))))
  CONSTRAINT copy_names_its_document CHECK ((((kind = 'copied'::text) = (document_id IS NOT NULL)) AND ((document_id IS NULL) = (document_patient_id IS NULL))))
  CONSTRAINT destruction_has_method_and_witness CHECK (((kind <> 'destroyed'::text) OR ((method <> ''::text) AND (witness <> ''::text) AND (note <> ''::text))))
  CONSTRAINT loan_has_borrower_and_end CHECK (((kind <> 'loaned'::text) OR ((custodian_id IS NOT NULL) AND (due_on IS NOT NULL))))
  CONSTRAINT movement_is_known CHECK ((kind = ANY (ARRAY['registered'::text, 'moved'::text, 'loaned'::text, 'returned'::text, 'handed-over'::text, 'sent'::text, 'copied'::text, 'destroyed'::text, 'lost'::text, 'found'::text, 'assigned'::text, 'planned'::text, 'described'::text])))
  CONSTRAINT movements_count_from_one CHECK ((number >= 1))
  CONSTRAINT object_leaves_on_a_known_basis CHECK ((disclosure_basis = ANY (ARRAY['to-individual'::text, 'authorization'::text, 'treatment'::text, 'care-involvement'::text, 'required-by-law'::text, 'return'::text])))
  CONSTRAINT recipient_is_known CHECK ((recipient = ANY (ARRAY['patient'::text, 'representative'::text, 'designee'::text])))
  CONSTRAINT who_took_it_is_said CHECK (((kind = 'handed-over'::text) = (recipient IS NOT NULL)))
  CONSTRAINT who_was_sent_it_is_said CHECK (((kind <> 'sent'::text) OR (custodian_id IS NOT NULL)))
  UNIQUE INDEX one_movement_of_a_number ON intake.object_movement USING btree (object_id, number)
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- That a page shows the label of a thing: the paper came with it. The thing may be registered later, or never was.
TABLE intake.object_page (row-level security)
  item_id uuid NOT NULL  -- File of the page.
  page_number integer NOT NULL  -- Page of it.
  object_number text NOT NULL  -- What the label says.
  facility_id uuid NOT NULL  -- As the item's.
  labels bigint NOT NULL DEFAULT 0  -- As the item's.
  CONSTRAINT object_page_pkey PRIMARY KEY (item_id, page_number, object_number)
  CONSTRAINT object_page_item_id_fkey FOREIGN KEY (item_id) REFERENCES intake.item(id)
  CONSTRAINT object_page_item_id_page_number_fkey FOREIGN KEY (item_id, page_number) REFERENCES intake.page(item_id, number)
  INDEX object_page_of_a_number ON intake.object_page USING btree (object_number)
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- What became of each page. A page has at most one outcome in force; a page without one is in a queue.
TABLE intake.outcome (row-level security)
  id uuid NOT NULL  -- UUID v7.
  item_id uuid NOT NULL  -- The item.
  page_number integer NOT NULL  -- The page; 0 stands for a file that could not be opened.
  facility_id uuid NOT NULL  -- As the item's.
  labels bigint NOT NULL DEFAULT 0  -- As the item's.
  kind text NOT NULL  -- filed, attached to a case, forwarded to another desk, returned to the sender, discarded.
  reason text  -- Why, for everything but filing.
  destination text  -- Desk or sender.
  document_id uuid  -- The document it became part of.
  filed_patient_id uuid  -- Whose chart.
  decided_at timestamp with time zone NOT NULL  -- When.
  decided_by text NOT NULL  -- Actor id.
  reversed_at timestamp with time zone  -- When it was undone: the page is back in the queue.
  reversed_by text  -- Actor id.
  CONSTRAINT outcome_pkey PRIMARY KEY (id)
  CONSTRAINT outcome_item_id_fkey FOREIGN KEY (item_id) REFERENCES intake.item(id)
  CONSTRAINT filed_pages_name_their_document CHECK (((kind = 'filed'::text) = (document_id IS NOT NULL)))
  CONSTRAINT only_filing_needs_no_reason CHECK (((kind = 'filed'::text) OR (COALESCE(reason, ''::text) <> ''::text)))
  CONSTRAINT outcome_kind_is_known CHECK ((kind = ANY (ARRAY['filed'::text, 'attached'::text, 'forwarded'::text, 'returned'::text, 'discarded'::text])))
  CONSTRAINT reversal_has_who_and_when CHECK (((reversed_at IS NULL) = (reversed_by IS NULL)))
  CONSTRAINT zero_is_the_file_itself CHECK ((page_number >= 0))
  INDEX outcome_filed_newest ON intake.outcome USING btree (facility_id, decided_at DESC) WHERE ((kind = 'filed'::text) AND (reversed_at IS NULL))
  INDEX outcome_of_document ON intake.outcome USING btree (document_id) WHERE (document_id IS NOT NULL)
  UNIQUE INDEX one_outcome_in_force_for_each_page ON intake.outcome USING btree (item_id, page_number) WHERE (reversed_at IS NULL)
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- One page of an item as read. Unreadable pages are counted and shown like every other.
TABLE intake.page (row-level security)
  item_id uuid NOT NULL  -- The item.
  number integer NOT NULL  -- From 1, in the order of the file.
  facility_id uuid NOT NULL  -- As the item's.
  labels bigint NOT NULL DEFAULT 0  -- As the item's.
  image_address text  -- Upright picture that we encoded.
  thumbnail_address text  -- Small picture.
  text_address text  -- Text in reading order.
  words_address text  -- Words with boxes, confidence and line, and the barcodes, as JSON.
  width integer  -- Pixels of the picture.
  height integer  -- Pixels of the picture.
  confidence real  -- Mean of the words, 0 to 100.
  text_source text  -- text-layer, ocr or blank.
  blank boolean NOT NULL DEFAULT false  -- Nothing on it but paper and dust.
  quality jsonb NOT NULL DEFAULT '{}'::jsonb  -- dpi, contrast, blur, skew, specks as measured.
  barcodes integer NOT NULL DEFAULT 0  -- How many codes were seen.
  unreadable_reason text  -- Why there is no picture.
  unreadable_detail text  -- The same as a sentence for the desk.
  own_sheet text  -- A sheet of ours that cuts a stack and is no page of a record.
  unknown_codes integer NOT NULL DEFAULT 0  -- Codes that were seen and not understood, or damaged.
  score real  -- How well the picture can be read, 0 to 1; null for a blank page and one without a picture.
  weaknesses text[] NOT NULL DEFAULT '{}'::text[]  -- What is wrong with the picture, worst first.
  signature text  -- Whether pen strokes stand at the place for a signature: a hint, never a fact of the record. Null where the page has no such place.
  read_turn smallint NOT NULL DEFAULT 0  -- Degrees clockwise, beyond what the machine first took for upright, as the page stood when it was read last. Where the layout turns it otherwise, picture and words are turned when they are shown or filed, until it is read again.
  turned smallint  -- Degrees clockwise by which the machine turned what the file shows when it was read first; empty where that was not kept.
  read_again_at timestamp with time zone  -- When it was read as a person turned it; empty while it is as read first.
  CONSTRAINT page_pkey PRIMARY KEY (item_id, number)
  CONSTRAINT page_image_address_fkey FOREIGN KEY (image_address) REFERENCES platform.blob(address)
  CONSTRAINT page_item_id_fkey FOREIGN KEY (item_id) REFERENCES intake.item(id)
  CONSTRAINT page_text_address_fkey FOREIGN KEY (text_address) REFERENCES platform.blob(address)
  CONSTRAINT page_thumbnail_address_fkey FOREIGN KEY (thumbnail_address) REFERENCES platform.blob(address)
  CONSTRAINT page_words_address_fkey FOREIGN KEY (words_address) REFERENCES platform.blob(address)
  CONSTRAINT own_sheet_is_known CHECK ((own_sheet = ANY (ARRAY['separator'::text, 'cover'::text, 'batch'::text, 'test'::text])))
  CONSTRAINT page_is_shown_or_says_why_not CHECK (((image_address IS NOT NULL) OR (unreadable_reason IS NOT NULL)))
  CONSTRAINT pages_count_from_one CHECK ((number >= 1))
  CONSTRAINT reading_turns_are_quarters CHECK ((read_turn = ANY (ARRAY[0, 90, 180, 270])))
  CONSTRAINT score_is_a_share CHECK (((score >= (0)::double precision) AND (score <= (1)::double precision)))
  CONSTRAINT signature_is_known CHECK ((signature = ANY (ARRAY['present'::text, 'absent'::text, 'unclear'::text])))
  CONSTRAINT turned_by_quarters CHECK ((turned = ANY (ARRAY[0, 90, 180, 270])))
  CONSTRAINT unknown_codes_are_among_the_codes CHECK (((unknown_codes >= 0) AND (unknown_codes <= barcodes)))
  CONSTRAINT weaknesses_are_known CHECK ((weaknesses <@ ARRAY['low-dpi'::text, 'low-contrast'::text, 'blur'::text, 'cut-edge'::text, 'too-dark'::text, 'too-light'::text, 'low-confidence'::text]))
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- What stands on a page, as digests that tell how alike two pages are and nothing else.
TABLE intake.page_content (row-level security)
  item_id uuid NOT NULL  -- File of the page.
  number integer NOT NULL  -- Page of the file.
  facility_id uuid NOT NULL  -- As the file's.
  labels bigint NOT NULL DEFAULT 0  -- As the file's.
  words integer NOT NULL  -- Words that were read.
  least bigint[]  -- Least keyed digests of its runs of three words under several orders (MinHash). The least of all its pages are those of a document.
  look bigint  -- Of a page with few words: 64 bits of how light and dark lie on it (lowest frequencies of a cosine transform).
  look_ink bytea  -- The same page as ink in 64 by 64 cells: too coarse to read a letter, fine enough to tell two fillings of one form.
  band_a integer DEFAULT ((look & (65535)::bigint))::integer  -- Bits 0 to 15 of the look: pages at most seven bits apart share one of four bands but for one bit.
  band_b integer DEFAULT (((look >> 16) & (65535)::bigint))::integer  -- Bits 16 to 31.
  band_c integer DEFAULT (((look >> 32) & (65535)::bigint))::integer  -- Bits 32 to 47.
  band_d integer DEFAULT (((look >> 48) & (65535)::bigint))::integer  -- Bits 48 to 63.
  CONSTRAINT page_content_pkey PRIMARY KEY (item_id, number)
  CONSTRAINT page_content_item_id_number_fkey FOREIGN KEY (item_id, number) REFERENCES intake.page(item_id, number)
  CONSTRAINT look_is_whole CHECK (((look IS NULL) = (look_ink IS NULL)))
  INDEX page_look_a ON intake.page_content USING btree (facility_id, band_a) WHERE (look IS NOT NULL)
  INDEX page_look_b ON intake.page_content USING btree (facility_id, band_b) WHERE (look IS NOT NULL)
  INDEX page_look_c ON intake.page_content USING btree (facility_id, band_c) WHERE (look IS NOT NULL)
  INDEX page_look_d ON intake.page_content USING btree (facility_id, band_d) WHERE (look IS NOT NULL)
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- What a person said about the paper of an encounter: none is coming, or it lies at the desk and is not scanned yet.
TABLE intake.paper_mark (row-level security)
  patient_id uuid NOT NULL  -- Whose.
  id uuid NOT NULL  -- UUID v7.
  encounter_id uuid NOT NULL  -- Which encounter.
  facility_id uuid NOT NULL  -- As the encounter's.
  labels bigint NOT NULL DEFAULT 0  -- As the encounter's.
  kind text NOT NULL  -- no-paper or at-desk.
  reason text  -- Why none is coming.
  marked_at timestamp with time zone NOT NULL  -- When.
  marked_by text NOT NULL  -- Actor id.
  withdrawn_at timestamp with time zone  -- Set when the mark was wrong.
  withdrawn_by text  -- Actor id.
  CONSTRAINT paper_mark_pkey PRIMARY KEY (patient_id, id)
  CONSTRAINT paper_mark_patient_id_encounter_id_fkey FOREIGN KEY (patient_id, encounter_id) REFERENCES encounters.encounter(patient_id, id)
  CONSTRAINT no_paper_says_why CHECK (((kind <> 'no-paper'::text) OR (reason IS NOT NULL)))
  CONSTRAINT paper_mark_is_known CHECK ((kind = ANY (ARRAY['no-paper'::text, 'at-desk'::text])))
  CONSTRAINT paper_mark_is_withdrawn_by_somebody CHECK (((withdrawn_at IS NULL) = (withdrawn_by IS NULL)))
  UNIQUE INDEX paper_mark_in_force_once ON intake.paper_mark USING btree (patient_id, encounter_id, kind) WHERE (withdrawn_at IS NULL)
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- A unit was asked for the paper of an encounter; one row for each encounter that a letter names.
TABLE intake.paper_reminder (row-level security)
  patient_id uuid NOT NULL  -- Whose.
  id uuid NOT NULL  -- UUID v7.
  encounter_id uuid NOT NULL  -- Which encounter.
  facility_id uuid NOT NULL  -- As the encounter's.
  labels bigint NOT NULL DEFAULT 0  -- As the encounter's.
  unit_id uuid  -- Unit that was asked, where the encounter names one.
  letter_id uuid NOT NULL  -- The letter; its deliveries tell what became of it.
  channel text NOT NULL  -- How it went.
  mail_address text  -- Where it was mailed to; offered the next time.
  missing text[] NOT NULL  -- What was missing then.
  reminded_at timestamp with time zone NOT NULL  -- When.
  reminded_by text NOT NULL  -- Actor id.
  CONSTRAINT paper_reminder_pkey PRIMARY KEY (patient_id, id)
  CONSTRAINT paper_reminder_letter_id_fkey FOREIGN KEY (letter_id) REFERENCES correspondence.letter(id)
  CONSTRAINT paper_reminder_patient_id_encounter_id_fkey FOREIGN KEY (patient_id, encounter_id) REFERENCES encounters.encounter(patient_id, id)
  CONSTRAINT paper_reminder_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES directory.unit(id)
  CONSTRAINT mailed_reminder_has_an_address CHECK (((channel = 'mail'::text) = (mail_address IS NOT NULL)))
  CONSTRAINT reminder_channel_is_known CHECK ((channel = ANY (ARRAY['print'::text, 'mail'::text])))
  INDEX paper_reminder_of_encounter ON intake.paper_reminder USING btree (patient_id, encounter_id, reminded_at DESC)
  INDEX paper_reminder_of_unit ON intake.paper_reminder USING btree (unit_id, reminded_at DESC) WHERE (mail_address IS NOT NULL)
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- Which documents a class of encounters is expected to leave on paper. Rows are never changed: the newest of a facility and class is in force, that of all facilities where it has none; the older ones are the history.
TABLE intake.paper_rule
  id uuid NOT NULL  -- UUID v7.
  facility_id uuid  -- Where; empty: everywhere that has no row of its own.
  encounter_class text NOT NULL  -- HL7 ActCode of the encounters: IMP, SS, EMER, AMB ...
  expected jsonb NOT NULL  -- List of {name, types}: each is received when a document of one of its types is filed. Empty: no paper is expected.
  reason text NOT NULL  -- Why it was set so.
  set_at timestamp with time zone NOT NULL  -- When.
  set_by text NOT NULL  -- Actor id; seed for those that came with the product.
  CONSTRAINT paper_rule_pkey PRIMARY KEY (id)
  CONSTRAINT paper_rule_facility_id_fkey FOREIGN KEY (facility_id) REFERENCES directory.facility(id)
  CONSTRAINT expected_is_a_list CHECK ((jsonb_typeof(expected) = 'array'::text))
  INDEX paper_rule_in_force ON intake.paper_rule USING btree (facility_id, encounter_class, set_at DESC)
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- A document to be: pages that belong together. Proposals, the index queue and automatic filing work on parts.
TABLE intake.part (row-level security)
  id uuid NOT NULL  -- UUID v7; that of its file where the file is one part.
  batch_id uuid NOT NULL  -- The batch.
  facility_id uuid NOT NULL  -- As the batch's.
  labels bigint NOT NULL DEFAULT 0  -- As the batch's.
  position integer NOT NULL  -- Order in the batch.
  cut_by text NOT NULL  -- Why it begins where it begins: the file, a separator or cover sheet, a heading, another patient, a person.
  cover_item_id uuid  -- File of the cover or type sheet that stood before it: its codes speak for the part.
  cover_number integer  -- Page of that sheet.
  lane text NOT NULL DEFAULT 'routine'::text  -- stat: within 15 minutes.
  lane_reason text  -- Coded reason of the lane.
  lane_by text  -- Actor id of the person who chose the lane; empty where a rule did.
  lane_at timestamp with time zone  -- When a person chose it.
  CONSTRAINT part_pkey PRIMARY KEY (id)
  CONSTRAINT part_batch_id_fkey FOREIGN KEY (batch_id) REFERENCES intake.batch(id)
  CONSTRAINT part_cover_item_id_cover_number_fkey FOREIGN KEY (cover_item_id, cover_number) REFERENCES intake.page(item_id, number)
  CONSTRAINT cover_names_file_and_page CHECK (((cover_item_id IS NULL) = (cover_number IS NULL)))
  CONSTRAINT cutter_is_known CHECK ((cut_by = ANY (ARRAY['file'::text, 'separator'::text, 'cover'::text, 'heading'::text, 'patient'::text, 'person'::text])))
  CONSTRAINT lane_is_known CHECK ((lane = ANY (ARRAY['routine'::text, 'stat'::text])))
  CONSTRAINT parts_count_from_one CHECK (("position" >= 1))
  CONSTRAINT stat_says_why CHECK (((lane = 'routine'::text) OR (lane_reason IS NOT NULL)))
  INDEX part_of_batch ON intake.part USING btree (batch_id, "position")
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: DELETE, INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: DELETE, INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- By what alike documents are found: two that are alike share at least one of these values.
TABLE intake.part_band (row-level security)
  part_id uuid NOT NULL  -- The document to be.
  band smallint NOT NULL  -- Which of them.
  facility_id uuid NOT NULL  -- As the part's.
  labels bigint NOT NULL DEFAULT 0  -- As the part's.
  value bigint NOT NULL  -- Three of its least digests together.
  CONSTRAINT part_band_pkey PRIMARY KEY (part_id, band)
  CONSTRAINT part_band_part_id_fkey FOREIGN KEY (part_id) REFERENCES intake.part_digest(part_id) ON DELETE CASCADE
  INDEX part_by_band ON intake.part_band USING btree (facility_id, band, value)
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: DELETE, INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: DELETE, INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- What stands on all pages of a document to be; made anew whenever it is cut otherwise.
TABLE intake.part_digest (row-level security)
  part_id uuid NOT NULL  -- The document to be.
  facility_id uuid NOT NULL  -- As the part's.
  labels bigint NOT NULL DEFAULT 0  -- As the part's.
  words integer NOT NULL  -- Words that were read.
  least bigint[] NOT NULL  -- Least of its pages' digests.
  CONSTRAINT part_digest_pkey PRIMARY KEY (part_id)
  CONSTRAINT part_digest_part_id_fkey FOREIGN KEY (part_id) REFERENCES intake.part(id) ON DELETE CASCADE
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: DELETE, INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: DELETE, INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- A document to be seems to be the same as an earlier one. Shown, never acted on by itself; what a person confirmed stays.
TABLE intake.part_duplicate (row-level security)
  part_id uuid NOT NULL  -- The later one.
  of_part_id uuid NOT NULL  -- The earlier one.
  facility_id uuid NOT NULL  -- As the part's.
  labels bigint NOT NULL DEFAULT 0  -- Of both together.
  how text NOT NULL  -- bytes: of the same file; content: its pages say the same; look: a page with few words looks the same.
  alike real NOT NULL  -- 1: the same bytes; else the estimated share of what stands on both, or of what is seen.
  whole boolean NOT NULL  -- All its pages are meant, not one of several.
  page integer  -- Place of the page that looks the same; of how = look only.
  of_page integer  -- Place in the earlier one of the page that it looks the same as.
  found_at timestamp with time zone NOT NULL  -- When.
  confirmed_at timestamp with time zone  -- When a person said so and discarded its pages.
  confirmed_by text  -- Actor id.
  CONSTRAINT part_duplicate_pkey PRIMARY KEY (part_id, of_part_id)
  CONSTRAINT part_duplicate_of_part_id_fkey FOREIGN KEY (of_part_id) REFERENCES intake.part(id) ON DELETE CASCADE
  CONSTRAINT part_duplicate_part_id_fkey FOREIGN KEY (part_id) REFERENCES intake.part(id) ON DELETE CASCADE
  CONSTRAINT look_names_its_pages CHECK (((how = 'look'::text) = ((page IS NOT NULL) AND (of_page IS NOT NULL))))
  CONSTRAINT no_part_duplicates_itself CHECK ((part_id <> of_part_id))
  CONSTRAINT part_alike_is_a_share CHECK (((alike >= (0)::double precision) AND (alike <= (1)::double precision)))
  CONSTRAINT part_duplicate_how_is_known CHECK ((how = ANY (ARRAY['bytes'::text, 'content'::text, 'look'::text])))
  CONSTRAINT part_duplicate_is_confirmed_by_somebody CHECK (((confirmed_at IS NULL) = (confirmed_by IS NULL)))
  INDEX part_duplicate_of ON intake.part_duplicate USING btree (of_part_id)
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: DELETE, INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: DELETE, INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- Where each page stands: in one part, or in the bin with a reason. The key makes it one place.
TABLE intake.part_page (row-level security)
  item_id uuid NOT NULL  -- File of the page.
  number integer NOT NULL  -- Page of the file.
  facility_id uuid NOT NULL  -- As the batch's.
  labels bigint NOT NULL DEFAULT 0  -- As the batch's.
  part_id uuid  -- The part; empty in the bin.
  position integer  -- Order in the part.
  bin_reason text  -- Why it is in the bin.
  turn smallint NOT NULL DEFAULT 0  -- Degrees clockwise by which a person turned it.
  CONSTRAINT part_page_pkey PRIMARY KEY (item_id, number)
  CONSTRAINT part_page_item_id_number_fkey FOREIGN KEY (item_id, number) REFERENCES intake.page(item_id, number)
  CONSTRAINT part_page_part_id_fkey FOREIGN KEY (part_id) REFERENCES intake.part(id)
  CONSTRAINT bin_reason_is_known CHECK ((bin_reason = ANY (ARRAY['blank'::text, 'separator'::text, 'test'::text, 'replaced'::text, 'duplicate'::text, 'not-a-record'::text, 'other'::text])))
  CONSTRAINT page_is_in_a_part_or_in_the_bin CHECK (((part_id IS NULL) = (bin_reason IS NOT NULL)))
  CONSTRAINT page_of_a_part_has_its_place CHECK (((part_id IS NULL) = ("position" IS NULL)))
  CONSTRAINT turns_are_quarters CHECK ((turn = ANY (ARRAY[0, 90, 180, 270])))
  INDEX page_of_part ON intake.part_page USING btree (part_id, "position")
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- A document to be whose patient is not registered yet. It waits apart and comes back to the index queue when somebody of these identifiers is registered.
TABLE intake.pending (row-level security)
  id uuid NOT NULL  -- UUID v7.
  part_id uuid NOT NULL  -- The document to be. No foreign key: a batch may be cut anew.
  facility_id uuid NOT NULL  -- As the part's.
  labels bigint NOT NULL DEFAULT 0  -- As the part's.
  key_slot text NOT NULL  -- Slot under which the identifiers are encrypted.
  identifiers_address text NOT NULL  -- Encrypted blob with the identifiers as a person read them: name, birth date, record and visit number.
  reason text NOT NULL  -- Why it waits, in words.
  pended_at timestamp with time zone NOT NULL  -- When.
  pended_by text NOT NULL  -- Actor id.
  due_at timestamp with time zone NOT NULL  -- From then on it is reported: not registered for 24 hours.
  ended_at timestamp with time zone  -- When the waiting ended.
  ended_by text  -- Actor id.
  ended_how text  -- registered: somebody who may be meant was registered; returned: a person took it back; settled: it was filed or set aside.
  CONSTRAINT pending_pkey PRIMARY KEY (id)
  CONSTRAINT pending_identifiers_address_fkey FOREIGN KEY (identifiers_address) REFERENCES platform.blob(address)
  CONSTRAINT pending_end_is_known CHECK ((ended_how = ANY (ARRAY['registered'::text, 'returned'::text, 'settled'::text])))
  CONSTRAINT pending_ends_with_who_and_how CHECK ((((ended_at IS NULL) = (ended_by IS NULL)) AND ((ended_at IS NULL) = (ended_how IS NULL))))
  INDEX pending_of_part ON intake.pending USING btree (part_id, pended_at DESC)
  UNIQUE INDEX pending_once ON intake.pending USING btree (part_id) WHERE (ended_at IS NULL)
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- What a waiting document to be is found by when somebody is registered. Deleted when the waiting ends.
TABLE intake.pending_key (row-level security)
  pending_id uuid NOT NULL  -- The waiting.
  facility_id uuid NOT NULL  -- As the waiting's.
  labels bigint NOT NULL DEFAULT 0  -- As the waiting's.
  kind text NOT NULL  -- mrn, visit, or the sound of a name with a birth date.
  key text NOT NULL  -- Keyed digest (HMAC-SHA-256): equal identifiers give equal keys, and nobody reads them back.
  CONSTRAINT pending_key_pkey PRIMARY KEY (pending_id, kind, key)
  CONSTRAINT pending_key_pending_id_fkey FOREIGN KEY (pending_id) REFERENCES intake.pending(id)
  CONSTRAINT pending_key_kind_is_known CHECK ((kind = ANY (ARRAY['mrn'::text, 'visit'::text, 'name-birth'::text])))
  INDEX pending_by_key ON intake.pending_key USING btree (kind, key)
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: DELETE, INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: DELETE, INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- A person registered after a document to be began to wait, with the identifiers that agree. Only a candidate: a person decides.
TABLE intake.pending_match (row-level security)
  patient_id uuid NOT NULL  -- Who was registered or got the identifier.
  pending_id uuid NOT NULL  -- The waiting.
  part_id uuid NOT NULL  -- The document to be.
  facility_id uuid NOT NULL  -- As the waiting's.
  labels bigint NOT NULL DEFAULT 0  -- As the waiting's and the patient's together.
  agrees text[] NOT NULL  -- Kinds of the keys that agree.
  matched_at timestamp with time zone NOT NULL  -- When.
  CONSTRAINT pending_match_pkey PRIMARY KEY (patient_id, pending_id)
  CONSTRAINT pending_match_patient_id_fkey FOREIGN KEY (patient_id) REFERENCES patients.patient(id)
  CONSTRAINT pending_match_pending_id_fkey FOREIGN KEY (pending_id) REFERENCES intake.pending(id)
  INDEX pending_match_of_part ON intake.pending_match USING btree (part_id, matched_at DESC)
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- A stock of paper that is to be scanned: how much of it is planned, by when.
TABLE intake.project (row-level security)
  id uuid NOT NULL  -- UUID v7.
  facility_id uuid NOT NULL  -- Facility whose paper it is.
  labels bigint NOT NULL DEFAULT 0  -- None; for the protection of the row.
  name text NOT NULL  -- As the coordinator called it.
  scope text NOT NULL DEFAULT ''::text  -- Which paper belongs to it and which does not.
  planned_boxes integer  -- Boxes planned.
  planned_sheets integer  -- Sheets planned; without it the counted sheets of its batches are what there is.
  started_on date NOT NULL  -- First day.
  target_on date  -- Day by which it is to be done.
  opened_at timestamp with time zone NOT NULL  -- When it was recorded.
  opened_by text NOT NULL  -- Actor id.
  CONSTRAINT project_pkey PRIMARY KEY (id)
  CONSTRAINT project_facility_id_fkey FOREIGN KEY (facility_id) REFERENCES directory.facility(id)
  CONSTRAINT project_ends_after_it_began CHECK ((target_on >= started_on))
  CONSTRAINT project_has_a_name CHECK ((name <> ''::text))
  CONSTRAINT some_boxes_are_planned CHECK ((planned_boxes > 0))
  CONSTRAINT some_sheets_are_planned CHECK ((planned_sheets > 0))
  INDEX project_newest ON intake.project USING btree (opened_at DESC, id DESC)
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- What the machine thinks, with its evidence; kept beside what the person decided, so that errors can be counted and learnt from.
TABLE intake.proposal (row-level security)
  id uuid NOT NULL  -- UUID v7.
  item_id uuid NOT NULL  -- The item.
  facility_id uuid NOT NULL  -- As the item's.
  labels bigint NOT NULL DEFAULT 0  -- As the item's.
  field text NOT NULL  -- patient, encounter, type or date.
  value text NOT NULL  -- Patient id, encounter id, type code or YYYY-MM-DD.
  confidence real NOT NULL  -- 0 to 1; never a licence to file by itself.
  evidence jsonb NOT NULL  -- Coded reasons with page and zone; no text of the page.
  engine text NOT NULL  -- Name and version of what proposed.
  proposed_at timestamp with time zone NOT NULL  -- When.
  part_id uuid  -- The part it is about.
  CONSTRAINT proposal_pkey PRIMARY KEY (id)
  CONSTRAINT proposal_item_id_fkey FOREIGN KEY (item_id) REFERENCES intake.item(id)
  CONSTRAINT confidence_is_a_share CHECK (((confidence >= (0)::double precision) AND (confidence <= (1)::double precision)))
  CONSTRAINT field_is_known CHECK ((field = ANY (ARRAY['patient'::text, 'encounter'::text, 'type'::text, 'date'::text])))
  INDEX proposal_naming ON intake.proposal USING btree (value, field) WHERE (field = ANY (ARRAY['encounter'::text, 'patient'::text]))
  INDEX proposal_of_item ON intake.proposal USING btree (item_id, field, confidence DESC)
  INDEX proposal_of_part ON intake.proposal USING btree (part_id, field, confidence DESC)
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- A person went through the discharges and visits of a day; the next look begins with the day after. Again where somebody did it again.
TABLE intake.reconciled_day (row-level security)
  id uuid NOT NULL  -- UUID v7.
  facility_id uuid NOT NULL  -- Where.
  labels bigint NOT NULL DEFAULT 0  -- Always 0: counts name nobody.
  day date NOT NULL  -- The day, in the facility's time zone.
  encounters integer NOT NULL  -- Encounters that ended that day, as that person saw them.
  received integer NOT NULL  -- Of those, all expected paper was filed.
  partial integer NOT NULL  -- Of those, some was.
  not_received integer NOT NULL  -- Of those, none was.
  no_paper integer NOT NULL  -- Of those, none is expected.
  reconciled_at timestamp with time zone NOT NULL  -- When.
  reconciled_by text NOT NULL  -- Actor id.
  CONSTRAINT reconciled_day_pkey PRIMARY KEY (id)
  CONSTRAINT reconciled_day_facility_id_fkey FOREIGN KEY (facility_id) REFERENCES directory.facility(id)
  CONSTRAINT reconciled_day_adds_up CHECK ((encounters = (((received + partial) + not_received) + no_paper)))
  INDEX reconciled_day_last ON intake.reconciled_day USING btree (facility_id, day DESC)
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- A better image took the place of a page; the poor one stays in the bin.
TABLE intake.rescan (row-level security)
  id uuid NOT NULL  -- UUID v7.
  item_id uuid NOT NULL  -- File of the poor image.
  number integer NOT NULL  -- Its page.
  facility_id uuid NOT NULL  -- As the batch's.
  labels bigint NOT NULL DEFAULT 0  -- As the batch's.
  by_item_id uuid NOT NULL  -- File of the better image.
  by_number integer NOT NULL  -- Its page.
  placed_at timestamp with time zone NOT NULL  -- When.
  placed_by text NOT NULL  -- Actor id.
  CONSTRAINT rescan_pkey PRIMARY KEY (id)
  CONSTRAINT rescan_by_item_id_by_number_fkey FOREIGN KEY (by_item_id, by_number) REFERENCES intake.page(item_id, number)
  CONSTRAINT rescan_item_id_number_fkey FOREIGN KEY (item_id, number) REFERENCES intake.page(item_id, number)
  INDEX rescan_of_page ON intake.rescan USING btree (item_id, number)
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- A batch was released to the index queue: what was counted then, and by whom. Again after it came back.
TABLE intake.separation (row-level security)
  id uuid NOT NULL  -- UUID v7.
  batch_id uuid NOT NULL  -- The batch.
  facility_id uuid NOT NULL  -- As the batch's.
  labels bigint NOT NULL DEFAULT 0  -- As the batch's.
  revision integer NOT NULL  -- Layout that was released.
  images integer NOT NULL  -- Images in the batch, all of them.
  blank integer NOT NULL  -- Blank sides in the bin.
  sheets_of_ours integer NOT NULL  -- Images of separator, cover and batch sheets.
  replaced integer NOT NULL  -- Images that a rescan replaced.
  parts integer NOT NULL  -- Documents to be.
  difference_reason text  -- Why it was released though the sheets did not add up.
  released_at timestamp with time zone NOT NULL  -- When.
  released_by text NOT NULL  -- Actor id.
  CONSTRAINT separation_pkey PRIMARY KEY (id)
  CONSTRAINT separation_batch_id_fkey FOREIGN KEY (batch_id) REFERENCES intake.batch(id)
  INDEX separation_of_batch ON intake.separation USING btree (batch_id, released_at DESC)
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- Where files come from: a subfolder, a scanner, a mail address, a mailbox, a fax line, a program. What it was before a change stands in intake.source_change.
TABLE intake.source (row-level security)
  id uuid NOT NULL  -- UUID v7.
  facility_id uuid NOT NULL  -- Facility that receives what comes from it.
  labels bigint NOT NULL DEFAULT 0  -- None: a source is no record.
  kind text NOT NULL  -- How it comes.
  name text NOT NULL  -- As people at the desk call it.
  key text  -- Name of the subfolder, or the part of the mail address before the @, or what a program names.
  settings jsonb NOT NULL DEFAULT '{}'::jsonb  -- Host, folder, pattern ...; never a secret.
  sealed_secret bytea  -- Password of a mailbox, sealed under the key ring.
  type_code text  -- Document type that is proposed for what comes from it.
  lane text NOT NULL DEFAULT 'routine'::text  -- routine or stat.
  version integer NOT NULL DEFAULT 1  -- Counts changes.
  disabled_at timestamp with time zone  -- Since when nothing is taken from it.
  recorded_at timestamp with time zone NOT NULL  -- When it was entered.
  recorded_by text NOT NULL  -- Actor id.
  CONSTRAINT source_pkey PRIMARY KEY (id)
  CONSTRAINT source_facility_id_fkey FOREIGN KEY (facility_id) REFERENCES directory.facility(id)
  CONSTRAINT source_has_a_name CHECK ((name <> ''::text))
  CONSTRAINT source_key_is_plain CHECK ((key ~ '^[a-z0-9][a-z0-9._-]{0,63}$'::text))
  CONSTRAINT source_kind_is_known CHECK ((kind = ANY (ARRAY['folder'::text, 'mailbox'::text, 'smtp'::text, 'fax'::text, 'upload'::text, 'rest'::text, 'scanner'::text])))
  CONSTRAINT source_lane_is_known CHECK ((lane = ANY (ARRAY['routine'::text, 'stat'::text])))
  UNIQUE INDEX one_living_source_for_each_key ON intake.source USING btree (key) WHERE ((key IS NOT NULL) AND (disabled_at IS NULL))
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- What a source was before each change. Append-only.
TABLE intake.source_change (row-level security)
  id uuid NOT NULL  -- UUID v7.
  source_id uuid NOT NULL  -- The source.
  facility_id uuid NOT NULL  -- As the source's.
  labels bigint NOT NULL DEFAULT 0  -- None.
  version integer NOT NULL  -- The version that was replaced.
  was jsonb NOT NULL  -- Name, key, settings, type, lane, disabled as they were.
  secret_changed boolean NOT NULL  -- The password was replaced; the old one is not kept.
  at timestamp with time zone NOT NULL  -- When.
  by_actor text NOT NULL  -- Actor id.
  CONSTRAINT each_version_of_a_source_once UNIQUE (source_id, version)
  CONSTRAINT source_change_pkey PRIMARY KEY (id)
  CONSTRAINT source_change_source_id_fkey FOREIGN KEY (source_id) REFERENCES intake.source(id)
  UNIQUE INDEX each_version_of_a_source_once ON intake.source_change USING btree (source_id, version)
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- A test page that was sent the way of a source and what became of it. Its page is discarded by itself, never filed.
TABLE intake.source_test (row-level security)
  id uuid NOT NULL  -- UUID v7.
  source_id uuid NOT NULL  -- The source.
  facility_id uuid NOT NULL  -- As the source's.
  labels bigint NOT NULL DEFAULT 0  -- None.
  token text NOT NULL  -- Stands in the code of the page and in its name: by it the page is known.
  asked_at timestamp with time zone NOT NULL  -- When somebody asked for it.
  asked_by text NOT NULL  -- Actor id.
  sent_at timestamp with time zone  -- When it was put into the folder, given to the mail server or stored.
  hindrance text  -- Why it could not be sent: a sentence for the desk.
  item_id uuid  -- The item it arrived as.
  arrived_at timestamp with time zone  -- When that item was received.
  read_at timestamp with time zone  -- When its code was read.
  CONSTRAINT source_test_pkey PRIMARY KEY (id)
  CONSTRAINT source_test_facility_id_fkey FOREIGN KEY (facility_id) REFERENCES directory.facility(id)
  CONSTRAINT source_test_item_id_fkey FOREIGN KEY (item_id) REFERENCES intake.item(id)
  CONSTRAINT source_test_source_id_fkey FOREIGN KEY (source_id) REFERENCES intake.source(id)
  CONSTRAINT test_arrives_as_an_item CHECK ((((item_id IS NULL) = (arrived_at IS NULL)) AND ((item_id IS NULL) = (read_at IS NULL))))
  CONSTRAINT test_token_is_plain CHECK ((token ~ '^[0-9A-Z]{16}$'::text))
  INDEX source_test_of_item ON intake.source_test USING btree (item_id) WHERE (item_id IS NOT NULL)
  INDEX source_test_of_source ON intake.source_test USING btree (source_id, asked_at DESC)
  UNIQUE INDEX each_test_token_once ON intake.source_test USING btree (token)
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- When a source could not be looked into, why, and until when.
TABLE intake.source_trouble (row-level security)
  id uuid NOT NULL  -- UUID v7.
  source_id uuid NOT NULL  -- The source.
  facility_id uuid NOT NULL  -- As the source's.
  labels bigint NOT NULL DEFAULT 0  -- None.
  reason text NOT NULL  -- A sentence for the desk.
  since timestamp with time zone NOT NULL  -- First time it failed.
  until timestamp with time zone  -- When it worked again.
  CONSTRAINT source_trouble_pkey PRIMARY KEY (id)
  CONSTRAINT source_trouble_source_id_fkey FOREIGN KEY (source_id) REFERENCES intake.source(id)
  UNIQUE INDEX one_trouble_of_a_source_at_a_time ON intake.source_trouble USING btree (source_id) WHERE (until IS NULL)
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- Heading of a dictated report as it was read. A later one with the same job number becomes the next version of the same document.
TABLE intake.transcript (row-level security)
  item_id uuid NOT NULL  -- The item.
  facility_id uuid NOT NULL  -- As the item's.
  labels bigint NOT NULL DEFAULT 0  -- As the item's.
  job_number text  -- Number that the transcription service gave it.
  author text  -- Who dictated it.
  type_text text  -- Report type in the words of the service.
  visit_number text  -- Visit or account number.
  dictated_on date  -- Day of the dictation.
  transcribed_on date  -- Day of the transcription.
  recorded_at timestamp with time zone NOT NULL  -- When it was read.
  version_status text  -- What the heading says that the report is; empty where it says nothing.
  CONSTRAINT transcript_pkey PRIMARY KEY (item_id)
  CONSTRAINT transcript_item_id_fkey FOREIGN KEY (item_id) REFERENCES intake.item(id)
  CONSTRAINT transcript_status_is_known CHECK ((version_status = ANY (ARRAY['preliminary'::text, 'final'::text, 'corrected'::text, 'amended'::text])))
  INDEX transcript_of_job ON intake.transcript USING btree (facility_id, job_number) WHERE (job_number IS NOT NULL)
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- How each type of a model fared in cross-validation.
TABLE intake.type_measure (row-level security)
  model_id uuid NOT NULL  -- The model.
  type_code text NOT NULL  -- The type.
  facility_id uuid NOT NULL  -- As the model's.
  labels bigint NOT NULL DEFAULT 0  -- As the model's.
  examples integer NOT NULL  -- Documents of the type.
  precision_share real NOT NULL  -- Of those it called so, the share that are.
  recall_share real NOT NULL  -- Of those that are, the share it called so.
  f1 real NOT NULL  -- Harmonic mean of both.
  CONSTRAINT type_measure_pkey PRIMARY KEY (model_id, type_code)
  CONSTRAINT type_measure_model_id_fkey FOREIGN KEY (model_id) REFERENCES intake.type_model(id) ON DELETE CASCADE
  CONSTRAINT type_measure_type_code_fkey FOREIGN KEY (type_code) REFERENCES documents.type(code)
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: DELETE, INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: DELETE, INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- What was learnt of document types from this facility's filed documents. Documents with a sensitivity label are left out.
TABLE intake.type_model (row-level security)
  id uuid NOT NULL  -- UUID v7.
  facility_id uuid NOT NULL  -- Whose documents taught it, and who is served by it.
  labels bigint NOT NULL DEFAULT 0  -- None: labelled documents do not teach.
  trained_at timestamp with time zone NOT NULL  -- When.
  engine text NOT NULL  -- Name and version of the method.
  examples integer NOT NULL  -- From how many documents.
  seconds real NOT NULL  -- How long it took.
  accuracy real NOT NULL  -- Share of right answers in cross-validation, the documents of one patient on one side.
  macro_f1 real NOT NULL  -- Mean F1 of the types in the same.
  slope real NOT NULL  -- Of the sigmoid that makes the margin a probability.
  offset_at_none real NOT NULL  -- Of the same, at a margin of nothing.
  content bytea NOT NULL  -- Weights by hashes of words and headings that documents of at least three patients share. No words; a word one guesses could be looked up in it.
  CONSTRAINT type_model_pkey PRIMARY KEY (id)
  CONSTRAINT type_model_facility_id_fkey FOREIGN KEY (facility_id) REFERENCES directory.facility(id)
  CONSTRAINT accuracy_is_a_share CHECK (((accuracy >= (0)::double precision) AND (accuracy <= (1)::double precision)))
  CONSTRAINT examples_are_some CHECK ((examples > 0))
  CONSTRAINT macro_f1_is_a_share CHECK (((macro_f1 >= (0)::double precision) AND (macro_f1 <= (1)::double precision)))
  INDEX type_model_newest ON intake.type_model USING btree (facility_id, trained_at DESC)
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: DELETE, INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: DELETE, INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- A filed document drawn to be entered a second time without sight of the first entry, and what came of it.
TABLE intake.verification (row-level security)
  id uuid NOT NULL  -- UUID v7.
  facility_id uuid NOT NULL  -- As the item's.
  labels bigint NOT NULL DEFAULT 0  -- As the item's.
  document_id uuid NOT NULL  -- The document.
  filed_patient_id uuid NOT NULL  -- Registration it was filed under.
  filed_encounter_id uuid  -- First entry: the encounter.
  filed_type_code text NOT NULL  -- First entry: the type.
  filed_date date  -- First entry: the date.
  filed_by text NOT NULL  -- Actor id; system:auto-file where it filed itself.
  filed_at timestamp with time zone NOT NULL  -- When.
  source text NOT NULL  -- Way in, as the item's.
  share real NOT NULL  -- Share by which it was drawn.
  proposed_type_code text  -- Best proposal of the type at filing.
  proposed_confidence real  -- How sure it was.
  proposed_learned boolean NOT NULL DEFAULT false  -- It came from what the site filed before.
  entered_patient_id uuid  -- Second entry: the patient.
  entered_encounter_id uuid  -- Second entry: the encounter.
  entered_type_code text  -- Second entry: the type.
  entered_date date  -- Second entry: the date.
  entered_by text  -- Actor id; never who filed it.
  entered_at timestamp with time zone  -- When.
  differs text[] NOT NULL DEFAULT '{}'::text[]  -- Fields in which the two entries differ: patient, encounter, type, date.
  settled_by text  -- Actor id of the third person.
  settled_at timestamp with time zone  -- When.
  filed_wrong text[] NOT NULL DEFAULT '{}'::text[]  -- Fields in which the first entry was wrong.
  entered_wrong text[] NOT NULL DEFAULT '{}'::text[]  -- Fields in which the second was.
  closed_at timestamp with time zone  -- When both agreed or the difference was settled.
  outcome text  -- agreed, settled, or withdrawn where the filing was taken back first.
  CONSTRAINT one_verification_of_a_document UNIQUE (document_id)
  CONSTRAINT verification_pkey PRIMARY KEY (id)
  CONSTRAINT verification_entered_type_code_fkey FOREIGN KEY (entered_type_code) REFERENCES documents.type(code)
  CONSTRAINT verification_filed_type_code_fkey FOREIGN KEY (filed_type_code) REFERENCES documents.type(code)
  CONSTRAINT closed_with_an_outcome CHECK (((closed_at IS NULL) = (outcome IS NULL)))
  CONSTRAINT entry_says_who_when_and_what CHECK ((((entered_by IS NULL) = (entered_at IS NULL)) AND ((entered_by IS NULL) = (entered_type_code IS NULL)) AND ((entered_by IS NULL) = (entered_patient_id IS NULL))))
  CONSTRAINT nobody_verifies_own_filing CHECK ((entered_by <> filed_by))
  CONSTRAINT third_person_settles CHECK (((settled_by <> filed_by) AND (settled_by <> entered_by)))
  CONSTRAINT verification_outcome_is_known CHECK ((outcome = ANY (ARRAY['agreed'::text, 'settled'::text, 'withdrawn'::text])))
  INDEX verification_by_operator ON intake.verification USING btree (facility_id, filed_by, closed_at DESC) WHERE ((closed_at IS NOT NULL) AND (outcome <> 'withdrawn'::text))
  INDEX verification_by_type ON intake.verification USING btree (facility_id, filed_type_code, closed_at DESC) WHERE ((closed_at IS NOT NULL) AND (outcome <> 'withdrawn'::text))
  INDEX verification_closed ON intake.verification USING btree (facility_id, closed_at DESC) WHERE ((closed_at IS NOT NULL) AND (outcome <> 'withdrawn'::text))
  INDEX verification_of_learned ON intake.verification USING btree (facility_id, proposed_type_code, closed_at DESC) WHERE (proposed_learned AND (closed_at IS NOT NULL) AND (outcome <> 'withdrawn'::text))
  UNIQUE INDEX one_verification_of_a_document ON intake.verification USING btree (document_id)
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: INSERT, SELECT, UPDATE
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT, UPDATE
  GRANT chartkeeper_report: SELECT

-- How many filed documents are entered a second time, by type. Rows are only added: the newest of a type counts, the older ones are its history.
TABLE intake.verify_rule (row-level security)
  id uuid NOT NULL  -- UUID v7.
  facility_id uuid NOT NULL  -- Whose rule.
  labels bigint NOT NULL DEFAULT 0  -- None.
  type_code text  -- The type; none means every type without a rule of its own.
  share real  -- 1 is always, 0 never; none takes the rule of this type back.
  reason text NOT NULL  -- Why.
  set_at timestamp with time zone NOT NULL  -- When.
  set_by text NOT NULL  -- Actor id.
  CONSTRAINT verify_rule_pkey PRIMARY KEY (id)
  CONSTRAINT verify_rule_facility_id_fkey FOREIGN KEY (facility_id) REFERENCES directory.facility(id)
  CONSTRAINT verify_rule_type_code_fkey FOREIGN KEY (type_code) REFERENCES documents.type(code)
  CONSTRAINT verified_share_is_a_share CHECK (((share >= (0)::double precision) AND (share <= (1)::double precision)))
  CONSTRAINT verify_rule_has_a_reason CHECK ((reason <> ''::text))
  INDEX verify_rule_newest ON intake.verify_rule USING btree (facility_id, type_code, set_at DESC)
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- A folder or bound volume in a box.
TABLE intake.volume (row-level security)
  id uuid NOT NULL  -- UUID v7.
  box_id uuid NOT NULL  -- The box it came in.
  facility_id uuid NOT NULL  -- As the box's.
  labels bigint NOT NULL DEFAULT 0  -- None; whose it is is shown only to who may see the patient.
  label text NOT NULL  -- What stands on its back.
  of_patient_id uuid  -- Whose chart it is of, where that is known.
  from_on date  -- First date in it.
  to_on date  -- Last date in it.
  expected_sheets integer  -- Sheets counted or estimated.
  registered_at timestamp with time zone NOT NULL  -- When.
  registered_by text NOT NULL  -- Actor id.
  CONSTRAINT one_volume_of_a_label UNIQUE (box_id, label)
  CONSTRAINT volume_pkey PRIMARY KEY (id)
  CONSTRAINT volume_box_id_fkey FOREIGN KEY (box_id) REFERENCES intake.box(id)
  CONSTRAINT some_sheets_are_in_a_volume CHECK ((expected_sheets > 0))
  CONSTRAINT volume_dates_run_forward CHECK ((to_on >= from_on))
  CONSTRAINT volume_has_a_label CHECK ((label <> ''::text))
  UNIQUE INDEX one_volume_of_a_label ON intake.volume USING btree (box_id, label)
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- Phones, e-mail and postal addresses with their history.
TABLE patients.contact (row-level security)
  patient_id uuid NOT NULL  -- Whose.
  id uuid NOT NULL  -- UUID v7.
  facility_id uuid NOT NULL  -- As the patient's.
  labels bigint NOT NULL DEFAULT 0  -- As the patient's.
  kind text NOT NULL  -- phone, email or address.
  use text  -- home, work, mobile, old, confidential ...
  value text  -- Phone number or e-mail address.
  lines text[] NOT NULL DEFAULT '{}'::text[]  -- Street lines.
  city text  -- City.
  state text  -- State or province.
  postal_code text  -- Postal code.
  country text  -- Country as written.
  from_on date  -- From.
  to_on date  -- Until.
  recorded_at timestamp with time zone NOT NULL  -- When.
  recorded_by text NOT NULL  -- Actor id.
  CONSTRAINT contact_pkey PRIMARY KEY (patient_id, id)
  CONSTRAINT contact_patient_id_fkey FOREIGN KEY (patient_id) REFERENCES patients.patient(id)
  CONSTRAINT contact_kind_is_known CHECK ((kind = ANY (ARRAY['phone'::text, 'email'::text, 'address'::text])))
  CONSTRAINT contact_says_something CHECK (((value IS NOT NULL) OR (kind = 'address'::text)))
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: INSERT, SELECT, UPDATE
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT, UPDATE
  GRANT chartkeeper_report: SELECT

-- That a patient died, by whom reported; withdrawn when it was an error.
TABLE patients.death (row-level security)
  patient_id uuid NOT NULL  -- Whose.
  id uuid NOT NULL  -- UUID v7.
  facility_id uuid NOT NULL  -- As the patient's.
  labels bigint NOT NULL DEFAULT 0  -- As the patient's.
  died_on date  -- Date of death, where known.
  source text NOT NULL  -- Who reported it.
  recorded_at timestamp with time zone NOT NULL  -- When.
  recorded_by text NOT NULL  -- Actor id.
  withdrawn_at timestamp with time zone  -- When found wrong.
  withdrawn_by text  -- Actor id.
  CONSTRAINT death_pkey PRIMARY KEY (patient_id, id)
  CONSTRAINT death_patient_id_fkey FOREIGN KEY (patient_id) REFERENCES patients.patient(id)
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: INSERT, SELECT, UPDATE
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT, UPDATE
  GRANT chartkeeper_report: SELECT

-- What everybody who opens the record must see first.
TABLE patients.flag (row-level security)
  patient_id uuid NOT NULL  -- Whose.
  id uuid NOT NULL  -- UUID v7.
  facility_id uuid NOT NULL  -- As the patient's.
  labels bigint NOT NULL DEFAULT 0  -- As the patient's.
  kind text NOT NULL  -- Which flag.
  reason text NOT NULL  -- Why, in a sentence.
  raised_at timestamp with time zone NOT NULL  -- When.
  raised_by text NOT NULL  -- Actor id.
  lowered_at timestamp with time zone  -- When it ended.
  lowered_by text  -- Actor id.
  CONSTRAINT flag_pkey PRIMARY KEY (patient_id, id)
  CONSTRAINT flag_patient_id_fkey FOREIGN KEY (patient_id) REFERENCES patients.patient(id)
  CONSTRAINT flag_kind_is_known CHECK ((kind = ANY (ARRAY['vip'::text, 'restricted'::text, 'legal-hold'::text, 'test-patient'::text, 'same-name'::text, 'identity-in-question'::text, 'sealed-identity'::text])))
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: INSERT, SELECT, UPDATE
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT, UPDATE
  GRANT chartkeeper_report: SELECT

-- Numbers of a patient. Medical record numbers are per facility; a person has many.
TABLE patients.identifier (row-level security)
  patient_id uuid NOT NULL  -- Whose.
  id uuid NOT NULL  -- UUID v7.
  facility_id uuid NOT NULL  -- Facility that assigned it, or registered it.
  labels bigint NOT NULL DEFAULT 0  -- As the patient's.
  system text NOT NULL  -- URI of the assigning system.
  value text NOT NULL  -- As assigned.
  kind text NOT NULL  -- HL7 table 0203 in our words: MR, SS, DL, PPN, MB, NI.
  assigned_here boolean NOT NULL  -- The system is one that a facility of ours assigns: then it is unique.
  retired_at timestamp with time zone  -- Retired MRN: kept for search, not for filing.
  recorded_at timestamp with time zone NOT NULL  -- When.
  recorded_by text NOT NULL  -- Actor id.
  CONSTRAINT identifier_pkey PRIMARY KEY (patient_id, id)
  CONSTRAINT identifier_patient_id_fkey FOREIGN KEY (patient_id) REFERENCES patients.patient(id)
  CONSTRAINT identifier_has_a_value CHECK ((value <> ''::text))
  CONSTRAINT identifier_kind_is_known CHECK ((kind = ANY (ARRAY['mrn'::text, 'ssn'::text, 'drivers-licence'::text, 'passport'::text, 'insurance'::text, 'national'::text, 'other'::text])))
  INDEX identifier_by_value ON patients.identifier USING btree (value, system)
  UNIQUE INDEX identifier_of_ours_is_unique ON patients.identifier USING btree (system, value) WHERE assigned_here
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: INSERT, SELECT, UPDATE
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT, UPDATE
  GRANT chartkeeper_report: SELECT

-- Two registrations that are two people and must never be merged, by a desk or a feed, until somebody lifts it.
TABLE patients.kept_apart (row-level security)
  patient_id uuid NOT NULL  -- One of the two.
  id uuid NOT NULL  -- UUID v7.
  facility_id uuid NOT NULL  -- As the patient's.
  labels bigint NOT NULL DEFAULT 0  -- As the patient's.
  other_id uuid NOT NULL  -- The other.
  reason text NOT NULL  -- How it is known.
  kept_at timestamp with time zone NOT NULL  -- When it was said.
  kept_by text NOT NULL  -- Actor id.
  lifted_at timestamp with time zone  -- When it was taken back.
  lifted_by text  -- Actor id.
  lift_reason text  -- Why it was taken back.
  CONSTRAINT kept_apart_pkey PRIMARY KEY (patient_id, id)
  CONSTRAINT kept_apart_other_id_fkey FOREIGN KEY (other_id) REFERENCES patients.patient(id)
  CONSTRAINT kept_apart_patient_id_fkey FOREIGN KEY (patient_id) REFERENCES patients.patient(id)
  CONSTRAINT keeping_apart_has_a_reason CHECK ((reason <> ''::text))
  CONSTRAINT lifting_has_a_reason CHECK (((lifted_at IS NULL) = (lift_reason IS NULL)))
  CONSTRAINT nobody_is_kept_apart_from_himself CHECK ((patient_id <> other_id))
  INDEX kept_apart_from ON patients.kept_apart USING btree (other_id)
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- A source says that two registrations are one person; both stay. A person compares and merges them, or not.
TABLE patients.link (row-level security)
  patient_id uuid NOT NULL  -- One of the two.
  id uuid NOT NULL  -- UUID v7.
  facility_id uuid NOT NULL  -- As the patient's.
  labels bigint NOT NULL DEFAULT 0  -- As the patient's.
  other_id uuid NOT NULL  -- The other.
  origin text NOT NULL  -- Who says so: name of the feed.
  linked_at timestamp with time zone NOT NULL  -- When it was said.
  linked_by text NOT NULL  -- Actor id.
  ended_at timestamp with time zone  -- When it was taken back.
  ended_by text  -- Actor id.
  CONSTRAINT link_pkey PRIMARY KEY (patient_id, id)
  CONSTRAINT link_other_id_fkey FOREIGN KEY (other_id) REFERENCES patients.patient(id)
  CONSTRAINT link_patient_id_fkey FOREIGN KEY (patient_id) REFERENCES patients.patient(id)
  CONSTRAINT link_ended_by_somebody CHECK (((ended_at IS NULL) = (ended_by IS NULL)))
  CONSTRAINT nobody_is_linked_with_himself CHECK ((patient_id <> other_id))
  INDEX link_with ON patients.link USING btree (other_id)
  UNIQUE INDEX link_stands_once ON patients.link USING btree (patient_id, other_id) WHERE (ended_at IS NULL)
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- Closure of the merges in force: each registration and the one that stands for it (itself when not merged). Rewritten for the few registrations of one person by merge and unmerge.
TABLE patients.member (row-level security)
  patient_id uuid NOT NULL  -- A registration.
  survivor_id uuid NOT NULL  -- The registration that stands for it.
  facility_id uuid NOT NULL  -- As the registration's.
  labels bigint NOT NULL DEFAULT 0  -- As the registration's.
  CONSTRAINT member_pkey PRIMARY KEY (patient_id)
  CONSTRAINT member_patient_id_fkey FOREIGN KEY (patient_id) REFERENCES patients.patient(id)
  CONSTRAINT member_survivor_id_fkey FOREIGN KEY (survivor_id) REFERENCES patients.patient(id)
  INDEX member_by_survivor ON patients.member USING btree (survivor_id)
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: INSERT, SELECT, UPDATE
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT, UPDATE
  GRANT chartkeeper_report: SELECT

-- The registration patient_id is the same person as survivor_id. Facts keep their own patient_id.
TABLE patients.merge (row-level security)
  patient_id uuid NOT NULL  -- The retired registration.
  id uuid NOT NULL  -- UUID v7.
  facility_id uuid NOT NULL  -- As the retired registration's.
  labels bigint NOT NULL DEFAULT 0  -- As the retired registration's.
  survivor_id uuid NOT NULL  -- The registration that new facts carry.
  reason text NOT NULL  -- Why they are one person.
  merged_at timestamp with time zone NOT NULL  -- When.
  merged_by text NOT NULL  -- Actor id.
  CONSTRAINT merge_pkey PRIMARY KEY (patient_id, id)
  CONSTRAINT merge_patient_id_fkey FOREIGN KEY (patient_id) REFERENCES patients.patient(id)
  CONSTRAINT merge_survivor_id_fkey FOREIGN KEY (survivor_id) REFERENCES patients.patient(id)
  CONSTRAINT nobody_is_merged_into_himself CHECK ((patient_id <> survivor_id))
  INDEX merge_by_id ON patients.merge USING btree (id)
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- What a merge changed on the surviving registration, step by step: undoing the merge goes back over it and leaves alone what was changed since.
TABLE patients.merge_change (row-level security)
  patient_id uuid NOT NULL  -- The surviving registration.
  id uuid NOT NULL  -- UUID v7.
  facility_id uuid NOT NULL  -- As the patient's.
  labels bigint NOT NULL DEFAULT 0  -- As the patient's.
  merge_id uuid NOT NULL  -- The merge.
  what text NOT NULL  -- Which kind of step.
  row_id uuid  -- The name, contact, death or flag it is about; a copy that was added is a copy of a row of the retired registration.
  before text  -- Value of the field, or use of the name, before.
  after text  -- The same after.
  CONSTRAINT merge_change_pkey PRIMARY KEY (patient_id, id)
  CONSTRAINT merge_change_patient_id_fkey FOREIGN KEY (patient_id) REFERENCES patients.patient(id)
  CONSTRAINT merge_change_is_known CHECK ((what = ANY (ARRAY['name-added'::text, 'name-ended'::text, 'contact-added'::text, 'contact-ended'::text, 'death-added'::text, 'death-withdrawn'::text, 'flag-raised'::text, 'birth-date'::text, 'birth-date-precision'::text, 'sex'::text, 'language'::text])))
  INDEX merge_change_of_merge ON patients.merge_change USING btree (merge_id)
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- The mother of a patient, by her number, as a source says it; the newest row counts. An empty value: it was taken back.
TABLE patients.mother (row-level security)
  patient_id uuid NOT NULL  -- The child.
  id uuid NOT NULL  -- UUID v7.
  facility_id uuid NOT NULL  -- As the patient's.
  labels bigint NOT NULL DEFAULT 0  -- As the patient's.
  system text NOT NULL  -- URI of the system that assigned her number.
  value text NOT NULL  -- Her number.
  origin text NOT NULL  -- Who says so: name of the feed.
  recorded_at timestamp with time zone NOT NULL  -- When.
  recorded_by text NOT NULL  -- Actor id.
  CONSTRAINT mother_pkey PRIMARY KEY (patient_id, id)
  CONSTRAINT mother_patient_id_fkey FOREIGN KEY (patient_id) REFERENCES patients.patient(id)
  INDEX mother_by_number ON patients.mother USING btree (value, system)
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- Every name a person ever had. Search, OCR matching and the release preflight use all of them.
TABLE patients.name (row-level security)
  patient_id uuid NOT NULL  -- Whose.
  id uuid NOT NULL  -- UUID v7.
  facility_id uuid NOT NULL  -- As the patient's.
  labels bigint NOT NULL DEFAULT 0  -- As the patient's.
  use text NOT NULL  -- The current legal name is the legal one without to_on.
  family text  -- Family name as written.
  given text[] NOT NULL DEFAULT '{}'::text[]  -- Given and middle names in order.
  prefix text[] NOT NULL DEFAULT '{}'::text[]  -- Dr, Ms ...
  suffix text[] NOT NULL DEFAULT '{}'::text[]  -- Jr, III ...
  from_on date  -- In use from, where known.
  to_on date  -- In use until, where known or superseded.
  source text NOT NULL  -- Where it was learnt.
  recorded_at timestamp with time zone NOT NULL  -- When.
  recorded_by text NOT NULL  -- Actor id.
  CONSTRAINT name_pkey PRIMARY KEY (patient_id, id)
  CONSTRAINT name_patient_id_fkey FOREIGN KEY (patient_id) REFERENCES patients.patient(id)
  CONSTRAINT name_is_not_empty CHECK (((COALESCE(family, ''::text) <> ''::text) OR (cardinality(given) > 0)))
  CONSTRAINT name_use_is_known CHECK ((use = ANY (ARRAY['legal'::text, 'previous'::text, 'maiden'::text, 'name-used'::text, 'alias'::text, 'newborn-placeholder'::text, 'unknown-placeholder'::text])))
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: INSERT, SELECT, UPDATE
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT, UPDATE
  GRANT chartkeeper_report: SELECT

-- A number that went from one patient to another. Never changed, never removed: taking it back is another move.
TABLE patients.number_move (row-level security)
  patient_id uuid NOT NULL  -- Whose it was.
  id uuid NOT NULL  -- UUID v7.
  facility_id uuid NOT NULL  -- As the patient's.
  labels bigint NOT NULL DEFAULT 0  -- As the patient's.
  to_patient_id uuid NOT NULL  -- Whose it is since.
  system text NOT NULL  -- URI of the assigning system.
  value text NOT NULL  -- As assigned.
  origin text NOT NULL  -- Who said so: name of the feed.
  moved_at timestamp with time zone NOT NULL  -- When it was applied.
  moved_by text NOT NULL  -- Actor id.
  CONSTRAINT number_move_pkey PRIMARY KEY (patient_id, id)
  CONSTRAINT number_move_patient_id_fkey FOREIGN KEY (patient_id) REFERENCES patients.patient(id)
  CONSTRAINT number_move_to_patient_id_fkey FOREIGN KEY (to_patient_id) REFERENCES patients.patient(id)
  CONSTRAINT no_number_moves_to_its_own_patient CHECK ((patient_id <> to_patient_id))
  INDEX number_move_of ON patients.number_move USING btree (value, system)
  INDEX number_move_to ON patients.number_move USING btree (to_patient_id)
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- One row for each registration. Two registrations of one person are joined by patients.merge, never by rewriting.
TABLE patients.patient (row-level security)
  id uuid NOT NULL  -- UUID v7.
  facility_id uuid NOT NULL  -- Facility that registered the patient first.
  labels bigint NOT NULL DEFAULT 0  -- Sensitivity of the person as such (VIP, restricted): registry in access/labels.ts.
  birth_date date  -- As registered.
  birth_date_precision text NOT NULL DEFAULT 'day'::text  -- What of the birth date is known; unknown parts are 01.
  sex text NOT NULL DEFAULT 'unknown'::text  -- FHIR administrative gender.
  language text  -- BCP 47: letters go out in it.
  version integer NOT NULL DEFAULT 1  -- Counts changes of the patient and its names, identifiers, contacts; If-Match.
  registered_at timestamp with time zone NOT NULL  -- When registered here.
  registered_by text NOT NULL  -- Actor id.
  origin text NOT NULL  -- desk, fhir, hl7v2, csv, or the name of the feed.
  CONSTRAINT patient_pkey PRIMARY KEY (id)
  CONSTRAINT patient_facility_id_fkey FOREIGN KEY (facility_id) REFERENCES directory.facility(id)
  CONSTRAINT birth_date_after_1850 CHECK ((birth_date > '1850-01-01'::date))
  CONSTRAINT birth_date_precision_is_known CHECK ((birth_date_precision = ANY (ARRAY['day'::text, 'month'::text, 'year'::text])))
  CONSTRAINT sex_is_administrative_gender CHECK ((sex = ANY (ARRAY['male'::text, 'female'::text, 'other'::text, 'unknown'::text])))
  POLICY not_own FOR r
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: INSERT, SELECT, UPDATE
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT, UPDATE
  GRANT chartkeeper_report: SELECT

-- Three different things told apart: a personal representative acts in law (45 CFR 164.502(g)), a designee may pick up, a proxy uses the portal.
TABLE patients.representative (row-level security)
  patient_id uuid NOT NULL  -- Whose.
  id uuid NOT NULL  -- UUID v7.
  facility_id uuid NOT NULL  -- As the patient's.
  labels bigint NOT NULL DEFAULT 0  -- As the patient's.
  standing text NOT NULL  -- Which of the three.
  kind text NOT NULL  -- On what ground.
  name text NOT NULL  -- The representative's name.
  phone text  -- How to reach the representative.
  proof text NOT NULL  -- What was shown: order, letters testamentary, form.
  scope text NOT NULL  -- What it covers, in words.
  from_on date NOT NULL  -- From.
  to_on date  -- Until: a power of attorney ends at death, a parent's authority at majority.
  verified_at timestamp with time zone  -- When the proof was checked.
  verified_by text  -- Actor id.
  recorded_at timestamp with time zone NOT NULL  -- When.
  recorded_by text NOT NULL  -- Actor id.
  proof_document_id uuid  -- The proof, where it is filed in the patient's record. No foreign key: documents lie above patients; whoever records it chooses it there.
  minor_control text  -- Of an unemancipated minor: who controls this information (45 CFR 164.502(g)(3)(i)). Empty: not known, so a person decides.
  custody text  -- Of a parent: whether a custody order gives this parent authority over health care, denies it, or there is none. Empty: not known.
  service_from date  -- First day of the care that the power reaches (45 CFR 164.502(g)(2): what is relevant to the representation). Empty: from the beginning.
  service_to date  -- Last day of the care that it reaches. Empty: no last day.
  type_codes text[]  -- Kinds of document that it reaches, by the code of documents.type. Empty: all kinds.
  CONSTRAINT representative_pkey PRIMARY KEY (patient_id, id)
  CONSTRAINT representative_patient_id_fkey FOREIGN KEY (patient_id) REFERENCES patients.patient(id)
  CONSTRAINT custody_is_known CHECK ((custody = ANY (ARRAY['no-order'::text, 'order-gives'::text, 'order-denies'::text])))
  CONSTRAINT minor_control_is_known CHECK ((minor_control = ANY (ARRAY['parent'::text, 'consented-alone'::text, 'may-obtain-alone'::text, 'parent-agreed'::text])))
  CONSTRAINT representative_is_verified_by_somebody CHECK (((verified_at IS NULL) = (verified_by IS NULL)))
  CONSTRAINT representative_kind_is_known CHECK ((kind = ANY (ARRAY['parent'::text, 'guardian'::text, 'health-care-poa'::text, 'executor'::text, 'administrator'::text, 'surrogate'::text, 'next-of-kin'::text, 'other'::text])))
  CONSTRAINT representative_service_in_order CHECK ((service_from <= service_to))
  CONSTRAINT representative_standing_is_known CHECK ((standing = ANY (ARRAY['personal-representative'::text, 'designee'::text, 'proxy'::text])))
  CONSTRAINT representative_types_are_some CHECK ((cardinality(type_codes) > 0))
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: INSERT, SELECT, UPDATE
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT, UPDATE
  GRANT chartkeeper_report: SELECT

-- That a representative's power ended, as a person knows it. What follows from dates and from the patient's death is derived and has no row.
TABLE patients.representative_end (row-level security)
  patient_id uuid NOT NULL  -- Whose representative.
  id uuid NOT NULL  -- UUID v7.
  facility_id uuid NOT NULL  -- As the patient's.
  labels bigint NOT NULL DEFAULT 0  -- As the patient's.
  representative_id uuid NOT NULL  -- Which representative.
  ended_on date NOT NULL  -- First day without the power.
  cause text NOT NULL  -- By what it ended.
  reason text NOT NULL  -- In words.
  recorded_at timestamp with time zone NOT NULL  -- When entered here.
  recorded_by text NOT NULL  -- Actor id.
  CONSTRAINT power_ends_once UNIQUE (patient_id, representative_id)
  CONSTRAINT representative_end_pkey PRIMARY KEY (patient_id, id)
  CONSTRAINT representative_end_facility_id_fkey FOREIGN KEY (facility_id) REFERENCES directory.facility(id)
  CONSTRAINT representative_end_patient_id_representative_id_fkey FOREIGN KEY (patient_id, representative_id) REFERENCES patients.representative(patient_id, id)
  CONSTRAINT end_cause_is_known CHECK ((cause = ANY (ARRAY['revoked'::text, 'majority'::text, 'emancipation'::text, 'order-ended'::text, 'death-of-representative'::text, 'replaced'::text, 'entered-in-error'::text, 'other'::text])))
  CONSTRAINT end_says_why CHECK ((reason <> ''::text))
  UNIQUE INDEX power_ends_once ON patients.representative_end USING btree (patient_id, representative_id)
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- What a person made of a representative whose power the rules leave open, or refused (45 CFR 164.502(g)(5)). Insert-only; the newest counts.
TABLE patients.representative_judgement (row-level security)
  patient_id uuid NOT NULL  -- Whose representative.
  id uuid NOT NULL  -- UUID v7.
  facility_id uuid NOT NULL  -- As the patient's.
  labels bigint NOT NULL DEFAULT 0  -- As the patient's.
  representative_id uuid NOT NULL  -- Which representative.
  decision text NOT NULL  -- Whether this person may act for the patient.
  question text NOT NULL  -- What was open when it was judged: ids of the rules. A yes counts only for the same question.
  reason text NOT NULL  -- Why.
  professional text  -- Licensed professional whose judgement it is, where one is needed.
  recorded_at timestamp with time zone NOT NULL  -- When.
  recorded_by text NOT NULL  -- Actor id.
  CONSTRAINT representative_judgement_pkey PRIMARY KEY (patient_id, id)
  CONSTRAINT representative_judgement_facility_id_fkey FOREIGN KEY (facility_id) REFERENCES directory.facility(id)
  CONSTRAINT representative_judgement_patient_id_representative_id_fkey FOREIGN KEY (patient_id, representative_id) REFERENCES patients.representative(patient_id, id)
  CONSTRAINT judgement_is_known CHECK ((decision = ANY (ARRAY['may-act'::text, 'may-not-act'::text])))
  CONSTRAINT judgement_says_why CHECK ((reason <> ''::text))
  INDEX judgement_of_representative ON patients.representative_judgement USING btree (patient_id, representative_id, recorded_at DESC, id DESC)
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- What a patient can be found by: name, sound, nickname, deletion neighbourhood, birth date, phone, number, address. Derived by packages/linkage; rebuilt when names or contacts change.
TABLE patients.search_key (row-level security)
  patient_id uuid NOT NULL  -- Whose.
  kind text NOT NULL  -- name, sound, nickname, deletion, birth, phone, mrn, address.
  key text NOT NULL  -- Normalised; bytes compare, so a prefix is a range.
  weight real NOT NULL  -- How much a hit speaks for the patient, 0 to 1.
  facility_id uuid NOT NULL  -- As the patient's.
  labels bigint NOT NULL DEFAULT 0  -- As the patient's.
  CONSTRAINT search_key_pkey PRIMARY KEY (kind, key, patient_id) INCLUDE (weight, facility_id, labels)
  INDEX search_key_of_patient ON patients.search_key USING btree (patient_id)
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: DELETE, INSERT, SELECT, UPDATE
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: DELETE, INSERT, SELECT, UPDATE
  GRANT chartkeeper_report: SELECT

-- A merge that was undone.
TABLE patients.unmerge (row-level security)
  patient_id uuid NOT NULL  -- The registration that stands on its own again.
  id uuid NOT NULL  -- UUID v7.
  facility_id uuid NOT NULL  -- As the merge's.
  labels bigint NOT NULL DEFAULT 0  -- As the merge's.
  merge_id uuid NOT NULL  -- The merge undone.
  reason text NOT NULL  -- Why.
  unmerged_at timestamp with time zone NOT NULL  -- When.
  unmerged_by text NOT NULL  -- Actor id.
  CONSTRAINT merge_is_undone_once UNIQUE (patient_id, merge_id)
  CONSTRAINT unmerge_pkey PRIMARY KEY (patient_id, id)
  CONSTRAINT unmerge_patient_id_merge_id_fkey FOREIGN KEY (patient_id, merge_id) REFERENCES patients.merge(patient_id, id)
  INDEX unmerge_of_merge ON patients.unmerge USING btree (merge_id)
  UNIQUE INDEX merge_is_undone_once ON patients.unmerge USING btree (patient_id, merge_id)
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- One row for each encrypted blob that a record needs. Its bytes lie in the blob store under the address; its key hangs on the slot of the one unit it belongs to, so destroying that slot destroys it in every copy. Never changed; deleted before the bytes are.
TABLE platform.blob
  address text NOT NULL  -- SHA-256 of the ciphertext, hex: where it lies and the proof that it was not changed.
  slot text NOT NULL  -- Key slot of the unit, chunk:index, in the key folder outside the database. No foreign key: keys and database are backed up apart.
  bytes bigint NOT NULL  -- Length of the content before encryption.
  frames integer NOT NULL  -- Number of 1 MiB encryption frames; an empty content has one.
  digest text NOT NULL  -- Keyed digest (HMAC-SHA-256, hex) of the content: finds equal content without telling an outsider what it is.
  at timestamp with time zone NOT NULL  -- The act's now.
  CONSTRAINT blob_pkey PRIMARY KEY (address)
  CONSTRAINT address_is_a_sha256 CHECK ((address ~ '^[0-9a-f]{64}$'::text))
  CONSTRAINT bytes_not_negative CHECK ((bytes >= 0))
  CONSTRAINT digest_is_an_hmac_sha256 CHECK ((digest ~ '^[0-9a-f]{64}$'::text))
  CONSTRAINT frames_cover_bytes CHECK ((frames = GREATEST((1)::bigint, ((bytes + 1048575) / 1048576))))
  CONSTRAINT slot_names_chunk_and_index CHECK ((slot ~ '^[0-9a-f]{16}:[0-9]{1,4}$'::text))
  INDEX blob_of_equal_content ON platform.blob USING btree (digest)
  INDEX blob_of_slot ON platform.blob USING btree (slot)
  GRANT chartkeeper_app: DELETE, INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: DELETE, INSERT, SELECT

-- How far each reaction has read. A failing reaction waits and is tried again; the others go on.
TABLE platform.cursor
  consumer text NOT NULL  -- module.reaction.
  xid xid8 NOT NULL  -- Transaction of the last event handled.
  event_id uuid NOT NULL  -- Last event handled.
  failures integer NOT NULL DEFAULT 0  -- Tries at the next event that failed in a row.
  failed_code text  -- Problem code of the last failure.
  retry_at timestamp with time zone  -- Not before this.
  CONSTRAINT cursor_pkey PRIMARY KEY (consumer)
  GRANT chartkeeper_app: INSERT, SELECT, UPDATE
  GRANT chartkeeper_jobs: INSERT, SELECT, UPDATE

-- Events that a reaction could not handle in its last try: set aside so that the rest is not held up, shown to the administrator.
TABLE platform.dead_event
  consumer text NOT NULL  -- The reaction.
  event_id uuid NOT NULL  -- The event.
  at timestamp with time zone NOT NULL  -- When it was set aside.
  code text NOT NULL  -- Problem code of the last failure.
  CONSTRAINT dead_event_pkey PRIMARY KEY (consumer, event_id)
  CONSTRAINT dead_event_event_id_fkey FOREIGN KEY (event_id) REFERENCES platform.event(id)
  GRANT chartkeeper_app: DELETE, INSERT, SELECT
  GRANT chartkeeper_jobs: DELETE, INSERT, SELECT

-- One row for each fact that other modules may react to, written in the transaction of the fact. Payload: ids, never content.
TABLE platform.event
  id uuid NOT NULL  -- UUID v7.
  xid xid8 NOT NULL DEFAULT pg_current_xact_id()  -- Transaction that wrote it: readers go by commit order, since ids are made before the commit.
  at timestamp with time zone NOT NULL  -- The act's now.
  name text NOT NULL  -- module.event, declared in that module's events.ts.
  payload jsonb NOT NULL  -- Ids and codes of the fact.
  CONSTRAINT event_pkey PRIMARY KEY (id)
  INDEX event_by_name ON platform.event USING btree (name, xid, id)
  INDEX event_in_commit_order ON platform.event USING btree (xid, id)
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT

-- Answers to requests with an Idempotency-Key, kept 24 hours: a repeat gets the first answer and changes nothing.
TABLE platform.idempotency
  actor_id text NOT NULL  -- Keys of different actors never meet.
  key text NOT NULL  -- As the caller sent it.
  at timestamp with time zone NOT NULL  -- First use.
  route text NOT NULL  -- Method and path pattern.
  request_digest bytea NOT NULL  -- SHA-256 of the request: the same key with another request is refused.
  status integer  -- HTTP status of the first answer.
  answer text  -- Body of the first answer.
  CONSTRAINT idempotency_pkey PRIMARY KEY (actor_id, key)
  INDEX idempotency_by_age ON platform.idempotency USING btree (at)
  GRANT chartkeeper_app: DELETE, INSERT, SELECT, UPDATE
  GRANT chartkeeper_jobs: DELETE, INSERT, SELECT, UPDATE

-- Which account reaches which record. Whether it may is asked anew at every request: a power that ended, majority and death close it at once.
TABLE portal.access (row-level security)
  patient_id uuid NOT NULL  -- Whose record.
  id uuid NOT NULL  -- UUID v7.
  facility_id uuid NOT NULL  -- As the patient's.
  labels bigint NOT NULL DEFAULT 0  -- Of the patient as such; kept by portal.relabel.
  account_id uuid NOT NULL  -- Who.
  invitation_id uuid NOT NULL  -- What opened it.
  representative_id uuid  -- By which power; empty: the patient in person.
  began_at timestamp with time zone NOT NULL  -- Since.
  ended_at timestamp with time zone  -- Until, where the desk ended it.
  ended_by text  -- Actor id.
  end_reason text  -- Why, in words.
  CONSTRAINT access_pkey PRIMARY KEY (patient_id, id)
  CONSTRAINT access_account_id_fkey FOREIGN KEY (account_id) REFERENCES portal.account(id)
  CONSTRAINT access_facility_id_fkey FOREIGN KEY (facility_id) REFERENCES directory.facility(id)
  CONSTRAINT access_patient_id_fkey FOREIGN KEY (patient_id) REFERENCES patients.patient(id)
  CONSTRAINT access_patient_id_invitation_id_fkey FOREIGN KEY (patient_id, invitation_id) REFERENCES portal.invitation(patient_id, id)
  CONSTRAINT portal_access_is_ended_by_somebody CHECK ((((ended_at IS NULL) = (ended_by IS NULL)) AND ((ended_at IS NULL) = (end_reason IS NULL))))
  INDEX portal_access_by_id ON portal.access USING btree (id)
  UNIQUE INDEX portal_access_stands_once ON portal.access USING btree (account_id, patient_id) WHERE (ended_at IS NULL)
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- Somebody who signs in to the portal: a patient, who acts for one, or a requester. Never a member of staff's account; holds no patient data.
TABLE portal.account
  id uuid NOT NULL  -- UUID v7.
  name_key text NOT NULL  -- The sign-in name in small letters: what is looked up.
  sign_in_name text NOT NULL  -- User name or e-mail address, as typed.
  display_name text NOT NULL  -- Name of the person as the desk recorded it at the proof; what is signed with.
  language text NOT NULL  -- Language of the screens.
  passphrase_hash text NOT NULL  -- argon2id.
  totp_sealed bytea  -- Secret of the authenticator, sealed under a key outside the database and bound to the account.
  totp_confirmed_at timestamp with time zone  -- When a first code proved that the authenticator works; before that it is not asked for.
  totp_last_step bigint  -- Time step of the last code taken: none counts twice.
  created_at timestamp with time zone NOT NULL  -- When the invitation was accepted.
  requester_id uuid  -- Set: the account of a requester of the directory, which reaches no record. Empty: of a patient or who acts for one.
  ended_at timestamp with time zone  -- Of a requester: the desk ended the account.
  ended_by text  -- Actor id.
  end_reason text  -- Why, in words.
  mail_address text  -- Where a code goes at each sign-in, where no authenticator is set up. Empty: no code by mail.
  mail_proved_at timestamp with time zone  -- When a code proved that mail arrives there.
  CONSTRAINT portal_name_is_its_own UNIQUE (name_key)
  CONSTRAINT account_pkey PRIMARY KEY (id)
  CONSTRAINT account_requester_id_fkey FOREIGN KEY (requester_id) REFERENCES release.requester(id)
  CONSTRAINT portal_account_has_a_name CHECK ((display_name <> ''::text))
  CONSTRAINT portal_account_is_ended_by_somebody CHECK ((((ended_at IS NULL) = (ended_by IS NULL)) AND ((ended_at IS NULL) = (end_reason IS NULL))))
  CONSTRAINT portal_account_of_a_patient_ends_by_its_access CHECK (((ended_at IS NULL) OR (requester_id IS NOT NULL)))
  CONSTRAINT portal_language_is_spoken CHECK ((language = ANY (ARRAY['en'::text, 'es'::text])))
  CONSTRAINT portal_mail_step_has_its_address CHECK (((mail_address IS NULL) = (mail_proved_at IS NULL)))
  CONSTRAINT portal_sign_in_name_is_said CHECK ((sign_in_name <> ''::text))
  INDEX portal_account_of_requester ON portal.account USING btree (requester_id, created_at) WHERE (requester_id IS NOT NULL)
  UNIQUE INDEX portal_name_is_its_own ON portal.account USING btree (name_key)
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT

-- Somebody asked for an account without an invitation. A person compares it with the index or the directory; nothing is matched by itself.
TABLE portal.application (row-level security)
  id uuid NOT NULL  -- UUID v7.
  facility_id uuid NOT NULL  -- Where they say they are known, or ask.
  labels bigint NOT NULL DEFAULT 0  -- None: nobody knows yet whom it is about.
  kind text NOT NULL  -- patient: for the own records; requester: for an office that asks for those of others.
  language text NOT NULL  -- In which it was written, and mail goes out.
  person_name text NOT NULL  -- As they write it.
  birth_date date  -- Of a patient.
  organisation text  -- For which office.
  requester_class text  -- What kind of office, in the vocabulary of the rules.
  mail_address text NOT NULL  -- Proved by a code before the application was taken.
  phone text  -- As they write it; nobody verified it.
  address text  -- As they write it; nobody verified it.
  paper_token_hash bytea NOT NULL  -- SHA-256 of what lets the same browser send the document in, for an hour.
  applied_at timestamp with time zone NOT NULL  -- When.
  outcome text  -- What a person decided.
  reason text  -- Why it was refused; never told to the applicant.
  invitation_id uuid  -- The invitation of the record, or of the entry of the directory, that followed.
  decided_at timestamp with time zone  -- When.
  decided_by text  -- Actor id.
  CONSTRAINT portal_paper_token_is_its_own UNIQUE (paper_token_hash)
  CONSTRAINT application_pkey PRIMARY KEY (id)
  CONSTRAINT application_facility_id_fkey FOREIGN KEY (facility_id) REFERENCES directory.facility(id)
  CONSTRAINT portal_applicant_class_is_known CHECK ((requester_class = ANY (ARRAY['attorney'::text, 'government-agency'::text, 'insurer'::text, 'other'::text, 'provider'::text])))
  CONSTRAINT portal_applicant_has_a_name CHECK ((person_name <> ''::text))
  CONSTRAINT portal_application_has_its_invitation CHECK (((NOT (outcome IS DISTINCT FROM 'invited'::text)) = (invitation_id IS NOT NULL)))
  CONSTRAINT portal_application_is_decided_by_somebody CHECK ((((outcome IS NULL) = (decided_at IS NULL)) AND ((outcome IS NULL) = (decided_by IS NULL))))
  CONSTRAINT portal_application_kind_is_known CHECK ((kind = ANY (ARRAY['patient'::text, 'requester'::text])))
  CONSTRAINT portal_application_language_is_spoken CHECK ((language = ANY (ARRAY['en'::text, 'es'::text])))
  CONSTRAINT portal_application_outcome_is_known CHECK ((outcome = ANY (ARRAY['invited'::text, 'refused'::text])))
  CONSTRAINT portal_office_applies_with_its_class CHECK (((kind <> 'requester'::text) OR ((requester_class IS NOT NULL) AND (organisation IS NOT NULL))))
  CONSTRAINT portal_patient_applies_with_a_birth_date CHECK (((kind <> 'patient'::text) OR (birth_date IS NOT NULL)))
  CONSTRAINT portal_refusal_has_a_reason CHECK (((outcome IS DISTINCT FROM 'refused'::text) OR (reason IS NOT NULL)))
  UNIQUE INDEX portal_paper_token_is_its_own ON portal.application USING btree (paper_token_hash)
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- The photo of an identity document or of a credential that came with an application; its bytes are an intake item like any other. Insert-only.
TABLE portal.application_paper (row-level security)
  id uuid NOT NULL  -- Named by the sending and the place in it: the same sending twice is one.
  facility_id uuid NOT NULL  -- As the application's.
  labels bigint NOT NULL DEFAULT 0  -- As the application's.
  application_id uuid NOT NULL  -- With which application.
  item_id uuid NOT NULL  -- The intake item.
  sent_at timestamp with time zone NOT NULL  -- When.
  CONSTRAINT portal_application_paper_is_one_item UNIQUE (item_id)
  CONSTRAINT application_paper_pkey PRIMARY KEY (id)
  CONSTRAINT application_paper_application_id_fkey FOREIGN KEY (application_id) REFERENCES portal.application(id)
  CONSTRAINT application_paper_facility_id_fkey FOREIGN KEY (facility_id) REFERENCES directory.facility(id)
  CONSTRAINT application_paper_item_id_fkey FOREIGN KEY (item_id) REFERENCES intake.item(id)
  INDEX portal_application_paper_of ON portal.application_paper USING btree (application_id, sent_at)
  UNIQUE INDEX portal_application_paper_is_one_item ON portal.application_paper USING btree (item_id)
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- A request for records made in the portal, with the statement as it was read and signed. Insert-only.
TABLE portal.ask (row-level security)
  patient_id uuid NOT NULL  -- Whose records.
  id uuid NOT NULL  -- UUID v7.
  facility_id uuid NOT NULL  -- As the request's.
  labels bigint NOT NULL DEFAULT 0  -- Of the patient as such; kept by portal.relabel.
  account_id uuid NOT NULL  -- Who asked.
  representative_id uuid  -- By which power; empty: the patient in person.
  request_id uuid NOT NULL  -- The request it became.
  goes_to text NOT NULL  -- me, or a person or organisation named in the statement.
  delivery text NOT NULL  -- How they want it.
  statement text NOT NULL  -- The text that was signed, letter by letter.
  statement_sha256 text NOT NULL  -- SHA-256 of the text in UTF-8.
  language text NOT NULL  -- In which it was read.
  signed_name text NOT NULL  -- The name as typed.
  signed_at timestamp with time zone NOT NULL  -- When.
  CONSTRAINT portal_ask_is_one_request UNIQUE (request_id)
  CONSTRAINT ask_pkey PRIMARY KEY (patient_id, id)
  CONSTRAINT ask_account_id_fkey FOREIGN KEY (account_id) REFERENCES portal.account(id)
  CONSTRAINT ask_facility_id_fkey FOREIGN KEY (facility_id) REFERENCES directory.facility(id)
  CONSTRAINT ask_patient_id_fkey FOREIGN KEY (patient_id) REFERENCES patients.patient(id)
  CONSTRAINT ask_request_id_fkey FOREIGN KEY (request_id) REFERENCES release.request(id)
  CONSTRAINT portal_ask_goes_somewhere CHECK ((goes_to = ANY (ARRAY['me'::text, 'named'::text])))
  CONSTRAINT portal_delivery_is_known CHECK ((delivery = ANY (ARRAY['portal'::text, 'mail'::text, 'pick-up'::text])))
  CONSTRAINT portal_statement_has_its_digest CHECK ((statement_sha256 ~ '^[0-9a-f]{64}$'::text))
  INDEX portal_ask_of_account ON portal.ask USING btree (account_id, patient_id, signed_at)
  UNIQUE INDEX portal_ask_is_one_request ON portal.ask USING btree (request_id)
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- Tries at the door of the portal, charged before anything is compared and given back when they were right. Housekeeping, not a record.
TABLE portal.attempt
  kind text NOT NULL  -- name and address: signing in; proof and proof-address: invitations, of one day; code and code-address: codes sent by mail on one day; application-address: applications of one day.
  digest bytea NOT NULL  -- Keyed digest of what is counted.
  failures integer NOT NULL  -- Tries that were not right, in a row or on the day.
  last_failed_at timestamp with time zone NOT NULL  -- The last one.
  CONSTRAINT attempt_pkey PRIMARY KEY (kind, digest)
  CONSTRAINT portal_attempt_is_known CHECK ((kind = ANY (ARRAY['name'::text, 'address'::text, 'proof'::text, 'proof-address'::text, 'code'::text, 'code-address'::text, 'application-address'::text])))
  CONSTRAINT portal_failures_are_counted CHECK ((failures >= 0))
  GRANT chartkeeper_app: INSERT, SELECT, UPDATE
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT, UPDATE

-- A code that opens an account for one record, once.
TABLE portal.invitation (row-level security)
  patient_id uuid NOT NULL  -- Whose record.
  id uuid NOT NULL  -- UUID v7.
  facility_id uuid NOT NULL  -- As the patient's.
  labels bigint NOT NULL DEFAULT 0  -- Of the patient as such; kept by portal.relabel.
  proof_id uuid NOT NULL  -- How the desk knew who it is.
  representative_id uuid  -- Who acts for the patient, where it is not the patient in person.
  code_hash bytea NOT NULL  -- SHA-256 of the code of 130 random bits.
  letter_id uuid  -- The letter that carries it, where one does.
  expires_at timestamp with time zone NOT NULL  -- Not after this.
  used_at timestamp with time zone  -- When it opened an account.
  withdrawn_at timestamp with time zone  -- Taken back, or replaced by a newer one.
  withdrawn_by text  -- Actor id.
  recorded_at timestamp with time zone NOT NULL  -- When made.
  recorded_by text NOT NULL  -- Actor id.
  CONSTRAINT portal_code_is_its_own UNIQUE (code_hash)
  CONSTRAINT invitation_pkey PRIMARY KEY (patient_id, id)
  CONSTRAINT invitation_facility_id_fkey FOREIGN KEY (facility_id) REFERENCES directory.facility(id)
  CONSTRAINT invitation_letter_id_fkey FOREIGN KEY (letter_id) REFERENCES correspondence.letter(id)
  CONSTRAINT invitation_patient_id_fkey FOREIGN KEY (patient_id) REFERENCES patients.patient(id)
  CONSTRAINT invitation_patient_id_proof_id_fkey FOREIGN KEY (patient_id, proof_id) REFERENCES portal.proof(patient_id, id)
  CONSTRAINT portal_invitation_is_withdrawn_by_somebody CHECK (((withdrawn_at IS NULL) = (withdrawn_by IS NULL)))
  UNIQUE INDEX portal_code_is_its_own ON portal.invitation USING btree (code_hash)
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- The newest code sent by mail for one purpose of one account or address. Housekeeping, not a record: neither address nor code can be read from it.
TABLE portal.mail_code
  subject bytea NOT NULL  -- Keyed digest of purpose, account and address.
  code_hash bytea NOT NULL  -- Keyed digest of the code.
  sent_at timestamp with time zone NOT NULL  -- When it was sent.
  expires_at timestamp with time zone NOT NULL  -- Not after this.
  tries integer NOT NULL DEFAULT 0  -- Codes typed, counted before they are compared.
  used_at timestamp with time zone  -- It was right, once.
  CONSTRAINT mail_code_pkey PRIMARY KEY (subject)
  CONSTRAINT portal_code_tries_are_counted CHECK ((tries >= 0))
  GRANT chartkeeper_app: INSERT, SELECT, UPDATE
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT, UPDATE

-- Notes between a person in the portal and the desk, one thread for each account and record. Insert-only.
TABLE portal.note (row-level security)
  patient_id uuid NOT NULL  -- About whose record.
  id uuid NOT NULL  -- UUID v7.
  facility_id uuid NOT NULL  -- As the patient's.
  labels bigint NOT NULL DEFAULT 0  -- Of the patient as such; kept by portal.relabel.
  access_id uuid NOT NULL  -- The thread.
  from_desk boolean NOT NULL  -- Written by the desk; else by the person.
  text text NOT NULL  -- What was written.
  written_at timestamp with time zone NOT NULL  -- When.
  written_by text NOT NULL  -- Actor id.
  CONSTRAINT note_pkey PRIMARY KEY (patient_id, id)
  CONSTRAINT note_facility_id_fkey FOREIGN KEY (facility_id) REFERENCES directory.facility(id)
  CONSTRAINT note_patient_id_access_id_fkey FOREIGN KEY (patient_id, access_id) REFERENCES portal.access(patient_id, id)
  CONSTRAINT note_patient_id_fkey FOREIGN KEY (patient_id) REFERENCES patients.patient(id)
  CONSTRAINT portal_note_says_something CHECK ((text <> ''::text))
  INDEX portal_note_of_thread ON portal.note USING btree (patient_id, access_id, written_at)
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- A file sent in by the portal; its bytes are an intake item like any other. Insert-only.
TABLE portal.paper (row-level security)
  patient_id uuid NOT NULL  -- For whose record it was sent; where it is filed a person decides.
  id uuid NOT NULL  -- UUID v7.
  facility_id uuid NOT NULL  -- As the patient's.
  labels bigint NOT NULL DEFAULT 0  -- Of the patient as such; kept by portal.relabel.
  account_id uuid NOT NULL  -- Who sent it.
  request_id uuid  -- The request it belongs to, where said.
  item_id uuid NOT NULL  -- The intake item.
  file_name text NOT NULL  -- As the sender called it.
  sent_at timestamp with time zone NOT NULL  -- When.
  CONSTRAINT portal_paper_is_one_item UNIQUE (item_id)
  CONSTRAINT paper_pkey PRIMARY KEY (patient_id, id)
  CONSTRAINT paper_account_id_fkey FOREIGN KEY (account_id) REFERENCES portal.account(id)
  CONSTRAINT paper_facility_id_fkey FOREIGN KEY (facility_id) REFERENCES directory.facility(id)
  CONSTRAINT paper_item_id_fkey FOREIGN KEY (item_id) REFERENCES intake.item(id)
  CONSTRAINT paper_patient_id_fkey FOREIGN KEY (patient_id) REFERENCES patients.patient(id)
  CONSTRAINT paper_request_id_fkey FOREIGN KEY (request_id) REFERENCES release.request(id)
  INDEX portal_paper_of_account ON portal.paper USING btree (account_id, patient_id, sent_at)
  INDEX portal_paper_of_request ON portal.paper USING btree (request_id) WHERE (request_id IS NOT NULL)
  UNIQUE INDEX portal_paper_is_one_item ON portal.paper USING btree (item_id)
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- How the desk knew who is invited to the portal (45 CFR 164.514(h)). Insert-only.
TABLE portal.proof (row-level security)
  patient_id uuid NOT NULL  -- Whose record.
  id uuid NOT NULL  -- UUID v7.
  facility_id uuid NOT NULL  -- As the patient's.
  labels bigint NOT NULL DEFAULT 0  -- Of the patient as such; kept by portal.relabel.
  representative_id uuid  -- Who acts for the patient, where it is not the patient in person.
  how text NOT NULL  -- at-counter: an identity document was seen; letter: sent to the address on record; document-sent: its photo came with an application and was compared with the record.
  person_name text NOT NULL  -- Who is invited, as on the document or the record.
  id_kind text  -- Which document was seen.
  id_last_four text  -- The last four of its number; no more is kept.
  recorded_at timestamp with time zone NOT NULL  -- When.
  recorded_by text NOT NULL  -- Actor id.
  CONSTRAINT proof_pkey PRIMARY KEY (patient_id, id)
  CONSTRAINT proof_facility_id_fkey FOREIGN KEY (facility_id) REFERENCES directory.facility(id)
  CONSTRAINT proof_patient_id_fkey FOREIGN KEY (patient_id) REFERENCES patients.patient(id)
  CONSTRAINT portal_counter_saw_an_id CHECK (((how = 'letter'::text) OR ((id_kind IS NOT NULL) AND (id_last_four IS NOT NULL))))
  CONSTRAINT portal_id_keeps_four CHECK ((id_last_four ~ '^[0-9A-Za-z]{1,4}$'::text))
  CONSTRAINT portal_id_kind_is_known CHECK ((id_kind = ANY (ARRAY['driving-licence'::text, 'state-id'::text, 'passport'::text, 'military-id'::text, 'tribal-id'::text, 'other'::text])))
  CONSTRAINT portal_proof_is_known CHECK ((how = ANY (ARRAY['at-counter'::text, 'letter'::text, 'document-sent'::text])))
  CONSTRAINT portal_proof_names_somebody CHECK ((person_name <> ''::text))
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- That an account of the portal is told by mail that something new waits there. The mail names nothing of it. One for a hand-over: it is never sent twice.
TABLE portal.ready_mail (row-level security)
  patient_id uuid NOT NULL  -- Whose records.
  disclosure_id uuid NOT NULL  -- The hand-over by link.
  facility_id uuid NOT NULL  -- As the hand-over's.
  labels bigint NOT NULL DEFAULT 0  -- Of the patient as such; kept by portal.relabel.
  request_id uuid NOT NULL  -- The request.
  account_id uuid NOT NULL  -- Who asked; the mail goes to the address that the account has proved when it leaves.
  queued_at timestamp with time zone NOT NULL  -- When the hand-over was logged.
  tries integer NOT NULL DEFAULT 0  -- Tries that the mail server did not take.
  begun_at timestamp with time zone  -- A try is under way since; left standing by one that was interrupted, of which nobody knows whether it left.
  again_at timestamp with time zone  -- Not tried again before.
  settled_at timestamp with time zone  -- When it was known, or given up.
  outcome text  -- sent, in-doubt (it may have left), or not-sent.
  why text  -- Why it was not sent, or the answer of the mail server.
  CONSTRAINT ready_mail_pkey PRIMARY KEY (patient_id, disclosure_id)
  CONSTRAINT ready_mail_account_id_fkey FOREIGN KEY (account_id) REFERENCES portal.account(id)
  CONSTRAINT ready_mail_facility_id_fkey FOREIGN KEY (facility_id) REFERENCES directory.facility(id)
  CONSTRAINT ready_mail_patient_id_disclosure_id_fkey FOREIGN KEY (patient_id, disclosure_id) REFERENCES release.disclosure(patient_id, id)
  CONSTRAINT ready_mail_request_id_fkey FOREIGN KEY (request_id) REFERENCES release.request(id)
  CONSTRAINT ready_mail_is_settled_with_an_outcome CHECK (((settled_at IS NULL) = (outcome IS NULL)))
  CONSTRAINT ready_mail_outcome_is_known CHECK ((outcome = ANY (ARRAY['sent'::text, 'in-doubt'::text, 'not-sent'::text])))
  INDEX ready_mail_of_request ON portal.ready_mail USING btree (request_id, queued_at)
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- A request that a requester made in the portal. Whose records and what stands in the request: nothing of a patient here. Insert-only.
TABLE portal.requester_ask
  id uuid NOT NULL  -- UUID of the questions, made by the browser: sent twice it is one request.
  account_id uuid NOT NULL  -- Who asked; nobody else sees it in the portal.
  request_id uuid NOT NULL  -- The request it became.
  ground text NOT NULL  -- On what the requester says it rests; what it rests on the desk judges.
  signed_name text NOT NULL  -- The name as typed.
  signed_at timestamp with time zone NOT NULL  -- When.
  CONSTRAINT portal_requester_ask_is_one_request UNIQUE (request_id)
  CONSTRAINT requester_ask_pkey PRIMARY KEY (id)
  CONSTRAINT requester_ask_account_id_fkey FOREIGN KEY (account_id) REFERENCES portal.account(id)
  CONSTRAINT requester_ask_request_id_fkey FOREIGN KEY (request_id) REFERENCES release.request(id)
  CONSTRAINT portal_ground_is_known CHECK ((ground = ANY (ARRAY['authorization'::text, 'subpoena'::text, 'court-order'::text, 'treatment'::text, 'payment'::text, 'required-by-law'::text])))
  INDEX portal_requester_ask_of_account ON portal.requester_ask USING btree (account_id, signed_at)
  UNIQUE INDEX portal_requester_ask_is_one_request ON portal.requester_ask USING btree (request_id)
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT

-- A code that opens an account for a requester of the directory, once, with how the desk knew who it is (45 CFR 164.514(h)). About no patient.
TABLE portal.requester_invitation
  id uuid NOT NULL  -- UUID v7.
  requester_id uuid NOT NULL  -- The entry of the directory.
  person_name text NOT NULL  -- Who uses the account: what requests are signed with.
  known_by text NOT NULL  -- What the desk relied on.
  known_words text NOT NULL  -- With whom, which number, which document.
  code_hash bytea NOT NULL  -- SHA-256 of the code of 130 random bits.
  expires_at timestamp with time zone NOT NULL  -- Not after this.
  used_at timestamp with time zone  -- When it opened an account.
  account_id uuid  -- Which.
  withdrawn_at timestamp with time zone  -- Taken back.
  withdrawn_by text  -- Actor id.
  recorded_at timestamp with time zone NOT NULL  -- When made.
  recorded_by text NOT NULL  -- Actor id.
  CONSTRAINT portal_requester_code_is_its_own UNIQUE (code_hash)
  CONSTRAINT requester_invitation_pkey PRIMARY KEY (id)
  CONSTRAINT requester_invitation_account_id_fkey FOREIGN KEY (account_id) REFERENCES portal.account(id)
  CONSTRAINT requester_invitation_requester_id_fkey FOREIGN KEY (requester_id) REFERENCES release.requester(id)
  CONSTRAINT portal_invited_has_a_name CHECK ((person_name <> ''::text))
  CONSTRAINT portal_requester_invitation_is_withdrawn_by_somebody CHECK (((withdrawn_at IS NULL) = (withdrawn_by IS NULL)))
  CONSTRAINT portal_requester_invitation_opened_an_account CHECK (((used_at IS NULL) = (account_id IS NULL)))
  CONSTRAINT portal_requester_is_known_in_words CHECK ((known_words <> ''::text))
  CONSTRAINT portal_requester_is_known_somehow CHECK ((known_by = ANY (ARRAY['called-back'::text, 'letterhead'::text, 'identity-document'::text, 'agency-credentials'::text, 'known-before'::text])))
  INDEX portal_requester_invitation_by_account ON portal.requester_invitation USING btree (account_id) WHERE (account_id IS NOT NULL)
  INDEX portal_requester_invitation_of ON portal.requester_invitation USING btree (requester_id, recorded_at)
  UNIQUE INDEX portal_requester_code_is_its_own ON portal.requester_invitation USING btree (code_hash)
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT

-- A file that a requester sent in for a request of theirs; its bytes and its name are an intake item's. Insert-only.
TABLE portal.requester_paper
  id uuid NOT NULL  -- Named by the sending and the place in it: the same sending twice is one.
  account_id uuid NOT NULL  -- Who sent it.
  request_id uuid NOT NULL  -- For which request.
  item_id uuid NOT NULL  -- The intake item.
  sent_at timestamp with time zone NOT NULL  -- When.
  CONSTRAINT portal_requester_paper_is_one_item UNIQUE (item_id)
  CONSTRAINT requester_paper_pkey PRIMARY KEY (id)
  CONSTRAINT requester_paper_account_id_fkey FOREIGN KEY (account_id) REFERENCES portal.account(id)
  CONSTRAINT requester_paper_item_id_fkey FOREIGN KEY (item_id) REFERENCES intake.item(id)
  CONSTRAINT requester_paper_request_id_fkey FOREIGN KEY (request_id) REFERENCES release.request(id)
  INDEX portal_requester_paper_of_account ON portal.requester_paper USING btree (account_id, sent_at)
  INDEX portal_requester_paper_of_request ON portal.requester_paper USING btree (request_id, sent_at)
  UNIQUE INDEX portal_requester_paper_is_one_item ON portal.requester_paper USING btree (item_id)
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT

-- One browser signed in to the portal.
TABLE portal.session
  id uuid NOT NULL  -- UUID v7.
  token_hash bytea NOT NULL  -- SHA-256 of the cookie, which is kept nowhere.
  account_id uuid NOT NULL  -- Whose.
  created_at timestamp with time zone NOT NULL  -- Signed in.
  last_seen_at timestamp with time zone NOT NULL  -- Last request, to the minute.
  expires_at timestamp with time zone NOT NULL  -- Ends then whatever happens.
  ended_at timestamp with time zone  -- Ended before its time.
  end_reason text  -- Why.
  CONSTRAINT portal_session_token_is_its_own UNIQUE (token_hash)
  CONSTRAINT session_pkey PRIMARY KEY (id)
  CONSTRAINT session_account_id_fkey FOREIGN KEY (account_id) REFERENCES portal.account(id)
  CONSTRAINT portal_session_end_has_a_reason CHECK (((ended_at IS NULL) = (end_reason IS NULL)))
  CONSTRAINT portal_session_ends_for_a_reason CHECK ((end_reason = ANY (ARRAY['signed-out'::text, 'everywhere'::text, 'passphrase-changed'::text, 'ended-by-desk'::text, 'replaced'::text])))
  INDEX portal_session_newest ON portal.session USING btree (account_id, created_at)
  INDEX portal_session_of_account ON portal.session USING btree (account_id, expires_at) WHERE (ended_at IS NULL)
  UNIQUE INDEX portal_session_token_is_its_own ON portal.session USING btree (token_hash)
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT

-- Whose information an incident exposed.
TABLE privacy.affected (row-level security)
  patient_id uuid NOT NULL  -- Whose information.
  incident_id uuid NOT NULL  -- The incident.
  facility_id uuid NOT NULL  -- Facility of the registration.
  labels bigint NOT NULL DEFAULT 0  -- Labels of the patient when it was recorded.
  recorded_at timestamp with time zone NOT NULL  -- When it was written.
  recorded_by text NOT NULL  -- Actor id.
  CONSTRAINT affected_pkey PRIMARY KEY (patient_id, incident_id)
  CONSTRAINT affected_facility_id_fkey FOREIGN KEY (facility_id) REFERENCES directory.facility(id)
  CONSTRAINT affected_incident_id_fkey FOREIGN KEY (incident_id) REFERENCES privacy.incident(id)
  CONSTRAINT affected_patient_id_fkey FOREIGN KEY (patient_id) REFERENCES patients.patient(id)
  INDEX affected_by_incident ON privacy.affected USING btree (incident_id)
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- The risk assessment of 45 CFR 164.402(2), or which exception of (1) applies. A newer one counts; the former stay.
TABLE privacy.assessment (row-level security)
  id uuid NOT NULL  -- UUID v7.
  facility_id uuid NOT NULL  -- As the incident's.
  labels bigint NOT NULL DEFAULT 0  -- As the incident's.
  incident_id uuid NOT NULL  -- The incident.
  number integer NOT NULL  -- 1 is the first.
  factors jsonb NOT NULL  -- For nature, recipient, acquired, mitigation: level (low, medium, high) and text.
  conclusion text NOT NULL  -- Low probability of compromise, a breach, or an exception.
  reason text NOT NULL  -- Why that follows.
  recorded_at timestamp with time zone NOT NULL  -- When.
  recorded_by text NOT NULL  -- Actor id.
  CONSTRAINT assessment_number_is_its_own UNIQUE (incident_id, number)
  CONSTRAINT assessment_pkey PRIMARY KEY (id)
  CONSTRAINT assessment_facility_id_fkey FOREIGN KEY (facility_id) REFERENCES directory.facility(id)
  CONSTRAINT assessment_incident_id_fkey FOREIGN KEY (incident_id) REFERENCES privacy.incident(id)
  CONSTRAINT assessments_count_from_one CHECK ((number >= 1))
  CONSTRAINT conclusion_is_known CHECK ((conclusion = ANY (ARRAY['low-probability'::text, 'breach'::text, 'exception-good-faith'::text, 'exception-inadvertent'::text, 'exception-not-retained'::text])))
  CONSTRAINT conclusion_is_reasoned CHECK ((reason <> ''::text))
  UNIQUE INDEX assessment_number_is_its_own ON privacy.assessment USING btree (incident_id, number)
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- The mark on a chart from which a page was withdrawn, or into which it came late. Names nobody else's chart.
TABLE privacy.chart_mark (row-level security)
  patient_id uuid NOT NULL  -- The chart that carries the mark.
  id uuid NOT NULL  -- UUID v7.
  facility_id uuid NOT NULL  -- Facility of the chart.
  labels bigint NOT NULL DEFAULT 0  -- Labels of the patient when it was recorded.
  misfiling_id uuid NOT NULL  -- The misfiling, whose own row may be in the other chart.
  side text NOT NULL  -- Whether the page was withdrawn from this chart or belongs to it.
  document_id uuid NOT NULL  -- The document in this chart.
  shown_until timestamp with time zone NOT NULL  -- Until when screens show the mark; the row stays.
  lifted_at timestamp with time zone  -- When the correction itself was taken back.
  recorded_at timestamp with time zone NOT NULL  -- When it was set.
  recorded_by text NOT NULL  -- Actor id.
  CONSTRAINT a_chart_is_marked_once UNIQUE (patient_id, misfiling_id, side)
  CONSTRAINT chart_mark_pkey PRIMARY KEY (patient_id, id)
  CONSTRAINT chart_mark_facility_id_fkey FOREIGN KEY (facility_id) REFERENCES directory.facility(id)
  CONSTRAINT chart_mark_patient_id_document_id_fkey FOREIGN KEY (patient_id, document_id) REFERENCES documents.document(patient_id, id)
  CONSTRAINT chart_mark_patient_id_fkey FOREIGN KEY (patient_id) REFERENCES patients.patient(id)
  CONSTRAINT side_is_known CHECK ((side = ANY (ARRAY['wrong-chart'::text, 'right-chart'::text])))
  UNIQUE INDEX a_chart_is_marked_once ON privacy.chart_mark USING btree (patient_id, misfiling_id, side)
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- When an incident was, or by reasonable diligence would have been, known (45 CFR 164.404(a)(2)): the newest row counts, the former stay.
TABLE privacy.discovery (row-level security)
  id uuid NOT NULL  -- UUID v7.
  facility_id uuid NOT NULL  -- As the incident's.
  labels bigint NOT NULL DEFAULT 0  -- As the incident's.
  incident_id uuid NOT NULL  -- The incident.
  discovered_at timestamp with time zone NOT NULL  -- Starts the clock.
  discovered_by text NOT NULL  -- Actor id, or the name of somebody without an account.
  basis text NOT NULL  -- Known then, or would have been known then.
  reason text  -- Why the moment was corrected; none with the first.
  recorded_at timestamp with time zone NOT NULL  -- When it was written.
  recorded_by text NOT NULL  -- Actor id.
  CONSTRAINT discovery_pkey PRIMARY KEY (id)
  CONSTRAINT discovery_facility_id_fkey FOREIGN KEY (facility_id) REFERENCES directory.facility(id)
  CONSTRAINT discovery_incident_id_fkey FOREIGN KEY (incident_id) REFERENCES privacy.incident(id)
  CONSTRAINT discovery_basis_is_known CHECK ((basis = ANY (ARRAY['known'::text, 'reasonable-diligence'::text])))
  CONSTRAINT somebody_discovered_it CHECK ((discovered_by <> ''::text))
  INDEX discovery_of_incident ON privacy.discovery USING btree (incident_id, recorded_at)
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- Who opened or received what the incident is about, as the audit log and the disclosure log said when it was recorded.
TABLE privacy.evidence (row-level security)
  id uuid NOT NULL  -- UUID v7.
  facility_id uuid NOT NULL  -- As the incident's.
  labels bigint NOT NULL DEFAULT 0  -- As the incident's.
  incident_id uuid NOT NULL  -- The incident.
  kind text NOT NULL  -- Opened in the house, or received outside.
  actor_kind text  -- Of who opened it: person, machine, operator.
  actor_id text  -- Who opened it.
  disclosure_id uuid  -- Row of the disclosure log; that log is keyed by its patient.
  recipient text  -- Who received it, as the disclosure log or the reporter says.
  channel text  -- How it was handed over.
  packet_number text  -- The packet that contained it.
  first_at timestamp with time zone NOT NULL  -- First time.
  last_at timestamp with time zone NOT NULL  -- Last time.
  times integer NOT NULL  -- Entries in the log.
  recorded_at timestamp with time zone NOT NULL  -- When the list was taken.
  recorded_by text NOT NULL  -- Actor id.
  CONSTRAINT a_disclosure_is_listed_once UNIQUE (incident_id, disclosure_id)
  CONSTRAINT an_opener_is_listed_once UNIQUE (incident_id, actor_id)
  CONSTRAINT evidence_pkey PRIMARY KEY (id)
  CONSTRAINT evidence_facility_id_fkey FOREIGN KEY (facility_id) REFERENCES directory.facility(id)
  CONSTRAINT evidence_incident_id_fkey FOREIGN KEY (incident_id) REFERENCES privacy.incident(id)
  CONSTRAINT evidence_is_counted CHECK ((times >= 1))
  CONSTRAINT evidence_kind_is_known CHECK ((kind = ANY (ARRAY['opened'::text, 'received'::text])))
  CONSTRAINT evidence_names_who CHECK ((((kind = 'opened'::text) AND (actor_id IS NOT NULL)) OR ((kind = 'received'::text) AND (recipient IS NOT NULL))))
  INDEX evidence_by_disclosure ON privacy.evidence USING btree (disclosure_id) WHERE (disclosure_id IS NOT NULL)
  UNIQUE INDEX a_disclosure_is_listed_once ON privacy.evidence USING btree (incident_id, disclosure_id)
  UNIQUE INDEX an_opener_is_listed_once ON privacy.evidence USING btree (incident_id, actor_id)
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- An acquisition, access, use or disclosure that may not have been permitted: presumed to be a breach until an assessment says otherwise (45 CFR 164.402(2)).
TABLE privacy.incident (row-level security)
  id uuid NOT NULL  -- UUID v7.
  facility_id uuid NOT NULL  -- Facility where it happened.
  labels bigint NOT NULL DEFAULT 0  -- None: only the privacy office reads incidents.
  number text NOT NULL  -- What people call it, P-2026-000012.
  cause text NOT NULL  -- What kind of thing happened.
  standing text NOT NULL  -- open from the start, or proposed by the product because a page was only seen inside the house.
  what text NOT NULL  -- What happened, in words.
  happened_on date  -- The day it happened, where known.
  misfiling_id uuid  -- The misfiling it came from; its own row is keyed by a patient.
  recorded_at timestamp with time zone NOT NULL  -- When it was entered.
  recorded_by text NOT NULL  -- Actor id.
  CONSTRAINT a_misfiling_is_one_incident UNIQUE (misfiling_id)
  CONSTRAINT incident_number_is_its_own UNIQUE (number)
  CONSTRAINT incident_pkey PRIMARY KEY (id)
  CONSTRAINT incident_facility_id_fkey FOREIGN KEY (facility_id) REFERENCES directory.facility(id)
  CONSTRAINT incident_begins_open_or_proposed CHECK ((standing = ANY (ARRAY['open'::text, 'proposed'::text])))
  CONSTRAINT incident_cause_is_known CHECK ((cause = ANY (ARRAY['wrong-chart'::text, 'wrong-recipient'::text, 'lost'::text, 'stolen'::text, 'unauthorized-access'::text, 'disposal'::text, 'other'::text])))
  CONSTRAINT incident_says_what_happened CHECK ((what <> ''::text))
  INDEX incident_newest ON privacy.incident USING btree (recorded_at DESC, id DESC)
  UNIQUE INDEX a_misfiling_is_one_incident ON privacy.incident USING btree (misfiling_id)
  UNIQUE INDEX incident_number_is_its_own ON privacy.incident USING btree (number)
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- How long a chart carries the mark of a misfiled page. Rows are only added: the newest of a facility counts, the older ones are its history.
TABLE privacy.mark_rule (row-level security)
  id uuid NOT NULL  -- UUID v7.
  facility_id uuid NOT NULL  -- Whose rule.
  labels bigint NOT NULL DEFAULT 0  -- None.
  days integer NOT NULL  -- Days from the finding.
  reason text NOT NULL  -- Why.
  set_at timestamp with time zone NOT NULL  -- When.
  set_by text NOT NULL  -- Actor id.
  CONSTRAINT mark_rule_pkey PRIMARY KEY (id)
  CONSTRAINT mark_rule_facility_id_fkey FOREIGN KEY (facility_id) REFERENCES directory.facility(id)
  CONSTRAINT mark_days_are_days CHECK (((days >= 1) AND (days <= 3650)))
  CONSTRAINT mark_rule_has_a_reason CHECK ((reason <> ''::text))
  INDEX mark_rule_newest ON privacy.mark_rule USING btree (facility_id, set_at DESC, id DESC)
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- A document that stood in the wrong chart and was withdrawn from it, with how far it had gone by then.
TABLE privacy.misfiling (row-level security)
  patient_id uuid NOT NULL  -- In whose chart it stood wrongly.
  id uuid NOT NULL  -- UUID v7.
  facility_id uuid NOT NULL  -- Facility of the chart.
  labels bigint NOT NULL DEFAULT 0  -- Labels of the patient of that chart when it was recorded.
  document_id uuid NOT NULL  -- The document as it stood in the wrong chart.
  struck_at timestamp with time zone NOT NULL  -- When it was withdrawn: the discovery.
  struck_by text NOT NULL  -- Actor id of whoever found it.
  filed_at timestamp with time zone NOT NULL  -- Since when it stood in the wrong chart.
  opened_by_others integer NOT NULL  -- How many others than the finder had opened it there.
  disclosures integer NOT NULL  -- How many hand-overs of the wrong patient's records contained it.
  recorded_at timestamp with time zone NOT NULL  -- When this row was written.
  recorded_by text NOT NULL  -- Actor id.
  CONSTRAINT a_striking_is_looked_into_once UNIQUE (patient_id, document_id, struck_at)
  CONSTRAINT misfiling_pkey PRIMARY KEY (patient_id, id)
  CONSTRAINT misfiling_facility_id_fkey FOREIGN KEY (facility_id) REFERENCES directory.facility(id)
  CONSTRAINT misfiling_patient_id_document_id_fkey FOREIGN KEY (patient_id, document_id) REFERENCES documents.document(patient_id, id)
  CONSTRAINT misfiling_patient_id_fkey FOREIGN KEY (patient_id) REFERENCES patients.patient(id)
  CONSTRAINT disclosures_are_counted CHECK ((disclosures >= 0))
  CONSTRAINT openings_are_counted CHECK ((opened_by_others >= 0))
  UNIQUE INDEX a_striking_is_looked_into_once ON privacy.misfiling USING btree (patient_id, document_id, struck_at)
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- Incidents without an outcome, in the order in which they are due. Follows from the other rows; kept in the transaction of each step.
TABLE privacy.open_incident (row-level security)
  id uuid NOT NULL  -- The incident.
  facility_id uuid NOT NULL  -- As the incident's.
  labels bigint NOT NULL DEFAULT 0  -- As the incident's.
  due_at timestamp with time zone  -- When the law wants the individuals told, if it is a breach.
  CONSTRAINT open_incident_pkey PRIMARY KEY (id)
  CONSTRAINT open_incident_facility_id_fkey FOREIGN KEY (facility_id) REFERENCES directory.facility(id)
  CONSTRAINT open_incident_id_fkey FOREIGN KEY (id) REFERENCES privacy.incident(id)
  INDEX open_incident_in_order ON privacy.open_incident USING btree (due_at, id)
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: DELETE, INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: DELETE, INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- How an incident ended. The burden of proof is the entity's (45 CFR 164.414(b)).
TABLE privacy.outcome (row-level security)
  incident_id uuid NOT NULL  -- The incident.
  facility_id uuid NOT NULL  -- As the incident's.
  labels bigint NOT NULL DEFAULT 0  -- As the incident's.
  outcome text NOT NULL  -- No breach, breach with the individuals told, or no incident at all.
  reason text NOT NULL  -- Why.
  keep_until date  -- Last day it must be kept, as the rule us/hipaa/documentation-retention says (45 CFR 164.530(j)(2)).
  recorded_at timestamp with time zone NOT NULL  -- When.
  recorded_by text NOT NULL  -- Actor id.
  CONSTRAINT outcome_pkey PRIMARY KEY (incident_id)
  CONSTRAINT outcome_facility_id_fkey FOREIGN KEY (facility_id) REFERENCES directory.facility(id)
  CONSTRAINT outcome_incident_id_fkey FOREIGN KEY (incident_id) REFERENCES privacy.incident(id)
  CONSTRAINT outcome_is_known CHECK ((outcome = ANY (ARRAY['no-breach'::text, 'breach-notified'::text, 'not-an-incident'::text])))
  CONSTRAINT outcome_is_reasoned CHECK ((reason <> ''::text))
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- Another person's word on an assessment.
TABLE privacy.second_look (row-level security)
  id uuid NOT NULL  -- UUID v7.
  facility_id uuid NOT NULL  -- As the incident's.
  labels bigint NOT NULL DEFAULT 0  -- As the incident's.
  assessment_id uuid NOT NULL  -- The assessment.
  agrees boolean NOT NULL  -- False sends it back: a new assessment is needed.
  note text NOT NULL  -- What was looked at, and why.
  recorded_at timestamp with time zone NOT NULL  -- When.
  recorded_by text NOT NULL  -- Actor id; never who assessed.
  CONSTRAINT one_second_look_for_each_assessment UNIQUE (assessment_id)
  CONSTRAINT second_look_pkey PRIMARY KEY (id)
  CONSTRAINT second_look_assessment_id_fkey FOREIGN KEY (assessment_id) REFERENCES privacy.assessment(id)
  CONSTRAINT second_look_facility_id_fkey FOREIGN KEY (facility_id) REFERENCES directory.facility(id)
  UNIQUE INDEX one_second_look_for_each_assessment ON privacy.second_look USING btree (assessment_id)
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- A legal clock that runs for something. No module keeps a due date of its own. Rows are never changed: extensions, pauses and the end are rows beside them.
TABLE regulations.deadline (row-level security)
  id uuid NOT NULL  -- UUID v7.
  rule_id text NOT NULL  -- The rule that sets the earliest day.
  rule_version text NOT NULL  -- Its text on the day the clock started.
  topic text NOT NULL  -- access, accounting, amendment, breach: what has to be done in time.
  basis text NOT NULL  -- The day that starts the clock in the words of the rule, for instance received_on: the receipt date-stamp, never the day of logging.
  acts boolean NOT NULL  -- False: only unverified rules set a day, and a person confirms it.
  module text NOT NULL  -- Module that asked for it.
  subject_id uuid NOT NULL  -- What has to be settled in time, in that module.
  patient_id uuid  -- Whose record, where known when the clock started. A request is dated before its patient is identified.
  facility_id uuid NOT NULL  -- Whose time zone and jurisdiction counted.
  labels bigint NOT NULL DEFAULT 0  -- Sensitivity of the subject.
  started_at timestamp with time zone NOT NULL  -- The instant on the date-stamp.
  starts_on date NOT NULL  -- The day of that instant at the facility; not counted.
  due_on date NOT NULL  -- The last day on which acting is in time, before any extension or pause.
  due_at timestamp with time zone NOT NULL  -- The last millisecond of that day at the facility.
  time_zone text NOT NULL  -- IANA name in which the days were counted.
  facts jsonb NOT NULL  -- The facts the rules were asked with.
  warnings text[] NOT NULL DEFAULT '{}'::text[]  -- What a person should know of this day: unverified earlier rules, holidays not entered.
  recorded_at timestamp with time zone NOT NULL  -- When it was entered here.
  recorded_by text NOT NULL  -- By whom.
  attempt smallint NOT NULL DEFAULT 1  -- Counts the clocks of one subject, topic and day; another is started only where the one before was cancelled.
  CONSTRAINT a_subject_has_one_clock_for_each_topic_and_start UNIQUE (module, subject_id, topic, starts_on, attempt)
  CONSTRAINT deadline_pkey PRIMARY KEY (id)
  CONSTRAINT deadline_facility_id_fkey FOREIGN KEY (facility_id) REFERENCES directory.facility(id)
  CONSTRAINT deadline_rule_id_rule_version_fkey FOREIGN KEY (rule_id, rule_version) REFERENCES regulations.rule_version(rule_id, version)
  CONSTRAINT a_clock_ends_after_it_starts CHECK (((due_on >= starts_on) AND (due_at > started_at)))
  CONSTRAINT attempts_begin_with_one CHECK ((attempt >= 1))
  INDEX deadline_by_day ON regulations.deadline USING btree (facility_id, due_at)
  UNIQUE INDEX a_subject_has_one_clock_for_each_topic_and_start ON regulations.deadline USING btree (module, subject_id, topic, starts_on, attempt)
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- More time, as the rule allows it: announced in writing before the clock ran out.
TABLE regulations.deadline_extension (row-level security)
  deadline_id uuid NOT NULL  -- The clock.
  number smallint NOT NULL  -- The how-manieth; a rule says how many it allows.
  due_on date NOT NULL  -- The new last day, as announced.
  due_at timestamp with time zone NOT NULL  -- The last millisecond of that day.
  reason text NOT NULL  -- As given in the notice.
  notice_sent_at timestamp with time zone NOT NULL  -- When the written notice went out; not after the day that was due.
  recorded_at timestamp with time zone NOT NULL  -- When it was entered here.
  recorded_by text NOT NULL  -- By whom.
  CONSTRAINT deadline_extension_pkey PRIMARY KEY (deadline_id, number)
  CONSTRAINT deadline_extension_deadline_id_fkey FOREIGN KEY (deadline_id) REFERENCES regulations.deadline(id)
  CONSTRAINT extension_has_a_reason CHECK ((reason <> ''::text))
  CONSTRAINT extensions_are_counted_from_1 CHECK ((number >= 1))
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- The clock stands still on a ground that its rule names. Waiting for a requester is not one of them unless the rule says so.
TABLE regulations.deadline_pause (row-level security)
  deadline_id uuid NOT NULL  -- The clock.
  number smallint NOT NULL  -- The how-manieth.
  ground text NOT NULL  -- Id of the ground in the rule.
  citation text NOT NULL  -- Where the law allows it.
  max_days smallint  -- The longest pause that counts on this ground; NULL where the law sets none.
  paused_on date NOT NULL  -- First day that does not count.
  recorded_at timestamp with time zone NOT NULL  -- When it was entered here.
  recorded_by text NOT NULL  -- By whom.
  CONSTRAINT deadline_pause_pkey PRIMARY KEY (deadline_id, number)
  CONSTRAINT deadline_pause_deadline_id_fkey FOREIGN KEY (deadline_id) REFERENCES regulations.deadline(id)
  CONSTRAINT a_pause_has_a_positive_limit CHECK ((max_days > 0))
  CONSTRAINT pauses_are_counted_from_1 CHECK ((number >= 1))
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- The end of a pause.
TABLE regulations.deadline_resumption (row-level security)
  deadline_id uuid NOT NULL  -- The clock.
  number smallint NOT NULL  -- Of which pause.
  resumed_on date NOT NULL  -- First day that counts again.
  due_on date NOT NULL  -- The new last day.
  due_at timestamp with time zone NOT NULL  -- The last millisecond of that day.
  recorded_at timestamp with time zone NOT NULL  -- When it was entered here.
  recorded_by text NOT NULL  -- By whom.
  CONSTRAINT deadline_resumption_pkey PRIMARY KEY (deadline_id, number)
  CONSTRAINT deadline_resumption_deadline_id_number_fkey FOREIGN KEY (deadline_id, number) REFERENCES regulations.deadline_pause(deadline_id, number)
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- The end of a clock: what had to be done was done, or the clock should not have run.
TABLE regulations.deadline_settlement (row-level security)
  deadline_id uuid NOT NULL  -- The clock.
  outcome text NOT NULL  -- met or cancelled.
  settled_at timestamp with time zone NOT NULL  -- When it was done; after due_at it was late.
  reason text  -- Why it was cancelled; what was done, where that needs saying.
  recorded_at timestamp with time zone NOT NULL  -- When it was entered here.
  recorded_by text NOT NULL  -- By whom.
  CONSTRAINT deadline_settlement_pkey PRIMARY KEY (deadline_id)
  CONSTRAINT deadline_settlement_deadline_id_fkey FOREIGN KEY (deadline_id) REFERENCES regulations.deadline(id)
  CONSTRAINT a_cancellation_has_a_reason CHECK (((outcome = 'met'::text) OR (reason <> ''::text)))
  CONSTRAINT settlement_is_met_or_cancelled CHECK ((outcome = ANY (ARRAY['met'::text, 'cancelled'::text])))
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- Each clock with its day after extensions and pauses, whether it stands still, and how it ended.
TABLE regulations.deadline_state
  id uuid
  rule_id text
  rule_version text
  topic text
  acts boolean
  module text
  subject_id uuid
  patient_id uuid
  facility_id uuid
  labels bigint
  started_at timestamp with time zone
  starts_on date
  time_zone text
  warnings text[]
  due_on date
  due_at timestamp with time zone
  extensions_used integer
  open_pause smallint
  paused_on date
  pause_max_days smallint
  outcome text
  settled_at timestamp with time zone
  GRANT chartkeeper_app: SELECT
  GRANT chartkeeper_jobs: SELECT
  GRANT chartkeeper_report: SELECT

-- Each text of a rule that a decision here rested on. Rows are only added: a letter of years ago can still show the rule of its day.
TABLE regulations.rule_version
  rule_id text NOT NULL  -- Path of the rule file, for instance us/hipaa/access-response-time.
  version text NOT NULL  -- SHA-256 of the content, as every decision that rests on the rule keeps it.
  content text NOT NULL  -- The rule as canonical JSON: keys sorted, no white space.
  first_seen_at timestamp with time zone NOT NULL  -- When a decision first rested on this text.
  CONSTRAINT rule_version_pkey PRIMARY KEY (rule_id, version)
  CONSTRAINT content_has_its_version CHECK ((encode(sha256(convert_to(content, 'UTF8'::name)), 'hex'::text) = version))
  CONSTRAINT version_is_sha256 CHECK ((version ~ '^[0-9a-f]{64}$'::text))
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- The clocks that have not ended, by due day. An index in the form of a table: triggers keep it in step with the rows that are the truth, and nobody writes it by hand.
TABLE regulations.running_clock (row-level security)
  deadline_id uuid NOT NULL  -- The clock.
  due_at timestamp with time zone NOT NULL  -- As deadline_state says.
  paused boolean NOT NULL DEFAULT false  -- It stands still, and so is not due.
  CONSTRAINT running_clock_pkey PRIMARY KEY (deadline_id)
  CONSTRAINT running_clock_deadline_id_fkey FOREIGN KEY (deadline_id) REFERENCES regulations.deadline(id)
  INDEX running_clock_by_day ON regulations.running_clock USING btree (due_at) WHERE (NOT paused)
  POLICY scope FOR r
  POLICY whole FOR r
  GRANT chartkeeper_app: SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: SELECT
  GRANT chartkeeper_report: SELECT

-- Accounting of disclosures (45 CFR 164.528): the accountable hand-overs, less those that never left the house.
TABLE release.accounting
  patient_id uuid
  id uuid
  facility_id uuid
  labels bigint
  request_id uuid
  packet_id uuid
  basis text
  recipient_name text
  recipient_organisation text
  recipient_address text[]
  description text
  purpose text
  disclosed_on date
  disclosed_at timestamp with time zone
  channel text
  pages integer
  documents integer
  accountable boolean
  accountable_reason jsonb
  recorded_at timestamp with time zone
  recorded_by text
  outcome text
  outcome_how text
  outcome_at timestamp with time zone
  GRANT chartkeeper_app: SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: SELECT
  GRANT chartkeeper_report: SELECT

-- An oversight agency or police stated that an accounting of what it got would impede it (45 CFR 164.528(a)(2)). Until its day an accounting leaves those disclosures out.
TABLE release.accounting_suspension (row-level security)
  patient_id uuid NOT NULL  -- Whose accounting.
  id uuid NOT NULL  -- UUID v7.
  facility_id uuid NOT NULL  -- As the patient's.
  labels bigint NOT NULL DEFAULT 0  -- Of the patient as such; kept by release.relabel_rights.
  agency text NOT NULL  -- As the disclosure log names the recipient.
  official text NOT NULL  -- Who stated it, name and office.
  form text NOT NULL  -- In writing, or orally: then for 30 days at most.
  stated_on date NOT NULL  -- The day of the statement.
  until date NOT NULL  -- Last day on which it is obeyed.
  reason text NOT NULL  -- What was stated.
  rule_id text  -- The rule that set the last day of an oral statement.
  rule_version text  -- Its text on that day.
  recorded_at timestamp with time zone NOT NULL  -- When.
  recorded_by text NOT NULL  -- Actor id.
  CONSTRAINT accounting_suspension_pkey PRIMARY KEY (patient_id, id)
  CONSTRAINT accounting_suspension_facility_id_fkey FOREIGN KEY (facility_id) REFERENCES directory.facility(id)
  CONSTRAINT accounting_suspension_patient_id_fkey FOREIGN KEY (patient_id) REFERENCES patients.patient(id)
  CONSTRAINT suspension_ends_after_it_begins CHECK ((until >= stated_on))
  CONSTRAINT suspension_has_a_reason CHECK ((reason <> ''::text))
  CONSTRAINT suspension_names_the_agency CHECK ((agency <> ''::text))
  CONSTRAINT suspension_names_the_official CHECK ((official <> ''::text))
  CONSTRAINT suspension_was_stated_somehow CHECK ((form = ANY (ARRAY['written'::text, 'oral'::text])))
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- What stands between each request and its close, as facts. src/modules/release/derive-status.ts names the state that follows.
TABLE release.answer_facts
  request_id uuid
  open_components integer
  ending text
  letter_owed boolean
  review_open boolean
  handed_over boolean
  GRANT chartkeeper_app: SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: SELECT
  GRANT chartkeeper_report: SELECT

-- An appeal against what a payer decided, with its own day. Filed by a submission; open until then.
TABLE release.appeal (row-level security)
  id uuid NOT NULL  -- UUID v7.
  facility_id uuid NOT NULL  -- As the request's.
  labels bigint NOT NULL DEFAULT 0  -- Of the patient as such; kept by release.relabel_payers.
  request_id uuid NOT NULL  -- The request.
  level text NOT NULL  -- How high.
  due_on date NOT NULL  -- Last day to hand it in, as the notice says.
  reason text NOT NULL  -- What is appealed against, and why.
  recorded_at timestamp with time zone NOT NULL  -- When.
  recorded_by text NOT NULL  -- Actor id.
  dropped_at timestamp with time zone  -- When it was given up.
  dropped_by text  -- Actor id.
  drop_reason text  -- Why.
  CONSTRAINT appeal_pkey PRIMARY KEY (id)
  CONSTRAINT appeal_facility_id_fkey FOREIGN KEY (facility_id) REFERENCES directory.facility(id)
  CONSTRAINT appeal_request_id_fkey FOREIGN KEY (request_id) REFERENCES release.request(id)
  CONSTRAINT appeal_level_is_known CHECK ((level = ANY (ARRAY['redetermination'::text, 'reconsideration'::text, 'hearing'::text, 'council'::text, 'court'::text, 'level-1'::text, 'level-2'::text, 'level-3'::text])))
  CONSTRAINT appeal_says_why CHECK ((btrim(reason) <> ''::text))
  CONSTRAINT dropped_with_a_reason CHECK ((((dropped_at IS NULL) = (dropped_by IS NULL)) AND ((dropped_at IS NULL) = (drop_reason IS NULL))))
  INDEX appeal_of_request ON release.appeal USING btree (request_id, recorded_at)
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- That a second person looked and approved, or sent it back. Approves one scope; a new scope needs a new approval.
TABLE release.approval (row-level security)
  patient_id uuid NOT NULL  -- Whose records.
  id uuid NOT NULL  -- UUID v7.
  facility_id uuid NOT NULL  -- Facility that works the request.
  labels bigint NOT NULL DEFAULT 0  -- Sensitivity: the labels of the patient as such, and of the document where the row is about one; kept by release.relabel.
  request_id uuid NOT NULL  -- The request.
  scope_id uuid NOT NULL  -- What was approved.
  authority_id uuid NOT NULL  -- On what it rests.
  decision text NOT NULL  -- Which.
  reason text  -- Why it was sent back, or what was noted.
  prepared_by text[] NOT NULL  -- Everybody whose hand prepared it: none of them may approve.
  included integer NOT NULL  -- Documents approved.
  recorded_at timestamp with time zone NOT NULL  -- When entered here.
  recorded_by text NOT NULL  -- Actor id.
  alone_on text  -- The policy under which whoever prepared it approved it: for treatment alone, and only without any decision left to a person. NULL: another person approved.
  CONSTRAINT approval_pkey PRIMARY KEY (patient_id, id)
  CONSTRAINT approval_facility_id_fkey FOREIGN KEY (facility_id) REFERENCES directory.facility(id)
  CONSTRAINT approval_patient_id_authority_id_fkey FOREIGN KEY (patient_id, authority_id) REFERENCES release.authority(patient_id, id)
  CONSTRAINT approval_patient_id_fkey FOREIGN KEY (patient_id) REFERENCES patients.patient(id)
  CONSTRAINT approval_patient_id_scope_id_fkey FOREIGN KEY (patient_id, scope_id) REFERENCES release.scope(patient_id, id)
  CONSTRAINT approval_request_id_fkey FOREIGN KEY (request_id) REFERENCES release.request(id)
  CONSTRAINT alone_is_for_care CHECK ((alone_on = 'release/care-one-person'::text))
  CONSTRAINT approval_decision_is_known CHECK ((decision = ANY (ARRAY['approved'::text, 'sent-back'::text])))
  CONSTRAINT approved_by_another_person CHECK (((decision <> 'approved'::text) OR (recorded_by <> ALL (prepared_by)) OR (alone_on IS NOT NULL)))
  CONSTRAINT sent_back_with_a_reason CHECK (((decision <> 'sent-back'::text) OR (COALESCE(reason, ''::text) <> ''::text)))
  INDEX approval_by_day ON release.approval USING btree (facility_id, recorded_at)
  INDEX approval_of_scope ON release.approval USING btree (patient_id, scope_id, recorded_at DESC)
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- What the disclosure rests on: a signed authorization evaluated element by element, the patients own right, an order, a law. The newest row not withdrawn holds.
TABLE release.authority (row-level security)
  patient_id uuid NOT NULL  -- Whose records.
  id uuid NOT NULL  -- UUID v7.
  facility_id uuid NOT NULL  -- Facility that works the request.
  labels bigint NOT NULL DEFAULT 0  -- Sensitivity: the labels of the patient as such, and of the document where the row is about one; kept by release.relabel.
  request_id uuid NOT NULL  -- The request.
  basis text NOT NULL  -- Basis of disclosure, in the vocabulary of the rules.
  legal_entity_ids uuid[] NOT NULL  -- Custodians that it names: no other custodians record is reached.
  classes_named text[] NOT NULL DEFAULT '{}'::text[]  -- Specially protected classes that the form names.
  use_against_patient boolean NOT NULL DEFAULT false  -- Asked for a proceeding against the patient (42 CFR 2.61).
  recipient text NOT NULL DEFAULT 'other'::text  -- What the recipient is under the rules.
  form jsonb  -- What a person read from the signed form: facts the evaluation used. None where the basis needs no form.
  form_document_patient_id uuid  -- Registration under which the scanned form is filed.
  form_document_id uuid  -- The scanned form, where it is filed.
  form_item_id uuid  -- The scanned form, where it is still an intake item.
  note text  -- The order, law or circumstance in words.
  evaluated_on date NOT NULL  -- The day whose law was asked.
  result text NOT NULL  -- What the rules said on that day.
  expires_on date  -- Last day on which it holds, where the form names one.
  part2_consent text NOT NULL DEFAULT 'none'::text  -- Whether the form is also good as a consent under 42 CFR Part 2.
  elements jsonb NOT NULL DEFAULT '[]'::jsonb  -- Every element with its state and citation.
  rules jsonb NOT NULL DEFAULT '[]'::jsonb  -- Rule ids and versions.
  warnings text[] NOT NULL DEFAULT '{}'::text[]  -- What the rules could not say.
  withdrawn_at timestamp with time zone  -- When it stopped counting: replaced, or the wrong patient.
  withdrawn_by text  -- Actor id.
  recorded_at timestamp with time zone NOT NULL  -- When entered here.
  recorded_by text NOT NULL  -- Actor id.
  representative_id uuid  -- The representative who signed or asks, as recorded with the patient; asked again each day. No foreign key: after a merge it may stand under another registration of the person.
  CONSTRAINT authority_pkey PRIMARY KEY (patient_id, id)
  CONSTRAINT authority_facility_id_fkey FOREIGN KEY (facility_id) REFERENCES directory.facility(id)
  CONSTRAINT authority_form_document_patient_id_form_document_id_fkey FOREIGN KEY (form_document_patient_id, form_document_id) REFERENCES documents.document(patient_id, id)
  CONSTRAINT authority_patient_id_fkey FOREIGN KEY (patient_id) REFERENCES patients.patient(id)
  CONSTRAINT authority_request_id_fkey FOREIGN KEY (request_id) REFERENCES release.request(id)
  CONSTRAINT a_consent_has_its_form CHECK (((basis <> ALL (ARRAY['authorization'::text, 'part2-consent'::text])) OR (form IS NOT NULL)))
  CONSTRAINT authority_is_withdrawn_by_somebody CHECK (((withdrawn_at IS NULL) = (withdrawn_by IS NULL)))
  CONSTRAINT authority_names_a_custodian CHECK ((cardinality(legal_entity_ids) >= 1))
  CONSTRAINT authority_result_is_known CHECK ((result = ANY (ARRAY['sufficient'::text, 'defective'::text, 'undecided'::text])))
  CONSTRAINT part2_consent_is_known CHECK ((part2_consent = ANY (ARRAY['sufficient'::text, 'defective'::text, 'undecided'::text, 'none'::text])))
  CONSTRAINT recipient_is_known CHECK ((recipient = ANY (ARRAY['business-associate'::text, 'covered-entity'::text, 'individual'::text, 'intermediary'::text, 'other'::text, 'public-official'::text])))
  INDEX authority_by_day ON release.authority USING btree (facility_id, recorded_at)
  INDEX authority_of_request ON release.authority USING btree (request_id)
  UNIQUE INDEX one_authority_for_each_request ON release.authority USING btree (patient_id, request_id) WHERE (withdrawn_at IS NULL)
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- A file that came with a request of another system, such as the signed authorization. Its pages join the case in the act that reads them; a file that cannot be read waits for a person in intake.
TABLE release.awaited_item (row-level security)
  item_id uuid NOT NULL  -- The file at intake.
  request_id uuid NOT NULL  -- The case it came with.
  facility_id uuid NOT NULL  -- As the request's.
  labels bigint NOT NULL DEFAULT 0  -- None: it says nothing of a patient.
  recorded_at timestamp with time zone NOT NULL  -- When it came.
  recorded_by text NOT NULL  -- Actor id of the system.
  CONSTRAINT awaited_item_pkey PRIMARY KEY (item_id)
  CONSTRAINT awaited_item_facility_id_fkey FOREIGN KEY (facility_id) REFERENCES directory.facility(id)
  CONSTRAINT awaited_item_request_id_fkey FOREIGN KEY (request_id) REFERENCES release.request(id)
  INDEX awaited_item_of_request ON release.awaited_item USING btree (request_id)
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- Facts of a disclosure that no paper of the record says and that the law asks for: stated by a person, the newest row counts.
TABLE release.basis_statement (row-level security)
  patient_id uuid NOT NULL  -- Whose records are asked for.
  id uuid NOT NULL  -- UUID v7.
  facility_id uuid NOT NULL  -- As the request's.
  labels bigint NOT NULL DEFAULT 0  -- Of the patient as such; kept by release.relabel_restrictions.
  request_id uuid NOT NULL  -- The request.
  facts jsonb NOT NULL  -- Names and values of the vocabulary of rules.
  reason text NOT NULL  -- How the person knows.
  recorded_at timestamp with time zone NOT NULL  -- When.
  recorded_by text NOT NULL  -- Actor id.
  CONSTRAINT basis_statement_pkey PRIMARY KEY (patient_id, id)
  CONSTRAINT basis_statement_facility_id_fkey FOREIGN KEY (facility_id) REFERENCES directory.facility(id)
  CONSTRAINT basis_statement_patient_id_fkey FOREIGN KEY (patient_id) REFERENCES patients.patient(id)
  CONSTRAINT basis_statement_request_id_fkey FOREIGN KEY (request_id) REFERENCES release.request(id)
  CONSTRAINT stated_facts_are_named CHECK ((jsonb_typeof(facts) = 'object'::text))
  CONSTRAINT stated_with_a_reason CHECK ((reason <> ''::text))
  INDEX basis_statement_of_request ON release.basis_statement USING btree (patient_id, request_id, recorded_at DESC)
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- The numbers that the pages of the records of one packet bear.
TABLE release.bates_range (row-level security)
  patient_id uuid NOT NULL  -- Whose records.
  packet_id uuid NOT NULL  -- The packet.
  facility_id uuid NOT NULL  -- As the request's.
  labels bigint NOT NULL DEFAULT 0  -- Of the patient as such; kept by release.relabel_packets.
  request_id uuid NOT NULL  -- The request.
  series_id uuid NOT NULL  -- The series.
  prefix text NOT NULL  -- As printed.
  digits integer NOT NULL  -- As printed.
  first_number bigint NOT NULL  -- On the first page of the records.
  last_number bigint NOT NULL  -- On the last.
  given_back_at timestamp with time zone  -- Set when the packet was made anew before it ever left, and its numbers were given to the new one.
  recorded_at timestamp with time zone NOT NULL  -- When.
  recorded_by text NOT NULL  -- Actor id.
  CONSTRAINT bates_range_pkey PRIMARY KEY (patient_id, packet_id)
  CONSTRAINT bates_range_facility_id_fkey FOREIGN KEY (facility_id) REFERENCES directory.facility(id)
  CONSTRAINT bates_range_patient_id_fkey FOREIGN KEY (patient_id) REFERENCES patients.patient(id)
  CONSTRAINT bates_range_patient_id_packet_id_fkey FOREIGN KEY (patient_id, packet_id) REFERENCES release.packet(patient_id, id)
  CONSTRAINT bates_range_request_id_fkey FOREIGN KEY (request_id) REFERENCES release.request(id)
  CONSTRAINT bates_range_series_id_fkey FOREIGN KEY (series_id) REFERENCES release.bates_series(id)
  CONSTRAINT range_is_in_order CHECK (((last_number >= first_number) AND (first_number >= 1)))
  INDEX bates_range_of_request ON release.bates_range USING btree (patient_id, request_id)
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- Where each prefix of page numbers goes on. What was given with a packet that left is never given again.
TABLE release.bates_series (row-level security)
  id uuid NOT NULL  -- UUID v7.
  facility_id uuid NOT NULL  -- Whose numbers.
  labels bigint NOT NULL DEFAULT 0  -- None: it says nothing of a patient.
  prefix text NOT NULL  -- What the numbers begin with.
  next_number bigint NOT NULL  -- The next one to give.
  recorded_at timestamp with time zone NOT NULL  -- When it was first used.
  recorded_by text NOT NULL  -- Actor id.
  CONSTRAINT one_series_of_a_prefix UNIQUE (facility_id, prefix)
  CONSTRAINT bates_series_pkey PRIMARY KEY (id)
  CONSTRAINT bates_series_facility_id_fkey FOREIGN KEY (facility_id) REFERENCES directory.facility(id)
  CONSTRAINT series_counts_from_one CHECK ((next_number >= 1))
  CONSTRAINT series_prefix_is_plain CHECK ((prefix ~ '^[A-Z][A-Z0-9-]{0,11}$'::text))
  UNIQUE INDEX one_series_of_a_prefix ON release.bates_series USING btree (facility_id, prefix)
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- The call that made sure of an address nobody had verified, before the hand-over began. Insert-only.
TABLE release.call_back (row-level security)
  patient_id uuid NOT NULL  -- Whose records.
  id uuid NOT NULL  -- UUID v7.
  facility_id uuid NOT NULL  -- As the request's.
  labels bigint NOT NULL DEFAULT 0  -- Of the patient as such; kept by the reaction release.suspensions-follow-labels.
  request_id uuid NOT NULL  -- The request.
  disclosure_id uuid NOT NULL  -- The hand-over.
  channel text NOT NULL  -- fax or mail.
  address text NOT NULL  -- The number or address it went to.
  spoke_to text NOT NULL  -- With whom one spoke.
  number text NOT NULL  -- The number that was called.
  number_from text NOT NULL  -- Where that number comes from: never from the request itself.
  recorded_at timestamp with time zone NOT NULL  -- When.
  recorded_by text NOT NULL  -- Actor id.
  CONSTRAINT call_back_pkey PRIMARY KEY (patient_id, id)
  CONSTRAINT call_back_facility_id_fkey FOREIGN KEY (facility_id) REFERENCES directory.facility(id)
  CONSTRAINT call_back_patient_id_disclosure_id_fkey FOREIGN KEY (patient_id, disclosure_id) REFERENCES release.disclosure(patient_id, id)
  CONSTRAINT call_back_patient_id_fkey FOREIGN KEY (patient_id) REFERENCES patients.patient(id)
  CONSTRAINT call_back_request_id_fkey FOREIGN KEY (request_id) REFERENCES release.request(id)
  CONSTRAINT call_back_channel_is_known CHECK ((channel = ANY (ARRAY['fax'::text, 'mail'::text])))
  CONSTRAINT call_back_names_somebody CHECK ((spoke_to <> ''::text))
  CONSTRAINT call_back_says_the_number CHECK ((number <> ''::text))
  CONSTRAINT call_back_says_where_from CHECK ((number_from <> ''::text))
  INDEX call_back_of_request ON release.call_back USING btree (request_id, recorded_at DESC)
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- That a request was withdrawn, refused or a duplicate. The request stays.
TABLE release.cancellation (row-level security)
  id uuid NOT NULL  -- UUID v7.
  facility_id uuid NOT NULL  -- Facility that works the request.
  labels bigint NOT NULL DEFAULT 0  -- Sensitivity: the labels of the patient as such, and of the document where the row is about one; kept by release.relabel.
  request_id uuid NOT NULL  -- The request.
  reason_code text NOT NULL  -- Why.
  reason text NOT NULL  -- In words.
  recorded_at timestamp with time zone NOT NULL  -- When entered here.
  recorded_by text NOT NULL  -- Actor id.
  CONSTRAINT request_is_cancelled_once UNIQUE (request_id)
  CONSTRAINT cancellation_pkey PRIMARY KEY (id)
  CONSTRAINT cancellation_facility_id_fkey FOREIGN KEY (facility_id) REFERENCES directory.facility(id)
  CONSTRAINT cancellation_request_id_fkey FOREIGN KEY (request_id) REFERENCES release.request(id)
  CONSTRAINT cancellation_is_known CHECK ((reason_code = ANY (ARRAY['withdrawn'::text, 'duplicate'::text, 'no-records'::text, 'authority-not-cured'::text, 'sent-elsewhere'::text, 'entered-in-error'::text, 'other'::text])))
  UNIQUE INDEX request_is_cancelled_once ON release.cancellation USING btree (request_id)
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- One try to hand a packet to the mail server or fax gateway. Its beginning commits before the server is called: one without an end is one of which nobody knows, and it is never tried again by the machine.
TABLE release.care_attempt (row-level security)
  patient_id uuid NOT NULL  -- As the sending's.
  sending_id uuid NOT NULL  -- The sending.
  number smallint NOT NULL  -- From 1.
  facility_id uuid NOT NULL  -- As the sending's.
  labels bigint NOT NULL DEFAULT 0  -- As the sending's; kept by release.relabel_care.
  begun_at timestamp with time zone NOT NULL  -- Before the server was called.
  ended_at timestamp with time zone  -- When its end was known.
  result text  -- handed-over: the server took it. not-now: it did not, another try may. refused: it never will. unknown: the line broke after the last byte.
  code text  -- SMTP status or error code, never the words of the server.
  again_at timestamp with time zone  -- Not before this.
  CONSTRAINT care_attempt_pkey PRIMARY KEY (patient_id, sending_id, number)
  CONSTRAINT care_attempt_facility_id_fkey FOREIGN KEY (facility_id) REFERENCES directory.facility(id)
  CONSTRAINT care_attempt_patient_id_sending_id_fkey FOREIGN KEY (patient_id, sending_id) REFERENCES release.care_sending(patient_id, id)
  CONSTRAINT care_attempt_result_is_known CHECK ((result = ANY (ARRAY['handed-over'::text, 'not-now'::text, 'refused'::text, 'unknown'::text])))
  CONSTRAINT care_attempts_count_from_one CHECK ((number >= 1))
  CONSTRAINT ended_care_attempts_have_a_result CHECK ((((ended_at IS NULL) = (result IS NULL)) AND ((ended_at IS NULL) = (code IS NULL))))
  CONSTRAINT only_what_was_not_taken_goes_again CHECK (((again_at IS NULL) OR (result = 'not-now'::text)))
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- How a packet leaves by itself, after a minute in which it can be taken back: for continuity of care to a verified number (or by hand), or of any other case by encrypted mail. A documented medical emergency (42 CFR 2.51) stands here with its nature; to whom, by whom and when are in this row, the request and the disclosure log.
TABLE release.care_sending (row-level security)
  patient_id uuid NOT NULL  -- Whose records.
  id uuid NOT NULL  -- UUID v7.
  facility_id uuid NOT NULL  -- As the request's.
  labels bigint NOT NULL DEFAULT 0  -- As the request's; kept by release.relabel_care.
  request_id uuid NOT NULL  -- The request whose packet is sent.
  channel text NOT NULL  -- fax: by the fax gateway. email: encrypted, the passcode is told by another way. by-hand: a person hands it over as any other packet.
  address text  -- Number or mail address as it is used.
  channel_id uuid  -- The verified number of the register of requesters that it was taken from.
  verified_who text  -- Else with whom the number was verified by a call back.
  number_from text  -- And where the number that was called came from.
  emergency text  -- Nature of the medical emergency for which records under 42 CFR Part 2 went along without consent; else NULL.
  not_before timestamp with time zone NOT NULL  -- Nothing leaves before.
  disclosure_id uuid  -- Row of the disclosure log, which commits before anything leaves.
  taken_back_at timestamp with time zone  -- Set when it was taken back before it left.
  taken_back_by text  -- Actor id.
  stopped_at timestamp with time zone  -- When the machine gave it up; a person hands the packet over.
  stopped_code text  -- Why: a problem code or that of the server.
  recorded_at timestamp with time zone NOT NULL  -- When it was sent on its way.
  recorded_by text NOT NULL  -- Actor id.
  kind text NOT NULL  -- care: sent for the continuity of care, in one act. packet: the packet of another case, mailed once it lay ready.
  packet_id uuid  -- Of a mailed packet: no other packet of the case leaves by this sending.
  as_asked text  -- How it reaches the patient as asked, where the way does not tell (45 CFR 164.522(b)).
  language text  -- Of the mail around the packet, where a person chose it; none: the patient's own where the patient asked, else English.
  CONSTRAINT care_sending_pkey PRIMARY KEY (patient_id, id)
  CONSTRAINT care_sending_facility_id_fkey FOREIGN KEY (facility_id) REFERENCES directory.facility(id)
  CONSTRAINT care_sending_patient_id_disclosure_id_fkey FOREIGN KEY (patient_id, disclosure_id) REFERENCES release.disclosure(patient_id, id)
  CONSTRAINT care_sending_patient_id_fkey FOREIGN KEY (patient_id) REFERENCES patients.patient(id)
  CONSTRAINT care_sending_request_id_fkey FOREIGN KEY (request_id) REFERENCES release.request(id)
  CONSTRAINT sending_goes_to_a_number_of_the_register FOREIGN KEY (channel_id) REFERENCES release.requester_channel(id)
  CONSTRAINT sending_sends_a_packet FOREIGN KEY (patient_id, packet_id) REFERENCES release.packet(patient_id, id)
  CONSTRAINT a_minute_to_take_a_sending_back CHECK ((not_before >= (recorded_at + '00:01:00'::interval)))
  CONSTRAINT a_packet_goes_encrypted CHECK (((kind = 'care'::text) OR (channel = 'email'::text)))
  CONSTRAINT a_packet_is_named CHECK (((kind = 'packet'::text) = (packet_id IS NOT NULL)))
  CONSTRAINT emergency_says_its_nature CHECK ((emergency <> ''::text))
  CONSTRAINT mail_language_is_known CHECK ((language = ANY (ARRAY['en'::text, 'es'::text])))
  CONSTRAINT sending_address_is_one_line CHECK (((address <> ''::text) AND (address !~ '[[:cntrl:]]'::text)))
  CONSTRAINT sending_as_asked_says_how CHECK ((as_asked <> ''::text))
  CONSTRAINT sending_channel_is_known CHECK ((channel = ANY (ARRAY['fax'::text, 'email'::text, 'by-hand'::text])))
  CONSTRAINT sending_has_an_address CHECK (((channel = 'by-hand'::text) = (address IS NULL)))
  CONSTRAINT sending_is_taken_back_by_somebody CHECK (((taken_back_at IS NULL) = (taken_back_by IS NULL)))
  CONSTRAINT sending_kind_is_known CHECK ((kind = ANY (ARRAY['care'::text, 'packet'::text])))
  CONSTRAINT sending_number_is_verified CHECK (((channel = 'by-hand'::text) OR (channel_id IS NOT NULL) OR ((COALESCE(verified_who, ''::text) <> ''::text) AND (COALESCE(number_from, ''::text) <> ''::text))))
  CONSTRAINT stop_says_why CHECK (((stopped_at IS NULL) = (stopped_code IS NULL)))
  CONSTRAINT what_was_taken_back_never_left CHECK (((taken_back_at IS NULL) OR (disclosure_id IS NULL)))
  INDEX sending_by_id ON release.care_sending USING btree (id)
  INDEX sendings_of_request ON release.care_sending USING btree (request_id, recorded_at DESC)
  UNIQUE INDEX one_packet_on_its_way ON release.care_sending USING btree (request_id) WHERE ((kind = 'packet'::text) AND (disclosure_id IS NULL) AND (taken_back_at IS NULL) AND (stopped_at IS NULL))
  UNIQUE INDEX request_is_sent_for_care_once ON release.care_sending USING btree (request_id) WHERE (kind = 'care'::text)
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- That nothing more is to be done on a request that was answered.
TABLE release.closure (row-level security)
  id uuid NOT NULL  -- UUID v7.
  facility_id uuid NOT NULL  -- Facility that works the request.
  labels bigint NOT NULL DEFAULT 0  -- Sensitivity: the labels of the patient as such, and of the document where the row is about one; kept by release.relabel.
  request_id uuid NOT NULL  -- The request.
  note text  -- In words.
  recorded_at timestamp with time zone NOT NULL  -- When entered here.
  recorded_by text NOT NULL  -- Actor id.
  CONSTRAINT request_is_closed_once UNIQUE (request_id)
  CONSTRAINT closure_pkey PRIMARY KEY (id)
  CONSTRAINT closure_facility_id_fkey FOREIGN KEY (facility_id) REFERENCES directory.facility(id)
  CONSTRAINT closure_request_id_fkey FOREIGN KEY (request_id) REFERENCES release.request(id)
  UNIQUE INDEX request_is_closed_once ON release.closure USING btree (request_id)
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- One part of what was asked for, with who keeps it and where it stands. How it came there: release.component_step.
TABLE release.component (row-level security)
  id uuid NOT NULL  -- UUID v7.
  facility_id uuid NOT NULL  -- As the request's.
  labels bigint NOT NULL DEFAULT 0  -- Of the patient as such; kept by release.relabel_answers.
  request_id uuid NOT NULL  -- The request.
  kind text NOT NULL  -- Which of the usual parts, or another one that `what` names.
  what text  -- Which one exactly: the CT of March, the bill of 2025.
  custodian text NOT NULL  -- Who keeps it, by name.
  held_by text NOT NULL  -- The desk itself, another department of the house, or another organisation.
  custodian_kind text  -- Word of the rules for the kind of provider, where its own clock depends on it.
  state text NOT NULL  -- As the newest step says.
  wanted_on date  -- The day that a person set.
  rule_id text  -- The rule that sets a day for this kind of custodian.
  rule_on date  -- That day.
  rule_acts boolean NOT NULL DEFAULT false  -- False: the rule is not verified and its day only warns.
  due_on date DEFAULT LEAST(wanted_on,
CASE
    WHEN rule_acts THEN rule_on
    ELSE NULL::date
END)  -- The earlier of both days; after it the component is late.
  recorded_at timestamp with time zone NOT NULL  -- When it was added to the case.
  recorded_by text NOT NULL  -- Actor id.
  CONSTRAINT component_pkey PRIMARY KEY (id)
  CONSTRAINT component_facility_id_fkey FOREIGN KEY (facility_id) REFERENCES directory.facility(id)
  CONSTRAINT component_request_id_fkey FOREIGN KEY (request_id) REFERENCES release.request(id)
  CONSTRAINT component_has_a_custodian CHECK ((btrim(custodian) <> ''::text))
  CONSTRAINT component_kind_is_known CHECK ((kind = ANY (ARRAY['abstract'::text, 'full-chart'::text, 'itemised-bill'::text, 'images'::text, 'slides'::text, 'outside-records'::text, 'other-facility'::text, 'other'::text])))
  CONSTRAINT component_rule_gives_a_day CHECK (((rule_id IS NULL) = (rule_on IS NULL)))
  CONSTRAINT component_state_is_known CHECK ((state = ANY (ARRAY['asked'::text, 'waiting'::text, 'received'::text, 'not-held'::text, 'sent'::text, 'declined'::text, 'not-wanted'::text])))
  CONSTRAINT holder_is_known CHECK ((held_by = ANY (ARRAY['desk'::text, 'department'::text, 'organisation'::text])))
  INDEX component_due ON release.component USING btree (due_on, id) WHERE ((due_on IS NOT NULL) AND (state = ANY (ARRAY['asked'::text, 'waiting'::text, 'received'::text])))
  INDEX component_of_request ON release.component USING btree (request_id, recorded_at, id)
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- What happened to a component, one row for each change, with who and when. Insert-only.
TABLE release.component_step (row-level security)
  id uuid NOT NULL  -- UUID v7.
  facility_id uuid NOT NULL  -- As the request's.
  labels bigint NOT NULL DEFAULT 0  -- As the component's.
  request_id uuid NOT NULL  -- The request.
  component_id uuid NOT NULL  -- The component.
  state text NOT NULL  -- Where it stands since.
  reason text  -- Why; demanded where it will not go out.
  wanted_on date  -- The day a person set with it.
  disclosure_patient_id uuid  -- Whose log holds the hand-over.
  disclosure_id uuid  -- The row of the disclosure log with which it went out.
  recorded_at timestamp with time zone NOT NULL  -- When.
  recorded_by text NOT NULL  -- Actor id.
  CONSTRAINT component_step_pkey PRIMARY KEY (id)
  CONSTRAINT component_step_component_id_fkey FOREIGN KEY (component_id) REFERENCES release.component(id)
  CONSTRAINT component_step_disclosure_patient_id_disclosure_id_fkey FOREIGN KEY (disclosure_patient_id, disclosure_id) REFERENCES release.disclosure(patient_id, id)
  CONSTRAINT component_step_facility_id_fkey FOREIGN KEY (facility_id) REFERENCES directory.facility(id)
  CONSTRAINT component_step_request_id_fkey FOREIGN KEY (request_id) REFERENCES release.request(id)
  CONSTRAINT step_state_is_known CHECK ((state = ANY (ARRAY['asked'::text, 'waiting'::text, 'received'::text, 'not-held'::text, 'sent'::text, 'declined'::text, 'not-wanted'::text])))
  CONSTRAINT what_does_not_go_is_explained CHECK (((state <> ALL (ARRAY['not-held'::text, 'declined'::text, 'not-wanted'::text])) OR (length(btrim(COALESCE(reason, ''::text))) >= 3)))
  CONSTRAINT what_was_sent_is_logged CHECK ((((state = 'sent'::text) = (disclosure_id IS NOT NULL)) AND ((disclosure_id IS NULL) = (disclosure_patient_id IS NULL))))
  INDEX component_step_of_component ON release.component_step USING btree (component_id, recorded_at, id)
  INDEX component_step_of_disclosure ON release.component_step USING btree (disclosure_id) WHERE (disclosure_id IS NOT NULL)
  INDEX component_step_of_request ON release.component_step USING btree (request_id)
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- What became of a hand-over that was begun. Append-only; until it is here, release.confirm-delivery waits in the worklist.
TABLE release.confirmation (row-level security)
  patient_id uuid NOT NULL  -- Whose records.
  id uuid NOT NULL  -- UUID v7.
  facility_id uuid NOT NULL  -- Facility that works the request.
  labels bigint NOT NULL DEFAULT 0  -- Sensitivity: the labels of the patient as such, and of the document where the row is about one; kept by release.relabel.
  disclosure_id uuid NOT NULL  -- The disclosure.
  outcome text NOT NULL  -- Reached the recipient, or never left.
  how text NOT NULL  -- Downloaded by the recipient, posted, handed over at the counter ...
  recorded_at timestamp with time zone NOT NULL  -- When entered here.
  recorded_by text NOT NULL  -- Actor id.
  CONSTRAINT a_hand_over_ends_once UNIQUE (patient_id, disclosure_id)
  CONSTRAINT confirmation_pkey PRIMARY KEY (patient_id, id)
  CONSTRAINT confirmation_facility_id_fkey FOREIGN KEY (facility_id) REFERENCES directory.facility(id)
  CONSTRAINT confirmation_patient_id_disclosure_id_fkey FOREIGN KEY (patient_id, disclosure_id) REFERENCES release.disclosure(patient_id, id)
  CONSTRAINT confirmation_patient_id_fkey FOREIGN KEY (patient_id) REFERENCES patients.patient(id)
  CONSTRAINT hand_over_outcome_is_known CHECK ((outcome = ANY (ARRAY['handed-over'::text, 'not-handed-over'::text])))
  UNIQUE INDEX a_hand_over_ends_once ON release.confirmation USING btree (patient_id, disclosure_id)
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- Who appears for the facility, and when. The newest row counts.
TABLE release.court_appearance (row-level security)
  id uuid NOT NULL  -- UUID v7.
  facility_id uuid NOT NULL  -- As the request's.
  labels bigint NOT NULL DEFAULT 0  -- Of the patient as such; kept by release.relabel_court.
  request_id uuid NOT NULL  -- The case.
  person text NOT NULL  -- Name of whoever appears.
  appears_on date NOT NULL  -- Day.
  note text  -- Room, hour, what was agreed.
  recorded_at timestamp with time zone NOT NULL  -- When.
  recorded_by text NOT NULL  -- Actor id.
  CONSTRAINT court_appearance_pkey PRIMARY KEY (id)
  CONSTRAINT court_appearance_facility_id_fkey FOREIGN KEY (facility_id) REFERENCES directory.facility(id)
  CONSTRAINT court_appearance_request_id_fkey FOREIGN KEY (request_id) REFERENCES release.request(id)
  CONSTRAINT somebody_appears CHECK ((btrim(person) <> ''::text))
  INDEX court_appearance_of_request ON release.court_appearance USING btree (request_id, recorded_at)
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- An objection or a motion to quash. It stops the release until the court has decided it.
TABLE release.court_objection (row-level security)
  id uuid NOT NULL  -- UUID v7.
  facility_id uuid NOT NULL  -- As the request's.
  labels bigint NOT NULL DEFAULT 0  -- Of the patient as such; kept by release.relabel_court.
  request_id uuid NOT NULL  -- The case.
  kind text NOT NULL  -- What was filed.
  made_by text NOT NULL  -- Who filed it.
  made_on date NOT NULL  -- When it was filed.
  paper_item_id uuid  -- The paper, among what intake brought to this case.
  paper_words text  -- Where the paper lies otherwise.
  decision text  -- overruled, dismissed: the release goes on; limited: once what is left of it is recorded; sustained: never under this process.
  decided_by text  -- Judge or tribunal.
  decided_on date  -- Day of the decision.
  decision_item_id uuid  -- The decision, among what intake brought to this case.
  decision_words text  -- Where the decision lies otherwise.
  decision_recorded_at timestamp with time zone  -- When it was recorded.
  decision_recorded_by text  -- Actor id.
  recorded_at timestamp with time zone NOT NULL  -- When.
  recorded_by text NOT NULL  -- Actor id.
  fell_at timestamp with time zone  -- When it stopped holding the release; null: it counts.
  fell_by text  -- Actor id.
  fell_how text  -- paper-taken-back: the paper it was read from belongs to another case; mistake: it was recorded by mistake.
  fell_why text  -- The reason that was given.
  CONSTRAINT court_objection_pkey PRIMARY KEY (id)
  CONSTRAINT court_objection_facility_id_fkey FOREIGN KEY (facility_id) REFERENCES directory.facility(id)
  CONSTRAINT court_objection_request_id_fkey FOREIGN KEY (request_id) REFERENCES release.request(id)
  CONSTRAINT court_decides_afterwards CHECK ((decided_on >= made_on))
  CONSTRAINT court_decides_whole CHECK ((((decision IS NULL) = (decided_by IS NULL)) AND ((decision IS NULL) = (decided_on IS NULL)) AND ((decision IS NULL) = (decision_recorded_at IS NULL)) AND ((decision IS NULL) = (decision_recorded_by IS NULL))))
  CONSTRAINT court_decision_has_a_paper CHECK (((decision IS NULL) OR (decision_item_id IS NOT NULL) OR (btrim(COALESCE(decision_words, ''::text)) <> ''::text)))
  CONSTRAINT court_decision_is_known CHECK ((decision = ANY (ARRAY['overruled'::text, 'dismissed'::text, 'limited'::text, 'sustained'::text])))
  CONSTRAINT fall_has_a_reason CHECK ((btrim(fell_why) <> ''::text))
  CONSTRAINT fall_is_known CHECK ((fell_how = ANY (ARRAY['paper-taken-back'::text, 'mistake'::text])))
  CONSTRAINT objection_falls_whole CHECK ((num_nulls(fell_at, fell_by, fell_how, fell_why) = ANY (ARRAY[0, 4])))
  CONSTRAINT objection_has_a_maker CHECK ((btrim(made_by) <> ''::text))
  CONSTRAINT objection_has_a_paper CHECK (((paper_item_id IS NOT NULL) OR (btrim(COALESCE(paper_words, ''::text)) <> ''::text)))
  CONSTRAINT objection_kind_is_known CHECK ((kind = ANY (ARRAY['objection'::text, 'motion-to-quash'::text])))
  INDEX court_objection_of_request ON release.court_objection USING btree (request_id, recorded_at)
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- What a subpoena, order or warrant says, as read off the paper. A correction is another row; the newest counts.
TABLE release.court_process (row-level security)
  id uuid NOT NULL  -- UUID v7.
  facility_id uuid NOT NULL  -- As the request's.
  labels bigint NOT NULL DEFAULT 0  -- Of the patient as such; kept by release.relabel_court.
  request_id uuid NOT NULL  -- The case.
  court text NOT NULL  -- Court, tribunal or agency before which the matter is.
  caption text NOT NULL  -- The parties, as the paper names them.
  case_number text  -- As the court numbers the matter.
  matter_key text NOT NULL  -- Letters and digits of the case number, else of the caption: two papers of one matter have the same.
  issuer_name text NOT NULL  -- Who signed it.
  issuer_class text NOT NULL  -- What the signer is: an attorney or clerk issues no order (45 CFR 164.512(e)(1)).
  kind text NOT NULL  -- What the paper is.
  served_on date NOT NULL  -- Day of service.
  served_how text NOT NULL  -- How it was served.
  return_on date  -- Day on which the records are due at the place of return.
  return_place text  -- Where they are due.
  appearance boolean NOT NULL  -- A person has to appear; else records suffice.
  fee_cents integer  -- Witness fee that was tendered, in cents.
  assurance text NOT NULL  -- Satisfactory assurance that came with it, 45 CFR 164.512(e)(1)(ii) to (vi): notice to the individual, qualified protective order, own effort of the facility, none.
  assurance_proof text  -- What proves it.
  objection_until date  -- Last day on which the individual may object, 45 CFR 164.512(e)(1)(iii)(C).
  order_words text  -- What it names, in its own words.
  order_from date  -- First day of care that it names.
  order_to date  -- Last day of care that it names.
  order_types text[]  -- Codes of the kinds of document that it names; null: all.
  order_documents uuid[]  -- The documents that it names one by one; null: not so.
  certified_copy boolean NOT NULL DEFAULT false  -- A certified copy is wanted.
  bates_prefix text  -- Bates numbers are wanted, with this prefix.
  paper_item_id uuid  -- The paper itself, among what intake brought to this case.
  paper_words text  -- Where the paper lies otherwise.
  clock_rule_id text  -- Rule id of the state clock that service started; null where no rule of this place sets one.
  counts boolean NOT NULL DEFAULT true  -- The newest row of its case.
  open boolean NOT NULL DEFAULT true  -- It counts, and its case is not answered.
  due_on date  -- The earlier of the return date and the running clocks, as last worked out.
  recorded_at timestamp with time zone NOT NULL  -- When.
  recorded_by text NOT NULL  -- Actor id.
  court_system text  -- Whether a federal court or one of a state issued it. Empty: not said.
  CONSTRAINT court_process_pkey PRIMARY KEY (id)
  CONSTRAINT court_process_facility_id_fkey FOREIGN KEY (facility_id) REFERENCES directory.facility(id)
  CONSTRAINT court_process_request_id_fkey FOREIGN KEY (request_id) REFERENCES release.request(id)
  CONSTRAINT an_order_is_of_a_court_or_tribunal CHECK (((kind <> ALL (ARRAY['court-order'::text, 'warrant'::text])) OR (issuer_class = ANY (ARRAY['court'::text, 'agency'::text]))))
  CONSTRAINT assurance_is_known CHECK ((assurance = ANY (ARRAY['notice'::text, 'protective-order'::text, 'own-effort'::text, 'none'::text])))
  CONSTRAINT assurance_is_proved CHECK (((assurance = 'none'::text) OR (btrim(COALESCE(assurance_proof, ''::text)) <> ''::text)))
  CONSTRAINT bates_prefix_is_short CHECK ((bates_prefix ~ '^[A-Z0-9][A-Z0-9-]{0,11}$'::text))
  CONSTRAINT court_system_is_known CHECK ((court_system = ANY (ARRAY['federal'::text, 'state'::text])))
  CONSTRAINT issuer_class_is_known CHECK ((issuer_class = ANY (ARRAY['court'::text, 'clerk'::text, 'attorney'::text, 'agency'::text, 'grand-jury'::text])))
  CONSTRAINT objections_follow_service CHECK ((objection_until >= served_on))
  CONSTRAINT only_what_counts_is_open CHECK ((counts OR (NOT open)))
  CONSTRAINT order_days_are_in_order CHECK ((order_to >= order_from))
  CONSTRAINT process_kind_is_known CHECK ((kind = ANY (ARRAY['court-order'::text, 'subpoena-duces-tecum'::text, 'deposition-subpoena'::text, 'administrative-subpoena'::text, 'warrant'::text, 'discovery-request'::text])))
  CONSTRAINT process_names_a_court CHECK ((btrim(court) <> ''::text))
  CONSTRAINT process_names_its_issuer CHECK ((btrim(issuer_name) <> ''::text))
  CONSTRAINT process_names_its_parties CHECK ((btrim(caption) <> ''::text))
  CONSTRAINT process_returns_after_service CHECK ((return_on >= served_on))
  CONSTRAINT service_is_known CHECK ((served_how = ANY (ARRAY['in-person'::text, 'mail'::text, 'fax'::text, 'email'::text, 'agent'::text])))
  CONSTRAINT witness_fee_is_an_amount CHECK ((fee_cents >= 0))
  INDEX court_process_of_matter ON release.court_process USING btree (matter_key) WHERE counts
  INDEX court_process_of_request ON release.court_process USING btree (request_id, recorded_at)
  INDEX court_process_open_by_day ON release.court_process USING btree (due_on, id) WHERE open
  INDEX court_process_open_window ON release.court_process USING btree (objection_until) WHERE open
  UNIQUE INDEX one_process_counts ON release.court_process USING btree (request_id) WHERE counts
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- The review of a denial that the person asked for (45 CFR 164.524(a)(4)), by a professional who took no part in the denial.
TABLE release.denial_review (row-level security)
  id uuid NOT NULL  -- UUID v7.
  facility_id uuid NOT NULL  -- As the request's.
  labels bigint NOT NULL DEFAULT 0  -- As the outcome's.
  request_id uuid NOT NULL  -- The request.
  outcome_id uuid NOT NULL  -- The denial.
  denied_by text NOT NULL  -- Actor id of whoever recorded the denial, who never decides here.
  asked_on date NOT NULL  -- When the person asked for it.
  asked_how text NOT NULL  -- How, in words.
  reviewer text NOT NULL  -- The professional designated to review it.
  licence text NOT NULL  -- Profession and licence.
  decision text  -- What the professional decided; it binds.
  reason text  -- Why.
  rules jsonb NOT NULL DEFAULT '[]'::jsonb  -- The rule it was held against.
  letter_id uuid  -- The notice of the decision.
  letter_left_at timestamp with time zone  -- When it left the house.
  new_request_id uuid  -- The case in which access is given, where the denied one was closed before.
  decided_at timestamp with time zone  -- When.
  decided_by text  -- Actor id of whoever recorded the decision.
  recorded_at timestamp with time zone NOT NULL  -- When it was recorded that the review was asked for.
  recorded_by text NOT NULL  -- Actor id.
  CONSTRAINT a_denial_is_reviewed_once UNIQUE (outcome_id)
  CONSTRAINT denial_review_pkey PRIMARY KEY (id)
  CONSTRAINT denial_review_facility_id_fkey FOREIGN KEY (facility_id) REFERENCES directory.facility(id)
  CONSTRAINT denial_review_new_request_id_fkey FOREIGN KEY (new_request_id) REFERENCES release.request(id)
  CONSTRAINT denial_review_outcome_id_fkey FOREIGN KEY (outcome_id) REFERENCES release.outcome(id)
  CONSTRAINT denial_review_request_id_fkey FOREIGN KEY (request_id) REFERENCES release.request(id)
  CONSTRAINT review_decision_is_known CHECK ((decision = ANY (ARRAY['upheld'::text, 'reversed'::text, 'reversed-in-part'::text])))
  CONSTRAINT review_has_a_professional CHECK ((btrim(reviewer) <> ''::text))
  CONSTRAINT review_is_decided_by_another CHECK ((decided_by IS DISTINCT FROM denied_by))
  CONSTRAINT review_is_decided_whole CHECK ((((decision IS NULL) = (decided_at IS NULL)) AND ((decision IS NULL) = (decided_by IS NULL)) AND ((decision IS NULL) = (reason IS NULL)) AND ((decision IS NULL) = (letter_id IS NULL))))
  CONSTRAINT reviewer_is_licensed CHECK ((btrim(licence) <> ''::text))
  INDEX denial_review_of_letter ON release.denial_review USING btree (letter_id) WHERE (letter_id IS NOT NULL)
  INDEX denial_review_of_request ON release.denial_review USING btree (request_id)
  UNIQUE INDEX a_denial_is_reviewed_once ON release.denial_review USING btree (outcome_id)
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- How one payer, contractor or agency wants records handed in. Shared by all facilities and about no patient, as the directory of requesters.
TABLE release.destination
  id uuid NOT NULL  -- UUID v7.
  requester_id uuid NOT NULL  -- The entry of the directory it belongs to.
  name text NOT NULL  -- What the desk calls it: the payer and the unit of it.
  kind text NOT NULL  -- Who it is.
  name_pattern text NOT NULL  -- How a file is to be named, without its ending: fields in braces between letters and digits.
  name_length smallint NOT NULL  -- Characters of a file name at most, its ending among them.
  name_characters text NOT NULL  -- Which characters a file name may have.
  file_bytes bigint NOT NULL  -- A file may be this large.
  submission_bytes bigint NOT NULL  -- All files of one submission together.
  ways text[] NOT NULL  -- Ways in which it accepts records.
  letter_first boolean NOT NULL  -- Its own letter or barcode sheet is page 1 of what is handed in.
  case_format text  -- Form of its case number: 9 a digit, A a letter, * either, anything else as it stands; empty: any.
  notes text  -- What a colleague should know. Nothing of patients.
  version integer NOT NULL DEFAULT 1  -- Counts changes.
  retired_at timestamp with time zone  -- Since when nothing is handed in there any more.
  recorded_at timestamp with time zone NOT NULL  -- When.
  recorded_by text NOT NULL  -- Actor id.
  changed_at timestamp with time zone NOT NULL  -- When last changed.
  changed_by text NOT NULL  -- Actor id.
  CONSTRAINT destination_pkey PRIMARY KEY (id)
  CONSTRAINT destination_requester_id_fkey FOREIGN KEY (requester_id) REFERENCES release.requester(id)
  CONSTRAINT a_file_holds_a_page CHECK ((file_bytes >= 500000))
  CONSTRAINT a_submission_holds_a_file CHECK ((submission_bytes >= file_bytes))
  CONSTRAINT destination_has_a_name CHECK ((btrim(name) <> ''::text))
  CONSTRAINT destination_is_reached_somehow CHECK (((cardinality(ways) > 0) AND (ways <@ ARRAY['portal'::text, 'esmd'::text, 'fax'::text, 'mail'::text, 'media'::text, 'secure-mail'::text])))
  CONSTRAINT destination_kind_is_known CHECK ((kind = ANY (ARRAY['payer'::text, 'medicare-contractor'::text, 'agency'::text, 'disability-determination'::text, 'workers-compensation-board'::text])))
  CONSTRAINT destination_names_files CHECK ((name_pattern <> ''::text))
  CONSTRAINT file_name_characters_are_known CHECK ((name_characters = ANY (ARRAY['letters-digits'::text, 'letters-digits-dashes'::text])))
  CONSTRAINT file_name_length_is_possible CHECK (((name_length >= 12) AND (name_length <= 200)))
  INDEX destination_of_requester ON release.destination USING btree (requester_id)
  UNIQUE INDEX destination_is_named_once ON release.destination USING btree (lower(btrim(name))) WHERE (retired_at IS NULL)
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- The disclosure log: every hand-over, written before it. Append-only; nobody can change or delete a row. The accounting of 45 CFR 164.528 is the accountable ones of these.
TABLE release.disclosure (row-level security)
  patient_id uuid NOT NULL  -- Whose records.
  id uuid NOT NULL  -- UUID v7.
  facility_id uuid NOT NULL  -- Facility that works the request.
  labels bigint NOT NULL DEFAULT 0  -- Sensitivity: the labels of the patient as such, and of the document where the row is about one; kept by release.relabel.
  request_id uuid  -- The request; none where it was made outside of one.
  packet_id uuid  -- What was handed over, where it was a packet.
  basis text NOT NULL  -- Basis of disclosure, in the vocabulary of the rules.
  recipient_name text NOT NULL  -- Who received it.
  recipient_organisation text  -- For whom.
  recipient_address text[] NOT NULL DEFAULT '{}'::text[]  -- Address, where known (164.528(b)(2)(ii)).
  description text NOT NULL  -- What was disclosed, briefly (164.528(b)(2)(iii)).
  purpose text NOT NULL  -- Why, briefly (164.528(b)(2)(iv)).
  disclosed_on date NOT NULL  -- The day, at the facility.
  disclosed_at timestamp with time zone NOT NULL  -- The moment.
  channel text NOT NULL  -- How it left.
  pages integer  -- Pages, where counted.
  documents integer  -- Documents, where counted.
  accountable boolean NOT NULL  -- Shown in an accounting.
  accountable_reason jsonb NOT NULL  -- Rule, version and citation of that.
  recorded_at timestamp with time zone NOT NULL  -- When entered here.
  recorded_by text NOT NULL  -- Actor id.
  CONSTRAINT disclosure_pkey PRIMARY KEY (patient_id, id)
  CONSTRAINT disclosure_facility_id_fkey FOREIGN KEY (facility_id) REFERENCES directory.facility(id)
  CONSTRAINT disclosure_patient_id_fkey FOREIGN KEY (patient_id) REFERENCES patients.patient(id)
  CONSTRAINT disclosure_patient_id_packet_id_fkey FOREIGN KEY (patient_id, packet_id) REFERENCES release.packet(patient_id, id)
  CONSTRAINT disclosure_request_id_fkey FOREIGN KEY (request_id) REFERENCES release.request(id)
  CONSTRAINT channel_is_known CHECK ((channel = ANY (ARRAY['link'::text, 'print'::text, 'fax'::text, 'mail'::text, 'email'::text, 'phone'::text, 'in-person'::text, 'electronic'::text, 'other'::text])))
  INDEX disclosure_by_day ON release.disclosure USING btree (facility_id, disclosed_at)
  INDEX disclosure_by_id ON release.disclosure USING btree (id)
  INDEX disclosure_last_recorded ON release.disclosure USING btree (recorded_by, recorded_at DESC) WHERE (request_id IS NULL)
  INDEX disclosure_newest ON release.disclosure USING btree (patient_id, disclosed_at DESC)
  INDEX disclosure_of_packet ON release.disclosure USING btree (patient_id, packet_id) WHERE (packet_id IS NOT NULL)
  INDEX disclosure_of_request ON release.disclosure USING btree (request_id) WHERE (request_id IS NOT NULL)
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- Which documents, in which version, a disclosure contained. Append-only.
TABLE release.disclosure_document (row-level security)
  patient_id uuid NOT NULL  -- Whose records.
  id uuid NOT NULL  -- UUID v7.
  facility_id uuid NOT NULL  -- Facility that works the request.
  labels bigint NOT NULL DEFAULT 0  -- Sensitivity: the labels of the patient as such, and of the document where the row is about one; kept by release.relabel.
  disclosure_id uuid NOT NULL  -- The disclosure.
  document_patient_id uuid NOT NULL  -- Registration the document is filed under.
  document_id uuid NOT NULL  -- The document.
  version_id uuid NOT NULL  -- Its version.
  CONSTRAINT disclosure_document_pkey PRIMARY KEY (patient_id, id)
  CONSTRAINT disclosure_document_document_patient_id_document_id_fkey FOREIGN KEY (document_patient_id, document_id) REFERENCES documents.document(patient_id, id)
  CONSTRAINT disclosure_document_facility_id_fkey FOREIGN KEY (facility_id) REFERENCES directory.facility(id)
  CONSTRAINT disclosure_document_patient_id_disclosure_id_fkey FOREIGN KEY (patient_id, disclosure_id) REFERENCES release.disclosure(patient_id, id)
  CONSTRAINT disclosure_document_patient_id_fkey FOREIGN KEY (patient_id) REFERENCES patients.patient(id)
  INDEX disclosure_of_document ON release.disclosure_document USING btree (document_patient_id, document_id)
  INDEX document_of_disclosure ON release.disclosure_document USING btree (patient_id, disclosure_id)
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- Every hand-over with what became of it.
TABLE release.disclosure_log
  patient_id uuid
  id uuid
  facility_id uuid
  labels bigint
  request_id uuid
  packet_id uuid
  basis text
  recipient_name text
  recipient_organisation text
  recipient_address text[]
  description text
  purpose text
  disclosed_on date
  disclosed_at timestamp with time zone
  channel text
  pages integer
  documents integer
  accountable boolean
  accountable_reason jsonb
  recorded_at timestamp with time zone
  recorded_by text
  outcome text
  outcome_how text
  outcome_at timestamp with time zone
  GRANT chartkeeper_app: SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: SELECT
  GRANT chartkeeper_report: SELECT

-- How a hand-over leaves in the hand: printed and posted, on a medium, or taken at the counter by somebody who showed who they are.
TABLE release.dispatch (row-level security)
  patient_id uuid NOT NULL  -- Whose records.
  disclosure_id uuid NOT NULL  -- The hand-over in the disclosure log.
  facility_id uuid NOT NULL  -- As the request's.
  labels bigint NOT NULL DEFAULT 0  -- Of the patient as such; kept by release.relabel_packets.
  request_id uuid NOT NULL  -- The request.
  way text NOT NULL  -- Paper, medium or taken at the counter.
  address text[] NOT NULL  -- Lines of the label; none for the counter.
  number text NOT NULL  -- On the label of envelope or medium: that of the packet.
  made_at timestamp with time zone  -- When it was printed, or written to the medium.
  made_by text  -- Actor id.
  posted_at timestamp with time zone  -- When it was given to the post or a courier.
  posted_by text  -- Actor id.
  carrier text  -- By whom it goes.
  tracking text  -- Number by which it is traced.
  taken_by text  -- Who took it.
  identity_kind text  -- What they showed.
  identity_last_four text  -- The last four of its number, no more.
  signature jsonb  -- The signature as drawn: strokes of points in fractions of the field.
  signed_paper text  -- Else where the paper lies that was signed.
  recorded_at timestamp with time zone NOT NULL  -- When.
  recorded_by text NOT NULL  -- Actor id.
  passcode_sent_at timestamp with time zone  -- When the letter with the passcode was given to the post or a courier, apart from the medium.
  passcode_sent_by text  -- Actor id.
  passcode_carrier text  -- By whom the letter goes.
  CONSTRAINT dispatch_pkey PRIMARY KEY (patient_id, disclosure_id)
  CONSTRAINT dispatch_facility_id_fkey FOREIGN KEY (facility_id) REFERENCES directory.facility(id)
  CONSTRAINT dispatch_patient_id_disclosure_id_fkey FOREIGN KEY (patient_id, disclosure_id) REFERENCES release.disclosure(patient_id, id)
  CONSTRAINT dispatch_patient_id_fkey FOREIGN KEY (patient_id) REFERENCES patients.patient(id)
  CONSTRAINT dispatch_request_id_fkey FOREIGN KEY (request_id) REFERENCES release.request(id)
  CONSTRAINT dispatch_way_is_known CHECK ((way = ANY (ARRAY['paper'::text, 'medium'::text, 'pick-up'::text])))
  CONSTRAINT identity_kind_is_known CHECK ((identity_kind = ANY (ARRAY['driving-licence'::text, 'passport'::text, 'state-id'::text, 'military-id'::text, 'other'::text, 'known-in-person'::text])))
  CONSTRAINT last_four_are_four CHECK ((identity_last_four ~ '^[A-Z0-9]{4}$'::text))
  CONSTRAINT made_by_somebody CHECK (((made_at IS NULL) = (made_by IS NULL)))
  CONSTRAINT passcode_carrier_is_one_line CHECK (((passcode_carrier <> ''::text) AND (passcode_carrier !~ '[[:cntrl:]]'::text)))
  CONSTRAINT passcode_is_sent_of_a_medium CHECK (((num_nonnulls(passcode_sent_at, passcode_sent_by, passcode_carrier) = ANY (ARRAY[0, 3])) AND ((way = 'medium'::text) OR (passcode_sent_at IS NULL))))
  CONSTRAINT picked_up_against_a_signature CHECK (((way <> 'pick-up'::text) OR ((signature IS NULL) <> (signed_paper IS NULL))))
  CONSTRAINT picked_up_by_somebody CHECK ((((way = 'pick-up'::text) = (taken_by IS NOT NULL)) AND ((way = 'pick-up'::text) = (identity_kind IS NOT NULL))))
  CONSTRAINT posted_after_made CHECK (((posted_at IS NULL) OR (made_at IS NOT NULL)))
  CONSTRAINT posted_by_somebody CHECK ((((posted_at IS NULL) = (posted_by IS NULL)) AND ((posted_at IS NOT NULL) OR ((tracking IS NULL) AND (carrier IS NULL)))))
  CONSTRAINT tracking_is_one_line CHECK (((tracking <> ''::text) AND (tracking !~ '[[:cntrl:]]'::text)))
  INDEX dispatch_by_disclosure ON release.dispatch USING btree (disclosure_id)
  INDEX dispatch_of_request ON release.dispatch USING btree (patient_id, request_id)
  INDEX dispatch_to_post ON release.dispatch USING btree (facility_id, recorded_at) WHERE ((posted_at IS NULL) AND (way <> 'pick-up'::text))
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- What a person made of an earlier case of the same patient and requester: a duplicate of it, a case of its own all the same, or papers that belong to it.
TABLE release.earlier_answer (row-level security)
  id uuid NOT NULL  -- UUID v7.
  facility_id uuid NOT NULL  -- As the request's.
  labels bigint NOT NULL DEFAULT 0  -- Of the patient as such; kept by release.relabel_kinds.
  request_id uuid NOT NULL  -- The later case.
  earlier_id uuid NOT NULL  -- The earlier one.
  decision text NOT NULL  -- duplicate: the later was cancelled; joined: its papers went to the earlier one and it was cancelled; goes-on: both are worked.
  reason text NOT NULL  -- Why.
  recorded_at timestamp with time zone NOT NULL  -- When.
  recorded_by text NOT NULL  -- Actor id.
  CONSTRAINT earlier_is_answered_once UNIQUE (request_id, earlier_id)
  CONSTRAINT earlier_answer_pkey PRIMARY KEY (id)
  CONSTRAINT earlier_answer_earlier_id_fkey FOREIGN KEY (earlier_id) REFERENCES release.request(id)
  CONSTRAINT earlier_answer_facility_id_fkey FOREIGN KEY (facility_id) REFERENCES directory.facility(id)
  CONSTRAINT earlier_answer_request_id_fkey FOREIGN KEY (request_id) REFERENCES release.request(id)
  CONSTRAINT a_case_is_not_its_own_earlier_one CHECK ((request_id <> earlier_id))
  CONSTRAINT earlier_decision_is_known CHECK ((decision = ANY (ARRAY['duplicate'::text, 'goes-on'::text, 'joined'::text])))
  CONSTRAINT earlier_says_why CHECK ((reason <> ''::text))
  INDEX earlier_answer_of_earlier ON release.earlier_answer USING btree (earlier_id)
  UNIQUE INDEX earlier_is_answered_once ON release.earlier_answer USING btree (request_id, earlier_id)
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- How many days before its clock breaks an unanswered request is put before whoever leads the desk. The newest row of a facility holds; without one it is 5 days.
TABLE release.escalation_rule
  id uuid NOT NULL  -- UUID v7.
  facility_id uuid NOT NULL  -- Where it holds.
  days_before integer NOT NULL  -- Days before the day by which it must be answered.
  reason text NOT NULL  -- Why so many.
  set_at timestamp with time zone NOT NULL  -- From when.
  set_by text NOT NULL  -- By whom.
  CONSTRAINT escalation_rule_pkey PRIMARY KEY (id)
  CONSTRAINT escalation_is_in_time CHECK (((days_before >= 0) AND (days_before <= 60)))
  CONSTRAINT escalation_says_why CHECK (((length(reason) >= 1) AND (length(reason) <= 2000)))
  INDEX escalation_rule_newest ON release.escalation_rule USING btree (facility_id, set_at DESC, id DESC)
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- What happened to an invoice after it was sent: paid, paid back, forgiven, credited. Insert-only.
TABLE release.fee_entry (row-level security)
  patient_id uuid NOT NULL  -- As the invoice's.
  id uuid NOT NULL  -- UUID v7.
  facility_id uuid NOT NULL  -- As the invoice's.
  labels bigint NOT NULL DEFAULT 0  -- As the invoice's.
  invoice_id uuid NOT NULL  -- The invoice.
  kind text NOT NULL  -- payment, waiver, write-off, credit and carried-in lower what is to pay; payment-returned, refund and carried-out raise it.
  amount_cents integer NOT NULL  -- Always above nothing.
  number text  -- Of a credit note, C-2026-000123.
  method text  -- How it was paid or given back.
  reference text  -- Number of the check or transfer. Never the number of a card.
  reason text  -- Why.
  letter_id uuid  -- The credit note as it was sent.
  recorded_at timestamp with time zone NOT NULL  -- When.
  recorded_by text NOT NULL  -- Actor id.
  CONSTRAINT credit_note_number_is_its_own UNIQUE (number)
  CONSTRAINT fee_entry_pkey PRIMARY KEY (patient_id, id)
  CONSTRAINT fee_entry_facility_id_fkey FOREIGN KEY (facility_id) REFERENCES directory.facility(id)
  CONSTRAINT fee_entry_patient_id_fkey FOREIGN KEY (patient_id) REFERENCES patients.patient(id)
  CONSTRAINT fee_entry_patient_id_invoice_id_fkey FOREIGN KEY (patient_id, invoice_id) REFERENCES release.fee_invoice(patient_id, id)
  CONSTRAINT credit_notes_have_a_number CHECK (((kind = 'credit'::text) = (number IS NOT NULL)))
  CONSTRAINT entry_kind_is_known CHECK ((kind = ANY (ARRAY['payment'::text, 'payment-returned'::text, 'refund'::text, 'waiver'::text, 'write-off'::text, 'credit'::text, 'carried-out'::text, 'carried-in'::text])))
  CONSTRAINT entry_moves_something CHECK ((amount_cents > 0))
  CONSTRAINT forgiving_says_why CHECK (((kind <> ALL (ARRAY['payment-returned'::text, 'refund'::text, 'waiver'::text, 'write-off'::text, 'credit'::text])) OR (COALESCE(reason, ''::text) <> ''::text)))
  CONSTRAINT money_moves_by_a_method CHECK (((kind = ANY (ARRAY['payment'::text, 'refund'::text])) = (method IS NOT NULL)))
  CONSTRAINT payment_method_is_known CHECK ((method = ANY (ARRAY['cash'::text, 'check'::text, 'card-terminal'::text, 'bank-transfer'::text, 'online'::text, 'other'::text])))
  INDEX fee_entry_of_invoice ON release.fee_entry USING btree (invoice_id, recorded_at, id)
  UNIQUE INDEX credit_note_number_is_its_own ON release.fee_entry USING btree (number)
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- An invoice as it was sent. Lines and total never change; a changed one is credited and replaced by a new one.
TABLE release.fee_invoice (row-level security)
  patient_id uuid NOT NULL  -- Whose records are copied.
  id uuid NOT NULL  -- UUID v7.
  facility_id uuid NOT NULL  -- As that of what it asks for.
  labels bigint NOT NULL DEFAULT 0  -- Of the patient as such; kept by release.relabel_fees.
  request_id uuid  -- The request whose copies it asks for; none where it asks for an accounting.
  quote_id uuid  -- The quote whose lines it froze; an accounting has the price that was agreed.
  number text NOT NULL  -- What people call it, F-2026-000123.
  replaces_id uuid  -- The invoice that was credited for this one.
  issued_on date NOT NULL  -- The day on it.
  due_on date NOT NULL  -- Last day to pay.
  payer_name text NOT NULL  -- Who is asked to pay.
  payer_lines text[] NOT NULL DEFAULT '{}'::text[]  -- Organisation and postal address in lines.
  lines jsonb NOT NULL  -- Text, working, cents, rule, version and citations of each line.
  total_cents integer NOT NULL  -- Sum of the lines.
  balance_cents integer NOT NULL  -- Still to pay: the total with all its entries. Below nothing: overpaid, to be given back.
  confirmed_reason text  -- Why the sum was charged although a figure was not verified.
  pend_id uuid  -- The wait for payment that it opened, where it is to be paid first.
  letter_id uuid  -- The letter it was sent as; none where it had been sent before it was recorded here. No foreign key: correspondence keeps its letters.
  recorded_at timestamp with time zone NOT NULL  -- When.
  recorded_by text NOT NULL  -- Actor id.
  rights_id uuid  -- The request for an accounting that it asks for.
  CONSTRAINT invoice_is_replaced_once UNIQUE (replaces_id)
  CONSTRAINT invoice_number_is_its_own UNIQUE (number)
  CONSTRAINT fee_invoice_pkey PRIMARY KEY (patient_id, id)
  CONSTRAINT fee_invoice_facility_id_fkey FOREIGN KEY (facility_id) REFERENCES directory.facility(id)
  CONSTRAINT fee_invoice_patient_id_fkey FOREIGN KEY (patient_id) REFERENCES patients.patient(id)
  CONSTRAINT fee_invoice_patient_id_quote_id_fkey FOREIGN KEY (patient_id, quote_id) REFERENCES release.fee_quote(patient_id, id)
  CONSTRAINT fee_invoice_patient_id_replaces_id_fkey FOREIGN KEY (patient_id, replaces_id) REFERENCES release.fee_invoice(patient_id, id)
  CONSTRAINT fee_invoice_request_id_fkey FOREIGN KEY (request_id) REFERENCES release.request(id)
  CONSTRAINT invoice_of_rights FOREIGN KEY (patient_id, rights_id) REFERENCES release.rights_request(patient_id, id)
  CONSTRAINT accounting_waits_for_no_payment CHECK (((rights_id IS NULL) OR (pend_id IS NULL)))
  CONSTRAINT copies_are_quoted CHECK (((request_id IS NULL) = (quote_id IS NULL)))
  CONSTRAINT due_after_it_was_issued CHECK ((due_on >= issued_on))
  CONSTRAINT invoice_asks_for_something CHECK ((total_cents > 0))
  CONSTRAINT invoice_is_for_one_thing CHECK (((request_id IS NULL) <> (rights_id IS NULL)))
  CONSTRAINT payer_has_a_name CHECK ((payer_name <> ''::text))
  INDEX fee_invoice_of_request ON release.fee_invoice USING btree (request_id, recorded_at DESC, id DESC)
  INDEX fee_invoice_of_rights ON release.fee_invoice USING btree (rights_id, recorded_at DESC, id DESC) WHERE (rights_id IS NOT NULL)
  INDEX fee_invoice_open ON release.fee_invoice USING btree (due_on, id) WHERE (balance_cents <> 0)
  UNIQUE INDEX fee_invoice_by_id ON release.fee_invoice USING btree (id)
  UNIQUE INDEX invoice_is_replaced_once ON release.fee_invoice USING btree (replaces_id)
  UNIQUE INDEX invoice_number_is_its_own ON release.fee_invoice USING btree (number)
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- What a copy may cost, as the rules answered on that day. Never changed: a new scope or other counts are a new quote; the newest holds.
TABLE release.fee_quote (row-level security)
  patient_id uuid NOT NULL  -- Whose records are copied.
  id uuid NOT NULL  -- UUID v7.
  facility_id uuid NOT NULL  -- As the request's.
  labels bigint NOT NULL DEFAULT 0  -- Of the patient as such; kept by release.relabel_fees.
  request_id uuid NOT NULL  -- The request.
  scope_id uuid  -- Scope whose pages were counted; none where no scope was chosen yet.
  input jsonb NOT NULL  -- What the desk said: form, program, counts, costs. Money in whole cents.
  pages integer NOT NULL  -- Pages counted.
  result jsonb NOT NULL  -- Kind, lines with working, rule ids, versions and citations, what is left out and why, warnings.
  total_cents integer NOT NULL  -- Sum of the lines, in cents.
  acts boolean NOT NULL  -- Whether every figure is verified; where not, a person confirms the sum with a reason before it is invoiced.
  recorded_at timestamp with time zone NOT NULL  -- When.
  recorded_by text NOT NULL  -- Actor id.
  CONSTRAINT fee_quote_pkey PRIMARY KEY (patient_id, id)
  CONSTRAINT fee_quote_facility_id_fkey FOREIGN KEY (facility_id) REFERENCES directory.facility(id)
  CONSTRAINT fee_quote_patient_id_fkey FOREIGN KEY (patient_id) REFERENCES patients.patient(id)
  CONSTRAINT fee_quote_request_id_fkey FOREIGN KEY (request_id) REFERENCES release.request(id)
  CONSTRAINT quote_is_not_negative CHECK ((total_cents >= 0))
  CONSTRAINT quoted_pages_are_counted CHECK ((pages >= 0))
  INDEX fee_quote_of_facility ON release.fee_quote USING btree (facility_id, recorded_at DESC, id DESC)
  INDEX fee_quote_of_request ON release.fee_quote USING btree (request_id, recorded_at DESC, id DESC)
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- That the whole fee of a request is forgiven before any invoice. A promise: it is not taken back.
TABLE release.fee_waiver (row-level security)
  patient_id uuid NOT NULL  -- Whose records are copied.
  id uuid NOT NULL  -- UUID v7.
  facility_id uuid NOT NULL  -- As the request's.
  labels bigint NOT NULL DEFAULT 0  -- Of the patient as such; kept by release.relabel_fees.
  request_id uuid NOT NULL  -- The request.
  reason text NOT NULL  -- Why.
  recorded_at timestamp with time zone NOT NULL  -- When.
  recorded_by text NOT NULL  -- Actor id.
  CONSTRAINT fee_is_waived_once UNIQUE (request_id)
  CONSTRAINT fee_waiver_pkey PRIMARY KEY (patient_id, id)
  CONSTRAINT fee_waiver_facility_id_fkey FOREIGN KEY (facility_id) REFERENCES directory.facility(id)
  CONSTRAINT fee_waiver_patient_id_fkey FOREIGN KEY (patient_id) REFERENCES patients.patient(id)
  CONSTRAINT fee_waiver_request_id_fkey FOREIGN KEY (request_id) REFERENCES release.request(id)
  CONSTRAINT waiver_says_why CHECK ((reason <> ''::text))
  UNIQUE INDEX fee_is_waived_once ON release.fee_waiver USING btree (request_id)
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- A signed form that was read and that a person went through: what was recorded as authority rests on it.
TABLE release.form_reading (row-level security)
  patient_id uuid NOT NULL  -- Whose records are asked for.
  id uuid NOT NULL  -- UUID v7.
  facility_id uuid NOT NULL  -- As the request's.
  labels bigint NOT NULL DEFAULT 0  -- As the request's.
  request_id uuid NOT NULL  -- The request it came with.
  authority_id uuid NOT NULL  -- What was recorded in the same act.
  item_id uuid  -- The intake file of its first page.
  document_patient_id uuid  -- Registration of the document that it is.
  document_id uuid  -- The document that it is.
  pages integer[] NOT NULL  -- Which of the given pages are the form, counted from 1.
  reader_version text NOT NULL  -- Of the reader that proposed.
  changed integer NOT NULL  -- Of how many things the person decided otherwise than was proposed.
  recorded_at timestamp with time zone NOT NULL  -- When the person was through.
  recorded_by text NOT NULL  -- Actor id.
  CONSTRAINT form_reading_pkey PRIMARY KEY (patient_id, id)
  CONSTRAINT form_reading_document_patient_id_document_id_fkey FOREIGN KEY (document_patient_id, document_id) REFERENCES documents.document(patient_id, id)
  CONSTRAINT form_reading_facility_id_fkey FOREIGN KEY (facility_id) REFERENCES directory.facility(id)
  CONSTRAINT form_reading_patient_id_authority_id_fkey FOREIGN KEY (patient_id, authority_id) REFERENCES release.authority(patient_id, id)
  CONSTRAINT form_reading_patient_id_fkey FOREIGN KEY (patient_id) REFERENCES patients.patient(id)
  CONSTRAINT form_reading_request_id_fkey FOREIGN KEY (request_id) REFERENCES release.request(id)
  CONSTRAINT a_document_is_named_whole CHECK (((document_id IS NULL) = (document_patient_id IS NULL)))
  CONSTRAINT a_form_comes_from_one_place CHECK (((item_id IS NULL) <> (document_id IS NULL)))
  CONSTRAINT a_form_has_pages CHECK (((cardinality(pages) >= 1) AND (cardinality(pages) <= 100)))
  CONSTRAINT changed_is_counted CHECK ((changed >= 0))
  INDEX form_reading_of_request ON release.form_reading USING btree (request_id, recorded_at)
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- One thing of a form: what the reader proposed, and what the person decided. No words of the page.
TABLE release.form_reading_item (row-level security)
  patient_id uuid NOT NULL  -- As the reading's.
  id uuid NOT NULL  -- UUID v7.
  facility_id uuid NOT NULL  -- As the reading's.
  labels bigint NOT NULL DEFAULT 0  -- As the reading's.
  reading_id uuid NOT NULL  -- The reading.
  kind text NOT NULL  -- An element of the checklists, a comparison with the case, something that spoils the form, or a day.
  field text NOT NULL  -- Which.
  proposed text  -- Coded, or a day; none: no day was read.
  confidence real  -- Of the reader, 0 to 1.
  why text  -- Coded reason of the reader.
  place jsonb  -- Page, and box in fractions of its sides.
  decided text  -- What the person made of it, in the same words.
  CONSTRAINT a_field_is_decided_once UNIQUE (patient_id, reading_id, kind, field)
  CONSTRAINT form_reading_item_pkey PRIMARY KEY (patient_id, id)
  CONSTRAINT form_reading_item_facility_id_fkey FOREIGN KEY (facility_id) REFERENCES directory.facility(id)
  CONSTRAINT form_reading_item_patient_id_fkey FOREIGN KEY (patient_id) REFERENCES patients.patient(id)
  CONSTRAINT form_reading_item_patient_id_reading_id_fkey FOREIGN KEY (patient_id, reading_id) REFERENCES release.form_reading(patient_id, id)
  CONSTRAINT confidence_is_a_share CHECK (((confidence >= (0)::double precision) AND (confidence <= (1)::double precision)))
  CONSTRAINT read_kind_is_known CHECK ((kind = ANY (ARRAY['element'::text, 'check'::text, 'defect'::text, 'value'::text])))
  INDEX item_of_form_reading ON release.form_reading_item USING btree (patient_id, reading_id)
  UNIQUE INDEX a_field_is_decided_once ON release.form_reading_item USING btree (patient_id, reading_id, kind, field)
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- That a person compared the request with a registration and said: this is the patient. Never done by the machine.
TABLE release.identification (row-level security)
  patient_id uuid NOT NULL  -- Whose records.
  id uuid NOT NULL  -- UUID v7.
  facility_id uuid NOT NULL  -- Facility that works the request.
  labels bigint NOT NULL DEFAULT 0  -- Sensitivity: the labels of the patient as such, and of the document where the row is about one; kept by release.relabel.
  request_id uuid NOT NULL  -- The request.
  matched_on text[] NOT NULL  -- Facts compared and found equal: name, birth date, number, address ...
  note text  -- What else was seen.
  withdrawn_at timestamp with time zone  -- Set when it was the wrong patient.
  withdrawn_by text  -- Actor id.
  withdraw_reason text  -- Why.
  recorded_at timestamp with time zone NOT NULL  -- When entered here.
  recorded_by text NOT NULL  -- Actor id.
  CONSTRAINT identification_pkey PRIMARY KEY (patient_id, id)
  CONSTRAINT identification_facility_id_fkey FOREIGN KEY (facility_id) REFERENCES directory.facility(id)
  CONSTRAINT identification_patient_id_fkey FOREIGN KEY (patient_id) REFERENCES patients.patient(id)
  CONSTRAINT identification_request_id_fkey FOREIGN KEY (request_id) REFERENCES release.request(id)
  CONSTRAINT at_least_two_facts_agree CHECK ((cardinality(matched_on) >= 2))
  CONSTRAINT identification_is_withdrawn_by_somebody CHECK ((((withdrawn_at IS NULL) = (withdrawn_by IS NULL)) AND ((withdrawn_at IS NULL) = (withdraw_reason IS NULL))))
  INDEX identification_by_day ON release.identification USING btree (facility_id, recorded_at)
  UNIQUE INDEX one_patient_for_each_request ON release.identification USING btree (request_id) WHERE (withdrawn_at IS NULL)
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- What a workers' compensation claim is about (45 CFR 164.512(l)); the newest row counts. What lies outside its days is left out unless a person says why.
TABLE release.injury (row-level security)
  id uuid NOT NULL  -- UUID v7.
  facility_id uuid NOT NULL  -- As the request's.
  labels bigint NOT NULL DEFAULT 0  -- Of the patient as such; kept by release.relabel_payers.
  request_id uuid NOT NULL  -- The request.
  injured_on date NOT NULL  -- The day of the injury.
  until_on date  -- Last day of the care that the claim reaches; empty: open.
  body_part text NOT NULL  -- Part of the body that was injured.
  claim_number text NOT NULL  -- Number of the claim.
  state_law text NOT NULL  -- The law on which the board or insurer asks, as its letter cites it.
  recorded_at timestamp with time zone NOT NULL  -- When.
  recorded_by text NOT NULL  -- Actor id.
  CONSTRAINT injury_pkey PRIMARY KEY (id)
  CONSTRAINT injury_facility_id_fkey FOREIGN KEY (facility_id) REFERENCES directory.facility(id)
  CONSTRAINT injury_request_id_fkey FOREIGN KEY (request_id) REFERENCES release.request(id)
  CONSTRAINT injury_ends_after_it_began CHECK (((until_on IS NULL) OR (until_on >= injured_on)))
  CONSTRAINT injury_has_a_claim CHECK ((btrim(claim_number) <> ''::text))
  CONSTRAINT injury_names_the_law CHECK ((btrim(state_law) <> ''::text))
  CONSTRAINT injury_says_where CHECK ((btrim(body_part) <> ''::text))
  INDEX injury_of_request ON release.injury USING btree (request_id, recorded_at DESC)
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- Pages that intake gave to a request: the request itself, the signed form, a court order. The pictures stay with intake.
TABLE release.intake_pages (row-level security)
  id uuid NOT NULL  -- UUID v7.
  facility_id uuid NOT NULL  -- Facility that works the request.
  labels bigint NOT NULL DEFAULT 0  -- Sensitivity: the labels of the patient as such, and of the document where the row is about one; kept by release.relabel.
  request_id uuid NOT NULL  -- The request.
  item_id uuid NOT NULL  -- Intake item; no foreign key, since release does not know intake.
  pages integer[] NOT NULL  -- Page numbers of the item.
  recorded_at timestamp with time zone NOT NULL  -- When entered here.
  recorded_by text NOT NULL  -- Actor id.
  taken_back_at timestamp with time zone  -- When the pages were found to belong elsewhere and went back to the index desk.
  taken_back_by text  -- Actor id.
  take_back_reason text  -- Why they do not belong to this case.
  CONSTRAINT intake_pages_pkey PRIMARY KEY (id)
  CONSTRAINT intake_pages_facility_id_fkey FOREIGN KEY (facility_id) REFERENCES directory.facility(id)
  CONSTRAINT intake_pages_request_id_fkey FOREIGN KEY (request_id) REFERENCES release.request(id)
  CONSTRAINT taking_back_has_a_reason CHECK (((num_nonnulls(taken_back_at, taken_back_by, take_back_reason) = ANY (ARRAY[0, 3])) AND (take_back_reason <> ''::text)))
  UNIQUE INDEX pages_are_given_once ON release.intake_pages USING btree (request_id, item_id, pages) WHERE (taken_back_at IS NULL)
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- How it was decided what a request is: the facts a person read off it and what followed, with rules and versions. Never changed; the newest holds.
TABLE release.kind_decision (row-level security)
  id uuid NOT NULL  -- UUID v7.
  facility_id uuid NOT NULL  -- As the request's.
  labels bigint NOT NULL DEFAULT 0  -- Of the patient as such; kept by release.relabel_kinds.
  request_id uuid NOT NULL  -- The request.
  said jsonb NOT NULL  -- Facts as somebody read them: who signed, in whose name, to whom the copy goes. What is absent nobody has looked at.
  kind text  -- What it is; empty while facts are missing.
  rule_requester text NOT NULL  -- Who asks in the eyes of the rules on clock and fee.
  decision jsonb NOT NULL  -- Reasons with rule ids, versions and citations; facts still needed; what the paper lacks.
  recorded_at timestamp with time zone NOT NULL  -- When.
  recorded_by text NOT NULL  -- Actor id.
  CONSTRAINT kind_decision_pkey PRIMARY KEY (id)
  CONSTRAINT kind_decision_facility_id_fkey FOREIGN KEY (facility_id) REFERENCES directory.facility(id)
  CONSTRAINT kind_decision_request_id_fkey FOREIGN KEY (request_id) REFERENCES release.request(id)
  INDEX kind_decision_of_request ON release.kind_decision USING btree (request_id, recorded_at DESC, id DESC)
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- A link by which a recipient fetches a packet: a secret of 256 bits, kept only as hash, and a passcode told by another way.
TABLE release.link (row-level security)
  patient_id uuid NOT NULL  -- Whose records.
  id uuid NOT NULL  -- UUID v7.
  facility_id uuid NOT NULL  -- Facility that works the request.
  labels bigint NOT NULL DEFAULT 0  -- Sensitivity: the labels of the patient as such, and of the document where the row is about one; kept by release.relabel.
  request_id uuid NOT NULL  -- The request.
  packet_id uuid NOT NULL  -- What it leads to.
  disclosure_id uuid NOT NULL  -- The hand-over that it is.
  secret_hash bytea NOT NULL  -- SHA-256 of the secret in the address.
  passcode_hash text NOT NULL  -- argon2id of the passcode.
  expires_at timestamp with time zone NOT NULL  -- Not after this; at most 30 days.
  failed_tries smallint NOT NULL DEFAULT 0  -- Wrong passcodes; at the limit the link is dead.
  downloads integer NOT NULL DEFAULT 0  -- Downloads begun.
  fetched integer[] NOT NULL DEFAULT '{}'::integer[]  -- Volumes fetched whole: when all are, the hand-over is confirmed.
  last_download_at timestamp with time zone  -- When last.
  revoked_at timestamp with time zone  -- When it was taken back.
  revoked_by text  -- Actor id.
  revoke_reason text  -- Why.
  recorded_at timestamp with time zone NOT NULL  -- When entered here.
  recorded_by text NOT NULL  -- Actor id.
  downloads_at_most integer  -- How often each volume may be fetched; empty: as often as wanted until it expires.
  begun integer[] NOT NULL DEFAULT '{}'::integer[]  -- The volume of each download begun, where they are limited: counted before the first byte.
  CONSTRAINT link_secret_is_its_own UNIQUE (secret_hash)
  CONSTRAINT link_pkey PRIMARY KEY (patient_id, id)
  CONSTRAINT link_facility_id_fkey FOREIGN KEY (facility_id) REFERENCES directory.facility(id)
  CONSTRAINT link_patient_id_disclosure_id_fkey FOREIGN KEY (patient_id, disclosure_id) REFERENCES release.disclosure(patient_id, id)
  CONSTRAINT link_patient_id_fkey FOREIGN KEY (patient_id) REFERENCES patients.patient(id)
  CONSTRAINT link_patient_id_packet_id_fkey FOREIGN KEY (patient_id, packet_id) REFERENCES release.packet(patient_id, id)
  CONSTRAINT link_request_id_fkey FOREIGN KEY (request_id) REFERENCES release.request(id)
  CONSTRAINT link_is_fetched_a_hundred_times_at_most CHECK (((downloads_at_most >= 1) AND (downloads_at_most <= 100)))
  CONSTRAINT link_is_revoked_by_somebody CHECK ((((revoked_at IS NULL) = (revoked_by IS NULL)) AND ((revoked_at IS NULL) = (revoke_reason IS NULL))))
  CONSTRAINT link_lives_thirty_days_at_most CHECK (((expires_at > recorded_at) AND (expires_at <= (recorded_at + '30 days'::interval))))
  INDEX link_by_id ON release.link USING btree (id)
  INDEX link_not_revoked_by_end ON release.link USING btree (expires_at) WHERE (revoked_at IS NULL)
  INDEX link_of_disclosure ON release.link USING btree (patient_id, disclosure_id)
  INDEX link_of_patient_not_revoked ON release.link USING btree (patient_id) WHERE (revoked_at IS NULL)
  UNIQUE INDEX link_secret_is_its_own ON release.link USING btree (secret_hash)
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT

-- Two pages whose looks are near, compared place by place: whether they are two scans of one paper. Goes as release.page_look does, with either document.
TABLE release.look_compared (row-level security)
  patient_id uuid NOT NULL  -- Registration of the document.
  document_id uuid NOT NULL  -- The document.
  address text NOT NULL  -- Content of its page.
  page integer NOT NULL  -- Its page, from 1.
  like_patient_id uuid NOT NULL  -- Registration of the other document.
  like_document_id uuid NOT NULL  -- The other document; it may be the same one.
  like_address text NOT NULL  -- Content of the other page.
  like_page integer NOT NULL  -- The other page, from 1.
  facility_id uuid NOT NULL  -- As the document's.
  labels bigint NOT NULL DEFAULT 0  -- As the document's; kept by release.relabel_looks.
  algorithm integer NOT NULL  -- By which way of comparing; what was compared in an older way is compared anew.
  same boolean NOT NULL  -- They are two scans of one paper.
  recorded_at timestamp with time zone NOT NULL  -- When they were compared.
  CONSTRAINT look_compared_pkey PRIMARY KEY (patient_id, document_id, address, page, like_address, like_page)
  CONSTRAINT look_compared_facility_id_fkey FOREIGN KEY (facility_id) REFERENCES directory.facility(id)
  CONSTRAINT look_compared_like_patient_id_like_document_id_fkey FOREIGN KEY (like_patient_id, like_document_id) REFERENCES documents.document(patient_id, id) ON DELETE CASCADE
  CONSTRAINT look_compared_patient_id_document_id_fkey FOREIGN KEY (patient_id, document_id) REFERENCES documents.document(patient_id, id) ON DELETE CASCADE
  INDEX look_compared_of_like ON release.look_compared USING btree (like_patient_id, like_document_id)
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- A hand-over that reached somebody else. The log keeps the row of what was meant and has a second one of what happened, which is not permitted and stands in the accounting; privacy opens an incident.
TABLE release.misdirection (row-level security)
  patient_id uuid NOT NULL  -- Whose records.
  id uuid NOT NULL  -- UUID v7.
  facility_id uuid NOT NULL  -- As the disclosure's.
  labels bigint NOT NULL DEFAULT 0  -- As the disclosure's; kept by release.relabel_care.
  disclosure_id uuid NOT NULL  -- The hand-over as it was meant.
  impermissible_id uuid NOT NULL  -- The disclosure that happened: to whom it came instead.
  how_known text NOT NULL  -- How it became known.
  recalled text NOT NULL  -- What was reached with whoever has it: asked to destroy it, says it is destroyed, sent it back, or nobody answers.
  recorded_at timestamp with time zone NOT NULL  -- When.
  recorded_by text NOT NULL  -- Actor id.
  CONSTRAINT a_hand_over_goes_astray_once UNIQUE (patient_id, disclosure_id)
  CONSTRAINT misdirection_pkey PRIMARY KEY (patient_id, id)
  CONSTRAINT misdirection_facility_id_fkey FOREIGN KEY (facility_id) REFERENCES directory.facility(id)
  CONSTRAINT misdirection_patient_id_disclosure_id_fkey FOREIGN KEY (patient_id, disclosure_id) REFERENCES release.disclosure(patient_id, id)
  CONSTRAINT misdirection_patient_id_fkey FOREIGN KEY (patient_id) REFERENCES patients.patient(id)
  CONSTRAINT misdirection_patient_id_impermissible_id_fkey FOREIGN KEY (patient_id, impermissible_id) REFERENCES release.disclosure(patient_id, id)
  CONSTRAINT misdirection_is_known_somehow CHECK ((how_known <> ''::text))
  CONSTRAINT recall_is_known CHECK ((recalled = ANY (ARRAY['asked'::text, 'destroyed'::text, 'returned'::text, 'not-reached'::text])))
  INDEX misdirection_by_id ON release.misdirection USING btree (id)
  UNIQUE INDEX a_hand_over_goes_astray_once ON release.misdirection USING btree (patient_id, disclosure_id)
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- A hand-over that contained a page of another patient. Two rows of the disclosure log belong together: the one that was written then, under the wrong patient, and the one under the patient whose information it was.
TABLE release.misfiled_disclosure (row-level security)
  patient_id uuid NOT NULL  -- Whose record this row is in: side says which of the two.
  id uuid NOT NULL  -- UUID v7.
  facility_id uuid NOT NULL  -- As the disclosure's.
  labels bigint NOT NULL DEFAULT 0  -- As the disclosure's; kept by release.relabel_misfiled.
  side text NOT NULL  -- Whether the disclosure stands under the patient the page was taken for, or under the one whose it was.
  disclosure_id uuid NOT NULL  -- The disclosure in this record.
  misfiling_id uuid NOT NULL  -- The misfiling, as privacy numbers it.
  wrong_disclosure_id uuid NOT NULL  -- The disclosure of the wrong patient that this is about; of the wrong patient's row the same as disclosure_id. It names no chart.
  incident_number text  -- The privacy incident, where one was opened.
  reason text NOT NULL  -- What happened, in words that name nobody; those of whoever withdrew it are in the incident.
  pages integer NOT NULL  -- How many pages were the other patient's.
  recorded_at timestamp with time zone NOT NULL  -- When entered here.
  recorded_by text NOT NULL  -- Actor id.
  CONSTRAINT misfiled_disclosure_is_told_once UNIQUE (patient_id, misfiling_id, wrong_disclosure_id, side)
  CONSTRAINT misfiled_disclosure_pkey PRIMARY KEY (patient_id, id)
  CONSTRAINT misfiled_disclosure_exists FOREIGN KEY (patient_id, disclosure_id) REFERENCES release.disclosure(patient_id, id)
  CONSTRAINT misfiled_disclosure_facility_id_fkey FOREIGN KEY (facility_id) REFERENCES directory.facility(id)
  CONSTRAINT misfiled_disclosure_patient_id_fkey FOREIGN KEY (patient_id) REFERENCES patients.patient(id)
  CONSTRAINT misfiled_disclosure_has_a_reason CHECK ((reason <> ''::text))
  CONSTRAINT misfiled_pages_are_counted CHECK ((pages >= 0))
  CONSTRAINT misfiled_side_is_known CHECK ((side = ANY (ARRAY['wrong-patient'::text, 'right-patient'::text])))
  INDEX misfiled_by_disclosure ON release.misfiled_disclosure USING btree (patient_id, disclosure_id)
  INDEX misfiled_by_wrong_disclosure ON release.misfiled_disclosure USING btree (wrong_disclosure_id) WHERE (side = 'right-patient'::text)
  UNIQUE INDEX misfiled_disclosure_is_told_once ON release.misfiled_disclosure USING btree (patient_id, misfiling_id, wrong_disclosure_id, side)
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- Requests that still need somebody: neither delivered, closed nor cancelled. Follows from the rows of the request; refresh-worklist.ts keeps it in the transaction of each step.
TABLE release.open_request (row-level security)
  id uuid NOT NULL  -- The request.
  facility_id uuid NOT NULL  -- As the request's.
  labels bigint NOT NULL DEFAULT 0  -- As the request's.
  due_at timestamp with time zone  -- The earliest of its running clocks.
  priority smallint NOT NULL  -- As the request's.
  received_at timestamp with time zone NOT NULL  -- As the request's.
  CONSTRAINT open_request_pkey PRIMARY KEY (id)
  CONSTRAINT open_request_facility_id_fkey FOREIGN KEY (facility_id) REFERENCES directory.facility(id)
  CONSTRAINT open_request_id_fkey FOREIGN KEY (id) REFERENCES release.request(id)
  INDEX open_request_by_day ON release.open_request USING btree (due_at) WHERE (due_at IS NOT NULL)
  INDEX open_request_in_order ON release.open_request USING btree (due_at, priority, received_at, id)
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: DELETE, INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: DELETE, INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- What became of a request, with reason, rules and letter. Taken back by a date, never deleted.
TABLE release.outcome (row-level security)
  id uuid NOT NULL  -- UUID v7.
  facility_id uuid NOT NULL  -- As the request's.
  labels bigint NOT NULL DEFAULT 0  -- Of the patient as such; kept by release.relabel_answers.
  request_id uuid NOT NULL  -- The request.
  kind text NOT NULL  -- partial, denied-in-part and extension leave the case open; each other one ends it once its letter has left.
  reason text NOT NULL  -- Why, for the file.
  rules jsonb NOT NULL DEFAULT '[]'::jsonb  -- Rule ids with version, citation and what they said.
  facts jsonb NOT NULL DEFAULT '{}'::jsonb  -- What was searched, by whom, when; who holds the records; what is denied. As it stands in the letter.
  ground text  -- Of a denial: 45 CFR 164.524(a)(2)-(3), word of the rules.
  reviewable boolean NOT NULL DEFAULT false  -- The ground gives a right to review.
  professional text  -- The licensed professional whose judgement the ground needs.
  duplicate_of uuid  -- The request that is worked instead.
  promised_on date  -- Of an extension: the new day.
  letter_id uuid  -- The letter that tells it.
  no_letter_reason text  -- Why nobody is written to.
  letter_left_at timestamp with time zone  -- When the letter left the house.
  effect text  -- What that did to the legal clock: met, cancelled, extended; or the code of the problem that kept it.
  withdrawn_at timestamp with time zone  -- Since when it counts no more.
  withdrawn_by text  -- Actor id.
  withdraw_reason text  -- Why.
  recorded_at timestamp with time zone NOT NULL  -- When.
  recorded_by text NOT NULL  -- Actor id.
  CONSTRAINT outcome_pkey PRIMARY KEY (id)
  CONSTRAINT outcome_duplicate_of_fkey FOREIGN KEY (duplicate_of) REFERENCES release.request(id)
  CONSTRAINT outcome_facility_id_fkey FOREIGN KEY (facility_id) REFERENCES directory.facility(id)
  CONSTRAINT outcome_request_id_fkey FOREIGN KEY (request_id) REFERENCES release.request(id)
  CONSTRAINT denial_has_a_ground CHECK (((kind = ANY (ARRAY['denied'::text, 'denied-in-part'::text])) = (ground IS NOT NULL)))
  CONSTRAINT duplicate_names_the_other CHECK ((((kind = 'duplicate'::text) = (duplicate_of IS NOT NULL)) AND (duplicate_of IS DISTINCT FROM request_id)))
  CONSTRAINT extension_promises_a_day CHECK (((kind = 'extension'::text) = (promised_on IS NOT NULL)))
  CONSTRAINT outcome_has_a_reason CHECK ((length(btrim(reason)) >= 3))
  CONSTRAINT outcome_is_told_or_says_why_not CHECK (((letter_id IS NULL) = (no_letter_reason IS NOT NULL)))
  CONSTRAINT outcome_is_withdrawn_by_somebody CHECK ((((withdrawn_at IS NULL) = (withdrawn_by IS NULL)) AND ((withdrawn_at IS NULL) = (withdraw_reason IS NULL))))
  CONSTRAINT outcome_kind_is_known CHECK ((kind = ANY (ARRAY['released'::text, 'partial'::text, 'no-records'::text, 'not-our-patient'::text, 'not-our-custodian'::text, 'returned'::text, 'denied'::text, 'denied-in-part'::text, 'extension'::text, 'withdrawn'::text, 'duplicate'::text, 'undeliverable'::text])))
  CONSTRAINT reviewable_denial_names_who_judged CHECK (((NOT reviewable) OR (COALESCE(professional, ''::text) <> ''::text)))
  CONSTRAINT these_outcomes_are_always_told CHECK (((letter_id IS NOT NULL) OR (kind = ANY (ARRAY['released'::text, 'withdrawn'::text, 'duplicate'::text, 'undeliverable'::text]))))
  INDEX outcome_of_letter ON release.outcome USING btree (letter_id) WHERE (letter_id IS NOT NULL)
  INDEX outcome_of_request ON release.outcome USING btree (request_id, recorded_at, id)
  UNIQUE INDEX a_request_ends_one_way ON release.outcome USING btree (request_id) WHERE ((withdrawn_at IS NULL) AND (kind <> ALL (ARRAY['partial'::text, 'denied-in-part'::text, 'extension'::text])))
  UNIQUE INDEX an_extension_stands_once ON release.outcome USING btree (request_id) WHERE ((withdrawn_at IS NULL) AND (kind = 'extension'::text))
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- One packet: begun in the transaction that asks for it, finished or failed by the job. Its volumes and manifest are blobs of a unit of its own.
TABLE release.packet (row-level security)
  patient_id uuid NOT NULL  -- Whose records.
  id uuid NOT NULL  -- UUID v7.
  facility_id uuid NOT NULL  -- Facility that works the request.
  labels bigint NOT NULL DEFAULT 0  -- Sensitivity: the labels of the patient as such, and of the document where the row is about one; kept by release.relabel.
  request_id uuid NOT NULL  -- The request.
  approval_id uuid NOT NULL  -- What allows it.
  number text NOT NULL  -- Stamped on each page: R-2026-000123-1.
  encrypted boolean NOT NULL  -- Asked for with AES-256.
  assembled_at timestamp with time zone  -- When it was ready.
  released_on date  -- The day stamped on its pages, at the facility.
  unit_id uuid  -- Unit its blobs belong to.
  pages integer  -- Pages of all volumes, cover and index included.
  manifest_address text  -- Page by page what each shows, for verifying; an encrypted blob.
  passcode_address text  -- The passcode that opens it, an encrypted blob; shown to who hands it over.
  from_images jsonb NOT NULL DEFAULT '[]'::jsonb  -- Documents whose original could not be merged, so that their page images were used.
  failed_at timestamp with time zone  -- When it was given up.
  failed_code text  -- Why: a problem code.
  failed_documents jsonb NOT NULL DEFAULT '[]'::jsonb  -- Which documents could not be put in, and why.
  recorded_at timestamp with time zone NOT NULL  -- When entered here.
  recorded_by text NOT NULL  -- Actor id.
  option_id uuid  -- How it was asked to be made; none: as usual.
  sealed_with uuid  -- The certificate that sealed its volumes; none: not sealed.
  CONSTRAINT packet_number_is_its_own UNIQUE (number)
  CONSTRAINT packet_pkey PRIMARY KEY (patient_id, id)
  CONSTRAINT packet_facility_id_fkey FOREIGN KEY (facility_id) REFERENCES directory.facility(id)
  CONSTRAINT packet_manifest_address_fkey FOREIGN KEY (manifest_address) REFERENCES platform.blob(address)
  CONSTRAINT packet_passcode_address_fkey FOREIGN KEY (passcode_address) REFERENCES platform.blob(address)
  CONSTRAINT packet_patient_id_approval_id_fkey FOREIGN KEY (patient_id, approval_id) REFERENCES release.approval(patient_id, id)
  CONSTRAINT packet_patient_id_fkey FOREIGN KEY (patient_id) REFERENCES patients.patient(id)
  CONSTRAINT packet_patient_id_option_id_fkey FOREIGN KEY (patient_id, option_id) REFERENCES release.packet_option(patient_id, id)
  CONSTRAINT packet_patient_id_unit_id_fkey FOREIGN KEY (patient_id, unit_id) REFERENCES documents.unit(patient_id, id)
  CONSTRAINT packet_request_id_fkey FOREIGN KEY (request_id) REFERENCES release.request(id)
  CONSTRAINT packet_sealed_with_fkey FOREIGN KEY (sealed_with) REFERENCES release.seal_certificate(id)
  CONSTRAINT encrypted_packets_have_a_passcode CHECK (((assembled_at IS NULL) OR (encrypted = (passcode_address IS NOT NULL))))
  CONSTRAINT failure_says_why CHECK (((failed_at IS NULL) = (failed_code IS NULL)))
  CONSTRAINT ready_or_failed CHECK (((assembled_at IS NULL) OR (failed_at IS NULL)))
  CONSTRAINT ready_packets_are_whole CHECK ((((assembled_at IS NULL) = (unit_id IS NULL)) AND ((assembled_at IS NULL) = (pages IS NULL)) AND ((assembled_at IS NULL) = (manifest_address IS NULL)) AND ((assembled_at IS NULL) = (released_on IS NULL))))
  INDEX packet_being_made ON release.packet USING btree (recorded_at) WHERE ((assembled_at IS NULL) AND (failed_at IS NULL))
  INDEX packet_of_approval ON release.packet USING btree (patient_id, approval_id, recorded_at DESC)
  UNIQUE INDEX packet_number_is_its_own ON release.packet USING btree (number)
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- How the packet of a request is to be made; the newest row counts, and a packet names the one it was made by.
TABLE release.packet_option (row-level security)
  patient_id uuid NOT NULL  -- Whose records.
  id uuid NOT NULL  -- UUID v7.
  facility_id uuid NOT NULL  -- As the request's.
  labels bigint NOT NULL DEFAULT 0  -- Of the patient as such; kept by release.relabel_packets.
  request_id uuid NOT NULL  -- The request.
  certified boolean NOT NULL  -- A certification of the custodian is part of each volume.
  certifier_name text  -- The custodian or another qualified person whose statement it is.
  certifier_title text  -- In which office.
  for_court boolean NOT NULL  -- The certification says what FRE 902(11) and 803(6) ask for and is signed under penalty of perjury (28 USC 1746).
  caption text  -- Court, parties and number of the matter as they stand on the certification.
  language text NOT NULL  -- Of the certification.
  bates_prefix text  -- What the numbers on the pages of the records begin with; none: no such numbers.
  bates_first bigint  -- The first number; none: it goes on where the prefix was left.
  bates_digits integer  -- How many digits, with zeros in front.
  largest_bytes bigint  -- No file is larger; none: as usual.
  sealed boolean NOT NULL  -- Each volume bears the seal of the facility.
  protection text NOT NULL  -- as-scope: as was said with the scope. passcode: AES-256. none: opens without.
  reason text NOT NULL  -- Why so.
  recorded_at timestamp with time zone NOT NULL  -- When.
  recorded_by text NOT NULL  -- Actor id.
  CONSTRAINT packet_option_pkey PRIMARY KEY (patient_id, id)
  CONSTRAINT packet_option_facility_id_fkey FOREIGN KEY (facility_id) REFERENCES directory.facility(id)
  CONSTRAINT packet_option_patient_id_fkey FOREIGN KEY (patient_id) REFERENCES patients.patient(id)
  CONSTRAINT packet_option_request_id_fkey FOREIGN KEY (request_id) REFERENCES release.request(id)
  CONSTRAINT bates_counts_from_one CHECK ((bates_first >= 1))
  CONSTRAINT bates_digits_are_few CHECK (((bates_digits >= 4) AND (bates_digits <= 9)))
  CONSTRAINT bates_numbers_have_a_prefix CHECK ((((bates_prefix IS NULL) = (bates_digits IS NULL)) AND ((bates_prefix IS NOT NULL) OR (bates_first IS NULL))))
  CONSTRAINT bates_prefix_is_plain CHECK ((bates_prefix ~ '^[A-Z][A-Z0-9-]{0,11}$'::text))
  CONSTRAINT caption_is_of_a_court CHECK ((for_court OR (caption IS NULL)))
  CONSTRAINT certification_language_is_known CHECK ((language = ANY (ARRAY['en'::text, 'es'::text])))
  CONSTRAINT certified_by_somebody CHECK (((certified = (certifier_name IS NOT NULL)) AND (certified = (certifier_title IS NOT NULL))))
  CONSTRAINT certified_copies_are_sealed CHECK ((sealed OR (NOT certified)))
  CONSTRAINT court_gets_a_certification CHECK ((certified OR (NOT for_court)))
  CONSTRAINT largest_file_holds_a_page CHECK ((largest_bytes >= 1000000))
  CONSTRAINT options_have_a_reason CHECK ((reason <> ''::text))
  CONSTRAINT protection_is_known CHECK ((protection = ANY (ARRAY['as-scope'::text, 'passcode'::text, 'none'::text])))
  INDEX packet_option_of_request ON release.packet_option USING btree (patient_id, request_id, recorded_at DESC)
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- One file of a packet, with the SHA-256 that proves it.
TABLE release.packet_volume (row-level security)
  patient_id uuid NOT NULL  -- Whose records.
  id uuid NOT NULL  -- UUID v7.
  facility_id uuid NOT NULL  -- Facility that works the request.
  labels bigint NOT NULL DEFAULT 0  -- Sensitivity: the labels of the patient as such, and of the document where the row is about one; kept by release.relabel.
  packet_id uuid NOT NULL  -- The packet.
  volume integer NOT NULL  -- 1, 2, 3 ...
  sha256 text NOT NULL  -- Of the file as handed over.
  bytes bigint NOT NULL  -- Its length.
  first_page integer NOT NULL  -- First page number stamped in it.
  last_page integer NOT NULL  -- Last page number stamped in it.
  blob_address text NOT NULL  -- Where it lies.
  recorded_at timestamp with time zone NOT NULL  -- When entered here.
  recorded_by text NOT NULL  -- Actor id.
  CONSTRAINT volume_number_is_its_own UNIQUE (patient_id, packet_id, volume)
  CONSTRAINT packet_volume_pkey PRIMARY KEY (patient_id, id)
  CONSTRAINT packet_volume_blob_address_fkey FOREIGN KEY (blob_address) REFERENCES platform.blob(address)
  CONSTRAINT packet_volume_facility_id_fkey FOREIGN KEY (facility_id) REFERENCES directory.facility(id)
  CONSTRAINT packet_volume_patient_id_fkey FOREIGN KEY (patient_id) REFERENCES patients.patient(id)
  CONSTRAINT packet_volume_patient_id_packet_id_fkey FOREIGN KEY (patient_id, packet_id) REFERENCES release.packet(patient_id, id)
  CONSTRAINT volume_hash_is_sha256 CHECK ((sha256 ~ '^[0-9a-f]{64}$'::text))
  CONSTRAINT volumes_count_from_one CHECK ((volume >= 1))
  INDEX volume_by_hash ON release.packet_volume USING btree (sha256)
  UNIQUE INDEX volume_number_is_its_own ON release.packet_volume USING btree (patient_id, packet_id, volume)
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- How a page of a document looks, kept by whoever needed it first. Worked out of its content alone, so it may be removed at any time; goes when the document is destroyed (release.forget_looks).
TABLE release.page_look (row-level security)
  patient_id uuid NOT NULL  -- Registration of the document.
  document_id uuid NOT NULL  -- The document.
  address text NOT NULL  -- The content it was taken from: address of the blob, of the picture of the page or of the original. Other content has another address.
  page integer NOT NULL  -- Page of the document, from 1.
  facility_id uuid NOT NULL  -- As the document's.
  labels bigint NOT NULL DEFAULT 0  -- As the document's; kept by release.relabel_looks.
  algorithm integer NOT NULL  -- By which way of taking it; one taken in an older way is taken anew.
  sealed bytea NOT NULL  -- 64 bits of how light and dark lie on the page, or that nothing is seen on it, under the key of the content: unreadable once that is destroyed, in every copy.
  recorded_at timestamp with time zone NOT NULL  -- When it was taken.
  CONSTRAINT page_look_pkey PRIMARY KEY (patient_id, document_id, address, page)
  CONSTRAINT page_look_facility_id_fkey FOREIGN KEY (facility_id) REFERENCES directory.facility(id)
  CONSTRAINT page_look_patient_id_document_id_fkey FOREIGN KEY (patient_id, document_id) REFERENCES documents.document(patient_id, id) ON DELETE CASCADE
  CONSTRAINT page_looks_count_from_one CHECK ((page >= 1))
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- That a request is handed in to a payer, contractor or agency, under which number.
TABLE release.payer_case (row-level security)
  request_id uuid NOT NULL  -- The request.
  facility_id uuid NOT NULL  -- As the request's.
  labels bigint NOT NULL DEFAULT 0  -- Of the patient as such; kept by release.relabel_payers.
  destination_id uuid NOT NULL  -- Where it is handed in.
  case_number text  -- The number under which the destination keeps it.
  claim_number text  -- Claim number or ICN.
  letter_on date  -- The day on its letter.
  review text  -- Of a Medicare request for additional documentation: which review; its clock hangs on it.
  state text NOT NULL DEFAULT 'preparing'::text  -- Where it stands, derived from submissions and appeals.
  due_on date  -- Next day by which something must be handed in: of an appeal, else of the clock.
  version integer NOT NULL DEFAULT 1  -- Counts changes.
  recorded_at timestamp with time zone NOT NULL  -- When.
  recorded_by text NOT NULL  -- Actor id.
  CONSTRAINT payer_case_pkey PRIMARY KEY (request_id)
  CONSTRAINT payer_case_destination_id_fkey FOREIGN KEY (destination_id) REFERENCES release.destination(id)
  CONSTRAINT payer_case_facility_id_fkey FOREIGN KEY (facility_id) REFERENCES directory.facility(id)
  CONSTRAINT payer_case_request_id_fkey FOREIGN KEY (request_id) REFERENCES release.request(id)
  CONSTRAINT a_review_counts_from_its_letter CHECK (((review IS NULL) OR (letter_on IS NOT NULL)))
  CONSTRAINT payer_state_is_known CHECK ((state = ANY (ARRAY['preparing'::text, 'to-prove'::text, 'to-appeal'::text, 'waiting'::text, 'accepted'::text, 'rejected'::text, 'paid'::text, 'denied'::text, 'recouped'::text])))
  CONSTRAINT review_is_known CHECK ((review = ANY (ARRAY['prepayment'::text, 'post-payment'::text, 'upic'::text])))
  INDEX payer_case_by_due ON release.payer_case USING btree (due_on, request_id)
  INDEX payer_case_by_state ON release.payer_case USING btree (state, due_on, request_id)
  INDEX payer_case_of_destination ON release.payer_case USING btree (destination_id, due_on, request_id)
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- That a request waits for somebody outside. Its legal clock runs on: the law stops it on its own grounds only.
TABLE release.pend (row-level security)
  id uuid NOT NULL  -- UUID v7.
  facility_id uuid NOT NULL  -- Facility that works the request.
  labels bigint NOT NULL DEFAULT 0  -- Sensitivity: the labels of the patient as such, and of the document where the row is about one; kept by release.relabel.
  request_id uuid NOT NULL  -- The request.
  waiting_for text NOT NULL  -- For whom.
  reason text NOT NULL  -- For what.
  until_on date  -- When to look again.
  resumed_at timestamp with time zone  -- When it went on.
  resumed_by text  -- Actor id.
  recorded_at timestamp with time zone NOT NULL  -- When entered here.
  recorded_by text NOT NULL  -- Actor id.
  CONSTRAINT pend_pkey PRIMARY KEY (id)
  CONSTRAINT pend_facility_id_fkey FOREIGN KEY (facility_id) REFERENCES directory.facility(id)
  CONSTRAINT pend_request_id_fkey FOREIGN KEY (request_id) REFERENCES release.request(id)
  CONSTRAINT pend_is_ended_by_somebody CHECK (((resumed_at IS NULL) = (resumed_by IS NULL)))
  CONSTRAINT pend_is_known CHECK ((waiting_for = ANY (ARRAY['requester'::text, 'patient'::text, 'payment'::text, 'professional'::text, 'other-facility'::text, 'legal-counsel'::text, 'other'::text])))
  INDEX pend_by_day ON release.pend USING btree (facility_id, recorded_at)
  UNIQUE INDEX one_pend_for_each_reason ON release.pend USING btree (request_id, waiting_for) WHERE (resumed_at IS NULL)
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- One going over the pages of a scope. The newest of a request counts, for the scope and the registrations it was begun with.
TABLE release.preflight (row-level security)
  patient_id uuid NOT NULL  -- Whose records are to be released.
  id uuid NOT NULL  -- UUID v7.
  facility_id uuid NOT NULL  -- As the request's.
  labels bigint NOT NULL DEFAULT 0  -- As the request's; kept by release.relabel_preflight.
  request_id uuid NOT NULL  -- The request.
  scope_id uuid NOT NULL  -- The choice of records that was gone over; another choice makes it stale.
  members text[] NOT NULL  -- Registrations of the patient then, each with the count of its changes: a merge, an unmerge or another name makes it stale.
  documents integer NOT NULL  -- Documents to go over; told anew by the job, which sees all of them.
  pages integer NOT NULL  -- Pages to go over, as the record counts them.
  documents_done integer NOT NULL DEFAULT 0  -- Documents gone over: a job that died goes on behind them.
  pages_done integer NOT NULL DEFAULT 0  -- Pages gone over.
  finished_at timestamp with time zone  -- When all of it was gone over.
  failed_at timestamp with time zone  -- When it was given up.
  failed_code text  -- Code of the problem.
  recorded_at timestamp with time zone NOT NULL  -- When it was begun.
  recorded_by text NOT NULL  -- Actor id.
  CONSTRAINT preflight_pkey PRIMARY KEY (patient_id, id)
  CONSTRAINT preflight_facility_id_fkey FOREIGN KEY (facility_id) REFERENCES directory.facility(id)
  CONSTRAINT preflight_patient_id_fkey FOREIGN KEY (patient_id) REFERENCES patients.patient(id)
  CONSTRAINT preflight_patient_id_scope_id_fkey FOREIGN KEY (patient_id, scope_id) REFERENCES release.scope(patient_id, id)
  CONSTRAINT preflight_request_id_fkey FOREIGN KEY (request_id) REFERENCES release.request(id)
  CONSTRAINT preflight_documents_not_negative CHECK ((documents >= 0))
  CONSTRAINT preflight_ends_one_way CHECK (((finished_at IS NULL) OR (failed_at IS NULL)))
  CONSTRAINT preflight_failure_has_a_code CHECK (((failed_at IS NULL) = (failed_code IS NULL)))
  CONSTRAINT preflight_goes_no_further_than_its_end CHECK (((documents_done >= 0) AND (documents_done <= documents)))
  CONSTRAINT preflight_pages_not_negative CHECK ((pages >= 0))
  INDEX preflight_of_request ON release.preflight USING btree (patient_id, request_id, recorded_at DESC, id DESC)
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- Something on a page that would leave, which a person should see before it does. Never what stands there.
TABLE release.preflight_finding (row-level security)
  patient_id uuid NOT NULL  -- Whose records are to be released.
  id uuid NOT NULL  -- UUID v7.
  facility_id uuid NOT NULL  -- As the request's.
  labels bigint NOT NULL DEFAULT 0  -- Of the patient as such, and of the document; kept by release.relabel_preflight.
  request_id uuid NOT NULL  -- The request.
  preflight_id uuid NOT NULL  -- The going over that found it.
  document_patient_id uuid NOT NULL  -- Registration of the document.
  document_id uuid NOT NULL  -- The document.
  version_id uuid NOT NULL  -- The version that would leave.
  page integer  -- The page; none where it is of the document as a whole.
  kind text NOT NULL  -- What is wrong with it.
  what text NOT NULL DEFAULT ''::text  -- What more tells it apart: the class of sensitive content, how somebody else was known.
  weight text NOT NULL  -- asks: a person settles it before the approval. notes: shown, and asks nothing.
  mark text NOT NULL  -- Kind, version, page and what else makes it this finding: what was settled once holds for the same finding of a later going over.
  box jsonb  -- Where on the page: x, y, w, h as fractions of its sides from the upper left.
  about_patient_id uuid  -- The other patient, where one is registered here. Named only to those who may read that chart.
  same_document_id uuid  -- Of a duplicate: the document that says the same and comes earlier in the release.
  same_page integer  -- Of a duplicate: its page.
  rule_id text  -- The rule of law or policy on which it rests, where there is one.
  detail jsonb NOT NULL DEFAULT '{}'::jsonb  -- Counts and page numbers; never words of the page.
  recorded_at timestamp with time zone NOT NULL  -- When it was found.
  CONSTRAINT found_once UNIQUE (patient_id, preflight_id, mark)
  CONSTRAINT preflight_finding_pkey PRIMARY KEY (patient_id, id)
  CONSTRAINT preflight_finding_about_patient_id_fkey FOREIGN KEY (about_patient_id) REFERENCES patients.patient(id)
  CONSTRAINT preflight_finding_document_patient_id_document_id_fkey FOREIGN KEY (document_patient_id, document_id) REFERENCES documents.document(patient_id, id)
  CONSTRAINT preflight_finding_facility_id_fkey FOREIGN KEY (facility_id) REFERENCES directory.facility(id)
  CONSTRAINT preflight_finding_patient_id_fkey FOREIGN KEY (patient_id) REFERENCES patients.patient(id)
  CONSTRAINT preflight_finding_patient_id_preflight_id_fkey FOREIGN KEY (patient_id, preflight_id) REFERENCES release.preflight(patient_id, id)
  CONSTRAINT preflight_finding_request_id_fkey FOREIGN KEY (request_id) REFERENCES release.request(id)
  CONSTRAINT duplicate_names_its_like CHECK (((kind = 'duplicate'::text) = (same_document_id IS NOT NULL)))
  CONSTRAINT finding_box_is_a_place CHECK ((jsonb_typeof(box) = 'object'::text))
  CONSTRAINT finding_kind_is_known CHECK ((kind = ANY (ARRAY['another-person'::text, 'another-number'::text, 'birth-date-differs'::text, 'no-identity'::text, 'outside-dates'::text, 'sensitive'::text, 'unsigned'::text, 'missing-page'::text, 'duplicate'::text])))
  CONSTRAINT finding_weight_is_known CHECK ((weight = ANY (ARRAY['asks'::text, 'notes'::text])))
  CONSTRAINT findings_count_pages_from_one CHECK ((page >= 1))
  INDEX preflight_finding_of_one ON release.preflight_finding USING btree (patient_id, preflight_id, kind)
  UNIQUE INDEX found_once ON release.preflight_finding USING btree (patient_id, preflight_id, mark)
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- Of a going over that is not finished: what each page says, as keyed digests that tell how alike two pages are and nothing else. Removed when it is finished.
TABLE release.preflight_page (row-level security)
  patient_id uuid NOT NULL  -- Whose records are to be released.
  preflight_id uuid NOT NULL  -- The going over.
  facility_id uuid NOT NULL  -- As the request's.
  labels bigint NOT NULL DEFAULT 0  -- Of the patient as such, and of the document.
  document_patient_id uuid NOT NULL  -- Registration of the document.
  document_id uuid NOT NULL  -- The document.
  version_id uuid NOT NULL  -- The version that would leave.
  page integer NOT NULL  -- Page of the document, from 1.
  position integer NOT NULL  -- Place of the document in the release.
  words integer NOT NULL  -- Words that stand on it.
  exact bigint NOT NULL  -- Keyed digest of all its words: the same only where every word is.
  least bigint[] NOT NULL  -- Least keyed digests of its runs of three words under several orders (MinHash). The key is this going over's own.
  look bigint  -- How light and dark lie on the page, 64 bits: near for two scans of one paper. None: nothing is seen on it, or its words tell. Goes with the row.
  CONSTRAINT preflight_page_pkey PRIMARY KEY (patient_id, preflight_id, document_id, page)
  CONSTRAINT preflight_page_facility_id_fkey FOREIGN KEY (facility_id) REFERENCES directory.facility(id)
  CONSTRAINT preflight_page_patient_id_preflight_id_fkey FOREIGN KEY (patient_id, preflight_id) REFERENCES release.preflight(patient_id, id)
  CONSTRAINT preflight_pages_count_from_one CHECK ((page >= 1))
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: DELETE, INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: DELETE, INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- What a person made of a finding. The newest of a mark counts.
TABLE release.preflight_settlement (row-level security)
  patient_id uuid NOT NULL  -- Whose records are to be released.
  id uuid NOT NULL  -- UUID v7.
  facility_id uuid NOT NULL  -- As the request's.
  labels bigint NOT NULL DEFAULT 0  -- As the finding's.
  request_id uuid NOT NULL  -- The request.
  finding_id uuid NOT NULL  -- The finding as it was seen.
  mark text NOT NULL  -- As the finding's.
  decision text NOT NULL  -- It may leave; the page stays behind; the document stays behind; it stays behind and the record is corrected.
  reason text NOT NULL  -- Why.
  redaction_id uuid  -- The redaction of the page that was made for it.
  recorded_at timestamp with time zone NOT NULL  -- When.
  recorded_by text NOT NULL  -- Actor id.
  CONSTRAINT preflight_settlement_pkey PRIMARY KEY (patient_id, id)
  CONSTRAINT preflight_settlement_facility_id_fkey FOREIGN KEY (facility_id) REFERENCES directory.facility(id)
  CONSTRAINT preflight_settlement_patient_id_finding_id_fkey FOREIGN KEY (patient_id, finding_id) REFERENCES release.preflight_finding(patient_id, id)
  CONSTRAINT preflight_settlement_patient_id_fkey FOREIGN KEY (patient_id) REFERENCES patients.patient(id)
  CONSTRAINT preflight_settlement_patient_id_redaction_id_fkey FOREIGN KEY (patient_id, redaction_id) REFERENCES release.redaction(patient_id, id)
  CONSTRAINT preflight_settlement_request_id_fkey FOREIGN KEY (request_id) REFERENCES release.request(id)
  CONSTRAINT finding_decision_is_known CHECK ((decision = ANY (ARRAY['keep'::text, 'take-out-page'::text, 'take-out-document'::text, 'correct'::text])))
  CONSTRAINT finding_is_settled_with_a_reason CHECK ((reason <> ''::text))
  INDEX preflight_settlement_of_request ON release.preflight_settlement USING btree (patient_id, request_id, mark, recorded_at DESC)
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- What a person said of a hand-over to the patient of which the way alone does not tell whether it reaches the patient as asked (45 CFR 164.522(b)).
TABLE release.reached_as_asked (row-level security)
  patient_id uuid NOT NULL  -- Who is reached.
  disclosure_id uuid NOT NULL  -- The hand-over.
  facility_id uuid NOT NULL  -- As the hand-over's.
  labels bigint NOT NULL DEFAULT 0  -- Of the patient as such; kept by release.relabel_restrictions.
  how text NOT NULL  -- How it reaches the patient as asked.
  recorded_at timestamp with time zone NOT NULL  -- When.
  recorded_by text NOT NULL  -- Actor id.
  CONSTRAINT reached_as_asked_pkey PRIMARY KEY (patient_id, disclosure_id)
  CONSTRAINT reached_as_asked_facility_id_fkey FOREIGN KEY (facility_id) REFERENCES directory.facility(id)
  CONSTRAINT reached_as_asked_patient_id_disclosure_id_fkey FOREIGN KEY (patient_id, disclosure_id) REFERENCES release.disclosure(patient_id, id)
  CONSTRAINT reached_as_asked_patient_id_fkey FOREIGN KEY (patient_id) REFERENCES patients.patient(id)
  CONSTRAINT reached_is_told CHECK ((how <> ''::text))
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- That a document which had been handed over was corrected or struck through, so that each recipient is to be told.
TABLE release.recall (row-level security)
  patient_id uuid NOT NULL  -- The registration the document is filed under.
  id uuid NOT NULL  -- UUID v7.
  facility_id uuid NOT NULL  -- As the document's.
  labels bigint NOT NULL DEFAULT 0  -- Of the patient as such; kept by release.relabel_recalls.
  document_id uuid NOT NULL  -- The document.
  version_id uuid NOT NULL  -- The version that stands now, or stood when it was struck through.
  why text NOT NULL  -- A corrected or amended version came, or it was struck through.
  closed_at timestamp with time zone  -- Since when nobody is to be told any more.
  closed_why text  -- Everybody was told or left out; a newer correction took its place; the document stands again.
  recorded_at timestamp with time zone NOT NULL  -- When.
  recorded_by text NOT NULL  -- Actor id.
  CONSTRAINT recall_pkey PRIMARY KEY (patient_id, id)
  CONSTRAINT recall_facility_id_fkey FOREIGN KEY (facility_id) REFERENCES directory.facility(id)
  CONSTRAINT recall_patient_id_document_id_fkey FOREIGN KEY (patient_id, document_id) REFERENCES documents.document(patient_id, id)
  CONSTRAINT recall_patient_id_fkey FOREIGN KEY (patient_id) REFERENCES patients.patient(id)
  CONSTRAINT recall_ends_at_a_time CHECK (((closed_at IS NULL) = (closed_why IS NULL)))
  CONSTRAINT recall_ends_somehow CHECK ((closed_why = ANY (ARRAY['answered'::text, 'superseded'::text, 'stands-again'::text])))
  CONSTRAINT recall_reason_is_known CHECK ((why = ANY (ARRAY['corrected'::text, 'retracted'::text])))
  INDEX recall_by_id ON release.recall USING btree (id)
  INDEX recall_of_document ON release.recall USING btree (patient_id, document_id, recorded_at)
  UNIQUE INDEX one_recall_is_open_for_a_version ON release.recall USING btree (patient_id, document_id, version_id, why) WHERE (closed_at IS NULL)
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- What was done about one recipient of a document that was recalled.
TABLE release.recall_answer (row-level security)
  patient_id uuid NOT NULL  -- As the recall's.
  id uuid NOT NULL  -- UUID v7.
  facility_id uuid NOT NULL  -- As the recall's.
  labels bigint NOT NULL DEFAULT 0  -- As the recall's; kept by release.relabel_recalls.
  recall_id uuid NOT NULL  -- The recall.
  recipient_key text NOT NULL  -- The hand-over by which the recipient is known: nobody is told twice.
  recipient_name text NOT NULL  -- Who.
  answer text NOT NULL  -- Told by letter, or left out.
  reason text  -- Why left out.
  letter_id uuid  -- The letter.
  disclosure_id uuid  -- Its row of the disclosure log.
  letter_left_at timestamp with time zone  -- When the letter left.
  recorded_at timestamp with time zone NOT NULL  -- When.
  recorded_by text NOT NULL  -- Actor id.
  CONSTRAINT recall_answer_pkey PRIMARY KEY (patient_id, id)
  CONSTRAINT recall_answer_facility_id_fkey FOREIGN KEY (facility_id) REFERENCES directory.facility(id)
  CONSTRAINT recall_answer_patient_id_disclosure_id_fkey FOREIGN KEY (patient_id, disclosure_id) REFERENCES release.disclosure(patient_id, id)
  CONSTRAINT recall_answer_patient_id_recall_id_fkey FOREIGN KEY (patient_id, recall_id) REFERENCES release.recall(patient_id, id)
  CONSTRAINT left_out_with_a_reason CHECK (((answer = 'told'::text) OR (COALESCE(reason, ''::text) <> ''::text)))
  CONSTRAINT recall_answer_is_known CHECK ((answer = ANY (ARRAY['told'::text, 'left-out'::text])))
  CONSTRAINT recall_is_told_by_letter_and_logged CHECK ((((answer = 'told'::text) = (letter_id IS NOT NULL)) AND ((answer = 'told'::text) = (disclosure_id IS NOT NULL))))
  INDEX recall_answer_of_letter ON release.recall_answer USING btree (letter_id) WHERE (letter_id IS NOT NULL)
  UNIQUE INDEX nobody_is_recalled_twice ON release.recall_answer USING btree (patient_id, recall_id, recipient_key)
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- That the receipt date-stamp of a request was set back: it had been received earlier than logged. The clock is started anew from the earlier day.
TABLE release.receipt_correction (row-level security)
  id uuid NOT NULL  -- UUID v7.
  facility_id uuid NOT NULL  -- As the request's.
  labels bigint NOT NULL DEFAULT 0  -- Of the patient as such; kept by release.relabel_kinds.
  request_id uuid NOT NULL  -- The request.
  was_at timestamp with time zone NOT NULL  -- The stamp as it stood.
  set_to timestamp with time zone NOT NULL  -- The stamp as corrected; never later.
  reason text NOT NULL  -- Why.
  recorded_at timestamp with time zone NOT NULL  -- When.
  recorded_by text NOT NULL  -- Actor id.
  CONSTRAINT receipt_correction_pkey PRIMARY KEY (id)
  CONSTRAINT receipt_correction_facility_id_fkey FOREIGN KEY (facility_id) REFERENCES directory.facility(id)
  CONSTRAINT receipt_correction_request_id_fkey FOREIGN KEY (request_id) REFERENCES release.request(id)
  CONSTRAINT a_stamp_is_only_set_back CHECK ((set_to < was_at))
  CONSTRAINT correction_says_why CHECK ((reason <> ''::text))
  INDEX receipt_correction_of_request ON release.receipt_correction USING btree (request_id, recorded_at)
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- Places of a document that leave blacked out in the packets of one request. Undone by a row of release.redaction_undoing; never changed. What stands under a place is not kept here.
TABLE release.redaction (row-level security)
  patient_id uuid NOT NULL  -- Whose records are released.
  id uuid NOT NULL  -- UUID v7.
  facility_id uuid NOT NULL  -- As the request's.
  labels bigint NOT NULL DEFAULT 0  -- Of the patient as such, and of the document; kept by release.relabel_redactions.
  request_id uuid NOT NULL  -- The request it is for; another request begins without redactions.
  document_patient_id uuid NOT NULL  -- Registration of the document.
  document_id uuid NOT NULL  -- The document.
  version_id uuid NOT NULL  -- The version it was drawn on. On another one it blocks the release until it is undone or drawn anew.
  kind text NOT NULL  -- How the places were found: drawn, looked for by words or by a pattern, or whole pages.
  reason text NOT NULL  -- Word of the vocabulary redaction/reasons.ts; its code is printed on each place.
  note text  -- For the desk; never printed.
  drawn_on text NOT NULL  -- Which picture of the pages it was drawn on: the page images, the original as drawn here, or words set in type here under a heading with this digest.
  places jsonb NOT NULL  -- Each page (from 1) with x, y, w, h as fractions of its sides from the upper left.
  recorded_at timestamp with time zone NOT NULL  -- When.
  recorded_by text NOT NULL  -- Actor id.
  CONSTRAINT redaction_pkey PRIMARY KEY (patient_id, id)
  CONSTRAINT redaction_document_patient_id_document_id_fkey FOREIGN KEY (document_patient_id, document_id) REFERENCES documents.document(patient_id, id)
  CONSTRAINT redaction_facility_id_fkey FOREIGN KEY (facility_id) REFERENCES directory.facility(id)
  CONSTRAINT redaction_patient_id_fkey FOREIGN KEY (patient_id) REFERENCES patients.patient(id)
  CONSTRAINT redaction_request_id_fkey FOREIGN KEY (request_id) REFERENCES release.request(id)
  CONSTRAINT another_reason_is_said CHECK (((reason <> 'other'::text) OR (COALESCE(note, ''::text) <> ''::text)))
  CONSTRAINT redaction_has_places CHECK (((jsonb_typeof(places) = 'array'::text) AND ((jsonb_array_length(places) >= 1) AND (jsonb_array_length(places) <= 2000))))
  CONSTRAINT redaction_is_drawn_on_a_picture CHECK (((drawn_on = ANY (ARRAY['page-images'::text, 'original'::text])) OR (drawn_on ~ '^typeset:[0-9a-f]{16}$'::text)))
  CONSTRAINT redaction_kind_is_known CHECK ((kind = ANY (ARRAY['boxes'::text, 'words'::text, 'pages'::text, 'pattern'::text])))
  CONSTRAINT redaction_reason_is_known CHECK ((reason = ANY (ARRAY['another-person'::text, 'identifier'::text, 'not-covered'::text, 'minimum-necessary'::text, 'confidential-source'::text, 'professional-judgement'::text, 'privileged'::text, 'court-order'::text, 'other-record'::text, 'other'::text])))
  INDEX redaction_of_request ON release.redaction USING btree (patient_id, request_id, recorded_at)
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- That a redaction no longer counts. The redaction stays to be seen.
TABLE release.redaction_undoing (row-level security)
  patient_id uuid NOT NULL  -- Whose records are released.
  redaction_id uuid NOT NULL  -- The redaction.
  facility_id uuid NOT NULL  -- As the request's.
  labels bigint NOT NULL DEFAULT 0  -- As the redaction's.
  request_id uuid NOT NULL  -- The request.
  reason text NOT NULL  -- Why.
  recorded_at timestamp with time zone NOT NULL  -- When.
  recorded_by text NOT NULL  -- Actor id.
  CONSTRAINT redaction_undoing_pkey PRIMARY KEY (patient_id, redaction_id)
  CONSTRAINT redaction_undoing_facility_id_fkey FOREIGN KEY (facility_id) REFERENCES directory.facility(id)
  CONSTRAINT redaction_undoing_patient_id_fkey FOREIGN KEY (patient_id) REFERENCES patients.patient(id)
  CONSTRAINT redaction_undoing_patient_id_redaction_id_fkey FOREIGN KEY (patient_id, redaction_id) REFERENCES release.redaction(patient_id, id)
  CONSTRAINT redaction_undoing_request_id_fkey FOREIGN KEY (request_id) REFERENCES release.request(id)
  CONSTRAINT undone_with_a_reason CHECK ((reason <> ''::text))
  INDEX redaction_undoing_of_request ON release.redaction_undoing USING btree (patient_id, request_id)
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- A request for records, from its receipt date-stamp on. It may wait before its patient is identified, so it is keyed by its id. Never deleted: what ends it is a cancellation or a closure.
TABLE release.request (row-level security)
  id uuid NOT NULL  -- UUID v7.
  facility_id uuid NOT NULL  -- Facility that works the request.
  labels bigint NOT NULL DEFAULT 0  -- Sensitivity: the labels of the patient as such, and of the document where the row is about one; kept by release.relabel.
  number text NOT NULL  -- What people call it, R-2026-000123.
  patient_id uuid  -- Whose records, once a person has identified the patient; the registration chosen, whatever is merged later.
  received_at timestamp with time zone NOT NULL  -- The receipt date-stamp: legal clocks start here, not when it was logged.
  received_via text NOT NULL  -- How it came.
  origin text NOT NULL  -- The desk, or the module that brought it.
  origin_id text  -- Its number there: one request for each.
  patient_as_written text  -- Name, birth date and numbers as the requester wrote them, to identify the patient by.
  requester_class text  -- Who asks, in the vocabulary of the rules; empty until somebody has read the request.
  requester_name text  -- Who asks.
  requester_organisation text  -- For whom.
  requester_address text[] NOT NULL DEFAULT '{}'::text[]  -- Postal address in lines.
  requester_phone text  -- Phone.
  requester_email text  -- Mail address.
  requester_fax text  -- Fax.
  requester_reference text  -- Their own reference.
  purpose text  -- What for, in the vocabulary of the rules.
  purpose_words text  -- What for, as written.
  wants text NOT NULL DEFAULT 'copy'::text  -- What is asked for.
  copy_form text  -- In which form.
  asked_for text  -- What records, as written.
  priority smallint NOT NULL DEFAULT 5  -- 1 first; 5 ordinary.
  version integer NOT NULL DEFAULT 1  -- Counts changes of what is said here; If-Match.
  recorded_at timestamp with time zone NOT NULL  -- When entered here.
  recorded_by text NOT NULL  -- Actor id.
  name_key text DEFAULT lower(requester_name)  -- The requester's name to search by its beginning.
  organisation_key text DEFAULT lower(requester_organisation)  -- The requester's organisation to search by its beginning.
  number_key text DEFAULT lower(number)  -- The number to search by its beginning.
  kind text  -- What it is before the law, by the newest row of release.kind_decision; empty while facts are missing.
  rule_requester text  -- Who asks in the eyes of the rules on clock and fee, by the same row; an attorney's letter may be a request of the individual.
  asked_from date  -- First day of the records asked for, where it says one.
  asked_to date  -- Last day of the records asked for, where it says one.
  written_key text  -- Name and birth date as written, put in order and without marks, to find an earlier case of the same person by; empty without a date.
  reference_key text DEFAULT lower(requester_reference)  -- The requester's own reference, to find the case by.
  requester_id uuid  -- The entry of the directory, where the requester has one. What the request says of the requester stands beside it and stays as it was.
  CONSTRAINT request_number_is_its_own UNIQUE (number)
  CONSTRAINT request_pkey PRIMARY KEY (id)
  CONSTRAINT request_facility_id_fkey FOREIGN KEY (facility_id) REFERENCES directory.facility(id)
  CONSTRAINT request_patient_id_fkey FOREIGN KEY (patient_id) REFERENCES patients.patient(id)
  CONSTRAINT requester_is_in_the_directory FOREIGN KEY (requester_id) REFERENCES release.requester(id)
  CONSTRAINT asked_days_are_in_order CHECK ((asked_from <= asked_to))
  CONSTRAINT copy_form_is_known CHECK ((copy_form = ANY (ARRAY['electronic'::text, 'microfilm'::text, 'paper'::text])))
  CONSTRAINT described_requests_say_who_and_why CHECK ((((requester_class IS NULL) = (requester_name IS NULL)) AND ((requester_class IS NULL) = (purpose IS NULL))))
  CONSTRAINT kind_is_known CHECK ((kind = ANY (ARRAY['patient-access'::text, 'personal-representative'::text, 'third-party-directive'::text, 'authorization'::text, 'payment-operations'::text, 'treatment'::text, 'court'::text, 'agency'::text, 'internal'::text])))
  CONSTRAINT priority_is_1_to_9 CHECK (((priority >= 1) AND (priority <= 9)))
  CONSTRAINT purpose_is_known CHECK ((purpose = ANY (ARRAY['at-request-of-individual'::text, 'fundraising'::text, 'judicial'::text, 'legal-claim'::text, 'marketing'::text, 'operations'::text, 'other'::text, 'payment'::text, 'public-health'::text, 'research'::text, 'treatment'::text])))
  CONSTRAINT received_before_it_was_logged CHECK ((received_at <= recorded_at))
  CONSTRAINT received_via_is_known CHECK ((received_via = ANY (ARRAY['mail'::text, 'fax'::text, 'walk-in'::text, 'phone'::text, 'email'::text, 'portal'::text, 'scan'::text, 'electronic'::text])))
  CONSTRAINT requester_class_is_known CHECK ((requester_class = ANY (ARRAY['attorney'::text, 'government-agency'::text, 'individual'::text, 'insurer'::text, 'other'::text, 'personal-representative'::text, 'provider'::text, 'third-party-directive'::text])))
  CONSTRAINT rule_requester_is_known CHECK ((rule_requester = ANY (ARRAY['attorney'::text, 'government-agency'::text, 'individual'::text, 'insurer'::text, 'other'::text, 'personal-representative'::text, 'provider'::text, 'third-party-directive'::text])))
  CONSTRAINT wanted_is_known CHECK ((wants = ANY (ARRAY['copy'::text, 'inspection'::text, 'transmit-to-third-party'::text])))
  INDEX request_by_logging ON release.request USING btree (facility_id, recorded_at)
  INDEX request_by_name ON release.request USING btree (name_key) WHERE (name_key IS NOT NULL)
  INDEX request_by_number ON release.request USING btree (number_key)
  INDEX request_by_organisation ON release.request USING btree (organisation_key) WHERE (organisation_key IS NOT NULL)
  INDEX request_by_receipt ON release.request USING btree (facility_id, received_at)
  INDEX request_by_reference ON release.request USING btree (reference_key) WHERE (reference_key IS NOT NULL)
  INDEX request_by_written ON release.request USING btree (written_key, received_at DESC) WHERE (written_key IS NOT NULL)
  INDEX request_newest ON release.request USING btree (received_at DESC, id DESC)
  INDEX request_of_court ON release.request USING btree (id) WHERE (kind = 'court'::text)
  INDEX request_of_patient ON release.request USING btree (patient_id, received_at DESC) WHERE (patient_id IS NOT NULL)
  INDEX request_of_requester ON release.request USING btree (requester_id, received_at DESC) WHERE (requester_id IS NOT NULL)
  UNIQUE INDEX request_number_is_its_own ON release.request USING btree (number)
  UNIQUE INDEX request_once_for_each_origin ON release.request USING btree (origin, origin_id) WHERE (origin_id IS NOT NULL)
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- What has happened to each request, as facts. src/modules/release/derive-status.ts names the state that follows.
TABLE release.request_facts
  request_id uuid
  patient_id uuid
  cancelled boolean
  closed boolean
  patient_identified boolean
  requester_verified boolean
  authority_id uuid
  authority_result text
  authority_expires_on date
  evaluated_on date
  scope_id uuid
  scope_chosen boolean
  open_decisions integer
  included integer
  approval_id uuid
  approved boolean
  packet_id uuid
  packet text
  disclosure_id uuid
  hand_over text
  pends text[]
  GRANT chartkeeper_app: SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: SELECT
  GRANT chartkeeper_report: SELECT

-- A list of requests as a requester sent it.
TABLE release.request_list (row-level security)
  id uuid NOT NULL  -- UUID v7.
  facility_id uuid NOT NULL  -- Facility that works its requests.
  labels bigint NOT NULL DEFAULT 0  -- None: whose records are asked for is said row by row, and a row is no record.
  file_name text NOT NULL  -- As it came.
  digest text NOT NULL  -- SHA-256 of the file.
  headings text[] NOT NULL  -- Its first row.
  rows integer NOT NULL  -- How many rows stand below it.
  settings jsonb  -- Who asks, for what, when it was received, and which column says what; empty until somebody said it.
  created integer NOT NULL DEFAULT 0  -- Rows that opened a case, counted as they were taken in.
  known integer NOT NULL DEFAULT 0  -- Rows that had a case.
  refused integer NOT NULL DEFAULT 0  -- Rows that were refused.
  started_at timestamp with time zone  -- When its rows were last begun to be taken in.
  started_by text  -- Actor id.
  finished_at timestamp with time zone  -- When every row had its outcome.
  recorded_at timestamp with time zone NOT NULL  -- When.
  recorded_by text NOT NULL  -- Actor id.
  CONSTRAINT request_list_pkey PRIMARY KEY (id)
  CONSTRAINT request_list_facility_id_fkey FOREIGN KEY (facility_id) REFERENCES directory.facility(id)
  CONSTRAINT finished_after_it_was_started CHECK (((finished_at IS NULL) OR (started_at IS NOT NULL)))
  CONSTRAINT list_has_a_file_name CHECK ((file_name <> ''::text))
  CONSTRAINT list_has_rows CHECK (((rows >= 1) AND (rows <= 5000)))
  CONSTRAINT started_by_somebody CHECK (((started_at IS NULL) = (started_by IS NULL)))
  CONSTRAINT started_with_settings CHECK (((started_at IS NULL) OR (settings IS NOT NULL)))
  INDEX request_list_newest ON release.request_list USING btree (recorded_at DESC, id DESC)
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- Which columns the lists of one requester have, so that the next one is read at once.
TABLE release.request_list_map (row-level security)
  facility_id uuid NOT NULL  -- Where.
  labels bigint NOT NULL DEFAULT 0  -- None.
  requester_key text NOT NULL  -- Organisation or name of the requester in small letters.
  settings jsonb NOT NULL  -- As of the last list that was taken in.
  recorded_at timestamp with time zone NOT NULL  -- When.
  recorded_by text NOT NULL  -- Actor id.
  CONSTRAINT request_list_map_pkey PRIMARY KEY (facility_id, requester_key)
  CONSTRAINT request_list_map_facility_id_fkey FOREIGN KEY (facility_id) REFERENCES directory.facility(id)
  CONSTRAINT map_is_somebodys CHECK ((requester_key <> ''::text))
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- One row of a list with what became of it.
TABLE release.request_list_row (row-level security)
  list_id uuid NOT NULL  -- The list.
  number integer NOT NULL  -- From 1, the headings not counted.
  facility_id uuid NOT NULL  -- As the list's.
  labels bigint NOT NULL DEFAULT 0  -- As the list's.
  cells text[] NOT NULL  -- As they came, in the order of the headings.
  outcome text  -- created: a case was opened; known: the same row had opened one before; refused: see the reasons. Empty until taken in.
  reasons text[] NOT NULL DEFAULT '{}'::text[]  -- Words for what is wrong with it, or to be looked at.
  request_id uuid  -- Its case.
  decided_at timestamp with time zone  -- When.
  CONSTRAINT request_list_row_pkey PRIMARY KEY (list_id, number)
  CONSTRAINT request_list_row_facility_id_fkey FOREIGN KEY (facility_id) REFERENCES directory.facility(id)
  CONSTRAINT request_list_row_list_id_fkey FOREIGN KEY (list_id) REFERENCES release.request_list(id)
  CONSTRAINT request_list_row_request_id_fkey FOREIGN KEY (request_id) REFERENCES release.request(id)
  CONSTRAINT row_is_decided_at_a_time CHECK (((outcome IS NULL) = (decided_at IS NULL)))
  CONSTRAINT row_outcome_is_known CHECK ((outcome = ANY (ARRAY['created'::text, 'known'::text, 'refused'::text])))
  CONSTRAINT rows_count_from_one CHECK ((number >= 1))
  CONSTRAINT taken_rows_have_a_case CHECK (((request_id IS NOT NULL) = ((outcome IS NOT NULL) AND (outcome <> 'refused'::text))))
  INDEX request_list_row_undecided ON release.request_list_row USING btree (list_id, number) WHERE (outcome IS NULL)
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- An organisation or a person who asks for records. Never deleted; two that are one are merged, and the merged one points to what stands.
TABLE release.requester
  id uuid NOT NULL  -- UUID v7.
  kind text NOT NULL  -- organisation or person.
  class text NOT NULL  -- Who asks, in the vocabulary of the rules.
  name text NOT NULL  -- Whom one speaks to, or the organisation itself.
  organisation text  -- For whom a person asks.
  address text[] NOT NULL DEFAULT '{}'::text[]  -- Postal address in lines.
  relationship text  -- What binds them to this custodian: contract, copy service of, referring practice.
  reference text  -- How they usually write their own reference.
  billing_address text[] NOT NULL DEFAULT '{}'::text[]  -- Where invoices go, in lines; empty: as the address.
  billing_terms text  -- Terms agreed, in words.
  notes text  -- What a colleague should know. Nothing of patients.
  version integer NOT NULL DEFAULT 1  -- Counts changes.
  merged_into uuid  -- The entry that stands in its place.
  merged_at timestamp with time zone  -- When merged.
  merged_by text  -- Actor id.
  merge_reason text  -- Why they are one.
  recorded_at timestamp with time zone NOT NULL  -- When entered here.
  recorded_by text NOT NULL  -- Actor id.
  changed_at timestamp with time zone NOT NULL  -- When last changed.
  changed_by text NOT NULL  -- Actor id.
  billing_prepay boolean  -- Agreed: the copies wait until the invoice is paid. NULL: nothing is agreed.
  billing_days smallint  -- Agreed: days from the invoice to its due day. NULL: nothing is agreed.
  CONSTRAINT requester_pkey PRIMARY KEY (id)
  CONSTRAINT requester_merged_into_fkey FOREIGN KEY (merged_into) REFERENCES release.requester(id)
  CONSTRAINT billing_days_are_a_year_at_most CHECK (((billing_days >= 0) AND (billing_days <= 365)))
  CONSTRAINT directory_class_is_known CHECK ((class = ANY (ARRAY['attorney'::text, 'government-agency'::text, 'individual'::text, 'insurer'::text, 'other'::text, 'personal-representative'::text, 'provider'::text, 'third-party-directive'::text])))
  CONSTRAINT merged_by_somebody_into_another CHECK ((((merged_into IS NULL) = (merged_at IS NULL)) AND ((merged_into IS NULL) = (merged_by IS NULL)) AND ((merged_into IS NULL) = (merge_reason IS NULL)) AND (merged_into <> id)))
  CONSTRAINT requester_has_a_name CHECK ((name <> ''::text))
  CONSTRAINT requester_kind_is_known CHECK ((kind = ANY (ARRAY['organisation'::text, 'person'::text])))
  CONSTRAINT terms_are_whole CHECK (((billing_prepay IS NULL) = (billing_days IS NULL)))
  INDEX requester_merged_into ON release.requester USING btree (merged_into) WHERE (merged_into IS NOT NULL)
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- A way to reach a requester. Its value never changes: a new number is a new row, which nobody has verified.
TABLE release.requester_channel
  id uuid NOT NULL  -- UUID v7.
  requester_id uuid NOT NULL  -- Whose.
  kind text NOT NULL  -- fax, mail (postal address), email, phone.
  value text NOT NULL  -- Number or address as written; lines of a postal address are parted by line breaks.
  value_key text NOT NULL  -- Without what people write differently: digits of a number, small letters of an address.
  verified_at timestamp with time zone  -- When somebody made sure that it is theirs.
  verified_by text  -- Actor id.
  verified_how text  -- How: call back to which number from where, letterhead, contract.
  ended_at timestamp with time zone  -- When it stopped being used.
  ended_by text  -- Actor id.
  recorded_at timestamp with time zone NOT NULL  -- When entered here.
  recorded_by text NOT NULL  -- Actor id.
  end_reason text  -- Why it is not used any more. NULL where nobody was asked, before 20261128T1600.
  CONSTRAINT requester_channel_pkey PRIMARY KEY (id)
  CONSTRAINT requester_channel_requester_id_fkey FOREIGN KEY (requester_id) REFERENCES release.requester(id)
  CONSTRAINT channel_is_ended_by_somebody CHECK (((ended_at IS NULL) = (ended_by IS NULL)))
  CONSTRAINT channel_is_verified_by_somebody CHECK ((((verified_at IS NULL) = (verified_by IS NULL)) AND ((verified_at IS NULL) = (verified_how IS NULL))))
  CONSTRAINT channel_kind_is_known CHECK ((kind = ANY (ARRAY['fax'::text, 'mail'::text, 'email'::text, 'phone'::text])))
  CONSTRAINT channel_leads_somewhere CHECK ((value <> ''::text))
  CONSTRAINT only_what_ended_says_why CHECK (((end_reason IS NULL) OR ((ended_at IS NOT NULL) AND (end_reason <> ''::text))))
  INDEX channel_of_requester ON release.requester_channel USING btree (requester_id, recorded_at)
  UNIQUE INDEX channel_stands_once ON release.requester_channel USING btree (requester_id, kind, value_key) WHERE (ended_at IS NULL)
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- What an entry is found by: its words from each word on, and the digits of its numbers. Rebuilt when it changes; none for merged entries.
TABLE release.requester_key
  requester_id uuid NOT NULL  -- Whose.
  key text NOT NULL  -- In small letters without marks; found by its beginning.
  CONSTRAINT requester_key_pkey PRIMARY KEY (key, requester_id)
  CONSTRAINT requester_key_requester_id_fkey FOREIGN KEY (requester_id) REFERENCES release.requester(id)
  INDEX key_of_requester ON release.requester_key USING btree (requester_id, key)
  GRANT chartkeeper_app: DELETE, INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: DELETE, INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- What a patient asked: to keep records from somebody (45 CFR 164.522(a)), or to be reached another way (164.522(b)). Answered and ended by rows of their own.
TABLE release.restriction (row-level security)
  patient_id uuid NOT NULL  -- Who asked.
  id uuid NOT NULL  -- UUID v7.
  facility_id uuid NOT NULL  -- As the patient's.
  labels bigint NOT NULL DEFAULT 0  -- Of the patient as such; kept by release.relabel_restrictions.
  kind text NOT NULL  -- One that may be refused, one for what was paid in full without the plan, which must be granted, or another way to be reached.
  asked_on date NOT NULL  -- The day it was asked.
  asked_how text NOT NULL  -- In writing or by word of mouth.
  words text NOT NULL  -- What was asked, in words.
  recipients text[]  -- Classes of requester it is kept from; none: from everybody. Of what was paid in full always health plans.
  recipient_name text  -- Name or organisation it is kept from, where one was named.
  type_codes text[]  -- Kinds of document; none: every kind.
  encounter_ids uuid[]  -- Encounters whose documents it covers; none: not by encounter.
  document_ids uuid[]  -- Documents it covers; none: not by document.
  service_from date  -- First day of the care it covers.
  service_to date  -- Last day of the care it covers.
  holds_from date NOT NULL  -- From this day on it is obeyed.
  holds_to date  -- Last day on which it is obeyed; none: until it is ended.
  means text  -- Address, number or means by which the patient wants to be reached.
  recorded_at timestamp with time zone NOT NULL  -- When.
  recorded_by text NOT NULL  -- Actor id.
  reach_by text  -- The way by which the patient is reached; none: only told in words, so that a person judges each time.
  reach_to text  -- Postal address line by line, fax number or mail address.
  CONSTRAINT restriction_pkey PRIMARY KEY (patient_id, id)
  CONSTRAINT restriction_facility_id_fkey FOREIGN KEY (facility_id) REFERENCES directory.facility(id)
  CONSTRAINT restriction_patient_id_fkey FOREIGN KEY (patient_id) REFERENCES patients.patient(id)
  CONSTRAINT confidential_communication_says_how CHECK (((kind = 'confidential-communication'::text) = (COALESCE(means, ''::text) <> ''::text)))
  CONSTRAINT only_a_confidential_communication_reaches CHECK (((reach_by IS NULL) OR (kind = 'confidential-communication'::text)))
  CONSTRAINT reach_is_known CHECK ((reach_by = ANY (ARRAY['mail'::text, 'fax'::text, 'email'::text, 'link'::text, 'in-person'::text])))
  CONSTRAINT reach_names_a_place CHECK (
CASE
    WHEN (reach_by = ANY (ARRAY['mail'::text, 'fax'::text, 'email'::text])) THEN (COALESCE(reach_to, ''::text) <> ''::text)
    ELSE (reach_to IS NULL)
END)
  CONSTRAINT restricted_dates_are_in_order CHECK (((service_from IS NULL) OR (service_to IS NULL) OR (service_to >= service_from)))
  CONSTRAINT restricted_lists_are_not_empty CHECK (((cardinality(recipients) > 0) AND (cardinality(type_codes) > 0) AND (cardinality(encounter_ids) > 0) AND (cardinality(document_ids) > 0)))
  CONSTRAINT restriction_ends_after_it_begins CHECK (((holds_to IS NULL) OR (holds_to >= holds_from)))
  CONSTRAINT restriction_is_told CHECK ((words <> ''::text))
  CONSTRAINT restriction_kind_is_known CHECK ((kind = ANY (ARRAY['agreed'::text, 'paid-in-full'::text, 'confidential-communication'::text])))
  CONSTRAINT restriction_was_asked_somehow CHECK ((asked_how = ANY (ARRAY['in-writing'::text, 'orally'::text])))
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- What the facility answered, once.
TABLE release.restriction_answer (row-level security)
  patient_id uuid NOT NULL  -- Who asked.
  restriction_id uuid NOT NULL  -- What was asked.
  facility_id uuid NOT NULL  -- As the patient's.
  labels bigint NOT NULL DEFAULT 0  -- Of the patient as such; kept by release.relabel_restrictions.
  answer text NOT NULL  -- Agreed or refused.
  reason text  -- Why; always where it was refused.
  rule_id text NOT NULL  -- The rule asked whether it may be refused.
  rule_version text NOT NULL  -- Its text on that day.
  recorded_at timestamp with time zone NOT NULL  -- When.
  recorded_by text NOT NULL  -- Actor id.
  CONSTRAINT restriction_answer_pkey PRIMARY KEY (patient_id, restriction_id)
  CONSTRAINT restriction_answer_facility_id_fkey FOREIGN KEY (facility_id) REFERENCES directory.facility(id)
  CONSTRAINT restriction_answer_patient_id_fkey FOREIGN KEY (patient_id) REFERENCES patients.patient(id)
  CONSTRAINT restriction_answer_patient_id_restriction_id_fkey FOREIGN KEY (patient_id, restriction_id) REFERENCES release.restriction(patient_id, id)
  CONSTRAINT refused_with_a_reason CHECK (((answer = 'agreed'::text) OR (COALESCE(reason, ''::text) <> ''::text)))
  CONSTRAINT restriction_answer_is_known CHECK ((answer = ANY (ARRAY['agreed'::text, 'refused'::text])))
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- That a restriction was ended, by whom. Ended by the facility it still covers what was filed before the notice.
TABLE release.restriction_end (row-level security)
  patient_id uuid NOT NULL  -- Who asked.
  restriction_id uuid NOT NULL  -- What ends.
  facility_id uuid NOT NULL  -- As the patient's.
  labels bigint NOT NULL DEFAULT 0  -- Of the patient as such; kept by release.relabel_restrictions.
  ended_by text NOT NULL  -- By the patient, or by the facility with notice.
  notified_on date  -- The day the patient was told.
  reason text NOT NULL  -- Why, or how the patient said so.
  rule_id text NOT NULL  -- The rule asked whether it may end.
  rule_version text NOT NULL  -- Its text on that day.
  recorded_at timestamp with time zone NOT NULL  -- When.
  recorded_by text NOT NULL  -- Actor id.
  CONSTRAINT restriction_end_pkey PRIMARY KEY (patient_id, restriction_id)
  CONSTRAINT restriction_end_facility_id_fkey FOREIGN KEY (facility_id) REFERENCES directory.facility(id)
  CONSTRAINT restriction_end_patient_id_fkey FOREIGN KEY (patient_id) REFERENCES patients.patient(id)
  CONSTRAINT restriction_end_patient_id_restriction_id_fkey FOREIGN KEY (patient_id, restriction_id) REFERENCES release.restriction(patient_id, id)
  CONSTRAINT custodian_gives_notice CHECK (((ended_by = 'individual'::text) OR (notified_on IS NOT NULL)))
  CONSTRAINT restriction_ends_with_a_reason CHECK ((reason <> ''::text))
  CONSTRAINT restriction_is_ended_by_somebody CHECK ((ended_by = ANY (ARRAY['individual'::text, 'custodian'::text])))
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- The documents an amendment is asked for, and the paper on which it was asked.
TABLE release.rights_document (row-level security)
  patient_id uuid NOT NULL  -- Whose record.
  request_id uuid NOT NULL  -- The request.
  document_id uuid NOT NULL  -- The document.
  facility_id uuid NOT NULL  -- As the request's.
  labels bigint NOT NULL DEFAULT 0  -- Of the patient as such; kept by release.relabel_rights.
  document_patient_id uuid NOT NULL  -- The registration it is filed under.
  version_id uuid NOT NULL  -- The version that stood when it was asked.
  role text NOT NULL  -- The entry that is to be amended, or the paper of the request.
  CONSTRAINT rights_document_pkey PRIMARY KEY (patient_id, request_id, document_id)
  CONSTRAINT rights_document_document_patient_id_document_id_fkey FOREIGN KEY (document_patient_id, document_id) REFERENCES documents.document(patient_id, id)
  CONSTRAINT rights_document_facility_id_fkey FOREIGN KEY (facility_id) REFERENCES directory.facility(id)
  CONSTRAINT rights_document_patient_id_request_id_fkey FOREIGN KEY (patient_id, request_id) REFERENCES release.rights_request(patient_id, id)
  CONSTRAINT rights_document_role_is_known CHECK ((role = ANY (ARRAY['affected'::text, 'paper'::text])))
  INDEX rights_of_document ON release.rights_document USING btree (document_patient_id, document_id)
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- What a patient asked of the record itself: to amend it, or who got it. Its state follows from its steps.
TABLE release.rights_request (row-level security)
  patient_id uuid NOT NULL  -- Whose record.
  id uuid NOT NULL  -- UUID v7.
  facility_id uuid NOT NULL  -- As the patient's.
  labels bigint NOT NULL DEFAULT 0  -- Of the patient as such; kept by release.relabel_rights.
  number text NOT NULL  -- As people name it.
  kind text NOT NULL  -- To amend the record (45 CFR 164.526), or an accounting of disclosures (164.528).
  received_at timestamp with time zone NOT NULL  -- Receipt date-stamp; it starts the clock.
  received_on date NOT NULL  -- Its day at the facility.
  in_writing boolean NOT NULL  -- It was made in writing.
  asker_name text NOT NULL  -- Who asked: the patient or who acts for the patient.
  asker_is_patient boolean NOT NULL  -- It was the patient in person.
  asker_address text[] NOT NULL  -- Where the answer goes.
  wrong text  -- Of an amendment: what is wrong.
  should_say text  -- Of an amendment: what it should say.
  reason text  -- Of an amendment: why.
  named jsonb NOT NULL DEFAULT '[]'::jsonb  -- Of an amendment: whom the patient wants told, name, organisation and address.
  period_from date  -- Of an accounting: first day asked for.
  period_to date  -- Of an accounting: last day asked for.
  recorded_at timestamp with time zone NOT NULL  -- When entered here.
  recorded_by text NOT NULL  -- Actor id.
  CONSTRAINT rights_number_is_used_once UNIQUE (number)
  CONSTRAINT rights_request_pkey PRIMARY KEY (patient_id, id)
  CONSTRAINT rights_request_facility_id_fkey FOREIGN KEY (facility_id) REFERENCES directory.facility(id)
  CONSTRAINT rights_request_patient_id_fkey FOREIGN KEY (patient_id) REFERENCES patients.patient(id)
  CONSTRAINT accounting_has_a_period CHECK ((((kind = 'accounting'::text) = (period_from IS NOT NULL)) AND ((period_from IS NULL) = (period_to IS NULL))))
  CONSTRAINT accounting_period_is_in_order CHECK ((period_to >= period_from))
  CONSTRAINT amendment_says_what_and_why CHECK (((kind <> 'amendment'::text) OR ((COALESCE(wrong, ''::text) <> ''::text) AND (COALESCE(should_say, ''::text) <> ''::text) AND (COALESCE(reason, ''::text) <> ''::text))))
  CONSTRAINT named_is_a_list CHECK ((jsonb_typeof(named) = 'array'::text))
  CONSTRAINT rights_kind_is_known CHECK ((kind = ANY (ARRAY['amendment'::text, 'accounting'::text])))
  CONSTRAINT somebody_asks CHECK ((asker_name <> ''::text))
  INDEX rights_by_id ON release.rights_request USING btree (id)
  INDEX rights_of_facility ON release.rights_request USING btree (facility_id, received_at DESC, id)
  UNIQUE INDEX rights_number_is_used_once ON release.rights_request USING btree (number)
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- What a facility set for the rights of its patients; the newest row counts.
TABLE release.rights_setting
  id uuid NOT NULL  -- UUID v7.
  facility_id uuid NOT NULL  -- The facility.
  statement_chars integer NOT NULL  -- How long a statement of disagreement may be (45 CFR 164.526(d)(2)).
  accounting_cents integer NOT NULL  -- What a second accounting within twelve months costs (45 CFR 164.528(c)(2)).
  staff_names boolean NOT NULL  -- A patient who asks who looked is told names, not roles only.
  recorded_at timestamp with time zone NOT NULL  -- When.
  recorded_by text NOT NULL  -- Actor id.
  CONSTRAINT rights_setting_pkey PRIMARY KEY (id)
  CONSTRAINT rights_setting_facility_id_fkey FOREIGN KEY (facility_id) REFERENCES directory.facility(id)
  CONSTRAINT accounting_price_is_known CHECK (((accounting_cents >= 0) AND (accounting_cents <= 100000)))
  CONSTRAINT statement_limit_is_reasonable CHECK (((statement_chars >= 1000) AND (statement_chars <= 50000)))
  INDEX rights_setting_of_facility ON release.rights_setting USING btree (facility_id, recorded_at DESC, id DESC)
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- What was done about a request for amendment or accounting, by whom, when, with its letter.
TABLE release.rights_step (row-level security)
  patient_id uuid NOT NULL  -- Whose record.
  id uuid NOT NULL  -- UUID v7.
  facility_id uuid NOT NULL  -- As the request's.
  labels bigint NOT NULL DEFAULT 0  -- Of the patient as such; kept by release.relabel_rights.
  request_id uuid NOT NULL  -- The request.
  kind text NOT NULL  -- What was done.
  facts jsonb NOT NULL DEFAULT '{}'::jsonb  -- What belongs to it: grounds, words, days, amounts; rights/step.ts says which.
  recipient_key text  -- Whom an amendment was told, so that nobody is told twice: a disclosure, or a place in the list of those named.
  promised_on date  -- Of an extension: the new day.
  letter_id uuid  -- The letter that tells it.
  letter_left_at timestamp with time zone  -- When the letter left the house; the clock is answered or moved then.
  effect text  -- What that did to the clock: met, extended; or the code of the problem that kept it.
  recorded_at timestamp with time zone NOT NULL  -- When.
  recorded_by text NOT NULL  -- Actor id.
  CONSTRAINT rights_step_pkey PRIMARY KEY (patient_id, id)
  CONSTRAINT rights_step_facility_id_fkey FOREIGN KEY (facility_id) REFERENCES directory.facility(id)
  CONSTRAINT rights_step_patient_id_request_id_fkey FOREIGN KEY (patient_id, request_id) REFERENCES release.rights_request(patient_id, id)
  CONSTRAINT rights_extension_promises_a_day CHECK (((kind = 'extended'::text) = (promised_on IS NOT NULL)))
  CONSTRAINT rights_step_facts_are_named CHECK ((jsonb_typeof(facts) = 'object'::text))
  CONSTRAINT rights_step_is_known CHECK ((kind = ANY (ARRAY['author-asked'::text, 'author-answered'::text, 'accepted'::text, 'denied'::text, 'told'::text, 'not-told'::text, 'disagreed'::text, 'rebutted'::text, 'rides-along'::text, 'priced'::text, 'price-agreed'::text, 'accounted'::text, 'extended'::text, 'withdrawn'::text])))
  CONSTRAINT rights_step_is_told_by_letter CHECK (((letter_id IS NOT NULL) OR (kind <> ALL (ARRAY['accepted'::text, 'denied'::text, 'told'::text, 'rebutted'::text, 'priced'::text, 'accounted'::text, 'extended'::text]))))
  CONSTRAINT told_names_whom CHECK (((kind = ANY (ARRAY['told'::text, 'not-told'::text])) = (recipient_key IS NOT NULL)))
  INDEX rights_step_of_letter ON release.rights_step USING btree (letter_id) WHERE (letter_id IS NOT NULL)
  INDEX rights_step_of_request ON release.rights_step USING btree (patient_id, request_id, recorded_at, id)
  UNIQUE INDEX nobody_is_told_twice ON release.rights_step USING btree (patient_id, request_id, recipient_key) WHERE (recipient_key IS NOT NULL)
  UNIQUE INDEX rights_step_happens_once ON release.rights_step USING btree (patient_id, request_id, kind) WHERE (kind = ANY (ARRAY['author-answered'::text, 'accepted'::text, 'denied'::text, 'disagreed'::text, 'rebutted'::text, 'rides-along'::text, 'price-agreed'::text, 'accounted'::text, 'extended'::text, 'withdrawn'::text]))
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- The one person with whom the facts of a row of a payer's list agree; nobody is identified by it.
TABLE release.row_match (row-level security)
  patient_id uuid NOT NULL  -- The person.
  list_id uuid NOT NULL  -- The list.
  number integer NOT NULL  -- The row.
  facility_id uuid NOT NULL  -- As the list's.
  labels bigint NOT NULL DEFAULT 0  -- Of the patient as such; kept by release.relabel_payers.
  matched_on text[] NOT NULL  -- Facts that agreed.
  request_id uuid NOT NULL  -- The case that the row opened.
  recorded_at timestamp with time zone NOT NULL  -- When.
  recorded_by text NOT NULL  -- Actor id.
  CONSTRAINT a_row_is_matched_once UNIQUE (list_id, number)
  CONSTRAINT row_match_pkey PRIMARY KEY (patient_id, list_id, number)
  CONSTRAINT row_match_facility_id_fkey FOREIGN KEY (facility_id) REFERENCES directory.facility(id)
  CONSTRAINT row_match_list_id_number_fkey FOREIGN KEY (list_id, number) REFERENCES release.request_list_row(list_id, number)
  CONSTRAINT row_match_patient_id_fkey FOREIGN KEY (patient_id) REFERENCES patients.patient(id)
  CONSTRAINT row_match_request_id_fkey FOREIGN KEY (request_id) REFERENCES release.request(id)
  CONSTRAINT two_facts_agree CHECK ((cardinality(matched_on) >= 2))
  INDEX row_match_of_request ON release.row_match USING btree (request_id)
  UNIQUE INDEX a_row_is_matched_once ON release.row_match USING btree (list_id, number)
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- Which records were chosen under an authority. Chosen anew after every change of authority; the newest of the authority in force holds.
TABLE release.scope (row-level security)
  patient_id uuid NOT NULL  -- Whose records.
  id uuid NOT NULL  -- UUID v7.
  facility_id uuid NOT NULL  -- Facility that works the request.
  labels bigint NOT NULL DEFAULT 0  -- Sensitivity: the labels of the patient as such, and of the document where the row is about one; kept by release.relabel.
  request_id uuid NOT NULL  -- The request.
  authority_id uuid NOT NULL  -- The authority it rests on.
  number integer NOT NULL  -- 1, 2, 3 ... for the request.
  from_on date  -- First day of service asked for.
  to_on date  -- Last day of service asked for.
  type_codes text[]  -- Kinds of document; none: all.
  with_unsigned boolean NOT NULL DEFAULT false  -- Documents not yet authenticated go along, marked on each page.
  encrypt boolean NOT NULL DEFAULT false  -- The packet is asked for encrypted (AES-256).
  documents integer NOT NULL  -- How many documents were decided on: whoever approves must see as many.
  recorded_at timestamp with time zone NOT NULL  -- When entered here.
  recorded_by text NOT NULL  -- Actor id.
  CONSTRAINT scope_number_is_its_own UNIQUE (patient_id, request_id, number)
  CONSTRAINT scope_pkey PRIMARY KEY (patient_id, id)
  CONSTRAINT scope_facility_id_fkey FOREIGN KEY (facility_id) REFERENCES directory.facility(id)
  CONSTRAINT scope_patient_id_authority_id_fkey FOREIGN KEY (patient_id, authority_id) REFERENCES release.authority(patient_id, id)
  CONSTRAINT scope_patient_id_fkey FOREIGN KEY (patient_id) REFERENCES patients.patient(id)
  CONSTRAINT scope_request_id_fkey FOREIGN KEY (request_id) REFERENCES release.request(id)
  CONSTRAINT scope_ends_after_it_begins CHECK ((to_on >= from_on))
  INDEX scope_by_day ON release.scope USING btree (facility_id, recorded_at)
  UNIQUE INDEX scope_number_is_its_own ON release.scope USING btree (patient_id, request_id, number)
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- The decision on one document of the record: include, withhold, or what it needs, with the ids and versions of the rules.
TABLE release.scope_document (row-level security)
  patient_id uuid NOT NULL  -- Whose records.
  id uuid NOT NULL  -- UUID v7.
  facility_id uuid NOT NULL  -- Facility that works the request.
  labels bigint NOT NULL DEFAULT 0  -- Sensitivity: the labels of the patient as such, and of the document where the row is about one; kept by release.relabel.
  request_id uuid NOT NULL  -- The request.
  scope_id uuid NOT NULL  -- The choice it belongs to.
  document_patient_id uuid NOT NULL  -- Registration the document is filed under.
  document_id uuid NOT NULL  -- The document.
  version_id uuid NOT NULL  -- The version that was decided on; a newer one is decided anew.
  position integer NOT NULL  -- Order in the packet.
  pages integer NOT NULL  -- Pages of that version.
  decision text NOT NULL  -- What the rules said.
  reasons jsonb NOT NULL  -- Every reason, with rule, version and citation.
  mark text  -- Printed on each page.
  CONSTRAINT document_is_decided_once UNIQUE (patient_id, scope_id, document_id)
  CONSTRAINT scope_document_pkey PRIMARY KEY (patient_id, id)
  CONSTRAINT scope_document_document_patient_id_document_id_fkey FOREIGN KEY (document_patient_id, document_id) REFERENCES documents.document(patient_id, id)
  CONSTRAINT scope_document_facility_id_fkey FOREIGN KEY (facility_id) REFERENCES directory.facility(id)
  CONSTRAINT scope_document_patient_id_fkey FOREIGN KEY (patient_id) REFERENCES patients.patient(id)
  CONSTRAINT scope_document_patient_id_scope_id_fkey FOREIGN KEY (patient_id, scope_id) REFERENCES release.scope(patient_id, id)
  CONSTRAINT scope_document_request_id_fkey FOREIGN KEY (request_id) REFERENCES release.request(id)
  CONSTRAINT document_decision_is_known CHECK ((decision = ANY (ARRAY['include'::text, 'needs-review'::text, 'needs-professional'::text, 'needs-consent'::text, 'withhold'::text])))
  CONSTRAINT mark_is_known CHECK ((mark = ANY (ARRAY['UNSIGNED'::text, 'PRELIMINARY'::text])))
  UNIQUE INDEX document_is_decided_once ON release.scope_document USING btree (patient_id, scope_id, document_id)
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- Of a scope to which the minimum necessary applies: what is usual for its purpose, in what it goes beyond, and why (45 CFR 164.502(b), 164.514(d)).
TABLE release.scope_width (row-level security)
  patient_id uuid NOT NULL  -- Whose records are asked for.
  scope_id uuid NOT NULL  -- The scope.
  facility_id uuid NOT NULL  -- As the request's.
  labels bigint NOT NULL DEFAULT 0  -- Of the patient as such; kept by release.relabel_restrictions.
  usual text NOT NULL  -- Which usual scope (basis/usual-scopes.ts).
  encounter_id uuid  -- The billed encounter, where the usual scope is one.
  injury_on date  -- The day of the injury, where the usual scope begins there.
  wider text[] NOT NULL  -- In what it goes beyond the usual; empty: nowhere.
  reason text  -- Why it is wider.
  rule_id text NOT NULL  -- The rule that says that the minimum necessary applies.
  rule_version text NOT NULL  -- Its text on that day.
  recorded_at timestamp with time zone NOT NULL  -- When.
  recorded_by text NOT NULL  -- Actor id.
  CONSTRAINT scope_width_pkey PRIMARY KEY (patient_id, scope_id)
  CONSTRAINT scope_width_facility_id_fkey FOREIGN KEY (facility_id) REFERENCES directory.facility(id)
  CONSTRAINT scope_width_patient_id_fkey FOREIGN KEY (patient_id) REFERENCES patients.patient(id)
  CONSTRAINT scope_width_patient_id_scope_id_fkey FOREIGN KEY (patient_id, scope_id) REFERENCES release.scope(patient_id, id)
  CONSTRAINT wider_with_a_reason CHECK (((cardinality(wider) = 0) OR (COALESCE(reason, ''::text) <> ''::text)))
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- With what a facility seals packets: a certificate made here, or one of the house's own authority. Old ones stay, so that what they sealed can be verified.
TABLE release.seal_certificate (row-level security)
  id uuid NOT NULL  -- UUID v7.
  facility_id uuid NOT NULL  -- Whose seal.
  labels bigint NOT NULL DEFAULT 0  -- None: it says nothing of a patient.
  origin text NOT NULL  -- self-made: nobody outside vouches for it. loaded: from a PKCS#12 file.
  subject text NOT NULL  -- Whom it names.
  fingerprint text NOT NULL  -- SHA-256 of the certificate, to be compared by telephone.
  certificate bytea NOT NULL  -- X.509 in DER.
  chain bytea[] NOT NULL  -- Certificates of those who vouch for it, in DER.
  sealed_key bytea NOT NULL  -- Private key (PKCS#8), encrypted under a key of the keyring and bound to this id.
  not_before timestamp with time zone NOT NULL  -- Valid from.
  not_after timestamp with time zone NOT NULL  -- Valid until.
  withdrawn_at timestamp with time zone  -- Set when another took its place.
  withdrawn_by text  -- Actor id.
  withdraw_reason text  -- Why.
  recorded_at timestamp with time zone NOT NULL  -- When.
  recorded_by text NOT NULL  -- Actor id.
  CONSTRAINT seal_certificate_pkey PRIMARY KEY (id)
  CONSTRAINT seal_certificate_facility_id_fkey FOREIGN KEY (facility_id) REFERENCES directory.facility(id)
  CONSTRAINT certificate_ends_after_it_begins CHECK ((not_after > not_before))
  CONSTRAINT certificate_is_withdrawn_by_somebody CHECK ((((withdrawn_at IS NULL) = (withdrawn_by IS NULL)) AND ((withdrawn_at IS NULL) = (withdraw_reason IS NULL))))
  CONSTRAINT certificate_names_somebody CHECK ((subject <> ''::text))
  CONSTRAINT certificate_origin_is_known CHECK ((origin = ANY (ARRAY['self-made'::text, 'loaded'::text])))
  CONSTRAINT fingerprint_is_sha256 CHECK ((fingerprint ~ '^[0-9a-f]{64}$'::text))
  UNIQUE INDEX one_seal_of_a_facility ON release.seal_certificate USING btree (facility_id) WHERE (withdrawn_at IS NULL)
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- What a person made of a document that the rules left open, or took out of what they allow, with the reason. The newest for a document holds.
TABLE release.settlement (row-level security)
  patient_id uuid NOT NULL  -- Whose records.
  id uuid NOT NULL  -- UUID v7.
  facility_id uuid NOT NULL  -- Facility that works the request.
  labels bigint NOT NULL DEFAULT 0  -- Sensitivity: the labels of the patient as such, and of the document where the row is about one; kept by release.relabel.
  request_id uuid NOT NULL  -- The request.
  scope_id uuid NOT NULL  -- The choice it belongs to.
  document_id uuid NOT NULL  -- The document.
  decision text NOT NULL  -- Goes along, or stays out.
  reason text NOT NULL  -- Why: the consent that came, the professional who judged, what was seen.
  professional text  -- The licensed professional who judged, where that was needed.
  recorded_at timestamp with time zone NOT NULL  -- When entered here.
  recorded_by text NOT NULL  -- Actor id.
  denial_ground text  -- Where the individual or a representative asks by right of access: the ground of the law on which the document is withheld.
  CONSTRAINT settlement_pkey PRIMARY KEY (patient_id, id)
  CONSTRAINT settlement_facility_id_fkey FOREIGN KEY (facility_id) REFERENCES directory.facility(id)
  CONSTRAINT settlement_patient_id_fkey FOREIGN KEY (patient_id) REFERENCES patients.patient(id)
  CONSTRAINT settlement_patient_id_scope_id_document_id_fkey FOREIGN KEY (patient_id, scope_id, document_id) REFERENCES release.scope_document(patient_id, scope_id, document_id)
  CONSTRAINT settlement_request_id_fkey FOREIGN KEY (request_id) REFERENCES release.request(id)
  CONSTRAINT denial_ground_is_known CHECK ((denial_ground = ANY (ARRAY['endangers-life-or-safety'::text, 'harm-through-representative'::text, 'harms-another-person-mentioned'::text, 'information-excepted'::text, 'inmate-copy-jeopardises'::text, 'obtained-in-confidence'::text, 'privacy-act'::text, 'research-in-progress'::text])))
  CONSTRAINT only_withholding_has_a_ground CHECK (((denial_ground IS NULL) OR (decision = 'withhold'::text)))
  CONSTRAINT settled_one_way_or_the_other CHECK ((decision = ANY (ARRAY['include'::text, 'withhold'::text])))
  INDEX settlement_of_document ON release.settlement USING btree (patient_id, scope_id, document_id, recorded_at DESC)
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- New documents of an injury are asked for as they come, up to a day.
TABLE release.standing_request (row-level security)
  patient_id uuid NOT NULL  -- Whose records.
  id uuid NOT NULL  -- UUID v7.
  facility_id uuid NOT NULL  -- As the request's.
  labels bigint NOT NULL DEFAULT 0  -- Of the patient as such; kept by release.relabel_payers.
  request_id uuid NOT NULL  -- The case that asked for it.
  until_on date NOT NULL  -- Last day on which a new document opens a case; then it ends by itself.
  recorded_at timestamp with time zone NOT NULL  -- When.
  recorded_by text NOT NULL  -- Actor id.
  ended_at timestamp with time zone  -- When a person ended it before its day.
  ended_by text  -- Actor id.
  end_reason text  -- Why.
  CONSTRAINT standing_request_pkey PRIMARY KEY (patient_id, id)
  CONSTRAINT standing_request_facility_id_fkey FOREIGN KEY (facility_id) REFERENCES directory.facility(id)
  CONSTRAINT standing_request_patient_id_fkey FOREIGN KEY (patient_id) REFERENCES patients.patient(id)
  CONSTRAINT standing_request_request_id_fkey FOREIGN KEY (request_id) REFERENCES release.request(id)
  CONSTRAINT ended_early_with_a_reason CHECK ((((ended_at IS NULL) = (ended_by IS NULL)) AND ((ended_at IS NULL) = (end_reason IS NULL))))
  INDEX standing_request_of_case ON release.standing_request USING btree (request_id)
  INDEX standing_request_of_patient ON release.standing_request USING btree (patient_id, until_on) WHERE (ended_at IS NULL)
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- What was decided on the entries of one FHIR type: these go, so many stay, and why.
TABLE release.structured_kind (row-level security)
  patient_id uuid NOT NULL  -- Whose records.
  id uuid NOT NULL  -- UUID v7.
  facility_id uuid NOT NULL  -- As the request's.
  labels bigint NOT NULL DEFAULT 0  -- Of the patient as such and of its entries; kept by release.relabel_structured.
  own_labels bigint NOT NULL  -- Of its entries together, as they were when it was decided.
  part_id uuid NOT NULL  -- The choice.
  type text NOT NULL  -- resourceType (HL7 FHIR R4).
  entries text[] NOT NULL  -- What goes, as `registration/id/version`; the packet takes these and no others.
  withheld integer NOT NULL  -- Entries that stay behind.
  reasons jsonb NOT NULL  -- Why they stay: [{ruleId, version?, cite?, text, count}].
  CONSTRAINT structured_kind_pkey PRIMARY KEY (patient_id, id)
  CONSTRAINT structured_kind_facility_id_fkey FOREIGN KEY (facility_id) REFERENCES directory.facility(id)
  CONSTRAINT structured_kind_patient_id_fkey FOREIGN KEY (patient_id) REFERENCES patients.patient(id)
  CONSTRAINT structured_kind_patient_id_part_id_fkey FOREIGN KEY (patient_id, part_id) REFERENCES release.structured_part(patient_id, id)
  CONSTRAINT structured_kind_is_a_type CHECK ((type ~ '^[A-Z][A-Za-z]+$'::text))
  CONSTRAINT structured_kind_withholds_some CHECK ((withheld >= 0))
  INDEX structured_kind_of_part ON release.structured_kind USING btree (patient_id, part_id)
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- Whether the structured part of the record goes with a scope; the newest row of the scope counts.
TABLE release.structured_part (row-level security)
  patient_id uuid NOT NULL  -- Whose records.
  id uuid NOT NULL  -- UUID v7.
  facility_id uuid NOT NULL  -- As the request's.
  labels bigint NOT NULL DEFAULT 0  -- Of the patient as such; kept by release.relabel_structured.
  request_id uuid NOT NULL  -- The request.
  scope_id uuid NOT NULL  -- The scope it was chosen with: dates, kinds and authority are the scope's.
  wanted boolean NOT NULL  -- It goes along; false: it was taken out again.
  kinds integer NOT NULL  -- How many rows of release.structured_kind it has: whoever sees fewer does not see all of it.
  recorded_at timestamp with time zone NOT NULL  -- When.
  recorded_by text NOT NULL  -- Actor id.
  CONSTRAINT structured_part_pkey PRIMARY KEY (patient_id, id)
  CONSTRAINT structured_part_facility_id_fkey FOREIGN KEY (facility_id) REFERENCES directory.facility(id)
  CONSTRAINT structured_part_patient_id_fkey FOREIGN KEY (patient_id) REFERENCES patients.patient(id)
  CONSTRAINT structured_part_patient_id_scope_id_fkey FOREIGN KEY (patient_id, scope_id) REFERENCES release.scope(patient_id, id)
  CONSTRAINT structured_part_request_id_fkey FOREIGN KEY (request_id) REFERENCES release.request(id)
  CONSTRAINT structured_kinds_are_counted CHECK (((kinds >= 0) AND (wanted OR (kinds = 0))))
  INDEX structured_part_of_scope ON release.structured_part USING btree (patient_id, scope_id, recorded_at DESC)
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- Records were handed in. Insert-only; proof and outcome are rows of their own.
TABLE release.submission (row-level security)
  id uuid NOT NULL  -- UUID v7.
  facility_id uuid NOT NULL  -- As the request's.
  labels bigint NOT NULL DEFAULT 0  -- Of the patient as such; kept by release.relabel_payers.
  request_id uuid NOT NULL  -- The request.
  destination_id uuid NOT NULL  -- To whom.
  attempt smallint NOT NULL  -- Which try of this level.
  level text NOT NULL  -- For the request itself, or for an appeal.
  appeal_id uuid  -- The appeal it files.
  way text NOT NULL  -- How it was handed in.
  handed_in_on date NOT NULL  -- The day it was handed in.
  their_number text  -- Number that the destination gave the submission.
  packet_id uuid NOT NULL  -- The packet that was handed in; its hand-over stands in the disclosure log.
  files text[] NOT NULL  -- File names by which its volumes were handed in.
  recorded_at timestamp with time zone NOT NULL  -- When.
  recorded_by text NOT NULL  -- Actor id.
  CONSTRAINT each_try_counts_once UNIQUE (request_id, level, attempt)
  CONSTRAINT submission_pkey PRIMARY KEY (id)
  CONSTRAINT submission_appeal_id_fkey FOREIGN KEY (appeal_id) REFERENCES release.appeal(id)
  CONSTRAINT submission_destination_id_fkey FOREIGN KEY (destination_id) REFERENCES release.destination(id)
  CONSTRAINT submission_facility_id_fkey FOREIGN KEY (facility_id) REFERENCES directory.facility(id)
  CONSTRAINT submission_request_id_fkey FOREIGN KEY (request_id) REFERENCES release.request(id)
  CONSTRAINT an_appeal_is_filed_at_its_level CHECK (((level = 'initial'::text) = (appeal_id IS NULL)))
  CONSTRAINT submission_has_files CHECK ((cardinality(files) > 0))
  CONSTRAINT submission_level_is_known CHECK ((level = ANY (ARRAY['initial'::text, 'redetermination'::text, 'reconsideration'::text, 'hearing'::text, 'council'::text, 'court'::text, 'level-1'::text, 'level-2'::text, 'level-3'::text])))
  CONSTRAINT submission_way_is_known CHECK ((way = ANY (ARRAY['portal'::text, 'esmd'::text, 'fax'::text, 'mail'::text, 'media'::text, 'secure-mail'::text])))
  CONSTRAINT tries_count_from_one CHECK ((attempt >= 1))
  INDEX submission_of_appeal ON release.submission USING btree (appeal_id) WHERE (appeal_id IS NOT NULL)
  UNIQUE INDEX each_try_counts_once ON release.submission USING btree (request_id, level, attempt)
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- What became of a submission. Insert-only.
TABLE release.submission_outcome (row-level security)
  id uuid NOT NULL  -- UUID v7.
  facility_id uuid NOT NULL  -- As the request's.
  labels bigint NOT NULL DEFAULT 0  -- Of the patient as such; kept by release.relabel_payers.
  request_id uuid NOT NULL  -- The request.
  submission_id uuid NOT NULL  -- The submission.
  outcome text NOT NULL  -- What the destination answered; the newest row counts.
  reason text  -- Why; always where it was not accepted or paid.
  answered_on date NOT NULL  -- The day of the answer.
  recorded_at timestamp with time zone NOT NULL  -- When.
  recorded_by text NOT NULL  -- Actor id.
  CONSTRAINT submission_outcome_pkey PRIMARY KEY (id)
  CONSTRAINT submission_outcome_facility_id_fkey FOREIGN KEY (facility_id) REFERENCES directory.facility(id)
  CONSTRAINT submission_outcome_request_id_fkey FOREIGN KEY (request_id) REFERENCES release.request(id)
  CONSTRAINT submission_outcome_submission_id_fkey FOREIGN KEY (submission_id) REFERENCES release.submission(id)
  CONSTRAINT bad_news_has_a_reason CHECK (((outcome = ANY (ARRAY['accepted'::text, 'paid'::text])) OR (btrim(COALESCE(reason, ''::text)) <> ''::text)))
  CONSTRAINT submission_outcome_is_known CHECK ((outcome = ANY (ARRAY['accepted'::text, 'rejected'::text, 'paid'::text, 'denied'::text, 'recouped'::text])))
  INDEX submission_outcome_of_request ON release.submission_outcome USING btree (request_id, recorded_at)
  INDEX submission_outcome_of_submission ON release.submission_outcome USING btree (submission_id)
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- That a submission arrived, once.
TABLE release.submission_proof (row-level security)
  submission_id uuid NOT NULL  -- The submission.
  facility_id uuid NOT NULL  -- As the request's.
  labels bigint NOT NULL DEFAULT 0  -- Of the patient as such; kept by release.relabel_payers.
  request_id uuid NOT NULL  -- The request.
  kind text NOT NULL  -- What proves it.
  number text NOT NULL  -- Confirmation, receipt or tracking number.
  document_patient_id uuid  -- Where the proof is filed as a document.
  document_id uuid  -- That document.
  received_on date NOT NULL  -- The day it shows as received.
  recorded_at timestamp with time zone NOT NULL  -- When.
  recorded_by text NOT NULL  -- Actor id.
  CONSTRAINT submission_proof_pkey PRIMARY KEY (submission_id)
  CONSTRAINT submission_proof_facility_id_fkey FOREIGN KEY (facility_id) REFERENCES directory.facility(id)
  CONSTRAINT submission_proof_request_id_fkey FOREIGN KEY (request_id) REFERENCES release.request(id)
  CONSTRAINT submission_proof_submission_id_fkey FOREIGN KEY (submission_id) REFERENCES release.submission(id)
  CONSTRAINT proof_document_is_whole CHECK (((document_patient_id IS NULL) = (document_id IS NULL)))
  CONSTRAINT proof_has_a_number CHECK ((btrim(number) <> ''::text))
  CONSTRAINT proof_kind_is_known CHECK ((kind = ANY (ARRAY['fax-confirmation'::text, 'portal-receipt'::text, 'tracking-number'::text, 'signed-receipt'::text])))
  INDEX submission_proof_of_request ON release.submission_proof USING btree (request_id)
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- A document that came, or changed, after a release of the last twelve months whose scope covered it, and what was decided.
TABLE release.supplement (row-level security)
  patient_id uuid NOT NULL  -- Whose records were released.
  id uuid NOT NULL  -- UUID v7.
  facility_id uuid NOT NULL  -- As the request's.
  labels bigint NOT NULL DEFAULT 0  -- Of the patient as such, and of the document, when it was recorded.
  request_id uuid NOT NULL  -- The request that was answered without it.
  document_patient_id uuid NOT NULL  -- Registration of the document.
  document_id uuid NOT NULL  -- The document.
  version_id uuid NOT NULL  -- The version that came.
  why text NOT NULL  -- A document that was not there, or a newer version of one that was.
  decision text  -- Send a supplement, or none is needed; none while nobody decided.
  reason text  -- Why.
  sent_request_id uuid  -- The new case that sends it.
  decided_at timestamp with time zone  -- When.
  decided_by text  -- Actor id.
  recorded_at timestamp with time zone NOT NULL  -- When the question arose.
  recorded_by text NOT NULL  -- Actor id.
  CONSTRAINT asked_once_for_each_version UNIQUE (patient_id, request_id, document_id, version_id)
  CONSTRAINT supplement_pkey PRIMARY KEY (patient_id, id)
  CONSTRAINT supplement_document_patient_id_document_id_fkey FOREIGN KEY (document_patient_id, document_id) REFERENCES documents.document(patient_id, id)
  CONSTRAINT supplement_facility_id_fkey FOREIGN KEY (facility_id) REFERENCES directory.facility(id)
  CONSTRAINT supplement_patient_id_fkey FOREIGN KEY (patient_id) REFERENCES patients.patient(id)
  CONSTRAINT supplement_request_id_fkey FOREIGN KEY (request_id) REFERENCES release.request(id)
  CONSTRAINT supplement_sent_request_id_fkey FOREIGN KEY (sent_request_id) REFERENCES release.request(id)
  CONSTRAINT sending_opens_a_case CHECK (((NOT (decision IS DISTINCT FROM 'send'::text)) = (sent_request_id IS NOT NULL)))
  CONSTRAINT supplement_cause_is_known CHECK ((why = ANY (ARRAY['late-document'::text, 'new-version'::text])))
  CONSTRAINT supplement_decision_is_known CHECK ((decision = ANY (ARRAY['send'::text, 'not-needed'::text])))
  CONSTRAINT supplement_is_decided_by_somebody CHECK ((((decision IS NULL) = (decided_at IS NULL)) AND ((decision IS NULL) = (decided_by IS NULL)) AND ((decision IS NULL) = (reason IS NULL))))
  INDEX supplement_of_request ON release.supplement USING btree (request_id, recorded_at)
  UNIQUE INDEX asked_once_for_each_version ON release.supplement USING btree (patient_id, request_id, document_id, version_id)
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- That an open link was taken back without a person: the patient died and the power it rested on ended, or a document behind it was withdrawn. Waits until somebody says what follows.
TABLE release.suspension (row-level security)
  patient_id uuid NOT NULL  -- Whose records.
  id uuid NOT NULL  -- UUID v7.
  facility_id uuid NOT NULL  -- As the link's.
  labels bigint NOT NULL DEFAULT 0  -- Of the patient as such; kept by the reaction release.suspensions-follow-labels.
  request_id uuid NOT NULL  -- The request.
  link_id uuid NOT NULL  -- The link, which is revoked in the same act.
  why text NOT NULL  -- Why.
  recorded_at timestamp with time zone NOT NULL  -- When.
  recorded_by text NOT NULL  -- Actor id: the reaction.
  answer text  -- What a person made of it.
  answered_at timestamp with time zone  -- When.
  answered_by text  -- Actor id.
  CONSTRAINT link_is_suspended_once UNIQUE (patient_id, link_id)
  CONSTRAINT suspension_pkey PRIMARY KEY (patient_id, id)
  CONSTRAINT suspension_facility_id_fkey FOREIGN KEY (facility_id) REFERENCES directory.facility(id)
  CONSTRAINT suspension_patient_id_fkey FOREIGN KEY (patient_id) REFERENCES patients.patient(id)
  CONSTRAINT suspension_patient_id_link_id_fkey FOREIGN KEY (patient_id, link_id) REFERENCES release.link(patient_id, id)
  CONSTRAINT suspension_request_id_fkey FOREIGN KEY (request_id) REFERENCES release.request(id)
  CONSTRAINT suspension_is_answered_by_somebody CHECK ((((answered_at IS NULL) = (answered_by IS NULL)) AND ((answered_at IS NULL) = (answer IS NULL))))
  CONSTRAINT suspension_why_is_known CHECK ((why = ANY (ARRAY['power-ended'::text, 'patient-died'::text, 'document-withdrawn'::text])))
  INDEX suspension_of_request ON release.suspension USING btree (request_id, recorded_at DESC, id DESC)
  UNIQUE INDEX link_is_suspended_once ON release.suspension USING btree (patient_id, link_id)
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- Who the requester is and by what authority, as verified under 45 CFR 164.514(h). The newest row holds.
TABLE release.verification (row-level security)
  id uuid NOT NULL  -- UUID v7.
  facility_id uuid NOT NULL  -- Facility that works the request.
  labels bigint NOT NULL DEFAULT 0  -- Sensitivity: the labels of the patient as such, and of the document where the row is about one; kept by release.relabel.
  request_id uuid NOT NULL  -- The request.
  how text NOT NULL  -- What was shown or done: ID seen, call back to a known number, letterhead, portal sign-in.
  official_asks text  -- Public officials are verified by rules of their own.
  seen jsonb NOT NULL  -- Rule id -> element -> found, missing, unclear: what the person saw.
  elements jsonb NOT NULL  -- Every element with its state and citation, as the rules answered.
  result text NOT NULL  -- What the rules said.
  rules jsonb NOT NULL  -- Rule ids and versions.
  recorded_at timestamp with time zone NOT NULL  -- When entered here.
  recorded_by text NOT NULL  -- Actor id.
  CONSTRAINT verification_pkey PRIMARY KEY (id)
  CONSTRAINT verification_facility_id_fkey FOREIGN KEY (facility_id) REFERENCES directory.facility(id)
  CONSTRAINT verification_request_id_fkey FOREIGN KEY (request_id) REFERENCES release.request(id)
  CONSTRAINT official_asking_is_known CHECK ((official_asks = ANY (ARRAY['by-agent'::text, 'in-person'::text, 'in-writing'::text, 'not-an-official'::text])))
  CONSTRAINT verification_result_is_known CHECK ((result = ANY (ARRAY['complete'::text, 'incomplete'::text, 'undecided'::text])))
  INDEX verification_by_day ON release.verification USING btree (facility_id, recorded_at)
  INDEX verification_of_request ON release.verification USING btree (request_id, recorded_at DESC)
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: INSERT, SELECT
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT
  GRANT chartkeeper_report: SELECT

-- One thing one person should do next. Nothing that arrives is ever without one until it is settled.
TABLE worklist.item (row-level security)
  id uuid NOT NULL  -- UUID v7.
  kind text NOT NULL  -- module.kind as declared by the module.
  module text NOT NULL  -- Module that opened it.
  subject_id uuid NOT NULL  -- What it is about.
  patient_id uuid  -- Whose, where known; NULL before filing.
  facility_id uuid NOT NULL  -- Where.
  labels bigint NOT NULL DEFAULT 0  -- Sensitivity of the subject: nobody is handed what he may not see.
  permission text NOT NULL  -- What a person must be permitted to do it.
  priority smallint NOT NULL DEFAULT 5  -- 1 first; 5 ordinary.
  opened_at timestamp with time zone NOT NULL  -- Since when it waits.
  due_at timestamp with time zone  -- When it is due, where a clock runs.
  claimed_by text  -- Who has it in hand.
  claimed_until timestamp with time zone  -- The claim lapses then and the item returns.
  closed_at timestamp with time zone  -- When it was settled.
  closed_by text  -- By whom.
  outcome text  -- How.
  barred text[] NOT NULL DEFAULT '{}'::text[]  -- Actor ids that are never handed this item and cannot take it.
  assigned_to text  -- Actor id of the person it waits for: handed to nobody else. Empty: whoever may.
  CONSTRAINT item_pkey PRIMARY KEY (id)
  CONSTRAINT item_facility_id_fkey FOREIGN KEY (facility_id) REFERENCES directory.facility(id)
  CONSTRAINT claim_has_an_end CHECK (((claimed_by IS NULL) = (claimed_until IS NULL)))
  CONSTRAINT closed_items_say_how CHECK (((closed_at IS NULL) = (outcome IS NULL)))
  CONSTRAINT priority_is_1_to_9 CHECK (((priority >= 1) AND (priority <= 9)))
  INDEX item_closed ON worklist.item USING btree (closed_by, closed_at DESC) WHERE (closed_at IS NOT NULL)
  INDEX item_next ON worklist.item USING btree (permission, priority, due_at, opened_at) WHERE (closed_at IS NULL)
  INDEX item_of_subject ON worklist.item USING btree (subject_id)
  UNIQUE INDEX one_open_item_for_each_subject ON worklist.item USING btree (kind, subject_id) WHERE (closed_at IS NULL)
  POLICY scope FOR *
  POLICY whole FOR r
  GRANT chartkeeper_app: INSERT, SELECT, UPDATE
  GRANT chartkeeper_backup: SELECT
  GRANT chartkeeper_jobs: INSERT, SELECT, UPDATE
  GRANT chartkeeper_report: SELECT

-- Refuses UPDATE, DELETE and TRUNCATE on the log.
CREATE OR REPLACE FUNCTION audit.refuse_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN RAISE EXCEPTION 'The log is append-only.' USING ERRCODE = 'insufficient_privilege'; END $function$

-- Nothing is shared between units: else destroying one would leave, or take, the content of another.
CREATE OR REPLACE FUNCTION documents.check_rendition()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
BEGIN
  IF NOT EXISTS (
    SELECT FROM documents.document d
      JOIN documents.unit u ON u.patient_id = d.patient_id AND u.id = d.unit_id
      JOIN platform.blob b ON b.address = NEW.blob_address AND b.slot = u.key_slot
      WHERE d.patient_id = NEW.patient_id AND d.id = NEW.document_id)
  THEN RAISE EXCEPTION 'The blob of a rendition is encrypted under the key slot of its document''s unit.'
    USING ERRCODE = 'check_violation', CONSTRAINT = 'rendition_is_of_its_unit';
  END IF;
  RETURN NEW;
END $function$

-- Holds in force on a unit: its own, its encounter's, and those of the person under every merged registration. SECURITY DEFINER: a hold holds whoever may see it.
CREATE OR REPLACE FUNCTION documents.holds_on_unit(of_patient uuid, of_unit uuid)
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  SELECT h.id
  FROM documents.unit u
  JOIN patients.member mine ON mine.patient_id = u.patient_id
  JOIN patients.member theirs ON theirs.survivor_id = mine.survivor_id
  JOIN documents.legal_hold h ON h.patient_id = theirs.patient_id
  WHERE u.patient_id = of_patient AND u.id = of_unit
    AND NOT EXISTS (SELECT FROM documents.legal_hold_lift l WHERE l.patient_id = h.patient_id AND l.hold_id = h.id)
    AND (CASE WHEN h.unit_id IS NOT NULL THEN h.patient_id = u.patient_id AND h.unit_id = u.id
              WHEN h.encounter_id IS NOT NULL THEN h.patient_id = u.patient_id
                AND (h.encounter_id = u.encounter_id
                     OR EXISTS (SELECT FROM documents.document d WHERE d.patient_id = u.patient_id AND d.unit_id = u.id AND d.encounter_id = h.encounter_id))
              ELSE true END)
$function$

-- Stems of the words asked for, without those excluded by a minus.
CREATE OR REPLACE FUNCTION documents.lexemes(asked text)
 RETURNS text[]
 LANGUAGE sql
 IMMUTABLE
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  SELECT tsvector_to_array(to_tsvector('pg_catalog.english', regexp_replace(asked, '(^|\s)-("[^"]*"|\S+)', ' ', 'g')))
$function$

-- Serialises holds and destructions of one person; returns the surviving registration.
CREATE OR REPLACE FUNCTION documents.lock_person(of_patient uuid)
 RETURNS uuid
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
DECLARE person uuid;
BEGIN
  person := coalesce((SELECT m.survivor_id FROM patients.member m WHERE m.patient_id = of_patient), of_patient);
  PERFORM pg_advisory_xact_lock(hashtextextended('documents.hold ' || person::text, 0));
  RETURN person;
END $function$

-- Pages on which the words asked for stand, those with most of them first.
CREATE OR REPLACE FUNCTION documents.pages_hit(vector tsvector, page_numbers integer[], page_starts integer[], lexemes text[])
 RETURNS integer[]
 LANGUAGE sql
 IMMUTABLE
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  SELECT coalesce(array_agg(hit.page ORDER BY hit.different DESC, hit.page), '{}') FROM (
    SELECT page_numbers[width_bucket(position, page_starts)] AS page, count(DISTINCT each.lexeme) AS different
    FROM unnest(vector) AS each (lexeme, positions, weights), unnest(each.positions) AS position
    WHERE each.lexeme = ANY (lexemes)
    GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 50) AS hit
$function$

-- Writes the words of a version, page by page, and returns the number of rows used. At most one row a page, so as many row ids as pages are handed in.
CREATE OR REPLACE FUNCTION documents.put_words(of_patient uuid, of_document uuid, of_version uuid, row_ids uuid[], at_facility uuid, mask bigint, numbers integer[], texts text[])
 RETURNS integer
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
DECLARE
  vector tsvector := '';
  page tsvector;
  reach integer;
  used integer := 0;
  page_numbers integer[] := '{}';
  page_starts integer[] := '{}';
  written integer := 0;
BEGIN
  FOR i IN 1 .. cardinality(texts) LOOP
    page := to_tsvector('pg_catalog.english', texts[i]);
    reach := coalesce((SELECT max(position) FROM unnest(page) AS each (lexeme, positions, weights), unnest(positions) AS position), 0);
    CONTINUE WHEN reach = 0;
    -- Positions end at 16,383 and a vector at 1 MiB; what would pass either begins a row of its own.
    IF used > 0 AND (used + reach > 16000 OR pg_column_size(vector) + pg_column_size(page) > 900000) THEN
      written := written + 1;
      INSERT INTO documents.words (patient_id, id, facility_id, labels, document_id, version_id, vector, page_numbers, page_starts)
        VALUES (of_patient, row_ids[written], at_facility, mask, of_document, of_version, vector, page_numbers, page_starts);
      vector := ''; used := 0; page_numbers := '{}'; page_starts := '{}';
    END IF;
    page_numbers := page_numbers || numbers[i];
    page_starts := page_starts || (used + 1);
    vector := vector || page;
    used := used + reach;
  END LOOP;
  IF used > 0 THEN
    written := written + 1;
    INSERT INTO documents.words (patient_id, id, facility_id, labels, document_id, version_id, vector, page_numbers, page_starts)
      VALUES (of_patient, row_ids[written], at_facility, mask, of_document, of_version, vector, page_numbers, page_starts);
  END IF;
  RETURN written;
END $function$

-- The last line against spoliation: whatever asks, a unit under hold is neither ordered destroyed nor deleted.
CREATE OR REPLACE FUNCTION documents.refuse_under_hold()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
DECLARE
  of_patient uuid;
  of_unit uuid;
BEGIN
  IF TG_TABLE_NAME = 'destruction' THEN
    of_patient := NEW.patient_id; of_unit := NEW.unit_id;
  ELSIF TG_TABLE_NAME = 'unit' THEN
    of_patient := OLD.patient_id; of_unit := OLD.id;
  ELSE
    of_patient := OLD.patient_id;
    of_unit := (SELECT d.unit_id FROM documents.document d WHERE d.patient_id = OLD.patient_id AND d.id = OLD.document_id);
  END IF;
  PERFORM documents.lock_person(of_patient);
  IF EXISTS (SELECT FROM documents.holds_on_unit(of_patient, of_unit)) THEN
    RAISE EXCEPTION 'The unit is under a legal hold.'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'no_destruction_under_a_hold';
  END IF;
  RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $function$

-- Puts the mask that follows from the patient and the label rows in force on every row of a document. SECURITY DEFINER, because whoever labels a document may thereby lose sight of it.
CREATE OR REPLACE FUNCTION documents.relabel(of_patient uuid, of_document uuid)
 RETURNS bigint
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
DECLARE
  mask bigint;
  not_kept bigint := 2048;
  kept_from integer := coalesce((SELECT v.number FROM documents.outside_review r
    JOIN documents.version v ON v.patient_id = r.patient_id AND v.id = r.kept_version_id
    WHERE r.patient_id = of_patient AND r.document_id = of_document AND r.superseded_at IS NULL AND r.decision = 'keep-part'), 0);
BEGIN
  SELECT p.labels | coalesce((SELECT bit_or(l.bit) FROM documents.label l
                              WHERE l.patient_id = of_patient AND l.document_id = of_document AND l.lifted_at IS NULL), 0)
    INTO mask FROM patients.patient p WHERE p.id = of_patient;
  UPDATE documents.unit u SET labels = mask FROM documents.document d
    WHERE d.patient_id = of_patient AND d.id = of_document AND u.patient_id = of_patient AND u.id = d.unit_id AND u.labels <> mask;
  UPDATE documents.document SET labels = mask WHERE patient_id = of_patient AND id = of_document AND labels <> mask;
  UPDATE documents.version SET labels = mask WHERE patient_id = of_patient AND document_id = of_document AND labels <> mask;
  UPDATE documents.page SET labels = new.labels
    FROM (SELECT id, mask | CASE WHEN number < kept_from THEN not_kept ELSE 0 END AS labels FROM documents.version
          WHERE patient_id = of_patient AND document_id = of_document) new
    WHERE page.patient_id = of_patient AND page.version_id = new.id AND page.labels <> new.labels;
  UPDATE documents.rendition SET labels = new.labels
    FROM (SELECT v.id, r.id AS rendition_id, mask | CASE WHEN v.number < kept_from AND r.kind <> 'amendment' THEN not_kept ELSE 0 END AS labels
          FROM documents.version v JOIN documents.rendition r ON r.patient_id = v.patient_id AND r.version_id = v.id
          WHERE v.patient_id = of_patient AND v.document_id = of_document) new
    WHERE rendition.patient_id = of_patient AND rendition.id = new.rendition_id AND rendition.labels <> new.labels;
  UPDATE documents.words SET labels = new.labels
    FROM (SELECT v.id, mask | CASE WHEN v.number < kept_from THEN not_kept ELSE 0 END AS labels FROM documents.version v
          WHERE v.patient_id = of_patient AND v.document_id = of_document) new
    WHERE words.patient_id = of_patient AND words.document_id = of_document AND words.version_id = new.id
      AND words.page_numbers <> '{0}' AND words.labels <> new.labels;
  UPDATE documents.words SET labels = mask
    WHERE patient_id = of_patient AND document_id = of_document AND page_numbers = '{0}' AND labels <> mask;
  UPDATE documents.signature SET labels = mask WHERE patient_id = of_patient AND document_id = of_document AND labels <> mask;
  UPDATE documents.label SET labels = mask WHERE patient_id = of_patient AND document_id = of_document AND labels <> mask;
  UPDATE documents.entered_in_error SET labels = mask WHERE patient_id = of_patient AND document_id = of_document AND labels <> mask;
  UPDATE documents.link SET labels = mask WHERE patient_id = of_patient AND document_id = of_document AND labels <> mask;
  UPDATE documents.amendment SET labels = mask WHERE patient_id = of_patient AND document_id = of_document AND labels <> mask;
  UPDATE documents.change SET labels = mask WHERE patient_id = of_patient AND document_id = of_document AND labels <> mask;
  UPDATE documents.unreadable SET labels = mask WHERE patient_id = of_patient AND document_id = of_document AND labels <> mask;
  UPDATE documents.outside_origin SET labels = mask WHERE patient_id = of_patient AND document_id = of_document AND labels <> mask;
  UPDATE documents.outside_review SET labels = mask WHERE patient_id = of_patient AND document_id = of_document AND labels <> mask;
  RETURN mask;
END $function$

-- Gives the rows of status, late and not verified the labels of their document; called after documents.relabel. SECURITY DEFINER, because whoever labels may lose sight of the rows.
CREATE OR REPLACE FUNCTION documents.relabel_marks(of_patient uuid, of_document uuid)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
DECLARE mask bigint;
BEGIN
  SELECT d.labels INTO mask FROM documents.document d WHERE d.patient_id = of_patient AND d.id = of_document;
  UPDATE documents.version_status SET labels = mask WHERE patient_id = of_patient AND document_id = of_document AND labels <> mask;
  UPDATE documents.late SET labels = mask WHERE patient_id = of_patient AND document_id = of_document AND labels <> mask;
  UPDATE documents.unverified SET labels = mask WHERE patient_id = of_patient AND document_id = of_document AND labels <> mask;
END $function$

-- Documents of any record that hold the words asked for, trimmed to the scope in force, best of the first 2,000 found. SECURITY DEFINER, because full-text operators are not leakproof and would not use their index under row-level security; so it applies the scope itself and returns ids, which the caller joins back to the protected tables.
CREATE OR REPLACE FUNCTION documents.search_everywhere(asked text, of_types text[], from_on date, to_on date, most integer)
 RETURNS TABLE(patient_id uuid, document_id uuid, words_id uuid, rank real)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
 SET plan_cache_mode TO 'force_custom_plan'
AS $function$
#variable_conflict use_column
DECLARE
  query tsquery := websearch_to_tsquery('pg_catalog.english', asked);
  everywhere boolean := platform.scope_everywhere();
  facilities uuid[] := platform.scope_facilities();
  hidden bigint := platform.scope_hidden_labels();
  patients uuid[] := platform.scope_patients();
  glass uuid := platform.scope_glass();
BEGIN
  RETURN QUERY
    WITH found AS (
      SELECT w.patient_id, w.document_id, w.id, w.vector
      FROM documents.words w
      JOIN documents.document d ON d.patient_id = w.patient_id AND d.id = w.document_id
      WHERE w.vector @@ query
        AND (((everywhere OR w.facility_id = ANY (facilities)) AND w.labels & hidden = 0 AND (patients IS NULL OR w.patient_id = ANY (patients)))
             OR w.patient_id = glass)
        AND (of_types IS NULL OR d.type_code = ANY (of_types))
        AND (from_on IS NULL OR d.dated_on >= from_on)
        AND (to_on IS NULL OR d.dated_on <= to_on)
        AND NOT EXISTS (SELECT FROM documents.entered_in_error e
                        WHERE e.patient_id = w.patient_id AND e.document_id = w.document_id AND e.withdrawn_at IS NULL)
      LIMIT 2000)
    SELECT f.patient_id, f.document_id, f.id, ts_rank_cd(f.vector, query) AS rank
    FROM found f ORDER BY rank DESC, f.document_id DESC LIMIT least(most, 200);
END $function$

-- Puts the labels of a document on its DocumentReferences. As the owner, since whoever labels a document may lose sight of it with that act.
CREATE OR REPLACE FUNCTION fhir.follow_labels(p_patient uuid, p_document uuid)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  WITH now_is AS (
    SELECT d.id, d.labels, ARRAY(SELECT v.origin_id FROM documents.version v
      WHERE v.patient_id = d.patient_id AND v.document_id = d.id AND v.origin_id IS NOT NULL) AS others
    FROM documents.document d WHERE d.patient_id = p_patient AND d.id = p_document
  ), same_person AS (
    SELECT m.patient_id FROM patients.member asked JOIN patients.member m ON m.survivor_id = asked.survivor_id
    WHERE asked.patient_id = p_patient
  ), current_ones AS (
    UPDATE fhir.resource r SET labels = n.labels FROM now_is n
    WHERE r.patient_id IN (SELECT s.patient_id FROM same_person s) AND r.type = 'DocumentReference'
      AND (r.id = n.id OR r.id::text = ANY (n.others))
  ), keys AS (
    UPDATE fhir.search_key k SET labels = n.labels FROM now_is n
    WHERE k.patient_id IN (SELECT s.patient_id FROM same_person s) AND k.type = 'DocumentReference'
      AND (k.id = n.id OR k.id::text = ANY (n.others))
  ), ranges AS (
    UPDATE fhir.search_range k SET labels = n.labels FROM now_is n
    WHERE k.patient_id IN (SELECT s.patient_id FROM same_person s) AND k.type = 'DocumentReference'
      AND (k.id = n.id OR k.id::text = ANY (n.others))
  )
  UPDATE fhir.history h SET labels = n.labels FROM now_is n
  WHERE h.patient_id IN (SELECT s.patient_id FROM same_person s) AND h.type = 'DocumentReference'
    AND (h.id = n.id OR h.id::text = ANY (n.others));
$function$

-- The labels of a person as such, for a resource that is being written. As the owner: a feed may write what it may not see.
CREATE OR REPLACE FUNCTION fhir.person_labels(p_patient uuid)
 RETURNS bigint
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$ SELECT coalesce((SELECT p.labels FROM patients.patient p WHERE p.id = p_patient), 0) $function$

-- Gives the rows of identity that are about a patient the labels that the patient has now.
CREATE OR REPLACE FUNCTION identity.relabel(whose uuid)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
DECLARE
  mask bigint := (SELECT p.labels FROM patients.patient p WHERE p.id = relabel.whose);
BEGIN
  UPDATE identity.pair c SET labels = a.labels | b.labels FROM patients.patient a, patients.patient b
    WHERE a.id = c.patient_id AND b.id = c.other_id AND (c.patient_id = relabel.whose OR c.other_id = relabel.whose) AND c.labels <> a.labels | b.labels;
  UPDATE identity.verdict v SET labels = c.labels FROM identity.pair c
    WHERE (c.patient_id = relabel.whose OR c.other_id = relabel.whose) AND v.patient_id = c.patient_id AND v.pair_id = c.id AND v.labels <> c.labels;
  UPDATE identity.overlay SET labels = mask WHERE patient_id = relabel.whose AND labels <> mask;
  UPDATE identity.overlay_choice SET labels = mask WHERE patient_id = relabel.whose AND labels <> mask;
  UPDATE identity.notice SET labels = mask WHERE patient_id = relabel.whose AND labels <> mask;
  UPDATE identity.loose_fact SET labels = mask WHERE patient_id = relabel.whose AND labels <> mask;
END $function$

-- Gives corrections asked for the labels that their document and patient have now.
CREATE OR REPLACE FUNCTION identity.relabel_corrections(whose uuid)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$ UPDATE identity.correction c SET labels = d.labels | p.labels FROM documents.document d, patients.patient p
          WHERE c.patient_id = whose AND p.id = whose AND d.patient_id = whose AND d.id = c.document_id AND c.labels <> d.labels | p.labels $function$

-- Gives the findings about a patient the labels that the patient and the document have now.
CREATE OR REPLACE FUNCTION identity.relabel_findings(whose uuid)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$ UPDATE identity.finding f SET labels = p.labels | d.labels FROM patients.patient p, documents.document d
          WHERE f.patient_id = whose AND p.id = whose AND d.patient_id = whose AND d.id = f.subject_id AND f.field = 'documents' AND f.labels <> p.labels | d.labels;
        UPDATE identity.finding f SET labels = p.labels FROM patients.patient p
          WHERE p.id = whose AND f.patient_id = whose AND f.field <> 'documents' AND f.labels <> p.labels $function$

-- Holds in force on a thing: of its person under every merged registration, and of its encounter, or of any encounter where the thing names none. SECURITY DEFINER: a hold holds whoever may see it.
CREATE OR REPLACE FUNCTION intake.holds_on_object(of_object uuid)
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  SELECT h.id
  FROM intake.object o
  JOIN patients.member mine ON mine.patient_id = o.patient_id
  JOIN patients.member theirs ON theirs.survivor_id = mine.survivor_id
  JOIN documents.legal_hold h ON h.patient_id = theirs.patient_id
  WHERE o.id = of_object
    AND NOT EXISTS (SELECT FROM documents.legal_hold_lift l WHERE l.patient_id = h.patient_id AND l.hold_id = h.id)
    AND h.unit_id IS NULL
    AND (h.encounter_id IS NULL OR o.encounter_id IS NULL OR h.encounter_id = o.encounter_id)
$function$

-- The last line against spoliation: whatever asks, a thing under hold is not recorded as destroyed.
CREATE OR REPLACE FUNCTION intake.refuse_object_under_hold()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
DECLARE of_patient uuid := (SELECT o.patient_id FROM intake.object o WHERE o.id = NEW.object_id);
BEGIN
  PERFORM documents.lock_person(of_patient);
  IF of_patient IS NULL OR EXISTS (SELECT FROM intake.holds_on_object(NEW.object_id)) THEN
    RAISE EXCEPTION 'The thing is under a legal hold, or nobody knows whose it is.'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'no_object_destroyed_under_a_hold';
  END IF;
  RETURN NEW;
END $function$

-- The one way to a restricted patient: by typing the whole medical record number. Called only by breaking the glass, which is recorded.
CREATE OR REPLACE FUNCTION patients.find_for_glass(wanted_mrn text)
 RETURNS TABLE(patient_id uuid, facility_id uuid, labels bigint)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$ SELECT p.id, p.facility_id, p.labels FROM patients.identifier i JOIN patients.patient p ON p.id = i.patient_id
        WHERE i.value = wanted_mrn AND i.assigned_here LIMIT 2 $function$

-- Why two groups of registrations must not become one person, asked of all rows whatever the actor may see: kept-apart, sealed, or null.
CREATE OR REPLACE FUNCTION patients.must_stay_apart(these uuid[], those uuid[])
 RETURNS text
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$ SELECT CASE
          WHEN EXISTS (SELECT FROM patients.kept_apart k WHERE k.lifted_at IS NULL
            AND ((k.patient_id = ANY (these) AND k.other_id = ANY (those)) OR (k.patient_id = ANY (those) AND k.other_id = ANY (these)))) THEN 'kept-apart'
          WHEN EXISTS (SELECT FROM patients.flag f WHERE f.patient_id = ANY (these || those) AND f.kind = 'sealed-identity' AND f.lowered_at IS NULL) THEN 'sealed'
        END $function$

-- All registrations of the same people as those given: ids only. SECURITY DEFINER because it is asked while an actor is identified, before any scope is in force.
CREATE OR REPLACE FUNCTION patients.registrations_with(known uuid[])
 RETURNS uuid[]
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
    SELECT coalesce(array_agg(together.patient_id), '{}') FROM (
      SELECT DISTINCT other.patient_id FROM patients.member own JOIN patients.member other ON other.survivor_id = own.survivor_id
      WHERE own.patient_id = ANY (known) LIMIT 1000) together
  $function$

-- Removes from a surviving registration the copies that a merge took from the retired one, once that merge is undone: another person's name must not stay among its former names. The rows they were copied from are untouched.
CREATE OR REPLACE FUNCTION patients.take_back_copies(undone uuid)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$ DELETE FROM patients.name n USING patients.merge_change c, patients.unmerge u
          WHERE u.merge_id = undone AND c.merge_id = undone AND c.what = 'name-added' AND n.patient_id = c.patient_id AND n.id = c.row_id;
        DELETE FROM patients.contact n USING patients.merge_change c, patients.unmerge u
          WHERE u.merge_id = undone AND c.merge_id = undone AND c.what = 'contact-added' AND n.patient_id = c.patient_id AND n.id = c.row_id;
        DELETE FROM patients.death n USING patients.merge_change c, patients.unmerge u
          WHERE u.merge_id = undone AND c.merge_id = undone AND c.what = 'death-added' AND n.patient_id = c.patient_id AND n.id = c.row_id; $function$

-- Adds a job to the queue within the caller's transaction. SECURITY DEFINER because the queue's tables belong to the owner.
CREATE OR REPLACE FUNCTION platform.enqueue(task text, payload json, job_key text, run_at timestamp with time zone, max_attempts integer, queue_name text)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$ SELECT graphile_worker.add_job(task, payload, queue_name => queue_name, run_at => run_at, max_attempts => max_attempts, job_key => job_key) $function$

-- Puts a record table under row-level security by facility, sensitivity label and bound subject. Second layer under the access decision: a forgotten filter in SQL still returns nothing.
CREATE OR REPLACE FUNCTION platform.protect(target regclass)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
DECLARE
  -- What the row is about: its patient; a table of registrations is about its own id; a part of something unfiled about nobody.
  subject text := (SELECT quote_ident(attname) FROM pg_attribute WHERE attrelid = target AND attname IN ('patient_id', 'id') AND NOT attisdropped
                   ORDER BY attname DESC LIMIT 1);
BEGIN
  EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', target);
  EXECUTE format($policy$
    CREATE POLICY scope ON %1$s TO chartkeeper_app, chartkeeper_jobs, chartkeeper_report
    USING (coalesce(
      (((SELECT platform.scope_everywhere()) OR facility_id = ANY ((SELECT platform.scope_facilities())::uuid[]))
        AND (labels & (SELECT platform.scope_hidden_labels())) = 0
        AND ((SELECT platform.scope_patients()) IS NULL OR %2$s = ANY ((SELECT platform.scope_patients())::uuid[])))
      OR %2$s = (SELECT platform.scope_glass()), false))
    WITH CHECK ((SELECT platform.scope_everywhere()) OR facility_id = ANY ((SELECT platform.scope_facilities())::uuid[]) OR %2$s = (SELECT platform.scope_glass()))
  $policy$, target, coalesce(subject, 'NULL::uuid'));
  EXECUTE format('CREATE POLICY whole ON %s FOR SELECT TO chartkeeper_backup USING (true)', target);
END $function$

-- True when the act in force may see every facility (system and operator acts, enterprise-wide roles).
CREATE OR REPLACE FUNCTION platform.scope_everywhere()
 RETURNS boolean
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$ SELECT coalesce(current_setting('ck.all_facilities', true), '') = 'on' $function$

-- Facilities whose records the act in force may see.
CREATE OR REPLACE FUNCTION platform.scope_facilities()
 RETURNS uuid[]
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$ SELECT coalesce(nullif(current_setting('ck.facilities', true), ''), '{}')::uuid[] $function$

-- The one subject opened by break-the-glass in the act in force.
CREATE OR REPLACE FUNCTION platform.scope_glass()
 RETURNS uuid
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$ SELECT nullif(current_setting('ck.glass', true), '')::uuid $function$

-- Sensitivity labels that the act in force may not see, as a mask.
CREATE OR REPLACE FUNCTION platform.scope_hidden_labels()
 RETURNS bigint
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$ SELECT ~coalesce(nullif(current_setting('ck.label_mask', true), '')::bigint, 0) $function$

-- Registrations that the act in force must not see, because they are of the actor: of people who read through an app.
CREATE OR REPLACE FUNCTION platform.scope_own()
 RETURNS uuid[]
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$ SELECT coalesce(nullif(current_setting('ck.own', true), ''), '{}')::uuid[] $function$

-- The only subjects the act in force may see (portal, bound machine); NULL when not bound.
CREATE OR REPLACE FUNCTION platform.scope_patients()
 RETURNS uuid[]
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$ SELECT nullif(current_setting('ck.patients', true), '')::uuid[] $function$

-- The registrations an account reaches, asked before there is a scope: what it answers becomes the scope. SECURITY DEFINER because record tables answer nothing there.
CREATE OR REPLACE FUNCTION portal.reached_by(account uuid)
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$ SELECT patient_id FROM portal.access WHERE account_id = account AND ended_at IS NULL ORDER BY patient_id LIMIT 50 $function$

-- All rows of a patient in the portal follow the labels of the person. SECURITY DEFINER because labels are nobody's to update.
CREATE OR REPLACE FUNCTION portal.relabel(whose uuid)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
DECLARE
  mask bigint := (SELECT p.labels FROM patients.patient p WHERE p.id = whose);
BEGIN
  UPDATE portal.proof SET labels = mask WHERE patient_id = whose AND labels <> mask;
  UPDATE portal.invitation SET labels = mask WHERE patient_id = whose AND labels <> mask;
  UPDATE portal.access SET labels = mask WHERE patient_id = whose AND labels <> mask;
  UPDATE portal.ask SET labels = mask WHERE patient_id = whose AND labels <> mask;
  UPDATE portal.paper SET labels = mask WHERE patient_id = whose AND labels <> mask;
  UPDATE portal.note SET labels = mask WHERE patient_id = whose AND labels <> mask;
  UPDATE portal.ready_mail SET labels = mask WHERE patient_id = whose AND labels <> mask;
END $function$

-- Keeps running_clock in step. Runs as the owner, because the product itself may not write that table.
CREATE OR REPLACE FUNCTION regulations.keep_running_clock()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
BEGIN
  CASE TG_TABLE_NAME
    WHEN 'deadline' THEN
      INSERT INTO regulations.running_clock (deadline_id, due_at) VALUES (NEW.id, NEW.due_at);
    WHEN 'deadline_extension' THEN
      UPDATE regulations.running_clock SET due_at = greatest(due_at, NEW.due_at) WHERE deadline_id = NEW.deadline_id;
    WHEN 'deadline_pause' THEN
      UPDATE regulations.running_clock SET paused = true WHERE deadline_id = NEW.deadline_id;
    WHEN 'deadline_resumption' THEN
      UPDATE regulations.running_clock SET paused = false, due_at = greatest(due_at, NEW.due_at) WHERE deadline_id = NEW.deadline_id;
    WHEN 'deadline_settlement' THEN
      DELETE FROM regulations.running_clock WHERE deadline_id = NEW.deadline_id;
  END CASE;
  RETURN NULL;
END $function$

-- The last line: whatever asks, nothing but treatment leaves on one person's word.
CREATE OR REPLACE FUNCTION release.alone_for_treatment_only()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
BEGIN
  IF NOT EXISTS (SELECT FROM release.authority a WHERE a.patient_id = NEW.patient_id AND a.id = NEW.authority_id AND a.basis = 'treatment') THEN
    RAISE EXCEPTION 'Only a release for treatment may be approved by whoever prepared it.'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'approved_by_another_person';
  END IF;
  RETURN NEW;
END $function$

-- What was worked out of the content of a document goes when its destruction is written, whoever writes it.
CREATE OR REPLACE FUNCTION release.forget_looks()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
BEGIN
  DELETE FROM release.page_look x USING documents.document d
    WHERE d.patient_id = NEW.patient_id AND d.unit_id = NEW.unit_id AND x.patient_id = d.patient_id AND x.document_id = d.id;
  DELETE FROM release.look_compared x USING documents.document d
    WHERE d.patient_id = NEW.patient_id AND d.unit_id = NEW.unit_id AND x.patient_id = d.patient_id AND x.document_id = d.id;
  DELETE FROM release.look_compared x USING documents.document d
    WHERE d.patient_id = NEW.patient_id AND d.unit_id = NEW.unit_id AND x.like_patient_id = d.patient_id AND x.like_document_id = d.id;
  RETURN NULL;
END $function$

-- Links not taken back whose packet holds this document, while its scope holds something withdrawn. SECURITY DEFINER, because a withdrawn page is hidden; it tells ids of links and nothing else.
CREATE OR REPLACE FUNCTION release.links_with_withdrawn(of_document_patient uuid, of_document uuid)
 RETURNS TABLE(patient_id uuid, link_id uuid)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  SELECT l.patient_id, l.id FROM release.link l
  JOIN release.disclosure_document d ON d.patient_id = l.patient_id AND d.disclosure_id = l.disclosure_id
  JOIN release.packet p ON p.patient_id = l.patient_id AND p.id = l.packet_id
  JOIN release.approval a ON a.patient_id = p.patient_id AND a.id = p.approval_id
  WHERE d.document_patient_id = of_document_patient AND d.document_id = of_document AND l.revoked_at IS NULL
    AND release.withdrawn_documents(l.patient_id, a.scope_id) > 0
$function$

-- Keeps the labels of release.open_request equal to those of the request. SECURITY DEFINER, since relabelling may hide the row from whoever causes it.
CREATE OR REPLACE FUNCTION release.open_request_follows()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
BEGIN
  UPDATE release.open_request SET labels = NEW.labels WHERE id = NEW.id;
  RETURN NULL;
END $function$

-- Gives all rows of the requests of one patient the labels that the patient and the documents now have. SECURITY DEFINER, since the log itself may not be updated by anybody at run time.
CREATE OR REPLACE FUNCTION release.relabel(whose uuid)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
DECLARE
  mask bigint := coalesce((SELECT p.labels FROM patients.patient p WHERE p.id = whose), 0);
BEGIN
  UPDATE release.request SET labels = mask WHERE patient_id = whose AND labels <> mask;
  UPDATE release.identification SET labels = mask WHERE patient_id = whose AND labels <> mask;
  UPDATE release.authority SET labels = mask WHERE patient_id = whose AND labels <> mask;
  UPDATE release.scope SET labels = mask WHERE patient_id = whose AND labels <> mask;
  UPDATE release.approval SET labels = mask WHERE patient_id = whose AND labels <> mask;
  UPDATE release.packet SET labels = mask WHERE patient_id = whose AND labels <> mask;
  UPDATE release.disclosure SET labels = mask WHERE patient_id = whose AND labels <> mask;
  UPDATE release.confirmation SET labels = mask WHERE patient_id = whose AND labels <> mask;
  UPDATE release.link SET labels = mask WHERE patient_id = whose AND labels <> mask;
  UPDATE release.intake_pages x SET labels = mask FROM release.request r WHERE r.patient_id = whose AND x.request_id = r.id AND x.labels <> mask;
  UPDATE release.verification x SET labels = mask FROM release.request r WHERE r.patient_id = whose AND x.request_id = r.id AND x.labels <> mask;
  UPDATE release.cancellation x SET labels = mask FROM release.request r WHERE r.patient_id = whose AND x.request_id = r.id AND x.labels <> mask;
  UPDATE release.closure x SET labels = mask FROM release.request r WHERE r.patient_id = whose AND x.request_id = r.id AND x.labels <> mask;
  UPDATE release.pend x SET labels = mask FROM release.request r WHERE r.patient_id = whose AND x.request_id = r.id AND x.labels <> mask;
  -- What a volume holds does not become less sensitive when a flag of the person is lowered.
  UPDATE release.packet_volume SET labels = labels | mask WHERE patient_id = whose AND labels <> (labels | mask);
  UPDATE release.scope_document x SET labels = mask | d.labels FROM documents.document d
    WHERE x.patient_id = whose AND d.patient_id = x.document_patient_id AND d.id = x.document_id AND x.labels <> (mask | d.labels);
  UPDATE release.settlement x SET labels = s.labels FROM release.scope_document s
    WHERE x.patient_id = whose AND s.patient_id = x.patient_id AND s.scope_id = x.scope_id AND s.document_id = x.document_id AND x.labels <> s.labels;
  UPDATE release.disclosure_document x SET labels = mask | d.labels FROM documents.document d
    WHERE x.patient_id = whose AND d.patient_id = x.document_patient_id AND d.id = x.document_id AND x.labels <> (mask | d.labels);
END $function$

-- Gives components and outcomes of one patient's requests the labels that the patient has now. SECURITY DEFINER: their steps are insert-only for everybody else.
CREATE OR REPLACE FUNCTION release.relabel_answers(whose uuid)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
DECLARE
  mask bigint := coalesce((SELECT p.labels FROM patients.patient p WHERE p.id = whose), 0);
BEGIN
  UPDATE release.component x SET labels = mask FROM release.request r WHERE r.patient_id = whose AND x.request_id = r.id AND x.labels <> mask;
  UPDATE release.component_step x SET labels = mask FROM release.request r WHERE r.patient_id = whose AND x.request_id = r.id AND x.labels <> mask;
  UPDATE release.outcome x SET labels = mask FROM release.request r WHERE r.patient_id = whose AND x.request_id = r.id AND x.labels <> mask;
  UPDATE release.denial_review x SET labels = mask FROM release.request r WHERE r.patient_id = whose AND x.request_id = r.id AND x.labels <> mask;
END $function$

-- Gives sendings, attempts and misdirections the labels of their patient; called after release.relabel. SECURITY DEFINER, because whoever labels may lose sight of the rows.
CREATE OR REPLACE FUNCTION release.relabel_care(whose uuid)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
DECLARE
  mask bigint := coalesce((SELECT p.labels FROM patients.patient p WHERE p.id = whose), 0);
BEGIN
  UPDATE release.care_sending SET labels = mask WHERE patient_id = whose AND labels <> mask;
  UPDATE release.care_attempt SET labels = mask WHERE patient_id = whose AND labels <> mask;
  UPDATE release.misdirection SET labels = mask WHERE patient_id = whose AND labels <> mask;
END $function$

-- Gives what is recorded of a process the labels that its patient has now. SECURITY DEFINER, since nobody may change these rows at run time.
CREATE OR REPLACE FUNCTION release.relabel_court(whose uuid)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
DECLARE
  mask bigint := coalesce((SELECT p.labels FROM patients.patient p WHERE p.id = whose), 0);
BEGIN
  UPDATE release.court_process x SET labels = mask FROM release.request r WHERE r.patient_id = whose AND x.request_id = r.id AND x.labels <> mask;
  UPDATE release.court_objection x SET labels = mask FROM release.request r WHERE r.patient_id = whose AND x.request_id = r.id AND x.labels <> mask;
  UPDATE release.court_appearance x SET labels = mask FROM release.request r WHERE r.patient_id = whose AND x.request_id = r.id AND x.labels <> mask;
END $function$

-- Gives the fees of one patient's requests the labels that the patient now has. SECURITY DEFINER, since nobody may change an invoice at run time.
CREATE OR REPLACE FUNCTION release.relabel_fees(whose uuid)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
DECLARE
  mask bigint := coalesce((SELECT p.labels FROM patients.patient p WHERE p.id = whose), 0);
BEGIN
  UPDATE release.fee_quote SET labels = mask WHERE patient_id = whose AND labels <> mask;
  UPDATE release.fee_waiver SET labels = mask WHERE patient_id = whose AND labels <> mask;
  UPDATE release.fee_invoice SET labels = mask WHERE patient_id = whose AND labels <> mask;
  UPDATE release.fee_entry SET labels = mask WHERE patient_id = whose AND labels <> mask;
END $function$

-- Gives what was decided on the requests of one patient the labels that the patient now has. SECURITY DEFINER, since nobody may change these rows at run time.
CREATE OR REPLACE FUNCTION release.relabel_kinds(whose uuid)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
DECLARE
  mask bigint := coalesce((SELECT p.labels FROM patients.patient p WHERE p.id = whose), 0);
BEGIN
  UPDATE release.kind_decision x SET labels = mask FROM release.request r WHERE r.patient_id = whose AND x.request_id = r.id AND x.labels <> mask;
  UPDATE release.receipt_correction x SET labels = mask FROM release.request r WHERE r.patient_id = whose AND x.request_id = r.id AND x.labels <> mask;
  UPDATE release.earlier_answer x SET labels = mask FROM release.request r WHERE r.patient_id = whose AND x.request_id = r.id AND x.labels <> mask;
END $function$

-- Gives the kept looks of a registration the labels its documents have now. SECURITY DEFINER: the column is nobody else's to change.
CREATE OR REPLACE FUNCTION release.relabel_looks(whose uuid)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
BEGIN
  UPDATE release.page_look x SET labels = d.labels FROM documents.document d
    WHERE x.patient_id = whose AND d.patient_id = x.patient_id AND d.id = x.document_id AND x.labels <> d.labels;
  UPDATE release.look_compared x SET labels = d.labels FROM documents.document d
    WHERE x.patient_id = whose AND d.patient_id = x.patient_id AND d.id = x.document_id AND x.labels <> d.labels;
END $function$

-- Gives misfiled disclosures the labels of their patient; called after release.relabel. SECURITY DEFINER, because whoever labels may lose sight of the rows.
CREATE OR REPLACE FUNCTION release.relabel_misfiled(whose uuid)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  UPDATE release.misfiled_disclosure m SET labels = p.labels FROM patients.patient p
    WHERE p.id = whose AND m.patient_id = whose AND m.labels <> p.labels
$function$

-- Gives options, numbers and dispatches of a patient's packets the labels that the patient has now. SECURITY DEFINER: the rows are insert-only for everybody else.
CREATE OR REPLACE FUNCTION release.relabel_packets(whose uuid)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
DECLARE
  mask bigint := coalesce((SELECT p.labels FROM patients.patient p WHERE p.id = whose), 0);
BEGIN
  UPDATE release.packet_option SET labels = mask WHERE patient_id = whose AND labels <> mask;
  UPDATE release.bates_range SET labels = mask WHERE patient_id = whose AND labels <> mask;
  UPDATE release.dispatch SET labels = mask WHERE patient_id = whose AND labels <> mask;
END $function$

-- Gives what payers of one patient's requests were told the labels that the patient has now. SECURITY DEFINER: most of it is insert-only for everybody else.
CREATE OR REPLACE FUNCTION release.relabel_payers(whose uuid)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
DECLARE
  mask bigint := coalesce((SELECT p.labels FROM patients.patient p WHERE p.id = whose), 0);
BEGIN
  UPDATE release.payer_case x SET labels = mask FROM release.request r WHERE r.patient_id = whose AND x.request_id = r.id AND x.labels <> mask;
  UPDATE release.appeal x SET labels = mask FROM release.request r WHERE r.patient_id = whose AND x.request_id = r.id AND x.labels <> mask;
  UPDATE release.submission x SET labels = mask FROM release.request r WHERE r.patient_id = whose AND x.request_id = r.id AND x.labels <> mask;
  UPDATE release.submission_proof x SET labels = mask FROM release.request r WHERE r.patient_id = whose AND x.request_id = r.id AND x.labels <> mask;
  UPDATE release.submission_outcome x SET labels = mask FROM release.request r WHERE r.patient_id = whose AND x.request_id = r.id AND x.labels <> mask;
  UPDATE release.injury x SET labels = mask FROM release.request r WHERE r.patient_id = whose AND x.request_id = r.id AND x.labels <> mask;
  UPDATE release.standing_request x SET labels = mask WHERE x.patient_id = whose AND x.labels <> mask;
  UPDATE release.row_match x SET labels = mask WHERE x.patient_id = whose AND x.labels <> mask;
END $function$

-- Gives the preflights of a patient's requests the labels that patient and documents have now. SECURITY DEFINER: the rows are insert-only for everybody else.
CREATE OR REPLACE FUNCTION release.relabel_preflight(whose uuid)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
DECLARE
  mask bigint := coalesce((SELECT p.labels FROM patients.patient p WHERE p.id = whose), 0);
BEGIN
  UPDATE release.preflight SET labels = mask WHERE patient_id = whose AND labels <> mask;
  UPDATE release.preflight_page x SET labels = mask | d.labels FROM documents.document d
    WHERE x.patient_id = whose AND d.patient_id = x.document_patient_id AND d.id = x.document_id AND x.labels <> (mask | d.labels);
  UPDATE release.preflight_finding x SET labels = mask | d.labels FROM documents.document d
    WHERE x.patient_id = whose AND d.patient_id = x.document_patient_id AND d.id = x.document_id AND x.labels <> (mask | d.labels);
  UPDATE release.preflight_settlement x SET labels = f.labels FROM release.preflight_finding f
    WHERE x.patient_id = whose AND f.patient_id = x.patient_id AND f.id = x.finding_id AND x.labels <> f.labels;
END $function$

-- Gives the recalls of a patient the labels that the patient has now. SECURITY DEFINER: the rows are insert-only for everybody else.
CREATE OR REPLACE FUNCTION release.relabel_recalls(whose uuid)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
DECLARE
  mask bigint := coalesce((SELECT p.labels FROM patients.patient p WHERE p.id = whose), 0);
BEGIN
  UPDATE release.recall SET labels = mask WHERE patient_id = whose AND labels <> mask;
  UPDATE release.recall_answer SET labels = mask WHERE patient_id = whose AND labels <> mask;
END $function$

-- Gives the redactions of a patient's requests the labels that patient and documents have now. SECURITY DEFINER: the rows are insert-only for everybody else.
CREATE OR REPLACE FUNCTION release.relabel_redactions(whose uuid)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
DECLARE
  mask bigint := coalesce((SELECT p.labels FROM patients.patient p WHERE p.id = whose), 0);
BEGIN
  UPDATE release.redaction x SET labels = mask | d.labels FROM documents.document d
    WHERE x.patient_id = whose AND d.patient_id = x.document_patient_id AND d.id = x.document_id AND x.labels <> (mask | d.labels);
  UPDATE release.redaction_undoing x SET labels = r.labels FROM release.redaction r
    WHERE x.patient_id = whose AND r.patient_id = x.patient_id AND r.id = x.redaction_id AND x.labels <> r.labels;
END $function$

-- Gives restrictions, statements and widths of a patient the labels that the patient has now. SECURITY DEFINER: the rows are insert-only for everybody else.
CREATE OR REPLACE FUNCTION release.relabel_restrictions(whose uuid)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
DECLARE
  mask bigint := coalesce((SELECT p.labels FROM patients.patient p WHERE p.id = whose), 0);
BEGIN
  UPDATE release.restriction SET labels = mask WHERE patient_id = whose AND labels <> mask;
  UPDATE release.restriction_answer SET labels = mask WHERE patient_id = whose AND labels <> mask;
  UPDATE release.restriction_end SET labels = mask WHERE patient_id = whose AND labels <> mask;
  UPDATE release.basis_statement SET labels = mask WHERE patient_id = whose AND labels <> mask;
  UPDATE release.scope_width SET labels = mask WHERE patient_id = whose AND labels <> mask;
  UPDATE release.reached_as_asked SET labels = mask WHERE patient_id = whose AND labels <> mask;
END $function$

-- Gives the requests of a patient about the record the labels that the patient has now. SECURITY DEFINER: the rows are insert-only for everybody else.
CREATE OR REPLACE FUNCTION release.relabel_rights(whose uuid)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
DECLARE
  mask bigint := coalesce((SELECT p.labels FROM patients.patient p WHERE p.id = whose), 0);
BEGIN
  UPDATE release.rights_request SET labels = mask WHERE patient_id = whose AND labels <> mask;
  UPDATE release.rights_document SET labels = mask WHERE patient_id = whose AND labels <> mask;
  UPDATE release.rights_step SET labels = mask WHERE patient_id = whose AND labels <> mask;
  UPDATE release.accounting_suspension SET labels = mask WHERE patient_id = whose AND labels <> mask;
END $function$

-- Gives what was decided on structured parts the labels of the patient. SECURITY DEFINER: the column is nobody else's to change.
CREATE OR REPLACE FUNCTION release.relabel_structured(whose uuid)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
DECLARE
  mask bigint := coalesce((SELECT p.labels FROM patients.patient p WHERE p.id = whose), 0);
BEGIN
  UPDATE release.structured_part SET labels = mask WHERE patient_id = whose AND labels <> mask;
  UPDATE release.structured_kind SET labels = mask | own_labels WHERE patient_id = whose AND labels <> (mask | own_labels);
END $function$

-- How many documents that a scope includes are entered in error by now, or were kept in part or not at all since. SECURITY DEFINER, because such pages are hidden from whoever hands the packet over; it tells a number and nothing else.
CREATE OR REPLACE FUNCTION release.withdrawn_documents(of_patient uuid, of_scope uuid)
 RETURNS integer
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  SELECT count(*)::int FROM release.scope_document s
  WHERE s.patient_id = of_patient AND s.scope_id = of_scope
    AND coalesce((SELECT w.decision FROM release.settlement w
                  WHERE w.patient_id = s.patient_id AND w.scope_id = s.scope_id AND w.document_id = s.document_id
                  ORDER BY w.recorded_at DESC, w.id DESC LIMIT 1), s.decision) = 'include'
    AND (EXISTS (SELECT FROM documents.entered_in_error e
                 WHERE e.patient_id = s.document_patient_id AND e.document_id = s.document_id AND e.withdrawn_at IS NULL)
      OR EXISTS (SELECT FROM documents.outside_review r
                 WHERE r.patient_id = s.document_patient_id AND r.document_id = s.document_id AND r.superseded_at IS NULL
                   AND r.recorded_at > (SELECT c.recorded_at FROM release.scope c WHERE c.patient_id = s.patient_id AND c.id = s.scope_id)
                   AND (r.decision = 'do-not-keep' OR (r.decision = 'keep-part' AND r.kept_version_id <> s.version_id))))
$function$
