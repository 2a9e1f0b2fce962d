/** An error of the server, with the fields `pg` gives it. */
export class DatabaseError extends Error {
  override readonly name = 'DatabaseError';
  // Declared, not defined: what the server did not say is not printed either.
  declare readonly severity?: string;
  /** SQLSTATE, for example `23505` for a unique violation. */
  declare readonly code?: string;
  declare readonly detail?: string;
  declare readonly hint?: string;
  declare readonly position?: string;
  declare readonly where?: string;
  declare readonly schema?: string;
  declare readonly table?: string;
  declare readonly column?: string;
  declare readonly constraint?: string;
  declare readonly routine?: string;

  constructor(message: string, fields: { readonly [Field in (typeof errorFields)[number]]?: string | undefined } = {}) {
    super(message);
    Object.assign(this, Object.fromEntries(errorFields.flatMap((field) => (fields[field] === undefined ? [] : [[field, fields[field]]]))));
  }
}

const errorFields = ['severity', 'code', 'detail', 'hint', 'position', 'where', 'schema', 'table', 'column', 'constraint', 'routine'] as const;
