-- Mends identity.relabel: overlay_choice has a column of the name of the parameter, so every call of it failed and the
-- labels of pairs, overlays and notices did not follow their patient.
CREATE OR REPLACE FUNCTION identity.relabel(whose uuid) RETURNS void
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
  AS $$
DECLARE
  mask bigint := (SELECT p.labels FROM patients.patient p WHERE p.id = relabel.whose);
BEGIN
  UPDATE identity.pair c SET labels = a.labels | b.labels FROM patients.patient a, patients.patient b
    WHERE a.id = c.patient_id AND b.id = c.other_id AND (c.patient_id = relabel.whose OR c.other_id = relabel.whose) AND c.labels <> a.labels | b.labels;
  UPDATE identity.verdict v SET labels = c.labels FROM identity.pair c
    WHERE (c.patient_id = relabel.whose OR c.other_id = relabel.whose) AND v.patient_id = c.patient_id AND v.pair_id = c.id AND v.labels <> c.labels;
  UPDATE identity.overlay SET labels = mask WHERE patient_id = relabel.whose AND labels <> mask;
  UPDATE identity.overlay_choice SET labels = mask WHERE patient_id = relabel.whose AND labels <> mask;
  UPDATE identity.notice SET labels = mask WHERE patient_id = relabel.whose AND labels <> mask;
  UPDATE identity.loose_fact SET labels = mask WHERE patient_id = relabel.whose AND labels <> mask;
END $$;

-- What was recorded while it failed.
SELECT identity.relabel(id) FROM patients.patient WHERE id IN (
  SELECT patient_id FROM identity.pair UNION SELECT other_id FROM identity.pair UNION SELECT patient_id FROM identity.overlay
  UNION SELECT patient_id FROM identity.notice UNION SELECT patient_id FROM identity.loose_fact);
