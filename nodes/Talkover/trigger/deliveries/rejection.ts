/** Why a delivery is rejected. */
export interface Rejection {
	readonly ok: false;
	/** The HTTP status of the response. */
	readonly status: 400 | 401 | 413;
	/** Goes after "because". */
	readonly why: string;
	/** More for the log; unlike the reason, it may depend on the request. */
	readonly details?: string;
}

export function rejection(
	status: Rejection['status'],
	why: string,
	details: Pick<Rejection, 'details'> = {},
): Rejection {
	return { ok: false, status, why, ...details };
}
