// Reads a QR code from the path that a page draws: its arguments are the side in modules and the path.
const jsQR = require("jsqr");

const size = Number(process.argv[2]);
const scale = 4;
const pixels = new Uint8ClampedArray(size * scale * size * scale * 4).fill(255);

function darken(x, y) {
  for (let dy = 0; dy < scale; dy++)
    for (let dx = 0; dx < scale; dx++)
      pixels.fill(0, ((y * scale + dy) * size * scale + x * scale + dx) * 4, ((y * scale + dy) * size * scale + x * scale + dx) * 4 + 3);
}

let x = 0;
let y = 0;
for (const [, move, first, second] of process.argv[3].matchAll(/([Mmh])(-?[\d.]+)(?: (-?[\d.]+))?/g)) {
  if (move === "M") [x, y] = [Number(first), Math.floor(Number(second))];
  else if (move === "m") x += Number(first);
  else for (const end = x + Number(first); x < end; x++) darken(x, y);
}

process.stdout.write(jsQR(pixels, size * scale, size * scale)?.data ?? "unreadable");
