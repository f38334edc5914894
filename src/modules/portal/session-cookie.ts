import type { RequestContext } from '../../platform/http/route.ts';
import { sessionCookieName } from '../../platform/http/server.ts';
import type { Settings } from '../../platform/settings.ts';

/** Beside the cookie of the staff, never the same: neither realm reads the other's. */
export function portalCookieName(settings: Pick<Settings, 'tlsCertificate' | 'publicUrl'>): string {
  return `${sessionCookieName(settings)}-portal`;
}

export function setPortalCookie(context: RequestContext, token: string): void {
  const name = portalCookieName(context.services.settings);
  void context.reply.setCookie(name, token, attributes(name));
}

/** What the browser kept of the pages goes too; the language chosen on the device may stay. */
export function clearPortalCookie(context: RequestContext): void {
  const name = portalCookieName(context.services.settings);
  void context.reply.clearCookie(name, attributes(name));
  void context.reply.header('clear-site-data', '"cache"');
}

function attributes(name: string) {
  return { path: '/', httpOnly: true, sameSite: 'strict', secure: name.startsWith('__Host-') } as const;
}
