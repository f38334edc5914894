-- An answer that a sender asked for and that nobody takes: after so many minutes it waits for somebody.

ALTER TABLE hl7v2.sender ADD COLUMN answers_alarm_minutes integer NOT NULL DEFAULT 60
  CONSTRAINT sender_answers_alarm_is_sensible CHECK (answers_alarm_minutes BETWEEN 1 AND 20160);
COMMENT ON COLUMN hl7v2.sender.answers_alarm_minutes IS 'An application acknowledgement that could not be sent for so many minutes waits for somebody.';
