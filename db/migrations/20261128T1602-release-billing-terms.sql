-- Terms agreed with a requester, as the fee uses them; the words beside them stay words.

ALTER TABLE release.requester ADD COLUMN billing_prepay boolean;
ALTER TABLE release.requester ADD COLUMN billing_days smallint CONSTRAINT billing_days_are_a_year_at_most CHECK (billing_days BETWEEN 0 AND 365);
ALTER TABLE release.requester ADD CONSTRAINT terms_are_whole CHECK ((billing_prepay IS NULL) = (billing_days IS NULL));
COMMENT ON COLUMN release.requester.billing_prepay IS 'Agreed: the copies wait until the invoice is paid. NULL: nothing is agreed.';
COMMENT ON COLUMN release.requester.billing_days IS 'Agreed: days from the invoice to its due day. NULL: nothing is agreed.';
GRANT UPDATE (billing_prepay, billing_days) ON release.requester TO chartkeeper_app, chartkeeper_jobs;
