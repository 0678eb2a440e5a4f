"use client";

interface GlobalErrorProps {
  error: Error & { digest?: string };
}

/** When even the frame fails: plain markup, for nothing else can be relied on. */
export default function GlobalError({ error }: GlobalErrorProps) {
  return (
    <html lang="en">
      <body>
        <main>
          <h1>The console could not be shown</h1>
          <p>
            {error.name}: {error.message}
          </p>
          {error.digest === undefined ? null : <p>The server's log has it under {error.digest}.</p>}
          <p>
            <a href="/">Load it again</a>
          </p>
        </main>
      </body>
    </html>
  );
}
