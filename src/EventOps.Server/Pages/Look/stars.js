// What a visitor starred, kept in this browser alone, and which slots are on now or come next.
(() => {
  "use strict";
  const stars = [...document.querySelectorAll("[data-star]")];
  const mine = document.querySelector("[data-only]");
  const read = () => { try { return new Set(JSON.parse(localStorage.getItem("stars") ?? "[]")); } catch { return new Set(); } };
  const write = (starred) => { try { localStorage.setItem("stars", JSON.stringify([...starred])); } catch { /* private windows forget */ } };
  let starred = read();

  const show = () => {
    for (const star of stars) {
      const on = starred.has(star.dataset.star);
      star.setAttribute("aria-pressed", on);
      star.textContent = on ? "★" : "☆";
      star.closest(".slot, .talks > li").classList.toggle("starred", on);
    }
    if (mine) mine.hidden = !stars.some((star) => starred.has(star.dataset.star));
    if (mine?.hidden) only(false);
  };
  const only = (on) => {
    document.documentElement.classList.toggle("only-mine", on);
    mine.setAttribute("aria-pressed", on);
  };

  for (const star of stars) {
    star.hidden = false;
    star.ariaLabel += `: ${star.closest("h3").firstElementChild.textContent}`;
    star.addEventListener("click", () => {
      // Another tab may have starred meanwhile.
      starred = read();
      if (!starred.delete(star.dataset.star)) starred.add(star.dataset.star);
      write(starred);
      show();
    });
  }
  mine?.addEventListener("click", () => only(mine.getAttribute("aria-pressed") !== "true"));
  addEventListener("storage", (event) => { if (event.key === "stars") { starred = read(); show(); } });
  if (stars.length) show();

  const slots = [...document.querySelectorAll(".slot")].map((slot) => {
    const [start, end] = [...slot.querySelectorAll(".time time")].map((time) => Date.parse(time.dateTime));
    return { slot, start, end };
  });
  const list = document.querySelector(".slots[data-now]");
  const toNow = document.querySelector("[data-to-now]");
  const hours = 60 * 60 * 1000;
  const mark = () => {
    const now = Date.now();
    const soonest = Math.min(...slots.map(({ start }) => start).filter((start) => start > now && start - now < 12 * hours));
    for (const { slot, start, end } of slots) {
      const state = start <= now && now < end ? "now" : start === soonest ? "next" : "";
      if ((slot.dataset.state ?? "") === state) continue;
      slot.dataset.state = state;
      slot.querySelector(".state")?.remove();
      if (!state) continue;
      const label = document.createElement("span");
      label.className = "chip state";
      label.textContent = list.dataset[state];
      slot.querySelector(".time").append(" ", label);
    }
    const there = document.querySelector("[data-state=now]") ?? document.querySelector("[data-state=next]");
    if (toNow) toNow.hidden = !there;
    if (toNow && there) toNow.href = `#${there.id}`;
  };
  if (list && slots.length) {
    mark();
    setInterval(mark, 30 * 1000);
  }
})();
