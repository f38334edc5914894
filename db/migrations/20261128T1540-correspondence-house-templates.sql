-- Letters in the words of the house: Word documents as templates, each version with who put it in force and from when.

CREATE TABLE correspondence.house_template (
  id uuid PRIMARY KEY,
  facility_id uuid NOT NULL REFERENCES directory.facility (id),
  labels bigint NOT NULL DEFAULT 0,
  template text NOT NULL CONSTRAINT house_template_is_of_a_letter CHECK (template ~ '^[a-z][a-z0-9.-]{1,79}$'),
  language text NOT NULL CONSTRAINT house_template_language_is_known CHECK (language IN ('en', 'es')),
  version integer NOT NULL CONSTRAINT house_template_versions_count_from_one CHECK (version >= 1),
  name text NOT NULL CONSTRAINT house_template_has_a_name CHECK (name <> ''),
  file_name text NOT NULL,
  digest text NOT NULL CONSTRAINT house_template_digest_is_sha256 CHECK (digest ~ '^[0-9a-f]{64}$'),
  key_slot text NOT NULL,
  file_address text NOT NULL REFERENCES platform.blob (address),
  kit_address text NOT NULL REFERENCES platform.blob (address),
  facts jsonb NOT NULL,
  findings jsonb NOT NULL,
  uploaded_at timestamptz NOT NULL,
  uploaded_by text NOT NULL,
  tried_at timestamptz,
  tried_by text,
  in_force_from date,
  in_force_at timestamptz,
  in_force_by text,
  retired_at timestamptz,
  retired_by text,
  retire_reason text,
  CONSTRAINT house_template_version_is_its_own UNIQUE (facility_id, template, language, version),
  CONSTRAINT tried_by_somebody CHECK ((tried_at IS NULL) = (tried_by IS NULL)),
  CONSTRAINT in_force_by_somebody CHECK ((in_force_from IS NULL) = (in_force_at IS NULL) AND (in_force_from IS NULL) = (in_force_by IS NULL)),
  CONSTRAINT only_what_was_tried_is_in_force CHECK (in_force_at IS NULL OR tried_at IS NOT NULL),
  CONSTRAINT retired_by_somebody CHECK ((retired_at IS NULL) = (retired_by IS NULL) AND (retired_at IS NULL) = (retire_reason IS NULL))
);
COMMENT ON TABLE correspondence.house_template IS 'One version of a letter in the words of a facility, as a Word document was uploaded. Its content never changes; a change is a new version.';
COMMENT ON COLUMN correspondence.house_template.id IS 'UUID v7.';
COMMENT ON COLUMN correspondence.house_template.facility_id IS 'Whose words they are.';
COMMENT ON COLUMN correspondence.house_template.labels IS 'None: a template is about nobody.';
COMMENT ON COLUMN correspondence.house_template.template IS 'The letter it is for: one of ours, or own.<name> for a letter that only the house has.';
COMMENT ON COLUMN correspondence.house_template.language IS 'In which language.';
COMMENT ON COLUMN correspondence.house_template.version IS 'Counts for each facility, letter and language.';
COMMENT ON COLUMN correspondence.house_template.name IS 'What people choose it by.';
COMMENT ON COLUMN correspondence.house_template.file_name IS 'As it was uploaded.';
COMMENT ON COLUMN correspondence.house_template.digest IS 'SHA-256 of the uploaded file; a letter keeps it.';
COMMENT ON COLUMN correspondence.house_template.key_slot IS 'Key slot of its own.';
COMMENT ON COLUMN correspondence.house_template.file_address IS 'The file as it was uploaded, for whoever changes it.';
COMMENT ON COLUMN correspondence.house_template.kit_address IS 'What the confined reader let through of it: letters are made from this.';
COMMENT ON COLUMN correspondence.house_template.facts IS 'The facts a letter from it is told, with their kind.';
COMMENT ON COLUMN correspondence.house_template.findings IS 'What a person should know of it, as found at upload.';
COMMENT ON COLUMN correspondence.house_template.uploaded_at IS 'When.';
COMMENT ON COLUMN correspondence.house_template.uploaded_by IS 'Actor id.';
COMMENT ON COLUMN correspondence.house_template.tried_at IS 'When somebody looked at a sample of it and found it good.';
COMMENT ON COLUMN correspondence.house_template.tried_by IS 'Actor id.';
COMMENT ON COLUMN correspondence.house_template.in_force_from IS 'Letters of this day and later are made from it, until a newer one is in force or it is retired.';
COMMENT ON COLUMN correspondence.house_template.in_force_at IS 'When that was said.';
COMMENT ON COLUMN correspondence.house_template.in_force_by IS 'Actor id.';
COMMENT ON COLUMN correspondence.house_template.retired_at IS 'Set when no letter shall be made from it any more.';
COMMENT ON COLUMN correspondence.house_template.retired_by IS 'Actor id.';
COMMENT ON COLUMN correspondence.house_template.retire_reason IS 'Why.';
CREATE INDEX house_template_in_force ON correspondence.house_template (facility_id, template, language, in_force_from DESC) WHERE in_force_from IS NOT NULL AND retired_at IS NULL;
CREATE INDEX house_template_newest ON correspondence.house_template (uploaded_at DESC, id DESC);
SELECT platform.protect('correspondence.house_template');
GRANT SELECT, INSERT ON correspondence.house_template TO chartkeeper_app, chartkeeper_jobs;
GRANT UPDATE (tried_at, tried_by, in_force_from, in_force_at, in_force_by, retired_at, retired_by, retire_reason) ON correspondence.house_template TO chartkeeper_app, chartkeeper_jobs;
GRANT SELECT ON correspondence.house_template TO chartkeeper_report, chartkeeper_backup;

ALTER TABLE correspondence.letter
  ADD COLUMN house_template_id uuid REFERENCES correspondence.house_template (id),
  ADD COLUMN working_copy_address text REFERENCES platform.blob (address),
  ADD CONSTRAINT working_copies_are_of_house_letters CHECK ((house_template_id IS NULL) = (working_copy_address IS NULL));
COMMENT ON COLUMN correspondence.letter.house_template_id IS 'The version of the house''s own template it was made from; none for a built-in one.';
COMMENT ON COLUMN correspondence.letter.working_copy_address IS 'The same letter as a Word document, marked as not the letter of record.';
