import { Radio, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { ReasonDialog } from '../../../ui/feedback/ReasonDialog.tsx';
import { useTexts } from '../../../ui/i18n.ts';
import { useDates } from '../../../ui/use-dates.ts';
import { contract } from '../contract.ts';
import { useCaseAct, type ReleaseCase, type ScopeDocument } from './case.ts';
import { Reasons } from './Reasons.tsx';

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
  const settle = useCaseAct(contract.settleDocument, { onDone: props.onClose });
  const needsProfessional = document.decision === 'needs-professional' && decision === 'include';
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
      blocked={needsProfessional && professional.trim() === ''}
      onConfirm={(reason) =>
        settle.run({
          params: { id: props.open.id, documentId: document.documentId },
          body: {
            decision,
            reason,
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
      {document.decision === 'needs-professional' && (
        <TextInput
          label={t('settle.professional')}
          description={t('settle.professionalHint')}
          required={needsProfessional}
          maxLength={200}
          value={professional}
          onChange={(event) => setProfessional(event.currentTarget.value)}
        />
      )}
    </ReasonDialog>
  );
}
