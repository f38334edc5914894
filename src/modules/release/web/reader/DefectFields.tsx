import { Button, Checkbox, Group, Select, Stack, Text } from '@mantine/core';
import { Notice } from '../../../../ui/feedback/Notice.tsx';
import { useTexts } from '../../../../ui/i18n.ts';
import { type PlaceOnPage } from './ReadingDesk.tsx';
import { type Draft, type Reading } from './reading.ts';

const COMBINED = ['nothing', 'other-document', 'conditioned-authorization', 'other-than-psychotherapy-notes'] as const;

/** What seems to spoil the form, before anything else. */
export function DefectList(props: { readonly reading: Reading; readonly onShow: (place: PlaceOnPage | null) => void }) {
  const t = useTexts('release');
  const { reading, onShow } = props;
  if (reading.defects.length === 0) return null;
  return (
    <Notice tone="danger" icon="alert" title={t('reading.defects.title')}>
      <Stack gap={4}>
        {reading.defects.map(({ kind, words, place }, at) => (
          // Two signs of one kind differ in their place alone, and the list does not change while it is shown.
          <Group key={`${kind}-${at}`} gap="xs">
            <Text size="sm">
              {t(`reading.defects.${kind}`)}
              {words !== '' && (
                <>
                  : <q>{words}</q>
                </>
              )}
            </Text>
            {place !== null && (
              <Button
                size="compact-xs"
                variant="default"
                onClick={() => onShow(place)}
                aria-label={`${t(`reading.defects.${kind}`)}: ${t('reading.show', { page: place.page })}`}
              >
                {t('reading.show', { page: place.page })}
              </Button>
            )}
          </Group>
        ))}
      </Stack>
    </Notice>
  );
}

/** Whether it is spoiled, as the person says: it begins as it was read. */
export function DefectFields(props: { readonly draft: Draft; readonly onChange: (draft: Draft) => void }) {
  const t = useTexts('release');
  const { draft, onChange } = props;
  const change = (form: Partial<Draft['form']>) => onChange({ ...draft, form: { ...draft.form, ...form } });
  return (
    <Stack gap="xs">
      <Select
        label={t('reading.combined')}
        allowDeselect={false}
        value={draft.form.combinedWith}
        onChange={(value) => change({ combinedWith: COMBINED.find((each) => each === value) ?? 'nothing' })}
        data={COMBINED.map((value) => ({ value, label: t(`reading.combinedWith.${value}`) }))}
      />
      <Checkbox
        label={t('reading.conditioned')}
        checked={draft.form.wronglyConditioned}
        onChange={(event) => change({ wronglyConditioned: event.currentTarget.checked })}
      />
      <Checkbox
        label={t('reading.knownFalse')}
        checked={draft.form.knownFalse}
        onChange={(event) => change({ knownFalse: event.currentTarget.checked })}
      />
    </Stack>
  );
}
