/** Pictures that pass for photos: small, each other bytes, and a server that looks accepts them. */
import { hash } from 'node:crypto';
import type { PhotoDraft } from '../../../../web/app/doors';
import { jpeg } from '../../../support/jpeg';
import type { Random } from '../random';

const SALT_AT = 6;
const base = jpeg({ salt: 0 });
const thumb = new Uint8Array(jpeg({ salt: 1 })).buffer;

export function photoDraft(random: Random, takenAt: number, kind: PhotoDraft['kind']): PhotoDraft {
	const bytes = new Uint8Array(base);
	// Inside the first segment's text, where any byte is as good as another.
	for (let i = 0; i < 12; i++) bytes[SALT_AT + i] = 97 + random.below(26);
	return {
		bytes: bytes.buffer,
		thumb,
		sha256: hash('sha256', bytes),
		w: 64,
		h: 48,
		kind,
		takenAt
	};
}
