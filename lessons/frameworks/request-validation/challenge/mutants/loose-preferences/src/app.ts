// Narrows the top level and merges the nested object recursively, whatever is in it.
import express from 'express';
import { fieldErrors, profileId, profileUpdate } from './profileUpdate.js';
import { loadProfile, merge, saveProfile, withChanges } from './profiles.js';
import type { Pool } from 'pg';

export function createApp({ pool }: { readonly pool: Pool }): express.Express {
  const app = express();
  app.use(express.json({ limit: '32kb' }));

  app.get('/profiles/:id', async (req, res) => {
    const id = profileId.safeParse(req.params.id);
    const profile = id.success ? await loadProfile(pool, id.data) : undefined;
    if (!profile) {
      res.status(404).json({ error: 'no such profile' });
      return;
    }
    res.json(profile);
  });

  app.patch('/profiles/:id', async (req, res) => {
    const changes = profileUpdate.safeParse(req.body);
    if (!changes.success) {
      res.status(422).json({ errors: fieldErrors(changes.error) });
      return;
    }

    const id = profileId.safeParse(req.params.id);
    const profile = id.success ? await loadProfile(pool, id.data) : undefined;
    if (!profile) {
      res.status(404).json({ error: 'no such profile' });
      return;
    }
    const updated = withChanges(profile, changes.data);
    merge(updated.preferences, changes.data.preferences ?? {});
    await saveProfile(pool, updated);
    res.json(updated);
  });

  return app;
}
