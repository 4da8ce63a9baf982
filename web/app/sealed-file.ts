/**
 * A file that is safe to carry: records under one code, each encrypted and bound to its place, so that
 * what was changed, cut or put in another order does not open. AES-256-GCM, the key out of the code by
 * PBKDF2-SHA256; the code is made here, 60 bits, because people choose weak ones.
 *
 * `LQWORK1\n` · salt 16 · nonce prefix 8 · records: length as 4 bytes, ciphertext
 */
const MAGIC = new TextEncoder().encode('LQWORK1\n');
const SALT = 16;
const PREFIX = 8;
const HEAD = MAGIC.length + SALT + PREFIX;
const ROUNDS = 600_000;
/** Read aloud over a telephone: no 0, 1, I, O. */
const ALPHABET = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';
const CODE_LENGTH = 12;
/** A manifest of 20,000 long commands stays below; a record that claims more is no record. */
const MAX_RECORD = 700_000_000;

type Bytes = Uint8Array<ArrayBuffer>;

/** Grouped as people read it: `7KQ2-9MRA-WXH4`. */
export function newCode(): string {
	const letters = Array.from(
		crypto.getRandomValues(new Uint8Array(CODE_LENGTH)),
		(byte) => ALPHABET[byte % ALPHABET.length]
	).join('');
	return letters.replace(/(.{4})(?=.)/g, '$1-');
}

export async function sealFile(code: string, records: AsyncIterable<Bytes>): Promise<Blob> {
	const head = new Uint8Array(HEAD);
	head.set(MAGIC);
	crypto.getRandomValues(head.subarray(MAGIC.length));
	const key = await keyOf(code, head, 'encrypt');
	const parts: BlobPart[] = [head];
	let index = 0;
	for await (const record of records) {
		const sealed = await crypto.subtle.encrypt(bindingOf(head, index++), key, record);
		parts.push(lengthOf(sealed.byteLength), sealed);
	}
	return new Blob(parts, { type: 'application/octet-stream' });
}

/** `foreign`: no such file. `code`: another code, or it was changed. `cut`: its end is missing. */
export type FileFault = 'foreign' | 'code' | 'cut';

export class FileRefused extends Error {
	constructor(readonly fault: FileFault) {
		super(fault);
	}
}

/** Reads one record after the other; a file of hundreds of photos is never in memory whole. */
export class SealedReader {
	#at = HEAD;
	#index = 0;

	private constructor(
		private readonly file: Blob,
		private readonly head: Bytes,
		private readonly key: CryptoKey
	) {}

	static async open(file: Blob, code: string): Promise<SealedReader> {
		const head = await bytesOf(file, 0, HEAD);
		const known = head.length === HEAD && MAGIC.every((byte, i) => head[i] === byte);
		if (!known) throw new FileRefused('foreign');
		return new SealedReader(file, head, await keyOf(code, head, 'decrypt'));
	}

	async next(): Promise<Bytes> {
		const told = await bytesOf(this.file, this.#at, 4);
		if (told.length < 4) throw new FileRefused('cut');
		const length = new DataView(told.buffer).getUint32(0);
		if (length > MAX_RECORD) throw new FileRefused('foreign');
		const sealed = await bytesOf(this.file, this.#at + 4, length);
		if (sealed.length < length) throw new FileRefused('cut');
		this.#at += 4 + length;
		const binding = bindingOf(this.head, this.#index++);
		try {
			return new Uint8Array(await crypto.subtle.decrypt(binding, this.key, sealed));
		} catch {
			throw new FileRefused('code');
		}
	}
}

const bytesOf = async (file: Blob, at: number, length: number): Promise<Bytes> =>
	new Uint8Array(await file.slice(at, at + length).arrayBuffer());

function lengthOf(length: number): ArrayBuffer {
	const view = new DataView(new ArrayBuffer(4));
	view.setUint32(0, length);
	return view.buffer;
}

/** Never the same nonce twice under one key; the head and the place are authenticated too. */
function bindingOf(head: Bytes, index: number): AesGcmParams {
	const iv = new Uint8Array(12);
	iv.set(head.subarray(MAGIC.length + SALT));
	new DataView(iv.buffer).setUint32(PREFIX, index);
	return { name: 'AES-GCM', iv, additionalData: head };
}

async function keyOf(code: string, head: Bytes, use: 'encrypt' | 'decrypt'): Promise<CryptoKey> {
	// As it was heard and typed: any case, any spaces.
	const letters = code.toUpperCase().replace(/[^0-9A-Z]/g, '');
	const secret = new TextEncoder().encode(letters);
	const base = await crypto.subtle.importKey('raw', secret, 'PBKDF2', false, ['deriveKey']);
	const salt = head.slice(MAGIC.length, MAGIC.length + SALT);
	return crypto.subtle.deriveKey(
		{ name: 'PBKDF2', hash: 'SHA-256', salt, iterations: ROUNDS },
		base,
		{ name: 'AES-GCM', length: 256 },
		false,
		[use]
	);
}
