using Markdig;
using Markdig.Renderers;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Guanxi.Service.Knowledge;

/// <summary>An article's Markdown as HTML that is safe to show: no HTML of the writer's own, no pictures from elsewhere, links only to pages, mail and telephone numbers.</summary>
internal static class ArticleHtml
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().DisableHtml().UsePipeTables().Build();
    private static readonly string[] Schemes = ["http:", "https:", "mailto:", "tel:"];

    public static string Of(string markdown)
    {
        var document = Markdown.Parse(markdown, Pipeline);
        // The page itself has the first heading. Below it no level is left out, whatever the writer began with.
        List<int> above = [];
        foreach (var heading in document.Descendants<HeadingBlock>().ToList())
        {
            above.RemoveAll(level => level >= heading.Level);
            above.Add(heading.Level);
            heading.Level = Math.Min(above.Count + 1, 6);
        }
        foreach (var link in document.Descendants<LinkInline>().ToList())
            if (link.IsImage || !Leads(link.Url)) link.ReplaceBy(new LiteralInline(string.Concat(link.Descendants<LiteralInline>().Select(l => l.Content.ToString()))));
        foreach (var link in document.Descendants<AutolinkInline>().ToList())
            if (!link.IsEmail && !Leads(link.Url)) link.ReplaceBy(new LiteralInline(link.Url));
        using var text = new StringWriter();
        var renderer = new HtmlRenderer(text);
        Pipeline.Setup(renderer);
        renderer.Render(document);
        return text.ToString();
    }

    /// <summary>Its words alone, in one line.</summary>
    public static string Words(string markdown) => string.Join(' ', Markdown.ToPlainText(markdown, Pipeline).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>Within the product, or by a scheme that does nothing but lead somewhere.</summary>
    private static bool Leads(string? url) => url is { Length: > 0 } && ((url[0] == '/' && !url.StartsWith("//", StringComparison.Ordinal) && !url.StartsWith("/\\", StringComparison.Ordinal)) || Array.Exists(Schemes, s => url.StartsWith(s, StringComparison.OrdinalIgnoreCase)));
}
