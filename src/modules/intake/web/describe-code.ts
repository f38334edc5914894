import { type Texts } from '../../../ui/i18n.ts';
import { type ResponseOf } from '../../../platform/http/contract.ts';
import { type contract } from '../contract.ts';

type SeenCode = Pick<ResponseOf<typeof contract.pageWords>['barcodes'][number], 'meaning'>;

/** What a code on the page means, in words beside its box. */
export function describeCode(
  { meaning }: SeenCode,
  t: Texts,
  typeName: (code: string) => string,
): { readonly label: string; readonly tone: 'plain' | 'danger' } {
  switch (meaning.kind) {
    case 'damaged':
      return { label: t('codes.damaged'), tone: 'danger' };
    case 'unknown':
      return { label: t(`codes.unknown.${meaning.reason}`), tone: 'danger' };
    case 'ignored':
      return { label: t('codes.ignored'), tone: 'plain' };
    case 'separator':
      return { label: t('codes.separator'), tone: 'plain' };
    case 'type':
      return { label: t('codes.type', { type: typeName(meaning.typeCode) }), tone: 'plain' };
    case 'patient':
      return { label: t('codes.patient', { mrn: meaning.mrn }), tone: 'plain' };
    case 'cover':
      return {
        label: [
          t('codes.cover', { mrn: meaning.mrn }),
          ...(meaning.visit === undefined ? [] : [t('codes.visit', { number: meaning.visit })]),
          ...(meaning.typeCode === undefined ? [] : [typeName(meaning.typeCode)]),
        ].join(' · '),
        tone: 'plain',
      };
    default:
      return { label: t(`codes.${meaning.kind}`, { number: meaning.number }), tone: 'plain' };
  }
}
