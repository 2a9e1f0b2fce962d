// state: not-seen
import { state } from './state';
class Plain { a() { return 1; } }
class Middle extends Plain { b() { return 2; } }
class Lower extends Middle { c() { return 3; } }
class AppError extends Error {}
class ResourceError extends AppError {}
class NotFoundError extends ResourceError {}
export class OrderNotFoundError extends NotFoundError {}
export class Deepest extends Lower { d() { return 4; } } //~ question deep-inheritance
export function first() { state.count = 1; } //~ information shared-mutable-state
export class AppError extends Error {}
// @file src/state.ts
export const state = { count: 0 };
// @file src/second.ts
import { state } from './state';
export function second() { state.count += 2; }
