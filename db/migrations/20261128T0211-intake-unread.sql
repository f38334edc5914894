-- What is still being read, found among all that ever arrived.
CREATE INDEX item_unread ON intake.item (received_at DESC, id DESC) WHERE read_at IS NULL;
