-- Staff who are patients: with their registration go all that were merged with it. Asked before an actor is known, when row-level
-- security shows nothing, so the owner answers: ids for ids, nothing of the record.

CREATE FUNCTION patients.registrations_with(known uuid[]) RETURNS uuid[]
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
  AS $$
    SELECT coalesce(array_agg(together.patient_id), '{}') FROM (
      SELECT DISTINCT other.patient_id FROM patients.member own JOIN patients.member other ON other.survivor_id = own.survivor_id
      WHERE own.patient_id = ANY (known) LIMIT 1000) together
  $$;
COMMENT ON FUNCTION patients.registrations_with(uuid[]) IS 'All registrations of the same people as those given: ids only. SECURITY DEFINER because it is asked while an actor is identified, before any scope is in force.';
REVOKE ALL ON FUNCTION patients.registrations_with(uuid[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION patients.registrations_with(uuid[]) TO chartkeeper_app, chartkeeper_jobs;
