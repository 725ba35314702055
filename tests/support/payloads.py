"""Texts that have done harm somewhere: in SQL, in HTML and Markdown, in paths, in spreadsheets, in terminals.

Owns: the list, which tests of the pages and of names of files share.
Never: depends on what is attacked with it.
"""

SQL = (
    "'",
    "''",
    '"',
    "\\",
    "\\'",
    "';--",
    "' or '1'='1",
    "' or 1=1 --",
    '" or ""="',
    "') or ('1'='1",
    "1; drop table strategy.outputs",
    "'; drop table strategy.outputs; --",
    "'); delete from strategy.outputs; --",
    "' union select salary from raw.secret --",
    "' union all select null, null, null --",
    "x' and (select count(*) from range(100000000)) > 0 --",
    "'; attach 'x.duckdb'; --",
    "'; copy (select 1) to 'out.csv'; --",
    "' || (select content from read_text('/etc/passwd')) || '",
    "$1",
    "?",
    "%27%20or%201=1",
    "$$ or 1=1 $$",
    "E'\\x27'",
    "/* */ or 1=1",
    "null",
    "\u02bc or 1=1 --",
    "\uff07 or 1=1 --",
)
MARKUP = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<a href='javascript:alert(1)'>x</a>",
    "</style><b>bold</b>",
    "[x](javascript:alert(1))",
    "[x](https://example.org)",
    "![x](https://example.org/x.png)",
    "**bold** _slanted_ `code`",
    ":red[x] :material/home: $x^2$",
    "# heading",
    "| a | b |\n|---|---|",
    "&lt;b&gt; &#60;b&#62;",
    "{{ 7 * 7 }}",
    "${7*7}",
    "<!-- x -->",
)
PATHS = ("../../etc/passwd", "..\\..\\x", "/etc/passwd", "file:///etc/passwd", "C:\\x", "~", "a/../b", "x\0y")
OTHER = (
    "=1+1",
    "@SUM(1)",
    "\x1b[31mred",
    "\u202egnp.exe",
    "\u0000",
    "\U0001f600",
    "a" * 5000,
    "-1",
    "1e999",
    "NaN",
    "true",
    " ",
)
PAYLOADS = (*SQL, *MARKUP, *PATHS, *OTHER)
