import type { Act } from '../../platform/act.ts';
import { newId, secretHash } from '../../platform/ids.ts';
import { SESSION_HOURS } from './derive-session-state.ts';
import { endSessions } from './end-access.ts';
import { liveSessions, SESSIONS_PER_PERSON } from './own-session.ts';
import type { Proof } from './prove-second-factor.ts';
import { markOf } from './shown-once.ts';

export interface Browser {
  /** Digest of its User-Agent, to tell browsers apart in the person's list. */
  readonly agentDigest: Buffer;
  /** The token it came with, if any: that session ends, and its token never becomes this one's (session fixation). */
  readonly formerToken: string | undefined;
}

export interface StartedSession {
  readonly personId: string;
  readonly sessionId: string;
  /** Which token it was given; see shown-once.ts. */
  readonly mark: string;
}

/** Opens a session for a person who has just proved both factors. */
export async function startSession(
  act: Act,
  parts: { personId: string; factor: Proof['factor']; token: string; browser: Browser },
): Promise<StartedSession> {
  const { personId, browser } = parts;
  if (browser.formerToken !== undefined) await endFormer(act, browser.formerToken);
  const live = await liveSessions(act.tx, personId, act.now);
  const tooMany = live.slice(0, Math.max(0, live.length - SESSIONS_PER_PERSON + 1));
  await endSessions(act, { personId, sessionIds: tooMany.map((session) => session.id), reason: 'replaced' });
  const id = newId();
  await act.tx
    .insertInto('accounts.session')
    .values({
      id,
      token_hash: secretHash(parts.token),
      person_id: personId,
      factor: parts.factor,
      created_at: act.now,
      last_seen_at: act.now,
      step_up_at: act.now,
      expires_at: new Date(act.now.getTime() + SESSION_HOURS * 3_600_000),
      agent_digest: browser.agentDigest,
    })
    .execute();
  return { personId, sessionId: id, mark: markOf(parts.token) };
}

async function endFormer(act: Act, token: string): Promise<void> {
  const former = await act.tx
    .selectFrom('accounts.session')
    .select(['id', 'person_id'])
    .where('token_hash', '=', secretHash(token))
    .executeTakeFirst();
  if (former !== undefined)
    await endSessions(act, { personId: former.person_id, sessionIds: [former.id], reason: 'replaced' });
}
