import { Checkbox, Stack, Text } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useRead } from '../../../../ui/api/reads.tsx';
import { useTexts } from '../../../../ui/i18n.ts';
import { payerContract } from '../../payers/contract.ts';

export interface Ssa827FieldProps {
  readonly signedOn: string;
  readonly onEnds: (day: string) => void;
}

/** The paper is form SSA-827: how long it holds is proposed from its rule, and stays to be compared with the form. */
export function Ssa827Field({ signedOn, onEnds }: Ssa827FieldProps) {
  const t = useTexts('release');
  const [is, setIs] = useState(false);
  const read = useRead(
    payerContract.ssaForm,
    { query: signedOn === '' ? {} : { signedOn } },
    { enabled: is && signedOn !== '', keepFormer: true },
  );
  const endsOn = read.data?.endsOn;
  useEffect(() => {
    if (is && endsOn != null) onEnds(endsOn);
    // Proposed once for each answer; what the person changes afterwards stays.
  }, [is, endsOn]);
  return (
    <Stack gap={2}>
      <Checkbox label={t('payer.ssa.is')} checked={is} onChange={(event) => setIs(event.currentTarget.checked)} />
      {is && (
        <Text size="sm" c="dimmed">
          {t(signedOn === '' ? 'payer.ssa.whenSigned' : 'payer.ssa.hint')}
        </Text>
      )}
    </Stack>
  );
}
