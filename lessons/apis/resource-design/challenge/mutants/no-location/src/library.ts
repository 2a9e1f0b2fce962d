// Answers 201 without saying where the new resource lives.
import express, { type Express, type NextFunction, type Request, type RequestHandler, type Response } from 'express';
import { z } from 'zod';
import type { Book, Store, Stored, Table } from './store.js';

const text = z.string().min(1);
const wholeBook = z.strictObject({ title: text, author: text, subtitle: z.string().nullable().default(null) });
const partOfBook = z.strictObject({ title: text, author: text, subtitle: z.string().nullable() }).partial();
const newCopy = z.strictObject({ shelf: text });
const newLoan = z.strictObject({ copyId: text, member: text });

export function createLibrary({ books, copies, loans }: Store): Express {
  const app = express();
  app.use(express.json());

  resource(app, '/books', {
    GET: async (_request, response) => {
      response.json((await books.list()).map(({ row }) => row));
    },
    POST: async (request, response) => {
      const book = await books.insert(bodyOf(request, wholeBook));
      sendBook(response.status(201), book);
    },
  });

  resource(app, '/books/:id', {
    GET: async (request, response) => {
      sendBook(response, found(await books.find(idOf(request)), 'book'));
    },
    PUT: async (request, response) => {
      const values = bodyOf(request, wholeBook);
      sendBook(response, await change(books, request, ({ id }) => ({ id, ...values })));
    },
    PATCH: async (request, response) => {
      const changes = definedOf(bodyOf(request, partOfBook));
      sendBook(response, await change(books, request, (book) => ({ ...book, ...changes })));
    },
    DELETE: async (request, response) => {
      const book = found(await books.find(idOf(request)), 'book');
      requireMatch(request, book);
      const lent = await copies.list({ bookId: book.row.id, lent: true });
      if (lent.length > 0) throw new Problem(409, 'a copy of this book is lent');
      if (!(await books.remove(book.row.id, book.version))) throw new Problem(412, 'the book has just been changed');
      response.status(204).end();
    },
  });

  resource(app, '/books/:id/copies', {
    GET: async (request, response) => {
      const { row } = found(await books.find(idOf(request)), 'book');
      response.json((await copies.list({ bookId: row.id })).map((copy) => copy.row));
    },
    POST: async (request, response) => {
      const book = found(await books.find(idOf(request)), 'book');
      const { row } = await copies.insert({ ...bodyOf(request, newCopy), bookId: book.row.id, lent: false });
      response.status(201).json(row);
    },
  });

  resource(app, '/copies/:id', {
    GET: async (request, response) => {
      response.json(found(await copies.find(idOf(request)), 'copy').row);
    },
  });

  resource(app, '/loans', {
    POST: async (request, response) => {
      const { copyId, member } = bodyOf(request, newLoan);
      const copy = await copies.find(copyId);
      if (!copy) throw new Problem(422, `there is no copy "${copyId}"`);
      // Whoever writes first has it: the version decides between two who both saw it on the shelf.
      const taken = !copy.row.lent && (await copies.replace({ ...copy.row, lent: true }, copy.version));
      if (!taken) throw new Problem(409, 'the copy is lent');
      const { row } = await loans.insert({ copyId, member, returned: false });
      response.status(201).json(row);
    },
  });

  resource(app, '/loans/:id', {
    GET: async (request, response) => {
      response.json(found(await loans.find(idOf(request)), 'loan').row);
    },
  });

  resource(app, '/loans/:id/return', {
    POST: async (request, response) => {
      const loan = found(await loans.find(idOf(request)), 'loan');
      const returned = !loan.row.returned && (await loans.replace({ ...loan.row, returned: true }, loan.version));
      if (!returned) throw new Problem(409, 'the loan has been returned before');
      const copy = await copies.find(loan.row.copyId);
      if (copy) await copies.save({ ...copy.row, lent: false });
      response.json(returned.row);
    },
  });

  app.use(() => {
    throw new Problem(404, 'nothing here');
  });
  app.use(sendProblem);
  return app;
}

class Problem extends Error {
  readonly status: number;

  constructor(status: number, title: string) {
    super(title);
    this.status = status;
  }
}

/** Registers what a path supports; OPTIONS and 405 follow from the same list, so they cannot disagree. */
function resource(app: Express, path: string, handlers: Readonly<Record<string, RequestHandler>>): void {
  const methods = Object.keys(handlers);
  const allow = [...methods, ...(methods.includes('GET') ? ['HEAD'] : []), 'OPTIONS'].join(', ');
  app.all(path, async (request, response, next) => {
    // Express drops the body of an answer to HEAD by itself.
    const handler = handlers[request.method === 'HEAD' ? 'GET' : request.method];
    if (handler) return void (await handler(request, response, next));
    response.set('Allow', allow);
    if (request.method !== 'OPTIONS') throw new Problem(405, `supported: ${allow}`);
    response.status(204).end();
  });
}

function bodyOf<T>(request: Request, schema: z.ZodType<T>): T {
  if (!request.is('application/json')) throw new Problem(415, 'send application/json');
  const result = schema.safeParse(request.body);
  if (!result.success) throw new Problem(422, z.prettifyError(result.error));
  return result.data;
}

/** Edits the current version; if somebody else was quicker, looks again, and then `If-Match` decides. */
async function change(books: Table<Book>, request: Request, edit: (book: Book) => Book): Promise<Stored<Book>> {
  for (;;) {
    const current = found(await books.find(idOf(request)), 'book');
    requireMatch(request, current);
    const written = await books.replace(edit(current.row), current.version);
    if (written) return written;
  }
}

function requireMatch(request: Request, book: Stored<Book>): void {
  const tags = request.get('if-match')?.split(',').map((tag) => tag.trim());
  if (tags && !tags.includes(tagOf(book))) throw new Problem(412, 'the book has been changed since you read it');
}

function sendBook(response: Response, book: Stored<Book>): void {
  response.set('ETag', tagOf(book)).json(book.row);
}

function tagOf(book: Stored<Book>): string {
  return `"${book.version}"`;
}

function found<T>(stored: T | undefined, what: string): T {
  if (stored === undefined) throw new Problem(404, `no such ${what}`);
  return stored;
}

function idOf(request: Request): string {
  return String(request.params.id);
}

/** Only what the client sent: a field set to undefined would overwrite. */
function definedOf<T extends object>(values: T): { [Key in keyof T]: Exclude<T[Key], undefined> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as never;
}

function sendProblem(error: unknown, _request: Request, response: Response, _next: NextFunction): void {
  // The JSON parser of Express throws errors that carry a status of their own.
  const status = error instanceof Error && 'status' in error && typeof error.status === 'number' ? error.status : 500;
  if (status >= 500) console.error(error);
  const title = status < 500 && error instanceof Error ? error.message : 'something went wrong here';
  response.status(status).type('application/problem+json').json({ status, title });
}
