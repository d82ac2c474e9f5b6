import type { Examples } from './example';

export const phoneNumber: Examples = {};
