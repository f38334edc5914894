import { Group, NativeSelect, Radio } from '@mantine/core';
import { useState } from 'react';
import { useAct } from '../../../../ui/api/reads.tsx';
import { ChoiceField } from '../../../../ui/fields/ChoiceField.tsx';
import { useTexts } from '../../../../ui/i18n.ts';
import { useDocumentTypes } from '../../../documents/web/index.tsx';
import { laneContract as contract } from '../../lane/contract.ts';
import { LANE_REASONS, LANE_SOURCES, wordsOfLane } from './lane-words.ts';
import { type LaneRow } from './LanePart.tsx';
import { RuleFormFrame } from './RuleFormFrame.tsx';
import { useRuleForm } from './use-rule-form.ts';

/** Whether documents of a type or of a source go before routine work. */
export function LaneForm({ row, onDone }: { readonly row: LaneRow | undefined; readonly onDone: () => void }) {
  const t = useTexts('intake');
  const form = useRuleForm('lane', onDone);
  const { choices } = useDocumentTypes();
  const [what, setWhat] = useState(row?.what ?? 'type');
  const [code, setCode] = useState(row?.code);
  const [lane, setLane] = useState(row?.lane ?? 'stat');
  const [laneReason, setLaneReason] = useState(row?.laneReason ?? 'advance-directive');
  const set = useAct(contract.setRule, {
    changes: [contract.rules],
    onDone: form.close(t('laneRules.saved')),
  });
  const save = () => {
    const missing = code === undefined ? [{ field: 'lane-code', text: t('laneRules.codeMissing') }] : [];
    if (form.isComplete(missing) && code !== undefined)
      set.run({ body: { what, code, lane, laneReason, reason: form.reason.trim() } });
  };
  const reasons = LANE_REASONS.some((each) => each === laneReason) ? LANE_REASONS : [...LANE_REASONS, laneReason];
  return (
    <RuleFormFrame form={form} error={set.error} busy={set.isPending} onSave={save}>
      {row === undefined && (
        <Radio.Group
          label={t('laneRules.about')}
          value={what}
          onChange={(to) => {
            setWhat(to === 'source' ? 'source' : 'type');
            setCode(undefined);
          }}
        >
          <Group mt="xs">
            <Radio value="type" label={t('laneRules.ofType')} />
            <Radio value="source" label={t('laneRules.ofSource')} />
          </Group>
        </Radio.Group>
      )}
      <ChoiceField
        id="lane-code"
        label={t(what === 'type' ? 'laneRules.ofType' : 'laneRules.ofSource')}
        required
        disabled={row !== undefined}
        choices={what === 'type' ? choices : LANE_SOURCES.map((value) => ({ value, label: t(`source.${value}`) }))}
        value={code}
        error={form.errorOf('lane-code')}
        onChange={setCode}
      />
      <Radio.Group
        label={t('laneRules.lane')}
        value={lane}
        onChange={(to) => setLane(to === 'routine' ? 'routine' : 'stat')}
      >
        <Group mt="xs">
          <Radio value="stat" label={t('laneRules.lanes.stat')} />
          <Radio value="routine" label={t('laneRules.lanes.routine')} />
        </Group>
      </Radio.Group>
      {lane === 'stat' && (
        <NativeSelect
          label={t('laneRules.because')}
          value={laneReason}
          data={reasons.map((value) => ({ value, label: wordsOfLane(value, t) }))}
          onChange={(event) => setLaneReason(event.currentTarget.value)}
        />
      )}
    </RuleFormFrame>
  );
}
