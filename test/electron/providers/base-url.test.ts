import { expect, test } from 'vitest';
import { baseUrl } from '../../../electron/providers/forms/settings/base-url.ts';

// Catches: a pasted address that "does not work" for want of a scheme, or because of one slash too many.
test.each([
  ['https://api.example.com/v1', 'https://api.example.com/v1'],
  ['  https://api.example.com/v1/  ', 'https://api.example.com/v1'],
  ['https://api.example.com/v1///', 'https://api.example.com/v1'],
  ['https://api.example.com', 'https://api.example.com'],
  ['api.example.com/v1', 'https://api.example.com/v1'],
  ['localhost:1234/v1', 'http://localhost:1234/v1'],
  ['localhost:1234', 'http://localhost:1234'],
  ['127.0.0.1:8080/v1', 'http://127.0.0.1:8080/v1'],
  ['192.168.1.20:11434/v1', 'http://192.168.1.20:11434/v1'],
  ['[::1]:8080/v1', 'http://[::1]:8080/v1'],
  ['workstation:8000/v1', 'http://workstation:8000/v1'],
  ['nas.local/v1', 'http://nas.local/v1'],
  ['10.example.com/v1', 'https://10.example.com/v1'],
  ['https://api.example.com/v1/chat/completions', 'https://api.example.com/v1'],
  ['https://api.example.com/v1/models/', 'https://api.example.com/v1'],
])('%s becomes %s', (given, wanted) => {
  expect(baseUrl.parse(given)).toBe(wanted);
});

// Catches: a base URL that is stored although no request could ever go there, or that carries a key in the clear.
test.each([
  ['', /needed/, undefined],
  ['not a url', /not a URL/, 'not-a-url'],
  ['ftp://example.com/v1', /begin with http/, 'scheme'],
  ['file:///etc/passwd', /not a URL/, 'not-a-url'],
  ['javascript://alert(1)', /begin with http/, 'scheme'],
  ['https://user:secret@example.com/v1', /no user name or password/, 'credentials'],
  ['https://example.com/v1?key=secret', /without \? or #/, 'query'],
])('%s is refused with a remedy', (given, words, reason) => {
  const { error } = baseUrl.safeParse(given);
  const [issue] = error?.issues ?? [];
  expect(issue?.code === 'custom' ? issue.params?.['reason'] : undefined).toBe(reason);
  expect(error?.issues[0]?.message).toMatch(words);
  expect(error?.issues[0]?.message).toContain('http://localhost:1234/v1');
  expect(error?.issues[0]?.message).not.toContain('secret');
});
