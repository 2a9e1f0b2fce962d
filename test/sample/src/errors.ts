import type { ErrorRequestHandler, RequestHandler } from 'express';
import { ZodError } from 'zod';

/** An error the client can understand; everything else is a fault of ours. */
export class AppError extends Error {
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

export class NotFoundError extends AppError {
  constructor(what: string, id: number | string) {
    super(404, 'not-found', `There is no ${what} ${id}.`);
  }
}

export class ConflictError extends AppError {
  constructor(message: string) {
    super(409, 'conflict', message);
  }
}

export const notFound: RequestHandler = (req, res) => {
  res.status(404).json({ code: 'not-found', message: `Nothing answers ${req.method} ${req.path}.` });
};

/** The one place where an error becomes a response. */
export const errorHandler: ErrorRequestHandler = (error, req, res, next) => {
  if (res.headersSent) {
    next(error);
    return;
  }
  if (error instanceof AppError) {
    res.status(error.status).json({ code: error.code, message: error.message });
    return;
  }
  if (error instanceof ZodError) {
    res.status(422).json({ code: 'invalid', message: 'The request is not valid.', issues: error.issues });
    return;
  }
  console.error(`${req.method} ${req.originalUrl} failed`, error);
  res.status(500).json({ code: 'internal', message: 'Something went wrong on our side.' });
};
