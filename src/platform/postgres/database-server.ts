/** A PostgreSQL we may use, brought along or given; the rest of the product cannot tell which. */
export interface DatabaseServer {
  readonly kind: 'embedded' | 'external';
  /** Signs in as the owner of the whole cluster (embedded) or as the role of DATABASE_URL. A secret. */
  readonly adminUrl: string;
  readonly host: string;
  readonly port: number;
  readonly database: string;
  /** The same database for another role. */
  urlFor(role: string, password: string): string;
  /** The postmaster of the embedded server; undefined for an external one. */
  pid(): number | undefined;
  /** `restarting`: it died and is being brought back. `failed`: it died too often; start again after looking at the log. */
  health(): 'up' | 'restarting' | 'failed';
  stop(): Promise<void>;
}

export function urlFor(adminUrl: string, role: string, password: string): string {
  const url = new URL(adminUrl);
  url.username = encodeURIComponent(role);
  url.password = encodeURIComponent(password);
  return url.href;
}
