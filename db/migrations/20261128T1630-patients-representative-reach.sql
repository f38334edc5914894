-- What a power reaches, in a form that a release can be judged by; the words of the paper stay beside it.

ALTER TABLE patients.representative ADD COLUMN service_from date;
ALTER TABLE patients.representative ADD COLUMN service_to date;
ALTER TABLE patients.representative ADD COLUMN type_codes text[]
  CONSTRAINT representative_types_are_some CHECK (cardinality(type_codes) > 0);
ALTER TABLE patients.representative ADD CONSTRAINT representative_service_in_order CHECK (service_from <= service_to);
COMMENT ON COLUMN patients.representative.service_from IS 'First day of the care that the power reaches (45 CFR 164.502(g)(2): what is relevant to the representation). Empty: from the beginning.';
COMMENT ON COLUMN patients.representative.service_to IS 'Last day of the care that it reaches. Empty: no last day.';
COMMENT ON COLUMN patients.representative.type_codes IS 'Kinds of document that it reaches, by the code of documents.type. Empty: all kinds.';
