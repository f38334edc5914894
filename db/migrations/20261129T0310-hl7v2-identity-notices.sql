-- What the identity desk owes a downstream system is ticked off when the interface has handed it over.

ALTER TABLE hl7v2.destination ADD COLUMN downstream_ids uuid[] NOT NULL DEFAULT '{}';
COMMENT ON COLUMN hl7v2.destination.downstream_ids IS 'Downstream systems of the identity desk (identity.downstream) that learn of merges by these messages.';
ALTER TABLE hl7v2.outbound ADD COLUMN merge_id uuid;
COMMENT ON COLUMN hl7v2.outbound.merge_id IS 'The merge that it tells, or whose undoing, as patients numbers it.';

CREATE INDEX notice_owed_of_merge ON identity.notice (merge_id) WHERE told_at IS NULL;
