import { Button, Group, TextInput } from '@mantine/core';
import { useTexts } from '../../../../ui/i18n.ts';

const LEAST_REASON = 3;
export const isReason = (text: string) => text.trim().length >= LEAST_REASON;

/** Every change of a rule is kept with its reason; taking the rule out of force is one. */
export function ReasonAndButtons(props: {
  readonly id: string;
  readonly reason: string;
  readonly onReason: (text: string) => void;
  readonly error: string | undefined;
  readonly busy: boolean;
  readonly retire?: { readonly label: string; readonly run: () => void; readonly busy: boolean } | undefined;
}) {
  const t = useTexts('intake');
  return (
    <>
      <TextInput
        id={props.id}
        label={t('siteRules.reason')}
        description={t('siteRules.reasonHint')}
        required
        maxLength={500}
        value={props.reason}
        error={props.error}
        onChange={(event) => props.onReason(event.currentTarget.value)}
      />
      <Group justify="flex-end">
        {props.retire !== undefined && (
          <Button variant="default" loading={props.retire.busy} onClick={props.retire.run}>
            {props.retire.label}
          </Button>
        )}
        <Button type="submit" loading={props.busy}>
          {t('siteRules.save')}
        </Button>
      </Group>
    </>
  );
}
