import type { Examples } from './example';

export const availability: Examples = {};
