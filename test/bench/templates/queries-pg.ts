/** Bodies of the methods of a repository on `pg`. */
import { column, type Feature, firstOf } from '../feature.ts';
import type { Operation } from '../operations.ts';
import { between } from '../random.ts';

export function pgQueries(feature: Feature): Readonly<Record<Operation['name'], string>> {
  const { table, Pascal, kebab, fields } = feature;
  const random = feature.random('queries');
  const text = firstOf(feature, 'text');
  const number = column(firstOf(feature, 'number'));
  const names = fields.map(({ name }) => column(name));
  const values = fields.map(({ name, kind }) => `input.${name}${kind === 'date' ? ' ?? null' : kind === 'flag' ? ' ?? false' : ''}`);
  const insert = `INSERT INTO ${table} (status, ${names.join(', ')}, owner_id) VALUES ($1, ${names.map((_, at) => `$${at + 2}`).join(', ')}, $${names.length + 2}) RETURNING \${columns}`;
  const inserted = `[input.status ?? '${feature.statuses[0] ?? 'draft'}', ${values.join(', ')}, actorId]`;
  const audited = (action: string, data = "'{}'"): string => `"INSERT INTO audit_log (subject, subject_id, actor_id, action, data) VALUES ('${kebab}', $1, $2, '${action}', $3)", [id, actorId, ${data}]`;
  return {
    find: `    const { rows } = await this.pool.query<${Pascal}Row>(\`SELECT \${columns} FROM ${table} WHERE id = $1${random() < 0.5 ? ' AND archived_at IS NULL' : ''}\`, [id]);
    return this.one(rows);`,
    list: random() < 0.5
      ? `    const conditions = ['archived_at IS NULL'];
    const values: unknown[] = [];
    if (query.status !== undefined) conditions.push(\`status = $\${values.push(query.status)}\`);
    if (query.${text} !== undefined) conditions.push(\`${column(text)} = $\${values.push(query.${text})}\`);
    if (query.after !== undefined) conditions.push(\`id > $\${values.push(query.after)}\`);
    const { rows } = await this.pool.query<${Pascal}Row>(
      \`SELECT \${columns} FROM ${table} WHERE \${conditions.join(' AND ')} ORDER BY id LIMIT $\${values.push(query.limit + 1)}\`,
      values,
    );
    return rows.map(to${Pascal});`
      : `    const { rows } = await this.pool.query<${Pascal}Row>(
      \`SELECT \${columns}
         FROM ${table}
        WHERE archived_at IS NULL
          AND ($1::text IS NULL OR status = $1)
          AND ($2::text IS NULL OR ${column(text)} = $2)
          AND id > $3
        ORDER BY id
        LIMIT $4\`,
      [query.status ?? null, query.${text} ?? null, query.after ?? '', query.limit + 1],
    );
    return rows.map((row) => to${Pascal}(row));`,
    create: random() < 0.5
      ? `    const client = await this.pool.connect();
    try {
      await client.query('BEGIN');
      const { rows } = await client.query<${Pascal}Row>(
        \`${insert}\`,
        ${inserted},
      );
      const created = to${Pascal}(rows[0] as ${Pascal}Row);
      await client.query("INSERT INTO audit_log (subject, subject_id, actor_id, action, data) VALUES ('${kebab}', $1, $2, 'created', $3)", [created.id, actorId, JSON.stringify(input)]);
      await client.query('COMMIT');
      return created;
    } catch (error) {
      await client.query('ROLLBACK');
      throw error;
    } finally {
      client.release();
    }`
      : `    const { rows } = await this.pool.query<${Pascal}Row>(
      \`${insert}\`,
      ${inserted},
    );
    return to${Pascal}(rows[0] as ${Pascal}Row);`,
    update: `    const { rows } = await this.pool.query<${Pascal}Row>(
      \`UPDATE ${table}
          SET ${fields.map(({ name }, at) => `${column(name)} = COALESCE($${at + 3}, ${column(name)})`).join(',\n              ')},
              updated_at = now(), updated_by = $2
        WHERE id = $1
        RETURNING \${columns}\`,
      [id, actorId, ${fields.map(({ name }) => `changes.${name}`).join(', ')}],
    );
    return this.one(rows);`,
    remove: `    await this.pool.query('DELETE FROM ${table} WHERE id = $1', [id]);
    await this.pool.query(${audited('removed')});`,
    archive: `    const { rows } = await this.pool.query<${Pascal}Row>(\`UPDATE ${table} SET archived_at = now(), archived_by = $2 WHERE id = $1 AND archived_at IS NULL RETURNING \${columns}\`, [id, actorId]);
    return this.one(rows);`,
    restore: `    const { rows } = await this.pool.query<${Pascal}Row>(\`UPDATE ${table} SET archived_at = NULL, updated_by = $2 WHERE id = $1 RETURNING \${columns}\`, [id, actorId]);
    return this.one(rows);`,
    count: `    const { rows } = await this.pool.query<{ count: string }>(
      'SELECT count(*) FROM ${table} WHERE ($1::text IS NULL OR status = $1) AND ($2::text IS NULL OR ${column(text)} = $2)',
      [query.status ?? null, query.${text} ?? null],
    );
    return Number(rows[0]?.count ?? 0);`,
    search: `    const { rows } = await this.pool.query<${Pascal}Row>(
      \`SELECT \${columns} FROM ${table} WHERE ${column(text)} ILIKE $1 ORDER BY updated_at DESC LIMIT ${between(2, 10, random) * 10}\`,
      [\`%\${text.replace(/[%_\\\\]/g, (char) => \`\\\\\${char}\`)}%\`],
    );
    return rows.map(to${Pascal});`,
    totals: `    const { rows } = await this.pool.query<{ key: string; count: string; sum: string | null }>(
      \`SELECT ${column(text)} AS key, count(*) AS count, sum(${number}) AS sum
         FROM ${table}
        GROUP BY ${column(text)}
        ORDER BY sum DESC NULLS LAST
        LIMIT ${between(1, 9, random) * 50}\`,
    );
    return rows.map(({ key, count, sum }) => ({ ${text}: key, count: Number(count), ${firstOf(feature, 'number')}: Number(sum ?? 0) }));`,
    assign: `    const { rows } = await this.pool.query<${Pascal}Row>(\`UPDATE ${table} SET owner_id = $2, updated_at = now() WHERE id = $1 RETURNING \${columns}\`, [id, ownerId]);
    if (rows.length > 0) await this.pool.query(${audited('assigned', 'JSON.stringify({ ownerId })')});
    return this.one(rows);`,
    history: `    const { rows } = await this.pool.query<{ at: Date; actor_id: string; action: string; data: Record<string, unknown> }>(
      "SELECT at, actor_id, action, data FROM audit_log WHERE subject = '${kebab}' AND subject_id = $1 ORDER BY at DESC LIMIT ${between(2, 9, random) * 10}",
      [id],
    );
    return rows.map(({ at, actor_id, action, data }) => ({ at: at.toISOString(), actorId: actor_id, action, details: data }));`,
    duplicate: `    const { rows } = await this.pool.query<${Pascal}Row>(
      \`INSERT INTO ${table} (status, ${names.join(', ')}, owner_id)
       SELECT '${feature.statuses[0] ?? 'draft'}', ${names.join(', ')}, $2 FROM ${table} WHERE id = $1
       RETURNING \${columns}\`,
      [id, actorId],
    );
    return this.one(rows);`,
    importMany: `    const { rowCount } = await this.pool.query(
      \`INSERT INTO ${table} (status, ${names.join(', ')}, owner_id)
       SELECT '${feature.statuses[0] ?? 'draft'}', ${names.map((name) => `item.${name}`).join(', ')}, $2
         FROM jsonb_populate_recordset(NULL::${table}, $1::jsonb) AS item\`,
      [JSON.stringify(inputs), actorId],
    );
    return rowCount ?? 0;`,
  };
}
