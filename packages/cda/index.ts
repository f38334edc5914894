export { type Body, type Section } from './body.ts';
export { deriveDay, deriveMoment } from './derive-moment.ts';
export { child, childrenOf, said, wordsOf } from './find.ts';
export {
  type Coding,
  codingsOf,
  type Header,
  type Identifier,
  identifiersOf,
  nameOfRole,
  type Patient,
  periodOf,
} from './header.ts';
export { CDA_LIMITS } from './limits.ts';
export { type Narrative, STYLES } from './narrative-forms.ts';
export { printText } from './print-text.ts';
export { type ClinicalDocument, looksLikeDocument, readDocument } from './read-document.ts';
export { readXml, type XmlElement } from './read-xml.ts';
export { isRefusal, type Refusal } from './refusal.ts';
