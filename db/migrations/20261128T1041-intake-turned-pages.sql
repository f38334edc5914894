-- A page that a person turned is read again as it then stands.

ALTER TABLE intake.page ADD COLUMN read_turn smallint NOT NULL DEFAULT 0 CONSTRAINT reading_turns_are_quarters CHECK (read_turn IN (0, 90, 180, 270));
COMMENT ON COLUMN intake.page.read_turn IS 'Degrees clockwise, beyond what the machine first took for upright, as the page stood when it was read last. Where the layout turns it otherwise, picture and words are turned when they are shown or filed, until it is read again.';
ALTER TABLE intake.page ADD COLUMN turned smallint CONSTRAINT turned_by_quarters CHECK (turned IN (0, 90, 180, 270));
COMMENT ON COLUMN intake.page.turned IS 'Degrees clockwise by which the machine turned what the file shows when it was read first; empty where that was not kept.';
ALTER TABLE intake.page ADD COLUMN read_again_at timestamptz;
COMMENT ON COLUMN intake.page.read_again_at IS 'When it was read as a person turned it; empty while it is as read first.';

GRANT UPDATE (image_address, thumbnail_address, text_address, words_address, width, height, confidence, text_source, blank, quality, barcodes,
  own_sheet, unknown_codes, score, weaknesses, signature, read_turn, read_again_at) ON intake.page TO chartkeeper_app, chartkeeper_jobs;
