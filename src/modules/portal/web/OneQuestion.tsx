import { Button, Group, Stack, Text } from '@mantine/core';
import { type ReactNode, type RefObject } from 'react';
import { useTexts } from '../../../ui/i18n.ts';
import { Problem } from './Problem.tsx';

/** One question on a page of its own, with what is wrong with its answer, the way back and the way on. */
export function OneQuestion({
  at,
  of,
  title,
  heading,
  flaw,
  failure,
  action,
  busy,
  final = false,
  onBack,
  onNext,
  children,
}: {
  readonly at: number;
  readonly of: number;
  readonly title: string;
  readonly heading: RefObject<HTMLHeadingElement | null>;
  readonly flaw: string | undefined;
  readonly failure: Error | null;
  readonly action: string;
  readonly busy: boolean;
  /** What was answered before stands: no way back. */
  readonly final?: boolean;
  readonly onBack: () => void;
  readonly onNext: () => void;
  readonly children: ReactNode;
}) {
  const t = useTexts('portal');
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        onNext();
      }}
    >
      <Stack>
        <Text size="sm">{t('ask.step', { n: at + 1, of })}</Text>
        <h2 ref={heading} tabIndex={-1}>
          {title}
        </h2>
        {failure !== null && <Problem error={failure} />}
        {flaw !== undefined && (
          <Text role="alert" fw={600} c="var(--mantine-color-error)">
            {flaw}
          </Text>
        )}
        {children}
        <Group>
          {at > 0 && !final && (
            <Button variant="default" size="md" onClick={onBack}>
              {t('ask.back')}
            </Button>
          )}
          <Button type="submit" size="md" loading={busy}>
            {action}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
