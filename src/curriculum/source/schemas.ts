/** What the authored files hold: front matter of lesson.md and brief.md, quiz.yaml, skill.yaml. */
import * as v from 'valibot';

const sentence = v.pipe(v.string(), v.trim(), v.nonEmpty('must not be empty.'));
const oneLine = v.pipe(sentence, v.regex(/^[^\n]*$/, 'must be one line.'));
const whole = (min: number, max: number) => v.pipe(v.number(), v.integer('must be a whole number.'), v.minValue(min, `must be at least ${min}.`), v.maxValue(max, `must be at most ${max}.`));

export const lessonFrontMatter = v.strictObject({
  title: oneLine,
  level: v.picklist(['foundation', 'practitioner', 'advanced']),
  why: oneLine,
  tip: oneLine,
  ladder: v.strictObject({ seen: oneLine, demonstrated: oneLine, exemplary: oneLine }),
  interview: v.strictObject({
    question: sentence,
    strongAnswer: v.pipe(v.array(sentence), v.minLength(3, 'must list at least three points.'), v.maxLength(6, 'must list at most six points.')),
  }),
  references: v.pipe(
    v.array(v.strictObject({ title: oneLine, url: v.pipe(v.string(), v.url('must be a URL.'), v.startsWith('https://', 'must start with https://.')) })),
    v.minLength(1, 'must list at least one reference.'),
  ),
});

export const quizFile = v.pipe(
  v.array(v.strictObject({
    id: v.pipe(v.string(), v.regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'must be kebab-case.')),
    question: sentence,
    options: v.pipe(
      v.array(sentence),
      v.length(4, 'must be four options.'),
      v.check((options) => new Set(options).size === options.length, 'must be four different options.'),
    ),
    answer: whole(0, 3),
    explanation: sentence,
  })),
  v.minLength(3, 'A quiz needs at least three questions.'),
  v.check((questions) => new Set(questions.map(({ id }) => id)).size === questions.length, 'Two questions have the same id.'),
);

export const skillFile = v.strictObject({ number: whole(1, 99), title: oneLine, summary: oneLine });

export const briefFrontMatter = v.strictObject({
  title: oneLine,
  minutes: whole(1, 240),
  timeLimit: whole(1, 300),
  memoryLimit: whole(16, 4096),
  open: v.pipe(oneLine, v.regex(/^(?!\/)(?!.*(?:^|\/)\.\.(?:\/|$))[^\\]+$/, 'must be a path inside starter/.')),
});
