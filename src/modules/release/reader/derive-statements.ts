import { placeOf, type Place, type Stream, type StreamWord, wordAt } from './form-page.ts';

export type Statement = 'revocation' | 'conditioning' | 'redisclosure' | 'tpo-redisclosure-terms' | 'copy-given';

export interface SeenStatement {
  readonly statement: Statement;
  /** whole: everything the rule asks it to say. part: it begins to; a person must judge. */
  readonly state: 'whole' | 'part' | 'none';
  readonly why: string;
  readonly place: Place | null;
  readonly words: string;
  /** Conditioning only: it says that care depends on signing. */
  readonly depends?: boolean;
}

interface Needs {
  readonly statement: Statement;
  /** Where it may stand. */
  readonly key: RegExp;
  readonly parts: readonly { readonly why: string; readonly pattern: RegExp }[];
  readonly against?: { readonly why: string; readonly pattern: RegExp };
}

const NEEDS: readonly Needs[] = [
  {
    statement: 'revocation',
    key: /\b(?:revo(?:ke|cation|king|car|que|cacion)\w*|withdraw\w*|cancel(?:ar|led)?|anular|retirar)\b/g,
    parts: [
      {
        why: 'right-not-said',
        pattern: /\b(?:right|may|can|able to|at any time|derecho|puedo|puede|podre|en cualquier momento)\b/,
      },
      { why: 'not-in-writing', pattern: /\b(?:in writing|writ(?:e|ing) to|written|by letter|por escrito|carta)\b/ },
      {
        why: 'exceptions-not-said',
        pattern:
          /\b(?:except|unless|already|before|prior to|relied|reliance|acted|taken action|notice of privacy practices|excepto|salvo|ya se|ya haya[n]?|ya hubier\w*|antes de|aviso de (?:practicas de )?privacidad)\b/,
      },
    ],
    against: {
      why: 'says-the-contrary',
      pattern: /\b(?:irrevocable|(?:may|can) ?not (?:be )?revoke\w*|no (?:puedo|puede|se puede) revocar\w*)\b/,
    },
  },
  {
    statement: 'conditioning',
    key: /\b(?:condition\w*|refus\w*|depend\w*|affect\w*|voluntary|whether or not i sign|condicion\w*|depend\w*|neg(?:ar|ar|arme|arse|ativa)|niego|afect\w*|voluntari[oa])\b/g,
    parts: [
      {
        why: 'signing-not-named',
        pattern: /\b(?:sign\w*|authorization|authorisation|refus\w*|firm\w*|autorizacion|neg\w+)\b/,
      },
      { why: 'treatment-not-named', pattern: /\b(?:treat\w*|care|services|tratamiento|atencion|servicios)\b/ },
      {
        why: 'payment-or-benefits-not-named',
        pattern:
          /\b(?:payment|enroll?ment|eligib\w*|benefits?|coverage|pago|inscripcion|beneficios|elegibilidad|cobertura)\b/,
      },
      { why: 'not-said-that-nothing-depends', pattern: /\b(?:not|cannot|no|nor|neither|without|never|ni|sin|nunca)\b/ },
    ],
  },
  {
    statement: 'redisclosure',
    key: /\b(?:re-? ?disclos\w*|further disclos\w*|disclos\w+ (?:it |them )?(?:again|further|to others)|shar\w+ (?:it |them )?(?:again|further|with others)|redivulg\w*|divulg\w+ (?:de nuevo|nuevamente|otra vez|a otr[oa]s)|(?:volver a|nueva|nuevamente) (?:ser )?divulg\w*)/g,
    parts: [
      {
        why: 'possibility-not-said',
        pattern: /\b(?:may|might|could|can|potential\w*|possib\w*|subject to|puede[n]?|podria[n]?|posib\w*|sujeta)\b/,
      },
      {
        why: 'loss-of-protection-not-said',
        pattern:
          /\b(?:(?:no longer|not|cease to) (?:be )?(?:\w+ )?(?:protected|covered)|lose (?:its )?protection|(?:may|might|will|would) not (?:be )?(?:protected|covered|apply)|(?:ya )?no (?:este|estar\w*|quede|sea|estara\w*)?\s?\w{0,12} ?proteg\w*|dejar de estar proteg\w*)\b/,
      },
    ],
  },
  {
    statement: 'tpo-redisclosure-terms',
    key: /\b(?:re-? ?disclos\w*|redivulg\w*)/g,
    parts: [
      { why: 'hipaa-not-named', pattern: /\bhipaa\b/ },
      { why: 'proceedings-not-named', pattern: /\b(?:proceedings?|procedimientos?)\b/ },
    ],
  },
  {
    statement: 'copy-given',
    key: /\b(?:copy|copia)\b/g,
    parts: [{ why: 'copy-not-said', pattern: /\b(?:receive\w*|given|entitled|right|recib\w*|derecho|entreg\w*)\b/ }],
  },
];

/** The reach of a statement around its key word, in letters. */
const REACH = 260;

const DEPENDS = [
  /\b(?:treatment|care|services|payment|benefits|enrollment|eligibility)\b[^.;]{0,80}\b(?:(?:is|are|will be|may be) (?:conditioned|dependent|contingent|denied|refused|withheld)|depends? (?:up)?on|will not be (?:provided|given|paid))\b[^.;]{0,80}\b(?:sign|authorization)\w*/,
  /\b(?:if i (?:do not|refuse to|don't) sign|unless i sign|refusal to sign)\b[^.;]{0,80}\b(?:(?:may|will) (?:refuse|deny|not (?:treat|provide|pay))|(?:denied|refused|withheld)|will not be (?:treated|provided|paid|given))\b/,
  /\b(?:tratamiento|atencion|beneficios|pago)\b[^.;]{0,80}\b(?:depende[n]? de|esta[n]? condicionad[oa]s? a|sera[n]? negad[oa]s?)\b[^.;]{0,80}\b(?:firm|autorizacion)\w*/,
];
const DENIES = /\b(?:not|no|cannot|never|nor|neither|sin|nunca)\b/;

/** What the form tells whoever signs. Each counts as said only with all its parts in one place. */
export function deriveStatements(stream: Stream): SeenStatement[] {
  const text = stream.text.replace(/[|\n]/g, ' ');
  return NEEDS.map((needs) => seen(needs, text, stream));
}

function seen({ statement, key, parts, against }: Needs, text: string, stream: Stream): SeenStatement {
  let best: { at: number; length: number; lacks: readonly string[] } | undefined;
  for (const match of text.matchAll(key)) {
    const around = text.slice(Math.max(0, match.index - REACH), match.index + match[0].length + REACH);
    const lacks = parts.filter(({ pattern }) => !pattern.test(around)).map(({ why }) => why);
    if (best === undefined || lacks.length < best.lacks.length)
      best = { at: match.index, length: match[0].length, lacks };
  }
  const depends = statement === 'conditioning' && saysItDepends(text);
  if (best === undefined)
    return {
      statement,
      state: 'none',
      why: 'not-on-the-pages',
      place: null,
      words: '',
      ...(depends ? { depends } : {}),
    };
  const words = sentenceAround(stream, text, best.at, best.length);
  const contrary = against?.pattern.exec(text) != null;
  const [first] = best.lacks;
  return {
    statement,
    state:
      first === undefined && !contrary && !depends
        ? 'whole'
        : enough(statement, best.lacks, parts.length)
          ? 'part'
          : 'none',
    why: contrary ? (against?.why ?? '') : depends ? 'says-it-depends' : (first ?? 'said'),
    place: placeOf(words),
    words: words.map((word) => word.text).join(' '),
    ...(depends ? { depends } : {}),
  };
}

/** One part alone is chance: `cancel` in another sentence is no right to revoke. */
function enough(statement: Statement, lacks: readonly string[], parts: number): boolean {
  return statement !== 'tpo-redisclosure-terms' && statement !== 'copy-given' && lacks.length < parts;
}

function saysItDepends(text: string): boolean {
  return DEPENDS.some((pattern, at) => {
    const said = pattern.exec(text);
    if (said === null) return false;
    if (at === 1) return true;
    const before = text.slice(Math.max(0, said.index - 30), said.index + said[0].length);
    return !DENIES.test(before.replace(/will not be/g, ''));
  });
}

function sentenceAround(stream: Stream, text: string, at: number, length: number): StreamWord[] {
  const from = Math.max(text.lastIndexOf('. ', at) + 2, at - REACH, paragraphFrom(stream, at), 0);
  const stop = text.indexOf('. ', at + length);
  const to = Math.min(stop === -1 ? text.length : stop + 1, at + length + REACH);
  return stream.words.slice(wordAt(stream, from), wordAt(stream, to - 1) + 1);
}

/** A line that ends well before the margin ends a paragraph, with or without a full stop. */
const SHORT_LINE = 0.7;

function paragraphFrom({ words }: Stream, at: number): number {
  let first = wordAt({ text: '', words }, at);
  while (first > 0) {
    const [before, word] = [words[first - 1], words[first]];
    if (before === undefined || word === undefined) break;
    if ((before.line !== word.line || before.page !== word.page) && before.x + before.w < SHORT_LINE) break;
    first--;
  }
  return words[first]?.at ?? 0;
}
