-- SMART Backend Services: a client proves itself by its own key and fetches its tokens (RFC 7523, private_key_jwt).

CREATE TABLE accounts.client_keys (
  id uuid PRIMARY KEY,
  client_id uuid NOT NULL REFERENCES accounts.machine_client (id),
  jwks jsonb,
  jwks_url text,
  at timestamptz NOT NULL,
  by text NOT NULL,
  CONSTRAINT client_keys_are_given_or_fetched CHECK ((jwks IS NULL) <> (jwks_url IS NULL))
);
COMMENT ON TABLE accounts.client_keys IS 'The public keys by which a client proves itself; the latest row of a client holds.';
COMMENT ON COLUMN accounts.client_keys.id IS 'UUID v7.';
COMMENT ON COLUMN accounts.client_keys.client_id IS 'Whose.';
COMMENT ON COLUMN accounts.client_keys.jwks IS 'Public keys as a JSON Web Key Set (RFC 7517).';
COMMENT ON COLUMN accounts.client_keys.jwks_url IS 'Where the client publishes them; its host is among those the operator allows.';
COMMENT ON COLUMN accounts.client_keys.at IS 'When they were registered.';
COMMENT ON COLUMN accounts.client_keys.by IS 'Actor id.';
CREATE INDEX client_keys_of_client ON accounts.client_keys (client_id, at DESC);

CREATE TABLE accounts.spent_assertion (
  digest bytea PRIMARY KEY,
  expires_at timestamptz NOT NULL
);
COMMENT ON TABLE accounts.spent_assertion IS 'Proofs of clients that were used: none counts twice.';
COMMENT ON COLUMN accounts.spent_assertion.digest IS 'SHA-256 of the issuer and id (jti) of the proof.';
COMMENT ON COLUMN accounts.spent_assertion.expires_at IS 'The proof itself is dead from then on, and the row may go.';
CREATE INDEX spent_assertion_by_end ON accounts.spent_assertion (expires_at);

ALTER TABLE accounts.access_token ADD fetched boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN accounts.access_token.fetched IS 'The client fetched it itself, for minutes; else somebody issued it and handed it over.';
CREATE INDEX access_token_fetched_by_end ON accounts.access_token (expires_at) WHERE fetched;

GRANT SELECT, INSERT ON accounts.client_keys TO chartkeeper_app;
GRANT SELECT, INSERT, DELETE ON accounts.spent_assertion TO chartkeeper_app;
GRANT DELETE ON accounts.access_token, accounts.access_token_revocation TO chartkeeper_app;
GRANT SELECT ON accounts.client_keys, accounts.spent_assertion TO chartkeeper_backup;
