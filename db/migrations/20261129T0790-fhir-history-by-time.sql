-- History of a type and of the system (FHIR R4 http.html#history): versions in the order of time, a page at a time.
CREATE INDEX history_by_time ON fhir.history (type, at, id, version);
