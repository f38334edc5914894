-- Release of information: requests for records, authority, scope, packets, hand-overs, and the log of disclosures.

CREATE SCHEMA release;
COMMENT ON SCHEMA release IS 'Requests for records from receipt to hand-over, and every disclosure. What somebody did to a request is a row; release.request_facts gathers the rows and derive-status.ts alone names the state.';
GRANT USAGE ON SCHEMA release TO chartkeeper_app, chartkeeper_jobs, chartkeeper_report, chartkeeper_backup;

CREATE SEQUENCE release.request_number;
COMMENT ON SEQUENCE release.request_number IS 'Running number of requests; gaps are harmless.';
GRANT USAGE ON SEQUENCE release.request_number TO chartkeeper_app, chartkeeper_jobs;

CREATE TABLE release.request (
  id uuid PRIMARY KEY,
  facility_id uuid NOT NULL REFERENCES directory.facility (id),
  labels bigint NOT NULL DEFAULT 0,
  number text NOT NULL CONSTRAINT request_number_is_its_own UNIQUE,
  patient_id uuid REFERENCES patients.patient (id),
  received_at timestamptz NOT NULL,
  received_via text NOT NULL CONSTRAINT received_via_is_known CHECK (received_via IN ('mail', 'fax', 'walk-in', 'phone', 'email', 'portal', 'scan', 'electronic')),
  origin text NOT NULL,
  origin_id text,
  patient_as_written text,
  requester_class text CONSTRAINT requester_class_is_known CHECK (requester_class IN ('attorney', 'government-agency', 'individual', 'insurer', 'other', 'personal-representative', 'provider', 'third-party-directive')),
  requester_name text,
  requester_organisation text,
  requester_address text[] NOT NULL DEFAULT '{}',
  requester_phone text,
  requester_email text,
  requester_fax text,
  requester_reference text,
  purpose text CONSTRAINT purpose_is_known CHECK (purpose IN ('at-request-of-individual', 'fundraising', 'judicial', 'legal-claim', 'marketing', 'operations', 'other', 'payment', 'public-health', 'research', 'treatment')),
  purpose_words text,
  wants text NOT NULL DEFAULT 'copy' CONSTRAINT wanted_is_known CHECK (wants IN ('copy', 'inspection', 'transmit-to-third-party')),
  copy_form text CONSTRAINT copy_form_is_known CHECK (copy_form IN ('electronic', 'microfilm', 'paper')),
  asked_for text,
  priority smallint NOT NULL DEFAULT 5 CONSTRAINT priority_is_1_to_9 CHECK (priority BETWEEN 1 AND 9),
  version integer NOT NULL DEFAULT 1,
  recorded_at timestamptz NOT NULL,
  recorded_by text NOT NULL,
  CONSTRAINT received_before_it_was_logged CHECK (received_at <= recorded_at),
  CONSTRAINT described_requests_say_who_and_why CHECK ((requester_class IS NULL) = (requester_name IS NULL) AND (requester_class IS NULL) = (purpose IS NULL))
);
COMMENT ON TABLE release.request IS 'A request for records, from its receipt date-stamp on. It may wait before its patient is identified, so it is keyed by its id. Never deleted: what ends it is a cancellation or a closure.';
COMMENT ON COLUMN release.request.id IS 'UUID v7.';
COMMENT ON COLUMN release.request.facility_id IS 'Facility that works the request.';
COMMENT ON COLUMN release.request.labels IS 'Sensitivity: the labels of the patient as such, and of the document where the row is about one; kept by release.relabel.';
COMMENT ON COLUMN release.request.number IS 'What people call it, R-2026-000123.';
COMMENT ON COLUMN release.request.patient_id IS 'Whose records, once a person has identified the patient; the registration chosen, whatever is merged later.';
COMMENT ON COLUMN release.request.received_at IS 'The receipt date-stamp: legal clocks start here, not when it was logged.';
COMMENT ON COLUMN release.request.received_via IS 'How it came.';
COMMENT ON COLUMN release.request.origin IS 'The desk, or the module that brought it.';
COMMENT ON COLUMN release.request.origin_id IS 'Its number there: one request for each.';
COMMENT ON COLUMN release.request.patient_as_written IS 'Name, birth date and numbers as the requester wrote them, to identify the patient by.';
COMMENT ON COLUMN release.request.requester_class IS 'Who asks, in the vocabulary of the rules; empty until somebody has read the request.';
COMMENT ON COLUMN release.request.requester_name IS 'Who asks.';
COMMENT ON COLUMN release.request.requester_organisation IS 'For whom.';
COMMENT ON COLUMN release.request.requester_address IS 'Postal address in lines.';
COMMENT ON COLUMN release.request.requester_phone IS 'Phone.';
COMMENT ON COLUMN release.request.requester_email IS 'Mail address.';
COMMENT ON COLUMN release.request.requester_fax IS 'Fax.';
COMMENT ON COLUMN release.request.requester_reference IS 'Their own reference.';
COMMENT ON COLUMN release.request.purpose IS 'What for, in the vocabulary of the rules.';
COMMENT ON COLUMN release.request.purpose_words IS 'What for, as written.';
COMMENT ON COLUMN release.request.wants IS 'What is asked for.';
COMMENT ON COLUMN release.request.copy_form IS 'In which form.';
COMMENT ON COLUMN release.request.asked_for IS 'What records, as written.';
COMMENT ON COLUMN release.request.priority IS '1 first; 5 ordinary.';
COMMENT ON COLUMN release.request.version IS 'Counts changes of what is said here; If-Match.';
COMMENT ON COLUMN release.request.recorded_at IS 'When entered here.';
COMMENT ON COLUMN release.request.recorded_by IS 'Actor id.';
CREATE INDEX request_newest ON release.request (received_at DESC, id DESC);
CREATE INDEX request_of_patient ON release.request (patient_id, received_at DESC) WHERE patient_id IS NOT NULL;
CREATE UNIQUE INDEX request_once_for_each_origin ON release.request (origin, origin_id) WHERE origin_id IS NOT NULL;
SELECT platform.protect('release.request');

CREATE TABLE release.intake_pages (
  id uuid PRIMARY KEY,
  facility_id uuid NOT NULL REFERENCES directory.facility (id),
  labels bigint NOT NULL DEFAULT 0,
  request_id uuid NOT NULL REFERENCES release.request (id),
  item_id uuid NOT NULL,
  pages integer[] NOT NULL,
  recorded_at timestamptz NOT NULL,
  recorded_by text NOT NULL,
  CONSTRAINT pages_are_given_once UNIQUE (request_id, item_id, pages)
);
COMMENT ON TABLE release.intake_pages IS 'Pages that intake gave to a request: the request itself, the signed form, a court order. The pictures stay with intake.';
COMMENT ON COLUMN release.intake_pages.id IS 'UUID v7.';
COMMENT ON COLUMN release.intake_pages.facility_id IS 'Facility that works the request.';
COMMENT ON COLUMN release.intake_pages.labels IS 'Sensitivity: the labels of the patient as such, and of the document where the row is about one; kept by release.relabel.';
COMMENT ON COLUMN release.intake_pages.request_id IS 'The request.';
COMMENT ON COLUMN release.intake_pages.item_id IS 'Intake item; no foreign key, since release does not know intake.';
COMMENT ON COLUMN release.intake_pages.pages IS 'Page numbers of the item.';
COMMENT ON COLUMN release.intake_pages.recorded_at IS 'When entered here.';
COMMENT ON COLUMN release.intake_pages.recorded_by IS 'Actor id.';
SELECT platform.protect('release.intake_pages');

CREATE TABLE release.identification (
  patient_id uuid NOT NULL REFERENCES patients.patient (id),
  id uuid NOT NULL,
  facility_id uuid NOT NULL REFERENCES directory.facility (id),
  labels bigint NOT NULL DEFAULT 0,
  request_id uuid NOT NULL REFERENCES release.request (id),
  matched_on text[] NOT NULL CONSTRAINT at_least_two_facts_agree CHECK (cardinality(matched_on) >= 2),
  note text,
  withdrawn_at timestamptz,
  withdrawn_by text,
  withdraw_reason text,
  recorded_at timestamptz NOT NULL,
  recorded_by text NOT NULL,
  PRIMARY KEY (patient_id, id),
  CONSTRAINT identification_is_withdrawn_by_somebody CHECK ((withdrawn_at IS NULL) = (withdrawn_by IS NULL) AND (withdrawn_at IS NULL) = (withdraw_reason IS NULL))
);
COMMENT ON TABLE release.identification IS 'That a person compared the request with a registration and said: this is the patient. Never done by the machine.';
COMMENT ON COLUMN release.identification.patient_id IS 'Whose records.';
COMMENT ON COLUMN release.identification.id IS 'UUID v7.';
COMMENT ON COLUMN release.identification.facility_id IS 'Facility that works the request.';
COMMENT ON COLUMN release.identification.labels IS 'Sensitivity: the labels of the patient as such, and of the document where the row is about one; kept by release.relabel.';
COMMENT ON COLUMN release.identification.request_id IS 'The request.';
COMMENT ON COLUMN release.identification.matched_on IS 'Facts compared and found equal: name, birth date, number, address ...';
COMMENT ON COLUMN release.identification.note IS 'What else was seen.';
COMMENT ON COLUMN release.identification.withdrawn_at IS 'Set when it was the wrong patient.';
COMMENT ON COLUMN release.identification.withdrawn_by IS 'Actor id.';
COMMENT ON COLUMN release.identification.withdraw_reason IS 'Why.';
COMMENT ON COLUMN release.identification.recorded_at IS 'When entered here.';
COMMENT ON COLUMN release.identification.recorded_by IS 'Actor id.';
CREATE UNIQUE INDEX one_patient_for_each_request ON release.identification (request_id) WHERE withdrawn_at IS NULL;
SELECT platform.protect('release.identification');

CREATE TABLE release.verification (
  id uuid PRIMARY KEY,
  facility_id uuid NOT NULL REFERENCES directory.facility (id),
  labels bigint NOT NULL DEFAULT 0,
  request_id uuid NOT NULL REFERENCES release.request (id),
  how text NOT NULL,
  official_asks text CONSTRAINT official_asking_is_known CHECK (official_asks IN ('by-agent', 'in-person', 'in-writing', 'not-an-official')),
  seen jsonb NOT NULL,
  elements jsonb NOT NULL,
  result text NOT NULL CONSTRAINT verification_result_is_known CHECK (result IN ('complete', 'incomplete', 'undecided')),
  rules jsonb NOT NULL,
  recorded_at timestamptz NOT NULL,
  recorded_by text NOT NULL
);
COMMENT ON TABLE release.verification IS 'Who the requester is and by what authority, as verified under 45 CFR 164.514(h). The newest row holds.';
COMMENT ON COLUMN release.verification.id IS 'UUID v7.';
COMMENT ON COLUMN release.verification.facility_id IS 'Facility that works the request.';
COMMENT ON COLUMN release.verification.labels IS 'Sensitivity: the labels of the patient as such, and of the document where the row is about one; kept by release.relabel.';
COMMENT ON COLUMN release.verification.request_id IS 'The request.';
COMMENT ON COLUMN release.verification.how IS 'What was shown or done: ID seen, call back to a known number, letterhead, portal sign-in.';
COMMENT ON COLUMN release.verification.official_asks IS 'Public officials are verified by rules of their own.';
COMMENT ON COLUMN release.verification.seen IS 'Rule id -> element -> found, missing, unclear: what the person saw.';
COMMENT ON COLUMN release.verification.elements IS 'Every element with its state and citation, as the rules answered.';
COMMENT ON COLUMN release.verification.result IS 'What the rules said.';
COMMENT ON COLUMN release.verification.rules IS 'Rule ids and versions.';
COMMENT ON COLUMN release.verification.recorded_at IS 'When entered here.';
COMMENT ON COLUMN release.verification.recorded_by IS 'Actor id.';
CREATE INDEX verification_of_request ON release.verification (request_id, recorded_at DESC);
SELECT platform.protect('release.verification');

CREATE TABLE release.authority (
  patient_id uuid NOT NULL REFERENCES patients.patient (id),
  id uuid NOT NULL,
  facility_id uuid NOT NULL REFERENCES directory.facility (id),
  labels bigint NOT NULL DEFAULT 0,
  request_id uuid NOT NULL REFERENCES release.request (id),
  basis text NOT NULL,
  legal_entity_ids uuid[] NOT NULL CONSTRAINT authority_names_a_custodian CHECK (cardinality(legal_entity_ids) >= 1),
  classes_named text[] NOT NULL DEFAULT '{}',
  use_against_patient boolean NOT NULL DEFAULT false,
  recipient text NOT NULL DEFAULT 'other' CONSTRAINT recipient_is_known CHECK (recipient IN ('business-associate', 'covered-entity', 'individual', 'intermediary', 'other', 'public-official')),
  form jsonb,
  form_document_patient_id uuid,
  form_document_id uuid,
  form_item_id uuid,
  note text,
  evaluated_on date NOT NULL,
  result text NOT NULL CONSTRAINT authority_result_is_known CHECK (result IN ('sufficient', 'defective', 'undecided')),
  expires_on date,
  part2_consent text NOT NULL DEFAULT 'none' CONSTRAINT part2_consent_is_known CHECK (part2_consent IN ('sufficient', 'defective', 'undecided', 'none')),
  elements jsonb NOT NULL DEFAULT '[]',
  rules jsonb NOT NULL DEFAULT '[]',
  warnings text[] NOT NULL DEFAULT '{}',
  withdrawn_at timestamptz,
  withdrawn_by text,
  recorded_at timestamptz NOT NULL,
  recorded_by text NOT NULL,
  PRIMARY KEY (patient_id, id),
  FOREIGN KEY (form_document_patient_id, form_document_id) REFERENCES documents.document (patient_id, id),
  CONSTRAINT authority_is_withdrawn_by_somebody CHECK ((withdrawn_at IS NULL) = (withdrawn_by IS NULL)),
  CONSTRAINT a_consent_has_its_form CHECK (basis NOT IN ('authorization', 'part2-consent') OR form IS NOT NULL)
);
COMMENT ON TABLE release.authority IS 'What the disclosure rests on: a signed authorization evaluated element by element, the patients own right, an order, a law. The newest row not withdrawn holds.';
COMMENT ON COLUMN release.authority.patient_id IS 'Whose records.';
COMMENT ON COLUMN release.authority.id IS 'UUID v7.';
COMMENT ON COLUMN release.authority.facility_id IS 'Facility that works the request.';
COMMENT ON COLUMN release.authority.labels IS 'Sensitivity: the labels of the patient as such, and of the document where the row is about one; kept by release.relabel.';
COMMENT ON COLUMN release.authority.request_id IS 'The request.';
COMMENT ON COLUMN release.authority.basis IS 'Basis of disclosure, in the vocabulary of the rules.';
COMMENT ON COLUMN release.authority.legal_entity_ids IS 'Custodians that it names: no other custodians record is reached.';
COMMENT ON COLUMN release.authority.classes_named IS 'Specially protected classes that the form names.';
COMMENT ON COLUMN release.authority.use_against_patient IS 'Asked for a proceeding against the patient (42 CFR 2.61).';
COMMENT ON COLUMN release.authority.recipient IS 'What the recipient is under the rules.';
COMMENT ON COLUMN release.authority.form IS 'What a person read from the signed form: facts the evaluation used. None where the basis needs no form.';
COMMENT ON COLUMN release.authority.form_document_patient_id IS 'Registration under which the scanned form is filed.';
COMMENT ON COLUMN release.authority.form_document_id IS 'The scanned form, where it is filed.';
COMMENT ON COLUMN release.authority.form_item_id IS 'The scanned form, where it is still an intake item.';
COMMENT ON COLUMN release.authority.note IS 'The order, law or circumstance in words.';
COMMENT ON COLUMN release.authority.evaluated_on IS 'The day whose law was asked.';
COMMENT ON COLUMN release.authority.result IS 'What the rules said on that day.';
COMMENT ON COLUMN release.authority.expires_on IS 'Last day on which it holds, where the form names one.';
COMMENT ON COLUMN release.authority.part2_consent IS 'Whether the form is also good as a consent under 42 CFR Part 2.';
COMMENT ON COLUMN release.authority.elements IS 'Every element with its state and citation.';
COMMENT ON COLUMN release.authority.rules IS 'Rule ids and versions.';
COMMENT ON COLUMN release.authority.warnings IS 'What the rules could not say.';
COMMENT ON COLUMN release.authority.withdrawn_at IS 'When it stopped counting: replaced, or the wrong patient.';
COMMENT ON COLUMN release.authority.withdrawn_by IS 'Actor id.';
COMMENT ON COLUMN release.authority.recorded_at IS 'When entered here.';
COMMENT ON COLUMN release.authority.recorded_by IS 'Actor id.';
CREATE UNIQUE INDEX one_authority_for_each_request ON release.authority (patient_id, request_id) WHERE withdrawn_at IS NULL;
SELECT platform.protect('release.authority');

CREATE TABLE release.scope (
  patient_id uuid NOT NULL REFERENCES patients.patient (id),
  id uuid NOT NULL,
  facility_id uuid NOT NULL REFERENCES directory.facility (id),
  labels bigint NOT NULL DEFAULT 0,
  request_id uuid NOT NULL REFERENCES release.request (id),
  authority_id uuid NOT NULL,
  number integer NOT NULL,
  from_on date,
  to_on date,
  type_codes text[],
  with_unsigned boolean NOT NULL DEFAULT false,
  encrypt boolean NOT NULL DEFAULT false,
  documents integer NOT NULL,
  recorded_at timestamptz NOT NULL,
  recorded_by text NOT NULL,
  PRIMARY KEY (patient_id, id),
  FOREIGN KEY (patient_id, authority_id) REFERENCES release.authority (patient_id, id),
  CONSTRAINT scope_number_is_its_own UNIQUE (patient_id, request_id, number),
  CONSTRAINT scope_ends_after_it_begins CHECK (to_on >= from_on)
);
COMMENT ON TABLE release.scope IS 'Which records were chosen under an authority. Chosen anew after every change of authority; the newest of the authority in force holds.';
COMMENT ON COLUMN release.scope.patient_id IS 'Whose records.';
COMMENT ON COLUMN release.scope.id IS 'UUID v7.';
COMMENT ON COLUMN release.scope.facility_id IS 'Facility that works the request.';
COMMENT ON COLUMN release.scope.labels IS 'Sensitivity: the labels of the patient as such, and of the document where the row is about one; kept by release.relabel.';
COMMENT ON COLUMN release.scope.request_id IS 'The request.';
COMMENT ON COLUMN release.scope.authority_id IS 'The authority it rests on.';
COMMENT ON COLUMN release.scope.number IS '1, 2, 3 ... for the request.';
COMMENT ON COLUMN release.scope.from_on IS 'First day of service asked for.';
COMMENT ON COLUMN release.scope.to_on IS 'Last day of service asked for.';
COMMENT ON COLUMN release.scope.type_codes IS 'Kinds of document; none: all.';
COMMENT ON COLUMN release.scope.with_unsigned IS 'Documents not yet authenticated go along, marked on each page.';
COMMENT ON COLUMN release.scope.encrypt IS 'The packet is asked for encrypted (AES-256).';
COMMENT ON COLUMN release.scope.documents IS 'How many documents were decided on: whoever approves must see as many.';
COMMENT ON COLUMN release.scope.recorded_at IS 'When entered here.';
COMMENT ON COLUMN release.scope.recorded_by IS 'Actor id.';
SELECT platform.protect('release.scope');

CREATE TABLE release.scope_document (
  patient_id uuid NOT NULL REFERENCES patients.patient (id),
  id uuid NOT NULL,
  facility_id uuid NOT NULL REFERENCES directory.facility (id),
  labels bigint NOT NULL DEFAULT 0,
  request_id uuid NOT NULL REFERENCES release.request (id),
  scope_id uuid NOT NULL,
  document_patient_id uuid NOT NULL,
  document_id uuid NOT NULL,
  version_id uuid NOT NULL,
  position integer NOT NULL,
  pages integer NOT NULL,
  decision text NOT NULL CONSTRAINT document_decision_is_known CHECK (decision IN ('include', 'needs-review', 'needs-professional', 'needs-consent', 'withhold')),
  reasons jsonb NOT NULL,
  mark text CONSTRAINT mark_is_known CHECK (mark IN ('UNSIGNED', 'PRELIMINARY')),
  PRIMARY KEY (patient_id, id),
  FOREIGN KEY (patient_id, scope_id) REFERENCES release.scope (patient_id, id),
  FOREIGN KEY (document_patient_id, document_id) REFERENCES documents.document (patient_id, id),
  CONSTRAINT document_is_decided_once UNIQUE (patient_id, scope_id, document_id)
);
COMMENT ON TABLE release.scope_document IS 'The decision on one document of the record: include, withhold, or what it needs, with the ids and versions of the rules.';
COMMENT ON COLUMN release.scope_document.patient_id IS 'Whose records.';
COMMENT ON COLUMN release.scope_document.id IS 'UUID v7.';
COMMENT ON COLUMN release.scope_document.facility_id IS 'Facility that works the request.';
COMMENT ON COLUMN release.scope_document.labels IS 'Sensitivity: the labels of the patient as such, and of the document where the row is about one; kept by release.relabel.';
COMMENT ON COLUMN release.scope_document.request_id IS 'The request.';
COMMENT ON COLUMN release.scope_document.scope_id IS 'The choice it belongs to.';
COMMENT ON COLUMN release.scope_document.document_patient_id IS 'Registration the document is filed under.';
COMMENT ON COLUMN release.scope_document.document_id IS 'The document.';
COMMENT ON COLUMN release.scope_document.version_id IS 'The version that was decided on; a newer one is decided anew.';
COMMENT ON COLUMN release.scope_document.position IS 'Order in the packet.';
COMMENT ON COLUMN release.scope_document.pages IS 'Pages of that version.';
COMMENT ON COLUMN release.scope_document.decision IS 'What the rules said.';
COMMENT ON COLUMN release.scope_document.reasons IS 'Every reason, with rule, version and citation.';
COMMENT ON COLUMN release.scope_document.mark IS 'Printed on each page.';
SELECT platform.protect('release.scope_document');

CREATE TABLE release.settlement (
  patient_id uuid NOT NULL REFERENCES patients.patient (id),
  id uuid NOT NULL,
  facility_id uuid NOT NULL REFERENCES directory.facility (id),
  labels bigint NOT NULL DEFAULT 0,
  request_id uuid NOT NULL REFERENCES release.request (id),
  scope_id uuid NOT NULL,
  document_id uuid NOT NULL,
  decision text NOT NULL CONSTRAINT settled_one_way_or_the_other CHECK (decision IN ('include', 'withhold')),
  reason text NOT NULL,
  professional text,
  recorded_at timestamptz NOT NULL,
  recorded_by text NOT NULL,
  PRIMARY KEY (patient_id, id),
  FOREIGN KEY (patient_id, scope_id, document_id) REFERENCES release.scope_document (patient_id, scope_id, document_id)
);
COMMENT ON TABLE release.settlement IS 'What a person made of a document that the rules left open, or took out of what they allow, with the reason. The newest for a document holds.';
COMMENT ON COLUMN release.settlement.patient_id IS 'Whose records.';
COMMENT ON COLUMN release.settlement.id IS 'UUID v7.';
COMMENT ON COLUMN release.settlement.facility_id IS 'Facility that works the request.';
COMMENT ON COLUMN release.settlement.labels IS 'Sensitivity: the labels of the patient as such, and of the document where the row is about one; kept by release.relabel.';
COMMENT ON COLUMN release.settlement.request_id IS 'The request.';
COMMENT ON COLUMN release.settlement.scope_id IS 'The choice it belongs to.';
COMMENT ON COLUMN release.settlement.document_id IS 'The document.';
COMMENT ON COLUMN release.settlement.decision IS 'Goes along, or stays out.';
COMMENT ON COLUMN release.settlement.reason IS 'Why: the consent that came, the professional who judged, what was seen.';
COMMENT ON COLUMN release.settlement.professional IS 'The licensed professional who judged, where that was needed.';
COMMENT ON COLUMN release.settlement.recorded_at IS 'When entered here.';
COMMENT ON COLUMN release.settlement.recorded_by IS 'Actor id.';
CREATE INDEX settlement_of_document ON release.settlement (patient_id, scope_id, document_id, recorded_at DESC);
SELECT platform.protect('release.settlement');

CREATE TABLE release.approval (
  patient_id uuid NOT NULL REFERENCES patients.patient (id),
  id uuid NOT NULL,
  facility_id uuid NOT NULL REFERENCES directory.facility (id),
  labels bigint NOT NULL DEFAULT 0,
  request_id uuid NOT NULL REFERENCES release.request (id),
  scope_id uuid NOT NULL,
  authority_id uuid NOT NULL,
  decision text NOT NULL CONSTRAINT approval_decision_is_known CHECK (decision IN ('approved', 'sent-back')),
  reason text,
  prepared_by text[] NOT NULL,
  included integer NOT NULL,
  recorded_at timestamptz NOT NULL,
  recorded_by text NOT NULL,
  PRIMARY KEY (patient_id, id),
  FOREIGN KEY (patient_id, scope_id) REFERENCES release.scope (patient_id, id),
  FOREIGN KEY (patient_id, authority_id) REFERENCES release.authority (patient_id, id),
  CONSTRAINT approved_by_another_person CHECK (decision <> 'approved' OR recorded_by <> ALL (prepared_by)),
  CONSTRAINT sent_back_with_a_reason CHECK (decision <> 'sent-back' OR coalesce(reason, '') <> '')
);
COMMENT ON TABLE release.approval IS 'That a second person looked and approved, or sent it back. Approves one scope; a new scope needs a new approval.';
COMMENT ON COLUMN release.approval.patient_id IS 'Whose records.';
COMMENT ON COLUMN release.approval.id IS 'UUID v7.';
COMMENT ON COLUMN release.approval.facility_id IS 'Facility that works the request.';
COMMENT ON COLUMN release.approval.labels IS 'Sensitivity: the labels of the patient as such, and of the document where the row is about one; kept by release.relabel.';
COMMENT ON COLUMN release.approval.request_id IS 'The request.';
COMMENT ON COLUMN release.approval.scope_id IS 'What was approved.';
COMMENT ON COLUMN release.approval.authority_id IS 'On what it rests.';
COMMENT ON COLUMN release.approval.decision IS 'Which.';
COMMENT ON COLUMN release.approval.reason IS 'Why it was sent back, or what was noted.';
COMMENT ON COLUMN release.approval.prepared_by IS 'Everybody whose hand prepared it: none of them may approve.';
COMMENT ON COLUMN release.approval.included IS 'Documents approved.';
COMMENT ON COLUMN release.approval.recorded_at IS 'When entered here.';
COMMENT ON COLUMN release.approval.recorded_by IS 'Actor id.';
CREATE INDEX approval_of_scope ON release.approval (patient_id, scope_id, recorded_at DESC);
SELECT platform.protect('release.approval');

CREATE TABLE release.packet (
  patient_id uuid NOT NULL REFERENCES patients.patient (id),
  id uuid NOT NULL,
  facility_id uuid NOT NULL REFERENCES directory.facility (id),
  labels bigint NOT NULL DEFAULT 0,
  request_id uuid NOT NULL REFERENCES release.request (id),
  approval_id uuid NOT NULL,
  number text NOT NULL CONSTRAINT packet_number_is_its_own UNIQUE,
  encrypted boolean NOT NULL,
  assembled_at timestamptz,
  released_on date,
  unit_id uuid,
  pages integer,
  manifest_address text REFERENCES platform.blob (address),
  passcode_address text REFERENCES platform.blob (address),
  from_images jsonb NOT NULL DEFAULT '[]',
  failed_at timestamptz,
  failed_code text,
  failed_documents jsonb NOT NULL DEFAULT '[]',
  recorded_at timestamptz NOT NULL,
  recorded_by text NOT NULL,
  PRIMARY KEY (patient_id, id),
  FOREIGN KEY (patient_id, approval_id) REFERENCES release.approval (patient_id, id),
  FOREIGN KEY (patient_id, unit_id) REFERENCES documents.unit (patient_id, id),
  CONSTRAINT ready_packets_are_whole CHECK ((assembled_at IS NULL) = (unit_id IS NULL) AND (assembled_at IS NULL) = (pages IS NULL) AND (assembled_at IS NULL) = (manifest_address IS NULL) AND (assembled_at IS NULL) = (released_on IS NULL)),
  CONSTRAINT encrypted_packets_have_a_passcode CHECK (assembled_at IS NULL OR encrypted = (passcode_address IS NOT NULL)),
  CONSTRAINT ready_or_failed CHECK (assembled_at IS NULL OR failed_at IS NULL),
  CONSTRAINT failure_says_why CHECK ((failed_at IS NULL) = (failed_code IS NULL))
);
COMMENT ON TABLE release.packet IS 'One packet: begun in the transaction that asks for it, finished or failed by the job. Its volumes and manifest are blobs of a unit of its own.';
COMMENT ON COLUMN release.packet.patient_id IS 'Whose records.';
COMMENT ON COLUMN release.packet.id IS 'UUID v7.';
COMMENT ON COLUMN release.packet.facility_id IS 'Facility that works the request.';
COMMENT ON COLUMN release.packet.labels IS 'Sensitivity: the labels of the patient as such, and of the document where the row is about one; kept by release.relabel.';
COMMENT ON COLUMN release.packet.request_id IS 'The request.';
COMMENT ON COLUMN release.packet.approval_id IS 'What allows it.';
COMMENT ON COLUMN release.packet.number IS 'Stamped on each page: R-2026-000123-1.';
COMMENT ON COLUMN release.packet.encrypted IS 'Asked for with AES-256.';
COMMENT ON COLUMN release.packet.assembled_at IS 'When it was ready.';
COMMENT ON COLUMN release.packet.released_on IS 'The day stamped on its pages, at the facility.';
COMMENT ON COLUMN release.packet.unit_id IS 'Unit its blobs belong to.';
COMMENT ON COLUMN release.packet.pages IS 'Pages of all volumes, cover and index included.';
COMMENT ON COLUMN release.packet.manifest_address IS 'Page by page what each shows, for verifying; an encrypted blob.';
COMMENT ON COLUMN release.packet.passcode_address IS 'The passcode that opens it, an encrypted blob; shown to who hands it over.';
COMMENT ON COLUMN release.packet.from_images IS 'Documents whose original could not be merged, so that their page images were used.';
COMMENT ON COLUMN release.packet.failed_at IS 'When it was given up.';
COMMENT ON COLUMN release.packet.failed_code IS 'Why: a problem code.';
COMMENT ON COLUMN release.packet.failed_documents IS 'Which documents could not be put in, and why.';
COMMENT ON COLUMN release.packet.recorded_at IS 'When entered here.';
COMMENT ON COLUMN release.packet.recorded_by IS 'Actor id.';
CREATE INDEX packet_of_approval ON release.packet (patient_id, approval_id, recorded_at DESC);
SELECT platform.protect('release.packet');

CREATE TABLE release.packet_volume (
  patient_id uuid NOT NULL REFERENCES patients.patient (id),
  id uuid NOT NULL,
  facility_id uuid NOT NULL REFERENCES directory.facility (id),
  labels bigint NOT NULL DEFAULT 0,
  packet_id uuid NOT NULL,
  volume integer NOT NULL CONSTRAINT volumes_count_from_one CHECK (volume >= 1),
  sha256 text NOT NULL CONSTRAINT volume_hash_is_sha256 CHECK (sha256 ~ '^[0-9a-f]{64}$'),
  bytes bigint NOT NULL,
  first_page integer NOT NULL,
  last_page integer NOT NULL,
  blob_address text NOT NULL REFERENCES platform.blob (address),
  recorded_at timestamptz NOT NULL,
  recorded_by text NOT NULL,
  PRIMARY KEY (patient_id, id),
  FOREIGN KEY (patient_id, packet_id) REFERENCES release.packet (patient_id, id),
  CONSTRAINT volume_number_is_its_own UNIQUE (patient_id, packet_id, volume)
);
COMMENT ON TABLE release.packet_volume IS 'One file of a packet, with the SHA-256 that proves it.';
COMMENT ON COLUMN release.packet_volume.patient_id IS 'Whose records.';
COMMENT ON COLUMN release.packet_volume.id IS 'UUID v7.';
COMMENT ON COLUMN release.packet_volume.facility_id IS 'Facility that works the request.';
COMMENT ON COLUMN release.packet_volume.labels IS 'Sensitivity: the labels of the patient as such, and of the document where the row is about one; kept by release.relabel.';
COMMENT ON COLUMN release.packet_volume.packet_id IS 'The packet.';
COMMENT ON COLUMN release.packet_volume.volume IS '1, 2, 3 ...';
COMMENT ON COLUMN release.packet_volume.sha256 IS 'Of the file as handed over.';
COMMENT ON COLUMN release.packet_volume.bytes IS 'Its length.';
COMMENT ON COLUMN release.packet_volume.first_page IS 'First page number stamped in it.';
COMMENT ON COLUMN release.packet_volume.last_page IS 'Last page number stamped in it.';
COMMENT ON COLUMN release.packet_volume.blob_address IS 'Where it lies.';
COMMENT ON COLUMN release.packet_volume.recorded_at IS 'When entered here.';
COMMENT ON COLUMN release.packet_volume.recorded_by IS 'Actor id.';
CREATE INDEX volume_by_hash ON release.packet_volume (sha256);
SELECT platform.protect('release.packet_volume');

CREATE TABLE release.disclosure (
  patient_id uuid NOT NULL REFERENCES patients.patient (id),
  id uuid NOT NULL,
  facility_id uuid NOT NULL REFERENCES directory.facility (id),
  labels bigint NOT NULL DEFAULT 0,
  request_id uuid REFERENCES release.request (id),
  packet_id uuid,
  basis text NOT NULL,
  recipient_name text NOT NULL,
  recipient_organisation text,
  recipient_address text[] NOT NULL DEFAULT '{}',
  description text NOT NULL,
  purpose text NOT NULL,
  disclosed_on date NOT NULL,
  disclosed_at timestamptz NOT NULL,
  channel text NOT NULL CONSTRAINT channel_is_known CHECK (channel IN ('link', 'print', 'fax', 'mail', 'email', 'phone', 'in-person', 'electronic', 'other')),
  pages integer,
  documents integer,
  accountable boolean NOT NULL,
  accountable_reason jsonb NOT NULL,
  recorded_at timestamptz NOT NULL,
  recorded_by text NOT NULL,
  PRIMARY KEY (patient_id, id),
  FOREIGN KEY (patient_id, packet_id) REFERENCES release.packet (patient_id, id)
);
COMMENT ON TABLE release.disclosure IS 'The disclosure log: every hand-over, written before it. Append-only; nobody can change or delete a row. The accounting of 45 CFR 164.528 is the accountable ones of these.';
COMMENT ON COLUMN release.disclosure.patient_id IS 'Whose records.';
COMMENT ON COLUMN release.disclosure.id IS 'UUID v7.';
COMMENT ON COLUMN release.disclosure.facility_id IS 'Facility that works the request.';
COMMENT ON COLUMN release.disclosure.labels IS 'Sensitivity: the labels of the patient as such, and of the document where the row is about one; kept by release.relabel.';
COMMENT ON COLUMN release.disclosure.request_id IS 'The request; none where it was made outside of one.';
COMMENT ON COLUMN release.disclosure.packet_id IS 'What was handed over, where it was a packet.';
COMMENT ON COLUMN release.disclosure.basis IS 'Basis of disclosure, in the vocabulary of the rules.';
COMMENT ON COLUMN release.disclosure.recipient_name IS 'Who received it.';
COMMENT ON COLUMN release.disclosure.recipient_organisation IS 'For whom.';
COMMENT ON COLUMN release.disclosure.recipient_address IS 'Address, where known (164.528(b)(2)(ii)).';
COMMENT ON COLUMN release.disclosure.description IS 'What was disclosed, briefly (164.528(b)(2)(iii)).';
COMMENT ON COLUMN release.disclosure.purpose IS 'Why, briefly (164.528(b)(2)(iv)).';
COMMENT ON COLUMN release.disclosure.disclosed_on IS 'The day, at the facility.';
COMMENT ON COLUMN release.disclosure.disclosed_at IS 'The moment.';
COMMENT ON COLUMN release.disclosure.channel IS 'How it left.';
COMMENT ON COLUMN release.disclosure.pages IS 'Pages, where counted.';
COMMENT ON COLUMN release.disclosure.documents IS 'Documents, where counted.';
COMMENT ON COLUMN release.disclosure.accountable IS 'Shown in an accounting.';
COMMENT ON COLUMN release.disclosure.accountable_reason IS 'Rule, version and citation of that.';
COMMENT ON COLUMN release.disclosure.recorded_at IS 'When entered here.';
COMMENT ON COLUMN release.disclosure.recorded_by IS 'Actor id.';
CREATE INDEX disclosure_by_id ON release.disclosure (id);
CREATE INDEX disclosure_newest ON release.disclosure (patient_id, disclosed_at DESC);
CREATE INDEX disclosure_of_packet ON release.disclosure (patient_id, packet_id) WHERE packet_id IS NOT NULL;
CREATE INDEX disclosure_of_request ON release.disclosure (request_id) WHERE request_id IS NOT NULL;
SELECT platform.protect('release.disclosure');

CREATE TABLE release.disclosure_document (
  patient_id uuid NOT NULL REFERENCES patients.patient (id),
  id uuid NOT NULL,
  facility_id uuid NOT NULL REFERENCES directory.facility (id),
  labels bigint NOT NULL DEFAULT 0,
  disclosure_id uuid NOT NULL,
  document_patient_id uuid NOT NULL,
  document_id uuid NOT NULL,
  version_id uuid NOT NULL,
  PRIMARY KEY (patient_id, id),
  FOREIGN KEY (patient_id, disclosure_id) REFERENCES release.disclosure (patient_id, id),
  FOREIGN KEY (document_patient_id, document_id) REFERENCES documents.document (patient_id, id)
);
COMMENT ON TABLE release.disclosure_document IS 'Which documents, in which version, a disclosure contained. Append-only.';
COMMENT ON COLUMN release.disclosure_document.patient_id IS 'Whose records.';
COMMENT ON COLUMN release.disclosure_document.id IS 'UUID v7.';
COMMENT ON COLUMN release.disclosure_document.facility_id IS 'Facility that works the request.';
COMMENT ON COLUMN release.disclosure_document.labels IS 'Sensitivity: the labels of the patient as such, and of the document where the row is about one; kept by release.relabel.';
COMMENT ON COLUMN release.disclosure_document.disclosure_id IS 'The disclosure.';
COMMENT ON COLUMN release.disclosure_document.document_patient_id IS 'Registration the document is filed under.';
COMMENT ON COLUMN release.disclosure_document.document_id IS 'The document.';
COMMENT ON COLUMN release.disclosure_document.version_id IS 'Its version.';
CREATE INDEX disclosure_of_document ON release.disclosure_document (document_patient_id, document_id);
CREATE INDEX document_of_disclosure ON release.disclosure_document (patient_id, disclosure_id);
SELECT platform.protect('release.disclosure_document');

CREATE TABLE release.confirmation (
  patient_id uuid NOT NULL REFERENCES patients.patient (id),
  id uuid NOT NULL,
  facility_id uuid NOT NULL REFERENCES directory.facility (id),
  labels bigint NOT NULL DEFAULT 0,
  disclosure_id uuid NOT NULL,
  outcome text NOT NULL CONSTRAINT hand_over_outcome_is_known CHECK (outcome IN ('handed-over', 'not-handed-over')),
  how text NOT NULL,
  recorded_at timestamptz NOT NULL,
  recorded_by text NOT NULL,
  PRIMARY KEY (patient_id, id),
  FOREIGN KEY (patient_id, disclosure_id) REFERENCES release.disclosure (patient_id, id),
  CONSTRAINT a_hand_over_ends_once UNIQUE (patient_id, disclosure_id)
);
COMMENT ON TABLE release.confirmation IS 'What became of a hand-over that was begun. Append-only; until it is here, release.confirm-delivery waits in the worklist.';
COMMENT ON COLUMN release.confirmation.patient_id IS 'Whose records.';
COMMENT ON COLUMN release.confirmation.id IS 'UUID v7.';
COMMENT ON COLUMN release.confirmation.facility_id IS 'Facility that works the request.';
COMMENT ON COLUMN release.confirmation.labels IS 'Sensitivity: the labels of the patient as such, and of the document where the row is about one; kept by release.relabel.';
COMMENT ON COLUMN release.confirmation.disclosure_id IS 'The disclosure.';
COMMENT ON COLUMN release.confirmation.outcome IS 'Reached the recipient, or never left.';
COMMENT ON COLUMN release.confirmation.how IS 'Downloaded by the recipient, posted, handed over at the counter ...';
COMMENT ON COLUMN release.confirmation.recorded_at IS 'When entered here.';
COMMENT ON COLUMN release.confirmation.recorded_by IS 'Actor id.';
SELECT platform.protect('release.confirmation');

CREATE TABLE release.link (
  patient_id uuid NOT NULL REFERENCES patients.patient (id),
  id uuid NOT NULL,
  facility_id uuid NOT NULL REFERENCES directory.facility (id),
  labels bigint NOT NULL DEFAULT 0,
  request_id uuid NOT NULL REFERENCES release.request (id),
  packet_id uuid NOT NULL,
  disclosure_id uuid NOT NULL,
  secret_hash bytea NOT NULL CONSTRAINT link_secret_is_its_own UNIQUE,
  passcode_hash text NOT NULL,
  expires_at timestamptz NOT NULL,
  failed_tries smallint NOT NULL DEFAULT 0,
  downloads integer NOT NULL DEFAULT 0,
  fetched integer[] NOT NULL DEFAULT '{}',
  last_download_at timestamptz,
  revoked_at timestamptz,
  revoked_by text,
  revoke_reason text,
  recorded_at timestamptz NOT NULL,
  recorded_by text NOT NULL,
  PRIMARY KEY (patient_id, id),
  FOREIGN KEY (patient_id, packet_id) REFERENCES release.packet (patient_id, id),
  FOREIGN KEY (patient_id, disclosure_id) REFERENCES release.disclosure (patient_id, id),
  CONSTRAINT link_lives_thirty_days_at_most CHECK (expires_at > recorded_at AND expires_at <= recorded_at + interval '30 days'),
  CONSTRAINT link_is_revoked_by_somebody CHECK ((revoked_at IS NULL) = (revoked_by IS NULL) AND (revoked_at IS NULL) = (revoke_reason IS NULL))
);
COMMENT ON TABLE release.link IS 'A link by which a recipient fetches a packet: a secret of 256 bits, kept only as hash, and a passcode told by another way.';
COMMENT ON COLUMN release.link.patient_id IS 'Whose records.';
COMMENT ON COLUMN release.link.id IS 'UUID v7.';
COMMENT ON COLUMN release.link.facility_id IS 'Facility that works the request.';
COMMENT ON COLUMN release.link.labels IS 'Sensitivity: the labels of the patient as such, and of the document where the row is about one; kept by release.relabel.';
COMMENT ON COLUMN release.link.request_id IS 'The request.';
COMMENT ON COLUMN release.link.packet_id IS 'What it leads to.';
COMMENT ON COLUMN release.link.disclosure_id IS 'The hand-over that it is.';
COMMENT ON COLUMN release.link.secret_hash IS 'SHA-256 of the secret in the address.';
COMMENT ON COLUMN release.link.passcode_hash IS 'argon2id of the passcode.';
COMMENT ON COLUMN release.link.expires_at IS 'Not after this; at most 30 days.';
COMMENT ON COLUMN release.link.failed_tries IS 'Wrong passcodes; at the limit the link is dead.';
COMMENT ON COLUMN release.link.downloads IS 'Downloads begun.';
COMMENT ON COLUMN release.link.fetched IS 'Volumes fetched whole: when all are, the hand-over is confirmed.';
COMMENT ON COLUMN release.link.last_download_at IS 'When last.';
COMMENT ON COLUMN release.link.revoked_at IS 'When it was taken back.';
COMMENT ON COLUMN release.link.revoked_by IS 'Actor id.';
COMMENT ON COLUMN release.link.revoke_reason IS 'Why.';
COMMENT ON COLUMN release.link.recorded_at IS 'When entered here.';
COMMENT ON COLUMN release.link.recorded_by IS 'Actor id.';
CREATE INDEX link_by_id ON release.link (id);
CREATE INDEX link_of_disclosure ON release.link (patient_id, disclosure_id);
SELECT platform.protect('release.link');

CREATE TABLE release.cancellation (
  id uuid PRIMARY KEY,
  facility_id uuid NOT NULL REFERENCES directory.facility (id),
  labels bigint NOT NULL DEFAULT 0,
  request_id uuid NOT NULL REFERENCES release.request (id),
  reason_code text NOT NULL CONSTRAINT cancellation_is_known CHECK (reason_code IN ('withdrawn', 'duplicate', 'no-records', 'authority-not-cured', 'sent-elsewhere', 'entered-in-error', 'other')),
  reason text NOT NULL,
  recorded_at timestamptz NOT NULL,
  recorded_by text NOT NULL,
  CONSTRAINT request_is_cancelled_once UNIQUE (request_id)
);
COMMENT ON TABLE release.cancellation IS 'That a request was withdrawn, refused or a duplicate. The request stays.';
COMMENT ON COLUMN release.cancellation.id IS 'UUID v7.';
COMMENT ON COLUMN release.cancellation.facility_id IS 'Facility that works the request.';
COMMENT ON COLUMN release.cancellation.labels IS 'Sensitivity: the labels of the patient as such, and of the document where the row is about one; kept by release.relabel.';
COMMENT ON COLUMN release.cancellation.request_id IS 'The request.';
COMMENT ON COLUMN release.cancellation.reason_code IS 'Why.';
COMMENT ON COLUMN release.cancellation.reason IS 'In words.';
COMMENT ON COLUMN release.cancellation.recorded_at IS 'When entered here.';
COMMENT ON COLUMN release.cancellation.recorded_by IS 'Actor id.';
SELECT platform.protect('release.cancellation');

CREATE TABLE release.closure (
  id uuid PRIMARY KEY,
  facility_id uuid NOT NULL REFERENCES directory.facility (id),
  labels bigint NOT NULL DEFAULT 0,
  request_id uuid NOT NULL REFERENCES release.request (id),
  note text,
  recorded_at timestamptz NOT NULL,
  recorded_by text NOT NULL,
  CONSTRAINT request_is_closed_once UNIQUE (request_id)
);
COMMENT ON TABLE release.closure IS 'That nothing more is to be done on a request that was answered.';
COMMENT ON COLUMN release.closure.id IS 'UUID v7.';
COMMENT ON COLUMN release.closure.facility_id IS 'Facility that works the request.';
COMMENT ON COLUMN release.closure.labels IS 'Sensitivity: the labels of the patient as such, and of the document where the row is about one; kept by release.relabel.';
COMMENT ON COLUMN release.closure.request_id IS 'The request.';
COMMENT ON COLUMN release.closure.note IS 'In words.';
COMMENT ON COLUMN release.closure.recorded_at IS 'When entered here.';
COMMENT ON COLUMN release.closure.recorded_by IS 'Actor id.';
SELECT platform.protect('release.closure');

CREATE TABLE release.pend (
  id uuid PRIMARY KEY,
  facility_id uuid NOT NULL REFERENCES directory.facility (id),
  labels bigint NOT NULL DEFAULT 0,
  request_id uuid NOT NULL REFERENCES release.request (id),
  waiting_for text NOT NULL CONSTRAINT pend_is_known CHECK (waiting_for IN ('requester', 'patient', 'payment', 'professional', 'other-facility', 'legal-counsel', 'other')),
  reason text NOT NULL,
  until_on date,
  resumed_at timestamptz,
  resumed_by text,
  recorded_at timestamptz NOT NULL,
  recorded_by text NOT NULL,
  CONSTRAINT pend_is_ended_by_somebody CHECK ((resumed_at IS NULL) = (resumed_by IS NULL))
);
COMMENT ON TABLE release.pend IS 'That a request waits for somebody outside. Its legal clock runs on: the law stops it on its own grounds only.';
COMMENT ON COLUMN release.pend.id IS 'UUID v7.';
COMMENT ON COLUMN release.pend.facility_id IS 'Facility that works the request.';
COMMENT ON COLUMN release.pend.labels IS 'Sensitivity: the labels of the patient as such, and of the document where the row is about one; kept by release.relabel.';
COMMENT ON COLUMN release.pend.request_id IS 'The request.';
COMMENT ON COLUMN release.pend.waiting_for IS 'For whom.';
COMMENT ON COLUMN release.pend.reason IS 'For what.';
COMMENT ON COLUMN release.pend.until_on IS 'When to look again.';
COMMENT ON COLUMN release.pend.resumed_at IS 'When it went on.';
COMMENT ON COLUMN release.pend.resumed_by IS 'Actor id.';
COMMENT ON COLUMN release.pend.recorded_at IS 'When entered here.';
COMMENT ON COLUMN release.pend.recorded_by IS 'Actor id.';
CREATE UNIQUE INDEX one_pend_for_each_reason ON release.pend (request_id, waiting_for) WHERE resumed_at IS NULL;
SELECT platform.protect('release.pend');

-- The rows of a request as the facts that derive-status.ts asks for. What is stale does not count: an approval of another
-- scope, a scope under another authority, a packet of another approval.

CREATE VIEW release.request_facts WITH (security_invoker = true) AS
SELECT r.id AS request_id,
       r.patient_id,
       EXISTS (SELECT FROM release.cancellation x WHERE x.request_id = r.id) AS cancelled,
       EXISTS (SELECT FROM release.closure x WHERE x.request_id = r.id) AS closed,
       r.patient_id IS NOT NULL AS patient_identified,
       coalesce(v.result = 'complete', false) AS requester_verified,
       a.id AS authority_id, a.result AS authority_result, a.expires_on AS authority_expires_on, a.evaluated_on,
       s.id AS scope_id,
       s.id IS NOT NULL AND coalesce(ap.decision <> 'sent-back', true) AS scope_chosen,
       coalesce(d.open, 0)::int AS open_decisions,
       coalesce(d.included, 0)::int AS included,
       ap.id AS approval_id,
       coalesce(ap.decision = 'approved', false) AS approved,
       p.id AS packet_id,
       CASE WHEN p.id IS NULL THEN 'none' WHEN p.failed_at IS NOT NULL THEN 'failed' WHEN p.assembled_at IS NULL THEN 'assembling' ELSE 'ready' END AS packet,
       h.id AS disclosure_id,
       CASE WHEN h.id IS NULL THEN 'none' WHEN h.outcome IS NULL THEN 'begun' WHEN h.outcome = 'handed-over' THEN 'confirmed' ELSE 'failed' END AS hand_over,
       coalesce((SELECT array_agg(x.waiting_for ORDER BY x.recorded_at) FROM release.pend x WHERE x.request_id = r.id AND x.resumed_at IS NULL), '{}') AS pends
FROM release.request r
LEFT JOIN LATERAL (SELECT x.result FROM release.verification x WHERE x.request_id = r.id ORDER BY x.recorded_at DESC, x.id DESC LIMIT 1) v ON true
LEFT JOIN release.authority a ON a.patient_id = r.patient_id AND a.request_id = r.id AND a.withdrawn_at IS NULL
LEFT JOIN LATERAL (SELECT x.id FROM release.scope x WHERE x.patient_id = r.patient_id AND x.request_id = r.id AND x.authority_id = a.id ORDER BY x.number DESC LIMIT 1) s ON true
LEFT JOIN LATERAL (
  SELECT count(*) FILTER (WHERE e.decision LIKE 'needs-%') AS open, count(*) FILTER (WHERE e.decision = 'include') AS included
  FROM (SELECT coalesce((SELECT t.decision FROM release.settlement t
                         WHERE t.patient_id = x.patient_id AND t.scope_id = x.scope_id AND t.document_id = x.document_id
                         ORDER BY t.recorded_at DESC, t.id DESC LIMIT 1), x.decision) AS decision
        FROM release.scope_document x WHERE x.patient_id = r.patient_id AND x.scope_id = s.id) e) d ON true
LEFT JOIN LATERAL (SELECT x.id, x.decision FROM release.approval x WHERE x.patient_id = r.patient_id AND x.scope_id = s.id ORDER BY x.recorded_at DESC, x.id DESC LIMIT 1) ap ON true
LEFT JOIN LATERAL (SELECT x.id, x.assembled_at, x.failed_at FROM release.packet x WHERE x.patient_id = r.patient_id AND x.approval_id = ap.id ORDER BY x.recorded_at DESC, x.id DESC LIMIT 1) p ON true
LEFT JOIN LATERAL (SELECT x.id, c.outcome FROM release.disclosure x
                   LEFT JOIN release.confirmation c ON c.patient_id = x.patient_id AND c.disclosure_id = x.id
                   WHERE x.patient_id = r.patient_id AND x.packet_id = p.id ORDER BY x.recorded_at DESC, x.id DESC LIMIT 1) h ON true;
COMMENT ON VIEW release.request_facts IS 'What has happened to each request, as facts. src/modules/release/derive-status.ts names the state that follows.';

CREATE VIEW release.disclosure_log WITH (security_invoker = true) AS
SELECT x.*, c.outcome, c.how AS outcome_how, c.recorded_at AS outcome_at
FROM release.disclosure x
LEFT JOIN release.confirmation c ON c.patient_id = x.patient_id AND c.disclosure_id = x.id;
COMMENT ON VIEW release.disclosure_log IS 'Every hand-over with what became of it.';

CREATE VIEW release.accounting WITH (security_invoker = true) AS
SELECT * FROM release.disclosure_log WHERE accountable AND coalesce(outcome, '') <> 'not-handed-over';
COMMENT ON VIEW release.accounting IS 'Accounting of disclosures (45 CFR 164.528): the accountable hand-overs, less those that never left the house.';
GRANT SELECT ON release.request_facts, release.disclosure_log, release.accounting TO chartkeeper_app, chartkeeper_jobs, chartkeeper_report, chartkeeper_backup;

CREATE FUNCTION release.relabel(whose uuid) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  mask bigint := coalesce((SELECT p.labels FROM patients.patient p WHERE p.id = whose), 0);
BEGIN
  UPDATE release.request SET labels = mask WHERE patient_id = whose AND labels <> mask;
  UPDATE release.identification SET labels = mask WHERE patient_id = whose AND labels <> mask;
  UPDATE release.authority SET labels = mask WHERE patient_id = whose AND labels <> mask;
  UPDATE release.scope SET labels = mask WHERE patient_id = whose AND labels <> mask;
  UPDATE release.approval SET labels = mask WHERE patient_id = whose AND labels <> mask;
  UPDATE release.packet SET labels = mask WHERE patient_id = whose AND labels <> mask;
  UPDATE release.disclosure SET labels = mask WHERE patient_id = whose AND labels <> mask;
  UPDATE release.confirmation SET labels = mask WHERE patient_id = whose AND labels <> mask;
  UPDATE release.link SET labels = mask WHERE patient_id = whose AND labels <> mask;
  UPDATE release.intake_pages x SET labels = mask FROM release.request r WHERE r.patient_id = whose AND x.request_id = r.id AND x.labels <> mask;
  UPDATE release.verification x SET labels = mask FROM release.request r WHERE r.patient_id = whose AND x.request_id = r.id AND x.labels <> mask;
  UPDATE release.cancellation x SET labels = mask FROM release.request r WHERE r.patient_id = whose AND x.request_id = r.id AND x.labels <> mask;
  UPDATE release.closure x SET labels = mask FROM release.request r WHERE r.patient_id = whose AND x.request_id = r.id AND x.labels <> mask;
  UPDATE release.pend x SET labels = mask FROM release.request r WHERE r.patient_id = whose AND x.request_id = r.id AND x.labels <> mask;
  -- What a volume holds does not become less sensitive when a flag of the person is lowered.
  UPDATE release.packet_volume SET labels = labels | mask WHERE patient_id = whose AND labels <> (labels | mask);
  UPDATE release.scope_document x SET labels = mask | d.labels FROM documents.document d
    WHERE x.patient_id = whose AND d.patient_id = x.document_patient_id AND d.id = x.document_id AND x.labels <> (mask | d.labels);
  UPDATE release.settlement x SET labels = s.labels FROM release.scope_document s
    WHERE x.patient_id = whose AND s.patient_id = x.patient_id AND s.scope_id = x.scope_id AND s.document_id = x.document_id AND x.labels <> s.labels;
  UPDATE release.disclosure_document x SET labels = mask | d.labels FROM documents.document d
    WHERE x.patient_id = whose AND d.patient_id = x.document_patient_id AND d.id = x.document_id AND x.labels <> (mask | d.labels);
END $$;
COMMENT ON FUNCTION release.relabel(uuid) IS 'Gives all rows of the requests of one patient the labels that the patient and the documents now have. SECURITY DEFINER, since the log itself may not be updated by anybody at run time.';
REVOKE ALL ON FUNCTION release.relabel(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION release.relabel(uuid) TO chartkeeper_app, chartkeeper_jobs;

-- Who may write what. The disclosure log and its confirmations are never changed; nothing is ever deleted.

GRANT SELECT, INSERT ON ALL TABLES IN SCHEMA release TO chartkeeper_app, chartkeeper_jobs;
REVOKE INSERT ON release.request_facts, release.disclosure_log, release.accounting FROM chartkeeper_app, chartkeeper_jobs;
GRANT UPDATE (patient_id, labels, patient_as_written, requester_class, requester_name, requester_organisation, requester_address, requester_phone,
  requester_email, requester_fax, requester_reference, purpose, purpose_words, wants, copy_form, asked_for, priority, version) ON release.request TO chartkeeper_app, chartkeeper_jobs;
GRANT UPDATE (withdrawn_at, withdrawn_by, withdraw_reason) ON release.identification TO chartkeeper_app, chartkeeper_jobs;
GRANT UPDATE (withdrawn_at, withdrawn_by) ON release.authority TO chartkeeper_app, chartkeeper_jobs;
GRANT UPDATE (assembled_at, released_on, unit_id, pages, manifest_address, passcode_address, from_images, failed_at, failed_code, failed_documents) ON release.packet TO chartkeeper_app, chartkeeper_jobs;
GRANT UPDATE (failed_tries, downloads, fetched, last_download_at, revoked_at, revoked_by, revoke_reason) ON release.link TO chartkeeper_app, chartkeeper_jobs;
GRANT UPDATE (resumed_at, resumed_by) ON release.pend TO chartkeeper_app, chartkeeper_jobs;
GRANT SELECT ON ALL TABLES IN SCHEMA release TO chartkeeper_report, chartkeeper_backup;
REVOKE SELECT ON release.link FROM chartkeeper_report;
