-- A link may say how often each volume can be fetched.

ALTER TABLE release.link
  ADD COLUMN downloads_at_most integer CONSTRAINT link_is_fetched_a_hundred_times_at_most CHECK (downloads_at_most BETWEEN 1 AND 100),
  ADD COLUMN begun integer[] NOT NULL DEFAULT '{}';
COMMENT ON COLUMN release.link.downloads_at_most IS 'How often each volume may be fetched; empty: as often as wanted until it expires.';
COMMENT ON COLUMN release.link.begun IS 'The volume of each download begun, where they are limited: counted before the first byte.';
GRANT UPDATE (begun) ON release.link TO chartkeeper_app, chartkeeper_jobs;
