-- One event may be told by two messages: a merge that was undone, of each of the two registrations.

DROP INDEX hl7v2.outbound_once;
CREATE UNIQUE INDEX outbound_once ON hl7v2.outbound (destination_id, cause, subject_id);
COMMENT ON COLUMN hl7v2.outbound.cause IS 'The event that it tells; once for each destination and patient.';
