CREATE TABLE products (
  tenant text NOT NULL,
  sku text NOT NULL,
  name text NOT NULL,
  brand text NOT NULL,
  price_cents integer NOT NULL,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (tenant, sku)
);

CREATE TABLE users (
  email text PRIMARY KEY,
  password_hash text NOT NULL
);
