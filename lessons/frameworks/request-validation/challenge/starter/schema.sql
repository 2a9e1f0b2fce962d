CREATE TABLE profiles (
  id            uuid PRIMARY KEY,
  display_name  text NOT NULL,
  timezone      text NOT NULL DEFAULT 'UTC',
  bio           text,
  preferences   jsonb NOT NULL DEFAULT '{"theme": "light", "newsletter": false, "tags": []}',
  -- What follows is ours: support sets the role, billing the balance, and a profile never changes hands.
  role          text NOT NULL DEFAULT 'member',
  owner_id      text NOT NULL,
  balance_cents integer NOT NULL DEFAULT 0
);
