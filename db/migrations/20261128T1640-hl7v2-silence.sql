-- How often a sender should be heard: beyond it somebody is told.

ALTER TABLE hl7v2.sender
  ADD COLUMN expected_minutes integer CONSTRAINT sender_expectation_is_sensible CHECK (expected_minutes BETWEEN 1 AND 20160),
  ADD COLUMN expected_at timestamptz,
  ADD COLUMN expected_by text,
  ADD CONSTRAINT sender_expectation_has_who_and_when CHECK ((expected_at IS NULL) = (expected_by IS NULL) AND (expected_minutes IS NULL OR expected_at IS NOT NULL));
COMMENT ON COLUMN hl7v2.sender.expected_minutes IS 'Silence of so many minutes is a fault of the feed; empty: nobody is told.';
COMMENT ON COLUMN hl7v2.sender.expected_at IS 'When that was set: silence before it does not count.';
COMMENT ON COLUMN hl7v2.sender.expected_by IS 'Actor id.';
CREATE INDEX mapping_of_sender ON hl7v2.mapping (sender_id, kind, said, set_at DESC);
CREATE INDEX message_corrected ON hl7v2.message (edited_from) WHERE edited_from IS NOT NULL;
