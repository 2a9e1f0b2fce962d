import type { ClassFact, ClientCreation, Injected, Observation, ProjectFacts } from '../../../../analysis/facts.ts';
import { ts } from '../../../../analysis/syntax/ts.ts';
import { judge } from '../../../ladder.ts';
import type { ConceptDetector, Evidence, Finding } from '../../../model.ts';

const abstractions = new Set<Injected['typeKind']>(['interface', 'abstract-class', 'function']);
const rootFile = /(?:^|\/)(?:main|app|server|index|container|bootstrap|composition[\w-]*|di|ioc|wiring|setup)\.[cm]?[jt]s$|\.(?:module|container)\.[cm]?[jt]s$/;
const frameworkBases = /^(?:Error|EventEmitter|Component|React|Base|Abstract|PassportStrategy|Repository|Model|Schema)/;
/** A class whose name says that it owns the client. */
const ownsClient = /(?:Prisma|Database|Db|Redis|Cache|Mongo|Connection|Client|Pool|Storage|Queue|Provider|Factory|Module|Container|Config|Adapter|Driver|Gateway|Store)/i;
const isService = /(?:Service|Controller|Handler|UseCase|Interactor|Repository|Manager|Resolver)$/;
const enoughReceivers = 3;

export const detector: ConceptDetector<string> = {
  version: 1,
  observe: {
    [ts.SyntaxKind.NewExpression]: (node: ts.NewExpression, context) => {
      if (ts.isIdentifier(node.expression) && /^[A-Z]/.test(node.expression.text) && (node.arguments?.length ?? 0) > 0) context.note('new', node, node.expression.text);
    },
    [ts.SyntaxKind.CallExpression]: (node: ts.CallExpression, context) => {
      if (ts.isIdentifier(node.expression) && /^(?:create|make|build)[A-Z]/.test(node.expression.text) && node.arguments[0] !== undefined && ts.isObjectLiteralExpression(node.arguments[0])) context.note('new', node, node.expression.text);
    },
    [ts.SyntaxKind.FunctionDeclaration]: (node: ts.FunctionDeclaration, context) => {
      if (node.name !== undefined && isFactory(node)) context.note('factory', node, node.name.text);
    },
    [ts.SyntaxKind.BinaryExpression]: (node: ts.BinaryExpression, context) => {
      // `state.count = 1` on something imported: shared mutable state.
      if (node.operatorToken.kind < ts.SyntaxKind.FirstAssignment || node.operatorToken.kind > ts.SyntaxKind.LastAssignment) return;
      if (!ts.isPropertyAccessExpression(node.left) || !ts.isIdentifier(node.left.expression)) return;
      const name = node.left.expression.text;
      const imported = context.source.statements.find((s): s is ts.ImportDeclaration => ts.isImportDeclaration(s) && s.importClause?.namedBindings !== undefined
        && ts.isNamedImports(s.importClause.namedBindings) && s.importClause.namedBindings.elements.some((element) => element.name.text === name));
      if (imported !== undefined && ts.isStringLiteral(imported.moduleSpecifier) && imported.moduleSpecifier.text.startsWith('.') && context.functionOf(node) !== undefined) context.note('mutates', node, `${imported.moduleSpecifier.text} ${name}`);
    },
  },
  evaluate(project, observations) {
    const classes = project.classes.filter(({ at }) => project.isServerCode(at.file));
    const receiving = classes.filter(({ injected }) => injected.some((item) => item.used && item.typeKind !== 'value' && item.typeKind !== 'unknown'));
    const inverted = receiving.filter(({ injected, at }) => injected.some((item) => item.used && abstractions.has(item.typeKind)) && project.isReachable(at.file));
    const factories = observations.filter(({ signal, at }) => signal === 'factory' && project.isServerCode(at.file));
    const root = compositionRoot(project, observations, new Set([...inverted.map(({ name }) => name), ...factories.map(({ data }) => data)]));
    const count = inverted.length + factories.length;
    const holds = count >= enoughReceivers && root !== undefined;
    const evidence: Evidence[] = [];
    for (const cls of inverted) evidence.push({ signal: `${cls.name} receives ${namesOf(cls, abstractions)}`, at: cls.at, supports: holds ? 'demonstrated' : 'seen' });
    for (const cls of receiving) if (!inverted.includes(cls)) evidence.push({ signal: `${cls.name} receives ${namesOf(cls)}`, at: cls.at, supports: 'seen' });
    for (const { at, data } of factories) evidence.push({ signal: `${data}() receives its collaborators`, at, supports: holds ? 'demonstrated' : 'seen' });
    if (holds) evidence.push({ signal: 'one place wires them together', at: root, supports: 'demonstrated' });
    const findings = [...clientFindings(project), ...chainFindings(classes), ...sharedState(project, observations)];
    const isTop = holds && findings.length === 0 && project.clients.length > 0;
    return judge({
      applicable: classes.some(({ injected, methods }) => injected.length > 0 || methods.length > 1) || factories.length > 0,
      evidence: isTop ? evidence.map((item) => (item.supports === 'demonstrated' ? { ...item, supports: 'exemplary' } : item)) : evidence,
      findings,
      exemplary: isTop,
      next: {
        'not-applicable': 'There are no classes or factories with work to hand over yet.',
        'not-seen': 'Give a class its collaborator through the constructor instead of making it inside.',
        seen: root === undefined ? 'Let three classes or factories receive interfaces, and wire them in one composition root.' : 'Type the collaborators as interfaces, so that three classes or factories no longer know the concrete ones.',
        demonstrated: 'Keep every client construction in the composition root.',
      },
    });
  },
};

function namesOf(cls: ClassFact, kinds?: ReadonlySet<Injected['typeKind']>): string {
  return cls.injected.filter((item) => item.used && (kinds === undefined || kinds.has(item.typeKind))).map(({ type, name }) => type ?? name).slice(0, 3).join(', ');
}

/** `createOrders({ repo, clock })` that returns functions using what it was given. */
function isFactory(node: ts.FunctionDeclaration): boolean {
  const first = node.parameters[0]?.name;
  if (!/^(?:create|make|build)[A-Z]/.test(node.name?.text ?? '') || first === undefined || node.body === undefined || node.parameters.length !== 1) return false;
  const names = ts.isObjectBindingPattern(first) ? first.elements.map((element) => (ts.isIdentifier(element.name) ? element.name.text : '')) : /^(?:deps|dependencies)$/.test(ts.isIdentifier(first) ? first.text : '') ? ['deps', 'dependencies'] : [];
  const returned = node.body.statements.find(ts.isReturnStatement)?.expression;
  if (names.length < 1 || returned === undefined || !ts.isObjectLiteralExpression(returned)) return false;
  const hasFunctions = returned.properties.some((p) => ts.isMethodDeclaration(p) || ts.isShorthandPropertyAssignment(p) || (ts.isPropertyAssignment(p) && (ts.isArrowFunction(p.initializer) || ts.isFunctionExpression(p.initializer))));
  return hasFunctions && callsMember(node.body, new Set(names));
}

function callsMember(node: ts.Node, names: ReadonlySet<string>): boolean {
  if (ts.isCallExpression(node)) {
    let callee: ts.Expression = node.expression;
    while (ts.isPropertyAccessExpression(callee)) callee = callee.expression;
    if (ts.isIdentifier(callee) && names.has(callee.text)) return true;
  }
  return ts.forEachChild(node, (child) => callsMember(child, names) || undefined) ?? false;
}

/** A file that makes two or more of the receiving classes or factories. */
function compositionRoot(project: ProjectFacts, observations: readonly Observation<string>[], names: ReadonlySet<string>): Evidence['at'] | undefined {
  const byFile = new Map<string, Observation<string>[]>();
  for (const note of observations) {
    if (note.signal !== 'new' || !names.has(note.data) || !project.isServerCode(note.at.file) || !project.isReachable(note.at.file)) continue;
    byFile.set(note.at.file, [...byFile.get(note.at.file) ?? [], note]);
  }
  const roots = [...byFile.values()].filter((notes) => new Set(notes.map(({ data }) => data)).size >= 2);
  return roots.sort((a, b) => b.length - a.length)[0]?.[0]?.at;
}

function clientFindings(project: ProjectFacts): Finding[] {
  return project.clients.filter((client): client is ClientCreation & { inClass: string } => client.inClass !== undefined && client.fn !== undefined
    && isService.test(client.inClass) && !ownsClient.test(client.inClass.replace(isService, '')) && !rootFile.test(client.at.file) && project.isServerCode(client.at.file))
    .map(({ at, what, inClass }) => ({
      rule: 'client-made-inside-class', severity: 'warning', at,
      message: `${inClass} makes its own ${what}: nothing else can share or replace it, and each instance opens connections of its own.`,
      fix: 'Take it through the constructor and make it once in the composition root.',
    }));
}

function chainFindings(classes: readonly ClassFact[]): Finding[] {
  const byName = new Map(classes.map((cls) => [cls.name, cls]));
  return classes.flatMap((cls): Finding[] => {
    let depth = 0;
    let base = cls;
    for (; base.extendsProject && base.extends !== undefined && depth < 6; depth++) {
      const next = byName.get(base.extends);
      if (next === undefined || frameworkBases.test(next.name)) break;
      base = next;
    }
    // Families of errors are told apart by their classes: that is what instanceof is for.
    return depth < 3 || /(?:Error|Exception|Failure)$/.test(base.name) || /(?:Error|Exception)$/.test(base.extends ?? '') ? [] : [{
      rule: 'deep-inheritance', severity: 'question', at: cls.at,
      message: `${cls.name} stands on ${depth} project classes. Which of their members does it really need?`,
      fix: 'Hand the shared part over as a collaborator instead.',
    }];
  });
}

/** A singleton of one module changed by two others or more. */
function sharedState(project: ProjectFacts, observations: readonly Observation<string>[]): Finding[] {
  const writers = new Map<string, Observation<string>[]>();
  for (const note of observations) {
    if (note.signal !== 'mutates' || !project.isServerCode(note.at.file)) continue;
    const [module, name] = note.data.split(' ');
    const target = project.files.get(note.at.file)?.imports.find((item) => item.module === module)?.file;
    if (target === undefined || name === undefined) continue;
    writers.set(`${target} ${name}`, [...writers.get(`${target} ${name}`) ?? [], note]);
  }
  return [...writers].flatMap(([key, notes]): Finding[] => {
    const [first] = notes;
    if (first === undefined || new Set(notes.map(({ at }) => at.file)).size < 2) return [];
    return [{
      rule: 'shared-mutable-state', severity: 'information', at: first.at,
      message: `${key.split(' ')[1] ?? 'This object'} is changed from several modules: what it holds depends on who ran last.`,
      fix: 'Let one class own it and hand that class to whoever needs it.',
    }];
  });
}
