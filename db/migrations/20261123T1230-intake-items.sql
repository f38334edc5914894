-- Intake: everything that arrives, until each of its pages is filed or accounted for.

CREATE SCHEMA intake;
COMMENT ON SCHEMA intake IS 'Files and scans from arrival to filing. Pages in = filed + attached to a case + forwarded or returned + discarded with a reason + visible in a queue, always.';
GRANT USAGE ON SCHEMA intake TO chartkeeper_app, chartkeeper_jobs, chartkeeper_report, chartkeeper_backup;

CREATE TABLE intake.item (
  id uuid PRIMARY KEY,
  facility_id uuid NOT NULL REFERENCES directory.facility (id),
  labels bigint NOT NULL DEFAULT 0,
  source text NOT NULL CONSTRAINT source_is_known CHECK (source IN ('upload', 'cli', 'folder', 'demo')),
  source_detail text,
  file_name text NOT NULL,
  bytes bigint NOT NULL,
  digest text NOT NULL,
  key_slot text NOT NULL,
  original_address text NOT NULL REFERENCES platform.blob (address),
  same_as uuid REFERENCES intake.item (id),
  received_at timestamptz NOT NULL,
  received_by text NOT NULL,
  read_at timestamptz,
  media_kind text,
  pages integer CONSTRAINT pages_are_counted_once_read CHECK ((read_at IS NULL) = (pages IS NULL)),
  engine text
);
COMMENT ON TABLE intake.item IS 'One file as it arrived. Its bytes are encrypted under a key slot of its own, since a batch may hold many patients; filing writes each document''s own copy under the document''s slot.';
COMMENT ON COLUMN intake.item.id IS 'UUID v7.';
COMMENT ON COLUMN intake.item.facility_id IS 'Facility that received it.';
COMMENT ON COLUMN intake.item.labels IS 'Sensitivity, where known before filing.';
COMMENT ON COLUMN intake.item.source IS 'How it came.';
COMMENT ON COLUMN intake.item.source_detail IS 'Subfolder, station or feed.';
COMMENT ON COLUMN intake.item.file_name IS 'As the sender called it; never used as a path.';
COMMENT ON COLUMN intake.item.bytes IS 'Length.';
COMMENT ON COLUMN intake.item.digest IS 'Keyed digest of the content: the same file arriving twice is found.';
COMMENT ON COLUMN intake.item.key_slot IS 'Key slot of this source.';
COMMENT ON COLUMN intake.item.original_address IS 'The bytes as they came, never changed.';
COMMENT ON COLUMN intake.item.same_as IS 'An earlier item with the same bytes.';
COMMENT ON COLUMN intake.item.received_at IS 'Safe-stored and acknowledged.';
COMMENT ON COLUMN intake.item.received_by IS 'Actor id.';
COMMENT ON COLUMN intake.item.read_at IS 'When its pages were read.';
COMMENT ON COLUMN intake.item.media_kind IS 'By content: pdf, tiff, png, jpeg.';
COMMENT ON COLUMN intake.item.pages IS 'Pages in; 0 while it cannot be opened.';
COMMENT ON COLUMN intake.item.engine IS 'What read it, with version.';
CREATE INDEX item_newest ON intake.item (received_at DESC, id DESC);
CREATE INDEX item_of_digest ON intake.item (digest);
SELECT platform.protect('intake.item');

CREATE TABLE intake.failure (
  id uuid PRIMARY KEY,
  item_id uuid NOT NULL REFERENCES intake.item (id),
  facility_id uuid NOT NULL,
  labels bigint NOT NULL DEFAULT 0,
  reason text NOT NULL,
  detail text NOT NULL,
  failed_at timestamptz NOT NULL,
  retried_at timestamptz,
  retried_by text
);
COMMENT ON TABLE intake.failure IS 'Why a file could not be read. The item stays visible until a person retries, returns or discards it.';
COMMENT ON COLUMN intake.failure.id IS 'UUID v7.';
COMMENT ON COLUMN intake.failure.item_id IS 'The item.';
COMMENT ON COLUMN intake.failure.facility_id IS 'As the item''s.';
COMMENT ON COLUMN intake.failure.labels IS 'As the item''s.';
COMMENT ON COLUMN intake.failure.reason IS 'encrypted, damaged, too-many-pages, timed-out ...';
COMMENT ON COLUMN intake.failure.detail IS 'A sentence for the desk, without content of the file.';
COMMENT ON COLUMN intake.failure.failed_at IS 'When.';
COMMENT ON COLUMN intake.failure.retried_at IS 'When a person had it read again.';
COMMENT ON COLUMN intake.failure.retried_by IS 'Actor id.';
CREATE INDEX failure_of_item ON intake.failure (item_id, failed_at DESC);
SELECT platform.protect('intake.failure');

CREATE TABLE intake.page (
  item_id uuid NOT NULL REFERENCES intake.item (id),
  number integer NOT NULL CONSTRAINT pages_count_from_one CHECK (number >= 1),
  facility_id uuid NOT NULL,
  labels bigint NOT NULL DEFAULT 0,
  image_address text REFERENCES platform.blob (address),
  thumbnail_address text REFERENCES platform.blob (address),
  text_address text REFERENCES platform.blob (address),
  words_address text REFERENCES platform.blob (address),
  width integer,
  height integer,
  confidence real,
  text_source text,
  blank boolean NOT NULL DEFAULT false,
  quality jsonb NOT NULL DEFAULT '{}',
  barcodes integer NOT NULL DEFAULT 0,
  unreadable_reason text,
  unreadable_detail text,
  PRIMARY KEY (item_id, number),
  CONSTRAINT page_is_shown_or_says_why_not CHECK (image_address IS NOT NULL OR unreadable_reason IS NOT NULL)
);
COMMENT ON TABLE intake.page IS 'One page of an item as read. Unreadable pages are counted and shown like every other.';
COMMENT ON COLUMN intake.page.item_id IS 'The item.';
COMMENT ON COLUMN intake.page.number IS 'From 1, in the order of the file.';
COMMENT ON COLUMN intake.page.facility_id IS 'As the item''s.';
COMMENT ON COLUMN intake.page.labels IS 'As the item''s.';
COMMENT ON COLUMN intake.page.image_address IS 'Upright picture that we encoded.';
COMMENT ON COLUMN intake.page.thumbnail_address IS 'Small picture.';
COMMENT ON COLUMN intake.page.text_address IS 'Text in reading order.';
COMMENT ON COLUMN intake.page.words_address IS 'Words with boxes, confidence and line, and the barcodes, as JSON.';
COMMENT ON COLUMN intake.page.width IS 'Pixels of the picture.';
COMMENT ON COLUMN intake.page.height IS 'Pixels of the picture.';
COMMENT ON COLUMN intake.page.confidence IS 'Mean of the words, 0 to 100.';
COMMENT ON COLUMN intake.page.text_source IS 'text-layer, ocr or blank.';
COMMENT ON COLUMN intake.page.blank IS 'Nothing on it but paper and dust.';
COMMENT ON COLUMN intake.page.quality IS 'dpi, contrast, blur, skew, specks as measured.';
COMMENT ON COLUMN intake.page.barcodes IS 'How many codes were seen.';
COMMENT ON COLUMN intake.page.unreadable_reason IS 'Why there is no picture.';
COMMENT ON COLUMN intake.page.unreadable_detail IS 'The same as a sentence for the desk.';
SELECT platform.protect('intake.page');

CREATE TABLE intake.proposal (
  id uuid PRIMARY KEY,
  item_id uuid NOT NULL REFERENCES intake.item (id),
  facility_id uuid NOT NULL,
  labels bigint NOT NULL DEFAULT 0,
  field text NOT NULL CONSTRAINT field_is_known CHECK (field IN ('patient', 'encounter', 'type', 'date')),
  value text NOT NULL,
  confidence real NOT NULL CONSTRAINT confidence_is_a_share CHECK (confidence BETWEEN 0 AND 1),
  evidence jsonb NOT NULL,
  engine text NOT NULL,
  proposed_at timestamptz NOT NULL
);
COMMENT ON TABLE intake.proposal IS 'What the machine thinks, with its evidence; kept beside what the person decided, so that errors can be counted and learnt from.';
COMMENT ON COLUMN intake.proposal.id IS 'UUID v7.';
COMMENT ON COLUMN intake.proposal.item_id IS 'The item.';
COMMENT ON COLUMN intake.proposal.facility_id IS 'As the item''s.';
COMMENT ON COLUMN intake.proposal.labels IS 'As the item''s.';
COMMENT ON COLUMN intake.proposal.field IS 'patient, encounter, type or date.';
COMMENT ON COLUMN intake.proposal.value IS 'Patient id, encounter id, type code or YYYY-MM-DD.';
COMMENT ON COLUMN intake.proposal.confidence IS '0 to 1; never a licence to file by itself.';
COMMENT ON COLUMN intake.proposal.evidence IS 'Coded reasons with page and zone; no text of the page.';
COMMENT ON COLUMN intake.proposal.engine IS 'Name and version of what proposed.';
COMMENT ON COLUMN intake.proposal.proposed_at IS 'When.';
CREATE INDEX proposal_of_item ON intake.proposal (item_id, field, confidence DESC);
SELECT platform.protect('intake.proposal');

CREATE TABLE intake.decision (
  id uuid PRIMARY KEY,
  item_id uuid NOT NULL REFERENCES intake.item (id),
  facility_id uuid NOT NULL,
  labels bigint NOT NULL DEFAULT 0,
  field text NOT NULL,
  value text NOT NULL,
  proposal_id uuid REFERENCES intake.proposal (id),
  how text NOT NULL,
  decided_at timestamptz NOT NULL,
  decided_by text NOT NULL
);
COMMENT ON TABLE intake.decision IS 'What a person chose for each field, and which proposal stood against it.';
COMMENT ON COLUMN intake.decision.id IS 'UUID v7.';
COMMENT ON COLUMN intake.decision.item_id IS 'The item.';
COMMENT ON COLUMN intake.decision.facility_id IS 'As the item''s.';
COMMENT ON COLUMN intake.decision.labels IS 'As the item''s.';
COMMENT ON COLUMN intake.decision.field IS 'patient, encounter, type, date, or mismatch for a reason given against a warning.';
COMMENT ON COLUMN intake.decision.value IS 'As in proposal; for a mismatch the reason.';
COMMENT ON COLUMN intake.decision.proposal_id IS 'The best proposal at that moment.';
COMMENT ON COLUMN intake.decision.how IS 'accepted, changed or chosen (nothing was proposed).';
COMMENT ON COLUMN intake.decision.decided_at IS 'When.';
COMMENT ON COLUMN intake.decision.decided_by IS 'Actor id.';
CREATE INDEX decision_of_item ON intake.decision (item_id);
SELECT platform.protect('intake.decision');

CREATE TABLE intake.outcome (
  id uuid PRIMARY KEY,
  item_id uuid NOT NULL REFERENCES intake.item (id),
  page_number integer NOT NULL CONSTRAINT zero_is_the_file_itself CHECK (page_number >= 0),
  facility_id uuid NOT NULL,
  labels bigint NOT NULL DEFAULT 0,
  kind text NOT NULL CONSTRAINT outcome_kind_is_known CHECK (kind IN ('filed', 'attached', 'forwarded', 'returned', 'discarded')),
  reason text,
  destination text,
  document_id uuid,
  filed_patient_id uuid,
  decided_at timestamptz NOT NULL,
  decided_by text NOT NULL,
  reversed_at timestamptz,
  reversed_by text,
  CONSTRAINT only_filing_needs_no_reason CHECK (kind = 'filed' OR coalesce(reason, '') <> ''),
  CONSTRAINT filed_pages_name_their_document CHECK ((kind = 'filed') = (document_id IS NOT NULL)),
  CONSTRAINT reversal_has_who_and_when CHECK ((reversed_at IS NULL) = (reversed_by IS NULL))
);
COMMENT ON TABLE intake.outcome IS 'What became of each page. A page has at most one outcome in force; a page without one is in a queue.';
COMMENT ON COLUMN intake.outcome.id IS 'UUID v7.';
COMMENT ON COLUMN intake.outcome.item_id IS 'The item.';
COMMENT ON COLUMN intake.outcome.page_number IS 'The page; 0 stands for a file that could not be opened.';
COMMENT ON COLUMN intake.outcome.facility_id IS 'As the item''s.';
COMMENT ON COLUMN intake.outcome.labels IS 'As the item''s.';
COMMENT ON COLUMN intake.outcome.kind IS 'filed, attached to a case, forwarded to another desk, returned to the sender, discarded.';
COMMENT ON COLUMN intake.outcome.reason IS 'Why, for everything but filing.';
COMMENT ON COLUMN intake.outcome.destination IS 'Desk or sender.';
COMMENT ON COLUMN intake.outcome.document_id IS 'The document it became part of.';
COMMENT ON COLUMN intake.outcome.filed_patient_id IS 'Whose chart.';
COMMENT ON COLUMN intake.outcome.decided_at IS 'When.';
COMMENT ON COLUMN intake.outcome.decided_by IS 'Actor id.';
COMMENT ON COLUMN intake.outcome.reversed_at IS 'When it was undone: the page is back in the queue.';
COMMENT ON COLUMN intake.outcome.reversed_by IS 'Actor id.';
CREATE UNIQUE INDEX one_outcome_in_force_for_each_page ON intake.outcome (item_id, page_number) WHERE reversed_at IS NULL;
CREATE INDEX outcome_of_document ON intake.outcome (document_id) WHERE document_id IS NOT NULL;
SELECT platform.protect('intake.outcome');

GRANT SELECT, INSERT ON ALL TABLES IN SCHEMA intake TO chartkeeper_app, chartkeeper_jobs;
GRANT UPDATE (read_at, media_kind, pages, engine) ON intake.item TO chartkeeper_app, chartkeeper_jobs;
GRANT UPDATE (retried_at, retried_by) ON intake.failure TO chartkeeper_app, chartkeeper_jobs;
GRANT UPDATE (reversed_at, reversed_by) ON intake.outcome TO chartkeeper_app, chartkeeper_jobs;
GRANT SELECT ON ALL TABLES IN SCHEMA intake TO chartkeeper_report, chartkeeper_backup;
