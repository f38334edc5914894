import type { Act } from '../../../platform/act.ts';
import { findType } from '../../documents/index.ts';
import type { ReadIdentifier } from '../derive-identifiers.ts';
import { formKey, type KnownForm } from '../propose-type.ts';
import { problems } from './problems.ts';

export interface FormView extends KnownForm {
  readonly title: string;
  readonly citation: string | null;
}

/** The site's list of form numbers, or those of it that were read on pages. */
export async function listForms(act: Act, read?: readonly ReadIdentifier[]): Promise<FormView[]> {
  const keys = read?.filter(({ kind }) => kind === 'form').map(({ value }) => formKey(value));
  if (keys?.length === 0) return [];
  const rows = await act.tx
    .selectFrom('intake.form')
    .select(['number', 'title', 'type_code', 'citation'])
    .$if(keys !== undefined, (query) => query.where('number_key', 'in', keys ?? []))
    .orderBy('number_key')
    .execute();
  return rows.map(({ type_code, ...row }) => ({ ...row, typeCode: type_code }));
}

/** Adds a form to the list, or changes what it is filed as. @throws intake/unknown-type */
export async function setForm(act: Act, input: { number: string; title: string; typeCode: string }): Promise<void> {
  if (findType(input.typeCode) === undefined)
    throw problems.unknownType({
      detail: 'Nothing was changed. Choose a document type from the list.',
      at: 'typeCode',
    });
  const facts = {
    number: input.number,
    title: input.title,
    type_code: input.typeCode,
    added_at: act.now,
    added_by: act.actor.id,
  };
  await act.tx
    .insertInto('intake.form')
    .values({ number_key: formKey(input.number), citation: null, ...facts })
    .onConflict((conflict) => conflict.column('number_key').doUpdateSet(facts))
    .execute();
  act.note({ detail: { form: formKey(input.number), type: input.typeCode } });
}

/** Takes a form off the list. */
export async function removeForm(act: Act, number: string): Promise<void> {
  await act.tx.deleteFrom('intake.form').where('number_key', '=', formKey(number)).execute();
  act.note({ detail: { form: formKey(number) } });
}
