/** The layout to come as still grey bars, shown only when the answer takes longer than a blink (150 ms). */
export function Waiting({ rows = 6 }: { readonly rows?: number }) {
  return (
    <div className="waiting" aria-busy="true">
      {Array.from({ length: rows }, (_, index) => (
        <span key={index} />
      ))}
    </div>
  );
}
