/** Squares of about 200 m, so that "what is near" reads a few keys and not a whole table. */
import type { Pos, TownGeo } from '../domain/geo';

/** 1e-7 degree: 222 m north-south, about 190 m east-west at 31°. */
const SIDE = 20_000;
/** More columns than 360° have. */
const ROW = 1_000_000;

const column = (lng: number): number => Math.floor(lng / SIDE) + ROW / 2;
const line = (lat: number): number => Math.floor(lat / SIDE);

export function cellOf({ lat, lng }: Pos): number {
	return line(lat) * ROW + column(lng);
}

/** Every cell that a circle touches; undefined when reading all rows is cheaper. */
export function cellsAround(pos: Pos, metres: number, geo: TownGeo): number[] | undefined {
	const dLat = metres / geo.mPerLat;
	const dLng = metres / geo.mPerLng;
	const [south, north] = [line(pos.lat - dLat), line(pos.lat + dLat)];
	const [west, east] = [column(pos.lng - dLng), column(pos.lng + dLng)];
	if ((north - south + 1) * (east - west + 1) > 120) return undefined;
	const cells: number[] = [];
	for (let y = south; y <= north; y++) for (let x = west; x <= east; x++) cells.push(y * ROW + x);
	return cells;
}
