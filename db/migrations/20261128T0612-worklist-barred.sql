-- Work that some may not do because of what they did before: whoever filed a document does not verify it.

ALTER TABLE worklist.item ADD COLUMN barred text[] NOT NULL DEFAULT '{}';
COMMENT ON COLUMN worklist.item.barred IS 'Actor ids that are never handed this item and cannot take it.';
