-- Our FHIR client writes documents back to the other server, one by one, as a person chose them.

CREATE TABLE fhir_client.sending (
  id uuid PRIMARY KEY,
  server_id uuid NOT NULL REFERENCES fhir_client.server (id),
  document_id uuid NOT NULL,
  state text NOT NULL CONSTRAINT sending_state_is_known CHECK (state IN ('waiting', 'sent', 'failed', 'set-aside')),
  reason text,
  remote_id text,
  attempts integer NOT NULL DEFAULT 0,
  not_before timestamptz,
  asked_at timestamptz NOT NULL,
  asked_by text NOT NULL,
  at timestamptz NOT NULL,
  CONSTRAINT sending_failed_with_a_reason CHECK (state NOT IN ('failed', 'set-aside') OR reason IS NOT NULL),
  CONSTRAINT sending_sent_is_named CHECK (state <> 'sent' OR remote_id IS NOT NULL)
);
COMMENT ON TABLE fhir_client.sending IS 'A document of ours that goes to the other server, and what became of it. Without content.';
COMMENT ON COLUMN fhir_client.sending.id IS 'UUID v7.';
COMMENT ON COLUMN fhir_client.sending.server_id IS 'Where to.';
COMMENT ON COLUMN fhir_client.sending.document_id IS 'Which document of ours; who may see it is asked each time.';
COMMENT ON COLUMN fhir_client.sending.state IS 'waiting, sent, failed: a person decides, set-aside by a person.';
COMMENT ON COLUMN fhir_client.sending.reason IS 'Why it waits or failed, without content.';
COMMENT ON COLUMN fhir_client.sending.remote_id IS 'Id of the DocumentReference there.';
COMMENT ON COLUMN fhir_client.sending.attempts IS 'Tries since a person last asked for it.';
COMMENT ON COLUMN fhir_client.sending.not_before IS 'It is not tried earlier.';
COMMENT ON COLUMN fhir_client.sending.asked_at IS 'When a person chose it.';
COMMENT ON COLUMN fhir_client.sending.asked_by IS 'Actor id.';
COMMENT ON COLUMN fhir_client.sending.at IS 'When it came to its state.';
CREATE UNIQUE INDEX sending_once ON fhir_client.sending (server_id, document_id);
CREATE INDEX sending_open ON fhir_client.sending (at) WHERE state IN ('waiting', 'failed');

GRANT SELECT, INSERT, UPDATE ON fhir_client.sending TO chartkeeper_app, chartkeeper_jobs;
GRANT SELECT ON fhir_client.sending TO chartkeeper_report, chartkeeper_backup;
