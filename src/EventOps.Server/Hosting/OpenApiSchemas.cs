using EventOps.Domain.Shared;
using EventOps.Server.Meetups.Commands;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using NodaTime;

namespace EventOps.Server.Hosting;

/// <summary>What the framework cannot see: types that become JSON by converters of ours.</summary>
internal static class Schemas
{
    public static async Task Describe(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken ct)
    {
        var type = Nullable.GetUnderlyingType(context.JsonTypeInfo.Type) ?? context.JsonTypeInfo.Type;
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ValueList<>))
        {
            schema.Type = JsonSchemaType.Array;
            schema.Items = await context.GetOrCreateSchemaAsync(type.GetGenericArguments()[0], cancellationToken: ct);
        }
        else if (TextFormat(type) is { } format)
        {
            (schema.Type, schema.Format, schema.Examples) = (JsonSchemaType.String, format.Format, [format.Example]);
        }
    }

    private static (string Format, string Example)? TextFormat(Type type) =>
        type == typeof(LocalDateTime) ? ("local-date-time", "2021-12-18T13:00")
        : type == typeof(LocalTime) ? ("local-time", "13:00")
        : type == typeof(LocalDate) ? ("date", "2021-12-18")
        : type == typeof(Instant) ? ("date-time", "2021-12-18T05:00:00Z")
        : null;
}

/// <summary>The bodies of routes that read them themselves.</summary>
internal static class Bodies
{
    public static async Task Describe(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken ct)
    {
        if (context.Description.ActionDescriptor.EndpointMetadata.OfType<RequestBody>().FirstOrDefault() is not { } body)
            return;
        operation.Security = [new() { [new OpenApiSecuritySchemeReference("key", context.Document)] = [] }];
        operation.RequestBody = new OpenApiRequestBody
        {
            Required = true,
            Content = new Dictionary<string, OpenApiMediaType>
            {
                ["application/json"] = new() { Schema = body.Type is { } type ? await context.GetOrCreateSchemaAsync(type, cancellationToken: ct) : Batch() },
            },
        };
    }

    private static OpenApiSchema Batch() => new()
    {
        Type = JsonSchemaType.Array,
        Items = new OpenApiSchema
        {
            Type = JsonSchemaType.Object,
            Required = new HashSet<string> { "type" },
            Properties = new Dictionary<string, IOpenApiSchema>
            {
                ["type"] = new OpenApiSchema
                {
                    Type = JsonSchemaType.String,
                    Enum = [.. CommandTable.Slices.Skip(1).Select(slice => (System.Text.Json.Nodes.JsonNode)slice.Name)],
                },
            },
        },
    };
}
