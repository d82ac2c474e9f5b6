/** For maps in the order in which their entries were set: the oldest first. */

/** Sets an entry as the newest one. A replaced entry would keep its position. */
export function setNewest<Key, Value>(map: Map<Key, Value>, key: Key, value: Value): void {
	map.delete(key);
	map.set(key, value);
}

/** Deletes the oldest entries, up to the first one that isn't old. */
export function deleteOld<Key, Value>(
	map: Map<Key, Value>,
	isOld: (value: Value) => boolean,
): void {
	for (const [key, value] of map) {
		if (!isOld(value)) return;
		map.delete(key);
	}
}

/** Deletes the oldest entries if there are more than `most`. */
export function deleteSurplus(map: Map<unknown, unknown>, most: number): void {
	for (const key of map.keys()) {
		if (map.size <= most) return;
		map.delete(key);
	}
}
