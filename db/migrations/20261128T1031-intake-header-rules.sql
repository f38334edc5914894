-- Rules for the heading of dictated reports get a screen: words of the label in place of a regular expression, which a line
-- of a stranger could make run for ever, and who changed what, why.

ALTER TABLE intake.header_rule
  ADD COLUMN label text,
  ADD COLUMN value_ends text NOT NULL DEFAULT 'gap',
  ADD COLUMN reason text,
  ADD COLUMN ended_by text,
  ADD COLUMN ended_reason text,
  ALTER COLUMN pattern DROP NOT NULL;

-- No screen or address of the API ever wrote one; what an administrator put in by hand stays readable in the history.
UPDATE intake.header_rule SET ended_at = timestamptz '2026-11-28 10:31Z' WHERE ended_at IS NULL;
UPDATE intake.header_rule SET ended_by = 'system:migration', ended_reason = 'Rules are words of the label now, no regular expressions.' WHERE ended_by IS NULL;

ALTER TABLE intake.header_rule
  ADD CONSTRAINT header_rule_says_a_label CHECK (ended_at IS NOT NULL OR (label IS NOT NULL AND reason IS NOT NULL)),
  ADD CONSTRAINT header_value_end_is_known CHECK (value_ends IN ('word', 'gap', 'line')),
  ADD CONSTRAINT header_rule_is_ended_by_somebody CHECK ((ended_at IS NULL) = (ended_by IS NULL));
COMMENT ON COLUMN intake.header_rule.pattern IS 'Regular expression of a rule from before labels; none is in force.';
COMMENT ON COLUMN intake.header_rule.label IS 'The words that stand before the value on its line.';
COMMENT ON COLUMN intake.header_rule.value_ends IS 'Where the value ends: word (next space), gap (two spaces or the next label), line.';
COMMENT ON COLUMN intake.header_rule.reason IS 'Why it was set.';
COMMENT ON COLUMN intake.header_rule.ended_by IS 'Actor id of who ended it.';
COMMENT ON COLUMN intake.header_rule.ended_reason IS 'Why it was ended.';
GRANT UPDATE (ended_by, ended_reason) ON intake.header_rule TO chartkeeper_app, chartkeeper_jobs;
