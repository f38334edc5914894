/** Longer texts are compared by their first 64 units: names and numbers are shorter, so the work has a bound. */
const MAX_UNITS = 64;

/** Edits told apart, because people read them differently: a swap of neighbours is one slip of the fingers. */
export type Edits = { count: 0 | 1 | 2; swapped: boolean };

const rows = [new Uint8Array(MAX_UNITS + 1), new Uint8Array(MAX_UNITS + 1), new Uint8Array(MAX_UNITS + 1)] as const;

/**
 * Optimal string alignment (Damerau with each place edited once) up to two edits; undefined beyond. `swapped` says that
 * one edit was a swap of two neighbouring letters.
 */
export function editsWithin2(a: string, b: string): Edits | undefined {
  if (a === b) return { count: 0, swapped: false };
  if (Math.abs(a.length - b.length) > 2) return undefined;
  const distance = alignment(a, b);
  if (distance === 1) return { count: 1, swapped: a.length === b.length && isSwap(a, b) };
  return distance === 2 ? { count: 2, swapped: false } : undefined;
}

function alignment(a: string, b: string): number {
  const [m, n] = [Math.min(a.length, MAX_UNITS), Math.min(b.length, MAX_UNITS)];
  let [before, last, row] = rows;
  for (let j = 0; j <= n; j++) last[j] = j;
  for (let i = 1; i <= m; i++) {
    row[0] = i;
    let least = i;
    const letter = a.charCodeAt(i - 1);
    for (let j = 1; j <= n; j++) {
      const same = letter === b.charCodeAt(j - 1);
      let best = (last[j - 1] ?? 0) + (same ? 0 : 1);
      const deleted = (last[j] ?? 0) + 1;
      const inserted = (row[j - 1] ?? 0) + 1;
      if (deleted < best) best = deleted;
      if (inserted < best) best = inserted;
      if (i > 1 && j > 1 && letter === b.charCodeAt(j - 2) && a.charCodeAt(i - 2) === b.charCodeAt(j - 1)) {
        const swapped = (before[j - 2] ?? 0) + 1;
        if (swapped < best) best = swapped;
      }
      row[j] = best;
      if (best < least) least = best;
    }
    if (least > 2) return 3;
    [before, last, row] = [last, row, before];
  }
  return last[n] ?? 0;
}

function isSwap(a: string, b: string): boolean {
  let at = 0;
  while (a.charCodeAt(at) === b.charCodeAt(at)) at++;
  return a[at] === b[at + 1] && a[at + 1] === b[at] && a[at] !== a[at + 1];
}

const takenA = new Uint8Array(MAX_UNITS);
const takenB = new Uint8Array(MAX_UNITS);

/** Jaro-Winkler similarity, 0 to 1, with Winkler's constants: 0.1 for each of up to four common first letters. */
export function jaroWinkler(a: string, b: string): number {
  if (a === b) return 1;
  const [m, n] = [Math.min(a.length, MAX_UNITS), Math.min(b.length, MAX_UNITS)];
  if (m === 0 || n === 0) return 0;
  const reach = Math.max(Math.floor(Math.max(m, n) / 2) - 1, 0);
  takenA.fill(0, 0, m);
  takenB.fill(0, 0, n);
  let matches = 0;
  for (let i = 0; i < m; i++) {
    const letter = a.charCodeAt(i);
    const end = Math.min(i + reach + 1, n);
    for (let j = Math.max(i - reach, 0); j < end; j++) {
      if (takenB[j] || b.charCodeAt(j) !== letter) continue;
      takenA[i] = 1;
      takenB[j] = 1;
      matches++;
      break;
    }
  }
  if (matches === 0) return 0;
  let crossed = 0;
  for (let i = 0, j = 0; i < m; i++) {
    if (!takenA[i]) continue;
    while (!takenB[j]) j++;
    if (a.charCodeAt(i) !== b.charCodeAt(j)) crossed++;
    j++;
  }
  const jaro = (matches / m + matches / n + (matches - crossed / 2) / matches) / 3;
  let common = 0;
  while (common < 4 && common < m && common < n && a.charCodeAt(common) === b.charCodeAt(common)) common++;
  return jaro + common * 0.1 * (1 - jaro);
}
