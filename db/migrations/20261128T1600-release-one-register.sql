-- One register of verified numbers: those for the continuity of care come to the channels of requesters, with who verified
-- them, how and when. One vocabulary: mail is postal everywhere, email is electronic mail.

ALTER TABLE release.requester_channel ADD COLUMN end_reason text;
ALTER TABLE release.requester_channel ADD CONSTRAINT only_what_ended_says_why CHECK (end_reason IS NULL OR (ended_at IS NOT NULL AND end_reason <> ''));
COMMENT ON COLUMN release.requester_channel.end_reason IS 'Why it is not used any more. NULL where nobody was asked, before 20261128T1600.';
GRANT UPDATE (end_reason) ON release.requester_channel TO chartkeeper_app, chartkeeper_jobs;

ALTER TABLE release.requester_channel DROP CONSTRAINT channel_kind_is_known;
UPDATE release.requester_channel SET kind = 'email' WHERE kind = 'secure-address';
ALTER TABLE release.requester_channel ADD CONSTRAINT channel_kind_is_known CHECK (kind IN ('fax', 'mail', 'email', 'phone'));
COMMENT ON COLUMN release.requester_channel.kind IS 'fax, mail (postal address), email, phone.';

ALTER TABLE release.care_sending DROP CONSTRAINT sending_channel_is_known;
UPDATE release.care_sending SET channel = 'email' WHERE channel = 'mail';
ALTER TABLE release.care_sending ADD CONSTRAINT sending_channel_is_known CHECK (channel IN ('fax', 'email', 'by-hand'));
COMMENT ON COLUMN release.care_sending.channel IS 'fax: by the fax gateway. email: encrypted, the passcode is told by another way. by-hand: a person hands it over as any other packet.';

-- Each number keeps its id, so that what was sent to it goes on naming it. Where the entry has the same number verified
-- already, or another facility verified it too, the later row comes in as ended.
DO $$
DECLARE
  number record;
  entry uuid;
  rival uuid;
  rival_verified timestamptz;
BEGIN
  FOR number IN
    SELECT c.*, CASE c.kind WHEN 'mail' THEN 'email' ELSE c.kind END AS way,
      CASE WHEN c.kind = 'mail' THEN lower(trim(c.address))
           ELSE regexp_replace(regexp_replace(c.address, '\D', '', 'g'), '^1(\d{10})$', '\1') END AS key
    FROM release.care_channel c ORDER BY c.verified_at, c.id
  LOOP
    entry := (SELECT r.id FROM release.requester r
      WHERE r.class = 'provider' AND r.merged_into IS NULL AND lower(r.name) = lower(number.name)
        AND lower(coalesce(r.organisation, '')) = lower(coalesce(number.organisation, ''))
      ORDER BY r.recorded_at, r.id LIMIT 1);
    IF entry IS NULL THEN
      entry := number.id;
      INSERT INTO release.requester (id, kind, class, name, organisation, recorded_at, recorded_by, changed_at, changed_by)
      VALUES (entry, 'organisation', 'provider', number.name, number.organisation,
        number.verified_at, number.verified_by, number.verified_at, number.verified_by);
    END IF;
    SELECT c.id, c.verified_at INTO rival, rival_verified FROM release.requester_channel c
      WHERE c.requester_id = entry AND c.kind = number.way AND c.value_key = number.key AND c.ended_at IS NULL;
    IF rival IS NOT NULL AND rival_verified IS NULL AND number.withdrawn_at IS NULL THEN
      UPDATE release.requester_channel SET ended_at = number.verified_at, ended_by = number.verified_by, end_reason = 'The same was verified for the continuity of care'
        WHERE id = rival;
      rival := NULL;
    END IF;
    INSERT INTO release.requester_channel (id, requester_id, kind, value, value_key, verified_at, verified_by, verified_how, ended_at, ended_by, end_reason, recorded_at, recorded_by)
    VALUES (number.id, entry, number.way, number.address, number.key, number.verified_at, number.verified_by,
      'Called back: ' || number.verified_who || ' confirmed it; number from ' || number.number_from,
      CASE WHEN number.withdrawn_at IS NOT NULL THEN number.withdrawn_at WHEN rival IS NOT NULL THEN number.verified_at END,
      CASE WHEN number.withdrawn_at IS NOT NULL THEN number.withdrawn_by WHEN rival IS NOT NULL THEN number.verified_by END,
      CASE WHEN number.withdrawn_at IS NOT NULL THEN number.withdraw_reason WHEN rival IS NOT NULL THEN 'The same is in use, verified before' END,
      number.verified_at, number.verified_by);
    -- As derive-requester-keys.ts makes them.
    INSERT INTO release.requester_key (requester_id, key)
      SELECT DISTINCT entry, left(array_to_string(w.words[n:], ' '), 60)
      FROM (SELECT (string_to_array(f.folded, ' '))[1:10] AS words
            FROM (SELECT trim(regexp_replace(lower(regexp_replace(normalize(t.text, NFKD), '[\u0300-\u036f]', '', 'g')), '[^[:alnum:]]+', ' ', 'g')) AS folded
                  FROM unnest(ARRAY[number.name, number.organisation]) AS t (text) WHERE t.text IS NOT NULL) f
            WHERE f.folded <> '') w, generate_series(1, cardinality(w.words)) AS n
      ON CONFLICT DO NOTHING;
    IF number.way = 'fax' AND number.withdrawn_at IS NULL AND length(number.key) >= 4 THEN
      INSERT INTO release.requester_key (requester_id, key) VALUES (entry, number.key), (entry, right(number.key, 7)) ON CONFLICT DO NOTHING;
    END IF;
  END LOOP;
END $$;

ALTER TABLE release.care_sending DROP CONSTRAINT care_sending_channel_id_fkey;
ALTER TABLE release.care_sending ADD CONSTRAINT sending_goes_to_a_number_of_the_register FOREIGN KEY (channel_id) REFERENCES release.requester_channel (id);
COMMENT ON COLUMN release.care_sending.channel_id IS 'The verified number of the register of requesters that it was taken from.';
DELETE FROM release.care_channel;
DROP TABLE release.care_channel;
