#!/usr/bin/env python3
"""dinh simulate: the same year on any number of threads, counts that add up, refusals that help.

usage: check_simulate.py DINH
"""
import json

from checking import check, finish, run

small = ["--communes", "40", "--villages", "200", "--provinces", "3", "--procedure", "pub_commune", "--procedure", "village_meeting",
         "--cases-per-commune", "12", "--cases-per-village", "1"]
one = run("simulate", *small, "--json")
two = run("simulate", *small, "--json", "--threads", "2")
check("two threads give the bytes of one", one.returncode == 0 and one.stdout == two.stdout, one.stderr + two.stderr)
year = json.loads(one.stdout)
check("provinces add up", sum(p["cases"] for p in year["by_province"]) == year["total"]["cases"] == 2 * (40 * 12 + 200), one.stdout[:800])
check("what is overdue at the end is what the index takes out", year["total"]["overdue"] == year["past_their_day"], one.stdout[:800])
check("another seed is another year", json.loads(run("simulate", *small, "--json", "--seed", "2").stdout)["digest"] != year["digest"])
mixed = [json.loads(run("simulate", "--communes", "30", "--villages", "800", "--provinces", "3", "--json", "--threads", n).stdout) for n in ("1", "2")]
check("the made-up mix is the same for two threads", mixed[0] == mixed[1])
rates = {p["id"]: sum(p["breaches_by_month"]) for p in mixed[0]["procedures"]}
check("the one-stop shop has the most cases", max(rates, key=rates.get) == "one_stop_dossier", str(rates))
check("in Vietnamese", "cả nước" in run("simulate", *small, "--lang", "vi", "--quiet").stdout)
for arguments, part in [(["--procedure", "nope"], "nope"), (["--communes", "2", "--provinces", "3"], "--communes"), (["--late", "1001"], "late")]:
    done = run("simulate", *arguments)
    check(f"{arguments} is refused", done.returncode == 2 and part in done.stderr + done.stdout, done.stderr + done.stdout)

finish()
