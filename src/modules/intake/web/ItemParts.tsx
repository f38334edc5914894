import { Button, Group, Paper, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { Mark } from '../../../ui/feedback/Mark.tsx';
import { useTexts } from '../../../ui/i18n.ts';
import { useMay } from '../../../ui/session.ts';
import { type OpenedItem } from './item.ts';
import { partPath, separatePath } from './paths.ts';

/** The documents that a file was cut into, each leading to the index desk; a batch in doubt leads to where it is cut. */
export function ItemParts({ opened }: { readonly opened: OpenedItem }) {
  const t = useTexts('intake');
  const may = useMay();
  const separates = opened.item.state === 'to-separate';
  return (
    <Paper p="md" radius="md" maw={760}>
      <Stack gap="sm">
        <Text fw={600}>{t(separates ? 'parts.toSeparate' : 'parts.title', { count: opened.parts.length })}</Text>
        {separates && <Text size="sm">{t('parts.toSeparateText')}</Text>}
        {opened.parts.map((part) => (
          <Group key={part.id} justify="space-between" gap="sm">
            <Text size="sm">
              {t('parts.one', { number: part.position, count: part.pages })}{' '}
              {part.lane === 'stat' && <Mark tone="danger">{t('parts.stat')}</Mark>}
            </Text>
            {part.openPages === 0 ? (
              <Mark tone="good" icon="check">
                {t('state.settled')}
              </Mark>
            ) : (
              !separates &&
              may('intake/index') && (
                <Button component={Link} to={partPath(part.id)} size="compact-sm" variant="default">
                  {t('parts.index')}
                </Button>
              )
            )}
          </Group>
        ))}
        <Group>
          {may('intake/index') && (
            <Button component={Link} to={separatePath(opened.batchId)} variant={separates ? 'filled' : 'default'}>
              {t(separates ? 'parts.separate' : 'parts.look')}
            </Button>
          )}
        </Group>
      </Stack>
    </Paper>
  );
}
