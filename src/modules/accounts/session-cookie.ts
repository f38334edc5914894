import { createHash } from 'node:crypto';
import type { RequestContext } from '../../platform/http/route.ts';
import { sessionCookieName } from '../../platform/http/server.ts';
import type { Browser } from './start-session.ts';

/** Where a request comes from, for the counters of failed sign-ins. */
export function addressOf(context: RequestContext): string {
  return context.request.ip;
}

export function browserOf(context: RequestContext): Browser {
  const agent = context.request.headers['user-agent'] ?? '';
  return {
    agentDigest: createHash('sha256').update(agent).digest(),
    formerToken: context.request.cookies[sessionCookieName(context.services.settings)],
  };
}

/** No lifetime of its own: the browser forgets it when it closes, the server ends it before that. */
export function setSessionCookie(context: RequestContext, token: string): void {
  const name = sessionCookieName(context.services.settings);
  void context.reply.setCookie(name, token, attributes(name));
}

/** Also what the browser kept of the pages, where it understands the header (security.md 5.8). */
export function clearSessionCookie(context: RequestContext): void {
  const name = sessionCookieName(context.services.settings);
  void context.reply.clearCookie(name, attributes(name));
  void context.reply.header('clear-site-data', '"cache", "storage"');
}

/** `__Host-` binds the cookie to this host over TLS; on loopback there is none. */
function attributes(name: string) {
  return { path: '/', httpOnly: true, sameSite: 'lax', secure: name.startsWith('__Host-') } as const;
}
