// Draws the signals of a film with uPlot in place of the still picture, so that one can zoom into them.
"use strict";

const LANE_PX = 34;
// Where there is no room beside the lanes, their names stand in them, above what is drawn.
const NARROW_PX = 560;
const NARROW_LANE_PX = 48;
const WIDE_PERCENTILE = 0.98;
// A lane of motion shows this much at least, in % of the eye distance, so that noise stays small.
const LEAST_MOTION = 2;
// Fingers closer than this are not told apart.
const LEAST_PINCH_PX = 16;

const chart = document.querySelector(".chart");
if (chart && window.uPlot) draw(chart);

async function draw(chart) {
  let film;
  try {
    const answer = await fetch(chart.dataset.signals);
    if (!answer.ok) return;
    film = await answer.json();
  } catch {
    return;
  }
  if (film.t_s.length < 2) return;
  const names = new Map([...chart.querySelectorAll("dt")].map((dt) => [dt.textContent, dt.nextElementSibling.textContent]));
  const lanes = lanesOf(film, names);
  chart.hidden = false;
  document.querySelector(".twin").hidden = true;
  const plot = made(chart.querySelector(".plot"), film, lanes);
  zoomed(chart, plot, film.t_s[0], film.t_s.at(-1));
  pinched(plot, film.t_s[0], film.t_s.at(-1));
}

function lanesOf(film, names) {
  const eyes = Object.entries(film.opening).map(([side, values]) => ({
    name: names.get(`opening.${side}`), values: within(values, percentile(values, WIDE_PERCENTILE), 1.1), events: [], isEye: true,
  }));
  const regions = Object.entries(film.motion).map(([region, values]) => {
    const rest = middle(values);
    const moved = values.map((v) => v === null ? null : v - rest);
    const most = Math.max(LEAST_MOTION, percentile(moved.map((v) => v === null ? null : Math.abs(v)), 0.999));
    const shown = moved.map((v) => v === null ? null : 0.5 + 0.5 * Math.max(-1, Math.min(1, v / most)));
    return { name: names.get(region) ?? region, values: shown, events: film.events.filter((e) => isIn(e, region)) };
  });
  return [...eyes, ...regions];
}

function isIn(event, region) {
  if (event.kind === "twitch" || event.side === "none") return event.region === region;
  return region === `lids-${event.side}` || (event.side === "both" && region.startsWith("lids-"));
}

function percentile(values, share) {
  const known = values.filter((v) => v !== null).sort((a, b) => a - b);
  return known.length ? known[Math.floor(share * (known.length - 1))] || 1e-9 : 1;
}

function middle(values) {
  const known = values.filter((v) => v !== null).sort((a, b) => a - b);
  return known.length ? known[known.length >> 1] : 0;
}

function within(values, wide, most) {
  return values.map((v) => v === null ? null : Math.max(0, Math.min(most, v / wide)) / most);
}

function made(place, film, lanes) {
  const style = getComputedStyle(document.documentElement);
  const probe = document.createElement("span");
  place.append(probe);
  // light-dark() is settled only where a colour is used, so it is read from an element that wears it.
  const colour = (name) => { probe.style.color = `var(--${name})`; return getComputedStyle(probe).color; };
  const ink = { ink: colour("ink"), soft: colour("soft"), line: colour("line"), eye: colour("brand"), motion: colour("edge") };
  const kinds = Object.fromEntries(["blink", "long-closure", "tonic-closure", "twitch"].map((k) => [k, colour(k)]));
  probe.remove();
  const isNarrow = place.clientWidth < NARROW_PX;
  const count = lanes.length;
  const data = [film.t_s, ...lanes.map((lane, i) => lane.values.map((v) => v === null ? null : count - i - 0.94 + (isNarrow ? 0.58 : 0.84) * v))];
  const font = `12px ${style.fontFamily}`;
  const head = (isNarrow ? 15 : 2) * devicePixelRatio;
  const events = (u) => {
    const ctx = u.ctx;
    ctx.save();
    ctx.beginPath();
    ctx.rect(u.bbox.left, u.bbox.top, u.bbox.width, u.bbox.height);
    ctx.clip();
    lanes.forEach((lane, i) => {
      const top = u.valToPos(count - i, "y", true);
      const bottom = u.valToPos(count - i - 1, "y", true);
      for (const event of lane.events) {
        const from = u.valToPos(event.start_s, "x", true);
        const to = u.valToPos(event.end_s, "x", true);
        ctx.globalAlpha = 0.45;
        ctx.fillStyle = kinds[event.kind];
        ctx.fillRect(from, top + head, Math.max(2, to - from), bottom - top - head - 2);
      }
      ctx.globalAlpha = 1;
      ctx.strokeStyle = ink.line;
      ctx.lineWidth = devicePixelRatio;
      ctx.beginPath();
      ctx.moveTo(u.bbox.left, bottom);
      ctx.lineTo(u.bbox.left + u.bbox.width, bottom);
      ctx.stroke();
    });
    ctx.restore();
  };
  const written = (u) => {
    if (!isNarrow) return;
    const ctx = u.ctx;
    ctx.save();
    ctx.font = `${11 * devicePixelRatio}px ${style.fontFamily}`;
    ctx.fillStyle = ink.ink;
    ctx.textBaseline = "top";
    ctx.textAlign = "left";
    lanes.forEach((lane, i) => ctx.fillText(lane.name, u.bbox.left + 3, u.valToPos(count - i, "y", true) + 2));
    ctx.restore();
  };
  const options = {
    width: place.clientWidth,
    height: count * (isNarrow ? NARROW_LANE_PX : LANE_PX) + 40,
    legend: { show: false },
    cursor: { y: false, points: { show: false }, drag: { x: true, y: false } },
    scales: { x: { time: false }, y: { range: [0, count] } },
    axes: [
      { stroke: ink.soft, font, grid: { stroke: ink.line, width: 1 }, ticks: { stroke: ink.line, width: 1 } },
      {
        stroke: ink.ink,
        font,
        size: isNarrow ? 4 : 178,
        gap: 6,
        grid: { show: false },
        ticks: { show: false },
        splits: () => lanes.map((_, i) => count - i - 0.5),
        values: (u, at) => at.map((y) => isNarrow ? "" : lanes[Math.round(count - y - 0.5)]?.name ?? ""),
      },
    ],
    series: [
      {},
      ...lanes.map((lane) => ({ stroke: lane.isEye ? ink.eye : ink.motion, width: 1, points: { show: false }, spanGaps: false })),
    ],
    hooks: { drawAxes: [events], draw: [written] },
  };
  const plot = new uPlot(options, data, place);
  new ResizeObserver(() => {
    if (place.clientWidth && place.clientWidth !== plot.width) plot.setSize({ width: place.clientWidth, height: options.height });
  }).observe(place);
  return plot;
}

function zoomed(chart, plot, first, last) {
  const acts = { in: [0.25, 0.75], out: [-0.5, 1.5], left: [-0.5, 0.5], right: [0.5, 1.5] };
  chart.addEventListener("click", (event) => {
    const act = event.target.dataset?.zoom;
    if (!act) return;
    const { min, max } = plot.scales.x;
    const [a, b] = acts[act] ?? [];
    if (act === "whole") return plot.setScale("x", { min: first, max: last });
    let [from, to] = [min + a * (max - min), min + b * (max - min)];
    if (act === "left" || act === "right") {
      const over = Math.max(0, to - last) - Math.max(0, first - from);
      [from, to] = [from - over, to - over];
    }
    return plot.setScale("x", { min: Math.max(first, from), max: Math.min(last, to) });
  });
}

// Two fingers: the moments they first touched stay under them, so that they zoom and move at once.
function pinched(plot, first, last) {
  const fingers = new Map();
  const over = plot.over;
  const places = () => [...fingers.values()].sort((a, b) => a - b).map((x) => x - over.getBoundingClientRect().left);
  let held = null;
  const hold = () => { held = fingers.size === 2 ? places().map((x) => plot.posToVal(x, "x")) : null; };
  over.addEventListener("pointerdown", (event) => {
    if (event.pointerType !== "touch") return;
    fingers.set(event.pointerId, event.clientX);
    hold();
  });
  over.addEventListener("pointermove", (event) => {
    if (!fingers.has(event.pointerId)) return;
    fingers.set(event.pointerId, event.clientX);
    if (!held) return;
    const [a, b] = places();
    const secondsPerPixel = (held[1] - held[0]) / Math.max(LEAST_PINCH_PX, b - a);
    const from = held[0] - a * secondsPerPixel;
    const to = from + over.clientWidth * secondsPerPixel;
    plot.setScale("x", { min: Math.max(first, from), max: Math.min(last, to) });
  });
  for (const end of ["pointerup", "pointercancel"]) {
    over.addEventListener(end, (event) => {
      fingers.delete(event.pointerId);
      hold();
    });
  }
}
