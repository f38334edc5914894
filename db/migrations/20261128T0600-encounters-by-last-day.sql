-- A day's discharges and visits are found by the day they ended, without looking at the encounters of other days.

CREATE INDEX encounter_by_last_day ON encounters.encounter
  (facility_id, (coalesce(ended_at, CASE WHEN class IN ('AMB', 'VR', 'HH') THEN started_at END)))
  WHERE coalesce(ended_at, CASE WHEN class IN ('AMB', 'VR', 'HH') THEN started_at END) IS NOT NULL;
