export interface ChosenOption {
  readonly certified: boolean;
  readonly certifierName: string | null;
  readonly certifierTitle: string | null;
  readonly forCourt: boolean;
  readonly caption: string | null;
  readonly language: 'en' | 'es';
  readonly batesPrefix: string | null;
  readonly batesFirst: number | null;
  readonly batesDigits: number | null;
  readonly largestBytes: number | null;
  readonly sealed: boolean;
  readonly protection: 'as-scope' | 'passcode' | 'none';
}

/** How a packet is made: what was chosen on its case, else what is usual. */
export interface Making {
  readonly certification:
    | {
        readonly name: string;
        readonly title: string;
        readonly forCourt: boolean;
        readonly caption: string | null;
        readonly language: 'en' | 'es';
      }
    | undefined;
  readonly bates: { readonly prefix: string; readonly digits: number; readonly first: number | null } | undefined;
  readonly largestBytes: number | undefined;
  readonly sealed: boolean;
  readonly encrypted: boolean;
}

/** Settings and the choice of a case come together here alone. */
export function decideMaking(
  chosen: ChosenOption | undefined,
  usual: {
    readonly encrypted: boolean;
    readonly sealAll: boolean;
    /** The largest file that the destination takes. */
    readonly largestBytes?: number | undefined;
  },
): Making {
  if (chosen === undefined)
    return {
      certification: undefined,
      bates: undefined,
      largestBytes: usual.largestBytes,
      sealed: usual.sealAll,
      encrypted: usual.encrypted,
    };
  const { certifierName, certifierTitle, forCourt, caption, language, batesPrefix, batesDigits, batesFirst } = chosen;
  return {
    certification:
      chosen.certified && certifierName !== null && certifierTitle !== null
        ? { name: certifierName, title: certifierTitle, forCourt, caption, language }
        : undefined,
    bates:
      batesPrefix === null || batesDigits === null
        ? undefined
        : { prefix: batesPrefix, digits: batesDigits, first: batesFirst },
    largestBytes: smallestOf(chosen.largestBytes ?? undefined, usual.largestBytes),
    sealed: chosen.sealed,
    encrypted: chosen.protection === 'as-scope' ? usual.encrypted : chosen.protection === 'passcode',
  };
}

export function smallestOf(...limits: readonly (number | undefined)[]): number | undefined {
  const known = limits.filter((limit) => limit !== undefined);
  return known.length === 0 ? undefined : Math.min(...known);
}
