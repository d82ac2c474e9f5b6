import type { Certainty } from '../../../nodes/Talkover/base/certainty';
import { outcomeOf } from '../../../nodes/Talkover/api/content/outcome';
import { hasEnded, statusOf } from '../../../nodes/Talkover/api/content/status';

test.each<[Certainty, string | undefined, Record<string, unknown>]>([
	['yes', 'completed', { status: 'completed' }],
	['yes', 'completed', { status: ' COMPLETED ' }],
	['yes', 'no_answer', { status: 'no-answer' }],
	['yes', 'no_answer', { state: 'NoAnswer' }],
	['yes', 'no_answer', { callStatus: 'No Answer' }],
	['yes', 'failed', { status: { value: 'Failed', label: 'Error' } }],
	['yes', 'busy', { status: { name: 'BUSY' } }],
	['yes', 'completed', { attributes: { status: 'completed' } }],
	['yes', 'in_progress', { status: 'in-progress', ended_at: '2026-03-29T12:00:00Z' }],
	['yes', 'completed', { status: 'CallStatus::Completed' }],
	['yes', 'completed', { status: 'call.completed' }],
	['yes', 'completed', { status: { state: { value: 'completed' } } }],
	['yes', 'completed', { status_label: 'Completed' }],
	['yes', 'noanswer', { status: 'noanswer' }],
	['yes', 'line_busy', { status: 'line-busy' }],
	['yes', 'x', { status: 'x', hangup_at: '29/03/2026 12:00' }],
	['yes', 'x', { status: 'x', ended_at: { date: '2026-03-29 12:00:00' } }],
	['yes', undefined, { is_completed: true }],
	['yes', undefined, { is_active: 'false' }],
	['unknown', undefined, { active: { toString: null }, ended_at: [{ toString: null }] }],
	['no', undefined, { is_active: 1 }],
	['no', 'answered', { status: 'answered', ended_at: '0000-00-00 00:00:00' }],
	['no', 'answered', { status: 'answered', ended_at: { date: null, timezone: 'UTC' } }],
	['no', 'answered', { status: 'answered', ended: 'untrue', ended_at: 'yesterday' }],
	['no', 'answered', { status: 'answered', ended_at: '-', ended: 'false', finished_at: {} }],
	['yes', undefined, { endedAt: 1_774_785_600 }],
	['yes', undefined, { is_active: false }],
	['no', 'in_progress', { status: 'In Progress', ended_at: null }],
	['no', 'in_progress', { status: 'inProgress', ended_at: '' }],
	['no', 'ringing', { status: 'RINGING', ended: false, ended_at: 0 }],
	['no', undefined, { active: true }],
	['unknown', 'archived', { status: 'archived' }],
	['unknown', undefined, { status: 7 }],
	['unknown', undefined, { status: {} }],
	['unknown', undefined, { status: null }],
	['unknown', undefined, {}],
])('that a call has ended is %p, and its status is %p for %p', (ended, status, call) => {
	expect(hasEnded(call)).toBe(ended);
	expect(statusOf(call)).toBe(status);
});

test.each<[string, Record<string, unknown>]>([
	['answered', { status: 'completed' }],
	['answered', { status: 'completed', answered_by: 'human', voicemail: false }],
	['answered', { status: 'completed', answered_by: 'machinist', voicemail: { id: 'v' } }],
	['answered', { status: 'completed', answered_by: { toString: null } }],
	['voicemail', { status: 'completed', answered_by: 'machine' }],
	['voicemail', { status: 'completed', AnsweredBy: 'x', answeredBy: 'machine_end_beep' }],
	['voicemail', { status: 'ended', duration: 9, attributes: { answered_by: 'Answering machine' } }],
	['voicemail', { status: 'completed', is_voicemail: 1 }],
	['busy', { status: 'busy', answered_by: 'machine' }],
	['running', { status: 'in-progress', answered_by: 'machine' }],
	['unknown', { status: 'ended', answered_by: 'human' }],
])('the outcome is %s, and voicemail only if the call says so: %j', (outcome, call) => {
	expect(outcomeOf(call)).toBe(outcome);
});
