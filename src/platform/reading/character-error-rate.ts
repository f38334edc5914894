/**
 * Character error rate of a recognised text against the true one, 0 for none: edit distance by the length of the truth,
 * after folding what is no error of reading (blanks, kinds of quotation mark and dash).
 */
export function characterErrorRate(truth: string, text: string): number {
  const [a, b] = [fold(truth), fold(text)];
  return a.length === 0 ? (b.length === 0 ? 0 : 1) : distance(a, b) / a.length;
}

function fold(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\u2018\u2019]/g, "'")
    .replace(/[\u201c\u201d]/g, '"')
    .replace(/[\u2010-\u2015]/g, '-')
    .replace(/\s+/g, ' ')
    .trim();
}

/** Levenshtein, two rows. */
function distance(a: string, b: string): number {
  let previous = Uint32Array.from({ length: b.length + 1 }, (_, i) => i);
  let current = new Uint32Array(b.length + 1);
  for (let i = 1; i <= a.length; i++) {
    current[0] = i;
    for (let j = 1; j <= b.length; j++) {
      const replace = (previous[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      current[j] = Math.min((previous[j] ?? 0) + 1, (current[j - 1] ?? 0) + 1, replace);
    }
    [previous, current] = [current, previous];
  }
  return previous[b.length] ?? 0;
}
