/** Errors whose message is written for the client. */

export class NotFoundError extends Error {}

export class ConflictError extends Error {}

export class InvalidError extends Error {
  readonly fields: readonly string[];

  constructor(message: string, fields: readonly string[]) {
    super(message);
    this.fields = fields;
  }
}
