-- An objection falls when the paper it was read from belongs to another case, or when it was recorded by mistake: it holds nothing any more and stays to be read.

ALTER TABLE release.court_objection
  ADD COLUMN fell_at timestamptz,
  ADD COLUMN fell_by text,
  ADD COLUMN fell_how text CONSTRAINT fall_is_known CHECK (fell_how IN ('paper-taken-back', 'mistake')),
  ADD COLUMN fell_why text CONSTRAINT fall_has_a_reason CHECK (btrim(fell_why) <> ''),
  ADD CONSTRAINT objection_falls_whole CHECK (num_nulls(fell_at, fell_by, fell_how, fell_why) IN (0, 4));
COMMENT ON COLUMN release.court_objection.fell_at IS 'When it stopped holding the release; null: it counts.';
COMMENT ON COLUMN release.court_objection.fell_by IS 'Actor id.';
COMMENT ON COLUMN release.court_objection.fell_how IS 'paper-taken-back: the paper it was read from belongs to another case; mistake: it was recorded by mistake.';
COMMENT ON COLUMN release.court_objection.fell_why IS 'The reason that was given.';
GRANT UPDATE (fell_at, fell_by, fell_how, fell_why) ON release.court_objection TO chartkeeper_app, chartkeeper_jobs;
