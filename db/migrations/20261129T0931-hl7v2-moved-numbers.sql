-- A number of the index moves to another patient too (HL7 A43): a message said before it speaks of the patient whose it was.

ALTER TABLE hl7v2.moved DROP CONSTRAINT moved_kind_is_known;
ALTER TABLE hl7v2.moved ADD CONSTRAINT moved_kind_is_known CHECK (kind IN ('visit', 'account', 'number'));
ALTER TABLE hl7v2.moved ADD COLUMN from_patient_id uuid REFERENCES patients.patient (id);
ALTER TABLE hl7v2.moved ADD CONSTRAINT moved_number_was_somebodys CHECK ((kind = 'number') = (from_patient_id IS NOT NULL));
COMMENT ON TABLE hl7v2.moved IS 'What a feed said of visits, accounts and numbers of patients that are another patient''s since a moment.';
COMMENT ON COLUMN hl7v2.moved.number IS 'Keyed digest of the number of the visit, account or patient.';
COMMENT ON COLUMN hl7v2.moved.from_patient_id IS 'Of a number of a patient: whose it was.';
