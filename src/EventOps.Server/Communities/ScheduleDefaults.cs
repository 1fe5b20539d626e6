using System.Text.Json;
using System.Text.Json.Nodes;
using EventOps.Domain.Communities;

namespace EventOps.Server.Communities;

/// <summary>What a community says once and nobody has to say of each meetup: its zone and its language.</summary>
internal static class ScheduleDefaults
{
    public static JsonElement Fill(JsonElement fields, Community? community)
    {
        if (community is null || fields.ValueKind is not JsonValueKind.Object
            || (fields.TryGetProperty("zone", out _) && fields.TryGetProperty("language", out _)))
            return fields;
        var filled = JsonObject.Create(fields)!;
        filled.TryAdd("zone", community.Zone);
        filled.TryAdd("language", community.Language);
        return JsonSerializer.SerializeToElement(filled);
    }
}
