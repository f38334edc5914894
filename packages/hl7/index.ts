export { acknowledge, type AcknowledgedError, type AcknowledgementCode } from './acknowledge.ts';
export { splitBatch } from './batch.ts';
export { decode } from './charset.ts';
export { bytesOf, textOf } from './bytes.ts';
export { set } from './edit.ts';
export { MAX_MESSAGE_BYTES, type Message, parseMessage, printMessage, type Segment } from './message.ts';
export { get, getAll, getAllIn, getIn, said, type Said, segmentsNamed } from './read.ts';
export { reportText } from './report-text.ts';
export { isRefusal, type Refusal } from './refusal.ts';
