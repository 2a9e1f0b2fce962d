// state: not-applicable
export const version = '1';
