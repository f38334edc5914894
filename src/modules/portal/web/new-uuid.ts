import { newKey } from '../../../ui/api/call.ts';

/** Version 4 from random bits: works on plain http too. */
export function newUuid(): string {
  const hex = newKey();
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
