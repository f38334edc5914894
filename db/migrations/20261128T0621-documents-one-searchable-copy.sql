-- The job that makes the searchable copy may run twice at once after a crash; a version has one such copy all the same.

CREATE UNIQUE INDEX version_has_one_searchable ON documents.rendition (patient_id, version_id)
  WHERE kind = 'searchable' AND page_id IS NULL;
