-- A registration writes about forty search keys in one statement. A foreign key looked the same patient up for each of
-- them (a fifth of the statement); keys are only ever written by the module in the transaction of their patient, and a
-- patient is never deleted: it is merged or entered in error.

ALTER TABLE patients.search_key DROP CONSTRAINT search_key_patient_id_fkey;
