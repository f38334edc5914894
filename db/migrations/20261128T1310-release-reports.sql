-- What the release desk did in a period, and which clock is about to break.

CREATE INDEX disclosure_by_day ON release.disclosure (facility_id, disclosed_at);
CREATE INDEX pend_by_day ON release.pend (facility_id, recorded_at);
CREATE INDEX request_by_logging ON release.request (facility_id, recorded_at);
CREATE INDEX request_by_receipt ON release.request (facility_id, received_at);
CREATE INDEX identification_by_day ON release.identification (facility_id, recorded_at);
CREATE INDEX verification_by_day ON release.verification (facility_id, recorded_at);
CREATE INDEX authority_by_day ON release.authority (facility_id, recorded_at);
CREATE INDEX scope_by_day ON release.scope (facility_id, recorded_at);
CREATE INDEX approval_by_day ON release.approval (facility_id, recorded_at);
CREATE INDEX open_request_by_day ON release.open_request (due_at) WHERE due_at IS NOT NULL;

CREATE TABLE release.escalation_rule (
  id uuid PRIMARY KEY,
  facility_id uuid NOT NULL,
  days_before integer NOT NULL CONSTRAINT escalation_is_in_time CHECK (days_before BETWEEN 0 AND 60),
  reason text NOT NULL CONSTRAINT escalation_says_why CHECK (length(reason) BETWEEN 1 AND 2000),
  set_at timestamptz NOT NULL,
  set_by text NOT NULL
);
COMMENT ON TABLE release.escalation_rule IS 'How many days before its clock breaks an unanswered request is put before whoever leads the desk. The newest row of a facility holds; without one it is 5 days.';
COMMENT ON COLUMN release.escalation_rule.id IS 'UUID v7.';
COMMENT ON COLUMN release.escalation_rule.facility_id IS 'Where it holds.';
COMMENT ON COLUMN release.escalation_rule.days_before IS 'Days before the day by which it must be answered.';
COMMENT ON COLUMN release.escalation_rule.reason IS 'Why so many.';
COMMENT ON COLUMN release.escalation_rule.set_at IS 'From when.';
COMMENT ON COLUMN release.escalation_rule.set_by IS 'By whom.';
CREATE INDEX escalation_rule_newest ON release.escalation_rule (facility_id, set_at DESC, id DESC);

GRANT SELECT, INSERT ON release.escalation_rule TO chartkeeper_app, chartkeeper_jobs;
GRANT SELECT ON release.escalation_rule TO chartkeeper_report, chartkeeper_backup;
