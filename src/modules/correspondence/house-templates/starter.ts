import type { LetterTemplate, Wording } from '../template.ts';
import { element, textNode } from './tree.ts';
import { writeWord } from './write-word.ts';

/** Our words as a Word document with every place in it: nobody begins with an empty page. Pure. */
export function deriveStarter(template: LetterTemplate, wording: Wording): Uint8Array {
  const braces = (text: string) => text.replace(/\{([^{}]*)\}/g, '{{$1}}');
  const line = (text: string, look: 'plain' | 'bold' | 'small' = 'plain') =>
    element('w:p', {}, [
      element('w:pPr', {}, [element('w:spacing', { 'w:after': look === 'small' ? '0' : '160' })]),
      element('w:r', {}, [
        element('w:rPr', {}, [
          ...(look === 'bold' ? [element('w:b')] : []),
          element('w:sz', { 'w:val': look === 'small' ? '18' : '21' }),
        ]),
        textNode(text),
      ]),
    ]);
  const within = (name: string | null, inside: ReturnType<typeof line>[]) =>
    name === null ? inside : [line(`{{#${name}}}`), ...inside, line(`{{/${name}}}`)];
  const body = template.parts.flatMap((part) => {
    if (part.kind === 'list') return within(part.of, [line(`•  ${braces(part.item)}`)]);
    // A named sentence of the law is left out by itself where it does not stand.
    if (part.name !== null) return [line(`{{${part.name}}}`)];
    return within(part.when, [line(braces(part.text), part.kind === 'heading' ? 'bold' : 'plain')]);
  });
  const document = element('w:document', {}, [
    element('w:body', {}, [
      ...['{{recipient}}', '{{recipientAddress}}'].map((text) => line(text, 'small')),
      line(''),
      line('{{letterDate}}'),
      line(braces(wording.reference)),
      line(braces(template.subject), 'bold'),
      ...body,
      line(wording.closing),
      line(wording.desk, 'small'),
      line('{{facility}}', 'small'),
      element('w:sectPr', {}, [
        element('w:pgSz', { 'w:w': '12240', 'w:h': '15840' }),
        element('w:pgMar', Object.fromEntries(['top', 'right', 'bottom', 'left'].map((side) => [`w:${side}`, '1440']))),
      ]),
    ]),
  ]);
  const header = element('w:hdr', {}, [
    line('{{facility}}', 'bold'),
    line('{{custodian}} · {{facilityPlace}}', 'small'),
  ]);
  const none = { styles: null, numbering: null, footer: null, firstHeader: null, firstFooter: null };
  return writeWord({ document, header, ...none }, [], null);
}
