"""The questions of the sample's evaluation, what they are about, and the evidence on them.

Owns: ten invented questions under the six criteria, and items of evidence of every grade and with every kind of gap.
Never: is evidence of anything; example.org is reserved for examples.

What they tell: EQ01 and EQ07 are well founded, EQ07 by evidence against what was hoped. That on EQ04 contradicts
itself. Each other question lacks something: direct evidence (EQ02), a second source (EQ03), a review (EQ05), anything
of late (EQ06), anything at all (EQ08), anything on one of its outputs (EQ09), an output or indicator (EQ10).
"""

from hashlib import sha256

Row = dict[str, object]
REVIEWER = "Evaluation reviewer (sample)"
_QUESTIONS = """
EQ01|relevance|Do the outputs answer what governments, employers and workers asked for?|Which requests were left out?
EQ02|relevance|Are the workers reached whose deficits are largest?|In home work; in agriculture; among migrants
EQ03|coherence|Does the strategy fit with the other work on responsible business conduct?|
EQ04|effectiveness|Were the tools and agreements that were planned delivered in time?|What held them up?
EQ05|effectiveness|Are the tools used by those for whom they were made?|
EQ06|efficiency|Was the money mobilized that the plan foresaw, and was it spent on what is planned?|
EQ07|impact|Has informal employment fallen in the countries with a supply chain programme?|Would it have fallen anyway?
EQ08|impact|Are there fewer accidents at work in the countries with a supply chain programme?|
EQ09|sustainability|Do institutions carry the work on without the ILO's money?|Training; inspection
EQ10|sustainability|Is the strategy's knowledge kept where others find it?|
"""
# Question: outputs, then indicators.
_LINKS = """
EQ01|O01 O02|
EQ02|O06|IL10
EQ03|O16|
EQ04|O03 O04 O08|
EQ05|O08 O14|
EQ06|O19|
EQ07||IL10 IL11
EQ08||IL05
EQ09|O15 O18|
"""
# ID, question, output, indicator, kind, date, source, directness, direction, review, title
_EVIDENCE = """
EV01|EQ01|O01||survey|2026-01-20|Evaluation team|direct|supports|accepted|Interview survey of forty constituents
EV02|EQ01|O02||document|2025-11-12|International employers' body|direct|supports|accepted|Paper on the information tool
EV03|EQ01|O01||interview|2026-02-03|Trade union centre|direct|supports|accepted|Six interviews with union officers
EV04|EQ01|O02||document|2022-09-14|Office of the strategy|indirect|supports|weak|Requests before the strategy
EV05|EQ02|O06|IL10|statistics|2025-10-30|National statistics offices|indirect|mixed|accepted|Informality by branch
EV06|EQ02|||document|2024-12-05|Research institute|indirect|contradicts|accepted|Who is reached by dialogues: a review
EV07|EQ03|O16||document|2025-06-17|Joint initiative|direct|supports|accepted|Minutes of five meetings
EV08|EQ03|O16||document|2025-12-02|joint  initiative|indirect|supports|accepted|Work plan of the joint initiative
EV09|EQ04|O04||administrative_data|2026-01-09|Office of the strategy|direct|supports|accepted|Dates of release
EV10|EQ04|O03||interview|2026-02-11|Country offices|direct|contradicts|accepted|Four offices without the protocol
EV11|EQ04|O08||evaluation|2025-09-22|Audit unit|indirect|supports|accepted|Review of the guidance process
EV12|EQ05|O08||administrative_data|2026-02-27|Office of the strategy|direct|supports||Downloads by country
EV13|EQ05|O14||observation|2026-02-19|Evaluation team|direct|mixed||Two visits to labour inspectorates
EV14|EQ06|O19||document|2022-11-30|Finance unit|direct|mixed|accepted|Resource forecast for 2023-27
EV15|EQ06|||evaluation|2021-05-18|Audit unit|indirect|mixed|weak|Review of an earlier programme
EV16|EQ07||IL10|statistics|2025-12-15|National statistics offices|direct|contradicts|accepted|Informality, 20 countries
EV17|EQ07||IL10|evaluation|2025-08-29|Research institute|indirect|contradicts|accepted|Two country programmes, evaluated
EV18|EQ07||IL11|interview|2026-01-28|Country offices|indirect|supports|weak|What three offices see
EV19|EQ08||IL05|document|2025-03-03|Company association|indirect|supports|rejected|Leaflet on safety at work
EV20|EQ09|O15||document|2025-11-21|Ministries of two countries|direct|supports|accepted|Budget lines for the training
EV21|EQ09|O15||interview|2026-02-05|Evaluation team|direct|mixed|accepted|Interviews in two ministries
EV22|EQ10|||observation|2026-02-24|Evaluation team|direct|supports|accepted|Search of the public library
EV23|EQ10|||document|2025-05-08|Research institute|indirect|supports|accepted|List of citations
"""
_NOTES = {
    "EV04": "It speaks of requests before the strategy began",
    "EV15": "Another programme, under other rules",
    "EV18": "Three offices only, and no figures",
    "EV19": "The leaflet gives no source for its figures",
}
_KEYS = (
    *("evidence_id", "question_id", "output_id", "indicator_id", "evidence_kind", "evidence_date", "source_name"),
    *("directness", "direction", "review", "title"),
)
REVIEWED_ON = "2026-03-06"


def questions() -> list[Row]:
    """The rows of the sheet Questions."""
    keys = ("question_id", "criterion_code", "question", "sub_question")
    return [dict(zip(keys, line.split("|"), strict=True)) for line in _QUESTIONS.strip().splitlines()]


def links() -> list[Row]:
    """The rows of the sheet Question links."""
    rows: list[Row] = []
    for line in _LINKS.strip().splitlines():
        question, outputs, indicators = line.split("|")
        rows += [{"question_id": question, "output_id": output} for output in outputs.split()]
        rows += [{"question_id": question, "indicator_id": indicator} for indicator in indicators.split()]
    return rows


def evidence(*, is_reviewed: bool) -> list[Row]:
    """The rows of the sheet Evidence, before or after their review."""
    rows = [dict(zip(_KEYS, line.split("|"), strict=True)) for line in _EVIDENCE.strip().splitlines()]
    return [_item(row) | (_review(row) if is_reviewed else {"review": ""}) for row in rows]


def _item(row: dict[str, str]) -> Row:
    name = row["evidence_id"]
    if row["evidence_kind"] in ("interview", "observation"):
        checksum = sha256(row["title"].encode()).hexdigest()
        return {**row, "file_name": f"{name}.pdf".lower(), "evidence_sha256": checksum}
    return {**row, "link": f"https://example.org/sample/evaluation/{name}".lower()}


def _review(row: dict[str, str]) -> Row:
    if not row["review"]:
        return {}
    note = _NOTES.get(row["evidence_id"], "")
    return {"reviewed_by": REVIEWER, "reviewed_on": REVIEWED_ON, "note": note}
