import type { Documented } from '../../api/documented';
import { operation } from '../../operation/operation';
import type { Shape } from '../../operation/shapes';
import { object } from '../../operation/shapes';

const settings: Shape<Documented<'AutoTopupSettings'>> = object;

export const getSettings = operation({
	value: 'getSettings',
	name: 'Get Settings',
	action: 'Get the settings of automatic recharges',
	description:
		'Retrieve the settings of automatic recharges: the balance that triggers one, the amount, the daily limit, and how many there were today',
	fields: [],
	request: () => ({ method: 'GET', path: ['auto-topup', 'settings'] }),
	data: settings,
	simplify: [
		'is_enabled',
		'threshold_amount',
		'recharge_amount',
		'scheduled_payment_enabled',
		'scheduled_amount',
		'day_of_month',
		'daily_limit',
		'recharge_count_today',
		'last_recharge_at',
		'currency',
	],
});
