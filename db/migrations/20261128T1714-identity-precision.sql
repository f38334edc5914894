-- The newest verdicts of a facility, from which the precision of each cut-off is measured.
CREATE INDEX verdict_by_facility ON identity.verdict (facility_id, decided_at DESC, id DESC);
