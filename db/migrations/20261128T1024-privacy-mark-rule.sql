-- How long the mark of a misfiled page is shown on the two charts, by facility.

CREATE TABLE privacy.mark_rule (
  id uuid PRIMARY KEY,
  facility_id uuid NOT NULL REFERENCES directory.facility (id),
  labels bigint NOT NULL DEFAULT 0,
  days integer NOT NULL CONSTRAINT mark_days_are_days CHECK (days BETWEEN 1 AND 3650),
  reason text NOT NULL CONSTRAINT mark_rule_has_a_reason CHECK (reason <> ''),
  set_at timestamptz NOT NULL,
  set_by text NOT NULL
);
COMMENT ON TABLE privacy.mark_rule IS 'How long a chart carries the mark of a misfiled page. Rows are only added: the newest of a facility counts, the older ones are its history.';
COMMENT ON COLUMN privacy.mark_rule.id IS 'UUID v7.';
COMMENT ON COLUMN privacy.mark_rule.facility_id IS 'Whose rule.';
COMMENT ON COLUMN privacy.mark_rule.labels IS 'None.';
COMMENT ON COLUMN privacy.mark_rule.days IS 'Days from the finding.';
COMMENT ON COLUMN privacy.mark_rule.reason IS 'Why.';
COMMENT ON COLUMN privacy.mark_rule.set_at IS 'When.';
COMMENT ON COLUMN privacy.mark_rule.set_by IS 'Actor id.';
CREATE INDEX mark_rule_newest ON privacy.mark_rule (facility_id, set_at DESC, id DESC);
SELECT platform.protect('privacy.mark_rule');
GRANT SELECT, INSERT ON privacy.mark_rule TO chartkeeper_app, chartkeeper_jobs;
GRANT SELECT ON privacy.mark_rule TO chartkeeper_report, chartkeeper_backup;
