-- The desk of subpoenas and courts: what the process says, who objects to it and what the court decided, who appears.

CREATE TABLE release.court_process (
  id uuid PRIMARY KEY,
  facility_id uuid NOT NULL REFERENCES directory.facility (id),
  labels bigint NOT NULL DEFAULT 0,
  request_id uuid NOT NULL REFERENCES release.request (id),
  court text NOT NULL CONSTRAINT process_names_a_court CHECK (btrim(court) <> ''),
  caption text NOT NULL CONSTRAINT process_names_its_parties CHECK (btrim(caption) <> ''),
  case_number text,
  matter_key text NOT NULL,
  issuer_name text NOT NULL CONSTRAINT process_names_its_issuer CHECK (btrim(issuer_name) <> ''),
  issuer_class text NOT NULL CONSTRAINT issuer_class_is_known CHECK (issuer_class IN ('court', 'clerk', 'attorney', 'agency', 'grand-jury')),
  kind text NOT NULL CONSTRAINT process_kind_is_known CHECK (kind IN ('court-order', 'subpoena-duces-tecum', 'deposition-subpoena', 'administrative-subpoena', 'warrant', 'discovery-request')),
  served_on date NOT NULL,
  served_how text NOT NULL CONSTRAINT service_is_known CHECK (served_how IN ('in-person', 'mail', 'fax', 'email', 'agent')),
  return_on date,
  return_place text,
  appearance boolean NOT NULL,
  fee_cents integer CONSTRAINT witness_fee_is_an_amount CHECK (fee_cents >= 0),
  assurance text NOT NULL CONSTRAINT assurance_is_known CHECK (assurance IN ('notice', 'protective-order', 'own-effort', 'none')),
  assurance_proof text,
  objection_until date,
  order_words text,
  order_from date,
  order_to date,
  order_types text[],
  order_documents uuid[],
  certified_copy boolean NOT NULL DEFAULT false,
  bates_prefix text CONSTRAINT bates_prefix_is_short CHECK (bates_prefix ~ '^[A-Z0-9][A-Z0-9-]{0,11}$'),
  paper_item_id uuid,
  paper_words text,
  clock_rule_id text,
  counts boolean NOT NULL DEFAULT true,
  open boolean NOT NULL DEFAULT true,
  due_on date,
  recorded_at timestamptz NOT NULL,
  recorded_by text NOT NULL,
  CONSTRAINT process_returns_after_service CHECK (return_on >= served_on),
  CONSTRAINT objections_follow_service CHECK (objection_until >= served_on),
  CONSTRAINT order_days_are_in_order CHECK (order_to >= order_from),
  CONSTRAINT assurance_is_proved CHECK (assurance = 'none' OR btrim(coalesce(assurance_proof, '')) <> ''),
  CONSTRAINT an_order_is_of_a_court_or_tribunal CHECK (kind NOT IN ('court-order', 'warrant') OR issuer_class IN ('court', 'agency')),
  CONSTRAINT only_what_counts_is_open CHECK (counts OR NOT open)
);
COMMENT ON TABLE release.court_process IS 'What a subpoena, order or warrant says, as read off the paper. A correction is another row; the newest counts.';
COMMENT ON COLUMN release.court_process.id IS 'UUID v7.';
COMMENT ON COLUMN release.court_process.facility_id IS 'As the request''s.';
COMMENT ON COLUMN release.court_process.labels IS 'Of the patient as such; kept by release.relabel_court.';
COMMENT ON COLUMN release.court_process.request_id IS 'The case.';
COMMENT ON COLUMN release.court_process.court IS 'Court, tribunal or agency before which the matter is.';
COMMENT ON COLUMN release.court_process.caption IS 'The parties, as the paper names them.';
COMMENT ON COLUMN release.court_process.case_number IS 'As the court numbers the matter.';
COMMENT ON COLUMN release.court_process.matter_key IS 'Letters and digits of the case number, else of the caption: two papers of one matter have the same.';
COMMENT ON COLUMN release.court_process.issuer_name IS 'Who signed it.';
COMMENT ON COLUMN release.court_process.issuer_class IS 'What the signer is: an attorney or clerk issues no order (45 CFR 164.512(e)(1)).';
COMMENT ON COLUMN release.court_process.kind IS 'What the paper is.';
COMMENT ON COLUMN release.court_process.served_on IS 'Day of service.';
COMMENT ON COLUMN release.court_process.served_how IS 'How it was served.';
COMMENT ON COLUMN release.court_process.return_on IS 'Day on which the records are due at the place of return.';
COMMENT ON COLUMN release.court_process.return_place IS 'Where they are due.';
COMMENT ON COLUMN release.court_process.appearance IS 'A person has to appear; else records suffice.';
COMMENT ON COLUMN release.court_process.fee_cents IS 'Witness fee that was tendered, in cents.';
COMMENT ON COLUMN release.court_process.assurance IS 'Satisfactory assurance that came with it, 45 CFR 164.512(e)(1)(ii) to (vi): notice to the individual, qualified protective order, own effort of the facility, none.';
COMMENT ON COLUMN release.court_process.assurance_proof IS 'What proves it.';
COMMENT ON COLUMN release.court_process.objection_until IS 'Last day on which the individual may object, 45 CFR 164.512(e)(1)(iii)(C).';
COMMENT ON COLUMN release.court_process.order_words IS 'What it names, in its own words.';
COMMENT ON COLUMN release.court_process.order_from IS 'First day of care that it names.';
COMMENT ON COLUMN release.court_process.order_to IS 'Last day of care that it names.';
COMMENT ON COLUMN release.court_process.order_types IS 'Codes of the kinds of document that it names; null: all.';
COMMENT ON COLUMN release.court_process.order_documents IS 'The documents that it names one by one; null: not so.';
COMMENT ON COLUMN release.court_process.certified_copy IS 'A certified copy is wanted.';
COMMENT ON COLUMN release.court_process.bates_prefix IS 'Bates numbers are wanted, with this prefix.';
COMMENT ON COLUMN release.court_process.paper_item_id IS 'The paper itself, among what intake brought to this case.';
COMMENT ON COLUMN release.court_process.paper_words IS 'Where the paper lies otherwise.';
COMMENT ON COLUMN release.court_process.clock_rule_id IS 'Rule id of the state clock that service started; null where no rule of this place sets one.';
COMMENT ON COLUMN release.court_process.counts IS 'The newest row of its case.';
COMMENT ON COLUMN release.court_process.open IS 'It counts, and its case is not answered.';
COMMENT ON COLUMN release.court_process.due_on IS 'The earlier of the return date and the running clocks, as last worked out.';
COMMENT ON COLUMN release.court_process.recorded_at IS 'When.';
COMMENT ON COLUMN release.court_process.recorded_by IS 'Actor id.';
CREATE UNIQUE INDEX one_process_counts ON release.court_process (request_id) WHERE counts;
CREATE INDEX court_process_of_request ON release.court_process (request_id, recorded_at);
CREATE INDEX court_process_of_matter ON release.court_process (matter_key) WHERE counts;
CREATE INDEX court_process_open_by_day ON release.court_process (due_on, id) WHERE open;
CREATE INDEX court_process_open_window ON release.court_process (objection_until) WHERE open;
CREATE INDEX request_of_court ON release.request (id) WHERE kind = 'court';
SELECT platform.protect('release.court_process');

CREATE TABLE release.court_objection (
  id uuid PRIMARY KEY,
  facility_id uuid NOT NULL REFERENCES directory.facility (id),
  labels bigint NOT NULL DEFAULT 0,
  request_id uuid NOT NULL REFERENCES release.request (id),
  kind text NOT NULL CONSTRAINT objection_kind_is_known CHECK (kind IN ('objection', 'motion-to-quash')),
  made_by text NOT NULL CONSTRAINT objection_has_a_maker CHECK (btrim(made_by) <> ''),
  made_on date NOT NULL,
  paper_item_id uuid,
  paper_words text,
  decision text CONSTRAINT court_decision_is_known CHECK (decision IN ('overruled', 'dismissed', 'limited', 'sustained')),
  decided_by text,
  decided_on date,
  decision_item_id uuid,
  decision_words text,
  decision_recorded_at timestamptz,
  decision_recorded_by text,
  recorded_at timestamptz NOT NULL,
  recorded_by text NOT NULL,
  CONSTRAINT objection_has_a_paper CHECK (paper_item_id IS NOT NULL OR btrim(coalesce(paper_words, '')) <> ''),
  CONSTRAINT court_decides_whole CHECK ((decision IS NULL) = (decided_by IS NULL) AND (decision IS NULL) = (decided_on IS NULL) AND (decision IS NULL) = (decision_recorded_at IS NULL) AND (decision IS NULL) = (decision_recorded_by IS NULL)),
  CONSTRAINT court_decision_has_a_paper CHECK (decision IS NULL OR decision_item_id IS NOT NULL OR btrim(coalesce(decision_words, '')) <> ''),
  CONSTRAINT court_decides_afterwards CHECK (decided_on >= made_on)
);
COMMENT ON TABLE release.court_objection IS 'An objection or a motion to quash. It stops the release until the court has decided it.';
COMMENT ON COLUMN release.court_objection.id IS 'UUID v7.';
COMMENT ON COLUMN release.court_objection.facility_id IS 'As the request''s.';
COMMENT ON COLUMN release.court_objection.labels IS 'Of the patient as such; kept by release.relabel_court.';
COMMENT ON COLUMN release.court_objection.request_id IS 'The case.';
COMMENT ON COLUMN release.court_objection.kind IS 'What was filed.';
COMMENT ON COLUMN release.court_objection.made_by IS 'Who filed it.';
COMMENT ON COLUMN release.court_objection.made_on IS 'When it was filed.';
COMMENT ON COLUMN release.court_objection.paper_item_id IS 'The paper, among what intake brought to this case.';
COMMENT ON COLUMN release.court_objection.paper_words IS 'Where the paper lies otherwise.';
COMMENT ON COLUMN release.court_objection.decision IS 'overruled, dismissed: the release goes on; limited: once what is left of it is recorded; sustained: never under this process.';
COMMENT ON COLUMN release.court_objection.decided_by IS 'Judge or tribunal.';
COMMENT ON COLUMN release.court_objection.decided_on IS 'Day of the decision.';
COMMENT ON COLUMN release.court_objection.decision_item_id IS 'The decision, among what intake brought to this case.';
COMMENT ON COLUMN release.court_objection.decision_words IS 'Where the decision lies otherwise.';
COMMENT ON COLUMN release.court_objection.decision_recorded_at IS 'When it was recorded.';
COMMENT ON COLUMN release.court_objection.decision_recorded_by IS 'Actor id.';
COMMENT ON COLUMN release.court_objection.recorded_at IS 'When.';
COMMENT ON COLUMN release.court_objection.recorded_by IS 'Actor id.';
CREATE INDEX court_objection_of_request ON release.court_objection (request_id, recorded_at);
SELECT platform.protect('release.court_objection');

CREATE TABLE release.court_appearance (
  id uuid PRIMARY KEY,
  facility_id uuid NOT NULL REFERENCES directory.facility (id),
  labels bigint NOT NULL DEFAULT 0,
  request_id uuid NOT NULL REFERENCES release.request (id),
  person text NOT NULL CONSTRAINT somebody_appears CHECK (btrim(person) <> ''),
  appears_on date NOT NULL,
  note text,
  recorded_at timestamptz NOT NULL,
  recorded_by text NOT NULL
);
COMMENT ON TABLE release.court_appearance IS 'Who appears for the facility, and when. The newest row counts.';
COMMENT ON COLUMN release.court_appearance.id IS 'UUID v7.';
COMMENT ON COLUMN release.court_appearance.facility_id IS 'As the request''s.';
COMMENT ON COLUMN release.court_appearance.labels IS 'Of the patient as such; kept by release.relabel_court.';
COMMENT ON COLUMN release.court_appearance.request_id IS 'The case.';
COMMENT ON COLUMN release.court_appearance.person IS 'Name of whoever appears.';
COMMENT ON COLUMN release.court_appearance.appears_on IS 'Day.';
COMMENT ON COLUMN release.court_appearance.note IS 'Room, hour, what was agreed.';
COMMENT ON COLUMN release.court_appearance.recorded_at IS 'When.';
COMMENT ON COLUMN release.court_appearance.recorded_by IS 'Actor id.';
CREATE INDEX court_appearance_of_request ON release.court_appearance (request_id, recorded_at);
SELECT platform.protect('release.court_appearance');

GRANT SELECT, INSERT ON release.court_process, release.court_objection, release.court_appearance TO chartkeeper_app, chartkeeper_jobs;
GRANT UPDATE (counts, open, due_on, clock_rule_id) ON release.court_process TO chartkeeper_app, chartkeeper_jobs;
GRANT UPDATE (decision, decided_by, decided_on, decision_item_id, decision_words, decision_recorded_at, decision_recorded_by) ON release.court_objection TO chartkeeper_app, chartkeeper_jobs;
GRANT SELECT ON release.court_process, release.court_objection, release.court_appearance TO chartkeeper_report, chartkeeper_backup;

CREATE FUNCTION release.relabel_court(whose uuid) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  mask bigint := coalesce((SELECT p.labels FROM patients.patient p WHERE p.id = whose), 0);
BEGIN
  UPDATE release.court_process x SET labels = mask FROM release.request r WHERE r.patient_id = whose AND x.request_id = r.id AND x.labels <> mask;
  UPDATE release.court_objection x SET labels = mask FROM release.request r WHERE r.patient_id = whose AND x.request_id = r.id AND x.labels <> mask;
  UPDATE release.court_appearance x SET labels = mask FROM release.request r WHERE r.patient_id = whose AND x.request_id = r.id AND x.labels <> mask;
END $$;
COMMENT ON FUNCTION release.relabel_court(uuid) IS 'Gives what is recorded of a process the labels that its patient has now. SECURITY DEFINER, since nobody may change these rows at run time.';
REVOKE ALL ON FUNCTION release.relabel_court(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION release.relabel_court(uuid) TO chartkeeper_app, chartkeeper_jobs;
