using System.Text;
using System.Text.Json;

namespace EventOps.EventStore;

/// <summary>
/// Reads the headers of stored events. Marten's may hold any JSON value, of any depth; ours are text. Another value is read as
/// its JSON, and what is not an object holds none.
/// </summary>
internal static class EventHeaders
{
    public static IReadOnlyDictionary<string, string> Read(ReadOnlyMemory<byte> json)
    {
        if (json.IsEmpty)
            return AppendMetadata.NoHeaders;
        var headers = new Dictionary<string, string>();
        var reader = ReaderOf(json);
        while (IsAtName(ref reader))
        {
            var name = reader.GetString()!; // a property's name is a string
            headers[name] = Value(ref reader, json);
        }

        return headers;
    }

    public static string? Find(ReadOnlyMemory<byte> json, string name)
    {
        var reader = ReaderOf(json);
        while (IsAtName(ref reader))
        {
            if (reader.ValueTextEquals(name))
                return Value(ref reader, json);
            reader.Skip();
        }

        return null;
    }

    private static Utf8JsonReader ReaderOf(ReadOnlyMemory<byte> json)
    {
        var reader = new Utf8JsonReader(json.Span, new JsonReaderOptions { MaxDepth = int.MaxValue });
        return reader.Read() && reader.TokenType == JsonTokenType.StartObject ? reader : new Utf8JsonReader("{}"u8);
    }

    private static bool IsAtName(ref Utf8JsonReader reader) => reader.Read() && reader.TokenType == JsonTokenType.PropertyName;

    private static string Value(ref Utf8JsonReader reader, ReadOnlyMemory<byte> json)
    {
        reader.Read();
        var start = (int)reader.TokenStartIndex;
        reader.Skip();
        return reader.TokenType == JsonTokenType.String
            ? reader.GetString()!
            : Encoding.UTF8.GetString(json.Span[start..(int)reader.BytesConsumed]);
    }
}
