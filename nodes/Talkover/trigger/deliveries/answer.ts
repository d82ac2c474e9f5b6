import type { IWebhookFunctions } from 'n8n-workflow';

/** The response to a delivery, which n8n ends. */
export type DeliveryResponse = ReturnType<IWebhookFunctions['getResponseObject']>;

/** n8n's answer to a delivery, which says whether it started the workflow: it answers before the workflow runs. */
export class Answer {
	/** The HTTP status; undefined until n8n answers. */
	status: number | undefined;
	private waiting: (() => void)[] = [];

	/** Sets the status. */
	give(status: number): void {
		if (this.status !== undefined) return;
		this.status = status;
		for (const proceed of this.waiting) proceed();
	}

	/** Waits until there is a status, but no longer than the sender that gets it in its own response. */
	async given(response: DeliveryResponse): Promise<void> {
		if (this.status !== undefined || response.destroyed) return;
		await new Promise<void>((resolve) => {
			const proceed = () => {
				response.off('close', proceed);
				this.waiting = this.waiting.filter((other) => other !== proceed);
				resolve();
			};
			this.waiting.push(proceed);
			response.once('close', proceed);
		});
	}
}

/**
 * The answer that a response will contain. Its status is the one that n8n passes to the end of the response, which n8n does
 * even if the sender has hung up. There's no event for that: `finish` needs a sender that is still there.
 */
export function answerIn(response: DeliveryResponse): Answer {
	const answer = new Answer();
	const end = response.end.bind(response) as (...args: unknown[]) => DeliveryResponse;
	response.end = (...args: unknown[]) => {
		answer.give(response.statusCode);
		return end(...args);
	};
	return answer;
}

/** Whether n8n couldn't start the workflow. Talkover then delivers the event again. */
export function isFailure(status: number): boolean {
	return status >= 400;
}
