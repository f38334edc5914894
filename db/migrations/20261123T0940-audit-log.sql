-- The log: entries in the transaction of what they tell, folded in commit order into a Merkle tree (RFC 6962).

CREATE SCHEMA audit;
COMMENT ON SCHEMA audit IS 'Who did what to which record, why, and with what outcome. Insert only; provable.';
GRANT USAGE ON SCHEMA audit TO chartkeeper_app, chartkeeper_jobs, chartkeeper_backup;

CREATE TABLE audit.entry (
  id uuid PRIMARY KEY,
  xid xid8 NOT NULL DEFAULT pg_current_xact_id(),
  at timestamptz NOT NULL,
  actor_kind text NOT NULL,
  actor_id text NOT NULL,
  on_behalf_of text,
  purpose text NOT NULL,
  verb text NOT NULL,
  outcome text NOT NULL CONSTRAINT outcome_is_known CHECK (outcome IN ('done', 'denied', 'refused', 'failed')),
  subject_ids uuid[] NOT NULL,
  patient_ids uuid[] NOT NULL,
  object_count integer NOT NULL,
  detail jsonb NOT NULL,
  reason_ids text[] NOT NULL,
  session_hash text
);
COMMENT ON TABLE audit.entry IS 'One row for each act, reads and refusals included. References and codes, never content.';
COMMENT ON COLUMN audit.entry.id IS 'UUID v7.';
COMMENT ON COLUMN audit.entry.xid IS 'Transaction that wrote it: the log is folded in commit order.';
COMMENT ON COLUMN audit.entry.at IS 'The act''s now.';
COMMENT ON COLUMN audit.entry.actor_kind IS 'person, machine, system, operator or anonymous.';
COMMENT ON COLUMN audit.entry.actor_id IS 'Person, client, system:job or operator:account.';
COMMENT ON COLUMN audit.entry.on_behalf_of IS 'Whom the actor stood for.';
COMMENT ON COLUMN audit.entry.purpose IS 'HL7 PurposeOfUse in the words of the desk.';
COMMENT ON COLUMN audit.entry.verb IS 'module.verb as declared by the module.';
COMMENT ON COLUMN audit.entry.outcome IS 'done, denied (access), refused (rule), failed (fault).';
COMMENT ON COLUMN audit.entry.subject_ids IS 'What it was done to.';
COMMENT ON COLUMN audit.entry.patient_ids IS 'Whose records it touched; a search lists the patients shown.';
COMMENT ON COLUMN audit.entry.object_count IS 'How many rows were shown or changed.';
COMMENT ON COLUMN audit.entry.detail IS 'Codes, counts, digests. No content, no free text, no query text.';
COMMENT ON COLUMN audit.entry.reason_ids IS 'Policies and rules that decided.';
COMMENT ON COLUMN audit.entry.session_hash IS 'Digest of the session.';
CREATE INDEX entry_in_commit_order ON audit.entry (xid, id);
CREATE INDEX entry_by_time ON audit.entry (at DESC, id DESC);
CREATE INDEX entry_by_actor ON audit.entry (actor_id, at DESC);
CREATE INDEX entry_by_patient ON audit.entry USING gin (patient_ids);

CREATE TABLE audit.leaf (
  n bigint PRIMARY KEY CONSTRAINT leaf_counts_from_zero CHECK (n >= 0),
  entry_id uuid NOT NULL UNIQUE REFERENCES audit.entry (id),
  xid xid8 NOT NULL,
  hash bytea NOT NULL CONSTRAINT leaf_hash_is_sha256 CHECK (length(hash) = 32)
);
COMMENT ON TABLE audit.leaf IS 'The entries in commit order, numbered without gaps, with their RFC 6962 leaf hash. Written by the one folder.';
COMMENT ON COLUMN audit.leaf.n IS 'Position in the log.';
COMMENT ON COLUMN audit.leaf.entry_id IS 'The entry.';
COMMENT ON COLUMN audit.leaf.xid IS 'The entry''s transaction: where folding goes on.';
COMMENT ON COLUMN audit.leaf.hash IS 'SHA-256 of 0x00 and the entry''s columns, as packages/ledger encodes them.';

CREATE TABLE audit.checkpoint (
  size bigint PRIMARY KEY,
  at timestamptz NOT NULL,
  note text NOT NULL,
  edge bytea[] NOT NULL
);
COMMENT ON TABLE audit.checkpoint IS 'Signed tree heads (C2SP note, Ed25519). The same notes are kept in a file outside the database.';
COMMENT ON COLUMN audit.checkpoint.size IS 'Entries covered.';
COMMENT ON COLUMN audit.checkpoint.at IS 'When it was signed.';
COMMENT ON COLUMN audit.checkpoint.note IS 'The signed note.';
COMMENT ON COLUMN audit.checkpoint.edge IS 'Right edge of the tree at that size, so that folding goes on without reading the log.';

GRANT SELECT, INSERT ON audit.entry, audit.leaf, audit.checkpoint TO chartkeeper_app, chartkeeper_jobs;
GRANT SELECT ON ALL TABLES IN SCHEMA audit TO chartkeeper_backup;

-- A second lock on the drawer: even the owner's own slip is refused; only dropping the trigger gets past it, which verify finds.
CREATE FUNCTION audit.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'The log is append-only.' USING ERRCODE = 'insufficient_privilege'; END $$;
COMMENT ON FUNCTION audit.refuse_change() IS 'Refuses UPDATE, DELETE and TRUNCATE on the log.';
CREATE TRIGGER entry_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit.entry FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse_change();
CREATE TRIGGER leaf_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit.leaf FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse_change();
CREATE TRIGGER checkpoint_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit.checkpoint FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse_change();
