import type { Ask } from './http.js';

/** One line of the status table. `{stale}` and `{current}` in a header stand for ETags of book-1. */
export interface Case extends Ask {
  readonly situation: string;
  readonly request: string;
  readonly status: number;
}

const emma = { title: 'Emma', author: 'Jane Austen' };

/**
 * Every case starts from the same shelf: book-1 with copy-1 (in), book-2 with copy-2 (lent by loan-1), and loan-2 (returned);
 * book-1 has been changed once, so an older version of it was seen.
 */
export const statusTable: readonly Case[] = [
  { request: 'GET /books', status: 200, situation: 'the list' },
  { request: 'GET /books/book-1', status: 200, situation: 'a book' },
  { request: 'GET /books/book-9', status: 404, situation: 'no such book' },
  { request: 'GET /books/book-1', status: 304, situation: 'unchanged since', headers: { 'if-none-match': '{current}' } },
  { request: 'POST /books', status: 201, situation: 'a new book', body: emma },
  { request: 'POST /books', status: 422, situation: 'no author', body: { title: 'Emma' } },
  { request: 'POST /books', status: 422, situation: 'a field nobody knows', body: { ...emma, colour: 'red' } },
  { request: 'POST /books', status: 400, situation: 'JSON cut off in the middle', raw: '{ "title": "Em' },
  { request: 'POST /books', status: 415, situation: 'plain text', raw: 'Emma by Jane Austen', headers: { 'content-type': 'text/plain' } },
  { request: 'PUT /books/book-1', status: 200, situation: 'a whole book', body: emma },
  { request: 'PUT /books/book-1', status: 422, situation: 'half a book', body: { title: 'Emma' } },
  { request: 'PUT /books/book-9', status: 404, situation: 'no such book', body: emma },
  { request: 'PUT /books/book-1', status: 412, situation: 'an outdated If-Match', body: emma, headers: { 'if-match': '{stale}' } },
  { request: 'PATCH /books/book-1', status: 200, situation: 'one field', body: { title: 'Emma' } },
  { request: 'PATCH /books/book-1', status: 422, situation: 'a title of null', body: { title: null } },
  { request: 'PATCH /books/book-1', status: 412, situation: 'an outdated If-Match', body: { title: 'Emma' }, headers: { 'if-match': '{stale}' } },
  { request: 'DELETE /books/book-1', status: 204, situation: 'all copies are in' },
  { request: 'DELETE /books/book-9', status: 404, situation: 'no such book' },
  { request: 'DELETE /books/book-2', status: 409, situation: 'a copy is lent' },
  { request: 'DELETE /books/book-1', status: 412, situation: 'an outdated If-Match', headers: { 'if-match': '{stale}' } },
  { request: 'POST /books/book-1/copies', status: 201, situation: 'a new copy', body: { shelf: 'A4' } },
  { request: 'POST /books/book-9/copies', status: 404, situation: 'no such book', body: { shelf: 'A4' } },
  { request: 'POST /loans', status: 201, situation: 'the copy is in', body: { copyId: 'copy-1', member: 'Ada' } },
  { request: 'POST /loans', status: 409, situation: 'the copy is lent', body: { copyId: 'copy-2', member: 'Ada' } },
  { request: 'POST /loans', status: 422, situation: 'no such copy', body: { copyId: 'copy-9', member: 'Ada' } },
  { request: 'POST /loans/loan-1/return', status: 200, situation: 'an open loan' },
  { request: 'POST /loans/loan-2/return', status: 409, situation: 'returned before' },
  { request: 'POST /loans/loan-9/return', status: 404, situation: 'no such loan' },
  { request: 'GET /shelves', status: 404, situation: 'no such path' },
  { request: 'DELETE /books', status: 405, situation: 'not with this method' },
];

/** What `Allow` has to list, by path. */
export const methodsByPath: Readonly<Record<string, string>> = {
  '/books': 'GET, HEAD, OPTIONS, POST',
  '/books/book-1': 'DELETE, GET, HEAD, OPTIONS, PATCH, PUT',
  '/books/book-1/copies': 'GET, HEAD, OPTIONS, POST',
  '/copies/copy-1': 'GET, HEAD, OPTIONS',
  '/loans': 'OPTIONS, POST',
  '/loans/loan-1': 'GET, HEAD, OPTIONS',
  '/loans/loan-1/return': 'OPTIONS, POST',
};
