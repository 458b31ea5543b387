/** Hands a text to the person as a file: the browser or Electron asks where to keep it. */
export function saveFile(name: string, text: string, type: string): void {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  // The download has taken the content over by the next turn of the loop.
  setTimeout(() => URL.revokeObjectURL(url), 0);
}
