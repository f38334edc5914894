-- While something filed under both of an undone merge is nobody's for sure, neither record is released.

ALTER TABLE identity.loose_fact ADD COLUMN flag_id uuid, ADD COLUMN other_flag_id uuid;
COMMENT ON COLUMN identity.loose_fact.flag_id IS 'The flag identity-in-question that was raised on the registration it lies under; lowered with the last fact of the merge.';
COMMENT ON COLUMN identity.loose_fact.other_flag_id IS 'The same on the other of the two.';
