import { useRead } from '../../../../ui/api/reads.tsx';
import { useTexts } from '../../../../ui/i18n.ts';
import { type NameProps } from '../../../../ui/module.ts';
import { useMay } from '../../../../ui/session.ts';
import { objects } from '../../objects/contract.ts';
import { kindOf } from './object-words.ts';

/** A waiting thing by its number. Every row of a queue asks the same, so all cost one answer. */
export function ObjectName({ kind, id }: NameProps) {
  const t = useTexts('intake');
  const may = useMay();
  const show = kind === 'intake.object-unassigned' ? 'unassigned' : 'due';
  const read = useRead(
    objects.list,
    { query: { show } },
    { enabled: may('intake/see-objects'), live: ['intake.object-moved'] },
  );
  const object = read.data?.objects.find((each) => each.id === id);
  return object === undefined ? null : `${object.number} ${kindOf(object, t)}, ${object.description}`;
}
