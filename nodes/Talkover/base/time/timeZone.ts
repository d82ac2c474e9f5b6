/** n8n's setting may be `DEFAULT` instead of a time zone, which means the time zone of this n8n instance. */
function offsetFormat(timeZone: string): Intl.DateTimeFormat {
	const options = { timeZoneName: 'longOffset' } as const;
	try {
		return new Intl.DateTimeFormat('en-US', { ...options, timeZone });
	} catch {
		return new Intl.DateTimeFormat('en-US', options);
	}
}

/** Returns a time as clocks in a time zone show it, as ISO 8601 with the offset: `2026-03-29T14:30:00+02:00`. */
export function localTimeIn(timezone: string): (time: number) => string {
	const offsetAt = offsetIn(timezone);
	return (time) => {
		const offset = offsetAt(time);
		const wall = new Date(time + offset).toISOString().slice(0, 19);
		const size = new Date(Math.abs(offset)).toISOString().slice(11, 16);
		return `${wall}${offset < 0 ? '-' : '+'}${size}`;
	};
}

/** Returns the UTC offset of a time zone at a given time, in milliseconds. Made once per zone, because making it is slow. */
export function offsetIn(timezone: string): (time: number) => number {
	const format = offsetFormat(timezone);
	return (time) => {
		const { value = '' } =
			format.formatToParts(time).find(({ type }) => type === 'timeZoneName') ?? {};
		// `GMT`, `GMT-03:30`, and for historical dates `GMT+00:53:28`.
		const [, sign = '+', hours = 0, minutes = 0, seconds = 0] =
			/([+-])(\d{2}):(\d{2})(?::(\d{2}))?$/.exec(value) ?? [];
		const size = (Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds);
		return (sign === '-' ? -size : size) * 1000;
	};
}
