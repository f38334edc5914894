-- C-CDA: which document of the record a document of another system became.

CREATE SCHEMA ccda;
COMMENT ON SCHEMA ccda IS 'Clinical documents (C-CDA) of other systems: which document of the record each became.';
GRANT USAGE ON SCHEMA ccda TO chartkeeper_app, chartkeeper_jobs, chartkeeper_report, chartkeeper_backup;

CREATE TABLE ccda.document (
  number text NOT NULL,
  type_code text NOT NULL,
  set_number text,
  set_version integer,
  document_id uuid NOT NULL,
  recorded_at timestamptz NOT NULL,
  recorded_by text NOT NULL,
  PRIMARY KEY (number, type_code),
  CONSTRAINT set_version_belongs_to_a_set CHECK (set_version IS NULL OR set_number IS NOT NULL)
);
COMMENT ON TABLE ccda.document IS 'Which document of the record a CDA document became: how a repeat, a later version and a replacement are known. Insert only.';
COMMENT ON COLUMN ccda.document.number IS 'Keyed digest of ClinicalDocument/id; of the bytes where it has none.';
COMMENT ON COLUMN ccda.document.type_code IS 'Type of the catalogue as its source said it: systems give one id to documents of several types.';
COMMENT ON COLUMN ccda.document.set_number IS 'Keyed digest of setId: what all versions of one document share.';
COMMENT ON COLUMN ccda.document.set_version IS 'versionNumber, where it was said.';
COMMENT ON COLUMN ccda.document.document_id IS 'Ours.';
COMMENT ON COLUMN ccda.document.recorded_at IS 'When.';
COMMENT ON COLUMN ccda.document.recorded_by IS 'Actor id.';
CREATE INDEX document_of_set ON ccda.document (set_number) WHERE set_number IS NOT NULL;

GRANT SELECT, INSERT ON ccda.document TO chartkeeper_app, chartkeeper_jobs;
GRANT SELECT ON ALL TABLES IN SCHEMA ccda TO chartkeeper_report, chartkeeper_backup;
