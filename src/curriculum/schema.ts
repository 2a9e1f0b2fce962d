/** The shapes of model.ts as schemas, for whoever reads compiled lessons: load.ts on disk, the webview in a message. */
import * as v from 'valibot';
import type { ConceptId, Lesson, LessonIndex } from './model.ts';

const skillId = v.picklist(['languages', 'frameworks', 'databases', 'distributed', 'servers', 'apis', 'problem-solving']);
const conceptId = v.custom<ConceptId>((value) => typeof value === 'string' && /^[a-z]+(?:-[a-z]+)*\/[a-z0-9]+(?:-[a-z0-9]+)*$/.test(value));
const level = v.picklist(['foundation', 'practitioner', 'advanced']);
const text = v.object({ html: v.string(), markdown: v.string() });
const ladder = <S extends v.GenericSchema>(of: S) => v.object({ seen: of, demonstrated: of, exemplary: of });

const challenge = {
  title: v.string(),
  minutes: v.number(),
  open: v.string(),
  timeLimit: v.number(),
  memoryLimit: v.number(),
};

export const indexSchema: v.GenericSchema<unknown, LessonIndex> = v.object({
  version: v.literal(1),
  skills: v.array(v.object({
    id: skillId,
    number: v.number(),
    title: v.string(),
    summary: v.string(),
    concepts: v.array(v.object({
      id: conceptId,
      title: v.string(),
      level,
      why: v.string(),
      tip: v.string(),
      ladder: ladder(v.string()),
      quiz: v.array(v.string()),
      challenge: v.exactOptional(v.object(challenge)),
    })),
  })),
});

export const lessonSchema: v.GenericSchema<unknown, Lesson> = v.object({
  version: v.literal(1),
  id: conceptId,
  skill: v.object({ id: skillId, number: v.number(), title: v.string() }),
  title: v.string(),
  level,
  why: text,
  tip: text,
  ladder: ladder(text),
  sections: v.object({ whyItMatters: text, idea: text, bad: text, good: text, whenNotTo: text }),
  languages: v.array(v.object({ title: v.string(), id: v.string(), ...text.entries })),
  quiz: v.array(v.object({ id: v.string(), question: text, options: v.array(text), answer: v.number(), explanation: text })),
  interview: v.object({ question: text, strongAnswer: v.array(text) }),
  references: v.array(v.object({ title: v.string(), url: v.string() })),
  challenge: v.exactOptional(v.object({ ...challenge, brief: text })),
});
