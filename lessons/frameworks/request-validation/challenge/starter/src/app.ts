import express from 'express';
import { loadProfile, merge, saveProfile } from './profiles.js';
import type { Pool } from 'pg';
import type { Preferences, Profile } from './profiles.js';

/** What a client may change about a profile. Everything is optional: what is not sent stays as it is. */
interface ProfileUpdate {
  displayName?: string;
  timezone?: string;
  bio?: string | null;
  preferences?: Partial<Preferences>;
}

export function createApp({ pool }: { readonly pool: Pool }): express.Express {
  const app = express();
  // The avatar used to be sent inline.
  app.use(express.json({ limit: '50mb' }));

  app.get('/profiles/:id', async (req, res) => {
    const profile = await loadProfile(pool, req.params.id);
    if (!profile) {
      res.status(404).json({ error: 'no such profile' });
      return;
    }
    res.json(profile);
  });

  app.patch('/profiles/:id', async (req, res) => {
    const changes = req.body as ProfileUpdate;
    if (changes.displayName === '') {
      res.status(400).json({ error: 'displayName must not be empty' });
      return;
    }
    if (changes.bio && changes.bio.length > 500) {
      res.status(400).json({ error: 'bio is too long' });
      return;
    }

    const profile = await loadProfile(pool, req.params.id);
    if (!profile) {
      res.status(404).json({ error: 'no such profile' });
      return;
    }
    const updated: Profile = merge(profile, changes);
    await saveProfile(pool, updated);
    res.json(updated);
  });

  return app;
}
