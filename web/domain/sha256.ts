/**
 * SHA-256 (FIPS 180-4) in plain ES2021, synchronous, for engines without TextEncoder or crypto.
 * goja needs about 0.4 ms for each 64 bytes: a hook hashes long text with its native function,
 * which gives the same.
 */

/** First 32 bits of the fractional parts of the cube roots of the first 64 primes. */
const K = /* @__PURE__ */ Int32Array.from([
	0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
	0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
	0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
	0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
	0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
	0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
	0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
	0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2
]);

/** The bytes TextEncoder would give; a lone surrogate becomes U+FFFD. */
export function utf8Bytes(text: string): Uint8Array {
	const bytes = new Uint8Array(text.length * 3);
	let at = 0;
	for (let i = 0; i < text.length; i++) {
		let code = text.charCodeAt(i);
		if (code >= 0xd800 && code <= 0xdfff) {
			const low = code <= 0xdbff && i + 1 < text.length ? text.charCodeAt(i + 1) : 0;
			if (low >= 0xdc00 && low <= 0xdfff) {
				code = 0x10000 + ((code & 0x3ff) << 10) + (low & 0x3ff);
				i++;
			} else code = 0xfffd;
		}
		if (code < 0x80) bytes[at++] = code;
		else {
			if (code < 0x800) bytes[at++] = 0xc0 | (code >> 6);
			else {
				if (code < 0x10000) bytes[at++] = 0xe0 | (code >> 12);
				else {
					bytes[at++] = 0xf0 | (code >> 18);
					bytes[at++] = 0x80 | ((code >> 12) & 0x3f);
				}
				bytes[at++] = 0x80 | ((code >> 6) & 0x3f);
			}
			bytes[at++] = 0x80 | (code & 0x3f);
		}
	}
	return bytes.subarray(0, at);
}

/** The message, 0x80, zeros, and its length in bits in the last eight bytes. */
function padded(bytes: ArrayLike<number>): Uint8Array {
	const length = bytes.length;
	const message = new Uint8Array((((length + 8) >> 6) + 1) << 6);
	message.set(bytes);
	message[length] = 0x80;
	let bits = length * 8;
	for (let i = message.length - 1; bits > 0; i--) {
		message[i] = bits % 256;
		bits = Math.floor(bits / 256);
	}
	return message;
}

/** Fills the 64-word schedule from one 64-byte block. */
function schedule(w: Int32Array, message: Uint8Array, offset: number): void {
	for (let i = 0, j = offset; i < 16; i++, j += 4) {
		w[i] = (message[j]! << 24) | (message[j + 1]! << 16) | (message[j + 2]! << 8) | message[j + 3]!;
	}
	for (let i = 16; i < 64; i++) {
		const a = w[i - 15]!;
		const b = w[i - 2]!;
		const s0 = ((a >>> 7) | (a << 25)) ^ ((a >>> 18) | (a << 14)) ^ (a >>> 3);
		const s1 = ((b >>> 17) | (b << 15)) ^ ((b >>> 19) | (b << 13)) ^ (b >>> 10);
		w[i] = w[i - 16]! + s0 + w[i - 7]! + s1;
	}
}

function compress(state: Int32Array, w: Int32Array): void {
	let [a, b, c, d, e, f, g, h] = state as unknown as Octet;
	for (let i = 0; i < 64; i++) {
		const s1 = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
		const t1 = (h + s1 + ((e & f) ^ (~e & g)) + K[i]! + w[i]!) | 0;
		const s0 = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
		const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
		h = g;
		g = f;
		f = e;
		e = (d + t1) | 0;
		d = c;
		c = b;
		b = a;
		a = (t1 + t2) | 0;
	}
	[a, b, c, d, e, f, g, h].forEach((word, i) => (state[i] = state[i]! + word));
}

type Octet = [number, number, number, number, number, number, number, number];

/** Lower-case hex of the SHA-256 of a text's UTF-8 bytes, or of the bytes given. */
export function sha256Hex(input: string | ArrayLike<number>): string {
	const message = padded(typeof input === 'string' ? utf8Bytes(input) : input);
	const state = Int32Array.from([
		0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19
	]);
	const w = new Int32Array(64);
	for (let offset = 0; offset < message.length; offset += 64) {
		schedule(w, message, offset);
		compress(state, w);
	}
	let hex = '';
	for (const word of state) hex += (word >>> 0).toString(16).padStart(8, '0');
	return hex;
}
