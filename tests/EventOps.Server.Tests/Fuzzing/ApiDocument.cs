using System.Text.Json;

namespace EventOps.Server.Tests.Fuzzing;

/// <summary>One parameter of an operation.</summary>
internal sealed record ApiParameter(string Name, string Place, JsonElement Schema);

/// <summary>What the OpenAPI document says of one method of one address.</summary>
internal sealed record ApiOperation(
    HttpMethod Method, string Path, IReadOnlyList<ApiParameter> Parameters, JsonElement? Body, IReadOnlySet<int> Statuses)
{
    public bool IsRead => Method == HttpMethod.Get;

    public override string ToString() => $"{Method} {Path}";
}

/// <summary>The OpenAPI document of a running server, as far as a fuzzer reads it.</summary>
internal sealed class ApiDocument
{
    private readonly JsonElement root;

    public ApiDocument(JsonElement root)
    {
        this.root = root;
        Operations =
        [
            .. from path in root.GetProperty("paths").EnumerateObject()
               from method in path.Value.EnumerateObject()
               where method.Value.TryGetProperty("responses", out _)
               select Operation(path.Name, method.Name, method.Value),
        ];
    }

    public IReadOnlyList<ApiOperation> Operations { get; }

    /// <summary>The schema itself, where it is named by reference.</summary>
    public JsonElement Resolve(JsonElement schema)
    {
        while (schema.TryGetProperty("$ref", out var reference))
            schema = reference.GetString()!.Split('/').Skip(1).Aggregate(root, (at, name) => at.GetProperty(name));
        return schema;
    }

    private ApiOperation Operation(string path, string method, JsonElement operation) => new(
        new HttpMethod(method.ToUpperInvariant()), path,
        operation.TryGetProperty("parameters", out var parameters)
            ? [.. parameters.EnumerateArray().Select(Resolve).Select(p => new ApiParameter(p.GetProperty("name").GetString()!, p.GetProperty("in").GetString()!, p.GetProperty("schema")))]
            : [],
        operation.TryGetProperty("requestBody", out var body) && body.GetProperty("content").TryGetProperty("application/json", out var json)
            ? json.GetProperty("schema")
            : null,
        operation.GetProperty("responses").EnumerateObject().Where(r => int.TryParse(r.Name, out _))
            .Select(r => int.Parse(r.Name, System.Globalization.CultureInfo.InvariantCulture)).ToHashSet());
}
