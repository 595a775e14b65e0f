/**
 * Loading and running a model each hold one of Node's background threads for as long as they take; with Node's four,
 * four busy models would stop every file from being read. Imported first by the entries: the size counts until the
 * first thread is started.
 */
process.env['UV_THREADPOOL_SIZE'] ??= '16';
