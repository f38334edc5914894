-- From paper to electronic: projects, boxes, volumes, and who had the paper in hands at every step.

CREATE TABLE intake.project (
  id uuid PRIMARY KEY,
  facility_id uuid NOT NULL REFERENCES directory.facility (id),
  labels bigint NOT NULL DEFAULT 0,
  name text NOT NULL CONSTRAINT project_has_a_name CHECK (name <> ''),
  scope text NOT NULL DEFAULT '',
  planned_boxes integer CONSTRAINT some_boxes_are_planned CHECK (planned_boxes > 0),
  planned_sheets integer CONSTRAINT some_sheets_are_planned CHECK (planned_sheets > 0),
  started_on date NOT NULL,
  target_on date CONSTRAINT project_ends_after_it_began CHECK (target_on >= started_on),
  opened_at timestamptz NOT NULL,
  opened_by text NOT NULL
);
COMMENT ON TABLE intake.project IS 'A stock of paper that is to be scanned: how much of it is planned, by when.';
COMMENT ON COLUMN intake.project.id IS 'UUID v7.';
COMMENT ON COLUMN intake.project.facility_id IS 'Facility whose paper it is.';
COMMENT ON COLUMN intake.project.labels IS 'None; for the protection of the row.';
COMMENT ON COLUMN intake.project.name IS 'As the coordinator called it.';
COMMENT ON COLUMN intake.project.scope IS 'Which paper belongs to it and which does not.';
COMMENT ON COLUMN intake.project.planned_boxes IS 'Boxes planned.';
COMMENT ON COLUMN intake.project.planned_sheets IS 'Sheets planned; without it the counted sheets of its batches are what there is.';
COMMENT ON COLUMN intake.project.started_on IS 'First day.';
COMMENT ON COLUMN intake.project.target_on IS 'Day by which it is to be done.';
COMMENT ON COLUMN intake.project.opened_at IS 'When it was recorded.';
COMMENT ON COLUMN intake.project.opened_by IS 'Actor id.';
CREATE INDEX project_newest ON intake.project (opened_at DESC, id DESC);
SELECT platform.protect('intake.project');

CREATE TABLE intake.box (
  id uuid PRIMARY KEY,
  project_id uuid NOT NULL REFERENCES intake.project (id),
  facility_id uuid NOT NULL,
  labels bigint NOT NULL DEFAULT 0,
  label text NOT NULL CONSTRAINT box_has_a_label CHECK (label <> ''),
  place text NOT NULL DEFAULT '',
  custodian text NOT NULL DEFAULT '',
  registered_at timestamptz NOT NULL,
  registered_by text NOT NULL,
  CONSTRAINT one_box_of_a_label UNIQUE (facility_id, label)
);
COMMENT ON TABLE intake.box IS 'A box of paper; where it is now says its chain of custody.';
COMMENT ON COLUMN intake.box.id IS 'UUID v7.';
COMMENT ON COLUMN intake.box.project_id IS 'Its project.';
COMMENT ON COLUMN intake.box.facility_id IS 'As the project''s.';
COMMENT ON COLUMN intake.box.labels IS 'None; for the protection of the row.';
COMMENT ON COLUMN intake.box.label IS 'What its barcode says; unique in the facility.';
COMMENT ON COLUMN intake.box.place IS 'Where it stood when it was registered.';
COMMENT ON COLUMN intake.box.custodian IS 'Who answered for it then.';
COMMENT ON COLUMN intake.box.registered_at IS 'When.';
COMMENT ON COLUMN intake.box.registered_by IS 'Actor id.';
CREATE INDEX box_of_project ON intake.box (project_id, label);
SELECT platform.protect('intake.box');

CREATE TABLE intake.volume (
  id uuid PRIMARY KEY,
  box_id uuid NOT NULL REFERENCES intake.box (id),
  facility_id uuid NOT NULL,
  labels bigint NOT NULL DEFAULT 0,
  label text NOT NULL CONSTRAINT volume_has_a_label CHECK (label <> ''),
  of_patient_id uuid,
  from_on date,
  to_on date CONSTRAINT volume_dates_run_forward CHECK (to_on >= from_on),
  expected_sheets integer CONSTRAINT some_sheets_are_in_a_volume CHECK (expected_sheets > 0),
  registered_at timestamptz NOT NULL,
  registered_by text NOT NULL,
  CONSTRAINT one_volume_of_a_label UNIQUE (box_id, label)
);
COMMENT ON TABLE intake.volume IS 'A folder or bound volume in a box.';
COMMENT ON COLUMN intake.volume.id IS 'UUID v7.';
COMMENT ON COLUMN intake.volume.box_id IS 'The box it came in.';
COMMENT ON COLUMN intake.volume.facility_id IS 'As the box''s.';
COMMENT ON COLUMN intake.volume.labels IS 'None; whose it is is shown only to who may see the patient.';
COMMENT ON COLUMN intake.volume.label IS 'What stands on its back.';
COMMENT ON COLUMN intake.volume.of_patient_id IS 'Whose chart it is of, where that is known.';
COMMENT ON COLUMN intake.volume.from_on IS 'First date in it.';
COMMENT ON COLUMN intake.volume.to_on IS 'Last date in it.';
COMMENT ON COLUMN intake.volume.expected_sheets IS 'Sheets counted or estimated.';
COMMENT ON COLUMN intake.volume.registered_at IS 'When.';
COMMENT ON COLUMN intake.volume.registered_by IS 'Actor id.';
SELECT platform.protect('intake.volume');

ALTER TABLE intake.batch ADD COLUMN project_id uuid REFERENCES intake.project (id),
  ADD COLUMN box_id uuid REFERENCES intake.box (id), ADD COLUMN volume_id uuid REFERENCES intake.volume (id),
  ADD CONSTRAINT batch_of_a_box_is_of_its_project CHECK (box_id IS NULL OR project_id IS NOT NULL),
  ADD CONSTRAINT batch_of_a_volume_is_of_its_box CHECK (volume_id IS NULL OR box_id IS NOT NULL);
COMMENT ON COLUMN intake.batch.project_id IS 'Project that it is scanned for.';
COMMENT ON COLUMN intake.batch.box_id IS 'Box the sheets were taken from.';
COMMENT ON COLUMN intake.batch.volume_id IS 'Volume they were taken from.';
CREATE INDEX batch_of_project ON intake.batch (project_id) WHERE project_id IS NOT NULL;
CREATE INDEX batch_of_box ON intake.batch (box_id) WHERE box_id IS NOT NULL;

CREATE TABLE intake.custody (
  id uuid PRIMARY KEY,
  facility_id uuid NOT NULL,
  labels bigint NOT NULL DEFAULT 0,
  box_id uuid NOT NULL REFERENCES intake.box (id),
  volume_id uuid REFERENCES intake.volume (id),
  batch_id uuid REFERENCES intake.batch (id),
  number integer NOT NULL CONSTRAINT custody_counts_from_one CHECK (number >= 1),
  step text NOT NULL CONSTRAINT step_is_known CHECK (step IN ('received', 'counted', 'prepared', 'scanned', 'quality-checked', 'returned', 'stored', 'ready-to-destroy')),
  from_party text NOT NULL DEFAULT '',
  to_party text NOT NULL DEFAULT '',
  place text NOT NULL DEFAULT '',
  seal text,
  sheets integer CONSTRAINT sheets_are_counted CHECK (sheets >= 0),
  note text,
  signed_at timestamptz NOT NULL,
  signed_by text NOT NULL,
  signed_name text NOT NULL,
  previous text NOT NULL,
  digest text NOT NULL,
  CONSTRAINT one_step_in_each_place UNIQUE (box_id, number),
  CONSTRAINT custody_is_of_one_thing CHECK (volume_id IS NULL OR batch_id IS NULL)
);
COMMENT ON TABLE intake.custody IS 'Chain of custody of a box and of what is in it: every step signed by the person, each row bound to the one before it. Never changed, never removed.';
COMMENT ON COLUMN intake.custody.id IS 'UUID v7.';
COMMENT ON COLUMN intake.custody.facility_id IS 'As the box''s.';
COMMENT ON COLUMN intake.custody.labels IS 'None; for the protection of the row.';
COMMENT ON COLUMN intake.custody.box_id IS 'The box whose chain it is.';
COMMENT ON COLUMN intake.custody.volume_id IS 'Only this volume of it.';
COMMENT ON COLUMN intake.custody.batch_id IS 'Only this batch of it.';
COMMENT ON COLUMN intake.custody.number IS 'Place in the chain of the box.';
COMMENT ON COLUMN intake.custody.step IS 'What was done with the paper.';
COMMENT ON COLUMN intake.custody.from_party IS 'Who handed it over.';
COMMENT ON COLUMN intake.custody.to_party IS 'Who has it now.';
COMMENT ON COLUMN intake.custody.place IS 'Where it is now.';
COMMENT ON COLUMN intake.custody.seal IS 'Number of the seal on the box.';
COMMENT ON COLUMN intake.custody.sheets IS 'Sheets counted in this step.';
COMMENT ON COLUMN intake.custody.note IS 'What should be known.';
COMMENT ON COLUMN intake.custody.signed_at IS 'When it was signed.';
COMMENT ON COLUMN intake.custody.signed_by IS 'Actor id of the person who signed.';
COMMENT ON COLUMN intake.custody.signed_name IS 'Name as signed.';
COMMENT ON COLUMN intake.custody.previous IS 'Digest of the row before it; zeros for the first.';
COMMENT ON COLUMN intake.custody.digest IS 'SHA-256 over all of the row and the digest before it.';
SELECT platform.protect('intake.custody');

GRANT SELECT, INSERT ON intake.project, intake.box, intake.volume, intake.custody TO chartkeeper_app, chartkeeper_jobs;
GRANT UPDATE (name, scope, planned_boxes, planned_sheets, started_on, target_on) ON intake.project TO chartkeeper_app, chartkeeper_jobs;
GRANT UPDATE (project_id, box_id, volume_id) ON intake.batch TO chartkeeper_app, chartkeeper_jobs;
GRANT SELECT ON intake.project, intake.box, intake.volume, intake.custody TO chartkeeper_report, chartkeeper_backup;
