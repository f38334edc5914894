-- The passcode of a medium goes in a letter of its own; that it left is kept with the medium. The letter itself is kept nowhere.

ALTER TABLE release.dispatch ADD COLUMN passcode_sent_at timestamptz;
ALTER TABLE release.dispatch ADD COLUMN passcode_sent_by text;
ALTER TABLE release.dispatch ADD COLUMN passcode_carrier text CONSTRAINT passcode_carrier_is_one_line CHECK (passcode_carrier <> '' AND passcode_carrier !~ '[[:cntrl:]]');
ALTER TABLE release.dispatch ADD CONSTRAINT passcode_is_sent_of_a_medium
  CHECK (num_nonnulls(passcode_sent_at, passcode_sent_by, passcode_carrier) IN (0, 3) AND (way = 'medium' OR passcode_sent_at IS NULL));
COMMENT ON COLUMN release.dispatch.passcode_sent_at IS 'When the letter with the passcode was given to the post or a courier, apart from the medium.';
COMMENT ON COLUMN release.dispatch.passcode_sent_by IS 'Actor id.';
COMMENT ON COLUMN release.dispatch.passcode_carrier IS 'By whom the letter goes.';
GRANT UPDATE (passcode_sent_at, passcode_sent_by, passcode_carrier) ON release.dispatch TO chartkeeper_app, chartkeeper_jobs;
