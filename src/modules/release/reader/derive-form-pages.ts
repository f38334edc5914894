import { deriveFields } from './derive-fields.ts';
import { deriveStatements } from './derive-statements.ts';
import { deriveStream, type FormPage } from './form-page.ts';

export interface FormPages {
  /** Numbers of the pages of the form that is read; empty: none looks like an authorization. */
  readonly form: readonly number[];
  /** First pages of further ones. */
  readonly others: readonly number[];
}

const MOST_PAGES_OF_A_FORM = 6;
const ENOUGH = 5;

interface Score {
  readonly number: number;
  readonly fields: ReadonlySet<string>;
  readonly statements: number;
  readonly begins: boolean;
  readonly authorizes: boolean;
}

/**
 * Which of the pages are an authorization: they authorize somebody to disclose, ask for what a form asks for and to be
 * signed. A letter that mentions an authorization is none, nor is a notice of rights. A page that follows belongs to the
 * form if it goes on asking or telling and does not begin another one.
 */
export function deriveFormPages(pages: readonly FormPage[]): FormPages {
  const scores = pages.map(scoreOf);
  const forms: number[][] = [];
  let current: Score[] = [];
  const close = () => {
    if (isForm(current)) forms.push(current.map(({ number }) => number));
    current = [];
  };
  for (const score of scores) {
    const weight = score.fields.size + score.statements;
    const goesOn = current.length > 0 && weight >= 2 && !score.begins && current.length < MOST_PAGES_OF_A_FORM;
    if (!goesOn) close();
    if (goesOn || score.begins || (score.authorizes && weight >= 2)) current.push(score);
  }
  close();
  const [form = [], ...rest] = forms;
  return { form, others: rest.flatMap(([first]) => first ?? []) };
}

function isForm(scores: readonly Score[]): boolean {
  if (!scores.some(({ authorizes }) => authorizes)) return false;
  const fields = new Set(scores.flatMap((score) => [...score.fields]));
  const statements = scores.reduce((sum, score) => sum + score.statements, 0);
  const party = ['discloser', 'recipient', 'description'].filter((field) => fields.has(field)).length;
  const signs = fields.has('signature') || fields.has('signature-date');
  return party >= 1 && (signs || party >= 2) && fields.size + Math.min(statements, 3) >= ENOUGH;
}

const AUTHORIZES =
  /\b(?:(?:hereby |i |do )?(?:authoriz\w*|authoris\w*|consent|permission)[^.]{0,200}\b(?:disclos\w*|releas\w*|us(?:e|ing) (?:and|or)|shar(?:e|ing)|obtain\w*|furnish\w*|provide)|(?:autoriz\w*|consentimiento)[^.]{0,200}\b(?:divulg\w*|revel\w*|entreg\w*|compart\w*))/;
const TITLE =
  /^(?:.{0,40}\b)?(?:authorization|authorisation|consent|autorizacion|consentimiento)\b.{0,24}\b(?:disclos\w*|releas\w*|us(?:e|ing)\b|obtain|divulg\w*|revel\w*|entreg\w*|hipaa|health|medical|protected)/;

function scoreOf(page: FormPage): Score {
  const stream = deriveStream([page]);
  const flat = stream.text.replace(/[|\n]/g, ' ');
  const fields = new Set(deriveFields(stream).map(({ field }) => field));
  fields.delete('birth-date');
  const statements = deriveStatements(stream).filter(
    ({ statement, state, why }) =>
      !statement.startsWith('tpo') &&
      statement !== 'copy-given' &&
      (state === 'whole' || (state === 'part' && why !== 'right-not-said')),
  ).length;
  const top = stream.text.split('\n').slice(0, 8);
  return {
    number: page.number,
    fields,
    statements,
    begins: top.some((line) => line.length < 120 && TITLE.test(line.replaceAll('|', ' '))) && fields.size >= 2,
    authorizes: AUTHORIZES.test(flat),
  };
}
