-- What a dictated report says of itself: preliminary, final, corrected, amended.

ALTER TABLE intake.header_rule DROP CONSTRAINT header_field_is_known;
ALTER TABLE intake.header_rule ADD CONSTRAINT header_field_is_known
  CHECK (field IN ('type', 'author', 'dictated', 'transcribed', 'job', 'visit', 'status'));
COMMENT ON COLUMN intake.header_rule.field IS 'type, author, dictated, transcribed, job, visit, status.';
ALTER TABLE intake.transcript ADD COLUMN version_status text
  CONSTRAINT transcript_status_is_known CHECK (version_status IN ('preliminary', 'final', 'corrected', 'amended'));
COMMENT ON COLUMN intake.transcript.version_status IS 'What the heading says that the report is; empty where it says nothing.';
