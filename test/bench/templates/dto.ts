/** Source text of the classes and schemas that stand between a request and a service. */
import { capital, type Feature, type Field, firstOf, has, label, ofKind, sharedModule, typeOf } from '../feature.ts';
import { between } from '../random.ts';
import { meaningOf } from '../vocabulary.ts';

/** The DTO files of a feature, by name. */
export function dtoFiles(feature: Feature): Record<string, string> {
  const { kebab, parts } = feature;
  const isNest = feature.framework === 'nestjs';
  return {
    [`create-${kebab}.dto.ts`]: isNest ? decorated(feature) : checked(feature),
    ...(has(feature, 'update') ? { [`update-${kebab}.dto.ts`]: updateDto(feature) } : {}),
    [`${kebab}-response.dto.ts`]: responseDto(feature),
    ...(parts.has('queryDto') ? { [`list-${kebab}s.query.ts`]: queryDto(feature) } : {}),
    ...(parts.has('exportDto') ? { [`${kebab}-export.dto.ts`]: exportDto(feature) } : {}),
  };
}

function decorated(feature: Feature): string {
  const { Pascal, camel, fields } = feature;
  const random = feature.random('create dto');
  const decorators = ({ kind, name }: Field): string[] => ({
    text: ['IsString()', `Length(${between(1, 3, random)}, ${between(2, 25, random) * 10})`],
    number: ['IsNumber()', `Min(${camel}Limits.${name}.least)`, `Max(${camel}Limits.${name}.most)`],
    date: ['IsOptional()', 'IsISO8601()'],
    flag: ['IsOptional()', 'IsBoolean()'],
  }[kind]);
  const used = [...new Set(['IsIn', ...fields.flatMap((field) => decorators(field).map((text) => text.replace(/\(.*/, ''))), 'IsOptional'])].sort();
  return `import { ApiProperty } from '@nestjs/swagger';
import { ${used.join(', ')} } from 'class-validator';
import { ${camel}Limits, ${camel}Statuses, type ${Pascal}Input, type ${Pascal}Status } from '${sharedModule(feature)}';

export class Create${Pascal}Dto implements ${Pascal}Input {
  @ApiProperty({ enum: ${camel}Statuses, required: false })
  @IsOptional()
  @IsIn(${camel}Statuses)
  status?: ${Pascal}Status;

${fields.map((field) => `  @ApiProperty({ description: '${meaningOf(field.name)}', example: ${exampleOf(field)}${field.kind === 'flag' || field.kind === 'date' ? ', required: false' : ''} })
${decorators(field).map((text) => `  @${text}`).join('\n')}
  ${field.name}${field.kind === 'flag' || field.kind === 'date' ? '?' : '!'}: ${typeOf(field)};
`).join('\n')}}
`;
}

function checked(feature: Feature): string {
  const { Pascal, camel, fields } = feature;
  const read = ({ name, kind }: Field): string => ({
    text: `textOf(body, '${name}')`, number: `numberOf(body, '${name}', ${camel}Limits.${name})`, date: `dateOf(body, '${name}')`, flag: `body['${name}'] === true`,
  }[kind]);
  const readers = ['dateOf', 'numberOf', 'recordOf', 'textOf'];
  return `import { ${camel}Limits, ${camel}Statuses, type ${Pascal}Input, type ${Pascal}Status } from '${sharedModule(feature)}';
import { ${readers.join(', ')} } from '../../common/reading';

/** The body of a request that makes one, checked field by field. */
export class Create${Pascal}Dto implements ${Pascal}Input {
  readonly status?: ${Pascal}Status;
${fields.map((field) => `  readonly ${field.name}: ${typeOf(field)}${field.kind === 'date' ? ' | null' : ''};`).join('\n')}

  constructor(value: unknown) {
    const body = recordOf(value);
    const status = ${camel}Statuses.find((known) => known === body['status']);
    if (status !== undefined) this.status = status;
${fields.map((field) => `    this.${field.name} = ${read(field)};`).join('\n')}
  }
}
`;
}

function exampleOf({ kind, name }: Field): string {
  return { text: `'${label(name)} 1'`, number: '12.5', date: "'2024-05-17T08:00:00Z'", flag: 'true' }[kind];
}

function updateDto(feature: Feature): string {
  const { Pascal, kebab, fields, framework } = feature;
  if (framework === 'nestjs') {
    return `import { PartialType } from '@nestjs/swagger';
import { IsOptional, IsString, MaxLength } from 'class-validator';
import { Create${Pascal}Dto } from './create-${kebab}.dto';

export class Update${Pascal}Dto extends PartialType(Create${Pascal}Dto) {
  /** Why it was changed, for the history. */
  @IsOptional()
  @IsString()
  @MaxLength(${between(1, 10, feature.random('update dto')) * 100})
  reason?: string;
}

export class Assign${Pascal}Dto {
  @IsString()
  ownerId!: string;
}
`;
  }
  return `import type { ${Pascal}Input } from '${sharedModule(feature)}';
import { recordOf } from '../../common/reading';

const changeable = [${fields.map(({ name }) => `'${name}'`).join(', ')}] as const;

export class Update${Pascal}Dto {
  readonly changes: Partial<${Pascal}Input>;
  readonly reason: string;

  constructor(value: unknown) {
    const body = recordOf(value);
    this.changes = Object.fromEntries(changeable.filter((name) => name in body).map((name) => [name, body[name]]));
    this.reason = typeof body['reason'] === 'string' ? body['reason'].slice(0, ${between(1, 10, feature.random('update dto')) * 100}) : '';
  }

  get isEmpty(): boolean {
    return Object.keys(this.changes).length === 0;
  }
}
`;
}

function responseDto(feature: Feature): string {
  const { Pascal, camel, fields } = feature;
  const hidden = ofKind(feature, 'text').at(-1)?.name;
  const shown = fields.filter(({ name }) => name !== hidden);
  return `import type { Page } from '@acme/shared';
import { type ${Pascal}, ${camel}StatusLabels${has(feature, 'totals') ? `, type ${Pascal}Total` : ''} } from '${sharedModule(feature)}';

/** What leaves the backend: ${hidden === undefined ? 'everything' : `all but ${label(hidden).toLowerCase()}, which is for us alone`}. */
export class ${Pascal}ResponseDto {
  readonly id: string;
  readonly status: string;
  readonly statusLabel: string;
${shown.map((field) => `  /** ${meaningOf(field.name)} */\n  readonly ${field.name}: ${typeOf(field)}${field.kind === 'date' ? ' | null' : ''};`).join('\n')}
  readonly links: { readonly self: string; readonly history: string };

  private constructor(${camel}: ${Pascal}) {
    this.id = ${camel}.id;
    this.status = ${camel}.status;
    this.statusLabel = ${camel}StatusLabels[${camel}.status];
${shown.map(({ name }) => `    this.${name} = ${camel}.${name};`).join('\n')}
    this.links = { self: \`/${feature.kebab}s/\${${camel}.id}\`, history: \`/${feature.kebab}s/\${${camel}.id}/history\` };
  }

  static from(${camel}: ${Pascal}): ${Pascal}ResponseDto {
    return new ${Pascal}ResponseDto(${camel});
  }

  static list(items: readonly ${Pascal}[]): ${Pascal}ResponseDto[] {
    return items.map((item) => new ${Pascal}ResponseDto(item));
  }
}

export class ${Pascal}PageDto {
  constructor(readonly items: readonly ${Pascal}ResponseDto[], readonly next: string | null) {}

  static from(page: Page<${Pascal}>): ${Pascal}PageDto {
    return new ${Pascal}PageDto(${Pascal}ResponseDto.list(page.items), page.next ?? null);
  }
}
${has(feature, 'totals') ? `
/** A line of the totals with what it means for the whole. */
export class ${Pascal}TotalDto {
  readonly label: string;
  readonly count: number;
  readonly mean: number;

  constructor(total: ${Pascal}Total) {
    this.label = total.${firstOf(feature, 'text')} === '' ? 'none' : total.${firstOf(feature, 'text')};
    this.count = total.count;
    this.mean = total.count === 0 ? 0 : total.${firstOf(feature, 'number')} / total.count;
  }
}
` : ''}`;
}

function queryDto(feature: Feature): string {
  const { Pascal, camel } = feature;
  const text = firstOf(feature, 'text');
  return `import { ${camel}PageSize, ${camel}Statuses, type ${Pascal}Query } from '${sharedModule(feature)}';

const most = ${between(1, 10, feature.random('query dto')) * 50};

/** The query string of a list: whatever is wrong with it counts as absent. */
export class List${Pascal}sQuery {
  static from(query: Readonly<Record<string, unknown>>): ${Pascal}Query {
    const status = ${camel}Statuses.find((known) => known === query['status']);
    const limit = Number(query['limit'] ?? ${camel}PageSize);
    const ${text} = query['${text}'];
    const after = query['after'];
    return {
      limit: Number.isInteger(limit) && limit > 0 ? Math.min(limit, most) : ${camel}PageSize,
      ...(status === undefined ? {} : { status }),
      ...(typeof ${text} === 'string' && ${text} !== '' ? { ${text} } : {}),
      ...(typeof after === 'string' ? { after } : {}),
    };
  }
}
`;
}

function exportDto(feature: Feature): string {
  const { Pascal, camel, fields } = feature;
  return `import type { ${Pascal} } from '${sharedModule(feature)}';

/** A row of the export: names as the accounting department knows them. */
export class ${Pascal}ExportDto {
${fields.map(({ name }) => `  readonly '${label(name)}': string;`).join('\n')}

  constructor(${camel}: ${Pascal}) {
${fields.map(({ name, kind }) => `    this['${label(name)}'] = ${{ text: `${camel}.${name}`, number: `${camel}.${name}.toFixed(2)`, date: `${camel}.${name}?.slice(0, 10) ?? ''`, flag: `${camel}.${name} ? 'yes' : 'no'` }[kind]};`).join('\n')}
  }

  static readonly headings = [${fields.map(({ name }) => `'${label(name)}'`).join(', ')}] as const;

  toLine(separator = ';'): string {
    return ${Pascal}ExportDto.headings.map((heading) => this[heading].replaceAll(separator, ' ')).join(separator);
  }
}

export function export${capital(camel)}s(items: readonly ${Pascal}[]): string {
  return [${Pascal}ExportDto.headings.join(';'), ...items.map((item) => new ${Pascal}ExportDto(item).toLine())].join('\\n');
}
`;
}
