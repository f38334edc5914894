-- What was said outside of letters: calls, visits and messages of a case, and who has to answer next.

CREATE TABLE correspondence.contact (
  id uuid PRIMARY KEY,
  patient_id uuid REFERENCES patients.patient (id),
  facility_id uuid NOT NULL REFERENCES directory.facility (id),
  labels bigint NOT NULL DEFAULT 0,
  case_module text NOT NULL,
  case_id uuid NOT NULL,
  kind text NOT NULL CONSTRAINT contact_kind_is_known CHECK (kind IN ('call', 'visit', 'message', 'post', 'fax')),
  direction text NOT NULL CONSTRAINT contact_direction_is_known CHECK (direction IN ('in', 'out')),
  with_whom text NOT NULL CONSTRAINT contact_is_with_somebody CHECK (with_whom <> ''),
  at timestamptz NOT NULL,
  about text NOT NULL CONSTRAINT contact_is_about_something CHECK (about <> ''),
  answers_letter_id uuid REFERENCES correspondence.letter (id),
  answers_contact_id uuid REFERENCES correspondence.contact (id),
  next_by text CONSTRAINT next_is_known CHECK (next_by IN ('us', 'them')),
  remind_on date,
  answered_at timestamptz,
  answered_by text,
  answer_note text,
  recorded_at timestamptz NOT NULL,
  recorded_by text NOT NULL,
  withdrawn_at timestamptz,
  withdrawn_by text,
  withdraw_reason text,
  CONSTRAINT answers_one_thing CHECK (answers_letter_id IS NULL OR answers_contact_id IS NULL),
  CONSTRAINT reminded_of_an_answer CHECK (remind_on IS NULL OR next_by IS NOT NULL),
  CONSTRAINT not_before_it_happened CHECK (recorded_at >= at),
  CONSTRAINT answered_by_somebody CHECK ((answered_at IS NULL) = (answered_by IS NULL) AND (answered_at IS NULL OR next_by IS NOT NULL)),
  CONSTRAINT contact_withdrawn_by_somebody CHECK ((withdrawn_at IS NULL) = (withdrawn_by IS NULL) AND (withdrawn_at IS NULL) = (withdraw_reason IS NULL))
);
COMMENT ON TABLE correspondence.contact IS 'A call, visit or message of a case, noted by whoever spoke. Never changed; a wrong note is withdrawn with a reason.';
COMMENT ON COLUMN correspondence.contact.id IS 'UUID v7.';
COMMENT ON COLUMN correspondence.contact.patient_id IS 'Whom the case concerns, where known; the surviving registration on the day.';
COMMENT ON COLUMN correspondence.contact.facility_id IS 'Whose desk it was.';
COMMENT ON COLUMN correspondence.contact.labels IS 'The labels of the patient as such; follows them.';
COMMENT ON COLUMN correspondence.contact.case_module IS 'Module whose case it belongs to.';
COMMENT ON COLUMN correspondence.contact.case_id IS 'The case in that module; no foreign key, since correspondence stands below it.';
COMMENT ON COLUMN correspondence.contact.kind IS 'call, visit, message (electronic), post or fax that is not in the house as pages.';
COMMENT ON COLUMN correspondence.contact.direction IS 'in: they came to us. out: we went to them.';
COMMENT ON COLUMN correspondence.contact.with_whom IS 'With whom.';
COMMENT ON COLUMN correspondence.contact.at IS 'When it happened.';
COMMENT ON COLUMN correspondence.contact.about IS 'What was said.';
COMMENT ON COLUMN correspondence.contact.answers_letter_id IS 'The letter it answers.';
COMMENT ON COLUMN correspondence.contact.answers_contact_id IS 'The earlier note it answers.';
COMMENT ON COLUMN correspondence.contact.next_by IS 'Who has to answer next: us or them; none where nothing is open.';
COMMENT ON COLUMN correspondence.contact.remind_on IS 'From this day it waits on the worklist.';
COMMENT ON COLUMN correspondence.contact.answered_at IS 'When the answer was there.';
COMMENT ON COLUMN correspondence.contact.answered_by IS 'Actor id.';
COMMENT ON COLUMN correspondence.contact.answer_note IS 'What became of it.';
COMMENT ON COLUMN correspondence.contact.recorded_at IS 'When it was noted.';
COMMENT ON COLUMN correspondence.contact.recorded_by IS 'Actor id.';
COMMENT ON COLUMN correspondence.contact.withdrawn_at IS 'Set where it should not have been noted here.';
COMMENT ON COLUMN correspondence.contact.withdrawn_by IS 'Actor id.';
COMMENT ON COLUMN correspondence.contact.withdraw_reason IS 'Why.';
CREATE INDEX contact_of_case ON correspondence.contact (case_module, case_id, at DESC);
CREATE INDEX contact_of_patient ON correspondence.contact (patient_id) WHERE patient_id IS NOT NULL;
CREATE INDEX contact_to_remind ON correspondence.contact (remind_on) WHERE remind_on IS NOT NULL AND answered_at IS NULL AND withdrawn_at IS NULL;
SELECT platform.protect('correspondence.contact');
GRANT SELECT, INSERT ON correspondence.contact TO chartkeeper_app, chartkeeper_jobs;
GRANT UPDATE (labels, answered_at, answered_by, answer_note, withdrawn_at, withdrawn_by, withdraw_reason) ON correspondence.contact TO chartkeeper_app, chartkeeper_jobs;
GRANT SELECT ON correspondence.contact TO chartkeeper_report, chartkeeper_backup;
