import type { IDataObject } from 'n8n-workflow';

import { outcomeOf } from '../../api/content/call';
import { inOutput } from '../../api/content/decisions';
import type { RawCall } from '../../calls/reading/call';
import { callOf } from '../../calls/reading/call';

/** A call as Talkover lists it, with how it went in the words of *Make and Wait*. */
export type ListedCall = RawCall & { readonly outcome?: string; readonly ended?: boolean | null };

/** Adds how a call went, and whether it has ended; null if that can't be told. */
export function listedCall(call: IDataObject): IDataObject {
	const read = callOf(call);
	return { ...call, outcome: outcomeOf(read), ended: inOutput(read.ended) };
}

/** The fields of a simplified call: what people look for comes first. */
export const CALL_SUMMARY = [
	...(['created_at', 'to', 'outcome', 'status', 'duration', 'agent', 'ended'] as const),
	...(['from', 'direction', 'id'] as const),
];
