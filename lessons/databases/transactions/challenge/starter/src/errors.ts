export class CartNotOpen extends Error {
  constructor(readonly cartId: number) {
    super(`Cart ${cartId} does not exist or is ordered already.`);
  }
}

export class OutOfStock extends Error {
  constructor(readonly sku: string) {
    super(`There is not enough of ${sku}.`);
  }
}
