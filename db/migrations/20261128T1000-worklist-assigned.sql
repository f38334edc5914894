-- Work that waits for one person: nobody else is handed it, and whoever looks at the queue sees that it waits.

ALTER TABLE worklist.item ADD COLUMN assigned_to text;
COMMENT ON COLUMN worklist.item.assigned_to IS 'Actor id of the person it waits for: handed to nobody else. Empty: whoever may.';
