import { Radio, Select, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { ReasonDialog } from '../../../ui/feedback/ReasonDialog.tsx';
import { useTexts } from '../../../ui/i18n.ts';
import { useDates } from '../../../ui/use-dates.ts';
import { contract } from '../contract.ts';
import { useCaseAct, type ReleaseCase, type ScopeDocument } from './case.ts';
import { Reasons } from './Reasons.tsx';

const GROUNDS = [
  'endangers-life-or-safety',
  'harms-another-person-mentioned',
  'harm-through-representative',
  'obtained-in-confidence',
  'inmate-copy-jeopardises',
  'research-in-progress',
  'privacy-act',
  'information-excepted',
] as const;
/** These hold only on the judgement of a licensed professional (45 CFR 164.524(a)(3)). */
const JUDGED: readonly string[] = GROUNDS.slice(0, 3);

/** A person decides on a document that the rules left open, or takes one out; the reason stays with it. */
export function SettleDialog(props: {
  readonly open: ReleaseCase;
  readonly document: ScopeDocument;
  readonly onClose: () => void;
}) {
  const t = useTexts('release');
  const dates = useDates();
  const { document } = props;
  const [decision, setDecision] = useState<'include' | 'withhold'>(
    document.settlement?.decision ?? (document.decision === 'include' ? 'withhold' : 'include'),
  );
  const [professional, setProfessional] = useState('');
  const [ground, setGround] = useState<(typeof GROUNDS)[number]>();
  const settle = useCaseAct(contract.settleDocument, { onDone: props.onClose });
  const refuses =
    props.open.authority?.basis === 'to-individual' && decision === 'withhold' && document.decision !== 'withhold';
  const judged = refuses && ground !== undefined && JUDGED.includes(ground);
  const needsProfessional = judged || (document.decision === 'needs-professional' && decision === 'include');
  return (
    <ReasonDialog
      title={t('settle.title')}
      text={t('settle.text')}
      identifiers={[
        { label: t('scope.document'), value: document.typeName },
        { label: t('scope.date'), value: document.date === null ? t('scope.undated') : dates.day(document.date) },
      ]}
      action={t(`settle.action.${decision}`)}
      busy={settle.isPending}
      error={settle.error}
      blocked={(needsProfessional && professional.trim() === '') || (refuses && ground === undefined)}
      onConfirm={(reason) =>
        settle.run({
          params: { id: props.open.id, documentId: document.documentId },
          body: {
            decision,
            reason,
            ...(refuses && ground !== undefined ? { ground } : {}),
            ...(professional.trim() === '' ? {} : { professional: professional.trim() }),
          },
        })
      }
      onCancel={props.onClose}
    >
      <div>
        <Text size="sm" fw={600}>
          {t('settle.rules')}
        </Text>
        <Reasons reasons={document.reasons} />
      </div>
      <Radio.Group
        label={t('settle.decision')}
        value={decision}
        onChange={(value) => setDecision(value === 'include' ? 'include' : 'withhold')}
      >
        <Stack gap={6} mt={4}>
          {(['include', 'withhold'] as const).map((value) => (
            <Radio key={value} value={value} label={t(`decisions.${value}`)} />
          ))}
        </Stack>
      </Radio.Group>
      {refuses && (
        <Select
          label={t('settle.ground')}
          description={t('settle.groundHint')}
          required
          value={ground ?? null}
          onChange={(value) => setGround(GROUNDS.find((each) => each === value))}
          data={GROUNDS.map((value) => ({ value, label: t(`settle.grounds.${value}`) }))}
        />
      )}
      {(judged || document.decision === 'needs-professional') && (
        <TextInput
          label={t('settle.professional')}
          description={t(judged ? 'settle.groundProfessional' : 'settle.professionalHint')}
          required={needsProfessional}
          maxLength={200}
          value={professional}
          onChange={(event) => setProfessional(event.currentTarget.value)}
        />
      )}
    </ReasonDialog>
  );
}
