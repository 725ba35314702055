-- title: Change since the years before the strategy
-- snapshots: changes
-- series_count | Series compared | count | series of countries with a mean before and after
-- better_count | Better | count | series of countries with a better mean after than before
-- worse_count | Worse | count | series of countries with a worse mean after than before
-- unchanged_count | The same | count | series of countries with the same mean after as before
-- not_judged_count | Not judged | count | series compared where nobody has agreed which way is better
-- better_break_count | Better, with a break | count | series with a better mean after than before that break
-- better_modelled_count | Better, modelled | count | series with a better mean after than before that have modelled values
-- worse_break_count | Worse, with a break | count | series with a worse mean after than before that break
-- worse_modelled_count | Worse, modelled | count | series with a worse mean after than before that have modelled values
-- unknown_break_count | Breaks not known | count | series compared of which nobody knows whether they break
-- modelled_count | Modelled among them | count | series compared that have modelled values
-- break_count | Broken among them | count | series compared that break
-- reversed_count | Judged otherwise without the pandemic years | count | series judged otherwise where 2020 and 2021 are left out
select
    count(*) filter (where difference is not null) as series_count,
    count(*) filter (where change_class = 'better') as better_count,
    count(*) filter (where change_class = 'worse') as worse_count,
    count(*) filter (where change_class = 'unchanged') as unchanged_count,
    count(*) filter (where difference is not null and change_class = 'not_judged') as not_judged_count,
    count(*) filter (where change_class = 'better' and has_break) as better_break_count,
    count(*) filter (where change_class = 'better' and is_modelled) as better_modelled_count,
    count(*) filter (where change_class = 'worse' and has_break) as worse_break_count,
    count(*) filter (where change_class = 'worse' and is_modelled) as worse_modelled_count,
    count(*) filter (where difference is not null and has_break is null) as unknown_break_count,
    count(*) filter (where difference is not null and is_modelled) as modelled_count,
    count(*) filter (where difference is not null and has_break) as break_count,
    count(*) filter (
        where change_class in ('better', 'worse', 'unchanged')
        and change_class_without_pandemic in ('better', 'worse', 'unchanged')
        and change_class <> change_class_without_pandemic
    ) as reversed_count
from evaluation.change_since_baseline
where area_kind = 'country' and disaggregation = 'total'
