/**
 * The official PocketBase release for platforms that npm has no package for. A release is run only
 * when its SHA-256 is pinned: in the table, or by the operator from the release's checksums.txt.
 */
import { createHash } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inflateRawSync } from 'node:zlib';
import { Refusal } from './fail.mjs';
import { root } from './source-hash.mjs';

const VERSION = '0.40.4';
const OFFICIAL = 'https://github.com/pocketbase/pocketbase/releases/download';

/**
 * Node's `platform-arch` → the release archive. `sha256` is filled in only by someone who has
 * compared it with the release's checksums.txt.
 * @type {Record<string, { archive: string, sha256?: string }>}
 */
const RELEASES = {
	'linux-x64': { archive: `pocketbase_${VERSION}_linux_amd64.zip` },
	'linux-arm64': { archive: `pocketbase_${VERSION}_linux_arm64.zip` },
	'darwin-x64': { archive: `pocketbase_${VERSION}_darwin_amd64.zip` },
	'darwin-arm64': { archive: `pocketbase_${VERSION}_darwin_arm64.zip` },
	'win32-x64': { archive: `pocketbase_${VERSION}_windows_amd64.zip` },
	'win32-arm64': { archive: `pocketbase_${VERSION}_windows_arm64.zip` }
};

/**
 * Fetches, verifies and unpacks the release once; later calls return the unpacked binary.
 * POCKETBASE_SHA256 pins an archive the table has no hash for, POCKETBASE_MIRROR replaces GitHub.
 * @param {{ platform?: string, env?: NodeJS.ProcessEnv, cache?: string }} [options]
 * @returns {Promise<string>} the binary's path
 */
export async function downloadRelease({
	platform = `${process.platform}-${process.arch}`,
	env = process.env,
	cache = join(root, 'node_modules/.cache/pocketbase')
} = {}) {
	const release = RELEASES[platform];
	const sha256 = release?.sha256 ?? env.POCKETBASE_SHA256;
	if (!release || !sha256) throw new Refusal(howToProvide(platform, release?.archive));

	const name = platform.startsWith('win32') ? 'pocketbase.exe' : 'pocketbase';
	const folder = join(cache, `${VERSION}-${sha256.slice(0, 16)}`);
	const binary = join(folder, name);
	if (existsSync(binary)) return binary;

	const archive = await download(
		`${env.POCKETBASE_MIRROR ?? OFFICIAL}/v${VERSION}/${release.archive}`
	);
	const actual = createHash('sha256').update(archive).digest('hex');
	if (actual !== sha256.toLowerCase()) {
		throw new Refusal(`${release.archive} has SHA-256 ${actual}, expected ${sha256}: not run.`);
	}
	mkdirSync(folder, { recursive: true });
	writeFileSync(binary, unzipOne(archive, name));
	chmodSync(binary, 0o755);
	return binary;
}

/**
 * @param {string} platform
 * @param {string | undefined} archive
 */
function howToProvide(platform, archive) {
	const wanted = archive ?? `the PocketBase ${VERSION} binary`;
	return (
		`No verified PocketBase binary is known for ${platform}.\n` +
		`Download ${wanted} from ${OFFICIAL}/v${VERSION}/, check it against checksums.txt,\n` +
		'and set POCKETBASE_BIN to the unpacked binary' +
		(archive ? ', or POCKETBASE_SHA256 to the hash of the archive.' : '.')
	);
}

/** @param {string} url */
async function download(url) {
	console.log(`Fetching ${url}`);
	const response = await fetch(url).catch((/** @type {Error} */ error) => {
		throw new Refusal(`${url} cannot be reached (${error.message}). Set POCKETBASE_BIN instead.`);
	});
	if (!response.ok)
		throw new Refusal(`${url} answered ${response.status}. Set POCKETBASE_BIN instead.`);
	return Buffer.from(await response.arrayBuffer());
}

/**
 * Takes one file out of a zip archive by its central directory.
 * @param {Buffer} zip
 * @param {string} wanted
 */
export function unzipOne(zip, wanted) {
	const end = zip.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
	let at = end < 0 ? zip.length : zip.readUInt32LE(end + 16);
	while (at + 46 <= zip.length && zip.readUInt32LE(at) === 0x02014b50) {
		const method = zip.readUInt16LE(at + 10);
		const packedSize = zip.readUInt32LE(at + 20);
		const nameLength = zip.readUInt16LE(at + 28);
		const name = zip.toString('utf8', at + 46, at + 46 + nameLength);
		if (name === wanted) {
			const local = zip.readUInt32LE(at + 42);
			const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
			const packed = zip.subarray(start, start + packedSize);
			return method === 0 ? packed : inflateRawSync(packed);
		}
		at += 46 + nameLength + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
	}
	throw new Refusal(`The archive holds no ${wanted}.`);
}
