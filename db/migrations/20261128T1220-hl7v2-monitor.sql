-- The monitor counts by time and by state: neither may read a sender's whole history, nor everybody's errors for each sender.

DROP INDEX hl7v2.message_of_sender;
CREATE INDEX message_of_sender ON hl7v2.message (sender_id, received_at DESC);
CREATE INDEX work_of_sender_to_decide ON hl7v2.work (sender_id, state) WHERE state IN ('failed', 'held');
