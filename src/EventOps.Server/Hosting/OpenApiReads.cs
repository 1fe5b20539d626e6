using Microsoft.OpenApi;

namespace EventOps.Server.Hosting;

/// <summary>What the document says of every read of a community, as <see cref="ConditionalReads"/> carries it out.</summary>
internal static class OpenApiReads
{
    public static void Describe(OpenApiDocument document)
    {
        foreach (var (path, item) in document.Paths)
        {
            if (path.StartsWith(OpenApiProblems.Communities, StringComparison.Ordinal)
                && item.Operations?.GetValueOrDefault(HttpMethod.Get) is { } read)
                Describe(read);
        }
    }

    private static void Describe(OpenApiOperation read)
    {
        var parameters = read.Parameters ??= [];
        var pages = parameters.Any(parameter => parameter.Name is "after" or "before");
        parameters.Add(new OpenApiParameter
        {
            Name = "minPosition", In = ParameterLocation.Query,
            Description = "Waits, at most two seconds, until the answer includes this position.",
            Schema = new OpenApiSchema { Type = JsonSchemaType.Integer, Format = "int64", Minimum = "0" },
        });
        parameters.Add(new OpenApiParameter
        {
            Name = "If-None-Match", In = ParameterLocation.Header, Description = "ETags of what the reader has.",
            Schema = new OpenApiSchema { Type = JsonSchemaType.String },
        });
        var responses = read.Responses ??= [];
        responses["304"] = new OpenApiResponse { Description = "The reader has it already." };
        if (responses.GetValueOrDefault("200") is OpenApiResponse found)
            found.Headers = HeadersOf(pages);
    }

    private static Dictionary<string, IOpenApiHeader> HeadersOf(bool pages)
    {
        var headers = new Dictionary<string, IOpenApiHeader> { ["ETag"] = Text("For If-None-Match; of a meetup or a subscription also for If-Match.") };
        if (pages)
            headers["Link"] = Text("The next page, rel=next; absent on the last one. The events of a community always have one.");
        return headers;
    }

    private static OpenApiHeader Text(string description) =>
        new() { Description = description, Schema = new OpenApiSchema { Type = JsonSchemaType.String } };
}
