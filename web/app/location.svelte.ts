/** Where the device is. A fix is used when it is good enough; a bad one is better than none only later. */
import { untrack } from 'svelte';
import type { Pos } from '../domain/geo';
import type { Fix, LocationDoor } from './doors';

/** Metres; a cell tower gives 500 and more. */
const GOOD_M = 100;
/** After so long without a good fix, any fix is taken: the accuracy is stored with it. */
const PATIENCE_MS = 8_000;
/** A better fix this old gives way to a newer, coarser one. */
const STALE_MS = 30_000;
/** 45 m/s: no worker walks faster, a jump is the receiver's. */
const TOO_FAST = 45;

export class Location implements LocationDoor {
	#state = $state<LocationDoor['state']>('off');
	#fix = $state.raw<Fix | undefined>();
	#simulated: Fix | undefined;
	#watchers = 0;
	#watch: number | undefined;
	#startedAt = 0;
	/** The best of those not good enough, for when no better one comes. */
	#rough: Fix | undefined;
	#patience: ReturnType<typeof setTimeout> | undefined;
	/** Who waits for the next fix. */
	#waiting: readonly ((fix: Fix) => void)[] = [];

	constructor(
		private readonly now: () => number,
		private readonly geolocation: Geolocation | undefined
	) {}

	get state(): LocationDoor['state'] {
		return this.#state;
	}
	get fix(): Fix | undefined {
		return this.#simulated ? { ...this.#simulated, at: this.now() } : this.#fix;
	}

	/** Screens call it in an effect: what it reads here must not start that effect again. */
	watch(): () => void {
		this.#watchers++;
		untrack(() => this.#begin());
		let over = false;
		return () => {
			if (over) return;
			over = true;
			if (--this.#watchers === 0) this.#end();
		};
	}

	async current(maxAgeMs = 15_000, timeoutMs = 6_000): Promise<Fix | undefined> {
		const known = this.fix;
		if (known && this.now() - known.at <= maxAgeMs) return known;
		const stop = this.watch();
		try {
			return await new Promise<Fix | undefined>((done) => {
				const timer = setTimeout(() => finish(this.fix), timeoutMs);
				const finish = (fix?: Fix) => {
					clearTimeout(timer);
					this.#waiting = this.#waiting.filter((tell) => tell !== finish);
					done(fix);
				};
				this.#waiting = [...this.#waiting, finish];
			});
		} finally {
			stop();
		}
	}

	simulate(pos: Pos | undefined, accuracy = 5): void {
		this.#simulated = pos && { pos, accuracy, at: this.now() };
		if (this.#simulated) {
			this.#state = 'simulated';
			this.#fix = this.#simulated;
			for (const tell of this.#waiting) tell(this.#simulated);
		} else {
			this.#fix = undefined;
			this.#state = 'off';
			if (this.#watchers > 0) this.#begin();
		}
	}

	#begin(): void {
		if (this.#simulated || this.#watch !== undefined) return;
		if (!this.geolocation) {
			this.#state = 'unavailable';
			return;
		}
		this.#startedAt = this.now();
		this.#rough = undefined;
		this.#patience = setTimeout(() => this.#settleFor(this.#rough), PATIENCE_MS);
		this.#state = this.#fix ? 'fixed' : 'asking';
		this.#watch = this.geolocation.watchPosition(
			({ coords }) => this.#take(coords),
			({ code }) => {
				// A time-out in a cellar is not a refusal: the last fix stays, with its age.
				if (code === 1) this.#state = 'denied';
				else if (!this.#fix) this.#state = 'unavailable';
			},
			{ enableHighAccuracy: true, maximumAge: 5_000, timeout: 20_000 }
		);
	}

	#end(): void {
		if (this.#watch !== undefined) this.geolocation?.clearWatch(this.#watch);
		clearTimeout(this.#patience);
		this.#watch = undefined;
		if (this.#state === 'asking') this.#state = 'off';
	}

	#take({ latitude, longitude, accuracy }: GeolocationCoordinates): void {
		const pos = { lat: Math.round(latitude * 1e7), lng: Math.round(longitude * 1e7) };
		const fix: Fix = { pos, accuracy: Math.round(accuracy), at: this.now() };
		if (isBetter(fix, this.#fix, this.#startedAt)) this.#settleFor(fix);
		else if (!this.#fix && isSomewhere(fix) && fix.accuracy < (this.#rough?.accuracy ?? Infinity))
			this.#rough = fix;
	}

	#settleFor(fix: Fix | undefined): void {
		if (!fix || this.#simulated || (this.#fix && this.#fix.at > fix.at)) return;
		this.#fix = fix;
		this.#state = 'fixed';
		for (const tell of this.#waiting) tell(fix);
	}
}

/** 0,0 is what a receiver says that knows nothing. */
const isSomewhere = ({ pos }: Fix): boolean => pos.lat !== 0 || pos.lng !== 0;

/** Pure: whether a new fix replaces the one in use. */
export function isBetter(fix: Fix, known: Fix | undefined, startedAt: number): boolean {
	if (!isSomewhere(fix)) return false;
	if (!known) return fix.accuracy <= GOOD_M || fix.at - startedAt >= PATIENCE_MS;
	const age = fix.at - known.at;
	if (age > STALE_MS) return true;
	if (fix.accuracy > Math.max(GOOD_M, known.accuracy * 2)) return false;
	return (
		metresApart(fix.pos, known.pos) <=
		Math.max(1, age / 1000) * TOO_FAST + fix.accuracy + known.accuracy
	);
}

/** Good to a few percent anywhere: enough to see a jump. */
function metresApart(a: Pos, b: Pos): number {
	const scale = Math.cos((a.lat / 1e7) * (Math.PI / 180));
	return Math.hypot((a.lat - b.lat) * 0.0111, (a.lng - b.lng) * 0.0111 * scale);
}
