import { type BodyOf } from '../../../platform/http/contract.ts';
import { type FieldError } from '../../../ui/feedback/ErrorSummary.tsx';
import { type Texts } from '../../../ui/i18n.ts';
import { type contract } from '../contract.ts';
import { type ReleaseCase } from './case.ts';

type Description = Omit<BodyOf<typeof contract.describe>, 'version'>;
type RequesterClass = Description['requester']['class'];
type Purpose = Description['purpose'];

/** Who asks, why and for what, as it stands on the screen. */
export interface DescriptionWords {
  readonly requesterClass: string | undefined;
  readonly name: string;
  readonly organisation: string;
  readonly address: string;
  readonly phone: string;
  readonly email: string;
  readonly fax: string;
  readonly reference: string;
  /** The entry of the directory it was taken from. */
  readonly directoryId?: string | undefined;
  readonly purpose: string | undefined;
  readonly purposeWords: string;
  readonly wants: string;
  readonly copyForm: string | undefined;
  readonly askedFor: string;
  readonly askedFrom: string;
  readonly askedTo: string;
  readonly patientAsWritten: string;
}

export const NOBODY: DescriptionWords = {
  ...{ requesterClass: undefined, name: '', organisation: '', address: '', phone: '', email: '', fax: '' },
  ...{ reference: '', purpose: undefined, purposeWords: '', wants: 'copy', copyForm: undefined, askedFor: '' },
  ...{ askedFrom: '', askedTo: '' },
  patientAsWritten: '',
};

export const WANTS = ['copy', 'inspection', 'transmit-to-third-party'] as const;
export const COPY_FORMS = ['electronic', 'paper', 'microfilm'] as const;

export function descriptionOf(open: ReleaseCase): DescriptionWords {
  const { requester } = open;
  return {
    requesterClass: requester?.class,
    name: requester?.name ?? '',
    organisation: requester?.organisation ?? '',
    address: requester?.address?.join('\n') ?? '',
    phone: requester?.phone ?? '',
    email: requester?.email ?? '',
    fax: requester?.fax ?? '',
    reference: requester?.reference ?? '',
    directoryId: requester?.directoryId,
    purpose: open.purpose ?? undefined,
    purposeWords: open.purposeWords ?? '',
    wants: open.wants,
    copyForm: open.copyForm ?? undefined,
    askedFor: open.askedFor ?? '',
    askedFrom: open.askedFrom ?? '',
    askedTo: open.askedTo ?? '',
    patientAsWritten: open.patientAsWritten ?? '',
  };
}

export function missingDescription(words: DescriptionWords, t: Texts): readonly FieldError[] {
  return [
    ...(words.requesterClass === undefined ? [{ field: 'release-class', text: t('describe.classMissing') }] : []),
    ...(words.name.trim() === '' ? [{ field: 'release-name', text: t('describe.nameMissing') }] : []),
    ...(words.purpose === undefined ? [{ field: 'release-purpose', text: t('describe.purposeMissing') }] : []),
  ];
}

/** As the contract takes it: what was left empty is left out. The server holds the words against its vocabulary. */
export function sentDescription(words: DescriptionWords): Description {
  const optional = <K extends string>(key: K, text: string) =>
    (text.trim() === '' ? {} : { [key]: text.trim() }) as { readonly [P in K]?: string };
  const lines = words.address
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  return {
    requester: {
      class: words.requesterClass as RequesterClass, // chosen from the list that the server gave
      name: words.name.trim(),
      ...optional('organisation', words.organisation),
      ...(lines.length === 0 ? {} : { address: lines }),
      ...optional('phone', words.phone),
      ...optional('email', words.email),
      ...optional('fax', words.fax),
      ...optional('reference', words.reference),
      ...optional('directoryId', words.directoryId ?? ''),
    },
    purpose: words.purpose as Purpose, // chosen from the list that the server gave
    ...optional('purposeWords', words.purposeWords),
    wants: WANTS.find((each) => each === words.wants) ?? 'copy',
    ...(COPY_FORMS.find((each) => each === words.copyForm) === undefined
      ? {}
      : { copyForm: words.copyForm as (typeof COPY_FORMS)[number] }), // found in the list just above
    ...optional('askedFor', words.askedFor),
    ...optional('askedFrom', words.askedFrom),
    ...optional('askedTo', words.askedTo),
    ...optional('patientAsWritten', words.patientAsWritten),
  };
}
