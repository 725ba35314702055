-- The run words each form where CITATION.cff is worded too (warehouse/release/citation.py), so that all say the same.
{% set forms = [
    ('text', 'For a list of references.'),
    ('bibtex', 'For a LaTeX bibliography.'),
    ('cff', 'The file CITATION.cff of the release, with each data set of ILOSTAT that is in it (none in a sample).'),
    ('licence', 'Under which terms the figures may be used.'),
    ('checksum', 'SHA-256 over the list of what was read, as in guide.release. No file holds its own checksum: that of this file stands in SHA256SUMS beside it.'),
] %}
with
final as (
    select
        cite_no,
        form,
        citation,
        note
    from (
        values
        {% for form, note in forms %}
        (
            {{ loop.index }},
            '{{ form }}',
            {{ literal(var("citation")[form] or "not told") }},
            {{ literal(note) }}
        ){{ ',' if not loop.last }}
        {% endfor %}
    ) as cite (cite_no, form, citation, note)
)

select * from final
