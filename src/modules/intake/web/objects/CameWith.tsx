import { Anchor, Group, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useRead } from '../../../../ui/api/reads.tsx';
import { Mark } from '../../../../ui/feedback/Mark.tsx';
import { useTexts } from '../../../../ui/i18n.ts';
import { Icon } from '../../../../ui/icons.tsx';
import { useMay } from '../../../../ui/session.ts';
import { objects } from '../../objects/contract.ts';
import { newObjectPath, objectPath } from '../paths.ts';
import { kindOf, whereIs } from './object-words.ts';

/** Things that a file came with, and the way to register one more. */
export function CameWith({ itemId }: { readonly itemId: string }) {
  const t = useTexts('intake');
  const may = useMay();
  const read = useRead(
    objects.ofItem,
    { params: { id: itemId } },
    { enabled: may('intake/see-objects'), live: ['intake.object-moved', 'intake.item-read'] },
  );
  if (read.data === undefined || (read.data.objects.length === 0 && read.data.unknown.length === 0)) return null;
  return (
    <Group gap="sm" role="note" aria-label={t('objects.cameWith')}>
      <Icon name="disc" size={16} />
      <Text size="sm">{t('objects.cameWith')}</Text>
      {read.data.objects.map((object) => (
        <Anchor key={object.id} component={Link} to={objectPath(object.id)} size="sm">
          {t('objects.cameWithOne', { number: object.number, kind: kindOf(object, t), where: whereIs(object, t) })}
        </Anchor>
      ))}
      {read.data.unknown.map((number) => (
        <Mark key={number} tone="attention" icon="alert">
          {t('objects.cameUnknown', { number })}
        </Mark>
      ))}
    </Group>
  );
}

/** Beside the way back: something lay in the envelope that is no sheet. */
export function RegisterWith({ itemId }: { readonly itemId: string }) {
  const t = useTexts('intake');
  const may = useMay();
  if (!may('intake/keep-objects')) return null;
  return (
    <Anchor component={Link} to={newObjectPath} search={{ item: itemId } as never} size="sm">
      {t('objects.registerWith')}
    </Anchor>
  );
}
