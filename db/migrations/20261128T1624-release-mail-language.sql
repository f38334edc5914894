-- In which language the mail around a packet is written, where a person chose.

ALTER TABLE release.care_sending ADD COLUMN language text CONSTRAINT mail_language_is_known CHECK (language IN ('en', 'es'));
COMMENT ON COLUMN release.care_sending.language IS 'Of the mail around the packet, where a person chose it; none: the patient''s own where the patient asked, else English.';
