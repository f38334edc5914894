-- Whoever asked in the portal is told by mail that something lies there: once for each hand-over.

CREATE TABLE portal.ready_mail (
  patient_id uuid NOT NULL,
  disclosure_id uuid NOT NULL,
  facility_id uuid NOT NULL REFERENCES directory.facility (id),
  labels bigint NOT NULL DEFAULT 0,
  request_id uuid NOT NULL REFERENCES release.request (id),
  account_id uuid NOT NULL REFERENCES portal.account (id),
  queued_at timestamptz NOT NULL,
  tries integer NOT NULL DEFAULT 0,
  begun_at timestamptz,
  again_at timestamptz,
  settled_at timestamptz,
  outcome text CONSTRAINT ready_mail_outcome_is_known CHECK (outcome IN ('sent', 'in-doubt', 'not-sent')),
  why text,
  PRIMARY KEY (patient_id, disclosure_id),
  FOREIGN KEY (patient_id, disclosure_id) REFERENCES release.disclosure (patient_id, id),
  CONSTRAINT ready_mail_is_settled_with_an_outcome CHECK ((settled_at IS NULL) = (outcome IS NULL))
);
COMMENT ON TABLE portal.ready_mail IS 'That an account of the portal is told by mail that something new waits there. The mail names nothing of it. One for a hand-over: it is never sent twice.';
COMMENT ON COLUMN portal.ready_mail.patient_id IS 'Whose records.';
COMMENT ON COLUMN portal.ready_mail.disclosure_id IS 'The hand-over by link.';
COMMENT ON COLUMN portal.ready_mail.facility_id IS 'As the hand-over''s.';
COMMENT ON COLUMN portal.ready_mail.labels IS 'Of the patient as such; kept by portal.relabel.';
COMMENT ON COLUMN portal.ready_mail.request_id IS 'The request.';
COMMENT ON COLUMN portal.ready_mail.account_id IS 'Who asked; the mail goes to the address that the account has proved when it leaves.';
COMMENT ON COLUMN portal.ready_mail.queued_at IS 'When the hand-over was logged.';
COMMENT ON COLUMN portal.ready_mail.tries IS 'Tries that the mail server did not take.';
COMMENT ON COLUMN portal.ready_mail.begun_at IS 'A try is under way since; left standing by one that was interrupted, of which nobody knows whether it left.';
COMMENT ON COLUMN portal.ready_mail.again_at IS 'Not tried again before.';
COMMENT ON COLUMN portal.ready_mail.settled_at IS 'When it was known, or given up.';
COMMENT ON COLUMN portal.ready_mail.outcome IS 'sent, in-doubt (it may have left), or not-sent.';
COMMENT ON COLUMN portal.ready_mail.why IS 'Why it was not sent, or the answer of the mail server.';
CREATE INDEX ready_mail_of_request ON portal.ready_mail (request_id, queued_at);
SELECT platform.protect('portal.ready_mail');
GRANT SELECT, INSERT ON portal.ready_mail TO chartkeeper_app, chartkeeper_jobs;
GRANT UPDATE (tries, begun_at, again_at, settled_at, outcome, why) ON portal.ready_mail TO chartkeeper_app, chartkeeper_jobs;
GRANT SELECT ON portal.ready_mail TO chartkeeper_report, chartkeeper_backup;

CREATE OR REPLACE FUNCTION portal.relabel(whose uuid) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  mask bigint := (SELECT p.labels FROM patients.patient p WHERE p.id = whose);
BEGIN
  UPDATE portal.proof SET labels = mask WHERE patient_id = whose AND labels <> mask;
  UPDATE portal.invitation SET labels = mask WHERE patient_id = whose AND labels <> mask;
  UPDATE portal.access SET labels = mask WHERE patient_id = whose AND labels <> mask;
  UPDATE portal.ask SET labels = mask WHERE patient_id = whose AND labels <> mask;
  UPDATE portal.paper SET labels = mask WHERE patient_id = whose AND labels <> mask;
  UPDATE portal.note SET labels = mask WHERE patient_id = whose AND labels <> mask;
  UPDATE portal.ready_mail SET labels = mask WHERE patient_id = whose AND labels <> mask;
END $$;
