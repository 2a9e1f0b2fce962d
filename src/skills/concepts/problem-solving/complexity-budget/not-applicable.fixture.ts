// state: not-applicable
export const greet = (name: string) => `Hello ${name}`;
