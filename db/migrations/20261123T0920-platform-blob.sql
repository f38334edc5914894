-- The names of encrypted blobs. A row commits only after its bytes are synced to the store (shapes.md 3); a blob without
-- a row is swept after 24 hours, so the two never disagree for long and never lose acknowledged bytes.

CREATE TABLE platform.blob (
  address text PRIMARY KEY CONSTRAINT address_is_a_sha256 CHECK (address ~ '^[0-9a-f]{64}$'),
  slot text NOT NULL CONSTRAINT slot_names_chunk_and_index CHECK (slot ~ '^[0-9a-f]{16}:[0-9]{1,4}$'),
  bytes bigint NOT NULL CONSTRAINT bytes_not_negative CHECK (bytes >= 0),
  frames integer NOT NULL CONSTRAINT frames_cover_bytes CHECK (frames = greatest(1, (bytes + 1048575) / 1048576)),
  digest text NOT NULL CONSTRAINT digest_is_an_hmac_sha256 CHECK (digest ~ '^[0-9a-f]{64}$'),
  at timestamptz NOT NULL
);
COMMENT ON TABLE platform.blob IS 'One row for each encrypted blob that a record needs. Its bytes lie in the blob store under the address; its key hangs on the slot of the one unit it belongs to, so destroying that slot destroys it in every copy. Never changed; deleted before the bytes are.';
COMMENT ON COLUMN platform.blob.address IS 'SHA-256 of the ciphertext, hex: where it lies and the proof that it was not changed.';
COMMENT ON COLUMN platform.blob.slot IS 'Key slot of the unit, chunk:index, in the key folder outside the database. No foreign key: keys and database are backed up apart.';
COMMENT ON COLUMN platform.blob.bytes IS 'Length of the content before encryption.';
COMMENT ON COLUMN platform.blob.frames IS 'Number of 1 MiB encryption frames; an empty content has one.';
COMMENT ON COLUMN platform.blob.digest IS 'Keyed digest (HMAC-SHA-256, hex) of the content: finds equal content without telling an outsider what it is.';
COMMENT ON COLUMN platform.blob.at IS 'The act''s now.';
CREATE INDEX blob_of_slot ON platform.blob (slot);
CREATE INDEX blob_of_equal_content ON platform.blob (digest);
GRANT SELECT, INSERT, DELETE ON platform.blob TO chartkeeper_app, chartkeeper_jobs;
GRANT SELECT ON platform.blob TO chartkeeper_backup;
