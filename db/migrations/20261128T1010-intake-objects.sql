-- Things that are not sheets (image discs, films, strips, casts): registered, labelled, kept, moved, lent, and how each ended.

CREATE SEQUENCE intake.object_number;
COMMENT ON SEQUENCE intake.object_number IS 'Numbers of things to which no label was stuck before: OBJ-000001.';

CREATE TABLE intake.keeper (
  id uuid PRIMARY KEY,
  facility_id uuid NOT NULL REFERENCES directory.facility (id),
  labels bigint NOT NULL DEFAULT 0,
  kind text NOT NULL CONSTRAINT keeper_is_of_a_kind CHECK (kind IN ('place', 'person', 'unit', 'organisation')),
  name text NOT NULL CONSTRAINT keeper_has_a_name CHECK (name <> ''),
  recorded_at timestamptz NOT NULL,
  recorded_by text NOT NULL
);
COMMENT ON TABLE intake.keeper IS 'Where things that are not sheets are kept and who has them: shelves and cabinets, persons, units, other organisations. Recorded when first named, then offered.';
COMMENT ON COLUMN intake.keeper.id IS 'UUID v7.';
COMMENT ON COLUMN intake.keeper.facility_id IS 'Facility that calls it so.';
COMMENT ON COLUMN intake.keeper.labels IS 'None; for the protection of the row.';
COMMENT ON COLUMN intake.keeper.kind IS 'place (shelf, cabinet, room), person, unit (department of ours), organisation (outside).';
COMMENT ON COLUMN intake.keeper.name IS 'As staff call it; never a patient.';
COMMENT ON COLUMN intake.keeper.recorded_at IS 'When it was first named.';
COMMENT ON COLUMN intake.keeper.recorded_by IS 'Actor id.';
CREATE UNIQUE INDEX keeper_of_a_name ON intake.keeper (facility_id, kind, lower(name));
SELECT platform.protect('intake.keeper');

CREATE TABLE intake.object (
  id uuid PRIMARY KEY,
  facility_id uuid NOT NULL REFERENCES directory.facility (id),
  labels bigint NOT NULL DEFAULT 0,
  number text NOT NULL CONSTRAINT object_number_can_be_printed CHECK (number ~ '^[0-9A-Z]+(-[0-9A-Z]+)*$' AND length(number) <= 40),
  kind text NOT NULL CONSTRAINT object_kind_is_known CHECK (kind IN ('cd', 'dvd', 'usb-stick', 'film', 'ecg-strip', 'fetal-strip', 'photo', 'slides', 'dental-cast', 'video-tape', 'other')),
  patient_id uuid REFERENCES patients.patient (id),
  encounter_id uuid,
  batch_id uuid REFERENCES intake.batch (id),
  item_id uuid REFERENCES intake.item (id),
  description text NOT NULL CONSTRAINT object_is_described CHECK (description <> ''),
  maker text NOT NULL DEFAULT '',
  made_on date,
  received_on date NOT NULL,
  received_how text NOT NULL CONSTRAINT way_of_receipt_is_known CHECK (received_how IN ('mail', 'courier', 'patient', 'staff', 'unit', 'with-paper', 'other')),
  received_from text NOT NULL DEFAULT '',
  piece integer NOT NULL DEFAULT 1,
  pieces integer NOT NULL DEFAULT 1,
  condition text NOT NULL CONSTRAINT condition_is_known CHECK (condition IN ('good', 'worn', 'damaged', 'broken')),
  condition_note text NOT NULL DEFAULT '',
  readable text NOT NULL CONSTRAINT readable_is_said CHECK (readable IN ('yes', 'no', 'not-tried')),
  contains text NOT NULL DEFAULT '',
  disposition text NOT NULL CONSTRAINT disposition_is_known CHECK (disposition IN ('keep', 'return', 'destroy-after-copy', 'keep-until')),
  disposition_on date,
  return_to text NOT NULL DEFAULT '',
  registered_at timestamptz NOT NULL,
  registered_by text NOT NULL,
  movements integer NOT NULL DEFAULT 0,
  state text NOT NULL CONSTRAINT object_state_is_known CHECK (state IN ('here', 'on-loan', 'handed-over', 'sent', 'lost', 'destroyed')),
  state_since timestamptz NOT NULL,
  place_id uuid REFERENCES intake.keeper (id),
  custodian_id uuid REFERENCES intake.keeper (id),
  copied_on date,
  due_back_on date,
  due_on date,
  CONSTRAINT one_object_of_a_number UNIQUE (number),
  CONSTRAINT piece_is_one_of_the_pieces CHECK (piece >= 1 AND piece <= pieces AND pieces <= 1000),
  CONSTRAINT day_of_making_is_before_receipt CHECK (made_on <= received_on),
  CONSTRAINT keep_until_has_a_day CHECK (disposition <> 'keep-until' OR disposition_on IS NOT NULL),
  CONSTRAINT encounter_of_an_object_is_its_patients CHECK (encounter_id IS NULL OR patient_id IS NOT NULL),
  FOREIGN KEY (patient_id, encounter_id) REFERENCES encounters.encounter (patient_id, id)
);
COMMENT ON TABLE intake.object IS 'A thing that is not a sheet: what it is, whose, and, as its movements tell, where it is. A group of films is one row each.';
COMMENT ON COLUMN intake.object.id IS 'UUID v7.';
COMMENT ON COLUMN intake.object.facility_id IS 'Facility that keeps it.';
COMMENT ON COLUMN intake.object.labels IS 'Of its patient and its encounter; none while nobody knows whose it is.';
COMMENT ON COLUMN intake.object.number IS 'What its label and code say: given by the system, or of a label that was stuck on before.';
COMMENT ON COLUMN intake.object.kind IS 'What sort of thing.';
COMMENT ON COLUMN intake.object.patient_id IS 'Registration whose chart it joins; unknown until somebody assigns it.';
COMMENT ON COLUMN intake.object.encounter_id IS 'Visit it belongs to.';
COMMENT ON COLUMN intake.object.batch_id IS 'Stack of paper it was taken from.';
COMMENT ON COLUMN intake.object.item_id IS 'File of intake it came with.';
COMMENT ON COLUMN intake.object.description IS 'What a person reads on it or sees.';
COMMENT ON COLUMN intake.object.maker IS 'Who made it: person or organisation.';
COMMENT ON COLUMN intake.object.made_on IS 'When it was made.';
COMMENT ON COLUMN intake.object.received_on IS 'When it reached the facility.';
COMMENT ON COLUMN intake.object.received_how IS 'By what way.';
COMMENT ON COLUMN intake.object.received_from IS 'Who brought or sent it.';
COMMENT ON COLUMN intake.object.piece IS 'Which of the pieces: film 1 of 4.';
COMMENT ON COLUMN intake.object.pieces IS 'How many pieces belong together.';
COMMENT ON COLUMN intake.object.condition IS 'As it arrived.';
COMMENT ON COLUMN intake.object.condition_note IS 'What is wrong with it.';
COMMENT ON COLUMN intake.object.readable IS 'Whether somebody could open or view it.';
COMMENT ON COLUMN intake.object.contains IS 'Studies on a disc, views on a film, as typed.';
COMMENT ON COLUMN intake.object.disposition IS 'What is to become of it: kept with the chart, returned to its owner, destroyed once it is copied, kept until a day.';
COMMENT ON COLUMN intake.object.disposition_on IS 'By or until when.';
COMMENT ON COLUMN intake.object.return_to IS 'To whom it is to be returned.';
COMMENT ON COLUMN intake.object.registered_at IS 'When.';
COMMENT ON COLUMN intake.object.registered_by IS 'Actor id.';
COMMENT ON COLUMN intake.object.movements IS 'Number of its last movement; who saw another number saw another state.';
COMMENT ON COLUMN intake.object.state IS 'As deriveObjectState says of its movements; written with each of them.';
COMMENT ON COLUMN intake.object.state_since IS 'When that state began.';
COMMENT ON COLUMN intake.object.place_id IS 'Where it lies, as its movements say.';
COMMENT ON COLUMN intake.object.custodian_id IS 'Who has it or answers for it, as its movements say.';
COMMENT ON COLUMN intake.object.copied_on IS 'Day it was last copied into the record.';
COMMENT ON COLUMN intake.object.due_back_on IS 'Day a loan ends.';
COMMENT ON COLUMN intake.object.due_on IS 'Day from which somebody has to do something with it, as deriveObjectDue says.';
CREATE INDEX object_newest ON intake.object (registered_at DESC, id DESC);
CREATE INDEX object_of_a_state ON intake.object (state, registered_at DESC, id DESC);
CREATE INDEX object_of_a_kind ON intake.object (kind, registered_at DESC, id DESC);
CREATE INDEX object_at_a_place ON intake.object (place_id, registered_at DESC, id DESC) WHERE place_id IS NOT NULL;
CREATE INDEX object_of_a_custodian ON intake.object (custodian_id, registered_at DESC, id DESC) WHERE custodian_id IS NOT NULL;
CREATE INDEX object_due ON intake.object (due_on) WHERE due_on IS NOT NULL;
CREATE INDEX object_of_nobody ON intake.object (registered_at DESC, id DESC) WHERE patient_id IS NULL;
CREATE INDEX object_of_a_patient ON intake.object (patient_id) WHERE patient_id IS NOT NULL;
CREATE INDEX object_of_an_item ON intake.object (item_id) WHERE item_id IS NOT NULL;
SELECT platform.protect('intake.object');

CREATE TABLE intake.object_movement (
  id uuid PRIMARY KEY,
  object_id uuid NOT NULL REFERENCES intake.object (id),
  facility_id uuid NOT NULL,
  labels bigint NOT NULL DEFAULT 0,
  number integer NOT NULL CONSTRAINT movements_count_from_one CHECK (number >= 1),
  kind text NOT NULL CONSTRAINT movement_is_known CHECK (kind IN ('registered', 'moved', 'loaned', 'returned', 'handed-over', 'sent', 'copied', 'destroyed', 'lost', 'found', 'assigned', 'planned', 'described')),
  place_id uuid REFERENCES intake.keeper (id),
  custodian_id uuid REFERENCES intake.keeper (id),
  recipient text CONSTRAINT recipient_is_known CHECK (recipient IN ('patient', 'representative', 'designee')),
  recipient_name text NOT NULL DEFAULT '',
  identity_checked text NOT NULL DEFAULT '',
  due_on date,
  of_patient_id uuid,
  document_patient_id uuid,
  document_id uuid,
  disposition text,
  method text NOT NULL DEFAULT '',
  witness text NOT NULL DEFAULT '',
  note text NOT NULL DEFAULT '',
  moved_at timestamptz NOT NULL,
  moved_by text NOT NULL,
  moved_name text NOT NULL,
  CONSTRAINT one_movement_of_a_number UNIQUE (object_id, number),
  CONSTRAINT loan_has_borrower_and_end CHECK (kind <> 'loaned' OR (custodian_id IS NOT NULL AND due_on IS NOT NULL)),
  CONSTRAINT who_took_it_is_said CHECK ((kind = 'handed-over') = (recipient IS NOT NULL)),
  CONSTRAINT who_was_sent_it_is_said CHECK (kind <> 'sent' OR custodian_id IS NOT NULL),
  CONSTRAINT copy_names_its_document CHECK ((kind = 'copied') = (document_id IS NOT NULL) AND (document_id IS NULL) = (document_patient_id IS NULL)),
  CONSTRAINT destruction_has_method_and_witness CHECK (kind <> 'destroyed' OR (method <> '' AND witness <> '' AND note <> '')),
  FOREIGN KEY (document_patient_id, document_id) REFERENCES documents.document (patient_id, id)
);
COMMENT ON TABLE intake.object_movement IS 'Everything that was done with a thing that is not a sheet. Never changed, never removed; where the thing is follows from it.';
COMMENT ON COLUMN intake.object_movement.id IS 'UUID v7.';
COMMENT ON COLUMN intake.object_movement.object_id IS 'The thing.';
COMMENT ON COLUMN intake.object_movement.facility_id IS 'As the thing''s.';
COMMENT ON COLUMN intake.object_movement.labels IS 'As the thing''s.';
COMMENT ON COLUMN intake.object_movement.number IS 'Place in the life of the thing.';
COMMENT ON COLUMN intake.object_movement.kind IS 'What was done.';
COMMENT ON COLUMN intake.object_movement.place_id IS 'Where it was put.';
COMMENT ON COLUMN intake.object_movement.custodian_id IS 'Who has it or answers for it from then on; borrower of a loan, recipient of what was sent.';
COMMENT ON COLUMN intake.object_movement.recipient IS 'As what somebody took it: patient, personal representative, designee.';
COMMENT ON COLUMN intake.object_movement.recipient_name IS 'Who took it, where it was not the patient.';
COMMENT ON COLUMN intake.object_movement.identity_checked IS 'By what they proved who they are.';
COMMENT ON COLUMN intake.object_movement.due_on IS 'Day a loan ends; day of a disposition.';
COMMENT ON COLUMN intake.object_movement.of_patient_id IS 'Whose it is from then on, where that was said.';
COMMENT ON COLUMN intake.object_movement.document_patient_id IS 'Registration of the document it was copied into.';
COMMENT ON COLUMN intake.object_movement.document_id IS 'Document it was copied into.';
COMMENT ON COLUMN intake.object_movement.disposition IS 'What is to become of it from then on.';
COMMENT ON COLUMN intake.object_movement.method IS 'How it was destroyed; how it was sent.';
COMMENT ON COLUMN intake.object_movement.witness IS 'Second person who saw the destruction.';
COMMENT ON COLUMN intake.object_movement.note IS 'Why, or what should be known; of a destruction the rule relied on.';
COMMENT ON COLUMN intake.object_movement.moved_at IS 'When it was recorded.';
COMMENT ON COLUMN intake.object_movement.moved_by IS 'Actor id.';
COMMENT ON COLUMN intake.object_movement.moved_name IS 'Name of that actor then.';
SELECT platform.protect('intake.object_movement');

CREATE TABLE intake.object_page (
  item_id uuid NOT NULL REFERENCES intake.item (id),
  page_number integer NOT NULL,
  object_number text NOT NULL,
  facility_id uuid NOT NULL,
  labels bigint NOT NULL DEFAULT 0,
  PRIMARY KEY (item_id, page_number, object_number),
  FOREIGN KEY (item_id, page_number) REFERENCES intake.page (item_id, number)
);
COMMENT ON TABLE intake.object_page IS 'That a page shows the label of a thing: the paper came with it. The thing may be registered later, or never was.';
COMMENT ON COLUMN intake.object_page.item_id IS 'File of the page.';
COMMENT ON COLUMN intake.object_page.page_number IS 'Page of it.';
COMMENT ON COLUMN intake.object_page.object_number IS 'What the label says.';
COMMENT ON COLUMN intake.object_page.facility_id IS 'As the item''s.';
COMMENT ON COLUMN intake.object_page.labels IS 'As the item''s.';
CREATE INDEX object_page_of_a_number ON intake.object_page (object_number);
SELECT platform.protect('intake.object_page');

CREATE FUNCTION intake.holds_on_object(of_object uuid) RETURNS SETOF uuid
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT h.id
  FROM intake.object o
  JOIN patients.member mine ON mine.patient_id = o.patient_id
  JOIN patients.member theirs ON theirs.survivor_id = mine.survivor_id
  JOIN documents.legal_hold h ON h.patient_id = theirs.patient_id
  WHERE o.id = of_object
    AND NOT EXISTS (SELECT FROM documents.legal_hold_lift l WHERE l.patient_id = h.patient_id AND l.hold_id = h.id)
    AND h.unit_id IS NULL
    AND (h.encounter_id IS NULL OR o.encounter_id IS NULL OR h.encounter_id = o.encounter_id)
$$;
COMMENT ON FUNCTION intake.holds_on_object(uuid) IS 'Holds in force on a thing: of its person under every merged registration, and of its encounter, or of any encounter where the thing names none. SECURITY DEFINER: a hold holds whoever may see it.';
REVOKE ALL ON FUNCTION intake.holds_on_object(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION intake.holds_on_object(uuid) TO chartkeeper_app, chartkeeper_jobs;

CREATE FUNCTION intake.refuse_object_under_hold() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE of_patient uuid := (SELECT o.patient_id FROM intake.object o WHERE o.id = NEW.object_id);
BEGIN
  PERFORM documents.lock_person(of_patient);
  IF of_patient IS NULL OR EXISTS (SELECT FROM intake.holds_on_object(NEW.object_id)) THEN
    RAISE EXCEPTION 'The thing is under a legal hold, or nobody knows whose it is.'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'no_object_destroyed_under_a_hold';
  END IF;
  RETURN NEW;
END $$;
COMMENT ON FUNCTION intake.refuse_object_under_hold() IS 'The last line against spoliation: whatever asks, a thing under hold is not recorded as destroyed.';
CREATE TRIGGER no_object_destroyed_under_a_hold BEFORE INSERT ON intake.object_movement FOR EACH ROW WHEN (NEW.kind = 'destroyed') EXECUTE FUNCTION intake.refuse_object_under_hold();

GRANT USAGE ON SEQUENCE intake.object_number TO chartkeeper_app, chartkeeper_jobs;
GRANT SELECT ON SEQUENCE intake.object_number TO chartkeeper_backup;
GRANT SELECT, INSERT ON intake.keeper, intake.object, intake.object_movement, intake.object_page TO chartkeeper_app, chartkeeper_jobs;
GRANT UPDATE (labels, patient_id, encounter_id, kind, description, maker, made_on, received_on, received_how, received_from, piece, pieces, condition, condition_note,
  readable, contains, disposition, disposition_on, return_to, movements, state, state_since, place_id, custodian_id, copied_on, due_back_on, due_on)
  ON intake.object TO chartkeeper_app, chartkeeper_jobs;
GRANT UPDATE (labels) ON intake.object_movement TO chartkeeper_app, chartkeeper_jobs;
GRANT SELECT ON intake.keeper, intake.object, intake.object_movement, intake.object_page TO chartkeeper_report, chartkeeper_backup;
