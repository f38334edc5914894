import { useRead } from '../../../ui/api/reads.tsx';
import { type NameProps } from '../../../ui/module.ts';
import { useMay } from '../../../ui/session.ts';
import { contract } from '../contract.ts';
import { useTemplateTitle } from './use-template-title.ts';

/** A waiting letter by its number, kind and addressee. Every row asks the same, so all of them cost one answer. */
export function DeliveryName({ id }: NameProps) {
  const may = useMay();
  const titleOf = useTemplateTitle();
  const read = useRead(
    contract.outbox,
    { query: {} },
    { enabled: may('correspondence/read'), live: ['correspondence.'] },
  );
  const entry = read.data?.entries.find(({ delivery }) => delivery.id === id);
  if (entry === undefined) return null;
  const { letter } = entry;
  return [letter.number, titleOf(letter.template, letter.language), letter.recipientName].join(' · ');
}
