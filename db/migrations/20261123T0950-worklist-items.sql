-- One worklist for every module: Home, Start next, ageing and counts come from it.

CREATE SCHEMA worklist;
COMMENT ON SCHEMA worklist IS 'What waits for a person. Items are written in the transaction of the fact that makes them.';
GRANT USAGE ON SCHEMA worklist TO chartkeeper_app, chartkeeper_jobs, chartkeeper_report, chartkeeper_backup;

CREATE TABLE worklist.item (
  id uuid PRIMARY KEY,
  kind text NOT NULL,
  module text NOT NULL,
  subject_id uuid NOT NULL,
  patient_id uuid,
  facility_id uuid NOT NULL REFERENCES directory.facility (id),
  labels bigint NOT NULL DEFAULT 0,
  permission text NOT NULL,
  priority smallint NOT NULL DEFAULT 5 CONSTRAINT priority_is_1_to_9 CHECK (priority BETWEEN 1 AND 9),
  opened_at timestamptz NOT NULL,
  due_at timestamptz,
  claimed_by text,
  claimed_until timestamptz,
  closed_at timestamptz,
  closed_by text,
  outcome text,
  CONSTRAINT claim_has_an_end CHECK ((claimed_by IS NULL) = (claimed_until IS NULL)),
  CONSTRAINT closed_items_say_how CHECK ((closed_at IS NULL) = (outcome IS NULL))
);
COMMENT ON TABLE worklist.item IS 'One thing one person should do next. Nothing that arrives is ever without one until it is settled.';
COMMENT ON COLUMN worklist.item.id IS 'UUID v7.';
COMMENT ON COLUMN worklist.item.kind IS 'module.kind as declared by the module.';
COMMENT ON COLUMN worklist.item.module IS 'Module that opened it.';
COMMENT ON COLUMN worklist.item.subject_id IS 'What it is about.';
COMMENT ON COLUMN worklist.item.patient_id IS 'Whose, where known; NULL before filing.';
COMMENT ON COLUMN worklist.item.facility_id IS 'Where.';
COMMENT ON COLUMN worklist.item.labels IS 'Sensitivity of the subject: nobody is handed what he may not see.';
COMMENT ON COLUMN worklist.item.permission IS 'What a person must be permitted to do it.';
COMMENT ON COLUMN worklist.item.priority IS '1 first; 5 ordinary.';
COMMENT ON COLUMN worklist.item.opened_at IS 'Since when it waits.';
COMMENT ON COLUMN worklist.item.due_at IS 'When it is due, where a clock runs.';
COMMENT ON COLUMN worklist.item.claimed_by IS 'Who has it in hand.';
COMMENT ON COLUMN worklist.item.claimed_until IS 'The claim lapses then and the item returns.';
COMMENT ON COLUMN worklist.item.closed_at IS 'When it was settled.';
COMMENT ON COLUMN worklist.item.closed_by IS 'By whom.';
COMMENT ON COLUMN worklist.item.outcome IS 'How.';
CREATE UNIQUE INDEX one_open_item_for_each_subject ON worklist.item (kind, subject_id) WHERE closed_at IS NULL;
CREATE INDEX item_next ON worklist.item (permission, priority, due_at, opened_at) WHERE closed_at IS NULL;
CREATE INDEX item_of_subject ON worklist.item (subject_id);
CREATE INDEX item_closed ON worklist.item (closed_by, closed_at DESC) WHERE closed_at IS NOT NULL;
ALTER TABLE worklist.item ENABLE ROW LEVEL SECURITY;
CREATE POLICY scope ON worklist.item TO chartkeeper_app, chartkeeper_jobs, chartkeeper_report
  USING (((SELECT platform.scope_everywhere()) OR facility_id = ANY ((SELECT platform.scope_facilities())::uuid[]))
    AND (labels & (SELECT platform.scope_hidden_labels())) = 0
    AND ((SELECT platform.scope_patients()) IS NULL OR patient_id = ANY ((SELECT platform.scope_patients())::uuid[])))
  WITH CHECK (true);
CREATE POLICY whole ON worklist.item FOR SELECT TO chartkeeper_backup USING (true);
GRANT SELECT, INSERT, UPDATE ON worklist.item TO chartkeeper_app, chartkeeper_jobs;
GRANT SELECT ON worklist.item TO chartkeeper_report, chartkeeper_backup;
