-- How a page looks is worked out once: another going over of the same pages takes what is kept.

CREATE TABLE release.page_look (
  patient_id uuid NOT NULL,
  document_id uuid NOT NULL,
  address text NOT NULL,
  page integer NOT NULL CONSTRAINT page_looks_count_from_one CHECK (page >= 1),
  facility_id uuid NOT NULL REFERENCES directory.facility (id),
  labels bigint NOT NULL DEFAULT 0,
  algorithm integer NOT NULL,
  sealed bytea NOT NULL,
  recorded_at timestamptz NOT NULL,
  PRIMARY KEY (patient_id, document_id, address, page),
  FOREIGN KEY (patient_id, document_id) REFERENCES documents.document (patient_id, id) ON DELETE CASCADE
);
COMMENT ON TABLE release.page_look IS 'How a page of a document looks, kept by whoever needed it first. Worked out of its content alone, so it may be removed at any time; goes when the document is destroyed (release.forget_looks).';
COMMENT ON COLUMN release.page_look.patient_id IS 'Registration of the document.';
COMMENT ON COLUMN release.page_look.document_id IS 'The document.';
COMMENT ON COLUMN release.page_look.address IS 'The content it was taken from: address of the blob, of the picture of the page or of the original. Other content has another address.';
COMMENT ON COLUMN release.page_look.page IS 'Page of the document, from 1.';
COMMENT ON COLUMN release.page_look.facility_id IS 'As the document''s.';
COMMENT ON COLUMN release.page_look.labels IS 'As the document''s; kept by release.relabel_looks.';
COMMENT ON COLUMN release.page_look.algorithm IS 'By which way of taking it; one taken in an older way is taken anew.';
COMMENT ON COLUMN release.page_look.sealed IS '64 bits of how light and dark lie on the page, or that nothing is seen on it, under the key of the content: unreadable once that is destroyed, in every copy.';
COMMENT ON COLUMN release.page_look.recorded_at IS 'When it was taken.';
SELECT platform.protect('release.page_look');
GRANT SELECT, INSERT ON release.page_look TO chartkeeper_app, chartkeeper_jobs;
GRANT UPDATE (algorithm, sealed, recorded_at) ON release.page_look TO chartkeeper_app, chartkeeper_jobs;
GRANT SELECT ON release.page_look TO chartkeeper_report, chartkeeper_backup;

CREATE TABLE release.look_compared (
  patient_id uuid NOT NULL,
  document_id uuid NOT NULL,
  address text NOT NULL,
  page integer NOT NULL,
  like_patient_id uuid NOT NULL,
  like_document_id uuid NOT NULL,
  like_address text NOT NULL,
  like_page integer NOT NULL,
  facility_id uuid NOT NULL REFERENCES directory.facility (id),
  labels bigint NOT NULL DEFAULT 0,
  algorithm integer NOT NULL,
  same boolean NOT NULL,
  recorded_at timestamptz NOT NULL,
  PRIMARY KEY (patient_id, document_id, address, page, like_address, like_page),
  FOREIGN KEY (patient_id, document_id) REFERENCES documents.document (patient_id, id) ON DELETE CASCADE,
  FOREIGN KEY (like_patient_id, like_document_id) REFERENCES documents.document (patient_id, id) ON DELETE CASCADE
);
COMMENT ON TABLE release.look_compared IS 'Two pages whose looks are near, compared place by place: whether they are two scans of one paper. Goes as release.page_look does, with either document.';
COMMENT ON COLUMN release.look_compared.patient_id IS 'Registration of the document.';
COMMENT ON COLUMN release.look_compared.document_id IS 'The document.';
COMMENT ON COLUMN release.look_compared.address IS 'Content of its page.';
COMMENT ON COLUMN release.look_compared.page IS 'Its page, from 1.';
COMMENT ON COLUMN release.look_compared.like_patient_id IS 'Registration of the other document.';
COMMENT ON COLUMN release.look_compared.like_document_id IS 'The other document; it may be the same one.';
COMMENT ON COLUMN release.look_compared.like_address IS 'Content of the other page.';
COMMENT ON COLUMN release.look_compared.like_page IS 'The other page, from 1.';
COMMENT ON COLUMN release.look_compared.facility_id IS 'As the document''s.';
COMMENT ON COLUMN release.look_compared.labels IS 'As the document''s; kept by release.relabel_looks.';
COMMENT ON COLUMN release.look_compared.algorithm IS 'By which way of comparing; what was compared in an older way is compared anew.';
COMMENT ON COLUMN release.look_compared.same IS 'They are two scans of one paper.';
COMMENT ON COLUMN release.look_compared.recorded_at IS 'When they were compared.';
CREATE INDEX look_compared_of_like ON release.look_compared (like_patient_id, like_document_id);
SELECT platform.protect('release.look_compared');
GRANT SELECT, INSERT ON release.look_compared TO chartkeeper_app, chartkeeper_jobs;
GRANT UPDATE (algorithm, same, recorded_at) ON release.look_compared TO chartkeeper_app, chartkeeper_jobs;
GRANT SELECT ON release.look_compared TO chartkeeper_report, chartkeeper_backup;

CREATE FUNCTION release.forget_looks() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  DELETE FROM release.page_look x USING documents.document d
    WHERE d.patient_id = NEW.patient_id AND d.unit_id = NEW.unit_id AND x.patient_id = d.patient_id AND x.document_id = d.id;
  DELETE FROM release.look_compared x USING documents.document d
    WHERE d.patient_id = NEW.patient_id AND d.unit_id = NEW.unit_id AND x.patient_id = d.patient_id AND x.document_id = d.id;
  DELETE FROM release.look_compared x USING documents.document d
    WHERE d.patient_id = NEW.patient_id AND d.unit_id = NEW.unit_id AND x.like_patient_id = d.patient_id AND x.like_document_id = d.id;
  RETURN NULL;
END $$;
COMMENT ON FUNCTION release.forget_looks() IS 'What was worked out of the content of a document goes when its destruction is written, whoever writes it.';
CREATE TRIGGER looks_go_with_the_document AFTER INSERT ON documents.destruction FOR EACH ROW EXECUTE FUNCTION release.forget_looks();

CREATE FUNCTION release.relabel_looks(whose uuid) RETURNS void
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  UPDATE release.page_look x SET labels = d.labels FROM documents.document d
    WHERE x.patient_id = whose AND d.patient_id = x.patient_id AND d.id = x.document_id AND x.labels <> d.labels;
  UPDATE release.look_compared x SET labels = d.labels FROM documents.document d
    WHERE x.patient_id = whose AND d.patient_id = x.patient_id AND d.id = x.document_id AND x.labels <> d.labels;
END $$;
COMMENT ON FUNCTION release.relabel_looks(uuid) IS 'Gives the kept looks of a registration the labels its documents have now. SECURITY DEFINER: the column is nobody else''s to change.';
REVOKE ALL ON FUNCTION release.relabel_looks(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION release.relabel_looks(uuid) TO chartkeeper_app, chartkeeper_jobs;
