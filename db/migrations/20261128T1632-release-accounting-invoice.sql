-- An invoice asks either for the copies of a request or for an accounting whose price was agreed (45 CFR 164.528(c)(2)).

ALTER TABLE release.fee_invoice
  ALTER COLUMN request_id DROP NOT NULL,
  ALTER COLUMN quote_id DROP NOT NULL,
  ADD COLUMN rights_id uuid,
  ADD CONSTRAINT invoice_of_rights FOREIGN KEY (patient_id, rights_id) REFERENCES release.rights_request (patient_id, id),
  ADD CONSTRAINT invoice_is_for_one_thing CHECK ((request_id IS NULL) <> (rights_id IS NULL)),
  ADD CONSTRAINT copies_are_quoted CHECK ((request_id IS NULL) = (quote_id IS NULL)),
  ADD CONSTRAINT accounting_waits_for_no_payment CHECK (rights_id IS NULL OR pend_id IS NULL);
COMMENT ON COLUMN release.fee_invoice.request_id IS 'The request whose copies it asks for; none where it asks for an accounting.';
COMMENT ON COLUMN release.fee_invoice.quote_id IS 'The quote whose lines it froze; an accounting has the price that was agreed.';
COMMENT ON COLUMN release.fee_invoice.rights_id IS 'The request for an accounting that it asks for.';
COMMENT ON COLUMN release.fee_invoice.facility_id IS 'As that of what it asks for.';
CREATE INDEX fee_invoice_of_rights ON release.fee_invoice (rights_id, recorded_at DESC, id DESC) WHERE rights_id IS NOT NULL;
