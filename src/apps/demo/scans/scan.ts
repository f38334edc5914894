import type { Person, Visit } from '../fiction/person.ts';
import type { Paper } from '../pages/block.ts';
import type { Handling } from './adorn.ts';
import type { Taken } from './degrade.ts';
import type { FileKind } from './pack.ts';

/** What somebody at the desk sees when looking at the paper, beyond what was read. */
export type Verdict =
  /** A document of this patient. */
  | {
      readonly do: 'file';
      readonly person: Person;
      readonly visit: Visit | undefined;
      readonly typeCode: string;
      readonly date: string;
    }
  /** Several documents of one patient in one file, each with its pages. */
  | {
      readonly do: 'file-parts';
      readonly person: Person;
      readonly parts: readonly {
        readonly pages: readonly number[];
        readonly visit: Visit;
        readonly typeCode: string;
        readonly date: string;
      }[];
    }
  | { readonly do: 'attach'; readonly reason: string }
  | { readonly do: 'forward' | 'return'; readonly destination: string; readonly reason: string }
  | { readonly do: 'discard'; readonly reason: string }
  /** Nobody can say yet: it stays in the queue, and why is for the reader of this list. */
  | { readonly do: 'leave'; readonly because: string };

export interface Scan {
  readonly fileName: string;
  readonly kind: FileKind;
  readonly taken: Taken;
  readonly papers: readonly { readonly paper: Paper; readonly handling?: Handling }[];
  /** Put in upside down. */
  readonly upsideDown?: boolean;
  /** Bytes that were lost on the way: the file cannot be opened. */
  readonly cutShort?: boolean;
  readonly verdict: Verdict;
}
