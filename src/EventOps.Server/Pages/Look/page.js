// The reader's own time zone, one click away, and numbers that copy themselves. Without this file every page says the same.
(() => {
  "use strict";
  // The pages write days before months, as most of the world does.
  const language = document.documentElement.lang === "en" ? "en-GB" : document.documentElement.lang;
  const main = document.getElementById("main");
  const theirs = main?.dataset.zone;
  const mine = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const times = [...document.querySelectorAll("time[data-show]")];

  const parts = {
    time: { hour: "2-digit", minute: "2-digit", hourCycle: "h23" },
    date: { year: "numeric", month: "long", day: "numeric", weekday: "short" },
    moment: { year: "numeric", month: "long", day: "numeric", weekday: "short", hour: "2-digit", minute: "2-digit", hourCycle: "h23" },
  };
  parts.stamp = { year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit", hourCycle: "h23" };
  const say = (at, zone, show) => new Intl.DateTimeFormat(show === "stamp" ? "sv" : language, { ...parts[show], timeZone: zone })
    .format(at).replace(" at ", " ");
  const day = (at, zone) => new Intl.DateTimeFormat("sv", { timeZone: zone }).format(at);

  // "2 hours ago" says more than a date, for a week; the date stays at hand.
  const ago = (time) => {
    const minutes = (Date.now() - Date.parse(time.dateTime)) / 60000;
    if (time.dataset.show !== "stamp" || minutes < 0 || minutes >= 7 * 24 * 60) return null;
    const [count, unit] = minutes < 60 ? [minutes, "minute"] : minutes < 24 * 60 ? [minutes / 60, "hour"] : [minutes / 60 / 24, "day"];
    return new Intl.RelativeTimeFormat(language).format(-Math.max(1, Math.floor(count)), unit);
  };
  const write = (time, text) => {
    const since = ago(time);
    time.textContent = since ?? text;
    if (since) time.title = text; else time.removeAttribute("title");
  };

  // A bare time that falls on another day for the reader says which.
  const inMyZone = (time) => {
    const at = new Date(time.dateTime);
    const text = say(at, mine, time.dataset.show);
    if (time.dataset.show !== "time" || day(at, mine) === day(at, theirs)) return text;
    const short = new Intl.DateTimeFormat(language, { month: "short", day: "numeric", timeZone: mine }).format(at);
    return `${short} ${text}`;
  };

  const offset = (at) => new Intl.DateTimeFormat(language, { timeZone: mine, timeZoneName: "shortOffset" })
    .formatToParts(at).find((part) => part.type === "timeZoneName")?.value.replace("GMT", "UTC");

  const show = (own) => {
    for (const time of times) {
      time.dataset.said ??= time.textContent;
      write(time, own ? inMyZone(time) : time.dataset.said);
    }
    for (const zone of document.querySelectorAll("[data-zone-name]")) {
      zone.dataset.said ??= zone.textContent;
      zone.textContent = own ? `${mine} (${offset(new Date(times[0].dateTime))})` : zone.dataset.said;
    }
    for (const button of switches) {
      button.textContent = own ? button.dataset.theirs : button.dataset.mine;
    }
    document.documentElement.classList.toggle("own-zone", own);
  };
  let own = false;

  const remembered = {
    get: () => { try { return localStorage.getItem("zone") === "mine"; } catch { return false; } },
    set: (own) => { try { localStorage.setItem("zone", own ? "mine" : "theirs"); } catch { /* private windows forget */ } },
  };

  const switches = [...document.querySelectorAll(".zone-switch")];
  const differs = () => times.some((time) => {
    const at = new Date(time.dateTime);
    return say(at, mine, "moment") !== say(at, theirs, "moment");
  });
  if (theirs && mine && switches.length && differs()) {
    own = remembered.get();
    for (const button of switches) {
      button.hidden = false;
      button.addEventListener("click", () => { own = !own; remembered.set(own); show(own); });
    }
  }
  show(own);
  setInterval(() => show(own), 60 * 1000);

  for (const button of navigator.clipboard ? document.querySelectorAll("[data-copy]") : []) {
    const said = button.textContent;
    button.hidden = false;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(button.dataset.copy);
      button.textContent = button.dataset.done;
      setTimeout(() => { button.textContent = said; }, 2000);
    });
  }
})();
