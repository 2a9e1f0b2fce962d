// state: not-applicable
export const client = { get: (path: string) => path };
client.get('/getUsers');
