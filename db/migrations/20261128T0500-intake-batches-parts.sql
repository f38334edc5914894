-- Batches, the parts they are cut into, and every state the cutting went through.

CREATE TABLE intake.batch (
  id uuid PRIMARY KEY,
  facility_id uuid NOT NULL REFERENCES directory.facility (id),
  labels bigint NOT NULL DEFAULT 0,
  number bigint GENERATED ALWAYS AS IDENTITY,
  name text,
  box text,
  volume text,
  sides text CONSTRAINT sides_are_known CHECK (sides IN ('simplex', 'duplex')),
  expected_sheets integer CONSTRAINT some_sheets_are_expected CHECK (expected_sheets > 0),
  note text,
  prepared_at timestamptz,
  prepared_by text,
  revision integer NOT NULL DEFAULT 0,
  CONSTRAINT prepared_batch_has_name_who_and_when CHECK ((prepared_at IS NULL) = (prepared_by IS NULL) AND (prepared_at IS NULL OR name IS NOT NULL)),
  CONSTRAINT sheets_are_expected_of_prepared_batches CHECK (expected_sheets IS NULL OR (prepared_at IS NOT NULL AND sides IS NOT NULL))
);
COMMENT ON TABLE intake.batch IS 'What is cut into documents together: a prepared stack of sheets with its count, or one file that came by itself.';
COMMENT ON COLUMN intake.batch.id IS 'UUID v7; that of its file where a file came by itself.';
COMMENT ON COLUMN intake.batch.facility_id IS 'Facility that prepared or received it.';
COMMENT ON COLUMN intake.batch.labels IS 'As the items''.';
COMMENT ON COLUMN intake.batch.number IS 'What the batch sheet says; unique here.';
COMMENT ON COLUMN intake.batch.name IS 'As the clerk called it.';
COMMENT ON COLUMN intake.batch.box IS 'Box the paper is in.';
COMMENT ON COLUMN intake.batch.volume IS 'Volume of a chart the paper is of.';
COMMENT ON COLUMN intake.batch.sides IS 'simplex: one image a sheet; duplex: two.';
COMMENT ON COLUMN intake.batch.expected_sheets IS 'Sheets counted by hand, our own separator, cover and batch sheets left out.';
COMMENT ON COLUMN intake.batch.note IS 'What the clerk wants known.';
COMMENT ON COLUMN intake.batch.prepared_at IS 'When it was counted; empty where a file came by itself.';
COMMENT ON COLUMN intake.batch.prepared_by IS 'Actor id.';
COMMENT ON COLUMN intake.batch.revision IS 'Of the layout: a change names the one it was made from.';
CREATE UNIQUE INDEX batch_number ON intake.batch (number);
CREATE INDEX batch_prepared ON intake.batch (prepared_at DESC, id DESC) WHERE prepared_at IS NOT NULL;
SELECT platform.protect('intake.batch');

INSERT INTO intake.batch (id, facility_id, labels) SELECT id, facility_id, labels FROM intake.item;

ALTER TABLE intake.item ADD COLUMN batch_id uuid;
UPDATE intake.item SET batch_id = id;
ALTER TABLE intake.item ALTER COLUMN batch_id SET NOT NULL,
  ADD CONSTRAINT item_is_in_a_batch FOREIGN KEY (batch_id) REFERENCES intake.batch (id);
COMMENT ON COLUMN intake.item.batch_id IS 'What it is cut together with.';
ALTER TABLE intake.item ADD COLUMN rescan_of_item_id uuid, ADD COLUMN rescan_of_number integer,
  ADD CONSTRAINT rescan_names_file_and_page CHECK ((rescan_of_item_id IS NULL) = (rescan_of_number IS NULL)),
  ADD CONSTRAINT rescan_is_of_a_page FOREIGN KEY (rescan_of_item_id, rescan_of_number) REFERENCES intake.page (item_id, number);
COMMENT ON COLUMN intake.item.rescan_of_item_id IS 'File of the poor page that this file was scanned again for.';
COMMENT ON COLUMN intake.item.rescan_of_number IS 'That page: the first page of this file takes its place.';
CREATE INDEX item_of_batch ON intake.item (batch_id);

CREATE TABLE intake.part (
  id uuid PRIMARY KEY,
  batch_id uuid NOT NULL REFERENCES intake.batch (id),
  facility_id uuid NOT NULL,
  labels bigint NOT NULL DEFAULT 0,
  position integer NOT NULL CONSTRAINT parts_count_from_one CHECK (position >= 1),
  cut_by text NOT NULL CONSTRAINT cutter_is_known CHECK (cut_by IN ('file', 'separator', 'cover', 'heading', 'patient', 'person')),
  cover_item_id uuid,
  cover_number integer,
  lane text NOT NULL DEFAULT 'routine' CONSTRAINT lane_is_known CHECK (lane IN ('routine', 'stat')),
  lane_reason text,
  CONSTRAINT cover_names_file_and_page CHECK ((cover_item_id IS NULL) = (cover_number IS NULL)),
  CONSTRAINT stat_says_why CHECK (lane = 'routine' OR lane_reason IS NOT NULL),
  FOREIGN KEY (cover_item_id, cover_number) REFERENCES intake.page (item_id, number)
);
COMMENT ON TABLE intake.part IS 'A document to be: pages that belong together. Proposals, the index queue and automatic filing work on parts.';
COMMENT ON COLUMN intake.part.id IS 'UUID v7; that of its file where the file is one part.';
COMMENT ON COLUMN intake.part.batch_id IS 'The batch.';
COMMENT ON COLUMN intake.part.facility_id IS 'As the batch''s.';
COMMENT ON COLUMN intake.part.labels IS 'As the batch''s.';
COMMENT ON COLUMN intake.part.position IS 'Order in the batch.';
COMMENT ON COLUMN intake.part.cut_by IS 'Why it begins where it begins: the file, a separator or cover sheet, a heading, another patient, a person.';
COMMENT ON COLUMN intake.part.cover_item_id IS 'File of the cover or type sheet that stood before it: its codes speak for the part.';
COMMENT ON COLUMN intake.part.cover_number IS 'Page of that sheet.';
COMMENT ON COLUMN intake.part.lane IS 'stat: within 15 minutes.';
COMMENT ON COLUMN intake.part.lane_reason IS 'Coded reason of the lane.';
CREATE INDEX part_of_batch ON intake.part (batch_id, position);
SELECT platform.protect('intake.part');

CREATE TABLE intake.part_page (
  item_id uuid NOT NULL,
  number integer NOT NULL,
  facility_id uuid NOT NULL,
  labels bigint NOT NULL DEFAULT 0,
  part_id uuid REFERENCES intake.part (id),
  position integer,
  bin_reason text CONSTRAINT bin_reason_is_known CHECK (bin_reason IN ('blank', 'separator', 'replaced', 'duplicate', 'not-a-record', 'other')),
  turn smallint NOT NULL DEFAULT 0 CONSTRAINT turns_are_quarters CHECK (turn IN (0, 90, 180, 270)),
  PRIMARY KEY (item_id, number),
  FOREIGN KEY (item_id, number) REFERENCES intake.page (item_id, number),
  CONSTRAINT page_is_in_a_part_or_in_the_bin CHECK ((part_id IS NULL) = (bin_reason IS NOT NULL)),
  CONSTRAINT page_of_a_part_has_its_place CHECK ((part_id IS NULL) = (position IS NULL))
);
COMMENT ON TABLE intake.part_page IS 'Where each page stands: in one part, or in the bin with a reason. The key makes it one place.';
COMMENT ON COLUMN intake.part_page.item_id IS 'File of the page.';
COMMENT ON COLUMN intake.part_page.number IS 'Page of the file.';
COMMENT ON COLUMN intake.part_page.facility_id IS 'As the batch''s.';
COMMENT ON COLUMN intake.part_page.labels IS 'As the batch''s.';
COMMENT ON COLUMN intake.part_page.part_id IS 'The part; empty in the bin.';
COMMENT ON COLUMN intake.part_page.position IS 'Order in the part.';
COMMENT ON COLUMN intake.part_page.bin_reason IS 'Why it is in the bin.';
COMMENT ON COLUMN intake.part_page.turn IS 'Degrees clockwise by which a person turned it.';
CREATE INDEX page_of_part ON intake.part_page (part_id, position);
SELECT platform.protect('intake.part_page');

CREATE TABLE intake.layout (
  batch_id uuid NOT NULL REFERENCES intake.batch (id),
  revision integer NOT NULL,
  facility_id uuid NOT NULL,
  labels bigint NOT NULL DEFAULT 0,
  layout jsonb NOT NULL,
  changed_at timestamptz NOT NULL,
  changed_by text NOT NULL,
  PRIMARY KEY (batch_id, revision)
);
COMMENT ON TABLE intake.layout IS 'Every state the cutting of a batch went through, so that each change can be taken back.';
COMMENT ON COLUMN intake.layout.batch_id IS 'The batch.';
COMMENT ON COLUMN intake.layout.revision IS 'From 1.';
COMMENT ON COLUMN intake.layout.facility_id IS 'As the batch''s.';
COMMENT ON COLUMN intake.layout.labels IS 'As the batch''s.';
COMMENT ON COLUMN intake.layout.layout IS 'Parts with their pages and turns, and the bin with its reasons; ids only.';
COMMENT ON COLUMN intake.layout.changed_at IS 'When.';
COMMENT ON COLUMN intake.layout.changed_by IS 'Actor id; the reading itself for the first.';
SELECT platform.protect('intake.layout');

CREATE TABLE intake.separation (
  id uuid PRIMARY KEY,
  batch_id uuid NOT NULL REFERENCES intake.batch (id),
  facility_id uuid NOT NULL,
  labels bigint NOT NULL DEFAULT 0,
  revision integer NOT NULL,
  images integer NOT NULL,
  blank integer NOT NULL,
  sheets_of_ours integer NOT NULL,
  replaced integer NOT NULL,
  parts integer NOT NULL,
  difference_reason text,
  released_at timestamptz NOT NULL,
  released_by text NOT NULL
);
COMMENT ON TABLE intake.separation IS 'A batch was released to the index queue: what was counted then, and by whom. Again after it came back.';
COMMENT ON COLUMN intake.separation.id IS 'UUID v7.';
COMMENT ON COLUMN intake.separation.batch_id IS 'The batch.';
COMMENT ON COLUMN intake.separation.facility_id IS 'As the batch''s.';
COMMENT ON COLUMN intake.separation.labels IS 'As the batch''s.';
COMMENT ON COLUMN intake.separation.revision IS 'Layout that was released.';
COMMENT ON COLUMN intake.separation.images IS 'Images in the batch, all of them.';
COMMENT ON COLUMN intake.separation.blank IS 'Blank sides in the bin.';
COMMENT ON COLUMN intake.separation.sheets_of_ours IS 'Images of separator, cover and batch sheets.';
COMMENT ON COLUMN intake.separation.replaced IS 'Images that a rescan replaced.';
COMMENT ON COLUMN intake.separation.parts IS 'Documents to be.';
COMMENT ON COLUMN intake.separation.difference_reason IS 'Why it was released though the sheets did not add up.';
COMMENT ON COLUMN intake.separation.released_at IS 'When.';
COMMENT ON COLUMN intake.separation.released_by IS 'Actor id.';
CREATE INDEX separation_of_batch ON intake.separation (batch_id, released_at DESC);
SELECT platform.protect('intake.separation');

CREATE TABLE intake.rescan (
  id uuid PRIMARY KEY,
  item_id uuid NOT NULL,
  number integer NOT NULL,
  facility_id uuid NOT NULL,
  labels bigint NOT NULL DEFAULT 0,
  by_item_id uuid NOT NULL,
  by_number integer NOT NULL,
  placed_at timestamptz NOT NULL,
  placed_by text NOT NULL,
  FOREIGN KEY (item_id, number) REFERENCES intake.page (item_id, number),
  FOREIGN KEY (by_item_id, by_number) REFERENCES intake.page (item_id, number)
);
COMMENT ON TABLE intake.rescan IS 'A better image took the place of a page; the poor one stays in the bin.';
COMMENT ON COLUMN intake.rescan.id IS 'UUID v7.';
COMMENT ON COLUMN intake.rescan.item_id IS 'File of the poor image.';
COMMENT ON COLUMN intake.rescan.number IS 'Its page.';
COMMENT ON COLUMN intake.rescan.facility_id IS 'As the batch''s.';
COMMENT ON COLUMN intake.rescan.labels IS 'As the batch''s.';
COMMENT ON COLUMN intake.rescan.by_item_id IS 'File of the better image.';
COMMENT ON COLUMN intake.rescan.by_number IS 'Its page.';
COMMENT ON COLUMN intake.rescan.placed_at IS 'When.';
COMMENT ON COLUMN intake.rescan.placed_by IS 'Actor id.';
CREATE INDEX rescan_of_page ON intake.rescan (item_id, number);
SELECT platform.protect('intake.rescan');

CREATE TABLE intake.best_scan (
  item_id uuid NOT NULL,
  number integer NOT NULL,
  facility_id uuid NOT NULL,
  labels bigint NOT NULL DEFAULT 0,
  reason text NOT NULL,
  marked_at timestamptz NOT NULL,
  marked_by text NOT NULL,
  PRIMARY KEY (item_id, number),
  FOREIGN KEY (item_id, number) REFERENCES intake.page (item_id, number)
);
COMMENT ON TABLE intake.best_scan IS 'A person looked at the paper: the page cannot be scanned better (best possible scan).';
COMMENT ON COLUMN intake.best_scan.item_id IS 'File of the page.';
COMMENT ON COLUMN intake.best_scan.number IS 'Page of the file.';
COMMENT ON COLUMN intake.best_scan.facility_id IS 'As the batch''s.';
COMMENT ON COLUMN intake.best_scan.labels IS 'As the batch''s.';
COMMENT ON COLUMN intake.best_scan.reason IS 'Why: faded, carbon copy, torn ...';
COMMENT ON COLUMN intake.best_scan.marked_at IS 'When.';
COMMENT ON COLUMN intake.best_scan.marked_by IS 'Actor id.';
SELECT platform.protect('intake.best_scan');

ALTER TABLE intake.page ADD COLUMN own_sheet text CONSTRAINT own_sheet_is_known CHECK (own_sheet IN ('separator', 'cover', 'batch'));
COMMENT ON COLUMN intake.page.own_sheet IS 'A sheet of ours that cuts a stack and is no page of a record.';

INSERT INTO intake.part (id, batch_id, facility_id, labels, position, cut_by)
SELECT id, id, facility_id, labels, 1, 'file' FROM intake.item WHERE pages > 0;
INSERT INTO intake.part_page (item_id, number, facility_id, labels, part_id, position)
SELECT item_id, number, facility_id, labels, item_id, number FROM intake.page;

ALTER TABLE intake.proposal ADD COLUMN part_id uuid;
UPDATE intake.proposal SET part_id = item_id;
COMMENT ON COLUMN intake.proposal.part_id IS 'The part it is about.';
CREATE INDEX proposal_of_part ON intake.proposal (part_id, field, confidence DESC);
ALTER TABLE intake.decision ADD COLUMN part_id uuid;
UPDATE intake.decision SET part_id = item_id;
COMMENT ON COLUMN intake.decision.part_id IS 'The part it is about.';
CREATE INDEX decision_of_part ON intake.decision (part_id);

GRANT SELECT, INSERT ON intake.batch, intake.part, intake.part_page, intake.layout, intake.separation, intake.rescan, intake.best_scan TO chartkeeper_app, chartkeeper_jobs;
GRANT UPDATE (name, box, volume, sides, expected_sheets, note, revision) ON intake.batch TO chartkeeper_app, chartkeeper_jobs;
GRANT UPDATE (batch_id) ON intake.item TO chartkeeper_app, chartkeeper_jobs;
GRANT UPDATE (position, lane, lane_reason) ON intake.part TO chartkeeper_app, chartkeeper_jobs;
GRANT UPDATE (part_id, position, bin_reason, turn) ON intake.part_page TO chartkeeper_app, chartkeeper_jobs;
GRANT DELETE ON intake.part TO chartkeeper_app, chartkeeper_jobs;
GRANT SELECT ON intake.batch, intake.part, intake.part_page, intake.layout, intake.separation, intake.rescan, intake.best_scan TO chartkeeper_report, chartkeeper_backup;
