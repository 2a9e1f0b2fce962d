import type { Observation, ProjectFacts } from '../../../../analysis/facts.ts';
import { judge } from '../../../ladder.ts';
import type { ConceptDetector, Evidence, Finding } from '../../../model.ts';
import { observeXml, type XmlNote } from './observe.ts';

const parsers: readonly RegExp[] = [/^fast-xml-parser\.XMLParser!\.parse$/, /^xml2js\.(?:parseString|parseStringPromise|Parser!\.parseString(?:Promise)?)$/, /^libxmljs2?\.parseXml(?:String|Async)?$/,
  /^saxes\.SaxesParser!\.write$/, /^sax\.(?:parser|createStream)$/, /^@?xmldom(?:\/xmldom)?\.DOMParser!\.parseFromString$/, /^xml-js\.xml2(?:js|json)$/, /^xmlbuilder2\.convert$/, /^node-expat\.Parser!\.(?:write|parse)$/];
const builders: readonly RegExp[] = [/^fast-xml-parser\.XMLBuilder!\.build$/, /^xmlbuilder2?\.create/, /^xml-js\.(?:js|json)2xml$/, /^xml2js\.Builder!\.buildObject$/, /^@?xmldom(?:\/xmldom)?\.XMLSerializer!\.serializeToString$/];
const validation = /^(?:fast-xml-parser\.XMLValidator\.validate|(?:zod|valibot|joi|yup|ajv|superstruct|arktype).*(?:parse|safeParse|validate|compile\(\)|assert))/;
const streaming = new Set(['saxes', 'sax', 'node-expat']);

export const detector: ConceptDetector<XmlNote> = {
  version: 1,
  observe: observeXml,
  evaluate(project, observations) {
    const uses = project.libraryUses.filter(({ at }) => project.isServerCode(at.file));
    const parses = uses.filter(({ call }) => parsers.some((pattern) => pattern.test(call)));
    const builds = uses.filter(({ call }) => builders.some((pattern) => pattern.test(call)));
    const findings = findingsOf(observations, project);
    const safe = parses.filter((use) => isSafe(use.library, observations));
    const validates = (file: string): boolean => uses.some((use) => use.at.file === file && validation.test(use.call));
    const evidence: Evidence[] = [];
    for (const use of parses) {
      const holds = safe.includes(use) && (validates(use.at.file) || builds.length > 0) && project.isReachable(use.at.file);
      evidence.push({ signal: holds ? `parsed with entities off and ${validates(use.at.file) ? 'checked' : 'built with a builder'} (${use.library})` : `XML is parsed (${use.library})`, at: use.at, supports: holds ? 'demonstrated' : 'seen' });
    }
    for (const use of builds) evidence.push({ signal: `XML is built with a builder (${use.library})`, at: use.at, supports: safe.length > 0 && project.isReachable(use.at.file) ? 'demonstrated' : 'seen' });
    const normalises = observations.some(({ signal, data }) => signal === 'parser' && data.isArray === true);
    const isTop = parses.length > 0 && safe.length === parses.length && builds.length > 0 && parses.some(({ at }) => validates(at.file))
      && (normalises || parses.some(({ library }) => streaming.has(library)));
    return judge({
      applicable: parses.length + builds.length > 0,
      evidence: isTop ? evidence.map((item) => (item.supports === 'demonstrated' ? { ...item, supports: 'exemplary' } : item)) : evidence,
      findings,
      exemplary: isTop,
      next: {
        'not-applicable': 'This project neither reads nor writes XML.',
        'not-seen': 'Parse XML with a parser whose entities are off, and build it with a builder.',
        seen: 'Switch entity processing off (`processEntities: false`), check the result with a schema, and build XML with a builder.',
        demonstrated: 'Normalise repeating tags (`isArray`) or stream large feeds, and check every parsed document.',
      },
    });
  },
};

/** fast-xml-parser needs `processEntities: false`; SAX parsers, xml2js and xmldom never fetch or expand external entities by themselves. */
function isSafe(library: string, observations: readonly Observation<XmlNote>[]): boolean {
  if (library === 'fast-xml-parser') return observations.some(({ signal, data }) => signal === 'parser' && data.entities === false);
  if (library.startsWith('libxmljs')) return !observations.some(({ signal }) => signal === 'entities-on');
  return true;
}

function findingsOf(observations: readonly Observation<XmlNote>[], project: ProjectFacts): Finding[] {
  const found: Finding[] = [];
  for (const { signal, at, fn, data } of observations) {
    if (!project.isServerCode(at.file)) continue;
    if (signal === 'entities-on') {
      found.push({
        rule: 'xml-by-hand-or-with-entities', severity: 'warning', at,
        message: 'With this option the parser expands entities and loads DTDs: a document from outside can read files, call internal addresses or blow up memory.',
        fix: 'Leave `noent`, `dtdload` and `dtdvalid` off for documents you did not write.',
      });
    } else if (signal === 'template') {
      const isServed = fn !== undefined && project.routes.some(({ handler }) => handler !== undefined && project.reach(handler.id, 1).has(fn));
      const isOutput = data.sendsXml === true || isServed;
      found.push({
        rule: 'xml-by-hand-or-with-entities', severity: isOutput ? 'warning' : 'information', at,
        message: 'Values are spliced into XML text: the first `&` or `<` in one of them breaks the document, or changes what it says.',
        fix: 'Build the document with a builder (fast-xml-parser’s XMLBuilder, xmlbuilder2), or escape every value.',
      });
    } else if (signal === 'regex') {
      found.push({
        rule: 'xml-by-hand-or-with-entities', severity: 'warning', at,
        message: 'A regular expression picks tags out of XML: attributes, namespaces, comments and CDATA all slip past it.',
        fix: 'Parse the document and read the element.',
      });
    }
  }
  return found;
}
