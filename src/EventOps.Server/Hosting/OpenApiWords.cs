using Microsoft.OpenApi;

namespace EventOps.Server.Hosting;

/// <summary>The words around the routes: the tags, and a description wherever a route has only a summary.</summary>
internal static class OpenApiWords
{
    private static readonly Dictionary<string, string> Tags = new(StringComparer.Ordinal)
    {
        ["Meetups"] = "Schedule meetups, change them, read them.",
        ["Agenda"] = "The timetable as released, as drafted, and every release there was.",
        ["Recap"] = "The page after the meetup.",
        ["History"] = "How a meetup came to be what it is.",
        ["People"] = "Erase a person for good.",
        ["Events"] = "Everything that happened, numbered: as a list and as a stream.",
        ["Subscriptions"] = "Who is told of what, and what was sent.",
        ["Messages"] = "The types of messages and their schemas.",
        ["Health"] = "For operators.",
    };

    public static void Describe(OpenApiDocument document)
    {
        var used = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var (path, method, operation) in document.Paths.SelectMany(path =>
            (path.Value.Operations ?? []).Select(operation => (path.Key, operation.Key, operation.Value))))
        {
            operation.OperationId ??= NameOf(method, path);
            if (string.IsNullOrEmpty(operation.Description))
                operation.Description = operation.Summary ?? operation.OperationId;
            used.UnionWith(operation.Tags?.Select(tag => tag.Name!) ?? []);
        }

        // Where the document is, the server is.
        document.Servers = [new OpenApiServer { Url = "/" }];
        document.Info.Contact = new() { Name = "EventOps" };
        document.Tags = new HashSet<OpenApiTag>(used.Select(tag => new OpenApiTag { Name = tag, Description = Tags.GetValueOrDefault(tag, tag) }));
    }

    private static string NameOf(HttpMethod method, string path) => string.Concat(
        $"{method.Method.ToLowerInvariant()}/{path}".Split('/', '-', '{', '}', '.').Where(part => part.Length > 0)
            .Select(part => char.ToUpperInvariant(part[0]) + part[1..]));
}
