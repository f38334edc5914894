import { type ClinicalDocument, childrenOf, identifiersOf, type Section } from '../../../../packages/cda/index.ts';
import { deriveResources, type Fact, keyOf } from './derive-resource.ts';
import { collectWords, identifierOf } from './derive-values.ts';

export interface Entries {
  /** Each with the key that it has within the document, the same in every version. */
  readonly facts: readonly { readonly key: string; readonly fact: Fact }[];
  /** Entries that became no fact: they stay readable in the narrative and whole in the original. */
  readonly unmapped: number;
}

/** Of one document; a real one has hundreds. */
const MAX_FACTS = 10_000;

/** The discrete entries of a document as FHIR R4. */
export function deriveEntries({ body }: ClinicalDocument): Entries {
  const facts = new Map<string, Fact>();
  let unmapped = 0;
  const walk = (section: Section): void => {
    const words = collectWords(section.element);
    for (const entry of childrenOf(section.element, 'entry')) {
      const mapped = entry.children.flatMap((each) => (typeof each === 'string' ? [] : deriveResources(each, words)));
      if (mapped.length === 0) unmapped++;
      for (const { element, fact } of mapped) {
        if (facts.size >= MAX_FACTS) return;
        const identifier = identifiersOf(element).map(({ root, extension }) => identifierOf(root, extension));
        // Senders repeat an id: the place in the document tells the second one.
        const own = `${fact.resourceType} ${keyOf(element) ?? `${section.code?.code ?? section.title} ${facts.size}`}`;
        const key = facts.has(own) ? `${own} ${facts.size}` : own;
        facts.set(key, { ...fact, ...(identifier.length === 0 ? {} : { identifier }) });
      }
    }
    for (const inner of section.sections) walk(inner);
  };
  if (body.kind === 'sections') for (const section of body.sections) walk(section);
  return { facts: [...facts].map(([key, fact]) => ({ key, fact })), unmapped };
}
