CREATE TABLE subscriptions (
  id         text PRIMARY KEY,
  cents      integer NOT NULL CHECK (cents > 0),
  -- Renewed from this instant on, not before.
  expires_at timestamptz NOT NULL,
  renewals   integer NOT NULL DEFAULT 0
);
