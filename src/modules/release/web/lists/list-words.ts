import { type FieldError } from '../../../../ui/feedback/ErrorSummary.tsx';
import { type Texts } from '../../../../ui/i18n.ts';
import { LIST_FIELDS, type ListField, type ListSettings } from '../../lists/contract.ts';
import { type OpenList } from './ListPage.tsx';

export const VIAS = ['email', 'mail', 'fax', 'portal', 'electronic'] as const;

/** A list's settings as they stand on the screen. */
export interface ListWords {
  readonly requesterClass: string;
  readonly name: string;
  readonly organisation: string;
  readonly phone: string;
  readonly email: string;
  readonly fax: string;
  readonly purpose: string;
  readonly purposeWords: string;
  readonly askedFor: string;
  /** A payer's list: its rows are matched first. */
  readonly destinationId: string;
  readonly copyForm: string;
  readonly day: string;
  readonly via: string;
  readonly dateOrder: 'mdy' | 'dmy';
  readonly columns: { readonly [F in ListField]?: string };
}

/** As it was run last, else nothing but a guess at the columns. */
export function wordsOfList(list: OpenList, dayOf: (at: string | undefined) => string): ListWords {
  if (list.settings !== null) return { ...wordsOfSettings(list.settings, list), day: dayOf(list.settings.receivedAt) };
  return {
    ...{ requesterClass: '', name: '', organisation: '', phone: '', email: '', fax: '', purpose: '' },
    ...{
      purposeWords: '',
      askedFor: '',
      destinationId: '',
      copyForm: '',
      day: dayOf(undefined),
      via: 'email',
      dateOrder: 'mdy',
    },
    columns: known(list.guess, list),
  };
}

export function wordsOfSettings(settings: ListSettings, list: OpenList): ListWords {
  const { requester } = settings;
  return {
    requesterClass: requester.class,
    name: requester.name,
    organisation: requester.organisation ?? '',
    phone: requester.phone ?? '',
    email: requester.email ?? '',
    fax: requester.fax ?? '',
    purpose: settings.purpose,
    purposeWords: settings.purposeWords ?? '',
    askedFor: settings.askedFor ?? '',
    destinationId: settings.destinationId ?? '',
    copyForm: settings.copyForm ?? '',
    day: '',
    via: settings.receivedVia,
    dateOrder: settings.dateOrder,
    columns: known(settings.columns, list),
  };
}

/** Columns that this list has, of those another one had. */
function known(columns: Readonly<Record<string, string | undefined>>, list: OpenList): ListWords['columns'] {
  const headings = list.columns.map(({ heading }) => heading);
  return Object.fromEntries(
    LIST_FIELDS.flatMap((field) => {
      const heading = columns[field];
      return heading !== undefined && headings.includes(heading) ? [[field, heading]] : [];
    }),
  );
}

export function missingOfList({ requesterClass, name, purpose, day, columns }: ListWords, t: Texts): FieldError[] {
  return [
    ...(requesterClass === '' ? [{ field: 'list-class', text: t('describe.classMissing') }] : []),
    ...(name.trim() === '' ? [{ field: 'list-name', text: t('describe.nameMissing') }] : []),
    ...(purpose === '' ? [{ field: 'list-purpose', text: t('describe.purposeMissing') }] : []),
    ...(day === '' ? [{ field: 'list-day', text: t('new.dayMissing') }] : []),
    ...(columns.name === undefined && columns.family === undefined
      ? [{ field: 'list-column-name', text: t('lists.nameMissing') }]
      : []),
    ...(columns.birthDate === undefined && columns.mrn === undefined && columns.otherNumber === undefined
      ? [{ field: 'list-column-birthDate', text: t('lists.factMissing') }]
      : []),
  ];
}

/** As the contract takes it; the server holds the words against its vocabulary. */
export function sentList(words: ListWords, receivedAt: string): ListSettings {
  const optional = <K extends string>(key: K, text: string) =>
    (text.trim() === '' ? {} : { [key]: text.trim() }) as { readonly [P in K]?: string };
  return {
    receivedAt,
    receivedVia: VIAS.find((via) => via === words.via) ?? 'email',
    requester: {
      class: words.requesterClass as ListSettings['requester']['class'], // chosen from the list that the server gave
      name: words.name.trim(),
      ...optional('organisation', words.organisation),
      ...optional('phone', words.phone),
      ...optional('email', words.email),
      ...optional('fax', words.fax),
    },
    purpose: words.purpose as ListSettings['purpose'], // chosen from the list that the server gave
    ...optional('purposeWords', words.purposeWords),
    ...optional('askedFor', words.askedFor),
    ...optional('destinationId', words.destinationId),
    ...(words.copyForm === '' ? {} : { copyForm: words.copyForm as NonNullable<ListSettings['copyForm']> }), // as above
    dateOrder: words.dateOrder,
    columns: words.columns,
  };
}
