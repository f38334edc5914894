-- The ground: schema, the scope in force, news, work, idempotency. Knows no health word.

CREATE SCHEMA platform;
COMMENT ON SCHEMA platform IS 'Ground of every module: scope in force, events, jobs, idempotency, blobs. Knows no health word.';
GRANT USAGE ON SCHEMA platform TO chartkeeper_app, chartkeeper_jobs, chartkeeper_report, chartkeeper_backup;

-- The scope in force. Set once per act by set_config(..., true); unset means: nothing is visible.
-- Predicates call these inside (select ...), so that they are evaluated once a query and not once a row.

CREATE FUNCTION platform.scope_everywhere() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT coalesce(current_setting('ck.all_facilities', true), '') = 'on' $$;
COMMENT ON FUNCTION platform.scope_everywhere() IS 'True when the act in force may see every facility (system and operator acts, enterprise-wide roles).';

CREATE FUNCTION platform.scope_facilities() RETURNS uuid[] LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT coalesce(nullif(current_setting('ck.facilities', true), ''), '{}')::uuid[] $$;
COMMENT ON FUNCTION platform.scope_facilities() IS 'Facilities whose records the act in force may see.';

CREATE FUNCTION platform.scope_hidden_labels() RETURNS bigint LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT ~coalesce(nullif(current_setting('ck.label_mask', true), '')::bigint, 0) $$;
COMMENT ON FUNCTION platform.scope_hidden_labels() IS 'Sensitivity labels that the act in force may not see, as a mask.';

CREATE FUNCTION platform.scope_patients() RETURNS uuid[] LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT nullif(current_setting('ck.patients', true), '')::uuid[] $$;
COMMENT ON FUNCTION platform.scope_patients() IS 'The only subjects the act in force may see (portal, bound machine); NULL when not bound.';

CREATE FUNCTION platform.scope_glass() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT nullif(current_setting('ck.glass', true), '')::uuid $$;
COMMENT ON FUNCTION platform.scope_glass() IS 'The one subject opened by break-the-glass in the act in force.';

CREATE FUNCTION platform.protect(target regclass) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  -- What the row is about: its patient; a table of registrations is about its own id; a part of something unfiled about nobody.
  subject text := (SELECT quote_ident(attname) FROM pg_attribute WHERE attrelid = target AND attname IN ('patient_id', 'id') AND NOT attisdropped
                   ORDER BY attname DESC LIMIT 1);
BEGIN
  EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', target);
  EXECUTE format($policy$
    CREATE POLICY scope ON %1$s TO chartkeeper_app, chartkeeper_jobs, chartkeeper_report
    USING (
      (((SELECT platform.scope_everywhere()) OR facility_id = ANY ((SELECT platform.scope_facilities())::uuid[]))
        AND (labels & (SELECT platform.scope_hidden_labels())) = 0
        AND ((SELECT platform.scope_patients()) IS NULL OR %2$s = ANY ((SELECT platform.scope_patients())::uuid[])))
      OR %2$s = (SELECT platform.scope_glass()))
    WITH CHECK ((SELECT platform.scope_everywhere()) OR facility_id = ANY ((SELECT platform.scope_facilities())::uuid[]) OR %2$s = (SELECT platform.scope_glass()))
  $policy$, target, coalesce(subject, 'NULL::uuid'));
  EXECUTE format('CREATE POLICY whole ON %s FOR SELECT TO chartkeeper_backup USING (true)', target);
END $$;
COMMENT ON FUNCTION platform.protect(regclass) IS 'Puts a record table under row-level security by facility, sensitivity label and bound subject. Second layer under the access decision: a forgotten filter in SQL still returns nothing.';

-- News. Append-only; consumers keep a cursor in commit order (xid below the oldest running transaction, then id).

CREATE TABLE platform.event (
  id uuid PRIMARY KEY,
  xid xid8 NOT NULL DEFAULT pg_current_xact_id(),
  at timestamptz NOT NULL,
  name text NOT NULL,
  payload jsonb NOT NULL
);
COMMENT ON TABLE platform.event IS 'One row for each fact that other modules may react to, written in the transaction of the fact. Payload: ids, never content.';
COMMENT ON COLUMN platform.event.id IS 'UUID v7.';
COMMENT ON COLUMN platform.event.xid IS 'Transaction that wrote it: readers go by commit order, since ids are made before the commit.';
COMMENT ON COLUMN platform.event.at IS 'The act''s now.';
COMMENT ON COLUMN platform.event.name IS 'module.event, declared in that module''s events.ts.';
COMMENT ON COLUMN platform.event.payload IS 'Ids and codes of the fact.';
CREATE INDEX event_in_commit_order ON platform.event (xid, id);
GRANT SELECT, INSERT ON platform.event TO chartkeeper_app, chartkeeper_jobs;

CREATE TABLE platform.cursor (
  consumer text PRIMARY KEY,
  xid xid8 NOT NULL,
  event_id uuid NOT NULL,
  failures integer NOT NULL DEFAULT 0,
  failed_code text,
  retry_at timestamptz
);
COMMENT ON TABLE platform.cursor IS 'How far each reaction has read. A failing reaction waits and is tried again; the others go on.';
COMMENT ON COLUMN platform.cursor.consumer IS 'module.reaction.';
COMMENT ON COLUMN platform.cursor.xid IS 'Transaction of the last event handled.';
COMMENT ON COLUMN platform.cursor.event_id IS 'Last event handled.';
COMMENT ON COLUMN platform.cursor.failures IS 'Tries at the next event that failed in a row.';
COMMENT ON COLUMN platform.cursor.failed_code IS 'Problem code of the last failure.';
COMMENT ON COLUMN platform.cursor.retry_at IS 'Not before this.';
GRANT SELECT, INSERT, UPDATE ON platform.cursor TO chartkeeper_app, chartkeeper_jobs;

CREATE TABLE platform.dead_event (
  consumer text NOT NULL,
  event_id uuid NOT NULL REFERENCES platform.event (id),
  at timestamptz NOT NULL,
  code text NOT NULL,
  PRIMARY KEY (consumer, event_id)
);
COMMENT ON TABLE platform.dead_event IS 'Events that a reaction could not handle in its last try: set aside so that the rest is not held up, shown to the administrator.';
COMMENT ON COLUMN platform.dead_event.consumer IS 'The reaction.';
COMMENT ON COLUMN platform.dead_event.event_id IS 'The event.';
COMMENT ON COLUMN platform.dead_event.at IS 'When it was set aside.';
COMMENT ON COLUMN platform.dead_event.code IS 'Problem code of the last failure.';
GRANT SELECT, INSERT, DELETE ON platform.dead_event TO chartkeeper_app, chartkeeper_jobs;

-- Work. graphile-worker keeps the queue; the application role may only add to it, in the transaction of the fact.

CREATE FUNCTION platform.enqueue(task text, payload json, job_key text, run_at timestamptz, max_attempts integer, queue_name text)
  RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
  AS $$ SELECT graphile_worker.add_job(task, payload, queue_name => queue_name, run_at => run_at, max_attempts => max_attempts, job_key => job_key) $$;
COMMENT ON FUNCTION platform.enqueue(text, json, text, timestamptz, integer, text) IS 'Adds a job to the queue within the caller''s transaction. SECURITY DEFINER because the queue''s tables belong to the owner.';
REVOKE ALL ON FUNCTION platform.enqueue(text, json, text, timestamptz, integer, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION platform.enqueue(text, json, text, timestamptz, integer, text) TO chartkeeper_app, chartkeeper_jobs;

-- Idempotency.

CREATE TABLE platform.idempotency (
  actor_id text NOT NULL,
  key text NOT NULL,
  at timestamptz NOT NULL,
  route text NOT NULL,
  request_digest bytea NOT NULL,
  status integer,
  answer text,
  PRIMARY KEY (actor_id, key)
);
COMMENT ON TABLE platform.idempotency IS 'Answers to requests with an Idempotency-Key, kept 24 hours: a repeat gets the first answer and changes nothing.';
COMMENT ON COLUMN platform.idempotency.actor_id IS 'Keys of different actors never meet.';
COMMENT ON COLUMN platform.idempotency.key IS 'As the caller sent it.';
COMMENT ON COLUMN platform.idempotency.at IS 'First use.';
COMMENT ON COLUMN platform.idempotency.route IS 'Method and path pattern.';
COMMENT ON COLUMN platform.idempotency.request_digest IS 'SHA-256 of the request: the same key with another request is refused.';
COMMENT ON COLUMN platform.idempotency.status IS 'HTTP status of the first answer.';
COMMENT ON COLUMN platform.idempotency.answer IS 'Body of the first answer.';
CREATE INDEX idempotency_by_age ON platform.idempotency (at);
GRANT SELECT, INSERT, UPDATE, DELETE ON platform.idempotency TO chartkeeper_app, chartkeeper_jobs;
