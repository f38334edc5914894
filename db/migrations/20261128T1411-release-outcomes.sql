-- How a request ends where records alone do not end it, each with its letter; and the review of a denial.

CREATE TABLE release.outcome (
  id uuid PRIMARY KEY,
  facility_id uuid NOT NULL REFERENCES directory.facility (id),
  labels bigint NOT NULL DEFAULT 0,
  request_id uuid NOT NULL REFERENCES release.request (id),
  kind text NOT NULL CONSTRAINT outcome_kind_is_known CHECK (kind IN ('released', 'partial', 'no-records', 'not-our-patient', 'not-our-custodian', 'returned', 'denied', 'denied-in-part', 'extension', 'withdrawn', 'duplicate', 'undeliverable')),
  reason text NOT NULL CONSTRAINT outcome_has_a_reason CHECK (length(btrim(reason)) >= 3),
  rules jsonb NOT NULL DEFAULT '[]',
  facts jsonb NOT NULL DEFAULT '{}',
  ground text,
  reviewable boolean NOT NULL DEFAULT false,
  professional text,
  duplicate_of uuid REFERENCES release.request (id),
  promised_on date,
  letter_id uuid,
  no_letter_reason text,
  letter_left_at timestamptz,
  effect text,
  withdrawn_at timestamptz,
  withdrawn_by text,
  withdraw_reason text,
  recorded_at timestamptz NOT NULL,
  recorded_by text NOT NULL,
  CONSTRAINT outcome_is_told_or_says_why_not CHECK ((letter_id IS NULL) = (no_letter_reason IS NOT NULL)),
  CONSTRAINT these_outcomes_are_always_told CHECK (letter_id IS NOT NULL OR kind IN ('released', 'withdrawn', 'duplicate', 'undeliverable')),
  CONSTRAINT denial_has_a_ground CHECK ((kind IN ('denied', 'denied-in-part')) = (ground IS NOT NULL)),
  CONSTRAINT reviewable_denial_names_who_judged CHECK (NOT reviewable OR coalesce(professional, '') <> ''),
  CONSTRAINT duplicate_names_the_other CHECK ((kind = 'duplicate') = (duplicate_of IS NOT NULL) AND duplicate_of IS DISTINCT FROM request_id),
  CONSTRAINT extension_promises_a_day CHECK ((kind = 'extension') = (promised_on IS NOT NULL)),
  CONSTRAINT outcome_is_withdrawn_by_somebody CHECK ((withdrawn_at IS NULL) = (withdrawn_by IS NULL) AND (withdrawn_at IS NULL) = (withdraw_reason IS NULL))
);
COMMENT ON TABLE release.outcome IS 'What became of a request, with reason, rules and letter. Taken back by a date, never deleted.';
COMMENT ON COLUMN release.outcome.id IS 'UUID v7.';
COMMENT ON COLUMN release.outcome.facility_id IS 'As the request''s.';
COMMENT ON COLUMN release.outcome.labels IS 'Of the patient as such; kept by release.relabel_answers.';
COMMENT ON COLUMN release.outcome.request_id IS 'The request.';
COMMENT ON COLUMN release.outcome.kind IS 'partial, denied-in-part and extension leave the case open; each other one ends it once its letter has left.';
COMMENT ON COLUMN release.outcome.reason IS 'Why, for the file.';
COMMENT ON COLUMN release.outcome.rules IS 'Rule ids with version, citation and what they said.';
COMMENT ON COLUMN release.outcome.facts IS 'What was searched, by whom, when; who holds the records; what is denied. As it stands in the letter.';
COMMENT ON COLUMN release.outcome.ground IS 'Of a denial: 45 CFR 164.524(a)(2)-(3), word of the rules.';
COMMENT ON COLUMN release.outcome.reviewable IS 'The ground gives a right to review.';
COMMENT ON COLUMN release.outcome.professional IS 'The licensed professional whose judgement the ground needs.';
COMMENT ON COLUMN release.outcome.duplicate_of IS 'The request that is worked instead.';
COMMENT ON COLUMN release.outcome.promised_on IS 'Of an extension: the new day.';
COMMENT ON COLUMN release.outcome.letter_id IS 'The letter that tells it.';
COMMENT ON COLUMN release.outcome.no_letter_reason IS 'Why nobody is written to.';
COMMENT ON COLUMN release.outcome.letter_left_at IS 'When the letter left the house.';
COMMENT ON COLUMN release.outcome.effect IS 'What that did to the legal clock: met, cancelled, extended; or the code of the problem that kept it.';
COMMENT ON COLUMN release.outcome.withdrawn_at IS 'Since when it counts no more.';
COMMENT ON COLUMN release.outcome.withdrawn_by IS 'Actor id.';
COMMENT ON COLUMN release.outcome.withdraw_reason IS 'Why.';
COMMENT ON COLUMN release.outcome.recorded_at IS 'When.';
COMMENT ON COLUMN release.outcome.recorded_by IS 'Actor id.';
CREATE INDEX outcome_of_request ON release.outcome (request_id, recorded_at, id);
CREATE INDEX outcome_of_letter ON release.outcome (letter_id) WHERE letter_id IS NOT NULL;
CREATE UNIQUE INDEX a_request_ends_one_way ON release.outcome (request_id) WHERE withdrawn_at IS NULL AND kind NOT IN ('partial', 'denied-in-part', 'extension');
CREATE UNIQUE INDEX an_extension_stands_once ON release.outcome (request_id) WHERE withdrawn_at IS NULL AND kind = 'extension';
SELECT platform.protect('release.outcome');

CREATE TABLE release.denial_review (
  id uuid PRIMARY KEY,
  facility_id uuid NOT NULL REFERENCES directory.facility (id),
  labels bigint NOT NULL DEFAULT 0,
  request_id uuid NOT NULL REFERENCES release.request (id),
  outcome_id uuid NOT NULL REFERENCES release.outcome (id) CONSTRAINT a_denial_is_reviewed_once UNIQUE,
  denied_by text NOT NULL,
  asked_on date NOT NULL,
  asked_how text NOT NULL,
  reviewer text NOT NULL CONSTRAINT review_has_a_professional CHECK (btrim(reviewer) <> ''),
  licence text NOT NULL CONSTRAINT reviewer_is_licensed CHECK (btrim(licence) <> ''),
  decision text CONSTRAINT review_decision_is_known CHECK (decision IN ('upheld', 'reversed', 'reversed-in-part')),
  reason text,
  rules jsonb NOT NULL DEFAULT '[]',
  letter_id uuid,
  letter_left_at timestamptz,
  new_request_id uuid REFERENCES release.request (id),
  decided_at timestamptz,
  decided_by text,
  recorded_at timestamptz NOT NULL,
  recorded_by text NOT NULL,
  CONSTRAINT review_is_decided_whole CHECK ((decision IS NULL) = (decided_at IS NULL) AND (decision IS NULL) = (decided_by IS NULL) AND (decision IS NULL) = (reason IS NULL) AND (decision IS NULL) = (letter_id IS NULL)),
  CONSTRAINT review_is_decided_by_another CHECK (decided_by IS DISTINCT FROM denied_by)
);
COMMENT ON TABLE release.denial_review IS 'The review of a denial that the person asked for (45 CFR 164.524(a)(4)), by a professional who took no part in the denial.';
COMMENT ON COLUMN release.denial_review.id IS 'UUID v7.';
COMMENT ON COLUMN release.denial_review.facility_id IS 'As the request''s.';
COMMENT ON COLUMN release.denial_review.labels IS 'As the outcome''s.';
COMMENT ON COLUMN release.denial_review.request_id IS 'The request.';
COMMENT ON COLUMN release.denial_review.outcome_id IS 'The denial.';
COMMENT ON COLUMN release.denial_review.denied_by IS 'Actor id of whoever recorded the denial, who never decides here.';
COMMENT ON COLUMN release.denial_review.asked_on IS 'When the person asked for it.';
COMMENT ON COLUMN release.denial_review.asked_how IS 'How, in words.';
COMMENT ON COLUMN release.denial_review.reviewer IS 'The professional designated to review it.';
COMMENT ON COLUMN release.denial_review.licence IS 'Profession and licence.';
COMMENT ON COLUMN release.denial_review.decision IS 'What the professional decided; it binds.';
COMMENT ON COLUMN release.denial_review.reason IS 'Why.';
COMMENT ON COLUMN release.denial_review.rules IS 'The rule it was held against.';
COMMENT ON COLUMN release.denial_review.letter_id IS 'The notice of the decision.';
COMMENT ON COLUMN release.denial_review.letter_left_at IS 'When it left the house.';
COMMENT ON COLUMN release.denial_review.new_request_id IS 'The case in which access is given, where the denied one was closed before.';
COMMENT ON COLUMN release.denial_review.decided_at IS 'When.';
COMMENT ON COLUMN release.denial_review.decided_by IS 'Actor id of whoever recorded the decision.';
COMMENT ON COLUMN release.denial_review.recorded_at IS 'When it was recorded that the review was asked for.';
COMMENT ON COLUMN release.denial_review.recorded_by IS 'Actor id.';
CREATE INDEX denial_review_of_request ON release.denial_review (request_id);
CREATE INDEX denial_review_of_letter ON release.denial_review (letter_id) WHERE letter_id IS NOT NULL;
SELECT platform.protect('release.denial_review');

GRANT SELECT, INSERT ON release.outcome, release.denial_review TO chartkeeper_app, chartkeeper_jobs;
GRANT UPDATE (letter_left_at, effect, withdrawn_at, withdrawn_by, withdraw_reason) ON release.outcome TO chartkeeper_app, chartkeeper_jobs;
GRANT UPDATE (decision, reason, rules, letter_id, letter_left_at, new_request_id, decided_at, decided_by) ON release.denial_review TO chartkeeper_app, chartkeeper_jobs;
GRANT SELECT ON release.outcome, release.denial_review TO chartkeeper_report, chartkeeper_backup;

CREATE VIEW release.answer_facts WITH (security_invoker = true) AS
SELECT r.id AS request_id,
       (SELECT count(*) FROM release.component c WHERE c.request_id = r.id AND c.state IN ('asked', 'waiting', 'received'))::int AS open_components,
       (SELECT o.kind FROM release.outcome o WHERE o.request_id = r.id AND o.withdrawn_at IS NULL AND o.kind NOT IN ('partial', 'denied-in-part', 'extension')) AS ending,
       EXISTS (SELECT FROM release.outcome o WHERE o.request_id = r.id AND o.withdrawn_at IS NULL AND o.letter_id IS NOT NULL AND o.letter_left_at IS NULL)
         OR EXISTS (SELECT FROM release.denial_review v WHERE v.request_id = r.id AND v.letter_id IS NOT NULL AND v.letter_left_at IS NULL) AS letter_owed,
       EXISTS (SELECT FROM release.denial_review v WHERE v.request_id = r.id AND v.decision IS NULL) AS review_open,
       EXISTS (SELECT FROM release.disclosure d LEFT JOIN release.confirmation c ON c.patient_id = d.patient_id AND c.disclosure_id = d.id
               WHERE d.request_id = r.id AND c.outcome IS DISTINCT FROM 'not-handed-over') AS handed_over
FROM release.request r;
COMMENT ON VIEW release.answer_facts IS 'What stands between each request and its close, as facts. src/modules/release/derive-status.ts names the state that follows.';
GRANT SELECT ON release.answer_facts TO chartkeeper_app, chartkeeper_jobs, chartkeeper_report, chartkeeper_backup;

CREATE FUNCTION release.relabel_answers(whose uuid) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  mask bigint := coalesce((SELECT p.labels FROM patients.patient p WHERE p.id = whose), 0);
BEGIN
  UPDATE release.component x SET labels = mask FROM release.request r WHERE r.patient_id = whose AND x.request_id = r.id AND x.labels <> mask;
  UPDATE release.component_step x SET labels = mask FROM release.request r WHERE r.patient_id = whose AND x.request_id = r.id AND x.labels <> mask;
  UPDATE release.outcome x SET labels = mask FROM release.request r WHERE r.patient_id = whose AND x.request_id = r.id AND x.labels <> mask;
  UPDATE release.denial_review x SET labels = mask FROM release.request r WHERE r.patient_id = whose AND x.request_id = r.id AND x.labels <> mask;
END $$;
COMMENT ON FUNCTION release.relabel_answers(uuid) IS 'Gives components and outcomes of one patient''s requests the labels that the patient has now. SECURITY DEFINER: their steps are insert-only for everybody else.';
REVOKE ALL ON FUNCTION release.relabel_answers(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION release.relabel_answers(uuid) TO chartkeeper_app, chartkeeper_jobs;
