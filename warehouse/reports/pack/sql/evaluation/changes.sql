-- title: Change since the years before the strategy, countries by indicator
-- key: indicator_id
-- snapshots: changes
-- indicator_id | Code | text
-- indicator_label | Indicator | text
-- role | Role | text
-- compared_count | Countries compared | count | countries with a mean before and after
-- better_count | Better | count | countries with a better mean after than before
-- worse_count | Worse | count | countries with a worse mean after than before
-- unchanged_count | The same | count annex | countries with the same mean after as before
-- better_break_count | Better, with a break | count | countries with a better mean whose series breaks
-- worse_break_count | Worse, with a break | count | countries with a worse mean whose series breaks
-- not_judged_count | Compared, not judged | count | countries compared where no direction is agreed
-- break_count | With a break | count | countries compared whose series breaks
-- modelled_count | Modelled | count | countries compared with modelled values
-- no_difference_count | Not comparable | count | countries with values and no mean before or after
select
    indicator_id,
    indicator_label,
    role,
    count(*) filter (where difference is not null) as compared_count,
    count(*) filter (where change_class = 'better') as better_count,
    count(*) filter (where change_class = 'worse') as worse_count,
    count(*) filter (where change_class = 'unchanged') as unchanged_count,
    count(*) filter (where change_class = 'better' and has_break) as better_break_count,
    count(*) filter (where change_class = 'worse' and has_break) as worse_break_count,
    count(*) filter (where difference is not null and change_class = 'not_judged') as not_judged_count,
    count(*) filter (where difference is not null and has_break) as break_count,
    count(*) filter (where difference is not null and is_modelled) as modelled_count,
    count(*) filter (where difference is null) as no_difference_count
from evaluation.change_since_baseline
where area_kind = 'country' and disaggregation = 'total'
group by indicator_id, indicator_label, role
order by indicator_id
