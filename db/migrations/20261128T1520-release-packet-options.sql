-- How a packet is made beyond what is in it: certified, numbered, no file larger than so much, sealed, opened by a passcode.
-- Numbers of a series are given once; a facility seals with a certificate of its own. How a packet leaves on paper, on a medium
-- or over the counter has its steps.

CREATE TABLE release.packet_option (
  patient_id uuid NOT NULL REFERENCES patients.patient (id),
  id uuid NOT NULL,
  facility_id uuid NOT NULL REFERENCES directory.facility (id),
  labels bigint NOT NULL DEFAULT 0,
  request_id uuid NOT NULL REFERENCES release.request (id),
  certified boolean NOT NULL,
  certifier_name text,
  certifier_title text,
  for_court boolean NOT NULL,
  caption text,
  language text NOT NULL CONSTRAINT certification_language_is_known CHECK (language IN ('en', 'es')),
  bates_prefix text CONSTRAINT bates_prefix_is_plain CHECK (bates_prefix ~ '^[A-Z][A-Z0-9-]{0,11}$'),
  bates_first bigint CONSTRAINT bates_counts_from_one CHECK (bates_first >= 1),
  bates_digits integer CONSTRAINT bates_digits_are_few CHECK (bates_digits BETWEEN 4 AND 9),
  largest_bytes bigint CONSTRAINT largest_file_holds_a_page CHECK (largest_bytes >= 1000000),
  sealed boolean NOT NULL,
  protection text NOT NULL CONSTRAINT protection_is_known CHECK (protection IN ('as-scope', 'passcode', 'none')),
  reason text NOT NULL CONSTRAINT options_have_a_reason CHECK (reason <> ''),
  recorded_at timestamptz NOT NULL,
  recorded_by text NOT NULL,
  PRIMARY KEY (patient_id, id),
  CONSTRAINT certified_by_somebody CHECK (certified = (certifier_name IS NOT NULL) AND certified = (certifier_title IS NOT NULL)),
  CONSTRAINT certified_copies_are_sealed CHECK (sealed OR NOT certified),
  CONSTRAINT caption_is_of_a_court CHECK (for_court OR caption IS NULL),
  CONSTRAINT court_gets_a_certification CHECK (certified OR NOT for_court),
  CONSTRAINT bates_numbers_have_a_prefix CHECK ((bates_prefix IS NULL) = (bates_digits IS NULL) AND (bates_prefix IS NOT NULL OR bates_first IS NULL))
);
COMMENT ON TABLE release.packet_option IS 'How the packet of a request is to be made; the newest row counts, and a packet names the one it was made by.';
COMMENT ON COLUMN release.packet_option.patient_id IS 'Whose records.';
COMMENT ON COLUMN release.packet_option.id IS 'UUID v7.';
COMMENT ON COLUMN release.packet_option.facility_id IS 'As the request''s.';
COMMENT ON COLUMN release.packet_option.labels IS 'Of the patient as such; kept by release.relabel_packets.';
COMMENT ON COLUMN release.packet_option.request_id IS 'The request.';
COMMENT ON COLUMN release.packet_option.certified IS 'A certification of the custodian is part of each volume.';
COMMENT ON COLUMN release.packet_option.certifier_name IS 'The custodian or another qualified person whose statement it is.';
COMMENT ON COLUMN release.packet_option.certifier_title IS 'In which office.';
COMMENT ON COLUMN release.packet_option.for_court IS 'The certification says what FRE 902(11) and 803(6) ask for and is signed under penalty of perjury (28 USC 1746).';
COMMENT ON COLUMN release.packet_option.caption IS 'Court, parties and number of the matter as they stand on the certification.';
COMMENT ON COLUMN release.packet_option.language IS 'Of the certification.';
COMMENT ON COLUMN release.packet_option.bates_prefix IS 'What the numbers on the pages of the records begin with; none: no such numbers.';
COMMENT ON COLUMN release.packet_option.bates_first IS 'The first number; none: it goes on where the prefix was left.';
COMMENT ON COLUMN release.packet_option.bates_digits IS 'How many digits, with zeros in front.';
COMMENT ON COLUMN release.packet_option.largest_bytes IS 'No file is larger; none: as usual.';
COMMENT ON COLUMN release.packet_option.sealed IS 'Each volume bears the seal of the facility.';
COMMENT ON COLUMN release.packet_option.protection IS 'as-scope: as was said with the scope. passcode: AES-256. none: opens without.';
COMMENT ON COLUMN release.packet_option.reason IS 'Why so.';
COMMENT ON COLUMN release.packet_option.recorded_at IS 'When.';
COMMENT ON COLUMN release.packet_option.recorded_by IS 'Actor id.';
CREATE INDEX packet_option_of_request ON release.packet_option (patient_id, request_id, recorded_at DESC);
SELECT platform.protect('release.packet_option');
GRANT SELECT, INSERT ON release.packet_option TO chartkeeper_app, chartkeeper_jobs;
GRANT SELECT ON release.packet_option TO chartkeeper_report, chartkeeper_backup;

CREATE TABLE release.bates_series (
  id uuid PRIMARY KEY,
  facility_id uuid NOT NULL REFERENCES directory.facility (id),
  labels bigint NOT NULL DEFAULT 0,
  prefix text NOT NULL CONSTRAINT series_prefix_is_plain CHECK (prefix ~ '^[A-Z][A-Z0-9-]{0,11}$'),
  next_number bigint NOT NULL CONSTRAINT series_counts_from_one CHECK (next_number >= 1),
  recorded_at timestamptz NOT NULL,
  recorded_by text NOT NULL,
  CONSTRAINT one_series_of_a_prefix UNIQUE (facility_id, prefix)
);
COMMENT ON TABLE release.bates_series IS 'Where each prefix of page numbers goes on. What was given with a packet that left is never given again.';
COMMENT ON COLUMN release.bates_series.id IS 'UUID v7.';
COMMENT ON COLUMN release.bates_series.facility_id IS 'Whose numbers.';
COMMENT ON COLUMN release.bates_series.labels IS 'None: it says nothing of a patient.';
COMMENT ON COLUMN release.bates_series.prefix IS 'What the numbers begin with.';
COMMENT ON COLUMN release.bates_series.next_number IS 'The next one to give.';
COMMENT ON COLUMN release.bates_series.recorded_at IS 'When it was first used.';
COMMENT ON COLUMN release.bates_series.recorded_by IS 'Actor id.';
SELECT platform.protect('release.bates_series');
GRANT SELECT, INSERT ON release.bates_series TO chartkeeper_app, chartkeeper_jobs;
GRANT UPDATE (next_number) ON release.bates_series TO chartkeeper_app, chartkeeper_jobs;
GRANT SELECT ON release.bates_series TO chartkeeper_report, chartkeeper_backup;

CREATE TABLE release.bates_range (
  patient_id uuid NOT NULL REFERENCES patients.patient (id),
  packet_id uuid NOT NULL,
  facility_id uuid NOT NULL REFERENCES directory.facility (id),
  labels bigint NOT NULL DEFAULT 0,
  request_id uuid NOT NULL REFERENCES release.request (id),
  series_id uuid NOT NULL REFERENCES release.bates_series (id),
  prefix text NOT NULL,
  digits integer NOT NULL,
  first_number bigint NOT NULL,
  last_number bigint NOT NULL,
  given_back_at timestamptz,
  recorded_at timestamptz NOT NULL,
  recorded_by text NOT NULL,
  PRIMARY KEY (patient_id, packet_id),
  FOREIGN KEY (patient_id, packet_id) REFERENCES release.packet (patient_id, id),
  CONSTRAINT range_is_in_order CHECK (last_number >= first_number AND first_number >= 1)
);
COMMENT ON TABLE release.bates_range IS 'The numbers that the pages of the records of one packet bear.';
COMMENT ON COLUMN release.bates_range.patient_id IS 'Whose records.';
COMMENT ON COLUMN release.bates_range.packet_id IS 'The packet.';
COMMENT ON COLUMN release.bates_range.facility_id IS 'As the request''s.';
COMMENT ON COLUMN release.bates_range.labels IS 'Of the patient as such; kept by release.relabel_packets.';
COMMENT ON COLUMN release.bates_range.request_id IS 'The request.';
COMMENT ON COLUMN release.bates_range.series_id IS 'The series.';
COMMENT ON COLUMN release.bates_range.prefix IS 'As printed.';
COMMENT ON COLUMN release.bates_range.digits IS 'As printed.';
COMMENT ON COLUMN release.bates_range.first_number IS 'On the first page of the records.';
COMMENT ON COLUMN release.bates_range.last_number IS 'On the last.';
COMMENT ON COLUMN release.bates_range.given_back_at IS 'Set when the packet was made anew before it ever left, and its numbers were given to the new one.';
COMMENT ON COLUMN release.bates_range.recorded_at IS 'When.';
COMMENT ON COLUMN release.bates_range.recorded_by IS 'Actor id.';
CREATE INDEX bates_range_of_request ON release.bates_range (patient_id, request_id);
SELECT platform.protect('release.bates_range');
GRANT SELECT, INSERT ON release.bates_range TO chartkeeper_app, chartkeeper_jobs;
GRANT UPDATE (given_back_at) ON release.bates_range TO chartkeeper_app, chartkeeper_jobs;
GRANT SELECT ON release.bates_range TO chartkeeper_report, chartkeeper_backup;

CREATE TABLE release.seal_certificate (
  id uuid PRIMARY KEY,
  facility_id uuid NOT NULL REFERENCES directory.facility (id),
  labels bigint NOT NULL DEFAULT 0,
  origin text NOT NULL CONSTRAINT certificate_origin_is_known CHECK (origin IN ('self-made', 'loaded')),
  subject text NOT NULL CONSTRAINT certificate_names_somebody CHECK (subject <> ''),
  fingerprint text NOT NULL CONSTRAINT fingerprint_is_sha256 CHECK (fingerprint ~ '^[0-9a-f]{64}$'),
  certificate bytea NOT NULL,
  chain bytea[] NOT NULL,
  sealed_key bytea NOT NULL,
  not_before timestamptz NOT NULL,
  not_after timestamptz NOT NULL,
  withdrawn_at timestamptz,
  withdrawn_by text,
  withdraw_reason text,
  recorded_at timestamptz NOT NULL,
  recorded_by text NOT NULL,
  CONSTRAINT certificate_is_withdrawn_by_somebody CHECK ((withdrawn_at IS NULL) = (withdrawn_by IS NULL) AND (withdrawn_at IS NULL) = (withdraw_reason IS NULL)),
  CONSTRAINT certificate_ends_after_it_begins CHECK (not_after > not_before)
);
COMMENT ON TABLE release.seal_certificate IS 'With what a facility seals packets: a certificate made here, or one of the house''s own authority. Old ones stay, so that what they sealed can be verified.';
COMMENT ON COLUMN release.seal_certificate.id IS 'UUID v7.';
COMMENT ON COLUMN release.seal_certificate.facility_id IS 'Whose seal.';
COMMENT ON COLUMN release.seal_certificate.labels IS 'None: it says nothing of a patient.';
COMMENT ON COLUMN release.seal_certificate.origin IS 'self-made: nobody outside vouches for it. loaded: from a PKCS#12 file.';
COMMENT ON COLUMN release.seal_certificate.subject IS 'Whom it names.';
COMMENT ON COLUMN release.seal_certificate.fingerprint IS 'SHA-256 of the certificate, to be compared by telephone.';
COMMENT ON COLUMN release.seal_certificate.certificate IS 'X.509 in DER.';
COMMENT ON COLUMN release.seal_certificate.chain IS 'Certificates of those who vouch for it, in DER.';
COMMENT ON COLUMN release.seal_certificate.sealed_key IS 'Private key (PKCS#8), encrypted under a key of the keyring and bound to this id.';
COMMENT ON COLUMN release.seal_certificate.not_before IS 'Valid from.';
COMMENT ON COLUMN release.seal_certificate.not_after IS 'Valid until.';
COMMENT ON COLUMN release.seal_certificate.withdrawn_at IS 'Set when another took its place.';
COMMENT ON COLUMN release.seal_certificate.withdrawn_by IS 'Actor id.';
COMMENT ON COLUMN release.seal_certificate.withdraw_reason IS 'Why.';
COMMENT ON COLUMN release.seal_certificate.recorded_at IS 'When.';
COMMENT ON COLUMN release.seal_certificate.recorded_by IS 'Actor id.';
CREATE UNIQUE INDEX one_seal_of_a_facility ON release.seal_certificate (facility_id) WHERE withdrawn_at IS NULL;
SELECT platform.protect('release.seal_certificate');
GRANT SELECT, INSERT ON release.seal_certificate TO chartkeeper_app, chartkeeper_jobs;
GRANT UPDATE (withdrawn_at, withdrawn_by, withdraw_reason) ON release.seal_certificate TO chartkeeper_app, chartkeeper_jobs;
GRANT SELECT ON release.seal_certificate TO chartkeeper_report, chartkeeper_backup;

ALTER TABLE release.packet
  ADD COLUMN option_id uuid,
  ADD COLUMN sealed_with uuid REFERENCES release.seal_certificate (id),
  ADD FOREIGN KEY (patient_id, option_id) REFERENCES release.packet_option (patient_id, id);
COMMENT ON COLUMN release.packet.option_id IS 'How it was asked to be made; none: as usual.';
COMMENT ON COLUMN release.packet.sealed_with IS 'The certificate that sealed its volumes; none: not sealed.';
GRANT UPDATE (sealed_with) ON release.packet TO chartkeeper_app, chartkeeper_jobs;

CREATE TABLE release.dispatch (
  patient_id uuid NOT NULL REFERENCES patients.patient (id),
  disclosure_id uuid NOT NULL,
  facility_id uuid NOT NULL REFERENCES directory.facility (id),
  labels bigint NOT NULL DEFAULT 0,
  request_id uuid NOT NULL REFERENCES release.request (id),
  way text NOT NULL CONSTRAINT dispatch_way_is_known CHECK (way IN ('paper', 'medium', 'pick-up')),
  address text[] NOT NULL,
  number text NOT NULL,
  made_at timestamptz,
  made_by text,
  posted_at timestamptz,
  posted_by text,
  carrier text,
  tracking text CONSTRAINT tracking_is_one_line CHECK (tracking <> '' AND tracking !~ '[[:cntrl:]]'),
  taken_by text,
  identity_kind text CONSTRAINT identity_kind_is_known CHECK (identity_kind IN ('driving-licence', 'passport', 'state-id', 'military-id', 'other', 'known-in-person')),
  identity_last_four text CONSTRAINT last_four_are_four CHECK (identity_last_four ~ '^[A-Z0-9]{4}$'),
  signature jsonb,
  signed_paper text,
  recorded_at timestamptz NOT NULL,
  recorded_by text NOT NULL,
  PRIMARY KEY (patient_id, disclosure_id),
  FOREIGN KEY (patient_id, disclosure_id) REFERENCES release.disclosure (patient_id, id),
  CONSTRAINT made_by_somebody CHECK ((made_at IS NULL) = (made_by IS NULL)),
  CONSTRAINT posted_by_somebody CHECK ((posted_at IS NULL) = (posted_by IS NULL) AND (posted_at IS NOT NULL OR (tracking IS NULL AND carrier IS NULL))),
  CONSTRAINT posted_after_made CHECK (posted_at IS NULL OR made_at IS NOT NULL),
  CONSTRAINT picked_up_by_somebody CHECK ((way = 'pick-up') = (taken_by IS NOT NULL) AND (way = 'pick-up') = (identity_kind IS NOT NULL)),
  CONSTRAINT picked_up_against_a_signature CHECK (way <> 'pick-up' OR ((signature IS NULL) <> (signed_paper IS NULL)))
);
COMMENT ON TABLE release.dispatch IS 'How a hand-over leaves in the hand: printed and posted, on a medium, or taken at the counter by somebody who showed who they are.';
COMMENT ON COLUMN release.dispatch.patient_id IS 'Whose records.';
COMMENT ON COLUMN release.dispatch.disclosure_id IS 'The hand-over in the disclosure log.';
COMMENT ON COLUMN release.dispatch.facility_id IS 'As the request''s.';
COMMENT ON COLUMN release.dispatch.labels IS 'Of the patient as such; kept by release.relabel_packets.';
COMMENT ON COLUMN release.dispatch.request_id IS 'The request.';
COMMENT ON COLUMN release.dispatch.way IS 'Paper, medium or taken at the counter.';
COMMENT ON COLUMN release.dispatch.address IS 'Lines of the label; none for the counter.';
COMMENT ON COLUMN release.dispatch.number IS 'On the label of envelope or medium: that of the packet.';
COMMENT ON COLUMN release.dispatch.made_at IS 'When it was printed, or written to the medium.';
COMMENT ON COLUMN release.dispatch.made_by IS 'Actor id.';
COMMENT ON COLUMN release.dispatch.posted_at IS 'When it was given to the post or a courier.';
COMMENT ON COLUMN release.dispatch.posted_by IS 'Actor id.';
COMMENT ON COLUMN release.dispatch.carrier IS 'By whom it goes.';
COMMENT ON COLUMN release.dispatch.tracking IS 'Number by which it is traced.';
COMMENT ON COLUMN release.dispatch.taken_by IS 'Who took it.';
COMMENT ON COLUMN release.dispatch.identity_kind IS 'What they showed.';
COMMENT ON COLUMN release.dispatch.identity_last_four IS 'The last four of its number, no more.';
COMMENT ON COLUMN release.dispatch.signature IS 'The signature as drawn: strokes of points in fractions of the field.';
COMMENT ON COLUMN release.dispatch.signed_paper IS 'Else where the paper lies that was signed.';
COMMENT ON COLUMN release.dispatch.recorded_at IS 'When.';
COMMENT ON COLUMN release.dispatch.recorded_by IS 'Actor id.';
CREATE INDEX dispatch_by_disclosure ON release.dispatch (disclosure_id);
CREATE INDEX dispatch_of_request ON release.dispatch (patient_id, request_id);
CREATE INDEX dispatch_to_post ON release.dispatch (facility_id, recorded_at) WHERE posted_at IS NULL AND way <> 'pick-up';
SELECT platform.protect('release.dispatch');
GRANT SELECT, INSERT ON release.dispatch TO chartkeeper_app, chartkeeper_jobs;
GRANT UPDATE (made_at, made_by, posted_at, posted_by, carrier, tracking) ON release.dispatch TO chartkeeper_app, chartkeeper_jobs;
GRANT SELECT ON release.dispatch TO chartkeeper_report, chartkeeper_backup;

CREATE FUNCTION release.relabel_packets(whose uuid) RETURNS void
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  mask bigint := coalesce((SELECT p.labels FROM patients.patient p WHERE p.id = whose), 0);
BEGIN
  UPDATE release.packet_option SET labels = mask WHERE patient_id = whose AND labels <> mask;
  UPDATE release.bates_range SET labels = mask WHERE patient_id = whose AND labels <> mask;
  UPDATE release.dispatch SET labels = mask WHERE patient_id = whose AND labels <> mask;
END $$;
COMMENT ON FUNCTION release.relabel_packets(uuid) IS 'Gives options, numbers and dispatches of a patient''s packets the labels that the patient has now. SECURITY DEFINER: the rows are insert-only for everybody else.';
REVOKE ALL ON FUNCTION release.relabel_packets(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION release.relabel_packets(uuid) TO chartkeeper_app, chartkeeper_jobs;
