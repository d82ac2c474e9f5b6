import type { Answer } from '../../nodes/Talkover/api/client';
import { bodyOf, isRejection } from '../../nodes/Talkover/api/response/answer';
import type { Failure } from '../../nodes/Talkover/api/response/failure';
import {
	failureFromAnswer,
	failureFromRejection,
	unreadableAnswer,
} from '../../nodes/Talkover/api/response/failure';

/** A response as the client reads it, without HTTP. */
export function readResponse(status: number, raw: unknown): Answer | Failure {
	if (status >= 300) return failureFromAnswer(status, raw);
	const body = bodyOf(raw);
	if (body === undefined) return unreadableAnswer(status, raw);
	return isRejection(body) ? failureFromRejection(status, body) : { ok: true, status, body };
}
