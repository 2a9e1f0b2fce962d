import type { Pool } from 'pg';

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

export async function saveProfile(pool: Pool, profile: Profile): Promise<void> {
  await pool.query(
    `UPDATE profiles
        SET display_name = $2, timezone = $3, bio = $4, preferences = $5, role = $6, owner_id = $7, balance_cents = $8
      WHERE id = $1`,
    [
      profile.id, profile.displayName, profile.timezone, profile.bio, JSON.stringify(profile.preferences),
      profile.role, profile.ownerId, profile.balanceCents,
    ],
  );
}

/** Nested objects are merged, so that a client can change the theme and leave the rest of the preferences alone. */
export function merge(target: any, changes: any): any {
  for (const key of Object.keys(changes)) {
    const value = changes[key];
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      target[key] = merge(target[key] ?? {}, value);
    } else {
      target[key] = value;
    }
  }
  return target;
}
