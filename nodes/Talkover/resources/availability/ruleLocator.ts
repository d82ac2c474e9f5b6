import type { Documented } from '../../api/contract/documented';
import { commaSeparated, displayText } from '../../pickers/request';
import type { Entries } from '../../pickers/locator';
import { locator } from '../../pickers/locator';

const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/** The rules of the selected calendar (API reference: list-availability-rules, not paged). */
const rules: Entries = {
	request: (chosen) => ({
		endpoint: 'listAvailabilityRules',
		path: ['calendars', chosen('calendarId', 'Calendar'), 'availability-rules'],
	}),
	entry: (rule: Documented<'AvailabilityRule'>) => ({
		name: inWords(rule) || displayText(rule.id),
		value: displayText(rule.id),
		description: commaSeparated(rule.type, rule.timezone),
	}),
};

/** The name of a rule in the list, because rules have none: `Mon, Tue 09:00 to 17:00`, or `2026-12-25, blocked`. */
function inWords(rule: Documented<'AvailabilityRule'>): string {
	if (rule.type === 'exception') {
		return `${displayText(rule.date)}, ${rule.available === true ? 'open' : 'blocked'}`;
	}
	const days = Array.isArray(rule.days_of_week) ? rule.days_of_week : [];
	const names = days
		.map((day) => WEEKDAYS[Number(displayText(day)) - 1] ?? displayText(day))
		.join(', ');
	const hours = [rule.start_time, rule.end_time].map(displayText).filter(Boolean).join(' to ');
	return [names, hours].filter(Boolean).join(' ');
}

/** The availability rule that an operation works on. */
export const ruleLocator = locator({
	displayName: 'Rule',
	name: 'ruleId',
	what: 'a rule',
	method: 'searchAvailabilityRules',
	idExample: 'rule_123456',
	entries: rules,
});
