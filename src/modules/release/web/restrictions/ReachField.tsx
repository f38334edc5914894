import { Stack, Text, TextInput } from '@mantine/core';
import { Notice } from '../../../../ui/feedback/Notice.tsx';
import { useTexts } from '../../../../ui/i18n.ts';
import { decideReach, type Going } from '../../restrictions/contract.ts';
import { ReachText } from './ReachText.tsx';
import { type Restriction } from './restriction.ts';

/** What still stands against beginning: the way or the place is another, or it is not said how it reaches the patient. */
export function isReachOpen(wishes: readonly Restriction[], going: Going, said: string): boolean {
  const { answer } = decideReach(wishes, going);
  return answer === 'cannot-tell' ? said.trim() === '' : answer !== 'as-asked';
}

/** How the patient wants to be reached, beside the way that was chosen; where the way does not tell, a person says how. */
export function ReachField(props: {
  readonly wishes: readonly Restriction[];
  readonly going: Going;
  readonly said: string;
  readonly onChange: (said: string) => void;
}) {
  const t = useTexts('release');
  if (props.wishes.length === 0) return null;
  const { answer } = decideReach(props.wishes, props.going);
  return (
    <Stack gap="xs">
      <Notice
        tone={answer === 'as-asked' ? 'good' : answer === 'cannot-tell' ? 'attention' : 'danger'}
        icon="lock"
        title={t(`reach.answers.${answer}`)}
      >
        {props.wishes.map((wish) => (
          <ReachText key={wish.id} wish={wish} />
        ))}
        <Text size="sm">{t(`reach.advice.${answer}`)}</Text>
      </Notice>
      {answer === 'cannot-tell' && (
        <TextInput
          label={t('reach.said')}
          required
          maxLength={200}
          value={props.said}
          onChange={(event) => props.onChange(event.currentTarget.value)}
        />
      )}
    </Stack>
  );
}
