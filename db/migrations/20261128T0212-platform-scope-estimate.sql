-- PostgreSQL takes `labels & mask = 0` for a rare find and so believed that hardly a row is in scope: it read whole tables
-- and sorted them where an index stood in the wanted order. Most rows are in scope. Of what it knows nothing about, as of
-- coalesce, it expects every second row to be true.
CREATE OR REPLACE FUNCTION platform.protect(target regclass) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  -- What the row is about: its patient; a table of registrations is about its own id; a part of something unfiled about nobody.
  subject text := (SELECT quote_ident(attname) FROM pg_attribute WHERE attrelid = target AND attname IN ('patient_id', 'id') AND NOT attisdropped
                   ORDER BY attname DESC LIMIT 1);
BEGIN
  EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', target);
  EXECUTE format($policy$
    CREATE POLICY scope ON %1$s TO chartkeeper_app, chartkeeper_jobs, chartkeeper_report
    USING (coalesce(
      (((SELECT platform.scope_everywhere()) OR facility_id = ANY ((SELECT platform.scope_facilities())::uuid[]))
        AND (labels & (SELECT platform.scope_hidden_labels())) = 0
        AND ((SELECT platform.scope_patients()) IS NULL OR %2$s = ANY ((SELECT platform.scope_patients())::uuid[])))
      OR %2$s = (SELECT platform.scope_glass()), false))
    WITH CHECK ((SELECT platform.scope_everywhere()) OR facility_id = ANY ((SELECT platform.scope_facilities())::uuid[]) OR %2$s = (SELECT platform.scope_glass()))
  $policy$, target, coalesce(subject, 'NULL::uuid'));
  EXECUTE format('CREATE POLICY whole ON %s FOR SELECT TO chartkeeper_backup USING (true)', target);
END $$;

DO $$
DECLARE policy record;
BEGIN
  FOR policy IN SELECT format('%I.%I', schemaname, tablename) AS target, qual FROM pg_policies WHERE policyname = 'scope' LOOP
    EXECUTE format('ALTER POLICY scope ON %s USING (coalesce(%s, false))', policy.target, policy.qual);
  END LOOP;
END $$;
