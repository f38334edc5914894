import { problems } from '../problems.ts';

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * The exact addresses that people come back to (RFC 9700 2.1): https, or http on the person's own machine; no fragment, no
 * user in it.
 * @throws accounts/redirect-refused
 */
export function readRedirectUris(texts: readonly string[]): string[] {
  const uris = [...new Set(texts.map((text) => text.trim()))];
  for (const uri of uris) {
    const url = URL.parse(uri);
    const isSafe = url?.protocol === 'https:' || (url?.protocol === 'http:' && LOOPBACK.has(url.hostname));
    if (url === null || !isSafe || uri.includes('#') || url.username !== '' || url.password !== '' || /[\s*]/.test(uri))
      throw problems.redirectRefused({
        detail: `Nothing was registered. ${uri.slice(0, 200)} cannot be used: give the whole https address that people come back to, without # and without *; http only on localhost.`,
        at: 'redirectUris',
      });
  }
  return uris;
}
