-- The packet of any case may leave by encrypted mail; it is carried as a sending for care is, and may go again after it failed.

ALTER TABLE release.care_sending
  ADD COLUMN kind text NOT NULL DEFAULT 'care' CONSTRAINT sending_kind_is_known CHECK (kind IN ('care', 'packet')),
  ADD COLUMN packet_id uuid,
  ADD COLUMN as_asked text CONSTRAINT sending_as_asked_says_how CHECK (as_asked <> ''),
  DROP CONSTRAINT request_is_sent_one_way,
  ADD CONSTRAINT a_packet_goes_encrypted CHECK (kind = 'care' OR channel = 'email'),
  ADD CONSTRAINT a_packet_is_named CHECK ((kind = 'packet') = (packet_id IS NOT NULL)),
  ADD CONSTRAINT sending_sends_a_packet FOREIGN KEY (patient_id, packet_id) REFERENCES release.packet (patient_id, id);
ALTER TABLE release.care_sending ALTER COLUMN kind DROP DEFAULT;
COMMENT ON TABLE release.care_sending IS 'How a packet leaves by itself, after a minute in which it can be taken back: for continuity of care to a verified number (or by hand), or of any other case by encrypted mail. A documented medical emergency (42 CFR 2.51) stands here with its nature; to whom, by whom and when are in this row, the request and the disclosure log.';
COMMENT ON COLUMN release.care_sending.kind IS 'care: sent for the continuity of care, in one act. packet: the packet of another case, mailed once it lay ready.';
COMMENT ON COLUMN release.care_sending.packet_id IS 'Of a mailed packet: no other packet of the case leaves by this sending.';
COMMENT ON COLUMN release.care_sending.as_asked IS 'How it reaches the patient as asked, where the way does not tell (45 CFR 164.522(b)).';
CREATE UNIQUE INDEX request_is_sent_for_care_once ON release.care_sending (request_id) WHERE kind = 'care';
CREATE UNIQUE INDEX one_packet_on_its_way ON release.care_sending (request_id) WHERE kind = 'packet' AND disclosure_id IS NULL AND taken_back_at IS NULL AND stopped_at IS NULL;
CREATE INDEX sendings_of_request ON release.care_sending (request_id, recorded_at DESC);
