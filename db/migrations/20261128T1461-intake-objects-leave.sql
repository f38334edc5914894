-- A thing that leaves the house is a disclosure: what the disclosure log needs is said with the movement.

ALTER TABLE intake.object_movement
  ADD COLUMN disclosure_basis text CONSTRAINT object_leaves_on_a_known_basis CHECK (disclosure_basis IN ('to-individual', 'authorization', 'treatment', 'care-involvement', 'required-by-law', 'return')),
  ADD COLUMN purpose text NOT NULL DEFAULT '',
  ADD CONSTRAINT basis_is_of_what_leaves CHECK (disclosure_basis IS NULL OR kind IN ('handed-over', 'sent'));
COMMENT ON COLUMN intake.object_movement.disclosure_basis IS 'What handing it over, or sending it, rests on, for the disclosure log; return: it goes back to whoever owns it, which discloses nothing they did not have. NULL for movements inside the house and for those before this column.';
COMMENT ON COLUMN intake.object_movement.purpose IS 'What for, as the disclosure log has it; empty where the basis says it.';
