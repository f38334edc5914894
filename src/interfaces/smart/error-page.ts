/** Nothing in it is markup: it goes between tags only. */
function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/**
 * The page of a request that cannot be answered at the app's address, because that address, the app or the browser is not
 * the one expected: the person is told here, and sent nowhere.
 */
export function printErrorPage(said: { error: string; description: string | undefined }): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>The app cannot be let in - Chartkeeper</title>
<style>body{font-family:system-ui,sans-serif;max-width:40rem;margin:3rem auto;padding:0 1rem;line-height:1.5}</style>
</head>
<body>
<main>
<h1>The app cannot be let in</h1>
<p>Nothing was allowed, and the app has read nothing. Go back to the app and start again. If it happens again, tell whoever runs the app what stands here:</p>
<p><code>${escaped(said.error.slice(0, 100))}: ${escaped((said.description ?? '').slice(0, 500))}</code></p>
</main>
</body>
</html>
`;
}
