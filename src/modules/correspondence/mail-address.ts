import { problems } from './problems.ts';

/** RFC 5321: 64 octets before the @, 254 in all. Plain ASCII only: one address, no name, no route, no quoting, no comment. */
const LOCAL = /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/;
const LABEL = /^[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?$/;
const MAX_LOCAL = 64;
const MAX_ADDRESS = 254;

/**
 * One mail address as it may stand in an envelope and a header. What could become a second recipient or a second header
 * is refused and not repaired: somebody who writes a line break into an address means something by it.
 * @throws correspondence/address-refused
 */
export function parseMailAddress(text: string): string {
  const at = text.lastIndexOf('@');
  const local = text.slice(0, Math.max(at, 0));
  const labels = text.slice(at + 1).split('.');
  const good =
    at > 0 &&
    text.length <= MAX_ADDRESS &&
    local.length <= MAX_LOCAL &&
    LOCAL.test(local) &&
    labels.length >= 2 &&
    labels.every((label) => LABEL.test(label));
  if (!good)
    throw problems.addressRefused({
      detail:
        'Nothing was sent. Give one plain mail address such as name@example.org, without a name, commas or spaces.',
      at: 'address',
    });
  return text;
}

/** @throws correspondence/header-refused, where a header would have a line break or another control character */
export function headerLine(text: string): string {
  if (/[\p{Cc}\u2028\u2029]/u.test(text))
    throw problems.headerRefused({
      detail: 'Nothing was sent. The name of the facility contains a line break; an administrator can correct it.',
    });
  return text;
}
