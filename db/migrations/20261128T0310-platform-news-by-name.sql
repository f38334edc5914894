-- A reaction asks for the news of a few names. Without this it read all that came since the last one which concerned it.
CREATE INDEX event_by_name ON platform.event (name, xid, id);
