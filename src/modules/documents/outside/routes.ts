import { route } from '../../../platform/http/route.ts';
import { findPage, imageOf } from '../read-page.ts';
import { ofDocument, plain } from '../route-subjects.ts';
import { outside } from './contract.ts';
import { listReviewers } from './list-reviewers.ts';
import { listOutsideReviews, openOutsideReview } from './open-outside-review.ts';
import { prepareReview } from './prepare-review.ts';
import { recordOutsideReview } from './record-outside-review.ts';
import { assignReviewer, setOutsideOrigin, withdrawOutsideOrigin } from './set-outside-origin.ts';

export const outsideRoutes = [
  route(outside.reviewers, {
    permission: 'documents/read',
    verb: 'documents.list-outside-reviewers',
    handle: (act, { query }) => listReviewers(act, query.facilityId),
  }),
  route(outside.waiting, {
    permission: 'documents/review-outside',
    verb: 'documents.list-outside-reviews',
    handle: (act) => listOutsideReviews(act),
  }),
  route(outside.setOrigin, {
    permission: 'documents/correct',
    verb: 'documents.set-outside-origin',
    subject: ofDocument,
    handle: (act, { params, body }) => setOutsideOrigin(act, { ...params, ...body }),
  }),
  route(outside.withdrawOrigin, {
    permission: 'documents/correct',
    verb: 'documents.withdraw-outside-origin',
    subject: ofDocument,
    handle: (act, { params, body }) => withdrawOutsideOrigin(act, { ...params, ...body }),
  }),
  route(outside.assign, {
    permission: 'documents/review-outside',
    verb: 'documents.assign-outside-review',
    subject: ofDocument,
    handle: (act, { params, body }) => assignReviewer(act, { ...params, ...body }),
  }),
  route(outside.open, {
    permission: 'documents/review-outside',
    verb: 'documents.open-outside-review',
    subject: ofDocument,
    handle: async (act, { params }) => plain(await openOutsideReview(act, params)),
  }),
  route(outside.pageImage, {
    permission: 'documents/review-outside',
    verb: 'documents.view-pages',
    subject: ofDocument,
    handle: (act, { params }) => findPage(act, params, ['page-image']),
    after: ({ services }, rendition) => imageOf(services, rendition),
  }),
  route(outside.pageThumbnail, {
    permission: 'documents/review-outside',
    verb: 'documents.view-pages',
    subject: ofDocument,
    handle: (act, { params }) => findPage(act, params, ['thumbnail', 'page-image']),
    after: ({ services }, rendition) => imageOf(services, rendition),
  }),
  route(outside.decide, {
    permission: 'documents/review-outside',
    verb: 'documents.review-outside',
    subject: ofDocument,
    before: (context, { params, body }) => prepareReview(context, { ...params, ...body }),
    handle: (act, { params, body }, prepared) => recordOutsideReview(act, { ...params, ...body }, prepared),
  }),
];
