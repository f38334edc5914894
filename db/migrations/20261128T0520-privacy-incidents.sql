-- Privacy: incidents, what is known about them, the assessment of 45 CFR 164.402(2), and what came of it.

CREATE SCHEMA privacy;
COMMENT ON SCHEMA privacy IS 'Privacy incidents: pages in a wrong chart, faxes to a wrong number; who saw them, the four-factor assessment, the notification clock, the outcome. Nothing is ever deleted (45 CFR 164.414(b), 164.530(j)).';
GRANT USAGE ON SCHEMA privacy TO chartkeeper_app, chartkeeper_jobs, chartkeeper_report, chartkeeper_backup;

CREATE SEQUENCE privacy.incident_number;
COMMENT ON SEQUENCE privacy.incident_number IS 'Running number of incidents; gaps are harmless.';
GRANT USAGE ON SEQUENCE privacy.incident_number TO chartkeeper_app, chartkeeper_jobs;

CREATE TABLE privacy.misfiling (
  patient_id uuid NOT NULL REFERENCES patients.patient (id),
  id uuid NOT NULL,
  facility_id uuid NOT NULL REFERENCES directory.facility (id),
  labels bigint NOT NULL DEFAULT 0,
  document_id uuid NOT NULL,
  struck_at timestamptz NOT NULL,
  struck_by text NOT NULL,
  filed_at timestamptz NOT NULL,
  opened_by_others integer NOT NULL CONSTRAINT openings_are_counted CHECK (opened_by_others >= 0),
  disclosures integer NOT NULL CONSTRAINT disclosures_are_counted CHECK (disclosures >= 0),
  recorded_at timestamptz NOT NULL,
  recorded_by text NOT NULL,
  PRIMARY KEY (patient_id, id),
  FOREIGN KEY (patient_id, document_id) REFERENCES documents.document (patient_id, id),
  CONSTRAINT a_striking_is_looked_into_once UNIQUE (patient_id, document_id, struck_at)
);
COMMENT ON TABLE privacy.misfiling IS 'A document that stood in the wrong chart and was withdrawn from it, with how far it had gone by then.';
COMMENT ON COLUMN privacy.misfiling.patient_id IS 'In whose chart it stood wrongly.';
COMMENT ON COLUMN privacy.misfiling.id IS 'UUID v7.';
COMMENT ON COLUMN privacy.misfiling.facility_id IS 'Facility of the chart.';
COMMENT ON COLUMN privacy.misfiling.labels IS 'Labels of the patient of that chart when it was recorded.';
COMMENT ON COLUMN privacy.misfiling.document_id IS 'The document as it stood in the wrong chart.';
COMMENT ON COLUMN privacy.misfiling.struck_at IS 'When it was withdrawn: the discovery.';
COMMENT ON COLUMN privacy.misfiling.struck_by IS 'Actor id of whoever found it.';
COMMENT ON COLUMN privacy.misfiling.filed_at IS 'Since when it stood in the wrong chart.';
COMMENT ON COLUMN privacy.misfiling.opened_by_others IS 'How many others than the finder had opened it there.';
COMMENT ON COLUMN privacy.misfiling.disclosures IS 'How many hand-overs of the wrong patient''s records contained it.';
COMMENT ON COLUMN privacy.misfiling.recorded_at IS 'When this row was written.';
COMMENT ON COLUMN privacy.misfiling.recorded_by IS 'Actor id.';
SELECT platform.protect('privacy.misfiling');

CREATE TABLE privacy.chart_mark (
  patient_id uuid NOT NULL REFERENCES patients.patient (id),
  id uuid NOT NULL,
  facility_id uuid NOT NULL REFERENCES directory.facility (id),
  labels bigint NOT NULL DEFAULT 0,
  misfiling_id uuid NOT NULL,
  side text NOT NULL CONSTRAINT side_is_known CHECK (side IN ('wrong-chart', 'right-chart')),
  document_id uuid NOT NULL,
  shown_until timestamptz NOT NULL,
  lifted_at timestamptz,
  recorded_at timestamptz NOT NULL,
  recorded_by text NOT NULL,
  PRIMARY KEY (patient_id, id),
  FOREIGN KEY (patient_id, document_id) REFERENCES documents.document (patient_id, id),
  CONSTRAINT a_chart_is_marked_once UNIQUE (patient_id, misfiling_id, side)
);
COMMENT ON TABLE privacy.chart_mark IS 'The mark on a chart from which a page was withdrawn, or into which it came late. Names nobody else''s chart.';
COMMENT ON COLUMN privacy.chart_mark.patient_id IS 'The chart that carries the mark.';
COMMENT ON COLUMN privacy.chart_mark.id IS 'UUID v7.';
COMMENT ON COLUMN privacy.chart_mark.facility_id IS 'Facility of the chart.';
COMMENT ON COLUMN privacy.chart_mark.labels IS 'Labels of the patient when it was recorded.';
COMMENT ON COLUMN privacy.chart_mark.misfiling_id IS 'The misfiling, whose own row may be in the other chart.';
COMMENT ON COLUMN privacy.chart_mark.side IS 'Whether the page was withdrawn from this chart or belongs to it.';
COMMENT ON COLUMN privacy.chart_mark.document_id IS 'The document in this chart.';
COMMENT ON COLUMN privacy.chart_mark.shown_until IS 'Until when screens show the mark; the row stays.';
COMMENT ON COLUMN privacy.chart_mark.lifted_at IS 'When the correction itself was taken back.';
COMMENT ON COLUMN privacy.chart_mark.recorded_at IS 'When it was set.';
COMMENT ON COLUMN privacy.chart_mark.recorded_by IS 'Actor id.';
SELECT platform.protect('privacy.chart_mark');

CREATE TABLE privacy.incident (
  id uuid PRIMARY KEY,
  facility_id uuid NOT NULL REFERENCES directory.facility (id),
  labels bigint NOT NULL DEFAULT 0,
  number text NOT NULL CONSTRAINT incident_number_is_its_own UNIQUE,
  cause text NOT NULL CONSTRAINT incident_cause_is_known CHECK (cause IN ('wrong-chart', 'wrong-recipient', 'lost', 'stolen', 'unauthorized-access', 'disposal', 'other')),
  standing text NOT NULL CONSTRAINT incident_begins_open_or_proposed CHECK (standing IN ('open', 'proposed')),
  what text NOT NULL CONSTRAINT incident_says_what_happened CHECK (what <> ''),
  happened_on date,
  misfiling_id uuid CONSTRAINT a_misfiling_is_one_incident UNIQUE,
  recorded_at timestamptz NOT NULL,
  recorded_by text NOT NULL
);
COMMENT ON TABLE privacy.incident IS 'An acquisition, access, use or disclosure that may not have been permitted: presumed to be a breach until an assessment says otherwise (45 CFR 164.402(2)).';
COMMENT ON COLUMN privacy.incident.id IS 'UUID v7.';
COMMENT ON COLUMN privacy.incident.facility_id IS 'Facility where it happened.';
COMMENT ON COLUMN privacy.incident.labels IS 'None: only the privacy office reads incidents.';
COMMENT ON COLUMN privacy.incident.number IS 'What people call it, P-2026-000012.';
COMMENT ON COLUMN privacy.incident.cause IS 'What kind of thing happened.';
COMMENT ON COLUMN privacy.incident.standing IS 'open from the start, or proposed by the product because a page was only seen inside the house.';
COMMENT ON COLUMN privacy.incident.what IS 'What happened, in words.';
COMMENT ON COLUMN privacy.incident.happened_on IS 'The day it happened, where known.';
COMMENT ON COLUMN privacy.incident.misfiling_id IS 'The misfiling it came from; its own row is keyed by a patient.';
COMMENT ON COLUMN privacy.incident.recorded_at IS 'When it was entered.';
COMMENT ON COLUMN privacy.incident.recorded_by IS 'Actor id.';
CREATE INDEX incident_newest ON privacy.incident (recorded_at DESC, id DESC);
SELECT platform.protect('privacy.incident');

CREATE TABLE privacy.open_incident (
  id uuid PRIMARY KEY REFERENCES privacy.incident (id),
  facility_id uuid NOT NULL REFERENCES directory.facility (id),
  labels bigint NOT NULL DEFAULT 0,
  due_at timestamptz
);
COMMENT ON TABLE privacy.open_incident IS 'Incidents without an outcome, in the order in which they are due. Follows from the other rows; kept in the transaction of each step.';
COMMENT ON COLUMN privacy.open_incident.id IS 'The incident.';
COMMENT ON COLUMN privacy.open_incident.facility_id IS 'As the incident''s.';
COMMENT ON COLUMN privacy.open_incident.labels IS 'As the incident''s.';
COMMENT ON COLUMN privacy.open_incident.due_at IS 'When the law wants the individuals told, if it is a breach.';
CREATE INDEX open_incident_in_order ON privacy.open_incident (due_at, id);
SELECT platform.protect('privacy.open_incident');

CREATE TABLE privacy.discovery (
  id uuid PRIMARY KEY,
  facility_id uuid NOT NULL REFERENCES directory.facility (id),
  labels bigint NOT NULL DEFAULT 0,
  incident_id uuid NOT NULL REFERENCES privacy.incident (id),
  discovered_at timestamptz NOT NULL,
  discovered_by text NOT NULL CONSTRAINT somebody_discovered_it CHECK (discovered_by <> ''),
  basis text NOT NULL CONSTRAINT discovery_basis_is_known CHECK (basis IN ('known', 'reasonable-diligence')),
  reason text,
  recorded_at timestamptz NOT NULL,
  recorded_by text NOT NULL
);
COMMENT ON TABLE privacy.discovery IS 'When an incident was, or by reasonable diligence would have been, known (45 CFR 164.404(a)(2)): the newest row counts, the former stay.';
COMMENT ON COLUMN privacy.discovery.id IS 'UUID v7.';
COMMENT ON COLUMN privacy.discovery.facility_id IS 'As the incident''s.';
COMMENT ON COLUMN privacy.discovery.labels IS 'As the incident''s.';
COMMENT ON COLUMN privacy.discovery.incident_id IS 'The incident.';
COMMENT ON COLUMN privacy.discovery.discovered_at IS 'Starts the clock.';
COMMENT ON COLUMN privacy.discovery.discovered_by IS 'Actor id, or the name of somebody without an account.';
COMMENT ON COLUMN privacy.discovery.basis IS 'Known then, or would have been known then.';
COMMENT ON COLUMN privacy.discovery.reason IS 'Why the moment was corrected; none with the first.';
COMMENT ON COLUMN privacy.discovery.recorded_at IS 'When it was written.';
COMMENT ON COLUMN privacy.discovery.recorded_by IS 'Actor id.';
CREATE INDEX discovery_of_incident ON privacy.discovery (incident_id, recorded_at);
SELECT platform.protect('privacy.discovery');

CREATE TABLE privacy.affected (
  patient_id uuid NOT NULL REFERENCES patients.patient (id),
  incident_id uuid NOT NULL REFERENCES privacy.incident (id),
  facility_id uuid NOT NULL REFERENCES directory.facility (id),
  labels bigint NOT NULL DEFAULT 0,
  recorded_at timestamptz NOT NULL,
  recorded_by text NOT NULL,
  PRIMARY KEY (patient_id, incident_id)
);
COMMENT ON TABLE privacy.affected IS 'Whose information an incident exposed.';
COMMENT ON COLUMN privacy.affected.patient_id IS 'Whose information.';
COMMENT ON COLUMN privacy.affected.incident_id IS 'The incident.';
COMMENT ON COLUMN privacy.affected.facility_id IS 'Facility of the registration.';
COMMENT ON COLUMN privacy.affected.labels IS 'Labels of the patient when it was recorded.';
COMMENT ON COLUMN privacy.affected.recorded_at IS 'When it was written.';
COMMENT ON COLUMN privacy.affected.recorded_by IS 'Actor id.';
CREATE INDEX affected_by_incident ON privacy.affected (incident_id);
SELECT platform.protect('privacy.affected');

CREATE TABLE privacy.evidence (
  id uuid PRIMARY KEY,
  facility_id uuid NOT NULL REFERENCES directory.facility (id),
  labels bigint NOT NULL DEFAULT 0,
  incident_id uuid NOT NULL REFERENCES privacy.incident (id),
  kind text NOT NULL CONSTRAINT evidence_kind_is_known CHECK (kind IN ('opened', 'received')),
  actor_kind text,
  actor_id text,
  disclosure_id uuid,
  recipient text,
  channel text,
  packet_number text,
  first_at timestamptz NOT NULL,
  last_at timestamptz NOT NULL,
  times integer NOT NULL CONSTRAINT evidence_is_counted CHECK (times >= 1),
  recorded_at timestamptz NOT NULL,
  recorded_by text NOT NULL,
  CONSTRAINT evidence_names_who CHECK ((kind = 'opened' AND actor_id IS NOT NULL) OR (kind = 'received' AND recipient IS NOT NULL)),
  CONSTRAINT an_opener_is_listed_once UNIQUE (incident_id, actor_id),
  CONSTRAINT a_disclosure_is_listed_once UNIQUE (incident_id, disclosure_id)
);
COMMENT ON TABLE privacy.evidence IS 'Who opened or received what the incident is about, as the audit log and the disclosure log said when it was recorded.';
COMMENT ON COLUMN privacy.evidence.id IS 'UUID v7.';
COMMENT ON COLUMN privacy.evidence.facility_id IS 'As the incident''s.';
COMMENT ON COLUMN privacy.evidence.labels IS 'As the incident''s.';
COMMENT ON COLUMN privacy.evidence.incident_id IS 'The incident.';
COMMENT ON COLUMN privacy.evidence.kind IS 'Opened in the house, or received outside.';
COMMENT ON COLUMN privacy.evidence.actor_kind IS 'Of who opened it: person, machine, operator.';
COMMENT ON COLUMN privacy.evidence.actor_id IS 'Who opened it.';
COMMENT ON COLUMN privacy.evidence.disclosure_id IS 'Row of the disclosure log; that log is keyed by its patient.';
COMMENT ON COLUMN privacy.evidence.recipient IS 'Who received it, as the disclosure log or the reporter says.';
COMMENT ON COLUMN privacy.evidence.channel IS 'How it was handed over.';
COMMENT ON COLUMN privacy.evidence.packet_number IS 'The packet that contained it.';
COMMENT ON COLUMN privacy.evidence.first_at IS 'First time.';
COMMENT ON COLUMN privacy.evidence.last_at IS 'Last time.';
COMMENT ON COLUMN privacy.evidence.times IS 'Entries in the log.';
COMMENT ON COLUMN privacy.evidence.recorded_at IS 'When the list was taken.';
COMMENT ON COLUMN privacy.evidence.recorded_by IS 'Actor id.';
SELECT platform.protect('privacy.evidence');

CREATE TABLE privacy.assessment (
  id uuid PRIMARY KEY,
  facility_id uuid NOT NULL REFERENCES directory.facility (id),
  labels bigint NOT NULL DEFAULT 0,
  incident_id uuid NOT NULL REFERENCES privacy.incident (id),
  number integer NOT NULL CONSTRAINT assessments_count_from_one CHECK (number >= 1),
  factors jsonb NOT NULL,
  conclusion text NOT NULL CONSTRAINT conclusion_is_known CHECK (conclusion IN ('low-probability', 'breach', 'exception-good-faith', 'exception-inadvertent', 'exception-not-retained')),
  reason text NOT NULL CONSTRAINT conclusion_is_reasoned CHECK (reason <> ''),
  recorded_at timestamptz NOT NULL,
  recorded_by text NOT NULL,
  CONSTRAINT assessment_number_is_its_own UNIQUE (incident_id, number)
);
COMMENT ON TABLE privacy.assessment IS 'The risk assessment of 45 CFR 164.402(2), or which exception of (1) applies. A newer one counts; the former stay.';
COMMENT ON COLUMN privacy.assessment.id IS 'UUID v7.';
COMMENT ON COLUMN privacy.assessment.facility_id IS 'As the incident''s.';
COMMENT ON COLUMN privacy.assessment.labels IS 'As the incident''s.';
COMMENT ON COLUMN privacy.assessment.incident_id IS 'The incident.';
COMMENT ON COLUMN privacy.assessment.number IS '1 is the first.';
COMMENT ON COLUMN privacy.assessment.factors IS 'For nature, recipient, acquired, mitigation: level (low, medium, high) and text.';
COMMENT ON COLUMN privacy.assessment.conclusion IS 'Low probability of compromise, a breach, or an exception.';
COMMENT ON COLUMN privacy.assessment.reason IS 'Why that follows.';
COMMENT ON COLUMN privacy.assessment.recorded_at IS 'When.';
COMMENT ON COLUMN privacy.assessment.recorded_by IS 'Actor id.';
SELECT platform.protect('privacy.assessment');

CREATE TABLE privacy.second_look (
  id uuid PRIMARY KEY,
  facility_id uuid NOT NULL REFERENCES directory.facility (id),
  labels bigint NOT NULL DEFAULT 0,
  assessment_id uuid NOT NULL CONSTRAINT one_second_look_for_each_assessment UNIQUE REFERENCES privacy.assessment (id),
  agrees boolean NOT NULL,
  note text NOT NULL,
  recorded_at timestamptz NOT NULL,
  recorded_by text NOT NULL
);
COMMENT ON TABLE privacy.second_look IS 'Another person''s word on an assessment.';
COMMENT ON COLUMN privacy.second_look.id IS 'UUID v7.';
COMMENT ON COLUMN privacy.second_look.facility_id IS 'As the incident''s.';
COMMENT ON COLUMN privacy.second_look.labels IS 'As the incident''s.';
COMMENT ON COLUMN privacy.second_look.assessment_id IS 'The assessment.';
COMMENT ON COLUMN privacy.second_look.agrees IS 'False sends it back: a new assessment is needed.';
COMMENT ON COLUMN privacy.second_look.note IS 'What was looked at, and why.';
COMMENT ON COLUMN privacy.second_look.recorded_at IS 'When.';
COMMENT ON COLUMN privacy.second_look.recorded_by IS 'Actor id; never who assessed.';
SELECT platform.protect('privacy.second_look');

CREATE TABLE privacy.outcome (
  incident_id uuid PRIMARY KEY REFERENCES privacy.incident (id),
  facility_id uuid NOT NULL REFERENCES directory.facility (id),
  labels bigint NOT NULL DEFAULT 0,
  outcome text NOT NULL CONSTRAINT outcome_is_known CHECK (outcome IN ('no-breach', 'breach-notified', 'not-an-incident')),
  reason text NOT NULL CONSTRAINT outcome_is_reasoned CHECK (reason <> ''),
  keep_until date,
  recorded_at timestamptz NOT NULL,
  recorded_by text NOT NULL
);
COMMENT ON TABLE privacy.outcome IS 'How an incident ended. The burden of proof is the entity''s (45 CFR 164.414(b)).';
COMMENT ON COLUMN privacy.outcome.incident_id IS 'The incident.';
COMMENT ON COLUMN privacy.outcome.facility_id IS 'As the incident''s.';
COMMENT ON COLUMN privacy.outcome.labels IS 'As the incident''s.';
COMMENT ON COLUMN privacy.outcome.outcome IS 'No breach, breach with the individuals told, or no incident at all.';
COMMENT ON COLUMN privacy.outcome.reason IS 'Why.';
COMMENT ON COLUMN privacy.outcome.keep_until IS 'Last day it must be kept, as the rule us/hipaa/documentation-retention says (45 CFR 164.530(j)(2)).';
COMMENT ON COLUMN privacy.outcome.recorded_at IS 'When.';
COMMENT ON COLUMN privacy.outcome.recorded_by IS 'Actor id.';
SELECT platform.protect('privacy.outcome');

GRANT SELECT, INSERT ON ALL TABLES IN SCHEMA privacy TO chartkeeper_app, chartkeeper_jobs;
GRANT UPDATE (lifted_at) ON privacy.chart_mark TO chartkeeper_app, chartkeeper_jobs;
GRANT UPDATE (due_at), DELETE ON privacy.open_incident TO chartkeeper_app, chartkeeper_jobs;
GRANT SELECT ON ALL TABLES IN SCHEMA privacy TO chartkeeper_report, chartkeeper_backup;
