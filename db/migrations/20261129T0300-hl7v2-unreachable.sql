-- A system that cannot be told of changes waits for somebody.

ALTER TABLE hl7v2.destination
  ADD COLUMN alarm_minutes integer NOT NULL DEFAULT 30,
  ADD COLUMN unanswered_since timestamptz,
  ADD CONSTRAINT destination_alarm_within_a_week CHECK (alarm_minutes BETWEEN 1 AND 10080);
COMMENT ON COLUMN hl7v2.destination.alarm_minutes IS 'How many minutes it may give no answer before somebody has to look.';
COMMENT ON COLUMN hl7v2.destination.unanswered_since IS 'Moment of the first attempt of a row of attempts that found nobody; empty: it answered last, or nothing was sent.';
