/**
 * For a package that refuses a whole answer because of a field it could do without: the JSON is changed before the
 * package sees it. Streams and errors pass as they are.
 */
export const mendedAnswers =
  <Body extends object>(fetchIt: typeof fetch, mend: (body: Body) => void): typeof fetch =>
  async (input, init) => {
    const response = await fetchIt(input, init);
    const isJson = response.headers.get('content-type')?.startsWith('application/json');
    if (!response.ok || !isJson) return response;
    const { status } = response;
    const headers = new Headers(response.headers);
    for (const name of ['content-length', 'content-encoding']) headers.delete(name);
    return new Response(mended(await response.text(), mend), { status, headers });
  };

function mended<Body extends object>(text: string, mend: (body: Body) => void): string {
  try {
    const body = JSON.parse(text) as Body;
    mend(body);
    return JSON.stringify(body);
  } catch {
    // What cannot be read here the package will say so about.
    return text;
  }
}
