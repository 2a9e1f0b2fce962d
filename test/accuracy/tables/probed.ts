import type { RouteRow } from '../truth.ts';

const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'HEAD'];

/**
 * The routes of a server that has no table of them: every path is asked with every method, and whatever is not answered by 404 or 405 is there.
 * `paths` holds the path as a route has it and one to ask for. Answered to every method is `ALL`.
 */
export async function probedRoutes(base: string, paths: Readonly<Record<string, string>>): Promise<readonly RouteRow[]> {
  const rows: RouteRow[] = [];
  for (const [path, asked] of Object.entries(paths)) {
    const answered: string[] = [];
    for (const method of methods) {
      const response = await fetch(base + asked, { method, signal: AbortSignal.timeout(5_000) });
      await response.arrayBuffer();
      if (response.status >= 500) throw new Error(`${method} ${asked} answered ${response.status}.`);
      if (response.status !== 404 && response.status !== 405) answered.push(method);
    }
    for (const method of answered.length === methods.length ? ['ALL'] : answered) rows.push({ method, path });
  }
  return rows;
}
