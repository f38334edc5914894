import { useNavigate, useSearch } from '@tanstack/react-router';

/**
 * The state of a screen that is worth a link: filters, the chosen tab, a page number, opaque ids. Only the names given
 * are read, each as text, and a value longer than an id or a date is no state of ours.
 */
const LONGEST = 100;

export type Address<Name extends string> = { readonly [K in Name]?: string };

export function useAddress<const Name extends string>(
  names: readonly Name[],
): readonly [Address<Name>, (change: { readonly [K in Name]?: string | undefined }) => void] {
  const search: Record<string, unknown> = useSearch({ strict: false });
  const navigate = useNavigate();
  const address: Record<string, string> = {};
  for (const name of names) {
    const value = search[name];
    const text = typeof value === 'string' || typeof value === 'number' ? String(value) : '';
    if (text !== '' && text.length <= LONGEST) address[name] = text;
  }
  const change = (changes: Readonly<Record<string, string | undefined>>) => {
    const next = Object.fromEntries(
      Object.entries({ ...address, ...changes }).filter(([, value]) => value !== undefined && value !== ''),
    );
    void navigate({ to: '.', search: next, replace: true });
  };
  // The record holds exactly the names asked for.
  return [address as Address<Name>, change];
}
