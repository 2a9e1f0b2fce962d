CREATE TABLE products (
  sku text PRIMARY KEY,
  price_cents integer NOT NULL CHECK (price_cents >= 0),
  available integer NOT NULL CHECK (available >= 0)
);

CREATE TABLE carts (
  id integer PRIMARY KEY,
  email text NOT NULL,
  status text NOT NULL DEFAULT 'open' CHECK (status IN ('open', 'ordered'))
);

CREATE TABLE cart_lines (
  cart_id integer NOT NULL REFERENCES carts,
  sku text NOT NULL REFERENCES products,
  quantity integer NOT NULL CHECK (quantity > 0),
  PRIMARY KEY (cart_id, sku)
);

CREATE TABLE orders (
  id integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
  email text NOT NULL,
  total_cents integer NOT NULL
);

CREATE TABLE order_lines (
  order_id integer NOT NULL REFERENCES orders,
  sku text NOT NULL REFERENCES products,
  quantity integer NOT NULL,
  price_cents integer NOT NULL,
  PRIMARY KEY (order_id, sku)
);

CREATE TABLE payments (
  order_id integer PRIMARY KEY REFERENCES orders,
  amount_cents integer NOT NULL,
  reference text NOT NULL UNIQUE
);

INSERT INTO products VALUES ('kettle', 3200, 50), ('mug', 600, 50), ('last-teapot', 5900, 1), ('sold-out-tray', 1500, 0);

INSERT INTO carts (id, email) VALUES (1, 'ada@example.com'), (2, 'grace@example.com'), (3, 'edsger@example.com'), (4, 'barbara@example.com');

-- 1: an ordinary cart. 2 and 3: the same last piece. 4: the second line cannot be delivered.
INSERT INTO cart_lines VALUES (1, 'kettle', 1), (1, 'mug', 2), (2, 'last-teapot', 1), (3, 'last-teapot', 1), (4, 'mug', 1), (4, 'sold-out-tray', 1);
