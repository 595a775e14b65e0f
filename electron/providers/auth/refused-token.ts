/** Lets go of a token that is refused although its time is not up: it was taken back, and the next request gets another. */
export const onRefusal =
  (fetchIt: typeof fetch, forget: () => void): typeof fetch =>
  async (...request) => {
    const response = await fetchIt(...request);
    if (response.status === 401) forget();
    return response;
  };
