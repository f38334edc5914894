-- The questions a privacy officer asks of a log of a hundred million entries: one verb, or what was not done.
CREATE INDEX entry_by_verb ON audit.entry (verb, at DESC);
CREATE INDEX entry_not_done ON audit.entry (outcome, at DESC) WHERE outcome <> 'done';
