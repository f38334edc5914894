export interface Accountable {
  readonly disclosedOn: string;
  readonly recipientName: string;
  readonly recipientOrganisation: string | null;
  readonly recipientAddress: readonly string[];
  readonly description: string;
  readonly purpose: string;
}

export interface OneLine {
  readonly day: string;
  readonly to: string;
  readonly what: string;
  readonly why: string;
}

export interface RepeatedLine extends Omit<OneLine, 'day'> {
  readonly first: string;
  readonly last: string;
  readonly times: string;
}

/**
 * What an accounting says of each disclosure (45 CFR 164.528(b)(2)): day, recipient with address, what, why. Several to the
 * same recipient for one purpose are told by the first, their number and the day of the last (b)(3).
 */
export function summariseDisclosures(rows: readonly Accountable[]): {
  readonly single: readonly OneLine[];
  readonly repeated: readonly RepeatedLine[];
} {
  const groups = new Map<string, Accountable[]>();
  for (const row of rows.toSorted((a, b) => a.disclosedOn.localeCompare(b.disclosedOn))) {
    const key = JSON.stringify([plain(row.recipientName), plain(row.recipientOrganisation), plain(row.purpose)]);
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  const single: OneLine[] = [];
  const repeated: RepeatedLine[] = [];
  for (const group of groups.values()) {
    const [first] = group;
    const last = group.at(-1);
    if (first === undefined || last === undefined) continue;
    const line = { to: recipientOf(first), what: first.description, why: first.purpose };
    if (group.length === 1) single.push({ day: first.disclosedOn, ...line });
    else repeated.push({ first: first.disclosedOn, last: last.disclosedOn, times: String(group.length), ...line });
  }
  return { single, repeated };
}

function recipientOf({ recipientName, recipientOrganisation, recipientAddress }: Accountable): string {
  return [recipientName, recipientOrganisation, ...recipientAddress].filter(Boolean).join(', ');
}

function plain(text: string | null): string {
  return (text ?? '').trim().toLowerCase().replaceAll(/\s+/g, ' ');
}
