-- Accounts of requesters in the portal: an attorney, insurer or provider asks here, and sees what this account asked for.

ALTER TABLE portal.account
  ADD COLUMN requester_id uuid REFERENCES release.requester (id),
  ADD COLUMN ended_at timestamptz,
  ADD COLUMN ended_by text,
  ADD COLUMN end_reason text,
  ADD CONSTRAINT portal_account_is_ended_by_somebody CHECK ((ended_at IS NULL) = (ended_by IS NULL) AND (ended_at IS NULL) = (end_reason IS NULL)),
  ADD CONSTRAINT portal_account_of_a_patient_ends_by_its_access CHECK (ended_at IS NULL OR requester_id IS NOT NULL);
COMMENT ON COLUMN portal.account.requester_id IS 'Set: the account of a requester of the directory, which reaches no record. Empty: of a patient or who acts for one.';
COMMENT ON COLUMN portal.account.ended_at IS 'Of a requester: the desk ended the account.';
COMMENT ON COLUMN portal.account.ended_by IS 'Actor id.';
COMMENT ON COLUMN portal.account.end_reason IS 'Why, in words.';
COMMENT ON TABLE portal.account IS 'Somebody who signs in to the portal: a patient, who acts for one, or a requester. Never a member of staff''s account; holds no patient data.';
GRANT UPDATE (ended_at, ended_by, end_reason) ON portal.account TO chartkeeper_app, chartkeeper_jobs;
CREATE INDEX portal_account_of_requester ON portal.account (requester_id, created_at) WHERE requester_id IS NOT NULL;

CREATE TABLE portal.requester_invitation (
  id uuid PRIMARY KEY,
  requester_id uuid NOT NULL REFERENCES release.requester (id),
  person_name text NOT NULL CONSTRAINT portal_invited_has_a_name CHECK (person_name <> ''),
  known_by text NOT NULL CONSTRAINT portal_requester_is_known_somehow CHECK (known_by IN ('called-back', 'letterhead', 'identity-document', 'agency-credentials', 'known-before')),
  known_words text NOT NULL CONSTRAINT portal_requester_is_known_in_words CHECK (known_words <> ''),
  code_hash bytea NOT NULL CONSTRAINT portal_requester_code_is_its_own UNIQUE,
  expires_at timestamptz NOT NULL,
  used_at timestamptz,
  account_id uuid REFERENCES portal.account (id),
  withdrawn_at timestamptz,
  withdrawn_by text,
  recorded_at timestamptz NOT NULL,
  recorded_by text NOT NULL,
  CONSTRAINT portal_requester_invitation_is_withdrawn_by_somebody CHECK ((withdrawn_at IS NULL) = (withdrawn_by IS NULL)),
  CONSTRAINT portal_requester_invitation_opened_an_account CHECK ((used_at IS NULL) = (account_id IS NULL))
);
COMMENT ON TABLE portal.requester_invitation IS 'A code that opens an account for a requester of the directory, once, with how the desk knew who it is (45 CFR 164.514(h)). About no patient.';
COMMENT ON COLUMN portal.requester_invitation.id IS 'UUID v7.';
COMMENT ON COLUMN portal.requester_invitation.requester_id IS 'The entry of the directory.';
COMMENT ON COLUMN portal.requester_invitation.person_name IS 'Who uses the account: what requests are signed with.';
COMMENT ON COLUMN portal.requester_invitation.known_by IS 'What the desk relied on.';
COMMENT ON COLUMN portal.requester_invitation.known_words IS 'With whom, which number, which document.';
COMMENT ON COLUMN portal.requester_invitation.code_hash IS 'SHA-256 of the code of 130 random bits.';
COMMENT ON COLUMN portal.requester_invitation.expires_at IS 'Not after this.';
COMMENT ON COLUMN portal.requester_invitation.used_at IS 'When it opened an account.';
COMMENT ON COLUMN portal.requester_invitation.account_id IS 'Which.';
COMMENT ON COLUMN portal.requester_invitation.withdrawn_at IS 'Taken back.';
COMMENT ON COLUMN portal.requester_invitation.withdrawn_by IS 'Actor id.';
COMMENT ON COLUMN portal.requester_invitation.recorded_at IS 'When made.';
COMMENT ON COLUMN portal.requester_invitation.recorded_by IS 'Actor id.';
CREATE INDEX portal_requester_invitation_of ON portal.requester_invitation (requester_id, recorded_at);
CREATE INDEX portal_requester_invitation_by_account ON portal.requester_invitation (account_id) WHERE account_id IS NOT NULL;
GRANT SELECT, INSERT ON portal.requester_invitation TO chartkeeper_app, chartkeeper_jobs;
GRANT UPDATE (used_at, account_id, withdrawn_at, withdrawn_by) ON portal.requester_invitation TO chartkeeper_app, chartkeeper_jobs;
GRANT SELECT ON portal.requester_invitation TO chartkeeper_backup;

CREATE TABLE portal.requester_ask (
  id uuid PRIMARY KEY,
  account_id uuid NOT NULL REFERENCES portal.account (id),
  request_id uuid NOT NULL REFERENCES release.request (id) CONSTRAINT portal_requester_ask_is_one_request UNIQUE,
  ground text NOT NULL CONSTRAINT portal_ground_is_known CHECK (ground IN ('authorization', 'subpoena', 'court-order', 'treatment', 'payment', 'required-by-law')),
  signed_name text NOT NULL,
  signed_at timestamptz NOT NULL
);
COMMENT ON TABLE portal.requester_ask IS 'A request that a requester made in the portal. Whose records and what stands in the request: nothing of a patient here. Insert-only.';
COMMENT ON COLUMN portal.requester_ask.id IS 'UUID of the questions, made by the browser: sent twice it is one request.';
COMMENT ON COLUMN portal.requester_ask.account_id IS 'Who asked; nobody else sees it in the portal.';
COMMENT ON COLUMN portal.requester_ask.request_id IS 'The request it became.';
COMMENT ON COLUMN portal.requester_ask.ground IS 'On what the requester says it rests; what it rests on the desk judges.';
COMMENT ON COLUMN portal.requester_ask.signed_name IS 'The name as typed.';
COMMENT ON COLUMN portal.requester_ask.signed_at IS 'When.';
CREATE INDEX portal_requester_ask_of_account ON portal.requester_ask (account_id, signed_at);
GRANT SELECT, INSERT ON portal.requester_ask TO chartkeeper_app, chartkeeper_jobs;
GRANT SELECT ON portal.requester_ask TO chartkeeper_backup;

CREATE TABLE portal.requester_paper (
  id uuid PRIMARY KEY,
  account_id uuid NOT NULL REFERENCES portal.account (id),
  request_id uuid NOT NULL REFERENCES release.request (id),
  item_id uuid NOT NULL REFERENCES intake.item (id) CONSTRAINT portal_requester_paper_is_one_item UNIQUE,
  sent_at timestamptz NOT NULL
);
COMMENT ON TABLE portal.requester_paper IS 'A file that a requester sent in for a request of theirs; its bytes and its name are an intake item''s. Insert-only.';
COMMENT ON COLUMN portal.requester_paper.id IS 'Named by the sending and the place in it: the same sending twice is one.';
COMMENT ON COLUMN portal.requester_paper.account_id IS 'Who sent it.';
COMMENT ON COLUMN portal.requester_paper.request_id IS 'For which request.';
COMMENT ON COLUMN portal.requester_paper.item_id IS 'The intake item.';
COMMENT ON COLUMN portal.requester_paper.sent_at IS 'When.';
CREATE INDEX portal_requester_paper_of_request ON portal.requester_paper (request_id, sent_at);
CREATE INDEX portal_requester_paper_of_account ON portal.requester_paper (account_id, sent_at);
GRANT SELECT, INSERT ON portal.requester_paper TO chartkeeper_app, chartkeeper_jobs;
GRANT SELECT ON portal.requester_paper TO chartkeeper_backup;
