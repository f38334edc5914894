import { PlainProblem } from '../../../ui/feedback/PlainProblem.tsx';
import { useTexts } from '../../../ui/i18n.ts';

export function Problem({ error }: { readonly error: Error }) {
  return <PlainProblem error={error} t={useTexts('portal')} at="problem" />;
}
