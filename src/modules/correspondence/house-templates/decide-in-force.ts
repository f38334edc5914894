/** What became of one version so far. */
export type TemplateState = 'draft' | 'tried' | 'waits' | 'in-force' | 'replaced' | 'retired';

export interface VersionFacts {
  readonly id: string;
  readonly version: number;
  readonly tried: boolean;
  readonly inForceFrom: string | null;
  readonly retired: boolean;
}

/** Pure: the state of each version of one letter in one language on a day. At most one of them is in force. */
export function decideInForce(versions: readonly VersionFacts[], today: string): ReadonlyMap<string, TemplateState> {
  const begun = versions
    .filter(({ inForceFrom, retired }) => inForceFrom !== null && inForceFrom <= today && !retired)
    .sort((a, b) => (b.inForceFrom ?? '').localeCompare(a.inForceFrom ?? '') || b.version - a.version);
  const [current] = begun;
  return new Map(
    versions.map((each) => {
      if (each.retired) return [each.id, 'retired'];
      if (each.inForceFrom === null) return [each.id, each.tried ? 'tried' : 'draft'];
      if (each.inForceFrom > today) return [each.id, 'waits'];
      return [each.id, each.id === current?.id ? 'in-force' : 'replaced'];
    }),
  );
}
