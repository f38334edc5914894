-- A file that came by itself may begin with a batch sheet: then it belongs to the batch of that number. Where no prepared
-- batch has the number, a person is told the number, since the sheet itself goes to the bin.

ALTER TABLE intake.item ADD COLUMN unknown_batch text
  CONSTRAINT unknown_batch_is_short CHECK (length(unknown_batch) BETWEEN 1 AND 40);
COMMENT ON COLUMN intake.item.unknown_batch IS 'Number on its batch sheet, where no prepared batch of the facility has it.';
GRANT UPDATE (unknown_batch) ON intake.item TO chartkeeper_app, chartkeeper_jobs;
