import { ProblemError } from '../api/problem-error.ts';
import { type Texts } from '../i18n.ts';

/** What a person reads when something failed: never a stack, never patient data, always what to do next. */
export interface ProblemText {
  readonly title: string;
  readonly detail: string;
  readonly reference?: string;
  readonly citations: readonly string[];
}

export function describeProblem(error: Error, t: Texts): ProblemText {
  if (!(error instanceof ProblemError)) {
    return { title: t('problems.browser.title'), detail: t('problems.browser.detail'), citations: [] };
  }
  const { problem } = error;
  if (problem.code === 'ui/no-connection') {
    return { title: t('problems.connection.title'), detail: t('problems.connection.detail'), citations: [] };
  }
  if (problem.code === 'ui/strange-answer') {
    const detail = t('problems.strange.detail', { status: problem.status });
    return { title: t('problems.strange.title'), detail, citations: [] };
  }
  return {
    title: problem.title,
    detail: problem.detail,
    citations: problem.citations ?? [],
    ...(problem.reference === undefined ? {} : { reference: problem.reference }),
  };
}
