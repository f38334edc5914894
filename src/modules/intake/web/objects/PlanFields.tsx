import { Group, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import { type FieldError } from '../../../../ui/feedback/ErrorSummary.tsx';
import { DateField } from '../../../../ui/fields/DateField.tsx';
import { type Texts, useTexts } from '../../../../ui/i18n.ts';
import { type BodyOf } from '../../../../platform/http/contract.ts';
import { type objects } from '../../objects/contract.ts';

type Plan = Omit<BodyOf<typeof objects.plan>, 'seen' | 'reason'>;
export interface PlanWords {
  readonly disposition: Plan['disposition'];
  readonly dispositionOn: string;
  readonly returnTo: string;
}
export const DISPOSITION_ORDER: readonly Plan['disposition'][] = ['keep', 'return', 'destroy-after-copy', 'keep-until'];
export const KEPT: PlanWords = { disposition: 'keep', dispositionOn: '', returnTo: '' };

export function plannedBy({ disposition, dispositionOn, returnTo }: PlanWords): Plan {
  return {
    disposition,
    ...(dispositionOn === '' || disposition === 'keep' ? {} : { dispositionOn }),
    ...(disposition === 'return' ? { returnTo: returnTo.trim() } : {}),
  };
}

export function missingOfPlan(plan: PlanWords, t: Texts): FieldError[] {
  if (plan.disposition === 'return' && plan.returnTo.trim() === '')
    return [{ field: 'object-return', text: t('objects.needs.returnTo') }];
  if (plan.disposition === 'keep-until' && plan.dispositionOn === '')
    return [{ field: 'object-until', text: t('objects.needs.until') }];
  return [];
}

/** What is to become of a thing. */
export function PlanFields({
  plan,
  onChange,
  errors = [],
}: {
  readonly plan: PlanWords;
  readonly onChange: (plan: PlanWords) => void;
  readonly errors?: readonly FieldError[];
}) {
  const t = useTexts('intake');
  const [now] = useState(() => new Date());
  const errorOf = (field: string) => errors.find((each) => each.field === field)?.text;
  return (
    <>
      <Select
        label={t('objects.disposition')}
        allowDeselect={false}
        data={DISPOSITION_ORDER.map((value) => ({ value, label: t(`objects.dispositions.${value}`) }))}
        value={plan.disposition}
        onChange={(value) =>
          onChange({ ...plan, disposition: DISPOSITION_ORDER.find((each) => each === value) ?? 'keep' })
        }
      />
      {plan.disposition !== 'keep' && (
        <Group grow align="flex-start">
          {plan.disposition === 'return' && (
            <TextInput
              id="object-return"
              label={t('objects.returnTo')}
              required
              maxLength={200}
              error={errorOf('object-return')}
              value={plan.returnTo}
              onChange={(event) => onChange({ ...plan, returnTo: event.currentTarget.value })}
            />
          )}
          <DateField
            id="object-until"
            label={t(`objects.dispositionOn.${plan.disposition}`)}
            required={plan.disposition === 'keep-until'}
            error={errorOf('object-until')}
            value={plan.dispositionOn}
            now={now}
            onChange={(dispositionOn) => onChange({ ...plan, dispositionOn })}
          />
        </Group>
      )}
    </>
  );
}
