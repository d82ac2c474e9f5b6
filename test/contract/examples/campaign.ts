import type { Examples } from './example';

export const campaign: Examples = {};
