using System.Text;
using System.Text.Json;

namespace EventOps.Notifications.Sinks;

/// <summary>What a sink answered: a stranger's words, of which nothing is believed before it was looked at.</summary>
/// <param name="Body">The first 64 KiB.</param>
/// <param name="RetryAfter">Of the header, whichever form it had.</param>
/// <param name="Now">When it came.</param>
/// <param name="Header">A header's value by its name; null when there is none.</param>
internal sealed record SinkAnswer(
    int Status, byte[] Body, TimeSpan? RetryAfter, Func<string, string?> Header, DateTimeOffset Now)
{
    public const int ReadAtMost = 64 * 1024;

    private readonly Lazy<JsonElement> json = new(() => Parse(Body));

    /// <summary>The body as text; what is no UTF-8 is replaced.</summary>
    public string Text => Encoding.UTF8.GetString(Body);

    /// <summary>A number at the top of a JSON object; null when the body is anything else.</summary>
    public long? Number(string name) => At(name) is { ValueKind: JsonValueKind.Number } n && n.TryGetInt64(out var number) ? number : null;

    /// <summary>A text at the top of a JSON object; null when the body is anything else.</summary>
    public string? String(string name) => At(name) is { ValueKind: JsonValueKind.String } s ? s.GetString() : null;

    /// <summary>A truth at the top of a JSON object; null when the body is anything else.</summary>
    public bool? Truth(string name) => At(name) is { ValueKind: JsonValueKind.True or JsonValueKind.False } t ? t.GetBoolean() : null;

    /// <summary>Seconds, whole or not, at the top of a JSON object or one level below.</summary>
    public TimeSpan? Seconds(string name, string? inside = null)
    {
        var found = inside is null ? At(name) : In(At(inside), name);
        return found.ValueKind == JsonValueKind.Number && found.TryGetDouble(out var seconds) ? Bounded(seconds) : null;
    }

    /// <summary>A time to wait that no answer can make negative or endless.</summary>
    public static TimeSpan Bounded(double seconds) => TimeSpan.FromSeconds(Math.Clamp(double.IsNaN(seconds) ? 0 : seconds, 0, 86_400));

    private JsonElement At(string name) => In(json.Value, name);

    private static JsonElement In(JsonElement of, string name) =>
        of.ValueKind == JsonValueKind.Object && of.TryGetProperty(name, out var found) ? found : default;

    private static JsonElement Parse(byte[] body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return default;
        }
    }
}
