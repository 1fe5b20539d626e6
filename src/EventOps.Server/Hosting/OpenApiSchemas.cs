using EventOps.Domain.Meetups;
using EventOps.Domain.Shared;
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
            // Of a list that may be absent, the framework shows the items in the list's name: they are described already.
            if (schema is not { Type: null, Enum: null })
                return;
            (schema.Type, schema.Description) = (JsonSchemaType.Array, null);
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
        : type == typeof(AvailableFrom) ? ("local-date-time or endOfTalk", "endOfTalk")
        : type == typeof(FileReference) ? ("sha-256", "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")
        : type == typeof(Instant) ? ("date-time", "2021-12-18T05:00:00Z")
        : null;
}
