import type { DateText } from '../../../../packages/rule-engine/index.ts';
import type { FieldValue } from './derive-fields.ts';
import { afterPeriod, deriveFormDates, derivePeriod } from './derive-form-dates.ts';
import { EXPIRY } from './form-phrases.ts';
import { type Stream, type StreamWord, wordAt } from './form-page.ts';

export interface Expiry {
  /** none: it says that it never ends, which is enough for research only. blank: it asks, and nothing was written. */
  readonly kind: 'date' | 'period' | 'event' | 'words' | 'none' | 'blank' | 'absent';
  readonly on: DateText | null;
  readonly ambiguous: boolean;
  readonly words: readonly StreamWord[];
  readonly text: string;
}

const ORDER: readonly Expiry['kind'][] = ['date', 'period', 'event', 'none', 'words', 'blank'];
const NEVER =
  /\b(?:none|never|no expir\w*|does not expire|not expire|until (?:i )?revok\w*|indefinite\w*|perpetu\w*|sin (?:vencimiento|fecha)|no vence|hasta que (?:yo )?(?:la )?revoque)\b/;
const EVENT =
  /\b(?:end|ends|conclusion|settle\w*|complet\w*|terminat\w*|resol\w*|death|dies|discharge\w*|close[ds]?|closing|final|fulfil\w*|turns? 18|majority|litigation|claim|conclu\w*|fin|terminacion|acuerdo|resolucion|alta|muerte)\b/;
/** What a form prints around the place for date and event. */
const PRINTED =
  /\b(?:on|upon|when|at|the|following|dates?|events?|or|and|of|occurs?|occurrence|specify|if|is|this|it|authorization|will|shall|expires?|expiration|whichever|first|comes|earlier|insert|enter|condition|an?|not|filled|in|el|la|los|en|cuando|siguientes?|fechas?|eventos?|o|y|de|ocurra|esta|autorizacion|vence|vencera|expira|expirara|caduca|caducara|indique|para|for|until|through|hasta|i|fail|to|state|one|both)\b/g;

/** When the form ends to hold: what stands at the place for it, or what a sentence of the form says. */
export function deriveExpiry(stream: Stream, fields: readonly FieldValue[], signedOn: DateText | null): Expiry {
  const asked = fields
    .filter(({ field }) => field === 'expiration')
    .map(({ asked: label, words }) => judge(words.length === 0 ? label : words, words, signedOn));
  const starts = new Set(fields.flatMap(({ asked: label, how }) => (how === 'sentence' ? [] : (label[0] ?? []))));
  const said = [...stream.text.matchAll(EXPIRY)].flatMap((match) => {
    const first = wordAt(stream, match.index);
    if (
      fields.some(
        ({ field, asked: label }) => field === 'expiration' && label.includes(stream.words[first] as StreamWord),
      )
    )
      return [];
    const words = rest(stream, first, wordAt(stream, match.index + match[0].length - 1) + 1, starts);
    return [judge(stream.words.slice(first, first + 1).concat(words), words, signedOn)];
  });
  const all = [...asked, ...said].toSorted((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind));
  return all[0] ?? { kind: 'absent', on: null, ambiguous: false, words: [], text: '' };
}

/** To the end of the line, and of the next one where the sentence runs on. */
function rest(stream: Stream, first: number, from: number, starts: ReadonlySet<StreamWord>): StreamWord[] {
  const taken: StreamWord[] = [];
  let line = stream.words[from - 1]?.line;
  const page = stream.words[first]?.page;
  let lines = 0;
  for (const word of stream.words.slice(from, from + 40)) {
    if (word.page !== page || starts.has(word)) break;
    if (word.line !== line) {
      const before = taken.at(-1) ?? stream.words[from - 1];
      const runsOn = before !== undefined && before.x + before.w > 0.72 && !/[._]$/.test(before.text);
      if (!runsOn || ++lines > 1) break;
      line = word.line;
    }
    taken.push(word);
    if (/[a-z0-9]{2}\.$/.test(word.folded)) break;
  }
  return taken;
}

function judge(place: readonly StreamWord[], words: readonly StreamWord[], signedOn: DateText | null): Expiry {
  const text = words
    .map((word) => word.folded.replace(/_+/g, ' '))
    .join(' ')
    .trim();
  const of = (kind: Expiry['kind'], on: DateText | null = null, ambiguous = false): Expiry => ({
    kind,
    on,
    ambiguous,
    words: place,
    text: words
      .map((word) => word.text.replace(/_+/g, ' ').trim())
      .filter((each) => each !== '')
      .join(' '),
  });
  const [date] = deriveFormDates(text);
  if (date !== undefined) return of('date', date.on, date.ambiguous);
  const period = derivePeriod(text);
  if (period !== null) return of('period', signedOn === null ? null : afterPeriod(signedOn, period));
  if (NEVER.test(text)) return of('none');
  const own = text.replace(/\([^)]*\)?/g, ' ').replace(PRINTED, ' ');
  if (!/[a-z0-9]{3}/.test(own.replace(/\b(?:mm|dd|yyyy|aaaa|n\/a)\b/g, ' '))) return of('blank');
  return of(EVENT.test(own) ? 'event' : 'words');
}
