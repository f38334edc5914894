export interface SmtpServer {
  readonly connection: {
    readonly host: string;
    readonly port: number;
    readonly secure: boolean;
    /** Without encryption nothing is sent over a network. */
    readonly requireTLS: boolean;
  };
  readonly auth: { readonly credentials: { readonly user: string; readonly pass: string } } | undefined;
}

/**
 * `smtp://user:password@host:587` (STARTTLS) or `smtps://host` (TLS from the first byte). A server on this machine may be
 * spoken to in the clear; `?tls=optional` allows it elsewhere, for a relay on a network one trusts.
 * Throws an Error that names the setting, never its value: it holds a password.
 */
export function parseSmtpUrl(text: string): SmtpServer {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^smtps?:$/.test(url.protocol) || url.hostname === '')
    throw new Error('CHARTKEEPER_SMTP_URL must read smtp://host:port or smtps://host:port.');
  const secure = url.protocol === 'smtps:';
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const here = host === 'localhost' || host === '::1' || host.startsWith('127.');
  return {
    connection: {
      host,
      port: url.port === '' ? (secure ? 465 : 587) : Number(url.port),
      secure,
      requireTLS: !secure && !here && url.searchParams.get('tls') !== 'optional',
    },
    auth:
      url.username === ''
        ? undefined
        : { credentials: { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) } },
  };
}
