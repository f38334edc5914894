-- What a request ever rested on, whoever its patient was taken for: read when it changes.
CREATE INDEX authority_of_request ON release.authority (request_id);
