import express, { type Express } from 'express';
import type { Store } from './store.js';

/** The lending API. Used by our website for a year now, so it is well tested. */
export function createLibrary(store: Store): Express {
  const { books, copies, loans } = store;
  const app = express();
  app.use(express.json());

  app.get('/books', async (_request, response) => {
    response.json((await books.list()).map(({ row }) => row));
  });

  app.get('/books/:id', async (request, response) => {
    const book = await books.find(request.params.id);
    response.json(book?.row ?? null);
  });

  app.post('/books', async (request, response) => {
    try {
      const { title, author, subtitle } = request.body;
      if (!title || !author) throw new Error('title and author are required');
      const book = await books.insert({ title, author, subtitle: subtitle ?? null });
      response.json(book.row);
    } catch (error) {
      response.status(500).json({ error: String(error) });
    }
  });

  // Clients never agreed on PUT or PATCH, so both do the same.
  const update = async (request: express.Request<{ id: string }>, response: express.Response): Promise<void> => {
    const book = await books.find(request.params.id);
    if (!book) {
      response.json({ error: 'book not found' });
      return;
    }
    const expected = request.get('if-match');
    if (expected && expected !== `"${book.version}"`) {
      response.status(412).json({ error: 'somebody else changed this book' });
      return;
    }
    const { title, author, subtitle } = request.body;
    const saved = await books.save({
      ...book.row,
      title: title || book.row.title,
      author: author || book.row.author,
      subtitle: subtitle || book.row.subtitle,
    });
    response.set('ETag', `"${saved.version}"`).json(saved.row);
  };
  app.put('/books/:id', update);
  app.patch('/books/:id', update);

  app.delete('/books/:id', async (request, response) => {
    const book = await books.find(request.params.id);
    if (book) await books.remove(book.row.id, book.version);
    response.json({ ok: true });
  });

  app.get('/books/:id/copies', async (request, response) => {
    response.json((await copies.list({ bookId: request.params.id })).map(({ row }) => row));
  });

  app.post('/books/:id/copies', async (request, response) => {
    const copy = await copies.insert({ bookId: request.params.id, shelf: request.body.shelf, lent: false });
    response.json(copy.row);
  });

  app.get('/copies/:id', async (request, response) => {
    const copy = await copies.find(request.params.id);
    response.json(copy?.row ?? null);
  });

  app.post('/loans', async (request, response) => {
    const { copyId, member } = request.body;
    const copy = await copies.find(copyId);
    if (!copy || copy.row.lent) {
      response.json({ error: 'copy is not available' });
      return;
    }
    await copies.save({ ...copy.row, lent: true });
    const loan = await loans.insert({ copyId, member, returned: false });
    response.json(loan.row);
  });

  app.get('/loans/:id', async (request, response) => {
    const loan = await loans.find(request.params.id);
    response.json(loan?.row ?? null);
  });

  // A link in the reminder mail, so it has to be a GET.
  app.get('/loans/:id/return', async (request, response) => {
    const loan = await loans.find(request.params.id);
    if (!loan) {
      response.json({ error: 'loan not found' });
      return;
    }
    const copy = await copies.find(loan.row.copyId);
    if (copy) await copies.save({ ...copy.row, lent: false });
    const saved = await loans.save({ ...loan.row, returned: true });
    response.json(saved.row);
  });

  return app;
}
