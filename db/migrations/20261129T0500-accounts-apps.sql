-- SMART App Launch 2: apps that read in the name of a person who allowed it.

ALTER TABLE accounts.machine_client ADD redirect_uris text[] NOT NULL DEFAULT '{}';
COMMENT ON COLUMN accounts.machine_client.redirect_uris IS 'Of an app: the exact addresses to which people come back with a code. Empty for a machine that acts in its own name.';

CREATE TABLE accounts.app_grant (
  id uuid PRIMARY KEY,
  client_id uuid NOT NULL REFERENCES accounts.machine_client (id),
  person_id uuid NOT NULL REFERENCES accounts.person (id),
  session_id uuid REFERENCES accounts.session (id),
  scopes text[] NOT NULL,
  patient_id uuid,
  at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  CONSTRAINT app_grant_reads_something CHECK (cardinality(scopes) > 0),
  CONSTRAINT app_grant_ends_later CHECK (expires_at > at)
);
COMMENT ON TABLE accounts.app_grant IS 'That a person allowed an app to read in the own name.';
COMMENT ON COLUMN accounts.app_grant.id IS 'UUID v7.';
COMMENT ON COLUMN accounts.app_grant.client_id IS 'The app.';
COMMENT ON COLUMN accounts.app_grant.person_id IS 'Who allowed it, and in whose name it reads.';
COMMENT ON COLUMN accounts.app_grant.session_id IS 'It ends with this session of the person; empty where it goes on without (offline_access).';
COMMENT ON COLUMN accounts.app_grant.scopes IS 'SMART scopes allowed.';
COMMENT ON COLUMN accounts.app_grant.patient_id IS 'The patient chosen; with scopes that begin with patient/ nobody else is seen.';
COMMENT ON COLUMN accounts.app_grant.at IS 'When.';
COMMENT ON COLUMN accounts.app_grant.expires_at IS 'Over from then on, whatever is renewed.';
CREATE INDEX app_grant_of_person ON accounts.app_grant (person_id, at DESC);
CREATE INDEX app_grant_of_client ON accounts.app_grant (client_id, at DESC);

CREATE TABLE accounts.app_grant_end (
  grant_id uuid PRIMARY KEY REFERENCES accounts.app_grant (id),
  at timestamptz NOT NULL,
  by text NOT NULL,
  cause text NOT NULL,
  CONSTRAINT app_grant_end_cause_is_known CHECK (cause IN ('by-person', 'by-administrator', 'given-back', 'used-twice', 'access-ended'))
);
COMMENT ON TABLE accounts.app_grant_end IS 'That an app may not go on: its codes and tokens are dead from then on.';
COMMENT ON COLUMN accounts.app_grant_end.grant_id IS 'Which.';
COMMENT ON COLUMN accounts.app_grant_end.at IS 'When.';
COMMENT ON COLUMN accounts.app_grant_end.by IS 'Actor id.';
COMMENT ON COLUMN accounts.app_grant_end.cause IS 'by-person, by-administrator, given-back (by the app), used-twice (a code or a refresh token came a second time), access-ended (the password or second factor changed, or the account was closed).';

CREATE TABLE accounts.app_ticket (
  digest bytea PRIMARY KEY,
  kind text NOT NULL,
  grant_id uuid REFERENCES accounts.app_grant (id),
  payload jsonb NOT NULL,
  expires_at timestamptz NOT NULL,
  used_at timestamptz,
  CONSTRAINT app_ticket_kind_is_known CHECK (kind IN ('request', 'code', 'refresh')),
  CONSTRAINT app_ticket_is_of_a_grant CHECK ((kind = 'request') = (grant_id IS NULL))
);
COMMENT ON TABLE accounts.app_ticket IS 'What an app holds on its way: a request that waits for a person, a code, a refresh token. Each counts once.';
COMMENT ON COLUMN accounts.app_ticket.digest IS 'SHA-256 of the kind and the ticket.';
COMMENT ON COLUMN accounts.app_ticket.kind IS 'request, code or refresh.';
COMMENT ON COLUMN accounts.app_ticket.grant_id IS 'What a code or refresh token stands for.';
COMMENT ON COLUMN accounts.app_ticket.payload IS 'What the OAuth library knows of it, without the ticket itself.';
COMMENT ON COLUMN accounts.app_ticket.expires_at IS 'Dead from then on, and the row may go.';
COMMENT ON COLUMN accounts.app_ticket.used_at IS 'When it was used; a second time ends the grant.';
CREATE INDEX app_ticket_by_end ON accounts.app_ticket (expires_at);
CREATE INDEX app_ticket_of_grant ON accounts.app_ticket (grant_id) WHERE grant_id IS NOT NULL;

ALTER TABLE accounts.access_token ADD grant_id uuid REFERENCES accounts.app_grant (id);
COMMENT ON COLUMN accounts.access_token.grant_id IS 'The token of an app in the name of a person; empty where a machine acts in its own.';

GRANT SELECT, INSERT ON accounts.app_grant, accounts.app_grant_end TO chartkeeper_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON accounts.app_ticket TO chartkeeper_app;
GRANT SELECT ON accounts.app_grant, accounts.app_grant_end, accounts.app_ticket TO chartkeeper_backup;

-- Nobody reads the own record through an app either; other doors judge the one patient of an act (access/trust.ts).
CREATE FUNCTION platform.scope_own() RETURNS uuid[] LANGUAGE sql STABLE PARALLEL SAFE
AS $function$ SELECT coalesce(nullif(current_setting('ck.own', true), ''), '{}')::uuid[] $function$;
COMMENT ON FUNCTION platform.scope_own() IS 'Registrations that the act in force must not see, because they are of the actor: of people who read through an app.';

DO $block$
DECLARE
  target text;
BEGIN
  FOREACH target IN ARRAY ARRAY['fhir.resource', 'fhir.history', 'fhir.search_key', 'fhir.search_range', 'documents.document', 'documents.version', 'patients.patient'] LOOP
    EXECUTE format(
      'CREATE POLICY not_own ON %s AS RESTRICTIVE FOR SELECT TO chartkeeper_app USING (%s <> ALL ((SELECT platform.scope_own())::uuid[]))',
      target, CASE target WHEN 'patients.patient' THEN 'id' ELSE 'patient_id' END);
  END LOOP;
END $block$;
