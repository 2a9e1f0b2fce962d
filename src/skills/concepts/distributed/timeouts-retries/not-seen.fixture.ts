// state: not-seen
export const user = async (id: string) => (await fetch('https://api.example.com/u/' + id)).json(); //~ information outbound-call-without-deadline-or-status
export const order = (id: string) => fetch(`https://api.example.com/o/${id}`);
export async function poll() {
  while (true) { //~ warning retry-without-cap
    try { return await user('1'); } catch { await new Promise((done) => setTimeout(done, 100)); }
  }
}
