-- Each attempt at reading a file: how far it is while it runs, how it ended when it has.

CREATE TABLE intake.attempt (
  id uuid PRIMARY KEY,
  item_id uuid NOT NULL REFERENCES intake.item (id),
  facility_id uuid NOT NULL,
  labels bigint NOT NULL DEFAULT 0,
  began_at timestamptz NOT NULL,
  step text NOT NULL DEFAULT 'scanning' CONSTRAINT attempt_step_is_known CHECK (step IN ('scanning', 'splitting', 'reading', 'understanding')),
  pages integer CONSTRAINT attempt_has_pages CHECK (pages > 0),
  pages_done integer NOT NULL DEFAULT 0 CONSTRAINT pages_done_are_counted CHECK (pages_done >= 0 AND pages_done <= coalesce(pages, 0)),
  moved_at timestamptz NOT NULL,
  seen_at timestamptz NOT NULL,
  ended_at timestamptz,
  ended text CONSTRAINT attempt_end_is_known CHECK (ended IN ('read', 'refused', 'waits', 'fault', 'lost')),
  reason text,
  CONSTRAINT attempt_ends_somehow CHECK ((ended_at IS NULL) = (ended IS NULL)),
  CONSTRAINT what_was_not_read_says_why CHECK (ended IS NULL OR ended IN ('read', 'lost', 'fault') OR reason IS NOT NULL)
);
COMMENT ON TABLE intake.attempt IS 'One attempt at reading a file. Three refused ones set the file aside for a person; what the file cannot help (full disk, restart) uses none of them up.';
COMMENT ON COLUMN intake.attempt.id IS 'UUID v7: later attempts, and failures after them, have greater ones.';
COMMENT ON COLUMN intake.attempt.item_id IS 'The file.';
COMMENT ON COLUMN intake.attempt.facility_id IS 'As the file''s.';
COMMENT ON COLUMN intake.attempt.labels IS 'As the file''s.';
COMMENT ON COLUMN intake.attempt.began_at IS 'When.';
COMMENT ON COLUMN intake.attempt.step IS 'What it is at: scanning for viruses, splitting into pages, reading them, understanding what they say.';
COMMENT ON COLUMN intake.attempt.pages IS 'Pages of the file, once it is open.';
COMMENT ON COLUMN intake.attempt.pages_done IS 'Pages that are read; written at most once a second.';
COMMENT ON COLUMN intake.attempt.moved_at IS 'When step or pages last changed.';
COMMENT ON COLUMN intake.attempt.seen_at IS 'When whoever reads it last said that he does.';
COMMENT ON COLUMN intake.attempt.ended_at IS 'When it ended.';
COMMENT ON COLUMN intake.attempt.ended IS 'read; refused: the file is at fault; waits: it is not, and comes again; fault: we are; lost: nobody wrote the end down.';
COMMENT ON COLUMN intake.attempt.reason IS 'Coded: damaged, encrypted ..., no-space, stopped.';
CREATE INDEX attempt_of_item ON intake.attempt (item_id, id DESC);
SELECT platform.protect('intake.attempt');

GRANT SELECT, INSERT ON intake.attempt TO chartkeeper_app, chartkeeper_jobs;
GRANT UPDATE (step, pages, pages_done, moved_at, seen_at, ended_at, ended, reason) ON intake.attempt TO chartkeeper_app, chartkeeper_jobs;
GRANT SELECT ON intake.attempt TO chartkeeper_report, chartkeeper_backup;
