import { Radio, Stack, Text } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useAct } from '../../../ui/api/reads.tsx';
import { ReasonDialog } from '../../../ui/feedback/ReasonDialog.tsx';
import { showDone } from '../../../ui/feedback/notices.tsx';
import { useTexts } from '../../../ui/i18n.ts';
import { contract } from '../contract.ts';
import { useValues } from './CompareTable.tsx';
import { type Pair } from './PairPage.tsx';
import { mergePath } from './paths.ts';

/** Fields whose value can be chosen, and the row of the comparison that shows them. */
const CHOSEN = [
  { field: 'name', row: 'name', many: false },
  { field: 'birthDate', row: 'birthDate', many: false },
  { field: 'sex', row: 'sex', many: false },
  { field: 'language', row: 'language', many: false },
  { field: 'death', row: 'death', many: false },
  { field: 'phone', row: 'phones', many: true },
  { field: 'email', row: 'emails', many: true },
  { field: 'address', row: 'addresses', many: true },
] as const;

/** Which of the two stands, and whose value of each field that differs; one act, taken back as one. */
export function MergeDialog({ pair, onClose }: { readonly pair: Pair; readonly onClose: () => void }) {
  const t = useTexts('identity');
  const navigate = useNavigate();
  const valuesOf = useValues();
  const [survivorId, setSurvivor] = useState(heavier(pair));
  const [chosen, setChosen] = useState<Readonly<Record<string, string>>>({});
  const merge = useAct(contract.merge, {
    changes: [contract.openPair, contract.listPairs],
    onDone: ({ mergeId }) => {
      showDone(t('merge.done'));
      void navigate({ to: mergePath(mergeId) });
    },
  });
  const [survivor, retired] = survivorId === pair.left.id ? [pair.left, pair.right] : [pair.right, pair.left];
  const differing = CHOSEN.filter(({ row }) => {
    const [own, other] = [valuesOf(survivor, row), valuesOf(retired, row)];
    return other.length > 0 && own.join('\n') !== other.join('\n');
  });
  const text = (side: Pair['left'], row: (typeof CHOSEN)[number]['row']) =>
    valuesOf(side, row).join(' / ') || t('pair.none');
  return (
    <ReasonDialog
      title={t(`pair.merge.${pair.kind}`)}
      text={t(`pair.mergeText.${pair.kind}`)}
      action={t(`pair.merge.${pair.kind}`)}
      busy={merge.isPending}
      error={merge.error}
      onConfirm={(reason) =>
        merge.run({
          params: { id: pair.id },
          body: {
            survivorId,
            // The words of the contract; the server refuses any other.
            fields: Object.fromEntries(differing.flatMap(({ field }) => entryOf(field, chosen[field]))) as never,
            reason,
            versions: [pair.left, pair.right].map(({ id, version }) => ({ id, version })),
          },
        })
      }
      onCancel={onClose}
    >
      <Stack gap="sm">
        <Radio.Group label={t('merge.survivor')} value={survivorId} onChange={setSurvivor}>
          {[pair.left, pair.right].map((side) => (
            <Radio
              key={side.id}
              mt={4}
              value={side.id}
              label={`${t('pair.mrn', { mrn: side.mrn ?? '—' })} · ${side.name}`}
            />
          ))}
        </Radio.Group>
        {differing.length === 0 && <Text size="sm">{t('merge.noneDiffer')}</Text>}
        {differing.map(({ field, row, many }) => (
          <Radio.Group
            key={field}
            label={t(`rows.${row}`)}
            value={chosen[field] ?? 'survivor'}
            onChange={(value) => setChosen({ ...chosen, [field]: value })}
          >
            <Radio mt={4} value="survivor" label={text(survivor, row)} />
            <Radio mt={4} value="retired" label={text(retired, row)} />
            {many && <Radio mt={4} value="both" label={t('merge.both')} />}
          </Radio.Group>
        ))}
      </Stack>
    </ReasonDialog>
  );
}

function entryOf(field: string, choice: string | undefined): [string, string][] {
  return choice === undefined || choice === 'survivor' ? [] : [[field, choice]];
}

/** The registration on which more hangs is proposed to stand; the older one where they are equal. */
function heavier({ left, right }: Pair): string {
  const sum = (side: Pair['left']) => Object.values(side.counts).reduce((total, count) => total + count, 0);
  return sum(right) > sum(left) ? right.id : left.id;
}
