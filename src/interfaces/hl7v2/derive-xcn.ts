import { getIn, type Message, type Segment } from '../../../packages/hl7/index.ts';

/** XCN, or CNN in its first component: `Reed, Alan`. */
export function personAt(message: Message, segment: Segment, field: string): string | undefined {
  const direct = [getIn(message, segment, `${field}.2.1`), getIn(message, segment, `${field}.3`)];
  const nested = [getIn(message, segment, `${field}.1.2`), getIn(message, segment, `${field}.1.3`)];
  const [family, given] = direct[0] === undefined ? nested : direct;
  const name = [family, given].filter((part) => part !== undefined && part !== '').join(', ');
  return name === '' ? undefined : name.slice(0, 200);
}
