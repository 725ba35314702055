with
labels as (
    select
        variable,
        code,
        max(case when language = in_language then label end) as label_asked,
        max(case when language = 'en' then label end) as label_en
    from indicators.labels_by_language
    where language in (in_language, 'en')
    group by variable, code
),

areas_named as (
    select code
    from indicators.labels_by_language
    where variable = 'ref_area'
        and lower(label) = lower(country)
),

datasets_of as (
    select dataset_code
    from indicators.indicators
    where upper(indicator_id) = upper(of_indicator)
),

chosen as (
    select *
    from indicators.series
    where (
        dataset_code in (of_indicator, upper(of_indicator), upper(of_indicator) || '_A')
        or dataset_code in (select datasets_of.dataset_code from datasets_of)
    )
    and (
        country is null
        or reference_area_code = upper(country)
        or reference_area_code in (select areas_named.code from areas_named)
    )
),

labelled as (
    select
        chosen.*,
        catalogue.unit,
        coalesce(named.label_asked, named.label_en, catalogue.dataset_label) as indicator_label,
        coalesce(areas.label_asked, areas.label_en) as reference_area_label,
        coalesce(sexes.label_asked, sexes.label_en, chosen.sex_label) as sex_words,
        coalesce(firsts.label_asked, firsts.label_en, chosen.classification_1_label) as classification_1_words,
        coalesce(seconds.label_asked, seconds.label_en, chosen.classification_2_label) as classification_2_words,
        named.label_asked is not null
        and areas.label_asked is not null
        and (chosen.sex_code is null or sexes.label_asked is not null)
        and (chosen.classification_1_code is null or firsts.label_asked is not null)
        and (chosen.classification_2_code is null or seconds.label_asked is not null) as are_all_asked
    from chosen
    left join indicators.catalogue as catalogue
        on chosen.dataset_code = catalogue.dataset_code
    left join labels as named
        on named.variable = 'indicator'
            and chosen.indicator_code = named.code
    left join labels as areas
        on areas.variable = 'ref_area'
            and chosen.reference_area_code = areas.code
    left join labels as sexes
        on sexes.variable = 'sex'
            and chosen.sex_code = sexes.code
    left join labels as firsts
        on firsts.variable = 'classification'
            and chosen.classification_1_code = firsts.code
    left join labels as seconds
        on seconds.variable = 'classification'
            and chosen.classification_2_code = seconds.code
)

select
    dataset_code,
    indicator_label,
    unit,
    reference_area_code,
    reference_area_label,
    sex_code,
    sex_words as sex_label,
    classification_1_code,
    classification_1_words as classification_1_label,
    classification_2_code,
    classification_2_words as classification_2_label,
    time_period,
    year,
    value,
    observation_kind,
    is_break,
    are_all_asked or in_language = 'en' as has_all_labels,
    source_label,
    snapshot_id,
    row_number,
    is_sample
from labelled
order by reference_area_code, sex_code, classification_1_code, classification_2_code, time_period
