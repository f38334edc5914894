-- A paper given to the wrong case is taken back with its reason; the row stays, and the same pages may join the case again.

ALTER TABLE release.intake_pages ADD COLUMN taken_back_at timestamptz;
ALTER TABLE release.intake_pages ADD COLUMN taken_back_by text;
ALTER TABLE release.intake_pages ADD COLUMN take_back_reason text;
ALTER TABLE release.intake_pages ADD CONSTRAINT taking_back_has_a_reason
  CHECK (num_nonnulls(taken_back_at, taken_back_by, take_back_reason) IN (0, 3) AND take_back_reason <> '');
COMMENT ON COLUMN release.intake_pages.taken_back_at IS 'When the pages were found to belong elsewhere and went back to the index desk.';
COMMENT ON COLUMN release.intake_pages.taken_back_by IS 'Actor id.';
COMMENT ON COLUMN release.intake_pages.take_back_reason IS 'Why they do not belong to this case.';

ALTER TABLE release.intake_pages DROP CONSTRAINT pages_are_given_once;
CREATE UNIQUE INDEX pages_are_given_once ON release.intake_pages (request_id, item_id, pages) WHERE taken_back_at IS NULL;
GRANT UPDATE (taken_back_at, taken_back_by, take_back_reason) ON release.intake_pages TO chartkeeper_app, chartkeeper_jobs;
