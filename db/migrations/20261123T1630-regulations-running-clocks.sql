-- What is due, without reading every clock that ever ran: 200,000 ended clocks made the list take 1.3 s.

CREATE TABLE regulations.running_clock (
  deadline_id uuid PRIMARY KEY REFERENCES regulations.deadline (id),
  due_at timestamptz NOT NULL,
  paused boolean NOT NULL DEFAULT false
);
COMMENT ON TABLE regulations.running_clock IS 'The clocks that have not ended, by due day. An index in the form of a table: triggers keep it in step with the rows that are the truth, and nobody writes it by hand.';
COMMENT ON COLUMN regulations.running_clock.deadline_id IS 'The clock.';
COMMENT ON COLUMN regulations.running_clock.due_at IS 'As deadline_state says.';
COMMENT ON COLUMN regulations.running_clock.paused IS 'It stands still, and so is not due.';
CREATE INDEX running_clock_by_day ON regulations.running_clock (due_at) WHERE NOT paused;

CREATE FUNCTION regulations.keep_running_clock() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  CASE TG_TABLE_NAME
    WHEN 'deadline' THEN
      INSERT INTO regulations.running_clock (deadline_id, due_at) VALUES (NEW.id, NEW.due_at);
    WHEN 'deadline_extension' THEN
      UPDATE regulations.running_clock SET due_at = greatest(due_at, NEW.due_at) WHERE deadline_id = NEW.deadline_id;
    WHEN 'deadline_pause' THEN
      UPDATE regulations.running_clock SET paused = true WHERE deadline_id = NEW.deadline_id;
    WHEN 'deadline_resumption' THEN
      UPDATE regulations.running_clock SET paused = false, due_at = greatest(due_at, NEW.due_at) WHERE deadline_id = NEW.deadline_id;
    WHEN 'deadline_settlement' THEN
      DELETE FROM regulations.running_clock WHERE deadline_id = NEW.deadline_id;
  END CASE;
  RETURN NULL;
END $$;
COMMENT ON FUNCTION regulations.keep_running_clock() IS 'Keeps running_clock in step. Runs as the owner, because the product itself may not write that table.';
REVOKE ALL ON FUNCTION regulations.keep_running_clock() FROM PUBLIC;

INSERT INTO regulations.running_clock (deadline_id, due_at, paused)
  SELECT id, due_at, open_pause IS NOT NULL FROM regulations.deadline_state WHERE outcome IS NULL;

CREATE TRIGGER running_clock AFTER INSERT ON regulations.deadline FOR EACH ROW EXECUTE FUNCTION regulations.keep_running_clock();
CREATE TRIGGER running_clock AFTER INSERT ON regulations.deadline_extension FOR EACH ROW EXECUTE FUNCTION regulations.keep_running_clock();
CREATE TRIGGER running_clock AFTER INSERT ON regulations.deadline_pause FOR EACH ROW EXECUTE FUNCTION regulations.keep_running_clock();
CREATE TRIGGER running_clock AFTER INSERT ON regulations.deadline_resumption FOR EACH ROW EXECUTE FUNCTION regulations.keep_running_clock();
CREATE TRIGGER running_clock AFTER INSERT ON regulations.deadline_settlement FOR EACH ROW EXECUTE FUNCTION regulations.keep_running_clock();

ALTER TABLE regulations.running_clock ENABLE ROW LEVEL SECURITY;
CREATE POLICY scope ON regulations.running_clock FOR SELECT TO chartkeeper_app, chartkeeper_jobs, chartkeeper_report
  USING (EXISTS (SELECT 1 FROM regulations.deadline d WHERE d.id = deadline_id));
CREATE POLICY whole ON regulations.running_clock FOR SELECT TO chartkeeper_backup USING (true);
GRANT SELECT ON regulations.running_clock TO chartkeeper_app, chartkeeper_jobs, chartkeeper_report, chartkeeper_backup;
