// state: not-applicable
export const sum = (numbers: number[]) => numbers.reduce((total, n, _index, _all) => total + n, 0);
