import type { SchemaCase } from './schema-case.ts';

export const numberCases: SchemaCase[] = [
  {
    name: 'integer',
    schema: { type: 'integer' },
    allowed: ['0', '-7', '1234567890123456'],
    forbidden: ['1.5', '1.0', '1e3', '-0', '007', '--1', ''],
  },
  {
    name: 'number',
    schema: { type: 'number' },
    allowed: ['0', '-0.5', '3.25', '1e5', '2.5E-7'],
    forbidden: ['01', '.5', '1.', '1e', '1e999', 'Infinity', '0x1'],
  },
  {
    name: 'integer bounds are exact',
    schema: { type: 'integer', minimum: -12, maximum: 345 },
    allowed: ['-12', '-9', '0', '99', '345', '300'],
    forbidden: ['-13', '346', '-0', '1000', '00', '12.5'],
  },
  {
    name: 'one bound only, and exclusive',
    schema: { type: 'integer', exclusiveMinimum: 9 },
    allowed: ['10', '100', '98765432109876'],
    forbidden: ['9', '0', '-10'],
  },
  {
    name: 'bounds between whole numbers',
    schema: { type: 'integer', minimum: 1.5, maximum: 3.5 },
    allowed: ['2', '3'],
    forbidden: ['1', '4'],
  },
  {
    name: 'bounds of 64 bits',
    schema: { type: 'integer', minimum: -(2 ** 63), maximum: Number.MAX_SAFE_INTEGER },
    allowed: ['-9223372036854775808', '9007199254740991', '0'],
    forbidden: ['-9223372036854775809', '9007199254740992', '99999999999999999999'],
  },
  {
    name: 'above 2^53 a number that a double reads as the bound is beyond it',
    schema: { type: 'integer', exclusiveMinimum: 2 ** 53 },
    allowed: ['9007199254741000'],
    forbidden: ['9007199254740992', '9007199254740993'],
  },
  {
    name: 'number bounds, one of them exclusive',
    schema: { type: 'number', minimum: -0.25, exclusiveMaximum: 10 },
    allowed: ['-0.25', '-0.2', '0', '0.0', '9.99999', '9'],
    forbidden: ['-0.26', '-1', '10', '10.0', '10.000001', '1e0', '-0'],
  },
  {
    name: 'a lower bound only',
    schema: { type: 'number', exclusiveMinimum: 0.1 },
    allowed: ['0.11', '0.1000001', '7', '123456.75'],
    forbidden: ['0.1', '0.10', '0', '0.09', '-1'],
  },
  {
    name: 'draft 4 flags',
    schema: { type: 'integer', minimum: 0, exclusiveMinimum: true, maximum: 3, exclusiveMaximum: false },
    allowed: ['1', '3'],
    forbidden: ['0', '4'],
  },
  {
    name: 'multiples within bounds',
    schema: { type: 'integer', multipleOf: 25, minimum: -50, maximum: 110 },
    allowed: ['-50', '-25', '0', '25', '100'],
    forbidden: ['-75', '10', '125', '-0', '025'],
  },
  {
    name: 'multiples of two numbers',
    schema: { allOf: [{ type: 'number', multipleOf: 4 }, { multipleOf: 6 }] },
    allowed: ['0', '12', '-24', '144'],
    forbidden: ['4', '6', '13', '12.0'],
  },
];
