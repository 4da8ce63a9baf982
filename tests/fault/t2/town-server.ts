/**
 * The real server process as a machine room would treat it: killed, started again on the same port,
 * its disk filled, its data put back to an earlier moment. Built once, copied for every group.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cp, mkdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { findPocketBase, runCommand, serverEnv } from '../../../scripts/lib/pocketbase.mjs';
import { unzipOne } from '../../../scripts/lib/release.mjs';
import { root } from '../../../scripts/lib/source-hash.mjs';
import { buildFixtureTown, type FixtureTown } from '../../support/fixture-town';
import { freePort, startServer } from '../../support/server';

/** What all groups of a run start from; the hooks are a copy, so that an edit meanwhile is not run. */
export interface Template {
	readonly folder: string;
	readonly binary: string;
	readonly town: FixtureTown;
	/** Of the superuser, in every copy the same. */
	readonly token: string;
	remove(): void;
}

export async function makeTemplate(towns: readonly string[]): Promise<Template> {
	const folder = mkdtempSync(join(tmpdir(), 'lianqin-t2-'));
	const data = join(folder, 'data');
	mkdirSync(data);
	for (const name of ['pb_hooks', 'pb_migrations'])
		cpSync(join(root, name), join(folder, name), { recursive: true });
	const binary = await findPocketBase();
	const town = buildFixtureTown(Date.now(), towns);
	const file = join(folder, 'town.ndjson');
	writeFileSync(file, town.ndjson);
	runCommand(binary, data, ['migrate', 'up']);
	runCommand(binary, data, ['lq-load', file]);
	const server = await startServer({ dataDir: data });
	const token = await server.superuserToken();
	await server.stop();
	const remove = () => rmSync(folder, { recursive: true, force: true });
	return { folder, binary, town, token, remove };
}

/** `copy`: files put back by hand, said so by the console. `cut`: the disk lost its last writes. */
export type SnapshotKind = 'copy' | 'cut' | 'backup';

export interface Snapshot {
	readonly kind: SnapshotKind;
	readonly folder: string;
}

const running = new Set<ChildProcess>();
process.once('exit', () => running.forEach((child) => child.kill('SIGKILL')));

const START_TIMEOUT_MS = 30_000;
/** Of the data folder what a copy holds; logs and the binary's own plugin are nobody's work. */
const FILES = ['data.db', 'data.db-wal', 'photos'];

export class TownServer {
	#child: ChildProcess | undefined;
	#printed = '';
	#snapshots = 0;

	private constructor(
		readonly template: Template,
		readonly dataDir: string,
		readonly port: number
	) {}

	get url(): string {
		return `http://127.0.0.1:${this.port}`;
	}

	get pid(): number {
		return this.#child?.pid ?? 0;
	}

	/** On a copy of the template, in `place` when told (a small disk, for example). */
	static async open(template: Template, place?: string): Promise<TownServer> {
		const dataDir = place ?? mkdtempSync(join(tmpdir(), 'lianqin-t2-data-'));
		await cp(join(template.folder, 'data'), dataDir, { recursive: true });
		const server = new TownServer(template, dataDir, await freePort());
		await server.start();
		return server;
	}

	async start(): Promise<void> {
		const child = spawn(
			this.template.binary,
			[...this.#flags(), 'serve', `--http=127.0.0.1:${this.port}`, `--origins=${this.url}`],
			{ env: serverEnv({ PUBLIC_URL: this.url }), stdio: ['ignore', 'pipe', 'pipe'] }
		);
		running.add(child);
		child.once('exit', () => running.delete(child));
		for (const stream of [child.stdout, child.stderr])
			stream.on('data', (chunk) => (this.#printed = (this.#printed + chunk).slice(-20_000)));
		this.#child = child;
		const deadline = Date.now() + START_TIMEOUT_MS;
		while (Date.now() < deadline && child.exitCode === null) {
			const answer = await fetch(`${this.url}/api/health`).catch(() => undefined);
			if (answer?.ok) return;
			await sleep(20);
		}
		throw new Error(`the server did not start\n${this.#printed}`);
	}

	async kill(): Promise<void> {
		const child = this.#child;
		if (!child || child.exitCode !== null || child.signalCode !== null) return;
		const exited = new Promise((done) => child.once('exit', done));
		child.kill('SIGKILL');
		await exited;
	}

	async close(): Promise<void> {
		await this.kill();
		await rm(this.dataDir, { recursive: true, force: true });
	}

	/** A copy as of one moment, taken while the server is at work. */
	async snapshot(kind: SnapshotKind): Promise<Snapshot> {
		const folder = `${this.dataDir}-${kind}-${++this.#snapshots}`;
		await mkdir(folder);
		if (kind === 'backup') await this.#backupInto(folder);
		else {
			// Frozen, as a volume's snapshot is: files copied one after the other are of no one moment.
			this.#child?.kill('SIGSTOP');
			try {
				await this.#copy(this.dataDir, folder);
			} finally {
				this.#child?.kill('SIGCONT');
			}
		}
		return { kind, folder };
	}

	/** Killed, put back, started: by the runbook, or as a disk that lied would leave it. */
	async rollBack({ kind, folder }: Snapshot): Promise<void> {
		await this.kill();
		for (const name of [...FILES, 'data.db-shm'])
			await rm(join(this.dataDir, name), { recursive: true, force: true });
		await this.#copy(folder, this.dataDir);
		if (kind === 'copy') this.console(['lq-new-lineage']);
		await this.start();
	}

	async #copy(from: string, to: string): Promise<void> {
		for (const name of FILES)
			await cp(join(from, name), join(to, name), { recursive: true }).catch((error) => {
				if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
			});
	}

	async #backupInto(folder: string): Promise<void> {
		const name = `t2-${this.#snapshots}.zip`;
		const answer = await this.ask('/api/backups', { name });
		if (!answer.ok) throw new Error(`the backup answered ${answer.status}`);
		const zip = readFileSync(join(this.dataDir, 'backups', name));
		for (const path of namesIn(zip)) {
			if (!FILES.includes(path.split('/')[0] ?? '') || path.endsWith('/')) continue;
			mkdirSync(dirname(join(folder, path)), { recursive: true });
			writeFileSync(join(folder, path), unzipOne(zip, path));
		}
	}

	ask(path: string, body: object): Promise<Response> {
		const headers = { authorization: this.template.token, 'content-type': 'application/json' };
		return fetch(this.url + path, { method: 'POST', headers, body: JSON.stringify(body) });
	}

	/** Rows of texts, by the framework's own SQL window: at most a thousand. */
	async sql(query: string): Promise<string[][]> {
		const answer = await this.ask('/api/sql', { query });
		if (!answer.ok) throw new Error(`${query}: ${await answer.text()}`);
		return ((await answer.json()) as { rows: string[][] | null }).rows ?? [];
	}

	/** A console command, beside the server when it runs. Throws with what it printed. */
	console(command: string[]): string {
		return runCommand(this.template.binary, this.dataDir, [...this.#flags().slice(1), ...command]);
	}

	#flags(): string[] {
		const { folder } = this.template;
		return [
			`--dir=${this.dataDir}`,
			`--migrationsDir=${folder}/pb_migrations`,
			`--hooksDir=${folder}/pb_hooks`,
			`--publicDir=${folder}`,
			'--dev=false',
			'--automigrate=false',
			'--hooksWatch=false'
		];
	}
}

/** Out of the central directory. */
function namesIn(zip: Buffer): string[] {
	const names: string[] = [];
	const end = zip.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
	for (let at = zip.readUInt32LE(end + 16); zip.readUInt32LE(at) === 0x02014b50;) {
		const [name, extra, comment] = [28, 30, 32].map((offset) => zip.readUInt16LE(at + offset));
		names.push(zip.toString('utf8', at + 46, at + 46 + name!));
		at += 46 + name! + extra! + comment!;
	}
	return names;
}
