-- Fees for copies: quotes with their working, invoices that never change, and what was paid, given back, forgiven.

CREATE SEQUENCE release.invoice_number;
COMMENT ON SEQUENCE release.invoice_number IS 'Running number of invoices and credit notes; gaps are harmless.';
GRANT USAGE ON SEQUENCE release.invoice_number TO chartkeeper_app, chartkeeper_jobs;

CREATE TABLE release.fee_quote (
  patient_id uuid NOT NULL REFERENCES patients.patient (id),
  id uuid NOT NULL,
  facility_id uuid NOT NULL REFERENCES directory.facility (id),
  labels bigint NOT NULL DEFAULT 0,
  request_id uuid NOT NULL REFERENCES release.request (id),
  scope_id uuid,
  input jsonb NOT NULL,
  pages integer NOT NULL CONSTRAINT quoted_pages_are_counted CHECK (pages >= 0),
  result jsonb NOT NULL,
  total_cents integer NOT NULL CONSTRAINT quote_is_not_negative CHECK (total_cents >= 0),
  acts boolean NOT NULL,
  recorded_at timestamptz NOT NULL,
  recorded_by text NOT NULL,
  PRIMARY KEY (patient_id, id)
);
COMMENT ON TABLE release.fee_quote IS 'What a copy may cost, as the rules answered on that day. Never changed: a new scope or other counts are a new quote; the newest holds.';
COMMENT ON COLUMN release.fee_quote.id IS 'UUID v7.';
COMMENT ON COLUMN release.fee_quote.patient_id IS 'Whose records are copied.';
COMMENT ON COLUMN release.fee_quote.facility_id IS 'As the request''s.';
COMMENT ON COLUMN release.fee_quote.labels IS 'Of the patient as such; kept by release.relabel_fees.';
COMMENT ON COLUMN release.fee_quote.request_id IS 'The request.';
COMMENT ON COLUMN release.fee_quote.scope_id IS 'Scope whose pages were counted; none where no scope was chosen yet.';
COMMENT ON COLUMN release.fee_quote.input IS 'What the desk said: form, program, counts, costs. Money in whole cents.';
COMMENT ON COLUMN release.fee_quote.pages IS 'Pages counted.';
COMMENT ON COLUMN release.fee_quote.result IS 'Kind, lines with working, rule ids, versions and citations, what is left out and why, warnings.';
COMMENT ON COLUMN release.fee_quote.total_cents IS 'Sum of the lines, in cents.';
COMMENT ON COLUMN release.fee_quote.acts IS 'Whether every figure is verified; where not, a person confirms the sum with a reason before it is invoiced.';
COMMENT ON COLUMN release.fee_quote.recorded_at IS 'When.';
COMMENT ON COLUMN release.fee_quote.recorded_by IS 'Actor id.';
CREATE INDEX fee_quote_of_request ON release.fee_quote (request_id, recorded_at DESC, id DESC);
CREATE INDEX fee_quote_of_facility ON release.fee_quote (facility_id, recorded_at DESC, id DESC);
SELECT platform.protect('release.fee_quote');

CREATE TABLE release.fee_waiver (
  patient_id uuid NOT NULL REFERENCES patients.patient (id),
  id uuid NOT NULL,
  facility_id uuid NOT NULL REFERENCES directory.facility (id),
  labels bigint NOT NULL DEFAULT 0,
  request_id uuid NOT NULL REFERENCES release.request (id) CONSTRAINT fee_is_waived_once UNIQUE,
  reason text NOT NULL CONSTRAINT waiver_says_why CHECK (reason <> ''),
  recorded_at timestamptz NOT NULL,
  recorded_by text NOT NULL,
  PRIMARY KEY (patient_id, id)
);
COMMENT ON TABLE release.fee_waiver IS 'That the whole fee of a request is forgiven before any invoice. A promise: it is not taken back.';
COMMENT ON COLUMN release.fee_waiver.id IS 'UUID v7.';
COMMENT ON COLUMN release.fee_waiver.patient_id IS 'Whose records are copied.';
COMMENT ON COLUMN release.fee_waiver.facility_id IS 'As the request''s.';
COMMENT ON COLUMN release.fee_waiver.labels IS 'Of the patient as such; kept by release.relabel_fees.';
COMMENT ON COLUMN release.fee_waiver.request_id IS 'The request.';
COMMENT ON COLUMN release.fee_waiver.reason IS 'Why.';
COMMENT ON COLUMN release.fee_waiver.recorded_at IS 'When.';
COMMENT ON COLUMN release.fee_waiver.recorded_by IS 'Actor id.';
SELECT platform.protect('release.fee_waiver');

CREATE TABLE release.fee_invoice (
  patient_id uuid NOT NULL REFERENCES patients.patient (id),
  id uuid NOT NULL,
  facility_id uuid NOT NULL REFERENCES directory.facility (id),
  labels bigint NOT NULL DEFAULT 0,
  request_id uuid NOT NULL REFERENCES release.request (id),
  quote_id uuid NOT NULL,
  number text NOT NULL CONSTRAINT invoice_number_is_its_own UNIQUE,
  replaces_id uuid CONSTRAINT invoice_is_replaced_once UNIQUE,
  issued_on date NOT NULL,
  due_on date NOT NULL,
  payer_name text NOT NULL CONSTRAINT payer_has_a_name CHECK (payer_name <> ''),
  payer_lines text[] NOT NULL DEFAULT '{}',
  lines jsonb NOT NULL,
  total_cents integer NOT NULL CONSTRAINT invoice_asks_for_something CHECK (total_cents > 0),
  balance_cents integer NOT NULL,
  confirmed_reason text,
  pend_id uuid,
  letter_id uuid,
  recorded_at timestamptz NOT NULL,
  recorded_by text NOT NULL,
  PRIMARY KEY (patient_id, id),
  FOREIGN KEY (patient_id, quote_id) REFERENCES release.fee_quote (patient_id, id),
  FOREIGN KEY (patient_id, replaces_id) REFERENCES release.fee_invoice (patient_id, id),
  CONSTRAINT due_after_it_was_issued CHECK (due_on >= issued_on)
);
COMMENT ON TABLE release.fee_invoice IS 'An invoice as it was sent. Lines and total never change; a changed one is credited and replaced by a new one.';
COMMENT ON COLUMN release.fee_invoice.id IS 'UUID v7.';
COMMENT ON COLUMN release.fee_invoice.patient_id IS 'Whose records are copied.';
COMMENT ON COLUMN release.fee_invoice.facility_id IS 'As the request''s.';
COMMENT ON COLUMN release.fee_invoice.labels IS 'Of the patient as such; kept by release.relabel_fees.';
COMMENT ON COLUMN release.fee_invoice.request_id IS 'The request.';
COMMENT ON COLUMN release.fee_invoice.quote_id IS 'The quote whose lines it froze.';
COMMENT ON COLUMN release.fee_invoice.number IS 'What people call it, F-2026-000123.';
COMMENT ON COLUMN release.fee_invoice.replaces_id IS 'The invoice that was credited for this one.';
COMMENT ON COLUMN release.fee_invoice.issued_on IS 'The day on it.';
COMMENT ON COLUMN release.fee_invoice.due_on IS 'Last day to pay.';
COMMENT ON COLUMN release.fee_invoice.payer_name IS 'Who is asked to pay.';
COMMENT ON COLUMN release.fee_invoice.payer_lines IS 'Organisation and postal address in lines.';
COMMENT ON COLUMN release.fee_invoice.lines IS 'Text, working, cents, rule, version and citations of each line.';
COMMENT ON COLUMN release.fee_invoice.total_cents IS 'Sum of the lines.';
COMMENT ON COLUMN release.fee_invoice.balance_cents IS 'Still to pay: the total with all its entries. Below nothing: overpaid, to be given back.';
COMMENT ON COLUMN release.fee_invoice.confirmed_reason IS 'Why the sum was charged although a figure was not verified.';
COMMENT ON COLUMN release.fee_invoice.pend_id IS 'The wait for payment that it opened, where it is to be paid first.';
COMMENT ON COLUMN release.fee_invoice.letter_id IS 'The letter it was sent as; none where it had been sent before it was recorded here. No foreign key: correspondence keeps its letters.';
COMMENT ON COLUMN release.fee_invoice.recorded_at IS 'When.';
COMMENT ON COLUMN release.fee_invoice.recorded_by IS 'Actor id.';
CREATE INDEX fee_invoice_of_request ON release.fee_invoice (request_id, recorded_at DESC, id DESC);
CREATE UNIQUE INDEX fee_invoice_by_id ON release.fee_invoice (id);
CREATE INDEX fee_invoice_open ON release.fee_invoice (due_on, id) WHERE balance_cents <> 0;
SELECT platform.protect('release.fee_invoice');

CREATE TABLE release.fee_entry (
  patient_id uuid NOT NULL REFERENCES patients.patient (id),
  id uuid NOT NULL,
  facility_id uuid NOT NULL REFERENCES directory.facility (id),
  labels bigint NOT NULL DEFAULT 0,
  invoice_id uuid NOT NULL,
  kind text NOT NULL CONSTRAINT entry_kind_is_known CHECK (kind IN ('payment', 'payment-returned', 'refund', 'waiver', 'write-off', 'credit', 'carried-out', 'carried-in')),
  amount_cents integer NOT NULL CONSTRAINT entry_moves_something CHECK (amount_cents > 0),
  number text CONSTRAINT credit_note_number_is_its_own UNIQUE,
  method text CONSTRAINT payment_method_is_known CHECK (method IN ('cash', 'check', 'card-terminal', 'bank-transfer', 'online', 'other')),
  reference text,
  reason text,
  letter_id uuid,
  recorded_at timestamptz NOT NULL,
  recorded_by text NOT NULL,
  PRIMARY KEY (patient_id, id),
  FOREIGN KEY (patient_id, invoice_id) REFERENCES release.fee_invoice (patient_id, id),
  CONSTRAINT money_moves_by_a_method CHECK ((kind IN ('payment', 'refund')) = (method IS NOT NULL)),
  CONSTRAINT forgiving_says_why CHECK (kind NOT IN ('payment-returned', 'refund', 'waiver', 'write-off', 'credit') OR coalesce(reason, '') <> ''),
  CONSTRAINT credit_notes_have_a_number CHECK ((kind = 'credit') = (number IS NOT NULL))
);
COMMENT ON TABLE release.fee_entry IS 'What happened to an invoice after it was sent: paid, paid back, forgiven, credited. Insert-only.';
COMMENT ON COLUMN release.fee_entry.id IS 'UUID v7.';
COMMENT ON COLUMN release.fee_entry.patient_id IS 'As the invoice''s.';
COMMENT ON COLUMN release.fee_entry.facility_id IS 'As the invoice''s.';
COMMENT ON COLUMN release.fee_entry.labels IS 'As the invoice''s.';
COMMENT ON COLUMN release.fee_entry.invoice_id IS 'The invoice.';
COMMENT ON COLUMN release.fee_entry.kind IS 'payment, waiver, write-off, credit and carried-in lower what is to pay; payment-returned, refund and carried-out raise it.';
COMMENT ON COLUMN release.fee_entry.amount_cents IS 'Always above nothing.';
COMMENT ON COLUMN release.fee_entry.number IS 'Of a credit note, C-2026-000123.';
COMMENT ON COLUMN release.fee_entry.method IS 'How it was paid or given back.';
COMMENT ON COLUMN release.fee_entry.reference IS 'Number of the check or transfer. Never the number of a card.';
COMMENT ON COLUMN release.fee_entry.reason IS 'Why.';
COMMENT ON COLUMN release.fee_entry.letter_id IS 'The credit note as it was sent.';
COMMENT ON COLUMN release.fee_entry.recorded_at IS 'When.';
COMMENT ON COLUMN release.fee_entry.recorded_by IS 'Actor id.';
CREATE INDEX fee_entry_of_invoice ON release.fee_entry (invoice_id, recorded_at, id);
SELECT platform.protect('release.fee_entry');

GRANT SELECT, INSERT ON release.fee_quote, release.fee_waiver, release.fee_invoice, release.fee_entry TO chartkeeper_app, chartkeeper_jobs;
GRANT UPDATE (balance_cents) ON release.fee_invoice TO chartkeeper_app, chartkeeper_jobs;
GRANT SELECT ON release.fee_quote, release.fee_waiver, release.fee_invoice, release.fee_entry TO chartkeeper_report, chartkeeper_backup;

CREATE FUNCTION release.relabel_fees(whose uuid) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  mask bigint := coalesce((SELECT p.labels FROM patients.patient p WHERE p.id = whose), 0);
BEGIN
  UPDATE release.fee_quote SET labels = mask WHERE patient_id = whose AND labels <> mask;
  UPDATE release.fee_waiver SET labels = mask WHERE patient_id = whose AND labels <> mask;
  UPDATE release.fee_invoice SET labels = mask WHERE patient_id = whose AND labels <> mask;
  UPDATE release.fee_entry SET labels = mask WHERE patient_id = whose AND labels <> mask;
END $$;
COMMENT ON FUNCTION release.relabel_fees(uuid) IS 'Gives the fees of one patient''s requests the labels that the patient now has. SECURITY DEFINER, since nobody may change an invoice at run time.';
REVOKE ALL ON FUNCTION release.relabel_fees(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION release.relabel_fees(uuid) TO chartkeeper_app, chartkeeper_jobs;
