-- Some servers take proofs of one algorithm only: SMART App Launch 2 asks of them RS384 or ES384.

ALTER TABLE fhir_client.server ADD COLUMN algorithm text NOT NULL DEFAULT 'ES384'
  CONSTRAINT server_algorithm_is_known CHECK (algorithm IN ('ES384', 'RS384'));
COMMENT ON COLUMN fhir_client.server.algorithm IS 'With which of our two keys we prove there who we are (RFC 7518).';
