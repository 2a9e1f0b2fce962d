import type { Text } from './origin.ts';

/** Text that is known. */
export function plainText(text: string): Text {
  return { text, resolved: true, parts: [text] };
}

/** One unknown part. */
export function hole(because: string): Text {
  return { text: '${}', resolved: false, because, parts: [null] };
}

export function joinText(parts: readonly (string | Text)[]): Text {
  const texts = parts.map((part) => (typeof part === 'string' ? plainText(part) : part));
  const because = texts.find((part) => !part.resolved)?.because;
  return {
    text: texts.map((part) => part.text).join(''),
    resolved: texts.every((part) => part.resolved),
    ...(because === undefined ? {} : { because }),
    parts: texts.flatMap((part) => part.parts),
  };
}
