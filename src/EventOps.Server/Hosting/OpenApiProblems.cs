using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace EventOps.Server.Hosting;

/// <summary>What the document says of every "no": each code with its status and meaning, and what an operation may answer.</summary>
internal static class OpenApiProblems
{
    public const string Communities = "/api/communities/";
    private static readonly int[] OfAll = [400, 401, 403, 404, 429, 500, 503];
    private static readonly int[] OfWrites = [408, 409, 412, 413, 415, 422];

    public static void Describe(OpenApiDocument document)
    {
        document.Components ??= new();
        var schemas = document.Components.Schemas ??= new Dictionary<string, IOpenApiSchema>();
        // The framework's own, which knows no code.
        schemas.Remove("ProblemDetails");
        schemas["ProblemCode"] = Code();
        schemas["FieldError"] = FieldErrorOf();
        schemas["Problem"] = Problem(document);
        var responses = document.Components.Responses ??= new Dictionary<string, IOpenApiResponse>();
        // Another method than those of an address is no operation that could answer 405.
        foreach (var status in ProblemCodes.All.Select(code => code.Status).Distinct().Where(status => status is not 405))
            responses[NameOf(status)] = Response(document, status);
        foreach (var (path, item) in document.Paths)
        {
            foreach (var (method, operation) in item.Operations ?? [])
            {
                Refer(document, operation, StatusesOf(path, method, operation));
                if (method == HttpMethod.Get && path.Contains("/meetups/{meetup}", StringComparison.Ordinal))
                    (operation.Responses ??= [])["308"] = Moved();
            }
        }
    }

    private static IEnumerable<int> StatusesOf(string path, HttpMethod method, OpenApiOperation operation)
    {
        var declared = operation.Responses?.Keys.Where(key => key[0] is '4' or '5').Select(key => int.Parse(key, CultureInfo.InvariantCulture)) ?? [];
        if (!path.StartsWith(Communities, StringComparison.Ordinal))
            return declared;
        return declared.Union(OfAll).Union(method == HttpMethod.Get ? [] : OfWrites);
    }

    private static void Refer(OpenApiDocument document, OpenApiOperation operation, IEnumerable<int> statuses)
    {
        var responses = operation.Responses ??= [];
        foreach (var status in statuses.Order().ToList())
            responses[status.ToString(CultureInfo.InvariantCulture)] = new OpenApiResponseReference(NameOf(status), document);
    }

    private static OpenApiResponse Moved() => new()
    {
        Description = "The meetup has another slug now.",
        Headers = Header("Location", "The same under the slug that it has.", JsonSchemaType.String),
    };

    private static OpenApiResponse Response(OpenApiDocument document, int status) => new()
    {
        Description = string.Join('\n', ProblemCodes.Of(status).Select(code => $"- `{code.Code}`: {code.Meaning}")),
        Headers = HeadersOf(status),
        Content = new Dictionary<string, OpenApiMediaType>
        {
            ["application/problem+json"] = new() { Schema = new OpenApiSchemaReference("Problem", document) },
        },
    };

    private static Dictionary<string, IOpenApiHeader>? HeadersOf(int status) => status switch
    {
        401 => Header("WWW-Authenticate", "How to show who asks.", JsonSchemaType.String),
        429 or 503 => Header("Retry-After", "Seconds until it is worth asking again.", JsonSchemaType.Integer),
        _ => null,
    };

    private static Dictionary<string, IOpenApiHeader> Header(string name, string description, JsonSchemaType type) => new()
    {
        [name] = new OpenApiHeader { Description = description, Schema = new OpenApiSchema { Type = type } },
    };

    private static OpenApiSchema Code() => new()
    {
        Type = JsonSchemaType.String,
        Description = "Stable, for programs.\n\n| code | status | means |\n| --- | --- | --- |\n"
            + string.Join('\n', ProblemCodes.All.Select(code => $"| `{code.Code}` | {code.Status} | {code.Meaning} |")),
        Enum = [.. ProblemCodes.All.Select(code => (JsonNode)code.Code)],
    };

    private static OpenApiSchema Problem(OpenApiDocument document) => new()
    {
        Type = JsonSchemaType.Object,
        Description = "Problem details (RFC 9457): a stable code, and beside it the facts of the case.",
        Required = new HashSet<string> { "type", "title", "status", "detail", "code" },
        AdditionalPropertiesAllowed = true,
        Properties = new Dictionary<string, IOpenApiSchema>
        {
            ["type"] = Text("urn:eventops:problem: and the code."),
            ["title"] = Text("The status in words."),
            ["status"] = new OpenApiSchema { Type = JsonSchemaType.Integer, Format = "int32" },
            ["detail"] = Text("One sentence for people."),
            ["code"] = new OpenApiSchemaReference("ProblemCode", document),
            ["errors"] = new OpenApiSchema
            {
                Type = JsonSchemaType.Array,
                Description = "Every field that is not as it must be, with code request.invalid.",
                Items = new OpenApiSchemaReference("FieldError", document),
            },
            ["command"] = new OpenApiSchema
            {
                Type = JsonSchemaType.Integer, Format = "int32", Description = "Which command of a batch was refused, from 0.",
            },
        },
    };

    private static OpenApiSchema FieldErrorOf() => new()
    {
        Type = JsonSchemaType.Object,
        Required = new HashSet<string> { "path", "rule", "message" },
        Properties = new Dictionary<string, IOpenApiSchema>
        {
            ["path"] = Text(CommandDocs.Field(typeof(FieldError), "Path")),
            ["rule"] = Text(CommandDocs.Field(typeof(FieldError), "Rule")),
            ["message"] = Text(CommandDocs.Field(typeof(FieldError), "Message")),
        },
    };

    private static OpenApiSchema Text(string? description) => new() { Type = JsonSchemaType.String, Description = description };

    private static string NameOf(int status) => $"Problem{status.ToString(CultureInfo.InvariantCulture)}";
}
