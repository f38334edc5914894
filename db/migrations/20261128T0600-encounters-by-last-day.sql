-- A day's discharges and visits are found by the day they ended, without looking at the encounters of other days.
-- CASE and not coalesce: under row-level security a coalesce may not be looked up in an index before the policy is asked.

CREATE INDEX encounter_by_last_day ON encounters.encounter
  (facility_id, (CASE WHEN ended_at IS NOT NULL THEN ended_at WHEN class IN ('AMB', 'VR', 'HH') THEN started_at END))
  WHERE CASE WHEN ended_at IS NOT NULL THEN ended_at WHEN class IN ('AMB', 'VR', 'HH') THEN started_at END IS NOT NULL;
