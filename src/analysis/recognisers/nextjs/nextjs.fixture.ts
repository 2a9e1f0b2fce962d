// @file package.json
// { "name": "shop", "workspaces": ["apps/*"], "dependencies": { "next": "16.0.0" } }
// @file next.config.mjs
import withBundleAnalyzer from '@next/bundle-analyzer';
const config = { basePath: '/shop', reactStrictMode: true };
export default withBundleAnalyzer({ enabled: false })(config);
// @file app/api/orders/route.ts
import { NextResponse } from 'next/server';
import { withUser, withLimits } from '../../../lib/guards';
export async function GET() { return NextResponse.json([]); } //~ route GET /shop/api/orders
export const POST = withUser(withLimits(async () => NextResponse.json({}, { status: 201 }))); //~ route POST /shop/api/orders
export const dynamic = 'force-dynamic';
export function helper() { return 1; }
// @file app/(admin)/api/orders/[orderId]/route.ts
const handler = async (_request: Request, { params }: { params: Promise<{ orderId: string }> }) => Response.json(await params); //~ route PUT /shop/api/orders/:orderId ; route PATCH /shop/api/orders/:orderId
export { handler as PUT, handler as PATCH };
export type DELETE = typeof handler;
// @file app/api/files/[...path]/route.js
export { GET, HEAD as OPTIONS } from '../../../../lib/files'; //~ route GET /shop/api/files/:path ; route OPTIONS /shop/api/files/:path
// @file app/api/docs/[[...slug]]/route.tsx
export * from '../../../../lib/files'; //~ route GET /shop/api/docs/:slug ; route HEAD /shop/api/docs/:slug
// @file app/@panel/reports/[report-id]/route.ts
import { redirect } from 'next/navigation';
export const DELETE = () => redirect('/reports'); //~ route DELETE /shop/reports/:report-id
// @file app/api/_drafts/route.ts
export function GET() { return new Response('never routed'); }
// @file app/%5Finternal/route.ts
export function GET() { return new Response(''); } //~ route GET /shop/_internal
// @file app/api/auth/route.ts
import { handlers } from '../../../lib/auth'; //~ route GET /shop/api/auth ; route POST /shop/api/auth
export const { GET, POST } = handlers;
// @file app/orders/page.tsx
export function GET() { return null; }
export default function Page() { return null; }
// @file app/api/tasks/handlers.ts
export async function GET() { return new Response(''); }
// @file app/api/test/route.ts
export async function GET() { return new Response(''); } //~ route GET /shop/api/test
// @file src/app/api/shadowed/route.ts
export async function GET() { return new Response(''); }
// @file pages/api/invoices/index.ts
import type { NextApiRequest, NextApiResponse } from 'next';
export const config = { api: { bodyParser: false } };
export default function handler(request: NextApiRequest, response: NextApiResponse) { //~ route ALL /shop/api/invoices
  if (request.method === 'POST') response.status(201).end();
  else response.json([]);
}
// @file pages/api/invoices/[id].ts
import { withUser } from '../../../lib/guards';
export default withUser(async () => new Response('')); //~ route ALL /shop/api/invoices/:id
// @file pages/api/parts.ts
export const parts = ['not a handler'];
// @file pages/invoices.tsx
export default function Invoices() { return null; }
// @file lib/guards.ts
export const withUser = (inner: () => Promise<Response>) => async () => inner();
export const withLimits = (inner: () => Promise<Response>) => async () => inner();
// @file lib/files.ts
export async function GET() { return new Response(''); }
export async function HEAD() { return new Response(''); }
// @file lib/auth.ts
import NextAuth from 'next-auth';
export const { handlers } = NextAuth({ providers: [] });
// @file apps/admin/package.json
// { "name": "admin", "dependencies": { "next": "^15" } }
// @file apps/admin/next.config.ts
import type { NextConfig } from 'next';
export default (): NextConfig => ({ pageExtensions: ['api.ts', 'page.tsx'], basePath: process.env.ADMIN_PATH });
// @file apps/admin/src/app/stock/route.api.ts
export async function GET() { return new Response(''); } //~ route GET /${}/stock unresolved
// @file apps/admin/src/app/prices/route.ts
export async function GET() { return new Response('the extension is not one of a page'); }
// @file apps/admin/src/pages/api/prices.api.ts
const prices = () => new Response(''); //~ route ALL /${}/api/prices unresolved
export default prices;
// @file apps/worker/package.json
// { "name": "worker", "dependencies": { "express": "5.0.0" } }
// @file apps/worker/app/api/jobs/route.ts
export async function GET() { return new Response('not a Next project'); }
// @file apps/docs/package.json
// { "name": "docs", "dependencies": { "next": "^15" } }
// @file apps/docs/next.config.js
const nextConfig = { basePath: process.env.DOCS_PATH || undefined };
module.exports = nextConfig;
// @file apps/docs/app/.well-known/security.txt/route.ts
export const GET = () => new Response(''); //~ route GET /.well-known/security.txt
