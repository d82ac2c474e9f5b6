import type { RateLimitHeaders, RateLimitOptions } from '../../simulator/http/rateLimit';
import type { Contender } from '../contenders/contenders';
import { httpRequest, talkover } from '../contenders/contenders';
import type { Measurement } from '../measure';
import type { NamedCase, Part } from '../part';
import { format, inRounds, median } from '../part';

const LATENCY_MS = 10;
const ITEMS = 500;
const REQUESTS = 100;
const PER_MS = 1000;

const FORMS = ['fixedWindow', 'tokenBucket'] as const;
/** The names of the forms in tables. */
export const FORM_NAMES = {
	fixedWindow: 'fixed window',
	slidingWindow: 'sliding window',
	tokenBucket: 'token bucket',
} as const;
/** The ways to report a limit with which all nodes are compared, and those for this package's node only. */
const COMPARED = ['resetEpochMs', 'none'] as const;
const OTHERS = ['laravel', 'resetEpochSeconds', 'retryAfterSeconds', 'bodyRetryAfter'] as const;

const PEERS = [
	talkover(),
	httpRequest(),
	// The rate of the limit, which is the best setting for a user who knows it.
	httpRequest({ batchSize: 10, batchInterval: (10 * PER_MS) / REQUESTS }),
];

export interface LimitedCase extends NamedCase {
	readonly task: 'createAgent';
	readonly limit: RateLimitOptions;
}

/** Creates agents under a limit that is reported in this way. */
function limitedCase(
	form: RateLimitOptions['form'],
	headers: RateLimitHeaders,
	contender: Contender,
	count: number,
): LimitedCase {
	const limit = { form, headers, requests: REQUESTS, perMs: PER_MS };
	return {
		label: `${FORM_NAMES[form]}, ${headers}, ${contender.name}`,
		task: 'createAgent',
		settings: { onError: 'continueRegularOutput' },
		arrangement: { limit },
		contender,
		count,
		limit,
	};
}

/** Every form of a limit and every way to report it, for this package's node. */
export function limitedCases(count: number): LimitedCase[] {
	return FORMS.flatMap((form) =>
		[...COMPARED, ...OTHERS].map((headers) => limitedCase(form, headers, talkover(), count)),
	);
}

/** Whether all items succeed at the rate that the server allows. */
export const limits: Part = {
	id: 'b',
	run: async (settings) => {
		const compared = FORMS.flatMap((form) =>
			COMPARED.flatMap((headers) =>
				PEERS.map((contender) => limitedCase(form, headers, contender, ITEMS)),
			),
		);
		const others = FORMS.flatMap((form) =>
			OTHERS.map((headers) => limitedCase(form, headers, talkover(), ITEMS)),
		);
		const results = await inRounds([...compared, ...others], LATENCY_MS, settings);
		const idealS = (((ITEMS - REQUESTS) / REQUESTS) * PER_MS) / 1000;
		return {
			title: `${ITEMS} items, with a limit of ${REQUESTS} requests per ${PER_MS / 1000} s`,
			notes: [
				'Agent: Create, with On Error set to Continue.',
				`Time: from the first request to the last response; the ideal is ${idealS} s.`,
			],
			head: [
				'Limit',
				'Reported as',
				'Node',
				'Succeeded',
				'429s',
				'429s of all',
				'Time s',
				'Of ideal',
			],
			rows: results.map(([{ limit, contender }, measured]) => {
				const refused = median(measured, refusals);
				const requests = median(measured, ({ traffic }) => traffic.requests.length);
				const time = median(measured, spanS);
				return [
					FORM_NAMES[limit.form],
					limit.headers,
					contender.name,
					format(median(measured, succeeded)),
					format(refused),
					`${format((refused / requests) * 100, 1)} %`,
					format(time, 2),
					`${format((time / idealS) * 100)} %`,
				];
			}),
		};
	},
};

/** The number of items with a result. */
function succeeded({ output }: Measurement): number {
	return output.filter(({ error }) => error === undefined).length;
}

function refusals({ traffic }: Measurement): number {
	return traffic.requests.filter(({ status }) => status === 429).length;
}

/** Seconds from the first request to the last response. */
function spanS({ traffic: { requests } }: Measurement): number {
	const answers = requests.flatMap(({ answeredAt }) => answeredAt ?? []);
	return (Math.max(...answers) - (requests[0]?.receivedAt ?? NaN)) / 1000;
}
