-- The law as it was applied: versions of rules, and the clocks that run under them.

CREATE SCHEMA regulations;
COMMENT ON SCHEMA regulations IS 'Versions of the rules that decisions rested on, and every legal deadline. The rules themselves are files in the folder regulations/.';
GRANT USAGE ON SCHEMA regulations TO chartkeeper_app, chartkeeper_jobs, chartkeeper_report, chartkeeper_backup;

CREATE TABLE regulations.rule_version (
  rule_id text NOT NULL,
  version text NOT NULL CONSTRAINT version_is_sha256 CHECK (version ~ '^[0-9a-f]{64}$'),
  content text NOT NULL,
  first_seen_at timestamptz NOT NULL,
  PRIMARY KEY (rule_id, version),
  CONSTRAINT content_has_its_version CHECK (encode(sha256(convert_to(content, 'UTF8')), 'hex') = version)
);
COMMENT ON TABLE regulations.rule_version IS 'Each text of a rule that a decision here rested on. Rows are only added: a letter of years ago can still show the rule of its day.';
COMMENT ON COLUMN regulations.rule_version.rule_id IS 'Path of the rule file, for instance us/hipaa/access-response-time.';
COMMENT ON COLUMN regulations.rule_version.version IS 'SHA-256 of the content, as every decision that rests on the rule keeps it.';
COMMENT ON COLUMN regulations.rule_version.content IS 'The rule as canonical JSON: keys sorted, no white space.';
COMMENT ON COLUMN regulations.rule_version.first_seen_at IS 'When a decision first rested on this text.';
GRANT SELECT, INSERT ON regulations.rule_version TO chartkeeper_app, chartkeeper_jobs;
GRANT SELECT ON regulations.rule_version TO chartkeeper_report, chartkeeper_backup;

CREATE TABLE regulations.deadline (
  id uuid PRIMARY KEY,
  rule_id text NOT NULL,
  rule_version text NOT NULL,
  topic text NOT NULL,
  basis text NOT NULL,
  acts boolean NOT NULL,
  module text NOT NULL,
  subject_id uuid NOT NULL,
  patient_id uuid,
  facility_id uuid NOT NULL REFERENCES directory.facility (id),
  labels bigint NOT NULL DEFAULT 0,
  started_at timestamptz NOT NULL,
  starts_on date NOT NULL,
  due_on date NOT NULL,
  due_at timestamptz NOT NULL,
  time_zone text NOT NULL,
  facts jsonb NOT NULL,
  warnings text[] NOT NULL DEFAULT '{}',
  recorded_at timestamptz NOT NULL,
  recorded_by text NOT NULL,
  FOREIGN KEY (rule_id, rule_version) REFERENCES regulations.rule_version (rule_id, version),
  CONSTRAINT a_subject_has_one_clock_for_each_topic_and_start UNIQUE (module, subject_id, topic, starts_on),
  CONSTRAINT a_clock_ends_after_it_starts CHECK (due_on >= starts_on AND due_at > started_at)
);
COMMENT ON TABLE regulations.deadline IS 'A legal clock that runs for something. No module keeps a due date of its own. Rows are never changed: extensions, pauses and the end are rows beside them.';
COMMENT ON COLUMN regulations.deadline.id IS 'UUID v7.';
COMMENT ON COLUMN regulations.deadline.rule_id IS 'The rule that sets the earliest day.';
COMMENT ON COLUMN regulations.deadline.rule_version IS 'Its text on the day the clock started.';
COMMENT ON COLUMN regulations.deadline.topic IS 'access, accounting, amendment, breach: what has to be done in time.';
COMMENT ON COLUMN regulations.deadline.basis IS 'The day that starts the clock in the words of the rule, for instance received_on: the receipt date-stamp, never the day of logging.';
COMMENT ON COLUMN regulations.deadline.acts IS 'False: only unverified rules set a day, and a person confirms it.';
COMMENT ON COLUMN regulations.deadline.module IS 'Module that asked for it.';
COMMENT ON COLUMN regulations.deadline.subject_id IS 'What has to be settled in time, in that module.';
COMMENT ON COLUMN regulations.deadline.patient_id IS 'Whose record, where known when the clock started. A request is dated before its patient is identified.';
COMMENT ON COLUMN regulations.deadline.facility_id IS 'Whose time zone and jurisdiction counted.';
COMMENT ON COLUMN regulations.deadline.labels IS 'Sensitivity of the subject.';
COMMENT ON COLUMN regulations.deadline.started_at IS 'The instant on the date-stamp.';
COMMENT ON COLUMN regulations.deadline.starts_on IS 'The day of that instant at the facility; not counted.';
COMMENT ON COLUMN regulations.deadline.due_on IS 'The last day on which acting is in time, before any extension or pause.';
COMMENT ON COLUMN regulations.deadline.due_at IS 'The last millisecond of that day at the facility.';
COMMENT ON COLUMN regulations.deadline.time_zone IS 'IANA name in which the days were counted.';
COMMENT ON COLUMN regulations.deadline.facts IS 'The facts the rules were asked with.';
COMMENT ON COLUMN regulations.deadline.warnings IS 'What a person should know of this day: unverified earlier rules, holidays not entered.';
COMMENT ON COLUMN regulations.deadline.recorded_at IS 'When it was entered here.';
COMMENT ON COLUMN regulations.deadline.recorded_by IS 'By whom.';
CREATE INDEX deadline_by_day ON regulations.deadline (facility_id, due_at);

CREATE TABLE regulations.deadline_extension (
  deadline_id uuid NOT NULL REFERENCES regulations.deadline (id),
  number smallint NOT NULL CONSTRAINT extensions_are_counted_from_1 CHECK (number >= 1),
  due_on date NOT NULL,
  due_at timestamptz NOT NULL,
  reason text NOT NULL CONSTRAINT extension_has_a_reason CHECK (reason <> ''),
  notice_sent_at timestamptz NOT NULL,
  recorded_at timestamptz NOT NULL,
  recorded_by text NOT NULL,
  PRIMARY KEY (deadline_id, number)
);
COMMENT ON TABLE regulations.deadline_extension IS 'More time, as the rule allows it: announced in writing before the clock ran out.';
COMMENT ON COLUMN regulations.deadline_extension.deadline_id IS 'The clock.';
COMMENT ON COLUMN regulations.deadline_extension.number IS 'The how-manieth; a rule says how many it allows.';
COMMENT ON COLUMN regulations.deadline_extension.due_on IS 'The new last day, as announced.';
COMMENT ON COLUMN regulations.deadline_extension.due_at IS 'The last millisecond of that day.';
COMMENT ON COLUMN regulations.deadline_extension.reason IS 'As given in the notice.';
COMMENT ON COLUMN regulations.deadline_extension.notice_sent_at IS 'When the written notice went out; not after the day that was due.';
COMMENT ON COLUMN regulations.deadline_extension.recorded_at IS 'When it was entered here.';
COMMENT ON COLUMN regulations.deadline_extension.recorded_by IS 'By whom.';

CREATE TABLE regulations.deadline_pause (
  deadline_id uuid NOT NULL REFERENCES regulations.deadline (id),
  number smallint NOT NULL CONSTRAINT pauses_are_counted_from_1 CHECK (number >= 1),
  ground text NOT NULL,
  citation text NOT NULL,
  max_days smallint CONSTRAINT a_pause_has_a_positive_limit CHECK (max_days > 0),
  paused_on date NOT NULL,
  recorded_at timestamptz NOT NULL,
  recorded_by text NOT NULL,
  PRIMARY KEY (deadline_id, number)
);
COMMENT ON TABLE regulations.deadline_pause IS 'The clock stands still on a ground that its rule names. Waiting for a requester is not one of them unless the rule says so.';
COMMENT ON COLUMN regulations.deadline_pause.deadline_id IS 'The clock.';
COMMENT ON COLUMN regulations.deadline_pause.number IS 'The how-manieth.';
COMMENT ON COLUMN regulations.deadline_pause.ground IS 'Id of the ground in the rule.';
COMMENT ON COLUMN regulations.deadline_pause.citation IS 'Where the law allows it.';
COMMENT ON COLUMN regulations.deadline_pause.max_days IS 'The longest pause that counts on this ground; NULL where the law sets none.';
COMMENT ON COLUMN regulations.deadline_pause.paused_on IS 'First day that does not count.';
COMMENT ON COLUMN regulations.deadline_pause.recorded_at IS 'When it was entered here.';
COMMENT ON COLUMN regulations.deadline_pause.recorded_by IS 'By whom.';

CREATE TABLE regulations.deadline_resumption (
  deadline_id uuid NOT NULL,
  number smallint NOT NULL,
  resumed_on date NOT NULL,
  due_on date NOT NULL,
  due_at timestamptz NOT NULL,
  recorded_at timestamptz NOT NULL,
  recorded_by text NOT NULL,
  PRIMARY KEY (deadline_id, number),
  FOREIGN KEY (deadline_id, number) REFERENCES regulations.deadline_pause (deadline_id, number)
);
COMMENT ON TABLE regulations.deadline_resumption IS 'The end of a pause.';
COMMENT ON COLUMN regulations.deadline_resumption.deadline_id IS 'The clock.';
COMMENT ON COLUMN regulations.deadline_resumption.number IS 'Of which pause.';
COMMENT ON COLUMN regulations.deadline_resumption.resumed_on IS 'First day that counts again.';
COMMENT ON COLUMN regulations.deadline_resumption.due_on IS 'The new last day.';
COMMENT ON COLUMN regulations.deadline_resumption.due_at IS 'The last millisecond of that day.';
COMMENT ON COLUMN regulations.deadline_resumption.recorded_at IS 'When it was entered here.';
COMMENT ON COLUMN regulations.deadline_resumption.recorded_by IS 'By whom.';

CREATE TABLE regulations.deadline_settlement (
  deadline_id uuid PRIMARY KEY REFERENCES regulations.deadline (id),
  outcome text NOT NULL CONSTRAINT settlement_is_met_or_cancelled CHECK (outcome IN ('met', 'cancelled')),
  settled_at timestamptz NOT NULL,
  reason text CONSTRAINT a_cancellation_has_a_reason CHECK (outcome = 'met' OR reason <> ''),
  recorded_at timestamptz NOT NULL,
  recorded_by text NOT NULL
);
COMMENT ON TABLE regulations.deadline_settlement IS 'The end of a clock: what had to be done was done, or the clock should not have run.';
COMMENT ON COLUMN regulations.deadline_settlement.deadline_id IS 'The clock.';
COMMENT ON COLUMN regulations.deadline_settlement.outcome IS 'met or cancelled.';
COMMENT ON COLUMN regulations.deadline_settlement.settled_at IS 'When it was done; after due_at it was late.';
COMMENT ON COLUMN regulations.deadline_settlement.reason IS 'Why it was cancelled; what was done, where that needs saying.';
COMMENT ON COLUMN regulations.deadline_settlement.recorded_at IS 'When it was entered here.';
COMMENT ON COLUMN regulations.deadline_settlement.recorded_by IS 'By whom.';

-- Same scope as the worklist: no break-the-glass, a deadline says nothing of a record.
ALTER TABLE regulations.deadline ENABLE ROW LEVEL SECURITY;
CREATE POLICY scope ON regulations.deadline TO chartkeeper_app, chartkeeper_jobs, chartkeeper_report
  USING (((SELECT platform.scope_everywhere()) OR facility_id = ANY ((SELECT platform.scope_facilities())::uuid[]))
    AND (labels & (SELECT platform.scope_hidden_labels())) = 0
    AND ((SELECT platform.scope_patients()) IS NULL OR patient_id = ANY ((SELECT platform.scope_patients())::uuid[])));
CREATE POLICY whole ON regulations.deadline FOR SELECT TO chartkeeper_backup USING (true);
-- What happened to a clock is seen by whoever sees the clock.
DO $$
DECLARE part text;
BEGIN
  FOREACH part IN ARRAY ARRAY['extension', 'pause', 'resumption', 'settlement'] LOOP
    EXECUTE format('ALTER TABLE regulations.deadline_%s ENABLE ROW LEVEL SECURITY', part);
    EXECUTE format('CREATE POLICY scope ON regulations.deadline_%s TO chartkeeper_app, chartkeeper_jobs, chartkeeper_report
      USING (EXISTS (SELECT 1 FROM regulations.deadline d WHERE d.id = deadline_id))', part);
    EXECUTE format('CREATE POLICY whole ON regulations.deadline_%s FOR SELECT TO chartkeeper_backup USING (true)', part);
    EXECUTE format('GRANT SELECT, INSERT ON regulations.deadline_%s TO chartkeeper_app, chartkeeper_jobs', part);
    EXECUTE format('GRANT SELECT ON regulations.deadline_%s TO chartkeeper_report, chartkeeper_backup', part);
  END LOOP;
END $$;
GRANT SELECT, INSERT ON regulations.deadline TO chartkeeper_app, chartkeeper_jobs;
GRANT SELECT ON regulations.deadline TO chartkeeper_report, chartkeeper_backup;

-- The one place that says where a clock stands. Extensions and resumptions only ever move the day later, so the latest binds.
CREATE VIEW regulations.deadline_state WITH (security_invoker = true) AS
SELECT d.id, d.rule_id, d.rule_version, d.topic, d.acts, d.module, d.subject_id, d.patient_id, d.facility_id, d.labels,
       d.started_at, d.starts_on, d.time_zone, d.warnings,
       greatest(d.due_on, e.due_on, r.due_on) AS due_on,
       greatest(d.due_at, e.due_at, r.due_at) AS due_at,
       coalesce(e.used, 0)::integer AS extensions_used,
       p.number AS open_pause, p.paused_on, p.max_days AS pause_max_days,
       s.outcome, s.settled_at
FROM regulations.deadline d
LEFT JOIN LATERAL (SELECT max(x.due_on) AS due_on, max(x.due_at) AS due_at, count(*) AS used
                   FROM regulations.deadline_extension x WHERE x.deadline_id = d.id) e ON true
LEFT JOIN LATERAL (SELECT max(x.due_on) AS due_on, max(x.due_at) AS due_at
                   FROM regulations.deadline_resumption x WHERE x.deadline_id = d.id) r ON true
LEFT JOIN LATERAL (SELECT x.number, x.paused_on, x.max_days FROM regulations.deadline_pause x
                   WHERE x.deadline_id = d.id
                     AND NOT EXISTS (SELECT 1 FROM regulations.deadline_resumption y WHERE y.deadline_id = x.deadline_id AND y.number = x.number)
                   ORDER BY x.number LIMIT 1) p ON true
LEFT JOIN regulations.deadline_settlement s ON s.deadline_id = d.id;
COMMENT ON VIEW regulations.deadline_state IS 'Each clock with its day after extensions and pauses, whether it stands still, and how it ended.';
GRANT SELECT ON regulations.deadline_state TO chartkeeper_app, chartkeeper_jobs, chartkeeper_report;
