import { Button, Checkbox, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { Mark } from '../../../../ui/feedback/Mark.tsx';
import { useTexts } from '../../../../ui/i18n.ts';
import { useDates } from '../../../../ui/use-dates.ts';
import { Reasons } from '../Reasons.tsx';
import { type CarePart, type CarePreview } from './care-words.ts';

/** The parts of the abstract; each opens to its documents, and to those that are held with why. */
export function AbstractFields(props: {
  readonly preview: CarePreview;
  readonly ticked: ReadonlySet<string>;
  readonly onTick: (ids: readonly string[], on: boolean) => void;
}) {
  const t = useTexts('release');
  return (
    <Stack gap={6} role="group" aria-label={t('care.what')}>
      <Text size="sm" fw={600}>
        {t('care.what')}
      </Text>
      {props.preview.parts.length === 0 && <Text size="sm">{t('care.nothing')}</Text>}
      {props.preview.parts.map((part) => (
        <Part key={part.part} part={part} ticked={props.ticked} onTick={props.onTick} />
      ))}
    </Stack>
  );
}

function Part(props: {
  readonly part: CarePart;
  readonly ticked: ReadonlySet<string>;
  readonly onTick: (ids: readonly string[], on: boolean) => void;
}) {
  const t = useTexts('release');
  const dates = useDates();
  const { part, ticked, onTick } = props;
  const [open, setOpen] = useState(false);
  const ids = part.documents.map(({ id }) => id);
  const on = ids.filter((id) => ticked.has(id)).length;
  const name = t(`care.parts.${part.part}`);
  const pages = part.documents.reduce((sum, each) => sum + each.pages, 0);
  return (
    <div>
      <Group gap="xs" justify="space-between" wrap="nowrap">
        <Checkbox
          label={`${name} (${t('care.count', { count: ids.length })}, ${t('care.pages', { count: pages })})`}
          checked={ids.length > 0 && on === ids.length}
          indeterminate={on > 0 && on < ids.length}
          disabled={ids.length === 0}
          onChange={(event) => onTick(ids, event.currentTarget.checked)}
        />
        <Group gap="xs" wrap="nowrap">
          {part.held.length > 0 && (
            <Mark tone="attention" icon="lock">
              {t('care.held', { count: part.held.length })}
            </Mark>
          )}
          <Button
            size="compact-xs"
            variant="subtle"
            aria-expanded={open}
            aria-label={t('care.showPart', { part: name })}
            onClick={() => setOpen((was) => !was)}
          >
            {t(open ? 'care.hide' : 'care.show')}
          </Button>
        </Group>
      </Group>
      {open && (
        <Stack gap={4} pl={28} pt={4}>
          {[...part.documents.map((each) => ({ ...each, may: undefined, reasons: [] })), ...part.held].map((each) => (
            <div key={each.id}>
              <Checkbox
                size="xs"
                label={[
                  each.name,
                  each.date === null ? t('care.noDate') : dates.day(each.date),
                  t('care.pages', { count: each.pages }),
                  each.mark,
                ]
                  .filter(Boolean)
                  .join(' · ')}
                checked={ticked.has(each.id)}
                disabled={each.may === 'not'}
                onChange={(event) => onTick([each.id], event.currentTarget.checked)}
              />
              {each.may !== undefined && (
                <Text size="xs" c="dimmed" pl={26}>
                  {t(`care.may.${each.may}`)}
                </Text>
              )}
              {each.may !== undefined && <Reasons reasons={each.reasons} />}
            </div>
          ))}
        </Stack>
      )}
    </div>
  );
}
