-- Documents: units, the catalogue of types, versions, pages, renditions, signatures, labels, holds, words.

CREATE SCHEMA documents;
COMMENT ON SCHEMA documents IS 'What stands in a record: the unit that is kept, held and destroyed; the document with its versions, pages and renditions; who signed; what was found wrong; legal holds; the words it can be found by.';
GRANT USAGE ON SCHEMA documents TO chartkeeper_app, chartkeeper_jobs, chartkeeper_report, chartkeeper_backup;

CREATE TABLE documents.type (
  code text PRIMARY KEY CONSTRAINT type_code_is_a_slug CHECK (code ~ '^[a-z0-9-]+$'),
  number integer NOT NULL CONSTRAINT type_number_is_its_own UNIQUE,
  name text NOT NULL,
  aliases text[] NOT NULL,
  loinc text,
  section text NOT NULL,
  level text NOT NULL CONSTRAINT type_level_is_known CHECK (level IN ('patient', 'encounter', 'order')),
  in_legal_health_record boolean NOT NULL,
  in_designated_record_set boolean NOT NULL,
  sensitivity text[] NOT NULL,
  authentication text[] NOT NULL,
  series text NOT NULL,
  destination text,
  in_record boolean NOT NULL GENERATED ALWAYS AS (destination IS NULL) STORED,
  CONSTRAINT type_in_or_out_of_the_record UNIQUE (code, in_record)
);
COMMENT ON TABLE documents.type IS 'The catalogue of document types as src/modules/documents/catalogue declares it; a test demands that both are equal.';
COMMENT ON COLUMN documents.type.code IS 'Stable slug.';
COMMENT ON COLUMN documents.type.number IS 'What the fingers learn; on separator sheets. Never reused.';
COMMENT ON COLUMN documents.type.name IS 'As shown.';
COMMENT ON COLUMN documents.type.aliases IS 'Other names and page headings.';
COMMENT ON COLUMN documents.type.loinc IS 'LOINC document code, where one was verified.';
COMMENT ON COLUMN documents.type.section IS 'Chart section.';
COMMENT ON COLUMN documents.type.level IS 'What it belongs to: the patient, an encounter, an order.';
COMMENT ON COLUMN documents.type.in_legal_health_record IS 'Part of the facility''s business record.';
COMMENT ON COLUMN documents.type.in_designated_record_set IS '45 CFR 164.501: what the patient has a right to.';
COMMENT ON COLUMN documents.type.sensitivity IS 'Labels every document of the type gets.';
COMMENT ON COLUMN documents.type.authentication IS 'Signer roles that authenticate it; empty: none needed.';
COMMENT ON COLUMN documents.type.series IS 'Retention series.';
COMMENT ON COLUMN documents.type.destination IS 'Desk that takes such papers when they are not part of the record (risk, legal, release ...).';
COMMENT ON COLUMN documents.type.in_record IS 'False: cannot be filed in a chart; the foreign key of documents.document demands true.';
GRANT SELECT ON documents.type TO chartkeeper_app, chartkeeper_jobs, chartkeeper_report, chartkeeper_backup;

CREATE TABLE documents.unit (
  patient_id uuid NOT NULL REFERENCES patients.patient (id),
  id uuid NOT NULL,
  facility_id uuid NOT NULL REFERENCES directory.facility (id),
  labels bigint NOT NULL DEFAULT 0,
  kind text NOT NULL CONSTRAINT unit_kind_is_known CHECK (kind IN ('document', 'volume', 'message', 'dataset')),
  series text NOT NULL,
  encounter_id uuid,
  service_from date,
  service_to date,
  closed_on date,
  key_slot text CONSTRAINT unit_slot_names_chunk_and_index CHECK (key_slot ~ '^[0-9a-f]{16}:[0-9]{1,4}$'),
  recorded_at timestamptz NOT NULL,
  recorded_by text NOT NULL,
  PRIMARY KEY (patient_id, id),
  FOREIGN KEY (patient_id, encounter_id) REFERENCES encounters.encounter (patient_id, id),
  CONSTRAINT service_ends_after_it_begins CHECK (service_to >= service_from)
);
COMMENT ON TABLE documents.unit IS 'What is retained, held and destroyed as one: a document, a paper volume, a raw message, a data set. Its key slot is its life: overwriting the slot makes every blob of it unreadable in every copy.';
COMMENT ON COLUMN documents.unit.patient_id IS 'Whose. Never changes: a misfiled document is filed anew and the first marked entered in error.';
COMMENT ON COLUMN documents.unit.id IS 'UUID v7.';
COMMENT ON COLUMN documents.unit.facility_id IS 'Whose business record it is: the custodian follows from it.';
COMMENT ON COLUMN documents.unit.labels IS 'The patient''s labels and the document''s own together; kept by documents.relabel.';
COMMENT ON COLUMN documents.unit.kind IS 'What it is.';
COMMENT ON COLUMN documents.unit.series IS 'Retention series; the period is a rule in regulations/.';
COMMENT ON COLUMN documents.unit.encounter_id IS 'The encounter it belongs to: a hold on the encounter holds it.';
COMMENT ON COLUMN documents.unit.service_from IS 'First day of service it tells of.';
COMMENT ON COLUMN documents.unit.service_to IS 'Last day of service it tells of.';
COMMENT ON COLUMN documents.unit.closed_on IS 'Set when nothing more is added: retention counts from the latest of these dates.';
COMMENT ON COLUMN documents.unit.key_slot IS 'Key slot outside the database; none where the unit is paper only.';
COMMENT ON COLUMN documents.unit.recorded_at IS 'When entered here.';
COMMENT ON COLUMN documents.unit.recorded_by IS 'Actor id.';
CREATE INDEX unit_of_encounter ON documents.unit (patient_id, encounter_id);
CREATE INDEX unit_by_series ON documents.unit (series, service_to);
SELECT platform.protect('documents.unit');

CREATE TABLE documents.document (
  patient_id uuid NOT NULL REFERENCES patients.patient (id),
  id uuid NOT NULL,
  facility_id uuid NOT NULL REFERENCES directory.facility (id),
  labels bigint NOT NULL DEFAULT 0,
  unit_id uuid NOT NULL,
  encounter_id uuid,
  type_code text NOT NULL,
  in_record boolean NOT NULL DEFAULT true CONSTRAINT only_papers_of_the_record_are_filed CHECK (in_record),
  dated_on date,
  title text,
  author_name text,
  author_practitioner_id uuid REFERENCES directory.practitioner (id),
  received_via text NOT NULL CONSTRAINT received_via_is_known CHECK (received_via IN ('scan', 'upload', 'folder', 'mail', 'fax', 'fhir', 'hl7v2', 'ccda', 'dictation', 'desk', 'move', 'demo')),
  origin text NOT NULL,
  origin_id text COLLATE "C",
  version integer NOT NULL DEFAULT 1,
  recorded_at timestamptz NOT NULL,
  recorded_by text NOT NULL,
  PRIMARY KEY (patient_id, id),
  FOREIGN KEY (patient_id, unit_id) REFERENCES documents.unit (patient_id, id),
  FOREIGN KEY (patient_id, encounter_id) REFERENCES encounters.encounter (patient_id, id),
  FOREIGN KEY (type_code, in_record) REFERENCES documents.type (code, in_record)
);
COMMENT ON TABLE documents.document IS 'One document in a record. Its content is in versions and their renditions; its state is derived from rows, never kept as a flag.';
COMMENT ON COLUMN documents.document.patient_id IS 'Whose. Never changes: a misfiled document is filed anew and the first marked entered in error.';
COMMENT ON COLUMN documents.document.id IS 'UUID v7.';
COMMENT ON COLUMN documents.document.facility_id IS 'Whose business record it is: the custodian follows from it.';
COMMENT ON COLUMN documents.document.labels IS 'The patient''s labels and the document''s own together; kept by documents.relabel.';
COMMENT ON COLUMN documents.document.unit_id IS 'The unit it is kept and destroyed as.';
COMMENT ON COLUMN documents.document.encounter_id IS 'The encounter, chosen by number or by a person, never guessed.';
COMMENT ON COLUMN documents.document.type_code IS 'Type from the catalogue.';
COMMENT ON COLUMN documents.document.in_record IS 'Always true; with the foreign key it keeps incident reports, peer reviews and attorney letters out of charts.';
COMMENT ON COLUMN documents.document.dated_on IS 'The date it carries, the one it is sorted by.';
COMMENT ON COLUMN documents.document.title IS 'As the author named it; the type speaks where empty.';
COMMENT ON COLUMN documents.document.author_name IS 'As it stands on the document.';
COMMENT ON COLUMN documents.document.author_practitioner_id IS 'The author, where known as a practitioner.';
COMMENT ON COLUMN documents.document.received_via IS 'How it came.';
COMMENT ON COLUMN documents.document.origin IS 'Which source: a feed, a scanner, a person at the desk.';
COMMENT ON COLUMN documents.document.origin_id IS 'Its number there (TXA-12, FHIR id, intake item).';
COMMENT ON COLUMN documents.document.version IS 'Counts changes of the index data and content; If-Match.';
COMMENT ON COLUMN documents.document.recorded_at IS 'When entered here.';
COMMENT ON COLUMN documents.document.recorded_by IS 'Actor id.';
CREATE INDEX document_by_date ON documents.document (patient_id, dated_on DESC, id);
CREATE INDEX document_of_encounter ON documents.document (patient_id, encounter_id);
CREATE INDEX document_of_unit ON documents.document (patient_id, unit_id);
CREATE INDEX document_by_origin ON documents.document (origin, origin_id) WHERE origin_id IS NOT NULL;
SELECT platform.protect('documents.document');

CREATE TABLE documents.version (
  patient_id uuid NOT NULL,
  id uuid NOT NULL,
  facility_id uuid NOT NULL,
  labels bigint NOT NULL DEFAULT 0,
  document_id uuid NOT NULL,
  number integer NOT NULL CONSTRAINT versions_count_from_one CHECK (number >= 1),
  page_count integer NOT NULL CONSTRAINT page_count_not_negative CHECK (page_count >= 0),
  reason text,
  origin_id text,
  recorded_at timestamptz NOT NULL,
  recorded_by text NOT NULL,
  PRIMARY KEY (patient_id, id),
  FOREIGN KEY (patient_id, document_id) REFERENCES documents.document (patient_id, id),
  CONSTRAINT version_number_is_its_own UNIQUE (patient_id, document_id, number)
);
COMMENT ON TABLE documents.version IS 'Content as it was at one time. A later version replaces an earlier one in view; none is ever changed.';
COMMENT ON COLUMN documents.version.patient_id IS 'Whose.';
COMMENT ON COLUMN documents.version.id IS 'UUID v7.';
COMMENT ON COLUMN documents.version.facility_id IS 'As the document''s.';
COMMENT ON COLUMN documents.version.labels IS 'As the document''s.';
COMMENT ON COLUMN documents.version.document_id IS 'Which document.';
COMMENT ON COLUMN documents.version.number IS '1, 2, 3 ...';
COMMENT ON COLUMN documents.version.page_count IS 'Pages; 0 where the content has none (audio, data).';
COMMENT ON COLUMN documents.version.reason IS 'Why it replaced the one before.';
COMMENT ON COLUMN documents.version.origin_id IS 'The number that the source gave this version.';
COMMENT ON COLUMN documents.version.recorded_at IS 'When entered here.';
COMMENT ON COLUMN documents.version.recorded_by IS 'Actor id.';
SELECT platform.protect('documents.version');

CREATE TABLE documents.page (
  patient_id uuid NOT NULL,
  id uuid NOT NULL,
  facility_id uuid NOT NULL,
  labels bigint NOT NULL DEFAULT 0,
  document_id uuid NOT NULL,
  version_id uuid NOT NULL,
  number integer NOT NULL CONSTRAINT pages_count_from_one CHECK (number >= 1),
  width integer,
  height integer,
  confidence real CONSTRAINT confidence_is_a_percentage CHECK (confidence BETWEEN 0 AND 100),
  PRIMARY KEY (patient_id, id),
  FOREIGN KEY (patient_id, document_id) REFERENCES documents.document (patient_id, id),
  FOREIGN KEY (patient_id, version_id) REFERENCES documents.version (patient_id, id),
  CONSTRAINT page_number_is_its_own UNIQUE (patient_id, version_id, number)
);
COMMENT ON TABLE documents.page IS 'One page of a version.';
COMMENT ON COLUMN documents.page.patient_id IS 'Whose.';
COMMENT ON COLUMN documents.page.id IS 'UUID v7.';
COMMENT ON COLUMN documents.page.facility_id IS 'As the document''s.';
COMMENT ON COLUMN documents.page.labels IS 'As the document''s.';
COMMENT ON COLUMN documents.page.document_id IS 'Which document.';
COMMENT ON COLUMN documents.page.version_id IS 'Which version.';
COMMENT ON COLUMN documents.page.number IS '1, 2, 3 ...';
COMMENT ON COLUMN documents.page.width IS 'Pixels of the page image.';
COMMENT ON COLUMN documents.page.height IS 'Pixels of the page image.';
COMMENT ON COLUMN documents.page.confidence IS 'Mean confidence of the text as read; none where it came as text.';
SELECT platform.protect('documents.page');

CREATE TABLE documents.rendition (
  patient_id uuid NOT NULL,
  id uuid NOT NULL,
  facility_id uuid NOT NULL,
  labels bigint NOT NULL DEFAULT 0,
  document_id uuid NOT NULL,
  version_id uuid NOT NULL,
  page_id uuid,
  kind text NOT NULL CONSTRAINT rendition_kind_is_known CHECK (kind IN ('original', 'searchable', 'page-image', 'thumbnail', 'text', 'words', 'redacted', 'amendment')),
  media_type text NOT NULL,
  file_name text,
  blob_address text NOT NULL REFERENCES platform.blob (address),
  recorded_at timestamptz NOT NULL,
  recorded_by text NOT NULL,
  PRIMARY KEY (patient_id, id),
  FOREIGN KEY (patient_id, document_id) REFERENCES documents.document (patient_id, id),
  FOREIGN KEY (patient_id, version_id) REFERENCES documents.version (patient_id, id),
  FOREIGN KEY (patient_id, page_id) REFERENCES documents.page (patient_id, id)
);
COMMENT ON TABLE documents.rendition IS 'One form of a version or page as an encrypted blob: the original as it came, what was made of it for reading, searching, showing, releasing.';
COMMENT ON COLUMN documents.rendition.patient_id IS 'Whose.';
COMMENT ON COLUMN documents.rendition.id IS 'UUID v7.';
COMMENT ON COLUMN documents.rendition.facility_id IS 'As the document''s.';
COMMENT ON COLUMN documents.rendition.labels IS 'As the document''s.';
COMMENT ON COLUMN documents.rendition.document_id IS 'Which document.';
COMMENT ON COLUMN documents.rendition.version_id IS 'Which version.';
COMMENT ON COLUMN documents.rendition.page_id IS 'Which page; none: of the whole version.';
COMMENT ON COLUMN documents.rendition.kind IS 'Which form.';
COMMENT ON COLUMN documents.rendition.media_type IS 'By content, not by the name it came with.';
COMMENT ON COLUMN documents.rendition.file_name IS 'Name the original came with.';
COMMENT ON COLUMN documents.rendition.blob_address IS 'Where the bytes lie.';
COMMENT ON COLUMN documents.rendition.recorded_at IS 'When entered here.';
COMMENT ON COLUMN documents.rendition.recorded_by IS 'Actor id.';
CREATE INDEX rendition_of_version ON documents.rendition (patient_id, version_id, kind);
CREATE UNIQUE INDEX page_has_one_of_a_kind ON documents.rendition (patient_id, page_id, kind) WHERE kind IN ('page-image', 'thumbnail', 'text', 'words');
CREATE INDEX rendition_of_blob ON documents.rendition (blob_address);
SELECT platform.protect('documents.rendition');

CREATE TABLE documents.signature (
  patient_id uuid NOT NULL,
  id uuid NOT NULL,
  facility_id uuid NOT NULL,
  labels bigint NOT NULL DEFAULT 0,
  document_id uuid NOT NULL,
  version_id uuid NOT NULL,
  role text NOT NULL CONSTRAINT signer_role_is_known CHECK (role IN ('author', 'co-author', 'cosigner', 'interpreter', 'practitioner', 'patient', 'representative', 'witness', 'transcriptionist', 'verifier')),
  signer_name text NOT NULL,
  signer_practitioner_id uuid REFERENCES directory.practitioner (id),
  signed_at timestamptz NOT NULL,
  how text NOT NULL CONSTRAINT signing_is_known CHECK (how IN ('electronic', 'ink', 'stamp', 'source-system')),
  recorded_at timestamptz NOT NULL,
  recorded_by text NOT NULL,
  PRIMARY KEY (patient_id, id),
  FOREIGN KEY (patient_id, document_id) REFERENCES documents.document (patient_id, id),
  FOREIGN KEY (patient_id, version_id) REFERENCES documents.version (patient_id, id)
);
COMMENT ON TABLE documents.signature IS 'Who signed which version, in what role, when and how. The authentication state is derived from these rows and the type.';
COMMENT ON COLUMN documents.signature.patient_id IS 'Whose.';
COMMENT ON COLUMN documents.signature.id IS 'UUID v7.';
COMMENT ON COLUMN documents.signature.facility_id IS 'As the document''s.';
COMMENT ON COLUMN documents.signature.labels IS 'As the document''s.';
COMMENT ON COLUMN documents.signature.document_id IS 'Which document.';
COMMENT ON COLUMN documents.signature.version_id IS 'The version that was signed.';
COMMENT ON COLUMN documents.signature.role IS 'As what.';
COMMENT ON COLUMN documents.signature.signer_name IS 'As signed.';
COMMENT ON COLUMN documents.signature.signer_practitioner_id IS 'The signer, where known as a practitioner.';
COMMENT ON COLUMN documents.signature.signed_at IS 'When it was signed.';
COMMENT ON COLUMN documents.signature.how IS 'By act here, by ink or stamp seen on the page, or told by the source system.';
COMMENT ON COLUMN documents.signature.recorded_at IS 'When entered here.';
COMMENT ON COLUMN documents.signature.recorded_by IS 'Actor id.';
CREATE INDEX signature_of_document ON documents.signature (patient_id, document_id);
SELECT platform.protect('documents.signature');

CREATE TABLE documents.label (
  patient_id uuid NOT NULL,
  id uuid NOT NULL,
  facility_id uuid NOT NULL,
  labels bigint NOT NULL DEFAULT 0,
  document_id uuid NOT NULL,
  class text NOT NULL,
  bit bigint NOT NULL CONSTRAINT label_is_one_bit CHECK (bit > 0 AND (bit & (bit - 1)) = 0),
  basis text NOT NULL CONSTRAINT label_basis_is_known CHECK (basis IN ('type', 'source', 'rule', 'person')),
  reason text,
  lifted_at timestamptz,
  lifted_by text,
  lift_reason text,
  recorded_at timestamptz NOT NULL,
  recorded_by text NOT NULL,
  PRIMARY KEY (patient_id, id),
  FOREIGN KEY (patient_id, document_id) REFERENCES documents.document (patient_id, id),
  CONSTRAINT label_is_lifted_by_somebody CHECK ((lifted_at IS NULL) = (lifted_by IS NULL) AND (lifted_at IS NULL) = (lift_reason IS NULL))
);
COMMENT ON TABLE documents.label IS 'Why a document is sensitive, one row a class. The mask in labels columns follows from the rows in force.';
COMMENT ON COLUMN documents.label.patient_id IS 'Whose.';
COMMENT ON COLUMN documents.label.id IS 'UUID v7.';
COMMENT ON COLUMN documents.label.facility_id IS 'As the document''s.';
COMMENT ON COLUMN documents.label.labels IS 'As the document''s.';
COMMENT ON COLUMN documents.label.document_id IS 'Which document.';
COMMENT ON COLUMN documents.label.class IS 'Class of access/labels.ts.';
COMMENT ON COLUMN documents.label.bit IS 'Its bit.';
COMMENT ON COLUMN documents.label.basis IS 'Who said so: the catalogue, the sending system, a rule, a person.';
COMMENT ON COLUMN documents.label.reason IS 'In words, where a person said so.';
COMMENT ON COLUMN documents.label.lifted_at IS 'When it ended.';
COMMENT ON COLUMN documents.label.lifted_by IS 'Actor id.';
COMMENT ON COLUMN documents.label.lift_reason IS 'Why it ended.';
COMMENT ON COLUMN documents.label.recorded_at IS 'When entered here.';
COMMENT ON COLUMN documents.label.recorded_by IS 'Actor id.';
CREATE UNIQUE INDEX label_in_force_once ON documents.label (patient_id, document_id, class) WHERE lifted_at IS NULL;
SELECT platform.protect('documents.label');

CREATE TABLE documents.entered_in_error (
  patient_id uuid NOT NULL,
  id uuid NOT NULL,
  facility_id uuid NOT NULL,
  labels bigint NOT NULL DEFAULT 0,
  document_id uuid NOT NULL,
  cause text NOT NULL CONSTRAINT error_cause_is_known CHECK (cause IN ('wrong-patient', 'wrong-encounter', 'wrong-type', 'duplicate', 'unreadable', 'source-cancelled', 'not-part-of-record', 'other')),
  reason text NOT NULL,
  withdrawn_at timestamptz,
  withdrawn_by text,
  withdraw_reason text,
  recorded_at timestamptz NOT NULL,
  recorded_by text NOT NULL,
  PRIMARY KEY (patient_id, id),
  FOREIGN KEY (patient_id, document_id) REFERENCES documents.document (patient_id, id),
  CONSTRAINT error_is_withdrawn_by_somebody CHECK ((withdrawn_at IS NULL) = (withdrawn_by IS NULL) AND (withdrawn_at IS NULL) = (withdraw_reason IS NULL))
);
COMMENT ON TABLE documents.entered_in_error IS 'That a document should not stand where it stands. It stays readable to those who may, struck through, and is never released.';
COMMENT ON COLUMN documents.entered_in_error.patient_id IS 'Whose.';
COMMENT ON COLUMN documents.entered_in_error.id IS 'UUID v7.';
COMMENT ON COLUMN documents.entered_in_error.facility_id IS 'As the document''s.';
COMMENT ON COLUMN documents.entered_in_error.labels IS 'As the document''s.';
COMMENT ON COLUMN documents.entered_in_error.document_id IS 'Which document.';
COMMENT ON COLUMN documents.entered_in_error.cause IS 'What was wrong.';
COMMENT ON COLUMN documents.entered_in_error.reason IS 'In words.';
COMMENT ON COLUMN documents.entered_in_error.withdrawn_at IS 'Set when the marking itself was wrong.';
COMMENT ON COLUMN documents.entered_in_error.withdrawn_by IS 'Actor id.';
COMMENT ON COLUMN documents.entered_in_error.withdraw_reason IS 'Why it was wrong.';
COMMENT ON COLUMN documents.entered_in_error.recorded_at IS 'When entered here.';
COMMENT ON COLUMN documents.entered_in_error.recorded_by IS 'Actor id.';
CREATE UNIQUE INDEX error_in_force_once ON documents.entered_in_error (patient_id, document_id) WHERE withdrawn_at IS NULL;
SELECT platform.protect('documents.entered_in_error');

CREATE TABLE documents.link (
  patient_id uuid NOT NULL,
  id uuid NOT NULL,
  facility_id uuid NOT NULL,
  labels bigint NOT NULL DEFAULT 0,
  document_id uuid NOT NULL,
  kind text NOT NULL CONSTRAINT link_kind_is_known CHECK (kind IN ('moved-to', 'moved-from', 'appends', 'appended-by', 'replaces', 'replaced-by')),
  other_patient_id uuid NOT NULL,
  other_document_id uuid NOT NULL,
  recorded_at timestamptz NOT NULL,
  recorded_by text NOT NULL,
  PRIMARY KEY (patient_id, id),
  FOREIGN KEY (patient_id, document_id) REFERENCES documents.document (patient_id, id),
  FOREIGN KEY (other_patient_id, other_document_id) REFERENCES documents.document (patient_id, id)
);
COMMENT ON TABLE documents.link IS 'How two documents hang together, one row on each side so that either record tells it.';
COMMENT ON COLUMN documents.link.patient_id IS 'Whose.';
COMMENT ON COLUMN documents.link.id IS 'UUID v7.';
COMMENT ON COLUMN documents.link.facility_id IS 'As the document''s.';
COMMENT ON COLUMN documents.link.labels IS 'As the document''s.';
COMMENT ON COLUMN documents.link.document_id IS 'This side.';
COMMENT ON COLUMN documents.link.kind IS 'What the other is to this one.';
COMMENT ON COLUMN documents.link.other_patient_id IS 'Record of the other side.';
COMMENT ON COLUMN documents.link.other_document_id IS 'The other side.';
COMMENT ON COLUMN documents.link.recorded_at IS 'When entered here.';
COMMENT ON COLUMN documents.link.recorded_by IS 'Actor id.';
CREATE INDEX link_of_document ON documents.link (patient_id, document_id);
SELECT platform.protect('documents.link');

CREATE TABLE documents.amendment (
  patient_id uuid NOT NULL,
  id uuid NOT NULL,
  facility_id uuid NOT NULL,
  labels bigint NOT NULL DEFAULT 0,
  document_id uuid NOT NULL,
  version_id uuid NOT NULL,
  kind text NOT NULL CONSTRAINT amendment_kind_is_known CHECK (kind IN ('amendment', 'addendum', 'correction', 'late-entry')),
  rendition_id uuid NOT NULL,
  author_name text NOT NULL,
  author_practitioner_id uuid REFERENCES directory.practitioner (id),
  reason text NOT NULL,
  happened_at timestamptz,
  at_request_of text NOT NULL DEFAULT 'author' CONSTRAINT amendment_request_is_known CHECK (at_request_of IN ('author', 'patient', 'facility')),
  recorded_at timestamptz NOT NULL,
  recorded_by text NOT NULL,
  PRIMARY KEY (patient_id, id),
  FOREIGN KEY (patient_id, document_id) REFERENCES documents.document (patient_id, id),
  FOREIGN KEY (patient_id, version_id) REFERENCES documents.version (patient_id, id),
  FOREIGN KEY (patient_id, rendition_id) REFERENCES documents.rendition (patient_id, id),
  CONSTRAINT late_entry_says_when CHECK (kind <> 'late-entry' OR happened_at IS NOT NULL)
);
COMMENT ON TABLE documents.amendment IS 'What was said about a document after it was made. Four things told apart: an amendment changes, an addendum adds, a correction puts right, a late entry tells late what was not told in time. The document itself stays as it was.';
COMMENT ON COLUMN documents.amendment.patient_id IS 'Whose.';
COMMENT ON COLUMN documents.amendment.id IS 'UUID v7.';
COMMENT ON COLUMN documents.amendment.facility_id IS 'As the document''s.';
COMMENT ON COLUMN documents.amendment.labels IS 'As the document''s.';
COMMENT ON COLUMN documents.amendment.document_id IS 'Which document.';
COMMENT ON COLUMN documents.amendment.version_id IS 'The version it speaks of.';
COMMENT ON COLUMN documents.amendment.kind IS 'Which of the four.';
COMMENT ON COLUMN documents.amendment.rendition_id IS 'Its words, as an encrypted blob of the same unit.';
COMMENT ON COLUMN documents.amendment.author_name IS 'Who says it.';
COMMENT ON COLUMN documents.amendment.author_practitioner_id IS 'Who says it, where known as a practitioner.';
COMMENT ON COLUMN documents.amendment.reason IS 'Why now.';
COMMENT ON COLUMN documents.amendment.happened_at IS 'When that happened which a late entry tells of.';
COMMENT ON COLUMN documents.amendment.at_request_of IS 'The patient may ask for an amendment (45 CFR 164.526).';
COMMENT ON COLUMN documents.amendment.recorded_at IS 'When entered here.';
COMMENT ON COLUMN documents.amendment.recorded_by IS 'Actor id.';
CREATE INDEX amendment_of_document ON documents.amendment (patient_id, document_id);
SELECT platform.protect('documents.amendment');

CREATE TABLE documents.change (
  patient_id uuid NOT NULL,
  id uuid NOT NULL,
  facility_id uuid NOT NULL,
  labels bigint NOT NULL DEFAULT 0,
  document_id uuid NOT NULL,
  before jsonb NOT NULL,
  reason text NOT NULL,
  recorded_at timestamptz NOT NULL,
  recorded_by text NOT NULL,
  PRIMARY KEY (patient_id, id),
  FOREIGN KEY (patient_id, document_id) REFERENCES documents.document (patient_id, id)
);
COMMENT ON TABLE documents.change IS 'What was corrected in the index data of a document, with what it was before.';
COMMENT ON COLUMN documents.change.patient_id IS 'Whose.';
COMMENT ON COLUMN documents.change.id IS 'UUID v7.';
COMMENT ON COLUMN documents.change.facility_id IS 'As the document''s.';
COMMENT ON COLUMN documents.change.labels IS 'As the document''s.';
COMMENT ON COLUMN documents.change.document_id IS 'Which document.';
COMMENT ON COLUMN documents.change.before IS 'Type, encounter, date, title, author as they were.';
COMMENT ON COLUMN documents.change.reason IS 'Why.';
COMMENT ON COLUMN documents.change.recorded_at IS 'When entered here.';
COMMENT ON COLUMN documents.change.recorded_by IS 'Actor id.';
CREATE INDEX change_of_document ON documents.change (patient_id, document_id);
SELECT platform.protect('documents.change');

CREATE TABLE documents.legal_hold (
  patient_id uuid NOT NULL REFERENCES patients.patient (id),
  id uuid NOT NULL,
  facility_id uuid NOT NULL REFERENCES directory.facility (id),
  labels bigint NOT NULL DEFAULT 0,
  encounter_id uuid,
  unit_id uuid,
  matter text NOT NULL,
  placed_at timestamptz NOT NULL,
  placed_by text NOT NULL,
  PRIMARY KEY (patient_id, id),
  FOREIGN KEY (patient_id, encounter_id) REFERENCES encounters.encounter (patient_id, id),
  FOREIGN KEY (patient_id, unit_id) REFERENCES documents.unit (patient_id, id),
  CONSTRAINT hold_names_one_thing CHECK (encounter_id IS NULL OR unit_id IS NULL)
);
COMMENT ON TABLE documents.legal_hold IS 'That something must survive. It names a patient (with everything merged), an encounter or a unit. Retention asks only: any hold?';
COMMENT ON COLUMN documents.legal_hold.patient_id IS 'Whose.';
COMMENT ON COLUMN documents.legal_hold.id IS 'UUID v7.';
COMMENT ON COLUMN documents.legal_hold.facility_id IS 'Who holds.';
COMMENT ON COLUMN documents.legal_hold.labels IS 'As the patient''s.';
COMMENT ON COLUMN documents.legal_hold.encounter_id IS 'Holds one encounter.';
COMMENT ON COLUMN documents.legal_hold.unit_id IS 'Holds one unit.';
COMMENT ON COLUMN documents.legal_hold.matter IS 'What it is for: the case, audit or request.';
COMMENT ON COLUMN documents.legal_hold.placed_at IS 'When.';
COMMENT ON COLUMN documents.legal_hold.placed_by IS 'Actor id.';
SELECT platform.protect('documents.legal_hold');

CREATE TABLE documents.legal_hold_lift (
  patient_id uuid NOT NULL,
  id uuid NOT NULL,
  facility_id uuid NOT NULL,
  labels bigint NOT NULL DEFAULT 0,
  hold_id uuid NOT NULL,
  reason text NOT NULL,
  lifted_at timestamptz NOT NULL,
  lifted_by text NOT NULL,
  PRIMARY KEY (patient_id, id),
  FOREIGN KEY (patient_id, hold_id) REFERENCES documents.legal_hold (patient_id, id),
  CONSTRAINT hold_is_lifted_once UNIQUE (patient_id, hold_id)
);
COMMENT ON TABLE documents.legal_hold_lift IS 'That a hold ended.';
COMMENT ON COLUMN documents.legal_hold_lift.patient_id IS 'Whose.';
COMMENT ON COLUMN documents.legal_hold_lift.id IS 'UUID v7.';
COMMENT ON COLUMN documents.legal_hold_lift.facility_id IS 'As the hold''s.';
COMMENT ON COLUMN documents.legal_hold_lift.labels IS 'As the hold''s.';
COMMENT ON COLUMN documents.legal_hold_lift.hold_id IS 'Which hold.';
COMMENT ON COLUMN documents.legal_hold_lift.reason IS 'Why it ended.';
COMMENT ON COLUMN documents.legal_hold_lift.lifted_at IS 'When.';
COMMENT ON COLUMN documents.legal_hold_lift.lifted_by IS 'Actor id.';
SELECT platform.protect('documents.legal_hold_lift');

CREATE TABLE documents.destruction (
  patient_id uuid NOT NULL,
  id uuid NOT NULL,
  facility_id uuid NOT NULL,
  labels bigint NOT NULL DEFAULT 0,
  unit_id uuid NOT NULL,
  basis text NOT NULL,
  reason_ids text[] NOT NULL,
  ordered_at timestamptz NOT NULL,
  ordered_by text NOT NULL,
  PRIMARY KEY (patient_id, id),
  FOREIGN KEY (patient_id, unit_id) REFERENCES documents.unit (patient_id, id),
  CONSTRAINT unit_is_destroyed_once UNIQUE (patient_id, unit_id)
);
COMMENT ON TABLE documents.destruction IS 'The tombstone of a unit: written before its key slot is overwritten, never taken back. A trigger refuses it under a hold.';
COMMENT ON COLUMN documents.destruction.patient_id IS 'Whose.';
COMMENT ON COLUMN documents.destruction.id IS 'UUID v7.';
COMMENT ON COLUMN documents.destruction.facility_id IS 'As the unit''s.';
COMMENT ON COLUMN documents.destruction.labels IS 'As the unit''s.';
COMMENT ON COLUMN documents.destruction.unit_id IS 'Which unit.';
COMMENT ON COLUMN documents.destruction.basis IS 'Certificate or order under which it was destroyed.';
COMMENT ON COLUMN documents.destruction.reason_ids IS 'Rules that made it eligible.';
COMMENT ON COLUMN documents.destruction.ordered_at IS 'When.';
COMMENT ON COLUMN documents.destruction.ordered_by IS 'Actor id.';
SELECT platform.protect('documents.destruction');

CREATE TABLE documents.words (
  patient_id uuid NOT NULL,
  id uuid NOT NULL,
  facility_id uuid NOT NULL,
  labels bigint NOT NULL DEFAULT 0,
  document_id uuid NOT NULL,
  version_id uuid NOT NULL,
  vector tsvector NOT NULL,
  page_numbers integer[] NOT NULL,
  page_starts integer[] NOT NULL,
  PRIMARY KEY (patient_id, id),
  FOREIGN KEY (patient_id, document_id) REFERENCES documents.document (patient_id, id),
  FOREIGN KEY (patient_id, version_id) REFERENCES documents.version (patient_id, id),
  CONSTRAINT words_name_their_pages CHECK (cardinality(page_numbers) = cardinality(page_starts))
);
COMMENT ON TABLE documents.words IS 'What the current version of a document can be found by. A long document has several rows of at most 16,000 words each, because PostgreSQL counts positions to 16,383.';
COMMENT ON COLUMN documents.words.patient_id IS 'Whose.';
COMMENT ON COLUMN documents.words.id IS 'UUID v7.';
COMMENT ON COLUMN documents.words.facility_id IS 'As the document''s.';
COMMENT ON COLUMN documents.words.labels IS 'As the document''s.';
COMMENT ON COLUMN documents.words.document_id IS 'Which document.';
COMMENT ON COLUMN documents.words.version_id IS 'Which version.';
COMMENT ON COLUMN documents.words.vector IS 'Lexemes with positions, English stems.';
COMMENT ON COLUMN documents.words.page_numbers IS 'Pages in this row, in order; 0 stands for amendments.';
COMMENT ON COLUMN documents.words.page_starts IS 'First position of each of them: a position names its page.';
CREATE INDEX words_of_document ON documents.words (patient_id, document_id);
CREATE INDEX words_by_lexeme ON documents.words USING gin (vector);
SELECT platform.protect('documents.words');

CREATE TABLE documents.ticket (
  patient_id uuid NOT NULL,
  id uuid NOT NULL,
  facility_id uuid NOT NULL,
  labels bigint NOT NULL DEFAULT 0,
  rendition_id uuid NOT NULL,
  secret_hash bytea NOT NULL,
  actor_id text NOT NULL,
  session_hash text,
  issued_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  PRIMARY KEY (patient_id, id),
  FOREIGN KEY (patient_id, rendition_id) REFERENCES documents.rendition (patient_id, id)
);
COMMENT ON TABLE documents.ticket IS 'Leave to fetch one original within a short time, for one session. The address carries 256 random bits; only their digest is here.';
COMMENT ON COLUMN documents.ticket.patient_id IS 'Whose.';
COMMENT ON COLUMN documents.ticket.id IS 'UUID v7.';
COMMENT ON COLUMN documents.ticket.facility_id IS 'As the document''s.';
COMMENT ON COLUMN documents.ticket.labels IS 'As the document''s.';
COMMENT ON COLUMN documents.ticket.rendition_id IS 'What may be fetched.';
COMMENT ON COLUMN documents.ticket.secret_hash IS 'SHA-256 of the secret in the address.';
COMMENT ON COLUMN documents.ticket.actor_id IS 'Who may fetch it.';
COMMENT ON COLUMN documents.ticket.session_hash IS 'From which session.';
COMMENT ON COLUMN documents.ticket.issued_at IS 'When.';
COMMENT ON COLUMN documents.ticket.expires_at IS 'Until when.';
CREATE INDEX ticket_by_secret ON documents.ticket (secret_hash);
SELECT platform.protect('documents.ticket');

-- Labels: rows in force and the patient's own make the mask; one function keeps all tables of a document at it.

CREATE FUNCTION documents.relabel(of_patient uuid, of_document uuid) RETURNS bigint
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE mask bigint;
BEGIN
  SELECT p.labels | coalesce((SELECT bit_or(l.bit) FROM documents.label l
                              WHERE l.patient_id = of_patient AND l.document_id = of_document AND l.lifted_at IS NULL), 0)
    INTO mask FROM patients.patient p WHERE p.id = of_patient;
  UPDATE documents.unit u SET labels = mask FROM documents.document d
    WHERE d.patient_id = of_patient AND d.id = of_document AND u.patient_id = of_patient AND u.id = d.unit_id AND u.labels <> mask;
  UPDATE documents.document SET labels = mask WHERE patient_id = of_patient AND id = of_document AND labels <> mask;
  UPDATE documents.version SET labels = mask WHERE patient_id = of_patient AND document_id = of_document AND labels <> mask;
  UPDATE documents.page SET labels = mask FROM documents.version v
    WHERE page.patient_id = of_patient AND page.version_id = v.id AND v.patient_id = of_patient AND v.document_id = of_document AND page.labels <> mask;
  UPDATE documents.rendition SET labels = mask FROM documents.version v
    WHERE rendition.patient_id = of_patient AND rendition.version_id = v.id AND v.patient_id = of_patient AND v.document_id = of_document AND rendition.labels <> mask;
  UPDATE documents.signature SET labels = mask WHERE patient_id = of_patient AND document_id = of_document AND labels <> mask;
  UPDATE documents.label SET labels = mask WHERE patient_id = of_patient AND document_id = of_document AND labels <> mask;
  UPDATE documents.entered_in_error SET labels = mask WHERE patient_id = of_patient AND document_id = of_document AND labels <> mask;
  UPDATE documents.link SET labels = mask WHERE patient_id = of_patient AND document_id = of_document AND labels <> mask;
  UPDATE documents.amendment SET labels = mask WHERE patient_id = of_patient AND document_id = of_document AND labels <> mask;
  UPDATE documents.change SET labels = mask WHERE patient_id = of_patient AND document_id = of_document AND labels <> mask;
  UPDATE documents.words SET labels = mask WHERE patient_id = of_patient AND document_id = of_document AND labels <> mask;
  RETURN mask;
END $$;
COMMENT ON FUNCTION documents.relabel(uuid, uuid) IS 'Puts the mask that follows from the patient and the label rows in force on every row of a document. SECURITY DEFINER, because whoever labels a document may thereby lose sight of it.';
REVOKE ALL ON FUNCTION documents.relabel(uuid, uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION documents.relabel(uuid, uuid) TO chartkeeper_app, chartkeeper_jobs;

-- A blob belongs to one unit: that of the key slot it is encrypted under.

CREATE FUNCTION documents.check_rendition() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF NOT EXISTS (
    SELECT FROM documents.document d
      JOIN documents.unit u ON u.patient_id = d.patient_id AND u.id = d.unit_id
      JOIN platform.blob b ON b.address = NEW.blob_address AND b.slot = u.key_slot
      WHERE d.patient_id = NEW.patient_id AND d.id = NEW.document_id)
  THEN RAISE EXCEPTION 'The blob of a rendition is encrypted under the key slot of its document''s unit.'
    USING ERRCODE = 'check_violation', CONSTRAINT = 'rendition_is_of_its_unit';
  END IF;
  RETURN NEW;
END $$;
COMMENT ON FUNCTION documents.check_rendition() IS 'Nothing is shared between units: else destroying one would leave, or take, the content of another.';
CREATE TRIGGER rendition_is_of_its_unit BEFORE INSERT ON documents.rendition FOR EACH ROW EXECUTE FUNCTION documents.check_rendition();

-- Holds. One lock a person orders placing a hold and destroying, so that neither overtakes the other unseen.

CREATE FUNCTION documents.lock_person(of_patient uuid) RETURNS uuid
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE person uuid;
BEGIN
  person := coalesce((SELECT m.survivor_id FROM patients.member m WHERE m.patient_id = of_patient), of_patient);
  PERFORM pg_advisory_xact_lock(hashtextextended('documents.hold ' || person::text, 0));
  RETURN person;
END $$;
COMMENT ON FUNCTION documents.lock_person(uuid) IS 'Serialises holds and destructions of one person; returns the surviving registration.';
REVOKE ALL ON FUNCTION documents.lock_person(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION documents.lock_person(uuid) TO chartkeeper_app, chartkeeper_jobs;

CREATE FUNCTION documents.holds_on_unit(of_patient uuid, of_unit uuid) RETURNS SETOF uuid
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT h.id
  FROM documents.unit u
  JOIN patients.member mine ON mine.patient_id = u.patient_id
  JOIN patients.member theirs ON theirs.survivor_id = mine.survivor_id
  JOIN documents.legal_hold h ON h.patient_id = theirs.patient_id
  WHERE u.patient_id = of_patient AND u.id = of_unit
    AND NOT EXISTS (SELECT FROM documents.legal_hold_lift l WHERE l.patient_id = h.patient_id AND l.hold_id = h.id)
    AND (CASE WHEN h.unit_id IS NOT NULL THEN h.patient_id = u.patient_id AND h.unit_id = u.id
              WHEN h.encounter_id IS NOT NULL THEN h.patient_id = u.patient_id
                AND (h.encounter_id = u.encounter_id
                     OR EXISTS (SELECT FROM documents.document d WHERE d.patient_id = u.patient_id AND d.unit_id = u.id AND d.encounter_id = h.encounter_id))
              ELSE true END)
$$;
COMMENT ON FUNCTION documents.holds_on_unit(uuid, uuid) IS 'Holds in force on a unit: its own, its encounter''s, and those of the person under every merged registration. SECURITY DEFINER: a hold holds whoever may see it.';
REVOKE ALL ON FUNCTION documents.holds_on_unit(uuid, uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION documents.holds_on_unit(uuid, uuid) TO chartkeeper_app, chartkeeper_jobs;

CREATE FUNCTION documents.refuse_under_hold() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  of_patient uuid;
  of_unit uuid;
BEGIN
  IF TG_TABLE_NAME = 'destruction' THEN
    of_patient := NEW.patient_id; of_unit := NEW.unit_id;
  ELSIF TG_TABLE_NAME = 'unit' THEN
    of_patient := OLD.patient_id; of_unit := OLD.id;
  ELSE
    of_patient := OLD.patient_id;
    of_unit := (SELECT d.unit_id FROM documents.document d WHERE d.patient_id = OLD.patient_id AND d.id = OLD.document_id);
  END IF;
  PERFORM documents.lock_person(of_patient);
  IF EXISTS (SELECT FROM documents.holds_on_unit(of_patient, of_unit)) THEN
    RAISE EXCEPTION 'The unit is under a legal hold.'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'no_destruction_under_a_hold';
  END IF;
  RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
COMMENT ON FUNCTION documents.refuse_under_hold() IS 'The last line against spoliation: whatever asks, a unit under hold is neither ordered destroyed nor deleted.';
CREATE TRIGGER no_destruction_under_a_hold BEFORE INSERT ON documents.destruction FOR EACH ROW EXECUTE FUNCTION documents.refuse_under_hold();
CREATE TRIGGER no_unit_deleted_under_a_hold BEFORE DELETE ON documents.unit FOR EACH ROW EXECUTE FUNCTION documents.refuse_under_hold();
CREATE TRIGGER no_rendition_deleted_under_a_hold BEFORE DELETE ON documents.rendition FOR EACH ROW EXECUTE FUNCTION documents.refuse_under_hold();

-- Full text.

CREATE FUNCTION documents.put_words(of_patient uuid, of_document uuid, of_version uuid, row_ids uuid[], at_facility uuid, mask bigint, numbers integer[], texts text[])
  RETURNS integer LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  vector tsvector := '';
  page tsvector;
  reach integer;
  used integer := 0;
  page_numbers integer[] := '{}';
  page_starts integer[] := '{}';
  written integer := 0;
BEGIN
  FOR i IN 1 .. cardinality(texts) LOOP
    page := to_tsvector('pg_catalog.english', texts[i]);
    reach := coalesce((SELECT max(position) FROM unnest(page) AS each (lexeme, positions, weights), unnest(positions) AS position), 0);
    CONTINUE WHEN reach = 0;
    -- Positions end at 16,383 and a vector at 1 MiB; what would pass either begins a row of its own.
    IF used > 0 AND (used + reach > 16000 OR pg_column_size(vector) + pg_column_size(page) > 900000) THEN
      written := written + 1;
      INSERT INTO documents.words (patient_id, id, facility_id, labels, document_id, version_id, vector, page_numbers, page_starts)
        VALUES (of_patient, row_ids[written], at_facility, mask, of_document, of_version, vector, page_numbers, page_starts);
      vector := ''; used := 0; page_numbers := '{}'; page_starts := '{}';
    END IF;
    page_numbers := page_numbers || numbers[i];
    page_starts := page_starts || (used + 1);
    vector := vector || page;
    used := used + reach;
  END LOOP;
  IF used > 0 THEN
    written := written + 1;
    INSERT INTO documents.words (patient_id, id, facility_id, labels, document_id, version_id, vector, page_numbers, page_starts)
      VALUES (of_patient, row_ids[written], at_facility, mask, of_document, of_version, vector, page_numbers, page_starts);
  END IF;
  RETURN written;
END $$;
COMMENT ON FUNCTION documents.put_words(uuid, uuid, uuid, uuid[], uuid, bigint, integer[], text[]) IS 'Writes the words of a version, page by page, and returns the number of rows used. At most one row a page, so as many row ids as pages are handed in.';
REVOKE ALL ON FUNCTION documents.put_words(uuid, uuid, uuid, uuid[], uuid, bigint, integer[], text[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION documents.put_words(uuid, uuid, uuid, uuid[], uuid, bigint, integer[], text[]) TO chartkeeper_app, chartkeeper_jobs;

CREATE FUNCTION documents.pages_hit(vector tsvector, page_numbers integer[], page_starts integer[], lexemes text[])
  RETURNS integer[] LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT coalesce(array_agg(hit.page ORDER BY hit.different DESC, hit.page), '{}') FROM (
    SELECT page_numbers[width_bucket(position, page_starts)] AS page, count(DISTINCT each.lexeme) AS different
    FROM unnest(vector) AS each (lexeme, positions, weights), unnest(each.positions) AS position
    WHERE each.lexeme = ANY (lexemes)
    GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 50) AS hit
$$;
COMMENT ON FUNCTION documents.pages_hit(tsvector, integer[], integer[], text[]) IS 'Pages on which the words asked for stand, those with most of them first.';

CREATE FUNCTION documents.lexemes(asked text) RETURNS text[]
  LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT tsvector_to_array(to_tsvector('pg_catalog.english', regexp_replace(asked, '(^|\s)-("[^"]*"|\S+)', ' ', 'g')))
$$;
COMMENT ON FUNCTION documents.lexemes(text) IS 'Stems of the words asked for, without those excluded by a minus.';

CREATE FUNCTION documents.search_everywhere(asked text, of_types text[], from_on date, to_on date, most integer)
  RETURNS TABLE (patient_id uuid, document_id uuid, words_id uuid, rank real)
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_custom_plan AS $$
#variable_conflict use_column
DECLARE
  query tsquery := websearch_to_tsquery('pg_catalog.english', asked);
  everywhere boolean := platform.scope_everywhere();
  facilities uuid[] := platform.scope_facilities();
  hidden bigint := platform.scope_hidden_labels();
  patients uuid[] := platform.scope_patients();
  glass uuid := platform.scope_glass();
BEGIN
  RETURN QUERY
    WITH found AS (
      SELECT w.patient_id, w.document_id, w.id, w.vector
      FROM documents.words w
      JOIN documents.document d ON d.patient_id = w.patient_id AND d.id = w.document_id
      WHERE w.vector @@ query
        AND (((everywhere OR w.facility_id = ANY (facilities)) AND w.labels & hidden = 0 AND (patients IS NULL OR w.patient_id = ANY (patients)))
             OR w.patient_id = glass)
        AND (of_types IS NULL OR d.type_code = ANY (of_types))
        AND (from_on IS NULL OR d.dated_on >= from_on)
        AND (to_on IS NULL OR d.dated_on <= to_on)
        AND NOT EXISTS (SELECT FROM documents.entered_in_error e
                        WHERE e.patient_id = w.patient_id AND e.document_id = w.document_id AND e.withdrawn_at IS NULL)
      LIMIT 2000)
    SELECT f.patient_id, f.document_id, f.id, ts_rank_cd(f.vector, query) AS rank
    FROM found f ORDER BY rank DESC, f.document_id DESC LIMIT least(most, 200);
END $$;
COMMENT ON FUNCTION documents.search_everywhere(text, text[], date, date, integer) IS 'Documents of any record that hold the words asked for, trimmed to the scope in force, best of the first 2,000 found. SECURITY DEFINER, because full-text operators are not leakproof and would not use their index under row-level security; so it applies the scope itself and returns ids, which the caller joins back to the protected tables.';
REVOKE ALL ON FUNCTION documents.search_everywhere(text, text[], date, date, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION documents.search_everywhere(text, text[], date, date, integer) TO chartkeeper_app, chartkeeper_jobs;

-- Who may write what. Content is append-only; only index data, masks, withdrawals and unit dates change.

GRANT SELECT, INSERT ON ALL TABLES IN SCHEMA documents TO chartkeeper_app, chartkeeper_jobs;
REVOKE INSERT ON documents.type FROM chartkeeper_app, chartkeeper_jobs;
GRANT UPDATE (encounter_id, type_code, dated_on, title, author_name, author_practitioner_id, version) ON documents.document TO chartkeeper_app, chartkeeper_jobs;
GRANT UPDATE (encounter_id, service_from, service_to, closed_on, series) ON documents.unit TO chartkeeper_app, chartkeeper_jobs;
GRANT UPDATE (lifted_at, lifted_by, lift_reason) ON documents.label TO chartkeeper_app, chartkeeper_jobs;
GRANT UPDATE (withdrawn_at, withdrawn_by, withdraw_reason) ON documents.entered_in_error TO chartkeeper_app, chartkeeper_jobs;
GRANT DELETE ON documents.words, documents.ticket TO chartkeeper_app, chartkeeper_jobs;
GRANT SELECT ON ALL TABLES IN SCHEMA documents TO chartkeeper_report, chartkeeper_backup;
REVOKE SELECT ON documents.ticket, documents.words FROM chartkeeper_report;

