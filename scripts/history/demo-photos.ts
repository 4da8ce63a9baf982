/** Lays the demo's pictures where the server keeps photos, for the cases that people will open. */
import { createHash } from 'node:crypto';
import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { isOpen, type CaseState } from '../../web/domain/case/state';
import { DAY, type Ms } from '../../web/domain/time';
import { pictureBySha } from './pictures';
import type { Row } from './town-rows';

/** What phones and desk hold by default; of older cases the demo keeps no bytes. */
const KEPT_FOR = 30 * DAY;

export function* storedPhotos(dataDir: string, state: CaseState, asOf: Ms): Generator<Row> {
	if (state.photos.length === 0) return;
	if (!isOpen(state) && state.reportedAt < asOf - KEPT_FOR) return;
	const folder = join(dataDir, 'photos', state.id);
	mkdirSync(folder, { recursive: true, mode: 0o700 });
	for (const { sha256, kind, by, addedAt } of state.photos) {
		const { file, thumb, bytes, thumbBytes, w, h } = pictureBySha(sha256);
		copyFileSync(file, join(folder, `${sha256}.jpg`));
		copyFileSync(thumb, join(folder, `${sha256}.t.jpg`));
		const id = createHash('sha256').update(`${state.id}/${sha256}`).digest('hex').slice(0, 15);
		const about = { case: state.id, sha256, type: 'image/jpeg', kind, bytes, thumbBytes, w, h };
		yield { c: 'photos', row: { id, ...about, person: by, storedAt: addedAt } };
	}
}
