using EventOps.Domain.Shared;
using EventOps.Server.Access;
using EventOps.Server.Meetups.Commands;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace EventOps.Server.Hosting;

/// <summary>What routes take that the framework cannot see: a community, headers, bodies that they read themselves.</summary>
internal static class Operations
{
    public static async Task Describe(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken ct)
    {
        if (context.Description.RelativePath!.Contains("{community}", StringComparison.Ordinal))
            (operation.Parameters ??= []).Insert(0, Text("community", ParameterLocation.Path, "The community's name."));
        Rightful(operation, context);
        var known = context.Description.ActionDescriptor.EndpointMetadata;
        if (known.OfType<DryRunnable>().Any())
            AddConditions(operation.Parameters ??= []);
        if (known.OfType<Files.UploadBody>().Any())
            operation.RequestBody = Upload();
        if (known.OfType<RequestBody>().FirstOrDefault() is not { } body)
            return;
        operation.RequestBody = new OpenApiRequestBody
        {
            Required = body.Type is not { } fields || DomainJson.Options.GetTypeInfo(fields).Properties.Any(field => field.IsRequired),
            Content = new Dictionary<string, OpenApiMediaType>
            {
                ["application/json"] = new() { Schema = body.Type is { } type ? await Fields(type, context, ct) : Batch() },
            },
        };
    }

    private static OpenApiRequestBody Upload() => new()
    {
        Required = true,
        Description = "The bytes, with their media type or application/octet-stream; or a form with one file.",
        Content = new Dictionary<string, OpenApiMediaType>
        {
            ["application/octet-stream"] = new() { Schema = Binary() },
            ["multipart/form-data"] = new()
            {
                Schema = new OpenApiSchema
                {
                    Type = JsonSchemaType.Object,
                    Properties = new Dictionary<string, IOpenApiSchema> { ["file"] = Binary() },
                },
            },
        },
    };

    private static OpenApiSchema Binary() => new() { Type = JsonSchemaType.String, Format = "binary" };

    // What a route needs, for programs: who has which right stands in docs/api.md.
    private static void Rightful(OpenApiOperation operation, OpenApiOperationTransformerContext context)
    {
        if (context.Description.ActionDescriptor.EndpointMetadata.OfType<RouteRight>().LastOrDefault() is not { } needed)
            return;
        operation.Extensions ??= new Dictionary<string, IOpenApiExtension>();
        operation.Extensions["x-right"] = new JsonNodeExtension(Caller.CamelCase(needed.Right));
        if (needed.More is { } more)
            operation.Extensions["x-right-for-more"] = new JsonNodeExtension(Caller.CamelCase(more));
        var key = new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference("key", context.Document)] = [] };
        var token = new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference("token", context.Document)] = [] };
        operation.Security = needed switch
        {
            { Right: Right.FoundCommunities } => [key],
            { Right: not Right.None } => [key, token],
            { More: not null } => [new OpenApiSecurityRequirement(), key, token],
            _ => [],
        };
    }

    private static void AddConditions(IList<IOpenApiParameter> parameters)
    {
        parameters.Add(Text("Idempotency-Key", ParameterLocation.Header, "The same key and request get the same answer for 24 hours."));
        parameters.Add(Text("If-Match", ParameterLocation.Header, "The ETag that the change is based on, several, or *."));
        parameters.Add(Text("If-None-Match", ParameterLocation.Header, "* : only if there is none yet."));
        parameters.Add(new OpenApiParameter
        {
            Name = DryRuns.Name, In = ParameterLocation.Query,
            Description = "true: says what would come of it, and stores nothing.",
            Schema = new OpenApiSchema { Type = JsonSchemaType.Boolean },
        });
    }

    // Field by field: the framework cannot write a default that is the empty value of a struct (a list, an id).
    private static async Task<OpenApiSchema> Fields(Type type, OpenApiOperationTransformerContext context, CancellationToken ct)
    {
        var schema = new OpenApiSchema
        {
            Type = JsonSchemaType.Object,
            Title = type.Name,
            AdditionalPropertiesAllowed = false,
            Properties = new Dictionary<string, IOpenApiSchema>(),
            Required = new HashSet<string>(),
        };
        foreach (var field in DomainJson.Options.GetTypeInfo(type).Properties)
        {
            // The framework would take a list that may be absent for a list of such lists.
            var property = await context.GetOrCreateSchemaAsync(Nullable.GetUnderlyingType(field.PropertyType) ?? field.PropertyType, cancellationToken: ct);
            property.Description = CommandDocs.Field(type, field.Name);
            schema.Properties[field.Name] = property;
            // The zone is the community's unless somebody says another.
            if (field.IsRequired && (type, field.Name) != (typeof(Domain.Meetups.ScheduleEvent), "zone"))
                schema.Required.Add(field.Name);
        }

        return schema;
    }

    private static OpenApiParameter Text(string name, ParameterLocation place, string description) => new()
    {
        Name = name,
        In = place,
        Required = place is ParameterLocation.Path,
        Description = description,
        Schema = new OpenApiSchema { Type = JsonSchemaType.String },
    };

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
