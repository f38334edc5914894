import { Button, Group, Stack, Text } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { Empty } from '../../../../ui/feedback/Empty.tsx';
import { useTexts } from '../../../../ui/i18n.ts';
import { Icon } from '../../../../ui/icons.tsx';
import { useCommands } from '../../../../ui/keys/KeysProvider.tsx';
import { useMay } from '../../../../ui/session.ts';
import { RecordsTable, type Column } from '../../../../ui/table/RecordsTable.tsx';

export interface RuleListProps<Row> {
  readonly title: string;
  readonly intro: string;
  readonly addLabel: string;
  readonly none: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[] | undefined;
  readonly rowKey: (row: Row) => string;
  /** Newest first: everything that ever held. */
  readonly history: readonly Row[] | undefined;
  readonly historyKey: (row: Row) => string;
  readonly historyColumns: readonly Column<Row>[];
  readonly error: Error | null;
  readonly onRetry: () => void;
  readonly onAdd: () => void;
  readonly onOpen: (row: Row) => void;
  readonly adding: boolean;
  /** Trying what the rules do. */
  readonly children?: ReactNode;
}

/** Rules of one kind in words, how to add one, a place to try them, and what held before. */
export function RuleList<Row>(props: RuleListProps<Row>) {
  const t = useTexts('intake');
  const may = useMay()('intake/set-rules');
  const [past, setPast] = useState(false);
  useCommands([
    {
      ...{ id: 'intake.add-site-rule', label: props.addLabel, keys: ['n'], reversal: 'reversible' as const },
      ...{ run: props.onAdd, disabled: !may || props.adding },
    },
  ]);
  const history = props.history ?? [];
  return (
    <Stack gap="md">
      <Group justify="space-between" align="start">
        <Text size="sm" maw="52rem">
          {props.intro}
        </Text>
        {may && (
          <Button leftSection={<Icon name="plus" size={16} />} onClick={props.onAdd}>
            {props.addLabel}
          </Button>
        )}
      </Group>
      <RecordsTable
        label={props.title}
        columns={props.columns}
        rows={props.rows}
        rowKey={props.rowKey}
        error={props.error ?? undefined}
        onRetry={props.onRetry}
        empty={<Empty icon="settings" title={props.none} />}
        {...(may ? { onOpen: props.onOpen } : {})}
      />
      {may && props.children}
      {history.length > 0 && (
        <div>
          <Button
            variant="default"
            size="xs"
            aria-expanded={past}
            leftSection={<Icon name={past ? 'down' : 'right'} size={14} />}
            onClick={() => setPast(!past)}
          >
            {t('siteRules.history')}
          </Button>
        </div>
      )}
      {past && (
        <RecordsTable
          aside
          label={t('siteRules.historyOf', { of: props.title })}
          columns={props.historyColumns}
          rows={history}
          rowKey={props.historyKey}
          empty={null}
        />
      )}
    </Stack>
  );
}
