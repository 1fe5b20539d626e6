using System.Net;
using Markdig;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace EventOps.Server.Pages;

/// <summary>
/// Markdown as HTML that is safe to show: raw HTML stays text, links lead to pages and mailboxes only, pictures become
/// links (nothing is fetched from elsewhere), headings continue the page's own.
/// </summary>
internal static class Markup
{
    private static readonly MarkdownPipeline Pipeline =
        new MarkdownPipelineBuilder().DisableHtml().UseAutoLinks().UsePipeTables().Build();

    public static string Html(string text, int headingLevel, string picture)
    {
        if (!MarkupWeight.IsBearable(text))
            return AsTyped(text);
        try
        {
            var document = Markdown.Parse(text, Pipeline);
            Level(document, headingLevel);
            foreach (var inline in document.Descendants<Inline>().ToList())
                Tame(inline, picture);
            return document.ToHtml(Pipeline);
        }
        catch (ArgumentException)
        {
            // Markdig's answer to text nested so deeply that nobody reads it.
            return AsTyped(text);
        }
    }

    private static string AsTyped(string text) => $"<p class=\"typed\">{WebUtility.HtmlEncode(text)}</p>";

    // A level is as deep as the headings above it, whatever number of # somebody typed: none is skipped.
    private static void Level(MarkdownDocument document, int top)
    {
        var open = new Stack<int>();
        foreach (var heading in document.Descendants<HeadingBlock>())
        {
            while (open.TryPeek(out var above) && above >= heading.Level)
                open.Pop();
            open.Push(heading.Level);
            heading.Level = Math.Min(6, top + open.Count - 1);
        }
    }

    private static void Tame(Inline inline, string picture)
    {
        switch (inline)
        {
            case LinkInline link:
                Tame(link, picture);
                break;
            case AutolinkInline auto when WebLinks.Safe(auto.IsEmail ? $"mailto:{auto.Url}" : auto.Url) is null:
                auto.ReplaceBy(new LiteralInline(auto.Url));
                break;
            case AutolinkInline auto:
                auto.GetAttributes().AddPropertyIfNotExist("rel", "noopener nofollow");
                break;
            // Nobody wraps Chinese by hand: a line that ends there is meant to.
            case LineBreakInline { IsHard: false, PreviousSibling: LiteralInline { Content: { Length: > 0 } before } } soft
                when before[before.End] >= '\u2E80':
                soft.IsHard = true;
                break;
        }
    }

    private static void Tame(LinkInline link, string picture)
    {
        if (link.IsImage && link.FirstChild is null)
            link.AppendChild(new LiteralInline(picture));
        // A picture that is a link already stays the link that it is.
        var isInLink = link.IsImage && link.FindParentOfType<LinkInline>().Any(parent => parent != link);
        link.IsImage = false;
        if (isInLink || WebLinks.Safe(link.GetDynamicUrl?.Invoke() ?? link.Url) is not { } safe)
        {
            link.ReplaceBy(new ContainerInline(), copyChildren: true);
            return;
        }

        link.Url = safe;
        link.GetAttributes().AddPropertyIfNotExist("rel", "noopener nofollow");
    }
}
