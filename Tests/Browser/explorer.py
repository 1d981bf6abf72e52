#!/usr/bin/env python3
"""Uses the explorer in a real browser: search, compare, read, review, hostile text, narrow screens.

    make browser                      # or: python3 Tests/Browser/explorer.py --zhandian PATH [--screenshots DIR]

Needs Debian's chromium and chromium-driver and the package selenium from PyPI. Prints one line a check and exits with 1
if one fails.
"""
import argparse
import json
import os
import pathlib
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request

from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.support import expected_conditions
from selenium.webdriver.support.ui import WebDriverWait

ROOT = pathlib.Path(__file__).resolve().parents[2]
HOSTILE = [
    "<script>document.title='owned'</script>", "<img src=x onerror=\"document.title='owned'\">",
    "\"><svg onload=\"document.title='owned'\">", "</mark></p><iframe srcdoc=\"<script>top.document.title='owned'</script>\">",
    "</title><script>document.title='owned'</script>", "<a href=\"javascript:document.title='owned'\">站</a>",
]
failures = 0


def check(what, holds, detail=""):
    global failures
    print(("ok    " if holds else "FAIL  ") + what + (f": {detail}" if detail and not holds else ""), flush=True)
    failures += not holds


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def status(url, **headers):
    try:
        with urllib.request.urlopen(urllib.request.Request(url, headers=headers), timeout=20) as answer:
            return answer.status
    except urllib.error.HTTPError as error:
        return error.code


def browser():
    # Chromium and its driver are there: nothing is to be looked up or reported elsewhere.
    os.environ.update(SE_OFFLINE="true", SE_AVOID_STATS="true")
    options = webdriver.ChromeOptions()
    for argument in ("--headless=new", "--no-sandbox", "--disable-gpu", "--lang=zh-CN", "--window-size=1280,900"):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    return webdriver.Chrome(options=options)


BACKGROUND = "return getComputedStyle(document.body).backgroundColor.match(/\\d+/g).map(Number)"


def emulate(driver, feature, value):
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [{"name": feature, "value": value}]})


def explore(driver, base, screenshots):
    def shot(name, width=1280):
        if screenshots:
            driver.set_window_size(width, 1000)
            driver.save_screenshot(str(pathlib.Path(screenshots) / f"{name}-{width}.png"))

    driver.get(base + "/")
    check("the first page names the store's documents", "documents" in driver.find_element(By.TAG_NAME, "main").text)
    shot("home")
    field = driver.find_element(By.NAME, "q")
    field.send_keys("聯絡站")
    field.submit()
    hits = driver.find_elements(By.CSS_SELECTOR, "ol.hits li")
    check("a Traditional search finds articles", len(hits) > 0)
    shot("documents")
    driver.get(base + "/compare?by=province&measure=stations")
    numbers = driver.find_elements(By.CSS_SELECTOR, "a.fact")
    check("a comparison has numbers that are links", len(numbers) > 5)
    shot("compare")
    shot("compare", 390)
    check("no page is wider than a narrow screen",
          driver.execute_script("return document.documentElement.scrollWidth <= window.innerWidth + 1"))
    driver.set_window_size(1280, 900)
    head = driver.find_elements(By.CSS_SELECTOR, "thead th button")
    check("tables can be sorted", len(head) > 0)
    first = driver.find_element(By.CSS_SELECTOR, "a.fact")
    stated, target = first.text, first.get_attribute("href")
    driver.get(target)
    key = target.split("#f-")[1]
    item = driver.find_element(By.ID, "f-" + key)
    check("a number leads to its fact", stated.strip("≥≤<>≈") in item.text, item.text)
    check("the sentence is marked in the article", len(driver.find_elements(By.CSS_SELECTOR, "p.published mark")) > 0)
    shot("document")
    shot("document", 390)
    driver.set_window_size(1280, 900)
    item = driver.find_element(By.ID, "f-" + key)
    item.find_element(By.TAG_NAME, "summary").click()
    value = item.find_element(By.NAME, "value")
    value.clear()
    value.send_keys("424242")
    item.find_element(By.NAME, "note").send_keys("<b>试</b>")
    shot("review")
    item.find_element(By.CSS_SELECTOR, "button[value=corrected]").click()
    WebDriverWait(driver, 10).until(expected_conditions.staleness_of(item))
    item = driver.find_element(By.ID, "f-" + key)
    check("a correction is shown at once", "corrected" in item.find_element(By.CLASS_NAME, "verdict").get_attribute("class"))
    driver.get(base + "/compare?by=province&measure=stations&reviewed=1")
    check("a comparison as reviewed has the correction", "424242" in driver.page_source)
    driver.get(base + "/compare?by=province&measure=stations")
    check("a comparison as found has it not", "424242" not in driver.page_source)
    driver.get(base + "/adoption?by=province")
    cells = driver.find_elements(By.CSS_SELECTOR, "td.narrow a.fact")
    check("regions stand beside their models, a link in each cell", len(cells) > 5, str(len(cells)))
    check("regions that are alike are listed", "三官一员" in driver.find_element(By.CSS_SELECTOR, "main section table").text)
    shot("adoption")
    shot("adoption", 390)
    check("nor is that page wider than a narrow screen",
          driver.execute_script("return document.documentElement.scrollWidth <= window.innerWidth + 1"))
    driver.set_window_size(1280, 900)
    driver.get(base + "/copies")
    row = driver.find_element(By.CSS_SELECTOR, "main table tbody tr")
    check("copies stand beside their originals", "人大网" in row.text and "转载网" in row.text, row.text)
    shot("copies")
    row.find_element(By.TAG_NAME, "a").click()
    check("an original names its copies", "转载网" in driver.find_element(By.TAG_NAME, "main").text)
    driver.get(base + "/facts?region=nowhere")
    fault = driver.find_element(By.CLASS_NAME, "conflict").text
    check("a fault is said in both languages", "没有这个名称" in fault and "no division" in fault, fault)
    shot("fault")
    driver.get(base + "/compare?by=province&measure=stations")
    light = driver.execute_script(BACKGROUND)
    emulate(driver, "prefers-color-scheme", "dark")
    dark = driver.execute_script(BACKGROUND)
    check("a dark system gets dark pages", sum(light) > 600 > 200 > sum(dark), f"{light} {dark}")
    shot("compare-dark")
    emulate(driver, "prefers-color-scheme", "light")
    driver.get(target)
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    shown = [form for form in driver.find_elements(By.CSS_SELECTOR, "nav, form.review") if form.is_displayed()]
    check("paper gets the article and its facts, no forms", not shown and driver.find_element(By.ID, "f-" + key).is_displayed())
    shot("document-print")
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})
    driver.get(base + "/reviews")
    check("the list of reviews has it, its note as text", "<b>试</b>" in driver.find_element(By.TAG_NAME, "table").text)
    shot("reviews")
    driver.get(base + "/documents?q=" + "恶意")
    links = [link.get_attribute("href") for link in driver.find_elements(By.CSS_SELECTOR, "ol.hits h3 a")]
    check("hostile articles are found", len(links) == len(HOSTILE), str(len(links)))
    pages = links + [base + "/facts?q=恶意", base + "/models", base + "/adoption?by=county", base + "/documents?q=恶意"]
    owned = []
    for page in pages:
        driver.get(page)
        time.sleep(0.1)
        if driver.title == "owned" or driver.find_elements(By.CSS_SELECTOR, "iframe, svg, main script, main img"):
            owned.append(page)
    check("no hostile text runs or becomes markup", not owned, str(owned))
    log = [entry["message"] for entry in driver.get_log("browser") if entry["level"] == "SEVERE"]
    log = [line for line in log if "favicon" not in line and "region=nowhere" not in line]
    check("the browser reports no error but of what was asked for", not log, str(log))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--zhandian", default=str(ROOT / ".build/release/zhandian"))
    parser.add_argument("--screenshots")
    options = parser.parse_args()
    if options.screenshots:
        os.makedirs(options.screenshots, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        hostile = pathlib.Path(folder) / "hostile.jsonl"
        with open(hostile, "w") as file:
            for number, text in enumerate(HOSTILE):
                body = f"恶意文本。云南省建成代表联络站{number + 2}个，推行“三官一员{text}”模式。{text}\n群众说“{text}有事找代表”。"
                file.write(json.dumps({"id": f"{number}{text}", "title": f"恶意{text}", "publisher": text, "text": body}) + "\n")
            for day, publisher in enumerate(("人大网", "转载网"), 1):
                body = "".join(f"第{place}村的代表联络站每月{place}日接待群众。" for place in range(1, 9))
                file.write(json.dumps({"id": publisher, "title": "各村接待日", "publisher": publisher, "date": f"2024-05-0{day}", "text": body}) + "\n")
        store = str(pathlib.Path(folder) / "s.db")
        subprocess.run([options.zhandian, "ingest", str(ROOT / "Corpus/samples"), str(hostile), "--store", store, "-q"], check=True)
        port = free_port()
        server = subprocess.Popen([options.zhandian, "serve", "--store", store, "--port", str(port), "--author", "李四", "-q"])
        base = f"http://127.0.0.1:{port}"
        try:
            for _ in range(100):
                try:
                    urllib.request.urlopen(base, timeout=1)
                    break
                except OSError:
                    time.sleep(0.1)
            check("another host is refused", status(base + "/", Host="evil.example") == 403)
            check("a request from another site is refused", status(base + "/", **{"Sec-Fetch-Site": "cross-site"}) == 403)
            driver = browser()
            try:
                explore(driver, base, options.screenshots)
            finally:
                driver.quit()
        finally:
            server.terminate()
            server.wait()
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
