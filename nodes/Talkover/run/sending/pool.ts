/**
 * Runs `work(0)`, `work(1)`, … `work(count - 1)`, at most `limit` at a time and started in order. After `work`
 * resolves to false, nothing more is started, and what is in progress is awaited.
 */
export async function runPool(
	count: number,
	limit: number,
	work: (index: number) => Promise<boolean>,
): Promise<void> {
	let next = 0;
	let goOn = true;
	const worker = async (): Promise<void> => {
		while (goOn && next < count) {
			if (!(await work(next++))) goOn = false;
		}
	};
	await Promise.all(Array.from({ length: Math.min(limit, count) }, worker));
}
