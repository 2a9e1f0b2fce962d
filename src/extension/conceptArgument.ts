import type { ConceptId } from '../skills/model.ts';

const conceptPattern = /^[a-z-]+\/[a-z0-9-]+$/;

/**
 * The concept a command was called with: its id (from a link, a code action or another command) or a row of the checklist
 * (from a button or menu there). Anything else counts as "none given", so the person is asked.
 */
export function conceptArgument(argument: unknown): ConceptId | undefined {
  if (typeof argument === 'string') return isConceptId(argument) ? argument : undefined;
  if (!isRecord(argument)) return undefined;
  if (isRecord(argument['node'])) return conceptArgument(argument['node']['concept']);
  // A test item of ours, or the message of a failed test, which names its item.
  if (isRecord(argument['test'])) return conceptArgument(argument['test']);
  return typeof argument['id'] === 'string' ? conceptArgument(argument['id'].split(' > ')[0]) : undefined;
}

function isConceptId(text: string): text is ConceptId {
  return conceptPattern.test(text);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
