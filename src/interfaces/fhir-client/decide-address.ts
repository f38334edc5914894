/** Only this machine may be spoken to without TLS. */
const LOOPBACK = /^(localhost|127\.0\.0\.1|\[::1\])$/;

/** Whether a token and a search may go to this address, or why not. `hosts`: those the operator allows. */
export function decideAddress(address: string, hosts: readonly string[]): { url: URL } | { why: string } {
  if (!URL.canParse(address)) return { why: 'It is no address.' };
  const url = new URL(address);
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && LOOPBACK.test(url.hostname)))
    return { why: 'It must begin with https.' };
  if (url.username !== '' || url.password !== '') return { why: 'It must not name an account.' };
  if (!hosts.includes(url.host))
    return {
      why: `${url.host} is not among the hosts of CHARTKEEPER_FHIR_HOSTS: correct the address, or ask whoever runs Chartkeeper to allow that host.`,
    };
  return { url };
}
