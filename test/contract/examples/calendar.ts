import type { Examples } from './example';

export const calendar: Examples = {};
