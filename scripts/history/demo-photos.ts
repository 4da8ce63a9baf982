/** Lays the demo's pictures where the server keeps photos, for the cases that people will open. */
import { createHash } from 'node:crypto';
import { copyFileSync, linkSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { isOpen, type CaseState } from '../../web/domain/case/state';
import { DAY, type Ms } from '../../web/domain/time';
import { pictureBySha } from './pictures';
import type { Row } from './town-rows';

/** As far back as a desk holds closed cases; of older ones the demo keeps no bytes. */
const KEPT_FOR = 90 * DAY;

export class PhotoStore {
	/** Where each picture lies already: the others are links to it. */
	readonly #laid = new Map<string, string>();

	constructor(
		private readonly dataDir: string,
		private readonly asOf: Ms
	) {}

	*rowsOf(state: CaseState): Generator<Row> {
		if (state.photos.length === 0) return;
		if (!isOpen(state) && state.reportedAt < this.asOf - KEPT_FOR) return;
		const folder = join(this.dataDir, 'photos', state.id);
		mkdirSync(folder, { recursive: true, mode: 0o700 });
		for (const { sha256, kind, by, addedAt } of state.photos) {
			const { file, thumb, bytes, thumbBytes, w, h } = pictureBySha(sha256);
			this.#lay(file, join(folder, `${sha256}.jpg`));
			this.#lay(thumb, join(folder, `${sha256}.t.jpg`));
			const id = createHash('sha256').update(`${state.id}/${sha256}`).digest('hex').slice(0, 15);
			const about = { case: state.id, sha256, type: 'image/jpeg', kind, bytes, thumbBytes, w, h };
			yield { c: 'photos', row: { id, ...about, person: by, storedAt: addedAt } };
		}
	}

	/** The server replaces a photo's file and never writes into it, so a link is as good as a copy. */
	#lay(from: string, to: string): void {
		const known = this.#laid.get(from);
		try {
			if (known !== undefined) return linkSync(known, to);
		} catch {
			// A file system without links, or too many of them.
		}
		copyFileSync(from, to);
		this.#laid.set(from, to);
	}
}
