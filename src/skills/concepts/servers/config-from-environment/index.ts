import type { EnvRead, ProjectFacts } from '../../../../analysis/facts.ts';
import { ts } from '../../../../analysis/syntax/ts.ts';
import { judge } from '../../../ladder.ts';
import type { ConceptDetector, Evidence, Finding } from '../../../model.ts';

const validators = /^(?:zod|valibot|joi|@hapi\/joi|yup|ajv|envalid|env-var|convict|@t3-oss\/env-core|superstruct|arktype|@sinclair\/typebox)/;
const harmless = new Set(['NODE_ENV', 'PORT', 'HOST', 'LOG_LEVEL', 'TZ', 'CI', 'DEBUG', 'npm_package_version', 'VERCEL', 'JEST_WORKER_ID', 'HOSTNAME']);
const secretSegments = new Set(['SECRET', 'PASSWORD', 'PASSWD', 'TOKEN', 'JWT']);
const secretPairs = ['PRIVATE_KEY', 'API_KEY', 'ACCESS_KEY', 'ENCRYPTION_KEY', 'SECRET_KEY', 'SIGNING_KEY'];
const notSecret = /(?:^|_)TEMPLATE(?:_?IDS?)?(?:_|$)|(?:TEMPLATE|_ID|_EXPIRES(?:_IN)?|_EXPIRATION|_EXPIRY|_TTL|_URL|_URI|_HEADER|_LENGTH|_NAME|_ISSUER|_AUDIENCE|_ALGORITHM|_ROUNDS|_PATH|_FILE|_PREFIX|_COOKIE|_TYPE|_AGE|_MINUTES|_HOURS|_DAYS|_SECONDS|_DURATION|_LIMIT|_ENABLED|_METHOD|_ENDPOINT|_RESET|_POLICY|_PATTERN|_REGEX|_FIELD|_MODE|_SCHEME|_STRATEGY|_SUBJECT|_LABEL|_HINT|_COUNT|_MIN|_MAX)$/;
/** Reads outside the configuration module before "scattered" is worth saying. */
const scatteredModules = 5;

export const detector: ConceptDetector<string> = {
  version: 2,
  observe: {
    // `if (process.env.FLAG)`: any non-empty text, "false" included, is true.
    [ts.SyntaxKind.IfStatement]: (node: ts.IfStatement, context) => {
      const name = flagName(node.expression);
      if (name !== undefined) context.note('flag', node.expression, name);
    },
    [ts.SyntaxKind.ThrowStatement]: (node: ts.ThrowStatement, context) => { context.note('check', node, ''); },
    [ts.SyntaxKind.CallExpression]: (node: ts.CallExpression, context) => {
      const callee = node.expression;
      if (!ts.isPropertyAccessExpression(callee)) return;
      if (callee.name.text === 'exit') context.note('check', node, '');
      // A schema's default on a secret: `JWT_SECRET: z.string().default('x')`.
      const first = node.arguments[0];
      if (callee.name.text !== 'default' || first === undefined || !ts.isStringLiteralLike(first) || first.text === '') return;
      let outer: ts.Node = node;
      while (ts.isCallExpression(outer.parent) || ts.isPropertyAccessExpression(outer.parent)) outer = outer.parent;
      if (ts.isPropertyAssignment(outer.parent) && (ts.isIdentifier(outer.parent.name) || ts.isStringLiteral(outer.parent.name)) && isSecret(outer.parent.name.text)) context.note('schema-default', node, outer.parent.name.text);
    },
  },
  evaluate(project, observations) {
    const reads = project.envReads.filter(({ at }) => project.isServerCode(at.file));
    const evidence: Evidence[] = [];
    const findings: Finding[] = [];
    const modules = configModules(project, reads, new Set(observations.filter(({ signal }) => signal === 'check').map(({ at }) => at.file)));
    for (const [file, read] of modules) {
      const users = importersOf(project, file);
      if (users.length > 0 || project.servers.some(({ at }) => at.file === file)) evidence.push({ signal: 'the environment is read once, checked, and handed on', at: read.at, supports: 'demonstrated' });
    }
    const scattered = reads.filter(({ at, name }) => !modules.has(at.file) && !harmless.has(name ?? ''));
    const first = scattered[0] ?? reads[0];
    if (evidence.length === 0 && first !== undefined) evidence.push({ signal: `process.env.${first.name ?? '…'} is read`, at: first.at, supports: 'seen' });
    for (const read of reads) if (read.defaultLiteral !== undefined && read.defaultLiteral !== '' && read.name !== undefined && isSecret(read.name)) findings.push(secretFinding(read.name, read.at));
    const reading = new Set(project.envReads.map(({ at }) => at.file));
    for (const note of observations) {
      // A lower-case name is a field of a request unless the file reads the environment.
      if (note.signal === 'schema-default' && project.isServerCode(note.at.file) && (note.data === note.data.toUpperCase() || reading.has(note.at.file))) findings.push(secretFinding(note.data, note.at));
      if (note.signal === 'flag' && project.isServerCode(note.at.file)) findings.push(flagFinding(note.data, note.at));
    }
    const files = new Set(scattered.map(({ at }) => at.file));
    if (files.size >= scatteredModules && first !== undefined) {
      findings.push({
        rule: 'scattered-environment', severity: 'information', at: first.at,
        message: `process.env is read in ${files.size} modules: a missing variable shows only when that line runs.`,
        fix: 'Read and check the environment in one module and import its typed object.',
      });
    }
    const example = [...project.textFiles.keys()].some((file) => /(?:^|\/)\.env\.(?:example|sample|template|dist)$/.test(file));
    const isTop = evidence.some(({ supports }) => supports === 'demonstrated') && files.size === 0 && example;
    return judge({
      applicable: reads.length > 0,
      evidence: isTop ? evidence.map((item) => ({ ...item, supports: 'exemplary' })) : evidence,
      findings,
      exemplary: isTop,
      next: {
        'not-applicable': 'Nothing reads the environment yet.',
        'not-seen': 'Read settings from the environment in one module and check them at start.',
        seen: findings.some(({ severity }) => severity === 'warning') ? 'Take the defaults of the secrets away: start must fail when one is missing.' : 'Collect the reads in one module that parses them with a schema (or throws) and exports a typed object.',
        demonstrated: example ? 'Move the last reads of process.env into the configuration module.' : 'Add a .env.example beside the schema and move the last reads into the configuration module.',
      },
    });
  },
};

/** Modules that read the environment and check it: with a validation library, or by throwing or exiting when something is missing. */
function configModules(project: ProjectFacts, reads: readonly EnvRead[], checking: ReadonlySet<string>): ReadonlyMap<string, EnvRead> {
  const found = new Map<string, EnvRead>();
  for (const read of reads) {
    const { file } = read.at;
    if (found.has(file)) continue;
    const validates = project.libraryUses.some((use) => use.at.file === file && validators.test(use.library) && /(?:parse|safeParse|validate|cleanEnv|createEnv|assert|from|get|attempt|compile\(\))|^convict|^env-var/.test(use.call));
    const isConfig = reads.filter(({ at }) => at.file === file).length >= 2 || read.how === 'whole';
    const named = /(?:^|\/)(?:config|env|settings|environment|configuration)[\w.-]*(?:\/index)?\.[cm]?[jt]s$|\/config\//.test(file);
    if (validates || (isConfig && checking.has(file) && named)) found.set(file, read);
  }
  return found;
}

function importersOf(project: ProjectFacts, file: string): readonly string[] {
  return [...project.files.values()].filter(({ imports, role }) => role !== 'test' && imports.some((item) => item.file === file && !item.typeOnly)).map((item) => item.file);
}

function isSecret(name: string): boolean {
  const upper = name.replace(/([a-z])([A-Z])/g, '$1_$2').toUpperCase();
  if (notSecret.test(upper) || upper.startsWith('NEXT_PUBLIC_') || upper.startsWith('VITE_')) return false;
  return upper.split('_').some((segment) => secretSegments.has(segment)) || secretPairs.some((pair) => upper === pair || upper.endsWith(`_${pair}`) || upper.startsWith(`${pair}_`));
}

function flagName(node: ts.Expression): string | undefined {
  const inner = ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.ExclamationToken ? node.operand : node;
  if (inner !== node || !ts.isPropertyAccessExpression(inner) || !ts.isPropertyAccessExpression(inner.expression)) return undefined;
  const env = inner.expression;
  if (env.name.text !== 'env' || !ts.isIdentifier(env.expression) || env.expression.text !== 'process') return undefined;
  return /^(?:ENABLE|DISABLE|IS|USE|SKIP|ALLOW|FORCE|FEATURE)_|_(?:ENABLED|DISABLED|FLAG)$/.test(inner.name.text) ? inner.name.text : undefined;
}

function secretFinding(name: string, at: EnvRead['at']): Finding {
  return {
    rule: 'secret-with-default', severity: 'warning', at,
    message: `${name} falls back to a text anyone can read here: where the variable is forgotten, the server runs with a public secret.`,
    fix: 'Give secrets no default: throw at start when the variable is missing.',
  };
}

function flagFinding(name: string, at: EnvRead['at']): Finding {
  return {
    rule: 'flag-as-text', severity: 'information', at,
    message: `Environment values are text: ${name}=false still counts as true here.`,
    fix: `Compare with the text you mean: \`process.env.${name} === 'true'\`, in the configuration module.`,
  };
}
