import { Anchor, Select, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useRead } from '../../../../ui/api/reads.tsx';
import { useTexts } from '../../../../ui/i18n.ts';
import { contract as patients } from '../../../patients/contract.ts';
import { recordPath } from '../../../patients/web/index.tsx';

/** Who signed or asks in the patient's place, with what the power is worth today. */
export function RepresentativeField(props: {
  readonly patientId: string;
  readonly value: string | undefined;
  readonly onChange: (id: string | undefined) => void;
}) {
  const t = useTexts('release');
  const read = useRead(patients.listRepresentatives, { params: { id: props.patientId } }, { live: ['patients.'] });
  const listed = (read.data?.representatives ?? []).filter(({ standing }) => standing === 'personal-representative');
  const chosen = listed.find(({ id }) => id === props.value);
  return (
    <div>
      <Select
        label={t('directory.representative')}
        description={t('directory.representativeHint')}
        clearable
        value={props.value ?? null}
        onChange={(value) => props.onChange(value ?? undefined)}
        data={listed.map(({ id, name, kind, power }) => ({
          value: id,
          label: [name, t(`directory.representativeKinds.${kind}`), t(`directory.powers.${power.result}`)].join(' · '),
        }))}
      />
      {chosen?.power.reasons.map(({ ruleId, text, cite }) => (
        <Text key={ruleId} size="xs" mt={4}>
          {text}
          {cite !== undefined && ` (${cite})`}
        </Text>
      ))}
      <Anchor size="xs" component={Link} to={`${recordPath(props.patientId)}?part=representatives`}>
        {t('directory.recordRepresentative')}
      </Anchor>
    </div>
  );
}
