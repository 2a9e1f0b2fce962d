/** How a scan is printed. */
export const formats = ['text', 'json', 'markdown'] as const;
export type Format = (typeof formats)[number];
