// Turns the picture of the roof while a slider moves. The server drew it and gave each part its corners in space;
// here they are only projected anew, by the same view.

const centre = { x: 126, y: 158 };
const above = 0.42;
const level = 0.9075;
const aside = 22;
const halfDepth = 46;
const steepest = 1.3;

type Corner = [x: number, y: number, z: number, up: number];

const corners = (text: string): Corner[] => text.split(" ").map((point) => point.split(",").map(Number) as Corner);

/** house redraws the picture for a slope and a direction in degrees. */
export function house(picture: SVGElement, slope: number, direction: number): void {
  const turn = ((180 - direction - aside) * Math.PI) / 180;
  const [sin, cos] = [Math.sin(turn), Math.cos(turn)];
  const rise = halfDepth * Math.min(Math.tan((Math.min(slope, 89) * Math.PI) / 180), steepest);
  for (const face of picture.querySelectorAll<SVGPolygonElement>("[data-at]")) {
    const points = corners(face.dataset.at ?? "").map(([x, y, z, up]): [number, number] => [
      centre.x + x * cos + z * sin,
      centre.y - (y + up * rise) * level + (z * cos - x * sin) * above,
    ]);
    face.setAttribute("points", points.map(([x, y]) => `${x.toFixed(1)},${y.toFixed(1)}`).join(" "));
    const area = points.reduce((sum, [x, y], i) => {
      const [nextX, nextY] = points[(i + 1) % points.length] ?? [x, y];
      return sum + x * nextY - nextX * y;
    }, 0);
    face.setAttribute("visibility", area > 0 ? "visible" : "hidden");
  }
  picture.querySelector("[data-needle]")?.setAttribute("transform", `rotate(${direction} 26 34)`);
}
