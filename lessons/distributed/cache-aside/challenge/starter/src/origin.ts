export interface Product {
  readonly id: string;
  readonly name: string;
  readonly priceCents: number;
}

/** Where products really live. Tenants choose their own ids: any text, and the same id may exist at many tenants. */
export interface Origin {
  /** @returns undefined when the tenant has no such product. @throws when the origin is in trouble. */
  fetchProduct(tenantId: string, productId: string): Promise<Product | undefined>;
  changePrice(tenantId: string, productId: string, priceCents: number): Promise<void>;
}

/** The catalogue service of another team. Correct, and slow. */
export class HttpOrigin implements Origin {
  readonly #baseUrl: string;

  constructor(baseUrl: string) {
    this.#baseUrl = baseUrl;
  }

  async fetchProduct(tenantId: string, productId: string): Promise<Product | undefined> {
    const response = await fetch(this.#url(tenantId, productId), { signal: AbortSignal.timeout(5_000) });
    if (response.status === 404) {
      await response.body?.cancel();
      return undefined;
    }
    if (!response.ok) throw new Error(`The catalogue service answered ${response.status}.`);
    return (await response.json()) as Product;
  }

  async changePrice(tenantId: string, productId: string, priceCents: number): Promise<void> {
    const response = await fetch(this.#url(tenantId, productId), {
      method: 'PATCH',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ priceCents }),
      signal: AbortSignal.timeout(5_000),
    });
    await response.body?.cancel();
    if (!response.ok) throw new Error(`The catalogue service answered ${response.status}.`);
  }

  #url(tenantId: string, productId: string): URL {
    return new URL(`/tenants/${encodeURIComponent(tenantId)}/products/${encodeURIComponent(productId)}`, this.#baseUrl);
  }
}
