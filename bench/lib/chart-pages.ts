import type { PageWord } from '../../src/modules/release/packet/redaction/derive-kept-words.ts';
import { american, type PaperPerson, slip } from './paper-people.ts';

export type Swap = 'twin' | 'namesake' | 'mother or baby' | 'same house' | 'other patient' | 'not registered';

export interface ChartPage {
  readonly text: string;
  /** Whose it is instead of the patient's. */
  readonly swap?: Swap;
}

export interface Chart {
  readonly patient: PaperPerson;
  readonly pages: readonly ChartPage[];
}

const PAGES_OF_A_CHART = 50;
const SWAPPED = 0.05;
const KIN: readonly Swap[] = ['twin', 'namesake', 'mother or baby', 'same house'];
/** Continued pages that bear nobody's name, as charts have them. */
const NAMELESS = 0.08;
const WORDS =
  'patient seen examined today without acute distress lungs clear heart regular abdomen soft nontender medication continued reviewed follow up weeks results discussed family plan agreed vital signs stable pressure pulse temperature oxygen saturation laboratory values within range imaging unchanged wound clean dry therapy tolerated diet advanced activity as before discharge home instructions given questions answered'.split(
    ' ',
  );

/** Charts of patients who have kin or namesakes in the register; one page in twenty is of somebody else. */
export function chartsOf(people: readonly PaperPerson[], pages: number, random: () => number): Chart[] {
  const living = people.filter(({ mergedInto }) => mergedInto === undefined);
  const withKin = KIN.map((sort) => living.filter((one) => kinOf(one, living).some(({ swap }) => swap === sort)));
  return Array.from({ length: Math.ceil(pages / PAGES_OF_A_CHART) }, (_chart, at) => {
    // Every sort of kin in turn: what is rare in a register is what goes wrong.
    const some = withKin[at % withKin.length] ?? [];
    const patient = some[Math.floor(random() * some.length)];
    if (patient === undefined) throw new Error('nobody has such kin');
    return {
      patient,
      pages: Array.from({ length: PAGES_OF_A_CHART }, (_page, number): ChartPage => {
        if (random() < SWAPPED) return swapped(patient, living, number, random);
        // The first page of a document says whose it is.
        const nameless = number % 5 !== 0 && random() < NAMELESS;
        const registrations = people.filter((each) => (each.mergedInto ?? each.key) === patient.key);
        const as = registrations[Math.floor(random() * registrations.length)] ?? patient;
        return { text: nameless ? noisy(body(random), random) : write(as, patient, number, random) };
      }),
    };
  });
}

function kinOf(one: PaperPerson, living: readonly PaperPerson[]): { other: PaperPerson; swap: Swap }[] {
  return living.flatMap((other): { other: PaperPerson; swap: Swap }[] => {
    if (other === one || other.family !== one.family) return [];
    const sameName = other.given.join() === one.given.join();
    if (sameName) return [{ other, swap: 'namesake' }];
    if (other.birthDate === one.birthDate) return [{ other, swap: 'twin' }];
    if (other.line !== one.line) return [];
    const isBirth = other.placeholder === true || one.placeholder === true;
    return [{ other, swap: isBirth ? 'mother or baby' : 'same house' }];
  });
}

function swapped(
  patient: PaperPerson,
  living: readonly PaperPerson[],
  number: number,
  random: () => number,
): ChartPage {
  const kin = kinOf(patient, living);
  const drawn = random();
  const near = kin[Math.floor(random() * kin.length)];
  if (drawn < 0.7 && near !== undefined)
    return { text: write(near.other, near.other, number, random), swap: near.swap };
  const other = living[Math.floor(random() * living.length)] ?? patient;
  if (drawn < 0.9 && other !== patient && other.family !== patient.family)
    return { text: write(other, other, number, random), swap: 'other patient' };
  const stranger = {
    ...other,
    mrn: `9${other.mrn}`,
    family: `${other.family}ova`,
    birthDate: '1949-07-31',
    visits: [],
  };
  return { text: write(stranger, stranger, number, random), swap: 'not registered' };
}

/** A heading in one of the ways of a hospital: labelled fields, one line, a sticker with the number, the name alone. */
function write(as: PaperPerson, patient: PaperPerson, number: number, random: () => number): string {
  const [year = '', month = '', day = ''] = as.birthDate.split('-');
  const birth = `${month}/${day}/${year}`;
  const family = as.maidenName !== undefined && random() < 0.2 ? as.maidenName : as.family;
  const name = `${family}, ${as.given.join(' ')}`;
  const visit = patient.visits[Math.floor(random() * patient.visits.length)];
  const style = random();
  const head =
    style < 0.4
      ? [`Patient Name: ${name}`, `MRN: ${as.mrn}`, `Date of Birth: ${birth}`]
      : style < 0.6
        ? [`${name.toUpperCase()}   DOB ${birth}   MRN ${as.mrn}`]
        : style < 0.75
          ? [`${name}  ${birth}  ${as.mrn}`]
          : style < 0.9
            ? [`Name: ${as.given.join(' ')} ${family}`, `DOB: ${birth}`]
            : [`Medical Record No: ${as.mrn}`];
  const service = visit !== undefined && random() < 0.5 ? [`Date of Service: ${american(visit.from)}`] : [];
  const more = visit !== undefined && random() < 0.3 ? [`Visit No: ${visit.number}`] : [];
  return noisy([...head, ...more, ...service, `Note ${number + 1}`, body(random)].join('\n'), random);
}

function body(random: () => number): string {
  const line = () => Array.from({ length: 12 }, () => WORDS[Math.floor(random() * WORDS.length)] ?? '').join(' ');
  return Array.from({ length: 6 }, line).join('\n');
}

const noisy = (text: string, random: () => number) => slip(text, random() < 0.15 ? 0.02 : 0.003, random);

/** Words as recognition gives them, each with its place. */
export function wordsOf(text: string): PageWord[] {
  return text.split('\n').flatMap((line, row) => {
    let x = 0.05;
    return line.split(' ').flatMap((part) => {
      if (part === '') {
        x += 0.03;
        return [];
      }
      const word = { text: part, x, y: 0.04 + row * 0.03, w: part.length * 0.009, h: 0.015 };
      x += word.w + 0.008;
      return [word];
    });
  });
}
