import { Anchor, Button, Group } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Freshness } from '../../../ui/api/Freshness.tsx';
import { useTexts } from '../../../ui/i18n.ts';
import { Icon } from '../../../ui/icons.tsx';
import { releasePath } from './paths.ts';

/** Beside the title of each further list of release: how old it is, its table, what belongs to it, and the way back. */
export function ListActions({
  updatedAt,
  table,
  children,
}: {
  readonly updatedAt: number;
  /** Address of the same rows as a table. */
  readonly table?: string;
  readonly children?: ReactNode;
}) {
  const t = useTexts('release');
  return (
    <>
      <Freshness updatedAt={updatedAt} />
      {table !== undefined && (
        <Anchor href={table} download size="sm">
          <Group gap={4}>
            <Icon name="download" size={16} />
            {t('list.table')}
          </Group>
        </Anchor>
      )}
      {children}
      <Button component={Link} to={releasePath} variant="default" size="xs">
        {t('case.back')}
      </Button>
    </>
  );
}
