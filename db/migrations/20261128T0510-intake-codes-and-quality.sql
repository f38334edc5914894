-- What the codes of a page say and how well it can be read, as facts that can be asked for without opening its text.
ALTER TABLE intake.page
  ADD COLUMN unknown_codes integer NOT NULL DEFAULT 0 CONSTRAINT unknown_codes_are_among_the_codes CHECK (unknown_codes >= 0 AND unknown_codes <= barcodes),
  ADD COLUMN score real CONSTRAINT score_is_a_share CHECK (score >= 0 AND score <= 1),
  ADD COLUMN weaknesses text[] NOT NULL DEFAULT '{}' CONSTRAINT weaknesses_are_known CHECK (weaknesses <@ ARRAY['low-dpi', 'low-contrast', 'blur', 'cut-edge', 'too-dark', 'too-light', 'low-confidence']),
  ADD COLUMN signature text CONSTRAINT signature_is_known CHECK (signature IN ('present', 'absent', 'unclear'));
COMMENT ON COLUMN intake.page.unknown_codes IS 'Codes that were seen and not understood, or damaged.';
COMMENT ON COLUMN intake.page.score IS 'How well the picture can be read, 0 to 1; null for a blank page and one without a picture.';
COMMENT ON COLUMN intake.page.weaknesses IS 'What is wrong with the picture, worst first.';
COMMENT ON COLUMN intake.page.signature IS 'Whether pen strokes stand at the place for a signature: a hint, never a fact of the record. Null where the page has no such place.';
