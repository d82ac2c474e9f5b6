import type { Reply } from '../../nodes/Talkover/api/response/reply';
import { bodyOf, doneWith, isRejection } from '../../nodes/Talkover/api/response/answer';
import {
	failureFromAnswer,
	failureFromRejection,
	unreadableAnswer,
} from '../../nodes/Talkover/api/response/failure';

/** A response as the client reads it, without HTTP. */
export function readResponse(status: number, raw: unknown): Reply {
	if (status >= 300) return failureFromAnswer(status, raw);
	const body = bodyOf(raw);
	if (body === undefined) return unreadableAnswer(status, raw);
	return isRejection(body)
		? failureFromRejection(status, body)
		: doneWith({ endpoint: 'listCalls' }, body, status);
}
