-- Access: break-the-glass grants. Policies are files; what sites change are rows.

CREATE SCHEMA access;
COMMENT ON SCHEMA access IS 'Who may do what to which record: grants and exceptions as rows; the policies are files.';
GRANT USAGE ON SCHEMA access TO chartkeeper_app, chartkeeper_jobs, chartkeeper_backup;

CREATE TABLE access.glass_grant (
  patient_id uuid NOT NULL,
  id uuid NOT NULL,
  facility_id uuid NOT NULL,
  labels bigint NOT NULL DEFAULT 0,
  actor_id text NOT NULL,
  reason_code text NOT NULL CONSTRAINT glass_reason_is_known CHECK (reason_code IN ('emergency-treatment', 'public-safety', 'court-order', 'patient-request', 'other')),
  reason text NOT NULL CONSTRAINT glass_reason_is_given CHECK (length(reason) >= 10),
  granted_at timestamptz NOT NULL,
  until timestamptz NOT NULL,
  reviewed_at timestamptz,
  reviewed_by text,
  review_outcome text CONSTRAINT review_outcome_is_known CHECK (review_outcome IN ('appropriate', 'inappropriate', 'unclear')),
  PRIMARY KEY (patient_id, id),
  CONSTRAINT glass_is_boxed_in_time CHECK (until > granted_at AND until <= granted_at + interval '4 hours'),
  CONSTRAINT review_has_who_and_what CHECK ((reviewed_at IS NULL) = (reviewed_by IS NULL) AND (reviewed_at IS NULL) = (review_outcome IS NULL)),
  CONSTRAINT nobody_reviews_himself CHECK (reviewed_by <> actor_id)
);
COMMENT ON TABLE access.glass_grant IS 'A restricted record opened in need: reason, end, and the review that follows. No row-level security by label: it is the way round the label.';
COMMENT ON COLUMN access.glass_grant.patient_id IS 'Whose record. No foreign key: access lies below patients, which finds the patient and asks for the grant.';
COMMENT ON COLUMN access.glass_grant.id IS 'UUID v7.';
COMMENT ON COLUMN access.glass_grant.facility_id IS 'As the patient''s.';
COMMENT ON COLUMN access.glass_grant.labels IS 'As the patient''s.';
COMMENT ON COLUMN access.glass_grant.actor_id IS 'Who opened it.';
COMMENT ON COLUMN access.glass_grant.reason_code IS 'Coded reason.';
COMMENT ON COLUMN access.glass_grant.reason IS 'In the person''s own words.';
COMMENT ON COLUMN access.glass_grant.granted_at IS 'From.';
COMMENT ON COLUMN access.glass_grant.until IS 'Until.';
COMMENT ON COLUMN access.glass_grant.reviewed_at IS 'When a privacy officer looked at it.';
COMMENT ON COLUMN access.glass_grant.reviewed_by IS 'Who.';
COMMENT ON COLUMN access.glass_grant.review_outcome IS 'What was found.';
CREATE INDEX glass_grant_in_force ON access.glass_grant (actor_id, until);
CREATE INDEX glass_grant_to_review ON access.glass_grant (granted_at) WHERE reviewed_at IS NULL;
GRANT SELECT, INSERT ON access.glass_grant TO chartkeeper_app, chartkeeper_jobs;
GRANT UPDATE (reviewed_at, reviewed_by, review_outcome) ON access.glass_grant TO chartkeeper_app;
GRANT SELECT ON access.glass_grant TO chartkeeper_backup;
