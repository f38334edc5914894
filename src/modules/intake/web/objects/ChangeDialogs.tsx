import { Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useAct } from '../../../../ui/api/reads.tsx';
import { ConfirmDialog } from '../../../../ui/feedback/ConfirmDialog.tsx';
import { showDone } from '../../../../ui/feedback/notices.tsx';
import { ProblemNotice } from '../../../../ui/feedback/ProblemNotice.tsx';
import { ReasonDialog } from '../../../../ui/feedback/ReasonDialog.tsx';
import { useTexts } from '../../../../ui/i18n.ts';
import { objects } from '../../objects/contract.ts';
import { describedBy, kindOf, missingOf, type ObjectView, wordsOf } from './object-words.ts';
import { ObjectFields } from './ObjectFields.tsx';
import { NOBODY, OwnerFields } from './OwnerFields.tsx';
import { missingOfPlan, PlanFields, plannedBy } from './PlanFields.tsx';

interface DialogProps {
  readonly view: ObjectView;
  readonly onClose: () => void;
}
const CHANGES = [objects.open, objects.list, objects.ofPatient];

/** Says whose a thing is; that it is another's than was said needs a reason. */
export function AssignDialog({ view: { object }, onClose }: DialogProps) {
  const t = useTexts('intake');
  const [owner, setOwner] = useState(NOBODY);
  const [reason, setReason] = useState('');
  const assign = useAct(objects.assign, {
    changes: CHANGES,
    onDone: () => {
      showDone(t('objects.assigned', { number: object.number }));
      onClose();
    },
  });
  const { picked, encounterId } = owner;
  const changes = object.assigned && picked !== undefined && picked.id !== object.patient?.id;
  return (
    <ConfirmDialog
      opened
      title={t('objects.acts.assign')}
      text={t(object.assigned ? 'objects.ask.reassign' : 'objects.ask.assign')}
      identifiers={[{ label: object.number, value: `${kindOf(object, t)}, ${object.description}` }]}
      action={t('objects.acts.assign')}
      busy={assign.isPending}
      blocked={picked === undefined || (changes && reason.trim() === '')}
      onConfirm={() =>
        picked !== undefined &&
        assign.run({
          params: { id: object.id },
          body: {
            ...{ seen: object.seen, patientId: picked.id },
            ...(encounterId === undefined ? {} : { encounterId }),
            ...(reason.trim() === '' ? {} : { reason: reason.trim() }),
          },
        })
      }
      onCancel={onClose}
    >
      <Stack gap="sm">
        {assign.error !== null && <ProblemNotice error={assign.error} takeFocus />}
        <OwnerFields owner={owner} onChange={setOwner} />
        {changes && (
          <Textarea
            label={t('objects.reassignReason')}
            required
            autosize
            minRows={2}
            maxLength={1_000}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
        )}
      </Stack>
    </ConfirmDialog>
  );
}

/** Corrects what is said of a thing. */
export function DescribeDialog({ view, onClose }: DialogProps) {
  const t = useTexts('intake');
  const { object } = view;
  const [words, setWords] = useState(() => wordsOf(view));
  const describe = useAct(objects.describe, {
    changes: CHANGES,
    onDone: () => {
      showDone(t('objects.described', { number: object.number }));
      onClose();
    },
  });
  const errors = missingOf(words, t);
  const described = describedBy(words);
  return (
    <ConfirmDialog
      opened
      title={t('objects.acts.describe')}
      text={t('objects.ask.describe')}
      action={t('objects.saveWords')}
      busy={describe.isPending}
      blocked={errors.length > 0}
      onConfirm={() =>
        described !== undefined &&
        describe.run({ params: { id: object.id }, body: { ...described, seen: object.seen } })
      }
      onCancel={onClose}
    >
      <Stack gap="sm">
        {describe.error !== null && <ProblemNotice error={describe.error} takeFocus />}
        <ObjectFields words={words} change={(to) => setWords((was) => ({ ...was, ...to }))} errors={errors} />
      </Stack>
    </ConfirmDialog>
  );
}

/** Says what is to become of a thing, and why. */
export function PlanDialog({ view: { object }, onClose }: DialogProps) {
  const t = useTexts('intake');
  const [plan, setPlan] = useState({
    ...{ disposition: object.disposition, dispositionOn: object.dispositionOn ?? '', returnTo: object.returnTo },
  });
  const save = useAct(objects.plan, {
    changes: CHANGES,
    onDone: () => {
      showDone(t('objects.planned', { number: object.number }));
      onClose();
    },
  });
  return (
    <ReasonDialog
      title={t('objects.acts.plan')}
      text={t('objects.ask.plan')}
      action={t('objects.savePlan')}
      busy={save.isPending}
      error={save.error}
      blocked={missingOfPlan(plan, t).length > 0}
      onConfirm={(reason) =>
        save.run({ params: { id: object.id }, body: { ...plannedBy(plan), seen: object.seen, reason } })
      }
      onCancel={onClose}
    >
      <PlanFields plan={plan} onChange={setPlan} />
    </ReasonDialog>
  );
}

/** Records a destruction: how, who saw it, by which rule. It cannot be taken back. */
export function DestroyDialog({ view: { object }, onClose }: DialogProps) {
  const t = useTexts('intake');
  const [words, setWords] = useState({ method: '', witness: '', rule: '' });
  const destroy = useAct(objects.destroy, {
    changes: CHANGES,
    onDone: () => {
      showDone(t('objects.done.destroyed', { number: object.number }));
      onClose();
    },
  });
  return (
    <ConfirmDialog
      opened
      danger
      title={t('objects.acts.destroy')}
      text={t('objects.ask.destroy')}
      identifiers={[
        { label: object.number, value: `${kindOf(object, t)}, ${object.description}` },
        { label: t('objects.patient'), value: object.patient?.name ?? t('objects.nobody') },
      ]}
      action={t('objects.acts.destroy')}
      busy={destroy.isPending}
      blocked={Object.values(words).some((each) => each.trim() === '')}
      onConfirm={() => destroy.run({ params: { id: object.id }, body: { ...words, seen: object.seen } })}
      onCancel={onClose}
    >
      <Stack gap="sm">
        {destroy.error !== null && <ProblemNotice error={destroy.error} takeFocus />}
        {(['method', 'witness', 'rule'] as const).map((field) => (
          <TextInput
            key={field}
            label={t(`objects.destroying.${field}`)}
            description={t(`objects.destroying.${field}Help`)}
            required
            maxLength={field === 'rule' ? 1_000 : 200}
            value={words[field]}
            onChange={(event) => setWords({ ...words, [field]: event.currentTarget.value })}
          />
        ))}
        <Text size="sm" c="dimmed">
          {t('objects.lawUnverified')}
        </Text>
      </Stack>
    </ConfirmDialog>
  );
}
