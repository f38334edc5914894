import { route } from '../../../platform/http/route.ts';
import { plain } from '../plain.ts';
import { feeContract } from './contract.ts';
import { correctInvoice, creditInvoice, prepareCorrection, prepareCredit } from './credit-invoice.ts';
import { issueInvoice, prepareInvoice } from './issue-invoice.ts';
import { listInvoices, printInvoices } from './list-invoices.ts';
import { quoteFee } from './quote-fee.ts';
import { recordEntry } from './record-entry.ts';
import { prepareEstimate, sendEstimate } from './send-estimate.ts';
import { showFee } from './show-fee.ts';
import { waiveFee } from './waive-fee.ts';

const LETTERS_PER_MINUTE = 60;

const ofRequest = ({ params }: { params: { id: string } }) => ({ kind: 'request', id: params.id });
const ofInvoice = ({ params }: { params: { invoiceId: string } }) => ({ kind: 'invoice', id: params.invoiceId });

export const feeRoutes = [
  route(feeContract.fee, {
    permission: 'release/read',
    verb: 'release.see-fee',
    subject: ofRequest,
    handle: async (act, { params }) => plain(await showFee(act, params.id)),
  }),
  route(feeContract.quote, {
    permission: 'release/bill',
    verb: 'release.quote-fee',
    subject: ofRequest,
    handle: async (act, { params, body }) => plain(await quoteFee(act, { requestId: params.id, said: body })),
  }),
  route(feeContract.issue, {
    permission: 'release/bill',
    verb: 'release.issue-invoice',
    perMinute: LETTERS_PER_MINUTE,
    subject: ofRequest,
    before: (context, { params, body }) => prepareInvoice(context, { requestId: params.id, ...body }),
    handle: (act, { params, body }, prepared) => issueInvoice(act, { requestId: params.id, ...body }, prepared),
  }),
  route(feeContract.sendEstimate, {
    permission: 'release/bill',
    verb: 'release.send-estimate',
    perMinute: LETTERS_PER_MINUTE,
    subject: ofRequest,
    before: (context, { params, body }) =>
      prepareEstimate(context, { requestId: params.id, quoteId: params.quoteId, ...body }),
    handle: (act, { params, body }, letter) =>
      sendEstimate(act, { requestId: params.id, quoteId: params.quoteId, ...body }, letter),
  }),
  route(feeContract.waiveFee, {
    permission: 'release/waive',
    verb: 'release.waive-fee',
    subject: ofRequest,
    handle: (act, { params, body }) => waiveFee(act, { requestId: params.id, reason: body.reason }),
  }),
  route(feeContract.correct, {
    permission: 'release/bill',
    verb: 'release.correct-invoice',
    perMinute: LETTERS_PER_MINUTE,
    subject: ofInvoice,
    before: (context, { params, body }) => prepareCorrection(context, { ...params, ...body }),
    handle: (act, { params, body }, prepared) => correctInvoice(act, { ...params, ...body }, prepared),
  }),
  route(feeContract.credit, {
    permission: 'release/waive',
    verb: 'release.credit-invoice',
    perMinute: LETTERS_PER_MINUTE,
    subject: ofInvoice,
    before: (context, { params, body }) => prepareCredit(context, { ...params, ...body }),
    handle: (act, { params, body }, prepared) => creditInvoice(act, { ...params, ...body }, prepared),
  }),
  route(feeContract.pay, {
    permission: 'release/bill',
    verb: 'release.record-payment',
    subject: ofInvoice,
    handle: (act, { params, body: { amountCents, ...body } }) =>
      recordEntry(act, { ...params, ...body, kind: 'payment', amount: amountCents }),
  }),
  route(feeContract.returnPayment, {
    permission: 'release/bill',
    verb: 'release.record-returned-payment',
    subject: ofInvoice,
    handle: (act, { params, body: { amountCents, ...body } }) =>
      recordEntry(act, { ...params, ...body, kind: 'payment-returned', amount: amountCents }),
  }),
  route(feeContract.refund, {
    permission: 'release/bill',
    verb: 'release.record-refund',
    subject: ofInvoice,
    handle: (act, { params, body: { amountCents, ...body } }) =>
      recordEntry(act, { ...params, ...body, kind: 'refund', amount: amountCents }),
  }),
  route(feeContract.forgive, {
    permission: 'release/waive',
    verb: 'release.forgive-invoice',
    subject: ofInvoice,
    handle: (act, { params, body: { amountCents, ...body } }) =>
      recordEntry(act, { ...params, ...body, amount: amountCents }),
  }),
  route(feeContract.invoices, {
    permission: 'release/bill',
    verb: 'release.list-invoices',
    handle: (act, { query }) => listInvoices(act, { show: query.show ?? 'open' }),
  }),
  route(feeContract.exportInvoices, {
    permission: 'release/bill',
    verb: 'release.export-invoices',
    handle: (act, { query }) => listInvoices(act, { show: query.show ?? 'open', all: true }),
    after: (_context, { invoices }) =>
      Promise.resolve({
        bytes: printInvoices(invoices),
        contentType: 'text/csv; charset=utf-8',
        attachment: 'open-invoices.csv',
      }),
  }),
];
