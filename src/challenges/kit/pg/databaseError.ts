/** An error of the server, with the fields `pg` gives it. */
export class DatabaseError extends Error {
  override readonly name = 'DatabaseError';
  severity: string | undefined;
  /** SQLSTATE, for example `23505` for a unique violation. */
  code: string | undefined;
  detail: string | undefined;
  hint: string | undefined;
  position: string | undefined;
  where: string | undefined;
  schema: string | undefined;
  table: string | undefined;
  column: string | undefined;
  constraint: string | undefined;
  routine: string | undefined;

  constructor(message: string, fields: Partial<Pick<DatabaseError, (typeof errorFields)[number]>> = {}) {
    super(message);
    for (const field of errorFields) this[field] = fields[field];
  }
}

const errorFields = ['severity', 'code', 'detail', 'hint', 'position', 'where', 'schema', 'table', 'column', 'constraint', 'routine'] as const;
