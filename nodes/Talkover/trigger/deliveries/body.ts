import type { JsonObject } from '../../base/json';
import { isDeeperThan, isRecord, jsonIn } from '../../base/json';
import type { Result } from '../../base/result';
import { ok } from '../../base/result';
import type { Rejection } from './rejection';
import { rejection } from './rejection';

/** The most levels of a body. Documented ones have a few, and very deep ones may be malicious. */
const DEEPEST = 50;

/**
 * Reads the event in a raw body: a JSON object, as documented (API reference: test-webhook). n8n parses it by its content type,
 * which Talkover doesn't document, so it may have parsed something else, or nothing at all.
 */
export function readBody(rawBody: Buffer): Result<JsonObject, Rejection> {
	const body = jsonIn(rawBody.toString().replace(/^\uFEFF/, ''));
	if (!isRecord(body)) return rejection(400, "its body isn't a JSON object");
	if (isDeeperThan(DEEPEST, body)) return rejection(400, 'its body is nested too deeply');
	return ok(body);
}
