-- The foreign key locked each entry when it was folded, which writes the entry's row a second time. It guarded nothing: an
-- entry is never deleted by any role at run time, the folder numbers what it has just read, and `audit verify` tells of a
-- leaf whose entry is missing.
ALTER TABLE audit.leaf DROP CONSTRAINT leaf_entry_id_fkey;
