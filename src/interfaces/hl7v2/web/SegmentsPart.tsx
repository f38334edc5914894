import { Code, Table, Text, TextInput } from '@mantine/core';
import { type ResponseOf } from '../../../platform/http/contract.ts';
import { useTexts } from '../../../ui/i18n.ts';
import { type contract } from '../contract.ts';
import classes from './hl7v2.module.css';

type Segments = ResponseOf<typeof contract.read>['segments'];

interface SegmentsPartProps {
  readonly segments: Segments;
  /** Values that differ from what came, by path; absent: nothing can be edited. */
  readonly edits?: ReadonlyMap<string, string>;
  readonly onEdit?: (path: string, value: string) => void;
}

/** MSH-1 and MSH-2 say how the message is written; changing them would change everything after. */
const FIXED = new Set(['MSH-1', 'MSH-2']);

/** A message by segment and field, each value under the standard's name. */
export function SegmentsPart({ segments, edits, onEdit }: SegmentsPartProps) {
  const t = useTexts('hl7v2');
  return segments.map(({ segment, which, name, fields }) => (
    <section key={`${segment} ${which}`} className={classes['segment']}>
      <Text component="h2" size="sm" fw={650}>
        {[segment, name].filter(Boolean).join(' · ')}
      </Text>
      <Table withRowBorders={false} verticalSpacing={2}>
        <Table.Thead className={classes['hidden'] ?? ''}>
          <Table.Tr>
            <Table.Th>{t('fields.path')}</Table.Th>
            <Table.Th>{t('fields.name')}</Table.Th>
            <Table.Th>{t('fields.value')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {fields.map((field) => {
            const edited = edits?.get(field.path);
            return (
              <Table.Tr key={field.path} data-edited={edited !== undefined || undefined}>
                <Table.Td className={classes['path'] ?? ''}>
                  <Code>{field.path}</Code>
                </Table.Td>
                <Table.Td className={classes['name'] ?? ''}>{field.name}</Table.Td>
                <Table.Td>
                  {onEdit === undefined || field.cut || FIXED.has(field.path) ? (
                    <span className={classes['value']}>
                      {field.value}
                      {field.cut && '…'}
                    </span>
                  ) : (
                    <TextInput
                      size="xs"
                      aria-label={[field.path, field.name].filter(Boolean).join(' ')}
                      value={edited ?? field.value}
                      onChange={(event) => onEdit(field.path, event.currentTarget.value)}
                    />
                  )}
                </Table.Td>
              </Table.Tr>
            );
          })}
        </Table.Tbody>
      </Table>
    </section>
  ));
}
