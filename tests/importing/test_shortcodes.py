import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gulagreader.importing.shortcodes.expanding import expand


def shown(text: str, *, html: bool = False) -> str:
    return expand(text, html=html).text.strip()


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        (
            '{% figure caption:"The gate" %}\n![G](/g.jpg)\n{% endfigure %}',
            "![G](/g.jpg)\n\n*The gate*",
        ),
        (
            '{{< figure src="/g.jpg" alt="Gate" caption="The gate" >}}',
            "![Gate](/g.jpg)\n\n*The gate*",
        ),
        (
            '{{< figure src="/g.jpg" caption="The gate" attr="An archive" '
            'attrlink="https://archive.example/7" link="/large.jpg" >}}',
            "![](/g.jpg)\n\n*The gate — [An archive](https://archive.example/7)*",
        ),
        (
            '{{< figure src="/g.jpg" alt="Gate" link="https://archive.example/7" >}}',
            "![Gate](/g.jpg)\n\n*[https://archive.example/7]"
            "(https://archive.example/7)*",
        ),
        (
            '{% include figure image_path="/g.jpg" alt="G" caption="A [b](/c)" %}',
            "![G](/g.jpg)\n\n*A [b](/c)*",
        ),
        (
            '{% img left /g.jpg 200 300 "The gate" %}',
            "![The gate](/g.jpg)\n\n*The gate*",
        ),
        (
            "{% highlight ruby %}\nputs 1\n{% endhighlight %}",
            "```ruby\nputs 1\n```",
        ),
        (
            "{{< highlight go >}}\na := `x`\n{{< /highlight >}}",
            "```go\na := `x`\n```",
        ),
        (
            "{{< youtube dQw4w9WgXcQ >}}",
            "[https://www.youtube.com/watch?v=dQw4w9WgXcQ]"
            "(https://www.youtube.com/watch?v=dQw4w9WgXcQ)",
        ),
        ("{% vimeo 123 %}", "[https://vimeo.com/123](https://vimeo.com/123)"),
        (
            "{% blockquote Anna %}\nTwo\nlines\n{% endblockquote %}",
            "> Two\n> lines\n> \n> — Anna",
        ),
        (
            '{{< quote author="Anna" >}}So it was.{{< /quote >}}',
            "> So it was.\n> \n> — Anna",
        ),
        ("{% raw %}{{ page.title }}{% endraw %}", "{{ page.title }}"),
        ("{{</* figure src=x */>}}", "{{< figure src=x >}}"),
        ("[a]({{ site.baseurl }}/b)", "[a](/b)"),
        ('[a]({{ "/b" | relative_url }})', "[a](/b)"),
        ('[a]({{< ref "b.md" >}})', "[a](b.md)"),
        ("{% notice warning %}Stay *here*{% endnotice %}", "Stay *here*"),
        ("{{% notice %}}Stay{{% /notice %}}", "Stay"),
        ("a {% comment %}not shown{% endcomment %} b", "a  b"),
        ("```\n{{ x }} {% y %}\n```", "```\n{{ x }} {% y %}\n```"),
        ("100 % {not} a {{tag", "100 % {not} a {{tag"),
    ],
)
def test_a_shortcode_becomes_what_it_shows(text: str, markdown: str) -> None:
    assert shown(text) == markdown


def test_what_only_a_site_can_make_is_left_out_and_kept_in_the_record() -> None:
    expanded = expand(
        "Before.\n\n{% for post in site.posts %}{{ post.url }}{% endfor %}"
    )
    assert expanded.text.strip() == "Before."
    assert [(one.what, one.line, one.text) for one in expanded.left_out] == [
        ("template tags", 3, "{% for post in site.posts %}"),
        ("template tags", 3, "{{ post.url }}"),
    ]


def test_in_html_a_shortcode_becomes_html() -> None:
    text = '{% figure caption:"A" %}<img src="/g.jpg">{% endfigure %}'
    assert shown(text, html=True).split() == [
        *("<img", 'src="/g.jpg">', "<p><em>A</em></p>"),
    ]
    quote = "{% quote %}<p>x</p>{% endquote %}"
    assert shown(quote, html=True) == "<blockquote><p>x</p></blockquote>"


def test_no_address_that_runs_is_made_into_a_link() -> None:
    assert "javascript" not in shown('{{< figure src="javascript:x()" alt="a" >}}')


@pytest.mark.parametrize(
    "text",
    [
        "{%" * 50_000,
        "{{<" * 50_000,
        "{{ " * 50_000,
        "{% quote %}" * 5_000 + "{% endquote %}" * 5_000,
        "{% raw %}" * 20_000,
        "```\n" * 30_000,
        "{{% x " + "a=" * 20_000,
        '{{< figure src="' + "\\" * 20_000,
    ],
)
def test_a_text_that_is_made_to_be_slow_is_not(text: str) -> None:
    start = time.process_time()
    expand(text)
    assert time.process_time() - start < 3


PIECES = st.sampled_from(
    [
        *("{% raw %}", "{% endraw %}", "{% quote x %}", "{% endquote %}", "{{ a }}"),
        *('{{< figure src="x" >}}', "{{< /figure >}}", "{% x %}", "{% endx %}"),
        *("```\n", "\n", "words ", "%}", "}}", '"', "{% figure %}"),
        *("{% endfigure %}", "{{</* x */>}}", "{% highlight %}", "{% endhighlight %}"),
    ]
)


@given(st.lists(PIECES, max_size=30).map("".join))
def test_words_between_tags_are_never_lost(text: str) -> None:
    for html in (False, True):
        # What is in a pair that is not to be shown goes with it, and none is here.
        assert expand(text, html=html).text.count("words") == text.count("words")


def test_pairs_that_overlap_show_nothing_twice() -> None:
    text = '{{< figure src="x" >}}{% quote x %}{% endfigure %}words {% endquote %}'
    assert expand(text).text.count("words") == 1
