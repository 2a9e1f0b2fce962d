-- 220 ordinary products, and some that are awkward on purpose.
INSERT INTO products
SELECT 'acme', 'plain-' || n, 'Notebook ' || lpad(n::text, 3, '0'), 'Papyrus', 300 + 7 * n, timestamptz '2026-01-01' + n * interval '1 hour'
  FROM generate_series(1, 220) AS n;

INSERT INTO products VALUES
  ('acme', 'mug-1', 'Mug', 'O''Brien', 1200, '2026-03-01'),
  ('acme', 'mug-2', 'mug, large', 'Potter & Sons', 1900, '2026-02-01'),
  ('acme', 'wool-100', 'Blanket, 100% wool', 'Sheep', 8900, '2026-04-01'),
  ('acme', 'wool-1000', 'Blanket, 1000 g wool', 'Sheep', 9900, '2026-04-02'),
  ('acme', 'usb_c', 'Cable usb_c', 'Wire', 900, '2026-05-01'),
  ('acme', 'usbxc', 'Cable usbxc', 'Wire', 950, '2026-05-02'),
  ('acme', 'path\1', 'Sticker C:\shop', 'Print', 200, '2026-06-01'),
  ('acme', 'cup,blue', 'Cup blue', 'Potter & Sons', 700, '2026-06-02'),
  ('acme', 'cup''red', 'Cup red', 'Potter & Sons', 750, '2026-06-03'),
  ('acme', 'sticker-sql', 'Sticker ''; DROP TABLE products; --', 'Print', 250, '2026-06-04'),
  ('globex', 'mug-1', 'Mug of Globex', 'O''Brien', 1, '2026-03-01'),
  ('globex', 'secret', 'Prototype', 'Secret Sheep', 2, '2026-03-02');

INSERT INTO users VALUES ('ada@example.com', 'hash-of-ada'), ('grace@example.com', 'hash-of-grace');
