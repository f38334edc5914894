-- Duplicates are of documents to be, not of files: found by the words of their pages, or by how a page with few words looks.

CREATE TABLE intake.page_content (
  item_id uuid NOT NULL,
  number integer NOT NULL,
  facility_id uuid NOT NULL,
  labels bigint NOT NULL DEFAULT 0,
  words integer NOT NULL,
  least bigint[],
  look bigint,
  look_ink bytea,
  band_a integer GENERATED ALWAYS AS ((look & 65535)::integer) STORED,
  band_b integer GENERATED ALWAYS AS (((look >> 16) & 65535)::integer) STORED,
  band_c integer GENERATED ALWAYS AS (((look >> 32) & 65535)::integer) STORED,
  band_d integer GENERATED ALWAYS AS (((look >> 48) & 65535)::integer) STORED,
  PRIMARY KEY (item_id, number),
  FOREIGN KEY (item_id, number) REFERENCES intake.page (item_id, number),
  CONSTRAINT look_is_whole CHECK ((look IS NULL) = (look_ink IS NULL))
);
COMMENT ON TABLE intake.page_content IS 'What stands on a page, as digests that tell how alike two pages are and nothing else.';
COMMENT ON COLUMN intake.page_content.item_id IS 'File of the page.';
COMMENT ON COLUMN intake.page_content.number IS 'Page of the file.';
COMMENT ON COLUMN intake.page_content.facility_id IS 'As the file''s.';
COMMENT ON COLUMN intake.page_content.labels IS 'As the file''s.';
COMMENT ON COLUMN intake.page_content.words IS 'Words that were read.';
COMMENT ON COLUMN intake.page_content.least IS 'Least keyed digests of its runs of three words under several orders (MinHash). The least of all its pages are those of a document.';
COMMENT ON COLUMN intake.page_content.look IS 'Of a page with few words: 64 bits of how light and dark lie on it (lowest frequencies of a cosine transform).';
COMMENT ON COLUMN intake.page_content.look_ink IS 'The same page as ink in 64 by 64 cells: too coarse to read a letter, fine enough to tell two fillings of one form.';
COMMENT ON COLUMN intake.page_content.band_a IS 'Bits 0 to 15 of the look: pages at most seven bits apart share one of four bands but for one bit.';
COMMENT ON COLUMN intake.page_content.band_b IS 'Bits 16 to 31.';
COMMENT ON COLUMN intake.page_content.band_c IS 'Bits 32 to 47.';
COMMENT ON COLUMN intake.page_content.band_d IS 'Bits 48 to 63.';
CREATE INDEX page_look_a ON intake.page_content (facility_id, band_a) WHERE look IS NOT NULL;
CREATE INDEX page_look_b ON intake.page_content (facility_id, band_b) WHERE look IS NOT NULL;
CREATE INDEX page_look_c ON intake.page_content (facility_id, band_c) WHERE look IS NOT NULL;
CREATE INDEX page_look_d ON intake.page_content (facility_id, band_d) WHERE look IS NOT NULL;
SELECT platform.protect('intake.page_content');

CREATE TABLE intake.part_digest (
  part_id uuid PRIMARY KEY REFERENCES intake.part (id) ON DELETE CASCADE,
  facility_id uuid NOT NULL,
  labels bigint NOT NULL DEFAULT 0,
  words integer NOT NULL,
  least bigint[] NOT NULL
);
COMMENT ON TABLE intake.part_digest IS 'What stands on all pages of a document to be; made anew whenever it is cut otherwise.';
COMMENT ON COLUMN intake.part_digest.part_id IS 'The document to be.';
COMMENT ON COLUMN intake.part_digest.facility_id IS 'As the part''s.';
COMMENT ON COLUMN intake.part_digest.labels IS 'As the part''s.';
COMMENT ON COLUMN intake.part_digest.words IS 'Words that were read.';
COMMENT ON COLUMN intake.part_digest.least IS 'Least of its pages'' digests.';
SELECT platform.protect('intake.part_digest');

CREATE TABLE intake.part_band (
  part_id uuid NOT NULL REFERENCES intake.part_digest (part_id) ON DELETE CASCADE,
  band smallint NOT NULL,
  facility_id uuid NOT NULL,
  labels bigint NOT NULL DEFAULT 0,
  value bigint NOT NULL,
  PRIMARY KEY (part_id, band)
);
COMMENT ON TABLE intake.part_band IS 'By what alike documents are found: two that are alike share at least one of these values.';
COMMENT ON COLUMN intake.part_band.part_id IS 'The document to be.';
COMMENT ON COLUMN intake.part_band.band IS 'Which of them.';
COMMENT ON COLUMN intake.part_band.facility_id IS 'As the part''s.';
COMMENT ON COLUMN intake.part_band.labels IS 'As the part''s.';
COMMENT ON COLUMN intake.part_band.value IS 'Three of its least digests together.';
CREATE INDEX part_by_band ON intake.part_band (facility_id, band, value);
SELECT platform.protect('intake.part_band');

CREATE TABLE intake.part_duplicate (
  part_id uuid NOT NULL REFERENCES intake.part (id) ON DELETE CASCADE,
  of_part_id uuid NOT NULL REFERENCES intake.part (id) ON DELETE CASCADE,
  facility_id uuid NOT NULL,
  labels bigint NOT NULL DEFAULT 0,
  how text NOT NULL CONSTRAINT part_duplicate_how_is_known CHECK (how IN ('bytes', 'content', 'look')),
  alike real NOT NULL CONSTRAINT part_alike_is_a_share CHECK (alike >= 0 AND alike <= 1),
  whole boolean NOT NULL,
  page integer,
  of_page integer,
  found_at timestamptz NOT NULL,
  confirmed_at timestamptz,
  confirmed_by text,
  PRIMARY KEY (part_id, of_part_id),
  CONSTRAINT no_part_duplicates_itself CHECK (part_id <> of_part_id),
  CONSTRAINT look_names_its_pages CHECK ((how = 'look') = (page IS NOT NULL AND of_page IS NOT NULL)),
  CONSTRAINT part_duplicate_is_confirmed_by_somebody CHECK ((confirmed_at IS NULL) = (confirmed_by IS NULL))
);
COMMENT ON TABLE intake.part_duplicate IS 'A document to be seems to be the same as an earlier one. Shown, never acted on by itself; what a person confirmed stays.';
COMMENT ON COLUMN intake.part_duplicate.part_id IS 'The later one.';
COMMENT ON COLUMN intake.part_duplicate.of_part_id IS 'The earlier one.';
COMMENT ON COLUMN intake.part_duplicate.facility_id IS 'As the part''s.';
COMMENT ON COLUMN intake.part_duplicate.labels IS 'Of both together.';
COMMENT ON COLUMN intake.part_duplicate.how IS 'bytes: of the same file; content: its pages say the same; look: a page with few words looks the same.';
COMMENT ON COLUMN intake.part_duplicate.alike IS '1: the same bytes; else the estimated share of what stands on both, or of what is seen.';
COMMENT ON COLUMN intake.part_duplicate.whole IS 'All its pages are meant, not one of several.';
COMMENT ON COLUMN intake.part_duplicate.page IS 'Place of the page that looks the same; of how = look only.';
COMMENT ON COLUMN intake.part_duplicate.of_page IS 'Place in the earlier one of the page that it looks the same as.';
COMMENT ON COLUMN intake.part_duplicate.found_at IS 'When.';
COMMENT ON COLUMN intake.part_duplicate.confirmed_at IS 'When a person said so and discarded its pages.';
COMMENT ON COLUMN intake.part_duplicate.confirmed_by IS 'Actor id.';
CREATE INDEX part_duplicate_of ON intake.part_duplicate (of_part_id);
SELECT platform.protect('intake.part_duplicate');

-- A file that is one document goes on as that document; its bands are reckoned as they are from now on.
INSERT INTO intake.part_digest (part_id, facility_id, labels, words, least)
SELECT d.item_id, d.facility_id, d.labels, d.words, d.least FROM intake.content_digest d JOIN intake.part p ON p.id = d.item_id;
INSERT INTO intake.part_band (part_id, band, facility_id, labels, value)
SELECT d.part_id, n, d.facility_id, d.labels, hashtextextended(array_to_string(d.least[3 * n - 2 : 3 * n], ' '), 0) FROM intake.part_digest d, generate_series(1, 8) n;
INSERT INTO intake.part_duplicate (part_id, of_part_id, facility_id, labels, how, alike, whole, found_at, confirmed_at, confirmed_by)
SELECT d.item_id, d.of_item_id, d.facility_id, d.labels, d.how, d.alike, true, d.found_at, d.confirmed_at, d.confirmed_by FROM intake.duplicate d
WHERE EXISTS (SELECT FROM intake.part WHERE id = d.item_id) AND EXISTS (SELECT FROM intake.part WHERE id = d.of_item_id);
DROP TABLE intake.duplicate, intake.content_band, intake.content_digest;

GRANT SELECT, INSERT ON intake.page_content, intake.part_digest, intake.part_band, intake.part_duplicate TO chartkeeper_app, chartkeeper_jobs;
GRANT UPDATE (words, least, look, look_ink) ON intake.page_content TO chartkeeper_app, chartkeeper_jobs;
GRANT UPDATE (confirmed_at, confirmed_by) ON intake.part_duplicate TO chartkeeper_app, chartkeeper_jobs;
GRANT DELETE ON intake.part_digest, intake.part_band, intake.part_duplicate TO chartkeeper_app, chartkeeper_jobs;
GRANT SELECT ON intake.page_content, intake.part_digest, intake.part_band, intake.part_duplicate TO chartkeeper_report, chartkeeper_backup;
