-- When a person becomes restricted or public, what happened to their encounters is hidden with them. The rows stay as
-- they were written; only their labels follow.
GRANT UPDATE (labels) ON encounters.change TO chartkeeper_app, chartkeeper_jobs;
