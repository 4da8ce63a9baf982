/**
 * The demo's photos: drawings that say so, a few for each kind of scene. Cases declare them by their
 * hash, as a phone would, and the seed stores the bytes where the server keeps photos.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { PhotoKind, PhotoRef } from '../../web/domain/fields';
import type { Pos } from '../../web/domain/geo';
import type { Ms } from '../../web/domain/time';
import type { SceneKey } from './subjects';

export const FOLDER = fileURLToPath(new URL('./pictures', import.meta.url));

/** `again`: after the work was done a second time. */
export const VIEWS = ['near', 'far', 'after', 'again'] as const;
export type View = (typeof VIEWS)[number];

export interface Picture {
	readonly file: string;
	readonly thumb: string;
	readonly sha256: string;
	readonly bytes: number;
	readonly thumbBytes: number;
	readonly w: number;
	readonly h: number;
}

/** As `draw.mjs` draws them. */
const SIZE = { w: 480, h: 360 };

const known = new Map<string, Picture>();
const bySha = new Map<string, Picture>();

export function pictureOf(scene: SceneKey, view: View): Picture {
	const name = `${scene}-${view}`;
	const drawn = known.get(name);
	if (drawn) return drawn;
	const file = join(FOLDER, `${name}.jpg`);
	const thumb = join(FOLDER, `${name}.t.jpg`);
	const bytes = readFileSync(file);
	const picture = {
		file,
		thumb,
		sha256: createHash('sha256').update(bytes).digest('hex'),
		bytes: bytes.length,
		thumbBytes: readFileSync(thumb).length,
		...SIZE
	};
	known.set(name, picture);
	bySha.set(picture.sha256, picture);
	return picture;
}

/** The picture behind a hash that a told case declares. */
export function pictureBySha(sha256: string): Picture {
	const picture = bySha.get(sha256);
	if (!picture) throw new Error(`no picture has the hash ${sha256}`);
	return picture;
}

export function photo(
	scene: SceneKey,
	view: View,
	kind: PhotoKind,
	takenAt: Ms,
	at?: Pos
): PhotoRef {
	const { sha256, bytes, w, h } = pictureOf(scene, view);
	return { sha256, bytes, w, h, kind, takenAt, ...(at && { at }) };
}
