import { type BodyOf, type ResponseOf } from '../../../../platform/http/contract.ts';
import { type FieldError } from '../../../../ui/feedback/ErrorSummary.tsx';
import { type Texts } from '../../../../ui/i18n.ts';
import { type objects } from '../../objects/contract.ts';

export type ObjectView = ResponseOf<typeof objects.open>;
export type ObjectLine = ResponseOf<typeof objects.list>['objects'][number];
type Described = Omit<BodyOf<typeof objects.describe>, 'seen'>;

/** What is said of a thing, as it stands in the form; converted on submit. */
export interface ObjectWords {
  readonly kind: Described['kind'] | undefined;
  readonly description: string;
  readonly maker: string;
  readonly madeOn: string;
  readonly receivedOn: string;
  readonly receivedHow: Described['receivedHow'];
  readonly receivedFrom: string;
  readonly piece: number;
  readonly pieces: number;
  readonly condition: Described['condition'];
  readonly conditionNote: string;
  readonly readable: Described['readable'];
  readonly contains: string;
}

export const NO_OBJECT: ObjectWords = {
  ...{ kind: undefined, description: '', maker: '', madeOn: '', receivedOn: '', receivedHow: 'mail', receivedFrom: '' },
  ...{ piece: 1, pieces: 1, condition: 'good', conditionNote: '', readable: 'not-tried', contains: '' },
};

export function wordsOf({ object }: ObjectView): ObjectWords {
  return {
    // Of one contract: what was registered under these names comes back under them.
    kind: object.kind as Described['kind'],
    receivedHow: object.receivedHow as Described['receivedHow'],
    condition: object.condition as Described['condition'],
    readable: object.readable as Described['readable'],
    description: object.description,
    maker: object.maker,
    madeOn: object.madeOn ?? '',
    receivedOn: object.receivedOn,
    receivedFrom: object.receivedFrom,
    piece: object.piece,
    pieces: object.pieces,
    conditionNote: object.conditionNote,
    contains: object.contains,
  };
}

export function describedBy({ kind, madeOn, receivedOn, ...words }: ObjectWords): Described | undefined {
  if (kind === undefined) return undefined;
  return { ...words, kind, ...(madeOn === '' ? {} : { madeOn }), ...(receivedOn === '' ? {} : { receivedOn }) };
}

export function missingOf(words: ObjectWords, t: Texts): FieldError[] {
  const need = (missing: boolean, field: string, text: string) => (missing ? [{ field, text }] : []);
  return [
    ...need(words.kind === undefined, 'object-kind', t('objects.needs.kind')),
    ...need(words.description.trim() === '', 'object-description', t('objects.needs.description')),
    ...need(words.piece > words.pieces, 'object-piece', t('objects.needs.piece')),
  ];
}

/** "X-ray film, 1 of 4". */
export function kindOf({ kind, piece, pieces }: Pick<ObjectLine, 'kind' | 'piece' | 'pieces'>, t: Texts): string {
  const name = t(`objects.kinds.${kind}`);
  return pieces > 1 ? t('objects.pieceOf', { kind: name, piece, pieces }) : name;
}

/** Where it is now, in a few words. */
export function whereIs(
  { state, place, custodian }: Pick<ObjectLine, 'state' | 'place' | 'custodian'>,
  t: Texts,
): string {
  const who = custodian?.name ?? '';
  if (state === 'here') return [place ?? '', who].filter((part) => part !== '').join(' · ');
  return who === '' ? t(`objects.states.${state}`) : t(`objects.with.${state}`, { who });
}

/** Labels of ours for things begin so; whether one holds together is the server's to say. */
export const isObjectLabel = (code: string) => /^CK1O/i.test(code.trim());
