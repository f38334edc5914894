-- That an encounter was coded, and that its coding was opened again: what is filed to it afterwards is late.

ALTER TABLE encounters.change DROP CONSTRAINT change_kind_is_known;
ALTER TABLE encounters.change ADD CONSTRAINT change_kind_is_known
  CHECK (kind IN ('class-changed', 'transferred', 'cancelled', 'left-without-being-seen', 'discharged', 'discharge-cancelled', 'reinstated', 'coded', 'coding-reopened'));
