import { Button, Group, NativeSelect, Radio, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useAct } from '../../../../ui/api/reads.tsx';
import { Dialog } from '../../../../ui/feedback/Dialog.tsx';
import { ProblemNotice } from '../../../../ui/feedback/ProblemNotice.tsx';
import { useTexts } from '../../../../ui/i18n.ts';
import { ID_KINDS } from '../../applications/contract.ts';
import { deskContract } from '../../desk/contract.ts';
import { HandedCode } from './HandedCode.tsx';

type IdKind = (typeof ID_KINDS)[number];

/** At the counter the document is seen and the code printed; by letter it goes to the address on record. */
export function InviteDialog({
  patientId,
  representatives,
  onClose,
}: {
  readonly patientId: string;
  readonly representatives: readonly { readonly id: string; readonly name: string; readonly kind: string }[];
  readonly onClose: () => void;
}) {
  const t = useTexts('portal');
  const [who, setWho] = useState('');
  const [how, setHow] = useState<'at-counter' | 'letter'>('at-counter');
  const [idKind, setIdKind] = useState<IdKind>('driving-licence');
  const [lastFour, setLastFour] = useState('');
  const [tried, setTried] = useState(false);
  const invite = useAct(deskContract.invite, { changes: [deskContract.access] });
  const wrong = how === 'at-counter' && !/^[0-9A-Za-z]{1,4}$/.test(lastFour);
  const made = invite.data;
  if (made !== undefined)
    return (
      <HandedCode
        made={made}
        text={made.code === null ? t('staff.letterMade', { number: made.letterNumber ?? '' }) : t('staff.codeText')}
        onClose={onClose}
      />
    );
  return (
    <Dialog opened title={t('staff.dialog')} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          setTried(true);
          if (wrong) return;
          invite.run({
            params: { patientId },
            body: {
              ...(who === '' ? {} : { representativeId: who }),
              proof: how === 'letter' ? { how } : { how, idKind, idLastFour: lastFour },
            },
          });
        }}
      >
        <Stack>
          {invite.error !== null && <ProblemNotice error={invite.error} takeFocus />}
          <NativeSelect
            label={t('staff.who')}
            value={who}
            data={[
              { value: '', label: t('staff.self') },
              ...representatives.map(({ id, name, kind }) => ({
                value: id,
                label: `${name}, ${t(`staff.kind.${kind}`)}`,
              })),
            ]}
            onChange={(event) => {
              setWho(event.currentTarget.value);
              if (event.currentTarget.value !== '') setHow('at-counter');
            }}
          />
          <Radio.Group
            label={t('staff.proofHow')}
            value={how}
            onChange={(next) => setHow(next === 'letter' ? 'letter' : 'at-counter')}
          >
            <Stack gap="xs" mt="xs">
              <Radio value="at-counter" label={t('staff.counter')} />
              {/* Of a representative no address is on record. */}
              <Radio
                value="letter"
                label={t('staff.letter')}
                description={t('staff.letterHint')}
                disabled={who !== ''}
              />
            </Stack>
          </Radio.Group>
          {how === 'at-counter' && (
            <Group align="start" grow>
              <NativeSelect
                label={t('staff.document')}
                value={idKind}
                data={ID_KINDS.map((value) => ({ value, label: t(`staff.idKind.${value}`) }))}
                onChange={(event) => setIdKind(ID_KINDS.find((kind) => kind === event.currentTarget.value) ?? 'other')}
              />
              <TextInput
                label={t('staff.lastFour')}
                required
                autoComplete="off"
                maxLength={4}
                value={lastFour}
                error={tried && wrong ? t('staff.lastFourWrong') : undefined}
                onChange={(event) => setLastFour(event.currentTarget.value)}
              />
            </Group>
          )}
          <Group justify="flex-end">
            <Button type="submit" loading={invite.isPending}>
              {t('staff.make')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
