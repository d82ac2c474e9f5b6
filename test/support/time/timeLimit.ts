/**
 * Makes requests with a time limit of `seconds` time out on command instead of in real time, until all
 * mocks are restored. Other limits are unchanged.
 *
 * @returns a function that makes all such requests in progress time out
 */
export function timeOutOnCommand(seconds: number): () => void {
	const inRealTime = AbortSignal.timeout.bind(AbortSignal);
	const open: AbortController[] = [];
	jest.spyOn(AbortSignal, 'timeout').mockImplementation((ms) => {
		if (ms !== seconds * 1000) return inRealTime(ms);
		const controller = new AbortController();
		open.push(controller);
		return controller.signal;
	});
	return () => {
		for (const controller of open) controller.abort();
	};
}
