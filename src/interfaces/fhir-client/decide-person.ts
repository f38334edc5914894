/** Somebody registered here who may be the patient of the other server; score: probability of linkage, 0 to 1. */
interface Alike {
  readonly id: string;
  readonly score: number;
}

type PersonDecision = { readonly same: string } | { readonly nobody: true } | { readonly asks: readonly string[] };

/** As $match: what is certain there, and the line of linkage. */
const CERTAIN = 0.99;
const PROBABLE = 0.5;

/**
 * The one who is certain, when nobody else comes near; nobody, when nobody is alike at all; else a person decides, since a
 * wrong link mixes two records and a wrong registration doubles one.
 */
export function decidePerson(alike: readonly Alike[]): PersonDecision {
  if (alike.length === 0) return { nobody: true };
  const near = alike.filter(({ score }) => score >= PROBABLE);
  const [first] = near;
  if (near.length === 1 && first !== undefined && first.score >= CERTAIN) return { same: first.id };
  return { asks: alike.map(({ id }) => id) };
}
