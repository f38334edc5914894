-- What a request is before the law, the correction of its date-stamp, earlier cases, and papers that rejoin their case.

ALTER TABLE release.request
  ADD COLUMN kind text CONSTRAINT kind_is_known CHECK (kind IN ('patient-access', 'personal-representative', 'third-party-directive',
    'authorization', 'payment-operations', 'treatment', 'court', 'agency', 'internal')),
  ADD COLUMN rule_requester text CONSTRAINT rule_requester_is_known CHECK (rule_requester IN ('attorney', 'government-agency',
    'individual', 'insurer', 'other', 'personal-representative', 'provider', 'third-party-directive')),
  ADD COLUMN asked_from date,
  ADD COLUMN asked_to date,
  ADD COLUMN written_key text,
  ADD COLUMN reference_key text GENERATED ALWAYS AS (lower(requester_reference)) STORED,
  ADD CONSTRAINT asked_days_are_in_order CHECK (asked_from <= asked_to);
COMMENT ON COLUMN release.request.kind IS 'What it is before the law, by the newest row of release.kind_decision; empty while facts are missing.';
COMMENT ON COLUMN release.request.rule_requester IS 'Who asks in the eyes of the rules on clock and fee, by the same row; an attorney''s letter may be a request of the individual.';
COMMENT ON COLUMN release.request.asked_from IS 'First day of the records asked for, where it says one.';
COMMENT ON COLUMN release.request.asked_to IS 'Last day of the records asked for, where it says one.';
COMMENT ON COLUMN release.request.written_key IS 'Name and birth date as written, put in order and without marks, to find an earlier case of the same person by; empty without a date.';
COMMENT ON COLUMN release.request.reference_key IS 'The requester''s own reference, to find the case by.';
CREATE INDEX request_by_reference ON release.request (reference_key) WHERE reference_key IS NOT NULL;
CREATE INDEX request_by_written ON release.request (written_key, received_at DESC) WHERE written_key IS NOT NULL;
GRANT UPDATE (written_key, kind, rule_requester, received_at, asked_from, asked_to) ON release.request TO chartkeeper_app, chartkeeper_jobs;
GRANT UPDATE (received_at) ON release.open_request TO chartkeeper_app, chartkeeper_jobs;

CREATE TABLE release.kind_decision (
  id uuid PRIMARY KEY,
  facility_id uuid NOT NULL REFERENCES directory.facility (id),
  labels bigint NOT NULL DEFAULT 0,
  request_id uuid NOT NULL REFERENCES release.request (id),
  said jsonb NOT NULL,
  kind text,
  rule_requester text NOT NULL,
  decision jsonb NOT NULL,
  recorded_at timestamptz NOT NULL,
  recorded_by text NOT NULL
);
COMMENT ON TABLE release.kind_decision IS 'How it was decided what a request is: the facts a person read off it and what followed, with rules and versions. Never changed; the newest holds.';
COMMENT ON COLUMN release.kind_decision.id IS 'UUID v7.';
COMMENT ON COLUMN release.kind_decision.facility_id IS 'As the request''s.';
COMMENT ON COLUMN release.kind_decision.labels IS 'Of the patient as such; kept by release.relabel_kinds.';
COMMENT ON COLUMN release.kind_decision.request_id IS 'The request.';
COMMENT ON COLUMN release.kind_decision.said IS 'Facts as somebody read them: who signed, in whose name, to whom the copy goes. What is absent nobody has looked at.';
COMMENT ON COLUMN release.kind_decision.kind IS 'What it is; empty while facts are missing.';
COMMENT ON COLUMN release.kind_decision.rule_requester IS 'Who asks in the eyes of the rules on clock and fee.';
COMMENT ON COLUMN release.kind_decision.decision IS 'Reasons with rule ids, versions and citations; facts still needed; what the paper lacks.';
COMMENT ON COLUMN release.kind_decision.recorded_at IS 'When.';
COMMENT ON COLUMN release.kind_decision.recorded_by IS 'Actor id.';
CREATE INDEX kind_decision_of_request ON release.kind_decision (request_id, recorded_at DESC, id DESC);
SELECT platform.protect('release.kind_decision');

CREATE TABLE release.receipt_correction (
  id uuid PRIMARY KEY,
  facility_id uuid NOT NULL REFERENCES directory.facility (id),
  labels bigint NOT NULL DEFAULT 0,
  request_id uuid NOT NULL REFERENCES release.request (id),
  was_at timestamptz NOT NULL,
  set_to timestamptz NOT NULL,
  reason text NOT NULL CONSTRAINT correction_says_why CHECK (reason <> ''),
  recorded_at timestamptz NOT NULL,
  recorded_by text NOT NULL,
  CONSTRAINT a_stamp_is_only_set_back CHECK (set_to < was_at)
);
COMMENT ON TABLE release.receipt_correction IS 'That the receipt date-stamp of a request was set back: it had been received earlier than logged. The clock is started anew from the earlier day.';
COMMENT ON COLUMN release.receipt_correction.id IS 'UUID v7.';
COMMENT ON COLUMN release.receipt_correction.facility_id IS 'As the request''s.';
COMMENT ON COLUMN release.receipt_correction.labels IS 'Of the patient as such; kept by release.relabel_kinds.';
COMMENT ON COLUMN release.receipt_correction.request_id IS 'The request.';
COMMENT ON COLUMN release.receipt_correction.was_at IS 'The stamp as it stood.';
COMMENT ON COLUMN release.receipt_correction.set_to IS 'The stamp as corrected; never later.';
COMMENT ON COLUMN release.receipt_correction.reason IS 'Why.';
COMMENT ON COLUMN release.receipt_correction.recorded_at IS 'When.';
COMMENT ON COLUMN release.receipt_correction.recorded_by IS 'Actor id.';
CREATE INDEX receipt_correction_of_request ON release.receipt_correction (request_id, recorded_at);
SELECT platform.protect('release.receipt_correction');

CREATE TABLE release.earlier_answer (
  id uuid PRIMARY KEY,
  facility_id uuid NOT NULL REFERENCES directory.facility (id),
  labels bigint NOT NULL DEFAULT 0,
  request_id uuid NOT NULL REFERENCES release.request (id),
  earlier_id uuid NOT NULL REFERENCES release.request (id),
  decision text NOT NULL CONSTRAINT earlier_decision_is_known CHECK (decision IN ('duplicate', 'goes-on', 'joined')),
  reason text NOT NULL CONSTRAINT earlier_says_why CHECK (reason <> ''),
  recorded_at timestamptz NOT NULL,
  recorded_by text NOT NULL,
  CONSTRAINT a_case_is_not_its_own_earlier_one CHECK (request_id <> earlier_id),
  CONSTRAINT earlier_is_answered_once UNIQUE (request_id, earlier_id)
);
COMMENT ON TABLE release.earlier_answer IS 'What a person made of an earlier case of the same patient and requester: a duplicate of it, a case of its own all the same, or papers that belong to it.';
COMMENT ON COLUMN release.earlier_answer.id IS 'UUID v7.';
COMMENT ON COLUMN release.earlier_answer.facility_id IS 'As the request''s.';
COMMENT ON COLUMN release.earlier_answer.labels IS 'Of the patient as such; kept by release.relabel_kinds.';
COMMENT ON COLUMN release.earlier_answer.request_id IS 'The later case.';
COMMENT ON COLUMN release.earlier_answer.earlier_id IS 'The earlier one.';
COMMENT ON COLUMN release.earlier_answer.decision IS 'duplicate: the later was cancelled; joined: its papers went to the earlier one and it was cancelled; goes-on: both are worked.';
COMMENT ON COLUMN release.earlier_answer.reason IS 'Why.';
COMMENT ON COLUMN release.earlier_answer.recorded_at IS 'When.';
COMMENT ON COLUMN release.earlier_answer.recorded_by IS 'Actor id.';
CREATE INDEX earlier_answer_of_earlier ON release.earlier_answer (earlier_id);
SELECT platform.protect('release.earlier_answer');

GRANT SELECT, INSERT ON release.kind_decision, release.receipt_correction, release.earlier_answer TO chartkeeper_app, chartkeeper_jobs;
GRANT SELECT ON release.kind_decision, release.receipt_correction, release.earlier_answer TO chartkeeper_report, chartkeeper_backup;

CREATE FUNCTION release.relabel_kinds(whose uuid) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  mask bigint := coalesce((SELECT p.labels FROM patients.patient p WHERE p.id = whose), 0);
BEGIN
  UPDATE release.kind_decision x SET labels = mask FROM release.request r WHERE r.patient_id = whose AND x.request_id = r.id AND x.labels <> mask;
  UPDATE release.receipt_correction x SET labels = mask FROM release.request r WHERE r.patient_id = whose AND x.request_id = r.id AND x.labels <> mask;
  UPDATE release.earlier_answer x SET labels = mask FROM release.request r WHERE r.patient_id = whose AND x.request_id = r.id AND x.labels <> mask;
END $$;
COMMENT ON FUNCTION release.relabel_kinds(uuid) IS 'Gives what was decided on the requests of one patient the labels that the patient now has. SECURITY DEFINER, since nobody may change these rows at run time.';
REVOKE ALL ON FUNCTION release.relabel_kinds(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION release.relabel_kinds(uuid) TO chartkeeper_app, chartkeeper_jobs;
