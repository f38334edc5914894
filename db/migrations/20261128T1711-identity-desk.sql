-- Identity: registrations that may be one person, registrations that hold two, what was decided and undone, and who was told.

CREATE SCHEMA identity;
COMMENT ON SCHEMA identity IS 'Who is who: duplicates, overlaps, overlays, merges and their undoing, downstream systems. Holds no demographics: those are of patients.';
GRANT USAGE ON SCHEMA identity TO chartkeeper_app, chartkeeper_jobs, chartkeeper_report, chartkeeper_backup;

CREATE TABLE identity.pair (
  patient_id uuid NOT NULL REFERENCES patients.patient (id),
  id uuid NOT NULL,
  facility_id uuid NOT NULL REFERENCES directory.facility (id),
  labels bigint NOT NULL DEFAULT 0,
  other_id uuid NOT NULL REFERENCES patients.patient (id),
  kind text NOT NULL CONSTRAINT pair_kind_is_known CHECK (kind IN ('duplicate', 'overlap')),
  probability real NOT NULL CONSTRAINT pair_probability_is_one CHECK (probability BETWEEN 0 AND 1),
  fields jsonb NOT NULL,
  found_how text NOT NULL CONSTRAINT pair_found_how_is_known CHECK (found_how IN ('news', 'whole', 'person')),
  found_at timestamptz NOT NULL,
  compared_at timestamptz NOT NULL,
  settled_at timestamptz,
  settled_how text CONSTRAINT pair_settled_how_is_known CHECK (settled_how IN ('merged', 'different', 'kept-apart', 'no-longer-alike', 'sealed')),
  PRIMARY KEY (patient_id, id),
  CONSTRAINT a_pair_is_kept_once UNIQUE (patient_id, other_id),
  CONSTRAINT a_pair_is_in_order CHECK (patient_id < other_id),
  CONSTRAINT a_settled_pair_says_how CHECK ((settled_at IS NULL) = (settled_how IS NULL))
);
COMMENT ON TABLE identity.pair IS 'Two registrations that may be one person: a duplicate within a facility, an overlap between two. Compared by packages/linkage; what was compared is told field by field without any value.';
COMMENT ON COLUMN identity.pair.patient_id IS 'The registration with the smaller id.';
COMMENT ON COLUMN identity.pair.id IS 'UUID v7.';
COMMENT ON COLUMN identity.pair.facility_id IS 'As the patient''s.';
COMMENT ON COLUMN identity.pair.labels IS 'Of both registrations together; kept by identity.relabel.';
COMMENT ON COLUMN identity.pair.other_id IS 'The other registration.';
COMMENT ON COLUMN identity.pair.kind IS 'Same facility, or two.';
COMMENT ON COLUMN identity.pair.probability IS 'That they are one person.';
COMMENT ON COLUMN identity.pair.fields IS '[{field, level, weight}], no values.';
COMMENT ON COLUMN identity.pair.found_how IS 'By the news of a registration or change, by going through the whole register, by a person.';
COMMENT ON COLUMN identity.pair.found_at IS 'When first found.';
COMMENT ON COLUMN identity.pair.compared_at IS 'When last compared.';
COMMENT ON COLUMN identity.pair.settled_at IS 'When it left the queue; the verdict, or the merge, says why.';
COMMENT ON COLUMN identity.pair.settled_how IS 'What became of it.';
CREATE INDEX pair_of_other ON identity.pair (other_id);
CREATE INDEX pair_by_id ON identity.pair (id);
CREATE INDEX pair_waiting_likeliest ON identity.pair (probability DESC, id) WHERE settled_at IS NULL;
CREATE INDEX pair_waiting ON identity.pair (kind, probability DESC, id) WHERE settled_at IS NULL;
SELECT platform.protect('identity.pair');
GRANT SELECT, INSERT ON identity.pair TO chartkeeper_app, chartkeeper_jobs;
GRANT UPDATE (labels, kind, probability, fields, compared_at, settled_at, settled_how) ON identity.pair TO chartkeeper_app, chartkeeper_jobs;
GRANT SELECT ON identity.pair TO chartkeeper_report, chartkeeper_backup;

CREATE TABLE identity.verdict (
  patient_id uuid NOT NULL REFERENCES patients.patient (id),
  id uuid NOT NULL,
  facility_id uuid NOT NULL REFERENCES directory.facility (id),
  labels bigint NOT NULL DEFAULT 0,
  pair_id uuid NOT NULL,
  verdict text NOT NULL CONSTRAINT verdict_is_known CHECK (verdict IN ('same', 'different', 'kept-apart', 'unsure', 'withdrawn')),
  probability real NOT NULL,
  merge_id uuid,
  reason text NOT NULL CONSTRAINT verdict_has_a_reason CHECK (reason <> ''),
  decided_at timestamptz NOT NULL,
  decided_by text NOT NULL,
  PRIMARY KEY (patient_id, id),
  FOREIGN KEY (patient_id, pair_id) REFERENCES identity.pair (patient_id, id)
);
COMMENT ON TABLE identity.verdict IS 'What a person said of a pair, with the probability it had then: the labelled decisions from which precision is measured. Rows are only added; the newest counts.';
COMMENT ON COLUMN identity.verdict.patient_id IS 'As the pairs.';
COMMENT ON COLUMN identity.verdict.id IS 'UUID v7.';
COMMENT ON COLUMN identity.verdict.facility_id IS 'As the patient''s.';
COMMENT ON COLUMN identity.verdict.labels IS 'As the patient''s; kept by identity.relabel.';
COMMENT ON COLUMN identity.verdict.pair_id IS 'The pair.';
COMMENT ON COLUMN identity.verdict.verdict IS 'One person; two; two for certain and never to be merged; not to be told; a former verdict was wrong.';
COMMENT ON COLUMN identity.verdict.probability IS 'The probability that was shown.';
COMMENT ON COLUMN identity.verdict.merge_id IS 'The merge, where it was one person.';
COMMENT ON COLUMN identity.verdict.reason IS 'How it was known.';
COMMENT ON COLUMN identity.verdict.decided_at IS 'When.';
COMMENT ON COLUMN identity.verdict.decided_by IS 'Actor id.';
CREATE INDEX verdict_of_pair ON identity.verdict (patient_id, pair_id, decided_at DESC, id DESC);
CREATE INDEX verdict_newest ON identity.verdict (decided_at DESC, id DESC);
SELECT platform.protect('identity.verdict');
GRANT SELECT, INSERT ON identity.verdict TO chartkeeper_app, chartkeeper_jobs;
GRANT UPDATE (labels) ON identity.verdict TO chartkeeper_app, chartkeeper_jobs;
GRANT SELECT ON identity.verdict TO chartkeeper_report, chartkeeper_backup;

CREATE TABLE identity.cutoff (
  id uuid PRIMARY KEY,
  facility_id uuid NOT NULL REFERENCES directory.facility (id),
  labels bigint NOT NULL DEFAULT 0,
  least real NOT NULL CONSTRAINT cutoff_is_a_probability CHECK (least BETWEEN 0.05 AND 1),
  reason text NOT NULL CONSTRAINT cutoff_has_a_reason CHECK (reason <> ''),
  set_at timestamptz NOT NULL,
  set_by text NOT NULL
);
COMMENT ON TABLE identity.cutoff IS 'From which probability on a pair is put before a person. Rows are only added: the newest of a facility counts.';
COMMENT ON COLUMN identity.cutoff.id IS 'UUID v7.';
COMMENT ON COLUMN identity.cutoff.facility_id IS 'Whose.';
COMMENT ON COLUMN identity.cutoff.labels IS 'None.';
COMMENT ON COLUMN identity.cutoff.least IS 'The probability.';
COMMENT ON COLUMN identity.cutoff.reason IS 'Why, with what was measured.';
COMMENT ON COLUMN identity.cutoff.set_at IS 'When.';
COMMENT ON COLUMN identity.cutoff.set_by IS 'Actor id.';
CREATE INDEX cutoff_newest ON identity.cutoff (facility_id, set_at DESC, id DESC);
SELECT platform.protect('identity.cutoff');
GRANT SELECT, INSERT ON identity.cutoff TO chartkeeper_app, chartkeeper_jobs;
GRANT SELECT ON identity.cutoff TO chartkeeper_report, chartkeeper_backup;

CREATE TABLE identity.overlay (
  patient_id uuid NOT NULL REFERENCES patients.patient (id),
  id uuid NOT NULL,
  facility_id uuid NOT NULL REFERENCES directory.facility (id),
  labels bigint NOT NULL DEFAULT 0,
  flag_id uuid NOT NULL,
  what text NOT NULL CONSTRAINT overlay_says_what CHECK (what <> ''),
  second_id uuid REFERENCES patients.patient (id),
  reported_at timestamptz NOT NULL,
  reported_by text NOT NULL,
  settled_at timestamptz,
  settled_by text,
  outcome text CONSTRAINT overlay_outcome_is_known CHECK (outcome IN ('split', 'one-person')),
  settle_reason text,
  PRIMARY KEY (patient_id, id),
  CONSTRAINT a_settled_overlay_says_how CHECK ((settled_at IS NULL) = (outcome IS NULL) AND (settled_at IS NULL) = (settle_reason IS NULL) AND (settled_at IS NULL) = (settled_by IS NULL))
);
COMMENT ON TABLE identity.overlay IS 'Two people seem to stand in one registration. Release of the record is frozen until it is settled.';
COMMENT ON COLUMN identity.overlay.patient_id IS 'The registration.';
COMMENT ON COLUMN identity.overlay.id IS 'UUID v7.';
COMMENT ON COLUMN identity.overlay.facility_id IS 'As the patient''s.';
COMMENT ON COLUMN identity.overlay.labels IS 'As the patient''s; kept by identity.relabel.';
COMMENT ON COLUMN identity.overlay.flag_id IS 'The flag of patients that freezes the release.';
COMMENT ON COLUMN identity.overlay.what IS 'What shows that they are two.';
COMMENT ON COLUMN identity.overlay.second_id IS 'The registration of the second person, once there is one.';
COMMENT ON COLUMN identity.overlay.reported_at IS 'When.';
COMMENT ON COLUMN identity.overlay.reported_by IS 'Actor id.';
COMMENT ON COLUMN identity.overlay.settled_at IS 'When it was settled.';
COMMENT ON COLUMN identity.overlay.settled_by IS 'Actor id.';
COMMENT ON COLUMN identity.overlay.outcome IS 'Divided, or one person after all.';
COMMENT ON COLUMN identity.overlay.settle_reason IS 'How it was known.';
CREATE UNIQUE INDEX overlay_open_once ON identity.overlay (patient_id) WHERE settled_at IS NULL;
CREATE INDEX overlay_by_id ON identity.overlay (id);
CREATE INDEX overlay_waiting ON identity.overlay (reported_at, id) WHERE settled_at IS NULL;
SELECT platform.protect('identity.overlay');
GRANT SELECT, INSERT ON identity.overlay TO chartkeeper_app, chartkeeper_jobs;
GRANT UPDATE (labels, second_id, settled_at, settled_by, outcome, settle_reason) ON identity.overlay TO chartkeeper_app, chartkeeper_jobs;
GRANT SELECT ON identity.overlay TO chartkeeper_report, chartkeeper_backup;

CREATE TABLE identity.overlay_choice (
  patient_id uuid NOT NULL REFERENCES patients.patient (id),
  id uuid NOT NULL,
  facility_id uuid NOT NULL REFERENCES directory.facility (id),
  labels bigint NOT NULL DEFAULT 0,
  overlay_id uuid NOT NULL,
  kind text NOT NULL CONSTRAINT overlay_fact_is_known CHECK (kind IN ('document', 'encounter')),
  fact_id uuid NOT NULL,
  whose text NOT NULL CONSTRAINT overlay_whose_is_known CHECK (whose IN ('first', 'second')),
  moved_id uuid,
  chosen_at timestamptz NOT NULL,
  chosen_by text NOT NULL,
  PRIMARY KEY (patient_id, id),
  FOREIGN KEY (patient_id, overlay_id) REFERENCES identity.overlay (patient_id, id)
);
COMMENT ON TABLE identity.overlay_choice IS 'Whose a document or visit is that stands in an overlaid registration, as a person said. The newest row of a fact counts.';
COMMENT ON COLUMN identity.overlay_choice.patient_id IS 'The overlaid registration.';
COMMENT ON COLUMN identity.overlay_choice.id IS 'UUID v7.';
COMMENT ON COLUMN identity.overlay_choice.facility_id IS 'As the patient''s.';
COMMENT ON COLUMN identity.overlay_choice.labels IS 'As the patient''s; kept by identity.relabel.';
COMMENT ON COLUMN identity.overlay_choice.overlay_id IS 'The overlay.';
COMMENT ON COLUMN identity.overlay_choice.kind IS 'Kind of fact.';
COMMENT ON COLUMN identity.overlay_choice.fact_id IS 'The document or encounter.';
COMMENT ON COLUMN identity.overlay_choice.whose IS 'Of the first person, who keeps the number, or of the second.';
COMMENT ON COLUMN identity.overlay_choice.moved_id IS 'The document in the other chart, once it was moved.';
COMMENT ON COLUMN identity.overlay_choice.chosen_at IS 'When.';
COMMENT ON COLUMN identity.overlay_choice.chosen_by IS 'Actor id.';
CREATE INDEX overlay_choice_of ON identity.overlay_choice (patient_id, overlay_id, fact_id, chosen_at DESC, id DESC);
SELECT platform.protect('identity.overlay_choice');
GRANT SELECT, INSERT ON identity.overlay_choice TO chartkeeper_app, chartkeeper_jobs;
GRANT UPDATE (labels) ON identity.overlay_choice TO chartkeeper_app, chartkeeper_jobs;
GRANT SELECT ON identity.overlay_choice TO chartkeeper_report, chartkeeper_backup;

CREATE TABLE identity.downstream (
  id uuid PRIMARY KEY,
  facility_id uuid NOT NULL REFERENCES directory.facility (id),
  labels bigint NOT NULL DEFAULT 0,
  name text NOT NULL CONSTRAINT downstream_has_a_name CHECK (name <> ''),
  how text NOT NULL CONSTRAINT downstream_way_is_known CHECK (how IN ('message', 'task')),
  instructions text NOT NULL DEFAULT '',
  recorded_at timestamptz NOT NULL,
  recorded_by text NOT NULL,
  ended_at timestamptz,
  ended_by text
);
COMMENT ON TABLE identity.downstream IS 'Systems that keep the same people and must learn of a merge: the EHR, the laboratory, billing.';
COMMENT ON COLUMN identity.downstream.id IS 'UUID v7.';
COMMENT ON COLUMN identity.downstream.facility_id IS 'Whose.';
COMMENT ON COLUMN identity.downstream.labels IS 'None.';
COMMENT ON COLUMN identity.downstream.name IS 'What the desk calls it.';
COMMENT ON COLUMN identity.downstream.how IS 'By a message of the interface, or by a person who does it there.';
COMMENT ON COLUMN identity.downstream.instructions IS 'How it is done there, for whoever ticks it off.';
COMMENT ON COLUMN identity.downstream.recorded_at IS 'When entered.';
COMMENT ON COLUMN identity.downstream.recorded_by IS 'Actor id.';
COMMENT ON COLUMN identity.downstream.ended_at IS 'Not told any more from then on.';
COMMENT ON COLUMN identity.downstream.ended_by IS 'Actor id.';
CREATE INDEX downstream_of_facility ON identity.downstream (facility_id, name);
SELECT platform.protect('identity.downstream');
GRANT SELECT, INSERT ON identity.downstream TO chartkeeper_app, chartkeeper_jobs;
GRANT UPDATE (ended_at, ended_by) ON identity.downstream TO chartkeeper_app, chartkeeper_jobs;
GRANT SELECT ON identity.downstream TO chartkeeper_report, chartkeeper_backup;

CREATE TABLE identity.notice (
  patient_id uuid NOT NULL REFERENCES patients.patient (id),
  id uuid NOT NULL,
  facility_id uuid NOT NULL REFERENCES directory.facility (id),
  labels bigint NOT NULL DEFAULT 0,
  merge_id uuid NOT NULL,
  undone boolean NOT NULL,
  downstream_id uuid NOT NULL REFERENCES identity.downstream (id),
  opened_at timestamptz NOT NULL,
  told_at timestamptz,
  told_by text,
  told_how text CONSTRAINT telling_is_known CHECK (told_how IN ('message', 'in-the-system', 'by-phone', 'not-needed')),
  note text,
  PRIMARY KEY (patient_id, id),
  CONSTRAINT who_is_told_is_told_somehow CHECK ((told_at IS NULL) = (told_how IS NULL) AND (told_at IS NULL) = (told_by IS NULL)),
  CONSTRAINT notice_is_written_once UNIQUE (patient_id, merge_id, undone, downstream_id)
);
COMMENT ON TABLE identity.notice IS 'That one downstream system has to learn of one merge or its undoing, and that it did.';
COMMENT ON COLUMN identity.notice.patient_id IS 'The retired registration of the merge.';
COMMENT ON COLUMN identity.notice.id IS 'UUID v7.';
COMMENT ON COLUMN identity.notice.facility_id IS 'As the patient''s.';
COMMENT ON COLUMN identity.notice.labels IS 'As the patient''s; kept by identity.relabel.';
COMMENT ON COLUMN identity.notice.merge_id IS 'The merge, as patients numbers it.';
COMMENT ON COLUMN identity.notice.undone IS 'Of its undoing; else of the merge.';
COMMENT ON COLUMN identity.notice.downstream_id IS 'Who has to learn of it.';
COMMENT ON COLUMN identity.notice.opened_at IS 'Since when.';
COMMENT ON COLUMN identity.notice.told_at IS 'When it was done.';
COMMENT ON COLUMN identity.notice.told_by IS 'Actor id.';
COMMENT ON COLUMN identity.notice.told_how IS 'How.';
COMMENT ON COLUMN identity.notice.note IS 'In words.';
CREATE INDEX notice_by_id ON identity.notice (id);
SELECT platform.protect('identity.notice');
GRANT SELECT, INSERT ON identity.notice TO chartkeeper_app, chartkeeper_jobs;
GRANT UPDATE (labels, told_at, told_by, told_how, note) ON identity.notice TO chartkeeper_app, chartkeeper_jobs;
GRANT SELECT ON identity.notice TO chartkeeper_report, chartkeeper_backup;

CREATE TABLE identity.loose_fact (
  patient_id uuid NOT NULL REFERENCES patients.patient (id),
  id uuid NOT NULL,
  facility_id uuid NOT NULL REFERENCES directory.facility (id),
  labels bigint NOT NULL DEFAULT 0,
  merge_id uuid NOT NULL,
  other_id uuid NOT NULL REFERENCES patients.patient (id),
  kind text NOT NULL CONSTRAINT loose_fact_is_known CHECK (kind IN ('document', 'encounter')),
  fact_id uuid NOT NULL,
  found_at timestamptz NOT NULL,
  decision text CONSTRAINT loose_decision_is_known CHECK (decision IN ('stays', 'moved')),
  decided_at timestamptz,
  decided_by text,
  PRIMARY KEY (patient_id, id),
  CONSTRAINT loose_fact_once UNIQUE (patient_id, merge_id, fact_id),
  CONSTRAINT a_decision_has_its_author CHECK ((decision IS NULL) = (decided_at IS NULL) AND (decision IS NULL) = (decided_by IS NULL))
);
COMMENT ON TABLE identity.loose_fact IS 'A document or visit that was filed while two registrations were one, and has to be given to one of the two now that the merge is undone.';
COMMENT ON COLUMN identity.loose_fact.patient_id IS 'The registration it lies under.';
COMMENT ON COLUMN identity.loose_fact.id IS 'UUID v7.';
COMMENT ON COLUMN identity.loose_fact.facility_id IS 'As the patient''s.';
COMMENT ON COLUMN identity.loose_fact.labels IS 'As the patient''s; kept by identity.relabel.';
COMMENT ON COLUMN identity.loose_fact.merge_id IS 'The merge that was undone.';
COMMENT ON COLUMN identity.loose_fact.other_id IS 'The other of the two.';
COMMENT ON COLUMN identity.loose_fact.kind IS 'Kind of fact.';
COMMENT ON COLUMN identity.loose_fact.fact_id IS 'The document or encounter.';
COMMENT ON COLUMN identity.loose_fact.found_at IS 'When the merge was undone.';
COMMENT ON COLUMN identity.loose_fact.decision IS 'Belongs where it lies, or was moved to the other.';
COMMENT ON COLUMN identity.loose_fact.decided_at IS 'When.';
COMMENT ON COLUMN identity.loose_fact.decided_by IS 'Actor id.';
CREATE INDEX loose_fact_of_merge ON identity.loose_fact (merge_id);
SELECT platform.protect('identity.loose_fact');
GRANT SELECT, INSERT ON identity.loose_fact TO chartkeeper_app, chartkeeper_jobs;
GRANT UPDATE (labels, decision, decided_at, decided_by) ON identity.loose_fact TO chartkeeper_app, chartkeeper_jobs;
GRANT SELECT ON identity.loose_fact TO chartkeeper_report, chartkeeper_backup;

CREATE TABLE identity.progress (
  name text PRIMARY KEY,
  xid text,
  event_id uuid,
  patient_seen uuid,
  begun_at timestamptz,
  done integer NOT NULL DEFAULT 0,
  finished_at timestamptz
);
COMMENT ON TABLE identity.progress IS 'How far the search for pairs has come: in the news, and through the whole register.';
COMMENT ON COLUMN identity.progress.name IS 'news or whole.';
COMMENT ON COLUMN identity.progress.xid IS 'Transaction of the last piece of news that was looked at.';
COMMENT ON COLUMN identity.progress.event_id IS 'The last piece of news that was looked at.';
COMMENT ON COLUMN identity.progress.patient_seen IS 'The last registration that was looked at.';
COMMENT ON COLUMN identity.progress.begun_at IS 'When the going through began.';
COMMENT ON COLUMN identity.progress.done IS 'Registrations looked at since.';
COMMENT ON COLUMN identity.progress.finished_at IS 'When it came to the end.';
GRANT SELECT, INSERT, UPDATE ON identity.progress TO chartkeeper_app, chartkeeper_jobs;
GRANT SELECT ON identity.progress TO chartkeeper_report, chartkeeper_backup;

CREATE FUNCTION identity.relabel(whose uuid) RETURNS void
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
  AS $$
DECLARE
  mask bigint := (SELECT p.labels FROM patients.patient p WHERE p.id = whose);
BEGIN
  UPDATE identity.pair c SET labels = a.labels | b.labels FROM patients.patient a, patients.patient b
    WHERE a.id = c.patient_id AND b.id = c.other_id AND (c.patient_id = whose OR c.other_id = whose) AND c.labels <> a.labels | b.labels;
  UPDATE identity.verdict v SET labels = c.labels FROM identity.pair c
    WHERE (c.patient_id = whose OR c.other_id = whose) AND v.patient_id = c.patient_id AND v.pair_id = c.id AND v.labels <> c.labels;
  UPDATE identity.overlay SET labels = mask WHERE patient_id = whose AND labels <> mask;
  UPDATE identity.overlay_choice SET labels = mask WHERE patient_id = whose AND labels <> mask;
  UPDATE identity.notice SET labels = mask WHERE patient_id = whose AND labels <> mask;
  UPDATE identity.loose_fact SET labels = mask WHERE patient_id = whose AND labels <> mask;
END $$;
COMMENT ON FUNCTION identity.relabel(uuid) IS 'Gives the rows of identity that are about a patient the labels that the patient has now.';
REVOKE ALL ON FUNCTION identity.relabel(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION identity.relabel(uuid) TO chartkeeper_app, chartkeeper_jobs;
