-- Payers, contractors and agencies: how each wants records handed in, what was handed in to whom with which proof and outcome,
-- appeals, and what a workers' compensation claim reaches.

CREATE TABLE release.destination (
  id uuid PRIMARY KEY,
  requester_id uuid NOT NULL REFERENCES release.requester (id),
  name text NOT NULL CONSTRAINT destination_has_a_name CHECK (btrim(name) <> ''),
  kind text NOT NULL CONSTRAINT destination_kind_is_known CHECK (kind IN ('payer', 'medicare-contractor', 'agency', 'disability-determination', 'workers-compensation-board')),
  name_pattern text NOT NULL CONSTRAINT destination_names_files CHECK (name_pattern <> ''),
  name_length smallint NOT NULL CONSTRAINT file_name_length_is_possible CHECK (name_length BETWEEN 12 AND 200),
  name_characters text NOT NULL CONSTRAINT file_name_characters_are_known CHECK (name_characters IN ('letters-digits', 'letters-digits-dashes')),
  file_bytes bigint NOT NULL CONSTRAINT a_file_holds_a_page CHECK (file_bytes >= 500000),
  submission_bytes bigint NOT NULL,
  ways text[] NOT NULL CONSTRAINT destination_is_reached_somehow CHECK (cardinality(ways) > 0 AND ways <@ ARRAY['portal', 'esmd', 'fax', 'mail', 'media', 'secure-mail']),
  letter_first boolean NOT NULL,
  case_format text,
  notes text,
  version integer NOT NULL DEFAULT 1,
  retired_at timestamptz,
  recorded_at timestamptz NOT NULL,
  recorded_by text NOT NULL,
  changed_at timestamptz NOT NULL,
  changed_by text NOT NULL,
  CONSTRAINT a_submission_holds_a_file CHECK (submission_bytes >= file_bytes)
);
COMMENT ON TABLE release.destination IS 'How one payer, contractor or agency wants records handed in. Shared by all facilities and about no patient, as the directory of requesters.';
COMMENT ON COLUMN release.destination.id IS 'UUID v7.';
COMMENT ON COLUMN release.destination.requester_id IS 'The entry of the directory it belongs to.';
COMMENT ON COLUMN release.destination.name IS 'What the desk calls it: the payer and the unit of it.';
COMMENT ON COLUMN release.destination.kind IS 'Who it is.';
COMMENT ON COLUMN release.destination.name_pattern IS 'How a file is to be named, without its ending: fields in braces between letters and digits.';
COMMENT ON COLUMN release.destination.name_length IS 'Characters of a file name at most, its ending among them.';
COMMENT ON COLUMN release.destination.name_characters IS 'Which characters a file name may have.';
COMMENT ON COLUMN release.destination.file_bytes IS 'A file may be this large.';
COMMENT ON COLUMN release.destination.submission_bytes IS 'All files of one submission together.';
COMMENT ON COLUMN release.destination.ways IS 'Ways in which it accepts records.';
COMMENT ON COLUMN release.destination.letter_first IS 'Its own letter or barcode sheet is page 1 of what is handed in.';
COMMENT ON COLUMN release.destination.case_format IS 'Form of its case number: 9 a digit, A a letter, * either, anything else as it stands; empty: any.';
COMMENT ON COLUMN release.destination.notes IS 'What a colleague should know. Nothing of patients.';
COMMENT ON COLUMN release.destination.version IS 'Counts changes.';
COMMENT ON COLUMN release.destination.retired_at IS 'Since when nothing is handed in there any more.';
COMMENT ON COLUMN release.destination.recorded_at IS 'When.';
COMMENT ON COLUMN release.destination.recorded_by IS 'Actor id.';
COMMENT ON COLUMN release.destination.changed_at IS 'When last changed.';
COMMENT ON COLUMN release.destination.changed_by IS 'Actor id.';
CREATE UNIQUE INDEX destination_is_named_once ON release.destination (lower(btrim(name))) WHERE retired_at IS NULL;
CREATE INDEX destination_of_requester ON release.destination (requester_id);
GRANT SELECT, INSERT ON release.destination TO chartkeeper_app, chartkeeper_jobs;
GRANT UPDATE (requester_id, name, kind, name_pattern, name_length, name_characters, file_bytes, submission_bytes, ways, letter_first, case_format, notes, version, retired_at, changed_at, changed_by) ON release.destination TO chartkeeper_app, chartkeeper_jobs;
GRANT SELECT ON release.destination TO chartkeeper_report, chartkeeper_backup;

CREATE TABLE release.payer_case (
  request_id uuid PRIMARY KEY REFERENCES release.request (id),
  facility_id uuid NOT NULL REFERENCES directory.facility (id),
  labels bigint NOT NULL DEFAULT 0,
  destination_id uuid NOT NULL REFERENCES release.destination (id),
  case_number text,
  claim_number text,
  letter_on date,
  review text CONSTRAINT review_is_known CHECK (review IN ('prepayment', 'post-payment', 'upic')),
  state text NOT NULL DEFAULT 'preparing' CONSTRAINT payer_state_is_known CHECK (state IN ('preparing', 'to-prove', 'to-appeal', 'waiting', 'accepted', 'rejected', 'paid', 'denied', 'recouped')),
  due_on date,
  version integer NOT NULL DEFAULT 1,
  recorded_at timestamptz NOT NULL,
  recorded_by text NOT NULL,
  CONSTRAINT a_review_counts_from_its_letter CHECK (review IS NULL OR letter_on IS NOT NULL)
);
COMMENT ON TABLE release.payer_case IS 'That a request is handed in to a payer, contractor or agency, under which number.';
COMMENT ON COLUMN release.payer_case.request_id IS 'The request.';
COMMENT ON COLUMN release.payer_case.facility_id IS 'As the request''s.';
COMMENT ON COLUMN release.payer_case.labels IS 'Of the patient as such; kept by release.relabel_payers.';
COMMENT ON COLUMN release.payer_case.destination_id IS 'Where it is handed in.';
COMMENT ON COLUMN release.payer_case.case_number IS 'The number under which the destination keeps it.';
COMMENT ON COLUMN release.payer_case.claim_number IS 'Claim number or ICN.';
COMMENT ON COLUMN release.payer_case.letter_on IS 'The day on its letter.';
COMMENT ON COLUMN release.payer_case.review IS 'Of a Medicare request for additional documentation: which review; its clock hangs on it.';
COMMENT ON COLUMN release.payer_case.state IS 'Where it stands, derived from submissions and appeals.';
COMMENT ON COLUMN release.payer_case.due_on IS 'Next day by which something must be handed in: of an appeal, else of the clock.';
COMMENT ON COLUMN release.payer_case.version IS 'Counts changes.';
COMMENT ON COLUMN release.payer_case.recorded_at IS 'When.';
COMMENT ON COLUMN release.payer_case.recorded_by IS 'Actor id.';
CREATE INDEX payer_case_by_due ON release.payer_case (due_on, request_id);
CREATE INDEX payer_case_by_state ON release.payer_case (state, due_on, request_id);
CREATE INDEX payer_case_of_destination ON release.payer_case (destination_id, due_on, request_id);
SELECT platform.protect('release.payer_case');
GRANT SELECT, INSERT ON release.payer_case TO chartkeeper_app, chartkeeper_jobs;
GRANT UPDATE (destination_id, case_number, claim_number, letter_on, review, state, due_on, version, recorded_at, recorded_by) ON release.payer_case TO chartkeeper_app, chartkeeper_jobs;
GRANT SELECT ON release.payer_case TO chartkeeper_report, chartkeeper_backup;

CREATE TABLE release.appeal (
  id uuid PRIMARY KEY,
  facility_id uuid NOT NULL REFERENCES directory.facility (id),
  labels bigint NOT NULL DEFAULT 0,
  request_id uuid NOT NULL REFERENCES release.request (id),
  level text NOT NULL CONSTRAINT appeal_level_is_known CHECK (level IN ('redetermination', 'reconsideration', 'hearing', 'council', 'court', 'level-1', 'level-2', 'level-3')),
  due_on date NOT NULL,
  reason text NOT NULL CONSTRAINT appeal_says_why CHECK (btrim(reason) <> ''),
  recorded_at timestamptz NOT NULL,
  recorded_by text NOT NULL,
  dropped_at timestamptz,
  dropped_by text,
  drop_reason text,
  CONSTRAINT dropped_with_a_reason CHECK ((dropped_at IS NULL) = (dropped_by IS NULL) AND (dropped_at IS NULL) = (drop_reason IS NULL))
);
COMMENT ON TABLE release.appeal IS 'An appeal against what a payer decided, with its own day. Filed by a submission; open until then.';
COMMENT ON COLUMN release.appeal.id IS 'UUID v7.';
COMMENT ON COLUMN release.appeal.facility_id IS 'As the request''s.';
COMMENT ON COLUMN release.appeal.labels IS 'Of the patient as such; kept by release.relabel_payers.';
COMMENT ON COLUMN release.appeal.request_id IS 'The request.';
COMMENT ON COLUMN release.appeal.level IS 'How high.';
COMMENT ON COLUMN release.appeal.due_on IS 'Last day to hand it in, as the notice says.';
COMMENT ON COLUMN release.appeal.reason IS 'What is appealed against, and why.';
COMMENT ON COLUMN release.appeal.recorded_at IS 'When.';
COMMENT ON COLUMN release.appeal.recorded_by IS 'Actor id.';
COMMENT ON COLUMN release.appeal.dropped_at IS 'When it was given up.';
COMMENT ON COLUMN release.appeal.dropped_by IS 'Actor id.';
COMMENT ON COLUMN release.appeal.drop_reason IS 'Why.';
CREATE INDEX appeal_of_request ON release.appeal (request_id, recorded_at);
SELECT platform.protect('release.appeal');
GRANT SELECT, INSERT ON release.appeal TO chartkeeper_app, chartkeeper_jobs;
GRANT UPDATE (dropped_at, dropped_by, drop_reason) ON release.appeal TO chartkeeper_app, chartkeeper_jobs;
GRANT SELECT ON release.appeal TO chartkeeper_report, chartkeeper_backup;

CREATE TABLE release.submission (
  id uuid PRIMARY KEY,
  facility_id uuid NOT NULL REFERENCES directory.facility (id),
  labels bigint NOT NULL DEFAULT 0,
  request_id uuid NOT NULL REFERENCES release.request (id),
  destination_id uuid NOT NULL REFERENCES release.destination (id),
  attempt smallint NOT NULL CONSTRAINT tries_count_from_one CHECK (attempt >= 1),
  level text NOT NULL CONSTRAINT submission_level_is_known CHECK (level IN ('initial', 'redetermination', 'reconsideration', 'hearing', 'council', 'court', 'level-1', 'level-2', 'level-3')),
  appeal_id uuid REFERENCES release.appeal (id),
  way text NOT NULL CONSTRAINT submission_way_is_known CHECK (way IN ('portal', 'esmd', 'fax', 'mail', 'media', 'secure-mail')),
  handed_in_on date NOT NULL,
  their_number text,
  packet_id uuid NOT NULL,
  files text[] NOT NULL CONSTRAINT submission_has_files CHECK (cardinality(files) > 0),
  recorded_at timestamptz NOT NULL,
  recorded_by text NOT NULL,
  CONSTRAINT an_appeal_is_filed_at_its_level CHECK ((level = 'initial') = (appeal_id IS NULL)),
  CONSTRAINT each_try_counts_once UNIQUE (request_id, level, attempt)
);
COMMENT ON TABLE release.submission IS 'Records were handed in. Insert-only; proof and outcome are rows of their own.';
COMMENT ON COLUMN release.submission.id IS 'UUID v7.';
COMMENT ON COLUMN release.submission.facility_id IS 'As the request''s.';
COMMENT ON COLUMN release.submission.labels IS 'Of the patient as such; kept by release.relabel_payers.';
COMMENT ON COLUMN release.submission.request_id IS 'The request.';
COMMENT ON COLUMN release.submission.destination_id IS 'To whom.';
COMMENT ON COLUMN release.submission.attempt IS 'Which try of this level.';
COMMENT ON COLUMN release.submission.level IS 'For the request itself, or for an appeal.';
COMMENT ON COLUMN release.submission.appeal_id IS 'The appeal it files.';
COMMENT ON COLUMN release.submission.way IS 'How it was handed in.';
COMMENT ON COLUMN release.submission.handed_in_on IS 'The day it was handed in.';
COMMENT ON COLUMN release.submission.their_number IS 'Number that the destination gave the submission.';
COMMENT ON COLUMN release.submission.packet_id IS 'The packet that was handed in; its hand-over stands in the disclosure log.';
COMMENT ON COLUMN release.submission.files IS 'File names by which its volumes were handed in.';
COMMENT ON COLUMN release.submission.recorded_at IS 'When.';
COMMENT ON COLUMN release.submission.recorded_by IS 'Actor id.';
CREATE INDEX submission_of_appeal ON release.submission (appeal_id) WHERE appeal_id IS NOT NULL;
SELECT platform.protect('release.submission');
GRANT SELECT, INSERT ON release.submission TO chartkeeper_app, chartkeeper_jobs;
GRANT SELECT ON release.submission TO chartkeeper_report, chartkeeper_backup;

CREATE TABLE release.submission_proof (
  submission_id uuid PRIMARY KEY REFERENCES release.submission (id),
  facility_id uuid NOT NULL REFERENCES directory.facility (id),
  labels bigint NOT NULL DEFAULT 0,
  request_id uuid NOT NULL REFERENCES release.request (id),
  kind text NOT NULL CONSTRAINT proof_kind_is_known CHECK (kind IN ('fax-confirmation', 'portal-receipt', 'tracking-number', 'signed-receipt')),
  number text NOT NULL CONSTRAINT proof_has_a_number CHECK (btrim(number) <> ''),
  document_patient_id uuid,
  document_id uuid,
  received_on date NOT NULL,
  recorded_at timestamptz NOT NULL,
  recorded_by text NOT NULL,
  CONSTRAINT proof_document_is_whole CHECK ((document_patient_id IS NULL) = (document_id IS NULL))
);
COMMENT ON TABLE release.submission_proof IS 'That a submission arrived, once.';
COMMENT ON COLUMN release.submission_proof.submission_id IS 'The submission.';
COMMENT ON COLUMN release.submission_proof.facility_id IS 'As the request''s.';
COMMENT ON COLUMN release.submission_proof.labels IS 'Of the patient as such; kept by release.relabel_payers.';
COMMENT ON COLUMN release.submission_proof.request_id IS 'The request.';
COMMENT ON COLUMN release.submission_proof.kind IS 'What proves it.';
COMMENT ON COLUMN release.submission_proof.number IS 'Confirmation, receipt or tracking number.';
COMMENT ON COLUMN release.submission_proof.document_patient_id IS 'Where the proof is filed as a document.';
COMMENT ON COLUMN release.submission_proof.document_id IS 'That document.';
COMMENT ON COLUMN release.submission_proof.received_on IS 'The day it shows as received.';
COMMENT ON COLUMN release.submission_proof.recorded_at IS 'When.';
COMMENT ON COLUMN release.submission_proof.recorded_by IS 'Actor id.';
CREATE INDEX submission_proof_of_request ON release.submission_proof (request_id);
SELECT platform.protect('release.submission_proof');
GRANT SELECT, INSERT ON release.submission_proof TO chartkeeper_app, chartkeeper_jobs;
GRANT SELECT ON release.submission_proof TO chartkeeper_report, chartkeeper_backup;

CREATE TABLE release.submission_outcome (
  id uuid PRIMARY KEY,
  facility_id uuid NOT NULL REFERENCES directory.facility (id),
  labels bigint NOT NULL DEFAULT 0,
  request_id uuid NOT NULL REFERENCES release.request (id),
  submission_id uuid NOT NULL REFERENCES release.submission (id),
  outcome text NOT NULL CONSTRAINT submission_outcome_is_known CHECK (outcome IN ('accepted', 'rejected', 'paid', 'denied', 'recouped')),
  reason text,
  answered_on date NOT NULL,
  recorded_at timestamptz NOT NULL,
  recorded_by text NOT NULL,
  CONSTRAINT bad_news_has_a_reason CHECK (outcome IN ('accepted', 'paid') OR btrim(coalesce(reason, '')) <> '')
);
COMMENT ON TABLE release.submission_outcome IS 'What became of a submission. Insert-only.';
COMMENT ON COLUMN release.submission_outcome.id IS 'UUID v7.';
COMMENT ON COLUMN release.submission_outcome.facility_id IS 'As the request''s.';
COMMENT ON COLUMN release.submission_outcome.labels IS 'Of the patient as such; kept by release.relabel_payers.';
COMMENT ON COLUMN release.submission_outcome.request_id IS 'The request.';
COMMENT ON COLUMN release.submission_outcome.submission_id IS 'The submission.';
COMMENT ON COLUMN release.submission_outcome.outcome IS 'What the destination answered; the newest row counts.';
COMMENT ON COLUMN release.submission_outcome.reason IS 'Why; always where it was not accepted or paid.';
COMMENT ON COLUMN release.submission_outcome.answered_on IS 'The day of the answer.';
COMMENT ON COLUMN release.submission_outcome.recorded_at IS 'When.';
COMMENT ON COLUMN release.submission_outcome.recorded_by IS 'Actor id.';
CREATE INDEX submission_outcome_of_request ON release.submission_outcome (request_id, recorded_at);
CREATE INDEX submission_outcome_of_submission ON release.submission_outcome (submission_id);
SELECT platform.protect('release.submission_outcome');
GRANT SELECT, INSERT ON release.submission_outcome TO chartkeeper_app, chartkeeper_jobs;
GRANT SELECT ON release.submission_outcome TO chartkeeper_report, chartkeeper_backup;

CREATE TABLE release.injury (
  id uuid PRIMARY KEY,
  facility_id uuid NOT NULL REFERENCES directory.facility (id),
  labels bigint NOT NULL DEFAULT 0,
  request_id uuid NOT NULL REFERENCES release.request (id),
  injured_on date NOT NULL,
  until_on date,
  body_part text NOT NULL CONSTRAINT injury_says_where CHECK (btrim(body_part) <> ''),
  claim_number text NOT NULL CONSTRAINT injury_has_a_claim CHECK (btrim(claim_number) <> ''),
  state_law text NOT NULL CONSTRAINT injury_names_the_law CHECK (btrim(state_law) <> ''),
  recorded_at timestamptz NOT NULL,
  recorded_by text NOT NULL,
  CONSTRAINT injury_ends_after_it_began CHECK (until_on IS NULL OR until_on >= injured_on)
);
COMMENT ON TABLE release.injury IS 'What a workers'' compensation claim is about (45 CFR 164.512(l)); the newest row counts. What lies outside its days is left out unless a person says why.';
COMMENT ON COLUMN release.injury.id IS 'UUID v7.';
COMMENT ON COLUMN release.injury.facility_id IS 'As the request''s.';
COMMENT ON COLUMN release.injury.labels IS 'Of the patient as such; kept by release.relabel_payers.';
COMMENT ON COLUMN release.injury.request_id IS 'The request.';
COMMENT ON COLUMN release.injury.injured_on IS 'The day of the injury.';
COMMENT ON COLUMN release.injury.until_on IS 'Last day of the care that the claim reaches; empty: open.';
COMMENT ON COLUMN release.injury.body_part IS 'Part of the body that was injured.';
COMMENT ON COLUMN release.injury.claim_number IS 'Number of the claim.';
COMMENT ON COLUMN release.injury.state_law IS 'The law on which the board or insurer asks, as its letter cites it.';
COMMENT ON COLUMN release.injury.recorded_at IS 'When.';
COMMENT ON COLUMN release.injury.recorded_by IS 'Actor id.';
CREATE INDEX injury_of_request ON release.injury (request_id, recorded_at DESC);
SELECT platform.protect('release.injury');
GRANT SELECT, INSERT ON release.injury TO chartkeeper_app, chartkeeper_jobs;
GRANT SELECT ON release.injury TO chartkeeper_report, chartkeeper_backup;

CREATE TABLE release.standing_request (
  patient_id uuid NOT NULL REFERENCES patients.patient (id),
  id uuid NOT NULL,
  facility_id uuid NOT NULL REFERENCES directory.facility (id),
  labels bigint NOT NULL DEFAULT 0,
  request_id uuid NOT NULL REFERENCES release.request (id),
  until_on date NOT NULL,
  recorded_at timestamptz NOT NULL,
  recorded_by text NOT NULL,
  ended_at timestamptz,
  ended_by text,
  end_reason text,
  PRIMARY KEY (patient_id, id),
  CONSTRAINT ended_early_with_a_reason CHECK ((ended_at IS NULL) = (ended_by IS NULL) AND (ended_at IS NULL) = (end_reason IS NULL))
);
COMMENT ON TABLE release.standing_request IS 'New documents of an injury are asked for as they come, up to a day.';
COMMENT ON COLUMN release.standing_request.patient_id IS 'Whose records.';
COMMENT ON COLUMN release.standing_request.id IS 'UUID v7.';
COMMENT ON COLUMN release.standing_request.facility_id IS 'As the request''s.';
COMMENT ON COLUMN release.standing_request.labels IS 'Of the patient as such; kept by release.relabel_payers.';
COMMENT ON COLUMN release.standing_request.request_id IS 'The case that asked for it.';
COMMENT ON COLUMN release.standing_request.until_on IS 'Last day on which a new document opens a case; then it ends by itself.';
COMMENT ON COLUMN release.standing_request.recorded_at IS 'When.';
COMMENT ON COLUMN release.standing_request.recorded_by IS 'Actor id.';
COMMENT ON COLUMN release.standing_request.ended_at IS 'When a person ended it before its day.';
COMMENT ON COLUMN release.standing_request.ended_by IS 'Actor id.';
COMMENT ON COLUMN release.standing_request.end_reason IS 'Why.';
CREATE INDEX standing_request_of_case ON release.standing_request (request_id);
CREATE INDEX standing_request_of_patient ON release.standing_request (patient_id, until_on) WHERE ended_at IS NULL;
SELECT platform.protect('release.standing_request');
GRANT SELECT, INSERT ON release.standing_request TO chartkeeper_app, chartkeeper_jobs;
GRANT UPDATE (ended_at, ended_by, end_reason) ON release.standing_request TO chartkeeper_app, chartkeeper_jobs;
GRANT SELECT ON release.standing_request TO chartkeeper_report, chartkeeper_backup;

CREATE TABLE release.row_match (
  patient_id uuid NOT NULL REFERENCES patients.patient (id),
  list_id uuid NOT NULL,
  number integer NOT NULL,
  facility_id uuid NOT NULL REFERENCES directory.facility (id),
  labels bigint NOT NULL DEFAULT 0,
  matched_on text[] NOT NULL CONSTRAINT two_facts_agree CHECK (cardinality(matched_on) >= 2),
  request_id uuid NOT NULL REFERENCES release.request (id),
  recorded_at timestamptz NOT NULL,
  recorded_by text NOT NULL,
  PRIMARY KEY (patient_id, list_id, number),
  FOREIGN KEY (list_id, number) REFERENCES release.request_list_row (list_id, number),
  CONSTRAINT a_row_is_matched_once UNIQUE (list_id, number)
);
COMMENT ON TABLE release.row_match IS 'The one person with whom the facts of a row of a payer''s list agree; nobody is identified by it.';
COMMENT ON COLUMN release.row_match.patient_id IS 'The person.';
COMMENT ON COLUMN release.row_match.list_id IS 'The list.';
COMMENT ON COLUMN release.row_match.number IS 'The row.';
COMMENT ON COLUMN release.row_match.facility_id IS 'As the list''s.';
COMMENT ON COLUMN release.row_match.labels IS 'Of the patient as such; kept by release.relabel_payers.';
COMMENT ON COLUMN release.row_match.matched_on IS 'Facts that agreed.';
COMMENT ON COLUMN release.row_match.request_id IS 'The case that the row opened.';
COMMENT ON COLUMN release.row_match.recorded_at IS 'When.';
COMMENT ON COLUMN release.row_match.recorded_by IS 'Actor id.';
CREATE INDEX row_match_of_request ON release.row_match (request_id);
SELECT platform.protect('release.row_match');
GRANT SELECT, INSERT ON release.row_match TO chartkeeper_app, chartkeeper_jobs;
GRANT SELECT ON release.row_match TO chartkeeper_report, chartkeeper_backup;

CREATE FUNCTION release.relabel_payers(whose uuid) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  mask bigint := coalesce((SELECT p.labels FROM patients.patient p WHERE p.id = whose), 0);
BEGIN
  UPDATE release.payer_case x SET labels = mask FROM release.request r WHERE r.patient_id = whose AND x.request_id = r.id AND x.labels <> mask;
  UPDATE release.appeal x SET labels = mask FROM release.request r WHERE r.patient_id = whose AND x.request_id = r.id AND x.labels <> mask;
  UPDATE release.submission x SET labels = mask FROM release.request r WHERE r.patient_id = whose AND x.request_id = r.id AND x.labels <> mask;
  UPDATE release.submission_proof x SET labels = mask FROM release.request r WHERE r.patient_id = whose AND x.request_id = r.id AND x.labels <> mask;
  UPDATE release.submission_outcome x SET labels = mask FROM release.request r WHERE r.patient_id = whose AND x.request_id = r.id AND x.labels <> mask;
  UPDATE release.injury x SET labels = mask FROM release.request r WHERE r.patient_id = whose AND x.request_id = r.id AND x.labels <> mask;
  UPDATE release.standing_request x SET labels = mask WHERE x.patient_id = whose AND x.labels <> mask;
  UPDATE release.row_match x SET labels = mask WHERE x.patient_id = whose AND x.labels <> mask;
END $$;
COMMENT ON FUNCTION release.relabel_payers(uuid) IS 'Gives what payers of one patient''s requests were told the labels that the patient has now. SECURITY DEFINER: most of it is insert-only for everybody else.';
REVOKE ALL ON FUNCTION release.relabel_payers(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION release.relabel_payers(uuid) TO chartkeeper_app, chartkeeper_jobs;
