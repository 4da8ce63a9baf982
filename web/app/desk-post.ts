/** A question of the desk that is no command: sent at once, answered at once, nothing of it is queued. */
import type * as z from 'zod/mini';
import type { Rejection } from '../domain/error';
import { PROTO } from '../protocol/envelope';
import { DeviceDb } from '../store/device-db';
import { newNonce } from '../sync/transport';

const TIMEOUT_MS = 30_000;

export type Asked<T> =
	{ readonly ok: true; readonly answer: T } | { readonly ok: false; readonly rejection: Rejection };

const failed = (code: string) => ({ ok: false as const, rejection: { code } });

type Common = { readonly nonce: string; readonly status: string };

export async function deskPost<T extends Common>(
	path: string,
	request: object,
	schema: z.ZodMiniType<T>
): Promise<Asked<T>> {
	const nonce = newNonce();
	const body = JSON.stringify({ proto: PROTO, nonce, ...request });
	return send(path, body, { 'content-type': 'application/json' }, nonce, schema);
}

/** Multipart, for bytes. */
export async function deskUpload<T extends Common>(
	path: string,
	form: FormData,
	schema: z.ZodMiniType<T>
): Promise<Asked<T>> {
	const nonce = newNonce();
	form.set('proto', String(PROTO));
	form.set('nonce', nonce);
	return send(path, form, {}, nonce, schema);
}

async function send<T extends Common>(
	path: string,
	body: BodyInit,
	headers: Record<string, string>,
	nonce: string,
	schema: z.ZodMiniType<T>
): Promise<Asked<T>> {
	const token = (await new DeviceDb().current())?.token;
	if (token === undefined) return failed('auth/sign-in');
	try {
		const response = await fetch(path, {
			...{ method: 'POST', body, headers: { ...headers, authorization: token } },
			...{ cache: 'no-store', credentials: 'omit', redirect: 'error' },
			signal: AbortSignal.timeout(TIMEOUT_MS)
		});
		if (response.status === 401) return failed('auth/sign-in');
		if (response.status === 404) return failed('desk/unknown');
		const parsed = schema.safeParse(await response.json());
		if (!parsed.success) return failed('auth/offline');
		const { status } = parsed.data;
		// An answer above the admission limit has no nonce of a multipart request to echo.
		if (status === 'busy') return failed('desk/busy');
		if (status === 'malformed') return failed('auth/malformed');
		if (parsed.data.nonce !== nonce) return failed('auth/offline');
		return { ok: true, answer: parsed.data };
	} catch {
		// No network, or a portal's page instead of an answer.
		return failed('auth/offline');
	}
}
