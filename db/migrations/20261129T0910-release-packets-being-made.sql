-- Packets that are being made, which are few: looked over for those whose making was given up without a word.
CREATE INDEX packet_being_made ON release.packet (recorded_at) WHERE assembled_at IS NULL AND failed_at IS NULL;
