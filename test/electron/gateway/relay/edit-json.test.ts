import { describe, expect, test } from 'vitest';
import {
  type EditOptions,
  type Edits,
  editJson as editBytes,
  swapModel as swapBytes,
} from '../../../../electron/gateway/relay/edit-json.ts';
import { membersOf } from '../../../../electron/gateway/relay/members.ts';
import { randomFrom, randomObject } from './random-json.ts';

const editJson = (text: string, edits: Edits, options?: EditOptions) =>
  editBytes(Buffer.from(text), edits, options).toString();
const swapModel = (text: string, name: string) => swapBytes(Buffer.from(text), name).toString();

// Catches: a byte outside of the model's name that changes on its way.
test.each([
  ['{"model":"a","n":1e400,"id":12345678901234567890}', '{"model":"b","n":1e400,"id":12345678901234567890}'],
  ['{ "stop" : "\\u00e9\\/" ,\r\n\t"model"\n:\t"a" }', '{ "stop" : "\\u00e9\\/" ,\r\n\t"model"\n:\t"b" }'],
  [
    '{"tools":[{"model":"a"}],"model":"a","x":"\\"model\\":\\"a\\""}',
    '{"tools":[{"model":"a"}],"model":"b","x":"\\"model\\":\\"a\\""}',
  ],
  ['{"a":{"model":"a","b":[1,{"model":2}]},"model":null}', '{"a":{"model":"a","b":[1,{"model":2}]},"model":"b"}'],
  ['{"model":{"deep":[1,2,{"x":"}"}]},"z":-0.0}', '{"model":"b","z":-0.0}'],
  ['{"text":"ends in a backslash \\\\","model":"a"}', '{"text":"ends in a backslash \\\\","model":"b"}'],
  [
    `{"text":"${'long '.repeat(40)}\\\\\\", \\"model\\":1","model":"a"}`,
    `{"text":"${'long '.repeat(40)}\\\\\\", \\"model\\":1","model":"b"}`,
  ],
  ['{"Model":"a","model ":"a"}', '{"model":"b","Model":"a","model ":"a"}'],
  ['{}', '{"model":"b"}'],
  [' { } ', ' {"model":"b" } '],
])('%s', (given, expected) => {
  expect(swapModel(given, 'b')).toBe(expected);
});

// Catches: a second member of the name that a server takes instead of the one that was changed.
test('a name that is there more than once is changed everywhere, however it is written', () => {
  expect(swapModel('{"model":"a","\\u006dodel":"c","model":"d"}', 'b')).toBe(
    '{"model":"b","\\u006dodel":"b","model":"b"}',
  );
});

// Catches: bytes that are no letters of their own being read and written as such.
test('letters of any length and bytes that are none stay as they are', () => {
  const broken = Buffer.concat([Buffer.from('{"x":"ä🌍'), Buffer.from([0xff, 0xc3]), Buffer.from('","model":"a"}')]);
  const expected = Buffer.concat([Buffer.from('{"x":"ä🌍'), Buffer.from([0xff, 0xc3]), Buffer.from('","model":"b"}')]);
  expect(swapBytes(broken, 'b')).toEqual(expected);
  expect(JSON.parse(swapModel('{"model":"a"}', 'größe "🌍"\u2028'))).toEqual({
    model: 'größe "🌍"\u2028',
  });
});

// Catches: any text for which the edited JSON is not what JSON.parse makes of the given one with another model.
test('the same as to read, change and write it, for any JSON', () => {
  for (let seed = 0; seed < 1000; seed += 1) {
    const random = randomFrom(seed);
    const { text, value } = randomObject(random);
    expect(JSON.parse(text)).toEqual(value);
    const edited = editJson(
      text,
      new Map([
        ['model', '"b"'],
        ['options.top_p', '0.5'],
      ]),
    );
    const options = typeof value['options'] === 'object' && !Array.isArray(value['options']) ? value['options'] : {};
    expect(JSON.parse(edited)).toEqual({ ...value, model: 'b', options: { ...options, top_p: 0.5 } });
    expect(
      membersOf(Buffer.from(text))
        ?.map(({ name }) => name)
        .filter((name, at, all) => all.indexOf(name) === at),
    ).toEqual(expect.arrayContaining(Object.keys(value)));
    // What is not changed is there letter by letter.
    const named = swapModel(text, 'a');
    expect(swapModel(swapModel(named, 'b'), 'a')).toBe(named);
  }
});

describe('editJson', () => {
  // Catches: a nested member that is lost, or put into a value that can hold none.
  test('changes inside of a member, and makes the member where there is none', () => {
    const edits = new Map([['stream_options.include_usage', 'true']]);
    expect(editJson('{"stream_options":{"x":1,"include_usage":false}}', edits)).toBe(
      '{"stream_options":{"x":1,"include_usage":true}}',
    );
    expect(editJson('{"a":1}', edits)).toBe('{"stream_options":{"include_usage":true},"a":1}');
    expect(editJson('{"stream_options":null}', edits)).toBe('{"stream_options":{"include_usage":true}}');
  });

  // Catches: an answer that begins to name a model.
  test('adds nothing where it may not', () => {
    const edits = new Map([
      ['model', '"b"'],
      ['response.model', '"b"'],
    ]);
    expect(editJson('{"response":{"id":1}}', edits, { adds: false })).toBe('{"response":{"id":1}}');
    expect(editJson('{"response":{"model":"a"},"model":"a"}', edits, { adds: false })).toBe(
      '{"response":{"model":"b"},"model":"b"}',
    );
  });

  // Catches: what is no object being made one.
  test.each(['[1]', '"model"', '{"model":', '', '{"a" 1}'])('leaves %s alone', (text) => {
    expect(swapModel(text, 'b')).toBe(text);
  });
});
