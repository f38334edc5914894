-- Records sent for the continuity of care: the directory of verified numbers, each sending with its attempts, and what
-- went to somebody else. Where policy lets treatment go on one person's word, the approval says so.

CREATE TABLE release.care_channel (
  id uuid PRIMARY KEY,
  facility_id uuid NOT NULL REFERENCES directory.facility (id),
  labels bigint NOT NULL DEFAULT 0,
  name text NOT NULL CONSTRAINT channel_is_somebodys CHECK (name <> ''),
  organisation text,
  kind text NOT NULL CONSTRAINT channel_kind_is_known CHECK (kind IN ('fax', 'mail')),
  address text NOT NULL CONSTRAINT channel_address_is_one_line CHECK (address <> '' AND address !~ '[[:cntrl:]]'),
  verified_who text NOT NULL CONSTRAINT channel_was_verified_with_somebody CHECK (verified_who <> ''),
  number_from text NOT NULL CONSTRAINT number_came_from_somewhere CHECK (number_from <> ''),
  verified_at timestamptz NOT NULL,
  verified_by text NOT NULL,
  withdrawn_at timestamptz,
  withdrawn_by text,
  withdraw_reason text,
  CONSTRAINT channel_is_withdrawn_by_somebody CHECK ((withdrawn_at IS NULL) = (withdrawn_by IS NULL) AND (withdrawn_at IS NULL) = (withdraw_reason IS NULL))
);
COMMENT ON TABLE release.care_channel IS 'Fax numbers and mail addresses of providers that a person here verified by a call. A number that changed, or went wrong once, is withdrawn and verified anew.';
COMMENT ON COLUMN release.care_channel.id IS 'UUID v7.';
COMMENT ON COLUMN release.care_channel.facility_id IS 'Whose people verified it.';
COMMENT ON COLUMN release.care_channel.labels IS 'None: it says nothing of a patient.';
COMMENT ON COLUMN release.care_channel.name IS 'Whose number it is: a provider, or a desk of the organisation.';
COMMENT ON COLUMN release.care_channel.organisation IS 'Where they work.';
COMMENT ON COLUMN release.care_channel.kind IS 'Fax or electronic mail.';
COMMENT ON COLUMN release.care_channel.address IS 'Number as it is dialled, or the mail address.';
COMMENT ON COLUMN release.care_channel.verified_who IS 'With whom it was verified.';
COMMENT ON COLUMN release.care_channel.number_from IS 'Where the number that was called came from.';
COMMENT ON COLUMN release.care_channel.verified_at IS 'When.';
COMMENT ON COLUMN release.care_channel.verified_by IS 'Actor id.';
COMMENT ON COLUMN release.care_channel.withdrawn_at IS 'Set when it is no longer good.';
COMMENT ON COLUMN release.care_channel.withdrawn_by IS 'Actor id.';
COMMENT ON COLUMN release.care_channel.withdraw_reason IS 'Why.';
CREATE UNIQUE INDEX one_verified_number_of_a_kind ON release.care_channel (facility_id, lower(name), lower(coalesce(organisation, '')), kind) WHERE withdrawn_at IS NULL;
CREATE INDEX care_channel_by_name ON release.care_channel (lower(name) COLLATE "C") WHERE withdrawn_at IS NULL;
CREATE INDEX care_channel_by_organisation ON release.care_channel (lower(organisation) COLLATE "C") WHERE withdrawn_at IS NULL;
CREATE INDEX care_channel_by_address ON release.care_channel (address) WHERE withdrawn_at IS NULL;
SELECT platform.protect('release.care_channel');
GRANT SELECT, INSERT ON release.care_channel TO chartkeeper_app, chartkeeper_jobs;
GRANT UPDATE (withdrawn_at, withdrawn_by, withdraw_reason) ON release.care_channel TO chartkeeper_app, chartkeeper_jobs;
GRANT SELECT ON release.care_channel TO chartkeeper_report, chartkeeper_backup;

CREATE TABLE release.care_sending (
  patient_id uuid NOT NULL REFERENCES patients.patient (id),
  id uuid NOT NULL,
  facility_id uuid NOT NULL REFERENCES directory.facility (id),
  labels bigint NOT NULL DEFAULT 0,
  request_id uuid NOT NULL REFERENCES release.request (id),
  channel text NOT NULL CONSTRAINT sending_channel_is_known CHECK (channel IN ('fax', 'mail', 'by-hand')),
  address text CONSTRAINT sending_address_is_one_line CHECK (address <> '' AND address !~ '[[:cntrl:]]'),
  channel_id uuid REFERENCES release.care_channel (id),
  verified_who text,
  number_from text,
  emergency text,
  not_before timestamptz NOT NULL,
  disclosure_id uuid,
  taken_back_at timestamptz,
  taken_back_by text,
  stopped_at timestamptz,
  stopped_code text,
  recorded_at timestamptz NOT NULL,
  recorded_by text NOT NULL,
  PRIMARY KEY (patient_id, id),
  FOREIGN KEY (patient_id, disclosure_id) REFERENCES release.disclosure (patient_id, id),
  CONSTRAINT request_is_sent_one_way UNIQUE (request_id),
  CONSTRAINT sending_has_an_address CHECK ((channel = 'by-hand') = (address IS NULL)),
  CONSTRAINT sending_number_is_verified CHECK (channel = 'by-hand' OR channel_id IS NOT NULL OR (coalesce(verified_who, '') <> '' AND coalesce(number_from, '') <> '')),
  CONSTRAINT a_minute_to_take_a_sending_back CHECK (not_before >= recorded_at + interval '60 seconds'),
  CONSTRAINT emergency_says_its_nature CHECK (emergency <> ''),
  CONSTRAINT sending_is_taken_back_by_somebody CHECK ((taken_back_at IS NULL) = (taken_back_by IS NULL)),
  CONSTRAINT what_was_taken_back_never_left CHECK (taken_back_at IS NULL OR disclosure_id IS NULL),
  CONSTRAINT stop_says_why CHECK ((stopped_at IS NULL) = (stopped_code IS NULL))
);
COMMENT ON TABLE release.care_sending IS 'How the packet of a request for continuity of care leaves: to a verified number after a minute in which it can be taken back, or by hand. A documented medical emergency (42 CFR 2.51) stands here with its nature; to whom, by whom and when are in this row, the request and the disclosure log.';
COMMENT ON COLUMN release.care_sending.patient_id IS 'Whose records.';
COMMENT ON COLUMN release.care_sending.id IS 'UUID v7.';
COMMENT ON COLUMN release.care_sending.facility_id IS 'As the request''s.';
COMMENT ON COLUMN release.care_sending.labels IS 'As the request''s; kept by release.relabel_care.';
COMMENT ON COLUMN release.care_sending.request_id IS 'The request whose packet is sent.';
COMMENT ON COLUMN release.care_sending.channel IS 'fax: by the fax gateway. mail: encrypted, the passcode is told by another way. by-hand: a person hands it over as any other packet.';
COMMENT ON COLUMN release.care_sending.address IS 'Number or mail address as it is used.';
COMMENT ON COLUMN release.care_sending.channel_id IS 'The verified number it was taken from.';
COMMENT ON COLUMN release.care_sending.verified_who IS 'Else with whom the number was verified by a call back.';
COMMENT ON COLUMN release.care_sending.number_from IS 'And where the number that was called came from.';
COMMENT ON COLUMN release.care_sending.emergency IS 'Nature of the medical emergency for which records under 42 CFR Part 2 went along without consent; else NULL.';
COMMENT ON COLUMN release.care_sending.not_before IS 'Nothing leaves before.';
COMMENT ON COLUMN release.care_sending.disclosure_id IS 'Row of the disclosure log, which commits before anything leaves.';
COMMENT ON COLUMN release.care_sending.taken_back_at IS 'Set when it was taken back before it left.';
COMMENT ON COLUMN release.care_sending.taken_back_by IS 'Actor id.';
COMMENT ON COLUMN release.care_sending.stopped_at IS 'When the machine gave it up; a person hands the packet over.';
COMMENT ON COLUMN release.care_sending.stopped_code IS 'Why: a problem code or that of the server.';
COMMENT ON COLUMN release.care_sending.recorded_at IS 'When it was sent on its way.';
COMMENT ON COLUMN release.care_sending.recorded_by IS 'Actor id.';
CREATE INDEX sending_by_id ON release.care_sending (id);
SELECT platform.protect('release.care_sending');
GRANT SELECT, INSERT ON release.care_sending TO chartkeeper_app, chartkeeper_jobs;
GRANT UPDATE (disclosure_id, taken_back_at, taken_back_by, stopped_at, stopped_code) ON release.care_sending TO chartkeeper_app, chartkeeper_jobs;
GRANT SELECT ON release.care_sending TO chartkeeper_report, chartkeeper_backup;

CREATE TABLE release.care_attempt (
  patient_id uuid NOT NULL,
  sending_id uuid NOT NULL,
  number smallint NOT NULL CONSTRAINT care_attempts_count_from_one CHECK (number >= 1),
  facility_id uuid NOT NULL REFERENCES directory.facility (id),
  labels bigint NOT NULL DEFAULT 0,
  begun_at timestamptz NOT NULL,
  ended_at timestamptz,
  result text CONSTRAINT care_attempt_result_is_known CHECK (result IN ('handed-over', 'not-now', 'refused', 'unknown')),
  code text,
  again_at timestamptz,
  PRIMARY KEY (patient_id, sending_id, number),
  FOREIGN KEY (patient_id, sending_id) REFERENCES release.care_sending (patient_id, id),
  CONSTRAINT ended_care_attempts_have_a_result CHECK ((ended_at IS NULL) = (result IS NULL) AND (ended_at IS NULL) = (code IS NULL)),
  CONSTRAINT only_what_was_not_taken_goes_again CHECK (again_at IS NULL OR result = 'not-now')
);
COMMENT ON TABLE release.care_attempt IS 'One try to hand a packet to the mail server or fax gateway. Its beginning commits before the server is called: one without an end is one of which nobody knows, and it is never tried again by the machine.';
COMMENT ON COLUMN release.care_attempt.patient_id IS 'As the sending''s.';
COMMENT ON COLUMN release.care_attempt.sending_id IS 'The sending.';
COMMENT ON COLUMN release.care_attempt.number IS 'From 1.';
COMMENT ON COLUMN release.care_attempt.facility_id IS 'As the sending''s.';
COMMENT ON COLUMN release.care_attempt.labels IS 'As the sending''s; kept by release.relabel_care.';
COMMENT ON COLUMN release.care_attempt.begun_at IS 'Before the server was called.';
COMMENT ON COLUMN release.care_attempt.ended_at IS 'When its end was known.';
COMMENT ON COLUMN release.care_attempt.result IS 'handed-over: the server took it. not-now: it did not, another try may. refused: it never will. unknown: the line broke after the last byte.';
COMMENT ON COLUMN release.care_attempt.code IS 'SMTP status or error code, never the words of the server.';
COMMENT ON COLUMN release.care_attempt.again_at IS 'Not before this.';
SELECT platform.protect('release.care_attempt');
GRANT SELECT, INSERT ON release.care_attempt TO chartkeeper_app, chartkeeper_jobs;
GRANT UPDATE (ended_at, result, code, again_at) ON release.care_attempt TO chartkeeper_app, chartkeeper_jobs;
GRANT SELECT ON release.care_attempt TO chartkeeper_report, chartkeeper_backup;

CREATE TABLE release.misdirection (
  patient_id uuid NOT NULL REFERENCES patients.patient (id),
  id uuid NOT NULL,
  facility_id uuid NOT NULL REFERENCES directory.facility (id),
  labels bigint NOT NULL DEFAULT 0,
  disclosure_id uuid NOT NULL,
  impermissible_id uuid NOT NULL,
  how_known text NOT NULL CONSTRAINT misdirection_is_known_somehow CHECK (how_known <> ''),
  recalled text NOT NULL CONSTRAINT recall_is_known CHECK (recalled IN ('asked', 'destroyed', 'returned', 'not-reached')),
  recorded_at timestamptz NOT NULL,
  recorded_by text NOT NULL,
  PRIMARY KEY (patient_id, id),
  FOREIGN KEY (patient_id, disclosure_id) REFERENCES release.disclosure (patient_id, id),
  FOREIGN KEY (patient_id, impermissible_id) REFERENCES release.disclosure (patient_id, id),
  CONSTRAINT a_hand_over_goes_astray_once UNIQUE (patient_id, disclosure_id)
);
COMMENT ON TABLE release.misdirection IS 'A hand-over that reached somebody else. The log keeps the row of what was meant and has a second one of what happened, which is not permitted and stands in the accounting; privacy opens an incident.';
COMMENT ON COLUMN release.misdirection.patient_id IS 'Whose records.';
COMMENT ON COLUMN release.misdirection.id IS 'UUID v7.';
COMMENT ON COLUMN release.misdirection.facility_id IS 'As the disclosure''s.';
COMMENT ON COLUMN release.misdirection.labels IS 'As the disclosure''s; kept by release.relabel_care.';
COMMENT ON COLUMN release.misdirection.disclosure_id IS 'The hand-over as it was meant.';
COMMENT ON COLUMN release.misdirection.impermissible_id IS 'The disclosure that happened: to whom it came instead.';
COMMENT ON COLUMN release.misdirection.how_known IS 'How it became known.';
COMMENT ON COLUMN release.misdirection.recalled IS 'What was reached with whoever has it: asked to destroy it, says it is destroyed, sent it back, or nobody answers.';
COMMENT ON COLUMN release.misdirection.recorded_at IS 'When.';
COMMENT ON COLUMN release.misdirection.recorded_by IS 'Actor id.';
CREATE INDEX misdirection_by_id ON release.misdirection (id);
SELECT platform.protect('release.misdirection');
GRANT SELECT, INSERT ON release.misdirection TO chartkeeper_app, chartkeeper_jobs;
GRANT SELECT ON release.misdirection TO chartkeeper_report, chartkeeper_backup;

CREATE FUNCTION release.relabel_care(whose uuid) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  mask bigint := coalesce((SELECT p.labels FROM patients.patient p WHERE p.id = whose), 0);
BEGIN
  UPDATE release.care_sending SET labels = mask WHERE patient_id = whose AND labels <> mask;
  UPDATE release.care_attempt SET labels = mask WHERE patient_id = whose AND labels <> mask;
  UPDATE release.misdirection SET labels = mask WHERE patient_id = whose AND labels <> mask;
END $$;
COMMENT ON FUNCTION release.relabel_care(uuid) IS 'Gives sendings, attempts and misdirections the labels of their patient; called after release.relabel. SECURITY DEFINER, because whoever labels may lose sight of the rows.';
REVOKE ALL ON FUNCTION release.relabel_care(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION release.relabel_care(uuid) TO chartkeeper_app, chartkeeper_jobs;

-- One person's word: docs/decisions/0004-treatment-on-one-persons-word.md.
ALTER TABLE release.approval ADD COLUMN alone_on text CONSTRAINT alone_is_for_care CHECK (alone_on IN ('release/care-one-person'));
COMMENT ON COLUMN release.approval.alone_on IS 'The policy under which whoever prepared it approved it: for treatment alone, and only without any decision left to a person. NULL: another person approved.';
ALTER TABLE release.approval DROP CONSTRAINT approved_by_another_person;
ALTER TABLE release.approval ADD CONSTRAINT approved_by_another_person CHECK (decision <> 'approved' OR recorded_by <> ALL (prepared_by) OR alone_on IS NOT NULL);

CREATE FUNCTION release.alone_for_treatment_only() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM release.authority a WHERE a.patient_id = NEW.patient_id AND a.id = NEW.authority_id AND a.basis = 'treatment') THEN
    RAISE EXCEPTION 'Only a release for treatment may be approved by whoever prepared it.'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'approved_by_another_person';
  END IF;
  RETURN NEW;
END $$;
COMMENT ON FUNCTION release.alone_for_treatment_only() IS 'The last line: whatever asks, nothing but treatment leaves on one person''s word.';
REVOKE ALL ON FUNCTION release.alone_for_treatment_only() FROM PUBLIC;
CREATE TRIGGER alone_for_treatment_only BEFORE INSERT ON release.approval FOR EACH ROW WHEN (NEW.alone_on IS NOT NULL) EXECUTE FUNCTION release.alone_for_treatment_only();

-- What a person recorded last at the bedside.
CREATE INDEX disclosure_last_recorded ON release.disclosure (recorded_by, recorded_at DESC) WHERE request_id IS NULL;
