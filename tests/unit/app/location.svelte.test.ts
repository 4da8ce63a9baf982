import { flushSync } from 'svelte';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Location } from '~/app/location.svelte';

/** A receiver that says what the test tells it to, and counts how often it was asked. */
class Receiver implements Geolocation {
	asked = 0;
	#say: PositionCallback | undefined;

	watchPosition(success: PositionCallback): number {
		this.#say = success;
		return ++this.asked;
	}
	clearWatch(): void {
		this.#say = undefined;
	}
	getCurrentPosition(): void {
		throw new Error('the app only watches');
	}
	fix(accuracy: number, latitude = 31.11): void {
		const coords = { latitude, longitude: 121.57, accuracy } as GeolocationCoordinates;
		this.#say?.({ coords } as GeolocationPosition);
	}
	get on(): boolean {
		return this.#say !== undefined;
	}
}

let receiver: Receiver;
let location: Location;

beforeEach(() => {
	vi.useFakeTimers();
	receiver = new Receiver();
	location = new Location(() => Date.now(), receiver);
});
afterEach(() => vi.useRealTimers());

describe('a screen that watches in an effect', () => {
	test('is not started again by the fix it waits for', () => {
		const leave = $effect.root(() => {
			$effect(() => location.watch());
		});
		flushSync();
		for (const lat of [31.11, 31.1101, 31.1102]) {
			vi.advanceTimersByTime(1_000);
			receiver.fix(8, lat);
			flushSync();
		}
		expect(location.fix?.accuracy).toBe(8);
		expect(receiver.asked).toBe(1);
		leave();
		expect(receiver.on).toBe(false);
	});
});

describe('one rough fix and then silence', () => {
	test('is used once nobody hopes for a better one', () => {
		const stop = location.watch();
		receiver.fix(900);
		receiver.fix(600);
		receiver.fix(700);
		expect(location.state).toBe('asking');
		vi.advanceTimersByTime(8_000);
		expect(location.fix?.accuracy).toBe(600);
		expect(location.state).toBe('fixed');
		stop();
	});
	test('does not replace the good one that came meanwhile', () => {
		const stop = location.watch();
		receiver.fix(900);
		vi.advanceTimersByTime(2_000);
		receiver.fix(20);
		vi.advanceTimersByTime(8_000);
		expect(location.fix?.accuracy).toBe(20);
		stop();
	});
});
