/** Saves what the page made as a file; a chart as SVG, or drawn into a PNG twice its size. */

export type Format = "svg" | "png";
export const FORMATS: readonly Format[] = ["svg", "png"];

/** Into the worker's downloads. */
export function saveFile(file: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}

async function drawn(picture: string): Promise<Blob | null> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(picture)}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = image.width * 2;
  canvas.height = image.height * 2;
  canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
}

/** `name`: the file's, without its ending. */
export async function savePicture(picture: string, format: Format, name: string): Promise<void> {
  const file = format === "svg" ? new Blob([picture], { type: "image/svg+xml" }) : await drawn(picture);
  if (file) saveFile(file, `${name}.${format}`);
}
