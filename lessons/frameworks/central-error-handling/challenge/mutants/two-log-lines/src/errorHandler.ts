// Logs, and passes the error on to Express as well, which prints the stack a second time.
import { randomUUID } from 'node:crypto';
import { inspect } from 'node:util';
import { ConflictError, InvalidError, NotFoundError } from './errors.js';
import { log } from './log.js';
import type { ErrorRequestHandler, RequestHandler, Response } from 'express';

interface Problem {
  readonly status: number;
  readonly title: string;
  readonly detail?: string;
  readonly fields?: readonly string[];
  readonly id?: string;
}

/** For requests that no route answered. Goes after the routes and before the error handler. */
export const unknownRoute: RequestHandler = (req) => {
  throw new NotFoundError(`Nothing answers ${req.method} ${req.path}.`);
};

/** The only place that turns an error into a response. Express knows it by its four parameters. */
export const errorHandler: ErrorRequestHandler = (error: unknown, req, res, next) => {
  const problem = problemFor(error);
  if (problem && !res.headersSent) {
    send(res, problem);
    return;
  }

  const id = randomUUID();
  // inspect, because JSON.stringify turns an Error into {}; it prints the stack and the chain of causes.
  log('error', 'request failed', { id, method: req.method, path: req.originalUrl, error: inspect(error) });
  if (res.headersSent) {
    next(error);
    return;
  }
  send(res, { status: 500, title: 'Internal Server Error', id });
};

/** The table of errors whose message is meant for clients. What is not in it is a defect of ours. */
function problemFor(error: unknown): Problem | undefined {
  if (error instanceof NotFoundError) return { status: 404, title: 'Not found', detail: error.message };
  if (error instanceof ConflictError) return { status: 409, title: 'Conflict', detail: error.message };
  if (error instanceof InvalidError) return { status: 422, title: 'Invalid request', detail: error.message, fields: error.fields };
  if (isBodyError(error)) return { status: error.status, title: 'Unreadable body', detail: error.message };
  return undefined;
}

/** Errors of Express' body parsers say themselves that clients may see them. */
function isBodyError(error: unknown): error is Error & { status: number } {
  return error instanceof Error && 'expose' in error && error.expose === true && 'status' in error && typeof error.status === 'number';
}

function send(res: Response, problem: Problem): void {
  res.status(problem.status).type('application/problem+json').send(problem);
}
