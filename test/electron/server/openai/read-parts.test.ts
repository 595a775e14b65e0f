import { describe, expect, test } from 'vitest';
import { ask, refusal } from './ask.ts';

const text = { type: 'text', text: 'What is this?' };
const askWith = (part: unknown) => ask({ messages: [{ role: 'user', content: [text, part] }] });
const fileIn = (part: unknown) => askWith(part).prompt[0]?.content[1];
const image = (url: string, more = {}) => ({ type: 'image_url', image_url: { url, ...more } });
const file = (members: object) => ({ type: 'file', file: members });

describe('edge 19: what is no text', () => {
  // Catches: an image that arrives as another one, or under another media type.
  test.each([
    ['a data: address', image('data:image/png;base64,iVBORw0='), 'image/png', { type: 'data', data: 'iVBORw0=' }],
    ['in capitals', image('DATA:IMAGE/PNG;BASE64,AAAA'), 'image/png', { type: 'data', data: 'AAAA' }],
    [
      'a charset',
      image('data:image/svg+xml;charset=utf-8;base64,AAAA'),
      'image/svg+xml',
      { type: 'data', data: 'AAAA' },
    ],
    ['percent signs', image('data:image/svg+xml,%3Csvg/%3E'), 'image/svg+xml', { type: 'data', data: 'PHN2Zy8+' }],
    [
      'a bare text',
      { type: 'image_url', image_url: 'data:image/gif;base64,AAAA' },
      'image/gif',
      { type: 'data', data: 'AAAA' },
    ],
    [
      'an address',
      image('https://a.test/b.png?c=d'),
      'image',
      { type: 'url', url: new URL('https://a.test/b.png?c=d') },
    ],
  ])('an image in %s', (_, part, mediaType, data) => {
    expect(fileIn(part)).toEqual({ type: 'file', mediaType, data });
    expect([...askWith(part).content.needs]).toEqual(['image']);
  });

  // Catches: a wish for a cheap look at an image that is forgotten.
  test('the detail goes on to who knows it', () => {
    expect(fileIn(image('https://a.test/b', { detail: 'low' }))).toMatchObject({
      providerOptions: { openai: { imageDetail: 'low' } },
    });
  });

  // Catches: audio under a media type that no vendor knows, and sound for a model that cannot hear.
  test.each([
    ['wav', 'AAAA', 'audio/wav'],
    ['mp3', 'AAAA', 'audio/mpeg'],
    ['mp3', 'data:audio/mp3;base64,AAAA', 'audio/mpeg'],
    ['flac', 'AAAA', 'audio/flac'],
  ])('audio as %s', (format, data, mediaType) => {
    const part = { type: 'input_audio', input_audio: { data, format } };
    expect(fileIn(part)).toEqual({ type: 'file', mediaType, data: { type: 'data', data: 'AAAA' } });
    expect([...askWith(part).content.needs]).toEqual(['audio']);
  });

  // Catches: a document that loses its name or its kind.
  test.each([
    [
      file({ filename: 'a.pdf', file_data: 'data:application/pdf;base64,AAAA' }),
      { mediaType: 'application/pdf', filename: 'a.pdf', data: { type: 'data', data: 'AAAA' } },
    ],
    [
      file({ file_id: 'file-1' }),
      { mediaType: 'application/octet-stream', data: { type: 'reference', reference: { openai: 'file-1' } } },
    ],
  ])('a file %#', (part, expected) => {
    expect(fileIn(part)).toEqual({ type: 'file', ...expected });
    expect([...askWith(part).content.needs]).toEqual([]);
  });

  // Catches: an image of 10 MB that takes seconds, or is copied until memory is short.
  test('an image of 12 MB is read at once', () => {
    const data = 'A'.repeat(12 * 1024 * 1024);
    const start = performance.now();
    expect(fileIn(image(`data:image/png;base64,${data}`))).toMatchObject({ data: { data } });
    expect(performance.now() - start).toBeLessThan(500);
  });
});

// Catches: an image that is none and goes to a provider, and an address by which this computer's files are read.
test.each([
  [image('iVBORw0KGgo='), 'image_url.url'],
  [image('file:///etc/passwd'), 'image_url.url'],
  [image('data:image/png;base64,'), 'image_url.url'],
  [image('data:;base64,AAAA'), 'image_url.url'],
  [image('data:image/png'), 'image_url.url'],
  [image('data:image/svg+xml,%ZZ'), 'image_url.url'],
  [image('data:application/pdf;base64,AAAA'), 'image_url.url'],
  [{ type: 'image_url', image_url: '' }, 'image_url'],
  [{ type: 'image_url', image_url: {} }, 'image_url.url'],
  [{ type: 'image_url' }, 'image_url'],
  [{ type: 'input_audio', input_audio: { data: '', format: 'wav' } }, 'input_audio.data'],
  [{ type: 'input_audio', input_audio: { data: 'AAAA' } }, 'input_audio.format'],
  [file({}), 'file'],
  [file({ file_data: 'AAAA' }), 'file.file_data'],
  [{ type: 'video' }, 'type'],
  [{ text: 'a' }, 'type'],
])('refused: %o', (part, field) => {
  expect(refusal(() => askWith(part))).toMatchObject({
    code: 'VALIDATION_FAILED',
    param: `messages[0].content[1].${field}`,
  });
});
