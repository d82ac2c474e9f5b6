/** A reading at a point of the run. */
export interface Reading {
	/** Events that n8n has handled. */
	readonly events: number;
	readonly value: number;
}

/** A slope with its uncertainty, both per 1,000 events. */
export interface Slope {
	readonly slope: number;
	/** Half the width of the 95 % confidence interval. */
	readonly error: number;
}

const PER = 1000;

/** The 97.5 % quantile of Student's t-distribution for 1 to 30 degrees of freedom; NIST Engineering Statistics Handbook, 1.3.6.7.2. */
const QUANTILES = [
	12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.16, 2.145,
	2.131, 2.12, 2.11, 2.101, 2.093, 2.086, 2.08, 2.074, 2.069, 2.064, 2.06, 2.056, 2.052, 2.048,
	2.045, 2.042,
];

/**
 * Fits a line through the readings by least squares.
 *
 * @param readings at least three
 */
export function slopeOf(readings: readonly Reading[]): Slope {
	const count = readings.length;
	const meanX = mean(readings.map(({ events }) => events));
	const meanY = mean(readings.map(({ value }) => value));
	const spread = sum(readings.map(({ events }) => (events - meanX) ** 2));
	const slope =
		sum(readings.map(({ events, value }) => (events - meanX) * (value - meanY))) / spread;
	const residuals = readings.map(({ events, value }) => value - meanY - slope * (events - meanX));
	const variance = sum(residuals.map((residual) => residual ** 2)) / (count - 2);
	const quantile = QUANTILES[Math.min(count - 2, QUANTILES.length) - 1] ?? NaN;
	return { slope: slope * PER, error: quantile * Math.sqrt(variance / spread) * PER };
}

/** By how much one slope is steeper than another that was measured independently. */
export function difference(one: Slope, other: Slope): Slope {
	return { slope: one.slope - other.slope, error: Math.hypot(one.error, other.error) };
}

/** Whether the value certainly grows by more than a limit per 1,000 events. */
export function grows({ slope, error }: Slope, limit: number): boolean {
	return slope - error > limit;
}

function sum(values: readonly number[]): number {
	return values.reduce((total, value) => total + value, 0);
}

function mean(values: readonly number[]): number {
	return sum(values) / values.length;
}
