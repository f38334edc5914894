-- Dictated reports: what their heading says, and the site's own rules for reading it.

CREATE TABLE intake.header_rule (
  id uuid PRIMARY KEY,
  facility_id uuid NOT NULL REFERENCES directory.facility (id),
  labels bigint NOT NULL DEFAULT 0,
  field text NOT NULL CONSTRAINT header_field_is_known CHECK (field IN ('type', 'author', 'dictated', 'transcribed', 'job', 'visit')),
  pattern text NOT NULL,
  recorded_at timestamptz NOT NULL,
  recorded_by text NOT NULL,
  ended_at timestamptz
);
COMMENT ON TABLE intake.header_rule IS 'How a facility''s transcription service writes one field into the heading of its reports, tried before the usual ways.';
COMMENT ON COLUMN intake.header_rule.id IS 'UUID v7.';
COMMENT ON COLUMN intake.header_rule.facility_id IS 'The facility whose reports it reads.';
COMMENT ON COLUMN intake.header_rule.labels IS 'None.';
COMMENT ON COLUMN intake.header_rule.field IS 'type, author, dictated, transcribed, job, visit.';
COMMENT ON COLUMN intake.header_rule.pattern IS 'Regular expression for a line; its first group is the value.';
COMMENT ON COLUMN intake.header_rule.recorded_at IS 'When.';
COMMENT ON COLUMN intake.header_rule.recorded_by IS 'Actor id.';
COMMENT ON COLUMN intake.header_rule.ended_at IS 'Since when it holds no more.';
CREATE INDEX header_rule_of_facility ON intake.header_rule (facility_id) WHERE ended_at IS NULL;
SELECT platform.protect('intake.header_rule');

CREATE TABLE intake.transcript (
  item_id uuid PRIMARY KEY REFERENCES intake.item (id),
  facility_id uuid NOT NULL,
  labels bigint NOT NULL DEFAULT 0,
  job_number text,
  author text,
  type_text text,
  visit_number text,
  dictated_on date,
  transcribed_on date,
  recorded_at timestamptz NOT NULL
);
COMMENT ON TABLE intake.transcript IS 'Heading of a dictated report as it was read. A later one with the same job number becomes the next version of the same document.';
COMMENT ON COLUMN intake.transcript.item_id IS 'The item.';
COMMENT ON COLUMN intake.transcript.facility_id IS 'As the item''s.';
COMMENT ON COLUMN intake.transcript.labels IS 'As the item''s.';
COMMENT ON COLUMN intake.transcript.job_number IS 'Number that the transcription service gave it.';
COMMENT ON COLUMN intake.transcript.author IS 'Who dictated it.';
COMMENT ON COLUMN intake.transcript.type_text IS 'Report type in the words of the service.';
COMMENT ON COLUMN intake.transcript.visit_number IS 'Visit or account number.';
COMMENT ON COLUMN intake.transcript.dictated_on IS 'Day of the dictation.';
COMMENT ON COLUMN intake.transcript.transcribed_on IS 'Day of the transcription.';
COMMENT ON COLUMN intake.transcript.recorded_at IS 'When it was read.';
CREATE INDEX transcript_of_job ON intake.transcript (facility_id, job_number) WHERE job_number IS NOT NULL;
SELECT platform.protect('intake.transcript');

GRANT SELECT, INSERT ON intake.header_rule, intake.transcript TO chartkeeper_app, chartkeeper_jobs;
GRANT UPDATE (ended_at) ON intake.header_rule TO chartkeeper_app, chartkeeper_jobs;
GRANT SELECT ON intake.header_rule, intake.transcript TO chartkeeper_report, chartkeeper_backup;
