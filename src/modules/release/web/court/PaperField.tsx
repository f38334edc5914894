import { NativeSelect, TextInput } from '@mantine/core';
import { useTexts } from '../../../../ui/i18n.ts';
import { useDates } from '../../../../ui/use-dates.ts';
import { type Court } from './court.ts';

export interface PaperChosen {
  readonly itemId: string;
  readonly words: string;
}

export const NO_PAPER: PaperChosen = { itemId: '', words: '' };

export function paperOf({ itemId, words }: PaperChosen): { itemId?: string; words?: string } {
  return itemId !== '' ? { itemId } : words.trim() === '' ? {} : { words: words.trim() };
}

/** A paper that came to the case, or where it lies. */
export function PaperField(props: {
  readonly papers: Court['papers'];
  readonly value: PaperChosen;
  readonly required?: boolean;
  readonly onChange: (value: PaperChosen) => void;
}) {
  const { papers, value, required = false, onChange } = props;
  const t = useTexts('release');
  const dates = useDates();
  return (
    <>
      {papers.length > 0 && (
        <NativeSelect
          label={t('court.paper')}
          value={value.itemId}
          onChange={(event) => onChange({ ...value, itemId: event.currentTarget.value })}
          data={[
            { value: '', label: t('court.paperElsewhere') },
            ...papers.map(({ itemId, pages, at }) => ({
              value: itemId,
              label: t('court.paperItem', { count: pages, at: dates.instant(at) }),
            })),
          ]}
        />
      )}
      {value.itemId === '' && (
        <TextInput
          label={t('court.paperWords')}
          description={t('court.paperWordsHint')}
          required={required}
          maxLength={200}
          value={value.words}
          onChange={(event) => onChange({ ...value, words: event.currentTarget.value })}
        />
      )}
    </>
  );
}
