-- title: Change since the years before the strategy
-- snapshots: indicators
-- series_count | Series compared | count | series of countries with a mean before and after
-- better_count | Better | count | series of countries with a better mean after than before
-- worse_count | Worse | count | series of countries with a worse mean after than before
-- modelled_count | Modelled among them | count | series compared that have modelled values
-- break_count | Broken among them | count | series compared that break
-- reversed_count | Judged otherwise without the pandemic years | count | series judged otherwise where 2020 and 2021 are left out
select
    count(*) filter (where difference is not null) as series_count,
    count(*) filter (where change_class = 'better') as better_count,
    count(*) filter (where change_class = 'worse') as worse_count,
    count(*) filter (where difference is not null and is_modelled) as modelled_count,
    count(*) filter (where difference is not null and has_break) as break_count,
    count(*) filter (
        where change_class in ('better', 'worse', 'unchanged')
        and change_class_without_pandemic in ('better', 'worse', 'unchanged')
        and change_class <> change_class_without_pandemic
    ) as reversed_count
from evaluation.change_since_baseline
where area_kind = 'country' and disaggregation = 'total'
