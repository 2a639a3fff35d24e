"""compare.py FIGURES PLOT: prints the tables of compare.sh in Markdown, and draws the plot, an SVG.

FIGURES has a line for each measurement: what was measured, of whom, perhaps of which requests among how many domains, and a number.
Of several measurements of one thing the median counts."""

import collections
import statistics
import sys

TITLES = {
    "native": "native",
    "handler": "native, as custom handler",
    "bare": "native, no cache",
    "fallback": "with the runtime, ReadyToRun",
    "nginx": "nginx, a file",
    "flask": "Flask, gunicorn",
}
COLOURS = {"native": "#2f5b9c", "handler": "#5f8ccf", "bare": "#8fb0de", "fallback": "#b9cdeb", "nginx": "#7b8794", "flask": "#c7b28a"}
KINDS = {
    "autoconfig": "GET Autoconfig",
    "steady": "the same, 1,000 a second",
    "autodiscover": "POST Autodiscover",
    "mobileconfig": "GET mobileconfig",
}

# Who is asked for more than a start, in the order of the tables.
ASKED = ("native", "fallback", "bare", "nginx", "flask")


def read(path):
    figures = collections.defaultdict(list)
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            *key, value = line.split()
            figures[tuple(key)].append(float(value))
    return {key: statistics.median(values) for key, values in figures.items()}


def shown(value, form="{:.1f}", scale=1):
    return "" if value is None else form.format(value / scale)


def ratio(one, other):
    return "" if one is None or other is None else f"{one / other:.2f}" if one < 10 * other else f"{one / other:.0f}"


def table(head, rows):
    print("| " + " | ".join(head) + " |")
    print("|---" * len(head) + "|")
    for row in rows:
        print("| " + " | ".join(row) + " |")
    print()


def sizes(figures):
    return sorted({int(key[3]) for key in figures if key[0] == "rate"})


def starts(figures):
    mebibyte = "{:.1f} MiB"
    rows = []
    for name in ("native", "handler", "fallback", "nginx", "flask"):
        rows.append([
            TITLES[name],
            shown(figures.get(("start", name)), "{:.1f} ms", 1000),
            *(shown(figures.get((what, name)), mebibyte)
              for what in ("resident-first", "resident-rest", "resident-million", "resident-peak")),
            shown(figures.get(("executable", name)), mebibyte, 1 << 20),
        ])
    table(["", "start to first answer", "resident then", "at rest", "after a million requests", "at most", "executable"], rows)
    print(f"The package for Azure Functions: {shown(figures['package', 'native'], '{:.1f} MiB', 1 << 20)}.\n")


def requests(figures):
    rates, times, costs = [], [], []
    for size in sizes(figures):
        for kind, asked in KINDS.items():
            rate = {name: figures.get(("rate", name, kind, str(size))) for name in ASKED}
            p50 = {name: figures.get(("p50", name, kind, str(size))) for name in ASKED}
            p99 = {name: figures.get(("p99", name, kind, str(size))) for name in ASKED}
            cost = {name: figures.get(("processor", name, kind, str(size))) for name in ASKED}
            costs.append([f"{size:,}", asked, *(shown(cost[name], "{:.0f}") for name in ASKED)])
            if kind != "steady":
                rates.append([
                    f"{size:,}", asked, *(shown(rate[name], "{:,.0f}") for name in ASKED),
                    ratio(rate["native"], rate["nginx"]), ratio(rate["native"], rate["flask"]),
                ])
            times.append([
                f"{size:,}", asked,
                *("" if p50[name] is None else f"{p50[name] / 1000:.2f}, {p99[name] / 1000:.2f}" for name in ASKED),
                ratio(p99["native"], p99["nginx"]),
            ])
    titles = [TITLES[name] for name in ASKED]
    table(["domains", "requests a second", *titles, "native to nginx", "native to Flask"], rates)
    table(["domains", "p50, p99 in ms", *titles, "p99 of native to nginx's"], times)
    table(["domains", "µs of the processor a request", *titles], costs)
    few, many = ("rate", "native", "autoconfig", "1000"), ("rate", "native", "autoconfig", "1000000")
    if few in figures and many in figures:
        print(f"Autoconfig among a million domains to that among a thousand: {ratio(figures[many], figures[few])} of the rate, "
              f"without a cache {ratio(figures['rate', 'bare', *many[2:]], figures['rate', 'bare', *few[2:]])}.\n")


def loaded(figures):
    table(["domains", *(f"{TITLES[name]}, MiB" for name in ASKED)],
          [[f"{size:,}", *(shown(figures.get(("resident-loaded", name, str(size)))) for name in ASKED)] for size in sizes(figures)])


def panel(title, top, bars, form):
    """A group of bars under a title; returns its SVG and where it ends."""
    most = max(value for _, value in bars)
    svg = [f'  <text x="10" y="{top + 14}" class="title">{title}</text>']
    y = top + 26
    for name, value in bars:
        width = max(1, round(430 * value / most))
        svg.append(f'  <text x="180" y="{y + 13}" class="label">{TITLES[name]}</text>')
        svg.append(f'  <rect x="190" y="{y}" width="{width}" height="17" fill="{COLOURS[name]}"/>')
        svg.append(f'  <text x="{196 + width}" y="{y + 13}">{form.format(value)}</text>')
        y += 22
    return svg, y + 14


def plot(figures, path):
    size = str(sizes(figures)[len(sizes(figures)) // 2])
    panels = []
    for kind, asked in KINDS.items():
        if kind == "steady":
            continue
        bars = [(name, figures.get(("rate", name, kind, size))) for name in ("nginx", "native", "fallback", "bare", "flask")]
        panels.append((f"{asked}, requests a second among {int(size):,} domains", bars, "{:,.0f}"))
    panels.append(("From the start to the first answer, ms",
                   [(name, figures["start", name] / 1000) for name in ("nginx", "native", "handler", "fallback", "flask")], "{:.0f}"))
    panels.append(("Resident memory under load, MiB",
                   [(name, figures.get(("resident-loaded", name, size))) for name in ("nginx", "native", "fallback", "bare", "flask")], "{:.0f}"))
    y, svg = 10, []
    for title, bars, form in panels:
        drawn, y = panel(title, y, [(name, value) for name, value in bars if value is not None], form)
        svg += drawn
    words = "Requests a second, start and memory of the service beside nginx and Flask; the tables have the figures"
    with open(path, "w", encoding="utf-8") as file:
        file.write("\n".join([
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 720 {y}" role="img" aria-labelledby="title" '
            'font-family="system-ui, sans-serif" font-size="13">',
            f'  <title id="title">{words}</title>',
            "  <style>",
            "    text { fill: #1f2933; }",
            "    .title { font-weight: 600; }",
            "    .label { text-anchor: end; }",
            "  </style>",
            f'  <rect width="720" height="{y}" fill="#fff"/>',
            *svg,
            "</svg>",
            "",
        ]))


if __name__ == "__main__":
    measured = read(sys.argv[1])
    starts(measured)
    requests(measured)
    print("Resident memory after the rounds:\n")
    loaded(measured)
    plot(measured, sys.argv[2])
    print("![Requests a second, start and memory beside nginx and Flask](compare.svg)\n")
