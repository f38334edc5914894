-- What was decided about filing documents without a hand, with its reasons.

CREATE TABLE intake.auto_filing (
  id uuid PRIMARY KEY,
  part_id uuid NOT NULL REFERENCES intake.part (id) ON DELETE CASCADE,
  facility_id uuid NOT NULL,
  labels bigint NOT NULL DEFAULT 0,
  filed boolean NOT NULL,
  document_id uuid,
  reasons jsonb NOT NULL CONSTRAINT reasons_are_a_list CHECK (jsonb_typeof(reasons) = 'array'),
  decided_at timestamptz NOT NULL,
  CONSTRAINT filed_names_its_document CHECK (filed = (document_id IS NOT NULL))
);
COMMENT ON TABLE intake.auto_filing IS 'Each time a document to be was looked at for filing without a hand: filed or held, and why. The newest counts. Rows are only added.';
COMMENT ON COLUMN intake.auto_filing.id IS 'UUID v7.';
COMMENT ON COLUMN intake.auto_filing.part_id IS 'The document to be.';
COMMENT ON COLUMN intake.auto_filing.facility_id IS 'As the part''s.';
COMMENT ON COLUMN intake.auto_filing.labels IS 'As the part''s.';
COMMENT ON COLUMN intake.auto_filing.filed IS 'It filed itself; else it waits in the index queue.';
COMMENT ON COLUMN intake.auto_filing.document_id IS 'What it became.';
COMMENT ON COLUMN intake.auto_filing.reasons IS 'Coded, with counts and page numbers; never words of a page.';
COMMENT ON COLUMN intake.auto_filing.decided_at IS 'When.';
CREATE INDEX auto_filing_of_part ON intake.auto_filing (part_id, decided_at DESC);
SELECT platform.protect('intake.auto_filing');
GRANT SELECT, INSERT ON intake.auto_filing TO chartkeeper_app, chartkeeper_jobs;
GRANT SELECT ON intake.auto_filing TO chartkeeper_report, chartkeeper_backup;

COMMENT ON COLUMN intake.decision.how IS 'accepted, changed or chosen (nothing was proposed) by a person; auto: filed without a hand.';
