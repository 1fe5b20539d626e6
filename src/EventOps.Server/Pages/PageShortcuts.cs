using System.Collections.Concurrent;

namespace EventOps.Server.Pages;

/// <summary>
/// The way of a page that was asked for before in the same words: past routing and everything else, straight from memory.
/// Pages are open to everybody, so nothing but the address and the language decides which one is meant.
/// </summary>
internal sealed class PageShortcuts(PageMemory memory)
{
    private const int MostShortcuts = 20_000;

    private readonly ConcurrentDictionary<(string Path, string Query, string Language), ReadyPage> known = new();

    /// <summary>Stands first in the pipeline.</summary>
    public Task Serve(HttpContext context, RequestDelegate next) =>
        HttpMethods.IsGet(context.Request.Method) && known.TryGetValue(KeyOf(context.Request), out var page) && memory.IsCurrent(page)
            ? new PageResult(page, PageDesk.Vary).ExecuteAsync(context)
            : next(context);

    /// <summary>Remembers what the way through the house came to.</summary>
    public void Remember(HttpRequest request, ReadyPage page)
    {
        if (page.Origin is null)
            return;
        // Headers are the visitors' to choose: bounded without bookkeeping, it starts afresh when full.
        if (known.Count >= MostShortcuts)
            known.Clear();
        known[KeyOf(request)] = page;
    }

    private static (string Path, string Query, string Language) KeyOf(HttpRequest request) =>
        (request.Path.Value ?? "", request.QueryString.Value ?? "", request.Headers.AcceptLanguage.ToString());
}
