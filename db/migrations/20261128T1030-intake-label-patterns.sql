-- How the labels of a site are written, as rows in place of a list in the program.

CREATE TABLE intake.label_pattern (
  id uuid PRIMARY KEY,
  pattern_id uuid NOT NULL,
  facility_id uuid REFERENCES directory.facility (id),
  name text NOT NULL CONSTRAINT label_pattern_has_a_name CHECK (name <> ''),
  means text NOT NULL CONSTRAINT label_means_is_known CHECK (means IN ('patient', 'visit', 'account', 'type', 'ignore')),
  type_code text,
  format text,
  before_texts text[] NOT NULL,
  separator text NOT NULL CONSTRAINT label_separator_is_known CHECK (separator IN ('none', 'optional', 'required')),
  form text NOT NULL CONSTRAINT label_form_is_known CHECK (form IN ('digits', 'letters-digits', 'mixed', 'anything')),
  shortest integer NOT NULL,
  longest integer NOT NULL,
  after_text text NOT NULL,
  check_rule text NOT NULL CONSTRAINT label_check_is_known CHECK (check_rule IN ('none', 'luhn', 'gs1', 'mod-11', 'mod-37-2')),
  check_dropped boolean NOT NULL,
  active boolean NOT NULL,
  reason text NOT NULL,
  set_at timestamptz NOT NULL,
  set_by text NOT NULL,
  CONSTRAINT label_type_is_said CHECK ((means = 'type') = (type_code IS NOT NULL)),
  CONSTRAINT label_length_is_bounded CHECK (shortest BETWEEN 0 AND longest AND longest <= 80)
);
COMMENT ON TABLE intake.label_pattern IS 'How the labels that a site prints or receives are written and what they mean. Rows are never changed: the newest of a facility and pattern is in force, that of all facilities where it has none; the older ones are the history.';
COMMENT ON COLUMN intake.label_pattern.id IS 'UUID v7.';
COMMENT ON COLUMN intake.label_pattern.pattern_id IS 'The same through all changes of a pattern.';
COMMENT ON COLUMN intake.label_pattern.facility_id IS 'Where; empty: everywhere that has no row of its own.';
COMMENT ON COLUMN intake.label_pattern.name IS 'As people at the desk call the label.';
COMMENT ON COLUMN intake.label_pattern.means IS 'patient: its number is a record number; visit; account; type: the page is of type_code; ignore: known, says nothing.';
COMMENT ON COLUMN intake.label_pattern.type_code IS 'Document type, of means type only.';
COMMENT ON COLUMN intake.label_pattern.format IS 'Kind of code (Code128, QRCode ...); empty: any.';
COMMENT ON COLUMN intake.label_pattern.before_texts IS 'Fixed texts, any one of which stands before the number; none: nothing does.';
COMMENT ON COLUMN intake.label_pattern.separator IS 'Whether a colon, hash, hyphen or space stands between fixed text and number.';
COMMENT ON COLUMN intake.label_pattern.form IS 'digits; letters-digits: up to three letters, then digits; mixed: letters, digits, hyphens; anything.';
COMMENT ON COLUMN intake.label_pattern.shortest IS 'Fewest characters of the number; of letters-digits, of its digits.';
COMMENT ON COLUMN intake.label_pattern.longest IS 'Most characters.';
COMMENT ON COLUMN intake.label_pattern.after_text IS 'Fixed text behind the number; empty: nothing.';
COMMENT ON COLUMN intake.label_pattern.check_rule IS 'How the last character of the number proves the others.';
COMMENT ON COLUMN intake.label_pattern.check_dropped IS 'The check character is no part of the number.';
COMMENT ON COLUMN intake.label_pattern.active IS 'False: retired by this row.';
COMMENT ON COLUMN intake.label_pattern.reason IS 'Why it was set so.';
COMMENT ON COLUMN intake.label_pattern.set_at IS 'When.';
COMMENT ON COLUMN intake.label_pattern.set_by IS 'Actor id; seed for those that came with the product.';
CREATE INDEX label_pattern_in_force ON intake.label_pattern (facility_id, pattern_id, set_at DESC);

INSERT INTO intake.label_pattern (id, pattern_id, name, means, before_texts, separator, form, shortest, longest, after_text, check_rule, check_dropped, active, reason, set_at, set_by)
SELECT seed.id::uuid, seed.id::uuid, name, means, before_texts, separator, form, shortest, longest, '', 'none', false, true,
  'A place to start: change it to what your labels say.', timestamptz '2026-11-28 10:30Z', 'seed'
FROM (VALUES
  ('01900000-0000-7000-8000-000000000801', 'Visit label', 'visit', '{VISIT,VN,CSN,ENC}'::text[], 'required', 'mixed', 3, 35),
  ('01900000-0000-7000-8000-000000000802', 'Account label', 'account', '{ACCOUNT,ACCT,AN,HAR,FIN}'::text[], 'required', 'mixed', 3, 35),
  ('01900000-0000-7000-8000-000000000803', 'Patient label', 'patient', '{MRN}'::text[], 'optional', 'letters-digits', 5, 12),
  ('01900000-0000-7000-8000-000000000804', 'Record number alone', 'patient', '{}'::text[], 'none', 'letters-digits', 5, 12)
) AS seed (id, name, means, before_texts, separator, form, shortest, longest);

GRANT SELECT, INSERT ON intake.label_pattern TO chartkeeper_app, chartkeeper_jobs;
GRANT SELECT ON intake.label_pattern TO chartkeeper_report, chartkeeper_backup;
