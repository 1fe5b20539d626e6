using System.Text.Json;
using System.Text.Json.Nodes;
using EventOps.Domain.Shared;

namespace EventOps.Server.Hosting;

/// <summary>The facts of a refusal: what its record adds to kind, code and message.</summary>
internal static class RefusalFacts
{
    private static readonly string[] Common = ["kind", "code", "message"];

    public static IEnumerable<KeyValuePair<string, object?>> Of(Refusal refusal) =>
        JsonSerializer.SerializeToNode(refusal, refusal.GetType(), DomainJson.Options)!.AsObject()
            .Where(property => !Common.Contains(property.Key))
            .Select(property => new KeyValuePair<string, object?>(property.Key, (JsonNode?)property.Value?.DeepClone()));
}
