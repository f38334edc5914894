-- Two scans of one paper are found by how they look, also where no word was read.

ALTER TABLE release.preflight_page ADD COLUMN look bigint;
COMMENT ON COLUMN release.preflight_page.look IS 'How light and dark lie on the page, 64 bits: near for two scans of one paper. None: nothing is seen on it, or its words tell. Goes with the row.';
