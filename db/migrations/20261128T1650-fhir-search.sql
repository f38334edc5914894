-- What FHIR resources are found by: one row for each value of each search parameter, written with the resource.

CREATE TABLE fhir.search_key (
  patient_id uuid NOT NULL,
  type text COLLATE "C" NOT NULL,
  id uuid NOT NULL,
  parameter text COLLATE "C" NOT NULL,
  key text COLLATE "C" NOT NULL,
  facility_id uuid NOT NULL,
  labels bigint NOT NULL DEFAULT 0,
  PRIMARY KEY (patient_id, type, id, parameter, key)
);
COMMENT ON TABLE fhir.search_key IS 'Values of token, string, reference and uri parameters of the current versions.';
COMMENT ON COLUMN fhir.search_key.patient_id IS 'As the resource''s.';
COMMENT ON COLUMN fhir.search_key.type IS 'As the resource''s.';
COMMENT ON COLUMN fhir.search_key.id IS 'As the resource''s.';
COMMENT ON COLUMN fhir.search_key.parameter IS 'Code of the SearchParameter; code:text for the words of a token, code:identifier for a reference by number.';
COMMENT ON COLUMN fhir.search_key.key IS 'code|system; folded words, U+0001, as written; Type/id; the URI.';
COMMENT ON COLUMN fhir.search_key.facility_id IS 'As the resource''s.';
COMMENT ON COLUMN fhir.search_key.labels IS 'As the resource''s.';
-- In the order of ids, so that a page is read and not sorted.
CREATE INDEX search_key_by_key ON fhir.search_key (type, parameter, key, id);
SELECT platform.protect('fhir.search_key');

CREATE TABLE fhir.search_range (
  patient_id uuid NOT NULL,
  type text COLLATE "C" NOT NULL,
  id uuid NOT NULL,
  parameter text COLLATE "C" NOT NULL,
  low double precision NOT NULL,
  high double precision NOT NULL,
  unit text COLLATE "C" NOT NULL,
  facility_id uuid NOT NULL,
  labels bigint NOT NULL DEFAULT 0,
  PRIMARY KEY (patient_id, type, id, parameter, low, high, unit)
);
COMMENT ON TABLE fhir.search_range IS 'Values of date, number and quantity parameters of the current versions; both ends belong to the range.';
COMMENT ON COLUMN fhir.search_range.patient_id IS 'As the resource''s.';
COMMENT ON COLUMN fhir.search_range.type IS 'As the resource''s.';
COMMENT ON COLUMN fhir.search_range.id IS 'As the resource''s.';
COMMENT ON COLUMN fhir.search_range.parameter IS 'Code of the SearchParameter.';
COMMENT ON COLUMN fhir.search_range.low IS 'Milliseconds since 1970 for a date, else the number.';
COMMENT ON COLUMN fhir.search_range.high IS 'As low.';
COMMENT ON COLUMN fhir.search_range.unit IS 'code|system of the unit; empty for a date or number.';
COMMENT ON COLUMN fhir.search_range.facility_id IS 'As the resource''s.';
COMMENT ON COLUMN fhir.search_range.labels IS 'As the resource''s.';
CREATE INDEX search_range_by_low ON fhir.search_range (type, parameter, low, high, id);
SELECT platform.protect('fhir.search_range');

GRANT SELECT, INSERT, UPDATE, DELETE ON fhir.search_key, fhir.search_range TO chartkeeper_app, chartkeeper_jobs;
GRANT SELECT ON fhir.search_key, fhir.search_range TO chartkeeper_backup;

CREATE OR REPLACE FUNCTION fhir.follow_labels(p_patient uuid, p_document uuid) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  WITH now_is AS (
    SELECT d.id, d.labels, ARRAY(SELECT v.origin_id FROM documents.version v
      WHERE v.patient_id = d.patient_id AND v.document_id = d.id AND v.origin_id IS NOT NULL) AS others
    FROM documents.document d WHERE d.patient_id = p_patient AND d.id = p_document
  ), same_person AS (
    SELECT m.patient_id FROM patients.member asked JOIN patients.member m ON m.survivor_id = asked.survivor_id
    WHERE asked.patient_id = p_patient
  ), current_ones AS (
    UPDATE fhir.resource r SET labels = n.labels FROM now_is n
    WHERE r.patient_id IN (SELECT s.patient_id FROM same_person s) AND r.type = 'DocumentReference'
      AND (r.id = n.id OR r.id::text = ANY (n.others))
  ), keys AS (
    UPDATE fhir.search_key k SET labels = n.labels FROM now_is n
    WHERE k.patient_id IN (SELECT s.patient_id FROM same_person s) AND k.type = 'DocumentReference'
      AND (k.id = n.id OR k.id::text = ANY (n.others))
  ), ranges AS (
    UPDATE fhir.search_range k SET labels = n.labels FROM now_is n
    WHERE k.patient_id IN (SELECT s.patient_id FROM same_person s) AND k.type = 'DocumentReference'
      AND (k.id = n.id OR k.id::text = ANY (n.others))
  )
  UPDATE fhir.history h SET labels = n.labels FROM now_is n
  WHERE h.patient_id IN (SELECT s.patient_id FROM same_person s) AND h.type = 'DocumentReference'
    AND (h.id = n.id OR h.id::text = ANY (n.others));
$$;

-- A deletion leaves the versions: the resource has a last one that says it is gone.
ALTER TABLE fhir.history ADD COLUMN deleted boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN fhir.history.deleted IS 'This version says that the resource was deleted; its content is that of the version before.';
ALTER TABLE fhir.resource ADD COLUMN deleted_at timestamptz;
COMMENT ON COLUMN fhir.resource.deleted_at IS 'Deleted through FHIR: it is answered with 410 and found by nothing. Every version stays.';
-- What has changed since: the question of everybody who keeps a copy.
CREATE INDEX resource_by_time ON fhir.resource (type, at, id);
