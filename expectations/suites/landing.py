"""Rules on what landing left, one group per source, read as staging reads it.

Owns: that a stored file is read whole and is what its origin says, and what of it looks unlikely enough to be told.
Never: repeats a rule of the door (a file that breaks one never lands); judges a figure made from several rows.
"""

from datetime import date

from expectations.rules import WARNING, Facts, Rule, between, no_rows

SNAPSHOTS, OBSERVATIONS = "staging.stg_landing__snapshots", "staging.stg_ilostat__observations"
DICTIONARIES, AREAS = "staging.stg_ilostat__dictionary_entries", "staging.stg_ilostat__areas"
REGISTERS, SURVEYS = "staging.stg_register__rows", "staging.stg_survey__rows"
EVALUATIONS = "staging.stg_evaluation__rows"
LARGEST_AMOUNT_USD, LEAST_RESPONDENTS, LARGEST_WEIGHT_RATIO, LEAST_SHARE_OF_DICTIONARY = 50_000_000, 10, 50, 0.5
_BEGINS = date(2023, 1, 1)
_VERIFY = "Run dwsc verify: it names a snapshot that is damaged; land its file again"
_ASK = "Ask who handed the file in; if the row shown is wrong, a corrected file is landed as a newer one"
# Source -> its table in staging. ILOSTAT's rows are counted by a dbt test.
_READ = {
    "ilostat_dictionaries": DICTIONARIES,
    "ilostat_areas": AREAS,
    "register": REGISTERS,
    "survey": SURVEYS,
    "evaluation": EVALUATIONS,
}


def rules(facts: Facts) -> tuple[Rule, ...]:
    """The rules on schema staging."""
    return (*_read_whole(), *_ilostat(), *_dictionaries(), *_areas(), *_register(facts), *_survey(), *_evaluation())


def _read_whole() -> tuple[Rule, ...]:
    return tuple(
        Rule(
            f"DWSC-LND-{number}01", f"{source}_rows_are_all_read", table, "completeness",
            "Each stored file of this source gives as many rows as its origin counted",
            _VERIFY,
            no_rows(
                "select snapshots.snapshot_id, snapshots.file_name, snapshots.row_count, "
                "coalesce(found.row_count, 0) as row_count_read "
                f"from {SNAPSHOTS} as snapshots left join "
                "(select snapshot_id, count(*) as row_count from {batch} group by snapshot_id) as found "
                "on snapshots.snapshot_id = found.snapshot_id "
                f"where snapshots.source = '{source}' and snapshots.row_count <> coalesce(found.row_count, 0)"
            ),
            column="snapshot_id", needs=source,
        )
        for number, (source, table) in enumerate(_READ.items(), 2)
    )  # fmt: skip


def _ilostat() -> tuple[Rule, ...]:
    """These read no other table: in a run that adds to the last one, the view holds only the rows that are new."""
    return (
        Rule(
            "DWSC-LND-101", "ilostat_files_hold_one_indicator", OBSERVATIONS, "reference",
            "The rows of a stored file that name their indicator all name the same one",
            _VERIFY,
            no_rows(
                "select snapshot_id, min(indicator_code) as one_indicator, max(indicator_code) as another "
                "from {batch} group by snapshot_id having min(indicator_code) <> max(indicator_code)"
            ),
            column="snapshot_id", needs="ilostat", may_have_no_rows=True, sees_new_rows_only=True,
        ),
        Rule(
            "DWSC-LND-102", "ilostat_files_hold_one_frequency", OBSERVATIONS, "validity",
            "The times of a stored file are all years, all quarters or all months",
            _VERIFY,
            no_rows(
                "select snapshot_id, min(time_period) as one_time, max(time_period) as another from {batch} "
                "group by snapshot_id having min(length(time_period)) <> max(length(time_period)) "
                "or min(substring(time_period, 5, 1)) <> max(substring(time_period, 5, 1))"
            ),
            column="time_period", needs="ilostat", may_have_no_rows=True, sees_new_rows_only=True,
        ),
    )  # fmt: skip


def _dictionaries() -> tuple[Rule, ...]:
    return (
        Rule(
            "DWSC-LND-202", "a_newer_dictionary_is_not_half_as_long", SNAPSHOTS, "completeness",
            "A dictionary has at least half the codes of the one before it",
            "Compare it with the dictionary before it; if codes are lost, fetch or land it again",
            no_rows(
                "with vintages as (select *, lag(row_count) over (partition by dataset_code "
                "order by known_from, snapshot_id) as previous_row_count from {batch} "
                "where source = 'ilostat_dictionaries') "
                "select dataset_code, file_name, row_count, previous_row_count from vintages "
                f"where row_count < {LEAST_SHARE_OF_DICTIONARY} * previous_row_count"
            ),
            severity=WARNING, column="row_count", needs="ilostat_dictionaries",
        ),
    )  # fmt: skip


def _areas() -> tuple[Rule, ...]:
    return (
        Rule(
            "DWSC-LND-302", "years_of_an_area_do_not_run_backwards", AREAS, "validity",
            "The first year with data of an area is not after its last",
            "Look at the file of reference areas at the row shown; fetch or land it again",
            no_rows("select * from {batch} where data_start_year > data_end_year"),
            severity=WARNING, column="data_start_year", needs="ilostat_areas",
        ),
    )  # fmt: skip


def _register(facts: Facts) -> tuple[Rule, ...]:
    return (
        Rule(
            "DWSC-LND-402", "registers_are_handed_in_during_the_strategy", REGISTERS, "timeliness",
            "No register was handed in before the strategy began",
            _ASK,
            between("submitted_date", _BEGINS, max(facts.as_of, _BEGINS)),
            severity=WARNING, column="submitted_date", needs="register",
        ),
        Rule(
            "DWSC-LND-403", "amounts_are_of_a_plausible_size", REGISTERS, "validity",
            f"No single amount is more than {LARGEST_AMOUNT_USD / 1_000_000:.0f} million US dollars",
            _ASK,
            no_rows(
                "select place, snapshot_id, amount, currency, usd_rate from {batch} "
                f"where abs(amount * coalesce(usd_rate, 1)) > {LARGEST_AMOUNT_USD} and (currency = 'USD' "
                "or usd_rate is not null)"
            ),
            severity=WARNING, column="amount", needs="register", may_be_empty=True,
        ),
    )  # fmt: skip


def _survey() -> tuple[Rule, ...]:
    return (
        Rule(
            "DWSC-LND-502", "a_respondent_answers_an_item_once", SURVEYS, "uniqueness",
            "Within a file, nobody answers the same item of a wave twice",
            _ASK,
            no_rows(
                "select snapshot_id, survey_id, wave, item_id, count(*) as answer_count from {batch} "
                "where record = 'response' group by snapshot_id, survey_id, wave, item_id, respondent_id "
                "having count(*) > 1"
            ),
            column="item_id", needs="survey",
        ),
        Rule(
            "DWSC-LND-503", "weights_of_answers_are_plausible", SURVEYS, "reliability",
            f"No answer weighs {LARGEST_WEIGHT_RATIO} times as much as another one of its wave",
            _ASK,
            no_rows(
                "select survey_id, wave, min(weight) as least_weight, max(weight) as largest_weight from {batch} "
                f"group by survey_id, wave having max(weight) > {LARGEST_WEIGHT_RATIO} * min(weight)"
            ),
            severity=WARNING, column="weight", needs="survey", may_be_empty=True,
        ),
        Rule(
            "DWSC-LND-504", "a_wave_has_enough_respondents", SURVEYS, "reliability",
            f"At least {LEAST_RESPONDENTS} people answered in each wave of a survey",
            "Read the shares of this wave with care; they rest on very few people",
            no_rows(
                "select survey_id, wave, count(distinct respondent_id) as respondent_count from {batch} "
                f"where record = 'response' group by survey_id, wave "
                f"having count(distinct respondent_id) < {LEAST_RESPONDENTS}"
            ),
            severity=WARNING, column="item_id", needs="survey",
        ),
    )  # fmt: skip


def _evaluation() -> tuple[Rule, ...]:
    return (
        Rule(
            "DWSC-LND-602", "nothing_is_rated_after_it_was_handed_in", EVALUATIONS, "timeliness",
            "The day of a rating is not after the day on which its workbook was handed in",
            _ASK,
            no_rows("select place, snapshot_id, rated_date, submitted_date from {batch} "
                    "where rated_date > submitted_date"),
            severity=WARNING, column="rated_date", needs="evaluation", may_be_empty=True,
        ),
        Rule(
            "DWSC-LND-603", "no_evidence_is_dated_after_it_was_handed_in", EVALUATIONS, "timeliness",
            "No document that is given as evidence is younger than the workbook that names it",
            _ASK,
            no_rows("select place, snapshot_id, evidence_id, evidence_date, submitted_date from {batch} "
                    "where evidence_date > submitted_date"),
            severity=WARNING, column="submitted_date", needs="evaluation",
        ),
    )  # fmt: skip
