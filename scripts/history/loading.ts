/**
 * Feeds `lq-load`: rows go into files of a bounded size, and one file is loaded while the next is
 * being written, so that a full town needs no more memory or disk than a small one.
 */
import { spawn } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Refusal } from '../lib/fail.mjs';
import { baseFlags, serverEnv } from '../lib/pocketbase.mjs';
import type { Row } from './town-rows';

const FILE_BYTES = 96 << 20;
const BUFFER_BYTES = 1 << 20;

export class Loading {
	readonly #dir = mkdtempSync(join(tmpdir(), 'lianqin-seed-'));
	#files = 0;
	#running: Promise<void> = Promise.resolve();

	constructor(
		private readonly binary: string,
		private readonly dataDir: string
	) {}

	/** Writes the rows out and queues their loading; returns when the last file is written. */
	async add(rows: Iterable<Row>): Promise<number> {
		let count = 0;
		let file = this.#open();
		for (const row of rows) {
			file.write(`${JSON.stringify(row)}\n`);
			count++;
			// Only between cases: the events of one target number themselves within one file.
			if (file.bytes() > FILE_BYTES && row.c === 'cases') {
				await this.#queue(file.close());
				file = this.#open();
			}
		}
		await this.#queue(file.close());
		return count;
	}

	/** Waits until all is loaded. */
	async end(): Promise<void> {
		try {
			await this.#running;
		} finally {
			rmSync(this.#dir, { recursive: true, force: true });
		}
	}

	#open() {
		const path = join(this.#dir, `${this.#files++}.ndjson`);
		const handle = openSync(path, 'w', 0o600);
		let waiting: string[] = [];
		let length = 0;
		let total = 0;
		const flush = () => {
			writeSync(handle, waiting.join(''));
			waiting = [];
			length = 0;
		};
		return {
			write(line: string) {
				waiting.push(line);
				length += line.length;
				total += line.length;
				if (length > BUFFER_BYTES) flush();
			},
			bytes: () => total,
			close() {
				flush();
				closeSync(handle);
				return path;
			}
		};
	}

	/** One server process at a time; and no more than one file ahead of it. */
	async #queue(path: string): Promise<void> {
		await this.#running;
		this.#running = this.#load(path);
		// Whoever waits for it sees the failure; until then it must not end the process.
		this.#running.catch(() => undefined);
	}

	async #load(path: string): Promise<void> {
		const child = spawn(this.binary, [...baseFlags(this.dataDir), 'lq-load', path], {
			env: serverEnv(),
			stdio: ['ignore', 'pipe', 'pipe']
		});
		let printed = '';
		child.stdout.on('data', (chunk) => (printed += chunk));
		child.stderr.on('data', (chunk) => (printed += chunk));
		const code = await new Promise((resolve, reject) => {
			child.once('error', reject);
			child.once('close', resolve);
		});
		// A hook that throws is only printed.
		if (code !== 0 || !printed.includes('loaded {'))
			throw new Refusal(`The demo town could not be loaded:\n${printed.trim().slice(0, 4000)}`);
		rmSync(path);
	}
}
