-- Our own client of other FHIR servers (Epic, Cerner and the like): whom we ask, how far we are, what became of each resource.

CREATE SCHEMA fhir_client;
COMMENT ON SCHEMA fhir_client IS 'FHIR servers of others that we read from: addresses, how far each was read, what became of each resource.';
GRANT USAGE ON SCHEMA fhir_client TO chartkeeper_app, chartkeeper_jobs, chartkeeper_report, chartkeeper_backup;

CREATE TABLE fhir_client.server (
  id uuid PRIMARY KEY,
  name text NOT NULL,
  base_url text NOT NULL,
  client_id text NOT NULL,
  scope text NOT NULL,
  whose text NOT NULL CONSTRAINT server_whose_is_known CHECK (whose IN ('all', 'chosen')),
  stopped_at timestamptz,
  set_at timestamptz NOT NULL,
  set_by text NOT NULL,
  not_before timestamptz,
  failures integer NOT NULL DEFAULT 0,
  trouble text,
  pulled_at timestamptz,
  CONSTRAINT server_is_short CHECK (length(name) <= 200 AND length(base_url) <= 500 AND length(client_id) <= 200 AND length(scope) <= 1000)
);
COMMENT ON TABLE fhir_client.server IS 'A FHIR server of somebody else that we read from as a SMART backend service.';
COMMENT ON COLUMN fhir_client.server.id IS 'UUID v7.';
COMMENT ON COLUMN fhir_client.server.name IS 'As the desk calls it.';
COMMENT ON COLUMN fhir_client.server.base_url IS 'FHIR base without a slash at its end; its host is among those the operator allows.';
COMMENT ON COLUMN fhir_client.server.client_id IS 'What that server calls us.';
COMMENT ON COLUMN fhir_client.server.scope IS 'SMART system scopes that are asked for.';
COMMENT ON COLUMN fhir_client.server.whose IS 'all patients it shows us, or the chosen ones.';
COMMENT ON COLUMN fhir_client.server.stopped_at IS 'Since when it is not asked; what was read stays.';
COMMENT ON COLUMN fhir_client.server.set_at IS 'When it was last set.';
COMMENT ON COLUMN fhir_client.server.set_by IS 'Actor id.';
COMMENT ON COLUMN fhir_client.server.not_before IS 'It is not asked earlier: it said so (Retry-After), or it failed.';
COMMENT ON COLUMN fhir_client.server.failures IS 'Runs in a row that could not go on.';
COMMENT ON COLUMN fhir_client.server.trouble IS 'Why the last run could not go on; without content. Empty: it went on.';
COMMENT ON COLUMN fhir_client.server.pulled_at IS 'When the last run came to its end.';
CREATE UNIQUE INDEX server_by_name ON fhir_client.server (name);

CREATE TABLE fhir_client.chosen_patient (
  server_id uuid NOT NULL REFERENCES fhir_client.server (id),
  source_id text NOT NULL,
  chosen_at timestamptz NOT NULL,
  chosen_by text NOT NULL,
  PRIMARY KEY (server_id, source_id),
  CONSTRAINT chosen_patient_is_an_id CHECK (source_id ~ '^[A-Za-z0-9.-]{1,64}$')
);
COMMENT ON TABLE fhir_client.chosen_patient IS 'Patients of a server that are read, where not all are.';
COMMENT ON COLUMN fhir_client.chosen_patient.server_id IS 'Of which server.';
COMMENT ON COLUMN fhir_client.chosen_patient.source_id IS 'Id of the Patient there.';
COMMENT ON COLUMN fhir_client.chosen_patient.chosen_at IS 'When.';
COMMENT ON COLUMN fhir_client.chosen_patient.chosen_by IS 'Actor id.';

CREATE TABLE fhir_client.progress (
  server_id uuid NOT NULL REFERENCES fhir_client.server (id),
  type text NOT NULL,
  patient text NOT NULL,
  since text,
  next_url text,
  highest text,
  at timestamptz NOT NULL,
  PRIMARY KEY (server_id, type, patient)
);
COMMENT ON TABLE fhir_client.progress IS 'How far a server was read: a run goes on here after a crash.';
COMMENT ON COLUMN fhir_client.progress.server_id IS 'Which server.';
COMMENT ON COLUMN fhir_client.progress.type IS 'Resource type.';
COMMENT ON COLUMN fhir_client.progress.patient IS 'Id of the Patient there; empty: of all.';
COMMENT ON COLUMN fhir_client.progress.since IS 'All that changed before was read to its end: the instant as that server wrote it.';
COMMENT ON COLUMN fhir_client.progress.next_url IS 'The next page of a search under way.';
COMMENT ON COLUMN fhir_client.progress.highest IS 'Latest change met in the search under way; becomes since at its end.';
COMMENT ON COLUMN fhir_client.progress.at IS 'When it was written.';

CREATE TABLE fhir_client.item (
  id uuid PRIMARY KEY,
  server_id uuid NOT NULL REFERENCES fhir_client.server (id),
  type text NOT NULL,
  source_id text NOT NULL,
  version text NOT NULL,
  patient text,
  state text NOT NULL CONSTRAINT item_state_is_known CHECK (state IN ('filed', 'linked', 'failed', 'asks', 'again', 'set-aside')),
  reason text,
  candidates uuid[] NOT NULL DEFAULT '{}',
  attempts integer NOT NULL DEFAULT 1,
  at timestamptz NOT NULL,
  decided_at timestamptz,
  decided_by text,
  CONSTRAINT item_failed_with_a_reason CHECK (state NOT IN ('failed', 'asks', 'set-aside') OR reason IS NOT NULL),
  CONSTRAINT item_decision_has_who_and_when CHECK ((decided_at IS NULL) = (decided_by IS NULL))
);
COMMENT ON TABLE fhir_client.item IS 'One resource of a server and what became of its latest version. Without content: it is fetched again.';
COMMENT ON COLUMN fhir_client.item.id IS 'UUID v7.';
COMMENT ON COLUMN fhir_client.item.server_id IS 'Of which server.';
COMMENT ON COLUMN fhir_client.item.type IS 'Resource type.';
COMMENT ON COLUMN fhir_client.item.source_id IS 'Its id there.';
COMMENT ON COLUMN fhir_client.item.version IS 'meta.versionId there, else meta.lastUpdated, else a digest.';
COMMENT ON COLUMN fhir_client.item.patient IS 'Id of its Patient there.';
COMMENT ON COLUMN fhir_client.item.state IS 'filed; linked: a Patient who is registered here already; failed; asks: a person decides who it is; again: it is tried with the next run; set-aside by a person.';
COMMENT ON COLUMN fhir_client.item.reason IS 'Why, without content.';
COMMENT ON COLUMN fhir_client.item.candidates IS 'Patients of ours who may be this one.';
COMMENT ON COLUMN fhir_client.item.attempts IS 'How often this version was tried.';
COMMENT ON COLUMN fhir_client.item.at IS 'When it came to its state.';
COMMENT ON COLUMN fhir_client.item.decided_at IS 'When a person decided.';
COMMENT ON COLUMN fhir_client.item.decided_by IS 'Actor id.';
CREATE UNIQUE INDEX item_once ON fhir_client.item (server_id, type, source_id);
CREATE INDEX item_open ON fhir_client.item (server_id, at) WHERE state IN ('failed', 'asks', 'again');

GRANT SELECT, INSERT, UPDATE ON fhir_client.server, fhir_client.progress, fhir_client.item, fhir_client.chosen_patient TO chartkeeper_app, chartkeeper_jobs;
GRANT DELETE ON fhir_client.chosen_patient TO chartkeeper_app;
GRANT SELECT ON fhir_client.server, fhir_client.progress, fhir_client.item, fhir_client.chosen_patient TO chartkeeper_report, chartkeeper_backup;
