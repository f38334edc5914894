import { type ResponseOf } from '../../../../platform/http/contract.ts';
import { type Texts } from '../../../../ui/i18n.ts';
import { type labelsContract } from '../../codes/contract.ts';

export type LabelRow = ResponseOf<typeof labelsContract.list>['inForce'][number];

/** How a label is written, in words of the desk. */
export function describeLabel(pattern: LabelRow, t: Texts): string {
  const { before, separator, form, shortest, longest, after, check, checkDropped, format } = pattern;
  const count = shortest === longest ? String(longest) : t('labels.range', { shortest, longest });
  const parts = [
    ...(before.length === 0 ? [] : [before.map((text) => `“${text}”`).join(t('labels.or'))]),
    ...(before.length === 0 || separator === 'none' ? [] : [t(`labels.between.${separator}`)]),
    ...(longest === 0 ? [] : [t(`labels.number.${form}`, { count: longest, length: count })]),
    ...(after === '' ? [] : [`“${after}”`]),
    ...(check === 'none'
      ? []
      : [t(`labels.checked.${checkDropped ? 'dropped' : 'kept'}`, { rule: t(`labels.check.${check}`) })]),
    ...(format === null ? [] : [t('labels.only', { format })]),
  ];
  return parts.join(', ');
}
