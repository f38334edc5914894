-- A clock may begin anew on the day of one that was cancelled: the request turned out to be of another kind, or its stamp was wrong.

ALTER TABLE regulations.deadline
  ADD COLUMN attempt smallint NOT NULL DEFAULT 1 CONSTRAINT attempts_begin_with_one CHECK (attempt >= 1),
  DROP CONSTRAINT a_subject_has_one_clock_for_each_topic_and_start,
  ADD CONSTRAINT a_subject_has_one_clock_for_each_topic_and_start UNIQUE (module, subject_id, topic, starts_on, attempt);
COMMENT ON COLUMN regulations.deadline.attempt IS 'Counts the clocks of one subject, topic and day; another is started only where the one before was cancelled.';
