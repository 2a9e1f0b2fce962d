// Checks types but no sizes, and keeps the limit of the body parser from the days of the avatar.
import express from 'express';
import { fieldErrors, profileId, profileUpdate } from './profileUpdate.js';
import { loadProfile, saveProfile, withChanges } from './profiles.js';
import type { Pool } from 'pg';

export function createApp({ pool }: { readonly pool: Pool }): express.Express {
  const app = express();
  app.use(express.json({ limit: '50mb' }));

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
    await saveProfile(pool, updated);
    res.json(updated);
  });

  return app;
}
