-- A file locked with a password is opened with the one its sender told.

CREATE TABLE intake.given_password (
  item_id uuid PRIMARY KEY REFERENCES intake.item (id),
  facility_id uuid NOT NULL,
  labels bigint NOT NULL DEFAULT 0,
  sealed bytea NOT NULL,
  given_at timestamptz NOT NULL,
  given_by text NOT NULL
);
COMMENT ON TABLE intake.given_password IS 'The password of a locked file, from when a person gives it until the file is read or refused again; then the row is gone.';
COMMENT ON COLUMN intake.given_password.item_id IS 'The file.';
COMMENT ON COLUMN intake.given_password.facility_id IS 'As the file''s.';
COMMENT ON COLUMN intake.given_password.labels IS 'As the file''s.';
COMMENT ON COLUMN intake.given_password.sealed IS 'AES-256-GCM under a key of the keyring, bound to the file.';
COMMENT ON COLUMN intake.given_password.given_at IS 'When.';
COMMENT ON COLUMN intake.given_password.given_by IS 'Who.';
SELECT platform.protect('intake.given_password');

GRANT SELECT, INSERT, UPDATE, DELETE ON intake.given_password TO chartkeeper_app, chartkeeper_jobs;
GRANT SELECT ON intake.given_password TO chartkeeper_report, chartkeeper_backup;
